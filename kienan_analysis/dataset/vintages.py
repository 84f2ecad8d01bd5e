"""Which statement of a figure is the newest: sources in order, and the newest statement of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from kienan_analysis.catalogue import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a figure is a statement of; the price basis with the indicator's own where none is named.
STATEMENT: Final = ["area", "indicator", "period", "measure", "assigner", "base", "price_basis"]
_OF_THE_PAST: Final = frozenset({"level", "growth", "attainment"})


def vintage_order(sources: pd.DataFrame, observations: pd.DataFrame) -> pd.Series:
    """Rank the sources from old to new.

    A source is as new as its date of publication; one without a date as new as the end of the last period whose
    result it reports. An estimate may be older than the period's end: a source with estimates and plans only is as new
    as the beginning of the last period that it speaks of. Equal dates are ordered by id. Figures of a source without a
    date and without observations are the oldest.

    Returns
    -------
    Series of int
        By source id, in the order of ``sources``; the newest has the highest rank.
    """
    reported: dict[str, date] = {}
    planned: dict[str, date] = {}
    names = ("source", "period", "measure", "status")
    statements = zip(*(observations[name].tolist() for name in names), strict=True)
    for source, text, measure, status in set(statements):
        period = parse_period(text)
        if measure in _OF_THE_PAST and status != "estimate":
            reported[source] = max(reported.get(source, date.min), period.last)
        else:
            planned[source] = max(planned.get(source, date.min), period.first)
    days = {
        source: day if isinstance(day, date) else reported.get(source, planned.get(source, date.min))
        for source, day in zip(sources.index, sources["published"], strict=True)
    }
    ranks = {source: rank for rank, source in enumerate(sorted(days, key=lambda source: (days[source], source)))}
    return pd.Series([ranks[source] for source in sources.index], index=sources.index, dtype="int64", name="vintage")


def effective_price_basis(observations: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """Give each observation's price basis, the indicator's own where the source names none."""
    named = observations["price_basis"]
    own = observations["indicator"].map(indicators["price_basis"]).fillna("")
    return named.where(named != "", own)


def latest_statements(
    observations: pd.DataFrame,
    sources: pd.DataFrame,
    indicators: pd.DataFrame | None = None,
    *,
    order: pd.Series | None = None,
) -> pd.DataFrame:
    """Choose one statement of each figure: the newest source's.

    Parameters
    ----------
    observations, sources : DataFrame
        Those of a dataset.
    indicators : DataFrame, optional
        Those of the dataset; then a price basis that is named and one that is left to the indicator are one figure.
    order : Series, optional
        What :func:`vintage_order` gives for the whole dataset, where ``observations`` are a part of it: how new a
        source without a date is, is seen from all its observations.

    Returns
    -------
    DataFrame
        Rows of ``observations``, unchanged and in their order.
    """
    if observations.empty:
        return observations
    basis = observations["price_basis"] if indicators is None else effective_price_basis(observations, indicators)
    order = vintage_order(sources, observations) if order is None else order
    frame = observations[STATEMENT].assign(price_basis=basis, vintage=observations["source"].map(order))
    kept = frame.sort_values("vintage", kind="stable").drop_duplicates(STATEMENT, keep="last").index
    return observations.loc[kept.sort_values()]


def sort_periods(texts: Iterable[str]) -> list[str]:
    """Order periods by their last day, then their first."""
    return sorted(set(texts), key=lambda text: (parse_period(text).last, parse_period(text).first))
