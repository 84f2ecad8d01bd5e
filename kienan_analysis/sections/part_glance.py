"""A part of a year at a glance: the first section of a review of six months, of a quarter, of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.reviews.quantities import unclear
from kienan_analysis.sections.growth import questions
from kienan_analysis.sections.parts import extremes, phrases
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, Column, amount, key_of_plan, rate, tabulate
from kienan_analysis.sections.parts.order import may_be_first
from kienan_analysis.sections.parts.plan_answers import plan_name, share_of_plan, whose_plan
from kienan_analysis.sections.parts.progress import capital, is_year_so_far, progress_cell, told_so_far
from kienan_analysis.sections.parts.section import SectionText

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words

# What stands for an economy as a whole: its growth is the news, with a plan or without.
WHOLE_ECONOMY = ("grdp", "total_production_value")
# More than these in one sentence nobody reads; the table has them.
MOST_TOLD = 5
# So few levels without anything to hold them against stand in the headline themselves.
FEW = 2

COLUMNS = (
    NAME_AND_ASSIGNER,
    amount(source="level_source"),
    rate("attainment", "share_so_far", source="attainment_source"),
    Column("progress", lambda cells, row: progress_cell(cells.words, row), numeric=False),
    rate("growth", "year_on_year", source="growth_source"),
    rate("aimed"),
)


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say a part of a year in a finding and a few lines."""
    question = words.say("part.glance", period=capital(phrases.during(words, review.part_period)))
    rows = _main(review)
    sentences = [*_growth(review, words, rows), *_aims(review, words, rows), *_usual(review, words, rows)]
    sentences += [*_neutral(review, words, rows), *_earlier(review, words)]
    return SectionText(question, finding(review, words), sentences, questions(review, words, whole_year=False))


def finding(review: AnnualReview, words: Words) -> str:
    """Say the most important thing of a part of a year in one line: how far the plans are, else what grew how fast."""
    rows = _main(review)
    planned = _planned(review, rows)
    if (planned["progress"] != "").any():
        shared = set(planned["indicator"])
        whole = [row for row in records(rows) if row["indicator"] in WHOLE_ECONOMY and row["indicator"] not in shared]
        grown = [_economy(review, words, row) for row in whole if row["growth_origin"] == "published"][:1]
        of_plans = _of_plans(review, words, planned)
        return "; ".join([*grown, of_plans[:1].lower() + of_plans[1:] if grown else of_plans])
    known = rows[rows["attainment"].notna() & rows["months"].notna()]
    if len(known) and not rows["growth"].notna().any():
        row = records(known)[0]
        return words.say("part.one_neutral", count=int(row["months"]), **told_so_far(review, words, row))
    return _of_growth(review, words, rows)


def _main(review: AnnualReview) -> pd.DataFrame:
    """Take the figures of the period that the report is of."""
    rows = review.part_years
    return rows[rows["period"] == review.part_period]


def _economy(review: AnnualReview, words: Words, row: Record) -> str:
    name = phrases.indicator(review, words, row["indicator"])
    period = capital(phrases.period(words, row["period"]))
    return words.say("part.economy", period=period, name=name, moved=phrases.growth_words(words, row))


