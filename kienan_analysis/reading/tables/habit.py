"""How a table prints its numbers: with a comma before the decimals, as Vietnamese does, or with a point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.numbers import in_habit

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_OPEN: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")  # 1.865, 1,865: thousands to one, decimals to the other
_COMMA: Final = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|0,\d+|[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}")
_POINT: Final = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}")
_SWAPPED: Final = str.maketrans(".,", ",.")


class Habit(NamedTuple):
    """What the numbers of a table show of their marks.

    Attributes
    ----------
    comma, point : bool
        Whether some can only be read with a comma, with a point, before the decimals.
    """

    comma: bool
    point: bool

    def written(self, digits: str, *, rate: bool = False) -> str | None:
        """Write a number as Vietnamese prints it; None where this table leaves two readings, or there is none.

        Parameters
        ----------
        digits : str
        rate : bool
            Whether it is a percentage.

        Examples
        --------
        >>> Habit(True, False).written("1.865"), Habit(False, True).written("1,865"), Habit(True, True).written("1.865")
        ('1.865', '1.865', None)
        """
        if self.point and _OPEN.fullmatch(digits):
            return None if self.comma else in_habit(digits.translate(_SWAPPED), rate=rate)
        return in_habit(digits, rate=rate)


def habit_of(cells: Iterable[str]) -> Habit:
    """See how the numbers of cells are printed.

    Parameters
    ----------
    cells : iterable of str
    """
    comma = point = False
    for text in cells:
        for digits in _NUMBER.findall(text):
            comma = comma or _COMMA.fullmatch(digits) is not None
            point = point or _POINT.fullmatch(digits) is not None
    return Habit(comma, point)
