"""The place that an English text is about: the one that it names most, and first."""

from __future__ import annotations

import re
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
_FIRST: Final = 3  # the heading and the sentences after it that name the subject
_OFTEN: Final = 9  # votes: named again and again
_LIST: Final = 3
_JOINS: Final = frozenset({",", "and", "or", "&"})
_COUNTRY: Final = "viet-nam"
_NATIONAL: Final = re.compile(
    r"\b(?:general statistics office|national statistics office|gso|nso|ministry of \w+|the country|nationwide"
    r"|the national economy|national assembly|general department of (?:\w+ )?customs)\b"
)
# A place that is spoken of as known: it may be one that no list of names has.
_LOCAL: Final = re.compile(
    r"\b(?:the|this|our) (?:province|city|district|ward|commune|municipality|town|township)\b"
    r"|\b(?:ward|commune|district|provincial|municipal|city) (?:people|party)(?:'s|’s)?\b"
)


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
    leading: Counter[str] = Counter()
    for number, items in enumerate(sentences):
        for at, item in enumerate(items):
            if item.kind != "area":
                continue
            roots.update(places.provinces_of(item.key))
            if _is_listed(items, at):
                continue
            name = place_key(item.key)
            if name not in words or len(item.key) > len(words[name]):
                words[name] = item.key
            votes[name] += 1 + _IN_LEAD * (number < _LEAD)
            leading[name] += number < _FIRST
    if province:
        roots.update(dict.fromkeys(places.provinces_of(province), sum(votes.values()) + 1))
    ranked = [name for name, _ in roots.most_common()]
    best = _best(sentences, votes, words)
    national = _NATIONAL.search(key) is not None and _LOCAL.search(key) is None
    if not best or (national and not leading[best] and votes[best] < _OFTEN):
        # A place in passing, or none: what the statistics office of the country reports is the country's.
        best, words = (_COUNTRY, {**words, _COUNTRY: "vietnam"}) if national or best == _COUNTRY else ("", words)
    return ArticlePlace(words.get(best, ""), places, key, given, reported, ranked)


def _best(sentences: Sequence[Sequence[Item]], votes: Counter[str], words: dict[str, str]) -> str:
    """Choose the place that a text names most, and first; the one of its heading before all."""
    if not votes:
        return ""
    rank = {name: number for number, name in enumerate(words)}
    early = [name for name in votes if votes[name] > _IN_LEAD] or list(votes)
    above = {
        parent.id.removesuffix("-2025")
        for name in early
        for unit in units_of(words[name])[:1]
        for parent in parents(unit)
    }
    titled = {place_key(item.key) for item in sentences[0] if item.kind == "area"} if sentences else set()
    if len(titled) > 1:  # Kien Giang, a bright spot in the Mekong Delta
        titled = {name for name in titled if name in words and not _is_wide(words[name])}
    smaller = [name for name in early if name in titled] if len(titled) == 1 else []
    smaller = smaller or [name for name in early if name not in above] or early
    return max(smaller, key=lambda name: (votes[name] - rank[name], -rank[name]))


def _is_wide(words: str) -> bool:
    return any(unit.level in {"region", "country"} for unit in units_of(words)[:1])


def _is_listed(items: Sequence[Item], at: int) -> bool:
    """Whether a place is one of a list, or of those that have a figure in brackets: *such as A (5), B (4)*."""
    following = items[at + 1] if at + 1 < len(items) else None
    if following is not None and following.key == "(":
        inside = items[at + 2] if at + 2 < len(items) else None
        if inside is not None and (inside.kind == "figure" or inside.plays("says.up", "says.down")):
            return True
    for step in (-1, 1):
        beyond = at + step
        while 0 <= beyond < len(items) and (items[beyond].key in _JOINS or items[beyond].plays("gaps.det")):
            beyond += step
        if abs(beyond - at) > 1 and 0 <= beyond < len(items) and items[beyond].kind == "area":
            return any(items[place].key == "and" for place in range(min(at, beyond), max(at, beyond))) or _is_long(
                items
            )
    return False


def _is_long(items: Sequence[Item]) -> bool:
    """Whether a sentence lists three places or more."""
    return sum(item.kind == "area" for item in items) >= _LIST
