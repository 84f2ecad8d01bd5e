"""A table as it is displayed: written cells, rendered to HTML that stands alone and to plain text.

Beside its text a cell may carry the figure behind it: the number with its bounds, the statements that they rest on,
and the formula that gives it from its neighbours. They stand in the HTML as ``data-`` attributes, so that a page, a CSV
and a workbook are made from the notebook alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup, escape

from kienan_analysis.published.printed import or_zero

if TYPE_CHECKING:
    from collections.abc import Mapping

FigureKind = Literal["amount", "rate", "points", "count"]


@dataclass(frozen=True)
class Formula:
    """How a figure follows from others, in columns' keys: ``level / attainment``, ``plan.high``.

    A column of another table is written ``at_a_glance.level``, of the row with the same key.
    """

    value: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Figure:
    """The number behind a cell.

    Attributes
    ----------
    value, low, high : float
        Amounts in ``unit``; rates and differences of rates as fractions; an open end is NaN.
    kind : {"amount", "rate", "points", "count"}
        Rates are shown in percent, points in percentage points.
    decimals : int
        As shown.
    unit : str
        Of an amount, as the data name it.
    bound : {"", "at_least", "at_most", "approx"}
        The source's hedge.
    rests_on : tuple of str
        Ids of the statements that the figure and its bounds rest on.
    formula : Formula or None
    """

    value: float
    low: float
    high: float
    kind: FigureKind
    decimals: int
    unit: str = ""
    bound: str = ""
    rests_on: tuple[str, ...] = ()
    formula: Formula | None = None


@dataclass(frozen=True)
class Cell:
    """One written cell.

    Attributes
    ----------
    text : str
        Written for the reader, not escaped.
    bounds : str
        The interval, shown small under the text.
    mark : {"", "implied", "met", "missed", "undecided", "missing"}
        What the cell is, shown by shape and style, not by colour alone.
    href : str
        Address that the text links to.
    beside : str
        What other figures say instead, and by how much they differ; a line of its own.
    refs : tuple of (int, str)
        Number and address of each source, shown as superscripts.
    figure : Figure or None
        The number that the text writes.
    """

    text: str
    bounds: str = ""
    beside: str = ""
    mark: Literal["", "implied", "met", "missed", "undecided", "missing"] = ""
    href: str = ""
    refs: tuple[tuple[int, str], ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True)
class Heading:
    """A column's heading; a numeric column is aligned right. Formulas name the column by its key."""

    text: str
    numeric: bool = False
    key: str = ""


# The sign that goes before a verdict's word or an implied figure.
SIGNS = {"implied": "○", "met": "✓", "missed": "✗", "undecided": "?"}


