"""Reading an article from its text to its observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.article_area import article_area, speaks_for_a_province
from kienan_analysis.reading.clauses import Failure, SentenceReader
from kienan_analysis.reading.clearing import cleared
from kienan_analysis.reading.grammar.engine import Grammar
from kienan_analysis.reading.grammar.table import shipped
from kienan_analysis.reading.item_maker import ItemMaker
from kienan_analysis.reading.items import without_asides
from kienan_analysis.reading.lexicon import Lexicon
from kienan_analysis.reading.observations import Article
from kienan_analysis.reading.resolving import Resolver
from kienan_analysis.reading.scopes.figure_periods import Periods
from kienan_analysis.reading.scopes.period import ItemSentence, PeriodScopes, read_named
from kienan_analysis.reading.scopes.reported import reported_period
from kienan_analysis.reading.spans import find_spans
from kienan_analysis.reading.tables.flat_rows import sentences_and_tables
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.text import Text

_GRDP: Final = "grdp"  # what "the economy" of a province is


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

    def read(
        self, given: str, *, area: str | None = None, year: int | None = None, published: date | None = None
    ) -> Article:
        """Read an article.

        Parameters
        ----------
        given : str
            Any text.
        area : str, optional
            The area that it is about, where the caller knows.
        year : int, optional
            The year that it reports on, where the caller knows.
        published : date, optional
            The day of publication, where the caller knows: years that the text leaves out are seen from it, and no
            result is of a time after it.

        Raises
        ------
        KienanError
            The text is in an encoding of before Unicode, or was decoded wrongly.
        """
        text = read_text(given)
        sentences = self._sentences(text)
        rows = [sentence.items for sentence in sentences]
        named_periods = read_named(sentences, text.key)
        reported = reported_period(rows, named_periods, text.key, year, published)
        named = article_area(rows, self._areas)
        area = area or named.area
        economy = _GRDP if speaks_for_a_province(rows, area, self._areas, named.words) else ""
        reader = SentenceReader(self._lexicon, self.grammar, self._indicators, economy, text.key)
        scopes = PeriodScopes(reported, text.key, sentences, named_periods)
        periods = Periods(reported)
        resolver = Resolver(text, periods, area, named, self._indicators)
        last = -1
        for number, sentence in enumerate(sentences):
            if sentence.paragraph != last:
                reader.new_paragraph()
                last = sentence.paragraph
            scope = scopes.enter(number)
            resolver.take(reader.read(scope.items, targets=scope.targets()), scope)
        return Article(
            observations=tuple(resolver.observations),
            unread=tuple(resolver.unread),
            area=area,
            period=str(periods.default or ""),
            evidence={"area": named.words},
        )

    def decisions(self, given: str, *, target: bool = False) -> dict[int, tuple[str, str]]:
        """Say for each figure of a text, by the place of its digits, which rule reads or refuses it.

        Parameters
        ----------
        given : str
            One sentence or a few, of a district, each by itself.
        target : bool
            Whether aims are listed.

        Returns
        -------
        dict of int to (str, str)
            The id of the rule, empty without one; and the code of the reason where the figure is not read.
        """
        text = read_text(given)
        reader = SentenceReader(self._lexicon, self.grammar, self._indicators, "", text.key)
        found: dict[int, tuple[str, str]] = {}
        for sentence in self._sentences(text):
            for one in reader.read(sentence.items, targets=_targets(sentence.items, target=target)):
                start, _ = text.given_span(one.figure.start, one.figure.end)
                found[start] = (one.rule, one.reason) if isinstance(one, Failure) else (one.saying.rule, "")
        return found

    def _sentences(self, text: Text) -> list[ItemSentence]:
        spans = find_spans(text)
        maker = ItemMaker(text, self._lexicon, spans.found)
        return [
            ItemSentence(cleared(without_asides(maker.make(sentence.tokens))), sentence.paragraph, sentence.introduces)
            for sentence in sentences_and_tables(text, list(tokenize(text)), spans)
        ]


def _targets(items: Sequence[Item], *, target: bool) -> list[bool]:
    """Say for each item of a sentence by itself whether an aim is spoken of there."""
    found: list[bool] = []
    for item in items:
        target |= item.plays("aims.target")
        found.append(target)
    return found
