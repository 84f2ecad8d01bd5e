"""Kernels forked from a process that has imported what they need: that process, and what one of them looks like.

The other side is :mod:`kienan_analysis.runs.warm_process`. Nothing here waits for it while others wait for this, and
a process that is forked from this one begins anew: what its parent has started is not its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import weakref
from dataclasses import asdict
from typing import TYPE_CHECKING

from kienan_analysis.quick_start import grammars_are_left_out
from kienan_analysis.runs.birth import state_at_birth
from kienan_analysis.runs.warm_process import ENDED, STANDS, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# macOS has fork, but libraries of the system's that numpy uses do not bear it.
CAN_FORK = sys.platform == "linux"
# A first kernel waits for the imports where it is told to; a minute is far beyond what they take on a loaded machine.
SECONDS_TO_START = 60
# A process that reads no requests does not hold up who writes them.
_SECONDS_TO_ASK = 5
# Each holds some 100 MiB of its own.
_MOST_WARM = 4


class WarmProcessError(Exception):
    """No kernel can be forked."""


class ForkedKernel:
    """A forked kernel's process, as :class:`subprocess.Popen` shows one; it is no child of ours.

    Attributes
    ----------
    pid : int
    returncode : int or None
        Negative for the signal that ended it; None while it runs.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._connection.settimeout(SECONDS_TO_START)
        self.returncode: int | None = None
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
            self.returncode = number if kind == ENDED else -signal.SIGKILL
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


class WarmProcess:
    """A process that has imported some modules, and perhaps read a data package, from which kernels are forked.

    Parameters
    ----------
    modules : sequence of str
        Beside ipykernel.
    data : str
        A data package to read ahead; empty for none.
    environment : mapping of str to str
        What it is started with. Each kernel has its own in its place, but for what counts at a start only.
    """

    def __init__(self, modules: Sequence[str], data: str, environment: Mapping[str, str]) -> None:
        ours, theirs = socket.socketpair()
        start = "from kienan_analysis.quick_start import leave_out_grammars; leave_out_grammars(); "
        code = (
            f"import sys; {start if grammars_are_left_out() else ''}"
            "from kienan_analysis.runs.warm_process import main; main(sys.argv[1:])"
        )
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our module
                [sys.executable, "-c", code, str(theirs.fileno()), data, *modules],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(environment),
                start_new_session=True,
            )
        self._control = ours
        self._control.settimeout(_SECONDS_TO_ASK)
        self._ready = False
        self._looking = threading.Lock()
        # Whoever forgets this object, or ends, closes the socket, and with it the process and its kernels.
        self._finalizer = weakref.finalize(self, _close, ours, self._process)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Tell whether it can still be asked."""
        return self._process.poll() is None

    @property
    def was_ready(self) -> bool:
        """Whether it has ever come as far as to be asked."""
        return self._ready

    def is_ready(self, seconds: float) -> bool:
        """Wait for its imports; tell whether they are done.

        Raises
        ------
        WarmProcessError
            Where it has ended instead.
        """
        with self._looking:
            if not self._ready:
                asked = select.poll()
                asked.register(self._control, select.POLLIN)
                if asked.poll(seconds * 1000):
                    with contextlib.suppress(OSError):
                        self._ready = bool(self._control.recv(1))
                    if not self._ready:
                        raise WarmProcessError("the process that forks kernels has ended while it imported")
            return self._ready

    def fork(self, request: Request, folder: int, streams: Sequence[int]) -> ForkedKernel:
        """Fork a kernel.

        Parameters
        ----------
        request : Request
        folder : int
            A descriptor of where it runs.
        streams : sequence of int
            Two descriptors, for what the process itself prints.

        Raises
        ------
        WarmProcessError
            Where the process is gone, or ends before the kernel is there.
        """
        try:
            ours, theirs = socket.socketpair()
            try:
                # A file in memory, not the socket: however large it is, nobody waits until it is read.
                with theirs, open(os.memfd_create("kernel"), "wb") as file:  # noqa: PTH123 - a descriptor
                    file.write(json.dumps(asdict(request)).encode())
                    file.flush()
                    socket.send_fds(self._control, [b"k"], [theirs.fileno(), file.fileno(), folder, *streams])
            except OSError:
                ours.close()
                raise
        except OSError as error:
            raise WarmProcessError(str(error)) from error
        return ForkedKernel(ours)

    def close(self) -> None:
        """End it and its kernels."""
        self._finalizer()

    def end_at_once(self) -> None:
        """End it and its kernels, also while it still imports."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._finalizer()

    def forget(self) -> None:
        """Leave it to the process that has started it."""
        self._finalizer.detach()
        self._control.close()
        self._process.returncode = 0  # no child of this one: nothing to wait for


def _close(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    control.close()
    try:
        process.wait(_SECONDS_TO_ASK)
    except subprocess.TimeoutExpired:  # it is still importing
        process.kill()
        process.wait()


_warm: dict[tuple[object, ...], WarmProcess] = {}
_warm_lock = threading.Lock()
_ours: weakref.WeakSet[ForkedKernel] = weakref.WeakSet()


def warm_process(modules: Sequence[str], data: str, environment: Mapping[str, str]) -> WarmProcess:
    """Give this process's warm process for some modules, data and state at birth; start it where there is none.

    Raises
    ------
    WarmProcessError
        Where it has ended before it was ready, there are too many others, or the system starts none.
    """
    key = (*modules, data, state_at_birth(environment))
    with _warm_lock:
        found = _warm.get(key)
        if found is not None and not found.is_alive():
            if not found.was_ready:  # What failed once fails again, and each kernel would wait for it.
                raise WarmProcessError("the process that forks kernels could not import what it was to")
            _warm.pop(key).close()
            found = None
        if found is None:
            if len(_warm) >= _MOST_WARM:
                raise WarmProcessError(f"there are {_MOST_WARM} processes that fork kernels")
            try:
                found = _warm[key] = WarmProcess(modules, data, environment)
            except OSError as error:
                raise WarmProcessError(str(error)) from error
        return found


def close_warm_processes() -> None:
    """End every warm process of this one, with its kernels."""
    with _warm_lock:
        while _warm:
            _warm.popitem()[1].close()


def _begin_anew() -> None:
    """Know nothing, in a process just forked, of what its parent has started; hold no end open that the parent has."""
    global _warm_lock  # noqa: PLW0603 - another thread may have held it
    _warm_lock = threading.Lock()
    for kernel in list(_ours):
        kernel.forget()
    _ours.clear()
    while _warm:
        _warm.popitem()[1].forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
