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
_FAR_FROM_OVER: Final = timedelta(days=220)


@dataclass(frozen=True, slots=True)
class ArticleDay:
    """When an article was written.

    Attributes
    ----------
    day : date or None
        None where neither the caller nor a full date in the text says so.
    month : int
        Its month, where the text gives a day without a year; 0 where none is said.
    mentions : tuple of Mention
        Every day that the text names, in order.
    """

    day: date | None
    month: int
    mentions: tuple[Mention, ...]

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
            return self.day
        for mention in self.mentions:
            day = date_of(year, mention.first_month, mention.day_of_month) if mention.day is None else None
            if day is None:
                continue
            if last is not None and day < last - _NEARLY_OVER:
                return date_of(day.year + 1, day.month, day.day) if day < last - _FAR_FROM_OVER else day
            return day
        return next((mention.day for mention in self.mentions if mention.day is not None), None)

    def year_of(self, mention: Mention) -> int | None:
        """Say which year a period without one is in, seen from the day: the last that is over, or nearly so."""
        if self.day is None:
            return None
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
    months: list[int] = []
    tail = len(named) - _TAIL_SENTENCES
    for number, found in enumerate(named):
        for one in found:
            if one.role != "day":
                continue
            mentions.append(one.mention)
            if number >= LEAD_SENTENCES and number < tail:
                continue
            if one.mention.day is not None:
                full.append(one.mention.day)
            elif one.mention.day_of_month:
                months.append(one.mention.first_month)
    own = max(full, default=None)
    day = published or own
    month = day.month if day is not None else months[0] if months else 0
    return ArticleDay(day, month, tuple(mentions))
