"""From statements to observations: periods and bases resolved, areas known, places in the text as it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.clauses import Failure
from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.observations import ReadObservation, Unread
from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.scopes.holders import REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.clauses import Statement
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.reported_period import Reported
    from kienan_analysis.reading.scopes.place_scope import PlaceScope
    from kienan_analysis.reading.text import Text

_COMPARED: Final = "what another figure is compared with"


class Periods:
    """Resolves the periods of an article.

    Parameters
    ----------
    reported : Reported

    Attributes
    ----------
    default : Period or None
        What the article reports on.
    """

    def __init__(self, reported: Reported) -> None:
        self._reported = reported
        self.default = reported.mention.resolve(reported.year) if reported.mention is not None else None
        if self.default is None and reported.year is not None:
            self.default = _whole(reported.year)

    def of(self, found: Statement, inherited: Mention | None) -> Period | None:
        """Give a statement's period: its own, the paragraph's, else the article's."""
        mention = found.mention or inherited
        if found.mean:
            # The years named, else those of the term that the article reviews.
            years = mention if mention is not None and mention.kind == "years" else self._reported.term
            return years.resolve(None) if years is not None else None
        period = self._resolve(mention) or self.default
        if period is None:
            return None
        if found.earlier:
            return period.previous()
        if found.target and period.is_part_year and (self.default is None or period.first <= self.default.first):
            return _whole(period.year)  # in a review of six months, the plan is the year's
        return period

    def base_of(self, found: Statement, period: Period) -> str | None:
        """Give what a growth is relative to: empty for the same period a year earlier; None where it is not named."""
        saying = found.saying
        if saying.base or saying.against.kind in {"", "plan", "same_period"}:
            return saying.base
        if saying.against.kind == "other" or saying.against.mention is None:
            return None
        base = saying.against.mention.resolve(self._reported.year)
        if base is None:
            return None
        if base == period.previous() or (base.is_full_year and period.is_part_year and base.year == period.year - 1):
            return ""
        return str(base)

    def _resolve(self, mention: Mention | None) -> Period | None:
        if mention is not None and mention.kind == "term":
            mention = self._reported.term
        if mention is None:
            return None
        today = self._reported.today or (self.default.last if self.default is not None else None)
        return mention.resolve(self._reported.year, today)


class Resolver:
    """Turns the statements of an article into observations.

    Parameters
    ----------
    text : Text
    periods : Periods
    places : PlaceScope
        Whose each figure is; it stands at the sentence that is taken.
    indicators : mapping of str to Indicator
    """

    def __init__(
        self,
        text: Text,
        periods: Periods,
        places: PlaceScope,
        indicators: Mapping[str, Indicator],
    ) -> None:
        self._text = text
        self._periods = periods
        self._places = places
        self._indicators = indicators
        self.observations: list[ReadObservation] = []
        self.unread: list[Unread] = []

    def take(self, found: Sequence[Statement | Failure], inherited: Mention | None) -> None:
        """Add what a sentence says; where it gives one thing two values, neither is taken.

        Parameters
        ----------
        found : sequence of Statement or Failure
        inherited : Mention or None
            The paragraph's period.
        """
        made: list[ReadObservation] = []
        for one in found:
            result = self._failed(one) if isinstance(one, Failure) else self._made(one, inherited)
            if isinstance(result, Unread):
                self.unread.append(result)
            else:
                made.append(result)
        values: dict[tuple[str, ...], set[float]] = {}
        for observation in made:
            if observation.indicator is not None:
                values.setdefault(_identity(observation), set()).add(observation.value)
        for observation in made:
            if len(values.get(_identity(observation), ())) > 1:
                start, end = observation.start, observation.end
                reason = "two values for one thing in one sentence"
                self.unread.append(Unread(self._text.given[start:end], start, end, reason))
            else:
                self.observations.append(observation)

    def _failed(self, found: Failure) -> Unread:
        """Leave a figure unread; where it is another place's anyway, that says more than why it was not understood."""
        reason = found.reason
        if reason.startswith(_COMPARED):
            figure = found.figure
            whose = self._places.whose(figure.start, figure.start)
            reason = REASONS["elsewhere"] if whose.holder == "place" else reason
        return self._unread(found.figure, reason)

    def leave(self, found: Sequence[Statement | Failure], reason: str) -> None:
        """Leave every figure of a sentence unread that stands in a block of its own: a caption, a comment."""
        for one in found:
            self.unread.append(self._unread(one.figure, reason))

    def _unread(self, figure: Figure, reason: str) -> Unread:
        start, end = self._text.given_span(figure.start, figure.end)
        return Unread(self._text.given[start:end], start, end, reason)

    def _made(self, found: Statement, inherited: Mention | None) -> ReadObservation | Unread:
        figure, subject = found.figure, found.subject
        whose = self._places.whose(figure.start, subject.start)
        period = self._periods.of(found, inherited)
        placed = self._places.place(whose, period)
        if placed.reason:
            return self._unread(figure, placed.reason)
        if period is None:
            return self._unread(found.figure, "the period is not said")
        base = self._periods.base_of(found, period)
        if base is None:
            return self._unread(found.figure, "it is relative to a point that is not named")
        saying = found.saying
        printed = found.figure.printed or ""
        start, end = self._text.given_span(found.figure.start, found.figure.end)
        name = slice(*self._text.given_span(found.subject.start, found.subject.end))
        return ReadObservation(
            area=placed.area,
            indicator=found.indicator or None,
            name=" ".join(self._text.given[name].split()),
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

    def _price_basis(self, found: Statement) -> str:
        """Give the price basis that the text names, where it is not the indicator's own."""
        known = self._indicators.get(found.indicator)
        if not found.prices or (known is not None and known.price_basis.startswith(found.prices)):
            return ""
        return "" if found.prices == "constant" else found.prices


def _whole(year: int) -> Period | None:
    return Mention(0, 0, "months").resolve(year)


def _identity(one: ReadObservation) -> tuple[str, ...]:
    return (one.area or "", one.indicator or "", one.period, one.measure, one.assigner, one.base, one.price_basis)


def _value(printed: str, measure: str, form: str, sign: str) -> float:
    """Resolve a form: *bằng 104% so với cùng kỳ* is 4."""
    number = value_of(printed) * (-1 if sign == "-" else 1)
    if measure in {"growth", "planned_growth"}:
        number = {"index": number - 100, "decrease": -number, "multiple": 100 * number - 100}.get(form, number)
    elif measure == "attainment":
        number = {"excess": 100 + number, "decrease": 100 - number, "multiple": 100 * number}.get(form, number)
    return float(f"{number:.12g}")
