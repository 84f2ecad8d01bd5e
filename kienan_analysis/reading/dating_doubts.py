"""What speaks against the period of a figure: how far its words stand, what was said since, the day of the text."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import parse_period
from kienan_analysis.errors import KienanError
from kienan_analysis.reading.beside import ENGLISH, HEAD, is_beside, is_of_a_term
from kienan_analysis.reading.observations import NOWHERE
from kienan_analysis.reading.spoken_since import SpokenSince

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.observations import ReadObservation

RESULTS: Final = frozenset({"level", "growth", "attainment"})
_AMOUNTS: Final = frozenset({"level", "plan"})
# A result may be printed before its period ends: a sixth of the period, and 12 days at least; see below.
_LEAST_DAYS: Final = 12
# The share of its period that may still lie ahead of a result, of what is expected, and of what is estimated.
_OF_A_RESULT, _OF_A_PREVIEW, _OF_AN_ESTIMATE = 1 / 6, 1 / 3, 1 / 2
_FORESEEN: Final = re.compile(r"\b(?:dự kiến|dự báo|expected|projected|forecast)\b[^.;,\n]{0,60}$", re.IGNORECASE)
_LONG_AGO: Final = timedelta(days=2 * 366)
# The structure of an economy is told of the beginning and the end of a term in one breath, and of what is aimed at.
_STRUCTURE: Final = "structure of the economy"
_DATES_ANOTHER: Final = re.compile(r"[.!?…]\s|\n|%")
_MUCH_OF_A_YEAR, _WHOLE_PLAN = 20.0, 95.0  # percent of a plan: beyond, the plan may be the month's
_OF_SEASONS: Final = ("rice_", "grain_output")
_A_YEAR: Final = re.compile(r"\d{4}|năm (?:nay|ngoái|trước|qua)|(?:this|last) year", re.IGNORECASE)
_OF_THE_YEAR_BEFORE: Final = "the year before"
_MONTHS_A_YEAR: Final = 12
_ONE_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_YEAR_NAMED: Final = re.compile(r"\b(?:năm|in|for|of) (20\d\d)\b", re.IGNORECASE)
_LOOKS_BACK: Final = re.compile(
    r"\b(?:kết quả|tổng kết|đánh giá|đã|đạt được|so với|cùng kỳ|vượt|hoàn thành|thực hiện"
    r"|over the same|year-on-year|compared|results|exceed\w*|achiev\w*)\b",
    re.IGNORECASE,
)
_AIMS_OF: Final = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|tasks|targets?)\b[^.,;]{0,30}$", re.IGNORECASE
)
_WILL_STRIVE: Final = re.compile(r"[^.;]{0,50}\b(?:phấn đấu|đặt mục tiêu|đề ra|đặt ra|aims?|targets?)\b", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[.!?…]\s|\n")
_OF_A_FIGURE: Final = re.compile(r"\d ?%[^,;:.\d]{0,20}$")
_CLAUSE_ENDS: Final = re.compile(r"[,;:()]\s|[.!?…]\s|\n|$")
_DATED: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:tháng|quý|nhiệm kỳ|giai đoạn|đến nay|hiện nay|đầu năm|cuối năm|nửa năm|cùng kỳ|trước đây"
    r"|năm (?:nay|ngoái|trước|tới|sau)|quarter|month|term|half|year)\b",
    re.IGNORECASE,
)
_OF_A_TABLE: Final = ("a cell of a table", "a place's cell of a table")
_BEFORE: Final = 400  # letters
_NOW: Final = re.compile(r"\b(?:hiện|hiện nay|hiện tại)(?: \w+){0,2} $", re.IGNORECASE)
_OF_A_LIST: Final = 2000  # letters
_OF_A_PART: Final = re.compile(
    r"\b(?:(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một) tháng|quý|nửa (?:đầu )?năm)\b", re.IGNORECASE
)
# Two words at least, none of which says that something is expected.
_AFTER_A_NAME: Final = re.compile(
    r"(?:(?!(?:ước|dự|kiến|tính|thực|hiện|kết|quả|chung|trong|của|đến|hết|và)\b)\b[^\W\d_]+ ){2}$", re.IGNORECASE
)
_ALL_YEAR: Final = re.compile(r"cả năm", re.IGNORECASE)
_OF_WHOLE_MONTHS: Final = 2  # hyphens: 2024-01/2024-08
_IN_ONE_CLAUSE: Final = 40  # letters
_SO_FAR: Final = re.compile(
    r"từ đầu năm|lũy kế|cộng dồn|so far|year[ -]to[ -]date|since the (?:beginning|start) of", re.IGNORECASE
)


def doubts_of_periods(
    observations: Sequence[ReadObservation], indicators: Sequence[Indicator | None], published: date | None, text: str
) -> list[set[str]]:
    """Find what speaks against the periods of a text's figures.

    Parameters
    ----------
    observations : sequence of ReadObservation
        All of one text.
    indicators : sequence of Indicator or None
        What the catalogue knows of each.
    published : date or None
        The day of the text, where it is known.
    text : str

    Returns
    -------
    list of set of str
        For each figure the codes of its doubts.
    """
    before_it = _of_an_earlier_year(observations)
    running = {_series(one) for one in observations if _is_of_months_together(one)}
    since = SpokenSince((one for one in observations if one.measure in RESULTS), text)
    parts = {one.period[:4] for one in observations if "-" in one.period}
    of_a_part = _OF_A_PART.search(text, 0, HEAD) is not None
    return [
        set(_doubts(one, indicator, since, published, text))
        | ({"period_weak"} if _series(one) in running or place in before_it else set())
        | ({"period_weak"} if _is_of_a_whole_year_before(one, parts, text, of_a_part=of_a_part) else set())
        for place, (one, indicator) in enumerate(zip(observations, indicators, strict=True))
    ]


def _of_an_earlier_year(observations: Sequence[ReadObservation]) -> set[int]:
    """Find growth that an earlier year dates than the amount before it: *đạt 3 tỷ USD, tăng 40% năm 2018*."""
    found = set()
    for place, (level, one) in enumerate(pairwise(observations), start=1):
        of_one = one.measure == "growth" and level.measure == "level" and _series(level)[:2] == _series(one)[:2]
        if of_one and one.period[:4] < level.period[:4] and 0 < one.start - level.end < _IN_ONE_CLAUSE:
            found.add(place)
    return found


def _is_of_a_whole_year_before(one: ReadObservation, parts: set[str], text: str, *, of_a_part: bool) -> bool:
    """Whether an earlier sentence's *cả năm* dates a result, in a report on a part of the year.

    Where no figure is of a part, *cả năm* must be said of a thing by name: *diện tích lúa cả năm ước 700 ha*.
    """
    first = one.period_end
    if one.measure not in RESULTS or not 0 <= first < one.start or _ALL_YEAR.match(text, one.period_start) is None:
        return False
    if _SENTENCE_ENDS.search(text, first, one.start) is None:
        return False
    named = of_a_part and _AFTER_A_NAME.search(text, max(0, one.period_start - _BEFORE), one.period_start) is not None
    return one.period in parts or named


def is_one_month(period: str) -> bool:
    """Whether a period is a month."""
    return _ONE_MONTH.fullmatch(period) is not None


def _series(one: ReadObservation) -> tuple[str | None, str | None, str]:
    return one.area, one.indicator, one.period


def _doubts(
    one: ReadObservation,
    indicator: Indicator | None,
    since: SpokenSince,
    published: date | None,
    text: str,
) -> Iterator[str]:
    if indicator is not None and (_is_of_a_list(one, indicator) or _is_of_years_together(one)):
        doubtful = not _is_dated_here(one, text)
    else:
        doubtful = indicator is not None and indicator.id.startswith(_OF_SEASONS) and is_one_month(one.period)
    if doubtful or _is_so_far(one, text):
        yield "period_weak"
    if one.measure not in RESULTS:
        return
    by_others = (_is_dated_from_afar, _is_dated_over_another, _is_dated_before_a_later_year)
    of_itself = (_is_of_now, _is_based_long_before, _is_dated_by_an_aim)
    if any(weak(one, since, text) for weak in by_others) or any(weak(one, text) for weak in of_itself):
        yield "period_weak"
    if published is not None:
        yield from _doubts_of_day(one, published, text)


def _is_of_now(one: ReadObservation, text: str) -> bool:
    """Whether *hiện còn* tells how things stand, and only a part of a year dates it, some sentences before."""
    first = one.period_end
    if one.measure != "level" or "-" not in one.period or not 0 <= first < one.start:
        return False
    now = _NOW.search(text, max(first, one.start - _IN_ONE_CLAUSE), one.start) is not None
    return now and _SENTENCE_ENDS.search(text, first, one.start) is not None


def _is_dated_from_afar(one: ReadObservation, since: SpokenSince, text: str) -> bool:
    """Whether no words beside a figure date it, and another period was spoken of since, that may be meant.

    A headline may be dated by the text below it, where that says the same again.
    """
    if is_beside(one.period_start, one.start, text):
        return False
    if one.period_start > one.start:
        return one.rule.startswith(ENGLISH) or one.start > HEAD or not since.is_said_again(one)
    return since.another_period(one.period, max(one.period_start, 0), one.start)


def _is_dated_over_another(one: ReadObservation, since: SpokenSince, text: str) -> bool:
    """Whether a paragraph between the words that date a figure and its own opens with other months.

    A headline's *6 tháng*, then *Trong 5 tháng đầu năm, …*, and in the next paragraph the figure.
    """
    first, last = one.period_end, one.start
    if not 0 <= first < last or is_beside(one.period_start, one.start, text):
        return False
    return since.other_months(text[one.period_start : one.period_end].lower(), first, last)


def _is_dated_before_a_later_year(one: ReadObservation, since: SpokenSince, text: str) -> bool:
    """Whether a later year was spoken of last, and nothing beside a result dates it: it may be that year's aim.

    *Năm 2024, huyện đề ra 30 chỉ tiêu*, a heading, and then *Giá trị sản xuất tăng 8%*.
    """
    if is_beside(one.period_start, one.start, text) or not one.period[:4].isdigit():
        return False
    if one.rule.startswith(_OF_A_TABLE):
        return False  # its column says when
    named = one.period_end if one.period_end <= one.start else 0
    begun = max(since.after_headline, named, one.start - _BEFORE)
    last = max(_YEAR_NAMED.finditer(text, begun, one.start), key=lambda found: found.start(), default=None)
    if last is None or int(last[1]) <= int(one.period.rpartition("/")[2][:4]):
        return False
    if _reviews(text, one.period[:4], last.start()):
        return False
    return _LOOKS_BACK.search(text, last.end(), one.start) is None


def _reviews(text: str, year: str, later: int) -> bool:
    """Whether the sentence that names a later year first looks back on this one: *tổng kết năm 2022, …*."""
    reach = max(0, later - _BEFORE)
    begun = max((found.end() for found in _SENTENCE_ENDS.finditer(text, reach, later)), default=reach)
    return year in text[begun:later] and _LOOKS_BACK.search(text, begun, later) is not None


def _is_dated_by_an_aim(one: ReadObservation, text: str) -> bool:
    """Whether the words that date a result are those of an aim, in a sentence before: *Đến năm 2025, phấn đấu …*."""
    first, last = one.period_start, one.period_end
    if not 0 <= first < one.start or one.rule.startswith(_OF_A_TABLE):
        return False
    if not any(map(str.isdigit, text[first:last])):  # Nhiệm vụ năm 2025 …. Đến nay thu ngân sách đã đạt …
        named = [
            found for found in _YEAR_NAMED.finditer(text, max(0, first - _BEFORE), first) if found[1] == one.period
        ]
        if not named:
            return False
        first, last = named[-1].span()
    begun = max((found.end() for found in _SENTENCE_ENDS.finditer(text, max(0, first - _BEFORE), first)), default=0)
    ends = _SENTENCE_ENDS.search(text, last)
    if ends is None or ends.start() >= one.start:
        return False
    said = text[begun : ends.start()]
    if not one.period.isdigit() or _LOOKS_BACK.search(said) is not None:
        return False
    before, after = text[begun:first], text[last : ends.start()]
    return _AIMS_OF.search(before) is not None or _WILL_STRIVE.match(after) is not None


def _is_based_long_before(one: ReadObservation, text: str) -> bool:
    """Whether a growth that no words beside it date is relative to two years before: it may be of the year between."""
    if one.base[:4].isdigit() and one.period[:4].isdigit() and not is_beside(one.period_start, one.start, text):
        return int(one.base[:4]) == int(one.period[:4]) - 2
    return False


def _is_of_a_list(one: ReadObservation, indicator: Indicator) -> bool:
    """Whether a figure is of a kind that stands in lists of several times: a structure, *95% dân số tham gia BHYT*."""
    named_after = one.name_start > one.start and one.unit == "%" and one.measure in _AMOUNTS
    return named_after or indicator.concept.startswith(_STRUCTURE)


def _is_of_years_together(one: ReadObservation) -> bool:
    """Whether it is an amount of several years, as a term's report may mean its last year: *thu đạt 80 tỷ đồng*."""
    return one.measure in _AMOUNTS and "/" in one.period and "-" not in one.period


