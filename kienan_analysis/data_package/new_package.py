"""A data package without figures: the indicators, and the heads of the other tables, to begin with any place."""

from __future__ import annotations

import json
import re
import unicodedata
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kienan_analysis.data_package import TABLES, default_location, find_resources, read_descriptor
from kienan_analysis.data_package.opening import DESCRIPTOR, inside
from kienan_analysis.data_package.package_copy import check_empty, package_files, write
from kienan_analysis.data_package.package_readme import README, readme
from kienan_analysis.data_package.reading_files import READING_FILES, read_reading_files

if TYPE_CHECKING:
    from pathlib import Path

# What a package is called where nobody says; both languages, as a page is in one of them.
TITLE: Final = "Published results and plans"
TITLE_VI: Final = "Kết quả và kế hoạch đã công bố"
VERSION: Final = "1.0.0"
_NAME: Final = "figures"
# Of one table that is described, what holds for the other package's rows only.
_OF_ROWS: Final = ("bytes", "hash", "sources", "licenses", "contributors")
_LICENCE_NAME: Final = re.compile(r"[-a-zA-Z0-9._]+")
_DESCRIPTION: Final = (
    "Figures as public sources print them: levels, growth, plan attainment and targets, each with its source, the "
    "digits as printed and the hedges of its wording. Số liệu như các nguồn công khai đã in: mức thực hiện, tăng "
    "trưởng, tỷ lệ hoàn thành kế hoạch và chỉ tiêu, mỗi số kèm nguồn, chữ số như đã in và cách diễn đạt."
)


@dataclass(frozen=True, slots=True)
class About:
    """What a data package says of itself; what is left empty is said in neutral words, or not at all.

    Attributes
    ----------
    title : str
        What its figures are of; pages name it.
    citation : str
        How it is cited, without its version: who made it, what it is called.
    author : str
        Whose it is: the author of its workbooks.
    version : str
    licence : str
        The short name of a licence (``CC-BY-4.0``), or a sentence on what others may do with it.
    """

    title: str = ""
    citation: str = ""
    author: str = ""
    version: str = ""
    licence: str = ""

    def described(self) -> dict[str, Any]:
        """Give what is said, as a descriptor has it."""
        told: dict[str, Any] = {}
        if title := line(self.title):
            told["title"] = title
        if version := line(self.version):
            told["version"] = version
        if citation := line(self.citation):
            told["citation"] = citation
        if author := line(self.author):
            told["contributors"] = [{"title": author, "roles": ["creator"]}]
        if licence := line(self.licence):
            named = _LICENCE_NAME.fullmatch(licence)
            told["licenses"] = [{"name": licence} if named else {"name": "other", "title": licence}]
        return told


def new_package(source: str | None, folder: Path, about: About) -> Path:
    """Make a package without areas, sources and observations in a new or empty folder.

    Parameters
    ----------
    source : str or None
        The package whose indicators, columns and words of the reader's it takes; the one in use if None.
    folder : Path
    about : About

    Raises
    ------
    UsageError
        Where something is in the folder already: nothing is ever overwritten.
    DataError, KienanError
        Where the other package cannot be read.
    """
    check_empty(folder)
    files = package_files(source)
    old = read_descriptor(files[DESCRIPTOR])
    resources = find_resources(old)
    kept = [
        resource
        for resource in old["resources"]
        if isinstance(resource, dict) and (resource.get("name") in TABLES or resource.get("path") in READING_FILES)
    ]
    made = read_reading_files(source or default_location())
    for name in TABLES:
        path = inside(resources[name]["path"])
        made[path] = files[path] if name == "indicators" else _head(files[path])
    described = _descriptor(folder, old, kept, about)
    made[README] = readme(described).encode()
    made[DESCRIPTOR] = written(described)
    write(made, folder)
    return folder


def said_of_itself(content: bytes, about: About) -> bytes:
    """Put what is said of a package into its descriptor; the same bytes where nothing is said."""
    told = about.described()
    if not told:
        return content
    descriptor = read_descriptor(content)
    if "title" in told:
        descriptor.pop("title_vi", None)
    if "licenses" in told:
        descriptor.pop("licenseNote", None)
    return written(descriptor | told)


def written(descriptor: dict[str, Any]) -> bytes:
    """Write a descriptor as JSON that people can read, the same bytes each time."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def line(text: str) -> str:
    r"""Make one line of composed, printable text.

    Examples
    --------
    >>> line(" Huyện  Hải\nHậu ")
    'Huyện Hải Hậu'
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in composed if letter.isprintable()).strip()


def _descriptor(folder: Path, old: dict[str, Any], resources: list[dict[str, Any]], about: About) -> dict[str, Any]:
    schema = {"$schema": old["$schema"]} if isinstance(old.get("$schema"), str) else {}
    neutral = {"name": _package_name(folder), "title": TITLE, "title_vi": TITLE_VI, "description": _DESCRIPTION}
    described: dict[str, Any] = {**schema, **neutral, "version": VERSION}
    if "schema_version" in old:
        described["schema_version"] = old["schema_version"]
    told = about.described()
    if "title" in told:
        del described["title_vi"]
    described |= told
    described["resources"] = [_described(resource) for resource in resources]
    return described


def _described(resource: dict[str, Any]) -> dict[str, Any]:
    return deepcopy({name: value for name, value in resource.items() if name not in _OF_ROWS})


def _package_name(folder: Path) -> str:
    """Name a package by its folder, in the small letters that the format asks for.

    Names with other letters than the format's lose their marks: a folder may be called as the place is.
    """
    plain = folder.resolve().name.lower().replace("đ", "d")
    plain = unicodedata.normalize("NFD", plain)
    plain = re.sub(r"[^a-z0-9._]+", "-", "".join(one for one in plain if not unicodedata.combining(one))).strip("-._")
    return plain or _NAME


def _head(content: bytes) -> bytes:
    """Give a table's first line alone."""
    first, _, _ = content.partition(b"\n")
    return first.rstrip(b"\r") + b"\n"
