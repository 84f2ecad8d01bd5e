"""The stretches of a sentence between its marks, and what it has at all."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item

_BREAKS: Final = frozenset({",", ";", ":", "(", ")", ".", "…", "!", "?", '"', "“", "”", "/"})
_BRACKETS: Final = frozenset({"(", ")"})
STRONG: Final = frozenset({";", ".", "…", "!", "?"})


@record
class Segment(Record):
    """Items between two marks: ``[start, end)``, and the mark before them."""

    start: int
    end: int
    mark: str


@record
class Outline(Record):
    """What a sentence has at all: nothing else is looked for about its figures.

    Attributes
    ----------
    breaks : list of int
        The marks that part it into stretches.
    roles : frozenset of str
        Every part that one of its words plays.
    opens, closes : bool
        Whether a word may be the first, or the second, piece of a name in two.
    brackets : bool
        Whether one opens or closes.
    """

    breaks: list[int]
    roles: frozenset[str]
    opens: bool
    closes: bool
    brackets: bool


def outline_of(items: Sequence[Item]) -> Outline:
    """Look a sentence over once."""
    breaks: list[int] = []
    roles: set[str] = set()
    opens = closes = brackets = False
    for at, item in enumerate(items):
        if item.kind == "mark":
            if item.key in _BREAKS:
                breaks.append(at)
                brackets = brackets or item.key in _BRACKETS
        elif (meaning := item.meaning).roles or meaning.opens or meaning.closes:
            roles |= meaning.roles
            opens, closes = opens or bool(meaning.opens), closes or bool(meaning.closes)
    return Outline(breaks, frozenset(roles), opens, closes, brackets)


def segments(items: Sequence[Item], outline: Outline, start: int, end: int) -> list[Segment]:
    """Cut items at commas, brackets and the like."""
    breaks = outline.breaks
    first = bisect_left(breaks, start)
    if first == len(breaks) or breaks[first] >= end:
        return [Segment(start, end, "")]
    found: list[Segment] = []
    begin, mark = start, ""
    for place in breaks[first : bisect_left(breaks, end, first)]:
        found.append(Segment(begin, place, mark))
        begin, mark = place + 1, items[place].key
    found.append(Segment(begin, end, mark))
    return found


def breaks(item: Item) -> bool:
    """Whether it is a mark that ends a stretch."""
    return item.kind == "mark" and item.key in _BREAKS


def breaks_strongly(item: Item) -> bool:
    """Whether it is a mark that ends a statement, in a list too."""
    return item.kind == "mark" and item.key in STRONG


def segment_end(items: Sequence[Item], at: int, end: int) -> int:
    """Say where the stretch ends that an item stands in: at a mark, a figure, or `end`."""
    return next((place for place in range(at, end) if items[place].kind == "figure" or breaks(items[place])), end)
