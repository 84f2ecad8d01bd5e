"""All parts of an area in one year, in one language: which sections that has, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kienan_analysis.area_parts import PartsOfArea, parts_of_area
from kienan_analysis.sections import (
    every_place,
    map_of_places,
    masthead,
    places_in_brief,
    plans_by_place,
    ranked_places,
    small_multiples,
    sources,
)
from kienan_analysis.sections.report.report import Report, whole_year
from kienan_analysis.wording import Words, require_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.sections.report.report import Maker


class Overview(Report[PartsOfArea]):
    """All parts of an area in one year, in one language: sections that show themselves, and the figures beneath.

    Attributes
    ----------
    tables : PartsOfArea
        The figures, unformatted.
    words : Words
    """

    MASTHEAD = masthead.of_overview
    SECTIONS: ClassVar[Mapping[str, Maker]] = {
        "at_a_glance": places_in_brief.section,
        "map": map_of_places.section,
        "plans": plans_by_place.section,
        "ranking": ranked_places.section,
        "spread": small_multiples.section,
        "every_place": every_place.section,
        "sources": sources.of_overview,
    }

    @classmethod
    def of(cls, data: Dataset, area: str, year: int, language: str = "vi") -> Self:
        """Gather an area's parts in one year.

        Raises
        ------
        UsageError
            For a bad value, saying what exists instead.
        """
        year, words = whole_year(year), Words(require_language(language))
        return cls(parts_of_area(data, area, year), words)

    def __repr__(self) -> str:
        return f"<Overview of {self.tables.area} {self.tables.year}, {self.words.language}>"


SECTIONS = tuple(Overview.SECTIONS)
