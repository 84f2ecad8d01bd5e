"""Which source goes before which: by authority, then by the order of `vintages`, for columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kienan_analysis.catalogue import AUTHORITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.reconciliation.columns import Bools, Ints


class Reports(NamedTuple):
    """What each observation tells of the age of its source.

    Attributes
    ----------
    source : array
        Number of the source.
    first_day, last_day : arrays
        Of the period, as ordinals; 0 where it has none.
    achieved : array of bool
        Whether it is of a result that the source may have seen to its end: no plan, no estimate.
    """

    source: Ints
    first_day: Ints
    last_day: Ints
    achieved: Bools


def ranked_sources(
    reports: Reports, names: list[str], published: Mapping[str, int], authorities: Mapping[str, str]
) -> tuple[Ints, list[str], Ints]:
    """Give the sources numbers as they go before each other: the highest authority first, then the newest.

    Of two equally new ones the greater id goes first. A source without a date is as new as the end of the last period
    whose result it reports, not as an estimate; one without such as the beginning of the last period that it speaks of.

    Parameters
    ----------
    names : list of str
        Of the sources, by number.
    published : mapping
        Day of publication by source, as an ordinal; a source without a date is missing.
    authorities : mapping
        By source; one that is missing is ``other``.

    Returns
    -------
    source : array
        The new number of each observation's source.
    names : list of str
        By the new numbers.
    age : array
        By the new numbers: 0 for the newest source, whatever its authority.
    """
    achieved, planned = np.zeros((2, len(names)), dtype=np.int64)
    np.maximum.at(achieved, reports.source[reports.achieved], reports.last_day[reports.achieved])
    np.maximum.at(planned, reports.source[~reports.achieved], reports.first_day[~reports.achieved])
    seen = np.where(achieved > 0, achieved, planned)
    days = [published.get(name, int(day)) for name, day in zip(names, seen, strict=True)]
    by_age = sorted(range(len(names)), key=lambda number: (days[number], names[number]), reverse=True)
    place = {name: number for number, name in enumerate(AUTHORITIES)}
    last = len(place) - 1
    order = sorted(by_age, key=lambda number: place.get(authorities.get(names[number], ""), last))
    rank, age = np.empty((2, len(names)), dtype=np.int64)
    rank[order], age[by_age] = np.arange(len(names)), np.arange(len(names))
    return rank[reports.source], [names[number] for number in order], age[order]
