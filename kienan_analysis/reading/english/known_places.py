"""Which place an English name means: told apart by level, by the provinces of the text and by the one it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.data import gazetteer
from kienan_analysis.data.gazetteer.identifiers import slug
from kienan_analysis.reading.english.places import units_of
from kienan_analysis.reading.scopes.known_places import RANKS, KnownPlaces
from kienan_analysis.reading.scopes.place_lines import Lines
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Area
    from kienan_analysis.reading.scopes.known_places import Place
    from kienan_analysis.reading.scopes.place_lines import Line

# What a commune is called. Their English names are in no list: without tones too many are the same.
_COMMUNES: Final = {"ward": "phường", "commune": "xã", "township": "thị trấn"}


class EnglishPlaces:
    """Finds places by their English names.

    Parameters
    ----------
    areas : mapping of str to Area
        The data package's.

    Attributes
    ----------
    lines : Lines
    """

    def __init__(self, areas: Mapping[str, Area]) -> None:
        known = KnownPlaces(areas)
        self.lines = Lines(known)
        self._own: dict[str, list[Place]] = {}
        for area in areas.values():
            place = known.place(area.id)
            if place is not None:
                self._own.setdefault(_key(area.name_en.partition("(")[0]), []).append(place)
        self._found: dict[str, tuple[Line, ...]] = {}
        self._communes: dict[str, dict[str, list[Place]]] = {}

    def choose(self, words: str, roots: Sequence[str], near: Line | None) -> Line | None:
        """Choose the place that a name means; None where it means none that is known, or several alike.

        Parameters
        ----------
        words : str
            As the text names it: ``hai phong city``, ``kien an ward``.
        roots : sequence of str
            The provinces of today that the text speaks of, most first.
        near : Line or None
            The place that the text is about.
        """
        lines = list(self.lines_of(words))
        if near is not None and near in lines:
            return near
        if not lines:
            lines = self._toneless(words, roots)
        largest = [line for line in lines if RANKS[line.level] <= RANKS["province"]]
        if largest:
            return largest[0] if len(largest) == 1 else None
        for root in roots:
            inside = [line for line in lines if any(self.lines.root(place) == root for place in line.places)]
            if inside:
                lines = inside
                break
        levels = [line for line in lines if line.level == "district"] or lines
        return levels[0] if len(levels) == 1 else None

    def lines_of(self, words: str) -> tuple[Line, ...]:
        """Give all that a name may mean."""
        found = self._found.get(words)
        if found is None:
            known = self.lines.known
            places = {place.id: place for place in self._own.get(_key(words), [])}
            for unit in units_of(words):
                place = known.place(unit.id)
                if place is not None:
                    places.setdefault(place.id, place)
            names = dict.fromkeys(place.key for place in places.values())
            level = {place.level for place in places.values()}
            same = [place for name in names for place in known.named(name) if place.level in level]
            joined = self.lines.of({place.id: place for place in (*same, *places.values())}.values())
            self._found[words] = found = tuple(
                line for line in joined if any(place.id in places for place in line.places)
            )
        return found

    def provinces_of(self, words: str) -> list[str]:
        """Give the ids of today's provinces that a name may be, or lie in, where that is only one."""
        place = self.lines.known.place(words)
        if place is not None:
            root = self.lines.root(place)
            return [root] if root else []
        lines = self.lines_of(words) or self.lines_of(words.removeprefix("tỉnh ").removeprefix("thành phố "))
        provinces = [line for line in lines if line.level == "province"] or list(lines)
        roots = {self.lines.root(line.places[0]) for line in provinces}
        return [root for root in roots if root] if len(roots) == 1 else []

    def level(self, line: Line) -> str:
        """Give the level of a place as indicators name it: a centrally run city is none of the provinces."""
        if line.level == "province" and line.places[-1].type == "thành phố":
            return "city"
        return line.level

    def _toneless(self, words: str, roots: Sequence[str]) -> list[Line]:
        """Find a commune of the text's provinces by its name without tones: *Hac Thanh ward*."""
        head, _, level = words.rpartition(" ")
        kind = _COMMUNES.get(level)
        if kind is None:
            return []
        for root in roots:
            named = self._communes_of(root).get(slug(head), [])
            found = [place for place in named if place.type == kind]
            if found:
                return self.lines.of(found)
        return []

    def _communes_of(self, root: str) -> dict[str, list[Place]]:
        found = self._communes.get(root)
        if found is None:
            found = {}
            for unit in gazetteer.children(root):
                place = self.lines.known.place(unit.id)
                if place is not None and place.level == "commune":
                    found.setdefault(slug(place.key), []).append(place)
            self._communes[root] = found
        return found


def _key(words: str) -> str:
    return slug(matching_key(words.strip()))
