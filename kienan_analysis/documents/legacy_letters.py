"""Old letters of Vietnamese, TCVN3 (ABC), VNI for Windows and VISCII, told by whether words result.

The tables serve to tell which one a text is in. A text that is in one of them is refused, with what converts it: fonts
of capitals (.VnTimeH) and text of several fonts beside each other need a person's eye.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Legacy = Literal["TCVN3 (ABC)", "VNI Windows", "VISCII"]

_HIGH: Final = range(0x80, 0x100)
# The letters of the bytes 0x80–0xFF. Both stand in standards: TCVN 5712:1993 (VN3) and RFC 1456.
_VISCII: Final = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_TCVN3: Final = {
    **dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True)),
    **dict(zip("¨©ª«¬\xad®", "ăâêôơưđ", strict=True)),
    **dict(zip("µ¶·\xb8¹»¼½¾ÆÇÈÉÊË", "àảãáạằẳẵắặầẩẫấậ", strict=True)),
    **dict(zip("ÌÎÏÐÑÒÓÔÕÖ", "èẻẽéẹềểễếệ", strict=True)),
    **dict(zip("×ØÜÝÞ", "ìỉĩíị", strict=True)),
    **dict(zip("ßáâãäåæçèéêëìíî", "òỏõóọồổỗốộờởỡớợ", strict=True)),
    **dict(zip("ïñòóôõö÷øùúûüýþ", "ùủũúụừửữứựỳỷỹýỵ", strict=True)),
}
# VNI sets a mark behind its letter: a tone, or â/ê/ô's roof or ă's bow with or without a tone.
_TONES: Final = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_ROOFS: Final = dict(zip("âáàåãä", ("", *_TONES.values()), strict=True))
_BOWS: Final = dict(zip("êéèúüë", ("", *_TONES.values()), strict=True))
_WHOLE: Final = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
_VNI_PAIR: Final = re.compile(r"([aeouyôö])([ùøûõï])|([aeo])([âáàåãä])|(a)([êéèúüë])|([ñôöíìæóòî])", re.IGNORECASE)

_ONSET: Final = "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
_NUCLEUS: Final = (
    "(?:a[iouy]?|ă|â[uy]?|eo?|êu?|i(?:[au]|êu?)?|o(?:a[ioy]?|ă|eo?|[io])?|ôi?|ơi?"
    "|u(?:[aiơ]|â|ây|êu?|ôi?|y(?:a|êu?|u)?)?|ư(?:[aiu]|ơ[iu]?)?|y(?:êu?)?)"
)
_SYLLABLE: Final = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch?|m|ng?|nh|p|t)?")
_TONE_MARKS: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MARKED_WORD: Final = re.compile(
    r"[^\s\x00-\x2f:;<=>?@\x5b-\x60{|}~]*[^\x00-\x7f\s][^\s\x00-\x2f:;<=>?@\x5b-\x60{|}~]*"
)
_TAG: Final = re.compile(r"<[^<>]*>")
_AROUND_A_WORD: Final = "“”‘’…–—«»•·\ufeff\xa0\u200b"
_LOOKED_AT: Final = 400_000
_MOST_WORDS: Final = 2000
_FEWEST_WORDS: Final = 2
_CERTAIN: Final = 0.75
_NO_VIETNAMESE: Final = 0.5


def legacy_letters(text: str) -> Legacy | None:
    """Tell in which old letters a text is whose bytes, or whose letters by mistake, were taken for Latin-1.

    Parameters
    ----------
    text : str
        May be markup.

    Examples
    --------
    >>> legacy_letters("Thùc hiÖn ®¹t"), legacy_letters("thöïc hieän ñaït"), legacy_letters("thực hiện đạt")
    ('TCVN3 (ABC)', 'VNI Windows', None)
    """
    words = marked_words(text)
    if len(words) < _FEWEST_WORDS:
        return None
    plain = share_of_syllables(words)
    if plain > _NO_VIETNAMESE:
        return None
    shares = {kind: share_of_syllables([convert(word) for word in words]) for kind, convert in _CONVERSIONS.items()}
    best = max(shares, key=lambda kind: shares[kind])
    return best if shares[best] >= _CERTAIN and shares[best] > plain + 0.25 else None


def marked_words(text: str) -> list[str]:
    """Give the words that have letters beyond ASCII, of a text's beginning, tags left out."""
    bare = _TAG.sub(" ", text[:_LOOKED_AT])
    found = []
    for match in _MARKED_WORD.finditer(bare):
        word = match[0].strip(_AROUND_A_WORD)
        if word and not word.isascii():
            found.append(word)
            if len(found) >= _MOST_WORDS:
                break
    return found


def share_of_syllables(words: list[str]) -> float:
    """Say which part of words can be Vietnamese; 0 where there are none."""
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def is_syllable(word: str) -> bool:
    """Whether a word is spelt as a Vietnamese syllable may be.

    Examples
    --------
    >>> is_syllable("nghiệp"), is_syllable("hiÖn"), is_syllable("Kieán")
    (True, False, False)
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONE_MARKS.subn("", decomposed)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def _of_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_LETTERS)


def _of_viscii(text: str) -> str:
    return text.translate(_VISCII_LETTERS)


def _of_vni(text: str) -> str:
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_composed, text))


def _composed(match: re.Match[str]) -> str:
    base, tone, roofed, roof, bowed, bow, whole = match.groups()
    if whole:
        letter = _WHOLE[whole.lower()]
        return letter.upper() if whole.isupper() else letter
    if base:
        letter = _WHOLE.get(base.lower(), base.lower()) + _TONES[tone.lower()]
        return letter.upper() if base.isupper() else letter
    if roofed:
        return f"{roofed}\u0302{_ROOFS[roof.lower()]}"
    return f"{bowed}\u0306{_BOWS[bow.lower()]}"


_TCVN3_LETTERS: Final = str.maketrans(_TCVN3)
_VISCII_LETTERS: Final = str.maketrans(dict(zip(map(chr, _HIGH), _VISCII, strict=True)))
_CONVERSIONS: Final[dict[Legacy, Callable[[str], str]]] = {
    "TCVN3 (ABC)": _of_tcvn3,
    "VNI Windows": _of_vni,
    "VISCII": _of_viscii,
}
