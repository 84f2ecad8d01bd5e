"""A mention of a period in prose, its year perhaps left out, and the period that it means once the year is known.

The words that make a mention belong to a language: ``scopes/mentions_vi.py``.
"""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.catalogue import Period, months_of, spanning
from kienan_analysis.errors import KienanError
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Callable

MentionKind = Literal[
    "months",
    "years",
    "day",
    "since",
    "to_day",
    "so_far",
    "till_now",
    "opening",
    "rest",
    "now",
    "each",
    "season",
    "term",
]

_MONTHS_A_YEAR: Final = 12
# A day this near a month's end is meant as its end: *tính đến ngày 30-9*, *đến 28/6*.
_NEAR_THE_END: Final = 3
_LATE_IN_DECEMBER: Final = 15  # from this day on what is told of a year so far is told of the year
# What no figure is of: a mere day, a crop's or school year.
_NO_SPANS: Final = frozenset({"day", "season"})
# What only the article as a whole dates.
_BY_THE_ARTICLE: Final = frozenset({"season", "so_far", "till_now", "opening", "rest", "now", "each"})


@record
class Mention(Record):
    """A period as the text names it, its year perhaps left to the context.

    Attributes
    ----------
    start, end : int
        Where it stands in the text's normal form.
    kind : MentionKind
        ``since``: from a day to a day, or to that of the text. ``to_day``: from the year's beginning to a day.
        ``so_far``: from the year's beginning to now (*từ đầu năm đến nay*). ``till_now``: how things stand now (*đến
        nay*). ``opening``: *những tháng đầu năm*. ``rest``: *những tháng cuối năm*. ``now``: *trong tháng*, *quý này*.
        ``each``: *mỗi tháng*, a mean. ``season``: 2017-2018, a crop or school year. ``term``: a term of office or some
        years that the text dates elsewhere (*nhiệm kỳ qua*, *5 năm qua*).
    year : int or None
        As written; None where it is left out.
    shift : int or None
        Years from the text's own year: *năm trước* is -1. None where the year is written or simply left out.
    first_month, last_month : int
        Of the year (kind ``months``); of the first and last day (``since``, ``to_day``).
    last_year : int
        Of several years (kind ``years``).
    day : date or None
        The day (kind ``day``) or the first of the days (``since``); None where the text leaves the year out.
    until : date or None
        The last of the days (``since``); None where it is the day of the text.
    day_of_month, last_day : int
        Of a day (kinds ``day``, ``since``, ``to_day``) whose year may be left out. 0 without one.
    count : int
        How many years (kind ``term``) or months (``now``); 0 where that is not said.
    led : str
        A preposition that dates what stands before it: ``vào`` of *vào năm 2023*, ``đến`` of *đến năm 2030*.
    seen : bool
        Whether its year is counted from the day of the text: *năm nay*, *năm ngoái*; else from the year reported.
    rest : bool
        Whether it is what is left of a year: *3 tháng cuối năm*.
    lately : bool
        Whether it is the months up to the day of the text, which may not be the first of the year: *4 tháng qua*.
    mean : bool
        Whether it is spoken of as a mean: *bình quân 5 năm*.
    point : {"", "first", "last"}
        Whether only the beginning or the end of a year is meant: *so với cuối năm 2023*.
    """

    start: int
    end: int
    kind: MentionKind
    year: int | None = None
    shift: int | None = None
    first_month: int = 1
    last_month: int = _MONTHS_A_YEAR
    last_year: int = 0
    day: date | None = None
    until: date | None = None
    day_of_month: int = 0
    last_day: int = 0
    count: int = 0
    led: str = ""
    seen: bool = False
    rest: bool = False
    lately: bool = False
    mean: bool = False
    point: str = ""

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year."""
        return self.kind == "months" and (self.first_month, self.last_month) == (1, _MONTHS_A_YEAR)

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return self.kind == "months" and self.first_month == self.last_month

    @property
    def is_span(self) -> bool:
        """Whether a figure may be of it; a mere day and a crop's season are none."""
        return self.kind not in _NO_SPANS

    def year_of(self, year: int | None, today: date | None = None) -> int | None:
        """Give its year, where that is written or follows from the text's year or, of *năm nay*, from its day."""
        if self.year is not None:
            return self.year
        if self.seen and today is not None:
            return today.year + (self.shift or 0)
        return None if year is None else year + (self.shift or 0)

    def resolve(self, year: int | None, today: date | None = None) -> Period | None:
        """Give the period, its year taken from the context where the text leaves it out.

        Parameters
        ----------
        year : int or None
            The year that the text is about.
        today : date, optional
            The day of the text, for *to this day*.
        """
        if self.kind in _BY_THE_ARTICLE:
            return None
        own = self.year_of(year, today)
        if self.kind == "term":
            if year is None or not self.count:
                return None
            last = year + self.count if self.shift == 1 else year
            return _months(last - self.count + 1, 1, _MONTHS_A_YEAR, last)
        if self.kind == "years" and self.year is not None:
            return _months(self.year, 1, _MONTHS_A_YEAR, self.last_year)
        of_kind: dict[str, Callable[[int | None, date | None], Period | None]] = {
            "since": self._since,
            "to_day": self._to_day,
        }
        if self.kind in of_kind:
            return of_kind[self.kind](own, today)
        if self.kind == "day":
            return _days(self.day, self.day)
        return None if own is None else _months(own, self.first_month, self.last_month)

    def _since(self, year: int | None, today: date | None) -> Period | None:
        first, last = self.day, self.until or today
        if first is None and self.day_of_month:
            first = date_of(year, self.first_month, self.day_of_month)
        if self.until is None and self.last_day:
            last = date_of(year, self.last_month, self.last_day)
        return _days(first, last)

    def _to_day(self, year: int | None, _: date | None) -> Period | None:
        last = date_of(year, self.last_month, self.last_day)
        if last is None:
            return None
        length = calendar.monthrange(last.year, last.month)[1]
        if last.month == _MONTHS_A_YEAR and last.day >= _LATE_IN_DECEMBER:
            return _months(last.year, 1, _MONTHS_A_YEAR)
        if last.day >= length - _NEAR_THE_END:
            return _months(last.year, 1, last.month)
        return _days(date(last.year, 1, 1), last)


# A text names the same few periods again and again.
_months = lru_cache(maxsize=4096)(months_of)


def date_of(year: int | None, month: int, day: int) -> date | None:
    """Give a day; None without a year, or where the calendar has none (30 February)."""
    if not year:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(first: date | None, last: date | None) -> Period | None:
    if first is None or last is None:
        return None
    try:
        return spanning(first, last)
    except KienanError:
        return None
