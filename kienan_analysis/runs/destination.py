"""Where reviews are written: a folder of this machine, or any file system that fsspec knows.

Names are relative, with ``/``; nothing outside is ever written or removed.
"""

from __future__ import annotations

import contextlib
import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kienan_analysis.addresses import local_name, refuse_file
from kienan_analysis.atomic_files import locked, remove_abandoned, replace_together
from kienan_analysis.errors import KienanError, UsageError, not_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_OF_THIS_MACHINE = re.compile(r"(file|local)://", re.IGNORECASE)


class Destination(Protocol):
    """A place for files.

    Attributes
    ----------
    location : str
        As it was given, or an absolute path.
    folder : Path or None
        The folder, where it is one of this machine.
    """

    @property
    def location(self) -> str: ...  # noqa: D102 - said above

    @property
    def folder(self) -> Path | None: ...  # noqa: D102 - said above

    def address(self, name: str) -> str:
        """Say where a file is, for a message."""
        ...

    def read(self, name: str) -> bytes | None:
        """Give a file's content, None where there is no such file."""
        ...

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files, each whole or not at all."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file, if it is there, and its folder if that is empty then."""
        ...

    def names(self, pattern: str) -> list[str]:
        """List the files that match a pattern, in order."""
        ...

    def sweep(self) -> None:
        """Remove what stopped processes left half-written."""
        ...

    def hold(self) -> contextlib.AbstractContextManager[object]:
        """Keep others from changing the record of runs meanwhile, where the system can."""
        ...


def destination(location: str | Path) -> Destination:
    """Give the place that a path or an address names.

    Raises
    ------
    UsageError
        For an empty name, a file where a folder should be, an address of another machine's file, an address without
        the extra ``cluster``, or one of a kind that fsspec does not know.
    """
    text = str(location)
    if not text.strip():
        raise UsageError("no folder is named.", where="--output", remedy="Name a folder, or leave the option out.")
    if not isinstance(location, Path) and _ADDRESS.match(text) and not _OF_THIS_MACHINE.match(text):
        return _Remote(text)
    folder = Path(local_name(text)) if isinstance(location, str) else location
    refuse_file(folder)
    return _Folder(folder)


class _Folder:
    """A folder of this machine, or a shared one."""

    def __init__(self, root: Path) -> None:
        self._root = self.folder = root
        self.location = str(root)

    def address(self, name: str) -> str:
        return str(self._root / name)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, files: Mapping[str, bytes]) -> None:
        targets = {self._inside(name): content for name, content in files.items()}
        for folder in {target.parent for target in targets}:
            folder.mkdir(parents=True, exist_ok=True)
        # Two batches may write the same review: what is written together must stay together.
        together = locked(next(iter(targets)).parent) if len(targets) > 1 else contextlib.nullcontext()
        with together:
            replace_together(targets)

    def _inside(self, name: str) -> Path:
        """Refuse a link that leads elsewhere; names themselves are made of checked ids."""
        target = self._root / name
        if not target.parent.resolve().is_relative_to(self._root.resolve()):
            what = "a link in the folder of reviews leads out of it; nothing is written there."
            raise KienanError(what, where=str(target.parent), remedy="Remove the link, or choose another --output.")
        return target

    def remove(self, name: str) -> None:
        path = self._root / name
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # there is more in it, or it is not there
            path.parent.rmdir()

    def names(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self._root).as_posix() for path in self._root.glob(pattern))

    def sweep(self) -> None:
        for pattern in (".", "*", "*/*", "*/*/failed", "compare/*/*", "compare/*/*/failed"):
            for folder in [self._root] if pattern == "." else self._root.glob(pattern):
                remove_abandoned(folder)

    def hold(self) -> contextlib.AbstractContextManager[object]:
        return locked(self._root)


class _Remote:
    """A folder of an object store or another machine; each file is put whole, as those stores do it."""

    folder = None

    def __init__(self, location: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            what = "to write to an address needs the extra 'cluster'."
            raise UsageError(what, where=location, remedy="pip install 'kienan-analysis[cluster]'") from None
        try:
            self._files: Any
            self._files, root = url_to_fs(location)
        except (ValueError, ImportError) as error:
            raise UsageError(f"no such place can be written to: {error}.", where=location) from error
        self._root = str(root).rstrip("/")
        self.location = location.rstrip("/")

    def address(self, name: str) -> str:
        return f"{self.location}/{name}"

    def read(self, name: str) -> bytes | None:
        try:
            content: bytes = self._files.cat_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return None
        return content

    def write(self, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            path = f"{self._root}/{name}"
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, content)

    def remove(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")

    def names(self, pattern: str) -> list[str]:
        try:
            found = self._files.find(self._root)
        except FileNotFoundError:
            return []
        names = (str(path)[len(self._root) :].lstrip("/") for path in found)
        depth = pattern.count("/")
        return sorted(name for name in names if name.count("/") == depth and fnmatchcase(name, pattern))

    def sweep(self) -> None:
        """Leave it: a file that was not put whole is not there."""

    def hold(self) -> contextlib.AbstractContextManager[object]:
        return contextlib.nullcontext()


@contextlib.contextmanager
def refused(place: str) -> Iterator[None]:
    """Turn what the system refuses into a message that names the place."""
    try:
        yield
    except OSError as error:
        where = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else place
        raise not_written(error, "the reviews cannot be written", where) from error
