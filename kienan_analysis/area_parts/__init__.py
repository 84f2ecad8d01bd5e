"""An area's parts in one year: every district or commune that has figures, ranked, and which plans each met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from kienan_analysis.annual_review import namesakes_among, numbered_sources
from kienan_analysis.area_parts.belonging import KINDS, Part, Parts, above, parts_of, places_inside
from kienan_analysis.area_parts.figures import MEASURES, accepted_of, figures_of, plans_of
from kienan_analysis.area_parts.ranking import Ranking, rankings
from kienan_analysis.catalogue import parse_period
from kienan_analysis.data.areas.naming import find_areas, the_area
from kienan_analysis.errors import UsageError
from kienan_analysis.reviews.statements import area_statements

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kienan_analysis.dataset import Dataset

VERDICTS: Final = ("met", "missed", "undecided")
_FEW: Final = 12


@dataclass(frozen=True)
class PartsOfArea:
    """What is known of an area's parts in one year.

    Attributes
    ----------
    data : Dataset
    area : str
        The area whose parts they are.
    year : int
    parts : Parts
        Which they are, where they lie, how many there were.
    figures : DataFrame
        One row a figure (see `figures_of`).
    plans : DataFrame
        One row a plan that a result is held against: the columns of `annual_review.outcomes.plans`, and ``area``.
    rankings : list of Ranking
        The first is of the figure that most parts have.
    """

    data: Dataset
    area: str
    year: int
    parts: Parts
    figures: pd.DataFrame
    plans: pd.DataFrame
    rankings: list[Ranking]

    @property
    def areas(self) -> tuple[str, ...]:
        """The parts with figures, by id."""
        return tuple(part.id for part in self.parts.with_figures)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """How many plans each part met, missed and left undecided: a row a part, a column a verdict."""
        judged = self.plans[self.plans["verdict"] != ""]
        counts = pd.crosstab(judged["area"], judged["verdict"]) if len(judged) else pd.DataFrame()
        return counts.reindex(columns=list(VERDICTS), fill_value=0).astype("int64")

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """Areas that others share the name of."""
        return namesakes_among(self.data, self.areas)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The statements that the figures rest on."""
        wanted = {
            name
            for column in (self.figures["rests_on"], self.plans["attainment_rests_on"])
            for names in column
            for name in names
        }
        return self.stated(wanted).reset_index(drop=True)

    def stated(self, names: Collection[str]) -> pd.DataFrame:
        """Take statements about the parts by their ids, oldest vintage first."""
        return area_statements(self.data, *self.areas, ids=names)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The statements' sources, newest first, numbered from 1."""
        return numbered_sources(self.data, self.statements)


def parts_of_area(data: Dataset, area: str, year: int) -> PartsOfArea:
    """Gather what is known of an area's parts in one year.

    Parameters
    ----------
    data : Dataset
    area : str
        Id of an area of the data or of the gazetteer: a district, a province, a region, the country.
    year : int

    Raises
    ------
    UsageError
        For an unknown area, one without a part that has figures, or a year of which none has; says what there is.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> parts = parts_of_area(ka.load(), "hai-phong", 2021)
    >>> parts.areas, [(one.indicator, one.period) for one in parts.rankings[:2]]
    (('kien-an', 'le-chan'), [])
    """
    inside = _inside(data, area)
    every = accepted_of(data, list(inside), year)
    plans = plans_of(data, every, year)
    figures = figures_of(data, every, plans, year)
    there = {*figures["area"], *plans["area"]}
    kinds = {place: kind for place, kind in inside.items() if place in there}
    if not any(kind in KINDS for kind in kinds.values()):
        raise _without_figures(data, area, inside, year)
    parts = parts_of(data, area, year, kinds)
    own = {part.id for part in parts.with_figures}
    figures, plans = (frame[frame["area"].isin(own)].reset_index(drop=True) for frame in (figures, plans))
    return PartsOfArea(data, area, year, parts, figures, plans, rankings(data, figures, year))


def require_parts(data: Dataset, area: str, year: int) -> None:
    """Refuse what `parts_of_area` would refuse, without working all figures out where a year's own are printed.

    Raises
    ------
    UsageError
        As `parts_of_area`.
    """
    inside = _inside(data, area)
    rows = data.observations
    own = [place for place, kind in inside.items() if kind in KINDS]
    results = rows[rows["area"].isin(own) & rows["measure"].isin(MEASURES)]
    if not any(_is_of(text, year) for text in results["period"].unique()):
        parts_of_area(data, area, year)  # what other years imply may be figures of it


def area_of_parts(data: Dataset, named: str, year: int) -> str:
    """Give the id of the area that is meant by an id, a code or a name; of namesakes the one whose parts have figures.

    Parameters
    ----------
    data : Dataset
    named : str
    year : int
        Of several with such parts, the one whose parts have figures of it.

    Raises
    ------
    UsageError
        Nothing is called so, or several are.
    """
    known = data.known_areas
    if named in known:
        return named
    found = [area for area in find_areas(named, known) if area.level != "cluster"]
    there = [area.id for area in found if any(kind in KINDS for kind in places_inside(data, area.id).values())]
    of_year = [area for area in there if _prints(data, area, year)]
    for few in (of_year, there):
        if len(few) == 1:
            return few[0]
    return the_area(named, known, option="").id


def _prints(data: Dataset, area: str, year: int) -> bool:
    rows = data.observations
    own = [place for place, kind in places_inside(data, area).items() if kind in KINDS]
    return any(_is_of(text, year) for text in rows.loc[rows["area"].isin(own), "period"].unique())


def _inside(data: Dataset, area: str) -> dict[str, str]:
    if area not in data.known_areas:
        data.require_area(area)
    inside = places_inside(data, area)
    if not any(kind in KINDS for kind in inside.values()):
        raise _without_parts(data, area)
    return inside


def _is_of(period: str, year: int) -> bool:
    parsed = parse_period(period)
    return parsed.year == year and (parsed.is_full_year or parsed.is_part_year)


def _without_parts(data: Dataset, area: str) -> UsageError:
    known = data.known_areas
    name = known[area].name_vi
    figures = set(data.observations["area"])
    holding = {one for place in map(str, data.areas.index) if place in figures for one in above(known, place)}
    there = [place for place in sorted(holding) if any(kind in KINDS for kind in places_inside(data, place).values())]
    if there:
        named = ", ".join(there[:_FEW]) + (", …" if len(there) > _FEW else "")
        remedy = f"Areas with such parts: {named}."
    else:
        remedy = "Add reports of its districts or communes: kienan add REPORT."
    if area in figures:
        remedy += f" For its own figures: kienan review {area}."
    what = f"no district or commune of {name} ({area}) has figures in this data package."
    return UsageError(what, where=f"area {area!r}", remedy=remedy)


def _without_figures(data: Dataset, area: str, inside: Mapping[str, str], year: int) -> UsageError:
    rows = data.observations
    own = [place for place, kind in inside.items() if kind in KINDS]
    periods = [parse_period(text) for text in rows.loc[rows["area"].isin(own), "period"].unique()]
    years = sorted({period.year for period in periods if period.is_full_year or period.is_part_year})
    what = f"no district or commune of {data.area_name(area)} ({area}) has figures of it."
    remedy = f"There are figures for {', '.join(map(str, years))}." if years else "There are none of any year."
    return UsageError(what, where=f"year {year}", remedy=remedy)


__all__ = ["VERDICTS", "Part", "Parts", "PartsOfArea", "Ranking", "area_of_parts", "parts_of_area", "require_parts"]
