"""Tables that go on over the ends of pages: a head that is repeated, a row that is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.pdf.cells import is_number
from kienan_analysis.documents.pdf.layout import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.pdf.grids import Grid
    from kienan_analysis.documents.pdf.layout import Line

_SAME_EDGE: Final = 20.0  # points


def joined_over_pages(items: Sequence[Line | Table | None]) -> list[Line | Table | None]:
    """Join the parts of a table that goes on over the ends of pages."""
    joined: list[Line | Table | None] = []
    last = 0
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Table) and isinstance(before, Table) and item.page == last + 1:
            rows = _goes_on(before.grid, item.grid)
            if rows is not None:
                before.grid.rows[:] = rows
                before.grid.marks.extend(item.grid.marks)
                last = item.page
                continue
        if isinstance(item, Table):
            last = item.page
        joined.append(item)
    return joined


def _goes_on(before: Grid, after: Grid) -> list[list[str]] | None:
    """Give the rows of a table and its part on the next page; None where that is a table of its own.

    A head that is repeated is said once, and a row that the end of the page has cut is one.
    """
    width = len(before.rows[0])
    if len(after.rows[0]) != width or abs(after.box.left - before.box.left) > _SAME_EDGE:
        return None
    rows = after.rows
    if (rest := _beyond_head(rows[0], before.rows[0])) is not None:
        rows = [rest, *rows[1:]] if any(rest) else rows[1:]
    elif not any(map(is_number, filter(None, rows[0]))) and len(list(filter(None, rows[0]))) > width / 2:
        return None  # heads of its own
    if rows and not rows[0][0] and not any(map(is_number, filter(None, rows[0]))):
        words = next(filter(None, rows[0]), "")
        if words[:1].islower():
            last = [" ".join(filter(None, cells)) for cells in zip(before.rows[-1], rows[0], strict=True)]
            return [*before.rows[:-1], last, *rows[1:]]
    return [*before.rows, *rows]


def _beyond_head(row: Sequence[str], head: Sequence[str]) -> list[str] | None:
    """Give what stands beneath a head that is repeated and was taken for its last line: the rest of a cut row.

    None where it is another head; empty cells where nothing stands there.
    """
    if not all(cell.startswith(above) for cell, above in zip(row, head, strict=True)):
        return None
    rest = [cell[len(above) :] for cell, above in zip(row, head, strict=True)]
    is_rest = all(not cell or (cell[0] == " " and cell[1:2].islower()) for cell in rest)
    return [cell.strip() for cell in rest] if is_rest and not rest[0] else None
