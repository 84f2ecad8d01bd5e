"""A report that no batch makes, a comparison or an overview: one run in each language, then the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import temporary_folder
from kienan_analysis.errors import UsageError
from kienan_analysis.runs import products
from kienan_analysis.runs.destination import destination, refused
from kienan_analysis.runs.limits import require_files
from kienan_analysis.runs.reading import read_once
from kienan_analysis.runs.record import LANGUAGES
from kienan_analysis.runs.single_run import Job, Settings, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import Run, RunSpec


def one_report(
    spec_of: Callable[[str], RunSpec],
    notebook_name: str,
    languages: Sequence[str] = (),
    *,
    data: Dataset,
    output: Path | str,
    pdf: bool = False,
    report: Callable[[Run], None] | None = None,
) -> list[Run]:
    """Make a notebook, a page and a workbook in each language, and the index over all that is there.

    Parameters
    ----------
    spec_of : callable
        Says what is asked for in a language.
    notebook_name : str
        The notebook's file name.
    languages : sequence of str
        None given means Vietnamese and English.
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
    KienanError
        Where the folder cannot be written, or a PDF is asked for and there is no browser to print it.
    """
    from kienan_analysis.publishing import browser_program
    from kienan_analysis.runs import default_notebook

    notebook = default_notebook().with_name(notebook_name).resolve()
    if not notebook.is_file():
        raise UsageError("there is no such notebook.", where=str(notebook))
    browser = browser_program() if pdf else ""
    wanted = [language for language in LANGUAGES if language in (languages or LANGUAGES)]
    place = destination(output)
    runs = []
    require_files(1)
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
        for language in wanted:
            others = tuple(other for other in wanted if other != language)
            run = run_job(Job(spec_of(language), "", others), settings)
            runs.append(run)
            if report is not None:
                report(run)
        products.write_index(place)
    return runs
