"""Where sentences end, and which of them stand together in a paragraph or a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_ENDS: Final = frozenset({".", "!", "?", "…"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
BULLETS: Final = frozenset("-+*•·▪–○●►➢➤✓✔■□▶◆❖")  # marks that begin a point of a list
# TX. Tân Châu, TP. Hải Phòng, ThS. Nguyễn: the full stop shortens a word.
_SHORTENED: Final = frozenset(
    {"tx", "tp", "q", "h", "p", "tt", "ths", "ts", "gs", "pgs", "bs", "đ", "tr", "v", "st", "ub", "kts", "x"}
)


@record
class Sentence(Record):
    """One sentence.

    Attributes
    ----------
    tokens : list of Token
        Without the line ends inside it.
    paragraph : int
        Number of its paragraph; a list's points are paragraphs of their own.
    introduces : bool
        Whether it ends in a colon: what it says of time and aim holds for the list below it.
    """

    tokens: list[Token]
    paragraph: int
    introduces: bool


def split_sentences(text: Text, tokens: Sequence[Token], covered: Sequence[int]) -> Iterator[Sentence]:
    """Cut a text's tokens into sentences.

    Parameters
    ----------
    text : Text
    tokens : sequence of Token
    covered : sequence of int
        For each place of the text whether its letter belongs to a date or code: a full stop among them ends nothing.
    """
    held: list[Token] = []
    paragraph = 0
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.kind == "line":
            new_paragraph = token.key.count("\n") > 1
            if not held or new_paragraph or _ends_at_line(text, held[-1], following):
                if held:
                    yield Sentence(held, paragraph, held[-1].key == ":")
                held = []
                paragraph += 1
            continue
        held.append(token)
        if (
            token.kind == "mark"
            and token.key in _ENDS
            and not covered[token.start]
            and _ends_here(text, held, following)
        ):
            yield Sentence(held, paragraph, introduces=False)
            held = []
    if held:
        yield Sentence(held, paragraph, held[-1].key == ":")


def _ends_here(text: Text, held: Sequence[Token], following: Token | None) -> bool:
    """Whether a full stop ends the sentence: *năm 2021.Tổng mức* does, *TX. Tân Châu* and *59. 533,3* do not."""
    mark = held[-1]
    if following is None or following.kind == "line":
        return True
    before = held[-2] if len(held) > 1 else None
    if (
        mark.key == "."
        and before is not None
        and before.kind == "word"
        and before.key in _SHORTENED
        and before.end == mark.start
    ):
        return False
    letter = text.normal[following.start]
    if following.kind == "number":
        # A number may open a sentence, but not one that continues a number.
        return following.start > mark.end and (before is None or before.kind != "number")
    return letter.isupper() or letter in "\"“‘'(" or following.key in BULLETS


def _ends_at_line(text: Text, last: Token, following: Token | None) -> bool:
    """Whether a line end ends the sentence: pasted text may be broken anywhere."""
    if following is None or last.key in {".", ":", ";", "!", "?", "…"} or following.key in BULLETS:
        return True
    letter = text.normal[following.start]
    if last.key in {",", "("} or last.kind == "number":
        # … nhiệm vụ quý II năm 2023, and a word in a capital: a heading ends there.
        named = letter.isupper() and text.normal[following.start + 1 : following.start + 2].islower()
        return named and following.kind == "word" and _YEAR.fullmatch(last.key) is not None
    return letter.isupper() or letter.isdigit()
