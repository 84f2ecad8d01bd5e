"""A kernel of the provisioner is what its client asked for: folder, environment, umask, limits, streams, seed."""

from __future__ import annotations

import asyncio
import json
import locale
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from kienan_analysis.runs import forking
from kienan_analysis.runs.birth import can_be_forked, umask
from kienan_analysis.runs.forking import ForkedKernel, close_warm_processes
from kienan_analysis.runs.kernel_provisioner import CAN_FORK
from tests.batches import is_gone
from tests.patience import PATIENCE, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.kernel, pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")]
COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
# What a fork can be had for: a seed that is named.
SEED = {"PYTHONHASHSEED": "0"}


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """End the warm processes that a test has started."""
    yield
    close_warm_processes()


class Manager(AsyncKernelManager):
    """Starts kernels by a specification that names the provisioner."""

    wanted: dict[str, Any] | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        asked: dict[str, Any] = {"provisioner_name": "kienan"}
        if self.wanted is not None:
            asked["config"] = self.wanted
        return KernelSpec(argv=COMMAND, language="python", metadata={"kernel_provisioner": asked})


class Answer:
    """What one kernel said, and whether it was forked."""

    def __init__(self, said: str, *, forked: bool) -> None:
        self.said, self.forked = said, forked


def ask(folder: Path, code: str, config: dict[str, Any] | None = None, **options: Any) -> Answer:
    """Start one kernel, run one cell in it, end it."""

    async def one() -> Answer:
        async with started(folder, config, **options) as (manager, client):
            return Answer(await say(client, code), forked=isinstance(manager.provisioner.process, ForkedKernel))

    return asyncio.run(one())


class started:  # noqa: N801 - used as a function
    """A kernel, from its start to its end."""

    def __init__(self, folder: Path, config: dict[str, Any] | None = None, **options: Any) -> None:
        self.manager = Manager(transport="ipc", connection_file=str(folder / f"{os.urandom(4).hex()}.json"))
        self.manager.wanted = {"wait_for_imports": True, **(config or {})}
        self.options = {"env": {**os.environ, **SEED}, **options}

    async def __aenter__(self) -> tuple[Any, Any]:
        await self.manager.start_kernel(**self.options)
        self.client = self.manager.client()
        self.client.start_channels()
        await self.client.wait_for_ready(timeout=PATIENCE)
        return self.manager, self.client

    async def __aexit__(self, *_: object) -> None:
        self.client.stop_channels()
        await self.manager.shutdown_kernel(now=True)


async def say(client: Any, code: str) -> str:
    """Run a cell; give what it printed, or the name of its error."""
    said: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        said.append(content.get("text", "") + content.get("ename", ""))

    await client.execute_interactive(code, output_hook=hear, timeout=PATIENCE)
    return "".join(said).strip()


def both(folder: Path, code: str, **options: Any) -> tuple[Answer, Answer]:
    """Ask a kernel that may be forked, and an ordinary one."""
    return ask(folder, code, **options), ask(folder, code, {"fork": False}, **options)


FORKS_LATER = """
import asyncio, os, sys
from pathlib import Path
from tests.test_kernel_starts import ask

folder = Path(sys.argv[1])

async def twice():
    from tests.test_kernel_starts import started, say
    async with started(folder) as (manager, client):
        assert await say(client, "print(1)") == "1"

loop = asyncio.new_event_loop()
loop.run_until_complete(twice())
child = os.fork()
if child == 0:
    # The same loop goes on in the child, as where a test or a server forks its workers.
    loop.run_until_complete(twice())
    os._exit(7)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 7
loop.run_until_complete(twice())
print("all three")
"""


def test_a_client_that_forks_after_its_first_kernel_starts_others_in_both(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKS_LATER, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout == "all three\n", done.stderr


@pytest.mark.parametrize("folder", ["none", "relative", "absolute"])
def test_a_kernel_runs_in_the_folder_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    here = tmp_path / "here"
    (here / "below").mkdir(parents=True)
    # A process that forks is there already, from another folder.
    ask(tmp_path, "pass")
    monkeypatch.chdir(here)
    options: dict[str, Any] = {"none": {}, "relative": {"cwd": "below"}, "absolute": {"cwd": str(here / "below")}}[
        folder
    ]
    answer = ask(tmp_path, "import os; print(os.getcwd())", **options)
    assert answer.forked
    assert answer.said == str(here if folder == "none" else here / "below")


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_folder_that_is_none_is_the_systems_error(tmp_path: Path, kind: str) -> None:
    place = tmp_path / kind
    if kind == "file":
        place.touch()
    with pytest.raises(FileNotFoundError if kind == "missing" else NotADirectoryError):
        ask(tmp_path, "pass", cwd=str(place))


def test_a_specification_needs_no_config(tmp_path: Path) -> None:
    async def two() -> str:
        manager = Manager(transport="ipc", connection_file=str(tmp_path / "kernel.json"))
        await manager.start_kernel(env={**os.environ, **SEED})
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=PATIENCE)
            return await say(client, "print(1)")
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    assert asyncio.run(two()) == "1"
    assert ask(tmp_path, "print(2)", {"modules": []}).forked


