"""A review's tables as a workbook: numbers as numbers, derived figures as formulas, sources on a sheet of their own."""

from __future__ import annotations

import io
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kienan_analysis.publishing import markup as page_markup
from kienan_analysis.publishing.cell_formulas import Term, written_formula
from kienan_analysis.publishing.columns import ENDS, cell_of, number, text_of
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.sheets import HEAD_ROW, TITLE_ROW, sheets_of
from kienan_analysis.publishing.summary import versions_of
from kienan_analysis.publishing.table_page import exact_decimals
from kienan_analysis.publishing.template import language_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import nbformat
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from kienan_analysis.publishing.cell_formulas import Reference
    from kienan_analysis.publishing.columns import Column
    from kienan_analysis.publishing.sections import Review
    from kienan_analysis.publishing.sheets import Sheet
    from kienan_analysis.publishing.table_reader import Cell, Figure, Grid

# The file is the same each time, so it cannot say when it was made.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's property, without a time zone there
_LONGEST_TEXT, _LONGEST_ADDRESS = 32_767, 2_079
_HEDGES = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}
# Of columns in characters, of a line in points; a capital or an accent needs more than a digit's width.
_NARROWEST, _WIDEST, _NUMBER_WIDTH, _WIDER = 9, 60, 14, 1.1
_LINE = 15
# A formula that comes to another figure than the one it stands for is not that figure's.
_SAME = 1e-9


def workbook(notebook: nbformat.NotebookNode) -> bytes:
    """Make the workbook of an executed review.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        As for :func:`~kienan_analysis.publishing.page`.

    Returns
    -------
    bytes
        An ``.xlsx`` file, the same bytes for the same notebook. Text is written as text, whatever it begins with.

    Raises
    ------
    KienanError
        If a cell failed, or a table is not what a page may hold.
    """
    import xlsxwriter

    review = read_review(notebook)
    words = words_of(language_of(review))
    sheets = sheets_of(review, words)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    title, author, cited = (review.about.get(name, "") for name in ("title", "author", "citation"))
    book.set_properties({"title": title, "author": author, "comments": cited, "created": _MADE})
    writer = _Writer(book, sheets, words)
    writer.opening(review, title)
    for sheet in sheets.values():
        writer.sheet(sheet)
    book.close()
    return stream.getvalue()


