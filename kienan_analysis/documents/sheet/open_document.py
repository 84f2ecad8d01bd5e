"""The sheets of an OpenDocument spreadsheet (.ods): its cells hold the words that they show."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, iterparse

from kienan_analysis.documents.document import LeftOut
from kienan_analysis.documents.sheet.layout import Sheet, one_line
from kienan_analysis.documents.sheet.shown import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_HIDDEN: Final = frozenset({"collapse", "filter"})
_NUMBERS: Final = frozenset({"float", "currency", "percentage"})
_MOST_COLUMNS: Final = 256
_MOST_REPEATED: Final = 1_000  # rows that are alike and hold words


def sheets_of(content: bytes) -> list[Sheet]:
    """Give the sheets in order; of hidden ones only what is left out.

    Parameters
    ----------
    content : bytes
        The part ``content.xml``, which declares no entities.
    """
    found: list[Sheet] = []
    not_shown: set[str] = set()
    for _, element in iterparse(BytesIO(content), ("end",)):  # noqa: S314 - it declares no entities
        if element.tag == f"{_STYLE}style":
            properties = element.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                not_shown.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}table":
            sheet = _sheet(element)
            if element.get(f"{_TABLE}style-name", "") in not_shown:
                words = " ".join(filter(None, (text for row in sheet.rows for text in row)))
                sheet = Sheet(sheet.name, [], [LeftOut(f"{sheet.name}: {words}", "hidden")])
            found.append(sheet)
            element.clear()
    return found


def _sheet(table: Element) -> Sheet:
    left_out: list[LeftOut] = []
    hidden = _hidden_columns(table)
    kept: list[list[str]] = []
    of_hidden: dict[int, list[str]] = {}
    for row in table.iter(f"{_TABLE}table-row"):
        cells = list(_cells(row))
        words = [text for text in cells if text]
        if not words:
            continue
        if row.get(f"{_TABLE}visibility") in _HIDDEN:
            left_out.append(LeftOut(" ".join(words), "hidden"))
            continue
        for at in hidden:
            if at < len(cells) and cells[at]:
                of_hidden.setdefault(at, []).append(cells[at])
        shown = [text for at, text in enumerate(cells) if at not in hidden]
        kept.extend([shown] * min(_count(row, "number-rows-repeated"), _MOST_REPEATED))
    left_out.extend(LeftOut(" ".join(of_hidden[at]), "hidden") for at in sorted(of_hidden))
    return Sheet(table.get(f"{_TABLE}name", ""), kept, left_out)


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        count = min(_count(column, "number-columns-repeated"), _MOST_COLUMNS)
        if column.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden.update(range(at, min(at + count, _MOST_COLUMNS)))
        at += count
    return hidden


def _cells(row: Element) -> Iterator[str]:
    """Give what each cell of a row shows, up to its last words."""
    waiting = at = 0
    for cell in row:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        count = min(_count(cell, "number-columns-repeated"), _MOST_COLUMNS - at)
        if count <= 0:
            return
        at += count
        text = _shown(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        if not text:
            waiting += count
            continue
        yield from [""] * waiting
        yield from [text] * count
        waiting = 0


def _shown(cell: Element) -> str:
    words = one_line(" ".join("".join(_words(part)) for part in cell.findall(f"{_TEXT}p")))
    if cell.get(f"{_OFFICE}value-type") in _NUMBERS:
        try:
            return rewritten(words, float(cell.get(f"{_OFFICE}value", "")))
        except ValueError:
            return words
    return words


def _words(element: Element) -> Iterator[str]:
    """Give the words of a paragraph, without what comments and notes hold."""
    yield element.text or ""
    for child in element:
        if child.tag in {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield " "
        elif child.tag not in {f"{_OFFICE}annotation", f"{_TEXT}note"}:
            yield from _words(child)
        yield child.tail or ""


def _count(element: Element, name: str) -> int:
    given = element.get(f"{_TABLE}{name}", "1")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 1  # noqa: PLR2004 - digits
