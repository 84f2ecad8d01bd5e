"""What the year brought, in words: plans, growth, where it came from, the budget's two bases."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import by_indicator, highest, lowest, records
from kienan_analysis.wording import phrases
from kienan_analysis.wording.section import SectionText

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words

# A plan's growth that is a multiple of half a percent, in bounds at most this wide, is no accident.
ROUND_STEP, ROUND_WIDTH, FEWEST_ROUND = 0.005, 0.0025, 2
# Within this of 100% a met plan is said to be met barely.
BARELY = 0.0005


def caveats(review: AnnualReview, words: Words) -> list[str]:
    """Say where a verdict rests on another year's report."""
    rows = review.plans[review.plans["verdict"] != ""]
    # A target is held against growth, a share of plan or a plan's level against the level.
    origin = rows["level_origin"].where(rows["how"] != "planned_growth", rows["growth_origin"])
    implied = rows[(origin == "implied") & (rows["how"] != "attainment")]
    notes = []
    if len(implied):
        names = words.format.join([phrases.indicator(review, words, name) for name in implied["indicator"].unique()])
        notes.append(words.say("plan.by_later", names=names, year=review.year))
    return notes


def compared_plans(review: AnnualReview) -> pd.DataFrame:
    """Take the plans that a result is held against; without a verdict where neither more nor less is better."""
    return review.plans[review.plans["attainment"].notna()]


def low_plans(review: AnnualReview) -> list[Record]:
    """List the met plans that had been set below the year before's outcome."""
    rows = review.plans
    return records(rows[(rows["asked_high"] < 0) & (rows["verdict"] == "met")])


def compared_targets(review: AnnualReview, sign: int) -> list[Record]:
    """List the targets that ask for less (sign −1) or more (+1) growth than the last plan did, beyond rounding."""
    rows = review.targets
    clear = rows["harder_than_asked_high"] < 0 if sign < 0 else rows["harder_than_asked_low"] > 0
    return records(rows[clear])


def plan_attained(review: AnnualReview, words: Words) -> SectionText:
    """Say which plans were met, the best and the worst."""
    question = words.say("plan.question")
    rows = review.plans[review.plans["verdict"] != ""]
    if not len(rows) and len(neutral := compared_plans(review)):
        finding = words.say("plan.neutral", count=len(neutral), year=review.year)
        return SectionText(question, finding, _neutral(review, words))
    if not len(rows):
        waiting = bool(len(review.own_targets))
        key = "plan.unknown" if waiting else "plan.none"
        text = [] if waiting else [words.say("plan.none_text", year=review.year)]
        return SectionText(question, words.say(key, year=review.year), text)
    counts = review.verdicts
    best, worst = highest(rows, "attainment"), lowest(rows, "attainment")
    missed = rows[rows["verdict"] == "missed"]
    if len(missed) == 1 and len(rows) > 1 and counts["met"] and not counts["undecided"]:
        (row,) = records(missed)
        name, share = phrases.indicator(review, words, row["indicator"]), phrases.rate(words, row, "attainment")
        amount = words.format.amount(-row["excess"], row["unit"], 2) if math.isfinite(row["excess"]) else ""
        finding = words.say(
            "plan.only_missed_by" if amount else "plan.only_missed", name=name, share=share, amount=amount
        )
    elif counts["met"] == len(rows):
        key = "plan.all_met" if len(rows) > 1 else "plan.one_met"
        name = phrases.indicator(review, words, best["indicator"], inside=len(rows) > 1)
        finding = words.say(key, count=len(rows), name=name, share=phrases.rate(words, best, "attainment"))
    elif len(rows) == 1 and len(missed) == 1:
        name = phrases.indicator(review, words, worst["indicator"], inside=False)
        finding = words.say("plan.one_missed", name=name, share=phrases.rate(words, worst, "attainment"))
    else:
        finding = words.say("plan.mixed", **counts)
    sentences = [_distance(review, words, best, "best")] if best["verdict"] == "met" and len(rows) > 1 else []
    sentences += [_distance(review, words, worst, "worst")] if worst["verdict"] == "missed" else []
    for row in records(rows):
        sentences += _narrow(review, words, row)
    sentences += [*_neutral(review, words), *_without_base(review, words)]
    by_target = rows.loc[rows["how"] == "planned_growth", "indicator"].unique()
    notes = caveats(review, words)
    if len(by_target):
        names = words.format.join([phrases.indicator(review, words, name) for name in by_target])
        notes.insert(0, words.say("plan.by_target", names=names))
    return SectionText(question, finding, sentences, notes)


