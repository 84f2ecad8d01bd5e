"""Observations as one table with plain numbers, whole in itself: CSV, and Parquet with its types."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue import parse_period
from kienan_analysis.dataset import effective_price_basis
from kienan_analysis.errors import KienanError
from kienan_analysis.exports.sdmx_codes import number
from kienan_analysis.formula_text import harmless_cell

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.dataset import Dataset

COLUMNS: Final = (
    *("id", "area", "area_name_vi", "area_name_en", "indicator", "indicator_name_vi", "indicator_name_en"),
    *("period", "first_day", "last_day", "measure", "value", "low", "high", "unit", "printed", "printed_unit"),
    *("form", "bound", "status", "assigner", "base", "price_basis", "price_basis_assumed"),
    *("source", "publisher", "url", "published", "authority", "note"),
)
NUMBERS: Final = ("value", "low", "high")
DAYS: Final = ("first_day", "last_day", "published")
_TRUE: Final = {True: "true", False: "false"}


def rows_of(data: Dataset, observations: pd.DataFrame) -> list[dict[str, Any]]:
    """Put what the catalogues say beside each observation.

    Returns
    -------
    list of dict
        A cell for each of `COLUMNS`: numbers as floats (rates as fractions, ``unit`` is ``"1"``; NaN where an end is
        open), days as dates or None, ``price_basis_assumed`` as bool, the rest as text.
    """
    bases = effective_price_basis(observations, data.indicators)
    rows = []
    for row, basis in zip(observations.to_dict("records"), bases, strict=True):
        period = parse_period(row["period"])
        area, indicator = data.areas.loc[row["area"]], data.indicators.loc[row["indicator"]]
        source = data.sources.loc[row["source"]]
        beside = {
            "area_name_vi": area["name_vi"],
            "area_name_en": area["name_en"],
            "indicator_name_vi": indicator["name_vi"],
            "indicator_name_en": indicator["name_en"],
            "first_day": period.first,
            "last_day": period.last,
            "price_basis": basis,
            "price_basis_assumed": not row["price_basis"] and bool(indicator["price_basis_assumed"]),
        }
        beside |= {name: source[name] for name in ("publisher", "url", "published", "authority")}
        rows.append({name: (row | beside)[name] for name in COLUMNS})
    return rows


def as_csv(data: Dataset, observations: pd.DataFrame) -> bytes:
    """Write a table as CSV in UTF-8: commas, decimal points, open ends empty; no text that a spreadsheet would run."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(name, row[name]) for name in COLUMNS] for row in rows_of(data, observations))
    return written.getvalue().encode()


def _cell(name: str, value: Any) -> str:  # noqa: ANN401  (a cell of any column)
    if name in NUMBERS:
        return number(value)
    if isinstance(value, bool):
        return _TRUE[value]
    if name in DAYS:
        return "" if value is None else str(value.isoformat())
    return str(harmless_cell(str(value)))


def as_parquet(data: Dataset, observations: pd.DataFrame) -> bytes:
    """Write a table as Parquet: numbers as doubles, days as dates, the package's title and licence with it.

    Raises
    ------
    KienanError
        PyArrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        remedy = "Install the extra parquet: pip install 'kienan-analysis[parquet]'; or take --format csv."
        raise KienanError("Parquet is written by PyArrow, which is not here.", remedy=remedy) from error
    kinds = dict.fromkeys(NUMBERS, pa.float64()) | dict.fromkeys(DAYS, pa.date32())
    kinds["price_basis_assumed"] = pa.bool_()
    rows = rows_of(data, observations)
    for row in rows:
        row |= {name: None for name in NUMBERS if row[name] != row[name]}  # NaN: an open end
    about = {"title": data.title, "version": data.version, "citation": data.citation, "licence": data.licence}
    schema = pa.schema(
        [(name, kinds.get(name, pa.string())) for name in COLUMNS],
        metadata={name: text for name, text in about.items() if text},
    )
    written = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), written)
    return written.getvalue()
