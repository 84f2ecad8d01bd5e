"""Growth against the growth that the plan had asked for, in one year or in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.annual_review.records import records
from kienan_analysis.explorer.shared import tabulated
from kienan_analysis.reviews.quantities import choose, columns, derive, put, take, unclear
from kienan_analysis.reviews.statements import KEY, in_catalogue_order
from kienan_analysis.sections import growth
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import PLAN_NAME, VERDICT, WRITTEN_YEAR, points, rate
from kienan_analysis.sections.parts.theme import Described, drawn_without_checks, finished, span

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

PICKED_BY: Final = {"years": ("row",), "year": ("row",)}
PLAN_COLUMNS: Final = [
    *(*columns("asked"), *columns("attainment"), "asked_decimals", "asked_origin", "asked_rests_on", "asked_beside"),
    *("asked_points", "attainment_origin", "how", "assigner", "verdict"),
]


def figures(known: Known, state: State, words: Words) -> pd.DataFrame:  # noqa: ARG001  (every view is asked alike)
    """Set the growth of each year beside what the year's plan had asked for.

    Returns
    -------
    DataFrame
        ``indicator, basis, year, unit, how, assigner, verdict``; quantities ``growth`` with its origin, ``asked``, and
        ``beyond`` (growth less asked: fractions, shown in percentage points); ``base``: the level of the year before.
    """
    area = known[state.area]
    if state.of_one_year:
        plans = area.plans(state.year).assign(year=state.year)
        results = area.results(state.year).assign(year=state.year)
        asked = plans[plans["asked"].notna()][[*KEY, *PLAN_COLUMNS]]
        rows = results[results["growth"].notna()].merge(asked, how="left", on=KEY)
        texts = ["how", "assigner", "verdict", "asked_origin", "attainment_origin"]
        rows[texts] = rows[texts].astype(object).where(rows[texts].notna(), "")
    else:
        plans = area.plans_of_all_years
        if not len(plans):
            return plans
        both = plans["growth"].notna() & plans["asked"].notna() & plans["year"].between(*state.years)
        rows = in_catalogue_order(plans[both], known.data)
    # Where the plan is known by its share, growth stands in both rates: the difference is (1 + growth)(1 - 1 / share).
    by_share = derive(lambda rate, share: (1 + rate) * (1 - 1 / share), take(rows, "growth"), take(rows, "attainment"))
    apart = derive(np.subtract, take(rows, "growth"), take(rows, "asked"))
    shared = (rows["asked_origin"] == "implied") & (rows["attainment_origin"] == "published")
    clear = rows["asked"].notna() & ~unclear(rows, "growth", "asked")
    put(rows, "beyond", choose((shared, by_share), (clear, apart)))
    return rows


def chart(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw growth and what was asked beside each other: of one year as the review does, or of all."""
    if not state.of_one_year:
        return every_year(known, state, words, rows)
    shown = known[state.area].review.with_tables(year=state.year, results=rows, plans=rows)
    return growth.chart(shown, words)


@drawn_without_checks
def every_year(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw the two growths of each indicator and year, one row each."""
    if not len(rows):
        return None
    review = known[state.area].review
    lines = [
        {
            "row": row["row"],
            "name": f"{phrases.row_name(review, words, {**row, 'assigner': ''})} · {row['year']}",
            "value": row["growth"] * 100,
            "asked": row["asked"] * 100,
            "low": row["asked_low"] * 100,
            "high": row["asked_high"] * 100,
            "label": phrases.rate(words, row, "growth"),
            "asked_label": phrases.rate_near(words, row, "asked", 1),
            "above": row["growth"] >= row["asked"],
            "open": phrases.open_end(row, "growth"),
        }
        for row in records(rows)
    ]
    items = [
        words.say("growth.alt_item", name=line["name"], rate=line["label"], asked=line["asked_label"]) for line in lines
    ]
    said = Described(
        words.say("explore.growth_chart"),
        words.say("growth.chart_subtitle"),
        words.say("explore.alt", items=words.format.join(items)),
    )
    ends = [line[end] for line in lines for end in ("value", "asked", "low", "high")]
    return finished(growth.dumbbell(lines, span(ends, include=[0], room=0.16)), lines, said, words.language)


def tabulate(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate growth, what was asked, and by how much it went beyond."""
    columns = (
        PLAN_NAME,
        WRITTEN_YEAR,
        rate("growth"),
        rate("asked"),
        points("beyond").named(words.say("explore.column_beyond")),
        VERDICT,
    )
    caption = words.say("explore.growth_table")
    return (tabulated(known, state, words, "explore-growth-table", caption, columns=columns, rows=records(rows)),)


def rests_on(known: Known, state: State, row: Record) -> tuple[str, ...]:  # noqa: ARG001  (every view is asked alike)
    """Name the statements of growth and plan, and what a computed growth rests on."""
    names = (*_ids(row["growth_rests_on"]), *_ids(row["asked_rests_on"]))
    return tuple(dict.fromkeys(names))


def _ids(names: object) -> tuple[str, ...]:
    """Take the ids of a joined table, where a row without a partner has none."""
    return names if isinstance(names, tuple) else ()
