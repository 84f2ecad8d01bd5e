"""What the words before a figure say: the verb that governs it, its hedge, its period, what it is measured against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.against import NO_AGAINST
from kienan_analysis.reading.comparisons import Stretch, read_comparisons
from kienan_analysis.reading.segments import segments
from kienan_analysis.reading.verbs import HEDGES, VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from kienan_analysis.reading.against import Against
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_MEANS: Final = frozenset({"bình quân", "tăng bình quân", "giảm bình quân", "mỗi năm", "hằng năm", "hàng năm"})
_EVERY_YEAR: Final = frozenset({"mỗi năm", "hằng năm", "hàng năm"})
_BY_HEAD: Final = frozenset({"đầu người", "mỗi người", "mỗi người dân"})
_HEDGES_REACH: Final = 5  # items between a hedge and the figure


@dataclass(slots=True)
class Before:
    """What the words before a figure say, from the figure before it on.

    Attributes
    ----------
    roles : set of str
        Parts that words play which name no comparison: ``says.share``, ``aims.target`` ….
    mark : str
        The mark before the last clause.
    verb : str
        The word that governs the figure, by its part: ``up``, ``equal``, ``to_level`` …; empty without one.
    word : str
        That word itself.
    strong : str
        A rise or fall further back in the same clause: *tăng trưởng đạt 7%*.
    introduced : str
        The rise or fall that a colon parts from it: *sản phẩm chủ lực tăng mạnh: xi măng 14,1%*.
    unknown_verb : bool
        Whether a word that the grammar does not know governs it.
    bound, status : str
        Its hedge, and whether it is an estimate.
    against : Against
        What it is measured against, where that stands before it: *vượt dự toán tỉnh giao 37,8%*.
    compared : bool
        Whether it is itself what another figure is measured against: *so với 6,27% của năm trước*.
    earlier : bool
        Whether *cùng kỳ* opens the clause: the figure is of that earlier period.
    beside : bool
        Whether it is what the comparison before a bracket is with: *thấp hơn cùng kỳ (52,3%)*.
    inline_plan : bool
        Whether it is a plan: *(KH: 8-9%)*, *kế hoạch năm 406.890 triệu đồng*.
    plan_level : bool
        Whether an amount is the plan itself: *kế hoạch năm 2023 đạt 195.855 tỷ đồng*.
    plan_at : int
        The item that begins the last plan spoken of; -1 without one.
    aside_plan : bool
        Whether it stands in brackets after a plan: *không đạt kế hoạch (9%)*.
    assigner : str
        Of the plan.
    mentions : list of Mention
        Periods that are said of the figure, in order.
    prices : str
        The price basis, where it is said.
    places : list of Item
        The places named in the clause.
    elsewhere : bool
        Whether it is of the whole country or of other places.
    part : bool
        Whether a part of what was said before is spoken of (*trong đó*, *riêng*).
    yearly : bool
        Whether it is of each year: *mỗi năm giải quyết việc làm cho 3.500 lao động*.
    mean : bool
        Whether it is a mean over years: *tăng bình quân 8%*.
    per_head : bool
        Whether it is by head.
    restated : bool
        Whether it restates a change as an amount: *tương đương 1,6 triệu đồng*.
    aside : bool
        Whether it only restates what was said (*tăng 5%, tương ứng 258 tỷ đồng*).
    """

    roles: set[str] = field(default_factory=set)
    mark: str = ""
    verb: str = ""
    word: str = ""
    strong: str = ""
    introduced: str = ""
    unknown_verb: bool = False
    bound: str = ""
    status: str = ""
    against: Against = NO_AGAINST
    compared: bool = False
    earlier: bool = False
    beside: bool = False
    inline_plan: bool = False
    plan_level: bool = False
    plan_at: int = -1
    aside_plan: bool = False
    assigner: str = ""
    mentions: list[Mention] = field(default_factory=list)
    prices: str = ""
    places: list[Item] = field(default_factory=list)
    elsewhere: bool = False
    part: bool = False
    yearly: bool = False
    mean: bool = False
    per_head: bool = False
    restated: bool = False
    aside: bool = False

    @property
    def share(self) -> bool:
        """Whether a share is spoken of."""
        return "says.share" in self.roles

    @property
    def structure(self) -> bool:
        """Whether shares are what the whole list is about (*cơ cấu*)."""
        return "says.structure" in self.roles

    @property
    def doubled(self) -> bool:
        """Whether *gấp đôi* stands before it."""
        return "says.doubled" in self.roles


def read_before(items: Sequence[Item], start: int, place: int, name_end: int) -> Before:
    """Read what stands before the figure at an item.

    Parameters
    ----------
    items : sequence of Item
    start, place : int
        The items between the figure before (and what follows it) and this figure.
    name_end : int
        Place in the text where this figure's name ends; verbs before it are not the figure's, but nouns of change are
        (*mức tăng GRDP 6,91%*). 0 where the name was carried over.
    """
    found = Before()
    parts = segments(items, start, place)
    last = parts[-1]
    previous = parts[-2] if len(parts) > 1 else None
    introduced = previous is not None and last.mark == ":"  # (KH: 8-9%)
    found.mark = previous.mark if previous is not None and introduced else last.mark
    clause = previous.start if previous is not None and introduced else last.start
    stretch = Stretch(items, start, clause, place)
    consumed = read_comparisons(stretch, found)
    if previous is not None and last.mark == "(":
        # Không đạt kế hoạch (9%): a growth, or a share of the plan.
        found.aside_plan = previous.start <= found.plan_at < last.start
    if last.mark == "(" and last.start - 2 in consumed and last.end - last.start <= 1:
        found.beside = found.against.kind in {"same_period", "period"}
    found.unknown_verb = _is_unknown_verb(items, last.start, place, name_end)
    _read_hedges(items, last.start, place, found)
    own = Stretch(items, start, last.start, place)
    governing = _governing(own, name_end, consumed)
    if previous is not None and not governing.part and not found.inline_plan and last.mark in {",", ":"}:
        outer = _governing(Stretch(items, start, previous.start, previous.end), name_end, consumed)
        if any(items[at].plays("says.change") for at in range(previous.start, previous.end)):
            governing = outer
        elif introduced and outer.part in {"up", "down"}:
            found.introduced = outer.part
    found.verb, found.word, found.strong = governing
    around = previous.start if previous is not None and last.mark == "(" else last.start
    for at in range(start, place):
        if at not in consumed:
            _take(items[at], found)
            _take_of_clause(own, at, around, name_end, found)
    return found


def _take(item: Item, found: Before) -> None:
    """Take what an item says wherever it stands."""
    roles = item.meaning.roles
    found.roles |= roles
    found.part |= "order.among" in roles or item.key == "phần"
    found.per_head |= item.key in _BY_HEAD
    if item.kind == "prices":
        found.prices = item.key
    elif item.kind == "area":
        found.places.append(item)
    elif item.key == ";":
        found.places.clear()
    elif item.mention is not None:
        found.mentions.append(item.mention)
    if "hedges.estimate" in roles:
        found.status = "estimate"
    elif "hedges.provisional" in roles:
        found.status = "provisional"


def _take_of_clause(stretch: Stretch, at: int, around: int, name_end: int, found: Before) -> None:
    """Take what an item says in the figure's own clause, or in the one about its bracket (from `around` on)."""
    item = stretch.items[at]
    found.yearly |= item.key in _EVERY_YEAR
    if item.key in _MEANS:
        found.mean |= item.end > name_end or _opens_mean(stretch.items, at, stretch.place)
    if at >= stretch.clause:
        found.restated |= item.key == "tương đương"
        found.aside |= item.plays("order.respective")
    # Bình quân cả nước, … may open the clause; cao nhất cả nước, … only remarks.
    found.elsewhere |= item.plays("places.other") and (at >= around or "bình" in item.key)


