"""An annual review in one language, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import Markup

from kienan_analysis import __version__, charts, tables
from kienan_analysis.annual_review import AnnualReview, annual_review
from kienan_analysis.display.outputs import Output, Section, publish
from kienan_analysis.errors import UsageError
from kienan_analysis.wording import (
    Words,
    achieved,
    across_years,
    ahead,
    at_a_glance,
    lineage,
    parts_of_totals,
    phrases,
    require_language,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.tables import Table
    from kienan_analysis.wording.section import SectionText

SECTIONS = (
    "masthead",
    "at_a_glance",
    "plan_attained",
    "growth",
    "contribution",
    "budget",
    "part_year",
    "targets",
    "history",
    "parts",
    "peers",
    "statements",
    "sources",
)


@dataclass(frozen=True)
class Masthead:
    """The title of a review and what it rests on."""

    review: Review

    def outputs(self) -> Iterator[Output]:
        """Make the one output: a heading and a line beneath."""
        tables_of, words = self.review.tables, self.review.words
        standfirst = ahead.standfirst(tables_of, words)
        title = ahead.title(tables_of, words)
        facts = {
            "area": tables_of.area,
            "area_name": str(tables_of.area_facts[f"name_{words.language}"]),
            "year": tables_of.year,
            "language": words.language,
            # As plain text, for those who escape it themselves.
            "title": unescape(title),
            "headline": unescape(at_a_glance.glance_finding(tables_of, words)),
            "package_version": __version__,
            "data_version": tables_of.data.version,
            "data_title": phrases.data_title(tables_of.data, words),
            "author": tables_of.data.author,
            "newest_source": phrases.newest_source(tables_of, words),
            "licence": tables_of.data.licence,
            "citation": ahead.citation(tables_of, words),
        }
        tag = {"section": "masthead", "part": "masthead", "id": "masthead"} | facts
        markdown = "\n\n".join([f"# {title}", standfirst, *lineage.opening(tables_of, words)])
        yield Output({"text/markdown": markdown, "text/plain": markdown}, {"kienan": tag})

    def _ipython_display_(self) -> None:
        """Show the heading; IPython calls this."""
        publish(self.outputs())


@dataclass(frozen=True)
class Review:
    """An annual review in one language: sections that show themselves, and the tables beneath.

    Attributes
    ----------
    tables : AnnualReview
        The figures, unformatted.
    words : Words
        The language.
    """

    tables: AnnualReview
    words: Words

    @property
    def masthead(self) -> Masthead:
        """Title and standfirst."""
        return Masthead(self)

    @cached_property
    def at_a_glance(self) -> Section:
        """The year in a finding, a few lines and one table."""
        made = tables.glance_table(self.tables, self.words)
        text = at_a_glance.at_a_glance(self.tables, self.words)
        return Section("at_a_glance", text, None, (made,) if made.rows else ())

    @cached_property
    def plan_attained(self) -> Section:
        """Which plans were met."""
        known = len(achieved.compared_plans(self.tables))
        return self._section(
            "plan_attained", achieved.plan_attained, charts.plan_chart, *([tables.plan_table] if known else [])
        )

    @cached_property
    def growth(self) -> Section:
        """Growth, and what the plan had asked for."""
        known = self.tables.results["growth"].notna().any()
        return self._section("growth", achieved.growth, charts.growth_chart, *([tables.growth_table] if known else []))

    @cached_property
    def contribution(self) -> Section | None:
        """Where growth came from, for additive groups; otherwise nothing."""
        return self._optional(
            "contribution", parts_of_totals.contribution, charts.contribution_chart, tables.contribution_table
        )

    @cached_property
    def budget(self) -> Section | None:
        """The budget against its two bases, where both are known; otherwise nothing."""
        return self._optional("budget", achieved.budget, charts.budget_chart, tables.budget_table)

    @cached_property
    def part_year(self) -> Section | None:
        """How far the year had come, where part years are reported; otherwise nothing."""
        return self._optional("part_year", ahead.part_year, charts.part_year_chart, tables.part_year_table)

    @cached_property
    def targets(self) -> Section:
        """What next year's targets ask for."""
        makers = [tables.target_table] if len(self.tables.targets) else []
        if self.tables.targets[["target", "level", "done"]].notna().all(axis=1).any():
            makers.append(tables.scenario_table)
        return self._section("targets", ahead.targets, charts.target_chart, *makers)

    @cached_property
    def history(self) -> Section:
        """Every year of every indicator, printed or implied."""
        known = [tables.history_table] if len(self.tables.history) else []
        return self._section("history", across_years.history, charts.history_chart, *known)

    @cached_property
    def parts(self) -> Section | None:
        """The units that the area was made of, apart from it; nothing where it was made of none."""
        text = lineage.parts(self.tables, self.words)
        return None if text is None else Section("parts", text, None, tables.parts_tables(self.tables, self.words))

    @cached_property
    def statements(self) -> Section:
        """Whether the printed figures agree, what was revised, and what is never joined."""
        text = across_years.statements(self.tables, self.words)
        return Section("statements", text, None, tables.agreement(self.tables, self.words))

    @cached_property
    def peers(self) -> Section:
        """The parent and its other areas beside the area."""
        makers = [tables.peer_table] if len(self.tables.peers) else []
        makers += [tables.not_comparable_table] if len(self.tables.not_comparable) else []
        return self._section("peers", ahead.peers, charts.peer_chart, *makers)

    @cached_property
    def sources(self) -> Section:
        """What the review rests on."""
        makers = (tables.source_table, tables.definition_table, tables.statement_table)
        return self._section("sources", ahead.sources, None, *makers)

    def sections(self) -> Iterator[Section]:
        """Go through the sections that apply, in order."""
        for name in SECTIONS[1:]:
            section = getattr(self, name)
            if section is not None:
                yield section

    def _section(
        self,
        name: str,
        text: Callable[[AnnualReview, Words], SectionText],
        chart: Callable[[AnnualReview, Words], charts.Specification | None] | None,
        *makers: Callable[[AnnualReview, Words], Table],
    ) -> Section:
        drawn = chart(self.tables, self.words) if chart else None
        made = tuple(maker(self.tables, self.words) for maker in makers)
        return Section(name, text(self.tables, self.words), drawn, made)

    def _optional(
        self,
        name: str,
        text: Callable[[AnnualReview, Words], SectionText | None],
        chart: Callable[[AnnualReview, Words], charts.Specification | None],
        maker: Callable[[AnnualReview, Words], Table],
    ) -> Section | None:
        said = text(self.tables, self.words)
        return (
            None
            if said is None
            else Section(name, said, chart(self.tables, self.words), (maker(self.tables, self.words),))
        )

    def __repr__(self) -> str:
        return f"<Review of {self.tables.area} {self.tables.year}, {self.words.language}>"

    def _repr_html_(self) -> str:
        """Sum up the year in its finding and one table, for viewers that do not show the whole."""
        glance = self.at_a_glance
        # Both have their names escaped already, as Markdown needs it.
        said = unescape(ahead.title(self.tables, self.words)), unescape(glance.text.finding)
        made = Markup("").join(Markup(table.to_html()) for table in glance.tables)  # noqa: S704  (escaped by the table)
        return str(Markup("<div><p><strong>{}</strong><br>{}</p>{}</div>").format(*said, made))

    def _ipython_display_(self) -> None:
        """Show the whole review; IPython calls this."""
        publish(self.masthead.outputs())
        for section in self.sections():
            publish(section.outputs())


def review(data: Dataset, *, area: str, year: int, language: str = "vi") -> Review:
    """Review one area's year.

    Parameters
    ----------
    data : Dataset
        What :func:`kienan_analysis.load` returns.
    area : str
        Area id, for example ``kien-an``.
    year : int
    language : {"vi", "en"}

    Returns
    -------
    Review
        Shows itself in a notebook; ``review.tables`` holds the figures.

    Raises
    ------
    UsageError
        For a bad value, saying what exists instead.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> review = ka.review(ka.load(), area="kien-an", year=2021, language="en")
    >>> review.tables.verdicts
    {'met': 4, 'missed': 1, 'undecided': 0}
    """
    if isinstance(year, bool) or not isinstance(year, int):
        raise UsageError(
            f"a year is a whole number, not {year!r}.", where="year", remedy="Write it as 2021, without quotes."
        )
    words = Words(require_language(language))
    return Review(annual_review(data, area, year), words)
