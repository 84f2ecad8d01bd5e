"""Many runs on this machine: long-lived workers, each with one review at a time."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.runs.early_start import shared_imports
from kienan_analysis.runs.record import Run, RunError, RunSpec
from kienan_analysis.runs.worker import Worker, WorkerEndedError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from kienan_analysis.runs.single_run import Job, Settings

# How often the one who looks on is told that time has passed.
_TICK = 0.5


@dataclass(frozen=True, slots=True)
class Started:
    """A run has begun."""

    spec: RunSpec


@dataclass(frozen=True, slots=True)
class Retried:
    """A run is begun once more, since its process was ended."""

    spec: RunSpec
    why: str


Event = Started | Retried | Run | None


class _Batch:
    """Threads that each hold one worker; what happens is put in a queue."""

    def __init__(
        self, jobs: Sequence[Job], settings: Settings, count: int, lent: Callable[[], tuple[int, str] | None]
    ) -> None:
        self._settings, self._lent = settings, lent
        self._waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
        for job in jobs:
            self._waiting.put(job)
        self.events: queue.SimpleQueue[Event | BaseException] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._workers: dict[int, Worker] = {}
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._serve, args=(place,), daemon=True) for place in range(count)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End every worker, whatever it is doing, and wait until they are gone."""
        with self._lock:
            self._stopped.set()
            for worker in list(self._workers.values()):
                worker.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _serve(self, place: int) -> None:
        try:
            while not self._stopped.is_set():
                try:
                    job = self._waiting.get_nowait()
                except queue.Empty:
                    break
                self.events.put(Started(job.spec))
                run = self._run(place, job)
                if run is not None:
                    self.events.put(run)
        except BaseException as error:  # noqa: BLE001 - raised where the events are read
            self.events.put(error)
        finally:
            worker = self._workers.pop(place, None)
            if worker is not None:
                worker.close()

    def _run(self, place: int, job: Job) -> Run | None:
        """Make one review, in a second process if the first is ended; None when all is to stop."""
        try:
            return self._worker(place).run(job)
        except WorkerEndedError as ended:
            first = str(ended)
        if self._is_over(place):
            return None
        self.events.put(Retried(job.spec, f"the process that made it {first}"))
        try:
            return self._worker(place).run(job)
        except WorkerEndedError as ended:
            if self._is_over(place):
                return None
            what = f"the process that made the review {ended}, for the second time."
            error = str(RunError(what, where=str(job.spec), remedy="Try fewer --jobs."))
            return Run(job.spec, self._settings.output, "failed", 0.0, job.inputs, error=error)

    def _worker(self, place: int) -> Worker:
        with self._lock:
            if self._stopped.is_set():
                raise WorkerEndedError("is not started any more")
            if place not in self._workers:
                self._workers[place] = Worker(self._settings, self._lent())
            return self._workers[place]

    def _is_over(self, place: int) -> bool:
        """Forget the worker that ended; tell whether all is to stop."""
        with self._lock:
            if not self._stopped.is_set():
                self._workers.pop(place).close()
            return self._stopped.is_set()


def run_locally(jobs: Sequence[Job], settings: Settings, count: int) -> Generator[Event, None, None]:
    """Make reviews, several at a time.

    Parameters
    ----------
    jobs : sequence of Job
    settings : Settings
    count : int
        How many at a time.

    Yields
    ------
    Started, Retried, Run or None
        What has happened; None now and then when nothing has.
    """
    with shared_imports(settings.data) as lent:
        batch = _Batch(jobs, settings, min(count, len(jobs)), lent)
        batch.start()
        left = len(jobs)
        try:
            while left:
                try:
                    event = batch.events.get(timeout=_TICK)
                except queue.Empty:
                    yield None
                    continue
                if isinstance(event, BaseException):
                    raise event
                left -= isinstance(event, Run)
                yield event
        finally:
            batch.stop()
