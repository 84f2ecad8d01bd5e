"""The period that an article as a whole reports on: decided by what its sentences speak of as done, and by its day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.dates import ArticleDay, article_day
from kienan_analysis.reading.scopes.decision import Decision, years_of
from kienan_analysis.reading.scopes.evidence import Evidence
from kienan_analysis.reading.scopes.witnesses import has_few_witnesses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.roles import Named

_TERM: Final = 5  # years
_BARE_YEAR: Final = re.compile(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w%/]|[.,-]\d)")
_HEADINGS: Final = 3  # lines: the title, and what stands above it or below
_HEAD_OF_A_RESOLUTION: Final = 600  # letters
_HEAD_OF_A_TEXT: Final = 300  # letters
_A_QUARTER: Final = timedelta(days=92)


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
    weak : bool
        Whether too little speaks for the year.
    named_terms : frozenset of int
        The last years of terms that bodies and resolutions bear in their names.
    undone : bool
        Whether its head speaks of aims and nothing in it says that anything was done: amounts may be aims.
    of_a_congress : bool
        Whether its head speaks of a party congress: what that aims at is for the term that it opens.
    headed : frozenset of int
        The years whose plans its head names, where nothing in it says that anything was done.
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
    weak: bool = False
    undone: bool = False
    named_terms: frozenset[int] = frozenset()
    of_a_congress: bool = False
    headed: frozenset[int] = frozenset()

    @property
    def opens_term(self) -> bool:
        """Whether bodies bear in their names a term that begins in the reported year, or with the next."""
        return self.year is not None and not self.named_terms.isdisjoint({self.year + _TERM, self.year + _TERM - 1})

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
    looks_back = _looks_back(sentences, key)
    decision = Decision(evidence, looks_back=looks_back)
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
        last += last + 1 in evidence.named_terms  # the resolution of 2015-2020, looked back on in its last year but one
        term = replace(evidence.counted, kind="years", year=last - evidence.counted.count + 1, last_year=last)
    unsure = (
        aims
        and not resolution
        and day.day is not None
        and mention is not None
        and _is_nearly_over(mention, year, day.day)
    )
    ahead = {one for one in years_of((*evidence.planned, *evidence.doubtful)) if year is not None and one > year}
    next_year = year + 1 if year is not None and ahead == {year + 1} else None
    named_given = given_year is None or any(span[2] == given_year for span in evidence.votes)
    said = None if named_given else decision.year()
    aims = aims and not unsure
    weak = has_few_witnesses(evidence, year, mention, given_year) and not _is_headed_by(year, key)
    aimed = [one for one in (*evidence.planned, *evidence.doubtful) if one.year is not None]
    # Mục tiêu đến năm 2025 thu 90 tỷ đồng. Đến nay thu 61 tỷ đồng: in which of the years before it, nothing says.
    weak |= given_year is None and not evidence.votes and bool(aimed) and all(one.led == "đến" for one in aimed)
    undone = not looks_back and vi.AIMS_IN_HEAD.search(key, 0, _HEAD_OF_A_TEXT) is not None
    plans = () if looks_back else vi.PLAN_OF_A_YEAR.finditer(key, 0, _HEAD_OF_A_TEXT)
    headed = frozenset(int(found[1]) for found in plans)
    plan, congress = evidence.plan, evidence.congress
    terms = frozenset(evidence.named_terms)
    opens = vi.CONGRESS.search(key, 0, _HEAD_OF_A_RESOLUTION) is not None
    return Reported(
        *(mention, year, day, term, plan, congress, aims, unsure, next_year, said, weak, undone, terms, opens, headed)
    )


def _is_headed_by(year: int | None, key: str) -> bool:
    """Whether a heading names the year, and no other, and no aims: *Huyện Quế Phong (Nghệ An), 2021*."""
    heading, _, rest = key.partition("\n")
    if (
        not rest
        or "nhiệm kỳ" in key[:_HEAD_OF_A_TEXT]
        or vi.AIMS_IN_HEAD.search(heading) is not None
        or vi.CALLS_FOR.search(heading) is not None
    ):
        return False
    return {int(found[0]) for found in _BARE_YEAR.finditer(heading)} == {year}


def _is_nearly_over(mention: Mention, year: int | None, day: date) -> bool:
    period = mention.resolve(year)
    return period is not None and period.last - _A_QUARTER <= day


def _is_resolution(key: str) -> bool:
    """Whether the text is itself the resolution that sets the aims, and tells nothing of what was done."""
    return vi.RESOLUTION.search(key, 0, _HEAD_OF_A_RESOLUTION) is not None and vi.RESULT.search(key) is None


def _lists_aims(sentences: Sequence[Sequence[Item]], named: Sequence[Sequence[Named]], key: str) -> bool:
    """Whether the heading names aims of a period (*chỉ tiêu nhiệm kỳ 2020-2025*) and no sentence looks back."""
    for items, found in zip(sentences[:_HEADINGS], named[:_HEADINGS], strict=True):
        if _names_aims(items, found, key):
            return not _looks_back(sentences, key)
        if any(item.is_measured for item in items):
            return False  # what stands above the heading is not under it
    return False


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
