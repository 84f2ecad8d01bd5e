"""Processes that have imported what kernels need: started, asked for kernels, lent to others, ended.

The other side is :mod:`kienan_analysis.runs.warm_process`. Nothing here waits for it while others wait for this, and
a process that is forked from this one begins anew: what its parent has started is not its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import select
import socket
import subprocess
import sys
import threading
import weakref
from dataclasses import asdict
from typing import TYPE_CHECKING

from kienan_analysis.quick_start import grammars_are_left_out
from kienan_analysis.runs.birth import state_at_birth
from kienan_analysis.runs.forked_kernel import SECONDS_TO_START, ForkedKernel, WarmProcessError, forget_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.runs.warm_process import Request

__all__ = [
    "CAN_FORK",
    "SECONDS_TO_START",
    "ForkedKernel",
    "LentProcess",
    "WarmProcess",
    "WarmProcessError",
    "borrow",
    "close_warm_processes",
    "digest_of",
    "end_warm_process",
    "warm_process",
]

# macOS has fork, but libraries of the system's that numpy uses do not bear it.
CAN_FORK = sys.platform == "linux"
# A process that reads no requests does not hold up who writes them.
_SECONDS_TO_ASK = 5
# Each holds some 100 MiB of its own.
_MOST_WARM = 4


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
    def descriptor(self) -> int:
        """Where it is asked: what a process that is lent it inherits. It then ends with the last that holds it."""
        return self._control.fileno()

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


class LentProcess(WarmProcess):
    """Another process's warm process, asked by the same socket: a request is one message, so none are mixed.

    Parameters
    ----------
    descriptor : int
        :attr:`WarmProcess.descriptor`, inherited.
    """

    def __init__(self, descriptor: int) -> None:
        os.set_inheritable(descriptor, False)  # noqa: FBT003 - as the system has it
        self._control = socket.socket(fileno=descriptor)
        self._control.settimeout(_SECONDS_TO_ASK)
        self._finalizer = weakref.finalize(self, _close, self._control, None)

    def is_alive(self) -> bool:
        """Tell whether it can still be asked."""
        asked = select.poll()
        asked.register(self._control, 0)  # Whether the other side is closed is told unasked.
        return not asked.poll(0)

    @property
    def was_ready(self) -> bool:
        """Taken for granted: where it is gone, one of our own may be tried."""
        return True

    def is_ready(self, seconds: float) -> bool:  # noqa: ARG002 - as the class above has it
        """Tell that it can be asked: a kernel stands as soon as the imports are done.

        Raises
        ------
        WarmProcessError
            Where it has ended.
        """
        if not self.is_alive():
            raise WarmProcessError("the process that forks kernels has ended")
        return True

    def end_at_once(self) -> None:
        """Leave it to whoever else holds it."""
        self._finalizer()

    def forget(self) -> None:
        """Leave it to the process that was lent it."""
        self._finalizer()


def _close(control: socket.socket, process: subprocess.Popen[bytes] | None) -> None:
    control.close()
    if process is None:
        return
    try:
        process.wait(_SECONDS_TO_ASK)
    except subprocess.TimeoutExpired:  # it is still importing
        process.kill()
        process.wait()


_warm: dict[tuple[object, ...], WarmProcess] = {}
_warm_lock = threading.Lock()
_lent: dict[str, LentProcess] = {}


def borrow(descriptor: int, for_what: str) -> None:
    """Take another process's warm process where one like it is asked for.

    Parameters
    ----------
    descriptor : int
        Of its socket, inherited.
    for_what : str
        What :func:`digest_of` gave there. Where it is not what is asked for here, this process starts its own.
    """
    _lent[for_what] = LentProcess(descriptor)


def digest_of(modules: Sequence[str], data: str, environment: Mapping[str, str]) -> str:
    """Name what a warm process is for: modules, data and state at birth."""
    return hashlib.sha256(repr(_key(modules, data, environment)).encode()).hexdigest()


def _key(modules: Sequence[str], data: str, environment: Mapping[str, str]) -> tuple[object, ...]:
    return (*modules, data, state_at_birth(environment))


def warm_process(modules: Sequence[str], data: str, environment: Mapping[str, str]) -> WarmProcess:
    """Give this process's warm process for some modules, data and state at birth; start it where there is none.

    Raises
    ------
    WarmProcessError
        Where it has ended before it was ready, there are too many others, or the system starts none.
    """
    key = _key(modules, data, environment)
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
            lent = _lent.pop(digest_of(modules, data, environment), None) if _lent else None
            if lent is not None and lent.is_alive():
                _warm[key] = lent
                return lent
            try:
                found = _warm[key] = WarmProcess(modules, data, environment)
            except OSError as error:
                raise WarmProcessError(str(error)) from error
        return found


def end_warm_process(process: WarmProcess) -> None:
    """End one of this process's warm processes, also while it still imports, and forget it."""
    with _warm_lock:
        for key in [key for key, known in _warm.items() if known is process]:
            del _warm[key]
    process.end_at_once()


def close_warm_processes() -> None:
    """End every warm process of this one, with its kernels."""
    with _warm_lock:
        while _warm:
            _warm.popitem()[1].close()


def _begin_anew() -> None:
    """Know nothing, in a process just forked, of what its parent has started; hold no end open that the parent has."""
    global _warm_lock  # noqa: PLW0603 - another thread may have held it
    _warm_lock = threading.Lock()
    forget_all()
    while _warm:
        _warm.popitem()[1].forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
