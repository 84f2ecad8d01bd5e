"""Some years together: terms of office that a text reviews or plans for, and the years that a mean is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of
from kienan_analysis.reading.scopes.reasons import Refusal

if TYPE_CHECKING:
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.reported import Reported

MONTHS_A_YEAR: Final = 12
_PLAN_YEARS: Final = 5  # plans and terms of office end in 2020, 2025, 2030


class Terms:
    """Resolves years seen from an article's own.

    Parameters
    ----------
    reported : Reported
    """

    def __init__(self, reported: Reported) -> None:
        self._reported = reported

    def mean(self, mention: Mention | None, *, target: bool) -> Period | Refusal:
        """Give the years of a mean: those named, the five that an aim's year ends, else a term of office."""
        if mention is not None and mention.kind == "term":
            found = self.years(mention, target=target)
            return found if found is not None else Refusal("no_years")
        if mention is not None and mention.kind == "years":
            period = mention.resolve(None)
            return period if period is not None else Refusal("no_years")
        named = None if mention is None else mention.year
        far = self._reported.year is None or (named or 0) > self._reported.year + 1
        until = mention is not None and mention.led == "đến"  # đến năm 2025 tăng bình quân 7%/năm
        of_congress = self._reported.congress is not None or self._reported.of_a_congress
        if target and named is not None and named % _PLAN_YEARS == 0 and (far or of_congress or until):
            return months_of(named - _PLAN_YEARS + 1, 1, MONTHS_A_YEAR, named)  # đến năm 2030 tăng bình quân 10%
        term, congress = self._reported.term, self._reported.congress
        plan = self._reported.plan
        later = plan is not None and named is not None and (plan.year or 0) > named  # those years are still to be set
        if target and named is not None and not far and congress is None and (plan is None or later):
            return months_of(named, 1, MONTHS_A_YEAR)  # năm 2025 hộ nghèo giảm 0,2%/năm
        if not target and term is not None:
            return term.resolve(None) or Refusal("no_years")
        if congress is not None:
            last = congress + _PLAN_YEARS * target
            return months_of(last - _PLAN_YEARS + 1, 1, MONTHS_A_YEAR, last)
        years = self._reported.plan or term
        return (years.resolve(None) if years is not None else None) or Refusal("no_years")

    def years(self, mention: Mention, *, target: bool) -> Period | None:
        """Give the years that *nhiệm kỳ qua*, *5 năm qua*, or in a plan *5 năm*, mean."""
        if mention.shift == -1:
            return None
        if target or mention.shift == 1:
            return self._next(mention)
        term = self._reported.term
        if term is not None and term.year is not None:
            length = term.last_year - term.year + 1
            if not mention.count or abs(length - mention.count) <= 1:
                return term.resolve(None)
        congress = self._reported.congress
        if congress is not None and not mention.count:
            return months_of(congress - _PLAN_YEARS + 1, 1, MONTHS_A_YEAR, congress)
        return mention.resolve(self._reported.year)

    def _next(self, mention: Mention) -> Period | None:
        """Give the years that are planned for: those named, else the five after a congress or the term reviewed."""
        reported = self._reported
        if reported.plan is not None:
            return reported.plan.resolve(None)
        last = reported.congress
        if last is None and reported.term is not None and reported.term.last_year % _PLAN_YEARS == 0:
            last = reported.term.last_year
        if last is not None and mention.count in {0, _PLAN_YEARS}:
            return months_of(last + 1, 1, MONTHS_A_YEAR, last + _PLAN_YEARS)
        return mention.resolve(reported.year) if mention.shift == 1 else None
