"""A page's table laid out for programs: each figure as a number in a column, its bounds in columns beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kienan_analysis.publishing.table_page import row_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kienan_analysis.publishing.table_reader import Cell, Figure, Grid, Row

Part = Literal["key", "text", "value", "low", "high", "beside", "unit", "rests_on"]
ENDS: tuple[Literal["value", "low", "high"], ...] = ("value", "low", "high")
# A column that is about the digits themselves keeps them beside the number.
_PRINTED = "printed"


@dataclass(frozen=True)
class Column:
    """One column for programs.

    Attributes
    ----------
    heading : str
    part : {"key", "text", "value", "low", "high", "beside", "unit", "rests_on"}
        What of a cell it holds.
    place : int
        Number of the cell in its row; -1 where the column is about the whole row.
    key : str
        The key of the page's column.
    short : str
        The heading where its neighbour to the left says the rest.
    folded : bool
        Bounds of printed figures alone: their digits say the same.
    """

    heading: str
    part: Part
    place: int = -1
    key: str = ""
    short: str = ""
    folded: bool = False


def columns(grid: Grid, words: Mapping[str, str]) -> list[Column]:
    """Lay out a table's columns.

    Parameters
    ----------
    grid : Grid
    words : mapping of str to str
        The page's own words: what low and high are called, and so on.
    """
    laid_out = [Column(words["column_key"], "key")] if _has_ids(grid) else []
    for place, head in enumerate(grid.head):
        cells = [cell for cell in _down(grid, place) if cell.figure]
        laid_out += list(_of_column(head, place, cells, words)) if cells else [Column(head.plain(), "text", place)]
    if any(cell.figure and cell.figure.rests_on for row in grid.body for cell in row.cells):
        laid_out.append(Column(words["column_rests_on"], "rests_on"))
    return laid_out


def number(figure: Figure, end: Literal["value", "low", "high"]) -> float:
    """Give a figure's number as it is shown: rates in percent, differences of rates in percentage points."""
    value = float(getattr(figure, end))
    return float(f"{value * 100:.12g}") if figure.kind in {"rate", "points"} and math.isfinite(value) else value


def cell_of(row: Row, column: Column) -> Cell | None:
    """Give the cell that a column is about; None where it is about the whole row, or the row is too short."""
    return row.cells[column.place] if 0 <= column.place < len(row.cells) else None


def text_of(row: Row, column: Column) -> str:
    """Give what a column says of a row in words: the text, the unit, the statements behind."""
    if column.part == "key":
        return row.key
    if column.part == "rests_on":
        names = (name for cell in row.cells if cell.figure for name in cell.figure.rests_on)
        return " ".join(dict.fromkeys(names))
    cell = cell_of(row, column)
    if cell is None:
        return ""
    if column.part == "beside":
        return cell.plain("beside")
    if column.part == "unit":
        return cell.figure.unit if cell.figure else ""
    if "missing" in cell.classes:
        return ""
    beneath = cell.plain("bounds") if column.part == "text" and not cell.figure else ""
    return f"{cell.plain()} ({beneath})" if beneath else cell.plain()


def _has_ids(grid: Grid) -> bool:
    return any(row_id("", row.key) for row in grid.body)


def _down(grid: Grid, place: int) -> Iterator[Cell]:
    return (row.cells[place] for row in grid.body if place < len(row.cells))


def _of_column(head: Cell, place: int, cells: list[Cell], words: Mapping[str, str]) -> Iterator[Column]:
    figures = [cell.figure for cell in cells if cell.figure]
    heading, units = head.plain(), {figure.unit for figure in figures}
    if head.key == _PRINTED:
        yield Column(heading, "text", place, head.key)
        heading = words["column_number"]
    kinds = {figure.kind for figure in figures}
    if kinds == {"rate"} and "%" not in heading:
        heading = f"{heading}, %"
    elif kinds == {"amount"} and len(units) == 1 and units != {""}:
        heading = f"{heading}, {units.copy().pop()}"
    yield Column(heading, "value", place, head.key)
    if any(math.isfinite(figure.low) or math.isfinite(figure.high) for figure in figures):
        printed = not any("implied" in cell.classes or cell.plain("bounds") for cell in cells)
        for end in ENDS[1:]:
            word = words[f"column_{end}"]
            yield Column(f"{heading}: {word}", end, place, head.key, word, folded=printed)
    if any(cell.plain("beside") for cell in cells):
        word = words["column_beside"]
        yield Column(f"{heading}: {word}", "beside", place, head.key, word)
    if len(units) > 1 or len(kinds) > 1:
        yield Column(words["column_unit"], "unit", place, head.key)
