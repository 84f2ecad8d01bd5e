"""A made package in which the sources of several areas disagree: dated ones and undated, of every authority."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from tests.packages import Row, area, indicator, row, source, write_package

if TYPE_CHECKING:
    from pathlib import Path

YEARS: Final = range(2018, 2024)
# The statistics office, government, party, press, other; the last two without a date, which are as new as they report.
PUBLISHERS: Final = (
    *("thongkehaiphong.gov.vn", "haiphong.gov.vn", "thanhuyhaiphong.vn", "baohaiphong.vn"),
    *("example.com", "baohaiphong.vn"),
)
INDICATORS: Final = [
    indicator("industrial_output", price_basis="constant 2010", higher_is_better="true"),
    indicator("retail_sales", price_basis="current", higher_is_better="true"),
    indicator("grdp", price_basis="current", concept="grdp"),
    indicator("grdp_wide", price_basis="current", concept="grdp"),
    indicator("population", kind="stock", unit="người"),
    indicator("poverty", kind="rate", unit="%"),
]


def write_disputed(folder: Path, *, seed: int = 0, areas: int = 5, dated: bool = False) -> Path:
    """Write the package.

    Parameters
    ----------
    dated : bool
        Whether every source bears a date. If not, how new two of them are is seen from what they report, and differs
        from area to area.
    """
    lot = Random(seed)  # noqa: S311  (no secret)
    days = [f"{year + 1}-0{lot.randint(1, 9)}-1{place}" for place, year in enumerate(YEARS)]
    sources = [
        source(f"source-{place}", publisher=name, published=days[place] if dated or place < 4 else "")
        for place, name in enumerate(PUBLISHERS)
    ]
    places = [f"district-{place}" for place in range(areas)]
    # The last source reports of each area up to another year.
    rows = [
        made
        for number, place in enumerate(places)
        for what in INDICATORS
        for made in _series(lot, place, what)
        if made["source"] != f"source-{len(PUBLISHERS) - 1}" or int(made["period"][:4]) <= YEARS[number % len(YEARS)]
    ]
    for number, made in enumerate(rows):
        made["id"] = f"{made['source']}-{number:04}"
    return write_package(
        folder,
        rows,
        areas=[area("city", level="city"), *(area(place, parent="city") for place in places)],
        indicators=INDICATORS,
        sources=sources,
    )


def _series(lot: Random, place: str, what: Row) -> list[Row]:
    """Print one indicator of one area: each figure of some sources, a few of them wide of the others."""
    rows = []
    level = lot.uniform(50, 900)
    for year in YEARS:
        before, level = level, level * lot.uniform(0.98, 1.15)
        figures = {
            "level": level,
            "growth": (level / before - 1) * 100,
            "plan": level / 1.02,
            "attainment": 102.0,
            "planned_growth": (level / 1.02 / before - 1) * 100,
        }
        for measure, figure in figures.items():
            for number in lot.sample(range(len(PUBLISHERS)), lot.choice((0, 1, 1, 2, 3))):
                amount = measure in {"level", "plan"}
                slip = lot.choice((1.0, 1.0, 1.0, 1.06))
                basis = lot.choice(("", "", "", "constant 2010" if what["kind"] == "flow" else ""))
                cells = {
                    "source": f"source-{number}",
                    "area": place,
                    "indicator": what["id"],
                    "period": lot.choice((f"{year}",) * 6 + (f"{year}-H1",)),
                    "measure": measure,
                    "printed": f"{figure * slip:.{lot.choice((0, 1, 2))}f}".replace(".", ","),
                    "unit": what["unit"] if amount else "%",
                    "status": lot.choice(("", "", "", "estimate")),
                    "bound": lot.choice(("",) * 6 + ("at_least", "approx")),
                    "assigner": lot.choice(("", "city")) if measure not in {"level", "growth"} else "",
                    "price_basis": basis if measure in {"level", "growth"} else "",
                }
                rows.append(row("observations", **cells))
    return rows
