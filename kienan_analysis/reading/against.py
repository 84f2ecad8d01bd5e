"""What a rate is measured against, as words name it: a plan and its assigner, a period, an earlier point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.records import Record, record

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
_OF_CHUNK: Final[dict[str, AgainstKind]] = {
    "VSPLAN": "plan", "PLAN": "plan", "AGO": "same_period", "SAMEP": "same_period", "BASE": "period", "FAR": "other",
}  # fmt: skip


_INITIAL: Final = "đầu năm"
_REVISED: Final = "điều chỉnh"


@record
class Against(Record):
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
    start : int
        The item that begins it; -1 where there is none.
    version : {"", "initial", "revised"}
        Of a plan: as first set (*giao đầu năm*), as revised (*điều chỉnh*).
    planned : Mention or None
        Of a plan: the one period that its words name, *mục tiêu đến năm 2030*.
    """

    kind: AgainstKind
    end: int
    assigner: str = ""
    mention: Mention | None = None
    start: int = -1
    version: str = ""
    planned: Mention | None = None


NO_AGAINST: Final = Against("", 0)


def against_of(items: Sequence[Item], chunk: str, start: int, end: int) -> Against:
    """Take from the items of a comparison what it is with.

    Parameters
    ----------
    items : sequence of Item
        Of the whole sentence.
    chunk : str
        Which comparison the table says it is.
    start, end : int
        Its items, ``[start, end)``.
    """
    kind = _OF_CHUNK[chunk]
    if kind == "plan":
        named = {name for item in items[start:end] if (name := assigner_of(item))}
        if "council" in named and named <= {"council", "city", "province", "district", "commune"}:
            named = {"council"}  # HĐND thành phố: the council, of whichever level
        words = " ".join(item.key for item in items[start:end])
        version = "revised" if _REVISED in words else "initial" if _INITIAL in words else ""
        mentions = [item.mention for item in items[start:end] if item.mention is not None]
        planned = mentions[0] if len(mentions) == 1 else None
        assigner = named.pop() if len(named) == 1 else ""
        return Against("plan", end, assigner, start=start, version=version, planned=planned)
    mention = next((item.mention for item in reversed(items[start:end]) if item.mention is not None), None)
    return Against(kind, end, mention=mention if kind != "other" else None, start=start)


def assigner_of(item: Item) -> str:
    """Say whose plan the word for a body or a level means; empty if it is neither."""
    if item.kind == "area":
        return _LEVELS.get(item.key.split()[0].rstrip("."), "")
    return next((name for name in ASSIGNERS if item.plays(f"assigners.{name}")), "")
