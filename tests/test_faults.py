"""What may happen to a batch at night: nothing good is damaged by it, nothing is left, and the next run completes."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis import atomic_files
from kienan_analysis.dataset import load
from kienan_analysis.errors import KienanError
from kienan_analysis.runs import Resources, Run, RunSpec, Watcher, execute_all, review
from tests.batches import (
    DATA,
    FOUR,
    NOTEBOOKS,
    STAGES,
    WAITS_ONCE,
    Batch,
    children,
    files,
    is_gone,
    leftovers,
    notebook,
    parent,
    process_at,
    worker_of,
)
from tests.patience import PATIENCE, interruptible, wait_until
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc"),
]


ONE = RunSpec("kien-an", 2021, "vi")
TWO = [ONE, replace(ONE, language="en")]
WHOLE = NOTEBOOKS / "whole.ipynb"


def made(folder: Path, specs: list[RunSpec]) -> list[str]:
    """Go on with a batch, in this process: nothing of it is killed. Give what became of each review."""
    return [run.state for run in execute_all(specs, data=shipped(), output=folder, notebook=WHOLE)]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the files of four small reviews that nothing happened to."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert made(folder, FOUR) == ["done"] * 4
    return files(folder)


class Disturbing(Watcher):
    """Ends a process when a review comes to its waiting cell."""

    def __init__(self, marks: Path, whom: str, times: int = 1) -> None:
        self.marks, self.whom, self.times = marks, whom, times
        self.retries: list[str] = []

    def tick(self) -> None:
        for mark in sorted(self.marks.iterdir()):
            text = mark.read_text(encoding="utf-8")
            if self.times and text and text != "seen":
                kernel = int(text)
                victims = {"kernel": kernel, "warm": parent(kernel), "worker": worker_of(kernel)}
                os.kill(victims[self.whom], signal.SIGKILL)
                self.times -= 1
                if self.times:
                    mark.unlink()
                else:
                    mark.write_text("seen", encoding="utf-8")

    def retried(self, spec: RunSpec, why: str) -> None:
        self.retries.append(f"{spec}: {why}")


def disturbed(tmp_path: Path, whom: str, times: int = 1) -> tuple[list[Run], Disturbing]:
    """Make two reviews of which one waits, and end a process of it."""
    marks = tmp_path / "marks"
    marks.mkdir(exist_ok=True)
    (marks / "kien-an-2021-en").write_text("seen", encoding="utf-8")  # only the Vietnamese one waits
    waiting = notebook(tmp_path / "waiting.ipynb", WAITS_ONCE.format(folder=str(marks)))
    watcher = Disturbing(marks, whom, times)
    options: dict[str, Any] = {"data": shipped(), "notebook": waiting, "publish": False, "watcher": watcher}
    runs = execute_all(TWO, output=tmp_path / "reviews", resources=Resources(jobs=2), **options)
    return runs, watcher


def test_a_worker_that_is_killed_is_replaced_and_its_review_made(tmp_path: Path) -> None:
    runs, watcher = disturbed(tmp_path, "worker")
    assert [run.state for run in runs] == ["done", "done"]
    [retry] = watcher.retries
    assert retry.startswith("kien-an 2021 vi: the process that made it was ended by SIGKILL")
    assert leftovers(tmp_path) == []


def test_a_worker_that_is_killed_each_time_fails_its_review_only(tmp_path: Path) -> None:
    runs, _ = disturbed(tmp_path, "worker", times=2)
    assert [run.state for run in runs] == ["failed", "done"]
    assert "was ended by SIGKILL, perhaps by the system for want of memory, for the second time." in runs[0].error
    assert leftovers(tmp_path) == []
    assert [run.state for run in disturbed(tmp_path, "nobody", 0)[0]] == ["done", "skipped"]


def test_where_the_process_that_kernels_come_from_is_killed_all_reviews_are_made(tmp_path: Path) -> None:
    runs, watcher = disturbed(tmp_path, "warm")
    assert (watcher.times, watcher.retries) == (0, [])
    assert [run.state for run in runs] == ["done", "done"]
    assert leftovers(tmp_path) == []


def test_where_it_is_killed_again_the_review_fails_with_the_cell(tmp_path: Path) -> None:
    # The second one is the worker's own: nobody else's kernel ends with it.
    runs, watcher = disturbed(tmp_path, "warm", times=2)
    assert watcher.times == 0
    assert [run.state for run in runs] == ["failed", "done"]
    assert "cell 6 (In [5], under “Growth”) of waiting.ipynb: the kernel died, ended by SIGKILL" in runs[0].error
    assert leftovers(tmp_path) == []


def test_a_kernel_that_is_killed_fails_its_review_with_the_cell(tmp_path: Path) -> None:
    good = execute_all(TWO[:1], data=shipped(), output=tmp_path / "reviews", notebook=WHOLE, publish=False)
    before = good[0].notebook.read_bytes()
    runs, _ = disturbed(tmp_path, "kernel")
    assert [run.state for run in runs] == ["failed", "done"]
    assert "cell 6 (In [5], under “Growth”) of waiting.ipynb: the kernel died, ended by SIGKILL" in runs[0].error
    assert good[0].notebook.read_bytes() == before
    assert leftovers(tmp_path) == []
    again, _ = disturbed(tmp_path, "nobody", 0)
    assert [run.state for run in again] == ["done", "skipped"]
    assert not (tmp_path / "reviews" / ONE.failed_copy).exists()


@pytest.mark.parametrize("stage", STAGES)
def test_a_batch_that_is_killed_goes_on_where_it_was(tmp_path: Path, undisturbed: dict[str, bytes], stage: str) -> None:
    output, mark = tmp_path / "reviews", tmp_path / "marks"
    mark.mkdir()
    specs = FOUR[:2]
    whole = {name: text for name, text in undisturbed.items() if "/2021/" in name}
    if stage == "kernel":
        waiting = notebook(tmp_path / "whole.ipynb", WAITS_ONCE.format(folder=str(mark)))
        batch = Batch(output, specs=specs, notebook=waiting, jobs=2)
        process = batch.start()
        kernels = [process_at(mark / f"kien-an-2021-{language}") for language in ("en", "vi")]
        assert len(set(map(worker_of, kernels))) == 2
        assert len(set(map(parent, kernels))) == 1  # both workers were lent it
    else:
        batch = Batch(output, specs=specs, jobs=1, stage=stage, mark=mark / "process")
        process = batch.start()
        kernels = [process_at(mark / "process")]
        assert kernels == [process.pid]
    family = [process.pid, *children(process.pid)]
    process.kill()
    process.communicate()
    wait_until(lambda: all(map(is_gone, family)))
    for name, text in files(output).items():  # whole, or a temporary file that nobody takes for a review
        assert Path(name).name.startswith(".kienan-") or stage == "kernel" or text == whole[name]
    assert set(made(output, specs)) <= {"done", "skipped"}
    assert {name: text for name, text in files(output).items() if name != "index.html"} == whole
    assert leftovers(output) == []


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    def start() -> subprocess.Popen[str]:
        command = interruptible("-m", "kienan_analysis", "review", "kien-an", "--all", "--output", str(tmp_path))
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*command, "--data", str(DATA), "--jobs", "2"], stdout=pipe, stderr=pipe, text=True, start_new_session=True
        )

    process = start()
    wait_until((tmp_path / "runs.json").is_file)
    family = list(children(process.pid))
    assert len(family) >= 2
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
    said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, errors
    assert "Stopped. What was made stays; the same command goes on with the rest." in errors
    assert "Traceback" not in errors
    wait_until(lambda: all(map(is_gone, family)))
    assert leftovers(tmp_path) == []
    recorded = json.loads((tmp_path / "runs.json").read_text(encoding="utf-8"))["runs"]
    assert {run["state"] for run in recorded} == {"done"}
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*/*.html")}
    assert {name for run in recorded for name in run["files"] if name.endswith(".html")} <= made
    assert all(Path(line).relative_to(tmp_path).as_posix() in made for line in said.splitlines())


class Stopping(Watcher):
    """Stops a batch at its first review, when a process of it was ended in the middle of writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def started(self, spec: RunSpec) -> None:
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f".kienan-{atomic_files._HOST}-{ended.pid}-1-{spec.language}.html.tmp").write_text("half")
        raise KeyboardInterrupt


