"""The files by which a data package teaches the reader: its own rules and words, beside its descriptor."""

from __future__ import annotations

import contextlib
import posixpath
from pathlib import Path
from typing import Final

from kienan_analysis.addresses import local_name
from kienan_analysis.data_package import read_descriptor
from kienan_analysis.data_package.opening import inside, open_files
from kienan_analysis.errors import KienanError

READING_FILES: Final = ("reading/rules_vi.toml", "reading/words.toml")
_MAX_BYTES: Final = 1024 * 1024


def read_reading_files(location: str) -> dict[str, bytes]:
    """Read those that there are, by their path inside the package.

    A folder and an archive are looked into. At an address nothing is asked for that the descriptor does not name among
    its resources: most packages have no such file, and an asking costs time.

    Raises
    ------
    UsageError, DataError
        The package cannot be opened, or a file leads out of it.
    KienanError
        A file is larger than any such file.
    """
    location = local_name(location)
    folder = Path(location)
    if folder.is_dir() and not (folder / "reading").exists():
        return {}
    files, descriptor = open_files(location)
    paths = list(READING_FILES)
    if "://" in location and not location.lower().endswith(".zip"):
        named = {
            resource.get("path")
            for resource in read_descriptor(files.read(descriptor))["resources"]
            if isinstance(resource, dict)
        }
        paths = [path for path in paths if path in named]
    found: dict[str, bytes] = {}
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            found[path] = files.read(posixpath.normpath(posixpath.join(posixpath.dirname(descriptor), inside(path))))
        if len(found.get(path, b"")) > _MAX_BYTES:
            raise KienanError(
                "the file is larger than any list of rules or words.", where=path, remedy="Keep it below one megabyte."
            )
    return found
