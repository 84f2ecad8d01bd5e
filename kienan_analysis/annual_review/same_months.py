"""The latest part of a year beside the same months of the other years."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.annual_review.within_year import PART_KEY, WIDE, part_figures, share_of_year
from kienan_analysis.catalogue import parse_period
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.quantities import columns, put
from kienan_analysis.reviews.statements import KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reviews import Accepted, Figure


def same_months(data: Dataset, accepted: Accepted, within: pd.DataFrame) -> pd.DataFrame:
    """Put the latest part of the year of each indicator beside the same months of the other years.

    Parameters
    ----------
    data : Dataset
    accepted : Accepted
        The area's figures.
    within : DataFrame
        The year's own, of `part_years`.

    Returns
    -------
    DataFrame
        One row for each indicator, price basis and year, of indicators with two years or more, the oldest year first:
        ``level``, ``growth``, ``attainment`` as in `part_years`, of the plan that the year's own share is of, or of the
        only one; ``whole``: the level of the whole year; with bounds ``share``: the part of that which the months had
        brought, of what adds up over them.
    """
    months = {(indicator, basis): _span(period) for indicator, basis, period in _own_periods(within)}
    own = set(within[[*KEY, "assigner"]].itertuples(index=False, name=None))
    by: dict[tuple[str, str, str], list[str]] = {}
    by |= {key: [] for key in accepted.growths if months.get(key[:2]) == _span(key[2])}
    by |= {key: [] for key, level in accepted.levels.items() if months.get(key[:2]) == _span(key[2]) and _tells(level)}
    for key in accepted.plans:
        if key[4] == "attainment" and months.get(key[:2]) == _span(key[2]):
            by.setdefault(key[:3], []).append(key[3])
    years = Counter(key[:2] for key in by)
    rows = [(*key, _whose(key, names, own, by)) for key, names in sorted(by.items()) if years[key[:2]] > 1]
    frame = part_figures(data, accepted, rows)
    vague = [not _tells(accepted.level(*key[:3])) for key in rows]
    frame.loc[vague, columns("level")] = math.nan
    frame.loc[vague, ["level_origin", "level_source"]] = ""
    wholes = [accepted.level(*key[:2], key[2][:4]) for key in rows]
    frame = pd.concat([frame, in_columns("whole", wholes)], axis=1).copy()
    adds_up = [accepted.adds_up(key[0]) and _span(key[2])[0] == 1 for key in rows]
    put(frame, "share", share_of_year(frame, adds_up))
    frame["year"] = frame["period"].str[:4].astype("int64")
    order = {name: number for number, name in enumerate(data.indicators.index)}
    places = pd.DataFrame({"indicator": frame["indicator"].map(order), "basis": frame["basis"], "year": frame["year"]})
    return frame.loc[places.sort_values([*KEY, "year"], kind="stable").index].reset_index(drop=True)


def _tells(level: Figure) -> bool:
    """Whether a level is printed, or implied closely: months that are only less than their year have no level."""
    return level.origin != "implied" or level.high - level.low <= WIDE * level.value


def _whose(
    key: tuple[str, str, str],
    names: list[str],
    own: set[tuple[str, str, str]],
    by: Mapping[tuple[str, str, str], list[str]],
) -> str:
    """Choose among the plans of which a share is known: the only one, else the only one of the year itself, of all."""
    known = names if len(names) == 1 else [name for name in names if (*key[:2], name) in own]
    if len(known) > 1:
        others = [found for other, found in by.items() if other[:2] == key[:2] and other != key and found]
        known = [name for name in known if others and all(name in found for found in others)]
    return known[0] if len(known) == 1 else ""


def _own_periods(within: pd.DataFrame) -> list[tuple[str, str, str]]:
    """List the latest period of each indicator of the year."""
    rows = within[within["latest"]].sort_values("months", kind="stable", na_position="first")
    rows = rows.drop_duplicates(KEY, keep="last")
    return [tuple(row) for row in rows[PART_KEY].itertuples(index=False, name=None)]


def _span(text: str) -> tuple[int, int]:
    """Give the first and last month of a part of a year; zeros for any other period."""
    period = parse_period(text)
    return (period.first.month, period.last.month) if period.is_part_year else (0, 0)
