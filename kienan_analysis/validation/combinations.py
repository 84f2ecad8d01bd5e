"""Rows by the different combinations of cells that they have: what a rule says of one, it says of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

# The code of rows that are not looked at.
NONE: Final = -1
_MOST: Final = 2**62


class Codes(NamedTuple):
    """For each row the number of what it has in a column, and how many different ones there can be."""

    rows: Ints
    size: int


class Combinations(NamedTuple):
    """The different combinations in some columns.

    Attributes
    ----------
    codes : array
        For each row the number of its combination, NONE where the row is not looked at.
    first : array
        For each combination the first row that has it; ascending.
    """

    codes: Ints
    first: Ints

    def spread(self, of_each: npt.NDArray[np.generic], other: object) -> npt.NDArray[np.generic]:
        """Give each row what its combination has; `other` to rows that are not looked at."""
        return np.append(of_each, np.array([other], dtype=of_each.dtype))[self.codes]

    def rows(self, chosen: Bools) -> Iterator[int]:
        """List the rows of some combinations, from the first."""
        return iter(np.flatnonzero(self.spread(chosen, other=False)).tolist()) if chosen.any() else iter(())


def combinations(where: Bools | None, *columns: Codes) -> Combinations:
    """Give each combination of some columns a number, as they first stand.

    Parameters
    ----------
    where : array of bool or None
        Which rows are looked at; None for all.
    *columns : Codes
    """
    rows = None if where is None or where.all() else np.flatnonzero(where)
    keys, count = np.zeros(len(columns[0].rows) if rows is None else len(rows), dtype=np.int64), 1
    for column in columns:
        if count * column.size >= _MOST:
            keys, different = pd.factorize(keys)
            count = len(different)
        keys = keys * column.size + (column.rows if rows is None else column.rows[rows])
        count *= max(1, column.size)
    # Few combinations need no table of hashes with room for every row.
    codes, different = pd.factorize(keys, size_hint=max(1, min(count, len(keys))))
    first = np.empty(len(different), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    if rows is None:
        return Combinations(codes, first)
    spread = np.full(len(columns[0].rows), NONE, dtype=np.int64)
    spread[rows] = codes
    return Combinations(spread, rows[first])
