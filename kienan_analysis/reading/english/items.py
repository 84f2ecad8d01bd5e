"""From the tokens of an English sentence to its items: places, the longest phrases that are known, figures, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.figures import money_before, read_figure
from kienan_analysis.reading.english.places import PlaceFinder
from kienan_analysis.reading.items import NOTHING, Item
from kienan_analysis.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.reading.english.figures import Habit
    from kienan_analysis.reading.items import ItemKind
    from kienan_analysis.reading.lexicon import Lexicon, Meaning
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_MOST_MONEY: Final = 3  # tokens before the digits: U, S, $


class EnglishItems:
    """Turns the tokens of English sentences into items.

    Parameters
    ----------
    text : Text
    lexicon : Lexicon
        Of English.
    found : mapping of int to tuple
        What begins at a place and was found already, as in `Spans.found`.
    habit : Habit
        How the text writes numbers.
    """

    def __init__(
        self, text: Text, lexicon: Lexicon, found: Mapping[int, tuple[int, Mention | str | None]], habit: Habit
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._found = found
        self._habit = habit
        self._places = PlaceFinder(text)
        self._ordinals = frozenset(vocabulary("en")["counted"]["ordinal"])

    def make(self, tokens: Sequence[Token]) -> list[Item]:
        """Make the items of one sentence."""
        keys = self._lexicon.words_of(tokens, self._text.normal)
        stops = self._stops(tokens)
        items: list[Item] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            span = self._found.get(token.start)
            if span is not None:
                place = self._spanned(tokens, place, span, items)
            elif token.kind == "number":
                place = self._number(tokens, place, items)
            elif (area := self._places.at(tokens, place, stops[place])) is not None:
                items.append(
                    Item("area", token.start, tokens[area - 1].end, self._key(tokens, place, area), proper=True)
                )
                place = area
            elif self._is_money(tokens, place):
                place += 1  # the figure after it holds its currency
            elif (match := self._lexicon.match(keys, place, stops[place])) is not None:
                after, meaning = self._without_article(keys, place, stops[place], match)
                items.append(
                    Item("phrase", token.start, tokens[after - 1].end, self._key(tokens, place, after), meaning)
                )
                place = after
            else:
                kind: ItemKind = "word" if token.kind == "word" else "mark"
                proper = kind == "word" and self._text.normal[token.start].isupper()
                items.append(Item(kind, token.start, token.end, token.key, NOTHING, proper=proper))
                place += 1
        return items

    def _without_article(
        self, keys: Sequence[Sequence[str]], place: int, stop: int, match: tuple[int, Meaning]
    ) -> tuple[int, Meaning]:
        """Leave a small word by itself where something longer begins behind it: *the* rate of poor households."""
        after, meaning = match
        if "order.among" in meaning.roles and after < stop and tuple(keys[after]) == ("year",):
            return self._lexicon.match(keys, place, place + 1) or match  # 27 per cent of this year's estimate
        if tuple(keys[place]) != ("the",) or after == place + 1 or meaning.indicators:
            return match
        named = self._lexicon.match(keys, place + 1, stop)
        if named is None or not named[1].indicators or named[0] <= after:
            return match
        return self._lexicon.match(keys, place, place + 1) or match

    def _key(self, tokens: Sequence[Token], place: int, after: int) -> str:
        return " ".join(token.key for token in tokens[place:after])

    def _stops(self, tokens: Sequence[Token]) -> list[int]:
        """Say for each token where the next period or code begins: no phrase reaches into it."""
        stops = [len(tokens)] * len(tokens)
        for place in range(len(tokens) - 2, -1, -1):
            stops[place] = place + 1 if tokens[place + 1].start in self._found else stops[place + 1]
        return stops

    def _is_money(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a token belongs to the currency before a number."""
        for number in range(place + 1, min(place + _MOST_MONEY, len(tokens))):
            if tokens[number].kind == "number" and tokens[number].start not in self._found:
                currency, begins = money_before(tokens, number)
                return bool(currency) and begins <= place
        return False

    def _spanned(
        self, tokens: Sequence[Token], place: int, span: tuple[int, Mention | str | None], items: list[Item]
    ) -> int:
        end, found = span
        start = tokens[place].start
        key = self._text.key[start:end]
        if isinstance(found, str):
            items.append(Item("prices", start, end, found))
        elif found is None:
            items.append(Item("code", start, end, key))
        else:
            items.append(Item("period", start, end, key, mention=found))
        while place < len(tokens) and tokens[place].start < end:
            place += 1
        return place

    def _number(self, tokens: Sequence[Token], place: int, items: list[Item]) -> int:
        figure, after = read_figure(tokens, place, self._habit)
        while items and figure.sign and items[-1].kind == "mark" and items[-1].key == figure.sign:
            items.pop()
        if figure.kind == "bare" and items and items[-1].key in self._ordinals:
            items.append(Item("code", figure.start, figure.end, tokens[place].key))
            return after
        items.append(Item("figure", figure.start, tokens[after - 1].end, tokens[place].key, figure=figure))
        return after
