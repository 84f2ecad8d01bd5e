"""The place that an English text is about: the one that it names most, and first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer import parents
from kienan_analysis.reading.english.places import place_key, units_of
from kienan_analysis.reading.english.whose import ArticlePlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.known_places import EnglishPlaces
    from kienan_analysis.reading.english.reported import Reported
    from kienan_analysis.reading.items import Item

_LEAD: Final = 4  # sentences that say what the article is about
_IN_LEAD: Final = 3


def article_place(
    sentences: Sequence[Sequence[Item]],
    places: EnglishPlaces,
    key: str,
    given: str | None,
    reported: Reported,
    province: str,
) -> ArticlePlace:
    """Find the place that a text is about: the one that it names most, and first; the smaller of two that overlap.

    Parameters
    ----------
    sentences : sequence of sequences of Item
    places : EnglishPlaces
    key : str
        The text in the spelling that is matched.
    given : str or None
        The area that the caller gives.
    reported : Reported
    province : str
        The province that the site is of: an id or a name.
    """
    votes: Counter[str] = Counter()
    words: dict[str, str] = {}
    roots: Counter[str] = Counter()
    for number, items in enumerate(sentences):
        for at, item in enumerate(items):
            if item.kind != "area" or _is_dateline(items, at):
                continue
            name = place_key(item.key)
            if name not in words or len(item.key) > len(words[name]):
                words[name] = item.key
            votes[name] += 1 + _IN_LEAD * (number < _LEAD)
            roots.update(places.provinces_of(item.key))
    if province:
        roots.update(dict.fromkeys(places.provinces_of(province), sum(votes.values()) + 1))
    ranked = [name for name, _ in roots.most_common()]
    if not votes:
        return ArticlePlace("", places, key, given, reported, ranked)
    rank = {name: number for number, name in enumerate(words)}
    early = [name for name in votes if votes[name] > _IN_LEAD] or list(votes)
    above = {
        parent.id.removesuffix("-2025")
        for name in early
        for unit in units_of(words[name])[:1]
        for parent in parents(unit)
    }
    titled = {place_key(item.key) for item in sentences[0] if item.kind == "area"} if sentences else set()
    smaller = [name for name in early if name in titled] if len(titled) == 1 else []
    smaller = smaller or [name for name in early if name not in above] or early
    best = max(smaller, key=lambda name: (votes[name] - rank[name], -rank[name]))
    return ArticlePlace(words[best], places, key, given, reported, ranked)


def _is_dateline(items: Sequence[Item], at: int) -> bool:
    """Whether a place only says where the article was written: *HÀ NỘI — The city …*."""
    return at == 0 and len(items) > 1 and items[1].key in {"-", "("}
