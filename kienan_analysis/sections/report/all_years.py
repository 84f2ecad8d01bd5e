"""The history of one area: every year of every indicator, in three views."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from kienan_analysis.annual_review import AnnualReview, annual_review, review_years
from kienan_analysis.dataset.given import require_dataset
from kienan_analysis.errors import UsageError, did_you_mean
from kienan_analysis.sections import history as every_year
from kienan_analysis.sections import masthead, statements
from kienan_analysis.sections.history import View
from kienan_analysis.sections.report.report import Report
from kienan_analysis.wording import Words, require_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.sections.parts.section import Section
    from kienan_analysis.sections.report.report import Maker


class History(Report[AnnualReview]):
    """Every year of one area, in one language; shows itself in a notebook.

    Attributes
    ----------
    tables : AnnualReview
        The review of the area's latest year, which holds the history of all.
    words : Words
    """

    MASTHEAD = masthead.of_history
    SECTIONS: ClassVar[Mapping[str, Maker]] = {
        "level": every_year.levels,
        "index": every_year.index,
        "growth": every_year.growth,
        "statements": statements.of_every_year,
    }

    def view(self, name: View) -> Section:
        """Choose a view by name.

        Raises
        ------
        UsageError
            For an unknown view.
        """
        known = get_args(View)
        if name not in known:
            raise UsageError(f"unknown view {name!r}.", where="view", remedy=did_you_mean(str(name), known))
        section: Section = getattr(self, name)
        return section

    def __repr__(self) -> str:
        return f"<History of {self.tables.area}, {self.words.language}>"


def history(data: Dataset, area: str, language: str = "vi") -> History:
    """Lay out every year of one area, printed or implied by all figures together.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id, for example ``kien-an``.
    language : {"vi", "en"}

    Returns
    -------
    History
        Shows itself in a notebook; ``history.tables.history`` holds the figures.

    Raises
    ------
    UsageError
        For an unknown area or language, or an area without figures.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> history = ka.history(ka.load(), "kien-an", language="en")
    >>> rows = history.tables.history.query("indicator == 'retail_sales'")
    >>> rows.set_index("year")["level_origin"].to_dict()
    {2019: '', 2020: 'implied', 2021: 'published', 2022: 'implied', 2023: 'published'}
    """
    words = Words(require_language(language))
    require_dataset(data).require_area(area)
    years = review_years(data, area)
    if not years:
        raise UsageError(
            f"there are no figures of {area}.", where="area", remedy="Add observations, or choose another."
        )
    return History(annual_review(data, area, years[-1], every_year=True), words)
