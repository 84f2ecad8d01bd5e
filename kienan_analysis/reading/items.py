"""A sentence as a row of items: phrases with their meaning, periods, figures, marks, words that nothing is known of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.lexicon import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention

ItemKind = Literal["phrase", "word", "mark", "period", "figure", "code", "area", "prices"]

NOTHING: Final = Meaning()
_LONGEST_ASIDE: Final = 20  # items between brackets
_LEAVING_OUT: Final = frozenset({"trừ", "không", "chưa", "ngoài", "ngoại"})
_MOST_BETWEEN: Final = 5  # items between a name and another of the same thing in brackets


@dataclass(slots=True)
class Item:
    """One item of a sentence.

    Attributes
    ----------
    kind : {"phrase", "word", "mark", "period", "figure", "code", "area", "prices"}
        ``word``: a word that no phrase begins with. ``code``: a number that is no figure. ``area``: a place with its
        level, known or not. ``prices``: a price basis.
    start, end : int
        In the text's normal form.
    key : str
        Its letters as they are matched; of a price basis, how the data spell it.
    meaning : Meaning
    mention : Mention or None
        Of a period.
    figure : Figure or None
    proper : bool
        Whether it is a word with a capital, as names of places are.
    place : PlaceMention or None
        Of an area.
    """

    kind: ItemKind
    start: int
    end: int
    key: str
    meaning: Meaning = NOTHING
    mention: Mention | None = None
    figure: Figure | None = None
    proper: bool = False
    place: PlaceMention | None = None

    def plays(self, *roles: str) -> bool:
        """Whether it plays one of the parts."""
        own = self.meaning.roles  # empty for most items: asked first, for this is asked more than anything else
        return bool(own) and not own.isdisjoint(roles)

    @property
    def is_measured(self) -> bool:
        """Whether it is a figure with a unit."""
        return self.figure is not None and self.figure.kind != "bare"

    @property
    def is_noun(self) -> bool:
        """Whether it is a word that the grammar gives no part, so that it names something."""
        if self.kind == "word":
            return True
        return self.kind == "phrase" and not self.meaning.indicators and _are_counted(self.meaning.roles)


@cache
def _are_counted(roles: frozenset[str]) -> bool:
    """Whether these parts only say what a word counts; there are only so many sets of parts."""
    return all(role.startswith("counted.") for role in roles)


_COMPARES: Final = ("against.compare", "against.same_period", "against.other_base")


def without_asides(items: Sequence[Item]) -> list[Item]:
    """Leave out what brackets without a figure say, but for periods, price bases and a name not just given: *(IIP)*."""
    kept: list[Item] = []
    place = next((at for at, item in enumerate(items) if item.key == "("), len(items))
    kept.extend(items[:place])
    while place < len(items):
        item = items[place]
        close = _closing(items, place) if item.key == "(" and item.kind == "mark" else 0
        if not close:
            kept.append(item)
            place += 1
            continue
        named = _ends_in_name(kept)
        inside = items[place + 1 : close]
        leaves_out = any(held.key.split()[0] in _LEAVING_OUT for held in inside if held.key)
        if leaves_out or any(held.plays(*_COMPARES) for held in inside):
            kept.extend(inside)  # thu ngân sách (không tính tiền sử dụng đất); tăng 5% (so với tháng trước)
            place = close + 1
            continue
        kept.extend(
            held for held in inside if held.kind in {"period", "prices"} or (held.meaning.indicators and not named)
        )
        place = close + 1
    return kept


def _ends_in_name(kept: Sequence[Item]) -> bool:
    """Whether a name was just given, words that say whose it is apart: *tổng giá trị sản xuất của huyện (GRDP)*."""
    for at in range(len(kept) - 1, max(len(kept) - 1 - _MOST_BETWEEN, -1), -1):
        if kept[at].meaning.indicators:
            return True
        if kept[at].kind != "area" and not kept[at].plays("around.after_name", "areas.province"):
            return False
    return False


def _closing(items: Sequence[Item], place: int) -> int:
    """Say where the bracket that opens at an item closes; 0 if it holds a figure, or does not close soon."""
    for at in range(place + 1, min(place + _LONGEST_ASIDE, len(items))):
        if items[at].kind == "figure" or items[at].key == "(":
            return 0
        if items[at].key == ")":
            return at
    return 0
