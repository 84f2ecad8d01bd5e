"""The latest part of the year beside the same months of the other years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.reviews.quantities import unclear
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, PERIOD, amount, rate, tabulate
from kienan_analysis.sections.parts.order import order
from kienan_analysis.sections.parts.plan_answers import plan_name, share_of_plan
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
    arrows,
    drawn_without_checks,
    finished,
    labelled,
    number_beside,
    numbered,
    percent_axis,
    row_axis,
    row_names,
    span,
)

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# Two growth rates that differ by no more than a tenth of a point are about the same; the rest is how floats differ.
ALIKE = 0.001 + 1e-9

COLUMNS = (
    NAME_AND_ASSIGNER,
    PERIOD,
    amount(source="level_source"),
    rate("growth", source="growth_source"),
    rate("attainment", source="attainment_source"),
    amount("whole"),
    rate("share", "share_of_year", implied=True),
)


def section(review: AnnualReview, words: Words) -> Section | None:
    """Hold the latest part of the year against the same months of other years; nothing where only one is known."""
    if not len(review.same_months):
        return None
    return Section.of("same_months", said(review, words), table(review, words), chart=chart(review, words))


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say whether growth was faster than in the same months before, and how far the plans were at that point."""
    rows = review.same_months
    pairs = _pairs(review)
    if pairs:
        before, now = pairs[0]
        finding = words.say(
            f"same.{_beside(now, before)}",
            name=phrases.indicator(review, words, now["indicator"], inside=False),
            moved=phrases.growth_words(words, now),
            months=phrases.during(words, now["period"]),
            before=before["year"],
            rate=phrases.growth_words(words, before),
        )
    else:
        finding = words.say("same.levels", count=rows.groupby(["indicator", "basis"]).ngroups)
    return SectionText(words.say("same.question"), finding, _shares(review, words))


def _beside(now: Record, before: Record) -> str:
    """Tell how growth stands to growth before, as far as the digits do; what fell is neither faster nor slower."""
    is_open = any(phrases.open_end(row, "growth") for row in (now, before))
    if not is_open and abs(now["growth"] - before["growth"]) <= ALIKE:
        return "alike"
    stands = order(now, before, "growth")
    if stands == "open":
        return "open"
    if min(now["growth"], before["growth"]) < 0:
        return "better" if stands == "above" else "worse"
    return "faster" if stands == "above" else "slower"


def _pairs(review: AnnualReview) -> list[tuple[Record, Record]]:
    """Take the indicators whose growth is printed for the year and for an earlier one: the last of those, the own."""
    found = []
    rows = review.same_months
    better = rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    for _, of in rows[better & rows["growth"].notna() & ~unclear(rows, "growth")].groupby(
        ["indicator", "basis"], sort=False
    ):
        known = records(of)
        own = [row for row in known if row["year"] == review.year]
        earlier = [row for row in known if row["year"] < review.year]
        if own and earlier:
            found.append((earlier[-1], own[0]))
    return found


def _shares(review: AnnualReview, words: Words) -> list[str]:
    """Say what share of each year's plan was reached at that point, where two years tell."""
    rows = review.same_months
    sentences = []
    for _, of in rows[rows["attainment"].notna()].groupby(["indicator", "basis"], sort=False):
        if len(of) > 1 and review.year in set(of["year"]):
            items = [
                words.say("same.share_item", year=row["year"], share=share_of_plan(words, row)) for row in records(of)
            ]
            (own,) = (row for row in records(of) if row["year"] == review.year)
            name = plan_name(review, words, own, inside=False)
            sentences.append(words.say("same.shares", name=name, items=words.format.join(items)))
    return sentences


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the same months, year by year: level, growth, share of plan, and the part of the whole year."""
    rows = review.same_months
    caption = words.say("same.table")
    return tabulate(
        review, words, "same-months-table", caption, columns=COLUMNS, rows=records(rows), units=rows["unit"]
    )


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw the growth of the same months, a row a year, of the indicators of which two years are known."""
    known = _of_two_years(review)
    if not len(known):
        return None
    rows = numbered(
        {
            "name": _row_name(review, words, row),
            "value": row["growth"] * 100,
            "label": phrases.rate(words, row, "growth"),
            "own": row["year"] == review.year,
            "rises": row["growth"] >= 0,
            "open": phrases.open_end(row, "growth"),
        }
        for row in records(known)
    )
    told = Described(
        words.say("same.chart"),
        words.say("same.chart_subtitle"),
        words.say("same.chart_alt", items=labelled(rows, words)),
    )
    across = percent_axis(span([row["value"] for row in rows], include=[0], room=0.14))
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_rule(color=COLOUR["context"], strokeWidth=1).encode(x=alt.datum(0)),
        base.transform_filter("datum.own").mark_bar(height=16, color=COLOUR["published"]).encode(y=y, x=x),
        base.transform_filter("!datum.own").mark_bar(height=16, color=COLOUR["context"]).encode(y=y, x=x),
        *arrows(rows, y, x),
        *number_beside("datum.rises", "right", y, x, "label", main=True),
        *number_beside("!datum.rises", "left", y, x, "label", main=True),
        *row_names(y),
    ]
    return finished(layers, rows, told, words.language)


def _row_name(review: AnnualReview, words: Words, row: Record) -> str:
    """Name a row by its indicator and period; a growth is of no plan."""
    return f"{phrases.row_name(review, words, {**row, 'assigner': ''})} · {phrases.period(words, row['period'])}"


def _of_two_years(review: AnnualReview) -> pd.DataFrame:
    """Take the growth of the indicators of which it is known in two years or more."""
    rows = review.same_months
    known = rows[rows["growth"].notna() & ~rows["in_points"]]
    years = known.groupby(["indicator", "basis"])["year"].transform("nunique")
    return known[years > 1]
