"""A data package loaded: observations with their values and bounds, and the catalogues they refer to."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from shlex import quote
from typing import TYPE_CHECKING, get_args

from kienan_analysis.catalogue import Area, Indicator, Source, parse_period
from kienan_analysis.data_package import default_location, open_package
from kienan_analysis.data_package.schema_version import SCHEMA_VERSION, schema_version_of
from kienan_analysis.dataset.area_names import area_with_figures, known_areas, name_in_gazetteer
from kienan_analysis.dataset.frames import catalogue_of, observations_of
from kienan_analysis.dataset.rows_by_area import RowsByArea
from kienan_analysis.dataset.rows_by_id import RowsById
from kienan_analysis.dataset.series import Periods, Vintage, build_series
from kienan_analysis.dataset.vintages import effective_price_basis, latest_statements, vintage_order
from kienan_analysis.errors import DataError, KienanError, Problem, UsageError, did_you_mean
from kienan_analysis.summaries import summary
from kienan_analysis.validation import Examined, examine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from kienan_analysis.data.areas import KnownAreas
    from kienan_analysis.data_package import DataPackage

__all__ = ["Dataset", "effective_price_basis", "laid_out", "latest_statements", "load", "vintage_order"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Published figures and what they are about. Tables are plain DataFrames; missing text is ``""``.

    Attributes
    ----------
    observations : DataFrame
        In file order: the columns of ``observations.csv`` and ``value``, ``low``, ``high`` (rates as fractions,
        levels and plans in the indicator's unit; an open end is NaN). ``unit`` is that of these three, ``"1"`` for a
        fraction; ``printed_unit`` is the one of ``printed``. ``attrs["kienan"]`` holds what other tables
        say of its indicators and sources, as plain text, for functions that are given this table alone.
    indicators, areas, sources : DataFrame
        Indexed by id. Dates are ``datetime.date`` or None; ``higher_is_better`` is True, False or None;
        ``phrases_vi`` and ``successors`` are tuples. Areas that observations name and the package does not hold are
        the gazetteer's.
    name, version, title, licence, location : str
        Of the data package: what its descriptor says, and where it was read from.
    title_vi, citation, author : str
        Its title in Vietnamese, where that is another; how it is cited; who made it.
    problems : tuple of Problem
        What was rewritten, merged or looks odd: warnings, since a package with errors is not loaded.
    rows : mapping of str to int
        Observation id to its row in the file as a spreadsheet counts it.
    digest : str
        Hash of the files it was read from.
    schema_version : int
        Which columns it is written with.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> data = ka.load()
    >>> columns = ["indicator", "period", "printed", "value", "low", "high"]
    >>> print(data.observations[columns].head(1).to_string(index=False))
            indicator period printed  value     low    high
    industrial_output   2021  600,37 600.37 600.365 600.375
    """

    observations: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    sources: pd.DataFrame
    name: str = ""
    version: str = ""
    location: str = ""
    problems: tuple[Problem, ...] = ()
    title: str = ""
    licence: str = ""
    title_vi: str = ""
    citation: str = ""
    author: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""
    schema_version: int = SCHEMA_VERSION

    def __repr__(self) -> str:
        sizes = ", ".join(
            f"{len(table)} {name}"
            for name, table in (
                ("observations", self.observations),
                ("areas", self.areas),
                ("indicators", self.indicators),
                ("sources", self.sources),
            )
        )
        return f"<Dataset {' '.join(part for part in (self.name, self.version) if part) or 'unnamed'}: {sizes}>"

    def _repr_html_(self) -> str:
        """Sum up what the package holds, one row an area; a notebook calls this."""
        rows = self.observations
        areas = rows.groupby("area", sort=False)
        counts = {str(area): (len(part), part["indicator"].nunique(), part["source"].nunique()) for area, part in areas}
        facts = [
            f"{len(rows)} số liệu · observations",
            f"{len(self.sources)} nguồn · sources",
            f"{len(self.indicators)} chỉ tiêu · indicators",
            f"{len(self.problems)} cảnh báo · warnings",
        ]
        headings = (
            "Đơn vị · Area",
            "id",
            "Năm · Years",
            "Số liệu · Observations",
            "Chỉ tiêu · Indicators",
            "Nguồn · Sources",
        )
        names = self.areas["name_vi"] + " · " + self.areas["name_en"]
        there = [str(area) for area in self.areas.index if area in counts]
        table = [(names[area], area, _span(self.years(area)), *counts[area]) for area in there]
        return summary(f"{self.title or self.name or 'Dataset'} {self.version}".strip(), facts, headings, table)

    def series(
        self,
        area: str,
        indicator: str,
        *,
        vintage: Vintage = "latest",
        periods: Periods = "years",
        price_basis: str | None = None,
    ) -> pd.DataFrame:
        """Lay the printed figures of one indicator of one area side by side; nothing is computed or filled.

        Parameters
        ----------
        vintage : {"latest", "all"}
            ``"latest"``: of each figure the newest source's statement, so one row may join several sources.
            ``"all"``: one row for each period and source.
        periods : {"years", "all"}
            ``"years"``: calendar years only. ``"all"``: part years, terms of years and days too, ordered by their
            end; such rows overlap, so take no differences between them.
        price_basis : str, optional
            Only figures on this basis (``"current"``, ``"constant 2010"``); the indicator's own if left out.

        Returns
        -------
        DataFrame
            Indexed by ``year`` (or ``period``; and ``source`` with all vintages). With years and the latest
            vintage the index has every year from the first to the last, so that a gap is seen and a change over
            it comes out missing.

            ``level, growth, attainment, plan, planned_growth``, each with ``_low`` and ``_high`` (levels and plans
            in the indicator's unit, the rest as fractions; NaN where nothing is printed or an end is open).
            Growth is that over a year earlier. ``attainment``, ``plan`` and ``planned_growth`` are of the plan whose
            assigner is not named, or, where a row has none of that, of the only named one: ``_assigner`` says
            whose. Where a period has several plans, each named one is also in a column of its own
            (``attainment:council``); what is relative to a named base always is (``growth:2015``,
            ``planned_growth:plan:city``). ``status``; ``source`` (the level's, else of the newest statement);
            ``observations`` (the ids that the row is made of); ``stated`` (False in a gap).

        Raises
        ------
        UsageError
            The area, the indicator or an option is unknown, or there are figures on other price bases only.
        """
        self.require_area(area)
        self.require_indicator(indicator)
        for option, given, choices in (
            ("vintage", vintage, get_args(Vintage)),
            ("periods", periods, get_args(Periods)),
        ):
            if given not in choices:
                message = f"{option} cannot be {given!r}."
                raise UsageError(message, remedy=did_you_mean(str(given), choices))
        return build_series(self, area, indicator, vintage, periods, price_basis)

    def years(self, area: str) -> list[int]:
        """List the years with any observation that lies inside them, plans included."""
        self.require_area(area)
        texts = self.of_areas(area)["period"].unique()
        spans = [parse_period(text) for text in texts]
        return sorted({period.year for period in spans if period.first.year == period.last.year})

    def of_areas(self, *areas: str) -> pd.DataFrame:
        """Take the observations of one area, or of several, in the order of the table.

        Parameters
        ----------
        *areas : str
            Area ids; one without observations gives none.
        """
        return self._by_area.of(self.observations, areas)

    @cached_property
    def _by_area(self) -> RowsByArea:
        return RowsByArea(self.observations)

    @cached_property
    def vintages(self) -> pd.Series:
        """How new each source is among all, the newest with the highest rank (see `vintage_order`)."""
        return vintage_order(self.sources, self.observations)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """What each indicator is: ``flow``, ``stock``, ``index`` or ``rate``."""
        return {str(name): str(kind) for name, kind in self.indicators["kind"].items()}

    @property
    def without_figures(self) -> str:
        """What a package without figures lacks, and the line that adds the first."""
        return f"There are no figures yet: kienan add ARTICLE --data {quote(self.location)} adds those of an article."

    def require_figures(self) -> None:
        """Refuse a package without any figure.

        Raises
        ------
        UsageError
            Says what is missing, and the line that adds an article.
        """
        if not len(self.observations):
            raise UsageError(
                "the data package is empty: it has no figures yet, so there is nothing to show.",
                where=self.location,
                remedy=f"Add those of an article: kienan add ARTICLE --data {quote(self.location)}",
            )

    @property
    def known_areas(self) -> KnownAreas:
        """The package's areas as records, and every unit of the gazetteer beside them."""
        return known_areas(self)

    def area_id(self, named: str, years: Sequence[int] = ()) -> str:
        """Give the id of the area with figures that is meant by an id, a code or a name.

        Parameters
        ----------
        named : str
            *kien-an*, *307*, *Quận Kiến An*.
        years : sequence of int, optional
            Of namesakes, the one with figures of these is meant.

        Raises
        ------
        UsageError
            Nothing is called so, several are, or what is called so has no figures here.

        Examples
        --------
        >>> import kienan_analysis as ka
        >>> ka.load().area_id("Quận Lê Chân"), ka.load().area_id("Hải Phòng", [2021])
        ('le-chan', 'hai-phong')
        """
        return area_with_figures(self, named, years)

    def area_name(self, area: str, language: str = "vi") -> str:
        """Name an area of the package or of the gazetteer; an id that nobody knows stands for itself.

        Parameters
        ----------
        area : str
            An id.
        language : {"vi", "en"}
        """
        if area in self.areas.index:
            return str(self.areas.loc[area, f"name_{language}"])
        return name_in_gazetteer(area, language)

    def require_area(self, area: str) -> None:
        """Refuse an area that is not in the catalogue.

        Raises
        ------
        UsageError
            Names the nearest area and all that there are; of a package without figures, how to add some.
        """
        if area not in self.areas.index:
            self.require_figures()
            _refuse_unknown("area", area, self.areas)

    def require_indicator(self, indicator: str) -> None:
        """Refuse an indicator that is not in the catalogue.

        Raises
        ------
        UsageError
            Names the nearest indicator and all that there are.
        """
        if indicator not in self.indicators.index:
            _refuse_unknown("indicator", indicator, self.indicators)


