"""The cells of a table as observations: name and unit from the row, measure and period from the head of the column."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.figures import Figure
from kienan_analysis.reading.fitting import fits
from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.observations import NOWHERE, ReadObservation
from kienan_analysis.reading.saying import Saying
from kienan_analysis.reading.stored import POINTS, own_price_basis, resolved, turned
from kienan_analysis.reading.tables.columns import assigner_of, period_of, repeated, settled
from kienan_analysis.reading.tables.habit import Habit, habit_of
from kienan_analysis.reading.tables.printed import NUMBER, printed_in
from kienan_analysis.reading.tables.ratios import Ratio, agrees, find_ratio, is_difference
from kienan_analysis.reading.tables.row_units import unit_of
from kienan_analysis.reading.tables.rows import RowReader
from kienan_analysis.reading.tables.title import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.observations import Unread
    from kienan_analysis.reading.tables.cell import Cell
    from kienan_analysis.reading.tables.grid import Table
    from kienan_analysis.reading.tables.heads import Head
    from kienan_analysis.reading.tables.printed import Printed
    from kienan_analysis.reading.tables.rows import Row
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.units import Unit

__all__ = ["Setting", "TableReader", "unit_of"]

# What may stand before the digits of a cell, and what it says of the figure.
_BOUNDS: Final = {
    ">": "at_least", "≥": "at_least", "trên": "at_least", "hơn": "at_least", "từ": "at_least", "không dưới": "at_least",
    "<": "at_most", "≤": "at_most", "dưới": "at_most", "không quá": "at_most", "khoảng": "approx", "~": "approx",
}  # fmt: skip
_BEFORE: Final = re.compile(
    r"(?P<change>tăng|giảm)?(?: bình quân)?\s*"
    r"(?P<bound>>=?|<=?|≥|≤|~|trên|hơn|từ|không dưới|dưới|không quá|khoảng)?\s*(?P<sign>[+-])?\s*"
)
_RANGE: Final = re.compile(r"\s*(?:-|đến)\s*[0-9.,]+")
_HEDGED: Final = re.compile(r"\s*(trở lên|trở xuống)\s*$")
_AFTER: Final = {"trở lên": "at_least", "trở xuống": "at_most"}
_NOTE_MARK: Final = re.compile(r"\s*(?:\(\*+\)|\*+)\s*$")
_LONGEST_FIGURE: Final = 40  # letters of a cell: a longer one is words with a number in them
_LONGEST_CELL: Final = 80
_BEGUN: Final = re.compile(r"[0-9]\.([0-9]{0,2})$")
_GROUP: Final = 3  # digits between two points
_MEASURES_OF_RATES: Final = frozenset({"attainment", "growth", "planned_growth"})
_LEAST_SHARE: Final = 50


class _Column(NamedTuple):
    """What holds for the cells of a column."""

    number: int
    head: Head
    ratio: Ratio | None
    dated: Head | None
    twice: bool


class TableReader:
    """Reads tables with one catalogue.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator]) -> None:
        self._rows = RowReader(lexicon, indicators)

    def read(self, text: Text, table: Table, setting: Setting, number: int = 1) -> Iterator[ReadObservation | Unread]:
        """Read every cell that holds a figure.

        Parameters
        ----------
        text : Text
        table : Table
        setting : Setting
        number : int
            Which table of the text it is, from 1.
        """
        heads = [settled(head, setting) for head in table.heads]
        values = [at for at, head in enumerate(heads) if head.role in {"value", "compared", ""}]
        habit = habit_of(row.cells[at].text for row in table.rows for at in values)
        rows = list(self._rows.read(table, setting))
        numbers = [[_number(cell, habit) for cell in row.cells] for row in rows]
        plain = [numbers[at] for at, row in enumerate(rows) if not row.changes and not _is_rate(row)]
        twice = repeated(heads)
        columns = []
        for at in values:
            head = heads[at]
            ratio = find_ratio(at, heads, plain) if head.role == "compared" else None
            dated = heads[ratio.over] if ratio is not None and ratio.over >= 0 else _of(heads, head)
            columns.append(_Column(at, head, ratio, dated, at in twice))
        broken = _broken(table)
        for row, row_numbers in zip(rows, numbers, strict=True):
            for column in columns:
                cell = row.cells[column.number]
                if cell.start in broken and NUMBER.search(cell.text):
                    yield printed_in(text, cell).unread("digits")
                    continue
                if NUMBER.search(cell.text) and (column.head.role or len(cell.text) <= _LONGEST_FIGURE):
                    one = _Cell(text, row, column, row_numbers, habit, setting, heads)
                    yield one.read(printed_in(text, cell), cell, number)
        for cell in table.misfits:
            if NUMBER.search(cell.text) and len(cell.text) <= _LONGEST_FIGURE:
                yield printed_in(text, cell).unread("table_row")


