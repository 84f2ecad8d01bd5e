"""The period that an English article reports on, and what each period that it names is to its sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_LEAD: Final = 4  # sentences that say what the article is about
_IN_LEAD: Final = 3
_NOT_A_MONTH: Final = 2
_LATE: Final = 15  # of December: the year is reviewed from then on
_EARLY: Final = 2  # February: a year is reviewed until then
_MONTHS_A_YEAR: Final = 12
_NEAR: Final = 6  # items between a word and the period that it speaks of
_STANDS_FOR: Final = frozenset({"that", "the result", "result", "the figure", "figure", "the level", "level"})
_COMPARES: Final = (
    "against.compare", "against.compare_after", "against.same_period", "against.base", "says.more", "says.less",
    "says.from",
)  # fmt: skip
# Words by which a period dates something else than figures.
_EVENTS: Final = frozenset(
    {"formed", "established", "founded", "born", "since", "began", "started", "opened", "launched"}
)
_AIMS: Final = frozenset({"goals", "objectives", "targets"})
_MET: Final = frozenset(
    {"achieved", "attained", "completed", "exceeded", "fulfilled", "has met", "met", "results", "surpassed"}
)
_Span = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class Reported:
    """What an article reports on.

    Attributes
    ----------
    mention : Mention or None
    year : int or None
        The year that periods without one belong to.
    day : date or None
        Of the article.
    stated : bool
        Whether the year is named as the one that is reported on, and not only follows from the article's day.
    late : bool
        Whether the period is named only after the lead.
    guessed : bool
        Whether the year is only the one before what the text plans for.
    """

    mention: Mention | None
    year: int | None
    day: date | None
    stated: bool = True
    late: bool = False
    guessed: bool = False

    @property
    def period(self) -> Period | None:
        """The period; None where nothing says it: at the turn of a year the day says which is reviewed."""
        if self.mention is not None:
            return self.mention.resolve(self.year, self.day)
        if self.stated or self.guessed or self.day is None:
            return None if self.year is None else months_of(self.year, 1, _MONTHS_A_YEAR)
        if self.day.month == _MONTHS_A_YEAR and self.day.day >= _LATE:
            return months_of(self.day.year, 1, _MONTHS_A_YEAR)
        return months_of(self.day.year - 1, 1, _MONTHS_A_YEAR) if self.day.month == 1 else None


@dataclass(slots=True)
class _Said:
    """What the sentences say of the year."""

    votes: Counter[_Span] = field(default_factory=Counter)
    first: dict[_Span, Mention] = field(default_factory=dict)
    planned: list[int] = field(default_factory=list)
    compared: set[int] = field(default_factory=set)
    held_against: set[int] = field(default_factory=set)
    of_this_year: bool = False


def reported_period(sentences: Sequence[Sequence[Item]], year: int | None, published: date | None) -> Reported:
    """Find what an article reports on: the period that its sentences speak of most as done.

    Parameters
    ----------
    sentences : sequence of sequences of Item
    year : int or None
        The year, where the caller knows it.
    published : date or None
        The day of publication, where the caller knows it.
    """
    day = published or _day(sentences)
    said = _Said()
    for number, items in enumerate(sentences):
        aims = heads_aims(items) or aims_from(items) > 0
        for at, item in enumerate(items):
            aims |= item.plays("aims.target") and is_aim(items, at)
            mention = item.mention
            if mention is None or mention.kind not in {"months", "to_day"} or dates_an_event(items, at):
                continue
            if is_compared(items, at):
                if mention.year is not None:
                    said.compared.add(mention.year)
                    if _is_of_same_period(items, at):
                        said.held_against.add(mention.year)
            elif aims or _is_planned(items, at):
                said.planned += [mention.year] if mention.year is not None and not _is_over(mention, day) else []
            else:
                said.of_this_year |= mention.seen and mention.shift == 0
                _vote(said, mention, day, 1 + _IN_LEAD * (number < _LEAD) + _NOT_A_MONTH * (not mention.is_month))
    own = year if year is not None else _year(said, day)
    guessed = (
        own is None and bool(said.planned) and not any(span[0] > 1 or span[1] < _MONTHS_A_YEAR for span in said.votes)
    )
    if guessed:
        own = min(said.planned) - 1  # who plans for 2025 without another word of time, reviews 2024
    stated = year is not None or bool(said.votes)
    mention = _most(said, own)
    lead = max((items[-1].end for items in sentences[:_LEAD] if items), default=0)
    late = mention is not None and mention.start >= lead
    return Reported(mention, own, day, stated and not guessed, late, guessed)


def _day(sentences: Sequence[Sequence[Item]]) -> date | None:
    """Find the day of an article: the first of its lead that dates no event."""
    for items in sentences[:_LEAD]:
        for at, item in enumerate(items):
            mention = item.mention
            if mention is not None and mention.kind == "day" and mention.day and not dates_an_event(items, at):
                return mention.day
    return None


def _is_over(mention: Mention, day: date | None) -> bool:
    """Whether a period ended before the article: what is said of it is no aim, whatever stands near."""
    period = mention.resolve(None, day) if day is not None else None
    return period is not None and day is not None and period.last < day


def _vote(said: _Said, mention: Mention, day: date | None, score: int) -> None:
    """Count a period that is spoken of as done; with the article's day a period without a year has one."""
    if mention.year is not None:
        year: int | None = mention.year
    elif day is None:
        if mention.shift not in {None, 0}:
            return
        year = None
    elif mention.seen:
        year = day.year + (mention.shift or 0)
    else:
        if mention.shift not in {None, 0}:
            return
        year = year_by_day(mention, day)
    span = (mention.first_month, mention.last_month, year)
    said.first.setdefault(span, mention)
    said.votes[span] += score


