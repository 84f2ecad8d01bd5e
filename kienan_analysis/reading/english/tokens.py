"""An English text cut into words, numbers and marks: ``VND31.6`` is a currency and a number, ``city's`` two words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.reading.text import Text

GENITIVE: Final = "s"  # what a genitive ending is matched as: people's council
# Possessive (++): a run is taken whole or not at all, so the time is linear whatever the text.
_TOKEN: Final = re.compile(
    r"(?P<number>[0-9]++(?:[.,][0-9]++)*+)"
    r"|(?P<money>(?:vn[dđ]|usd|us|eur)(?=\$?[0-9]))"
    r"|(?P<genitive>(?<=\w)['’]s(?!\w))"
    r"|(?P<word>[^\W\d_]++\w*+)"
    r"|[^\S\n]*+(?P<line>\n\s*+)|(?P<mark>\S)|\s++"
)


def tokenize(text: Text) -> Iterator[Token]:
    """Cut the whole text, in order."""
    for match in _TOKEN.finditer(text.key):
        kind = match.lastgroup
        if kind in {"number", "line", "mark"}:
            yield Token(kind, *match.span(kind), match[kind])  # type: ignore[arg-type]
        elif kind is not None:
            yield Token("word", match.start(), match.end(), GENITIVE if kind == "genitive" else match[0])
