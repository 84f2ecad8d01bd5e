"""The city and the neighbours beside the area: only where scope, price basis and period agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis.annual_review.quantities import columns, derive, named, put, take
from kienan_analysis.annual_review.statements import KEY, area_statements, in_catalogue_order, newest
from kienan_analysis.catalogue import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.dataset import Dataset


def peer_areas(data: Dataset, area: str) -> list[str]:
    """List the parent of an area and the other areas of the same parent, the parent first."""
    parent = data.areas.loc[area, "parent"]
    if not parent:
        return []
    siblings = data.areas.index[(data.areas["parent"] == parent) & (data.areas.index != area)]
    return [parent, *sorted(siblings)]


def peer_statements(data: Dataset, area: str) -> dict[str, pd.DataFrame]:
    """Collect the statements about the areas that an area is compared with."""
    return {peer: area_statements(data, peer) for peer in peer_areas(data, area)}


def peer_growth(data: Dataset, others: Mapping[str, pd.DataFrame], year: int, outcome: pd.DataFrame) -> pd.DataFrame:
    """Compare growth rates with the parent's and the neighbours' of the same indicator, price basis and year.

    Parameters
    ----------
    data : Dataset
    others : mapping of str to DataFrame
        The statements about each area compared with (:func:`peer_statements`).
    year : int
    outcome : DataFrame
        The table ``results`` of the area itself.

    Returns
    -------
    DataFrame
        One row for each comparable figure: ``peer``, indicator, basis; quantities ``growth`` (the peer's), ``own``
        and ``gap`` (own less the peer's, a fraction, shown in percentage points).
    """
    own = outcome.set_index(KEY)
    parts = []
    for peer, statements in others.items():
        rows = statements[(statements["year"] == year) & statements["full_year"] & (statements["base"] == "")]
        frame = named(newest(rows[rows["measure"] == "growth"]), "growth", {"source": "source", "id": "id"})
        parts.append(frame[frame.index.isin(own.index)].assign(peer=peer))
    if not parts:
        nothing = [*KEY, *columns("growth"), *columns("own"), *columns("gap"), "peer", "source", "id"]
        return pd.DataFrame(columns=nothing)
    frame = pd.concat(parts)
    mine = own[["growth", "growth_low", "growth_high"]].set_axis(["own", "own_low", "own_high"], axis=1)
    frame = frame.join(mine)
    frame = frame[frame["own"].notna()].reset_index()
    put(frame, "gap", derive(lambda here, there: here - there, take(frame, "own"), take(frame, "growth")))
    return in_catalogue_order(frame, data)


def not_comparable(data: Dataset, others: Mapping[str, pd.DataFrame], year: int, outcome: pd.DataFrame) -> pd.DataFrame:
    """List the parent's and the neighbours' figures of the year that look comparable and are not, with the reason.

    Of each other series one figure is named: the one for the longest part of the year, a growth before a level.

    Returns
    -------
    DataFrame
        The observations' columns and ``peer``, ``own_indicator`` and ``reason``: ``other_scope`` (the same concept,
        another indicator), ``other_period`` (a part of the year) or ``other_price_basis``.
    """
    concept = data.indicators["concept"]
    own = outcome[["indicator", "basis"]].assign(concept=outcome["indicator"].map(concept))
    parts = []
    for peer, statements in others.items():
        rows = statements[(statements["year"] == year) & statements["measure"].isin(["level", "growth"])]
        rows = rows[rows["full_year"] | rows["part_year"]]
        rows = newest(rows, [*KEY, "period", "measure", "base"]).reset_index()
        rows = rows.assign(peer=peer, concept=rows["indicator"].map(concept))
        pairs = rows.merge(own, on="concept", suffixes=("", "_own")).rename(columns={"indicator_own": "own_indicator"})
        same = pairs["indicator"] == pairs["own_indicator"]
        exact = same & (pairs["basis"] == pairs["basis_own"]) & pairs["full_year"]
        reasons = ["other_scope", "other_price_basis"]
        pairs["reason"] = np.select([~same, same & pairs["full_year"]], reasons, default="other_period")
        months = pairs["period"].map(lambda text: parse_period(text).months)
        pairs = pairs.assign(near=same, months=months, rate=pairs["measure"] == "growth")
        pairs = pairs[~pairs["id"].isin(pairs.loc[exact, "id"])]
        # A figure is held against the closest of the area's own indicators: the same one before one of its concept.
        pairs = pairs.sort_values(["near", "months", "rate", "id"], kind="stable")
        pairs = pairs.drop_duplicates("id", keep="last").drop_duplicates(["indicator", "basis"], keep="last")
        parts.append(pairs.drop(columns=["near", "months", "rate"]))
    if not parts:
        return pd.DataFrame(
            columns=["peer", "indicator", "own_indicator", "period", "measure", "value", "reason", "source"]
        )
    return in_catalogue_order(pd.concat(parts, ignore_index=True), data)
