"""The heading of a CSV file: by which sign its columns are separated, and whether it has those that are needed."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_DELIMITERS: Final = (",", ";", "\t")
LONG_CELL: Final = 1_000_000
HEADING_AT_MOST: Final = 65_536


def excel_separator(text: str) -> tuple[str, str]:
    """Take off Excel's first line ``sep=;``, which a spreadsheet does not show as a row."""
    match = re.match(r'"?sep=([;,\t])"?;*,*\n', text)
    return (text[match.end() :], match[1]) if match else (text, "")


def delimiter_of(text: str, columns: Sequence[str]) -> str:
    """Choose the delimiter that makes most of the expected columns out of the heading."""
    return max(_DELIMITERS, key=lambda delimiter: _found(text, columns, delimiter))


def another_delimiter(content: bytes, columns: Sequence[str], declared: str) -> str:
    """Give the delimiter of a file where it is not the one that is declared; empty where no other fits better."""
    text = content[: 4 * HEADING_AT_MOST].decode("utf-8", "ignore").removeprefix("\ufeff")
    text, separator = excel_separator(text.replace("\r\n", "\n").replace("\r", "\n"))
    used = separator or delimiter_of(text, columns)
    return used if _found(text, columns, used) > _found(text, columns, declared) else ""


def _found(text: str, columns: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Count the expected columns that a delimiter makes out of the heading, and all."""
    try:
        heading = next(records_of(text[:HEADING_AT_MOST], delimiter), [])
    except csv.Error:  # quoted headings under another delimiter
        return 0, 0
    return len(set(heading) & set(columns)), len(heading)


def records_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """Give the records of a text, blanks around their cells stripped.

    Raises
    ------
    csv.Error
        Something is no CSV, as a quote that is not closed.
    """
    csv.field_size_limit(LONG_CELL)
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield [cell.strip() for cell in record]


def check_heading(
    file: str, heading: Sequence[str], columns: Sequence[str], others: Collection[str], problems: list[Problem]
) -> bool:
    """Compare the heading with what is needed; without all columns the rows are not read."""

    def note(severity: Literal["error", "warning"], code: str, column: str, meaning: str, remedy: str) -> None:
        problems.append(Problem(severity, code, file, 1, column, "", meaning, remedy))

    present = [column for column in heading if column]
    for column in dict.fromkeys(present):
        if present.count(column) > 1:
            meaning = f"The column {column!r} stands {present.count(column)} times."
            note("error", "duplicate-column", column, meaning, "Keep one.")
    if "" in heading:
        meaning = f"Column {list(heading).index('') + 1} has no name."
        note("error", "unnamed-column", "", meaning, "Name it or delete it.")
    missing = [column for column in columns if column not in present]
    for column in missing:
        spare = [name for name in present if name not in columns and name not in others]
        guess = did_you_mean(column, spare).partition("There are: ")[0].strip()
        guess = (
            guess.replace("Did you mean", f"Is it {column!r} that is called").replace("?", " here?") if guess else ""
        )
        remedy = f"{guess} Columns present: {', '.join(present) or 'none'}.".strip()
        note("error", "missing-column", column, f"The column {column!r} is missing.", remedy)
    for column in dict.fromkeys(present):
        if column not in columns and column not in others:
            note("warning", "unknown-column", column, f"The column {column!r} is not known and is not read.", "")
    return not missing and len(set(present)) == len(heading)