def test_half_a_file_of_a_process_ended_by_ctrl_c_is_removed(tmp_path: Path) -> None:
    watcher = Stopping(tmp_path / "kien-an" / "2021")
    with pytest.raises(KeyboardInterrupt):
        execute_all(TWO, data=shipped(), output=tmp_path, notebook=WHOLE, resources=Resources(jobs=1), watcher=watcher)
    assert leftovers(tmp_path) == []


def limited(tmp_path: Path, code: str, resources: Resources | None = None) -> Run:
    """Make one review with a cell of its own, and then a good one in its place."""
    options: dict[str, Any] = {"data": shipped(), "output": tmp_path / "reviews", "publish": False}
    wrong = notebook(tmp_path / "wrong.ipynb", code)
    [run] = execute_all([ONE], notebook=wrong, resources=resources, **options)
    [after] = execute_all([ONE], notebook=WHOLE, **options)
    assert after.state == "done"
    assert leftovers(tmp_path) == []
    return run


def test_a_cell_that_never_ends_is_ended(tmp_path: Path) -> None:
    # On a busy machine a second may be too short for the cells before it, which end: then it is given more.
    for seconds in (1, 4, 16, 64):
        run = limited(tmp_path, "while True:\n    pass", Resources(cell_seconds=seconds))
        assert run.state == "failed"
        assert f"the cell took more than {seconds} seconds (--time-limit)." in run.error
        if "under “Growth”) of wrong.ipynb" in run.error:
            return
    pytest.fail(run.error)


