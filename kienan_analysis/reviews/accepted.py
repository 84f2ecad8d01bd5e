"""What the figure of an area, indicator, period and quantity is: decided here, once, for all that show it.

A printed figure is never replaced by an implied one. Where both are known and disagree, the printed one stands and the
implied one beside it. What is printed several times is decided in `prints`; plans in `accepted_plans`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from kienan_analysis.catalogue import parse_period
from kienan_analysis.reconciliation import Node
from kienan_analysis.reviews.accepted_plans import PLAN_QUANTITIES, PlanKey, plans_of
from kienan_analysis.reviews.formulas import EMPTY, evaluated
from kienan_analysis.reviews.implied import LEVEL, accepted_levels, rests_on
from kienan_analysis.reviews.prints import Figure, authority_ranks, beside, meet, printed_figures, reaches, with_beside
from kienan_analysis.reviews.quantities import columns
from kienan_analysis.reviews.reconciled_areas import reconciled_of
from kienan_analysis.reviews.statements import KEY, area_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled
    from kienan_analysis.reviews.prints import Ids, Stated

QUANTITIES: Final = ("level", "growth", *PLAN_QUANTITIES)
# What a table holds of a figure beside its value and ends.
FACTS: Final = ("decimals", "bound", "status", "source", "id", "origin", "rests_on", "beside", "points")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was worked out for several areas at once (see `of_one_indicator`).

    Attributes
    ----------
    printed : dict
        What is printed of the area.
    levels : list of tuple
        Rows of `accepted_levels`.
    sources : dict of str to str
        By the ids of statements.
    """

    printed: dict[Stated, Figure]
    levels: list[tuple[Any, ...]]
    sources: dict[str, str]


