"""Whether a figure may be added to data unseen: decided here alone, with every reason against it as a code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import UNITS, canonical_unit, parse_period
from kienan_analysis.errors import KienanError
from kienan_analysis.published import parse_number
from kienan_analysis.reading.cautions import doubts_by_words
from kienan_analysis.reading.consistency import disagreements
from kienan_analysis.reading.observations import NOWHERE
from kienan_analysis.reading.sizes import is_of_its_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator, Period
    from kienan_analysis.reading.observations import ReadObservation

_RESULTS: Final = frozenset({"level", "growth", "attainment"})
_CHANGES: Final = frozenset({"growth", "planned_growth"})
_AMOUNTS: Final = frozenset({"level", "plan"})
_MOST_OF_A_PLAN, _LEAST_OF_A_PLAN, _MOST_GROWTH, _TWICE = 1000.0, 1.0, 300.0, 200.0  # percent
# A result may be printed this long before its period ends: a sixth of the period, and 12 days at least.
_A_PART, _LEAST_DAYS = 6, 12
_LONG_AGO: Final = timedelta(days=2 * 366)
# What is counted one by one. A unit that is made of one of these and a scale counts too.
_COUNTED: Final = frozenset({
    "người", "lao động", "hộ", "ca", "lượt", "lượt người", "doanh nghiệp", "hợp tác xã", "dự án", "con", "cây", "căn",
    "giường", "phương tiện", "thuê bao", "quả", "xã", "phường", "thôn", "trường", "khu",
})  # fmt: skip
# The structure of an economy is told of the beginning and the end of a term in one breath, and of what is aimed at.
_STRUCTURE: Final = "structure of the economy"
_DATES_ANOTHER: Final = re.compile(r"[.!?…]\s|\n|%")
_MUCH_OF_A_YEAR, _WHOLE_PLAN = 20.0, 95.0  # percent of a plan: beyond, the plan may be the month's
_A_YEAR: Final = re.compile(r"\d{4}|năm (?:nay|ngoái|trước|qua)|(?:this|last) year", re.IGNORECASE)
_OF_THE_YEAR_BEFORE: Final = "the year before"
_MONTHS_A_YEAR: Final = 12
_ONE_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_SO_FAR: Final = re.compile(r"từ đầu năm|lũy kế|cộng dồn", re.IGNORECASE)
# Where the catalogue's own column says nothing: packages of before that column.
_LEVELS_OF: Final = {"grdp": ("country", "region", "province", "city")}
_SAME_LEVEL: Final = {"ward": "commune", "commune": "ward"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the figures themselves.

    Attributes
    ----------
    indicators, areas : mappings
        The catalogue's, by id.
    area : str or None
        What the text is about.
    published : date or None
        The day of the text, where it is known.
    area_doubted, year_doubted : bool
        Whether an area, a year, was given that the text contradicts.
    package_rules : frozenset of str
        Ids of rules that a data package brings.
    proven : frozenset of str or None
        Ids of rules that gold texts prove; None for those of `proven_rules`.
    text : str
        The text itself: whether the words that date a figure stand in its paragraph.
    """

    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    area: str | None = None
    published: date | None = None
    area_doubted: bool = False
    year_doubted: bool = False
    package_rules: frozenset[str] = frozenset()
    proven: frozenset[str] | None = None
    text: str = ""


def judged(observations: Sequence[ReadObservation], setting: Setting) -> tuple[ReadObservation, ...]:
    """Say of each figure of a text whether it is sure, and if not, why.

    Parameters
    ----------
    observations : sequence of ReadObservation
        All figures of one text: they are held against each other. Doubts that the reader has noted itself stay.
    setting : Setting

    Returns
    -------
    tuple of ReadObservation
        The same, with `sure` and `doubts`: a figure is sure if there is no doubt.
    """
    together = disagreements(observations, setting.indicators)
    running = {(one.area, one.indicator, one.period) for one in observations if _is_of_months_together(one)}
    results = [one for one in observations if one.measure in _RESULTS]
    order = {code: place for place, code in enumerate(codes())}
    made = []
    for place, one in enumerate(observations):
        found = {*one.doubts, *together.get(place, ()), *_doubts(one, setting)}
        afar = _is_dated_from_afar(one, results, setting.text) or _is_based_long_before(one, setting.text)
        afar |= (one.area, one.indicator, one.period) in running
        if one.measure in _RESULTS and afar:
            found.add("period_weak")
        doubts = tuple(sorted(found, key=order.__getitem__))
        made.append(replace(one, doubts=doubts, sure=not doubts))
    return tuple(made)


