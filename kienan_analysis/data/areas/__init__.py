"""The areas of a data package: its own and the gazetteer's beside them, by id, code and name."""

from kienan_analysis.data.areas.known_areas import KnownAreas, area_of
from kienan_analysis.data.areas.rows import area_rows

__all__ = ["KnownAreas", "area_of", "area_rows"]
