"""Charts of several areas side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.charts.achieved import Specification, indicator_name
from kienan_analysis.charts.theme import (
    COLOUR,
    Described,
    amount_axis,
    drawn_without_checks,
    finished,
    percent_axis,
    row_axis,
    row_names,
    span,
    whiskers,
)
from kienan_analysis.wording import phrases
from kienan_analysis.wording.side_by_side import figure

if TYPE_CHECKING:
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words

# Where the upright line stands: no growth, the whole plan, nothing at all.
LINE = {"growth": 0.0, "attainment": 100.0, "level": 0.0}
# Shares of plan nearer to it than this are measured from the plan, others (of part years) from nothing.
NEAR_PLAN = 25.0


@drawn_without_checks
def side_by_side_chart(shown: SideBySide, words: Words, measure: str) -> Specification | None:
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
    table = shown.comparable[shown.comparable["measure"] == measure]
    if not len(table) or (measure == "level" and table["unit"].nunique() > 1):
        return None
    scale = 1.0 if measure == "level" else 100.0
    line = LINE[measure]
    far = measure == "attainment" and (table["value"] * scale < line - NEAR_PLAN).any()
    start = 0.0 if far else line
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(records(table)):
        area = str(shown.data.areas.loc[row["area"], f"name_{words.language}"])
        period = "" if row["period"] == str(shown.year) else f", {phrases.period(words, row['period'])}"
        rows.append(
            {
                "row": f"{number:02d}",
                "name": f"{area} · {indicator_name(shown, words, row)}{period}",
                "value": row["value"] * scale,
                "start": start,
                "low": row["value_low"] * scale,
                "high": row["value_high"] * scale,
                "end": max(row["value"] * scale, start),
                "label": figure(words, row),
                "own": row["area"] == shown.area,
                "implied": row["origin"] == "implied",
            }
        )
    items = words.format.join([f"{row['name']} {row['label']}" for row in rows])
    unit = words.format.unit(str(table["unit"].iloc[0])) if measure == "level" else ""
    said = Described(
        words.say(f"compare.chart_{measure}", year=shown.year),
        words.say(f"compare.subtitle_{measure}", unit=unit, area=phrases.area(shown, words, shown.area)),
        words.say("compare.chart_alt", items=items),
    )
    ends = [row[end] for row in rows for end in ("value", "low", "high")]
    domain = span(ends, include=[start, line], room=0.2)
    across = amount_axis(domain) if measure == "level" else percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    layers = [base.mark_rule(color=COLOUR["plan"], strokeWidth=1.4).encode(x=alt.datum(line))]
    for test, colour in (("datum.own", "published"), ("!datum.own", "context")):
        bars = base.transform_filter(f"{test} && !datum.implied")
        layers.append(bars.mark_bar(height=16, color=COLOUR[colour]).encode(y=y, x=x, x2=alt.X2("start")))
        hollow = base.transform_filter(f"{test} && datum.implied")
        outline: dict[str, Any] = {"fill": COLOUR["paper"], "stroke": COLOUR[colour], "strokeWidth": 2}
        layers.append(hollow.mark_bar(height=16, **outline).encode(y=y, x=x, x2=alt.X2("start")))
    layers += [
        *whiskers(y, across),
        base.mark_text(align="left", dx=12, fontWeight=600).encode(
            y=y, x=alt.X("end:Q", **across), text=alt.Text("label:N")
        ),
        *row_names(y),
    ]
    return finished(layers, rows, said, words.language)
