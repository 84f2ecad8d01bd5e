"""Figures that follow their names in order: *exports and imports rose 9 per cent and 8 per cent, respectively*."""

from __future__ import annotations

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
        found = _names(items, row, grammar, run)
        if len(found) == len(run):
            names.update(zip(run, found, strict=True))
        else:
            refused.update(run)
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
    others = (at for at in range(places[-1] + 2, end) if at not in listed)
    if len(run) < _FEWEST or len(listed) != len(run):
        return {}
    if not all(items[at].key in {",", "and"} or grammar.is_type(row, row.at[at], "DET", "LEVEL") for at in others):
        return {}
    if len({items[at].meaning.indicators for at in listed}) < len(listed):
        return {}
    return {
        place: Name(
            items[at].meaning.indicators,
            at if place == run[0] else 0,
            at + 1 if place == run[0] else 0,
            "after" if place == run[0] else "carried",
            span=(items[at].start, items[at].end),
        )
        for place, at in zip(run, listed, strict=True)
    }


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
    if len(listed) != len(run) or (at >= 0 and items[at].kind == "word"):
        return []
    if len({items[name].meaning.indicators for name in listed}) < len(listed):
        return []
    first, last = listed[0], listed[-1] + 1
    return [
        Name(
            items[name].meaning.indicators,
            first if not number else 0,
            last if not number else 0,
            "carried" if number else "before",
            span=(items[name].start, items[name].end),
        )
        for number, name in enumerate(listed)
    ]
