"""A command that is wrongly used, in the words of this project: Typer has its own for each kind, in English alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.errors import UsageError, did_you_mean, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

# What Typer says of a value, of today (pydantic's words) and of version 0.16 (click's).
_LEAST: Final = re.compile(r"Input should be greater than or equal to (\S+)|is not in the range (?:x>=)?([\d.]+)")
_MOST: Final = re.compile(r"Input should be less than or equal to (\S+)|is not in the range .*x<=([\d.]+)")
_NO_WHOLE_NUMBER: Final = re.compile(
    r"Input should be a valid integer|is not a valid integer|Unable to parse input string"
)
_NO_NUMBER: Final = re.compile(r"Input should be a (?:valid|finite) number|is not a valid float")
_NO_CHOICE: Final = re.compile(r"'(?P<given>.*)' is not one of (?P<choices>'.+')\.?$", re.DOTALL)


def in_own_words(error: Exception, ctx: Any, options: Sequence[str]) -> UsageError | None:  # noqa: ANN401 - click's context, under two names
    """Say what Typer refuses as a message of ours: with its place and a remedy, and so in Vietnamese too.

    Parameters
    ----------
    error : Exception
        What Typer raised. Its classes are told by what they have: it keeps them to itself.
    ctx : Context
        Of the command.
    options : sequence of str
        What the command has.

    Returns
    -------
    UsageError or None
        None where it is no wrong use, as where only help was asked for, or of a kind that is not known here.
    """
    if not hasattr(error, "format_message") or not hasattr(error, "ctx"):
        return None
    said, see = str(getattr(error, "message", "")), f"See {ctx.command_path} --help."
    name = str(getattr(error, "option_name", ""))
    if hasattr(error, "possibilities"):
        return UsageError("there is no such option.", where=f"option {name!r}", remedy=did_you_mean(name, options))
    if name and "requires an argument" in said:
        return UsageError("a value must follow it.", where=f"option {name!r}", remedy=see)
    if name and "does not take a value" in said:
        return UsageError("it takes no value.", where=f"option {name!r}", remedy=see)
    parameter = getattr(error, "param", None)
    return None if parameter is None else _of_value(error, parameter, see)


def _of_value(error: Exception, parameter: Any, see: str) -> UsageError | None:  # noqa: ANN401 - an option or argument of click
    """Say what is wrong with the value of an option or argument."""
    said = str(getattr(error, "message", ""))
    if parameter.opts[0].startswith("-"):
        where = f"option {parameter.opts[0]!r}"
    else:
        where = f"argument {parameter.metavar or parameter.name.upper()}"
    if hasattr(error, "param_type"):  # click's MissingParameter alone
        return UsageError("it must be given.", where=where, remedy=see)
    if many := _MOST.search(said):
        return UsageError(f"it must be at most {many[1] or many[2]}.", where=where, remedy=see)
    if few := _LEAST.search(said):
        return UsageError(f"it must be at least {few[1] or few[2]}.", where=where, remedy=see)
    if _NO_WHOLE_NUMBER.search(said):
        return UsageError("a whole number must be given.", where=where, remedy=see)
    if _NO_NUMBER.search(said):
        return UsageError("a number must be given.", where=where, remedy=see)
    if choice := _NO_CHOICE.search(said):
        given, choices = shortened(choice["given"]), re.findall(r"'([^']*)'", choice["choices"])
        return UsageError("there is no such choice.", where=f"{where} {given!r}", remedy=did_you_mean(given, choices))
    return None
