"""What a year brought: levels, growth, and plans attained or missed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.published import verdict
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.accepted_plans import PART_YEAR, PLAN_QUANTITIES
from kienan_analysis.reviews.formulas import EMPTY
from kienan_analysis.reviews.quantities import Quantity, choose, derive, in_points, put, take
from kienan_analysis.reviews.statements import KEY, in_catalogue_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Accepted, Figure

PLAN_KEY = [*KEY, "assigner"]


def results(data: Dataset, accepted: Accepted, year: int) -> pd.DataFrame:
    """Tabulate levels and growth of a year, printed or implied by all that is printed of other years.

    Parameters
    ----------
    data : Dataset
    accepted : Accepted
        The area's figures.
    year : int

    Returns
    -------
    DataFrame
        One row for each indicator and price basis with a full-year figure, in catalogue order. Quantities: ``level``,
        ``growth``, ``previous`` (the level of the year before, where it is bounded from both sides) and ``base`` (the
        same, where it is not printed but implied, beside a printed growth), each with the facts of
        `reviews.accepted.FACTS`: its ``_origin`` (``published``, ``implied`` or empty), what it ``_rests_on``, what
        stands ``_beside`` it. ``because``: ids of the statements that implied figures rest on; ``unit``.
    """
    keys = sorted({*accepted.keys("level", year), *accepted.keys("growth", year)})
    levels = [accepted.level(*key, year) for key in keys]
    rates = [accepted.growth(*key, year) for key in keys]
    before = [accepted.level(*key, year - 1) for key in keys]
    before = [figure if figure.closed else EMPTY for figure in before]
    # Beside a growth that its own source contradicts, the base would be another than the growth's.
    bases = [
        figure if figure.origin == "implied" and rate.origin == "published" and not rate.disputed else EMPTY
        for figure, rate in zip(before, rates, strict=True)
    ]
    index = pd.DataFrame(keys, columns=KEY)
    parts = [in_columns("level", levels), in_columns("growth", rates), in_columns("previous", before)]
    frame = pd.concat([index, *parts, in_columns("base", bases)], axis=1)
    frame["because"] = [_behind(pair) for pair in zip(levels, rates, strict=True)]
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    frame["in_points"] = in_points(frame, data.indicators["kind"])
    return in_catalogue_order(frame, data)


def _behind(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Name the statements behind the implied ones of some figures."""
    return tuple(name for figure in figures if figure.origin == "implied" for name in figure.rests_on)


def plans(data: Dataset, accepted: Accepted, year: int) -> pd.DataFrame:
    """Compare a year with its plans.

    A plan is known in one of three ways, in this order: a printed attainment, a printed plan level, a growth rate
    that was set as the target a year earlier.

    Parameters
    ----------
    data : Dataset
    accepted : Accepted
        The area's figures.
    year : int

    Returns
    -------
    DataFrame
        One row for each plan (indicator, price basis, assigner), in catalogue order. Quantities ``attainment``
        (fraction), ``plan`` (level), ``asked`` (the growth that the plan asked for), ``level`` and ``growth`` beside
        it, each with the facts of `reviews.accepted.FACTS`; ``excess`` (level above the plan, negative below); ``how``
        is the measure by which the plan is known, ``source`` the source of that; ``verdict`` is ``met``, ``missed``,
        ``undecided``, or empty where nothing can be said or neither more nor less is better.
    """
    return in_catalogue_order(plans_of_areas(data, [accepted], year).drop(columns="area"), data)


def plans_of_areas(data: Dataset, areas: Iterable[Accepted], year: int) -> pd.DataFrame:
    """Compare a year of several areas with its plans.

    Returns
    -------
    DataFrame
        The columns of `plans` and ``area``; the areas in the order given, the plans of each by indicator.
    """
    rows = [(accepted, key) for accepted in areas for key in _planned(accepted, year)]
    figures = {name: [one.plan(name, *key[:2], year, key[2]) for one, key in rows] for name in PLAN_QUANTITIES}
    levels = [one.level(*key[:2], year) for one, key in rows]
    rates = [one.growth(*key[:2], year) for one, key in rows]
    parts = [
        in_columns("attainment", figures["attainment"]),
        in_columns("plan", figures["plan"]),
        in_columns("asked", figures["planned_growth"]),
        in_columns("level", levels),
        in_columns("growth", rates),
        in_columns("previous", [one.base_of(*key[:2], year) for one, key in rows]),
    ]
    frame = pd.concat([pd.DataFrame([key for _, key in rows], columns=PLAN_KEY), *parts], axis=1)
    known = [[name for name in PLAN_QUANTITIES if figures[name][row].id] for row in range(len(rows))]
    frame["how"] = [names[0] for names in known]
    frame["source"] = [figures[names[0]][row].source for row, names in enumerate(known)]
    put(frame, "excess", _excess(frame, data.indicators["kind"]))
    frame["excess_rests_on"] = [
        tuple(dict.fromkeys((*level.rests_on, *plan.rests_on)))
        for level, plan in zip(levels, figures["plan"], strict=True)
    ]
    frame["verdict"] = _verdicts(frame, data.indicators["higher_is_better"])
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    frame["in_points"] = in_points(frame, data.indicators["kind"])
    frame["area"] = [one.area for one, _ in rows]
    return frame


def _planned(accepted: Accepted, year: int) -> list[tuple[str, str, str]]:
    """List the indicators, price bases and assigners of which a plan of a year is printed as such."""
    return sorted({(key[0], key[1], key[3]) for key, figure in accepted.plans.items() if _is_of(key, figure, year)})


def _is_of(key: tuple[str, ...], figure: Figure, year: int) -> bool:
    """Whether a figure is of a plan of a year that is printed as such, not only by the share of a part of it."""
    return key[2] == str(year) and bool(figure.id) and figure.how != PART_YEAR


def _excess(frame: pd.DataFrame, kinds: pd.Series) -> Quantity:
    """Take the plan from the level. What both rest on counts once: one less the other would be wider."""
    level, share, plan, rate = (take(frame, name) for name in ("level", "attainment", "plan", "growth"))
    asked = take(frame, "asked")
    by_share = (frame["plan_origin"] == "implied") & (frame["attainment_origin"] == "published")
    by_target = (frame["plan_origin"] == "implied") & ~by_share
    # Where the level before follows from level and growth, the three are two statements.
    of_rates = frame["indicator"].map(kinds) == "rate"
    one_base = by_target & ~of_rates & (frame["previous_origin"] == "implied") & (frame["growth_origin"] == "published")
    # A share of plan belongs to its source's own level: beside another one it gives no distance.
    foreign = [
        any(other.source == source and not other.agrees for other in others)
        for source, others in zip(frame["attainment_source"], frame["level_beside"], strict=True)
    ]
    nothing = level.value * math.nan
    return choose(
        (by_share & pd.Series(foreign, index=frame.index, dtype=bool), Quantity(nothing, nothing, nothing)),
        (by_share, derive(growth.excess, level, share)),
        (one_base, derive(lambda actual, g, t: actual * (1 - (1 + t) / (1 + g)), level, rate, asked)),
        (plan.value.notna(), derive(np.subtract, level, plan)),
    )


def _verdicts(frame: pd.DataFrame, higher_is_better: pd.Series) -> list[str]:
    """Give the verdict on each plan, empty where its attainment is not known or neither more nor less is better."""
    reached = take(frame, "attainment")
    better = frame["indicator"].map(higher_is_better)
    return [
        (verdict(low, high, higher_is_better=bool(up)) or "") if np.isfinite(value) and up in (True, False) else ""
        for value, low, high, up in zip(*reached, better, strict=True)
    ]
