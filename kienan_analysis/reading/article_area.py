"""The area that an article is about, and whether it is one that has a GRDP."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.dates import LEAD_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Area
    from kienan_analysis.reading.items import Item

_IN_LEAD: Final = 3  # what a mention in the first sentences counts more
_FIRST_SENTENCES: Final = 2
_LEVELS_IN_FULL: Final = {"tx": "thị xã", "tp": "thành phố"}
_PROVINCES: Final = ("tỉnh", "thủ đô")
_BELOW_PROVINCES: Final = ("huyện", "quận", "xã", "phường", "thị", "tx", "đặc khu")
_CENTRAL_CITIES: Final = frozenset({"hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ", "huế"})


@dataclass(frozen=True, slots=True)
class ArticleArea:
    """The area that an article is about.

    Attributes
    ----------
    area : str or None
        A catalogue id; None where the catalogue does not know it, or the text names none.
    words : str
        How the text names it, in the matching spelling.
    named : frozenset of str
        The places of the first sentences: a figure of one of them is not set apart as another place's.
    """

    area: str | None
    words: str
    named: frozenset[str]


def article_area(sentences: Sequence[Sequence[Item]], areas: Mapping[str, Area]) -> ArticleArea:
    """Find the area that the text names most, and first."""
    votes: Counter[str] = Counter()
    words: dict[str, str] = {}
    early: set[str] = set()
    for number, items in enumerate(sentences):
        for item in items:
            if item.kind != "area":
                continue
            key = place_key(item)
            words.setdefault(key, item.key)
            votes[key] += 1 + _IN_LEAD * (number < LEAD_SENTENCES)
            if number < _FIRST_SENTENCES:
                early.add(key)
    if not votes:
        return ArticleArea(None, "", frozenset())
    rank = {key: number for number, key in enumerate(words)}
    best = max(votes, key=lambda key: (votes[key] - rank[key], -rank[key]))
    return ArticleArea(best if best in areas else None, words[best], frozenset({*early, best}))


def place_key(item: Item) -> str:
    """Give a place by its catalogue id, else in one spelling: *TX. Tân Châu* as *thị xã tân châu*."""
    if item.meaning.area:
        return item.meaning.area
    words = item.key.replace(".", " ").split()
    return " ".join([_LEVELS_IN_FULL.get(words[0], words[0]), *words[1:]])


def speaks_for_a_province(
    sentences: Sequence[Sequence[Item]], area: str | None, areas: Mapping[str, Area], words: str
) -> bool:
    """Whether *kinh tế* here is a province's or centrally run city's, which alone have a GRDP.

    Parameters
    ----------
    sentences : sequence of sequences of Item
    area : str or None
        The area's catalogue id, if it is known.
    areas : mapping of str to Area
    words : str
        How the text names it.
    """
    if area is not None:
        return areas[area].level in {"city", "province"}
    if not words.startswith(_BELOW_PROVINCES) and any(
        "grdp" in item.meaning.indicators for items in sentences for item in items
    ):
        return True
    lead = [item for items in sentences[:LEAD_SENTENCES] for item in items]
    if any(item.key.endswith("trực thuộc trung ương") for item in lead):
        return True
    if words and not words.startswith(_PROVINCES):
        return words.split(" ", 1)[-1].removeprefix("phố ") in _CENTRAL_CITIES
    return bool(words) or any(item.plays("areas.province", "economy.province") for item in lead)
