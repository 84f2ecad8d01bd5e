"""A text as it was given, and the same text in the one spelling that the reader matches, place for place."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass, field
from typing import Final

from kienan_analysis.errors import KienanError

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
    # km² is a unit; any other raised digit is the mark of a footnote, and no digit of a number: 5.300 tỷ đồng¹.
    r"|(?P<power>(?<=[mM])[\u00b2\u00b3])|(?P<note>[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)"
)

# One syllable may bear its tone mark in two places (hoà, hòa) and end in two letters (tỉ, tỷ): one spelling is matched.
_TONES: Final = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_NEW_STYLE: Final = re.compile(rf"(?<!q)({'|'.join(_TONES)})(?![^\W\d_])")
_I_FOR_Y: Final = {"tỉ": "tỷ", "kì": "kỳ", "quí": "quý", "lí": "lý", "mĩ": "mỹ", "kí": "ký", "hi": "hy"}
_SYLLABLE_IN_I: Final = re.compile(rf"(?<![^\W\d_])({'|'.join(_I_FOR_Y)})(?![^\W\d_])")

# What text in an encoding of before Unicode looks like when its bytes are shown as Western letters.
_MOJIBAKE: Final = re.compile(r"á»[\u0080-\u00bf\u2010-\u2122]|áº[\u0080-\u00bf\u2010-\u2122]|Ä[\u0091\u0090‘]|Æ[°¡]")
_TCVN3: Final = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÐÑÒÓÔÕÖ×ØÜÞßãâêëìîïðñòóôõö÷øùúûüýþ]|[®§][a-zA-Z]")  # noqa: RUF001 - a cedilla is meant
_TCVN3_ONLY: Final = re.compile(r"[µ¸¶·¹¨»¾¼½©®¬­]")  # noqa: RUF001 - a cedilla is meant
_VNI: Final = re.compile(r"[aeouyAEOUY][ùøûõïáàåãäéèúüöëêîòó](?![ùøûõïáàåãäéèúüöëêîòó]{3})|[öô][ùøûõïôöö]|ñ[aeiouöôêâ]")
_VIETNAMESE: Final = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_SAMPLE: Final = 20_000  # letters: an encoding shows at once
_ENOUGH: Final = 4  # one or two such letters may be a name


@dataclass(frozen=True, slots=True)
class Text:
    """A text in three forms; `normal` and `key` correspond character for character.

    Attributes
    ----------
    given : str
        As it came.
    normal : str
        Composed (NFC), blanks and dashes of one kind, invisible characters left out.
    key : str
        `normal` in small letters and in one of the spellings that Vietnamese allows (``hòa``, ``tỷ``): for matching.
    """

    given: str
    normal: str
    key: str
    _offsets: array[int] | None = field(repr=False)

    def given_span(self, start: int, end: int) -> tuple[int, int]:
        r"""Say where in `given` a span of `normal` stands.

        Examples
        --------
        >>> text = read_text("\ufeffđạt 1\u200b26%")
        >>> text.normal[4:7], text.given_span(4, 7)
        ('126', (5, 9))
        """
        if self._offsets is None:
            return start, end
        if start == end:
            return self._offsets[start], self._offsets[start]
        last = self._offsets[end - 1]
        after = self._offsets[end]
        # What was left out after the last character (a zero-width space) does not belong to the span.
        while (
            after > last + 1 and _UNUSUAL.fullmatch(self.given, after - 1, after) and _invisible(self.given[after - 1])
        ):
            after -= 1
        return self._offsets[start], after


def read_text(given: str) -> Text:
    r"""Bring a text into its forms, in time linear in its length.

    Raises
    ------
    KienanError
        The text is in an encoding of before Unicode (TCVN3, VNI), or was decoded wrongly.

    Examples
    --------
    >>> read_text("Uỷ ban, 5 tỉ đồng\u00a0– thuỷ sản").key
    'ủy ban, 5 tỷ đồng - thủy sản'
    """
    refuse_legacy(given)
    normal, offsets = _normalise(given)
    key = normal.lower()
    if len(key) != len(normal):  # A few letters of other alphabets have two small ones for one capital.
        key = "".join(small if len(small := letter.lower()) == 1 else letter for letter in normal)
    key = _NEW_STYLE.sub(lambda match: _TONES[match[1]], key)
    key = _SYLLABLE_IN_I.sub(lambda match: _I_FOR_Y[match[1]], key)
    return Text(given, normal, key, offsets)


def matching_key(phrase: str) -> str:
    """Give a phrase in the spelling that texts are matched in.

    Examples
    --------
    >>> matching_key("Tổng mức bán lẻ hàng hoá")
    'tổng mức bán lẻ hàng hóa'
    """
    return read_text(phrase).key


def refuse_legacy(given: str) -> None:
    """Refuse text that was written, or decoded, in another encoding: nothing in it would be found.

    Raises
    ------
    KienanError
    """
    sample = given[:_SAMPLE]
    if len(_MOJIBAKE.findall(sample)) >= _ENOUGH:
        raise KienanError(
            "The text was decoded wrongly: its UTF-8 letters show as two or three Western ones.",
            where=repr(sample[:60]),
            remedy="Open the original as UTF-8, and save or paste it again.",
        )
    if len(_VIETNAMESE.findall(sample)) >= _ENOUGH:
        return
    for name, pattern, telling in (("TCVN3 (ABC)", _TCVN3, _TCVN3_ONLY), ("VNI", _VNI, _VNI)):
        if len(pattern.findall(sample)) >= _ENOUGH and len(telling.findall(sample)) >= _ENOUGH:
            raise KienanError(
                f"The text seems to be in the old encoding {name}, not in Unicode.",
                where=repr(sample[:60]),
                remedy="Convert it to Unicode first, for example with UniKey's toolkit (Ctrl+Shift+F6).",
            )


def _invisible(letter: str) -> bool:
    found = _UNUSUAL.fullmatch(letter)
    return found is not None and found.lastgroup in {"invisible", "note"}


def _normalise(given: str) -> tuple[str, array[int] | None]:
    parts: list[str] = []
    offsets: array[int] = array("Q")
    done = 0
    for match in _UNUSUAL.finditer(given):
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
        case "power":
            return "2" if found == "\u00b2" else "3"
        case _:
            return ""
