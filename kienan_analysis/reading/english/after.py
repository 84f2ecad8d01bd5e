"""What the words after an English figure say: what it is measured against, its period and place, a bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.periods import Mention

AGAINST: Final = {
    "OFPLAN": "plan", "ABOVEPLAN": "plan", "BELOWPLAN": "plan", "VSPLAN": "plan", "AGO": "year_ago",
    "HIGHAGO": "year_ago", "LOWAGO": "year_ago", "OFAGO": "year_ago", "MANYAGO": "year_ago", "FAR": "other",
    "BASE": "base", "HIGHBASE": "base", "LOWBASE": "base",
}  # fmt: skip
_BOUNDS: Final = {"hedges.or_more": "at_least", "hedges.or_less": "at_most", "hedges.or_so": "approx"}
_LONGEST_LEAD: Final = 5  # items between a figure and the period or place after it
_LONGEST_COMPARISON: Final = 7
_LEADING: Final = ("OF", "DET", "LEVEL", "EMPTY", "BASEW")


@dataclass(slots=True)
class After:
    """What the words after a figure say.

    Attributes
    ----------
    end : int
        The item after them.
    against : {"", "plan", "year_ago", "base", "other"}
        What it is measured against.
    compared : tuple of int
        The items that say so, ``[start, end)``; empty without them.
    base : Mention or None
        The period that it is measured against, where it is named.
    mention : Mention or None
        The figure's own period: *7.5 per cent in 2024*.
    bound : str
        *Or more*, *or less*, *or so*.
    places : list of Item
        The places of which it is said.
    elsewhere : bool
        Whether it is the whole country's.
    """

    end: int
    against: str = ""
    compared: tuple[int, ...] = ()
    base: Mention | None = None
    mention: Mention | None = None
    bound: str = ""
    places: list[Item] = field(default_factory=list)
    elsewhere: bool = False


def read_after(items: Sequence[Item], row: Row, grammar: Grammar, place: int, end: int) -> After:
    """Read what follows a figure, up to the first word that begins something new.

    Parameters
    ----------
    items : sequence of Item
    row : Row
        The same sentence, its comparisons as letters.
    grammar : Grammar
    place, end : int
        The item after the figure, and the next figure's (or the end).
    """
    found = After(place)
    while found.end < end and (following := _take(items, row, grammar, end, found)) > found.end:
        found.end = following
    if not found.against and (last := _unnamed_comparison(items, row, found.end, end)):
        _compare(items, found, "other", found.end, last)
    return found


def _unnamed_comparison(items: Sequence[Item], row: Row, at: int, end: int) -> int:
    """Say where a comparison that nothing explains ends: *against the same season in 2023*; 0 where there is none."""
    if at >= end or not items[at].plays("against.compare"):
        return 0
    for place in range(at + 1, min(at + _LONGEST_COMPARISON, end)):
        item = items[place]
        if item.kind in {"mark", "figure"} or row.at[place] in row.chunks:
            return 0
        if item.mention is not None:
            return place + 1
    return 0


def _take(items: Sequence[Item], row: Row, grammar: Grammar, end: int, found: After) -> int:
    """Take what the next item says of the figure; say which item follows, the same where it says nothing."""
    at = found.end
    letter = row.at[at]
    atom = row.atom(letter)
    if atom.chunk and atom.start == at and not found.against and atom.end <= end:
        _compare(items, found, AGAINST[atom.chunk], at, atom.end)
        return atom.end
    if not found.against and grammar.is_type(row, letter, "YOY", "MOM"):
        _compare(items, found, "year_ago" if grammar.is_type(row, letter, "YOY") else "other", at, at + 1)
        return at + 1
    bound = next((bound for role, bound in _BOUNDS.items() if items[at].plays(role)), "")
    if bound:
        found.bound = bound
        return at + 1
    return _take_lead(items, row, grammar, end, found)


def _take_lead(items: Sequence[Item], row: Row, grammar: Grammar, end: int, found: After) -> int:
    """Take a period or place that small words join to the figure: *from March 2023*, *in the first half*."""
    at = beyond = found.end
    while beyond < min(at + _LONGEST_LEAD, end) and grammar.is_type(row, row.at[beyond], *_LEADING, "CMPW"):
        beyond += 1
    if beyond >= end or row.at[beyond] in row.chunks:
        return at
    item = items[beyond]
    if item.plays("against.same_period") and beyond > at:
        return _past_same_period(items, beyond + 1, end)
    if any(items[place].plays("places.other") for place in range(at, beyond + 1)):
        found.elsewhere = True
        return beyond + 1
    if item.mention is not None and item.mention.is_span:
        if found.against == "plan" and found.base is None and item.key.startswith("for "):
            found.base = item.mention  # 32.6 per cent of the estimate for 2026, in the first quarter
        elif not found.against and beyond > at and item.mention.kind != "years" and _is_compared(items, at):
            _compare(items, found, "base", at, beyond + 1)
        elif found.mention is None:
            found.mention = item.mention
        else:
            return at
        return beyond + 1
    if item.kind == "area" and beyond > at and not grammar.is_type(row, row.at[at], "CMPW", "EMPTY"):
        found.places.append(item)
        return beyond + 1
    return at


def _past_same_period(items: Sequence[Item], at: int, end: int) -> int:
    """Say which item follows *in the same period of 2023*: it names the year alone, so no period is taken from it."""
    if at < end and items[at].mention is not None:
        return at + 1
    return at


def _is_compared(items: Sequence[Item], at: int) -> bool:
    """Whether a word opens a comparison with the period after it: *5 per cent from 2023*, *over 2023*, *on 2023*."""
    return items[at].plays("against.compare_after")


def _compare(items: Sequence[Item], found: After, kind: str, start: int, end: int) -> None:
    found.against, found.compared = kind, (start, end)
    found.base = next((item.mention for item in reversed(items[start:end]) if item.mention is not None), None)
