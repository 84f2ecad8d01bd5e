"""What SDMX calls a period, a unit, a price basis, a base: codes that any program can take."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import UNITS, parse_period
from kienan_analysis.published.printed import or_zero

if TYPE_CHECKING:
    from collections.abc import Mapping

Names = tuple[str, str]  # Vietnamese, English

NOT_APPLICABLE: Final = "_Z"
NOT_NAMED: Final = "_U"
PERCENT: Final = "PT"
STATUSES: Final = {"": "A", "final": "A", "estimate": "E", "provisional": "P"}
_FREQUENCIES: Final = {"year": "A", "half": "S", "quarter": "Q", "month": "M", "day": "D"}
_OTHER_FREQUENCY: Final = "_O"
_PLANS: Final = frozenset({"attainment", "plan", "planned_growth"})
_GROWTHS: Final = frozenset({"growth", "planned_growth"})
# What multiplies a unit; the longest first.
_MULTIPLES: Final = ("nghìn tỷ", "triệu tỷ", "nghìn", "triệu", "vạn", "tỷ")
# Codes that SDMX or its users have for units; of others the English name makes one.
_UNIT_CODES: Final = {
    "đồng": "VND",
    "%": PERCENT,
    "‰": "PM",
    "người": "PS",
    "ha": "HA",
    "m2": "M2",
    "km2": "KM2",
    "kg": "KG",
    "tấn": "T",
    "kWh": "KWH",
}
_DIGITS: Final = 15  # that a double keeps
_PERCENT_DIGITS: Final = 2
_ID: Final = re.compile(r"[A-Za-z0-9_@$-]+", re.ASCII)
_SIGNS: Final = re.compile(r"[^A-Za-z0-9]+")


@cache
def names() -> Mapping[str, Any]:
    """Give what things are called in both languages."""
    return tomllib.loads(files("kienan_analysis.exports").joinpath("names.toml").read_text(encoding="utf-8"))


def time_period(text: str) -> tuple[str, str]:
    """Give a period as SDMX's frequency and time period.

    Examples
    --------
    >>> time_period("2021"), time_period("2021-H1"), time_period("2021-Q3"), time_period("2021-06")
    (('A', '2021'), ('S', '2021-S1'), ('Q', '2021-Q3'), ('M', '2021-06'))
    >>> time_period("2021-01/2021-05"), time_period("2016/2020"), time_period("2021-11-03/2022-01-10")
    (('_O', '2021-01-01/P5M'), ('_O', '2016-01-01/P5Y'), ('_O', '2021-11-03/P69D'))
    """
    period = parse_period(text)
    frequency = _FREQUENCIES.get(period.kind)
    if frequency is not None:
        return frequency, period.text.replace("-H", "-S")
    if period.kind == "years":
        lasts = f"P{period.years}Y"
    elif period.kind == "months":
        lasts = f"P{period.months}M"
    else:
        lasts = f"P{(period.last - period.first).days + 1}D"
    return _OTHER_FREQUENCY, f"{period.first.isoformat()}/{lasts}"


def unit(text: str) -> tuple[str, int, Names]:
    """Give a unit as SDMX's code, its power of ten, and its names.

    Examples
    --------
    >>> unit("tỷ đồng"), unit("triệu USD")
    (('VND', 9, ('đồng', 'VND')), ('USD', 6, ('USD', 'USD')))
    >>> unit("triệu đồng/người/năm"), unit("giường")
    (('VND_PER_PERSON_A_YEAR', 6, ('đồng/người/năm', 'VND per person a year')), ('BEDS', 0, ('giường', 'beds')))
    """
    base, power = text, 0
    for multiple in _MULTIPLES:
        rest = text.removeprefix(f"{multiple} ")
        if rest != text and text in UNITS and rest in UNITS:
            base, power = rest, len(str(UNITS[text].factor / UNITS[rest].factor)) - 1
            break
    known = UNITS.get(base)
    said = (known.name_vi, known.name_en) if known else (base, base)
    return _UNIT_CODES.get(base) or code_of(said[1]), power, said


def code_of(text: str) -> str:
    """Make a code of any text: capital letters without marks, digits, low lines.

    Examples
    --------
    >>> code_of("VND per person a year"), code_of("đêm")
    ('VND_PER_PERSON_A_YEAR', 'DEM')
    """
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("²", "2"))
    code = _SIGNS.sub("_", plain.encode("ascii", "ignore").decode()).strip("_").upper()
    return code or f"U{'_'.join(f'{ord(letter):X}' for letter in text)}"


def price_basis(text: str) -> tuple[str, Names]:
    """Give a price basis as a code with its names.

    Examples
    --------
    >>> price_basis("constant 2010")
    ('CONSTANT_2010', ('Giá so sánh 2010', 'Constant prices of 2010'))
    """
    known = names()["codes"]["PRICES"]
    if not text:
        return NOT_APPLICABLE, tuple(known[NOT_APPLICABLE])
    year = text.removeprefix("constant ")
    if year != text:
        return f"CONSTANT_{year}", tuple(name.format(year=year) for name in known["CONSTANT"])
    return code_of(text), tuple(known["CURRENT"]) if text == "current" else (text, text)


def assigner(text: str, measure: str) -> tuple[str, Names]:
    """Give whose plan a figure is of: not applicable where it is of none, not named where its source does not say."""
    known = names()["codes"]["PLAN_ASSIGNER"]
    code = text or (NOT_NAMED if measure in _PLANS else NOT_APPLICABLE)
    if code in known:
        return code, tuple(known[code])
    return code if _ID.fullmatch(code) else code_of(code), (code, code)


def base(text: str, measure: str) -> tuple[str, Names]:
    """Give what a growth is relative to: a year earlier where its source names nothing else.

    Examples
    --------
    >>> base("", "growth")[0], base("2011/2015", "growth")[0], base("plan:city", "planned_growth")[0]
    ('YEAR_EARLIER', 'PERIOD_2011_2015', 'PLAN_CITY')
    """
    known = names()["codes"]["BASE_PER"]
    if not text:
        code = "YEAR_EARLIER" if measure in _GROWTHS else NOT_APPLICABLE
        return code, tuple(known[code])
    kind, name = ("PLAN", text.removeprefix("plan:")) if text.startswith("plan:") else ("PERIOD", text)
    return f"{kind}_{code_of(name)}", tuple(said.format(name=name) for said in known[kind])


def number(value: float, *, percent: bool = False) -> str:
    """Write a number with a decimal point, without an exponent; nothing where there is none.

    Parameters
    ----------
    value : float
    percent : bool
        Whether a fraction is to be written in percent.

    Examples
    --------
    >>> number(0.1368, percent=True), number(12670.113), number(-1e-14), number(float("nan")), number(1e-7)
    ('13.68', '12670.113', '0', '', '0.0000001')
    """
    if isnan(value):
        return ""
    exact = Decimal(f"{or_zero(value):.{_DIGITS}g}").scaleb(_PERCENT_DIGITS if percent else 0)
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
