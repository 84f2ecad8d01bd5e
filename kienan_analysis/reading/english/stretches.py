"""What the words from one English figure to the next make of it: a source, a clause, a bracket, what has the amount."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.name_bounds import Name
from kienan_analysis.reading.english.roles import is_compared, is_in_circumstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.names import Namer
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

_CAPITAL: Final = frozenset({"registered capital", "total registered capital", "registered charter capital"})
_REACH: Final = 60  # items
_FOREIGNERS: Final = ["foreigners"]
_LIMITS: Final = ("limits.if", "limits.may", "limits.not", "limits.except")
_INDEFINITE: Final = frozenset({"a", "an"})


def is_of_a_thing(items: Sequence[Item], figure: Figure, place: int) -> bool:
    """Whether an amount says what one thing costs: *a single US$3.1 billion power plant*."""
    if not figure.is_money or not place or place + 1 >= len(items):
        return False
    follows, before = items[place + 1], items[place - 1]
    if follows.kind != "word" and not follows.plays("bodies.firm"):
        return False
    return before.key in _INDEFINITE or (place > 1 and before.kind == "word" and items[place - 2].key in _INDEFINITE)


def capital_of(items: Sequence[Item], place: int, name: Name | None, host: Name | None) -> Name | None:
    """Give capital the name of the new firms that have it: *1,012 new firms with a registered capital of …*.

    Parameters
    ----------
    items : sequence of Item
    place : int
        The amount's item.
    name : Name or None
        Of the amount.
    host : Name or None
        Of the figure before it.
    """
    if host is None or host.indicators != ("new_enterprises",) or (name is not None and name.indicators):
        return name
    at = place - 1
    while at > 0 and items[at].plays("gaps.of", "hedges.approx", "hedges.at_least", "gaps.det", "says.equal"):
        at -= 1
    before = at - 1
    while before > 0 and items[before].plays("gaps.det"):
        before -= 1
    if at < 1 or items[at].key not in _CAPITAL or items[before].key not in {"with", "having"}:
        return name
    return Name(("new_enterprises_capital",), at, at + 1)


def is_end_of_change(items: Sequence[Item], start: int, place: int) -> bool:
    """Whether nothing but *to* and a hedge stands between a change and the number that it leads to."""
    return items[start].plays("says.to") and all(
        item.plays("hedges.approx", "hedges.at_least", "hedges.at_most", "gaps.det", "gaps.empty")
        for item in items[start + 1 : place]
    )


def past_source(items: Sequence[Item], start: int, place: int, namer: Namer) -> int:
    """Say where a sentence goes on after its source: *According to the Department of Tourism, the city …*."""
    if start or not items or items[0].key != "according to":
        return start
    comma = next((at for at in range(place - 1, 0, -1) if items[at].key == ","), 0)
    limited = any(item.plays(*_LIMITS) for item in items[:comma])
    return comma + 1 if comma and not limited and namer.has_place_as_subject(comma + 1, place) else start


def past_heading(items: Sequence[Item], start: int, place: int) -> int:
    """Say where a sentence goes on after words that head it: *Tourism did well: 11.6 million visitors and …*."""
    colon = next((at for at in range(place - 1, start, -1) if items[at].key == ":"), 0)
    return colon + 1 if colon and not any(item.plays(*_LIMITS) for item in items[start:colon]) else start


def foreigners_of(items: Sequence[Item], name: Name | None, host: Name | None) -> Name | None:
    """Give foreigners among visitors their name: *1.5 million visitors, including 300,000 foreigners*."""
    if name is None or name.indicators or host is None or host.indicators != ("visitors",):
        return name
    of = [item for item in items[name.start : name.end] if item.kind in {"word", "phrase"}]
    return replace(name, indicators=("international_visitors",)) if [item.key for item in of] == _FOREIGNERS else name


def is_past_bracket(items: Sequence[Item], start: int, at: int) -> bool:
    """Whether a period is what the figure before a bracket changed against: *up 1.5 times (50 per cent) over 2023*."""
    return at - 1 >= start > 0 and start >= at - 2 and items[at - 2].key == ")" and is_compared(items, at)


def is_over(items: Sequence[Item], mention: Mention | None, place: int) -> bool:
    """Whether a period dates only the clause before a figure: *Although exports fell in the second quarter, …*."""
    if mention is None:
        return False
    said = next((at for at in range(max(0, place - _REACH), place) if items[at].mention is mention), -1)
    return said >= 0 and is_in_circumstance(items, said, place)
