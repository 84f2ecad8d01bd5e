"""A data package of an older schema brought forward: checked first, then written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import locked
from kienan_analysis.data_package import package_of, read_contents, read_descriptor, shipped_location
from kienan_analysis.data_package.appending import NewFile, append_together
from kienan_analysis.data_package.opening import DESCRIPTOR
from kienan_analysis.data_package.schema_version import SCHEMA_VERSION, brought_forward, schema_version_of
from kienan_analysis.data_package.unfinished import take_back_unfinished
from kienan_analysis.errors import DataError, UsageError
from kienan_analysis.intake.own_package import own_folder
from kienan_analysis.validation import examine

if TYPE_CHECKING:
    from pathlib import Path


def bring_forward(place: str | Path | None) -> list[str]:
    """Give a package of one's own the columns of today, and its descriptor what is said of them.

    Parameters
    ----------
    place : str, Path or None
        A folder; the package in use if None.

    Returns
    -------
    list of str
        The files that were written, by their path inside the package; none where it is of today already.

    Raises
    ------
    UsageError
        It is no folder, the package that came with this one, or one of a newer schema.
    DataError
        It would have errors; nothing was written.
    KienanError
        A file may not be written; nothing was.
    """
    folder = own_folder(place)
    with locked(folder):
        take_back_unfinished(folder)
        descriptor, tables = read_contents(str(folder))
        stated = read_descriptor(descriptor)
        if (version := schema_version_of(stated)) > SCHEMA_VERSION:
            raise UsageError(
                f"it has schema {version}, and this version of kienan writes schema {SCHEMA_VERSION}: nothing was"
                " written.",
                where=str(folder),
                remedy="Install a newer kienan.",
            )
        changed = brought_forward(descriptor, tables, *read_contents(shipped_location()))
        described = changed.pop("")
        if not changed and read_descriptor(described) == stated:
            return []
        found = examine(package_of(str(folder), described, tables | changed)).problems
        if errors := [problem for problem in found if problem.severity == "error"]:
            raise DataError(errors)
        files = [NewFile(path, tables[path], content) for path, content in changed.items()]
        append_together(folder, [], [*files, NewFile(DESCRIPTOR, descriptor, described)])
    return [*changed, DESCRIPTOR]
