"""Charts of what the year brought."""

from __future__ import annotations

import math
from html import unescape
from typing import TYPE_CHECKING, Any

import altair as alt

from kienan_analysis.annual_review.records import Record, by_indicator, records
from kienan_analysis.charts.theme import (
    COLOUR,
    Described,
    amount_axis,
    drawn_without_checks,
    finished,
    number_beside,
    percent_axis,
    row_axis,
    row_names,
    span,
    whiskers,
)
from kienan_analysis.tables import budget_levels
from kienan_analysis.wording import phrases
from kienan_analysis.wording.achieved import compared_plans
from kienan_analysis.wording.parts_of_totals import SHARE_DECIMALS, group_name

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview, Reviewed
    from kienan_analysis.wording.messages import Words

Specification = dict[str, Any]
VERDICTS = ("met", "missed", "undecided")
# Of which neither more nor less is better: no verdict, and the colour of what only stands beside.
NEUTRAL = "neutral"
COLOURS = {name: COLOUR[name] for name in VERDICTS} | {NEUTRAL: COLOUR["context"]}


def indicator_name(review: Reviewed, words: Words, row: Record) -> str:
    """Name a row of a chart; a chart shows text as it is, so nothing is escaped."""
    facts = review.data.indicators.loc[row["indicator"]]
    name = str(facts[f"name_{words.language}"])
    if row["basis"] and row["basis"] != facts["price_basis"]:
        name += f" ({phrases.price_basis(words, row['basis'])})"
    by = row.get("assigner", "")
    return f"{name} · {phrases.assigner(review, words, by)}" if by else name


@drawn_without_checks
def plan_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each plan's attainment from the line of the plan, with rounding whiskers and the verdict in words."""
    table = compared_plans(review)
    if not len(table):
        return None
    rows = []
    for number, row in enumerate(records(table)):
        said_of_it = [words.say(f"verdict.{row['verdict']}")] if row["verdict"] else []
        shown = (
            phrases.rate(words, row, "attainment")
            if row["attainment_origin"] == "published"
            else words.format.percent(row["attainment"], 2, mark=100)
        )
        rows.append(
            {
                "row": f"{number:02d}",
                "name": indicator_name(review, words, row),
                "value": row["attainment"] * 100,
                "low": row["attainment_low"] * 100,
                "high": row["attainment_high"] * 100,
                "end": max(
                    row["attainment"] * 100,
                    row["attainment_high"] * 100 if math.isfinite(row["attainment_high"]) else 0,
                    100,
                ),
                "label": " · ".join([shown, *said_of_it]),
                "verdict": row["verdict"] or NEUTRAL,
                "detail": f"{shown} {phrases.rate_bounds(words, row, 'attainment')}",
            }
        )
    items = words.format.join([f"{row['name']} {row['label']}" for row in rows])
    said = Described(
        words.say("plan.chart", year=review.year),
        words.say("plan.chart_subtitle"),
        words.say("plan.chart_alt", year=review.year, items=items),
    )
    ends = [row[end] for row in rows for end in ("value", "low", "high")]
    across = percent_axis(span(ends, include=[100], room=0.3))
    y, x = row_axis(rows), alt.X("value:Q", **across)
    fill = alt.Color("verdict:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())))
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("detail:N", title="%")]
    base = alt.Chart()
    layers = [
        base.mark_bar(height=16, cornerRadius=0).encode(y=y, x=x, x2=alt.datum(100), color=fill, tooltip=tip),
        *whiskers(y, across),
        base.mark_text(align="left", dx=10).encode(y=y, x=alt.X("end:Q", **across), text=alt.Text("label:N")),
        base.mark_tick(orient="vertical", size=24, thickness=3, color=COLOUR["plan"]).encode(
            y=y, x=alt.X(datum=100, **across)
        ),
        *row_names(y),
    ]
    return finished(layers, rows, said, words.language)


