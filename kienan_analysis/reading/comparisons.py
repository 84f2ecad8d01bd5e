"""What the words before a figure measure it against, and whether it is itself a plan or what is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import ASSIGNERS, NO_AGAINST, Against, read_against
from kienan_analysis.reading.verbs import HEDGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.items import Item

# So với mức 5%: the figure is what something else is compared with.
_LEVELS: Final = frozenset({"mức", "con số", "mức bình quân", "mức tăng", "bình quân", "mức trung bình", "mức giảm"})
_NEAR: Final = 2  # items: a verb this close before a plan measures against it


@dataclass(frozen=True, slots=True)
class Stretch:
    """The items before a figure.

    Attributes
    ----------
    items : sequence of Item
        Of the whole sentence.
    start, clause, place : int
        Where the stretch begins, its last clause, and the figure.
    """

    items: Sequence[Item]
    start: int
    clause: int
    place: int

    def plays(self, start: int, end: int, *roles: str) -> bool:
        """Whether one of the items between two of its places plays one of the parts."""
        return any(self.items[at].plays(*roles) for at in range(max(start, 0), end))


def read_comparisons(stretch: Stretch, found: Before) -> set[int]:
    """Read what the figure is measured against; say which items that takes."""
    items, place = stretch.items, stretch.place
    consumed: set[int] = set()
    ahead: _Ahead | None = None
    at = stretch.start
    while at < place:
        if items[at].key == "giao" and at >= stretch.clause:
            assigner = _assigner_of(items[max(stretch.start, at - _NEAR) : at])
            if assigner:
                found.inline_plan, found.assigner = True, assigner  # thành phố chỉ giao 1.620 tỷ đồng
        against = _against_at(items, at, place)
        if not against.kind:
            at += 1
            continue
        compared = items[at].plays("against.compare", "says.more", "says.less") or (
            at > stretch.start
            and items[at - 1].plays("says.more", "says.less", "says.exceed", "says.equal", "says.short")
        )
        consumed.update(range(at, against.end))
        if against.kind == "plan":
            found.plan_at = at
        if at >= stretch.clause or (compared and against.end >= stretch.clause - 1):
            if against.kind == "plan":
                ahead = ahead or _Ahead(stretch)
                if _is_plan_itself(stretch, at, against, ahead, compared=compared, found=found):
                    found.inline_plan, found.assigner = True, against.assigner
                else:
                    found.against = against
            elif against.kind == "same_period" and not compared:
                found.earlier = True
            else:
                found.against = against
        at = against.end
    found.compared = _is_compared_with(stretch, consumed)
    return consumed


class _Ahead:
    """The last places before the figure where a change, and where a verb of attainment, stands."""

    def __init__(self, stretch: Stretch) -> None:
        self.change = self.equal = self.attainment = -1
        for at in range(stretch.start, stretch.place):
            item = stretch.items[at]
            if item.plays("says.up", "says.down"):
                self.change = at
            if item.plays("says.equal"):
                self.equal = at
            if item.plays("says.equal", "says.exceed", "says.short"):
                self.attainment = at


def _against_at(items: Sequence[Item], at: int, place: int) -> Against:
    """Read the comparison that begins at an item."""
    item = items[at]
    following = items[at + 1] if at + 1 < place else None
    if (
        following is not None
        and following.mention is not None
        and item.plays("says.more", "says.less", "says.up", "says.down")
    ):
        if item.plays("says.more", "says.less"):
            return Against("period", at + 2, mention=following.mention)  # cao hơn năm 2020
        return NO_AGAINST
    if item.plays("against.compare", "against.same_period", "plan.plan"):
        return read_against(items, at, place)
    return NO_AGAINST


def _is_plan_itself(
    stretch: Stretch, at: int, against: Against, ahead: _Ahead, *, compared: bool, found: Before
) -> bool:
    """Whether the figure is the plan, and is not measured against it."""
    if ahead.change >= against.end > ahead.equal:
        return True  # vượt mục tiêu tăng 6,5-7%
    if compared:
        return False
    verbs = stretch.plays(at - _NEAR, at, "says.exceed", "says.short", "says.equal")
    found.plan_level = not verbs
    return not verbs and ahead.attainment < against.end


def _is_compared_with(stretch: Stretch, consumed: set[int]) -> bool:
    """Whether the figure is what another is measured against: *so với mức 6,27%*, *vượt con số 5%*."""
    items = stretch.items
    at = stretch.place - 1
    level = False
    while at >= stretch.clause:
        item = items[at]
        is_level = item.key in _LEVELS
        if item.plays("says.more") or not (is_level or item.plays(*HEDGES)):
            break
        level |= is_level
        at -= 1
    if at < stretch.clause or at in consumed:
        return False
    roles = ("says.exceed", "says.more", "says.less") if level else ()
    return items[at].plays("against.compare", *roles)


def _assigner_of(items: Sequence[Item]) -> str:
    """Say who assigns a plan, among the words directly before *giao*."""
    for item in reversed(items):
        for name in ASSIGNERS:
            if item.plays(f"assigners.{name}"):
                return name
    return ""
