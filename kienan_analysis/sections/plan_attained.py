"""Which plans were met, by how much, and what that hangs on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt

from kienan_analysis.annual_review.records import lowest, records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import PLAN_NAME, VERDICT, amount, key_of, rate, tabulate
from kienan_analysis.sections.parts.order import may_be_first
from kienan_analysis.sections.parts.plan_answers import (
    answered_in_growth,
    differing,
    distance,
    growth_answer,
    plan_name,
    share_of_plan,
)
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Formula
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
from kienan_analysis.wording.formats import outward

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# Within this of 100% a met plan is said to be met barely.
BARELY = 0.0005
VERDICTS = ("met", "missed", "undecided")
# Of which neither more nor less is better: no verdict, and the colour of what only stands beside.
NEUTRAL = "neutral"
COLOURS = {name: COLOUR[name] for name in VERDICTS} | {NEUTRAL: COLOUR["context"]}

PLAN = Formula("level / attainment", "level.low / attainment.high", "level.high / attainment.low")
ATTAINMENT = Formula("level / plan_printed", "level.low / plan_printed.high", "level.high / plan_printed.low")
EXCESS = Formula(
    "level - plan_printed",
    # Level and plan share the level's digits: one less the other would be wider.
    "min(level.low * (1 - 1 / attainment.low), level.high * (1 - 1 / attainment.low))",
    "max(level.low * (1 - 1 / attainment.high), level.high * (1 - 1 / attainment.high))",
)


def _is_open(row: Record) -> bool:
    return phrases.open_end(row, "attainment") != ""


def _by_share(row: Record) -> bool:
    return bool(row["attainment_origin"] == "published" and row["plan_origin"] != "published")


COLUMNS = (
    PLAN_NAME,
    amount(),
    rate("growth").where(answered_in_growth),
    rate("asked").where(answered_in_growth),
    rate("attainment", source="source", formula=ATTAINMENT, when=lambda row: row["how"] == "plan"),
    amount("plan", "plan_printed", formula=PLAN, when=_by_share),
    # What is known from one side only may lie on either side of the plan: no distance is known then.
    amount("excess", implied=True, formula=EXCESS).where(
        lambda row: row["verdict"] != "undecided" or not _is_open(row)
    ),
    VERDICT,
)


def section(review: AnnualReview, words: Words) -> Section:
    """Say which plans were met."""
    return Section.of("plan_attained", said(review, words), table(review, words), chart=chart(review, words))


def compared_plans(review: AnnualReview) -> pd.DataFrame:
    """Take the plans that a result is held against; without a verdict where neither more nor less is better."""
    return review.plans[review.plans["attainment"].notna()]


def caveats(review: AnnualReview, words: Words) -> list[str]:
    """Say where a verdict rests on another year's report."""
    rows = review.plans[review.plans["verdict"] != ""]
    # A target is held against growth, a share of plan or a plan's level against the level.
    origin = rows["level_origin"].where(rows["how"] != "planned_growth", rows["growth_origin"])
    implied = rows[(origin == "implied") & (rows["how"] != "attainment")]
    notes = []
    if len(implied):
        names = phrases.indicators(review, words, implied["indicator"])
        notes.append(words.say("plan.by_later", names=names, year=review.year))
    return notes


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say which plans were met, the best and the worst."""
    question = words.say("plan.question")
    rows = review.plans[review.plans["verdict"] != ""]
    if not len(rows) and len(neutral := compared_plans(review)):
        finding = words.say("plan.neutral", count=len(neutral), year=review.year)
        return SectionText(question, finding, _neutral(review, words))
    if not len(rows) and review.part_years["attainment"].notna().any():
        return SectionText(question, words.say("plan.part_only", year=review.year))
    if not len(rows):
        waiting = bool(len(review.own_targets))
        key = "plan.unknown" if waiting else "plan.none"
        text = [] if waiting else [words.say("plan.none_text", year=review.year)]
        return SectionText(question, words.say(key, year=review.year), text)
    # Furthest beyond a plan is an achievement where more is better only.
    more = rows[rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)]  # noqa: FBT003  (a Series)
    beyond = _beyond(review, rows)
    praised = beyond.loc[more.index] if len(more) else beyond
    worst = lowest(beyond, "beyond")
    # Where the digits leave open which of several went furthest, none is said to have.
    best, *others = may_be_first(records(praised), "beyond")
    leads = not others
    finding = _finding(review, words, rows, best if leads else None, worst)
    # What came to just its plan is not beyond it.
    is_beyond = leads and best["verdict"] == "met" and best["beyond"] > 0
    sentences = [_distance(review, words, best, "best")] if is_beyond and len(rows) > 1 and len(more) else []
    sentences += [_distance(review, words, worst, "worst")] if worst["verdict"] == "missed" else []
    if not (is_beyond and worst["verdict"] == "missed" and len(rows) == 2):  # noqa: PLR2004  (both have been told)
        sentences += [words.say("plan.each_sentence", name=name, items=told) for name, told in differing(review, words)]
    for row in records(rows):
        sentences += _narrow(review, words, row)
    sentences += [*_neutral(review, words), *_without_base(review, words)]
    by_target = rows.loc[rows["how"] == "planned_growth", "indicator"].unique()
    notes = caveats(review, words)
    if len(by_target):
        names = phrases.indicators(review, words, by_target)
        notes.insert(0, words.say("plan.by_target", names=names))
    return SectionText(question, finding, sentences, notes)


def _beyond(review: AnnualReview, rows: pd.DataFrame) -> pd.DataFrame:
    """Add how far each plan was exceeded, or of a limit undercut, with bounds."""
    limits = _limits(review, rows)
    shares = [rows[f"attainment{end}"] for end in ("", "_low", "_high")]
    value, low, high = ((share - 1).where(~limits, 1 - share) for share in shares)
    return rows.assign(beyond=value, beyond_low=low.where(~limits, high), beyond_high=high.where(~limits, low))


def _limits(review: AnnualReview, rows: pd.DataFrame) -> pd.Series:
    """Tell which plans are met by staying below them: those of what is better when it is lower."""
    return rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(False)  # noqa: FBT003  (a Series)


def _is_limit(review: AnnualReview, row: Record) -> bool:
    return review.data.indicators["higher_is_better"][row["indicator"]] is False


def _finding(review: AnnualReview, words: Words, rows: pd.DataFrame, best: Record | None, worst: Record) -> str:
    """Say in one line which of the plans with a verdict were met; a growth target is answered in growth."""
    counts = review.verdicts
    missed = records(rows[rows["verdict"] == "missed"])
    if counts["met"] == len(rows):
        if best is None:
            return words.say("glance.both_met" if len(rows) == 2 else "glance.all_met", count=len(rows))  # noqa: PLR2004  (nobody says all of two)
        if _is_limit(review, best) and not (len(rows) == 1 and answered_in_growth(best)):
            # What went furthest is the lowest there: not to be called the highest.
            key = {1: "plan.one_within", 2: "glance.both_met"}.get(len(rows), "glance.all_met")
            return words.say(key, count=len(rows), **_answered(review, words, best, inside=False))
        several = len(rows) > 1
        met = {1: "one", 2: "both"}.get(len(rows), "all")
        key = f"plan.{met}_met_growth" if answered_in_growth(best) else f"plan.{met}_met"
        return words.say(key, count=len(rows), **_answered(review, words, best, inside=several))
    if len(rows) == 1 and missed:
        key = "plan.one_missed_growth" if answered_in_growth(worst) else "plan.one_missed"
        return words.say(key, **_answered(review, words, worst, inside=False))
    if len(missed) == 1 and counts["met"] and not counts["undecided"]:
        short, _ = distance(words, missed[0])
        key = "plan.only_missed_by" if short else "plan.only_missed"
        key = "plan.only_missed_growth" if answered_in_growth(missed[0]) else key
        return words.say(key, amount=short, **_answered(review, words, missed[0], inside=True))
    told = [words.say(f"plan.count_{name}", count=counts[name]) for name in VERDICTS if counts[name]]
    return words.format.join(told)


def _answered(review: AnnualReview, words: Words, row: Record, *, inside: bool) -> dict[str, str]:
    """Name an indicator, its share of plan and, of a growth target, the answer in growth."""
    return {
        "name": plan_name(review, words, row, inside=inside),
        "share": phrases.rate(words, row, "attainment"),
        "answer": growth_answer(words, row) if answered_in_growth(row) else "",
    }


def _neutral(review: AnnualReview, words: Words) -> list[str]:
    """Say what came of the plans of which neither more nor less is better: no verdict, only the share."""
    rows = compared_plans(review)
    return [
        words.say(
            "plan.no_verdict",
            name=plan_name(review, words, row, inside=False),
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
    name = plan_name(review, words, row, inside=key == "best" and words.language == "vi")
    share = phrases.rate(words, row, "attainment")
    if answered_in_growth(row):
        return words.say(f"plan.{key}_growth", name=name, answer=growth_answer(words, row), share=share)
    if _is_limit(review, row):
        return words.say("plan.worst_limit", name=name, share=share)
    apart, bounds = distance(words, row)
    if not apart:
        return words.say(f"plan.{key}_share", name=name, share=share)
    return words.say(f"plan.{key}", name=name, share=share, amount=apart, bounds=bounds)


def _narrow(review: AnnualReview, words: Words, row: Record) -> list[str]:
    """Say that a verdict hangs on the rounding."""
    name = plan_name(review, words, row, inside=False)
    bounds = phrases.rate_bounds(words, row, "attainment")
    if row["verdict"] == "undecided" and _is_open(row):
        return [words.say("plan.open", name=name, share=phrases.rate(words, row, "attainment"))]
    if row["verdict"] == "undecided":
        return [words.say("plan.undecided", name=name, bounds=bounds)]
    limit = _is_limit(review, row)
    # The end that is nearest to the plan.
    end = row["attainment_high" if limit else "attainment_low"]
    if row["verdict"] == "met" and abs(end - 1) < BARELY:
        end_said = words.format.number(outward(end * 100, 3, upper=limit, mark=100), 3)
        return [words.say("plan.barely_within" if limit else "plan.barely", name=name, bounds=bounds, end=end_said)]
    return []


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate each plan: outcome, share, the plan itself, the distance from it, the verdict."""
    known = compared_plans(review)
    printed = (known["plan_origin"] == "published").any()
    return tabulate(
        review,
        words,
        "plan-attained-table",
        words.say("plan.table_printed" if printed else "plan.table"),
        columns=COLUMNS,
        rows=records(known),
        units=known["unit"],
        key=key_of,
    )


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each plan's attainment from the line of the plan, with rounding whiskers and the verdict in words."""
    plans = compared_plans(review)
    if not len(plans):
        return None
    rows = []
    for row in records(plans):
        said_of_it = [words.say(f"verdict.{row['verdict']}")] if row["verdict"] else []
        shown = share_of_plan(words, row)
        rows.append(
            {
                "name": phrases.row_name(review, words, row),
                "value": row["attainment"] * 100,
                "low": row["attainment_low"] * 100,
                "high": row["attainment_high"] * 100,
                "end": max(
                    row["attainment"] * 100,
                    row["attainment_high"] * 100 if math.isfinite(row["attainment_high"]) else 0,
                    100,
                ),
                "label": " · ".join([shown, *said_of_it]),
                "verdict": row["verdict"] or NEUTRAL,
                "open": phrases.open_end(row, "attainment"),
                "detail": f"{shown} {phrases.rate_bounds(words, row, 'attainment')}",
            }
        )
    rows = numbered(rows)
    told = Described(
        words.say("plan.chart", year=review.year),
        words.say("plan.chart_subtitle"),
        words.say("plan.chart_alt", year=review.year, items=labelled(rows, words)),
    )
    ends = [row[end] for row in rows for end in ("value", "low", "high")]
    across = percent_axis(span(ends, include=[100], room=0.3))
    y, x = row_axis(rows), alt.X("value:Q", **across)
    fill = alt.Color("verdict:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())))
    tip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("detail:N", title="%")]
    base = alt.Chart()
    layers = [
        # To draw a bar to a figure that may lie on either side of the plan would draw a shortfall.
        base.transform_filter("!datum.open")
        .mark_bar(height=16, cornerRadius=0)
        .encode(y=y, x=x, x2=alt.datum(100), color=fill, tooltip=tip),
        *arrows(rows, y, x, color=fill, tooltip=tip),
        *whiskers(y, across),
        number_at_end(y, across, 10, main=False),
        base.mark_tick(orient="vertical", size=24, thickness=3, color=COLOUR["plan"]).encode(
            y=y, x=alt.X(datum=100, **across)
        ),
        *row_names(y),
    ]
    return finished(layers, rows, told, words.language)
