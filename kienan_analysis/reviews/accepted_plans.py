"""The plans of an area: the plan itself, its attainment, the growth that it asks for; printed, or from each other."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis import growth
from kienan_analysis.catalogue import parse_period
from kienan_analysis.reviews.formulas import EMPTY, evaluated, threshold
from kienan_analysis.reviews.prints import beside, choice, meet, with_beside

if TYPE_CHECKING:
    from kienan_analysis.reviews.accepted import Accepted
    from kienan_analysis.reviews.prints import Figure

# In the order in which a plan becomes known, the most direct first.
PLAN_QUANTITIES: Final = ("attainment", "plan", "planned_growth")
# By what a plan is known of which only the share of a part of the year is printed.
PART_YEAR: Final = "part_year"
# What no rate of the catalogue is above, in percent.
WHOLE: Final = 100.0
# Indicator, price basis, period, assigner; and the quantity.
PlanKey = tuple[str, str, str, str, str]
_Plan = tuple[str, str, str, str]


def plans_of(accepted: Accepted) -> dict[PlanKey, Figure]:
    """Decide the plan, its attainment and the growth that it asks for, of every year and assigner.

    What is printed stands; what the other two and the year's result imply stands beside it where they disagree. What is
    not printed is implied: by the printed attainment, else the printed plan, else the growth that was set as target.
    The share of a plan that a part of a year had reached says what the plan was, where nothing else does; and a plan
    that is known says which share the months from January on had brought, where no source prints one.

    Returns
    -------
    dict
        By indicator, price basis, period, assigner and quantity. A part of a year has an attainment alone: the share of
        the whole year's plan.
    """
    printed: dict[PlanKey, Figure] = {
        (indicator, basis, period, assigner, measure): figure
        for (indicator, basis, period, measure, assigner, base), figure in accepted.printed.items()
        if measure in PLAN_QUANTITIES and not base and accepted.year in {None, parse_period(period).year}
    }
    found = dict(printed)
    keys = dict.fromkeys(key[:4] for key in printed if parse_period(key[2]).is_full_year)
    for key in keys:
        for quantity, figure in _of_year(accepted, key, printed).items():
            if not math.isnan(figure.value):
                found[(*key, quantity)] = figure
    for of_year, candidates in _of_parts(accepted, printed).items():
        known = found.get(of_year)
        if known is None:
            found[of_year] = choice("plan", candidates)
        else:
            others = [beside("plan", known, one) for one in candidates if not meet(known, one)]
            found[of_year] = with_beside(known, others)
    return found | _shares_of_parts(accepted, found)


def _shares_of_parts(accepted: Accepted, found: dict[PlanKey, Figure]) -> dict[PlanKey, Figure]:
    """Give the share of a year's plan that its months from January on had brought, where no source prints any.

    Of what adds up over the months only, and of printed levels: a level that follows from another year's report is no
    word on this year's plan. A plan of which two differ gives no share.
    """
    told = {key[:3] for key in found if key[4] == "attainment"}
    plans: dict[tuple[str, str, str], list[PlanKey]] = {}
    for key, plan in found.items():
        if key[4] == "plan" and not plan.disputed and not math.isnan(plan.value):
            plans.setdefault(key[:3], []).append(key)
    shares: dict[PlanKey, Figure] = {}
    for of, level in accepted.levels.items():
        indicator, basis, text = of
        period = parse_period(text)
        if not period.is_part_year or period.first.month != 1 or of in told:
            continue
        if level.origin != "published" or not accepted.adds_up(indicator):
            continue
        for key in plans.get((indicator, basis, str(period.year)), []):
            share = evaluated(growth.attainment, level, threshold(found[key]), how="plan")
            if not math.isnan(share.value):
                shares[(*of, key[3], "attainment")] = share
    return shares


def _of_year(accepted: Accepted, key: _Plan, printed: dict[PlanKey, Figure]) -> dict[str, Figure]:
    indicator, basis, period, _ = key
    share, plan, target = (printed.get((*key, name), EMPTY) for name in PLAN_QUANTITIES)
    # A plan set as "at least" is the mark that it sets.
    plan, mark = threshold(plan), threshold(target)
    level, rate = accepted.level(indicator, basis, period), accepted.growth(indicator, basis, period)
    before = accepted.base_of(indicator, basis, int(period))
    own = _level_of_source(share.source, level)
    by_points = accepted.is_rate(indicator)
    meant = (
        _rate_meant(before, mark, str(accepted.data.indicators["unit"][indicator]))
        if by_points
        else evaluated(growth.target_level, before, mark, how="planned_growth")
    )
    aims = (evaluated(growth.implied_plan, own, share, how="attainment"), meant)
    # A rate that was to fall by points is held against the rate that this means: points have no shares.
    answered = (
        evaluated(growth.attainment, level, meant, how="planned_growth")
        if by_points
        else evaluated(lambda g, t: growth.attainment(1 + g, 1 + t), rate, mark, how="planned_growth")
    )
    shares = (evaluated(growth.attainment, level, plan, how="plan"), answered)
    asked = [] if by_points else [evaluated(growth.planned_growth_asked, rate, share, how="attainment")]
    if not by_points:
        asked += [
            evaluated(growth.growth_rate, plan, before, how="plan"),
            evaluated(lambda v, p, g: (1 + g) * p / v - 1, level, plan, rate, how="plan"),
        ]
    return {
        "attainment": _decided("attainment", share, *shares),
        "plan": _decided("plan", plan, *aims),
        "planned_growth": _decided("planned_growth", mark, *asked),
    }


def _rate_meant(base: Figure, mark: Figure, unit: str) -> Figure:
    """Give the rate that a target in percentage points means: rates are in percent, changes are fractions.

    Nothing of a target in percent, which may be a part of the rate: a poverty rate of 1.2% that is to fall by 25% is
    to be 0.9%. Nothing either of points that would leave less than none or more than all.
    """
    if not mark.points or unit != "%":
        return EMPTY
    meant = evaluated(lambda rate, points: rate + 100 * points, base, mark, how="planned_growth")
    if not 0 <= meant.value <= WHOLE:
        return EMPTY
    return replace(meant, low=max(meant.low, 0.0), high=min(meant.high, WHOLE))


def _decided(quantity: str, printed: Figure, *implied: Figure) -> Figure:
    """Let the print stand with what disagrees beside it; else take the first that is implied."""
    known = [figure for figure in implied if not math.isnan(figure.value)]
    if math.isnan(printed.value):
        printed, known = (known[0], known[1:]) if known else (EMPTY, [])
    return with_beside(printed, [beside(quantity, printed, other) for other in known if not meet(printed, other)])


def _level_of_source(source: str, shown: Figure) -> Figure:
    """Give the level that a share of plan belongs to: its own source's, where that disagrees with the one shown."""
    return next(
        (
            replace(shown, value=other.value, low=other.low, high=other.high, source=source, rests_on=other.rests_on)
            for other in shown.beside
            if other.source == source and source and not other.agrees
        ),
        shown,
    )


def _of_parts(accepted: Accepted, printed: dict[PlanKey, Figure]) -> dict[PlanKey, list[Figure]]:
    """Give the years' plans that parts of a year and their shares imply, those of the foremost source first.

    *Over 45 600, over 51% of plan* says nothing of the plan: neither end is known.
    """
    found: dict[PlanKey, list[tuple[tuple[int, int], str, Figure]]] = {}
    for (indicator, basis, period, assigner, quantity), share in printed.items():
        if quantity != "attainment" or not parse_period(period).is_part_year:
            continue
        level = accepted.level(indicator, basis, period)
        own = _level_of_source(share.source, level)
        plan = evaluated(growth.implied_plan, own, share, how=PART_YEAR)
        if plan.low > 0 or not math.isnan(plan.high):
            key = (indicator, basis, str(parse_period(period).year), assigner, "plan")
            found.setdefault(key, []).append((accepted.trust(share.source), period, plan))
    return {key: [plan for *_, plan in sorted(rows, key=_foremost, reverse=True)] for key, rows in found.items()}


def _foremost(row: tuple[tuple[int, int], str, Figure]) -> tuple[tuple[int, int], str]:
    return row[:2]
