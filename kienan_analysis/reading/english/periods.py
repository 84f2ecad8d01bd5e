"""What holds of time and aims from one English sentence of a paragraph to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.roles import (
    aims_from,
    dates_an_event,
    heads_aims,
    is_aim,
    is_compared,
    is_in_circumstance,
    is_of_plan,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.readings import Reading
    from kienan_analysis.reading.english.reported import Reported
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_OF_THE_YEAR: Final = frozenset({
    "annual", "entire year", "for the whole year", "for the year", "full year", "the year s", "this year s",
    "whole year", "yearly",
})  # fmt: skip


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
    loose, loose_here : bool
        Whether the article's period, the paragraph's, is doubtful since figures were held against a whole year.
    was_several : bool
        Whether the sentence that named the inherited period named another one, too.
    heading : bool
        Whether this is the heading.
    of_year : bool
        Whether the aims that are listed are those of the year that the article reports on, or on a part of.
    only_later : bool
        Whether nothing but a period that lies ahead says that aims are spoken of.
    """

    reported: Reported
    aimed: Mention | None = None
    aims: bool = False
    narrow: bool = False
    inherited: Mention | None = None
    after_aims: bool = False
    loose: bool = False
    loose_here: bool = False
    _several: bool = False
    was_several: bool = False
    heading: bool = False
    _planned: bool = False
    _spoke_of_aims: bool = False
    of_year: bool = False
    only_later: bool = False
    _narrow: bool = False
    _was_narrow: bool = False
    _opens_paragraph: bool = False
    _inherited: Mention | None = None
    _headed: bool = False
    _introduced: tuple[Mention | None, bool] = field(default=(None, False))

    def new_paragraph(self) -> None:
        """Go back to what the sentence that introduces the list says."""
        self._was_narrow, self._opens_paragraph = self._narrow, True
        aimed, self.aims = self._introduced
        self.aimed = self.aimed if self._planned else aimed  # a growth target of 8 per cent.⏎Of which, services …
        self.narrow, self._narrow, self.inherited, self._inherited = False, False, None, None
        self._several, self.loose_here, self._spoke_of_aims = False, False, False

    def took(self, found: Sequence[Reading], *, foreseen: bool) -> None:
        """Remember of a sentence whether it spoke of aims: what follows without a period may be one too."""
        if foreseen and not found:
            self._spoke_of_aims = True  # what will be: the next sentence may go on with it
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
                self.loose |= self.reported.period is not None and self.reported.period.is_part_year
                self.loose_here |= carried is not None and carried.is_part_year

    def enter(self, items: Sequence[Item], *, opens: bool, heading: bool) -> list[bool]:
        """Take what a sentence says of time; say for each of its items whether aims are spoken of there."""
        if self._opens_paragraph and items and items[0].plays("order.among"):
            self._narrow |= self._was_narrow  # 369,339 visitors in March.⏎Within this figure, …
        self._opens_paragraph = False
        self.narrow, self.inherited, self.was_several = self._narrow, self._inherited, self._several
        named = [
            (at, item.mention)
            for at, item in enumerate(items)
            if item.mention is not None
            and item.mention.is_span
            and not is_compared(items, at)
            and not dates_an_event(items, at)
            and not is_in_circumstance(items, at)
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
                opened = later is not None and later[0] <= 2  # noqa: PLR2004 - In 2025, the city aims for …; …
                target = target and (goes_on or opened or _is_to_come(items, at))
            found.append(target)
        self.only_later = later is not None and (later[0] <= 2 or not any(found)) and not goes_on  # noqa: PLR2004
        self.only_later &= not any(item.plays("aims.target") and is_aim(items, at) for at, item in enumerate(items))
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
        of_year = any(_is_of_the_year(item) for item in items[: head if head > 0 else len(items)])
        self.of_year = (aims and not named and (head > 0 or listed) and of_year) or (self.of_year and goes_on)
        if opens or listed:
            self._introduced = (self.aimed, self.aims)
        self.heading = heading
        if not heading:
            own = [
                mention
                for at, mention in named
                if not (at and items[at - 1].key == "(") and not _is_aside(items, at) and not is_of_plan(items, at)
            ]
            self._take_own(own, aims=aims, figured=any(item.kind == "figure" for item in items))
        return found

    def _until_later(self, items: Sequence[Item], at: int, found: list[bool]) -> list[bool]:
        """Take the figure that a later period follows directly as an aim too: *growth of 8 per cent in 2026*."""
        before = next((place for place in range(at - 1, -1, -1) if items[place].kind == "figure"), None)
        if before is not None and at - before <= 3:  # noqa: PLR2004 - in the
            return [flag or place == before for place, flag in enumerate(found)]
        return found

    def _take_own(self, named: Sequence[Mention], *, aims: bool, figured: bool) -> None:
        if aims:
            return
        of_year = self._inherited is not None and self._inherited.is_year
        lasting = [mention for mention in named if not _is_single(mention)]
        periods = {mention.resolve(self.reported.year, self.reported.day) for mention in lasting} - {None}
        if periods:
            self._several, self.loose_here = len(periods) > 1, False
        for mention in named:
            single = _is_single(mention)
            period, default = mention.resolve(self.reported.year, self.reported.day), self.reported.period
            self._narrow = single and period != default
            if not single and mention.shift in {None, 0}:
                self._inherited = mention
                # In 2022 it grew 8 percent. In the first half, factories had been closed. Retail sales rose 12 percent.
                self.loose_here |= of_year and not figured and not mention.is_year

    def is_later(self, mention: Mention) -> bool:
        """Whether a period lies after the one that the article reports on."""
        year = self.reported.year
        if mention.kind not in {"months", "years", "to_day"} or self._is_over(mention):
            return False
        if year is None:
            return mention.year in self.reported.planned
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


def _is_of_the_year(item: Item) -> bool:
    return item.plays("plan.of_plan") and item.key.replace(" - ", " ") in _OF_THE_YEAR


def _is_single(mention: Mention) -> bool:
    """Whether a period is of a sentence alone: a month, a quarter, several years."""
    return mention.kind == "years" or (mention.kind == "months" and (mention.first_month > 1 or mention.is_month))


def _is_aside(items: Sequence[Item], at: int) -> bool:
    """Whether a month is only spoken of by the way: *the index rose 9 per cent; in June alone it was up 1.7 per cent*.

    What opens a sentence is no aside.
    """
    alone = at + 1 < len(items) and items[at + 1].key == "alone"
    return alone and any(item.kind == "figure" for item in items[:at])


def _is_to_come(items: Sequence[Item], at: int) -> bool:
    """Whether the part of a list after a semicolon is still to come: *…; the unemployment rate will be 4 per cent*."""
    end = next((place for place in range(at + 1, len(items)) if items[place].key == ";"), len(items))
    return any(item.plays("limits.will") for item in items[at + 1 : end])