class Accepted:
    """The figures of one area: the one answer for each indicator, price basis, period and quantity.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id.
    reconciled : Reconciled, optional
        Of all observations of the area, where it is at hand; of other areas too.
    gathered : Gathered, optional
        Of those of its figures that are asked for, where several areas were looked at together.
    statements : DataFrame, optional
        What `area_statements` gives of the area, where it is at hand.
    year : int, optional
        The one year that will be asked of, with its parts: plans of others, and what the year after them says of their
        levels, are then not worked out.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> from kienan_analysis.reviews import Accepted
    >>> gross = Accepted(ka.load(), "hai-phong").level("grdp", "constant 2010", "2020")
    >>> gross.value, gross.origin, gross.disputed
    (190768.8, 'published', False)
    """

    def __init__(
        self,
        data: Dataset,
        area: str,
        reconciled: Reconciled | None = None,
        gathered: Gathered | None = None,
        *,
        statements: pd.DataFrame | None = None,
        year: int | None = None,
    ) -> None:
        self.data = data
        self.area = area
        self.year = year
        if statements is not None:
            self.statements = statements
        self._reconciled = reconciled
        self._gathered = gathered

    @cached_property
    def statements(self) -> pd.DataFrame:
        """All statements about the area, oldest vintage first."""
        return area_statements(self.data, self.area)

    @cached_property
    def reconciled(self) -> Reconciled:
        """What all observations of the area imply together."""
        return self._reconciled or reconciled_of(self.data, self.area)

    @cached_property
    def printed(self) -> dict[Stated, Figure]:
        """What is printed, by ``indicator, basis, period, measure, assigner, base``, one answer each."""
        return printed_figures(self.data, self.statements) if self._gathered is None else self._gathered.printed

    @cached_property
    def _bounded(self) -> list[tuple[Any, ...]]:
        """What all statements together say of each level: rows of `accepted_levels`."""
        if self._gathered is not None:
            return self._gathered.levels
        return list(accepted_levels(self.reconciled, self.area).itertuples(index=False, name=None))

    @cached_property
    def levels(self) -> dict[tuple[str, str, str], Figure]:
        """The levels, by indicator, price basis and period."""
        found = self._printed_of(LEVEL)
        for indicator, basis, period, value, low, high, origin in self._bounded:
            key = (str(indicator), str(basis), str(period))
            implied = Figure(float(value), float(low), float(high), "implied")
            if key not in found:
                if origin == "implied" and implied.closed:
                    found[key] = self._grounded(implied, Node(self.area, *key, LEVEL))
                continue
            printed = found[key]
            # Its bounds are the print's own where the print is accepted: nothing to put beside it, then.
            if not meet(printed, implied) or (not printed.closed and implied.closed and origin == "implied"):
                other = self._grounded(self._middled(implied), Node(self.area, *key, LEVEL))
                found[key] = with_beside(printed, [beside(LEVEL, printed, other)])
        # What a year's growth is from may be disputed, too.
        asked = None if self.year is None else {str(self.year - 1), str(self.year)}
        return {
            key: self._against_next_year(key, figure) if asked is None or key[2] in asked else figure
            for key, figure in found.items()
        }

    def _against_next_year(self, key: tuple[str, str, str], figure: Figure) -> Figure:
        """Put beside a printed level the one from which the year after says that it grew, where that is another."""
        indicator, basis, period = key
        if figure.origin != "published" or not parse_period(period).is_full_year or self.is_rate(indicator):
            return figure
        if any(other.origin == "implied" for other in figure.beside):
            return figure
        after = str(int(period) + 1)
        level, rate = (
            self.printed.get((indicator, basis, after, measure, "", ""), EMPTY) for measure in (LEVEL, "growth")
        )
        if not (level.closed and rate.closed):
            return figure
        # Most agree: that is seen without going to the corners.
        sure = level.low > 0 and rate.low > -1
        if sure and reaches(figure, level.low / (1 + rate.high), level.high / (1 + rate.low)):
            return figure
        start = evaluated(lambda v, g: v / (1 + g), level, rate, how=LEVEL)
        return figure if meet(figure, start) else with_beside(figure, [beside(LEVEL, figure, start)])

    @cached_property
    def growths(self) -> dict[tuple[str, str, str], Figure]:
        """The growth rates against the same period a year before, by indicator, price basis and period."""
        found = dict(self.printed_growths)
        for key, level, before in self._two_years:
            if key not in found and not (level.disputed or before.disputed):
                ratio = self._ratio(key)
                if not math.isnan(ratio.value):
                    found[key] = ratio
        return found

    @cached_property
    def printed_growths(self) -> dict[tuple[str, str, str], Figure]:
        """Those growth rates that are printed; beside one what the two levels say, where that is another."""
        found = self._printed_of("growth")
        for key, level, before in self._two_years:
            printed, sure = found.get(key), not (level.disputed or before.disputed)
            # Of a level that is disputed itself, only a printed one is worth a second word.
            if printed is not None and (sure or level.origin == before.origin == "published"):
                found[key] = self._against_levels(printed, level, before)
        return found

    @cached_property
    def _two_years(self) -> list[tuple[tuple[str, str, str], Figure, Figure]]:
        """The levels that are bounded from both sides, with that of the year before, where it is too."""
        pairs = ((key, level, self._year_before(*key)) for key, level in self.levels.items())
        return [
            (key, level, before)
            for key, level, before in pairs
            if before is not None and level.closed and before.closed and not self.is_rate(key[0])
        ]

    def _against_levels(self, printed: Figure, level: Figure, before: Figure) -> Figure:
        sure = level.low > 0 and before.low > 0
        if sure and reaches(printed, level.low / before.high - 1, level.high / before.low - 1):
            return printed
        both = evaluated(lambda now, then: now / then - 1, level, before, how=LEVEL)
        return printed if meet(printed, both) else with_beside(printed, [beside("growth", printed, both)])

    @cached_property
    def plans(self) -> dict[PlanKey, Figure]:
        """Plans, planned growth and attainment, by indicator, price basis, period, assigner and quantity."""
        return plans_of(self)

    def trust(self, source: str) -> tuple[int, int]:
        """Rank a source: by authority, then by how new it is; the higher goes first."""
        return self._trust[source]

    @cached_property
    def _trust(self) -> dict[str, tuple[int, int]]:
        authority = authority_ranks(self.data)
        newness = zip(self.statements["source"], self.statements["vintage"], strict=True)
        return {source: (authority[source], int(vintage)) for source, vintage in newness}

    def is_rate(self, indicator: str) -> bool:
        """Whether an indicator is a rate: it rises by points, and a growth of it would say something else."""
        return self.data.kinds.get(indicator) == "rate"

    def adds_up(self, indicator: str) -> bool:
        """Whether a year is the sum of its months: so of a flow, not of a stock, a rate, an index or an average."""
        return self.data.kinds.get(indicator) == "flow" and "/" not in str(self.data.indicators["unit"][indicator])

    def level(self, indicator: str, basis: str, period: object) -> Figure:
        """Give a level; one without a value where nothing is known."""
        return self.levels.get((indicator, basis, str(period)), EMPTY)

    def growth(self, indicator: str, basis: str, period: object) -> Figure:
        """Give a growth rate; one without a value where nothing is known."""
        return self.growths.get((indicator, basis, str(period)), EMPTY)

    def plan(self, quantity: str, indicator: str, basis: str, period: object, assigner: str = "") -> Figure:
        """Give a plan, its attainment or the growth that it asks for; one without a value where nothing is known."""
        return self.plans.get((indicator, basis, str(period), assigner, quantity), EMPTY)

    def base_of(self, indicator: str, basis: str, year: int) -> Figure:
        """Give the level of the year before, where it is closed and the year's own level and growth agree with it.

        A growth on a base that its own source contradicts would give a plan that nobody set.
        """
        before = self.level(indicator, basis, year - 1)
        now, rate = self.level(indicator, basis, year), self.growth(indicator, basis, year)
        if not before.closed:
            return EMPTY
        of_rate = self.is_rate(indicator)
        if of_rate and not rate.points:
            return before
        back = (lambda v, g: v - 100 * g) if of_rate else (lambda v, g: v / (1 + g))
        if now.closed and rate.closed and not meet(before, evaluated(back, now, rate)):
            return EMPTY
        return before

    def keys(self, quantity: str, period: object) -> list[Key]:
        """List the indicators and price bases of which a level or growth of a period is known."""
        found = self.levels if quantity == LEVEL else self.growths
        return sorted(key[:2] for key in found if key[2] == str(period))

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Everything decided, a row a figure.

        Returns
        -------
        DataFrame
            ``area, indicator, basis, period, quantity, assigner``; ``value, low, high``; ``decimals, bound, status,
            source, id, origin, rests_on, beside, points``.
        """
        every = [
            *((*key, "level", "", figure) for key, figure in self.levels.items()),
            *((*key, "growth", "", figure) for key, figure in self.growths.items()),
            *((*key[:3], key[4], key[3], figure) for key, figure in self.plans.items()),
        ]
        rows = [
            (self.area, *key, figure.value, figure.low, figure.high, *(getattr(figure, name) for name in FACTS))
            for *key, figure in every
        ]
        names = ["area", *KEY, "period", "quantity", "assigner", "value", "low", "high", *FACTS]
        return pd.DataFrame(rows, columns=names)

    def _printed_of(self, measure: str) -> dict[tuple[str, str, str], Figure]:
        """Take what is printed of a measure that no plan and no other base is named for."""
        return {key[:3]: figure for key, figure in self.printed.items() if key[3:] == (measure, "", "")}

    def _year_before(self, indicator: str, basis: str, period: str) -> Figure | None:
        if not (period.isdigit() and parse_period(period).is_full_year):
            return None
        return self.levels.get((indicator, basis, str(int(period) - 1)))

    def _ratio(self, key: tuple[str, str, str]) -> Figure:
        """Bound a growth by all statements at once: closer than dividing one level by the other."""
        indicator, basis, period = key
        now, before = (Node(self.area, indicator, basis, str(int(period) - back), LEVEL) for back in (0, 1))
        ratio = self.reconciled.ratio(now, before)
        if not (ratio.low > 0 and ratio.high < math.inf):
            return EMPTY
        behind = rests_on(self.reconciled, now, before)
        value, low, high = (float(end - 1) for end in ratio)
        return Figure(value, low, high, "implied", source=self._source_of(behind), rests_on=behind, how=LEVEL)

    def _grounded(self, figure: Figure, node: Node) -> Figure:
        behind = rests_on(self.reconciled, node)
        return Figure(
            figure.value,
            figure.low,
            figure.high,
            origin="implied",
            rests_on=behind,
            source=self._source_of(behind),
            how=LEVEL,
        )

    def _middled(self, figure: Figure) -> Figure:
        """Give bounds of a level whose print is set aside a value: the middle, or the end that is known."""
        known = [end for end in (figure.low, figure.high) if not math.isnan(end)]
        return Figure(sum(known) / len(known), figure.low, figure.high, origin="implied")

    @cached_property
    def _sources(self) -> dict[str, str]:
        if self._gathered is not None:
            return self._gathered.sources
        return dict(zip(self.statements["id"], self.statements["source"], strict=True))

    def _source_of(self, names: Ids) -> str:
        return self._sources[names[0]] if names else ""


def in_columns(name: str, figures: Iterable[Figure], index: pd.Index | None = None) -> pd.DataFrame:
    """Lay figures out as the columns of a table: ``name``, ``name_low``, ``name_high``, ``name_decimals`` and so on."""
    names = [*columns(name), *(f"{name}_{fact}" for fact in FACTS)]
    rows = [(one.value, one.low, one.high, *(getattr(one, fact) for fact in FACTS)) for one in figures]
    # Column by column, each of its type: to find the types out takes five times as long, and a review asks often.
    cells = zip(*rows, strict=True) if rows else (() for _ in names)
    numbers = {*columns(name), f"{name}_decimals"}
    made = {column: _column(values, number=column in numbers) for column, values in zip(names, cells, strict=True)}
    return pd.DataFrame(made, index=index, copy=False)


def _column(cells: tuple[Any, ...], *, number: bool) -> Any:  # noqa: ANN401  (an array of one type or another)
    """Make a column of numbers, or else of texts, truths or tuples, as its first cell is."""
    if not number and cells and isinstance(cells[0], str):
        return pd.array(cells, dtype="str")
    truths = bool(cells) and isinstance(cells[0], bool)
    column = np.empty(len(cells), dtype=np.float64 if number else bool if truths else object)
    column[:] = cells
    return column


__all__ = ["FACTS", "QUANTITIES", "Accepted", "Figure", "in_columns"]
