"""The digits of a printed figure, read strictly as their language writes them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal, NamedTuple

from kienan_analysis.errors import KienanError, did_you_mean

Language = Literal["vi", "en"]

# Longer than any figure in print (a national budget in đồng has 16 digits), short enough for exact decimal arithmetic.
_MOST_DIGITS = 24

# Sizes of published figures begin far above this; what floats leave of a difference that is nothing lies below it.
NOTHING = 1e-12


def or_zero(value: float) -> float:
    """Give a number as it is shown: one that is nothing but a remainder of floats, or a negative zero, is zero.

    Examples
    --------
    >>> or_zero(-0.0), or_zero(-1e-14), or_zero(-0.001)
    (0.0, 0.0, -0.001)
    """
    return 0.0 if abs(value) < NOTHING else value


class _Marks(NamedTuple):
    """How a language writes a number."""

    name: str
    group: str
    decimal: str
    example: str

    @property
    def pattern(self) -> re.Pattern[str]:
        group, decimal = re.escape(self.group), re.escape(self.decimal)
        return re.compile(
            rf"(?P<minus>[-\N{{MINUS SIGN}}])?"
            rf"(?P<whole>[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[0-9]+)"
            rf"(?:{decimal}(?P<fraction>[0-9]+))?",
        )


_MARKS = {
    "vi": _Marks("Vietnamese", ".", ",", "8.446,29"),
    "en": _Marks("English", ",", ".", "8,446.29"),
}
_PATTERNS = {language: marks.pattern for language, marks in _MARKS.items()}


class PrintedFigureError(KienanError):
    """A printed figure that cannot be read with certainty: `where` quotes it, `remedy` says how to write it."""


def parse_number(printed: str, language: str) -> Decimal:
    """Read a printed number exactly.

    Parameters
    ----------
    printed : str
        Digits as the source prints them, no unit: ``8.446,29`` in Vietnamese, ``8,446.29`` in English. Thousands may be
        ungrouped (``8446,29``), never half grouped. A minus is ``-`` or U+2212.
    language : {"vi", "en"}
        Language of the source. Without it nothing is read: ``1.865`` is 1865 in Vietnamese and 1.865 in English.

    Raises
    ------
    PrintedFigureError
        Wrong separators, a space, a unit or percent sign, no digits, or no known language.

    Examples
    --------
    >>> parse_number("8.446,29", "vi"), parse_number("1.865", "vi"), parse_number("1.865", "en")
    (Decimal('8446.29'), Decimal('1865'), Decimal('1.865'))
    """
    return read_digits(printed, language)[0]


def decimals(printed: str, language: str) -> int:
    """Count the decimals that are printed.

    Examples
    --------
    >>> decimals("12,30", "vi"), decimals("126", "vi"), decimals("1.865", "vi")
    (2, 0, 0)
    """
    return read_digits(printed, language)[1]


def read_digits(printed: str, language: str) -> tuple[Decimal, int]:
    """Give a printed number and how many decimals it shows; errors as `parse_number`."""
    marks = _marks_of(language, printed)
    if not isinstance(printed, str):
        what = "This is no text: stored as a number it has lost its printed digits, whose count is its precision."
        raise PrintedFigureError(
            what, where=repr(printed), remedy="Write the digits as the source prints them, as text."
        )
    match = _PATTERNS[language].fullmatch(printed)
    if match is None:
        raise _unreadable(printed, language, marks)
    whole = match["whole"].replace(marks.group, "")
    fraction = match["fraction"] or ""
    if len(whole) + len(fraction) > _MOST_DIGITS:
        what = f"A figure of more than {_MOST_DIGITS} digits is no published figure."
        raise PrintedFigureError(what, where=repr(printed[:60]), remedy="Look at the source again.")
    number = Decimal(f"{whole}.{fraction or 0}") if fraction else Decimal(whole)
    return (number.copy_negate() if match["minus"] and number else number), len(fraction)


def _marks_of(language: str, printed: str) -> _Marks:
    marks = _MARKS.get(language)
    if marks is not None:
        return marks
    if language:
        what = f"The source's language {language!r} is not one whose numbers are known here."
        remedy = did_you_mean(str(language), list(_MARKS))
    else:
        what = "The source has no language: 1.865 is 1865 in Vietnamese and 1.865 in English."
        remedy = "Say vi or en in the source's column language."
    raise PrintedFigureError(what, where=repr(printed), remedy=remedy)


def _unreadable(printed: str, language: str, marks: _Marks) -> PrintedFigureError:
    """Say what is wrong with a number that is not written as its language writes numbers."""
    other = _MARKS["en" if language == "vi" else "vi"]
    stray = re.sub(r"[-\N{MINUS SIGN}0-9.,\s]+", " ", printed).strip()
    if not any(character in "0123456789" for character in printed):
        what = "There are no digits in it."
    elif stray:
        what = f"It has a stray {stray[:40]!r}: digits only, the unit has a column of its own."
    elif re.search(r"\s", printed):
        what = f"It has a space: groups are written with {marks.group!r}, and nothing stands around the digits."
    elif _PATTERNS["en" if language == "vi" else "vi"].fullmatch(printed):
        what = (
            f"It is written the {other.name} way, but the source is {marks.name}: "
            f"there {marks.decimal!r} marks decimals and {marks.group!r} groups of three digits."
        )
    else:
        what = f"In {marks.name} {marks.decimal!r} marks decimals and {marks.group!r} groups of exactly three digits."
    rewritten = _rewrite(printed, language)
    remedy = f"Write {rewritten}." if rewritten else f"Write one number, for example {marks.example}."
    return PrintedFigureError(what, where=repr(printed[:60]), remedy=remedy)


def _rewrite(printed: str, language: str) -> str:
    """Guess how the figure should have been written, for the message only; empty where it is anyone's guess."""
    text = "".join(unicodedata.normalize("NFKC", printed).split())
    text = re.sub(r"^[\N{MINUS SIGN}\N{EN DASH}\N{FIGURE DASH}\N{HYPHEN}]", "-", text)
    runs = re.findall(r"-?[0-9](?:[0-9.,]*[0-9])?", text)
    if len(runs) != 1:
        return ""
    swapped = runs[0].translate(str.maketrans(".,", ",."))
    for candidate in (runs[0], swapped):
        match = _PATTERNS[language].fullmatch(candidate)
        if match:
            marks = _MARKS[language]
            whole = match["whole"].replace(marks.group, "")
            if not whole.startswith("0"):
                whole = f"{int(whole[:_MOST_DIGITS]):,}".replace(",", marks.group)
            fraction = f"{marks.decimal}{match['fraction']}" if match["fraction"] else ""
            return f"{'-' if match['minus'] else ''}{whole}{fraction}"
    return ""
