"""The stretches of a sentence between its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item

_BREAKS: Final = frozenset({",", ";", ":", "(", ")", ".", "…", "!", "?", '"', "“", "”", "/"})
_STRONG: Final = frozenset({";", ".", "…", "!", "?"})


class Segment(NamedTuple):
    """Items between two marks: ``[start, end)``, and the mark before them."""

    start: int
    end: int
    mark: str


def segments(items: Sequence[Item], start: int, end: int) -> list[Segment]:
    """Cut items at commas, brackets and the like."""
    found: list[Segment] = []
    begin, mark = start, ""
    for place in range(start, end):
        item = items[place]
        if item.kind == "mark" and item.key in _BREAKS:
            found.append(Segment(begin, place, mark))
            begin, mark = place + 1, item.key
    found.append(Segment(begin, end, mark))
    return found


def breaks(item: Item) -> bool:
    """Whether it is a mark that ends a stretch."""
    return item.kind == "mark" and item.key in _BREAKS


def breaks_strongly(item: Item) -> bool:
    """Whether it is a mark that ends a statement, in a list too."""
    return item.kind == "mark" and item.key in _STRONG


def segment_end(items: Sequence[Item], at: int, end: int) -> int:
    """Say where the stretch ends that an item stands in: at a mark, a figure, or `end`."""
    return next((place for place in range(at, end) if items[place].kind == "figure" or breaks(items[place])), end)
