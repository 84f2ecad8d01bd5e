"""Display tables of what the year brought."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.annual_review.records import Record, by_indicator, records
from kienan_analysis.reviews.accepted import FACTS
from kienan_analysis.tables import formulas
from kienan_analysis.tables.cells import NOTHING, Cells
from kienan_analysis.tables.table import Cell, Figure, Table
from kienan_analysis.wording.achieved import budget_rows, compared_plans

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording.messages import Words


def glance_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate result, share of plan, verdict, growth and next target: one row an indicator and plan."""
    cells = Cells(review, words)
    headings = [cells.heading("indicator", numeric=False), cells.heading("level"), cells.heading("attainment")]
    headings += [cells.heading("verdict", numeric=False), cells.heading("growth"), cells.heading("target")]
    caption, unit = cells.caption(
        words.say("glance.caption"), pd.concat([review.results, review.plans, review.targets])
    )
    outcome = by_indicator(review.results)
    keys = list(dict.fromkeys([*outcome, *by_indicator(review.plans), *by_indicator(review.targets)]))
    position = {name: number for number, name in enumerate(review.data.indicators.index)}
    rows, row_keys = [], []
    for indicator, basis in sorted(keys, key=lambda key: (position[key[0]], key[1])):
        result = outcome.get((indicator, basis))
        for number, plan in enumerate(_of(review.plans, indicator, basis) or [None]):
            name = cells.indicator(indicator, basis) if plan is None else cells.plan_name(plan)
            next_targets = _of(review.targets, indicator, basis) if number == 0 else []
            figures = [*_result_cells(cells, result, plan, unit=unit), _target_cell(cells, next_targets)]
            # A plan for which nothing is known to hold against it has nothing to show here.
            if any(figure.mark != "missing" for figure in figures):
                rows.append([name, *figures])
                row_keys.append(f"{indicator}|{basis}")
    return cells.grounded(Table("at-a-glance-table", caption, headings, rows, row_keys)).without_empty_columns()


def _of(frame: pd.DataFrame, indicator: str, basis: str) -> list[Record]:
    chosen = frame[(frame["indicator"] == indicator) & (frame["basis"] == basis)]
    return records(chosen)


def _result_cells(cells: Cells, result: Record | None, plan: Record | None, *, unit: bool) -> list[Cell]:
    level = growth = share = verdict = NOTHING
    if result is not None:
        origins = result["level_origin"], result["growth_origin"]
        level = cells.level(result, unit=unit, source="level_source", implied=origins[0] == "implied")
        growth = cells.rate(result, "growth", source="growth_source", implied=origins[1] == "implied")
    if plan is not None:
        implied = plan["attainment_origin"] == "implied"
        share = cells.rate(plan, "attainment", source="source", implied=implied)
        verdict = cells.verdict(plan["verdict"])
    return [level, share, verdict, growth]


def _target_cell(cells: Cells, targets: list[Record]) -> Cell:
    """Write the next target as its source states it."""
    return cells.target(targets[0]) if targets else NOTHING


def plan_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate each plan: outcome, share, the plan itself, the distance from it, the verdict."""
    cells = Cells(review, words)
    rows = []
    known = compared_plans(review)
    caption, unit = cells.caption(words.say("plan.table"), known)
    for plan in records(known):
        by_share, printed = plan["attainment_origin"] == "published", plan["plan_origin"] == "published"
        share = cells.rate(
            plan,
            "attainment",
            source="source",
            implied=not by_share,
            formula=formulas.ATTAINMENT if plan["how"] == "plan" else None,
        )
        aim = cells.level(
            plan, "plan", unit=unit, implied=not printed, formula=formulas.PLAN if by_share and not printed else None
        )
        rows.append(
            [
                cells.plan_name(plan),
                cells.level(plan, unit=unit, implied=plan["level_origin"] == "implied"),
                share,
                aim,
                cells.level(plan, "excess", unit=unit, implied=True, formula=formulas.EXCESS),
                cells.verdict(plan["verdict"]),
            ]
        )
    headings = [cells.heading("indicator", numeric=False)]
    headings += [cells.heading(name) for name in ("level", "attainment", "plan_printed", "excess")]
    headings.append(cells.heading("verdict", numeric=False))
    keys = [cells.key(plan) for plan in records(known)]
    return cells.grounded(Table("plan-attained-table", caption, headings, rows, keys)).without_empty_columns()


def growth_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate growth, the implied level of the year before, and the growth that the plan had asked for."""
    cells = Cells(review, words)
    asked = by_indicator(review.plans[review.plans["asked"].notna()])
    headings = [
        cells.heading("indicator", numeric=False),
        cells.heading("growth"),
        cells.heading("base"),
        cells.heading("asked"),
    ]
    known = review.results[review.results["growth"].notna()]
    more = known["base"].notna().any() or asked
    caption, unit = cells.caption(words.say("growth.table"), known) if more else (words.say("growth.table_rates"), True)
    rows = []
    for result in records(known):
        key = (result["indicator"], result["basis"])
        plan = asked.get(key)
        asked_cell = NOTHING
        if plan is not None:
            implied = plan["asked_origin"] == "implied"
            formula = formulas.ASKED if implied and plan["attainment_origin"] == "published" else None
            asked_cell = cells.rate(plan, "asked", implied=implied, formula=formula)
        rows.append(
            [
                cells.indicator(*key),
                cells.rate(result, "growth", source="growth_source", implied=result["growth_origin"] == "implied"),
                cells.level(result, "base", unit=unit, implied=True, formula=formulas.BASE),
                asked_cell,
            ]
        )
    keys = [cells.key(result) for result in records(known)]
    return cells.grounded(Table("growth-table", caption, headings, rows, keys)).without_empty_columns()


