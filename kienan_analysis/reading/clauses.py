"""A sentence walked from figure to figure: each gets subject, measure, base and period, or a reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.after import read_after
from kienan_analysis.reading.before import read_before
from kienan_analysis.reading.conditions import Clause, context_of
from kienan_analysis.reading.counting import is_count_of, unit_beside
from kienan_analysis.reading.fitting import fits, is_by_head, worth_keeping
from kienan_analysis.reading.lasting import LASTING, holds_on
from kienan_analysis.reading.lists import Figures, Lists, share_what_follows
from kienan_analysis.reading.measured_against import measured_against
from kienan_analysis.reading.not_the_places import OthersFigures
from kienan_analysis.reading.saying import Saying, bound_of, saying_of
from kienan_analysis.reading.segments import outline_of, segments
from kienan_analysis.reading.shares import Shares
from kienan_analysis.reading.standing import Standing
from kienan_analysis.reading.state import State
from kienan_analysis.reading.statements import Failure, Statement, by_package
from kienan_analysis.reading.stretching import after_names, stretch_of, widened
from kienan_analysis.reading.subjects import Subjects
from kienan_analysis.reading.wholes import carried_from, follow_parts, taken_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.against import Against
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.grammar.engine import Decision, Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject

_CHANGE: Final = "amount_of_change"
_WHOLE_PRODUCT: Final = "grdp"
_GROWTH: Final = frozenset({"tăng trưởng", "tốc độ phát triển", "tốc độ tăng", "tốc độ tăng trưởng"})
_EXTENT: Final = frozenset({"land_area", "population"})


class SentenceReader:
    """Reads the figures of sentences.

    Parameters
    ----------
    lexicon : Lexicon
    grammar : Grammar
    indicators : mapping of str to Indicator
    whole_economy : str
        The indicator that *kinh tế* means in this text; empty where a district's own is meant.
    key : str
        The text in the spelling that is matched.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        grammar: Grammar,
        indicators: Mapping[str, Indicator],
        whole_economy: str,
        key: str,
    ) -> None:
        self._subjects = Subjects(lexicon, indicators, key, whole_economy)
        self._lists = Lists(lexicon, key)
        self._shares = Shares(lexicon, indicators, key)
        self._grammar = grammar
        self._indicators = indicators
        self._whole_economy = whole_economy
        self._key = key
        self._others = OthersFigures(key)
        self._carried: Subject | None = None
        self._divided = False  # whether that was the whole of which the last sentence gave parts

    def new_paragraph(self) -> None:
        """Forget the last sentence's subject."""
        self._carried = None
        self._subjects.new_paragraph()

    def read(self, items: Sequence[Item], *, targets: Sequence[bool]) -> list[Statement | Failure]:
        """Read every figure of a sentence, in order.

        Parameters
        ----------
        items : sequence of Item
        targets : sequence of bool
            For each item whether a figure there stands where aims are listed.
        """
        self._subjects.enter(items)
        places = [at for at, item in enumerate(items) if item.kind == "figure"]
        if not places:
            if any(item.meaning.indicators for item in items):
                self._carried = None
            return []
        carried = self._carried
        if carried is not None and self._divided:
            carried = taken_up(carried, items)
        state = State(subject=carried)
        outline = outline_of(items)
        in_lists = "order.respective" in outline.roles
        row = self._grammar.rows.row(items)
        ends = [*places[1:], len(items)]
        afters = [read_after(items, row, place + 1, end) for place, end in zip(places, ends, strict=True)]
        share_what_follows(items, places, afters)
        figures = Figures(items, places, afters)
        found: list[Statement | Failure] = []
        start = 0
        for number, (place, end, after) in enumerate(zip(places, ends, afters, strict=True)):
            if in_lists:
                begun = self._lists.read(figures, number, start, before=state.subjects, levels=state.levels)
                state.respective = begun or state.respective
            figure = items[place].figure
            state.target = targets[place]
            if figure is not None:
                parts = segments(items, outline, start, place)
                standing = Standing(items, start, place, end, figure, after, outline, parts)
                found.extend(self._figure(standing, row, state))
            start, state.after = after.end, after
            if state.respective is not None and place >= state.respective.last:
                state.respective = None
        self._carried = carried_from(state, items, self._indicators)
        self._divided = self._carried is not None and self._carried != state.subject
        if "package.words" in outline.roles:
            return [by_package(one) for one in found]
        return found

    def _figure(self, standing: Standing, row: Row, state: State) -> list[Statement | Failure]:
        figure = standing.figure
        if standing.outline.brackets:
            state.follow_brackets(standing)
        follow_parts(standing, state)
        if state.respective is not None and not state.respective.agrees:
            return [Failure(figure, "list_mismatch")]
        subject, named = self._subjects.find(standing, state)
        figure, standing = self._counted(standing, subject)
        listed = state.respective is not None and standing.place in state.respective.subjects
        own = subject if named and not listed else None
        stretch = stretch_of(standing, row, own)
        if listed:
            stretch = after_names(self._grammar, stretch)
        name_end = subject.end if subject is not None and named else 0
        against, in_opening = measured_against(
            self._grammar, standing, stretch, state, within=lambda: self._is_beside(subject, standing, state)
        )
        before = read_before(standing, row, name_end, against)
        state.take_words(before, standing.items[0].start, new_name=named)
        if figure.kind == "bare":
            counts = figure.printed is None or standing.is_count
            return [] if counts else [Failure(figure, "no_unit")]
        if figure.printed is None:
            return [Failure(figure, "digits")]
        if subject is None:
            state.subject = None
            return [Failure(figure, "no_name")]
        subject = self._subjects.narrowed(subject, before, state, standing, named=named)
        if own is not None:
            subject, stretch = widened(self._grammar, subject, standing, stretch)
            subject = self._subjects.completed(subject, standing, state)
        state.take_subject(subject, standing)
        reason = subject.doubt or _of_something_else(standing, subject, before, against)
        if not reason and named:
            starts = standing.items[0].start, standing.items[standing.start].start
            span = subject.start, subject.end
            reason = self._others.reason(starts, span, figure.start, subject.indicator)
        elif not reason and self._others.is_of_some(standing.items[standing.start].start, figure.start):
            reason = "several_places"
        if reason:
            return [Failure(figure, reason)]
        state.limited = holds_on(state.limited, standing, named=named)
        if state.limited:
            return [Failure(figure, state.limited)]
        known = self._indicators.get(self._whole_economy if subject.economy else subject.indicator)
        name = self._key[subject.start : subject.end]
        clause = Clause(standing, stretch, subject, name, named, known, before, against, state)
        found = self._stated(clause)
        state.take_against(against, stays=in_opening)
        return found

    def _is_beside(self, subject: Subject | None, standing: Standing, state: State) -> bool:
        """Whether a name and the one before it are of one concept, and no time is named between them.

        *Khách du lịch giảm 18% so với tháng trước; khách quốc tế tăng 31%*.
        """
        if any(standing.items[at].mention is not None for at in range(standing.start, standing.place)):
            return False
        known, last = (
            self._indicators.get(one.indicator) if one is not None else None for one in (subject, state.subject)
        )
        return known is not None and last is not None and known.concept == last.concept

    def _counted(self, standing: Standing, subject: Subject | None) -> tuple[Figure, Standing]:
        """Take the noun after a bare number as its unit where the name counts just that: *số xã đạt chuẩn là 41 xã*."""
        figure, following = standing.figure, standing.next
        if (unit := unit_beside(standing)) is not None:
            figure = figure._replace(kind="quantity", unit=unit.unit)
            return figure, standing._replace(figure=figure)
        known = self._indicators.get(subject.indicator) if subject is not None else None
        if known is None or figure.kind != "bare":
            return figure, standing
        if following is None:
            if not is_count_of(standing, known):
                return figure, standing
            figure = figure._replace(kind="quantity", unit=known.unit)
            return figure, standing._replace(figure=figure)
        begins = subject is not None and subject.start == following.start and following.key.startswith(f"{known.unit} ")
        if following.key != known.unit and not begins and not is_count_of(standing, known):
            return figure, standing
        figure = figure._replace(kind="quantity", unit=known.unit, of=None)  # 41/45 xã: of how many, and no plan
        return figure, standing._replace(figure=figure)

    def _stated(self, clause: Clause) -> list[Statement | Failure]:
        """State what a figure says, and what one after its stroke says."""
        standing, figure, before = clause.standing, clause.standing.figure, clause.before
        after, state, known = standing.after, clause.state, clause.known
        decision = self._grammar.decide(clause.stretch, context_of(clause, self._grammar))
        if decision.rule is None or decision.refuse:
            state.changed |= decision.refuse == _CHANGE
            state.limited = decision.refuse if decision.refuse in LASTING else ""
            return [self._refused(clause, decision)]
        saying = saying_of(clause, decision)
        if figure.kind == "rate" and saying.measure == "level":
            state.counted = False
        if saying.is_change and state.counted and figure.kind == "rate":
            known, saying = None, saying._replace(in_points=False)  # còn 3.414 hộ nghèo, giảm 7,5%: so many fewer
        if reason := _is_no_statement(saying, clause, known):
            return [Failure(figure, reason, decision.rule.id)]
        # A growth that is relative to the period after it is not of that period.
        own = after.mention if after.mention is not saying.against.mention else None
        if decision.rule.says not in {"plan", "planned_growth"}:
            state.said = saying  # a plan beside a figure leaves what the figure says
        if figure.is_money:
            state.money = figure.currency
        if saying.measure == "level":
            state.has_level = True
            if figure.kind == "quantity":
                state.levels.append((clause.subject, own or state.mention))
        indicator = (
            known.id
            if known is not None and fits(known, figure, saying) and is_by_head(known, figure, clause.name, saying)
            else self._shares.of_the_economy(clause.subject, standing, saying, state)
        )
        state.counted = state.counted or (known is not None and known.kind == "rate" and figure.kind == "quantity")
        carried = clause.subject == state.share_of and not clause.named
        if saying.is_change and state.share_of and (carried or self._shares.is_the_whole(clause.subject, standing)):
            return [Failure(figure, "change_of_share", decision.rule.id)]  # dịch vụ chiếm 41% GRDP, tăng 2%
        is_share = bool(indicator) and (known is None or indicator != known.id)
        state.share_of = clause.subject if is_share else None
        if not indicator and not worth_keeping(standing, clause.subject, clause.name, saying):
            return [Failure(figure, "unclear_name", decision.rule.id)]
        listed = state.respective.mentions.get(standing.place) if state.respective is not None else None
        against = saying.against
        statement = Statement(
            figure=figure,
            subject=_of_the_divided(clause, is_share=is_share),
            indicator=indicator,
            saying=saying,
            bound=bound_of(before, after, saying.form, is_range=figure.is_range or clause.from_aim),
            # An estimate is of what was done; a plan beside it is none.
            status=before.status if saying.measure in {"plan", "planned_growth"} else state.status,
            mention=saying.beside
            or saying.planned
            or listed
            or own
            or (state.since if saying.since else state.mention),
            target=saying.measure in {"plan", "planned_growth"},
            mean=saying.is_change and (before.mean or figure.a_year),
            prices=state.prices,
            compared=()
            if against.start < 0
            else (standing.items[against.start].start, standing.items[against.end - 1].end),
        )
        if figure.of is None or figure.of.printed is None:
            return [statement]
        plan = statement._replace(
            figure=figure.of, saying=Saying("plan", rule="the plan, after a stroke"), bound="", status="", target=True
        )
        return [statement, plan]

    def _refused(self, clause: Clause, decision: Decision) -> Failure:
        """Say why a figure is not read: the rule that refuses it, or the word that none explains."""
        rule = decision.rule.id if decision.rule is not None else ""
        words = decision.other
        if decision.at >= 0:
            atom = clause.stretch.row.atom(decision.at)
            items = clause.standing.items
            words = self._key[items[atom.start].start : items[atom.end - 1].end]
        return Failure(clause.standing.figure, decision.refuse, rule, words)


