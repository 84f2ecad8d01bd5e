"""Numbers that a narrow cell breaks over its lines: *10.212,4* and beneath it *4*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.documents.pdf.cells import CellLine

_UPPER: Final = re.compile(r"[+\-–−(]?\d[\d.,]*")
_LOWER: Final = re.compile(r"[\d.,]+[%)*]{0,2}")
_WHOLE: Final = re.compile(r"[+\-–−(]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+\-–−(]?\d+,\d+")
_UNFINISHED: Final = re.compile(r".*[.,]|[^,]*\.\d{1,2}")
_MARGINS: Final = 12.0  # points beside the words of a cell, in what programs set as they come
_DIGIT: Final = 0.6  # of the size of the type


def with_numbers_whole(lines: Iterable[tuple[CellLine, float]]) -> list[CellLine]:
    """Join the lines of a cell over which one number goes on.

    Parameters
    ----------
    lines : iterable of (CellLine, float)
        From the top, each with the room in points that it leaves of its cell's width.

    Examples
    --------
    >>> from kienan_analysis.documents.pdf.cells import CellLine
    >>> [line.text for line in with_numbers_whole([(CellLine("10.212,4", 10, 11), 12), (CellLine("4", 23, 11), 50)])]
    ['10.212,44']
    >>> [line.text for line in with_numbers_whole([(CellLine("512,4", 10, 11), 40), (CellLine("7", 23, 11), 60)])]
    ['512,4', '7']
    """
    whole: list[tuple[CellLine, float]] = []
    for line, free in lines:
        if whole and _is_one(whole[-1], line):
            whole[-1] = (whole[-1][0]._replace(text=whole[-1][0].text + line.text), free)
        else:
            whole.append((line, free))
    return [line for line, _ in whole]


def _is_one(before: tuple[CellLine, float], line: CellLine) -> bool:
    """Whether a number goes on: no digit more had room above, and neither part is a number by itself."""
    (upper, free), lower = before, line.text
    if not (_UPPER.fullmatch(upper.text) and _LOWER.fullmatch(lower)) or free > _MARGINS + _DIGIT * upper.size:
        return False
    if _WHOLE.fullmatch((upper.text + lower).rstrip("%)*")) is None:
        return False
    is_begun = lower[0] in ".," or _UNFINISHED.fullmatch(upper.text) is not None
    return is_begun or ("," in upper.text and "," not in lower and "." not in lower)
