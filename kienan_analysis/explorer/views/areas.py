"""Compare: one indicator in several areas, only where scope, price basis and period are the same."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np
import pandas as pd

from kienan_analysis import growth
from kienan_analysis.annual_review.records import records
from kienan_analysis.catalogue import parse_period
from kienan_analysis.explorer.shared import tabulated
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.quantities import choose, columns, derive, put, take, unclear
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import PERIOD, PRICES, Column, amount, rate, written
from kienan_analysis.sections.parts.table import Cell
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    OF_OWN,
    Described,
    amount_axis,
    arrows,
    drawn_without_checks,
    finished,
    labelled,
    number_at_end,
    percent_axis,
    row_axis,
    row_names,
    span,
    whiskers,
)
from kienan_analysis.wording.formats import sure_decimals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.reviews import Figure
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

PICKED_BY: Final = {"level": ("row",), "growth": ("row",)}
SAME: Final = ["basis", "period"]
# More than this cannot be looked at; the download has all of it.
MOST_ROWS: Final = 200
AREA_KEY: Final = ["area", "basis", "period"]


def figures(known: Known, state: State, words: Words) -> pd.DataFrame:  # noqa: ARG001  (every view is asked alike)
    """Take the periods in which the area and another have the indicator at one price basis.

    Returns
    -------
    DataFrame
        ``area, indicator, basis, period, year, unit``; the quantity ``level`` or ``growth`` with its ``origin``;
        ``ratio`` (level over that of the area chosen) or ``gap`` (growth less that of the area chosen, a fraction, in
        percentage points), of the same period.
    """
    measure = state.show
    if not state.indicator:
        return pd.DataFrame(columns=[*AREA_KEY, "indicator", "year"])
    rows = _levels(known, state) if measure == "level" else _rates(known, state)
    rows = rows.assign(indicator=state.indicator, unit=str(known.data.indicators.loc[state.indicator, "unit"]))
    years = [parse_period(text).year for text in rows["period"]]
    rows["year"] = pd.Series(years, index=rows.index, dtype="int64")
    rows = rows[rows["year"].between(*state.years)]
    if state.areas:
        rows = rows[rows["area"].isin(state.areas)]
    rows = rows.merge(rows.loc[rows["area"] == state.area, SAME], on=SAME)
    rows = rows[rows.groupby(SAME)["area"].transform("size") > 1]
    order = {area: place for place, area in enumerate(known.areas)}
    last = [parse_period(text).last for text in rows["period"]]
    rows = rows.assign(_last=last, _place=rows["area"].map(order))
    rows = rows.sort_values(["_last", "period", "_place"], ascending=[False, True, True], kind="stable")
    rows = rows.drop(columns=["_last", "_place"]).reset_index(drop=True)
    own = rows[rows["area"] == state.area][[*SAME, *columns(measure), f"{measure}_points"]]
    own = own.set_axis([*SAME, *columns("own"), "own_points"], axis=1)
    rows = rows.merge(own, how="left", on=SAME)
    held = derive(growth.gap_to_peer if measure == "growth" else np.divide, take(rows, measure), take(rows, "own"))
    if measure == "growth" and known.data.kinds[state.indicator] == "rate":
        rows = rows.assign(in_points=True)
        held = choose((~unclear(rows, "growth", "own"), held))
    put(rows, "gap" if measure == "growth" else "ratio", held)
    return rows.drop(columns=[*columns("own"), "own_points"])


def _levels(known: Known, state: State) -> pd.DataFrame:
    """Take the levels of every area, printed or bounded from both sides."""
    found = known.of_indicator(state.indicator)
    return _figures(known, state, "level", {area: accepted.levels for area, accepted in found.items()})


def _rates(known: Known, state: State) -> pd.DataFrame:
    """Take the growth rates that the areas print."""
    found = known.of_indicator(state.indicator)
    return _figures(known, state, "growth", {area: accepted.printed_growths for area, accepted in found.items()})


def _figures(
    known: Known, state: State, measure: str, found: Mapping[str, Mapping[tuple[str, str, str], Figure]]
) -> pd.DataFrame:
    """Lay the areas' figures of the indicator below each other."""
    keys = [(area, *key[1:]) for area in known.areas for key in sorted(found[area]) if key[0] == state.indicator]
    figures = [found[area][state.indicator, basis, period] for area, basis, period in keys]
    rows = pd.concat([pd.DataFrame(keys, columns=AREA_KEY), in_columns(measure, figures)], axis=1)
    return rows.assign(origin=rows[f"{measure}_origin"], id=rows[f"{measure}_id"])


def first_of(rows: pd.DataFrame, area: str) -> pd.DataFrame:
    """Take as many rows as can be looked at, the newest periods first; the area itself stands in each that is begun.

    A province has thousands: no page holds a chart of them, and what is left out is said.
    """
    if len(rows) <= MOST_ROWS:
        return rows
    rows = rows.reset_index(drop=True)
    own = rows[(rows["area"] == area) & (rows["period"] == rows["period"].iloc[MOST_ROWS - 1])]
    beyond = [int(place) for place in own.index if place >= MOST_ROWS]
    return rows.loc[[*range(MOST_ROWS - len(beyond)), *beyond]]


