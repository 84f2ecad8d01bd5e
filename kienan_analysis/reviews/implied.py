"""What the published figures together imply for a year that they do not print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kienan_analysis.reviews.quantities import columns

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.reconciliation import Node, Reconciled

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


def rests_on(reconciled: Reconciled, node: Node, relative_to: Node | None = None) -> tuple[str, ...]:
    """Name the statements that a level's bounds, or those of its ratio to another, rest on."""
    because = reconciled.because(node, relative_to)
    return tuple(dict.fromkeys((*because.low, *because.high)))
