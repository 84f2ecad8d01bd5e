"""The order in which a page is read: tables as such, columns one after another, lines from the top down."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.pdf.aligned import find_aligned
from kienan_analysis.documents.pdf.aligned_heads import Row
from kienan_analysis.documents.pdf.broken_rows import with_whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.documents.pdf.grids import Grid
    from kienan_analysis.documents.pdf.lines import Piece

_SAME_LINE: Final = 0.45  # of the size: pieces whose bases are so near stand beside one another
_GUTTER: Final = 6.0  # points: the narrowest gap between columns of text
_BIN: Final = 2.0  # points
_MOST_TRIED: Final = 12
_FEWEST: Final = 2  # lines of a column
_DEEPEST: Final = 4
_APART: Final = 2.2  # of the size: a step so wide beneath columns ends them
_WIDEST: Final = 5000.0
_OVERLAP: Final = 0.5
_MOST_PIECES: Final = 10_000
_FEW_LINES: Final = 3
_STEP: Final = 1.15  # of the step from line to line
_AS_WIDE: Final = 1.5  # of a line's other gaps: no wider, and a gap is one of a line that is spread over its column


@dataclass(slots=True)
class Line:
    """A line of text as it is read.

    Attributes
    ----------
    text : str
    start, end, base, size : float
        From the left, from the top; in points.
    marks : list of str
        Marks of notes in it.
    lead : str
        The raised mark with which it begins.
    page : int
    column : int
        Lines of one column have the same.
    left, right : float
        The edges of its column.
    opening : float
        The width of its first word.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    marks: list[str] = field(default_factory=list)
    lead: str = ""
    page: int = 0
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    opening: float = 0.0


class Table(NamedTuple):
    """A table as it is read, with its page and column."""

    grid: Grid
    page: int
    column: int


def lay_out(pieces: Sequence[Piece], grids: Sequence[Grid], page: int) -> list[Line | Table]:
    """Put a page's pieces and tables into the order in which they are read."""
    # A page of so many pieces is a drawing: no columns are looked for in it.
    return list(_Reader(page).read(pieces, grids, 0 if len(pieces) <= _MOST_PIECES else _DEEPEST))


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Put pieces that stand beside one another into rows, from the top down."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.start)):
        if rows and piece.base - rows[-1].base <= _SAME_LINE * min(piece.size, rows[-1].size):
            rows[-1].pieces.append(piece)
        else:
            rows.append(Row([piece]))
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.start)
    return rows


def line_of(row: Row) -> Line:
    """Make a line of pieces beside one another."""
    first, *others = row.pieces
    marks = list(first.marks)
    for piece in others:
        marks.extend(mark for mark in (piece.lead, *piece.marks) if mark)
    letters = {piece.size: 0 for piece in row.pieces}
    for piece in row.pieces:
        letters[piece.size] += len(piece.text)
    size = max(letters, key=lambda one: letters[one])
    text = " ".join(piece.text for piece in row.pieces)
    end = max(piece.end for piece in row.pieces)
    opening = first.words[0].end - first.start
    return Line(text, first.start, end, row.base, size, marks, first.lead, opening=opening)


