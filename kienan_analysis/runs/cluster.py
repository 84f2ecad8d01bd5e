"""Many runs on a Dask cluster, which places them and repeats those of a machine that is lost.

Each of its workers makes reviews in long-lived processes, as one machine does. The data and the notebook travel with
the runs; the output must be a folder that all machines share, or an address that fsspec knows.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import re
import tempfile
import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kienan_analysis.errors import UsageError, shortened
from kienan_analysis.runs.record import Run, RunError, RunSpec

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from kienan_analysis.runs.reading import Reading
    from kienan_analysis.runs.single_run import Job, Settings
    from kienan_analysis.runs.worker import Worker

_SECONDS_TO_CONNECT = 10
# With or without a scheme, but with a port; what lives inside one process is named otherwise.
_ADDRESS = re.compile(r"(?:[a-z]+://)?(?:\[[0-9a-fA-F:.%]+\]|[^\s/\[\]:]+):\d{1,5}/?|inproc://\S+")
_GIVE_ADDRESS = "Give its address: tcp://HOST:8786."
# A review whose process is ended, by its machine for want of memory for example, is tried again elsewhere.
_RETRIES = 2


def run_on_cluster(
    jobs: Sequence[Job], settings: Settings, reading: Reading, address: str
) -> Generator[Run, None, None]:
    """Make reviews on a cluster.

    Parameters
    ----------
    jobs : sequence of Job
    settings : Settings
    reading : Reading
    address : str
        Of the scheduler: ``tcp://host:8786``.

    Yields
    ------
    Run
        In the order in which they end.

    Raises
    ------
    UsageError
        Where Dask is not installed, or the scheduler cannot be reached.
    """
    try:
        import distributed
    except ImportError:
        what = "to run on a cluster needs the extra 'cluster'."
        raise UsageError(what, where="--scheduler", remedy="pip install 'kienan-analysis[cluster]'") from None
    dask: Any = distributed  # without types
    if not _ADDRESS.fullmatch(address):  # Dask's own client says so, too, but does not end for a while then.
        what = "this is no address of a scheduler: it names no port."
        raise UsageError(what, where=f"--scheduler {shortened(address)}", remedy=_GIVE_ADDRESS)
    try:
        client = dask.Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        what = f"the scheduler cannot be reached: {error}."
        raise UsageError(what, where=f"--scheduler {address}", remedy=_GIVE_ADDRESS) from error
    common = asdict(replace(settings, scratch="", data="", fork=True, output=_everywhere(settings.output)))
    with client:
        # A task like the others, not scattered: what is lost with a machine is made again from the scheduler's copy.
        data = client.submit(_same, reading.archive, key=f"kienan-data-{reading.digest}", pure=False)
        futures = {client.submit(_make, asdict(job), common, data, pure=False, retries=_RETRIES): job for job in jobs}
        try:
            for future in dask.as_completed(list(futures), loop=client.loop, raise_errors=False):
                # Let go at once: what is told of already is not made again should its machine be lost later.
                yield _outcome(future, futures.pop(future), settings)
        finally:
            client.cancel(list(futures))
            with contextlib.suppress(OSError, TimeoutError):
                client.run(close_workers)


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