def _neutral(review: AnnualReview, words: Words) -> list[str]:
    """Say what came of the plans of which neither more nor less is better: no verdict, only the share."""
    rows = compared_plans(review)
    return [
        words.say(
            "plan.no_verdict",
            name=phrases.indicator(review, words, row["indicator"], inside=False),
            share=phrases.rate(words, row, "attainment"),
        )
        for row in records(rows[rows["verdict"] == ""])
    ]


def _without_base(review: AnnualReview, words: Words) -> list[str]:
    """Name the targets for this year that are relative to a plan which nobody printed."""
    rows = review.own_targets
    return [
        words.say(
            "plan.unknown_base",
            name=phrases.indicator(review, words, row["indicator"]),
            target=phrases.stated_rate(words, row),
            assigner=phrases.assigner(review, words, row["base"].removeprefix("plan:")),
            year=review.year,
        )
        for row in records(rows[rows["reason"] == "unknown_base"])
    ]


def _distance(review: AnnualReview, words: Words, row: Record, key: str) -> str:
    name = phrases.indicator(review, words, row["indicator"], inside=key == "best" and words.language == "vi")
    share = phrases.rate(words, row, "attainment")
    if math.isnan(row["excess"]):
        return words.say(f"plan.{key}_share", name=name, share=share)
    excess = [abs(row["excess"]), *sorted((abs(row["excess_low"]), abs(row["excess_high"])))]
    amount, bounds = words.format.amount(excess[0], row["unit"], 2), words.format.bounds(excess[1], excess[2], 2)
    return words.say(f"plan.{key}", name=name, share=share, amount=amount, bounds=bounds)


def _narrow(review: AnnualReview, words: Words, row: Record) -> list[str]:
    """Say that a verdict hangs on the rounding."""
    name = phrases.indicator(review, words, row["indicator"], inside=False)
    bounds = phrases.rate_bounds(words, row, "attainment")
    if row["verdict"] == "undecided":
        return [words.say("plan.undecided", name=name, bounds=bounds)]
    if row["verdict"] == "met" and row["attainment_low"] < 1 + BARELY:
        low = words.format.number(row["attainment_low"] * 100, 3, mark=100)
        return [words.say("plan.barely", name=name, bounds=bounds, low=low)]
    return []


def growth(review: AnnualReview, words: Words) -> SectionText:
    """Say how fast the year grew, against what its plans had asked for."""
    year = review.year
    question = words.say("growth.question")
    rows = review.results[review.results["growth"].notna()]
    if not len(rows):
        key = "growth.none_implied" if (review.results["level_origin"] == "implied").any() else "growth.none"
        finding = words.say(key, year=year)
        return SectionText(question, finding, [words.say("growth.none_text", year=year)])
    asked = review.plans[review.plans["asked"].notna() & review.plans["growth"].notna()]
    above = asked[asked["growth_low"].fillna(-math.inf) > asked["asked_high"].fillna(math.inf)]
    better = rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    fast = highest(rows[better] if better.any() else rows, "growth")
    name = phrases.indicator(review, words, fast["indicator"], inside=False)
    if len(above) and len(asked) > 1:
        lead = highest(asked, "growth")
        finding = words.say(
            "growth.all_above" if len(above) == len(asked) else "growth.some_above",
            above=len(above),
            count=len(asked),
            name=phrases.indicator(review, words, lead["indicator"]),
            rate=phrases.rate(words, lead, "growth"),
            asked=words.format.percent(lead["asked"], phrases.decimals_of(lead, "asked", 1)),
        )
    else:
        finding = words.say(
            "growth.rates_only" if len(rows) > 1 else "growth.one_rate",
            name=name,
            rate=phrases.rate(words, fast, "growth"),
        )
    notes = []
    computed = rows.loc[rows["growth_origin"] == "implied", "indicator"]
    if len(computed):
        names = words.format.join([phrases.indicator(review, words, item) for item in computed])
        notes.append(words.say("growth.implied_rate", names=names))
    return SectionText(question, finding, [*_round_plans(review, words), *_low_plan_growth(review, words)], notes)


