"""What of several areas only looks comparable, with what keeps it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts.columns import INDICATOR, PERIOD, Column, area, tabulate, written
from kienan_analysis.sections.parts.section import Section, SectionText

if TYPE_CHECKING:
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.cells import Cells
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words


def _reason(cells: Cells, row: Record) -> str:
    other = cells.indicator(row["other_indicator"]).text
    return cells.words.say(f"compare.{row['reason']}", area=cells.area(row["other_area"]).text, name=other)


COLUMNS = (
    INDICATOR,
    area(),
    PERIOD,
    written("measure", lambda cells, row: cells.words.say(f"measure.{row['measure']}")),
    Column("figure", lambda cells, row: cells.figure(row)),
    written("reason", _reason),
)


def section(shown: SideBySide, words: Words) -> Section | None:
    """Show what only looks comparable; nothing where all may be compared."""
    count = len(shown.apart)
    if not count:
        return None
    text = SectionText(words.say("compare.question_apart"), words.say("compare.apart", count=count))
    return Section.of("not_comparable", text, table(shown, words))


def table(shown: SideBySide, words: Words) -> Table:
    """Tabulate what only looks comparable, with the nearest figure elsewhere and what keeps the two apart."""
    rows, caption = records(shown.apart), words.say("compare.table_apart")
    return tabulate(shown, words, "apart-table", caption, columns=COLUMNS, rows=rows, complete=True)
