"""What belongs to a page and not to the text: heads and feet that repeat, page numbers, print stamps."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from math import inf
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.pdf.layout import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.pdf.aligned_heads import Row
    from kienan_analysis.documents.pdf.lines import Piece

_DEEPEST: Final = 4  # lines at the head, and at the foot, that are looked at
_SAME_PLACE: Final = 3.0  # points
_BESIDE: Final = 4  # how many others of its words a line is held against: heads may differ on left and right pages
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_COUNT: Final = re.compile(r"\d{1,4}")
_MAY_COUNT: Final = re.compile(r"(?:(?:^|[^\w\s]|\d|\b(?:trang|page|tr|p))\s{0,2}|\s{2})$", re.IGNORECASE)
_BEFORE: Final = 12  # letters that are looked at before a number
_LONGEST: Final = 500  # letters of a line that are looked at
_APART: Final = 1.25  # of the usual step from line to line: what repeats stands so far from the text
_USUAL: Final = 1.5  # of the size, where a page has too few lines to tell
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
    numbers: tuple[str, ...]


class _Edge(NamedTuple):
    """A line that may be furniture.

    Attributes
    ----------
    key : tuple of str
        At which edge, and what it says without its numbers.
    seen : _Seen
    row : Row
    is_apart : bool
        Whether what follows it, away from the edge, stands further off than lines of text do.
    """

    key: tuple[str, str]
    seen: _Seen
    row: Row
    is_apart: bool


def take_furniture(
    pages: Sequence[Sequence[Piece]], heights: Sequence[float], tables: Sequence[bool] = ()
) -> tuple[list[list[Piece]], list[list[str]]]:
    """Part what repeats at the edges of pages from their text.

    Parameters
    ----------
    pages : sequence of sequence of Piece
        What no table holds.
    heights : sequence of float
        Of the pages, in points.
    tables : sequence of bool
        Whether a page has tables; none by default.

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
    said: set[str] = set()  # at the edges of the pages so far
    for pieces, (head, foot), has_table in zip(pages, edges, tables or [False] * len(pages), strict=True):
        rows = [*_outermost(head, known), *_outermost(foot, known)]
        count = len({id(edge.row) for edge in (*head, *foot)})
        texts = {id(row): _text(row) for row in rows}
        if len(texts) == count:
            # A page of nothing but such lines: two pages that say the same, unless they are numbers. Over parts of a
            # table it may be the table's title, which is said once.
            rows = [row for row in rows if _is_number(_text(row)) or (has_table and _text(row) in said)]
        said.update(texts.values())
        taken = {id(piece) for row in rows for piece in row.pieces}
        kept.append([piece for piece in pieces if id(piece) not in taken])
        left_out.append(list({id(row): _text(row) for row in rows}.values()))
    return kept, left_out


def _edges(page: int, pieces: Sequence[Piece], height: float) -> tuple[list[_Edge], list[_Edge]]:
    """Give the lines at the head from the top down, and those at the foot from the bottom up."""
    rows = rows_of(pieces)
    steps = [after.base - one.base for one, after in pairwise(rows)]
    usual = median(steps) if len(steps) > _DEEPEST else 0.0
    head = [_edge("head", page, row, row.base, step, usual) for row, step in zip(rows, [*steps, inf], strict=False)]
    foot = [
        _edge("foot", page, row, height - row.base, step, usual)
        for row, step in zip(reversed(rows), [*reversed(steps), inf], strict=False)
    ]
    return head[:_DEEPEST], foot[:_DEEPEST]


def _edge(side: str, page: int, row: Row, place: float, step: float, usual: float) -> _Edge:
    text = "  ".join(piece.text for piece in row.pieces)
    text = text[:_LONGEST]
    numbers = tuple(
        # A number after a word, *tháng 4*, is that word's and counts no pages.
        number[0]
        if _MAY_COUNT.search(text[max(number.start() - _BEFORE, 0) : number.start()])
        else f"{number[0]} of a word"
        for number in _DIGITS.finditer(text)
    )
    seen = _Seen(page, place, numbers)
    key = side, _DIGITS.sub("#", " ".join(text.lower().split()))
    return _Edge(key, seen, row, step > _APART * (usual or _USUAL * row.size))


def _text(row: Row) -> str:
    return " ".join(" ".join(piece.text for piece in row.pieces).split())


def _outermost(edges: Sequence[_Edge], known: dict[tuple[str, str], list[_Seen]]) -> list[Row]:
    """Give the lines from the edge on that are no text."""
    taken = counted = 0
    repeats = 0
    for at, edge in enumerate(edges, 1):
        text = _text(edge.row)
        if _is_number(text) or _STAMP.fullmatch(text):
            taken = at if taken == at - 1 or edge.is_apart else taken
        elif (repeated := _repeated(edge, known[edge.key])) is not None:
            repeats += 1
            # Without a gap only a line with the page's number is sure to be no text.
            taken = at if edge.is_apart or repeated else taken
            counted = at if repeated else counted
        else:
            break
    if repeats == _DEEPEST:
        # No page has so much of it: the pages say the same.
        return [edge.row for edge in edges[:taken] if _is_number(_text(edge.row))] or [
            edge.row for edge in edges[:counted]
        ]
    return [edge.row for edge in edges[:taken]]


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _repeated(edge: _Edge, others: Sequence[_Seen]) -> bool | None:
    """Say whether another page has the line at the same place, and if so, whether a number in it counts the pages."""
    at = others.index(edge.seen)
    found = [_counts(edge.seen, other) for other in others[max(at - _BESIDE, 0) : at + _BESIDE + 1]]
    counting = [one for one in found if one is not None]
    if True in counting:
        return True
    return False if counting and len(edge.row.pieces) < _CELLS else None


def _counts(mine: _Seen, other: _Seen) -> bool | None:
    """Say whether two lines differ by the number of the page alone: None if by more, False if by nothing."""
    if other.page == mine.page or abs(other.place - mine.place) > _SAME_PLACE:
        return None
    differing = [pair for pair in zip(mine.numbers, other.numbers, strict=True) if pair[0] != pair[1]]
    if not differing:
        return False
    if len(differing) > 1 or not all(map(_COUNT.fullmatch, differing[0])):
        return None
    ours, theirs = map(int, differing[0])
    return True if theirs - ours == other.page - mine.page else None
