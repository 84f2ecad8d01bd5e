"""What several views need: the statements of a year, and cells that name a source in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kienan_analysis.annual_review.records import records
from kienan_analysis.tables.cells import Cells

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.known import Known, KnownArea
    from kienan_analysis.explorer.state import State
    from kienan_analysis.wording.messages import Words


def review_without_numbers(known: Known, state: State, **tables: Any) -> AnnualReview:  # noqa: ANN401
    """Give the area's review with other tables; its sources have no numbers, since no numbered list stands beneath."""
    review = known[state.area].review
    return replace(review, statements=review.statements.iloc[:0], **tables)


def cells_of(known: Known, state: State, words: Words) -> Cells:
    """Write cells in which a source goes by its name."""
    return Cells(review_without_numbers(known, state), words)


def stated(area: KnownArea, row: Record, year: int) -> pd.DataFrame:
    """Take the full-year statements of a row's series in a year, oldest vintage first."""
    rows = area.statements
    same = (rows["indicator"] == row["indicator"]) & (rows["basis"] == row["basis"]) & (rows["year"] == year)
    found: pd.DataFrame = rows[same & rows["full_year"]]
    return found


def printed(rows: pd.DataFrame, *measures: str, assigner: str | None = None) -> tuple[str, ...]:
    """Name the newest statement of each measure that a source prints; of a plan, of one assigner's."""
    rows = rows[rows["measure"].isin(measures) & ((rows["base"] == "") | (rows["measure"] != "growth"))]
    if assigner is not None:
        rows = rows[(rows["assigner"] == assigner) | rows["measure"].isin(["level", "growth"])]
    newest = rows.drop_duplicates(["measure", "assigner", "base"], keep="last")
    return tuple(str(row["id"]) for row in records(newest))
