"""From the prose of an article to observations: every figure with its place, or the reason why it is not understood.

The text is data: nothing in it is executed, and its length bounds the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period
from kienan_analysis.reading.clauses import Failure, SentenceReader, Statement
from kienan_analysis.reading.document import area_of, place_key, reported_period, speaks_for_a_province
from kienan_analysis.reading.items import ItemMaker, find_codes, find_prices, without_asides
from kienan_analysis.reading.lexicon import Lexicon, vocabulary
from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.observations import FIELDS, Article, ReadObservation, Unread
from kienan_analysis.reading.periods import Mention, find_mentions
from kienan_analysis.reading.sentences import split_sentences
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Area, Indicator
    from kienan_analysis.reading.document import Place, Reported
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.text import Text

__all__ = ["FIELDS", "Article", "ArticleReader", "ReadObservation", "Unread"]

_GRDP: Final = "grdp"


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
        sentences, paragraphs, introduces = self._sentences(text)
        reported = reported_period(sentences, year)
        place = area_of(sentences, self._areas)
        area = area or place.area
        economy = _GRDP if speaks_for_a_province(sentences, area, self._areas, place.words) else ""
        reader = SentenceReader(self._lexicon, self._indicators, economy, text.key)
        made = _Maker(text, reported, area, place, self._indicators)
        last = -1
        context = _Context()
        for items, paragraph, opens in zip(sentences, paragraphs, introduces, strict=True):
            if paragraph != last:
                reader.new_paragraph()
                context.new_paragraph()
                last = paragraph
            context.enter(items, reported, opens=opens)
            made.take(reader.read(items, target=context.target), context.mention)
        return Article(
            observations=tuple(made.observations),
            unread=tuple(made.unread),
            area=area,
            period=str(made.default or ""),
            evidence={"area": place.words},
        )

    def _sentences(self, text: Text) -> tuple[list[list[Item]], list[int], list[bool]]:
        spans: dict[int, tuple[int, Mention | str | None]] = {}
        covered: set[int] = set()
        for begin, end in find_codes(text):
            spans[begin] = (end, None)
            covered.update(range(begin, end))
        for begin, end, basis in find_prices(text):
            spans[begin] = (end, basis)
            covered.update(range(begin, end))
        for mention in find_mentions(text.key):
            if mention.start not in covered and mention.end - 1 not in covered:
                spans[mention.start] = (mention.end, mention)
                covered.update(range(mention.start, mention.end))
        maker = ItemMaker(text, self._lexicon, spans)
        items, paragraphs, introduces = [], [], []
        for sentence in split_sentences(text, list(tokenize(text)), covered):
            items.append(without_asides(maker.make(sentence.tokens)))
            paragraphs.append(sentence.paragraph)
            introduces.append(sentence.introduces)
        return items, paragraphs, introduces


class _Context:
    """What a paragraph's, or a list's, opening words say for all its sentences."""

    def __init__(self) -> None:
        self.mention: Mention | None = None
        self.target = False
        self._introduced: tuple[Mention | None, bool] = (None, False)
        self._first = True

    def new_paragraph(self) -> None:
        self.mention, self.target = self._introduced

    def enter(self, items: Sequence[Item], reported: Reported, *, opens: bool) -> None:
        first_figure = next((at for at, item in enumerate(items) if _is_measured(item)), len(items))
        lead = items[:first_figure]
        several = 1 < sum(
            item.mention is not None and item.mention.kind == "months" and not _after_comparison(items, at)
            for at, item in enumerate(items)
        )
        years = [
            item.mention
            for at, item in enumerate(lead)
            if item.mention is not None
            and item.mention.kind == "months"
            and not (item.mention.is_month and several)
            and item.mention.shift in {None, 0, 1}
            and not _after_comparison(lead, at)
        ]
        if years:
            self.mention = years[-1]
            self.target = _is_later(years[-1], reported)
        if any(item.plays("aims.target") for item in lead) and (opens or _is_later(self.mention, reported)):
            self.target = True
        if self._first and first_figure == len(items) and reported.aims:
            self.target, opens = True, True
        self._first = False
        if opens:
            self._introduced = (self.mention, self.target)


def _is_measured(item: Item) -> bool:
    return item.figure is not None and item.figure.kind != "bare"


def _after_comparison(items: Sequence[Item], place: int) -> bool:
    return any(
        item.plays("against.compare", "against.same_period", "says.more", "says.less")
        for item in items[max(0, place - 3) : place]
    )


def _is_later(mention: Mention | None, reported: Reported) -> bool:
    """Whether a period lies after the one that the article reports on."""
    if mention is None or reported.year is None or reported.mention is None:
        return False
    year = mention.year if mention.year is not None else reported.year + (mention.shift or 0)
    return year > reported.year


class _Maker:
    """Turns statements into observations: periods resolved, places given in the text as it came."""

    def __init__(
        self, text: Text, reported: Reported, area: str | None, place: Place, indicators: Mapping[str, Indicator]
    ) -> None:
        self._text = text
        self._place = place
        self._reported = reported
        self._area = area
        self._indicators = indicators
        self.default = reported.mention.resolve(reported.year) if reported.mention is not None else None
        if self.default is None and reported.year is not None:
            self.default = Mention(0, 0, "months").resolve(reported.year)
        self.observations: list[ReadObservation] = []
        self.unread: list[Unread] = []

    def take(self, found: Sequence[Statement | Failure], inherited: Mention | None) -> None:
        """Add what a sentence says; where it gives one thing two values, neither is taken."""
        made: list[ReadObservation] = []
        for one in found:
            result = self._unread(one.figure, one.reason) if isinstance(one, Failure) else self._made(one, inherited)
            if isinstance(result, Unread):
                self.unread.append(result)
            else:
                made.append(result)
        values: dict[tuple[str, ...], set[float]] = {}
        for observation in (known for known in made if known.indicator is not None):
            values.setdefault(_identity(observation), set()).add(observation.value)
        for observation in made:
            if len(values.get(_identity(observation), ())) > 1:
                reason = "two values for one thing in one sentence"
                place = observation.start, observation.end
                self.unread.append(Unread(self._text.given[slice(*place)], *place, reason))
            else:
                self.observations.append(observation)

    def _unread(self, figure: Figure, reason: str) -> Unread:
        start, end = self._text.given_span(figure.start, figure.end)
        return Unread(self._text.given[start:end], start, end, reason)

    def _made(self, found: Statement, inherited: Mention | None) -> ReadObservation | Unread:
        period = self._period(found, inherited)
        base = self._base(found, period)
        elsewhere, area = self._area_of(found)
        if elsewhere:
            return self._unread(found.figure, "a figure of another place")
        if period is None or base is None:
            reason = "the period is not said" if period is None else "it is relative to a point that is not named"
            return self._unread(found.figure, reason)
        saying = found.saying
        printed = found.figure.printed or ""
        start, end = self._text.given_span(found.figure.start, found.figure.end)
        subject = self._text.given_span(found.subject.start, found.subject.end)
        return ReadObservation(
            area=area,
            indicator=found.indicator or None,
            name=" ".join(self._text.given[subject[0] : subject[1]].split()),
            period=str(period),
            measure=saying.measure,
            value=_value(printed, saying.measure, saying.form, found.figure.sign),
            printed=("-" if found.figure.sign == "-" else "") + printed,
            form=saying.form,
            unit=found.figure.unit,
            bound=found.bound,
            assigner=saying.assigner,
            base=base,
            status=found.status,
            price_basis=self._price_basis(found),
            start=start,
            end=end,
        )

    def _area_of(self, found: Statement) -> tuple[bool, str | None]:
        """Say whether a figure is of another place that the catalogue does not know, else whose it is."""
        keys = [place.meaning.area or place_key(place) for place in found.places]
        if not keys or self._area in keys or self._place.named.intersection(keys) or not self._place.words:
            return False, self._area
        known = [place.meaning.area for place in found.places if place.meaning.area]
        return not known, known[-1] if known else None

    def _price_basis(self, found: Statement) -> str:
        """Give the price basis that the text names, where it is not the indicator's own."""
        known = self._indicators.get(found.indicator)
        if not found.prices or (known is not None and known.price_basis.startswith(found.prices)):
            return ""
        return "" if found.prices == "constant" else found.prices

    def _period(self, found: Statement, inherited: Mention | None) -> Period | None:
        mention = found.mention or inherited
        if found.mean:
            return self._years(mention)
        period = self._resolve(mention) or self.default
        if period is None:
            return None
        if found.earlier:
            return period.previous()
        if found.target and period.is_part_year and (self.default is None or period.first <= self.default.first):
            return Mention(0, 0, "months").resolve(period.year)
        return period

    def _years(self, mention: Mention | None) -> Period | None:
        """Give the years of a mean: those named, else those of the term that the article reviews."""
        years = mention if mention is not None and mention.kind == "years" else self._reported.term
        return years.resolve(None) if years is not None else None

    def _resolve(self, mention: Mention | None) -> Period | None:
        if mention is not None and mention.kind == "term":
            mention = self._reported.term
        if mention is None:
            return None
        today = self._reported.today or (self.default.last if self.default is not None else None)
        return mention.resolve(self._reported.year, today)

    def _base(self, found: Statement, period: Period | None) -> str | None:
        """Give what a growth is relative to: empty for the same period a year earlier; None where it cannot be named."""
        saying = found.saying
        if saying.base or saying.against.kind in {"", "plan", "same_period"} or period is None:
            return saying.base
        if saying.against.kind == "other" or saying.against.mention is None:
            return None
        base = saying.against.mention.resolve(self._reported.year)
        if base is None:
            return None
        if base == period.previous() or (base.is_full_year and period.is_part_year and base.year == period.year - 1):
            return ""
        return str(base)


def _identity(observation: ReadObservation) -> tuple[str, ...]:
    one = observation
    return (one.indicator or "", one.period, one.measure, one.assigner, one.base, one.price_basis)


def _value(printed: str, measure: str, form: str, sign: str) -> float:
    number = value_of(printed) * (-1 if sign == "-" else 1)
    if measure in {"growth", "planned_growth"}:
        number = {"index": number - 100, "decrease": -number, "multiple": 100 * number - 100}.get(form, number)
    elif measure == "attainment":
        number = {"excess": 100 + number, "decrease": 100 - number, "multiple": 100 * number}.get(form, number)
    return float(f"{number:.12g}")
