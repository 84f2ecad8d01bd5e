"""Whether a kernel and the processes that it starts hold more memory than they may: looked at while it runs.

The system's own limit (``RLIMIT_DATA``) is for one process and counts no mapping that others could share: a cell could
hold any amount in shared memory, or in children. Control groups would count both, but few users may make one. So a
kernel is looked at a few times a second, with all processes of its session: what they hold, a page that several share
divided among them. A process that begins a session of its own is not seen.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
import time
from pathlib import Path
from typing import Final

_MILLISECONDS_BETWEEN_LOOKS: Final = 250
# To look for children takes a hundredth of a second where there are many processes: a hundredth of the time at most.
_SECONDS_BETWEEN_SEARCHES, _SHARE_OF_TIME = 1.0, 100
_PROCESSES: Final = Path("/proc")
_SESSION: Final = 3  # of the fields of `stat` after the program's name
# Of `smaps_rollup`: without what files hold, which the system can take back.
_HELD: Final = (b"Pss_Anon:", b"Pss_Shmem:", b"Swap:")
_KIB: Final = 1 << 10


class MemoryWatch:
    """Ends a kernel, and what it has started, as soon as it is seen to hold too much.

    Parameters
    ----------
    process : int
        Its id; it leads a session.
    limit : int
        Bytes.

    Attributes
    ----------
    has_ended_it : bool
        Whether it has held too much.
    """

    def __init__(self, process: int, limit: int) -> None:
        self.has_ended_it = False
        self._process, self._limit = process, limit
        with contextlib.suppress(OSError, AttributeError):  # It has ended already; or the system is too old to tell.
            self._handle = os.pidfd_open(process)
            threading.Thread(target=self._watch, name="memory-watch", daemon=True).start()

    def _watch(self) -> None:
        """Look until it has ended: as long as its handle says so, no other process has its id."""
        ended = select.poll()
        ended.register(self._handle, select.POLLIN)
        family, search_at = [self._process], 0.0
        try:
            while not ended.poll(_MILLISECONDS_BETWEEN_LOOKS):
                if (now := time.monotonic()) >= search_at:
                    family = _session_of(self._process)
                    took = time.monotonic() - now
                    search_at = now + max(_SECONDS_BETWEEN_SEARCHES, _SHARE_OF_TIME * took)
                if held(family, self._limit) > self._limit and not ended.poll(0):
                    self.has_ended_it = True
                    with contextlib.suppress(OSError):
                        os.killpg(self._process, signal.SIGKILL)
                    return
        finally:
            os.close(self._handle)


def held(processes: list[int], enough: int) -> int:
    """Give the bytes that some processes hold together.

    Parameters
    ----------
    processes : list of int
        Their ids.
    enough : int
        Where all of their resident pages are not more, their count is given: to divide shared ones takes longer.
    """
    resident = sum(_resident(one) for one in processes)
    return resident if resident <= enough else sum(_divided(one) for one in processes)


def _session_of(leader: int) -> list[int]:
    found = [leader]
    for entry in os.scandir(_PROCESSES):
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):  # It has ended.
                fields = Path(entry.path, "stat").read_bytes().rpartition(b")")[2].split()
                if int(fields[_SESSION]) == leader and int(entry.name) != leader:
                    found.append(int(entry.name))
    return found


def _resident(process: int) -> int:
    try:
        return int((_PROCESSES / str(process) / "statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _divided(process: int) -> int:
    try:
        lines = (_PROCESSES / str(process) / "smaps_rollup").read_bytes().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(_HELD)) * _KIB
