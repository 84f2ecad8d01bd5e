"""Which areas have a figure of the same indicator, price basis and period: numbers only, of all areas at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

# Figures of two areas can be compared where these agree.
SAME: Final = ["indicator", "basis", "period"]


class Partners:
    """Finds what areas share.

    Parameters
    ----------
    rows : DataFrame
        ``area, indicator, basis, period`` of every figure that can be compared.
    areas, indicators : iterable of str
        Ids, in the order in which they are to be named.
    """

    def __init__(self, rows: pd.DataFrame, areas: Iterable[str], indicators: Iterable[str]) -> None:
        self._names = np.array([*areas], dtype=object)
        self._indicators = [*indicators]
        # Areas that are not to be named count as partners all the same: they have numbers after those that are.
        others = rows["area"].unique()
        everywhere = pd.Index([*self._names, *(name for name in others if name not in set(self._names))])
        self._area = everywhere.get_indexer(pd.Index(rows["area"]))
        self._indicator = pd.Index(self._indicators).get_indexer(pd.Index(rows["indicator"]))
        self._same = rows.groupby(SAME, sort=False).ngroup().to_numpy()
        self._number = {str(name): number for number, name in enumerate(everywhere)}

    def of(self, area: str) -> dict[str, tuple[str, ...]]:
        """Find with whom an area can be compared: by indicator the areas that share a figure, itself among them."""
        own = np.zeros(int(self._same.max(initial=-1)) + 1, dtype=bool)
        own[self._same[self._area == self._number.get(area, -1)]] = True
        shared = own[self._same]
        there = np.zeros((len(self._indicators), len(self._number)), dtype=bool)
        there[self._indicator[shared], self._area[shared]] = True
        found = {}
        for place in np.flatnonzero(there.sum(axis=1) > 1):
            named = there[place, : len(self._names)]
            found[self._indicators[place]] = tuple(self._names[named])
        return found
