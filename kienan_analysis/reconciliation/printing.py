"""A reconciliation as text: a table to read, CSV and JSON for other programs."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from kienan_analysis.published.printed import or_zero

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from kienan_analysis.reconciliation.reconciled import Reconciled

HEADING = ("area", "indicator", "price_basis", "period", "quantity", "value", "low", "high", "origin")
NUMBERS = frozenset({"value", "low", "high"})
# Digits after the point in the table; CSV and JSON hold all.
SHOWN = 3
PERCENT = 100


def as_table(reconciled: Reconciled, headings: Callable[[Iterable[str]], tuple[str, ...]] = tuple) -> str:
    """Lay out the series in columns, their names said by `headings`, the contradictions beneath."""
    records = reconciled.series.to_dict("records")
    rows = [list(headings(HEADING)), *([_shown(name, record[name]) for name in HEADING] for record in records)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADING))]
    lines = [
        "  ".join(
            cell.rjust(width) if name in NUMBERS else cell.ljust(width)
            for name, cell, width in zip(HEADING, row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    for conflict in reconciled.conflicts.to_dict("records"):
        apart = f"{conflict['apart'] * PERCENT:.2g} {conflict['apart_in']}"
        names = ", ".join(conflict["observations"])
        lines.append(f"contradiction ({conflict['kind']}), at least {apart} apart: {names}")
        lines.append(f"  set aside: {', '.join(conflict['left_out'])}")
    return "\n".join(lines) + "\n"


def as_csv(reconciled: Reconciled) -> str:
    """Write the series as CSV; an open end is empty."""
    series = reconciled.series.copy()
    for name in NUMBERS & set(series.columns):
        series[name] = series[name].map(or_zero, na_action="ignore")
    return str(series.to_csv(index=False, lineterminator="\n"))


def as_json(reconciled: Reconciled) -> str:
    """Write series, conflicts and revisions as one JSON object; an open end is null."""
    tables = {
        "series": reconciled.series,
        "conflicts": reconciled.conflicts,
        "revisions": reconciled.revisions,
        "left_out": reconciled.left_out,
    }
    content = {name: _records(table) for name, table in tables.items()}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Make JSON's kind of records: no NaN, no tuples."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in table.to_dict("records")]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        return None if math.isnan(value) else or_zero(value)
    return value


def _shown(name: str, value: object) -> str:
    """Write one cell of the table; an open end is an empty cell."""
    if name in NUMBERS and isinstance(value, float):
        return "" if math.isnan(value) else f"{round(value, SHOWN) + 0.0:,.{SHOWN}f}"  # never -0.000
    return str(value)
