"""One run: execute, check, write; or keep what failed, apart from the good."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.errors import KienanError, refused_by_system, shortened
from kienan_analysis.runs import products
from kienan_analysis.runs.destination import destination
from kienan_analysis.runs.limits import CELL_SECONDS, MEMORY_LIMIT
from kienan_analysis.runs.record import Run, RunError, RunSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode

    from kienan_analysis.runs.kernel import KernelSettings
    from kienan_analysis.runs.output_checks import CellProblem

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What all runs of a batch have in common: plain values that any process can receive.

    Attributes
    ----------
    output : str
        The folder of all reviews, or its address.
    notebook : str
        The path of the notebook, for messages; the kernel runs in its folder, if it is there.
    source : str
        The notebook itself, as it was when the batch began.
    data : str
        The data package, an absolute path: the kernel runs in another folder.
    publish : bool
        Make the page and the workbook too.
    browser : str
        The program that prints each page to PDF; empty for none.
    base_url : str
        Where the folder of all reviews will be on the web; empty where that is not known.
    fork : bool
        Fork kernels from a process that has imported what they need.
    reads_ahead : bool
        Whether that process has read the data, too.
    cell_seconds, memory_limit : int
        What one cell may take, and what its kernel may hold in MiB.
    scratch : str
        A folder for temporary files; the system's own if empty.
    """

    output: str
    notebook: str
    source: str
    data: str
    publish: bool = True
    browser: str = ""
    base_url: str = ""
    fork: bool = False
    reads_ahead: bool = True
    cell_seconds: int = CELL_SECONDS
    memory_limit: int = MEMORY_LIMIT
    scratch: str = ""

    @property
    def kernel(self) -> KernelSettings:
        """What the kernel needs of them."""
        from kienan_analysis.runs.kernel import KernelSettings

        folder = Path(self.notebook).parent
        return KernelSettings(
            folder=str(folder) if folder.is_dir() else self.scratch,
            data=self.data,
            fork=self.fork,
            reads_ahead=self.reads_ahead,
            cell_seconds=self.cell_seconds,
            memory_limit=self.memory_limit,
            scratch=self.scratch,
        )


@dataclass(frozen=True, slots=True)
class Job:
    """What one run needs besides.

    Attributes
    ----------
    spec : RunSpec
    inputs : str
        Hash of what the run depends on.
    editions : tuple of str
        The other languages that the page links to.
    browser : str
        The program that prints the page to PDF; empty for none.
    """

    spec: RunSpec
    inputs: str
    editions: tuple[str, ...] = ()


class _DrawnAfterwards:
    """Draws all images when the notebook is whole, where another notebook's kernel is at work meanwhile."""

    ask = None

    def draw(self) -> None:
        """Leave the drawings to the page."""

    def add_images(self, notebook: NotebookNode) -> None:
        from kienan_analysis.runs.drawing import add_images

        add_images(notebook)


def run_job(job: Job, settings: Settings, *, alone: bool = True) -> Run:
    """Make one review; a failure is returned, not raised.

    Parameters
    ----------
    job : Job
    settings : Settings
    alone : bool
        Whether the processors have nothing else to do: what comes after the kernel is then begun beside it.
    """
    from kienan_analysis.runs.output_checks import CellProblem

    started = time.perf_counter()
    run = Run(job.spec, settings.output, "failed", 0.0, job.inputs)
    try:
        try:
            run = replace(run, state="done", files=_make(job, settings, alone=alone))
        except CellProblem as problem:
            name = Path(settings.notebook).name
            place = f"{problem.place} of {name}" if problem.place else name
            error = _keep_failed(job, settings, problem, place)
            run = replace(run, cell=place, error=str(error), failed_copy=job.spec.failed_copy)
    except KienanError as error:
        run = _failed(run, error.what, error.where, error.remedy)
    except OSError as error:
        told = refused_by_system(error)
        what = f"the review cannot be written: {told.what if told else error}"
        run = _failed(run, what, shortened(str(error.filename or "")), told.remedy if told else "")
    except Exception as error:  # noqa: BLE001 - each of many runs answers for itself
        refused = refused_by_system(error)  # as a kernel's sockets say it, too
        if refused is not None:
            run = _failed(run, refused.what, refused.where, refused.remedy)
        else:
            # A mistake of ours in one review must not end the others; the log says where it is.
            _log.exception("%s", job.spec)
            run = _failed(run, f"{type(error).__name__}: {error}.", "", "This is a mistake in the package.")
    return replace(run, seconds=time.perf_counter() - started)


