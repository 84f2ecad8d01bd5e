"""Which of the places of one name a text means: by type word, the place it belongs to, the others named, and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_lines import Line

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from kienan_analysis.reading.scopes.known_places import Place
    from kienan_analysis.reading.scopes.place_context import PlaceContext
    from kienan_analysis.reading.scopes.place_lines import Lines
    from kienan_analysis.reading.scopes.place_mentions import Era, PlaceMention

_SEVERAL: Final = 2  # communes that tell a district from its namesakes


class PlaceChooser:
    """Chooses among the places of one name.

    Parameters
    ----------
    lines : Lines
    context : PlaceContext
    """

    def __init__(self, lines: Lines, context: PlaceContext) -> None:
        self._joined = lines
        self.context = context
        self._lines: dict[tuple[str, tuple[str, ...]], tuple[Line, ...]] = {}
        self._by_communes: set[Line] = set()  # districts told from their namesakes by the communes that are named
        self._chosen: dict[tuple[str, str, str, str, str, Line | None], Line | None] = {}

    def lines(self, mention: PlaceMention) -> tuple[Line, ...]:
        """Give all that a mention may mean, its parent and surroundings left aside."""
        key = (mention.key, tuple(place.id for place in mention.places))
        found = self._lines.get(key)
        if found is None:
            self._lines[key] = found = tuple(self._joined.of(mention.places))
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
        key = (
            mention.key,
            mention.type,
            mention.era,
            parent.key if parent else "",
            parent.type if parent else "",
            near,
        )
        if key not in self._chosen:
            self._chosen[key] = self._choose(mention, near)
        return self._chosen[key]

    def possible(self, mention: PlaceMention) -> list[Line]:
        """Give all that a mention may mean by its name, type word and the place that it is said to belong to."""
        lines = list(self.lines(mention))
        parent = mention.parent
        if parent is None or not parent.places:
            return lines
        inside = [line for line in lines if self._lies_in(line, parent)]
        return inside or [line for line in lines if self._is_of_ground(line, parent)]

    def _choose(self, mention: PlaceMention, near: Line | None) -> Line | None:
        lines = list(self.lines(mention))
        if (
            near is not None
            and near in lines
            and not mention.parent
            and len(lines) > 1
            and self._is_near(mention, near)
        ):
            return near
        lines = self.possible(mention)
        if mention.era == "old":
            lines = [line for line in lines if any(place.last is not None for place in line.places)]
        typed = self.context.typed.get(mention.key) if not mention.type else None
        if typed:
            wide = RANKS["province"]
            said = [line for line in lines if any(place.type in typed for place in line.places)]
            lines = [line for line in lines if line in said or RANKS[line.level] <= wide] if said else lines
        if mention.era != "old" and (mention.type or typed) and len(lines) > 1:
            lines = self.context.standing(lines)
        if mention.parent is None and not mention.type and _is_wide(near) and not self.context.typed.get(mention.key):
            # Of a text of the whole country, Hà Nam is the province, and no commune of another that it names.
            lines = [line for line in lines if RANKS[line.level] <= RANKS["province"]] or lines
        if not mention.type and not typed and any(RANKS[line.level] <= RANKS["province"] for line in lines):
            # Bắc Ninh 39,3 tỷ USD, Bình Dương 30,6 tỷ USD: nobody calls a commune by a province's bare name.
            lines = [line for line in lines if RANKS[line.level] < RANKS["commune"]]
        if mention.parent is None and (near is not None or self.context.provinces):
            lines = self._beside(lines, near)
        if not mention.type:
            lines = self._of_one_level(mention, lines)
        if len(lines) > 1 and all(line.level == "district" for line in lines):
            lines = self.context.holding(lines)  # huyện Chợ Mới …. Xã Mỹ An …: the one in An Giang
            self._by_communes.update(lines)
        return lines[0] if len(lines) == 1 else None

    def at(self, line: Line, first: date | None, last: date | None, era: Era = "") -> Place:
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
        times = self.context.times
        if first is None or last is None:
            first, last = (times.first, times.last) if times.first is not None else (times.written, times.written)
        if first is None or last is None:
            return places[-1]
        newest = places[-1]
        if self.context.is_in_year_of_mergers(first, last):
            return newest
        fitting = [place for place in places if place.overlaps(first, last)]
        if not fitting:
            return newest if newest.first is not None and first >= newest.first else places[0]
        newest, written = fitting[-1], times.written
        if len(fitting) > 1 and written is not None and newest.first is not None and written < newest.first:
            return fitting[-2]
        return newest

    def is_open(self, line: Line, first: date | None, last: date | None, *, done: bool = False) -> bool:
        """Whether a figure may be of another: none of the line stood then, or the text has no date and two did.

        Of what is done, the one that stood when the period ended.
        """
        if first is None or last is None:
            return False
        if not any(place.overlaps(first, last) for place in line.places):
            return True  # it did not stand then: its ground, or another place of the name
        newest, reported = line.places[-1], self.context.times.last
        days = (reported, self.context.times.written)
        told_since = any(day is not None and newest.overlaps(day, day) for day in days)
        if newest.level == "commune" and told_since and not newest.overlaps(first, last):
            return True  # what a ward tells of the years before it was made: the one whose name it took, or all of them
        if done or len(line.places) == 1 or self.context.times.dated:
            return False
        if (reported := self.context.times.last) is not None and not line.places[-1].overlaps(reported, reported):
            return line.places[-1].overlaps(first, last)  # aims for 2030, in a text about the year before the merger
        return not self.context.speaks_of_merged and sum(place.overlaps(first, last) for place in line.places) > 1

    def is_guessed(self, line: Line) -> bool:
        """Whether a commune is told from its namesakes by nothing but another district of its province.

        *Huyện Vĩnh Lộc …. Xã Tân Thành …*: no Tân Thành lies in Vĩnh Lộc, and one of many in the same province. Or a
        district by a single commune, as many of them bear one name.
        """
        context = self.context
        if line in self._by_communes:
            return context.communes_in(line) < _SEVERAL
        if line.level != "commune" or not context.only_hints_at(line) or context.names_district_of(line):
            return False
        named = self._joined.of(self._joined.known.named(line.key))
        alike = [one for one in named if one.level == "commune" and one.places[0].type == line.places[0].type]
        return len(context.standing(alike)) > 1

    def upward(self, line: Line, type_word: str) -> Line | None:
        """Give the place of a type that a place is, or belongs to: *toàn thành phố* in an article of a district."""
        return self._joined.upward(line, type_word, self.at(line, None, None))

    def contains(self, upper: Line, lower: Line) -> bool:
        """Whether a place belongs to another, directly or not."""
        names = {place.id for place in upper.places}
        return any(above.id in names for place in lower.places for above in self._joined.known.above(place))

    def region(self) -> Line | None:
        """Give the one region that the text names; None where it names none, or several."""
        regions = self.context.regions
        return Line((next(iter(regions)),)) if len(regions) == 1 else None

    def country(self) -> Line | None:
        """Give the country."""
        return self._joined.country()

    def line_of(self, name: str) -> Line | None:
        """Give the line that the place of an id stands in."""
        return self._joined.of_id(name)

    def _is_near(self, mention: PlaceMention, near: Line) -> bool:
        """Whether a name that the text's own place bears means that place: not one with another type word."""
        if mention.type:
            return any(place.type == mention.type for place in near.places)
        return near in self._of_one_level(mention, list(self.lines(mention)))

    def _lies_in(self, line: Line, parent: PlaceMention) -> bool:
        names = {place.id for place in parent.places}
        return any(one.id in names for place in line.places for one in self._joined.known.above(place))

    def _is_of_ground(self, line: Line, parent: PlaceMention) -> bool:
        """Whether a place lies in what a province became or was made of."""
        roots = {self._joined.root(place) for place in parent.places if place.level == "province"}
        return any(self._joined.root(place) in roots for place in line.places)

    def _of_one_level(self, mention: PlaceMention, lines: list[Line]) -> list[Line]:
        """Leave the lines of the level that a bare name means here."""
        levels = {line.level for line in lines}
        if len(levels) == 1:
            return lines
        typed = self.context.typed.get(mention.key)
        if typed:
            return self._as_typed(lines, typed)
        largest = [line for line in lines if RANKS[line.level] <= RANKS["province"]]
        if largest:
            return largest
        said = [line for line in lines if any(self.context.relative[place.type] for place in line.places)]
        if len({line.level for line in said}) == 1:
            return said
        standing = self.context.standing(said or lines)
        if len({line.level for line in standing}) == 1:
            return standing
        most = max((self.context.relative[place.type] for line in standing for place in line.places), default=0)
        best = [
            line
            for line in standing
            if most and any(self.context.relative[place.type] == most for place in line.places)
        ]
        if best:
            return best
        # Nobody writes a commune's name alone where a district bears it, too.
        return [line for line in standing if RANKS[line.level] == min(RANKS[one.level] for one in standing)]

    def _as_typed(self, lines: list[Line], typed: Counter[str]) -> list[Line]:
        """Leave the lines of the type words that the text gives a name elsewhere."""
        # Tỉnh Hải Dương and thành phố Hải Dương in one text: the bare name is the province's.
        allowed = [line for line in lines if any(place.type in typed for place in line.places)]
        largest = [line for line in lines if any(place.type == "tỉnh" for place in line.places)]
        if largest and (largest[0] in allowed or self.context.relative["tỉnh"]):
            return largest
        most = max(typed.values())
        chosen = [line for line in allowed if any(typed[place.type] == most for place in line.places)]
        return self.context.standing(chosen) if len({line.level for line in chosen}) > 1 else chosen

    def _beside(self, lines: list[Line], near: Line | None) -> list[Line]:
        """Leave the places that lie where the text is about; far ones only if they are large enough to be known."""
        roots: list[str] = []
        if near is not None and (root := self._joined.root(near.places[0])):
            roots.append(root)
        roots.extend(root for root in self.context.provinces if root not in roots)
        for root in roots:
            inside = [line for line in lines if any(self._joined.root(place) == root for place in line.places)]
            if inside:
                exact = [line for line in inside if self.context.names_province_of(line)]
                return exact or inside
        if not roots:
            return lines
        return [line for line in lines if RANKS[line.level] < RANKS["commune"]]


def _is_wide(near: Line | None) -> bool:
    """Whether a text is of no province, or of none alone."""
    return near is None or RANKS[near.level] < RANKS["province"]
