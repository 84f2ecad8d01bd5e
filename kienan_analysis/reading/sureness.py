"""Whether a figure may be added to data unseen: decided here alone, with every reason against it as a code."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import UNITS, canonical_unit
from kienan_analysis.errors import KienanError
from kienan_analysis.published import parse_number
from kienan_analysis.reading.beside import is_placed_here
from kienan_analysis.reading.cautions import doubts_by_words
from kienan_analysis.reading.consistency import disagreements
from kienan_analysis.reading.dating_doubts import doubts_of_periods, is_one_month
from kienan_analysis.reading.levels import may_be_an_economy
from kienan_analysis.reading.observations import NOWHERE
from kienan_analysis.reading.sectors import doubted_sectors
from kienan_analysis.reading.sizes import is_of_its_size
from kienan_analysis.reading.stand_ins import of_one_of_several
from kienan_analysis.reading.stored import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.observations import ReadObservation

_CHANGES: Final = frozenset({"growth", "planned_growth"})
_AMOUNTS: Final = frozenset({"level", "plan"})
_MOST_OF_A_PLAN, _LEAST_OF_A_PLAN, _MOST_GROWTH, _TWICE = 1000.0, 1.0, 300.0, 170.0  # percent
_WHOLE: Final = 100.0  # percent of a plan
_NEW_BEFORE_A_VERB: Final = re.compile(r"mới\s\w", re.IGNORECASE)
_EXCEEDS: Final = re.compile(r"exceed|surpass|topp(?:ed|ing)|beat", re.IGNORECASE)
_RATES: Final = frozenset({"growth", "attainment"})
_OF_ANOTHER: Final = frozenset({"another_thing", "part_only"})
_AIM_OR_RESULT: Final = "aim_or_result"
_ESTIMATE: Final = "estimate"
_MAY_BE_AIMED: Final = frozenset({"level", "growth"})
_ENDS_A_LIST: Final = re.compile(r"[.!?…]\s|\n|\b(?:đã|ước đạt|thực hiện|kết quả|reached|was|were)\b", re.IGNORECASE)
_PERIOD_WEAK: Final = "period_weak"
_GUESTS: Final = frozenset({"visitors", "international_visitors", "domestic_visitors", "tourism_revenue"})
_SAYS_WHEN: Final = re.compile(
    r"(?<!\w)(?<!cùng kỳ )(?<!so với )(?<!năm )"
    r"(?:năm|tháng|quý|tính chung|lũy kế|years?|months?|quarters?|(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_DISTANCES: Final = frozenset({"excess", "decrease"})
_POVERTY, _GREAT_FALL = "poverty_rate", -10.0  # percentage points
# What is counted one by one. A unit that is made of one of these and a scale counts too.
_COUNTED: Final = frozenset({
    "người", "lao động", "hộ", "ca", "lượt", "lượt người", "doanh nghiệp", "hợp tác xã", "dự án", "con", "cây", "căn",
    "giường", "phương tiện", "thuê bao", "quả", "xã", "phường", "thôn", "trường", "khu",
})  # fmt: skip
_THE_OLD_ONE: Final = re.compile(r"cũ|trước (?:khi )?(?:sáp nhập|hợp nhất)|former", re.IGNORECASE)
_BESIDE_A_PLACE: Final = 30  # letters
_COMPARED: Final = re.compile(r"cùng (?:kỳ|tháng)|so (?:với|cùng)|năm (?:trước|ngoái)|year", re.IGNORECASE)
_MONTH_ON_MONTH: Final = re.compile(
    r"so (?:với )?tháng(?!(?:[^.]|\.(?=\d))*(?:cùng (?:kỳ|tháng)|năm (?:trước|ngoái)))(?:[^.]|\.(?=\d))*$",
    re.IGNORECASE,
)
_IN_ONE_SENTENCE: Final = 200  # letters
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
    recognised : tuple of (int, int)
        Where in the text words stand that were recognised in an image (OCR). Their digits have been held against
        each other; a heading or a verb that is read wrongly makes another figure of the same digits.
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
    recognised: tuple[tuple[int, int], ...] = ()


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
    known = [setting.indicators.get(one.indicator or "") for one in observations]
    uneven = doubted_sectors(observations, setting.indicators)
    dated = doubts_of_periods(observations, known, setting.published, setting.text)
    stand_ins = of_one_of_several(observations, setting.text)
    order = {code: place for place, code in enumerate(codes())}
    made: list[ReadObservation] = []
    guests: ReadObservation | None = None  # the last figure of visitors or of what they brought
    for place, one in enumerate(observations):
        found = {*one.doubts, *together.get(place, ()), *dated[place], *_doubts(one, setting)}
        if place in uneven:
            found.add("sectors_disagree")
        if place in stand_ins:
            found.add("another_thing")
        if made and _is_of_a_doubted_amount(one, made[-1]):
            found |= _OF_ANOTHER.intersection(made[-1].doubts)
        if made and _goes_on_with_aims(one, made[-1], setting.text):
            found.add(_AIM_OR_RESULT)
        if guests is not None and _is_dated_no_better(one, guests, setting.text):
            found.add(_PERIOD_WEAK)
        doubts = tuple(sorted(found, key=order.__getitem__))
        made.append(one.with_doubts(doubts))
        guests = made[-1] if one.indicator in _GUESTS else guests
    return tuple(made)


def _is_of_a_doubted_amount(one: ReadObservation, before: ReadObservation) -> bool:
    """Whether a rate is of the name just before it, whose amount may be of a part: *khách lên núi, tăng 9%*."""
    of_one = (one.name_start, one.indicator, one.period) == (before.name_start, before.indicator, before.period)
    return one.measure in _RATES and of_one and one.name_start >= 0 and before.start < one.start


def _goes_on_with_aims(one: ReadObservation, before: ReadObservation, text: str) -> bool:
    """Whether a figure stands in one list with one that may be an aim, and nothing between them says it was done."""
    may_be = {one.measure, before.measure} <= _MAY_BE_AIMED and one.period == before.period
    if not may_be or _AIM_OR_RESULT not in before.doubts or one.start < before.end:
        return False
    return _ENDS_A_LIST.search(text, before.end, one.start) is None


def _is_dated_no_better(one: ReadObservation, before: ReadObservation, text: str) -> bool:
    """Whether guests follow others whose days are doubted, and nothing between them says of when they are."""
    if one.indicator not in _GUESTS or one.period != before.period:
        return False
    if _PERIOD_WEAK not in before.doubts or one.start < before.end:
        return False
    return _SAYS_WHEN.search(text, before.end, one.start) is None


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
    if any(start <= one.start < end for start, end in setting.recognised):
        yield "recognised"
    proven = proven_rules() if setting.proven is None else setting.proven
    if one.rule.startswith("package:") or one.rule in setting.package_rules:
        yield "package_rule"
    elif one.rule not in proven:
        yield "rule_not_proven"
    indicator, area = setting.indicators.get(one.indicator or ""), setting.areas.get(one.area or "")
    if indicator is None:
        yield "name_unknown"
    yield from _doubts_of_area(one, area, setting)
    if indicator is not None and area is not None:
        yield from _doubts_of_level(one, indicator, area)
    if indicator is not None and _has_no_base(one, setting.text):
        yield "another_thing"
    if one.measure == "planned_growth" and one.status == _ESTIMATE:
        yield _AIM_OR_RESULT  # ước tăng 9%: what is estimated was done
    if setting.year_doubted:
        yield "year_doubted"
    if not is_of_its_size(one, area):
        yield "size_too_far"
    yield from _doubts_of_size(one)
    if one.measure == "attainment":
        yield from _doubts_of_share(one, indicator, setting.text)
    if setting.text:
        yield from doubts_by_words(one, setting.text, setting.indicators)


def _doubts_of_share(one: ReadObservation, indicator: Indicator | None, text: str) -> Iterator[str]:
    """Find what speaks against a share of a plan."""
    if one.value < _WHOLE and _EXCEEDS.search(text, *_just_before(one)):
        yield "share_too_far"  # exceeding 12 percent of the plan: 112, translated
    if one.form in _DISTANCES and indicator is not None and indicator.kind == "rate":
        yield "points_or_part"  # bảo hiểm y tế đạt 95,3%, vượt 0,3% so với chỉ tiêu


def _doubts_of_area(one: ReadObservation, area: Area | None, setting: Setting) -> Iterator[str]:
    """Find what speaks against the area of a figure."""
    if one.area is None:
        yield "area_unknown"
    elif one.area != setting.area and not is_placed_here(one, setting.text):
        yield "area_not_said"
    if area is not None and _is_before_it_was_made(one, area, setting.text):
        yield "area_weak"
    ended = area.valid_to if area is not None else None
    if ended is not None and one.period[:4].isdigit() and int(one.period[:4]) > ended.year:
        yield "area_ended"
    if area is not None and _is_before_or_after_merger(one, area, setting):
        yield "area_weak"
    if setting.area_doubted:
        yield "area_doubted"


def _doubts_of_level(one: ReadObservation, indicator: Indicator, area: Area) -> Iterator[str]:
    """Find what speaks against an indicator of an area of this level."""
    if not is_of_level(indicator, area):
        yield "level_of_area"
    if may_be_an_economy(one, area.level):
        yield "another_thing"


def _is_before_it_was_made(one: ReadObservation, area: Area, text: str) -> bool:
    """Whether *mới* makes a merged unit of a name, before a verb, for a year when it was not: it may be *only*.

    *Năm 2022, tỉnh Đồng Tháp mới trồng 20.000 ha*.
    """
    begun = area.valid_from
    if begun is None or not one.period[:4].isdigit() or int(one.period[:4]) >= begun.year or one.place_start < 0:
        return False
    return (
        _NEW_BEFORE_A_VERB.search(text, max(one.place_start, one.place_end - len("mới")), one.place_end + 2) is not None
    )


def _is_before_or_after_merger(one: ReadObservation, area: Area, setting: Setting) -> bool:
    """Whether a text written after a unit was merged may mean the new one of its name: the first half of 2025, in July.

    No doubt is left where the text says that it means the old one: *(cũ)*, *trước sáp nhập*.
    """
    ended = area.valid_to
    if ended is None or setting.published is None or setting.published <= ended or one.period[:4] != str(ended.year):
        return False
    name = area.name_vi.partition("(")[0].strip()
    heirs = (setting.areas.get(heir) for heir in area.successors)
    if not any(heir is not None and heir.name_vi.partition("(")[0].strip() == name for heir in heirs):
        return False
    return _THE_OLD_ONE.search(setting.text[max(0, one.place_start) : one.place_end + _BESIDE_A_PLACE]) is None


def _has_no_base(one: ReadObservation, text: str) -> bool:
    """Whether something of one month changed against what is not said: the month before, or the same a year before."""
    if one.measure != "growth" or not is_one_month(one.period):
        return False
    if one.comparison_start != NOWHERE:
        return False
    begun, ends = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    if _MONTH_ON_MONTH.search(text, max(begun, one.start - _IN_ONE_SENTENCE), one.start) is not None:
        return True  # giảm 18,5% so với tháng 9; khách quốc tế 176.000 lượt, tăng 31%
    return _COMPARED.search(text, begun, ends if ends >= 0 else len(text)) is None


def _doubts_of_size(one: ReadObservation) -> Iterator[str]:
    """Doubt a number that is of a size, or has digits, that its kind hardly has."""
    # Vượt 132% kế hoạch is written for 132% of it, too.
    doubled = one.form == "excess" and one.value >= _TWICE
    if one.measure == "attainment" and (doubled or not _LEAST_OF_A_PLAN <= one.value <= _MOST_OF_A_PLAN):
        yield "share_too_far"
    # Giảm 20% tỷ lệ hộ nghèo: a fifth of the poor, hardly twenty points.
    if one.measure in _CHANGES and one.unit == POINTS and one.indicator == _POVERTY and one.value <= _GREAT_FALL:
        yield "growth_too_far"
    if one.measure in _CHANGES and one.unit in {"%", "lần"} and one.value > _MOST_GROWTH:
        yield "growth_too_far"
    if one.measure in _AMOUNTS and not _is_whole_if_counted(one):
        yield "not_whole"


def _just_before(one: ReadObservation) -> tuple[int, int]:
    return max(0, one.start - _BESIDE_A_PLACE), one.start


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
