"""Texts that a spreadsheet would take for a formula, when it opens a CSV."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Also full-width and small, as they are typed in East Asia: some spreadsheets take them for these.
_STARTS: Final = frozenset("=+-@\t\r\n")
# Digits with their sign are a number to a spreadsheet, not a formula.
_DIGITS: Final = re.compile(r"[-+]?[\d.,]+", re.ASCII)


def starts_a_formula(text: str) -> bool:
    r"""Tell whether a text begins as a formula does.

    Examples
    --------
    >>> [starts_a_formula(text) for text in ("=1+1", "\uff20SUM(1)", "\ufe631", "Bán lẻ", "−0,5", "")]
    [True, True, True, False, False, False]
    """
    return text[:1] in _STARTS if text[:1].isascii() else unicodedata.normalize("NFKC", text[:1]) in _STARTS


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a text: after an apostrophe it shows it as it is.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Bán lẻ")
    ("'=1+1", 'Bán lẻ')
    """
    return f"'{text}" if starts_a_formula(text) else text


def harmless_cell(cell: object) -> object:
    """Keep a spreadsheet from running a cell: a text as `harmless` gives it, printed digits and all else as they are.

    Examples
    --------
    >>> [harmless_cell(cell) for cell in ("-0,05", "-0,05+1", None, 7)]
    ['-0,05', "'-0,05+1", None, 7]
    """
    return harmless(cell) if isinstance(cell, str) and not _DIGITS.fullmatch(cell) else cell