@drawn_without_checks
def growth_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw growth (solid) beside the growth that the plan had asked for (hollow)."""
    table = review.results[review.results["growth"].notna()]
    if not len(table):
        return None
    plans = by_indicator(review.plans[review.plans["asked"].notna()])
    rows = []
    for number, row in enumerate(records(table)):
        key = (row["indicator"], row["basis"])
        asked = plans.get(key)
        computed = row["growth_origin"] == "implied"
        shown = phrases.rate(words, row, "growth")
        want = math.nan if asked is None else asked["asked"] * 100
        rows.append(
            {
                "row": f"{number:02d}",
                "name": indicator_name(review, words, row),
                "value": row["growth"] * 100,
                "asked": want,
                "low": math.nan if asked is None else asked["asked_low"] * 100,
                "high": math.nan if asked is None else asked["asked_high"] * 100,
                "label": words.say("table.computed", text=shown) if computed else shown,
                "asked_label": ""
                if asked is None
                else words.format.percent(asked["asked"], phrases.decimals_of(asked, "asked", 1)),
                "above": not want > row["growth"] * 100,
            }
        )
    with_plan = any(row["asked_label"] for row in rows)
    items = words.format.join(
        [
            words.say("growth.alt_item", name=row["name"], rate=row["label"], asked=row["asked_label"])
            if row["asked_label"]
            else words.say("growth.alt_item_plain", name=row["name"], rate=row["label"])
            for row in rows
        ]
    )
    said = Described(
        words.say("growth.chart" if with_plan else "glance.growth_chart", year=review.year),
        words.say("growth.chart_subtitle" if with_plan else "growth.chart_subtitle_plain"),
        words.say("growth.chart_alt", year=review.year, items=items),
    )
    ends = [row[end] for row in rows for end in ("value", "asked", "low", "high")]
    domain = span(ends, include=[0], room=0.14)
    return finished(dumbbell(rows, domain), rows, said, words.language)


def dumbbell(rows: list[dict[str, Any]], domain: list[float]) -> list[alt.Chart]:
    """Join what was asked and what was achieved in each row.

    Parameters
    ----------
    rows : list of dict
        ``row``, ``name``; in percent ``value`` (achieved), ``asked`` with ``low`` and ``high``; ``label``,
        ``asked_label``; ``above``: whether the value lies at or above what was asked.
    domain : list of float
    """
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    asked = alt.X("asked:Q", **across)
    base = alt.Chart()
    planned = base.transform_filter("isValid(datum.asked)")
    layers = [
        base.mark_rule(color=COLOUR["context"], strokeWidth=1).encode(x=alt.datum(0)),
        planned.mark_rule(color=COLOUR["band"], strokeWidth=5).encode(y=y, x=x, x2=alt.X2("asked")),
        *whiskers(y, across, role="muted"),
        planned.mark_point(
            filled=True, shape="circle", size=110, fill=COLOUR["paper"], stroke=COLOUR["plan"], strokeWidth=2, opacity=1
        ).encode(y=y, x=asked),
        base.mark_point(filled=True, shape="circle", size=130, color=COLOUR["published"], opacity=1).encode(y=y, x=x),
        *row_names(y),
    ]
    # Each number stands on the outer side of its mark.
    has_plan = "isValid(datum.asked)"
    layers += [
        number_beside(f"datum.above && {has_plan}", "left", y, asked, "asked_label", main=False),
        number_beside(f"!datum.above && {has_plan}", "right", y, asked, "asked_label", main=False),
        number_beside("datum.above", "right", y, x, "label", main=True),
        number_beside("!datum.above", "left", y, x, "label", main=True),
    ]
    return layers


@drawn_without_checks
def contribution_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw a waterfall from the parts of a group to its growth, or where that is not known from their shares to all."""
    table = review.contributions
    if not len(table):
        return None
    table = table[(table["group"] == table["group"].iloc[0]) & (table["basis"] == table["basis"].iloc[0])]
    grew = table["growth"].iloc[-1] > 0
    quantity = "contribution" if grew else "structure"
    rows, start = [], 0.0
    for number, row in enumerate(records(table)):
        whole = row["indicator"] == ""
        step = row[quantity] * 100
        first, last = (0.0, step) if whole else (start, start + step)
        start = last
        name = words.say("contribution.whole") if whole else indicator_name(review, words, row)
        label = words.format.points(row[quantity]) if grew else words.format.percent(row[quantity], SHARE_DECIMALS)
        rows.append(
            {
                "row": f"{number:02d}",
                "name": name,
                "first": first,
                "last": last,
                "end": max(first, last),
                "label": label,
                "whole": whole,
            }
        )
    group = unescape(group_name(review, words, str(table["group"].iloc[0])))
    kind = "chart" if grew else "chart_shares"
    items = words.format.join([f"{row['name']} {row['label']}" for row in rows])
    said = Described(
        words.say(f"contribution.{kind}", year=review.year),
        words.say(f"contribution.{kind}_subtitle", group=group),
        words.say(f"contribution.{kind}_alt", year=review.year, group=group, items=items),
    )
    domain = span([row[end] for row in rows for end in ("first", "last")], include=[0], room=0.14)
    across = amount_axis(domain)
    y, x = row_axis(rows), alt.X("first:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_bar(height=16).encode(
            y=y,
            x=x,
            x2=alt.X2("last"),
            color=alt.condition("datum.whole", alt.value(COLOUR["context"]), alt.value(COLOUR["published"])),
        ),
        base.mark_text(align="left", dx=8, fontWeight=600).encode(
            y=y, x=alt.X("end:Q", **across), text=alt.Text("label:N")
        ),
        base.mark_rule(color=COLOUR["context"]).encode(x=alt.datum(0)),
        *row_names(y),
    ]
    return finished(layers, rows, said, words.language)


