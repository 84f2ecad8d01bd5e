"""Whether what a sentence says is still to come or was done: opened and closed by words, from item to item."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes import words_vi as vi

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.roles import Named

_MARKS: Final = frozenset({",", ";", ":", ".", "!", "?", "…", "(", ")"})
# Who goes on so tells of results: một số chỉ tiêu khác như bán lẻ ước đạt 14.000 tỷ đồng, vượt 8% kế hoạch.
_OF_RESULTS: Final = ("says.exceed", "against.same_period")
_FORESEEN: Final = ("ước đạt", "ước thực hiện", "ước tính")
_SUCH_AS: Final = re.compile("một số chỉ tiêu|các chỉ tiêu chủ yếu|chỉ tiêu chủ yếu")
_BRACKET: Final = 40  # items
# Before a period that opens a clause: trong khi năm 2021 …
_OPENING: Final = frozenset({"trong", "tính", "và", "trong khi", "trong lúc", "còn", "khi", "mà", "nhưng", "riêng"})


@record
class AimScope(Record):
    """From an item of a sentence on, aims are listed, or results.

    Attributes
    ----------
    at : int
        The item from which it holds, up to the next scope.
    aims : bool or None
        Whether what follows is still to come; None where it is again as the sentence began.
    evidence : tuple of int and int
        The words that say so: ``key[start:end]`` of the text.
    """

    at: int
    aims: bool | None
    evidence: tuple[int, int]


def aim_scopes(
    items: Sequence[Item], key: str, named: Sequence[Named], is_ahead: Callable[[Named], bool]
) -> list[AimScope]:
    """Find the words of a sentence that open aims and those that close them, in order.

    *Phấn đấu, chỉ tiêu cụ thể*, a year after the one reported open them; *đã, đạt được, ước thực hiện*, a year not
    after it close them. *Hoàn thành 15/16 chỉ tiêu chủ yếu* opens results: the aims that it names were attained.

    Parameters
    ----------
    items : sequence of Item
    key : str
        The whole text, in the spelling that is matched.
    named : sequence of Named
        The mentions of periods in the sentence.
    is_ahead : callable
        Whether a period lies after the one that the article reports on, and is still to come.
    """
    if not items or (not any(item.kind == "figure" for item in items) and items[-1].key != ":"):
        return []
    found = [
        *_of_words(items, key),
        *_of_periods(items, named, is_ahead),
        *_matching(vi.MAY_SET_AIMS, vi.SETS_AIMS, items, key, aims=True),
        *_matching(vi.MAY_BE_COMPLETED, vi.TO_COMPLETE, items, key, aims=True),
        *_matching(vi.MAY_BE_RESULT, vi.RESULT, items, key, aims=False),
    ]
    if (by_plan := vi.BY_PLAN.match(key, items[0].start)) is not None:
        last = max(0, bisect_right(items, by_plan.end() - 1, key=lambda item: item.start) - 1)
        found.append(AimScope(last, aims=True, evidence=by_plan.span()))
    found.sort(key=lambda scope: (scope.at, not scope.aims))
    return _with_brackets(_without_foreseen(found, items, key), items, named, is_ahead)


def is_of_any_term(one: Named, items: Sequence[Item]) -> bool:
    """Whether years are those of the term spoken of, over or to come: *vốn đầu tư 5 năm đạt 560.000 tỷ đồng*."""
    return one.mention.kind == "term" and "qua" not in items[one.at].key.split()


def targets_of(scopes: Sequence[AimScope], length: int, *, opened: bool) -> list[bool]:
    """Say for each of a sentence's items whether a figure there is an aim.

    Parameters
    ----------
    scopes : sequence of AimScope
        In order.
    length : int
        The number of items.
    opened : bool
        Whether the sentence stands where aims are listed.
    """
    found: list[bool] = []
    holds = opened
    for scope in scopes:
        found.extend([holds] * (scope.at - len(found)))
        holds = opened if scope.aims is None else scope.aims
    return [*found, *[holds] * (length - len(found))]


def _of_words(items: Sequence[Item], key: str) -> list[AimScope]:
    found: list[AimScope] = []
    start = items[0].start
    for at, item in enumerate(items):
        if "aims.target" not in item.meaning.roles:
            continue
        clause = key[max(start, item.start - vi.REACH) : item.start]
        if item.key == vi.RESOLVE and vi.WITH_RESOLVE.search(clause):
            continue
        attained = vi.ATTAINED.search(clause) is not None and vi.TO_ATTAIN.search(clause) is None
        found.append(AimScope(at, not attained, (item.start, item.end)))
    return found


def _of_periods(items: Sequence[Item], named: Sequence[Named], is_ahead: Callable[[Named], bool]) -> list[AimScope]:
    """Take the periods of which something is said: those that a figure follows in their clause, or that follow one."""
    found: list[AimScope] = []
    ahead: int | None = None
    for one in named:
        if one.role in {"own", "aimed"} and one.mention.is_span:
            estimated = one.at > 0 and items[one.at - 1].plays("hedges.estimate")  # ước năm 2025 85 tỷ đồng
            later = is_ahead(one) and not estimated
            if not later and is_of_any_term(one, items):
                continue
            # Bàn nhiệm vụ năm 2023, tỉnh cho biết GRDP năm 2022 tăng 14%: aims of the one year are none of the other.
            year = one.mention.last_year or one.mention.year
            dated = year is not None and ahead is not None and year < ahead
            ahead = one.mention.year if later else ahead
            if later or (one.role == "own" and not one.mention.led and (dated or _leads(items, one.at))):
                found.append(AimScope(_figure_of(items, one.at), later, (one.mention.start, one.mention.end)))
    return found


def _with_brackets(
    found: list[AimScope], items: Sequence[Item], named: Sequence[Named], is_ahead: Callable[[Named], bool]
) -> list[AimScope]:
    """Add brackets that give the result of an earlier year beside an aim: *thu 245 tỷ đồng (năm 2024: 231 tỷ đồng)*."""
    opened = [
        one
        for one in named
        if one.role == "aside" and one.at and items[one.at - 1].key == "(" and one.mention.year and not is_ahead(one)
    ]
    if not opened:
        return found
    added: list[AimScope] = []
    for one in opened:
        ends = range(one.at, min(len(items), one.at + _BRACKET))
        close = next((at for at in ends if items[at].key == ")"), None)
        if close is None or not any(items[at].kind == "figure" for at in range(one.at, close)):
            continue
        span = (one.mention.start, one.mention.end)
        before = bisect_right(found, one.at, key=lambda scope: scope.at)
        inside = any(scope.at < close for scope in found[before:])
        if not inside:
            added += [
                AimScope(one.at, aims=False, evidence=span),
                AimScope(close, found[before - 1].aims if before else None, span),
            ]
    return sorted([*found, *added], key=lambda scope: scope.at)


def _leads(items: Sequence[Item], at: int) -> bool:
    """Whether a period opens its clause: *năm 2024, …*."""
    return at == 0 or items[at - 1].key in _MARKS or items[at - 1].key in _OPENING


def _figure_of(items: Sequence[Item], at: int) -> int:
    """Say from which item a period holds: from the figure that it follows directly, else from itself."""
    if at and items[at - 1].kind == "figure":
        return at - 1
    return at


def _without_foreseen(found: Sequence[AimScope], items: Sequence[Item], key: str) -> list[AimScope]:
    """Leave out words that only say by how much an aim goes: *đặt mục tiêu đón 8,5 triệu lượt, doanh thu ước đạt …*."""
    kept: list[AimScope] = []
    for scope in found:
        words = key[slice(*scope.evidence)]
        if scope.aims is False and words.startswith(_FORESEEN) and kept and kept[-1].aims:
            if _SUCH_AS.fullmatch(key, *kept[-1].evidence) and any(
                item.plays(*_OF_RESULTS) for item in items[scope.at :]
            ):
                kept.append(scope)
                continue
            between = items[kept[-1].at : scope.at]
            if not any(item.key == ";" or item.kind == "period" for item in between):
                continue
        kept.append(scope)
    return kept


def _matching(
    may_fit: re.Pattern[str], pattern: re.Pattern[str], items: Sequence[Item], key: str, *, aims: bool
) -> list[AimScope]:
    """Find where words that need a pattern open or close aims."""
    found: list[AimScope] = []
    starts: list[int] = []
    if may_fit.search(key, items[0].start, items[-1].end) is None:
        return found
    for match in pattern.finditer(key, items[0].start, items[-1].end):
        starts = starts or [item.start for item in items]
        at = max(0, bisect_right(starts, match.start()) - 1)
        found.append(AimScope(at, aims, match.span()))
    return found
