"""The year under way and what comes after it, in words: part years, targets, peers, sources."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kienan_analysis import __version__
from kienan_analysis.annual_review.records import highest, lowest, records
from kienan_analysis.outlook import outlook
from kienan_analysis.wording import phrases, places
from kienan_analysis.wording.achieved import compared_targets
from kienan_analysis.wording.lineage import succession
from kienan_analysis.wording.messages import escaped
from kienan_analysis.wording.section import SectionText

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words

# Shares of plan this near to an even spread over the months are called even.
EVEN = 0.005
# A target within this of what the last plan asked for is called the same; a wider interval tells nothing.
SAME = 0.005
# From two years on a count of years in which a target was reached says something.
FEW_YEARS = 2


def part_year(review: AnnualReview, words: Words) -> SectionText | None:
    """Say how far the year had come at its last report; nothing where no part year is reported."""
    rows = review.part_years
    if not len(rows):
        return None
    question = words.say("part.question")
    shares = rows[rows["attainment"].notna() & rows["months"].notna()]
    if not len(shares):
        return SectionText(question, words.say("part.finding_rates", count=len(rows)))
    last = shares[shares["months"] == shares["months"].max()]
    months, pace = int(last["months"].iloc[0]), last["months"].iloc[0] / 12
    behind = lowest(last, "attainment")
    even = shares[(shares["attainment"] - shares["months"] / 12).abs() <= EVEN]
    even = even[even["months"] == months]
    if len(even) == len(last) and len(last) > 1:
        low, high = (words.format.percent(share, 1) for share in (last["attainment"].min(), last["attainment"].max()))
        finding = words.say(
            "part.finding_on_pace", months=months, low=low, high=high, pace=words.format.percent(pace, 1)
        )
    else:
        name = phrases.indicator(review, words, behind["indicator"])
        share = phrases.hedged(words, phrases.rate(words, behind, "attainment"), behind["attainment_bound"])
        key = "part.finding" if behind["attainment"] < pace else "part.finding_ahead"
        finding = words.say(key, months=months, name=name, share=share)
    sentences = []
    planned = last[last["plan"].notna()]
    if len(planned):
        sentences.append(_annual_plan(review, words, highest(planned, "attainment")))
    if len(even):
        names = words.format.join([phrases.indicator(review, words, name) for name in even["indicator"].unique()])
        sentences.append(words.say("part.even", names=names, pace=words.format.percent(pace, 2)))
    if behind["pace"] > 1 + EVEN and not _is_even(behind):
        name = phrases.indicator(review, words, behind["indicator"])
        sentences.append(words.say("part.pace", name=name, pace=words.format.number(behind["pace"], 1)))
    return SectionText(question, finding, sentences)


def _is_even(row: Record) -> bool:
    return bool(abs(row["attainment"] - row["months"] / 12) <= EVEN)


def _annual_plan(review: AnnualReview, words: Words, row: Record) -> str:
    return words.say(
        "part.text",
        name=phrases.indicator(review, words, row["indicator"]),
        share=phrases.rate(words, row, "attainment"),
        months=int(row["months"]),
        plan=words.format.amount(row["plan"], row["unit"], 2),
        bounds=words.format.bounds(row["plan_low"], row["plan_high"], 2),
    )


def targets(review: AnnualReview, words: Words) -> SectionText:
    """Say what the targets for the next year ask for, against what was done and what the last plan asked."""
    year, following = review.year, review.year + 1
    question = words.say("target.question", next=following)
    rows = review.targets
    if not len(rows):
        series = review.reconciled.series
        plans = series[(series["period"] == str(following)) & series["quantity"].str.startswith("plan")]
        implied = [words.say("target.implied", count=len(plans), next=following)] if len(plans) else []
        finding = words.say("target.none", next=following)
        return SectionText(question, finding, [*implied, words.say("target.none_text")])
    rates = rows[rows["target"].notna() & rows["done"].notna()]
    below = rates[rates["harder_than_done_high"] < 0]
    softer = compared_targets(review, -1)
    if softer:
        row = softer[0]
        finding = words.say(
            "target.softer",
            name=phrases.indicator(review, words, row["indicator"]),
            next=following,
            year=year,
            target=target_rate(words, row),
            asked=words.format.percent(row["asked"], 1),
        )
    elif len(rates) and len(below) == len(rates):
        finding = words.say("target.below_done", next=following)
    else:
        finding = words.say("target.mixed", count=len(rows), next=following)
    sentences = []
    if len(rates) > 1 and len(below) == len(rates):
        gaps = sorted(-below["harder_than_done"])
        low, high = (words.format.points(gap, sign=False) for gap in (gaps[0], gaps[-1]))
        sentences.append(words.say("target.done", low=low, high=high))
    sentences += _against_last_plan(review, words) + _missed_yet_same(review, words)
    sentences += [_unknown_base(review, words, row) for row in records(rows[rows["reason"] == "unknown_base"])]
    contradicted = rows.loc[rows["reason"] == "contradicted_base", "indicator"].unique()
    if len(contradicted):
        names = words.format.join([phrases.indicator(review, words, name) for name in contradicted])
        sentences.append(words.say("target.on_contradicted_base", names=names, year=year))
    return SectionText(question, finding, sentences, _history(review, words))


def target_rate(words: Words, row: Record) -> str:
    """Write a target's growth: as printed, hedge included, or with two decimals where a plan level implies it."""
    if row["measure"] == "planned_growth":
        return phrases.stated_rate(words, row)
    return words.format.percent(row["target"], phrases.RATE_DECIMALS)


