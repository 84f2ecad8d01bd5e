"""Notes at the foot of a page: small lines, or lines under a short rule, that a mark begins."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.pdf.layout import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kienan_analysis.documents.pdf.drawing import Box
    from kienan_analysis.documents.pdf.layout import Table

_SMALL: Final = 0.94  # of the size of the text
_RULE: Final = (15.0, 0.65)  # a short rule: from so many points to that share of the page
_STEP: Final = 2.5  # of the size: how far beneath the rule the first note stands
# Some programs set the mark of a note as large as its text, and close to its first word.
_MARK: Final = re.compile(r"[(\[]?(\d{1,3}|[*†‡§]{1,4}|[a-z](?=[\s).:]))(?:[)\].:]{0,2}\s+(?=\S)|(?=[^\W\d_]))")


class Note(NamedTuple):
    """A note: its mark, its text, and the page at whose foot it stands."""

    label: str
    text: str
    page: int


def take_notes(
    items: Sequence[Line | Table], rules: Sequence[Box], width: float, body: float, *, goes_on: bool
) -> tuple[list[Line | Table], list[Note]]:
    """Part the notes at a page's foot from its text.

    Parameters
    ----------
    items : sequence of Line or Table
        Of one page, in order.
    rules : sequence of Box
        That the page draws.
    width : float
        Of the page, in points.
    body : float
        The size of the document's text.
    goes_on : bool
        Whether the page before ends with a note that may go on here.

    Returns
    -------
    list of Line or Table
        The text.
    list of Note
        One without a mark goes on the note before it.
    """
    labels = {mark for item in items for mark in (item.marks if isinstance(item, Line) else item.grid.marks)}
    short = [
        rule.high
        for rule in rules
        if rule.high - rule.low <= 2 and _RULE[0] <= rule.right - rule.left <= _RULE[1] * width  # noqa: PLR2004 - thin
    ]
    kept: list[Line | Table] = []
    notes: list[Note] = []
    for _, group in groupby(items, key=lambda item: item.column):
        found = list(group)
        lines = [item for item in found if isinstance(item, Line)]
        if len(lines) < len(found):
            kept.extend(found)
            continue
        start = _start(lines, short, body, labels, goes_on=goes_on)
        kept.extend(lines[:start])
        notes.extend(_notes(lines[start:], labels))
    return kept, notes


def _start(
    lines: Sequence[Line], rules: Sequence[float], body: float, labels: Collection[str], *, goes_on: bool
) -> int:
    """Say from which line of a column on all are notes."""
    first = len(lines)
    while first > 0 and lines[first - 1].size <= _SMALL * body:
        first -= 1
    for at in range(first, len(lines)):
        if _label(lines[at], labels):
            if at > first and goes_on and _under_rule(lines, first, rules):
                return first
            return at
    if first < len(lines) and goes_on and _under_rule(lines, first, rules):
        return first
    for at in range(len(lines) - 1, -1, -1):
        if _under_rule(lines, at, rules) and _label(lines[at], labels):
            return at
    return len(lines)


def _under_rule(lines: Sequence[Line], at: int, rules: Sequence[float]) -> bool:
    line = lines[at]
    above = lines[at - 1].base if at else line.base - _STEP * line.size
    return any(max(above, line.base - _STEP * line.size) < rule < line.base for rule in rules)


def _label(line: Line, labels: Collection[str]) -> str:
    """Give the mark with which a note begins; one that is not raised counts if the page's text has it raised."""
    if line.lead:
        return line.lead.strip("()[]. ")
    mark = _MARK.match(line.text)
    return mark[1] if mark is not None and mark[1] in labels else ""


def _notes(lines: Sequence[Line], labels: Collection[str]) -> list[Note]:
    notes: list[Note] = []
    for line in lines:
        label = _label(line, labels)
        if label:
            text = line.text if line.lead else _MARK.sub("", line.text, count=1)
            notes.append(Note(label, text, line.page))
        elif notes:
            notes[-1] = notes[-1]._replace(text=f"{notes[-1].text} {line.text}")
        else:
            notes.append(Note("", line.text, line.page))
    return notes
