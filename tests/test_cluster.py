"""Reviews on a Dask cluster of two real worker processes, and output by fsspec."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import fsspec
import pytest

from kienan_analysis.dataset import load
from kienan_analysis.errors import KienanError, UsageError
from kienan_analysis.runs import Resources, Run, Watcher, execute_all
from kienan_analysis.runs import cluster as cluster_runs
from kienan_analysis.runs.destination import destination
from tests.batches import (
    DATA,
    FOUR,
    NOTEBOOKS,
    WAITS_ONCE,
    children,
    files,
    is_gone,
    leftovers,
    notebook,
    process_at,
)
from tests.patience import PATIENCE, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.kernel

WHOLE = NOTEBOOKS / "whole.ipynb"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Start a scheduler and two worker processes on this machine."""
    distributed: Any = pytest.importorskip("distributed")
    dask: Any = pytest.importorskip("dask")
    settings = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    patient = {"distributed.comm.timeouts.connect": PATIENCE, "distributed.comm.timeouts.tcp": PATIENCE}
    with pytest.MonkeyPatch.context() as patch, dask.config.set(patient):
        patch.setattr(cluster_runs, "_SECONDS_TO_CONNECT", PATIENCE)
        with distributed.LocalCluster(**settings, silence_logs=logging.ERROR) as running:
            yield running


def test_a_client_that_was_never_connected_goes_in_silence() -> None:
    ended = []

    class Client:
        def __init__(self, status: str) -> None:
            self.status = status

        def __del__(self) -> None:
            ended.append(self.status)

    kind = cluster_runs._client_class(Client)
    for status in ("newly-created", "connecting", "running", "closed"):
        kind(status)
    assert ended == ["running", "closed"]


