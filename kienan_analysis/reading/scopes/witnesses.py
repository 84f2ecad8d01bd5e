"""What speaks for the year of a text, and against it: one mention among several years is no witness enough."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kienan_analysis.reading.periods import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.reading.scopes.evidence import Evidence


def has_few_witnesses(found: Evidence, year: int | None, reported: Mention | None, given_year: int | None) -> bool:
    """Whether the year that a text's months and figures are put into may be another one.

    Witnesses are the day of the text, what *tổng kết* and the like look back on, the year before that *cùng kỳ* names,
    the year after that is planned for, the year of the plan that results are held against. Where
    none of them speaks for the year it must be the one that the text's own sentences name, and no other as often.

    Parameters
    ----------
    found : Evidence
    year : int or None
        What was decided.
    reported : Mention or None
        The period that the text reports on.
    given_year : int or None
        The year, where the caller knows it: then nothing is weak.
    """
    if year is None or given_year is not None:
        return False
    if found.day.day is not None and _is_contradicted(found, year, reported):
        return True
    if found.day.day is None and found.plan is None and any(later > year for later in _years(found.compared)):
        return True  # tăng so với thời điểm cuối quý I/2022, of a text that seems to be of 2021
    if _has_a_witness(found, year, reported):
        return False
    votes: Counter[int] = Counter()
    for (_, _, named), score in found.votes.items():
        if named is not None:
            votes[named] += score
    others = sum(votes.values()) - votes[year]
    only_one = not votes and _years((*found.planned, *found.doubtful)) == {year}
    return others >= votes[year] and not only_one


def _is_contradicted(found: Evidence, year: int, reported: Mention | None) -> bool:
    """Whether the day of a text puts its months into another year, and nothing but a mention says this one."""
    part_year = reported is not None and not reported.is_year and reported.kind == "months" and reported.year is None
    seen = found.day.year_of(reported) if part_year and reported is not None else None
    return seen is not None and seen != year


def _has_a_witness(found: Evidence, year: int, reported: Mention | None) -> bool:
    day, event = found.day.day, found.day.event
    if day is not None and found.day.year_of(reported or Mention(0, 0, "months")) == year:
        return True
    if day is None and event is not None and 0 <= event.year - year <= 1:
        return True
    before, after = _years(found.same), _years((*found.planned, *found.doubtful))
    held_against = year in _years(found.attained)
    return held_against or year in found.reviewed or year - 1 in before or year + 1 in after


def _years(mentions: Iterable[Mention]) -> set[int]:
    return {one.year for one in mentions if one.year is not None}
