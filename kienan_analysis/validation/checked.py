"""The observations of a package that have no error, by columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kienan_analysis.published import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from kienan_analysis.catalogue import Area, Indicator, Source
    from kienan_analysis.data_package.columns import Column
    from kienan_analysis.errors import Problem

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Checked:
    """Observations as they are read: with canonical periods, equal rows merged.

    Attributes
    ----------
    cells : dict of str to Column
        In file order.
    numbers : sequence of int
        The spreadsheet row of each.
    value, low, high : arrays of float
        The figure of each: rates as fractions, levels and plans in the indicator's unit; an open end is infinite.
    """

    cells: dict[str, Column] = field(default_factory=dict)
    numbers: Sequence[int] = ()
    value: Floats | Sequence[float] = ()
    low: Floats | Sequence[float] = ()
    high: Floats | Sequence[float] = ()


@dataclass
class Examined:
    """A data package after all checks.

    Attributes
    ----------
    indicators, areas, sources : dict by id
        The rows without errors; areas that observations name and the package does not hold, with those that they
        belong to, come after them from the gazetteer.
    checked : Checked
        The observations without errors.
    problems : list of Problem
        Errors and warnings, those of the files first.
    """

    indicators: dict[str, Indicator] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    checked: Checked = field(default_factory=Checked)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def observations(self) -> list[dict[str, str]]:
        """The observations, a row each: for few of them."""
        cells: list[Any] = [list(column) for column in self.checked.cells.values()]
        return [dict(zip(self.checked.cells, row, strict=True)) for row in zip(*cells, strict=True)]

    @property
    def rows(self) -> list[int]:
        """The spreadsheet row of each observation."""
        return list(self.checked.numbers)

    @property
    def figures(self) -> list[Figure]:
        """The figure of each observation: for few of them."""
        ends = (list(map(float, end)) for end in (self.checked.value, self.checked.low, self.checked.high))
        return [Figure(*figure) for figure in zip(*ends, strict=True)]
