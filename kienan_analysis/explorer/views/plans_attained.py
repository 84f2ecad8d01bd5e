"""Plan and result: how far each plan was attained, in one year or in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.explorer.drawing import HIT, UNSEEN
from kienan_analysis.explorer.shared import review_without_numbers, tabulated
from kienan_analysis.sections import plan_attained
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import WRITTEN_YEAR
from kienan_analysis.sections.parts.plan_answers import share_of_plan
from kienan_analysis.sections.parts.table import SIGNS
from kienan_analysis.sections.parts.theme import COLOUR, Described, drawn_without_checks, finished, row_axis, row_names
from kienan_analysis.sections.plan_attained import COLOURS, NEUTRAL

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import Reviewed
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

PICKED_BY: Final = {"years": ("key",), "year": ("row",)}
PLAN: Final = ["indicator", "basis", "assigner"]
# A tenth over or under the plan has the full colour; letters must stay readable on it.
FULL_COLOUR_AT: Final = 0.1
FAINTEST, STRONGEST = 0.12, 0.45


def figures(known: Known, state: State, words: Words) -> pd.DataFrame:  # noqa: ARG001  (every view is asked alike)
    """Take the plans with a verdict, of the year or of the years chosen.

    Returns
    -------
    DataFrame
        ``indicator, basis, assigner, year, unit, how, verdict``; quantities ``attainment``, ``level``, ``plan``,
        ``excess``, ``asked``, ``growth``.
    """
    every = known[state.area].plans_of_all_years
    first, last = (state.year, state.year) if state.of_one_year else state.years
    return every[every["year"].between(first, last)]


def chart(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw bars from the plan of one year, or a field of years by indicators."""
    if state.of_one_year:
        shown = known[state.area].review.with_tables(year=state.year, plans=rows)
        return plan_attained.chart(shown, words)
    return heatmap(known, state, words, rows)


@drawn_without_checks
def heatmap(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw one cell for each plan and year: the share in figures, the verdict as a sign, the distance as depth."""
    if not len(rows):
        return None
    review = known[state.area].review
    places: dict[tuple[Any, ...], str] = {}
    cells: list[dict[str, Any]] = []
    for row in records(rows.sort_values([*PLAN, "year"], key=_in_catalogue(known), kind="stable")):
        series = row["indicator"], row["basis"]
        # Plans of several assigners for one year lie below each other; else whose plan it was stands in the details.
        lane = sum(1 for cell in cells if cell["series"] == series and cell["year"] == str(row["year"]))
        place = places.setdefault((*series, lane), f"{len(places):02d}")
        share = share_of_plan(words, row)
        cells.append(
            {
                "key": row["key"],
                "series": series,
                "row": place,
                "name": phrases.row_name(review, words, row if lane else {**row, "assigner": ""}),
                "year": str(row["year"]),
                "sign": SIGNS.get(row["verdict"], ""),
                "label": share,
                "detail": _detail(review, words, row, share),
                "verdict": row["verdict"] or NEUTRAL,
                "depth": min(abs(row["attainment"] - 1), FULL_COLOUR_AT),
            }
        )
    items = words.format.join([f"{cell['name']} {cell['year']}: {cell['detail']}" for cell in cells])
    said = Described(
        words.say("explore.heatmap"), words.say("explore.heatmap_subtitle"), words.say("explore.alt", items=items)
    )
    drawn = [{name: value for name, value in cell.items() if name != "series"} for cell in cells]
    return finished(_cells(drawn), drawn, said, words.language)


def _detail(review: Reviewed, words: Words, row: Record, share: str) -> str:
    """Say a share with its bounds, its verdict and whose plan it is of."""
    bounds = phrases.rate_bounds(words, row, "attainment")
    whose = phrases.assigner(review, words, row["assigner"]) if row["assigner"] else ""
    verdict = words.say(f"verdict.{row['verdict']}") if row["verdict"] else ""
    told = [f"{share} {bounds}".strip(), verdict, whose]
    return " · ".join(text for text in told if text)


def _in_catalogue(known: Known) -> Any:  # noqa: ANN401  (a key function of pandas)
    order = {name: place for place, name in enumerate(known.data.indicators.index)}
    return lambda column: column.map(order) if column.name == "indicator" else column


def _cells(cells: list[dict[str, Any]]) -> list[alt.Chart]:
    years = sorted({cell["year"] for cell in cells})
    axis = alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False, labelFontWeight=600)
    x = alt.X("year:O", axis=axis, scale=alt.Scale(domain=years, paddingInner=0.04, paddingOuter=0))
    y = row_axis(cells)
    base = alt.Chart()
    box: dict[str, Any] = {"height": 25, "yOffset": 8}
    colours = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    depth = alt.Scale(domain=[0, FULL_COLOUR_AT], range=[FAINTEST, STRONGEST], clamp=True)
    return [
        base.mark_rect(**box, stroke=COLOUR["rule"]).encode(
            x=x,
            y=y,
            color=alt.Color("verdict:N", legend=None, scale=colours),
            fillOpacity=alt.FillOpacity("depth:Q", legend=None, scale=depth),
        ),
        # The signs are not in the typeface: in one text with them the figures would be set in another, too.
        base.mark_text(dy=8, dx=-28, fontSize=12).encode(x=x, y=y, text=alt.Text("sign:N")),
        base.mark_text(dy=8, dx=-20, align="left", fontSize=12).encode(x=x, y=y, text=alt.Text("label:N")),
        *row_names(y),
        base.mark_rect(**box, cursor="pointer", fill=COLOUR["published"], stroke=COLOUR["ink"], strokeWidth=2)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.value(UNSEEN),
            strokeOpacity=alt.value(0),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("year:N", title="  "),
                alt.Tooltip("detail:N", title="   "),
            ],
        )
        .properties(name=HIT),
    ]


def tabulate(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate each plan as the review does; of several years with the year of each."""
    if state.of_one_year:
        return (plan_attained.table(review_without_numbers(known, state, year=state.year, plans=rows), words),)
    name, *figures = plan_attained.COLUMNS
    columns, caption = (name, WRITTEN_YEAR, *figures), words.say("plan.table")
    table = "explore-plans-table"
    return (tabulated(known, state, words, table, caption, columns=columns, rows=records(rows), units=rows["unit"]),)


def rests_on(known: Known, state: State, row: Record) -> tuple[str, ...]:  # noqa: ARG001  (every view is asked alike)
    """Name the statements of the plan and of the outcome, and what an implied outcome rests on."""
    names = (name for part in ("attainment", "plan", "level", "growth") for name in row[f"{part}_rests_on"])
    return tuple(dict.fromkeys(names))
