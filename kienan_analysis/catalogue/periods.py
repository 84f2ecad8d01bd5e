"""Periods: the canonical spelling, what it spans, and the other spellings that people write."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from kienan_analysis.errors import KienanError

PeriodKind = Literal["year", "half", "quarter", "month", "months", "years", "day", "days"]

HOW_TO_WRITE: Final = (
    "Write 2021, 2021-H1, 2021-Q3, 2021-06, 2021-01/2021-05 (months, cumulative), 2016/2020 (years), "
    "2019-04-01 or 2021-11-03/2022-01-10 (days)."
)
# Wide enough for any statistic of today, narrow enough that a slip of the finger (2201, 221) is caught.
_YEAR: Final = r"((?:19|20)\d\d)"
_CANONICAL: Final = re.compile(
    rf"{_YEAR}(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?(?:/{_YEAR}(?:-(\d\d)(?:-(\d\d))?)?)?", re.ASCII
)
_MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days with its canonical spelling; equal spans have equal spellings.

    Attributes
    ----------
    text : str
        The canonical spelling, for example ``2021-H1``.
    first, last : date
        The first and last day, both inside.
    kind : {"year", "half", "quarter", "month", "months", "years", "day", "days"}
    """

    text: str
    first: date
    last: date
    kind: PeriodKind

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.last.year

    @property
    def years(self) -> int:
        """How many years a period of several years holds; 1 for every other kind."""
        return self.last.year - self.first.year + 1 if self.kind == "years" else 1

    @property
    def months(self) -> int:
        """How many whole months the period holds; 0 for days."""
        if self.kind in {"day", "days"}:
            return 0
        return (self.last.year - self.first.year) * _MONTHS_A_YEAR + self.last.month - self.first.month + 1

    @property
    def is_full_year(self) -> bool:
        """Whether it is exactly one calendar year."""
        return self.kind == "year"

    @property
    def is_part_year(self) -> bool:
        """Whether it is some months of one calendar year, but not all of them, and not days."""
        return self.kind in {"half", "quarter", "month", "months"} and self.first.year == self.last.year

    def previous(self) -> Period:
        """Give the same period one year earlier: what a growth without a named base is relative to."""
        return spanning(_year_before(self.first), _year_before(self.last))

    def __str__(self) -> str:
        return self.text


def spanning(first: date, last: date) -> Period:
    """Give the period from one day to another, both inside, under its one canonical spelling.

    Examples
    --------
    >>> spanning(date(2021, 1, 1), date(2021, 6, 30)).text
    '2021-H1'
    """
    if last < first:
        message = f"The period ends ({last}) before it begins ({first})."
        raise KienanError(message, remedy="Write the earlier end first.")
    return Period(*_spell(first, last))


def months_of(year: int, first_month: int, last_month: int, last_year: int | None = None) -> Period:
    """Give the period from the first month to the last, both inside."""
    end_year = year if last_year is None else last_year
    end = date(end_year, last_month, calendar.monthrange(end_year, last_month)[1])
    return spanning(date(year, first_month, 1), end)


def _spell(first: date, last: date) -> tuple[str, date, date, PeriodKind]:
    if first == last:
        return first.isoformat(), first, last, "day"
    if first.day != 1 or last.day != calendar.monthrange(last.year, last.month)[1]:
        return f"{first.isoformat()}/{last.isoformat()}", first, last, "days"
    one_year = first.year == last.year
    if (first.month, last.month) == (1, _MONTHS_A_YEAR):
        return (
            (f"{first.year}", first, last, "year") if one_year else (f"{first.year}/{last.year}", first, last, "years")
        )
    if one_year:
        if first.month == last.month:
            return f"{first.year}-{first.month:02}", first, last, "month"
        count = last.month - first.month + 1
        for letter, size, kind in (("H", 6, "half"), ("Q", 3, "quarter")):
            if count == size and (first.month - 1) % size == 0:
                number = (first.month - 1) // size + 1
                return f"{first.year}-{letter}{number}", first, last, "half" if kind == "half" else "quarter"
    return f"{first.year}-{first.month:02}/{last.year}-{last.month:02}", first, last, "months"


@lru_cache(maxsize=4096)
def read_canonical(text: str) -> Period | None:
    """Read the grammar of the canonical spellings; also ranges that have a shorter canonical spelling."""
    match = _CANONICAL.fullmatch(text)
    if match is None:
        return None
    year, half, quarter, month, day, end_year, end_month, end_day = (
        None if group is None else int(group) for group in match.groups()
    )
    try:
        if year is None:
            return None
        if half is not None or quarter is not None:
            if end_year is not None:
                return None
            size, number = (6, half) if half is not None else (3, quarter or 1)
            return months_of(year, (number - 1) * size + 1, number * size)
        if end_year is None:
            if day is not None and month is not None:
                return spanning(date(year, month, day), date(year, month, day))
            return months_of(year, month, month) if month is not None else months_of(year, 1, _MONTHS_A_YEAR)
        if (month is None) != (end_month is None) or (day is None) != (end_day is None):
            return None
        if month is None or end_month is None:
            return months_of(year, 1, _MONTHS_A_YEAR, end_year)
        if day is None or end_day is None:
            return months_of(year, month, end_month, end_year)
        return spanning(date(year, month, day), date(end_year, end_month, end_day))
    except ValueError:  # month 13, 30 February
        return None


def _year_before(day: date) -> date:
    """Give the same day a year earlier; the last day of a month stays the last."""
    length, length_before = (calendar.monthrange(year, day.month)[1] for year in (day.year, day.year - 1))
    return date(day.year - 1, day.month, length_before if day.day == length else day.day)
