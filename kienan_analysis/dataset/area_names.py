"""The areas of a dataset by the names that people give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.catalogue import Area
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.data.areas.naming import find_areas, listed, the_area
from kienan_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.dataset import Dataset


def known_areas(data: Dataset) -> KnownAreas:
    """Give a dataset's areas as records, and the gazetteer's beside them."""
    rows = data.areas.reset_index().to_dict("records")
    records = [Area(**{str(name): value for name, value in row.items()}) for row in rows]
    return KnownAreas({area.id: area for area in records})


def name_in_gazetteer(area: str, language: str) -> str:
    """Name a unit of the gazetteer; an id that nobody knows stands for itself."""
    known = KnownAreas({}).get(area)
    return area if known is None else known.name("vi" if language == "vi" else "en")


def area_with_figures(data: Dataset, named: str, years: Sequence[int]) -> str:
    """Give the id of the area with figures that is meant by an id, a code or a name.

    Parameters
    ----------
    data : Dataset
    named : str
    years : sequence of int
        Of namesakes, the one with figures of these is meant.

    Raises
    ------
    UsageError
        Nothing is called so, several are, or what is called so has no figures here; names what there is.
    """
    if named in data.areas.index:
        return named
    known = known_areas(data)
    with_figures = frozenset(data.observations["area"])
    there = [area for area in find_areas(named, known) if area.id in with_figures]
    if len(there) > 1 and years:
        there = [area for area in there if set(years) & set(data.years(area.id))] or there
    if len(there) == 1:
        return there[0].id
    where = f"area {named!r}"
    if there:
        what = f"{len(there)} areas with figures are called so."
        raise UsageError(what, where=where, remedy=f"Say which, by its id:{listed(there, known)}.")
    area = the_area(named, known, option="")
    what = f"there are no figures of {area.name_vi} ({area.id}) in this data package."
    there_are = ", ".join(name for name in data.areas.index if name in with_figures) or "none"
    raise UsageError(what, where=where, remedy=f"There are: {there_are}.")
