"""Several areas side by side: what is asked for, and where its files lie."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.runs.record import ReportSpec, RunSpec

if TYPE_CHECKING:
    from kienan_analysis.dataset import Dataset

FOLDER = "compare"
# A folder's name is at most this long, on every file system that is in use.
_LONGEST = 100


@dataclass(frozen=True, order=True, slots=True)
class ComparisonSpec(ReportSpec):
    """One comparison that is asked for: areas, a year, a language.

    Raises
    ------
    UsageError
        For a language that there is not, or an id that could not be part of a path.
    """

    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what must not become part of a path."""
        for area in self.areas:
            RunSpec(area, self.year, self.language)

    def __str__(self) -> str:
        return f"{' '.join(self.areas)} {self.year} {self.language}"

    @property
    def areas(self) -> tuple[str, ...]:
        """All that are put side by side."""
        return (self.area, *self.others)

    @property
    def parameters(self) -> dict[str, str | int]:
        """The notebook's parameters."""
        return {"areas": " ".join(self.areas), "year": self.year, "language": self.language}

    @property
    def notebook(self) -> str:
        """The file name of the notebook that makes it."""
        return "compare.ipynb"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "comparison"

    @property
    def folder(self) -> str:
        """Name the folder of its files inside the folder of all reviews."""
        name = "_".join(self.areas)
        if len(name) > _LONGEST:
            name = f"{name[:_LONGEST]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
        return f"{FOLDER}/{name}/{self.year}"

    def require(self, data: Dataset) -> None:
        """Refuse fewer than two areas, an unknown one, a year of which fewer than two have figures.

        Raises
        ------
        UsageError
            Saying what there is instead.
        """
        from kienan_analysis.side_by_side import side_by_side

        side_by_side(data, self.areas, self.year)
