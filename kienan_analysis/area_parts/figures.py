"""The figures of many places in one year, from the room that decides them, as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from kienan_analysis.annual_review.outcomes import plans_of_areas
from kienan_analysis.catalogue import parse_period
from kienan_analysis.catalogue.units import FRACTION
from kienan_analysis.reviews import Accepted, in_columns
from kienan_analysis.reviews.accepted import FACTS
from kienan_analysis.reviews.of_one_indicator import reconciled_together
from kienan_analysis.reviews.quantities import columns
from kienan_analysis.reviews.statements import KEY, area_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Figure

LEVEL, GROWTH, ATTAINMENT = MEASURES = ("level", "growth", "attainment")
# What is the same of figures that stand in one ranking.
SAME: Final = (*KEY, "period", "measure", "assigner")
_VALUE: Final = [*columns("value"), *(f"value_{fact}" for fact in FACTS)]
_NAMES: Final = {"value_origin": "origin", "value_rests_on": "rests_on"}
FIGURES: Final = ["area", *SAME, *(_NAMES.get(name, name) for name in _VALUE), "verdict", "unit"]

_Row = tuple[tuple[str, ...], "Figure"]


def accepted_of(data: Dataset, places: Sequence[str], year: int) -> list[Accepted]:
    """Decide a year's figures of many places, their statements gathered and reconciled together: that is quicker."""
    observations = data.observations
    reconciled = reconciled_together(data, observations[observations["area"].isin(places)], places)
    statements = area_statements(data, *places)
    of_place = {str(place): rows.reset_index(drop=True) for place, rows in statements.groupby("area", sort=False)}
    return [Accepted(data, place, reconciled[place], statements=of_place[place], year=year) for place in places]


def figures_of(data: Dataset, areas: Iterable[Accepted], plans: pd.DataFrame, year: int) -> pd.DataFrame:
    """Tabulate levels, growth and shares of plan of a year and its parts.

    Parameters
    ----------
    data : Dataset
    areas : iterable of Accepted
    plans : DataFrame
        What `plans_of_areas` gives of the same areas and year.
    year : int

    Returns
    -------
    DataFrame
        One row a figure: ``area, indicator, basis, period, measure, assigner``; the quantity ``value`` in ``unit``
        (``"1"``: a fraction), with the facts of `reviews.accepted.FACTS`, of which ``origin`` and ``rests_on`` stand
        under these names alone; ``verdict`` on a share of a whole year's
        plan, else empty.
    """
    began = data.areas["valid_from"].astype(object)
    found = [row for one in areas for row in _of_area(one, year, began[one.area])]
    table = pd.DataFrame([key for key, _ in found], columns=["area", *SAME])
    table = pd.concat([table, in_columns("value", [figure for _, figure in found])], axis=1)
    table["verdict"] = ""
    parts = [part for part in (table, _shares(plans, year)) if len(part)]
    frame = pd.concat(parts, ignore_index=True) if parts else table
    amounts = frame["indicator"].map(data.indicators["unit"])
    frame["unit"] = amounts.where(frame["measure"] == LEVEL, FRACTION)
    return frame.rename(columns=_NAMES)[FIGURES]


def _of_area(accepted: Accepted, year: int, began: object) -> Iterator[_Row]:
    """Take the levels and growth rates of a year and its parts, and the shares of plan that its parts had reached."""
    inside: dict[str, bool] = {}

    def is_in(period: str) -> bool:
        if period not in inside:
            parsed = parse_period(period)
            inside[period] = parsed.year == year and (parsed.is_full_year or parsed.is_part_year)
        return inside[period]

    # What figures of later years imply for a year in which the place was not yet there is no figure of it.
    before = getattr(began, "year", year) > year
    for measure, known in ((LEVEL, accepted.levels), (GROWTH, accepted.growths)):
        for (indicator, basis, period), figure in known.items():
            if is_in(period) and not (before and figure.origin == "implied"):
                yield (accepted.area, indicator, basis, period, measure, ""), figure
    for (indicator, basis, period, assigner, quantity), figure in accepted.plans.items():
        if quantity == ATTAINMENT and period != str(year) and is_in(period):
            yield (accepted.area, indicator, basis, period, ATTAINMENT, assigner), figure


def _shares(plans: pd.DataFrame, year: int) -> pd.DataFrame:
    """Take the shares of the whole year's plans. One known as a growth target alone gives no share to be ranked."""
    known = plans[(plans["how"] != "planned_growth") & (plans["attainment_origin"] != "")]
    names = dict(zip([*columns(ATTAINMENT), *(f"{ATTAINMENT}_{fact}" for fact in FACTS)], _VALUE, strict=True))
    frame = known[["area", *KEY, "assigner", *names, "verdict"]].rename(columns=names)
    return frame.assign(period=str(year), measure=ATTAINMENT)


def plans_of(data: Dataset, areas: Iterable[Accepted], year: int) -> pd.DataFrame:
    """Tabulate the plans of a year that a result is held against."""
    frame = plans_of_areas(data, areas, year)
    return frame[frame["attainment"].notna()].reset_index(drop=True)