def _of_plans(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say how far the year's plans are, and which is furthest from its own, as far as the digits tell."""
    months, total = int(rows["months"].iloc[0]), len(rows)
    known = records(rows)
    paced = [row for row in known if row["progress"]]
    things = len(rows.drop_duplicates(["indicator", "basis"]))
    if things == 1 and total > 1:
        return _of_one_indicator(review, words, known)
    open_ones = [words.say("glance.unclear", count=total - len(paced))] if len(paced) < total else []
    if len(paced) == 1:
        return "; ".join([_of_one_plan(review, words, paced[0], months), *open_ones])
    counts = rows["progress"].value_counts()
    reached, ahead = (int(counts.get(name, 0)) for name in ("reached", "ahead"))
    every = "both" if total == 2 else "all"  # noqa: PLR2004  (nobody says all of two)
    if counts.get("even", 0) == total:
        ordered = sorted(known, key=lambda row: float(row["attainment"]))
        low, high = (phrases.rate(words, row, "attainment") for row in (ordered[0], ordered[-1]))
        pace = words.format.percent(months / 12, 1)
        return words.say("part.finding_on_pace", count=months, months=months, low=low, high=high, pace=pace)
    if reached:
        key = f"part.{every}_reached" if reached == total else "part.some_reached"
    else:
        some = every if ahead == total else "some" if ahead else "none"
        # Two plans of one indicator are not two indicators.
        some = "none_known" if open_ones and not ahead else some
        key = f"part.{some}_ahead_plans" if things < total else f"part.{some}_ahead"
    with_figures = words.say("part.with_figures") if len(_older(review)) else ""
    about = {"months": months, "reached": reached, "ahead": ahead, "total": total, "known": with_figures}
    lead = words.say(key, count=reached or ahead, **about)
    even = int(counts.get("even", 0))
    if even and not reached:  # what is close to the pace may lie above it
        lead = words.say("part.with_even", told=lead, count=even)
    return "; ".join([lead, *_furthest(review, words, known), *open_ones])


def _of_one_plan(review: AnnualReview, words: Words, row: Record, months: int) -> str:
    even = words.format.percent(months / 12, 0 if not months % 3 else 1)
    return words.say(f"part.one_{row['progress']}", count=months, even=even, **told_so_far(review, words, row))


def _furthest(review: AnnualReview, words: Words, rows: list[Record]) -> list[str]:
    """Say which plan is furthest behind, or of all that are reached furthest beyond; of a few where that is open."""
    all_reached = all(row["progress"] == "reached" for row in rows)
    found = may_be_first(rows, "attainment", highest=all_reached)
    tail = "highest" if all_reached else "behind" if all(row["progress"] == "behind" for row in found) else "lowest"
    if len(found) == 1:
        return [words.say(f"part.tail_{tail}", count=len(rows), **told_so_far(review, words, found[0]))]
    # Of one whose pace is not told the headline says just that.
    if len(found) > FEW or not all(row["progress"] for row in found):
        return []
    items = [
        words.say("fastest.one", name=plan_name(review, words, row), rate=share_of_plan(words, row)) for row in found
    ]
    if len(found) == len(rows):
        return [words.format.join(items)]
    either = words.say("fastest.either", first=items[0], last=items[1])
    return [words.say(f"part.tail_{tail}_either", either=either)]


def _of_one_indicator(review: AnnualReview, words: Words, rows: list[Record]) -> str:
    """Say how far each of several plans of one indicator is."""
    items = [
        words.say(
            "part.of_plan",
            share=share_of_plan(words, row),
            plan=whose_plan(review, words, row),
            progress=words.say(f"progress.{row['progress'] or 'unclear'}"),
        )
        for row in rows
    ]
    name, months = phrases.indicator(review, words, rows[0]["indicator"]), int(rows[0]["months"])
    return words.say("part.several_plans", name=name, count=months, months=months, items=words.format.join(items))


def _planned(review: AnnualReview, rows: pd.DataFrame) -> pd.DataFrame:
    """Take the shares of plans that may have a pace, be it one that the digits leave open: more is better of all."""
    better = rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    return rows[better & rows["attainment"].notna() & rows["even"].notna()]


def _of_growth(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say what grew how fast on the same months of the year before; without growth, what there is."""
    period = capital(phrases.period(words, review.part_period))
    grown = _ranked(review, rows)
    whole = grown[grown["indicator"].isin(WHOLE_ECONOMY)]
    if len(whole) or len(grown) == 1:
        return _economy(review, words, records(whole if len(whole) else grown)[0])
    if len(grown):
        return words.say("part.ends", period=period, told=extremes.told(review, words, grown))
    printed = rows[rows["level_origin"] == "published"]
    if len(printed) <= FEW:
        items = [
            words.say(
                "part.few_item",
                name=phrases.indicator(review, words, row["indicator"]),
                figure=phrases.level(words, row),
            )
            for row in records(printed)
        ]
        return words.say("part.few_figures", period=period, items=words.format.join(items))
    return words.say("part.levels_only", period=period, count=len(printed))


def _ranked(review: AnnualReview, rows: pd.DataFrame) -> pd.DataFrame:
    """Take the growth of what is better when higher, each indicator once; where there is none, of anything."""
    grown = rows[rows["growth"].notna() & ~rows["in_points"]].drop_duplicates(["indicator", "basis"])
    better = grown["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    return grown[better] if better.any() else grown


def _growth(review: AnnualReview, words: Words, rows: pd.DataFrame) -> list[str]:
    """Say what grew fastest and slowest, where the headline does not."""
    grown = _ranked(review, rows)
    headed = not (rows["progress"] != "").any()
    if len(grown) > 1 and not (headed and not grown["indicator"].isin(WHOLE_ECONOMY).any()):
        return [words.say("part.text_ends", told=extremes.told(review, words, grown))]
    if len(grown) == 1 and not headed:
        row = records(grown)[0]
        name = phrases.indicator(review, words, row["indicator"], inside=False)
        return [words.say("part.text_growth", name=name, moved=phrases.growth_words(words, row))]
    return []


def _aims(review: AnnualReview, words: Words, rows: pd.DataFrame) -> list[str]:
    """Hold growth so far against the year's target of growth."""
    known = rows[rows["aimed"].notna() & rows["growth"].notna() & ~unclear(rows, "growth", "aimed")]
    return [
        words.say(
            "part.aimed",
            name=phrases.indicator(review, words, row["indicator"], inside=False),
            moved=phrases.growth_words(words, row),
            year=review.year,
            target=phrases.growth_words(words, row, "aimed"),
        )
        for row in records(known.drop_duplicates(["indicator", "basis"]))[:MOST_TOLD]
    ]


def _usual(review: AnnualReview, words: Words, rows: pd.DataFrame) -> list[str]:
    """Say what share of its year the same months had brought the year before."""
    known = rows[rows["usual"].notna() & rows["attainment"].notna()].drop_duplicates(["indicator", "basis"])
    items = [
        words.say(
            "part.usual_item",
            name=phrases.indicator(review, words, row["indicator"]),
            share=phrases.rate(words, row, "usual"),
        )
        for row in records(known)[:MOST_TOLD]
    ]
    return [words.say("part.usual", before=review.year - 1, items=words.format.join(items))] if items else []


def _neutral(review: AnnualReview, words: Words, rows: pd.DataFrame) -> list[str]:
    """Say the share of plan of what is neither better when more nor when less."""
    return [
        words.say("part.text_neutral", **(told_so_far(review, words, row, inside=False)))
        for row in records(rows[rows["attainment"].notna() & (rows["progress"] == "")])
        if is_year_so_far(row) and review.data.indicators["higher_is_better"][row["indicator"]] is None
    ]


def _older(review: AnnualReview) -> pd.DataFrame:
    """Take the latest shares of plans that the report's own months do not tell."""
    every, rows = review.part_years, _main(review)
    there = set(rows.loc[rows["attainment"].notna(), "indicator"])
    return every[every["latest"] & every["attainment"].notna() & ~every["indicator"].isin(there)]


def _earlier(review: AnnualReview, words: Words) -> list[str]:
    """Name the indicators whose plan is known by earlier months only."""
    older = _older(review)
    if not len(older):
        return []
    return [words.say("part.earlier", names=phrases.indicators(review, words, older["indicator"]))]


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate what the months brought, which share of the year's plan that is, and how fast it grew."""
    rows = _main(review)
    caption = capital(phrases.period(words, review.part_period))
    return tabulate(
        review,
        words,
        "part-glance-table",
        caption,
        columns=COLUMNS,
        rows=records(rows),
        units=rows["unit"],
        key=key_of_plan,
    )
