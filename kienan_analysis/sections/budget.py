"""The state budget against its two bases: the plan, and the year before."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kienan_analysis.annual_review.records import by_indicator, records
from kienan_analysis.reviews.accepted import FACTS
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import amount, tabulate, written
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
    amount_axis,
    drawn_without_checks,
    finished,
    number_at_end,
    numbered,
    row_axis,
    row_names,
    span,
    whiskers,
)

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words


def section(review: AnnualReview, words: Words) -> Section | None:
    """Hold the budget against its two bases, where both are known; otherwise nothing."""
    text = said(review, words)
    return Section.of("budget", text, table(review, words), chart=chart(review, words)) if text else None


def budget_rows(review: AnnualReview) -> pd.DataFrame:
    """Choose the state budget's plans of which both bases, plan and year before, are known."""
    rows = review.plans
    concept = rows["indicator"].map(review.data.indicators["concept"])
    known = rows["asked"].notna() & rows["plan"].notna() & rows["level"].notna() & rows["growth"].notna()
    return rows[(concept == "state budget revenue") & known & (rows["how"] == "attainment")].reset_index(drop=True)


def said(review: AnnualReview, words: Words) -> SectionText | None:
    """Hold the budget against its plan and against the year before; nothing where a base is not known."""
    rows = budget_rows(review)
    if not len(rows):
        return None
    row = records(rows)[0]
    low = row["asked_high"] < 0
    share, moved = phrases.rate(words, row, "attainment"), phrases.growth_words(words, row)
    below = words.format.percent(-row["asked"], phrases.decimals_of(row, "asked", 1))
    key = "high_plan" if not low else "low_plan" if row["growth"] >= 0 else "low_plan_fell"
    finding = words.say(f"budget.{key}", share=share, growth=moved, below=below)
    first = {name: row[name] for name in ("indicator", "basis")}
    levels = {of["quantity"]: of for of in records(budget_levels(review)) if first.items() <= of.items()}
    items = [_told(words, levels[name]) for name in ("plan", "before") if name in levels]
    sentences = [words.say("budget.text", level=phrases.level(words, row), items=", ".join(items))]
    if low and row["growth"] > 0:
        excess = words.format.percent(row["attainment"] - 1, phrases.decimals_of(row, "attainment", 2))
        sentences.append(words.say("budget.agree", excess=excess, growth=phrases.rate(words, row, "growth")))
    return SectionText(words.say("budget.question"), finding, sentences)


def _told(words: Words, row: Record) -> str:
    """Say what the plan or the year before was: as printed, or with the bounds that it is implied within."""
    if row["level_origin"] == "published":
        return words.say(f"budget.{row['quantity']}_published", level=phrases.level(words, row))
    told = {"level": phrases.about(words, row), "bounds": phrases.amount_bounds(words, row)}
    return words.say(f"budget.{row['quantity']}_implied", **told)


def _year_before(result: Record) -> str:
    """Name the quantity that is the level of the year before: what the growth implies, else what is known otherwise.

    One that is implied beside a growth that its own source contradicts is none: it would be another than the growth's.
    """
    if math.isfinite(result["base"]):
        return "base"
    stands = result["previous_origin"] == "published" or result["growth_origin"] == "implied"
    return "previous" if stands and math.isfinite(result["previous"]) else ""


def budget_levels(review: AnnualReview) -> pd.DataFrame:
    """Line up the budget's three levels: the year before (where it is known), the plan, the outcome.

    Returns
    -------
    DataFrame
        Columns ``quantity`` (``before``, ``plan``, ``outcome``), ``level`` with bounds and facts, ``unit``,
        ``indicator`` and ``basis``; for each budget plan with both bases.
    """
    outcome = by_indicator(review.results)
    lines = []
    for plan in records(budget_rows(review)):
        result = outcome[plan["indicator"], plan["basis"]]
        known = ("before", result, _year_before(result)), ("plan", plan, "plan"), ("outcome", plan, "level")
        for quantity, row, name in known:
            if not name:
                continue
            facts = {f"level{end}": row[name + end] for end in ("", "_low", "_high")}
            facts |= {f"level_{fact}": row[f"{name}_{fact}"] for fact in FACTS}
            lines.append(
                {
                    "indicator": plan["indicator"],
                    "basis": plan["basis"],
                    "quantity": quantity,
                    **facts,
                    "unit": plan["unit"],
                }
            )
    return pd.DataFrame(lines)


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the budget's outcome, plan and the year before."""
    levels, year = budget_levels(review), review.year
    indicator = review.data.indicators.loc[levels["indicator"].iloc[0], f"name_{words.language}"]
    columns = (
        written("quantity", lambda _, row: words.say(f"budget.{row['quantity']}", year=year, before=year - 1)),
        amount("level", "amount"),
    )
    return tabulate(
        review,
        words,
        "budget-table",
        words.say("budget.table", name=indicator),
        columns=columns,
        rows=records(levels),
        units=levels["unit"],
    )


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw the year before, the plan and the outcome of the budget as bars from zero; implied ones hollow."""
    levels = budget_levels(review)
    if not len(levels):
        return None
    levels = levels[levels["indicator"] == levels["indicator"].iloc[0]]
    year = review.year
    rows = []
    for row in records(levels):
        implied = row["level_origin"] != "published"
        digits = phrases.decimals_of(row, "level")
        rows.append(
            {
                "name": words.say(f"budget.{row['quantity']}", year=year, before=year - 1),
                "value": row["level"],
                "low": row["level_low"] if implied else math.nan,
                "high": row["level_high"] if implied else math.nan,
                "label": phrases.hedged(
                    words, words.format.number(row["level"], digits), phrases.hedge_of(row, "level")
                ),
                "implied": implied,
                "end": row["level_high"] if math.isfinite(row["level_high"]) else row["level"],
            }
        )
    rows = numbered(rows)
    indicator = str(review.data.indicators.loc[levels["indicator"].iloc[0], f"name_{words.language}"])
    # As in the sentence: the outcome first.
    items = [f"{row['name']}: {row['label']}" for row in reversed(rows)]
    unit = words.format.unit(str(levels["unit"].iloc[0]))
    told = Described(
        words.say("budget.chart", name=indicator),
        words.say("budget.chart_subtitle", unit=unit),
        words.say("budget.chart_alt", name=indicator, items=words.format.join(items)),
    )
    domain = [0, span([row["end"] for row in rows], include=[0], room=0.18)[1]]
    across = amount_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    base = alt.Chart()
    hollow, solid = base.transform_filter("datum.implied"), base.transform_filter("!datum.implied")
    layers = [
        hollow.mark_bar(height=16, fill=COLOUR["paper"], stroke=COLOUR["published"], strokeWidth=1.6).encode(y=y, x=x),
        solid.mark_bar(height=17, color=COLOUR["published"]).encode(y=y, x=x),
        *whiskers(y, across),
        number_at_end(y, across),
        *row_names(y),
    ]
    return finished(layers, rows, told, words.language)
