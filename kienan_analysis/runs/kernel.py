"""One notebook through Papermill in a kernel of its own: this interpreter, a clean state, nothing on disk."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets import Bool, Int, Type, Unicode
from traitlets.config import Config

from kienan_analysis.atomic_files import temporary_folder
from kienan_analysis.errors import refused_by_system
from kienan_analysis.runs.early_start import IMPORTED, kernel_environment
from kienan_analysis.runs.forking import WarmProcessError, warm_process
from kienan_analysis.runs.kernel_provisioner import CAN_FORK
from kienan_analysis.runs.output_checks import CellProblem, without_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nbformat import NotebookNode

_ENGINE, _KERNEL, _LANGUAGE = "kienan", "python3", "python"
# A path of a Unix socket has about a hundred bytes on every system; the kernel's sockets add "-ipc-5".
_LONGEST_SOCKET_PATH = 90
_LONGEST_MESSAGE = 4000
# MiB. A review holds some 200: below this a kernel that does not start may have had too little.
_TIGHT_LIMIT = 512


@dataclass(frozen=True, slots=True)
class KernelSettings:
    """How a notebook is executed.

    Attributes
    ----------
    folder : str
        Where the kernel runs.
    data : str
        The data package that it reads, an absolute path or an address.
    fork : bool
        Fork the kernel from a process that has imported what it needs, where the system can.
    reads_ahead : bool
        Whether that process has read the data, too.
    cell_seconds : int
        What one cell may take.
    memory_limit : int
        MiB of data that the kernel may hold, 0 for no limit; kept on Linux only.
    scratch : str
        A folder for what is needed while it runs; the system's own for temporary files if empty.
    """

    folder: str
    data: str
    fork: bool = False
    reads_ahead: bool = True
    cell_seconds: int = 600
    memory_limit: int = 0
    scratch: str = ""

    def environment(self, scratch: str) -> dict[str, str]:
        """Give the kernel's environment: a fixed hash seed and no start-up files: the same input, the same bytes."""
        return kernel_environment(self.data, scratch)


class _PromptClient(AsyncKernelClient):
    """Takes a kernel for ready once it has answered by both channels; Jupyter's own then waits 0.2 seconds more."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as Jupyter has it
        """Wait for the answers.

        Raises
        ------
        RuntimeError
            The kernel died, or did not answer in time.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            asked = self.kernel_info()
            try:
                await self.get_shell_msg(timeout=1)
                # The last that a request brings. Without it the second channel is not joined: outputs would be lost.
                while not _is_end(await self.get_iopub_msg(timeout=0.1), asked):
                    pass
            except Empty:
                if not await self._async_is_alive():
                    raise RuntimeError("it ended before it answered") from None
                if time.monotonic() > end:
                    raise RuntimeError(f"it did not answer in {timeout} seconds") from None
            else:
                return


def _is_end(message: dict[str, Any], asked: str) -> bool:
    of_this: bool = message["parent_header"].get("msg_id") == asked
    return of_this and message["content"].get("execution_state") == "idle"


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the Python that runs this, whatever a user's own kernel named ``python3`` is."""

    client_factory = Type(_PromptClient)
    fork = Bool().tag(config=True)
    data = Unicode().tag(config=True)
    memory_limit = Int().tag(config=True)

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        config = {
            "modules": list(IMPORTED),
            "fork": self.fork,
            "wait_for_imports": True,  # A review of its own would import the same things a second time meanwhile.
            "data": self.data,
            "memory_limit": self.memory_limit,
        }
        # No transport encryption is declared: the sockets lie in a folder of this user alone.
        return KernelSpec(
            argv=command,
            display_name="Python 3 (ipykernel)",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": "kienan", "config": config}},
        )


