"""Numbers as prose prints them: where one begins and ends, and its digits in the habit of Vietnamese."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kienan_analysis.published.printed import PrintedFigureError, parse_number

_ENGLISH_DECIMAL: Final = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
_ENGLISH_GROUPS: Final = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})")
_THREE_AFTER_A_DOT: Final = re.compile(r"\d{1,3}\.\d{3}")
_SWAPPED: Final = str.maketrans(".,", ",.")
_LONGEST: Final = 32  # digits and marks; what is longer is no statistic


# A text prints the same numbers again and again.
@lru_cache(maxsize=16384)
def in_habit(digits: str, *, rate: bool = False) -> str | None:
    """Write a printed number as Vietnamese prints it; None where it can be read in two ways or not at all.

    Parameters
    ----------
    digits : str
        Digits, dots and commas, blanks already left out.
    rate : bool
        Whether it is a percentage: there ``10.125`` may be an English 10.125 and not ten thousand, so it is neither.

    Examples
    --------
    >>> in_habit("8.446,29"), in_habit("10.43"), in_habit("1,250.5"), in_habit("2709"), in_habit("1.2.3")
    ('8.446,29', '10,43', '1.250,5', '2709', None)
    >>> in_habit("1.865"), in_habit("1.865", rate=True)
    ('1.865', None)
    """
    if len(digits) > _LONGEST:
        return None
    if rate and _THREE_AFTER_A_DOT.fullmatch(digits):
        return None
    if _ENGLISH_DECIMAL.fullmatch(digits) or _ENGLISH_GROUPS.fullmatch(digits):
        digits = digits.translate(_SWAPPED)
    try:
        parse_number(digits, "vi")
    except PrintedFigureError:
        return None
    return digits


@lru_cache(maxsize=16384)
def value_of(printed: str) -> float:
    """Give the number that digits in the Vietnamese habit stand for.

    Examples
    --------
    >>> value_of("1.081,238")
    1081.238
    """
    return float(parse_number(printed, "vi"))


def joined(whole: str, rest: str, steps: int) -> str | None:
    """Join an amount in two pieces, of which the second counts in a scale smaller by so many digits.

    Examples
    --------
    >>> joined("1.512", "430", 3), joined("15", "3", 3), joined("1,5", "200", 3)
    ('1.512,430', '15,003', None)
    """
    return in_habit(f"{whole},{rest.zfill(steps)}") if "," not in whole else None


def with_half(whole: str) -> str:
    """Add the half of *một nghìn tỷ rưỡi* to the digits before it; what has decimals already is read in no way.

    Examples
    --------
    >>> with_half("1"), with_half("1,2")
    ('1,5', '1,2,5')
    """
    return f"{whole},5"
