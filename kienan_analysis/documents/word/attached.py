"""What hangs on a Word file's text: notes, pictures, and parts that other programs made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import NotRead
from kienan_analysis.documents.word.markup import attribute, full_names, name_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from kienan_analysis.documents.word.markup import Node
    from kienan_analysis.documents.word.package import Relation

_PICTURES: Final = {"a:blip": ("r:embed", "r:link"), "v:imagedata": ("r:id",)}
_EMBEDDED: Final = {"o:OLEObject": "r:id", "c:chart": "r:id", "dgm:relIds": "r:dm", "w:altChunk": "r:id"}
_TAGS: Final = full_names(*_PICTURES, *_EMBEDDED, "wp:extent", "v:shape")
_PER_CM: Final = 360_000  # units of a drawing in a centimetre
_LARGE: Final = 60.0  # square centimetres: a page, or a table as a picture; a coat of arms or a signature is less
_LITTLE_TEXT: Final = 500  # letters
_MOST_NAMED: Final = 8
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5}(?:\.\d{1,6})?)\s*(pt|in|cm|mm)")
_CM: Final = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1}


class Attached:
    """Pictures and embedded parts, as they are met.

    Parameters
    ----------
    relations : mapping
        Of the part that they stand in.
    parts : container of str
        What the file has; a relation may lead nowhere.
    """

    def __init__(self, relations: Mapping[str, Relation], parts: Container[str]) -> None:
        self._relations = relations
        self._parts = parts
        self._pictures: dict[str, float] = {}
        self._alone: set[str] = set()
        self._embedded: dict[str, None] = {}

    def take(self, node: Node) -> list[str]:
        """Note what a drawing, an object or a chunk holds; give the pictures in it."""
        area, pictures, embedded = 0.0, [], []
        for one in node.iter(*_TAGS):
            name = name_of(one)
            if name == "wp:extent":
                area = _extent(one)
            elif name == "v:shape":
                area = _style_area(one.get("style") or "") or area
            elif name in _EMBEDDED:
                embedded.append(self._name(attribute(one, _EMBEDDED[name])))
            else:
                pictures += [(self._name(attribute(one, key)), area) for key in _PICTURES[name]]
        self._embedded |= dict.fromkeys(name for name in embedded if name)
        if embedded:
            return []  # its picture shows the part itself
        found = [(name, size) for name, size in pictures if name]
        for name, size in found:
            self._pictures[name] = max(size, self._pictures.get(name, 0.0))
        return [name for name, _ in found]

    def stand_alone(self, pictures: Iterable[str]) -> None:
        """Note that pictures stand in a paragraph without words."""
        self._alone.update(pictures)

    @property
    def pictures(self) -> str:
        """The names of all pictures."""
        return _named(self._pictures)

    @property
    def embedded(self) -> str:
        """The names of all embedded parts."""
        return _named(self._embedded)

    def not_read(self, letters: int) -> Iterator[NotRead]:
        """Say what may hold figures: embedded parts, large pictures alone, and in little text every picture.

        Parameters
        ----------
        letters : int
            Of the text.
        """
        if self._embedded:
            yield NotRead("embedded", self.embedded)
        named = [
            name
            for name, size in self._pictures.items()
            if letters < _LITTLE_TEXT or (size >= _LARGE and name in self._alone)
        ]
        if named:
            yield NotRead("pictures", _named(named))

    def _name(self, relation: str) -> str:
        found = self._relations.get(relation)
        name = found.target.rpartition("/")[2] if found is not None and found.target in self._parts else ""
        return "".join(letter for letter in name if letter.isprintable())[:80]


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_MOST_NAMED]) + (", …" if len(listed) > _MOST_NAMED else "")


def _extent(node: Node) -> float:
    sides = [max(0.0, _whole(node.get(side)) / _PER_CM) for side in ("cx", "cy")]
    return sides[0] * sides[1]


def _whole(text: str | None) -> int:
    digits = (text or "").strip()[:12]
    return int(digits) if digits.isdecimal() else 0


def _style_area(style: str) -> float:
    """Measure a shape of older files by what its style says.

    Examples
    --------
    >>> round(_style_area("position:absolute;width:453.5pt;height:10cm"), 1)
    160.0
    """
    sides = {match[1]: float(match[2]) * _CM[match[3]] for match in _LENGTH.finditer(style[:1000])}
    return sides.get("width", 0.0) * sides.get("height", 0.0)


def notes_of(root: Node | None, kind: str) -> dict[str, Node]:
    """Give a part's notes by id, without the lines that part them from the page."""
    return {
        attribute(node, "w:id"): node
        for node in (root if root is not None else ())
        if name_of(node) == f"w:{kind}" and attribute(node, "w:type") in {"", "normal"}
    }


def title_of(root: Node | None) -> str:
    """Give the title that a file's properties say."""
    for node in root if root is not None else ():
        if isinstance(node.tag, str) and node.tag.endswith("}title"):
            return " ".join((node.text or "").split())[:300]
    return ""
