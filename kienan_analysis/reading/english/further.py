"""What is said of an English figure further on than right behind it: past a bracket, later in the clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.english.after import After, read_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.grammar.engine import Grammar
    from kienan_analysis.reading.grammar.rows import Row
    from kienan_analysis.reading.items import Item

VERBS: Final = ("UP", "DOWN", "EQ", "EXC", "SHARE", "AUX")  # types of verbs: a clause of its own
_LONGEST_BRACKET: Final = 8  # items


class Further:
    """Reads on in a sentence, and completes what follows a figure.

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

    def past_bracket(self, after: After) -> None:
        """Take what follows a bracket that says an amount anew: *VND9 trillion (US$1 billion) in the first quarter*."""
        items = self._items
        if after.end >= len(items) or items[after.end].key != "(" or after.mention is not None:
            return
        inside = range(after.end + 1, min(after.end + _LONGEST_BRACKET, len(items)))
        close = next((at for at in inside if items[at].key == ")"), None)
        if close is None or not any(_is_money(items[at]) for at in range(after.end + 1, close)):
            return
        end = next((at for at in range(close, len(items)) if items[at].kind == "figure"), len(items))
        after.mention = read_after(items, self._row, self._grammar, close + 1, end).mention

    def period(self, after: After, end: int) -> None:
        """Take a period further on in the clause: *VND3.1 trillion in revenue in the first half*."""
        if after.mention is not None:
            return
        for at in range(after.end, min(after.end + _LONGEST_BRACKET, end)):
            item = self._items[at]
            letter = self._row.at[at]
            if item.kind in {"mark", "figure"} or letter in self._row.chunks:
                return
            if item.plays(
                "gaps.circumstance", "against.compare", "against.compare_after", "gaps.and"
            ) or self._grammar.is_type(self._row, letter, *VERBS):
                return
            if item.mention is not None and item.mention.is_span and at > after.end:
                after.mention = item.mention
                return

    def extend(self, after: After, end: int) -> None:
        """Read on after a name that follows the figure: *growth of 9 per cent in exports over the same period*."""
        more = read_after(self._items, self._row, self._grammar, after.end, end)
        if more.end > after.end:
            after.end, after.mention = more.end, after.mention or more.mention
            after.places += more.places
            if not after.against:
                after.against, after.compared, after.base = more.against, more.compared, more.base


def _is_money(item: Item) -> bool:
    return item.figure is not None and item.figure.is_money
