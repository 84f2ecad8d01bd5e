"""How a review, a history and a comparison show in a notebook."""

from __future__ import annotations

from kienan_analysis.sections.parts.outputs import Masthead, Output, chart_output
from kienan_analysis.sections.parts.section import Section
from kienan_analysis.sections.report.all_years import History, history
from kienan_analysis.sections.report.annual import SECTIONS, Review
from kienan_analysis.sections.report.several_areas import Comparison

__all__ = [
    "SECTIONS",
    "Comparison",
    "History",
    "Masthead",
    "Output",
    "Review",
    "Section",
    "chart_output",
    "history",
]
