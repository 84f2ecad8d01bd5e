"""A Jupyter kernel provisioner: kernels forked from a process that has imported what they need, within a memory limit.

Registered as the entry point ``kienan``. A kernel's specification asks for it so; all of ``config`` may be left out::

    "metadata": {"kernel_provisioner": {"provisioner_name": "kienan",
                                        "config": {"modules": ["pandas", "altair"], "memory_limit": 4096}}}

The kernel is ipykernel as it is, in a clean state of its own. Where the system cannot fork safely, or the command is
another than ``python -m ipykernel_launcher``, it is started in the ordinary way.
"""

from __future__ import annotations

import asyncio
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
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Bool, Int, List, Unicode

from kienan_analysis.quick_start import grammars_are_left_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# macOS has fork, but libraries of the system's that numpy uses do not bear it.
CAN_FORK = sys.platform == "linux"
_MIB = 1 << 20
_LAUNCHER = ["-m", "ipykernel_launcher"]
# A first kernel waits for the imports; a minute is far beyond what they take on a loaded machine.
_SECONDS_TO_START = 60
_LOOKS, _SECONDS_BETWEEN_LOOKS = 50, 0.002


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
        self._connection.settimeout(_SECONDS_TO_START)
        self.returncode: int | None = None
        number = self._read()
        if number is None:
            connection.close()
            raise WarmProcessError("the process that forks kernels is gone")
        self.pid = number

    def _read(self) -> int | None:
        text = b""
        with contextlib.suppress(OSError):
            while not text.endswith(b"\n"):
                part = self._connection.recv(1)
                if not part:
                    break
                text += part
        return int(text) if text else None

    def poll(self) -> int | None:
        """Give the exit code, None while it runs; a kernel whose parent is gone counts as killed."""
        if self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            code = self._read()
            self.returncode = -signal.SIGKILL if code is None else code
            self._connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        if self.returncode is None and not select.select([self._connection], [], [], timeout)[0]:
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


class WarmProcess:
    """A process that has imported some modules, and perhaps read a data package, from which kernels are forked.

    Parameters
    ----------
    modules : sequence of str
    data : str
        A data package to read ahead; empty for none.
    environment : mapping of str to str
        What it is started with. Each kernel has its own in its place, but for what Python itself reads at its start.
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
        # Whoever forgets this object, or ends, closes the socket, and with it the process and its kernels.
        self._finalizer = weakref.finalize(self, _close, ours, self._process)
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Tell whether it can still be asked."""
        return self._process.poll() is None

    def fork(
        self, arguments: Sequence[str], environment: Mapping[str, str], folder: str, streams: Sequence[int]
    ) -> ForkedKernel:
        """Fork a kernel.

        Raises
        ------
        WarmProcessError
            Where the process is gone, or ends before the kernel is there.
        """
        ours, theirs = socket.socketpair()
        request = {"arguments": list(arguments), "environment": dict(environment), "folder": folder}
        try:
            with theirs, self._lock:
                socket.send_fds(ours, [json.dumps(request).encode() + b"\n"], list(streams))
                socket.send_fds(self._control, [b"k"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise WarmProcessError(str(error)) from error
        return ForkedKernel(ours)

    def close(self) -> None:
        """End it and its kernels."""
        self._finalizer()


def _close(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    control.close()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:  # it is still importing
        process.kill()
        process.wait()


_warm: dict[tuple[object, ...], WarmProcess] = {}
_warm_lock = threading.Lock()


def warm_process(modules: Sequence[str], data: str, environment: Mapping[str, str]) -> WarmProcess:
    """Give this process's warm process for some modules, data and Python settings; start it where there is none."""
    settings = sorted((name, value) for name, value in environment.items() if name.startswith("PYTHON"))
    key = (*modules, data, *settings)
    with _warm_lock:
        found = _warm.get(key)
        if found is None or not found.is_alive():
            if found is not None:
                found.close()
            found = _warm[key] = WarmProcess(modules, data, environment)
        return found


def close_warm_processes() -> None:
    """End every warm process of this one, with its kernels."""
    with _warm_lock:
        while _warm:
            _warm.popitem()[1].close()


class KienanProvisioner(LocalProvisioner):
    """Starts ipykernel by forking, and holds it to a memory limit.

    Attributes
    ----------
    fork : bool
        False for an ordinary kernel.
    modules : list of str
        What is imported before.
    data : str
        A data package that is read before.
    memory_limit : int
        MiB of data that the kernel may hold; 0 for no limit. Only Linux keeps it.
    exit_code : int or None
        How the kernel ended; negative for a signal, None while it runs.
    """

    fork = Bool(default_value=True)
    modules = List(Unicode())
    data = Unicode()
    memory_limit = Int()

    _started: Any = None

    @property
    def exit_code(self) -> int | None:
        """How the kernel's process ended."""
        return self._started.poll() if self._started is not None else None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401 - as Jupyter has it
        """Start the kernel."""
        forked = None
        if self.fork and CAN_FORK and cmd[0] == sys.executable and cmd[1:3] == _LAUNCHER:
            # Where forking fails the ordinary way is there.
            with contextlib.suppress(WarmProcessError):
                forked = await asyncio.to_thread(self._fork, cmd[3:], kwargs)
        if forked is None:
            await super().launch_kernel(cmd, **kwargs)
        else:
            self.process: Any = forked
            self.pid, self.pgid = forked.pid, None
            self.cwd = kwargs.get("cwd")
        self._started = self.process
        self._limit_memory()
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as Jupyter has it
        """End the kernel; it is gone in a few milliseconds, where Jupyter looks again after a tenth of a second."""
        await super().kill(restart=restart)
        for _ in range(_LOOKS):
            if await self.poll() is not None:
                break
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)

    def _fork(self, arguments: list[str], options: dict[str, Any]) -> ForkedKernel:
        environment = {**(options.get("env") or os.environ)}
        warm = warm_process(self.modules, self.data, environment)
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
            streams = [_descriptor(options.get(name), name, nowhere.fileno()) for name in ("stdout", "stderr")]
            return warm.fork(arguments, environment, str(options.get("cwd") or ""), streams)

    def _limit_memory(self) -> None:
        """Hold the kernel to its limit from outside, before it runs a cell: the same for both ways of starting it."""
        if self.memory_limit and self.pid and sys.platform == "linux":
            import resource

            size = self.memory_limit * _MIB
            with contextlib.suppress(OSError):  # it has ended already
                # Data, not addresses: libraries reserve far more of those than they ever use.
                resource.prlimit(self.pid, resource.RLIMIT_DATA, (size, size))


def _descriptor(stream: Any, name: str, nowhere: int) -> int:  # noqa: ANN401 - whatever Popen takes
    """Give the file descriptor that is meant by what Popen would be given; a pipe that nobody reads is none."""
    if stream is None:
        return {"stdout": 1, "stderr": 2}[name]
    if isinstance(stream, int):
        return stream if stream >= 0 else nowhere
    descriptor: int = stream.fileno()
    return descriptor
