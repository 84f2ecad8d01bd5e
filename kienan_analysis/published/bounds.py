"""Intervals: carried through a formula, compared with a plan and with each other."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import numpy as np

from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]
    Numbers: TypeAlias = float | Array | pd.Series

Verdict = Literal["met", "missed", "undecided"]
Agreement = Literal["consistent", "conflict", "cannot tell"]

# A double errs by 1.1e-16 an operation; a formula here has a handful of them. 1e-12 is far above what they can add up
# to, and far below the last digit of any published figure.
WIDENING = 1e-12

# Stands for infinity where only the sign and existence of a result are asked: above any published figure (24 digits).
_BEYOND_ALL_FIGURES = 1e30


class Bounds(NamedTuple):
    """The interval that figures allow; an open end is infinite, no figure is NaN at both ends.

    `low` and `high` are two floats, two arrays of one shape or two Series of one index.
    """

    low: Any
    high: Any


def propagate(formula: Callable[..., Any], *bounds: Bounds | tuple[Any, ...] | Numbers) -> Bounds:
    """Give the range of a formula over intervals: exact, found at their corners.

    Parameters
    ----------
    formula : callable
        Takes one number per interval, works elementwise on numpy arrays, and is monotone in each input wherever its
        denominators keep their sign; the direction may depend on the others (``V * (1 - 1 / p)``). It gives NaN or
        infinity wherever a denominator is zero, and NaN for all of a denominator's impossible side, as the functions of
        `growth` do; a denominator that is itself an input may take both signs. It takes all inputs at once: chaining
        two calls that share an input widens the result.
    *bounds : Bounds, Figure or number
        One for each input: an interval or an exact number; floats, arrays and Series are broadcast together.

    Returns
    -------
    Bounds
        Floats, arrays or (where any input is a Series) Series. NaN at both ends where an input has NaN at either end,
        and where the formula is undefined somewhere inside the intervals. Infinite ends give limits: a ratio with a
        denominator from 1.5 upward has low 0.

    Raises
    ------
    TypeError
        A plain tuple, which could be an interval or two numbers.
    ValueError
        Series with different indexes, or a formula that does not give one number for each element.

    Notes
    -----
    Inputs are first moved outward by 1e-12 (of the number, or absolutely where it is below one, never across zero) and
    the result by 1e-12 of itself. That is at least 1e-12 of every intermediate, a thousand times what rounding can do.

    At a corner with an infinite coordinate the formula may come to infinity over infinity. A monotone formula's
    extremes lie at other corners, so such a corner is passed over if the formula exists near it.

    Examples
    --------
    >>> from kienan_analysis.growth import implied_plan
    >>> plan = propagate(implied_plan, Bounds(600.365, 600.375), Bounds(1.0145, 1.0155))
    >>> round(plan.low, 3), round(plan.high, 3)
    (591.201, 591.794)
    """
    inputs = [_two_ends(item) for item in bounds]
    ends = list(itertools.chain.from_iterable(inputs))
    index = _shared_index(ends)
    pairs = [(_as_array(low), _as_array(high)) for low, high in inputs]
    shape = np.broadcast_shapes(*(end.shape for pair in pairs for end in pair))
    working = shape or (1,)  # a formula of plain operators must meet arrays: Python raises on 1.0 / 0.0
    with np.errstate(all="ignore"):
        low, high = _range_at_corners(formula, [_corner_points(*pair) for pair in pairs], working)
        low, high = _outward(low, -1), _outward(high, +1)
    if index is not None:
        series = next(end for end in ends if _is_series(end))
        return Bounds(_like_series(series, low), _like_series(series, high))
    if not shape:
        return Bounds(float(low[0]), float(high[0]))
    return Bounds(low, high)


def verdict(low: float, high: float, plan: float = 1.0, *, higher_is_better: bool = True) -> Verdict | None:
    """Say whether a plan was met, as far as rounding lets anyone know.

    Parameters
    ----------
    low, high : float
        Bounds of the attainment (or of the level). One end may be infinite or NaN: open. Both NaN: no figures.
    plan : float
        1 for an attainment, else the planned level.
    higher_is_better : bool
        False for poverty, accidents and the like: a plan not to be exceeded.

    Returns
    -------
    {"met", "missed", "undecided"} or None
        None where there are no figures, or no plan.

    Raises
    ------
    UsageError
        The low end lies above the high one.

    Examples
    --------
    >>> verdict(1.0145, 1.0155), verdict(0.97955, 0.97965), verdict(0.995, 1.005), verdict(float("nan"), float("nan"))
    ('met', 'missed', 'undecided', None)
    """
    if (math.isnan(low) and math.isnan(high)) or math.isnan(plan):
        return None
    if low > high:
        what = f"the ends are reversed: the low one is {low:g}, the high one {high:g}."
        raise UsageError(what, where="verdict", remedy="Give the low end first.")
    low = -math.inf if math.isnan(low) else low
    high = math.inf if math.isnan(high) else high
    if low >= plan if higher_is_better else high <= plan:
        return "met"
    if high < plan if higher_is_better else low > plan:
        return "missed"
    return "undecided"


def agreement(a: Bounds, b: Bounds) -> Agreement:
    """Say whether two statements about one quantity can both be true.

    Conflict: no value fits both. Consistent: some value does, and they could have disagreed. Cannot tell: there are no
    figures, or what fits both is unbounded (*over 10* and *over 15* could not have disagreed). Touching bounds agree.

    Parameters
    ----------
    a, b : Bounds
        Of floats; open ends infinite, as `from_missing` gives them.

    Examples
    --------
    >>> agreement(Bounds(40943.8, 41011.9), Bounds(40999.5, 41000.5))
    'consistent'
    >>> agreement(Bounds(12.45, 12.55), Bounds(12.375, 12.385))
    'conflict'
    """
    if any(math.isnan(end) for end in (*a, *b)):
        return "cannot tell"
    low, high = max(a.low, b.low), min(a.high, b.high)
    if low > high:
        return "conflict"
    return "consistent" if math.isfinite(low) and math.isfinite(high) else "cannot tell"


def to_missing(bounds: Bounds) -> Bounds:
    """Write open ends as missing (NaN), as frames and files hold them.

    Examples
    --------
    >>> to_missing(Bounds(15.0, float("inf")))
    Bounds(low=15.0, high=nan)
    """
    return Bounds(*(_keep_shape(end, np.where(np.isinf(_as_array(end)), np.nan, _as_array(end))) for end in bounds))


def from_missing(value: Numbers, low: Numbers, high: Numbers) -> Bounds:
    """Read missing ends as open (infinite), but only where there is a value: without one there is no figure.

    Examples
    --------
    >>> from_missing(15.0, 15.0, float("nan")), from_missing(float("nan"), float("nan"), float("nan"))
    (Bounds(low=15.0, high=inf), Bounds(low=nan, high=nan))
    """
    known = ~np.isnan(_as_array(value))
    lows, highs = _as_array(low), _as_array(high)
    return Bounds(
        _keep_shape(low, np.where(known & np.isnan(lows), -np.inf, lows)),
        _keep_shape(high, np.where(known & np.isnan(highs), np.inf, highs)),
    )


def _range_at_corners(
    formula: Callable[..., Any],
    points: Sequence[Sequence[Array]],
    shape: tuple[int, ...],
) -> tuple[Array, Array]:
    low, high = np.full(shape, np.nan), np.full(shape, np.nan)
    defined = np.full(shape, fill_value=True)
    for corner in itertools.product(*points):
        at_corner = _evaluate(formula, corner, shape)
        near_corner = at_corner
        if any(np.isinf(coordinate).any() for coordinate in corner):
            near = [np.clip(coordinate, -_BEYOND_ALL_FIGURES, _BEYOND_ALL_FIGURES) for coordinate in corner]
            near_corner = _evaluate(formula, near, shape)
        defined &= np.isfinite(near_corner)
        low, high = np.fmin(low, at_corner), np.fmax(high, at_corner)
    return np.where(defined, low, np.nan), np.where(defined, high, np.nan)


def _evaluate(formula: Callable[..., Any], corner: Sequence[Array], shape: tuple[int, ...]) -> Array:
    result = np.asarray(formula(*(np.broadcast_to(coordinate, shape) for coordinate in corner)), dtype=np.float64)
    if result.shape != shape:
        message = f"The formula gave shape {result.shape} for inputs of shape {shape}: it must work elementwise."
        raise ValueError(message)
    return result


def _corner_points(low: Array, high: Array) -> list[Array]:
    """Give both ends, moved outward, and zero where it lies between them: there a denominator may vanish unseen."""
    points = [low - _margin(low), high + _margin(high)]
    if np.any((low < 0) & (high > 0)):
        points.append(np.clip(np.zeros_like(low), *points))
    return points


def _margin(end: Array) -> Array:
    size = np.abs(end)
    return np.minimum(WIDENING * np.maximum(size, 1.0), size / 2)


def _outward(end: Array, direction: int) -> Array:
    return np.where(np.isinf(end), end, end + direction * WIDENING * np.abs(end))


def _two_ends(item: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a number, array, Series, Bounds or Figure
    if hasattr(item, "low") and hasattr(item, "high"):
        return item.low, item.high
    if isinstance(item, tuple):
        message = "Give an interval as Bounds(low, high): a plain tuple could be two numbers."
        raise TypeError(message)
    return item, item


def _is_series(item: object) -> bool:
    # pandas is not imported for this: whoever passes a Series has it.
    return hasattr(item, "to_numpy") and hasattr(item, "index")


def _shared_index(ends: Sequence[Any]) -> object | None:
    indexes = [end.index for end in ends if _is_series(end)]
    if any(not indexes[0].equals(index) for index in indexes[1:]):
        message = "The Series have different indexes; join them first, so that each row holds one area and period."
        raise ValueError(message)
    return indexes[0] if indexes else None


def _as_array(item: Any) -> Array:  # noqa: ANN401 - a number, array or Series
    if _is_series(item):
        return np.asarray(item.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    return np.asarray(item, dtype=np.float64)


def _like_series(series: Any, values: Array) -> Any:  # noqa: ANN401 - a Series in, a Series out
    return type(series)(values, index=series.index)


def _keep_shape(original: Any, values: Array) -> Any:  # noqa: ANN401 - a number, array or Series in and out
    if _is_series(original):
        return _like_series(original, values)
    return values if np.ndim(values) else float(values)
