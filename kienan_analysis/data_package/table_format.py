"""What a descriptor says of how its tables are written: honoured, or refused by name.

A table that was read in another way than its descriptor asks would give wrong figures without a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.data_package.csv_heading import another_delimiter
from kienan_analysis.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.data_package.columns import Table

_REMEDY: Final = "Save the table as CSV in UTF-8 with one heading row, and take this out of the descriptor."
_PACKED: Final = (".gz", ".bz2", ".xz", ".zip", ".zst")
_FORMATS: Final = ("csv", "tsv")
_ENCODINGS: Final = ("utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii")
# Of a dialect, what the reader does by itself: the values that it can have. A delimiter is told from the heading, and
# where another one is declared that is warned of: a spreadsheet may have saved the file so, and a program that goes by
# the descriptor, as the standard has it, would find one column.
_READ: Final[dict[str, tuple[object, ...]]] = {
    "delimiter": (",", ";", "\t"),
    "quoteChar": ('"',),
    "doubleQuote": (True,),
    "header": (True,),
    "headerRows": ([1],),
}
# Whatever is said of skipInitialSpace, lineTerminator and caseSensitiveHeader: blanks around a cell are stripped, any
# line end is one, names of columns must be exact.
_REFUSED: Final = (
    *("escapeChar", "commentChar", "commentRows", "nullSequence", "property", "itemType", "itemKeys"),
    *("sheetName", "sheetNumber", "table"),
)


@dataclass(frozen=True, slots=True)
class TableFormat:
    """How a descriptor says that a table is written, as far as reading depends on it.

    Attributes
    ----------
    problems : tuple of Problem
        What it asks for that is not read.
    delimiter : str
        What separates the cells; empty where it does not say.
    missing : frozenset of str
        Cells that mean *nothing*, in any column.
    missing_in : dict of str to frozenset of str
        In a column that says so itself, instead.
    """

    problems: tuple[Problem, ...] = ()
    delimiter: str = ""
    missing: frozenset[str] = frozenset()
    missing_in: dict[str, frozenset[str]] = field(default_factory=dict)

    def contradicted(self, name: str, content: bytes, columns: Sequence[str], descriptor: str) -> Iterator[Problem]:
        """Warn where the file of the table `name` is written otherwise; it was read as it is."""
        used = another_delimiter(content, columns, self.delimiter) if self.delimiter else ""
        if used:
            meaning = (
                f"Cells of the table {name!r} are separated by {used!r}, not as the descriptor says: other programs "
                "cannot read it."
            )
            remedy = f"Write {used!r} there, or save the file so that {self.delimiter!r} separates its cells."
            where = "dialect.delimiter"
            yield Problem("warning", "another-delimiter", descriptor, None, where, self.delimiter, meaning, remedy)

    def cleared(self, table: Table) -> Table:
        """Give the table with cells empty that mean nothing."""
        for name, column in table.cells.items():
            missing = self.missing_in.get(name, self.missing) - {""}
            if missing:
                table = table.with_column(name, column.replaced(dict.fromkeys(missing, "")))
        return table


def format_of(resource: dict[str, Any], descriptor: str) -> TableFormat:
    """Read what a resource says of its file.

    Parameters
    ----------
    resource : dict
        Of the descriptor.
    descriptor : str
        What the descriptor's file is called, for messages.
    """
    problems: list[Problem] = []
    name = str(resource.get("name"))

    def refuse(what: str, text: object) -> None:
        meaning = f"The table {name!r} cannot be read as {what} asks; it was not read in another way."
        problems.append(Problem("error", "format-not-read", descriptor, None, what, str(text)[:200], meaning, _REMEDY))

    for what, value in _asked(resource):
        refuse(what, value)
    schema = resource.get("schema")
    if isinstance(schema, str):
        refuse("schema", schema)
    schema = schema if isinstance(schema, dict) else {}
    missing = _missing(schema.get("missingValues", [""]))
    if missing is None:
        refuse("missingValues", schema["missingValues"])
    own: dict[str, frozenset[str]] = {}
    fields = schema.get("fields")
    for one in fields if isinstance(fields, list) else ():
        if isinstance(one, dict) and "missingValues" in one:
            cells = _missing(one["missingValues"])
            if cells is None:
                refuse("missingValues", one["missingValues"])
            else:
                own[str(one.get("name"))] = cells
    dialect = resource.get("dialect")
    delimiter = dialect.get("delimiter") if isinstance(dialect, dict) else None
    return TableFormat(tuple(problems), delimiter if isinstance(delimiter, str) else "", missing or frozenset(), own)


def _asked(resource: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Give what a resource asks for that the reader does not do."""
    path = resource.get("path")
    if isinstance(path, str) and path.lower().endswith(_PACKED):
        yield "path", path
    if resource.get("compression") not in (None, "", "no"):
        yield "compression", resource["compression"]
    for what, known in (("format", _FORMATS), ("encoding", _ENCODINGS)):
        value = resource.get(what)
        if value is not None and str(value).lower() not in known:
            yield what, value
    dialect = resource.get("dialect", {})
    if not isinstance(dialect, dict):
        yield "dialect", dialect
        return
    for key, value in dialect.items():
        is_refused = key in _REFUSED and value not in (None, "")
        if is_refused or (key in _READ and not _is_one_of(value, _READ[key])):
            yield f"dialect.{key}", value


def _is_one_of(value: object, known: tuple[object, ...]) -> bool:
    """Whether a value of JSON is one of some; 1 is not true there."""
    return any(type(value) is type(one) and value == one for one in known)


def _missing(stated: object) -> frozenset[str] | None:
    """Read a list of missing values, each a text or an object with a value; None where it is no such list."""
    if not isinstance(stated, list):
        return None
    cells = [one.get("value") if isinstance(one, dict) else one for one in stated]
    if not all(isinstance(cell, str) for cell in cells):
        return None
    return frozenset(str(cell).strip() for cell in cells)
