"""What an annex is: its lines, its table with merged cells, and what each of its figures says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Says:
    """What the figures of a column say: of values of a rate of growth the measures of growth are meant.

    Attributes
    ----------
    measure : str
        ``level``, ``plan``, ``attainment`` or ``growth``.
    period : str
    form : str
        ``index`` where 104 stands for a growth of 4.
    """

    measure: str
    period: str
    form: str = ""


@dataclass(frozen=True)
class Row:
    """A row of figures.

    Attributes
    ----------
    cells : tuple of str
        As printed; as many as columns.
    indicator : str or None
        What the catalogue calls it; None where it has none.
    grows : bool
        Whether the row's own name says that it is a rate of growth.
    unread : frozenset of int
        Columns whose figures nobody can tell for sure: they are no part of what is asked.
    """

    cells: tuple[str, ...]
    indicator: str | None = None
    grows: bool = False
    unread: frozenset[int] = frozenset()


def _plain(name: str) -> str:
    return "".join(name.split()).lstrip("-+").removeprefix("Trongđó:")


@dataclass(frozen=True)
class Annex:
    """A table with lines above and beneath it.

    Attributes
    ----------
    above : tuple of str
    heads : tuple of tuple of str
        Row by row; a cell that is merged with its left or upper neighbour is empty.
    merged : tuple of (int, int, int, int)
        First row, first column, last row, last column, within the heads.
    rows : tuple of Row
    says : dict of int to Says
        By column.
    beneath : tuple of str
    area : str
    """

    above: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    rows: tuple[Row, ...]
    says: dict[int, Says]
    beneath: tuple[str, ...] = ()
    area: str = "kien-an"

    def expected(self) -> dict[tuple[int, int], tuple[str | None, str, str, float]]:
        """Give what each figure says, by row and column: indicator, period, measure, value."""
        found = {}
        for number, row in enumerate(self.rows):
            for column, says in self.says.items():
                printed = row.cells[column]
                if column in row.unread or not any(map(str.isdigit, printed)):
                    continue
                value = float(printed.lstrip("+").replace(".", "").replace(",", "."))
                measure = says.measure
                if row.grows:
                    measure = {"level": "growth", "plan": "planned_growth"}[measure]
                elif says.form == "index":
                    value = round(value - 100, 9)
                found[number, column] = (row.indicator, says.period, measure, value)
        return found

    def row_of(self, name: str) -> int:
        """Say which row is called so, blanks apart, that a narrow column may break words with; -1 for none."""
        names = [_plain(row.cells[self.name_at]) for row in self.rows]
        plain = _plain(name)
        return names.index(plain) if names.count(plain) == 1 else -1

    @property
    def name_at(self) -> int:
        """Which column has the names."""
        return next(at for at, words in enumerate(self.heads[0]) if words.startswith(("Chỉ tiêu", "Nội dung")))
