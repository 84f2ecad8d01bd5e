"""The period of an English figure and the one that it is relative to, from what its sentence and paragraph say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of
from kienan_analysis.reading.english.reported import year_by_day
from kienan_analysis.reading.of_a_year import is_by_head

if TYPE_CHECKING:
    from kienan_analysis.reading.english.periods import Scope
    from kienan_analysis.reading.english.readings import Reading
    from kienan_analysis.reading.periods import Mention

_MONTHS_A_YEAR: Final = 12
_MONTHS_A_QUARTER: Final = 3
# What a result is held against, in its own year: growth of 7.03 per cent (plan: 7 per cent).
_BESIDE_A_RESULT: Final = frozenset({"en: a plan beside a change", "en: the plan of a rate"})


class Dating:
    """Dates figures.

    Parameters
    ----------
    scope : Scope
        What holds where they stand.

    Attributes
    ----------
    weak : bool
        Whether the period that was asked for last can be told in two ways.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._reported = scope.reported
        self.weak = False

    def period_of(self, found: Reading) -> Period | str:
        """Give a figure's period, or the code of the reason why it has none; `weak` says whether that is doubtful."""
        mention = found.mention
        self.weak = False
        if found.mean:
            if mention is not None and mention.kind == "years":
                return mention.resolve(None) or "no_years"
            if not found.target:
                return "no_years" if found.figure.a_year or mention is None else self._resolved(mention)
        if found.target:
            return self._of_aim(found)
        if mention is None and self._scope.narrow:
            return "no_period"
        if mention is None:
            return self._carried(found)
        if mention.kind == "years" and found.measure == "growth":
            return "over_years"
        period = self._resolved(mention)
        is_month = not isinstance(period, str) and period.first.month == period.last.month
        return "no_period" if is_month and _is_economy(found) else period  # GRDP is reckoned by quarters

    def _carried(self, found: Reading) -> Period | str:
        """Give the period of a figure whose sentence names none: the paragraph's, or the article's."""
        reported, mention = self._reported, self._scope.inherited
        if mention is None:
            period: Period | str = reported.period or ("no_year" if reported.mention is not None else "no_period")
            said_later = reported.late and reported.mention is not None and reported.mention.start > found.figure.start
            self.weak = self._scope.loose or (said_later and not self._scope.heading) or not reported.stated
        elif mention.kind == "years" and found.measure == "growth":
            return "over_years"
        else:
            period = self._resolved(mention)
            self.weak |= self._scope.loose_here or self._scope.was_several
        if not isinstance(period, str) and period.is_part_year and found.measure == "level" and _is_per_person(found):
            return "no_period"  # what a person has is of a year
        if not isinstance(period, str) and _is_economy(found):
            self.weak |= period.last.month % _MONTHS_A_QUARTER != 0  # GRDP is reckoned by quarters
        return period

    def _resolved(self, mention: Mention) -> Period | str:
        reported = self._reported
        default = reported.period
        if mention.shift in {-1, 1} and mention.seen and reported.day is None:
            return "no_year"
        if mention.kind == "so_far":
            self.weak |= reported.day is not None and default is not None and default.last.year != reported.day.year
            return (
                months_of(default.year, 1, default.last.month)
                if default is not None and default.kind != "years"
                else "no_period"
            )
        if mention.kind == "now":
            fits = default is not None and default.is_part_year and default.last.month % mention.count == 0
            if not fits or default is None:
                return "no_period"
            return months_of(default.year, default.last.month - mention.count + 1, default.last.month)
        period = mention.resolve(reported.year, reported.day)
        if period is None:
            return "no_year"
        self.weak |= reported.guessed and mention.year is None
        self.weak |= mention.seen and not reported.clear
        if reported.day is not None and mention.year is None and mention.shift is None and not mention.is_year:
            # In September, of a text of October 2024: of 2024, though it speaks most of 2023.
            self.weak |= year_by_day(mention, reported.day) != period.year
        if mention.kind == "to_day" and default is not None and _is_to_its_end(period, default):
            return default  # as of October 20, of the ten months
        if reported.day is not None and period.first > reported.day:
            return "not_begun"
        return period

    def _of_aim(self, found: Reading) -> Period | str:
        """Give the period of an aim: a year, unless it is itself for a part of one."""
        mention = found.mention
        if found.rule in _BESIDE_A_RESULT and not self._scope.aims:
            period = self._carried(found) if mention is None else self._resolved(mention)
            return period if isinstance(period, str) else months_of(period.year, 1, _MONTHS_A_YEAR)
        if self._scope.only_later and found.past:
            return "not_begun"  # attracted 9 million in 2025: a slip, or the year of the text is not what it seems
        if mention is None or (
            self._scope.aimed is not None and not self._scope.is_later(mention) and mention.shift is None
        ):
            mention = self._scope.aimed or mention
        year = self._reported.year
        if mention is None:
            # A plan that a result is held against is of the result's year.
            beside = found.measure == "plan" and not self._scope.aims and found.rule.startswith("en: the plan")
            if beside and year is not None:
                return months_of(year, 1, _MONTHS_A_YEAR)
            if self._scope.of_year and year is not None:
                return months_of(year, 1, _MONTHS_A_YEAR)
            if len(self._reported.planned) != 1:
                return "no_period"
            self.weak = True  # the one year that the text plans for
            return months_of(min(self._reported.planned), 1, _MONTHS_A_YEAR)
        if mention.kind == "years":
            return self._over_years(mention, found)
        own = mention.year_of(year, self._reported.day)
        if own is None or (mention.seen and self._reported.day is None and own + 1 in self._reported.planned):
            return "no_year"  # the plan for 2023 is this year's, or next year's
        ahead = self._is_ahead(mention, own)
        beside = ahead or (mention.start > found.figure.start and not found.rule.startswith("en: the plan"))
        if mention.kind == "months" and (self._scope.is_later(mention) or (beside and not mention.is_year)):
            return months_of(own, mention.first_month, mention.last_month)
        return months_of(own, 1, _MONTHS_A_YEAR)

    def _is_ahead(self, mention: Mention, year: int) -> bool:
        """Whether a part of a year follows the part that the article reports on: *for the second quarter*."""
        reported = self._reported.period
        if reported is None or not reported.is_part_year or mention.kind != "months" or mention.is_year:
            return False
        return (year, mention.first_month) > (reported.last.year, reported.last.month)

    @staticmethod
    def _over_years(mention: Mention, found: Reading) -> Period | str:
        period = mention.resolve(None)
        if period is None or (found.measure == "planned_growth" and not found.mean):
            return period or "no_years"
        return period

    def base_of(self, found: Reading, period: Period) -> str | None:
        """Give what a growth is relative to: empty for the same period a year earlier; None where it is not named."""
        if found.against != "base" or found.base is None:
            return ""
        mention = found.base
        if mention.shift == -1:
            return ""
        base = mention.resolve(self._reported.year, self._reported.day)
        if base is None:
            return None
        if mention.year is None and mention.kind == "months" and mention.first_month == mention.last_month:
            return None  # from February: the month before
        if base == period.previous() or (base.is_full_year and base.year == period.year - 1):
            return ""
        if base.is_part_year and (base.first.month, base.last.month) != (period.first.month, period.last.month):
            return None
        return str(base)


def _is_economy(found: Reading) -> bool:
    return found.name.economy or "grdp" in found.name.indicators


def _is_per_person(found: Reading) -> bool:
    return any(map(is_by_head, found.name.indicators))


def _is_to_its_end(period: Period, default: Period) -> bool:
    """Whether days of a year end in the last month of what the article reports on."""
    begins = (default.first.month, default.first.year) == (1, period.year)
    return begins and (period.last.year, period.last.month) == (default.last.year, default.last.month)