def _against_last_plan(review: AnnualReview, words: Words) -> list[str]:
    rows = review.targets[review.targets["harder_than_asked"].notna()]
    items = []
    for row in records(rows):
        name = phrases.indicator(review, words, row["indicator"])
        points = words.format.points(abs(row["harder_than_asked"]), sign=False)
        if row["harder_than_asked_high"] < 0:
            items.append(words.say("target.item_softer", name=name, points=points))
        elif row["harder_than_asked_low"] > 0:
            items.append(words.say("target.item_harder", name=name, points=points))
        else:
            wide = max(abs(row["harder_than_asked_low"]), abs(row["harder_than_asked_high"])) > SAME
            items.append(words.say("target.item_unknown" if wide else "target.item_same", name=name))
    return [words.say("target.compare", year=review.year, items=words.format.join(items))] if items else []


def _missed_yet_same(review: AnnualReview, words: Words) -> list[str]:
    missed = set(review.plans.loc[review.plans["verdict"] == "missed", "indicator"])
    rows = review.targets[review.targets["harder_than_asked"].notna() & review.targets["indicator"].isin(missed)]
    same = rows[(rows["harder_than_asked_low"] <= 0) & (rows["harder_than_asked_high"] >= 0)]
    return [
        words.say(
            "target.missed_same",
            name=phrases.indicator(review, words, row["indicator"], inside=False),
            target=target_rate(words, row),
        )
        for row in records(same)
    ]


def _unknown_base(review: AnnualReview, words: Words, row: Record) -> str:
    return words.say(
        "target.unknown_base",
        name=phrases.indicator(review, words, row["indicator"]),
        target=phrases.stated_rate(words, row),
        assigner=phrases.assigner(review, words, row["base"].removeprefix("plan:")),
        next=review.year + 1,
        even=words.format.amount(row["break_even"], row["unit"], 2),
        bounds=words.format.bounds(row["break_even_low"], row["break_even_high"], 2),
    )


def _history(review: AnnualReview, words: Words) -> list[str]:
    """Say how often a target's growth was reached before, or that the history is too short."""
    table = outlook(review)
    if not len(table):
        return []
    enough = table[table["years"] >= FEW_YEARS]
    if not len(enough):
        return [words.say("target.few", years=int(table["years"].max()), count=int(table["years"].max()))]
    notes = []
    for row in records(enough):
        span = ""
        if not math.isnan(row["range_low"]):
            low, high = words.format.percent(row["range_low"], 0), words.format.percent(row["range_high"], 0)
            span = words.say("target.range_reliable" if row["reliable"] else "target.range", low=low, high=high)
        name = phrases.indicator(review, words, row["indicator"], inside=False)
        target = words.format.percent(row["target"], 2)
        notes.append(
            words.say(
                "target.history", name=name, target=target, reached=row["reached"], years=row["years"], range=span
            )
        )
    return notes


def peers(review: AnnualReview, words: Words) -> SectionText:
    """Say how the area did beside its parent and the other places of it, or why that cannot be said."""
    parent, siblings = places.parent_words(review, words), places.sibling_words(review, words)
    alone = "" if parent else "_alone"
    question = words.say(f"peer.question{alone}", parent=parent, siblings=siblings)
    rows = review.peers
    if len(rows):
        row = max(records(rows), key=lambda row: abs(row["gap"]))
        finding = words.say(
            "peer.finding_above" if row["gap"] >= 0 else "peer.finding_below",
            name=phrases.indicator(review, words, row["indicator"], inside=False),
            own=words.format.percent(row["own"]),
            peer=phrases.area(review, words, row["peer"], inside=True),
            rate=phrases.rate(words, row, "growth"),
            points=words.format.points(abs(row["gap"]), sign=False),
        )
        return SectionText(question, finding)
    if not review.peer_areas:
        return SectionText(question, words.say("peer.no_peers"))
    count = len(review.not_comparable)
    text = (
        words.say("peer.text_nothing", count=count, year=review.year)
        if count
        else words.say("peer.text_none", year=review.year)
    )
    return SectionText(question, words.say(f"peer.nothing{alone}", parent=parent, siblings=siblings), [text])


def sources(review: AnnualReview, words: Words) -> SectionText:
    """Say what the review rests on, how figures are read, and how to cite it."""
    data = review.data
    named = phrases.versioned(data, words, phrases.data_title(data, words))
    sentences = [words.say("source.bounds"), words.say("source.verdict"), words.say("source.vintages")]
    notes = [
        words.say("source.assumed"),
        words.say("source.versions", package=__version__, data=named),
        citation(review, words),
    ]
    notes += succession(review, words)
    if data.licence:
        notes.append(words.say("source.licence", licence=escaped(data.licence)))
    return SectionText(
        words.say("source.question"), words.say("source.finding", **counts(review, words)), sentences, notes
    )


def citation(review: AnnualReview, words: Words) -> str:
    """Write how the review is cited."""
    return phrases.citation(review.data, words, title(review, words))


def counts(review: AnnualReview, words: Words) -> dict[str, str]:
    """Say how many figures and sources a review rests on."""
    numbers = {"figures": len(review.statements), "sources": len(review.sources)}
    return {name: words.say(f"page.{name}", count=number) for name, number in numbers.items()}


def standfirst(review: AnnualReview, words: Words) -> str:
    """Say where the place lies, and what the review is read from."""
    above = [
        words.name(name, inside=words.language == "vi") for name in places.names_above(review.data, review.area, words)
    ]
    area = phrases.area(review, words, review.area)
    where = [words.say("page.place", area=area, above=", ".join(above))] if above else []
    return " ".join([*where, words.say("page.standfirst", **counts(review, words))])


def title(review: AnnualReview, words: Words) -> str:
    """Write the review's title."""
    key = "page.title" if len(review.targets) else "page.title_plain"
    return words.say(key, area=phrases.area(review, words, review.area), year=review.year, next=review.year + 1)
