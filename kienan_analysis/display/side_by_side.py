"""Several areas side by side, in a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from kienan_analysis import __version__, charts, tables
from kienan_analysis.display.outputs import Output, Section, publish
from kienan_analysis.errors import UsageError
from kienan_analysis.side_by_side import SideBySide, side_by_side
from kienan_analysis.wording import Words, phrases, require_language
from kienan_analysis.wording import side_by_side as said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.dataset import Dataset

SECTIONS = ("at_a_glance", "growth", "attainment", "level", "not_comparable", "sources")


@dataclass(frozen=True)
class Comparison:
    """Several areas in one year, in one language: sections that show themselves, and the figures beneath.

    Attributes
    ----------
    tables : SideBySide
        The figures, unformatted.
    words : Words
    """

    tables: SideBySide
    words: Words

    @property
    def masthead(self) -> Title:
        """Title and standfirst."""
        return Title(self)

    @cached_property
    def at_a_glance(self) -> Section:
        """How much may be compared."""
        text = said.at_a_glance(self.tables, self.words)
        return Section("at_a_glance", text, None, (tables.coverage_table(self.tables, self.words),))

    @cached_property
    def growth(self) -> Section | None:
        """Growth side by side; nothing where no two areas have it."""
        return self._measured("growth")

    @cached_property
    def attainment(self) -> Section | None:
        """Shares of plan side by side; nothing where no two areas have them."""
        return self._measured("attainment")

    @cached_property
    def level(self) -> Section | None:
        """Levels side by side; nothing where no two areas have them."""
        return self._measured("level")

    @cached_property
    def not_comparable(self) -> Section | None:
        """What only looks comparable; nothing where all may be compared."""
        text = said.apart(self.tables, self.words)
        made = (tables.apart_table(self.tables, self.words),) if text else ()
        return Section("not_comparable", text, None, made) if text else None

    @cached_property
    def sources(self) -> Section:
        """What the comparison rests on."""
        makers = (tables.source_table, tables.definition_table, tables.statement_table)
        made = tuple(maker(self.tables, self.words) for maker in makers)
        return Section("sources", said.sources(self.tables, self.words), None, made)

    def _measured(self, measure: str) -> Section | None:
        text = said.measured(self.tables, self.words, measure)
        if text is None:
            return None
        chart = charts.side_by_side_chart(self.tables, self.words, measure)
        return Section(measure, text, chart, (tables.measure_table(self.tables, self.words, measure),))

    def __repr__(self) -> str:
        return f"<Comparison of {', '.join(self.tables.areas)} {self.tables.year}, {self.words.language}>"

    def _ipython_display_(self) -> None:
        """Show everything; IPython calls this."""
        publish(self.masthead.outputs())
        for name in SECTIONS:
            section: Section | None = getattr(self, name)
            if section is not None:
                publish(section.outputs())


@dataclass(frozen=True)
class Title:
    """The title of a comparison."""

    comparison: Comparison

    def outputs(self) -> Iterator[Output]:
        """Make the one output: a heading and a line beneath."""
        shown, words = self.comparison.tables, self.comparison.words
        title = said.title(shown, words)
        facts = {
            "areas": " ".join(shown.areas),
            "area_name": unescape(said.names(shown, words, shown.areas)),
            "year": shown.year,
            "language": words.language,
            "title": unescape(title),
            "headline": unescape(said.headline(shown, words)),
            "package_version": __version__,
            "data_version": shown.data.version,
            "data_title": phrases.data_title(shown.data, words),
            "author": shown.data.author,
            "newest_source": phrases.newest_source(shown, words),
            "licence": shown.data.licence,
            "citation": said.citation(shown, words),
        }
        markdown = f"# {title}\n\n{words.say('compare.standfirst')}"
        tag = {"section": "masthead", "part": "masthead", "id": "masthead"} | facts
        yield Output({"text/markdown": markdown, "text/plain": markdown}, {"kienan": tag})

    def _ipython_display_(self) -> None:
        """Show the heading; IPython calls this."""
        publish(self.outputs())


def compare(data: Dataset, *, areas: str | Sequence[str], year: int, language: str = "vi") -> Comparison:
    """Put areas side by side in one year, where scope, price basis, period and plan agree.

    Parameters
    ----------
    data : Dataset
    areas : str or sequence of str
        Area ids, at least two; as one text they stand with blanks between them.
    year : int
    language : {"vi", "en"}

    Returns
    -------
    Comparison
        Shows itself in a notebook; ``comparison.tables`` holds the figures.

    Raises
    ------
    UsageError
        For a bad value, saying what exists instead.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> comparison = ka.compare(ka.load(), areas="kien-an hai-phong", year=2021, language="en")
    >>> sorted(comparison.tables.apart["reason"].unique())
    ['other_scope']
    """
    if isinstance(year, bool) or not isinstance(year, int):
        raise UsageError(
            f"a year is a whole number, not {year!r}.", where="year", remedy="Write it as 2021, without quotes."
        )
    words = Words(require_language(language))
    return Comparison(side_by_side(data, areas.split() if isinstance(areas, str) else areas, year), words)
