"""A sentence walked from figure to figure: each gets its subject, its measure, its base and its period, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.catalogue import UNITS
from kienan_analysis.reading.lists import Respective, respective_list, share_what_follows
from kienan_analysis.reading.names import Names, Subject
from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.statements import (
    CHANGES,
    After,
    Before,
    Saying,
    bound_of,
    change_of_rate,
    plain_change,
    read_after,
    read_before,
    unread,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.periods import Mention

# What may stand before a figure that opens its sentence: Hơn 50% kế hoạch năm là mức đạt được của …
_BEFORE_ONLY: Final = ("hedges.at_least", "hedges.at_most", "hedges.approx", "hedges.estimate", "around.filler")

# bằng 40% so với cùng kỳ is a fall of 60%; without "bằng" so small a figure is more likely a growth.
_LEAST_INDEX: Final = 50
_LIKE_A_RATE: Final = ("tỷ lệ", "hộ", "số hộ", "độ che phủ", "tỷ trọng", "tỷ suất")
# People and things are counted in any report; a statistic of them says so by its first word.
_COUNTED: Final = frozenset(
    {"người", "hộ", "ca", "dự án", "doanh nghiệp", "lao động", "hợp tác xã", "m", "km", "m2", "m3", "cây", "căn"}
)
_STATISTICAL: Final = (
    "số", "tổng", "đàn", "khách", "lượng", "lượt", "dân số", "lao động", "hộ", "sản lượng", "diện tích", "quy mô", "doanh nghiệp", "xuất khẩu lao động",
)  # fmt: skip


class Statement(NamedTuple):
    """A figure with what it says, its period not yet resolved.

    Attributes
    ----------
    figure : Figure
    subject : Subject
    indicator : str
        A catalogue id, empty where the name, or what is said of it, is not the catalogue's.
    measure, form, bound, assigner, base, status : str
        As in ``observations.csv``.
    against : Against or None
        The period that a growth is relative to, where one is named.
    mention : Mention or None
        The period, where the sentence names one.
    earlier : bool
        Whether it is of the same period a year before that one.
    target, mean : bool
        Whether it is an aim; whether a growth is a mean over years.
    prices : str
        The price basis that is said.
    places : tuple of Item
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
    prices: str
    mean: bool
    places: tuple[Item, ...]


class Failure(NamedTuple):
    """A figure that is not understood."""

    figure: Figure
    reason: str


