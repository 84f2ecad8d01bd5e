"""Work on a document in a process of its own, which is ended where it takes too long or holds too much."""

from __future__ import annotations

import contextlib
import gc
import io
import math
import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import is_dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol, TypeVar

from kienan_analysis.errors import KienanError, UsageError, refused_by_system

if TYPE_CHECKING:
    from kienan_analysis.documents.limits import Limits

_MIB: Final = 1024 * 1024
_GRACE, _PAUSE = 5.0, 0.01  # seconds
_SIZE: Final = struct.Struct("!Q")
_PIECE: Final = 1 << 20
_FRESH: Final = "from kienan_analysis.documents.apart import serve; serve()"
_T_co = TypeVar("_T_co", covariant=True)
_T = TypeVar("_T")
_PLAIN: Final = frozenset({("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")})


class Task(Protocol[_T_co]):
    """What is done apart: it can be pickled, for where a process cannot be forked."""

    @property
    def where(self) -> str:
        """What the document is called."""

    def prepare(self) -> None:
        """Import what the task needs, before it is done in a fork: the next one need not."""

    def __call__(self) -> _T_co:
        """Do it."""


def apart(task: Task[_T], limits: Limits) -> _T:
    """Do a task in a process of its own, and end that when it takes more than it may.

    The process is a fork of this one; where there is no fork, or other threads run here whose locks a fork would keep
    for ever, a fresh Python.

    Raises
    ------
    KienanError
        What the task raises; or it took longer, or more memory, than it may, or its process died.
    """
    answer = _forked(task, limits) if _may_fork() else _fresh(task, limits)
    state: str
    value: Any
    state, value = ("time", None) if answer is None else _unpickled(answer)
    if state == "done":
        done: _T = value
        return done
    if state == "refused":
        what, where, remedy, wrong_call = value
        raise (UsageError if wrong_call else KienanError)(what, where=where, remedy=remedy)
    what, remedy = {
        "time": (
            f"reading it took more than {limits.seconds} s and was ended.",
            "Give it more with --time-limit SECONDS, or cut out the part that has the figures.",
        ),
        "memory": (
            f"reading it took more than {limits.mebibytes} MiB of memory and was ended.",
            "Give it more with --memory-limit MIB, or cut out the part that has the figures.",
        ),
    }.get(
        state,
        (
            f"the process that read it broke down{f' ({value})' if state == 'fault' else ''}.",
            "Save the part with the figures as text, and read that.",
        ),
    )
    raise KienanError(what, where=task.where, remedy=remedy)


def _may_fork() -> bool:
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def _forked(task: Task[_T], limits: Limits) -> bytes | None:
    """Do the task in a fork; give its answer, empty if it died, None where the time was up."""
    deadline = time.monotonic() + limits.seconds
    task.prepare()
    read, write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:  # pragma: no cover - the child, which coverage does not see
        os.close(read)
        _answer(task, limits, write)
    try:
        os.close(write)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.setpgid(pid, pid)  # here too: whichever comes first, the group is there when it must be ended
        return _received(read, deadline)
    finally:
        os.close(read)
        _end(pid)


def _end(pid: int) -> None:
    """End a fork with all of its group; it is asked first, so that it ends what it started in groups of their own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)
        until = time.monotonic() + (_GRACE if number == signal.SIGTERM else math.inf)
        while time.monotonic() < until:
            try:
                if os.waitpid(pid, os.WNOHANG if number == signal.SIGTERM else 0)[0]:
                    return
            except ChildProcessError:
                return
            time.sleep(_PAUSE)


def _received(pipe: int, deadline: float) -> bytes | None:
    """Wait for an answer, its size before it; empty if the pipe ends without one, None where the time is up."""
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                continue
            piece = os.read(pipe, _PIECE)
            received += piece
            if (whole := _whole(received)) or not piece:
                return whole
    return None


def _whole(received: bytes | bytearray) -> bytes:
    """Take an answer out of what was received; empty where it is not all there."""
    if len(received) < _SIZE.size:
        return b""
    end = _SIZE.size + int(_SIZE.unpack_from(received)[0])
    return bytes(memoryview(received)[_SIZE.size : end]) if len(received) >= end else b""


def _fresh(task: Task[_T], limits: Limits) -> bytes | None:
    """Do the task in a Python of its own; as `_forked`."""
    popen = subprocess.Popen(  # noqa: S603 - this Python, with words of ours
        [sys.executable, "-c", _FRESH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        return _whole(popen.communicate(pickle.dumps((task, limits)), timeout=limits.seconds)[0])
    except subprocess.TimeoutExpired:
        return None
    finally:
        popen.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            popen.wait(_GRACE)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(popen.pid, signal.SIGKILL)
            else:
                popen.kill()
        popen.wait()
        for pipe in (popen.stdin, popen.stdout):  # not read to its end: what it started may still hold it
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def serve() -> NoReturn:
    """Do the task that a fresh process is given by its parent, on standard input; its answer is all that it prints."""
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no part of it
    task, limits = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - of our own parent
    _answer(task, limits, pipe)


def _answer(task: Task[_T], limits: Limits, pipe: int) -> NoReturn:
    """Do the task and write what became of it; the process ends here, and nothing of its parent's is cleaned up."""
    code = 1
    try:
        if hasattr(os, "setpgid"):
            with contextlib.suppress(PermissionError):
                os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, _asked_to_end)
        done = _done(task, limits)
        gc.disable()  # very many small records, and no cycle among them
        data = pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
        del done
        with os.fdopen(pipe, "wb") as stream:
            stream.write(_SIZE.pack(len(data)))
            stream.write(data)
        code = 0
    except MemoryError:
        with contextlib.suppress(OSError):
            data = pickle.dumps(("memory", None))
            os.write(pipe, _SIZE.pack(len(data)) + data)
    finally:
        os._exit(code)


def _done(task: Task[_T], limits: Limits) -> tuple[str, Any]:
    """Do the task within its memory; say what became of it, and give what comes of that."""
    try:
        _hold(limits)
        return "done", task()
    except KienanError as error:
        return "refused", (error.what, error.where, error.remedy, isinstance(error, UsageError))
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 - a fault of ours is said where the document is spoken of
        refused = refused_by_system(error)
        if refused is None:
            return "fault", type(error).__name__
        return "refused", (refused.what, refused.where or task.where, refused.remedy, False)


def _asked_to_end(*_: object) -> NoReturn:
    """Leave by an exception, so that what was started is ended on the way out."""
    raise SystemExit(1)


def _hold(limits: Limits) -> None:
    """Hold this process to its memory, where the system can."""
    if not limits.mebibytes or sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - no path of ours
        held = int(stream.read().split()[0]) * resource.getpagesize()
    most = held + limits.mebibytes * _MIB
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


class _Unpickler(pickle.Unpickler):
    """Takes records of this package only: what read a hostile document may have been taken over by it."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - a class
        """Give the class of a record."""
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)
        if module.startswith("kienan_analysis."):
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and is_dataclass(found):
                return found
        message = f"{module}.{name} is no record"
        raise pickle.UnpicklingError(message)


def _unpickled(data: bytes) -> tuple[str, Any]:
    collects = gc.isenabled()
    gc.disable()
    try:
        state, value = _Unpickler(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError):
        return "died", None
    finally:
        if collects:
            gc.enable()
    return str(state), value
