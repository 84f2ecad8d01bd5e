"""The parameters of a run, held against the notebook's own parameters cell before any kernel starts."""

from __future__ import annotations

import ast
import numbers
from typing import TYPE_CHECKING, Any

from kienan_analysis.errors import UsageError, did_you_mean
from kienan_analysis.runs.record import RunSpec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_NEEDED = ("area", "year", "language")


def notebook_parameters(notebook: Path) -> dict[str, tuple[str, Any]]:
    """Read which parameters a notebook declares, with the type and the default of each.

    Returns
    -------
    dict of str to (str, object)
        The type's name as it is written, empty if there is none; the default, None if it is no literal.

    Raises
    ------
    UsageError
        Where there is no such notebook, or it does not declare area, year and language.
    """
    if not notebook.is_file():
        raise UsageError("there is no such notebook.", where=str(notebook))
    import nbformat
    import papermill

    try:
        # Papermill would take braces in a path for a template: it is given the notebook instead.
        source = nbformat.read(notebook, as_version=4)
        declared = papermill.inspect_notebook(source)
    except (ValueError, nbformat.ValidationError) as error:
        raise UsageError(f"the file is no notebook: {error}", where=str(notebook)) from error
    missing = [name for name in _NEEDED if name not in declared]
    if missing:
        remedy = "Give it a cell tagged 'parameters' with lines such as: year: int = 2021"
        raise UsageError(
            f"the notebook does not declare the parameter {', '.join(missing)}.", where=notebook.name, remedy=remedy
        )
    return {
        name: (_type_name(facts["inferred_type_name"]), _literal(facts["default"])) for name, facts in declared.items()
    }


def checked(parameters: Mapping[str, object], notebook: Path) -> RunSpec:
    """Check the names and types of parameters against a notebook's own.

    A parameter that is left out has the notebook's default.

    Raises
    ------
    UsageError
        For a name that the notebook does not declare, with the nearest one; for a value of another type.
    """
    declared = notebook_parameters(notebook)
    for name in parameters:
        if name not in _NEEDED:
            what = "is set by the notebook itself." if name in declared else "there is no such parameter."
            raise UsageError(what, where=f"parameter {name!r}", remedy=did_you_mean(name, _NEEDED))
    values: dict[str, Any] = {}
    for name in _NEEDED:
        type_name, default = declared[name]
        value = parameters.get(name, default)
        # pandas and numpy hand out integers of their own.
        if isinstance(value, numbers.Integral) and not isinstance(value, bool):
            value = int(value)
        wanted = _TYPES.get(type_name) or (type(default) if default is not None else type(value))
        if type(value) is not wanted:
            what = f"must be {wanted.__name__}, and {value!r} is {type(value).__name__}."
            raise UsageError(what, where=f"parameter {name!r}")
        values[name] = value
    return RunSpec(**values)


def _type_name(written: str) -> str:
    return "" if written == "None" else written.strip()


def _literal(written: str) -> Any:  # noqa: ANN401  (whatever a notebook declares)
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError):
        return None