class _Engine(NBClientEngine):  # type: ignore[misc]  # Papermill has no types
    """Papermill's own engine, with the kernel's environment, folder and transport set; it keeps the notebook."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, kernel: dict[str, Any], **options: Any) -> Any:  # noqa: ANN401
        kernel["notebook"] = nb_man.nb
        client = PapermillNotebookClient(
            nb_man,
            kernel_name=kernel_name,
            kernel_manager_class=ThisInterpreter,
            config=kernel["config"],
            timeout=options["execution_timeout"],
            startup_timeout=options["start_timeout"],
            # The notebook is whole by then: nothing of the kernel is worth waiting for.
            shutdown_kernel="immediate",
        )
        manager = client.create_kernel_manager()  # The client forgets it, and with it how the kernel ended.
        if kernel["on_executed"] is not None:
            client.on_cell_executed = lambda cell, **_: kernel["on_executed"](cell)
        # What the kernel's process itself prints (not its cells) is no news unless it dies.
        with kernel["log"].open("wb") as log:
            try:
                return client.execute(env=kernel["environment"], cwd=kernel["folder"], stdout=log, stderr=log)
            finally:  # also where it has not come as far as a cell
                kernel["provisioner"] = manager.provisioner


papermill_engines.register(_ENGINE, _Engine)


def get_ready(settings: KernelSettings) -> None:
    """Start the process that kernels are forked from, so that the first does not wait for all of its imports."""
    if settings.fork and CAN_FORK:
        with contextlib.suppress(WarmProcessError):  # The kernels are ordinary ones then.
            warm_process(IMPORTED, settings.data, settings.environment(""))


def execute(
    source: NotebookNode,
    parameters: Mapping[str, str | int],
    *,
    settings: KernelSettings,
    on_executed: Callable[[NotebookNode], None] | None = None,
) -> NotebookNode:
    """Execute a notebook.

    Parameters
    ----------
    source : NotebookNode
    parameters : mapping
        Checked values of the notebook's parameters.
    settings : KernelSettings
    on_executed : callable, optional
        Called with each cell that has run, before the next one starts.

    Raises
    ------
    CellProblem
        Where a cell fails, takes too long, or its kernel dies; carries the notebook as far as it came.
    """
    try:
        return _executed(source, parameters, settings, on_executed)
    except _OrphanedError:
        # What ended was not the kernel but the process that all kernels of a batch come from. It is not this review's
        # fault; the second kernel comes from another such process.
        return _executed(source, parameters, settings, on_executed, is_last=True)


class _OrphanedError(Exception):
    """The process that the kernel was forked from has ended."""


def _executed(
    source: NotebookNode,
    parameters: Mapping[str, str | int],
    settings: KernelSettings,
    on_executed: Callable[[NotebookNode], None] | None,
    *,
    is_last: bool = False,
) -> NotebookNode:
    """Execute a notebook once; see :func:`execute`."""
    with temporary_folder(settings.scratch) as scratch:
        kernel: dict[str, Any] = {
            "notebook": source,
            "folder": settings.folder,
            "config": _config(settings, str(scratch)),
            "log": scratch / "kernel.log",
            "on_executed": on_executed,
            "provisioner": None,
            "environment": settings.environment(str(scratch)),
        }
        try:
            return _by_papermill(source, parameters, settings.cell_seconds, kernel)
        except (PapermillExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
            if not is_last and getattr(kernel["provisioner"], "has_lost_its_parent", False):
                raise _OrphanedError from error
            # Papermill has put two banners into the notebook since it counted.
            notebook = kernel["notebook"]
            raise CellProblem(notebook, _last_started(notebook), _what_happened(error, kernel, settings)) from error


def _by_papermill(
    source: NotebookNode, parameters: Mapping[str, str | int], cell_seconds: int, kernel: dict[str, Any]
) -> NotebookNode:
    """Take the steps of ``papermill.execute_notebook``, but for its writing.

    That writes the notebook out as text also where it is to be kept nowhere: a twentieth of a review's work beside the
    kernel. And here nothing half-written shows.
    """
    named = {"kernel_name": _KERNEL, "language": _LANGUAGE}
    notebook = load_notebook_node(source)
    notebook = parameterize_notebook(notebook, dict(parameters), engine_name=_ENGINE, **named)
    notebook = remove_error_markers(prepare_notebook_metadata(notebook, "", None))
    executed: NotebookNode = papermill_engines.execute_notebook_with_engine(
        _ENGINE,
        notebook,
        kernel_name=_KERNEL,
        input_path="",
        output_path=None,
        progress_bar=False,
        log_output=False,
        start_timeout=60,
        stdout_file=None,
        stderr_file=None,
        autosave_cell_every=0,
        execution_timeout=cell_seconds,
        kernel=kernel,
    )
    raise_for_execution_errors(executed, None)
    return executed


def _what_happened(error: Exception, kernel: dict[str, Any], settings: KernelSettings) -> str:
    """Say in one sentence or two what ended the notebook."""
    if isinstance(error, PapermillExecutionError):
        what = without_colours(f"{error.ename}: {error.evalue}" if error.evalue else str(error.ename))
        if str(error.ename).endswith("MemoryError") and settings.memory_limit:
            what = f"{what.rstrip('.')}. The kernel may hold {settings.memory_limit} MiB (--memory-limit)."
        return what[:_LONGEST_MESSAGE]
    if isinstance(error, CellTimeoutError):
        return f"the cell took more than {settings.cell_seconds} seconds (--time-limit)."
    if isinstance(error, DeadKernelError):
        if getattr(kernel["provisioner"], "has_held_too_much", False):
            return f"the kernel and what it started held more than {settings.memory_limit} MiB (--memory-limit)."
        return f"the kernel died, {_how_it_ended(kernel['provisioner'])}.{_last_words(kernel['log'])}"
    return f"the kernel did not start: {_why_not_started(error, kernel, settings)}"


def _why_not_started(error: Exception, kernel: dict[str, Any], settings: KernelSettings) -> str:
    """Say what kept a kernel from its first answer, and what to do about that."""
    refused = refused_by_system(error)
    if refused is not None:
        return f"{refused.what} {refused.remedy}".rstrip()
    if not 0 < settings.memory_limit < _TIGHT_LIMIT:
        return f"{error}.{_last_words(kernel['log'])}"
    return f"{error}. It may hold {settings.memory_limit} MiB, too little perhaps: give it more by --memory-limit."


def _how_it_ended(provisioner: Any) -> str:  # noqa: ANN401 - a provisioner of any kind, or none
    code = getattr(provisioner, "exit_code", None)
    if code is None or code >= 0:
        return "perhaps for want of memory"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    hint = ", perhaps by the system for want of memory" if name == "SIGKILL" else ""
    return f"ended by {name}{hint}"


def _last_words(log: Path) -> str:
    """Quote the last line that a dead kernel printed."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return f" Its last words: {without_colours(lines[-1])[:_LONGEST_MESSAGE]}" if lines else ""


def _config(settings: KernelSettings, scratch: str) -> Config:
    """Let the kernel be reached by files of this user; by TCP where a path would be too long, or on Windows."""
    path = str(Path(scratch) / "kernel.json")
    files = os.name == "posix" and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH
    return Config(
        {
            "ThisInterpreter": {
                "transport": "ipc" if files else "tcp",
                "connection_file": path,
                "fork": settings.fork,
                "data": settings.data if settings.fork and settings.reads_ahead else "",
                "memory_limit": settings.memory_limit,
            }
        }
    )


def _last_started(notebook: NotebookNode) -> int | None:
    """Find the cell that ran last."""
    started = [
        index for index, cell in enumerate(notebook.cells) if cell.metadata.get("papermill", {}).get("start_time")
    ]
    return started[-1] if started else None
