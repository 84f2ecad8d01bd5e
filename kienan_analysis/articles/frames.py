"""What was read, as a table: rates as fractions, each value with its own unit and the printed one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.catalogue.units import FRACTION
from kienan_analysis.errors import KienanError
from kienan_analysis.published import resolve
from kienan_analysis.published.printed import or_zero
from kienan_analysis.reading import FIELDS
from kienan_analysis.reading.observations import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from kienan_analysis.reading import ReadObservation

COLUMNS: Final = (*FIELDS[: FIELDS.index("unit") + 1], "printed_unit", *FIELDS[FIELDS.index("unit") + 1 :])
_RATES: Final = frozenset({"growth", "attainment", "planned_growth"})
_OF_POINTS: Final = "điểm"
_PERCENT: Final = 100


def frame_of(observations: Iterable[ReadObservation], **columns: Iterable[object]) -> pd.DataFrame:
    """Lay observations out, one row each.

    Parameters
    ----------
    observations : iterable of ReadObservation
    **columns : iterable
        Further columns of text, one cell an observation.

    Returns
    -------
    DataFrame
        `COLUMNS` and the further ones. ``value`` is in ``unit``: a rate is a fraction and its unit ``"1"``; a
        difference in percentage points and a level are as printed.
    """
    import pandas as pd

    frame = pd.DataFrame([_row(one) for one in observations], columns=list(COLUMNS))
    kinds = dict.fromkeys(WHOLE, "int64") | {"value": "float64", "sure": "bool"}
    frame = frame.astype({name: kinds.get(name, "str") for name in COLUMNS})
    for name, cells in columns.items():
        frame[name] = pd.Series(list(cells), index=frame.index, dtype="str")
    return frame


def _row(one: ReadObservation) -> dict[str, Any]:
    row = asdict(one) | {"value": or_zero(one.value), "doubts": "|".join(one.doubts), "printed_unit": one.unit}
    if one.measure in _RATES and _OF_POINTS not in one.unit:
        row |= {"value": _fraction(one), "unit": FRACTION}
    return row


def _fraction(one: ReadObservation) -> float:
    """Give a rate as the data would have it, to the last bit."""
    try:
        return resolve(one.printed, "vi", measure=one.measure, form=one.form, bound=one.bound).value + 0.0
    except KienanError:  # digits or a form that the data would refuse
        return or_zero(one.value / _PERCENT)
