"""The day of an article: as the caller knows it, else as its own date line says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import date_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.roles import Named

LEAD_SENTENCES: Final = 4  # the heading, the date line, what the article is about
_TAIL_SENTENCES: Final = 2  # author and day may stand last
_EARLY_IN_THE_YEAR: Final = 2  # until this month "the year" is the year before
_MONTHS_A_YEAR: Final = 12
_NEARLY_OVER: Final = timedelta(days=70)
_SHORTLY: Final = timedelta(days=7)
_FAR_FROM_OVER: Final = timedelta(days=220)


@dataclass(frozen=True, slots=True)
class ArticleDay:
    """When an article was written.

    Attributes
    ----------
    day : date or None
        None where neither the caller nor a full date in the text says so.
    mentions : tuple of Mention
        Every day that the text names, in order.
    event : date or None
        The last day that it names of something that had happened: the text is of a later one.
    """

    day: date | None
    mentions: tuple[Mention, ...]
    event: date | None = None

    def seen_from(self, last: date | None, year: int | None) -> date | None:
        """Give the day; one without a year is the first that comes when what the text reports on is nearly over.

        Parameters
        ----------
        last : date or None
            The last day of what the text reports on.
        year : int or None
            The year that it is about.
        """
        if self.day is not None:
            return self._spoken(self.day)
        for mention in self.mentions:
            day = date_of(year, mention.first_month, mention.day_of_month) if mention.day is None else None
            if day is None:
                continue
            if last is not None and day < last - _NEARLY_OVER:
                return date_of(day.year + 1, day.month, day.day) if day < last - _FAR_FROM_OVER else day
            return day
        return next((mention.day for mention in self.mentions if mention.day is not None), None)

    def _spoken(self, day: date) -> date:
        """Give the day of what a text tells, if it names one shortly before its own: *sáng 10/1*, of the 11th."""
        for mention in self.mentions:
            if mention.day is None:
                own = date_of(day.year, mention.first_month, mention.day_of_month)
                if own is not None and timedelta(0) <= day - own <= _SHORTLY:
                    return own
        return day

    def year_of(self, mention: Mention) -> int | None:
        """Say which year a period without one is in, seen from the day: the last that is over, or nearly so.

        Where only the day of an event is known it is the first that ends after that.
        """
        if self.day is None:
            return None if self.event is None else self.event.year + (mention.last_month < self.event.month)
        if mention.is_year:
            return self.day.year - (self.day.month <= _EARLY_IN_THE_YEAR)
        return self.day.year - (mention.last_month > min(self.day.month + 1, _MONTHS_A_YEAR))


def article_day(named: Sequence[Sequence[Named]], published: date | None) -> ArticleDay:
    """Find the day of an article.

    Parameters
    ----------
    named : sequence of sequences of Named
        The periods and dates of each sentence.
    published : date or None
        As the caller knows it.
    """
    mentions: list[Mention] = []
    full: list[date] = []
    events: list[date] = []
    tail = len(named) - _TAIL_SENTENCES
    for number, found in enumerate(named):
        for one in found:
            if one.mention.kind == "day" and one.role == "event" and one.mention.day is not None:
                events.append(one.mention.day)
            if one.role != "day":
                continue
            mentions.append(one.mention)
            if number >= LEAD_SENTENCES and number < tail:
                continue
            if one.mention.day is not None:
                full.append(one.mention.day)
    own = max(full, default=None)
    return ArticleDay(published or own, tuple(mentions), max(events, default=None))
