"""Tables as a text shows them: cells parted by strokes or tabs, or one beneath the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.tables.heads import Head, opens_heads, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.text import Text

_LINE: Final = re.compile(r"[^\n]+")
_RULE: Final = re.compile(r"[\s|:+-]+")
_NUMBERED: Final = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|[a-z]|\d{1,2}\.\d{1,2})[.)]?")
_LONE_YEAR: Final = re.compile(r"(?:năm )?(20\d\d)[.:]?")
_LONGEST_CELL: Final = 120  # letters of a cell that stands on a line of its own
_FEWEST_HEADS: Final = 2
_FEWEST_PARTS: Final = 2  # strokes or tabs in a row


class Cell(NamedTuple):
    """A cell: where it stands in the text's normal form, and its words there and as they are matched."""

    start: int
    end: int
    text: str
    key: str


class Table(NamedTuple):
    """A table with a head.

    Attributes
    ----------
    start, end : int
        In the text's normal form.
    heads : list of Head
        One for each column.
    rows : list of list of Cell
        Beneath the head; as many cells as heads.
    year : int or None
        That a line beneath the heads names for all columns.
    """

    start: int
    end: int
    heads: list[Head]
    rows: list[list[Cell]]
    year: int | None = None


def find_tables(text: Text, lines: Sequence[Cell]) -> list[Table]:
    """Find the tables of a text, of whose lines the heads say what the columns hold, in order, in linear time."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        table, after = _beside(text, lines, at)
        if table is None:
            table, after = _beneath(lines, at)
        if table is not None:
            found.append(table)
        at = max(after, at + 1)
    return found


def lines_of(text: Text) -> list[Cell]:
    """Give the lines of a text that are not blank, each as one cell."""
    return [line for line in (_cell(text, *match.span()) for match in _LINE.finditer(text.normal)) if line is not None]


def _cell(text: Text, start: int, end: int) -> Cell | None:
    """Take the words between two places, without blanks about them; None where there are none."""
    words = text.normal[start:end]
    inner = words.strip()
    if not inner:
        return None
    start += words.index(inner[0])
    end = start + len(inner)
    return Cell(start, end, inner, text.key[start:end])


def _beside(text: Text, lines: Sequence[Cell], at: int) -> tuple[Table | None, int]:
    """Read a table whose rows are lines, their cells parted by strokes or tabs."""
    after = at
    while after < len(lines) and is_parted(lines[after]):
        after += 1
    if after - at < _FEWEST_HEADS:
        return None, at
    rows = [list(cells_of(text, line)) for line in lines[at:after] if not _RULE.fullmatch(line.text)]
    for number, row in enumerate(rows):
        heads = _heads(row)
        if heads is not None:
            beneath = [cells for cells in rows[number + 1 :] if len(cells) == len(heads)]
            return (Table(lines[at].start, lines[after - 1].end, heads, beneath) if beneath else None), after
    return None, after


def is_parted(line: Cell) -> bool:
    """Whether strokes or tabs part a line into cells."""
    return line.text.count("|") >= _FEWEST_PARTS or line.text.count("\t") >= _FEWEST_PARTS


def cells_of(text: Text, line: Cell) -> Iterator[Cell]:
    """Cut a line at its strokes, else at its tabs; one at either end parts nothing."""
    mark = "|" if line.text.count("|") >= _FEWEST_PARTS else "\t"
    start = line.start
    parts = line.text.split(mark)
    for number, part in enumerate(parts):
        end = start + len(part)
        outside = mark == "|" and number in {0, len(parts) - 1} and not part.strip()
        if not outside:
            yield _cell(text, start, end) or Cell(start, end, "", "")
        start = end + 1


def _heads(row: Sequence[Cell]) -> list[Head] | None:
    """Understand a row as the head of a table: a column of names, and one of values at least."""
    if len(row) < _FEWEST_HEADS:
        return None
    heads = [read_head(cell.key, cell.start, cell.end) for cell in row]
    roles = [head.role for head in heads]
    if roles.count("name") != 1 or not {"value", "compared"}.intersection(roles):
        return None
    return heads


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
    rows: list[list[Cell]] = []
    while after + len(heads) <= len(lines):
        row = list(lines[after : after + len(heads)])
        if not _is_row(row, heads):
            break
        rows.append(row)
        after += len(heads)
    if not rows:
        return None, at
    return Table(lines[at].start, rows[-1][-1].end, heads, rows, int(year[1]) if year else None), after


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
