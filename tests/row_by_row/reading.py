"""One CSV file read row by row, each row a dict; its heading is read as the loader by columns reads it."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import OPTIONAL_COLUMNS
from kienan_analysis.data_package import TABLES, find_resources, read_contents, read_descriptor
from kienan_analysis.data_package.csv_heading import check_heading, delimiter_of, excel_separator, records_of
from kienan_analysis.data_package.spreadsheet_dates import DATE_COLUMNS
from kienan_analysis.data_package.table_format import TableFormat, format_of
from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

SAVE_AS_UTF8: Final = (
    "In Excel: File, Save As, file type 'CSV UTF-8 (Comma delimited)'; in LibreOffice: Save As, Text CSV, "
    "character set Unicode (UTF-8)."
)
# Vietnamese that was once decoded wrongly: UTF-8 read as Windows-1252, and the legacy font code TCVN3.
_MANGLED: Final = re.compile(
    "á[º»][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]|Ä[\u2018\u0090\u0091]|Æ[°¡]|\ufffd"
    "|[a-z][ÊËÎÏÑÕÖØÜÞ\u00b8µ¶¹](?=[a-z\\s]|$)|®[a-z\u00c0-\u00ff]"
)
_SLASHED: Final = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-]((?:19|20)\d\d)", re.ASCII)
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file.

    Attributes
    ----------
    name : str
        The resource's name, for example ``observations``.
    file : str
        Its path inside the package.
    columns : list of str
    rows : list of dict
        One per row that holds anything, each with every column; text in NFC, stripped; missing is empty.
    numbers : list of int
        The row number of each as a spreadsheet shows it: the heading is row 1.
    """

    name: str
    file: str
    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list, repr=False)
    numbers: list[int] = field(default_factory=list, repr=False)


def read_table(
    name: str, file: str, content: bytes, columns: Sequence[str], others: Collection[str] = ()
) -> tuple[Table, list[Problem]]:
    """Read one CSV file.

    Accepted without a word: a byte order mark, ``;`` or tabs between columns, any line ends, Excel's ``sep=;``
    line, line breaks inside quotes, empty columns and rows at the end, blanks around a cell.

    Parameters
    ----------
    columns : sequence of str
        The columns that the table must have.
    others : collection of str
        Those that it may have; any column besides is warned of.
    """
    table = Table(name, file)
    problems: list[Problem] = []
    text = _decode(file, content, problems)
    if text is None:
        return table, problems
    if not unicodedata.is_normalized("NFC", text):
        problems.append(_nfd_note(file, text))
        text = unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, declared = excel_separator(text)
    delimiter = declared or delimiter_of(text, columns)
    try:
        records = records_of(text, delimiter)
        heading = next(records, [])
        table.columns.extend(heading)
        while table.columns and not table.columns[-1]:
            table.columns.pop()
        if check_heading(file, table.columns, columns, others, problems):
            _fill(table, records, len(heading), problems)
    except csv.Error as error:
        meaning = f"The file cannot be read as CSV: {error}."
        row = table.numbers[-1] + 1 if table.numbers else 1
        problems.append(Problem("error", "not-csv", file, row, "", "", meaning, "Look for a quote that is not closed."))
    return table, problems


def _decode(file: str, content: bytes, problems: list[Problem]) -> str | None:
    """Decode UTF-8; name every other encoding and how to come back from it."""

    def refuse(code: str, meaning: str, remedy: str, row: int | None = None) -> None:
        problems.append(Problem("error", code, file, row, "", "", meaning, remedy))

    if not content.strip(b"\xef\xbb\xbf \t\r\n;,"):
        refuse("empty-file", "The file is empty.", "It needs a heading row, even where it has no rows.")
    elif content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        refuse("wrong-encoding", "The file is a workbook or an archive, not CSV.", SAVE_AS_UTF8)
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4096]:
        refuse("wrong-encoding", "The file is in UTF-16 ('Unicode text'), not UTF-8.", SAVE_AS_UTF8)
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            refuse(
                "wrong-encoding",
                f"The file is not UTF-8 (byte 0x{content[error.start]:02X} in line {row}); perhaps it is "
                "Windows-1258, Windows-1252 or TCVN3.",
                SAVE_AS_UTF8,
                row,
            )
    return None


