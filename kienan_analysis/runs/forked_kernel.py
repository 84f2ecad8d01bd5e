"""What a forked kernel looks like: a process that is no child of ours, as Jupyter expects a child to be."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import weakref
from typing import TYPE_CHECKING

from kienan_analysis.runs.warm_process import ENDED, STANDS

if TYPE_CHECKING:
    import socket

# A first kernel waits for the imports where it is told to; a minute is far beyond what they take on a loaded machine.
SECONDS_TO_START = 60


class WarmProcessError(Exception):
    """No kernel can be forked."""


class ForkedKernel:
    """A forked kernel's process, as :class:`subprocess.Popen` shows one; it is no child of ours.

    Attributes
    ----------
    pid : int
    returncode : int or None
        Negative for the signal that ended it; None while it runs.
    is_orphan : bool
        Whether it ended because the process that forked it did.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._connection.settimeout(SECONDS_TO_START)
        self.returncode: int | None = None
        self.is_orphan = False
        kind, number = self._read()
        if kind != STANDS:
            connection.close()
            raise WarmProcessError(os.strerror(number) if number else "the process that forks kernels is gone")
        self.pid = number
        _ours.add(self)

    def _read(self) -> tuple[str, int]:
        """Read a line: what it says, and a number; nothing and 0 where the other side is gone."""
        text = b""
        with contextlib.suppress(OSError):
            while not text.endswith(b"\n"):
                part = self._connection.recv(1)
                if not part:
                    return "", 0
                text += part
        return (text[:1].decode(), int(text[1:])) if text.endswith(b"\n") else ("", 0)

    def _is_told(self, seconds: float | None) -> bool:
        asked = select.poll()  # not select.select, which knows the first 1,024 descriptors only
        asked.register(self._connection, select.POLLIN)
        return bool(asked.poll(None if seconds is None else seconds * 1000))

    def poll(self) -> int | None:
        """Give the exit code, None while it runs; a kernel whose parent is gone counts as killed."""
        if self.returncode is None and self._is_told(0):
            kind, number = self._read()
            self.is_orphan = kind != ENDED
            self.returncode = -signal.SIGKILL if self.is_orphan else number
            self._connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        if self.returncode is None and not self._is_told(timeout):
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send a signal to it and what it started, by its parent: no other process can have its id meanwhile."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                self._connection.sendall(bytes([number]))

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def forget(self) -> None:
        """Take it for another process's, as Popen does with one that is no child."""
        self._connection.close()
        self.returncode = 0 if self.returncode is None else self.returncode


_ours: weakref.WeakSet[ForkedKernel] = weakref.WeakSet()


def forget_all() -> None:
    """Take every kernel for another process's, in one just forked."""
    for kernel in list(_ours):
        kernel.forget()
    _ours.clear()