def test_a_kernel_that_wants_too_much_memory_is_refused_it(tmp_path: Path) -> None:
    run = limited(tmp_path, "kept = []\nwhile True:\n    kept.append(bytes(1 << 24))", Resources(memory_limit=400))
    assert run.state == "failed"
    assert "MemoryError" in run.error
    assert "The kernel may hold 400 MiB (--memory-limit)." in run.error


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Mount a small file system in memory; skip where that is not allowed."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"a file system cannot be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_damages_nothing(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    pages = [name for name in undisturbed if name.endswith("2021/annual-review.vi.html")]
    size = len(undisturbed[pages[0]]) * 3 // 2
    output = tmp_path / "small"
    with mounted(output, f"size={size}"):
        # There is room for one page, and none for a second beside it.
        assert made(output, TWO[:1]) == ["done"]
        before = files(output)
        process = Batch(output, specs=TWO, jobs=1, force=True).start()
        said, errors = process.communicate(timeout=PATIENCE)
        assert "the disk is full" in said + errors
        after = files(output)
        # The same input gives the same bytes: what was replaced is as it was.
        assert {name: after[name] for name in before if name != "index.html"} == {
            name: text for name, text in before.items() if name != "index.html"
        }
        assert leftovers(output) == []
        subprocess.run(["mount", "-o", "remount,size=64m", str(output)], check=True)
        assert made(output, TWO) == ["done", "done"]
        assert leftovers(output) == []


def test_a_file_larger_than_the_system_allows_damages_nothing(tmp_path: Path) -> None:
    import resource

    options: dict[str, Any] = {"data": shipped(), "output": tmp_path, "notebook": WHOLE, "publish": False}
    [good] = execute_all([ONE], **options)
    before = good.notebook.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(KienanError, match=r"cannot be written: .*File too large"):
            execute_all([ONE], force=True, **options)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert good.notebook.read_bytes() == before
    assert leftovers(tmp_path) == []
    assert execute_all([ONE], force=True, **options)[0].state == "done"


def test_a_folder_that_may_only_be_read_is_named(tmp_path: Path) -> None:
    output = tmp_path / "kept"
    options: dict[str, Any] = {"data": shipped(), "output": output, "notebook": WHOLE, "publish": False}
    with contextlib.ExitStack() as stack:
        if os.geteuid() == 0:  # whom permissions do not stop
            stack.enter_context(mounted(output, "size=8m"))
        [good] = execute_all([ONE], **options)
        before = files(output)
        if os.geteuid() == 0:
            subprocess.run(["mount", "-o", "remount,ro", str(output)], check=True)
        else:
            for folder in (good.notebook.parent, output):
                folder.chmod(0o555)
                stack.callback(folder.chmod, 0o755)
        with pytest.raises(KienanError, match="the reviews cannot be written") as caught:
            execute_all([ONE], force=True, **options)
        assert str(output) in str(caught.value)
        assert files(output) == before


def test_two_batches_at_once_make_one_folder_of_whole_reviews(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    both = [Batch(tmp_path).start() for _ in range(2)]
    for process in both:
        said, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, errors
        assert {line.split()[0] for line in said.splitlines()} <= {"done", "skipped"}
    assert files(tmp_path) == undisturbed
    assert leftovers(tmp_path) == []
    recorded = json.loads((tmp_path / "runs.json").read_text(encoding="utf-8"))["runs"]
    assert [RunSpec(**run["parameters"]) for run in recorded] == sorted(FOUR)
    assert made(tmp_path, FOUR) == ["skipped"] * 4


def test_what_is_edited_during_a_batch_is_for_the_next(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    table = data / "observations.csv"
    # The notebook tells what it reads, and waits for the edit where it comes first.
    code = f"""
import time
from pathlib import Path
import kienan_analysis as ka

Path({str(tmp_path / "mark")!r}).touch()
while not Path({str(tmp_path / "edited")!r}).exists():
    time.sleep(0.02)
level = ka.load().observations.query("id == 'kien-an-2022-01-11-01'")["printed"].item()
show("growth", "text", "level", {{"text/markdown": f"It is {{level}}."}})
"""
    reads = notebook(tmp_path / "reads.ipynb", code)
    batch = Batch(tmp_path / "reviews", notebook=reads, data=data, specs=FOUR[:2])
    process = batch.start()
    wait_until((tmp_path / "mark").exists)
    text = table.read_text(encoding="utf-8")
    printed = str(shipped().observations.set_index("id").loc["kien-an-2022-01-11-01", "printed"])
    table.write_text(text.replace(f'"{printed}"', '"600,38"', 1), encoding="utf-8")
    (tmp_path / "edited").touch()
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors

    def told() -> tuple[set[str], set[str]]:
        pages = [
            text.decode() for name, text in files(tmp_path / "reviews").items() if name.endswith((".ipynb", ".html"))
        ]
        recorded = json.loads((tmp_path / "reviews" / "runs.json").read_text(encoding="utf-8"))["runs"]
        levels = {level for level in (printed, "600,38") if any(f"It is {level}." in page for page in pages)}
        return levels, {run["data"]["digest"] for run in recorded}

    before, digest = told()
    assert (before, digest) == ({printed}, {shipped().digest})
    replace(batch, jobs=1).run()
    assert told() == ({"600,38"}, {load(data).digest})
    assert load(data).digest != shipped().digest


def test_a_notebook_with_a_syntax_error_is_named_with_its_cell(tmp_path: Path) -> None:
    run = limited(tmp_path, "level = 600.37 /\nlevel")
    assert "under “Growth”) of wrong.ipynb: SyntaxError: invalid syntax" in run.error
    broken = tmp_path / "broken.ipynb"
    broken.write_text(WHOLE.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    with pytest.raises(KienanError, match="the file is no notebook") as caught:
        review({"area": "kien-an", "year": 2021, "language": "vi"}, data=shipped(), output=tmp_path, notebook=broken)
    assert caught.value.exit_code == 2


def test_a_clock_that_was_set_back_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options: dict[str, Any] = {"data": shipped(), "output": tmp_path, "notebook": WHOLE, "publish": False}
    [good] = execute_all([ONE], **options)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    from kienan_analysis import atomic_files

    left = good.notebook.parent / f".kienan-{atomic_files._HOST}-{ended.pid}-1-x.ipynb.tmp"
    left.write_bytes(b"half")
    # On disk it is next week already.
    week = time.time() + 7 * 24 * 3600
    for path in (left, good.notebook, tmp_path / "runs.json"):
        os.utime(path, (week, week))
    assert execute_all([ONE], **options)[0].state == "skipped"
    assert leftovers(tmp_path) == []
    # And while a review is made, each look at the clock is an hour before the last.
    now, looks = time.time(), iter(range(1, 1_000_000))
    monkeypatch.setattr(time, "time", lambda: now - 3600 * next(looks))
    began = time.monotonic()
    [again] = execute_all([ONE], force=True, **options)
    assert again.state == "done"
    assert again.files == good.files
    assert 0 < again.seconds <= time.monotonic() - began


def test_a_link_does_not_lead_out_of_the_output(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "reviews", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    (output / "kien-an").symlink_to(elsewhere)
    options: dict[str, Any] = {"data": shipped(), "output": output, "notebook": WHOLE, "publish": False}
    [run] = execute_all([ONE], **options)
    assert run.state == "failed"
    assert "a link in the folder of reviews leads out of it" in run.error
    assert list(elsewhere.iterdir()) == []


def steps(folder: Path, process: subprocess.Popen[str], number: int) -> None:
    """Wait until so many things have changed: a file that came or was replaced, a process that began or ended."""
    seen: Any = None

    def is_there() -> bool:
        nonlocal seen, number
        with contextlib.suppress(FileNotFoundError):  # a temporary file that was there when the folder was listed
            files_now = {(path, path.stat().st_mtime_ns) for path in folder.rglob("*")}
            now = files_now, set(children(process.pid))
            number -= now != seen
            seen = now
        return number < 0 or process.poll() is not None

    wait_until(is_there)


def test_random_kills_lose_nothing(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    # `python -m tests.benchmarks.kill_campaign` does it a hundred times with a batch of twenty whole reviews.
    lot = random.Random(2021)  # noqa: S311 - no secret
    for _ in range(5):
        process = Batch(tmp_path, force=False).start()
        steps(tmp_path, process, lot.randint(1, 20))
        family = [process.pid, *children(process.pid)]
        with contextlib.suppress(ProcessLookupError):
            os.kill(lot.choice(family), signal.SIGKILL)
        if lot.random() < 0.5:
            process.kill()
        process.communicate(timeout=PATIENCE)
        for name, text in files(tmp_path).items():
            assert name not in undisturbed or name == "index.html" or text == undisturbed[name]
    assert set(made(tmp_path, FOUR)) <= {"done", "skipped"}
    assert files(tmp_path) == undisturbed
    assert leftovers(tmp_path) == []
