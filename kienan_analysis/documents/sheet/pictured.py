"""Pictures and charts of a workbook: which sheets show them, since what they draw is not read."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import NotRead

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Sequence

_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]{0,2000}>")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^<>]{0,2000}>")
_ANCHOR: Final = re.compile(
    rb"<(?:\w+:)?(?P<kind>oneCellAnchor|twoCellAnchor|absoluteAnchor)\b(?P<inside>.*?)</(?:\w+:)?(?P=kind)>", re.DOTALL
)
_ROW: Final = re.compile(rb"<(?:\w+:)?row>(\d{1,7})</")
_EXTENT: Final = re.compile(rb"<(?:\w+:)?ext\s[^<>]{0,200}\bcy=[\"'](\d{1,12})[\"']")
_EMBEDDED: Final = re.compile(rb"r:embed=[\"'][^\"'<>]{1,100}[\"']")
_WHOLE: Final = re.compile(rb"</(?:\w+:)?wsDr>\s*$")
_CHART: Final = re.compile(rb"<(?:\w+:)?(?:chart|relIds)\s[^<>]{0,500}r:(?:id|dm)=")
_LOW: Final = 4  # rows: a coat of arms or a logo is no higher
_PER_ROW: Final = 190_500  # units of a drawing in a row of 15 points
_MOST_NAMED: Final = 8


def not_read_of(archive: zipfile.ZipFile, members: set[str]) -> list[NotRead]:
    """Say which visible sheets show pictures or charts; small pictures are left alone.

    Parameters
    ----------
    archive : zipfile.ZipFile
        Of a workbook (.xlsx) or an OpenDocument spreadsheet.
    members : set of str
        What it has.
    """
    if "content.xml" in members:
        return _of_open_document(members)
    pictures: list[str] = []
    charts: list[str] = []
    for name, part in _sheets(archive, members):
        drawings = [target for kind, _, target in _relations(archive, part) if kind == "drawing"]
        for drawing in drawings:
            content = archive.read(drawing) if drawing in members else b""
            if not _WHOLE.search(content):
                pictures.append(name)  # what cannot be looked at may hold some
            anchors = [found["inside"] for found in _ANCHOR.finditer(content)]
            if any(_CHART.search(inside) for inside in anchors):
                charts.append(name)
            if any(_EMBEDDED.search(inside) and _is_high(inside) for inside in anchors):
                pictures.append(name)
    return list(_said(pictures, charts))


def _said(pictures: Sequence[str], charts: Sequence[str]) -> Iterator[NotRead]:
    if pictures:
        yield NotRead("pictures", _named(pictures))
    if charts:
        yield NotRead("embedded", _named(charts))


def _named(names: Sequence[str]) -> str:
    listed = list(dict.fromkeys(names))
    return ", ".join(listed[:_MOST_NAMED]) + (", …" if len(listed) > _MOST_NAMED else "")


def _of_open_document(members: set[str]) -> list[NotRead]:
    """Name what an OpenDocument spreadsheet embeds: objects are charts, and have pictures of their own."""
    objects = sorted({name.partition("/")[0] for name in members if re.match(r"Object \d+/content\.xml$", name)})
    pictures = sorted(name.rpartition("/")[2] for name in members if re.match(r"Pictures/[^/]+$", name))
    return list(_said(pictures, objects))


def _sheets(archive: zipfile.ZipFile, members: set[str]) -> Iterator[tuple[str, str]]:
    """Give the name and the part of each visible sheet."""
    from html import unescape

    book = next((name for name in sorted(members) if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
    if not book:
        return
    parts = {identifier: target for _, identifier, target in _relations(archive, book)}
    for found in _SHEET.finditer(archive.read(book)):
        said = found[0].decode("utf-8", "replace")
        name, relation = _attribute(said, "name"), _attribute(said, r"\w+:id")
        if parts.get(relation) in members and _attribute(said, "state") in {"", "visible"}:
            yield " ".join(unescape(name).split())[:80], parts[relation]


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Give the relations of a part: kind, id, and the part that each leads to, be it there or not."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.NameToInfo:
        return
    for found in _RELATION.finditer(archive.read(relations)):
        said = found[0].decode("utf-8", "replace")
        target = _attribute(said, "Target")
        whole = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        yield _attribute(said, "Type").rpartition("/")[2], _attribute(said, "Id"), whole


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)[\"']", tag)
    return found[1] if found else ""


def _is_high(anchor: bytes) -> bool:
    """Whether a picture is as high as some rows."""
    rows = [int(row) for row in _ROW.findall(anchor)]
    if len(rows) > 1:
        return rows[1] - rows[0] >= _LOW
    extent = _EXTENT.search(anchor)
    return extent is None or int(extent[1]) >= _LOW * _PER_ROW
