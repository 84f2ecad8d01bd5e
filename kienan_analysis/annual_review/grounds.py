"""What each figure of a review rests on: the printed statements behind it, by their ids."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kienan_analysis.reviews.statements import area_statements

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record

Ids = tuple[str, ...]


class Grounds:
    """Names the statements behind the figures of one review.

    Parameters
    ----------
    review : AnnualReview

    Notes
    -----
    A printed figure rests on the one statement that prints it, an implied one on all that both its bounds rest on:
    `reviews.accepted` says it together with the figure.
    """

    def __init__(self, review: AnnualReview) -> None:
        self._review = review

    def stated(self, names: Collection[str]) -> pd.DataFrame:
        """Take statements by their ids: about the area, those it is compared with and those it was made of.

        Returns
        -------
        DataFrame
            Rows of :func:`~kienan_analysis.reviews.statements.area_statements`, in its order.
        """
        review = self._review
        if self._own.issuperset(names):
            rows = review.accepted.statements
            return rows[rows["id"].isin(names)]
        earlier = (part.id for part in review.lineage.parts)
        return area_statements(review.data, review.area, *review.peer_areas, *earlier, ids=names)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(self._review.accepted.statements["id"])

    def level(self, row: Record, period: object) -> Ids:
        """Name what a level rests on."""
        return self._review.accepted.level(row["indicator"], row["basis"], period).rests_on

    def growth(self, row: Record, period: object) -> Ids:
        """Name what a growth rests on: the statement, or those behind the ratio of two levels."""
        return self._review.accepted.growth(row["indicator"], row["basis"], period).rests_on

    def target_level(self, target: Record) -> Ids:
        """Name what the level that a target means rests on."""
        ids: Ids = target["level_rests_on"]
        return ids

    def done(self, target: Record) -> Ids:
        """Name what the growth just achieved rests on."""
        return self.growth(target, self._review.year)
