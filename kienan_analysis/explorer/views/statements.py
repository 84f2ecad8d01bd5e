"""Sources: every printed statement of the area; a picked one with its details and what its bounds rest on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.catalogue import MEASURES
from kienan_analysis.explorer.drawing import HIT, UNSEEN
from kienan_analysis.explorer.shared import cells_of, tabulated
from kienan_analysis.reconciliation import Node, plan_of
from kienan_analysis.reviews.implied import rests_on as bounds_of
from kienan_analysis.reviews.statements import in_catalogue_order
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.table import Cell, Heading, Table
from kienan_analysis.sections.parts.theme import COLOUR, Described, drawn_without_checks, finished, row_axis, row_names
from kienan_analysis.sections.sources import STATEMENT

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

PICKED_BY: Final = {"statements": ("key",)}
SHAPES: Final = dict(zip(MEASURES, ("circle", "triangle-up", "square", "stroke", "diamond"), strict=True))
# A list longer than this is shown up to here; the download has all of it.
MOST_ROWS: Final = 200


def figures(known: Known, state: State, words: Words) -> pd.DataFrame:  # noqa: ARG001  (every view is asked alike)
    """Take the statements about the area.

    Returns
    -------
    DataFrame
        The columns of ``observations.csv`` with ``value, low, high`` and what the period means; ``left_out``: whether
        the statement lost a contradiction and binds nothing.
    """
    area = known[state.area]
    rows = area.statements
    rows = rows[rows["year"].between(*state.years)]
    aside = {name for names in area.review.reconciled.conflicts["left_out"] for name in names}
    rows = rows.assign(left_out=rows["id"].isin(aside))
    return in_catalogue_order(rows.sort_values(["year", "period", "measure", "vintage"], kind="stable"), known.data)


@drawn_without_checks
def chart(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw each statement as a mark in its year, by indicator; the shape says what it states."""
    if not len(rows):
        return None
    review = known[state.area].review
    places: dict[tuple[str, str], str] = {}
    stacked: dict[tuple[str, int, str], int] = {}
    marks, cells = [], cells_of(known, state, words)
    for row in records(rows):
        place = places.setdefault((row["indicator"], row["basis"]), f"{len(places):02d}")
        lane = stacked[place, row["year"], row["measure"]] = stacked.get((place, row["year"], row["measure"]), -1) + 1
        told = [column.write(cells, row).text for column in STATEMENT]
        marks.append(
            {
                "key": row["key"],
                "row": place,
                "name": phrases.row_name(review, words, {**row, "assigner": ""}),
                "year": str(row["year"]),
                "measure": words.say(f"measure.{row['measure']}"),
                "lane": min(lane, 2),
                "detail": " · ".join(told[1:4]),
                "source": told[4],
                "whole": bool(row["full_year"]),
            }
        )
    said = Described(
        words.say("explore.sources_chart"),
        words.say("explore.sources_subtitle"),
        words.say("explore.alt", items=words.say("explore.rests_on", count=len(marks))),
    )
    return finished(_marks(marks, words), marks, said, words.language)


def _marks(marks: list[dict[str, Any]], words: Words) -> list[alt.Chart]:
    measures = [words.say(f"measure.{name}") for name in MEASURES]
    years = sorted({mark["year"] for mark in marks})
    axis = alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False, labelFontWeight=600)
    x = alt.X("year:O", axis=axis, scale=alt.Scale(domain=years, paddingInner=0.1, paddingOuter=0))
    side = alt.XOffset("measure:N", scale=alt.Scale(domain=measures), sort=measures)
    y, up = row_axis(marks), alt.YOffset("lane:Q", scale=alt.Scale(domain=[0, 2], range=[22, 40]))
    shape = alt.Shape(
        "measure:N",
        scale=alt.Scale(domain=measures, range=list(SHAPES.values())),
        legend=alt.Legend(orient="bottom", title=None, symbolFillColor=COLOUR["published"], columns=3),
    )
    base = alt.Chart()
    style: dict[str, Any] = {
        "size": 55,
        "opacity": 1,
        "strokeWidth": 1.6,
        "stroke": COLOUR["published"],
        "filled": True,
    }
    return [
        base.transform_filter("datum.whole")
        .mark_point(**style, fill=COLOUR["published"])
        .encode(x=x, xOffset=side, y=y, yOffset=up, shape=shape),
        base.transform_filter("!datum.whole")
        .mark_point(**style, fill=COLOUR["paper"])
        .encode(x=x, xOffset=side, y=y, yOffset=up, shape=shape),
        *row_names(y),
        base.mark_point(filled=True, size=240, shape="circle", cursor="pointer", color=COLOUR["published"])
        .encode(
            x=x,
            xOffset=side,
            y=y,
            yOffset=up,
            fillOpacity=alt.value(UNSEEN),
            tooltip=[
                alt.Tooltip(f"{name}:N", title=" " * place)
                for place, name in enumerate(("name", "detail", "source"), 1)
            ],
        )
        .properties(name=HIT),
    ]


