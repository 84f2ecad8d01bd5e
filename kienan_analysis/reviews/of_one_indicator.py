"""The figures of one indicator in many areas, each as its own area's `Accepted` gives it, worked out together.

What all of them need is made once: one reading of their rows, one reconciliation. No statement binds two areas or two
indicators. Only how new a source without a date is depends on the area: areas that see it alike go together.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kienan_analysis.catalogue import parse_period
from kienan_analysis.reconciliation import reconcile
from kienan_analysis.reviews.accepted import Accepted, Gathered
from kienan_analysis.reviews.implied import levels_by_area
from kienan_analysis.reviews.prints import printed_by_area
from kienan_analysis.reviews.statements import statements_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

_PLANNED = frozenset({"plan", "planned_growth"})
# Days of publication, as ordinals, of sources that name none.
_Days = tuple[tuple[str, int], ...]


def accepted_of_indicator(data: Dataset, indicator: str, areas: Sequence[str]) -> dict[str, Accepted]:
    """Decide the levels and printed growth rates of an indicator in many areas.

    Parameters
    ----------
    data : Dataset
    indicator : str
    areas : sequence of str
        Area ids.

    Returns
    -------
    dict
        By area: its ``levels`` and ``printed_growths`` of this indicator, as `Accepted` of the area has them. Of its
        other figures it knows nothing.
    """
    rows = data.observations[data.observations["indicator"] == indicator]
    rows = rows[rows["area"].isin(areas)]
    plain = rows["measure"].isin(["level", "growth"]) & (rows["assigner"] == "") & (rows["base"] == "")
    printed = printed_by_area(data, statements_among(data, rows[plain]))
    sources = dict(zip(rows["id"].tolist(), rows["source"].tolist(), strict=True))
    reconciled = reconciled_together(data, rows, areas)
    levels = {id(known): levels_by_area(known) for known in reconciled.values()}
    found: dict[str, Accepted] = {}
    for area in areas:
        known = reconciled[area]
        gathered = Gathered(printed.get(area, {}), levels[id(known)].get(area, []), sources)
        found[area] = Accepted(data, area, known, gathered)
    return found


def reconciled_together(data: Dataset, rows: pd.DataFrame, areas: Sequence[str]) -> dict[str, Reconciled]:
    """Reconcile observations of many areas at once, to what each area by itself comes to.

    Parameters
    ----------
    data : Dataset
    rows : DataFrame
        Rows of its observations: all of these areas, or all of some indicators of them.
    areas : sequence of str
        Area ids.

    Returns
    -------
    dict
        By area; areas in which the sources without a date are equally new share one.
    """
    found: dict[str, Reconciled] = {}
    for days, alike in _alike(data, rows, areas).items():
        part = rows if len(alike) == len(areas) else rows[rows["area"].isin(alike)]
        found |= dict.fromkeys(alike, reconcile(part, sources=_dated(data.sources, days)))
    return found


def _alike(data: Dataset, rows: pd.DataFrame, areas: Iterable[str]) -> dict[_Days, list[str]]:
    """Put the areas together in which the sources without a date are equally new."""
    undated = [str(name) for name, day in data.sources["published"].items() if not isinstance(day, date)]
    concerned = rows["source"].isin(undated)
    asked = set(rows.loc[concerned, "area"])
    newness = _newness(data.of_areas(*asked), set(undated)) if asked else {}
    groups: dict[_Days, list[str]] = {}
    for area in areas:
        groups.setdefault(tuple(sorted(newness.get(area, {}).items())), []).append(area)
    return groups


def _newness(rows: pd.DataFrame, undated: set[str]) -> dict[str, dict[str, int]]:
    """Say by area how new each source without a date is: as reconciling all that the area has would take it."""
    reported: dict[str, dict[str, int]] = {}
    planned: dict[str, dict[str, int]] = {}
    names = ("area", "source", "period", "measure", "status")
    for area, source, text, measure, status in set(zip(*(rows[name].tolist() for name in names), strict=True)):
        if source in undated:
            period, achieved = parse_period(text), measure not in _PLANNED and status != "estimate"
            days = (reported if achieved else planned).setdefault(area, {})
            days[source] = max(days.get(source, 0), (period.last if achieved else period.first).toordinal())
    return {area: planned.get(area, {}) | reported.get(area, {}) for area in {*planned, *reported}}


def _dated(sources: pd.DataFrame, days: _Days) -> pd.DataFrame:
    published = sources["published"].astype(object)
    for source, day in days:
        published[source] = date.fromordinal(day)
    return sources.assign(published=published)
