"""Display tables of the units that an area was made of: which, and their figures beside the area's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import Record, records
from kienan_analysis.tables.cells import NOTHING, Cells
from kienan_analysis.tables.table import Cell, Table
from kienan_analysis.wording import lineage

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording.messages import Words


def parts_tables(review: AnnualReview, words: Words) -> tuple[Table, ...]:
    """Make the tables of the earlier units: those that say something."""
    made = (earlier_table(review, words), parts_table(review, words))
    return tuple(table for table in made if table.rows)


def parts_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the units that an area was made of: what went over, the last day, how many figures the package has."""
    cells = Cells(review, words)
    headings = [cells.heading("peer", numeric=False), cells.heading("share_over", numeric=False)]
    headings += [cells.heading("last_day", numeric=False), cells.heading("figures")]
    counts = review.data.observations["area"].value_counts()
    rows = []
    for kin in review.lineage.parts:
        share = lineage.share(words, kin)
        rows.append([
            Cell(lineage.plain_name(review, words, kin)),
            Cell(share) if share else NOTHING,
            Cell(words.format.date(kin.ended)) if kin.ended else NOTHING,
            cells.count(int(counts.get(kin.id, 0))),
        ])  # fmt: skip
    return Table("parts-table", words.say("lineage.table_parts"), headings, rows)


def earlier_table(review: AnnualReview, words: Words) -> Table:
    """Tabulate the earlier units' printed figures, each indicator's with the area's own of the year below them.

    Whose a figure is stands beneath the indicator, so that the table fits a phone.
    """
    cells = Cells(review, words)
    caption, unit = cells.caption(words.say("lineage.table"), review.earlier)
    headings = [cells.heading("indicator", numeric=False), cells.heading("year")]
    headings += [cells.heading(name) for name in ("level", "growth")]
    names = {kin.id: lineage.plain_name(review, words, kin) for kin in review.lineage.parts}
    own = {(row["indicator"], row["basis"]): row for row in records(review.results)}
    rows = []
    found = records(review.earlier)
    for place, row in enumerate(found):
        key = (row["indicator"], row["basis"])
        rows.append(_of_part(cells, row, names[row["area"]], unit=unit))
        following = found[place + 1] if place + 1 < len(found) else None
        if key in own and (following is None or (following["indicator"], following["basis"]) != key):
            rows.append(_of_area(review, cells, own[key], unit=unit))
    return cells.grounded(Table("earlier-table", caption, headings, rows)).without_empty_columns()


def _of_part(cells: Cells, row: Record, name: str, *, unit: bool) -> list[Cell]:
    return [
        replace(cells.indicator(row["indicator"], row["basis"]), bounds=name),
        cells.count(int(row["year"])),
        cells.level(row, unit=unit),
        cells.rate(row, "growth", sign=True),
    ]


def _of_area(review: AnnualReview, cells: Cells, row: Record, *, unit: bool) -> list[Cell]:
    """Write the area's own figures of the year: what sources print, and no growth that is computed."""
    computed, implied = row["growth_origin"] != "published", row["level_origin"] == "implied"
    return [
        replace(cells.indicator(row["indicator"], row["basis"]), bounds=cells.area(review.area).text),
        cells.count(review.year),
        cells.level(row, unit=unit, implied=implied),
        NOTHING if computed else cells.rate(row, "growth", sign=True),
    ]
