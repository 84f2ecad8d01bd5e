"""What a text as a whole says of its places: type words, provinces, when it was written."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.reading.scopes.known_places import KnownPlaces, Place
    from kienan_analysis.reading.scopes.place_lines import Line, Lines
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention

# The day on which 52 provinces became 23 and the districts ended (Resolution 202/2025/QH15).
_MERGED: Final = date(2025, 7, 1)
# What a province counts: given by the caller, named, or the one of a district that is named.
_GIVEN: Final = 6
_NAMED: Final = 4
_OF_DISTRICT: Final = 2
_OF_COMMUNE: Final = 1  # where the text says that the name is a commune's


class Times(NamedTuple):
    """What is known of when a text was written and what it reports on.

    Attributes
    ----------
    written : date or None
        A day on or before which it was not written yet: its own date, else the end of what it reports on.
    first, last : date or None
        Of the period that it reports on.
    dated : bool
        Whether the text says when it was written.
    """

    written: date | None = None
    first: date | None = None
    last: date | None = None
    dated: bool = False


class PlaceContext:
    """Counts what tells places of one name apart.

    Parameters
    ----------
    lines : Lines
    mentions : iterable of PlaceMention
        All of the text.
    times : Times
    hint : str
        The province that the site is of: an id or a name; empty where nothing is known.

    Attributes
    ----------
    times : Times
    typed : dict of str to Counter of str
        By bare name, its type words.
    relative : Counter of str
        Type words alone: *toàn quận*.
    provinces : list of str
        Ids of the provinces of today that the text is of, or speaks of, most first.
    regions : set of Place
        Those that it names.
    speaks_of_merged : bool
        Whether it speaks of what a merger made: *thành phố Đà Nẵng (mới)*.
    """

    def __init__(self, lines: Lines, mentions: Iterable[PlaceMention], times: Times, hint: str = "") -> None:
        self._lines = lines
        self.times = times
        self.typed: dict[str, Counter[str]] = {}
        self.relative: Counter[str] = Counter()
        self._named: set[str] = set()  # ids of provinces
        self._districts: set[str] = set()
        self._holding: Counter[str] = Counter()  # ids of districts, by how many of the communes named lie in each
        self.speaks_of_merged = False
        self.regions: set[Place] = set()
        counted: Counter[str] = Counter()
        told = [mention for mention in mentions if mention.role != "none"]
        for mention in told:
            self.speaks_of_merged |= self._says_merged(mention)
            self.regions.update(place for place in mention.places if place.level == "region")
            if mention.kind == "relative":
                self.relative[mention.type] += 1
            elif mention.kind == "named" and mention.type and mention.era != "old":
                self.typed.setdefault(mention.key, Counter())[mention.type] += 1
        for mention in told:
            if mention.kind == "named":
                self._count(mention, counted)
        communes = {
            (mention.key, mention.type): mention for mention in told if mention.kind == "named" and mention.type
        }
        for mention in communes.values():
            self._holding.update({place.parent for place in mention.places if place.level == "commune"})
        hinted = _province_of(hint, lines.known)
        given = lines.of_id(hinted.id) if hinted is not None else None
        if given is not None:
            counted[lines.root(given.places[0])] += _GIVEN
            self._named.update(place.id for place in given.places)
        self.provinces = [root for root, _ in counted.most_common() if root]
        self._counted = counted

    @property
    def is_after_mergers(self) -> bool:
        """Whether the text may have been written after the provinces were merged."""
        return self.times.written is None or self.times.written >= _MERGED

    def is_in_year_of_mergers(self, first: date, last: date) -> bool:
        """Whether a period lies in the year of the mergers, and the text speaks of what they made."""
        return self.speaks_of_merged and first.year <= _MERGED.year <= last.year

    def _says_merged(self, mention: PlaceMention) -> bool:
        return mention.era == "new" and (mention.kind == "relative" or mention.role in {"topic", "of", "in"})

    def only_hints_at(self, line: Line) -> bool:
        """Whether the text names districts in the province of a place, but not the province itself."""
        return all(self._counted[self._lines.root(place)] < _NAMED for place in line.places)

    def names_province_of(self, line: Line) -> bool:
        """Whether the text names the very province that a place lies in, not only one that it was merged with."""
        known = self._lines.known
        return any(one.id in self._named for place in line.places for one in (place, *known.above(place)))

    def holding(self, lines: list[Line]) -> list[Line]:
        """Leave the districts of one name in which most of the communes lie that the text names; all where none do."""
        most = max(self.communes_in(line) for line in lines)
        return [line for line in lines if self.communes_in(line) == most]

    def communes_in(self, line: Line) -> int:
        """Count the communes of a district that the text names."""
        return max(self._holding[place.id] for place in line.places)

    def names_district_of(self, line: Line) -> bool:
        """Whether the text names the district that a commune lies in."""
        return any(place.parent in self._districts for place in line.places)

    def standing(self, lines: list[Line]) -> list[Line]:
        """Leave those that stood at the end of what the text reports on, or since, else in that time.

        All where none did, or where no time is known.
        """
        first, last = self.times.first, self.times.last
        if first is None or last is None:
            return lines
        written = self.times.written or last
        end = max(last, written)
        # A council that sets aims for a year speaks before it begins.
        for begin in (min(last, written), first):
            found = [line for line in lines if any(place.overlaps(begin, end) for place in line.places)]
            if found:
                return found
        return lines

    def _count(self, mention: PlaceMention, counted: Counter[str]) -> None:
        """Count the province that a place is, or lies in where no other place of its name and type is known."""
        largest = mention.places[0] if mention.places else None
        if largest is None or RANKS[largest.level] < RANKS["province"]:
            return
        if largest.level == "province":
            if mention.role != "neighbour":
                counted[self._lines.root(largest)] += _NAMED
                self._named.update(place.id for place in mention.places if place.level == "province")
        elif largest.level == "district":
            districts = [place for place in mention.places if place.level == "district"]
            self._districts.update(place.id for place in districts)
            roots = {self._lines.root(place) for place in districts}
            # Xã Yên Định, that is most likely the one in what was huyện Yên Định.
            of_commune = not mention.type and mention.key in self.typed and "xã" in self.typed[mention.key]
            if len(roots) == 1:
                counted[roots.pop()] += _OF_COMMUNE if of_commune else _OF_DISTRICT


def _province_of(hint: str, known: KnownPlaces) -> Place | None:
    """Find the province that an id or a name means; None where it means none."""
    if not hint:
        return None
    place = known.place(hint)
    if place is not None:
        return known.province(place)
    words = matching_key(hint).split()
    types = words_of_places().types
    length = next((size for size in (2, 1) if " ".join(words[:size]) in types), 0)
    named = known.named(" ".join(words[length:]))
    return next((found for found in named if found.level == "province"), None)
