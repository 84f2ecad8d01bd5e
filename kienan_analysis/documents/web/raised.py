"""Raised and lowered letters: marks of notes, exponents of units and of ten, degrees."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_EXPONENT: Final = re.compile(r"[23]")
_UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[kdcmµh]?m|dam|hm|inch)$", re.IGNORECASE)
_TEN: Final = re.compile(r"(?<![\d.,])10$")
_POWER: Final = re.compile(r"[-−–+]?\d{1,2}")
_TIMES_TEN: Final = re.compile(r"[x×*·.]\s*10$", re.IGNORECASE)
_MARK: Final = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,4}|[†‡§¹²³⁴-⁹]+)(?:[,;]\s?\d{1,3})*[\])]?", re.IGNORECASE
)
_DEGREE: Final = re.compile(r"[o0°º]", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\[(?:\d{1,3}|[a-z*]|[ivx]{1,5})\]|\(\d{1,3}\)", re.IGNORECASE)
_UP: Final = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_DOWN: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Raised(NamedTuple):
    """What raised letters are: text that is shown, or the mark of a note."""

    shown: str
    mark: str


def read_raised(text: str, before: str, after: str) -> Raised:
    """Tell raised letters by what stands before and after them.

    Examples
    --------
    >>> read_raised("2", "120 km", " là"), read_raised("1", "424,723", " tỷ")
    (Raised(shown='²', mark=''), Raised(shown='', mark='1'))
    >>> read_raised("6", "2,5 x 10", " tấn").shown
    '⁶'
    """
    words = text.strip()
    if _EXPONENT.fullmatch(words) and _UNIT.search(before):
        return Raised(words.translate(_UP), "")
    if _POWER.fullmatch(words) and _TEN.search(before):
        if _TIMES_TEN.search(before):
            return Raised(words.translate(_UP), "")
        if not after.lstrip().startswith("%"):
            return Raised(f"^{words}", "")  # a million, or the mark of a note: no reader may take it for ten
    if _DEGREE.fullmatch(words) and before[-1:].isdigit() and re.match(r"\s?[CFK](?!\w)", after):
        return Raised("°", "")
    if _MARK.fullmatch(words):
        return Raised("", words)
    return Raised(text, "")


def read_lowered(text: str, before: str) -> Raised:
    """Tell lowered letters: digits of a formula (CO₂) stay, lowered; one behind a number is no part of it."""
    words = text.strip()
    if words.isdigit() and words.isascii():
        return Raised("", words) if before[-1:].isdigit() else Raised(words.translate(_DOWN), "")
    return Raised(text, "")


def is_bracketed_mark(text: str) -> bool:
    """Whether a link's text is the mark of a note by its brackets."""
    return _BRACKETED.fullmatch(text.strip()) is not None


def is_mark(text: str) -> bool:
    """Whether letters can be the mark of a note."""
    return _MARK.fullmatch(text.strip()) is not None
