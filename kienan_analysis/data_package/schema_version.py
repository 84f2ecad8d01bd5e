"""Which columns a data package has: the version of its schema, and how an older one becomes one of today.

A package of an older schema is read as it is: what it lacks is optional. Brought forward, it has a place for what
`kienan add` writes and spreadsheets show today. Figures, sources and names are not touched.
"""

from __future__ import annotations

import csv
import io
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.data_package import TABLES, find_resources, read_descriptor
from kienan_analysis.data_package.csv_heading import delimiter_of, excel_separator, records_of
from kienan_analysis.data_package.new_package import written
from kienan_analysis.data_package.opening import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# 1: as first published, and where nothing is said. 2: authority of sources, whose address may be empty; levels and
# English phrases of indicators; every level of areas.
SCHEMA_VERSION: Final = 2
KEY: Final = "schema_version"
# Of an indicator that both packages have, cells of a new column are those of the model: what it is, not what it was.
_FILLED: Final = "indicators"
_BREAK: Final = re.compile('"|\r\n|\r|\n')


def schema_version_of(descriptor: Mapping[str, Any]) -> int:
    """Say by which version of the schema a package is written; 1 where it does not say a number.

    Examples
    --------
    >>> schema_version_of({"schema_version": 2}), schema_version_of({}), schema_version_of({"schema_version": "x"})
    (2, 1, 1)
    """
    stated = descriptor.get(KEY)
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and stated > 0 else 1


def brought_forward(
    descriptor: bytes, tables: Mapping[str, bytes], model: bytes, model_tables: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Give the files of a package that are others once it has the columns of a model.

    Parameters
    ----------
    descriptor, tables : bytes, mapping of str to bytes
        As `read_contents` gives them.
    model, model_tables : bytes, mapping of str to bytes
        Those of a package of today: its columns are taken, and what its descriptor says of each.

    Returns
    -------
    dict of str to bytes
        By path inside the package; the descriptor under ``""``.
    """
    old, new = read_descriptor(descriptor), read_descriptor(model)
    resources, wanted = find_resources(old), find_resources(new)
    changed: dict[str, bytes] = {}
    for name in TABLES:
        path = inside(resources[name]["path"])
        fields = {one["name"]: one for one in wanted[name]["schema"]["fields"]}
        table = tables.get(path)
        if table is None:
            continue
        filled = _cells(model_tables[inside(wanted[name]["path"])], list(fields)) if name == _FILLED else {}
        heading, content = with_columns(table, list(fields), filled)
        if content != table:
            changed[path] = content
        schema = resources[name].setdefault("schema", {})
        own = {one["name"]: one for one in schema.get("fields", ()) if isinstance(one, dict) and "name" in one}
        known = own | fields
        order = [column for column in heading if column in known]
        schema["fields"] = [deepcopy(known[column]) for column in dict.fromkeys((*order, *own))]
    described: dict[str, Any] = {}
    for key, value in old.items():
        described[key] = value
        if key == "version":
            described[KEY] = SCHEMA_VERSION
    described[KEY] = SCHEMA_VERSION
    changed[""] = written(described)
    return changed


def with_columns(
    content: bytes, columns: Sequence[str], filled: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[list[str], bytes]:
    r"""Put the columns that a CSV file lacks at its right; what stands in it stays, letter by letter.

    Parameters
    ----------
    content : bytes
        UTF-8; its delimiter and line ends are kept to.
    columns : sequence of str
        That it is to have.
    filled : mapping of str to mapping of str to str, optional
        By id, and by column: what stands in a new cell.

    Returns
    -------
    list of str, bytes
        The heading now, and the file.

    Examples
    --------
    >>> with_columns(b"id;name\r\na;'A'\r\n", ["id", "level"], {"a": {"level": "city"}})
    (['id', 'name', 'level'], b"id;name;level\r\na;'A';city\r\n")
    """
    text = content.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain, declared = excel_separator(text[len(mark) :].replace("\r\n", "\n").replace("\r", "\n"))
    delimiter = declared or delimiter_of(plain, columns)
    heading = next(records_of(plain, delimiter), [])
    lacking = [column for column in columns if column not in heading]
    if not lacking:
        return heading, content
    made, is_heading, is_declared = [mark], True, bool(declared)
    for record, end in _records(text[len(mark) :]):
        cells = next(records_of(record, delimiter), [])
        if is_declared or not any(cells):
            made.append(record + end)
            is_declared = False
            continue
        known = (filled or {}).get(cells[heading.index("id")] if "id" in heading else "", {})
        added = lacking if is_heading else [known.get(column, "") for column in lacking]
        line = io.StringIO()
        csv.writer(line, delimiter=delimiter, lineterminator="").writerow(["", *added])
        made.append(record + delimiter * (len(heading) - len(cells)) + line.getvalue() + end)
        is_heading = False
    return [*heading, *lacking], "".join(made).encode("utf-8")


def _records(text: str) -> Iterator[tuple[str, str]]:
    """Give the records of a CSV text and the line end of each; within quotes a line end is none."""
    begin, quoted = 0, False
    for found in _BREAK.finditer(text):
        if found[0] == '"':
            quoted = not quoted
        elif not quoted:
            yield text[begin : found.start()], found[0]
            begin = found.end()
    if begin < len(text):
        yield text[begin:], ""


def _cells(content: bytes, columns: Sequence[str]) -> dict[str, dict[str, str]]:
    """Read a table of ours, by id."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    heading, *rows = records_of(text, delimiter_of(text, columns))
    return {row[heading.index("id")]: dict(zip(heading, row, strict=True)) for row in rows if row}
