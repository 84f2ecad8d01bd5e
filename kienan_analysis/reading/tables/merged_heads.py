"""Heads of several rows: what stands above a group of columns, beneath it, and the row of numbers under them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.tables.heads import Head, read_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.tables.cell import Cell

_MOST_ROWS: Final = 4  # of heads, the row of numbers apart
_FEWEST_HEADS: Final = 2
# (1), (2), A, B, (6)=(5)/(4), 4=3/1, 7=6-5: what a column is called, and how it is computed.
_NUMBERED: Final = re.compile(r"\(?(?:\d{1,2}|[a-e])\)?(?:\s?=[\s\d()/:x*%+-]{1,40})?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEARS: Final = re.compile(r"[^\d]*(?:19|20)\d\d[^\d]*(?:(?:19|20)\d\d[^\d]*)?")
_FIGURE: Final = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)*\s?%?|\d{5,}|\d+[.,]\d+")
_LONGEST_HEAD: Final = 120  # letters of one cell


def heads_at(rows: Sequence[Sequence[Cell]], first: int) -> tuple[list[Head], int] | None:
    """Understand the rows from one on as the head of a table: a column of names, and one of values at least.

    Parameters
    ----------
    rows : sequence of sequences of Cell
    first : int
        The row at which the heads begin.

    Returns
    -------
    tuple of list of Head and int, or None
        A head for each column, and the row after the heads.
    """
    named, line = _name_column(rows[first]), first
    if named is None or named < 0:
        # What groups the columns may stand above the row that has the head of the names.
        beneath = _name_column(rows[first + 1]) if first + 1 < len(rows) else None
        if beneath is not None and beneath >= 0 and len(rows[first]) == len(rows[first + 1]):
            groups = not rows[first][beneath].text and _goes_on(rows[first], rows[first + 1], beneath)
            named, line = (beneath, first + 1) if groups else (named, line)
    if named is None:
        return None
    name = max(named, 0)
    after = line + 1
    while after < len(rows) and after - first < _MOST_ROWS and _goes_on(rows[after], rows[line], name):
        after += 1
    parts = _parts(rows[first:after])
    heads = [_read(cells, at, named) for at, cells in enumerate(parts)]
    if named < 0:
        heads[0] = heads[0]._replace(role="name")
    if not {"value", "compared"}.intersection(head.role for head in heads):
        return None
    if after < len(rows) and _is_numbering(rows[after]):
        after += 1
    return heads, after


def _name_column(row: Sequence[Cell]) -> int | None:
    """Say which column of a row is the head of the names; -1 where years alone say it, None where nothing does."""
    if len(row) < _FEWEST_HEADS:
        return None
    own = [read_head(cell.key, cell.start, cell.end) for cell in row]
    names = [at for at, head in enumerate(own) if head.role == "name"]
    if len(names) > 1:
        # Nội dung, chỉ tiêu: the second is what is aimed at.
        others = [at for at in names if row[at].key.strip(" .:*") != "chỉ tiêu"]
        names = others if len(others) == 1 else names
    if len(names) == 1:
        return names[0]
    return -1 if not names and _is_of_years(row, own) else None


def _is_of_years(row: Sequence[Cell], heads: Sequence[Head]) -> bool:
    """Whether a row without a head of names has a year over each column but the first, as tables of yearbooks have."""
    values = [head for head in heads[1:] if head.role]
    dated = [head for head in values if head.role == "value" and head.year is not None]
    return not row[0].text and len(dated) >= _FEWEST_HEADS and len(values) == sum(1 for cell in row[1:] if cell.text)


def _goes_on(row: Sequence[Cell], top: Sequence[Cell], name: int) -> bool:
    """Whether a row is one of heads too: it names nothing to be measured, and holds words or years, no figures."""
    if len(row) != len(top) or (row[name].text and row[name].key != top[name].key):
        return False
    filled = [cell for at, cell in enumerate(row) if at != name and cell.text]
    if not filled or _is_numbering(row):
        return False
    return all(
        len(cell.text) <= _LONGEST_HEAD
        and (
            _YEARS.fullmatch(cell.key)
            or ((any(map(str.isalpha, cell.key)) or "%" in cell.key) and not _FIGURE.fullmatch(cell.key))
        )
        for cell in filled
    )


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns."""
    filled = [cell.key.strip() for cell in row if cell.text]
    if len(filled) < _FEWEST_HEADS + 1 or not all(_NUMBERED.fullmatch(key) for key in filled):
        return False
    numbers = [int(found[0]) for key in filled if (found := re.search(r"\d{1,2}", key))]
    return len(numbers) > 1 and all(later == number + 1 for number, later in pairwise(numbers))


def _parts(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Give for each column the cells of its head from above: one merged over several columns stands over each."""
    columns: list[list[Cell]] = [[] for _ in rows[0]]
    groups = [0] * len(rows[0])  # the column at which the merged cell above each begins
    for number, row in enumerate(rows):
        own = list(groups)
        begins = -1
        for at, cell in enumerate(row):
            if cell.text:
                columns[at].append(cell)
                begins = own[at] = at
            elif begins >= 0 and groups[begins] == groups[at] and _has_beneath(rows, number, (begins, at)):
                columns[at].append(row[begins])
                own[at] = begins
            else:
                begins = -1
        groups = own
    return columns


def _has_beneath(rows: Sequence[Sequence[Cell]], number: int, columns: tuple[int, ...]) -> bool:
    """Whether columns have words of their own in rows of heads beneath."""
    return all(any(row[at].text for row in rows[number + 1 :]) for at in columns)


def _read(cells: Sequence[Cell], at: int, name: int) -> Head:
    """Read the cells of one column's head as one; where those above only group, the lowest alone may say it."""
    if not cells:
        return Head("", 0, 0)
    kept = [cell for number, cell in enumerate(cells) if not number or cell.key != cells[number - 1].key]
    whole = read_head(" ".join(cell.key for cell in kept), kept[-1].start, kept[-1].end)
    dated = next((cell for cell in reversed(kept) if _YEAR.search(cell.key)), None)
    if dated is not None:
        whole = whole._replace(year_start=dated.start, year_end=dated.end)
    if at == name:
        return whole._replace(role="name")
    if whole.role == "name":
        return read_head("chỉ tiêu giao", whole.start, whole.end)
    return whole
