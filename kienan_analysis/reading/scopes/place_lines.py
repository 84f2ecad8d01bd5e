"""Places of one name and ground that stood one after the other, as one line: Hải Phòng before and since the merger."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.reading.scopes.known_places import COUNTRY
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.reading.scopes.known_places import KnownPlaces, Place


class Line(NamedTuple):
    """Places of one name, level and ground that stood one after the other."""

    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """Their bare name."""
        return self.places[0].key

    @property
    def level(self) -> str:
        """Their level."""
        return self.places[0].level

    def is_a(self, type_word: str) -> bool:
        """Whether it may be called by a type word: a thị xã that was a huyện is still called one."""
        if any(place.type == type_word for place in self.places):
            return True
        levels = words_of_places().levels[type_word]
        return levels == (self.level,) and self.level in {"district", "commune", "region"}


class Lines:
    """Joins places to lines, and goes from a line to those above it.

    Parameters
    ----------
    known : KnownPlaces
    """

    def __init__(self, known: KnownPlaces) -> None:
        self.known = known
        self._roots: dict[str, str] = {}
        self._upper: dict[tuple[Line, str], Line | None] = {}

    def root(self, place: Place) -> str:
        """Give the id of the province of today that a place's ground belongs to; empty where that is not known."""
        found = self._roots.get(place.id)
        if found is None:
            self._roots[place.id] = found = self.known.root(place)
        return found

    def of(self, places: Iterable[Place]) -> list[Line]:
        """Join the places of one name that stood one after the other."""
        groups: dict[tuple[str, str, str], list[Place]] = {}
        for place in places:
            # A district that rose from huyện to thành phố is one; a xã and a phường of one name need not be.
            kind = place.type if place.level == "commune" else ""
            groups.setdefault((place.level, self.root(place), kind), []).append(place)
        return [line for group in groups.values() for line in _successive(group)]

    def of_id(self, name: str) -> Line | None:
        """Give the line that the place of an id stands in."""
        place = self.known.place(name)
        if place is None:
            return None
        return next((made for made in self.of(self.known.named(place.key)) if place in made.places), Line((place,)))

    def country(self) -> Line | None:
        """Give the country."""
        place = self.known.place(COUNTRY)
        return None if place is None else Line((place,))

    def upward(self, line: Line, type_word: str, today: Place) -> Line | None:
        """Give the place of a type that a place is, or belongs to: *toàn thành phố* in an article of a district.

        Parameters
        ----------
        line : Line
        type_word : str
        today : Place
            The one of the line that the text is about.
        """
        key = (line, type_word)
        if key not in self._upper:
            self._upper[key] = line if line.is_a(type_word) else self._above(line, type_word, today)
        return self._upper[key]

    def _above(self, line: Line, type_word: str, today: Place) -> Line | None:
        for place in (today, *line.places):
            for above in self.known.above(place):
                if above.type == type_word:
                    return self.of_id(above.id)
        return None


def _successive(places: Sequence[Place]) -> list[Line]:
    """Join places of one name and ground that stood one after the other; those that stood at once are apart."""
    ordered = sorted(places, key=_age)
    for before, after in pairwise(ordered):
        if before.last is None or after.first is None or after.first <= before.last:
            return [Line((place,)) for place in ordered]
    return [Line(tuple(ordered))] if ordered else []


def _age(place: Place) -> tuple[int, str]:
    return (place.first.toordinal() if place.first is not None else 0, place.id)
