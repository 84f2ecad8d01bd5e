"""From the tokens of a sentence to its items: the longest phrase that the lexicon knows, figures, names of places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from kienan_analysis.reading.figures import read_figure
from kienan_analysis.reading.items import NOTHING, Item
from kienan_analysis.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
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
        self._starts = sorted(found)
        self._ordinals = frozenset(vocabulary()["counted"]["ordinal"])

    def make(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention] = ()) -> list[Item]:
        """Make the items of one sentence.

        Parameters
        ----------
        tokens : sequence of Token
        mentions : sequence of PlaceMention
            The places that it names.
        """
        keys = self._lexicon.words_of(tokens, self._text.normal)
        named = {mention.item_start: mention for mention in mentions if mention.is_item}
        begins = self._begins(tokens, named)
        items: list[Item] = []
        place = 0
        coming = iter([*begins, len(tokens)])
        stop = next(coming)  # where the next period, code or place begins: no phrase reaches into it
        match, normal, key = self._lexicon.match, self._text.normal, self._text.key
        while place < len(tokens):
            token = tokens[place]
            if place >= stop:
                span = self._found.get(token.start)
                while stop <= place:
                    stop = next(coming)
                if span is not None:
                    place = self._spanned(tokens, place, span, items)
                    continue
                if token.start in named:
                    place = self._named(named[token.start], items)
                    continue
            if token.kind == "number":
                place = self._number(tokens, keys, begins, place, items)
            elif (found := match(keys, place, stop)) is not None:
                after, meaning = found
                start, end = token.start, tokens[after - 1].end
                items.append(Item("phrase", start, end, key[start:end], meaning))
                place = after
            elif token.kind == "word":
                proper = normal[token.start].isupper()
                items.append(Item("word", token.start, token.end, token.key, NOTHING, None, None, proper))
                place += 1
            else:
                items.append(Item("mark", token.start, token.end, token.key))
                place += 1
        return items

    def _begins(self, tokens: Sequence[Token], named: Mapping[int, PlaceMention]) -> list[int]:
        """Say which tokens begin what was found already, or a place: in most sentences none does."""
        if not tokens:
            return []
        first = bisect_left(self._starts, tokens[0].start)
        if not named and (first == len(self._starts) or self._starts[first] > tokens[-1].start):
            return []
        found = self._found
        return [at for at, token in enumerate(tokens) if token.start in found or token.start in named]

    def _named(self, mention: PlaceMention, items: list[Item]) -> int:
        start, end = mention.item_start, mention.end
        items.append(Item("area", start, end, self._text.key[start:end], place=mention))
        return mention.after

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
        begins: Sequence[int],
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
            coming = bisect_right(begins, figure.unit_token)
            stop = begins[coming] if coming < len(begins) else len(tokens)
            named = self._lexicon.match(keys, figure.unit_token, stop)
            if named is not None and (named[1].indicators or named[1].closes) and named[0] >= after:
                after, meaning = named
                end = tokens[after - 1].end
        items.append(Item("figure", figure.start, end, tokens[place].key, meaning, figure=figure))
        return after
