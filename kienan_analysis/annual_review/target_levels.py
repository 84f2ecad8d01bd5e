"""What next year's targets mean: as levels, against what was done, against what the last plan asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kienan_analysis import growth
from kienan_analysis.annual_review.quantities import choose, columns, derive, named, put, take, threshold
from kienan_analysis.annual_review.statements import KEY, in_catalogue_order, newest, of_rates

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.dataset import Dataset

TARGET_KEY = [*KEY, "measure", "assigner", "base"]


def targets(
    data: Dataset, statements: pd.DataFrame, year: int, outcome: pd.DataFrame, achieved: pd.DataFrame
) -> pd.DataFrame:
    """Tabulate the targets that were set for a year.

    Parameters
    ----------
    data : Dataset
    statements : DataFrame
        All statements about the area.
    year : int
        The year that the targets are for.
    outcome, achieved : DataFrame
        The tables ``results`` and ``plans`` of the year before, the base of the targets.

    Returns
    -------
    DataFrame
        One row for each target statement, newest vintage, in catalogue order. Quantities: ``target`` (growth, a
        fraction; for a printed plan level, that level against the year before, but for rates), ``level`` (the level
        that the target means), ``done`` (growth of the year before), ``asked`` (growth that the plan of the year
        before had asked for), ``harder_than_done`` and ``harder_than_asked`` (differences in fractions, shown in
        percentage points),
        ``break_even`` (the plan above which a target on another plan asks for growth). ``reason`` says why a level is
        missing: ``unknown_base`` or ``no_level``. ``bound`` is ``at_least`` where the source says so.
    """
    rows = statements[(statements["year"] == year) & statements["full_year"]]
    rows = rows[rows["measure"].isin(["planned_growth", "plan"])]
    chosen = newest(rows, TARGET_KEY)
    keep = {name: name for name in ("bound", "source", "id", "printed", "status")}
    frame = named(chosen, "stated", keep).reset_index()
    before = outcome.set_index(KEY)
    plan_before = achieved.drop_duplicates(KEY).set_index(KEY)
    for name, table, origin in (
        ("base_level", before, "level"),
        ("done", before, "growth"),
        ("asked", plan_before, "asked"),
    ):
        known = table[columns(origin)].set_axis(columns(name), axis=1)
        frame = frame.merge(known, how="left", left_on=KEY, right_index=True)
    rate, on_year_before = frame["measure"] == "planned_growth", frame["base"] == ""
    stated, base, done, asked = (take(frame, name) for name in ("stated", "base_level", "done", "asked"))
    mark = threshold(stated)
    put(frame, "level", choose((rate & on_year_before, derive(growth.target_level, base, mark)), (~rate, mark)))
    frame["level_decimals"] = frame["stated_decimals"].where(~rate)
    grows = ~rate & ~of_rates(frame, data)
    target = choose((rate & on_year_before, mark), (grows, derive(growth.growth_rate, mark, base)))
    put(frame, "target", target)
    put(frame, "harder_than_done", derive(np.subtract, target, done))
    put(frame, "harder_than_asked", derive(np.subtract, target, asked))
    on_plan = rate & frame["base"].str.startswith("plan:")
    put(frame, "break_even", choose((on_plan, derive(growth.implied_base, base, mark))))
    known_level = frame["level"].notna()
    frame["reason"] = np.select([known_level, rate & ~on_year_before], ["", "unknown_base"], default="no_level")
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    return in_catalogue_order(frame, data)