def _failed(run: Run, what: str, where: str, remedy: str = "") -> Run:
    return replace(run, error=str(RunError(what, where=_joined(str(run.spec), where), remedy=remedy)))


def get_ready(settings: Settings) -> None:
    """Load what every run needs, before the first is asked for."""
    from kienan_analysis.runs import kernel

    kernel.get_ready(settings.kernel)
    if settings.publish:
        _get_ready_for_pages(draws=True)


def _make(job: Job, settings: Settings, *, alone: bool) -> dict[str, str]:
    """Execute, check and write one review; give the hash of each file."""
    from kienan_analysis.runs.drawing import DrawingProcess
    from kienan_analysis.runs.kernel import execute
    from kienan_analysis.runs.output_checks import canonical, check

    source, parameters = _source(settings), job.spec.parameters
    with contextlib.ExitStack() as beside:
        drawing: DrawingProcess | _DrawnAfterwards = _DrawnAfterwards()
        if alone:
            # While the kernel works, another process draws the charts and this one gets ready for the page.
            drawing = beside.enter_context(DrawingProcess())
            if settings.publish:
                beside.enter_context(ThreadPoolExecutor(1)).submit(_get_ready_for_pages, draws=False)
        ask: Callable[[NotebookNode], None] | None = drawing.ask
        executed = execute(source, parameters, settings=settings.kernel, on_executed=ask)
        check(executed, drawn=False)
        contents = {}
        if settings.publish:
            # The page draws its charts anew, without their titles: while the last images are still being made.
            drawing.draw()
            whole = canonical(executed, source, parameters)
            contents = products.make(
                whole, job.spec, job.editions, browser=settings.browser, base_url=settings.base_url
            )
        drawing.add_images(executed)
    check(executed)
    text = products.notebook_text(canonical(executed, source, parameters))
    contents = {job.spec.file(products.NOTEBOOK): text, **contents}
    place = destination(settings.output)
    place.write(contents)
    if settings.publish and not settings.browser:
        place.remove(job.spec.file(products.PDF))  # of an earlier run: it would say what the page no longer says
    place.remove(job.spec.failed_copy)
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def _source(settings: Settings) -> NotebookNode:
    import nbformat

    from kienan_analysis.runs.output_checks import with_ids

    return with_ids(nbformat.reads(settings.source, as_version=4))


def _get_ready_for_pages(*, draws: bool) -> None:
    """Load what a page needs; what fails here fails again, with its message, in turn."""
    from kienan_analysis.chart_images import drawing_engine, warm_up
    from kienan_analysis.publishing import get_ready

    with contextlib.suppress(Exception):
        get_ready()
        if draws:
            warm_up()
        else:  # another process draws; here drawings only become images
            drawing_engine()


def _keep_failed(job: Job, settings: Settings, problem: CellProblem, place: str) -> RunError:
    """Keep the notebook as far as it came, apart from the good one."""
    from kienan_analysis.runs.output_checks import canonical

    kept, good = job.spec.failed_copy, job.spec.file(products.NOTEBOOK)
    reviews = destination(settings.output)
    notebook = canonical(problem.notebook, _source(settings), job.spec.parameters)
    reviews.write({kept: products.notebook_text(notebook)})
    remedy = f"The notebook as far as it came is kept: {reviews.address(kept)}."
    if reviews.read(good) is not None:
        remedy += f" The earlier review is untouched: {reviews.address(good)}."
    what = problem.what if problem.what.endswith((".", "!", "?", "…")) else f"{problem.what}."
    return RunError(what, where=_joined(str(job.spec), place), remedy=remedy)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
