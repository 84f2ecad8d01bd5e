"""What the text as a whole leaves open of a statement's period: its year, and whether it was done or is aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.figure_words import is_carried

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.periods import Mention
    from kienan_analysis.reading.scopes.reported import Reported
    from kienan_analysis.reading.scopes.scope import SentenceScope
    from kienan_analysis.reading.statements import Statement

_RESULTS: Final = frozenset({"level", "growth", "attainment"})
_MONTHS_A_YEAR: Final = 12
_NOW: Final = ("hiện", "đến nay", "tới nay")
_MAY_BE_AIMED: Final = frozenset({"level", "growth"})


def is_weakly_dated(found: Statement, scope: SentenceScope, reported: Reported) -> bool:
    """Whether only the text as a whole gives the year of a statement, and too little speaks for that year.

    *Theo nghị quyết, đến năm 2030 thu nhập đạt 7.500 USD. Hiện nay đạt 46 triệu đồng*: now is not 2030.
    """
    if found.saying.measure not in _RESULTS:
        return False
    dated = scope.mention or reported.mention
    if dated is not None and dated.led == "đến" and found.mention is None and _speaks_of_now(scope, dated):
        return True
    if not reported.weak:
        return False
    own = found.mention or scope.mention
    return own is None or (own.year is None and own.kind != "term")


def _speaks_of_now(scope: SentenceScope, dated: Mention) -> bool:
    """Whether a sentence after the one that dates it says that it is how things stand."""
    return dated.start < scope.items[0].start and any(item.key.startswith(_NOW) for item in scope.items)


def is_of_either_half(found: Statement, period: Period, reported: Reported) -> bool:
    """Whether months without *đầu* or *cuối* may be the last of the year: *thu 6 tháng*, of its *6 tháng cuối năm*."""
    own, default = found.mention, reported.period
    if own is None or own.year is not None or own.kind != "months" or default is None or not default.is_part_year:
        return False
    months = _MONTHS_A_YEAR + 1 - default.first.month
    of_the_rest = default.first.month > 1 and default.last.month == _MONTHS_A_YEAR
    return of_the_rest and (period.first.month, period.last.month) == (1, months)


def is_dated_by_another_aim(found: Statement, scope: SentenceScope, reported: Reported) -> bool:
    """Whether an aim has its year from one before it in the list, which heads or holds aims of another year too.

    *Mục tiêu đến năm 2030: thu nhập 130 triệu đồng; xóa nhà tạm trong năm 2026; hộ nghèo còn 0,3%*.
    """
    own, year = found.mention, reported.year
    if own is None or own.year is None or year is None or not is_carried(own, found, scope):
        return False
    before = [item.mention for item in scope.items if item.mention is not None and item.mention.start < own.start]
    before += [scope.mention] if scope.mention is not None else []
    last = own.last_year or own.year
    return any(one.year is not None and (one.last_year or one.year) > max(year, last) for one in before)


def is_dated_beside(found: Statement, scope: SentenceScope, period: Period) -> bool:
    """Whether nothing dates a statement, and a figure before it in its sentence is dated otherwise.

    *Thu nhập đạt 38 triệu đồng vào năm 2018, độ che phủ rừng 42%.*
    """
    if found.mention is not None or not scope.dated:
        return False
    if scope.mention is not None and scope.mention.year is not None and scope.mention.start >= scope.items[0].start:
        return False
    begin = found.figure.start
    mentions = (item.mention for item in scope.items if item.mention is not None and item.start < begin)
    return any(one.start in scope.dated and one.year != period.year for one in mentions)


def is_of_a_term_named(found: Statement, scope: SentenceScope, period: Period, reported: Reported) -> bool:
    """Whether an aim that nothing dates is of the term that a resolution opens, not of the year of its congress."""
    if not found.target or found.mention is not None or scope.mention is not None:
        return False
    return reported.opens_term and period.is_full_year and period.year == reported.year


def is_an_undated_aim(found: Statement, scope: SentenceScope, period: Period, reported: Reported) -> bool:
    """Whether an aim has no year of its own nor of its list, but that of the results before it, or the text's.

    *Năm 2022, thu ngân sách đạt 44 tỷ đồng. Thời gian tới, huyện phấn đấu thu 50 tỷ đồng*: of which year nothing says.
    """
    if not found.target or not period.is_full_year or not scope.aims_at(scope.item_at(found.figure.start)):
        return False
    headed = scope.held.aims and scope.mention is not None
    if found.mention is not None or scope.ahead is not None or headed:
        return False
    if scope.mention is None and (reported.aims or period.year == reported.next_year):
        return reported.of_a_congress
    if scope.mention is None:
        return True
    return scope.mention.year is not None and scope.mention.start not in scope.aimed


def is_aim_or_result(found: Statement, period: Period, reported: Reported) -> bool:
    """Whether a statement may as well be of the other kind.

    A result may be an aim where the text heads a list of aims and never says of anything that it was done; an aim may
    be a result where only *đến năm 2020* makes it one, in a text about 2019.
    """
    if not found.target:
        undone = reported.undone or period.year in reported.headed
        return undone and found.saying.measure in _MAY_BE_AIMED
    own, year = found.mention, reported.year
    return own is not None and bool(own.led) and year is not None and own.year == year + 1
