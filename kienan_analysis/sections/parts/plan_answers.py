"""What came of one plan, in a few words: its share, how far from it, or growth against a target of growth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.wording.formats import outward
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words


def has_several_plans(review: AnnualReview, row: Record) -> bool:
    """Say whether several have assigned a plan of a row's indicator: then it is told whose is spoken of."""
    return len(_assigners(review, row)) > 1


def _assigners(review: AnnualReview, row: Record) -> set[str]:
    frames = review.plans, review.part_years
    return {
        str(by)
        for frame in frames
        for name, basis, share, by in zip(
            frame["indicator"], frame["basis"], frame["attainment"], frame["assigner"], strict=True
        )
        if (name, basis) == (row["indicator"], row["basis"]) and not math.isnan(share)
    }


def plan_name(review: AnnualReview, words: Words, row: Record, *, inside: bool = True) -> str:
    """Name an indicator of which a plan is spoken of, and whose plan that is where there are several; Markdown."""
    bases = {basis for frame in (review.plans, review.part_years) for basis in _bases(frame, row["indicator"])}
    if len(bases) > 1:
        name = words.name(phrases.row_name(review, words, {**row, "assigner": ""}), inside=inside)
    else:
        name = phrases.indicator(review, words, row["indicator"], inside=inside)
    if not has_several_plans(review, row):
        return name
    return words.say("plan.name_of", name=name, plan=whose_plan(review, words, row))


def _bases(frame: pd.DataFrame, indicator: str) -> set[str]:
    """List the price bases at which plans of an indicator are known."""
    known = zip(frame["indicator"], frame["basis"], frame["attainment"], strict=True)
    return {str(basis) for name, basis, share in known if name == indicator and not math.isnan(share)}


def whose_plan(review: AnnualReview, words: Words, row: Record) -> str:
    """Name a plan by whoever assigned it: *kế hoạch thành phố giao*; Markdown."""
    if not row["assigner"]:
        return words.say("plan.whose_none")
    return words.say("plan.whose", by=escaped(phrases.assigner(review, words, row["assigner"])))


def differing(review: AnnualReview, words: Words) -> list[tuple[str, str]]:
    """Tell of each indicator whose plans have different verdicts both: its name, and what came of each plan."""
    told: dict[tuple[str, str], list[Record]] = {}
    for row in records(review.plans[review.plans["verdict"] != ""]):
        told.setdefault((row["indicator"], row["basis"]), []).append(row)
    return [
        (
            phrases.indicator(review, words, name, inside=False),
            words.format.join([_came_of(review, words, row) for row in rows]),
        )
        for (name, _), rows in told.items()
        if len({row["verdict"] for row in rows}) > 1
    ]


def _came_of(review: AnnualReview, words: Words, row: Record) -> str:
    share = phrases.rate(words, row, "attainment")
    return words.say(f"plan.of_{row['verdict']}", plan=whose_plan(review, words, row), share=share)


def answered_in_growth(row: Record) -> bool:
    """Say whether a plan is a growth target, and the growth is known: growth answers it first, its level second."""
    return bool(row["how"] == "planned_growth" and math.isfinite(row["growth"]) and math.isfinite(row["asked"]))


def distance(words: Words, row: Record) -> tuple[str, str]:
    """Write how far a met or missed plan and its outcome are apart, and between which bounds; empty where unknown.

    Where the outcome is known from one side only, and that is beyond the plan, it is at least so far.
    """
    if math.isnan(row["excess"]) or (row["verdict"] == "missed") != (row["excess"] < 0):
        return "", ""
    ends = sorted(abs(row[f"excess_{end}"]) for end in ("low", "high") if math.isfinite(row[f"excess_{end}"]))
    if len(ends) == 1:
        digits = phrases.allowed_decimals(row, "excess")
        least = float(outward(ends[0], digits, upper=False))
        return phrases.hedged(words, words.format.amount(least, row["unit"], digits), "at_least"), ""
    if not round(abs(row["excess"]), phrases.decimals_of(row, "excess", phrases.TOLD_DECIMALS)):
        return "", ""  # of what is counted one by one, less than half of one
    told = phrases.about(words, row, "excess", implied=row["plan_origin"] != "published")
    return told, words.format.bounds(ends[0], ends[1], phrases.allowed_decimals(row, "excess", phrases.TOLD_DECIMALS))


def growth_answer(words: Words, row: Record) -> str:
    """Answer a growth target in growth: *up 11.22% against a target of 16.5%, 5.28 percentage points below*."""
    digits = max(phrases.decimals_of(row, name, phrases.RATE_DECIMALS) for name in ("growth", "asked"))
    beyond = row["growth"] - row["asked"]
    gap = words.format.points(abs(beyond), digits, sign=False)
    key = "equal" if gap == words.format.points(0.0, digits, sign=False) else "above" if beyond > 0 else "below"
    if phrases.open_end(row, "growth"):
        gap = phrases.hedged(words, gap, "at_least")
    moved, target = phrases.growth_words(words, row), phrases.rate(words, row, "asked")
    return words.say(f"plan.growth_{key}", growth=moved, target=target, points=gap)


def share_of_plan(words: Words, row: Record) -> str:
    """Write a share of plan with the digits printed; one that is implied with two decimals."""
    if row["attainment_origin"] == "published":
        return phrases.rate(words, row, "attainment")
    digits = phrases.allowed_decimals(row, "attainment")
    text = words.format.percent(phrases.shown_rate(row, "attainment", digits), digits, mark=100)
    return phrases.hedged(words, text, phrases.open_end(row, "attainment"))
