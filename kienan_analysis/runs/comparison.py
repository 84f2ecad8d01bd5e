"""Several areas side by side, through Papermill: one run, like that of a review."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.runs.one_report import one_report
from kienan_analysis.runs.record import RunSpec, check_language

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
    from kienan_analysis.side_by_side import side_by_side

    for language in languages:
        check_language(language)
    side_by_side(data, areas, year)
    first, *others = areas

    def spec_of(language: str) -> ComparisonSpec:
        return ComparisonSpec(first, year, language, tuple(others))

    return one_report(spec_of, "compare.ipynb", languages, data=data, output=output, pdf=pdf, report=report)
