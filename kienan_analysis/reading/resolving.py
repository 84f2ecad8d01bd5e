"""From statements to observations: periods and bases resolved, areas known, places in the text as it was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.observations import NOWHERE, ReadObservation, Unread
from kienan_analysis.reading.other_subjects import may_be_of_another
from kienan_analysis.reading.reasons import sentence
from kienan_analysis.reading.scopes.month_on_month import is_of_a_short_time, month_of, opens_against
from kienan_analysis.reading.scopes.period_doubts import (
    is_aim_or_result,
    is_an_undated_aim,
    is_dated_beside,
    is_dated_by_another_aim,
    is_of_a_term_named,
    is_of_either_half,
    is_weakly_dated,
)
from kienan_analysis.reading.scopes.reasons import Refusal
from kienan_analysis.reading.statements import NOT_UNDERSTOOD, OF_AN_AMOUNT, Failure
from kienan_analysis.reading.stored import POINTS, own_price_basis, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.scopes.figure_periods import Periods
    from kienan_analysis.reading.scopes.place_scope import Placed, PlaceScope
    from kienan_analysis.reading.scopes.scope import SentenceScope
    from kienan_analysis.reading.statements import Statement
    from kienan_analysis.reading.text import Text

_ACCOUNTS: Final = frozenset({"grdp", "grdp_per_capita"})
_RESULTS: Final = frozenset({"level", "growth", "attainment"})


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

    def take(self, found: Sequence[Statement | Failure], scope: SentenceScope) -> None:
        """Add what a sentence says; where it gives one thing two values, neither is taken.

        Parameters
        ----------
        found : sequence of Statement or Failure
        scope : SentenceScope
            What holds in the sentence.
        """
        made: list[ReadObservation] = []
        left: Failure | None = None  # an amount whose name is not clear, that what follows may be of
        for one in found:
            if isinstance(one, Failure):
                self.unread.append(self._unread(one.figure, one.reason, one.rule, one.words))
                left = one if _is_of_another(one) else left
                continue
            result = self._made(one, scope)
            if isinstance(result, Unread):
                self.unread.append(result)
                continue
            if left is not None and one.saying.measure in OF_AN_AMOUNT and one.subject.start < left.figure.start:
                # Tăng thu nhập cho 1.200 người, đạt 105% kế hoạch: so much of the people, not of income.
                result = replace(result, doubts=(*result.doubts, "another_thing"))
            made.append(result)
        values: dict[tuple[str, ...], float] = {}
        several: set[tuple[str, ...]] = set()
        for observation in made:
            if observation.indicator is not None and len(made) > 1:
                identity = _identity(observation)
                if values.setdefault(identity, observation.value) != observation.value:
                    several.add(identity)
        for observation in made:
            if several and _identity(observation) in several:
                start, end = observation.start, observation.end
                reason = sentence("two_values")
                self.unread.append(Unread(self._text.given[start:end], start, end, reason, "two_values"))
            elif several and any(_thing(observation) == one[:2] for one in several):
                # Its growth and its share of the plan are of the one or the other.
                self.observations.append(replace(observation, doubts=(*observation.doubts, "two_values")))
            else:
                self.observations.append(observation)

    def take_table(self, cells: Iterable[ReadObservation | Unread]) -> None:
        """Add what the cells of a table say."""
        for one in cells:
            if isinstance(one, Unread):
                self.unread.append(one)
            else:
                self.observations.append(one)

    def _failed(self, found: Failure) -> Unread:
        """Leave a figure unread; where it is another place's anyway, that says more than why it was not understood."""
        figure, code = found.figure, found.reason
        if code == "compared_with":
            whose = self._places.whose(figure.start, figure.start)
            code = "another_place" if whose.holder == "place" else code
        return self._unread(figure, code, found.rule, found.words)

    def leave(self, found: Sequence[Statement | Failure], code: str) -> None:
        """Leave every figure of a sentence unread that stands in a block of its own: a caption, a comment."""
        for one in found:
            self.unread.append(self._unread(one.figure, code))

    def _unread(self, figure: Figure, code: str, rule: str = "", words: str = "") -> Unread:
        start, end = self._text.given_span(figure.start, figure.end)
        reason = sentence(code, words=words, rule=rule)
        return Unread(self._text.given[start:end], start, end, reason, code, rule, words)

    def _made(self, found: Statement, scope: SentenceScope) -> ReadObservation | Unread:
        figure, subject = found.figure, found.subject
        whose = self._places.whose(figure.start, subject.start, subject.end)
        period = self._periods.of(found, scope, self._indicators.get(found.indicator))
        short = is_of_a_short_time(found, scope, self._text.key) if not isinstance(period, Refusal) else ""
        if short and not found.saying.against.kind and found.saying.is_change and opens_against(scope, self._text.key):
            return self._unread(figure, "no_base")  # so với tháng trước, giáo dục tăng 0,5%
        if short == "tháng" and not isinstance(period, Refusal) and period == self._periods.default:
            period = month_of(period) or period
        done = not found.target and found.saying.measure in _RESULTS and found.status != "estimate"
        placed = self._places.place(whose, None if isinstance(period, Refusal) else period, done=done)
        if placed.reason:
            return self._unread(figure, placed.reason)
        if self._places.holds_against_a_place and found.saying.is_change and not found.saying.against.kind:
            return self._unread(figure, "compared_with")
        if isinstance(period, Refusal):
            return self._unread(figure, period.code)
        if _is_by_quarters(found.indicator) and period.first.month == period.last.month:
            return self._unread(figure, "no_period")
        base = self._periods.base_of(found, period)
        if base is None:
            return self._unread(found.figure, "no_base")
        saying = found.saying
        printed = found.figure.printed or ""
        number = value_of(printed) * (-1 if figure.sign == "-" else 1)
        start, end = self._text.given_span(found.figure.start, found.figure.end)
        name = slice(*self._text.given_span(found.subject.start, found.subject.end))
        place = self._text.given_span(placed.start, placed.end) if placed.end > placed.start else (NOWHERE, NOWHERE)
        words = self._periods.words(found, scope)
        dated = self._text.given_span(*words) if words is not None else (NOWHERE, NOWHERE)
        compared = self._text.given_span(*found.compared) if found.compared else (NOWHERE, NOWHERE)
        return ReadObservation(
            area=placed.area,
            indicator=found.indicator or None,
            name=" ".join(self._text.given[name].split()),
            period=str(period),
            measure=saying.measure,
            value=resolved(number, saying.measure, saying.form),
            printed=("-" if found.figure.sign == "-" else "") + printed,
            form=saying.form,
            unit=POINTS if saying.in_points else found.figure.unit,
            bound=found.bound,
            assigner=saying.assigner,
            base=base,
            status=found.status,
            price_basis=own_price_basis(found.prices, self._indicators.get(found.indicator)),
            start=start,
            end=end,
            plan_version=saying.plan_version,
            rule=saying.rule,
            name_start=name.start,
            name_end=name.stop,
            period_start=dated[0],
            period_end=dated[1],
            place_start=place[0],
            place_end=place[1],
            comparison_start=compared[0],
            comparison_end=compared[1],
            doubts=self._doubts(found, scope, placed, period, short=short),
        )

    def _doubts(
        self, found: Statement, scope: SentenceScope, placed: Placed, period: Period, *, short: str
    ) -> tuple[str, ...]:
        """Say what about a figure by itself may be wrong: its name, whose and when it is, whether it is one figure."""
        reported = self._periods.reported
        dated_weakly = (
            is_weakly_dated(found, scope, reported)
            or is_of_either_half(found, period, reported)
            or is_dated_by_another_aim(found, scope, reported)
            or is_dated_beside(found, scope, period)
            or is_of_a_term_named(found, scope, period, reported)
            or is_an_undated_aim(found, scope, period, reported)
            or (short == "tháng" and period.first.month != period.last.month)
            or (short == "quý" and period.is_full_year)
        )
        doubts = (
            ("name_slip", not found.subject.sure),
            ("name_completed", found.subject.completed),
            ("area_weak", placed.weak),
            ("period_weak", dated_weakly),
            ("aim_or_result", is_aim_or_result(found, period, reported)),
            ("open_ended", found.saying.open_ended),
            ("another_thing", may_be_of_another(found, scope.items, scope.item_at(found.figure.start))),
        )
        return tuple(code for code, holds in doubts if holds)


def _is_of_another(found: Failure) -> bool:
    """Whether an amount that is not read may be what the next share is of: *có thêm 62 hộ thoát nghèo, đạt 413%*."""
    counts_more = found.reason == "amount_of_change" and not found.figure.is_money
    return found.figure.unit != "%" and (found.reason in NOT_UNDERSTOOD or counts_more)


def _is_by_quarters(indicator: str) -> bool:
    """Whether an indicator is of the national accounts, which no statistics office reckons for a month."""
    return indicator in _ACCOUNTS or indicator.endswith("_value_added")


def _thing(one: ReadObservation) -> tuple[str, str]:
    return one.area or "", one.indicator or ""


def _identity(one: ReadObservation) -> tuple[str, ...]:
    against = (one.assigner, one.plan_version, one.base, one.price_basis)
    return (one.area or "", one.indicator or "", one.period, one.measure, *against)
