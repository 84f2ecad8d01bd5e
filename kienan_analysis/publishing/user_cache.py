"""What takes long to make and is always the same, kept in the user's cache."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import replace_together
from kienan_analysis.quick_start import cache_directory

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
