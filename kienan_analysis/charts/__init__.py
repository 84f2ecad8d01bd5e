"""Charts of a review, as complete Vega-Lite specifications in one language."""

from __future__ import annotations

from kienan_analysis.charts.achieved import (
    Specification,
    budget_chart,
    contribution_chart,
    growth_chart,
    plan_chart,
)
from kienan_analysis.charts.across_years import View, history_chart
from kienan_analysis.charts.ahead import part_year_chart, peer_chart, target_chart
from kienan_analysis.charts.side_by_side import side_by_side_chart

__all__ = [
    "Specification",
    "View",
    "budget_chart",
    "contribution_chart",
    "growth_chart",
    "history_chart",
    "part_year_chart",
    "peer_chart",
    "plan_chart",
    "side_by_side_chart",
    "target_chart",
]
