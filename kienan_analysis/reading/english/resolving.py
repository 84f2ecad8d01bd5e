"""From what English sentences say to observations: indicator, period and place resolved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.published.printed import parse_number
from kienan_analysis.reading.english.dating import Dating
from kienan_analysis.reading.english.fitting import fits, lacks_scale
from kienan_analysis.reading.english.resolutions import says_it_was, sets_aims
from kienan_analysis.reading.observations import NOWHERE, ReadObservation, Unread
from kienan_analysis.reading.reasons import sentence
from kienan_analysis.reading.statements import NOT_UNDERSTOOD, OF_AN_AMOUNT, Failure
from kienan_analysis.reading.stored import POINTS, own_price_basis, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.english.name_bounds import Name
    from kienan_analysis.reading.english.periods import Scope
    from kienan_analysis.reading.english.readings import Reading
    from kienan_analysis.reading.english.whose import ArticlePlace, Whose
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.text import Text

_SWAPPED: Final = str.maketrans(".,", ",.")


class Chooser:
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


class Resolver:
    """Turns what sentences say into observations."""

    def __init__(
        self, text: Text, place: ArticlePlace, scope: Scope, indicators: Mapping[str, Indicator], chosen: Chooser
    ) -> None:
        self._text = text
        self._place = place
        self._scope = scope
        self._dating = Dating(scope)
        self._indicators = indicators
        self._chosen = chosen
        self._aims_from = sets_aims(text.key)  # the year of a resolution that the text tells of
        self.observations: list[ReadObservation] = []
        self.unread: list[Unread] = []

    def take(self, found: Sequence[Reading | Failure]) -> None:
        """Add what a sentence says; where it gives one thing two values, neither is taken."""
        made: list[ReadObservation] = []
        self._scope.loosen([one for one in found if not isinstance(one, Failure)])
        left: Failure | None = None  # an amount that is not understood, that the next rate may be of
        for one in found:
            result = (
                self._unread(one.figure, one.reason, one.rule, one.words)
                if isinstance(one, Failure)
                else self._made(one)
            )
            if isinstance(one, Failure):
                left = one if one.figure.unit != "%" and one.reason in NOT_UNDERSTOOD else left
            if isinstance(result, Unread):
                self.unread.append(result)
            elif left is not None and not isinstance(one, Failure) and _may_be_of(one, left):
                # The number of visitors served by agencies reached 2.2 million, up 13 percent: so much of those.
                made.append(replace(result, doubts=(*result.doubts, "another_thing")))
            else:
                made.append(result)
        values: dict[tuple[str, ...], set[float]] = {}
        for each in made:
            values.setdefault(_identity(each), set()).add(each.value)
        for each in made:
            if each.indicator is not None and len(values[_identity(each)]) > 1:
                text = self._text.given[each.start : each.end]
                self.unread.append(Unread(text, each.start, each.end, sentence("two_values"), "two_values"))
            else:
                self.observations.append(each)

    def _unread(self, figure: Figure, code: str, rule: str = "", words: str = "") -> Unread:
        start, end = self._text.given_span(figure.start, figure.end)
        reason = sentence(code, words=words, rule=rule)
        return Unread(self._text.given[start:end], start, end, reason, code, rule, words)

    def _made(self, found: Reading) -> ReadObservation | Unread:
        figure = found.figure
        period = self._dating.period_of(found)
        weak = self._dating.weak
        if isinstance(period, str):
            return self._unread(figure, period, found.rule)
        base = self._dating.base_of(found, period)
        if base is None:
            return self._unread(figure, "no_base", found.rule)
        whose = self._place.of(found.places, figure.start, found.level, period)
        if whose.refused:
            return self._unread(figure, whose.refused, found.rule)
        known = self._indicators.get(self._chosen(found.name, found.places))
        if known is not None and (not fits(known, figure, found.measure) or lacks_scale(known, figure)):
            known = None
        start, end = self._text.given_span(figure.start, figure.end)
        name = self._text.given_span(*found.name.span) if found.name.span else (NOWHERE, NOWHERE)
        compared = self._text.given_span(*found.compared) if found.compared else (NOWHERE, NOWHERE)
        dated = (found.mention.start, found.mention.end) if found.mention is not None else ()
        mention = self._text.given_span(*dated) if dated else (NOWHERE, NOWHERE)
        area = self._text.given_span(*whose.span) if whose.span else (NOWHERE, NOWHERE)
        printed = figure.printed or ""
        number = float(parse_number(printed, "en")) * (-1 if figure.sign == "-" else 1)
        in_vietnamese = printed.translate(_SWAPPED)  # as all readers give digits; a source in English has its own back
        return ReadObservation(
            area=whose.area,
            indicator=known.id if known is not None else None,
            name=" ".join(self._text.given[slice(*name)].split()) if found.name.span else "",
            period=str(period),
            measure=found.measure,
            value=resolved(number, found.measure, found.form),
            printed=("-" if figure.sign == "-" else "") + in_vietnamese,
            form=found.form,
            unit=POINTS if found.in_points else figure.unit,
            bound=found.bound,
            assigner=found.assigner,
            base=base,
            status=found.status,
            price_basis=own_price_basis(found.prices, known),
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
            doubts=tuple(self._doubts(found, whose, period, weak=weak)),
        )

    def _doubts(self, found: Reading, whose: Whose, period: Period, *, weak: bool) -> Iterator[str]:
        if found.vague and not whose.span and not whose.said:
            yield "area_weak"
        if weak:
            yield "period_weak"
        is_result = found.measure in {"level", "growth"}
        after_aims = self._scope.after_aims and found.mention is None
        if is_result and (after_aims or self._may_be_aimed_at(found, period)):
            yield "aim_or_result"

    def _may_be_aimed_at(self, found: Reading, period: Period) -> bool:
        """Whether a text of a resolution lists a figure of the years that it is for, with no word of a result."""
        begins = self._aims_from
        return begins is not None and period.first.year >= begins and not says_it_was(self._text.key, found.figure)


def _may_be_of(one: Reading, left: Failure) -> bool:
    """Whether a rate's name stands before an amount that is not understood, so that it may be of that amount."""
    begun = one.name.span[0] if one.name.span else left.figure.start
    return one.measure in OF_AN_AMOUNT and begun < left.figure.start < one.figure.start


def _identity(one: ReadObservation) -> tuple[str, ...]:
    parts = (one.area or "", one.indicator or "", one.period, one.measure, one.assigner, one.base, one.price_basis)
    return (*parts, str(one.place_start) if one.area is None else "")
