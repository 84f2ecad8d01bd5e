"""What a kernel is started with; and its imports begun before anything else of one review is.

A single review waits longest for its kernel's imports. A command that will surely make one begins them at once, in the
process that its kernel is then forked from, while it reads the data and its own libraries. Nothing heavy is imported
here.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from kienan_analysis.quick_start import with_compiled_code
from kienan_analysis.runs.forking import (
    CAN_FORK,
    WarmProcess,
    WarmProcessError,
    digest_of,
    end_warm_process,
    warm_process,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What the annual review's cells import.
IMPORTED: Final = (
    "kienan_analysis.sections.report",
    "kienan_analysis.dataset",
    "altair",
    "kienan_analysis.runs.ahead",
)


def kernel_environment(data: str, scratch: str) -> dict[str, str]:
    """Give a kernel's environment: a fixed hash seed and no start-up files: the same input, the same bytes."""
    own = {"PYTHONHASHSEED": "0", "IPYTHONDIR": scratch, "KIENAN_DATA": data, "KIENAN_IMAGES": "later"}
    return {**with_compiled_code(os.environ), **own}


_begun: list[WarmProcess] = []


@contextlib.contextmanager
def imports_begun(*, wanted: bool) -> Iterator[None]:
    """Have a kernel's imports under way as long as this lasts, where it is wanted and the system can fork.

    It only saves time: where it fails, the kernel is an ordinary one.
    """
    if wanted and CAN_FORK:
        with contextlib.suppress(WarmProcessError):
            _begun.append(warm_process(IMPORTED, "", kernel_environment("", "")))
    try:
        yield
    finally:
        while _begun:
            _begun.pop().end_at_once()


def are_begun() -> bool:
    """Tell whether a kernel can be forked from a process that has begun its imports."""
    return bool(_begun)


@contextlib.contextmanager
def shared_imports(data: str) -> Iterator[Callable[[], tuple[int, str] | None]]:
    """Start one process that all workers of a batch fork their kernels from: its imports and its data are there once.

    Yields
    ------
    callable
        Gives what a worker is to be lent, None where there is nothing: it then forks from a process of its own.
    """
    environment = kernel_environment(data, "")
    shared = None
    if CAN_FORK:
        with contextlib.suppress(WarmProcessError):
            shared = warm_process(IMPORTED, data, environment)
    name = digest_of(IMPORTED, data, environment) if shared else ""
    try:
        yield lambda: (shared.descriptor, name) if shared and shared.is_alive() else None
    finally:
        if shared:
            end_warm_process(shared)
