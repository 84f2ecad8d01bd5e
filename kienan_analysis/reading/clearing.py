"""Items that look like figures and are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.items import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUND: Final = re.compile(r"10{0,2}|10{0,2}\.000(?:\.000)?")
_BRACKETS: Final = {"(": ")", "[": "]"}
_MOST_NOTES: Final = 2  # digits of a footnote's mark


def cleared(items: Sequence[Item]) -> list[Item]:
    """Clear a sentence's items of what only looks like a figure, in time linear in their number.

    - The letter of a point, *đ) Giảm 0,1% hộ nghèo*, goes: a word that nothing explains would stop the reading.
    - The mark of a footnote, *5.300 tỷ đồng (1)*, goes.
    - What a rate is by, *11 bác sĩ trên 1 vạn dân*, *8‰/1.000 trẻ*, and an age, *trẻ em dưới 5 tuổi*, are codes.
    """
    kept: list[Item] = []
    if not any(item.figure for item in items):
        return list(items)
    place = 2 if _is_lettered(items) else 0
    while place < len(items):
        item = items[place]
        if item.key in _BRACKETS and _is_note(items, place):
            place += 3
            continue
        if item.figure is not None and (_is_denominator(items, place) or _is_age(items, place)):
            item = Item("code", item.start, item.end, item.key)
        kept.append(item)
        place += 1
    return kept


def _is_lettered(items: Sequence[Item]) -> bool:
    """Whether a sentence begins with the letter of a point: *a)*, *đ)*."""
    return len(items) > 1 and len(items[0].key) == 1 and items[0].key.isalpha() and items[1].key in {")", "/"}


def _is_note(items: Sequence[Item], place: int) -> bool:
    """Whether a bracket holds nothing but a small bare number: the mark of a footnote, or the number of a point."""
    close = _BRACKETS.get(items[place].key)
    if close is None or place + 2 >= len(items) or items[place + 2].key != close:
        return False
    figure = items[place + 1].figure
    return figure is not None and figure.kind == "bare" and figure.end - figure.start <= _MOST_NOTES


def _is_denominator(items: Sequence[Item], place: int) -> bool:
    """Whether a round number is what a rate is by."""
    figure = items[place].figure
    if figure is None or figure.printed is None or not _ROUND.fullmatch(figure.printed) or place < 2:  # noqa: PLR2004
        return False
    link, before = items[place - 1], items[place - 2]
    if link.key == "/" and link.kind == "mark":
        return figure.kind in {"bare", "quantity"} and not figure.is_money
    of_people = figure.unit.endswith("người") or (figure.kind == "bare" and _is_noun_at(items, place + 1))
    if link.key not in {"trên", "cho", "mỗi"} or not of_people:
        return False
    # Phường có trên 10.000 dân counts people; số bác sĩ trên 10.000 dân does not.
    return before.is_noun or before.is_measured or bool(before.meaning.indicators)


def _is_age(items: Sequence[Item], place: int) -> bool:
    figure = items[place].figure
    return figure is not None and figure.kind == "bare" and place + 1 < len(items) and items[place + 1].key == "tuổi"


def _is_noun_at(items: Sequence[Item], place: int) -> bool:
    return place < len(items) and items[place].is_noun
