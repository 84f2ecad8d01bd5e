"""A page's tables: one that lays out the page is no table; of a table of data every column stays one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.web.boxes import Box, Gone, Line, Picture, TableBox

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST: Final = 300
_LONGEST_CELL: Final = 500
_LONGEST_REPEATED: Final = 200
_MOST_HEADS: Final = 5
_NUMBER: Final = re.compile(r"[(]?[-+−–]?\d[\d.,\s]*%?[)]?|[-–—.…]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MOST_TIMES: Final = 4  # as many cells as the table has, at most, by what is merged


class Cell(NamedTuple):
    """A cell as the page has it."""

    content: Box | str
    columns: int
    rows: int
    is_head: bool


Part = Box | Line | TableBox | Picture | Gone


def finish_table(rows: list[list[Cell | str]], notes: list[str]) -> list[Part]:
    """Make of rows a table of data, or what a table that lays out the page holds."""
    filled = [[cell for cell in row if _letters(cell)] for row in rows]
    if _lays_out(rows, filled):
        return [part for row in rows for cell in row for part in _parts(cell)]
    grid = [row for row in _grid(rows) if any(row)]
    before: list[Part] = [
        gone
        for row in rows
        for cell in row
        if isinstance(cell, Cell) and isinstance(cell.content, Box)
        for gone in _gone(cell.content)
    ]
    after: list[Part] = []
    while grid and _lone(grid[0]):
        before.append(Line(next(filter(None, grid.pop(0))), kind="caption"))
    while len(grid) > 1 and _lone(grid[-1]) and len(next(filter(None, grid[-1]))) > 40:  # noqa: PLR2004 - a note
        after.insert(0, Line(next(filter(None, grid.pop()))))
    if not grid:
        return before
    letters = sum(len(cell) for row in grid for cell in row)
    return [*before, TableBox(grid, letters, notes), *after]


def _letters(cell: Cell | str) -> int:
    if isinstance(cell, str):
        return len(cell)
    return len(cell.content) if isinstance(cell.content, str) else sum(len(line.text) for line in cell.content.lines())


def _text(cell: Cell | str) -> str:
    content = cell if isinstance(cell, str) else cell.content
    return content if isinstance(content, str) else " ".join(line.text for line in content.lines())


def _gone(box: Box) -> list[Gone]:
    found: list[Gone] = []
    for part in box.parts:
        if isinstance(part, Gone):
            found.append(part)
        elif isinstance(part, Box):
            found.extend(_gone(part))
    return found


def _parts(cell: Cell | str) -> list[Part]:
    content = cell if isinstance(cell, str) else cell.content
    if isinstance(content, str):
        return [Line(content)] if content else []
    return [content]


def _lays_out(rows: Sequence[Sequence[Cell | str]], filled: Sequence[Sequence[Cell | str]]) -> bool:
    """Whether a table is there to place things: it holds tables, long texts, links, or a single column."""
    cells = [cell for row in filled for cell in row]
    if len(cells) < 2 or max(map(len, filled)) < 2:  # noqa: PLR2004 - one column, or one cell, parts nothing
        return True
    linked = letters = 0
    for cell in cells:
        if isinstance(cell, str):
            letters += len(cell)
            continue
        content = cell.content
        if isinstance(content, str):
            letters += len(content)
            continue
        if content.has(TableBox):
            return True
        lines = content.lines()
        length = sum(len(line.text) for line in lines)
        if length > _LONGEST_CELL and len(rows) <= 3:  # noqa: PLR2004 - the columns of a page
            return True
        letters += length
        linked += sum(line.linked for line in lines)
    pictures = any(
        isinstance(cell, Cell) and isinstance(cell.content, Box) and cell.content.has(Picture)
        for row in rows
        for cell in row
    )
    if pictures and not any(_NUMBER.fullmatch(_text(cell)) for cell in cells):
        return True
    return linked * 2 > letters


def _lone(row: Sequence[str]) -> bool:
    """Whether a row is one cell across all columns: a title, a unit, or a note."""
    return (
        len(row) > 1
        and len({cell for cell in row if cell}) == 1
        and (all(row) or row[0] != "")
        and row.count("") in {0, len(row) - 1}
    )


def _grid(rows: Sequence[Sequence[Cell | str]]) -> list[list[str]]:
    """Lay cells into columns: what is merged stands in each column of a head, and beneath itself where it is words."""
    if all(isinstance(cell, str) for row in rows for cell in row):
        width = min(max(map(len, rows), default=0), _WIDEST * _WIDEST)
        return [[*row, *[""] * (width - len(row))] for row in rows]  # type: ignore[list-item]
    heads = _count_heads(rows)
    budget = _MOST_TIMES * sum(map(len, rows)) + 10_000
    grid: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}  # of a column: for how many rows more, and with what
    for number, row in enumerate(rows):
        line: list[str] = []
        column = 0
        cells = list(row)
        at = 0
        while at < len(cells) or any(place >= column for place in below):
            if column in below:
                left, text = below[column]
                line.append(text)
                if left > 1:
                    below[column] = (left - 1, text)
                else:
                    del below[column]
                column += 1
                continue
            if at >= len(cells):
                line.append("")
                column += 1
                continue
            cell = cells[at]
            at += 1
            text = _text(cell)
            columns, down = (1, 1) if isinstance(cell, str) else (cell.columns, cell.rows)
            columns = max(1, min(columns, _WIDEST - column))
            down = max(1, min(down, len(rows) - number))
            budget -= columns
            if budget < 0:
                columns = down = 1
            is_head = number < heads
            words = text if len(text) <= _LONGEST_REPEATED else ""
            across = words if is_head else ""
            under = words if is_head or not any(map(str.isdigit, text)) else ""
            for place in range(columns):
                line.append(text if place == 0 else across)
                if down > 1:
                    below[column + place] = (down - 1, under if place == 0 else across)
            column += columns
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [[*line, *[""] * (width - len(line))] for line in grid]


def _count_heads(rows: Sequence[Sequence[Cell | str]]) -> int:
    """Say how many rows at the top are heads: of head cells, or without numbers but years, and merged somewhere."""
    for number, row in enumerate(rows[: _MOST_HEADS + 1]):
        texts = [_text(cell) for cell in row]
        numbers = sum(_NUMBER.fullmatch(text) is not None and not _YEAR.fullmatch(text) for text in texts if text)
        all_heads = bool(row) and all(isinstance(cell, Cell) and cell.is_head for cell in row)
        if numbers and not all_heads:
            return number
        if not all_heads and number and len([text for text in texts if text]) < 2:  # noqa: PLR2004 - *I. Kinh tế*
            return number
    return min(len(rows), _MOST_HEADS)
