"""What a rate is measured against, as words name it: a plan and its assigner, a period, an earlier point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

AgainstKind = Literal["", "plan", "same_period", "period", "other"]

ASSIGNERS: Final = ("council", "central", "province", "city", "district", "commune")
# The first word of a place says whose plan it is: kế hoạch thành phố Hải Phòng giao.
_LEVELS: Final = {
    "tỉnh": "province", "thành": "city", "tp": "city", "quận": "district", "huyện": "district", "thị": "district",
    "tx": "district", "xã": "commune", "phường": "commune",
}  # fmt: skip
# From the word for the plan to the last that says whose it is: kế hoạch năm 2023 do HĐND thành phố Hải Phòng giao.
_MOST_WORDS: Final = 14


@dataclass(frozen=True, slots=True)
class Against:
    """What a rate is relative to.

    Attributes
    ----------
    kind : {"", "plan", "same_period", "period", "other"}
        ``other``: a point that is no period of its own (last month, the beginning of the year or term).
    end : int
        The item after it.
    assigner : str
        Of a plan; empty where none or more than one is named.
    mention : Mention or None
        The period: of ``period``, or of ``same_period`` where the text names its year.
    """

    kind: AgainstKind
    end: int
    assigner: str = ""
    mention: Mention | None = None


NO_AGAINST: Final = Against("", 0)


def read_against(items: Sequence[Item], place: int, end: int) -> Against:
    """Read what begins at an item: *so với cùng kỳ năm trước*, *kế hoạch thành phố giao*.

    Its kind is empty where nothing of the sort begins there.
    """
    compares = place < end and items[place].plays("against.compare")
    at = place + 1 if compares else place
    if at >= end:
        return Against("", place)
    item = items[at]
    if item.plays("against.same_period"):
        return _same_period(items, at, end)
    if item.plays("plan.plan"):
        return read_plan(items, at, end)
    if item.kind == "period" and item.mention is not None and compares:
        return Against("period", at + 1, mention=item.mention)
    if item.plays("against.other_base") and (compares or item.key.split()[-1] == "trước"):
        after = at + 1
        if after < end and items[after].kind == "period":
            after += 1
        return Against("other", after)
    if assigner_of(item) and any(ahead.key == "giao" for ahead in items[at + 1 : min(at + 3, end)]):
        return read_plan(items, at - 1, end)  # 158,71% HĐND thị xã giao
    if compares:
        return _far(items, at, end) or Against("", place)
    return Against("", place)


def read_plan(items: Sequence[Item], place: int, end: int) -> Against:
    """Read a plan and whose it is, from the word for the plan on."""
    found: list[str] = []
    at = place + 1
    while at < end and at - place < _MOST_WORDS:
        item = items[at]
        assigner = assigner_of(item)
        if assigner:
            found.append(assigner)
        elif item.kind == "mark" or not (item.plays("plan.of_plan", "plan.plan") or item.kind == "period"):
            joined = item.key == "và" and at + 1 < end and assigner_of(items[at + 1]) and found
            if not joined:
                break
        at += 1
    named = set(found)
    if "council" in named:  # HĐND thành phố: the council, of whichever level
        named = {"council"} if named <= {"council", "city", "province", "district", "commune"} else named
    return Against("plan", at, named.pop() if len(named) == 1 else "")


def assigner_of(item: Item) -> str:
    """Say whose plan the word for a body or a level means; empty if it is neither."""
    if item.kind == "area":
        return _LEVELS.get(item.key.split()[0].rstrip("."), "")
    return next((name for name in ASSIGNERS if item.plays(f"assigners.{name}")), "")


def _same_period(items: Sequence[Item], place: int, end: int) -> Against:
    at = place + 1
    while at < end and items[at].key in {"của", "năm"}:
        at += 1
    if at < end and items[at].kind == "period":
        return Against("same_period", at + 1, mention=items[at].mention)
    return Against("same_period", place + 1)


def _far(items: Sequence[Item], place: int, end: int) -> Against | None:
    """Read *so với (mức, kết quả, thực hiện của) năm 2020*: a few words before the period."""
    for at in range(place, min(place + 4, end)):
        item = items[at]
        if item.kind in {"figure", "mark"}:
            return None
        if item.kind == "period" and item.mention is not None:
            return Against("period", at + 1, mention=item.mention)
        if item.plays("against.same_period"):
            return _same_period(items, at, end)
        if item.plays("plan.plan"):
            return read_plan(items, at, end)
        if item.plays("against.other_base"):
            return Against("other", at + 1)
    return None