@drawn_without_checks
def budget_chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw the year before, the plan and the outcome of the budget as bars from zero; implied ones hollow."""
    table = budget_levels(review)
    if not len(table):
        return None
    table = table[table["indicator"] == table["indicator"].iloc[0]]
    year = review.year
    rows = []
    for number, row in enumerate(records(table)):
        digits = 2 if row["implied"] else phrases.decimals_of(row, "level", 2)
        rows.append(
            {
                "row": f"{number:02d}",
                "name": words.say(f"budget.{row['quantity']}", year=year, before=year - 1),
                "value": row["level"],
                "low": row["level_low"] if row["implied"] else math.nan,
                "high": row["level_high"] if row["implied"] else math.nan,
                "label": words.format.number(row["level"], digits),
                "implied": bool(row["implied"]),
                "end": row["level_high"] if math.isfinite(row["level_high"]) else row["level"],
            }
        )
    indicator = str(review.data.indicators.loc[table["indicator"].iloc[0], f"name_{words.language}"])
    by_quantity = dict(zip(table["quantity"], rows, strict=True))
    levels = {key: row["label"] for key, row in by_quantity.items()}
    unit = words.format.unit(str(table["unit"].iloc[0]))
    said = Described(
        words.say("budget.chart", name=indicator),
        words.say("budget.chart_subtitle", unit=unit),
        words.say(
            "budget.chart_alt", name=indicator, level=levels["outcome"], plan=levels["plan"], base=levels["before"]
        ),
    )
    domain = [0, span([row["end"] for row in rows], include=[0], room=0.18)[1]]
    across = amount_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    hollow, solid = base.transform_filter("datum.implied"), base.transform_filter("!datum.implied")
    layers = [
        hollow.mark_bar(height=16, fill=COLOUR["paper"], stroke=COLOUR["published"], strokeWidth=1.6).encode(y=y, x=x),
        solid.mark_bar(height=17, color=COLOUR["published"]).encode(y=y, x=x),
        *whiskers(y, across),
        base.mark_text(align="left", dx=9, fontWeight=600).encode(
            y=y, x=alt.X("end:Q", **across), text=alt.Text("label:N")
        ),
        *row_names(y),
    ]
    return finished(layers, rows, said, words.language)
