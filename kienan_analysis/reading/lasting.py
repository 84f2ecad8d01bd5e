"""How far what takes a statement back reaches: *nếu thuận lợi, thu đạt 530 tỷ đồng, tăng 5%* says nothing of either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.standing import Standing

# Reasons that hold for what follows too. What is denied is denied alone: không đạt kế hoạch, giảm 5%.
LASTING: Final = frozenset({"condition", "possible"})
# What is set against it is a statement again, and so is what is said to be done.
_ANEW: Final = frozenset(
    {"còn", "đã", "hiện", "hiện nay", "nay", "ngược lại", "thực tế", "trong khi", "trong lúc", "trong khi đó"}
)
_TILL_NOW: Final = frozenset({"đến nay", "đến thời điểm này", "nay", "tới nay"})


def holds_on(reason: str, standing: Standing, *, named: bool) -> str:
    """Give the reason why the figure before was not read, where it holds for this one too; empty where it does not.

    Parameters
    ----------
    reason : str
        One of `LASTING`, or empty.
    standing : Standing
        The figure's.
    named : bool
        Whether it has a name of its own, or the one carried over.
    """
    between = standing.items[standing.start : standing.place]
    if not reason or any(item.kind == "mark" and item.key == ";" for item in between):
        return ""
    if reason == "condition":  # nếu đầu nhiệm kỳ tỷ lệ hộ nghèo là 8% thì nay còn 3%: no condition but in form
        then = any(item.key == "thì" for item in between)
        ends = then and any(item.key in _TILL_NOW or _is_of_a_year(item) for item in between)
    else:
        ends = named and any(item.key in _ANEW or item.mention is not None for item in between)
    return "" if ends else reason


def _is_of_a_year(item: Item) -> bool:
    return item.mention is not None and item.mention.year is not None
