"""What an area was made of and what came after it, and the figures of its earlier units, apart from its own.

The package's own table of areas says it first; where it says nothing, the gazetteer of all units does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from kienan_analysis.catalogue import plain_level
from kienan_analysis.data import gazetteer
from kienan_analysis.reviews import in_columns
from kienan_analysis.reviews.formulas import EMPTY
from kienan_analysis.reviews.prints import printed_figures
from kienan_analysis.reviews.statements import KEY, area_statements, in_catalogue_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.catalogue import Language
    from kienan_analysis.data.gazetteer import Unit
    from kienan_analysis.dataset import Dataset

Share = Literal["whole", "part", ""]

_LAST_YEARS: Final = 3  # of each series of an earlier unit
_KEY_OF_PART: Final = ["area", *KEY, "year"]


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit on whose ground another was made, or that took another's ground over.

    Attributes
    ----------
    id, name_vi, name_en : str
        As the package calls it, else as the gazetteer does.
    level : str
        One of `kienan_analysis.catalogue.AREA_LEVELS`; a ward is a commune.
    share : {"whole", "part", ""}
        Whether all of the ground went over or a part; empty where nothing says.
    ended : date or None
        Its last day.
    """

    id: str
    name_vi: str
    name_en: str
    level: str
    share: Share
    ended: date | None

    def name(self, language: Language) -> str:
        """Name it in the reader's language."""
        return self.name_vi if language == "vi" else self.name_en


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where an area comes from and what came after it.

    Attributes
    ----------
    began, ended : date or None
        First and last day of the area; None where it is open or not known.
    parts : tuple of Kin
        The units on whose ground it was made: the larger first. A commune's are communes, and the district that they
        belonged to.
    heirs : tuple of Kin
        The units that its ground went to.
    """

    began: date | None
    ended: date | None
    parts: tuple[Kin, ...]
    heirs: tuple[Kin, ...]

    @property
    def made_of(self) -> tuple[Kin, ...]:
        """The parts of the smallest level that there is: what it is made of, without what that belonged to."""
        smallest = max((rank(part.level) for part in self.parts), default=0)
        return tuple(part for part in self.parts if rank(part.level) == smallest)

    @property
    def is_same_ground(self) -> bool:
        """Whether it only took the place of one unit, whole."""
        return len(self.made_of) == 1 and self.made_of[0].share == "whole"


def rank(level: str) -> int:
    """Rank a level, the largest first: a centrally run city with the provinces, a cluster, which is no unit, first.

    Examples
    --------
    >>> rank("province") == rank("city") < rank("district") < rank("ward") == rank("commune")
    True
    """
    plain = "province" if level == "city" else plain_level(level)
    return gazetteer.LEVELS.index(plain) if plain in gazetteer.LEVELS else 0


def lineage_of(data: Dataset, area: str) -> Lineage:
    """Say where an area comes from and what came after it.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id.
    """
    own, unit = data.areas.loc[area], _unit(data, area)
    began = own["valid_from"] or (unit.valid_from if unit is not None else None)
    ended = own["valid_to"] or (unit.valid_to if unit is not None else None)
    parts = tuple(sorted(_parts(data, area, unit), key=_order))
    if began is None and parts:
        days = [part.ended for part in parts if part.ended is not None]
        began = max(days) + timedelta(days=1) if days else None
    return Lineage(began, ended, parts, tuple(_heirs(data, _successors(data, area), unit)) if ended else ())


def earlier_years(data: Dataset, area: str, parts: Iterable[Kin]) -> pd.DataFrame:
    """Lay out the last full years that sources print of an area's earlier units, each by itself: nothing is joined.

    Parameters
    ----------
    data : Dataset
    area : str
        The area that they became.
    parts : iterable of Kin

    Returns
    -------
    DataFrame
        ``area``, indicator, basis, ``year``; the quantities ``level`` and ``growth`` with their decimals, hedges and
        ``level_source``, ``growth_source``, as the unit's own page shows what is printed. In catalogue
        order, then by area as in `parts`, then by year.
    """
    order = {part.id: place for place, part in enumerate(parts) if part.id != area}
    ended = {part.id: part.ended for part in parts}
    rows = area_statements(data, *order)
    rows = rows[rows["full_year"] & (rows["base"] == "") & rows["measure"].isin(["level", "growth"])]
    # Of no rows this is a column of texts where pandas has Arrow, and no year compares with one.
    last = rows["area"].map({name: day.year for name, day in ended.items() if day is not None}).astype("float64")
    rows = rows[last.isna() | (rows["year"] <= last)]
    keys = rows[[*_KEY_OF_PART, "period"]].drop_duplicates(ignore_index=True).sort_values(_KEY_OF_PART)
    keys = keys.reset_index(drop=True)
    printed = {str(part): printed_figures(data, said) for part, said in rows.groupby("area")}
    parts_of_frame = [keys[_KEY_OF_PART]]
    for measure in ("level", "growth"):
        stated = [(area, (*key, period, measure, "", "")) for area, *key, _, period in keys.itertuples(index=False)]
        parts_of_frame.append(in_columns(measure, [printed[area].get(key, EMPTY) for area, key in stated]))
    frame = pd.concat(parts_of_frame, axis=1)
    frame["unit"] = frame["indicator"].map(data.indicators["unit"])
    frame = frame.sort_values(_KEY_OF_PART, kind="stable").groupby(_KEY_OF_PART[:-1]).tail(_LAST_YEARS)
    frame = frame.sort_values("area", key=lambda names: names.map(order), kind="stable")
    return in_catalogue_order(frame, data)


def not_computed(results: pd.DataFrame, earlier: pd.DataFrame, year: int) -> list[str]:
    """Name the indicators whose growth over a year is not computed, as the year before is the earlier units'.

    Parameters
    ----------
    results : DataFrame
        The area's results of the year.
    earlier : DataFrame
        What `earlier_years` gives.
    year : int
    """
    before = earlier[(earlier["year"] == year - 1) & earlier["level"].notna()]
    keys = set(before[KEY].itertuples(index=False, name=None))
    rows = results[results["level"].notna() & results["growth"].isna()]
    return [str(row.indicator) for row in rows[KEY].itertuples(index=False) if tuple(row) in keys]


def _successors(data: Dataset, area: str) -> tuple[str, ...]:
    said: tuple[str, ...] = data.areas["successors"].astype(object)[area]
    return said


def _unit(data: Dataset, area: str) -> Unit | None:
    """Find an area of the package in the gazetteer; one of the package's own that only shares an id is none."""
    unit = gazetteer.unit(area)
    own = data.areas.loc[area]
    if unit is None or plain_level(str(own["level"])) != unit.level:
        return None
    return unit if not own["code"] or not unit.code or own["code"] == unit.code else None


