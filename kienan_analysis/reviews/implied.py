"""What the published figures together imply for a year that they do not print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from kienan_analysis.reconciliation import Node
from kienan_analysis.reviews.quantities import columns

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

LEVEL = "level"


def accepted_levels(reconciled: Reconciled, area: str) -> pd.DataFrame:
    """Take every level of an area with the tightest bounds that the accepted statements allow.

    A level printed with a hedge only ("over 198 000") that others bound from both sides counts as implied: its value
    is then the middle of the bounds, not the hedge's number.

    Parameters
    ----------
    reconciled : Reconciled
        Of the area's observations.
    area : str

    Returns
    -------
    DataFrame
        ``indicator``, ``basis``, ``period``, the quantity ``level`` (its bounds missing where there is none) and
        ``level_origin`` (``published`` or ``implied``).
    """
    rows = reconciled.series
    return _levels(rows[(rows["area"] == area) & (rows["quantity"] == LEVEL)])


def levels_by_area(reconciled: Reconciled) -> dict[str, list[tuple[Any, ...]]]:
    """Take the rows of `accepted_levels` of every area, as tuples."""
    rows = reconciled.series
    rows = rows[rows["quantity"] == LEVEL]
    levels = _levels(rows)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for area, *row in zip(rows["area"].tolist(), *(levels[name].tolist() for name in levels.columns), strict=True):
        found.setdefault(area, []).append(tuple(row))
    return found


def _levels(rows: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(["price_basis", "value", "low", "high"], ["basis", *columns("level")], strict=True))
    frame = rows.rename(columns={**names, "origin": "level_origin"})
    bounded = frame["level_low"].notna() & frame["level_high"].notna()
    outside = bounded & ~frame["level"].between(frame["level_low"], frame["level_high"])
    frame["level"] = frame["level"].mask(outside, (frame["level_low"] + frame["level_high"]) / 2)
    frame["level_origin"] = frame["level_origin"].mask(outside, "implied")
    return frame[["indicator", "basis", "period", *columns("level"), "level_origin"]].reset_index(drop=True)


def implied_levels(data: Dataset, reconciled: Reconciled, area: str, periods: list[str]) -> pd.DataFrame:
    """Take the levels that all statements imply for some periods, where both bounds are known.

    Parameters
    ----------
    data : Dataset
    reconciled : Reconciled
        Of the area's observations.
    area : str
    periods : list of str
        Canonical periods.

    Returns
    -------
    DataFrame
        ``indicator``, ``basis``, ``period``, the quantity ``level``, ``because`` (ids of the statements that its
        bounds rest on) and ``level_source`` (the source of the first of them).
    """
    rows = accepted_levels(reconciled, area)
    known = rows["level_low"].notna() & rows["level_high"].notna()
    rows = rows[known & (rows["level_origin"] == "implied") & rows["period"].isin(periods)]
    frame = rows[["indicator", "basis", "period", *columns("level")]].reset_index(drop=True)
    nodes = [Node(area, *key, LEVEL) for key in zip(frame["indicator"], frame["basis"], frame["period"], strict=True)]
    frame["because"] = [rests_on(reconciled, node) for node in nodes]
    source_of = dict(zip(data.observations["id"], data.observations["source"], strict=True))
    frame["level_source"] = [source_of[names[0]] for names in frame["because"]]
    return frame


def rests_on(reconciled: Reconciled, node: Node, relative_to: Node | None = None) -> tuple[str, ...]:
    """Name the statements that a level's bounds, or those of its ratio to another, rest on."""
    because = reconciled.because(node, relative_to)
    return tuple(dict.fromkeys((*because.low, *because.high)))


def implied_growth(reconciled: Reconciled, area: str, keys: list[tuple[str, str]], year: int) -> pd.DataFrame:
    """Bound the growth of a year by the ratio of its level to that of the year before.

    Returns
    -------
    DataFrame
        Indexed by `keys`: the quantity ``growth``, missing where a level is not known from both sides, and
        ``growth_because``.
    """
    records = []
    for indicator, basis in keys:
        now, before = (Node(area, indicator, basis, str(each), LEVEL) for each in (year, year - 1))
        ratio = reconciled.ratio(now, before)
        known = ratio.low > 0 and ratio.high < float("inf")
        ends = [end - 1 for end in ratio] if known else [float("nan")] * 3
        records.append([*ends, rests_on(reconciled, now, before) if known else ()])
    index = pd.MultiIndex.from_tuples(keys, names=["indicator", "basis"])
    return pd.DataFrame(records, index=index, columns=[*columns("growth"), "growth_because"])
