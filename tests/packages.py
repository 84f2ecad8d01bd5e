"""Small data packages made for one test, each with only what its case needs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from kienan_analysis.catalogue import AREA_COLUMNS, INDICATOR_COLUMNS, OBSERVATION_COLUMNS, SOURCE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

COLUMNS = {
    "observations": OBSERVATION_COLUMNS,
    "indicators": INDICATOR_COLUMNS,
    "areas": AREA_COLUMNS,
    "sources": SOURCE_COLUMNS,
}
Row = dict[str, str]


def row(table: str, **cells: str) -> Row:
    """Make a row in which what is not named is empty."""
    return dict.fromkeys(COLUMNS[table], "") | cells


def area(name: str, **cells: str) -> Row:
    return row("areas", **{"id": name, "level": "district", "name_vi": name, "name_en": name} | cells)


def source(name: str, **cells: str) -> Row:
    usual = {"id": name, "publisher": "a paper", "url": f"https://example.org/{name}", "language": "vi"}
    return row("sources", **usual | cells)


def indicator(name: str, **cells: str) -> Row:
    usual = {"id": name, "name_vi": name, "name_en": name, "concept": name, "kind": "flow", "unit": "tỷ đồng"}
    return row("indicators", **usual | {"price_basis_assumed": "false", "phrases_vi": name} | cells)


AREAS = [
    area(
        "kien-an",
        name_vi="Quận Kiến An",
        name_en="Kiến An District",
        parent="hai-phong",
        valid_from="1994-08-29",
        valid_to="2025-06-30",
        successors="phuong-kien-an|phuong-phu-lien",
    ),
    area("phuong-kien-an", name_en="Kiến An Ward", valid_from="2025-07-01"),
    area("phuong-phu-lien", name_en="Phù Liễn Ward", valid_from="2025-07-01"),
    area("hai-phong", name_en="Hải Phòng City", valid_to="2025-06-30"),
    area("hai-phong-2025", valid_from="2025-07-01"),
]
INDICATORS = [
    indicator("industrial_output", price_basis="constant 2010", price_basis_assumed="true", higher_is_better="true"),
    indicator("retail_sales", price_basis="current", price_basis_assumed="true", higher_is_better="true"),
    indicator("population", kind="stock", unit="người"),
]
SOURCES = [
    source("kien-an-2022-01-11", published="2022-01-11"),
    source("vietnam-vn-2023", language="en"),
]


def observation(**cells: str) -> Row:
    """Make the first row of the first case: industry 2021, 600,37 tỷ đồng; cells that differ are named."""
    usual = {
        "source": "kien-an-2022-01-11",
        "area": "kien-an",
        "indicator": "industrial_output",
        "period": "2021",
        "measure": "level",
        "printed": "600,37",
    }
    made = row("observations", **usual | cells)
    if "unit" not in cells:
        made["unit"] = "tỷ đồng" if made["measure"] in {"level", "plan"} else "%"
    return made


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Give each row an id: its source's and a running number."""
    return [entry | {"id": entry["id"] or f"{entry['source']}-{place:02}"} for place, entry in enumerate(rows, 1)]


def as_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str], delimiter: str = ",") -> str:
    """Write rows as CSV text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def descriptor(**changes: Any) -> dict[str, Any]:
    """Describe the four tables, without a schema."""
    resources = [{"name": name, "path": f"{name}.csv"} for name in COLUMNS]
    return {"name": "a-case", "version": "1.0", "resources": resources} | changes


def write_package(
    folder: Path,
    observations: Sequence[Row] = (),
    *,
    areas: Sequence[Row] = tuple(AREAS),
    indicators: Sequence[Row] = tuple(INDICATORS),
    sources: Sequence[Row] = tuple(SOURCES),
    **changes: Any,
) -> Path:
    """Write a package into a folder and give the folder; ``changes`` go into the descriptor."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "observations": numbered(observations or [observation()]),
        "areas": areas,
        "indicators": indicators,
        "sources": sources,
    }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(as_csv(rows, COLUMNS[name]), encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps(descriptor(**changes)), encoding="utf-8")
    return folder
