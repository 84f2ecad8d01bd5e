"""Many reviews: against the stock way, against the cells' own time, and by their number; the index over 2,000 of them,
and an overview of 700 communes.

``python -m tests.benchmarks.many_reviews [--runs 3] [--largest 200]``
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from kienan_analysis.dataset import load
from kienan_analysis.runs import plan_runs
from tests.benchmarks.__main__ import NOTEBOOK, PROJECT, script
from tests.benchmarks.measure import Case, CommandFailedError, Cost, by_turns, run, table
from tests.benchmarks.province import write_province

AREAS: Final = ["kien-an", "hai-an", "phuong-kien-an"]
FEW: Final = 4
# The cells of the reviews, one after the other in one process that has made one of them before: no kernel, no
# messages, no page. With their images, as a reader needs them.
CELLS: Final = """
import json, sys, time
import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from kienan_analysis.quick_start import leave_out_grammars

leave_out_grammars()
shell = InteractiveShell.instance()
cells = [cell for cell in nbformat.read(sys.argv[1], as_version=4).cells if cell.cell_type == "code"]

def review(area, year, language):
    for cell in cells:
        with capture_output():
            if "parameters" in cell.metadata.get("tags", []):
                shell.push({"area": area, "year": year, "language": language})
            else:
                shell.run_cell(cell.source).raise_error()

specs = json.loads(sys.argv[2])
review(*specs[0])
wall, cpu = time.perf_counter(), time.process_time()
for spec in specs:
    review(*spec)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
