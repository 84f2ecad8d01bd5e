"""The heads of a table without rules: which columns each stands over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.pdf.cells import combined
from kienan_analysis.documents.pdf.lines import Piece, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

_GUTTER: Final = 0.5  # of the size of the type: the narrowest gap between columns
_WIDER: Final = 1.3
_BLANK: Final = 0.38  # of the size: what is wider may part two heads
_SAME_EDGE: Final = 1.5  # points
_OVER: Final = 3.0  # points that a head may reach over its column's cells
_LEADING: Final = 1.35  # of the size: from line to line of one cell
_CENTRED: Final = 0.6  # of the size: a head so near the middle of its column is over no others


@dataclass(slots=True)
class Row:
    """Pieces on one line of the page, from left to right."""

    pieces: list[Piece]

    @property
    def base(self) -> float:
        """From the top, in points."""
        return self.pieces[0].base

    @property
    def size(self) -> float:
        """Of its largest type."""
        return max(piece.size for piece in self.pieces)


def cut(row: Row, gutters: Sequence[float]) -> list[Piece | None]:
    """Part a line's words at the gutters."""
    words: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for piece in row.pieces:
        for word in piece.words:
            middle = (word.start + word.end) / 2
            words[sum(gutter < middle for gutter in gutters)].append(word)
    return [Piece(part, row.base, row.size) if part else None for part in words]


def head_of(rows: Sequence[Row], gutters: Sequence[float], extents: Sequence[tuple[float, float]]) -> list[str]:
    """Give the head of each column.

    Where two columns get one and the same, their heads stand so close that they look like one, and are cut at the
    gutter: on the lowest line first, then on all.
    """
    cuts = [[cell.text if cell is not None else "" for cell in cut(row, gutters)] for row in rows]
    head = [""] * len(extents)
    for whole in (len(rows), len(rows) - 1, 0):
        lines = [*_heads(rows[: max(whole, 0)], gutters, list(extents)), *cuts[max(whole, 0) :]]
        head = combined(lines) if lines else head
        named = [one for one in head if one]
        if len(set(named)) == len(named):
            break
    return head


def _heads(rows: Sequence[Row], gutters: Sequence[float], extents: list[tuple[float, float]]) -> list[list[str]]:
    """Write the lines of heads, each over the columns that it spans."""
    heads: list[list[str]] = []
    covered = [False] * len(extents)
    # Not of the line right below alone: beside the middle of a head of two lines stands one of a single line.
    beneath: list[tuple[Piece, range]] = []
    for row in reversed(rows):
        over = [""] * len(extents)
        parts = [part for piece in row.pieces for part in _parts(piece, extents)]
        spans = [_span(part, gutters, extents) for part in parts]
        reaches = _from_the_left(parts, extents, covered)
        placed: list[tuple[Piece, range]] = []
        for at, part in enumerate(parts):
            others = {column for other, columns in enumerate(spans) if other != at for column in columns}
            wide = next((columns for lower, columns in beneath if _goes_on_in(part, lower)), None)
            if wide is None:
                span = spans[at] - others or spans[at]
                wide = reaches[at] if reaches else _widened(part, span, others, extents, covered)
            placed.append((part, wide))
            for column in wide:
                over[column] = f"{over[column]} {part.text}".strip()
        for part, columns in zip(parts, spans, strict=True):
            if len(columns) == 1:
                [column] = columns
                covered[column] = True
                extents[column] = min(extents[column][0], part.start), max(extents[column][1], part.end)
        heads.insert(0, over)
        beneath.extend(placed)
    return heads


def _goes_on_in(part: Piece, lower: Piece) -> bool:
    """Say whether a head goes on in the line right below: as close as lines of one cell, and centred on one middle."""
    is_close = lower.base - part.base <= _LEADING * part.size
    return is_close and abs((part.start + part.end) - (lower.start + lower.end)) <= 2 * _SAME_EDGE


def _from_the_left(
    parts: Sequence[Piece], extents: Sequence[tuple[float, float]], covered: Sequence[bool]
) -> list[range]:
    """Give the columns of heads that each begin where a column does: as far as to the next, over heads beneath alone.

    Empty where one does not begin so: then they are centred.
    """
    firsts: list[int] = []
    for part in parts:
        nearest = min(range(len(extents)), key=lambda column: abs(extents[column][0] - part.start))
        if abs(extents[nearest][0] - part.start) > _SAME_EDGE or (firsts and nearest <= firsts[-1]):
            return []
        firsts.append(nearest)
    if not any(covered[first] for first in firsts):
        return []
    reaches: list[range] = []
    for first, stop in zip(firsts, [*firsts[1:], len(extents)], strict=True):
        last = first + 1
        while covered[first] and last < stop and covered[last]:
            last += 1
        reaches.append(range(first, last))
    return reaches


def _span(part: Piece, gutters: Sequence[float], extents: Sequence[tuple[float, float]]) -> set[int]:
    """Give the columns over whose cells a head stands; where over none, those between whose gutters it does."""
    over = {column for column, (start, end) in enumerate(extents) if part.start < end and start < part.end}
    first, last = (sum(gutter < edge for gutter in gutters) for edge in (part.start, part.end))
    return over or set(range(first, last + 1))


def _widened(
    part: Piece, span: set[int], others: set[int], extents: Sequence[tuple[float, float]], covered: Sequence[bool]
) -> range:
    """Widen a head to the columns beside it, over whose heads it is centred, if no other stands over them."""
    first, last = min(span), max(span)
    middle = (part.start + part.end) / 2
    best, nearest = range(first, last + 1), abs((extents[first][0] + extents[last][1]) / 2 - middle)
    if not any(covered[column] for column in span):
        return best
    is_inside = extents[first][0] - _OVER <= part.start and part.end <= extents[last][1] + _OVER
    if first == last and is_inside and nearest <= _CENTRED * part.size:
        return best
    start = first
    while start >= 0 and (start == first or (covered[start] and start not in others)):
        stop = last
        while stop < len(extents) and (stop == last or (covered[stop] and stop not in others)):
            distance = abs((extents[start][0] + extents[stop][1]) / 2 - middle)
            if distance < nearest - 1:
                best, nearest = range(start, stop + 1), distance
            stop += 1
        start -= 1
    return best


def _parts(piece: Piece, extents: Sequence[tuple[float, float]]) -> list[Piece]:
    """Part a head's words where a gap between columns is wider than a blank: *Năm 2021* over two columns has none."""
    gaps = [after.start - one.end for one, after in pairwise(piece.words)]
    least = max(_BLANK * piece.size, _WIDER * median(gaps)) if gaps else 0.0
    parts = [[piece.words[0]]]
    begins = [_begins_column(word, extents) for word in piece.words]
    for at, (word, gap) in enumerate(zip(piece.words[1:], gaps, strict=True), 1):
        is_between = any(left[1] <= word.start and parts[-1][-1].end <= right[0] for left, right in pairwise(extents))
        is_wide = gap >= (least if len(gaps) > 1 else _GUTTER * piece.size)
        # Heads that are set at the left of their columns may stand as close as words.
        if (is_between and is_wide) or (begins[0] and begins[at]):
            parts.append([word])
        else:
            parts[-1].append(word)
    return [Piece(words, piece.base, piece.size) for words in parts]


def _begins_column(word: Word, extents: Sequence[tuple[float, float]]) -> bool:
    return any(start < end and abs(word.start - start) <= _SAME_EDGE / 2 for start, end in extents)
