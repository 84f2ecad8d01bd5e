"""Forked kernels: ipykernel as it is, each in a clean state, and the same reviews byte for byte."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from kienan_analysis.dataset import load
from kienan_analysis.runs import Resources, RunSpec, default_notebook, execute_all
from kienan_analysis.runs.forking import ForkedKernel, WarmProcess, WarmProcessError, close_warm_processes
from kienan_analysis.runs.kernel_provisioner import CAN_FORK, KienanProvisioner
from kienan_analysis.runs.memory_watch import _session_of, held
from kienan_analysis.runs.single_run import Job, Settings, run_job
from tests.batches import DATA, NOTEBOOKS, is_gone, parent
from tests.patience import PATIENCE, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.kernel, pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")]
SPEC = RunSpec("kien-an", 2021, "vi")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """End the warm processes that a test has started."""
    yield
    close_warm_processes()


class Manager(AsyncKernelManager):
    """Starts a kernel as a specification would that names the provisioner."""

    fork = True
    memory_limit = 0

    @property
    def kernel_spec(self) -> KernelSpec:
        config = {
            "modules": ["json", "kienan_analysis.dataset"],
            "fork": self.fork,
            "wait_for_imports": True,
            "memory_limit": self.memory_limit,
        }
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": "kienan", "config": config}},
        )


class Kernel:
    """A kernel to try cells in."""

    def __init__(self, manager: Manager, folder: Path) -> None:
        self.manager, self.folder = manager, folder
        manager.transport = "ipc"
        manager.connection_file = str(folder / "kernel.json")

    async def __aenter__(self) -> Self:
        environment = {**os.environ, "PYTHONHASHSEED": "0", "KIENAN_TEST": "Quận"}
        await self.manager.start_kernel(env=environment, cwd=str(self.folder))
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=PATIENCE)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.client.stop_channels()
        await self.manager.shutdown_kernel(now=True)

    async def say(self, code: str, heard: asyncio.Event | None = None) -> str:
        """Run a cell; give what it printed, or the name of its error. The event is set when it first says something."""
        said: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            said.append(content.get("text", "") + content.get("ename", ""))
            if heard and said[-1]:
                heard.set()

        await self.client.execute_interactive(code, output_hook=hear, timeout=PATIENCE)
        return "".join(said).strip()

    @property
    def provisioner(self) -> KienanProvisioner:
        provisioner = self.manager.provisioner
        assert isinstance(provisioner, KienanProvisioner)
        return provisioner

    @property
    def process(self) -> int:
        pid = self.provisioner.pid
        assert pid is not None
        return pid


def test_the_provisioner_is_an_entry_point() -> None:
    [found] = [entry for entry in entry_points(group="jupyter_client.kernel_provisioners") if entry.name == "kienan"]
    assert found.load() is KienanProvisioner


def test_a_forked_kernel_begins_where_an_ordinary_one_does(tmp_path: Path) -> None:
    question = (
        "import os, sys, signal; print(sys.argv[0], sys.path, os.getcwd(), os.environ['KIENAN_TEST'], __name__,"
        " hash('Quận'), signal.getsignal(signal.SIGCHLD), signal.getsignal(signal.SIGTERM), sorted(globals()),"
        " os.getpgid(0) == os.getpid(), int(os.environ['JPY_PARENT_PID']) == os.getppid(),"
        " len(os.listdir('/proc/self/fd')) < 100)"
    )

    async def ask(name: str, *, fork: bool) -> tuple[str, bool]:
        folder = tmp_path / name
        folder.mkdir()
        manager = Manager()
        manager.fork = fork
        async with Kernel(manager, folder) as kernel:
            said = (await kernel.say(question)).replace(str(folder), "FOLDER")
            return said, parent(kernel.process) == os.getpid()

    forked, is_child = asyncio.run(ask("forked", fork=True))
    ordinary, is_ordinary_child = asyncio.run(ask("ordinary", fork=False))
    assert (is_child, is_ordinary_child) == (False, True)
    assert forked == ordinary


def test_each_kernel_is_clean_and_ends_by_itself(tmp_path: Path) -> None:
    async def ask() -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
        async with Kernel(Manager(), tmp_path / "one") as one, Kernel(Manager(), tmp_path / "two") as two:
            assert parent(one.process) == parent(two.process)
            mine = "import json, os, random; json.here = 1; os.environ['KIENAN_TEST'] = 'x'; level = 1"
            assert await one.say(mine) == ""
            asked = "import json, os; print(hasattr(json, 'here'), os.environ['KIENAN_TEST'], 'level' in globals())"
            assert await two.say(asked) == "False Quận False"
            draw = "import random, numpy; print(random.random(), numpy.random.random())"
            assert await one.say(draw) != await two.say(draw)
            assert one.provisioner.exit_code is None
            # A cell is interrupted as it is by Jupyter's stop button.
            heard = asyncio.Event()
            waiting = asyncio.create_task(one.say("import time\nprint('here', flush=True)\ntime.sleep(3600)", heard))
            async with asyncio.timeout(PATIENCE):
                await heard.wait()
            await one.manager.interrupt_kernel()
            assert await waiting == "hereKeyboardInterrupt" or await waiting == "here\nKeyboardInterrupt"
            assert await one.say("print(level)") == "1"
            # A restart is a new process in a clean state.
            first = one.process
            await one.manager.restart_kernel(now=True)
            await one.client.wait_for_ready(timeout=PATIENCE)
            assert one.process != first
            assert is_gone(first)
            assert await one.say("print('level' in globals())") == "False"
            os.kill(two.process, signal.SIGSEGV)
            async with asyncio.timeout(PATIENCE):
                while two.provisioner.exit_code is None:  # noqa: ASYNC110 - nothing tells of it but itself
                    await asyncio.sleep(0.02)
            assert two.provisioner.exit_code == -signal.SIGSEGV
            assert await two.provisioner.poll() == -signal.SIGSEGV

    asyncio.run(ask())


def test_kernels_end_with_the_process_that_they_came_from(tmp_path: Path) -> None:
    async def ask() -> None:
        async with Kernel(Manager(), tmp_path) as kernel:
            process = kernel.process
            os.kill(parent(process), signal.SIGKILL)
            wait_until(lambda: is_gone(process))
            assert kernel.provisioner.exit_code == -signal.SIGKILL

    asyncio.run(ask())


def test_where_nothing_can_be_forked_the_kernel_is_ordinary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise WarmProcessError("no")

    monkeypatch.setattr(WarmProcess, "fork", refuse)

    async def ask() -> None:
        async with Kernel(Manager(), tmp_path) as kernel:
            assert parent(kernel.process) == os.getpid()
            assert await kernel.say("print(1)") == "1"

    asyncio.run(ask())


def test_a_kernel_that_loses_its_parent_before_it_answers_ends_and_is_started_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    fork = WarmProcess.fork

    def killed_after(warm: WarmProcess, *asked: Any) -> ForkedKernel:
        kernel = fork(warm, *asked)
        started.append(kernel.pid)
        if len(started) == 1:
            os.kill(warm.pid, signal.SIGTERM)
        return kernel

    monkeypatch.setattr(WarmProcess, "fork", killed_after)
    source = (NOTEBOOKS / "whole.ipynb").read_text(encoding="utf-8")
    settings = Settings(str(tmp_path), "whole.ipynb", source, str(DATA), fork=True, publish=False)
    run = run_job(Job(SPEC, "", ()), settings)
    assert (run.state, run.error) == ("done", "")
    assert len(started) == 2
    wait_until(lambda: all(map(is_gone, started)))


@pytest.mark.parametrize("fork", [True, False])
def test_a_kernel_is_held_to_its_memory_both_ways(tmp_path: Path, fork: bool) -> None:  # noqa: FBT001 - a case
    async def ask() -> None:
        manager = Manager()
        manager.fork, manager.memory_limit = fork, 500
        async with Kernel(manager, tmp_path) as kernel:
            assert await kernel.say("kept = bytes(100 << 20); print(len(kept) >> 20)") == "100"
            assert await kernel.say("more = bytes(600 << 20)") == "MemoryError"
            assert await kernel.say("print(len(kept) >> 20)") == "100"

    asyncio.run(ask())


SHARED = "import mmap; kept = mmap.mmap(-1, 450 << 20); kept[::4096] = bytes((450 << 20) // 4096)"
CHILDREN = (
    "import subprocess, sys; hold = 'kept = bytearray(b\"1\") * (200 << 20); import time; time.sleep(600)';"
    " [each.wait() for each in [subprocess.Popen([sys.executable, '-c', hold]) for _ in range(2)]]"
)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="nobody can tell for sure which process is meant")
@pytest.mark.parametrize(("fork", "code"), [(True, SHARED), (False, CHILDREN)])
def test_a_kernel_is_ended_for_what_it_shares_and_what_its_children_hold(
    tmp_path: Path,
    fork: bool,  # noqa: FBT001 - a case
    code: str,
) -> None:
    async def ask() -> None:
        manager = Manager()
        manager.fork, manager.memory_limit = fork, 350
        async with Kernel(manager, tmp_path) as kernel:
            # Each of them may hold so much, and what is forked is shared.
            few = "import os, time; kept = bytearray(60 << 20); child = os.fork(); child or os._exit(0); print('ends')"
            assert await kernel.say(few) == "ends"
            kernel.client.execute(code)
            while await kernel.provisioner.poll() is None:  # noqa: ASYNC110 - another process's end
                await asyncio.sleep(0.05)
            assert kernel.provisioner.has_held_too_much
            assert kernel.provisioner.exit_code == -signal.SIGKILL

    asyncio.run(ask())


def test_what_forked_processes_share_counts_once() -> None:
    code = (
        "import os, sys, time; kept = bytearray(b'1') * (100 << 20); first = os.fork(); second = first and os.fork();"
        " second or time.sleep(600); print(first, second, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as parent_process:
        assert parent_process.stdout is not None
        family = [parent_process.pid, *map(int, parent_process.stdout.readline().split())]
        try:
            assert 100 << 20 < held(family, 0) < 150 << 20
            assert held(family, 1 << 40) > 200 << 20  # Not more than enough: it is not divided.
            assert set(_session_of(parent_process.pid)) >= set(family)
        finally:
            os.killpg(parent_process.pid, signal.SIGKILL)


def test_forked_and_ordinary_kernels_give_the_same_review_byte_for_byte(tmp_path: Path) -> None:
    made = {}
    for fork in (True, False):
        settings = Settings(
            output=str(tmp_path / str(fork)),
            notebook=str(default_notebook()),
            source=default_notebook().read_text(encoding="utf-8"),
            data=str(DATA),
            fork=fork,
        )
        # What is drawn beside the kernel and what is drawn after it are the same too.
        run = run_job(Job(SPEC, "", ("en",)), settings, alone=not fork)
        assert run.state == "done", run.error
        made[fork] = run
    assert made[True].files == made[False].files
    for ending in ("ipynb", "html"):
        one, other = (Path(run.output) / SPEC.file(ending) for run in made.values())
        assert one.read_bytes() == other.read_bytes()


def test_several_at_a_time_give_the_bytes_of_one_alone(tmp_path: Path) -> None:
    specs = [SPEC, replace(SPEC, language="en")]
    both = execute_all(specs, data=load(DATA), output=tmp_path / "both", resources=Resources(jobs=2))
    [alone] = execute_all(specs[1:], data=load(DATA), output=tmp_path / "both", force=True)
    assert alone.files == both[1].files
