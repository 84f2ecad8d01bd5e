"""What is found in the letters of an English text before its words: periods, and numbers that are no figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.mentions import find_mentions
from kienan_analysis.reading.spans import Spans

if TYPE_CHECKING:
    from kienan_analysis.reading.text import Text

# Numbers of documents, names of diseases and products, times of day, addresses, telephones, ordinals.
_CODE: Final = re.compile(
    # A look at the first letter passes over most of a text at once.
    r"(?=[\w.+-])(?:(?<![\w.,])\d{1,6}(?:/\d{4})?(?:/[A-ZĐ][\wĐ-]{0,30})+(?<![-/])"
    r"|(?<!\w)(?!(?:VND|VNĐ|USD|US|EUR|Q|H)-?\d)[A-ZĐ][\wĐ]{1,20}-\d{1,5}(?![\w.,])"
    r"|(?<![\w.,])\d{1,2}(?::\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\s?[ap]\.?m\.?)(?!\w)"
    r"|https?://\S{1,2000}|(?<![\w.+-])[\w.+-]{1,64}+@[\w.-]{1,200}"
    r"|(?<![\w.,])\d{1,3}(?:st|nd|rd|th)(?!\w)"
    r"|(?<!\w)(?:[Dd]istrict|[Nn]o\.|[Dd]ecree|[Rr]esolution|[Dd]ecision|[Aa]rticle|[Hh]ighway|COP|[Tt]op|[Gg]roup)"
    r"\s\d{1,4}(?![\w.,%]|\s?(?:%|per))"
    r"|(?<![\w.,])24/7(?!\w))"
)
_PRICES: Final = re.compile(
    r"(?=[aibuct0-9f])(?:(?:at|in|by|using|calculated at|based on) )?(?:the )?(?:(?P<year>(?:19|20)\d\d)(?:'s|’s)? )?"
    r"(?:(?P<constant>constant|comparative|comparable|fixed)|(?P<current>current)) "
    r"(?:(?P<later>(?:19|20)\d\d) )?prices?(?!\w)"
    r"(?: (?:of|in|from) (?:the year )?(?P<of_year>(?:19|20)\d\d)(?![\w,.]*\d))?"
    r"|(?:(?:at|in) |(?<=\())(?P<plain>(?:19|20)\d\d) prices(?!\w)"
)
# A full stop that ends no sentence.
_SHORT: Final = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|No|St|vs|e\.g|i\.e|approx|Co|Ltd|Corp|Inc|U\.S|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep"
    r"|Oct|Nov|Dec)\.(?=\s)"
)
_NUMBERED_DISTRICT: Final = re.compile(r"[Dd]istrict\s\d{1,2}")


def find_spans(text: Text) -> Spans:
    """Find periods, price bases and codes, none inside another; a numbered district is left: it is a place."""
    spans = Spans({}, bytearray(len(text.normal)))
    for match in _CODE.finditer(text.normal):
        if not _NUMBERED_DISTRICT.fullmatch(match[0]):
            _take(spans, match.start(), match.end())
    for match in _PRICES.finditer(text.key):
        year = match["year"] or match["later"] or match["of_year"] or match["plain"]
        basis = "current" if match["current"] else f"constant {year}" if year else "constant"
        spans.found[match.start()] = (match.end(), basis)
        spans.cover(match.start(), match.end())
    for mention in find_mentions(text.key):
        if not spans.covered[mention.start] and not spans.covered[mention.end - 1]:
            spans.found[mention.start] = (mention.end, mention)
            spans.cover(mention.start, mention.end)
    for match in _SHORT.finditer(text.normal):
        spans.cover(match.end() - 1, match.end())
    return spans


def _take(spans: Spans, begin: int, end: int) -> None:
    spans.found[begin] = (end, None)
    spans.cover(begin, end)