class _Writer:
    """Writes the sheets of one workbook, its styles made once each."""

    def __init__(self, book: Any, sheets: Mapping[str, Sheet], words: Mapping[str, str]) -> None:  # noqa: ANN401
        self.book = book
        self.sheets = sheets
        self.words = words
        self._styles: dict[str, Format] = {}

    def style(self, **properties: object) -> Format:
        name = repr(sorted(properties.items()))
        if name not in self._styles:
            self._styles[name] = self.book.add_format({"valign": "top", **properties})
        return self._styles[name]

    def opening(self, review: Review, title: str) -> None:
        """Write the first sheet: what the workbook is, what its signs mean, where its tables are."""
        sheet: Worksheet = self.book.add_worksheet(self.words["sheet_opening"])
        sheet.hide_gridlines(2)
        widths = (44, 90)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        wrapped, quiet = self.style(text_wrap=True), self.style(font_color="#55626f")
        self.text(sheet, 0, 0, title, self.style(bold=True, font_size=16))
        row = 2
        for name, text in _facts(review, self.words):
            if not text:
                continue
            self.text(sheet, row, 0, name, quiet)
            self.text(sheet, row, 1, text, wrapped)
            sheet.set_row(row, _height([name, text], widths))
            row += 1
        self.text(sheet, row + 1, 0, self.words["sheet_list"], self.style(bold=True))
        for line, table in enumerate(self.sheets.values(), start=row + 2):
            sheet.write_url(line, 0, f"internal:'{table.name}'!A1", string=table.name)
            self.text(sheet, line, 1, table.title, wrapped)
        self.print_well(sheet)

    def sheet(self, table: Sheet) -> None:
        """Write one table: title, headings, figures; bounds stand beside their figure, to be folded away."""
        sheet: Worksheet = self.book.add_worksheet(table.name)
        self.text(sheet, TITLE_ROW, 0, table.title, self.style(bold=True, font_size=13))
        widths = [_width(table.grid, column) for column in table.columns]
        for place, column in enumerate(table.columns):
            heading = column.short or column.heading
            self.text(sheet, HEAD_ROW, place, heading, self.style(**_heading_style(column)))
            folded = {"level": 1, "hidden": column.folded} if column.part in {"low", "high"} else {}
            behind_folded = place > 0 and table.columns[place - 1].folded and not column.folded
            unfolds = {"collapsed": True} if behind_folded else {}
            sheet.set_column(place, place, widths[place], None, folded | unfolds)
        headings = [column.short or column.heading for column in table.columns]
        sheet.set_row(HEAD_ROW, _height(headings, widths))
        for row, line in enumerate(table.grid.body):
            texts = [text_of(line, column) if column.part in {"text", "beside"} else "" for column in table.columns]
            sheet.set_row(HEAD_ROW + 1 + row, _height(texts, widths))
            for place, column in enumerate(table.columns):
                self.entry(sheet, table, row, place, column)
        last = HEAD_ROW + len(table.grid.body)
        shown = [place for place, column in enumerate(table.columns) if column.part != "rests_on"]
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        sheet.autofilter(HEAD_ROW, 0, last, len(table.columns) - 1)
        sheet.print_area(0, 0, last, shown[-1])
        sheet.repeat_rows(HEAD_ROW)
        self.print_well(sheet)

    def print_well(self, sheet: Worksheet) -> None:
        """Set A4 across, as wide as the paper, pages numbered."""
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def entry(self, sheet: Worksheet, table: Sheet, row: int, place: int, column: Column) -> None:
        """Write one cell: a formula, a number, a link or a text."""
        at = (HEAD_ROW + 1 + row, place)
        line = table.grid.body[row]
        cell = cell_of(line, column)
        if column.part not in ENDS:
            address = cell.href if cell is not None and column.part == "text" else ""
            self.link(sheet, *at, text_of(line, column), address, column)
            return
        if cell is None or cell.figure is None:
            self.text(sheet, *at, text_of(line, column) if column.part == "value" else "", self.style(align="right"))
            return
        shown = _in_cell(cell.figure, column.part)
        if not math.isfinite(shown):
            return
        style = self.style(**_number_style(cell, cell.figure, column.part))
        formula = self.formula(table, row, cell.figure, column.part, shown)
        if formula is None:
            sheet.write_number(*at, shown, style)
        else:
            sheet.write_formula(*at, f"={formula}", style, shown)

    def formula(self, table: Sheet, row: int, figure: Figure, part: str, shown: float) -> str | None:
        """Write the formula that gives a figure; None where it has none, or it gives another figure."""
        text = figure.formulas[[*ENDS].index(part)]  # type: ignore[arg-type]  # one of the three
        if not text:
            return None
        found = written_formula(text, lambda reference: self.find(table, row, reference))
        if found is None:
            return None
        times = 100 if figure.kind == "points" else 1
        if not math.isclose(found.value * times, shown, rel_tol=_SAME, abs_tol=_SAME):
            return None
        return found.text if times == 1 else f"({found.text})*100"

    def find(self, table: Sheet, row: int, reference: Reference) -> Term | None:
        """Find what a formula speaks of: its number and its address."""
        other = table
        if reference.table == "above":
            row -= 1
        elif reference.table:
            found = self.sheets.get(f"{reference.table.replace('_', '-')}-table")
            keys = [line.key for line in found.grid.body] if found else []
            key = table.grid.body[row].key
            if found is None or not key or key not in keys:
                return None
            other, row = found, keys.index(key)
        cell = other.cell(row, reference.column) if row >= 0 else None
        address = other.address(row, reference.column, reference.end, outside=other is not table)
        if cell is None or cell.figure is None or address is None:
            return None
        value = _in_cell(cell.figure, reference.end)
        if not math.isfinite(value):
            return None
        return Term(value / 100, f"({address}/100)") if cell.figure.kind == "points" else Term(value, address)

    def link(self, sheet: Worksheet, row: int, place: int, text: str, address: str, column: Column) -> None:
        """Write a text, leading to the web where its cell does."""
        if address.startswith("http") and page_markup.is_safe_link(address) and len(address) < _LONGEST_ADDRESS:
            sheet.write_url(row, place, address, self.style(font_color="#0a6a94", underline=1), string=text[:255])
            return
        indent = 1 if place else 0  # off the figures of the column before
        quiet = column.part in {"key", "rests_on"}
        style = {"font_color": "#55626f"} if quiet else {"text_wrap": True}
        self.text(sheet, row, place, text, self.style(indent=indent, **style))

    def text(self, sheet: Worksheet, row: int, place: int, text: str, style: Format) -> None:
        """Write a text as text."""
        if text:
            sheet.write_string(row, place, text[:_LONGEST_TEXT], style)


