"""Runs of words in capitals, as names of places, persons and firms are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_LONGEST: Final = 12  # words that are looked over
_JOINS: Final = frozenset({"-", "'", "’"})
APOSTROPHES: Final = frozenset({"'", "’"})


class Capitals:
    """Finds where words in capitals begin and end.

    Parameters
    ----------
    text : Text
    """

    def __init__(self, text: Text) -> None:
        self._normal = text.normal
        self._openers = words_of_places().lists["named.openers"]

    def begin(self, token: Token) -> bool:
        """Whether a word begins with a capital."""
        return self._normal[token.start].isupper()

    def are_all(self, token: Token) -> bool:
        """Whether a word is in capitals throughout: an abbreviation, or a headline's."""
        word = self._normal[token.start : token.end]
        return len(word) > 1 and word.isupper()

    def run(self, tokens: Sequence[Token], at: int) -> int:
        """Say where the words in capitals end that begin at a token; a dash or apostrophe may join them."""
        after, limit = at, min(len(tokens), at + _LONGEST)
        while after < limit:
            token = tokens[after]
            if token.kind == "word":
                if not self.begin(token) and not (after > at and is_inside(tokens, after - 1)):
                    break
            elif not (
                token.key in _JOINS
                and after > at
                and (self._begins_word(tokens, after + 1) or is_inside(tokens, after))
            ):
                break
            after += 1
        return after

    def go_on(self, tokens: Sequence[Token], stop: int, end: int) -> bool:
        """Whether a run that ends at `end` goes on after a name, which then is part of another: *Kiến An Phát*."""
        return stop < end and not self.are_all(tokens[stop]) and tokens[stop].start - tokens[stop - 1].end <= 1

    def go_before(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word in capitals stands directly before a name: *Nguyễn Kiến An*, but not *Tại Kiến An*."""
        if at == 0 or not self._begins_word(tokens, at - 1):
            return False
        before = tokens[at - 1]
        if self.are_all(before):
            return self.are_all(tokens[at])  # GRDP Hải Phòng; but in a headline nothing tells
        opens = at == 1 or tokens[at - 2].kind != "word"
        return not (opens and before.key in self._openers)

    def _begins_word(self, tokens: Sequence[Token], at: int) -> bool:
        return at < len(tokens) and tokens[at].kind == "word" and self.begin(tokens[at])


def is_inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apostrophe stands inside a word: *Cư M'gar*, *Ea H'leo*."""
    if tokens[at].key not in APOSTROPHES or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return before.end == tokens[at].start and tokens[at].end == after.start and before.kind == after.kind == "word"


def name_of(tokens: Sequence[Token], at: int, stop: int) -> str:
    """Join tokens to a name in the matching spelling; empty where a mark stands at its end."""
    if tokens[stop - 1].kind != "word":
        return ""
    parts = [tokens[at].key]
    for place in range(at + 1, stop):
        key = "'" if tokens[place].key in APOSTROPHES else tokens[place].key
        parts.append(f" {key}" if tokens[place].start > tokens[place - 1].end else key)
    return "".join(parts)