def _is_so_far(one: ReadObservation, text: str) -> bool:
    """Whether it is dated as what the year has brought so far: up to a day, or nothing says up to when.

    Then it may be taken for all of the year, or stand beside figures of whole months.
    """
    if one.period.count("-") > _OF_WHOLE_MONTHS:
        return True
    return one.period.isdigit() and _SO_FAR.search(text, max(one.period_start, 0), max(one.period_end, 0)) is not None


def _is_of_months_together(one: ReadObservation) -> bool:
    """Whether so much of a year's plan can hardly be one month's: *CPI tháng 4 …; thu ngân sách đạt 31% dự toán*."""
    if one.measure != "attainment" or not _MUCH_OF_A_YEAR < one.value <= _WHOLE_PLAN:
        return False
    return is_one_month(one.period)


def _is_dated_here(one: ReadObservation, text: str) -> bool:
    """Whether the words that date a figure stand in its sentence, or head its list, and nothing dates it otherwise.

    *Cơ cấu kinh tế năm 2020: dịch vụ 68,4%, công nghiệp 28,1%*; not *… năm 2020 đạt 68,4%, năm 2025 đạt 70%*, and not
    *dịch vụ 68% năm 2020, công nghiệp 28% năm 2025*.
    """
    first, last = sorted((one.period_start, one.start))
    if first == NOWHERE:
        return False
    if _DATES_ANOTHER.search(text, first, last) is None:
        return True
    if one.period_start > one.start or last - first > _OF_A_LIST:
        return False
    if one.measure in RESULTS and _SENTENCE_ENDS.search(text, first, last) is not None:
        return False
    if one.rule.startswith(ENGLISH) or is_of_a_term(text):
        return False
    if _OF_A_FIGURE.search(text, max(0, first - _IN_ONE_CLAUSE), first) is not None:
        return False  # từ 40% năm 2015, dịch vụ chiếm 45%
    ends = _CLAUSE_ENDS.search(text, one.end)
    return _DATED.search(text, max(first, one.period_end), ends.start() if ends else len(text)) is None


