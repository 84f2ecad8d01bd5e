"""Columns of a table as data: one line says where a column's heading, cells, numbers and formula come from.

A row is a record of a review's frames. The page's table with its footnotes, the CSV, the workbook and the explorer's
table all follow from the columns: a cell carries the number, its bounds, what it rests on and its formula.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.cells import NOTHING, Cells
from kienan_analysis.sections.parts.table import Cell, Formula, Heading, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kienan_analysis.annual_review import Reviewed
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words

    Writer = Callable[[Cells, Record], Cell]
    Test = Callable[[Record], bool]


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    key : str
        Names the column in formulas; the message ``column.KEY`` is its heading.
    write : callable
        Writes a row's cell.
    numeric : bool
        Aligned right.
    title : str
        The heading, where no message gives it.
    """

    key: str
    write: Writer
    numeric: bool = True
    title: str = ""

    def heading(self, cells: Cells) -> Heading:
        """Write the heading."""
        return Heading(self.title, self.numeric, self.key) if self.title else cells.heading(self.key, self.numeric)

    def named(self, title: str, key: str = "") -> Column:
        """Give it a heading of its own."""
        return replace(self, title=title, key=key)

    def where(self, test: Test) -> Column:
        """Write it in some rows only."""
        return replace(self, write=lambda cells, row: self.write(cells, row) if test(row) else NOTHING)

    def within(self, part: str) -> Column:
        """Take its cell from a part of the row; nothing where the row has no such part."""
        return replace(self, write=lambda cells, row: self.write(cells, row[part]) if row[part] else NOTHING)


def tabulate(  # noqa: PLR0913  (a table's own parts, all but the first by name)
    review: Reviewed,
    words: Words,
    name: str,
    caption: str,
    *,
    columns: Sequence[Column],
    rows: Iterable[Record],
    units: Iterable[str] | None = None,
    key: Callable[[Record], str] | None = None,
    complete: bool = False,
    bare: bool = False,
) -> Table:
    """Make a table.

    Parameters
    ----------
    review : AnnualReview or SideBySide
    words : Words
    name : str
        Its id on the page.
    caption : str
    columns : sequence of Column
    rows : iterable of Record
    units : iterable of str, optional
        Of the amounts: one that all share stands in the caption, and the cells leave it out.
    key : callable, optional
        Says what a row is about; formulas of other tables find it by that.
    complete : bool
        Whether a column stays in which every cell is missing.
    bare : bool
        Without what only a page needs: formulas, and what the statements behind the figures say.
    """
    shared = set(units) if units is not None else set()
    cells = Cells(review, words, unit=len(shared) != 1)
    if not cells.unit:
        caption = f"{caption}, {words.format.unit(str(*shared))}"
    found = list(rows)
    made = Table(
        name,
        caption,
        [column.heading(cells) for column in columns],
        [[column.write(cells, row) for column in columns] for row in found],
        [key(row) for row in found] if key else [],
    )
    made = _without_formulas(made) if bare else cells.grounded(made)
    return made if complete else made.without_empty_columns()


def _without_formulas(table: Table) -> Table:
    rows = [
        [replace(cell, figure=replace(cell.figure, formula=None)) if cell.figure else cell for cell in row]
        for row in table.rows
    ]
    return replace(table, rows=rows)


def key_of(row: Record) -> str:
    """Say what a row is about: the indicator and its price basis."""
    return f"{row['indicator']}|{row['basis']}"


def key_of_plan(row: Record) -> str:
    """Say what a row is about where an indicator may have several: whose plan, too."""
    return f"{key_of(row)}|{row['assigner']}" if row["assigner"] else key_of(row)


INDICATOR = Column("indicator", lambda cells, row: cells.indicator(row["indicator"], row["basis"]), numeric=False)
PLAN_NAME = Column("indicator", lambda cells, row: cells.plan_name(row), numeric=False)
PERIOD = Column("period", lambda cells, row: Cell(phrases.period(cells.words, row["period"])), numeric=False)
PRICES = Column("price_basis", lambda cells, row: Cell(phrases.price_basis(cells.words, row["basis"])), numeric=False)
VERDICT = Column("verdict", lambda cells, row: cells.verdict(row["verdict"]), numeric=False)
YEAR = Column("year", lambda cells, row: cells.count(int(row["year"])))
# A year in a table of which nobody calculates.
WRITTEN_YEAR = Column("year", lambda _, row: Cell(str(row["year"])))


def area(name: str = "area") -> Column:
    """Name the area that a row is of."""
    return Column("peer", lambda cells, row: cells.area(row[name]), numeric=False)


def count(key: str, name: str = "") -> Column:
    """Write how many."""
    return Column(key, lambda cells, row: cells.count(int(row[name or key])))


def written(key: str, write: Callable[[Cells, Record], str], *, numeric: bool = False) -> Column:
    """Write words."""
    return Column(key, lambda cells, row: Cell(write(cells, row)), numeric)


def _with_assigner(cells: Cells, row: Record) -> str:
    name = cells.indicator(row["indicator"], row["basis"]).text
    return f"{name} · {phrases.assigner(cells.review, cells.words, row['assigner'])}" if row["assigner"] else name


# Whose plan it is stands in the same line, where a figure is named that may be no plan's.
NAME_AND_ASSIGNER = written("indicator", _with_assigner)


def amount(
    name: str = "level",
    key: str = "",
    *,
    source: str = "",
    implied: bool | None = None,
    formula: Formula | None = None,
    when: Test | None = None,
) -> Column:
    """Write a quantity in the indicator's unit.

    Parameters
    ----------
    name : str
        The quantity's column in the frame.
    key : str, optional
        The column's, where it is another.
    source : str, optional
        The frame's column that names the source to be referred to.
    implied : bool, optional
        Whether it is; told by ``NAME_origin`` if left out.
    formula : Formula, optional
    when : callable, optional
        In which rows the formula holds.
    """

    def write(cells: Cells, row: Record) -> Cell:
        computed = is_implied(row, name) if implied is None else implied
        by = formula if when is None or when(row) else None
        return cells.level(row, name, source=source, implied=computed, formula=by)

    return Column(key or name, write)


def rate(
    name: str,
    key: str = "",
    *,
    source: str = "",
    implied: bool | None = None,
    sign: bool = False,
    formula: Formula | None = None,
    when: Test | None = None,
) -> Column:
    """Write a rate in percent; parameters as those of `amount`, and whether a rise has a plus."""

    def write(cells: Cells, row: Record) -> Cell:
        computed = is_implied(row, name) if implied is None else implied
        by = formula if when is None or when(row) else None
        return cells.rate(row, name, source=source, implied=computed, sign=sign, formula=by)

    return Column(key or name, write)


def points(
    name: str,
    key: str = "",
    *,
    formula: Formula | None = None,
    rests_on: Callable[[Record], tuple[str, ...]] = lambda _: (),
) -> Column:
    """Write a difference of two rates in percentage points."""
    return Column(key or name, lambda cells, row: cells.points(row, name, rests_on=rests_on(row), formula=formula))


def is_implied(row: Record, name: str) -> bool:
    """Say whether a quantity is not printed but follows from what is."""
    return bool(row.get(f"{name}_origin") == "implied")
