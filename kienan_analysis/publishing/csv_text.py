"""A table of the page as CSV, for programs: numbers with a decimal point, bounds in columns of their own."""

from __future__ import annotations

import base64
import csv
import io
import math
from typing import TYPE_CHECKING

from kienan_analysis.formula_text import harmless
from kienan_analysis.publishing.columns import cell_of, columns, number, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.publishing.columns import Column
    from kienan_analysis.publishing.table_reader import Grid, Row

# A longer CSV goes without the bounds that the printed digits say too, and without the ids of statements: it stands
# inside the page, and the workbook has both.
_LONGEST = 60_000


def table_csv(grid: Grid, words: Mapping[str, str]) -> str:
    """Write a checked table as CSV: commas, decimal points, rates in percent."""
    laid_out = columns(grid, words)
    whole = _written(grid, laid_out)
    if len(whole) <= _LONGEST:
        return whole
    return _written(grid, [column for column in laid_out if not column.folded and column.part != "rests_on"])


def _written(grid: Grid, laid_out: list[Column]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([harmless(column.heading) for column in laid_out])
    writer.writerows([_entry(row, column) for column in laid_out] for row in grid.body)
    return written.getvalue()


def csv_address(text: str) -> str:
    """Put a CSV into an address, with the mark by which spreadsheets know UTF-8."""
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(text.encode('utf-8-sig')).decode('ascii')}"


def _entry(row: Row, column: Column) -> str:
    cell = cell_of(row, column)
    if column.part in {"value", "low", "high"} and cell is not None and cell.figure is not None:
        value = number(cell.figure, column.part)
        return f"{value:.12g}" if math.isfinite(value) else ""
    return "" if column.part in {"low", "high"} else harmless(text_of(row, column))
