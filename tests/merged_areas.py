"""Packages of areas made in July 2025, with rows written by hand: a city, a province, a ward; a district that ended.

The figures are invented. What became of what is the gazetteer's, but where a package says it itself.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests import packages

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT = Path(__file__).resolve().parent.parent
INDICATORS = ("grdp", "retail_and_services_revenue", "budget_revenue", "exports", "poverty_rate", "rice_output")


class Printed(NamedTuple):
    """A printed figure, in short."""

    area: str
    indicator: str
    period: str
    measure: str
    printed: str
    unit: str = ""
    form: str = ""


CITY = [
    Printed("hai-phong", "budget_revenue", "2023", "level", "104.000", "tỷ đồng"),
    Printed("hai-phong", "budget_revenue", "2024", "level", "118.500", "tỷ đồng"),
    Printed("hai-phong", "budget_revenue", "2024", "growth", "13,9"),
    Printed("hai-phong", "grdp", "2024", "growth", "11,01"),
    Printed("hai-duong", "budget_revenue", "2024", "level", "30.200", "tỷ đồng"),
    Printed("hai-duong", "grdp", "2024", "growth", "10,2"),
    Printed("hai-duong", "exports", "2024", "level", "11.230", "triệu USD"),
    Printed("hai-phong-2025", "budget_revenue", "2025", "level", "187.000", "tỷ đồng"),
    Printed("hai-phong-2025", "budget_revenue", "2025", "attainment", "124,6"),
    Printed("hai-phong-2025", "grdp", "2025", "growth", "11,81"),
    Printed("hai-phong-2025", "exports", "2025", "level", "48.100", "triệu USD"),
]
PROVINCE = [
    *(
        Printed(area, "budget_revenue", "2024", "level", level, "tỷ đồng")
        for area, level in (("ha-nam", "17.860"), ("nam-dinh", "12.430"), ("ninh-binh", "23.150"))
    ),
    *(
        Printed(area, "grdp", "2024", "growth", rate)
        for area, rate in (("ha-nam", "10,93"), ("nam-dinh", "10,01"), ("ninh-binh", "8,56"))
    ),
    Printed("nam-dinh", "rice_output", "2024", "level", "820.400", "tấn"),
    Printed("ninh-binh-2025", "budget_revenue", "2025", "level", "71.200", "tỷ đồng"),
    Printed("ninh-binh-2025", "grdp", "2025", "growth", "10,65"),
    Printed("ninh-binh-2025", "grdp", "2026", "planned_growth", "11"),
]
WARD = [
    Printed("kien-an", "budget_revenue", "2023", "level", "402,5", "tỷ đồng"),
    Printed("kien-an", "retail_and_services_revenue", "2023", "growth", "15,2"),
    Printed("phuong-kien-an", "budget_revenue", "2025", "level", "121,4", "tỷ đồng"),
    Printed("phuong-kien-an", "budget_revenue", "2025", "attainment", "118,2"),
    Printed("phuong-kien-an", "poverty_rate", "2025", "level", "0,12", "%"),
]


def rows_of(printed: Sequence[Printed]) -> list[packages.Row]:
    """Make the rows of ``observations.csv``, each from the one source of its year."""
    return [
        packages.observation(
            source=f"report-{one.period}",
            area=one.area,
            indicator=one.indicator,
            period=one.period,
            measure=one.measure,
            printed=one.printed,
            unit=one.unit or "%",
            form=one.form,
        )
        for one in printed
    ]


def area_rows() -> list[packages.Row]:
    """Make the rows of ``areas.csv``: none says what became of an area, but for quận Kiến An."""
    old = {"valid_to": "2025-06-30"}
    new = {"valid_from": "2025-07-01"}
    area = packages.area
    return [
        area("hai-phong", code="31", level="city", name_vi="Thành phố Hải Phòng", name_en="Hải Phòng City", **old),
        area("hai-duong", code="30", level="province", name_vi="Tỉnh Hải Dương", name_en="Hải Dương Province", **old),
        area("hai-phong-2025", code="31", level="city", name_vi="Thành phố Hải Phòng", name_en="Hải Phòng City", **new),
        area("ha-nam", code="35", level="province", name_vi="Tỉnh Hà Nam", name_en="Hà Nam Province", **old),
        area("nam-dinh", code="36", level="province", name_vi="Tỉnh Nam Định", name_en="Nam Định Province", **old),
        area("ninh-binh", code="37", level="province", name_vi="Tỉnh Ninh Bình", name_en="Ninh Bình Province", **old),
        area(
            "ninh-binh-2025", code="37", level="province", name_vi="Tỉnh Ninh Bình", name_en="Ninh Bình Province", **new
        ),
        area(
            "kien-an",
            code="307",
            name_vi="Quận Kiến An",
            name_en="Kiến An District",
            parent="hai-phong",
            successors="phuong-kien-an",
            **old,
        ),
        area(
            "phuong-kien-an",
            code="11443",
            level="ward",
            name_vi="Phường Kiến An",
            name_en="Kiến An Ward",
            parent="hai-phong-2025",
            **new,
        ),
        area("vinh-bao", code="316", name_vi="Huyện Vĩnh Bảo", name_en="Vĩnh Bảo District", parent="hai-phong", **old),
        area("an-cluster", level="cluster", name_vi="Một cụm", name_en="A cluster"),
    ]


def write(folder: Path, *printed: Printed, areas: Sequence[packages.Row] = ()) -> Path:
    """Write a package of these figures, and of all the areas and some of the shipped indicators."""
    with (PROJECT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        indicators = [row for row in csv.DictReader(file) if row["id"] in INDICATORS]
    years = sorted({one.period for one in printed})
    return packages.write_package(
        folder,
        rows_of(printed),
        areas=areas or area_rows(),
        indicators=indicators,
        sources=[packages.source(f"report-{year}", published=f"{year[:4]}-12-30") for year in years],
        title="Merged areas",
    )
