"""One measure of several areas side by side: growth, shares of plan, or levels."""

from __future__ import annotations

import math
from html import unescape
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from kienan_analysis.annual_review.records import records
from kienan_analysis.reviews.quantities import put
from kienan_analysis.sections.coverage import by_key
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, PERIOD, Column, points, tabulate
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Formula
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
    numbered,
    percent_axis,
    row_axis,
    row_names,
    span,
    whiskers,
)

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words

PAIR = 2
GAP = Formula("area_1 - area_2", "area_1.low - area_2.high", "area_1.high - area_2.low")
# Where the upright line stands: no growth, the whole plan, nothing at all.
LINE = {"growth": 0.0, "attainment": 100.0, "level": 0.0}
# Shares of plan nearer to it than this are measured from the plan, others (of part years) from nothing.
NEAR_PLAN = 25.0


def growth(shown: SideBySide, words: Words) -> Section | None:
    """Put growth side by side; nothing where no two areas have it."""
    return _section(shown, words, "growth")


def attainment(shown: SideBySide, words: Words) -> Section | None:
    """Put shares of plan side by side; nothing where no two areas have them."""
    return _section(shown, words, "attainment")


def level(shown: SideBySide, words: Words) -> Section | None:
    """Put levels side by side; nothing where no two areas have them."""
    return _section(shown, words, "level")


def _section(shown: SideBySide, words: Words, measure: str) -> Section | None:
    text = said(shown, words, measure)
    if text is None:
        return None
    return Section.of(measure, text, table(shown, words, measure), chart=chart(shown, words, measure))


def _figures(shown: SideBySide, measure: str) -> pd.DataFrame:
    return shown.comparable[shown.comparable["measure"] == measure]


def said(shown: SideBySide, words: Words, measure: str) -> SectionText | None:
    """Say who is ahead in one measure, beyond rounding; nothing where no two areas have it."""
    figures = _figures(shown, measure)
    if not len(figures):
        return None
    told = [_ahead(shown, words, rows) for rows in by_key(figures).values()]
    return SectionText(words.say(f"compare.question_{measure}"), told[0], [f"{text}." for text in told[1:]])


def _ahead(shown: SideBySide, words: Words, rows: list[Record]) -> str:
    """Say which area has the highest figure and which the lowest, or that rounding leaves it open."""
    ordered = sorted(rows, key=lambda row: float(row["value"]), reverse=True)
    first, last = ordered[0], ordered[-1]
    name = phrases.indicator(shown, words, first["indicator"], inside=False)
    period = "" if first["period"] == str(shown.year) else f" ({phrases.period(words, first['period'])})"
    values = {
        "name": f"{name}{period}",
        "high": phrases.area(shown, words, first["area"], inside=True),
        "low": phrases.area(shown, words, last["area"], inside=True),
        "high_figure": phrases.figure(words, first),
        "low_figure": phrases.figure(words, last),
    }
    # An open end may reach anywhere.
    clear = first["value_low"] > last["value_high"]
    key = "same" if phrases.are_equal(first, last) else "ahead" if clear else "open"
    return words.say(f"compare.{key}", **values)


def table(shown: SideBySide, words: Words, measure: str) -> Table:
    """Tabulate one measure: a row what is compared, a column an area; between two areas the gap of rates."""
    figures = _figures(shown, measure)
    areas = [area for area in shown.areas if (figures["area"] == area).any()]
    rows = []
    for of_one in by_key(figures).values():
        found = {row["area"]: row for row in of_one}
        rows.append({**of_one[0], **{f"in {area}": found.get(area) for area in areas}})
    columns = [NAME_AND_ASSIGNER, PERIOD]
    for number, area in enumerate(areas, start=1):
        name = place_kinds.told_apart(shown, area, words.language)
        columns.append(
            Column("", lambda cells, row: cells.figure(row)).within(f"in {area}").named(name, f"area_{number}")
        )
    if len(areas) == PAIR and measure != "level":
        rows = [row | _gap(shown, *(row[f"in {area}"] for area in areas)) for row in rows]
        columns.append(points("gap", formula=GAP, rests_on=lambda row: row["gap_rests_on"]))
    caption = words.say(f"compare.table_{measure}", year=shown.year)
    name = f"{measure}-side-by-side-table"
    return tabulate(shown, words, name, caption, columns=columns, rows=rows, complete=True)


