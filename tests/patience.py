"""Waiting for what a test expects: for the event itself, and on a busy machine as long as it takes."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# Seconds after which a thing counts as never happening. Nobody waits so long unless a test fails, so it is no measure
# of speed, and can be far more than a machine ever needs that does ten other things.
PATIENCE: Final = 300

_DEFAULT_INTERRUPT = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


def wait_until(happens: Callable[[], object]) -> None:
    """Wait for something that is about to happen."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def interruptible(*arguments: str) -> list[str]:
    """Give a command that runs Python with some arguments and can be stopped by SIGINT whatever this process ignores.

    A process that is started with SIGINT ignored, as by ``nohup`` or in the background of a script, hands that on to
    all that it starts. The process id is that of the program itself: the one before it becomes it.
    """
    return [sys.executable, "-c", _DEFAULT_INTERRUPT, sys.executable, *arguments]
