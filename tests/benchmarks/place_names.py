"""How soon a place is found by name, and what it takes: each case in fresh processes, the median of several.

``python -m tests.benchmarks.place_names [--runs 9]``
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from statistics import median
from typing import Final

from tests.benchmarks.measure import MAXRSS_PER_MIB

CASES: Final = {
    "one name": "gazetteer.named('kiến an')",
    "one id": "gazetteer.unit('phuong-kien-an')",
    "longest name from a first word": "gazetteer.names_beginning('kiến')",
    "one code": "gazetteer.coded('11443')",
    "a city's communes": "gazetteer.children('hai-phong-2025')",
    "a name as a person writes it": "gazetteer.search('Q. An Dương, Hải Phòng')",
    "every name there is": "[gazetteer.named(name) for name in NAMES]",
}
MEASURED: Final = """
import json, resource, time
start = time.perf_counter()
from kienan_analysis.data import gazetteer
imported = time.perf_counter() - start
from kienan_analysis.data.gazetteer import lookup
NAMES = [line.partition(",")[0] for line in (lookup.FOLDER / lookup.NAMES).read_text("utf-8").splitlines()[1:]]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
CASE
first = time.perf_counter() - start
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
start = time.perf_counter()
CASE
print(json.dumps([imported, first, time.perf_counter() - start, grown]))
"""


def measure(case: str) -> list[float]:
    """Run one case in a process of its own: seconds of the import, of the first time and the second, memory grown."""
    code = MEASURED.replace("CASE", CASES[case])
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: list[float] = json.loads(run.stdout)
    return found


def main() -> None:
    """Measure each case and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.place_names", description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="fresh processes a case (default 9)")
    runs = parser.parse_args().runs
    print(f"{'':<32}{'import':>10}{'first':>12}{'second':>12}{'memory':>12}")
    for case in CASES:
        found = [measure(case) for _ in range(runs)]
        imported, first, second, grown = (median(column) for column in zip(*found, strict=True))
        cells = f"{imported * 1e3:>7.1f} ms{first * 1e3:>9.3f} ms{second * 1e3:>9.3f} ms"
        print(f"{case:<32}{cells}{grown / MAXRSS_PER_MIB:>8.1f} MiB")


if __name__ == "__main__":
    main()
