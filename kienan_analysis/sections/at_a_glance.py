"""The year at a glance: the most important in one line, a few more, and one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import by_indicator, lowest, records
from kienan_analysis.sections import part_glance
from kienan_analysis.sections.growth import low_plans
from kienan_analysis.sections.parts import extremes, phrases
from kienan_analysis.sections.parts.cells import NOTHING, Cells
from kienan_analysis.sections.parts.columns import VERDICT, Column, amount, key_of, key_of_plan, rate, tabulate
from kienan_analysis.sections.parts.plan_answers import (
    answered_in_growth,
    differing,
    distance,
    growth_answer,
    has_several_plans,
    plan_name,
)
from kienan_analysis.sections.parts.progress import capital
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.plan_attained import caveats
from kienan_analysis.sections.targets import compared_targets
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Cell, Table
    from kienan_analysis.wording.messages import Words


def _name(cells: Cells, row: Record) -> Cell:
    return cells.plan_name(row["plan"]) if row["plan"] else cells.indicator(row["indicator"], row["basis"])


# What of a row is of the year's result, of a plan, of the next target.
FIGURES = (
    amount(source="level_source").within("result"),
    rate("attainment", source="source").within("plan"),
    VERDICT.within("plan"),
    rate("growth", source="growth_source").within("result"),
    Column("target", lambda cells, row: cells.target(row)).within("target"),
)
COLUMNS = (Column("indicator", _name, numeric=False), *FIGURES)


def section(review: AnnualReview, words: Words) -> Section:
    """Say the year in a finding, a few lines and one table."""
    tables = [table(review, words)]
    if review.part_period:
        tables.insert(0, part_glance.table(review, words))
    return Section.of("at_a_glance", said(review, words), *tables)


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say the year in a finding and a few lines; a year of which only a part is reported, that part."""
    if review.part_period:
        return part_glance.said(review, words)
    headline = finding(review, words)
    # What the headline says is not said again.
    apart = [
        told for told in differing(review, words) if words.say("plan.each", name=told[0], items=told[1]) != headline
    ]
    sentences = [words.say("plan.each_sentence", name=name, items=items) for name, items in apart]
    sentences += [*_movements(review, words), *(_budget_sentence(review, words, row) for row in low_plans(review))]
    sentences += _targets_alone(review, words)
    for key, sign in (("softer", -1), ("harder", 1)):
        names = [phrases.indicator(review, words, row["indicator"]) for row in compared_targets(review, sign)]
        if names:
            listed = words.format.join(names)
            sentences.append(words.say(f"glance.{key}", names=listed, year=review.year, next=review.year + 1))
    return SectionText(
        words.say("glance.question", year=review.year),
        headline,
        sentences,
        [*caveats(review, words), *_source_caveats(review, words)],
    )


def finding(review: AnnualReview, words: Words) -> str:
    """Say the most important thing of the year in one line."""
    if review.part_period:
        return part_glance.finding(review, words)
    counts = review.verdicts
    total = sum(counts.values())
    if not total:
        return _without_plans(review, words)
    apart = differing(review, words)
    if apart and len(review.plans[review.plans["verdict"] != ""].drop_duplicates(["indicator", "basis"])) == 1:
        ((name, items),) = apart
        return words.say("plan.each", name=name, items=items)
    parts = [_one_plan(review, words)] if total == 1 else [_several(review, counts, total, words)]
    missed = review.plans[review.plans["verdict"] == "missed"]
    if len(missed):
        parts.append(_shortfall(review, words, lowest(missed, "attainment")))
    if counts["undecided"] and total > max(1, counts["undecided"]):
        parts.append(words.say("glance.unclear", count=counts["undecided"]))
    return "; ".join(parts)


def _one_plan(review: AnnualReview, words: Words) -> str:
    """Say what came of the one plan that has a verdict, and of what it is."""
    (row,) = records(review.plans[review.plans["verdict"] != ""])
    key = f"glance.one_{row['verdict']}"
    met = row["verdict"] == "met"
    values = {"share": phrases.rate(words, row, "attainment")}
    if met and answered_in_growth(row):
        key, values = "glance.one_met_growth", {"answer": growth_answer(words, row)}
    elif met and review.data.indicators["higher_is_better"][row["indicator"]] is False:
        key = "glance.one_met_within"
    return words.say(key, name=plan_name(review, words, row, inside=not met), **values)


def _several(review: AnnualReview, counts: Mapping[str, int], total: int, words: Words) -> str:
    """Say how many of at least two plans were met; of two, nobody says all."""
    met, two = counts["met"], 2
    judged = records(review.plans[review.plans["verdict"] != ""])
    # Two plans of one indicator are not two indicators.
    some = "some_plans" if any(has_several_plans(review, row) for row in judged) else "some"
    if 0 < met < total:
        return words.say(f"glance.{some}_met", count=met, met=met, total=total)
    if total == two and max(met, counts["missed"]) == two:
        return words.say("glance.both_met" if met else "glance.both_missed")
    if counts["undecided"]:  # of which some may have been met
        missed = counts["missed"]
        key = f"glance.{some}_missed" if missed else "glance.none_told"
        return words.say(key, count=missed, missed=missed, total=total)
    return words.say("glance.all_met" if met else "glance.none_met", count=total)


def _without_plans(review: AnnualReview, words: Words) -> str:
    moving = review.results[review.results["indicator"].map(review.data.indicators["kind"]) != "stock"]
    printed = (moving["level_origin"] == "published") | (moving["growth_origin"] == "published")
    if printed.any():
        return words.say("glance.no_plans", count=int(printed.sum()))
    if len(moving):
        return words.say("glance.implied_only", year=review.year, count=len(moving))
    if len(review.part_years):  # a report of a part of the year has its own headline: these are all implied
        return words.say("part.implied_only", year=review.year, count=len(review.part_years))
    key = "targets_only" if len(review.own_targets) else "other_only"
    return words.say(f"glance.{key}", year=review.year)


