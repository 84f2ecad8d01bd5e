"""One run of a review: what is asked for, where its files lie, what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kienan_analysis.errors import KienanError, UsageError, did_you_mean
from kienan_analysis.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.dataset import Dataset

__all__ = ["LANGUAGES", "ReportSpec", "Run", "RunError", "RunSpec", "State", "check_language"]

State = Literal["done", "failed", "skipped"]

_AREA = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RunError(KienanError):
    """A review could not be made."""


@dataclass(frozen=True, order=True, slots=True)
class RunSpec:
    """One review that is asked for: an area, a year, a language.

    Raises
    ------
    UsageError
        For a language that there is not, or an id that could not be part of a path.
    """

    area: str
    year: int
    language: str

    def __post_init__(self) -> None:
        """Refuse what must not become part of a path."""
        if not _AREA.fullmatch(self.area):
            message = "is no area id: lower-case letters, digits and single hyphens."
            raise UsageError(message, where=f"area {self.area!r}")
        if not 1000 <= self.year <= 9999:  # noqa: PLR2004 - four digits
            raise UsageError("is not a year of four digits.", where=f"year {self.year!r}")
        check_language(self.language)

    def __str__(self) -> str:
        return f"{self.area} {self.year} {self.language}"

    @property
    def parameters(self) -> dict[str, str | int]:
        """The notebook's parameters."""
        return {"area": self.area, "year": self.year, "language": self.language}

    @property
    def notebook(self) -> str:
        """The file name of the notebook that makes it."""
        return "annual_review.ipynb"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "annual-review"

    @property
    def folder(self) -> str:
        """Name the folder of its files inside the folder of all reviews."""
        return f"{self.area}/{self.year}"

    def file(self, ending: str) -> str:
        """Name a file of this run inside the folder of all reviews: ``ipynb``, ``html``, …."""
        return f"{self.folder}/{self.stem}.{self.language}.{ending}"

    @property
    def card(self) -> str:
        """Name the picture of its first screen inside the folder of all reviews."""
        return f"{self.folder}/card.{self.language}.png"

    @property
    def failed_copy(self) -> str:
        """Name the place where a notebook that failed is kept."""
        return f"{self.folder}/failed/{self.stem}.{self.language}.ipynb"


class ReportSpec(RunSpec):
    """One report that no batch makes: a comparison, an overview."""

    __slots__ = ()

    def require(self, data: Dataset) -> None:
        """Refuse what the data have no figures for.

        Raises
        ------
        UsageError
            Saying what there is instead.
        """
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    Attributes
    ----------
    spec : RunSpec
    output : str
        The folder of all reviews, or its address.
    state : {"done", "failed", "skipped"}
        Skipped: nothing it depends on has changed since the files were made.
    seconds : float
    inputs : str
        Hash of everything that the run depends on.
    files : mapping of str to str
        SHA-256 of each file made, by its name inside the folder of all reviews.
    cell : str
        The cell that failed, in words.
    error : str
        The whole message, empty unless it failed.
    failed_copy : str
        Where the notebook that failed is kept, inside the folder of all reviews; empty if there is none.
    """

    spec: RunSpec
    output: str
    state: State
    seconds: float
    inputs: str
    files: Mapping[str, str] = field(default_factory=dict)
    cell: str = ""
    error: str = ""
    failed_copy: str = ""

    @property
    def notebook(self) -> Path:
        """The executed notebook, in a folder of this machine."""
        return Path(self.output) / self.spec.file("ipynb")

    @property
    def page(self) -> Path:
        """The page, in a folder of this machine."""
        return Path(self.output) / self.spec.file("html")

    @property
    def address(self) -> str:
        """Where the page is, path or address."""
        return f"{self.output}/{self.spec.file('html')}" if "://" in self.output else str(self.page)


def check_language(language: str) -> None:
    """Refuse a language that no review is written in, saying which there are."""
    if language not in LANGUAGES:
        raise UsageError(
            "there is no such language.", where=f"language {language!r}", remedy=did_you_mean(language, LANGUAGES)
        )
