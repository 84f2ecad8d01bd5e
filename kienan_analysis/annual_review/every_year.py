"""Every year of every indicator: printed where it is printed, implied where other figures imply it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis.growth import chained_index
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.quantities import in_points
from kienan_analysis.reviews.statements import KEY, in_catalogue_order

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Accepted


def history(data: Dataset, accepted: Accepted) -> pd.DataFrame:
    """Lay out all full years of one area.

    Series of another scope, price basis or area stay apart: they are other rows' keys, and nothing is joined.

    Parameters
    ----------
    data : Dataset
    accepted : Accepted
        The area's figures.

    Returns
    -------
    DataFrame
        One row for each flow, rate or index, price basis and year of which a level or a growth is known, in
        catalogue order. Quantities ``level`` and ``growth`` with the facts of `reviews.accepted.FACTS`; ``index``: the
        level against the first of an unbroken run of years (100), missing where a level is not bounded from both sides
        or is contradicted; ``segment``: the number of that run, 0 outside.
    """
    keys = sorted({key for found in (accepted.levels, accepted.growths) for key in found if key[2].isdigit()})
    keys = [key for key in keys if data.indicators.loc[key[0], "kind"] != "stock"]
    index = pd.DataFrame(keys, columns=[*KEY, "period"])
    level = in_columns("level", [accepted.level(*key) for key in keys])
    rate = in_columns("growth", [accepted.growth(*key) for key in keys])
    years = index["period"].astype("int64") if len(index) else pd.Series(dtype="int64")
    frame = pd.concat([index[KEY].assign(year=years), level, rate], axis=1)
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    frame["in_points"] = in_points(frame, data.indicators["kind"])
    frame["segment"] = _segments(frame)
    frame["index"] = _indices(frame)
    return in_catalogue_order(frame, data)


def _segments(frame: pd.DataFrame) -> pd.Series:
    """Give each unbroken run of years with a level that nothing contradicts its number; 0 for any other row."""
    sure = frame["level_beside"].map(lambda others: all(other.agrees for other in others)).astype(bool)
    with_level = frame[frame["level_low"].notna() & frame["level_high"].notna() & sure]
    same = with_level[KEY].eq(with_level[KEY].shift()).all(axis=1)
    starts = ~(same & (with_level["year"].diff() == 1))
    return starts.cumsum().reindex(frame.index, fill_value=0).astype("int64")


def _indices(frame: pd.DataFrame) -> pd.Series:
    """Chain each run from 100 at its first year; the ratios of levels are the links."""
    runs = [
        pd.Series([100.0, *chained_index(_links(run))], index=run.index)
        for _, run in frame[(frame["segment"] > 0) & ~frame["in_points"]].groupby("segment")
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
