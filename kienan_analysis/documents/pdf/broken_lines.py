"""Numbers and syllables that a narrow cell breaks over its lines: *10.212,4* and beneath it *4*; *ng* and *ười*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.legacy_letters import is_syllable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.documents.pdf.cells import CellLine

_UPPER: Final = re.compile(r"[+\-–−(]?\d[\d.,]*")
_LOWER: Final = re.compile(r"[\d.,]+[%)*]{0,2}")
_WHOLE: Final = re.compile(r"[+\-–−(]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+\-–−(]?\d+,\d+")
_UNFINISHED: Final = re.compile(r"[^,]*\.\d{1,2}")
# A number that is whole without it lacks one digit at most, and is a long one: 95,2 and 87 are two.
_LONG: Final = re.compile(r"(?=.{6})[+\-–−(]?[\d.]+,\d+")
_ONE_DIGIT: Final = re.compile(r"\d[%)*]{0,2}")
_LAST_PART: Final = re.compile(r"[^\W\d_]+$")
_FIRST_PART: Final = re.compile(r"[^\W\d_]+")
_CONSONANTS: Final = "bcdđghklmnpqrstvx"
_MARGINS: Final = 12.0  # points beside the words of a cell, in what programs set as they come
_DIGIT: Final = 0.6  # of the size of the type


# A line of a cell, with the room in points that it leaves of the cell's width.
Measured = tuple["CellLine", float]


def joined_lines(lines: Iterable[Measured], beside: Sequence[Sequence[Measured]] = ()) -> list[CellLine]:
    """Join the lines of a cell over which one number or one syllable goes on.

    Parameters
    ----------
    lines : iterable of (CellLine, float)
        From the top, each with the room in points that it leaves of its cell's width.
    beside : sequence of sequence of (CellLine, float)
        The lines of the other cells of its row: they tell whether what could be two numbers is two rows.

    Examples
    --------
    >>> from kienan_analysis.documents.pdf.cells import CellLine
    >>> unit = [(CellLine("tỷ đồng", 10, 11), 40)]
    >>> [line.text for line in joined_lines([(CellLine("10.212,4", 10, 11), 12), (CellLine("4", 23, 11), 50)], [unit])]
    ['10.212,44']
    >>> units = [*unit, (CellLine("xã", 23, 11), 70)]
    >>> [line.text for line in joined_lines([(CellLine("10.212,4", 10, 11), 12), (CellLine("4", 23, 11), 50)], [units])]
    ['10.212,4', '4']
    >>> [line.text for line in joined_lines([(CellLine("95,2", 10, 11), 12), (CellLine("87", 23, 11), 25)], [unit])]
    ['95,2', '87']
    >>> [line.text for line in joined_lines([(CellLine("đồng/ng", 10, 11), 12), (CellLine("ười", 23, 11), 50)])]
    ['đồng/người']
    """
    whole: list[Measured] = []
    for line, free in lines:
        if whole and _is_one(whole[-1], line, beside):
            whole[-1] = (whole[-1][0]._replace(text=whole[-1][0].text + line.text), free)
        else:
            whole.append((line, free))
    return [line for line, _ in whole]


def _is_one(before: Measured, line: CellLine, beside: Sequence[Sequence[Measured]]) -> bool:
    """Whether what ends a line goes on."""
    if not _is_full(before):
        return False
    upper = before[0]
    return _is_one_number(upper, line, beside) or _is_one_syllable(upper.text, line.text)


def _is_full(measured: Measured) -> bool:
    """Whether no letter more had room on a line."""
    line, free = measured
    return has_no_room(free, line.size)


def has_no_room(free: float, size: float) -> bool:
    """Whether no digit of a size more had room where so many points are left of a cell, its margins among them."""
    return free <= _MARGINS + _DIGIT * size


def may_be_one(upper: str, lower: str) -> bool:
    """Whether digits and those beneath them may be one number, and are hardly each a number by itself.

    Examples
    --------
    >>> may_be_one("10.212,4", "4"), may_be_one("95,2", "87"), may_be_one("1.", "250")
    (True, False, True)
    """
    if not (_UPPER.fullmatch(upper) and _LOWER.fullmatch(lower)):
        return False
    return _WHOLE.fullmatch((upper + lower).rstrip("%)*")) is not None and _may_go_on(upper, lower)


def _is_one_number(upper: CellLine, lower: CellLine, beside: Sequence[Sequence[Measured]]) -> bool:
    """Whether two lines are one number, and not each a number by itself."""
    if not may_be_one(upper.text, lower.text):
        return False
    if _is_parted_at_a_mark(upper.text, lower.text):
        return True
    others = [_on_line(cell, upper, lower) for cell in beside]
    if any(below and below[0][0].text[0].isdigit() and not _goes_on(above, below) for above, below in others):
        return False  # a row of its own
    return _UNFINISHED.fullmatch(upper.text) is not None or not all(below for _, below in others)


def _is_parted_at_a_mark(upper: str, lower: str) -> bool:
    return upper[-1] in ".," or lower[0] in ".,"


def _may_go_on(upper: str, lower: str) -> bool:
    """Whether a number may go on in the digits beneath."""
    is_cut_short = _LONG.fullmatch(upper) is not None and _ONE_DIGIT.fullmatch(lower) is not None
    return is_cut_short or _UNFINISHED.fullmatch(upper) is not None or _is_parted_at_a_mark(upper, lower)


def _goes_on(above: Sequence[Measured], below: Sequence[Measured]) -> bool:
    return bool(above) and _is_full(above[0]) and _may_go_on(above[0][0].text, below[0][0].text)


def _on_line(cell: Sequence[Measured], *lines: CellLine) -> tuple[list[Measured], ...]:
    """Give what a cell has on each line."""
    return tuple([one for one in cell if abs(one[0].base - line.base) <= line.size / 2] for line in lines)


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
