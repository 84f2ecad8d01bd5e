"""Reading an English article from its text to its observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.catalogue import UNITS
from kienan_analysis.published.printed import parse_number
from kienan_analysis.reading.english.figures import habit_of
from kienan_analysis.reading.english.items import EnglishItems
from kienan_analysis.reading.english.known_places import EnglishPlaces
from kienan_analysis.reading.english.periods import Reported, Scope, reported_period
from kienan_analysis.reading.english.sentences import EnglishSentences, Failure, Reading
from kienan_analysis.reading.english.spans import find_spans
from kienan_analysis.reading.english.tokens import tokenize
from kienan_analysis.reading.english.whose import ArticlePlace, article_place
from kienan_analysis.reading.grammar.engine import Grammar
from kienan_analysis.reading.grammar.table import shipped
from kienan_analysis.reading.items import without_asides
from kienan_analysis.reading.lexicon import Lexicon
from kienan_analysis.reading.observations import NOWHERE, Article, ReadObservation, Unread
from kienan_analysis.reading.reasons import sentence
from kienan_analysis.reading.sentences import split_sentences
from kienan_analysis.reading.text import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.english.names import Name
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.text import Text

_POINTS: Final = "điểm %"
_PEOPLE: Final = frozenset({"người", "lao động", "ca", "lượt người"})  # writers take these for one another
_HEADING: Final = 0  # number of the paragraph that may be a heading


class _Sentence(NamedTuple):
    items: list[Item]
    paragraph: int
    introduces: bool


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
        self._lexicon = Lexicon(indicators, {}, "en")  # places are found by themselves
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
        sentences = self._sentences(text)
        rows = [one.items for one in sentences]
        reported = reported_period(rows, year, published)
        place = article_place(rows, self._places, text.key, area, reported, province)
        reader = EnglishSentences(self.grammar, self._indicators, self._chooser(place), text.key)
        scope = Scope(reported)
        resolver = _Resolver(text, place, scope, self._indicators, self._chooser(place))
        last = -1
        for one in sentences:
            if one.paragraph != last:
                reader.new_paragraph()
                scope.new_paragraph()
                last = one.paragraph
            heading = one.paragraph == _HEADING and one.items[-1].key != "."
            targets = scope.enter(one.items, opens=one.introduces, heading=heading)
            resolver.take(reader.read(one.items, targets))
        return Article(
            observations=tuple(resolver.observations),
            unread=tuple(resolver.unread),
            area=place.area,
            period=str(reported.period or ""),
            evidence={"area": place.words},
        )

    def decisions(self, given: str, *, target: bool = False) -> dict[int, tuple[str, str]]:
        """Say for each figure of a text, by the place of its digits, which rule reads or refuses it.

        Parameters
        ----------
        given : str
            One sentence or a few, each by itself.
        target : bool
            Whether aims are listed.

        Returns
        -------
        dict of int to (str, str)
            The id of the rule, empty without one; and the code of the reason where the figure is not read.
        """
        text = read_text(given)
        sentences = self._sentences(text)
        rows = [one.items for one in sentences]
        place = article_place(rows, self._places, text.key, None, Reported(None, None, None), "")
        reader = EnglishSentences(self.grammar, self._indicators, self._chooser(place), text.key)
        found: dict[int, tuple[str, str]] = {}
        for one in sentences:
            for said in reader.read(one.items, [target] * len(one.items)):
                start, _ = text.given_span(said.figure.start, said.figure.end)
                found[start] = (said.rule, said.reason) if isinstance(said, Failure) else (said.rule, "")
        return found

    def _chooser(self, place: ArticlePlace) -> _Chooser:
        return _Chooser(self._indicators, place)

    def _sentences(self, text: Text) -> list[_Sentence]:
        spans = find_spans(text)
        maker = EnglishItems(text, self._lexicon, spans.found, habit_of(text.key))
        return [
            _Sentence(without_asides(maker.make(one.tokens)), one.paragraph, one.introduces)
            for one in split_sentences(text, list(tokenize(text)), spans.covered)
        ]


class _Chooser:
    """Chooses among the indicators that a name may mean: value added is a province's, gross output anybody's."""

    def __init__(self, indicators: Mapping[str, Indicator], place: ArticlePlace) -> None:
        self._indicators = indicators
        self._place = place

    def __call__(self, name: Name, places: Sequence[Item]) -> str:
        """Give the id that is meant; empty for none."""
        level = self._place.level_of(places)
        if name.economy:
            return "grdp" if level in {"province", "city", "country", ""} and "grdp" in self._indicators else ""
        # Value added, which only some areas have, comes before gross output where the place has both.
        for wanted in (True, False):
            for found in name.indicators:
                levels = self._indicators[found].levels
                if bool(levels) == wanted and (not levels or not level or level == "country" or level in levels):
                    return found
        return ""


class _Resolver:
    """Turns what sentences say into observations."""

    def __init__(
        self, text: Text, place: ArticlePlace, scope: Scope, indicators: Mapping[str, Indicator], chosen: _Chooser
    ) -> None:
        self._text = text
        self._place = place
        self._scope = scope
        self._indicators = indicators
        self._chosen = chosen
        self.observations: list[ReadObservation] = []
        self.unread: list[Unread] = []

    def take(self, found: Sequence[Reading | Failure]) -> None:
        """Add what a sentence says; where it gives one thing two values, neither is taken."""
        made: list[ReadObservation] = []
        for one in found:
            result = (
                self._unread(one.figure, one.reason, one.rule, one.words)
                if isinstance(one, Failure)
                else self._made(one)
            )
            if isinstance(result, Unread):
                self.unread.append(result)
            else:
                made.append(result)
        values: dict[tuple[str, ...], set[float]] = {}
        for one in made:
            values.setdefault(_identity(one), set()).add(one.value)
        for one in made:
            if one.indicator is not None and len(values[_identity(one)]) > 1:
                text = self._text.given[one.start : one.end]
                self.unread.append(Unread(text, one.start, one.end, sentence("two_values"), "two_values"))
            else:
                self.observations.append(one)

    def _unread(self, figure: Figure, code: str, rule: str = "", words: str = "") -> Unread:
        start, end = self._text.given_span(figure.start, figure.end)
        reason = sentence(code, words=words, rule=rule)
        return Unread(self._text.given[start:end], start, end, reason, code, rule, words)

    def _made(self, found: Reading) -> ReadObservation | Unread:
        figure = found.figure
        period = self._scope.period_of(found)
        if isinstance(period, str):
            return self._unread(figure, period, found.rule)
        base = self._scope.base_of(found, period)
        if base is None:
            return self._unread(figure, "no_base", found.rule)
        whose = self._place.of(found.places, figure.start, found.level, period)
        if whose.refused:
            return self._unread(figure, whose.refused, found.rule)
        known = self._indicators.get(self._chosen(found.name, found.places))
        if known is not None and not _fits(known, figure, found.measure):
            known = None
        start, end = self._text.given_span(figure.start, figure.end)
        name = self._text.given_span(*found.name.span) if found.name.span else (NOWHERE, NOWHERE)
        compared = self._text.given_span(*found.compared) if found.compared else (NOWHERE, NOWHERE)
        dated = (found.mention.start, found.mention.end) if found.mention is not None else ()
        mention = self._text.given_span(*dated) if dated else (NOWHERE, NOWHERE)
        area = self._text.given_span(*whose.span) if whose.span else (NOWHERE, NOWHERE)
        printed = figure.printed or ""
        return ReadObservation(
            area=whose.area,
            indicator=known.id if known is not None else None,
            name=" ".join(self._text.given[slice(*name)].split()) if found.name.span else "",
            period=str(period),
            measure=found.measure,
            value=_value(printed, found.measure, found.form, figure.sign),
            printed=("-" if figure.sign == "-" else "") + printed,
            form=found.form,
            unit=_POINTS if found.in_points else figure.unit,
            bound=found.bound,
            assigner=found.assigner,
            base=base,
            status=found.status,
            price_basis=_price_basis(found.prices, known),
            start=start,
            end=end,
            rule=found.rule,
            name_start=name[0],
            name_end=name[1],
            period_start=mention[0],
            period_end=mention[1],
            place_start=area[0],
            place_end=area[1],
            comparison_start=compared[0],
            comparison_end=compared[1],
        )


def _identity(one: ReadObservation) -> tuple[str, ...]:
    parts = (one.area or "", one.indicator or "", one.period, one.measure, one.assigner, one.base, one.price_basis)
    return (*parts, str(one.place_start) if one.area is None else "")


def _price_basis(prices: str, known: Indicator | None) -> str:
    """Give the price basis that the text names, where it is not the indicator's own."""
    if not prices or prices == "constant" or (known is not None and known.price_basis.startswith(prices)):
        return ""
    return prices


def _fits(known: Indicator, figure: Figure, measure: str) -> bool:
    """Whether an indicator can have such a figure: a level in percent is one of a rate, a count is no money."""
    if measure not in {"level", "plan"}:
        return True
    if figure.kind == "rate":
        return known.kind == "rate"
    if figure.unit == known.unit:
        return True
    if figure.is_money and ("đồng" in known.unit or "USD" in known.unit):
        return set(figure.unit.split("/")[1:]) <= set(known.unit.split("/")[1:])
    one, other = UNITS.get(figure.unit), UNITS.get(known.unit)
    if one is not None and other is not None and one.dimension == other.dimension:
        return True
    return {figure.unit, known.unit} <= _PEOPLE


def _value(printed: str, measure: str, form: str, sign: str) -> float:
    """Resolve a form: equal to 104 per cent of the year before is 4."""
    number = float(parse_number(printed, "en")) * (-1 if sign == "-" else 1)
    if measure in {"growth", "planned_growth"}:
        number = {"index": number - 100, "decrease": -number, "multiple": 100 * number - 100}.get(form, number)
    elif measure == "attainment":
        number = {"excess": 100 + number, "decrease": 100 - number, "multiple": 100 * number}.get(form, number)
    return float(f"{number:.12g}")
