"""Tables as a text shows them: cells parted by strokes or tabs, or one beneath the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.tables.cell import Cell, cell_of, cells_of, is_row
from kienan_analysis.reading.tables.heads import Head, opens_heads, read_head
from kienan_analysis.reading.tables.merged_heads import heads_at
from kienan_analysis.reading.tables.printed import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.text import Text

__all__ = ["Cell", "Table", "TableRow", "find_tables", "lines_of"]

_LINE: Final = re.compile(r"[^\n]+")
_RULE: Final = re.compile(r"[\s|:+-]+")
_NUMBERED: Final = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|[a-z]|\d{1,2}\.\d{1,2})[.)]?")
_INDEX: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,5}|[a-zđ](?:\.?\d{1,2})?|[-+*•])?[.)]?")
_FIGURE: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*\s?%?")
_LONE_YEAR: Final = re.compile(r"(?:năm )?(20\d\d)[.:]?")
_LONGEST_CELL: Final = 120  # letters of a cell that stands on a line of its own
_LONGEST_BETWEEN: Final = 80  # letters of a line between two rows: Trong đó:
_FEWEST_ROWS: Final = 2


_FIGURES: Final = frozenset({"value", "compared", ""})


class TableRow(NamedTuple):
    """A row beneath the heads.

    Attributes
    ----------
    cells : list of Cell
        As many as columns.
    number : int
        Which row of the table it is, from 1, those of the heads counted too.
    """

    cells: list[Cell]
    number: int


class Table(NamedTuple):
    """A table with a head.

    Attributes
    ----------
    start, end : int
        In the text's normal form.
    heads : list of Head
        One for each column.
    rows : list of TableRow
        Beneath the head.
    year : int or None
        That a line beneath the heads names for all columns.
    misfits : list of Cell
        Of rows with more or fewer cells than columns.
    """

    start: int
    end: int
    heads: list[Head]
    rows: list[TableRow]
    year: int | None = None
    misfits: list[Cell] = []  # noqa: RUF012 - never changed


class Headless(NamedTuple):
    """A table without a head that says what its columns hold.

    Attributes
    ----------
    start, end : int
        In the text's normal form.
    cells : list of Cell
        That hold numbers.
    """

    start: int
    end: int
    cells: list[Cell]


def find_headless(text: Text, lines: Sequence[Cell], others: Sequence[tuple[int, int]]) -> list[Headless]:
    """Find tables of numbers whose columns nothing names, in order: they are no sentences, and nobody can read them.

    Parameters
    ----------
    text : Text
    lines : sequence of Cell
    others : sequence of (int, int)
        Where other tables stand, in order: none of these reaches into one.
    """
    found: list[Headless] = []
    at, other = 0, 0
    while at < len(lines):
        after = at
        while other < len(others) and others[other][1] <= lines[at].start:
            other += 1
        stop = others[other][0] if other < len(others) else len(text.normal)
        while after < len(lines) and lines[after].end <= stop and is_row(text, lines[after]):
            after += 1
        rows = [list(cells_of(text, line)) for line in lines[at:after]]
        numbers = [cell for row in rows for cell in row[1:] if _FIGURE.fullmatch(cell.key)]
        filled = [cell for row in rows for cell in row[1:] if cell.text]
        if len(rows) > _FEWEST_ROWS and len(numbers) > len(rows) and 2 * len(numbers) >= len(filled):
            cells = [cell for row in rows for cell in row[1:] if NUMBER.search(cell.key)]
            found.append(Headless(lines[at].start, lines[after - 1].end, cells))
        at = max(after, at + 1)
    return found


def find_tables(text: Text, lines: Sequence[Cell]) -> list[Table]:
    """Find the tables of a text, of whose lines the heads say what the columns hold, in order, in linear time."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        tables, after = _beside(text, lines, at)
        if not tables:
            table, after = _beneath(lines, at) if after == at else (None, after)
            tables = [table] if table is not None else []
        found.extend(tables)
        at = max(after, at + 1)
    return found


def lines_of(text: Text) -> list[Cell]:
    """Give the lines of a text that are not blank, each as one cell."""
    return [
        line for line in (cell_of(text, *match.span()) for match in _LINE.finditer(text.normal)) if line is not None
    ]


def _beside(text: Text, lines: Sequence[Cell], at: int) -> tuple[list[Table], int]:
    """Read the tables whose rows are lines, their cells parted by strokes or tabs, in a run of such lines."""
    if not is_row(text, lines[at]):
        return [], at
    rows: list[list[Cell]] = []
    of_line: list[Cell] = []
    after = at
    while after < len(lines):
        if is_row(text, lines[after]):
            if not _RULE.fullmatch(lines[after].text) or "\t" in lines[after].text:
                rows.append(list(cells_of(text, lines[after])))
                of_line.append(lines[after])
        elif after + 1 < len(lines) and _stands_between(lines[after]) and is_row(text, lines[after + 1]):
            rows.append([lines[after]])
            of_line.append(lines[after])
        else:
            break
        after += 1
    return (list(_parted(rows, of_line)) if len(rows) >= _FEWEST_ROWS else []), after


