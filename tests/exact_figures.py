"""Expected figures by rational arithmetic, from the digits as they are printed: nothing of the package is used."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Exact(NamedTuple):
    """A figure and the ends of what its digits allow."""

    value: Fraction
    low: Fraction
    high: Fraction


def printed(digits: str, *, exact: bool = False) -> Exact:
    """Read a figure as a Vietnamese source prints it: ``8.446,29``."""
    plain = digits.replace(".", "").replace(",", ".")
    half = Fraction(1, 2) / 10 ** len(plain.partition(".")[2])
    value = Fraction(plain)
    return Exact(value, value, value) if exact else Exact(value, value - half, value + half)


def percent(digits: str, *, exact: bool = False) -> Exact:
    """Read a rate in percent, as a fraction."""
    return Exact(*(part / 100 for part in printed(digits, exact=exact)))


def derived(formula: Callable[..., Fraction], *figures: Exact) -> Exact:
    """Evaluate a formula that is monotone in each input: at the printed values, and at all corners."""
    corners = [formula(*corner) for corner in product(*((figure.low, figure.high) for figure in figures))]
    return Exact(formula(*(figure.value for figure in figures)), min(corners), max(corners))


def differs(row: Any, name: str, expected: Exact) -> str:
    """Say how a quantity of a review's table departs from the exact one; empty where it does not.

    The value is exact to a float's precision, and the bounds contain the truth without being wider than it by more
    than a hundred-millionth.
    """
    value, low, high = (float(row[name + end]) for end in ("", "_low", "_high"))
    slack = 1e-8 * max(1.0, abs(float(expected.low)), abs(float(expected.high)))
    fits = (
        abs(value - float(expected.value)) <= slack / 1000
        and float(expected.low) - slack <= low <= expected.low
        and expected.high <= high <= float(expected.high) + slack
    )
    return "" if fits else f"{name} is {value} [{low}, {high}], not {[float(part) for part in expected]}"
