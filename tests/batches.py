"""Batches of small reviews in a process of their own, to be killed: ``python -m tests.batches SETTINGS``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from kienan_analysis.runs import Resources, RunSpec, execute_all
from tests.patience import PATIENCE, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"
NOTEBOOKS = Path(__file__).parent / "notebooks"
FOUR = [RunSpec("kien-an", year, language) for year in (2021, 2023) for language in ("en", "vi")]
STAGES = ("kernel", "page", "images", "half-written", "half-replaced", "record")

# A cell that waits the first time it runs for a review, and says who it is: its process can then be ended.
WAITS_ONCE = """
import os
import time
from pathlib import Path

mark = Path({folder!r}) / f"{{area}}-{{year}}-{{language}}"
if not mark.exists():
    mark.write_text(str(os.getpid()))
    time.sleep(3600)
"""


def notebook(place: Path, code: str) -> Path:
    """Write the small review with another cell in place of its chart's."""
    made: Any = nbformat.read(NOTEBOOKS / "whole.ipynb", as_version=4)
    [cell] = [cell for cell in made.cells if cell.id == "growth"]
    cell.source = code.strip()
    nbformat.write(made, place)
    return place


@dataclass
class Batch:
    """What a batch in a process of its own is to do."""

    output: Path
    notebook: Path = NOTEBOOKS / "whole.ipynb"
    specs: list[RunSpec] = field(default_factory=lambda: FOUR)
    jobs: int = 2
    data: Path = DATA
    force: bool = False
    stage: str = ""
    mark: Path = Path()

    def start(self) -> subprocess.Popen[str]:
        """Start it in a session of its own, as a scheduler would."""
        texts = {name: str(getattr(self, name)) for name in ("output", "notebook", "data", "stage", "mark")}
        specs = [[spec.area, spec.year, spec.language] for spec in self.specs]
        settings = json.dumps({**texts, "specs": specs, "jobs": self.jobs, "force": self.force})
        command = [sys.executable, "-m", "tests.batches", settings]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=PROJECT, text=True, stdout=pipe, stderr=pipe, start_new_session=True)

    def run(self) -> str:
        """Run it to its end; give what it said of each review."""
        process = self.start()
        said, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, errors
        return said


def process_at(mark: Path) -> int:
    """Wait for a mark; give the id of the process that left it."""
    wait_until(lambda: mark.is_file() and mark.read_text(encoding="utf-8"))
    return int(mark.read_text(encoding="utf-8"))


def children(process: int) -> Iterator[int]:
    """List the processes that a process has started, and those that they have."""
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, listed.read_text(encoding="utf-8").split()):
            yield child
            yield from children(child)


def parent(process: int) -> int:
    """Give the process that has started a process."""
    return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def worker_of(kernel: int) -> int:
    """Give the process that a kernel works for: it writes its log in a temporary folder that bears that one's id."""
    log = Path(f"/proc/{kernel}/fd/1").readlink()
    return int(log.parent.name.split("-")[2])


def is_gone(process: int) -> bool:
    """Tell whether a process has ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder but the record of runs, which holds seconds."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "runs.json"}


def leftovers(folder: Path) -> list[str]:
    """List temporary files of ours below a folder."""
    return [path.name for path in folder.rglob(".kienan-*")]


def _stop_at(stage: str, mark: Path) -> None:
    """Make this process wait for its end when it comes to a stage."""
    from kienan_analysis import atomic_files
    from kienan_analysis.runs import products, run_log, single_run

    def wait(*_: object, **__: object) -> Any:
        mark.write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(3600)

    if stage == "page":
        products.make = wait
    elif stage == "images":
        setattr(single_run._DrawnAfterwards, "add_images", wait)  # noqa: B010 - a method, which may not be assigned to
    elif stage == "record":
        setattr(run_log.RunLog, "write", wait)  # noqa: B010
    elif stage in ("half-written", "half-replaced"):
        owner, name = (os, "fsync") if stage == "half-written" else (Path, "replace")
        assert hasattr(atomic_files, owner.__name__.split(".")[-1])
        real: Any = getattr(owner, name)
        calls: list[object] = []

        def once(*arguments: object) -> Any:
            calls.append(arguments)
            # The archive of the data is not written so: the first is a review's notebook, the second its page.
            return wait() if len(calls) == 2 else real(*arguments)

        setattr(owner, name, once)


def main() -> None:
    """Make the reviews; say what came of each."""
    settings = json.loads(sys.argv[1])
    if settings["stage"]:
        _stop_at(settings["stage"], Path(settings["mark"]))
    from kienan_analysis.dataset import load

    runs = execute_all(
        [RunSpec(*entry) for entry in settings["specs"]],
        data=load(settings["data"]),
        output=Path(settings["output"]),
        notebook=Path(settings["notebook"]),
        resources=Resources(jobs=settings["jobs"]),
        force=settings["force"],
    )
    for run in runs:
        print(run.state, run.spec, run.error)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
