"""What the words before a figure say besides its measure: hedge, status, periods, price basis."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.verbs import HEDGES, VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.against import Against
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.standing import Standing

_MEANS: Final = frozenset(
    {"bình quân", "tăng bình quân", "giảm bình quân", "mỗi năm", "hằng năm", "hàng năm", "bình quân mỗi năm"}
    | {"bình quân năm"}
)
_EVERY_YEAR: Final = frozenset({"mỗi năm", "hằng năm", "hàng năm"})
_BY_HEAD: Final = frozenset({"đầu người", "mỗi người", "mỗi người dân"})
_COMPARED_REACH: Final = 9  # items
_MORE_THAN: Final = "vượt hơn"
_PART: Final = "phần"
_PLAN: Final = "PLAN"  # the chunk
_HAS_A_PLAN: Final = frozenset({"có", "với", "theo", "và", "còn"})
_HEDGES: Final = frozenset(HEDGES)
_HEDGES_REACH: Final = 5  # items between a hedge and the figure


@dataclass(slots=True)
class Before:
    """What the words before a figure say, from the figure before it on.

    Attributes
    ----------
    roles : set of str
        Parts that words play which name no comparison: ``says.share``, ``aims.target`` ….
    verb : str
        The word that governs the figure, by its part: ``up``, ``equal``, ``to_level`` …; empty without one.
    bound, status : str
        Its hedge, and whether it is an estimate.
    mentions : list of Mention
        Periods that are said of the figure, in order.
    prices : str
        The price basis, where it is said.
    elsewhere : bool
        Whether it is of the whole country or of other places.
    part : bool
        Whether a part of what was said before is spoken of (*trong đó*, *riêng*).
    mean : bool
        Whether it is a mean over years: *tăng bình quân 8%*.
    per_head : bool
        Whether it is by head.
    """

    roles: set[str] = field(default_factory=set)
    verb: str = ""
    bound: str = ""
    status: str = ""
    mentions: list[Mention] = field(default_factory=list)
    prices: str = ""
    elsewhere: bool = False
    part: bool = False
    mean: bool = False
    per_head: bool = False

    @property
    def share(self) -> bool:
        """Whether a share is spoken of."""
        return "says.share" in self.roles

    @property
    def structure(self) -> bool:
        """Whether shares are what the whole list is about (*cơ cấu*)."""
        return "says.structure" in self.roles


def read_before(standing: Standing, row: Row, name_end: int, against: Against) -> Before:
    """Read what stands before a figure.

    Parameters
    ----------
    standing : Standing
    row : Row
        The same sentence, its comparisons as letters.
    name_end : int
        Place in the text where this figure's name ends; verbs before it are not the figure's. 0 where the name was
        carried over.
    against : Against
        What the figure is measured against: a period there is not the figure's.
    """
    found = Before()
    items, start, place, parts = standing.items, standing.start, standing.place, standing.parts
    last = parts[-1]
    previous = parts[-2] if len(parts) > 1 else None
    _read_hedges(items, last.start, place, found)
    found.verb = _governing(items, row, last.start, place, name_end)
    around = previous.start if previous is not None and last.mark == "(" else last.start
    letters, chunks = row.at, row.chunks
    for at in range(start, place):
        item = items[at]
        if item.kind == "mark" or (item.kind == "word" and item.key != _PART):
            continue  # says nothing of a figure
        compared = letters[at] in chunks or against.start <= at < against.end
        if compared or (item.mention is not None and _is_compared_with(items, at)):
            if chunks.get(letters[at]) == _PLAN and item.mention is not None and item.end <= name_end:
                _take_of_plan(items, row, at, found)
            continue
        _take(item, found)
        if item.meaning.roles or item.key in _MEANS:
            _take_of_clause(items, at, around, place, name_end, found)
    return found


def _take_of_plan(items: Sequence[Item], row: Row, at: int, found: Before) -> None:
    """Take the period of a plan that heads its clause and measures no figure: *mục tiêu đến năm 2030 thu nhập …*."""
    first = row.atom(row.at[at]).start
    before = items[first - 1] if first else None
    if before is None or before.kind == "mark" or before.key in _HAS_A_PLAN:
        mention = items[at].mention
        if mention is not None:
            found.mentions.append(mention)


def _is_compared_with(items: Sequence[Item], at: int) -> bool:
    """Whether a period is only what something is more or less than: *đều tăng so với năm 2021, cụ thể …*."""
    if not at:
        return False
    if items[at - 1].plays("says.more", "says.less", "against.compare"):
        return True
    # So với thời điểm tái lập tỉnh vào năm 1992, đạt …: all that stands before the comma is compared with.
    for before in range(at - 2, max(-1, at - _COMPARED_REACH), -1):
        item = items[before]
        if item.plays("against.compare"):
            return at + 1 < len(items) and items[at + 1].key == ","
        if item.kind in {"figure", "mark", "period"} or item.plays(*VERBS):
            return False
    return False


def _take(item: Item, found: Before) -> None:
    """Take what an item says wherever it stands."""
    roles = item.meaning.roles
    if item.key == _PART:
        found.part = True
    elif item.key in _BY_HEAD:
        found.per_head = True
    if item.kind == "prices":
        found.prices = item.key
    elif item.mention is not None:
        found.mentions.append(item.mention)
    if not roles:
        return
    found.roles |= roles
    if "order.among" in roles:
        found.part = True
    if "hedges.estimate" in roles:
        found.status = "estimate"
    elif "hedges.provisional" in roles:
        found.status = "provisional"


def _take_of_clause(items: Sequence[Item], at: int, around: int, place: int, name_end: int, found: Before) -> None:
    """Take what an item says in the figure's own clause, or in the one about its bracket (from `around` on)."""
    item = items[at]
    if item.key in _MEANS:
        found.mean |= item.end > name_end or _opens_mean(items, at, place)
    # Bình quân cả nước, … may open the clause; cao nhất cả nước, … only remarks.
    found.elsewhere |= item.plays("places.other") and (at >= around or "bình" in item.key)


