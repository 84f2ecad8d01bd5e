"""Lines of cells: which of them make a row where no rule parts the rows, and which are heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = re.compile(r"[(<>≥≤~+±\-–−]{0,2}\s?\d[\d.,\s]{0,30}\s?[%)*]{0,2}")
_NOTHING: Final = frozenset({"-", "–", "—", "…", "...", "x", "X"})
_INDEX: Final = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2}){0,2})[.)]?(?:\s|$)")
_SHORTEST_TITLE: Final = 4
_MOSTLY: Final = 0.6
_FEWEST: Final = 2
_WIDER: Final = 1.1


class CellLine(NamedTuple):
    """A line of a cell: its words, its base from the top and the size of its type, in points."""

    text: str
    base: float
    size: float


def is_number(text: str) -> bool:
    """Say whether a cell holds a number and nothing else, or a stroke in its place."""
    return text in _NOTHING or _NUMBER.fullmatch(text) is not None


def is_group(text: str) -> bool:
    """Say whether a line begins a group of rows, by a number or by capitals alone: *II*, *1.2*, *XÃ HỘI*."""
    return _INDEX.match(text) is not None or (text.isupper() and len(text) >= _SHORTEST_TITLE)


def combined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Make one head of several rows of heads: above each column what stands over it, said once.

    Examples
    --------
    >>> combined([["STT", "Năm 2021", "Năm 2021"], ["STT", "Kế hoạch", "Thực hiện"]])
    ['STT', 'Năm 2021 Kế hoạch', 'Năm 2021 Thực hiện']
    """
    return [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows, strict=True)]


def split_rows(columns: Sequence[Sequence[CellLine]]) -> list[list[str]]:
    """Part cells that hold several rows beneath one another, where their numbers stand on common lines.

    Parameters
    ----------
    columns : sequence of sequence of CellLine
        Of each column its lines from the top.

    Returns
    -------
    list of list of str
        Row by row; one row where the lines are one row's.
    """
    anchors = _anchors(columns)
    if len(anchors) < _FEWEST:
        return [[" ".join(line.text for line in column) for column in columns]]
    rows = [[""] * len(columns) for _ in anchors]
    for at, column in enumerate(columns):
        for line, row in zip(column, _rows_of(column, anchors), strict=True):
            rows[row][at] = f"{rows[row][at]} {line.text}".strip()
    return rows


def _anchors(columns: Sequence[Sequence[CellLine]]) -> list[float]:
    """Give the bases of rows: those on which numbers stand."""
    bases = sorted(
        (line.base, line.size)
        for column in columns
        if column and sum(is_number(line.text) for line in column) >= _MOSTLY * len(column)
        for line in column
        if is_number(line.text)
    )
    if len(anchors := _apart(bases)) < _FEWEST:
        return anchors  # a name of several lines, capitals among them, is one row's
    # Titles of groups are rows without numbers.
    bases.extend((line.base, line.size) for column in columns[:2] for line in column if is_group(line.text))
    return _apart(sorted(bases))


def _apart(bases: Sequence[tuple[float, float]]) -> list[float]:
    """Give the bases, sorted and each with the size of its type, that lie apart."""
    anchors: list[float] = []
    for base, size in bases:
        if not anchors or base - anchors[-1] > size / 2:
            anchors.append(base)
    return anchors


def _rows_of(column: Sequence[CellLine], anchors: Sequence[float]) -> list[int]:
    """Say in which row each line of a column stands: that on whose base it is, else that which it is nearer to.

    Of the lines between two bases those above the widest step belong to the upper row, those beneath it to the lower.
    """
    rows: list[int] = []
    hangs = not column or column[0].base > anchors[0] - column[0].size / 2
    for upper, group in groupby(column, key=lambda line: bisect_right(anchors, line.base + line.size / 2) - 1):
        lines = list(group)
        if upper < 0:
            rows.extend([0] * len(lines))
            continue
        if upper == len(anchors) - 1:
            rows.extend([upper] * len(lines))
            continue
        bases = [line.base for line in lines]
        if abs(bases[0] - anchors[upper]) > lines[0].size / 2:
            bases.insert(0, anchors[upper])
            above = 0
        else:
            above = 1
        steps = [after - one for one, after in pairwise([*bases, anchors[upper + 1]])]
        widest = max(range(len(steps)), key=lambda at: steps[at])
        others = [step for at, step in enumerate(steps) if at != widest]
        if others and steps[widest] < _WIDER * max(others):
            widest = len(steps) - 1 if hangs else 0
        kept = widest + above
        rows.extend(upper if at < kept else upper + 1 for at in range(len(lines)))
    return rows
