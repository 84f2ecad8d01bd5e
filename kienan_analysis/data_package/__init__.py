"""A data package opened from a folder, a zip or an address: its descriptor and its tables as text.

Nothing is written anywhere, and nothing outside the package is read: what a package says is data.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import posixpath
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.addresses import local_name
from kienan_analysis.catalogue import (
    AREA_COLUMNS,
    INDICATOR_COLUMNS,
    OBSERVATION_COLUMNS,
    OPTIONAL_COLUMNS,
    SOURCE_COLUMNS,
)
from kienan_analysis.data_package.csv_table import read_table
from kienan_analysis.data_package.opening import DESCRIPTOR, Folder, inside, open_files, refuse
from kienan_analysis.data_package.spreadsheet_dates import restore_dates
from kienan_analysis.data_package.table_format import format_of
from kienan_analysis.errors import DataError, Problem, did_you_mean, no_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kienan_analysis.data_package.columns import Table

TABLES: Final = {
    "indicators": INDICATOR_COLUMNS,
    "areas": AREA_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "observations": OBSERVATION_COLUMNS,
}
_MEND: Final = "Mend it, or begin with the one that `kienan init DIR` makes."
# Where a wheel carries the data that come with this package, inside it.
SHIPPED: Final = "shipped_data"
# How often files are read again that somebody writes meanwhile; a program may do so all the time.
_LOOKS: Final = 4


@dataclass(frozen=True)
class DataPackage:
    """A package's descriptor and tables, not yet validated.

    Attributes
    ----------
    descriptor : dict
    location : str
        Where it was read from, as it was named.
    tables : dict of str to Table
        By resource name: indicators, areas, sources, observations.
    problems : list of Problem
        What the files themselves have wrong (encoding, columns).
    digest : str
        Hash of the files: two readings with the same one are of the same data.
    """

    descriptor: dict[str, Any]
    location: str
    tables: dict[str, Table]
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""


def default_location() -> str:
    """Say which package a command uses when none is named.

    ``KIENAN_DATA``, else ``./data`` if a descriptor lies there, else the packaged data.
    """
    named = os.environ.get("KIENAN_DATA", "").strip()
    if named:
        return named
    if (Path("data") / DESCRIPTOR).is_file():
        return "data"
    return shipped_location()


def shipped_location() -> str:
    """Say where the data are that come with this package."""
    room = Path(__file__).resolve().parent.parent
    # A wheel carries the data inside the package; an editable install reads the tree's.
    inside, beside = room / SHIPPED, room.parent / "data"
    return str(inside if (inside / DESCRIPTOR).is_file() else beside)


def open_package(source: str | Path | None = None, names: Collection[str] = tuple(TABLES)) -> DataPackage:
    """Open a folder, a datapackage.json, a .zip or an https address of either.

    Parameters
    ----------
    source : str or Path, optional
        The package; the one in use if None.
    names : collection of str
        Those of its tables that are read; each file must be there all the same.

    Raises
    ------
    UsageError
        There is nothing at that place, or it is no kind of place that is read.
    DataError
        The package has no usable descriptor, or an archive is broken.
    """
    location = local_name(str(source) if source is not None else default_location())
    return package_of(location, *read_contents(location), names)


def package_of(
    location: str, content: bytes, tables: Mapping[str, bytes], names: Collection[str] = tuple(TABLES)
) -> DataPackage:
    """Read a package whose files have been read.

    Parameters
    ----------
    location : str
        Where they were read.
    content : bytes
        Of the descriptor.
    tables : mapping of str to bytes
        By path, as `read_contents` gives them.
    names : collection of str
        Those of its tables that are read.

    Raises
    ------
    DataError
        The package has no usable descriptor.
    """
    descriptor = read_descriptor(content)
    package = DataPackage(descriptor, location, {}, digest=digest_of([content, *tables.values()]))
    resources = find_resources(descriptor)
    formats = {name: format_of(resources[name], DESCRIPTOR) for name in TABLES}
    if refused := [problem for one in formats.values() for problem in one.problems]:
        raise DataError(refused)
    for name, columns in TABLES.items():
        resource = resources[name]
        path = inside(resource["path"])
        if path not in tables:
            meaning = f"The file of the table {name!r} is not in the package."
            package.problems.append(
                Problem("error", "missing-file", path, None, "", "", meaning, f"{DESCRIPTOR} names it; add it.")
            )
            continue
        if name not in names:
            continue
        package.problems.extend(formats[name].contradicted(name, tables[path], columns, DESCRIPTOR))
        table, problems = read_table(name, path, tables[path], columns, {*OPTIONAL_COLUMNS, *_described(resource)})
        table, rewritten = restore_dates(formats[name].cleared(table))
        package.tables[name] = table
        package.problems.extend((*problems, *rewritten))
    return package


def read_contents(location: str) -> tuple[bytes, dict[str, bytes]]:
    """Read the descriptor and, by their path inside the package, the files of its tables that are there.

    The files are of one moment: where a folder's were written while they were read, they are read again.
    """
    for _ in range(_LOOKS):
        files, descriptor_path = open_files(location)
        descriptor = files.read(descriptor_path)
        resources = find_resources(read_descriptor(descriptor))
        tables = {}
        for path in (inside(resources[name]["path"]) for name in TABLES):
            with contextlib.suppress(FileNotFoundError):
                tables[path] = files.read(posixpath.normpath(posixpath.join(posixpath.dirname(descriptor_path), path)))
        if not isinstance(files, Folder) or files.is_as_read():
            break
    return descriptor, tables


def digest_of(contents: Iterable[bytes]) -> str:
    """Hash the files of a package, in the order in which they are read."""
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def read_descriptor(content: bytes) -> dict[str, Any]:
    """Read a descriptor's JSON as far as it has a list of resources."""
    try:
        descriptor = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # Also a number of more digits than Python reads.
        refuse(
            *("bad-descriptor", DESCRIPTOR, f"It is not JSON in UTF-8 that can be read: {no_json(error)}."),
            remedy=_MEND,
        )
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        meaning = "It has no list of resources, so it describes no data package."
        refuse("bad-descriptor", DESCRIPTOR, meaning, remedy=_MEND)
    return descriptor


def find_resources(descriptor: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Find the four resources by name, or say which are missing or there twice: nobody could tell which is meant."""
    named = [
        resource
        for resource in descriptor["resources"]
        if isinstance(resource, dict) and isinstance(resource.get("name"), str)
    ]
    found = {resource["name"]: resource for resource in named}
    counts = Counter(resource["name"] for resource in named)
    if twice := [name for name in TABLES if counts[name] > 1]:
        raise DataError(
            Problem(
                *("error", "resource-twice", DESCRIPTOR, None, "resources", name),
                f"The table {name!r} is described {counts[name]} times.",
                "Keep the one that is meant.",
            )
            for name in twice
        )
    missing = [name for name in TABLES if name not in found]
    if missing:
        raise DataError(
            Problem(
                *("error", "missing-resource", DESCRIPTOR, None, "resources", ""),
                f"The table {name!r} is missing.",
                did_you_mean(name, list(found)) if found else "There are none.",
            )
            for name in missing
        )
    for name in TABLES:
        found[name].setdefault("path", "")
    return found


def _described(resource: dict[str, Any]) -> set[str]:
    """Name the columns that the descriptor knows."""
    schema = resource.get("schema")
    listed = schema.get("fields") if isinstance(schema, dict) else None
    return (
        {str(entry.get("name")) for entry in listed if isinstance(entry, dict)} if isinstance(listed, list) else set()
    )