def _round_plans(review: AnnualReview, words: Words) -> list[str]:
    """Say which plans come out as round growth rates: a check of the printed figures against each other."""
    rows = review.plans[
        (review.plans["how"] == "attainment") & review.plans["asked_high"].notna() & review.plans["asked_low"].notna()
    ]
    items = []
    for row in records(rows):
        nearest = round(row["asked"] / ROUND_STEP) * ROUND_STEP
        narrow = row["asked_high"] - row["asked_low"] <= ROUND_WIDTH
        if narrow and row["asked_low"] <= nearest <= row["asked_high"]:
            shown = words.format.percent(nearest, 0 if math.isclose(nearest * 100, round(nearest * 100)) else 1)
            items.append(
                words.say("growth.round_item", name=phrases.indicator(review, words, row["indicator"]), rate=shown)
            )
    # One alone may be chance: a multiple of half a percent lies in every second interval of the widest allowed.
    if len(items) < FEWEST_ROUND:
        return []
    return [words.say("growth.supports", items=words.format.join(items), count=len(items), year=review.year)]


def _low_plan_growth(review: AnnualReview, words: Words) -> list[str]:
    return [
        words.say(
            "growth.below_before",
            name=phrases.indicator(review, words, row["indicator"]),
            rate=words.format.percent(-row["asked"]),
            bounds=words.format.bounds(-row["asked_high"], -row["asked_low"], 2, scale=100),
        )
        for row in low_plans(review)
    ]


def budget_rows(review: AnnualReview) -> pd.DataFrame:
    """Choose the state budget's plans of which both bases, plan and year before, are known."""
    rows = review.plans
    concept = rows["indicator"].map(review.data.indicators["concept"])
    known = rows["asked"].notna() & rows["plan"].notna() & rows["level"].notna() & rows["growth"].notna()
    return rows[(concept == "state budget revenue") & known & (rows["how"] == "attainment")].reset_index(drop=True)


def budget(review: AnnualReview, words: Words) -> SectionText | None:
    """Hold the budget against its plan and against the year before; nothing where a base is not known."""
    rows = budget_rows(review)
    if not len(rows):
        return None
    row = records(rows)[0]
    base = by_indicator(review.results)[row["indicator"], row["basis"]]
    low = row["asked_high"] < 0
    share, moved = phrases.rate(words, row, "attainment"), phrases.growth_words(words, row)
    below = words.format.percent(-row["asked"], 1)
    key = "high_plan" if not low else "low_plan" if row["growth"] >= 0 else "low_plan_fell"
    finding = words.say(f"budget.{key}", share=share, growth=moved, below=below)
    sentences = [
        words.say(
            "budget.text",
            level=phrases.level(words, row),
            plan=words.format.amount(row["plan"], row["unit"], 2),
            plan_bounds=words.format.bounds(row["plan_low"], row["plan_high"], 2),
            base=words.format.amount(base["base"], row["unit"], 2),
            base_bounds=words.format.bounds(base["base_low"], base["base_high"], 2),
        )
    ]
    if low and row["growth"] > 0:
        excess = words.format.percent(row["attainment"] - 1, phrases.decimals_of(row, "attainment", 2))
        sentences.append(words.say("budget.agree", excess=excess, growth=phrases.rate(words, row, "growth")))
    return SectionText(words.say("budget.question"), finding, sentences)
