"""Display tables of several areas side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.annual_review.records import records
from kienan_analysis.reviews.quantities import put
from kienan_analysis.tables.cells import NOTHING, Cells
from kienan_analysis.tables.table import Cell, Formula, Heading, Table
from kienan_analysis.wording import phrases
from kienan_analysis.wording.side_by_side import keys_of

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words

PAIR = 2
GAP = Formula("area_1 - area_2", "area_1.low - area_2.high", "area_1.high - area_2.low")


def coverage_table(shown: SideBySide, words: Words) -> Table:
    """Tabulate how many figures each area has, and how many of them stand beside another's."""
    cells = Cells(shown, words)
    headings = [cells.heading("peer", numeric=False)]
    headings += [cells.heading(name) for name in ("figures", "comparable", "only_alike", "alone")]
    rows = []
    for area in shown.areas:
        counts = [int((frame["area"] == area).sum()) for frame in (shown.figures, shown.comparable, shown.apart)]
        alone = counts[0] - counts[1] - counts[2]
        rows.append([cells.area(area), *(cells.count(count) for count in (*counts, alone))])
    return Table("coverage-table", words.say("compare.coverage"), headings, rows)


def measure_table(shown: SideBySide, words: Words, measure: str) -> Table:
    """Tabulate one measure: a row what is compared, a column an area; between two areas the gap of rates."""
    cells = Cells(shown, words)
    figures = shown.comparable[shown.comparable["measure"] == measure]
    areas = [area for area in shown.areas if (figures["area"] == area).any()]
    with_gap = len(areas) == PAIR and measure != "level"
    headings = [cells.heading("indicator", numeric=False), cells.heading("period", numeric=False)]
    headings += [
        Heading(cells.area(area).text, numeric=True, key=f"area_{number}") for number, area in enumerate(areas, start=1)
    ]
    headings += [cells.heading("gap")] if with_gap else []
    rows = []
    for key in keys_of(figures):
        found = {row["area"]: row for row in records(figures) if _is(row, key)}
        first = next(iter(found.values()))
        name = cells.indicator(first["indicator"], first["basis"]).text
        by = f" · {phrases.assigner(shown, words, first['assigner'])}" if first["assigner"] else ""
        line = [Cell(name + by), Cell(phrases.period(words, first["period"]))]
        line += [_figure(cells, found[area]) if area in found else NOTHING for area in areas]
        if with_gap:
            line.append(_gap(shown, cells, *(found[area] for area in areas)))
        rows.append(line)
    caption = words.say(f"compare.table_{measure}", year=shown.year)
    return cells.grounded(Table(f"{measure}-side-by-side-table", caption, headings, rows))


def _is(row: Record, key: tuple[str, ...]) -> bool:
    return tuple(row[name] for name in ("indicator", "basis", "period", "measure", "assigner")) == key


def _figure(cells: Cells, row: Record) -> Cell:
    implied = row["origin"] == "implied"
    if row["measure"] == "level":
        return cells.level(row, "value", implied=implied, rests_on=row["rests_on"])
    sign = row["measure"] == "growth"
    return cells.rate(row, "value", implied=implied, sign=sign, rests_on=row["rests_on"])


def _gap(shown: SideBySide, cells: Cells, first: Record, second: Record) -> Cell:
    quantity = shown.gap(first, second)
    row = pd.DataFrame({"indicator": [first["indicator"]]})
    put(row, "gap", quantity)
    return cells.points(records(row)[0], "gap", rests_on=(*first["rests_on"], *second["rests_on"]), formula=GAP)


def apart_table(shown: SideBySide, words: Words) -> Table:
    """Tabulate what only looks comparable, with the nearest figure elsewhere and what keeps the two apart."""
    cells = Cells(shown, words)
    names = ("indicator", "peer", "period", "measure", "figure", "reason")
    headings = [cells.heading(name, numeric=name == "figure") for name in names]
    rows = []
    for row in records(shown.apart):
        other = cells.indicator(row["other_indicator"]).text
        why = words.say(f"compare.{row['reason']}", area=cells.area(row["other_area"]).text, name=other)
        rows.append(
            [
                cells.indicator(row["indicator"], row["basis"]),
                cells.area(row["area"]),
                Cell(phrases.period(words, row["period"])),
                Cell(words.say(f"measure.{row['measure']}")),
                _figure(cells, row),
                Cell(why),
            ]
        )
    return cells.grounded(Table("apart-table", words.say("compare.table_apart"), headings, rows))
