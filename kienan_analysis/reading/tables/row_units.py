"""The unit of a row: in its own column, in or after its name, from the row it belongs to, or above the table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kienan_analysis.catalogue import UNITS
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize
from kienan_analysis.reading.units import Unit, read_unit

# Short forms of columns of units, in the spelling that is matched.
_LONG: Final = (
    (re.compile(r"\btr\s?\.?\s?(?=đ|đồng|usd|lượt)"), "triệu "),
    (re.compile(r"\btỷ\s?\.\s?(?=đ|đồng)"), "tỷ "),
    (re.compile(r"\b(?:ng\s?\.\s?|1\.?000 ?|ngàn )(?=đ|đồng|tấn|usd|lượt|người|tỷ|ha|con)"), "nghìn "),
    (re.compile(r"/\s?(?:ng|ngđ)\b\.?"), "/người"),
    (re.compile(r"\s*/\s*"), "/"),
    (re.compile(r"^(bác sĩ|bác sỹ|giường)(?: bệnh)?/(?:1 |một )?(?:vạn|10\.000|10000)(?: dân)?$"), r"\1"),
    (re.compile(r"^giường bệnh$"), "giường"),
    (re.compile(r"^(?:0/00|%o)$"), "‰"),
    (re.compile(r"^lượt(?: khách)$"), "lượt"),
)  # fmt: skip
_ENGLISH: Final = re.compile(r"\s?[-/(]\s?[a-z. ]{2,30}\)?$")
_LONGEST: Final = 40
_SAME: Final = frozenset({'"', "''", "nt", "-nt-", "như trên", "“", "”", "//"})
# Of a row these say that its unit is none of money or counts.
_OF_RATES: Final = ("tỷ lệ", "tỷ trọng", "tốc độ", "cơ cấu", "độ che phủ", "mức tăng", "hệ số", "tỷ suất", "chỉ số")


@lru_cache(maxsize=4096)
def unit_of(words: str, *, bilingual: bool = False) -> Unit | None:
    """Read words that are a unit and nothing else.

    Parameters
    ----------
    words : str
        In the spelling that is matched.
    bilingual : bool
        Whether the same may stand after it in English.

    Examples
    --------
    >>> unit_of("tr.đồng").spelling, unit_of("tỷ đồng - bill. dongs", bilingual=True).spelling, unit_of("kế hoạch")
    ('triệu đồng', 'tỷ đồng', None)
    """
    words = " ".join(words.split()).strip(" .,;:")
    if not words or len(words) > _LONGEST:
        return None
    for short, full in _LONG:
        words = short.sub(full, words)
    tokens = list(tokenize(read_text(words)))
    unit = read_unit(tokens, 0) if tokens else Unit("bare", "", 0)
    if unit.kind != "bare" and unit.after == len(tokens):
        return unit
    if words in UNITS:
        return Unit("quantity", words, len(tokens))
    shorter = _ENGLISH.sub("", words) if bilingual else words
    return unit_of(shorter) if shorter != words else None


def is_the_same(words: str) -> bool:
    """Whether a cell says that the unit above it holds on."""
    return words.strip() in _SAME


def may_inherit(name: str) -> bool:
    """Whether a row may have the unit of the row or table that it belongs to: a rate has its own."""
    return not name.startswith(_OF_RATES)
