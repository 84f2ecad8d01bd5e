"""A table as it is displayed: written cells, rendered to HTML that stands alone and to plain text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from markupsafe import Markup, escape


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
    refs : tuple of (int, str)
        Number and address of each source, shown as superscripts.
    """

    text: str
    bounds: str = ""
    mark: Literal["", "implied", "met", "missed", "undecided", "missing"] = ""
    href: str = ""
    refs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Heading:
    """A column's heading; a numeric column is aligned right."""

    text: str
    numeric: bool = False


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
    """

    id: str
    caption: str
    headings: list[Heading]
    rows: list[list[Cell]] = field(default_factory=list)

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
            Markup('<th scope="col" class="{}"{}>{}</th>').format(*_alignment(heading), heading.text)
            for heading in self.headings
        )
        body = Markup("").join(Markup("<tr>{}</tr>").format(self._row(row)) for row in self.rows)
        opening = Markup('<table class="kienan-table" id="{}"><caption>{}</caption>').format(self.id, self.caption)
        content = Markup("<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
        return str(opening + content)

    def _row(self, row: list[Cell]) -> Markup:
        cells = []
        for number, (cell, heading) in enumerate(zip(row, self.headings, strict=True)):
            tag = Markup('th scope="row"') if number == 0 else Markup("td")
            close = Markup("th") if number == 0 else Markup("td")
            cells.append(Markup('<{} class="{}"{}>{}</{}>').format(tag, *_alignment(heading), _content(cell), close))
        return Markup("").join(cells)

    def to_text(self) -> str:
        """Render as plain text, tab-separated with bounds behind their figure."""
        lines = [self.caption, "\t".join(heading.text for heading in self.headings)]
        lines += ["\t".join(_plain(cell) for cell in row) for row in self.rows]
        return "\n".join(lines)


def _alignment(heading: Heading) -> tuple[str, Markup]:
    """Give a column's class, and for text the alignment that JupyterLab would otherwise put to the right."""
    return ("num", Markup("")) if heading.numeric else ("text", Markup(' style="text-align:left"'))


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
    return text


def _plain(cell: Cell) -> str:
    sign = f"{SIGNS[cell.mark]} " if cell.mark in SIGNS else ""
    return f"{sign}{cell.text}" + (f" {cell.bounds}" if cell.bounds else "")
