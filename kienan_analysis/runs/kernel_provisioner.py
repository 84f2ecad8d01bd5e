"""A Jupyter kernel provisioner: kernels forked from a process that has imported what they need, within a memory limit.

Registered as the entry point ``kienan``. A kernel's specification asks for it so; all of ``config`` may be left out::

    "env": {"PYTHONHASHSEED": "0"},
    "metadata": {"kernel_provisioner": {"provisioner_name": "kienan",
                                        "config": {"modules": ["pandas", "altair"], "memory_limit": 4096}}}

The kernel is ipykernel as it is, in a clean state of its own: with the client's folder, umask and streams. What a fork
cannot be given starts in the ordinary way instead: another command than ``python -m ipykernel_launcher``, a hash seed
drawn for each process (none was named), a kernel that is to outlive its client, an input or outputs through pipes, a
system that cannot fork safely. Locale, thread limits, resource limits and the like belong to a process from its start:
each combination has a process of its own to fork from, and as long as that one imports, kernels are ordinary ones.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Bool, Int, List, Unicode

from kienan_analysis.runs.birth import LAUNCHER, can_be_forked, umask
from kienan_analysis.runs.forking import (
    CAN_FORK,
    SECONDS_TO_START,
    ForkedKernel,
    WarmProcessError,
    close_warm_processes,
    warm_process,
)
from kienan_analysis.runs.memory_watch import MemoryWatch
from kienan_analysis.runs.warm_process import Request

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CAN_FORK", "KienanProvisioner", "close_warm_processes", "warm_process"]

_MIB = 1 << 20
Result = TypeVar("Result")
_LOOKS, _SECONDS_BETWEEN_LOOKS = 50, 0.002


class KienanProvisioner(LocalProvisioner):
    """Starts ipykernel by forking, and holds it to a memory limit.

    Attributes
    ----------
    fork : bool
        False for an ordinary kernel.
    wait_for_imports : bool
        Wait until the modules are imported, and fork the first kernel too. Else a kernel is an ordinary one as long as
        they are not.
    modules : list of str
        What is imported before.
    data : str
        A data package that is read before.
    memory_limit : int
        MiB that the kernel may hold, with what it shares and what its children hold; 0 for no limit. Only Linux keeps
        it.
    exit_code : int or None
        How the kernel ended; negative for a signal, None while it runs.
    """

    fork = Bool(default_value=True)
    wait_for_imports = Bool(default_value=False)
    modules = List(Unicode())
    data = Unicode()
    memory_limit = Int()

    _started: Any = None
    _watch: MemoryWatch | None = None

    @property
    def exit_code(self) -> int | None:
        """How the kernel's process ended."""
        return self._started.poll() if self._started is not None else None

    @property
    def has_held_too_much(self) -> bool:
        """Whether the kernel was ended because it, with its children, held more memory than it may."""
        return self._watch is not None and self._watch.has_ended_it

    @property
    def has_lost_its_parent(self) -> bool:
        """Whether the kernel ended because the process that it was forked from did: no fault of its own."""
        return self.exit_code is not None and getattr(self._started, "is_orphan", False)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401 - as Jupyter has it
        """Start the kernel."""
        forked = None
        if self.fork and CAN_FORK and can_be_forked(cmd, kwargs):
            # Where forking fails the ordinary way is there.
            with contextlib.suppress(WarmProcessError, OSError):
                forked = await self._forked(cmd[1 + len(LAUNCHER) :], kwargs)
        if forked is None:
            await super().launch_kernel(cmd, **kwargs)
        else:
            self.process: Any = forked
            self.pid = self.pgid = forked.pid  # It leads a session of its own.
            self.cwd = kwargs.get("cwd", Path.cwd())
        self._started = self.process
        self._limit_memory()
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and what it started; a forked one is signalled by its parent, which knows it."""
        if isinstance(self.process, ForkedKernel):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as Jupyter has it
        """End the kernel; it is gone in a few milliseconds, where Jupyter looks again after a tenth of a second."""
        await super().kill(restart=restart)
        for _ in range(_LOOKS):
            if await self.poll() is not None:
                break
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)

    async def _forked(self, arguments: list[str], options: dict[str, Any]) -> ForkedKernel | None:
        """Fork; None where there is nothing to fork from yet."""
        environment = dict(os.environ if options.get("env") is None else options["env"])
        warm = warm_process(self.modules, self.data, environment)
        if not self.wait_for_imports and not warm.is_ready(0):
            return None
        request = Request(arguments, environment, umask())
        with contextlib.ExitStack() as stack:
            folder = os.open(options.get("cwd") or os.curdir, os.O_PATH | os.O_DIRECTORY)
            stack.callback(os.close, folder)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            stack.callback(os.close, nowhere)
            streams = _descriptors(options.get("stdout"), options.get("stderr"), nowhere)

            def fork() -> ForkedKernel | None:
                return warm.fork(request, folder, streams) if warm.is_ready(SECONDS_TO_START) else None

            return await _in_a_thread(fork)

    def _limit_memory(self) -> None:
        """Hold the kernel to its limit from outside, before it runs a cell: the same for both ways of starting it."""
        if self.memory_limit and self.pid and sys.platform == "linux":
            import resource

            size = self.memory_limit * _MIB
            with contextlib.suppress(OSError):  # it has ended already
                # Data, not addresses: libraries reserve far more of those than they ever use.
                resource.prlimit(self.pid, resource.RLIMIT_DATA, (size, size))
            # What it shares with others, and its children's, that limit does not count.
            self._watch = MemoryWatch(self.pid, size)


def _descriptors(output: Any, errors: Any, nowhere: int) -> list[int]:  # noqa: ANN401 - whatever Popen takes
    """Give the file descriptors that are meant by what Popen would be given."""
    first = _descriptor(output, 1, nowhere)
    return [first, first if errors == subprocess.STDOUT else _descriptor(errors, 2, nowhere)]


def _descriptor(stream: Any, inherited: int, nowhere: int) -> int:  # noqa: ANN401 - whatever Popen takes
    if stream is None:
        return inherited
    if stream == subprocess.DEVNULL:
        return nowhere
    descriptor: int = stream if isinstance(stream, int) else stream.fileno()
    return descriptor


async def _in_a_thread(call: Callable[[], Result]) -> Result:
    """Wait for a call without holding up the loop, in a thread of its own.

    Not :func:`asyncio.to_thread`: that leaves an executor on the loop, and in a process that the client forks later its
    threads are not there: the next call would wait for them for ever.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def give(result: Result | None, error: BaseException | None) -> None:
        if answer.done():  # Nobody waits any more; a kernel that nobody holds ends by itself.
            return
        if error is None:
            answer.set_result(result)  # type: ignore[arg-type]  # there is a result where there is no error
        else:
            answer.set_exception(error)

    def run() -> None:
        result, error = None, None
        try:
            result = call()
        except BaseException as raised:  # noqa: BLE001 - raised where it is waited for
            error = raised
        with contextlib.suppress(RuntimeError):  # The loop is closed.
            loop.call_soon_threadsafe(give, result, error)

    threading.Thread(target=run, name="kernel-start", daemon=True).start()
    return await answer
