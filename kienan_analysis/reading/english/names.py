"""Which name an English figure gets: one before it, one that follows it, or the one that the sentence spoke of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.after import After
    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item

_STRONG: Final = frozenset({";", ".", "!", "?", "…"})
_BREAKS: Final = frozenset({",", ";", ":", "(", ")", ".", "!", "?", "…", '"', "“", "”"})
_VERBS: Final = ("UP", "DOWN", "EQ", "EXC", "AUX", "SHARE", "CONTR", "AIM", "DISB", "MAY", "NOT", "IF")
_LONGEST: Final = 14  # items of a name
_LONGEST_AFTER: Final = 8  # items between a figure and the name after it
_AFTER: Final = frozenset({"in", "of", "for", "from", "as"})
_INDEFINITE: Final = frozenset({"a", "an", "another", "one"})
_LONGEST_SECTOR: Final = 8  # items: In trade - service - tourism
# What is of a thing, and is the thing itself.
_PARTS: Final = frozenset({"amount", "share", "proportion", "part", "portion", "bulk", "volume", "number", "most"})
# What each sector has of its own.
_OF_SECTORS: Final = frozenset({"total_production_value", "exports", "imports"})
_SIZES: Final = frozenset({"scale", "size"})
# What a state earns from trade is no trade.
_SOURCES: Final = frozenset({
    "that", "those",
    "revenue", "revenues", "collection", "collections", "income", "tax", "taxes", "duty", "duties", "tariff", "tariffs",
})  # fmt: skip
_TRADE: Final = frozenset({"exports", "imports", "foreign_trade"})
_TO: Final = frozenset({"to", "for", "into", "in"})
_GATHERED: Final = frozenset({"collected", "earned", "raised", "generated"})
_GROWING: Final = frozenset(
    {"grew", "grow", "grown", "growing", "expanded", "expand", "expanding", "contracted", "shrank"}
)


@dataclass(frozen=True, slots=True)
class Name:
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


class Namer:
    """Finds the names of the figures of a sentence.

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

    def before(self, start: int, place: int) -> tuple[Name | None, bool]:
        """Find the name that a figure follows.

        Parameters
        ----------
        start, place : int
            The items between what belongs to the figure before and this one.

        Returns
        -------
        Name or None
        bool
            Whether nothing stands between that could name another thing, so that the last name still holds.
        """
        if start and start < place and self._items[start].key == ")":
            start += 1  # VND90 trillion (US$4 billion) to the budget: what is left of the figure before
        cuts = [start, *(at + 1 for at in range(start, place) if self._breaks(at)), place + 1]
        free = True
        for number in range(len(cuts) - 2, -1, -1):
            first, last = cuts[number], cuts[number + 1] - 1
            is_rest = number == 0 and start > 0 and not self._is(first, "AND", "AMONG", "CMP")
            found = self._named(first, last, start)
            if found is not None:
                if is_rest and last < place:
                    break  # what is left of the figure before
                if number and last != place and self._is_apposition(first, cuts[number - 1], start):
                    continue
                of_sector = not _OF_SECTORS.isdisjoint(found.indicators)
                if of_sector and number and not start and self._is_sector(cuts[0], cuts[1] - 1):
                    found = replace(found, indicators=(), economy=False)  # in industry, production value was …
                return found, False
            content = self._content(first, last)
            if not content:
                continue
            is_last = last == place
            if is_rest and not is_last:
                break
            if self._is(first, "CIRC") or (not is_last and number and self._is(first, "DET")):
                continue  # its backbone, …; thanks to high demand, …
            other = any(self._items[at].plays("names.other") for at in content)
            unknown = None if is_rest and not other else self._unknown(first, last)
            if unknown is not None:
                return unknown, False
            free = free and not is_last
            if number == 0 or not is_last:
                break
        return None, free

    def _is_apposition(self, first: int, before: int, start: int) -> bool:
        """Whether a name between commas only says what the one before it is: *tariffs, a source of the budget, …*."""
        if self._items[first].key not in _INDEFINITE:
            return False
        return bool(self._content(before, first - 1)) or self._named(before, first - 1, start) is not None

    def _is_sector(self, first: int, last: int) -> bool:
        """Whether a sentence opens with what its figures are in: *In industry and handicraft, …*."""
        if first >= last or self._items[first].key != "in" or last - first > _LONGEST_SECTOR:
            return False
        inside = range(first + 1, last)
        return bool(self._content(first + 1, last)) and all(
            (self._items[at].kind in {"word", "mark"} and self._items[at].key != "trade") or self._is(at, "AND", "DET")
            for at in inside
        )

    def after(self, place: int, after: After, end: int) -> Name | None:
        """Find the name that follows a figure: *61 new projects*, *growth of 9 per cent in exports*."""
        items, at = self._items, self._past_money(after.end)
        if at > after.end:
            end = next((to for to in range(at, len(items)) if items[to].kind == "figure"), len(items))
        figure = items[place].figure
        counted = figure is not None and figure.kind == "quantity" and not figure.is_money
        if counted and at == place + 1 and (found := self._counted(at, end)) is not None:
            return found
        if figure is not None and figure.is_money and (found := self._budget(at, end)) is not None:
            return found
        if at >= end or items[at].key not in _AFTER:
            if at < end and items[at].meaning.indicators and self._is(at + 1, "UP", "DOWN"):
                return Name(items[at].meaning.indicators, at, at + 1, "after")
            return None
        for name in range(at + 1, min(at + _LONGEST_AFTER, end)):
            if items[name].meaning.indicators or items[name].plays("economy.names"):
                found = self._bounded(name, name, end, "after")
                return replace(found, end=found.end + 1) if self._is(found.end, "UP", "DOWN") else found
            if not self._is(name, "DET", "LEVEL", "OF", "EMPTY", "LEVELOF", "MEAN") and items[name].kind != "area":
                return None
        return None

    def _past_money(self, at: int) -> int:
        """Say which item follows a bracket that says an amount anew; the same one where there is none."""
        items = self._items
        if at >= len(items) or items[at].key != "(":
            return at
        close = next((to for to in range(at + 1, min(at + _LONGEST_AFTER, len(items))) if items[to].key == ")"), at)
        figures = [item.figure for item in items[at:close] if item.figure is not None]
        return close + 1 if len(figures) == 1 and figures[0].is_money and close < len(items) - 1 else at

    def _budget(self, at: int, end: int) -> Name | None:
        """Find the budget that an amount was gathered for: *was collected for the State budget*, *to the budget*."""
        items = self._items
        gathered = at
        while gathered < end and (self._is(gathered, "AUX") or items[gathered].key in _GATHERED):
            gathered += 1
        name = gathered + 1
        while name < end and self._is(name, "DET", "LEVEL", "LEVELOF"):
            name += 1
        if name >= end or items[gathered].key not in _TO or "budget_revenue" not in items[name].meaning.indicators:
            return None
        return self._bounded(name, name, end, "after")

    def grown_place(self, start: int, place: int) -> int | None:
        """Find the place of which a growth is said: *Long An Province as a whole grew by 8.3 per cent*."""
        verb = next((at for at in range(place - 1, start - 1, -1) if self._items[at].key in _GROWING), None)
        if verb is None:
            return None
        at = verb - 1
        while at >= start and self._is(at, "EMPTY", "AUX", "EST", "TO", "DET"):
            at -= 1
        return at if at >= start and self._items[at].kind == "area" else None

    def _counted(self, at: int, end: int) -> Name | None:
        """Take what a number counts as its name, up to the noun that is counted."""
        items = self._items
        for last in range(at, min(at + _LONGEST_AFTER, end)):
            if items[last].meaning.indicators:
                if last + 1 < end and items[last + 1].kind == "word":
                    continue  # new FDI projects
                if last > at:
                    return Name((), at, last + 1, "after")
                return self._bounded(last, at, end, "after")
            if items[last].kind not in {"word", "phrase"}:
                return Name((), at, last, "after") if last > at else None
            if items[last].kind == "phrase" and not self._is(last, "LEVEL", "NOUN", "PHRASE", "EMPTY"):
                return Name((), at, last, "after") if last > at else None
        return Name((), at, min(at + _LONGEST_AFTER, end), "after")

    def _named(self, first: int, last: int, start: int) -> Name | None:
        """Find the last known name of a stretch, made another one by the words that go with it."""
        items = self._items
        known = [at for at in range(first, last) if items[at].meaning.indicators or items[at].plays("economy.names")]
        known = [at for at in known if not self._in_comparison(at)]
        if not known:
            return None
        at = begin = known[-1]
        for other in reversed(known[:-1]):
            between = range(other + 1, begin)
            if any(self._is(place, "UP", "DOWN", "EQ", "EXC", "SHARE", "AIM") for place in between):
                break
            begin = other  # exports and imports: both together
        return self._bounded(at, begin, last, "before", first=max(first, start))

    def _bounded(self, at: int, begin: int, end: int, side: str, first: int | None = None) -> Name:
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
        if at > low and items[at].key in {"their", "whose"} and (content := self._content(low, at)):
            return content[0]  # most products saw their exports rise
        while at > low and (self._is(at, "DET", "LEVEL", "LEVELOF") or items[at].kind == "area"):
            at -= 1
        if at <= low:
            return begin
        head = items[at - 1]
        if items[at].key == "of" and head.key in _PARTS and self._content(low, at - 1):
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
        for place in range(at + 1, min(at + _LONGEST, end)):
            item = self._items[place]
            if self._breaks(place) or item.kind in {"figure", "period"} or self._in_comparison(place):
                break
            if self._is(place, *_VERBS, "PLANWORD") and not self._is(place, "OF"):
                break
            if self._is(place, "AND", "CIRC") and last == at + 1:
                break
            if item.kind == "word" or (item.meaning.indicators and place > at):
                last = place + 1
        return last

    def _unknown(self, first: int, last: int) -> Name | None:
        """Take the words before the verb as a name that the catalogue does not know."""
        content = self._content(first, last)
        verb = next((at for at in range(first, last) if self._is(at, *_VERBS) and not self._is(at, "OF")), last)
        before = [at for at in content if at < verb]
        if not before or before[-1] - before[0] > _LONGEST:
            return None
        if self._items[before[0]].kind == "word" and any(self._is(at, "CIRC") for at in range(first, before[0])):
            return None
        end = before[-1] + 1
        while end < verb and self._is(end, "NOUN"):
            end += 1
        firm = any(self._items[at].plays("bodies.firm") for at in range(first, end))
        return Name((), before[0], end, whose="another_body" if firm else "")

    def _content(self, first: int, last: int) -> list[int]:
        """List the items of a stretch that may name something."""
        return [
            at
            for at in range(first, last)
            if not self._in_comparison(at)
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

    def _in_comparison(self, at: int) -> bool:
        return self._row.at[at] in self._row.chunks

    def _breaks(self, at: int) -> bool:
        item = self._items[at]
        return (item.kind == "mark" and item.key in _BREAKS) or item.key in {"while", "whereas", "but"}

    def _is(self, at: int, *types: str) -> bool:
        return at < len(self._items) and self._grammar.is_type(self._row, self._row.at[at], *types)


def strong_break(items: Sequence[Item], start: int, place: int) -> int:
    """Say from which item the statement that a figure stands in begins: after the last mark that ends one."""
    for at in range(place - 1, start - 1, -1):
        if items[at].kind == "mark" and items[at].key in _STRONG:
            return at + 1
    return start
