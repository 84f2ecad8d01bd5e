"""What next year's targets mean: as levels, against what was done, against what the last plan asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.formulas import EMPTY
from kienan_analysis.reviews.quantities import choose, columns, derive, in_points, put, take, threshold, unclear
from kienan_analysis.reviews.statements import KEY, in_catalogue_order

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Accepted

# No assigner is called so: no plan of the year before is the one to compare with.
NO_PLAN = "?"
TARGET_KEY = [*KEY, "measure", "assigner", "base"]
MEASURES = ("planned_growth", "plan")


def targets(
    data: Dataset, accepted: Accepted, year: int, outcome: pd.DataFrame, achieved: pd.DataFrame
) -> pd.DataFrame:
    """Tabulate the targets that were set for a year.

    Parameters
    ----------
    data : Dataset
    accepted : Accepted
        The area's figures.
    year : int
        The year that the targets are for.
    outcome, achieved : DataFrame
        The tables ``results`` and ``plans`` of the year before, the base of the targets.

    Returns
    -------
    DataFrame
        One row for each target stated, in catalogue order. Quantities: ``target`` (growth, a
        fraction; for a printed plan level, that level against the year before, but for rates), ``level`` (the level
        that the target means), ``done`` (growth of the year before), ``asked`` (growth that the plan of the year
        before had asked for), ``harder_than_done`` and ``harder_than_asked`` (differences in fractions, shown in
        percentage points),
        ``break_even`` (the plan above which a target on another plan asks for growth). ``reason`` says why a level is
        missing: ``unknown_base``, ``contradicted_base`` (the year's own report starts from another) or ``no_level``.
        ``bound`` is ``at_least`` where the source says so.
    """
    stated_keys = sorted(key for key in accepted.printed if key[2] == str(year) and key[3] in MEASURES)
    index = pd.DataFrame([(*key[:2], *key[3:]) for key in stated_keys], columns=TARGET_KEY)
    frame = pd.concat([index, in_columns("stated", [accepted.printed[key] for key in stated_keys])], axis=1)
    for fact in ("bound", "source", "id", "status"):
        frame[fact] = frame[f"stated_{fact}"]
    meant, asked_for = (
        [
            EMPTY if base else accepted.plan(name, indicator, basis, year, by)
            for indicator, basis, _, _, by, base in stated_keys
        ]
        for name in ("plan", "planned_growth")
    )
    frame = pd.concat([frame, in_columns("level", meant), in_columns("target", asked_for)], axis=1)
    before = outcome.set_index(KEY)
    frame["plan_of"] = _same_assigner(frame, achieved)
    plan_before = achieved.rename(columns={"assigner": "plan_of"}).set_index([*KEY, "plan_of"])
    for name, table, origin, keys in (
        ("base_level", before, "level", KEY),
        ("done", before, "growth", KEY),
        ("asked", plan_before, "asked", [*KEY, "plan_of"]),
    ):
        facts = ("rests_on", "decimals", "bound", "points")
        wanted = [*columns(origin), *(f"{origin}_{fact}" for fact in facts)]
        known = table[wanted].set_axis([*columns(name), *(f"{name}_{fact}" for fact in facts)], axis=1)
        frame = frame.merge(known, how="left", left_on=keys, right_index=True)
    frame = frame.drop(columns="plan_of")
    rate, on_year_before = frame["measure"] == "planned_growth", frame["base"] == ""
    stated, base, done, asked = (take(frame, name) for name in ("stated", "base_level", "done", "asked"))
    mark = threshold(stated)
    target = take(frame, "target")
    frame["in_points"] = in_points(frame, data.indicators["kind"])
    for name, other in (("done", done), ("asked", asked)):
        apart = derive(np.subtract, target, other)
        put(frame, f"harder_than_{name}", choose((~unclear(frame, "target", name), apart)))
    on_plan = rate & frame["base"].str.startswith("plan:")
    put(frame, "break_even", choose((on_plan, derive(growth.implied_base, base, mark))))
    known_level = frame["level"].notna()
    # Of points none is implied where they are in doubt, whatever the base.
    contradicted = rate & on_year_before & frame["base_level"].notna() & ~frame["in_points"]
    frame["reason"] = np.select(
        [known_level, rate & ~on_year_before, contradicted],
        ["", "unknown_base", "contradicted_base"],
        default="no_level",
    )
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    return in_catalogue_order(frame, data)


def _same_assigner(frame: pd.DataFrame, achieved: pd.DataFrame) -> pd.Series:
    """Say of each target with whose plan of the year before it is compared: its own assigner's, else the only one."""
    known: dict[tuple[str, str], list[str]] = {}
    for name, basis, by in zip(*(achieved[column] for column in (*KEY, "assigner")), strict=True):
        known.setdefault((name, basis), []).append(by)
    found = []
    for name, basis, by in zip(*(frame[column] for column in (*KEY, "assigner")), strict=True):
        plans = known.get((name, basis), [])
        found.append(by if by in plans else plans[0] if len(plans) == 1 else NO_PLAN)
    return pd.Series(found, index=frame.index, dtype=object)
