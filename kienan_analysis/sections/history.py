"""Every year of every indicator, printed or implied: levels, an index, or growth."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from kienan_analysis.annual_review.every_year import windows
from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.growth import compound_annual_growth_rate
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING, Cells
from kienan_analysis.sections.parts.columns import INDICATOR, YEAR, Column, amount, is_implied, rate, tabulate
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell, Figure, Formula
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    TITLE_LINE,
    WIDTH,
    Described,
    configuration,
    drawn_without_checks,
    layered,
    plain_rows,
    span,
)
from kienan_analysis.wording.formats import sure_decimals

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

View = Literal["level", "index", "growth"]
# As many decimals at most of how many times, or by how many percent, a level is another.
MOST_TOLD = 1
# From here on growth over several years reads better as "1.8-fold" than in percent.
FOLD = 1.5
PANEL_HEIGHT = 120
# Two panels beside each other, with room for the axes between them.
PANEL_WIDTH = WIDTH // 2 - 55
NAME_LINE = 40
# As wide as a six-digit number, so that the panels stand in line.
AXIS_ROOM = 52
# "above" is the row above: the same indicator's year before.
GROWTH_OF_YEAR = Formula("level / above.level - 1")
INDEX_OF_YEAR = Formula("above.index * level / above.level")


def _index(cells: Cells, row: Record) -> Cell:
    """Write a year's index; the first of a run is 100."""
    index = float(row["index"])
    if math.isnan(index):
        return NOTHING
    # With the digits of the growth printed beside it: 11.35% is 111.35, not 111.4.
    digits = max(phrases.decimals_of(row, "growth", 1), 1)
    figure = Figure(index, math.nan, math.nan, "amount", digits, formula=INDEX_OF_YEAR)
    return Cell(cells.words.format.number(index, digits), figure=figure)


COLUMNS = (
    INDICATOR,
    YEAR,
    amount(),
    rate("growth", formula=GROWTH_OF_YEAR, when=lambda row: is_implied(row, "growth")),
    Column("index", _index),
)


def section(review: AnnualReview, words: Words) -> Section:
    """Show every year of every indicator."""
    return Section.of("history", said(review, words), table(review, words), chart=chart(review, words))


def levels(review: AnnualReview, words: Words) -> Section:
    """Show levels with their bounds, and the table behind all three views."""
    return Section("history", said(review, words), chart(review, words), (table(review, words),))


def index(review: AnnualReview, words: Words) -> Section:
    """Show levels against the first year of each unbroken run."""
    return _view(review, words, "index")


def growth(review: AnnualReview, words: Words) -> Section:
    """Show growth year by year, printed or computed from two levels."""
    return _view(review, words, "growth")


