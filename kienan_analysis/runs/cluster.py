"""Many runs on a Dask cluster, which places them and repeats those of a machine that is lost.

Each of its workers makes reviews in long-lived processes, as one machine does. The data and the notebook travel with
the runs; the output must be a folder that all machines share, or an address that fsspec knows.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import hashlib
import json
import re
import tempfile
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kienan_analysis.errors import KienanError, UsageError, shortened
from kienan_analysis.runs.record import Run, RunError, RunSpec

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from kienan_analysis.runs.reading import Reading
    from kienan_analysis.runs.single_run import Job, Settings
    from kienan_analysis.runs.worker import Worker

_SECONDS_TO_CONNECT = 10
# With or without a scheme, but with a port; what lives inside one process is named otherwise.
_ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-z]+)://)?(?:\[[0-9a-fA-F:.%]+\]|[^\s/\[\]:]+):(?P<port>\d{1,5})/?|inproc://\S+"
)
# What Dask speaks without further libraries.
_SCHEMES = ("tcp", "tls", "ws", "wss")
_LAST_PORT = 65_535
_GIVE_ADDRESS = "Give its address: tcp://HOST:8786."
_START_WORKERS = "Start some: dask worker {address}. Then the same command goes on with the rest."
# A future whose scheduler does not know it any more.
_LOST = ("cancelled", "lost")
_SECONDS_BETWEEN_LOOKS, _SECONDS_BETWEEN_QUESTIONS, _SECONDS_ALONE = 0.05, 2, 15
# A review whose process is ended, by its machine for want of memory for example, is tried again elsewhere.
_RETRIES = 2


@contextlib.contextmanager
def connected(address: str) -> Iterator[Any]:
    """Speak with a scheduler that has workers, before anything is begun.

    Parameters
    ----------
    address : str
        Of the scheduler: ``tcp://host:8786``.

    Yields
    ------
    distributed.Client

    Raises
    ------
    UsageError
        Where Dask is not installed, the scheduler cannot be reached, or nobody works for it.
    """
    where = f"--scheduler {shortened(address)}"
    found = _ADDRESS.fullmatch(address)
    if not found:  # Dask's own client says so, too, but does not end for a while then.
        raise UsageError("this is no address of a scheduler: it names no port.", where=where, remedy=_GIVE_ADDRESS)
    if found["scheme"] and found["scheme"] not in _SCHEMES:
        what = f"this is no address of a scheduler: nobody is reached by {found['scheme']}."
        raise UsageError(what, where=where, remedy=_GIVE_ADDRESS)
    if found["port"] and not 0 < int(found["port"]) <= _LAST_PORT:
        what = f"this is no address of a scheduler: ports end at {_LAST_PORT}."
        raise UsageError(what, where=where, remedy=_GIVE_ADDRESS)
    try:
        import distributed
    except ImportError:
        what = "to run on a cluster needs the extra 'cluster'."
        raise UsageError(what, where="--scheduler", remedy="pip install 'kienan-analysis[cluster]'") from None
    dask: Any = distributed  # without types
    try:
        client = _client_class(dask.Client)(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        what = f"the scheduler cannot be reached: {error}."
        raise UsageError(what, where=where, remedy=_GIVE_ADDRESS) from error
    try:
        if not client.nthreads():
            what = "the scheduler has no workers: nobody would make the reviews."
            raise UsageError(what, where=where, remedy=_START_WORKERS.format(address=address))
        yield client
    finally:
        # One that is lost is not waited for.
        with contextlib.suppress(OSError, TimeoutError):
            client.close(timeout=_SECONDS_TO_CONNECT if client.status == "running" else 0)


def _client_class(kind: Any) -> Any:  # noqa: ANN401 - Dask has no types
    """Give Dask's client, but that one which was never connected goes in silence.

    Dask's own waits for its end, then prints a traceback, after our message.
    """

    class Client(kind):  # type: ignore[misc]
        def __del__(self) -> None:
            if getattr(self, "status", "") not in {"", "newly-created", "connecting"}:
                super().__del__()

    return Client


def run_on_cluster(
    jobs: Sequence[Job],
    settings: Settings,
    reading: Reading,
    client: Any,  # noqa: ANN401 - Dask has no types
) -> Generator[Run, None, None]:
    """Make reviews on a cluster.

    Parameters
    ----------
    jobs : sequence of Job
    settings : Settings
    reading : Reading
    client : distributed.Client
        From :func:`connected`.

    Yields
    ------
    Run
        In the order in which they end.

    Raises
    ------
    KienanError
        Where the scheduler, or all of its workers, are lost meanwhile.
    """
    import distributed

    dask: Any = distributed
    common = asdict(replace(settings, scratch="", data="", fork=True, output=_everywhere(settings.output)))
    # A task like the others, not scattered: what is lost with a machine is made again from the scheduler's copy.
    data = client.submit(_same, reading.archive, key=f"kienan-data-{reading.digest}", pure=False)
    futures = {client.submit(_make, asdict(job), common, data, pure=False, retries=_RETRIES): job for job in jobs}
    ended = dask.as_completed(list(futures), loop=client.loop, raise_errors=False)
    try:
        while futures:
            _wait_for_one(ended, client)
            future = next(ended)
            if future.status in _LOST:
                raise _lost(client)
            # Let go at once: what is told of already is not made again should its machine be lost later.
            yield _outcome(future, futures.pop(future), settings)
    finally:
        if client.status == "running":
            client.cancel(list(futures))
            with contextlib.suppress(OSError, TimeoutError):
                client.run(close_workers)


def _wait_for_one(ended: Any, client: Any) -> None:  # noqa: ANN401 - Dask has no types
    """Wait until a review has ended, or nobody is there any more who could make one."""
    alone_since = None
    looked = time.monotonic()
    while not ended.has_ready():
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        now = time.monotonic()
        if client.status != "running":
            raise _lost(client)
        if now - looked < _SECONDS_BETWEEN_QUESTIONS:
            continue
        looked = now
        try:
            works = bool(client.nthreads())
        except (OSError, TimeoutError, asyncio.CancelledError):
            raise _lost(client) from None
        alone_since = None if works else alone_since or now
        # A worker that died of a review is started again by its own keeper within seconds.
        if alone_since is not None and now - alone_since > _SECONDS_ALONE:
            what = "all workers of the scheduler are gone. What was made stays."
            where = f"--scheduler {client.scheduler.address}"
            raise KienanError(what, where=where, remedy=_START_WORKERS.format(address=client.scheduler.address))


def _lost(client: Any) -> KienanError:  # noqa: ANN401 - Dask has no types
    address = getattr(client.scheduler, "address", None) or "ADDRESS"
    what = "the scheduler is lost: its connection has ended. What was made stays."
    remedy = (
        "Start it again (dask scheduler) with its workers (dask worker), then the same command goes on with the rest."
    )
    return KienanError(what, where=f"--scheduler {address}", remedy=remedy)


def _outcome(future: Any, job: Job, settings: Settings) -> Run:  # noqa: ANN401 - Dask has no types
    if future.status == "finished":
        facts = future.result()
        return Run(**facts | {"spec": RunSpec(**facts["spec"]), "output": settings.output})
    error = RunError(f"the cluster could not make it: {future.exception()}.", where=str(job.spec))
    return Run(job.spec, settings.output, "failed", 0.0, job.inputs, error=str(error))


def _everywhere(output: str) -> str:
    """Name a folder so that a process in another one finds it."""
    return output if "://" in output else str(Path(output).absolute())


def _same(content: bytes) -> bytes:
    return content


_idle: dict[str, list[tuple[Worker, contextlib.ExitStack]]] = {}
_idle_lock = threading.Lock()


def _make(job: dict[str, Any], common: dict[str, Any], archive: bytes) -> dict[str, Any]:
    """Make one review, on a worker of the cluster; each of its threads has a process of ours."""
    from kienan_analysis.runs.single_run import Job
    from kienan_analysis.runs.worker import WorkerEndedError

    batch = hashlib.sha256(json.dumps(common, sort_keys=True).encode() + archive).hexdigest()
    with _idle_lock:
        found = _idle.get(batch)
        worker, folder = found.pop() if found else _new_worker(common, archive)
    wanted = Job(**job | {"spec": RunSpec(**job["spec"]), "editions": tuple(job["editions"])})
    try:
        run = worker.run(wanted)
    except WorkerEndedError as ended:
        folder.close()
        raise RuntimeError(f"the process that made it {ended}") from None
    with _idle_lock:
        _idle.setdefault(batch, []).append((worker, folder))
    return asdict(run)


def _new_worker(common: dict[str, Any], archive: bytes) -> tuple[Worker, contextlib.ExitStack]:
    from kienan_analysis.atomic_files import remove_abandoned, temporary_folder
    from kienan_analysis.runs.single_run import Settings
    from kienan_analysis.runs.worker import Worker

    remove_abandoned(Path(tempfile.gettempdir()))
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(temporary_folder())
        data = folder / "data.zip"
        data.write_bytes(archive)
        worker = Worker(replace(Settings(**common), data=str(data), scratch=str(folder)))
        stack.callback(worker.close)
        return worker, stack.pop_all()


@atexit.register
def close_workers() -> None:
    """End the processes of this machine that wait for a review."""
    with _idle_lock:
        while _idle:
            for _, folder in _idle.popitem()[1]:
                folder.close()
