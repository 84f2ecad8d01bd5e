"""What the words about a figure say of its period: that it is of each year, that the period is another clause's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes import words_vi as vi

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Indicator, Period
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.scope import SentenceScope
    from kienan_analysis.reading.statements import Statement

# How words for each year begin and end: most that stand about a figure do neither.
_EACH: Final = tuple({phrase.split()[0] for phrase in vi.EACH_YEAR})
_YEAR: Final = tuple({phrase.split()[-1] for phrase in vi.EACH_YEAR})
_CROPS: Final = "cây"  # cây hằng năm
_CLAUSE: Final = 40  # items of a clause that are looked at


def is_yearly(found: Statement, scope: SentenceScope) -> bool:
    """Whether a figure is said to be of each year: *tăng 8% mỗi năm*, *giảm mỗi năm 0,5%*."""
    at, items = scope.item_at(found.figure.start), scope.items
    follows = at + 1 < len(items) and items[at + 1].key.startswith(_EACH)
    if not follows and not (at and items[at - 1].key.endswith(_YEAR)):
        return False
    before = " ".join(item.key for item in items[max(0, at - 2) : at])
    after = " ".join(item.key for item in items[at + 1 : at + 3])
    return before.endswith(vi.EACH_YEAR) or after.startswith(vi.EACH_YEAR)


def is_of_each(found: Statement, scope: SentenceScope) -> bool:
    """Whether the words before a figure say that it is of each month or day: *mỗi tháng trong năm 2024, có 58 …*."""
    items, at = scope.items, scope.item_at(found.figure.start)
    later, share = -1, found.saying.measure == "attainment"
    for place in range(at - 1, max(-1, at - _CLAUSE), -1):
        item = items[place]
        if item.key == ";":
            return False
        if share and item.figure is not None:
            share = False
        if share and later == -1 and item.key in vi.EACH_YEAR and items[place - 1].key != _CROPS:
            return True  # thu ngân sách hằng năm đều vượt, đạt 246% kế hoạch
        if item.mention is not None and item.mention.kind == "each":
            return later in {-1, place + 1}  # mỗi tháng thu 5 tỷ đồng, cả năm thu 60 tỷ đồng
        if item.mention is not None:
            later = place
    return False


def is_carried(own: Mention, found: Statement, scope: SentenceScope) -> bool:
    """Whether a period stands in a clause before that of a figure."""
    at = scope.item_at(found.figure.start)
    for item in reversed(scope.items[max(0, at - _CLAUSE) : at]):
        if item.start <= own.start:
            return False
        if item.key == ";":
            return True
    return False


def month_span(period: Period) -> tuple[int, int]:
    """Give the first and last month of a period."""
    return period.first.month, period.last.month


def is_state(known: Indicator | None) -> bool:
    """Whether an indicator says how things stand, not what comes together over months: a rate, a stock."""
    return known is not None and (known.kind in {"rate", "stock"} or "/" in known.unit)


def is_of_one_year(known: Indicator | None, found: Statement) -> bool:
    """Whether a level says how things stand in one year, whatever years are spoken of: income a head, a rate."""
    # A share of the plan has no unit of its own: 5 năm thu 900 tỷ đồng, bằng 114% kế hoạch.
    unit = "" if found.saying.measure == "attainment" else found.figure.unit
    if is_state(known):
        return True
    a_year = unit.endswith("/năm") and unit.count("/") == 1 and "đồng" not in unit  # 5.000 lao động/năm: their mean
    return ("/" in unit and not a_year) or unit == "%"
