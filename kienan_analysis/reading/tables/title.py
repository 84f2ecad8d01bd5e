"""What the lines above a table say of all of it: the year of its results and of its plans, the months, the unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.tables.heads import months_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.tables.grid import Table
    from kienan_analysis.reading.text import Text

_ABOVE: Final = 700  # letters above a table
_MOST_LINES: Final = 6
_LONGEST: Final = 300  # letters of a line of a title
_SENTENCE: Final = 60  # letters: a longer line that ends in a full stop is none of a title
_YEAR: Final = re.compile(r"(?<![0-9/.,-])(?:19|20)[0-9]{2}(?![0-9/.,]*[0-9])")
# Numbers of documents and their days name no year of the table.
_DOCUMENT: Final = re.compile(
    r"\((?:theo|kèm|ban hành|nq|nghị quyết|qđ|quyết định|số|tiếp)\b[^()]*\)|ngày\s[\d/ ]{4,12}"
    r"|ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|(?:số|nghị quyết|quyết định|báo cáo)\s(?:số )?\d+[/-]\S*|(?:giá )?(?:so sánh|cố định|gốc)(?: năm)? \d{4}"
    r"|(?:giai đoạn|nhiệm kỳ|thời kỳ)\s\d{4}\s?-\s?\d{4}|\d{4}\s?-\s?\d{4}"
)
_UNIT: Final = re.compile(
    r"(?:đ\.?v\.?\s?t|đơn vị(?: tính)?|đv tính)\s?(?:[-/]?\s?units?)?\s?:\s*(?P<unit>[^:()\n\t|]{1,40})"
)
_PLAN: Final = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|dự toán")
_DONE: Final = re.compile(r"kết quả|thực hiện|tình hình")
_PLAN_OF: Final = re.compile(r"(?:kế hoạch|mục tiêu|dự toán|nhiệm vụ|phương hướng)[^0-9]{0,60}$")
_PRICES: Final = re.compile(r"[,(]?\s*(?:tính )?(?:theo )?giá (?:so sánh|cố định|hiện hành|thực tế)[^,;]{0,12}")
_OF_PLACE: Final = re.compile(
    r"\s(?:của|tại|trên địa bàn) (?:tỉnh|thành phố|tp|quận|huyện|thị xã|xã|phường|đặc khu)\b.*$|\strên địa bàn$"
)
_TAIL: Final = re.compile(r"\b(?:năm|giai đoạn|phân theo .*|chia theo .*|qua các .*|các năm.*|từ|theo)$")
_NUMBER: Final = re.compile(
    r"^(?:biểu|bảng|phụ lục|phụ biểu)?\s?(?:số)?\s?(?:[ivx]{1,4}|\d{1,3}(?:\.\d{1,2})?)?[.:)]?\s+"
)


class Setting(NamedTuple):
    """What holds for a table as a whole.

    Attributes
    ----------
    area : str or None
    period : Period or None
        What the text reports on.
    year : int or None
        That the title of the table names: of results, and of plans where it names no other.
    plan_year : int or None
        That it names of plans.
    months : tuple of (int, int)
        The first and last month of the part of the year that the title names.
    plans : bool
        Whether the title speaks of a plan: what columns hold that name a year alone.
    title : tuple of (int, int)
        Where the title names the year.
    unit : str
        That a line above names for all rows.
    name : str
        The title itself, in the spelling that is matched: it may name what all rows are of.
    prices : {"", "current", "constant"}
        That a line above names for all rows.
    """

    area: str | None
    period: Period | None
    year: int | None
    plan_year: int | None
    months: tuple[int, int]
    plans: bool
    title: tuple[int, int]
    unit: str = ""
    name: str = ""
    prices: str = ""


def setting_of(text: Text, table: Table, area: str | None, period: Period | None) -> Setting:
    """Say what holds for a table as a whole: by the lines above it, else by the text.

    Parameters
    ----------
    text : Text
    table : Table
    area : str or None
    period : Period or None
        What the text reports on.
    """
    lines = list(_lines_above(text, table.start))
    unit = next((found["unit"].strip(" .,;") for _, line in lines if (found := _UNIT.search(line))), "")
    year, plan_year, title, months = table.year, table.year, (table.start, table.start), (1, 12)
    for start, line in lines:
        bare = _blanked(line)
        years = list(_YEAR.finditer(bare))
        if years and table.year is None:
            year, plan_year = _years(bare, years)
            title = (start + years[-1].start(), start + years[-1].end())
        if years or months_named(bare) != (1, 12):
            months = months_named(bare)
            break
    above = " ".join(line for _, line in reversed(lines))
    plans = _PLAN.search(above) is not None and _DONE.search(above) is None
    basis = _PRICES.search(above)
    prices = "" if basis is None else "current" if "hiện hành" in basis[0] or "thực tế" in basis[0] else "constant"
    return Setting(area, period, year, plan_year, months, plans, title, unit, _name(lines), prices)


def _lines_above(text: Text, start: int) -> Iterator[tuple[int, str]]:
    """Give the lines of a title, the lowest first, with where each stands; a paragraph above ends it."""
    after = start
    for _ in range(_MOST_LINES):
        while after > 0 and text.key[after - 1] in "\n \t|":
            after -= 1
        if after <= 0 or start - after > _ABOVE:
            return
        first = max(text.key.rfind("\n", max(0, after - _LONGEST - 1), after) + 1, after - _LONGEST - 1)
        line = text.key[first:after]
        if (
            len(line) > _LONGEST
            or (len(line) > _SENTENCE and line.rstrip().endswith("."))
            or "\t" in line.strip()
            or line.count("|") > 1
        ):
            return  # a paragraph, or a row of another table
        yield first, line
        after = first


def _blanked(line: str) -> str:
    """Blank out numbers of documents and their days, place for place."""
    return _DOCUMENT.sub(lambda found: " " * len(found[0]), line)


def _years(line: str, years: list[re.Match[str]]) -> tuple[int | None, int | None]:
    """Give the year of results and of plans that a title names; None where it names several of one kind."""
    plans: set[int] = set()
    others: set[int] = set()
    since = 0
    for found in years:
        words = line[since : found.start()]
        planned = _PLAN_OF.search(words) is not None and (since > 0 or _DONE.search(words) is None)
        (plans if planned else others).add(int(found[0]))
        since = found.end()
    if plans and others and _DONE.search(line):
        return (max(others) if len(others) == 1 else None), None  # which plan a column means, its head must say
    every = {int(found[0]) for found in years}
    if len(every) == 1:
        only = every.pop()
        return only, only
    return None, None


def _name(lines: list[tuple[int, str]]) -> str:
    """Give the title, the nearest line that is one, without its number and what it says of time and unit."""
    for _, line in lines:
        bare = _UNIT.sub(" ", _blanked(line))
        bare = _YEAR.sub(" ", _NUMBER.sub("", bare))
        bare = _PRICES.sub(" ", _OF_PLACE.sub(" ", bare))
        bare = _TAIL.sub(" ", bare.strip(" .,:;()-"))
        words = " ".join(bare.split()).strip(" .,:;()-")
        if any(map(str.isalpha, words)) and not words.isascii() and not words.startswith(("biểu", "bảng", "phụ lục")):
            return words
    return ""
