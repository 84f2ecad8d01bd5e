"""The files of a data package in a folder, a zip or at an address: read within bounds, and none outside the package."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final, NoReturn, Protocol
from urllib.parse import SplitResult, urlsplit

from kienan_analysis.addresses import local_name
from kienan_analysis.data_package.unfinished import RECORD, settled
from kienan_analysis.errors import DataError, Problem, UsageError, shortened

DESCRIPTOR: Final = "datapackage.json"
# A province's ten years are some 30 MB; anything far beyond is a mistake or an attack.
MAX_BYTES: Final = 256 * 1024 * 1024
_INSIDE: Final = "Put the file into the package, and name it by its path there."
_MAX_MEMBERS: Final = 10_000


class Files(Protocol):
    """The files of one package, by their path inside it."""

    def read(self, path: str) -> bytes:
        """Give a file's content; FileNotFoundError where there is none."""
        ...


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
        what = f"this cannot be the name of a data package: {error.strerror}."
        remedy = f"Name a folder, a {DESCRIPTOR}, a .zip or an https address."
        raise UsageError(what, where=shortened(location), remedy=remedy) from error
    if is_folder:
        if not (path / DESCRIPTOR).is_file():
            message = f"The folder {location!r} holds no {DESCRIPTOR}."
            raise UsageError(message, remedy="Name a data package; `kienan init DIR` makes one.")
        return Folder(path), DESCRIPTOR
    if not is_file:
        message = f"There is no data package at {location!r}."
        raise UsageError(message, remedy=f"Name a folder, a {DESCRIPTOR}, a .zip or an https address.")
    if path.suffix.lower() == ".json":
        return Folder(path.parent), path.name
    if zipfile.is_zipfile(path):
        if path.stat().st_size > MAX_BYTES:
            refuse("too-large", path.name, "The archive is larger than any data package.")
        return _zip(path.read_bytes(), path.name)
    message = f"{location!r} is neither a {DESCRIPTOR} nor a .zip."
    raise UsageError(message, remedy=f"Name a folder, a {DESCRIPTOR}, a .zip or an https address.")


def _parts_of(location: str) -> SplitResult:
    try:
        return urlsplit(location)
    except ValueError as error:
        message = f"this is no address that can be read: {error}."
        remedy = f"Write it as https://example.org/data/{DESCRIPTOR}."
        raise UsageError(message, where=shortened(location), remedy=remedy) from error


class Folder:
    """A folder on this machine; a link that leads out of it is refused, what a write left unfinished is left out."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._seen = {self._root / RECORD: _stamp(self._root / RECORD)}
        self._unfinished = settled(self._root)

    def read(self, path: str) -> bytes:
        """Give a file's content as it was before a write that was cut off."""
        file = (self._root / path).resolve()
        if not file.is_relative_to(self._root):
            refuse("unsafe-path", path, "The file lies outside the package.", remedy=_INSIDE)
        if not file.is_file():
            raise FileNotFoundError(path)
        if file.stat().st_size > MAX_BYTES:
            refuse("too-large", path, "The file is larger than any data package.")
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
            refuse("broken-archive", path, "The archive uses an unusual compression.")
        try:
            # The size that the archive declares may be a lie: read no more than what may still come.
            with self._archive.open(member) as stream:
                content = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
            refuse("broken-archive", path, f"The file cannot be read from the archive: {error}.")
        if len(content) > self._left:
            refuse("too-large", path, "The archive unpacks to more than any data package holds.")
        self._left -= len(content)
        return content


def _zip(content: bytes, name: str) -> tuple[Files, str]:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        refuse("broken-archive", name, f"The archive cannot be read: {error}.")
    if len(members) > _MAX_MEMBERS:
        refuse("too-large", name, "The archive holds more files than any data package.")
    found = [
        member
        for member in members
        if posixpath.basename(member) == DESCRIPTOR and member.count("/") <= 1 and not member.startswith("__MACOSX/")
    ]
    if len(found) != 1:
        what = f"no {DESCRIPTOR}" if not found else f"more than one {DESCRIPTOR}: {', '.join(found)}"
        refuse("no-descriptor", name, f"The archive holds {what} at its root or in one folder.")
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
        refuse(
            "unsafe-path",
            DESCRIPTOR,
            "A resource needs a path, one file name.",
            text=shortened(str(path)),
            remedy=_INSIDE,
        )
    odd = "\\" in path or ":" in path or "\x00" in path or path.startswith(("/", "~"))
    if odd or ".." in path.split("/"):
        refuse("unsafe-path", DESCRIPTOR, "The path leads out of the package.", text=shortened(path), remedy=_INSIDE)
    return posixpath.normpath(path)


def refuse(code: str, file: str, meaning: str, *, text: str = "", remedy: str = "") -> NoReturn:
    """Refuse a package for what a file of it is."""
    raise DataError([Problem("error", code, file, None, "", text, meaning, remedy)])
