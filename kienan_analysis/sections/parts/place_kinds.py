"""What a place and those around it are called: the province, the district; its other districts, its wards and communes.

The words follow the type that a place's name begins with (*huyện Hải Hậu*, *phường Kiến An*), else its level. A parent
that the data have no row of is looked up among all units of the country.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from kienan_analysis.catalogue import plain_level
from kienan_analysis.data import gazetteer
from kienan_analysis.data.gazetteer import TYPE_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kienan_analysis.annual_review import Reviewed
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.wording.messages import Words

# The message of the section `place` that names a type word, or a level where no type is known.
_KEYS: Final = {
    "nước": "country",
    "vùng": "region",
    "tỉnh": "province",
    "thành phố": "city",
    "quận": "urban_district",
    "huyện": "rural_district",
    "thị xã": "town",
    "phường": "ward",
    "xã": "rural_commune",
    "thị trấn": "township",
    "đặc khu": "special_zone",
}
_TOP: Final = ("province", "city")
# A plan's assigner, and the levels of the places that may be it.
_ASSIGNING: Final = {"province": ("province",), "district": ("district",), "commune": ("commune",)}


@dataclass(frozen=True, slots=True)
class Place:
    """As much of a place as its words depend on: level, type word (empty if not known), and the id of its parent."""

    level: str
    type_vi: str
    parent: str

    @property
    def key(self) -> str:
        """The message that names it."""
        return _KEYS.get(self.type_vi, self.level)


def place_of(data: Dataset, area: str) -> Place | None:
    """Describe a place by the data, else by the country's units; None where neither has it.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id.
    """
    unit = gazetteer.unit(area)
    if area in data.areas.index:
        facts = data.areas.loc[area]
        level, parent = plain_level(str(facts["level"])), str(facts["parent"])
        said = _type_of(str(facts["name_vi"]))
        same = unit if unit is not None and unit.level == level else None
        return Place(level, said or (same.type_vi if same else ""), parent or (same.parent or "" if same else ""))
    return Place(unit.level, unit.type_vi, unit.parent or "") if unit is not None else None


def above(data: Dataset, area: str) -> Iterator[Place]:
    """Go up from a place's parent as far as the parents are known."""
    seen, place = {area}, place_of(data, area)
    while place is not None and place.parent and place.parent not in seen:
        seen.add(place.parent)
        place = place_of(data, place.parent)
        if place is not None:
            yield place


def names_above(data: Dataset, area: str, words: Words) -> list[str]:
    """Name what a place lies in, from the nearest up to the province or centrally run city; plain text.

    Places of one name are told apart by it: there were ten districts called Châu Thành.
    """
    names, seen, place = [], {area}, place_of(data, area)
    while place is not None and place.parent and place.parent not in seen:
        seen.add(place.parent)
        here, place = place.parent, place_of(data, place.parent)
        if place is None or place.level in {"country", "region"}:
            break
        names.append(_name(data, here, words.language))
    return names


def _name(data: Dataset, area: str, language: str) -> str:
    if area in data.areas.index:
        return str(data.areas.loc[area, f"name_{language}"])
    unit = gazetteer.unit(area)
    return "" if unit is None else unit.name_vi if language == "vi" else unit.name_en


class _Named(Protocol):
    """Areas that are named beside each other."""

    @property
    def data(self) -> Dataset: ...

    @property
    def namesakes(self) -> Collection[str]: ...


def told_apart(beside: _Named, area: str, language: str) -> str:
    """Name a place; one that shares its name with another beside it by what it lies in, too; plain text."""
    if area in beside.namesakes:
        return with_parent(beside.data, area, language)
    return beside.data.area_name(area, language)


def with_parent(data: Dataset, area: str, language: str, *, bare: bool = False) -> str:
    """Name a place and what it lies in: *Xã Vân Sơn (Bắc Ninh)*, or bare *Vân Sơn (Bắc Ninh)*; plain text."""
    name = bare_name(data, area, language) if bare else data.area_name(area, language)
    place = place_of(data, area)
    return f"{name} ({bare_name(data, place.parent, language)})" if place is not None and place.parent else name


def parent_words(review: Reviewed, words: Words) -> str:
    """Name the parent by its kind: the province, the district; empty for a place that has none."""
    parent = next(above(review.data, review.area), None)
    return words.say(f"place.{parent.key}") if parent is not None and parent.key in _named() else ""


def sibling_words(review: Reviewed, words: Words) -> str:
    """Name the places beside it by their kind: *quận, huyện*, *districts*."""
    own = place_of(review.data, review.area)
    parent = next(above(review.data, review.area), None)
    return words.say(f"siblings.{_siblings(own, parent)}")


def part_words(data: Dataset, area: str, part: str, words: Words) -> str:
    """Name the places inside an area by their kind, by one of them: *xã, phường*, *communes and wards*."""
    own, over = place_of(data, part), place_of(data, area)
    key = _siblings(own, over)
    if key == "others" and own is not None:
        key = {"commune": "communes", "district": "districts_of_province"}.get(own.level, key)
    return words.say(f"siblings.{key}")


def bare_name(data: Dataset, area: str, language: str) -> str:
    """Name a place without its type word, as on a map: *Kiến An*; a number alone is no name, *Quận 1*."""
    name = _name(data, area, language)
    place = place_of(data, area)
    kind = place.type_vi if place is not None else ""
    unit = gazetteer.unit(area)
    if unit is not None and unit.name in name:
        return unit.name
    own = _name(data, area, "vi")
    short = own[len(kind) :].strip() if kind and own.lower().startswith(f"{kind} ") else own
    return name if short[:1].isdigit() or short not in name else short


def assigner_words(data: Dataset, areas: tuple[str, ...], words: Words, name: str) -> str:
    """Name who assigned a plan: a level by the type of the place of that level which the areas lie in, or are.

    Parameters
    ----------
    data : Dataset
    areas : tuple of str
        Those whose plans are spoken of; where their own places of the level differ in type, the level is named.
    words : Words
    name : str
        One of `kienan_analysis.catalogue.ASSIGNERS`.
    """
    levels = _ASSIGNING.get(name, ())
    found = {_of_level(data, area, levels) for area in areas} if levels else set()
    key = found.pop() if len(found) == 1 else ""
    return words.say(f"place.{key}" if key in _named() else f"assigner.{name or 'none'}")


def _of_level(data: Dataset, area: str, levels: tuple[str, ...]) -> str:
    own = place_of(data, area)
    chain = [*([own] if own is not None else []), *above(data, area)]
    return next((place.key for place in chain if place.level in levels and place.type_vi), "")


def _siblings(own: Place | None, parent: Place | None) -> str:
    """Choose how the places of one parent are called together; a cluster of districts lies among districts."""
    level = own.level if own is not None else ""
    over = parent.level if parent is not None else ""
    if level in _TOP and over in {"country", "region", ""}:
        return "provinces"
    if over in _TOP and level in {"district", "cluster"}:
        return "districts_of_city" if over == "city" else "districts_of_province"
    if over in _TOP and level == "commune":
        return "communes"
    if over == "district" and level == "commune" and parent is not None:
        return {"quận": "wards", "huyện": "rural_communes"}.get(parent.type_vi, "communes")
    return "others"


def _named() -> frozenset[str]:
    return frozenset((*_KEYS.values(), "country", "region", "province", "city", "district", "commune"))


def _type_of(name: str) -> str:
    """Give the type word that a name begins with."""
    small = name.lower()
    return next((word for word in TYPE_WORDS if small.startswith(f"{word} ")), "")
