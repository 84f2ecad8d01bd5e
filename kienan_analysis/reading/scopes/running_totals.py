"""Running totals that follow a month's figures: *Thu ngân sách đạt 90 tỷ đồng. Lũy kế 4 tháng đạt 520 tỷ đồng*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.scope import Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.roles import Named
    from kienan_analysis.reading.scopes.scope import ItemSentence
    from kienan_analysis.reading.scopes.timeline import Timeline

# What opens a running total.
_TOTALS: Final = ("cộng dồn", "lũy kế", "tính chung", "tính lũy kế")
# What was done, in place of a name.
_VERBS: Final = ("chi", "giải ngân", "thu", "trồng", "đón")
_OPENING: Final = 4  # items before the months of a total
_FARTHEST: Final = 6  # sentences of a paragraph that are looked ahead


class RunningTotals:
    """Finds the sentences of a text whose figures, with no period of their own, are those of its last month.

    Parameters
    ----------
    sentences : sequence of ItemSentence
    named : sequence of sequences of Named
        The mentions of each sentence.
    timeline : Timeline
    """

    def __init__(self, sentences: Sequence[ItemSentence], named: Sequence[Sequence[Named]], timeline: Timeline) -> None:
        self._sentences = sentences
        self._named = named
        self._timeline = timeline
        self._speaks_of_month = self._month_is_named()

    def month_before(self, number: int, held: Held) -> Held | None:
        """Give the last month for a sentence that names no period and that a running total of the same thing follows.

        Parameters
        ----------
        number : int
            Of the sentence.
        held : Held
            What holds in it, which is what the text reports on.

        Returns
        -------
        Held or None
            None where no total follows, or one of other things.
        """
        if not self._speaks_of_month or self._dates_itself(number) or self._is_dated_here(number, held):
            return None
        names = _names(self._sentences[number])
        last = min(len(self._sentences), number + 1 + _FARTHEST)
        for after in range(number + 1, last):
            if self._sentences[after].paragraph != self._sentences[number].paragraph:
                return None
            total = self._total(after)
            if total is not None:
                counted = _names(self._sentences[after])
                if counted.isdisjoint(names) and (counted or _speaks_of_something(self._sentences[after])):
                    return None
                month = replace(total, kind="now", count=1, year=None, shift=0)
                return Held(month, evidence=(month.start, month.end))
            if self._dates_itself(after):
                return None
            names |= _names(self._sentences[after])
        return None

    def _total(self, number: int) -> Mention | None:
        """Give the months of a sentence that opens with a running total up to what the text reports on."""
        items = self._sentences[number].items
        one = next((one for one in self._named[number] if one.role == "own"), None)
        if one is None or one.at > _OPENING or not items:
            return None
        if one.mention.kind == "so_far":
            return one.mention
        opened = any(item.key.startswith(_TOTALS) for item in items[: one.at + 1])
        return one.mention if opened and self._timeline.resolve(one.mention) == self._timeline.default else None

    def _is_dated_here(self, number: int, held: Held) -> bool:
        """Whether a sentence of the same paragraph says what holds."""
        if held.mention is None:
            return False
        begun = number
        while begun and self._sentences[begun - 1].paragraph == self._sentences[number].paragraph:
            begun -= 1
            if number - begun > _FARTHEST:
                return True
        items = self._sentences[begun].items
        return not items or held.mention.start >= items[0].start

    def _dates_itself(self, number: int) -> bool:
        return any(one.role in {"own", "aimed"} for one in self._named[number])

    def _month_is_named(self) -> bool:
        """Whether the text reports on the first months of a year, and speaks of the last of them too."""
        default = self._timeline.default
        if default is None or not default.is_part_year or default.first.month != 1 or default.last.month == 1:
            return False
        return any(
            one.role == "own"
            and (one.mention.is_month or (one.mention.kind == "now" and one.mention.count == 1))
            and self._is_last(one.mention)
            for found in self._named
            for one in found
        )

    def _is_last(self, mention: Mention) -> bool:
        default = self._timeline.default
        return mention.kind == "now" or (default is not None and mention.last_month == default.last.month)


def _speaks_of_something(sentence: ItemSentence) -> bool:
    """Whether a word that may name something stands before the first figure: *lũy kế 4 tháng, giải ngân đạt …*."""
    for item in sentence.items:
        if item.is_measured:
            return False
        if item.kind == "word" or (item.kind == "phrase" and not item.meaning.roles) or item.key.startswith(_VERBS):
            return True
    return False


def _names(sentence: ItemSentence) -> set[str]:
    """Give the indicators that a sentence names."""
    return {name for item in sentence.items for name in item.meaning.indicators}
