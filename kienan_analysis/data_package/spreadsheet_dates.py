"""Dates as a spreadsheet rewrites them (29/08/1994), brought back where the column itself proves their order."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from kienan_analysis.data_package.csv_table import Table

DATE_COLUMNS: Final = {
    "sources": ("published",),
    "areas": ("valid_from", "valid_to"),
    "observations": ("period",),
}
_SLASHED: Final = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)\d\d)", re.ASCII)
_MONTHS: Final = 12


def restore_dates(table: Table) -> list[Problem]:
    """Rewrite such dates in place, with a warning for each column.

    The order is proven by a day above 12 anywhere in the table. Where nothing proves it, or the rows contradict
    each other, the cells stay as they are and are refused later.
    """
    columns = [column for column in DATE_COLUMNS.get(table.name, ()) if column in table.columns]
    found = [
        (number, row, column, match)
        for column in columns
        for row, number in zip(table.rows, table.numbers, strict=True)
        if (match := _SLASHED.fullmatch(row[column]))
    ]
    day_first = any(int(match[1]) > _MONTHS for *_, match in found)
    month_first = any(int(match[2]) > _MONTHS for *_, match in found)
    if day_first == month_first:
        return []
    problems: dict[str, Problem] = {}
    for number, row, column, match in found:
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        try:
            restored = date(int(match[3]), int(month), int(day)).isoformat()
        except ValueError:
            continue
        if column not in problems:
            order = "day first" if day_first else "month first"
            meaning = f"A spreadsheet has rewritten the dates of this column, {order}; this one is read as {restored}."
            remedy = "In Excel, give the column the cell format yyyy-mm-dd before saving."
            problems[column] = Problem(
                "warning", "date-rewritten", table.file, number, column, row[column], meaning, remedy
            )
        row[column] = restored
    return list(problems.values())
