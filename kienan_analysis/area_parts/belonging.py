"""Which places belong to an area: those of the data that have figures, and how many there were in all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import plain_level
from kienan_analysis.data import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kienan_analysis.catalogue import Area
    from kienan_analysis.data.areas import KnownAreas
    from kienan_analysis.data.gazetteer import Unit
    from kienan_analysis.dataset import Dataset

# Places of these stand side by side: a centrally run city is a province among provinces. The larger first.
KINDS: Final = ("province", "district", "commune")
_KIND: Final = {"city": "province"} | {name: name for name in KINDS}


@dataclass(frozen=True, slots=True)
class Part:
    """A place inside an area.

    Attributes
    ----------
    id : str
    lat, lon : float
        A point inside, degrees north and east (WGS 84); NaN where none is known.
    is_mean : bool
        Whether that is the mean of the points of what it is made of.
    """

    id: str
    lat: float = math.nan
    lon: float = math.nan
    is_mean: bool = False

    @property
    def has_point(self) -> bool:
        """Whether it is known where it lies."""
        return not (math.isnan(self.lat) or math.isnan(self.lon))


@dataclass(frozen=True)
class Parts:
    """The places of one kind inside an area, in a year.

    Attributes
    ----------
    kind : {"province", "district", "commune"}
        The one of which most places have figures.
    with_figures : tuple of Part
        By id.
    without : tuple of Part
        Units of the kind that stood at the year's end and have no figures.
    is_counted : bool
        Whether it is known how many there were.
    elsewhere : mapping of str to int
        How many places of other kinds inside the area have figures.
    clusters : tuple of str
        Groups of places with figures: sums over parts, and no parts.
    """

    kind: str
    with_figures: tuple[Part, ...]
    without: tuple[Part, ...]
    is_counted: bool
    elsewhere: Mapping[str, int]
    clusters: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many such places are known, with figures or without."""
        return len(self.with_figures) + len(self.without)


def places_inside(data: Dataset, area: str) -> dict[str, str]:
    """Find the areas of the data, with any figures, that lie inside an area.

    Parameters
    ----------
    data : Dataset
    area : str

    Returns
    -------
    dict of str to str
        Their level by id, in the order of the data's areas: one of `KINDS`, or ``cluster``. The area itself, regions
        and the country are none of them.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> places_inside(ka.load(), "hai-phong-2025")
    {'phuong-kien-an': 'commune', 'phuong-phu-lien': 'commune'}
    """
    known = data.known_areas
    with_figures = set(data.observations["area"])
    found = {}
    for place in map(str, data.areas.index):
        level = plain_level(known[place].level)
        kind = _KIND.get(level, level)
        if place in with_figures and kind in {*KINDS, "cluster"} and area in above(known, place):
            found[place] = kind
    return found


def parts_of(data: Dataset, area: str, year: int, kinds: Mapping[str, str]) -> Parts:
    """Sort the places inside an area that have figures of a year.

    Parameters
    ----------
    data : Dataset
    area : str
    year : int
    kinds : mapping of str to str
        What `places_inside` gives, of the places with figures of the year alone; at least one is no cluster.
    """
    counts = {kind: sum(one == kind for one in kinds.values()) for kind in KINDS}
    kind = max(KINDS, key=lambda name: counts[name])  # of equals the larger places
    known = data.known_areas
    own = sorted(place for place, one in kinds.items() if one == kind)
    units = {place: gazetteer.unit(place) or _unit_of(known[place]) for place in own}
    there = {unit.id for unit in units.values() if unit is not None}
    standing = _standing(known[area], kind, year)
    return Parts(
        kind,
        tuple(_part(place, units[place]) for place in own),
        tuple(_part(unit.id, unit) for unit in standing if unit.id not in there),
        bool(standing),
        {name: count for name, count in counts.items() if count and name != kind},
        tuple(place for place, one in kinds.items() if one == "cluster"),
    )


def above(known: KnownAreas, place: str) -> set[str]:
    """Name what a place lies in; where the data leave a parent out, the gazetteer's.

    Parameters
    ----------
    known : KnownAreas
    place : str
    """
    found: set[str] = set()
    here: str = place
    while here:
        area = known.get(here)
        unit = gazetteer.unit(here) if area is None or not area.parent else None
        here = area.parent if area is not None and area.parent else (unit.parent or "" if unit is not None else "")
        if here in found or here == place:
            break
        if here:
            found.add(here)
    return found


def _unit_of(area: Area) -> Unit | None:
    """Find the unit that a package has under an id of its own: of its code, kind and days."""
    kind = _KIND.get(plain_level(area.level))
    for unit in gazetteer.coded(area.code) if area.code else ():
        begins_after = unit.valid_from and area.valid_to and unit.valid_from > area.valid_to
        ended_before = unit.valid_to and area.valid_from and unit.valid_to < area.valid_from
        if _KIND.get(unit.level) == kind and not begins_after and not ended_before:
            return unit
    return None


def _part(name: str, unit: Unit | None) -> Part:
    if unit is None or unit.lat is None or unit.lon is None:
        return Part(name)
    return Part(name, unit.lat, unit.lon, unit.point == "mean")


def _standing(area: Area, kind: str, year: int) -> list[Unit]:
    """List the units of a kind inside an area at the end of a year, or on its own last day, as the gazetteer has them.

    Of an area that began or ended in the year, those of the part of it that it stood.
    """
    day = min(date(year, 12, 31), area.valid_to or date.max)
    level: list[str] = [area.id]
    found: list[Unit] = []
    while level:
        children = [unit for name in level for unit in gazetteer.children(name, day)]
        found += [unit for unit in children if _KIND.get(unit.level) == kind]
        level = [unit.id for unit in children if _holds(unit, kind)]
    return sorted(_once(found), key=lambda unit: unit.id)


def _holds(unit: Unit, kind: str) -> bool:
    own = _KIND.get(unit.level)
    return own is None or KINDS.index(own) < KINDS.index(kind)


def _once(units: Iterable[Unit]) -> list[Unit]:
    return list({unit.id: unit for unit in units}.values())