def tabulate(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate the statements; of a single one every detail."""
    if len(rows) == 1:
        return (_details(known, state, words, records(rows)[0]),)
    caption = words.say("source.statements")
    if len(rows) > MOST_ROWS:
        caption = words.say("explore.rests_on_first", count=len(rows), shown=MOST_ROWS)
    shown = records(rows.head(MOST_ROWS))
    return (tabulated(known, state, words, "explore-sources-table", caption, columns=STATEMENT, rows=shown),)


def named(known: Known, state: State, words: Words, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Name each statement for a list, with its key."""
    cells = cells_of(known, state, words)
    texts = [[column.write(cells, row).text for column in STATEMENT] for row in records(rows)]
    labels = [f"{name}, {period}: {measure} {printed}" for name, period, measure, printed, _ in texts]
    return list(zip(labels, rows["key"], strict=True))


def _details(known: Known, state: State, words: Words, row: Record) -> Table:
    """Tell all that is known of one statement."""
    cells = cells_of(known, state, words)
    source = known.data.sources.loc[row["source"]]
    name, period, measure, as_printed, publisher = (column.write(cells, row) for column in STATEMENT)
    rate = row["measure"] in {"growth", "attainment", "planned_growth"}
    unit = str(known.data.indicators.loc[row["indicator"], "unit"])
    digits = int(row["decimals"])
    read = words.format.percent(row["value"], digits) if rate else words.format.amount(row["value"], unit, digits)
    between = words.format.bounds(row["low"], row["high"], digits + 1, scale=100 if rate else 1) if state.bounds else ""
    day: object = source["published"]
    # A statement's own note is in English only; a source's has both.
    notes = [str(source["note_vi"])] if words.language == "vi" else [str(row["note"]), str(source["note"])]
    facts: list[tuple[str, Cell]] = [
        (words.say("column.indicator"), name),
        (words.say("column.period"), period),
        (words.say("column.measure"), measure),
        (words.say("column.printed"), as_printed),
        (words.say("explore.read_as"), Cell(read, between)),
        (words.say("column.price_basis"), Cell(phrases.price_basis(words, row["basis"]))),
        (words.say("column.publisher"), publisher),
        (words.say("explore.address"), Cell(str(source["url"]), href=str(source["url"]))),
        (
            words.say("column.published"),
            Cell(words.format.date(day) if isinstance(day, date) else words.say("explore.undated")),
        ),
        (words.say("column.note"), Cell(" ".join(filter(None, notes)))),
        (words.say("explore.identity"), Cell(str(row["id"]))),
    ]
    if row["left_out"]:
        facts.append((words.say("column.fate"), Cell(words.say("agree.set_aside"))))
    kept = [[Cell(label), cell] for label, cell in facts if cell.text]
    headings = [Heading(words.say("column.figure")), Heading("")]
    return Table("explore-details-table", words.say("explore.details"), headings, kept)


def rests_on(known: Known, state: State, row: Record) -> tuple[str, ...]:
    """Name the statement, and what the bounds of its level or plan rest on."""
    area = known[state.area]
    quantity = plan_of(row["assigner"]) if row["measure"] in {"attainment", "plan", "planned_growth"} else "level"
    node = Node(state.area, row["indicator"], row["basis"], row["period"], quantity)
    return (str(row["id"]), *bounds_of(area.review.reconciled, node))
