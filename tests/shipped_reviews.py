"""Reviews of the shipped data, each made once for all tests of a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.sections.report import Masthead, Overview, Review, Section
from kienan_analysis.wording import Words

if TYPE_CHECKING:
    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.wording import Language

FOLDER = Path(__file__).resolve().parent.parent / "data"


@cache
def shipped() -> Dataset:
    return load(FOLDER)


@cache
def tables_of(area: str, year: int) -> AnnualReview:
    return annual_review(shipped(), area, year)


@cache
def review_of(area: str, year: int, language: Language) -> Review:
    return Review(tables_of(area, year), Words(language))


def executed(review: Review | Overview) -> nbformat.NotebookNode:
    """Give a review as its notebook would hold it, without running one."""
    parts: list[tuple[str, Masthead | Section]] = [
        ("masthead", review.masthead),
        *((section.name, section) for section in review.sections()),
    ]
    cells = [
        nbformat.v4.new_code_cell(
            f"review.{name}",
            outputs=[
                nbformat.v4.new_output("display_data", data=output.data, metadata=output.metadata)
                for output in part.outputs()
            ],
        )
        for name, part in parts
    ]
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells)
    return made
