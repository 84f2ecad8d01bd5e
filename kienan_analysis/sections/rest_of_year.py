"""What the rest of the year needs for its plans: how much is left, how fast, and how much more than a year earlier."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import highest, records
from kienan_analysis.annual_review.within_year import MONTHS
from kienan_analysis.reviews.quantities import columns
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import (
    NAME_AND_ASSIGNER,
    PERIOD,
    Column,
    amount,
    key_of_plan,
    rate,
    tabulate,
)
from kienan_analysis.sections.parts.plan_answers import plan_name
from kienan_analysis.sections.parts.progress import annual_plan, by_own_share, capital, shares_so_far
from kienan_analysis.sections.parts.section import SectionText
from kienan_analysis.sections.parts.table import Cell, Figure, Formula
from kienan_analysis.wording.formats import sure_decimals

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words

# How often as fast the rest of the year must run is said with no more decimals.
MOST_TIMES = 2
# More than these in one sentence nobody reads; the table has them.
MOST_TOLD = 5


def _times(cells: Cells, row: Record) -> Cell:
    """Write how many times as much a month the rest of the year needs."""
    pace, low, high = (float(row[name]) for name in columns("pace"))
    if not pace > 0:
        return NOTHING
    digits = sure_decimals(low, high, MOST_TIMES)
    figure = Figure(pace, low, high, "amount", digits, rests_on=row["pace_rests_on"])
    text = phrases.hedged(cells.words, cells.words.format.number(pace, digits), phrases.open_end(row, "pace"))
    return Cell(text, cells.words.format.bounds(low, high, digits), mark="implied", figure=figure)


# Of the first section's row of the same key.
WHOLE_PLAN = Formula(
    "part_glance.level / part_glance.share_so_far",
    "part_glance.level.low / part_glance.share_so_far.high",
    "part_glance.level.high / part_glance.share_so_far.low",
)
LEFT = Formula(
    "part_glance.level / part_glance.share_so_far - part_glance.level",
    "part_glance.level.low / part_glance.share_so_far.high - part_glance.level.low",
    "part_glance.level.high / part_glance.share_so_far.low - part_glance.level.high",
)
COLUMNS = (
    NAME_AND_ASSIGNER,
    amount("plan", "whole_plan", formula=WHOLE_PLAN, when=by_own_share),
    amount("left", implied=True, formula=LEFT, when=by_own_share).where(lambda row: row["left"] > 0),
    Column("pace", _times),
    rate("usual", implied=True),
    rate("rest", implied=True, sign=True).where(lambda row: row["left"] > 0),
)


def open_plans(review: AnnualReview) -> pd.DataFrame:
    """Take the latest shares of plans of which the whole year has not told yet whether they were met."""
    rows = shares_so_far(review)
    return rows[rows["latest"] & rows["whole"].isna() & (rows["progress"] != "")]


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say what the rest of the year needs for its plans."""
    rows = open_plans(review)
    items = [
        words.say(
            "part.rest_item",
            name=plan_name(review, words, row),
            rest=phrases.rate(words, row, "rest"),
            so_far=phrases.rate(words, row, "growth"),
        )
        for row in records(rows[rows["rest"].notna() & (rows["left"] > 0)])[:MOST_TOLD]
    ]
    sentences = [words.say("part.rest_growth", items=words.format.join(items))] if items else []
    planned = rows[rows["plan"].notna()]
    if len(planned):
        sentences.append(annual_plan(review, words, highest(planned, "attainment")))
    question, finding = words.say("part.question_rest"), _finding(review, words, rows)
    return SectionText(question, finding, sentences, [words.say("part.rest_note")])


def _finding(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say in one line what the rest of the year needs: of what is furthest behind, how much and how fast.

    Of what the report itself is of, where it has plans: an earlier month's share leaves other months.
    """
    every_plan, own = len(rows), rows[rows["period"] == review.part_period]
    rows = own if len(own) else rows
    behind = rows[(rows["progress"] == "behind") & rows["pace"].notna()]
    ahead = rows[(rows["progress"] == "ahead") & rows["pace"].notna()]
    key = "part.rest_behind"
    if len(rows[rows["progress"] != "reached"]) == len(ahead) == 1 and float(ahead["left"].iloc[0]) > 0:
        behind, key = ahead, "part.rest_ahead"
    if not len(behind):
        return _in_time(review, words, rows, every_plan)
    row = highest(behind, "pace")
    left_months = MONTHS - int(row["months"])
    times = words.format.number(row["pace"], sure_decimals(row["pace_low"], row["pace_high"], MOST_TIMES))
    times = phrases.hedged(words, times, phrases.open_end(row, "pace"))
    known = not math.isnan(row["left"]) and not phrases.open_end(row, "left")
    told = {"left": phrases.about(words, row, "left", implied=True)} if known else {}
    return words.say(
        key if known else "part.rest_behind_share",
        name=plan_name(review, words, row),
        count=left_months,
        left_months=left_months,
        pace=times,
        **told,
    )


def _in_time(review: AnnualReview, words: Words, rows: pd.DataFrame, every_plan: int) -> str:
    """Say that none of the plans is behind; of which that is, where the pace of others is not told."""
    every = set(rows["progress"])
    if every == {"reached"}:
        told = words.say("part.rest_nothing" if len(rows) == every_plan else "part.rest_nothing_of", count=len(rows))
    elif "even" not in every:
        told = words.say("part.rest_slower")
    else:
        # 49.7% in six months comes to 99.4% in twelve.
        even = rows[rows["progress"] == "even"]
        told = words.say("part.rest_even" if (even["attainment_low"] >= even["even"]).all() else "part.rest_near")
    shares = shares_so_far(review)
    better = shares["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    if not (better & shares["latest"] & shares["whole"].isna() & (shares["progress"] == "")).any():
        return told
    first, *others = dict.fromkeys(plan_name(review, words, row) for row in records(rows))
    names = words.format.join([capital(first), *others])
    return words.say("part.rest_of", names=names, told=told[:1].lower() + told[1:])


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate what each plan of which the year has not told yet still needs."""
    rows = open_plans(review)
    caption = words.say("part.rest_table", year=review.year)
    name, *others = COLUMNS
    several = set(rows["period"]) - {review.part_period}
    return tabulate(
        review,
        words,
        "part-rest-table",
        caption,
        columns=(name, PERIOD, *others) if several else COLUMNS,
        rows=records(rows),
        units=rows["unit"],
        key=key_of_plan,
    )
