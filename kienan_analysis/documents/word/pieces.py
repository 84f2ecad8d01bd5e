"""Pieces of a paragraph put together: raised and lowered digits told apart, what is not read taken out."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.document import LeftOut
from kienan_analysis.documents.raised import Raised, read_lowered, read_raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.documents.document import Why

_LOOK_BACK: Final = 12  # letters before a raised digit that tell what it is
_LONGEST_MARK: Final = 12
_FRACTION: Final = re.compile(r"\s*[/\u2044]\s*")
_ITEM: Final = re.compile(r"(?:\d{1,2}|[a-zđ])[.)]\s")


class Piece(NamedTuple):
    """Letters of one look.

    Attributes
    ----------
    text : str
    level : int
        1 raised, 0 on the line, -1 lowered.
    why : str or None
        Why they are not read.
    leaves_room : bool
        Whether what is not read is seen, or a mark: what stands on either side of it does not touch.
    """

    text: str
    level: int = 0
    why: Why | None = None
    leaves_room: bool = False


def settle(pieces: Iterable[Piece]) -> tuple[str, list[LeftOut]]:
    """Put pieces together.

    Returns
    -------
    str
        What is read.
    list of LeftOut
        What is not, in order.

    Examples
    --------
    >>> settle([Piece("đạt 424,723"), Piece("1", 1), Piece("tỷ, 30 km"), Piece("2", 1), Piece(", 10"), Piece("6", 1)])
    ('đạt 424,723 tỷ, 30 km², 10⁶', [LeftOut(text='1', why='note_mark', page=0)])
    """
    joined = _joined(pieces)
    if all(piece.level == 1 for piece in joined if piece.why is None and piece.text.strip()):
        joined = [piece._replace(level=0) for piece in joined]  # Raised against nothing.
    line = _Line()
    for place, piece in enumerate(joined):
        if piece.why is not None:
            line.leave_out(piece)
        elif piece.level == 0 or not piece.text.strip():
            line.add(piece.text)
        else:
            shown = [one for one in joined[place + 1 : place + 4] if one.why is None]
            _raise(line, piece, shown)
    return _lines("".join(line.parts)), line.left_out


class _Line:
    """A paragraph as it grows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.left_out: list[LeftOut] = []
        self._end = ""
        self._room = False

    @property
    def end(self) -> str:
        """The last letters."""
        return self._end

    def add(self, text: str) -> None:
        if not text:
            return
        if self._room and _touch(self._end, text):
            text = f" {text}"
        self._room = False
        self.parts.append(text)
        self._end = (self._end + text[-_LOOK_BACK:])[-_LOOK_BACK:]

    def make_room(self) -> None:
        """Let what comes next not touch what is there."""
        self._room = True

    def leave_out(self, piece: Piece) -> None:
        self._room = self._room or piece.leaves_room
        text, why = piece.text.strip(), piece.why
        if text and why is not None:
            self.left_out.append(LeftOut(text, why))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours of one look: Word cuts runs anywhere."""
    return [
        Piece("".join(piece.text for piece in same), *look)
        for look, same in groupby(pieces, key=lambda piece: piece[1:])
    ]


def _raise(line: _Line, piece: Piece, after: Sequence[Piece]) -> None:
    """Add raised or lowered letters, or leave them out as the mark of a note."""
    text = piece.text.strip()
    before = line.end.rstrip()
    next_text = after[0].text if after else ""
    if piece.level < 0 and text[:1].isdecimal() and before[-1:] in {"/", "\u2044"}:
        line.add(text)
    elif piece.level > 0 and _is_fraction(text, after):
        line.make_room()
        line.add(piece.text)
    elif (found := _read(piece, text, line.end, next_text)).mark and len(text) <= _LONGEST_MARK:
        line.leave_out(Piece(text, why="note_mark", leaves_room=True))
        if piece.text[-1:].isspace():
            line.add(" ")
    elif found.joins:
        line.add(found.shown)
    else:
        line.make_room()
        line.add(piece.text)
        line.make_room()


def _is_fraction(text: str, after: Sequence[Piece]) -> bool:
    """Say whether raised digits are those above a stroke: a stroke follows, and lowered digits."""
    if not text.isdecimal() or not after:
        return False
    if _FRACTION.fullmatch(after[0].text):
        return len(after) > 1 and after[1].level < 0
    return after[0].level < 0 and _FRACTION.match(after[0].text) is not None


def _read(piece: Piece, text: str, before: str, after: str) -> Raised:
    return read_raised(text, before, after) if piece.level > 0 else read_lowered(text, before)


def _touch(left: str, right: str) -> bool:
    """Say whether what stands on either side of a gap would be taken for one word or number."""
    last, first = left[-1:], right[:1]
    if last.isalnum() and first.isalnum():
        return True
    if last.isdecimal() and first in {",", "."}:
        return right[1:2].isdecimal()
    return last in {",", "."} and first.isdecimal() and left[-2:-1].isdecimal()


def _lines(text: str) -> str:
    r"""Keep the breaks that part lines, and take those for blanks that stand inside a sentence.

    Examples
    --------
    >>> _lines("thu ngân sách đạt\n424,7 tỷ đồng\nNăm 2021")
    'thu ngân sách đạt 424,7 tỷ đồng\nNăm 2021'
    """
    if "\n" not in text:
        return text
    lines = [line.strip(" ") for line in text.split("\n")]
    lines = [line for line in lines if line.strip()]
    joined = lines[:1]
    for line in lines[1:]:
        goes_on = line[:1].islower() or line[:1].isdecimal()
        if goes_on and not _ITEM.match(line) and (joined[-1][-1:].islower() or joined[-1][-1:] == ","):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)