def _opens_mean(items: Sequence[Item], at: int, place: int) -> bool:
    """Whether *bình quân* opens the clause for a span of years: *bình quân 5 năm, …*."""
    return at + 1 < place and (items[at + 1].kind == "period" or items[at + 1].key in _EVERY_YEAR)


def _is_unknown_verb(items: Sequence[Item], clause: int, place: int, name_end: int) -> bool:
    """Whether the word that governs the figure, next before it but for hedges, is none that the grammar knows."""
    at = place - 1
    while at >= clause and items[at].plays(*HEDGES, "hedges.estimate"):
        at -= 1
    return at >= clause and items[at].kind == "word" and items[at].start >= name_end


def _read_hedges(items: Sequence[Item], clause: int, place: int, found: Before) -> None:
    for at in range(place - 1, max(clause, place - _HEDGES_REACH) - 1, -1):
        item = items[at]
        if item.plays(*HEDGES):
            found.bound = found.bound or next(bound for role, bound in HEDGES.items() if item.plays(role))
        elif item.plays(*VERBS):
            break
        if item.kind in {"period", "word", "figure"} or item.meaning.indicators:
            break


class _Governing(NamedTuple):
    """The verb that governs a figure: its part, the word, and a rise or fall before it in the clause."""

    part: str
    word: str
    strong: str


def _governing(stretch: Stretch, name_end: int, consumed: AbstractSet[int]) -> _Governing:
    """Find the verb nearest before the figure."""
    items = stretch.items
    part = word = ""
    for at in range(stretch.place - 1, stretch.clause - 1, -1):
        item = items[at]
        if not item.meaning.roles or (at in consumed and not item.plays("says.more", "says.less")):
            continue
        verb = next((verb for role, verb in VERBS.items() if role in item.meaning.roles), "")
        if not verb or (item.start < name_end and verb not in {"up", "down"}):
            continue
        if item.plays(*HEDGES) and _only_hedges(stretch, at, consumed):
            continue
        if not part:
            part, word = verb, item.key
        elif verb in {"up", "down", "multiple"}:
            return _Governing(part, word, verb)
    return _Governing(part, word, "")


def _only_hedges(stretch: Stretch, at: int, consumed: AbstractSet[int]) -> bool:
    """Whether a word that may be a verb is a hedge here: *hơn 5%*, not *hơn cùng kỳ 5%*."""
    if at == stretch.place - 1:
        return not stretch.items[at].plays("says.exceed")
    return at not in consumed and at + 1 not in consumed