def _parts(data: Dataset, area: str, unit: Unit | None) -> list[Kin]:
    known = {found.id: found for found in (gazetteer.predecessors(area) if unit is not None else ())}
    naming = [str(name) for name in data.areas.index if area in _successors(data, str(name))]
    found = [_kin(data, name, known.get(name) or gazetteer.unit(name), area) for name in naming]
    for name, earlier in known.items():
        if name not in naming and not (name in data.areas.index and _successors(data, name)):
            found.append(_kin(data, name, earlier, area))
    return found


def _heirs(data: Dataset, said: tuple[str, ...], unit: Unit | None) -> list[Kin]:
    shares: dict[str, Share] = dict(unit.successors) if unit is not None else {}
    names = said or tuple(shares)
    return [_made(data, name, gazetteer.unit(name), shares.get(name, "")) for name in names]


def _kin(data: Dataset, name: str, unit: Unit | None, heir: str) -> Kin:
    shares: dict[str, Share] = dict(unit.successors) if unit is not None else {}
    return _made(data, name, unit, shares.get(heir, ""))


def _made(data: Dataset, name: str, unit: Unit | None, share: Share) -> Kin:
    if name in data.areas.index:
        own = data.areas.loc[name]
        ended = own["valid_to"] or (unit.valid_to if unit is not None else None)
        return Kin(name, str(own["name_vi"]), str(own["name_en"]), plain_level(str(own["level"])), share, ended)
    if unit is None:
        return Kin(name, name, name, "", share, None)
    return Kin(name, unit.name_vi, unit.name_en, unit.level, share, unit.valid_to)


def _order(part: Kin) -> tuple[int, bool, str]:
    return rank(part.level), part.share == "part", part.id
