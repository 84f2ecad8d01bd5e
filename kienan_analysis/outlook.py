"""How hard next year's targets are, as far as a few printed years can tell.

With one growth rate or none there is no interval from history, only scenarios. From two on, the naive range is
shown: the mean logarithmic growth with Student's interval for one further year, at 80% and marked as of low
reliability below five. Nothing is fitted: no model has fewer parameters than there are figures here.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.annual_review.records import records
from kienan_analysis.reviews.quantities import columns, derive, put, take
from kienan_analysis.reviews.statements import KEY

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview

# Student's t at 90% (80% two-sided) for 1, 2, 3, … degrees of freedom: NIST/SEMATECH e-Handbook of Statistical
# Methods, section 1.3.6.7.2. A longer history than ten years takes the last.
STUDENT_T_90 = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383)
# Below this many growth rates a range is marked as of low reliability.
RELIABLE_FROM = 5


def growth_history(review: AnnualReview) -> pd.DataFrame:
    """Collect the full-year growth rates printed for this and earlier years.

    Returns
    -------
    DataFrame
        One row for each indicator, price basis and year: ``value, low, high`` (fractions), ``source``.
    """
    rows = review.history
    rows = rows[(rows["year"] <= review.year) & (rows["growth_origin"] == "published")]
    names = dict(zip([*columns("growth"), "growth_source"], ["value", "low", "high", "source"], strict=True))
    return rows[[*KEY, "year", *names]].rename(columns=names).sort_values([*KEY, "year"], ignore_index=True)


def outlook(review: AnnualReview) -> pd.DataFrame:
    """Hold each growth target against the area's own history.

    Returns
    -------
    DataFrame
        One row for each target that is a growth on the year reviewed: ``indicator``, ``basis``, ``target``;
        ``years`` (growth rates known), ``reached`` (in how many of them the growth was at least the target, by its
        lower bound; at most, by its upper one, of what is better when lower), ``unclear`` (rounding leaves it open),
        ``highest``; ``range_low``, ``range_high`` (80%, from two rates on), ``reliable``.
    """
    history = growth_history(review)
    table = review.targets[review.targets["target"].notna() & ~review.targets["in_points"]]
    higher_is_better = review.data.indicators["higher_is_better"].to_dict()
    found = []
    for target in records(table):
        past = history[(history["indicator"] == target["indicator"]) & (history["basis"] == target["basis"])]
        low, high = past["low"].fillna(-np.inf), past["high"].fillna(np.inf)
        mark = target["target"]
        if higher_is_better[target["indicator"]] is False:  # reached from above: the same, upside down
            low, high, mark = -high, -low, -mark
        reached = int((low >= mark).sum())
        found.append(
            {
                **{name: target[name] for name in ("indicator", "basis", *columns("target"), "target_decimals")},
                "years": len(past),
                "reached": reached,
                "unclear": int((high >= mark).sum()) - reached,
                "highest": past["value"].max(),
                **_range(past["value"].to_numpy(dtype=float)),
            }
        )
    names = [
        "indicator",
        "basis",
        *columns("target"),
        "target_decimals",
        "years",
        "reached",
        "unclear",
        "highest",
        "range_low",
        "range_high",
        "reliable",
    ]
    return pd.DataFrame(found, columns=names)


def _range(rates: np.ndarray) -> dict[str, object]:
    """Give the 80% range for one further year."""
    number = len(rates)
    reliable = number >= RELIABLE_FROM
    if number < 2 or (rates <= -1).any():  # noqa: PLR2004  (a spread needs two)
        return {"range_low": np.nan, "range_high": np.nan, "reliable": reliable}
    logs = np.log1p(rates)
    quantile = STUDENT_T_90[min(number - 1, len(STUDENT_T_90)) - 1]
    half = quantile * logs.std(ddof=1) * math.sqrt(1 + 1 / number)
    low, high = np.expm1([logs.mean() - half, logs.mean() + half])
    return {"range_low": float(low), "range_high": float(high), "reliable": reliable}


def scenarios(review: AnnualReview) -> pd.DataFrame:
    """Compute next year's level if the target is met, if growth stays, if it only matches what the last plan asked.

    Returns
    -------
    DataFrame
        One row for each indicator with a growth target and scenario (``target``, ``same_growth``, ``plan_growth``):
        quantities ``growth`` and ``level``; ``unit``; ``printed`` where the level itself is a printed plan.
    """
    # A rate that changes by points is no level that grows.
    known = review.targets[["target", "level", "done"]].notna().all(axis=1) & ~review.targets["in_points"]
    table = review.targets[known]
    base = take(table, "base_level")
    parts = []
    for scenario, column in (("target", "target"), ("same_growth", "done"), ("plan_growth", "asked")):
        rate = take(table, column)
        part = table[["indicator", "basis", "unit"]].assign(scenario=scenario)
        part["printed"] = (table["measure"] == "plan") & (scenario == "target")
        part["level_decimals"] = table["level_decimals"].where(part["printed"])
        put(part, "growth", rate)
        # A target is its own statement; the other two share the year's level and its growth rate's digits only.
        put(part, "level", take(table, "level") if scenario == "target" else derive(growth.target_level, base, rate))
        parts.append(part)
    frame = pd.concat(parts)
    return frame[frame["level"].notna()].sort_index(kind="stable").reset_index(drop=True)
