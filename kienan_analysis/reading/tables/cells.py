"""The cells of a table as observations: name and unit from the row, measure and period from the head of the column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.catalogue import months_of
from kienan_analysis.reading.figures import Figure
from kienan_analysis.reading.fitting import fits
from kienan_analysis.reading.numbers import in_habit, value_of
from kienan_analysis.reading.observations import NOWHERE, ReadObservation
from kienan_analysis.reading.saying import Saying
from kienan_analysis.reading.stored import POINTS, resolved, turned
from kienan_analysis.reading.tables.printed import IN_BRACKETS, NUMBER, printed_in
from kienan_analysis.reading.tables.ratios import Ratio, find_ratio
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize
from kienan_analysis.reading.units import read_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.observations import Unread
    from kienan_analysis.reading.tables.grid import Cell, Table
    from kienan_analysis.reading.tables.heads import Head
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.units import Unit

# What may stand before the digits of a cell, and what it says of the figure.
_BOUNDS: Final = {
    ">": "at_least", "≥": "at_least", "trên": "at_least", "hơn": "at_least", "từ": "at_least", "không dưới": "at_least",
    "<": "at_most", "≤": "at_most", "dưới": "at_most", "không quá": "at_most", "khoảng": "approx", "~": "approx",
}  # fmt: skip
_BEFORE: Final = re.compile(
    r"(?P<change>tăng|giảm)?(?: bình quân)?\s*"
    r"(?P<bound>>=?|<=?|≥|≤|~|trên|hơn|từ|không dưới|dưới|không quá|khoảng)?\s*[+]?"
)
_RANGE: Final = re.compile(r"\s*(?:-|đến)\s*[0-9.,]+")
_HEDGED: Final = re.compile(r"\s*(trở lên|trở xuống)\s*$")
_AFTER: Final = {"trở lên": "at_least", "trở xuống": "at_most"}
_LEADING: Final = re.compile(r"^(?:[-+*•]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]|trong đó:?|số)\s+")
_CHANGE: Final = re.compile(r"^(?:tốc độ|mức|tỷ lệ)?\s*(?:tăng trưởng|tăng|phát triển)(?: bình quân)?\s+(?:của\s+)?")
_RATES_OF_GROWTH: Final = ("tốc độ tăng", "tốc độ phát triển", "mức tăng trưởng")
_FALL: Final = re.compile(r"^(?:tốc độ |mức |tỷ lệ )?giảm\s+(?:của\s+)?")
_YEAR: Final = (1, 12)


class Setting(NamedTuple):
    """What holds for a table as a whole.

    Attributes
    ----------
    area : str or None
    period : Period or None
        What the text reports on.
    year : int or None
        That the title of the table names.
    months : tuple of (int, int)
        The first and last month of the part of the year that the title names.
    plans : bool
        Whether the title speaks of a plan: what columns hold that name a year alone.
    title : tuple of (int, int)
        Where the title names the year.
    """

    area: str | None
    period: Period | None
    year: int | None
    months: tuple[int, int]
    plans: bool
    title: tuple[int, int]


class _Row(NamedTuple):
    """What a row measures."""

    indicator: Indicator | None
    cell: Cell
    unit: Unit | None
    changes: str


class TableReader:
    """Reads tables with one catalogue.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator]) -> None:
        self._lexicon = lexicon
        self._indicators = indicators

    def read(self, text: Text, table: Table, setting: Setting) -> Iterator[ReadObservation | Unread]:
        """Read every cell that holds a figure.

        Parameters
        ----------
        text : Text
        table : Table
        setting : Setting
        """
        columns = [_settled(head, setting) for head in table.heads]
        numbers = [[_number(cell) for cell in row] for row in table.rows]
        ratios = {at: find_ratio(at, columns, numbers) for at, head in enumerate(columns) if head.role == "compared"}
        name_at = next(at for at, head in enumerate(columns) if head.role == "name")
        unit_at = next((at for at, head in enumerate(columns) if head.role == "unit"), -1)
        for row in table.rows:
            measured = self._row(row[name_at], row[unit_at] if unit_at >= 0 else None)
            for at, (cell, head) in enumerate(zip(row, columns, strict=True)):
                if head.role in {"value", "compared"} and NUMBER.search(cell.text):
                    ratio = ratios.get(at)
                    dated = head if head.role == "value" else _of(columns, ratio)
                    yield self._cell(text, cell, head, dated, measured, ratio, setting)

    def _row(self, name: Cell, unit: Cell | None) -> _Row:
        """Say what a row measures, and in what unit."""
        key = name.key
        given = unit.key if unit is not None and unit.key else ""
        for inside in IN_BRACKETS.findall(key):
            if not given and unit_of(inside) is not None:
                given = inside
        words = " ".join(IN_BRACKETS.sub(" ", key).split())
        words = _LEADING.sub("", words).strip(" :;.,")
        changes = ""
        rate = unit_of(given) if given else None
        # A name that says of itself that it is a rate of growth needs no unit beside it: its cells print theirs.
        if (rate is None and words.startswith(_RATES_OF_GROWTH)) or (rate is not None and rate.kind == "rate"):
            for form, pattern in (("", _CHANGE), ("decrease", _FALL)):
                shorter = pattern.sub("", words)
                if shorter != words and shorter:
                    words, changes = shorter, "decrease" if form else "increase"
                    break
        found = self._lexicon.indicator(words) or self._lexicon.indicator(f"tỷ lệ {words}")
        return _Row(self._indicators.get(found), name, rate, changes)

    def _cell(
        self, text: Text, cell: Cell, head: Head, dated: Head, row: _Row, ratio: Ratio | None, setting: Setting
    ) -> ReadObservation | Unread:
        """Read one cell, or say why not; `dated` is the head that says of when it is."""
        found = printed_in(text, cell)
        match = found.match
        before = _BEFORE.fullmatch(cell.key[: match.start()])
        after = cell.key[match.end() :]
        ranges = _RANGE.match(after)
        hedged = _HEDGED.search(after)
        after = after[: hedged.start()] if hedged else after
        unit = unit_of(after[ranges.end() :] if ranges else after) or row.unit
        saying = _saying(head, row, before["change"] if before is not None else None, ratio)
        if before is None or saying is None:
            return found.unread("table_cell")
        if saying.measure in {"attainment", "growth", "planned_growth"}:
            kind, spelling = "rate", "%"
        elif unit is None or unit.kind not in {"rate", "quantity"}:
            return found.unread("no_unit")
        else:
            kind, spelling = unit.kind, unit.spelling
        printed = in_habit(match[0], rate=kind == "rate")
        period = _period(dated, saying, setting)
        if printed is None or period is None:
            return found.unread("digits" if printed is None else "no_period")
        figure = Figure(match.start(), match.end(), printed, kind, spelling)  # type: ignore[arg-type]
        known = row.indicator if row.indicator is not None and fits(row.indicator, figure, saying) else None
        if known is not None and known.kind == "rate" and saying.is_change:
            spelling = POINTS
        bound = (
            "at_least"
            if ranges
            else _AFTER[hedged[1]]
            if hedged
            else _BOUNDS.get((before["bound"] or "").rstrip("="), "")
        )
        name = text.given_span(row.cell.start, row.cell.end)
        words = (dated.start, dated.end) if dated.year != setting.year else setting.title
        year = text.given_span(*words) if words[0] < words[1] else (NOWHERE, NOWHERE)
        return ReadObservation(
            area=setting.area,
            indicator=known.id if known is not None else None,
            name=" ".join(text.given[slice(*name)].split()),
            period=str(period),
            measure=saying.measure,
            value=resolved(value_of(printed), saying.measure, saying.form),
            printed=printed,
            form=saying.form,
            unit=spelling,
            bound=turned(bound, saying.form),
            assigner="",
            base="",
            status="estimate" if head.estimate and saying.measure not in {"plan", "planned_growth"} else "",
            price_basis="",
            start=found.start,
            end=found.end,
            rule=saying.rule,
            name_start=name[0],
            name_end=name[1],
            period_start=year[0],
            period_end=year[1],
        )


