"""How far the year had come, in its months, quarters and half-years, against the annual plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from kienan_analysis.annual_review.records import highest, lowest, records
from kienan_analysis.sections.growth import questions
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, PERIOD, amount, rate, tabulate
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
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# Shares of plan this near to an even spread over the months are called even.
EVEN = 0.005


COLUMNS = (
    NAME_AND_ASSIGNER,
    PERIOD,
    amount(source="source"),
    rate("growth", implied=False),
    rate("attainment", implied=False),
    amount("plan", "annual_plan", formula=PLAN, when=lambda row: row["plan_origin"] != "published"),
)


def section(review: AnnualReview, words: Words) -> Section | None:
    """Say how far the year had come, where part years are reported; otherwise nothing."""
    text = said(review, words)
    return Section.of("part_year", text, table(review, words), chart=chart(review, words)) if text else None


def _shares(review: AnnualReview) -> pd.DataFrame:
    """Take the part years of which the share of the annual plan is known."""
    rows = review.part_years
    return rows[rows["attainment"].notna() & rows["months"].notna()]


def said(review: AnnualReview, words: Words) -> SectionText | None:
    """Say how far the year had come at its last report; nothing where no part year is reported."""
    rows = review.part_years
    if not len(rows):
        return None
    question, asks = words.say("part.question"), questions(review, words, whole_year=False)
    shares = _shares(review)
    if not len(shares):
        return SectionText(question, words.say("part.finding_rates", count=len(rows)), notes=asks)
    last = shares[shares["months"] == shares["months"].max()]
    months, pace = int(last["months"].iloc[0]), last["months"].iloc[0] / 12
    behind = lowest(last, "attainment")
    even = shares[(shares["attainment"] - shares["months"] / 12).abs() <= EVEN]
    even = even[even["months"] == months]
    if len(even) == len(last) and len(last) > 1:
        ends = behind, highest(last, "attainment")
        low, high = (phrases.rate(words, row, "attainment") for row in ends)
        finding = words.say(
            "part.finding_on_pace", months=months, low=low, high=high, pace=words.format.percent(pace, 1)
        )
    else:
        name = phrases.indicator(review, words, behind["indicator"])
        share = phrases.rate(words, behind, "attainment")
        key = "part.finding" if behind["attainment"] < pace else "part.finding_ahead"
        finding = words.say(key, months=months, name=name, share=share)
    sentences = []
    planned = last[last["plan"].notna()]
    if len(planned):
        sentences.append(_annual_plan(review, words, highest(planned, "attainment")))
    if len(even):
        names = phrases.indicators(review, words, even["indicator"])
        sentences.append(words.say("part.even", names=names, pace=words.format.percent(pace, 2)))
    if behind["pace"] > 1 + EVEN and not _is_even(behind):
        name = phrases.indicator(review, words, behind["indicator"])
        sentences.append(words.say("part.pace", name=name, pace=words.format.number(behind["pace"], 1)))
    return SectionText(question, finding, sentences, asks)


def _is_even(row: Record) -> bool:
    return bool(abs(row["attainment"] - row["months"] / 12) <= EVEN)


def _annual_plan(review: AnnualReview, words: Words, row: Record) -> str:
    printed = row["plan_origin"] == "published"
    return words.say(
        "part.text_published" if printed else "part.text",
        name=phrases.indicator(review, words, row["indicator"]),
        share=phrases.rate(words, row, "attainment"),
        months=int(row["months"]),
        plan=phrases.level(words, row, "plan") if printed else words.format.amount(row["plan"], row["unit"], 2),
        bounds="" if printed else words.format.bounds(row["plan_low"], row["plan_high"], 2),
    )


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the figures of months, quarters and half-years."""
    rows = review.part_years
    caption = words.say("part.table", year=review.year)
    return tabulate(review, words, "part-year-table", caption, columns=COLUMNS, rows=records(rows), units=rows["unit"])


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each part year's share of the annual plan, with a tick where an even spread would be."""
    known = _shares(review)
    if not len(known):
        return None
    rows = []
    for row in records(known):
        name = f"{phrases.row_name(review, words, row)} · {phrases.period(words, row['period'])}"
        value = row["attainment"] * 100
        rows.append(
            {
                "name": name,
                "value": value,
                "low": row["attainment_low"] * 100,
                "high": row["attainment_high"] * 100,
                "even": row["months"] / 12 * 100,
                "open": phrases.open_end(row, "attainment"),
                "end": max(value, row["months"] / 12 * 100),
                "label": phrases.rate(words, row, "attainment"),
            }
        )
    rows = numbered(rows)
    told = Described(
        words.say("part.chart"),
        words.say("part.chart_subtitle"),
        words.say("part.chart_alt", items=labelled(rows, words)),
    )
    domain = [0, max(100, span([row["end"] for row in rows], include=[0], room=0.16)[1])]
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    even = alt.X("even:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_bar(height=16, color=COLOUR["published"]).encode(y=y, x=x),
        *arrows(rows, y, x),
        *whiskers(y, across),
        base.mark_tick(orient="vertical", size=26, thickness=2.4, color=COLOUR["plan"]).encode(y=y, x=even),
        number_at_end(y, across),
        *row_names(y),
    ]
    return finished(layers, rows, told, words.language)
