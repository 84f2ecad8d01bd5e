"""A process that has imported what kernels need, and forks one from itself for each that is asked for.

``python -m kienan_analysis.runs.warm_process SOCKET DATA MODULE ...``: started by
:mod:`kienan_analysis.runs.kernel_provisioner`, which speaks with it. It runs no notebook itself and starts no thread:
every kernel begins from the same clean state. Each kernel has a connection of its own: the request and the kernel's
streams come in by it, then one byte for each signal to send; the process id and, at last, the exit code go out. Who
closes a connection ends the kernel; who closes the socket ends all of them and this process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import random
import selectors
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_REQUEST = 1 << 20
STREAMS = 2


@dataclass(frozen=True)
class Request:
    """What a kernel is started with.

    Attributes
    ----------
    arguments : list of str
        For ipykernel: what follows its module on the command line.
    environment : dict of str to str
        The whole of it.
    folder : str
        Where it runs.
    streams : list of int
        File descriptors for what the process itself prints.
    """

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    streams: list[int]


class _Forking:
    """The loop that waits for requests, signals and ends."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._kernels: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        # The end of a child interrupts nothing in Python: it writes a byte here, and the loop wakes.
        self._woken, waking = os.pipe()
        os.set_blocking(waking, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waking, warn_on_full_buffer=False)
        self._selector.register(self._woken, selectors.EVENT_READ)

    def until_asked(self) -> Request | None:
        """Serve; return a request in the process that is to become its kernel, None when nobody asks any more."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    found = socket.recv_fds(self._control, 1, 1)
                    if not found[0]:
                        self._end_all()
                        return None
                    request = self._fork(socket.socket(fileno=found[1][0]))
                    if request is not None:
                        return request
                elif key.fileobj == self._woken:
                    os.read(self._woken, 1024)
                    self._reap()
                elif key.data in self._kernels:
                    self._signal(key.data)

    def _fork(self, connection: socket.socket) -> Request | None:
        request = _read_request(connection)
        if request is None:
            connection.close()
            return None
        process = os.fork()
        if process == 0:
            self._let_go()
            connection.close()
            return request
        for stream in request.streams:
            os.close(stream)
        self._kernels[process] = connection
        self._selector.register(connection, selectors.EVENT_READ, process)
        self._tell(connection, process)
        return None

    def _let_go(self) -> None:
        """Keep nothing of the parent's in the child: an open end would hide that the other is closed."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for key in list(self._selector.get_map().values()):
            if key.fileobj == self._woken:
                os.close(self._woken)
            elif isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._selector.close()

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
                self._tell(connection, os.waitstatus_to_exitcode(status))
                connection.close()

    def _tell(self, connection: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(f"{number}\n".encode())

    def _end_all(self) -> None:
        for process in self._kernels:
            _send(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _read_request(connection: socket.socket) -> Request | None:
    text, streams = b"", []
    while not text.endswith(b"\n") and len(text) < LONGEST_REQUEST:
        part, descriptors, _, _ = socket.recv_fds(connection, 65536, STREAMS)
        streams += descriptors
        if not part:
            return None
        text += part
    return Request(**json.loads(text), streams=streams)


def _send(process: int, number: int) -> None:
    """Signal a kernel that was not reaped yet, and what it started; it may not lead a group of its own yet."""
    try:
        os.killpg(process, number)
    except ProcessLookupError:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


def _become_kernel(request: Request) -> None:
    """Be what ``python -m ipykernel_launcher`` would be, but for the imports, which are done."""
    os.setsid()
    for target, stream in enumerate(request.streams, start=1):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request.environment, JPY_PARENT_PID=str(os.getppid()))
    os.chdir(request.folder or ".")
    time.tzset()
    tempfile.tempdir = None
    random.seed()
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *request.arguments]

    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(request.arguments, parent_handle=os.getppid())


def main(arguments: Sequence[str]) -> None:
    """Import, then fork kernels until the socket is closed."""
    descriptor, data, *modules = arguments
    control = socket.socket(fileno=int(descriptor))
    # As ipykernel's own launcher does: a notebook's folder comes to this path later.
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - the text is compared
        del sys.path[0]
    for module in modules:
        importlib.import_module(module)
    if data:
        from kienan_analysis.dataset import load_ahead

        load_ahead(data)
    # What is there by now stays: collecting it in a child would copy its memory for nothing.
    gc.collect()
    gc.freeze()
    request = _Forking(control).until_asked()
    if request is not None:
        _become_kernel(request)


if __name__ == "__main__":
    main(sys.argv[1:])
