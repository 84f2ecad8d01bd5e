"""The period of each figure: its own words', else its sentence's, else the article's; refused where that cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of
from kienan_analysis.reading.scopes.figure_words import (
    is_carried,
    is_of_each,
    is_of_one_year,
    is_state,
    is_yearly,
    month_span,
)
from kienan_analysis.reading.scopes.reasons import Refusal
from kienan_analysis.reading.scopes.terms import MONTHS_A_YEAR, Terms

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.reported import Reported
    from kienan_analysis.reading.scopes.scope import SentenceScope
    from kienan_analysis.reading.statements import Statement

_RESULTS: Final = frozenset({"level", "growth", "attainment"})
# A report may come out this long before its period ends: a sixth of it, and 12 days at least.
_LEAST_DAYS: Final = 12
_A_PART: Final = 6
_SOON: Final = timedelta(days=60)
_BY_THE_ARTICLE: Final = frozenset({"so_far", "till_now", "opening", "rest", "now"})
_PRICES: Final = "cpi"
_MONTHS_BACK: Final = 2


class Periods:
    """Resolves the periods of an article.

    Parameters
    ----------
    reported : Reported

    Attributes
    ----------
    reported : Reported
    default : Period or None
        What the article reports on.
    """

    def __init__(self, reported: Reported) -> None:
        self.reported = reported
        self._terms = Terms(reported)
        self._today = reported.today
        self.default = reported.period
        if self.default is None and reported.year is not None:
            self.default = months_of(reported.year, 1, MONTHS_A_YEAR)

    def of(self, found: Statement, scope: SentenceScope, known: Indicator | None) -> Period | Refusal:
        """Give a statement's period, or say why it has none.

        Parameters
        ----------
        found : Statement
        scope : SentenceScope
            What holds in its sentence.
        known : Indicator or None
            What it measures, where the catalogue knows it.
        """
        own, inherited = self._own(found, scope), scope.mention
        mention = own or inherited
        if (mean := self._of_mean(own, mention, found, scope, known)) is not None:
            return mean
        if scope.held.unsure and found.saying.measure in {"level", "growth"} and found.status != "estimate":
            return Refusal("aim_or_result")
        if (own is not None and own.kind == "each") or is_of_each(found, scope):
            return Refusal("each")
        if (
            found.target
            and mention is not None
            and mention.rest
            and self._today is None
            and _only_dated(mention, scope)
        ):
            return Refusal("aim_or_result")  # 6 tháng cuối năm 2025, thu 86 tỷ đồng: in July or in December
        if mention is not None and mention.kind == "term":
            period = self._of_term(mention, found, known, target=_is_aim(found, scope))
        else:
            period = self._resolve(mention, inherited) or self._left_open(mention)
        if isinstance(period, Refusal):
            return period
        if found.earlier:
            if period.kind == "years":
                return Refusal("no_years")
            named = found.saying.against.mention
            year = named.year if named is not None and named.year is not None else period.year - 1
            if year >= period.year:
                return Refusal("no_period")
            period = months_of(year, period.first.month, period.last.month)  # của cùng kỳ năm 2022, in 2025
        if mention is None and _is_aim(found, scope) and period.is_full_year and self.reported.next_year is not None:
            period = months_of(self.reported.next_year, 1, MONTHS_A_YEAR)  # under a heading without its year
        period = self._of_the_aim(found, own, period, scope, known)
        one_year = mention is None or is_of_one_year(known, found) or found.saying.ends
        if period.kind == "years" and not found.saying.is_change and one_year:
            period = months_of(period.year, 1, MONTHS_A_YEAR)  # income at the end of a term
        return self._refused(found, period, mention or self.reported.mention) or period

    def _own(self, found: Statement, scope: SentenceScope) -> Mention | None:
        """Give the period that a figure's own words name, an aim's that its sentence does."""
        own = found.mention or self._year_of_aim(found)
        if own is None:
            return scope.ahead if found.target else None
        if own.kind == "term" and _is_aim(found, scope) and is_carried(own, found, scope):
            return scope.ahead or own  # 5 năm thu 900 tỷ đồng; xuất khẩu 20 triệu USD: of the year it began with
        return own

    def _of_the_aim(
        self, found: Statement, own: Mention | None, period: Period, scope: SentenceScope, known: Indicator | None
    ) -> Period:
        """Give what is aimed at beside some months: the year, unless the aim is for those months."""
        if self._is_of_the_next_year(found, own, period, scope):
            return months_of(period.year + 1, period.first.month, period.last.month)
        stands = found.saying.in_points or not found.saying.is_change
        if found.target and stands and is_state(known) and period.is_part_year and period.last.month == MONTHS_A_YEAR:
            return months_of(period.year, 1, MONTHS_A_YEAR)  # 6 tháng cuối năm, phấn đấu giảm hộ nghèo còn 2%
        if found.target and self._is_of_the_year(period) and not self._is_aimed_at(own, scope):
            return months_of(period.year, 1, MONTHS_A_YEAR)
        return period

    def words(self, found: Statement, scope: SentenceScope) -> tuple[int, int] | None:
        """Say where the words stand that date a statement: its own, its sentence's, else the article's."""
        own = found.mention or (scope.ahead if found.target else None) or scope.mention
        if own is not None and own.end:
            return own.start, own.end
        if scope.held.evidence is not None:
            return scope.held.evidence
        mention = self.reported.mention
        return (mention.start, mention.end) if mention is not None and mention.end else None

    def base_of(self, found: Statement, period: Period) -> str | None:
        """Give what a growth is relative to: empty for the same period a year earlier; None where it is not named."""
        saying = found.saying
        if saying.base or saying.against.kind in {"", "plan", "same_period"}:
            return saying.base
        if saying.against.kind == "other" or saying.against.mention is None:
            return None
        if self._year_of_aim(found) is not None:
            return ""
        before = saying.against.mention
        if before.kind == "day" or before.point == "first" or (before.point and period.is_part_year):
            return None  # tăng 2,9% so với cuối năm 2023, in May
        relative = before.year is None and before.shift is not None and not before.seen
        base = before.resolve(period.year if relative else self.reported.year)  # so với năm trước: before its own
        if base is None or base.first >= period.first:
            return None
        if base == period.previous() or (base.is_full_year and period.is_part_year and base.year == period.year - 1):
            return ""
        if base.is_part_year and month_span(base) != month_span(period):
            return None  # so với tháng 3, so với quý II: what the seasons do
        return str(base)

    def _year_of_aim(self, found: Statement) -> Mention | None:
        """Give the year that dates an aim and was taken for what it is relative to: *đạt 12,7% vào năm 2023*."""
        against = found.saying.against
        mention = against.mention
        if not found.target or against.kind != "period" or mention is None or not mention.led:
            return None
        return mention

    def _of_mean(
        self,
        own: Mention | None,
        mention: Mention | None,
        found: Statement,
        scope: SentenceScope,
        known: Indicator | None,
    ) -> Period | Refusal | None:
        """Give the period of a mean: the years named, else those of the term reviewed; None where it is no mean."""
        if found.mean and (months := self._mean_over_months(own, found, known)) is not None:
            return months
        if found.mean or (found.saying.is_change and ((own is not None and own.mean) or is_yearly(found, scope))):
            return self._terms.mean(mention, target=_is_aim(found, scope))
        return None

    def _mean_over_months(self, mention: Mention | None, found: Statement, known: Indicator | None) -> Period | None:
        """Give some months of a year whose mean changed: *CPI bình quân 8 tháng tăng 2,7%*."""
        if found.figure.a_year or found.target:
            return None
        if mention is None:
            is_price = known is not None and known.id == _PRICES
            return self.default if is_price and self.default is not None and self.default.is_part_year else None
        if mention.kind != "months" or mention.is_year or mention.is_month:
            return None
        period = self._resolve(mention, None)
        return period if period is not None and self._refused(found, period, mention) is None else None

    def _of_term(
        self, mention: Mention, found: Statement, known: Indicator | None, *, target: bool
    ) -> Period | Refusal:
        """Resolve some years seen from the text's own: a sum over them is theirs, a state is the last one's."""
        measure = found.saying.measure
        ahead = target or mention.shift == 1
        if not ahead and (mention.led == "sau" or is_of_one_year(known, found)):
            # Sau 5 năm, thu nhập đạt 60 triệu đồng: what it is now.
            if found.saying.is_change:
                return Refusal("over_years")
            return self.default if self.default is not None else Refusal("no_period")
        period = self._terms.years(mention, target=target)
        if period is None:
            return self._left_open(mention)
        if measure == "growth" and found.saying.against.kind in {"", "same_period"}:
            return Refusal("over_years")
        return period

    def _resolve(self, mention: Mention | None, inherited: Mention | None) -> Period | None:
        if mention is None:
            return self.default
        year = self.reported.year
        if mention.year is None and mention.shift is None and inherited is not None and inherited.year is not None:
            year = inherited.last_year or inherited.year
        if mention.kind in _BY_THE_ARTICLE:
            return self._by_the_article(mention)
        today = self._today or (self.default.last if self.default is not None else None)
        period = mention.resolve(year, today)
        if mention.lately and period is not None and today is not None:
            ends = today.year * MONTHS_A_YEAR + today.month - period.last.year * MONTHS_A_YEAR - period.last.month
            if not 0 <= ends <= _MONTHS_BACK:
                return None  # 4 tháng qua, in November: not the year's first
        if mention.kind == "to_day" and period is not None and self._is_to_its_end(period):
            return self.default
        return period

    def _by_the_article(self, mention: Mention) -> Period | None:
        """Give a period that only what the article reports on dates."""
        default = self.default
        if default is None or (default.kind == "years" and mention.kind != "till_now"):
            return None
        year, last = default.year, default.last.month
        if mention.kind == "so_far":
            return months_of(year, 1, last)
        if mention.kind == "till_now":
            return self._till_now(default)
        if mention.kind == "opening":
            return default if default.is_part_year and default.first.month == 1 else None
        if mention.kind == "rest":
            return months_of(year, last + 1, MONTHS_A_YEAR) if last < MONTHS_A_YEAR else None
        if default.is_part_year and last % mention.count == 0:
            return months_of(year, last - mention.count + 1, last)
        return None

    def _till_now(self, default: Period) -> Period | None:
        """Give what *đến nay* means: what the article reports on, if that is not long over on its day."""
        if self._today is not None and self._today > default.last + _SOON:
            return None
        return months_of(default.year, 1, MONTHS_A_YEAR) if default.kind == "years" else default

    def _is_to_its_end(self, period: Period) -> bool:
        """Whether days of a year end in the last month of what the article reports on: *tính đến 20/12*."""
        default = self.default
        if default is None or (default.first.month, default.first.year) != (1, default.year):
            return False
        return (period.last.year, period.last.month) == (default.last.year, default.last.month)

    def _left_open(self, mention: Mention | None) -> Period | Refusal:
        """Say what is left open where a period is not known."""
        if self.reported.year is None and (mention is not None or self.reported.mention is not None):
            return Refusal("no_year")
        if mention is not None and mention.kind != "season":
            return Refusal("no_period")
        return self.default if self.default is not None else Refusal("no_period")

    def _is_of_the_year(self, period: Period) -> bool:
        """Whether a plan that stands beside a part of a year is the year's, as in a review of six months."""
        return period.is_part_year and (self.default is None or period.first <= self.default.first)

    def _is_of_the_next_year(self, found: Statement, own: Mention | None, period: Period, scope: SentenceScope) -> bool:
        """Whether a part of a year is aimed at that is over: *tháng 1 phấn đấu …*, in a review of the year."""
        if not found.target or self.default is None or not self._is_aimed_at(own, scope) or not period.is_part_year:
            return False
        said = own is None or own.year is not None or own.shift is not None
        return not said and period.last < self.default.last and period.first <= self.default.last

    @staticmethod
    def _is_aimed_at(own: Mention | None, scope: SentenceScope) -> bool:
        """Whether the part of a year is itself what the aim is for: *phấn đấu đến hết quý II thu 55%*."""
        return own is not None and own.start in scope.aimed and not own.rest

    def _refused(self, found: Statement, period: Period, mention: Mention | None) -> Refusal | None:
        """Refuse what cannot be: a result of a time that the text has not seen."""
        today = self._today
        if today is None or found.saying.measure not in _RESULTS or found.target:
            return None
        if period.first > today:
            return Refusal("not_begun")
        if mention is not None and (mention.year is not None or mention.kind == "term"):
            return None  # the text says so: năm 2025, in July
        length = (period.last - period.first).days
        left = (period.last - today).days
        if left > max(_LEAST_DAYS, length // _A_PART) and found.status != "estimate":
            return Refusal("not_over")
        return None


def _only_dated(mention: Mention, scope: SentenceScope) -> bool:
    """Whether nothing but a period makes its figures aims."""
    spans = {one.evidence for one in scope.scopes if one.aims} | ({scope.held.evidence} if scope.held.aims else set())
    return spans <= {(mention.start, mention.end), None}


def _is_aim(found: Statement, scope: SentenceScope) -> bool:
    """Whether a figure is an aim because aims are listed; the plan that a result is held against is none."""
    return found.target and scope.aims_at(scope.item_at(found.figure.start))