def load(source: str | Path | None = None) -> Dataset:
    """Load and check a data package.

    Parameters
    ----------
    source : str or Path, optional
        A folder, a datapackage.json, a .zip or an https address of either. If left out: the environment variable
        ``KIENAN_DATA``, else ``./data``, else the data that come with this package.

    Raises
    ------
    DataError
        The package cannot be used; carries every error found.
    UsageError
        There is no package at that place.

    Examples
    --------
    >>> import kienan_analysis as ka
    >>> data = ka.load()
    >>> data.years("le-chan")
    [2021]
    """
    location = str(source) if source is not None else default_location()
    ahead = _ahead.pop(location, None)
    if ahead is not None:
        return ahead
    package = open_package(location)
    examined = examine(package)
    errors = [problem for problem in examined.problems if problem.severity == "error"]
    if errors:
        raise DataError(errors)
    package.tables.clear()
    return laid_out(package, examined, is_last=True)


def laid_out(package: DataPackage, examined: Examined, *, is_last: bool = False) -> Dataset:
    """Lay a data package out that was examined and has no errors.

    Parameters
    ----------
    is_last : bool
        Whether what was examined is needed no more: its columns are then given up one by one as those of the table
        are made, so that both are never there at once.
    """
    descriptor = package.descriptor
    rows = RowsById(examined.checked)
    return Dataset(
        observations=observations_of(examined, is_last=is_last),
        indicators=catalogue_of(list(examined.indicators.values()), Indicator),
        areas=catalogue_of(list(examined.areas.values()), Area),
        sources=catalogue_of(list(examined.sources.values()), Source),
        name=_text(descriptor.get("name")),
        version=_text(descriptor.get("version")),
        location=package.location,
        problems=tuple(examined.problems),
        title=_text(descriptor.get("title")),
        licence=_titles(descriptor.get("licenses")),
        title_vi=_text(descriptor.get("title_vi")),
        citation=_text(descriptor.get("citation")),
        author=_titles(descriptor.get("contributors")),
        rows=rows,
        digest=package.digest,
        schema_version=schema_version_of(descriptor),
    )


