"""An annual review in one language: which sections it has, in order."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from kienan_analysis.annual_review import AnnualReview, annual_review
from kienan_analysis.dataset.given import require_dataset
from kienan_analysis.sections import (
    at_a_glance,
    budget,
    contribution,
    earlier_units,
    growth,
    history,
    masthead,
    part_year,
    peers,
    plan_attained,
    same_months,
    sources,
    statements,
    targets,
)
from kienan_analysis.sections.report.report import Report, whole_year
from kienan_analysis.wording import Words, require_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.sections.report.report import Maker


class Review(Report[AnnualReview]):
    """An annual review in one language: sections that show themselves, and the tables beneath.

    Attributes
    ----------
    tables : AnnualReview
        The figures, unformatted.
    words : Words
        The language.
    """

    MASTHEAD = masthead.of_review
    SECTIONS: ClassVar[Mapping[str, Maker]] = {
        "at_a_glance": at_a_glance.section,
        "plan_attained": plan_attained.section,
        "growth": growth.section,
        "contribution": contribution.section,
        "budget": budget.section,
        "part_year": part_year.section,
        "same_months": same_months.section,
        "targets": targets.section,
        "history": history.section,
        "parts": earlier_units.section,
        "peers": peers.section,
        "statements": statements.section,
        "sources": sources.section,
    }

    @classmethod
    def of(cls, data: Dataset, area: str, year: int, language: str = "vi") -> Self:
        """Review one area's year.

        Raises
        ------
        UsageError
            For a bad value, saying what exists instead.
        """
        year, words = whole_year(year), Words(require_language(language))
        return cls(annual_review(require_dataset(data), area, year), words)

    def __repr__(self) -> str:
        return f"<Review of {self.tables.area} {self.tables.year}, {self.words.language}>"

    def _repr_html_(self) -> str:
        """Sum up the year in its finding and one table, for viewers that do not show the whole."""
        glance = self.at_a_glance
        # Both have their names escaped already, as Markdown needs it.
        said = unescape(sources.title(self.tables, self.words)), unescape(glance.text.finding)
        made = Markup("").join(Markup(table.to_html()) for table in glance.tables)  # noqa: S704  (escaped by the table)
        return str(Markup("<div><p><strong>{}</strong><br>{}</p>{}</div>").format(*said, made))


# All that a review can have, its title first.
SECTIONS = ("masthead", *Review.SECTIONS)
