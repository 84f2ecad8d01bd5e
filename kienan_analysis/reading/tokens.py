"""A text cut into words, numbers and marks, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kienan_analysis.reading.glued import cuts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.text import Text

TokenKind = Literal["word", "number", "mark", "line"]

# Possessive (++): a run is taken whole or not at all, so the time is linear whatever the text.
_TOKEN: Final = re.compile(
    r"(?P<word>[^\W\d_]++\w*+)|(?P<number>[0-9]++(?:[.,][0-9]++)*+)|(?P<line>\n[ \t\n]*+)|(?P<mark>\S)|\s++"
)
_SHORTEST_GLUED: Final = 3  # letters and digits


class Token(NamedTuple):
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


def tokenize(text: Text) -> Iterator[Token]:
    """Cut the whole text, in order; words that lost the blank between them are cut too."""
    key, normal = text.key, text.normal
    place, stop = 0, len(normal)
    take = _TOKEN.match
    while place < stop:
        match = take(normal, place)
        if match is None:  # never: the pattern takes any character
            break
        kind = match.lastgroup
        start, place = match.span()
        if kind is None:
            continue
        if kind == "word" and place - start > _SHORTEST_GLUED:
            first = start
            for cut in cuts(key[start:place]):
                if text.normal[first + cut].isdigit():
                    place = first + cut  # the number is read anew, with its decimals: tăng2,47
                    break
                yield Token("word", start, first + cut, key[start : first + cut])
                start = first + cut
        yield Token(kind, start, place, key[start:place])  # type: ignore[arg-type]


def key_at(tokens: Sequence[Token], place: int) -> str:
    """Give the letters of a token; empty before the first and after the last."""
    return tokens[place].key if 0 <= place < len(tokens) else ""
