"""Reading a period: its canonical spelling, or others in Vietnamese and English prose, ISO variants, Excel's."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue.periods import (
    HOW_TO_WRITE,
    Period,
    months_of,
    read_canonical,
    spanning,
)
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Callable

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OLDEST: Final = 1900
_CENTURY: Final = 2000  # Excel shows the year of a month with two digits
_MONTHS_A_YEAR: Final = 12
_Y: Final = r"((?:19|20)\d\d)"
_Y_INSIDE: Final = _Y[1:-1]
_M: Final = r"(0?[1-9]|1[0-2])"
_OF: Final = r"\s*(?:/|-|\.|,|năm|of)?\s*(?:năm\s*)?"
_NAME: Final = "|".join(_MONTH_NAMES)


def _quarter(number: str) -> int:
    return _ROMAN.get(number) or int(number)


def _half(year: str, number: str) -> Period:
    return months_of(int(year), 6 * int(number) - 5, 6 * int(number))


def _quarter_of(year: str, number: str) -> Period:
    return months_of(int(year), 3 * _quarter(number) - 2, 3 * _quarter(number))


def _month_of(year: str, month: str) -> Period:
    return months_of(int(year), int(month), int(month))


def _day_first(first: str, second: str, year: str) -> Period:
    """Read 31/12/2021; refuse 1/4/2019, which a spreadsheet may have turned into month first."""
    day, month = int(first), int(second)
    if day != month and day <= _MONTHS_A_YEAR:
        message = (
            f"'{first}/{second}/{year}' can be read as {year}-{month:02}-{day:02} or as {year}-{day:02}-{month:02}."
        )
        raise KienanError(message, remedy="Write the one that is meant (year-month-day).")
    return spanning(date(int(year), month, day), date(int(year), month, day))


def _excel_month(name: str, year: str) -> Period:
    """Read Jun-21, which is what Excel makes of 2021-06."""
    full = int(year) if int(year) >= _OLDEST else _CENTURY + int(year)
    month = _MONTH_NAMES.index(name) + 1 if name in _MONTH_NAMES else int(name)
    return months_of(full, month, month)


# Each pattern is matched against the whole text in small letters; what it captures goes to the function.
_SPELLINGS: Final[tuple[tuple[str, Callable[..., Period]], ...]] = (
    (rf"(?:cả\s*)?(?:năm|year|fy|cy)\s*{_Y}", lambda y: months_of(int(y), 1, 12)),
    (rf"{_Y}\.0+", lambda y: months_of(int(y), 1, 12)),
    (rf"{_Y}\s*[-/ ]?\s*[hs]\s*([12])", _half),
    (rf"(?:h|s)\s*([12]){_OF}{_Y}", lambda n, y: _half(y, n)),
    (rf"(?:6|sáu)\s*tháng\s*đầu\s*(?:năm)?\s*{_Y}", lambda y: _half(y, "1")),
    (rf"(?:6|sáu)\s*tháng\s*cuối\s*(?:năm)?\s*{_Y}", lambda y: _half(y, "2")),
    (rf"{_Y}\s*[-/ ]?\s*q\s*([1-4])", _quarter_of),
    (rf"(?:q|quý)\s*([1-4]|iv|i{{1,3}}){_OF}{_Y}", lambda n, y: _quarter_of(y, n)),
    (rf"{_M}\s*(?:t|m|tháng)\s*(?:đầu)?{_OF}{_Y}", lambda n, y: months_of(int(y), 1, int(n))),
    (rf"(?:t|tháng)\s*{_M}{_OF}{_Y}", lambda n, y: _month_of(y, n)),
    (rf"{_M}\s*[-/.]\s*{_Y}", lambda n, y: _month_of(y, n)),
    (rf"{_Y}\s*[-/.m]\s*{_M}", _month_of),
    (rf"({_NAME})[a-z]*[- ](\d\d|{_Y_INSIDE})", _excel_month),
    (rf"thg\s*{_M}[- ](\d\d|{_Y_INSIDE})", _excel_month),
    (rf"(?:giai đoạn\s*)?{_Y}\s*-\s*{_Y}", lambda a, b: months_of(int(a), 1, 12, int(b))),
    (rf"{_Y}-{_M}/{_M}", lambda y, a, b: months_of(int(y), int(a), int(b))),
    (rf"{_Y}-{_M}\s*-\s*{_Y}-{_M}", lambda y, m, z, n: months_of(int(y), int(m), int(n), int(z))),
    (
        rf"{_Y}[-/.](\d\d?)[-/.](\d\d?)",
        lambda y, m, d: spanning(date(int(y), int(m), int(d)), date(int(y), int(m), int(d))),
    ),
    (rf"(\d\d?)[-/.](\d\d?)[-/.]{_Y}", _day_first),
)
_RANGE: Final = re.compile(r"\s*(?:\.\.|\bđến\b|\bto\b|\s-\s|/)\s*")


def read_other_spelling(text: str) -> Period | None:
    """Read a spelling that is not canonical; None if it is no period.

    Raises
    ------
    KienanError
        A date that can be read in two ways, or a period that ends before it begins.
    """
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).replace("\u2013", "-").replace("\u2014", "-"))
    plain = plain.strip(" .").lower()
    for pattern, build in _SPELLINGS:
        match = re.fullmatch(pattern, plain, re.ASCII)
        if match is not None:
            try:
                return build(*match.groups())
            except ValueError:  # month 13, 30 February
                return None
    return _read_range(plain)


def parse_period(text: str) -> Period:
    """Read a period in its canonical spelling; anything else is refused.

    Raises
    ------
    KienanError
        The text is no period, or is another spelling of one (the message gives the canonical one).

    Examples
    --------
    >>> parse_period("2019-01/2019-05").months
    5
    >>> parse_period("2016/2020").years
    5
    """
    period = read_canonical(text)
    if period is not None and period.text == text:
        return period
    canonical = canonical_period(text)
    message = f"{text!r} is not the canonical spelling of the period {canonical}."
    raise KienanError(message, remedy=f"Write {canonical}.")


def canonical_period(text: str) -> str:
    """Rewrite a spelling of a period to the canonical one.

    Vietnamese and English spellings, ISO 8601 and SDMX variants, and what a spreadsheet makes of a month are
    understood. A date that could be read day first or month first is refused, not guessed.

    Raises
    ------
    KienanError
        The text is no period that this module knows.

    Examples
    --------
    >>> canonical_period("6T/2021"), canonical_period("Quý III/2021"), canonical_period("2016-2020")
    ('2021-H1', '2021-Q3', '2016/2020')
    """
    period = read_canonical(text.strip()) or read_other_spelling(text)
    if period is None:
        message = f"{text!r} is not a period."
        raise KienanError(message, remedy=HOW_TO_WRITE)
    return period.text


def _read_range(plain: str) -> Period | None:
    """Read two periods with a word or sign between them as one from the first to the last."""
    for separator in _RANGE.finditer(plain):
        ends = plain[: separator.start()], plain[separator.end() :]
        if not all(ends):
            continue
        try:
            first, last = (parse_period(canonical_period(end)) for end in ends)
        except KienanError:
            continue
        if first.kind == last.kind:  # 2021-01/2021 is more likely a slip than a span
            return spanning(first.first, last.last)
    return None