class _Cell(NamedTuple):
    """One cell, with all that says what it is."""

    text: Text
    row: Row
    column: _Column
    numbers: Sequence[float | None]
    habit: Habit
    setting: Setting
    heads: Sequence[Head]

    def read(self, found: Printed, cell: Cell, number: int) -> ReadObservation | Unread:
        """Read the cell, or say why not."""
        head, row = self.column.head, self.row
        if not head.role:
            return found.unread("table_head", head.words)
        if self.column.twice:
            return found.unread("table_columns", head.words)
        if row.unclear:
            return found.unread("unclear_name")
        if len(cell.text) > _LONGEST_CELL:
            return found.unread("table_cell")
        match = found.match
        before = _BEFORE.fullmatch(cell.key[: match.start()])
        after = _NOTE_MARK.sub("", cell.key[match.end() :])
        ranges = _RANGE.match(after)
        hedged = _HEDGED.search(after)
        after = (after[: hedged.start()] if hedged else after)[ranges.end() if ranges else 0 :].strip()
        own = unit_of(after) if after else None
        if before is None or (after and own is None):
            return found.unread("table_cell")
        saying = self._saying(before["change"] or "")
        if isinstance(saying, str):
            return found.unread(saying)
        kind, spelling = self._unit(own, saying)
        if not kind:
            return found.unread("no_unit")
        printed = self.habit.written(match[0], rate=kind == "rate")
        if printed is None:
            return found.unread("digits")
        if before["sign"] == "-" and (not saying.is_change and saying.form != "excess"):
            return found.unread("table_cell")
        planned = saying.measure in {"plan", "planned_growth"}
        period = period_of(dated, self.setting, planned=planned) if (dated := self.column.dated) is not None else None
        if period is None:
            return found.unread("no_period")
        return self._made(
            found,
            printed,
            saying,
            (kind, spelling),
            before,
            _bound(before["bound"], ranges, hedged),
            str(period),
            number,
        )

    def _saying(self, change: str) -> Saying | str:
        """Say what the figure says; else the code of the reason why nobody can tell."""
        head, row = self.column.head, self.row
        if head.role == "compared":
            return self._comparison(change)
        planned = head.measure == "plan"
        assigner = assigner_of(head.assigner) if planned else ""
        if row.changes or change:
            falls = "giảm" in change or (row.changes == "decrease" and not change)
            measure = "planned_growth" if planned else "growth"
            return Saying(measure, "decrease" if falls else "", assigner, rule=_rule(measure))
        if row.indicator is not None and row.indicator.kind == "index":
            return "index_two_readings"
        return Saying(
            head.measure, "", assigner, rule=_rule(head.measure), plan_version=head.version if planned else ""
        )

    def _comparison(self, change: str) -> Saying | str:
        """Say what a figure that compares says: held against the columns that it compares."""
        head, row, ratio = self.column.head, self.row, self.column.ratio
        if ratio is None:
            return "table_ratio" if head.measure in {"attainment", "growth"} else "table_head"
        if row.changes or (row.indicator is not None and row.indicator.kind == "index"):
            return "table_change"
        at = self.column.number
        value = self.numbers[at]
        holds = agrees(at, ratio, self.numbers) if ratio.over >= 0 else None
        if value is None or not ratio.low <= value <= ratio.high:
            holds = False
        form, grows = ratio.form, ratio.measure != "attainment"
        if _is_rate(row) and grows:
            # A rate is compared in points, or as a share of itself: only the columns beside it tell.
            if ratio.over < 0 or holds or not is_difference(at, ratio, self.numbers):
                return "points"
            form = ""
        elif holds is False or (_is_rate(row) and holds is None and (value or 0) < _LEAST_SHARE):
            return "table_ratio"
        if grows and "giảm" in change:
            form = "decrease"
        under = self.heads[ratio.under].assigner if ratio.under >= 0 else ""
        assigner = "" if grows else assigner_of(head.assigner or under)
        return Saying(ratio.measure, form, assigner, rule=_rule(ratio.measure))

    def _unit(self, own: Unit | None, saying: Saying) -> tuple[str, str]:
        """Give the kind of the figure and its unit; empty where nothing says it."""
        if saying.measure in _MEASURES_OF_RATES:
            return ("rate", "%") if own is None or own.kind == "rate" else ("", "")
        in_head = unit_of(self.column.head.unit) if self.column.head.unit else None
        unit = own or self.row.unit or in_head
        if unit is None or unit.kind not in {"rate", "quantity"}:
            return "", ""
        return unit.kind, unit.spelling

    def _made(
        self, found: Printed, printed: str, saying: Saying, unit: tuple[str, str], before: re.Match[str], bound: str,
        period: str, number: int,
    ) -> ReadObservation:  # fmt: skip
        row, head, text = self.row, self.column.head, self.text
        dated = self.column.dated or head
        kind, spelling = unit
        figure = Figure(found.match.start(), found.match.end(), printed, kind, spelling)  # type: ignore[arg-type]
        known = row.indicator if row.indicator is not None and fits(row.indicator, figure, saying) else None
        if saying.is_change and (
            (known is not None and known.kind == "rate") or (head.role == "compared" and _is_rate(row))
        ):
            spelling = POINTS
        minus = before["sign"] == "-"
        name = text.given_span(row.cell.start, row.cell.end)
        words = (dated.start, dated.end) if dated.year_start < 0 else (dated.year_start, dated.year_end)
        if dated.year is None or (dated.year_start < 0 and dated.year == self.setting.year):
            words = self.setting.title
        year = text.given_span(*words) if words[0] < words[1] else (NOWHERE, NOWHERE)
        of_plan = saying.measure in {"plan", "planned_growth"}
        column = text.given_span(head.start, head.end)
        return ReadObservation(
            area=self.setting.area,
            indicator=known.id if known is not None else None,
            name=row.name,
            period=period,
            measure=saying.measure,
            value=resolved(-value_of(printed) if minus else value_of(printed), saying.measure, saying.form),
            printed=("-" if minus else "") + printed,
            form=saying.form,
            unit=spelling,
            bound=turned(bound, saying.form),
            assigner=saying.assigner,
            base="",
            status="" if of_plan else head.status or dated.status,
            price_basis=own_price_basis(row.prices, known) if saying.measure != "attainment" else "",
            start=found.start,
            end=found.end,
            plan_version=saying.plan_version,
            rule=saying.rule,
            name_start=name[0],
            name_end=name[1],
            period_start=year[0],
            period_end=year[1],
            table=number,
            row=row.number,
            column=self.column.number + 1,
            column_start=column[0],
            column_end=column[1],
        )


