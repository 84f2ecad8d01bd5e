"""The catalogues of a data package alone, checked, without its observations: indicators, areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.catalogue import read_areas
from kienan_analysis.data.areas import KnownAreas
from kienan_analysis.data_package import open_package
from kienan_analysis.errors import DataError
from kienan_analysis.validation.schema import check_fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kienan_analysis.data_package import DataPackage


def open_tables(source: str | Path | None, names: Sequence[str]) -> DataPackage:
    """Open a data package whose tables of some names can be read.

    Parameters
    ----------
    source : str or Path, optional
        The package; the one in use if None.
    names : sequence of str
        Of ``indicators``, ``areas``, ``sources``, ``observations``.

    Raises
    ------
    UsageError
        There is no package at that place.
    DataError
        One of these tables cannot be read, or a file is missing.
    """
    package = open_package(source, names)
    needed = {package.tables[name].file: name for name in names if name in package.tables}
    resources = {
        str(resource.get("name")): resource
        for resource in package.descriptor["resources"]
        if isinstance(resource, dict)
    }
    problems = [problem for problem in package.problems if problem.file in needed or problem.code == "missing-file"]
    for name in needed.values():
        problems.extend(check_fields(package.tables[name], resources[name]))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise DataError(errors)
    return package


def open_areas(source: str | Path | None = None) -> KnownAreas:
    """Give the areas of a data package, and the gazetteer's beside them.

    Raises
    ------
    UsageError
        There is no package at that place.
    DataError
        Its table of areas cannot be read.
    """
    return KnownAreas(read_areas(open_tables(source, ["areas"]).tables["areas"].rows))