def _speaks_of_a_growth(standing: Standing, subject: Subject) -> bool:
    """Whether a noun of growth opens a clause between name and figure: it is another thing's, and no level of this one.

    *Giảm tỷ trọng nông nghiệp; tốc độ tăng trưởng đạt 12,4%*.
    """
    items = standing.items
    for at in range(standing.place - 1, max(standing.start, 1), -1):
        if items[at].start < subject.end:
            return False
        if items[at].key in _GROWTH and items[at - 1].key in {",", ";"}:
            return True
    return False


def _is_no_statement(saying: Saying, clause: Clause, known: Indicator | None) -> str:
    """Give the code of the reason why what a rule reads is no statement about the name; empty where it is one."""
    standing, state = clause.standing, clause.state
    rate = known is not None and known.kind == "rate"
    if saying.measure == "level" and _speaks_of_a_growth(standing, clause.subject):
        return "unclear_name"
    if saying.measure == "attainment" and state.changed and rate:
        return _CHANGE  # giảm 128 hộ, đạt 256% chỉ tiêu: of the fall
    if saying.measure == "plan" and known is not None and known.id in _EXTENT and _describes(standing):
        return "aim_or_result"
    if saying.measure == "attainment" and saying.form == "excess" and known is not None and known.id == _WHOLE_PRODUCT:
        return "plan_two_readings"  # GRDP tăng 7,36%, vượt mục tiêu 0,36%: points, most likely
    if saying.measure == "attainment" and standing.figure.a_year:
        return "each"  # vượt dự toán 19%/năm
    return ""


def _of_the_divided(clause: Clause, *, is_share: bool) -> Subject:
    """Give a figure's name; a share of what *trong đó* divided is asked about: *…, trong đó dịch vụ chiếm 41%*."""
    divides = is_share and clause.state.whole is not None
    return clause.subject._replace(completed=True) if divides else clause.subject


def _describes(standing: Standing) -> bool:
    """Whether a sentence among aims only says how large a place is: *xã có diện tích 42 km2, dân số 22.312 người*."""
    before = standing.items[: standing.place]
    if any(item.plays("aims.target", "plan.plan", "plan.of_plan", "plan.given") for item in before):
        return False
    return any(item.key in {"có", "rộng"} for item in before)


def _of_something_else(standing: Standing, subject: Subject, before: Before, against: Against) -> str:
    """Say of what else a figure is than of its name; empty if it is of that."""
    after, is_rate = standing.after, standing.figure.kind == "rate"
    if before.elsewhere or after.elsewhere:
        return "another_place"
    if subject.part_of:
        return ""
    if is_rate and not against.kind and before.verb != "share" and standing.is_of_a_noun:
        return "of_something_else"
    if is_rate and after.aspect and not (subject.indicator and subject.start > standing.figure.start):
        return "another_side"
    return ""
