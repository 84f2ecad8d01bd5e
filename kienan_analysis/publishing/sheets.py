"""The sheets of a workbook: each table of a review with its name, its columns, and where its cells stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.publishing.columns import columns
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import sheet_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.publishing.columns import Column
    from kienan_analysis.publishing.sections import Review
    from kienan_analysis.publishing.table_reader import Cell, Grid

TITLE_ROW, HEAD_ROW = 0, 2
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Sheet:
    """A table and where it will stand.

    Attributes
    ----------
    name : str
        As programs accept it, and no other sheet's.
    title : str
    grid : Grid
    columns : list of Column
    """

    name: str
    title: str
    grid: Grid
    columns: list[Column]

    def address(self, row: int, key: str, end: str, *, outside: bool) -> str | None:
        """Give the address of a column's value or bound in a row, with the sheet's name for other sheets."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        for place, column in enumerate(self.columns):
            if column.key == key and column.part == end:
                cell = xl_rowcol_to_cell(HEAD_ROW + 1 + row, place)
                return f"'{self.name}'!{cell}" if outside else str(cell)
        return None

    def cell(self, row: int, key: str) -> Cell | None:
        """Give the cell of a column in a row."""
        place = next((column.place for column in self.columns if column.key == key), -1)
        cells = self.grid.body[row].cells
        return cells[place] if 0 <= place < len(cells) else None


def sheets_of(review: Review, words: Mapping[str, str]) -> dict[str, Sheet]:
    """Lay out every table of the review, by its id."""
    made: dict[str, Sheet] = {}
    names = sheet_names(words["language"])
    taken: set[str] = {words["sheet_opening"].casefold()}
    for section in review.sections:
        for part in section.parts:
            if part.kind == "table":
                grid = read_table(part.content, where=f"table {part.id!r}")
                if not grid.head:
                    continue
                title = part.title or grid.caption or part.id
                name = _sheet_name(names.get(part.id, title), taken)
                made[part.id] = Sheet(name, title, grid, columns(grid, words))
    return made


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Make a name that a spreadsheet accepts and that no other sheet bears."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split()) or "–"
    name, count = plain[:_LONGEST_NAME].strip(), 1
    while name.casefold() in taken:
        count += 1
        ending = f" {count}"
        name = plain[: _LONGEST_NAME - len(ending)].strip() + ending
    taken.add(name.casefold())
    return name
