"""A data package of the analyst's own, copied from the one in use."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from kienan_analysis.atomic_files import replace_together
from kienan_analysis.data_package import default_location, find_resources, read_descriptor
from kienan_analysis.data_package.opening import DESCRIPTOR, inside, open_files
from kienan_analysis.errors import KienanError, UsageError, not_written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.data_package.new_package import About


def copy_package(source: str | None, folder: Path, about: About | None = None) -> Path:
    """Copy a data package's files, byte by byte, to a new or empty folder.

    Parameters
    ----------
    source : str or None
        The package in use if None.
    folder : Path
    about : About, optional
        What the copy says of itself instead; only the descriptor differs then.

    Raises
    ------
    UsageError
        Where something is in the folder already: nothing is ever overwritten.
    DataError
        Where the package in use cannot be read.
    """
    from kienan_analysis.data_package.new_package import said_of_itself

    check_empty(folder)
    files = package_files(source)
    if about is not None:
        files[DESCRIPTOR] = said_of_itself(files[DESCRIPTOR], about)
    write(files, folder)
    return folder


def package_files(source: str | None) -> dict[str, bytes]:
    """Read the descriptor and every file that it names, by path inside the package, unchanged."""
    location = source or default_location()
    files, descriptor_path = open_files(location)
    content = files.read(descriptor_path)
    descriptor = read_descriptor(content)
    find_resources(descriptor)
    found = {DESCRIPTOR: content}
    for resource in descriptor["resources"]:
        path = inside(resource.get("path"))
        try:
            found[path] = files.read(posixpath.normpath(posixpath.join(posixpath.dirname(descriptor_path), path)))
        except FileNotFoundError as error:
            raise KienanError(f"{DESCRIPTOR} names the file {path!r}, which is not there.", where=location) from error
    return found


def check_empty(folder: Path) -> None:
    """Refuse a folder in which something is already."""
    if folder.is_dir() and any(folder.iterdir()):
        remedy = "Name a new or empty folder; nothing is overwritten."
        raise UsageError("the folder is not empty.", where=str(folder), remedy=remedy)
    if folder.exists() and not folder.is_dir():
        raise UsageError("this is a file.", where=str(folder), remedy="Name a new or empty folder.")


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a package's files together, by their path inside it."""
    # The descriptor comes last: a folder without one is no data package, should the copy be stopped half-way.
    order = sorted(files, key=lambda name: (name == DESCRIPTOR, name))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_together({folder / Path(*posixpath.normpath(name).split("/")): files[name] for name in order})
    except OSError as error:
        raise not_written(error, "the copy cannot be written", str(folder)) from error
