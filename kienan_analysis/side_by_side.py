"""Several areas in one year, side by side: where scope, price basis, period and plan agree, and where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from kienan_analysis.annual_review import annual_review, namesakes_among, numbered_sources, review_years
from kienan_analysis.annual_review.records import records
from kienan_analysis.catalogue.units import FRACTION
from kienan_analysis.errors import UsageError
from kienan_analysis.reviews.quantities import columns, derive, take
from kienan_analysis.reviews.statements import area_statements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews.quantities import Quantity

# Figures may stand side by side where all of these are the same.
SAME = ["indicator", "basis", "period", "measure", "assigner"]
MEASURES = ("level", "growth", "attainment")
FIGURE_COLUMNS = ["area", *SAME, *columns("value"), "value_decimals", "value_bound"]
FIGURE_COLUMNS += ["value_beside", "value_points", "origin", "unit", "rests_on"]
FEWEST = 2


@dataclass(frozen=True)
class SideBySide:
    """What is known of several areas in one year.

    Attributes
    ----------
    data : Dataset
    areas : tuple of str
        Area ids, in the order asked for; the first is compared with the others.
    year : int
    reviews : mapping of str to AnnualReview
        For each area of which something is known.
    figures : DataFrame
        One row a figure: ``area, indicator, basis, period, measure`` (``level``, ``growth``, ``attainment``),
        ``assigner`` (whose plan); the quantity ``value`` in ``unit`` (``"1"``: a fraction), ``value_decimals``,
        ``value_bound``, ``value_beside`` (what disagrees with it), ``value_points`` (printed in percentage points);
        ``origin`` (``published`` or ``implied``); ``rests_on``, ids of statements.
    """

    data: Dataset
    areas: tuple[str, ...]
    year: int
    reviews: Mapping[str, AnnualReview]
    figures: pd.DataFrame

    @property
    def area(self) -> str:
        """The area asked for first."""
        return self.areas[0]

    @property
    def unknown(self) -> list[str]:
        """The areas of which nothing is known in the year."""
        return [area for area in self.areas if area not in self.reviews]

    @cached_property
    def comparable(self) -> pd.DataFrame:
        """The figures that another area has of the same scope, price basis, period, measure and assigner."""
        return self.figures[self._places >= FEWEST].reset_index(drop=True)

    @cached_property
    def _places(self) -> pd.Series:
        """How many areas have each figure; none a change of a rate in percent: it may be of the rate, or in points."""
        of_rate = (self.figures["measure"] == "growth") & (self.figures["indicator"].map(self.data.kinds) == "rate")
        clear = self.figures[~of_rate | self.figures["value_points"].astype(bool)]
        return clear.groupby(SAME)["area"].transform("nunique").reindex(self.figures.index, fill_value=0)

    @cached_property
    def apart(self) -> pd.DataFrame:
        """The figures that only look comparable.

        Returns
        -------
        DataFrame
            Columns of ``figures``, with ``other_area`` and ``other_indicator``, the nearest figure of the same concept
            elsewhere, and ``reason``: ``other_plan`` (another assigner), ``other_unit`` (changes of a rate of which one
            is not printed in percentage points), ``other_price_basis``, ``other_period`` or ``other_scope`` (the same
            concept, another indicator).
        """
        alone = self.figures[self._places < FEWEST]
        found = [{**row, **near} for row in records(alone) if (near := self._nearest(row))]
        return pd.DataFrame(found, columns=[*FIGURE_COLUMNS, "other_area", "other_indicator", "reason"])

    def gap(self, first: Record, second: Record) -> Quantity:
        """Subtract the second area's rate from the first's, with bounds."""
        rows = [pd.DataFrame([row]) for row in (first, second)]
        return derive(lambda one, other: one - other, *(take(row, "value") for row in rows))

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """Areas that others share the name of."""
        return namesakes_among(self.data, self.areas)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The statements that the figures rest on, comparable or not."""
        names = {name for frame in (self.comparable, self.apart) for row in frame["rests_on"] for name in row}
        return self.stated(names).reset_index(drop=True)

    def stated(self, names: Collection[str]) -> pd.DataFrame:
        """Take statements about the areas by their ids, oldest vintage first."""
        return area_statements(self.data, *self.areas, ids=names)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The statements' sources, newest first, numbered from 1."""
        return numbered_sources(self.data, self.statements)

    def _nearest(self, row: Record) -> dict[str, str]:
        """Find another area's figure of the same concept and measure, and say what keeps the two apart."""
        concept = self.data.indicators["concept"]
        others = self.figures[(self.figures["area"] != row["area"]) & (self.figures["measure"] == row["measure"])]
        others = others[others["indicator"].map(concept) == concept[row["indicator"]]]
        best: dict[str, str] = {}
        highest = 0
        for other in records(others):
            rank, reason = _kept_apart(row, other)
            if rank > highest:
                highest = rank
                best = {"other_area": other["area"], "other_indicator": other["indicator"], "reason": reason}
        return best


