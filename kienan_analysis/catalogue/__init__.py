"""The catalogue: indicators, areas and sources as typed records, read from the rows of a data package.

Periods and units, which the same readers need, can be had from here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.catalogue.authority import AUTHORITIES, authority_of
from kienan_analysis.catalogue.period_spellings import canonical_period, parse_period
from kienan_analysis.catalogue.periods import Period, PeriodKind, months_of, spanning
from kienan_analysis.catalogue.units import (
    POINTS,
    PRINTED_POINTS,
    UNITS,
    Language,
    Unit,
    canonical_unit,
    is_counted,
    unit_factor,
    unit_name,
    unit_ratio,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "AREA_COLUMNS",
    "AREA_LEVELS",
    "ASSIGNERS",
    "AUTHORITIES",
    "BOUNDS",
    "FORMS",
    "INDICATOR_COLUMNS",
    "KEY_COLUMNS",
    "KINDS",
    "MEASURES",
    "OBSERVATION_COLUMNS",
    "OPTIONAL_COLUMNS",
    "POINTS",
    "PRINTED_POINTS",
    "SOURCE_COLUMNS",
    "STATUSES",
    "UNITS",
    "Area",
    "Indicator",
    "Language",
    "Period",
    "PeriodKind",
    "Source",
    "Unit",
    "canonical_period",
    "canonical_unit",
    "is_counted",
    "months_of",
    "parse_bool",
    "parse_date",
    "parse_period",
    "plain_level",
    "read_areas",
    "read_indicators",
    "read_sources",
    "spanning",
    "split_list",
    "unit_factor",
    "unit_name",
    "unit_ratio",
]

Kind = Literal["flow", "stock", "index", "rate"]

OBSERVATION_COLUMNS: Final = (
    *("id", "source", "area", "indicator", "period", "measure", "printed", "form", "unit", "bound"),
    *("assigner", "base", "status", "price_basis", "note"),
)
INDICATOR_COLUMNS: Final = (
    *("id", "name_vi", "name_en", "concept", "kind", "unit", "price_basis", "price_basis_assumed"),
    *("higher_is_better", "additive_group", "phrases_vi", "note"),
)
AREA_COLUMNS: Final = (
    *("id", "code", "level", "name_vi", "name_en", "parent", "valid_from", "valid_to", "successors", "note"),
)
SOURCE_COLUMNS: Final = ("id", "publisher", "url", "published", "language", "note")
# A catalogue may have these too: what a Vietnamese page shows in place of the note; which areas can have an indicator;
# how English prose names it; how far a source is believed.
OPTIONAL_COLUMNS: Final = ("note_vi", "levels", "phrases_en", "authority")
KEY_COLUMNS: Final = ("source", "area", "indicator", "period", "measure", "assigner", "base", "price_basis")
MEASURES: Final = ("level", "growth", "attainment", "plan", "planned_growth")
FORMS: Final = ("", "index", "decrease", "excess", "multiple")
BOUNDS: Final = ("", "at_least", "at_most", "approx")
STATUSES: Final = ("", "estimate", "provisional", "final")
KINDS: Final = ("flow", "stock", "index", "rate")
# From the largest to the smallest, then what is no administrative unit. A city is one run by the centre; `ward` is what
# packages called a commune that is a phường.
AREA_LEVELS: Final = ("country", "region", "province", "city", "district", "commune", "ward", "cluster")
_OURS: Final = ("Read with kienan add.", "Đọc bằng kienan add.")
# Those that the reader of articles names; a package may bring others.
ASSIGNERS: Final = ("", "city", "council", "central", "province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured.

    Attributes
    ----------
    id, name_vi, name_en, concept, unit, price_basis, additive_group, note : str
        As in ``indicators.csv``; ``unit`` is the one that levels are converted to.
    kind : {"flow", "stock", "index", "rate"}
    price_basis_assumed : bool
        True where no source prints the price basis.
    higher_is_better : bool or None
        None where neither more nor less is better as such.
    phrases_vi, phrases_en : tuple of str
        How Vietnamese prose names it; how English prose does, empty where the package does not say.
    levels : tuple of str
        Levels of the areas that can have it, as in ``areas.csv``; empty for all. A district has no GRDP.
    """

    id: str
    name_vi: str
    name_en: str
    concept: str
    kind: Kind
    unit: str
    price_basis: str
    price_basis_assumed: bool
    higher_is_better: bool | None
    additive_group: str
    phrases_vi: tuple[str, ...]
    note: str
    note_vi: str = ""
    levels: tuple[str, ...] = ()
    phrases_en: tuple[str, ...] = ()

    def name(self, language: Language) -> str:
        """Name it in the reader's language."""
        return self.name_vi if language == "vi" else self.name_en

    def phrases(self, language: Language) -> tuple[str, ...]:
        """Give the phrases by which prose of a language names it; the English name where no others are known."""
        if language == "vi":
            return self.phrases_vi
        return self.phrases_en or (self.name_en.partition("(")[0].strip(),)


