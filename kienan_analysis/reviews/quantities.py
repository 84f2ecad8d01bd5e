"""Columns that carry a figure together with its bounds: ``name``, ``name_low``, ``name_high``.

In a frame an open end is missing; a row without the figure at all has all three missing. Formulas run on a
:class:`Quantity`, where an open end is infinite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from kienan_analysis.published import Bounds, propagate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ENDS = ("", "_low", "_high")


class Quantity(NamedTuple):
    """A column of figures with their bounds: three float Series on one index."""

    value: pd.Series
    low: pd.Series
    high: pd.Series


def columns(name: str) -> list[str]:
    """Name the three columns of one quantity.

    Examples
    --------
    >>> columns("plan")
    ['plan', 'plan_low', 'plan_high']
    """
    return [name + end for end in ENDS]


def take(frame: pd.DataFrame, name: str) -> Quantity:
    """Read one quantity of a frame, with infinite open ends.

    Parameters
    ----------
    frame : DataFrame
        Holds the three columns of `name`.
    name : str

    Returns
    -------
    Quantity
        Three float Series on the frame's index.
    """
    value, low, high = (frame[column].astype(float) for column in columns(name))
    known = value.notna()
    return Quantity(value, low.mask(known & low.isna(), -np.inf), high.mask(known & high.isna(), np.inf))


def put(frame: pd.DataFrame, name: str, figure: Quantity) -> None:
    """Write one quantity into a frame; infinite ends become missing."""
    for column, part in zip(columns(name), figure, strict=True):
        frame[column] = part
        frame[column] = frame[column].replace([np.inf, -np.inf], np.nan)


def derive(formula: Callable[..., Any], *figures: Quantity) -> Quantity:
    """Evaluate a formula at the printed values and at all corners of their bounds.

    Parameters
    ----------
    formula : callable
        Monotone in each argument, as :func:`~kienan_analysis.published.propagate` asks.
    *figures : Quantity
        All inputs at once: chaining bounds that share an input would widen them.
    """
    value = formula(*(figure.value for figure in figures))
    low, high = propagate(formula, *(Bounds(figure.low, figure.high) for figure in figures))
    if any(np.isinf(end).any() for figure in figures for end in (figure.low, figure.high)):
        # An end that only an open one reaches is open.
        near = (
            Bounds(*(end.mask(np.isinf(end), figure.value) for end in (figure.low, figure.high))) for figure in figures
        )
        known = propagate(formula, *near)
        low, high = low.mask(low != known.low, -np.inf), high.mask(high != known.high, np.inf)
    return Quantity(value, low, high)


def choose(*cases: tuple[pd.Series, Quantity]) -> Quantity:
    """Take each row's figure from the first case whose condition holds; missing where none does."""
    picked = [pd.Series(np.nan, index=cases[0][0].index) for _ in ENDS]
    for condition, figure in reversed(cases):
        picked = [part.where(condition, below) for part, below in zip(figure, picked, strict=True)]
    return Quantity(picked[0], picked[1], picked[2])


def threshold(figure: Quantity) -> Quantity:
    """Take a one-sided target as the mark that it sets: exact at the printed value, where an end is open."""
    one_sided = np.isinf(figure.low) | np.isinf(figure.high)
    low, high = (end.mask(one_sided, figure.value) for end in (figure.low, figure.high))
    return Quantity(figure.value, low, high)


def in_points(frame: pd.DataFrame, kinds: pd.Series) -> pd.Series:
    """Tell of which rows a change is in percentage points: of rates, which rise by points and never in percent.

    Parameters
    ----------
    frame : DataFrame
        With ``indicator``.
    kinds : Series
        The catalogue's ``kind``, by indicator.
    """
    return (frame["indicator"].map(kinds) == "rate").astype(bool)


def unclear(frame: pd.DataFrame, *names: str) -> pd.Series:
    """Tell where changes of a rate cannot be held against each other: not all are printed in percentage points.

    Parameters
    ----------
    frame : DataFrame
        With ``in_points`` and, of each change, ``NAME_points``.
    *names : str
    """
    every = pd.Series(data=True, index=frame.index)
    for name in names:
        every &= frame[f"{name}_points"].eq(True)  # noqa: FBT003  (a Series)
    return frame["in_points"] & ~every


def named(frame: pd.DataFrame, name: str, keep: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Rename a statement's ``value, low, high, decimals`` (and further columns) after the quantity that it states."""
    names = dict(zip(("value", "low", "high"), columns(name), strict=True)) | {"decimals": f"{name}_decimals"}
    names |= dict(keep or {})
    return frame[list(names)].rename(columns=names)
