"""The explorer on a made province, in the kernel: first view, another area, compare; against the old build.

``python -m tests.benchmarks.explorer_size [--areas 700] [--runs 3]``: each turn in a process of its own, both builds by
turns, so that a machine that is busy slows both.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks.measure import Case, CommandFailedError, run
from tests.benchmarks.province import INDICATORS, OLD_BUILD, YEARS, old_build, write_province
from tests.conftest import PROJECT

# Loading and imports do not count: what a reader waits for after a press does. Both builds know these calls.
STEPS: Final = """
import json, sys, time
from dataclasses import replace

import altair, ipywidgets
import kienan_analysis as ka

package, answer, areas = sys.argv[1], sys.argv[2], int(sys.argv[3])
data = ka.load(package)
taken = {}

def timed(name, act):
    wall, cpu = time.perf_counter(), time.process_time()
    made = act()
    taken[name] = time.perf_counter() - wall, time.process_time() - cpu
    return made

def shown(**changes):
    explorer.show(replace(explorer.state, **changes))

one, another = (f"huyen-{number:03}" for number in (areas // 3, areas // 2))
explorer = timed("first view", lambda: ka.explore(data, area=one, language="en"))
timed("another area", lambda: shown(area=another))
timed("compare", lambda: shown(view="compare"))
timed("compare, another indicator", lambda: shown(indicator="indicator_5"))
open(answer, "w").write(json.dumps(taken))
"""
# Seconds that each may take, and by how many times less than the old build that is: what it took when this was set.
TARGETS: Final = {
    "first view": (1.0, 5.1),
    "another area": (0.3, 10.0),
    "compare": (0.5, 9.2),
    "compare, another indicator": (0.5, 9.2),
}


def measured(build: Path, folder: Path, package: Path, areas: int) -> dict[str, tuple[float, float]]:
    """Run the steps once in a process of its own, which finds the build's modules first."""
    answer = folder / "answer.json"
    environment = {name: text for name, text in os.environ.items() if name != "KIENAN_DATA"}
    command = [sys.executable, "-c", STEPS, str(package), str(answer), str(areas)]
    run(Case("explorer", [command]), environment | {"PYTHONPATH": str(build)}, folder)
    return {name: (wall, cpu) for name, (wall, cpu) in json.loads(answer.read_text(encoding="utf-8")).items()}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.explorer_size", description=__doc__)
    parser.add_argument("--areas", type=int, default=700)
    parser.add_argument("--runs", type=int, default=3, help="of each build; their medians are told (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = write_province(folder / "province", options.areas)
        with old_build(folder / "old") as old:
            builds = {"today": PROJECT} | ({} if old is None else {"then": old})
            turns = [
                {build: measured(place, folder, package, options.areas) for build, place in builds.items()}
                for _ in range(options.runs)
            ]
    figures = options.areas * INDICATORS * len(YEARS) * 3
    print(f"\nThe explorer at {figures} figures, in the kernel, against the build {OLD_BUILD}; medians of {len(turns)}")
    if old is None:
        print("  (the history does not hold it: no ratios)")
    print(f"{'':28}{'s':>7}{'cpu s':>8}{'must':>6}{'then cpu s':>12}{'times less':>12}{'must':>6}")
    for step, (most, least) in TARGETS.items():
        wall, cpu = (median(turn["today"][step][which] for turn in turns) for which in (0, 1))
        line = f"{step:28}{wall:7.2f}{cpu:8.2f}{most:6.1f}"
        if old is not None:
            then = median(turn["then"][step][1] for turn in turns)
            ratio = median(turn["then"][step][1] / turn["today"][step][1] for turn in turns)
            line += f"{then:12.2f}{ratio:12.1f}{least:6.1f}  {'ok' if ratio >= least else 'MISSED'}"
        print(line)


if __name__ == "__main__":
    try:
        main()
    except CommandFailedError as failure:
        sys.exit(str(failure))
