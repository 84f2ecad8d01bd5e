"""A cell of a table, and how a line is cut into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.reading.text import Text

_FEWEST_PARTS: Final = 2  # strokes or tabs in a row


class Cell(NamedTuple):
    """A cell: where it stands in the text's normal form, and its words there and as they are matched."""

    start: int
    end: int
    text: str
    key: str


def cell_of(text: Text, start: int, end: int) -> Cell | None:
    """Take the words between two places, without blanks about them; None where there are none."""
    words = text.normal[start:end]
    inner = words.strip()
    if not inner:
        return None
    start += words.index(inner[0])
    end = start + len(inner)
    return Cell(start, end, inner, text.key[start:end])


def is_parted(line: Cell) -> bool:
    """Whether strokes or tabs part a line into cells."""
    return line.text.count("|") >= _FEWEST_PARTS or line.text.count("\t") >= _FEWEST_PARTS


def is_row(text: Text, line: Cell) -> bool:
    """Whether a line is a row of cells: one of two columns has one tab, and empty cells at either end have theirs."""
    if line.text.count("|") >= _FEWEST_PARTS or "\t" in line.text:
        return True
    start, end = _bounds(text, line)
    return text.normal.count("\t", start, end) >= _FEWEST_PARTS


def _bounds(text: Text, line: Cell) -> tuple[int, int]:
    """Give a line with the blanks about it."""
    end = text.normal.find("\n", line.end)
    return text.normal.rfind("\n", 0, line.start) + 1, len(text.normal) if end < 0 else end


def cells_of(text: Text, line: Cell) -> Iterator[Cell]:
    """Cut a line at its strokes, else at its tabs.

    A stroke at either end parts nothing; a tab there ends an empty cell, which the line's own bounds leave out.
    """
    mark = "|" if line.text.count("|") >= _FEWEST_PARTS else "\t"
    start, end = line.start, line.end
    if mark == "\t":
        start, end = _bounds(text, line)
    parts = text.normal[start:end].split(mark)
    for number, part in enumerate(parts):
        after = start + len(part)
        outside = mark == "|" and number in {0, len(parts) - 1} and not part.strip()
        if not outside:
            yield cell_of(text, start, after) or Cell(start, start, "", "")
        start = after + 1
