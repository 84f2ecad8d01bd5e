"""Charts of all years: levels, an index, or growth; printed solid, implied hollow, gaps left open."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from kienan_analysis.annual_review.every_year import windows
from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.charts.achieved import Specification, indicator_name
from kienan_analysis.charts.theme import (
    COLOUR,
    TITLE_LINE,
    WIDTH,
    Described,
    configuration,
    drawn_without_checks,
    plain_rows,
    span,
)
from kienan_analysis.wording.across_years import run_ends

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording.messages import Words

View = Literal["level", "index", "growth"]
PANEL_HEIGHT = 120
# Two panels beside each other, with room for the axes between them.
PANEL_WIDTH = WIDTH // 2 - 55
NAME_LINE = 40
# As wide as a six-digit number, so that the panels stand in line.
AXIS_ROOM = 52


@drawn_without_checks
def history_chart(review: AnnualReview, words: Words, view: View = "level") -> Specification | None:
    """Draw one small chart for each series.

    Parameters
    ----------
    review : AnnualReview
    words : Words
    view : {"level", "index", "growth"}
        Levels with their bounds, each panel from zero; levels as an index of each unbroken run; or growth.

    Returns
    -------
    dict or None
        Nothing where no series has two years.
    """
    table = windows(review.history)
    if view == "growth":
        table = review.history[review.history["growth"].notna()]
    if not len(table):
        return None
    rows = [_row(review, words, row, view) for row in records(table)]
    rows = [row for row in rows if not math.isnan(row["value"])]
    if not rows:
        return None
    panels = list(dict.fromkeys(row["panel"] for row in rows))
    years = sorted({row["year"] for row in rows})
    drawn = [_panel([row for row in rows if row["panel"] == panel], panel, years, view) for panel in panels]
    said = _described(review, words, view)
    # Put together by hand: Altair's own concatenation copies and checks every panel again, which takes a second.
    return {
        "$schema": alt.SCHEMA_URL,
        "config": configuration(words.language),
        "description": said.alt_text,
        "padding": 8,
        "spacing": 18,
        "title": {
            "text": textwrap.wrap(said.title, TITLE_LINE),
            "subtitle": textwrap.wrap(said.subtitle, TITLE_LINE + 16),
        },
        "vconcat": [{"hconcat": drawn[at : at + 2], "spacing": 24} for at in range(0, len(drawn), 2)],
    }


def _row(review: AnnualReview, words: Words, row: Record, view: View) -> dict[str, Any]:
    """Take what one point shows."""
    scale = 100.0 if view == "growth" else 1.0
    name = {"level": "level", "index": "index", "growth": "growth"}[view]
    ends = (math.nan, math.nan) if view == "index" else (row[f"{name}_low"] * scale, row[f"{name}_high"] * scale)
    origin = row["growth_origin"] if view == "growth" else row["level_origin"]
    return {
        "panel": indicator_name(review, words, row),
        "year": int(row["year"]),
        "value": row[name] * scale,
        "low": ends[0],
        "high": ends[1],
        "run": int(row["segment"]),
        "shape": "hollow" if origin == "implied" else "over" if math.isnan(ends[0]) != math.isnan(ends[1]) else "solid",
    }


def _panel(rows: list[dict[str, Any]], name: str, years: list[int], view: View) -> dict[str, Any]:
    """Draw one series."""
    axis = alt.Axis(title=None, format="d", values=years, labelOverlap=True, grid=False)
    x = alt.X("year:Q", axis=axis, scale=alt.Scale(domain=[years[0] - 0.4, years[-1] + 0.4], nice=False))
    values = alt.Axis(title=None, tickCount=4, format=",~f", minExtent=AXIS_ROOM)
    # The scale is given: a layer without rows would otherwise warn of an empty extent in the browser's console.
    ends = [row[end] for row in rows for end in ("value", "low", "high")]
    scale = alt.Scale(domain=span(ends, include=[] if view == "index" else [0], room=0.06), nice=True, zero=False)
    y = alt.Y("value:Q", axis=values, scale=scale)
    base = alt.Chart()
    known = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    mark: dict[str, Any] = {"filled": True, "shape": "circle", "size": 70, "opacity": 1, "strokeWidth": 2}
    joined = base.transform_filter("datum.run > 0")
    layers = [joined.mark_line(color=COLOUR["published"], strokeWidth=2).encode(x=x, y=y, detail=alt.Detail("run:N"))]
    if view == "growth":
        layers = [base.mark_rule(color=COLOUR["context"]).encode(y=alt.datum(0))]
    layers += [
        known.mark_rule(color=COLOUR["ink"], strokeWidth=1.4).encode(
            x=x, y=alt.Y("low:Q", axis=values, scale=scale), y2=alt.Y2("high")
        ),
        base.transform_filter("datum.shape == 'solid'").mark_point(**mark, color=COLOUR["published"]).encode(x=x, y=y),
        base.transform_filter("datum.shape == 'over'")
        .mark_point(**mark | {"shape": "triangle-up"}, color=COLOUR["published"])
        .encode(x=x, y=y),
        base.transform_filter("datum.shape == 'hollow'")
        .mark_point(**mark, fill=COLOUR["paper"], stroke=COLOUR["published"])
        .encode(x=x, y=y),
    ]
    title = alt.TitleParams(text=textwrap.wrap(name, NAME_LINE), fontSize=13, fontWeight=600, offset=6, lineHeight=17)
    values_drawn = plain_rows(rows)
    panel = alt.layer(*layers, data=alt.InlineData(values=values_drawn), title=title)
    drawn = panel.properties(width=PANEL_WIDTH, height=PANEL_HEIGHT).to_dict(validate=False)
    # What belongs to a whole specification, not to a part of one.
    whole = {"$schema", "config", "datasets"}
    return {key: value for key, value in drawn.items() if key not in whole} | {"data": {"values": values_drawn}}


def _described(review: AnnualReview, words: Words, view: View) -> Described:
    """Say what the chart shows."""
    items = []
    for first, last in run_ends(windows(review.history)):
        start, end = (words.format.amount(row["level"], row["unit"]) for row in (first, last))
        items.append(
            words.say(
                "history.alt_item",
                name=indicator_name(review, words, last),
                first=first["year"],
                last=last["year"],
                start=start,
                end=end,
            )
        )
    alt_text = words.say("history.chart_alt", items=words.format.join(items))
    if view == "level":
        units = ", ".join(dict.fromkeys(words.format.unit(unit) for unit in windows(review.history)["unit"]))
        return Described(words.say("history.chart"), words.say("history.chart_subtitle", unit=units), alt_text)
    return Described(words.say(f"history.chart_{view}"), words.say(f"history.subtitle_{view}"), alt_text)
