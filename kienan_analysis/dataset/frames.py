"""The tables of a dataset, made of what was examined: observations by columns, catalogues by records."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from kienan_analysis.catalogue import OBSERVATION_COLUMNS
from kienan_analysis.catalogue.units import FRACTION
from kienan_analysis.data_package.columns import CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas.api.extensions import ExtensionArray

    from kienan_analysis.catalogue import Area, Indicator, Source
    from kienan_analysis.data_package.columns import Column
    from kienan_analysis.validation import Examined

_NUMBERS: Final = ("value", "low", "high")
_AMOUNTS: Final = frozenset({"level", "plan"})


class _Background(dict[str, dict[str, str]]):
    """A dict that is shared, not copied: pandas copies a table's attrs deeply at each selection, sort or join."""

    def __deepcopy__(self, memo: dict[int, object]) -> _Background:
        return self


def observations_of(examined: Examined, *, is_last: bool) -> pd.DataFrame:
    """Make the table of observations; `is_last` as `laid_out` has it."""
    checked = examined.checked
    units = _units(examined)
    cells = checked.cells if is_last else dict(checked.cells)
    columns: dict[str, Any] = {}
    for name in OBSERVATION_COLUMNS:
        columns[name] = _texts(cells.pop(name, None))
        if name == "unit":
            columns["unit"], columns["printed_unit"] = units, columns["unit"]
    for name, ends in zip(_NUMBERS, (checked.value, checked.low, checked.high), strict=True):
        figures = np.asarray(ends, dtype=np.float64)
        columns[name] = np.where(np.isinf(figures), np.nan, figures)
    frame = pd.DataFrame(columns, copy=False)
    frame.attrs["kienan"] = _Background(
        kind={name: indicator.kind for name, indicator in examined.indicators.items()},
        price_basis={name: indicator.price_basis for name, indicator in examined.indicators.items()},
        published={name: str(source.published or "") for name, source in examined.sources.items()},
        language={name: source.language for name, source in examined.sources.items()},
        authority={name: source.authority for name, source in examined.sources.items()},
    )
    return frame


def _units(examined: Examined) -> ExtensionArray:
    """Make the column of the units of the values: the indicator's for amounts, fractions for rates."""
    indicators, measures = (examined.checked.cells.get(name) for name in ("indicator", "measure"))
    if indicators is None or measures is None:
        return _texts(None)
    own = [examined.indicators[name].unit if name in examined.indicators else "" for name in indicators.texts]
    is_amount = np.array([measure in _AMOUNTS for measure in measures.texts], dtype=bool)
    amounts = is_amount[np.frombuffer(measures.codes, dtype=CODE)]
    codes = np.where(amounts, np.frombuffer(indicators.codes, dtype=CODE), len(own))
    return pd.array([*own, FRACTION], dtype="str").take(codes)


def _texts(column: Column | None) -> ExtensionArray:
    """Make a column of text; each row's is the one text of its kind, not a copy."""
    if column is None:
        return pd.array([], dtype="str")
    texts = pd.array(column.texts, dtype="str")
    return texts.take(np.frombuffer(column.codes, dtype=CODE))


def catalogue_of(records: Sequence[Area | Indicator | Source], kind: type) -> pd.DataFrame:
    """Make a table of records; other than text stays as it is: dates, tuples, true, false and none."""
    columns: dict[str, pd.Series] = {}
    index = pd.Index([record.id for record in records], name="id", dtype="str")
    for column in (entry.name for entry in fields(kind) if entry.name != "id"):
        values = [getattr(record, column) for record in records]
        text = all(isinstance(value, str) for value in values)
        columns[column] = pd.Series(values, index=index, dtype="str" if text else "object")
    return pd.DataFrame(columns, index=index)
