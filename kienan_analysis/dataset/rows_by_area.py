"""Where the observations of each area stand: found once, since a province's table is long and an area's part short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class RowsByArea:
    """The rows of a table of observations, by area.

    Parameters
    ----------
    observations : DataFrame
        Those of a dataset.
    """

    def __init__(self, observations: pd.DataFrame) -> None:
        codes, names = pd.factorize(observations["area"])
        order = np.argsort(codes, kind="stable")
        ends = np.cumsum(np.bincount(codes, minlength=len(names)))
        parts = np.split(order, ends[:-1]) if len(names) else []
        self._places = {str(name): part for name, part in zip(names, parts, strict=True)}
        self._length = len(observations)

    def of(self, observations: pd.DataFrame, areas: Iterable[str]) -> pd.DataFrame:
        """Take the rows of some areas out of the table, in its order; none of an area that has none.

        Parameters
        ----------
        observations : DataFrame
            The same table. Where a caller has changed it in place since, it is looked through anew.
        areas : iterable of str
            Area ids.
        """
        wanted = set(areas)
        places = [self._places[name] for name in wanted if name in self._places]
        if len(observations) == self._length:
            rows = observations.take(_together(places))
            if rows["area"].isin(wanted).all():
                return rows
        return observations[observations["area"].isin(wanted)]


def _together(places: list[NDArray[np.intp]]) -> NDArray[np.intp]:
    return np.sort(np.concatenate(places)) if places else np.empty(0, dtype=np.intp)
