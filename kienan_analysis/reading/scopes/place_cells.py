"""Cells of tables that name a place and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.scopes.place_scope import Placed, PlaceScope
    from kienan_analysis.reading.scopes.places import Places
    from kienan_analysis.reading.tables.grid import Cell
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token


class PlaceCells:
    """The places that the cells of a text's tables name, each looked up once.

    Parameters
    ----------
    text : Text
    places : Places
    tokens : sequence of Token
        The whole text's.
    """

    def __init__(self, text: Text, places: Places, tokens: Sequence[Token]) -> None:
        self._places, self._tokens = places, tokens
        self._starts: list[int] = []
        self._finder = places.finder(text)
        self._found: dict[int, PlaceMention | None] = {}

    def is_place(self, cell: Cell) -> bool:
        """Whether a cell is the name of a place and nothing else."""
        if cell.start not in self._found:
            self._starts = self._starts or [token.start for token in self._tokens]
            inside = slice(bisect_left(self._starts, cell.start), bisect_left(self._starts, cell.end))
            self._found[cell.start] = self._places.cell(self._tokens[inside], self._finder)
        return self._found[cell.start] is not None

    def close(self) -> None:
        """Let the tokens go: every cell was looked up."""
        self._tokens, self._starts = (), []

    def placed(self, scope: PlaceScope, *, merged: bool) -> Callable[[Cell, Period], Placed]:
        """Give what finds the area of a cell in a period; `merged`: whether the table is of what mergers made."""

        def find(cell: Cell, period: Period) -> Placed:
            mention = self._found[cell.start]
            if mention is None:
                raise AssertionError("only cells that name a place stand in a table of places")
            return scope.at(mention, period, merged=merged)

        return find
