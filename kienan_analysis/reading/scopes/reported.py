"""The period that an article as a whole reports on: decided by what its sentences speak of as done, and by its day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.dates import ArticleDay, article_day
from kienan_analysis.reading.scopes.evidence import ONE_MENTION, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.roles import Named

_WHOLE_YEAR: Final = (1, 12)
_TERM: Final = 5  # years
_FAR_MORE: Final = 3  # times
# Reports come out from a month before their period ends to four months after.
_HEADINGS: Final = 3  # lines: the title, and what stands above it or below
_HEAD_OF_A_RESOLUTION: Final = 600  # letters
_LATE_IN_THE_YEAR: Final = 10  # from this month on the whole year is reported on
_BEFORE_THE_END: Final = timedelta(days=35)
_A_QUARTER: Final = timedelta(days=92)
_AFTER_THE_END: Final = timedelta(days=120)


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
        The years of the term of office that it reviews.
    plan : Mention or None
        The years that it plans for.
    congress : int or None
        The year of the party congress that it is about: the last of one term, before the first that is planned.
    aims : bool
        Whether its heading says that it lists aims and nothing in it looks back.
    next_year : int or None
        The year after the reported one, where it is the only one planned for.
    said : int or None
        The year that the text reports on where it is not the one that the caller gives, and does not name that.
    unsure : bool
        Whether that may as well be what became of them: the year is nearly over on the day of the text.
    """

    mention: Mention | None
    year: int | None
    day: ArticleDay
    term: Mention | None = None
    plan: Mention | None = None
    congress: int | None = None
    aims: bool = False
    unsure: bool = False
    next_year: int | None = None
    said: int | None = None

    @property
    def period(self) -> Period | None:
        """What the article reports on."""
        return self.mention.resolve(self.year) if self.mention is not None else None

    @property
    def today(self) -> date | None:
        """The day of the article."""
        period = self.period
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
    evidence = Evidence(day)
    for number, (items, found) in enumerate(zip(sentences, named, strict=True)):
        evidence.take_sentence(number, items, key, found)
    evidence.leave_what_is_to_come()
    decision = _Decision(evidence, looks_back=_looks_back(sentences, key))
    mention = decision.without_votes(given_year) if not evidence.votes else None
    if mention is not None:
        year = given_year or mention.year
    else:
        year = given_year or decision.year()
        mention = decision.most_spoken_of(year)
    term = evidence.term
    if term is not None and mention is not None and mention.is_year and mention.end and term.start < mention.start:
        mention = term
    only = term or evidence.plan
    if mention is None and year is None and only is not None:
        mention, year = only, only.last_year
    resolution = _is_resolution(key)
    aims = resolution or _lists_aims(sentences, named, key)
    if aims:
        mention = evidence.plan or evidence.last_planned() or mention
        year = (mention.last_year or mention.year or year) if mention is not None else year
    if term is None and not aims and year is not None and evidence.counted is not None:
        # Of a congress, five years are those that end with its own, whichever year the report gives figures of.
        last = max(year, evidence.congress or year) if evidence.counted.count == _TERM else year
        term = replace(evidence.counted, kind="years", year=last - evidence.counted.count + 1, last_year=last)
    unsure = (
        aims
        and not resolution
        and day.day is not None
        and mention is not None
        and _is_nearly_over(mention, year, day.day)
    )
    ahead = {one for one in _years((*evidence.planned, *evidence.doubtful)) if year is not None and one > year}
    next_year = year + 1 if year is not None and ahead == {year + 1} else None
    named_given = given_year is None or any(span[2] == given_year for span in evidence.votes)
    said = None if named_given else decision.year()
    aims = aims and not unsure
    return Reported(mention, year, day, term, evidence.plan, evidence.congress, aims, unsure, next_year, said)