# Read before it was asked for, by a process from which notebook kernels are forked.
_ahead: dict[str, Dataset] = {}


def load_ahead(location: str) -> None:
    """Load a package whose files will not change; the next :func:`load` of it gives this one, once.

    What is wrong with it is left to that call to say.
    """
    with contextlib.suppress(KienanError):
        _ahead[location] = load(location)


def _refuse_unknown(what: str, name: str, catalogue: pd.DataFrame) -> None:
    known = [str(entry) for entry in catalogue.index]
    plain = str(name).strip().casefold()
    named = [
        entry
        for entry, *names in catalogue[["name_vi", "name_en"]].itertuples(name=None)
        if plain in {text.casefold() for text in names}
    ]
    hint = f"Did you mean {named[0]!r}? There are: {', '.join(known)}." if named else did_you_mean(str(name), known)
    message = f"There is no {what} {name!r} in this data package."
    raise UsageError(message, remedy=hint)


def _span(years: list[int]) -> str:
    """Write the years that there are from first to last."""
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _titles(stated: object) -> str:
    """Name licences or contributors: their titles, else their names."""
    entries = [entry for entry in stated if isinstance(entry, Mapping)] if isinstance(stated, list) else []
    return ", ".join(_text(entry.get("title")) or _text(entry.get("name")) for entry in entries)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