def _shortfall(review: AnnualReview, words: Words, row: Record) -> str:
    name = plan_name(review, words, row)
    if answered_in_growth(row):
        return words.say("glance.short_growth", name=name, answer=growth_answer(words, row))
    if row["attainment"] > 1:  # a limit that was not to be exceeded
        share = words.format.percent(
            row["attainment"] - 1, phrases.decimals_of(row, "attainment", phrases.RATE_DECIMALS)
        )
        return words.say("glance.over", name=name, share=share)
    share = words.format.percent(1 - row["attainment"], phrases.decimals_of(row, "attainment", phrases.RATE_DECIMALS))
    if phrases.hedge_of(row, "attainment") == "at_most":
        share = phrases.hedged(words, share, "at_least")
    short, _ = distance(words, row)
    return words.say("glance.short_by" if short else "glance.short", name=name, share=share, amount=short)


def _targets_alone(review: AnnualReview, words: Words) -> list[str]:
    """List the year's own targets where nothing else of it is known: they stand in no other table of figures."""
    if len(review.results) or len(review.part_years) or not len(review.own_targets):
        return []
    items = []
    for row in records(review.own_targets):
        told = phrases.level(words, row, "stated") if row["measure"] == "plan" else phrases.stated_rate(words, row)
        by = phrases.assigner(review, words, row["base"].removeprefix("plan:")) if row["base"] else ""
        key = "target_level" if row["measure"] == "plan" else "target_on_plan" if by else "target_growth"
        if key == "target_growth" and row["stated"] <= 0:
            key, told = "target_fall", phrases.growth_words(words, {**row, "stated_bound": row["bound"]}, "stated")
        name = phrases.indicator(review, words, row["indicator"])
        items.append(words.say(f"glance.{key}", name=name, told=told, by=by))
    return [words.say("glance.own_targets", year=review.year, items=words.format.join(items))]


def _movements(review: AnnualReview, words: Words) -> list[str]:
    rows = review.results[review.results["growth"].notna() & ~review.results["in_points"]]
    # Rising prices are no achievement: only what is better when higher is ranked.
    rows = rows[rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)]  # noqa: FBT003  (a Series)
    if not len(rows):
        return []
    if len(rows) == 1:
        (only,) = records(rows)
        name = phrases.indicator(review, words, only["indicator"], inside=False)
        told = {"rate": phrases.rate(words, only, "growth"), "moved": phrases.growth_words(words, only)}
        return [words.say("glance.one_growth" if only["growth"] > 0 else "glance.one_fell", name=name, **told)]
    return [f"{capital(extremes.told(review, words, rows))}."]


def _source_caveats(review: AnnualReview, words: Words) -> list[str]:
    """Repeat what is said of the sources that the year's results come from: how provisional, how complete."""
    source_of = dict(zip(review.statements["id"], review.statements["source"], strict=True))
    behind = {source_of[name] for names in review.results["because"] for name in names}
    used = {*review.results["level_source"], *review.results["growth_source"], *review.plans["source"], *behind}
    note = "note_vi" if words.language == "vi" else "note"
    rows = review.sources[review.sources.index.isin(used)]
    return [
        words.say("page.on_source", number=row["number"], note=escaped(row[note])) for row in records(rows) if row[note]
    ]


def _budget_sentence(review: AnnualReview, words: Words, row: Record) -> str:
    return words.say(
        "glance.budget" if row["growth"] >= 0 else "glance.budget_fell",
        name=plan_name(review, words, row, inside=False),
        share=phrases.rate(words, row, "attainment"),
        growth=phrases.growth_words(words, row),
        below=words.format.percent(-row["asked"], phrases.decimals_of(row, "asked", 1)),
    )


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate result, share of plan, verdict, growth and next target: one row an indicator and plan."""
    units = [*review.results["unit"], *review.plans["unit"], *review.targets["unit"]]
    # A plan for which nothing is known to hold against it has nothing to show here.
    cells = Cells(review, words)
    rows = [row for row in _rows(review) if any(column.write(cells, row) != NOTHING for column in FIGURES)]
    caption = words.say("glance.caption")
    return tabulate(review, words, "at-a-glance-table", caption, columns=COLUMNS, rows=rows, units=units, key=_key)


def _key(row: Record) -> str:
    """Say what a row is about; of several plans of an indicator all but the first are told by whose they are."""
    return key_of_plan(row["plan"]) if row["plan"] and not row["first"] else key_of(row)


def _rows(review: AnnualReview) -> Iterator[Record]:
    """Put together what is known of each indicator: a row a plan, the next target in the first."""
    results = by_indicator(review.results)
    plans, targets = _by_indicator(review.plans), _by_indicator(review.targets)
    position = {name: number for number, name in enumerate(review.data.indicators.index)}
    for key in sorted({**results, **plans, **targets}, key=lambda key: (position[key[0]], key[1])):
        at = {"indicator": key[0], "basis": key[1], "result": results.get(key)}
        aims: list[Record | None] = [*targets.get(key, [])]
        for place, plan in enumerate(plans.get(key, [None])):
            yield {**at, "plan": plan, "target": aims[0] if aims else None, "first": not place}
            aims = []


def _by_indicator(frame: pd.DataFrame) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for row in records(frame):
        found.setdefault((row["indicator"], row["basis"]), []).append(row)
    return found
