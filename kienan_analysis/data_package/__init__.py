"""A data package opened from a folder, a zip or an address: its descriptor and its tables as text.

Nothing is written anywhere, and nothing outside the package is read: what a package says is data.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol
from urllib.parse import SplitResult, urlsplit

from kienan_analysis.addresses import local_name
from kienan_analysis.catalogue import (
    AREA_COLUMNS,
    INDICATOR_COLUMNS,
    OBSERVATION_COLUMNS,
    OPTIONAL_COLUMNS,
    SOURCE_COLUMNS,
)
from kienan_analysis.data_package.csv_table import read_table
from kienan_analysis.data_package.spreadsheet_dates import restore_dates
from kienan_analysis.data_package.table_format import format_of
from kienan_analysis.data_package.unfinished import RECORD, settled
from kienan_analysis.errors import DataError, Problem, UsageError, did_you_mean, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kienan_analysis.data_package.columns import Table

DESCRIPTOR: Final = "datapackage.json"
TABLES: Final = {
    "indicators": INDICATOR_COLUMNS,
    "areas": AREA_COLUMNS,
    "sources": SOURCE_COLUMNS,
    "observations": OBSERVATION_COLUMNS,
}
# Where a wheel carries the data that come with this package, inside it.
SHIPPED: Final = "shipped_data"
# A province's ten years are some 30 MB; anything far beyond is a mistake or an attack.
MAX_BYTES: Final = 256 * 1024 * 1024
_MAX_MEMBERS: Final = 10_000
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


class Files(Protocol):
    """The files of one package, by their path inside it."""

    def read(self, path: str) -> bytes:
        """Give a file's content; FileNotFoundError where there is none."""
        ...


def default_location() -> str:
    """Say which package a command uses when none is named.

    ``KIENAN_DATA``, else ``./data`` if a descriptor lies there, else the packaged data.
    """
    named = os.environ.get("KIENAN_DATA", "").strip()
    if named:
        return named
    if (Path("data") / DESCRIPTOR).is_file():
        return "data"
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
        if not isinstance(files, _Folder) or files.is_as_read():
            break
    return descriptor, tables


def digest_of(contents: Iterable[bytes]) -> str:
    """Hash the files of a package, in the order in which they are read."""
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in contents)).hexdigest()


def open_files(location: str) -> tuple[Files, str]:
    """Tell the kind of place and give its files with the descriptor's path among them."""
    location = local_name(location)
    parts = _parts_of(location)
    if len(parts.scheme) > 1:  # one letter is a Windows drive
        # Here and not above: urllib's network half is slow to import, and a folder needs none of it.
        from kienan_analysis.data_package.downloads import Address, fetch

        address = location if not parts.path.endswith("/") else parts._replace(path=parts.path + DESCRIPTOR).geturl()
        try:
            content = fetch(address, MAX_BYTES)
        except FileNotFoundError:
            message = f"There is no data package at {location!r}: the server finds no such file."
            raise UsageError(message, remedy=f"Name the address of a {DESCRIPTOR} or a .zip.") from None
        if content.startswith(b"PK\x03\x04"):
            return _zip(content, location)
        return Address(address, {DESCRIPTOR: content}, MAX_BYTES), DESCRIPTOR
    path = Path(location)
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:  # A name longer than any.
        raise UsageError(
            f"this cannot be the name of a data package: {error.strerror}.", where=shortened(location)
        ) from error
    if is_folder:
        if not (path / DESCRIPTOR).is_file():
            message = f"The folder {location!r} holds no {DESCRIPTOR}."
            raise UsageError(message, remedy="Name a data package; `kienan init DIR` makes one.")
        return _Folder(path), DESCRIPTOR
    if not is_file:
        message = f"There is no data package at {location!r}."
        raise UsageError(message, remedy=f"Name a folder, a {DESCRIPTOR}, a .zip or an https address.")
    if path.suffix.lower() == ".json":
        return _Folder(path.parent), path.name
    if zipfile.is_zipfile(path):
        if path.stat().st_size > MAX_BYTES:
            _refuse("too-large", path.name, "The archive is larger than any data package.")
        return _zip(path.read_bytes(), path.name)
    message = f"{location!r} is neither a {DESCRIPTOR} nor a .zip."
    raise UsageError(message, remedy=f"Name a folder, a {DESCRIPTOR}, a .zip or an https address.")


