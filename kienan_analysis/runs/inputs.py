"""Everything that a review depends on, as one hash: equal hashes, equal pages."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import RunSpec

_PACKAGE = Path(__file__).parent.parent
# A wheel carries the data and the notebooks inside the package; they count by what a review takes from them.
_COUNTED_APART = ("data", "notebooks", "__pycache__")


class Inputs:
    """Hash what the reviews of one data package and one notebook depend on.

    Parameters
    ----------
    data : Dataset
    notebook : Path
        The notebook's source.
    """

    def __init__(self, data: Dataset, notebook: Path) -> None:
        self._data = data
        self._common = [__version__, package_digest(), *dependencies(), source_digest(notebook), self._facts()]
        self._of_area: dict[str, str] = {}

    def digest(self, spec: RunSpec, editions: Sequence[str] = ()) -> str:
        """Hash the inputs of one run; ``editions`` are the languages that its page links to."""
        if spec.area not in self._of_area:
            self._of_area[spec.area] = _digest(*self._rows(spec.area))
        return _digest(
            *self._common, self._of_area[spec.area], json.dumps([spec.parameters, *editions], sort_keys=True)
        )

    def _facts(self) -> str:
        facts = (
            self._data.name,
            self._data.version,
            getattr(self._data, "title", ""),
            getattr(self._data, "licence", ""),
        )
        return json.dumps([str(fact) for fact in facts], ensure_ascii=False)

    def _rows(self, area: str) -> list[str]:
        """List the rows of an area, its parent and its peers, with their sources and catalogue rows, as CSV."""
        areas = self._data.areas
        parent = areas.loc[area, "parent"]
        near = areas.index == area
        if parent:
            near |= (areas.index == parent) | (areas["parent"] == parent).to_numpy()
        observations = self._data.observations
        rows = observations[observations["area"].isin(areas.index[near])]
        # The page of an area that ended names its successors.
        successors = {heir for heir in areas.index if heir in _names(areas.loc[area].get("successors", ""))}
        near |= areas.index.isin(successors)
        indicators, sources = self._data.indicators, self._data.sources
        parts: list[pd.DataFrame] = [
            rows,
            areas[near],
            indicators[indicators.index.isin(rows["indicator"].unique())],
            sources[sources.index.isin(rows["source"].unique())],
        ]
        return [part.to_csv() for part in parts]


def _names(value: object) -> set[str]:
    return set(re.findall(r"[a-z0-9-]+", str(value)))


@cache
def package_digest() -> str:
    """Hash the source files of this package."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        place = path.relative_to(_PACKAGE)
        if path.is_file() and not set(place.parts) & set(_COUNTED_APART):
            digest.update(f"{place.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


@cache
def dependencies() -> tuple[str, ...]:
    """List Python and the packages that this one needs, with their versions: another Altair draws other charts."""
    try:
        required = metadata.requires("kienan-analysis") or []
    except metadata.PackageNotFoundError:
        required = []
    found = [f"python {platform.python_version()}"]
    for line in required:
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name and "extra ==" not in line:
            try:
                found.append(f"{name[0]} {metadata.version(name[0])}")
            except metadata.PackageNotFoundError:
                found.append(f"{name[0]} missing")
    return tuple(found)


def source_digest(notebook: Path) -> str:
    """Hash the cells of a notebook as they are written: type, text and tags, no outputs."""
    cells = json.loads(notebook.read_text(encoding="utf-8")).get("cells", [])
    kept = [
        (cell.get("cell_type"), "".join(cell.get("source", "")), cell.get("metadata", {}), cell.get("id"))
        for cell in cells
    ]
    return _digest(json.dumps(kept, ensure_ascii=False, sort_keys=True))


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:".encode() + part.encode())
    return digest.hexdigest()
