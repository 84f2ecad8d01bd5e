"""What a figure says: the measure, the wording of a rate, the hedge; from the words about it and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import Against, read_against
from kienan_analysis.reading.names import segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

# In the order in which they count where one word plays several parts (xuống: giảm xuống còn 3%, xuống 3%).
_VERBS: Final = (
    "to_level", "from", "doubled", "multiple", "exceed", "short", "less", "more", "down", "up", "contribution", "difference", "share", "equal",
)  # fmt: skip
CHANGES: Final = frozenset({"up", "down", "more", "less", "exceed", "short"})
_RISING: Final = frozenset({"up", "more", "exceed"})
_FALLING: Final = frozenset({"down", "less", "short"})
_NO_AGAINST: Final = Against("", 0)
_PREPOSITIONS: Final = frozenset({"của", "trong", "vào", "ở", "tại", "cho", "là", "theo", "về"})
# So với mức 5%: the figure is what something else is compared with.
_LEVELS: Final = frozenset({"mức", "con số", "mức bình quân", "mức tăng", "bình quân", "mức trung bình", "mức giảm"})
_MEANS: Final = frozenset({"bình quân", "tăng bình quân", "giảm bình quân", "mỗi năm", "hằng năm", "hàng năm"})
_HEDGES: Final = {"hedges.at_least": "at_least", "hedges.at_most": "at_most", "hedges.approx": "approx"}


@dataclass(slots=True)
class Before:
    """What the words before a figure say, from the figure before it on.

    Attributes
    ----------
    verb : str
        The word that governs the figure, by its part: ``up``, ``equal``, ``to_level`` …; empty without one.
    word : str
        That word itself.
    strong : str
        A rise or fall further back in the same clause: *tăng trưởng đạt 7%*.
    bound, status : str
        Its hedge, and whether it is an estimate.
    against : Against
        What it is measured against, where that stands before it: *vượt dự toán tỉnh giao 37,8%*.
    compared : bool
        Whether it is itself what another figure is measured against: *so với 6,27% của năm trước*.
    inline_plan : bool
        Whether it is a plan: *(KH: 8-9%)*, *kế hoạch năm 406.890 triệu đồng*.
    assigner : str
        Of the plan.
    mentions : list of Mention
        Periods that are said of the figure, in order.
    earlier : Against or None
        *cùng kỳ* that opens the clause: the figure is of that earlier period.
    mark : str
        The mark before the last clause.
    prices : str
        The price basis, where it is said.
    share, structure : bool
        Whether a share is spoken of; whether shares are what the whole list is about (*cơ cấu*).
    target : bool
        Whether what follows is an aim.
    beside : Against or None
        What the comparison before a bracket is with, of which the figure is: *thấp hơn cùng kỳ (52,3%)*.
    introduced : str
        The rise or fall that a colon parts from it: *sản phẩm chủ lực tăng mạnh: xi măng 14,1%*.
    restated : bool
        Whether it restates a change as an amount: *tương đương 1,6 triệu đồng*.
    change_noun : bool
        Whether a noun of change stands before it: *tăng trưởng … đạt 8,1%*.
    per_head : bool
        Whether it is by head.
    plan_in_clause : int
        The item that begins the last plan spoken of; -1 without one.
    plan_level : bool
        Whether an amount is the plan itself: *kế hoạch năm 2023 đạt 195.855 tỷ đồng*.
    aside_plan : bool
        Whether it stands in brackets after a plan: *không đạt kế hoạch (9%)*.
    unknown_verb : bool
        Whether a word that the grammar does not know governs it.
    mean : bool
        Whether it is a mean over years: *tăng bình quân 8%*.
    disbursed : bool
        Whether it is a rate of disbursement.
    part : bool
        Whether a part of what was said before is spoken of (*trong đó*, *riêng*).
    elsewhere : bool
        Whether it is of the whole country or of other places.
    places : tuple of Item
        The places named in the clause.
    doubled : bool
        Whether *gấp đôi* stands before it.
    aside : bool
        Whether it only restates what was said (*tăng 5%, tương ứng 258 tỷ đồng*).
    """

    verb: str = ""
    word: str = ""
    strong: str = ""
    bound: str = ""
    status: str = ""
    against: Against = _NO_AGAINST
    compared: bool = False
    inline_plan: bool = False
    assigner: str = ""
    mentions: list[Mention] = field(default_factory=list)
    earlier: Against | None = None
    mark: str = ""
    share: bool = False
    structure: bool = False
    target: bool = False
    prices: str = ""
    beside: Against | None = None
    aside_plan: bool = False
    plan_in_clause: int = -1
    introduced: str = ""
    restated: bool = False
    change_noun: bool = False
    per_head: bool = False
    plan_level: bool = False
    unknown_verb: bool = False
    mean: bool = False
    disbursed: bool = False
    part: bool = False
    elsewhere: bool = False
    places: tuple[Item, ...] = ()
    doubled: bool = False
    aside: bool = False


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
    against: Against = _NO_AGAINST
    mention: Mention | None = None
    or_more: bool = False
    or_less: bool = False
    elsewhere: bool = False
    aspect: bool = False


def read_after(items: Sequence[Item], place: int, end: int) -> After:
    """Read what follows a figure, up to the first word that begins something new."""
    found = After(place)
    at = place
    while at < end:
        item = items[at]
        if item.plays("hedges.or_more", "hedges.or_less"):
            found.or_more |= item.plays("hedges.or_more")
            found.or_less |= item.plays("hedges.or_less")
            at += 1
        elif (
            not found.against.kind
            and (against := read_against(items, at, end)).kind
            and not _opens_figure(items, against.end, end)
        ):
            found.against = against
            at = against.end
        elif item.kind == "period" and item.mention is not None and not _opens_figure(items, at + 1, end):
            found.mention = found.mention or item.mention
            at += 1
        elif item.key in _PREPOSITIONS and at + 1 < end and items[at + 1].kind == "period":
            at += 1
        elif item.plays("around.after_name") and at + 1 < end and items[at + 1].kind in {"area", "period"}:
            at += 1
        elif item.kind == "area" and at > place:
            at += 1
        elif item.key in {"của", "ở"} and at + 1 < end and items[at + 1].plays("places.other"):
            found.elsewhere = True
            at += 2
        elif item.key == "mà" and (period := _period_ahead(items, at, end)) is not None:
            found.mention = found.mention or items[period].mention
            at = period + 1
        elif any(item.meaning.closes) and at == place:
            at += 1
        else:
            break
        found.end = at
    if at + 1 < end and items[at].key == "về" and items[at + 1].key not in {"số", "số lượng", "lượng", "đích"}:
        found.aspect = True
    return found


def _period_ahead(items: Sequence[Item], place: int, end: int) -> int | None:
    """Find the period of a clause that says more of the figure: *mức tăng 4,71% mà tỉnh đạt được năm 2023*."""
    for at in range(place, min(place + 8, end)):
        if items[at].kind in {"mark", "figure"}:
            return None
        if items[at].kind == "period":
            return at
    return None


def _opens_figure(items: Sequence[Item], place: int, end: int) -> bool:
    """Whether a figure follows at once, so that the words before it are its own: *kế hoạch là 8,5%*."""
    while place < end and (items[place].key in {":", "là", "tăng", "trên", "khoảng", "từ"}):
        place += 1
    return place < end and items[place].kind == "figure"


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
    introduced = last.mark == ":" and len(parts) > 1  # (KH: 8-9%)
    found.mark = parts[-2].mark if introduced else last.mark
    consumed = _read_against_in(items, start, place, parts[-2].start if introduced else last.start, found)
    if last.mark == "(" and len(parts) > 1 and parts[-2].start <= found.plan_in_clause < last.start:
        found.aside_plan = True  # không đạt kế hoạch (9%): a growth, or a share of the plan
    if last.mark == "(" and last.start - 2 in consumed and last.end - last.start <= 1:
        # Thấp hơn cùng kỳ (52,3%): the earlier figure itself.
        found.beside = found.against if found.against.kind in {"same_period", "period"} else None
    found.unknown_verb = _unknown_verb(items, last.start, place, name_end)
    _read_hedges(items, last.start, place, found)
    _read_verb(items, last.start, place, name_end, consumed, found)
    if not found.verb and not found.inline_plan and last.mark in {",", ":"} and len(parts) > 1:
        _read_verb(items, parts[-2].start, parts[-2].end, name_end, consumed, found)
        if not any(item.plays("says.change") for item in items[parts[-2].start : parts[-2].end]):
            found.introduced = found.verb if last.mark == ":" and found.verb in {"up", "down"} else ""
            found.verb = found.strong = ""
    for at in range(start, place):
        item = items[at]
        if at in consumed:
            continue
        if item.kind == "prices":
            found.prices = item.key
        found.share |= item.plays("says.share")
        found.structure |= item.plays("says.structure")
        found.mean |= item.key in _MEANS and (item.end > name_end or _opens_mean(items, at, place))
        found.restated |= item.key == "tương đương" and at >= last.start
        found.change_noun |= item.plays("says.change")
        found.per_head |= item.key in {"đầu người", "mỗi người", "mỗi người dân"}
        if item.kind == "area":
            found.places = (*found.places, item)
        elif item.key == ";":
            found.places = ()
        found.disbursed |= item.plays("says.disbursed")
        found.part |= item.plays("order.among") or item.key == "phần"
        found.elsewhere |= item.plays("places.other") and at >= (
            parts[-2].start if last.mark == "(" and len(parts) > 1 else last.start
        )
        found.doubled |= item.plays("says.doubled")
        found.aside |= item.plays("order.respective") and at >= last.start
        found.target |= item.plays("aims.target")
        if item.kind == "period" and item.mention is not None:
            found.mentions.append(item.mention)
        if item.plays("hedges.estimate"):
            found.status = "estimate"
        elif item.plays("hedges.provisional"):
            found.status = "provisional"
    return found


def _opens_mean(items: Sequence[Item], at: int, place: int) -> bool:
    """Whether *bình quân* opens the clause for a span of years: *bình quân 5 năm, …*."""
    return at + 1 < place and (
        items[at + 1].kind == "period" or items[at + 1].key in {"mỗi năm", "hằng năm", "hàng năm"}
    )


def _read_against_in(items: Sequence[Item], start: int, place: int, clause: int, found: Before) -> set[int]:
    """Find what the figure is measured against among the words before it; say which items that takes."""
    consumed: set[int] = set()
    at = start
    while at < place:
        item = items[at]
        against = _NO_AGAINST
        if (
            item.plays("says.more", "says.less", "says.up", "says.down")
            and at + 1 < place
            and items[at + 1].kind == "period"
        ):
            mention = items[at + 1].mention
            if mention is not None and item.plays("says.more", "says.less"):
                against = Against("period", at + 2, mention=mention)
        elif item.plays("against.compare", "against.same_period", "plan.plan"):
            against = read_against(items, at, place)
        if item.key == "giao" and at >= clause and (assigner := _assigner_of(items[max(start, at - 2) : at])):
            found.inline_plan, found.assigner = True, assigner  # thành phố chỉ giao 1.620 tỷ đồng
        if not against.kind:
            at += 1
            continue
        compared = item.plays("against.compare", "says.more", "says.less") or (
            at > start and items[at - 1].plays("says.more", "says.less", "says.exceed", "says.equal", "says.short")
        )
        consumed.update(range(at, against.end))
        if against.kind == "plan":
            found.plan_in_clause = at
        if at >= clause or (compared and against.end >= clause - 1):
            _note_against(items, at, place, against, compared=compared, found=found)
        at = against.end
    tail = place - 1
    level = False
    while (
        tail >= clause
        and (items[tail].plays(*_HEDGES) or items[tail].key in _LEVELS)
        and not items[tail].plays("says.more")
    ):
        level |= items[tail].key in _LEVELS
        tail -= 1
    if tail >= clause and tail not in consumed:
        measured = level and items[tail].plays("says.exceed", "says.more", "says.less")
        found.compared = items[tail].plays("against.compare") or measured
    return consumed


def _assigner_of(items: Sequence[Item]) -> str:
    """Say who assigns a plan, among the words directly before *giao*."""
    for item in reversed(items):
        for name in ("council", "central", "province", "city", "district", "commune"):
            if item.plays(f"assigners.{name}"):
                return name
    return ""


def _note_against(
    items: Sequence[Item], at: int, place: int, against: Against, *, compared: bool, found: Before
) -> None:
    changes = [item for item in items[against.end : place] if item.plays("says.up", "says.down")]
    if against.kind == "plan" and changes and not any(item.plays("says.equal") for item in items[against.end : place]):
        found.inline_plan, found.assigner = True, against.assigner  # vượt mục tiêu tăng 6,5-7%
        return
    if against.kind == "plan" and not compared:
        verbs = [item for item in items[max(0, at - 2) : at] if item.plays("says.exceed", "says.short", "says.equal")]
        between = [item for item in items[against.end : place] if item.plays("says.equal", "says.exceed", "says.short")]
        found.plan_level = not verbs
        if not verbs and not between:
            found.inline_plan, found.assigner = True, against.assigner
            return
    if against.kind == "same_period" and not compared:
        found.earlier = against
        return
    found.against = against


def _unknown_verb(items: Sequence[Item], clause: int, place: int, name_end: int) -> bool:
    """Whether the word that governs the figure, next before it but for hedges, is none that the grammar knows."""
    at = place - 1
    while at >= clause and items[at].plays(*_HEDGES, "hedges.estimate"):
        at -= 1
    return at >= clause and items[at].kind == "word" and items[at].start >= name_end


def _read_hedges(items: Sequence[Item], clause: int, place: int, found: Before) -> None:
    for at in range(place - 1, max(clause, place - 5) - 1, -1):
        item = items[at]
        for role, bound in _HEDGES.items():
            if item.plays(role):
                found.bound = found.bound or bound
        if (
            item.kind in {"period", "word", "figure"}
            or item.meaning.indicators
            or (item.plays(*(f"says.{verb}" for verb in _VERBS)) and not item.plays(*_HEDGES))
        ):
            break


def _read_verb(
    items: Sequence[Item], clause: int, place: int, name_end: int, consumed: set[int], found: Before
) -> None:
    for at in range(place - 1, clause - 1, -1):
        item = items[at]
        before_name = name_end > item.start
        if at in consumed and not item.plays("says.more", "says.less"):
            continue
        if at == place - 1 and item.plays(*_HEDGES) and not item.plays("says.exceed"):
            continue  # hơn 5%: a hedge; hơn cùng kỳ 5%: a verb
        verb = next((verb for verb in _VERBS if item.plays(f"says.{verb}")), "")
        if (
            not verb
            or (before_name and verb not in {"up", "down"})
            or (at < place - 1 and item.plays(*_HEDGES) and at + 1 not in consumed and at not in consumed)
        ):
            continue
        if not found.verb:
            found.verb, found.word = verb, item.key
        elif verb in {"up", "down", "multiple"}:
            found.strong = found.strong or verb


@dataclass(frozen=True, slots=True)
class Saying:
    """What a rate says, or why it is not known (`reason`)."""

    measure: str = ""
    form: str = ""
    assigner: str = ""
    base: str = ""
    against: Against = _NO_AGAINST
    reason: str = ""


def unread(reason: str) -> Saying:
    """Say that a figure is not understood, and why."""
    return Saying(reason=reason)


def change_of_rate(
    figure: Figure, before: Before, after: After, *, target: bool, carried: Saying | None = None
) -> Saying | None:
    """Read a rate of change or of a plan from its words; None where they do not say.

    *vượt 5% kế hoạch* is an attainment, *tăng 5% so với cùng kỳ* a growth, *bằng 105% so với cùng kỳ* a growth too.
    """
    against = after.against if after.against.kind else before.against
    verb = before.verb
    if before.verb == "contribution":
        return unread("a contribution, not a growth")
    if against.kind == "plan":
        if target and verb in _RISING | _FALLING and after.against.kind:
            # Next year's aim relative to a plan: tăng 15% so với kế hoạch thành phố giao.
            return Saying(
                "planned_growth", _form_of_change(verb), base=f"plan:{against.assigner}" if against.assigner else "plan"
            )
        form = "excess" if verb in _RISING else "decrease" if verb in _FALLING else ""
        if figure.kind == "times":
            form = "multiple"
        return Saying("attainment", form, assigner=against.assigner)
    if (
        not against.kind
        and figure.kind == "rate"
        and verb in {"equal", ""}
        and not before.mentions
        and _is_past(after.mention)
    ):
        against = Against("period", 0, mention=after.mention)  # bằng 243,15% năm 2022
        after.mention = None
    if figure.kind == "times":
        if verb != "multiple" and before.strong != "multiple":
            return unread("so many times: two readings")
        if not against.kind and after.mention is not None and after.mention.kind == "months":
            against = Against("period", 0, mention=after.mention)  # gấp 1,75 lần năm 2020
            after.mention = None
        return (
            Saying("growth", "multiple", against=against)
            if against.kind
            else unread("so many times of what is not said")
        )
    if against.kind:
        if not verb and before.unknown_verb:
            return unread("the verb is not known: a rise or a fall")
        changed = verb in CHANGES or before.strong in CHANGES
        form = _form_of_change(verb if verb in CHANGES else before.strong) if changed else "index"
        if form == "index" and before.change_noun:
            form = ""  # tăng trưởng kinh tế đạt 8,1% so với cùng kỳ
        if not verb and carried is not None and carried.measure in {"growth", "planned_growth"}:
            form = carried.form  # tăng 8,33% so với tháng 5 và 12,34% so với tháng 6/2013
        return Saying("planned_growth" if target else "growth", form, against=against)
    return None


def _is_past(mention: Mention | None) -> bool:
    return mention is not None and mention.is_year and (mention.year is not None or mention.shift == -1)


def _form_of_change(verb: str) -> str:
    return "decrease" if verb in _FALLING else ""


def plain_change(before: Before, *, target: bool) -> Saying | None:
    """Read a growth whose base is left out: *tăng 5%*, *tăng trưởng đạt 5%*, *mức tăng 5%*."""
    verb = before.verb if before.verb in {"up", "down", "more", "less", "short"} else before.strong
    if not before.verb:
        verb = before.introduced
    if verb in {"up", "down", "more", "less", "short"}:
        return Saying("planned_growth" if target else "growth", _form_of_change(verb))
    return None


def bound_of(before: Before, after: After, form: str, *, is_range: bool) -> str:
    """Give the hedge, turned where the wording turns the value: *giảm hơn 5%* is at most -5."""
    bound = "at_least" if is_range or after.or_more else "at_most" if after.or_less else before.bound
    if form == "decrease":
        return {"at_least": "at_most", "at_most": "at_least"}.get(bound, bound)
    return bound
