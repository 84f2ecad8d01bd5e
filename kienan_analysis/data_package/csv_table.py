"""One CSV file read tolerantly: what Excel, LibreOffice and hands make of it, without guessing at the content."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from array import array
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from kienan_analysis.data_package.columns import CODE, Column, Table
from kienan_analysis.data_package.csv_heading import (
    HEADING_AT_MOST,
    check_heading,
    delimiter_of,
    excel_separator,
    records_of,
)
from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

SAVE_AS_UTF8: Final = (
    "In Excel: File, Save As, file type 'CSV UTF-8 (Comma delimited)'; in LibreOffice: Save As, Text CSV, "
    "character set Unicode (UTF-8)."
)
# Vietnamese that was once decoded wrongly: UTF-8 read as Windows-1252, and the legacy font code TCVN3.
_MANGLED: Final = re.compile(
    "á[º»][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]|Ä[\u2018\u0090\u0091]|Æ[°¡]|\ufffd"
    "|[a-z][ÊËÎÏÑÕÖØÜÞ\u00b8µ¶¹](?=[a-z\\s]|$)|®[a-z\u00c0-\u00ff]"
)
# From this many bytes on a file is read with numpy; a smaller one is read in less time than that takes to import.
LARGE: Final = 1_000_000


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
    if len(content) >= LARGE:
        from kienan_analysis.data_package.large_csv import read_plain_table

        found = read_plain_table(name, file, content, columns, others)
        if found is not None:
            return found
    return read_any_table(name, file, content, columns, others)


def read_any_table(
    name: str, file: str, content: bytes, columns: Sequence[str], others: Collection[str]
) -> tuple[Table, list[Problem]]:
    """Read one CSV file, however it is written, and say what is wrong with it."""
    problems: list[Problem] = []
    text = _decode(file, content, problems)
    if text is None:
        return Table(name, file), problems
    if not unicodedata.is_normalized("NFC", text):
        problems.append(_nfd_note(file, text))
        text = unicodedata.normalize("NFC", text)
    text, declared = excel_separator(text.replace("\r\n", "\n").replace("\r", "\n"))
    delimiter = declared or delimiter_of(text, columns)
    rows = _Rows(name, file)
    try:
        records = records_of(text, delimiter)
        heading = next(records, [])
        rows.head(heading)
        if check_heading(file, rows.columns, columns, others, problems):
            rows.fill(records, len(heading), problems)
            problems.extend(garbled(rows.table()))
    except csv.Error as error:
        meaning = f"The file cannot be read as CSV: {error}."
        row = rows.numbers[-1] + 1 if rows.numbers else 1
        problems.append(Problem("error", "not-csv", file, row, "", "", meaning, "Look for a quote that is not closed."))
    return rows.table(), problems


class _Rows:
    """Rows as they come, put into columns."""

    def __init__(self, name: str, file: str) -> None:
        self.name, self.file = name, file
        self.columns: list[str] = []
        self.numbers: list[int] = []
        self._codes: list[array[int]] = []
        self._known: list[dict[str, int]] = []

    def head(self, heading: Sequence[str]) -> None:
        """Take the names of the columns; empty ones at the end are none."""
        self.columns.extend(heading)
        while self.columns and not self.columns[-1]:
            self.columns.pop()
        self._codes = [array(CODE) for _ in self.columns]
        self._known = [{} for _ in self.columns]

    def fill(self, records: Iterator[list[str]], heading_width: int, problems: list[Problem]) -> None:
        """Take the records behind the heading that hold anything."""
        width = len(self.columns)
        for number, record in enumerate(records, 2):
            if not any(record):
                continue
            if any(record[width:]) or len(record) > max(width, heading_width):
                meaning = f"The row has {len(record)} cells, the heading {width}."
                remedy = "A cell that holds the delimiter (8.446,29 in a comma file) must stand in quotes."
                problems.append(Problem("error", "too-many-cells", self.file, number, "", "", meaning, remedy))
                continue
            cells = chain(record[:width], repeat("", width - len(record)))
            for cell, codes, known in zip(cells, self._codes, self._known, strict=True):
                codes.append(known.setdefault(cell, len(known)))
            self.numbers.append(number)

    def table(self) -> Table:
        """Give what has come so far as a table."""
        made = (Column(list(known), codes) for known, codes in zip(self._known, self._codes, strict=True))
        return Table(self.name, self.file, self.columns, dict(zip(self.columns, made, strict=True)), self.numbers)


def garbled(table: Table) -> Iterator[Problem]:
    """Say where Vietnamese letters are first garbled."""
    found: list[tuple[int, int, str, str]] = []
    for place, name in enumerate(table.columns):
        column = table.cells[name]
        if "".join(column.texts).isascii():
            continue
        bad = {cell for cell in column.texts if not cell.isascii() and _is_garbled(cell)}
        row = next(column.rows_with(bad), None)
        if row is not None:
            found.append((row, place, name, column[row]))
    if found:
        row, _, name, cell = min(found)
        meaning = "Vietnamese letters are garbled: the text was read in a wrong encoding before it was saved."
        remedy = f"Go back to a copy with good letters. {SAVE_AS_UTF8}"
        yield Problem("error", "garbled-text", table.file, table.numbers[row], name, cell[:80], meaning, remedy)


def _is_garbled(cell: str) -> bool:
    return bool(_MANGLED.search(cell)) and not cell.startswith("http")


def rows_for(content: bytes, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    r"""Write rows as a CSV file that `read_table` reads has them, to be put at its end.

    Parameters
    ----------
    content : bytes
        The file: its delimiter, its columns and their order, and its line ends are kept to.
    columns : sequence of str
        The columns by which the delimiter is told.
    rows : sequence of mappings
        By column; a column of the file that a row does not have stays empty.

    Returns
    -------
    bytes
        The lines; before them a line end where the file's last line has none.

    Examples
    --------
    >>> rows_for(b"id;name\r\na;A\r\n", ["id", "name"], [{"name": "B", "id": "b"}])
    b'b;B\r\n'
    """
    has_returns = b"\r" in content
    line_end = "\r\n" if b"\r\n" in content else "\r" if has_returns and b"\n" not in content else "\n"
    # Only the heading is read again; a letter that the cut parts is none of it.
    head = content[: 4 * HEADING_AT_MOST].decode("utf-8-sig", "ignore").replace("\r\n", "\n").replace("\r", "\n")
    plain, declared = excel_separator(head)
    delimiter = declared or delimiter_of(plain, columns)
    heading = [unicodedata.normalize("NFC", name) for name in next(records_of(plain, delimiter))]
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([row.get(name, "") for name in heading] for row in rows)
    gap = "" if content.endswith((b"\n", b"\r")) else line_end
    return (gap + written.getvalue()).encode("utf-8")


def _decode(file: str, content: bytes, problems: list[Problem]) -> str | None:
    """Decode UTF-8; name every other encoding and how to come back from it."""

    def refuse(code: str, meaning: str, remedy: str, row: int | None = None) -> None:
        problems.append(Problem("error", code, file, row, "", "", meaning, remedy))

    if not content.strip(b"\xef\xbb\xbf \t\r\n;,"):
        refuse("empty-file", "The file is empty.", "It needs a heading row, even where it has no rows.")
    elif content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd")):
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
