"""Which source is the newer one: the order of `vintages`, for columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

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
        Whether it is of a result, not of a plan.
    """

    source: Ints
    first_day: Ints
    last_day: Ints
    achieved: Bools


def newest_first(reports: Reports, names: list[str], published: Mapping[str, int]) -> tuple[Ints, list[str]]:
    """Give the sources numbers by their age, the newest first; of two equally new ones the greater id goes first.

    A source without a date is as new as the end of the last period whose result it reports; one with plans only as
    the beginning of the last period planned.

    Parameters
    ----------
    names : list of str
        Of the sources, by number.
    published : mapping
        Day of publication by source, as an ordinal; a source without a date is missing.

    Returns
    -------
    source : array
        The new number of each observation's source.
    names : list of str
        By the new numbers.
    """
    achieved, planned = np.zeros((2, len(names)), dtype=np.int64)
    np.maximum.at(achieved, reports.source[reports.achieved], reports.last_day[reports.achieved])
    np.maximum.at(planned, reports.source[~reports.achieved], reports.first_day[~reports.achieved])
    seen = np.where(achieved > 0, achieved, planned)
    days = [published.get(name, int(day)) for name, day in zip(names, seen, strict=True)]
    order = sorted(range(len(names)), key=lambda number: (days[number], names[number]), reverse=True)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return rank[reports.source], [names[number] for number in order]
