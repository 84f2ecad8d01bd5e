"""A formula on accepted figures: its value at theirs, its bounds at the corners of theirs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.published import Bounds, propagate
from kienan_analysis.reviews.prints import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY: Final = Figure(math.nan, math.nan, math.nan, "")


def evaluated(formula: Callable[..., float], *figures: Figure, how: str = "") -> Figure:
    """Evaluate a formula at all figures at once; nothing is known where one of them is not.

    Parameters
    ----------
    formula : callable
        Monotone in each argument, as :func:`~kienan_analysis.published.propagate` asks.
    *figures : Figure
    how : str
        The measure that the result follows from.
    """
    if any(math.isnan(figure.value) for figure in figures):
        return EMPTY
    with np.errstate(all="ignore"):
        value = float(formula(*(np.float64(figure.value) for figure in figures)))
        ends = propagate(formula, *(Bounds(_open(figure.low, -1), _open(figure.high, 1)) for figure in figures))
        if not all(figure.closed for figure in figures):
            # An end that only an open one reaches is open: the plan of which 500 is at least 40% is not *from nought*.
            near = propagate(formula, *(Bounds(*_known(figure)) for figure in figures))
            ends = Bounds(*(end if end == known else math.nan for end, known in zip(ends, near, strict=True)))
    if not math.isfinite(value):
        return EMPTY
    low, high = (float(end) if math.isfinite(end) else math.nan for end in ends)
    behind = tuple(dict.fromkeys(name for figure in figures for name in figure.rests_on))
    source = next((figure.source for figure in figures if figure.source), "")
    return Figure(value, low, high, "implied", source=source, rests_on=behind, how=how)


def _known(figure: Figure) -> tuple[float, float]:
    low, high = (figure.value if math.isnan(end) else end for end in (figure.low, figure.high))
    return low, high


def _open(end: float, sign: int) -> float:
    return math.inf * sign if math.isnan(end) else end


def threshold(figure: Figure) -> Figure:
    """Take a one-sided target as the mark that it sets: exact at the printed value, where an end is open."""
    return figure if figure.closed else replace(figure, low=figure.value, high=figure.value)
