"""What the words after a figure say: what it is measured against, its period, whether it is a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import NO_AGAINST, Against, against_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_PREPOSITIONS: Final = frozenset({"của", "trong", "vào", "ở", "tại", "cho", "là", "theo", "về"})
# Between words and the figure that they belong to.
_LEADING: Final = frozenset({":", "là", "tăng", "trên", "khoảng", "từ"})
# After về these speak of the figure itself: tăng 5% về số lượng.
_NO_ASPECTS: Final = frozenset({"số", "số lượng", "lượng", "đích"})
_OF: Final = frozenset({"của", "trong"})
_LONGEST_CLAUSE: Final = 8  # items from mà to the period


@dataclass(slots=True)
class After:
    """What the words after a figure say.

    Attributes
    ----------
    end : int
        The item after them.
    against : Against
    mention : Mention or None
        The figure's own period: *7,52% trong 6 tháng đầu năm 2014*.
    or_more, or_less : bool
        *trở lên*, *trở xuống*.
    elsewhere : bool
        Whether it is the whole country's.
    aspect : bool
        Whether it is said of another side of the thing: *tăng 16,2% về vốn*.
    """

    end: int
    against: Against = NO_AGAINST
    mention: Mention | None = None
    or_more: bool = False
    or_less: bool = False
    elsewhere: bool = False
    aspect: bool = False


def read_after(items: Sequence[Item], row: Row, place: int, end: int) -> After:
    """Read what follows a figure, up to the first word that begins something new.

    Parameters
    ----------
    items : sequence of Item
    row : Row
        The same sentence, its comparisons as letters.
    place, end : int
        The item after the figure, and the next figure's (or the end).
    """
    found = After(place)
    while found.end < end and (following := _take(items, row, place, end, found)) > found.end:
        found.end = following
    at = found.end
    found.aspect = at + 1 < end and items[at].key == "về" and items[at + 1].key not in _NO_ASPECTS
    return found


def _take(items: Sequence[Item], row: Row, place: int, end: int, found: After) -> int:
    """Take what the next item says of the figure; say which item follows, the same where it says nothing."""
    at = found.end
    item = items[at]
    roles = item.meaning.roles
    if roles and ("hedges.or_more" in roles or "hedges.or_less" in roles):
        found.or_more |= "hedges.or_more" in roles
        found.or_less |= "hedges.or_less" in roles
        return at + 1
    letter = row.at[at]
    if letter in row.chunks and not found.against.kind:
        atom = row.atom(letter)
        if atom.start == at and not _opens_figure(items, atom.end, end):
            found.against = against_of(items, atom.chunk, atom.start, atom.end)
            return atom.end
    if item.kind == "period" and item.mention is not None and not _opens_figure(items, at + 1, end):
        # 9,4% của cùng kỳ năm 2022 trong giai đoạn 2011-2025: the years among which it ranks
        among = found.against.kind == "same_period" and item.mention.kind in {"years", "term"}
        found.mention = found.mention or (None if among else item.mention)
        return at + 1
    following = items[at + 1] if at + 1 < end else None
    if following is not None and (_leads(item, following) or _leads_to_comparison(row, item, at)):
        return at + 1
    if item.kind == "area" and at > place:
        return at + 1
    if following is not None and item.key in {"của", "ở"} and following.plays("places.other"):
        found.elsewhere = True
        return at + 2
    period = _period_ahead(items, at, end) if item.key == "mà" else None
    if period is not None:
        found.mention = found.mention or items[period].mention
        return period + 1
    return at + 1 if item.meaning.closes and at == place else at


def _leads(item: Item, following: Item) -> bool:
    """Whether a word only joins the figure to the period or place after it: *5% trong năm 2020*."""
    if following.kind == "period":
        return item.key in _PREPOSITIONS or item.plays("around.after_name")
    return following.kind == "area" and item.plays("around.after_name")


def _leads_to_comparison(row: Row, item: Item, at: int) -> bool:
    """Whether a word only joins the figure to what it is compared with: *6,27% của cùng kỳ*."""
    if item.key not in _OF:
        return False
    atom = row.atom(row.at[at + 1])
    return atom.chunk == "SAMEP" and atom.start == at + 1


def _period_ahead(items: Sequence[Item], place: int, end: int) -> int | None:
    """Find the period of a clause that says more of the figure: *mức tăng 4,71% mà tỉnh đạt được năm 2023*."""
    for at in range(place, min(place + _LONGEST_CLAUSE, end)):
        if items[at].kind in {"mark", "figure"}:
            return None
        if items[at].kind == "period":
            return at
    return None


def _opens_figure(items: Sequence[Item], place: int, end: int) -> bool:
    """Whether a figure follows at once, so that the words before it are its own: *kế hoạch là 8,5%*."""
    while place < end and items[place].key in _LEADING:
        place += 1
    return place < end and items[place].kind == "figure"
