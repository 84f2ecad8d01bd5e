"""Units of levels and plans: what they are called and how they convert, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kienan_analysis.errors import KienanError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

Language = Literal["vi", "en"]
# What a frame calls the unit of rates, which are fractions there: dimensionless, as UCUM and SDMX write it.
FRACTION: Final = "1"
# The unit of the change of a rate: percentage points, in the data and as a text prints them.
POINTS: Final = "điểm %"
PRINTED_POINTS: Final = "điểm phần trăm"


class Unit(NamedTuple):
    """A unit of measurement.

    Attributes
    ----------
    dimension : str
        Only units of one dimension convert into each other.
    factor : Fraction
        How many of the dimension's smallest unit it is, exactly.
    name_vi, name_en : str
    """

    dimension: str
    factor: Fraction
    name_vi: str
    name_en: str


_SCALES: Final = (
    ("", "", Fraction(1)),
    ("nghìn", "thousand", Fraction(10**3)),
    ("triệu", "million", Fraction(10**6)),
    ("tỷ", "billion", Fraction(10**9)),
    ("nghìn tỷ", "trillion", Fraction(10**12)),
    ("triệu tỷ", "quadrillion", Fraction(10**15)),
)
# Ten thousand, which only what is counted is printed in.
_VAN: Final = (("vạn", "ten thousand", Fraction(10**4)),)
# Per dimension: unit as in the data, its English name, and the greatest scale in which it is printed.
_SCALED: Final = (
    ("đồng", "VND", 6),
    ("USD", "USD", 4),
    ("đồng/người/năm", "VND per person a year", 3),
    ("đồng/người/tháng", "VND per person a month", 3),
    ("đồng/ha", "VND per ha", 3),
    ("USD/người/năm", "USD per person a year", 2),
    ("người", "people", 3),
    ("lượt", "visits", 3),
    ("lượt người", "visits", 3),
    ("con", "head", 3),
    ("TEU", "TEU", 3),
    ("kWh", "kWh", 4),
)
_SINGLE: Final = (
    Unit("ratio", Fraction(1, 10), "‰", "‰"),
    Unit("ratio", Fraction(1), "%", "%"),
    Unit("area", Fraction(1), "m2", "m²"),
    Unit("area", Fraction(10**4), "ha", "ha"),
    Unit("area", Fraction(10**6), "km2", "km²"),
    Unit("mass", Fraction(1), "kg", "kg"),
    Unit("mass", Fraction(100), "tạ", "quintals"),
    Unit("mass", Fraction(10**3), "tấn", "tonnes"),
    Unit("mass", Fraction(10**6), "nghìn tấn", "thousand tonnes"),
    Unit("mass", Fraction(10**9), "triệu tấn", "million tonnes"),
    Unit("yield", Fraction(1), "tạ/ha", "quintals per ha"),
    Unit("yield", Fraction(10), "tấn/ha", "tonnes per ha"),
    Unit("density", Fraction(1), "người/km2", "people per km²"),
    Unit("times", Fraction(1), "lần", "times"),
    Unit("index", Fraction(1), "điểm", "points"),
)
# Counted one by one, nothing of these comes in parts: as in the data, and its English name. Each is a dimension.
_COUNTED: Final = {
    "hộ": "households", "ca": "cases", "doanh nghiệp": "enterprises", "lao động": "workers", "bác sĩ": "doctors",
    "giường": "beds", "xã": "communes", "căn": "dwellings", "dự án": "projects",
    "hợp tác xã": "cooperatives", "phương tiện": "vehicles", "thuê bao": "subscribers", "trang trại": "farms",
}  # fmt: skip
_COUNTED_IN_SCALES: Final = frozenset({"người", "lượt", "lượt người", "con"})


def is_counted(unit: str) -> bool:
    """Tell whether what a unit counts is whole: people and firms are, thousands of people are not.

    Examples
    --------
    >>> is_counted("doanh nghiệp"), is_counted("nghìn người"), is_counted("tỷ đồng")
    (True, False, False)
    """
    return unit in _COUNTED or unit in _COUNTED_IN_SCALES


def _all_units() -> Iterator[tuple[str, Unit]]:
    for base, english, scales in _SCALED:
        for prefix, prefix_en, factor in (*_SCALES[:scales], *(_VAN if base in _COUNTED_IN_SCALES else ())):
            name, name_en = f"{prefix} {base}".strip(), f"{prefix_en} {english}".strip()
            yield name, Unit(base, factor, name, name_en)
    for unit in _SINGLE:
        name_vi = {"km2": "km²", "m2": "m²", "người/km2": "người/km²"}.get(unit.name_vi, unit.name_vi)
        yield unit.name_vi, unit._replace(name_vi=name_vi)
    for name, name_en in _COUNTED.items():
        yield name, Unit(name, Fraction(1), name, name_en)


UNITS: Final[dict[str, Unit]] = dict(_all_units())
_OTHER_WORDS: Final = {"tỉ": "tỷ", "ngàn": "nghìn", "km²": "km2", "m²": "m2", "vnđ": "đồng", "vnd": "đồng"}


def canonical_unit(unit: str) -> str:
    """Rewrite a common other spelling of a unit (``tỉ đồng``, ``km²``); any other text is given back as it is.

    Examples
    --------
    >>> canonical_unit("ngàn tỉ đồng"), canonical_unit("xã")
    ('nghìn tỷ đồng', 'xã')
    """
    if unit in UNITS:
        return unit
    rewritten = " ".join(_OTHER_WORDS.get(word.lower(), word) for word in unit.split())
    for name in (rewritten, f"{rewritten} đồng"):
        if name in UNITS:
            return name
    return unit


def unit_ratio(unit: str, base_unit: str) -> Fraction:
    """Give how many of ``base_unit`` one ``unit`` is, exactly.

    A unit that this module does not know converts into itself only, so that a catalogue can bring its own.

    Raises
    ------
    KienanError
        The units measure different things, or one of them is unknown.
    """
    if unit == base_unit:
        return Fraction(1)
    if unit not in UNITS or base_unit not in UNITS:
        unknown = unit if unit not in UNITS else base_unit
        message = f"{unknown!r} is not a known unit and does not convert between {unit!r} and {base_unit!r}."
        raise KienanError(message, remedy=did_you_mean(unknown, alike(base_unit) or list(UNITS)))
    if UNITS[unit].dimension != UNITS[base_unit].dimension:
        message = f"{unit!r} does not convert to {base_unit!r}."
        raise KienanError(message, remedy=f"Units that do: {', '.join(alike(base_unit))}.")
    return UNITS[unit].factor / UNITS[base_unit].factor


def unit_factor(unit: str, base_unit: str) -> float:
    """Give the number by which a figure in ``unit`` is multiplied to be in ``base_unit``.

    Examples
    --------
    >>> unit_factor("triệu đồng", "tỷ đồng")
    0.001
    """
    return float(unit_ratio(unit, base_unit))


def alike(unit: str) -> list[str]:
    """List the units that convert into this one; empty for an unknown unit."""
    if unit not in UNITS:
        return []
    return [name for name, other in UNITS.items() if other.dimension == UNITS[unit].dimension]


def unit_name(unit: str, language: Language) -> str:
    """Name a unit for a reader; an unknown unit is its own name.

    Examples
    --------
    >>> unit_name("tỷ đồng", "en"), unit_name("km2", "vi")
    ('billion VND', 'km²')
    """
    known = UNITS.get(unit)
    if known is None:
        return unit
    return known.name_vi if language == "vi" else known.name_en
