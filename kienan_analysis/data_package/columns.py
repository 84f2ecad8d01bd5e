"""A table by columns: each different text once, and for each row the number of its text.

A province's 210,000 rows hold three million cells, but only as many different texts as there are ids and printed
figures; what is asked of a text is asked once. Nothing here needs numpy; what computes over rows takes `codes` as they
are (``np.frombuffer``).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Self

# Of the C type int, four bytes.
CODE = "i"


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one column.

    Attributes
    ----------
    texts : list of str
        Each different text once. One that no row has any more may stand among them.
    codes : array of int
        For each row the place of its text in `texts`.

    Examples
    --------
    >>> column = Column.of(["vi", "en", "vi"])
    >>> column.texts, list(column.codes), list(column.rows_with({"vi"})), column[1]
    (['vi', 'en'], [0, 1, 0], [0, 2], 'en')
    """

    texts: list[str]
    codes: array[int]

    @classmethod
    def of(cls, cells: Iterable[str]) -> Self:
        """Make a column of the text of each row."""
        known: dict[str, int] = {}
        codes = array(CODE, [known.setdefault(cell, len(known)) for cell in cells])
        return cls(list(known), codes)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.texts[self.codes[row]]

    def __iter__(self) -> Iterator[str]:
        return map(self.texts.__getitem__, self.codes)

    def rows_with(self, texts: Collection[str]) -> Iterator[int]:
        """Find the rows that have one of some texts, from the first."""
        wanted = {code for code, text in enumerate(self.texts) if text in texts} if texts else set()
        return (row for row, code in enumerate(self.codes) if code in wanted) if wanted else iter(())

    def replaced(self, other: Mapping[str, str]) -> Column:
        """Give the column with some texts replaced by others, wherever they stand."""
        if other.keys().isdisjoint(self.texts):
            return self
        known: dict[str, int] = {}
        recode = [known.setdefault(text, len(known)) for text in (other.get(text, text) for text in self.texts)]
        return Column(list(known), array(CODE, map(recode.__getitem__, self.codes)))


@dataclass(frozen=True)
class Table:
    """The rows of one file.

    Attributes
    ----------
    name : str
        The resource's name, for example ``observations``.
    file : str
        Its path inside the package.
    columns : list of str
    cells : dict of str to Column
        By the name of the column; text in NFC, stripped; missing is empty. Rows that hold nothing are left out.
    numbers : sequence of int
        The number of each row as a spreadsheet shows it: the heading is row 1.
    """

    name: str
    file: str
    columns: list[str] = field(default_factory=list)
    cells: dict[str, Column] = field(default_factory=dict, repr=False)
    numbers: Sequence[int] = field(default=(), repr=False)

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """Each row with every column, for tables of which there are not many rows."""
        cells = [list(self.cells[name]) for name in self.columns]
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*cells, strict=True)]

    def with_column(self, name: str, column: Column) -> Table:
        """Give the table with another column under a name that it has."""
        return Table(self.name, self.file, self.columns, self.cells | {name: column}, self.numbers)

    def part(self, rows: Sequence[int]) -> Table:
        """Give some of the rows, in the order named, under the numbers that they have."""
        cells = {name: Column.of(column[row] for row in rows) for name, column in self.cells.items()}
        return Table(self.name, self.file, self.columns, cells, [self.numbers[row] for row in rows])

    def extended(self, rows: Sequence[Mapping[str, str]], *, after: int | None = None) -> Table:
        """Give the table with rows put behind its last; a column that a row does not have is empty.

        Parameters
        ----------
        rows : sequence of mapping
        after : int, optional
            The number after which they are numbered; the last row's if left out.
        """
        cells = {
            name: Column.of([*column, *(row.get(name, "") for row in rows)]) for name, column in self.cells.items()
        }
        last = self.last_number if after is None else after
        return Table(self.name, self.file, self.columns, cells, [*self.numbers, *range(last + 1, last + 1 + len(rows))])

    @property
    def last_number(self) -> int:
        """The number of the last row, the heading's where there is none."""
        return self.numbers[-1] if self.numbers else 1
