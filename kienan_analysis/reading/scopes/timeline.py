"""How a mention of a period lies to what the article reports on: later, earlier, a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.reported import Reported
    from kienan_analysis.reading.scopes.roles import Named

# They lie about the day of the text, never after it.
_UP_TO_NOW: Final = frozenset({"term", "so_far", "since", "to_day", "till_now", "opening", "rest", "now", "each"})
_LATE_IN_THE_YEAR: Final = 10


class Timeline:
    """Holds mentions against what an article reports on.

    Parameters
    ----------
    reported : Reported

    Attributes
    ----------
    default : Period or None
        What the article reports on.
    """

    def __init__(self, reported: Reported) -> None:
        self._reported = reported
        self._today = reported.today
        self.default = reported.period

    def resolve(self, mention: Mention) -> Period | None:
        """Give a mention's period, its year taken from the article where it is left out."""
        return mention.resolve(self._reported.year, self._today)

    def is_later(self, mention: Mention) -> bool:
        """Whether a period lies in a year after the one that the article reports on."""
        reported = self._reported
        if mention.kind == "term" and mention.shift == 1:
            return True
        if reported.year is None or reported.mention is None or mention.kind in _UP_TO_NOW:
            return False
        if mention.kind == "years":
            return mention.last_year > max(reported.year, reported.mention.last_year)
        year = mention.year_of(reported.year, self._today)
        if year is None or year <= max(reported.year, reported.said or 0):
            return False
        # A year that is nearly over on the day of the text is no longer one to come, nor the last of the term reviewed.
        day, term = reported.day.day, reported.term
        if day is None or year != day.year:
            return True
        return day.month < _LATE_IN_THE_YEAR and (term is None or year != term.last_year)

    def is_ahead(self, one: Named) -> bool:
        """Whether a mention is of a time to come: of a later year, or planned for and after what is reported on."""
        mention = one.mention
        if self.is_later(mention):
            return True
        if one.role != "aimed" or self.default is None:
            return False
        own = self.resolve(mention)
        return mention.kind == "rest" or (own is not None and own.first > self.default.last)

    def is_earlier(self, mention: Mention) -> bool:
        """Whether a period that is said with its year lies before what the article reports on: a look back."""
        own = mention.resolve(None) if mention.kind == "months" else None
        return own is not None and self.default is not None and own.last < self.default.first

    def is_part(self, mention: Mention) -> bool:
        """Whether a period is a part of what the article reports on.

        Its last month is none: *tháng 10* beside *10 tháng* holds for what follows in the paragraph.
        """
        if mention.kind in {"now", "till_now"}:
            return True
        own, default = self.resolve(mention), self.default
        if own is None or default is None or default.kind == "years" or mention.kind in {"so_far", "term"}:
            return False
        if mention.is_month and own.last == default.last:
            return False
        return default.first <= own.first and own.last <= default.last and own != default
