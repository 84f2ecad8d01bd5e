"""Files that are there whole or not at all, whenever a process is stopped; and what a stopped one leaves, removed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The machine's own mark: a process id says nothing about a process of another machine on a shared folder.
_HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
_TEMPORARY = re.compile(r"^\.kienan-(?P<host>[0-9a-f]{6})-(?P<process>\d+)-.+\.tmp$")
# Files wait under their temporary name for milliseconds; after a day nobody is writing one any more.
_ABANDONED_SECONDS = 24 * 60 * 60


def replace_together(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places first, then move each into place.

    Raises
    ------
    OSError
        Where a file cannot be written; no file is replaced then, and nothing temporary stays.
    """
    waiting: dict[Path, Path] = {}
    try:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            # The thread's id too: several of one process may write the same file.
            mark = f".kienan-{_HOST}-{os.getpid()}-{threading.get_native_id()}-{target.name}.tmp"
            temporary = target.with_name(mark)
            waiting[target] = temporary
            with temporary.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for target, temporary in waiting.items():
            temporary.replace(target)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def temporary_folder(place: str = "") -> Iterator[Path]:
    """Make a folder of this user alone, removed afterwards; where the process is killed, by a later one.

    Parameters
    ----------
    place : str
        Where; among the system's temporary files if empty.
    """
    folder = Path(tempfile.mkdtemp(".tmp", f".kienan-{_HOST}-{os.getpid()}-", place or None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(folder: Path) -> list[Path]:
    """Remove the temporary files and folders that a stopped process left in a folder.

    Returns
    -------
    list of Path
        What was removed.
    """
    if not folder.is_dir():
        return []
    removed = []
    for path in folder.iterdir():
        match = _TEMPORARY.match(path.name)
        if match and _is_abandoned(path, match["host"], int(match["process"])):
            with contextlib.suppress(OSError):  # another user's, among the system's temporary files
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
                removed.append(path)
    return removed


def _is_abandoned(path: Path, host: str, process: int) -> bool:
    if host == _HOST and not _is_alive(process):
        return True
    if path.is_dir():  # a batch may hold its folder for days
        return False
    try:
        return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
    except FileNotFoundError:  # Its writer has just moved it into place.
        return False


def _is_alive(process: int) -> bool:
    if os.name != "posix":  # Elsewhere signal 0 would end the process instead of asking after it.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def this_process() -> tuple[str, int]:
    """Give the mark of this machine, and this process's id."""
    return _HOST, os.getpid()


def is_gone(host: str, process: int) -> bool:
    """Whether a process is known to have ended; nothing is known of another machine's."""
    return host == _HOST and not _is_alive(process)


def sync_folder(folder: Path) -> None:
    """Have a folder's own entries on the disk: what was renamed or removed stays so after a power cut."""
    if os.name != "posix":  # Elsewhere a folder cannot be opened.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[bool | None]:
    """Hold a folder for one process at a time; where the system knows no such lock, go on without.

    Parameters
    ----------
    folder : Path
    wait : bool
        Whether to wait until no other process holds it.

    Yields
    ------
    bool or None
        Whether it is held now; None where the system has no such lock, so that nobody can say.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:
        yield None
        return
    # The folder itself is locked, so that no lock file stays in it.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        held: bool | None = True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            held = False
        except OSError:  # Some network file systems refuse locks.
            held = None
        yield held
    finally:
        os.close(descriptor)
