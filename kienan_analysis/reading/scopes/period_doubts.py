"""What the text as a whole leaves open of a statement's period: its year, and whether it was done or is aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kienan_analysis.reading.scopes.reported import Reported
    from kienan_analysis.reading.scopes.scope import SentenceScope
    from kienan_analysis.reading.statements import Statement

_RESULTS: Final = frozenset({"level", "growth", "attainment"})
_MAY_BE_AIMED: Final = frozenset({"level", "growth"})


def is_weakly_dated(found: Statement, scope: SentenceScope, reported: Reported) -> bool:
    """Whether only the text as a whole gives the year of a statement, and too little speaks for that year."""
    if not reported.weak or found.saying.measure not in _RESULTS:
        return False
    own = found.mention or scope.mention
    return own is None or (own.year is None and own.kind != "term")


def is_aim_or_result(found: Statement, reported: Reported) -> bool:
    """Whether a statement may as well be of the other kind.

    A result may be an aim where the text heads a list of aims and never says of anything that it was done; an aim may
    be a result where only *đến năm 2020* makes it one, in a text about 2019.
    """
    if not found.target:
        return reported.undone and found.saying.measure in _MAY_BE_AIMED
    own, year = found.mention, reported.year
    return own is not None and bool(own.led) and year is not None and own.year == year + 1
