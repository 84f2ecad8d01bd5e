"""What the next year's targets ask for, against what was done and what the last plan had asked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt

from kienan_analysis.annual_review.records import by_indicator, records
from kienan_analysis.outlook import outlook, scenarios
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import INDICATOR, Column, amount, key_of, points, tabulate
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell, Formula
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
    drawn_without_checks,
    finished,
    number_beside,
    numbered,
    percent_axis,
    row_axis,
    row_names,
    span,
)

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# A target within this of what the last plan asked for is called the same; a wider interval tells nothing.
SAME = 0.005
# From two years on a count of years in which a target was reached says something.
FEW_YEARS = 2

# A target is a decision, and exact.
TARGET_LEVEL = Formula(
    "at_a_glance.level * (1 + target)", "at_a_glance.level.low * (1 + target)", "at_a_glance.level.high * (1 + target)"
)
TO_DONE = Formula("target - at_a_glance.growth", "target - at_a_glance.growth.high", "target - at_a_glance.growth.low")
TO_ASKED = Formula("target - growth.asked", "target - growth.asked.high", "target - growth.asked.low")
# By scenario: the column and how it follows.
SCENARIOS = {
    "target": (
        "scenario_target",
        Formula("targets.target_level", "targets.target_level.low", "targets.target_level.high"),
    ),
    "same_growth": (
        "scenario_same",
        Formula(
            "at_a_glance.level * (1 + at_a_glance.growth)",
            "at_a_glance.level.low * (1 + at_a_glance.growth.low)",
            "at_a_glance.level.high * (1 + at_a_glance.growth.high)",
        ),
    ),
    "plan_growth": ("scenario_plan", Formula("at_a_glance.level * (1 + growth.asked)")),
}


def section(review: AnnualReview, words: Words) -> Section | None:
    """Say what the next year's targets ask for; nobody asks after any in the middle of a year."""
    if review.part_period and not len(review.targets):
        return None
    tables = table(review, words), scenario_table(review, words)
    return Section.of("targets", said(review, words), *tables, chart=chart(review, words))


def compared_targets(review: AnnualReview, sign: int) -> list[Record]:
    """List the targets that ask for less (sign −1) or more (+1) growth than the last plan did, beyond rounding.

    Only where more is better: of poverty or spending less growth is no softer target.
    """
    rows = review.targets
    clear = rows["harder_than_asked_high"] < 0 if sign < 0 else rows["harder_than_asked_low"] > 0
    better = rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    return records(rows[clear & better])


def said(review: AnnualReview, words: Words) -> SectionText:
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
            asked=phrases.rate_near(words, row, "asked", 1),
        )
    elif len(rates) and len(below) == len(rates):
        finding = words.say("target.below_done", next=following)
    else:
        finding = words.say("target.mixed", count=len(rows), next=following)
    sentences = []
    if len(rates) > 1 and len(below) == len(rates):
        gaps = sorted(records(below), key=lambda row: float(-row["harder_than_done"]))
        low, high = (phrases.gap(words, row, "harder_than_done") for row in (gaps[0], gaps[-1]))
        sentences.append(words.say("target.done", low=low, high=high))
    sentences += _against_last_plan(review, words) + _missed_yet_same(review, words)
    sentences += [_unknown_base(review, words, row) for row in records(rows[rows["reason"] == "unknown_base"])]
    contradicted = rows.loc[rows["reason"] == "contradicted_base", "indicator"].unique()
    if len(contradicted):
        names = phrases.indicators(review, words, contradicted)
        sentences.append(words.say("target.on_contradicted_base", names=names, year=year))
    return SectionText(question, finding, sentences, _history(review, words))


def target_rate(words: Words, row: Record) -> str:
    """Write a target's growth: as printed, hedge included, or with two decimals where a plan level implies it."""
    if row["measure"] == "planned_growth":
        return phrases.stated_rate(words, row)
    return phrases.changed(words, row, "target", phrases.decimals_of(row, "target", phrases.RATE_DECIMALS))


def _against_last_plan(review: AnnualReview, words: Words) -> list[str]:
    rows = review.targets[review.targets["harder_than_asked"].notna()]
    items = []
    for row in records(rows):
        name = phrases.indicator(review, words, row["indicator"])
        points = phrases.gap(words, row, "harder_than_asked")
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
    said = words.say(
        "target.unknown_base",
        name=phrases.indicator(review, words, row["indicator"]),
        target=phrases.stated_rate(words, row),
        assigner=phrases.assigner(review, words, row["base"].removeprefix("plan:")),
        next=review.year + 1,
    )
    # Of a rate nobody asks whether it grows; without this year's level there is nothing to grow from.
    if math.isnan(row["break_even"]) or review.data.indicators["kind"][row["indicator"]] == "rate":
        return said
    even = phrases.about(words, row, "break_even", implied=True)
    bounds = phrases.amount_bounds(words, row, "break_even")
    return f"{said} {words.say('target.break_even', even=even, bounds=bounds)}"


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
        target = phrases.rate(words, row, "target")
        notes.append(
            words.say(
                "target.history", name=name, target=target, reached=row["reached"], years=row["years"], range=span
            )
        )
    return notes