class _Decision:
    """Decides by the evidence.

    Parameters
    ----------
    found : Evidence
    looks_back : bool
        Whether the text says of anything that it was done.
    """

    def __init__(self, found: Evidence, *, looks_back: bool) -> None:
        self._found = found
        self._looks_back = looks_back
        self._day = found.day.day

    def without_votes(self, given_year: int | None) -> Mention | None:
        """Give the period where no sentence speaks of one as done; None where that is not known."""
        doubtful = [one for one in self._found.doubtful if one.year is None or not self._is_to_come(one.year)]
        if doubtful and not self._found.compared:
            own = min(doubtful, key=lambda mention: mention.year or 0)
            plan = self._found.plan
            if plan is not None and own.year == plan.last_year:
                return plan
            if own.year is not None:
                return own
        plan = self._found.plan
        if plan is not None and plan.year is not None and given_year is None and self._day is None:
            return Mention(0, 0, "months", year=plan.year - 1)
        # What it compares with is a year before what it reports; a plan is for the year after.
        compared = self._found.compared if self._day is None else self._found.same
        ahead = {mention.year for mention in (*self._found.planned, *self._found.doubtful)}
        for before in compared:
            if before.year is not None and before.year + 1 not in ahead:
                return replace(before, year=before.year + 1)
        named = _years(self._found.planned)
        if named and given_year is None and self._day is None:
            if any(mention.rest for mention in self._found.planned):
                return Mention(0, 0, "months", year=min(named))  # what is left of a year is planned in that year
            congress = self._found.congress
            last = min(named) - 1
            return Mention(0, 0, "months", year=last if congress is None else min(congress, last))
        return None

    def _is_to_come(self, year: int) -> bool:
        """Whether a year lies after the text's own, as far as that is known."""
        seen = self._day.year if self._day is not None else self._found.congress
        return seen is not None and year > seen

    def year(self) -> int | None:
        """Give the year: the one most spoken of, else what dates, comparisons and plans say of it."""
        years: Counter[int] = Counter()
        for (_, _, year), score in self._found.votes.items():
            if year is not None:
                years[year] += score
        years = self._near_the_day(years)
        if years:
            most = max(years, key=lambda year: (years[year], year))
            if seen := self._year_of_months(years[most]):
                return seen
            if most in self._found.decided and most not in self._found.reviewed and not self._looks_back:
                return most - 1  # HĐND thông qua nhiệm vụ năm 2018: …, and nothing of what was
            if most not in self._found.reviewed and self._only_heads(most, years[most]):
                return most - 1  # the heading looks ahead, and the text compares with the year before that
            # Who reviews a year plans the next in the same breath, often at greater length.
            return most - 1 if most - 1 in self._found.reviewed and most not in self._found.reviewed else most
        return self._year_by_the_way()

    def _year_of_months(self, score: int) -> int | None:
        """Give the year of months without one that a dated text speaks of far more than of any year: its own."""
        if self._day is None:
            return None
        votes = {
            span: votes for span, votes in self._found.votes.items() if span[2] is None and span[:2] != _WHOLE_YEAR
        }
        most = max(votes, key=votes.__getitem__, default=None)
        if most is None or votes[most] < _FAR_MORE * score:
            return None
        return self._found.day.year_of(self._found.first[most])

    def _only_heads(self, year: int, score: int) -> bool:
        """Whether a year is named once, as in a heading, and the text compares with two years before it, and again."""
        compared = Counter(_years(self._found.compared)).most_common(1)
        return score <= ONE_MENTION and bool(compared) and compared[0][0] == year - 2 and compared[0][1] > 1

    def _near_the_day(self, years: Counter[int]) -> Counter[int]:
        """Leave out years far from the day of the text, and from the one that *cùng kỳ năm …* follows."""
        anchors = {self._day.year} if self._day is not None else {year + 1 for year in _years(self._found.same)}
        if not anchors:
            return years
        undated = any(span[2] is None for span in self._found.votes)
        near = {year: score for year, score in years.items() if any(0 <= anchor - year <= 1 for anchor in anchors)}
        if near or (undated and self._day is not None):
            return Counter(near)
        return years

    def _year_by_the_way(self) -> int | None:
        """Give the year where none is spoken of as done."""
        if same := _years(self._found.same):
            return max(same) + 1
        if opening := _years(self._found.openings):
            return max(opening)
        if self._day is not None or self._found.day.event is not None:
            part = next(iter(self._found.first.values()), None)
            return self._found.day.year_of(part or Mention(0, 0, "months"))
        if before := _years(self._found.compared):
            return max(before) + 1
        dates = [mention.day for mention in self._found.day.mentions if mention.day is not None]
        if dates:
            return dates[0].year
        if self._found.congress is not None:
            return self._found.congress
        if doubtful := _years(self._found.doubtful):
            return min(doubtful)
        planned = _years(self._found.planned)
        rest = _years(mention for mention in self._found.planned if mention.rest)
        if rest or not planned:
            return min(rest, default=None)
        # A plan's year lies ahead; of some months without a year it may as well be the same.
        return None if any(span[:2] != _WHOLE_YEAR for span in self._found.votes) else min(planned) - 1

    def most_spoken_of(self, year: int | None) -> Mention | None:
        """Give the period of a year, or without one, that is most spoken of."""
        votes, first = self._found.votes, self._found.first
        dated = [span for span in votes if span[2] in {year, None} and self._may_be_reported(span, year)]
        # A part of the year that is named again and again is what the article is about; its year may be named alone.
        parts = [span for span in dated if span[:2] != _WHOLE_YEAR and span[0] != span[1]]
        whole = [span for span in dated if span[:2] == _WHOLE_YEAR]
        best = max(parts or whole or dated, key=lambda span: votes[span], default=None)
        if best is None:
            return Mention(0, 0, "months", year=year) if year is not None else None
        top = max(whole, key=lambda span: votes[span], default=None)
        if top is not None and not _nested(parts) and votes[top] >= votes[best]:
            return first[top]  # quý I …, quý II …: parts of the year that the text is about
        earlier = top is not None and parts and first[top].start < first[best].start
        if top is not None and earlier and votes[top] > votes[best]:
            return first[top]
        return first[best]

    def _may_be_reported(self, span: Span, year: int | None) -> bool:
        """Whether a text of this day may report on the months: not what has hardly begun, nor what is long over."""
        period = self._found.first[span].resolve(year)
        if self._day is None or period is None:
            return True
        if span[:2] == _WHOLE_YEAR:
            return period.year < self._day.year or self._day.month >= _LATE_IN_THE_YEAR
        return period.last - _BEFORE_THE_END <= self._day <= period.last + _AFTER_THE_END


