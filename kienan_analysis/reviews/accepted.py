"""What the figure of an area, indicator, period and quantity is: decided here, once, for all that show it.

A printed figure is never replaced by an implied one. Where both are known and disagree, the printed one stands and the
implied one beside it. What is printed several times is decided in `prints`; plans in `accepted_plans`.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kienan_analysis.catalogue import parse_period
from kienan_analysis.reconciliation import Node, reconcile
from kienan_analysis.reviews.accepted_plans import PLAN_QUANTITIES, PlanKey, plans_of
from kienan_analysis.reviews.formulas import EMPTY, evaluated
from kienan_analysis.reviews.implied import LEVEL, accepted_levels, rests_on
from kienan_analysis.reviews.prints import Figure, authority_ranks, beside, meet, printed_figures, with_beside
from kienan_analysis.reviews.quantities import columns
from kienan_analysis.reviews.statements import KEY, area_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled
    from kienan_analysis.reviews.prints import Ids, Stated

QUANTITIES: Final = ("level", "growth", *PLAN_QUANTITIES)
# What a table holds of a figure beside its value and ends.
FACTS: Final = ("decimals", "bound", "status", "source", "id", "origin", "rests_on", "beside")
_NOTHING: Final[dict[str, Any]] = {"decimals": math.nan, "rests_on": (), "beside": ()}
Key = tuple[str, str]


class Accepted:
    """The figures of one area: the one answer for each indicator, price basis, period and quantity.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id.
    reconciled : Reconciled, optional
        Of all observations of the area, where it is at hand.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> from kienan_analysis.reviews import Accepted
    >>> gross = Accepted(ka.load(), "hai-phong").level("grdp", "constant 2010", "2020")
    >>> gross.value, gross.origin, gross.disputed
    (190768.8, 'published', False)
    """

    def __init__(self, data: Dataset, area: str, reconciled: Reconciled | None = None) -> None:
        self.data = data
        self.area = area
        self.statements = area_statements(data, area)
        self._reconciled = reconciled
        self._kinds = {str(name): str(kind) for name, kind in data.indicators["kind"].items()}

    @cached_property
    def reconciled(self) -> Reconciled:
        """What all observations of the area imply together."""
        observations = self.data.observations
        return self._reconciled or reconcile(observations[observations["area"] == self.area])

    @cached_property
    def printed(self) -> dict[Stated, Figure]:
        """What is printed, by ``indicator, basis, period, measure, assigner, base``, one answer each."""
        return printed_figures(self.data, self.statements)

    @cached_property
    def levels(self) -> dict[tuple[str, str, str], Figure]:
        """The levels, by indicator, price basis and period."""
        found = self._printed_of(LEVEL)
        known = accepted_levels(self.reconciled, self.area)
        names = [*KEY, "period", *columns("level"), "level_origin"]
        for indicator, basis, period, value, low, high, origin in known[names].itertuples(index=False):
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
        return {key: self._against_next_year(key, figure) for key, figure in found.items()}

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
        start = evaluated(lambda v, g: v / (1 + g), level, rate, how=LEVEL)
        return figure if meet(figure, start) else with_beside(figure, [beside(LEVEL, figure, start)])

    @cached_property
    def growths(self) -> dict[tuple[str, str, str], Figure]:
        """The growth rates against the same period a year before, by indicator, price basis and period."""
        found = self._printed_of("growth")
        for key, level in self.levels.items():
            before = self._year_before(*key)
            if before is None or not (level.closed and before.closed) or self.is_rate(key[0]):
                continue
            printed, sure = found.get(key), not (level.disputed or before.disputed)
            if printed is None and sure:
                ratio = self._ratio(key)
                if not math.isnan(ratio.value):
                    found[key] = ratio
            elif printed is not None and (sure or level.origin == before.origin == "published"):
                # Of a level that is disputed itself, only a printed one is worth a second word.
                both = evaluated(lambda now, then: now / then - 1, level, before, how=LEVEL)
                if not meet(printed, both):
                    found[key] = with_beside(printed, [beside("growth", printed, both)])
        return found

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
        return self._kinds.get(indicator) == "rate"

    def adds_up(self, indicator: str) -> bool:
        """Whether a year is the sum of its months: so of a flow, not of a stock, a rate, an index or an average."""
        return self._kinds.get(indicator) == "flow" and "/" not in str(self.data.indicators["unit"][indicator])

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
        back = (lambda v, g: v - 100 * g) if self.is_rate(indicator) else (lambda v, g: v / (1 + g))
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
            source, id, origin, rests_on, beside``.
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
        return dict(zip(self.statements["id"], self.statements["source"], strict=True))

    def _source_of(self, names: Ids) -> str:
        return self._sources[names[0]] if names else ""


def in_columns(name: str, figures: Iterable[Figure], index: pd.Index | None = None) -> pd.DataFrame:
    """Lay figures out as the columns of a table: ``name``, ``name_low``, ``name_high``, ``name_decimals`` and so on."""
    names = [*columns(name), *(f"{name}_{fact}" for fact in FACTS)]
    rows = [(one.value, one.low, one.high, *(getattr(one, fact) for fact in FACTS)) for one in figures]
    frame = pd.DataFrame(rows, columns=names, index=index)
    numbers = [*columns(name), f"{name}_decimals"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


__all__ = ["FACTS", "QUANTITIES", "Accepted", "Figure", "in_columns"]
