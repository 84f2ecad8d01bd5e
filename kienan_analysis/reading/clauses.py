"""A sentence walked from figure to figure: each gets subject, measure, base and period, or a reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.reading.after import read_after
from kienan_analysis.reading.before import read_before
from kienan_analysis.reading.fitting import fits, worth_keeping
from kienan_analysis.reading.lists import Figures, Lists, share_what_follows
from kienan_analysis.reading.measures import Clause, say
from kienan_analysis.reading.rates import Saying, bound_of
from kienan_analysis.reading.standing import Standing
from kienan_analysis.reading.state import State
from kienan_analysis.reading.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.periods import Mention


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
    earlier : bool
        Whether it is of the same period a year before that one.
    target, mean : bool
        Whether it is an aim; whether a growth is a mean over years.
    prices : str
        The price basis that is said.
    places : sequence of Item
        The places that the clause names.
    """

    figure: Figure
    subject: Subject
    indicator: str
    saying: Saying
    bound: str
    status: str
    mention: Mention | None
    earlier: bool
    target: bool
    mean: bool
    prices: str
    places: Sequence[Item]


class Failure(NamedTuple):
    """A figure that is not understood, and why."""

    figure: Figure
    reason: str


class SentenceReader:
    """Reads the figures of sentences.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    whole_economy : str
        The indicator that *kinh tế* means in this text; empty where a district's own is meant.
    key : str
        The text in the spelling that is matched.
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator], whole_economy: str, key: str) -> None:
        self._subjects = Subjects(lexicon, indicators, key, whole_economy)
        self._lists = Lists(lexicon, key)
        self._indicators = indicators
        self._whole_economy = whole_economy
        self._key = key
        self._carried: Subject | None = None

    def new_paragraph(self) -> None:
        """Forget the last sentence's subject."""
        self._carried = None

    def read(self, items: Sequence[Item], *, target: bool) -> list[Statement | Failure]:
        """Read every figure of a sentence, in order.

        Parameters
        ----------
        items : sequence of Item
        target : bool
            Whether the sentence stands where aims are listed.
        """
        places = [at for at, item in enumerate(items) if item.kind == "figure"]
        if not places:
            if any(item.meaning.indicators for item in items):
                self._carried = None
            return []
        state = State(subject=self._carried, target=target)
        ends = [*places[1:], len(items)]
        afters = [read_after(items, place + 1, end) for place, end in zip(places, ends, strict=True)]
        share_what_follows(items, places, afters)
        figures = Figures(items, places, afters)
        found: list[Statement | Failure] = []
        start = 0
        for number, (place, end, after) in enumerate(zip(places, ends, afters, strict=True)):
            begun = self._lists.read(figures, number, start, before=state.subjects, levels=state.levels)
            state.respective = begun or state.respective
            figure = items[place].figure
            if figure is not None:
                found.extend(self._figure(Standing(items, start, place, end, figure, after), state))
            start, state.after = after.end, after
            if state.respective is not None and place >= state.respective.last:
                state.respective = None
        self._carried = state.subject
        return found

    def _figure(self, standing: Standing, state: State) -> list[Statement | Failure]:
        figure = standing.figure
        state.follow_brackets(standing)
        if state.respective is not None and not state.respective.agrees:
            return [Failure(figure, "a list of figures that does not match its names")]
        subject, named = self._subjects.find(standing, state)
        name_end = subject.end if subject is not None and named else 0
        before = read_before(standing.items, standing.start, standing.place, name_end)
        state.take_words(before, new_name=named)
        if figure.kind == "bare":
            counts = figure.printed is None or standing.is_count
            return [] if counts else [Failure(figure, "a number without a unit")]
        if figure.printed is None:
            return [Failure(figure, "the digits can be read in two ways, or not at all")]
        if subject is None:
            state.subject = None
            return [Failure(figure, "no name before or after it says what it measures")]
        subject = self._subjects.narrowed(subject, before, state, named=named)
        state.take_subject(subject, standing)
        reason = subject.doubt or _of_something_else(standing, subject, before)
        if reason:
            return [Failure(figure, reason)]
        known = self._indicators.get(self._whole_economy if subject.economy else subject.indicator)
        name = self._key[subject.start : subject.end]
        return self._stated(Clause(standing, subject, name, named, known, before, state))

    @staticmethod
    def _stated(clause: Clause) -> list[Statement | Failure]:
        """State what a figure says, and what one after its stroke says."""
        standing, figure, before, after = clause.standing, clause.figure, clause.before, clause.after
        state, known = clause.state, clause.known
        saying = say(clause)
        if saying.reason:
            return [Failure(figure, saying.reason)]
        # A growth that is relative to the period after it is not of that period.
        own = after.mention if after.mention is not saying.against.mention else None
        if not before.inline_plan and not before.aside_plan:
            state.said = saying
        if saying.measure == "level":
            state.has_level = True
            if figure.kind == "quantity":
                state.levels.append((clause.subject, own or state.mention))
        indicator = known.id if known is not None and fits(known, figure, saying) else ""
        if not indicator and not worth_keeping(standing, clause.subject, clause.name, saying):
            return [Failure(figure, "what it measures is not named clearly")]
        listed = state.respective.mentions.get(standing.place) if state.respective is not None else None
        statement = Statement(
            figure=figure,
            subject=clause.subject,
            indicator=indicator,
            saying=saying,
            bound=bound_of(before, after, saying.form, is_range=figure.is_range),
            # An estimate is of what was done; a plan beside it is none.
            status=before.status if saying.measure in {"plan", "planned_growth"} else state.status,
            mention=listed or own or (state.since if before.verb == "from" else state.mention),
            # So với 5% của cùng kỳ, (cùng kỳ giảm 3,8%): the figure is last year's.
            earlier=before.earlier or before.beside or (before.compared and own is None),
            target=saying.measure in {"plan", "planned_growth"},
            mean=saying.is_change and (before.mean or figure.a_year),
            prices=state.prices,
            places=state.places,
        )
        if figure.of is None or figure.of.printed is None:
            return [statement]
        plan = statement._replace(figure=figure.of, saying=Saying("plan"), bound="", status="", target=True)
        return [statement, plan]


def _of_something_else(standing: Standing, subject: Subject, before: Before) -> str:
    """Say of what else a figure is than of its name; empty if it is of that."""
    after, is_rate = standing.after, standing.figure.kind == "rate"
    if before.elsewhere or after.elsewhere:
        return "a figure of another place"
    if subject.part_of:
        return ""
    if is_rate and not after.against.kind and before.verb != "share" and standing.is_of_a_noun:
        return "a percentage of something else"
    if is_rate and after.aspect:
        return "said of another side of what is named"
    return ""