def _gap(shown: SideBySide, first: Record, second: Record) -> dict[str, Any]:
    """Subtract the second area's rate from the first's; both are there, since they are compared."""
    frame = pd.DataFrame(index=[0])
    put(frame, "gap", shown.gap(first, second))
    return {**records(frame)[0], "gap_rests_on": (*first["rests_on"], *second["rests_on"])}


@drawn_without_checks
def chart(shown: SideBySide, words: Words, measure: str) -> Specification | None:
    """Draw one measure: a row an area, the first area's in full colour; whiskers are the bounds.

    Parameters
    ----------
    shown : SideBySide
    words : Words
    measure : {"growth", "attainment", "level"}

    Returns
    -------
    dict or None
        Nothing where no two areas have it, or where levels are in several units.
    """
    figures = _figures(shown, measure)
    if not len(figures) or (measure == "level" and len(set(figures["unit"])) > 1):
        return None
    scale = 1.0 if measure == "level" else 100.0
    line = LINE[measure]
    far = measure == "attainment" and (figures["value"] * scale < line - NEAR_PLAN).any()
    start = 0.0 if far else line
    rows: list[dict[str, Any]] = []
    for row in records(figures):
        area = place_kinds.told_apart(shown, row["area"], words.language)
        period = "" if row["period"] == str(shown.year) else f", {phrases.period(words, row['period'])}"
        rows.append(
            {
                "name": f"{area} · {phrases.row_name(shown, words, row)}{period}",
                "value": row["value"] * scale,
                "start": start,
                "low": row["value_low"] * scale,
                "high": row["value_high"] * scale,
                # Behind the whisker, which a number must not hide; an open end has none.
                "end": max(row["value" if math.isnan(row["value_high"]) else "value_high"] * scale, start),
                "label": phrases.figure(words, row),
                "open": phrases.open_end(row, "value"),
                "own": row["area"] == shown.area,
                "implied": row["origin"] == "implied",
            }
        )
    rows = numbered(rows)
    unit = words.format.unit(str(figures["unit"].iloc[0])) if measure == "level" else ""
    told = Described(
        words.say(f"compare.chart_{measure}", year=shown.year),
        words.say(
            f"compare.subtitle_{measure}", unit=unit, area=unescape(phrases.area(shown, words, shown.area, inside=True))
        ),
        words.say("compare.chart_alt", items=labelled(rows, words)),
    )
    ends = [row[end] for row in rows for end in ("value", "low", "high")]
    domain = span(ends, include=[start, line], room=0.2)
    across = amount_axis(domain) if measure == "level" else percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    layers = [base.mark_rule(color=COLOUR["plan"], strokeWidth=1.4).encode(x=alt.datum(line))]
    for test, colour in (("datum.own", "published"), ("!datum.own", "context")):
        bars = base.transform_filter(f"{test} && !datum.implied && !datum.open")
        layers.append(bars.mark_bar(height=16, color=COLOUR[colour]).encode(y=y, x=x, x2=alt.X2("start")))
        hollow = base.transform_filter(f"{test} && datum.implied && !datum.open")
        outline: dict[str, Any] = {"fill": COLOUR["paper"], "stroke": COLOUR[colour], "strokeWidth": 2}
        layers.append(hollow.mark_bar(height=16, **outline).encode(y=y, x=x, x2=alt.X2("start")))
    layers += [
        *arrows(rows, y, x, color=OF_OWN),
        *whiskers(y, across),
        number_at_end(y, across, 12),
        *row_names(y),
    ]
    return finished(layers, rows, told, words.language)
