"""Numbers and syllables that a narrow cell breaks over its lines: *10.212,4* and beneath it *4*; *ng* and *ười*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.legacy_letters import is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.documents.pdf.cells import CellLine

_UPPER: Final = re.compile(r"[+\-–−(]?\d[\d.,]*")
_LOWER: Final = re.compile(r"[\d.,]+[%)*]{0,2}")
_WHOLE: Final = re.compile(r"[+\-–−(]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+\-–−(]?\d+,\d+")
_UNFINISHED: Final = re.compile(r".*[.,]|[^,]*\.\d{1,2}")
_LAST_PART: Final = re.compile(r"[^\W\d_]+$")
_FIRST_PART: Final = re.compile(r"[^\W\d_]+")
_CONSONANTS: Final = "bcdđghklmnpqrstvx"
_MARGINS: Final = 12.0  # points beside the words of a cell, in what programs set as they come
_DIGIT: Final = 0.6  # of the size of the type


def joined_lines(lines: Iterable[tuple[CellLine, float]]) -> list[CellLine]:
    """Join the lines of a cell over which one number or one syllable goes on.

    Parameters
    ----------
    lines : iterable of (CellLine, float)
        From the top, each with the room in points that it leaves of its cell's width.

    Examples
    --------
    >>> from kienan_analysis.documents.pdf.cells import CellLine
    >>> [line.text for line in joined_lines([(CellLine("10.212,4", 10, 11), 12), (CellLine("4", 23, 11), 50)])]
    ['10.212,44']
    >>> [line.text for line in joined_lines([(CellLine("512,4", 10, 11), 40), (CellLine("7", 23, 11), 60)])]
    ['512,4', '7']
    >>> [line.text for line in joined_lines([(CellLine("đồng/ng", 10, 11), 12), (CellLine("ười", 23, 11), 50)])]
    ['đồng/người']
    """
    whole: list[tuple[CellLine, float]] = []
    for line, free in lines:
        if whole and _is_one(whole[-1], line):
            whole[-1] = (whole[-1][0]._replace(text=whole[-1][0].text + line.text), free)
        else:
            whole.append((line, free))
    return [line for line, _ in whole]


def _is_one(before: tuple[CellLine, float], line: CellLine) -> bool:
    """Whether what ends a line goes on: no letter more had room there."""
    upper, free = before
    if free > _MARGINS + _DIGIT * upper.size:
        return False
    return _is_one_number(upper.text, line.text) or _is_one_syllable(upper.text, line.text)


def _is_one_number(upper: str, lower: str) -> bool:
    """Whether two lines are one number, and not each a number by itself."""
    if not (_UPPER.fullmatch(upper) and _LOWER.fullmatch(lower)):
        return False
    if _WHOLE.fullmatch((upper + lower).rstrip("%)*")) is None:
        return False
    is_begun = lower[0] in ".," or _UNFINISHED.fullmatch(upper) is not None
    return is_begun or ("," in upper and "," not in lower and "." not in lower)


def _is_one_syllable(upper: str, lower: str) -> bool:
    """Whether a line that is one word ends in no syllable, or the next begins with none, and both together are one.

    Of a unit such as *đồng/ngư* and *ời* each may be one: there the vowel at the beginning of a line tells.
    """
    last, first = _LAST_PART.search(upper), _FIRST_PART.match(lower)
    if last is None or first is None or " " in upper or not first[0].islower():
        return False
    if last[0][1:].isupper() or not is_syllable(last[0] + first[0]):
        return False
    is_of_a_unit = "/" in upper and first[0][0] not in _CONSONANTS
    return is_of_a_unit or not (is_syllable(last[0]) and is_syllable(first[0]))
