"""Lines as paragraphs: a line that only the width of its column, or the end of its page, has broken goes on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.pdf.layout import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.documents.pdf.grids import Grid
    from kienan_analysis.documents.pdf.layout import Table

_ENDS: Final = (".", "!", "?", "…", ":", ";")
_OPENS: Final = (":", ";")
_CLOSING: Final = "”’\"')]»"
_BULLET: Final = re.compile(r"(?:[-–+*•·▪●○►➢✓❖]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[IVX]{1,5})[.)/])\s+(?=(\S))")
_LARGER: Final = 1.15
_STEP: Final = 1.25  # of the usual step: a wider one parts paragraphs
_LEAST: Final = 1.5  # points
_USUAL: Final = 2.2  # of the size: a wider step is none from line to line
_BLANK: Final = 0.3  # of the size
_SPARE: Final = 0.5  # of the size
_INDENT: Final = 0.8  # of the size
_AS_WIDE: Final = 0.15


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or a table.

    Attributes
    ----------
    text : str
    page : int
        On which it begins.
    size : float
        Of its type.
    marks : list of (int, str)
        Marks of notes in it, each with its page.
    grid : Grid or None
        The table that it is.
    """

    text: str
    page: int
    size: float
    marks: list[tuple[int, str]] = field(default_factory=list)
    grid: Grid | None = None


def paragraphs_of(items: Sequence[Line | Table | None]) -> list[Paragraph]:
    """Join lines to paragraphs.

    Parameters
    ----------
    items : sequence of Line, Table or None
        In order; None stands for pages that could not be read, over which nothing goes on.
    """
    steps = _usual_steps(item for item in items if isinstance(item, Line))
    made: list[Paragraph] = []
    before: Line | None = None
    parts: list[str] = []
    for item in items:
        if item is None:
            before = None
            continue
        if not isinstance(item, Line):
            marks = [(item.page, mark) for mark in item.grid.marks]
            made.append(Paragraph("", item.page, 0.0, marks, item.grid))
            before = None
            continue
        if before is not None and _goes_on(before, item, steps):
            parts.append(item.text)
        else:
            parts = [item.text]
            made.append(Paragraph("", item.page, item.size))
        made[-1].text = item.text if len(parts) == 1 else made[-1].text
        if len(parts) > 1:
            made[-1].text = f"{made[-1].text} {item.text}"
        made[-1].marks.extend((item.page, mark) for mark in (item.lead, *item.marks) if mark)
        before = item
    return made


def _usual_steps(lines: Iterable[Line]) -> dict[int, float]:
    """Give the usual step from line to line, by the size of the type."""
    steps: dict[int, Counter[float]] = {}
    before: Line | None = None
    for line in lines:
        if before is not None and (before.page, before.column) == (line.page, line.column):
            step = line.base - before.base
            if 0 < step <= _USUAL * line.size and round(before.size) == round(line.size):
                steps.setdefault(round(line.size), Counter())[round(step * 2) / 2] += 1
        before = line
    # The narrowest of those that are about as frequent as the most frequent one.
    return {
        size: min(step for step, count in found.items() if 2 * count >= max(found.values()))
        for size, found in steps.items()
    }


def _goes_on(before: Line, line: Line, steps: dict[int, float]) -> bool:
    """Say whether a line goes on with the paragraph of the one before it."""
    if max(before.size, line.size) > _LARGER * min(before.size, line.size):
        return False
    together = (before.page, before.column) == (line.page, line.column)
    if together:
        usual = steps.get(round(line.size), 0.0)
        if usual and line.base - before.base > max(_STEP * usual, usual + _LEAST):
            return False
    ended = before.text.rstrip(_CLOSING).endswith(_ENDS)
    # Its first word would have stood in the line before: somebody broke the line there.
    wanted = before.end + _BLANK * line.size + line.opening < before.right - _SPARE * line.size
    indented = line.start - line.left > _INDENT * line.size and line.start - before.start > _INDENT * line.size
    opening = line.text[:1]
    bullet = _BULLET.match(line.text)
    if bullet is not None:
        if ended or before.text.endswith(",") or wanted or indented:
            return False
        return bullet[1].islower() or line.text[:1].isdigit()
    if opening.islower():
        return not before.text.endswith(_OPENS) or not wanted
    if not opening.isupper():
        # A figure, a bracket: what it belongs to stands before it.
        return not ended
    if wanted or before.text.endswith(_OPENS) or (indented and ended):
        return False
    if together:
        return not (indented and before.text.isupper() != line.text.isupper())
    widths = before.right - before.left, line.right - line.left
    return not ended and abs(widths[0] - widths[1]) <= _AS_WIDE * max(widths)
