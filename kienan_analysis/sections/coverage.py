"""How much of several areas may be compared, by which rule, and of whom nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.columns import area, count, tabulate
from kienan_analysis.sections.parts.section import Section, SectionText
from kienan_analysis.side_by_side import SAME

if TYPE_CHECKING:
    import pandas as pd

    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.sections.parts.table import Table
    from kienan_analysis.side_by_side import SideBySide
    from kienan_analysis.wording.messages import Words

COLUMNS = (area(), count("figures"), count("comparable"), count("only_alike"), count("alone"))


def section(shown: SideBySide, words: Words) -> Section:
    """Say how much may be compared."""
    return Section.of("at_a_glance", said(shown, words), table(shown, words))


def names(shown: SideBySide, words: Words, areas: list[str] | tuple[str, ...], *, inside: bool = False) -> str:
    """Name areas as a list, which begins a sentence or stands inside one."""
    named = [phrases.area(shown, words, area, inside=inside or place > 0) for place, area in enumerate(areas)]
    return words.format.join(named)


def title(shown: SideBySide, words: Words) -> str:
    """Write the title."""
    return words.say("compare.title", areas=names(shown, words, shown.areas), year=shown.year)


def finding(shown: SideBySide, words: Words) -> str:
    """Say how much may be compared at all."""
    count = len(by_key(shown.comparable))
    if not count:
        known = [area for area in shown.areas if area in shown.reviews]
        return words.say("compare.nothing", areas=names(shown, words, known, inside=True), year=shown.year)
    beside = [area for area in shown.areas if (shown.comparable["area"] == area).any()]
    return words.say("compare.finding", count=count, areas=names(shown, words, beside, inside=True))


def by_key(figures: pd.DataFrame) -> dict[tuple[str, ...], list[Record]]:
    """Give the figures of each thing that is compared: indicator, basis, period, measure, assigner, in order."""
    found: dict[tuple[str, ...], list[Record]] = {}
    for row in records(figures):
        found.setdefault(tuple(row[name] for name in SAME), []).append(row)
    return found


def said(shown: SideBySide, words: Words) -> SectionText:
    """Say what may be compared, by which rule, and of whom nothing is known."""
    sentences = [words.say("compare.rule")]
    if shown.unknown:
        sentences.append(
            words.say("compare.unknown", areas=names(shown, words, shown.unknown, inside=True), year=shown.year)
        )
    return SectionText(words.say("compare.question", year=shown.year), finding(shown, words), sentences)


def table(shown: SideBySide, words: Words) -> Table:
    """Tabulate how many figures each area has, and how many of them stand beside another's."""
    rows: list[Record] = []
    for name in shown.areas:
        every, comparable, alike = (
            int((frame["area"] == name).sum()) for frame in (shown.figures, shown.comparable, shown.apart)
        )
        counts = {"figures": every, "comparable": comparable, "only_alike": alike}
        rows.append({"area": name, **counts, "alone": every - comparable - alike})
    return tabulate(shown, words, "coverage-table", words.say("compare.coverage"), columns=COLUMNS, rows=rows)
