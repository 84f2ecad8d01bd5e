"""The period that an article as a whole reports on, and the day of the article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.reading.items import Item

LEAD_SENTENCES: Final = 4  # the heading, the date line, what the article is about
_NEAR: Final = 8  # items between a period and the word that says what is done in it
_NEAR_COMPARISON: Final = 6
# What one mention counts, by where it stands; a month alone is often only one of several.
_IN_LEAD: Final = 3
_REVIEWED: Final = 2
_NOT_A_MONTH: Final = 2
# The first and last month, and the year if it is written.
_Span = tuple[int, int, int | None]
_WHOLE_YEAR: Final = (1, 12)


@dataclass(frozen=True, slots=True)
class Reported:
    """The period that an article reports on.

    Attributes
    ----------
    mention : Mention or None
        None where the text names none.
    year : int or None
        The year that periods without one belong to.
    today : date or None
        The day of the article, where it says.
    term : Mention or None
        The years of the term of office that it reviews, or plans.
    aims : bool
        Whether its heading says that it lists aims and nothing in it looks back.
    """

    mention: Mention | None
    year: int | None
    today: date | None
    term: Mention | None = None
    aims: bool = False


def reported_period(sentences: Sequence[Sequence[Item]], given_year: int | None) -> Reported:
    """Find the period that the article reports on.

    Each period that a sentence speaks of as done counts, the first sentences and words such as *tổng kết*, *kết quả*
    more; what it compares with and what it plans for does not count.

    Parameters
    ----------
    sentences : sequence of sequences of Item
    given_year : int or None
        The year, where the caller knows it.
    """
    evidence = _Evidence()
    for number, items in enumerate(sentences):
        evidence.take_sentence(number, items)
    mention = evidence.without_votes(given_year) if not evidence.votes else None
    if mention is not None:
        year = given_year or mention.year
    else:
        year = given_year or evidence.year()
        mention = evidence.most_spoken_of(year)
        term = evidence.term
        if term is not None and mention is not None and term.start < mention.start and mention.is_year:
            mention = term
    return Reported(mention, year, _today(evidence.days, year), evidence.term, _lists_aims(sentences))


@dataclass(slots=True)
class _Evidence:
    """What the sentences say of the period.

    Attributes
    ----------
    votes : Counter
        How much each period is spoken of as done.
    first : dict
        Where each is first named.
    reviewed : set of int
        Years that words such as *tổng kết* look back on.
    compared, planned, doubtful : list of Mention
        What is compared with; what is planned for; *năm* after *nhiệm vụ*, *kế hoạch*: planned for, or carried out.
    days : list of Mention
    term : Mention or None
    """

    votes: Counter[_Span] = field(default_factory=Counter)
    first: dict[_Span, Mention] = field(default_factory=dict)
    reviewed: set[int] = field(default_factory=set)
    compared: list[Mention] = field(default_factory=list)
    planned: list[Mention] = field(default_factory=list)
    doubtful: list[Mention] = field(default_factory=list)
    days: list[Mention] = field(default_factory=list)
    term: Mention | None = None

    def take_sentence(self, number: int, items: Sequence[Item]) -> None:
        """Take the periods of a sentence."""
        last_measured = -1
        if any(item.mention is not None for item in items):
            last_measured = max((at for at, item in enumerate(items) if item.is_measured), default=-1)
        for place, item in enumerate(items):
            mention = item.mention
            if mention is None:
                continue
            if mention.kind == "day":
                self.days.append(mention)
            elif mention.kind == "years" and number < LEAD_SENTENCES:
                self.term = self.term or mention
            elif mention.kind == "months":
                # What follows in its sentence or list are the aims; else it may be what the whole text is about.
                follows = items[-1].key == ":" or last_measured > place
                self._take(number, items, place, mention, aims_follow=follows)

    def _take(self, number: int, items: Sequence[Item], place: int, mention: Mention, *, aims_follow: bool) -> None:
        near = items[max(0, place - _NEAR) : place]
        if _is_compared(items, place):
            self.compared.append(mention)
        elif _is_aside(items, place):
            pass
        elif _is_planned(near):
            aimed = aims_follow and any(word.plays("aims.target") for word in near)
            (self.planned if aimed else self.doubtful).append(mention)
        elif mention.year is not None or mention.shift is None:
            span = (mention.first_month, mention.last_month, mention.year)
            self.first.setdefault(span, mention)
            self.votes[span] += 1
            self.votes[span] += _IN_LEAD * (number < LEAD_SENTENCES)
            self.votes[span] += _REVIEWED * any(word.plays("aims.reviewed") for word in near)
            self.votes[span] += _NOT_A_MONTH * (not mention.is_month)
            if mention.year is not None and any(word.plays("aims.looked_back") for word in near):
                self.reviewed.add(mention.year)

    def without_votes(self, given_year: int | None) -> Mention | None:
        """Give the period where no sentence speaks of one as done; None where that is not known."""
        if self.doubtful and not self.compared:
            own = min(self.doubtful, key=lambda mention: mention.year or 0)
            if own.year is not None:
                return own
        # What it compares with is a year before what it reports; a plan is for the year after.
        before = next((mention for mention in self.compared if mention.year is not None), None)
        if before is not None and before.year is not None:
            year = before.year + 1
            if all(mention.year != year for mention in self.planned):
                return replace(before, year=year)
        named = _years(self.planned)
        if named and given_year is None and not any(mention.day for mention in self.days):
            return Mention(0, 0, "months", year=min(named) - 1)
        return None

    def year(self) -> int | None:
        """Give the year: the one most spoken of, else what dates, comparisons and plans say of it."""
        years: Counter[int] = Counter()
        for (_, _, year), score in self.votes.items():
            if year is not None:
                years[year] += score
        if years:
            most = max(years, key=lambda year: years[year])
            # Who reviews a year plans the next in the same breath, often at greater length.
            return most - 1 if most - 1 in self.reviewed and most not in self.reviewed else most
        if before := _years(self.compared):
            return max(before) + 1
        dates = [mention.day for mention in self.days if mention.day is not None]
        if dates:
            return dates[0].year
        if doubtful := _years(self.doubtful):
            return min(doubtful)
        planned = _years(self.planned)
        return min(planned) - 1 if planned else None

    def most_spoken_of(self, year: int | None) -> Mention | None:
        """Give the period of a year, or without one, that is most spoken of."""
        dated = [span for span in self.votes if span[2] in {year, None}]
        # A part of the year that is named again and again is what the article is about; its year may be named alone.
        parts = [span for span in dated if span[:2] != _WHOLE_YEAR and span[0] != span[1]]
        whole = [span for span in dated if span[:2] == _WHOLE_YEAR]
        best = max(parts or whole or dated, key=lambda span: self.votes[span], default=None)
        if best is None:
            return Mention(0, 0, "months", year=year) if year is not None else None
        if parts and whole:
            top = max(whole, key=lambda span: self.votes[span])
            if self.votes[top] > self.votes[best] and self.first[top].start < self.first[best].start:
                best = top
        return self.first[best]


def _years(mentions: Iterable[Mention]) -> list[int]:
    return [mention.year for mention in mentions if mention.year is not None]


def _is_aside(items: Sequence[Item], place: int) -> bool:
    """Whether a period is one of several in brackets: *(2012: 5,7%; 2013: 6,81%)*, or one set apart (*riêng*)."""
    before = items[place - 1].key if place else ""
    return before in {"(", "riêng"} or (before == ";" and items[place].key.isdigit())


def _is_compared(items: Sequence[Item], place: int) -> bool:
    """Whether the period is only what something is compared with, or where it began."""
    for at in range(place - 1, max(0, place - _NEAR_COMPARISON) - 1, -1):
        before = items[at]
        if before.kind == "mark" and before.key != "%":
            return False
        if before.plays("against.compare", "against.same_period", "says.more", "says.less", "says.exceed"):
            return True
    return False


def _is_planned(near: Sequence[Item]) -> bool:
    """Whether the words before a period plan for it: *để chuẩn bị cho năm 2023*, and not *kết quả năm 2022*."""
    words: list[Item] = []
    for item in reversed(near):
        if item.kind == "period":  # kết quả năm 2022 để chuẩn bị cho năm 2023
            break
        words.append(item)
    if any(item.plays("aims.looked_back") for item in words):
        return False
    for item in words:
        if item.kind == "mark" and item.key in {",", ";", ".", ":"}:
            return False
        if item.plays("aims.planned_for", "aims.target"):
            return item.plays("aims.planned_for") or not item.plays("aims.reviewed")
        if item.plays("aims.reviewed"):
            return False
    return False


def _lists_aims(sentences: Sequence[Sequence[Item]]) -> bool:
    """Whether the heading names aims (*chỉ tiêu nhiệm kỳ 2020-2025*) and no sentence looks back."""
    if not sentences:
        return False
    heading = sentences[0]
    if heading[-1].key == "." or not any(item.plays("plan.plan", "aims.target") for item in heading):
        return False
    if any(item.kind == "figure" or item.plays("says.equal", "says.exceed") for item in heading):
        return False
    return not any(
        item.plays("aims.looked_back", "against.same_period", "hedges.estimate")
        for items in sentences
        for item in items
    )


def _today(days: Sequence[Mention], year: int | None) -> date | None:
    """Give the day of the article: the first that it names; one without a year is in that of the first full date."""
    full = next((mention.day for mention in days if mention.day is not None), None)
    own = full.year if full is not None else year
    for mention in days:
        if mention.day is None and mention.day_of_month and own is not None:
            try:
                return date(own, mention.first_month, mention.day_of_month)
            except ValueError:  # 30 February
                continue
    return full
