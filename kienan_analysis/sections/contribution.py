"""What a total is made of, and which part gave most of its growth."""

from __future__ import annotations

import math
from html import unescape
from typing import TYPE_CHECKING

import altair as alt

from kienan_analysis.annual_review.records import by_indicator, highest, lowest, records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import Column, is_implied, points, tabulate
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell, Figure, Formula
from kienan_analysis.sections.parts.theme import (
    COLOUR,
    Described,
    amount_axis,
    drawn_without_checks,
    finished,
    labelled,
    number_at_end,
    numbered,
    row_axis,
    row_names,
    span,
)

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

# The additive groups that have a name of their own.
SUMMED = ("contribution.trade_and_accommodation_turnover",)
SHARE_DECIMALS = 1
CONTRIBUTION = Formula("growth * structure_before")
STRUCTURE_CHANGE = Formula("structure - structure_before")


def section(review: AnnualReview, words: Words) -> Section | None:
    """Say where growth came from, for totals and additive groups; otherwise nothing."""
    text = said(review, words)
    if text is None:
        return None
    return Section.of("contribution", text, table(review, words), chart=chart(review, words))


def said(review: AnnualReview, words: Words) -> SectionText | None:
    """Say which part gave most of the growth of a total or an additive group, else which is largest; nothing without.

    The first of several is the section's; of each other one line tells the shares.
    """
    table = review.contributions
    if not len(table):
        return None
    wholes = list(dict.fromkeys(zip(table["group"], table["basis"], strict=True)))
    first, *others = [table[(table["group"] == group) & (table["basis"] == basis)] for group, basis in wholes]
    text = _parts_of_growth(review, words, first) or _parts_of_level(review, words, first)
    text.sentences.extend(_shares(review, words, rows) for rows in others)
    return text


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
    points, total = (phrases.gap(words, row, "contribution") for row in (most, whole))
    named = title[:1].upper() + title[1:]
    total_row = by_indicator(review.results).get((group, str(whole["basis"])))
    if total_row is not None:
        growth, level = phrases.rate(words, total_row, "growth"), phrases.level(words, total_row)
        sentences = [words.say("contribution.text_total", group=named, growth=growth, level=level)]
    else:
        digits = phrases.allowed_decimals(whole, "growth")
        growth, bounds = words.format.percent(whole["growth"], digits), phrases.rate_bounds(words, whole, "growth")
        level = words.format.amount(whole["level"], whole["unit"], phrases.allowed_decimals(whole, "level"))
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
                points=phrases.gap(words, shifted, "structure_change"),
                share=words.format.percent(shifted["structure"], phrases.allowed_decimals(shifted, "structure")),
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


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the shares of each part of a total or an additive group, and what it gave to the growth."""
    grew = review.contributions["growth"].notna().any()
    return tabulate(
        review,
        words,
        "contribution-table",
        words.say("contribution.table" if grew else "contribution.table_shares"),
        columns=COLUMNS,
        rows=_lines(review),
    )


def _lines(review: AnnualReview) -> list[Record]:
    """Put to each part, and to each whole, its own result of the year and the statements behind it.

    Beside the columns of the frame: ``result``, None where there is none; ``own``, what stands behind the row;
    ``every``, what stands behind all parts; ``is_whole``; ``is_indicator``, whether the whole is one itself.
    """
    results = by_indicator(review.results)
    behind = {key: (*row["level_rests_on"], *row["growth_rests_on"]) for key, row in results.items()}
    lines: list[Record] = []
    parts = records(review.contributions)
    for part in parts:
        group, is_whole = (part["group"], part["basis"]), part["indicator"] == ""
        own = group if is_whole else (part["indicator"], part["basis"])
        of_group = [other for other in parts if (other["group"], other["basis"]) == group and other["indicator"]]
        every = tuple(name for other in of_group for name in behind[other["indicator"], other["basis"]])
        facts = {"every": every, "own": behind.get(own, every), "result": results.get(own)}
        lines.append({**part, **facts, "is_whole": is_whole, "is_indicator": group in behind})
    return lines


def _name(cells: Cells, row: Record) -> Cell:
    if not row["is_whole"]:
        return cells.indicator(row["indicator"], row["basis"])
    if row["is_indicator"]:
        return cells.indicator(row["group"], row["basis"])
    return Cell(cells.words.say("contribution.whole"))


def _growth(cells: Cells, row: Record) -> Cell:
    """Write a growth as it is known, else as levels or parts come to it."""
    result = row["result"]
    if result is None or math.isnan(row["growth"]):
        return cells.share(row, "growth", rests_on=row["own"])
    return cells.rate(result, "growth", source="growth_source", implied=is_implied(result, "growth"))


def _share(name: str) -> Column:
    """Write a share; the whole is all of itself."""

    def write(cells: Cells, row: Record) -> Cell:
        if row["is_whole"] and (name == "structure" or not math.isnan(row["growth"])):
            return Cell(cells.words.format.percent(1, 0), figure=Figure(1.0, math.nan, math.nan, "rate", 0))
        return cells.share(row, name, rests_on=row["every"])

    return Column(name, write)


def _structure_change(cells: Cells, row: Record) -> Cell:
    if row["is_whole"]:
        return NOTHING
    return cells.points(row, "structure_change", rests_on=row["every"], formula=STRUCTURE_CHANGE)


COLUMNS = (
    Column("indicator", _name, numeric=False),
    Column("growth", _growth),
    points("contribution", formula=CONTRIBUTION, rests_on=lambda row: row["every"]),
    _share("share_of_growth"),
    _share("structure_before"),
    _share("structure"),
    Column("structure_change", _structure_change),
)


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw a waterfall from the parts of a group to its growth, or where that is not known from their shares to all."""
    parts = review.contributions
    if not len(parts):
        return None
    parts = parts[(parts["group"] == parts["group"].iloc[0]) & (parts["basis"] == parts["basis"].iloc[0])]
    grew = parts["growth"].iloc[-1] > 0
    quantity = "contribution" if grew else "structure"
    rows, start = [], 0.0
    for row in records(parts):
        whole = row["indicator"] == ""
        step = row[quantity] * 100
        first, last = (0.0, step) if whole else (start, start + step)
        start = last
        name = words.say("contribution.whole") if whole else phrases.row_name(review, words, row)
        digits = phrases.allowed_decimals(row, quantity, None if grew else SHARE_DECIMALS)
        label = words.format.points(row[quantity], digits) if grew else words.format.percent(row[quantity], digits)
        rows.append(
            {
                "name": name,
                "first": first,
                "last": last,
                "end": max(first, last),
                "label": label,
                "whole": whole,
            }
        )
    rows = numbered(rows)
    group = unescape(group_name(review, words, str(parts["group"].iloc[0])))
    kind = "chart" if grew else "chart_shares"
    items = labelled(rows, words)
    told = Described(
        words.say(f"contribution.{kind}", year=review.year),
        words.say(f"contribution.{kind}_subtitle", group=group),
        words.say(f"contribution.{kind}_alt", year=review.year, group=group, items=items),
    )
    domain = span([row[end] for row in rows for end in ("first", "last")], include=[0], room=0.14)
    across = amount_axis(domain)
    y, x = row_axis(rows), alt.X("first:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_bar(height=16).encode(
            y=y,
            x=x,
            x2=alt.X2("last"),
            color=alt.condition("datum.whole", alt.value(COLOUR["context"]), alt.value(COLOUR["published"])),
        ),
        number_at_end(y, across, 8),
        base.mark_rule(color=COLOUR["context"]).encode(x=alt.datum(0)),
        *row_names(y),
    ]
    return finished(layers, rows, told, words.language)
