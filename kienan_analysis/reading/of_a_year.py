"""What is of a year, or of a year so far, though a part of it stands beside it.

*Trong tháng 10, chi ngân sách bằng 81,3% dự toán*: no single month fills so much of a year's plan. *Đến tháng 6 có 8 xã
nông thôn mới. Thu nhập bình quân đầu người 41,2 triệu đồng*: what a person has is reckoned by years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of, parse_period
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.observations import ReadObservation

_OF_ONE_THING: Final = ("area", "indicator", "name", "period")
_YEAR: Final = 4  # digits
_OF_A_PART: Final = re.compile(r"(\d{4})-(?:H\d|Q\d|\d\d(?:/\1-\d\d)?)")
_RESULTS: Final = frozenset({"level", "growth", "attainment"})
# More than this, in percent, a month or a quarter hardly adds to what the year is to bring.
_MOST_OF_A_MONTH: Final = 25.0
_MOST_OF_A_QUARTER: Final = 50.0
_MONTHS_OF_A_QUARTER: Final = 3
# A plan of the month's, the quarter's, own; and what ends a statement.
_OF_THE_PART: Final = re.compile(r"[^.;,\n]{0,40}\b(?:tháng|quý|month|quarter)", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[.!?…]\s|[;\n]")


def of_the_year_so_far(observations: Sequence[ReadObservation], text: str) -> list[ReadObservation]:
    """Date figures of the first months of a year that seemed to be of the last of them.

    A month's news tells of the month and of the year so far in turns, and often names neither. Where a figure comes
    with its share of the year's plan, the share tells: a tenth month alone does not bring 81% of a year. What is dated
    so is one to be asked.

    Parameters
    ----------
    observations : sequence of ReadObservation
        In the order of their figures.
    text : str
    """
    found: list[ReadObservation] = []
    for together in _statements(observations, text):
        periods = (_so_far(one, text) for one in together)
        period = next((period for period in periods if period is not None), None)
        found += together if period is None else [one.with_period(str(period), "period_weak") for one in together]
    return found


def _statements(observations: Sequence[ReadObservation], text: str) -> Iterator[list[ReadObservation]]:
    """Give the figures that say something of one thing in one breath together, in order."""
    together: list[ReadObservation] = []
    for one in observations:
        if together and not _are_of_one_statement(together[-1], one, text):
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def is_by_head(indicator: str | None) -> bool:
    """Whether an indicator tells what a person has, which is reckoned by years."""
    return indicator is not None and "per_capita" in indicator


def in_whole_years(observations: Sequence[ReadObservation]) -> list[ReadObservation]:
    """Date by its year what is reckoned by years alone; where a part of one dated it, that is one to be asked.

    Parameters
    ----------
    observations : sequence of ReadObservation
    """
    return [
        one.with_period(one.period[:_YEAR], "period_weak")
        if is_by_head(one.indicator) and _OF_A_PART.fullmatch(one.period)
        else one
        for one in observations
    ]


def _so_far(one: ReadObservation, text: str) -> Period | None:
    """Give the first months of the year, for a share that is too large for the month or quarter it seems to be of."""
    if one.measure != "attainment":
        return None
    try:
        period = parse_period(one.period)
    except KienanError:
        return None
    months = period.last.month - period.first.month + 1
    if period.year != period.last.year or period.first.month == 1 or months not in {1, _MONTHS_OF_A_QUARTER}:
        return None
    most = _MOST_OF_A_MONTH if months == 1 else _MOST_OF_A_QUARTER
    if one.value <= most or _OF_THE_PART.match(text, one.end) is not None:
        return None
    return months_of(period.year, 1, period.last.month)


def _are_of_one_statement(before: ReadObservation, one: ReadObservation, text: str) -> bool:
    """Whether two figures say something of one thing in one breath: an amount, its share of the plan, its growth."""
    if (
        any(getattr(before, part) != getattr(one, part) for part in _OF_ONE_THING)
        or not {before.measure, one.measure} <= _RESULTS
    ):
        return False
    return _SENTENCE_ENDS.search(text, before.end, one.start) is None
