"""The areas that a data package can speak of: its own, and beside them every unit of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import Area, plain_level
from kienan_analysis.data import gazetteer

if TYPE_CHECKING:
    from datetime import date

    from kienan_analysis.data.gazetteer import Unit

_MOST_PARENTS: Final = 8
_OF_PROVINCES: Final = frozenset({"province", "city"})


class KnownAreas(Mapping[str, Area]):
    """Areas by id: those of a package, else the gazetteer's.

    Asked for an id, it answers for both (``known["dong-ha"]``, ``"dong-ha" in known``); walked over or counted, it has
    the package's own alone. Nothing of the gazetteer is read before an id is asked for that the package does not hold.

    Parameters
    ----------
    own : mapping of str to Area
        The package's.

    Attributes
    ----------
    own : mapping of str to Area
    """

    def __init__(self, own: Mapping[str, Area]) -> None:
        self.own: Mapping[str, Area] = own.own if isinstance(own, KnownAreas) else own
        self._found: dict[str, Area | None] = {}

    def __getitem__(self, name: str) -> Area:
        area = self.own.get(name) or self._looked_up(name)
        if area is None:
            raise KeyError(name)
        return area

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self.own or self._looked_up(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.own)

    def __len__(self) -> int:
        return len(self.own)

    def same_as(self, unit: Unit) -> Area | None:
        """Give the package's own record of a unit: of its id, or of another id with its level, code or name, and days.

        Parameters
        ----------
        unit : Unit
        """
        if unit.id in self.own:
            return self.own[unit.id]
        return next((area for area in self.own.values() if _is_same(area, unit)), None)

    def of_unit(self, unit: Unit) -> Area:
        """Give a unit as the package has it, else as the gazetteer does."""
        return self.same_as(unit) or area_of(unit)

    def above(self, name: str) -> list[Area]:
        """Give the areas that one belongs to, the nearest first, as far as they are known."""
        found: list[Area] = []
        area = self.get(name)
        while area is not None and area.parent and len(found) < _MOST_PARENTS:
            area = self.get(area.parent)
            if area is not None:
                found.append(area)
        return found

    def _looked_up(self, name: str) -> Area | None:
        if name not in self._found:
            unit = gazetteer.unit(name) if name else None
            self._found[name] = None if unit is None else area_of(unit)
        return self._found[name]


def area_of(unit: Unit) -> Area:
    """Make a record of the catalogue from a unit of the gazetteer.

    A merged province that bears the name of one of its parts says from when it is, as two of one name cannot be told
    apart otherwise.

    Examples
    --------
    >>> area = area_of(gazetteer.unit("lam-dong-2025"))
    >>> area.name_vi, area.name_en, area.level, area.parent
    ('Tỉnh Lâm Đồng (từ 7/2025)', 'Lâm Đồng Province (from July 2025)', 'province', 'viet-nam')
    """
    began = _began(unit)
    since_vi = f" (từ {began.month}/{began.year})" if began else ""
    since_en = f" (from {_MONTHS[began.month - 1]} {began.year})" if began else ""
    return Area(
        id=unit.id,
        code=unit.code,
        level=unit.level,
        name_vi=f"{unit.name_vi}{since_vi}",
        name_en=f"{unit.name_en}{since_en}",
        parent=unit.parent or "",
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        successors=tuple(name for name, _ in unit.successors),
        note="",
    )


_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _began(unit: Unit) -> date | None:
    """Give the first day of a province that bears an earlier one's name; None for all others."""
    if unit.level not in _OF_PROVINCES or unit.valid_from is None:
        return None
    return unit.valid_from if any(one.name_vi == unit.name_vi for one in gazetteer.predecessors(unit.id)) else None


def _is_same(area: Area, unit: Unit) -> bool:
    if plain_level(area.level) != unit.level or not _meet(area, unit):
        return False
    if area.code and unit.code:
        return area.code == unit.code
    named = area.name_vi.partition("(")[0].strip().casefold()
    return named == unit.name_vi.casefold() and area.parent in {"", unit.parent}


def _meet(area: Area, unit: Unit) -> bool:
    """Whether both can have stood on one day."""
    ended = area.valid_to is not None and unit.valid_from is not None and area.valid_to < unit.valid_from
    not_begun = area.valid_from is not None and unit.valid_to is not None and unit.valid_to < area.valid_from
    return not ended and not not_begun
