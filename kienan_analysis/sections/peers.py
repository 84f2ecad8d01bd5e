"""The area beside its parent and the other places of it, where that is like for like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.sections.parts.columns import (
    INDICATOR,
    PERIOD,
    Column,
    area,
    is_implied,
    points,
    rate,
    tabulate,
    written,
)
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

GAP = Formula("own - growth", "own.low - growth.high", "own.high - growth.low")


def section(review: AnnualReview, words: Words) -> Section:
    """Put the parent and its other areas beside the area."""
    tables = table(review, words), not_comparable_table(review, words)
    return Section.of("peers", said(review, words), *tables, chart=chart(review, words))


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say how the area did beside its parent and the other places of it, or why that cannot be said."""
    parent, siblings = place_kinds.parent_words(review, words), place_kinds.sibling_words(review, words)
    alone = "" if parent else "_alone"
    question = words.say(f"peer.question{alone}", parent=parent, siblings=siblings)
    rows = review.peers
    if len(rows):
        row = max(records(rows), key=lambda row: abs(row["gap"]))
        # An open end may reach anywhere.
        clear = "above" if row["gap_low"] > 0 else "below" if row["gap_high"] < 0 else "open"
        finding = words.say(
            f"peer.finding_{clear}",
            name=phrases.indicator(review, words, row["indicator"], inside=False),
            own=phrases.growth_words(words, row, "own"),
            peer=phrases.area(review, words, row["peer"], inside=True),
            rate=phrases.rate(words, row, "growth"),
            points=phrases.gap(words, row, "gap"),
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


def _own(cells: Cells, row: Record) -> Cell:
    return cells.rate(row, "own", implied=is_implied(row, "own"), rests_on=row["own_rests_on"])


def table(review: AnnualReview, words: Words) -> Table:
    """Tabulate comparable growth rates."""
    own = str(review.data.areas.loc[review.area, f"name_{words.language}"])
    columns = (
        INDICATOR,
        area("peer"),
        Column("own", _own).named(own, "own"),
        rate("growth", implied=False),
        points("gap", formula=GAP, rests_on=lambda row: (*row["own_rests_on"], *row["growth_rests_on"])),
    )
    rows = [{**row, "own_rests_on": review.grounds.done(row)} for row in records(review.peers)]
    caption = words.say("peer.table")
    return tabulate(review, words, "peers-table", caption, columns=columns, rows=rows, complete=True)


def _figure(cells: Cells, row: Record) -> Cell:
    """Write one statement's resolved figure, linked to its source."""
    words = cells.words
    if row["measure"] in {"level", "plan"}:
        unit = str(cells.review.data.indicators["unit"][row["indicator"]])
        text = words.format.amount(row["value"], unit, int(row["decimals"]))
    else:
        signed = row["measure"] in {"growth", "planned_growth"}
        text = phrases.changed(words, row, "value", int(row["decimals"]), sign=signed)
    url = str(cells.review.data.sources.loc[row["source"], "url"])
    return Cell(phrases.hedged(words, text, row["bound"]), href=url)


def _reason(cells: Cells, row: Record) -> str:
    other = cells.indicator(row["indicator"], row["basis"])
    return cells.words.say(f"peer.{row['reason']}", name=other.text)


def not_comparable_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate what looks comparable and is not, with the reason."""
    columns = (
        written("indicator", lambda cells, row: cells.indicator(row["own_indicator"]).text),
        area("peer"),
        PERIOD,
        Column("figure", _figure),
        written("reason", _reason),
    )
    rows, caption = records(review.not_comparable), words.say("peer.table_not")
    return tabulate(review, words, "not-comparable-table", caption, columns=columns, rows=rows, complete=True)


@drawn_without_checks
def chart(review: AnnualReview, words: Words) -> Specification | None:
    """Draw the area's growth (solid) beside its peers' (hollow), one row a comparison."""
    known = review.peers[~review.peers["in_points"]]  # percentage points have no place on an axis of percent
    if not len(known):
        return None
    rows = []
    for row in records(known):
        peer = str(review.data.areas.loc[row["peer"], f"name_{words.language}"])
        rows.append(
            {
                "name": f"{phrases.row_name(review, words, row)} · {peer}",
                "value": row["own"] * 100,
                "asked": row["growth"] * 100,
                "low": row["growth_low"] * 100,
                "high": row["growth_high"] * 100,
                "label": phrases.rate(words, row, "own"),
                "peer_label": phrases.rate(words, row, "growth"),
                "above": bool(row["own"] >= row["growth"]),
            }
        )
    rows = numbered(rows)
    items = words.format.join([f"{row['name']}: {row['label']} / {row['peer_label']}" for row in rows])
    own = str(review.data.areas.loc[review.area, f"name_{words.language}"])
    told = Described(
        words.say("peer.chart", year=review.year),
        words.say("peer.chart_subtitle", area=own),
        words.say("peer.chart_alt", year=review.year, items=items),
    )
    ends = [row[end] for row in rows for end in ("value", "asked")]
    across = percent_axis(span(ends, include=[0], room=0.16))
    y, x = row_axis(rows), alt.X("value:Q", **across)
    other = alt.X("asked:Q", **across)
    base = alt.Chart()
    layers = [
        base.mark_rule(color=COLOUR["band"], strokeWidth=5).encode(y=y, x=x, x2=alt.X2("asked")),
        base.mark_point(
            filled=True,
            shape="circle",
            size=110,
            fill=COLOUR["paper"],
            stroke=COLOUR["context"],
            strokeWidth=2,
            opacity=1,
        ).encode(y=y, x=other),
        base.mark_point(filled=True, shape="circle", size=130, color=COLOUR["published"], opacity=1).encode(y=y, x=x),
        *row_names(y),
    ]
    layers += [
        *number_beside("datum.above", "right", y, x, "label", main=True),
        *number_beside("!datum.above", "left", y, x, "label", main=True),
        *number_beside("datum.above", "left", y, other, "peer_label", main=False),
        *number_beside("!datum.above", "right", y, other, "peer_label", main=False),
    ]
    return finished(layers, rows, told, words.language)