@dataclass(slots=True)
class _State:
    """What holds from one figure of a sentence to the next."""

    subject: Subject | None = None
    mention: Mention | None = None
    since: Mention | None = None
    status: str = ""
    share: bool = False
    structure: bool = False
    target: bool = False
    said: Saying | None = None
    verb: str = ""
    prices: str = ""
    respective: Respective | None = None
    subjects: list[Subject] = field(default_factory=list)
    levels: list[tuple[Subject, Mention | None]] = field(default_factory=list)
    after: After | None = None
    places: tuple[Item, ...] = ()
    has_level: bool = False
    brackets: list[tuple[Subject | None, Mention | None, bool, Saying | None]] = field(default_factory=list)


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
        self._lexicon = lexicon
        self._names = Names(lexicon, key)
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
        state = _State(subject=self._carried, target=target)
        ends = [*places[1:], len(items)]
        afters = [read_after(items, place + 1, end) for place, end in zip(places, ends, strict=True)]
        share_what_follows(items, places, afters)
        found: list[Statement | Failure] = []
        start = 0
        for number, (place, after) in enumerate(zip(places, afters, strict=True)):
            state.respective = (
                respective_list(
                    items,
                    start,
                    places,
                    number,
                    afters,
                    names=self._names,
                    before=state.subjects,
                    levels=state.levels,
                )
                or state.respective
            )
            found.extend(self._figure(items, start, place, ends[number], after, state))
            start, state.after = after.end, after
            if state.respective is not None and place >= state.respective.last:
                state.respective = None
        self._carried = state.subject
        return found

    def _figure(
        self, items: Sequence[Item], start: int, place: int, following: int, after: After, state: _State
    ) -> list[Statement | Failure]:
        figure = items[place].figure
        if figure is None:
            return []
        self._open_brackets(items, start, place, state)
        if state.respective is not None and not state.respective.agrees:
            return [Failure(figure, "a list of figures that does not match its names")]
        subject, named = self._subject(items, start, place, following, after, state)
        before = read_before(items, start, place, subject.end if subject is not None and named else 0)
        self._hold(before, state, new_name=named)
        if figure.kind == "bare":
            return (
                [Failure(figure, "a number without a unit")] if figure.printed and not _is_count(items, place) else []
            )
        if figure.printed is None:
            return [Failure(figure, "the digits can be read in two ways, or not at all")]
        if subject is None:
            state.subject = None
            return [Failure(figure, "no name before or after it says what it measures")]
        if named and before.part and self._is_part(subject, before, state):
            subject = replace(subject, indicator="")
        if before.per_head and subject.indicator and "/" not in self._indicators[subject.indicator].unit:
            subject = replace(subject, indicator="")
        self._keep_before_bracket(items, start, place, subject, state)
        state.subject = subject
        if subject not in state.subjects:
            state.subjects.append(subject)
        if before.elsewhere or after.elsewhere:
            return [Failure(figure, "a figure of another place")]
        if (
            figure.kind == "rate"
            and not after.against.kind
            and self._of_a_noun(items, place, following)
            and before.verb != "share"
        ):
            return [Failure(figure, "a percentage of something else")]
        if after.aspect and figure.kind == "rate":
            return [Failure(figure, "said of another side of what is named")]
        indicator = self._indicator_of(subject)
        saying = self._say(figure, before, after, indicator, subject, state, named=named)
        if saying.reason:
            return [Failure(figure, saying.reason)]
        if not before.inline_plan and not before.aside_plan:
            state.said = saying
        state.verb = before.verb or state.verb
        if saying.measure == "level" and figure.kind == "quantity":
            state.levels.append((subject, after.mention or state.mention))
        state.has_level |= saying.measure == "level"
        fits = self._fits(
            indicator,
            figure,
            saying,
            share=state.share and figure.kind == "rate" and saying.measure in {"level", "plan"},
        )
        if not (fits and indicator) and not self._worth_keeping(items, place, figure, subject, saying):
            return [Failure(figure, "what it measures is not named clearly")]
        statement = Statement(
            figure=figure,
            subject=subject,
            indicator=indicator if fits else "",
            saying=saying,
            bound=bound_of(before, after, saying.form, is_range=figure.is_range),
            status=state.status,
            mention=self._listed_mention(place, state)
            or after.mention
            or (state.since if before.verb == "from" else state.mention),
            earlier=self._earlier(before, after),
            target=saying.measure in {"plan", "planned_growth"},
            prices=state.prices,
            places=state.places,
            mean=saying.measure in {"growth", "planned_growth"} and (before.mean or figure.a_year),
        )
        made: list[Statement | Failure] = [statement]
        if figure.of is not None and figure.of.printed is not None:
            made.append(statement._replace(figure=figure.of, saying=Saying("plan"), bound="", status="", target=True))
        return made

    def _open_brackets(self, items: Sequence[Item], start: int, place: int, state: _State) -> None:
        """A name or period inside brackets holds inside them only."""
        for at in range(start, place):
            if items[at].kind != "mark":
                continue
            if items[at].key == "(":
                state.brackets.append((state.subject, state.mention, state.share, state.said))
            elif items[at].key == ")" and state.brackets:
                state.subject, state.mention, state.share, state.said = state.brackets.pop()

    @staticmethod
    def _listed_mention(place: int, state: _State) -> Mention | None:
        return state.respective.mentions.get(place) if state.respective is not None else None

    @staticmethod
    def _keep_before_bracket(items: Sequence[Item], start: int, place: int, subject: Subject, state: _State) -> None:
        """A name that stands before the bracket holds after it too: *giá trị sản xuất (50% kế hoạch) và cao hơn …*."""
        opened = [item for item in items[start:place] if item.kind == "mark" and item.key == "("]
        if state.brackets and opened and subject.end <= opened[-1].start:
            state.brackets[-1] = (subject, *state.brackets[-1][1:])

    def _subject(
        self, items: Sequence[Item], start: int, place: int, following: int, after: After, state: _State
    ) -> tuple[Subject | None, bool]:
        """Find the figure's name; say also whether it is new."""
        if state.respective is not None and place in state.respective.subjects:
            subject = state.respective.subjects[place]
            return subject, state.subject != subject
        around = self._names.around(items, start, place, following)
        if around is not None:
            return around, True
        found, free = self._names.before(items, start, place)
        if found is not None and (found.indicator or found.economy):
            current = state.subjects[-1] if state.subjects else None
            if (
                current is not None
                and self._lexicon.is_kind_of(current.indicator, found.indicator)
                and not self._is_total(found)
            ):
                return current, False  # công nghiệp tăng 7,5%, giá trị sản xuất ước 120.553 tỷ đồng
            return found, True
        if (
            found is None
            and state.subject is not None
            and free
            and not self._belongs_to_what_follows(items, start, place, after.end, following)
        ):
            return state.subject, False
        later = self._names.after(items, place, following, after.end) if found is None else None
        if later is None and found is None and not start and self._opens(items, place):
            later = self._names.phrase_after(items, place, following)
        if later is not None:
            return later, True
        return (found, True) if found is not None else (None, False)

    @staticmethod
    def _of_a_noun(items: Sequence[Item], place: int, following: int) -> bool:
        """Whether a noun follows the percentage at once: *91,4% số dự án*."""
        beyond = items[place + 1] if place + 1 < following else None
        if beyond is None:
            return False
        return _is_noun(beyond) or (beyond.key in {"số", "tổng số"} and place + 2 < following)

    @staticmethod
    def _earlier(before: Before, after: After) -> bool:
        """Whether the figure is last year's: *so với 5% của cùng kỳ*, *(cùng kỳ giảm 3,8%)*."""
        return before.earlier is not None or before.beside is not None or (before.compared and after.mention is None)

    @staticmethod
    def _belongs_to_what_follows(items: Sequence[Item], start: int, place: int, beyond_at: int, following: int) -> bool:
        """Whether a noun follows a figure that no verb precedes: *; trên 95% dân số có BHYT*."""
        if items[place].meaning.indicators:
            return True
        if any(item.plays("order.among") for item in items[start:place]):
            beyond = items[place + 1] if place + 1 < following else None
            return (
                beyond is not None and beyond.kind != "mark" and not beyond.plays("says.equal", "says.up", "says.down")
            )
        if any(
            item.plays("says.up", "says.down", "says.equal", "says.more", "says.less", "says.exceed")
            for item in items[start:place]
        ):
            # Đạt 100% kế hoạch là nông nghiệp: the verb may open the sentence, the name comes last.
            return not start and place == 1 and beyond_at < following and items[beyond_at].key == "là"
        if start == 0 and SentenceReader._opens(items, place):
            return True
        beyond = items[beyond_at] if beyond_at < following else None
        return beyond is not None and (
            _is_noun(beyond) or bool(beyond.meaning.indicators) or beyond.key in {"là", "là của", "thuộc", "thuộc về"}
        )

    @staticmethod
    def _is_part(subject: Subject, before: Before, state: _State) -> bool:
        """Whether *trong đó*, *riêng* names a part by the same name as its whole: *riêng thu ngân sách địa phương*."""
        last = state.subjects[-1] if state.subjects else None
        return (
            bool(subject.indicator) and last is not None and last.indicator == subject.indicator and not before.mentions
        )

    def _is_total(self, subject: Subject) -> bool:
        return self._key[subject.start : subject.end].startswith("tổng")

    @staticmethod
    def _opens(items: Sequence[Item], place: int) -> bool:
        """Whether a figure opens its sentence."""
        return all(item.kind == "phrase" and item.plays(*_BEFORE_ONLY) for item in items[:place])

    @staticmethod
    def _hold(before: Before, state: _State, *, new_name: bool) -> None:
        if new_name:
            state.has_level = False
            state.status = ""
            state.prices = ""
            state.places = ()
        state.prices = before.prices or state.prices
        state.places = before.places or state.places
        state.status = before.status or state.status
        state.target |= before.target
        years = [mention for mention in before.mentions if mention.kind in {"months", "years", "since"}]
        days = [mention for mention in before.mentions if mention.kind == "day"]
        if years:
            state.since = years[-2] if len(years) > 1 else None
            state.mention = years[-1]
        elif days and before.mentions[-1].kind == "day" and before.mentions[-1].day is not None:
            state.mention = state.mention or None
        if before.structure:
            state.share, state.structure = True, True
        elif before.share:
            state.share = True
        elif (before.verb in {"up", "down", "more", "less"} and not state.structure) or (
            new_name and before.verb == "equal"
        ):
            state.share = state.structure = False
        elif new_name and before.verb and not state.structure:
            state.share = False

    def _indicator_of(self, subject: Subject) -> str:
        if subject.economy:
            return self._whole_economy
        return subject.indicator

    def _say(
        self,
        figure: Figure,
        before: Before,
        after: After,
        indicator: str,
        subject: Subject,
        state: _State,
        *,
        named: bool,
    ) -> Saying:
        known = self._indicators.get(indicator)
        is_rate = known is not None and known.kind == "rate"
        if figure.kind == "points":
            from_afar = after.against.kind == "other" or before.against.kind == "other"
            if is_rate and not from_afar and before.verb in {"up", "down", "less", "more"}:
                return plain_change(before, target=False) or unread("a change in percentage points")
            return unread("a change in percentage points")
        if before.verb == "from" and before.strong and (after.or_more or figure.is_range):
            before.verb = before.strong  # tăng từ 9,5% trở lên
        if figure.kind == "quantity" and before.mark == "(" and not before.verb and self._after_plan(state):
            return Saying("plan", assigner=state.after.against.assigner if state.after is not None else "")
        if figure.kind == "quantity":
            return self._quantity(before, after, state)
        if before.aside_plan and before.verb in {"up", "down"}:
            return Saying("planned_growth", "decrease" if before.verb == "down" else "")  # dưới mục tiêu (tăng 12,5%)
        if before.aside_plan and state.said is not None and state.said.measure == "level":
            return Saying("attainment")  # nhỉnh hơn kế hoạch một chút (100,4%)
        if before.aside_plan:
            return unread("a growth that was planned, or a share of the plan: two readings")
        if before.inline_plan:
            if before.verb in {"up", "down"}:
                return Saying("planned_growth", "decrease" if before.verb == "down" else "")
            if state.said is not None and state.said.measure in {"growth", "planned_growth"}:
                return Saying("planned_growth", state.said.form)
            if is_rate or state.share:
                return Saying("plan", assigner=before.assigner)
            return unread("a plan in percent of what is not said")
        if before.doubled and before.mark == "(":
            return Saying("growth", "index")
        if before.beside is not None:
            return (
                Saying(state.said.measure) if state.said is not None else unread("what another figure is compared with")
            )
        if before.compared:
            if state.said is not None and (after.mention is not None or after.against.kind):
                done = {"planned_growth": "growth", "plan": "level"}.get(state.said.measure, state.said.measure)
                return Saying(done, state.said.form)
            return unread("what another figure is compared with, of a period that is not said")
        if before.earlier is not None and before.mark != "(":
            return unread("the same period last year, or in comparison with it: two readings")
        if before.verb == "from" and (is_rate or state.share) and state.since is not None:
            return Saying("level")
        if before.verb == "from":
            return unread("where a change began, of a period that is not said")
        if state.structure and before.verb in CHANGES:
            return unread("a change of a share")
        said = change_of_rate(figure, before, after, target=state.target, carried=state.said)
        if said is None and before.verb != "to_level" and (not state.share or before.verb in {"up", "down"}):
            if before.share and before.verb in {"up", "down"}:
                return unread("a change of a share")
            said = plain_change(before, target=state.target)
        if (
            said is not None
            and said.form == "index"
            and value_of(figure.printed or "0") < _LEAST_INDEX
            and before.verb != "equal"
        ):
            return unread("a growth, or a share of the year before: two readings")
        if said is not None:
            return said
        return self._percent_level(figure, before, is_rate=is_rate, subject=subject, state=state, named=named)

    def _percent_level(
        self, figure: Figure, before: Before, *, is_rate: bool, subject: Subject, state: _State, named: bool
    ) -> Saying:
        """Read a percentage that is no change by its own words."""
        if before.disbursed or self._is_disbursement(subject):
            return Saying("attainment")
        measure = "plan" if state.target else "level"
        if state.share or before.verb == "share":
            return Saying(measure)
        if before.verb == "to_level":
            if before.strong == "up" and not is_rate:
                return Saying("planned_growth" if state.target else "growth")  # kéo mức tăng lên 9,77%
            return (
                Saying(measure) if is_rate or not subject.indicator else unread("a rise to a percentage: two readings")
            )
        if figure.sign and state.has_level:
            return Saying("growth")
        if is_rate and not (figure.sign or before.verb == "doubled"):
            return Saying(measure)
        if before.verb == "doubled" or (before.mark == "(" and before.doubled):
            return Saying("growth", "index")
        if before.verb == "equal" and state.has_level and not named and before.word != "bằng":
            return Saying("attainment")
        if before.verb == "equal" and state.said is not None and state.said.measure == "attainment":
            return Saying("attainment")
        if before.verb == "exceed" and (state.has_level or (state.said is not None and state.said.measure == "plan")):
            return Saying("attainment", "excess")
        if self._key[subject.start : subject.end].startswith(_LIKE_A_RATE) and not subject.indicator:
            return unread("nothing says whether the percentage is a level or a change")
        if (
            not before.verb
            and state.said is not None
            and state.said.measure in {"growth", "planned_growth", "attainment"}
        ):
            return replace(state.said, assigner="", base="")
        return unread("nothing says what the percentage is of")

    @staticmethod
    def _after_plan(state: _State) -> bool:
        """Whether the figure before was a share of a plan: *đạt 31,8% dự toán (114,5 tỷ đồng)*."""
        return state.after is not None and state.after.against.kind == "plan"

    def _is_disbursement(self, subject: Subject) -> bool:
        return "giải ngân" in self._key[subject.start : subject.end]

    def _quantity(self, before: Before, after: After, state: _State) -> Saying:
        if before.inline_plan or before.plan_level:
            return Saying("plan", assigner=before.assigner)
        if before.compared:
            if after.mention is not None:
                return Saying("level")
            return unread("what another figure is compared with, of a period that is not said")
        if before.verb == "from":
            return Saying("level") if after.mention is not None else unread("where a change began")
        if before.restated and state.said is not None and state.said.measure in {"growth", "planned_growth"}:
            return unread("an amount of change, not a level")
        if before.aside and state.respective is None:
            return unread("an amount of change, not a level")
        if before.verb in CHANGES or before.verb == "difference":
            return unread("an amount of change, not a level")
        return Saying("plan" if state.target else "level")

    def _fits(self, indicator: str, figure: Figure, saying: Saying, *, share: bool) -> bool:
        """Whether the catalogue's indicator can have such a figure: hectares are no revenue, a share is no level of it."""
        known = self._indicators.get(indicator)
        if known is None or (share and known.kind != "rate"):
            return False
        if saying.measure not in {"level", "plan"}:
            return True
        if figure.kind == "rate":
            return known.kind == "rate"
        if figure.unit == known.unit:
            return True
        if figure.is_money and _is_money(known.unit):
            return ("/" in known.unit) or ("/" not in figure.unit)
        one, other = UNITS.get(figure.unit), UNITS.get(known.unit)
        if one is not None and other is not None and one.dimension == other.dimension:
            return True
        return {figure.unit, known.unit} <= {"người", "lao động", "ca", "lượt người"}

    def _worth_keeping(
        self, items: Sequence[Item], place: int, figure: Figure, subject: Subject, saying: Saying
    ) -> bool:
        """Whether a figure of a name that the catalogue does not know is a statement about that name."""
        if saying.measure not in {"level", "plan"} or items[place].meaning.indicators:
            return True
        if figure.is_money or figure.kind == "rate":
            return subject.start < figure.start
        beyond = items[place + 1] if place + 1 < len(items) else None
        if subject.start >= figure.start or (beyond is not None and _is_noun(beyond)):
            return False
        return figure.unit not in _COUNTED or self._key[subject.start : subject.end].startswith(_STATISTICAL)


def _is_money(unit: str) -> bool:
    return "đồng" in unit or "USD" in unit


def _is_noun(item: Item) -> bool:
    """Whether it is a word that the grammar gives no part, so that it names something."""
    if item.kind == "word":
        return True
    return (
        item.kind == "phrase"
        and all(role.startswith("counted.") for role in item.meaning.roles)
        and not item.meaning.indicators
    )


def _is_count(items: Sequence[Item], place: int) -> bool:
    """Whether a bare number counts things that are no statistics, is a year, or one part of a fraction."""
    beyond = items[place + 1] if place + 1 < len(items) else None
    before = items[place - 1] if place else None
    if beyond is not None and (beyond.plays("counted.things") or beyond.key in {"/", "-", "."}):
        return True
    if before is not None and before.key in {"/", "-"}:
        return True
    figure = items[place].figure
    if figure is None or figure.printed is None or not figure.printed.isdigit():
        return False
    return len(figure.printed) <= 2 or (len(figure.printed) == 4 and figure.printed[:2] in {"19", "20"})  # noqa: PLR2004