def year_by_day(mention: Mention, day: date) -> int:
    """Give the year of a period that names none: it lies before the article, a whole year from March on around it."""
    if mention.is_year:
        return day.year - (day.month <= _EARLY)
    return day.year - (mention.last_month > day.month + 1)


def _year(said: _Said, day: date | None) -> int | None:
    """Give the year most spoken of, of two the later; else what the same period, or the day, says."""
    years: Counter[int] = Counter()
    for (_, _, year), score in said.votes.items():
        if year is not None and (day is None or year <= day.year):  # no result is of a year to come
            years[year] += score
    if said.planned and years and day is None:
        # Who reviews a year plans the next: For 2022, the city …
        later = {year for year in years if year in said.planned and year - 1 in years}
        years = Counter({year: score for year, score in years.items() if year not in later})
    if years:
        return max(years, key=lambda year: (years[year], year))
    if day is not None:
        return day.year
    if len(said.held_against) == 1:
        return min(said.held_against) + 1
    # This year's results, held against those of 2020, and plans for 2022: each alone would be a guess.
    if said.of_this_year and said.planned and said.compared and max(said.compared) + 2 == min(said.planned):
        return max(said.compared) + 1
    return None


def _most(said: _Said, year: int | None) -> Mention | None:
    """Give the period of a year that is most spoken of; a part of the year before the whole."""
    votes, first = said.votes, said.first
    dated = [span for span in votes if span[2] in {year, None}]
    parts = [span for span in dated if span[:2] != (1, _MONTHS_A_YEAR) and span[0] == 1]
    whole = [span for span in dated if span[:2] == (1, _MONTHS_A_YEAR)]
    other = [span for span in dated if span not in parts and span not in whole]
    for group in (parts, whole, other):
        if group:
            best = max(group, key=lambda span: (votes[span], -first[span].start))
            if group is parts and whole:
                top = max(whole, key=lambda span: votes[span])
                if votes[top] > votes[best] and first[top].start < first[best].start:
                    best = top
            return first[best]
    return None


def _is_of_same_period(items: Sequence[Item], place: int) -> bool:
    """Whether a year is that of *the same period* that something is compared with: in July … from July 2021, too."""
    if any(items[at].plays("against.same_period") for at in range(max(0, place - 3), place)):
        return True
    mention = items[place].mention
    if mention is None or mention.is_year:
        return False
    before = (item.mention for item in items[:place] if item.mention is not None and item.mention.year is None)
    return any((one.first_month, one.last_month) == (mention.first_month, mention.last_month) for one in before)


