"""Scopes as values: what a section, a list, a paragraph or a sentence says for its figures, and by which words."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes.aims import AimScope, targets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.tokens import Token

_START: Final = attrgetter("start")  # asked several times of each figure: faster than a function of our own
_AT: Final = attrgetter("at")


@record
class ItemSentence(Record):
    """A sentence as items.

    Attributes
    ----------
    items : list of Item
    paragraph : int
    introduces : bool
        Whether it introduces a list.
    tokens, mentions : sequences
        The same sentence as tokens, only the first of them where it names no places; and the places that it names.
    alone : bool
        Whether it is a paragraph of its own.
    block : str
        Code of the reason why it holds no figures of the text's own (a caption, a comment); empty where it does.
    """

    items: list[Item]
    paragraph: int
    introduces: bool
    tokens: Sequence[Token] = ()
    mentions: Sequence[PlaceMention] = ()
    alone: bool = False
    block: str = ""


@record
class Held(Record):
    """What a section, list or paragraph says for all its sentences.

    Attributes
    ----------
    mention : Mention or None
        The period; None where the article's own holds.
    aims : bool
        Whether aims are listed.
    evidence : tuple of int and int, or None
        The words that say so: ``key[start:end]`` of the text.
    unsure : bool
        Whether nothing says if results or aims follow: under *Các chỉ tiêu chủ yếu năm 2024*, in a text about 2024.
    """

    mention: Mention | None = None
    aims: bool = False
    evidence: tuple[int, int] | None = None
    unsure: bool = False


@record
class SentenceScope(Record):
    """What holds for the figures of one sentence.

    Attributes
    ----------
    items : list of Item
        The sentence, the years in names and of events no longer marked as periods.
    held : Held
        The period and aim where a figure's own words say none.
    scopes : tuple of AimScope
        Where its words open and close aims.
    aimed : frozenset of int
        Where the periods begin that it plans for.
    ahead : Mention or None
        The one period to come that it names: *80 triệu đồng vào năm 2025, …*.
    dated : frozenset of int
        Where the periods begin that it reports on and whose year it says.
    """

    items: list[Item]
    held: Held
    scopes: tuple[AimScope, ...]
    aimed: frozenset[int]
    ahead: Mention | None = None
    dated: frozenset[int] = frozenset()

    @property
    def mention(self) -> Mention | None:
        """The period that holds where a figure's own words name none."""
        return self.held.mention

    def item_at(self, start: int) -> int:
        """Say which item holds a letter of the text."""
        return max(0, bisect_right(self.items, start, key=_START) - 1)

    def aims_at(self, at: int) -> bool:
        """Whether aims are listed where an item stands."""
        before = bisect_right(self.scopes, at, key=_AT)
        aims = self.scopes[before - 1].aims if before else None
        return self.held.aims if aims is None else aims

    def targets(self) -> list[bool]:
        """Say for each item whether a figure there is an aim."""
        return targets_of(self.scopes, len(self.items), opened=self.held.aims)
