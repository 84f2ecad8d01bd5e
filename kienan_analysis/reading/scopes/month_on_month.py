"""Statements of one month that no word dates but what they are held against: *tăng 2,4% so với tháng trước*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Period, months_of

if TYPE_CHECKING:
    from kienan_analysis.reading.scopes.scope import SentenceScope
    from kienan_analysis.reading.statements import Statement

_REACH: Final = 200  # letters
_SHORT_TIME: Final = r"so (?:với )?(?:tháng|quý) (?:trước(?! đó)|liền|\d|i)"
_AGAINST: Final = re.compile(rf"(?<!\w){_SHORT_TIME}")
# Behind an amount: by how much it changed against the month before, and nothing of another thing between.
_BEHIND: Final = re.compile(
    r"[^;.,:\d()]{0,20}[,(]?(?: và)? ?(?:tăng|giảm|bằng|cao hơn|thấp hơn) [^;.,:()a-z]{0,3}[^;.:()\n]{0,30}?"
    rf"{_SHORT_TIME}"
)
_MONTH: Final = "tháng"
_CHANGES: Final = frozenset({"growth"})
_AMOUNTS: Final = frozenset({"level"})


def is_of_a_short_time(found: Statement, scope: SentenceScope, key: str) -> str:
    """Say whether a statement that no period dates is held against the month before: *tháng*, *quý*, or nothing.

    Parameters
    ----------
    found : Statement
    scope : SentenceScope
        What holds in its sentence.
    key : str
        The text in the spelling that is matched.
    """
    if found.mention is not None or found.target or found.saying.measure not in _CHANGES | _AMOUNTS:
        return ""
    first, last = found.subject.start, found.figure.start
    if found.saying.measure in _CHANGES and opens_against(scope, key) is not None:
        said = opens_against(scope, key)
    elif found.saying.measure in _CHANGES:
        begun = max(first, last - _REACH, scope.items[0].start if scope.items else 0)
        said = _AGAINST.search(key, begun, last) if 0 <= first < last else None
    else:
        said = _BEHIND.match(key, found.figure.end)
    if said is None:
        return ""
    return _MONTH if _MONTH in said[0].rpartition(" ")[0] else "quý"


def opens_against(scope: SentenceScope, key: str) -> re.Match[str] | None:
    """Find words that open a sentence and hold what it tells against the month before: *So với tháng 9, IIP …*."""
    return _AGAINST.match(key, scope.items[0].start) if scope.items else None


def month_of(period: Period) -> Period | None:
    """Give the last month of a running total; None where a period is none."""
    if not period.is_part_year or period.first.month != 1 or period.last.month == 1:
        return None
    return months_of(period.year, period.last.month, period.last.month)
