"""Reading an English article from its text to its observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.english.article_place import article_place
from kienan_analysis.reading.english.datelines import after_dateline
from kienan_analysis.reading.english.figures import habit_of
from kienan_analysis.reading.english.items import EnglishItems
from kienan_analysis.reading.english.known_places import EnglishPlaces
from kienan_analysis.reading.english.periods import Scope
from kienan_analysis.reading.english.places import place_key
from kienan_analysis.reading.english.reported import Reported, reported_period
from kienan_analysis.reading.english.resolving import Chooser, Resolver
from kienan_analysis.reading.english.sentences import EnglishSentences
from kienan_analysis.reading.english.spans import find_spans
from kienan_analysis.reading.english.tokens import tokenize
from kienan_analysis.reading.grammar.engine import Grammar
from kienan_analysis.reading.grammar.table import shipped
from kienan_analysis.reading.items import without_asides
from kienan_analysis.reading.lexicon import Lexicon
from kienan_analysis.reading.observations import Article
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.sentences import split_sentences
from kienan_analysis.reading.statements import Failure
from kienan_analysis.reading.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.article import Decided
    from kienan_analysis.reading.english.readings import Reading
    from kienan_analysis.reading.english.whose import ArticlePlace
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Meaning
    from kienan_analysis.reading.text import Text

_HEADING: Final = 0  # number of the paragraph that may be a heading
_LEAD: Final = 4  # sentences


@record
class _Sentence(Record):
    items: list[Item]
    paragraph: int
    introduces: bool


class PreparedEnglish(NamedTuple):
    """A text, cut into sentences."""

    text: Text
    sentences: list[_Sentence]


class EnglishReader:
    """Reads English articles with one catalogue.

    Parameters
    ----------
    indicators, areas : mappings
        The catalogue's, by id.
    """

    def __init__(self, indicators: Mapping[str, Indicator], areas: Mapping[str, Area]) -> None:
        self._indicators = indicators
        self._places = EnglishPlaces(areas)
        self._lexicon = Lexicon(indicators, "en")  # places are found by themselves
        self.grammar = Grammar(shipped("en"), self._lexicon.meanings())

    def read(
        self,
        given: str,
        *,
        area: str | None = None,
        year: int | None = None,
        published: date | None = None,
        province: str = "",
    ) -> Article:
        """Read an article; the parameters are those of `ArticleReader.read`."""
        text = read_text(given)
        sentences = _without_month_lines(self._sentences(text), text.key)
        reported = reported_period([one.items for one in sentences], year, published)
        sentences = [one for one in self._without_datelines(sentences, text) if one.items]  # (Photo: VNA)
        rows = [one.items for one in sentences]
        place = article_place(rows, self._places, text.key, area, reported, province)
        reader = self._reader(place, text.key)
        scope = Scope(reported)
        resolver = Resolver(text, place, scope, self._indicators, self._chooser(place))
        last = -1
        for one in sentences:
            if one.paragraph != last:
                reader.new_paragraph()
                scope.new_paragraph()
                last = one.paragraph
            heading = one.paragraph == _HEADING and one.items[-1].key != "."
            targets = scope.enter(one.items, opens=one.introduces, heading=heading)
            found = reader.read(one.items, targets)
            resolver.take(found)
            foreseen = any(isinstance(each, Failure) and each.reason == "possible" for each in found)
            scope.took([each for each in found if not isinstance(each, Failure)], foreseen=foreseen)
        return Article(
            observations=tuple(resolver.observations),
            unread=tuple(resolver.unread),
            area=place.area,
            period=str(reported.period or ""),
            evidence={"area": place.words},
        )

    def prepare(self, given: str) -> PreparedEnglish:
        """Cut a text into sentences, to be read more than once."""
        text = read_text(given)
        return PreparedEnglish(text, self._sentences(text))

    def meanings(self) -> Iterator[Meaning]:
        """Give what each phrase that the reader knows means."""
        return self._lexicon.meanings()

    def decisions(self, prepared: PreparedEnglish, *, target: bool = False) -> dict[int, Decided]:
        """Say for each figure of a text, by the place of its digits, which rule reads or refuses it.

        Parameters
        ----------
        prepared : PreparedEnglish
            One sentence or a few, each by itself.
        target : bool
            Whether aims are listed.
        """
        text, sentences = prepared
        sentences = self._without_datelines(sentences, text)
        rows = [one.items for one in sentences]
        place = article_place(rows, self._places, text.key, None, Reported(None, None, None), "")
        reader = self._reader(place, text.key)
        return {
            text.given_span(said.figure.start, said.figure.end)[0]: _decided(said)
            for one in sentences
            for said in reader.read(one.items, [target] * len(one.items))
        }

    def _reader(self, place: ArticlePlace, key: str) -> EnglishSentences:
        own = place_key(place.words) if place.words else ""
        return EnglishSentences(self.grammar, self._indicators, self._chooser(place), key, place.level, own)

    def _chooser(self, place: ArticlePlace) -> Chooser:
        return Chooser(self._indicators, place)

    @staticmethod
    def _without_datelines(sentences: Sequence[_Sentence], text: Text) -> list[_Sentence]:
        """Leave out where the article was written: that is not whose its figures are."""
        found: list[_Sentence] = []
        last = -1
        for one in sentences:
            first, last = one.paragraph != last, one.paragraph
            skip = after_dateline(one.items, text, heading=one.paragraph == _HEADING) if first else 0
            found.append(one._replace(items=without_asides(one.items[skip:])))
        return found

    def _sentences(self, text: Text) -> list[_Sentence]:
        spans = find_spans(text)
        maker = EnglishItems(text, self._lexicon, spans.found, habit_of(text.key))
        return [
            _Sentence(maker.make(one.tokens), one.paragraph, one.introduces)
            for one in split_sentences(text, list(tokenize(text)), spans.covered)
        ]


def _decided(one: Reading | Failure) -> Decided:
    from kienan_analysis.reading.article import Decided

    if isinstance(one, Failure):
        return Decided(one.rule, one.reason)
    period = str(one.mention) if one.mention is not None else ""
    return Decided(one.rule, "", one.name.span, one.compared, one.measure, one.form, one.assigner, period)


def _without_month_lines(sentences: Sequence[_Sentence], key: str) -> list[_Sentence]:
    """Leave out a line above the text that is a month and its year: when it came out, no period of a figure."""
    lead = [one._replace(items=[item for item in one.items if not _is_a_line(item, key)]) for one in sentences[:_LEAD]]
    return [one for one in (*lead, *sentences[_LEAD:]) if one.items]


def _is_a_line(item: Item, key: str) -> bool:
    mention = item.mention
    if mention is None or not mention.is_month or mention.year is None:
        return False
    return key[item.end : item.end + 1] == "\n" and (not item.start or key[item.start - 1] == "\n")
