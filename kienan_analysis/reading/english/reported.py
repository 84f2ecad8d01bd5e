"""The period that an English article reports on: by the years of its results, its day, what it is held against."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of
from kienan_analysis.reading.english.roles import (
    aims_from,
    dates_an_event,
    heads_aims,
    is_aim,
    is_compared,
    is_in_circumstance,
    is_of_same_period,
    is_planned,
    is_recalled,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_LEAD: Final = 4  # sentences that say what the article is about
_LAST_OF_JANUARY: Final = 31
_FORESEEN: Final = 12  # items between is expected and the year
_IN_LEAD: Final = 3
_NOT_A_MONTH: Final = 2
_LATE: Final = 15  # of December: the year is reviewed from then on
_TWO: Final = 2
_EARLY: Final = 2  # February: a year is reviewed until then
_MONTHS_A_YEAR: Final = 12
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
    clear : bool
        Whether *this year* is known: by the article's day, by the year of its heading.
    planned : frozenset of int
        The years that the text plans for.
    """

    mention: Mention | None
    year: int | None
    day: date | None
    stated: bool = True
    late: bool = False
    guessed: bool = False
    clear: bool = True
    planned: frozenset[int] = frozenset()

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
    recalled: set[int] = field(default_factory=set)  # the 8.5 per cent of the same period of 2022
    parts: list[tuple[int, int, int]] = field(default_factory=list)
    figured: set[_Span] = field(default_factory=set)


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
    derived = day is None and year is None and (before := _year_before_last(sentences))
    if derived:
        day = date(before + _TWO, 1, _LAST_OF_JANUARY)
    said = _Said()
    for number, items in enumerate(sentences):
        aims = heads_aims(items) or aims_from(items) > 0
        figured = any(item.kind == "figure" for item in items)
        for at, item in enumerate(items):
            aims |= item.plays("aims.target") and is_aim(items, at)
            mention = item.mention
            if mention is None or not _may_be_reported(items, at, mention):
                continue
            if is_compared(items, at):
                _hold_against(said, items, at, aims=aims)
            elif aims or (is_planned(items, at) and not _is_nearly_over(items, at, day)):
                said.planned += [mention.year] if mention.year is not None and not _is_over(mention, day) else []
            else:
                score = 1 + _IN_LEAD * (number < _LEAD) + _NOT_A_MONTH * (not mention.is_month)
                _vote(said, mention, day, score, figured=figured)
    said.held_against.update(one[2] for one in said.parts if (*one[:2], None) in said.votes)
    own = year if year is not None else _year(said, day)
    parts = any(span[0] > 1 or span[1] < _MONTHS_A_YEAR for span in said.votes)
    against = own is None and bool(said.held_against or said.recalled)
    if against:  # the same period of 2022, and of 2019 before the pandemic
        own = max(said.held_against or said.recalled) + 1
        against = own not in said.planned
    guessed = own is None and bool(said.planned) and not parts
    if guessed:
        own = min(said.planned) - 1  # who plans for 2025 without another word of time, reviews 2024
    mention = _most(said, own)
    stated = year is not None or (bool(said.votes) and not _tells_only_what_was_before(said, mention, own))
    lead = max((items[-1].end for items in sentences[:_LEAD] if items), default=0)
    late = mention is not None and mention.start >= lead
    clear = year is not None or day is not None or any(item.mention and item.mention.year for item in sentences[0])
    plans = frozenset(said.planned)
    later = own is not None and day is None and year is None and {own + 1, own + 2} & plans & {s[2] for s in said.votes}
    # Fewer than in August 2024, of a text that seems to be of 2023: nothing is held against what is to come.
    behind = own is not None and day is None and year is None and any(one > own for one in said.compared)
    clear &= not derived
    guessed |= bool(derived)
    guess = guessed or against or behind or bool(later)
    return Reported(mention, own, day, stated and not guessed, late, guess, clear, plans)


