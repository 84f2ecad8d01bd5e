"""A batch of reviews: what is unchanged is skipped, the rest made here or on a cluster, all of it from one reading."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kienan_analysis.addresses import web_address
from kienan_analysis.atomic_files import remove_abandoned, temporary_folder
from kienan_analysis.runs import products
from kienan_analysis.runs.destination import destination, refused
from kienan_analysis.runs.limits import CELL_SECONDS, MEMORY_LIMIT, require_files, require_processes
from kienan_analysis.runs.local_batch import Retried, Started, run_locally
from kienan_analysis.runs.record import LANGUAGES, Run
from kienan_analysis.runs.run_log import RunLog, read_log
from kienan_analysis.runs.single_run import Job, Settings, run_job

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Mapping, Sequence

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.destination import Destination
    from kienan_analysis.runs.inputs import Inputs
    from kienan_analysis.runs.local_batch import Event
    from kienan_analysis.runs.reading import Reading
    from kienan_analysis.runs.record import RunSpec


@dataclass(frozen=True, slots=True)
class Resources:
    """What a batch may use.

    Attributes
    ----------
    jobs : int
        How many reviews are made at the same time on this machine.
    scheduler : str or None
        The address of a Dask scheduler, whose workers make them instead.
    cell_seconds : int
        For one cell.
    memory_limit : int
        MiB that one kernel may hold, 0 for no limit; kept on Linux only.
    """

    jobs: int = 1
    scheduler: str | None = None
    cell_seconds: int = CELL_SECONDS
    memory_limit: int = MEMORY_LIMIT


class Watcher:
    """Told what happens in a batch; this one looks away."""

    def begins(self, total: int, *, at_once: int) -> None:
        """Take the number of reviews still to make, and how many run at the same time."""

    def started(self, spec: RunSpec) -> None:
        """Hear that a review is being made."""

    def retried(self, spec: RunSpec, why: str) -> None:
        """Hear that a review is begun once more."""

    def ended(self, run: Run) -> None:
        """Hear that a review was made or skipped, or has failed."""

    def tick(self) -> None:
        """Hear that some time has passed."""


def execute(  # noqa: PLR0913 - all but the first are given by name
    specs: Sequence[RunSpec],
    *,
    data: Dataset,
    output: Path | str,
    notebook: Path,
    resources: Resources,
    force: bool,
    publish: bool,
    pdf: bool,
    base_url: str,
    watcher: Watcher,
) -> list[Run]:
    """Make all reviews; see :func:`kienan_analysis.runs.execute_all`."""
    from kienan_analysis.runs.inputs import Inputs
    from kienan_analysis.runs.parameters import notebook_parameters

    base_url = web_address(base_url) if base_url else ""
    browser = _browser() if publish and pdf else ""
    place = destination(output)
    with refused(place.location), ExitStack() as stack:
        scratch = stack.enter_context(temporary_folder())
        remove_abandoned(Path(tempfile.gettempdir()))
        place.sweep()
        reading, data = _read(data, scratch)
        log = RunLog(place, {"name": data.name, "version": data.version, "digest": reading.digest})
        asked = {"force": force, "publish": publish, "pdf": bool(browser)}
        skipped, waiting = _divide(specs, place, Inputs(data, notebook, base_url), **asked)
        log.add(skipped)
        for run in skipped:
            watcher.ended(run)
        if waiting:
            notebook_parameters(notebook)
        settings = Settings(
            output=place.location,
            notebook=str(notebook),
            source=notebook.read_text(encoding="utf-8"),
            data=str(scratch / "data.zip"),
            publish=publish,
            browser=browser,
            base_url=base_url,
            cell_seconds=resources.cell_seconds,
            memory_limit=resources.memory_limit,
            scratch=str(scratch),
        )
        client = stack.enter_context(_cluster(resources)) if waiting else None
        made = {}
        try:
            # Closed at once whatever happens: its processes end with it.
            with closing(_make(waiting, settings, reading, resources, watcher, client)) as ending:
                for run in ending:
                    made[run.spec] = run
                    log.add([run])
                    watcher.ended(run)
        finally:
            # Also when stopped by Ctrl-C: a process that was ended while it wrote left half a file, and what is done
            # is found again.
            place.sweep()
            log.write()
            if publish:
                products.write_index(place)
    runs = {run.spec: run for run in skipped} | made
    return [runs[spec] for spec in specs]


def _read(data: Dataset, scratch: Path) -> tuple[Reading, Dataset]:
    """Keep the data as they are now; where they changed since they were loaded, load what is kept."""
    from kienan_analysis.runs.reading import read_once

    reading = read_once(data.location)
    (scratch / "data.zip").write_bytes(reading.archive)
    if data.digest and data.digest != reading.digest:
        from kienan_analysis.dataset import load

        data = replace(load(scratch / "data.zip"), location=data.location)
    return reading, data


def _browser() -> str:
    """Find the program that prints, before the first run: without one, none begins."""
    from kienan_analysis.publishing import browser_program

    return browser_program()


def _divide(
    specs: Sequence[RunSpec],
    place: Destination,
    inputs: Inputs,
    *,
    force: bool,
    publish: bool,
    pdf: bool,
) -> tuple[list[Run], list[Job]]:
    """Part the runs whose files are there, made from the same inputs, from those still to make."""
    log = read_log(place)
    pages = set(place.names("*/*/*.html"))
    there = {spec for spec, entry in log.items() if entry.get("state") != "failed" and spec.file("html") in pages}
    skipped: list[Run] = []
    waiting: list[Job] = []
    wanted = {*specs}
    for spec in dict.fromkeys(specs):
        editions = _editions(spec, wanted, there) if publish else ()
        digest = inputs.digest(spec, editions)
        entry = log.get(spec, {})
        if not force and _is_unchanged(entry, spec, place, digest, publish=publish, pdf=pdf):
            skipped.append(Run(spec, place.location, "skipped", 0.0, digest, files=entry["files"]))
        else:
            waiting.append(Job(spec, digest, editions))
    return skipped, waiting


def _editions(spec: RunSpec, *others: Collection[RunSpec]) -> tuple[str, ...]:
    """List the languages in which the review is there or is about to be: its page links to them."""
    return tuple(
        language
        for language in LANGUAGES
        if language != spec.language and any(replace(spec, language=language) in some for some in others)
    )


def _is_unchanged(
    entry: Mapping[str, object], spec: RunSpec, place: Destination, inputs: str, *, publish: bool, pdf: bool
) -> bool:
    """Tell whether the files of a run are there as they were made, and from the same inputs."""
    files = entry.get("files")
    if entry.get("inputs") != inputs or entry.get("state") not in ("done", "skipped") or not isinstance(files, dict):
        return False
    names = {*products.expected(spec, publish=publish, pdf=pdf), *files}
    return all(name in files and _digest(place.read(name)) == files[name] for name in names)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


@contextmanager
def _cluster(resources: Resources) -> Iterator[Any]:
    """Reach the scheduler before anything is begun; None where all is made here."""
    if resources.scheduler is None:
        require_files(resources.jobs)
        require_processes(resources.jobs)
        yield None
        return
    from kienan_analysis.runs.cluster import connected

    with connected(resources.scheduler) as client:
        yield client


def _make(
    waiting: Sequence[Job],
    settings: Settings,
    reading: Reading,
    resources: Resources,
    watcher: Watcher,
    client: Any,  # noqa: ANN401 - Dask has no types
) -> Generator[Run, None, None]:
    """Make what waits: on a cluster, in long-lived processes, or here; yield each as it ends."""
    if not waiting:
        return
    jobs = resources.jobs
    if client is not None:
        from kienan_analysis.runs.cluster import run_on_cluster

        watcher.begins(len(waiting), at_once=0)
        yield from _told(run_on_cluster(waiting, settings, reading, client), watcher)
    elif jobs > 1 and len(waiting) > 1:
        watcher.begins(len(waiting), at_once=min(jobs, len(waiting)))
        yield from _told(run_locally(waiting, replace(settings, fork=True), jobs), watcher)
    else:
        watcher.begins(len(waiting), at_once=1)
        yield from _make_here(waiting, settings, watcher)


def _make_here(waiting: Sequence[Job], settings: Settings, watcher: Watcher) -> Iterator[Run]:
    """Make one review after the other in this process."""
    from kienan_analysis.runs.early_start import are_begun
    from kienan_analysis.runs.forking import close_warm_processes

    # To fork pays from the second kernel on, or where the imports are under way.
    several = len(waiting) > 1
    settings = replace(settings, fork=several or are_begun(), reads_ahead=several)
    try:
        for job in waiting:
            watcher.started(job.spec)
            yield run_job(job, settings, alone=not several)
    finally:
        close_warm_processes()


def _told(events: Generator[Event, None, None], watcher: Watcher) -> Iterator[Run]:
    """Tell of what happens; yield the runs that have ended."""
    with closing(events):
        for event in events:
            if isinstance(event, Run):
                yield event
            elif isinstance(event, Started):
                watcher.started(event.spec)
            elif isinstance(event, Retried):
                watcher.retried(event.spec, event.why)
            else:
                watcher.tick()
