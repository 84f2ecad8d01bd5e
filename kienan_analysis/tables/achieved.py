"""Display tables of what the year brought."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.annual_review.records import Record, by_indicator, records
from kienan_analysis.tables.cells import NOTHING, Cells
from kienan_analysis.tables.table import Cell, Table
from kienan_analysis.wording.achieved import budget_rows

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
    rows = []
    for indicator, basis in sorted(keys, key=lambda key: (position[key[0]], key[1])):
        result = outcome.get((indicator, basis))
        for number, plan in enumerate(_of(review.plans, indicator, basis) or [None]):
            name = cells.indicator(indicator, basis) if plan is None else cells.plan_name(plan)
            next_targets = _of(review.targets, indicator, basis) if number == 0 else []
            figures = [*_result_cells(cells, result, plan, unit=unit), _target_cell(cells, next_targets)]
            # A plan for which nothing is known to hold against it has nothing to show here.
            if any(figure.mark != "missing" for figure in figures):
                rows.append([name, *figures])
    return Table("at-a-glance-table", caption, headings, rows).without_empty_columns()


def _of(frame: pd.DataFrame, indicator: str, basis: str) -> list[Record]:
    chosen = frame[(frame["indicator"] == indicator) & (frame["basis"] == basis)]
    return records(chosen)


def _result_cells(cells: Cells, result: Record | None, plan: Record | None, *, unit: bool) -> list[Cell]:
    level = growth = share = verdict = NOTHING
    if result is not None:
        implied = result["level_origin"] == "implied"
        level = cells.level(result, unit=unit, source="level_source", implied=implied)
        growth = cells.rate(result, "growth", source="growth_source", implied=result["growth_origin"] == "implied")
    if plan is not None:
        printed = plan["how"] == "attainment"
        share = cells.rate(plan, "attainment", source="source", implied=not printed)
        verdict = cells.verdict(plan["verdict"])
    return [level, share, verdict, growth]


def _target_cell(cells: Cells, targets: list[Record]) -> Cell:
    """Write the next target as its source states it."""
    return cells.target(targets[0]) if targets else NOTHING


def plan_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate each plan: outcome, share, the plan itself, the distance from it, the verdict."""
    cells = Cells(review, words)
    rows = []
    known = review.plans[review.plans["verdict"] != ""]
    caption, unit = cells.caption(words.say("plan.table"), known)
    for plan in records(known):
        row = [
            cells.plan_name(plan),
            cells.level(plan, unit=unit, implied=plan["level_origin"] == "implied"),
            cells.rate(plan, "attainment", source="source", implied=plan["how"] != "attainment"),
            cells.level(plan, "plan", unit=unit, implied=plan["plan_origin"] == "implied"),
            cells.level(plan, "excess", unit=unit, implied=True),
            cells.verdict(plan["verdict"]),
        ]
        rows.append(row)
    headings = [cells.heading("indicator", numeric=False)]
    headings += [cells.heading(name) for name in ("level", "attainment", "plan_printed", "excess")]
    headings.append(cells.heading("verdict", numeric=False))
    return Table("plan-attained-table", caption, headings, rows).without_empty_columns()


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
        stated = plan is not None and plan["how"] == "planned_growth"
        rows.append(
            [
                cells.indicator(*key),
                cells.rate(result, "growth", source="growth_source", implied=result["growth_origin"] == "implied"),
                cells.level(result, "base", unit=unit, implied=True),
                NOTHING if plan is None else cells.rate(plan, "asked", implied=not stated),
            ]
        )
    return Table("growth-table", caption, headings, rows).without_empty_columns()


def contribution_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate what each part of an additive group gave to its growth."""
    cells = Cells(review, words)
    names = ("contribution", "share_of_growth", "structure_before", "structure", "structure_change")
    headings = [
        cells.heading("indicator", numeric=False),
        cells.heading("growth"),
        *(cells.heading(name) for name in names),
    ]
    rows = []
    for part in records(review.contributions):
        whole = part["indicator"] == ""
        rows.append(
            [
                Cell(words.say("contribution.whole")) if whole else cells.indicator(part["indicator"], part["basis"]),
                cells.share(part, "growth"),
                cells.points(part, "contribution"),
                Cell(words.format.percent(1, 0)) if whole else cells.share(part, "share_of_growth"),
                Cell(words.format.percent(1, 0)) if whole else cells.share(part, "structure_before"),
                Cell(words.format.percent(1, 0)) if whole else cells.share(part, "structure"),
                NOTHING if whole else cells.points(part, "structure_change"),
            ]
        )
    return Table("contribution-table", words.say("contribution.table"), headings, rows)


def budget_levels(review: AnnualReview) -> pd.DataFrame:
    """Line up the budget's three levels: the year before, the plan, the outcome.

    Returns
    -------
    DataFrame
        Columns ``quantity`` (``before``, ``plan``, ``outcome``), ``level`` with bounds, ``unit``, ``implied``,
        ``indicator``; for each budget plan with both bases.
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
            ends = {f"level{end}": row[name + end] for end in ("", "_low", "_high")}
            decimals = row.get(f"{name}_decimals", math.nan)
            lines.append(
                {
                    "indicator": plan["indicator"],
                    "quantity": quantity,
                    **ends,
                    "level_decimals": decimals,
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
    return Table("budget-table", caption, headings, rows)
