"""How fast the year grew, against what its plans had asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import altair as alt

from kienan_analysis.annual_review.questions import asked_about
from kienan_analysis.annual_review.records import highest, records
from kienan_analysis.reviews.quantities import unclear
from kienan_analysis.reviews.statements import KEY
from kienan_analysis.sections.parts import extremes, phrases
from kienan_analysis.sections.parts.columns import PLAN_NAME, amount, is_implied, key_of, key_of_plan, rate, tabulate
from kienan_analysis.sections.parts.plan_answers import plan_name
from kienan_analysis.sections.parts.progress import capital
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Formula
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
    arrows,
    drawn_without_checks,
    finished,
    number_beside,
    numbered,
    percent_axis,
    row_axis,
    row_names,
    span,
    whiskers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# A plan's growth that is a multiple of half a percent, in bounds at most this wide, is no accident.
ROUND_STEP, ROUND_WIDTH, FEWEST_ROUND = 0.005, 0.0025, 2

BASE = Formula(
    "at_a_glance.level / (1 + growth)",
    "at_a_glance.level.low / (1 + growth.high)",
    "at_a_glance.level.high / (1 + growth.low)",
)
ASKED = Formula(
    "(1 + growth) / at_a_glance.attainment - 1",
    "(1 + growth.low) / at_a_glance.attainment.high - 1",
    "(1 + growth.high) / at_a_glance.attainment.low - 1",
)


def _by_share(plan: Record) -> bool:
    return is_implied(plan, "asked") and bool(plan["attainment_origin"] == "published")


COLUMNS = (
    PLAN_NAME,
    rate("growth", source="growth_source"),
    amount("base", implied=True, formula=BASE),
    rate("asked", formula=ASKED, when=_by_share).within("of_plan"),
)


def section(review: AnnualReview, words: Words) -> Section:
    """Say how fast the year grew, and what the plans had asked for."""
    return Section.of("growth", said(review, words), table(review, words), chart=chart(review, words))


def questions(review: AnnualReview, words: Words, *, whole_year: bool) -> list[str]:
    """Ask about printed growth rates of the year, or of its parts, that are likelier a slip or an index."""
    rows = review.statements
    rows = rows[(rows["year"] == review.year) & (rows["full_year"] if whole_year else rows["part_year"])]
    return [
        words.say(
            f"growth.ask_{row['question']}",
            name=phrases.indicator(review, words, row["indicator"], inside=words.language == "vi"),
            period=phrases.period(words, row["period"]),
            rate=words.format.percent(row["value"], int(row["decimals"])),
            instead=words.format.percent(row["instead"], int(row["decimals"]), sign=True),
        )
        for row in records(asked_about(review.data, rows))
    ]


def low_plans(review: AnnualReview) -> list[Record]:
    """List the met plans that had been set below the year before's outcome; not where less is what is wanted."""
    rows = review.plans
    more = rows["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    return records(rows[more & (rows["asked_high"] < 0) & (rows["verdict"] == "met")])


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say how fast the year grew, against what its plans had asked for."""
    year = review.year
    question = words.say("growth.question")
    rows = review.results[review.results["growth"].notna()]
    if not len(rows):
        key = "growth.none_implied" if (review.results["level_origin"] == "implied").any() else "growth.none"
        finding = words.say(key, year=year)
        asks = questions(review, words, whole_year=True)
        return SectionText(question, finding, [words.say("growth.none_text", year=year)], asks)
    # To grow faster than a plan had asked says something where more is better, and nothing of spending.
    more = review.plans["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    known = review.plans["asked"].notna() & review.plans["growth"].notna() & ~unclear(review.plans, "growth", "asked")
    asked = review.plans[more & known]
    above = asked[asked["growth_low"].fillna(-math.inf) > asked["asked_high"].fillna(math.inf)]
    # A rate rises by points, and is never the fastest of what grows in percent.
    ranked = rows[~rows["in_points"]]
    if not len(ranked):
        ranked = rows[~unclear(rows, "growth")]
    if not len(ranked):  # changes of rates in percent alone: each may be one of two things
        ranked = rows[:1]
    better = ranked["indicator"].map(review.data.indicators["higher_is_better"]).eq(True)  # noqa: FBT003  (a Series)
    ranked = ranked[better] if better.any() else ranked
    asked_of = asked.drop_duplicates(["indicator", "basis"])
    if len(above) and len(asked_of) > 1:
        finding = _above_plans(review, words, _above_all(above, asked), len(asked_of))
    elif len(ranked) > 1:
        finding = capital(extremes.top(review, words, ranked))
    else:
        (only,) = records(ranked)
        name = phrases.indicator(review, words, only["indicator"], inside=False)
        told = {"rate": phrases.rate(words, only, "growth"), "moved": phrases.growth_words(words, only)}
        finding = words.say("growth.one_rate" if only["growth"] > 0 else "growth.one_fell", name=name, **told)
    notes = questions(review, words, whole_year=True)
    computed = rows.loc[rows["growth_origin"] == "implied", "indicator"]
    if len(computed):
        notes.append(words.say("growth.implied_rate", names=phrases.indicators(review, words, computed)))
    return SectionText(question, finding, [*_round_plans(review, words), *_low_plan_growth(review, words)], notes)


def _above_all(above: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Take of each indicator that outgrew every plan of it the plan that had asked for most."""
    short = asked.drop(index=above.index).set_index(KEY).index
    every = above[~above.set_index(KEY).index.isin(short)]
    return every.sort_values("asked", ascending=False, kind="stable").drop_duplicates(KEY).sort_index()


def _above_plans(review: AnnualReview, words: Words, above: pd.DataFrame, of: int) -> str:
    """Say how many of the plans were outgrown, and by which most; not that something grew which fell."""
    lead = highest(above, "growth")
    every = "some" if len(above) < of else "both" if of == 2 else "all"  # noqa: PLR2004  (nobody says all of two)
    return words.say(
        f"growth.{every}_{'above' if (above['growth'] > 0).all() else 'better'}",
        above=len(above),
        count=of,
        name=phrases.indicator(review, words, lead["indicator"]),
        rate=phrases.rate(words, lead, "growth"),
        asked=phrases.rate_near(words, lead, "asked", 1),
    )


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
            items.append(words.say("growth.round_item", name=plan_name(review, words, row), rate=shown))
    # One alone may be chance: a multiple of half a percent lies in every second interval of the widest allowed.
    if len(items) < FEWEST_ROUND:
        return []
    return [words.say("growth.supports", items=words.format.join(items), count=len(items), year=review.year)]


def _low_plan_growth(review: AnnualReview, words: Words) -> list[str]:
    return [
        words.say(
            "growth.below_before",
            name=plan_name(review, words, row),
            rate=words.format.percent(-row["asked"], phrases.decimals_of(row, "asked", phrases.RATE_DECIMALS)),
            bounds=words.format.bounds(
                -row["asked_high"], -row["asked_low"], phrases.allowed_decimals(row, "asked"), scale=100
            ),
        )
        for row in low_plans(review)
    ]


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate growth, the implied level of the year before, and the growth that the plan had asked for."""
    known, asked = review.results[review.results["growth"].notna()], _asked(review)
    more = known["base"].notna().any() or bool(asked)
    return tabulate(
        review,
        words,
        "growth-table",
        words.say("growth.table" if more else "growth.table_rates"),
        columns=COLUMNS,
        rows=[row for result in records(known) for row in _with_plans(result, asked)],
        units=known["unit"] if more else None,
        key=_key(review),
    )


def _key(review: AnnualReview) -> Callable[[Record], str]:
    """Say what a row is about, as the table at a glance does: whose plan, of all but an indicator's first."""
    first = {key_of(row): row["assigner"] for row in reversed(records(review.plans))}
    return lambda row: key_of(row) if first.get(key_of(row)) == row["assigner"] else key_of_plan(row)


def _asked(review: AnnualReview) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for row in records(review.plans[review.plans["asked"].notna()]):
        found.setdefault((row["indicator"], row["basis"]), []).append(row)
    return found


def _with_plans(row: Record, asked: Mapping[tuple[str, str], list[Record]]) -> list[Record]:
    """Pair a result with each plan of it; whose plan that is stands by its name where there are several."""
    plans: list[Record | None] = [*asked.get((row["indicator"], row["basis"]), [])]
    several = len(plans) > 1
    return [
        {**row, "of_plan": plan, "assigner": plan["assigner"] if plan and several else ""} for plan in plans or [None]
    ]


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw growth (solid) beside the growth that the plan had asked for (hollow)."""
    # Points and percent have no axis in common.
    known = review.results[review.results["growth"].notna() & ~review.results["in_points"]]
    if not len(known):
        return None
    plans = _asked(review)
    rows = []
    for row in [row for result in records(known) for row in _with_plans(result, plans)]:
        asked = row["of_plan"]
        computed = row["growth_origin"] == "implied"
        shown = phrases.rate(words, row, "growth")
        want = math.nan if asked is None else asked["asked"] * 100
        rows.append(
            {
                "name": phrases.row_name(review, words, row),
                "value": row["growth"] * 100,
                "asked": want,
                "low": math.nan if asked is None else asked["asked_low"] * 100,
                "high": math.nan if asked is None else asked["asked_high"] * 100,
                "label": words.say("table.computed", text=shown) if computed else shown,
                "asked_label": "" if asked is None else phrases.rate_near(words, asked, "asked", 1),
                "above": not want > row["growth"] * 100,
                "open": phrases.open_end(row, "growth"),
            }
        )
    rows = numbered(rows)
    with_plan = any(row["asked_label"] for row in rows)
    items = words.format.join(
        [
            words.say("growth.alt_item", name=row["name"], rate=row["label"], asked=row["asked_label"])
            if row["asked_label"]
            else words.say("growth.alt_item_plain", name=row["name"], rate=row["label"])
            for row in rows
        ]
    )
    told = Described(
        words.say("growth.chart" if with_plan else "glance.growth_chart", year=review.year),
        words.say("growth.chart_subtitle" if with_plan else "growth.chart_subtitle_plain"),
        words.say("growth.chart_alt", year=review.year, items=items),
    )
    ends = [row[end] for row in rows for end in ("value", "asked", "low", "high")]
    domain = span(ends, include=[0], room=0.14)
    return finished(dumbbell(rows, domain), rows, told, words.language)


def dumbbell(rows: list[dict[str, Any]], domain: list[float]) -> list[alt.Chart]:
    """Join what was asked and what was achieved in each row.

    Parameters
    ----------
    rows : list of dict
        ``row``, ``name``; in percent ``value`` (achieved), ``asked`` with ``low`` and ``high``; ``label``,
        ``asked_label``; ``above``: whether the value lies at or above what was asked.
    domain : list of float
    """
    across = percent_axis(domain)
    y, x = row_axis(rows), alt.X("value:Q", **across)
    asked = alt.X("asked:Q", **across)
    base = alt.Chart()
    planned = base.transform_filter("isValid(datum.asked)")
    layers = [
        base.mark_rule(color=COLOUR["context"], strokeWidth=1).encode(x=alt.datum(0)),
        planned.mark_rule(color=COLOUR["band"], strokeWidth=5).encode(y=y, x=x, x2=alt.X2("asked")),
        *whiskers(y, across, role="muted"),
        planned.mark_point(
            filled=True, shape="circle", size=110, fill=COLOUR["paper"], stroke=COLOUR["plan"], strokeWidth=2, opacity=1
        ).encode(y=y, x=asked),
        base.transform_filter("!datum.open")
        .mark_point(filled=True, shape="circle", size=130, color=COLOUR["published"], opacity=1)
        .encode(y=y, x=x),
        *arrows(rows, y, x),
        *row_names(y),
    ]
    # Each number stands on the outer side of its mark.
    has_plan = "isValid(datum.asked)"
    layers += [
        *number_beside(f"datum.above && {has_plan}", "left", y, asked, "asked_label", main=False),
        *number_beside(f"!datum.above && {has_plan}", "right", y, asked, "asked_label", main=False),
        *number_beside("datum.above", "right", y, x, "label", main=True),
        *number_beside("!datum.above", "left", y, x, "label", main=True),
    ]
    return layers
