"""Reading an article from its text to its observations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.clauses import SentenceReader
from kienan_analysis.reading.item_maker import ItemMaker
from kienan_analysis.reading.items import without_asides
from kienan_analysis.reading.lexicon import Lexicon
from kienan_analysis.reading.observations import Article
from kienan_analysis.reading.paragraphs import Paragraphs
from kienan_analysis.reading.reported_period import reported_period
from kienan_analysis.reading.resolving import Periods, Resolver
from kienan_analysis.reading.scopes.places import Places, blocks_of
from kienan_analysis.reading.sentences import split_sentences
from kienan_analysis.reading.spans import find_spans
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_NUMBERING: Final = 2  # tokens
_GRDP: Final = "grdp"  # what "the economy" of a province is


class _Sentence(NamedTuple):
    """A sentence as tokens, places and items; its paragraph, and whether it introduces a list, and stands alone in it.

    `block` says why it holds no figures of the text's own; empty where it does.
    """

    tokens: list[Token]
    mentions: list[PlaceMention]
    items: list[Item]
    paragraph: int
    introduces: bool
    alone: bool
    block: str


class ArticleReader:
    """Reads articles with one catalogue.

    Parameters
    ----------
    indicators, areas : mappings
        The catalogue's, by id: what phrases name.
    """

    def __init__(self, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]) -> None:
        self._indicators = indicators
        self._places = Places(areas)
        self._lexicon = Lexicon(indicators, {})  # places are found by themselves

    def read(self, given: str, *, area: str | None = None, year: int | None = None, province: str = "") -> Article:
        """Read an article.

        Parameters
        ----------
        given : str
            Any text.
        area : str, optional
            The area that it is about, where the caller knows.
        year : int, optional
            The year that it reports on, where the caller knows.
        province : str
            The province whose site it stands on, an id or a name: it tells namesakes apart.

        Raises
        ------
        KienanError
            The text is in an encoding of before Unicode, or was decoded wrongly.
        """
        text = read_text(given)
        sentences = self._sentences(text)
        own = [sentence for sentence in sentences if not sentence.block]
        rows = [sentence.items for sentence in own]
        reported = reported_period(rows, year)
        periods = Periods(reported)
        mentions = [sentence.mentions for sentence in own]
        places = self._places.read(text, mentions, reported, periods.default, area, province)
        economy = _GRDP if places.speaks_for_a_province(rows) else ""
        reader = SentenceReader(self._lexicon, self._indicators, economy, text.key)
        paragraphs = Paragraphs(reported)
        resolver = Resolver(text, periods, places.scope, self._indicators)
        last = -1
        for sentence in sentences:
            if sentence.paragraph != last:
                reader.new_paragraph()
                paragraphs.new_paragraph()
                places.scope.new_paragraph()
                last = sentence.paragraph
            if sentence.block:
                resolver.leave(reader.read(sentence.items, target=False), sentence.block)
                continue
            paragraphs.enter(sentence.items, opens=sentence.introduces)
            places.scope.enter(sentence.tokens, sentence.mentions, sentence.items, alone=sentence.alone)
            resolver.take(reader.read(sentence.items, target=paragraphs.target), paragraphs.mention)
        return Article(
            observations=tuple(resolver.observations),
            unread=tuple(resolver.unread),
            area=places.area_of([one.area for one in resolver.observations]),
            period=str(periods.default or ""),
            evidence=places.evidence,
            candidates=places.subject.candidates,
            area_spans=tuple(text.given_span(*span) for span in places.subject.spans),
        )

    def _sentences(self, text: Text) -> list[_Sentence]:
        spans = find_spans(text)
        maker = ItemMaker(text, self._lexicon, spans.found)
        cut = list(split_sentences(text, list(tokenize(text)), spans.covered))
        blocks = blocks_of(cut)
        # A number before a heading is a sentence of its own: "II. HUYỆN KIẾN THỤY".
        sizes = Counter(sentence.paragraph for sentence in cut if len(sentence.tokens) > _NUMBERING)
        return [
            _Sentence(
                sentence.tokens,
                mentions,
                without_asides(maker.make(sentence.tokens, mentions)),
                sentence.paragraph,
                sentence.introduces,
                sizes[sentence.paragraph] == 1,
                blocks.get(sentence.paragraph, ""),
            )
            for sentence, mentions in zip(cut, self._places.find(text, cut), strict=True)
        ]
