"""What a process has from its start and a fork cannot be given later; and what a kernel is asked to start with."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAUNCHER = ["-m", "ipykernel_launcher"]
# What Python, the system's library and the loaded libraries read once, when they start: settings of Python, locale,
# dynamic linker, memory, and how many threads to calculate with.
_READ_AT_START = re.compile(
    r"PYTHON|LC_|LANG|LD_|GLIBC_|MALLOC_|OMP_|GOMP_|KMP_|OPENBLAS|GOTO|MKL_|BLIS_|NUMEXPR_|\w+_NUM_THREADS$"
)
# What Jupyter's own launcher takes; anything else is for Popen.
_KNOWN_OPTIONS = {"env", "cwd", "stdin", "stdout", "stderr", "independent", "extra_arguments", "kernel_id"}
_OUR_UMASK = re.compile(r"^Umask:\s*([0-7]+)$", re.MULTILINE)


def state_at_birth(environment: Mapping[str, str]) -> tuple[object, ...]:
    """Give all that a process started now with an environment would have and keep: two that are equal may be forked.

    Parameters
    ----------
    environment : mapping of str to str
        What it would be started with.
    """
    import resource

    read = tuple(sorted((name, value) for name, value in environment.items() if _READ_AT_START.match(name)))
    limits = tuple(resource.getrlimit(number) for number in _limits())
    ignored = tuple(sorted(number for number in signal.valid_signals() if _is_ignored(number)))
    blocked = tuple(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ())))
    processors = tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()
    users = (os.getuid(), os.geteuid(), os.getgid(), os.getegid(), tuple(os.getgroups()))
    return read, limits, ignored, blocked, processors, users, os.getpriority(os.PRIO_PROCESS, 0)


def _limits() -> list[int]:
    import resource

    return sorted({value for name, value in vars(resource).items() if name.startswith("RLIMIT_")})


def _is_ignored(number: int) -> bool:
    try:
        return signal.getsignal(number) is signal.SIG_IGN
    except ValueError:  # one that the system keeps to itself
        return False


def can_be_forked(command: Sequence[str], options: Mapping[str, Any]) -> bool:
    """Tell whether a kernel can be forked so that it is what the command would have started.

    Parameters
    ----------
    command : sequence of str
    options : mapping
        As Jupyter's launcher takes them. What is not known here, and what the system would refuse, is for an ordinary
        start: it knows what to do, or which error to raise.
    """
    if list(command[:3]) != [sys.executable, *LAUNCHER]:
        return False
    if set(options) - _KNOWN_OPTIONS or options.get("independent"):
        return False
    if options.get("stdin") not in (None, subprocess.DEVNULL):
        return False
    if subprocess.PIPE in (options.get("stdout"), options.get("stderr")):
        return False
    environment = options.get("env")
    return _is_usable_environment(os.environ if environment is None else environment) and _is_usable_folder(
        options.get("cwd")
    )


def _is_usable_environment(environment: Mapping[Any, Any]) -> bool:
    for name, value in environment.items():
        if not (isinstance(name, str) and isinstance(value, str) and name) or "=" in name or "\0" in name + value:
            return False
    # Without a number each process has a seed of its own, and all that are forked from one have its.
    if not environment.get("PYTHONHASHSEED", "").isascii() or not environment.get("PYTHONHASHSEED", "").isdigit():
        return False
    paths = environment.get("PYTHONPATH", "")
    if paths and not all(os.path.isabs(path) for path in paths.split(os.pathsep)):  # noqa: PTH117 - a text
        return False  # They are relative to where a process starts.
    return sum(len(name) + len(value) for name, value in environment.items()) < _longest_environment()


def _longest_environment() -> int:
    """Count the letters that the system surely passes to a program; more is for it to take or to refuse."""
    try:
        return os.sysconf("SC_ARG_MAX") // 2
    except (OSError, ValueError):
        return 1 << 16


def _is_usable_folder(folder: Any) -> bool:  # noqa: ANN401 - whatever Popen takes
    try:
        return (
            os.access(os.curdir if folder is None else folder, os.R_OK | os.X_OK)
            and Path(os.curdir if folder is None else os.fsdecode(folder)).is_dir()
        )
    except (OSError, TypeError, ValueError):
        return False


def umask() -> int:
    """Give this process's umask, without setting it for a moment where the system can tell."""
    try:
        found = _OUR_UMASK.search(Path("/proc/self/status").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        found = None
    if found:
        return int(found[1], 8)
    value = os.umask(0o077)
    os.umask(value)
    return value
