"""Figures that follow their names in order: *exports and imports rose 9 per cent and 8 per cent, respectively*."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.english.name_bounds import Name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item

_FEWEST: Final = 2  # figures of a list
_BETWEEN: Final = ("HEDGE", "AND", "BY", "TO", "DET")
_VERBS: Final = ("UP", "DOWN", "EQ", "EXC", "AUX", "EMPTY", "HEDGE", "EST", "BY", "TO", "AT")


class Respective(NamedTuple):
    """What a sentence says in order.

    Attributes
    ----------
    refused : frozenset of int
        Items of figures that cannot be given a name.
    names : mapping of int to Name
        By the item of the figure; the first of a list stands before it, the others are carried on.
    """

    refused: frozenset[int]
    names: Mapping[int, Name]


def respective(items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int]) -> Respective:
    """Find the figures that follow their names in order, and the names where there are as many.

    Parameters
    ----------
    items : sequence of Item
    row : Row
    grammar : Grammar
    places : sequence of int
        The items of the figures.
    """
    refused: set[int] = set()
    names: dict[int, Name] = {}
    begin = 0
    for says in (at for at, item in enumerate(items) if item.plays("order.respective")):
        before = [place for place in places if begin <= place < says]
        begin = says
        behind = _names_behind(items, row, grammar, before, says)
        if behind:
            names.update(behind)
            continue
        run = _run(items, row, grammar, before, says)
        if len(run) < _FEWEST:
            refused.update(before)  # each has more than one figure, or none: which belong together is not said
            continue
        twice = _run_before(items, row, grammar, before, run)
        found = _names(items, row, grammar, twice or run)
        if twice and len(found) == len(run):
            names.update(zip(twice, found, strict=True))
            found = [replace(one, start=0, end=0, side="carried") for one in found]
        if len(found) == len(run):
            names.update(zip(run, found, strict=True))
        else:
            refused.update([*twice, *run])
    return Respective(frozenset(refused), names)


def _run(items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int], end: int) -> list[int]:
    """Give the figures that stand one after the other just before an item."""
    if not places or any(items[at].key not in {",", "("} for at in range(places[-1] + 1, end)):
        return []
    run = [places[-1]]
    for before, place in reversed(list(pairwise(places))):
        between = range(before + 1, place)
        if not all(items[at].key == "," or grammar.is_type(row, row.at[at], *_BETWEEN) for at in between):
            break
        run.insert(0, before)
    return run


def _run_before(
    items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int], run: Sequence[int]
) -> list[int]:
    """Give a list of as many figures just before one that says how they changed: *US$2 and US$1, up 8 and 5*."""
    first = run[0] - 1
    while first >= 0 and grammar.is_type(row, row.at[first], "UP", "DOWN", *_BETWEEN):
        first -= 1
    if first < 0 or first == run[0] - 1 or items[first].key != ",":
        return []
    found = _run(items, row, grammar, [place for place in places if place < first], first)
    return found if len(found) == len(run) else []


def _names_behind(
    items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int], end: int
) -> dict[int, Name]:
    """Give the names that follow a list in order: *increases of 2 and 3 per cent in exports and imports, respectively*.

    Returns
    -------
    dict of int to Name
        Empty where anything but known names stands there, or not one for each figure.
    """
    if not places or not places[-1] + 1 < end or items[places[-1] + 1].key not in {"in", "for"}:
        return {}
    run = _run(items, row, grammar, places, places[-1] + 1)
    listed = [at for at in range(places[-1] + 2, end) if items[at].meaning.indicators]
    others = (at for at in range(places[-1] + 2, end) if not items[at].meaning.indicators)
    named = [one for at in listed for one in _parted(items[at])]
    if len(run) < _FEWEST or not _are_of(named, run):
        return {}
    if not all(items[at].key in {",", "and"} or grammar.is_type(row, row.at[at], "DET", "LEVEL") for at in others):
        return {}
    first = Name(named[0][0], listed[0], listed[0] + 1, "after", span=named[0][1])
    return {run[0]: first} | {
        place: Name(indicators, 0, 0, "carried", span=span)
        for place, (indicators, span) in zip(run[1:], named[1:], strict=True)
    }


def _parted(item: Item) -> list[tuple[tuple[str, ...], tuple[int, int]]]:
    """Give the names that an item is: *exports and imports* are two, of which each has a figure."""
    words = item.key.replace(",", " and ").split()
    if sorted(words) == ["and", "exports", "imports"]:
        middle = item.start + len(words[0])
        last = item.end - len(words[-1])
        return [((words[0],), (item.start, middle)), ((words[-1],), (last, item.end))]
    return [(item.meaning.indicators, (item.start, item.end))]


def _are_of(named: Sequence[tuple[tuple[str, ...], tuple[int, int]]], run: Sequence[int]) -> bool:
    """Whether there is a name of its own for each figure."""
    return len(named) == len(run) and len({indicators for indicators, _ in named}) == len(named)


def _names(items: Sequence[Item], row: Row, grammar: Grammar, run: Sequence[int]) -> list[Name]:
    """Give the names of a list, where nothing but known names stands in it, one for each figure."""
    at = run[0] - 1
    while at >= 0 and not items[at].meaning.indicators and grammar.is_type(row, row.at[at], *_VERBS):
        at -= 1
    listed: list[int] = []
    while at >= 0:
        if items[at].meaning.indicators:
            listed.insert(0, at)
        elif items[at].key not in {",", "and"} and not grammar.is_type(row, row.at[at], "DET"):
            break
        at -= 1
    named = [one for name in listed for one in _parted(items[name])]
    if not _are_of(named, run) or (at >= 0 and items[at].kind == "word"):
        return []
    first, last = listed[0], listed[-1] + 1
    return [
        Name(
            indicators,
            first if not number else 0,
            last if not number else 0,
            "carried" if number else "before",
            span=span,
        )
        for number, (indicators, span) in enumerate(named)
    ]
