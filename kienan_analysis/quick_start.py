"""A process of ours that starts sooner."""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.system_limits import processes_left

if TYPE_CHECKING:
    from collections.abc import Mapping

# The second compiles a very long expression, the third brings a library of dates: a twentieth of a second together.
_GRAMMARS: Final = ("rfc3987_syntax", "rfc3986_validator", "isoduration")
# Told by these whether code is there compiled: the largest library, and our own.
_COMPILED_WITH = ("pandas", "kienan_analysis")
# For all that a command starts beside those of numpy's library.
_SPARE_THREADS: Final = 32
_OBJECTS_BETWEEN_COLLECTIONS: Final = 100_000


def leave_out_grammars() -> None:
    """Keep jsonschema from importing ``rfc3987_syntax``, which builds grammars for most of a second, and its like.

    They are optional to jsonschema, which Altair and nbformat import. Only for a process that is ours alone, before
    either is imported: a library must not decide this for the program that uses it.
    """
    modules: dict[str, Any] = sys.modules
    for name in _GRAMMARS:
        modules.setdefault(name, None)


def grammars_are_left_out() -> bool:
    """Tell whether this process does without, so that the processes it starts may do the same."""
    modules: dict[str, Any] = sys.modules
    return modules.get(_GRAMMARS[0], ...) is None


def collect_seldom() -> None:
    """Let the garbage collector come seldom.

    What a process of ours makes first stays, above all its imports, and there are no cycles in it: to look it over
    again and again is a tenth of that time. Only for a process that is ours alone.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def calculate_with_few_threads() -> None:
    """Let numpy's library start no threads of its own where hardly any may be started: it would end the process.

    It starts one for each processor, used or not. Only for a process that is ours alone, before numpy is imported.
    """
    left = processes_left()
    if left is not None and left < (os.cpu_count() or 1) + _SPARE_THREADS:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def cache_directory() -> Path:
    """Folder in which this user's programs keep what they can make again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "kienan-analysis"


def with_compiled_code(environment: Mapping[str, str]) -> dict[str, str]:
    """Give an environment in which Python keeps compiled code, in this user's cache where it would keep none.

    Where ``PYTHONDONTWRITEBYTECODE`` is set, or the libraries' folders are not this user's to write, and nobody has
    compiled them, each process of a batch would compile pandas and Altair anew: seconds each. Beside the libraries
    nothing is written all the same.

    Parameters
    ----------
    environment : mapping of str to str
        What a process of ours would be started with.
    """
    own = dict(environment)
    if not _finds_compiled_code(bool(own.get("PYTHONDONTWRITEBYTECODE"))):
        own.pop("PYTHONDONTWRITEBYTECODE", None)
        own["PYTHONPYCACHEPREFIX"] = str(cache_directory() / "compiled")
    return own


def keep_compiled_code() -> None:
    """Let this process, and those that it starts, keep compiled code; only for one that is ours alone."""
    kept = with_compiled_code(os.environ)
    if kept != dict(os.environ):
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = kept["PYTHONPYCACHEPREFIX"]
        sys.dont_write_bytecode = False


@cache
def _finds_compiled_code(writes_none: bool) -> bool:  # noqa: FBT001 - the key of what is remembered
    """Tell whether the libraries are there compiled, or will be after the first process."""
    for name in _COMPILED_WITH:
        found = importlib.util.find_spec(name)
        if found is None or not found.origin:
            continue
        compiled = Path(importlib.util.cache_from_source(found.origin))
        folder = compiled.parent if compiled.parent.is_dir() else compiled.parent.parent
        if not compiled.is_file() and (writes_none or (sys.pycache_prefix is None and not os.access(folder, os.W_OK))):
            return False
    return True
