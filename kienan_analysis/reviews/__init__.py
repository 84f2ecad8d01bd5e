"""What a figure is: statements of an area, and the one answer that all tables, charts and sentences take from here."""

from __future__ import annotations

from kienan_analysis.reviews.accepted import Accepted, in_columns
from kienan_analysis.reviews.prints import Beside, Figure

__all__ = ["Accepted", "Beside", "Figure", "in_columns"]