def _kept_apart(one: Record, other: Record) -> tuple[int, str]:
    """Say by what two figures of one concept differ, and how near they are: the nearest have the highest rank."""
    if one["indicator"] != other["indicator"]:
        return 1, "other_scope"
    if one["basis"] != other["basis"]:
        return 2, "other_price_basis"
    if one["period"] != other["period"]:
        return 3, "other_period"
    return 4, "other_plan" if one["assigner"] != other["assigner"] else "other_unit"


def side_by_side(data: Dataset, areas: Sequence[str], year: int) -> SideBySide:
    """Put areas side by side in one year.

    Parameters
    ----------
    data : Dataset
    areas : sequence of str
        Area ids, at least two.
    year : int

    Raises
    ------
    UsageError
        For fewer than two areas, an area named twice or unknown, or a year of which fewer than two areas have figures.
    """
    if len(areas) < FEWEST or len(set(areas)) < len(areas):
        what = "at least two areas are compared, each named once."
        raise UsageError(what, where="areas", remedy=f"There are: {', '.join(data.areas.index)}.")
    years: dict[str, list[int]] = {}
    for area in areas:
        data.require_area(area)
        years[area] = review_years(data, area)
    known = [area for area in areas if year in years[area]]
    if len(known) < FEWEST:
        there_are = "; ".join(f"{area}: {', '.join(map(str, years[area])) or 'none'}" for area in areas)
        shared = sorted(y for y in set.union(*map(set, years.values())) if sum(y in own for own in years.values()) > 1)
        remedy = f"Years with two of them: {', '.join(map(str, shared)) or 'none'}. ({there_are}.)"
        raise UsageError("fewer than two of the areas have figures of it.", where=f"year {year}", remedy=remedy)
    reviews = {area: annual_review(data, area, year) for area in known}
    rows = [figure for review in reviews.values() for figure in _figures(review)]
    # Two plans of one part year stand in two rows there, each with the same level.
    frame = pd.DataFrame(rows, columns=FIGURE_COLUMNS).drop_duplicates(["area", *SAME], ignore_index=True)
    order = {name: number for number, name in enumerate(data.indicators.index)}
    place = {area: number for number, area in enumerate(areas)}
    keys = [frame["indicator"].map(order), frame["basis"], frame["period"], frame["measure"], frame["area"].map(place)]
    sorted_rows = pd.concat(keys, axis=1, keys=range(len(keys))).sort_values([*range(len(keys))], kind="stable").index
    return SideBySide(data, tuple(areas), year, reviews, frame.loc[sorted_rows].reset_index(drop=True))


def _figures(review: AnnualReview) -> Iterator[dict[str, Any]]:
    """Take the levels, growth rates and shares of plan of an area's year, whole and in part."""
    year = review.year
    for row in records(review.results):
        for measure in ("level", "growth"):
            if row[f"{measure}_origin"]:
                yield _figure(review, row, measure, year)
    for plan in records(review.plans):
        # A plan known as a growth target gives no share that others could be held against.
        if plan["how"] != "planned_growth" and plan["attainment_origin"]:
            yield _figure(review, plan, "attainment", year)
    for row in records(review.part_years):
        for measure in MEASURES:
            if row[f"{measure}_origin"]:
                yield _figure(review, row, measure, row["period"])


def _figure(review: AnnualReview, row: Record, measure: str, period: object) -> dict[str, Any]:
    """Take one quantity of a review's table as a row of figures."""
    ends = zip(columns("value"), columns(measure), strict=True)
    return {
        "area": review.area,
        "indicator": row["indicator"],
        "basis": row["basis"],
        "period": str(period),
        "measure": measure,
        "assigner": row.get("assigner", "") if measure == "attainment" else "",
        **{name: row[column] for name, column in ends},
        "value_decimals": row[f"{measure}_decimals"],
        "value_bound": row[f"{measure}_bound"],
        "value_beside": row[f"{measure}_beside"],
        "value_points": row[f"{measure}_points"],
        "origin": row[f"{measure}_origin"],
        "unit": row["unit"] if measure == "level" else FRACTION,
        "rests_on": row[f"{measure}_rests_on"],
    }
