"""A large CSV file that is written plainly, read as columns: all its cells are found at once, not one after the other.

What cannot be told for certain in this way is left to the reader of any file, which also says what is wrong: letters in
parts or in another encoding, a quote inside a cell, a row with too many cells. Both readers give the same table.
"""

from __future__ import annotations

import csv
import unicodedata
from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.data_package.columns import CODE, Column, Table
from kienan_analysis.data_package.csv_cells import PADDING, Cells, NotPlainError, Piece
from kienan_analysis.data_package.csv_heading import (
    HEADING_AT_MOST,
    LONG_CELL,
    check_heading,
    delimiter_of,
    excel_separator,
    records_of,
)
from kienan_analysis.data_package.csv_table import garbled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy.typing as npt

    from kienan_analysis.errors import Problem

    Ints = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]

_BOM: Final = b"\xef\xbb\xbf"
_NO_CSV: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# So many bytes are looked at together: the more, the fewer calls; the fewer, the more stays near the processor.
_PIECE: Final = 2**19
_ROW, _CELL, _QUOTE = 1, 2, 3


def read_plain_table(
    name: str, file: str, content: bytes, columns: Sequence[str], others: Collection[str]
) -> tuple[Table, list[Problem]] | None:
    """Read a CSV file by columns; None where it is not plain enough to be sure."""
    if b"\0" in content or content.startswith(_NO_CSV):
        return None
    content = content.removeprefix(_BOM)
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # A letter that the cut parts is no part of the heading; if it is, the heading is too long anyway.
    head, declared = excel_separator(content[: 4 * HEADING_AT_MOST].decode("utf-8", "ignore"))
    problems: list[Problem] = []
    try:
        delimiter = declared or delimiter_of(head, columns)
        heading = next(records_of(head, delimiter), [])
        named = list(heading)
        while named and not named[-1]:
            named.pop()
        if not unicodedata.is_normalized("NFC", "".join(heading)):
            return None
        if not check_heading(file, named, columns, others, problems):
            return None
        begin = content.index(b"\n") + 1 if declared else 0
        cells, numbers = _read(content, begin, delimiter.encode(), len(named), len(heading))
    except (NotPlainError, UnicodeDecodeError, csv.Error):
        return None
    table = Table(name, file, named, dict(zip(named, cells, strict=True)), numbers)
    problems.extend(garbled(table))
    return table, problems


def _read(
    content: bytes, begin: int, delimiter: bytes, width: int, heading_width: int
) -> tuple[list[Column], Sequence[int]]:
    """Read what stands behind the heading, as columns, and the numbers of the rows that hold anything."""
    at_most = content.count(b"\n", begin) + 1
    gathered = [Cells(at_most) for _ in range(width)]
    numbers = 1
    for piece in _pieces(content, begin, delimiter):
        rows = piece if numbers > 1 else piece._replace(first=piece.first[1:], cells=piece.cells[1:])
        if (numbers == 1 and piece.cells[0] != heading_width) or np.any(rows.cells > heading_width):
            raise NotPlainError
        for place in range(width, heading_width):  # columns without a name, which must be empty
            if np.any(rows.column(place)[1]):
                raise NotPlainError
        for place, cells in enumerate(gathered):
            cells.take(rows, place)
        numbers += len(piece.first)
    gathered.reverse()
    columns = [gathered.pop().column() for _ in range(width)]  # each is forgotten when the next is made
    holds_any = np.zeros(numbers - 2, dtype=bool)
    for column in columns:
        empty = column.texts.index("") if "" in column.texts else -1
        holds_any |= np.frombuffer(column.codes, dtype=CODE) != empty
        if holds_any.all():
            return columns, range(2, numbers)
    return [_of_rows(column, holds_any) for column in columns], (np.flatnonzero(holds_any) + 2).tolist()


def _of_rows(column: Column, rows: npt.NDArray[np.bool_]) -> Column:
    return Column(column.texts, array(CODE, np.frombuffer(column.codes, dtype=CODE)[rows].tobytes()))


def _pieces(content: bytes, begin: int, delimiter: bytes) -> Iterator[Piece]:
    """Cut a file into pieces of whole rows and find their cells."""
    kinds = bytearray(256)
    kinds[ord("\n")], kinds[ord(delimiter)], kinds[ord('"')] = _ROW, _CELL, _QUOTE
    size = _PIECE
    while begin < len(content):
        part = content[begin : begin + size]
        is_last = begin + size >= len(content)
        if is_last and not part.endswith(b"\n"):
            part += b"\n"
        signs = np.frombuffer(part.translate(bytes(kinds)), dtype=np.uint8)
        at = np.flatnonzero(signs != 0)  # of true and false they are found sooner than of numbers
        kind = signs[at]
        outside = (np.cumsum(kind == _QUOTE) & 1) == 0
        row_ends = np.flatnonzero(outside & (kind == _ROW))
        if is_last and not outside[-1]:  # a quote that is not closed
            raise NotPlainError
        if not row_ends.size:  # a row that is longer than this, or not closed
            if is_last:
                raise NotPlainError
            size *= 2
            continue
        last = int(row_ends[-1]) + 1
        end = int(at[last - 1]) + 1
        yield _piece(part[:end], at[:last], kind[:last], outside[:last], delimiter)
        begin += end
        size = _PIECE


def _piece(part: bytes, at: Ints, kind: Bytes, outside: npt.NDArray[np.bool_], delimiter: bytes) -> Piece:
    """Find the cells of whole rows."""
    letters = np.frombuffer(part, dtype=np.uint8)
    _require_plain_quotes(letters, at[kind == _QUOTE], delimiter)
    is_end = outside & (kind != _QUOTE)
    end = at[is_end]
    start = np.empty_like(end)
    start[0], start[1:] = 0, end[:-1] + 1
    length = end - start
    quoted = letters[start] == ord('"')
    row_end = np.flatnonzero(kind[is_end] == _ROW)
    first = np.empty_like(row_end)
    first[0], first[1:] = 0, row_end[:-1] + 1
    if len(length) and int(length.max()) > LONG_CELL:
        raise NotPlainError
    return Piece(part + PADDING, first, row_end - first + 1, start + quoted, length - 2 * quoted)


def _require_plain_quotes(letters: Bytes, quotes: Ints, delimiter: bytes) -> None:
    """Refuse quotes that do not stand around a whole cell, or twice inside such quotes.

    Every other quote opens: before it a row or a cell ends, or a quote that closes, which makes both one quote inside
    the cell; behind one that closes the same. Then each reader of CSV finds the same cells.
    """
    ends = np.zeros(256, dtype=bool)
    ends[[ord("\n"), ord('"'), ord(delimiter)]] = True
    before = letters[np.maximum(quotes[0::2] - 1, 0)]
    if not (ends[before] | (quotes[0::2] == 0)).all() or not ends[letters[quotes[1::2] + 1]].all():
        raise NotPlainError
