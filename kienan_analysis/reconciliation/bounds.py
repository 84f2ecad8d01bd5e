"""From logarithms back to figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kienan_analysis.reconciliation.network import NOTHING

if TYPE_CHECKING:
    from kienan_analysis.reconciliation.columns import Floats
    from kienan_analysis.reconciliation.figures import Figures
    from kienan_analysis.reconciliation.network import Network


def ends(high: Floats, negative_low: Floats) -> tuple[Floats, Floats]:
    """Turn bounds of a logarithm into those of the figure: NaN where open, or too large for a float.

    Bounds that touch may have crossed by the tolerance; they are put in order.
    """
    with np.errstate(over="ignore", under="ignore"):
        low, top = np.exp(-negative_low), np.exp(high)
    low = np.where(np.isfinite(negative_low) & np.isfinite(low), low, np.nan)
    top = np.where(np.isfinite(high) & np.isfinite(top), np.maximum(top, np.finfo(float).smallest_subnormal), np.nan)
    crossed = low > top
    return np.where(crossed, top, low), np.where(crossed, low, top)


def excess(logarithm: float) -> float:
    """Turn a difference of logarithms into the fraction by which a figure exceeds the other, never infinite.

    Examples
    --------
    >>> round(excess(0.0953101798), 9)
    0.1
    """
    return float(np.expm1(min(logarithm, np.log(np.finfo(float).max) - 1)))


def node_ends(network: Network, figures: Figures, high: Floats, negative_low: Floats) -> tuple[Floats, Floats]:
    """Give the bounds of all nodes; one that rests on a single printed level is that level's own, to the last bit."""
    top_row = np.where(network.high == high, network.high_row, NOTHING)
    low_row = np.where(network.low == negative_low, network.low_row, NOTHING)
    low, top = ends(high, negative_low)
    low = np.where(low_row != NOTHING, _given(figures.given_low, low_row), low)
    top = np.where(top_row != NOTHING, _given(figures.given_high, top_row), top)
    crossed = low > top
    return np.where(crossed, top, low), np.where(crossed, low, top)


def _given(given: Floats, row: Floats) -> Floats:
    return given[row] if len(given) else np.full(len(row), np.nan)
