"""Display tables of the history and of the statements' agreement."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.tables import formulas
from kienan_analysis.tables.ahead import statement_cells
from kienan_analysis.tables.cells import NOTHING, Cells
from kienan_analysis.tables.table import Cell, Figure, Table
from kienan_analysis.wording import phrases
from kienan_analysis.wording.across_years import revised_level

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording.messages import Words


def history_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate every year of every indicator."""
    cells = Cells(review, words)
    caption, unit = cells.caption(words.say("history.table"), review.history)
    headings = [cells.heading("indicator", numeric=False), cells.heading("year")]
    headings += [cells.heading(name) for name in ("level", "growth", "index")]
    rows = []
    for row in records(review.history):
        year = int(row["year"])
        computed = row["growth_origin"] == "implied"
        rows.append(
            [
                cells.indicator(row["indicator"], row["basis"]),
                cells.count(year),
                cells.level(row, unit=unit, implied=row["level_origin"] == "implied"),
                cells.rate(
                    row,
                    "growth",
                    implied=computed,
                    formula=formulas.GROWTH_OF_YEAR if computed else None,
                ),
                _index(words, row),
            ]
        )
    return cells.grounded(Table("history-table", caption, headings, rows)).without_empty_columns()


def _index(words: Words, row: Record) -> Cell:
    """Write a year's index; the first of a run is 100."""
    index = float(row["index"])
    if math.isnan(index):
        return NOTHING
    figure = Figure(index, math.nan, math.nan, "amount", 1, formula=formulas.INDEX_OF_YEAR)
    return Cell(words.format.number(index, 1), figure=figure)


def conflict_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate each contradiction: its figures as printed, each with its source, and which were set aside."""
    cells = Cells(review, words)
    names = ("number", "indicator", "period", "measure", "printed", "source", "fate")
    headings = [cells.heading(name, numeric=name == "printed") for name in names]
    observations = {row["id"]: row for row in records(review.area_statements)}
    rows = []
    for number, conflict in enumerate(records(review.conflicts), start=1):
        for place, name in enumerate(conflict["observations"]):
            aside = name in conflict["left_out"]
            fate = words.say("agree.set_aside" if aside else "agree.kept")
            apart = "" if place else _apart(words, conflict)
            rows.append([Cell(str(number), apart), *statement_cells(cells, observations[name]), Cell(fate)])
    return Table("conflicts-table", words.say("agree.table"), headings, rows)


def _apart(words: Words, conflict: Record) -> str:
    """Say by how much the figures of a contradiction miss each other."""
    if conflict["apart_in"] == "pp":
        return words.say("agree.apart_points", gap=words.format.points(conflict["apart"], sign=False))
    return words.say("agree.apart_ratio", gap=words.format.percent(conflict["apart"], 2))


def revision_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the levels and plans that two sources bound apart."""
    cells = Cells(review, words)
    names = ("indicator", "period", "earlier", "later", "gap_least")
    headings = [cells.heading(name, numeric=name not in {"indicator", "period"}) for name in names]
    rows = []
    for row in records(review.revisions):
        name = cells.indicator(row["indicator"], row["price_basis"]).text
        quantity = words.say("agree.plan" if row["quantity"].startswith("plan") else "agree.level")
        sources = [
            Cell(revised_level(review, words, row, which), refs=cells.refs(row[which]))
            for which in ("earlier", "later")
        ]
        gap = Cell(words.format.percent(row["at_least"], 2, sign=True))
        rows.append([Cell(f"{name} · {quantity}"), Cell(phrases.period(words, row["period"])), *sources, gap])
    return Table("revisions-table", words.say("agree.table_revisions"), headings, rows)


def break_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the series of one concept that are never joined, with the reason."""
    cells = Cells(review, words)
    names = ("indicator", "years", "other", "other_years", "reason")
    headings = [cells.heading(name, numeric=False) for name in names]
    rows = [
        [
            _series(cells, row["indicator"], row["basis"], row["reason"]),
            Cell(", ".join(map(str, row["years"]))),
            _series(cells, row["other_indicator"], row["other_basis"], row["reason"]),
            Cell(", ".join(map(str, row["other_years"]))),
            Cell(words.say(f"agree.{row['reason']}")),
        ]
        for row in records(review.breaks)
    ]
    return Table("breaks-table", words.say("agree.table_breaks"), headings, rows)


def _series(cells: Cells, indicator: str, basis: str, reason: str) -> Cell:
    """Name a series, with its price basis where that is what sets it apart."""
    if reason != "other_price_basis":
        return cells.indicator(indicator, basis)
    name = cells.review.data.indicators[f"name_{cells.words.language}"][indicator]
    return Cell(f"{name}, {phrases.price_basis(cells.words, basis)}")


def agreement(review: AnnualReview, words: Words) -> tuple[Table, ...]:
    """Make the tables of contradictions, revisions and series kept apart: those that have rows."""
    makers = (
        (conflict_table, review.conflicts),
        (revision_table, review.revisions),
        (break_table, review.breaks),
    )
    return tuple(maker(review, words) for maker, rows in makers if len(rows))