class Looking(Watcher):
    """Keep what is told."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    def ended(self, run: Run) -> None:
        self.runs.append(run)


def test_all_reviews_are_there_when_a_worker_was_killed_in_the_middle(cluster: Any, tmp_path: Path) -> None:
    import distributed

    marks = tmp_path / "marks"
    marks.mkdir()
    for spec in FOUR[1:]:  # the first alone waits in its cell, the first time
        (marks / f"{spec.area}-{spec.year}-{spec.language}").touch()
    mark = marks / f"{FOUR[0].area}-{FOUR[0].year}-{FOUR[0].language}"
    waiting = notebook(tmp_path / "waiting.ipynb", WAITS_ONCE.format(folder=str(marks)))
    dask: Any = distributed
    with dask.Client(cluster.scheduler_address, set_as_default=False) as client:
        processes = client.run(os.getpid).values()
    assert len(processes) == 2
    families: list[int] = []

    def kill() -> None:
        kernel = process_at(mark)
        [victim] = [process for process in processes if kernel in list(children(process))]
        families.extend(children(victim))
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    options: dict[str, Any] = {"data": load(DATA), "notebook": waiting}
    watcher = Looking()
    there = Resources(scheduler=cluster.scheduler_address)
    runs = execute_all(FOUR, output=tmp_path / "reviews", resources=there, watcher=watcher, **options)
    killer.join(PATIENCE)
    assert [run.state for run in runs] == ["done"] * 4, [run.error for run in runs]
    assert sorted(run.spec for run in watcher.runs) == sorted(FOUR)
    # The kernel that was cut off, and all that it came from, ended with its machine.
    assert len(families) >= 3
    wait_until(lambda: all(map(is_gone, families)))
    # The same as on this machine alone, where nothing waited and nobody was killed.
    execute_all(FOUR, output=tmp_path / "here", **options)
    assert files(tmp_path / "reviews") == files(tmp_path / "here")
    recorded = json.loads((tmp_path / "reviews" / "runs.json").read_text(encoding="utf-8"))["runs"]
    assert [run["state"] for run in recorded] == ["done"] * 4
    again = execute_all(FOUR, output=tmp_path / "reviews", **options)
    assert {run.state for run in again} == {"skipped"}
    assert leftovers(tmp_path / "reviews") == []


def test_a_failure_on_the_cluster_is_told_as_here(cluster: Any, tmp_path: Path) -> None:
    options: dict[str, Any] = {"data": load(DATA), "notebook": NOTEBOOKS / "failing_cell.ipynb", "publish": False}
    there = Resources(scheduler=cluster.scheduler_address)
    [run] = execute_all(FOUR[:1], output=tmp_path / "there", resources=there, **options)
    [here] = execute_all(FOUR[:1], output=tmp_path / "here", **options)
    assert run.error == here.error.replace(str(tmp_path / "here"), str(tmp_path / "there"))
    assert "cell 6 (In [5], under “Growth”) of failing_cell.ipynb: ZeroDivisionError" in run.error


def test_a_scheduler_that_does_not_answer_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_runs, "_SECONDS_TO_CONNECT", 1)
    nobody = Resources(scheduler="tcp://127.0.0.1:9")
    with pytest.raises(UsageError, match="the scheduler cannot be reached") as caught:
        execute_all(FOUR[:1], data=load(DATA), output=tmp_path, notebook=WHOLE, resources=nobody)
    assert caught.value.exit_code == 2


def test_a_scheduler_without_workers_is_a_wrong_call(tmp_path: Path) -> None:
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=logging.ERROR) as nobody:
        there = Resources(scheduler=nobody.scheduler_address)
        with pytest.raises(UsageError, match=r"has no workers.*dask worker tcp://") as caught:
            execute_all(FOUR[:1], data=load(DATA), output=tmp_path / "out", notebook=WHOLE, resources=there)
    assert caught.value.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("whom", ["scheduler", "workers"])
def test_a_scheduler_that_is_lost_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whom: str
) -> None:
    """One review is made, beside it another waits in its cell: then the scheduler ends, or its only worker."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster_runs, "_SECONDS_ALONE", 0)
    marks, address = tmp_path / "marks", tmp_path / "scheduler.json"
    marks.mkdir()
    done, waits = FOUR[0], FOUR[1]
    (marks / f"{done.area}-{done.year}-{done.language}").touch()
    waiting = notebook(tmp_path / "waiting.ipynb", WAITS_ONCE.format(folder=str(marks)))
    command = [sys.executable, "-m", "dask"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    file = ["--scheduler-file", str(address)]
    started = [
        subprocess.Popen([*command, "scheduler", "--port", "0", "--no-dashboard", *file], **quiet),
        subprocess.Popen([*command, "worker", "--nthreads", "2", "--no-nanny", "--no-dashboard", *file], **quiet),
    ]
    try:
        wait_until(lambda: address.exists() and address.read_text(encoding="utf-8").endswith("}"))
        there = Resources(scheduler=json.loads(address.read_text(encoding="utf-8"))["address"])
        wait_until(lambda: has_workers(str(there.scheduler)))
        watcher = Looking()

        def end() -> None:
            process_at(marks / f"{waits.area}-{waits.year}-{waits.language}")
            wait_until(lambda: watcher.runs)
            started[0 if whom == "scheduler" else 1].kill()

        killer = threading.Thread(target=end)
        killer.start()
        options: dict[str, Any] = {"data": load(DATA), "notebook": waiting, "publish": False}
        words = "the scheduler is lost" if whom == "scheduler" else "all workers of the scheduler are gone"
        with pytest.raises(KienanError, match=words + r".*What was made stays.*dask worker"):
            execute_all([done, waits], output=tmp_path / "out", resources=there, watcher=watcher, **options)
        killer.join(PATIENCE)
        recorded = json.loads((tmp_path / "out" / "runs.json").read_text(encoding="utf-8"))["runs"]
        assert [run["state"] for run in recorded] == ["done"]
    finally:
        for process in started:
            process.kill()
            process.wait()


def has_workers(address: str) -> bool:
    import distributed

    dask: Any = distributed
    with dask.Client(address, set_as_default=False) as client:
        return bool(client.nthreads())


def test_output_to_an_address_is_that_of_a_folder(tmp_path: Path) -> None:
    options: dict[str, Any] = {"data": load(DATA), "notebook": WHOLE}
    execute_all(FOUR[:2], output=tmp_path, **options)
    runs = execute_all(FOUR[:2], output="memory://reviews", **options)
    assert [run.state for run in runs] == ["done", "done"]
    assert runs[0].address == "memory://reviews/kien-an/2021/annual-review.en.html"
    memory = fsspec.filesystem("memory")
    written = {name.removeprefix("/reviews/"): memory.cat_file(name) for name in memory.find("/reviews")}
    assert {name: text for name, text in written.items() if name != "runs.json"} == files(tmp_path)
    assert {run.state for run in execute_all(FOUR[:2], output="memory://reviews", **options)} == {"skipped"}
    # A failure is kept there as well, and the good review with it.
    wrong = {**options, "notebook": NOTEBOOKS / "failing_cell.ipynb"}
    [failed] = execute_all(FOUR[:1], output="memory://reviews", **wrong)
    assert "is kept: memory://reviews/kien-an/2021/failed/annual-review.en.ipynb." in failed.error
    assert memory.cat_file(f"/reviews/{FOUR[0].file('ipynb')}") == files(tmp_path)[FOUR[0].file("ipynb")]
    # By its address a folder is the folder.
    by_address = execute_all(FOUR[:2], output=f"file://{tmp_path}", **options)
    assert {run.state for run in by_address} == {"skipped"}


def test_a_place_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KienanError, match="no such place can be written to"):
        destination("nowhere://bucket")
