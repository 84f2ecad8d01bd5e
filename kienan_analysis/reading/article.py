"""Reading an article from its text to its observations."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.bracket_years import bracket_year, date_brackets
from kienan_analysis.reading.clauses import SentenceReader
from kienan_analysis.reading.clearing import cleared
from kienan_analysis.reading.grammar.engine import Grammar
from kienan_analysis.reading.grammar.packages import NOTHING_ADDED, Additions, joined, prove
from kienan_analysis.reading.grammar.table import shipped
from kienan_analysis.reading.item_maker import ItemMaker
from kienan_analysis.reading.items import without_asides
from kienan_analysis.reading.languages import Readers
from kienan_analysis.reading.levels import level_of, of_level
from kienan_analysis.reading.lexicon import Lexicon
from kienan_analysis.reading.observations import Article
from kienan_analysis.reading.of_a_year import in_whole_years, of_the_year_so_far
from kienan_analysis.reading.rankings import Rankings
from kienan_analysis.reading.resolving import Resolver
from kienan_analysis.reading.scopes.blocks import aside_in
from kienan_analysis.reading.scopes.figure_periods import Periods
from kienan_analysis.reading.scopes.period import PeriodScopes, read_named
from kienan_analysis.reading.scopes.place_cells import PlaceCells
from kienan_analysis.reading.scopes.places import Places, blocks_of
from kienan_analysis.reading.scopes.reported import reported_period
from kienan_analysis.reading.scopes.scope import ItemSentence
from kienan_analysis.reading.sentences import split_sentences
from kienan_analysis.reading.spans import find_spans
from kienan_analysis.reading.statements import Failure
from kienan_analysis.reading.tables.grid import find_headless, find_tables, lines_of
from kienan_analysis.reading.tables.places import find_place_tables
from kienan_analysis.reading.tables.printed import printed_in
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import Token, tokenize
from kienan_analysis.reading.undisturbed import without_collection
from kienan_analysis.reading.vocabulary import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator, Period
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Meaning
    from kienan_analysis.reading.observations import ReadObservation, Unread
    from kienan_analysis.reading.statements import Statement
    from kienan_analysis.reading.tables.cells import TableReader
    from kienan_analysis.reading.tables.grid import Headless, Table
    from kienan_analysis.reading.tables.place_cells import PlaceTableReader
    from kienan_analysis.reading.tables.places import PlaceTable
    from kienan_analysis.reading.text import Text

_MERGED: Final = re.compile(r"địa giới(?: hành chính)? mới|sau (?:khi )?(?:sáp nhập|sắp xếp|hợp nhất)")
_NUMBERING: Final = 2  # tokens
_OPENING: Final = 40  # tokens of a sentence that names no places: the rest of them nobody looks at again
_GRDP: Final = "grdp"  # what "the economy" of a province is


class Prepared(NamedTuple):
    """A text, cut into sentences."""

    text: Text
    sentences: list[ItemSentence]


class Decided(NamedTuple):
    """What the grammar decides of one figure by itself.

    Attributes
    ----------
    rule, reason : str
        The id of the rule, empty without one; the code of the reason where the figure is not read.
    name, compared : tuple of int
        Where its name and what it is measured against stand; empty where nothing says.
    measure, form, assigner : str
    period : str
        As the sentence says it.
    """

    rule: str
    reason: str
    name: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    measure: str = ""
    form: str = ""
    assigner: str = ""
    period: str = ""


class ArticleReader:
    """Reads articles with one catalogue.

    Parameters
    ----------
    indicators, areas : mappings
        The catalogue's, by id: what phrases name.
    additions : Additions, optional
        Rules and words of the data package's own.

    Raises
    ------
    KienanError
        A rule or word of the package cannot be used.
    """

    @without_collection()
    def __init__(
        self, indicators: Mapping[str, Indicator], areas: Mapping[str, Area], additions: Additions = NOTHING_ADDED
    ) -> None:
        self._indicators = indicators
        self._areas = areas
        self._places = Places(areas)
        self._lexicon = Lexicon(indicators, own_words=additions.words)  # places are found by themselves
        table = joined(shipped("vi"), additions, word_lists()) if additions else shipped("vi")
        self.grammar = Grammar(table, self._lexicon.meanings())
        prove(self, additions)
        self._readers = Readers(self._read_vietnamese, indicators, areas)

    def read(
        self,
        given: str,
        *,
        area: str | None = None,
        year: int | None = None,
        published: date | None = None,
        province: str = "",
    ) -> Article:
        """Read an article, in Vietnamese or English: each of its paragraphs by the table of its own language.

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
        province : str
            The province whose site it stands on, an id or a name: it tells namesakes apart.

        Raises
        ------
        KienanError
            The text is in an encoding of before Unicode, or was decoded wrongly.
        """
        with without_collection():
            return self._readers.read(given, area=area, year=year, published=published, province=province)

    def _read_vietnamese(
        self, given: str, *, area: str | None, year: int | None, published: date | None, province: str
    ) -> Article:
        text, brackets = bracket_year(read_text(given))
        lines = lines_of(text)
        tables = find_tables(text, lines)
        tokens = tokenize(text)
        cells = PlaceCells(text, self._places, tokens)
        of_places = find_place_tables(text, lines, cells.is_place, tables)
        cells.close()
        both: list[Table | PlaceTable] = sorted([*tables, *of_places], key=lambda table: table.start)
        headless = find_headless(text, lines, [(table.start, table.end) for table in both])
        apart = sorted([*both, *headless], key=lambda table: table.start)
        sentences = date_brackets(self._sentences(text, _outside(tokens, apart)), brackets)
        del lines, tokens  # long texts have very many
        own = [sentence for sentence in sentences if not sentence.block]
        named_periods = read_named(own, text.key)
        rows = [sentence.items for sentence in own]
        reported = reported_period(rows, named_periods, text.key, year, published)
        periods = Periods(reported)
        mentions = [sentence.mentions for sentence in own]
        places = self._places.read(text, mentions, reported, periods.default, area, province)
        economy = _GRDP if places.speaks_for_a_province(rows) else ""
        reader = SentenceReader(self._lexicon, self.grammar, self._indicators, economy, text.key)
        scopes = PeriodScopes(reported, text.key, own, named_periods)
        resolver = Resolver(text, periods, places.scope, self._indicators)
        rankings = Rankings(self._indicators)
        last, number = -1, 0
        for sentence in sentences:
            if sentence.paragraph != last:
                reader.new_paragraph()
                places.scope.new_paragraph()
                last = sentence.paragraph
            if sentence.block:
                found = reader.read(sentence.items, targets=[False] * len(sentence.items))
                resolver.leave(found, sentence.block)
                continue
            scope = scopes.enter(number)
            number += 1
            places.scope.enter(sentence.tokens, sentence.mentions, scope.items, alone=sentence.alone)
            targets = scope.targets()
            found = reader.read(scope.items, targets=targets)
            found = rankings.read(sentence, scope.items, found, targets)
            places.scope.give(rankings.places)
            resolver.take(found, scope)
        numbers = {table.start: number for number, table in enumerate(both, start=1)}
        for table in tables:
            resolver.take_table(self._cells(text, table, places.area, periods.default, numbers[table.start]))
        for placed in of_places:
            at = cells.placed(places.scope, merged=bool(_MERGED.search(placed.title)))
            resolver.take_table(self._place_tables.read(text, placed, periods.default, at))
        resolver.unread.extend(printed_in(text, cell).unread("table_no_head") for one in headless for cell in one.cells)
        # A district has no GRDP, whatever its report calls so.
        areas = {one.area for one in resolver.observations}
        levels = {area: level_of(area, places.subject.words, self._areas) for area in areas}
        made = [of_level(one, levels[one.area], self._lexicon, self._indicators) for one in resolver.observations]
        return Article(
            observations=tuple(in_whole_years(of_the_year_so_far(sorted(made, key=lambda one: one.start), given))),
            unread=tuple(resolver.unread),
            area=places.area_of([one.area for one in resolver.observations]),
            period=str(periods.default or ""),
            evidence=places.evidence,
            candidates=places.subject.candidates,
            area_spans=tuple(text.given_span(*span) for span in places.subject.spans),
            day=reported.day.day,
        )

    # Most texts have no table: what reads them is brought in with the first.

    def _cells(
        self, text: Text, table: Table, area: str | None, period: Period | None, number: int
    ) -> Iterable[ReadObservation | Unread]:
        from kienan_analysis.reading.tables.title import setting_of

        return self._tables.read(text, table, setting_of(text, table, area, period), number)

    @cached_property
    def _tables(self) -> TableReader:
        from kienan_analysis.reading.tables.cells import TableReader

        return TableReader(self._lexicon, self._indicators)

    @cached_property
    def _place_tables(self) -> PlaceTableReader:
        from kienan_analysis.reading.tables.place_cells import PlaceTableReader

        return PlaceTableReader(self._lexicon, self._indicators)

    def prepare(self, given: str) -> Prepared:
        """Cut a text into sentences, to be read more than once."""
        text = read_text(given)
        return Prepared(text, self._sentences(text, tokenize(text)))

    def meanings(self) -> Iterator[Meaning]:
        """Give what each phrase that the reader knows means."""
        return self._lexicon.meanings()

    def decisions(self, prepared: Prepared, *, target: bool = False) -> dict[int, Decided]:
        """Say for each figure of a text, by the place of its digits, which rule reads or refuses it.

        Parameters
        ----------
        prepared : Prepared
            One sentence or a few, of a district, each by itself.
        target : bool
            Whether aims are listed.
        """
        text, sentences = prepared
        reader = SentenceReader(self._lexicon, self.grammar, self._indicators, "", text.key)
        return {
            text.given_span(one.figure.start, one.figure.end)[0]: _decided(one)
            for sentence in sentences
            for one in reader.read(sentence.items, targets=_targets(sentence.items, target=target))
        }

    def _sentences(self, text: Text, tokens: Sequence[Token]) -> list[ItemSentence]:
        """Cut a text, of which these tokens are read, into sentences as items."""
        spans = find_spans(text)
        maker = ItemMaker(text, self._lexicon, spans.found)
        cut = list(split_sentences(text, tokens, spans.covered))
        blocks = blocks_of(cut)
        # A number before a heading is a sentence of its own: "II. HUYỆN KIẾN THỤY".
        sizes = Counter(sentence.paragraph for sentence in cut if len(sentence.tokens) > _NUMBERING)
        whole = Counter(sentence.paragraph for sentence in cut)  # a name of two words may be all there is: "Quảng Ninh"
        return [
            ItemSentence(
                items,
                sentence.paragraph,
                sentence.introduces,
                sentence.tokens if mentions else sentence.tokens[:_OPENING],
                mentions,
                1 in {sizes[sentence.paragraph], whole[sentence.paragraph]},
                blocks.get(sentence.paragraph, "") or aside_in(sentence.tokens, items),
            )
            for sentence, mentions in zip(cut, self._places.find(text, cut), strict=True)
            for items in (cleared(without_asides(maker.make(sentence.tokens, mentions))),)
        ]


def _decided(one: Statement | Failure) -> Decided:
    if isinstance(one, Failure):
        return Decided(one.rule, one.reason)
    saying = one.saying
    period = str(one.mention) if one.mention is not None else ""
    name = (one.subject.start, one.subject.end)
    return Decided(saying.rule, "", name, one.compared, saying.measure, saying.form, saying.assigner, period)


def _outside(tokens: Sequence[Token], tables: Sequence[Table | PlaceTable | Headless]) -> Sequence[Token]:
    """Leave out the tokens of tables, which are read by themselves; a line's end stays in the place of each."""
    if not tables:
        return tokens
    kept: list[Token] = []
    waiting = iter([*tables, None])
    table = next(waiting)
    for token in tokens:
        while table is not None and token.start >= table.end:
            kept.append(Token("line", table.end, table.end, "\n\n"))
            table = next(waiting)
        if table is None or token.start < table.start:
            kept.append(token)
    return kept


def _targets(items: Sequence[Item], *, target: bool) -> list[bool]:
    """Say for each item of a sentence by itself whether an aim is spoken of there."""
    found: list[bool] = []
    for item in items:
        target |= item.plays("aims.target")
        found.append(target)
    return found
