"""Whose an English article's figures are: the place that it is about, or another that a sentence names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.data.gazetteer import parents
from kienan_analysis.reading.english.places import place_key, units_of
from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Area, Period
    from kienan_analysis.data.gazetteer import Unit
    from kienan_analysis.reading.items import Item

_LEAD: Final = 4  # sentences that say what the article is about
_IN_LEAD: Final = 3
_PROVINCIAL: Final = frozenset({"provincial", "municipal", "province wide", "provincewide", "citywide", "city wide"})


class Whose(NamedTuple):
    """Whose a figure is.

    Attributes
    ----------
    area : str or None
        A catalogue id.
    refused : bool
        Whether it is of a place that the text does not name.
    span : tuple of int
        Where the place is named; empty where it is the article's.
    """

    area: str | None
    refused: bool = False
    span: tuple[int, ...] = ()


class ArticlePlace:
    """The place that an article is about.

    Parameters
    ----------
    words : str
        How the text names it; empty where it names none.
    areas : mapping of str to Area
    area : str or None
        Its catalogue id.
    period : Period or None
        What the article reports on: it tells an area from its namesakes of other years.
    """

    def __init__(self, words: str, areas: Mapping[str, Area], area: str | None, period: Period | None) -> None:
        self.words = words
        self._areas = areas
        self._period = period
        self._key = place_key(words) if words else ""
        self._units = units_of(words) if words else ()
        self.area = area if area is not None else self._known(words)

    @property
    def level(self) -> str:
        """The level of the place: ``province``, ``commune``; empty where that is not known."""
        if self.area is not None:
            return self._areas[self.area].level
        return self._level(self.words, self._units)

    def level_of(self, places: Sequence[Item]) -> str:
        """Give the level of the place that a figure is of, where the sentence names one."""
        item = self._other(places)
        return self.level if item is None else self._level(item.key, units_of(item.key))

    def of(self, places: Sequence[Item], *, elsewhere: bool, level: str) -> Whose:
        """Say whose a figure is.

        Parameters
        ----------
        places : sequence of Item
            The places named with it.
        elsewhere : bool
            Whether it is the whole country's.
        level : str
            *Provincial* and the like.
        """
        if elsewhere and self.level not in {"country", ""}:
            return Whose(None, refused=True)
        if level and level != "nationwide" and self.level in {"district", "commune"}:
            return Whose(None) if level in _PROVINCIAL else Whose(None, refused=True)
        item = self._other(places)
        if item is None:
            return Whose(self.area)
        return Whose(self._known(item.key), span=(item.start, item.end))

    def _other(self, places: Sequence[Item]) -> Item | None:
        """Give the place of a figure where it is not the article's own."""
        keys = [place_key(item.key) for item in places]
        if not keys or self._key in keys or not self._key:
            return None
        return places[-1]

    def _known(self, words: str) -> str | None:
        """Give the catalogue's area of a name: of several of one name the one that stood in the period."""
        key = place_key(words) if words else ""
        found = [area for area in self._areas.values() if key and self._is_named(area, words, key)]
        if len(found) > 1 and self._period is not None:
            found = [area for area in found if _existed(area, self._period)]
        return found[0].id if len(found) == 1 else None

    @staticmethod
    def _is_named(area: Area, words: str, key: str) -> bool:
        name = matching_key(area.name_en.partition("(")[0].strip())
        units = units_of(words)
        if any(unit.id == area.id for unit in units):
            return True
        return name == words or place_key(name) == key

    def _level(self, words: str, units: Sequence[Unit]) -> str:
        if units:
            return units[0].level
        last = words.rpartition(" ")[2]
        return {"ward": "commune", "commune": "commune", "township": "commune", "district": "district"}.get(last, "")


def article_place(
    sentences: Sequence[Sequence[Item]], areas: Mapping[str, Area], area: str | None, period: Period | None
) -> ArticlePlace:
    """Find the place that a text is about: the one that it names most, and first; of two, the smaller."""
    votes: Counter[str] = Counter()
    words: dict[str, str] = {}
    for number, items in enumerate(sentences):
        for at, item in enumerate(items):
            if item.kind == "area" and not _is_dateline(items, at):
                key = place_key(item.key)
                if key not in words or len(item.key) > len(words[key]):
                    words[key] = item.key
                votes[key] += 1 + _IN_LEAD * (number < _LEAD)
    if not votes:
        return ArticlePlace("", areas, area, period)
    rank = {key: number for number, key in enumerate(words)}
    early = [key for key in votes if votes[key] > _IN_LEAD] or list(votes)
    above = {
        parent.id.removesuffix("-2025")
        for key in early
        for unit in units_of(words[key])[:1]
        for parent in parents(unit)
    }
    smaller = [key for key in early if key not in above] or early
    best = max(smaller, key=lambda key: (votes[key] - rank[key], -rank[key]))
    return ArticlePlace(words[best], areas, area, period)


def _is_dateline(items: Sequence[Item], at: int) -> bool:
    """Whether a place only says where the article was written: *HÀ NỘI — The city …*."""
    return at == 0 and len(items) > 1 and items[1].key in {"-", "("}


def _existed(area: Area, period: Period) -> bool:
    ended = area.valid_to is not None and period.first > area.valid_to
    return not ended and (area.valid_from is None or period.last >= area.valid_from)
