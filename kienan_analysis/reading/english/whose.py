"""Whose an English article's figures are: the place that it is about, or another that a sentence names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.places import LEVEL_WORDS, level_said, place_key
from kienan_analysis.reading.items import Item
from kienan_analysis.reading.records import Record, record
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
    r"\b(?:(?:border(?:s|ing)?|near|neighbou?r(?:ing|s?,)?|adjacent to|next to|than|with|between|behind|after"
    r"|before|only|like|linking"
    r"|merg(?:ed|er|ing) into|incorporated into|part of"
    r"|connecting|exceeding|surpassing|overtaking|to|towards|from|against|versus|compared (?:with|to)"
    r"|of (?:that|those)|the former)(?: (?:that|those) of)?)"
    r"(?: the| and)?(?: (?:central|northern|southern|port|coastal|city|province|district|town|of))*\s*$"
)
# Before a place that its clause is about: Meanwhile, neighbouring Quang Nam saw its economy shrink.
_OPENS: Final = re.compile(
    r"(?:^|[.;!?\n]\s*|\b(?:meanwhile|while|whereas|by contrast|in contrast|however|elsewhere),?\s)"
    r"(?:in |at |across |for |those of |that of )?(?:the |its )?neighbou?r(?:ing|,) "
    r"(?:(?:city|province|district|town)(?: of)? )?$"
)
# Before a place that only says among which another stands: ranking fifth in the Mekong Delta.
_RANKED_IN: Final = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|stand(?:s|ing)?|stood|plac(?:es|ed|ing)|coming|came|top(?:s|ped|ping)?|lead(?:s|ing)?|led"
    r"|(?:first|second|third|fourth|fifth|last)(?! (?:\w+ )?(?:quarter|half|months?|weeks?|days?|years?|time)\b)"
    r"|\d+(?:st|nd|rd|th)|highest|lowest|fastest|largest|biggest|best|most)"
    r"\b[^.;:\n0-9%]{0,40}?(?:\d+(?:st|nd|rd|th)[^.;:\n0-9%]{0,20}?)?\b(?:in|among|of|across) (?:the )?$"
)
# Before a place, where the one named just before lies: Hau Giang, a province in the Mekong Delta, …
_LIES: Final = re.compile(
    r",\s(?:a|an|the|one of the)\s(?:\w+\s){0,3}"
    r"(?:province|city|district|ward|commune|town|township|locality|area|economy)s?"
    r"(?:\s\w+){0,3}\s(?:in|of)(?:\sthe)?\s*$"
)
# After a region: what lies in it is spoken of, and not the region. The Mekong Delta city of Can Tho.
_REGION_S: Final = re.compile(r" (?:\w+ )?(?:province|city|locality|district|town|hub)\b")
# Places without their names: of such a sentence no single place is the subject, wherever they lie.
_PLURAL: Final = re.compile(
    r"\b(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|half|many|most|several|some)"
    r"(?: out)? of(?: the)?(?: \d+)? )?"
    r"(?:provinces|cities|localities|municipalities|regions|districts|wards|communes|towns)\b"
    r"(?: and (?:centrally[- ]run )?(?:provinces|cities|localities|municipalities|districts|communes|towns)\b)?"
    r"(?:(?: in| of| across| throughout)(?: the)?(?: \w+){1,3}"
    r"(?=,| (?:record|report|post|see|saw|have|had|achiev|register|enjoy|witness|gain)))?"
)
# Before them these only say among what one place stands, or where something goes.
_AMONG: Final = re.compile(
    r"\b(?:among|of|to|from|than|like|with|between|all|other|out of|by|and|in|across|for)(?: the)?(?: [^\s,]+){0,3}\s*$"
)
_SENTENCE: Final = re.compile(r"[.;!?\n](?![0-9])")
_JOINED: Final = re.compile(r"^\s*(?:,|and|,\s*and|or)\s*$")


@record
class Whose(Record):
    """Whose a figure is.

    Attributes
    ----------
    area : str or None
        An id.
    refused : str
        The code of the reason where it is of a place that the text does not name, or of several; empty otherwise.
    span : tuple of int
        Where the place is named; empty where it is the article's.
    said : bool
        Whether a word for a level says it: *the country's*.
    """

    area: str | None
    refused: str = ""
    span: tuple[int, ...] = ()
    said: bool = False


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
        return self._level(self.line) or level_said(self.words)

    def level_of(self, places: Sequence[Item]) -> str:
        """Give the level of the place that a figure is of, where the sentence names one."""
        line, item = self._named(places)
        if item is None:
            return self.level
        return self._level(line) or level_said(item.key)

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
        line, item = self._named(self._with_bare(places, start - len(before), start), start)
        if self._is_of_several(start, item):
            return Whose(None, "several_places")
        if item is not None and item.start >= start - len(before):
            spoken = next(reversed(list(_RELATIVE.finditer(before))), None)
            wide = line is not None and item.start >= start and self._level(line) == "region"
            if spoken is None or not wide or self.line is None or spoken[1] in _NATION:
                return self._placed(line, item, period)
            return self._above(self.line, spoken[1], period)  # the province's exports, the best of the Mekong Delta
        relative = _RELATIVE.search(after) or next(reversed(list(_RELATIVE.finditer(before))), None)
        kind = relative[1] if relative is not None else _ADJECTIVES.get(level, "")
        if kind in _NATION or (not kind and _COUNTRY.search(after)):
            return Whose(self._at(self._chooser.country(), period), said=True)
        base = line if item is not None else self.line
        if kind:
            return self._above(base, kind, period)._replace(said=True)
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
            said = level_said(self.words)
            return Whose(self._given) if said in {"", LEVEL_WORDS.get(kind, said)} else Whose(None, "another_place")
        if self._level(base) in {kind, LEVEL_WORDS.get(kind, kind)} or base.is_a(_TYPES[kind]):
            return Whose((self._given if base == self.line else None) or self._at(base, period))
        upper = self._chooser.upward(base, _TYPES[kind])
        if upper is None:
            return Whose(None, "another_place")
        return Whose(self._at(upper, period))

    def _is_of_several(self, start: int, item: Item | None) -> bool:
        """Whether the subject of a sentence is a number of places: *Six of 34 provinces recorded growth above 10*."""
        head = self._text[max(0, start - _REACH) : start]
        stops = [match.end() for match in _SENTENCE.finditer(head)]
        head = head[stops[-1] if stops else 0 :]
        found = next((one for one in _PLURAL.finditer(head) if not _AMONG.search(head[: one.start()])), None)
        if found is None:
            return False
        end = start - len(head) + found.end()
        return (item is None or item.start < end) and _RELATIVE.search(head, found.end()) is None

    def _about(self, start: int) -> tuple[str, str]:
        """Give the words before and after a figure that are about it alone."""
        before = self._text[max(0, start - _REACH) : start]
        stops = [match.end() for match in _STOP.finditer(before)]
        after = self._text[start : start + _REACH]
        digits = re.match(r"[0-9.,]*[0-9]", after)
        rest = after[digits.end() if digits else 0 :]
        stop = re.search(r"[,;:!?()\n]|\.(?![0-9])|[0-9]", rest)
        return before[stops[-1] if stops else 0 :], rest[: stop.start() if stop else len(rest)]

    def _opens(self, head: str, item: Item, start: int) -> bool:
        """Whether a neighbour is what the clause of a figure is about, and not only a sentence before it."""
        said = item.end <= start and _OPENS.search(head) is not None
        return said and _SENTENCE.search(self._text, item.end, start) is None

    def _named(self, places: Sequence[Item], start: int = 0) -> tuple[Line | None, Item | None]:
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
            if self._level(line) == "region" and _REGION_S.match(self._text, item.end):
                continue
            if joined and beside and (line is None or line != self.line):
                continue
            beside = bool(_BESIDE.search(head) or _RANKED_IN.search(head)) and not self._opens(head, item, start)
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
    if not head or LEVEL_WORDS.get(level) != "commune":
        return []
    return [
        match.span() for match in re.finditer(rf"\b{re.escape(head)}\b(?! (?:{'|'.join(LEVEL_WORDS)}|city)\b)", key)
    ]
