"""One run of a review: what is asked for, where its files lie, what came of it, and the record of all runs."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from kienan_analysis.atomic_files import locked, replace_together
from kienan_analysis.errors import KienanError, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

State = Literal["done", "failed", "skipped"]

LANGUAGES = ("vi", "en")
_AREA = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LOG = "runs.json"
_LOG_FORMAT = 1


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
    def stem(self) -> str:
        """What the names of its files begin with."""
        return "annual-review"

    def folder(self, output: Path) -> Path:
        """Give the folder of the area's year."""
        return output / self.area / str(self.year)

    def notebook(self, output: Path) -> Path:
        """Give the place of the executed notebook."""
        return self.folder(output) / f"{self.stem}.{self.language}.ipynb"

    def page(self, output: Path) -> Path:
        """Give the place of the page."""
        return self.folder(output) / f"{self.stem}.{self.language}.html"

    def workbook(self, output: Path) -> Path:
        """Give the place of the workbook."""
        return self.folder(output) / f"{self.stem}.{self.language}.xlsx"

    def pdf(self, output: Path) -> Path:
        """Give the place of the page on paper."""
        return self.folder(output) / f"{self.stem}.{self.language}.pdf"

    def failed_copy(self, output: Path) -> Path:
        """Give the place where a notebook that failed is kept."""
        return self.folder(output) / "failed" / f"{self.stem}.{self.language}.ipynb"


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    Attributes
    ----------
    spec : RunSpec
    output : Path
        The folder of all reviews.
    state : {"done", "failed", "skipped"}
        Skipped: nothing it depends on has changed since the files were made.
    seconds : float
    inputs : str
        Hash of everything that the run depends on.
    files : mapping of str to str
        SHA-256 of each file made, by its name.
    cell : str
        The cell that failed, in words.
    error : str
        The whole message, empty unless it failed.
    """

    spec: RunSpec
    output: Path
    state: State
    seconds: float
    inputs: str
    files: Mapping[str, str] = field(default_factory=dict)
    cell: str = ""
    error: str = ""

    @property
    def notebook(self) -> Path:
        """The executed notebook."""
        return self.spec.notebook(self.output)

    @property
    def page(self) -> Path:
        """The page."""
        return self.spec.page(self.output)

    @property
    def failed_copy(self) -> Path | None:
        """The kept copy of a notebook that failed, if there is one."""
        path = self.spec.failed_copy(self.output)
        return path if self.state == "failed" and path.is_file() else None


def check_language(language: str) -> None:
    """Refuse a language that no review is written in, saying which there are."""
    if language not in LANGUAGES:
        raise UsageError(
            "there is no such language.", where=f"language {language!r}", remedy=did_you_mean(language, LANGUAGES)
        )


def read_log(output: Path) -> dict[RunSpec, dict[str, Any]]:
    """Read the last record of each run below a folder of reviews.

    A record that cannot be read counts as none: it only saves work, and the next run writes it anew.
    """
    try:
        content = json.loads((output / _LOG).read_text(encoding="utf-8"))
        return {RunSpec(**entry["parameters"]): entry for entry in content["runs"]}
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        return {}


def record(output: Path, runs: Iterable[Run]) -> None:
    """Add runs to ``runs.json``, each in place of the last one with the same parameters."""
    with locked(output):
        entries = read_log(output)
        for run in runs:
            failed = run.failed_copy
            entries[run.spec] = {
                "parameters": run.spec.parameters,
                "state": run.state,
                "inputs": run.inputs,
                "seconds": round(run.seconds, 3),
                "files": dict(run.files),
                "cell": run.cell,
                "error": run.error,
                "failed_copy": failed.relative_to(output).as_posix() if failed else "",
            }
        content = {"format": _LOG_FORMAT, "runs": [entries[spec] for spec in sorted(entries)]}
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        replace_together({output / _LOG: text.encode()})


def is_unchanged(
    entry: Mapping[str, Any] | None, spec: RunSpec, output: Path, inputs: str, *, publish: bool, pdf: bool = False
) -> bool:
    """Tell whether the files of a run are there as they were made, and from the same inputs."""
    if entry is None or entry.get("inputs") != inputs or entry.get("state") not in ("done", "skipped"):
        return False
    published = [spec.page(output), spec.workbook(output), *([spec.pdf(output)] if pdf else [])]
    expected = [spec.notebook(output), *(published if publish else [])]
    files = entry.get("files")
    return isinstance(files, dict) and all(_digest(path) == files.get(path.name, "") for path in expected)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
