"""What each figure of a review rests on: the printed statements behind it, by their ids."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.implied import LEVEL, rests_on
from kienan_analysis.annual_review.statements import area_statements
from kienan_analysis.reconciliation import Node

if TYPE_CHECKING:
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
    A printed figure rests on the one statement that prints it, an implied one on all that both its bounds rest on.
    What cannot be traced gives no ids: nothing is guessed.
    """

    def __init__(self, review: AnnualReview) -> None:
        self._review = review

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Every statement about the area, those it is compared with and those it was made of, by id."""
        review = self._review
        earlier = (part.id for part in review.lineage.parts)
        rows = area_statements(review.data, review.area, *review.peer_areas, *earlier)
        return rows.set_index("id", drop=False)

    @cached_property
    def _printed(self) -> dict[tuple[str, ...], dict[str, str]]:
        """For what a statement states: the id that each source has for it, the newest source last."""
        names = ["area", "indicator", "basis", "period", "measure", "assigner"]
        found: dict[tuple[str, ...], dict[str, str]] = {}
        rows = self.statements[self.statements["base"] == ""]
        for *key, source, name in rows[[*names, "source", "id"]].itertuples(index=False):
            found.setdefault(tuple(key), {})[source] = name
        return found

    def printed(
        self, row: Record, period: object, measure: str, *, source: object = "", area: str = "", assigner: str = ""
    ) -> Ids:
        """Name the statement of a measure for a row's indicator, by the given source before the newest."""
        key = (area or self._review.area, row["indicator"], row["basis"], str(period), measure, assigner)
        by_source = self._printed.get(key)
        if not by_source:
            return ()
        return (by_source.get(str(source)) or next(reversed(by_source.values())),)

    def level(self, row: Record, period: object, origin: str, *, source: object = "") -> Ids:
        """Name what a level rests on."""
        if origin == "published":
            return self.printed(row, period, LEVEL, source=source)
        return rests_on(self._review.reconciled, self._node(row, period))

    def growth(self, row: Record, year: int, origin: str, *, source: object = "") -> Ids:
        """Name what a year's growth rests on: the statement, or those behind the ratio of two levels."""
        if origin == "published":
            return self.printed(row, year, "growth", source=source)
        return rests_on(self._review.reconciled, self._node(row, year), self._node(row, year - 1))

    def attainment(self, plan: Record) -> Ids:
        """Name what a plan's attainment rests on."""
        if plan["how"] == "attainment":
            return self._of_plan(plan, "attainment")
        achieved = self._level_of(plan) if plan["how"] == "plan" else self._growth_of(plan)
        return _joined(achieved, self._of_plan(plan, plan["how"]))

    def plan(self, plan: Record) -> Ids:
        """Name what a plan's level rests on."""
        if plan["plan_origin"] == "published" or plan["how"] == "plan":
            return self._of_plan(plan, "plan")
        if plan["how"] == "attainment":
            return _joined(self._level_of(plan), self._of_plan(plan, "attainment"))
        base = self._growth_of(plan) if plan["growth_origin"] == "published" else ()
        return _joined(self._level_of(plan), base, self._of_plan(plan, "planned_growth"))

    def excess(self, plan: Record) -> Ids:
        """Name what the distance from a plan rests on."""
        return _joined(self._level_of(plan), self.plan(plan))

    def asked(self, plan: Record) -> Ids:
        """Name what the growth that a plan asked for rests on."""
        if plan["how"] == "planned_growth":
            return self._of_plan(plan, "planned_growth")
        return _joined(self._growth_of(plan), self._of_plan(plan, plan["how"]))

    def target_level(self, target: Record) -> Ids:
        """Name what the level that a target means rests on."""
        if target["measure"] == "plan":
            return (target["id"],)
        result = self._result(target)
        return _joined(self.level(target, self._review.year, result["level_origin"]) if result else (), (target["id"],))

    def done(self, target: Record) -> Ids:
        """Name what the growth just achieved rests on."""
        result = self._result(target)
        source = result["growth_source"] if result else ""
        return self.growth(target, self._review.year, result["growth_origin"], source=source) if result else ()

    def asked_before(self, target: Record) -> Ids:
        """Name what the growth that the year's own plan had asked for rests on."""
        plans = self._review.plans
        same = plans[(plans["indicator"] == target["indicator"]) & (plans["basis"] == target["basis"])]
        return self.asked(same.iloc[0].to_dict()) if len(same) else ()

    def _result(self, row: Record) -> Record | None:
        results = self._review.results
        same = results[(results["indicator"] == row["indicator"]) & (results["basis"] == row["basis"])]
        return same.iloc[0].to_dict() if len(same) else None

    def _of_plan(self, plan: Record, measure: str) -> Ids:
        return self.printed(plan, self._review.year, measure, source=plan["source"], assigner=plan["assigner"])

    def _level_of(self, plan: Record) -> Ids:
        return self.level(plan, self._review.year, plan["level_origin"], source=plan["source"])

    def _growth_of(self, plan: Record) -> Ids:
        return self.growth(plan, self._review.year, plan["growth_origin"], source=plan["source"])

    def _node(self, row: Record, period: object) -> Node:
        return Node(self._review.area, row["indicator"], row["basis"], str(period), LEVEL)


def _joined(*parts: Ids) -> Ids:
    return tuple(dict.fromkeys(name for part in parts for name in part))
