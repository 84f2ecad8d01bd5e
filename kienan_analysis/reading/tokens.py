"""A text cut into words, numbers and marks, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.glued import cuts
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.text import Text

TokenKind = Literal["word", "number", "mark", "line"]

# Possessive (++): a run is taken whole or not at all, so the time is linear whatever the text.
_TOKEN: Final = re.compile(r"[^\S\n]*+(\n\s*+)|\s*+(?:([^\W\d_]++\w*+)|([0-9]++(?:[.,][0-9]++)*+)|(\S))|\s++")
_KINDS: Final[tuple[TokenKind, ...]] = ("mark", "line", "word", "number", "mark")  # by the groups of the pattern
_WORD: Final = 2
_SHORTEST_GLUED: Final = 3  # letters and digits


@record
class Token(Record):
    """One word, number, mark or line end.

    Attributes
    ----------
    kind : {"word", "number", "mark", "line"}
    start, end : int
        Where it stands in the text's normal form.
    key : str
        Its letters in the spelling that is matched.
    """

    kind: TokenKind
    start: int
    end: int
    key: str


def tokenize(text: Text) -> list[Token]:
    """Cut the whole text, in order; words that lost the blank between them are cut too."""
    normal, key, kinds = text.normal, text.key, _KINDS
    found: list[Token] = []
    append = found.append
    written: dict[str, str] = {}  # each word once: a text says the same ones again and again
    place: int | None = 0
    while place is not None:
        matches, place = _TOKEN.finditer(normal, place), None
        for match in matches:
            group = match.lastindex
            if group is None:  # blanks at the very end
                continue
            start, end = match.span(group)
            word = written.get(key[start:end])
            if word is None:
                word = key[start:end]
                if group == _WORD and end - start > _SHORTEST_GLUED and (glued := cuts(word)):
                    first = start
                    for cut in glued:
                        if normal[first + cut].isdigit():
                            place = end = first + cut  # the number is read anew, with its decimals: tăng2,47
                            break
                        append(Token("word", start, first + cut, key[start : first + cut]))
                        start = first + cut
                    append(Token("word", start, end, key[start:end]))
                    if place is not None:
                        break
                    continue
                written[word] = word
            append(Token(kinds[group], start, end, word))
    return found


def key_at(tokens: Sequence[Token], place: int) -> str:
    """Give the letters of a token; empty before the first and after the last."""
    return tokens[place].key if 0 <= place < len(tokens) else ""
