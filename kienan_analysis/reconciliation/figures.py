"""Printed figures as logarithms, and why some cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.reconciliation.columns import Bools, Floats, Ints

# A logarithm is right to half a unit of its last digit, a sum of a thousand of them to less than this. Bounds are
# widened by it, so that they contain the truth and a cycle of exact statements does not fall below zero.
WIDENING: Final = 1e-13

NO_FIGURE: Final = "It has no figure."
REVERSED: Final = "Its lower end lies above its upper end."
NOT_POSITIVE: Final = "It is zero or less, and only positive quantities are products of each other."
TOTAL_FALL: Final = "A fall by 100% or more leaves nothing that another year could be compared with."
NO_BOUNDS: Final = "Its bounds are open at both ends, so it binds nothing."


class Figures(NamedTuple):
    """The figures of all rows; one element for each.

    Attributes
    ----------
    factor : array
        The figure as printed, as a factor: a level itself, or one plus a growth to the power of its years.
    low, high : array
        Bounds of the factor's logarithm, infinite where open, widened outward.
    given_low, given_high : array
        The bounds as they came, NaN where open.
    """

    factor: Floats
    low: Floats
    high: Floats
    given_low: Floats
    given_high: Floats

    def at(self, rows: Ints) -> Figures:
        """Take some of the rows."""
        return Figures(*(array[rows] for array in self))


def figures_of(frame: pd.DataFrame, is_growth: Bools, years: Ints) -> tuple[Figures, list[tuple[str, Bools]]]:
    """Read the figures, and find the rows that have none to work with.

    A bound that reaches down to zero, or a growth's to −100%, is open: the statement binds on one side only.

    Parameters
    ----------
    is_growth : array of bool
        Whether the figure is a growth, so that the factor is one plus it.
    years : array of int
        In how many years a growth applies.

    Returns
    -------
    figures : Figures
    reasons : list of (text, array of bool)
        Which rows cannot be used, and why.
    """
    value, low, high = (frame[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("value", "low", "high"))
    low, high = np.where(np.isneginf(low), np.nan, low), np.where(np.isposinf(high), np.nan, high)
    shift = is_growth.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        # log1p keeps the digits of a small growth, log those of a level.
        log_low = years * np.where(is_growth, np.log1p(low), np.log(low))
        log_high = years * np.where(is_growth, np.log1p(high), np.log(high))
        factor = (value + shift) ** years
    gone = (value + shift <= 0) | (high + shift <= 0)
    log_low = np.where(np.isnan(log_low), -np.inf, log_low)
    log_high = np.where(np.isnan(log_high), np.inf, log_high)
    reasons = [
        (NO_FIGURE, ~np.isfinite(value)),
        (REVERSED, (low > high) | np.isposinf(low) | np.isneginf(high)),
        (TOTAL_FALL, is_growth & gone),
        (NOT_POSITIVE, ~is_growth & gone),
        (NO_BOUNDS, np.isneginf(log_low) & np.isposinf(log_high)),
    ]
    with np.errstate(invalid="ignore"):  # of a figure that is infinite, which is left out
        log_low -= WIDENING * (1 + np.abs(log_low))
        log_high += WIDENING * (1 + np.abs(log_high))
    return Figures(factor, log_low, log_high, low, high), reasons
