"""The number that a cell prints: where it stands in its words and in the text as it was given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.observations import Unread
from kienan_analysis.reading.reasons import sentence

if TYPE_CHECKING:
    from kienan_analysis.reading.tables.cell import Cell
    from kienan_analysis.reading.text import Text

NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)")


class Printed(NamedTuple):
    """The first number of a cell.

    Attributes
    ----------
    match : re.Match
        In the cell's words as they are matched.
    text : str
        The number as the text gives it.
    start, end : int
        Where it stands in the text as it was given.
    """

    match: re.Match[str]
    text: str
    start: int
    end: int

    def unread(self, code: str, words: str = "") -> Unread:
        """Leave it unread, for a reason; `words` are those that stopped the reading."""
        return Unread(self.text, self.start, self.end, sentence(code, words=words), code, "", words)


def printed_in(text: Text, cell: Cell) -> Printed:
    """Find the first number of a cell that holds one.

    Raises
    ------
    AssertionError
        The cell holds none.
    """
    match = NUMBER.search(cell.key)
    if match is None:
        raise AssertionError("a cell without a figure is not read")
    start, end = text.given_span(cell.start + match.start(), cell.start + match.end())
    return Printed(match, text.given[start:end], start, end)
