"""Every number that a review gives for an area, indicator, period and quantity, with where and on what grounds.

Read from what is shown (tables' HTML, charts' data, CSV, workbook), by its words: nothing here asks how it was chosen.
"""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl

from kienan_analysis.catalogue import ASSIGNERS
from kienan_analysis.publishing.columns import columns
from kienan_analysis.publishing.csv_text import table_csv
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.sections.parts import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.publishing.table_reader import Cell, Grid, Row
    from kienan_analysis.sections.report import Review

# Area, indicator, price basis, period, assigner, quantity.
Of = tuple[str, str, str, str, str, str]
# By the table: what a column is of, and how many years after the review's own.
MEANT = {
    "at-a-glance-table": {"level": ("level", 0), "growth": ("growth", 0), "attainment": ("attainment", 0)},
    "plan-attained-table": {"level": ("level", 0), "attainment": ("attainment", 0), "plan_printed": ("plan", 0)},
    "growth-table": {"growth": ("growth", 0), "base": ("level", -1)},
    "history-table": {"level": ("level", 0), "growth": ("growth", 0)},
    "part-year-table": {"level": ("level", 0), "growth": ("growth", 0), "attainment": ("attainment", 0)},
    "part-glance-table": {"level": ("level", 0), "year_on_year": ("growth", 0), "share_so_far": ("attainment", 0)},
    "part-rest-table": {},
    "same-months-table": {"level": ("level", 0), "growth": ("growth", 0), "attainment": ("attainment", 0)},
    "targets-table": {"target_level": ("plan", 1)},
    "contribution-table": {"growth": ("growth", 0)},
    "peers-table": {"own": ("growth", 0), "growth": ("growth", 0)},
    "budget-table": {},
}
PLANS = {"attainment", "plan", "planned_growth"}


class Given(NamedTuple):
    """One number as it is shown; of rates as fractions, an open end is NaN."""

    value: float
    low: float
    high: float
    rests_on: frozenset[str]
    where: str


