"""Places in order, a table an indicator: rank, figure, what else is known of it, and the verdict where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.sections.parts.columns import VERDICT, Column, area, tabulate
from kienan_analysis.sections.parts.rankings import in_range, measured, rank
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.sections.parts.table import Cell, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.area_parts import PartsOfArea
    from kienan_analysis.area_parts.ranking import Ranking
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.wording.messages import Words

MOST_RANKINGS: Final = 16
# Up to as many places all stand in the table, else so many of the first and of the last.
WHOLE, ENDS = 60, 7
# As many statements and no more are told behind the figures: each costs half a kilobyte.
MOST_GROUNDS: Final = 300


def section(shown: PartsOfArea, words: Words) -> Section | None:
    """Rank the places; nothing where no two have a figure of the same."""
    if not shown.rankings:
        return None
    return Section("ranking", said(shown, words), None, tuple(tables(shown, words)))


def said(shown: PartsOfArea, words: Words) -> SectionText:
    """Say from where to where the first ranking goes, and what is not ranked."""
    notes = []
    if len(shown.rankings) > MOST_RANKINGS:
        notes.append(words.say("overview.ranking_more", count=len(shown.rankings) - MOST_RANKINGS))
    if any(len(one.rows) > WHOLE for one in shown.rankings):
        notes.append(words.say("overview.ranking_whole"))
    finding = in_range(shown, words, shown.rankings[0])
    return SectionText(words.say("overview.ranking_question"), finding, [], notes)


def is_light(shown: PartsOfArea) -> bool:
    """Whether so much stands behind the figures that a page would be too heavy with all of it."""
    return len(shown.statements) > MOST_GROUNDS


def _rank(_cells: Cells, row: Record) -> Cell:
    figure = Figure(row["place"], row["best"], row["worst"], "count", 0)
    return Cell(rank(row), figure=figure)


RANK = Column("rank", _rank)


def _columns(ranking: Ranking) -> Sequence[Column]:
    """Lay the columns out, the one that orders first."""
    others = [name for name in ("level", "growth", "attainment") if name != ranking.measure]
    found: list[Column] = []
    for name in (ranking.measure, *others):
        found.append(Column(name, lambda cells, row: cells.figure(row)).within(name))
        if name == "attainment":
            found.append(VERDICT.within(name))
    return (area(), RANK, *found)


def tables(shown: PartsOfArea, words: Words) -> list[Table]:
    """Make a table of each ranking."""
    made = []
    light = is_light(shown)
    for number, ranking in enumerate(shown.rankings[:MOST_RANKINGS], start=1):
        name = "ranking-table" if number == 1 else f"ranking-{number}-table"
        rows, count = ranking.rows, len(ranking.rows)
        said_of = measured(shown, words, ranking)
        caption = words.say(
            "overview.ranking_up" if ranking.higher_is_better is False else "overview.ranking_down", name=said_of
        )
        if count > WHOLE:
            rows = [*rows[:ENDS], *rows[-ENDS:]]
            caption = words.say("overview.ranking_ends", name=said_of, first=ENDS, count=count)
        unit = {str(shown.data.indicators["unit"][ranking.indicator])} if any(row["level"] for row in rows) else None
        columns = _columns(ranking)
        made.append(tabulate(shown, words, name, caption, columns=columns, rows=rows, units=unit, key=_key, bare=light))
    return made


def _key(row: Record) -> str:
    return str(row["area"])
