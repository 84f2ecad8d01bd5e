"""What a text speaks of between the words that date a figure and the figure: gathered once, asked for each figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.beside import is_aside, is_beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.reading.observations import ReadObservation

_OPENS_WITH_MONTHS: Final = re.compile(
    r"\n[^\w\n]*(?:(?:trong|tính chung|lũy kế|qua|sau|kết thúc|hết) )?"
    r"((?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một) tháng)(?!\s?\d)",
    re.IGNORECASE,
)


class SpokenSince:
    """Periods and months that a text speaks of, by place: each question takes time that hardly grows with the text.

    Parameters
    ----------
    results : iterable of ReadObservation
        All results of the text.
    text : str

    Attributes
    ----------
    after_headline : int
        Where the text below its headline begins: that often looks ahead where the text reports. 0 without one.
    """

    def __init__(self, results: Iterable[ReadObservation], text: str) -> None:
        told = [one for one in results if is_beside(one.period_start, one.start, text)]
        self._said = {_what(one) for one in told}
        beside = sorted((one.period_start, one.period) for one in told if not is_aside(one, text))
        self._starts = [start for start, _ in beside]
        self._periods = [period for _, period in beside]
        # For each the next of another period: whether a stretch holds any but one period is then told at its ends.
        self._next_other = [len(beside)] * len(beside)
        for place in range(len(beside) - 2, -1, -1):
            same = self._periods[place] == self._periods[place + 1]
            self._next_other[place] = self._next_other[place + 1] if same else place + 1
        self._months: dict[str, list[int]] = {}
        for found in _OPENS_WITH_MONTHS.finditer(text):
            self._months.setdefault(found[1].lower(), []).append(found.start())
        end = text.find("\n")
        headline = text[: max(end, 0)].rstrip()
        self.after_headline = end + 1 if 0 <= end < len(text) - 1 and not headline.endswith((".", ":")) else 0

    def is_said_again(self, one: ReadObservation) -> bool:
        """Whether the text says elsewhere, with the period beside it, what a figure without one says.

        Two values that cannot both be true are doubted by themselves.
        """
        return _what(one) in self._said

    def another_period(self, period: str, first: int, last: int) -> bool:
        """Whether another period was named from `first` on and before `last`, beside its figure and not by the way."""
        begin, end = bisect_left(self._starts, first), bisect_left(self._starts, last)
        if begin >= end:
            return False
        return self._periods[begin] != period or self._next_other[begin] < end

    def other_months(self, words: str, first: int, last: int) -> bool:
        """Whether a paragraph that begins from `first` on and before `last` opens with months that `words` are not."""
        for months, starts in self._months.items():
            if months in words:
                continue
            place = bisect_left(starts, first)
            if place < len(starts) and starts[place] + len(months) < last:
                return True
        return False


def _what(one: ReadObservation) -> tuple[str | None, str | None, str, str]:
    return one.area, one.indicator, one.period, one.measure
