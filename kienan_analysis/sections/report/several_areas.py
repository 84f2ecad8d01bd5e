"""Several areas side by side in one language: which sections that has, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kienan_analysis.dataset.given import require_dataset
from kienan_analysis.sections import coverage, masthead, measured, not_comparable, sources
from kienan_analysis.sections.report.report import Report, whole_year
from kienan_analysis.side_by_side import SideBySide, side_by_side
from kienan_analysis.wording import Words, require_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.sections.report.report import Maker


class Comparison(Report[SideBySide]):
    """Several areas in one year, in one language: sections that show themselves, and the figures beneath.

    Attributes
    ----------
    tables : SideBySide
        The figures, unformatted.
    words : Words
    """

    MASTHEAD = masthead.of_comparison
    SECTIONS: ClassVar[Mapping[str, Maker]] = {
        "at_a_glance": coverage.section,
        "growth": measured.growth,
        "attainment": measured.attainment,
        "level": measured.level,
        "not_comparable": not_comparable.section,
        "sources": sources.of_comparison,
    }

    @classmethod
    def of(cls, data: Dataset, areas: str | Sequence[str], year: int, language: str = "vi") -> Self:
        """Put areas side by side in one year; as one text they stand with blanks between them.

        Raises
        ------
        UsageError
            For a bad value, saying what exists instead.
        """
        year, words = whole_year(year), Words(require_language(language))
        return cls(side_by_side(require_dataset(data), areas.split() if isinstance(areas, str) else areas, year), words)

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self.tables.areas)} {self.tables.year}, {self.words.language}>"


SECTIONS = tuple(Comparison.SECTIONS)
