"""Several areas side by side, through Papermill: one run, like that of a review."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import remove_abandoned
from kienan_analysis.errors import KienanError, UsageError
from kienan_analysis.runs.record import LANGUAGES, RunSpec, check_language
from kienan_analysis.runs.single_run import Job, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import Run

FOLDER = "compare"
# A folder's name is at most this long, on every file system that is in use.
_LONGEST = 100


@dataclass(frozen=True, order=True, slots=True)
class ComparisonSpec(RunSpec):
    """One comparison that is asked for: areas, a year, a language.

    Raises
    ------
    UsageError
        For a language that there is not, or an id that could not be part of a path.
    """

    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what must not become part of a path."""
        for area in (self.area, *self.others):
            RunSpec(area, self.year, self.language)

    def __str__(self) -> str:
        return f"{' '.join((self.area, *self.others))} {self.year} {self.language}"

    @property
    def parameters(self) -> dict[str, str | int]:
        """The notebook's parameters."""
        return {"areas": " ".join((self.area, *self.others)), "year": self.year, "language": self.language}

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "comparison"

    def folder(self, output: Path) -> Path:
        """Give the folder of the areas' year."""
        name = "_".join((self.area, *self.others))
        if len(name) > _LONGEST:
            name = f"{name[:_LONGEST]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        return output / FOLDER / name / str(self.year)


def compare_areas(
    areas: Sequence[str],
    year: int,
    languages: Sequence[str] = (),
    *,
    data: Dataset,
    output: Path,
    pdf: bool = False,
    report: Callable[[Run], None] | None = None,
) -> list[Run]:
    """Put areas side by side: a notebook, a page and a workbook in each language, and the index over all that is there.

    Parameters
    ----------
    areas : sequence of str
        Area ids, at least two.
    year : int
    languages : sequence of str
        None given means Vietnamese and English.
    data : Dataset
    output : Path
        The folder of all reviews; the files go to ``output/compare/AREA_AREA/YEAR/``.
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
        For fewer than two areas, an unknown area or language, a year of which fewer than two areas have figures.
    KienanError
        Where the folder cannot be written, or a PDF is asked for and there is no browser to print it.
    """
    from kienan_analysis.publishing import browser_program, write_index
    from kienan_analysis.runs import default_notebook
    from kienan_analysis.side_by_side import side_by_side

    for language in languages:
        check_language(language)
    side_by_side(data, areas, year)
    notebook = default_notebook().with_name("compare.ipynb")
    if not notebook.is_file():
        raise UsageError("there is no such notebook.", where=str(notebook))
    browser = browser_program() if pdf else ""
    wanted = [language for language in LANGUAGES if language in (languages or LANGUAGES)]
    first, *others = areas
    specs = [ComparisonSpec(first, year, language, tuple(others)) for language in wanted]
    location = data.location
    address = location if location.startswith(("http://", "https://")) else str(Path(location).resolve())
    runs = []
    try:
        for spec in specs:
            remove_abandoned(spec.folder(output))
            there = [other for other in LANGUAGES if other != spec.language and (other in wanted)]
            run = run_job(
                Job(spec, output, notebook.resolve(), address, "", publish=True, editions=tuple(there), browser=browser)
            )
            runs.append(run)
            if report is not None:
                report(run)
        write_index(output)
    except OSError as error:
        what = f"the comparison cannot be written: {error.strerror or error}."
        raise KienanError(what, where=str(error.filename or output)) from error
    return runs
