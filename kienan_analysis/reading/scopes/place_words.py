"""The words about places, read once from ``places_vi.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.tokens import Token


class Phrases:
    """Phrases of one or more words, looked for where they end or begin.

    Parameters
    ----------
    phrases : sequence of str
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = frozenset(phrases)
        # By the first word, and by the last, how many words the longest phrase has.
        self._from: dict[str, int] = {}
        self._to: dict[str, int] = {}
        for words in [phrase.split() for phrase in phrases]:
            self._from[words[0]] = max(len(words), self._from.get(words[0], 0))
            self._to[words[-1]] = max(len(words), self._to.get(words[-1], 0))

    def ending(self, tokens: Sequence[Token], end: int, begin: int = 0) -> int:
        """Say how many tokens before `end`, not before `begin`, are a phrase: the longest; 0 if none is."""
        longest = self._to.get(tokens[end - 1].key, 0) if end > begin else 0
        for length in range(min(longest, end - begin), 0, -1):
            if " ".join([token.key for token in tokens[end - length : end]]) in self._phrases:
                return length
        return 0

    def beginning(self, tokens: Sequence[Token], at: int, stop: int | None = None) -> int:
        """Say how many tokens from `at` on are a phrase: the longest; 0 if none is."""
        limit = len(tokens) if stop is None else stop
        longest = self._from.get(tokens[at].key, 0) if at < limit else 0
        for length in range(min(longest, limit - at), 0, -1):
            if " ".join([token.key for token in tokens[at : at + length]]) in self._phrases:
                return length
        return 0

    def __iter__(self) -> Iterator[str]:
        """Give the phrases in alphabetical order."""
        return iter(sorted(self._phrases))

    def __contains__(self, phrase: str) -> bool:
        """Whether it is one of the phrases."""
        return phrase in self._phrases


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The lists of ``places_vi.toml``.

    Attributes
    ----------
    types, bodies : dict of str to str
        A word or body, and the type in full.
    levels : dict of str to tuple of str
    regions : dict of str to str
        Abbreviations.
    lists : dict of str to Phrases
        By ``section.name``.
    """

    types: dict[str, str]
    bodies: dict[str, str]
    levels: dict[str, tuple[str, ...]]
    regions: dict[str, str]
    lists: dict[str, Phrases]


@cache
def words_of_places() -> PlaceWords:
    """Read ``places_vi.toml`` once."""
    table = tomllib.loads((files("kienan_analysis.reading.scopes") / "places_vi.toml").read_text(encoding="utf-8"))
    lists = {
        f"{section}.{name}": Phrases(phrases)
        for section in ("letterhead", "named", "none", "ranking", "relative", "roles")
        for name, phrases in table[section].items()
    }
    levels = {name: tuple(found) for name, found in table["levels"].items()}
    return PlaceWords(table["types"], table["bodies"], levels, table["regions"], lists)


def types_at(tokens: Sequence[Token], at: int) -> int:
    """Say how many tokens from `at` on are a type word: 2 of *thành phố*, 0 where none stands there."""
    types = words_of_places().types
    if at + 1 < len(tokens) and f"{tokens[at].key} {tokens[at + 1].key}" in types:
        return 2
    return int(at < len(tokens) and tokens[at].key in types)