def _parted(rows: Sequence[list[Cell]], lines: Sequence[Cell]) -> Iterator[Table]:
    """Cut rows that stand one beneath the other into tables: each begins with its heads."""
    number = 0
    while number < len(rows):
        heads = heads_at(rows, number) if any(opens_heads(cell.key) or not cell.text for cell in rows[number]) else None
        if heads is None:
            number += 1
            continue
        first, (columns, number) = number, heads
        stop = number
        while stop < len(rows) and not (_opens(rows[stop]) and heads_at(rows, stop) is not None):
            stop += 1
        table = Table(lines[first].start, lines[max(stop, number) - 1].end, columns, [], None, [])
        # Where rows hold more than the heads have columns, heads are merged that nobody can tell apart.
        wide = any(cell.text for row in rows[number:stop] for cell in row[len(columns) :])
        for place in range(number, stop):
            row = rows[place]
            fitted = _fitted(row, columns) if len(row) <= len(columns) or not wide else None
            if fitted is not None:
                table.rows.append(TableRow(fitted, place - first + 1))
            else:
                table.misfits.extend(row[1:] if _INDEX.fullmatch(row[0].key) else row)
        number = stop
        if table.rows or table.misfits:
            yield table


def _opens(row: Sequence[Cell]) -> bool:
    return any(opens_heads(cell.key) for cell in row)


def _stands_between(line: Cell) -> bool:
    """Whether a line without strokes or tabs may be a row that is one cell: *Trong đó:*, the title of a part."""
    return len(line.text) <= _LONGEST_BETWEEN and not any(map(str.isdigit, line.text.lstrip("0123456789.) ")))


def _fitted(row: list[Cell], heads: Sequence[Head]) -> list[Cell] | None:
    """Bring a row to as many cells as columns; None where it cannot be told which are missing."""
    missing = len(heads) - len(row)
    if missing <= 0:
        return row[: len(heads)]
    roles = [head.role for head in heads]
    name = roles.index("name")
    at = row[0].start
    blank = Cell(at, at, "", "")
    if len(row) == 1:
        return [*([blank] * name), row[0], *([blank] * (missing - name))]
    padded = [*row, *([blank] * missing)]
    # A figure in such a row may be of any column: the empty cell that was left out need not be the last.
    figures = any(
        any(map(str.isdigit, cell.text)) for cell, role in zip(padded, roles, strict=True) if role in _FIGURES
    )
    return None if figures or not padded[name].text else padded


def _beneath(lines: Sequence[Cell], at: int) -> tuple[Table | None, int]:
    """Read a table whose cells stand one beneath the other: the heads first, then row by row."""
    if not opens_heads(lines[at].key):
        return None, at
    heads: list[Head] = []
    after = at
    while after < len(lines) and len(lines[after].text) <= _LONGEST_CELL:
        head = read_head(lines[after].key, lines[after].start, lines[after].end)
        if not head.role or (head.role in {"name", "index"} and any(one.role == head.role for one in heads)):
            break
        if _LONE_YEAR.fullmatch(lines[after].key) and any(one.role == "value" and one.year is None for one in heads):
            break  # the year of all columns
        heads.append(head)
        after += 1
    roles = [head.role for head in heads]
    if roles.count("name") != 1 or not {"value", "compared"}.intersection(roles):
        return None, at
    year = _LONE_YEAR.fullmatch(lines[after].key) if after < len(lines) else None
    after += year is not None
    rows: list[TableRow] = []
    while after + len(heads) <= len(lines):
        row = list(lines[after : after + len(heads)])
        if not _is_row(row, heads):
            break
        rows.append(TableRow(row, len(rows) + 2))
        after += len(heads)
    if not rows:
        return None, at
    return Table(lines[at].start, rows[-1].cells[-1].end, heads, rows, int(year[1]) if year else None), after


def _is_row(row: Sequence[Cell], heads: Sequence[Head]) -> bool:
    """Whether lines can be a row: numbers where the heads say so, words where they say so."""
    for cell, head in zip(row, heads, strict=True):
        if len(cell.text) > _LONGEST_CELL:
            return False
        if head.role == "index" and not _NUMBERED.fullmatch(cell.key):
            return False
        if head.role in {"value", "compared"} and not (cell.text[-1:] in "-…" or any(map(str.isdigit, cell.text))):
            return False
        if head.role == "name" and not any(map(str.isalpha, cell.text)):
            return False
    return True
