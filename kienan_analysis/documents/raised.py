"""Raised and lowered letters of every kind of file: marks of notes, exponents, degrees, digits of formulas."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[kcdmhnµμ]?m|dam|inch)$", re.IGNORECASE)
_EXPONENT: Final = re.compile(r"[-−–+]?\d{1,3}")
_TEN: Final = re.compile(r"(?:^|[^\d.,])10$")
_TIMES_TEN: Final = re.compile(r"(?:[×x*·]\s*|,\d{1,6}\.)10$", re.IGNORECASE)
_VARIABLE: Final = re.compile(r"(?<!\w)[A-Za-z]$")
_DEGREES: Final = frozenset({"o", "O", "º", "°"})
_SCALE: Final = re.compile(r"\s?[CFK](?!\w)")
_ORDINAL: Final = re.compile(r"st|nd|rd|th", re.IGNORECASE)
_ONE_MARK: Final = r"(?:\d{1,3}|[*†‡§#]{1,4}|[a-z]|[ivx]{1,5})"
_MARK: Final = re.compile(
    rf"[\[(]?\s*{_ONE_MARK}(?:\s*[,;–-]\s*(?:\d{{1,3}}|[a-z*]))*\s*[\])]?[,;]?|[¹²³⁰⁴-⁹⁽⁾]+", re.IGNORECASE
)
_BRACKETED: Final = re.compile(r"\[(?:\d{1,3}|[a-z*]|[ivx]{1,5})\]|\(\d{1,3}\)", re.IGNORECASE)
_UP: Final = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_DOWN: Final = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")


class Raised(NamedTuple):
    """What raised or lowered letters are.

    Attributes
    ----------
    shown : str
        The text that they are; empty for the mark of a note.
    mark : str
        The mark of a note.
    joins : bool
        Whether what is shown belongs to the word or number before: m², 10⁶, 30°, 19th.
    """

    shown: str
    mark: str = ""
    joins: bool = False


def read_raised(text: str, before: str, after: str = "") -> Raised:
    """Tell raised letters by what stands before and after them.

    Examples
    --------
    >>> read_raised("2", "120 km", " là"), read_raised("1", "424,723", " tỷ")
    (Raised(shown='²', mark='', joins=True), Raised(shown='', mark='1', joins=False))
    >>> read_raised("6", "2,5 x 10", " tấn").shown, read_raised("1", "tăng 10", "%").mark
    ('⁶', '1')
    """
    words = text.strip()
    if before[-1:].isdecimal() and (words in _DEGREES or (words == "0" and _SCALE.match(after))):
        return Raised("°", joins=True)
    if before[-1:].isdecimal() and _ORDINAL.fullmatch(words):
        return Raised(words, joins=True)
    if _EXPONENT.fullmatch(words) and _is_exponent(words, before, after):
        return Raised(words.translate(_UP), joins=True)
    return Raised("", words) if is_mark(words) else Raised(text)


def read_lowered(text: str, before: str) -> Raised:
    """Tell lowered letters: digits of a formula (CO₂) stay, lowered; one behind a number is no part of it."""
    words = text.strip()
    if before[-1:].isalpha() and any(map(str.isdecimal, words)):
        return Raised(words.translate(_DOWN), joins=True)
    return Raised("", words) if before[-1:].isdecimal() and is_mark(words) else Raised(text)


def is_bracketed_mark(text: str) -> bool:
    """Whether a link's text is the mark of a note by its brackets."""
    return _BRACKETED.fullmatch(text.strip()) is not None


def is_mark(text: str) -> bool:
    """Whether letters can be the mark of a note."""
    return _MARK.fullmatch(text.strip()) is not None


def _is_exponent(words: str, before: str, after: str) -> bool:
    """Whether raised digits make another unit or number of what stands before: m², 10⁶; not 10¹%, where 1 is a mark."""
    if _UNIT.search(before):
        return words.lstrip("-−–+") in {"2", "3"}
    if _TIMES_TEN.search(before) or (_TEN.search(before) and not after.lstrip().startswith("%")):
        return True
    return _VARIABLE.search(before) is not None
