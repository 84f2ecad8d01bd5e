"""What takes long to make and is always the same, kept in the user's cache."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import replace_together

if TYPE_CHECKING:
    from collections.abc import Callable

_SEAL_LENGTH = hashlib.sha256().digest_size


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """Read what was kept under a name, or make and keep it.

    Parameters
    ----------
    name : str
        A file name that names everything that the content depends on, versions among it.
    make : callable

    Returns
    -------
    bytes
        A kept file that does not match its seal is made anew; where nothing can be kept, nothing is.
    """
    file = cache_directory() / name
    with contextlib.suppress(OSError):
        stored = file.read_bytes()
        content, seal = stored[:-_SEAL_LENGTH], stored[-_SEAL_LENGTH:]
        if content and seal == hashlib.sha256(content).digest():
            return content
    content = make()
    with contextlib.suppress(OSError):
        replace_together({file: content + hashlib.sha256(content).digest()})
    return content


def cache_directory() -> Path:
    """Folder in which this user's programs keep what they can make again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "kienan-analysis"
