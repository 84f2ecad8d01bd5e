"""The day that a stamp of a machine or a date line of a page means, in Vietnam's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

_VIETNAM: Final = timezone(timedelta(hours=7))
_LONGEST_STAMP: Final = 60
_ISO: Final = re.compile(
    r"((?:19|20)\d\d)[-/.]?(\d{1,2})[-/.]?(\d{1,2})"
    r"(?:[T\s,]+(\d{1,2}):?(\d\d)(?::?\d\d(?:[.,]\d{1,9})?)?\s*(z|utc|gmt|[+-]\d\d:?\d\d|(?:gmt"
    r"|utc)?\s*[+-]\d{1,2}(?::?\d\d)?)?)?"
    r"(?:\s*\([a-z0-9+: ]{1,12}\))?",
    re.IGNORECASE,
)
_DAY_FIRST: Final = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?(?:[/.-]|tháng)\s?(\d{1,2})\s?(?:[/.-]|năm)\s?((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
# By what AM and PM stand beside, the month may come first; SA and CH are of Vietnamese settings.
# Hours after twelve are none of an English clock: who writes *14:51 PM* writes the day first.
_HALF_OF_DAY: Final = re.compile(r"(?<!\d)(?:0?\d|1[0-2]):\d\d(?::\d\d)?\s*[ap]\.?m\b", re.IGNORECASE)
_TIME: Final = (
    r"(?:lúc\s+)?\d{1,2}\s?(?:[:h]|giờ)\s?\d{2}(?:\s?(?:[:]|phút)\s?\d{0,2})?['’\u2032]?(?:\s*(?:[ap]\.?m|sa|ch)\b\.?)?"
)
_CLOCK: Final = re.compile(r"(\d{1,2})\s?(?:[:h]|giờ)\s?(\d{2})(?:.*?(?<![a-z])([ap]\.?m|sa|ch)\b)?", re.IGNORECASE)
_SUNDAY: Final = 6
_WEEKDAYS: Final = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY: Final = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)"
_NUMERIC: Final = (
    r"(?P<d>\d{1,2})\s?(?:[/.-]|\s*tháng)\s?(?P<m>\d{1,2})\s?(?:[/.-]|,?\s*năm)\s?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_YEAR_FIRST: Final = r"(?P<y1>(?:19|20)\d\d)(?P<mark>[/.-])(?P<m1>\d{1,2})(?P=mark)(?P<d1>\d{1,2})(?!\d)"
_SHORT_YEAR: Final = r"(?P<ds>\d{1,2})[/.-](?P<ms>\d{1,2})[/.-](?P<ys>\d\d)(?![\d/.:h-])"
_VIETNAMESE_MONTHS: Final = (
    *("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"),
)
_VIETNAMESE_MONTH: Final = r"(?:mười(?:\s+(?:một|hai))?|một|hai|ba|tư|năm|sáu|bảy|tám|chín|\d{1,2})"
_VIETNAMESE: Final = (
    rf"(?:(?P<vd>\d{{1,2}})\s+tháng\s+(?P<vm>{_VIETNAMESE_MONTH}),?\s+(?P<vy>(?:19|20)\d\d)"
    rf"|tháng\s+(?P<vm2>{_VIETNAMESE_MONTH})\s+(?P<vd2>\d{{1,2}}),\s*(?P<vy2>(?:19|20)\d\d))(?!\d)"
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH: Final = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + r")\.?"
_ENGLISH: Final = (
    rf"(?:(?P<em>{_MONTH})\s+(?P<ed>\d{{1,2}})|(?P<ed2>\d{{1,2}})\s+(?P<em2>{_MONTH})),?\s*(?P<ey>(?:19|20)\d\d)"
)
_ENGLISH_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_PUBLISHED: Final = (
    r"(?:ngày\s+đăng(?:\s+tin)?|đăng\s+(?:ngày|lúc|tin)|ngày\s+(?:xuất\s+bản|đưa\s+tin|phát\s+hành|viết|tạo)|tạo\s+ngày|đăng"
    r"|xuất\s+bản(?:\s+(?:ngày|lúc))?|thời\s+gian\s+đăng|post(?:ed)?(?:\s+(?:on|at|date))?|published(?:\s+(?:on|at))?)"
)
_UPDATED: Final = (
    r"(?:(?:ngày\s+|thời\s+gian\s+)?(?:cập\s+nhật|sửa|chỉnh\s+sửa)(?:\s+(?:lần\s+)?cuối)?(?:\s+(?:ngày|lúc))?"
    r"|(?:last\s+)?(?:updated?|modified)(?:\s+(?:on|at))?)"
)
_LABEL: Final = rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))\s*[:|]?\s*"
_NAMED_ZONE: Final = r"(?:gmt|utc)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?(?!\w)"
_ZONE: Final = rf"\(?\s?(?:{_NAMED_ZONE}|[+-]\d\d:?\d\d(?!\d)(?:\s?(?:gmt|utc)\b)?|(?<=\d)z\b)\s?\)?"
_GAP: Final = r"[\s,|–—•·-]*"
_DATE_LINE: Final = re.compile(
    rf"(?<!\w)(?:{_LABEL})?(?P<time>{_TIME}{_GAP})?(?P<zone>\(?{_NAMED_ZONE}\)?{_GAP})?(?P<weekday>(?:{_WEEKDAY}"
    rf"|{_ENGLISH_WEEKDAY})(?!\w){_GAP})?"
    rf"(?:ngày\s+)?(?:{_NUMERIC}|{_ENGLISH}|(?<!\d)(?:{_YEAR_FIRST}|{_SHORT_YEAR}|{_VIETNAMESE}))"
    rf"(?P<after>(?:T|{_GAP}){_TIME})?(?:(?:[\s,|–—•·]*|{_GAP}(?=[(gu]))(?P<zone_after>{_ZONE}))?{_GAP}",
    re.IGNORECASE,
)
_PART_OF_A_DAY: Final = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm|hôm|ngày|vào|từ|đến)\W*$", re.IGNORECASE)
_AROUND: Final = " ,|–—•·-()[].:"
_MOST_OTHER_LETTERS: Final = 45
_LONGEST_LINE: Final = 160


def day_of_stamp(stamp: str) -> set[date]:
    """Read a machine's stamp: every day that it may mean.

    A stamp with a zone is brought into Vietnam's; one with *AM* or *PM* may name the month first, as a server that was
    set up in English prints it.

    Examples
    --------
    >>> sorted(map(str, day_of_stamp("2022-01-10T18:30:00Z")))
    ['2022-01-11']
    >>> sorted(map(str, day_of_stamp("1/11/2022 2:51:00 PM")))
    ['2022-01-11', '2022-11-01']
    """
    words = " ".join(stamp.split())
    if not words or len(words) > _LONGEST_STAMP:
        return set()
    iso = _ISO.fullmatch(words)
    if iso is not None:
        return _of_iso(iso)
    line = _DATE_LINE.search(words)
    numeric = _DAY_FIRST.search(words)
    if numeric is not None:
        first, second, year = map(int, numeric.groups())
        days = {_day(year, second, first)}
        if _HALF_OF_DAY.search(words):
            days.add(_day(year, first, second))
        return {_by_zone(day, line) for day in days if day is not None}
    try:
        moment = parsedate_to_datetime(words)
    except (TypeError, ValueError, IndexError, OverflowError):
        day = _day_of_match(line) if line is not None else None
        return {day} if day is not None else set()
    return _in_vietnam(moment)


def _of_iso(iso: re.Match[str]) -> set[date]:
    year, month, day, hour, minute, zone = iso.groups()
    found = _day(int(year), int(month), int(day))
    if found is None:
        return set()
    if hour is None or zone is None:
        return {found}
    try:
        return _in_vietnam(
            datetime(found.year, found.month, found.day, int(hour), int(minute), tzinfo=timezone(_offset(zone)))
        )
    except ValueError:
        return {found}


def _in_vietnam(moment: datetime) -> set[date]:
    if moment.tzinfo is None:
        return {moment.date()}
    try:
        return {moment.astimezone(_VIETNAM).date()}
    except (OverflowError, ValueError):
        return {moment.astimezone(UTC).date()} if moment.year > 1 else set()


class DateLine:
    """A line in which a page says its day.

    Attributes
    ----------
    day : date
    label : {"published", "updated", ""}
        What it says of the day.
    """

    __slots__ = ("day", "label")

    def __init__(self, day: date, label: str) -> None:
        self.day = day
        self.label = label


def date_lines(line: str) -> list[DateLine]:
    """Read the days of a line that holds little else; a day inside a sentence is what the sentence is about.

    A weekday, a time of day or a label must stand beside the day.

    Examples
    --------
    >>> [(str(found.day), found.label) for found in date_lines("Ngày đăng: 11/01/2022 | Cập nhật: 12/01/2022")]
    [('2022-01-11', 'published'), ('2022-01-12', 'updated')]
    >>> date_lines("Sáng thứ ba, 11/1/2022, UBND quận tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ.")
    []
    """
    if len(line) > _LONGEST_LINE:
        return []
    matches = [match for match in _DATE_LINE.finditer(line) if _stands_apart(match, line)]
    if not matches:
        return []
    rest = len(line) - sum(match.end() - match.start() for match in matches)
    if rest > _MOST_OTHER_LETTERS:
        return []
    found = []
    for match in matches:
        day = _day_of_match(match)
        ambiguous = bool(match["y"]) and len(day_of_stamp(match[0])) > 1
        if day is not None and not ambiguous:
            found.append(DateLine(day, _label(match)))
    return found


def bare_day(line: str) -> date | None:
    """Read a line that is a day and nothing else; None where it is more, or where that may begin with the month.

    Examples
    --------
    >>> str(bare_day("(11/01/2022)")), bare_day("Ngày họp: 11/01/2022")
    ('2022-01-11', None)
    """
    match = _DATE_LINE.search(line[:_LONGEST_STAMP])
    if match is None or line.strip(_AROUND) != match[0].strip(_AROUND):
        return None
    return _day_of_match(match)


def _stands_apart(match: re.Match[str], line: str) -> bool:
    """Whether a day has a label or a time of day beside it, or a weekday and no sentence that goes on.

    A month by its name, *11 Tháng Một, 2022*, is a site's own way of writing: there the line has nothing else.
    """
    if match["time"] or match["after"] or _label(match):
        return True
    if match["vy"] or match["vy2"]:
        return line.strip(_AROUND) == match[0].strip(_AROUND)
    goes_on = match[0].rstrip().endswith(",") and line[match.end() :].strip() != ""
    return bool(match["weekday"]) and not goes_on and not _PART_OF_A_DAY.search(line[: match.start()])


def _label(match: re.Match[str]) -> str:
    return "published" if match["published"] else "updated" if match["updated"] else ""


def _day_of_match(match: re.Match[str]) -> date | None:
    day = _as_printed(match)
    return _by_zone(day, match) if day is not None else None


def _as_printed(match: re.Match[str]) -> date | None:
    if match["y"]:
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["y1"]:
        return _day(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["ys"]:
        # Two digits may be a year, a month or a day: the weekday tells.
        day = _day(2000 + int(match["ys"]), int(match["ms"]), int(match["ds"]))
        return day if day is not None and _weekday(match["weekday"] or "") == day.weekday() else None
    if year := match["vy"] or match["vy2"]:
        name = " ".join((match["vm"] or match["vm2"]).lower().split())
        month = int(name) if name.isdecimal() else _VIETNAMESE_MONTHS.index(name) + 1
        return _day(int(year), month, int(match["vd"] or match["vd2"]))
    name = (match["em"] or match["em2"]).lower()[:3]
    month = next(number for number, known in enumerate(_MONTHS, 1) if known.startswith(name))
    return _day(int(match["ey"]), month, int(match["ed"] or match["ed2"]))


def _weekday(words: str) -> int:
    """Give the number of a weekday from Monday, 0, as `date.weekday` does; -1 where none is named."""
    last = words.lower().strip(_AROUND).rpartition(" ")[2]
    last = last[1:] if last[:1] == "t" and last[1:].isdecimal() else last
    if last in {"nhật", "cn"}:
        return _SUNDAY
    if last in _WEEKDAYS:
        return _WEEKDAYS.index(last)
    return int(last) - 2 if last in {"2", "3", "4", "5", "6", "7"} else -1


def _by_zone(day: date, match: re.Match[str] | None) -> date:
    """Give the day in Vietnam of a time of another zone that stands beside it."""
    if match is None:
        return day
    clock = _CLOCK.search(match["time"] or match["after"] or "")
    zone = match["zone_after"] or match["zone"]
    if clock is None or not zone:
        return day
    hour, minute = int(clock[1]), int(clock[2])
    half = (clock[3] or "").lower().replace(".", "")
    hour = hour % 12 + 12 if half in {"pm", "ch"} else 0 if half in {"am", "sa"} and hour == 12 else hour  # noqa: PLR2004
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(_offset(zone)))
        return moment.astimezone(_VIETNAM).date()
    except (OverflowError, ValueError):
        return day


def _offset(zone: str) -> timedelta:
    digits = re.search(r"([+-])\s?(\d{1,2}):?(\d\d)?", zone)
    if digits is None:
        return timedelta()
    return timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0)) * (-1 if digits[1] == "-" else 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
