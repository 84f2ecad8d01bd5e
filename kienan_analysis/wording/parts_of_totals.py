"""What a total is made of, and which part gave most of its growth, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import by_indicator, highest, lowest, records
from kienan_analysis.wording import phrases
from kienan_analysis.wording.section import SectionText

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words

# The additive groups that have a name of their own.
SUMMED = ("contribution.trade_and_accommodation_turnover",)
SHARE_DECIMALS = 1


def contribution(review: AnnualReview, words: Words) -> SectionText | None:
    """Say which part gave most of the growth of a total or an additive group, else which is largest; nothing without.

    The first of several is the section's; of each other one line tells the shares.
    """
    table = review.contributions
    if not len(table):
        return None
    wholes = list(dict.fromkeys(zip(table["group"], table["basis"], strict=True)))
    first, *others = [table[(table["group"] == group) & (table["basis"] == basis)] for group, basis in wholes]
    said = _parts_of_growth(review, words, first) or _parts_of_level(review, words, first)
    said.sentences.extend(_shares(review, words, rows) for rows in others)
    return said


def group_name(review: AnnualReview, words: Words, group: str) -> str:
    """Name what parts add up to, inside a sentence: a total by its own name, an additive group by its message's."""
    if group in review.data.indicators.index:
        return phrases.indicator(review, words, group)
    if f"contribution.{group}" in SUMMED:
        return words.say(f"contribution.{group}")
    return words.say("contribution.together")


def _whole_and_parts(rows: pd.DataFrame) -> tuple[Record, pd.DataFrame]:
    (whole,) = records(rows[rows["indicator"] == ""])
    return whole, rows[rows["indicator"] != ""]


def _parts_of_growth(review: AnnualReview, words: Words, rows: pd.DataFrame) -> SectionText | None:
    """Say where growth came from; nothing where that is not known, or there was none."""
    whole, parts = _whole_and_parts(rows)
    if not whole["growth"] > 0:
        return None
    group = str(whole["group"])
    most = highest(parts, "contribution")
    name, title = (
        phrases.indicator(review, words, most["indicator"], inside=words.language == "vi"),
        group_name(review, words, group),
    )
    if words.language == "vi":
        name = name[:1].upper() + name[1:]
    points, total = (words.format.points(row["contribution"], sign=False) for row in (most, whole))
    named = title[:1].upper() + title[1:]
    total_row = by_indicator(review.results).get((group, str(whole["basis"])))
    if total_row is not None:
        growth, level = phrases.rate(words, total_row, "growth"), phrases.level(words, total_row)
        sentences = [words.say("contribution.text_total", group=named, growth=growth, level=level)]
    else:
        growth, bounds = words.format.percent(whole["growth"]), phrases.rate_bounds(words, whole, "growth")
        level = words.format.amount(whole["level"], whole["unit"], 2)
        sentences = [words.say("contribution.text", group=named, growth=growth, bounds=bounds, level=level)]
    shifted = lowest(parts, "structure_change")
    low, high = shifted["structure_change_low"], shifted["structure_change_high"]
    if low > 0 or high < 0:
        verb = words.say("contribution.rose" if low > 0 else "contribution.fell")
        sentences.append(
            words.say(
                "contribution.structure",
                name=phrases.indicator(review, words, shifted["indicator"]),
                verb=verb,
                points=words.format.points(abs(shifted["structure_change"]), sign=False),
                share=words.format.percent(shifted["structure"]),
            )
        )
    return SectionText(
        words.say("contribution.question"),
        words.say("contribution.finding", name=name, points=points, total=total, group=title),
        sentences,
    )


def _parts_of_level(review: AnnualReview, words: Words, rows: pd.DataFrame) -> SectionText:
    """Say what a total is made of."""
    whole, parts = _whole_and_parts(rows)
    most = highest(parts, "structure")
    return SectionText(
        words.say("contribution.question_shares"),
        words.say(
            "contribution.finding_shares",
            name=phrases.indicator(review, words, most["indicator"], inside=False),
            share=words.format.percent(most["structure"], SHARE_DECIMALS),
            group=group_name(review, words, str(whole["group"])),
        ),
        [_shares(review, words, rows)],
    )


def _shares(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """List the shares of the parts of one total."""
    whole, parts = _whole_and_parts(rows)
    items = [
        words.say(
            "contribution.share",
            name=phrases.indicator(review, words, row["indicator"]),
            share=words.format.percent(row["structure"], SHARE_DECIMALS),
        )
        for row in records(parts)
    ]
    group = group_name(review, words, str(whole["group"]))
    return words.say("contribution.shares", group=group, items=words.format.join(items))
