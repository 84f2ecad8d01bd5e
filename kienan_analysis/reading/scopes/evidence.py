"""What the sentences of an article say of the period that it reports on: votes for it, and what else they date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.dates import LEAD_SENTENCES, ArticleDay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.roles import Named

# What one mention counts, by where it stands; a month alone is often only one of several.
_IN_LEAD: Final = 3
_REVIEWED: Final = 2
_NOT_A_MONTH: Final = 2
ONE_MENTION: Final = 1 + _IN_LEAD + _NOT_A_MONTH  # the most that a single mention counts, if nothing looks back on it
# The first and last month, and the year if it is written.
Span = tuple[int, int, int | None]
_NEAR: Final = 8  # items between a period and the word that plans for it
_CONGRESS: Final = "đại hội"
_TERM_OF_OFFICE: Final = 5  # years
_UP_TO: Final = "đến"


@dataclass(slots=True)
class Evidence:
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
    decided : set of int
        Years whose aims somebody decides on.
    compared, same, planned, doubtful : list of Mention
        What is compared with; the same period of which year; what is planned for; *năm* after *nhiệm vụ*, *kế hoạch*:
        planned for, or carried out.
    term : Mention or None
    attained : list of Mention
        Of which year the plan is that the results are held against.
    beside : list of Mention
        Months named by the way, with their year: *riêng tháng 6/2024*.
    openings : list of Mention
        *Những tháng đầu năm*: how many is left open.
    plan : Mention or None
        The first years that it plans for.
    counted : Mention or None
        The five years, seen from the text's own, that it looks back on.
    congress : int or None
        The year of the party congress that the text is about: the first of the term that it opens.
    named_terms : set of int
        The last years of terms of office that bodies and resolutions bear in their names.
    """

    day: ArticleDay
    votes: Counter[Span] = field(default_factory=Counter)
    first: dict[Span, Mention] = field(default_factory=dict)
    reviewed: set[int] = field(default_factory=set)
    decided: set[int] = field(default_factory=set)
    compared: list[Mention] = field(default_factory=list)
    same: list[Mention] = field(default_factory=list)
    planned: list[Mention] = field(default_factory=list)
    doubtful: list[Mention] = field(default_factory=list)
    attained: list[Mention] = field(default_factory=list)
    beside: list[Mention] = field(default_factory=list)
    openings: list[Mention] = field(default_factory=list)
    term: Mention | None = None
    plan: Mention | None = None
    counted: Mention | None = None
    congress: int | None = None
    named_terms: set[int] = field(default_factory=set)

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
            elif mention.kind == "opening":
                self.openings.append(mention)
            elif mention.kind == "rest":
                self.planned.append(mention)
            elif mention.kind == "months":
                # What follows in its sentence or list are the aims; else it may be what the whole text is about.
                follows = items[-1].key == ":" or last_measured > one.at
                if mention.led == _UP_TO and mention.is_year and one.role == "own" and not last_measured >= 0:
                    self.doubtful.append(mention)  # quy hoạch …, tầm nhìn đến năm 2050: how far somebody looks ahead
                    continue
                self._take(number, items, key, one, aims_follow=follows)

    def _take_years(self, number: int, items: Sequence[Item], key: str, one: Named) -> None:
        mention = one.mention
        ahead = one.role == "aimed" or self._is_ahead(mention)
        if one.role in {"own", "aimed"} and ahead:
            self.plan = self.plan or mention
        elif number < LEAD_SENTENCES and one.role == "own":
            self.term = self.term or mention
        if one.role == "name" and key.startswith("nhiệm", mention.start):
            self.named_terms.add(mention.last_year)
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

    def _take(self, number: int, items: Sequence[Item], key: str, one: Named, *, aims_follow: bool) -> None:
        mention = one.mention
        if self.plan is not None and mention.led and mention.year == self.plan.last_year:
            self.planned.append(mention)  # đến năm 2025, in a plan for 2020-2025
        elif one.role == "compared" and vi.PLAN_COMPARED.search(key[max(0, mention.start - vi.REACH) : mention.start]):
            self.attained.append(mention)  # bằng 80% kế hoạch năm 2024: what is reported is of that year
        elif one.role in {"compared", "same_period"}:
            self.compared.append(mention)
            if one.role == "same_period":
                self.same.append(mention)
        elif one.role == "aimed":
            near = items[max(0, one.at - _NEAR) : one.at]
            clause = key[max(items[0].start, mention.start - vi.REACH) : mention.start]
            decided = vi.DECIDES_ON.search(clause) is not None
            aimed = mention.rest or decided or (aims_follow and any(word.plays("aims.target") for word in near))
            (self.planned if aimed else self.doubtful).append(mention)
            if decided and mention.year is not None:
                self.decided.add(mention.year)
        elif one.role == "aside" and mention.year is not None and not mention.is_year:
            self.beside.append(mention)
        elif one.role == "own" and (mention.year is not None or mention.shift is None or _of_this_year(mention)):
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

    def leave_what_is_to_come(self) -> None:
        """Take the last year of the term that a congress opens for planned: *đến năm 2030 thu đạt 90 tỷ đồng*."""
        if self.day.day is not None or self.congress is None:
            return
        last = self.congress + _TERM_OF_OFFICE
        for span in [span for span in self.votes if span[2] == last and last not in self.reviewed]:
            if self.first[span].led:
                self.planned.append(self.first.pop(span))
                del self.votes[span]

    def last_planned(self) -> Mention | None:
        """Give the last year that is planned for."""
        named = [one for one in (*self.planned, *self.doubtful) if one.year is not None and one.is_year]
        return max(named, key=lambda one: one.year or 0, default=None)


def _of_this_year(mention: Mention) -> bool:
    """Whether it is some months of the text's own year: *8 tháng qua*, *6 tháng đầu năm nay*."""
    return mention.shift == 0 and not mention.is_year