def _doubts_of_day(one: ReadObservation, published: date, text: str) -> Iterator[str]:
    """Hold the period of a result against the day of the text."""
    try:
        period = parse_period(one.period)
    except KienanError:
        return
    if period.first > published:
        yield "not_begun"
    elif (period.last - published).days > max(_LEAST_DAYS, (period.last - period.first).days * _part_left(one, text)):
        yield "not_over"
    if _is_seen_otherwise(one, period, published, text):
        yield "period_weak"
    if published - period.last > _LONG_AGO and one.period_start == NOWHERE:
        yield "long_ago"


def _part_left(one: ReadObservation, text: str) -> float:
    """Say which part of its period may still lie ahead of a result: half of it for an estimate, less for a forecast."""
    if one.status != "estimate":
        return _OF_A_RESULT
    foreseen = _FORESEEN.search(text, max(0, one.start - _BEFORE), one.start) is not None
    return _OF_A_PREVIEW if foreseen else _OF_AN_ESTIMATE


def _is_seen_otherwise(one: ReadObservation, period: Period, published: date, text: str) -> bool:
    """Whether months that name no year are, seen from the text's day, another year's: *tháng 1* in February is over."""
    words = text[max(one.period_start, 0) : max(one.period_end, 0)]
    if not words or _A_YEAR.search(words) or not period.is_part_year or one.rule.startswith(_OF_THE_YEAR_BEFORE):
        return False
    return period.year != published.year - (period.last.month > min(published.month + 1, _MONTHS_A_YEAR))
