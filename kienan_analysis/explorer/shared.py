"""What several views need: the statements of a year, and cells that name a source in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kienan_analysis.tables.cells import Cells

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.explorer.known import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.wording.messages import Words


def review_without_numbers(known: Known, state: State, **tables: Any) -> AnnualReview:  # noqa: ANN401
    """Give the area's review with other tables; its sources have no numbers, since no numbered list stands beneath."""
    review = known[state.area].review
    return replace(review, statements=review.statements.iloc[:0], **tables)


def cells_of(known: Known, state: State, words: Words) -> Cells:
    """Write cells in which a source goes by its name."""
    return Cells(review_without_numbers(known, state), words)
