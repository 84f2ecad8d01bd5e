"""The source that an article's figures get: one that the data have already, or a row made from what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kienan_analysis.documents.days import date_lines
from kienan_analysis.errors import UsageError
from kienan_analysis.formula_text import starts_a_formula

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kienan_analysis.catalogue import Source
    from kienan_analysis.documents.document import Document

# What an analyst may be asked of a source, in this order: its address says who published it.
ASKED: Final = ("url", "publisher", "published")
_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_ID: Final = 100
_LONGEST: Final = 300
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_SWAPPED: Final = str.maketrans(".,", ",.")
_TOP: Final = 500


@dataclass(frozen=True, slots=True)
class Details:
    """What the analyst says of a source; empty where it is to be found out.

    Attributes
    ----------
    id, publisher, url, published : str
        As in ``sources.csv``.
    """

    id: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of an article's figures.

    Attributes
    ----------
    row : dict of str to str
        The columns of ``sources.csv``.
    is_new : bool
        Whether the data do not have it yet.
    missing : tuple of str
        What must still be said: names of fields of `Details`.
    """

    row: dict[str, str]
    is_new: bool
    missing: tuple[str, ...] = ()

    def own(self, row: Mapping[str, str], number: int) -> dict[str, str]:
        """Make a row one of this source: with its id, and the digits as its language prints them.

        Parameters
        ----------
        row : mapping of str to str
            Of ``observations.csv``, its digits as Vietnamese prints them.
        number : int
            The row's, among those of the source.
        """
        own = dict(row) | {"id": f"{self.row['id']}-{number:02}", "source": self.row["id"]}
        if self.row["language"] == "en":
            own["printed"] = own["printed"].translate(_SWAPPED)
            said = f"printed as {own['printed'].lstrip('-+')}"
            own["note"] = "; ".join(part for part in own["note"].split("; ") if part != said)
        return own


def origin_of(
    document: Document,
    given: Details,
    about: tuple[str, str],
    known: Mapping[str, Source],
    required: Collection[str] = ("publisher",),
    language: str = "vi",
) -> Origin:
    """Find the source of a document, or make it.

    Parameters
    ----------
    document : Document
        What the page says of itself is used where nothing is given.
    given : Details
    about : tuple of str
        The article's area and period: a new source's id is the area and the day, or the period's year.
    known : mapping
        The sources of the data, by id.
    required : collection of str
        What the data want to know of a source.
    language : {"vi", "en"}
        Of the text: whose digits it prints.

    Raises
    ------
    UsageError
        What is given is no id, address or day, or contradicts a source that the data have.
    """
    _check(given)
    area, period = about
    url = given.url or document.url
    published = given.published or document.published or day_of(document.text)
    publisher = given.publisher or _host(url) or document.site
    same = next((source for source in known.values() if url and _bare(source.url) == _bare(url)), None)
    if given.id:
        same = known.get(given.id, same if same is not None and same.id == given.id else None)
    name = given.id or (same.id if same is not None else "")
    if not name:
        name = _new_id(area, published or period[:4], url, known)
        same = known.get(name)
    if same is not None:
        _check_against(same, given, language)
        return Origin(_row(same.id, same.publisher, same.url, str(same.published or ""), language), is_new=False)
    row = _row(name, publisher, url, published, language)
    return Origin(row, is_new=True, missing=tuple(field for field in ASKED if field in required and not row[field]))


def day_of(text: str) -> str:
    """Find the day in the date line at the top of a page's text.

    Examples
    --------
    >>> day_of("Print Thứ Ba, 11/01/2022 14:51 Gốc"), day_of("Economy | Monday, January 6, 2025")
    ('2022-01-11', '2025-01-06')
    """
    top = text[:_TOP]
    days = [found for line in top.splitlines() for found in date_lines(line)]
    published = [found for found in days if found.label != "updated"] or days
    return published[0].day.isoformat() if published else ""


def _check(given: Details) -> None:
    if given.id and (not _ID.fullmatch(given.id) or len(given.id) > _LONGEST_ID):
        remedy = "Write small letters a-z, digits and hyphens: kien-an-2025-01-10."
        raise UsageError("this cannot be the id of a source.", where=f"source {given.id!r}", remedy=remedy)
    if given.url and not _ADDRESS.fullmatch(given.url):
        remedy = "Write an address that begins with https:// or http://."
        raise UsageError("this is no web address.", where=f"url {given.url!r}", remedy=remedy)
    if given.published:
        try:
            plain = date.fromisoformat(given.published).isoformat()
        except ValueError:
            plain = ""
        if plain != given.published:
            remedy = "Write year, month and day: 2025-01-10."
            raise UsageError("this is no day.", where=f"published {given.published!r}", remedy=remedy)


def _check_against(source: Source, given: Details, language: str) -> None:
    """Refuse to say of a source that the data have something else than they say."""
    if source.language != language:  # One source prints all of its digits in one way.
        named = {"vi": "Vietnamese", "en": "English"}.get(language, language)
        raise UsageError(
            f"the data have this source already, with digits of language {source.language or 'unknown'!r}.",
            where=f"source {source.id!r}",
            remedy=f"Name another source id for the {named} text.",
        )
    stated = {"publisher": source.publisher, "url": source.url, "published": str(source.published or "")}
    for field, has in stated.items():
        says = getattr(given, field)
        same = _bare(says) == _bare(has) if field == "url" else says == has
        if says and not same:
            raise UsageError(
                f"the source {source.id!r} is in the data already, with {field} {has!r}; its row is not changed.",
                where=f"{field} {says!r}",
                remedy="Leave it out, or name another source id.",
            )


def _new_id(area: str, when: str, url: str, known: Mapping[str, Source]) -> str:
    """Make an id of area and time; one that the data have is meant, unless the addresses tell the two apart."""
    name = "-".join(part for part in (area, when) if part) or "article"
    number = 1
    tried = name
    while tried in known and url and known[tried].url:
        number += 1
        tried = f"{name}-{number}"
    return tried


def _row(name: str, publisher: str, url: str, published: str, language: str) -> dict[str, str]:
    return {
        "id": name,
        "publisher": _cell(publisher),
        "url": url,
        "published": published,
        "language": language,
        "authority": "",  # told from the publisher, unless somebody knows better
        "note": "",  # a page shows it: it is for what its reader must know of the source
        "note_vi": "",
    }


def _cell(text: str) -> str:
    """Make one line of printable text that no spreadsheet takes for a formula."""
    line = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    while starts_a_formula(line := line.strip()):
        line = line[1:]
    return line[:_LONGEST]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _bare(url: str) -> str:
    """Give an address without what does not tell pages apart."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
