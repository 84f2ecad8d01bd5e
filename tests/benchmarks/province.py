"""A made province: 700 areas, 10 indicators, 10 years, as a data package: loaded, checked, reconciled, added to.

``python -m tests.benchmarks.province [--areas 700] [--largest 1000000]``: each in processes of their own, held against
the build from before rows were read as columns, which is made once from the history; and by size, with the exponent
between two sizes: 1 is linear.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.benchmarks.measure import Case, Cost, by_turns, run
from tests.conftest import PROJECT
from tests.packages import COLUMNS, area, indicator, row, source, write_package

if TYPE_CHECKING:
    from collections.abc import Iterator

INDICATORS: Final = 10
YEARS: Final = range(2015, 2025)
# What ratios are told against: the last build that read a row as a dict and asked each rule of each row.
OLD_BUILD: Final = "5e5e289"

LOAD: Final = "import sys; import kienan_analysis as ka; ka.load(sys.argv[1])"
RECONCILE: Final = "import sys; import kienan_analysis as ka; ka.reconcile(ka.load(sys.argv[1]).observations).series"
CHECK: Final = "import sys; from kienan_analysis.cli import main; main(['check', '--data', sys.argv[1]])"
STEPS: Final = {"load": LOAD, "load and reconcile": RECONCILE, "kienan check": CHECK}
# An area and indicators that the reader of articles knows, and an article of them about the year after the last.
KNOWN_AREA: Final = area("vinh-bao", name_vi="Huyện Vĩnh Bảo", name_en="Vĩnh Bảo District", parent="tinh")
ARTICLE: Final = """Kết quả kinh tế - xã hội huyện Vĩnh Bảo năm 2025

