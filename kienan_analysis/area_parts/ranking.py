"""Places in order of one figure, with the ranks that rounding leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kienan_analysis.annual_review.records import records
from kienan_analysis.area_parts.figures import ATTAINMENT, GROWTH, LEVEL, SAME
from kienan_analysis.spelling import alphabetical

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.dataset import Dataset

FEWEST: Final = 2
# Of figures that as many places have, a share of plan says most: it compares large places with small ones.
_FIRST: Final = {ATTAINMENT: 0, GROWTH: 1, LEVEL: 2}


@dataclass(frozen=True)
class Ranking:
    """The places that have one figure of an indicator, in order of it.

    Attributes
    ----------
    indicator, basis, period : str
    measure : {"level", "growth", "attainment"}
        What they are ordered by.
    assigner : str
        Whose plan a share is of.
    higher_is_better : bool or None
        None where neither is. Only where less is better the lowest come first.
    rows : list of Record
        A row a place: ``area``, ``place`` from 1, ``best`` and ``worst`` (the ranks that the intervals allow), ``by``
        (the figure that orders), and what else is known of the indicator: ``level``, ``growth``, ``attainment``, each a
        row of figures or None.
    """

    indicator: str
    basis: str
    period: str
    measure: str
    assigner: str
    higher_is_better: bool | None
    rows: list[Record]

    @property
    def id(self) -> str:
        """What tells it from the others: indicator, price basis and period."""
        return f"{self.indicator}|{self.basis}|{self.period}"

    @property
    def judged(self) -> bool:
        """Whether its figures have verdicts."""
        return any(row["by"]["verdict"] for row in self.rows)


def ranks(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the best and the worst rank that each interval allows, the highest being the first.

    Parameters
    ----------
    low, high : ndarray of float
        Infinite where open.

    Returns
    -------
    tuple of ndarray of int
        One more than how many lie wholly above it, and how many do not lie wholly below it.

    Examples
    --------
    >>> best, worst = ranks(np.array([9.5, 8.5, 3.5]), np.array([10.5, 9.6, 4.5]))
    >>> best.tolist(), worst.tolist()
    ([1, 1, 3], [2, 2, 3])
    """
    count = len(low)
    above = count - np.searchsorted(np.sort(low), high, side="right")
    below = np.searchsorted(np.sort(high), low, side="left")
    return above + 1, count - below


def rankings(data: Dataset, figures: pd.DataFrame, year: int) -> list[Ranking]:
    """Put places in order, one ranking for each indicator, price basis and period that two places have.

    Parameters
    ----------
    data : Dataset
    figures : DataFrame
        What `figures_of` gives.
    year : int

    Returns
    -------
    list of Ranking
        Whole years before parts of one, then what most places have, then as the catalogue lists the indicators.
    """
    groups: dict[tuple[str, str, str], dict[tuple[str, str], dict[str, Record]]] = {}
    for row in records(figures):
        key, what = (row["indicator"], row["basis"], row["period"]), (row["measure"], row["assigner"])
        groups.setdefault(key, {}).setdefault(what, {})[row["area"]] = row
    found = []
    for key, measures in groups.items():
        better = data.indicators["higher_is_better"][key[0]]
        # A change of a rate that is printed in percent may be either, and has no place in an order.
        of_rate = data.kinds[key[0]] == "rate"
        orders = {
            what: {
                area: row for area, row in by_area.items() if not of_rate or what[0] != GROWTH or row["value_points"]
            }
            for what, by_area in measures.items()
        }
        measure, assigner = min(orders, key=lambda what: _order(what, len(orders[what]), better))
        ordered = orders[measure, assigner]
        if len(ordered) >= FEWEST:
            found.append(_ranked(key, measure, assigner, better, ordered, measures))
    position = {str(name): number for number, name in enumerate(data.indicators.index)}
    names = {area: alphabetical(data.area_name(area)) for area in map(str, figures["area"].unique())}
    for ranking in found:
        _in_order(ranking, names)
    return sorted(
        found,
        key=lambda one: (one.period != str(year), -len(one.rows), not one.judged, position[one.indicator], one.id),
    )


def _order(what: tuple[str, str], count: int, better: object) -> tuple[int, int, str]:
    measure, assigner = what
    # A share of a plan of which neither more nor less is better says the least.
    first = _FIRST[measure] if measure != ATTAINMENT or better in {True, False} else len(_FIRST)
    return -count, first, assigner


def _ranked(
    key: tuple[str, str, str],
    measure: str,
    assigner: str,
    better: object,
    ordered: dict[str, Record],
    measures: dict[tuple[str, str], dict[str, Record]],
) -> Ranking:
    shown = {LEVEL: (LEVEL, ""), GROWTH: (GROWTH, ""), ATTAINMENT: (ATTAINMENT, assigner)}
    if measure != ATTAINMENT:
        plans = [what for what in measures if what[0] == ATTAINMENT]
        if plans:
            shown[ATTAINMENT] = max(plans, key=lambda what: (len(measures[what]), what[1] == ""))
    rows: list[Record] = [
        {"area": area, "by": by} | {name: measures.get(what, {}).get(area) for name, what in shown.items()}
        for area, by in ordered.items()
    ]
    direction = better if better in {True, False} else None
    return Ranking(*key, measure, shown[ATTAINMENT][1], None if direction is None else bool(direction), rows)


def _in_order(ranking: Ranking, names: Mapping[str, Any]) -> None:
    """Order the rows of a ranking and number them; of equal figures by name."""
    lowest_first = ranking.higher_is_better is False
    sign = 1.0 if lowest_first else -1.0
    rows = sorted(ranking.rows, key=lambda row: (sign * row["by"]["value"], names[row["area"]], row["area"]))
    ends = np.array([[row["by"]["value_low"], row["by"]["value_high"]] for row in rows], dtype=float)
    low = np.where(np.isnan(ends[:, 0]), -np.inf, ends[:, 0])
    high = np.where(np.isnan(ends[:, 1]), np.inf, ends[:, 1])
    best, worst = ranks(-high, -low) if lowest_first else ranks(low, high)
    ranking.rows[:] = [
        {**row, "place": place, "best": int(first), "worst": int(last)}
        for place, (row, first, last) in enumerate(zip(rows, best, worst, strict=True), start=1)
    ]


__all__ = ["FEWEST", "SAME", "Ranking", "rankings", "ranks"]
