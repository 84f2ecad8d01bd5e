"""Dates as a spreadsheet rewrites them (29/08/1994), brought back where the column itself proves their order."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from kienan_analysis.data_package.columns import Table

DATE_COLUMNS: Final = {
    "sources": ("published",),
    "areas": ("valid_from", "valid_to"),
    "observations": ("period",),
}
_SLASHED: Final = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)\d\d)", re.ASCII)
_MONTHS: Final = 12


def restore_dates(table: Table) -> tuple[Table, list[Problem]]:
    """Rewrite such dates, with a warning for each column.

    The order is proven by a day above 12 anywhere in the table. Where nothing proves it, or the rows contradict
    each other, the cells stay as they are and are refused later.
    """
    names = [name for name in DATE_COLUMNS.get(table.name, ()) if name in table.cells]
    slashed = {
        name: {text: match for text in table.cells[name].texts if (match := _SLASHED.fullmatch(text))} for name in names
    }
    found = [match for matches in slashed.values() for match in matches.values()]
    day_first = any(int(match[1]) > _MONTHS for match in found)
    month_first = any(int(match[2]) > _MONTHS for match in found)
    if day_first == month_first:
        return table, []
    problems: list[Problem] = []
    for name in names:
        column = table.cells[name]
        days = {text: _restored(match, day_first=day_first) for text, match in slashed[name].items()}
        restored = {text: day for text, day in days.items() if day}
        row = next(column.rows_with(restored), None)
        if row is None:
            continue
        order = "day first" if day_first else "month first"
        day = restored[column[row]]
        meaning = f"A spreadsheet has rewritten the dates of this column, {order}; this one is read as {day}."
        remedy = "In Excel, give the column the cell format yyyy-mm-dd before saving."
        number = table.numbers[row]
        problems.append(Problem("warning", "date-rewritten", table.file, number, name, column[row], meaning, remedy))
        table = table.with_column(name, column.replaced(restored))
    return table, problems


def _restored(match: re.Match[str], *, day_first: bool) -> str:
    """Give the date that a cell had; nothing where there is no such day."""
    day, month = (match[1], match[2]) if day_first else (match[2], match[1])
    try:
        return date(int(match[3]), int(month), int(day)).isoformat()
    except ValueError:
        return ""