def _nfd_note(file: str, text: str) -> Problem:
    lines = [number for number, line in enumerate(text.splitlines(), 1) if not unicodedata.is_normalized("NFC", line)]
    meaning = (
        f"Letters are written in parts (Unicode NFD) in {len(lines)} line{'s' if len(lines) > 1 else ''}; "
        "they are read in their composed form (NFC)."
    )
    remedy = "Nothing need be done; saving the file as NFC silences this."
    return Problem("warning", "normalised-nfd", file, lines[0], "", "", meaning, remedy)


def _fill(table: Table, records: Iterator[list[str]], heading_width: int, problems: list[Problem]) -> None:
    width = len(table.columns)
    same: dict[str, str] = {}  # cells repeat: keep one copy of each text
    keep = same.setdefault
    for number, record in enumerate(records, 2):
        if not any(record):
            continue
        if any(record[width:]) or len(record) > max(width, heading_width):
            meaning = f"The row has {len(record)} cells, the heading {width}."
            remedy = "A cell that holds the delimiter (8.446,29 in a comma file) must stand in quotes."
            problems.append(Problem("error", "too-many-cells", table.file, number, "", "", meaning, remedy))
            continue
        cells = [keep(cell, cell) for cell in record[:width]]
        cells.extend([""] * (width - len(cells)))
        table.rows.append(dict(zip(table.columns, cells, strict=True)))
        table.numbers.append(number)
    mangled = next((cell for cell in same if _MANGLED.search(cell) and not cell.startswith("http")), None)
    if mangled is not None:
        row, column = next(
            (number, column)
            for row, number in zip(table.rows, table.numbers, strict=True)
            for column, cell in row.items()
            if cell == mangled
        )
        meaning = "Vietnamese letters are garbled: the text was read in a wrong encoding before it was saved."
        remedy = f"Go back to a copy with good letters. {SAVE_AS_UTF8}"
        problems.append(Problem("error", "garbled-text", table.file, row, column, mangled[:80], meaning, remedy))


@dataclass(frozen=True)
class Package:
    """A descriptor and the tables that it names, as rows."""

    descriptor: dict[str, Any]
    tables: dict[str, Table]
    problems: list[Problem]


def open_folder(folder: Path) -> Package:
    """Open a package in a folder, table by table."""
    content, tables = read_contents(str(folder))
    package = Package(read_descriptor(content), {}, [])
    resources = find_resources(package.descriptor)
    for name, columns in TABLES.items():
        resource = resources[name]
        path = resource["path"]
        if path not in tables:
            meaning = f"The file of the table {name!r} is not in the package."
            remedy = "datapackage.json names it; add it."
            package.problems.append(Problem("error", "missing-file", path, None, "", "", meaning, remedy))
            continue
        schema = resource.get("schema")
        fields = schema.get("fields", []) if isinstance(schema, dict) else []
        others = {*OPTIONAL_COLUMNS, *(str(field.get("name")) for field in fields)}
        table, problems = read_table(name, path, tables[path], columns, others)
        _clear(table, format_of(resource, "datapackage.json"))
        package.tables[name] = table
        package.problems.extend((*problems, *_restore_dates(table)))
    return package


def _clear(table: Table, form: TableFormat) -> None:
    """Make cells empty that mean nothing."""
    for column in table.columns:
        missing = form.missing_in.get(column, form.missing) - {""}
        for row in table.rows if missing else ():
            if row[column] in missing:
                row[column] = ""


def _restore_dates(table: Table) -> list[Problem]:
    """Rewrite dates that a spreadsheet has rewritten, where a day above 12 proves their order."""
    columns = [column for column in DATE_COLUMNS.get(table.name, ()) if column in table.columns]
    found = [
        (number, row, column, match)
        for column in columns
        for row, number in zip(table.rows, table.numbers, strict=True)
        if (match := _SLASHED.fullmatch(row[column]))
    ]
    day_first = any(int(match[1]) > _MONTHS for *_, match in found)
    month_first = any(int(match[2]) > _MONTHS for *_, match in found)
    if day_first == month_first:
        return []
    problems: dict[str, Problem] = {}
    for number, row, column, match in found:
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        try:
            restored = date(int(match[3]), int(month), int(day)).isoformat()
        except ValueError:
            continue
        if column not in problems:
            order = "day first" if day_first else "month first"
            meaning = f"A spreadsheet has rewritten the dates of this column, {order}; this one is read as {restored}."
            remedy = "In Excel, give the column the cell format yyyy-mm-dd before saving."
            problems[column] = Problem(
                "warning", "date-rewritten", table.file, number, column, row[column], meaning, remedy
            )
        row[column] = restored
    return list(problems.values())
