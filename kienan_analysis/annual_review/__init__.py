"""The tables of one area and one year, as data: nothing in this room is formatted or worded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kienan_analysis.annual_review.agreement import breaks, conflicts, revisions
from kienan_analysis.annual_review.every_year import history
from kienan_analysis.annual_review.grounds import Grounds
from kienan_analysis.annual_review.growth_parts import contributions
from kienan_analysis.annual_review.lineage import Kin, Lineage, earlier_years, lineage_of
from kienan_analysis.annual_review.outcomes import plans, results
from kienan_analysis.annual_review.peers import not_comparable, peer_areas, peer_growth, peer_statements
from kienan_analysis.annual_review.reviewed import Reviewed, namesakes_among, numbered_sources
from kienan_analysis.annual_review.same_months import same_months
from kienan_analysis.annual_review.target_levels import targets
from kienan_analysis.annual_review.within_year import main_period, part_years
from kienan_analysis.catalogue import parse_period
from kienan_analysis.errors import UsageError
from kienan_analysis.reviews import Accepted
from kienan_analysis.reviews.reconciled_areas import reconciled_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.reconciliation import Reconciled

_FEW = 8  # successors that a message names


@dataclass(frozen=True)
class AnnualReview:
    """What is known of one area's year.

    Each table is made when it is first asked for: what is shown of an area often needs a few of them only. Quantities
    in the frames stand in three columns, ``name``, ``name_low`` and ``name_high``; rates are fractions.

    Attributes
    ----------
    data : Dataset
    area : str
        Area id.
    year : int
    accepted : Accepted
        What each figure is: all the tables take theirs from it.
    every_year : bool
        Whether statements, contradictions and revisions are those of all years, as a history shows them.
    given : mapping of str to DataFrame
        Tables by name that stand here instead of its own (see `with_tables`).
    """

    data: Dataset
    area: str
    year: int
    accepted: Accepted
    every_year: bool = False
    given: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Where the tables below keep what they made, so that these are found first.
        self.__dict__.update(self.given)

    def with_tables(self, *, year: int | None = None, **tables: pd.DataFrame) -> AnnualReview:
        """Put other tables in the place of some of its own, as though it were of that year.

        Parameters
        ----------
        year : int, optional
        **tables
            By name: ``plans``, ``history``, ….
        """
        return replace(self, year=self.year if year is None else year, given={**self.given, **tables})

    @cached_property
    def results(self) -> pd.DataFrame:
        """Levels and growth (see :func:`~kienan_analysis.annual_review.outcomes.results`)."""
        return results(self.data, self.accepted, self.year)

    @cached_property
    def plans(self) -> pd.DataFrame:
        """Each plan of the year with its attainment and verdict."""
        return plans(self.data, self.accepted, self.year)

    @cached_property
    def part_years(self) -> pd.DataFrame:
        """Figures of months, quarters and half-years of the year."""
        return part_years(self.data, self.accepted, self.year)

    @cached_property
    def same_months(self) -> pd.DataFrame:
        """The latest of these beside the same months of the other years."""
        return same_months(self.data, self.accepted, self.part_years)

    @cached_property
    def history(self) -> pd.DataFrame:
        """Every full year of every indicator, printed or implied."""
        return history(self.data, self.accepted)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The statements that all the other tables rest on.

        Every observation of the year, of the targets for the next, and of other years where a figure of this year is
        implied by them.
        """
        rows, year = self.accepted.statements, self.year
        if self.every_year:
            return rows
        behind = {name for table in (self.results, self.part_years) for names in table["because"] for name in names}
        of_year = (rows["first_year"] <= year) & (year <= rows["year"]) & (rows["period_kind"] != "years")
        aimed = (rows["year"] == year + 1) & rows["full_year"] & rows["measure"].isin(["planned_growth", "plan"])
        return rows[of_year | aimed | rows["id"].isin(behind)].reset_index(drop=True)

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Contradictions that touch the year."""
        return conflicts(self.reconciled, self.statements, self._told_year)

    @cached_property
    def revisions(self) -> pd.DataFrame:
        """Revisions that touch the year."""
        return revisions(self.reconciled, self._told_year)

    @property
    def _told_year(self) -> int | None:
        return None if self.every_year else self.year

    @cached_property
    def breaks(self) -> pd.DataFrame:
        """Series of one concept that are never joined."""
        return breaks(self.data, self.accepted.statements)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """Targets for the year after."""
        return targets(self.data, self.accepted, self.year + 1, self.results, self.plans)

    @cached_property
    def own_targets(self) -> pd.DataFrame:
        """Targets that were set for this year, a year earlier."""
        before = (table(self.data, self.accepted, self.year - 1) for table in (results, plans))
        return targets(self.data, self.accepted, self.year, *before)

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Growth split into parts, for additive groups."""
        return contributions(self.data, self.results)

    @cached_property
    def peers(self) -> pd.DataFrame:
        """The parent's and neighbours' growth."""
        return peer_growth(self.data, self._others, self.results)

    @cached_property
    def not_comparable(self) -> pd.DataFrame:
        """What of the parent's and neighbours' figures only looks comparable."""
        return not_comparable(self.data, self._others, self.results)

    @cached_property
    def _others(self) -> pd.DataFrame:
        return peer_statements(self.data, self.area, self.year)

    @property
    def reconciled(self) -> Reconciled:
        """What all observations of the area imply together."""
        return self.accepted.reconciled

    @property
    def area_facts(self) -> Any:  # noqa: ANN401  (a Series of the areas table)
        """The area's row in the areas table."""
        return self.data.areas.loc[self.area]

    @property
    def area_statements(self) -> pd.DataFrame:
        """All statements about the area, of any year."""
        return self.accepted.statements

    @property
    def peer_areas(self) -> list[str]:
        """The parent and its other areas."""
        return peer_areas(self.data, self.area)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The statements' sources, newest first: ``number`` from 1, and ``figures``, how many each has."""
        return numbered_sources(self.data, self.statements)

    @cached_property
    def grounds(self) -> Grounds:
        """What each figure rests on."""
        return Grounds(self)

    @property
    def namesakes(self) -> frozenset[str]:
        """None, of one area."""
        return frozenset()

    @cached_property
    def lineage(self) -> Lineage:
        """What the area was made of, and what came after it."""
        return lineage_of(self.data, self.area)

    @cached_property
    def earlier(self) -> pd.DataFrame:
        """The printed figures of the units that it was made of (see `earlier_years`)."""
        return earlier_years(self.data, self.area, self.lineage.parts)

    def stated(self, names: Collection[str]) -> pd.DataFrame:
        """Take statements by their ids: about the area, those it is compared with and those it was made of."""
        return self.grounds.stated(names)

    @property
    def verdicts(self) -> dict[str, int]:
        """Count the plans met, missed and undecided."""
        counts = self.plans["verdict"].value_counts()
        return {name: int(counts.get(name, 0)) for name in ("met", "missed", "undecided")}

    @cached_property
    def part_period(self) -> str:
        """The part of the year that the review is of, where no result of the whole year is printed; else empty."""
        moving = self.results[self.results["indicator"].map(self.data.indicators["kind"]) != "stock"]
        printed = (moving["level_origin"] == "published") | (moving["growth_origin"] == "published")
        return "" if printed.any() or any(self.verdicts.values()) else main_period(self.part_years)


