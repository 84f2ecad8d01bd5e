"""What those who write tables and names need of anything reviewed: one area, or several side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kienan_analysis.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd

    from kienan_analysis.dataset import Dataset


class Reviewed(Protocol):
    """A review of one area, or a comparison of several."""

    @property
    def data(self) -> Dataset:
        """The data package."""

    @property
    def area(self) -> str:
        """The area that it is about first of all."""

    @property
    def namesakes(self) -> Collection[str]:
        """Those of its areas that others of them share the name of."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def statements(self) -> pd.DataFrame:
        """The statements that it rests on."""

    @property
    def sources(self) -> pd.DataFrame:
        """Their sources, numbered."""

    def stated(self, names: Collection[str]) -> pd.DataFrame:
        """Take statements that figures of it rest on by their ids, oldest vintage first."""


def namesakes_among(data: Dataset, areas: Sequence[str]) -> frozenset[str]:
    """Find areas of one name: two communes called Vân Sơn.

    Parameters
    ----------
    data : Dataset
    areas : sequence of str
        Of the data's.
    """
    names = data.areas.loc[list(areas), [f"name_{language}" for language in LANGUAGES]]
    return frozenset(str(area) for column in names for area in names.index[names[column].duplicated(keep=False)])


def numbered_sources(data: Dataset, statements: pd.DataFrame) -> pd.DataFrame:
    """List statements' sources, newest first: ``number`` from 1, and ``figures``, how many each has."""
    figures = statements["source"].value_counts()
    order = statements.drop_duplicates("source").sort_values("vintage", ascending=False)["source"]
    frame = data.sources.loc[order].assign(figures=figures)
    return frame.assign(number=range(1, len(frame) + 1))
