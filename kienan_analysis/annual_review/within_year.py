"""How far a year had come: figures of months, quarters and half-years, and the annual plan that they imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.annual_review.implied import implied_levels
from kienan_analysis.annual_review.quantities import Quantity, choose, derive, named, put, take
from kienan_analysis.annual_review.statements import KEY, newest
from kienan_analysis.catalogue import parse_period

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

PART_KEY = [*KEY, "period"]


def part_years(data: Dataset, statements: pd.DataFrame, reconciled: Reconciled, year: int) -> pd.DataFrame:
    """Tabulate the part-year figures of a year.

    Returns
    -------
    DataFrame
        One row for each indicator, price basis, period and plan. Quantities: ``level``, ``growth`` (against the same
        months a year earlier), ``attainment`` (share of the whole year's plan), ``plan`` (the annual plan that level
        and attainment imply), ``pace`` (how much faster than so far the remaining months must run; 1 is the same).
        ``level_origin`` is ``published``, ``implied`` (by another year's figures) or empty. ``months`` is how many
        months have passed, missing for a single later month or quarter: those have no pace.
    """
    rows = statements[(statements["year"] == year) & statements["part_year"]]
    stated = newest(rows[rows["measure"] == "attainment"], [*PART_KEY, "assigner"])
    share = named(stated, "attainment", {"source": "attainment_source", "bound": "attainment_bound"}).reset_index(
        "assigner"
    )
    beside = stated["source"].groupby(level=PART_KEY).last() if len(stated) else None
    levels = newest(rows[rows["measure"] == "level"], PART_KEY, beside=beside)
    rates = newest(rows[(rows["measure"] == "growth") & (rows["base"] == "")], PART_KEY, beside=beside)
    frame = named(levels, "level", {"source": "level_source", "status": "status", "bound": "level_bound"})
    frame = frame.join(named(rates, "growth", {"source": "growth_source", "bound": "growth_bound"}), how="outer").join(
        share, how="outer"
    )
    frame = _with_implied(data, statements, reconciled, frame.reset_index(), year)
    texts = ["assigner", "level_bound", "growth_bound", "attainment_bound", "status"]
    frame[texts] = frame[texts].fillna("")
    passed = frame["period"].map(_months_passed).astype(float)
    frame["months"] = passed
    plan = derive(growth.implied_plan, take(frame, "level"), take(frame, "attainment"))
    # "Over 45 600, over 51% of plan" says nothing of the plan: neither end is known.
    put(frame, "plan", choose(((plan.low > 0) | np.isfinite(plan.high), plan)))
    months = Quantity(passed, passed, passed)
    put(
        frame,
        "pace",
        derive(growth.required_run_rate, take(frame, "attainment"), months),
    )
    frame["level_origin"] = frame["level_origin"].fillna("")
    frame["source"] = frame["level_source"].fillna(frame["growth_source"]).fillna(frame["attainment_source"])
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    order = {name: number for number, name in enumerate(data.indicators.index)}
    ends = {text: (parse_period(text).last, parse_period(text).months) for text in frame["period"].unique()}
    keys = pd.DataFrame({"last": frame["period"].map(ends), "indicator": frame["indicator"].map(order)})
    return frame.loc[keys.sort_values(["indicator", "last"], kind="stable").index].reset_index(drop=True)


def _with_implied(
    data: Dataset, statements: pd.DataFrame, reconciled: Reconciled, frame: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Add the part-year levels that only figures of other years imply."""
    frame["level_origin"] = np.where(frame["level"].notna(), "published", "")
    frame["because"] = [()] * len(frame)
    area = str(statements["area"].iloc[0]) if len(statements) else ""
    texts = reconciled.series["period"].unique()
    inside = [text for text in texts if parse_period(text).is_part_year and parse_period(text).year == year]
    implied = implied_levels(data, reconciled, area, inside).assign(level_origin="implied", assigner="", level_bound="")
    known = pd.MultiIndex.from_frame(frame[PART_KEY])
    fresh = implied[~pd.MultiIndex.from_frame(implied[PART_KEY]).isin(known)]
    return pd.concat([frame, fresh], ignore_index=True) if len(fresh) else frame


def _months_passed(text: str) -> float:
    """Count the months from January to a cumulative period's end; missing where it does not begin in January."""
    period = parse_period(text)
    return float(period.last.month) if period.first.month == 1 else np.nan
