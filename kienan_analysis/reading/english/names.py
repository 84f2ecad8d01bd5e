"""Which name an English figure gets: one before it, one that follows it, or the one that the sentence spoke of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.name_bounds import LONGEST, VERBS, Name, NameBounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.english.after import After
    from kienan_analysis.reading.items import Item

_STRONG: Final = frozenset({";", ".", "!", "?", "…"})
_LONGEST_AFTER: Final = 8  # items between a figure and the name after it
_IN: Final = frozenset({"in", "in total"})  # a rise of 10 per cent in total exports
_AFTER: Final = _IN | {"of", "for", "from", "as"}
_INDEFINITE: Final = frozenset({"a", "an", "another", "one"})
_REACH: Final = 40  # items
_LONGEST_SECTOR: Final = 8  # items: In trade - service - tourism
# What each sector has of its own.
_OF_SECTORS: Final = frozenset({"total_production_value", "exports", "imports"})
_PUBLIC: Final = frozenset(
    {"public", "investment", "capital", "public investment", "investment capital", "was", "were"}
)
_OF_VISITORS: Final = frozenset({"visitors", "international_visitors", "domestic_visitors", "tourism_revenue"})
_TO: Final = frozenset({"to", "for", "into", "in"})
_GATHERED: Final = frozenset({"collected", "earned", "raised", "generated"})
_FIRMS: Final = frozenset({"enterprises", "businesses", "firms", "companies"})
_FOUNDED: Final = frozenset({"established", "founded", "set up"})
_LISTED: Final = frozenset({"registered", "licensed", "created", "opened", "formed"})  # newly registered
_GROWING: Final = frozenset(
    {"grew", "grow", "grown", "growing", "expanded", "expand", "expanding", "contracted", "shrank"}
)


class Namer(NameBounds):
    """Finds the names of the figures of a sentence.

    Parameters
    ----------
    items : sequence of Item
    row : Row
    grammar : Grammar
    """

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
        cuts = [start, *(at + 1 for at in range(start, place) if self.breaks(at)), place + 1]
        free = True
        own = self.has_place_as_subject(cuts[-2], place) if len(cuts) > 2 else False  # noqa: PLR2004 - two parts
        for number in range(len(cuts) - 2, -1, -1):
            first, last = cuts[number], cuts[number + 1] - 1
            is_rest = number == 0 and start > 0 and not self.is_type(first, "AND", "AMONG", "CMP")
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
            content = self.content(first, last)
            if not content:
                continue
            is_last = last == place
            if is_rest and not is_last:
                break
            aside = own or (number and self.is_type(first, "DET"))  # the Department of Culture, Sports and Tourism
            if self.is_type(first, "CIRC") or (not is_last and aside):
                continue  # its backbone, …; thanks to high demand, …
            other = any(self._items[at].plays("names.other") for at in content)
            unknown = None if is_rest and not other else self._unknown(first, last)
            if unknown is not None:
                return unknown, False
            free = free and not is_last
            if number == 0 or not is_last:
                break
        return None, free

    def has_place_as_subject(self, first: int, place: int) -> bool:
        """Whether a part of a sentence says what a place did: *the city welcomed …*."""
        at = first
        while at < place and self.is_type(at, "DET", "LEVEL"):
            at += 1
        return first < at < place and self._items[at - 1].plays("gaps.level") and self.is_type(at, "EQ")

    def _is_apposition(self, first: int, before: int, start: int) -> bool:
        """Whether a name between commas only says what the one before it is: *tariffs, a source of the budget, …*."""
        if self._items[first].key not in _INDEFINITE:
            return False
        return bool(self.content(before, first - 1)) or self._named(before, first - 1, start) is not None

    def _is_sector(self, first: int, last: int) -> bool:
        """Whether a sentence opens with what its figures are in: *In industry and handicraft, …*."""
        if first >= last or self._items[first].key != "in" or last - first > _LONGEST_SECTOR:
            return False
        inside = range(first + 1, last)
        return bool(self.content(first + 1, last)) and all(
            (self._items[at].kind in {"word", "mark"} and self._items[at].key != "trade")
            or self.is_type(at, "AND", "DET")
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
        if figure is not None and figure.is_money and (found := self._of_money(at, end, place)) is not None:
            return found
        if at + 2 < end and self.is_type(at, "UP", "DOWN") and items[at + 1].key in _IN:
            return self._changed(at + 2, end)
        if at >= end or items[at].key not in _AFTER:
            if at < end and items[at].meaning.indicators and self.is_type(at + 1, "UP", "DOWN"):
                return Name(items[at].meaning.indicators, at, at + 1, "after")
            return None
        for name in range(at + 1, min(at + _LONGEST_AFTER, end)):
            if items[name].meaning.indicators or items[name].plays("economy.names"):
                found = self.bounded(name, name, end, "after")
                return replace(found, end=found.end + 1) if self.is_type(found.end, "UP", "DOWN") else found
            if not self.is_type(name, "DET", "LEVEL", "OF", "EMPTY", "LEVELOF", "MEAN") and items[name].kind != "area":
                return None
        return None

    def _of_money(self, at: int, end: int, place: int) -> Name | None:
        """Find what an amount was gathered for, spent on, or earned from."""
        found = self._budget(at, end) or self._disbursed(at, end)
        if found is None and self._is_revenue_of_visitors(at, place):
            return Name(("tourism_revenue",), at + 1, at + 2, "after")
        return found

    def _disbursed(self, at: int, end: int) -> Name | None:
        """Find the public investment that an amount was disbursed of: *… disbursed in public investment*."""
        items = self._items
        if at + 1 >= end or items[at].key not in {"in", "of"} or not items[at + 1].key.startswith("public"):
            return None
        last = at + 1
        while last < end and items[last].key in _PUBLIC:
            last += 1
        if not any("investment" in items[word].key for word in range(at + 1, last)):
            return None
        if last < end and (items[last].kind == "word" or items[last].key in {"in", "for"}) and not self._is_spent(last):
            return None  # in public investment projects
        spent = any(self._is_spent(word) for word in range(max(0, at - _REACH), min(last + _LONGEST_AFTER, len(items))))
        return Name(("public_investment_disbursed",), at + 1, last, "after") if spent else None

    def _is_spent(self, at: int) -> bool:
        return "disbursed" in self._items[at].key

    def _is_revenue_of_visitors(self, at: int, place: int) -> bool:
        """Whether revenue is what visitors brought: *5 million visitors and VND16 trillion in revenue*."""
        items = self._items
        if at + 1 >= len(items) or items[at].key != "in" or items[at + 1].key not in {"revenue", "revenues"}:
            return False
        if at + 2 < len(items) and items[at + 2].key in {"from", "for", "of"}:
            return False
        named = {name for item in items[max(0, place - _REACH) : place] for name in item.meaning.indicators}
        return "visitors" in named and named <= _OF_VISITORS

    def _changed(self, at: int, end: int) -> Name | None:
        """Take what a change is in: *a 22 per cent increase in domestic tourists*; none in 2023, in the city."""
        items = self._items
        while at < end and self.is_type(at, "DET", "LEVELOF", "MEAN", "LEVEL"):
            at += 1
        if at >= end or items[at].mention is not None or items[at].kind == "area":
            return None
        if items[at].meaning.indicators or items[at].plays("economy.names"):
            return self.bounded(at, at, end, "after")
        last = at
        while last < end and items[last].kind == "word":
            last += 1
        if last == at:
            return None
        return Name((), at, last + bool(last < end and items[last].meaning.indicators), "after")

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
        while gathered < end and (self.is_type(gathered, "AUX") or items[gathered].key in _GATHERED):
            gathered += 1
        name = gathered + 1
        while name < end and self.is_type(name, "DET", "LEVEL", "LEVELOF"):
            name += 1
        if name >= end or items[gathered].key not in _TO or "budget_revenue" not in items[name].meaning.indicators:
            return None
        return self.bounded(name, name, end, "after")

    def grown_place(self, start: int, place: int) -> int | None:
        """Find the place of which a growth is said: *Long An Province as a whole grew by 8.3 per cent*."""
        verb = next((at for at in range(place - 1, start - 1, -1) if self._items[at].key in _GROWING), None)
        if verb is None:
            return None
        at = verb - 1
        while at >= start and self.is_type(at, "EMPTY", "AUX", "EST", "TO", "DET"):
            at -= 1
        return at if at >= start and self._items[at].kind == "area" else None

    def _counted(self, at: int, end: int) -> Name | None:
        """Take what a number counts as its name, up to the noun that is counted."""
        items = self._items
        if (founded := self._founded(at, end)) is not None:
            return founded
        for last in range(at, min(at + _LONGEST_AFTER, end)):
            if items[last].meaning.indicators:
                if last + 1 < end and items[last + 1].kind == "word":
                    continue  # new FDI projects
                if last > at:
                    return Name((), at, last + 1, "after")
                return self.bounded(last, at, end, "after")
            if items[last].kind not in {"word", "phrase"} or (last > at and items[last].key == "with"):
                return Name((), at, last, "after") if last > at else None
            if items[last].kind == "phrase" and not self.is_type(last, "LEVEL", "NOUN", "PHRASE", "EMPTY"):
                return Name((), at, last, "after") if last > at else None
        return Name((), at, min(at + _LONGEST_AFTER, end), "after")

    def _founded(self, at: int, end: int) -> Name | None:
        """Find firms that were founded: *171 enterprises were newly registered*."""
        items = self._items
        if at >= end or items[at].key not in _FIRMS:
            return None
        verb = at + 1
        while verb < end and self.is_type(verb, "AUX"):
            verb += 1
        newly = verb < end and items[verb].key == "newly"
        verb += newly
        if verb == at + 1 or verb >= end or items[verb].key not in (_FOUNDED | _LISTED if newly else _FOUNDED):
            return None
        return Name(("new_enterprises",), at, verb + 1, "after")

    def _named(self, first: int, last: int, start: int) -> Name | None:
        """Find the last known name of a stretch, made another one by the words that go with it."""
        items = self._items
        known = [at for at in range(first, last) if items[at].meaning.indicators or items[at].plays("economy.names")]
        known = [at for at in known if not self.in_comparison(at)]
        if not known:
            return None
        at = begin = known[-1]
        for other in reversed(known[:-1]):
            between = range(other + 1, begin)
            if any(self.is_type(place, "UP", "DOWN", "EQ", "EXC", "SHARE", "AIM") for place in between):
                break
            begin = other  # exports and imports: both together
        return self.bounded(at, begin, last, "before", first=max(first, start))

    def _unknown(self, first: int, last: int) -> Name | None:
        """Take the words before the verb as a name that the catalogue does not know."""
        content = self.content(first, last)
        verb = next((at for at in range(first, last) if self.is_type(at, *VERBS) and not self.is_type(at, "OF")), last)
        before = [at for at in content if at < verb]
        if not before or before[-1] - before[0] > LONGEST:
            return None
        if self._items[before[0]].kind == "word" and any(self.is_type(at, "CIRC") for at in range(first, before[0])):
            return None
        end = before[-1] + 1
        while end < verb and self.is_type(end, "NOUN"):
            end += 1
        firm = any(self._items[at].plays("bodies.firm") for at in range(first, end))
        return Name((), before[0], end, whose="another_body" if firm else "")


def strong_break(items: Sequence[Item], start: int, place: int) -> int:
    """Say from which item the statement that a figure stands in begins: after the last mark that ends one."""
    for at in range(place - 1, start - 1, -1):
        if items[at].kind == "mark" and items[at].key in _STRONG:
            return at + 1
    return start