def _settled(head: Head, setting: Setting) -> Head:
    """Complete a head by what the title of the table says."""
    measure = head.measure
    if head.role == "value" and not measure:
        measure = "plan" if setting.plans and head.year in {None, setting.year} else "level"
    months = head.months if head.year or head.months != _YEAR or measure == "plan" else setting.months
    return head._replace(measure=measure, year=head.year or setting.year, months=months)


def _of(columns: Sequence[Head], ratio: Ratio | None) -> Head:
    """Give the column that a comparison is of: by its figures, else the first of results."""
    if ratio is not None and ratio.over >= 0:
        return columns[ratio.over]
    values = [head for head in columns if head.role == "value"]
    return next((head for head in values if head.measure == "level"), values[0] if values else columns[0])


def _saying(head: Head, row: _Row, change: str | None, ratio: Ratio | None) -> Saying | None:
    """Say what a column's figures say of a row."""
    if head.role == "compared":
        if ratio is None:
            return None
        return Saying(ratio.measure, ratio.form, rule=f"a cell of a table: {ratio.measure}")
    planned = head.measure == "plan"
    if row.changes or change:
        falls = "giảm" in (change or "") or (row.changes == "decrease" and not change)
        measure = "planned_growth" if planned else "growth"
        return Saying(measure, "decrease" if falls else "", rule=f"a cell of a table: {measure}")
    return Saying(head.measure, rule=f"a cell of a table: {head.measure}")


def _period(head: Head, saying: Saying, setting: Setting) -> Period | None:
    if head.year is None:
        return setting.period
    planned = saying.measure in {"plan", "planned_growth"}
    return months_of(head.year, *((1, 12) if planned else head.months))


def _number(cell: Cell) -> float | None:
    """Give the number of a cell that holds one and no more; None for any other."""
    found = NUMBER.findall(cell.text)
    printed = in_habit(found[0]) if len(found) == 1 else None
    return value_of(printed) if printed is not None else None


def unit_of(words: str) -> Unit | None:
    """Read words that are a unit and nothing else."""
    tokens = list(tokenize(read_text(words)))
    if not tokens:
        return None
    unit = read_unit(tokens, 0)
    return unit if unit.kind != "bare" and unit.after == len(tokens) else None
