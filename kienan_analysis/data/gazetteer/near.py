"""Units by a name that is written without tones, and the names nearest to one that nobody bears.

Slow beside the other lookups (a tenth of a second): the names are walked over. Imported only where it is needed.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer.identifiers import slug
from kienan_analysis.data.gazetteer.lookup import all_codes, all_names, coded, named, parents
from kienan_analysis.data.gazetteer.unit import LEVELS, TYPE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kienan_analysis.data.gazetteer.unit import Unit

_ALIKE: Final = 0.75


def without_tones(text: str) -> tuple[Unit, ...]:
    """Find units by a name without tones, with its type word or without, and after a comma one of its parents'.

    A text with any tone or mark is none of these: whoever writes tones means them.

    Examples
    --------
    >>> [unit.id for unit in without_tones("quan kien an")], without_tones("quan kiến an")
    (['kien-an'], ())
    """
    if not text.isascii():
        return ()
    first, *above = [part for part in map(slug, text.split(",")) if part] or [""]
    found = _of_slug(first)
    for name in above:
        holds = {one.id for one in _of_slug(name)} | {later for one in _of_slug(name) for later, _ in one.successors}
        found = [one for one in found if holds & _ids_above(one)]
    return tuple(found)


def nearest(text: str, count: int) -> tuple[Unit, ...]:
    """Find units whose names are nearest to a text: first those that differ in tones alone.

    Parameters
    ----------
    text : str
        A name, with its type word or without.
    count : int
        How many at most.

    Examples
    --------
    >>> [unit.name_vi for unit in nearest("Kiên Án", 2)]
    ['Quận Kiến An', 'Phường Kiến An']
    """
    wanted = slug(text.split(",", maxsplit=1)[0])
    found = dict.fromkeys(_of_slug(wanted))
    if len(found) < count:
        slugs: dict[str, list[str]] = {}
        for key in all_names():
            slugs.setdefault(slug(key), []).append(key)
        for way, type_vi in _ways(wanted):
            for near in get_close_matches(way, slugs, n=count, cutoff=_ALIKE):
                units = [one for key in slugs[near] for one in named(key)]
                found |= dict.fromkeys(one for one in units if type_vi in {"", one.type_vi})
    return tuple(found)[:count]


def nearest_codes(code: str, count: int) -> tuple[Unit, ...]:
    """Find units whose codes, with as many digits, are nearest to one that nobody bears.

    Examples
    --------
    >>> [unit.code for unit in nearest_codes("11444", 2)]
    ['11443', '11446']
    """
    known = {other for other in all_codes() if len(other) == len(code)}
    chosen = sorted(known, key=lambda other: (abs(int(other) - int(code)), other))[:count]
    return tuple(one for other in chosen for one in coded(other)[:1])


def _of_slug(wanted: str) -> list[Unit]:
    """Give the units whose names, written without tones, are a text, with its type word apart or without."""
    ways = list(_ways(wanted))
    keys: dict[str, list[str]] = {way: [] for way, _ in ways}
    for key in all_names():
        # Most names differ in their first letter: those need not be rewritten.
        if key and any(_first(key) == way[:1] for way in keys) and (bare := slug(key)) in keys:
            keys[bare].append(key)
    found: dict[Unit, None] = {}
    for way, type_vi in ways:
        units = [one for key in keys[way] for one in named(key)]
        found |= dict.fromkeys(one for one in units if type_vi in {"", one.type_vi})
    return sorted(found, key=lambda one: LEVELS.index(one.level))


def _ways(wanted: str) -> Iterator[tuple[str, str]]:
    """Give a name as it is, then what is left of it after a type word, with that word."""
    yield wanted, ""
    for type_vi in TYPE_WORDS:
        bare = slug(type_vi)
        if wanted.startswith(f"{bare}-"):
            rest = wanted[len(bare) + 1 :]
            yield (wanted if rest[:1].isdigit() else rest), type_vi


def _first(key: str) -> str:
    return slug(key[0])[:1]


def _ids_above(one: Unit) -> set[str]:
    return {parent.id for parent in parents(one)}