def _level(cells: Cells, row: Record) -> Cell:
    """Write the level that a target means, or that it has none, and why where sources differ."""
    if not row["reason"]:
        printed = row["level_origin"] == "published"
        formula = None if printed or row["in_points"] else TARGET_LEVEL
        return cells.level(row, implied=row["level_origin"] == "implied", formula=formula)
    if row["reason"] == "contradicted_base":
        return Cell(cells.words.say("target.contradicted_base", year=cells.review.year), mark="missing")
    return Cell(cells.words.say("target.no_level"), mark="missing")


def _rests_on(row: Record, name: str) -> tuple[str, ...]:
    """Name the statements behind the growth that a target asks for, and behind what it is held against."""
    of_target = _known(row["target_rests_on"]) or (str(row["id"]),)
    return (*of_target, *_known(row[f"{name}_rests_on"]))


def _known(names: object) -> tuple[str, ...]:
    """Take the ids of a joined table, where a row without a partner has none."""
    return names if isinstance(names, tuple) else ()


def _reached(cells: Cells, row: Record) -> Cell:
    """Say in how many of the years known a target's growth was reached."""
    past = row["past"]
    if past is None or not past["years"]:
        return NOTHING
    years, reached = int(past["years"]), int(past["reached"])
    return Cell(cells.words.say("table.of_years", count=years, reached=reached, years=years))


COLUMNS = (
    INDICATOR,
    Column("target", lambda cells, row: cells.target(row)),
    Column("target_level", _level),
    points("harder_than_done", "to_done", formula=TO_DONE, rests_on=lambda row: _rests_on(row, "done")),
    points("harder_than_asked", "to_asked", formula=TO_ASKED, rests_on=lambda row: _rests_on(row, "asked")),
    Column("history", _reached),
)


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate next year's targets: as stated, as a level, against what was done and what was asked, and the past."""
    past = by_indicator(outlook(review))
    rows = [
        {**row, "past": None if math.isnan(row["target"]) else past.get((row["indicator"], row["basis"]))}
        for row in records(review.targets)
    ]
    caption, units = words.say("target.table", next=review.year + 1, year=review.year), review.targets["unit"]
    return tabulate(review, words, "targets-table", caption, columns=COLUMNS, rows=rows, units=units, key=key_of)


def scenario_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate next year's level in three cases."""
    known = scenarios(review)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for case in records(known):
        key = case["indicator"], case["basis"]
        row = rows.setdefault(key, {"indicator": key[0], "basis": key[1], **dict.fromkeys(SCENARIOS)})
        row[case["scenario"]] = {**case, "level_origin": "" if case["printed"] else "implied"}
    cases = [amount("level", key, formula=by).within(name) for name, (key, by) in SCENARIOS.items()]
    return tabulate(
        review,
        words,
        "scenarios-table",
        words.say("target.scenarios", next=review.year + 1),
        columns=(INDICATOR, *cases),
        rows=rows.values(),
        units=known["unit"],
        key=key_of,
    )


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw each growth target (diamond) beside the growth achieved (dot) and asked by the last plan (hollow)."""
    known = review.targets[review.targets["target"].notna() & ~review.targets["in_points"]]
    if not len(known):
        return None
    rows: list[dict[str, Any]] = []
    for row in records(known):
        target = target_rate(words, row)
        achieved = phrases.rate(words, row, "done")
        rows.append(
            {
                "name": phrases.row_name(review, words, row),
                "value": row["target"] * 100,
                "done": row["done"] * 100,
                "asked": row["asked"] * 100,
                "label": target,
                "done_label": "" if math.isnan(row["done"]) else achieved,
                "below": bool(row["target"] < row["done"]),
            }
        )
    rows = numbered(rows)
    year = review.year
    items = words.format.join(
        [
            words.say(
                "target.alt_item" if row["done_label"] else "target.alt_item_plain",
                name=row["name"],
                target=row["label"],
                done=row["done_label"],
                year=year,
            )
            for row in rows
        ]
    )
    told = Described(
        words.say("target.chart", next=year + 1, year=year),
        words.say("target.chart_subtitle", year=year),
        words.say("target.chart_alt", next=year + 1, items=items),
    )
    domain = span([row[end] for row in rows for end in ("value", "done", "asked")], include=[0], room=0.14)
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    compared, planned = base.transform_filter("isValid(datum.done)"), base.transform_filter("isValid(datum.asked)")
    done, asked = (alt.X(f"{name}:Q", **across) for name in ("done", "asked"))
    layers = [
        base.mark_rule(color=COLOUR["context"], strokeWidth=1).encode(x=alt.datum(0)),
        compared.mark_rule(color=COLOUR["band"], strokeWidth=5).encode(y=y, x=x, x2=alt.X2("done")),
        compared.mark_point(filled=True, size=120, color=COLOUR["published"], opacity=1).encode(y=y, x=done),
        planned.mark_point(
            filled=False, shape="circle", size=210, stroke=COLOUR["plan"], strokeWidth=1.8, opacity=1
        ).encode(y=y, x=asked),
        base.mark_point(filled=True, shape="diamond", size=130, color=COLOUR["missed"], opacity=1).encode(y=y, x=x),
        *row_names(y),
    ]
    # The target's number stands under its diamond, clear of the ring; the number achieved on the outer side.
    layers.append(base.mark_text(baseline="top", dy=10, fontWeight=600).encode(y=y, x=x, text=alt.Text("label:N")))
    layers += [
        *number_beside("datum.below && isValid(datum.done)", "right", y, done, "done_label", main=False),
        *number_beside("!datum.below && isValid(datum.done)", "left", y, done, "done_label", main=False),
    ]
    return finished(layers, rows, told, words.language)
