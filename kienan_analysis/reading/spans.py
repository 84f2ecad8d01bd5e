"""What is found in the letters of a text before its words: periods, price bases, and numbers that are no figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.scopes.mentions_vi import find_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.text import Text

# Numbers of documents, names of diseases and products, times of day, addresses, telephones.
_NUMBERS: Final = (
    r"(?<![\w.,])\d{1,6}(?:/\d{4})?(?:/[A-ZĐ][\wĐ-]{0,30})+(?<![-/])"
    r"|(?<!\w)(?!(?:I{1,3}|IV)-(?:19|20)\d\d\b)[A-ZĐ][\wĐ]{1,20}-\d{1,5}(?![\w.,])"  # quý III-2025 is none
    r"|(?<![\w.,])\d{1,2}(?::\d{2}|\s?(?:h|g|giờ)\s?\d{0,2})(?!\w)"
    r"|https?://\S{1,2000}"
)
_TELEPHONES: Final = (
    r"(?:[Đđ]iện thoại|ĐT|[Hh]otline|Tel)[:. ]{1,3}[+\d][\d .()-]{5,20}"
    r"|(?<![\w.,])0\d{2,3}[ .]\d{3}[ .]\d{3,4}(?![\w.,])"
)
# A look at the first letter passes over most of a text at once. Only few texts have addresses of mail.
_CODE: Final = re.compile(rf"(?=[\dA-ZĐhđ])(?:{_NUMBERS}|{_TELEPHONES})")
_CODE_OR_MAIL: Final = re.compile(rf"{_NUMBERS}|[\w.+-]{{1,64}}+@[\w.-]{{1,200}}|{_TELEPHONES}")
_PRICES: Final = re.compile(
    r"(?=t[íh]|mứ|gi)(?:tính )?(?:theo )?(?:mức )?giá "
    r"(?:(?P<constant>so sánh|ss|cố định|gốc|(?=(?:năm )?(?:1994|2010|2020)(?!\w)))"
    r"|(?P<current>hiện hành|thực tế|hh))"
    r"(?:(?<=giá )|(?!\w))(?:(?: ?năm)? ?(?P<year>(?:19|20)\d\d))?(?!\w)"
)


class Spans(NamedTuple):
    """What stands where.

    Attributes
    ----------
    found : dict of int to tuple
        By the place where it begins: where it ends, and the period, the price basis, or None for a code.
    covered : bytearray
        For each place of the text, whether one of them takes it.
    """

    found: dict[int, tuple[int, Mention | str | None]]
    covered: bytearray

    def cover(self, begin: int, end: int) -> None:
        """Note that one takes these places."""
        self.covered[begin:end] = b"\x01" * (end - begin)


def find_spans(text: Text) -> Spans:
    """Find periods, price bases and codes; a period inside one of the others is none."""
    spans = Spans({}, bytearray(len(text.normal)))
    for match in (_CODE_OR_MAIL if "@" in text.normal else _CODE).finditer(text.normal):
        _take(spans, match.start(), match.end(), None)
    for begin, end, basis in _prices(text):
        _take(spans, begin, end, basis)
    for mention in find_mentions(text.key):
        if not spans.covered[mention.start] and not spans.covered[mention.end - 1]:
            _take(spans, mention.start, mention.end, mention)
    return spans


def _take(spans: Spans, begin: int, end: int, found: Mention | str | None) -> None:
    spans.found[begin] = (end, found)
    spans.cover(begin, end)


def _prices(text: Text) -> Iterator[tuple[int, int, str]]:
    """Find every price basis: where it stands, and how the data spell it."""
    for match in _PRICES.finditer(text.key):
        basis = "current" if match["current"] else f"constant {match['year']}" if match["year"] else "constant"
        yield *match.span(), basis
