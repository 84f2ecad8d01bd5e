"""One notebook through Papermill in a kernel of its own: this interpreter, a clean state, nothing on disk."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import papermill
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from kienan_analysis.runs.output_checks import CellProblem, without_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nbformat import NotebookNode

_ENGINE = "kienan"
# A path of a Unix socket has about a hundred bytes on every system; the kernel's sockets add "-ipc-5".
_LONGEST_SOCKET_PATH = 90
_LONGEST_MESSAGE = 4000


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the Python that runs this, whatever a user's own kernel named ``python3`` is."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        # No transport encryption is declared: the sockets lie in a folder of this user alone.
        return KernelSpec(argv=command, display_name="Python 3 (ipykernel)", language="python")


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
        if kernel["on_executed"] is not None:
            client.on_cell_executed = lambda cell, **_: kernel["on_executed"](cell)
        # What the kernel's process itself prints (not its cells) is no news unless it dies.
        with kernel["log"].open("wb") as log:
            return client.execute(env=kernel["environment"], cwd=kernel["folder"], stdout=log, stderr=log)


papermill_engines.register(_ENGINE, _Engine)


def execute(
    source: NotebookNode,
    parameters: Mapping[str, str | int],
    *,
    folder: Path,
    environment: Mapping[str, str],
    timeout: int,
    on_executed: Callable[[NotebookNode], None] | None = None,
) -> NotebookNode:
    """Execute a notebook.

    Parameters
    ----------
    source : NotebookNode
    parameters : mapping
        Checked values of the notebook's parameters.
    folder : Path
        Where the kernel runs.
    environment : mapping of str to str
        Set for the kernel alone, beside this process's own environment.
    timeout : int
        Seconds that one cell may take.
    on_executed : callable, optional
        Called with each cell that has run, before the next one starts.

    Raises
    ------
    CellProblem
        Where a cell fails, takes too long, or its kernel dies; carries the notebook as far as it came.
    """
    with tempfile.TemporaryDirectory(prefix="kienan-", ignore_cleanup_errors=True) as scratch:
        kernel: dict[str, Any] = {
            "notebook": source,
            "folder": str(folder),
            "config": _connection(scratch),
            "log": Path(scratch) / "kernel.log",
            "on_executed": on_executed,
            # A fixed hash seed and no start-up files of the user's: the same input gives the same bytes.
            "environment": {**os.environ, "PYTHONHASHSEED": "0", "IPYTHONDIR": scratch, **environment},
        }
        try:
            # Without an output path Papermill does not save the notebook twice a cell, and nothing half-written shows.
            executed: NotebookNode = papermill.execute_notebook(
                source,
                None,
                dict(parameters),
                engine_name=_ENGINE,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                execution_timeout=timeout,
                kernel=kernel,
            )
        except PapermillExecutionError as error:
            what = without_colours(f"{error.ename}: {error.evalue}" if error.evalue else str(error.ename))
            # Papermill has put two banners into the notebook since it counted.
            notebook = kernel["notebook"]
            raise CellProblem(notebook, _last_started(notebook), what[:_LONGEST_MESSAGE]) from error
        except CellTimeoutError as error:
            notebook = kernel["notebook"]
            raise CellProblem(
                notebook, _last_started(notebook), f"the cell took more than {timeout} seconds."
            ) from error
        except (DeadKernelError, RuntimeError) as error:
            notebook = kernel["notebook"]
            what = (
                f"the kernel died, perhaps for want of memory: {error}{_last_words(kernel['log'])}"
                if isinstance(error, DeadKernelError)
                else f"the kernel did not start: {error}"
            )
            raise CellProblem(notebook, _last_started(notebook), what) from error
    return executed


def _last_words(log: Path) -> str:
    """Quote the last line that a dead kernel printed."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return f" Its last words: {without_colours(lines[-1])[:_LONGEST_MESSAGE]}" if lines else ""


def _connection(scratch: str) -> Config:
    """Let the kernel be reached by files of this user; by TCP where a path would be too long, or on Windows."""
    path = str(Path(scratch) / "kernel.json")
    files = os.name == "posix" and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH
    return Config({"ThisInterpreter": {"transport": "ipc" if files else "tcp", "connection_file": path}})


def _last_started(notebook: NotebookNode) -> int | None:
    """Find the cell that ran last."""
    started = [
        index for index, cell in enumerate(notebook.cells) if cell.metadata.get("papermill", {}).get("start_time")
    ]
    return started[-1] if started else None
