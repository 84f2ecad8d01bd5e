"""The sheets of a workbook (.xlsx), by openpyxl: values as last computed, formats, what is merged or hidden."""

from __future__ import annotations

import re
import warnings
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.documents.document import LeftOut
from kienan_analysis.documents.raised import read_lowered, read_raised
from kienan_analysis.documents.sheet.layout import Sheet, one_line
from kienan_analysis.documents.sheet.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

# The strict form of the format differs in its names alone; openpyxl knows those of the other.
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMES: Final = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_TO_DRAWING: Final = re.compile(
    rb"<(?P<tag>(?:\w+:)?Relationship)\s[^<>]{0,2000}?/relationships/drawing[\"'](?:[^<>]{0,2000}?/>|[^<>]*></(?P=tag)>)"
)
_LONGEST_REPEATED: Final = 24  # letters of words that hold for each row they are merged over: a unit
_MOST_COLUMNS: Final = 256


def sheets_of(archive: zipfile.ZipFile) -> list[Sheet]:
    """Give the sheets in order; of hidden ones only what is left out.

    Parameters
    ----------
    archive : zipfile.ZipFile
    """
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of validations and extensions, which hold no figures
        book = openpyxl.load_workbook(_transitional(archive), data_only=True, rich_text=True, keep_links=False)
    lacking = _parts_without_results(archive)
    return [_sheet(sheet, lacks=_is_in(lacking, place)) for place, sheet in enumerate(book.worksheets, start=1)]


def _transitional(archive: zipfile.ZipFile) -> BytesIO:
    """Give the archive in the form that openpyxl reads."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as copy:
        for member in archive.infolist():
            # Pictures, charts and programs hold nothing that is read; nothing may lead to them either.
            if member.filename.startswith(("xl/media/", "xl/embeddings/", "xl/vbaProject")):
                continue
            part = archive.read(member)
            if member.filename.startswith(("xl/worksheets/_rels/", "xl/chartsheets/_rels/")):
                part = _TO_DRAWING.sub(b"", part)
            if _STRICT in part:
                for strict, name in _NAMES:
                    part = part.replace(strict, name)
            copy.writestr(member.filename, part)
    made.seek(0)
    return made


def _parts_without_results(archive: zipfile.ZipFile) -> set[str]:
    """Name the sheets' parts in which a formula has no result."""
    return {
        member.filename
        for member in archive.infolist()
        if member.filename.startswith("xl/worksheets/")
        and any(mark in archive.read(member) for mark in (b"</f></c>", b"</f><v/></c>", b"</f><v></v></c>"))
    }


def _is_in(parts: set[str], place: int) -> bool:
    return f"xl/worksheets/sheet{place}.xml" in parts


def _sheet(sheet: Any, *, lacks: bool) -> Sheet:  # noqa: ANN401 - of openpyxl, whose classes are loaded late
    if sheet.sheet_state != "visible":
        words = " ".join(filter(None, (text for row in _rows(sheet, []) for text in row)))
        return Sheet(sheet.title, [], [LeftOut(f"{sheet.title}: {words}", "hidden")])
    left_out: list[LeftOut] = []
    rows = list(_rows(sheet, left_out))
    _spread(sheet, rows)
    hidden_columns = _hidden_columns(sheet)
    for at in sorted(hidden_columns):
        words = " ".join(filter(None, (row[at] for row in rows if at < len(row))))
        if words:
            left_out.append(LeftOut(words, "hidden"))
    kept = []
    for number, row in enumerate(rows, start=1):
        dimension = sheet.row_dimensions.get(number) if number in sheet.row_dimensions else None
        if dimension is not None and (dimension.hidden or dimension.height == 0):
            words = " ".join(filter(None, row))
            if words:
                left_out.append(LeftOut(words, "hidden"))
            continue
        kept.append([text for at, text in enumerate(row) if at not in hidden_columns])
    return Sheet(sheet.title, kept, left_out, lacks)


def _rows(sheet: Any, left_out: list[LeftOut]) -> Iterator[list[str]]:  # noqa: ANN401 - as above
    styles: dict[int, tuple[str, bool]] = {}
    for row in sheet.iter_rows(max_col=min(sheet.max_column or 1, _MOST_COLUMNS)):
        yield [_cell(cell, styles, left_out) if cell.value is not None else "" for cell in row]


def _cell(cell: Any, styles: dict[int, tuple[str, bool]], left_out: list[LeftOut]) -> str:  # noqa: ANN401 - as above
    """Say what a cell shows: without what is struck out, and without raised marks of notes."""
    value = cell.value
    if isinstance(value, list):  # rich text
        runs = list(value)
        value = ""
        for run in runs:
            value += _run(run, value, left_out)
    style = styles.get(cell.style_id)  # to ask a cell for its format and font takes longer than to read it
    if style is None:
        struck = cell.has_style and cell.font is not None and bool(cell.font.strike)
        style = styles[cell.style_id] = (cell.number_format or "General", struck)
    text = one_line(shown(value, style[0]))
    if text and style[1]:
        left_out.append(LeftOut(text, "struck"))
        return ""
    return text


def _run(run: Any, before: str, left_out: list[LeftOut]) -> str:  # noqa: ANN401 - as above
    font, text = getattr(run, "font", None), str(getattr(run, "text", run))
    if font is not None and getattr(font, "strike", False):
        left_out.append(LeftOut(text, "struck"))
        return ""
    place = getattr(font, "vertAlign", None) if font is not None else None
    if place not in {"superscript", "subscript"}:
        return text
    found = read_raised(text, before) if place == "superscript" else read_lowered(text, before)
    if found.mark:
        left_out.append(LeftOut(found.mark, "note_mark"))
    return found.shown


def _spread(sheet: Any, rows: list[list[str]]) -> None:  # noqa: ANN401 - as above
    """Write words that are merged over several rows of one column into each of them: a unit holds for all."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_col != merged.max_col or merged.min_row == merged.max_row:
            continue
        at, first = merged.min_col - 1, merged.min_row - 1
        if first >= len(rows) or at >= len(rows[first]):
            continue
        words = rows[first][at]
        if words and len(words) <= _LONGEST_REPEATED and not any(map(str.isdigit, words)):
            for row in rows[first + 1 : min(merged.max_row, len(rows))]:
                row[at] = words


def _hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401 - as above
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            hidden.update(range((dimension.min or 1) - 1, min(dimension.max or 0, _MOST_COLUMNS)))
    return hidden