def codes() -> tuple[str, ...]:
    """Give every code of a doubt, in the order in which they are told."""
    return tuple(_sentences())


def doubt_sentence(code: str, language: str = "en") -> str:
    """Say a doubt in words.

    Parameters
    ----------
    code : str
    language : {"en", "vi"}

    Examples
    --------
    >>> doubt_sentence("not_whole")
    'a count that is not a whole number'
    """
    return _sentences()[code][language]


@cache
def proven_rules() -> frozenset[str]:
    """Give the ids of the rules that gold texts prove; ``grammar/proven.toml`` says which, and by what measure."""
    table = (files("kienan_analysis.reading") / "grammar" / "proven.toml").read_text(encoding="utf-8")
    return frozenset(name for name, counts in tomllib.loads(table)["rules"].items() if counts["proven"])


def is_of_level(indicator: Indicator, area: Area) -> bool:
    """Whether areas of this level have the indicator: a district has no GRDP.

    Parameters
    ----------
    indicator : Indicator
        Its ``levels`` say so; where they are empty, all areas have it, but for GRDP.
    area : Area
    """
    levels = indicator.levels or _LEVELS_OF.get(indicator.id, ())
    return not levels or area.level in levels or _SAME_LEVEL.get(area.level, "") in levels


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("kienan_analysis.reading") / "doubts.toml").read_text(encoding="utf-8"))


def _doubts(one: ReadObservation, setting: Setting) -> Iterator[str]:
    """Find what speaks against one figure by itself."""
    proven = proven_rules() if setting.proven is None else setting.proven
    if one.rule.startswith("package:") or one.rule in setting.package_rules:
        yield "package_rule"
    elif one.rule not in proven:
        yield "rule_not_proven"
    indicator, area = setting.indicators.get(one.indicator or ""), setting.areas.get(one.area or "")
    if indicator is None:
        yield "name_unknown"
    yield from _doubts_of_area(one, area, setting)
    doubtful = indicator is not None and (_is_of_a_list(one, indicator) or _is_of_years_together(one))
    if (doubtful and not _is_dated_here(one, setting.text)) or _is_so_far(one, setting.text):
        yield "period_weak"
    if setting.year_doubted:
        yield "year_doubted"
    if indicator is not None and area is not None and not is_of_level(indicator, area):
        yield "level_of_area"
    if not is_of_its_size(one, area):
        yield "size_too_far"
    if one.measure in _RESULTS and setting.published is not None:
        yield from _doubts_of_day(one, setting.published, setting.text)
    yield from _doubts_of_size(one)
    if setting.text:
        yield from doubts_by_words(one, setting.text, setting.indicators)


def _doubts_of_area(one: ReadObservation, area: Area | None, setting: Setting) -> Iterator[str]:
    """Find what speaks against the area of a figure."""
    if one.area is None:
        yield "area_unknown"
    elif one.area != setting.area and not _is_beside(one.place_start, one.start, setting.text):
        yield "area_not_said"
    ended = area.valid_to if area is not None else None
    if ended is not None and one.period[:4].isdigit() and int(one.period[:4]) > ended.year:
        yield "area_ended"
    if setting.area_doubted:
        yield "area_doubted"


def _is_dated_from_afar(one: ReadObservation, results: Sequence[ReadObservation], text: str) -> bool:
    """Whether no words beside a figure date it, and another period was spoken of since, that may be meant."""
    if _is_beside(one.period_start, one.start, text):
        return False
    since = max(one.period_start, 0)
    others = (other for other in results if other.period != one.period and since <= other.period_start < one.start)
    return one.period_start > one.start or any(_is_beside(other.period_start, other.start, text) for other in others)


