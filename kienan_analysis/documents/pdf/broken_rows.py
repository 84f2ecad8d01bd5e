"""Numbers that a narrow column without rules breaks: the digits beneath one are its own and no row's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.pdf.aligned_heads import Row
from kienan_analysis.documents.pdf.broken_lines import has_no_room, may_be_one
from kienan_analysis.documents.pdf.lines import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.pdf.lines import Word

_WITHIN: Final = 1.7  # of the size: lines of one row
_BENEATH: Final = 0.6  # of the size: so near are the edges of what stands beneath one another


def with_whole_numbers(rows: Sequence[Row]) -> list[Row]:
    """Put the digits beneath broken numbers to these, where a whole line has nothing else but the rest of a name.

    Parameters
    ----------
    rows : sequence of Row
        From the top down; they are not changed.

    Returns
    -------
    list of Row
        Fewer, where a line held such digits alone.
    """
    made: list[Row] = []
    for row in rows:
        joined = _joined(made[-1], row) if made else None
        if joined is None:
            made.append(row)
        else:
            made[-1:] = joined
    return made


def _joined(above: Row, row: Row) -> list[Row] | None:
    """Give the two lines with the numbers whole, or the one that is left of them; None where none is broken."""
    if row.base - above.base > _WITHIN * row.size:
        return None
    digits = [
        piece for piece in row.pieces if all(word.text[0].isdigit() or word.text[0] in ".," for word in piece.words)
    ]
    rest = [piece for piece in row.pieces if not any(piece is one for one in digits)]
    if not digits or len(rest) > 1 or any(not piece.text[0].islower() for piece in rest):
        return None
    upper = [word for piece in above.pieces for word in piece.words]
    goes_on: dict[int, Word] = {}
    rooms: list[float] = []
    for word in (word for piece in digits for word in piece.words):
        at = next((at for at, one in enumerate(upper) if _is_beneath(word, one, row.size)), None)
        if at is None or not may_be_one(upper[at].text, word.text):
            return None
        goes_on[at] = word
        if at + 1 < len(upper):
            rooms.append(upper[at + 1].start - upper[at].end)
    if not rooms or not all(has_no_room(room, row.size) for room in rooms):
        return None
    words = iter(
        [one._replace(text=one.text + goes_on[at].text) if at in goes_on else one for at, one in enumerate(upper)]
    )
    whole = Row(
        [Piece([next(words) for _ in one.words], one.base, one.size, one.marks, one.lead) for one in above.pieces]
    )
    return [whole, Row(rest)] if rest else [whole]


def _is_of_digits(piece: Piece) -> bool:
    return all(word.text[0].isdigit() or word.text[0] in ".," for word in piece.words)


def _is_beneath(word: Word, upper: Word, size: float) -> bool:
    edges = ((word.start, upper.start), (word.end, upper.end), (word.start + word.end, upper.start + upper.end))
    return any(abs(one - other) <= _BENEATH * size for one, other in edges)