def annual_review(data: Dataset, area: str, year: int, *, every_year: bool = False) -> AnnualReview:
    """Gather the tables of one area and year.

    Parameters
    ----------
    data : Dataset
    area : str
        Area id.
    year : int
    every_year : bool
        Whether statements, contradictions and revisions are those of all years, as a history shows them.

    Returns
    -------
    AnnualReview

    Raises
    ------
    UsageError
        For an unknown area, or a year of which nothing is known; the message says what exists instead.
    """
    require_year(data, area, year)
    return AnnualReview(data, area, year, Accepted(data, area), every_year)


def review_years(data: Dataset, area: str) -> list[int]:
    """List the years of an area of which something is known, printed or implied by what is printed of others."""
    rows = data.of_areas(area)
    periods = {text: parse_period(text) for text in rows["period"].unique()}
    printed = {period.year for period in periods.values() if period.kind != "years"}
    series = reconciled_of(data, area).series
    both = series["low"].notna() & series["high"].notna() & (series["quantity"] == "level")
    implied = {parse_period(text).year for text in series.loc[both, "period"].unique()}
    began = data.areas["valid_from"].astype(object)[area]
    return sorted(printed | {year for year in implied if not began or year >= began.year})


def newest_year(data: Dataset, area: str) -> int | None:
    """Choose the newest year of an area with printed results; where there are none, the newest that is known at all.

    A report prints the targets of the next year too: that year has no results yet.
    """
    rows = data.of_areas(area)
    results = rows[rows["measure"].isin(["level", "growth", "attainment"])]
    periods = [parse_period(text) for text in results["period"].unique()]
    years = [period.year for period in periods if period.kind != "years"] or review_years(data, area)
    return max(years, default=None)


def require_year(data: Dataset, area: str, year: int) -> None:
    """Refuse a year of which nothing is known, saying why and what exists instead.

    Raises
    ------
    UsageError
        Names the area's end and its successors where the year lies after it, and the years that there are.
    """
    data.require_area(area)
    years = review_years(data, area)
    if year in years:
        return
    facts = data.areas.loc[area]
    name, began, ended = (facts[column] for column in ("name_en", "valid_from", "valid_to"))
    have = f"There are figures for {', '.join(map(str, years))}." if years else "There are no figures of this area."
    if ended and year > ended.year:
        succession = _succeeded(lineage_of(data, area).heirs)
        what = f"{name} ended on {ended}{succession}: there is no year {year} to review."
    elif began and year < began.year:
        what = f"{name} exists only from {began}: there is no year {year} to review."
    else:
        what = f"nothing is known of {name} in {year}."
    raise UsageError(what, where=f"year {year}", remedy=have)


def _succeeded(heirs: tuple[Kin, ...]) -> str:
    """Say what an area was succeeded by; of many only how many."""
    if not heirs:
        return ""
    named = " and ".join(f"{heir.name_en} ({heir.id})" for heir in heirs)
    return f" and was succeeded by {named if len(heirs) <= _FEW else f'{len(heirs)} units'}"


__all__ = [
    "AnnualReview",
    "Grounds",
    "Kin",
    "Lineage",
    "Reviewed",
    "annual_review",
    "lineage_of",
    "namesakes_among",
    "newest_year",
    "numbered_sources",
    "peer_areas",
    "require_year",
    "review_years",
]
