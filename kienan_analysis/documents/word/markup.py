"""The markup of a Word file: parts parsed safely, names that are the same in either of the standard's namespaces.

lxml reads the parts, not python-docx: that opens neither macro files nor templates nor Strict Open XML, stops at a
relation that leads nowhere, and knows no notes, revisions or text boxes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMAS: Final = "http://schemas.openxmlformats.org"
_STRICT: Final = "http://purl.oclc.org/ooxml"
# Each in the edition that Word writes and in the strict one of ISO 29500.
_NAMESPACES: Final = {
    f"{_SCHEMAS}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_SCHEMAS}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_SCHEMAS}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_SCHEMAS}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_SCHEMAS}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "c",
    f"{_SCHEMAS}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_SCHEMAS}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_PREFIXES: Final = {
    prefix: tuple(f"{{{uri}}}" for uri, short in _NAMESPACES.items() if short == prefix)
    for prefix in _NAMESPACES.values()
}
_OFF: Final = {"0", "false", "off", "none"}


class Node(Protocol):
    """An element as lxml gives it."""

    tag: object  # a function where it is a comment
    text: str | None

    def get(self, key: str) -> str | None:
        """Give an attribute."""

    def set(self, key: str, value: str) -> None:
        """Write an attribute."""

    def __iter__(self) -> Iterator[Node]:
        """Give the children."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """Give the element and all beneath it, in order."""


class BrokenMarkupError(Exception):
    """A part is no well-formed markup, or brings a document type, which no Word file may."""


def parse(content: bytes) -> Node:
    """Parse a part; nothing is fetched, no entity is put in, depth and size of texts are bounded.

    Raises
    ------
    BrokenMarkupError
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenMarkupError(getattr(error, "msg", "") or str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise BrokenMarkupError("it declares a document type")
    parsed: Node = root
    return parsed


@lru_cache(maxsize=2048)
def _short(tag: str) -> str:
    uri, _, name = tag[1:].rpartition("}")
    prefix = _NAMESPACES.get(uri)
    return f"{prefix}:{name}" if prefix else name and "?"


def name_of(node: Node) -> str:
    """Give an element's name with its usual prefix, ``w:p``; ``?`` for others', empty for comments."""
    return _short(node.tag) if isinstance(node.tag, str) else ""


def full_names(*names: str) -> tuple[str, ...]:
    """Give the names that lxml knows elements by, in either namespace."""
    return tuple(uri + name for prefix, _, name in (one.partition(":") for one in names) for uri in _PREFIXES[prefix])


def attribute(node: Node, name: str) -> str:
    """Give an attribute by its usual name, ``w:val``; empty where it is not there."""
    prefix, _, local = name.partition(":")
    for uri in _PREFIXES[prefix]:
        value = node.get(uri + local)
        if value is not None:
            return value
    return ""


def number(node: Node | None, name: str = "w:val", otherwise: int = 0) -> int:
    """Give an attribute as a whole number, within a million either way."""
    text = attribute(node, name).strip() if node is not None else ""
    try:
        return max(-1_000_000, min(1_000_000, int(text[:12])))
    except ValueError:
        return otherwise


def is_on(node: Node) -> bool:
    """Say whether a property that is on or off is on: it is where nothing is said."""
    return attribute(node, "w:val").strip().lower() not in _OFF


def child(node: Node | None, name: str) -> Node | None:
    """Give the first child of a name."""
    if node is None:
        return None
    for one in node:
        if name_of(one) == name:
            return one
    return None


def children(node: Node | None) -> dict[str, Node]:
    """Give an element's children by their names."""
    return {name_of(one): one for one in node} if node is not None else {}


def value(node: Node | None, *path: str, name: str = "w:val") -> str:
    """Give an attribute of what a path of children leads to; empty where it leads nowhere."""
    for step in path:
        node = child(node, step)
    return attribute(node, name) if node is not None else ""


def shown_branch(alternatives: Node) -> Node | None:
    """Choose among several descriptions of one thing, as Word does: the first, which newer programs know.

    What it needs is not looked at: a program of today knows all that Word writes.
    """
    choice = child(alternatives, "mc:Choice")
    return choice if choice is not None else child(alternatives, "mc:Fallback")