def _view(review: AnnualReview, words: Words, view: View) -> Section:
    text = SectionText(words.say("history.question"), words.say(f"history.chart_{view}"))
    return Section(f"history_{view}", text, chart(review, words, view))


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say how far the longest rises and falls went over the years known."""
    question = words.say("history.question")
    long = windows(review.history)
    if not len(long):
        return SectionText(question, words.say("history.none"), [words.say("history.none_text")])
    levels = long[long["level"].notna()]
    implied = int((levels["level_origin"] == "implied").sum())
    sentences = [words.say("history.text", printed=len(levels) - implied, implied=implied), *_of_before(review, words)]
    spans = run_ends(long[~long["in_points"]])
    if not spans:  # every pair of years contradicts itself, or lies apart
        return SectionText(question, words.say("history.no_run"), sentences)
    first, last = max(spans, key=lambda ends: (ends[1]["year"] - ends[0]["year"], ends[1]["level"] / ends[0]["level"]))
    years = last["year"] - first["year"]
    ratio, low, high = _ratio(first, last)
    name = phrases.indicator(review, words, last["indicator"], inside=False)
    values = {"name": name, "first": first["year"], "last": last["year"]}
    if years == 1 and last["growth_origin"] == "published":
        # One year's change is the growth that its source prints, in the source's own digits.
        moved = {**last, "growth": abs(last["growth"])}
        rate = phrases.rate(words, moved, "growth")
        finding = words.say(f"history.finding_{_moved(last['growth'])}", rate=rate, **values)
    elif low <= 1 <= high and low != high:
        figures = (phrases.level(words, row) for row in (first, last))
        finding = words.say("history.finding_open", **values, **dict(zip(("start", "end"), figures, strict=True)))
    elif ratio >= FOLD:
        digits = sure_decimals(low, high, MOST_TOLD)
        finding = words.say("history.finding", times=words.format.number(ratio, digits), **values)
    else:
        rate = words.format.percent(abs(ratio - 1), sure_decimals(low * 100, high * 100, MOST_TOLD))
        finding = words.say(f"history.finding_{_moved(ratio - 1)}", rate=rate, **values)
    if years > 1 and not low <= 1 <= high:
        mean, least, most = (float(compound_annual_growth_rate(1.0, of, years)) for of in (ratio, low, high))
        rate = words.format.percent(mean, sure_decimals(least * 100, most * 100, MOST_TOLD))
        sentences.append(words.say("history.average", rate=rate, **values))
    return SectionText(question, finding, sentences)


def _ratio(first: Record, last: Record) -> tuple[float, float, float]:
    """Give how many times a level is another, and between which ends that lies."""
    low, high = last["level_low"] / first["level_high"], last["level_high"] / first["level_low"]
    return last["level"] / first["level"], low, high


def _moved(growth: float) -> str:
    return "change" if growth > 0 else "fell" if growth < 0 else "flat"


def _of_before(review: AnnualReview, words: Words) -> list[str]:
    """Say of levels of years before the area was made on which ground they are: that of the growth behind them."""
    began = review.lineage.began
    rows = review.history
    if began is None or not review.lineage.made_of:
        return []
    years = sorted(set(rows.loc[rows["level"].notna() & (rows["year"] < began.year), "year"]))
    named = words.format.join([str(year) for year in years])
    date = words.format.date(began)
    return [words.say("history.of_before", years=named, date=date)] if years else []


def run_ends(frame: pd.DataFrame) -> list[tuple[Record, Record]]:
    """Give the first and the last row of each unbroken run of levels of at least two years."""
    runs = [records(run) for number, run in frame.groupby("segment") if number]
    return [(run[0], run[-1]) for run in runs if len(run) > 1]


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate every year of every indicator."""
    rows, caption = review.history, words.say("history.table")
    return tabulate(review, words, "history-table", caption, columns=COLUMNS, rows=records(rows), units=rows["unit"])


@drawn_without_checks
def chart(review: AnnualReview, words: Words, view: View = "level") -> Specification | None:
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
    known = review.history[review.history["growth"].notna()] if view == "growth" else windows(review.history)
    if not len(known):
        return None
    rows = [_row(review, words, row, view) for row in records(known)]
    rows = [row for row in rows if not math.isnan(row["value"])]
    if not rows:
        return None
    panels = list(dict.fromkeys(row["panel"] for row in rows))
    years = sorted({row["year"] for row in rows})
    drawn = [_panel([row for row in rows if row["panel"] == panel], panel, years, view) for panel in panels]
    told = _described(review, words, view)
    # Put together by hand: Altair's own concatenation copies and checks every panel again, which takes a second.
    return {
        "$schema": alt.SCHEMA_URL,
        "config": configuration(words.language),
        "description": told.alt_text,
        "padding": 8,
        "spacing": 18,
        "title": {
            "text": textwrap.wrap(told.title, TITLE_LINE),
            "subtitle": textwrap.wrap(told.subtitle, TITLE_LINE + 16),
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
        "panel": phrases.row_name(review, words, row),
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
    drawn = layered(layers, values_drawn, title=title, width=PANEL_WIDTH, height=PANEL_HEIGHT)
    # What belongs to a whole specification, not to a part of one.
    whole = {"$schema", "config", "datasets"}
    return {key: value for key, value in drawn.items() if key not in whole} | {"data": {"values": values_drawn}}


def _described(review: AnnualReview, words: Words, view: View) -> Described:
    """Say what the chart shows."""
    items = []
    for first, last in run_ends(windows(review.history)):
        start, end = (phrases.level(words, row) for row in (first, last))
        items.append(
            words.say(
                "history.alt_item",
                name=phrases.row_name(review, words, last),
                first=first["year"],
                last=last["year"],
                start=start,
                end=end,
            )
        )
    if not items:
        items = list(dict.fromkeys(phrases.row_name(review, words, row) for row in records(windows(review.history))))
    alt_text = words.say("history.chart_alt", items=words.format.join(items))
    if view == "level":
        units = ", ".join(dict.fromkeys(words.format.unit(unit) for unit in windows(review.history)["unit"]))
        return Described(words.say("history.chart"), words.say("history.chart_subtitle", unit=units), alt_text)
    return Described(words.say(f"history.chart_{view}"), words.say(f"history.subtitle_{view}"), alt_text)
