"""How a review, a history and a comparison show in a notebook."""

from __future__ import annotations

from kienan_analysis.display.annual_review import SECTIONS, Masthead, Review, review
from kienan_analysis.display.every_year import History, history
from kienan_analysis.display.outputs import Output, Section, chart_output
from kienan_analysis.display.side_by_side import Comparison, compare

__all__ = [
    "SECTIONS",
    "Comparison",
    "History",
    "Masthead",
    "Output",
    "Review",
    "Section",
    "chart_output",
    "compare",
    "history",
    "review",
]
