"""Whether the words that say of when and whose a figure is stand beside it, or something else was spoken of since."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.observations import NOWHERE

if TYPE_CHECKING:
    from kienan_analysis.reading.observations import ReadObservation

# Rules that read what a figure is compared with: the text goes on with its own period.
_COMPARED_WITH: Final = ("the year before", "what a change", "what an amount", "where a")
_ASIDE: Final = re.compile(r"\b(?:riêng|trong đó)\b(?![^;]*;)", re.IGNORECASE)
ENGLISH: Final = "en: "
_OF_A_TERM: Final = re.compile(r"đại hội|nhiệm kỳ|party congress|tenure", re.IGNORECASE)
HEAD: Final = 600  # letters: of a headline and what opens a text
_BEFORE, _UNDER_A_HEADING = 400, 2000  # letters
_SENTENCE_ENDS: Final = re.compile(r"[.!?…]\s|\n")
_ROW_OF_A_PLACE: Final = "a place's cell of a table"


def is_beside(words: int, figure: int, text: str) -> bool:
    """Whether words stand in the paragraph of a figure."""
    first, last = sorted((words, figure))
    return first != NOWHERE and text.find("\n", first, last) < 0


def is_placed_here(one: ReadObservation, text: str) -> bool:
    """Whether the words that say whose a figure is stand in its paragraph, in its row, or are the heading above it."""
    if is_beside(one.place_start, one.start, text) or one.rule.startswith(_ROW_OF_A_PLACE):
        return True
    if not 0 <= one.place_start < one.start <= one.place_end + _UNDER_A_HEADING:
        return False
    begun, ends = text.rfind("\n", 0, one.place_start) + 1, text.find("\n", one.place_end)
    heading = text[begun:ends].strip(" .:-*•")
    alone = text[one.place_start : one.place_end].casefold() == heading.casefold()
    return begun > 0 and alone and text[ends : one.start].strip().count("\n") == 0


def is_of_a_term(text: str) -> bool:
    """Whether a text is of a congress or a term: the years between are told in every order."""
    return _OF_A_TERM.search(text, 0, HEAD) is not None


def is_aside(one: ReadObservation, text: str) -> bool:
    """Whether a period is spoken of by the way: *(cùng kỳ tăng 9%)*, *riêng quý III*, *trong đó quý I … quý II …*."""
    if one.rule.startswith(ENGLISH) or is_of_a_term(text):
        return False  # of a term, the years between are told in every order
    if one.rule.startswith(_COMPARED_WITH):
        return True
    reach = max(0, one.period_start - _BEFORE)
    begun = max((found.end() for found in _SENTENCE_ENDS.finditer(text, reach, one.period_start)), default=reach)
    said = text[begun : one.period_start]
    return said.rfind("(") > said.rfind(")") or _ASIDE.search(said) is not None
