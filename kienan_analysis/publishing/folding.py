"""What a page shows at once and what it folds away: by importance, by rules that every review shares.

Nothing is left out. What is folded stands in a ``details`` element, which opens by pointer and keyboard without
scripts, by a link into it, by the browser's search, and on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.publishing.summary import PART, RANKING, RESULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.publishing.sections import Part, Review, Section
    from kienan_analysis.publishing.table_reader import Grid

FIRST, LAST = "at_a_glance", "sources"
# Of an overview: its rankings, and what is known of every place.
_RANKINGS, PLACES = "ranking", "every_place"
# What proves a review rather than being it: its tables are looked up, not read.
_BACKGROUND = {"peers", "statements", LAST}
# Tables of these that a reader must see all the same.
_SHOWN = {"sources-table", "part-rest-table", "same-months-table"}
_REST = "part-rest-table"
# A review of as few results is a page of two screens: beneath the first section, findings alone.
_THIN = 2
_MOST_ROWS = 14
_MOST_ROWS_OF_PLACES = 30


def is_thin(review: Review, grids: Mapping[str, Grid]) -> bool:
    """Tell whether so little is known that a reader wants it on a screen or two."""
    if any(section.id == PLACES for section in review.sections):
        return False  # of many places something is always to be seen
    first = any(section.id == FIRST for section in review.sections)
    if _REST in grids:  # what a plan still needs is no background
        return False
    return first and sum(len(grids[name].body) for name in (RESULTS, PART) if name in grids) <= _THIN


def folds_section(section: Section, *, thin: bool) -> bool:
    """Tell whether of a section only its question and finding are shown."""
    return thin and section.id != FIRST


def folds_table(part: Part, section: Section, grid: Grid, *, thin: bool) -> bool:
    """Tell whether a table is folded under its title: where a chart says the same, where it is long, or a proof."""
    if section.id == FIRST or part.id in _SHOWN or folds_section(section, thin=thin):
        return len(grid.body) > _MOST_ROWS
    if section.id == _RANKINGS:
        return part.id != RANKING or len(grid.body) > _MOST_ROWS
    drawn = any(other.kind == "chart" for other in section.parts)
    if section.id == PLACES:
        return len(grid.body) > _MOST_ROWS_OF_PLACES
    return drawn or section.id in _BACKGROUND or len(grid.body) > _MOST_ROWS


def is_bare(section: Section) -> bool:
    """Tell whether a section has nothing but words to show: all such are said together."""
    return section.id != FIRST and all(part.kind in {"question", "finding", "text"} for part in section.parts)
