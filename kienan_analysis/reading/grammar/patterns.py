"""The patterns of the rule table: types of words, named chunks and operators.

Every set of types that one item of a sentence can have is one letter; a sentence is then a string, and a type the class
of all letters whose set holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FIRST: Final = 0xE000  # of the private-use characters: no text reaches the patterns, but none of them means anything
_MOST: Final = 6400  # private-use characters
_TOKEN: Final = re.compile(r"\s*(?:(?P<look>\(\?[:!=])|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<mark>[()|?*+.^]))")
_TYPE: Final = re.compile(r"[A-Z][A-Z0-9_]*")
_REPEATS: Final = frozenset("?*+")


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


@dataclass(frozen=True, slots=True)
class Class:
    """A set of letters: those with one of the types, or with none of them."""

    types: frozenset[str]
    negated: bool = False

    def holds(self, types: frozenset[str]) -> bool:
        """Whether a letter of these types is in it."""
        return types.isdisjoint(self.types) is self.negated


ANY: Final = Class(frozenset(), negated=True)


@dataclass(frozen=True, slots=True)
class Node:
    """A pattern, parsed.

    Attributes
    ----------
    kind : {"class", "look", "row", "any of", "?", "*", "+"}
        ``look``: the next letter is in the class, and stays.
    one : Class
        Of a class, or of what is looked for.
    parts : tuple of Node
    lazy : bool
        Of a repetition: whether it takes as few letters as can be.
    """

    kind: str
    one: Class = ANY
    parts: tuple[Node, ...] = ()
    lazy: bool = False


class Alphabet:
    """The letters that stand for sets of types.

    Parameters
    ----------
    names : iterable of str
        The names of all types.

    Attributes
    ----------
    types : dict of str to frozenset of str
        The types of each letter.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.types: dict[str, frozenset[str]] = {}
        self._letters: dict[frozenset[str], str] = {}

    def letter(self, types: frozenset[str]) -> str:
        """Give the letter of a set of types, the same each time."""
        known = self._letters.get(types)
        if known is None:
            if len(self._letters) >= _MOST:
                raise PatternError("there are more combinations of types than letters for them")
            known = self._letters[types] = chr(_FIRST + len(self._letters))
            self.types[known] = types
        return known

    def expression(self, one: Class) -> str:
        """Give a class as one of a regular expression; it matches nothing where no letter is in it."""
        members = "".join(sorted(letter for letter, types in self.types.items() if one.holds(types)))
        return f"[{members}]" if members else r"[^\s\S]"


def tokens(pattern: str) -> Iterator[Token]:
    """Cut a pattern into its pieces.

    Raises
    ------
    PatternError
        A character means nothing in a pattern.
    """
    place, text = 0, pattern.rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise PatternError(f"{text[place:].strip()[:12]!r} means nothing in a pattern")
        word = found["word"]
        if word is None:
            yield Token("mark", found["look"] or found["mark"])
        else:
            yield Token("type" if _TYPE.fullmatch(word) else "chunk", word)
        place = found.end()


class Parser:
    """Parses patterns that name types and chunks.

    Parameters
    ----------
    types : frozenset of str
    chunks : mapping of str to str
        Patterns by name; one may use those before it.
    """

    def __init__(self, types: frozenset[str], chunks: Mapping[str, str]) -> None:
        self._types = types
        self._chunks = chunks
        self._known: dict[str, Node] = {}
        self._open: list[str] = []

    def parse(self, pattern: str) -> Node:
        """Parse a pattern.

        Raises
        ------
        PatternError
            A type or chunk is not known, or brackets do not close.
        """
        found = list(tokens(pattern))
        node, place = self._choice(found, 0)
        if place < len(found):
            raise PatternError("a bracket closes that did not open")
        return node

    def chunk(self, name: str) -> Node:
        """Give a chunk by its name, parsed once."""
        known = self._known.get(name)
        if known is None:
            if name not in self._chunks:
                raise PatternError(f"there is no chunk {name}")
            if name in self._open:
                raise PatternError(f"the chunk {name} is made of itself")
            self._open.append(name)
            known = self._known[name] = self.parse(self._chunks[name])
            self._open.pop()
        return known

    def _choice(self, found: list[Token], place: int) -> tuple[Node, int]:
        ways: list[Node] = []
        while True:
            way, place = self._row(found, place)
            ways.append(way)
            if place >= len(found) or found[place].text != "|":
                return _any_of(ways), place
            place += 1

    def _row(self, found: list[Token], place: int) -> tuple[Node, int]:
        parts: list[Node] = []
        while place < len(found) and found[place].text not in {"|", ")"}:
            token = found[place]
            place += 1
            if token.text in _REPEATS:
                if not parts or parts[-1].kind == "look":
                    raise PatternError(f"{token.text!r} repeats nothing")
                lazy = token.text == "?" and place > 1 and found[place - 2].text in _REPEATS
                parts[-1] = replace(parts[-1], lazy=True) if lazy else Node(token.text, parts=(parts[-1],))
            elif token.text.startswith("("):
                inner, place = self._choice(found, place)
                if place >= len(found):
                    raise PatternError("a bracket does not close")
                place += 1
                parts.append(_looked_for(token.text, inner) if token.text in {"(?!", "(?="} else inner)
            else:
                parts.append(self._single(token))
        return _row_of(parts), place

    def _single(self, token: Token) -> Node:
        if token.kind == "chunk":
            return self.chunk(token.text)
        if token.text == ".":
            return Node("class", ANY)
        if token.text not in self._types:
            raise PatternError(f"there is no type {token.text}")
        return Node("class", Class(frozenset({token.text})))


def _any_of(ways: list[Node]) -> Node:
    """Join ways to go on, in order; neighbours that are one letter each become one class."""
    joined: list[Node] = []
    for way in [part for given in ways for part in (given.parts if given.kind == "any of" else (given,))]:
        before = joined[-1] if joined else None
        if before is not None and _is_plain(before) and _is_plain(way):
            joined[-1] = Node("class", Class(before.one.types | way.one.types))
        else:
            joined.append(way)
    return joined[0] if len(joined) == 1 else Node("any of", parts=tuple(joined))


def _is_plain(node: Node) -> bool:
    return node.kind == "class" and not node.one.negated


def _row_of(parts: list[Node]) -> Node:
    joined: list[Node] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before is not None and before.kind == "look" and before.one.negated and part == Node("class", ANY):
            joined[-1] = Node("class", before.one)  # (?!X). is whatever is no X
        else:
            joined.append(part)
    return joined[0] if len(joined) == 1 else Node("row", parts=tuple(joined))


def _looked_for(mark: str, inner: Node) -> Node:
    if inner.kind != "class" or inner.one.negated:
        raise PatternError(f"what stands in {mark} ) must be a type, or one of several")
    return Node("look", Class(inner.one.types, negated=mark == "(?!"))


def expression(node: Node, alphabet: Alphabet) -> str:
    """Give a pattern as a regular expression over letters, its repetitions as short as can be where it says so."""
    if node.kind == "class":
        return alphabet.expression(node.one)
    if node.kind == "look":
        inner = alphabet.expression(Class(node.one.types))
        return f"(?!{inner})" if node.one.negated else f"(?={inner})"
    parts = [expression(part, alphabet) for part in node.parts]
    if node.kind == "row":
        return "".join(parts)
    if node.kind == "any of":
        return f"(?:{'|'.join(parts)})"
    return f"(?:{parts[0]}){node.kind}{'?' if node.lazy else ''}"
