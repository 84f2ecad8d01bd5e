"""What a page shows as boxes in boxes: lines of text, tables, pictures, and what is there and not shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kienan_analysis.documents.document import Why

LineKind = Literal["paragraph", "heading", "caption"]


@dataclass(slots=True)
class Line:
    """A line of text, or what one makes of several in a paragraph.

    Attributes
    ----------
    text : str
    linked, leaning : int
        How many of its letters are in links, and how many are in italics.
    kind : {"paragraph", "heading", "caption"}
        A caption is a table's.
    centred : bool
    notes : list of str
        Names of the notes whose marks the line carries.
    marks : tuple of str
        Raised marks of notes in it.
    lead : str
        The raised mark with which it begins.
    """

    text: str
    linked: int = 0
    leaning: int = 0
    kind: LineKind = "paragraph"
    centred: bool = False
    notes: list[str] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    lead: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is a link and little else."""
        return self.linked * 100 >= len(self.text) * 85 and self.linked > 0


@dataclass(slots=True)
class Gone:
    """Words that are in the page and not shown, or shown as struck out.

    Attributes
    ----------
    text : str
    why : str
    """

    text: str
    why: Why


@dataclass(slots=True)
class Picture:
    """A picture; a caption may stand beside it."""


@dataclass(slots=True)
class TableBox:
    """A table of data.

    Attributes
    ----------
    rows : list of list of str
        As many cells in each as there are columns.
    letters : int
    notes : list of str
        Names of the notes whose marks it carries.
    """

    rows: list[list[str]]
    letters: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Box:
    """A part of a page.

    Attributes
    ----------
    tag : str
    names : str
        Its classes, id and role, in small letters, a blank before and after each.
    parts : list
        Boxes, lines, tables, pictures, and what is gone.
    anchors : tuple of str
        Under which links find it.
    letters, linked, prose : int
        How many letters it has, in links, and in sentences or tables; counted by `weigh`.
    around : bool
        Whether it is not the article's.
    """

    tag: str
    names: str = ""
    parts: list[Box | Line | TableBox | Picture | Gone] = field(default_factory=list)
    anchors: tuple[str, ...] = ()
    letters: int = 0
    linked: int = 0
    prose: int = 0
    around: bool = False

    def lines(self) -> list[Line]:
        """Give the lines of the box, those of boxes in it too, in order."""
        found: list[Line] = []
        for part in self.parts:
            if isinstance(part, Line):
                found.append(part)
            elif isinstance(part, Box):
                found.extend(part.lines())
        return found

    def has(self, kind: type) -> bool:
        """Whether something of a kind stands in it, at any depth."""
        return any(isinstance(part, kind) or (isinstance(part, Box) and part.has(kind)) for part in self.parts)


_TABLE: int = 400  # letters of prose that a table counts for: what stands about it is the article's too
_SENTENCE: int = 50  # letters from which a line counts as prose


def weigh(box: Box) -> None:
    """Count the letters of a box and of the boxes in it; what is around the article counts for nothing in `prose`."""
    letters = linked = prose = 0
    for part in box.parts:
        if isinstance(part, Line):
            letters += len(part.text)
            linked += part.linked
            if part.kind == "paragraph" and len(part.text) >= _SENTENCE and part.linked * 2 <= len(part.text):
                prose += len(part.text)
        elif isinstance(part, TableBox):
            letters += part.letters
            prose += min(part.letters, _TABLE)
        elif isinstance(part, Box):
            weigh(part)
            letters += part.letters
            linked += part.linked
            prose += part.prose
    box.letters, box.linked, box.prose = letters, linked, 0 if box.around else prose
