"""Whole processes, measured by turns: time on the clock, processor time and memory, children included."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

# ru_maxrss is in KiB on Linux, in bytes on macOS.
MAXRSS_PER_MIB = 2**20 if sys.platform == "darwin" else 2**10


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure.

    Attributes
    ----------
    name : str
        As the table shows it.
    commands : sequence of argument lists
        Programs run one after the other; what they take is added up.
    prepare : callable, optional
        Called before each turn, unmeasured; for example to empty a folder.
    environment : mapping, optional
        Variables that this case sets beside those of all.
    """

    name: str
    commands: Sequence[Sequence[str]]
    prepare: Callable[[], object] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one turn took.

    Attributes
    ----------
    wall, cpu : float
        Seconds; processor time is that of the program and of every child it waited for, kernels included.
    peak : float
        MiB of the largest single process.
    """

    wall: float
    cpu: float
    peak: float


class CommandFailedError(Exception):
    """A measured command did not succeed, so its time means nothing."""


def run(case: Case, environment: dict[str, str], folder: Path) -> Cost:
    """Run a case once."""
    if case.prepare is not None:
        case.prepare()
    costs = [run_command(command, {**environment, **case.environment}, folder) for command in case.commands]
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))


def run_command(command: Sequence[str], environment: dict[str, str], folder: Path) -> Cost:
    """Run one program to its end; its output is kept only to be shown if it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        # wait4 tells of this child alone; getrusage would add up all children so far, and its memory never falls.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")[-2000:]
            raise CommandFailedError(f"{' '.join(command)!r} ended with {process.returncode}:\n{said}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MAXRSS_PER_MIB)


def by_turns(cases: Sequence[Case], runs: int, environment: dict[str, str], folder: Path) -> dict[str, list[Cost]]:
    """Measure all cases by turns (A B A B …), after one turn each that is thrown away.

    By turns, so that a machine that slows down slows all of them alike: their ratios hold where their seconds do not.
    """
    measured: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for turn in range(runs + 1):
        for case in cases:
            cost = run(case, environment, folder)
            if turn > 0:
                measured[case.name].append(cost)
    return measured


def table(title: str, measured: dict[str, list[Cost]], reference: str) -> str:
    """Lay out medians, the range of the clock times, and each median as a multiple of the reference's."""
    width = max(len(name) for name in measured)
    base = median(cost.wall for cost in measured[reference])
    heading = f"{'':{width}}  {'s':>7}  {'least – most':>15}  {'cpu s':>7}  {'peak MiB':>8}  ratio"
    lines = [title, heading]
    for name, costs in measured.items():
        walls = [cost.wall for cost in costs]
        spread = f"{min(walls):.3f} – {max(walls):.3f}"
        lines.append(
            f"{name:{width}}  {median(walls):7.3f}  {spread:>15}  {median(c.cpu for c in costs):7.3f}"
            f"  {max(c.peak for c in costs):8.0f}  {median(walls) / base:5.2f}"
            f"{' (reference)' if name == reference else ''}"
        )
    return "\n".join(lines)