def _is_nearly_over(mention: Mention, year: int | None, day: date) -> bool:
    period = mention.resolve(year)
    return period is not None and period.last - _A_QUARTER <= day


def _nested(spans: Sequence[Span]) -> bool:
    """Whether of any two spans one begins with the other: *quý I*, *9 tháng*; not *quý I*, *quý II*."""
    return len({span[0] for span in spans}) <= 1


def _years(mentions: Iterable[Mention]) -> list[int]:
    return [mention.year for mention in mentions if mention.year is not None]


def _is_resolution(key: str) -> bool:
    """Whether the text is itself the resolution that sets the aims, and tells nothing of what was done."""
    return vi.RESOLUTION.search(key, 0, _HEAD_OF_A_RESOLUTION) is not None and vi.RESULT.search(key) is None


def _lists_aims(sentences: Sequence[Sequence[Item]], named: Sequence[Sequence[Named]], key: str) -> bool:
    """Whether the heading names aims of a period (*chỉ tiêu nhiệm kỳ 2020-2025*) and no sentence looks back."""
    lines = zip(sentences[:_HEADINGS], named[:_HEADINGS], strict=True)
    return any(_names_aims(items, found, key) for items, found in lines) and not _looks_back(sentences, key)


def _names_aims(items: Sequence[Item], named: Sequence[Named], key: str) -> bool:
    """Whether a line names aims of a period and says nothing."""
    if not items or not any(one.mention.is_span for one in named):
        return False
    heading = _first_line(items, key)
    if heading[-1].key == "." or not any(item.plays("plan.plan", "aims.target") for item in heading):
        return False
    return not any(item.kind == "figure" or item.plays("says.equal", "says.exceed") for item in heading)


def _looks_back(sentences: Sequence[Sequence[Item]], key: str) -> bool:
    """Whether a text says of anything that it was done."""
    if vi.RESULT.search(key) is not None:
        return True
    return any(item.plays("aims.looked_back", "against.same_period") for items in sentences for item in items)


def _first_line(items: Sequence[Item], key: str) -> Sequence[Item]:
    """Leave out the number of the next line where it was taken for a part of the heading."""
    end = key.find("\n", items[0].start, items[-1].start)
    return [item for item in items if item.start < end] if end > 0 else items
