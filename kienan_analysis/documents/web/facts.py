"""What a page says of itself: its title, site and address, and its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kienan_analysis.documents.days import bare_day, date_lines, day_of_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lxml.etree import _Element

# Stamps of the day of publication, the surest first.
_STAMPS: Final = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished", "pubdate"),
    *("publishdate", "publish_date", "publish-date", "publication_date", "published_date", "its_publication"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "sailthru.date", "date"),
)
_IN_SCRIPT: Final = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
_IN_ADDRESS: Final = re.compile(r"[/-]((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")
_SAVED_FROM: Final = re.compile(rb"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->")
_LONGEST_ADDRESS: Final = 2000  # as long as browsers allow
_LARGEST_SCRIPT: Final = 1_000_000


class Facts:
    """What a page's head says.

    Parameters
    ----------
    root : lxml element
    saved_from : str
        Address in what the page came in; empty where it has none.
    """

    def __init__(self, root: _Element, saved_from: str = "") -> None:
        metas: dict[str, str] = {}
        for meta in root.iter("meta"):
            name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
            content = meta.get("content")
            if name and content:
                metas.setdefault(name, content)
        links = (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
        title = root.find(".//title")
        self.url = next(filter(None, map(address, (*links, metas.get("og:url"), saved_from))), "")
        self.site = line(metas.get("og:site_name")) or (urlsplit(self.url).hostname or "").removeprefix("www.")
        self.title = line(metas.get("og:title")) or line(title.text if title is not None else "")
        self._stamps = [*(metas[name] for name in _STAMPS if name in metas), *_stamps_in(root)]

    def day(self, beside: Iterable[str]) -> str:
        """Give the day of publication, ``2022-01-11``; empty where the page does not say it for certain.

        Parameters
        ----------
        beside : iterable of str
            Lines about the article that may be its date line.
        """
        shown: list[date] = []
        labelled: list[date] = []
        updated: list[date] = []
        witnesses: list[set[date]] = []
        bare: set[date] = set()  # without a label or a time of day: the least that a page says
        for words in beside:
            for found in date_lines(words):
                {"published": labelled, "updated": updated}.get(found.label, shown).append(found.day)
            several = day_of_stamp(words)
            if len(several) > 1:
                witnesses.append(several)
            elif (day := bare_day(words)) is not None:
                bare.add(day)
        stamps = [days for days in map(day_of_stamp, self._stamps) if days]
        certain = [min(days) for days in stamps if len(days) == 1]
        for days in (labelled, shown, certain):
            if days:
                return days[0].isoformat()
        witnesses.extend(days for days in stamps if len(days) > 1)
        if witnesses:
            return _agreed(witnesses, [*updated, *bare, *self._day_in_address()])
        if updated:
            return updated[0].isoformat()
        return min(bare).isoformat() if len(bare) == 1 else ""

    def _day_in_address(self) -> Iterator[date]:
        match = _IN_ADDRESS.search(urlsplit(self.url).path)
        if match is not None:
            yield from day_of_stamp("-".join(match.groups()))


def _agreed(witnesses: list[set[date]], others: list[date]) -> str:
    """Give the one day that stamps of two meanings and other witnesses agree on; empty where they leave it open."""
    possible = set.union(*witnesses)
    for other in others:
        if other in possible:
            return other.isoformat()
    common = set.intersection(*witnesses)
    return min(common).isoformat() if len(common) == 1 else ""


def _stamps_in(root: _Element) -> Iterator[str]:
    """Give the stamps in a page's data for machines, and of its elements that say when it was published."""
    for script in root.iter("script"):
        if "json" in (script.get("type") or "") and script.text:
            match = _IN_SCRIPT.search(script.text[:_LARGEST_SCRIPT])
            if match is not None:
                yield match[1]
    for element in root.iter("time", "span", "div", "p", "abbr"):
        attributes = element.attrib
        if not attributes:
            continue
        said = (attributes.get("itemprop") or "").lower()
        if said == "datepublished" or (element.tag == "time" and attributes.get("pubdate") is not None):
            yield attributes.get("content") or attributes.get("datetime") or (element.text or "")


def saved_from(content: bytes) -> str:
    """Give the address that a browser noted in a page that it saved."""
    match = _SAVED_FROM.search(content[:8192])
    return match[1].decode("utf-8", "replace") if match is not None else ""


def line(text: object) -> str:
    """Bring what a page says of itself into one line of printable characters."""
    words = " ".join(str(text or "").split())
    return "".join(letter for letter in words if letter.isprintable())[:300]


def address(text: object) -> str:
    """Give a web address; empty where it is none."""
    url = str(text or "").strip()
    try:
        parts = urlsplit(url) if len(url) < _LONGEST_ADDRESS else urlsplit("")
        return (
            url if parts.scheme in {"http", "https"} and parts.hostname and not re.search(r"[\s<>\"'`\\]", url) else ""
        )
    except ValueError:
        return ""
