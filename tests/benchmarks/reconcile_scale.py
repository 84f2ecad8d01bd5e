"""How reconciliation grows: 10³ to 10⁶ observations, time and memory, against one linear programme per series.

``python -m tests.benchmarks.reconcile_scale [--largest 1000000]``
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import time
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from kienan_analysis.reconciliation import Reconciled, reconcile

YEARS: Final = 20
FIRST_YEAR: Final = 2004
# One series of one area: what a district prints in twenty years, 50 figures.
PER_SERIES: Final = 50
# ru_maxrss is in KiB on Linux, in bytes on macOS.
MAXRSS_PER_MIB: Final = 2**20 if sys.platform == "darwin" else 2**10


def observations(count: int, *, contradictory: float = 0.0, seed: int = 0) -> pd.DataFrame:
    """Make figures for as many series as needed, printed with rounding from known ones.

    Levels of every third year, growths of seventeen, attainments and targets of every other, some five months: most
    levels and all plans are implied only. Each year has a report of its own.

    Parameters
    ----------
    contradictory : float
        The share of the series in which one growth is off by a tenth.
    """
    random = np.random.default_rng(seed)
    series = max(1, count // PER_SERIES)
    truth = np.exp(np.cumsum(random.normal(0.08, 0.05, (series, YEARS + 1)), axis=1) + random.normal(5, 1, (series, 1)))
    plan = truth * np.exp(random.normal(0, 0.03, truth.shape))
    share = random.uniform(0.35, 0.45, truth.shape)
    parts = []

    def tell(measure: str, years: np.ndarray, exact: np.ndarray, digits: int, *, part: bool = False) -> None:
        printed = np.round(exact, digits)
        half = 0.0 if measure == "planned_growth" else 0.5 * 10.0**-digits
        number = np.repeat(np.arange(series), len(years))
        year = np.tile(years, series)
        parts.append(
            {
                "number": number,
                "year": year,
                "part": np.full(len(year), part),
                "measure": np.full(len(year), measure, dtype=object),
                "value": printed.ravel(),
                "low": (printed - half).ravel(),
                "high": (printed + half).ravel(),
            }
        )

    every = np.arange(1, YEARS + 1)
    known = every[::3]
    tell("level", known, truth[:, known], 2)
    grown = every[:17]
    tell("growth", grown, truth[:, grown] / truth[:, grown - 1] - 1, 4)
    attained = every[::2]
    tell("attainment", attained, truth[:, attained] / plan[:, attained], 3)
    asked = every[1::2]
    tell("planned_growth", asked, plan[:, asked] / truth[:, asked - 1] - 1, 12)
    months = every[::5]
    tell("level", months, truth[:, months] * share[:, months], 2, part=True)
    tell("growth", months[:2], (truth * share)[:, months[:2]] / (truth * share)[:, months[:2] - 1] - 1, 4, part=True)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    if contradictory:
        off = random.choice(series, max(1, round(contradictory * series)), replace=False)
        wrong = np.isin(columns["number"], off) & (columns["measure"] == "growth") & (columns["year"] == grown[3])
        for name in ("value", "low", "high"):
            columns[name] = np.where(wrong & ~columns["part"], columns[name] + 0.1, columns[name])
    return _frame(columns)


def _frame(columns: dict[str, np.ndarray]) -> pd.DataFrame:
    """Lay the figures out as a dataset's table of observations does."""
    year = columns["year"] + FIRST_YEAR
    names = np.array([f"{y}" for y in range(FIRST_YEAR, FIRST_YEAR + YEARS + 1)], dtype=object)
    part_names = np.array([f"{y}-01/{y}-05" for y in range(FIRST_YEAR, FIRST_YEAR + YEARS + 1)], dtype=object)
    series = columns["number"]
    areas = np.array([f"area-{number:05}" for number in range(series.max() // 10 + 1)], dtype=object)
    indicators = np.array([f"indicator-{number}" for number in range(10)], dtype=object)
    frame = pd.DataFrame(
        {
            "id": [f"o-{number:07}" for number in range(len(series))],
            "source": np.char.add("report-", year.astype(str)).astype(object),
            "area": areas[series // 10],
            "indicator": indicators[series % 10],
            "period": np.where(columns["part"], part_names[columns["year"]], names[columns["year"]]),
            "measure": columns["measure"],
            "assigner": "",
            "base": "",
            "price_basis": "",
            **{name: columns[name] for name in ("value", "low", "high")},
        }
    )
    frame.attrs["kienan"] = {"kind": dict.fromkeys(indicators, "flow")}
    return frame.sample(frac=1, random_state=1).reset_index(drop=True)


def by_linear_programmes(frame: pd.DataFrame, series: int) -> float:
    """Bound every year's level of some series by one linear programme per bound, with scipy; give the seconds.

    The plain alternative, and lenient to it: levels and growths of whole years only.
    """
    from scipy.optimize import linprog  # type: ignore[import-untyped, unused-ignore]

    whole = frame[frame["period"].str.len() == len("2004")]
    groups = list(whole.groupby(["area", "indicator"]))[:series]
    begin = time.perf_counter()
    for _, group in groups:
        limits = np.full((YEARS + 1, 2), (-np.inf, np.inf))
        rows, right = [], []
        figures = zip(*(group[name].tolist() for name in ("period", "measure", "low", "high")), strict=True)
        for period, measured, low, high in figures:
            year = int(period) - FIRST_YEAR
            if measured == "level":
                limits[year] = np.log(low), np.log(high)
            elif measured == "growth":
                step = np.zeros(YEARS + 1)
                step[year], step[year - 1] = 1, -1
                rows += [step, -step]
                right += [np.log1p(high), -np.log1p(low)]
        for year in range(YEARS + 1):
            for sign in (1, -1):
                aim = np.zeros(YEARS + 1)
                aim[year] = sign
                linprog(aim, A_ub=np.array(rows), b_ub=np.array(right), bounds=limits)  # type: ignore[call-overload]
    return time.perf_counter() - begin


def one_series(count: int, seed: int = 0) -> pd.DataFrame:
    """Make figures of one series, levels and growths at random by a thousand sources: nearly all contradict."""
    random = np.random.default_rng(seed)
    level = random.random(count) < 0.5
    value = np.where(level, random.uniform(1, 1000, count), random.uniform(0, 0.3, count))
    texts = {"area": "a", "indicator": "i", "assigner": "", "base": "", "price_basis": ""}
    return pd.DataFrame(
        {
            "id": [f"o-{number:07}" for number in range(count)],
            "source": np.char.add("s", random.integers(0, 1000, count).astype(str)).astype(object),
            "period": random.integers(1901, 2099, count).astype(str).astype(object),
            "measure": np.where(level, "level", "growth").astype(object),
            **texts,
            **{name: value + half for name, half in (("value", 0.0), ("low", -0.05), ("high", 0.05))},
        }
    )


def measure(count: int, contradictory: float) -> None:
    """Measure one size in this process and print its line; all in one series where the share is above 1."""
    frame = one_series(count) if contradictory > 1 else observations(count, contradictory=contradictory)
    given = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MAXRSS_PER_MIB
    begin = time.perf_counter()
    result = reconcile(frame)
    bounds = time.perf_counter() - begin
    begin = time.perf_counter()
    rows = len(result.series)
    table = time.perf_counter() - begin
    begin = time.perf_counter()
    found = _ask(result)
    asked = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MAXRSS_PER_MIB
    print(len(frame), rows, f"{bounds:.4f}", f"{table:.4f}", f"{asked:.4f}", f"{given:.0f}", f"{peak:.0f}", found)


def _ask(result: Reconciled) -> int:
    """Ask for the reasons of one bound, and for the conflicts and revisions."""
    first = tuple(result.series.iloc[0][["area", "indicator", "price_basis", "period", "quantity"]])
    result.because(first)
    return len(result.conflicts) + 0 * len(result.revisions)


def main() -> None:
    """Measure each size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reconcile_scale", description=__doc__)
    parser.add_argument("--largest", type=int, default=1_000_000, help="observations (default 1000000)")
    parser.add_argument("--one", nargs=2, metavar=("COUNT", "SHARE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(int(options.one[0]), float(options.one[1]))
        return
    sizes = [10**power for power in range(3, 7) if 10**power <= options.largest]
    heading = (
        "observations",
        "rows",
        "bounds s",
        "series s",
        "because, conflicts s",
        "given MiB",
        "peak MiB",
        "conflicts",
    )
    for share, title in (
        (0.0, "All series agree"),
        (0.01, "One series in a hundred contradicts itself"),
        (2.0, "One series only, at random: nearly every figure contradicts others"),
    ):
        print(f"\n{title}\n{' | '.join(heading)}")
        lines = []
        for size in sizes:
            command = [sys.executable, "-m", "tests.benchmarks.reconcile_scale", "--one", str(size), str(share)]
            lines.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
            print(" | ".join(f"{cell:>{len(name)}}" for cell, name in zip(lines[-1], heading, strict=True)))
        for before, after in pairwise(lines):
            growth = math.log(float(after[2]) / float(before[2])) / math.log(int(after[0]) / int(before[0]))
            print(f"{before[0]} to {after[0]}: exponent {growth:.2f}")
    series = 20
    plain = by_linear_programmes(observations(series * PER_SERIES), series)
    print(
        f"\nlinprog, levels and growths of whole years only: {plain / series * 1e3:.0f} ms per series of {PER_SERIES}"
    )
    print(f"(a million observations, extrapolated: {plain / series * 1_000_000 / PER_SERIES:.0f} s)")


if __name__ == "__main__":
    main()
