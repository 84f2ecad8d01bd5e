"""A text cut into words, numbers and marks, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.text import Text

TokenKind = Literal["word", "number", "mark", "line"]

# Possessive (++): a run is taken whole or not at all, so the time is linear whatever the text.
_TOKEN: Final = re.compile(
    r"(?P<word>[^\W\d_]++\w*+)|(?P<number>[0-9]++(?:[.,][0-9]++)*+)|(?P<line>\n[ \t\n]*+)|(?P<mark>\S)|\s++"
)


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
    """Cut the whole text, in order."""
    for match in _TOKEN.finditer(text.normal):
        kind = match.lastgroup
        if kind is not None:
            yield Token(kind, match.start(), match.end(), text.key[match.start() : match.end()])  # type: ignore[arg-type]


def key_at(tokens: Sequence[Token], place: int) -> str:
    """Give the letters of a token; empty before the first and after the last."""
    return tokens[place].key if 0 <= place < len(tokens) else ""