class Reader:
    """Reads what a review shows.

    Parameters
    ----------
    review : Review
    """

    def __init__(self, review: Review) -> None:
        self.tables, self.words = review.tables, review.words
        self.review = review
        data, language = self.tables.data, self.words.language
        bases = {""} | set(data.observations["price_basis"])
        self.names: dict[str, tuple[str, str]] = {}
        for name, facts in data.indicators.iterrows():
            own = str(facts["price_basis"])
            for basis in bases | {own}:
                other = f" ({phrases.price_basis(self.words, basis)})" if basis and basis != own else ""
                self.names.setdefault(f"{facts[f'name_{language}']}{other}", (str(name), basis if other else own))
        texts = {*data.observations["period"], *self.tables.reconciled.series["period"]}
        self.periods = {phrases.period(self.words, text): text for text in texts}
        known = {*ASSIGNERS, *data.observations["assigner"]} - {""}
        self.assigners = {phrases.assigner(self.tables, self.words, name): name for name in known}
        self.areas = {str(name): str(area) for area, name in data.areas[f"name_{language}"].items()}

    def of_tables(self) -> Iterator[tuple[Of, Given]]:
        """Read the tables as the page shows them."""
        for made in self._tables():
            grid = read_table(made.to_html(), where=made.id)
            for row, of, cell in self._cells(made.id, grid):
                figure = cell.figure
                if figure is not None:
                    where = f"{made.id}, {row.cells[0].plain()}"
                    yield of, Given(figure.value, figure.low, figure.high, frozenset(figure.rests_on), where)

    def of_csv(self) -> Iterator[tuple[Of, Given]]:
        """Read the tables' CSV files."""
        for made in self._tables():
            grid = read_table(made.to_html(), where=made.id)
            words = WORDS[self.words.language]
            lines = list(csv.reader(io.StringIO(table_csv(grid, words))))[1:]
            yield from self._laid_out(made.id, grid, lines, "CSV", scale=100)

    def of_workbook(self, content: bytes, sheets: dict[str, str]) -> Iterator[tuple[Of, Given]]:
        """Read the workbook, by the sheets' names of the tables."""
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        for made in self._tables():
            if made.id in sheets:
                grid = read_table(made.to_html(), where=made.id)
                lines = [list(line) for line in book[sheets[made.id]].iter_rows(min_row=FIRST_ROW, values_only=True)]
                yield from self._laid_out(made.id, grid, lines[: len(grid.body)], "workbook", scale=1)

    def of_charts(self) -> Iterator[tuple[Of, Given]]:
        """Read the values that charts draw."""
        area, year = self.tables.area, str(self.tables.year)
        for section in self.review.sections():
            for row in _drawn(section.chart):
                said = str(row.get("panel") or row.get("name", ""))
                name, by = self._named(said)
                if name is None:
                    continue
                if section.name == "history":
                    period, quantity, scale = str(row["year"]), "level", 1
                elif section.name == "plan_attained":
                    period, quantity, scale = year, "attainment", 100
                elif section.name == "growth":
                    period, quantity, scale = year, "growth", 100
                else:
                    continue
                value = float(row["value"]) / scale
                yield (
                    (area, *name, period, by if quantity in PLANS else "", quantity),
                    Given(value, math.nan, math.nan, frozenset(), f"chart of {section.name}, {said}"),
                )

    def _laid_out(
        self, table: str, grid: Grid, lines: list[list[Any]], kind: str, *, scale: int
    ) -> Iterator[tuple[Of, Given]]:
        laid_out = columns(grid, WORDS[self.words.language])
        at = {(column.place, column.part): number for number, column in enumerate(laid_out)}
        lines_of = {id(row): line for row, line in zip(grid.body, lines, strict=True)}
        for row, of, cell in self._cells(table, grid):
            place = row.cells.index(cell)
            if cell.figure is None or (place, "value") not in at:
                continue
            divisor = scale if cell.figure.kind in {"rate", "points"} else 1
            ends = [
                float(lines_of[id(row)][at[place, part]] or "nan") / divisor if (place, part) in at else math.nan
                for part in ("value", "low", "high")
            ]
            yield of, Given(ends[0], ends[1], ends[2], frozenset(), f"{kind}: {table}, {row.cells[0].plain()}")

    def _tables(self) -> Iterator[Any]:
        for section in self.review.sections():
            yield from (made for made in section.tables if made.id in MEANT)

    def _cells(self, table: str, grid: Grid) -> Iterator[tuple[Row, Of, Cell]]:
        keys = [head.key for head in grid.head]
        year = self.tables.year
        if table == "budget-table":
            yield from self._budget(grid)
            return
        for row in grid.body:
            said = row.cells[0].plain()
            name, by = self._named(said)
            if name is None:
                continue
            beneath = row.cells[0].plain("bounds").partition(": ")[2]
            by = by or self.assigners.get(beneath, "")
            period = self.tables.part_period if table == "part-glance-table" else str(year)
            if "period" in keys:
                period = self.periods[row.cells[keys.index("period")].plain()]
            elif "year" in keys:
                period = row.cells[keys.index("year")].plain()
            for key, cell in zip(keys, row.cells, strict=True):
                whose = by
                if key in {"annual_plan", "whole_plan"}:
                    quantity, when = "plan", period[:4]
                elif key == "whole" and table == "same-months-table":
                    quantity, when = "level", period[:4]
                elif key == "asked":
                    quantity, when, whose = "planned_growth", period, by or self._first_plan(name)
                elif key in MEANT[table]:
                    quantity, later = MEANT[table][key]
                    when = str(int(period) + later) if later else period
                else:
                    continue
                area = self.tables.area
                if table == "peers-table" and key == "growth":
                    area = self.areas[row.cells[keys.index("peer")].plain()]
                yield row, (area, *name, when, whose if quantity in PLANS else "", quantity), cell

    def _budget(self, grid: Grid) -> Iterator[tuple[Row, Of, Cell]]:
        """Read the budget's table, whose rows are its quantities: the year before, the plan, the outcome."""
        (name,) = {
            found for said, found in self.names.items() if grid.caption.startswith(said) or said in grid.caption
        } & {(row["indicator"], row["basis"]) for row in self.tables.plans.to_dict("records")}
        plan = self.tables.plans[self.tables.plans["indicator"] == name[0]]
        by, year = str(plan["assigner"].iloc[0]), self.tables.year
        for row, (when, quantity) in zip(
            grid.body, [(year - 1, "level"), (year, "plan"), (year, "level")], strict=False
        ):
            yield row, (self.tables.area, *name, str(when), by if quantity in PLANS else "", quantity), row.cells[1]

    def _first_plan(self, name: tuple[str, str]) -> str:
        """Say whose plan a row is of that names none: the first with a growth."""
        plans = self.tables.plans
        of = plans[(plans["indicator"] == name[0]) & (plans["basis"] == name[1]) & plans["asked"].notna()]
        return str(of["assigner"].iloc[0]) if len(of) else ""

    def _named(self, said: str) -> tuple[tuple[str, str] | None, str]:
        """Find the indicator that a row or panel names, and whose plan it is."""
        if said in self.names:
            return self.names[said], ""
        start, _, by = said.rpartition(" · ")
        return self.names.get(start), self.assigners.get(by, "")


def _drawn(chart: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    """Go through the rows of data inside a chart."""
    stack: list[Any] = [chart]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            if "value" in part and ("name" in part or "panel" in part) and isinstance(part["value"], float):
                yield part
            else:
                stack.extend(part.values())
        elif isinstance(part, list):
            stack.extend(part)


def _words() -> dict[str, Any]:
    from kienan_analysis.publishing.template import words_of

    return {language: words_of(language) for language in ("vi", "en")}


WORDS = _words()
# Title, headings, then the rows; as a workbook counts.
FIRST_ROW = 4