Năm 2025, huyện Vĩnh Bảo: thu ngân sách nhà nước tăng 5,2% so với cùng kỳ năm trước.
Giá trị sản xuất công nghiệp tăng 10,1% so với năm 2024.
"""
ADD: Final = (
    *("-m", "kienan_analysis", "add", "article.txt", "--yes", "--area", "vinh-bao", "--year", "2025"),
    *("--publisher", "a paper", "--published", "2026-01-10", "--url", "https://example.org/a", "--data", "added-to"),
)
# The largest size: seconds of processor time, MiB, and the exponent to it.
MOST_SECONDS, MOST_MIB, MOST_EXPONENT = 12, 1229, 1.05


@dataclass(frozen=True)
class Target:
    """By how many times less than the old build something must be, and is meant to be."""

    step: str
    what: str
    must: float
    aim: float


TARGETS: Final = (
    Target("load", "cpu", 5, 10),
    Target("load", "peak", 2, 3),
    Target("kienan check", "cpu", 5, 10),
    Target("kienan check", "peak", 2, 3),
    Target("kienan add", "cpu", 8, 15),
)


def write_province(
    folder: Path, areas: int, *, years: range = YEARS, indicators: int = INDICATORS, known: bool = False
) -> Path:
    """Write the package: of each area, indicator and year a level, its growth, and its share of a plan.

    Figures are printed with rounding from known ones, so all statements agree.

    Parameters
    ----------
    known : bool
        Whether the first area and the first two indicators are some that the reader of articles knows.
    """
    lot = np.random.default_rng(0)
    size = (areas, indicators, len(years) + 1)
    truth = np.exp(np.cumsum(lot.normal(0.08, 0.05, size), axis=2) + lot.normal(5, 1, (areas, indicators, 1)))
    share = lot.uniform(0.95, 1.1, size)
    places = [area(f"huyen-{number:03}", parent="tinh") for number in range(areas)]
    measured = [indicator(f"indicator_{i}", price_basis="current", higher_is_better="true") for i in range(indicators)]
    if known:
        places[0] = KNOWN_AREA
        measured[:2] = [_known_indicator(name) for name in ("budget_revenue", "industrial_output")]
    write_package(
        folder,
        areas=[area("tinh", level="province"), *places],
        indicators=measured,
        sources=[source(f"report-{year}", published=f"{year}-12-31") for year in years],
        title="A made province",
    )
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS["observations"])
        number = 0
        for a, place in enumerate(places):
            for i, what in enumerate(measured):
                for y, year in enumerate(years, start=1):
                    figures = (
                        ("level", f"{truth[a, i, y]:.2f}", "tỷ đồng"),
                        ("growth", f"{(truth[a, i, y] / truth[a, i, y - 1] - 1) * 100:.2f}", "%"),
                        ("attainment", f"{share[a, i, y] * 100:.1f}", "%"),
                    )
                    for measure, printed, unit in figures:
                        number += 1
                        about = (f"report-{year}", place["id"], what["id"], year, measure)
                        text = printed.replace(".", ",")
                        writer.writerow((f"report-{year}-{number:02}", *about, text, "", unit, *[""] * 6))
    return folder


def _known_indicator(name: str) -> dict[str, str]:
    """Give a row of the shipped indicators, in the columns that every build knows."""
    with (PROJECT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        cells = next(entry for entry in csv.DictReader(file) if entry["id"] == name)
    return row("indicators", **{column: cells[column] for column in COLUMNS["indicators"]})


@contextmanager
def old_build(folder: Path) -> Iterator[Path | None]:
    """Make the old build from the history, as long as this lasts; None where the history does not hold it."""
    git = shutil.which("git") or "git"
    made = subprocess.run(
        [git, "worktree", "add", "--quiet", "--detach", str(folder), OLD_BUILD], cwd=PROJECT, check=False
    )
    try:
        yield folder if made.returncode == 0 else None
    finally:
        if made.returncode == 0:
            subprocess.run([git, "worktree", "remove", "--force", str(folder)], cwd=PROJECT, check=True)


def cases(name: str, build: Path, folder: Path, package: Path) -> list[Case]:
    """List what is measured of a build; its modules are found before any that are installed."""
    environment = {"PYTHONPATH": str(build)}

    def copied() -> None:
        shutil.rmtree(folder / "added-to", ignore_errors=True)
        shutil.copytree(package, folder / "added-to")

    steps = {step: [sys.executable, "-c", code, str(package)] for step, code in STEPS.items()}
    made = [Case(f"{step}, {name}", [command], None, environment) for step, command in steps.items()]
    return [*made, Case(f"kienan add, {name}", [[sys.executable, *ADD]], copied, environment)]


def against_old(folder: Path, areas: int, runs: int) -> None:
    """Measure this build and the old one by turns, and print the ratios with what they must be."""
    package = write_province(folder / "province", areas, known=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    figures = areas * INDICATORS * len(YEARS) * 3
    print(f"\nA province of {figures} figures, whole processes, imports included; against the build {OLD_BUILD}")
    environment = {name: text for name, text in os.environ.items() if name != "KIENAN_DATA"}
    with old_build(folder / "old") as old:
        builds = {"today": PROJECT} | ({} if old is None else {"then": old})
        every = [case for name, build in builds.items() for case in cases(name, build, folder, package)]
        measured = by_turns(every, runs, environment, folder)
    if old is None:
        print("  (the history does not hold it: no ratios)")
    print(f"{'':20}  {'then':>8}  {'today':>8}  times less  {'must':>5}  {'aim':>5}")
    units = {"cpu": "cpu s", "peak": "MiB"}
    for target in TARGETS:
        today, then = (_middle(measured.get(f"{target.step}, {name}"), target.what) for name in ("today", "then"))
        ratio = then / today
        verdict = "" if math.isnan(ratio) else "  ok" if ratio >= target.must else "  MISSED"
        print(
            f"{target.step:12}  {units[target.what]:>6}  {then:8.2f}  {today:8.2f}  {ratio:10.1f}"
            f"  {target.must:5g}  {target.aim:5g}{verdict}"
        )


def _middle(costs: list[Cost] | None, what: str) -> float:
    return math.nan if costs is None else float(median(getattr(cost, what) for cost in costs))


def by_size(folder: Path, areas: list[int]) -> None:
    """Measure each size once and print the exponents between them."""
    print("\nBy size: areas × 10 indicators × 10 years × 3 figures")
    print(f"{'figures':>8}" + "".join(f"  {f'{step}: s':>22}  {'cpu s':>6}  {'MiB':>5}" for step in STEPS))
    measured: list[tuple[int, list[Cost]]] = []
    for number in areas:
        package = write_province(folder / str(number), number)
        figures = number * INDICATORS * len(YEARS) * 3
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        costs = [
            run(Case(step, [[sys.executable, "-c", code, str(package)]]), environment, folder)
            for step, code in STEPS.items()
        ]
        shutil.rmtree(package)
        measured.append((figures, costs))
        cells = (f"  {cost.wall:22.2f}  {cost.cpu:6.2f}  {cost.peak:5.0f}" for cost in costs)
        print(f"{figures:8}" + "".join(cells), flush=True)
    # By processor time: a machine that does other things meanwhile would bend the exponents.
    for (few, before), (many, after) in pairwise(measured):
        exponents = [
            math.log(late.cpu / early.cpu) / math.log(many / few) for early, late in zip(before, after, strict=True)
        ]
        told = ", ".join(f"{step} {value:.2f}" for step, value in zip(STEPS, exponents, strict=True))
        print(f"{few} to {many} figures: exponents {told}")
    cost = measured[-1][1][1]
    print(
        f"{measured[-1][0]} figures loaded and reconciled: {cost.cpu:.1f} s (must {MOST_SECONDS}), "
        f"{cost.peak:.0f} MiB (must {MOST_MIB}), exponent {exponents[1]:.2f} (must {MOST_EXPONENT})"
    )


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.province", description=__doc__)
    parser.add_argument("--areas", type=int, default=700)
    parser.add_argument("--largest", type=int, default=1_000_000, help="figures (default 1000000)")
    parser.add_argument("--runs", type=int, default=3, help="of each build, the median of them is told (default 3)")
    options = parser.parse_args()
    per_area = INDICATORS * len(YEARS) * 3
    with tempfile.TemporaryDirectory() as name:
        against_old(Path(name), options.areas, options.runs)
        sizes = [options.areas // 4, options.areas, options.largest // per_area]
        by_size(Path(name), sorted({max(1, size) for size in sizes}))


if __name__ == "__main__":
    main()
