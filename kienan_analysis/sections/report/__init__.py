"""How a review, a history, a comparison and an overview show in a notebook."""

from __future__ import annotations

from kienan_analysis.sections.parts.outputs import Masthead, Output, chart_output
from kienan_analysis.sections.parts.section import Section
from kienan_analysis.sections.report.all_years import History, history
from kienan_analysis.sections.report.annual import SECTIONS, Review
from kienan_analysis.sections.report.parts_of_an_area import Overview
from kienan_analysis.sections.report.several_areas import Comparison

__all__ = [
    "SECTIONS",
    "Comparison",
    "History",
    "Masthead",
    "Output",
    "Overview",
    "Review",
    "Section",
    "chart_output",
    "history",
]
