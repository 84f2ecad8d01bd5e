"""What is known of the areas of a dataset: the review's own tables, for every year, each made once when first asked."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from kienan_analysis.annual_review import annual_review, namesakes_among, review_years
from kienan_analysis.annual_review.outcomes import plans, results
from kienan_analysis.annual_review.target_levels import targets
from kienan_analysis.annual_review.within_year import part_years
from kienan_analysis.catalogue import parse_period
from kienan_analysis.dataset import effective_price_basis
from kienan_analysis.explorer.partners import Partners
from kienan_analysis.reconciliation import reconcile
from kienan_analysis.reviews.of_one_indicator import accepted_of_indicator
from kienan_analysis.reviews.quantities import choose, columns, put, take
from kienan_analysis.reviews.statements import KEY, area_statements
from kienan_analysis.sections.parts.place_kinds import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled
    from kienan_analysis.reviews import Accepted

PLAN_MEASURES = ("attainment", "plan", "planned_growth")


class KnownArea:
    """The figures of one area in every year.

    Parameters
    ----------
    data : Dataset
    area : str
        The id of an area with figures.
    """

    def __init__(self, data: Dataset, area: str) -> None:
        self.data = data
        self.area = area
        self.results = cache(self._results)
        self.plans = cache(self._plans)
        self.targets = cache(self._targets)
        self.part_years = cache(self._part_years)
        self.bases = cache(self._bases)

    @cached_property
    def years(self) -> list[int]:
        """The years of which anything is known."""
        return review_years(self.data, self.area)

    @cached_property
    def shown_years(self) -> list[int]:
        """The years that can be shown: those with a review, and earlier ones that figures of these imply.

        A growth that the first report of a new unit prints says what the year before was, on the unit's own ground.
        """
        return sorted({*self.years, *map(int, self.review.history["year"])})

    @cached_property
    def review(self) -> AnnualReview:
        """The review of the latest year, with the history and the statements of all."""
        return annual_review(self.data, self.area, self.years[-1], every_year=True)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """All statements about the area, oldest vintage first."""
        return area_statements(self.data, self.area)

    @cached_property
    def accepted(self) -> Accepted:
        """What each of its figures is."""
        return self.review.accepted

    @cached_property
    def indicators(self) -> list[str]:
        """The indicators with any statement, in the order of the catalogue."""
        there = set(self.statements["indicator"])
        return [str(name) for name in self.data.indicators.index if name in there]

    @cached_property
    def growth_years(self) -> list[int]:
        """The years of which a growth is known."""
        rows = self.review.history
        return sorted({int(year) for year in rows.loc[rows["growth"].notna(), "year"]})

    @cached_property
    def plan_years(self) -> list[int]:
        """The years that a plan is stated of."""
        rows = self.statements
        rows = rows[rows["full_year"] & rows["measure"].isin(PLAN_MEASURES)]
        return sorted(set(rows["year"]))

    @cached_property
    def target_years(self) -> list[int]:
        """The years that a target was set for beforehand."""
        rows = self.statements
        rows = rows[rows["full_year"] & rows["measure"].isin(["plan", "planned_growth"])]
        return sorted(set(rows["year"]))

    @cached_property
    def base_years(self) -> list[int]:
        """The years whose year before has a level to start from."""
        rows = self.review.history
        own = rows["basis"] == rows["indicator"].map(self.data.indicators["price_basis"])
        return sorted({int(year) + 1 for year in rows.loc[own & rows["level"].notna(), "year"]})

    @cached_property
    def plans_of_all_years(self) -> pd.DataFrame:
        """The plans of every year that something is held against, one below the other, by ``year``."""
        return self._of_all_years(self.plans, "attainment_origin")

    def _of_all_years(self, table: Callable[[int], pd.DataFrame], text: str) -> pd.DataFrame:
        """Stack the rows of the years' tables in which a text is not empty."""
        parts = [table(year).assign(year=year) for year in self.plan_years]
        parts = [part[part[text] != ""] for part in parts]
        parts = [part for part in parts if len(part)]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["indicator", "basis", "year"])

    def _results(self, year: int) -> pd.DataFrame:
        return results(self.data, self.accepted, year)

    def _plans(self, year: int) -> pd.DataFrame:
        return plans(self.data, self.accepted, year)

    def _targets(self, year: int) -> pd.DataFrame:
        """Take the targets that were set for a year."""
        return targets(self.data, self.accepted, year, self.results(year - 1), self.plans(year - 1))

    def _bases(self, year: int) -> pd.DataFrame:
        """Take the flows, each on its indicator's own prices, of which the year before has a level to start from.

        Returns
        -------
        DataFrame
            ``indicator, basis, unit, year``; quantities ``base`` (that level) with its origin, ``asked`` (the growth
            that a plan or target of the year asks for) and ``growth`` (the year's own, where it is known).
        """
        before = self.results(year - 1)
        facts = self.data.indicators.loc[before["indicator"]].reset_index()
        usual = (before["basis"] == facts["price_basis"]) & (facts["kind"] == "flow") & before["level"].notna()
        names = dict(zip(columns("level"), columns("base"), strict=True)) | {"level_origin": "base_origin"}
        names |= {f"level_{fact}": f"base_{fact}" for fact in ("decimals", "bound", "rests_on", "beside")}
        rows = before.loc[usual, [*KEY, "unit", *names]].rename(columns=names).assign(year=year)
        aimed = self.plans(year)
        aimed = aimed[aimed["asked"].notna()].drop_duplicates(KEY)
        wanted = [*KEY, *columns("asked"), "asked_decimals", "asked_origin", "how", "assigner"]
        rows = rows.merge(aimed[wanted], how="left", on=KEY)
        targets = self.targets(year)
        targets = targets[targets["target"].notna()].drop_duplicates(KEY)[[*KEY, *columns("target")]]
        rows = rows.merge(targets, how="left", on=KEY)
        stated = (rows["asked"].notna(), take(rows, "asked")), (rows["target"].notna(), take(rows, "target"))
        put(rows, "asked", choose(*stated))
        now = self.results(year)[[*KEY, *columns("growth"), "growth_origin", "growth_decimals"]]
        rows = rows.drop(columns=columns("target")).merge(now, how="left", on=KEY)
        texts = ["how", "assigner", "asked_origin", "growth_origin"]
        rows[texts] = rows[texts].astype(object).where(rows[texts].notna(), "")
        return rows

    def _part_years(self, year: int) -> pd.DataFrame:
        return part_years(self.data, self.accepted, year)


