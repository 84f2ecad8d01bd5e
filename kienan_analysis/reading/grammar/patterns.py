"""The patterns of the rule table: types of words, named chunks and operators, turned into regular expressions.

Every set of types that one item of a sentence can have is one character; a type is the class of all characters whose
set holds it. A sentence is then a string, and a pattern a regular expression over it: linear, without recursion.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FIRST: Final = 0xE000  # of the private-use characters: no text reaches the patterns, but none of them means anything
_MOST: Final = 6400  # private-use characters
_TOKEN: Final = re.compile(r"\s*(?P<word>[A-Za-z_][A-Za-z_0-9]*)|\s*(?P<mark>[()|?*+.^])")
_TYPE: Final = re.compile(r"[A-Z][A-Z0-9_]*")


class PatternError(ValueError):
    """A pattern names a type or chunk that there is not, or is not well formed."""


class Token(NamedTuple):
    """A piece of a pattern.

    Attributes
    ----------
    kind : {"type", "chunk", "mark"}
    text : str
    """

    kind: str
    text: str


class Alphabet:
    """The characters that stand for sets of types.

    Parameters
    ----------
    types : iterable of str
        The names of all types.
    """

    def __init__(self, types: Iterable[str]) -> None:
        self.types = frozenset(types)
        self._letters: dict[frozenset[str], str] = {}

    def letter(self, types: frozenset[str]) -> str:
        """Give the character of a set of types, the same each time."""
        known = self._letters.get(types)
        if known is None:
            if len(self._letters) >= _MOST:
                raise PatternError("there are more combinations of types than characters for them")
            known = self._letters[types] = chr(_FIRST + len(self._letters))
        return known

    def __len__(self) -> int:
        return len(self._letters)

    def expression(self, name: str) -> str:
        """Give a type as a class of characters; one that matches nothing where no item has the type."""
        members = sorted(letter for types, letter in self._letters.items() if name in types)
        return f"[{''.join(members)}]" if members else r"[^\s\S]"


def tokens(pattern: str) -> Iterator[Token]:
    """Cut a pattern into its pieces.

    Raises
    ------
    PatternError
        A character means nothing in a pattern.
    """
    place = 0
    text = pattern.rstrip()
    while place < len(text):
        if text.startswith(("(?:", "(?!", "(?="), _skip(text, place)):
            place = _skip(text, place)
            yield Token("mark", text[place : place + 3])
            place += 3
            continue
        found = _TOKEN.match(text, place)
        if found is None:
            raise PatternError(f"{text[place:].strip()[:12]!r} means nothing in a pattern")
        word = found["word"]
        if word is None:
            yield Token("mark", found["mark"])
        else:
            yield Token("type" if _TYPE.fullmatch(word) else "chunk", word)
        place = found.end()


def expression(pattern: str, alphabet: Alphabet, chunks: Mapping[str, str]) -> str:
    """Give a pattern as a regular expression.

    Parameters
    ----------
    pattern : str
    alphabet : Alphabet
    chunks : mapping of str to str
        Patterns by name; one may use those before it.

    Raises
    ------
    PatternError
        A type or chunk is not known, or brackets do not close.
    """
    parts: list[str] = []
    for token in tokens(pattern):
        if token.kind == "type":
            if token.text not in alphabet.types:
                raise PatternError(f"there is no type {token.text}")
            parts.append(alphabet.expression(token.text))
        elif token.kind == "chunk":
            if token.text not in chunks:
                raise PatternError(f"there is no chunk {token.text}")
            parts.append(f"(?:{expression(chunks[token.text], alphabet, chunks)})")
        else:
            parts.append("(?:" if token.text == "(" else token.text)
    text = "".join(parts)
    try:
        re.compile(text)
    except re.error as error:
        raise PatternError(str(error)) from error
    return text


def needed(pattern: str) -> frozenset[str]:
    """List the types that whatever fits a pattern must hold: those outside brackets that are not optional.

    Examples
    --------
    >>> sorted(needed("UP gap EQ? (PLAN|AIM) gap"))
    ['UP']
    """
    found: list[str] = []
    depth = 0
    last: list[str] = []
    for token in tokens(pattern):
        if token.kind == "mark":
            if token.text.startswith("("):
                depth += 1
            elif token.text == ")":
                depth -= 1
            elif token.text in "?*" and last and not depth:
                found.remove(last.pop())
            elif token.text == "|" and not depth:
                return frozenset()
            last = []
        elif not depth:
            last = [token.text] if token.kind == "type" else []
            found += last
    return frozenset(found)


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
