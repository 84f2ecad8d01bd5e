"""How a review and a history show in a notebook."""

from __future__ import annotations

from kienan_analysis.display.annual_review import SECTIONS, Masthead, Review, review
from kienan_analysis.display.every_year import History, history
from kienan_analysis.display.outputs import Output, Section, chart_output

__all__ = [
    "SECTIONS",
    "History",
    "Masthead",
    "Output",
    "Review",
    "Section",
    "chart_output",
    "history",
    "review",
]