def _hold_against(said: _Said, items: Sequence[Item], at: int, *, aims: bool) -> None:
    """Remember a year that something is compared with."""
    mention = items[at].mention
    if mention is None or mention.year is None:
        return
    if is_recalled(items, at):
        said.recalled |= {mention.year} if mention.is_year else set()
    elif not aims:
        said.compared.add(mention.year)
        if not mention.is_year:
            said.parts.append((mention.first_month, mention.last_month, mention.year))
        if is_of_same_period(items, at):
            said.held_against.add(mention.year)


def _year_before_last(sentences: Sequence[Sequence[Item]]) -> int:
    """Say what year *last year* is held against: *GRDP reached VND288 trillion last year, up 11 per cent from 2023*.

    Returns
    -------
    int
        0 where no sentence says so, where they do not agree, or where a part of a year without one is spoken of: then
        what *this year* is would be a guess.
    """
    found: set[int] = set()
    for items in sentences:
        if not any(item.kind == "figure" for item in items):
            continue
        mentions = [(at, item.mention) for at, item in enumerate(items) if item.mention is not None]
        if any(one.kind in {"months", "to_day"} and not one.is_year and one.year is None for _, one in mentions):
            return 0
        last = any(one.seen and one.shift == -1 and not is_compared(items, at) for at, one in mentions)
        if last:
            found |= {one.year for at, one in mentions if one.year and one.is_year and is_compared(items, at)}
    return found.pop() if len(found) == 1 else 0


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


def _may_be_reported(items: Sequence[Item], at: int, mention: Mention) -> bool:
    """Whether a period may be one that the text reports on, and dates no event and no circumstance."""
    of_kind = mention.kind in {"months", "to_day"}
    return of_kind and not dates_an_event(items, at) and not is_in_circumstance(items, at)


def _is_nearly_over(items: Sequence[Item], at: int, day: date | None) -> bool:
    """Whether what is foreseen is of the year that the text reviews: *is expected to grow 5 per cent in 2021*.

    An article of late December that says so does not review the quarter that it names beside.
    """
    mention = items[at].mention
    if mention is None or day is None or not mention.is_year or mention.led in {"by", "until"}:
        return False
    late = day.month == _MONTHS_A_YEAR and day.day >= _LATE
    return (
        late
        and mention.year == day.year
        and any(item.plays("limits.may") for item in items[max(0, at - _FORESEEN) : at])
    )


def _tells_only_what_was_before(said: _Said, mention: Mention | None, year: int | None) -> bool:
    """Whether only sentences without a figure name a part of a year of which others give figures as a whole.

    *In 2022 Long An posted growth of 8 percent. In the first six months, most factories had been closed.*
    """
    if mention is None or mention.is_year or mention.kind != "months":
        return False
    months = (mention.first_month, mention.last_month)
    if any(span[:2] == months for span in said.figured):
        return False
    return any(span[:2] == (1, _MONTHS_A_YEAR) and span[2] in {year, None} for span in said.figured)


def _vote(said: _Said, mention: Mention, day: date | None, score: int, *, figured: bool) -> None:
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
    if figured:
        said.figured.add(span)


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
    if day is None and years and not (set(years) - said.held_against):
        return max(said.held_against) + 1  # over the same period of 2018: what was in 2018 is told beside it
    if day is None:
        years = Counter({year: score for year, score in years.items() if year not in said.held_against})
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
    # Results that are held against those of 2020, and plans for 2021 or 2022: each alone would be a guess.
    if said.planned and said.compared and min(said.planned) - max(said.compared) in {1, _TWO}:
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
            # As of April 20, and the first four months: both speak of the months.
            alike = {span: sum(votes[one] for one in group if one[:2] == span[:2]) for span in group}
            days = {span: first[span].kind == "to_day" for span in group}
            best = max(group, key=lambda span: (alike[span], not days[span], votes[span], -first[span].start))
            if group is parts and whole:
                top = max(whole, key=lambda span: votes[span])
                told = top in said.figured or best not in said.figured  # a heading: tourism keeps growing in 2016
                if told and votes[top] > votes[best] and first[top].start < first[best].start:
                    best = top
            return first[best]
    return None
