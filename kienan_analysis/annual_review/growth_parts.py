"""Where growth came from: only for indicators that the catalogue says may be added."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis.annual_review.quantities import ENDS, columns
from kienan_analysis.published import Bounds, propagate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.dataset import Dataset

QUANTITIES = (
    "level",
    "base",
    "increment",
    "growth",
    "contribution",
    "share_of_growth",
    "structure",
    "structure_before",
    "structure_change",
)


def contributions(data: Dataset, outcome: pd.DataFrame) -> pd.DataFrame:
    """Split the growth of each additive group into its parts.

    Each part's level and growth rate are the only inputs, so that every figure's bounds are exact: nothing is
    computed from another derived figure. Share of growth is left out where the group's growth may be zero.

    Parameters
    ----------
    data : Dataset
    outcome : DataFrame
        The table ``results`` of the year.

    Returns
    -------
    DataFrame
        For each group with at least two parts of one price basis, all with printed level and growth: one row a part
        and one with indicator ``""`` for the whole. Quantities: ``level``, ``base``, ``increment`` (the unit),
        ``growth``, ``contribution`` and ``structure_change`` (fractions of the whole, shown in percentage points),
        ``share_of_growth``, ``structure``, ``structure_before`` (fractions).

    Notes
    -----
    Contribution is the part's increment over the whole's earlier level (INSEE, definition c1207; ABS, Australian
    System of National Accounts, chapter 6). It adds up at current or at constant prices, not for chained volumes.
    """
    group = outcome["indicator"].map(data.indicators["additive_group"]).fillna("")
    complete = (
        outcome["level_origin"].eq("published")
        & outcome["growth"].notna()
        & outcome[["level_low", "level_high"]].notna().all(axis=1)
    )
    rows = outcome[complete & (group != "")].assign(group=group)
    parts = [
        _split(str(name), part) for (name, _), part in rows.groupby(["group", "basis"], sort=True) if len(part) > 1
    ]
    if not parts:
        return pd.DataFrame(
            columns=["group", "indicator", "basis", "unit", *(c for name in QUANTITIES for c in columns(name))]
        )
    return pd.concat(parts, ignore_index=True)


def _split(group: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Split one group: a row for each part, the whole last."""
    inputs = [
        tuple(float(row[quantity + end]) for end in ENDS)
        for _, row in rows.iterrows()
        for quantity in ("level", "growth")
    ]
    # numpy's numbers, for which a division by zero in one of the formulas is no error in the others.
    printed = [np.float64(value) for value, _, _ in inputs]
    ends = [Bounds(low, high) for _, low, high in inputs]
    gain = propagate(_formula("increment", None), *ends)
    table = []
    for number in [*range(len(rows)), None]:
        row = {} if number is None else rows.iloc[number]
        record: dict[str, object] = {
            "group": group,
            "indicator": row.get("indicator", ""),
            "basis": rows["basis"].iloc[0],
        }
        record["unit"] = rows["unit"].iloc[0]
        for name in QUANTITIES:
            formula = _formula(name, number)
            # The corners do not show that a difference in a denominator is zero somewhere between them.
            unknown = name == "share_of_growth" and gain.low <= 0 <= gain.high
            bounds = Bounds(math.nan, math.nan) if unknown else propagate(formula, *ends)
            value = math.nan if math.isnan(bounds.low) else _at(formula, printed)
            record |= dict(zip(columns(name), (value, *bounds), strict=True))
        table.append(record)
    return pd.DataFrame(table)


def _at(formula: Callable[..., float], inputs: list[np.float64]) -> float:
    with np.errstate(all="ignore"):
        return float(formula(*inputs))


def _formula(name: str, number: int | None) -> Callable[..., float]:
    """Write one quantity as a formula of all levels and growth rates: ``level 1, growth 1, level 2, growth 2, …``."""

    def formula(*inputs: float) -> float:
        levels, rates = inputs[0::2], inputs[1::2]
        bases = [level / (1 + rate) for level, rate in zip(levels, rates, strict=True)]
        whole, whole_base = sum(levels), sum(bases)
        level = whole if number is None else levels[number]
        base = whole_base if number is None else bases[number]
        increment = level - base
        return {
            "level": level,
            "base": base,
            "increment": increment,
            "growth": level / base - 1,
            "contribution": increment / whole_base,
            "share_of_growth": increment / (whole - whole_base),
            "structure": level / whole,
            "structure_before": base / whole_base,
            "structure_change": level / whole - base / whole_base,
        }[name]

    return formula
