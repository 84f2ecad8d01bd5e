"""A printed figure with its wording resolved: one value and the interval that its digits and hedges allow."""

from __future__ import annotations

import math
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.errors import did_you_mean
from kienan_analysis.published.printed import PrintedFigureError, read_digits

if TYPE_CHECKING:
    from kienan_analysis.published.bounds import Bounds

MEASURES = ("level", "growth", "attainment", "plan", "planned_growth")
HEDGES = ("", "at_least", "at_most", "approx")

RATES = frozenset({"growth", "attainment", "planned_growth"})

# Resolved value in percent = start + step x printed.
_CHANGE = {
    "": (Decimal(0), Decimal(1)),
    "index": (Decimal(-100), Decimal(1)),  # bằng 104% so với cùng kỳ: +4
    "decrease": (Decimal(0), Decimal(-1)),  # giảm 12,6%: -12.6
    "multiple": (Decimal(-100), Decimal(100)),  # gấp 2,3 lần: +130
}
_OF_PLAN = {
    "": (Decimal(0), Decimal(1)),
    "decrease": (Decimal(100), Decimal(-1)),  # hụt 3% kế hoạch: 97
    "excess": (Decimal(100), Decimal(1)),  # vượt 1,5% kế hoạch: 101.5
    "multiple": (Decimal(0), Decimal(100)),  # gấp 1,2 lần kế hoạch: 120
}
_AS_PRINTED = {"": (Decimal(0), Decimal(1))}
FORMS = {
    "level": _AS_PRINTED,
    "plan": _AS_PRINTED,
    "growth": _CHANGE,
    "planned_growth": _CHANGE,
    "attainment": _OF_PLAN,
}

# A form says the direction already, so a minus beside it ("giảm -12,6%") could be read two ways.
SIGNED_FORMS = frozenset({""})

# Wide enough for every figure that `read_digits` lets through; a rounding here would be a defect, so it raises.
_EXACT = Context(prec=80, traps=[Inexact, InvalidOperation])

_HALF = Decimal("0.5")
_APPROXIMATELY = Decimal("1.5")


class Figure(NamedTuple):
    """A resolved figure; `low` and `high` may be infinite (an open end), `value` is as printed."""

    value: float
    low: float
    high: float

    @property
    def bounds(self) -> Bounds:
        """Low and high, for `propagate`."""
        from kienan_analysis.published.bounds import Bounds  # brings numpy, which reading digits does without

        return Bounds(self.low, self.high)


def resolve(
    printed: str,
    language: str,
    *,
    measure: str,
    form: str = "",
    bound: str = "",
    exact: bool | None = None,
) -> Figure:
    """Give the value that a printed figure states and the interval that it stands for.

    Parameters
    ----------
    printed, language : str
        As `parse_number` takes them.
    measure : {"level", "growth", "attainment", "plan", "planned_growth"}
        Growths and attainment are printed in percent and come out as fractions; level and plan stay in the printed
        unit.
    form : {"", "index", "decrease", "excess", "multiple"}
        How a rate is worded. Growth and planned growth: index (*bằng 104% so với cùng kỳ*), decrease (*giảm 12,6%*),
        multiple (*gấp 2,3 lần*). Attainment: excess (*vượt 1,5%*), decrease (*hụt 3%*), multiple. A printed minus is
        refused beside a form: the form says the direction already, and *giảm -12,6%* could be meant either way.
    bound : {"", "at_least", "at_most", "approx"}
        The hedge, stated of the resolved value: *giảm hơn 5%* is growth -5, ``at_most``. With u = one unit of the last
        significant digit printed (of a whole number its last non-zero digit: 600 has u = 100): at_least [x, inf),
        at_most (-inf, x], approx [x - 1.5 u, x + 1.5 u]; without a hedge half a unit of the last digit either side.
    exact : bool, optional
        Whether an unhedged figure is taken as exact. By default only a planned growth is: it is a decision.

    Raises
    ------
    PrintedFigureError
        Digits that cannot be read, or a measure, form or bound that does not exist or does not go together.

    Notes
    -----
    Exact decimal arithmetic up to the last step; then `value` is the nearest float, and `low` and `high` are rounded
    outward, so that even an exact 12% has a low just below and a high just above.

    Examples
    --------
    >>> resolve("101,5", "vi", measure="attainment")
    Figure(value=1.015, low=1.0145, high=1.0155)
    >>> resolve("104", "vi", measure="growth", form="index").value
    0.04
    >>> resolve("600", "vi", measure="level", bound="approx")
    Figure(value=600.0, low=450.0, high=750.0)
    """
    start, step = _wording(measure, form, printed)
    if bound not in HEDGES:
        what = f"There is no bound {bound!r}."
        raise PrintedFigureError(what, where=repr(printed), remedy=did_you_mean(bound, [*HEDGES[1:], "(empty)"]))
    number, places = read_digits(printed, language)
    if number < 0 and form not in SIGNED_FORMS:
        what = f"A minus stands beside the form {form!r}, which says the direction already: it has two readings."
        remedy = "Leave form empty if the printed minus alone gives the direction; else correct printed."
        raise PrintedFigureError(what, where=repr(printed), remedy=remedy)
    exact = measure == "planned_growth" if exact is None else exact
    with localcontext(_EXACT):
        value = start + step * number
        last_digit = step.copy_abs().scaleb(-places)
        if bound == "approx":
            half_width = _APPROXIMATELY * last_digit.scaleb(_trailing_zeros(number) if places == 0 else 0)
        else:
            half_width = Decimal(0) if exact or bound else _HALF * last_digit
        scale = -2 if measure in RATES else 0
        low, value, high = ((value + width).scaleb(scale) for width in (-half_width, Decimal(0), half_width))
    return Figure(
        value=float(value),
        low=-math.inf if bound == "at_most" else _float_below(low),
        high=math.inf if bound == "at_least" else _float_above(high),
    )


def _wording(measure: str, form: str, printed: str) -> tuple[Decimal, Decimal]:
    forms = FORMS.get(measure)
    if forms is None:
        what = f"There is no measure {measure!r}."
        raise PrintedFigureError(what, where=repr(printed), remedy=did_you_mean(str(measure), MEASURES))
    if form not in forms:
        what = f"The form {form!r} does not go with the measure {measure!r}."
        known = [name for name in forms if name]
        remedy = f"Leave it empty, or one of: {', '.join(known)}." if known else "Leave it empty."
        raise PrintedFigureError(what, where=repr(printed), remedy=remedy)
    return forms[form]


def _trailing_zeros(number: Decimal) -> int:
    """Count the zeros that end a whole number; none for zero itself, which has no non-zero digit."""
    digits = str(number.copy_abs())
    return len(digits) - len(digits.rstrip("0")) if number else 0


def _float_below(exact: Decimal) -> float:
    nearest = float(exact)
    return nearest if Decimal(nearest) <= exact else math.nextafter(nearest, -math.inf)


def _float_above(exact: Decimal) -> float:
    nearest = float(exact)
    return nearest if Decimal(nearest) >= exact else math.nextafter(nearest, math.inf)
