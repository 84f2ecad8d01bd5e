"""The statements about one area, with what their periods mean, and the choice among vintages."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from kienan_analysis.catalogue import POINTS, parse_period, unit_factor
from kienan_analysis.dataset import effective_price_basis
from kienan_analysis.published import decimals
from kienan_analysis.reviews.quantities import in_points

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.published import Language

KEY = ["indicator", "basis"]


def area_statements(
    data: Dataset, *areas: str, year: int | None = None, ids: Collection[str] | None = None
) -> pd.DataFrame:
    """Collect the observations of an area, or of several, in the order in which they are to be believed.

    Parameters
    ----------
    data : Dataset
    *areas : str
        Area ids.
    year : int, optional
        Only what is of a period that ends in this year.
    ids : collection of str, optional
        Only these statements.

    Returns
    -------
    DataFrame
        The observations' columns and ``basis`` (the price basis, the indicator's own where the source names none),
        ``first_year`` and ``year`` (the first and the last year of the period), ``period_kind``, ``full_year``,
        ``part_year``, ``in_points`` (a change of a rate), ``value_points`` (printed in percentage points), ``decimals``
        (how many the figure has in the unit that it is shown in: percent, or the indicator's unit) and ``vintage``: a
        rank of the source, the newest highest. Sorted by vintage, then by id.
    """
    return statements_among(data, data.of_areas(*areas) if ids is None else _by_id(data, areas, ids), year=year)


def statements_among(data: Dataset, rows: pd.DataFrame, *, year: int | None = None) -> pd.DataFrame:
    """Lay out some rows of the observations as :func:`area_statements` does."""
    periods = {text: parse_period(text) for text in rows["period"].unique()}
    if year is not None:
        rows = rows[rows["period"].isin([text for text, period in periods.items() if period.year == year])]
    rows = rows.assign(basis=effective_price_basis(rows, data.indicators))
    rows["year"] = rows["period"].map(lambda text: periods[text].year).astype("int64")
    rows["first_year"] = rows["period"].map(lambda text: periods[text].first.year).astype("int64")
    rows["period_kind"] = rows["period"].map(lambda text: periods[text].kind)
    rows["full_year"] = rows["period_kind"] == "year"
    rows["part_year"] = rows["period"].map(lambda text: periods[text].is_part_year).astype(bool)
    languages = rows["source"].map(data.sources["language"])
    units = rows["printed_unit"].where(rows["measure"].isin(["level", "plan"]), "%")
    own_units = rows["unit"].where(rows["measure"].isin(["level", "plan"]), "%")
    columns = (column.tolist() for column in (rows["printed"], languages, units, own_units))
    known: dict[tuple[str, Language, str, str], float] = {}  # of a province's figures most stand many times
    rows["decimals"] = [
        known[figure] if figure in known else known.setdefault(figure, shown_decimals(*figure))
        for figure in zip(*columns, strict=True)
    ]
    changes = rows["measure"].isin(["growth", "planned_growth"])
    rows["in_points"] = changes & in_points(rows, data.indicators["kind"])
    rows["value_points"] = changes & (rows["printed_unit"] == POINTS)
    rows["vintage"] = rows["source"].map(data.vintages).astype("int64")
    return rows.sort_values(["vintage", "id"], kind="stable", ignore_index=True)


def _by_id(data: Dataset, areas: tuple[str, ...], ids: Collection[str]) -> pd.DataFrame:
    rows = data.observations[data.observations["id"].isin(ids)]
    return rows[rows["area"].isin(areas)]


def shown_decimals(printed: str, language: Language, unit: str, shown_unit: str) -> float:
    """Count the decimals of a printed figure in the unit in which it is shown.

    Examples
    --------
    >>> shown_decimals("754,505", "en", "triệu đồng", "tỷ đồng")
    3.0
    """
    return float(max(0, decimals(printed, language) - _shift(unit, shown_unit)))


@lru_cache(maxsize=1024)
def _shift(unit: str, shown_unit: str) -> int:
    """Give by how many places the decimal mark moves from one unit to another."""
    return round(math.log10(unit_factor(unit, shown_unit)))


def in_catalogue_order(frame: pd.DataFrame, data: Dataset) -> pd.DataFrame:
    """Sort rows as the indicator catalogue lists them, whatever order the sources print."""
    position = {name: number for number, name in enumerate(data.indicators.index)}
    return frame.sort_values("indicator", key=lambda column: column.map(position), kind="stable", ignore_index=True)
