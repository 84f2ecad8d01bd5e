"""What goes wrong, said so that an analyst knows where, what it means and what to do.

Examples
--------
>>> import kienan_analysis as ka
>>> try:
...     ka.load().require_area("kienan")
... except ka.errors.UsageError as error:
...     print(error.what)
There is no area 'kienan' in this data package.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A list longer than this is not told whole, but its nearest few.
MANY, FEW = 25, 5

Severity = Literal["error", "warning"]


class KienanError(Exception):
    """A problem that the user can solve.

    Parameters
    ----------
    what : str
        What is wrong and what it means, one sentence.
    where : str, optional
        The file, row, column, notebook cell or option.
    remedy : str, optional
        What to do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(": ".join(part for part in (where, what) if part) + (f" {remedy}" if remedy else ""))


class UsageError(KienanError):
    """The call itself was wrong: an unknown area, a year without data, a misspelt parameter."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a data package, with its place.

    Attributes
    ----------
    severity : {"error", "warning"}
    code : str
        A stable short name of the rule, for example ``duplicate-key``.
    file : str
        File name inside the package.
    row : int or None
        Row as a spreadsheet counts it: the heading is row 1.
    column : str
        Column name, empty where the whole row or file is meant.
    text : str
        The offending text as it stands in the file.
    meaning : str
        What is wrong, one sentence.
    remedy : str
        What to do.
    others : tuple of int
        Further rows of the file that take part: those that it contradicts.
    """

    severity: Severity
    code: str
    file: str
    row: int | None
    column: str
    text: str
    meaning: str
    remedy: str = ""
    others: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """File, row and column in words."""
        parts = [self.file]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        quoted = f" {self.text!r}:" if self.text else ""
        return f"{self.severity}: {self.place}:{quoted} {self.meaning}" + (f" {self.remedy}" if self.remedy else "")


class DataError(KienanError):
    """A data package that cannot be used as it is; carries every problem found, not the first only."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


_LIMITS: Final = {
    errno.EMFILE: ("this process may not open more files", "Raise the limit: ulimit -n 1024."),
    errno.ENFILE: ("this machine may not open more files", "End other programs, or raise its limit."),
    errno.EAGAIN: ("this user may not start more processes", "End others, or raise the limit: ulimit -u."),
    errno.ENOMEM: ("there is no memory left", "End other programs, or take fewer at the same time: --jobs 1."),
    errno.ENOSPC: ("the disk is full", "Make room, then again."),
    errno.EACCES: ("this user may not read or write it", "Ask whose it is, or make a copy."),
    errno.EPERM: ("the system does not allow it", "Ask whose it is, or make a copy."),
    errno.EROFS: ("the disk cannot be written", "Name another place."),
    errno.ENAMETOOLONG: ("the name is longer than a name can be", "Name it more shortly."),
    errno.ENOENT: ("there is no such file or folder", "Look at its name."),
}
_NO_THREAD: Final = "can't start new thread"


def refused_by_system(error: BaseException) -> KienanError | None:
    """Say what the system refused, as a problem that the user can solve; None where it is another mistake.

    Parameters
    ----------
    error : BaseException
        As the standard library or a library of others raises it: the number of the system's error tells it.
    """
    if (lacking := missing_package(error)) is not None:
        return lacking
    number = getattr(error, "errno", None)
    if isinstance(error, MemoryError):
        number = errno.ENOMEM
    elif isinstance(error, RuntimeError) and str(error) == _NO_THREAD:
        number = errno.EAGAIN
    elif isinstance(error, ImportError) and os.strerror(errno.EMFILE) in str(error):
        number = errno.EMFILE
    if number in _LIMITS:
        what, remedy = _LIMITS[number]
    elif isinstance(error, OSError):
        what, remedy = f"the system refuses it: {error.strerror or error}", ""
    else:
        return None
    name = getattr(error, "filename", None)
    where = shortened(os.fsdecode(name)) if isinstance(name, str | bytes) else ""
    return KienanError(f"{what}.", where=where, remedy=remedy)


def not_written(error: OSError, what: str, where: str) -> KienanError:
    """Say that something cannot be written, why, and what to do about that.

    Examples
    --------
    >>> print(not_written(OSError(errno.EACCES, ""), "the copy cannot be written", "here"))
    here: the copy cannot be written: this user may not read or write it. Ask whose it is, or make a copy.
    """
    told = refused_by_system(error)
    why = told.what if told is not None else f"{error}."
    return KienanError(f"{what}: {why}", where=shortened(where), remedy=told.remedy if told is not None else "")


def no_json(error: Exception) -> str:
    """Say why a text is no JSON, in the words of those who did not write this program.

    Examples
    --------
    >>> import json
    >>> try:
    ...     json.loads("9" * 5000)
    ... except ValueError as error:
    ...     print(no_json(error))
    a number in it has more digits than any number has
    """
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if type(error) is ValueError and "digits" in str(error):  # Python's advice on its own limit
        return "a number in it has more digits than any number has"
    return str(error)


def missing_package(error: BaseException) -> KienanError | None:
    """Say which package is not installed, and how to install it; None where it is another mistake.

    Reading, adding, checking and reconciling need numpy, pandas, Babel and Typer of the dependencies; pages and the
    explorer need more. What an extra brings says so itself, where it is asked for.

    Examples
    --------
    >>> print(missing_package(ModuleNotFoundError("", name="altair.utils")))
    this needs the package 'altair', which is not installed. Install it with: pip install kienan-analysis
    >>> missing_package(ModuleNotFoundError("", name="kienan_analysis.nowhere"))
    """
    name = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if name in {"", __name__.partition(".")[0]}:
        return None
    return KienanError(
        f"this needs the package {name!r}, which is not installed.",
        remedy="Install it with: pip install kienan-analysis",
    )


def shortened(text: str, length: int = 200) -> str:
    """Give a text from outside as a message can hold it: its beginning, where it is very long.

    Examples
    --------
    >>> shortened("a" * 5000, 5)
    'aaaaa… (5000 letters)'
    """
    return text if len(text) <= length else f"{text[:length]}… ({len(text)} letters)"


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Say what exists, nearest first.

    Examples
    --------
    >>> did_you_mean("kienan", ["kien-an", "hai-phong"])
    "Did you mean 'kien-an'? There are: kien-an, hai-phong."
    """
    near = get_close_matches(name, known, n=FEW, cutoff=0.6)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    if len(known) <= MANY:
        return f"{guess}There are: {', '.join(known)}."
    shown = near or list(known[:FEW])
    return f"{guess}There are {len(known)}, {'the nearest' if near else 'the first'}: {', '.join(shown)}."


def __dir__() -> list[str]:
    """List what a caller meets: what a notebook completes."""
    return ["DataError", "KienanError", "Problem", "UsageError"]
