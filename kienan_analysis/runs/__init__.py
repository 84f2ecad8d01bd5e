"""Reviews by Papermill, one or many: checked before, whole or not at all, the same bytes each time."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kienan_analysis.runs.batch import Resources, Watcher
    from kienan_analysis.runs.planning import default_notebook, execute_all, plan_runs, processors, review
    from kienan_analysis.runs.record import LANGUAGES, Run, RunError, RunSpec

__all__ = [
    "LANGUAGES",
    "Resources",
    "Run",
    "RunError",
    "RunSpec",
    "Watcher",
    "default_notebook",
    "execute_all",
    "plan_runs",
    "processors",
    "review",
]

# Where each name lives: loaded on first use, since every command asks this room for its limits, and few run anything.
_HOMES = {
    "LANGUAGES": "record",
    "Resources": "batch",
    "Run": "record",
    "RunError": "record",
    "RunSpec": "record",
    "Watcher": "batch",
    "default_notebook": "planning",
    "execute_all": "planning",
    "plan_runs": "planning",
    "processors": "planning",
    "review": "planning",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (each name has its type above)
    """Load a name on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=None)
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
