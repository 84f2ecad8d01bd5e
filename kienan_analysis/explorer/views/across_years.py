"""History: levels, an index or growth over the years, published and implied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd

from kienan_analysis.annual_review.records import records
from kienan_analysis.reviews.statements import KEY
from kienan_analysis.sections import history
from kienan_analysis.sections.parts import phrases

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.sections.parts.theme import Specification
    from kienan_analysis.wording.messages import Words

PICKED_BY: Final = dict.fromkeys(("level", "index", "growth"), ("panel", "year"))
MEASURES: Final = {"level": "level", "index": "level", "growth": "growth"}


def figures(known: Known, state: State, words: Words) -> pd.DataFrame:
    """Take every full year of the area in which the measure shown is known.

    Returns
    -------
    DataFrame
        ``indicator, basis, year, unit``; quantities ``level`` and ``growth`` with their origin; ``index``,
        where it is shown: 100 in the first year shown of each unbroken run; ``panel``: the series' name.
    """
    review = known[state.area].review
    rows = review.history[review.history["year"].between(*state.years)]
    starts = rows.groupby([*KEY, "segment"])["index"].transform("first")
    rows = rows.assign(index=rows["index"] / starts * 100 if state.show == "index" else np.nan)
    rows = rows[rows[state.show].notna()]
    panels = [phrases.row_name(review, words, row) for row in records(rows)]
    return rows.assign(panel=pd.Series(panels, index=rows.index, dtype="str"))


def chart(known: Known, state: State, words: Words, rows: pd.DataFrame) -> Specification | None:
    """Draw one small chart a series."""
    shown = known[state.area].review.with_tables(history=rows)
    return history.chart(shown, words, cast("history.View", state.show))


def tabulate(known: Known, state: State, words: Words, rows: pd.DataFrame) -> tuple[Table, ...]:
    """Tabulate every year of every series."""
    return (history.table(known[state.area].review.with_tables(history=rows), words),)


def rests_on(known: Known, state: State, row: Record) -> tuple[str, ...]:  # noqa: ARG001  (every view is asked alike)
    """Name the printed statement of the measure shown, or what its bounds rest on."""
    names: tuple[str, ...] = row[f"{MEASURES[state.show]}_rests_on"]
    return names
