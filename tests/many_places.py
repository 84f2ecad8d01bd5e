"""Made packages of many real communes, each with a report of its own, and heads of many pages: what must be borne."""

from __future__ import annotations

import csv
import json
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.data import gazetteer
from kienan_analysis.data.areas.known_areas import area_of
from tests.conftest import PROJECT
from tests.packages import COLUMNS, area, observation, row, source, write_package

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packages import Row

YEAR: Final = 2025
REGION: Final = "dong-bang-song-hong"
PROVINCES: Final = ("ha-noi", "hai-phong-2025", "hung-yen-2025", "ninh-binh-2025", "bac-ninh-2025", "phu-tho-2025")
PROVINCES_MORE: Final = ("quang-ninh", "thai-nguyen-2025")
# Id, a usual level, its spread, its usual growth in percent.
INDICATORS: Final = (
    ("budget_revenue", 42.0, 0.9, 9.0),
    ("retail_sales", 610.0, 0.7, 11.0),
    ("industrial_output", 380.0, 1.3, 12.0),
    ("social_investment", 95.0, 0.8, 7.0),
    ("income_per_capita", 68.0, 0.2, 8.0),
    ("poverty_rate", 1.4, 0.6, 0.0),
)


def communes(count: int) -> list[str]:
    """Name communes of today, whole provinces one after the other."""
    units = [unit for province in (*PROVINCES, *PROVINCES_MORE) for unit in gazetteer.children(province)]
    found = [unit.id for unit in units if unit.level == "commune" and unit.valid_to is None]
    assert len(found) >= count
    return found[:count]


def write_communes(folder: Path, count: int = 700, *, parent: str = "", sources: int = 0) -> Path:
    """Write a package: of each commune and indicator a level, its growth, and its share of a plan.

    Parameters
    ----------
    folder : Path
    count : int
    parent : str
        What all communes lie in; else their own provinces, and these in a region.
    sources : int
        How many reports there are in all; else one a commune.
    """
    lot = np.random.default_rng(7)
    names = communes(count)
    units = {name: unit for name in names if (unit := gazetteer.unit(name)) is not None}
    provinces = dict.fromkeys(unit.parent or "" for unit in units.values())
    above = [] if parent else [_place(province, REGION) for province in provinces]
    region = _place(parent or REGION, "")
    places = [region, *above, *(_place(name, parent or unit.parent or "") for name, unit in units.items())]
    told = [f"report-{number}" for number in range(sources)] or [f"report-{name}" for name in names]
    rows: list[Row] = []
    for number, name in enumerate(names):
        for indicator, usual, spread, growth in INDICATORS:
            level = usual * float(np.exp(lot.normal(0, spread)))
            figures = {
                "level": f"{level:.2f}",
                "growth": f"{lot.normal(growth, 6):.1f}",
                "attainment": f"{lot.normal(104, 8):.1f}",
            }
            if indicator == "poverty_rate":
                figures = {"level": f"{level:.2f}"}
            for measure, printed in figures.items():
                about = {"source": told[number % len(told)], "area": name, "indicator": indicator, "period": str(YEAR)}
                shown_in = _UNITS[indicator] if measure == "level" else "%"
                rows.append(observation(**about, measure=measure, printed=printed.replace(".", ","), unit=shown_in))
    return write_package(
        folder,
        rows,
        areas=places,
        indicators=_indicators(),
        sources=[source(name, published="2026-01-10", publisher="a commune's paper") for name in told],
        title="Many communes",
    )


def _place(name: str, parent: str) -> Row:
    unit = gazetteer.unit(name)
    assert unit is not None
    known = area_of(unit)
    days = {"valid_from": known.valid_from, "valid_to": known.valid_to}
    cells = {key: day.isoformat() if day else "" for key, day in days.items()}
    about = {"code": known.code, "level": known.level, "name_vi": known.name_vi, "name_en": known.name_en}
    return area(name, parent=parent, **about, **cells)


def _shipped_indicators() -> dict[str, dict[str, str]]:
    with (PROJECT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return {entry["id"]: entry for entry in csv.DictReader(file)}


_UNITS: Final = {name: entry["unit"] for name, entry in _shipped_indicators().items()}


def _indicators() -> list[Row]:
    known = _shipped_indicators()
    return [
        row("indicators", **{column: known[name][column] for column in COLUMNS["indicators"]})
        for name, *_ in INDICATORS
    ]


HEADLINES: Final = {
    "vi": "4/5 chỉ tiêu đạt kế hoạch; doanh thu dịch vụ lưu trú và ăn uống hụt 2,04% (29,16 tỷ đồng)",
    "en": "4 of 5 plans were met; accommodation and food revenue fell short by 2.04% (VND 29.16 billion)",
}
_MARKS: Final = [
    *({"name": f"Chỉ tiêu {number}", "value": 90 + 5.0 * number, "verdict": "met"} for number in range(5)),
    {"name": "X", "value": 98, "verdict": "missed"},
    {"name": "Y", "value": 100, "verdict": "undecided"},
]


def write_heads(folder: Path, count: int, headlines: dict[str, str] | None = None, years: int = 5) -> None:
    """Write as much of so many reviews' pages as the index reads, in two languages, each area with so many years."""
    for number in range(count):
        name, year = f"phuong-{number // years:03}-thuy-nguyen", 2021 + number % years
        place = folder / name / str(year)
        place.mkdir(parents=True)
        for language, headline in (headlines or HEADLINES).items():
            title = f"Phường số {number // years} năm {year}: kết quả và chỉ tiêu năm {year + 1}"
            about = {"title": title, "headline": headline, "area_name": f"Phường số {number // years}"}
            told = {**about, "measure": "attainment", "marks": _MARKS, "data": "Data, 1.0"}
            head = f'<meta name="kienan-review" content="{escape(json.dumps(told))}">'
            (place / f"annual-review.{language}.html").write_text(head, encoding="utf-8")
            for ending in ("xlsx", "ipynb"):
                (place / f"annual-review.{language}.{ending}").write_bytes(b"")
