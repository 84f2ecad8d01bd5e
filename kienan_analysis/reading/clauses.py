"""A sentence walked from figure to figure: each gets subject, measure, base and period, or a reason why not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.after import read_after
from kienan_analysis.reading.against import NO_AGAINST, Against, against_of
from kienan_analysis.reading.before import read_before
from kienan_analysis.reading.conditions import Clause, context_of
from kienan_analysis.reading.fitting import fits, worth_keeping
from kienan_analysis.reading.grammar.ruling import Stretch
from kienan_analysis.reading.lists import Figures, Lists, share_what_follows
from kienan_analysis.reading.saying import Saying, bound_of, said_by
from kienan_analysis.reading.standing import Standing
from kienan_analysis.reading.state import State
from kienan_analysis.reading.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.grammar.engine import Decision, Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.periods import Mention

_VISITORS: Final = "visitors"
_REACH: Final = 80  # letters
# Those who come to one of these are not all who come to the place.
_SIGHT: Final = re.compile(
    r"(?<!\w)(?:chợ|lễ hội|hội chợ|chùa|đền|khu du lịch|khu di tích|bảo tàng|bãi biển|điểm du lịch|vườn quốc gia"
    r"|sân bay|nhà ga|tuyến|làng nghề|công viên|di tích)(?!\w)"
)


class Statement(NamedTuple):
    """A figure with what it says, its period not yet resolved.

    Attributes
    ----------
    figure : Figure
    subject : Subject
    indicator : str
        A catalogue id, empty where the name, or what is said of it, is not the catalogue's.
    saying : Saying
    bound, status : str
        As in ``observations.csv``.
    mention : Mention or None
        The period, where the sentence names one.
    target, mean : bool
        Whether it is an aim; whether a growth is a mean over years.
    prices : str
        The price basis that is said.
    compared : tuple of int
        Where what it is measured against stands in the text; empty where nothing says.
    """

    figure: Figure
    subject: Subject
    indicator: str
    saying: Saying
    bound: str
    status: str
    mention: Mention | None
    target: bool
    mean: bool
    prices: str
    compared: tuple[int, ...] = ()

    @property
    def earlier(self) -> bool:
        """Whether it is of the same period a year before."""
        return self.saying.earlier


class Failure(NamedTuple):
    """A figure that is not understood: the code of the reason, the rule or the words that stopped it."""

    figure: Figure
    reason: str
    rule: str = ""
    words: str = ""


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
        self._grammar = grammar
        self._indicators = indicators
        self._whole_economy = whole_economy
        self._key = key
        self._carried: Subject | None = None

    def new_paragraph(self) -> None:
        """Forget the last sentence's subject."""
        self._carried = None

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
        state = State(subject=self._carried)
        row = self._grammar.rows.row(items)
        ends = [*places[1:], len(items)]
        afters = [read_after(items, row, place + 1, end) for place, end in zip(places, ends, strict=True)]
        share_what_follows(items, places, afters)
        figures = Figures(items, places, afters)
        found: list[Statement | Failure] = []
        start = 0
        for number, (place, end, after) in enumerate(zip(places, ends, afters, strict=True)):
            begun = self._lists.read(figures, number, start, before=state.subjects, levels=state.levels)
            state.respective = begun or state.respective
            figure = items[place].figure
            state.target = targets[place]
            if figure is not None:
                found.extend(self._figure(Standing(items, start, place, end, figure, after), row, state))
            start, state.after = after.end, after
            if state.respective is not None and place >= state.respective.last:
                state.respective = None
        self._carried = state.subject
        if any("package.words" in item.meaning.roles for item in items):
            return [_by_package(one) for one in found]
        return found

    def _figure(self, standing: Standing, row: Row, state: State) -> list[Statement | Failure]:
        figure = standing.figure
        state.follow_brackets(standing)
        if state.respective is not None and not state.respective.agrees:
            return [Failure(figure, "list_mismatch")]
        subject, named = self._subjects.find(standing, state)
        listed = state.respective is not None and standing.place in state.respective.subjects
        own = subject if named and not listed else None
        stretch = _stretch(standing, row, own) if not listed else self._after_names(_stretch(standing, row, None))
        name_end = subject.end if subject is not None and named else 0
        against, in_opening = self._against(standing, stretch, state)
        before = read_before(standing.items, row, standing.start, standing.place, name_end, against)
        state.take_words(before, new_name=named)
        if figure.kind == "bare":
            counts = figure.printed is None or standing.is_count
            return [] if counts else [Failure(figure, "no_unit")]
        if figure.printed is None:
            return [Failure(figure, "digits")]
        if subject is None:
            state.subject = None
            return [Failure(figure, "no_name")]
        subject = self._subjects.narrowed(subject, before, state, named=named)
        if own is not None:
            subject, stretch = self._widened(subject, standing, stretch)
        state.take_subject(subject, standing)
        reason = subject.doubt or _of_something_else(standing, subject, before, against)
        if not reason and subject.indicator == _VISITORS and self._is_of_a_sight(standing, subject):
            reason = "firm"
        if reason:
            return [Failure(figure, reason)]
        known = self._indicators.get(self._whole_economy if subject.economy else subject.indicator)
        name = self._key[subject.start : subject.end]
        clause = Clause(standing, stretch, subject, name, named, known, before, against, state)
        found = self._stated(clause)
        state.take_against(against, stays=in_opening)
        return found

    def _is_of_a_sight(self, standing: Standing, subject: Subject) -> bool:
        """Whether the words before the name, in its clause, speak of one market, feast or sight."""
        start = standing.items[standing.start].start
        clause = self._key[max(start, subject.start - _REACH) : subject.end]
        return _SIGHT.search(clause.rpartition(";")[2].rpartition(". ")[2]) is not None

    def _against(self, standing: Standing, stretch: Stretch, state: State) -> tuple[Against, bool]:
        """Say what a figure is measured against; and whether the head of the sentence says so, for those after it too.

        A comparison of the whole holds for its parts: *tăng 2,6% so với tháng trước, trong đó khai khoáng tăng 3,1%*.
        """
        if standing.after.against.kind:
            return standing.after.against, False
        kind, at = self._grammar.against(stretch)
        if not kind and (against := self._against_period_after(standing, stretch)):
            return against, False
        if kind:
            atom = stretch.row.atoms[at]
            if atom.chunk:
                return against_of(standing.items, atom.chunk, atom.start, atom.end), at < stretch.name_start
            mention = standing.items[atom.start].mention
            return Against("period", atom.end, mention=mention, start=atom.start), False
        if state.standing_against is not None:
            return state.standing_against, True
        last = state.last_against
        if last is None or last.kind not in {"other", "period"}:
            return NO_AGAINST, False
        among = any(
            self._grammar.is_type(stretch.row, place, "AMONG") for place in range(stretch.opening, stretch.place)
        )
        rising = any(self._grammar.is_type(stretch.row, at, "UP", "DOWN") for at in range(stretch.name, stretch.place))
        return (last, True) if among and rising else (NO_AGAINST, False)

    def _against_period_after(self, standing: Standing, stretch: Stretch) -> Against | None:
        """Take a past period after a figure as what it is held against: *bằng 243% năm 2022*, *gấp 2 lần năm 2015*."""
        mention, kind = standing.after.mention, standing.figure.kind
        if mention is None or not mention.is_year or (mention.year is None and mention.shift != -1):
            return None
        row, letters = stretch.row, range(stretch.name, stretch.place)
        multiple = kind == "times" and any(self._grammar.is_type(row, at, "MULT") for at in letters)
        verbs = [at for at in letters if self._grammar.is_verb(row, at)]
        equal = kind == "rate" and bool(verbs) and self._grammar.key(row, verbs[-1]).endswith("bằng")
        dated = any(self._grammar.is_type(row, at, "PERIOD") for at in letters)
        if not multiple and (not equal or dated):
            return None
        return Against("period", standing.after.end, mention=mention, start=standing.after.end - 1)

    def _after_names(self, stretch: Stretch) -> Stretch:
        """Begin after the names of a list, which its figures follow in order."""
        last = stretch.name
        for at in range(stretch.name, stretch.place):
            if self._grammar.is_type(stretch.row, at, "NAME", "GENERIC", "WORD"):
                last = at + 1
        return stretch._replace(name=last, name_start=last)

    def _widened(self, subject: Subject, standing: Standing, stretch: Stretch) -> tuple[Subject, Stretch]:
        """Take words that follow a name directly, and that nothing explains, into it: they make it another one."""
        row = stretch.row
        last = at = stretch.name
        while at < stretch.place and not self._grammar.ends_name(row, at):
            if not self._grammar.is_filling(row, at):
                last = at + 1
            at += 1
        if last == stretch.name or subject.end > standing.figure.start:
            return subject, stretch
        end = standing.items[row.atoms[last - 1].end - 1].end
        return replace(subject, indicator="", end=end, economy=False), stretch._replace(name=last)

    def _stated(self, clause: Clause) -> list[Statement | Failure]:
        """State what a figure says, and what one after its stroke says."""
        standing, figure, before = clause.standing, clause.standing.figure, clause.before
        after, state, known = standing.after, clause.state, clause.known
        decision = self._grammar.decide(clause.stretch, context_of(clause, self._grammar))
        if decision.rule is None or decision.refuse:
            return [self._refused(clause, decision)]
        saying = _saying(clause, decision)
        if saying.measure == "attainment" and figure.a_year:
            return [Failure(figure, "each", decision.rule.id)]  # vượt dự toán 19%/năm
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
        indicator = known.id if known is not None and fits(known, figure, saying) else ""
        if not indicator and not worth_keeping(standing, clause.subject, clause.name, saying):
            return [Failure(figure, "unclear_name", decision.rule.id)]
        listed = state.respective.mentions.get(standing.place) if state.respective is not None else None
        against = saying.against
        statement = Statement(
            figure=figure,
            subject=clause.subject,
            indicator=indicator,
            saying=saying,
            bound=bound_of(before, after, saying.form, is_range=figure.is_range or clause.from_aim),
            # An estimate is of what was done; a plan beside it is none.
            status=before.status if saying.measure in {"plan", "planned_growth"} else state.status,
            mention=saying.beside or listed or own or (state.since if saying.since else state.mention),
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
            atom = clause.stretch.row.atoms[decision.at]
            items = clause.standing.items
            words = self._key[items[atom.start].start : items[atom.end - 1].end]
        return Failure(clause.standing.figure, decision.refuse, rule, words)


def _by_package(one: Statement | Failure) -> Statement | Failure:
    """Mark what words of the data package's own helped to read, so that it is asked about."""
    if isinstance(one, Failure) or one.saying.rule.startswith("package:"):
        return one
    return one._replace(saying=one.saying._replace(rule=f"package:{one.saying.rule}"))


def _stretch(standing: Standing, row: Row, subject: Subject | None) -> Stretch:
    """Say where a figure, its own name, and what opens its statement stand in the row."""
    items, place = standing.items, row.at[standing.place]
    first = row.at[standing.start]
    opening = first
    for at in range(standing.place - 1, standing.start - 1, -1):
        if items[at].key in {";", ".", "…", "!", "?"} and items[at].kind == "mark":
            opening = row.at[at + 1]
            break
    if subject is None or subject.start >= standing.figure.start:
        return Stretch(row, opening, first, first, place, is_carried=standing.start > 0)
    begin = end = standing.place
    for at in range(standing.place - 1, standing.start - 1, -1):
        if items[at].start >= subject.end:
            end = at
        if items[at].start >= subject.start:
            begin = at
    if subject.end > standing.figure.start:  # thu … vào ngân sách: the first piece, then the figure
        end = min(begin + 1, standing.place)
    name_end, name_start = row.at[end], row.at[begin]
    name_end = min(name_end, place)
    return Stretch(row, min(opening, name_start), name_start, name_end, place)


def _saying(clause: Clause, decision: Decision) -> Saying:
    """Turn a rule's answer into what is said here: an aim where aims are listed, the form of the figure before."""
    rule, state = decision.rule, clause.state
    if rule is None:
        raise AssertionError("a figure that no rule reads says nothing")
    said = (state.said.measure, state.said.form) if state.said is not None else (rule.says, rule.form)
    measure, form = said_by(rule, said, target=state.target)
    against = clause.against
    plan = against if against.kind == "plan" else _plan_named(clause)
    assigner = plan.assigner if measure in {"attainment", "plan"} else ""
    base = ""
    if rule.base:
        base = f"plan:{against.assigner}" if against.assigner else "plan"
    beside = state.after.against.mention if rule.beside and state.after is not None else None
    return Saying(
        measure,
        form,
        assigner,
        base,
        against,
        rule.id,
        earlier=rule.earlier or (rule.beside and beside is None),
        since=rule.since,
        beside=beside,
        plan_version=plan.version if measure in {"attainment", "plan"} else "",
        in_points=rule.unit == "points",
    )


def _plan_named(clause: Clause) -> Against:
    """Find the plan that a figure itself is, between its name and it, or that the bracket about it speaks of."""
    row = clause.stretch.row
    for at in range(clause.stretch.place - 1, clause.stretch.name - 1, -1):
        atom = row.atoms[at]
        if atom.chunk in {"PLAN", "VSPLAN"}:
            return against_of(clause.standing.items, atom.chunk, atom.start, atom.end)
    beside = clause.state.after.against if clause.state.after is not None else NO_AGAINST
    return beside if beside.kind == "plan" and not clause.named else NO_AGAINST


def _of_something_else(standing: Standing, subject: Subject, before: Before, against: Against) -> str:
    """Say of what else a figure is than of its name; empty if it is of that."""
    after, is_rate = standing.after, standing.figure.kind == "rate"
    if before.elsewhere or after.elsewhere:
        return "another_place"
    if subject.part_of:
        return ""
    if is_rate and not against.kind and before.verb != "share" and standing.is_of_a_noun:
        return "of_something_else"
    if is_rate and after.aspect:
        return "another_side"
    return ""
