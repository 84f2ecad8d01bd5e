"""The one spelling in which Vietnamese is matched, small letters, composed, one style of tone marks; and its alphabet.

Tone marks and accents are never taken off: *Hải An* and *Hải Ân* are two places.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks that combine with the letter before them. More than a few on one letter is no language: such a run is left as it
# is, since composing it takes time quadratic in its length.
_COMBINING: Final = "\u0300-\u036f"
_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_DASHES: Final = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_UNUSUAL: Final = re.compile(
    rf"(?P<cluster>[^{_COMBINING}][{_COMBINING}]{{1,4}})|(?P<blank>[{_BLANKS}])|(?P<invisible>[{_INVISIBLE}]+)"
    rf"|(?P<dash>[{_DASHES}])|(?P<eth>[\u00d0\u00f0])|(?P<wide>[\uff01-\uff0c\uff0e-\uff5e])"
    r"|(?P<line>\r\n?|[\u2028\u2029\x0b\x0c\x85])"
    # km² is a unit, and 10⁶ another number than 10; any other raised digit is the mark of a footnote, and no digit of a
    # number: 5.300 tỷ đồng¹, 10¹%.
    r"|(?P<power>(?<=[mM])[\u00b2\u00b3])"
    r"|(?P<exponent>(?<=10)(?<![\d.,]10)[\u207a\u207b]?[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?!\s?%))"
    r"|(?P<note>[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207e]+)"
)

# What begins one of these, or combines with the letter before: looked for first, as most letters are neither.
_SPECIAL: Final = re.compile(
    rf"[{_COMBINING}{_BLANKS}{_INVISIBLE}{_DASHES}\u00d0\u00f0\uff01-\uff0c\uff0e-\uff5e\r\u2028\u2029\x0b\x0c\x85"
    r"\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u207a\u207b\u207d\u207e]"
)

# One syllable may bear its tone mark in two places (hoà, hòa) and end in two letters (tỉ, tỷ): one spelling is matched.
_TONES: Final = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# The letter itself is looked for first, what stands before it after that.
_NEW_STYLE: Final = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])(?<!q..)")
_I_FOR_Y: Final = {"tỉ": "tỷ", "kì": "kỳ", "quí": "quý", "lí": "lý", "mĩ": "mỹ", "kí": "ký", "hi": "hy"}
_SYLLABLE_IN_I: Final = re.compile(r"(?:(?:tỉ|kì|lí|mĩ|kí|hi)(?<![^\W\d_]..)|quí(?<![^\W\d_]...))(?![^\W\d_])")


def spelling_key(phrase: str) -> str:
    """Give a phrase in the spelling that names are matched in.

    Examples
    --------
    >>> spelling_key("Tỉnh Hoà Bình"), spelling_key("Lí Sơn")
    ('tỉnh hòa bình', 'lý sơn')
    """
    return key_of(normalise(phrase)[0])


def key_of(normal: str) -> str:
    """Give a normal text in small letters and one of the spellings that Vietnamese allows, letter for letter."""
    key = normal.lower()
    if len(key) != len(normal):  # A few letters of other alphabets have two small ones for one capital.
        key = "".join(small if len(small := letter.lower()) == 1 else letter for letter in normal)
    key = _NEW_STYLE.sub(lambda match: _TONES[match[0]], key)
    return _SYLLABLE_IN_I.sub(lambda match: _I_FOR_Y[match[0]], key)


# As dictionaries have them: the letters before the tones, and these in this order.
_LETTERS: Final = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER: Final = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_PIECES: Final = re.compile(r"\d+|\D")


def alphabetical(text: str) -> tuple[list[tuple[int, int]], list[int], str]:
    """Give what names are sorted by: *Dương Kinh* before *Đồ Sơn*, *Quận 2* before *Quận 10*.

    Examples
    --------
    >>> sorted(["Yên Sở", "Đại Mỗ", "Ái Quốc", "Dương Nội", "An Hải", "Quận 10", "Quận 2"], key=alphabetical)
    ['Ái Quốc', 'An Hải', 'Dương Nội', 'Đại Mỗ', 'Quận 2', 'Quận 10', 'Yên Sở']
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for piece in _PIECES.findall(key_of(unicodedata.normalize("NFC", text))):
        if piece.isdecimal():
            letters.append((1, int(piece)))
            continue
        parts = unicodedata.normalize("NFD", piece)
        tone = next((mark for mark in parts if mark in _TONE_ORDER), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else piece
        letters.append((2, _LETTERS[letter]) if letter in _LETTERS else (0, ord(letter[0])))
        tones.append(_TONE_ORDER.get(tone, 0))
    return letters, tones, text


def is_invisible(letter: str) -> bool:
    """Whether a character takes no room of its own, such as a zero-width space or the mark of a footnote."""
    found = _UNUSUAL.fullmatch(letter)
    return found is not None and found.lastgroup in {"invisible", "note"}


def normalise(given: str) -> tuple[str, array[int] | None]:
    """Compose a text (NFC), with blanks and dashes of one kind and without invisible characters.

    Returns
    -------
    normal : str
    offsets : array of int or None
        Where each character of `normal` stood, and one more for the end; None where nothing was changed.
    """
    if _SPECIAL.search(given) is None:
        return given, None
    parts: list[str] = []
    offsets: array[int] = array("Q")
    done = 0
    for match in _unusual(given):
        parts.append(given[done : match.start()])
        offsets.extend(range(done, match.start()))
        written = _rewritten(match)
        parts.append(written)
        # A composed cluster begins where its letter stands; where it stays in pieces each keeps its own place.
        places = range(match.start(), match.end()) if len(written) == match.end() - match.start() else ()
        offsets.extend(places or [match.start()] * len(written))
        done = match.end()
    if not done:
        return given, None
    parts.append(given[done:])
    offsets.extend(range(done, len(given) + 1))
    return "".join(parts), offsets


def _unusual(given: str) -> Iterator[re.Match[str]]:
    """Find what is to be written otherwise, in order."""
    done = 0
    while (special := _SPECIAL.search(given, done)) is not None:
        at = special.start()
        match = (_UNUSUAL.match(given, at - 1) if at > done else None) or _UNUSUAL.match(given, at)
        if match is None:
            done = at + 1  # one more mark than a letter bears: such are left as they are
            continue
        yield match
        done = match.end()


def _rewritten(match: re.Match[str]) -> str:
    found = match[0]
    match match.lastgroup:
        case "cluster":
            return unicodedata.normalize("NFC", found)
        case "blank":
            return " "
        case "dash":
            return "-"
        case "eth":
            return "Đ" if found == "\u00d0" else "đ"
        case "wide":
            return chr(ord(found) - 0xFEE0)
        case "line":
            return "\n"
        case "exponent":
            return found
        case "power":
            return "2" if found == "\u00b2" else "3"
        case _:
            return ""
