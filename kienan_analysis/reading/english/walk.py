"""The walk over an English sentence from figure to figure, with what holds from one to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.after import After, read_after
from kienan_analysis.reading.english.around import Around
from kienan_analysis.reading.english.conditions import Clause, context_of
from kienan_analysis.reading.english.fitting import fits
from kienan_analysis.reading.english.further import VERBS, Further
from kienan_analysis.reading.english.name_bounds import Name
from kienan_analysis.reading.english.names import Namer, strong_break
from kienan_analysis.reading.english.readings import Reading, State
from kienan_analysis.reading.english.respective import respective
from kienan_analysis.reading.english.roles import dates_an_event, is_held_against, is_in_circumstance
from kienan_analysis.reading.english.stretches import (
    capital_of,
    foreigners_of,
    is_end_of_change,
    is_of_a_thing,
    is_over,
    is_past_bracket,
    past_heading,
    past_source,
)
from kienan_analysis.reading.english.units import scaled
from kienan_analysis.reading.grammar.ruling import Stretch
from kienan_analysis.reading.saying import said_by
from kienan_analysis.reading.statements import Failure
from kienan_analysis.reading.stored import turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.english.sentences import EnglishSentences
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.grammar.engine import Decision
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item

_COUNTS: Final = frozenset({"lượt", "lượt người", "doanh nghiệp"})  # what is counted without a noun after it
_BRANCHES: Final = frozenset({"sector", "industry", "branch"})
_OF_GOODS: Final = frozenset({"exports", "imports"})
_ITS_OWN_TIME: Final = frozenset({
    "unexplained", "nothing_said", "no_name", "no_unit", "no_base", "another_body", "digits",
})  # fmt: skip
_RUNNING: Final = frozenset({"accumulated", "cumulatively", "cumulative", "overall", "altogether", "in total"})
_LASTING: Final = frozenset({"condition"})  # limits that hold to the end of the sentence
_CARRIED_ON: Final = frozenset({"condition", "possible", "denied", "contribution", "aim_or_result"})


class Walk:
    """One sentence on its way."""

    def __init__(
        self, reader: EnglishSentences, items: Sequence[Item], targets: Sequence[bool], last: Name | None
    ) -> None:
        self._reader = reader
        self._grammar = reader.grammar
        self._items = items
        self._targets = targets
        self._row: Row = self._grammar.rows.row(items)
        self._around = Around(items)
        self._further = Further(items, self._row, self._grammar)
        self._namer = Namer(items, self._row, self._grammar)
        self.last = last
        self.only: Name | None = None
        self.vague = False
        self.state = State()
        self._seen = 0  # the item up to which periods and brackets were taken

    def read(self, places: Sequence[int]) -> list[Reading | Failure]:
        """Read the figures at some items."""
        found: list[Reading | Failure] = []
        self._listed = respective(self._items, self._row, self._grammar, places)
        start = 0
        for place, end in zip(places, [*places[1:], len(self._items)], strict=True):
            if place < start:  # VND9 trillion (US$1 billion) in budget revenue
                if (again := self._items[place].figure) is not None:
                    found.append(Failure(again, "restated"))
                continue
            after = read_after(self._items, self._row, self._grammar, place + 1, end)
            self._further.past_bracket(after)
            self._further.period(after, end)
            figure = self._items[place].figure
            if figure is not None:
                one = (
                    Failure(figure, "list_mismatch")
                    if place in self._listed.refused
                    else self._figure(figure, start, place, after, end)
                )
                if one is not None:
                    found.append(one)
                if isinstance(one, Failure) and one.reason in _ITS_OWN_TIME and after.mention is not None:
                    self.state.mention = after.mention  # what is said of it further on is of that time too
            start, self.state.after = after.end, after
        names = {one.name.indicators or one.name.span for one in found if isinstance(one, Reading)}
        self.only = self.state.name if len(names) == 1 else None
        return found

    def _figure(self, figure: Figure, start: int, place: int, after: After, end: int) -> Reading | Failure | None:
        state = self.state
        self._take_periods(start, place)
        if figure.kind == "bare":
            counted = self._counted(figure, start, place)
            if counted is None:
                return None if self._around.is_count(figure, place) else Failure(figure, "no_unit")
            figure = counted
        if figure.printed is None:
            return Failure(figure, "digits")
        if is_of_a_thing(self._items, figure, place):
            return Failure(figure, "no_name")
        name, named = self._of_its_host(figure, place, *self._name(figure, start, place, after, end))
        if name is None:
            state.name, state.said, state.has_level, state.money = None, "", False, ""
            return Failure(figure, "no_name")
        if name.whose:
            state.name, state.said = name, ""
            return Failure(figure, name.whose)
        if name.indicators and (self._is_sectors() or self._is_part_of_unknown(name, start, named=named)):
            name = replace(name, indicators=())
        if named and name.end > name.start and not name.span:
            name = replace(name, span=(self._items[name.start].start, self._items[name.end - 1].end))
        if named:
            state.name, state.has_level, state.money = name, False, ""
        state.places = [item for item in self._items[start:place] if item.kind == "area"] or state.places
        state.target = self._targets[place]
        stretch = self._stretch(name, start, place, named=named)
        if state.limited in _LASTING or (state.limited and not self._says_anew(stretch, named=named)):
            return Failure(figure, state.limited)
        state.limited = ""
        return self._stated(figure, name, stretch, after, named=named)

    def _of_its_host(self, figure: Figure, place: int, name: Name | None, named: bool) -> tuple[Name | None, bool]:  # noqa: FBT001
        """Give an amount the name that it has with the figure before it: the capital of firms, a hotel's revenue."""
        host = self.state.name
        name = foreigners_of(self._items, name, host) if named else name
        if figure.is_money and (named or name is None):
            name = capital_of(self._items, place, name, host)
            named |= name is not None
        if name is not None and name.indicators == ("tourism_revenue",) and name.side == "after" and host is not None:
            name = replace(name, whose=host.whose)  # the hotel welcomed 200,000 visitors and earned … in revenue
        return name, named

    def _is_sectors(self) -> bool:
        """Whether a sentence speaks of a branch: *The sector enjoyed a trade surplus*, which is not the place's."""
        first = [item.key for item in self._items[:3]]
        return first[:1] == ["the"] and any(key in _BRANCHES for key in first[1:2]) and "and" not in first

    def _is_part_of_unknown(self, name: Name, start: int, *, named: bool) -> bool:
        """Whether a name is of a part of what no catalogue knows: *summer rice was 9 tonnes, of which exports …*."""
        host = self.state.name or self.last
        if not named or host is None or host.indicators or host.economy:
            return False
        if not any(one.endswith("_output") or one in _OF_GOODS for one in name.indicators):
            return False  # domestic revenue, foreign visitors: of a whole that is called in other words
        return any(self._items[at].plays("order.among") for at in range(start, max(start, name.start)))

    def _counted(self, figure: Figure, start: int, place: int) -> Figure | None:
        """Take a number without a noun as a count of what is named before it: *visitors reached 4.6 million*."""
        name = self._namer.before(start, place)[0]
        if name is None and start and is_end_of_change(self._items, start, place):
            name = self.state.name  # the number of new firms dropped 21 per cent to 1,264
        known = self._reader.known(name, ()) if name is not None and not name.whose else None
        if known is None or known.unit not in _COUNTS or figure.printed is None:
            return None
        if not figure.unit and "," not in figure.printed:
            return None  # a year, a rank
        return figure._replace(kind="quantity", unit=scaled(figure.unit, known.unit))

    def _name(self, figure: Figure, start: int, place: int, after: After, end: int) -> tuple[Name | None, bool]:
        """Find a figure's name; say also whether it is new, and not carried over."""
        state = self.state
        if (of_list := self._listed.names.get(place)) is not None:
            return of_list, of_list.side != "carried"
        before, free = self._namer.before(start, place)
        later = self._namer.after(place, after, end)
        if later is not None and self._is_of_later(before, later, figure):
            owner = before is not None and not before.indicators and not before.economy
            # Tourism did well: 11.6 million visitors. What stands before a colon owns nothing.
            owner &= not any(self._items[at].key == ":" for at in range(before.end if before else place, place))
            after.end = max(after.end, later.end)
            if after.end > end:  # past a bracket with a figure of its own
                end = next(
                    (at for at in range(after.end, len(self._items)) if self._items[at].figure), len(self._items)
                )
            self._further.extend(after, end)
            return (replace(later, whose="another_body") if owner and later.indicators else later), True
        if before is not None:
            return before, True
        grown = self._namer.grown_place(start, place)
        if grown is not None and figure.kind == "rate":
            return Name((), grown, grown + 1, "before", economy=True), True
        if not free:
            return None, False
        if state.name is not None:
            if figure.is_money and self._is_of_its_own(start, place):
                return None, False
            return replace(state.name, side="carried"), False
        if not start and self.last is not None and self._speaks_on(place):
            return replace(self.last, start=0, end=0, side="carried"), True
        return None, False

    def _is_of_its_own(self, start: int, place: int) -> bool:
        """Whether nothing but a comma parts an amount from a growth, so that it is of something else.

        *GRDP growth of 8 per cent, VND7,640 billion for the budget*; not *GRDP rose 8 per cent, reaching VND9 billion*.
        """
        if self.state.said not in {"growth", "planned_growth"} or self.state.has_level:
            return False
        between = self._items[start:place]
        return bool(between) and all(
            item.key in {",", ";"} or item.plays("gaps.and", "hedges.approx", "hedges.at_least") for item in between
        )

    def _is_of_later(self, before: Name | None, later: Name, figure: Figure) -> bool:
        """Whether the name after a figure is its own, and not the one before it."""
        if before is None or self._is_changed(later):
            return True
        if figure.kind == "quantity" and not figure.is_money:
            known = self._reader.known(before, ())
            return known is None or not _counts(known)
        if before.indicators or before.economy:
            return False
        return bool(later.indicators)

    def _is_changed(self, later: Name) -> bool:
        """Whether a name is of what a change is in: *a 22 per cent increase in domestic tourists*."""
        for at in range(max(1, later.start - 3), later.start):
            if self._items[at].key == "in" and self._grammar.is_type(self._row, self._row.at[at - 1], "UP", "DOWN"):
                return True
        return False

    def _speaks_on(self, place: int) -> bool:
        """Whether a sentence begins with a word for the name of the one before it: *it*, *the index*."""
        first = next(
            (
                at
                for at in range(place)
                if self._items[at].kind not in {"mark", "period"}
                and not self._items[at].plays("gaps.of")
                and self._items[at].key not in _RUNNING
            ),
            place,
        )
        return any(self._items[at].plays("gaps.same_name") for at in range(first, min(first + 2, place)))

    def _take_periods(self, start: int, place: int) -> None:
        if is_over(self._items, self.state.mention, place):
            self.state.mention = None  # Although exports fell in the second quarter, budget revenue …
        for at in range(self._seen, place):
            item = self._items[at]
            if item.key == "(":
                self.state.outside.append(self.state.mention)
            elif item.key == ")" and self.state.outside:
                self.state.mention = self.state.outside.pop()  # new firms 1,085 (2024: 890); visitors …
            mention = item.mention
            if at < start or mention is None or not mention.is_span or self._row.at[at] in self._row.chunks:
                continue
            if dates_an_event(self._items, at) or is_in_circumstance(self._items, at, place):
                continue  # merged with Yen Bai last July, it ended the year with growth of 8 per cent
            same = any(item.plays("against.same_period") for item in self._items[max(start, at - 3) : at])
            if not same and not is_held_against(self._items, at) and not is_past_bracket(self._items, start, at):
                self.state.mention = mention
        self._seen = max(self._seen, place)

    def _stretch(self, name: Name, start: int, place: int, *, named: bool) -> Stretch:
        """Say where a figure, its own name, and what opens its statement stand in the row."""
        row = self._row
        opening = row.at[
            max(start, strong_break(self._items, start, place), past_source(self._items, start, place, self._namer))
        ]
        if named and name.side == "before" and name.end > name.start:
            begin, end = row.at[name.start], row.at[name.end]
            if self._items[name.end - 1].plays("says.change"):
                end = begin  # economic growth: the name says that it is a change
            return Stretch(row, min(opening, begin), begin, end, row.at[place])
        if name.side == "after":
            opening = row.at[past_heading(self._items, row.atom(opening).start, place)]
        first = opening if name.side == "after" else row.at[start]
        return Stretch(row, opening, first, first, row.at[place], is_carried=start > 0)

    def _says_anew(self, stretch: Stretch, *, named: bool) -> bool:
        """Whether a figure has a name and a verb of its own, so that a limit before it does not hold."""
        letters = range(stretch.name, stretch.place)
        return named and any(self._grammar.is_type(stretch.row, at, *VERBS) for at in letters)

    def _stated(self, figure: Figure, name: Name, stretch: Stretch, after: After, *, named: bool) -> Reading | Failure:
        state = self.state
        known = self._reader.known(name, [*state.places, *after.places])
        words = self._words(name)
        clause = Clause(figure, stretch, state, after, known, words, name.side, named)
        context = context_of(clause, self._grammar)
        decision = self._grammar.decide(stretch, context)
        if decision.rule is None or decision.refuse:
            self._remember_refused(decision, stretch, figure)
            return self._refused(figure, stretch, decision)
        rule = decision.rule
        measure, form = said_by(rule, (state.said, state.said_form), target=state.target)
        beside_plan = rule.says in {"plan", "planned_growth"}
        if not beside_plan:
            state.said, state.said_form = measure, form
        if figure.is_money:
            state.money = state.money or figure.currency
        if known is not None and not fits(known, figure, measure):
            state.name = replace(name, indicators=(), economy=False)  # capital of new firms: what follows is of that
        state.has_level |= measure in {"level", "plan"}
        before = self._around.roles(stretch)
        against = after.against or context.against
        mention = after.mention or state.mention
        if after.mention is not None and not rule.id.startswith("en: what "):
            state.mention = after.mention
        compared = after.compared
        bound = "at_least" if figure.is_range else after.bound or self._around.hedge(stretch)
        return Reading(
            figure=figure,
            name=name,
            measure=measure,
            form=form,
            bound=turned(bound, form),
            assigner=self._around.assigner(compared) if measure in {"attainment", "plan"} else "",
            status="estimate" if "hedges.estimate" in before and measure not in {"plan", "planned_growth"} else "",
            rule=rule.id,
            mention=mention,
            base=after.base,
            against="" if measure in {"level", "plan"} else against,
            target=measure in {"plan", "planned_growth"},
            mean=measure in {"growth", "planned_growth"}
            and self._around.is_mean(before, figure, after.mention or state.mention),
            in_points=rule.unit == "points" or figure.kind == "points",
            places=after.places or state.places,
            level=self._around.level(stretch),
            compared=(self._items[compared[0]].start, self._items[compared[1] - 1].end) if compared else (),
            prices=self._around.prices(stretch),
            past=self._around.is_past(stretch),
            vague=self.vague and not after.places,
        )

    def _words(self, name: Name) -> str:
        return self._reader.key[slice(*name.span)] if name.span else ""

    def _remember_refused(self, decision: Decision, stretch: Stretch, figure: Figure) -> None:
        """Hold what a refused figure says for those after it: a limit, a verb of change."""
        state = self.state
        if figure.is_money:
            state.money = state.money or figure.currency  # what a bracket says anew of it is not read either
        if decision.refuse in _CARRIED_ON:
            state.limited = decision.refuse
        elif decision.refuse == "no_base" and figure.kind == "rate":
            falls = any(self._grammar.is_type(stretch.row, at, "DOWN") for at in range(stretch.name, stretch.place))
            state.said, state.said_form = "growth", "decrease" if falls else ""
        elif decision.rule is None:
            state.said, state.said_form = "", ""

    def _refused(self, figure: Figure, stretch: Stretch, decision: Decision) -> Failure:
        """Say why a figure is not read: the rule that refuses it, or the word that none explains."""
        rule = decision.rule.id if decision.rule is not None else ""
        words = decision.other
        if decision.at >= 0:
            atom = stretch.row.atom(decision.at)
            words = self._reader.key[self._items[atom.start].start : self._items[atom.end - 1].end]
        return Failure(figure, decision.refuse, rule, words)


def _counts(known: Indicator) -> bool:
    """Whether an indicator is a count or a weight: what is in money or percent counts nothing."""
    return "đồng" not in known.unit and "USD" not in known.unit and known.unit != "%"
