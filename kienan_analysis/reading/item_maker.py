"""From the tokens of a sentence to its items: the longest phrase that the lexicon knows, figures, names of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.reading.figures import read_figure
from kienan_analysis.reading.items import NOTHING, Item
from kienan_analysis.reading.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.reading.items import ItemKind
    from kienan_analysis.reading.lexicon import Lexicon, Meaning
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token


class ItemMaker:
    """Turns the tokens of a sentence into items.

    Parameters
    ----------
    text : Text
    lexicon : Lexicon
    found : mapping of int to tuple
        What begins at a place and was found already, as in `Spans.found`.
    """

    def __init__(self, text: Text, lexicon: Lexicon, found: Mapping[int, tuple[int, Mention | str | None]]) -> None:
        self._text = text
        self._lexicon = lexicon
        self._found = found
        self._ordinals = frozenset(vocabulary()["counted"]["ordinal"])

    def make(self, tokens: Sequence[Token]) -> list[Item]:
        """Make the items of one sentence."""
        keys = [self._words(token) for token in tokens]
        stops = self._stops(tokens)
        items: list[Item] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            span = self._found.get(token.start)
            if span is not None:
                place = self._spanned(tokens, place, span, items)
            elif token.kind == "number":
                place = self._number(tokens, keys, stops, place, items)
            elif (found := self._lexicon.match(keys, place, stops[place])) is not None:
                place = self._phrase(tokens, keys, place, found, items)
            else:
                kind: ItemKind = "word" if token.kind == "word" else "mark"
                proper = kind == "word" and self._text.normal[token.start].isupper()
                items.append(Item(kind, token.start, token.end, token.key, proper=proper))
                place += 1
        return items

    def _words(self, token: Token) -> tuple[str, ...]:
        """Give the words that a token stands for: several where it is an abbreviation in capitals."""
        return self._lexicon.abbreviations.get(self._text.normal[token.start : token.end]) or (token.key,)

    def _stops(self, tokens: Sequence[Token]) -> list[int]:
        """Say for each token where the next period or code begins: no phrase reaches into it."""
        stops = [len(tokens)] * len(tokens)
        for place in range(len(tokens) - 2, -1, -1):
            stops[place] = place + 1 if tokens[place + 1].start in self._found else stops[place + 1]
        return stops

    def _spanned(
        self, tokens: Sequence[Token], place: int, span: tuple[int, Mention | str | None], items: list[Item]
    ) -> int:
        end, found = span
        start = tokens[place].start
        if isinstance(found, str):
            items.append(Item("prices", start, end, found))
        elif found is None:
            items.append(Item("code", start, end, self._text.key[start:end]))
        else:
            items.append(Item("period", start, end, self._text.key[start:end], mention=found))
        while place < len(tokens) and tokens[place].start < end:
            place += 1
        return place

    def _number(
        self,
        tokens: Sequence[Token],
        keys: Sequence[Sequence[str]],
        stops: Sequence[int],
        place: int,
        items: list[Item],
    ) -> int:
        figure, after = read_figure(tokens, place)
        while items and figure.sign and items[-1].kind == "mark" and items[-1].key == figure.sign:
            items.pop()
        if figure.kind == "bare" and items and items[-1].key.rsplit(maxsplit=1)[-1] in self._ordinals:
            items.append(Item("code", figure.start, figure.end, tokens[place].key))  # khóa 16, quốc lộ 5
            return after
        meaning = NOTHING
        end = tokens[after - 1].end
        if figure.unit_token >= 0 and figure.kind == "quantity":
            # A unit may begin the name of what is counted: 458 lao động có việc làm.
            named = self._lexicon.match(keys, figure.unit_token, stops[figure.unit_token])
            if named is not None and (named[1].indicators or named[1].closes) and named[0] >= after:
                after, meaning = named
                end = tokens[after - 1].end
        items.append(Item("figure", figure.start, end, tokens[place].key, meaning, figure=figure))
        return after

    def _phrase(
        self,
        tokens: Sequence[Token],
        keys: Sequence[Sequence[str]],
        place: int,
        found: tuple[int, Meaning],
        items: list[Item],
    ) -> int:
        after, meaning = found
        level = self._level_at_end(tokens, place, after)
        named = self._proper_name(tokens, after) if level >= 0 and not meaning.area else after
        if named > after:
            # UBND huyện Lắk: whose body it is, and the place.
            if level > place:
                items.append(self._item("phrase", tokens, place, level, NOTHING))
            known = self._lexicon.match(keys, level, named)
            whose = known[1] if known is not None and known[1].area else NOTHING
            items.append(self._item("area", tokens, level, named, whose))
            return named
        items.append(self._item("area" if meaning.area else "phrase", tokens, place, after, meaning))
        return after

    def _item(self, kind: ItemKind, tokens: Sequence[Token], place: int, after: int, meaning: Meaning) -> Item:
        start, end = tokens[place].start, tokens[after - 1].end
        return Item(kind, start, end, self._text.key[start:end], meaning)

    def _level_at_end(self, tokens: Sequence[Token], place: int, after: int) -> int:
        """Say where the word for a place's level begins that a phrase ends in; -1 without one."""
        for length in (2, 1):
            begin = after - length
            if begin >= place and " ".join(token.key for token in tokens[begin:after]) in self._lexicon.area_levels:
                return begin
        return -1

    def _proper_name(self, tokens: Sequence[Token], place: int) -> int:
        """Say where the capitalised words that begin at a token end (a full stop may follow *TX*, *TP*)."""
        normal = self._text.normal
        after = place
        if after < len(tokens) and tokens[after].key == "." and tokens[after].start == tokens[after - 1].end:
            after += 1
        first = after
        while (
            after < len(tokens)
            and tokens[after].kind == "word"
            and normal[tokens[after].start].isupper()
            and tokens[after].start not in self._found
        ):
            after += 1
        return after if after > first else place
