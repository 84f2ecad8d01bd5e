"""Which year, and which part of it, an article reports on: decided by the evidence of its sentences and by its day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.scopes.evidence import ONE_MENTION, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WHOLE_YEAR: Final = (1, 12)
_FAR_MORE: Final = 3  # times
# Reports come out from a month before their period ends to four months after.
_LATE_IN_THE_YEAR: Final = 10  # from this month on the whole year is reported on
_BEFORE_THE_END: Final = timedelta(days=35)
_AFTER_THE_END: Final = timedelta(days=120)


class Decision:
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
        named = years_of(self._found.planned)
        if named and given_year is None and self._day is None:
            rest = next((mention for mention in self._found.planned if mention.rest), None)
            if rest is not None and self._looks_back:
                return rest  # 6 tháng cuối năm 2025: thu ngân sách tăng 5% so với cùng kỳ
            if rest is not None:
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
        compared = Counter(years_of(self._found.compared)).most_common(1)
        return score <= ONE_MENTION and bool(compared) and compared[0][0] == year - 2 and compared[0][1] > 1

    def _near_the_day(self, years: Counter[int]) -> Counter[int]:
        """Leave out years far from the day of the text, and from the one that *cùng kỳ năm …* follows."""
        anchors = {self._day.year} if self._day is not None else {year + 1 for year in years_of(self._found.same)}
        if not anchors:
            return years
        undated = any(span[2] is None for span in self._found.votes)
        near = {year: score for year, score in years.items() if any(0 <= anchor - year <= 1 for anchor in anchors)}
        if near or (undated and self._day is not None):
            return Counter(near)
        return years

    def _year_by_the_way(self) -> int | None:
        """Give the year where none is spoken of as done."""
        if same := years_of(self._found.same):
            return max(same) + 1
        if opening := years_of((*self._found.openings, *self._found.attained)):
            return max(opening)
        if self._day is not None or self._found.day.event is not None:
            part = next(iter(self._found.first.values()), None)
            return self._found.day.year_of(part or Mention(0, 0, "months"))
        if before := years_of(self._found.compared):
            return max(before) + 1
        dates = [mention.day for mention in self._found.day.mentions if mention.day is not None]
        if dates:
            return dates[0].year
        if self._found.congress is not None:
            return self._found.congress
        if doubtful := years_of(self._found.doubtful):
            return min(doubtful)
        beside = set(years_of(self._found.beside))
        if len(beside) == 1 and not self._found.planned:
            return beside.pop()  # Riêng tháng 6/2024, …. 6 tháng đầu năm, …
        planned = years_of(self._found.planned)
        rest = years_of(mention for mention in self._found.planned if mention.rest)
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


def _nested(spans: Sequence[Span]) -> bool:
    """Whether of any two spans one begins with the other: *quý I*, *9 tháng*; not *quý I*, *quý II*."""
    return len({span[0] for span in spans}) <= 1


def years_of(mentions: Iterable[Mention]) -> list[int]:
    """Give the years of the mentions that name one."""
    return [mention.year for mention in mentions if mention.year is not None]
