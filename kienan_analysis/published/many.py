"""Many printed figures of one wording at once: the same values and ends as `resolve` gives, to the last bit.

Digits that are plain and few, as nearly all are, stand for whole numbers of their last place; with those floats
calculate exactly. Any other figure is resolved by itself.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kienan_analysis.published.figures import FORMS, HEDGES, RATES, SIGNED_FORMS, resolve
from kienan_analysis.published.printed import PrintedFigureError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

# Between groups of digits, and before decimals.
_MARKS: Final = {"vi": (".", ","), "en": (",", ".")}
_GROUPED: Final = {
    "vi": re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?"),
    "en": re.compile(r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"),
}
# In twelve digits, a hundredfold (percent), tenfold (half a unit) and their sums stay whole numbers below 2^53.
_FEW_DIGITS: Final = 12
_PERCENT: Final = 2
_TENS: Final = np.array([float(10**power) for power in range(_FEW_DIGITS + _PERCENT + 2)])  # exact
# Splits a float into two halves whose products are exact (Dekker 1971).
_SPLITTER: Final = 2.0**27 + 1


class Resolved(NamedTuple):
    """Many figures, in the order in which they were given.

    Attributes
    ----------
    value, low, high : arrays
        As of `Figure`: rates as fractions, levels and plans in the printed unit, open ends infinite; NaN of a figure
        that cannot be read.
    refused : dict of int to PrintedFigureError
        Why those cannot be read, by their place.
    """

    value: Floats
    low: Floats
    high: Floats
    refused: dict[int, PrintedFigureError]


def resolve_all(printed: Sequence[str], language: str, *, measure: str, form: str = "", bound: str = "") -> Resolved:
    """Resolve figures of one language, measure, form and bound.

    Parameters
    ----------
    printed : sequence of str
    language, measure, form, bound : str
        As `resolve` takes them.

    Examples
    --------
    >>> found = resolve_all(["101,5", "98"], "vi", measure="attainment")
    >>> found.value.tolist(), found.low.tolist(), found.high.round(6).tolist()
    ([1.015, 0.98], [1.0145, 0.975], [1.0155, 0.985])
    """
    number, places, is_plain = _whole_numbers(printed, language)
    if form not in FORMS.get(measure, ()) or bound not in HEDGES:
        is_plain[:] = False
    if form not in SIGNED_FORMS:
        is_plain &= number >= 0
    start, step = map(float, FORMS[measure][form]) if is_plain.any() else (0.0, 0.0)
    # Everything in tenths of the last place: half a unit of it is five.
    value = 10 * (start * _TENS[places] + step * number)
    last_place = abs(step) * 10
    if bound == "approx":
        half = 1.5 * last_place * np.where(places == 0, _last_digit_of(number), 1.0)
    else:
        half = np.full(len(number), 0.0 if bound or measure == "planned_growth" else last_place / 2)
    scale = _TENS[places + 1 + (_PERCENT if measure in RATES else 0)]
    low = np.full(len(number), -np.inf) if bound == "at_most" else _rounded(value - half, scale, -1)
    high = np.full(len(number), np.inf) if bound == "at_least" else _rounded(value + half, scale, +1)
    value = value / scale
    refused: dict[int, PrintedFigureError] = {}
    for place in np.flatnonzero(~is_plain).tolist():
        try:
            figure = resolve(printed[place], language, measure=measure, form=form, bound=bound)
        except PrintedFigureError as error:
            refused[place] = error
            value[place] = low[place] = high[place] = np.nan
        else:
            value[place], low[place], high[place] = figure
    return Resolved(value, low, high, refused)


def converted(figures: Resolved, ratio: Fraction) -> Resolved:
    """Multiply figures exactly; the ends move outward by at most one unit in the last place."""
    if ratio == 1:
        return figures
    factor, divisor = float(ratio.numerator), float(ratio.denominator)
    if 1 in {ratio.numerator, ratio.denominator} and factor / divisor and Fraction(factor) / Fraction(divisor) == ratio:
        # One exact factor: a float's product or quotient is the nearest to the exact one.
        value, low, high = (end * factor / divisor for end in figures[:3])
    else:
        value, low, high = (np.array([_times(end, ratio) for end in ends.tolist()]) for ends in figures[:3])
    return Resolved(value, np.nextafter(low, -np.inf), np.nextafter(high, np.inf), figures.refused)


def _times(end: float, ratio: Fraction) -> float:
    return float(Fraction(end) * ratio) if isfinite(end) else end


def _whole_numbers(printed: Sequence[str], language: str) -> tuple[Floats, Ints, npt.NDArray[np.bool_]]:
    """Read plain digits: as whole numbers of their last place, how many places, and whether they are plain."""
    numbers: list[int] = []
    places: list[int] = []
    is_plain: list[bool] = []
    group, mark = _MARKS.get(language, ("", ""))
    for text in printed if mark else ():
        whole, comma, fraction = text.partition(mark)
        digits = whole + fraction
        if not (digits.isdecimal() and digits.isascii()) or not whole or (comma and not fraction):
            # Groups and a minus; what is no figure at all is for `resolve` to refuse.
            match = _GROUPED[language].fullmatch(text)
            digits = "" if match is None else match[0].replace(group, "").replace(mark, "").removeprefix("-")
        plain = 0 < len(digits) <= _FEW_DIGITS
        number = int(digits) if plain else 0
        numbers.append(-number if text.startswith("-") else number)
        places.append(len(fraction) if plain else 0)
        is_plain.append(plain)
    if not mark:
        return np.zeros(len(printed)), np.zeros(len(printed), dtype=np.int64), np.zeros(len(printed), dtype=bool)
    return np.array(numbers, dtype=np.float64), np.array(places, dtype=np.int64), np.array(is_plain, dtype=bool)


def _last_digit_of(number: Floats) -> Floats:
    """Give what the last digit of whole numbers that is not zero counts: 100 in 600, 1 in zero."""
    counts = np.ones(len(number))
    whole = np.abs(number).astype(np.int64)
    for _ in range(_FEW_DIGITS):
        round_ = (whole != 0) & (whole % 10 == 0)
        whole = np.where(round_, whole // 10, whole)
        counts = np.where(round_, counts * 10, counts)
    return counts


def _rounded(number: Floats, scale: Floats, direction: int) -> Floats:
    """Divide whole numbers, rounded outward: the nearest float where it is exact or lies beyond."""
    nearest = number / scale
    beyond = _excess(nearest, scale, number) * direction
    return np.where(beyond < 0, np.nextafter(nearest, direction * np.inf), nearest)


def _excess(quotient: Floats, scale: Floats, number: Floats) -> Floats:
    """Give ``quotient · scale - number``, its sign exact, as the product's rounding error is added again."""
    product = quotient * scale
    (a, b), (c, d) = _halves(quotient), _halves(scale)
    error = ((a * c - product) + a * d + b * c) + b * d
    return (product - number) + error


def _halves(number: Floats) -> tuple[Floats, Floats]:
    wide = _SPLITTER * number
    upper = wide - (wide - number)
    return upper, number - upper