def _in_cell(figure: Figure, end: str) -> float:
    """Give the number that a cell holds: a rate as a fraction shown in percent, points as points."""
    return number(figure, end) if figure.kind == "points" else float(getattr(figure, end))  # type: ignore[arg-type]


def _number_style(cell: Cell, figure: Figure, part: str) -> dict[str, object]:
    """Choose how a number looks: an implied one in italics with a ring, a hedged one with its sign, bounds in grey."""
    implied = "implied" in cell.classes
    decimals = figure.decimals + (part != "value" and not implied and figure.kind != "points")
    if implied and part != "value":
        decimals = exact_decimals(figure)
    digits = ("#,##0" if figure.kind != "count" else "0") + ("." + "0" * decimals if decimals else "")
    digits += "%" if figure.kind == "rate" else ""
    if part != "value":
        return {"num_format": digits, "font_color": "#55626f"}
    sign = _HEDGES.get(figure.bound, "") or ("○ " if "implied" in cell.classes else "")
    number_format = f'"{sign}"{digits};"{sign}"-{digits}' if sign else digits
    return {"num_format": number_format} | ({"italic": True} if "implied" in cell.classes else {})


def _heading_style(column: Column) -> dict[str, object]:
    side = "right" if column.part in ENDS else "left"
    colour = "#55626f" if column.part in {"low", "high", "rests_on", "key"} else "#1b2733"
    indent = 0 if side == "right" or column.place <= 0 else 1
    return {"bold": True, "text_wrap": True, "bottom": 2, "font_color": colour, "align": side, "indent": indent}


def _width(grid: Grid, column: Column) -> float:
    """Choose a column's width by what it says, in characters; a long text wraps."""
    if column.part in ENDS:
        return _NUMBER_WIDTH
    longest = max((len(text_of(row, column)) for row in grid.body), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Choose a row's height, in points, by its longest text: not every program finds it by itself."""
    long = ((text, width) for text, width in zip(texts, widths, strict=True) if len(text) > width - 2)
    return _LINE * max((math.ceil(len(text) / width * _WIDER) for text, width in long), default=1)


def _facts(review: Review, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Say what the workbook is of, what was found, and how it is to be read."""
    about = review.about
    for section in review.sections:
        finding = next((part for part in section.parts if part.kind == "finding"), None)
        question = next((part for part in section.parts if part.kind == "question"), None)
        if finding and question:
            titles = [page_markup.titled_markdown(part.content).plain for part in (question, finding)]
            yield titles[0], titles[1]
    yield words["sheet_reading"], words["sheet_reading_text"]
    versions = versions_of(about, words)
    yield words["newest_source"], about.get("newest_source", "")
    yield words["versions"], "; ".join(versions)
    yield words["cite"], about.get("citation", "")
    yield words["licence"], about.get("licence", "")
