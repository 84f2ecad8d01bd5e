"""Several areas side by side, through Papermill: one run, like that of a review."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import temporary_folder
from kienan_analysis.errors import UsageError
from kienan_analysis.runs import products
from kienan_analysis.runs.destination import destination, refused
from kienan_analysis.runs.limits import require_files
from kienan_analysis.runs.reading import read_once
from kienan_analysis.runs.record import LANGUAGES, RunSpec, check_language
from kienan_analysis.runs.single_run import Job, Settings, run_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

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

    @property
    def folder(self) -> str:
        """Name the folder of its files inside the folder of all reviews."""
        name = "_".join((self.area, *self.others))
        if len(name) > _LONGEST:
            name = f"{name[:_LONGEST]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        return f"{FOLDER}/{name}/{self.year}"


def compare_areas(
    areas: Sequence[str],
    year: int,
    languages: Sequence[str] = (),
    *,
    data: Dataset,
    output: Path | str,
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
    output : Path or str
        The folder of all reviews, or its address; the files go to ``output/compare/AREA_AREA/YEAR/``.
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
    from kienan_analysis.publishing import browser_program
    from kienan_analysis.runs import default_notebook
    from kienan_analysis.side_by_side import side_by_side

    for language in languages:
        check_language(language)
    side_by_side(data, areas, year)
    notebook = default_notebook().with_name("compare.ipynb").resolve()
    if not notebook.is_file():
        raise UsageError("there is no such notebook.", where=str(notebook))
    browser = browser_program() if pdf else ""
    wanted = [language for language in LANGUAGES if language in (languages or LANGUAGES)]
    first, *others = areas
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
            spec = ComparisonSpec(first, year, language, tuple(others))
            run = run_job(Job(spec, "", tuple(other for other in wanted if other != language)), settings)
            runs.append(run)
            if report is not None:
                report(run)
        products.write_index(place)
    return runs
