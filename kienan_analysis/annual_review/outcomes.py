"""What a year brought: levels, growth, and plans attained or missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.annual_review.implied import accepted_levels, implied_growth, implied_levels
from kienan_analysis.annual_review.quantities import choose, columns, derive, named, put, take, threshold
from kienan_analysis.annual_review.statements import KEY, in_catalogue_order, newest, of_rates
from kienan_analysis.published import verdict

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

PLAN_KEY = [*KEY, "assigner"]
LEVEL_COLUMNS = [*columns("level"), "level_decimals", "level_source", "level_id", "level_status", "level_bound"]
GROWTH_COLUMNS = [name.replace("level", "growth") for name in LEVEL_COLUMNS]
# How a plan becomes known, most direct first.
PLAN_MEASURES = ("attainment", "plan", "planned_growth")


def published_results(statements: pd.DataFrame, year: int) -> pd.DataFrame:
    """Take the full-year levels and growth rates that are printed for a year.

    Parameters
    ----------
    statements : DataFrame
        Rows of :func:`~kienan_analysis.annual_review.statements.area_statements`.
    year : int

    Returns
    -------
    DataFrame
        Indexed by indicator and price basis; quantities ``level`` (the indicator's unit) and ``growth`` (a fraction,
        against the year before), with ``level_source``, ``level_status``, ``growth_source``. The growth is that of
        the level's own source where it prints one.
    """
    rows = statements[(statements["year"] == year) & statements["full_year"]]
    levels = newest(rows[rows["measure"] == "level"])
    rates = rows[(rows["measure"] == "growth") & (rows["base"] == "")]
    rates = newest(rates, beside=levels["source"] if len(levels) else None)
    keep = {"source": "source", "id": "id", "status": "status", "bound": "bound"}
    level = named(levels, "level", {column: f"level_{name}" for column, name in keep.items()})
    rate = named(rates, "growth", {column: f"growth_{name}" for column, name in keep.items()})
    return level.join(rate, how="outer")


def results(data: Dataset, statements: pd.DataFrame, reconciled: Reconciled, year: int) -> pd.DataFrame:
    """Tabulate levels and growth of a year, printed or implied by all that is printed of other years.

    Returns
    -------
    DataFrame
        One row for each indicator and price basis with a full-year figure, in catalogue order. Quantities: ``level``,
        ``growth``, ``previous`` (the level of the year before, where it is bounded from both sides) and ``base`` (the
        same, where it is not printed but implied, beside a printed growth). ``level_origin`` is ``published``,
        ``implied`` or empty, and so is ``growth_origin`` (implied: the ratio of two years' levels). A level that the
        contradictions set aside, or that is printed as "over" only, gives way to an implied one. ``because``: ids of
        the statements that implied figures rest on; ``unit``.
    """
    aside = {name for names in reconciled.conflicts["left_out"] for name in names}
    printed = published_results(statements, year)
    frame = published_results(statements[~statements["id"].isin(aside)], year).reindex(printed.index)
    # A growth that contradicts others is better than none; a level too, but an implied one goes before it.
    frame = frame.where(frame["growth"].notna(), frame.assign(**{name: printed[name] for name in GROWTH_COLUMNS}))
    frame["level_origin"] = np.where(frame["level"].notna(), "published", "")
    area = str(statements["area"].iloc[0]) if len(statements) else ""
    implied = implied_levels(data, reconciled, area, [str(year)]).drop(columns="period").set_index(KEY)
    frame = frame.reindex(frame.index.union(implied.index))
    open_ended = frame["level_low"].isna() | frame["level_high"].isna()
    unknown = frame.index[open_ended].intersection(implied.index)
    taken = [*columns("level"), "level_source"]
    frame.loc[unknown, taken] = implied.loc[unknown, taken]
    because = {key: implied["because"][key] for key in unknown}
    frame.loc[unknown, "level_origin"] = "implied"
    kept = frame.index[frame["level"].isna()].intersection(printed.index[printed["level"].notna()])
    frame.loc[kept, LEVEL_COLUMNS] = printed.loc[kept, LEVEL_COLUMNS]
    frame.loc[kept, "level_origin"] = "published"
    frame["growth_origin"] = np.where(frame["growth"].notna(), "published", "")
    ratios = implied_growth(reconciled, area, list(frame.index), year)
    computed = take(ratios, "growth")
    grows = ~of_rates(frame.index.to_frame(index=False), data).to_numpy()
    missing = frame["growth"].isna() & frame["level"].notna() & computed.value.notna() & grows
    frame.loc[missing, "growth_origin"] = "implied"
    put(frame, "growth", choose((~missing, take(frame, "growth")), (missing, computed)))
    accepted = accepted_levels(reconciled, area)
    before = accepted[accepted["period"] == str(year - 1)].set_index(KEY).reindex(frame.index)
    previous = take(before, "level")
    both = np.isfinite(previous.low) & np.isfinite(previous.high)
    previous = choose((both, previous))
    put(frame, "previous", previous)
    unprinted = ~frame.index.isin(published_results(statements, year - 1)["level"].dropna().index)
    put(frame, "base", choose((both & unprinted & ~missing & frame["growth"].notna(), previous)))
    frame["because"] = [
        (*because.get(key, ()), *(ratios["growth_because"][key] if missing[key] else ())) for key in frame.index
    ]
    endings = ("_source", "_id", "_status", "_bound", "_origin")
    texts = [column for column in frame.columns.astype(str) if column.endswith(endings)]
    frame[texts] = frame[texts].astype(object).where(frame[texts].notna(), "")
    frame = frame.rename_axis(KEY).reset_index()
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    return in_catalogue_order(frame, data)


def plans(data: Dataset, statements: pd.DataFrame, year: int, outcome: pd.DataFrame) -> pd.DataFrame:
    """Compare a year with its plans.

    A plan is known in one of three ways, in this order: a printed attainment, a printed plan level, a growth rate
    that was set as the target a year earlier.

    Parameters
    ----------
    data : Dataset
    statements : DataFrame
    year : int
    outcome : DataFrame
        The table of :func:`results` for the same year.

    Returns
    -------
    DataFrame
        One row for each plan (indicator, price basis, assigner), in catalogue order. Quantities ``attainment``
        (fraction), ``plan`` (level), ``excess`` (level above the plan, negative below), ``asked`` (the growth that
        the plan asked for), ``level`` and ``growth`` beside it; ``how`` is the measure by which the plan is known;
        ``verdict`` is ``met``, ``missed``, ``undecided``, or empty where nothing can be said.
    """
    rows = statements[(statements["year"] == year) & statements["full_year"] & (statements["base"] == "")]
    stated = {name: newest(rows[rows["measure"] == name], PLAN_KEY) for name in PLAN_MEASURES}
    frame = pd.concat(
        [named(part, name, {"source": f"{name}_source", "bound": f"{name}_bound"}) for name, part in stated.items()],
        axis=1,
    )
    known = [frame[name].notna() for name in PLAN_MEASURES]
    frame["how"] = np.select(known, list(PLAN_MEASURES), default="")
    frame["source"] = np.select(known, [frame[f"{name}_source"] for name in PLAN_MEASURES], default="")
    frame = frame.reset_index()
    beside = frame.drop_duplicates(KEY).set_index(KEY)["source"]
    outcome = outcome.set_index(KEY)
    for name in ("level", "growth"):
        printed = rows[rows["measure"] == name]
        wanted = [*columns(name), f"{name}_decimals", f"{name}_bound"]
        own = named(newest(printed, beside=beside), name, {"bound": f"{name}_bound"}).reindex(outcome.index)
        both = own[f"{name}_low"].notna() & own[f"{name}_high"].notna()
        own = own.where(both | outcome[name].isna(), outcome[wanted]).assign(
            **{f"{name}_origin": outcome[f"{name}_origin"]}
        )
        frame = frame.merge(own, how="left", left_on=KEY, right_index=True)
    frame = frame.merge(outcome[columns("previous")], how="left", left_on=KEY, right_index=True)
    frame = _completed(frame, of_rates(frame, data))
    frame["verdict"] = _verdicts(frame, data.indicators["higher_is_better"])
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    return in_catalogue_order(frame, data)


def _completed(frame: pd.DataFrame, of_rate: pd.Series) -> pd.DataFrame:
    """Add to each plan what its printed figures imply; the printed figure stands where there is one.

    A rate's plan asks for points, and for no growth that could be computed.
    """
    level, rate = take(frame, "level"), take(frame, "growth")
    share, plan, target = (take(frame, name) for name in PLAN_MEASURES)
    # "At least 13%" as a plan is the mark of 13%: growth at or above it meets the plan.
    target = threshold(target)
    previous, computed_growth = take(frame, "previous"), frame["growth_origin"] == "implied"
    one_source = frame["plan_source"] == frame["source"]
    frame["plan_origin"] = np.where(plan.value.notna() & one_source, "published", "implied")
    by_share, by_plan = frame["how"] == "attainment", frame["how"] == "plan"
    by_target = ~by_share & ~by_plan
    attainment = choose(
        (by_share, share),
        (by_plan, derive(growth.attainment, level, plan)),
        (by_target, derive(lambda g, t: growth.attainment(1 + g, 1 + t), rate, target)),
    )
    printed_plan = plan.value.notna() & (one_source | by_plan)
    excess = choose(
        (printed_plan, derive(lambda actual, planned: actual - planned, level, plan)),
        (by_share, derive(growth.excess, level, share)),
        # Where the growth is computed, level and the year before are separate statements; else one gives the other.
        (by_target & computed_growth, derive(lambda actual, base, t: actual - base * (1 + t), level, previous, target)),
        (by_target, derive(lambda actual, g, t: actual * (1 - (1 + t) / (1 + g)), level, rate, target)),
    )
    asked = choose(
        (by_share, derive(growth.planned_growth_asked, rate, share)),
        (by_plan & ~of_rate & previous.value.notna(), derive(growth.growth_rate, plan, previous)),
        (by_plan & ~of_rate, derive(lambda actual, planned, g: (1 + g) * planned / actual - 1, level, plan, rate)),
        (by_target, target),
    )
    implied = derive(growth.implied_plan, level, share)
    aimed = choose(
        (computed_growth, derive(growth.target_level, previous, target)),
        (~computed_growth, derive(lambda actual, g, t: actual * (1 + t) / (1 + g), level, rate, target)),
    )
    put(frame, "plan", choose((printed_plan, plan), (by_share, implied), (by_target, aimed)))
    put(frame, "attainment", attainment)
    put(frame, "excess", excess)
    put(frame, "asked", asked)
    frame["asked_decimals"] = frame["planned_growth_decimals"].where(by_target)
    return frame


def _verdicts(frame: pd.DataFrame, higher_is_better: pd.Series) -> list[str]:
    """Give the verdict on each plan, empty where its attainment is not known."""
    reached = take(frame, "attainment")
    better = frame["indicator"].map(higher_is_better).map(lambda flag: flag is not False and flag != "false")
    return [
        (verdict(low, high, higher_is_better=up) or "") if np.isfinite(value) else ""
        for value, low, high, up in zip(*reached, better, strict=True)
    ]