class Known:
    """What is known of every area of a dataset."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self._areas: dict[str, KnownArea] = {}
        self.partners = cache(self._partners)
        # Of many areas an indicator's figures take some room: those of the last few stay.
        self.of_indicator = lru_cache(maxsize=4)(self._of_indicator)
        self.names = cache(self._names)

    def __getitem__(self, area: str) -> KnownArea:
        if area not in self._areas:
            self._areas[area] = KnownArea(self.data, area)
        return self._areas[area]

    @cached_property
    def areas(self) -> list[str]:
        """The areas with figures, in the order of the catalogue."""
        rows = self.data.observations[["area", "period"]].drop_duplicates()
        # A term of years alone (2016/2020) is no year to look at, unless it bounds one.
        some = {area for area, period in zip(rows["area"], rows["period"], strict=True) if not _is_term(period)}
        there = {str(area) for area in rows["area"].unique() if area in some or self[str(area)].years}
        return [str(area) for area in self.data.areas.index if area in there]

    def stated(self, ids: Collection[str]) -> pd.DataFrame:
        """Take statements about any of the areas by their ids, oldest vintage first."""
        return area_statements(self.data, *self.areas, ids=ids)

    @cached_property
    def reconciled(self) -> Reconciled:
        """What all statements about all areas imply; no statement binds two areas."""
        return reconcile(self.data)

    def _of_indicator(self, indicator: str) -> dict[str, Accepted]:
        """Take the levels and printed growth rates of one indicator in every area."""
        return accepted_of_indicator(self.data, indicator, self.areas)

    def _names(self, language: str) -> dict[str, str]:
        """Name the areas, in the order of the catalogue; those of one name with what they lie in."""
        return {area: told_apart(self, area, language) for area in self.areas}

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """Areas that others share the name of."""
        return namesakes_among(self.data, self.areas)

    def _partners(self, area: str) -> dict[str, dict[str, tuple[str, ...]]]:
        """Find what an area can be compared in.

        Returns
        -------
        dict
            By ``level`` and ``growth`` and indicator: the areas that share a period and price basis with it, itself
            among them.
        """
        return {name: shared.of(area) for name, shared in self._comparable.items()}

    @cached_property
    def _comparable(self) -> dict[str, Partners]:
        """Which area has a figure of which indicator, price basis and period."""
        series = self.reconciled.series
        sure = (series["low"].notna() & series["high"].notna()) | (series["origin"] == "published")
        levels = series[sure & (series["quantity"] == "level")].rename(columns={"price_basis": "basis"})
        rows = self.data.observations
        rates = rows[(rows["measure"] == "growth") & (rows["base"] == "")]
        rates = rates.assign(basis=effective_price_basis(rates, self.data.indicators))
        indicators = [str(name) for name in self.data.indicators.index]
        return {name: Partners(frame, self.areas, indicators) for name, frame in (("level", levels), ("growth", rates))}


def _is_term(period: str) -> bool:
    return parse_period(period).kind == "years"
