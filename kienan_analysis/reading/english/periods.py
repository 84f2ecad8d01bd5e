"""Of when the figures of an English sentence are: the period that it names, its paragraph's, or the article's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of
from kienan_analysis.reading.english.reported import (
    aims_from,
    dates_an_event,
    heads_aims,
    is_aim,
    is_compared,
    year_by_day,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.readings import Reading
    from kienan_analysis.reading.english.reported import Reported
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_MONTHS_A_YEAR: Final = 12
_MONTHS_A_QUARTER: Final = 3


@dataclass(slots=True)
class Scope:
    """What holds in a paragraph from sentence to sentence.

    Attributes
    ----------
    reported : Reported
    aimed : Mention or None
        The period of the aims that are listed here.
    aims : bool
        Whether aims are listed here.
    narrow : bool
        Whether a sentence before was of a single month or quarter, or of several years: then one without a period may
        be of that too.
    inherited : Mention or None
        The period that the paragraph's first sentence names for what follows.
    after_aims : bool
        Whether the paragraph spoke of aims before, and this sentence says nothing of time.
    weak : bool
        Whether the period that was asked for last can be told in two ways.
    """

    reported: Reported
    aimed: Mention | None = None
    aims: bool = False
    narrow: bool = False
    inherited: Mention | None = None
    after_aims: bool = False
    weak: bool = False
    _loose: bool = False
    _loose_here: bool = False
    _several: bool = False
    _was_several: bool = False
    _heading: bool = False
    _planned: bool = False
    _spoke_of_aims: bool = False
    _only_later: bool = False
    _narrow: bool = False
    _inherited: Mention | None = None
    _headed: bool = False
    _introduced: tuple[Mention | None, bool] = field(default=(None, False))

    def new_paragraph(self) -> None:
        """Go back to what the sentence that introduces the list says."""
        aimed, self.aims = self._introduced
        self.aimed = self.aimed if self._planned else aimed  # a growth target of 8 per cent.⏎Of which, services …
        self.narrow, self._narrow, self.inherited, self._inherited = False, False, None, None
        self._several, self._loose_here, self._spoke_of_aims = False, False, False

    def took(self, found: Sequence[Reading]) -> None:
        """Remember of a sentence whether it spoke of aims: what follows without a period may be one too."""
        plans = [one for one in found if one.measure in {"plan", "planned_growth"}]
        if found or self.aims:
            own = any(one.mention is not None and not one.target for one in found)
            self._planned = bool(found) and len(plans) == len(found)
            self._spoke_of_aims = (self._spoke_of_aims or self.aims or self._planned) and not own
            if self._planned and self.aimed is None:
                self.aimed = next((one.mention for one in plans if one.mention is not None), None)

    def _is_part_of_plan(self, items: Sequence[Item]) -> bool:
        """Whether a sentence goes on with a plan: *… a growth target of 8 per cent. Of which, services …*."""
        return self._planned and bool(items) and items[0].plays("order.among")

    def _is_of_aims(self, mention: Mention) -> bool:
        """Whether a period that a list of aims names is the aims' own: the year that they are for."""
        if self.aimed is not None and self.aimed.kind == mention.kind:
            year = self.reported.year
            return self.aimed.year_of(year, self.reported.day) == mention.year_of(year, self.reported.day)
        return (
            self.aimed is None and mention.is_year and mention.year is not None and mention.year == self.reported.year
        )

    def loosen(self, found: Sequence[Reading]) -> None:
        """Take what a sentence is held against: *19.6 per cent more than 2023* is no growth of nine months.

        Where a part of a year was spoken of before, what follows may be of the whole year.
        """
        for one in found:
            base = one.base
            if one.mention is None and one.against == "base" and base is not None and base.year and base.is_year:
                carried = self.inherited.resolve(self.reported.year, self.reported.day) if self.inherited else None
                self._loose |= self.reported.period is not None and self.reported.period.is_part_year
                self._loose_here |= carried is not None and carried.is_part_year

    def enter(self, items: Sequence[Item], *, opens: bool, heading: bool) -> list[bool]:
        """Take what a sentence says of time; say for each of its items whether aims are spoken of there."""
        self.narrow, self.inherited, self._was_several = self._narrow, self._inherited, self._several
        named = [
            (at, item.mention)
            for at, item in enumerate(items)
            if item.mention is not None
            and item.mention.is_span
            and not is_compared(items, at)
            and not dates_an_event(items, at)
        ]
        later = next(((at, mention) for at, mention in named if self.is_later(mention)), None)
        listed, head = heads_aims(items), aims_from(items)
        other = any(at <= 1 or not self._is_of_aims(mention) for at, mention in named)
        # A line of its own that says otherwise, or another period, ends the list.
        self._headed &= not other and not (heading and not any(item.kind == "figure" for item in items))
        goes_on = (self._headed or (self.aims and self._goes_on(items)) or self._is_part_of_plan(items)) and not other
        self.after_aims = self._spoke_of_aims and not named
        target = goes_on or (later is not None and later[0] <= 2)  # noqa: PLR2004 - For 2022, …
        found: list[bool] = []
        for at, item in enumerate(items):
            if at == head or (item.plays("aims.target") and is_aim(items, at)):
                target = True
            elif item.kind == "mark" and item.key == ";" and not opens and head < 0:
                target = target and (goes_on or _is_to_come(items, at))
            found.append(target)
        self._only_later = later is not None and (later[0] <= 2 or not any(found)) and not goes_on  # noqa: PLR2004
        self._only_later &= not any(item.plays("aims.target") and is_aim(items, at) for at, item in enumerate(items))
        if later is not None and not any(found):
            found = [at >= later[0] - 1 for at in range(len(items))]
            found = self._until_later(items, later[0], found)
        self._headed |= listed
        aims = listed or any(found)
        if aims:
            dated = later or (named[0] if listed and named else None)
            self.aimed = dated[1] if dated is not None else self.aimed if goes_on or listed or head > 0 else None
        elif any(item.kind == "figure" for item in items):
            self.aimed = None
        self.aims = aims
        if opens or listed:
            self._introduced = (self.aimed, self.aims)
        self._heading = heading
        if not heading:
            own = [mention for at, mention in named if not (at and items[at - 1].key == "(")]
            self._take_own(own, aims=aims)
        return found

    def _until_later(self, items: Sequence[Item], at: int, found: list[bool]) -> list[bool]:
        """Take the figure that a later period follows directly as an aim too: *growth of 8 per cent in 2026*."""
        before = next((place for place in range(at - 1, -1, -1) if items[place].kind == "figure"), None)
        if before is not None and at - before <= 3:  # noqa: PLR2004 - in the
            return [flag or place == before for place, flag in enumerate(found)]
        return found

    def _take_own(self, named: Sequence[Mention], *, aims: bool) -> None:
        if aims:
            return
        periods = {mention.resolve(self.reported.year, self.reported.day) for mention in named} - {None}
        if periods:
            self._several, self._loose_here = len(periods) > 1, False
        for mention in named:
            single = mention.kind == "years" or (mention.kind == "months" and mention.first_month > 1)
            single = single or mention.is_month
            period, default = mention.resolve(self.reported.year, self.reported.day), self.reported.period
            self._narrow = single and period != default
            if not single and mention.shift in {None, 0}:
                self._inherited = mention

    def is_later(self, mention: Mention) -> bool:
        """Whether a period lies after the one that the article reports on."""
        year = self.reported.year
        if year is None or mention.kind not in {"months", "years", "to_day"} or self._is_over(mention):
            return False
        return (mention.year_of(year, self.reported.day) or year) > year

    def _is_over(self, mention: Mention) -> bool:
        """Whether a period ended before the day of the article."""
        period = mention.resolve(self.reported.year, self.reported.day) if self.reported.day is not None else None
        return period is not None and self.reported.day is not None and period.last < self.reported.day

    @staticmethod
    def _goes_on(items: Sequence[Item]) -> bool:
        """Whether a sentence goes on with the aims of the one before: *They include …*; a point of a list."""
        if items and items[0].key in {"-", "•", "+"}:
            return True
        return any(item.key in {"they", "these", "it", "also", "other", "including"} for item in items[:4])

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
        if mention is None and self.narrow:
            return "no_period"
        if mention is None:
            return self._carried(found)
        if mention.kind == "years" and found.measure == "growth":
            return "over_years"
        return self._resolved(mention)

    def _carried(self, found: Reading) -> Period | str:
        """Give the period of a figure whose sentence names none: the paragraph's, or the article's."""
        reported, mention = self.reported, self.inherited
        if mention is None:
            period: Period | str = reported.period or ("no_year" if reported.mention is not None else "no_period")
            said_later = reported.late and reported.mention is not None and reported.mention.start > found.figure.start
            self.weak = self._loose or (said_later and not self._heading) or not reported.stated
        elif mention.kind == "years" and found.measure == "growth":
            return "over_years"
        else:
            period = self._resolved(mention)
            self.weak = self._loose_here or self._was_several
        if not isinstance(period, str) and period.is_part_year and found.measure == "level" and _is_per_person(found):
            return "no_period"  # what a person has is of a year
        if not isinstance(period, str) and _is_economy(found):
            self.weak |= period.last.month % _MONTHS_A_QUARTER != 0  # GRDP is reckoned by quarters
        return period

    def _resolved(self, mention: Mention) -> Period | str:
        reported = self.reported
        default = reported.period
        if mention.shift in {-1, 1} and mention.seen and reported.day is None:
            return "no_year"
        if mention.kind == "so_far":
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
        if self._only_later and found.past:
            return (
                "not_begun"  # attracted 9 million in 2025: the year of the text is not what it seems, or it is a slip
            )
        if mention is None or (self.aimed is not None and not self.is_later(mention) and mention.shift is None):
            mention = self.aimed or mention
        year = self.reported.year
        if mention is None:
            # A plan that a result is held against is of the result's year.
            beside = found.measure == "plan" and not self.aims and found.rule.startswith("en: the plan")
            return months_of(year, 1, _MONTHS_A_YEAR) if beside and year is not None else "no_period"
        if mention.kind == "years":
            return self._over_years(mention, found)
        own = mention.year_of(year, self.reported.day)
        if own is None:
            return "no_year"
        beside = mention.start > found.figure.start and not found.rule.startswith("en: the plan")
        if mention.kind == "months" and (self.is_later(mention) or (beside and not mention.is_year)):
            return months_of(own, mention.first_month, mention.last_month)
        return months_of(own, 1, _MONTHS_A_YEAR)

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
        base = mention.resolve(self.reported.year, self.reported.day)
        if base is None:
            return None
        if mention.year is None and mention.kind == "months" and mention.first_month == mention.last_month:
            return None  # from February: the month before
        if base == period.previous() or (base.is_full_year and base.year == period.year - 1):
            return ""
        if base.is_part_year and (base.first.month, base.last.month) != (period.first.month, period.last.month):
            return None
        return str(base)


def _is_to_come(items: Sequence[Item], at: int) -> bool:
    """Whether the part of a list after a semicolon is still to come: *…; the unemployment rate will be 4 per cent*."""
    end = next((place for place in range(at + 1, len(items)) if items[place].key == ";"), len(items))
    return any(item.plays("limits.will") for item in items[at + 1 : end])


def _is_economy(found: Reading) -> bool:
    return found.name.economy or "grdp" in found.name.indicators


def _is_per_person(found: Reading) -> bool:
    return any("per_capita" in name for name in found.name.indicators)


def _is_to_its_end(period: Period, default: Period) -> bool:
    """Whether days of a year end in the last month of what the article reports on."""
    begins = (default.first.month, default.first.year) == (1, period.year)
    return begins and (period.last.year, period.last.month) == (default.last.year, default.last.month)
