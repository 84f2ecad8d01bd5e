"""The period that an article as a whole reports on: decided by what its sentences speak of as done, and by its day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.dates import LEAD_SENTENCES, ArticleDay, article_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.roles import Named

# What one mention counts, by where it stands; a month alone is often only one of several.
_IN_LEAD: Final = 3
_REVIEWED: Final = 2
_NOT_A_MONTH: Final = 2
# The first and last month, and the year if it is written.
_Span = tuple[int, int, int | None]
_WHOLE_YEAR: Final = (1, 12)
# Reports come out from a month before their period ends to four months after.
_BEFORE_THE_END: Final = timedelta(days=35)
_AFTER_THE_END: Final = timedelta(days=120)
_CONGRESS: Final = "đại hội"
_TERM_OF_OFFICE: Final = 5  # years


@dataclass(frozen=True, slots=True)
class Reported:
    """The period that an article reports on.

    Attributes
    ----------
    mention : Mention or None
        None where the text names none.
    year : int or None
        The year that periods without one belong to.
    day : ArticleDay
    term : Mention or None
        The years of the term of office that it reviews, or plans.
    congress : int or None
        The year of the party congress that it is about: the last of one term, before the first that is planned.
    aims : bool
        Whether its heading says that it lists aims and nothing in it looks back.
    """

    mention: Mention | None
    year: int | None
    day: ArticleDay
    term: Mention | None = None
    congress: int | None = None
    aims: bool = False

    @property
    def today(self) -> date | None:
        """The day of the article."""
        period = self.mention.resolve(self.year) if self.mention is not None else None
        return self.day.seen_from(period.last if period is not None else None, self.year)


def reported_period(
    sentences: Sequence[Sequence[Item]],
    named: Sequence[Sequence[Named]],
    key: str,
    given_year: int | None,
    published: date | None = None,
) -> Reported:
    """Find the period that the article reports on.

    Each period that a sentence speaks of as done counts, the first sentences and words such as *tổng kết*, *kết quả*
    more; what it compares with, what it plans for, and the years in names do not count.

    Parameters
    ----------
    sentences : sequence of sequences of Item
    named : sequence of sequences of Named
        The mentions of each sentence, with what they are to it.
    key : str
        The text in the spelling that is matched.
    given_year : int or None
        The year, where the caller knows it.
    published : date or None
        The day of publication, where the caller knows it.
    """
    day = article_day(named, published)
    evidence = _Evidence(day)
    for number, (items, found) in enumerate(zip(sentences, named, strict=True)):
        evidence.take_sentence(number, items, key, found)
    mention = evidence.without_votes(given_year) if not evidence.votes else None
    if mention is not None:
        year = given_year or mention.year
    else:
        year = given_year or evidence.year()
        mention = evidence.most_spoken_of(year)
    term = evidence.term
    if term is not None and mention is not None and mention.is_year and mention.end and term.start < mention.start:
        mention = term
    if mention is None and year is None and term is not None:
        mention, year = term, term.last_year
    if term is None and year is not None and evidence.counted is not None:
        term = replace(evidence.counted, kind="years", year=year - evidence.counted.count + 1, last_year=year)
    return Reported(mention, year, day, term, evidence.congress, _lists_aims(sentences, named, key))


@dataclass(slots=True)
class _Evidence:
    """What the sentences say of the period.

    Attributes
    ----------
    day : ArticleDay
    votes : Counter
        How much each period is spoken of as done.
    first : dict
        Where each is first named.
    reviewed : set of int
        Years that words such as *tổng kết* look back on.
    compared, same, planned, doubtful : list of Mention
        What is compared with; the same period of which year; what is planned for; *năm* after *nhiệm vụ*, *kế hoạch*:
        planned for, or carried out.
    term : Mention or None
    counted : Mention or None
        The five years, seen from the text's own, that it looks back on.
    congress : int or None
        The year of the party congress that the text is about: the first of the term that it opens.
    """

    day: ArticleDay
    votes: Counter[_Span] = field(default_factory=Counter)
    first: dict[_Span, Mention] = field(default_factory=dict)
    reviewed: set[int] = field(default_factory=set)
    compared: list[Mention] = field(default_factory=list)
    same: list[Mention] = field(default_factory=list)
    planned: list[Mention] = field(default_factory=list)
    doubtful: list[Mention] = field(default_factory=list)
    term: Mention | None = None
    counted: Mention | None = None
    congress: int | None = None

    def take_sentence(self, number: int, items: Sequence[Item], key: str, found: Sequence[Named]) -> None:
        """Take the periods of a sentence."""
        if not found:
            return
        last_measured = max((at for at, item in enumerate(items) if item.is_measured), default=-1)
        for one in found:
            mention = one.mention
            if mention.kind == "term" and mention.count == _TERM_OF_OFFICE and mention.shift == 0:
                self.counted = self.counted or mention
            elif mention.kind == "years":
                self._take_years(number, items, key, one)
            elif mention.kind == "to_day":
                self._take_to_day(number, one)
            elif mention.kind == "months":
                # What follows in its sentence or list are the aims; else it may be what the whole text is about.
                follows = items[-1].key == ":" or last_measured > one.at
                self._take(number, items, one, aims_follow=follows)

    def _take_years(self, number: int, items: Sequence[Item], key: str, one: Named) -> None:
        mention = one.mention
        if number < LEAD_SENTENCES and one.role == "own" and not self._is_ahead(mention):
            self.term = self.term or mention
        if one.role == "name" and mention.year is not None and self.congress is None:
            before = key[items[0].start : mention.start]
            opened = mention.year - 1
            recent = self.day.day is None or abs(self.day.day.year - opened) <= 1
            if recent and _CONGRESS in before and key.startswith("nhiệm", mention.start):
                self.congress = opened

    def _is_ahead(self, mention: Mention) -> bool:
        """Whether years end after the day of the text by more than one: a plan."""
        return self.day.day is not None and mention.last_year > self.day.day.year + 1

    def _take_to_day(self, number: int, one: Named) -> None:
        """Take *tính đến ngày 30-9*: near a month's end it is what the text reports on."""
        mention = one.mention
        period = mention.resolve(mention.year or 2001)  # any year without a leap day: only the months count
        if one.role != "own" or period is None or period.kind in {"day", "days"}:
            return
        months = Mention(mention.start, mention.end, "months", mention.year, None, 1, mention.last_month)
        self._vote(number, months, reviewed=False)

    def _take(self, number: int, items: Sequence[Item], one: Named, *, aims_follow: bool) -> None:
        mention = one.mention
        if one.role in {"compared", "same_period"}:
            self.compared.append(mention)
            if one.role == "same_period":
                self.same.append(mention)
        elif one.role == "aimed":
            near = items[max(0, one.at - 8) : one.at]
            aimed = mention.rest or (aims_follow and any(word.plays("aims.target") for word in near))
            (self.planned if aimed else self.doubtful).append(mention)
        elif one.role == "own" and (mention.year is not None or mention.shift is None):
            self._vote(number, mention, reviewed=one.reviewed)

    def _vote(self, number: int, mention: Mention, *, reviewed: bool) -> None:
        if mention.year is not None and self.day.day is not None and mention.year > self.day.day.year:
            self.planned.append(mention)  # what is still to come is no result
            return
        span = (mention.first_month, mention.last_month, mention.year)
        self.first.setdefault(span, mention)
        self.votes[span] += 1
        self.votes[span] += _IN_LEAD * (number < LEAD_SENTENCES)
        self.votes[span] += _REVIEWED * reviewed
        self.votes[span] += _NOT_A_MONTH * (not mention.is_month)
        if mention.year is not None and reviewed:
            self.reviewed.add(mention.year)

    def without_votes(self, given_year: int | None) -> Mention | None:
        """Give the period where no sentence speaks of one as done; None where that is not known."""
        doubtful = [mention for mention in self.doubtful if mention.year is None or not self._is_to_come(mention.year)]
        if doubtful and not self.compared:
            own = min(doubtful, key=lambda mention: mention.year or 0)
            if own.year is not None:
                return own
        # What it compares with is a year before what it reports; a plan is for the year after.
        before = next((mention for mention in self.compared if mention.year is not None), None)
        if before is not None and before.year is not None:
            year = before.year + 1
            if all(mention.year != year for mention in self.planned):
                return replace(before, year=year)
        named = _years(self.planned)
        if named and given_year is None and self.day.day is None:
            return Mention(0, 0, "months", year=min(named) - 1)
        return None

    def _is_to_come(self, year: int) -> bool:
        """Whether a year lies after the text's own, as far as that is known."""
        seen = self.day.day.year if self.day.day is not None else self.congress
        return seen is not None and year > seen

    def year(self) -> int | None:
        """Give the year: the one most spoken of, else what dates, comparisons and plans say of it."""
        years: Counter[int] = Counter()
        for (_, _, year), score in self.votes.items():
            if year is not None:
                years[year] += score
        years = self._near_the_day(years)
        if years:
            most = max(years, key=lambda year: years[year])
            # Who reviews a year plans the next in the same breath, often at greater length.
            return most - 1 if most - 1 in self.reviewed and most not in self.reviewed else most
        return self._year_by_the_way()

    def _near_the_day(self, years: Counter[int]) -> Counter[int]:
        """Leave out years far from the day of the text, and from the one that *cùng kỳ năm …* follows."""
        anchors = {self.day.day.year} if self.day.day is not None else {year + 1 for year in _years(self.same)}
        if not anchors:
            return years
        near = {year: score for year, score in years.items() if any(0 <= anchor - year <= 1 for anchor in anchors)}
        return Counter(near) if near else years

    def _year_by_the_way(self) -> int | None:
        """Give the year where none is spoken of as done."""
        if same := _years(self.same):
            return max(same) + 1
        if self.day.day is not None:
            part = next(iter(self.first.values()), None)
            return self.day.year_of(part or Mention(0, 0, "months"))
        if before := _years(self.compared):
            return max(before) + 1
        dates = [mention.day for mention in self.day.mentions if mention.day is not None]
        if dates:
            return dates[0].year
        if self.congress is not None:
            return self.congress
        if doubtful := _years(self.doubtful):
            return min(doubtful)
        planned = _years(self.planned)
        rest = _years(mention for mention in self.planned if mention.rest)
        if rest or not planned:
            return min(rest, default=None)
        # A plan's year lies ahead; of some months without a year it may as well be the same.
        return None if any(span[:2] != _WHOLE_YEAR for span in self.votes) else min(planned) - 1

    def most_spoken_of(self, year: int | None) -> Mention | None:
        """Give the period of a year, or without one, that is most spoken of."""
        dated = [span for span in self.votes if span[2] in {year, None} and self._may_be_reported(span, year)]
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

    def _may_be_reported(self, span: _Span, year: int | None) -> bool:
        """Whether a text of this day may report on the months: not what has hardly begun, nor what is long over."""
        period = self.first[span].resolve(year)
        if self.day.day is None or period is None or span[:2] == _WHOLE_YEAR:
            return True
        return period.last - _BEFORE_THE_END <= self.day.day <= period.last + _AFTER_THE_END


def _years(mentions: Iterable[Mention]) -> list[int]:
    return [mention.year for mention in mentions if mention.year is not None]


def _lists_aims(sentences: Sequence[Sequence[Item]], named: Sequence[Sequence[Named]], key: str) -> bool:
    """Whether the heading names aims of a period (*chỉ tiêu nhiệm kỳ 2020-2025*) and no sentence looks back."""
    if not sentences or not sentences[0] or not any(one.mention.is_span for one in named[0]):
        return False
    heading = sentences[0]
    if heading[-1].key == "." or not any(item.plays("plan.plan", "aims.target") for item in heading):
        return False
    if any(item.kind == "figure" or item.plays("says.equal", "says.exceed") for item in heading):
        return False
    if any(item.plays("aims.looked_back", "against.same_period") for items in sentences for item in items):
        return False
    return vi.RESULT.search(key) is None
