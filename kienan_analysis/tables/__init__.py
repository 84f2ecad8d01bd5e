"""Display tables of a review, written in one language."""

from __future__ import annotations

from kienan_analysis.tables.achieved import (
    budget_levels,
    budget_table,
    contribution_table,
    glance_table,
    growth_table,
    plan_table,
)
from kienan_analysis.tables.across_years import agreement, break_table, conflict_table, history_table, revision_table
from kienan_analysis.tables.ahead import (
    definition_table,
    not_comparable_table,
    part_year_table,
    peer_table,
    scenario_table,
    source_table,
    statement_table,
    target_table,
)
from kienan_analysis.tables.lineage import parts_tables
from kienan_analysis.tables.side_by_side import apart_table, coverage_table, measure_table
from kienan_analysis.tables.table import Cell, Heading, Table

__all__ = [
    "Cell",
    "Heading",
    "Table",
    "agreement",
    "apart_table",
    "break_table",
    "budget_levels",
    "budget_table",
    "conflict_table",
    "contribution_table",
    "coverage_table",
    "definition_table",
    "glance_table",
    "growth_table",
    "history_table",
    "measure_table",
    "not_comparable_table",
    "part_year_table",
    "parts_tables",
    "peer_table",
    "plan_table",
    "revision_table",
    "scenario_table",
    "source_table",
    "statement_table",
    "target_table",
]
