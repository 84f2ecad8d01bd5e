"""How much of what the system counts is left to this process: processes, with their threads."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

_PROCESSES: Final = Path("/proc")
_CGROUPS: Final = Path("/sys/fs/cgroup")
_STATUS: Final = re.compile(rb"^Uid:\s+(\d+).*?^Threads:\s+(\d+)", re.MULTILINE | re.DOTALL)
# Beyond so many nobody counts: it takes a hundredth of a second, and no command of ours comes near.
_MANY: Final = 4096


def processes_left() -> int | None:
    """Say how many processes and threads may still be started: by this user, and in this container.

    Returns
    -------
    int or None
        None where the system does not say, or has thousands.
    """
    if sys.platform != "linux":
        return None
    found = [left for left in (_left_to_user(), *_left_to_groups()) if left is not None]
    return min(found, default=None)


def _left_to_user() -> int | None:
    import resource

    limit = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    if limit == resource.RLIM_INFINITY or limit > _MANY or os.geteuid() == 0:  # It does not bind the superuser.
        return None
    this, count = b"%d" % os.getuid(), 0
    for process in os.scandir(_PROCESSES):
        if process.name.isdigit():
            try:
                told = _STATUS.search(Path(process.path, "status").read_bytes())
            except OSError:  # It has ended.
                continue
            if told and told[1] == this:
                count += int(told[2])
    return limit - count


def _left_to_groups() -> list[int]:
    """Give what the control groups leave, those of version 1 and 2, as seen from here."""
    try:
        lines = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        _, kinds, name = line.split(":", 2)
        if kinds and "pids" not in kinds.split(","):
            continue
        root = _CGROUPS / "pids" if kinds else _CGROUPS
        for folder in {root / name.lstrip("/"), root}:  # A container may see its own group as the root.
            try:
                most, now = (folder / "pids.max").read_text("ascii"), (folder / "pids.current").read_text("ascii")
                found.append(int(most) - int(now))
            except (OSError, ValueError):  # There is none, or it is "max".
                continue
    return found