def contribution_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the shares of each part of a total or an additive group, and what it gave to the growth."""
    cells = Cells(review, words)
    names = ("contribution", "share_of_growth", "structure_before", "structure", "structure_change")
    headings = [
        cells.heading("indicator", numeric=False),
        cells.heading("growth"),
        *(cells.heading(name) for name in names),
    ]
    results = by_indicator(review.results)
    behind = {
        key: _level_and_growth(results[key])
        for key in dict.fromkeys(
            (name, part["basis"])
            for part in records(review.contributions)
            for name in (part["indicator"], part["group"])
        )
        if key in results
    }
    whole_share = Cell(words.format.percent(1, 0), figure=Figure(1.0, math.nan, math.nan, "rate", 0))
    rows = []
    for part in records(review.contributions):
        whole, group = part["indicator"] == "", (part["group"], part["basis"])
        total = group in behind
        every = _behind_parts(review.contributions, behind, *group)
        own = behind[group if whole else (part["indicator"], part["basis"])] if total or not whole else every
        known = not math.isnan(part["growth"])
        of = results.get(group if whole else (part["indicator"], part["basis"]))
        shares = [
            whole_share if whole and (known or name == "structure") else cells.share(part, name, rests_on=every)
            for name in ("share_of_growth", "structure_before", "structure")
        ]
        name = cells.indicator(*group) if total else Cell(words.say("contribution.whole"))
        rows.append(
            [
                name if whole else cells.indicator(part["indicator"], part["basis"]),
                cells.share(part, "growth", rests_on=own) if of is None or not known else _growth(cells, of),
                cells.points(part, "contribution", rests_on=every, formula=formulas.CONTRIBUTION),
                *shares,
                NOTHING
                if whole
                else cells.points(part, "structure_change", rests_on=every, formula=formulas.STRUCTURE_CHANGE),
            ]
        )
    grew = review.contributions["growth"].notna().any()
    caption = words.say("contribution.table" if grew else "contribution.table_shares")
    table = Table("contribution-table", caption, headings, rows)
    return cells.grounded(table).without_empty_columns()


def _growth(cells: Cells, result: Record) -> Cell:
    """Write a growth as it is known, not as levels or parts come to it."""
    implied = result["growth_origin"] == "implied"
    return cells.rate(result, "growth", source="growth_source", implied=implied)


def _behind_parts(
    table: pd.DataFrame, behind: dict[tuple[str, str], tuple[str, ...]], group: str, basis: str
) -> tuple[str, ...]:
    """Name the statements behind all parts of one group."""
    parts = table[(table["group"] == group) & (table["basis"] == basis) & (table["indicator"] != "")]
    return tuple(name for part in parts["indicator"] for name in behind[part, basis])


def _level_and_growth(result: Record) -> tuple[str, ...]:
    """Name the statements behind an indicator's level and growth of the year."""
    return (*result["level_rests_on"], *result["growth_rests_on"])


def budget_levels(review: AnnualReview) -> pd.DataFrame:
    """Line up the budget's three levels: the year before, the plan, the outcome.

    Returns
    -------
    DataFrame
        Columns ``quantity`` (``before``, ``plan``, ``outcome``), ``level`` with bounds, ``unit``, ``implied``,
        ``indicator`` and ``basis``; for each budget plan with both bases.
    """
    outcome = by_indicator(review.results)
    lines = []
    for plan in records(budget_rows(review)):
        result = outcome[plan["indicator"], plan["basis"]]
        for quantity, row, name, implied in (
            ("before", result, "base", True),
            ("plan", plan, "plan", plan["plan_origin"] == "implied"),
            ("outcome", plan, "level", plan["level_origin"] == "implied"),
        ):
            facts = {f"level{end}": row[name + end] for end in ("", "_low", "_high")}
            facts |= {f"level_{fact}": row[f"{name}_{fact}"] for fact in FACTS}
            lines.append(
                {
                    "indicator": plan["indicator"],
                    "basis": plan["basis"],
                    "quantity": quantity,
                    **facts,
                    "unit": plan["unit"],
                    "implied": implied,
                }
            )
    return pd.DataFrame(lines)


def budget_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the budget's outcome, plan and the year before."""
    cells = Cells(review, words)
    levels = budget_levels(review)
    caption, unit = cells.caption(
        words.say("budget.table", name=cells.indicator(str(levels["indicator"].iloc[0])).text), levels
    )
    year = review.year
    rows = [
        [
            Cell(words.say(f"budget.{row['quantity']}", year=year, before=year - 1)),
            cells.level(row, unit=unit, implied=bool(row["implied"])),
        ]
        for row in records(levels)
    ]
    headings = [cells.heading("quantity", numeric=False), cells.heading("amount")]
    return cells.grounded(Table("budget-table", caption, headings, rows))
