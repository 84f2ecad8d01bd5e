"""A part of a year at a glance: the first section of a review of six months, of a quarter, of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import highest, lowest, records
from kienan_analysis.reviews.quantities import unclear
from kienan_analysis.sections.growth import questions
from kienan_analysis.sections.parts import extremes, phrases
from kienan_analysis.sections.parts.columns import NAME_AND_ASSIGNER, Column, amount, key_of_plan, rate, tabulate
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
    paced = rows[rows["progress"] != ""]
    if len(paced):
        shared = set(paced["indicator"])
        whole = [row for row in records(rows) if row["indicator"] in WHOLE_ECONOMY and row["indicator"] not in shared]
        grown = [_economy(review, words, row) for row in whole if row["growth_origin"] == "published"][:1]
        of_plans = _of_plans(review, words, paced)
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
    """Say how far the year's plans are, and which is furthest from its own."""
    months, total = int(rows["months"].iloc[0]), len(rows)
    slow, fast = lowest(rows, "attainment"), highest(rows, "attainment")
    if total == 1:
        key = f"part.one_{slow['progress']}"
        return words.say(key, count=months, even=words.format.percent(months / 12, 0 if not months % 3 else 1),
                         **told_so_far(review, words, slow))  # fmt: skip
    counts = rows["progress"].value_counts()
    reached, ahead = (int(counts.get(name, 0)) for name in ("reached", "ahead"))
    every = "both" if total == 2 else "all"  # noqa: PLR2004  (nobody says all of two)
    if counts.get("even", 0) == total:
        low, high = (phrases.rate(words, row, "attainment") for row in (slow, fast))
        pace = words.format.percent(months / 12, 1)
        return words.say("part.finding_on_pace", count=months, months=months, low=low, high=high, pace=pace)
    if reached:
        key = f"part.{every}_reached" if reached == total else "part.some_reached"
    else:
        key = f"part.{every}_ahead" if ahead == total else "part.some_ahead" if ahead else "part.none_ahead"
    known = words.say("part.with_figures") if len(_older(review)) else ""
    lead = words.say(key, months=months, reached=reached, ahead=ahead, total=total, count=reached or ahead, known=known)
    far = {"reached": fast, "behind": slow}.get(slow["progress"], slow)
    tail = {"reached": "highest", "behind": "behind"}.get(slow["progress"], "lowest")
    return "; ".join([lead, words.say(f"part.tail_{tail}", count=total, **told_so_far(review, words, far))])


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
