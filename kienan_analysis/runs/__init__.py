"""Reviews by Papermill, one or many: checked before, whole or not at all, the same bytes each time."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import remove_abandoned
from kienan_analysis.errors import KienanError, UsageError
from kienan_analysis.quick_start import grammars_are_left_out, leave_out_grammars
from kienan_analysis.runs.record import (
    LANGUAGES,
    Run,
    RunError,
    RunSpec,
    check_language,
    is_unchanged,
    read_log,
    record,
)
from kienan_analysis.runs.single_run import Job, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from kienan_analysis.dataset import Dataset

__all__ = ["LANGUAGES", "Run", "RunError", "RunSpec", "default_notebook", "execute_all", "plan_runs", "review"]


def default_notebook() -> Path:
    """Find the annual review: inside an installed package, beside it in a source tree."""
    package = Path(__file__).resolve().parent.parent
    places = [folder / "notebooks" / "annual_review.ipynb" for folder in (package, package.parent)]
    return next((place for place in places if place.is_file()), places[0])


def review(
    parameters: Mapping[str, object],
    *,
    data: Dataset | None = None,
    output: Path = Path("reviews"),
    notebook: Path | None = None,
    force: bool = False,
    publish: bool = True,
    pdf: bool = False,
) -> Run:
    """Make one review.

    Parameters
    ----------
    parameters : mapping
        ``area``, ``year``, ``language``: checked against the notebook's parameters cell before a kernel starts.
    data : Dataset, optional
        The data package in use by default.
    output : Path
        The folder of all reviews; the files go to ``output/AREA/YEAR/``.
    notebook : Path, optional
        The annual review of this package by default.
    force : bool
        Run even where nothing has changed since the last time.
    publish : bool
        Make the page and the workbook too, not the notebook alone.
    pdf : bool
        Print the page to PDF too.

    Raises
    ------
    UsageError
        For an unknown parameter, area, language, or a year without figures.
    RunError
        Where a cell fails, or something that the review needs is not in it. Earlier files stay as they are.
    """
    from kienan_analysis.runs.parameters import checked

    source = notebook or default_notebook()
    spec = checked(parameters, source)
    if data is None:
        from kienan_analysis.dataset import load

        data = load()
    plan_runs(data, [spec.area], [spec.year], [spec.language])
    [run] = execute_all([spec], data=data, output=output, notebook=source, force=force, publish=publish, pdf=pdf)
    if run.state == "failed":
        raise RunError(run.error)
    return run


def plan_runs(
    data: Dataset, areas: Sequence[str] = (), years: Sequence[int] | None = (), languages: Sequence[str] = ()
) -> list[RunSpec]:
    """List the reviews to make, in order of area, year, language.

    Parameters
    ----------
    data : Dataset
    areas : sequence of str
        Area ids; none means all areas with data for the years.
    years : sequence of int, or None
        None means all years with data.
    languages : sequence of str
        None given means Vietnamese and English.

    Raises
    ------
    UsageError
        For an unknown area or language, a year of which nothing is known, or no year.
    """
    from kienan_analysis.annual_review import require_year, review_years

    for language in languages:
        check_language(language)
    for area in areas:
        data.require_area(area)
    known = {area: review_years(data, area) for area in (areas or data.areas.index)}
    there_are = f"There are: {', '.join(map(str, sorted({year for of_area in known.values() for year in of_area})))}."
    if years is not None and not years:
        raise UsageError("no year is given.", where="--year", remedy=f"Give --year or --all. {there_are}")
    for year in years or []:
        for area in areas:
            require_year(data, area, year)
        if not any(year in of_area for of_area in known.values()):
            raise UsageError("no area has figures of it.", where=f"year {year}", remedy=there_are)
    pairs = [(area, year) for area, of_area in known.items() for year in of_area if years is None or year in years]
    return sorted(
        RunSpec(area, int(year), language) for area, year in pairs for language in set(languages or LANGUAGES)
    )


def execute_all(  # noqa: PLR0913 - all but the first are given by name
    specs: Sequence[RunSpec],
    *,
    data: Dataset,
    output: Path,
    notebook: Path | None = None,
    jobs: int = 1,
    force: bool = False,
    publish: bool = True,
    pdf: bool = False,
    report: Callable[[Run], None] | None = None,
) -> list[Run]:
    """Make all reviews, going on after a failure, and the index over everything that is there.

    Parameters
    ----------
    specs : sequence of RunSpec
        From :func:`plan_runs`.
    data, output, notebook, force, publish, pdf
        As for :func:`review`.
    jobs : int
        How many run at the same time.
    report : callable, optional
        Called with each run as it ends.

    Returns
    -------
    list of Run
        In the order of ``specs``; failures are among them, none is raised.

    Raises
    ------
    UsageError
        Where the notebook does not declare the parameters.
    KienanError
        Where the folder cannot be written, or a PDF is asked for and there is no browser to print it.
    """
    source = (notebook or default_notebook()).resolve()
    if not source.is_file():
        raise UsageError("there is no such notebook.", where=str(source))
    tell = report or (lambda _: None)
    browser = _browser() if publish and pdf else ""
    try:
        for folder in {output, *(spec.folder(output) for spec in specs)}:
            remove_abandoned(folder)
        skipped, waiting = _divide(specs, data, output, source, force=force, publish=publish, browser=browser)
        if skipped:
            record(output, skipped)
        for run in skipped:
            tell(run)
        if waiting:
            _check_notebook(source)
        made = []
        for run in _execute(waiting, jobs):
            record(output, [run])
            made.append(run)
            tell(run)
        if publish:
            from kienan_analysis.publishing import write_index

            write_index(output)
    except OSError as error:
        what = f"the reviews cannot be written: {error.strerror or error}."
        raise KienanError(what, where=str(error.filename or output)) from error
    runs = {run.spec: run for run in (*skipped, *made)}
    return [runs[spec] for spec in specs]


def _divide(
    specs: Sequence[RunSpec],
    data: Dataset,
    output: Path,
    source: Path,
    *,
    force: bool,
    publish: bool,
    browser: str = "",
) -> tuple[list[Run], list[Job]]:
    """Part the runs whose files are there, made from the same inputs, from those still to make."""
    from kienan_analysis.runs.inputs import Inputs

    inputs, log = Inputs(data, source), read_log(output)
    there = {spec for spec, entry in log.items() if entry.get("state") != "failed" and spec.page(output).is_file()}
    skipped: list[Run] = []
    waiting: list[Job] = []
    for spec in dict.fromkeys(specs):
        editions = _editions(spec, {*specs, *there}) if publish else ()
        digest = inputs.digest(spec, editions)
        if not force and is_unchanged(log.get(spec), spec, output, digest, publish=publish, pdf=bool(browser)):
            skipped.append(Run(spec, output, "skipped", 0.0, digest, files=log[spec]["files"]))
        else:
            waiting.append(Job(spec, output, source, _address(data.location), digest, publish, editions, browser))
    return skipped, waiting


def _editions(spec: RunSpec, others: Collection[RunSpec]) -> tuple[str, ...]:
    """List the languages in which the review is there or is about to be: its page links to them."""
    return tuple(
        language for language in LANGUAGES if language != spec.language and replace(spec, language=language) in others
    )


def _browser() -> str:
    """Find the program that prints, before the first run: without one, none begins."""
    from kienan_analysis.publishing import browser_program

    return browser_program()


def _check_notebook(source: Path) -> None:
    from kienan_analysis.runs.parameters import notebook_parameters

    notebook_parameters(source)


def _address(location: str) -> str:
    """Give the data package's place so that a kernel in another folder finds it."""
    return location if location.startswith(("http://", "https://")) else str(Path(location).resolve())


def _execute(waiting: Sequence[Job], jobs: int) -> Iterator[Run]:
    """Run one after the other here, or several at a time in processes of their own; yield each as it ends."""
    if jobs <= 1 or len(waiting) <= 1:
        yield from map(run_job, waiting)
        return
    # Not forked: this process may hold threads and sockets of kernels.
    workers, start = min(jobs, len(waiting)), leave_out_grammars if grammars_are_left_out() else None
    with ProcessPoolExecutor(workers, get_context("spawn"), start) as pool:
        futures = {pool.submit(run_job, job): job for job in waiting}
        try:
            for future in as_completed(futures):
                job = futures[future]
                try:
                    yield future.result()
                except BrokenProcessPool:
                    what = "the process that made the review was ended, perhaps for want of memory."
                    error = str(RunError(what, where=str(job.spec), remedy="Try fewer --jobs."))
                    yield Run(job.spec, job.output, "failed", 0.0, job.inputs, error=error)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
