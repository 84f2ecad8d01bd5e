"""Display tables of part years, targets, peers and sources."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import Record, by_indicator, records
from kienan_analysis.outlook import outlook, scenarios
from kienan_analysis.tables import formulas
from kienan_analysis.tables.cells import NOTHING, Cells
from kienan_analysis.tables.table import Cell, Figure, Heading, Table
from kienan_analysis.wording import phrases

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview, Reviewed
    from kienan_analysis.tables.table import FigureKind
    from kienan_analysis.wording.messages import Words


def part_year_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the figures of months, quarters and half-years."""
    cells = Cells(review, words)
    caption, unit = cells.caption(words.say("part.table", year=review.year), review.part_years)
    headings = [cells.heading("indicator", numeric=False), cells.heading("period", numeric=False)]
    headings += [cells.heading(name) for name in ("level", "growth", "attainment", "annual_plan")]
    rows = []
    for row in records(review.part_years):
        name = cells.indicator(row["indicator"], row["basis"])
        by = f" · {phrases.assigner(review, words, row['assigner'])}" if row["assigner"] else ""
        printed = row["plan_origin"] == "published"
        rows.append(
            [
                Cell(name.text + by),
                Cell(phrases.period(words, row["period"])),
                cells.level(row, unit=unit, source="source", implied=row["level_origin"] == "implied"),
                cells.rate(row, "growth"),
                cells.rate(row, "attainment"),
                cells.level(
                    row, "plan", unit=unit, implied=not printed, formula=None if printed else formulas.ANNUAL_PLAN
                ),
            ]
        )
    return cells.grounded(Table("part-year-table", caption, headings, rows)).without_empty_columns()


def target_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate next year's targets: as stated, as a level, against what was done and what was asked, and the past."""
    cells = Cells(review, words)
    caption, unit = cells.caption(words.say("target.table", next=review.year + 1, year=review.year), review.targets)
    history = by_indicator(outlook(review))
    headings = [cells.heading("indicator", numeric=False)]
    headings += [cells.heading(name) for name in ("target", "target_level", "to_done", "to_asked", "history")]
    rows = []
    for row in records(review.targets):
        key = (row["indicator"], row["basis"])
        past = None if math.isnan(row["target"]) else history.get(key)
        reached = NOTHING
        if past is not None and past["years"]:
            reached = Cell(
                words.say(
                    "table.of_years", count=int(past["years"]), reached=int(past["reached"]), years=int(past["years"])
                )
            )
        rows.append(
            [
                cells.indicator(*key),
                cells.target(row),
                cells.level(
                    row,
                    unit=unit,
                    implied=row["level_origin"] == "implied",
                    formula=None if row["level_origin"] == "published" else formulas.TARGET_LEVEL,
                )
                if not row["reason"]
                else _no_level(words, row, review.year),
                cells.points(
                    row,
                    "harder_than_done",
                    rests_on=(*_of_target(row), *_known(row["done_rests_on"])),
                    formula=formulas.TO_DONE,
                ),
                cells.points(
                    row,
                    "harder_than_asked",
                    rests_on=(*_of_target(row), *_known(row["asked_rests_on"])),
                    formula=formulas.TO_ASKED,
                ),
                reached,
            ]
        )
    keys = [cells.key(row) for row in records(review.targets)]
    return cells.grounded(Table("targets-table", caption, headings, rows, keys)).without_empty_columns()


def _no_level(words: Words, row: Record, year: int) -> Cell:
    """Say that a target has no level, and why where sources differ."""
    key = "contradicted_base" if row["reason"] == "contradicted_base" else "no_level"
    return Cell(words.say(f"target.{key}", **({"year": year} if key != "no_level" else {})), mark="missing")


def _of_target(row: Record) -> tuple[str, ...]:
    """Name the statements that give the growth that a target asks for."""
    return _known(row["target_rests_on"]) or (str(row["id"]),)


def _known(names: object) -> tuple[str, ...]:
    """Take the ids of a joined table, where a row without a partner has none."""
    return names if isinstance(names, tuple) else ()


def scenario_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate next year's level in three cases."""
    cells = Cells(review, words)
    names = {"target": "scenario_target", "same_growth": "scenario_same", "plan_growth": "scenario_plan"}
    table = scenarios(review)
    caption, unit = cells.caption(words.say("target.scenarios", next=review.year + 1), table)
    rows, keys = [], []
    for (indicator, basis), cases in table.groupby(["indicator", "basis"], sort=False):
        by_name = {case["scenario"]: case for case in records(cases)}
        found = [
            cells.level(
                by_name[name], unit=unit, implied=not by_name[name]["printed"], formula=formulas.SCENARIOS[name]
            )
            if name in by_name
            else NOTHING
            for name in names
        ]
        rows.append([cells.indicator(str(indicator), str(basis)), *found])
        keys.append(f"{indicator}|{basis}")
    headings = [cells.heading("indicator", numeric=False), *(cells.heading(name) for name in names.values())]
    return Table("scenarios-table", caption, headings, rows, keys).without_empty_columns()


