"""Charts of part years, targets and peers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.charts.achieved import Specification, indicator_name
from kienan_analysis.charts.theme import (
    COLOUR,
    Described,
    drawn_without_checks,
    finished,
    number_beside,
    percent_axis,
    row_axis,
    row_names,
    span,
    whiskers,
)
from kienan_analysis.wording import phrases
from kienan_analysis.wording.ahead import target_rate

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording.messages import Words


@drawn_without_checks
def part_year_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each part year's share of the annual plan, with a tick where an even spread would be."""
    table = review.part_years
    table = table[table["attainment"].notna() & table["months"].notna()]
    if not len(table):
        return None
    rows = []
    for number, row in enumerate(records(table)):
        name = f"{indicator_name(review, words, row)} · {phrases.period(words, row['period'])}"
        value = row["attainment"] * 100
        rows.append(
            {
                "row": f"{number:02d}",
                "name": name,
                "value": value,
                "low": row["attainment_low"] * 100,
                "high": row["attainment_high"] * 100,
                "even": row["months"] / 12 * 100,
                "end": max(value, row["months"] / 12 * 100),
                "label": phrases.hedged(words, phrases.rate(words, row, "attainment"), row.get("bound", "")),
            }
        )
    items = words.format.join([f"{row['name']} {row['label']}" for row in rows])
    said = Described(
        words.say("part.chart"), words.say("part.chart_subtitle"), words.say("part.chart_alt", items=items)
    )
    domain = [0, max(100, span([row["end"] for row in rows], include=[0], room=0.16)[1])]
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    even = alt.X("even:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_bar(height=16, color=COLOUR["published"]).encode(y=y, x=x),
        *whiskers(y, across),
        base.mark_tick(orient="vertical", size=26, thickness=2.4, color=COLOUR["plan"]).encode(y=y, x=even),
        base.mark_text(align="left", dx=9, fontWeight=600).encode(
            y=y, x=alt.X("end:Q", **across), text=alt.Text("label:N")
        ),
        *row_names(y),
    ]
    return finished(layers, rows, said, words.language)


@drawn_without_checks
def target_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each growth target (diamond) beside the growth achieved (dot) and asked by the last plan (hollow)."""
    table = review.targets[review.targets["target"].notna()]
    if not len(table):
        return None
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(records(table)):
        target = target_rate(words, row)
        achieved = words.format.percent(row["done"])
        rows.append(
            {
                "row": f"{number:02d}",
                "name": indicator_name(review, words, row),
                "value": row["target"] * 100,
                "done": row["done"] * 100,
                "asked": row["asked"] * 100,
                "label": target,
                "done_label": "" if math.isnan(row["done"]) else achieved,
                "below": bool(row["target"] < row["done"]),
            }
        )
    year = review.year
    items = words.format.join(
        [
            words.say(
                "target.alt_item" if row["done_label"] else "target.alt_item_plain",
                name=row["name"],
                target=row["label"],
                done=row["done_label"],
                year=year,
            )
            for row in rows
        ]
    )
    said = Described(
        words.say("target.chart", next=year + 1, year=year),
        words.say("target.chart_subtitle", year=year),
        words.say("target.chart_alt", next=year + 1, items=items),
    )
    domain = span([row[end] for row in rows for end in ("value", "done", "asked")], include=[0], room=0.14)
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    compared, planned = base.transform_filter("isValid(datum.done)"), base.transform_filter("isValid(datum.asked)")
    done, asked = (alt.X(f"{name}:Q", **across) for name in ("done", "asked"))
    layers = [
        base.mark_rule(color=COLOUR["context"], strokeWidth=1).encode(x=alt.datum(0)),
        compared.mark_rule(color=COLOUR["band"], strokeWidth=5).encode(y=y, x=x, x2=alt.X2("done")),
        compared.mark_point(filled=True, size=120, color=COLOUR["published"], opacity=1).encode(y=y, x=done),
        planned.mark_point(
            filled=False, shape="circle", size=210, stroke=COLOUR["plan"], strokeWidth=1.8, opacity=1
        ).encode(y=y, x=asked),
        base.mark_point(filled=True, shape="diamond", size=130, color=COLOUR["missed"], opacity=1).encode(y=y, x=x),
        *row_names(y),
    ]
    # The target's number stands under its diamond, clear of the ring; the number achieved on the outer side.
    layers.append(base.mark_text(baseline="top", dy=10, fontWeight=600).encode(y=y, x=x, text=alt.Text("label:N")))
    layers += [
        number_beside("datum.below && isValid(datum.done)", "right", y, done, "done_label", main=False),
        number_beside("!datum.below && isValid(datum.done)", "left", y, done, "done_label", main=False),
    ]
    return finished(layers, rows, said, words.language)


@drawn_without_checks
def peer_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw the area's growth (solid) beside its peers' (hollow), one row a comparison."""
    table = review.peers
    if not len(table):
        return None
    rows = []
    for number, row in enumerate(records(table)):
        peer = str(review.data.areas.loc[row["peer"], f"name_{words.language}"])
        rows.append(
            {
                "row": f"{number:02d}",
                "name": f"{indicator_name(review, words, row)} · {peer}",
                "value": row["own"] * 100,
                "asked": row["growth"] * 100,
                "low": row["growth_low"] * 100,
                "high": row["growth_high"] * 100,
                "label": words.format.percent(row["own"]),
                "peer_label": phrases.rate(words, row, "growth"),
                "above": bool(row["own"] >= row["growth"]),
            }
        )
    items = words.format.join([f"{row['name']}: {row['label']} / {row['peer_label']}" for row in rows])
    own = str(review.data.areas.loc[review.area, f"name_{words.language}"])
    said = Described(
        words.say("peer.chart", year=review.year),
        words.say("peer.chart_subtitle", area=own),
        words.say("peer.chart_alt", year=review.year, items=items),
    )
    ends = [row[end] for row in rows for end in ("value", "asked")]
    across = percent_axis(span(ends, include=[0], room=0.16))
    y, x = row_axis(rows), alt.X("value:Q", **across)
    other = alt.X("asked:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_rule(color=COLOUR["band"], strokeWidth=5).encode(y=y, x=x, x2=alt.X2("asked")),
        base.mark_point(
            filled=True,
            shape="circle",
            size=110,
            fill=COLOUR["paper"],
            stroke=COLOUR["context"],
            strokeWidth=2,
            opacity=1,
        ).encode(y=y, x=other),
        base.mark_point(filled=True, shape="circle", size=130, color=COLOUR["published"], opacity=1).encode(y=y, x=x),
        *row_names(y),
    ]
    layers += [
        number_beside("datum.above", "right", y, x, "label", main=True),
        number_beside("!datum.above", "left", y, x, "label", main=True),
        number_beside("datum.above", "left", y, other, "peer_label", main=False),
        number_beside("!datum.above", "right", y, other, "peer_label", main=False),
    ]
    return finished(layers, rows, said, words.language)
