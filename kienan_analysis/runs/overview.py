"""All parts of an area in one year: what is asked for, and where its files lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.runs.record import ReportSpec

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset

FOLDER = "overview"


@dataclass(frozen=True, order=True, slots=True)
class OverviewSpec(ReportSpec):
    """One overview that is asked for: the area whose parts are shown, a year, a language.

    Raises
    ------
    UsageError
        For a language that there is not, or an id that could not be part of a path.
    """

    def __str__(self) -> str:
        return f"overview of {self.area} {self.year} {self.language}"

    @property
    def notebook(self) -> str:
        """The file name of the notebook that makes it."""
        return "overview.ipynb"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "overview"

    @property
    def folder(self) -> str:
        """Name the folder of its files inside the folder of all reviews."""
        return f"{FOLDER}/{self.area}/{self.year}"

    def require(self, data: Dataset) -> None:
        """Refuse an unknown area, one without a part that has figures, a year of which none has.

        Raises
        ------
        UsageError
            Saying what there is instead.
        """
        from kienan_analysis.area_parts import require_parts

        require_parts(data, self.area, self.year)
