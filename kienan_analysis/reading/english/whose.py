"""Whose an English article's figures are: the place that it is about, or another that a sentence names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.english.places import place_key, units_of
from kienan_analysis.reading.items import Item
from kienan_analysis.reading.scopes.place_choice import PlaceChooser
from kienan_analysis.reading.scopes.place_context import PlaceContext, Times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.english.known_places import EnglishPlaces
    from kienan_analysis.reading.english.reported import Reported
    from kienan_analysis.reading.scopes.place_lines import Line

_NATION: Final = frozenset({"country", "nation"})
_SEVERAL: Final = " "  # the key of several places together
_REACH: Final = 300  # letters about a figure
_ADJECTIVES: Final = {
    "provincial": "province", "province wide": "province", "provincewide": "province", "municipal": "city",
    "city wide": "city", "citywide": "city", "nationwide": "country", "district level": "district",
    "commune level": "commune",
}  # fmt: skip
_TYPES: Final = {
    "province": "tỉnh", "city": "thành phố", "district": "huyện", "ward": "phường", "commune": "xã",
    "township": "thị trấn",
}  # fmt: skip
_LEVELS: Final = {
    "province": "province",
    "district": "district",
    "ward": "commune",
    "commune": "commune",
    "township": "commune",
}
# A place without its name: the whole city, the province's. Who assigned a plan is not whose the figure is.
_RELATIVE: Final = re.compile(
    r"(?<!by )(?<!from )(?<!by the )\b(?:the|whole|entire)\s(?:whole\s|entire\s)?"
    r"(province|city|district|ward|commune|township|country|nation)(?![\s-](?:people|party|wide|level|council|committee|of\s))\b"
)
# Where the words about one figure end: at the last figure, at a full stop.
_STOP: Final = re.compile(r"[.;!?\n](?![0-9])|[0-9%](?![0-9])")
_WORLD: Final = re.compile(r"\b(?:world|global|other (?:provinces|localities))\b")
_COUNTRY: Final = re.compile(r"\b(?:national|nationwide|nation|country)\b")
# Before a place these only set it beside what is spoken of.
_BESIDE: Final = re.compile(
    r"\b(?:(?:border(?:s|ing)?|near|neighbou?ring|adjacent to|next to|than|with|between|behind|after"
    r"|before|only|like|linking"
    r"|connecting|exceeding|surpassing|overtaking|to|towards|from|against|versus|compared (?:with|to)"
    r"|the former)(?: that of)?)"
    r"(?: the| and)?(?: (?:central|northern|southern|port|coastal|city|province|district|town|of))*\s*$"
)
# Before a place, where the one named just before lies: Hau Giang, a province in the Mekong Delta, …
_LIES: Final = re.compile(
    r",\s(?:a|an|the|one of the)\s(?:\w+\s){0,3}"
    r"(?:province|city|district|ward|commune|town|township|locality|area|economy)s?"
    r"(?:\s\w+){0,3}\s(?:in|of)(?:\sthe)?\s*$"
)
_JOINED: Final = re.compile(r"^\s*(?:,|and|,\s*and|or)\s*$")


class Whose(NamedTuple):
    """Whose a figure is.

    Attributes
    ----------
    area : str or None
        An id.
    refused : str
        The code of the reason where it is of a place that the text does not name, or of several; empty otherwise.
    span : tuple of int
        Where the place is named; empty where it is the article's.
    """

    area: str | None
    refused: str = ""
    span: tuple[int, ...] = ()


class ArticlePlace:
    """The place that an article is about.

    Parameters
    ----------
    words : str
        How the text names it; empty where it names none.
    places : EnglishPlaces
    key : str
        The text in the spelling that is matched.
    given : str or None
        The area that the caller gives.
    reported : Reported
        It tells a place from its namesakes of other years.
    roots : sequence of str
        The provinces of today that the text speaks of.
    """

    def __init__(
        self, words: str, places: EnglishPlaces, key: str, given: str | None, reported: Reported, roots: Sequence[str]
    ) -> None:
        self.words = words
        self._places = places
        self._text = key
        self._key = place_key(words) if words else ""
        period = reported.period
        first, last = (period.first, period.last) if period is not None else (None, None)
        times = Times(reported.day or last, first, last)
        self._chooser = PlaceChooser(places.lines, PlaceContext(places.lines, (), times))
        self._roots = tuple(roots)
        told = places.choose(words, self._roots, None) if words else None
        asked = self._chooser.line_of(given) if given else None
        self._bare = _bare_spans(words, key)
        # What the text says of itself goes before what the caller says, unless both mean one place.
        self.line = told if told is not None and (asked is None or told.key != asked.key) else asked or told
        self._given = (
            given if given is not None and (told is None or (asked is not None and told.key == asked.key)) else None
        )
        self.area = given or self._at(self.line, period)

    @property
    def level(self) -> str:
        """The level of the place: ``province``, ``commune``; empty where that is not known."""
        return self._level(self.line) or _level_said(self.words)

    def level_of(self, places: Sequence[Item]) -> str:
        """Give the level of the place that a figure is of, where the sentence names one."""
        line, item = self._named(places)
        if item is None:
            return self.level
        return self._level(line) or _level_said(item.key)

    def of(self, places: Sequence[Item], start: int, level: str, period: Period | None) -> Whose:
        """Say whose a figure is.

        Parameters
        ----------
        places : sequence of Item
            The places named with it.
        start : int
            Where its digits begin.
        level : str
            *Provincial* and the like.
        period : Period or None
            Of the figure.
        """
        before, after = self._about(start)
        if _WORLD.search(before) or _WORLD.search(after):
            return Whose(None, "another_place")
        line, item = self._named(self._with_bare(places, start - len(before), start))
        if item is not None and item.start > start - len(before):
            return self._placed(line, item, period)
        relative = _RELATIVE.search(after) or next(reversed(list(_RELATIVE.finditer(before))), None)
        kind = relative[1] if relative is not None else _ADJECTIVES.get(level, "")
        if kind in _NATION or (not kind and _COUNTRY.search(after)):
            return Whose(self._at(self._chooser.country(), period))
        base = line if item is not None else self.line
        if kind:
            return self._above(base, kind, period)
        if item is not None:
            return self._placed(line, item, period)
        return Whose(self._given or self._at(self.line, period))

    def _placed(self, line: Line | None, item: Item, period: Period | None) -> Whose:
        if line is not None and line == self.line:
            return Whose(self._given or self._at(line, period), span=(item.start, item.end))
        if line is None and item.key == _SEVERAL:
            return Whose(None, "several_places")
        if line is None and self.words and place_key(item.key) == self._key:
            return Whose(self._given, span=(item.start, item.end))
        return Whose(self._at(line, period), "" if line is not None else "whose_unclear", (item.start, item.end))

    def _above(self, base: Line | None, kind: str, period: Period | None) -> Whose:
        """Say what a word for a level means: the place itself, or the one of the level that it belongs to."""
        if base is None:
            said = _level_said(self.words)
            return Whose(self._given) if said in {"", _LEVELS.get(kind, said)} else Whose(None, "another_place")
        if self._level(base) in {kind, _LEVELS.get(kind, kind)} or base.is_a(_TYPES[kind]):
            return Whose((self._given if base == self.line else None) or self._at(base, period))
        upper = self._chooser.upward(base, _TYPES[kind])
        if upper is None:
            return Whose(None, "another_place")
        return Whose(self._at(upper, period))

    def _about(self, start: int) -> tuple[str, str]:
        """Give the words before and after a figure that are about it alone."""
        before = self._text[max(0, start - _REACH) : start]
        stops = [match.end() for match in _STOP.finditer(before)]
        after = self._text[start : start + _REACH]
        digits = re.match(r"[0-9.,]*[0-9]", after)
        rest = after[digits.end() if digits else 0 :]
        stop = re.search(r"[,;:!?()\n]|\.(?![0-9])|[0-9]", rest)
        return before[stops[-1] if stops else 0 :], rest[: stop.start() if stop else len(rest)]

    def _named(self, places: Sequence[Item]) -> tuple[Line | None, Item | None]:
        """Give the place, of those named with a figure, that it is of, and where it stands; none for the article's."""
        kept: tuple[Line | None, Item] | None = None
        beside = False
        last: Item | None = None
        several = False
        for item in places:
            between = self._text[last.end : item.start] if last is not None and last.end <= item.start else ""
            joined = last is not None and bool(_JOINED.match(between))
            head = self._text[max(0, item.start - _REACH // 4) : item.start]
            line = self._line(item)
            last = item
            if joined and beside and (line is None or line != self.line):
                continue
            beside = bool(_BESIDE.search(head))
            if beside or (kept is not None and _LIES.search(head)):
                continue
            if kept is None:
                kept = (line, item)
            elif kept[0] is not None and line is not None and self._chooser.contains(line, kept[0]):
                continue  # Le Chan District, Hai Phong
            elif kept[0] is not None and line is not None and self._chooser.contains(kept[0], line):
                kept = (line, item)  # in Hai Phong, Le Chan District
            else:
                several = joined and line != kept[0] and "," not in between
                kept = (line, item)
        if kept is None:
            return None, None
        if several:
            return None, replace(kept[1], key=_SEVERAL)
        return kept

    def _with_bare(self, places: Sequence[Item], begin: int, end: int) -> Sequence[Item]:
        """Add where the text's own place is named without its level, which no list of names knows: *Hac Thanh*."""
        bare = [
            Item("area", first, last, self.words)
            for first, last in self._bare[bisect_left(self._bare, (begin, 0)) : bisect_left(self._bare, (end, 0))]
            if not any(item.start <= first < item.end for item in places)
        ]
        return sorted([*places, *bare], key=lambda item: item.start) if bare else places

    def _line(self, item: Item) -> Line | None:
        if self._key and place_key(item.key) == self._key and self.line is not None:
            return self.line
        return self._places.choose(item.key, self._roots, self.line)

    def _at(self, line: Line | None, period: Period | None) -> str | None:
        if line is None:
            return None
        first, last = (period.first, period.last) if period is not None else (None, None)
        return self._chooser.at(line, first, last).id

    def _level(self, line: Line | None) -> str:
        return self._places.level(line) if line is not None else ""


def _bare_spans(words: str, key: str) -> list[tuple[int, int]]:
    """Say where a ward or commune is named without its level."""
    head, _, level = words.rpartition(" ")
    if not head or _LEVELS.get(level) != "commune":
        return []
    return [match.span() for match in re.finditer(rf"\b{re.escape(head)}\b(?! (?:{'|'.join(_LEVELS)}|city)\b)", key)]


def _level_said(words: str) -> str:
    """Give the level that the words for a place say."""
    units = units_of(words) if words else ()
    if units:
        return units[0].level
    return _LEVELS.get(words.rpartition(" ")[2], "")
