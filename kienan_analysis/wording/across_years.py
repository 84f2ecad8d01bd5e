"""What lies beyond one year, in words: the history, and whether the statements agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.every_year import windows
from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.growth import compound_annual_growth_rate
from kienan_analysis.wording import phrases
from kienan_analysis.wording.section import SectionText

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording.messages import Words

# From here on growth over several years reads better as "1.8-fold" than in percent.
FOLD = 1.5


def history(review: AnnualReview, words: Words) -> SectionText:
    """Say how far the longest rises and falls went over the years known."""
    question = words.say("history.question")
    long = windows(review.history)
    if not len(long):
        return SectionText(question, words.say("history.none"), [words.say("history.none_text")])
    spans = run_ends(long)
    first, last = max(spans, key=lambda ends: (ends[1]["year"] - ends[0]["year"], ends[1]["level"] / ends[0]["level"]))
    ratio, years = last["level"] / first["level"], last["year"] - first["year"]
    name = phrases.indicator(review, words, last["indicator"], inside=False)
    values = {"name": name, "first": first["year"], "last": last["year"]}
    if ratio >= FOLD:
        finding = words.say("history.finding", times=words.format.number(ratio, 1), **values)
    else:
        rate = words.format.percent(abs(ratio - 1), 1)
        finding = words.say("history.finding_change" if ratio >= 1 else "history.finding_fell", rate=rate, **values)
    levels = long[long["level"].notna()]
    implied = int((levels["level_origin"] == "implied").sum())
    sentences = [words.say("history.text", printed=len(levels) - implied, implied=implied)]
    if years > 1:
        mean = float(compound_annual_growth_rate(first["level"], last["level"], years))
        sentences.append(words.say("history.average", rate=words.format.percent(mean, 1), **values))
    return SectionText(question, finding, sentences)


def view_text(words: Words, view: str) -> SectionText:
    """Say what the other views of a history show."""
    return SectionText(words.say("history.question"), words.say(f"history.chart_{view}"))


def run_ends(frame: pd.DataFrame) -> list[tuple[Record, Record]]:
    """Give the first and the last row of each unbroken run of levels of at least two years."""
    runs = [records(run) for number, run in frame.groupby("segment") if number]
    return [(run[0], run[-1]) for run in runs if len(run) > 1]


def statements(review: AnnualReview, words: Words, *, every_year: bool = False) -> SectionText:
    """Say whether the figures of the year, or of every year, contradict each other, and what was revised."""
    question = words.say("agree.question")
    count = len(review.conflicts)
    if not count:
        text = words.say("agree.text_none", count=len(review.statements))
        key = "agree.finding_none_at_all" if every_year else "agree.finding_none"
        return SectionText(question, words.say(key, year=review.year), [text])
    sentences = [words.say("agree.text")]
    for row in records(review.revisions):
        quantity = words.say("agree.plan" if row["quantity"].startswith("plan") else "agree.level")
        later, earlier = (revised_level(review, words, row, which) for which in ("later", "earlier"))
        sentences.append(
            words.say(
                "agree.revised",
                name=f"{phrases.indicator(review, words, row['indicator'], inside=False)} ({quantity})",
                period=phrases.period(words, row["period"]),
                later=later,
                earlier=earlier,
                gap=words.format.percent(abs(row["at_least"]), 2),
            )
        )
    return SectionText(question, words.say("agree.finding", count=count), sentences)


def revised_level(review: AnnualReview, words: Words, row: Record, which: str) -> str:
    """Write the level that one source of a revision allows: a range, without needless decimals."""
    unit = str(review.data.indicators["unit"][row["indicator"]])
    low, high = row[f"{which}_low"], row[f"{which}_high"]
    bounds = words.format.bounds(low, high, 0)
    middle = low if high != high else high if low != low else (low + high) / 2  # noqa: PLR0124  (NaN is an open end)
    return (
        words.format.with_unit(words.format.number(middle, 0), unit)
        if not bounds
        else f"{bounds} {words.format.unit(unit)}"
    )
