"""Tables with a place in each row: cells parted by strokes or tabs, or one beneath the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.tables.cell import cells_of, is_parted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kienan_analysis.reading.tables.cell import Cell
    from kienan_analysis.reading.tables.grid import Table
    from kienan_analysis.reading.text import Text

_VALUE: Final = re.compile(r"[+-]?\s?[0-9]+(?:[.,][0-9]+)*\s?%?")
_INDEX: Final = re.compile(r"[0-9]{1,3}[.)]?")
_SECTION: Final = re.compile(r"[ivx]{1,5}[.)]?")
_RULE: Final = re.compile(r"[\s|:+-]+")
_LONGEST: Final = 60  # letters of a head, and of a place
_FEWEST: Final = 3  # rows
_MOST_COLUMNS: Final = 6
_SECTION_LINES: Final = 2  # its number and its name


class PlaceRow(NamedTuple):
    """A row: the place, and a cell for each column of values."""

    place: Cell
    values: list[Cell]


class PlaceTable(NamedTuple):
    """A table with a place in each row.

    Attributes
    ----------
    start, end : int
        In the text's normal form.
    title : str
        The line above it, in the spelling that is matched.
    heads : list of Cell
        Of the columns of values.
    rows : list of PlaceRow
    """

    start: int
    end: int
    title: str
    heads: list[Cell]
    rows: list[PlaceRow]


def find_place_tables(
    text: Text, lines: Sequence[Cell], is_place: Callable[[Cell], bool], others: Sequence[Table]
) -> list[PlaceTable]:
    """Find the tables of places of a text, in order, in time linear in its length.

    Parameters
    ----------
    text : Text
    lines : sequence of Cell
        Its lines, as `lines_of` gives them.
    is_place : callable
        Whether a cell is the name of a place and nothing else.
    others : sequence of Table
        Other tables of the text, in order: none of these lies in one.
    """
    starts = [one.start for one in others]
    found: list[PlaceTable] = []
    at = 0
    while at < len(lines):
        made, after = _beside(text, lines, at, is_place) if is_parted(lines[at]) else _beneath(lines, at, is_place)
        if made is not None and not _overlaps(made, others, starts):
            found.append(made)
        at = max(after, at + 1)
    return found


def _overlaps(made: PlaceTable, others: Sequence[Table], starts: Sequence[int]) -> bool:
    """Whether another table reaches into one; `others` are in order and part of no other."""
    before = bisect_left(starts, made.end) - 1
    return before >= 0 and others[before].end > made.start


def _beside(
    text: Text, lines: Sequence[Cell], at: int, is_place: Callable[[Cell], bool]
) -> tuple[PlaceTable | None, int]:
    """Read a table whose rows are lines."""
    after = at
    while after < len(lines) and is_parted(lines[after]):
        after += 1
    rows = [list(cells_of(text, line)) for line in lines[at:after] if not _RULE.fullmatch(line.text)]
    if len(rows) <= _FEWEST or len(rows[0]) > _MOST_COLUMNS:
        return None, after
    heads = rows[0]
    body = [row for row in rows[1:] if len(row) == len(heads)]
    column = next((place for place in range(min(2, len(heads))) if body and is_place(body[0][place])), -1)
    if column < 0 or column + 1 == len(heads):
        return None, after
    made = [PlaceRow(row[column], row[column + 1 :]) for row in body if is_place(row[column])]
    made = [row for row in made if all(_VALUE.fullmatch(cell.key) or cell.key in {"", "-"} for cell in row.values)]
    if len(made) < _FEWEST:
        return None, after
    title = lines[at - 1].key if at else ""
    return PlaceTable(lines[at].start, lines[after - 1].end, title, heads[column + 1 :], made), after


def _beneath(lines: Sequence[Cell], at: int, is_place: Callable[[Cell], bool]) -> tuple[PlaceTable | None, int]:
    """Read a table whose cells stand one beneath the other; its first place stands at a line."""
    if not _may_be_place(lines, at):
        return None, at
    numbered = at > 0 and bool(_INDEX.fullmatch(lines[at - 1].key))
    stop = at + 1
    while stop < len(lines) and stop - at <= _MOST_COLUMNS + 1 and _VALUE.fullmatch(lines[stop].key):
        stop += 1
    columns = stop - at - 1 - numbered
    first = at - numbered
    if not 0 < columns <= _MOST_COLUMNS or first < columns or not is_place(lines[at]):
        return None, at
    rows: list[PlaceRow] = []
    row = first
    while row < len(lines):
        if rows and _SECTION.fullmatch(lines[row].key):
            row += _SECTION_LINES  # II, Vùng Trung du và miền núi phía Bắc
            continue
        place = row + numbered
        if place + columns >= len(lines) or (numbered and not _INDEX.fullmatch(lines[row].key)):
            break
        values = lines[place + 1 : place + 1 + columns]
        if not all(_VALUE.fullmatch(cell.key) for cell in values) or not is_place(lines[place]):
            break
        rows.append(PlaceRow(lines[place], list(values)))
        row = place + 1 + columns
    if len(rows) < _FEWEST:
        return None, at
    head = first
    if head >= _SECTION_LINES and _SECTION.fullmatch(lines[head - _SECTION_LINES].key):
        head -= _SECTION_LINES
    heads = list(lines[max(0, head - columns) : head])
    if len(heads) < columns or any(len(cell.text) > _LONGEST for cell in heads):
        return None, row
    above = head - columns - 1
    while above > 0 and len(lines[above].text) <= _SHORT_HEAD:
        above -= 1  # STT, Địa phương
    title = lines[above].key if above >= 0 else ""
    return PlaceTable(heads[0].start, rows[-1].values[-1].end, title, heads, rows), row


_SHORT_HEAD: Final = 24  # letters of the heads of numbers and names


def _may_be_place(lines: Sequence[Cell], at: int) -> bool:
    """Whether a line may be a place with a value beneath it: cheap, before its name is looked up."""
    cell = lines[at]
    if len(cell.text) > _LONGEST or not cell.text[0].isupper() or at + 1 >= len(lines):
        return False
    return bool(_VALUE.fullmatch(lines[at + 1].key))