@dataclass(frozen=True)
class Table:
    """A captioned table.

    Attributes
    ----------
    id : str
        Unique on the page.
    caption : str
    headings : list of Heading
    rows : list of list of Cell
        The first cell of a row is its heading.
    keys : list of str
        What each row is about, as ids; formulas of other tables find it by that. Empty where nothing asks for it.
    grounds : mapping of str to mapping
        For each statement that a figure rests on, by its id: what it states, the digits as printed, the bounds that
        they allow, the source, its address; written for the reader.
    """

    id: str
    caption: str
    headings: list[Heading]
    rows: list[list[Cell]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    grounds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def without_empty_columns(self) -> Table:
        """Leave out the columns, but the first, in which every cell is missing."""
        kept = [
            number
            for number in range(len(self.headings))
            if number == 0 or not self.rows or any(row[number].mark != "missing" for row in self.rows)
        ]
        return replace(
            self,
            headings=[self.headings[number] for number in kept],
            rows=[[row[number] for number in kept] for row in self.rows],
        )

    def to_html(self) -> str:
        """Render as one escaped ``<table>``, readable without a style sheet."""
        head = Markup("").join(
            Markup('<th scope="col" class="{}"{}{}>{}</th>').format(
                *_alignment(heading), _attributes({"key": heading.key}), heading.text
            )
            for heading in self.headings
        )
        keys = self.keys or [""] * len(self.rows)
        body = Markup("").join(
            Markup("<tr{}>{}</tr>").format(_attributes({"key": key}), self._row(row))
            for key, row in zip(keys, self.rows, strict=True)
        )
        opening = Markup('<table class="kienan-table" id="{}"><caption>{}</caption>').format(self.id, self.caption)
        content = Markup("<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
        return str(opening + content)

    def _row(self, row: list[Cell]) -> Markup:
        cells = []
        for number, (cell, heading) in enumerate(zip(row, self.headings, strict=True)):
            tag = Markup('th scope="row"') if number == 0 else Markup("td")
            close = Markup("th") if number == 0 else Markup("td")
            style = (*_alignment(heading), _figure_attributes(cell.figure))
            cells.append(Markup('<{} class="{}"{}{}>{}</{}>').format(tag, *style, _content(cell), close))
        return Markup("").join(cells)

    def to_text(self) -> str:
        """Render as plain text, tab-separated with bounds behind their figure."""
        lines = [self.caption, "\t".join(heading.text for heading in self.headings)]
        lines += ["\t".join(_plain(cell) for cell in row) for row in self.rows]
        return "\n".join(lines)


def _alignment(heading: Heading) -> tuple[str, Markup]:
    """Give a column's class, and for text the alignment that JupyterLab would otherwise put to the right."""
    return ("num", Markup("")) if heading.numeric else ("text", Markup(' style="text-align:left"'))


def _attributes(facts: Mapping[str, object]) -> Markup:
    """Write facts as ``data-`` attributes; empty ones are left out."""
    known = ((name, value) for name, value in facts.items() if value != "")
    return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in known)


def _figure_attributes(figure: Figure | None) -> Markup:
    if figure is None or not math.isfinite(figure.value):
        return Markup("")
    formula = figure.formula or Formula("")
    ends = {"value": figure.value, "low": figure.low, "high": figure.high}
    # Twelve digits: what lies beyond them is how bounds were widened against the rounding of floats.
    facts = {name: f"{or_zero(end):.12g}" if math.isfinite(end) else "" for name, end in ends.items()}
    facts |= {"kind": figure.kind, "decimals": str(figure.decimals), "unit": figure.unit, "bound": figure.bound}
    facts |= {"rests-on": " ".join(figure.rests_on), "formula": formula.value}
    return _attributes(facts | {"formula-low": formula.low, "formula-high": formula.high})


def _content(cell: Cell) -> Markup:
    """Render one cell's inside."""
    text: Markup = escape(cell.text)
    if cell.href.startswith(("https://", "http://")):
        text = Markup('<a href="{}">{}</a>').format(cell.href, text)
    if cell.mark in {"met", "missed", "undecided"}:
        text = Markup('<span class="verdict {}">{} {}</span>').format(cell.mark, SIGNS[cell.mark], text)
    elif cell.mark == "implied":
        text = Markup('<em class="implied">{}&nbsp;{}</em>').format(SIGNS["implied"], text)
    elif cell.mark == "missing":
        text = Markup('<span class="missing">{}</span>').format(text)
    for number, address in cell.refs:
        if address.startswith(("https://", "http://")):
            text += Markup('<sup class="ref"><a href="{}">{}</a></sup>').format(address, number)
        else:
            text += Markup('<sup class="ref">{}</sup>').format(number)
    if cell.bounds:
        text += Markup('<br><small class="bounds">{}</small>').format(cell.bounds)
    if cell.beside:
        text += Markup('<br><small class="beside">{}</small>').format(cell.beside)
    return text


def _plain(cell: Cell) -> str:
    sign = f"{SIGNS[cell.mark]} " if cell.mark in SIGNS else ""
    return f"{sign}{cell.text}" + "".join(f" {part}" for part in (cell.bounds, cell.beside) if part)
