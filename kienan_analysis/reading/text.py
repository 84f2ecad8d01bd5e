"""A text as it was given, and the same text in the one spelling that the reader matches, place for place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from kienan_analysis.errors import KienanError
from kienan_analysis.spelling import is_invisible, key_of, normalise

if TYPE_CHECKING:
    from array import array

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
        while after > last + 1 and is_invisible(self.given[after - 1]):
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
    normal, offsets = normalise(given)
    return Text(given, normal, key_of(normal), offsets)


@lru_cache(maxsize=4096)
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
    if len(list(islice(_VIETNAMESE.finditer(sample), _ENOUGH))) == _ENOUGH:
        return
    for name, pattern, telling in (("TCVN3 (ABC)", _TCVN3, _TCVN3_ONLY), ("VNI", _VNI, _VNI)):
        if len(pattern.findall(sample)) >= _ENOUGH and len(telling.findall(sample)) >= _ENOUGH:
            raise KienanError(
                f"The text seems to be in the old encoding {name}, not in Unicode.",
                where=repr(sample[:60]),
                remedy="Convert it to Unicode first, for example with UniKey's toolkit (Ctrl+Shift+F6).",
            )
