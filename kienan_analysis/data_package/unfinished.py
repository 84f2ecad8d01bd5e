"""What a write that was cut off left in a data package's folder: its record, and how it is taken back.

Before rows are put into several files, a record of what each file was is put beside them; it goes when all of them are
written. So a record that is there says that a write has not ended: what it wrote is no part of the data. Who opens the
package next takes it back, and who may not write the folder reads the files as they were.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from kienan_analysis.atomic_files import is_gone, locked, sync_folder, this_process
from kienan_analysis.data_package.plain_files import read_beside
from kienan_analysis.errors import KienanError, no_json

RECORD: Final = ".kienan-unfinished.json"
_VERSION: Final = 1
_MOST_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Appended:
    """Rows that are put at a file's end.

    Attributes
    ----------
    path : str
        Inside the package.
    size : int
        The file's bytes before.
    digest : str
        Their SHA-256.
    added : str
        What is put after them.
    """

    path: str
    size: int
    digest: str
    added: str

    def taken_from(self, content: bytes) -> bytes:
        r"""Give a file's content without what was added, whole or in part; what others added since stays.

        Examples
        --------
        >>> one = Appended("a.csv", 3, digest_of(b"id\n"), "x\ny\n")
        >>> [one.taken_from(b"id\n" + tail) for tail in (b"", b"x", b"x\ny\n", b"x\ny\nz\n", b"z\n")]
        [b'id\n', b'id\n', b'id\n', b'id\nz\n', b'id\nz\n']
        """
        added, before, tail = self.added.encode(), content[: self.size], content[self.size :]
        at = content.find(added) if added else -1
        if digest_of(before) != self.digest:  # Somebody has written the file anew since.
            return content[:at] + content[at + len(added) :] if at >= 0 else content
        if added.startswith(tail.rstrip(b"\0")):  # Blocks of a disk that lost its power are zeros.
            return before
        if at >= self.size:
            return content[:at] + content[at + len(added) :]
        for line in added.splitlines(keepends=True):
            if not tail.startswith(line):
                break
            tail = tail[len(line) :]
        return before + tail


@dataclass(frozen=True, slots=True)
class Replaced:
    """A file that is written anew: its path, its text before (None: it was not there), the SHA-256 of the new one."""

    path: str
    before: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a write is about to do, and who does it: the machine's mark and the process's id."""

    appended: tuple[Appended, ...]
    replaced: tuple[Replaced, ...]
    host: str = ""
    process: int = 0

    def as_bytes(self) -> bytes:
        """Write the record as its file holds it, as this process's."""
        host, process = this_process()
        content = {"version": _VERSION, **asdict(self), "host": host, "process": process}
        return json.dumps(content, ensure_ascii=False).encode()


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def settled(folder: Path) -> dict[str, Appended]:
    """Take back what a write that was cut off left in a folder.

    Returns
    -------
    dict of str to Appended
        By path, what must be left out in reading, since it cannot be taken back: a write that goes on just now, or a
        folder that this user may not write. Empty almost always.

    Raises
    ------
    KienanError
        There is a record that cannot be read.
    """
    if not os.path.lexists(folder / RECORD):
        return {}
    with locked(folder, wait=False) as held:
        record = read_record(folder)  # Its writer may have ended since.
        if record is None:
            return {}
        if held or (held is None and is_gone(record.host, record.process)):
            with contextlib.suppress(OSError):
                take_back(folder, record)
                return {}
    return {one.path: one for one in record.appended}


def take_back_unfinished(folder: Path) -> None:
    """Take back what a write that was cut off left, before another: under the folder's lock.

    Raises
    ------
    KienanError
        It cannot be taken back, so that nothing can be added.
    """
    record = read_record(folder)
    if record is None:
        return
    try:
        take_back(folder, record)
    except OSError as error:
        what = f"an earlier write was cut off, and cannot be taken back: {error.strerror or error}."
        raise KienanError(what, where=str(folder), remedy="Make the folder and its files writable.") from error


