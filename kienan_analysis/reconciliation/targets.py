"""Planned growths taken as rounded, for those who doubt that a target is exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from kienan_analysis.errors import UsageError
from kienan_analysis.published import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_WORDING = ["printed", "form", "bound"]


def as_rounded(frame: pd.DataFrame, languages: Mapping[str, str]) -> pd.DataFrame:
    """Give the bounds of planned growths anew, from their printed digits.

    Raises
    ------
    UsageError
        The digits as printed are not there, or the language of a source is not known.
    """
    planned = (frame["measure"] == "planned_growth").to_numpy(dtype=bool)
    if not planned.any():
        return frame
    missing = [name for name in _WORDING if name not in frame.columns]
    languageless = sorted({str(s) for s in frame["source"][planned]} - {s for s, text in languages.items() if text})
    if missing or languageless:
        what = f"there is no column {', '.join(missing)}" if missing else f"no language is known of {languageless[0]}"
        message = f"Targets cannot be taken as rounded: {what}, so their digits cannot be read."
        raise UsageError(message, remedy="Give the whole dataset, or leave targets exact.")
    low, high = (frame[name].to_numpy(dtype=np.float64, na_value=np.nan).copy() for name in ("low", "high"))
    for row in np.flatnonzero(planned):
        printed, form, bound = (str(frame[name].iloc[row]) for name in _WORDING)
        language: Literal["vi", "en"] = "en" if languages[str(frame["source"].iloc[row])] == "en" else "vi"
        figure = resolve(printed, language, measure="planned_growth", form=form, bound=bound, exact=False)
        low[row] = figure.low if np.isfinite(figure.low) else np.nan
        high[row] = figure.high if np.isfinite(figure.high) else np.nan
    return frame.assign(low=low, high=high)