def _opens_mean(items: Sequence[Item], at: int, place: int) -> bool:
    """Whether *bình quân* opens the clause for a span of years: *bình quân 5 năm, …*."""
    return at + 1 < place and (items[at + 1].kind == "period" or items[at + 1].key in _EVERY_YEAR)


def _read_hedges(items: Sequence[Item], clause: int, place: int, found: Before) -> None:
    for at in range(place - 1, max(clause, place - _HEDGES_REACH) - 1, -1):
        item = items[at]
        roles = item.meaning.roles
        if "against.same_period" in roles:
            break  # hơn cùng kỳ 13,68%: by so much
        if item.key == _MORE_THAN and at == place - 1:
            found.bound = found.bound or "at_least"  # vượt hơn 7% kế hoạch
        if not roles.isdisjoint(_HEDGES):
            if items[at + 1].kind == "area":
                break  # tỷ lệ hộ nghèo trên cả nước là 7,5%: where, and no bound
            found.bound = found.bound or next(bound for role, bound in HEDGES.items() if role in roles)
        elif _verb_of(roles):
            break
        if item.kind in {"period", "word", "figure"} or item.meaning.indicators:
            break


@cache
def _verb_of(roles: frozenset[str]) -> str:
    """Give the verb that a word is which plays these parts; there are only so many sets of parts."""
    return next((verb for role, verb in VERBS.items() if role in roles), "")


def _governing(items: Sequence[Item], row: Row, clause: int, place: int, name_end: int) -> str:
    """Find the verb nearest before the figure."""
    for at in range(place - 1, clause - 1, -1):
        item = items[at]
        verb = _verb_of(item.meaning.roles) if item.meaning.roles else ""
        if not verb or row.at[at] in row.chunks:
            continue
        if item.start < name_end and verb not in {"up", "down"}:
            continue
        if not item.meaning.roles.isdisjoint(_HEDGES) and (at == place - 1 or items[at + 1].kind != "period"):
            continue
        return verb
    return ""