open(sys.argv[3], "w").write(json.dumps([wall / len(specs), cpu / len(specs)]))
"""


def against_stock(folder: Path, runs: int, environment: dict[str, str]) -> None:
    """Make twenty reviews with two jobs, and the same ones by papermill and nbconvert in a loop."""
    specs = plan_runs(load(PROJECT / "data"), AREAS, None)
    ours, stock = folder / "kienan", folder / "stock"

    def empty(place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()

    loop = []
    for spec in specs:
        executed = str(stock / f"{spec.area}-{spec.year}-{spec.language}.ipynb")
        values = ["-p", "area", spec.area, "-p", "year", str(spec.year), "-p", "language", spec.language]
        loop.append([script("papermill"), "--no-progress-bar", str(NOTEBOOK), executed, *values])
        loop.append([script("jupyter"), "nbconvert", "--to", "html", executed])
    call = [script("kienan"), "review", *AREAS, "--all", "--jobs", "2", "--force", "--output", str(ours)]
    cases = [
        Case("kienan review --jobs 2", [call], lambda: empty(ours)),
        Case("papermill, nbconvert in a loop", loop, lambda: empty(stock)),
    ]
    measured = by_turns(cases, runs, environment, folder)
    print("\n" + table(f"{len(specs)} reviews: notebooks with images, and pages", measured, cases[0].name))
    walls, cpus = ([median(getattr(c, what) for c in costs) for costs in measured.values()] for what in ("wall", "cpu"))
    print(f"the stock way takes {walls[1] / walls[0]:.1f}× the time and {cpus[1] / cpus[0]:.1f}× the processor time")


def against_cells(folder: Path, runs: int, environment: dict[str, str]) -> None:
    """Measure what one review more costs in a batch, and its cells alone in a warm process."""
    import json

    specs = plan_runs(load(PROJECT / "data"), AREAS, None)
    script_file, answer = folder / "cells.py", folder / "cells.json"
    script_file.write_text(CELLS, encoding="utf-8")
    # The batch makes the same reviews a second time in its longer run, so that the difference is of these alone.
    chosen = specs[FEW:]
    told = json.dumps([[spec.area, spec.year, spec.language] for spec in chosen])
    batch = "import sys; from tests.benchmarks.many_reviews import make; make(int(sys.argv[1]), sys.argv[2])"
    output = str(folder / "marginal")
    own = {**environment, "PYTHONPATH": str(PROJECT)}
    few = Case("few", [[sys.executable, "-c", batch, str(FEW), output]])
    all_ = Case("all", [[sys.executable, "-c", batch, str(len(specs)), output]])
    cells = Case("cells", [[sys.executable, str(script_file), str(NOTEBOOK), told, str(answer)]])
    ratios = []
    for turn in range(runs + 1):
        short, long = (run(case, own, folder) for case in (few, all_))
        run(cells, own, folder)
        wall, cpu = json.loads(answer.read_text(encoding="utf-8"))
        more = [(after - before) / len(chosen) for before, after in ((short.wall, long.wall), (short.cpu, long.cpu))]
        if turn:
            ratios.append((more[0], wall, more[0] / wall, more[1], cpu, more[1] / cpu))
    print("\nOne review more in a batch, one at a time: notebook with images, and page; its cells alone, warm")
    wall, cells_wall, ratio, cpu, cells_cpu, cpu_ratio = (median(column) for column in zip(*ratios, strict=True))
    print(f"{wall:.2f} s against {cells_wall:.2f} s: {ratio:.2f}×")
    print(f"processor time {cpu:.2f} s against {cells_cpu:.2f} s: {cpu_ratio:.2f}×")


def make(count: int, output: str, data: str = "", jobs: int = 1) -> None:
    """Make reviews in this process, as the command does."""
    from kienan_analysis.quick_start import leave_out_grammars

    leave_out_grammars()
    from kienan_analysis.runs import Resources, execute_all

    package = load(data or PROJECT / "data")
    specs = plan_runs(package, [] if data else AREAS, None)
    order = [spec for year in sorted({spec.year for spec in specs}) for spec in specs if spec.year == year]
    chosen = order[:count] if data else specs[:count]
    runs = execute_all(chosen, data=package, output=output, resources=Resources(jobs=jobs), force=True)
    if len(runs) != count or any(run.state != "done" for run in runs):
        sys.exit(next((run.error for run in runs if run.error), f"{len(runs)} reviews"))


def by_number(folder: Path, largest: int, environment: dict[str, str]) -> None:
    """Make ever more reviews of a made province, two at a time."""
    data = write_province(folder / "province", 60, years=range(2020, 2025), indicators=5)
    counts = [count for count in (10, 20, 50, 100, 200, 500) if count <= largest]
    code = "import sys; from tests.benchmarks.many_reviews import make; make(int(sys.argv[1]), *sys.argv[2:4], 2)"
    measured: list[tuple[int, Cost]] = []
    print("\nReviews of a made province of 60 areas, two at a time")
    print(f"{'reviews':>8}  {'s':>8}  {'s each':>7}  {'cpu s each':>10}  {'MiB of the largest process':>26}")
    for count in counts:
        output = str(folder / f"by-number-{count}")
        case = Case(str(count), [[sys.executable, "-c", code, str(count), output, str(data)]])
        cost = run(case, {**environment, "PYTHONPATH": str(PROJECT)}, folder)
        shutil.rmtree(output)
        measured.append((count, cost))
        each = f"{cost.wall / count:7.2f}  {cost.cpu / count:10.2f}"
        print(f"{count:8}  {cost.wall:8.1f}  {each}  {cost.peak:26.0f}", flush=True)
    for (few, before), (many, after) in pairwise(measured):
        print(f"{few} to {many}: exponent {math.log(after.wall / before.wall) / math.log(many / few):.2f}")


def index_of_many(folder: Path, runs: int, count: int = 2000) -> None:
    """Write the index over the heads of so many reviews in two languages, and open it in Chromium."""
    import time

    from playwright.sync_api import sync_playwright

    from kienan_analysis.publishing import browser_program, write_index
    from tests.many_places import write_heads

    write_heads(folder / "heads", count)
    started = time.process_time()
    index = write_index(folder / "heads")
    written, size = time.process_time() - started, index.stat().st_size
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        opened = []
        for _ in range(runs + 1):
            tab = browser.new_page()
            tab.goto(index.as_uri())
            opened.append(tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
            tab.close()
        browser.close()
    print(f"\nThe index over {count} reviews in two languages: {size / 1e6:.2f} MB (must 1.5), written in")
    print(f"{written:.1f} s of processor time, open in Chromium after {median(opened[1:]):.2f} s (must 0.5)")


def overview_of_many(folder: Path, count: int, environment: dict[str, str]) -> None:
    """Make the overview of a made region of so many communes, in one language."""
    from tests.many_places import REGION, YEAR, write_communes

    package = write_communes(folder / "communes", count)
    output = folder / "overview"
    call = [sys.executable, "-m", "kienan_analysis", "overview", REGION, "--year", str(YEAR), "--language", "vi"]
    case = Case("overview", [[*call, "--data", str(package), "--output", str(output)]])
    cost = run(case, {**environment, "PYTHONPATH": str(PROJECT)}, folder)
    page = output / "overview" / REGION / str(YEAR) / "overview.vi.html"
    print(f"\nkienan overview of {count} communes, 16 figures and a source each, in one language: {cost.wall:.1f} s,")
    print(f"{cost.cpu:.1f} s of processor time, {cost.peak:.0f} MiB of the largest process,")
    print(f"a page of {page.stat().st_size / 1e6:.2f} MB (must 1.4)")


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.many_reviews", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="turns that count, after one that does not (default 3)")
    parser.add_argument("--largest", type=int, default=200, help="reviews in the largest batch (default 200)")
    parser.add_argument(
        "--only", choices=["stock", "cells", "number", "index", "overview"], help="measure one table only"
    )
    options = parser.parse_args()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment.pop("KIENAN_DATA", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.only in (None, "stock"):
            against_stock(folder, options.runs, environment)
        if options.only in (None, "cells"):
            against_cells(folder, options.runs, environment)
        if options.only in (None, "number"):
            by_number(folder, options.largest, environment)
        if options.only in (None, "index"):
            index_of_many(folder, options.runs)
        if options.only in (None, "overview"):
            overview_of_many(folder, 700, environment)


if __name__ == "__main__":
    try:
        main()
    except CommandFailedError as failure:
        sys.exit(str(failure))
