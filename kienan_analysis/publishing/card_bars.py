"""The bars of a card: the figures of a table on one scale."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.publishing.summary import VERDICTS, column_of

if TYPE_CHECKING:
    from kienan_analysis.publishing.table_reader import Cell, Figure, Grid
    from kienan_analysis.wording.formats import Formatter

# Left free beside the longest bar, as a part of the scale.
_MARGIN = 0.04


class Bar(NamedTuple):
    """One indicator's bar.

    Attributes
    ----------
    name, detail : str
        The indicator, and what tells this row from another of it: the period, whose plan; empty where nothing needs to.
    text : str
        The figure as the table prints it.
    start, end : float
        From where to where it goes, as parts of the scale's length, ``start <= end``; both NaN where amounts are
        shown, which have no scale in common.
    low, high : float
        The interval that the digits allow, the same way; both NaN where it is too narrow to be seen, or open.
    verdict : str
        ``met``, ``missed``, ``undecided``, or empty where none is given.
    word : str
        The verdict in words.
    role : str
        Of the palette, for its colour.
    is_implied : bool
        Whether no source prints the figure: it follows from others.
    is_open : bool
        Whether the figure is one end of an interval that is open at the other (*at least*).
    points : {"", "left", "right"}
        Where an open figure that nobody can judge goes on to: it is a mark at its end, no bar that falls short.
    """

    name: str
    detail: str
    text: str
    start: float
    end: float
    low: float
    high: float
    verdict: str
    word: str
    role: str
    is_implied: bool
    is_open: bool
    points: str = ""


# A row's cells, one of its figures, and the cell of that.
Shown = tuple[list["Cell"], "Figure", "Cell"]


def scale_of(ends: list[float], base: float) -> Scale:
    """Span a scale over all bars and where they begin."""
    lowest, highest = min([base, *ends]), max([base, *ends])
    span = (highest - lowest) or 1.0
    return Scale(lowest - span * _MARGIN * (lowest < base), highest + span * _MARGIN, base)


class Scale(NamedTuple):
    """A bar's scale, from its lowest to its highest value."""

    lowest: float
    highest: float
    base: float

    def of(self, value: float) -> float:
        """Place a value between 0 and 1, as a plain number of four digits; NaN where nothing can be placed."""
        if math.isnan(self.base) or math.isnan(value):
            return math.nan
        return round(min(max((value - self.lowest) / (self.highest - self.lowest), 0.0), 1.0), 4)


def figures_of(grid: Grid | None, key: str) -> list[Shown]:
    """List the rows that have a figure in a column: all their cells, the figure, its own cell."""
    place = column_of(grid, key)
    if grid is None or place is None:
        return []
    cells = [(row.cells, row.cells[place]) for row in grid.body]
    return [(row, cell.figure, cell) for row, cell in cells if cell.figure and math.isfinite(cell.figure.value)]


def ends_of(figure: Figure) -> list[float]:
    """List how far a figure reaches: itself and the known ends of its interval."""
    return [end for end in (figure.value, figure.low, figure.high) if math.isfinite(end)]


# A number as either language writes it, with its sign.
_NUMBER = re.compile(r"[+\N{MINUS SIGN}]?\d[\d.,]*")


def told_of(cell: Cell, figure: Figure, form: Formatter) -> tuple[str, bool]:
    """Write a figure with its unit, where only a caption has it, and tell whether it is implied."""
    text = cell.plain()
    if figure.unit and not all(word in text for word in form.unit(figure.unit).split()):
        text = _NUMBER.sub(lambda number: form.with_unit(number[0], figure.unit), text, count=1)
    return text, "implied" in cell.classes


def bar_of(cells: list[Cell], figure: Figure, told: tuple[str, bool], places: Scale, period: int | None) -> Bar:
    """Lay a row's bar out: its cells, its figure as it is told, the scale, the column that tells periods apart."""
    verdict = next((name for name in VERDICTS for cell in cells if name in cell.classes), "")
    word = next((cell.plain() for cell in cells if verdict and verdict in cell.classes), "")
    detail = cells[period].plain() if period is not None else cells[0].plain("bounds")
    ends = math.isfinite(figure.low), math.isfinite(figure.high)
    is_open = bool(figure.bound) or ends in {(True, False), (False, True)}
    points = ""
    if is_open and verdict == "undecided":
        points = "left" if ends == (False, True) or figure.bound == "at_most" else "right"
    start, end = sorted((places.of(figure.value if points else places.base), places.of(figure.value)))
    low, high = places.of(figure.low), places.of(figure.high)
    if is_open or not high - low > _SEEN:
        low = high = math.nan
    # A share of a plan that nobody judges is grey, as in the chart.
    role = verdict or ("context" if places.base else "published")
    text, is_implied = told
    return Bar(cells[0].plain(), detail, text, start, end, low, high, verdict, word, role, is_implied, is_open, points)


# An interval that is shorter than this part of the scale looks like a stroke's own thickness.
_SEEN = 0.008
