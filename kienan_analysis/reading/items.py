"""A sentence as a row of items: phrases with their meaning, periods, figures, marks, and words that nothing is known of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.figures import read_figure
from kienan_analysis.reading.lexicon import Meaning, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

ItemKind = Literal["phrase", "word", "mark", "period", "figure", "code", "area", "prices"]

NOTHING: Final = Meaning()
_LONGEST_ASIDE: Final = 20

# Numbers that are no figures: numbers of documents, names of diseases and products, times, addresses, telephones.
_CODE: Final = re.compile(
    r"(?<![\w.,])\d{1,6}(?:/\d{4})?(?:/[A-ZĐ][\wĐ-]{0,30})+(?<![-/])"
    r"|(?<!\w)[A-ZĐ][\wĐ]{1,20}-\d{1,5}(?![\w.,])"
    r"|(?<![\w.,])\d{1,2}(?::\d{2}|\s?(?:h|g|giờ)\s?\d{0,2})(?!\w)"
    r"|https?://\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200}"
    r"|(?:[Đđ]iện thoại|ĐT|[Hh]otline|Tel)[:. ]{1,3}[+\d][\d .()-]{5,20}"
    r"|(?<![\w.,])0\d{2,3}[ .]\d{3}[ .]\d{3,4}(?![\w.,])"
)


_PRICES: Final = re.compile(
    r"(?:tính )?(?:theo )?(?:mức )?giá (?:(?P<constant>so sánh|ss|cố định|gốc|(?=(?:năm )?(?:1994|2010|2020)(?!\w)))|(?P<current>hiện hành|thực tế|hh))(?:(?<=giá )|(?!\w))(?:(?: ?năm)? ?(?P<year>(?:19|20)\d\d))?(?!\w)"
)


@dataclass(slots=True)
class Item:
    """One item of a sentence.

    Attributes
    ----------
    kind : {"phrase", "word", "mark", "period", "figure", "code", "area", "prices"}
        ``word``: a word that no phrase begins with. ``area``: a place with its level, known or not. ``prices``: a price
        basis.
    start, end : int
        In the text's normal form.
    key : str
        Its letters as they are matched.
    meaning : Meaning
    mention : Mention or None
        Of a period.
    figure : Figure or None
    proper : bool
        Whether it is a word with a capital, as names of places are.
    """

    kind: ItemKind
    start: int
    end: int
    key: str
    meaning: Meaning = NOTHING
    mention: Mention | None = None
    figure: Figure | None = None
    proper: bool = False

    def plays(self, *roles: str) -> bool:
        """Whether it plays one of the parts."""
        return not self.meaning.roles.isdisjoint(roles)


def find_codes(text: Text) -> Iterator[tuple[int, int]]:
    """Find the numbers that are no figures."""
    for match in _CODE.finditer(text.normal):
        yield match.span()


def find_prices(text: Text) -> Iterator[tuple[int, int, str]]:
    """Find every price basis: where it stands, and how the data spell it."""
    for match in _PRICES.finditer(text.key):
        basis = "current" if match["current"] else f"constant {match['year']}" if match["year"] else "constant"
        yield *match.span(), basis


class ItemMaker:
    """Turns the tokens of a sentence into items.

    Parameters
    ----------
    text : Text
    lexicon : Lexicon
    spans : dict of int to tuple
        What begins at a place and was found already: where it ends, and the period, the price basis, or None for a code.
    """

    def __init__(self, text: Text, lexicon: Lexicon, spans: dict[int, tuple[int, Mention | str | None]]) -> None:
        self._text = text
        self._lexicon = lexicon
        self._spans = spans
        self._ordinals = frozenset(vocabulary()["counted"]["ordinal"])

    def make(self, tokens: Sequence[Token]) -> list[Item]:
        """Make the items of one sentence."""
        keys = [self._words(token) for token in tokens]
        stops = self._stops(tokens)
        items: list[Item] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            span = self._spans.get(token.start)
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
        printed = self._text.normal[token.start : token.end]
        if printed.isupper():
            return self._lexicon.abbreviations.get(printed, (token.key,))
        return (token.key,)

    def _stops(self, tokens: Sequence[Token]) -> list[int]:
        """Say for each token where the next period or code begins: no phrase reaches into it."""
        stops = [len(tokens)] * len(tokens)
        for place in range(len(tokens) - 2, -1, -1):
            stops[place] = place + 1 if tokens[place + 1].start in self._spans else stops[place + 1]
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
        if (
            figure.kind == "bare"
            and items
            and items[-1].key.split()[-1:]
            and items[-1].key.split()[-1] in self._ordinals
        ):
            items.append(Item("code", figure.start, figure.end, tokens[place].key))
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
            and tokens[after].start not in self._spans
        ):
            after += 1
        return after if after > first else place


def without_asides(items: Sequence[Item]) -> list[Item]:
    """Leave out what brackets without a figure say, but for periods, price bases and a name not just given: *(IIP)*."""
    kept: list[Item] = []
    place = 0
    while place < len(items):
        item = items[place]
        close = _closing(items, place) if item.key == "(" and item.kind == "mark" else 0
        if not close:
            kept.append(item)
            place += 1
            continue
        named = bool(kept) and bool(kept[-1].meaning.indicators)
        inside = items[place + 1 : close]
        kept.extend(
            held for held in inside if held.kind in {"period", "prices"} or (held.meaning.indicators and not named)
        )
        place = close + 1
    return kept


def _closing(items: Sequence[Item], place: int) -> int:
    """Say where the bracket that opens at an item closes; 0 if it holds a figure, or does not close soon."""
    for at in range(place + 1, min(place + _LONGEST_ASIDE, len(items))):
        if items[at].kind == "figure" or items[at].key == "(":
            return 0
        if items[at].key == ")":
            return at
    return 0
