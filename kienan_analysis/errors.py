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

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

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
