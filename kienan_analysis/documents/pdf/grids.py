"""Tables that rules draw: the cells that they part, those that are merged, and the words in each."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.pdf.broken_lines import Measured, joined_lines
from kienan_analysis.documents.pdf.cells import CellLine, combined, is_number, split_rows
from kienan_analysis.documents.pdf.drawing import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.documents.pdf.lines import Piece

_NEAR: Final = 3.0  # points: rules nearer than this meet
_SHORTEST: Final = 6.0  # points
_MOST_RULES: Final = 1500  # of a page, once those on one line are joined
_LOOKED_AT: Final = 40_000
_MOST_CELLS: Final = 60_000
_ABOVE_BASE: Final = 0.3  # of the size of the type: the middle of a line of letters


class Place(NamedTuple):
    """A word to be put into a cell."""

    text: str
    x: float
    start: float
    base: float
    size: float


@dataclass(slots=True)
class Grid:
    """A table as the page shows it.

    Attributes
    ----------
    rows : list of list of str
        As many cells in each.
    box : Box
        From the top left.
    marks : list of str
        Marks of notes that stand in it.
    """

    rows: list[list[str]]
    box: Box
    marks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A rule: where it lies, from where to where."""

    at: float
    start: float
    end: float


def find_grids(rules: Sequence[Box], pieces: Sequence[Piece]) -> tuple[list[Grid], list[Piece]]:
    """Find the tables that rules draw, and give the pieces that stand in none."""
    if len(rules) > _LOOKED_AT:
        return [], list(pieces)
    level, upright = _lines(rules)
    grids: list[Grid] = []
    left = list(pieces)
    for across, down in _together(level, upright):
        ys, xs = _places(across, down), _places(down, across)
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2 or len(xs) * len(ys) > _MOST_CELLS:  # noqa: PLR2004 - cells
            continue
        box = Box(xs[0], ys[0], xs[-1], ys[-1])
        inside = [piece for piece in left if _is_inside(piece, box)]
        if not inside:
            continue
        rows = _Cells(xs, ys, across, down).rows(inside)
        if len(rows) > 1 and any(sum(map(bool, row)) > 1 for row in rows):
            taken = set(map(id, inside))
            left = [piece for piece in left if id(piece) not in taken]
            grids.append(Grid(rows, box, [mark for piece in inside for mark in (*piece.marks, piece.lead) if mark]))
    return grids, left


def _is_inside(piece: Piece, box: Box) -> bool:
    return box.holds((piece.start + piece.end) / 2, piece.base - _ABOVE_BASE * piece.size)


def _lines(rules: Sequence[Box]) -> tuple[list[_Line], list[_Line]]:
    """Join rules that lie on one line and meet; level ones, and upright ones."""
    level, upright = [], []
    for left, top, right, bottom in rules:
        if right - left >= bottom - top:
            level.append(_Line((top + bottom) / 2, left, right))
        else:
            upright.append(_Line((left + right) / 2, top, bottom))
    return _joined(level), _joined(upright)


def _joined(lines: list[_Line]) -> list[_Line]:
    lines.sort(key=lambda line: (line.at, line.start))
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and line.at - groups[-1][0].at <= 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    joined: list[_Line] = []
    for group in groups:
        group.sort(key=lambda line: line.start)
        open_line: _Line | None = None
        for line in group:
            if open_line is not None and line.start - open_line.end <= _NEAR:
                open_line.end = max(open_line.end, line.end)
            else:
                open_line = _Line(line.at, line.start, line.end)
                joined.append(open_line)
    return [line for line in joined if line.end - line.start >= _SHORTEST]


