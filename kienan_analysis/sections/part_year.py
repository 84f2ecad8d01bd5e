"""How far the year had come, in its months, quarters and half-years, against the annual plan; what the rest needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt

from kienan_analysis.annual_review.records import highest, lowest, records
from kienan_analysis.reviews.quantities import columns
from kienan_analysis.sections import rest_of_year
from kienan_analysis.sections.growth import questions
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import (
    NAME_AND_ASSIGNER,
    PERIOD,
    amount,
    rate,
    tabulate,
)
from kienan_analysis.sections.parts.plan_answers import plan_name, share_of_plan
from kienan_analysis.sections.parts.progress import annual_plan, by_own_share, shares_so_far, told_so_far
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
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
from kienan_analysis.sections.plan_attained import PLAN

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

COLUMNS = (
    NAME_AND_ASSIGNER,
    PERIOD,
    amount(source="source"),
    rate("growth", implied=False),
    rate("attainment"),
    amount("plan", "annual_plan", formula=PLAN, when=by_own_share),
)


def section(review: AnnualReview, words: Words) -> Section | None:
    """Say how far the year had come, and what its rest needs, where part years are reported; otherwise nothing."""
    text = said(review, words)
    tables = [rest_of_year.table(review, words)]
    # Of a report of one period the first section has them all.
    if not (review.part_period and len(tables[0].rows) and set(review.part_years["period"]) == {review.part_period}):
        tables.append(table(review, words))
    return Section.of("part_year", text, *tables, chart=chart(review, words)) if text else None


def said(review: AnnualReview, words: Words) -> SectionText | None:
    """Say how far the year had come at its last report; nothing where no part year is reported."""
    rows = review.part_years
    if not len(rows):
        return None
    asks = [] if review.part_period else questions(review, words, whole_year=False)
    shares = shares_so_far(review)
    if not len(shares):
        printed = rows[(rows["level_origin"] == "published") | (rows["growth_origin"] == "published")]
        finding = words.say("part.finding_rates", count=len(printed) or len(rows))
        if not len(printed):
            finding = words.say("part.parts_implied", year=review.year, count=len(rows))
        return SectionText(words.say("part.question"), finding, notes=asks)
    if review.part_period and len(rest_of_year.open_plans(review)):
        return rest_of_year.said(review, words)
    return SectionText(
        words.say("part.question"), _finding(review, words, shares), _sentences(review, words, shares), asks
    )


def _finding(review: AnnualReview, words: Words, shares: pd.DataFrame) -> str:
    """Say how far the plan that was furthest behind had come at the last report."""
    last = _last(shares)
    months, pace = int(last["months"].iloc[0]), last["even"].iloc[0]
    if (last["progress"] == "even").all() and len(last) > 1:
        ends = lowest(last, "attainment"), highest(last, "attainment")
        low, high = (phrases.rate(words, row, "attainment") for row in ends)
        even = words.format.percent(pace, 1)
        return words.say("part.finding_on_pace", count=months, months=months, low=low, high=high, pace=even)
    # How a share stands to an even pace the digits may leave open; of spending neither side is better.
    behind = lowest(last, "attainment")
    key = {"behind": "part.finding", "ahead": "part.finding_ahead", "reached": "part.finding_ahead"}.get(
        behind["progress"], "part.finding_plain"
    )
    return words.say(key, count=months, **told_so_far(review, words, behind))


def _last(shares: pd.DataFrame) -> pd.DataFrame:
    last: pd.DataFrame = shares[shares["months"] == shares["months"].max()]
    return last


def _sentences(review: AnnualReview, words: Words, shares: pd.DataFrame) -> list[str]:
    """Say what plan the shares imply, which are even, and what became of the one furthest behind."""
    last = _last(shares)
    pace = last["even"].iloc[0]
    sentences = []
    planned = last[last["plan"].notna()]
    if len(planned):
        sentences.append(annual_plan(review, words, highest(planned, "attainment")))
    even = last[last["progress"] == "even"]
    if len(even):
        names = words.format.join([plan_name(review, words, row) for row in records(even)])
        sentences.append(words.say("part.even", names=names, pace=words.format.percent(pace, 1)))
    behind = lowest(last, "attainment")
    whole = review.accepted.plan("attainment", behind["indicator"], behind["basis"], review.year, behind["assigner"])
    if not math.isnan(whole.value):
        named = plan_name(review, words, behind)
        ends = zip(columns("attainment"), (whole.value, whole.low, whole.high), strict=True)
        of_year = {**dict(ends), "attainment_decimals": whole.decimals, "attainment_bound": whole.bound}
        sentences.append(words.say("part.came_to", name=named, share=phrases.rate(words, of_year, "attainment")))
    return sentences


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the figures of months, quarters and half-years."""
    rows = review.part_years
    caption = words.say("part.table", year=review.year)
    return tabulate(review, words, "part-year-table", caption, columns=COLUMNS, rows=records(rows), units=rows["unit"])


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each part year's share of the annual plan, a tick at an even spread, a diamond at the year before's."""
    known = shares_so_far(review)
    if not len(known):
        return None
    several = len(set(known["period"])) > 1
    rows: list[dict[str, Any]] = []
    for row in records(known):
        name = phrases.row_name(review, words, row)
        value = row["attainment"] * 100
        rows.append(
            {
                "name": f"{name} · {phrases.period(words, row['period'])}" if several else name,
                "value": value,
                "low": row["attainment_low"] * 100,
                "high": row["attainment_high"] * 100,
                "even": row["even"] * 100,
                "usual": row["usual"] * 100,
                "open": phrases.open_end(row, "attainment"),
                "end": max(value, row["even"] * 100, *([] if math.isnan(row["usual"]) else [row["usual"] * 100])),
                "label": share_of_plan(words, row),
                "reached": row["progress"] == "reached",
            }
        )
    rows = numbered(rows)
    with_usual = bool(known["usual"].notna().any())
    told = Described(
        words.say("part.chart"),
        words.say("part.chart_subtitle_usual" if with_usual else "part.chart_subtitle"),
        words.say("part.chart_alt", items=labelled(rows, words)),
    )
    domain = [0, max(100, span([row["end"] for row in rows], include=[0], room=0.16)[1])]
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    even, usual = (alt.X(f"{name}:Q", **across) for name in ("even", "usual"))
    base = alt.Chart()
    layers = [
        base.transform_filter("!datum.reached").mark_bar(height=16, color=COLOUR["published"]).encode(y=y, x=x),
        base.transform_filter("datum.reached").mark_bar(height=16, color=COLOUR["met"]).encode(y=y, x=x),
        *arrows(rows, y, x),
        *whiskers(y, across),
        base.mark_tick(orient="vertical", size=26, thickness=2.4, color=COLOUR["plan"]).encode(y=y, x=even),
        number_at_end(y, across),
        *row_names(y),
    ]
    if with_usual:
        there = base.transform_filter("isValid(datum.usual)")
        mark = there.mark_point(
            filled=True,
            shape="diamond",
            size=110,
            color=COLOUR["paper"],
            stroke=COLOUR["ink"],
            strokeWidth=1.6,
            opacity=1,
        )
        layers.insert(-2, mark.encode(y=y, x=usual))
    return finished(layers, rows, told, words.language)
