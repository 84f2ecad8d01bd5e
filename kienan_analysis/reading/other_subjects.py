"""Whose a figure may be by the subject of its clause: of something that only lies in the place that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.statements import Statement

_LIES: Final = frozenset({"ở", "tại", "thuộc"})
_REACH: Final = 24  # items between the place and the figure
_LONGEST: Final = 8  # items of a subject
_FEWEST: Final = 2  # of them that nothing explains
_OF_A_STATEMENT: Final = ("says.", "economy.", "aims.", "plan.", "hedges.", "against.", "limits.", "order.")


def may_be_of_another(found: Statement, items: Sequence[Item], place: int) -> bool:
    """Whether words that nothing explains are the subject, and the place only where it lies.

    *Khu nghỉ dưỡng ở huyện Nghi Lộc đón 120.000 lượt khách*. A clause that a mark parts has a subject of its own.

    Parameters
    ----------
    found : Statement
    items : sequence of Item
        Of its sentence.
    place : int
        The figure's item.
    """
    stop = max(0, place - _REACH)
    area = next((at for at in range(place - 1, stop - 1, -1) if items[at].kind in {"area", "mark"}), -1)
    if area < 1 or items[area].kind != "area" or items[area - 1].key not in _LIES:
        return False
    if found.subject.start < items[area].start:
        return False  # thu ngân sách ở huyện A đạt …
    begun = area - 1
    while begun > 0 and area - begun <= _LONGEST + 1 and not _is_of_a_statement(items[begun - 1]):
        begun -= 1
    subject = items[begun : area - 1]
    opens = begun == 0 or items[begun - 1].kind == "mark"
    return opens and len(subject) <= _LONGEST and sum(map(_is_unexplained, subject)) >= _FEWEST


def _is_of_a_statement(item: Item) -> bool:
    """Whether an item names what is measured, or says something of it."""
    if item.kind not in {"word", "phrase"}:
        return True
    return bool(item.meaning.indicators) or any(role.startswith(_OF_A_STATEMENT) for role in item.meaning.roles)


def _is_unexplained(item: Item) -> bool:
    """Whether a word is none that the reader knows."""
    return item.kind == "word" and not item.meaning.roles and not item.meaning.indicators