def _together(level: list[_Line], upright: list[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Give the groups of rules that meet one another."""
    if len(level) > _MOST_RULES or len(upright) > _MOST_RULES:
        return
    leader = list(range(len(level) + len(upright)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, across in enumerate(level):
        for other, down in enumerate(upright, len(level)):
            if (
                across.start - _NEAR <= down.at <= across.end + _NEAR
                and down.start - _NEAR <= across.at <= down.end + _NEAR
            ):
                leader[find(other)] = find(one)
    groups: defaultdict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for one, across in enumerate(level):
        groups[find(one)][0].append(across)
    for other, down in enumerate(upright, len(level)):
        groups[find(other)][1].append(down)
    yield from (group for group in groups.values() if group[0] and group[1])


def _places(lines: Iterable[_Line], crossing: Iterable[_Line]) -> list[float]:
    """Give where lines lie; the ends of those that cross them bound a table that is open there."""
    at = sorted(line.at for line in lines)
    ends = [end for line in crossing for end in (line.start, line.end)]
    places: list[float] = []
    for place in sorted([*at, min(ends), max(ends)]):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


class _Cells:
    """The cells that rules part."""

    def __init__(self, xs: list[float], ys: list[float], across: list[_Line], down: list[_Line]) -> None:
        self._xs, self._ys = xs, ys
        self._across: list[list[_Line]] = [[line for line in across if abs(line.at - y) <= _NEAR] for y in ys]
        self._down: list[list[_Line]] = [[line for line in down if abs(line.at - x) <= _NEAR] for x in xs]

    def rows(self, pieces: Sequence[Piece]) -> list[list[str]]:
        """Give the text of each cell, row by row."""
        height, width = len(self._ys) - 1, len(self._xs) - 1
        words: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for piece in pieces:
            middle = piece.base - _ABOVE_BASE * piece.size
            row = min(max(bisect_right(self._ys, middle) - 1, 0), height - 1)
            for word in piece.words:
                x = (word.start + word.end) / 2
                column = min(max(bisect_right(self._xs, x) - 1, 0), width - 1)
                words[row, column].append(Place(word.text, x, word.start, piece.base, piece.size))
        spans = self._spans(height, width)
        held: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        corner = {place: first for first, (rows, columns) in spans.items() for place in _all(rows, columns)}
        for place, found in words.items():
            held[corner[place]].extend(found)
        measured: defaultdict[int, dict[int, list[Measured]]] = defaultdict(dict)
        for (row, column), found in held.items():
            columns = spans[row, column][1]
            measured[row][column] = _cell_lines(found, self._xs[columns.stop] - self._xs[columns.start])
        lines = {
            (row, column): joined_lines(found, [cell for at, cell in cells.items() if at != column])
            for row, cells in measured.items()
            for column, found in cells.items()
        }
        heads = self._heads(spans, lines)
        return self._written(height, width, spans, lines, heads)

    def _spans(self, height: int, width: int) -> dict[tuple[int, int], tuple[range, range]]:
        """Say of the first place of each cell which rows and columns it spans."""
        spans: dict[tuple[int, int], tuple[range, range]] = {}
        taken: set[tuple[int, int]] = set()
        for row in range(height):
            for column in range(width):
                if (row, column) in taken:
                    continue
                right = column + 1
                while right < width and (row, right) not in taken and not self._parts_columns(right, row):
                    right += 1
                below = row + 1
                while below < height and not any(self._parts_rows(below, each) for each in range(column, right)):
                    below += 1
                rows, columns = range(row, below), range(column, right)
                spans[row, column] = rows, columns
                taken.update(_all(rows, columns))
        return spans

    def _parts_columns(self, column: int, row: int) -> bool:
        middle = (self._ys[row] + self._ys[row + 1]) / 2
        return any(line.start <= middle <= line.end for line in self._down[column])

    def _parts_rows(self, row: int, column: int) -> bool:
        middle = (self._xs[column] + self._xs[column + 1]) / 2
        return any(line.start <= middle <= line.end for line in self._across[row])

    @staticmethod
    def _heads(spans: dict[tuple[int, int], tuple[range, range]], lines: dict[tuple[int, int], list[CellLine]]) -> int:
        """Say how many rows the head has: as far as its cells reach that are merged."""
        first = [(rows, columns) for (row, _), (rows, columns) in spans.items() if row == 0]
        if len(first) == 1:
            return 0
        deepest = max(rows.stop for rows, _ in first)
        if deepest == 1 and any(len(columns) > 1 for _, columns in first):
            deepest = 2
        numbers = sum(any(is_number(line.text) for line in found) for (row, _), found in lines.items() if row < deepest)
        return deepest if numbers <= sum(row < deepest for row, _ in lines) / 2 else 0

    @staticmethod
    def _written(
        height: int,
        width: int,
        spans: dict[tuple[int, int], tuple[range, range]],
        lines: dict[tuple[int, int], list[CellLine]],
        heads: int,
    ) -> list[list[str]]:
        """Write the rows: a merged head above each of its columns, a merged word beside each of its rows."""
        written = [[""] * width for _ in range(height)]
        tall: defaultdict[int, list[list[CellLine]]] = defaultdict(lambda: [[] for _ in range(width)])
        for (row, column), (rows, columns) in spans.items():
            found = lines.get((row, column), [])
            text = " ".join(line.text for line in found)
            in_head = row < heads
            for each in rows if in_head or not is_number(text) else rows[:1]:
                for beside in columns if in_head else columns[:1]:
                    written[each][beside] = text
            if len(rows) == 1 and not in_head:
                tall[row][column] = found
        result = [combined(written[:heads])] if heads else []
        for row in range(heads, height):
            several = split_rows(tall[row])
            result.extend(several if len(several) > 1 else [written[row]])
        return [row for row in result if any(row)]


def _all(rows: range, columns: range) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in rows for column in columns)


def _cell_lines(words: list[Place], room: float) -> list[Measured]:
    """Put the words of a cell, so wide, together to lines, each with the room that it leaves."""
    words.sort(key=lambda word: word.base)
    near = median(word.size for word in words) / 4
    rows: list[list[Place]] = []
    for word in words:
        if rows and word.base - rows[-1][0].base <= near:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = []
    for row in rows:
        row.sort(key=lambda word: word.start)
        free = room - (2 * row[-1].x - row[-1].start - row[0].start)
        lines.append((CellLine(" ".join(word.text for word in row), row[0].base, row[0].size), free))
    return lines
