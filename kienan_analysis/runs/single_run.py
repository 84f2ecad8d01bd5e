"""One run: execute, check, write; or keep what failed, apart from the good."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import replace_together
from kienan_analysis.errors import KienanError
from kienan_analysis.runs.record import Run, RunError, RunSpec

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from kienan_analysis.runs.output_checks import CellProblem

_log = logging.getLogger(__name__)

# A cell of a review takes a second or two: after ten minutes something hangs, and a scheduler should hear of it.
CELL_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Job:
    """What a run needs: plain values that any process can receive.

    Attributes
    ----------
    spec : RunSpec
    output : Path
        The folder of all reviews.
    notebook : Path
        The source, absolute.
    data : str
        The data package, an absolute path or an address: the kernel runs in another folder.
    inputs : str
        Hash of what the run depends on.
    publish : bool
        Make the page and the workbook too.
    editions : tuple of str
        The other languages that the page links to.
    browser : str
        The program that prints the page to PDF; empty for none.
    """

    spec: RunSpec
    output: Path
    notebook: Path
    data: str
    inputs: str
    publish: bool
    editions: tuple[str, ...]
    browser: str = ""


def run_job(job: Job) -> Run:
    """Make one review; a failure is returned, not raised."""
    from kienan_analysis.runs.output_checks import CellProblem

    started = time.perf_counter()
    run = Run(job.spec, job.output, "failed", 0.0, job.inputs)
    try:
        try:
            run = replace(run, state="done", files=_make(job))
        except CellProblem as problem:
            place = f"{problem.place} of {job.notebook.name}" if problem.place else job.notebook.name
            run = replace(run, cell=place, error=str(_keep_failed(job, problem, place)))
    except KienanError as error:
        run = _failed(run, error.what, error.where, error.remedy)
    except OSError as error:
        run = _failed(run, f"the review cannot be written: {error.strerror or error}.", str(error.filename or ""))
    except Exception as error:  # noqa: BLE001 - each of many runs answers for itself
        # A mistake of ours in one review must not end the others; the log says where it is.
        _log.exception("%s", job.spec)
        run = _failed(run, f"{type(error).__name__}: {error}.", "", "This is a mistake in the package.")
    return replace(run, seconds=time.perf_counter() - started)


def _failed(run: Run, what: str, where: str, remedy: str = "") -> Run:
    return replace(run, error=str(RunError(what, where=_joined(str(run.spec), where), remedy=remedy)))


def _make(job: Job) -> dict[str, str]:
    """Execute, check and write one review; give the hash of each file."""
    import nbformat

    from kienan_analysis.runs.drawing import DrawingProcess
    from kienan_analysis.runs.kernel import execute
    from kienan_analysis.runs.output_checks import canonical, check, with_ids

    source = with_ids(nbformat.read(job.notebook, as_version=4))
    # While the kernel works, another process draws the charts and this one gets ready for the page.
    with DrawingProcess() as drawing, ThreadPoolExecutor(1) as beside:
        if job.publish:
            beside.submit(_get_ready)
        executed = execute(
            source,
            job.spec.parameters,
            folder=job.notebook.parent,
            environment={"KIENAN_DATA": job.data, "KIENAN_IMAGES": "later"},
            timeout=CELL_SECONDS,
            on_executed=drawing.ask,
        )
        check(executed, drawn=False)
        # The page draws its charts anew, without their titles: while the last images are still being made.
        published = _published(job, canonical(executed, source, job.spec.parameters)) if job.publish else {}
        drawing.add_images(executed)
    check(executed)
    contents = {job.spec.notebook(job.output): _text(canonical(executed, source, job.spec.parameters)), **published}
    replace_together(contents)
    if job.publish and not job.browser:
        job.spec.pdf(job.output).unlink(missing_ok=True)  # of an earlier run: it would say what the page no longer says
    _remove_failed(job.spec.failed_copy(job.output))
    return {path.name: hashlib.sha256(content).hexdigest() for path, content in contents.items()}


def _published(job: Job, notebook: NotebookNode) -> dict[Path, bytes]:
    """Make the page, linked to its other forms and the index, the workbook and, where it is asked for, the PDF."""
    from kienan_analysis.publishing import page, workbook

    spec, output = job.spec, job.output
    links = {language: replace(spec, language=language).page(output).name for language in job.editions}
    links["workbook"] = spec.workbook(output).name
    if job.browser:
        links["pdf"] = spec.pdf(output).name
    links |= {
        "notebook": spec.notebook(output).name,
        "index": os.path.relpath(output / "index.html", spec.folder(output)).replace(os.sep, "/"),
    }
    html = page(notebook, edition_links=links)
    made = {spec.page(output): html.encode(), spec.workbook(output): workbook(notebook)}
    if job.browser:
        from kienan_analysis.publishing import print_page

        made[spec.pdf(output)] = print_page(html, job.browser)
    return made


def _get_ready() -> None:
    """Load what a page needs; what fails here fails again, with its message, in turn."""
    from kienan_analysis.chart_images import warm_up
    from kienan_analysis.publishing import get_ready

    with contextlib.suppress(Exception):
        get_ready()
        warm_up()


def _keep_failed(job: Job, problem: CellProblem, place: str) -> RunError:
    """Keep the notebook as far as it came, apart from the good one."""
    import nbformat

    from kienan_analysis.runs.output_checks import canonical, with_ids

    kept = job.spec.failed_copy(job.output)
    source = with_ids(nbformat.read(job.notebook, as_version=4))
    replace_together({kept: _text(canonical(problem.notebook, source, job.spec.parameters))})
    remedy = f"The notebook as far as it came is kept: {kept}."
    if job.spec.notebook(job.output).exists():
        remedy += f" The earlier review is untouched: {job.spec.notebook(job.output)}."
    what = problem.what if problem.what.endswith((".", "!", "?", "…")) else f"{problem.what}."
    return RunError(what, where=_joined(str(job.spec), place), remedy=remedy)


def _text(notebook: NotebookNode) -> bytes:
    import nbformat

    text: str = nbformat.writes(notebook)  # nbformat sorts the keys
    return (text.rstrip("\n") + "\n").encode()


def _remove_failed(path: Path) -> None:
    """Remove the kept copy of a failure that a good run has followed, and its folder if that was the last."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
