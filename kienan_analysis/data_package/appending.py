"""Rows put at the ends of a data package's tables, all of them or none, whatever ends the process meanwhile.

Rows are appended to the files themselves: mode, owner and name stay by themselves, and a program that appends rows of
its own at the same time, even through a file that it opened long ago, loses none.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.atomic_files import sync_folder
from kienan_analysis.data_package.unfinished import (
    RECORD,
    Appended,
    Record,
    Replaced,
    digest_of,
    replace_like,
    take_back,
    write_all,
)
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LINE_ENDS: Final = (b"\n", b"\r")


class OthersWriteError(KienanError):
    """Another program wrote a file at the same moment, so that rows would not stand where they belong."""


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows for one table.

    Attributes
    ----------
    path : str
        The table's, inside the package.
    before : bytes
        The file as the rows were made for it. It may have grown since, by whole rows.
    added : bytes
        The rows, as the file writes them.
    """

    path: str
    before: bytes
    added: bytes


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is written anew together with them: its path, its content before (None: not there), its new one."""

    path: str
    before: bytes | None
    after: bytes


def append_together(folder: Path, tables: Sequence[NewRows], files: Sequence[NewFile] = ()) -> None:
    """Put rows into tables and write files anew: all of it or nothing.

    The folder must be held by this process (`atomic_files.locked`).

    Raises
    ------
    KienanError
        A file is write-protected, has another link, or an owner that cannot be kept: nothing was written.
    OthersWriteError
        Another program wrote a file at the same moment: nothing of this stays.
    OSError
        Something cannot be written: nothing of it stays.
    """
    named = [*(one.path for one in tables), *(one.path for one in files)]
    paths = {path: (folder / path).resolve() for path in named}
    for path in paths.values():
        _require_inside(path, folder)
        _require_writable(path)
    for file in files:
        _require_own(paths[file.path])
        _require_as_it_was(paths[file.path], file.before)
    record = Record(
        tuple(Appended(one.path, len(one.before), digest_of(one.before), one.added.decode()) for one in tables),
        tuple(
            Replaced(one.path, None if one.before is None else one.before.decode(), digest_of(one.after))
            for one in files
        ),
    )
    with ExitStack() as stack:
        opened = {one.path: _opened(paths[one.path], stack) for one in tables}
        for one in tables:
            _require_grown_only(paths[one.path], opened[one.path], one.before)
        model = (paths[tables[0].path] if tables else folder / "datapackage.json").stat()
        replace_like(folder / RECORD, record.as_bytes(), model, new=True)
        try:
            sync_folder(folder)
            for one in tables:
                write_all(opened[one.path], one.added)
                ended = os.lseek(opened[one.path], 0, os.SEEK_CUR)
                os.fsync(opened[one.path])
                _look_again(paths[one.path], opened[one.path], one, ended - len(one.added))
            for file in files:
                target = paths[file.path]
                _replace(target, file, model, stack)
            (folder / RECORD).unlink()
        except BaseException:
            take_back(folder, record)
            raise
        with suppress(OSError):  # It is done; without this it might be taken back after a power cut.
            sync_folder(folder)


def _replace(target: Path, file: NewFile, model: os.stat_result, stack: ExitStack) -> None:
    """Write a file anew, and look through the old one whether somebody wrote it at the same moment."""
    if file.before is None:
        replace_like(target, file.after, model, new=True)
        return
    old = stack.enter_context(target.open("rb"))
    like = os.fstat(old.fileno())
    replace_like(target, file.after, like)
    if old.read() != file.before:
        old.seek(0)
        replace_like(target, old.read(), like)  # What they wrote stands, and is not taken back.
        raise _others(target)


def _opened(path: Path, stack: ExitStack) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
    stack.callback(os.close, descriptor)
    return descriptor


def _require_inside(path: Path, folder: Path) -> None:
    """Refuse a file that a link leads to outside: nothing else than the package is written."""
    if not path.is_relative_to(folder.resolve()):
        remedy = "Nothing was added. Put the file itself into the package."
        raise KienanError("this file lies outside the package: a link leads to it.", where=str(path), remedy=remedy)


def _require_writable(path: Path) -> None:
    """Refuse a file that somebody protects, by its name, before anything is written."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return
    remedy = "Nothing was added."
    if not stat.S_ISREG(status.st_mode):
        raise KienanError("this is no file.", where=str(path), remedy=remedy)
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        what = "the file is write-protected."
        raise KienanError(what, where=str(path), remedy=f"{remedy} Make it writable, if it is to be written.")
    if status.st_nlink > 1:
        what = f"the file has {status.st_nlink} names (hard links); what is added would be added to all of them."
        raise KienanError(what, where=str(path), remedy=f"{remedy} Make it a copy of its own.")


def _require_own(path: Path) -> None:
    """Refuse a file that is written anew and would not be its owner's any more. Root can give it back."""
    if os.name == "posix" and path.exists() and os.geteuid() not in {0, path.stat().st_uid}:
        what = "the file belongs to another user, and what is written anew would not."
        raise KienanError(what, where=str(path), remedy="Nothing was added. Let its owner add, or make a copy.")


def _require_as_it_was(path: Path, before: bytes | None) -> None:
    try:
        now = path.read_bytes()
    except FileNotFoundError:
        now = None
    if now != before:
        raise _others(path)


def _require_grown_only(path: Path, descriptor: int, before: bytes) -> None:
    """Refuse to write behind something else than the rows were made for, or into somebody's half row."""
    now = _read(descriptor, 0, os.fstat(descriptor).st_size)
    if not now.startswith(before) or (len(now) > len(before) and not now.endswith(_LINE_ENDS)):
        raise _others(path)


def _look_again(path: Path, descriptor: int, rows: NewRows, start: int) -> None:
    """Look whether the rows stand in the file of that name, whole and on lines of their own.

    Raises
    ------
    OthersWriteError
        The file was replaced or written anew meanwhile, or another program's half row stands before ours.
    """
    held, named = os.fstat(descriptor), path.stat()
    there = _read(descriptor, start, len(rows.added)) == rows.added
    last = _read(descriptor, start - 1, 1) if start > len(rows.before) else b"\n"
    if (held.st_dev, held.st_ino) != (named.st_dev, named.st_ino) or not there or last not in _LINE_ENDS:
        raise _others(path)


def _read(descriptor: int, start: int, length: int) -> bytes:
    """Read a part of a file without moving its position."""
    at = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        os.lseek(descriptor, start, os.SEEK_SET)
        parts = []
        while length > 0 and (part := os.read(descriptor, length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)
    finally:
        os.lseek(descriptor, at, os.SEEK_SET)


def _others(path: Path) -> OthersWriteError:
    what = "another program wrote this file at the same moment. Nothing was added."
    return OthersWriteError(what, where=str(path), remedy="Close the file there, or wait until it is done, then again.")