def is_compared(items: Sequence[Item], place: int) -> bool:
    """Whether a period is only what something is compared with."""
    figure = False
    for at in range(place - 1, max(-1, place - _NEAR), -1):
        item = items[at]
        if item.kind == "mark" or (item.kind == "figure" and figure):
            return False
        if item.kind == "figure":
            figure = True  # compared with VND84 million in 2023
            continue
        if figure:
            if item.plays("against.compare"):
                return True
            if not item.plays("gaps.empty", "gaps.det", "hedges.approx", "hedges.at_least", "against.base", "gaps.of"):
                return False
            continue
        if item.plays(*_COMPARES):
            # "results of 2024" opens a heading, too
            weak = item.plays("against.compare_after", "against.base", "says.from") and not item.plays(
                "against.same_period"
            )
            if weak and any(between.meaning.indicators for between in items[at + 1 : place]):
                return False  # earns US$1.1 billion from exports in 2021
            figure_before = at > 0 and (items[at - 1].kind == "figure" or _follows_figure(items, at))
            if weak and not figure_before and item.plays("against.base"):
                continue  # higher than the figure in 2019
            after_change = at > 0 and items[at - 1].plays("says.up", "says.down")  # rose over 2023 by 5 per cent
            return not weak or figure_before or (after_change and not item.plays("says.from"))
        if item.key in _STANDS_FOR and _follows_figure(items, at):
            return True  # 104 percent of that of 2023
        if item.plays("says.up", "says.down", "says.equal", "gaps.aux"):
            return False
    return False


def _follows_figure(items: Sequence[Item], at: int) -> bool:
    return any(items[before].kind == "figure" for before in range(max(0, at - 3), at))


def _is_planned(items: Sequence[Item], place: int) -> bool:
    """Whether a period opens a clause that plans: *For 2022, the city …*; or dates an aim: *by 2030*."""
    mention = items[place].mention
    if mention is not None and mention.led in {"by", "until"}:
        return True
    if place <= 1 and items[0].key.startswith("for") and any(item.plays("aims.target", "plan.plan") for item in items):
        return True
    if items[place].key.startswith("for ") and any(
        item.plays("plan.plan") for item in items[max(0, place - 3) : place]
    ):
        return True  # the plan for 2025
    near = range(max(0, place - _NEAR), min(len(items), place + _NEAR))
    return any(items[at].plays("limits.may") or (items[at].plays("aims.target") and is_aim(items, at)) for at in near)


def dates_an_event(items: Sequence[Item], place: int) -> bool:
    """Whether a period dates something else than a figure: *formed in 2021*, *the highest since 2016*."""
    return any(items[at].key.split()[0] in _EVENTS for at in range(max(0, place - 3), place))


def heads_aims(items: Sequence[Item]) -> bool:
    """Whether a line introduces a list of aims: *Main targets for 2023:*; *The plan has 15 targets:*."""
    if not items or items[-1].key != ":":
        return False
    if any((item.figure is not None and item.figure.kind != "bare") or item.key in _MET for item in items):
        return False
    return any(word in _AIMS for item in items for word in item.key.split())


def aims_from(items: Sequence[Item]) -> int:
    """Say from which item of a sentence on its head lists aims: *The 2026 plan has 15 targets: …*; -1 for none."""
    colon = next((at for at, item in enumerate(items) if item.key == ":"), -1)
    return colon + 1 if 0 <= colon < len(items) - 1 and heads_aims(items[: colon + 1]) else -1


def is_aim(items: Sequence[Item], at: int) -> bool:
    """Whether a word for an aim opens one: *the province targets growth*; not *has met 19 of 20 targets*."""
    word = items[at].key
    if word not in {"targets", "target", "aims", "targeted"}:
        return True
    before = items[at - 1] if at else None
    if word == "aims" or before is None:
        return word == "aims"
    if word == "targeted":
        return True
    return before.kind == "area" or (before.plays("gaps.level", "gaps.same_name") and not before.plays("gaps.det"))