def _is_based_long_before(one: ReadObservation, text: str) -> bool:
    """Whether a growth that no words beside it date is relative to two years before: it may be of the year between."""
    if one.base[:4].isdigit() and one.period[:4].isdigit() and not _is_beside(one.period_start, one.start, text):
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
    """Whether it is dated as what the year has brought so far, and nothing says up to when: taken for all of it."""
    return one.period.isdigit() and _SO_FAR.search(text, max(one.period_start, 0), max(one.period_end, 0)) is not None


def _is_of_months_together(one: ReadObservation) -> bool:
    """Whether so much of a year's plan can hardly be one month's: *CPI tháng 4 …; thu ngân sách đạt 31% dự toán*."""
    if one.measure != "attainment" or not _MUCH_OF_A_YEAR < one.value <= _WHOLE_PLAN:
        return False
    return _ONE_MONTH.fullmatch(one.period) is not None


def _is_dated_here(one: ReadObservation, text: str) -> bool:
    """Whether the words that date a figure stand in its sentence, and date no percentage before it."""
    first, last = sorted((one.period_start, one.start))
    return first != NOWHERE and _DATES_ANOTHER.search(text, first, last) is None


def _is_beside(words: int, figure: int, text: str) -> bool:
    """Whether words stand in the paragraph of a figure."""
    first, last = sorted((words, figure))
    return first != NOWHERE and text.find("\n", first, last) < 0


def _doubts_of_day(one: ReadObservation, published: date, text: str) -> Iterator[str]:
    """Hold the period of a result against the day of the text."""
    try:
        period = parse_period(one.period)
    except KienanError:
        return
    if period.first > published:
        yield "not_begun"
    elif one.status != "estimate":
        early = max(_LEAST_DAYS, (period.last - period.first).days // _A_PART)
        if (period.last - published).days > early:
            yield "not_over"
    if _is_seen_otherwise(one, period, published, text):
        yield "period_weak"
    if published - period.last > _LONG_AGO and one.period_start == NOWHERE:
        yield "long_ago"


def _is_seen_otherwise(one: ReadObservation, period: Period, published: date, text: str) -> bool:
    """Whether months that name no year are, seen from the text's day, another year's: *tháng 1* in February is over."""
    words = text[max(one.period_start, 0) : max(one.period_end, 0)]
    if not words or _A_YEAR.search(words) or not period.is_part_year or one.rule.startswith(_OF_THE_YEAR_BEFORE):
        return False
    return period.year != published.year - (period.last.month > min(published.month + 1, _MONTHS_A_YEAR))


def _doubts_of_size(one: ReadObservation) -> Iterator[str]:
    """Doubt a number that is of a size, or has digits, that its kind hardly has."""
    # Vượt 132% kế hoạch is written for 132% of it, too.
    doubled = one.form == "excess" and one.value >= _TWICE
    if one.measure == "attainment" and (doubled or not _LEAST_OF_A_PLAN <= one.value <= _MOST_OF_A_PLAN):
        yield "share_too_far"
    if one.measure in _CHANGES and one.unit in {"%", "lần"} and one.value > _MOST_GROWTH:
        yield "growth_too_far"
    if one.measure in _AMOUNTS and not _is_whole_if_counted(one):
        yield "not_whole"


def _is_whole_if_counted(one: ReadObservation) -> bool:
    unit = canonical_unit(one.unit)
    base, factor = unit, Decimal(1)
    if unit in UNITS:
        base, factor = UNITS[unit].dimension, Decimal(UNITS[unit].factor.numerator)
        base = {"households": "hộ", "cases": "ca", "enterprises": "doanh nghiệp"}.get(base, base)
    if base not in _COUNTED:
        return True
    try:
        number = Decimal(str(parse_number(one.printed.lstrip("+-"), "vi"))) * factor
    except KienanError:
        return True
    return number == number.to_integral_value()
