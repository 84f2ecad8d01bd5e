"""Which of the places of one name a text means: by type word, the place it belongs to, the others named, and time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kienan_analysis.reading.scopes.known_places import KnownPlaces, Place
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention

_NEAR: Final = 3  # how much more a province counts that the caller gives than one mention


class Line(NamedTuple):
    """Places of one name, level and ground that stood one after the other: Hải Phòng before and since the merger."""

    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """Their bare name."""
        return self.places[0].key

    @property
    def level(self) -> str:
        """Their level."""
        return self.places[0].level


class Times(NamedTuple):
    """What is known of when a text was written and what it reports on.

    Attributes
    ----------
    written : date or None
        A day on or before which it was not written yet: its own date, else the end of what it reports on.
    first, last : date or None
        Of the period that it reports on.
    """

    written: date | None = None
    first: date | None = None
    last: date | None = None


class PlaceChooser:
    """Chooses among the places of one name.

    Parameters
    ----------
    known : KnownPlaces
    mentions : iterable of PlaceMention
        All of the text.
    times : Times
    hint : str
        The province that the site is of: an id or a name; empty where nothing is known.
    """

    def __init__(self, known: KnownPlaces, mentions: Iterable[PlaceMention], times: Times, hint: str = "") -> None:
        self._known = known
        self._times = times
        self._lines: dict[tuple[str, tuple[str, ...]], tuple[Line, ...]] = {}
        self._roots: dict[str, str] = {}
        self._chosen: dict[tuple[str, str, str, str, str, Line | None], Line | None] = {}
        self._upper: dict[tuple[Line, str], Line | None] = {}
        self._typed: dict[str, Counter[str]] = {}
        self.relative: Counter[str] = Counter()
        self.provinces: Counter[str] = Counter()
        self._named_provinces: set[str] = set()
        for mention in mentions:
            if mention.kind == "relative" and mention.role != "none":
                self.relative[mention.type] += 1
            if mention.kind != "named" or mention.role == "none":
                continue
            if mention.type and mention.era != "old":
                self._typed.setdefault(mention.key, Counter())[mention.type] += 1
            self._count_province(mention)
        hinted = self._of_hint(hint)
        if hinted is not None:
            self.provinces[self._root(hinted)] += _NEAR

    def _count_province(self, mention: PlaceMention) -> None:
        """Count the province that a place is, or lies in where no other place of its name and type is known."""
        largest = mention.places[0] if mention.places else None
        if largest is None or RANKS[largest.level] < RANKS["province"]:
            return
        if largest.level == "province":
            if mention.role != "neighbour":
                self.provinces[self._root(largest)] += 2
                self._named_provinces.update(place.id for place in mention.places if place.level == "province")
        elif mention.type and largest.level == "district":
            roots = {self._root(place) for place in mention.places}
            if len(roots) == 1:
                self.provinces[roots.pop()] += 1

    def lines(self, mention: PlaceMention) -> tuple[Line, ...]:
        """Give all that a mention may mean, its parent and surroundings left aside."""
        key = (mention.key, tuple(place.id for place in mention.places))
        found = self._lines.get(key)
        if found is None:
            self._lines[key] = found = tuple(self._made(mention.places))
        return found

    def choose(self, mention: PlaceMention, near: Line | None = None) -> Line | None:
        """Choose what a mention means; None where nothing tells.

        Parameters
        ----------
        mention : PlaceMention
        near : Line or None
            The place that the text is about.
        """
        parent = mention.parent
        key = (mention.key, mention.type, mention.era, parent.key if parent else "", parent.type if parent else "", near)
        if key not in self._chosen:
            self._chosen[key] = self._choose(mention, near)
        return self._chosen[key]

    def _choose(self, mention: PlaceMention, near: Line | None) -> Line | None:
        lines = list(self.lines(mention))
        if near is not None and near in lines and not mention.parent and len(lines) > 1 and self._is_near(mention, near):
            return near
        if mention.parent is not None and mention.parent.places:
            inside = [line for line in lines if self._lies_in(line, mention.parent)]
            lines = inside or [line for line in lines if self._is_of_ground(line, mention.parent)]
        if mention.era == "old":
            lines = [line for line in lines if any(place.last is not None for place in line.places)]
        if mention.parent is None and (near is not None or self.provinces):
            lines = self._beside(lines, near)
        if not mention.type:
            lines = self._of_one_level(mention, lines)
        return lines[0] if len(lines) == 1 else None

    def at(self, line: Line, first: date | None, last: date | None, era: str = "") -> Place:
        """Choose the one of a line that a figure of a period is of.

        Parameters
        ----------
        line : Line
        first, last : date or None
            Of the period; None where it is not known.
        era : {"", "old", "new"}
            What the text says of it.
        """
        places = line.places
        if len(places) == 1:
            return places[0]
        if era == "old":
            return next(place for place in reversed(places[:-1]))
        if era == "new":
            return places[-1]
        if first is None or last is None:
            first, last = self._times.first, self._times.last
        if first is None or last is None:
            return places[-1]
        fitting = [place for place in places if place.overlaps(first, last)]
        if not fitting:
            return places[-1] if places[-1].first is not None and first >= places[-1].first else places[0]
        newest, written = fitting[-1], self._times.written
        if len(fitting) > 1 and written is not None and newest.first is not None and written < newest.first:
            return fitting[-2]
        return newest

    def upward(self, line: Line, type_word: str) -> Line | None:
        """Give the place of a type that a place is, or belongs to: *toàn thành phố* in an article of a district."""
        key = (line, type_word)
        if key not in self._upper:
            self._upper[key] = line if self.is_a(line, type_word) else self._above(line, type_word)
        return self._upper[key]

    def _above(self, line: Line, type_word: str) -> Line | None:
        found: list[Place] = []
        today = self.at(line, None, None)
        for place in (today, *line.places):
            for above in self._known.above(place):
                if above.type == type_word and above not in found:
                    found.append(above)
        if not found:
            return None
        return next(
            (made for made in self._made(self._known.named(found[0].key)) if not set(found).isdisjoint(made.places)), None
        )

    @staticmethod
    def is_a(line: Line, type_word: str) -> bool:
        """Whether a place may be called by a type word: a thị xã that was a huyện is still called one."""
        if any(place.type == type_word for place in line.places):
            return True
        levels = words_of_places().levels[type_word]
        return levels == (line.level,) and line.level in {"district", "commune", "region"}

    def country(self) -> Line | None:
        """Give the country."""
        place = self._known.place("viet-nam")
        return None if place is None else Line((place,))

    def line_of(self, name: str) -> Line | None:
        """Give the line that the place of an id stands in."""
        place = self._known.place(name)
        if place is None:
            return None
        return next((made for made in self._made(self._known.named(place.key)) if place in made.places), Line((place,)))

    def holds(self, upper: Line, lower: Line) -> bool:
        """Whether one place lies in another."""
        names = {place.id for place in upper.places}
        return any(above.id in names for place in lower.places for above in self._known.above(place))

    def _made(self, places: Iterable[Place]) -> list[Line]:
        """Join the places of one name that stood one after the other."""
        groups: dict[tuple[str, str, str], list[Place]] = {}
        for place in places:
            # A district that rose from huyện to thành phố is one; a xã and a phường of one name need not be.
            kind = place.type if place.level == "commune" else ""
            groups.setdefault((place.level, self._root(place), kind), []).append(place)
        return [line for group in groups.values() for line in _successive(group)]

    def _is_near(self, mention: PlaceMention, near: Line) -> bool:
        """Whether a name that the text's own place bears means that place: not one with another type word."""
        if mention.type:
            return any(place.type == mention.type for place in near.places)
        return near in self._of_one_level(mention, list(self.lines(mention)))

    def _lies_in(self, line: Line, parent: PlaceMention) -> bool:
        names = {place.id for place in parent.places}
        return any(one.id in names for place in line.places for one in self._known.above(place))

    def _is_of_ground(self, line: Line, parent: PlaceMention) -> bool:
        """Whether a place lies in what a province became or was made of."""
        roots = {self._root(place) for place in parent.places if place.level == "province"}
        return any(self._root(place) in roots for place in line.places)

    def _of_one_level(self, mention: PlaceMention, lines: list[Line]) -> list[Line]:
        """Leave the lines of the level that a bare name means here."""
        levels = {line.level for line in lines}
        if len(levels) < 2:
            return lines
        typed = self._typed.get(mention.key)
        if typed:
            types = {kind for kind, count in typed.items() if count == max(typed.values())}
            # Tỉnh Hải Dương and thành phố Hải Dương in one text: the bare name is the province's.
            allowed = [line for line in lines if any(place.type in typed for place in line.places)]
            largest = [line for line in lines if any(place.type == "tỉnh" for place in line.places)]
            if largest and (largest[0] in allowed or self.relative["tỉnh"]):
                return largest
            chosen = [line for line in allowed if any(place.type in types for place in line.places)]
            if len({line.level for line in chosen}) > 1:
                chosen = self._standing(chosen)
            return chosen
        largest = [line for line in lines if RANKS[line.level] <= RANKS["province"]]
        if largest:
            return largest
        said = [line for line in lines if any(self.relative[place.type] for place in line.places)]
        if len({line.level for line in said}) == 1:
            return said
        standing = self._standing(said or lines)
        if len({line.level for line in standing}) == 1:
            return standing
        most = max((self.relative[place.type] for line in standing for place in line.places), default=0)
        best = [line for line in standing if most and any(self.relative[place.type] == most for place in line.places)]
        if best:
            return best
        # Nobody writes a commune's name alone where a district bears it, too.
        return [line for line in standing if RANKS[line.level] == min(RANKS[one.level] for one in standing)]

    def _standing(self, lines: list[Line]) -> list[Line]:
        """Leave those that stood in the time that the text reports on."""
        first, last = self._times.first, self._times.last
        if first is None or last is None:
            return lines
        found = [line for line in lines if any(place.overlaps(first, last) for place in line.places)]
        return found or lines

    def _beside(self, lines: list[Line], near: Line | None) -> list[Line]:
        """Leave the places that lie where the text is about; far ones only if they are large enough to be known."""
        roots: list[str] = []
        if near is not None and (root := self._root(near.places[0])):
            roots.append(root)
        roots.extend(root for root, _ in self.provinces.most_common() if root and root not in roots)
        for root in roots:
            inside = [line for line in lines if any(self._root(place) == root for place in line.places)]
            if inside:
                exact = [line for line in inside if self._is_of_named_province(line)]
                return exact or inside
        if not roots:
            return lines
        return [line for line in lines if RANKS[line.level] < RANKS["commune"]]

    def _is_of_named_province(self, line: Line) -> bool:
        """Whether the text names the very province that a place lies in, not only one that it was merged with."""
        return any(
            one.id in self._named_provinces for place in line.places for one in (place, *self._known.above(place))
        )

    def _root(self, place: Place) -> str:
        found = self._roots.get(place.id)
        if found is None:
            self._roots[place.id] = found = self._known.root(place)
        return found

    def _of_hint(self, hint: str) -> Place | None:
        if not hint:
            return None
        place = self._known.place(hint)
        if place is not None:
            return self._known.province(place)
        words = matching_key(hint).split()
        types = words_of_places().types
        length = next((size for size in (2, 1) if " ".join(words[:size]) in types), 0)
        named = self._known.named(" ".join(words[length:]))
        return next((found for found in named if found.level == "province"), None)


def _successive(places: Sequence[Place]) -> list[Line]:
    """Join places of one name and ground that stood one after the other; those that stood at once are apart."""
    ordered = sorted(places, key=_age)
    for before, after in zip(ordered, ordered[1:], strict=False):
        if before.last is None or after.first is None or after.first <= before.last:
            return [Line((place,)) for place in ordered]
    return [Line(tuple(ordered))] if ordered else []


def _age(place: Place) -> tuple[int, str]:
    return (place.first.toordinal() if place.first is not None else 0, place.id)