@drawn_without_checks
def chart(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw the areas of each period below each other: bars from zero; those computed hollow."""
    if not len(rows):
        return None
    count, rows = len(rows), first_of(rows, state.area)
    measure = state.show
    scale = 100.0 if measure == "growth" else 1.0
    bars = []
    for row in records(rows):
        period = phrases.period(words, row["period"])
        text = _written(words, row, measure)
        bars.append(
            {
                "row": row["row"],
                "name": f"{area_name(known, words, row['area'])} · {period}",
                "value": row[measure] * scale,
                "low": row[f"{measure}_low"] * scale,
                "high": row[f"{measure}_high"] * scale,
                "end": max(end for end in (row[measure] * scale, row[f"{measure}_high"] * scale, 0) if end == end),  # noqa: PLR0124
                "label": text,
                "implied": row["origin"] == "implied",
                "open": phrases.open_end(row, measure),
                "own": row["area"] == state.area,
            }
        )
    facts = known.data.indicators.loc[state.indicator]
    name = str(facts[f"name_{words.language}"])
    subtitle = words.say(f"explore.compare_subtitle_{measure}", unit=words.format.unit(str(facts["unit"])))
    said = Described(
        words.say(f"explore.compare_{measure}", name=name),
        "; ".join([subtitle, *_left_out(words, count, len(rows))]),
        words.say("explore.alt", items=labelled(bars, words, ": ")),
    )
    ends = [bar[end] for bar in bars for end in ("value", "low", "high")]
    # The words of a hedge stand beside the longest bar, with its unit.
    domain = span(ends, include=[0], room=0.16 if measure == "growth" else 0.5)
    across = percent_axis(domain) if measure == "growth" else amount_axis(domain)
    return finished(_bars(bars, across), bars, said, words.language)


def _bars(bars: list[dict[str, Any]], across: dict[str, Any]) -> list[alt.Chart]:
    y, x = row_axis(bars), alt.X("value:Q", **across)
    base = alt.Chart()
    # What is known from one side only has no length: an arrow points to where it may lie.
    own, other, hollow = (
        base.transform_filter(f"{test} && !datum.open")
        for test in ("datum.own && !datum.implied", "!datum.own && !datum.implied", "datum.implied")
    )
    return [
        own.mark_bar(height=16, color=COLOUR["published"]).encode(y=y, x=x),
        other.mark_bar(height=16, color=COLOUR["context"]).encode(y=y, x=x),
        hollow.mark_bar(height=15, fill=COLOUR["paper"], stroke=COLOUR["context"], strokeWidth=1.6).encode(y=y, x=x),
        *arrows(bars, y, x, color=OF_OWN),
        *whiskers(y, across),
        base.mark_rule(color=COLOUR["context"]).encode(x=alt.datum(0)),
        number_at_end(y, across),
        *row_names(y),
    ]


def area_name(known: Known, words: Words, area: str) -> str:
    """Name an area as it is, for charts and controls that escape by themselves."""
    return known.names(words.language)[area]


def _written(words: Words, row: Record, measure: str) -> str:
    return phrases.rate(words, row, "growth") if measure == "growth" else phrases.level(words, row)


def tabulate(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate the figures of each period, each against the area chosen."""
    measure = state.show
    against = words.say(f"explore.column_against_{measure}", area=area_name(known, words, state.area))
    columns = (
        written("peer", lambda cells, row: area_name(known, cells.words, row["area"])),
        PERIOD,
        PRICES,
        rate("growth", implied=False) if measure == "growth" else amount("level", "amount"),
        Column("", lambda cells, row: _held_against(cells, row, state)).named(against),
    )
    count, rows = len(rows), first_of(rows, state.area)
    name = str(known.data.indicators.loc[state.indicator, f"name_{words.language}"])
    caption = "; ".join([name, *_left_out(words, count, len(rows))])
    units = rows["unit"] if measure == "level" else None
    name = "explore-compare-table"
    return (tabulated(known, state, words, name, caption, columns=columns, rows=records(rows), units=units),)


def _left_out(words: Words, count: int, shown: int) -> list[str]:
    """Say that not all is shown, where it is not."""
    return [words.say("explore.compare_first", count=count, shown=shown)] if shown < count else []


def _held_against(cells: Cells, row: Record, state: State) -> Cell:
    if row["area"] == state.area:
        return NOTHING
    if state.show == "growth":
        return cells.points(row, "gap")
    if math.isnan(row["ratio"]):
        return NOTHING
    digits = sure_decimals(row["ratio_low"], row["ratio_high"], 3 if row["ratio"] < 1 else 1)
    words = cells.words
    times = words.say("explore.times", times=words.format.number(row["ratio"], digits))
    return Cell(
        phrases.hedged(words, times, phrases.open_end(row, "ratio")),
        words.format.bounds(row["ratio_low"], row["ratio_high"], digits),
    )


def rests_on(known: Known, state: State, row: Record) -> tuple[str, ...]:  # noqa: ARG001  (every view is asked alike)
    """Name the printed statement, or what the bounds of an implied level rest on."""
    names: tuple[str, ...] = row[f"{state.show}_rests_on"]
    return names
