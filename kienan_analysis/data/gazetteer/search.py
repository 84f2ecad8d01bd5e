"""Find units as a person names them: with type words or without, abbreviated, with a parent, without tones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.lookup import coded, index_key, named, named_in_english, parents, unit
from kienan_analysis.data.gazetteer.unit import TYPE_WORDS
from kienan_analysis.spelling import spelling_key

if TYPE_CHECKING:
    from kienan_analysis.data.gazetteer.unit import Unit

# How each type word is shortened; a dot may follow, and a number may follow without a blank (*Q.1*, *P4*).
_SHORT: Final = {
    "t": "tỉnh",
    "tp": "thành phố",
    "q": "quận",
    "h": "huyện",
    "tx": "thị xã",
    "p": "phường",
    "x": "xã",
    "tt": "thị trấn",
    "đk": "đặc khu",
}
_SHORTENED: Final = re.compile(rf"(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?:\.\s*|\s+|(?=\d))")


def search(text: str) -> tuple[Unit, ...]:
    """Find what a text names: an id, a code, or a name with or without its type word, and after a comma its parents.

    Examples
    --------
    >>> [found.id for found in search("Q. An Dương")], [found.id for found in search("huyện An Dương")]
    (['an-duong-2025'], ['an-duong'])
    >>> [found.id for found in search("Châu Thành, tỉnh An Giang")]
    ['chau-thanh-an-giang', 'xa-chau-thanh-an-giang-2025']
    >>> [found.id for found in search("11443")], [found.id for found in search("ha noi")]
    (['phuong-kien-an', 'phuong-tran-thanh-ngo'], ['ha-noi'])
    """
    given = text.strip()
    exact = unit(given)
    if exact is not None:
        return (exact,)
    if given.isdecimal():
        return coded(given)
    first, *above = [part for part in (index_key(spelling_key(part)) for part in given.split(",")) if part] or [""]
    found = _bearing(first)
    for name in above:
        above_it = _bearing(name)
        # A province that ended meant its successor's parts too: the tables have each under its last parent only.
        wanted = {one.id for one in above_it} | {later for one in above_it for later, _ in one.successors}
        found = tuple(one for one in found if wanted & {parent.id for parent in parents(one)})
    return found


def _bearing(key: str) -> tuple[Unit, ...]:
    """Give what bears a name: as a whole, with its type word apart, or in English."""
    found = named(key)
    for type_vi, name in _typed(key):
        of_type = [one for one in named(name) or named_in_english(name) if one.type_vi == type_vi]
        found += tuple(one for one in of_type if one not in found)
    return found or named_in_english(key)


def _typed(key: str) -> list[tuple[str, str]]:
    """Part a key into type word and bare name, in every way that it can be; a number keeps its type word."""
    ways = [(type_vi, key[len(type_vi) + 1 :]) for type_vi in TYPE_WORDS if key.startswith(f"{type_vi} ")]
    shortened = _SHORTENED.match(key)
    if shortened:
        ways.append((_SHORT[shortened["short"]], key[shortened.end() :]))
    return [(type_vi, f"{type_vi} {name}" if name[:1].isdigit() else name) for type_vi, name in ways if name]
