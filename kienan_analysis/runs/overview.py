"""All parts of an area in one year, through Papermill: one run, like that of a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.runs.one_report import one_report
from kienan_analysis.runs.record import RunSpec, check_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import Run

FOLDER = "overview"


@dataclass(frozen=True, order=True, slots=True)
class OverviewSpec(RunSpec):
    """One overview that is asked for: the area whose parts are shown, a year, a language.

    Raises
    ------
    UsageError
        For a language that there is not, or an id that could not be part of a path.
    """

    def __str__(self) -> str:
        return f"overview of {self.area} {self.year} {self.language}"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "overview"

    @property
    def folder(self) -> str:
        """Name the folder of its files inside the folder of all reviews."""
        return f"{FOLDER}/{self.area}/{self.year}"


def overview_of(
    area: str,
    year: int,
    languages: Sequence[str] = (),
    *,
    data: Dataset,
    output: Path | str,
    pdf: bool = False,
    report: Callable[[Run], None] | None = None,
) -> list[Run]:
    """Make an overview of an area's parts in each language, and the index over all that is there.

    Parameters
    ----------
    area : str
        Id of the area whose parts are shown.
    year : int
    languages : sequence of str
        None given means Vietnamese and English.
    data : Dataset
    output : Path or str
        The folder of all reviews, or its address; the files go to ``output/overview/AREA/YEAR/``.
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
        For an unknown area or language, an area without a part that has figures, a year of which none has.
    KienanError
        Where the folder cannot be written, or a PDF is asked for and there is no browser to print it.
    """
    from kienan_analysis.area_parts import require_parts

    for language in languages:
        check_language(language)
    require_parts(data, area, year)

    def spec_of(language: str) -> OverviewSpec:
        return OverviewSpec(area, year, language)

    return one_report(spec_of, "overview.ipynb", languages, data=data, output=output, pdf=pdf, report=report)
