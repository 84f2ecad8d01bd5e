"""A paragraph's letters as lines: blanks as a page shows them, and where a break ends a line or only wraps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.web.boxes import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.web.boxes import LineKind

BREAK: Final = "\n"
# Where something stood that keeps what is before and after it apart.
APART: Final = "\x1f"
_BLANKS: Final = re.compile(r"[ \t\r\f\v\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\x00-\x08\x0e-\x1e]+")
_UNSEEN: Final = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff]")
_APART_INSIDE: Final = re.compile(rf"(?<=\w){APART}+(?=\w)")
_ENDS: Final = re.compile(r"[.;:!?…][\"”’)]*$")
_BEGINS_ITEM: Final = re.compile(r"(?:[-–—+*•●▪◦►✓]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]{1,5}[.)])\s*\S")
_DIGIT: Final = re.compile(r"\d")


class Piece(NamedTuple):
    """Letters of one look."""

    text: str
    linked: bool
    leaning: bool


def make_lines(
    pieces: Sequence[Piece], kind: LineKind, notes: list[str], *, centred: bool = False, one: bool = False
) -> list[Line]:
    """Make lines of letters as a page shows them.

    A break between two lines of one sentence is a blank; two breaks part paragraphs, and so does one where a line
    ends its sentence, an item begins, or every line has figures of its own.

    Parameters
    ----------
    pieces : sequence of Piece
        `BREAK` alone is a break.
    kind : str
    notes : list of str
        Names of the notes whose marks stand in it.
    centred : bool
    one : bool
        Whether breaks only wrap, as in a cell.
    """
    if len(pieces) == 1 and not pieces[0].linked and not pieces[0].leaning:
        text = shown(pieces[0].text) if pieces[0].text != BREAK else ""
        return [Line(text, 0, 0, kind, centred, notes)] if text else []
    found: list[tuple[str, int, int]] = []
    gaps: list[int] = []  # breaks before each
    breaks = 0
    for run in _between_breaks(pieces):
        text = shown("".join(piece.text for piece in run))
        if text:
            linked = sum(len(shown(piece.text)) for piece in run if piece.linked)
            leaning = sum(len(shown(piece.text)) for piece in run if piece.leaning)
            found.append((text, min(linked, len(text)), min(leaning, len(text))))
            gaps.append(breaks)
            breaks = 0
        breaks += 1
    if not found:
        return []
    ends = [False] * len(found)
    if not one:
        each = len(found) > 1 and all(_is_line(text) for text, _, _ in found)
        ends = [
            number > 0 and (gaps[number] > 1 or each or _ends(found[number - 1][0], text))
            for number, (text, _, _) in enumerate(found)
        ]
    lines: list[Line] = []
    for (text, linked, leaning), new in zip(found, ends, strict=True):
        if lines and not new:
            last = lines[-1]
            last.text, last.linked, last.leaning = f"{last.text} {text}", last.linked + linked, last.leaning + leaning
        else:
            lines.append(Line(text, linked, leaning, kind, centred))
    lines[-1].notes = notes
    return lines


def _between_breaks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    runs: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.text == BREAK:
            runs.append([])
        else:
            runs[-1].append(piece)
    return runs


def shown(text: str) -> str:
    """Give letters as a page shows them: blanks as one, what is not seen gone."""
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    if APART in text:
        text = _APART_INSIDE.sub(" ", text).replace(APART, "")
    return _BLANKS.sub(" ", text).strip()


def _ends(before: str, after: str) -> bool:
    return _ENDS.search(before) is not None or _BEGINS_ITEM.match(after) is not None


def _is_line(text: str) -> bool:
    """Whether a line can stand by itself: it begins as a sentence or an item does, and has a figure."""
    return (text[:1].isupper() or _BEGINS_ITEM.match(text) is not None) and _DIGIT.search(text) is not None
