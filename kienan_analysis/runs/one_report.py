"""A report that no batch makes, a comparison or an overview: one run in each language, then the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import temporary_folder
from kienan_analysis.runs import products
from kienan_analysis.runs.destination import destination, refused
from kienan_analysis.runs.limits import require_files, require_processes
from kienan_analysis.runs.reading import read_once
from kienan_analysis.runs.record import LANGUAGES
from kienan_analysis.runs.single_run import Job, Settings, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import ReportSpec, Run


def one_report(
    specs: Sequence[ReportSpec],
    *,
    data: Dataset,
    output: Path | str,
    pdf: bool = False,
    report: Callable[[Run], None] | None = None,
) -> list[Run]:
    """Make a notebook, a page and a workbook in each language, and the index over all that is there.

    Parameters
    ----------
    specs : sequence of ReportSpec
        The report in each language; at least one.
    data : Dataset
    output : Path or str
        The folder of all reviews, or its address.
    pdf : bool
        Print each page to PDF too.
    report : callable, optional
        Called with each run as it ends.

    Returns
    -------
    list of Run
        Failures are among them, none is raised.

    Raises
    ------
    UsageError
        For what the data have no figures for.
    KienanError
        Where the folder cannot be written, or a PDF is asked for and there is no browser to print it.
    """
    from kienan_analysis.publishing import browser_program
    from kienan_analysis.runs.planning import require_notebook

    wanted = sorted(set(specs), key=lambda spec: LANGUAGES.index(spec.language))
    wanted[0].require(data)
    notebook = require_notebook(wanted[0].notebook)
    browser = browser_program() if pdf else ""
    place = destination(output)
    runs = []
    require_files(1)
    require_processes(1)
    with refused(place.location), temporary_folder() as scratch:
        place.sweep()
        (scratch / "data.zip").write_bytes(read_once(data.location).archive)
        settings = Settings(
            output=place.location,
            notebook=str(notebook),
            source=notebook.read_text(encoding="utf-8"),
            data=str(scratch / "data.zip"),
            browser=browser,
            scratch=str(scratch),
        )
        for spec in wanted:
            others = tuple(other.language for other in wanted if other != spec)
            run = run_job(Job(spec, "", others), settings)
            runs.append(run)
            if report is not None:
                report(run)
        products.write_index(place)
    return runs
