"""Figures that follow their names in order: *exports and imports rose 9 per cent and 8 per cent, respectively*."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.english.name_bounds import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item

_FEWEST: Final = 2  # figures of a list
_LONGEST_BASES: Final = 16  # items that name what a list is held against
_BETWEEN: Final = ("HEDGE", "AND", "BY", "TO", "DET")
_VERBS: Final = ("UP", "DOWN", "EQ", "EXC", "AUX", "EMPTY", "HEDGE", "EST", "BY", "TO")
# What may stand between a list of names and its figures, beside verbs: whose they are, and when.
_WHOSE: Final = ("OF", "DET", "PERIOD", "PLACE", "LEVEL", "AMONG")


class Respective(NamedTuple):
    """What a sentence says in order.

    Attributes
    ----------
    refused : frozenset of int
        Items of figures that cannot be given a name, or of which nobody can tell what each is held against.
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
        before = places[bisect_left(places, begin) : bisect_left(places, says)]
        begin = says
        ahead = _run_ahead(items, row, grammar, places, says)
        if ahead:
            refused.update(ahead)  # and what stands before has names of its own
            continue
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
    refused.update(_held_against_several(items, row, grammar, places))
    for run in _runs(items, row, grammar, [at for at in places if at not in refused and at not in names]):
        found = _names(items, row, grammar, run)
        if len(found) != len(run) or not _are_joined(items, found):
            continue
        if _times(items, row, run[-1] + 1) >= _FEWEST:
            refused.update(run)  # exports and imports rose 5% and 7% in May and June
            continue
        names.update(zip(run, found, strict=True))
    return Respective(frozenset(refused), names)


def _runs(items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int]) -> Iterator[list[int]]:
    """Give the lists of figures of which *and* joins the last: *exports and imports rose 9 per cent and 8 per cent*."""
    run = list(places[:1])
    for before, place in pairwise(places):
        between = range(before + 1, place)
        if between and all(items[at].key == "," or grammar.is_type(row, row.at[at], *_BETWEEN) for at in between):
            run.append(place)
            is_last = any(items[at].plays("gaps.and") for at in between)
            if not is_last:
                continue
            yield run
        run = [place]


def _are_joined(items: Sequence[Item], names: Sequence[Name]) -> bool:
    """Whether *and* joins the last of the names, too: *35 per cent of GRDP, a poverty rate under 4* lists none."""
    listed = items[names[0].start : names[0].end]
    one = sum(bool(item.meaning.indicators) for item in listed) == 1
    return one or any(item.plays("gaps.and") or " and " in item.key for item in listed)


def _times(items: Sequence[Item], row: Row, begin: int) -> int:
    """Count the periods that *and* joins behind a list, up to the next mark."""
    found, is_new = 0, True
    for at in range(begin, min(begin + _LONGEST_BASES, len(items))):
        item = items[at]
        if item.kind in {"mark", "figure"}:
            break
        if item.plays("gaps.and"):
            is_new = True
        elif is_new and item.mention is not None and row.at[at] not in row.chunks:
            found, is_new = found + 1, False
    return found


def _run_ahead(items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int], says: int) -> list[int]:
    """Give the figures that follow the word: *earned VND9 trillion and welcomed …, respectively up 8 and 5 per cent*.

    Returns
    -------
    list of int
        Empty where the word stands behind its list.
    """
    at = says + 1
    while at < len(items) and grammar.is_type(row, row.at[at], "UP", "DOWN", *_BETWEEN):
        at += 1
    if at == says + 1 or at >= len(items) or items[at].figure is None:
        return []
    run = [at]
    for number in range(bisect_left(places, at) + 1, len(places)):
        place = places[number]
        between = range(run[-1] + 1, place)
        if not all(items[of].key == "," or grammar.is_type(row, row.at[of], "UP", "DOWN", *_BETWEEN) for of in between):
            break
        run.append(place)
    return run


def _held_against_several(items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int]) -> Iterator[int]:
    """Give the changes of which each is held against something else: *up 2 and 5 per cent from April and a year ago*.

    In what order is clear to a reader, but what the first is held against stands behind the second: read by itself, a
    change since the month before would be one since the year before.
    """
    for before, place in pairwise(places):
        between = range(before + 1, place)
        is_list = between and all(
            items[at].key == "," or grammar.is_type(row, row.at[at], "UP", "DOWN", *_BETWEEN) for at in between
        )
        if is_list and _bases(items, row, grammar, place + 1) >= _FEWEST:
            yield from (before, place)


def _bases(items: Sequence[Item], row: Row, grammar: Grammar, begin: int) -> int:
    """Count the points of time that a comparison behind a figure names, joined by *and*."""
    found, is_new = 0, begin < len(items) and items[begin].plays("against.compare", "against.compare_after")
    for at in range(begin, min(begin + _LONGEST_BASES, len(items)) if is_new else begin):
        item = items[at]
        if item.kind in {"mark", "figure"} or grammar.is_type(row, row.at[at], "UP", "DOWN", "EQ"):
            break
        if item.plays("gaps.and"):
            is_new = True
        elif is_new and (item.mention is not None or item.plays("against.same_period", "against.other_base")):
            found, is_new = found + 1, False
    return found


def _run(items: Sequence[Item], row: Row, grammar: Grammar, places: Sequence[int], end: int) -> list[int]:
    """Give the figures that stand one after the other just before an item, but for what all are held against."""
    if not places or not all(
        items[at].key in {",", "("} or row.at[at] in row.chunks or grammar.is_type(row, row.at[at], "YOY", "MOM")
        for at in range(places[-1] + 1, end)
    ):
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
    while at >= 0 and not items[at].meaning.indicators and grammar.is_type(row, row.at[at], *_VERBS, *_WHOSE):
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