def _broken(table: Table) -> frozenset[int]:
    """Say where cells begin that seem to be pieces of one number, broken at the edge of a column: *22.94*, *0*."""
    found: set[int] = set()
    for upper, lower in pairwise(table.rows):
        for one, other in zip(upper.cells, lower.cells, strict=True):
            begin, rest = _BEGUN.search(one.text), other.text
            if begin and rest.isascii() and rest.isdigit() and len(begin[1]) + len(rest) == _GROUP:
                found |= {one.start, other.start}
    return frozenset(found)


def _rule(measure: str) -> str:
    return f"a cell of a table: {measure}"


def _bound(given: str | None, ranges: re.Match[str] | None, hedged: re.Match[str] | None) -> str:
    if ranges:
        return "at_least"
    return _AFTER[hedged[1]] if hedged else _BOUNDS.get((given or "").rstrip("="), "")


def _is_rate(row: Row) -> bool:
    return row.unit is not None and row.unit.kind == "rate"


def _of(heads: Sequence[Head], own: Head) -> Head | None:
    """Give the head that dates a figure where no arithmetic does: its own, else that of all results, if one."""
    if own.role != "compared" or own.year is not None or own.dated:
        return own
    values = [head for head in heads if head.role == "value"]
    if own.over.measure == "plan":
        return next((head for head in values if head.measure == "plan"), own)
    results = [head for head in values if head.measure == "level" and not head.ago]
    years = [head.year for head in results if head.year is not None]
    newest = [head for head in results if not years or head.year == max(years)]
    if len({(head.year, head.months) for head in newest}) > 1:
        return None
    return newest[0] if newest else own


def _number(cell: Cell, habit: Habit) -> float | None:
    """Give the number of a cell that holds one and no more, with its sign; None for any other."""
    found = NUMBER.findall(cell.text)
    printed = habit.written(found[0]) if len(found) == 1 else None
    if printed is None:
        return None
    before = cell.key[: cell.key.find(found[0])].strip()
    falls = before.endswith("-") or before.startswith("giảm")
    return -value_of(printed) if falls else value_of(printed)
