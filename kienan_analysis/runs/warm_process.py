"""A process that has imported what kernels need, and forks one from itself for each that is asked for.

``python -m kienan_analysis.runs.warm_process SOCKET DATA MODULE ...``: started by
:mod:`kienan_analysis.runs.forking`, which speaks with it. It runs no notebook itself and starts no thread: every kernel
begins from the same clean state. One byte on the socket says that the imports are done. A request is one byte too, with
five descriptors: a connection for this kernel alone, a file that says what it is started with, the folder where it
runs, and its two streams. Lines go out by the connection: ``p`` and the process id once it stands, ``e`` and the
system's number where it cannot, at last ``x`` and the exit code; what comes in is one byte for each signal to send. Who
closes a connection ends the kernel; who closes the socket ends all of them and this process.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import importlib.util
import json
import os
import random
import selectors
import signal
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# The connection, the file, the folder, standard output, standard error.
DESCRIPTORS = 5
READY, STANDS, FAILED, ENDED = b"r", "p", "e", "x"


@dataclass(frozen=True)
class Request:
    """What a kernel is started with.

    Attributes
    ----------
    arguments : list of str
        For ipykernel: what follows its module on the command line.
    environment : dict of str to str
        The whole of it.
    umask : int
        Which rights the files that it makes do not get.
    """

    arguments: list[str]
    environment: dict[str, str]
    umask: int


class _Forking:
    """The loop that waits for requests, signals and ends."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._kernels: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        # The end of a child interrupts nothing in Python: it writes a byte here, and the loop wakes.
        self._woken, self._waking = os.pipe()
        os.set_blocking(self._waking, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waking, warn_on_full_buffer=False)
        self._selector.register(self._woken, selectors.EVENT_READ)

    def until_asked(self) -> list[int] | None:
        """Serve; return the descriptors of a request in the process that is to become its kernel.

        None when nobody asks any more.
        """
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    text, descriptors, _, _ = socket.recv_fds(self._control, 1, DESCRIPTORS)
                    if not text:
                        self._end_all()
                        return None
                    if self._is_fork(descriptors):
                        return descriptors
                elif key.fileobj == self._woken:
                    os.read(self._woken, 1024)
                    self._reap()
                elif key.data in self._kernels:
                    self._signal(key.data)

    def _is_fork(self, descriptors: list[int]) -> bool:
        """Fork; tell whether this is the new process. It reads its own request: nobody else waits for it."""
        if len(descriptors) == DESCRIPTORS:
            connection = socket.socket(fileno=os.dup(descriptors[0]))
            try:
                process = os.fork()
            except OSError as error:
                self._tell(connection, f"{FAILED}{error.errno}")
                connection.close()
            else:
                if process == 0:
                    connection.close()
                    self._let_go()
                    return True
                self._kernels[process] = connection
                self._selector.register(connection, selectors.EVENT_READ, process)
        for descriptor in descriptors:
            os.close(descriptor)
        return False

    def _let_go(self) -> None:
        """Keep nothing of the parent's in the child: an open end would hide that the other is closed."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._selector.close()
        for one in (self._control, *self._kernels.values()):
            one.close()
        os.close(self._woken)
        os.close(self._waking)

    def _signal(self, process: int) -> None:
        """Pass on what its owner asks for; an owner that is gone wants it ended."""
        try:
            wanted = self._kernels[process].recv(1024)
        except OSError:
            wanted = b""
        for number in wanted or [signal.SIGKILL]:
            _send(process, number)
        if not wanted:
            self._selector.unregister(self._kernels[process])

    def _reap(self) -> None:
        for process in list(self._kernels):
            found, status = os.waitpid(process, os.WNOHANG)
            if found:
                connection = self._kernels.pop(process)
                with contextlib.suppress(KeyError):
                    self._selector.unregister(connection)
                self._tell(connection, f"{ENDED}{os.waitstatus_to_exitcode(status)}")
                connection.close()

    def _tell(self, connection: socket.socket, line: str) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(f"{line}\n".encode())

    def _end_all(self) -> None:
        for process in self._kernels:
            _send(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _send(process: int, number: int) -> None:
    """Signal a kernel that was not reaped yet, and what it started; it may not lead a group of its own yet."""
    try:
        os.killpg(process, number)
    except ProcessLookupError:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


def _become_kernel(descriptors: Sequence[int], parent: int) -> None:
    """Be what ``python -m ipykernel_launcher`` would be, but for the imports, which are done.

    It ends with the process that forked it, `parent`: asked only now, that may be gone already, and init in its place.
    """
    connection, file, folder, *streams = descriptors
    with socket.socket(fileno=connection) as owner:
        try:
            os.setsid()
            request = _read(file)
            os.fchdir(folder)
            os.umask(request.umask)
            for target, stream in enumerate(streams, start=1):
                os.dup2(stream, target)
            for descriptor in (folder, *streams):
                os.close(descriptor)
            os.environ.clear()
            os.environ.update(request.environment, JPY_PARENT_PID=str(parent))
        except (OSError, ValueError, TypeError) as error:
            owner.sendall(f"{FAILED}{getattr(error, 'errno', None) or errno.EINVAL}\n".encode())
            os._exit(1)
        owner.sendall(f"{STANDS}{os.getpid()}\n".encode())
    time.tzset()
    tempfile.tempdir = None
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *request.arguments]

    from ipykernel.kernelapp import IPKernelApp

    if os.getppid() != parent:
        os._exit(1)
    IPKernelApp.launch_instance(request.arguments, parent_handle=parent)


def _read(file: int) -> Request:
    with open(file, "rb") as text:
        text.seek(0)
        return Request(**json.load(text))


def main(arguments: Sequence[str]) -> None:
    """Import, then fork kernels until the socket is closed."""
    descriptor, data, *modules = arguments
    control = socket.socket(fileno=int(descriptor))
    # As ipykernel's own launcher does: a notebook's folder comes to this path later.
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - the text is compared
        del sys.path[0]
    gc.disable()  # while all that comes stays: a tenth of the time
    for module in ("ipykernel.kernelapp", *modules):
        importlib.import_module(module)
    if data:
        from kienan_analysis.dataset import load_ahead

        load_ahead(data)
    gc.enable()  # a kernel has the collector that any has
    if (
        threading.active_count() > 1
    ):  # A thread is not forked with the process that it is in: each kernel would lack it.
        return
    # What is there by now stays: collecting it in a child would copy its memory for nothing.
    gc.collect()
    gc.freeze()
    try:
        control.sendall(READY)
    except OSError:  # Nobody waits any more.
        return
    this = os.getpid()
    descriptors = _Forking(control).until_asked()
    if descriptors is not None:
        _become_kernel(descriptors, this)


if __name__ == "__main__":
    main(sys.argv[1:])
