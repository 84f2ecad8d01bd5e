"""How far a year had come: figures of months, quarters and half-years, and the annual plan that they imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.catalogue import parse_period
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.formulas import EMPTY
from kienan_analysis.reviews.quantities import Quantity, derive, put, take
from kienan_analysis.reviews.statements import KEY

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Accepted

PART_KEY = [*KEY, "period"]


def part_years(data: Dataset, accepted: Accepted, year: int) -> pd.DataFrame:
    """Tabulate the part-year figures of a year.

    Returns
    -------
    DataFrame
        One row for each indicator, price basis, period and plan. Quantities, with the facts of
        `reviews.accepted.FACTS`: ``level``, ``growth`` (against the same months a year earlier), ``attainment`` (share
        of the whole year's plan), ``plan`` (the year's plan: printed, or implied by level and share of the year or of a
        part of it); and ``pace`` (how much faster than so far the remaining months must run; 1 is the same).
        ``months`` is how many months have passed, missing for a single later month or quarter: those have no pace.
        ``because``: the statements that an implied level rests on.
    """
    keys = sorted(
        {
            *((*key, "") for found in (accepted.levels, accepted.growths) for key in found if _inside(key[2], year)),
            *(key[:4] for key in accepted.plans if key[4] == "attainment" and _inside(key[2], year)),
        }
    )
    # A level stands beside each plan that it is a share of, and alone where it is of none.
    planned = {key[:3] for key in keys if (*key, "attainment") in accepted.plans}
    keys = [key for key in keys if key[:3] not in planned or (*key, "attainment") in accepted.plans]
    levels = [accepted.level(*key[:3]) for key in keys]
    shares = [accepted.plan("attainment", *key) for key in keys]
    plans = [
        accepted.plan("plan", *key[:2], year, key[3]) if share.id else EMPTY
        for key, share in zip(keys, shares, strict=True)
    ]
    parts = [
        in_columns("level", levels),
        in_columns("growth", [accepted.growth(*key[:3]) for key in keys]),
        in_columns("attainment", shares),
        in_columns("plan", plans),
    ]
    frame = pd.concat([pd.DataFrame(keys, columns=[*PART_KEY, "assigner"]), *parts], axis=1)
    frame["because"] = [level.rests_on if level.origin == "implied" else () for level in levels]
    frame["status"] = frame["level_status"]
    passed = frame["period"].map(_months_passed).astype(float)
    frame["months"] = passed
    months = Quantity(passed, passed, passed)
    put(frame, "pace", derive(growth.required_run_rate, take(frame, "attainment"), months))
    sources = frame[["level_source", "growth_source", "attainment_source"]].replace("", np.nan)
    frame["source"] = sources.bfill(axis=1).iloc[:, 0]
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    order = {name: number for number, name in enumerate(data.indicators.index)}
    ends = {text: (parse_period(text).last, parse_period(text).months) for text in frame["period"].unique()}
    places = pd.DataFrame({"last": frame["period"].map(ends), "indicator": frame["indicator"].map(order)})
    return frame.loc[places.sort_values(["indicator", "last"], kind="stable").index].reset_index(drop=True)


def _inside(text: str, year: int) -> bool:
    """Whether a period is a part of a year."""
    period = parse_period(text)
    return period.is_part_year and period.year == year


def _months_passed(text: str) -> float:
    """Count the months from January to a cumulative period's end; missing where it does not begin in January."""
    period = parse_period(text)
    return float(period.last.month) if period.first.month == 1 else np.nan
