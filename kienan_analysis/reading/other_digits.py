"""Numbers in digits of another script: they are not read, and said to be unread, never passed over in silence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.observations import Unread
from kienan_analysis.reading.reasons import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.reading.observations import Article

_CODE: Final = "other_digits"
# Where such digits may stand: beyond the letters of Vietnamese, without the wide digits of U+FF10, which are read.
_ELSEWHERE: Final = re.compile("[\u0660-\u1dff\u2070-\uff0f\uff1a-\U0010ffff]+")
# Fractions, raised and lowered digits, Roman and ringed numbers: 2½, 10³ and 5⅓, but not the 2 of m².
_SIGNS: Final = "¼½¾⅐-ↈ²³¹⁰⁴-⁹₀-₉①-⓿❶-➓"
_SIGN: Final = re.compile(
    rf"(?<=[\d{_SIGNS}])[{_SIGNS}]|(?<=\d )[¼½¾⅐-⅞]"
    rf"|[{_SIGNS}](?=\d| ?%| (?:nghìn|ngàn|triệu|tỷ(?! lệ| trọng)|tỉ(?! lệ| trọng)|thousand|million|billion|trillion))"
)
# Raised digits that are the mark of a note: behind a number that is written with decimals or thousands, or before a
# percent sign (424,723¹ tỷ, 118.047⁶ người, 13¹%). Behind others they may be an exponent: 512².
_RAISED: Final = "[¹²³⁰⁴-⁹]"
_NOTE_MARK: Final = re.compile(
    rf"(?<![\d.,/{_SIGNS}])(?:(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)(?={_RAISED})|\d{{1,3}}(?:\.\d{{3}})+(?={_RAISED})"
    rf"|\d+(?={_RAISED}+\s?%))({_RAISED}+)(?![\d{_SIGNS}])"
)
_IS_SIGN: Final = re.compile(f"[{_SIGNS}]")
_JOINS: Final = ".,"


def with_other_digits(article: Article, given: str) -> Article:
    """Add the numbers in digits of another script to what is left unread, in time linear in the text's length.

    Parameters
    ----------
    article : Article
        What was read; a figure of which such digits are a part is no longer taken: its other digits are not its number.
    given : str
        The text.
    """
    spans = list(_numbers(given))
    if not spans:
        return article
    starts = [start for start, _ in spans]

    def is_apart(start: int, end: int) -> bool:
        before = bisect_left(starts, end) - 1  # the last that begins before it ends
        return before < 0 or spans[before][1] <= start

    unread = [Unread(given[first:last], first, last, sentence(_CODE), _CODE) for first, last in spans]
    kept = [one for one in article.unread if is_apart(one.start, one.end)]
    return replace(
        article,
        observations=tuple(one for one in article.observations if is_apart(one.start, one.end)),
        unread=tuple(sorted([*kept, *unread], key=lambda one: one.start)),
    )


def _numbers(given: str) -> Iterator[tuple[int, int]]:
    """Find them, with the digits of ours and the marks that they stand among: ``1.५१२``, ``2½``."""
    last = 0
    for found in sorted(_places(given)):
        if found < last:
            continue
        first, last = found, found + 1
        while first and _goes_on(given, first - 1, first - 2):
            first -= 1
        while last < len(given) and _goes_on(given, last, last + 1):
            last += 1
        yield first, last


def _places(given: str) -> Iterator[int]:
    if _IS_SIGN.search(given) is not None:  # hardly any text has one
        marks = {place for found in _NOTE_MARK.finditer(given) for place in range(*found.span(1))}
        for found in _SIGN.finditer(given):
            if found.start() in marks:
                continue
            yield found.start()
    for run in _ELSEWHERE.finditer(given):
        for place in range(run.start(), run.end()):
            if given[place].isdecimal():
                yield place


def _goes_on(given: str, place: int, beyond: int) -> bool:
    """Whether a letter belongs to a number: a digit of any script, a mark between two digits."""
    if _is_digit(given[place]):
        return True
    return given[place] in _JOINS and 0 <= beyond < len(given) and _is_digit(given[beyond])


def _is_digit(letter: str) -> bool:
    return letter.isdecimal() or _IS_SIGN.fullmatch(letter) is not None