@pytest.mark.parametrize("kilobytes", [250, 600])
def test_a_large_environment_arrives_and_nobody_waits(tmp_path: Path, kilobytes: int) -> None:
    environment = {**os.environ, **SEED} | {f"LARGE_{number}": "x" * 1000 for number in range(kilobytes)}
    answer = ask(tmp_path, "import os; print(sum(name.startswith('LARGE_') for name in os.environ))", env=environment)
    assert (answer.said, answer.forked) == (str(kilobytes), True)


def test_an_environment_that_no_program_can_be_given_is_the_systems_error(tmp_path: Path) -> None:
    environment = {**os.environ, **SEED, "LARGE": "x" * (os.sysconf("SC_ARG_MAX") + 1)}
    with pytest.raises(OSError, match="Argument list too long"):
        ask(tmp_path, "pass", env=environment)


def test_the_clients_umask_and_limits_are_taken(tmp_path: Path) -> None:
    code = (
        "import os, resource; old = os.umask(0); os.umask(old);"
        "print(oct(old), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    ask(tmp_path, "pass")
    before, (soft, hard) = os.umask(0o027), resource.getrlimit(resource.RLIMIT_NOFILE)
    assert umask() == 0o027
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 1, hard))
        forked, ordinary = both(tmp_path, code)
    finally:
        os.umask(before)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert forked.said == ordinary.said == f"0o27 {soft - 1}"
    assert forked.forked


def test_locale_and_thread_limits_are_those_of_the_client(tmp_path: Path) -> None:
    code = (
        "import locale, os; print(locale.setlocale(locale.LC_CTYPE), locale.getpreferredencoding(False),"
        "os.environ['OMP_NUM_THREADS'])"
    )
    ask(tmp_path, "pass")
    environment = {**os.environ, **SEED, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "OMP_NUM_THREADS": "1"}
    forked, ordinary = both(tmp_path, code, env=environment)
    assert forked.said == ordinary.said
    assert forked.said.startswith("C ")
    assert locale.setlocale(locale.LC_CTYPE) != "C"


def test_a_process_to_fork_from_has_the_thread_limit_that_the_kernel_asks_for(tmp_path: Path) -> None:
    threads = "import numpy, os; print(len(os.listdir('/proc/self/task')))"
    said = {}
    for limit in ("1", "2"):
        environment = {**os.environ, **SEED, "OPENBLAS_NUM_THREADS": limit}
        config = {"modules": ["numpy"]}
        forked = ask(tmp_path, threads, config, env=environment)
        ordinary = ask(tmp_path, threads, {"fork": False}, env=environment)
        assert forked.forked
        # A thread of numpy's that is not there is not forked; a calculation starts it.
        said[limit] = (int(forked.said), int(ordinary.said))
    assert said["1"][0] <= said["1"][1]
    assert len(forking._warm) == 2


