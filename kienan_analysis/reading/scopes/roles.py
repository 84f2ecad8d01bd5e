"""What each mention of a period is to its sentence: its own period, an aim's, a comparison's, a part of a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes import words_vi as vi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

# own: what the sentence reports on. aimed: what it plans for. compared: what it compares with; same_period: of which
# year the same period is. name: the years that a body, a paper or a programme bears. event: when something else
# happened. aside: one of several in brackets. day: a day.
Role = Literal["own", "aimed", "compared", "same_period", "name", "event", "aside", "day"]

_NEAR: Final = 8  # items between a period and the word that says what is done in it
_SHARED: Final = frozenset({"compared", "same_period", "aimed", "event"})
_JOINS: Final = frozenset({"và", ",", "hoặc", "hay", ", đầu", ", giữa", "và đầu", "và giữa"})
_LEADING: Final = frozenset({"trong", "cả", "qua", "suốt", "từ", "của", "thuộc", "và", "bình quân", "cho", "trên"})


@record
class Named(Record):
    """A mention of a period with what it is to its sentence.

    Attributes
    ----------
    at : int
        Place of its item in the sentence.
    mention : Mention
    role : Role
    reviewed : bool
        Whether words such as *kết quả*, *tổng kết* look back on it.
    described : bool
        Whether it is only said which year that is: *năm 2022 là năm thứ hai của nhiệm kỳ*.
    """

    at: int
    mention: Mention
    role: Role
    reviewed: bool = False
    described: bool = False


def named_in(items: Sequence[Item], key: str) -> list[Named]:
    """Say of each mention of a sentence what it is to it.

    Parameters
    ----------
    items : sequence of Item
        Of the sentence.
    key : str
        The whole text, in the spelling that is matched.
    """
    if not items:
        return []
    found: list[Named] = []
    begin = items[0].start
    for at, item in enumerate(items):
        if item.mention is None:
            continue
        clause = _clause_before(key, begin, item.start)
        if found and found[-1].role in _SHARED and clause.strip() in _JOINS:
            role = found[-1].role  # so với năm 2020 và năm 2019
        elif item.mention.is_year and vi.CONTRASTED.search(clause) and not any(one.role == "aimed" for one in found):
            role = "aside"  # beside an aim it is the result that closes it
        else:
            role = _role(items, at, clause, key[item.end : item.end + vi.REACH])
        mention = item.mention
        goes_on = bool(found) and found[-1].mention.kind == "since" and not clause.strip()
        if _from_elsewhere(mention, key, clause) or (mention.kind == "till_now" and goes_on):
            mention = replace(mention, kind="since", last_day=0)  # from a day that it does not say
        reviewed = role == "own" and any(item.plays("aims.looked_back") for item in items[max(0, at - _NEAR) : at])
        described = mention.is_year and vi.DESCRIBES_A_YEAR.match(key, item.end) is not None
        found.append(Named(at, mention, role, reviewed, described))
        begin = item.end  # what is said of one period is not said of the next
    return found


def _from_elsewhere(mention: Mention, key: str, clause: str) -> bool:
    """Whether it is counted from another day than the first of the year: *từ khi sáp nhập đến 30/9*, *từ tháng 3 …*."""
    if mention.kind == "months" and not mention.is_year:
        return vi.SINCE.search(clause) is not None and key.startswith(vi.TILL_NOW, mention.end)
    if mention.kind != "to_day" or key.startswith(vi.FROM_THE_YEARS_BEGINNING, mention.start):
        return False
    return vi.FROM_ELSEWHERE.search(clause) is not None


def _role(items: Sequence[Item], at: int, clause: str, after: str) -> Role:
    mention = items[at].mention
    if mention is None:
        return "aside"
    if mention.kind == "day" and vi.DAY_COMPARED.search(clause):
        return "compared"
    if mention.kind == "day":
        return "event" if vi.DAY_OF_EVENT.search(clause) else "day"
    if vi.SAME_PERIOD.search(clause):
        return "same_period"
    if vi.COMPARED.search(clause) or vi.COMPARED_FIGURE.search(clause):
        return "compared"
    if vi.BACKDROP.search(clause) or (items[at].key.startswith("năm ") and vi.TIMES.search(clause)):
        return "aside"  # gấp đôi năm 2015: any year before, not only the last
    if _bears_a_name(items, at, clause):
        return "name"
    if mention.kind == "season":
        return "aside"
    if _dates_an_event(mention, clause, after) or _dates_a_disaster(items, mention, clause, after):
        return "event"
    before = items[at - 1].key if at else ""
    if before in {"(", "riêng"} or (before == ";" and items[at].key.isdigit()):
        return "aside"
    looked_back = vi.LOOKED_BACK_ON.search(clause) is not None
    rest = mention.rest and vi.DONE_IN.search(clause) is None
    if (vi.STILL_TO_COME.search(clause) and not looked_back) or rest or vi.WILL_DO.match(after):
        return "aimed"
    return "own"


def _dates_an_event(mention: Mention, clause: str, after: str) -> bool:
    """Whether a period only says when something else was: *đường dây nóng từ tháng 7/2020*, *cao nhất từ năm 2014*."""
    if mention.kind == "months" and after.startswith(",") and vi.CAUSE.search(clause):
        return True
    if mention.kind == "since":
        return vi.RECORD.search(clause) is not None
    if mention.year is None or mention.kind != "months":
        return False
    if mention.is_year:
        return vi.DATES_AN_EVENT.search(clause) is not None
    return vi.SINCE.search(clause) is not None and not _reaches(after)


def _dates_a_disaster(items: Sequence[Item], mention: Mention, clause: str, after: str) -> bool:
    """Whether months only say when a disaster struck, in a sentence that measures nothing that is known."""
    if mention.kind not in {"months", "since"} or mention.is_year:
        return False
    struck = vi.DISASTER.search(clause) is not None or vi.DISASTER_AFTER.match(after) is not None
    return struck and not any(item.meaning.indicators for item in items)


def _reaches(after: str) -> bool:
    """Whether the other end of a span follows: *từ tháng 7/2020 đến nay*."""
    return after.lstrip().startswith(("đến", "tới", "-"))


def _bears_a_name(items: Sequence[Item], at: int, clause: str) -> bool:
    """Whether years are a part of a name: *HĐND khóa II, nhiệm kỳ 2021-2026*, *đề án giai đoạn 2018-2020*.

    Years that open a clause, that follow what is measured, or that are looked back on or aimed at, are a period; in the
    midst of a clause about other things they belong to those things.
    """
    mention = items[at].mention
    key, kind = items[at].key, mention.kind if mention is not None else ""
    if kind not in {"years", "season"}:
        return kind == "term" and vi.PLAN_OF_YEARS.search(clause) is not None
    if vi.YEAR_OF_TERM.search(clause) or vi.OF_A_STANDARD.search(clause):
        return True
    title = at == len(items) - 1 and not any(item.is_measured for item in items)  # dấu ấn nhiệm kỳ 2015-2020
    if key.startswith(("trong", "qua", "suốt", "5 năm")):
        return False
    before = items[at - 1] if at else None
    if before is None or not clause.strip() or (before.key == "," and not key.startswith("nhiệm")):
        return False
    if key.startswith("nhiệm") and (before.key == "(" or vi.NAMED_BY_BODY.search(clause)):
        return not vi.REVIEWED_TERM.search(clause) and not vi.AIMED_TERM.search(clause)
    if vi.REVIEWED_TERM.search(clause):
        return False
    if vi.NAMED_BY_PAPER.search(clause):
        return True
    near = items[max(0, at - _NEAR) : at]
    measured = before.kind in {"figure", "mark"} or any(item.meaning.indicators or item.is_measured for item in near)
    return not (title or measured or vi.AIMED_TERM.search(clause) or before.key in _LEADING)


def _clause_before(key: str, start: int, end: int) -> str:
    """Give the letters of the clause before a place."""
    text = key[max(start, end - vi.REACH) : end]
    return vi.CLAUSE_ENDS.split(text)[-1]