def take_back(folder: Path, record: Record) -> None:
    """Give each file of a record its content of before, and remove the record.

    Cut off itself, it can be done again from its beginning.

    Raises
    ------
    OSError
        A file cannot be written; the record stays then.
    """
    for rows in record.appended:
        with contextlib.suppress(FileNotFoundError):
            _take_rows(_within(folder, rows.path), rows)
    for whole in record.replaced:
        target = _within(folder, whole.path)
        with contextlib.suppress(FileNotFoundError):
            if digest_of(target.read_bytes()) == whole.digest:
                if whole.before is None:
                    target.unlink()
                else:
                    replace_like(target, whole.before.encode(), target.stat())
    (folder / RECORD).unlink(missing_ok=True)
    sync_folder(folder)


def _take_rows(target: Path, rows: Appended) -> None:
    descriptor = os.open(target, os.O_RDWR | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb+", buffering=0) as stream:
        content = stream.read() or b""
        kept = rows.taken_from(content)
        if kept == content:
            return
        if content.startswith(kept) and os.fstat(descriptor).st_size == len(content):
            os.ftruncate(descriptor, len(kept))
            os.fsync(descriptor)
            return
        # Rows of others stand behind: the file is made anew, and what they append to the old one meanwhile follows.
        replace_like(target, kept, os.fstat(descriptor))
        if late := stream.read():
            with target.open("ab", buffering=0) as anew:
                anew.write(late)


def replace_like(target: Path, content: bytes, like: os.stat_result, *, new: bool = False) -> None:
    """Write a file beside its place, with another's mode and owner, and move it there.

    Parameters
    ----------
    target : Path
    content : bytes
    like : os.stat_result
        Of the file that it replaces, or of one beside it.
    new : bool
        Whether no file is replaced: then it is this user's where the owner cannot be given.

    Raises
    ------
    OSError
        It cannot be written, or the owner is not this user's to give; nothing temporary stays.
    """
    host, process = this_process()
    descriptor, temporary = tempfile.mkstemp(".tmp", f".kienan-{host}-{process}-", target.parent)
    try:
        with os.fdopen(descriptor, "wb", buffering=0):
            if os.name == "posix":
                status = os.fstat(descriptor)
                if (status.st_uid, status.st_gid) != (like.st_uid, like.st_gid):
                    with contextlib.suppress(*([PermissionError] if new else [])):
                        os.fchown(descriptor, like.st_uid, like.st_gid)
                os.fchmod(descriptor, like.st_mode & 0o7777)
            write_all(descriptor, content)
            os.fsync(descriptor)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise


def write_all(descriptor: int, content: bytes) -> None:
    """Write bytes whole, in one call where the system takes them so."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def read_record(folder: Path) -> Record | None:
    """Read the record of a folder; None where there is none.

    Raises
    ------
    KienanError
        It cannot be read, or is not as this program writes it.
    """
    path = folder / RECORD
    try:
        told = read_beside(path, _MOST_BYTES)
        if told is None:
            return None
        content = json.loads(told)
        if content["version"] != _VERSION:
            raise _unreadable(path, f"it is of version {content['version']!r}, this program reads {_VERSION}")
        appended = tuple(Appended(**one) for one in content["appended"])
        replaced = tuple(Replaced(**one) for one in content["replaced"])
        record = Record(appended, replaced, content["host"], content["process"])
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(path, no_json(error)) from error
    except (KeyError, TypeError) as error:
        raise _unreadable(path, repr(error)) from error
    cells: list[tuple[Any, type]] = [(record.host, str), (record.process, int)]
    cells += [(cell, str) for one in appended for cell in (one.path, one.digest, one.added)]
    cells += [(one.size, int) for one in appended]
    cells += [(cell, str) for one in replaced for cell in (one.path, one.digest, one.before or "")]
    if not all(isinstance(cell, kind) for cell, kind in cells) or any(one.size < 0 for one in appended):
        raise _unreadable(path, "a cell is of another type")
    return record


def _unreadable(path: Path, why: str) -> KienanError:
    what = f"a write to this package was cut off, and its record cannot be read: {why}."
    remedy = "Look at the last rows of the tables, take out those of a source that is missing, then remove the record."
    return KienanError(what, where=str(path), remedy=remedy)


def _within(folder: Path, path: str) -> Path:
    """Give a file of the package; what a record says is data, and leads nowhere else."""
    root = folder.resolve()
    target = (root / path).resolve()
    if not target.is_relative_to(root) or target == root or (target.exists() and not target.is_file()):
        raise _unreadable(folder / RECORD, f"{path!r} is no file of the package")
    return target
