"""A process of ours that starts sooner."""

from __future__ import annotations

import sys
from typing import Any

_GRAMMARS = "rfc3987_syntax"


def leave_out_grammars() -> None:
    """Keep jsonschema from importing ``rfc3987_syntax``, which builds grammars for most of a second.

    It is optional to jsonschema, which Altair and nbformat import. Only for a process that is ours alone, before
    either is imported: a library must not decide this for the program that uses it.
    """
    modules: dict[str, Any] = sys.modules
    modules.setdefault(_GRAMMARS, None)


def grammars_are_left_out() -> bool:
    """Tell whether this process does without, so that the processes it starts may do the same."""
    modules: dict[str, Any] = sys.modules
    return modules.get(_GRAMMARS, ...) is None
