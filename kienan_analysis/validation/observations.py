"""The observations of a package checked: each rule asked once of each different combination of the cells it is about.

What the rules find is told row by row, in the order in which they are asked of a row.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kienan_analysis.data_package.columns import CODE, Column
from kienan_analysis.errors import Problem, did_you_mean
from kienan_analysis.validation import observation_rules as rules
from kienan_analysis.validation.checked import Checked
from kienan_analysis.validation.combinations import NONE, Codes, Combinations, combinations
from kienan_analysis.validation.figures import figures_of
from kienan_analysis.validation.keys import repeated
from kienan_analysis.validation.unit_jumps import unit_jumps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from kienan_analysis.catalogue import Period
    from kienan_analysis.data_package.columns import Table
    from kienan_analysis.validation.checked import Examined
    from kienan_analysis.validation.figures import Figures
    from kienan_analysis.validation.keys import Repeated
    from kienan_analysis.validation.observation_rules import Note

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

# A row in which one of these cannot be is not asked for its figure.
_OF_FIGURES: Final = frozenset({"measure", "form", "bound", "printed", "unit"})
# Of many alike, so many are listed one by one.
_NAMED_IN_REFERENCES: Final = 200


def check_observations(
    table: Table, wrong: Mapping[int, AbstractSet[str]], ids: Mapping[str, Collection[str]], found: Examined
) -> None:
    """Check a package's observations, and put those without errors beside its catalogues.

    Parameters
    ----------
    table : Table
    wrong : mapping of int to set of str
        By the number of a row, the columns in which the schema finds an error.
    ids : mapping of str to collection of str
        By table, the ids that stand in it.
    found : Examined
        Catalogues that are checked; problems and observations are put there.
    """
    found.problems.extend(_check_references(table, ids, found.areas))
    found.problems.extend(Rows(table, wrong, found).checked())


class Rows:
    """The rows of one table while they are checked; cells that are read otherwise than written are so here too."""

    def __init__(self, table: Table, wrong: Mapping[int, AbstractSet[str]], found: Examined) -> None:
        self.table = table
        self.cells = dict(table.cells)
        self.found = found
        self._notes: list[tuple[int, int, Note]] = []
        self._asked = 0
        self.is_readable = self._rows_without(wrong, _OF_FIGURES)
        self.has_measure = self._rows_without(wrong, {"measure"})

    def _rows_without(self, wrong: Mapping[int, AbstractSet[str]], columns: Collection[str]) -> Bools:
        """Mark the rows in which the schema has found nothing wrong in some columns."""
        without = np.ones(len(self.table), dtype=bool)
        numbers = [number for number, bad in wrong.items() if not bad.isdisjoint(columns)] if wrong else []
        if numbers:
            without[np.searchsorted(np.asarray(self.table.numbers), numbers)] = False
        return without

    def codes(self, name: str) -> Codes:
        """Give a column as numbers of its texts."""
        column = self.cells[name]
        return Codes(np.frombuffer(column.codes, dtype=CODE), len(column.texts))

    def note(self, asked: Combinations, notes: Iterable[list[Note]]) -> None:
        """File what a rule finds in each combination under each row that has it."""
        self._asked += 1
        of_each = list(notes)
        speaking = np.array([bool(found) for found in of_each], dtype=bool)
        for row in asked.rows(speaking):
            self._notes.extend((row, self._asked, note) for note in of_each[asked.codes[row]])

    def rewrite(self, name: str, asked: Combinations, texts: list[str]) -> None:
        """Write a column as a rule reads it, in the rows that it was asked of."""
        column = self.cells[name]
        if all(text == column[row] for text, row in zip(texts, asked.first.tolist(), strict=True)):
            return
        known = {text: code for code, text in enumerate(column.texts)}
        read = np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)
        codes = np.where(asked.codes == NONE, self.codes(name).rows, asked.spread(read, other=0))
        self.cells[name] = column_of(list(known), codes)

    def checked(self) -> Iterator[Problem]:
        """Ask each rule, keep the rows without errors, and give what was found."""
        found = self.found
        periods = self._periods()
        self._validity(periods)
        is_readable = self._measures()
        self._bases(periods)
        figures = figures_of(self, is_readable)
        again = repeated(self, figures)
        yield from self._problems(again)
        kept = figures.known & self.has_measure & ~again.rows
        kept &= self._of_texts("period", [period is not None for period in periods])
        for name, catalogue in (("area", found.areas), ("indicator", found.indicators)):
            kept &= self._of_texts(name, [text in catalogue for text in self.cells[name].texts])
        found.checked = self._kept(kept, figures)
        yield from unit_jumps(found, self.table.file)

    def _of_texts(self, name: str, of_each: list[bool]) -> Bools:
        return np.array(of_each, dtype=bool)[self.codes(name).rows]

    def _periods(self) -> list[Period | None]:
        """Bring the periods to their canonical spelling; give the period of each text."""
        asked = combinations(None, self.codes("period"))
        column = self.cells["period"]
        read = [rules.period_rule(column[row]) for row in asked.first.tolist()]
        self.note(asked, (notes for _, notes in read))
        texts = [column[row] for row in asked.first.tolist()]
        self.rewrite(
            "period",
            asked,
            [text if period is None else period.text for text, (period, _) in zip(texts, read, strict=True)],
        )
        known = {period.text: period for period, _ in read if period is not None}
        return [known.get(text) for text in self.cells["period"].texts]

    def _validity(self, periods: list[Period | None]) -> None:
        areas = [self.found.areas.get(text) for text in self.cells["area"].texts]
        has_days = self._of_texts(
            "area", [area is not None and bool(area.valid_from or area.valid_to) for area in areas]
        )
        has_days &= self._of_texts("period", [period is not None for period in periods])
        asked = combinations(has_days, self.codes("area"), self.codes("period"))
        notes = []
        for row in asked.first.tolist():
            area, period = areas[self.cells["area"].codes[row]], periods[self.cells["period"].codes[row]]
            notes.append(rules.validity_rule(area, period) if area is not None and period is not None else [])
        self.note(asked, notes)

    def _measures(self) -> Bools:
        """Check form and assigner; mark the rows whose figure can be read."""
        names = ("measure", "form", "assigner")
        asked = combinations(self.is_readable, *map(self.codes, names))
        read = [rules.measure_rule(*(self.cells[name][row] for name in names)) for row in asked.first.tolist()]
        self.note(asked, (notes for _, notes in read))
        return asked.spread(np.array([good for good, _ in read], dtype=bool), other=False).astype(bool)

    def _bases(self, periods: list[Period | None]) -> None:
        asked = combinations(self.is_readable, *map(self.codes, ("base", "measure", "period")))
        read = [
            rules.base_rule(
                self.cells["base"][row], self.cells["measure"][row], periods[self.cells["period"].codes[row]]
            )
            for row in asked.first.tolist()
        ]
        self.note(asked, (notes for _, notes in read))
        self.rewrite("base", asked, [base for base, _ in read])

    def _problems(self, again: Repeated) -> Iterator[Problem]:
        """Give what the rules have found, row by row."""
        file, numbers = self.table.file, self.table.numbers
        of_rules = (
            (row, asked, Problem(note.severity, note.code, file, numbers[row], *note[2:]))
            for row, asked, note in self._notes
        )
        of_keys = ((row, self._asked + 1, problem) for row, problem in again.problems)
        yield from (problem for *_, problem in sorted(chain(of_rules, of_keys), key=_place))

    def _kept(self, kept: Bools, figures: Figures) -> Checked:
        """Give the rows that are kept."""
        value, low, high = figures.value, figures.low, figures.high
        if kept.all():
            return Checked(self.cells, self.table.numbers, value, low, high)
        cells = {name: column_of(column.texts, self.codes(name).rows[kept]) for name, column in self.cells.items()}
        numbers = np.asarray(self.table.numbers, dtype=np.int64)[kept].tolist()
        return Checked(cells, numbers, value[kept], low[kept], high[kept])


def column_of(texts: list[str], codes: npt.NDArray[Any]) -> Column:
    """Make a column of texts and the number of each row's."""
    made = Column.of(())
    made.codes.frombytes(codes.astype(CODE).tobytes())
    return Column(texts, made.codes)


def _place(told: tuple[int, int, Problem]) -> tuple[int, int]:
    return told[:2]


def _check_references(table: Table, ids: Mapping[str, Collection[str]], areas: Collection[str]) -> Iterator[Problem]:
    """Check that source, area and indicator are in their catalogues (those that could be read)."""
    for name, catalogue in (("source", "sources"), ("area", "areas"), ("indicator", "indicators")):
        if catalogue not in ids:
            continue
        column, known = table.cells[name], ids[catalogue]
        unknown = [text for text in column.texts if text and text not in known]
        if catalogue == "areas":
            unknown = [text for text in unknown if text not in areas]
        hints = {text: did_you_mean(text, sorted(known)[:_NAMED_IN_REFERENCES]) for text in unknown}
        for row in column.rows_with(hints):
            meaning = f"There is no such {name} in the table {catalogue}."
            text, number = column[row], table.numbers[row]
            yield Problem("error", f"unknown-{name}", table.file, number, name, text, meaning, hints[text])
