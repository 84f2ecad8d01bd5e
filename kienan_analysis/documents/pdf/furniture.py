"""What belongs to a page and not to the text: heads and feet that repeat, page numbers, print stamps."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.pdf.layout import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.pdf.aligned import Row
    from kienan_analysis.documents.pdf.lines import Piece

_DEEPEST: Final = 4  # lines at the head, and at the foot, that are looked at
_SAME_PLACE: Final = 3.0  # points
_BESIDE: Final = 4  # how many others of its words a line is held against: heads may differ on left and right pages
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"[-–—|\[(\s.]*"
    r"(?:(?:trang(?:\s+số)?|page|tr\.?|p\.?)[\s:]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|trên|trong)\s*\d{1,4})?"
    r"|\d{1,3}(?:\s*/\s*\d{1,4})?|[ivxlc]{1,6})"
    r"[-–—|\])\s.]*",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M|\s*[SC]H)?(?:\s.*)?"
    r"|(?:https?|file)://\S+(?:\s+\d{1,4}\s*/\s*\d{1,4})?",
    re.IGNORECASE,
)
_CELLS: Final = 3  # so many pieces beside one another, and no page's number, are the heads of a table


class _Seen(NamedTuple):
    """A line near an edge of a page: on which page, how far from that edge, and its numbers."""

    page: int
    place: float
    numbers: tuple[int, ...]


class _Edge(NamedTuple):
    """A line that may be furniture: at which edge, what it says without its numbers, and where."""

    key: tuple[str, str]
    seen: _Seen
    row: Row


def take_furniture(
    pages: Sequence[Sequence[Piece]], heights: Sequence[float]
) -> tuple[list[list[Piece]], list[list[str]]]:
    """Part what repeats at the edges of pages from their text.

    Parameters
    ----------
    pages : sequence of sequence of Piece
        What no table holds.
    heights : sequence of float
        Of the pages, in points.

    Returns
    -------
    list of list of Piece
        What is left of each page.
    list of list of str
        The lines left out of each page.
    """
    edges = [_edges(page, pieces, height) for page, (pieces, height) in enumerate(zip(pages, heights, strict=True))]
    known: defaultdict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for found in edges:
        for edge in (*found[0], *found[1]):
            known[edge.key].append(edge.seen)
    kept: list[list[Piece]] = []
    left_out: list[list[str]] = []
    for pieces, (head, foot) in zip(pages, edges, strict=True):
        rows = [*_outermost(head, known), *_outermost(foot, known)]
        count = len({id(edge.row) for edge in (*head, *foot)})
        if len({id(row) for row in rows}) == count:
            # A page of nothing but such lines: two pages that say the same, unless they are numbers.
            rows = [row for row in rows if _is_number(_text(row))]
        taken = {id(piece) for row in rows for piece in row.pieces}
        kept.append([piece for piece in pieces if id(piece) not in taken])
        left_out.append(list({id(row): _text(row) for row in rows}.values()))
    return kept, left_out


def _edges(page: int, pieces: Sequence[Piece], height: float) -> tuple[list[_Edge], list[_Edge]]:
    """Give the lines at the head from the top down, and those at the foot from the bottom up."""
    rows = rows_of(pieces)
    head = [_edge("head", page, row, row.base) for row in rows[:_DEEPEST]]
    foot = [_edge("foot", page, row, height - row.base) for row in rows[: -_DEEPEST - 1 : -1]]
    return head, foot


def _edge(side: str, page: int, row: Row, place: float) -> _Edge:
    text = _text(row)
    numbers = tuple(int(number[:9]) for number in _DIGITS.findall(text))
    return _Edge((side, _DIGITS.sub("#", text.lower())), _Seen(page, place, numbers), row)


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row.pieces)


def _outermost(edges: Sequence[_Edge], known: dict[tuple[str, str], list[_Seen]]) -> list[Row]:
    """Give the lines from the edge on that are no text."""
    rows: list[Row] = []
    repeats = 0
    for edge in edges:
        text = _text(edge.row)
        if _is_number(text) or _STAMP.fullmatch(text):
            rows.append(edge.row)
        elif _repeats(edge, known[edge.key]):
            rows.append(edge.row)
            repeats += 1
        else:
            break
    if repeats == _DEEPEST:
        # No page has so much of it: the pages say the same.
        return [row for row in rows if _is_number(_text(row))]
    return rows


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _repeats(edge: _Edge, others: Sequence[_Seen]) -> bool:
    """Say whether another page has the line at the same place, with the same numbers but for the page's own."""
    at = others.index(edge.seen)
    return any(_is_same(edge, other) for other in others[max(at - _BESIDE, 0) : at + _BESIDE + 1])


def _is_same(edge: _Edge, other: _Seen) -> bool:
    mine = edge.seen
    if other.page == mine.page or abs(other.place - mine.place) > _SAME_PLACE:
        return False
    counted = other.page - mine.page
    pairs = list(zip(mine.numbers, other.numbers, strict=True))
    if not all(theirs in {ours, ours + counted} for ours, theirs in pairs):
        return False
    counts = any(theirs == ours + counted for ours, theirs in pairs)
    return counts or len(edge.row.pieces) < _CELLS
