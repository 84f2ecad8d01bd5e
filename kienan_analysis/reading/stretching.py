"""Where a figure, its own name, and what opens its statement stand in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.reading.grammar.ruling import Stretch
from kienan_analysis.reading.segments import STRONG

if TYPE_CHECKING:
    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing


def stretch_of(standing: Standing, row: Row, subject: Subject | None) -> Stretch:
    """Say where a figure, its own name, and what opens its statement stand in the row."""
    items, place = standing.items, row.at[standing.place]
    first = row.at[standing.start]
    opening = first
    for part in reversed(standing.parts):
        if part.mark in STRONG:
            opening = row.at[part.start]
            break
    if subject is None or subject.start >= standing.figure.start:
        return Stretch(row, opening, first, first, place, is_carried=standing.start > 0)
    begin = end = standing.place
    for at in range(standing.place - 1, standing.start - 1, -1):
        start = items[at].start
        if start < subject.start:
            break
        if start >= subject.end:
            end = at
        begin = at
    if subject.end > standing.figure.start:  # thu … vào ngân sách: the first piece, then the figure
        end = min(begin + 1, standing.place)
    name_end, name_start = row.at[end], row.at[begin]
    name_end = min(name_end, place)
    return Stretch(row, min(opening, name_start), name_start, name_end, place)


def after_names(grammar: Grammar, stretch: Stretch) -> Stretch:
    """Begin after the names of a list, which its figures follow in order."""
    last = stretch.name
    for at in range(stretch.name, stretch.place):
        if grammar.is_type(stretch.row, at, "NAME", "GENERIC", "WORD"):
            last = at + 1
    return stretch._replace(name=last, name_start=last)


def widened(grammar: Grammar, subject: Subject, standing: Standing, stretch: Stretch) -> tuple[Subject, Stretch]:
    """Take words that follow a name directly, and that nothing explains, into it: they make it another one."""
    row = stretch.row
    last = at = stretch.name
    while at < stretch.place and not grammar.ends_name(row, at):
        if not grammar.is_filling(row, at):
            last = at + 1
        at += 1
    if last == stretch.name or subject.end > standing.figure.start:
        return subject, stretch
    end = standing.items[row.starts[last] - 1].end
    return subject._replace(indicator="", end=end, economy=False), stretch._replace(name=last)
