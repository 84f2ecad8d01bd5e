"""Of when an English article's figures are: what it reports on, what a sentence names, and what is still to come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of
from kienan_analysis.reading.periods import Mention, date_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kienan_analysis.reading.english.sentences import Reading
    from kienan_analysis.reading.items import Item

_LEAD: Final = 4  # sentences that say what the article is about
_IN_LEAD: Final = 3
_NOT_A_MONTH: Final = 2
_MONTHS_A_YEAR: Final = 12
_YEAR_DIGITS: Final = 4
_NEAR: Final = 6  # items between a word and the period that it speaks of
_COMPARES: Final = (
    "against.compare", "against.compare_after", "against.same_period", "against.base", "says.more", "says.less",
    "says.from",
)  # fmt: skip
# Words by which a period dates something else than figures.
_EVENTS: Final = frozenset({"formed", "established", "founded", "born", "since", "began", "started", "opened", "launched"})
_Span = tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class Reported:
    """What an article reports on.

    Attributes
    ----------
    mention : Mention or None
    year : int or None
        The year that periods without one belong to.
    day : date or None
        Of the article.
    """

    mention: Mention | None
    year: int | None
    day: date | None

    @property
    def period(self) -> Period | None:
        """The period; None where its year is not known."""
        if self.mention is not None:
            return self.mention.resolve(self.year, self.day)
        return None if self.year is None else months_of(self.year, 1, _MONTHS_A_YEAR)


def reported_period(sentences: Sequence[Sequence[Item]], year: int | None, published: date | None) -> Reported:
    """Find what an article reports on: the period that its sentences speak of most as done.

    Parameters
    ----------
    sentences : sequence of sequences of Item
    year : int or None
        The year, where the caller knows it.
    published : date or None
        The day of publication, where the caller knows it.
    """
    votes: Counter[_Span] = Counter()
    first: dict[_Span, Mention] = {}
    compared: list[int] = []
    planned: list[int] = []
    day: date | None = None
    for number, items in enumerate(sentences):
        aims = False
        for at, item in enumerate(items):
            aims |= item.plays("aims.target") and is_aim(items, at)
            mention = item.mention
            if mention is None:
                continue
            if mention.kind == "day":
                if number < _LEAD and not _dates_an_event(items, at):
                    day = day or mention.day
            elif mention.kind in {"months", "to_day"}:
                if is_compared(items, at):
                    compared += [mention.year] if mention.year is not None else []
                elif (aims or _is_planned(items, at)) and mention.year is not None:
                    planned.append(mention.year)
                elif not _dates_an_event(items, at):
                    span = (mention.first_month, mention.last_month, mention.year if mention.shift is None else None)
                    if mention.shift in {None, 0}:
                        first.setdefault(span, mention)
                        votes[span] += 1 + _IN_LEAD * (number < _LEAD) + _NOT_A_MONTH * (not mention.is_month)
    own = year if year is not None else _year(votes, compared, planned, published or day)
    return Reported(_most(votes, first, own), own, published or day)


def _year(votes: Counter[_Span], compared: list[int], planned: list[int], day: date | None) -> int | None:
    """Give the year most spoken of, else what comparisons, plans and the day say."""
    years: Counter[int] = Counter()
    for (_, _, year), score in votes.items():
        if year is not None:
            years[year] += score
    if planned and years:
        # Who reviews a year plans the next: For 2022, the city …
        later = {year for year in years if year in planned and year - 1 in years}
        years = Counter({year: score for year, score in years.items() if year not in later})
    if years:
        return max(years, key=lambda year: (years[year], -year))
    if compared:
        return max(compared) + 1
    if planned:
        return min(planned) - 1
    if day is None:
        return None
    spans = [span for span in votes if span[2] is None]
    last = max((span[1] for span in spans), default=_MONTHS_A_YEAR)
    return day.year - (last > day.month + 1 or (last == _MONTHS_A_YEAR and day.month <= 2))  # noqa: PLR2004 - February


def _most(votes: Counter[_Span], first: dict[_Span, Mention], year: int | None) -> Mention | None:
    """Give the period of a year that is most spoken of; a part of the year before the whole."""
    dated = [span for span in votes if span[2] in {year, None}]
    parts = [span for span in dated if span[:2] != (1, _MONTHS_A_YEAR) and span[0] == 1]
    whole = [span for span in dated if span[:2] == (1, _MONTHS_A_YEAR)]
    other = [span for span in dated if span not in parts and span not in whole]
    for group in (parts, whole, other):
        if group:
            best = max(group, key=lambda span: (votes[span], -first[span].start))
            if group is parts and whole:
                top = max(whole, key=lambda span: votes[span])
                if votes[top] > votes[best] and first[top].start < first[best].start:
                    best = top
            return first[best]
    return None


def is_compared(items: Sequence[Item], place: int) -> bool:
    """Whether a period is only what something is compared with."""
    figure = False
    for at in range(place - 1, max(-1, place - _NEAR), -1):
        item = items[at]
        if item.kind == "mark" or (item.kind == "figure" and figure):
            return False
        if item.kind == "figure":
            figure = True  # compared with VND84 million in 2023
            continue
        if figure:
            if item.plays("against.compare"):
                return True
            if not item.plays("gaps.empty", "gaps.det", "hedges.approx", "hedges.at_least", "against.base", "gaps.of"):
                return False
            continue
        if item.plays(*_COMPARES):
            weak = item.plays("against.compare_after", "says.from") and not item.plays("against.same_period")
            figure_before = at > 0 and (items[at - 1].kind == "figure" or _follows_figure(items, at))
            if weak and not figure_before:
                return False
            return True
        if item.plays("says.up", "says.down", "says.equal", "gaps.aux"):
            return False
    return False


def _follows_figure(items: Sequence[Item], at: int) -> bool:
    return any(items[before].kind == "figure" for before in range(max(0, at - 3), at))


def _is_planned(items: Sequence[Item], place: int) -> bool:
    """Whether a period opens a clause that plans: *For 2022, the city …*; or dates an aim: *by 2030*."""
    mention = items[place].mention
    if mention is not None and mention.led in {"by", "until"}:
        return True
    if place <= 1 and items[0].key.startswith("for") and any(item.plays("aims.target", "plan.plan") for item in items):
        return True
    near = range(max(0, place - _NEAR), min(len(items), place + _NEAR))
    return any(items[at].plays("limits.may") or (items[at].plays("aims.target") and is_aim(items, at)) for at in near)


def _dates_an_event(items: Sequence[Item], place: int) -> bool:
    return any(items[at].key.split()[0] in _EVENTS for at in range(max(0, place - 3), place))


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
    """

    reported: Reported
    aimed: Mention | None = None
    aims: bool = False
    narrow: bool = False
    inherited: Mention | None = None
    _narrow: bool = False
    _inherited: Mention | None = None
    _introduced: tuple[Mention | None, bool] = field(default=(None, False))

    def new_paragraph(self) -> None:
        """Go back to what the sentence that introduces the list says."""
        self.aimed, self.aims = self._introduced
        self.narrow, self._narrow, self.inherited, self._inherited = False, False, None, None

    def enter(self, items: Sequence[Item], *, opens: bool, heading: bool) -> list[bool]:
        """Take what a sentence says of time; say for each of its items whether aims are spoken of there."""
        self.narrow, self.inherited = self._narrow, self._inherited
        named = [
            (at, item.mention)
            for at, item in enumerate(items)
            if item.mention is not None
            and item.mention.is_span
            and not is_compared(items, at)
            and not _dates_an_event(items, at)
        ]
        later = next(((at, mention) for at, mention in named if self.is_later(mention)), None)
        goes_on = self.aims and not named and self._goes_on(items)
        target = goes_on or (later is not None and later[0] <= 2)  # noqa: PLR2004 - For 2022, …
        found: list[bool] = []
        for at, item in enumerate(items):
            if item.plays("aims.target") and is_aim(items, at):
                target = True
            elif item.kind == "mark" and item.key == ";" and not opens:
                target = target and goes_on
            found.append(target)
        if later is not None and not any(found):
            found = [at >= later[0] - 1 for at in range(len(items))]
            found = self._until_later(items, later[0], found)
        aims = any(found)
        if aims:
            self.aimed = later[1] if later is not None else self.aimed if goes_on else None
        elif any(item.kind == "figure" for item in items):
            self.aimed = None
        self.aims = aims
        if opens:
            self._introduced = (self.aimed, self.aims)
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
        if year is None or mention.kind not in {"months", "years", "to_day"}:
            return False
        return (mention.year_of(year, self.reported.day) or year) > year

    @staticmethod
    def _goes_on(items: Sequence[Item]) -> bool:
        """Whether a sentence goes on with the aims of the one before: *They include …*; a point of a list."""
        first = items[:4]
        return any(item.key in {"they", "these", "it", "also", "other", "-", "•", "+", "including"} for item in first)

    def period_of(self, found: Reading) -> Period | str:
        """Give a figure's period, or the code of the reason why it has none."""
        mention = found.mention
        reported = self.reported
        if found.mean:
            if mention is not None and mention.kind == "years":
                return mention.resolve(None) or "no_years"
            if not found.target:
                return "no_years" if found.figure.a_year or mention is None else self._resolved(mention)
        if found.target:
            return self._of_aim(found)
        if mention is None and self.narrow:
            return "no_period"
        mention = mention or self.inherited
        if mention is None:
            return reported.period or ("no_year" if reported.mention is not None else "no_period")
        if mention.kind == "years" and found.measure == "growth":
            return "over_years"
        return self._resolved(mention)

    def _resolved(self, mention: Mention) -> Period | str:
        reported = self.reported
        default = reported.period
        if mention.shift in {-1, 1} and mention.seen and reported.day is None:
            return "no_year"
        if mention.kind == "so_far":
            return months_of(default.year, 1, default.last.month) if default is not None and default.kind != "years" else "no_period"
        if mention.kind == "now":
            fits = default is not None and default.is_part_year and default.last.month % mention.count == 0
            if not fits or default is None:
                return "no_period"
            return months_of(default.year, default.last.month - mention.count + 1, default.last.month)
        period = mention.resolve(reported.year, reported.day)
        if period is None:
            return "no_year"
        if reported.day is not None and period.first > reported.day:
            return "not_begun"
        return period

    def _of_aim(self, found: Reading) -> Period | str:
        """Give the period of an aim: a year, unless it is itself for a part of one."""
        mention = found.mention
        if mention is None or (self.aimed is not None and not self.is_later(mention) and mention.shift is None):
            mention = self.aimed or mention
        year = self.reported.year
        if mention is None:
            # A plan that a result is held against is of the result's year.
            beside = found.measure == "plan" and not self.aims and found.rule.startswith("the plan")
            return months_of(year, 1, _MONTHS_A_YEAR) if beside and year is not None else "no_period"
        if mention.kind == "years":
            return self._over_years(mention, found)
        own = mention.year_of(year, self.reported.day)
        if own is None:
            return "no_year"
        if self.is_later(mention) and mention.kind == "months":
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


def is_aim(items: Sequence[Item], at: int) -> bool:
    """Whether a word for an aim opens one: *the province targets growth*; not *has met 19 of 20 targets*."""
    word = items[at].key
    if word not in {"targets", "target", "aims", "targeted"}:
        return True
    before = items[at - 1] if at else None
    if word == "aims" or before is None:
        return word == "aims"
    if word == "targeted":
        return True
    return before.kind == "area" or (before.plays("gaps.level", "gaps.same_name") and not before.plays("gaps.det"))


def days_in(items: Sequence[Item], year: int | None) -> Iterator[date]:
    """Give the days that a sentence names."""
    for item in items:
        mention = item.mention
        if mention is not None and mention.kind == "day":
            day = mention.day or date_of(year, mention.first_month, mention.day_of_month)
            if day is not None:
                yield day
