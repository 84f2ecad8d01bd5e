"""What several views need: the area's review with other tables, and tables as the sections write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kienan_analysis.sections.parts.cells import Cells
from kienan_analysis.sections.parts.columns import tabulate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.explorer.area_figures import Known
    from kienan_analysis.explorer.state import State
    from kienan_analysis.sections.parts.columns import Column
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words


def review_without_numbers(known: Known, state: State, **tables: Any) -> AnnualReview:  # noqa: ANN401
    """Give the area's review with other tables; its sources have no numbers, since no numbered list stands beneath."""
    review = known[state.area].review
    return review.with_tables(statements=review.statements.iloc[:0], **tables)


def cells_of(known: Known, state: State, words: Words) -> Cells:
    """Write cells in which a source goes by its name."""
    return Cells(review_without_numbers(known, state), words)


def tabulated(
    known: Known,
    state: State,
    words: Words,
    name: str,
    caption: str,
    *,
    columns: Sequence[Column],
    rows: Iterable[Record],
    units: Iterable[str] | None = None,
) -> Table:
    """Make a table of a section's columns, without what only a page needs."""
    review = review_without_numbers(known, state)
    return tabulate(review, words, name, caption, columns=columns, rows=rows, units=units, bare=True)
