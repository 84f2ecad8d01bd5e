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

from kienan_analysis.annual_review import lineage_of
from kienan_analysis.data_package import SHIPPED
from kienan_analysis.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.runs.record import RunSpec

_PACKAGE = Path(__file__).parent.parent
# A wheel carries the data and the notebooks inside the package; they count by what a review takes from them.
_COUNTED_APART = (SHIPPED, "notebooks", "__pycache__")


class Inputs:
    """Hash what the reviews of one data package and one notebook depend on.

    Parameters
    ----------
    data : Dataset
    notebook : Path
        The notebook's source.
    base_url : str
        Where the reviews will be on the web, as their pages say it.
    """

    def __init__(self, data: Dataset, notebook: Path, base_url: str = "") -> None:
        self._data = data
        self._common = [
            __version__,
            package_digest(),
            *dependencies(),
            source_digest(notebook),
            self._facts(),
            base_url,
        ]
        observations = data.observations
        # Each row is hashed once, not once for every area that lies beside it.
        self._rows = {str(area): _digest(*self._said(rows)) for area, rows in observations.groupby("area", sort=False)}
        self._near: dict[str, list[str]] = {}
        for area, parent in data.areas["parent"].items():
            self._near.setdefault(str(parent), []).append(str(area))
        self._of_area: dict[str, str] = {}

    def digest(self, spec: RunSpec, editions: Sequence[str] = ()) -> str:
        """Hash the inputs of one run; ``editions`` are the languages that its page links to."""
        if spec.area not in self._of_area:
            self._of_area[spec.area] = self._around(spec.area)
        return _digest(
            *self._common, self._of_area[spec.area], json.dumps([spec.parameters, *editions], sort_keys=True)
        )

    def _facts(self) -> str:
        facts = (
            self._data.name,
            self._data.version,
            getattr(self._data, "title", ""),
            getattr(self._data, "licence", ""),
            *(getattr(self._data, fact, "") for fact in ("title_vi", "citation", "author")),
        )
        return json.dumps([str(fact) for fact in facts], ensure_ascii=False)

    def _said(self, rows: pd.DataFrame) -> list[str]:
        """List one area's rows with their sources and indicators, as CSV."""
        indicators, sources = self._data.indicators, self._data.sources
        return [
            rows.to_csv(index=False),
            indicators[indicators.index.isin(rows["indicator"].unique())].to_csv(),
            sources[sources.index.isin(rows["source"].unique())].to_csv(),
        ]

    def _around(self, area: str) -> str:
        """Hash what is known of an area, its parent, its peers, what it was made of and what came after it."""
        areas = self._data.areas
        parent = str(areas.loc[area, "parent"] or "")
        near = {area, *([parent, *self._near[parent]] if parent else [])}
        # The page of an area names what came after it, and shows the figures of what it was made of.
        found = lineage_of(self._data, area)
        near |= {part.id for part in found.parts}
        named = near | {heir.id for heir in found.heirs}
        described = areas[areas.index.isin(named)].to_csv()
        return _digest(described, *(f"{name} {self._rows[name]}" for name in sorted(near) if name in self._rows))


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
