"""Reading an article from its text to its observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.article_area import article_area, speaks_for_a_province
from kienan_analysis.reading.clauses import Failure, SentenceReader
from kienan_analysis.reading.grammar.engine import Grammar
from kienan_analysis.reading.grammar.table import shipped
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
    from collections.abc import Iterator, Mapping

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Meaning
    from kienan_analysis.reading.text import Text

_GRDP: Final = "grdp"  # what "the economy" of a province is


class _Sentence(NamedTuple):
    """A sentence as items; its paragraph, and whether it introduces a list."""

    items: list[Item]
    paragraph: int
    introduces: bool


class Prepared(NamedTuple):
    """A text, cut into sentences."""

    text: Text
    sentences: list[_Sentence]


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
        self.grammar = Grammar(shipped("vi"), self._lexicon.meanings())

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
        reader = SentenceReader(self._lexicon, self.grammar, self._indicators, economy, text.key)
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

    def prepare(self, given: str) -> Prepared:
        """Cut a text into sentences, to be read more than once."""
        text = read_text(given)
        return Prepared(text, self._sentences(text))

    def meanings(self) -> Iterator[Meaning]:
        """Give what each phrase that the reader knows means."""
        return self._lexicon.meanings()

    def decisions(self, prepared: Prepared, *, target: bool = False) -> dict[int, tuple[str, str]]:
        """Say for each figure of a text, by the place of its digits, which rule reads or refuses it.

        Parameters
        ----------
        prepared : Prepared
            One sentence or a few, of a district, each by itself.
        target : bool
            Whether aims are listed.

        Returns
        -------
        dict of int to (str, str)
            The id of the rule, empty without one; and the code of the reason where the figure is not read.
        """
        text, sentences = prepared
        reader = SentenceReader(self._lexicon, self.grammar, self._indicators, "", text.key)
        found: dict[int, tuple[str, str]] = {}
        for sentence in sentences:
            for one in reader.read(sentence.items, target=target):
                start, _ = text.given_span(one.figure.start, one.figure.end)
                found[start] = (one.rule, one.reason) if isinstance(one, Failure) else (one.saying.rule, "")
        return found

    def _sentences(self, text: Text) -> list[_Sentence]:
        spans = find_spans(text)
        maker = ItemMaker(text, self._lexicon, spans.found)
        return [
            _Sentence(without_asides(maker.make(sentence.tokens)), sentence.paragraph, sentence.introduces)
            for sentence in split_sentences(text, list(tokenize(text)), spans.covered)
        ]