@dataclass(frozen=True, slots=True)
class Area:
    """A place with its own figures, for as long as it existed.

    Attributes
    ----------
    level : str
        One of `AREA_LEVELS`, as the package writes it; `plain_level` gives a ward's as ``"commune"``.
    valid_from, valid_to : date or None
        The first and last day; None where it is open or not known.
    successors : tuple of str
        Ids of the areas that took its place, not always on exactly its ground.
    """

    id: str
    code: str
    level: str
    name_vi: str
    name_en: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    note: str
    note_vi: str = ""

    def name(self, language: Language) -> str:
        """Name it in the reader's language."""
        return self.name_vi if language == "vi" else self.name_en


@dataclass(frozen=True, slots=True)
class Source:
    """A document that prints figures.

    Attributes
    ----------
    published : date or None
        None where the date was not to be seen.
    language : {"vi", "en", ""}
        Whose digits it prints; empty where that is not known.
    authority : str
        One of `AUTHORITIES`: whose word goes first where sources disagree.
    """

    id: str
    publisher: str
    url: str
    published: date | None
    language: Language | Literal[""]
    note: str
    note_vi: str = ""
    authority: str = "other"


def plain_level(level: str) -> str:
    """Give the level that a word means today: a ward is a commune.

    Examples
    --------
    >>> plain_level("ward"), plain_level("district")
    ('commune', 'district')
    """
    return "commune" if level == "ward" else level


def parse_bool(text: str) -> bool | None:
    """Read ``true``, ``false`` or nothing; spreadsheets write capitals.

    Raises
    ------
    ValueError
        Any other text.
    """
    lowered = text.strip().lower()
    if lowered not in {"", "true", "false"}:
        raise ValueError(text)
    return None if not lowered else lowered == "true"


def parse_date(text: str) -> date | None:
    """Read an ISO date (2021-12-31) or nothing.

    Raises
    ------
    ValueError
        Any other text.
    """
    if not text:
        return None
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # 20211231 and week dates are other spellings
        raise ValueError(text)
    return day


def split_list(text: str) -> tuple[str, ...]:
    """Split a cell that holds a list: ``phuong-kien-an|phuong-phu-lien``."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def read_indicators(rows: Iterable[Mapping[str, str]]) -> dict[str, Indicator]:
    """Turn the rows of ``indicators.csv`` into records by id, in the order of the file."""
    return {
        row["id"]: Indicator(
            id=row["id"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            concept=row["concept"],
            kind=_kind(row["kind"]),
            unit=row["unit"],
            price_basis=row["price_basis"],
            price_basis_assumed=parse_bool(row["price_basis_assumed"]) or False,
            higher_is_better=parse_bool(row["higher_is_better"]),
            additive_group=row["additive_group"],
            phrases_vi=split_list(row["phrases_vi"]),
            note=row["note"],
            note_vi=row.get("note_vi", ""),
            levels=split_list(row.get("levels", "")),
            phrases_en=split_list(row.get("phrases_en", "")),
        )
        for row in rows
    }


def read_areas(rows: Iterable[Mapping[str, str]]) -> dict[str, Area]:
    """Turn the rows of ``areas.csv`` into records by id, in the order of the file."""
    return {
        row["id"]: Area(
            id=row["id"],
            code=row["code"],
            level=row["level"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            parent=row["parent"],
            valid_from=parse_date(row["valid_from"]),
            valid_to=parse_date(row["valid_to"]),
            successors=split_list(row["successors"]),
            note=row["note"],
            note_vi=row.get("note_vi", ""),
        )
        for row in rows
    }


def read_sources(rows: Iterable[Mapping[str, str]]) -> dict[str, Source]:
    """Turn the rows of ``sources.csv`` into records by id, in the order of the file.

    An authority that is not given is told from the publisher.
    """
    return {
        row["id"]: Source(
            id=row["id"],
            publisher=row["publisher"],
            url=row["url"],
            published=parse_date(row["published"]),
            language=_language(row["language"]),
            note=_of_source(row["note"]),
            note_vi=_of_source(row.get("note_vi", "")),
            authority=row.get("authority", "") or authority_of(row["publisher"]),
        )
        for row in rows
    }


def _of_source(note: str) -> str:
    """Give a note on a source; what earlier versions wrote there of themselves says nothing of it."""
    return "" if note in _OURS else note


def _kind(text: str) -> Kind:
    for kind in ("flow", "stock", "index", "rate"):
        if text == kind:
            return kind
    raise ValueError(text)


def _language(text: str) -> Language | Literal[""]:
    for language in ("vi", "en", ""):
        if text == language:
            return language
    raise ValueError(text)
