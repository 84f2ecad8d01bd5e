"""A made province: 700 areas, 10 indicators, 10 years, as a data package; load, check and reconcile it by size.

``python -m tests.benchmarks.province [--areas 700]``: each size in processes of their own, and the exponent between two
sizes: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from tests.benchmarks.measure import MAXRSS_PER_MIB
from tests.packages import area, indicator, observation, source, write_package

INDICATORS: Final = 10
YEARS: Final = range(2015, 2025)

LOAD = "import sys; import kienan_analysis as ka; ka.load(sys.argv[1])"
RECONCILE = "import sys; import kienan_analysis as ka; ka.reconcile(ka.load(sys.argv[1]).observations).series"
CHECK = "import sys; from kienan_analysis.cli import main; main(['check', '--data', sys.argv[1]])"
STEPS: Final = {"load": LOAD, "load and reconcile": RECONCILE, "kienan check": CHECK}


def write_province(folder: Path, areas: int, *, years: range = YEARS, indicators: int = INDICATORS) -> Path:
    """Write the package: of each area, indicator and year a level, its growth, and its share of a plan.

    Figures are printed with rounding from known ones, so all statements agree.
    """
    lot = np.random.default_rng(0)
    size = (areas, indicators, len(years) + 1)
    truth = np.exp(np.cumsum(lot.normal(0.08, 0.05, size), axis=2) + lot.normal(5, 1, (areas, indicators, 1)))
    share = lot.uniform(0.95, 1.1, size)
    names = [f"huyen-{number:03}" for number in range(areas)]
    rows = []
    for a, name in enumerate(names):
        for i in range(indicators):
            for y, year in enumerate(years, start=1):
                figures = {
                    "level": f"{truth[a, i, y]:.2f}",
                    "growth": f"{(truth[a, i, y] / truth[a, i, y - 1] - 1) * 100:.2f}",
                    "attainment": f"{share[a, i, y] * 100:.1f}",
                }
                for measure, printed in figures.items():
                    about = {"source": f"report-{year}", "area": name, "indicator": f"indicator_{i}"}
                    text = printed.replace(".", ",")
                    rows.append(observation(**about, period=str(year), measure=measure, printed=text))
    return write_package(
        folder,
        rows,
        areas=[area("tinh", level="province"), *(area(name, parent="tinh") for name in names)],
        indicators=[
            indicator(f"indicator_{i}", price_basis="current", higher_is_better="true") for i in range(indicators)
        ],
        sources=[source(f"report-{year}", published=f"{year}-12-31") for year in years],
        title="A made province",
    )


def cost(code: str, folder: Path) -> tuple[float, float, float]:
    """Run a line of code on a package in a process of its own; give its time, processor time and MiB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{code!r} ended with {process.returncode}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MAXRSS_PER_MIB


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.province", description=__doc__)
    parser.add_argument("--areas", type=int, default=700)
    options = parser.parse_args()
    print("\nA province: areas × 10 indicators × 10 years × 3 figures; whole processes, imports included")
    print(
        f"{'areas':>6}  {'figures':>8}" + "".join(f"  {f'{step}: s':>22}  {'cpu s':>6}  {'MiB':>5}" for step in STEPS)
    )
    measured = []
    with tempfile.TemporaryDirectory() as name:
        for areas in (max(1, options.areas // part) for part in (7, 4, 2, 1)):
            folder = write_province(Path(name) / str(areas), areas)
            figures = areas * INDICATORS * len(YEARS) * 3
            costs = [cost(code, folder) for code in STEPS.values()]
            # By processor time: a machine that does other things meanwhile would bend the exponents.
            measured.append((figures, [cpu for _, cpu, _ in costs]))
            cells = (f"  {wall:22.2f}  {cpu:6.2f}  {peak:5.0f}" for wall, cpu, peak in costs)
            print(f"{areas:6}  {figures:8}" + "".join(cells), flush=True)
    for (few, before), (many, after) in pairwise(measured):
        exponents = (math.log(late / early) / math.log(many / few) for early, late in zip(before, after, strict=True))
        told = ", ".join(f"{step} {value:.2f}" for step, value in zip(STEPS, exponents, strict=True))
        print(f"{few} to {many} figures: exponents {told}")


if __name__ == "__main__":
    main()
