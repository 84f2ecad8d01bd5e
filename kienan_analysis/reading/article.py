"""Reading an article from its text to its observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.article_area import article_area, speaks_for_a_province
from kienan_analysis.reading.clauses import SentenceReader
from kienan_analysis.reading.clearing import cleared
from kienan_analysis.reading.item_maker import ItemMaker
from kienan_analysis.reading.items import without_asides
from kienan_analysis.reading.lexicon import Lexicon
from kienan_analysis.reading.observations import Article
from kienan_analysis.reading.paragraphs import Paragraphs
from kienan_analysis.reading.reported_period import reported_period
from kienan_analysis.reading.resolving import Periods, Resolver
from kienan_analysis.reading.sentences import split_sentences
from kienan_analysis.reading.spans import find_spans
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.text import Text

_GRDP: Final = "grdp"  # what "the economy" of a province is


class _Sentence(NamedTuple):
    """A sentence as items; its paragraph, and whether it introduces a list."""

    items: list[Item]
    paragraph: int
    introduces: bool


class ArticleReader:
    """Reads articles with one catalogue.

    Parameters
    ----------
    indicators, areas : mappings
        The catalogue's, by id: what phrases name.
    """

    def __init__(self, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]) -> None:
        self._indicators = indicators
        self._areas = areas
        self._lexicon = Lexicon(indicators, areas)

    def read(self, given: str, *, area: str | None = None, year: int | None = None) -> Article:
        """Read an article.

        Parameters
        ----------
        given : str
            Any text.
        area : str, optional
            The area that it is about, where the caller knows.
        year : int, optional
            The year that it reports on, where the caller knows.

        Raises
        ------
        KienanError
            The text is in an encoding of before Unicode, or was decoded wrongly.
        """
        text = read_text(given)
        sentences = self._sentences(text)
        rows = [sentence.items for sentence in sentences]
        reported = reported_period(rows, year)
        named = article_area(rows, self._areas)
        area = area or named.area
        economy = _GRDP if speaks_for_a_province(rows, area, self._areas, named.words) else ""
        reader = SentenceReader(self._lexicon, self._indicators, economy, text.key)
        paragraphs = Paragraphs(reported)
        periods = Periods(reported)
        resolver = Resolver(text, periods, area, named, self._indicators)
        last = -1
        for sentence in sentences:
            if sentence.paragraph != last:
                reader.new_paragraph()
                paragraphs.new_paragraph()
                last = sentence.paragraph
            paragraphs.enter(sentence.items, opens=sentence.introduces)
            resolver.take(reader.read(sentence.items, target=paragraphs.target), paragraphs.mention)
        return Article(
            observations=tuple(resolver.observations),
            unread=tuple(resolver.unread),
            area=area,
            period=str(periods.default or ""),
            evidence={"area": named.words},
        )

    def _sentences(self, text: Text) -> list[_Sentence]:
        spans = find_spans(text)
        maker = ItemMaker(text, self._lexicon, spans.found)
        return [
            _Sentence(cleared(without_asides(maker.make(sentence.tokens))), sentence.paragraph, sentence.introduces)
            for sentence in split_sentences(text, list(tokenize(text)), spans.covered)
        ]