def _parts_of(location: str) -> SplitResult:
    try:
        return urlsplit(location)
    except ValueError as error:
        message = f"this is no address that can be read: {error}."
        raise UsageError(message, where=shortened(location)) from error


class _Folder:
    """A folder on this machine; a link that leads out of it is refused, what a write left unfinished is left out."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._seen = {self._root / RECORD: _stamp(self._root / RECORD)}
        self._unfinished = settled(self._root)

    def read(self, path: str) -> bytes:
        file = (self._root / path).resolve()
        if not file.is_relative_to(self._root):
            _refuse("unsafe-path", path, "The file lies outside the package.")
        if not file.is_file():
            raise FileNotFoundError(path)
        if file.stat().st_size > MAX_BYTES:
            _refuse("too-large", path, "The file is larger than any data package.")
        self._seen[file] = _stamp(file)
        content = file.read_bytes()
        unfinished = self._unfinished.get(path)
        return content if unfinished is None else unfinished.taken_from(content)

    def is_as_read(self) -> bool:
        """Whether nobody has written a file since it was read."""
        return all(_stamp(file) == stamp for file, stamp in self._seen.items())


def _stamp(file: Path) -> tuple[int, ...]:
    """Give what changes about a file when it is written; nothing where there is none."""
    try:
        status = file.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


class _Archive:
    """A zip, read in memory and never extracted."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MAX_BYTES

    def read(self, path: str) -> bytes:
        try:
            member = self._archive.getinfo(path)
        except KeyError:
            raise FileNotFoundError(path) from None
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            _refuse("broken-archive", path, "The archive uses an unusual compression.")
        try:
            # The size that the archive declares may be a lie: read no more than what may still come.
            with self._archive.open(member) as stream:
                content = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
            _refuse("broken-archive", path, f"The file cannot be read from the archive: {error}.")
        if len(content) > self._left:
            _refuse("too-large", path, "The archive unpacks to more than any data package holds.")
        self._left -= len(content)
        return content


def _zip(content: bytes, name: str) -> tuple[Files, str]:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        _refuse("broken-archive", name, f"The archive cannot be read: {error}.")
    if len(members) > _MAX_MEMBERS:
        _refuse("too-large", name, "The archive holds more files than any data package.")
    found = [
        member
        for member in members
        if posixpath.basename(member) == DESCRIPTOR and member.count("/") <= 1 and not member.startswith("__MACOSX/")
    ]
    if len(found) != 1:
        what = f"no {DESCRIPTOR}" if not found else f"more than one {DESCRIPTOR}: {', '.join(found)}"
        _refuse("no-descriptor", name, f"The archive holds {what} at its root or in one folder.")
    inside(found[0])
    return _Archive(archive), found[0]


def inside(path: object) -> str:
    """Give a resource's path if it stays inside the package.

    Raises
    ------
    DataError
        It is absolute, climbs with ``..``, is an address, or is no text.
    """
    if not isinstance(path, str) or not path:
        _refuse("unsafe-path", DESCRIPTOR, "A resource needs a path, one file name.", text=str(path))
    odd = "\\" in path or ":" in path or "\x00" in path or path.startswith(("/", "~"))
    if odd or ".." in path.split("/"):
        _refuse("unsafe-path", DESCRIPTOR, "The path leads out of the package.", text=path)
    return posixpath.normpath(path)


def read_descriptor(content: bytes) -> dict[str, Any]:
    """Read a descriptor's JSON as far as it has a list of resources."""
    try:
        descriptor = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # Also a number of more digits than Python reads.
        _refuse("bad-descriptor", DESCRIPTOR, f"It is not JSON in UTF-8 that can be read: {error}.")
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        _refuse("bad-descriptor", DESCRIPTOR, "It has no list of resources, so it describes no data package.")
    return descriptor


def find_resources(descriptor: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Find the four resources by name, or say which are missing."""
    found = {
        resource["name"]: resource
        for resource in descriptor["resources"]
        if isinstance(resource, dict) and isinstance(resource.get("name"), str)
    }
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


def _refuse(code: str, file: str, meaning: str, *, text: str = "") -> NoReturn:
    raise DataError([Problem("error", code, file, None, "", text, meaning)])
