"""Tables without rules: rows of short cells that stand beneath one another."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.pdf.aligned_heads import Row, cut, head_of
from kienan_analysis.documents.pdf.cells import CellLine, is_group, is_number, split_rows
from kienan_analysis.documents.pdf.drawing import Box
from kienan_analysis.documents.pdf.grids import Grid
from kienan_analysis.documents.pdf.gutters import gutters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.pdf.lines import Piece

_FEWEST_ROWS: Final = 2
_FEWEST_COLUMNS: Final = 3
_LONGEST: Final = 40  # letters of a cell that is no name
_MOST_HEADS: Final = 8  # lines
_NEXT: Final = 2.6  # of the size: the widest step from one line of a table to the next
_WITHIN: Final = 1.7
_MOST_BETWEEN: Final = 3
_LONGEST_NAME: Final = 8  # lines
_WIDER: Final = 1.3
_LARGER: Final = 1.15
_FAR: Final = 4.5  # of the size: the widest step between rows that have data
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def find_aligned(rows: Sequence[Row]) -> list[tuple[int, int, Grid]]:
    """Find tables in the lines of a page: from which row to before which, and the table."""
    found: list[tuple[int, int, Grid]] = []
    at = 0
    while at < len(rows):
        if not _has_data(rows[at]):
            at += 1
            continue
        stop, data = _reach(rows, at)
        grid = _grid(rows, at, stop, data, found[-1][1] if found else 0)
        if grid is None:
            at += 1 if stop == at + 1 else max(stop - at, 1)
            continue
        found.append(grid)
        at = grid[1]
    return found


def _has_data(row: Row) -> bool:
    """Say whether a line may be a row of a table: a number beside something else, and not years alone."""
    if len(row.pieces) < _FEWEST_COLUMNS - 1:
        return False
    numbers = [piece.text for piece in row.pieces[1:] if is_number(piece.text)]
    return bool(numbers) and not all(_YEAR.fullmatch(number) for number in numbers)


def _reach(rows: Sequence[Row], at: int) -> tuple[int, list[int]]:
    """Say how far lines follow that may be of one table, and which of them have data."""
    data = [at]
    stop = at + 1
    between = 0
    while stop < len(rows):
        has_data = _has_data(rows[stop])
        nearest = _FAR if _is_by_data(rows, stop, 1) and _is_by_data(rows, stop - 1, -1) else _NEXT
        if rows[stop].base - rows[stop - 1].base > nearest * rows[stop].size:
            break
        if has_data:
            data.append(stop)
            between = 0
        elif stop - data[-1] > _LONGEST_NAME or not _is_of_name(rows[stop], rows[stop - 1], rows[data[-1]]):
            between += 1
            if between > _MOST_BETWEEN:
                break
        stop += 1
    # What follows the last number goes on a name at most.
    end = data[-1] + 1
    above = data[-2] + 1 if len(data) > 1 else at
    while end < stop and _goes_on(rows[end], rows[end - 1], rows[above : data[-1] + 1], rows[at : data[-1]]):
        end += 1
    return end, data


def _is_of_name(row: Row, before: Row, data: Row) -> bool:
    """Say whether a line has words where names and units stand alone, left of the numbers of a row with data."""
    numbers = [piece.start for piece in data.pieces[1:] if is_number(piece.text)]
    is_left = bool(numbers) and row.pieces[-1].end < min(numbers) and len(row.pieces) < _FEWEST_COLUMNS
    is_near = row.base - before.base <= (_FAR if _has_data(before) else _WITHIN) * row.size
    return is_left and is_near and not any(is_number(piece.text) for piece in row.pieces)


def _is_by_data(rows: Sequence[Row], at: int, step: int) -> bool:
    """Say whether a line has data, or is of a name that stands beside data: lines follow to that, in a direction."""
    for _ in range(_LONGEST_NAME):
        if _has_data(rows[at]):
            return True
        after = at + step
        if not 0 <= after < len(rows) or abs(rows[after].base - rows[at].base) > _WITHIN * rows[at].size:
            return False
        at = after
    return False


def _goes_on(row: Row, before: Row, last: Sequence[Row], others: Sequence[Row]) -> bool:
    """Say whether a line only goes on with name and unit of the row above, whose lines are the last beneath others."""
    if len(row.pieces) > _FEWEST_COLUMNS - 1 or row.base - before.base > _WITHIN * row.size:
        return False
    words = [piece for one in last for piece in one.pieces if not is_number(piece.text)] or last[-1].pieces
    first = max(words, key=lambda piece: len(piece.text))
    names = [piece.end for other in others for piece in other.pieces if abs(piece.start - first.start) <= row.size]
    furthest = max([*names, *(piece.end for piece in words)]) + 3 * row.size
    return all(
        one.text[:1].islower()
        and one.end <= furthest
        and any(
            one.start < piece.end and piece.start < one.end and one.start >= piece.start - one.size for piece in words
        )
        for one in row.pieces
    )


def _grid(rows: Sequence[Row], at: int, stop: int, data: Sequence[int], floor: int) -> tuple[int, int, Grid] | None:
    if len(data) < _FEWEST_ROWS:
        return None
    known = set(data)
    gutters = gutters_of(
        [rows[one] for one in data], [row for one, row in enumerate(rows[at:stop], at) if one not in known]
    )
    width = len(gutters) + 1
    if width < _FEWEST_COLUMNS - 1 or (width < _FEWEST_COLUMNS and len(data) < _FEWEST_COLUMNS):
        return None
    cells = [cut(row, gutters) for row in rows[at:stop]]
    if not _is_table([cells[one - at] for one in data], width):
        return None
    step = max(rows[after].base - rows[one].base for one, after in pairwise(data))
    extents = _extents([cell for cell in cells if len([*filter(None, cell)]) > 1], width)
    names = _columns_of_words([cells[one - at] for one in data], width)
    while at > floor and _begins_name(rows[at - 1], rows[at], cut(rows[at - 1], gutters), cells, names):
        at -= 1
        cells.insert(0, cut(rows[at], gutters))
    start = _heads_from(rows, at, gutters, floor, _WIDER * step)
    # A line beneath the heads that has words in the first columns alone is the title of a group of rows.
    below = at
    while (
        below > start + 1
        and all(piece.start < extents[0][1] for piece in rows[below - 1].pieces[:1])
        and (rows[below - 1].pieces[-1].end < gutters[-1] and is_group(rows[below - 1].pieces[0].text))
    ):
        below -= 1
    head = head_of(rows[start:below], gutters, extents)
    columns = [
        [CellLine(cell.text, cell.base, cell.size) for cell in (row[column] for row in cells) if cell is not None]
        for column in range(width)
    ]
    groups = [[cell.text if cell is not None else "" for cell in cut(row, gutters)] for row in rows[below:at]]
    body = [*groups, *split_rows(columns)]
    inside = [piece for row in rows[start:stop] for piece in row.pieces]
    box = Box(
        min(piece.start for piece in inside),
        rows[start].base - rows[start].size,
        max(piece.end for piece in inside),
        rows[stop - 1].base,
    )
    marks = [mark for piece in inside for mark in (*piece.marks, piece.lead) if mark]
    return start, stop, Grid([head, *body] if any(head) else body, box, marks)


def _columns_of_words(rows: Sequence[Sequence[Piece | None]], width: int) -> set[int]:
    """Give the columns that have names and units: no numbers, in rows with data."""
    cells = [[cell.text for cell in column if cell is not None] for column in zip(*rows, strict=True)]
    return {column for column in range(width) if not any(map(is_number, cells[column]))}


def _begins_name(
    row: Row, below: Row, above: Sequence[Piece | None], cells: Sequence[Sequence[Piece | None]], names: set[int]
) -> bool:
    """Say whether a line above the first begins what goes on there: numbers stand in the middle of a row.

    A name begins with a capital letter, or a stroke; until then it has lines further up.
    """
    if below.base - row.base > _WITHIN * row.size:
        return False
    filled = [column for column, cell in enumerate(above) if cell is not None]
    # The first row's own lines: as far as to the first with data.
    first = next((at for at, line in enumerate(cells) if sum(cell is not None for cell in line) > len(names)), 0)
    tops = [next((line[column] for line in cells[: first + 2] if line[column] is not None), None) for column in filled]
    return names.issuperset(filled) and all(
        top is None or top.text[:1].islower() or top.text[:1] == "(" for top in tops
    )


def _extents(rows: Sequence[Sequence[Piece | None]], width: int) -> list[tuple[float, float]]:
    """Say from where to where the cells of each column reach."""
    extents: list[tuple[float, float]] = []
    for column in range(width):
        cells = [cell for cell in (row[column] for row in rows) if cell is not None]
        extents.append((min(cell.start for cell in cells), max(cell.end for cell in cells)) if cells else (0.0, 0.0))
    return extents


def _is_table(rows: Sequence[Sequence[Piece | None]], width: int) -> bool:
    """Say whether lines are rows of cells and not of columns of prose: numbers beneath numbers, and short."""
    numeric = 0
    for column in range(1, width):
        cells = [cell.text for cell in (row[column] for row in rows) if cell is not None]
        if cells and 2 * sum(map(is_number, cells)) >= len(cells) > len(rows) / 3:
            numeric += 1
        elif cells and sum(map(len, cells)) / len(cells) > _LONGEST and column > 1:
            return False
    return numeric > 0


def _heads_from(rows: Sequence[Row], at: int, gutters: Sequence[float], floor: int, step: float) -> int:
    """Say from which line on the heads of a table stand above it; `step` is the widest from row to row."""
    start = at
    while start > max(floor, at - _MOST_HEADS):
        above = rows[start - 1]
        is_row = start == at or _is_of_heads(rows, start - 1)
        nearest = max(_NEXT * above.size, step if is_row else 0.0)
        if rows[start].base - above.base > nearest or not _may_be_head(above, gutters):
            break
        start -= 1
    # A lone line over more than its columns is a title, and so is what stands above that.
    titles = [
        one for one in range(start, at) if len(rows[one].pieces) == 1 and not _is_over_one(rows[one].pieces[0], gutters)
    ]
    start = max([start, *(one + 1 for one in titles)])
    # Heads have one line with several; a lone one above them is a title or says the unit.
    while start < at and len(rows[start].pieces) == 1 and _ends_title(rows, start, at):
        start += 1
    return start if any(len(row.pieces) > 1 for row in rows[start:at]) else at


def _is_of_heads(rows: Sequence[Row], at: int) -> bool:
    """Say whether a line has several heads, or goes on with some that stand right above it."""
    while len(rows[at].pieces) < _FEWEST_COLUMNS:
        if at == 0 or rows[at].base - rows[at - 1].base > _WITHIN * rows[at].size:
            return False
        at -= 1
    return True


def _ends_title(rows: Sequence[Row], at: int, data: int) -> bool:
    """Say whether a lone line is of a title: of larger type than the rows, or the last of one that begins above."""
    one = rows[at]
    if one.size > _LARGER * rows[data].size:
        return True
    above = rows[at - 1] if at else None
    if above is None or len(above.pieces) > 1 or one.base - above.base > _WITHIN * one.size:
        return False
    [over], [under] = above.pieces, one.pieces
    is_centred = abs((over.start + over.end) - (under.start + under.end)) <= 2 * one.size
    return is_centred and over.start < under.start and under.end < over.end and abs(over.size - under.size) < 1


def _may_be_head(row: Row, gutters: Sequence[float]) -> bool:
    if any(piece.text.endswith((".", ";")) or len(piece.text) > 2 * _LONGEST for piece in row.pieces):
        return False
    return len(row.pieces) > 1 or row.pieces[0].start > gutters[0]


def _is_over_one(piece: Piece, gutters: Sequence[float]) -> bool:
    """Say whether a piece stands over one column of values, or over a group of them and begins with it."""
    crossed = [gutter for gutter in gutters if piece.start < gutter < piece.end]
    return piece.start > gutters[0] and len(crossed) <= max(len(gutters) - 2, 0)
