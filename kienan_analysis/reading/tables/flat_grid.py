"""Where a table stands in a text that had its lines taken away: rows with strokes, or one cell a line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.text import Text

_STROKES: Final = re.compile(r"\|")
_RULE: Final = re.compile(r"[|\s:+-]*-{3}[|\s:+-]*")  # between head and body, as Markdown has it
_NUMBERED: Final = frozenset({"stt", "tt", "số tt", "số thứ tự"})
_NAMED: Final = frozenset(
    {"chỉ tiêu", "nội dung", "tên chỉ tiêu", "các chỉ tiêu", "chỉ tiêu chủ yếu", "danh mục chỉ tiêu", "tiêu chí"}
)
_VALUE: Final = re.compile(r"(?:[^\W\d_]+ ){0,3}[-+]?\d[\d.,]*(?:\s?-\s?\d[\d.,]*)?\s?(?:%|[^\d|]{0,30})?")
_MOST_COLUMNS: Final = 12
_FEWEST_COLUMNS: Final = 2
_LONGEST_HEAD: Final = 60  # letters of a head's cell


class Cell(NamedTuple):
    """A cell: where its letters stand in the text's normal form."""

    start: int
    end: int


class Grid(NamedTuple):
    """A table found in a text.

    Attributes
    ----------
    start, end : int
        Where it stands.
    head : list of Cell
    rows : list of list of Cell
        Each as long as the head.
    """

    start: int
    end: int
    head: list[Cell]
    rows: list[list[Cell]]


class _Line(NamedTuple):
    start: int
    end: int
    key: str
    after_blank: bool


def find_grids(text: Text) -> list[Grid]:
    """Find the tables of a text, in order, in time linear in its length."""
    lines = list(_lines(text))
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        grid, following = _stroked(text, lines, at)
        if grid is None:
            grid, following = _numbered(lines, at)
        if grid is None:
            grid, following = _in_blocks(lines, at)
        if grid is not None:
            found.append(grid)
        at = following
    return found


def _lines(text: Text) -> Iterator[_Line]:
    """Give the lines that hold something."""
    place, blank = 0, True
    for line in text.normal.split("\n"):
        stripped = line.strip()
        if stripped:
            start = place + line.index(stripped[0])
            end = start + len(stripped)
            yield _Line(start, end, text.key[start:end].rstrip(":").strip(), blank)
        blank = not stripped
        place += len(line) + 1


def _stroked(text: Text, lines: Sequence[_Line], at: int) -> tuple[Grid | None, int]:
    """Read rows whose cells strokes part: ``1 | Thu ngân sách | tỷ đồng | 352``."""
    rows: list[list[Cell]] = []
    end = at
    while (
        end < len(lines) and lines[end].key.count("|") >= _FEWEST_COLUMNS and (end == at or not lines[end].after_blank)
    ):
        if not _RULE.fullmatch(lines[end].key):
            rows.append(_cells(text, lines[end]))
        end += 1
    if len(rows) < _FEWEST_COLUMNS:
        return None, max(end, at + 1)
    return _made(rows[0], rows[1:], lines[at].start, lines[end - 1].end), end


def _cells(text: Text, line: _Line) -> list[Cell]:
    """Part a row at its strokes; one that opens or closes it parts nothing."""
    places = [match.start() for match in _STROKES.finditer(text.normal, line.start, line.end)]
    edges = [line.start - 1, *places, line.end]
    found = [_trimmed(text, one + 1, other) for one, other in pairwise(edges)]
    if found and found[0].start >= found[0].end:
        found = found[1:]
    if found and found[-1].start >= found[-1].end:
        found = found[:-1]
    return found


def _trimmed(text: Text, start: int, end: int) -> Cell:
    while start < end and text.normal[start].isspace():
        start += 1
    while end > start and text.normal[end - 1].isspace():
        end -= 1
    return Cell(start, end)


def _numbered(lines: Sequence[_Line], at: int) -> tuple[Grid | None, int]:
    """Read cells that stand one a line, the rows numbered: ``STT``, ``Chỉ tiêu``, …, ``1``, …."""
    if lines[at].key not in _NUMBERED:
        return None, at
    body = next(
        (place for place in range(at + 1, min(at + 1 + _MOST_COLUMNS, len(lines))) if lines[place].key == "1"), 0
    )
    width = body - at
    if not body or width < _FEWEST_COLUMNS + 1:
        return None, at + 1
    rows: list[list[Cell]] = []
    place = body
    while place + width <= len(lines) and lines[place].key == str(len(rows) + 1):
        rows.append([Cell(line.start, line.end) for line in lines[place : place + width]])
        place += width
    head = [Cell(line.start, line.end) for line in lines[at:body]]
    return _made(head, rows, lines[at].start, lines[place - 1].end), place


def _in_blocks(lines: Sequence[_Line], at: int) -> tuple[Grid | None, int]:
    """Read cells that stand one a line, a blank line between the rows."""
    if lines[at].key not in _NAMED or not lines[at].after_blank:
        return None, at + 1
    block = _block(lines, at)
    width = len(block)
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS:
        return None, at + 1
    rows: list[list[Cell]] = []
    place = at + width
    while place < len(lines):
        row = _block(lines, place)
        if len(row) != width or not all(_VALUE.fullmatch(line.key) for line in row[1:]):
            break
        rows.append([Cell(line.start, line.end) for line in row])
        place += width
    head = [Cell(line.start, line.end) for line in block]
    return _made(head, rows, lines[at].start, lines[place - 1].end), place


def _block(lines: Sequence[_Line], at: int) -> Sequence[_Line]:
    """Give the lines from one to the next blank."""
    end = at + 1
    while end < len(lines) and not lines[end].after_blank and end - at <= _MOST_COLUMNS:
        end += 1
    return lines[at:end]


def _made(head: list[Cell], rows: list[list[Cell]], start: int, end: int) -> Grid | None:
    """Make a grid of rows that are as long as its head; None where it is no table."""
    if not rows or len(head) < _FEWEST_COLUMNS or any(cell.end - cell.start > _LONGEST_HEAD for cell in head):
        return None
    whole = [row for row in rows if len(row) == len(head)]
    return Grid(start, end, head, whole) if len(whole) == len(rows) else None