def test_each_kernel_has_the_hash_seed_that_it_asks_for(tmp_path: Path) -> None:
    code = "print(hash('Quận'))"
    free = {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"}
    one, two = (ask(tmp_path, code, env=free) for _ in range(2))
    assert one.said != two.said
    assert not one.forked
    drawn = [ask(tmp_path, code, env=free | {"PYTHONHASHSEED": "random"}) for _ in range(2)]
    assert drawn[0].said != drawn[1].said
    seven, ordinary = both(tmp_path, code, env=free | {"PYTHONHASHSEED": "7"})
    assert seven.forked
    assert seven.said == ordinary.said
    assert ask(tmp_path, code).said != seven.said


def test_a_forked_kernel_holds_the_descriptors_of_an_ordinary_one(tmp_path: Path) -> None:
    code = (
        "import os\n"
        "kinds = []\n"
        "for name in os.listdir('/proc/self/fd'):\n"
        "    try:\n"
        "        kinds.append(os.readlink(f'/proc/self/fd/{name}').partition(':')[0])\n"
        "    except OSError:\n"
        "        pass\n"
        "print(sorted(kind for kind in kinds if not kind.startswith('/')))"
    )

    async def beside_another() -> str:
        async with started(tmp_path), started(tmp_path) as (manager, client):
            assert isinstance(manager.provisioner.process, ForkedKernel)
            return await say(client, code)

    # Its standard input is nothing where an ordinary one has a pipe that is closed: one less.
    ordinary = json.loads(ask(tmp_path, code, {"fork": False}).said.replace("'", '"'))
    ordinary.remove("pipe")
    assert json.loads(asyncio.run(beside_another()).replace("'", '"')) == ordinary


def test_a_pipe_that_a_kernel_writes_to_ends_with_it_though_others_live(tmp_path: Path) -> None:
    async def ended() -> None:
        reading, writing = os.pipe()
        try:
            async with started(tmp_path, stdout=writing, stderr=writing):
                async with started(tmp_path):
                    pass
                later = started(tmp_path)
                await later.__aenter__()
            os.close(writing)
            os.set_blocking(reading, False)
            async with asyncio.timeout(PATIENCE):
                while True:
                    try:
                        if not os.read(reading, 1 << 16):
                            break
                    except BlockingIOError:
                        await asyncio.sleep(0.02)
            await later.__aexit__()
        finally:
            os.close(reading)

    asyncio.run(ended())


def test_a_client_with_very_many_open_files_hears_of_its_kernel(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 3000
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip("the system allows too few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    many = [os.open(os.devnull, os.O_RDONLY) for _ in range(1500)]
    try:
        answer = ask(tmp_path, "print(1)")
    finally:
        for descriptor in many:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert (answer.said, answer.forked) == ("1", True)


def test_a_first_kernel_does_not_wait_for_the_imports(tmp_path: Path) -> None:
    """The module waits until it may go on: the kernel is there before."""
    gate = tmp_path / "gate"
    (tmp_path / "slow_to_import.py").write_text(
        f"import os, time\nwhile not os.path.exists({str(gate)!r}):\n    time.sleep(0.02)\n", encoding="utf-8"
    )
    environment = {**os.environ, **SEED, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path[1:]])}
    config = {"modules": ["slow_to_import"], "wait_for_imports": False}
    first = ask(tmp_path, "print(1)", config, env=environment)
    assert (first.said, first.forked) == ("1", False)
    gate.touch()
    assert ask(tmp_path, "print(1)", config | {"wait_for_imports": True}, env=environment).forked
    assert ask(tmp_path, "print(1)", config, env=environment).forked


def test_what_cannot_be_imported_is_tried_once(tmp_path: Path) -> None:
    config = {"modules": ["there_is_no_such_module"]}
    for _ in range(2):
        answer = ask(tmp_path, "print(1)", config)
        assert (answer.said, answer.forked) == ("1", False)
    [warm] = forking._warm.values()
    wait_until(lambda: is_gone(warm.pid))


@pytest.mark.parametrize(
    "options",
    [
        {"independent": True},
        {"stdout": subprocess.PIPE},
        {"stderr": subprocess.PIPE},
        {"stdin": 0},
        {"preexec_fn": print},
        {"env": {"PYTHONHASHSEED": "random"}},
        {"env": {}},
        {"env": {**SEED, "NUMBER": 1}},
        {"env": {**SEED, "A=B": "c"}},
        {"env": {**SEED, "NUL": "\0"}},
        {"env": {**SEED, "PYTHONPATH": "relative"}},
        {"cwd": "/there/is/no/such/folder"},
    ],
)
def test_what_a_fork_cannot_be_given_starts_in_the_ordinary_way(options: dict[str, Any]) -> None:
    assert can_be_forked(COMMAND, {"env": SEED})
    assert not can_be_forked(COMMAND, {"env": SEED, **options})
    assert not can_be_forked(["/usr/bin/env", *COMMAND[1:]], {"env": SEED})


def test_a_client_keeps_nothing_of_kernels_that_have_ended(tmp_path: Path) -> None:
    async def some() -> list[int]:
        counts = []
        for _ in range(3):
            async with started(tmp_path):
                pass
            counts.append(len(os.listdir("/proc/self/fd")))  # noqa: PTH208 - counted
        return counts

    counts = asyncio.run(some())
    assert counts[1] == counts[2]
