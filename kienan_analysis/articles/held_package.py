"""A data package held to be added to: its tables checked, its catalogue, and what new rows are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kienan_analysis.addresses import local_name
from kienan_analysis.articles.examination import Catalogue
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.data_package import default_location, digest_of, package_of, read_contents
from kienan_analysis.data_package.reading_files import read_reading_files
from kienan_analysis.errors import DataError
from kienan_analysis.intake.checks import Checks
from kienan_analysis.intake.holdings import Holdings
from kienan_analysis.intake.parting import Parting
from kienan_analysis.reading.grammar.packages import read_additions
from kienan_analysis.validation import examine

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.data_package import DataPackage
    from kienan_analysis.validation import Examined


@dataclass(frozen=True)
class HeldPackage:
    """A package as it was when it was looked at.

    Attributes
    ----------
    package : DataPackage
    known : Examined
        The same, checked and without errors.
    catalogue : Catalogue
        Its indicators, the areas that its own table holds, and what it teaches the reader.
    holdings : Holdings
    checks : Checks
    parting : Parting
    """

    package: DataPackage
    known: Examined
    catalogue: Catalogue
    holdings: Holdings
    checks: Checks
    parting: Parting


def hold(place: str | Path | None, before: HeldPackage | None = None) -> HeldPackage:
    """Look at a package.

    Parameters
    ----------
    place : str or Path, optional
        The one in use if None.
    before : HeldPackage, optional
        The same one as it was: tables whose files are the same still are not read and checked again.

    Raises
    ------
    UsageError
        There is no package at that place.
    DataError
        It has errors.
    """
    location = local_name(str(place) if place is not None else default_location())
    descriptor, tables = read_contents(location)
    if before is not None and digest_of([descriptor, *tables.values()]) == before.package.digest:
        package, known = before.package, before.known
    else:
        package = package_of(location, descriptor, tables)
        known = examine(package)
        if errors := [problem for problem in known.problems if problem.severity == "error"]:
            raise DataError(errors)
    additions = read_additions(read_reading_files(package.location))
    # The areas of the package's own table; the gazetteer knows the others.
    own = set(package.tables["areas"].cells["id"])
    areas = KnownAreas({name: area for name, area in known.areas.items() if name in own})
    catalogue = Catalogue(known.indicators, areas, additions, None if place is None else str(place))
    holdings = Holdings(package, known)
    checks = Checks(package, known, catalogue.areas)
    return HeldPackage(package, known, catalogue, holdings, checks, Parting(catalogue, holdings, checks))
