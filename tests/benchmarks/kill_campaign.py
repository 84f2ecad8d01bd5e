"""Kill processes of a batch of twenty reviews a hundred times, and hold what is left against an undisturbed batch.

``python -m tests.benchmarks.kill_campaign [--kills 100] [--seed 0]``: each kill ends, without warning, the batch or any
process that it has started. After each end every review that is there must be whole, with the bytes of an undisturbed
one; once a batch completes, all twenty must be there, and nothing else. Then the next begins, in an empty folder.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from kienan_analysis.atomic_files import remove_abandoned
from kienan_analysis.dataset import load
from kienan_analysis.runs import default_notebook, plan_runs
from tests.batches import DATA, Batch, children, files, leftovers

REVIEWS = 20
# The index is made anew from what is there, so it differs until the end.
INDEX = "index.html"


def kind(process: int) -> str:
    """Say which of a batch's processes it is."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return "gone"
    for name, mark in (
        ("batch", "tests.batches"),
        ("worker", "runs.worker"),
        ("kernel or warm process", "warm_process"),
    ):
        if mark in command:
            return name
    return "other"


def check(folder: Path, whole: dict[str, bytes]) -> None:
    """Refuse a file that is neither a whole review nor a temporary one."""
    for name, text in files(folder).items():
        if name != INDEX and not Path(name).name.startswith(".kienan-") and "/failed/" not in name:
            if name not in whole:
                sys.exit(f"{name} is no file of an undisturbed batch")
            if text != whole[name]:
                sys.exit(f"{name} differs from that of an undisturbed batch")


def campaign(place: Path, kills: int, lot: random.Random) -> None:
    """Run batches and kill until there were enough kills."""
    specs = plan_runs(load(DATA), [], None)[:REVIEWS]
    quiet = Batch(place / "undisturbed", notebook=default_notebook(), specs=specs)
    started = time.monotonic()
    quiet.run()
    whole = files(place / "undisturbed")
    print(f"undisturbed: {len(specs)} reviews in {time.monotonic() - started:.1f} s, {len(whole)} files")
    done: Counter[str] = Counter()
    batches = starts = 0
    while sum(done.values()) < kills:
        batches += 1
        folder = place / f"batch-{batches}"
        batch = Batch(folder, notebook=default_notebook(), specs=specs)
        finished = False
        while not finished:
            starts += 1
            process = batch.start()
            while process.poll() is None and sum(done.values()) < kills:
                time.sleep(lot.uniform(0.2, 4))
                with contextlib.suppress(OSError):
                    victim = lot.choice([process.pid, *children(process.pid)])
                    what = kind(victim)
                    os.kill(victim, signal.SIGKILL)
                    done[what] += process.poll() is None or victim == process.pid
            said, _ = process.communicate(timeout=300)
            check(folder, whole)
            finished = process.returncode == 0 and "failed" not in {line.split()[0] for line in said.splitlines()}
        if files(folder) != whole or leftovers(folder):
            sys.exit(f"batch {batches} does not end as an undisturbed one: {leftovers(folder)}")
        shutil.rmtree(folder)
        print(f"{sum(done.values())} kills, {batches} batches whole, started {starts} times", flush=True)
    left = remove_abandoned(Path(tempfile.gettempdir()))
    print(f"killed: {dict(done)}; nothing lost, nothing half-written; temporary folders left: {len(left)}")


def main() -> None:
    """Read the options."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kill_campaign", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        campaign(Path(name), options.kills, random.Random(options.seed))  # noqa: S311 - no secret


if __name__ == "__main__":
    main()
