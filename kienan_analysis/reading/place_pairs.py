"""A place and a figure side by side in a list: nothing but words that rank stands between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.scopes.place_words import words_of_places
from kienan_analysis.reading.verbs import HEDGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention

_NO_PLACE: Final = frozenset(
    {"none", "neighbour", "parent", "compared", "given", "source", "assigner", "host", "several", "hint"}
)
_MARKS: Final = frozenset(",;:()-–|.•*+")
_AFTER: Final = frozenset({"và", "còn", "rồi", "hay", "nhưng", "trong khi", "trong lúc"})
CHANGE: Final = ("says.up", "says.down")
FELL: Final = "says.down"
LIMITS: Final = ("limits.", "aims.", "says.share", "says.contribution", "says.structure", "says.multiple", "limits")
_TURNED: Final = frozenset({"chiều", "ngược", "trái"})  # another direction, which only its verb says


class Pair(NamedTuple):
    """A place and its figure: what the words between them say, and what goes before the place.

    Attributes
    ----------
    mention : PlaceMention
    first : int
        The item of the place.
    turn : {"", "up", "down"}
        The verb between the two.
    bound : str
    period : Mention or None
    intro : tuple of (int, int)
        The items before it that do not rank; empty where all do.
    reaches : bool
        Whether a verb says that a level or share is reached.
    """

    mention: PlaceMention
    first: int
    turn: str
    bound: str
    period: Mention | None
    intro: tuple[int, int]
    reaches: bool


class Pairs:
    """Finds places and figures that stand side by side."""

    def __init__(self) -> None:
        self._words = words_of_places().lists["ranking.words"]

    def find(self, items: Sequence[Item], begin: int, at: int, *, reached: bool = False) -> Pair | None:
        """Take the place that a figure stands beside, if only words that rank part the two.

        Parameters
        ----------
        items : sequence of Item
        begin, at : int
            What stands after the figure before; the figure.
        reached : bool
            Whether *đạt* may stand between, too.
        """
        first = at - 1
        turn = bound = ""
        period: Mention | None = None
        while first >= begin and items[first].kind != "area":
            item = items[first]
            if item.plays(*CHANGE) and not item.plays("says.to_level"):
                turn = turn or ("down" if item.plays(FELL) else "up")
            elif item.mention is not None and item.mention.is_span and period is None:
                period = item.mention
            elif item.plays(*HEDGES):
                bound = bound or next(name for role, name in HEDGES.items() if item.plays(role))
            elif reached and item.plays("says.equal"):
                pass
            elif item.key == "," or not (self.ranks(item) or _is_fifth(items, first)):
                return None
            first -= 1
        if first < begin:
            return None
        mention = items[first].place
        if mention is None or mention.role in _NO_PLACE:
            return None
        start = first
        while start > begin and (self.ranks(items[start - 1], turned=bool(turn)) or _is_fifth(items, start - 1)):
            start -= 1
        if any(
            one is not None and one.together is mention.together for one in (item.place for item in items[begin:start])
        ):
            return None  # A và B tăng 5%
        reaches = any(item.plays("says.equal") for item in items[first:at])
        return Pair(mention, first, turn, bound, period, (begin, start), reaches)

    def ranks(self, item: Item, *, turned: bool = False) -> bool:
        """Whether an item is a mark, a rank, or words that only say that a place comes next."""
        if item.kind == "mark":
            return item.key in _MARKS
        if item.kind == "code":
            return True
        if item.kind not in {"word", "phrase"} or item.meaning.indicators or item.plays("aims.target"):
            return False
        if any(role.startswith(LIMITS) for role in item.meaning.roles):
            return False
        return (
            item.plays("hedges.estimate")
            or item.key in self._words
            or all(word in self._words or (turned and word in _TURNED) for word in item.key.split())
        )

    def introduces(self, item: Item) -> bool:
        """Whether an item may stand in what introduces a list, beside its name."""
        if any(role.startswith(LIMITS) for role in item.meaning.roles):
            return False
        if item.kind in {"period", "area", "code", "prices"} or item.plays(*CHANGE) or self.ranks(item, turned=True):
            return True
        if item.kind == "figure":
            return not item.is_measured
        return item.kind == "phrase" and not item.meaning.indicators and bool(item.meaning.roles)


def past(items: Sequence[Item], at: int) -> int:
    """Say where what is said beside a figure ends: *so với cùng kỳ*, *dự toán năm*, its bracket."""
    while at < len(items):
        item = items[at]
        beside = item.kind == "period" or any(
            role.startswith(("against.", "plan.", "assigners.")) for role in item.meaning.roles
        )
        if not beside:
            return at
        at += 1
    return at


def ends(items: Sequence[Item], at: int, *, bracket: bool = False) -> bool:
    """Whether nothing after a figure, and after its bracket, says what it is of."""
    after = past(items, at + 1) if bracket else at + 1
    if bracket and after < len(items) and items[after].key == ")":
        after += 1
    if after >= len(items):
        return True
    following = items[after]
    return (following.kind == "mark" and following.key != "/") or following.key in _AFTER


def _is_fifth(items: Sequence[Item], at: int) -> bool:
    """Whether *năm* counts, and is no year: *đứng thứ năm là Bình Dương*."""
    return items[at].key == "năm" and at > 0 and items[at - 1].key == "thứ"
