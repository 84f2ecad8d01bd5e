"""What a bound is a bound of: one quantity of one indicator, area, price basis and period."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from kienan_analysis.reconciliation.columns import Ints, Texts

LEVEL: Final = "level"
PLAN: Final = "plan"


class Node(NamedTuple):
    """A quantity that the figures bound.

    Attributes
    ----------
    area, indicator : str
        Ids of the catalogue.
    price_basis : str
        The indicator's own basis is written out where the catalogue is known, else it is empty.
    period : str
        Canonical spelling.
    quantity : str
        ``level``, ``plan`` (whose assigner is not named) or ``plan:ASSIGNER``.
    """

    area: str
    indicator: str
    price_basis: str
    period: str
    quantity: str = LEVEL


def plan_of(assigner: str) -> str:
    """Name the plan of an assigner; a plan whose assigner is not named is a plan of its own.

    Examples
    --------
    >>> plan_of("city"), plan_of("")
    ('plan:city', 'plan')
    """
    return f"{PLAN}:{assigner}" if assigner else PLAN


def is_plan(text: str) -> bool:
    """Tell a plan from a level or a period."""
    return text == PLAN or (text.startswith(f"{PLAN}:") and len(text) > len(PLAN) + 1)


@dataclass(frozen=True)
class Nodes:
    """All nodes by number, sorted by area, indicator and price basis, then in time, then by quantity.

    Attributes
    ----------
    series : array
        For each node its series: area, indicator and price basis. No statement binds two series.
    period, quantity : arrays
        For each node, numbers into `periods` and `quantities`.
    areas, indicators, price_bases : arrays of text
        For each series.
    periods, quantities : arrays of text
    """

    series: Ints
    period: Ints
    quantity: Ints
    areas: Texts
    indicators: Texts
    price_bases: Texts
    periods: Texts
    quantities: Texts

    def __len__(self) -> int:
        return len(self.series)

    def __getitem__(self, number: int) -> Node:
        series = self.series[number]
        return Node(
            self.areas[series],
            self.indicators[series],
            self.price_bases[series],
            self.periods[self.period[number]],
            self.quantities[self.quantity[number]],
        )

    @cached_property
    def first(self) -> Ints:
        """The number of each series' first node, and at the end the number of nodes."""
        return np.searchsorted(self.series, np.arange(len(self.areas) + 1))

    @cached_property
    def sizes(self) -> Ints:
        """How many nodes each series has."""
        return np.diff(self.first)

    @cached_property
    def _series_numbers(self) -> dict[tuple[str, str, str], int]:
        names = zip(self.areas, self.indicators, self.price_bases, strict=True)
        return {name: number for number, name in enumerate(names)}

    def number(self, node: Node) -> int | None:
        """Find the number of a node, or None where no observation speaks of it."""
        series = self._series_numbers.get((node.area, node.indicator, node.price_basis))
        if series is None:
            return None
        members = slice(self.first[series], self.first[series + 1])
        same = (self.periods[self.period[members]] == node.period) & (
            self.quantities[self.quantity[members]] == node.quantity
        )
        found = np.flatnonzero(same)
        return int(found[0] + self.first[series]) if found.size else None
