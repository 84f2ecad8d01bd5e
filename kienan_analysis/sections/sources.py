"""What a report rests on: its sources, what the indicators cover, every printed figure, how to cite it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections import coverage, places_in_brief, ranked_places
from kienan_analysis.sections.earlier_units import succession
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING
from kienan_analysis.sections.parts.columns import INDICATOR, PERIOD, Column, area, count, tabulate, written
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell, Figure
from kienan_analysis.version import __version__
from kienan_analysis.wording.messages import escaped

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview, Reviewed
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import FigureKind, Table
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words


def section(review: AnnualReview, words: Words) -> Section:
    """Say what a review rests on."""
    return Section("sources", said(review, words), None, tables(review, words))


def of_comparison(shown: SideBySide, words: Words) -> Section:
    """Say what a comparison rests on."""
    return Section("sources", _said_of_comparison(shown, words), None, tables(shown, words))


def of_overview(shown: PartsOfArea, words: Words) -> Section:
    """Say what an overview rests on; of very many figures the sources alone."""
    cited = phrases.citation(shown.data, words, places_in_brief.title(shown, words))
    light = ranked_places.is_light(shown)
    finding = words.say("source.finding", **counts(shown, words))
    notes = [words.say("overview.no_grounds", count=len(shown.statements))] if light else []
    notes += [words.say("source.assumed"), words.say("source.cite_as", citation=cited)]
    if shown.data.licence:
        notes.append(words.say("source.licence", licence=escaped(shown.data.licence)))
    listed = [source_table(shown, words), definition_table(shown, words)]
    if not light:
        listed.append(statement_table(shown, words, (area(), *STATEMENT)))
    sentences = [words.say("source.bounds"), words.say("source.verdict")]
    return Section("sources", SectionText(words.say("source.question"), finding, sentences, notes), None, tuple(listed))


def tables(review: Reviewed, words: Words) -> tuple[Table, ...]:
    """Make the tables of sources, indicators and printed figures."""
    return source_table(review, words), definition_table(review, words), statement_table(review, words)


def said(review: AnnualReview, words: Words) -> SectionText:
    """Say what the review rests on, how figures are read, and how to cite it."""
    data = review.data
    named = phrases.versioned(data, words, phrases.data_title(data, words))
    sentences = [words.say("source.bounds"), words.say("source.verdict"), words.say("source.vintages")]
    notes = [
        words.say("source.assumed"),
        words.say("source.versions", package=__version__, data=named),
        words.say("source.cite_as", citation=citation(review, words)),
    ]
    notes += succession(review, words)
    if data.licence:
        notes.append(words.say("source.licence", licence=escaped(data.licence)))
    return SectionText(
        words.say("source.question"), words.say("source.finding", **counts(review, words)), sentences, notes
    )


def citation(review: AnnualReview, words: Words) -> str:
    """Write how the review is cited."""
    return phrases.citation(review.data, words, title(review, words))


def _said_of_comparison(shown: SideBySide, words: Words) -> SectionText:
    cited = phrases.citation(shown.data, words, coverage.title(shown, words))
    notes = [words.say("source.assumed"), words.say("source.cite_as", citation=cited)]
    if shown.data.licence:
        notes.append(words.say("source.licence", licence=escaped(shown.data.licence)))
    finding = words.say("source.finding", **counts(shown, words))
    return SectionText(words.say("source.question"), finding, [words.say("source.bounds")], notes)


def counts(review: Reviewed, words: Words) -> dict[str, str]:
    """Say how many figures and sources a review rests on."""
    numbers = {"figures": len(review.statements), "sources": len(review.sources)}
    return {name: words.say(f"page.{name}", count=number) for name, number in numbers.items()}


def title(review: AnnualReview, words: Words) -> str:
    """Write the review's title."""
    area, following = phrases.area(review, words, review.area), review.year + 1
    if review.part_period:
        key = "page.title_part_targets" if len(review.targets) else "page.title_part"
        return words.say(key, area=area, period=phrases.period(words, review.part_period), next=following)
    key = "page.title" if len(review.targets) else "page.title_plain"
    return words.say(key, area=area, year=review.year, next=following)


def _source(cells: Cells, row: Record) -> Cell:
    """Name a statement's source by its number, without one by its publisher."""
    url, publisher = (str(cells.review.data.sources[name][row["source"]]) for name in ("url", "publisher"))
    number = cells.refs(row["source"])
    return Cell(str(number[0][0]) if number else publisher, href=url)


def _printed(cells: Cells, row: Record) -> Cell:
    is_amount = row["measure"] in {"level", "plan"}
    unit = str(cells.review.data.indicators["unit"][row["indicator"]]) if is_amount else ""
    kind: FigureKind = "amount" if is_amount else "rate"
    figure = Figure(row["value"], row["low"], row["high"], kind, int(row["decimals"]), unit, row["bound"])
    return Cell(phrases.printed(cells.words, row), figure=figure)


# One statement as it is printed.
STATEMENT = (
    INDICATOR,
    PERIOD,
    written("measure", lambda cells, row: phrases.stated(cells.review, cells.words, row)),
    Column("printed", _printed),
    Column("source", _source, numeric=False),
)


def statement_table(review: Reviewed, words: Words, columns: tuple[Column, ...] = STATEMENT) -> Table:
    """Tabulate every printed figure that the review rests on, as it is printed."""
    position = {name: number for number, name in enumerate(review.data.indicators.index)}
    order = review.statements.assign(place=review.statements["indicator"].map(position))
    order = order.sort_values(["place", "year", "period", "vintage", "id"], kind="stable")
    return tabulate(
        review,
        words,
        "statements-table",
        words.say("source.statements"),
        columns=columns,
        rows=records(order),
        key=lambda row: str(row["id"]),
        complete=True,
    )


def _prices(cells: Cells, row: Record) -> str:
    """Name an indicator's price basis, with a star where it is assumed."""
    star = "*" if row["price_basis"] and row["price_basis_assumed"] else ""
    return phrases.price_basis(cells.words, row["price_basis"]) + star


DEFINITION = (
    written("indicator", lambda cells, row: cells.indicator(row["id"]).text),
    written("unit", lambda cells, row: cells.words.format.unit(row["unit"])),
    written("price_basis", _prices),
    written("note", lambda cells, row: phrases.note(cells.words, row)),
)


def definition_table(review: Reviewed, words: Words) -> Table:
    """Tabulate the indicators: unit, price basis, and what they cover."""
    used = review.data.indicators.index.isin(review.statements["indicator"])
    return tabulate(
        review,
        words,
        "definitions-table",
        words.say("source.definitions"),
        columns=DEFINITION,
        rows=records(review.data.indicators[used].reset_index()),
        complete=True,
    )


def _day(cells: Cells, row: Record) -> Cell:
    day = str(row["published"] or "")
    return Cell(cells.words.format.date(date.fromisoformat(day))) if day else NOTHING


SOURCE = (
    written("number", lambda _, row: str(row["number"])),
    Column("publisher", lambda _, row: Cell(str(row["publisher"]), href=str(row["url"])), numeric=False),
    Column("published", _day, numeric=False),
    count("used", "figures"),
    written("note", lambda cells, row: phrases.note(cells.words, row)),
)


def source_table(review: Reviewed, words: Words) -> Table:
    """Tabulate the sources, newest first, numbered as in the other tables."""
    return tabulate(
        review,
        words,
        "sources-table",
        words.say("source.list"),
        columns=SOURCE,
        rows=records(review.sources.reset_index()),
        key=lambda row: str(row["id"]),
        complete=True,
    )
