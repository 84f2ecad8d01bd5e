"""Every administrative unit of Vietnam, before and since 1 July 2025, found by id, code and name.

Nothing is opened before the first lookup. ``SOURCE.md`` says where the facts come from, and how they are compiled.
"""

from kienan_analysis.data.gazetteer.lookup import (
    children,
    coded,
    named,
    named_in_english,
    names_beginning,
    names_beginning_in_english,
    parents,
    predecessors,
    unit,
)
from kienan_analysis.data.gazetteer.search import search
from kienan_analysis.data.gazetteer.unit import LEVELS, TYPE_WORDS, Level, Point, Share, Unit

__all__ = [
    "LEVELS",
    "TYPE_WORDS",
    "Level",
    "Point",
    "Share",
    "Unit",
    "children",
    "coded",
    "named",
    "named_in_english",
    "names_beginning",
    "names_beginning_in_english",
    "parents",
    "predecessors",
    "search",
    "unit",
]
