"""Every year of every indicator: printed where it is printed, implied where other figures imply it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis.annual_review.implied import accepted_levels, implied_growth
from kienan_analysis.annual_review.quantities import columns, named
from kienan_analysis.annual_review.statements import KEY, in_catalogue_order, newest, of_rates
from kienan_analysis.growth import chained_index

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

YEAR_KEY = [*KEY, "year"]


def history(data: Dataset, statements: pd.DataFrame, reconciled: Reconciled) -> pd.DataFrame:
    """Lay out all full years of one area.

    Series of another scope, price basis or area stay apart: they are other rows' keys, and nothing is joined.

    Parameters
    ----------
    data : Dataset
    statements : DataFrame
        All statements about the area.
    reconciled : Reconciled

    Returns
    -------
    DataFrame
        One row for each flow, rate or index, price basis and year of which a level or a growth is known, in
        catalogue order. Quantities ``level`` (the tightest bounds of the statements accepted) and ``growth`` with
        their origin (``published`` or ``implied``), their decimals and hedges; ``index``: level against the first
        level of an unbroken run of years (100), missing where a level is not bounded from both sides; ``segment``:
        the number of that run, 0 outside.
    """
    area = str(statements["area"].iloc[0]) if len(statements) else ""
    aside = {name for names in reconciled.conflicts["left_out"] for name in names}
    full = statements[statements["full_year"] & (statements["base"] == "") & ~statements["id"].isin(aside)]
    rates = newest(full[full["measure"] == "growth"], YEAR_KEY)
    rate = named(rates, "growth", {"bound": "growth_bound"}).assign(growth_origin="published")
    printed = newest(full[full["measure"] == "level"], YEAR_KEY)[["decimals", "bound"]]
    frame = _levels_of_years(reconciled, area).join(printed.add_prefix("level_"), how="left").join(rate, how="outer")
    frame = _with_computed_growth(data, reconciled, area, frame).reset_index()
    texts = ["level_origin", "growth_origin", "level_bound", "growth_bound"]
    frame[texts] = frame[texts].astype(object).where(frame[texts].notna(), "")
    frame = frame[frame["indicator"].map(data.indicators["kind"]) != "stock"].reset_index(drop=True)
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    frame["segment"] = _segments(frame)
    frame["index"] = _indices(frame)
    return in_catalogue_order(frame, data)


def _levels_of_years(reconciled: Reconciled, area: str) -> pd.DataFrame:
    """Take the accepted levels of full years that are printed or bounded from both sides."""
    rows = accepted_levels(reconciled, area)
    rows = rows[rows["period"].str.fullmatch(r"\d{4}")]
    bounded = rows["level_low"].notna() & rows["level_high"].notna()
    rows = rows[bounded | (rows["level_origin"] == "published")]
    frame = rows.assign(year=rows["period"].astype("int64")).drop(columns="period")
    return frame.set_index(YEAR_KEY).sort_index()


def _with_computed_growth(data: Dataset, reconciled: Reconciled, area: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Compute growth where it is not printed and the levels of two neighbouring years are known; of rates none."""
    with_level = frame.index[frame["level"].notna()]
    before = [(indicator, basis, year - 1) in with_level for indicator, basis, year in frame.index]
    grows = ~of_rates(frame.index.to_frame(index=False), data).to_numpy()
    missing = frame.index[frame["growth"].isna() & frame["level"].notna() & np.array(before, dtype=bool) & grows]
    for indicator, basis, year in missing:
        growth = implied_growth(reconciled, area, [(indicator, basis)], year).iloc[0]
        if growth.notna()["growth"]:
            frame.loc[(indicator, basis, year), columns("growth")] = growth[columns("growth")].astype(float)
            frame.loc[(indicator, basis, year), "growth_origin"] = "implied"
    return frame


def _segments(frame: pd.DataFrame) -> pd.Series:
    """Give each unbroken run of years with a level its number; 0 for a row without a level."""
    with_level = frame[frame["level_low"].notna() & frame["level_high"].notna()]
    same = with_level[KEY].eq(with_level[KEY].shift()).all(axis=1)
    starts = ~(same & (with_level["year"].diff() == 1))
    return starts.cumsum().reindex(frame.index, fill_value=0).astype("int64")


def _indices(frame: pd.DataFrame) -> pd.Series:
    """Chain each run from 100 at its first year; the ratios of levels are the links."""
    runs = [
        pd.Series([100.0, *chained_index(_links(run))], index=run.index)
        for _, run in frame[frame["segment"] > 0].groupby("segment")
        if len(run) > 1
    ]
    return pd.concat(runs).reindex(frame.index) if runs else pd.Series(np.nan, index=frame.index)


def _links(run: pd.DataFrame) -> pd.Series:
    """Take the growth from each year's level to the next."""
    return (run["level"] / run["level"].shift()).sub(1).set_axis(run["year"])[1:]


def windows(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the series that have a level in at least two years: what a history can show."""
    counts = frame[frame["level"].notna()].groupby(KEY)["year"].nunique()
    long = counts[counts > 1].index
    return frame[pd.MultiIndex.from_frame(frame[KEY]).isin(long)].reset_index(drop=True)
