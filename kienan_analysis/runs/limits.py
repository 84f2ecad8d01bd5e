"""What a review may take before it is ended."""

from __future__ import annotations

import errno
import sys
from typing import Final

from kienan_analysis.errors import KienanError, refused_by_system
from kienan_analysis.system_limits import processes_left

# A cell of a review takes a second or two: after ten minutes something hangs, and a scheduler should hear of it.
CELL_SECONDS: Final = 600
# MiB. A review holds some 200, the figures of a province 1 GiB: beyond this a cell has run wild, and the machine is
# everybody's.
MEMORY_LIMIT: Final = 4096
# Files that a process of a review has open at most, with its sockets and what libraries open; and more for each at the
# same time. Measured: with 48 neither one review nor two at a time are made, with 64 both are.
_FILES, _FILES_EACH = 96, 8
# Processes and their threads. Measured on two processors: 28 for one review, 51 for two at a time, 100 for four; more
# where there are more processors.
_PROCESSES, _PROCESSES_EACH = 2, 24


def require_files(jobs: int) -> None:
    """See to it that this process and those that it starts may open the files that they need.

    Libraries that get no file break in their own threads, each in its own words: before, there is one message. The
    limit is raised as far as the system lets this user raise it.

    Parameters
    ----------
    jobs : int
        How many reviews are made at the same time.

    Raises
    ------
    KienanError
        Where the system allows fewer.
    """
    if sys.platform == "win32":
        return
    import resource

    needed = _FILES + _FILES_EACH * jobs
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    if hard != resource.RLIM_INFINITY and hard < needed:
        told = refused_by_system(OSError(errno.EMFILE, ""))
        what = f"reviews need {needed} open files at a time, and {hard} are allowed."
        raise KienanError(what, where="ulimit -n", remedy=told.remedy if told else "")
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def require_processes(jobs: int) -> None:
    """See to it that as many processes can be started as reviews surely need, with their threads.

    Where fewer are left, each library breaks in its own way, some in words that nobody understands.

    Parameters
    ----------
    jobs : int
        How many reviews are made at the same time.

    Raises
    ------
    KienanError
        Where fewer are left to this user, or to the container.
    """
    needed, left = _PROCESSES + _PROCESSES_EACH * jobs, processes_left()
    if left is not None and left < needed:
        told = refused_by_system(OSError(errno.EAGAIN, ""))
        what = f"reviews need {needed} processes and threads at a time, and {max(left, 0)} are left."
        remedy = f"{'Take fewer at a time: --jobs 1. ' if jobs > 1 else ''}{told.remedy if told else ''}"
        raise KienanError(what, where="ulimit -u", remedy=remedy)
