# ruff: noqa: E501 - markup stands as it is written
"""An annex as a file of each kind: Word, web page, workbook, OpenDocument spreadsheet, PDF."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.annexes.annex import Annex

_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?|[0-9]+")


def spans(annex: Annex) -> dict[tuple[int, int], tuple[int, int]]:
    """Give for each cell of the heads that begins a merged one how many rows and columns it covers."""
    return {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in annex.merged}


def covered(annex: Annex) -> set[tuple[int, int]]:
    """Give the cells of the heads that another covers."""
    inside = {(row, column) for a, b, c, d in annex.merged for row in range(a, c + 1) for column in range(b, d + 1)}
    return inside - set(spans(annex))


def web_page(annex: Annex) -> bytes:
    """Write it as a page with a table of merged cells."""
    merged, hidden = spans(annex), covered(annex)
    rows = []
    for at, row in enumerate(annex.heads):
        cells = []
        for column, words in enumerate(row):
            if (at, column) in hidden:
                continue
            down, right = merged.get((at, column), (1, 1))
            size = "".join(f' {name}="{n}"' for name, n in (("rowspan", down), ("colspan", right)) if n > 1)
            cells.append(f"<th{size}>{escape(words)}</th>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    rows += ["<tr>" + "".join(f"<td>{escape(words)}</td>" for words in row.cells) + "</tr>" for row in annex.rows]
    above = "".join(f"<p>{escape(line)}</p>" for line in annex.above)
    beneath = "".join(f"<p>{escape(line)}</p>" for line in annex.beneath)
    body = f"<article><h1>{escape(annex.above[-1])}</h1>{above}<table>{''.join(rows)}</table>{beneath}</article>"
    style = "<style>table{border-collapse:collapse}td,th{border:1px solid;padding:2px}</style>"
    return f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phụ lục</title>{style}</head><body>{body}</body></html>'.encode()


def word_file(annex: Annex) -> bytes:
    """Write it as a Word file, its heads merged."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    for line in annex.above:
        document.add_paragraph(line)
    width = len(annex.heads[0])
    table = document.add_table(rows=len(annex.heads) + len(annex.rows), cols=width)
    table.style = "Table Grid"
    table.autofit = False
    names = next(at for at, words in enumerate(annex.heads[0]) if words.startswith(("Chỉ tiêu", "Nội dung")))
    for at, column in enumerate(table.columns):
        column.width = Mm(52 if at == names else 11 if at < names else 115 // (width - names - 1))
    grid = [list(row.cells) for row in table.rows]
    for at, row in enumerate((*annex.heads, *(row.cells for row in annex.rows))):
        for column, words in enumerate(row):
            if words:
                grid[at][column].text = words
    for a, b, c, d in annex.merged:
        grid[a][b].merge(grid[c][d])
    for line in annex.beneath:
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def workbook(annex: Annex) -> bytes:
    """Write it as a workbook, its figures as numbers with the format that prints them so."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Phụ lục"
    for number, line in enumerate(annex.above, start=1):
        sheet.cell(number, 1, line)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(annex.heads[0]))
    first = len(annex.above) + 1
    for number, row in enumerate((*annex.heads, *(row.cells for row in annex.rows)), start=first):
        for column, words in enumerate(row, start=1):
            if not words:
                continue
            cell = sheet.cell(number, column, words)
            if number >= first + len(annex.heads) and column > 1 and _NUMBER.fullmatch(words):
                decimals = len(words.partition(",")[2])
                cell.value = float(words.replace(".", "").replace(",", "."))
                cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
    for a, b, c, d in annex.merged:
        sheet.merge_cells(start_row=first + a, start_column=b + 1, end_row=first + c, end_column=d + 1)
    for number, line in enumerate(annex.beneath, start=first + len(annex.heads) + len(annex.rows)):
        sheet.cell(number, 1, line)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def open_document(annex: Annex) -> bytes:
    """Write it as an OpenDocument spreadsheet, which shows its numbers as an English office does."""
    merged, hidden = spans(annex), covered(annex)
    rows = [
        f"<table:table-row><table:table-cell><text:p>{escape(line)}</text:p></table:table-cell></table:table-row>"
        for line in annex.above
    ]
    for at, row in enumerate((*annex.heads, *(row.cells for row in annex.rows))):
        cells = []
        for column, words in enumerate(row):
            heads = at < len(annex.heads)
            if heads and (at, column) in hidden:
                cells.append("<table:covered-table-cell/>")
                continue
            down, right = merged.get((at, column), (1, 1)) if heads else (1, 1)
            size = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
                if down * right > 1
                else ""
            )
            if not heads and column > 1 and words and _NUMBER.fullmatch(words):
                value = words.replace(".", "").replace(",", ".")
                text = words.translate(str.maketrans(".,", ",."))
                cells.append(
                    f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{text}</text:p></table:table-cell>'
                )
            elif words:
                cells.append(f"<table:table-cell{size}><text:p>{escape(words)}</text:p></table:table-cell>")
            else:
                cells.append("<table:table-cell/>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Phụ lục">{"".join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return made.getvalue()