class _Reader:
    """Reads a page; each column that it meets gets a number of its own."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._columns = count(1)

    def read(self, pieces: Sequence[Piece], grids: Sequence[Grid], depth: int) -> Iterator[Line | Table]:
        """Read a part of the page: above the first table, that, what is beneath it."""
        beneath = list(pieces)
        for grid in sorted(grids, key=lambda grid: grid.box.low):
            above = [piece for piece in beneath if piece.base <= grid.box.high]
            above = [piece for piece in above if piece.base <= grid.box.low + 1 or not _beside(piece, grid)]
            taken = set(map(id, above))
            yield from self._columns_of(rows_of(above), depth)
            yield Table(grid, self._page, next(self._columns))
            beneath = [piece for piece in beneath if id(piece) not in taken]
        yield from self._columns_of(rows_of(beneath), depth)

    def _columns_of(self, rows: list[Row], depth: int) -> Iterator[Line | Table]:
        """Read rows: tables without rules, and columns of text, one after another."""
        gutter = _gutter(rows) if depth < _DEEPEST else None
        if gutter is None:
            yield from self._tables_of(rows)
            return
        at = 0
        for start, stop in _bands(rows, gutter):
            yield from self._columns_of(rows[at:start], depth + 1)
            pieces = [piece for row in rows[start:stop] for piece in row.pieces]
            for part in (
                [piece for piece in pieces if piece.end <= gutter + 1],
                [piece for piece in pieces if piece.end > gutter + 1],
            ):
                yield from self._columns_of(rows_of(part), depth + 1)
            at = stop
        yield from self._columns_of(rows[at:], depth + 1) if at else self._tables_of(rows)

    def _tables_of(self, rows: list[Row]) -> Iterator[Line | Table]:
        at = 0
        rows = with_whole_numbers(rows)
        for start, stop, grid in find_aligned(rows) if len(rows) <= _MOST_PIECES else []:
            yield from self._lines(rows[at:start])
            yield Table(grid, self._page, next(self._columns))
            at = stop
        yield from self._lines(rows[at:])

    def _lines(self, rows: Sequence[Row]) -> Iterator[Line]:
        if not rows:
            return
        column = next(self._columns)
        lines = [line_of(row) for row in rows]
        left, right = min(line.start for line in lines), max(line.end for line in lines)
        for line in lines:
            line.page, line.column, line.left, line.right = self._page, column, left, right
            yield line


def _beside(piece: Piece, grid: Grid) -> bool:
    return piece.start >= grid.box.right or piece.end <= grid.box.left


def _gutter(rows: Sequence[Row]) -> float | None:
    """Find the upright strip that parts the most lines into columns of text; None where none does."""
    if len(rows) < _FEWEST or _is_mostly_cells(rows):
        return None
    best, most = None, 0
    for place in _candidates(rows):
        parted = sum(stop - start for start, stop in _bands(rows, place))
        if parted > most:
            best, most = place, parted
    return best


def _is_mostly_cells(rows: Sequence[Row]) -> bool:
    """Say whether the lines with several pieces are rows of a table without rules."""
    rows = with_whole_numbers(rows)
    several = sum(len(row.pieces) > 1 for row in rows)
    inside = sum(len(row.pieces) > 1 for start, stop, _ in find_aligned(rows) for row in rows[start:stop])
    return several > 0 and inside > several / 2


def _candidates(rows: Sequence[Row]) -> list[float]:
    """Give the middles of the strips that the most gaps of lines share."""
    left = min(row.pieces[0].start for row in rows)
    right = min(max(piece.end for row in rows for piece in row.pieces), left + _WIDEST)
    steps = [0] * (int((right - left) / _BIN) + 3)
    before: Row | None = None
    for row in rows:
        gaps = [(one.end, other.start) for one, other in zip(row.pieces, row.pieces[1:], strict=False)]
        if before is not None and row.base - before.base < row.size:
            # Columns whose lines stand at different heights.
            pair = sorted([(before.pieces[0].start, before.pieces[-1].end), (row.pieces[0].start, row.pieces[-1].end)])
            gaps.append((pair[0][1], pair[1][0]))
        for start, end in gaps:
            if end - start >= _GUTTER:
                first, last = (min(max(int((edge - left) / _BIN), 0), len(steps) - 2) for edge in (start, end))
                steps[first] += 1
                steps[last] -= 1
        before = row
    counts, total = [], 0
    for step in steps:
        total += step
        counts.append(total)
    strips: list[tuple[int, float]] = []
    start = 0
    for place in range(1, len(counts) + 1):
        if place == len(counts) or counts[place] != counts[start]:
            if counts[start] > 0:
                strips.append((counts[start], left + (start + place) / 2 * _BIN))
            start = place
    strips.sort(reverse=True)
    return [place for _, place in strips[:_MOST_TRIED]]


def _bands(rows: Sequence[Row], gutter: float) -> list[tuple[int, int]]:
    """Give the runs of lines that a gutter parts into two columns: from which line to before which."""
    bands: list[tuple[int, int]] = []
    start: int | None = None
    for at in range(len(rows) + 1):
        crosses = at == len(rows) or any(piece.start < gutter - 1 < gutter + 1 < piece.end for piece in rows[at].pieces)
        if crosses:
            if start is not None:
                bands.extend(_as_columns(rows, start, at, gutter))
            start = None
        elif start is None:
            start = at
    return bands


def _as_columns(rows: Sequence[Row], start: int, stop: int, gutter: float) -> Iterator[tuple[int, int]]:
    """Narrow a run to where text stands on both sides, and give it if both are columns."""
    left = [at for at in range(start, stop) if rows[at].pieces[0].end <= gutter + 1]
    right = [at for at in range(start, stop) if rows[at].pieces[-1].start >= gutter - 1]
    if len(left) < _FEWEST or len(right) < _FEWEST or _are_spread(rows[start:stop], gutter):
        return
    # A few lines beneath one column, further from it than its lines from one another, and what is far above or
    # beneath both, are no part of them.
    both = min(left[-1], right[-1])
    last = max(left[-1], right[-1])
    step = median(rows[after].base - rows[one].base for side in (left, right) for one, after in pairwise(side))
    for at in range(both + 1, stop):
        nearest = _STEP * step if last - both <= _FEW_LINES else _APART * rows[at].size
        if rows[at].base - rows[at - 1].base > nearest:
            stop = at
            break
    first = max(left[0], right[0])
    for at in range(first, start, -1):
        if rows[at].base - rows[at - 1].base > _APART * rows[at].size:
            start = at
            break
    left = [at for at in left if start <= at < stop]
    right = [at for at in right if start <= at < stop]
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return
    height = min(rows[left[-1]].base, rows[right[-1]].base) - max(rows[left[0]].base, rows[right[0]].base)
    shorter = min(rows[left[-1]].base - rows[left[0]].base, rows[right[-1]].base - rows[right[0]].base)
    if height > 0 and height >= _OVERLAP * shorter:
        yield start, stop


def _are_spread(rows: Sequence[Row], gutter: float) -> bool:
    """Whether most lines across a gutter have gaps as wide elsewhere: lines of a narrow column, spread to its edge."""
    across = spread = 0
    for row in rows:
        words = [word for piece in row.pieces for word in piece.words]
        gaps = [(one.end, other.start - one.end) for one, other in pairwise(words)]
        inside = [gap for end, gap in gaps if end <= gutter + 1 < end + gap + _GUTTER]
        others = [gap for end, gap in gaps if not end <= gutter + 1 < end + gap + _GUTTER]
        if inside and others:
            across += 1
            spread += inside[0] <= _AS_WIDE * median(others)
    return spread > across / 2
