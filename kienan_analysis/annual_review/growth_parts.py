"""Shares, and where growth came from: only for indicators that the catalogue says may be added."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kienan_analysis.published import Bounds, propagate
from kienan_analysis.reviews.quantities import ENDS, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
# Those that levels alone tell.
OF_LEVELS = ("level", "structure")
# Parts and total may differ by this share of the total at most, wherever in their intervals they lie: a part that is
# missing among them would show.
NEAR: Final = 0.01


def contributions(data: Dataset, outcome: pd.DataFrame) -> pd.DataFrame:
    """Split each total, and each additive group, into its parts: their shares, and what each gave to the growth.

    Each part's level and growth rate are the only inputs, so that every figure's bounds are exact: nothing is
    computed from another derived figure. Share of growth is left out where the group's growth may be zero.

    Parameters
    ----------
    data : Dataset
        An additive group that bears an indicator's id is of the parts of that indicator; a part without a figure gives
        way to its own parts. Any other group is of indicators that may be added, and has no printed total.
    outcome : DataFrame
        The table ``results`` of the year.

    Returns
    -------
    DataFrame
        For each total whose parts' printed levels add up to its own, and each other group with at least two parts of
        one price basis, all with printed level and growth: one row a part and one with indicator ``""`` for the whole,
        whose level and growth are a total's own. Quantities: ``level``, ``base``, ``increment`` (the unit),
        ``growth``, ``contribution`` and ``structure_change`` (fractions of the whole, shown in percentage points),
        ``share_of_growth``, ``structure``, ``structure_before`` (fractions). Of a total whose parts' growth does not
        add up to its own, or is not known, ``level`` and ``structure`` alone.

    Notes
    -----
    Contribution is the part's increment over the whole's earlier level (INSEE, definition c1207; ABS, Australian
    System of National Accounts, chapter 6). It adds up at current or at constant prices, not for chained volumes.
    """
    group = outcome["indicator"].map(data.indicators["additive_group"]).fillna("")
    known = outcome["level_origin"].eq("published") & outcome[["level_low", "level_high"]].notna().all(axis=1)
    rows = outcome[known].assign(group=group)
    free = rows[(rows["group"] != "") & ~rows["group"].isin(data.indicators.index) & rows["growth"].notna()]
    parts = [
        *_totals(data, rows),
        *(_split(str(name), part) for (name, _), part in free.groupby(["group", "basis"], sort=True) if len(part) > 1),
    ]
    if not parts:
        return pd.DataFrame(
            columns=["group", "indicator", "basis", "unit", *(c for name in QUANTITIES for c in columns(name))]
        )
    return pd.concat(parts, ignore_index=True)


def _totals(data: Dataset, rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Split the totals whose parts add up to them, in the order of the catalogue."""
    group = data.indicators["additive_group"]
    for _, total in rows[rows["indicator"].isin(set(group))].iterrows():
        alike = rows[(rows["basis"] == total["basis"]) & (rows["unit"] == total["unit"])].set_index("indicator")
        names = _parts_of(str(total["indicator"]), group, set(alike.index), ())
        parts = alike.loc[names].reset_index()
        if len(parts) < 2 or not _adds_up(parts, total):  # noqa: PLR2004 - one part is the whole
            continue
        if parts["growth"].notna().all():
            split = _split(str(total["indicator"]), parts)
            if _agrees(split.iloc[-1], total):
                yield _with_own(split, total)
                continue
        yield _with_own(
            _shares(_split(str(total["indicator"]), parts.assign(**dict.fromkeys(columns("growth"), 0.0)))), total
        )


def _parts_of(name: str, group: pd.Series, there: set[str], above: tuple[str, ...]) -> list[str]:
    """List the parts of an indicator that have figures; one that has none is replaced by its own parts."""
    found = []
    for part in group.index[group == name]:
        if part in there:
            found.append(str(part))
        elif part not in above:
            found += _parts_of(str(part), group, there, (*above, name))
    return found


def _adds_up(parts: pd.DataFrame, total: pd.Series) -> bool:
    """Whether the parts' levels come to the total's, so closely that none can be missing."""
    low, high = float(parts["level_low"].sum()), float(parts["level_high"].sum())
    furthest = max(high - total["level_low"], total["level_high"] - low)
    return bool(low <= total["level_high"] and total["level_low"] <= high and furthest <= NEAR * abs(total["level"]))


def _agrees(whole: pd.Series, total: pd.Series) -> bool:
    """Whether the growth that the parts come to can be the total's own: else levels and rates are of unlike prices."""
    return bool(whole["growth_low"] <= total["growth_high"] and total["growth_low"] <= whole["growth_high"])


def _with_own(split: pd.DataFrame, total: pd.Series) -> pd.DataFrame:
    """Give the whole the level and, where its parts tell of growth, the growth that are printed of it."""
    own = ["level", "growth"] if split["growth"].notna().all() else ["level"]
    for name in own:
        split.loc[split.index[-1], columns(name)] = total[columns(name)].to_numpy()
    if "growth" in own:
        split.loc[split.index[-1], columns("contribution")] = total[columns("growth")].to_numpy()
    return split


def _shares(split: pd.DataFrame) -> pd.DataFrame:
    """Keep what levels alone tell."""
    unknown = [column for name in QUANTITIES if name not in OF_LEVELS for column in columns(name)]
    return split.assign(**dict.fromkeys(unknown, math.nan))


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
