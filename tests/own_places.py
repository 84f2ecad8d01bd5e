"""A small package of other places than the shipped ones: a province, two of its districts, a commune and a ward.

The figures are made up; the places are the country's own.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kienan_analysis.data import gazetteer
from kienan_analysis.data_package.new_package import About, new_package
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ABOUT = About(
    title="Nam Định: số liệu tự nhập", citation="Nhóm phân tích Nam Định: số liệu tự nhập.", author="Nhóm Nam Định"
)
AREAS = ("nam-dinh", "hai-hau", "giao-thuy", "ninh-binh-2025", "xa-hai-hau", "phuong-thien-truong")
SOURCES = (
    ("hai-hau-2024-01-05", "haihau.example", "2024-01-05"),
    ("nam-dinh-2024-01-02", "namdinh.example", "2024-01-02"),
    ("ninh-binh-2026-01-09", "ninhbinh.example", "2026-01-09"),
)
# source | area | indicator | period | measure | printed | form | assigner | base
FIGURES = """
hai-hau-2024-01-05|hai-hau|total_production_value|2023|level|21.000,0
hai-hau-2024-01-05|hai-hau|total_production_value|2023|growth|10,65
hai-hau-2024-01-05|hai-hau|agri_forestry_fishery_output|2023|level|6.000,0
hai-hau-2024-01-05|hai-hau|agri_forestry_fishery_output|2023|growth|3,20
hai-hau-2024-01-05|hai-hau|industry_construction_output|2023|level|9.500,0
hai-hau-2024-01-05|hai-hau|industry_construction_output|2023|growth|14,60
hai-hau-2024-01-05|hai-hau|services_output|2023|level|5.500,0
hai-hau-2024-01-05|hai-hau|services_output|2023|growth|12,80
hai-hau-2024-01-05|hai-hau|industrial_output|2023|level|6.200,5
hai-hau-2024-01-05|hai-hau|industrial_output|2023|attainment|102,3||province
hai-hau-2024-01-05|hai-hau|budget_revenue|2023|level|512,6
hai-hau-2024-01-05|hai-hau|budget_revenue|2023|attainment|131,4||province
hai-hau-2024-01-05|hai-hau|budget_revenue|2023|growth|95,2|index
hai-hau-2024-01-05|hai-hau|budget_revenue|2024|planned_growth|10|||plan:province
hai-hau-2024-01-05|hai-hau|industrial_output|2024|planned_growth|12||district
hai-hau-2024-01-05|giao-thuy|total_production_value|2023|growth|9,10
nam-dinh-2024-01-02|nam-dinh|grdp|2023|level|55.000
nam-dinh-2024-01-02|nam-dinh|grdp|2023|growth|10,19
nam-dinh-2024-01-02|nam-dinh|agri_forestry_fishery_value_added|2023|level|9.900
nam-dinh-2024-01-02|nam-dinh|industry_construction_value_added|2023|level|24.200
nam-dinh-2024-01-02|nam-dinh|services_value_added|2023|level|18.900
nam-dinh-2024-01-02|nam-dinh|product_taxes_less_subsidies|2023|level|2.000
nam-dinh-2024-01-02|nam-dinh|budget_revenue|2023|attainment|111,0||central
ninh-binh-2026-01-09|xa-hai-hau|budget_revenue|2025|level|48,6
ninh-binh-2026-01-09|xa-hai-hau|budget_revenue|2025|attainment|118,2||province
ninh-binh-2026-01-09|xa-hai-hau|total_production_value|2025|growth|10,2
ninh-binh-2026-01-09|xa-hai-hau|total_production_value|2026|planned_growth|11||commune
ninh-binh-2026-01-09|phuong-thien-truong|total_production_value|2025|growth|11,4
ninh-binh-2026-01-09|phuong-thien-truong|total_production_value|2026|planned_growth|12||commune
"""
YEARS = {"hai-hau": 2023, "giao-thuy": 2023, "nam-dinh": 2023, "xa-hai-hau": 2025, "phuong-thien-truong": 2025}


def own_package(folder: Path, *, about: About = ABOUT, figures: str = FIGURES, areas: Sequence[str] = AREAS) -> Path:
    """Make the package as `kienan init` does, and write the rows into its tables."""
    new_package(str(PROJECT / "data"), folder, about)
    _append(folder / "areas.csv", (_area(name, areas) for name in areas))
    sources = ((name, publisher, f"https://example.org/{name}", day, "vi", "", "") for name, publisher, day in SOURCES)
    _append(folder / "sources.csv", sources)
    _append(folder / "observations.csv", _observations(figures))
    return folder


def _append(table: Path, rows: Iterable[Sequence[str]]) -> None:
    with table.open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _area(name: str, there: Sequence[str]) -> list[str]:
    unit = gazetteer.unit(name)
    assert unit is not None
    parent = unit.parent if unit.parent and unit.parent in there else ""
    days = [str(day or "") for day in (unit.valid_from, unit.valid_to)]
    heirs = "|".join(later for later, _ in unit.successors if later in there)
    return [unit.id, unit.code, unit.level, unit.name_vi, unit.name_en, parent, *days, heirs, "", ""]


def _observations(figures: str) -> Iterable[list[str]]:
    for number, line in enumerate(figures.strip().splitlines(), 1):
        source, area, indicator, period, measure, printed, *more = line.split("|")
        form, assigner, base = [*more, "", "", ""][:3]
        unit = "tỷ đồng" if measure == "level" else "%"
        name = f"{source}-{number:02}"
        yield [name, source, area, indicator, period, measure, printed, form, unit, "", assigner, base, "", "", ""]
