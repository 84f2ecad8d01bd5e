"""Measure the imports, and one review against its floor and against doing it by hand: `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Case, CommandFailedError, by_turns, table

PROJECT = Path(__file__).resolve().parents[2]
NOTEBOOK = PROJECT / "notebooks" / "annual_review.ipynb"

# The least that any review through a notebook can take: a kernel, and the two libraries it needs.
FLOOR = """
import nbformat
from nbclient import NotebookClient
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import pandas, altair")])
NotebookClient(notebook, kernel_name="python3").execute()
"""

# A report of the usual length: paragraphs of prose around two that are dense with figures.
ARTICLE = (
    "Quận Kiến An tổng kết năm 2021\n\n"
    + "Các ngành, các cấp tập trung thực hiện nhiệm vụ được giao, giữ vững an ninh, trật tự.\n\n" * 60
    + "Năm 2021, quận Kiến An: giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng, đạt 101,5% kế hoạch, tăng 13,68% so "
    "với cùng kỳ; tổng mức bán lẻ hàng hóa đạt 8.446,29 tỷ đồng, đạt 100,6% kế hoạch, tăng 23,23% so với cùng kỳ.\n"
)


def script(name: str) -> str:
    """Find a command of this environment, not another one's on the path."""
    return str(Path(sysconfig.get_path("scripts")) / name)


def python(code: str) -> list[str]:
    """Call this environment's Python on a line of code."""
    return [sys.executable, "-c", code]


def imports(article: Path) -> list[Case]:
    """List what a command that draws nothing may cost."""
    return [
        Case("import pandas", [python("import pandas")]),
        Case("python alone", [python("pass")]),
        Case("import kienan_analysis", [python("import kienan_analysis")]),
        Case("kienan --help", [[script("kienan"), "--help"]]),
        Case("kienan read, one article", [[script("kienan"), "read", str(article)]]),
        Case("load the data", [python("import kienan_analysis; kienan_analysis.load()")]),
    ]


def reviews(folder: Path) -> list[Case]:
    """List one review, its floor, and the same notebook and page made by hand."""
    ours, by_hand = folder / "kienan", folder / "by-hand"
    executed = by_hand / "annual_review.ipynb"

    def empty(place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()

    call = ["review", "kien-an", "--year", "2021", "--language", "en", "--force", "--output", str(ours)]
    parameters = ["-p", "area", "kien-an", "-p", "year", "2021", "-p", "language", "en"]
    return [
        Case("kienan review", [[script("kienan"), *call]], lambda: empty(ours)),
        Case("floor: kernel and imports", [python(FLOOR)]),
        Case(
            "by hand: papermill, nbconvert",
            [
                [script("papermill"), str(NOTEBOOK), str(executed), *parameters],
                [script("jupyter"), "nbconvert", "--to", "html", str(executed)],
            ],
            lambda: empty(by_hand),
        ),
    ]


def arguments() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="turns that count, after one that does not (default 5)")
    parser.add_argument("--only", choices=["imports", "review"], help="measure one table only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every turn's figures to this file as well")
    parsed = parser.parse_args()
    if parsed.runs < 1:
        parser.error("--runs must be 1 or more")
    return parsed


def main() -> None:
    """Measure by turns and print the tables."""
    options = arguments()
    # Compiled code is kept: without it every import is compiled anew, and nothing else would be measured.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment.pop("KIENAN_DATA", None)
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {options.runs} turns each; medians")
    everything = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        article = folder / "article.txt"
        article.write_text(ARTICLE, encoding="utf-8")
        if options.only != "review":
            everything["imports"] = by_turns(imports(article), options.runs, environment, folder)
            print("\n" + table("Imports, whole processes", everything["imports"], "python alone"))
        if options.only != "imports":
            everything["review"] = by_turns(reviews(folder), options.runs, environment, folder)
            print("\n" + table("One review: notebook and page, English", everything["review"], "kienan review"))
    print("\nTime on the clock; processor time with all children; memory of the largest single process.")
    if options.json:
        raw = {
            part: {case: [[cost.wall, cost.cpu, cost.peak] for cost in costs] for case, costs in measured.items()}
            for part, measured in everything.items()
        }
        options.json.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except CommandFailedError as failure:
        sys.exit(str(failure))
