"""Figures of a word that stands for what was named before: *con số này tăng 5%*, *this figure is up 5 per cent*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.observations import ReadObservation

# A noun for any measure with a word that points back, or a pronoun, at the head of a sentence.
_POINTS_BACK: Final = re.compile(
    r"\W*(?:(?:so với cùng kỳ[^,;.]{0,30}|như vậy|trong đó|năm \d{4}), )?"
    r"(?:(?:con số|số liệu|số|kết quả|mức|mức tăng|tỷ lệ|chỉ số|chỉ tiêu|giá trị|quy mô) (?:này|đó|ấy|trên|nêu trên)"
    r"|(?:this|that|the|these|those|both) (?:figures?|numbers?|amounts?|sums?|results?|levels?|rates?|totals?|values?)"
    r"|it|this|they|these)(?!\w)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"[.!?…]\s+|\n+")
_GAP: Final = 12  # letters between two sentences
_REACH: Final = 500  # letters that are looked back over


def of_one_of_several(observations: Sequence[ReadObservation], text: str) -> set[int]:
    """Find figures of a word that may stand for each of the things that the sentence before told of.

    Parameters
    ----------
    observations : sequence of ReadObservation
        Of a text, in order.
    text : str

    Returns
    -------
    set of int
        Their places among the observations.
    """
    found = set()
    for place, one in enumerate(observations):
        begun = _begin_of_sentence(text, one.start)
        if one.name_start >= begun or _POINTS_BACK.match(text, begun, one.start) is None:
            continue
        last = max(0, begun - _GAP)
        before = _begin_of_sentence(text, last + len(text[last:begun].rstrip(" \n\t.!?…")))
        told: set[str] = set()
        for at in range(place - 1, -1, -1):
            if (other := observations[at]).start < before:
                break
            if other.start < begun:
                told.add(other.indicator or other.name)
        if len(told) > 1:
            found.add(place)
    return found


def _begin_of_sentence(text: str, at: int) -> int:
    """Say where the sentence begins that a letter stands in."""
    reach = max(0, at - _REACH)
    return max((end.end() for end in _ENDS.finditer(text, reach, at)), default=reach)