def peer_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate comparable growth rates."""
    cells = Cells(review, words)
    headings = [cells.heading("indicator", numeric=False), cells.heading("peer", numeric=False)]
    headings += [Heading(cells.area(review.area).text, numeric=True, key="own")]
    headings += [cells.heading("growth"), cells.heading("gap")]
    rows = []
    for row in records(review.peers):
        own, other = review.grounds.done(row), row["growth_rests_on"]
        rows.append(
            [
                cells.indicator(row["indicator"], row["basis"]),
                cells.area(row["peer"]),
                cells.rate(row, "own", rests_on=own),
                cells.rate(row, "growth"),
                cells.points(row, "gap", rests_on=(*own, *other), formula=formulas.GAP),
            ]
        )
    return cells.grounded(Table("peers-table", words.say("peer.table"), headings, rows))


def not_comparable_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate what looks comparable and is not, with the reason."""
    cells = Cells(review, words)
    names = ("indicator", "peer", "period", "figure", "reason")
    headings = [cells.heading(name, numeric=name == "figure") for name in names]
    rows = []
    for row in records(review.not_comparable):
        other = cells.indicator(row["indicator"], row["basis"])
        rows.append(
            [
                cells.indicator(row["own_indicator"]),
                cells.area(row["peer"]),
                Cell(phrases.period(words, row["period"])),
                _figure(cells, row),
                Cell(words.say(f"peer.{row['reason']}", name=other.text)),
            ]
        )
    return Table("not-comparable-table", words.say("peer.table_not"), headings, rows)


def _figure(cells: Cells, row: Record) -> Cell:
    """Write one statement's resolved figure, linked to its source."""
    words = cells.words
    if row["measure"] in {"level", "plan"}:
        text = words.format.amount(
            row["value"], str(cells.review.data.indicators["unit"][row["indicator"]]), int(row["decimals"])
        )
    else:
        signed = row["measure"] in {"growth", "planned_growth"}
        text = words.format.percent(row["value"], int(row["decimals"]), sign=signed)
    url = str(cells.review.data.sources.loc[row["source"], "url"])
    return Cell(phrases.hedged(words, text, row["bound"]), href=url)


def statement_table(review: Reviewed, words: Words) -> Table:
    """Tabulate every printed figure that the review rests on, as it is printed."""
    cells = Cells(review, words)
    names = ("indicator", "period", "measure", "printed", "source")
    headings = [cells.heading(name, numeric=name == "printed") for name in names]
    position = {name: number for number, name in enumerate(review.data.indicators.index)}
    order = review.statements.assign(place=review.statements["indicator"].map(position))
    order = order.sort_values(["place", "year", "period", "vintage", "id"], kind="stable")
    rows = [statement_cells(cells, row) for row in records(order)]
    keys = [str(row["id"]) for row in records(order)]
    return Table("statements-table", words.say("source.statements"), headings, rows, keys)


def statement_cells(cells: Cells, row: Record) -> list[Cell]:
    """Write one statement as it is printed: indicator, period, what it states, the digits, the source."""
    words = cells.words
    url, publisher = (str(cells.review.data.sources[name][row["source"]]) for name in ("url", "publisher"))
    number = cells.refs(row["source"])
    is_amount = row["measure"] in {"level", "plan"}
    unit = str(cells.review.data.indicators["unit"][row["indicator"]]) if is_amount else ""
    kind: FigureKind = "amount" if is_amount else "rate"
    figure = Figure(row["value"], row["low"], row["high"], kind, int(row["decimals"]), unit, row["bound"])
    return [
        cells.indicator(row["indicator"], row["basis"]),
        Cell(phrases.period(words, row["period"])),
        Cell(phrases.stated(cells.review, words, row)),
        Cell(phrases.printed(words, row), figure=figure),
        Cell(str(number[0][0]) if number else publisher, href=url),
    ]


def definition_table(review: Reviewed, words: Words) -> Table:
    """Tabulate the indicators: unit, price basis with a star where it is assumed, and what they cover."""
    cells = Cells(review, words)
    headings = [cells.heading(name, numeric=False) for name in ("indicator", "unit", "price_basis", "note")]
    used = set(review.statements["indicator"])
    rows = []
    for row in records(review.data.indicators[review.data.indicators.index.isin(used)].reset_index()):
        star = "*" if row["price_basis"] and row["price_basis_assumed"] else ""
        note = str(row["note_vi" if words.language == "vi" else "note"])
        rows.append(
            [
                cells.indicator(row["id"]),
                Cell(words.format.unit(row["unit"])),
                Cell(phrases.price_basis(words, row["price_basis"]) + star),
                Cell(note),
            ]
        )
    return Table("definitions-table", words.say("source.definitions"), headings, rows)


def source_table(review: Reviewed, words: Words) -> Table:
    """Tabulate the sources, newest first, numbered as in the other tables."""
    cells = Cells(review, words)
    headings = [
        cells.heading("number", numeric=False),
        cells.heading("publisher", numeric=False),
        cells.heading("published", numeric=False),
    ]
    headings += [cells.heading("used"), cells.heading("note", numeric=False)]
    rows = []
    for row in records(review.sources):
        day = str(row["published"] or "")
        note = str(row["note_vi" if words.language == "vi" else "note"])
        rows.append(
            [
                Cell(str(row["number"])),
                Cell(str(row["publisher"]), href=str(row["url"])),
                Cell(words.format.date(date.fromisoformat(day))) if day else NOTHING,
                cells.count(int(row["figures"])),
                Cell(note),
            ]
        )
    keys = [str(name) for name in review.sources.index]
    return Table("sources-table", words.say("source.list"), headings, rows, keys)
