"""The parent and the neighbours beside the area: only where scope, price basis and period agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis.catalogue import parse_period
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.accepted import FACTS
from kienan_analysis.reviews.prints import printed_figures
from kienan_analysis.reviews.quantities import columns, derive, in_points, put, take, unclear
from kienan_analysis.reviews.statements import KEY, area_statements, in_catalogue_order

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset


def peer_areas(data: Dataset, area: str) -> list[str]:
    """List the parent of an area and the other areas of the same parent, the parent first."""
    parent = data.areas.loc[area, "parent"]
    if not parent:
        return []
    siblings = data.areas.index[(data.areas["parent"] == parent) & (data.areas.index != area)]
    return [parent, *sorted(siblings)]


def peer_statements(data: Dataset, area: str, year: int) -> pd.DataFrame:
    """Collect what is stated of a year's levels and growth for the areas that an area is compared with.

    Returns
    -------
    DataFrame
        Rows of :func:`~kienan_analysis.reviews.statements.area_statements`, their area as ``peer`` too, the
        parent's first.
    """
    peers = peer_areas(data, area)
    rows = area_statements(data, *peers, year=year)
    rows = rows[rows["measure"].isin(["level", "growth"])]
    order = {peer: place for place, peer in enumerate(peers)}
    rows = rows.assign(peer=rows["area"])
    return rows.sort_values("peer", key=lambda names: names.map(order), kind="stable")


def peer_growth(data: Dataset, others: pd.DataFrame, outcome: pd.DataFrame) -> pd.DataFrame:
    """Compare growth rates with the parent's and the neighbours' of the same indicator, price basis and year.

    Parameters
    ----------
    data : Dataset
    others : DataFrame
        What :func:`peer_statements` gives.
    outcome : DataFrame
        The table ``results`` of the area itself.

    Returns
    -------
    DataFrame
        One row for each comparable figure: ``peer``, indicator, basis; quantities ``growth`` (the peer's) and ``own``
        with the facts of `reviews.accepted.FACTS`, and ``gap`` (own less the peer's, a fraction, shown in percentage
        points).
    """
    rows = others[others["full_year"] & (others["base"] == "") & (others["measure"] == "growth")]
    keys = rows[["peer", *KEY, "period"]].drop_duplicates(ignore_index=True)
    printed = {str(peer): printed_figures(data, part) for peer, part in rows.groupby("peer")}
    found = [printed[peer][*key, "growth", "", ""] for peer, *key in keys.itertuples(index=False)]
    frame = pd.concat([keys[["peer", *KEY]], in_columns("growth", found)], axis=1)
    frame["source"] = frame["growth_source"]
    own = [*columns("own"), *(f"own_{fact}" for fact in FACTS)]
    mine = outcome[[*KEY, *columns("growth"), *(f"growth_{fact}" for fact in FACTS)]].set_axis([*KEY, *own], axis=1)
    frame = frame.merge(mine[mine["own"].notna()], on=KEY)
    frame["in_points"] = in_points(frame, data.indicators["kind"])
    frame = frame[~unclear(frame, "own", "growth")].copy()
    put(frame, "gap", derive(np.subtract, take(frame, "own"), take(frame, "growth")))
    return in_catalogue_order(frame, data)


def not_comparable(data: Dataset, others: pd.DataFrame, outcome: pd.DataFrame) -> pd.DataFrame:
    """List the parent's and the neighbours' figures of the year that look comparable and are not, with the reason.

    Of each other series one figure is named: the one for the longest part of the year, a growth before a level.

    Returns
    -------
    DataFrame
        Columns of :func:`peer_statements`, and ``own_indicator`` and ``reason``: ``other_scope`` (the same concept,
        another indicator), ``other_period`` (a part of the year), ``other_price_basis`` or ``other_unit`` (changes of
        a rate of which one is not printed in percentage points).
    """
    concept = data.indicators["concept"]
    own = outcome[[*KEY, "growth_points"]].assign(concept=outcome["indicator"].map(concept))
    own = own.rename(columns={"indicator": "own_indicator", "basis": "own_basis", "growth_points": "own_points"})
    rows = others[others["full_year"] | others["part_year"]]
    shown = {figure.id for _, part in rows.groupby("peer") for figure in printed_figures(data, part).values()}
    rows = rows[rows["id"].isin(shown)]
    pairs = rows.assign(concept=rows["indicator"].map(concept)).merge(own, on="concept")
    same = pairs["indicator"] == pairs["own_indicator"]
    exact = same & (pairs["basis"] == pairs["own_basis"]) & pairs["full_year"]
    in_doubt = exact & unclear(pairs, "value", "own")
    reasons = ["other_scope", "other_unit", "other_price_basis"]
    pairs["reason"] = np.select([~same, in_doubt, same & pairs["full_year"]], reasons, default="other_period")
    months = pairs["period"].map(lambda text: parse_period(text).months)
    pairs = pairs.assign(near=same, months=months, rate=pairs["measure"] == "growth", place=range(len(pairs)))
    pairs = pairs[~pairs["id"].isin(pairs.loc[exact & ~in_doubt, "id"])]
    # A figure is held against the closest of the area's own indicators: the same one before one of its concept.
    pairs = pairs.sort_values(["near", "months", "rate", "id"], kind="stable")
    pairs = pairs.drop_duplicates("id", keep="last").drop_duplicates(["peer", *KEY], keep="last")
    pairs = pairs.sort_values("place", kind="stable").drop(columns=["near", "months", "rate", "place"])
    return in_catalogue_order(pairs, data)
