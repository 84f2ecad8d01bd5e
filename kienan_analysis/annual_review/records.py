"""Rows of a review's tables as plain mappings, for those who write or draw them one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Record = Mapping[str, Any]


def records(frame: pd.DataFrame) -> list[Record]:
    """Take the rows of a table in order, as Python's own values."""
    names = [str(name) for name in frame.columns]
    # The whole table at once: to take column after column out of it is half of the work.
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(dtype=object).tolist()]


def highest(frame: pd.DataFrame, column: str) -> Record:
    """Take the row with the highest value of a column, the first of several."""
    return max(records(frame[frame[column].notna()]), key=lambda row: float(row[column]))


def lowest(frame: pd.DataFrame, column: str) -> Record:
    """Take the row with the lowest value of a column, the first of several."""
    return min(records(frame[frame[column].notna()]), key=lambda row: float(row[column]))


def by_indicator(frame: pd.DataFrame) -> dict[tuple[str, str], Record]:
    """Find the first row of each indicator and price basis."""
    found: dict[tuple[str, str], Record] = {}
    for row in records(frame):
        found.setdefault((row["indicator"], row["basis"]), row)
    return found
