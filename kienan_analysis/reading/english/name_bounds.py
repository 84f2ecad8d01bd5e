"""Where an English name begins and ends: which words about a known name make it another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item

VERBS: Final = ("UP", "DOWN", "EQ", "EXC", "AUX", "SHARE", "CONTR", "AIM", "DISB", "MAY", "NOT", "IF")
LONGEST: Final = 14  # items of a name
_BREAKS: Final = frozenset({",", ";", ":", "(", ")", ".", "!", "?", "…", '"', "“", "”"})
# Of these a place or firm has some, not all.
_PARTS: Final = frozenset({"amount", "share", "proportion", "part", "portion", "bulk", "volume", "number", "most"})
# What is of a thing, and is the thing itself.
_SIZES: Final = frozenset({"scale", "size"})
# What a state earns from trade is no trade.
_SOURCES: Final = frozenset({
    "that", "those",
    "revenue", "revenues", "collection", "collections", "income", "tax", "taxes", "duty", "duties", "tariff", "tariffs",
})  # fmt: skip
# What has an investment, a revenue of its own.
_OWNERS: Final = frozenset(
    {"projects", "project", "parks", "park", "zones", "zone", "works", "complex", "plants", "factories"}
)
_TRADE: Final = frozenset({"exports", "imports", "foreign_trade"})


@record
class Name(Record):
    """What a figure is a figure of.

    Attributes
    ----------
    indicators : tuple of str
        The catalogue ids that the words may mean; empty for a name that the catalogue does not know.
    start, end : int
        Items, ``[start, end)``.
    side : {"before", "after", "carried"}
        Where it stands; carried: with a figure before.
    economy : bool
        Whether it is the economy as a whole.
    whose : str
        A refusal's code where it is somebody else's: a firm's.
    span : tuple of int
        Where it stands in the text's normal form.
    """

    indicators: tuple[str, ...]
    start: int
    end: int
    side: str = "before"
    economy: bool = False
    whose: str = ""
    span: tuple[int, ...] = ()


class NameBounds:
    """Takes names in a sentence with the words that belong to them.

    Parameters
    ----------
    items : sequence of Item
    row : Row
    grammar : Grammar
    """

    def __init__(self, items: Sequence[Item], row: Row, grammar: Grammar) -> None:
        self._items = items
        self._row = row
        self._grammar = grammar

    def bounded(self, at: int, begin: int, end: int, side: str, first: int | None = None) -> Name:
        """Take the words about a known name into it where they make it another one."""
        items = self._items
        name = items[at].meaning.indicators
        economy = not name
        if begin < at and side == "before" and not self._same(begin, at):
            name, economy = (), False
        last = self._narrowed(at, end)
        if last > at + 1:
            name, economy = (), False
        whose = ""
        before = begin - 1
        low = begin if first is None else first
        if before >= low and items[before].key == "s" and before > low:
            owner = before - 1
            if items[owner].kind == "word" or items[owner].plays("bodies.firm"):
                whose = "another_body"
        elif before > low and items[before].key in {"'", "’"} and items[before - 1].kind == "word":
            whose = "another_body"  # foreign firms' exports
        elif before >= low and items[before].kind == "word":
            while begin > low and items[begin - 1].kind == "word":
                begin -= 1
            name, economy = (), False
        elif (other := self._other_begin(begin, low)) < begin:
            name, economy, begin = (), False, other
        return Name(name, begin, last, side, economy and not name, whose)

    def _other_begin(self, begin: int, low: int) -> int:
        """Say where a name begins that the words before it make another one: *disbursement of FDI*.

        Returns
        -------
        int
            `begin` where nothing does.
        """
        items, at = self._items, begin - 1
        if at > low and items[at].key == "and" and items[at - 1].kind == "word" and items[at - 1].key[-2:] != "ed":
            return at - 1
        if at > low and items[at].key in {"their", "whose"} and (content := self.content(low, at)):
            return content[0]  # most products saw their exports rise
        while at > low and (self.is_type(at, "DET", "LEVEL", "LEVELOF") or items[at].kind == "area"):
            at -= 1
        if items[at].key == "with" and at and items[at - 1].key in _OWNERS:
            return at  # 141 projects with a total investment of …
        if at <= low:
            return begin
        head = items[at - 1]
        if items[at].key == "of" and head.key in _PARTS and self.content(low, at - 1):
            return at - 1  # industry absorbed the largest amount of FDI
        if items[at].key == "of" and (head.kind == "word" or head.plays("bodies.firm")) and head.key not in _SIZES:
            return at - 1
        trade = not _TRADE.isdisjoint(items[begin].meaning.indicators)
        if trade and items[at].key in {"from", "on"} and head.key in _SOURCES:
            return at - 1
        return begin

    def _same(self, begin: int, at: int) -> bool:
        """Whether two names are of one thing: *gross domestic product in the province (GRDP)*."""
        first, last = self._items[begin].meaning.indicators, self._items[at].meaning.indicators
        named = [item for item in self._items[begin : at + 1] if item.meaning.indicators]
        return bool(first) and first == last and len(named) == 2  # noqa: PLR2004 - the name and its letters

    def _narrowed(self, at: int, end: int) -> int:
        """Say which item follows a name and the words after it that make it another: *exports of wooden products*."""
        last = at + 1
        for place in range(at + 1, min(at + LONGEST, end)):
            item = self._items[place]
            if self.breaks(place) or item.kind in {"figure", "period"} or self.in_comparison(place):
                break
            if self.is_type(place, *VERBS, "PLANWORD") and not self.is_type(place, "OF"):
                break
            if self.is_type(place, "AND", "CIRC") and last == at + 1:
                break
            if item.kind == "word" or (item.meaning.indicators and place > at):
                last = place + 1
        return last

    def content(self, first: int, last: int) -> list[int]:
        """List the items of a stretch that may name something."""
        return [
            at
            for at in range(first, last)
            if not self.in_comparison(at)
            and (
                self._items[at].kind == "word"
                or self._items[at].plays("bodies.firm", "names.other")
                or (
                    self._items[at].kind == "phrase"
                    and not self._items[at].meaning.roles
                    and not self._items[at].meaning.indicators
                )
            )
        ]

    def in_comparison(self, at: int) -> bool:
        """Whether an item belongs to what something is measured against."""
        return self._row.at[at] in self._row.chunks

    def breaks(self, at: int) -> bool:
        """Whether an item ends a part of a sentence."""
        item = self._items[at]
        return (item.kind == "mark" and item.key in _BREAKS) or item.key in {"while", "whereas", "but"}

    def is_type(self, at: int, *types: str) -> bool:
        """Whether an item is of one of some types of the rule table."""
        return at < len(self._items) and self._grammar.is_type(self._row, self._row.at[at], *types)
