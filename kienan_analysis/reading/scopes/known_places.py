"""The places that texts can name: the gazetteer's, and those of the data package, whose ids go before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.data import gazetteer
from kienan_analysis.reading.scopes.place_words import words_of_places
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kienan_analysis.catalogue import Area
    from kienan_analysis.data.gazetteer import Unit

PlaceLevel = Literal["country", "region", "province", "district", "commune", "other"]

# From the largest to the smallest.
RANKS: Final[dict[str, int]] = {"country": 0, "region": 1, "province": 2, "district": 3, "commune": 4, "other": 5}
COUNTRY: Final = "viet-nam"
_LEVELS: Final[dict[str, PlaceLevel]] = {
    "country": "country",
    "region": "region",
    "province": "province",
    "city": "province",
    "district": "district",
    "commune": "commune",
    "ward": "commune",
}
_MOST_PARENTS: Final = 6  # a commune, a district, a province, a region, the country


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit, for as long as it existed.

    Attributes
    ----------
    id : str
    code : str
    level : {"country", "region", "province", "district", "commune", "other"}
        A centrally run city ranks with the provinces; ``other`` is no administrative unit (a cluster).
    type : str
        Its type word in full: *quận*; empty where the name has none.
    key : str
        Its bare name in the spelling that is matched.
    parent : str
    first, last : date or None
        Its days; None where open or not known.
    successors : tuple of str
    """

    id: str
    code: str
    level: PlaceLevel
    type: str
    key: str
    parent: str
    first: date | None
    last: date | None
    successors: tuple[str, ...]

    def overlaps(self, first: date, last: date) -> bool:
        """Whether it stood on a day between two."""
        return (self.first is None or self.first <= last) and (self.last is None or self.last >= first)


class KnownPlaces:
    """Finds places by name or id; the gazetteer is not opened before the first question.

    Parameters
    ----------
    areas : mapping of str to Area
        The data package's.
    """

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._own = {area.id: _of_area(area) for area in areas.values()}
        self._own_named: dict[str, list[Place]] = {}
        for place in self._own.values():
            self._own_named.setdefault(place.key, []).append(place)
        self._own_words: dict[str, int] = {}
        for key in self._own_named:
            words = key.split()
            self._own_words[words[0]] = max(len(words), self._own_words.get(words[0], 0))
        self._short = words_of_places().regions
        self._named: dict[str, tuple[Place, ...]] = {}
        self._instead: dict[str, Place] = {}
        self._by_id: dict[str, Place | None] = {}

    @property
    def untyped(self) -> dict[str, int]:
        """First words of the package's names without a type word, and the most words of one: *Cụm các quận …*."""
        found: dict[str, int] = {}
        for place in self._own.values():
            words = place.key.split()
            if place.level == "other":
                found[words[0]] = max(len(words), found.get(words[0], 0))
        return found

    def longest(self, word: str) -> int:
        """Say how many words the longest name has that begins with a word; 0 if none does."""
        if word in self._short:
            return 1
        return max(gazetteer.names_beginning(word), self._own_words.get(word, 0))

    def named(self, key: str) -> tuple[Place, ...]:
        """Give all places of a bare name, the larger first."""
        key = self._short.get(key, key)
        found = self._named.get(key)
        if found is None:
            own = self._own_named.get(key, [])
            known = [_of_unit(unit) for unit in gazetteer.named(key)]
            left: list[Place] = []
            for place in known:
                same = next((mine for mine in own if self._is_same(mine, place)), None)
                if same is None:
                    left.append(place)
                else:
                    self._instead[place.id] = same
            found = tuple(sorted([*own, *left], key=lambda place: RANKS[place.level]))
            self._named[key] = found
        return found

    def place(self, name: str) -> Place | None:
        """Give the place of an id."""
        if name in self._own:
            return self._own[name]
        if name not in self._by_id:
            self._by_id[name] = self._looked_up(name)
        return self._by_id[name]

    def _looked_up(self, name: str) -> Place | None:
        unit = gazetteer.unit(name) if name else None
        if unit is None:
            return None
        place = _of_unit(unit)
        self.named(place.key)  # says whether the package has it under another id
        return self._instead.get(name, place)

    def above(self, place: Place) -> list[Place]:
        """Give the places that one belongs to, the nearest first."""
        found: list[Place] = []
        while place.parent and len(found) < _MOST_PARENTS:
            parent = self.place(place.parent)
            if parent is None:
                break
            found.append(parent)
            place = parent
        return found

    def province(self, place: Place) -> Place | None:
        """Give the province or centrally run city of a place, itself included."""
        if place.level == "province":
            return place
        return next((parent for parent in self.above(place) if parent.level == "province"), None)

    def root(self, place: Place) -> str:
        """Give the id of the province of today that a place's ground belongs to; empty where that is not known."""
        province = self.province(place)
        if province is None:
            return ""
        for _ in range(_MOST_PARENTS):
            following = self.place(province.successors[0]) if province.successors else None
            if following is None:
                break
            province = following
        return province.id

    def _is_same(self, mine: Place, other: Place) -> bool:
        if mine.id == other.id:
            return True
        if mine.level != other.level or (mine.type and mine.type != other.type):
            return False
        if (mine.first and other.last and mine.first > other.last) or (
            mine.last and other.first and mine.last < other.first
        ):
            return False
        if mine.code and other.code:
            return mine.code == other.code
        parent, beside = self._own.get(mine.parent), gazetteer.unit(other.parent) if other.parent else None
        return parent is None or beside is None or parent.key == matching_key(beside.name)


def _of_area(area: Area) -> Place:
    words = matching_key(area.name_vi.partition("(")[0]).split()
    types = words_of_places().types
    for length in (2, 1):
        kind = types.get(" ".join(words[:length]))
        if kind and len(words) > length:
            numbered = words[length].isdigit()
            key = " ".join(words if numbered else words[length:])
            break
    else:
        kind, key = "", " ".join(words)
    level = _LEVELS.get(area.level, "other")
    return Place(
        area.id, area.code, level, kind, key, area.parent, area.valid_from, area.valid_to, tuple(area.successors)
    )


def _of_unit(unit: Unit) -> Place:
    return Place(
        unit.id,
        unit.code,
        _LEVELS.get(unit.level, "other"),
        unit.type_vi,
        matching_key(unit.name),
        unit.parent or "",
        unit.valid_from,
        unit.valid_to,
        tuple(name for name, _ in unit.successors),
    )
