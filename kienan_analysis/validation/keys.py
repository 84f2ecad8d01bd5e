"""Rows under one key: equal ones are merged, another value is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kienan_analysis.catalogue import KEY_COLUMNS
from kienan_analysis.errors import Problem
from kienan_analysis.validation.combinations import NONE, Codes, combinations

if TYPE_CHECKING:
    import numpy.typing as npt

    from kienan_analysis.validation.figures import Figures
    from kienan_analysis.validation.observations import Rows

    Bools = npt.NDArray[np.bool_]


class Repeated(NamedTuple):
    """Rows whose key an earlier row has.

    Attributes
    ----------
    rows : array of bool
    problems : list of (int, Problem)
        Each with its row.
    """

    rows: Bools
    problems: list[tuple[int, Problem]]


def repeated(rows: Rows, figures: Figures) -> Repeated:
    """Find the rows that say again what the first row of their key says, or something else."""
    bases, effective = _price_bases(rows)
    codes = [*(rows.codes(name) for name in KEY_COLUMNS[:-1]), effective]
    keys = combinations(rows.has_measure, *codes)
    # A row that is not asked stands for itself.
    own = np.arange(len(rows.table))
    first = np.where(keys.codes == NONE, own, keys.spread(keys.first, other=0))
    again = first != own
    problems = []
    for row, earlier in zip(np.flatnonzero(again).tolist(), first[again].tolist(), strict=True):
        cells = [rows.cells[name][row] for name in KEY_COLUMNS[:-1]]
        key = (*cells, bases[effective.rows[row]])
        problems.append((row, _problem(rows, figures, row, earlier, key)))
    return Repeated(again, problems)


def _price_bases(rows: Rows) -> tuple[list[str], Codes]:
    """Give each row's price basis, the indicator's own where it names none: all texts, and the number of each row's."""
    asked = combinations(None, rows.codes("price_basis"), rows.codes("indicator"))
    known: dict[str, int] = {}
    of_each = []
    for row in asked.first.tolist():
        indicator = rows.found.indicators.get(rows.cells["indicator"][row])
        basis = rows.cells["price_basis"][row] or (indicator.price_basis if indicator is not None else "")
        of_each.append(known.setdefault(basis, len(known)))
    return list(known), Codes(np.array(of_each, dtype=np.int64)[asked.codes], max(1, len(known)))


def _problem(rows: Rows, figures: Figures, row: int, earlier: int, key: tuple[str, ...]) -> Problem:
    printed = rows.cells["printed"]
    number, file, text = rows.table.numbers[earlier], rows.table.file, printed[row]
    if figures.known[row]:
        equal = bool(figures.known[earlier]) and figures.at(row) == figures.at(earlier)
    else:
        equal = printed[earlier] == text
    if equal:
        meaning = f"Row {number} says the same; the two are read as one."
        return Problem(
            "warning", "merged", file, rows.table.numbers[row], "printed", text, meaning, "Delete one.", (number,)
        )
    named = ", ".join(f"{column} {value}" for column, value in zip(KEY_COLUMNS, key, strict=True) if value)
    meaning = f"Row {number} prints {printed[earlier]!r} under the same key ({named})."
    remedy = "Keep the row that the source prints, or say in assigner, base or price_basis how they differ."
    place = rows.table.numbers[row]
    return Problem("error", "duplicate-key", file, place, "printed", text, meaning, remedy, (number,))
