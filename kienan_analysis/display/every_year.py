"""The history of one area: every year of every indicator, in three views."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from kienan_analysis import charts, tables
from kienan_analysis.annual_review import annual_review, review_years
from kienan_analysis.display.outputs import Output, Section, publish
from kienan_analysis.errors import UsageError, did_you_mean
from kienan_analysis.wording import Words, across_years, lineage, phrases, require_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.dataset import Dataset


@dataclass(frozen=True)
class History:
    """Every year of one area, in one language; shows itself in a notebook.

    Attributes
    ----------
    tables : AnnualReview
        The review of the area's latest year, which holds the history of all.
    words : Words
    """

    tables: AnnualReview
    words: Words

    @property
    def masthead(self) -> Title:
        """Title and standfirst."""
        return Title(self)

    @cached_property
    def level(self) -> Section:
        """Levels with their bounds, and the table behind all three views."""
        chart = charts.history_chart(self.tables, self.words, "level")
        text = across_years.history(self.tables, self.words)
        return Section("history", text, chart, (tables.history_table(self.tables, self.words),))

    @cached_property
    def index(self) -> Section:
        """Levels against the first year of each unbroken run."""
        return self._view("index")

    @cached_property
    def growth(self) -> Section:
        """Growth year by year, printed or computed from two levels."""
        return self._view("growth")

    @cached_property
    def statements(self) -> Section:
        """Whether the printed figures of all years agree."""
        return Section(
            "statements",
            across_years.statements(self.tables, self.words, every_year=True),
            None,
            tables.agreement(self.tables, self.words),
        )

    def view(self, name: charts.View) -> Section:
        """Choose a view by name.

        Raises
        ------
        UsageError
            For an unknown view.
        """
        known = get_args(charts.View)
        if name not in known:
            raise UsageError(f"unknown view {name!r}.", where="view", remedy=did_you_mean(str(name), known))
        section: Section = getattr(self, name)
        return section

    def _view(self, name: charts.View) -> Section:
        chart = charts.history_chart(self.tables, self.words, name)
        return Section(f"history_{name}", across_years.view_text(self.words, name), chart)

    def __repr__(self) -> str:
        return f"<History of {self.tables.area}, {self.words.language}>"

    def _ipython_display_(self) -> None:
        """Show everything; IPython calls this."""
        publish(self.masthead.outputs())
        for section in (self.level, self.index, self.growth, self.statements):
            publish(section.outputs())


@dataclass(frozen=True)
class Title:
    """The title of a history."""

    history: History

    def outputs(self) -> Iterator[Output]:
        """Make the one output: a heading and a line beneath."""
        words, review = self.history.words, self.history.tables
        title = words.say("history.title", area=phrases.area(review, words, review.area))
        said = [f"# {title}", words.say("history.standfirst"), *lineage.opening(review, words)]
        markdown = "\n\n".join(said)
        tag = {"section": "masthead", "part": "masthead", "id": "masthead", "title": title, "language": words.language}
        yield Output({"text/markdown": markdown, "text/plain": markdown}, {"kienan": tag})

    def _ipython_display_(self) -> None:
        """Show the heading; IPython calls this."""
        publish(self.outputs())


def history(data: Dataset, *, area: str, language: str = "vi") -> History:
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
    >>> history = ka.history(ka.load(), area="kien-an", language="en")
    >>> rows = history.tables.history.query("indicator == 'retail_sales'")
    >>> rows.set_index("year")["level_origin"].to_dict()
    {2019: '', 2020: 'implied', 2021: 'published', 2022: 'implied', 2023: 'published'}
    """
    words = Words(require_language(language))
    data.require_area(area)
    years = review_years(data, area)
    if not years:
        raise UsageError(
            f"there are no figures of {area}.", where="area", remedy="Add observations, or choose another."
        )
    return History(annual_review(data, area, years[-1], every_year=True), words)
