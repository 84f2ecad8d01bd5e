"""Words that lost the blank between them: *tạotăng2,47%*, *điệntăng5%*; where each of them begins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# A syllable: consonants, vowels with at most one tone mark, and one of the few ends that the language has.
_ONSET: Final = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_VOWELS: Final = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_CODA: Final = "(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE: Final = re.compile(f"{_ONSET}[{_VOWELS}]{{1,3}}{_CODA}")
_MARKED: Final = re.compile("[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵăâêôơưđ]")
_TONES: Final = re.compile("[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
# Verbs and hedges that stand before a figure: what is glued to one of them, or to digits after it, is cut there.
_BEFORE_A_FIGURE: Final = (
    "tăng", "giảm", "đạt", "bằng", "chiếm", "còn", "vượt", "hơn", "trên", "gần", "ước", "khoảng", "được", "là", "từ",
    "đến", "với", "dưới",
)  # fmt: skip
_DIGITS: Final = re.compile(r"([^\W\d_]{2,})(\d.*)", re.DOTALL)
# Letters before digits that are one word with them: m2, km3, co2.
_UNITS_WITH_DIGITS: Final = re.compile(r"(?:[kcdm]?m|ha|co|pm|h)\d")
_LONGEST: Final = 24  # letters: a longer run is no two or three words
_LEAST: Final = 2  # letters of a word that another is cut from
_LONGEST_SYLLABLE: Final = 7  # letters: nghiêng


@lru_cache(maxsize=65536)
def cuts(word: str) -> tuple[int, ...]:
    """Say where the words begin that are glued to the first of a run of letters and digits; empty for one word.

    Only what can be cut in one way is cut, and only where Vietnamese letters show that it is Vietnamese.

    Parameters
    ----------
    word : str
        In small letters.

    Examples
    --------
    >>> cuts("tạotăng2"), cuts("điệntăng5"), cuts("xuấtvà"), cuts("km2"), cuts("covid19"), cuts("nghiêng")
    ((3, 7), (4, 8), (4,), (), (), ())
    """
    if len(word) > _LONGEST or word.isascii():
        return ()
    digits = _DIGITS.fullmatch(word)
    letters = digits[1] if digits is not None else word
    found = _inside(letters)
    if digits is None:
        return found
    last = letters[found[-1] if found else 0 :]
    if last in _BEFORE_A_FIGURE and _UNITS_WITH_DIGITS.match(word) is None:
        return (*found, len(letters))
    return found


def _inside(letters: str) -> tuple[int, ...]:
    """Cut letters into the syllables that they must be."""
    if len(letters) <= _LEAST or _is_syllable(letters) or not _MARKED.search(letters):
        return ()
    for verb in _BEFORE_A_FIGURE[:5]:
        at = len(letters) - len(verb)
        if at >= _LEAST and letters.endswith(verb) and _is_syllable(letters[:at]):
            return (at,)
    ways = [
        at
        for at in range(_LEAST, len(letters) - _LEAST + 1)
        if _is_syllable(letters[:at]) and _is_syllable(letters[at:]) and _MARKED.search(letters[:at])
        and _MARKED.search(letters[at:])
    ]  # fmt: skip
    return (ways[0],) if len(ways) == 1 else ()


def _is_syllable(letters: str) -> bool:
    return (
        len(letters) <= _LONGEST_SYLLABLE
        and _SYLLABLE.fullmatch(letters) is not None
        and len(_TONES.findall(letters)) <= 1
    )
