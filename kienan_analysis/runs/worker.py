"""A process that makes one review after the other: it keeps what they need loaded, and its kernels forked.

Asked one job a line, it answers one run a line. It ends with the process that asked, in the middle of a review too,
and takes its kernel with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kienan_analysis.quick_start import collect_seldom, grammars_are_left_out, with_compiled_code
from kienan_analysis.runs.record import Run, RunSpec
from kienan_analysis.runs.single_run import Job, Settings, get_ready, run_job

if TYPE_CHECKING:
    from typing import TextIO


_SECONDS_TO_END = 5


class WorkerEndedError(Exception):
    """The process ended before it answered."""


class Worker:
    """Asks a process of its own for reviews.

    Parameters
    ----------
    settings : Settings
        With a ``scratch`` folder: what a killed process leaves there is its owner's to remove.
    lent : tuple of int and str, optional
        A process to fork kernels from that several workers share: its descriptor, and what it is for.
    """

    def __init__(self, settings: Settings, lent: tuple[int, str] | None = None) -> None:
        start = "from kienan_analysis.quick_start import leave_out_grammars; leave_out_grammars(); "
        code = f"{start if grammars_are_left_out() else ''}from kienan_analysis.runs.worker import main; main()"
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our module
            [sys.executable, "-c", code, *map(str, lent or ())],
            pass_fds=[lent[0]] if lent else [],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=with_compiled_code(os.environ),
            # Ctrl-C in a terminal goes to its whole group: what is to end then is its owner's decision.
            start_new_session=True,
        )
        with contextlib.suppress(OSError):  # it is gone already: the first question will say so
            self._write(asdict(settings))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def run(self, job: Job) -> Run:
        """Make one review.

        Raises
        ------
        WorkerEndedError
            With how the process ended.
        """
        with contextlib.suppress(OSError):
            self._write(asdict(job))
            answer = self._process.stdout.readline() if self._process.stdout else ""
            if answer.endswith("\n"):
                facts = json.loads(answer)
                return Run(**facts | {"spec": RunSpec(**facts["spec"])})
        raise WorkerEndedError(_how_it_ended(self._process.wait()))

    def _write(self, question: dict[str, Any] | None) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps(question, ensure_ascii=False) + "\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with contextlib.suppress(OSError, ValueError):
            self._write(None)
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _how_it_ended(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"was ended by {name}" + (", perhaps by the system for want of memory" if name == "SIGKILL" else "")


def main() -> None:
    """Answer each line of standard input, until it ends."""
    collect_seldom()
    # What a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if sys.argv[1:]:
        from kienan_analysis.runs.forking import borrow

        borrow(int(sys.argv[1]), sys.argv[2])
    settings = Settings(**json.loads(sys.stdin.readline() or "null") or {})
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(sys.stdin, lines, settings.scratch), daemon=True).start()
    get_ready(settings)
    while True:
        facts = json.loads(lines.get())
        job = Job(**facts | {"spec": RunSpec(**facts["spec"]), "editions": tuple(facts["editions"])})
        run = run_job(job, settings, alone=False)
        answers.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")
        answers.flush()


def _read(questions: TextIO, lines: queue.SimpleQueue[str], scratch: str) -> None:
    """Hand on each line; when there are no more, nobody waits for an answer."""
    for line in questions:
        if line == "null\n":
            break
        lines.put(line)
    else:
        # Who asked is gone without a word: nobody else removes what it kept there.
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
    kernels = sys.modules.get("kienan_analysis.runs.forking")
    if kernels is not None:
        kernels.close_warm_processes()
    os._exit(0)
