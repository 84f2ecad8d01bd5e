"""A story of a Word file, its body or a note, as blocks: paragraphs, tables, text boxes, notes after each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import Block, LeftOut
from kienan_analysis.documents.hand_notes import Marked
from kienan_analysis.documents.word.markup import child, children, is_on, name_of, shown_branch, value
from kienan_analysis.documents.word.pieces import Piece, settle
from kienan_analysis.documents.word.styles import is_fill, is_heading_level
from kienan_analysis.documents.word.tables import CellPlace, Columns, Row, blocks_of_table, places_of, rows_of
from kienan_analysis.documents.word.words import TAKEN_AWAY, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kienan_analysis.documents.document import BlockKind, Why
    from kienan_analysis.documents.word.attached import Attached
    from kienan_analysis.documents.word.markup import Node
    from kienan_analysis.documents.word.numbering import Numbering
    from kienan_analysis.documents.word.styles import Styles

_PAGE_AT_END: Final = re.compile(r"(?:\t|[.…·]{3,}|[ ]{2,})[ \t.…·]{0,300}(\d{1,4})\s{0,9}$")
_NO_BLOCKS: Final = {"w:sectPr", "w:tblPr", "w:tblGrid", "w:tcPr", "w:trPr", "w:sdtPr", "w:sdtEndPr", "w:pPr", "w:rPr"}


@dataclass(slots=True)
class Resources:
    """What all stories of a file share.

    Attributes
    ----------
    styles : Styles
    numbering : Numbering
    notes : mapping
        The file's notes by kind and id.
    attached : Attached
    left_out : list of LeftOut
        Grows.
    marked : list of Marked
        Blocks that begin with, or carry, raised marks of notes that are set by hand; grows.
    """

    styles: Styles
    numbering: Numbering
    notes: Mapping[str, Mapping[str, Node]]
    attached: Attached
    left_out: list[LeftOut] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    told: dict[str, dict[str, int]] = field(default_factory=lambda: {"footnote": {}, "endnote": {}})


class Story:
    """What turns the markup of a story into blocks.

    Parameters
    ----------
    resources : Resources
    kind : {"", "note"}
        Of all its blocks, where they are of one.
    in_box : bool
        Inside a drawing: what hangs on that is known already.
    """

    def __init__(self, resources: Resources, kind: BlockKind | None = None, *, in_box: bool = False) -> None:
        self._resources = resources
        self._kind = kind
        self._in_box = in_box
        self._words = Words(resources.styles, self)
        self._carried: list[Piece] = []
        self._apart = False
        self._notes: list[tuple[Node, Why | None]] = []
        self._boxes: list[tuple[Node, Why | None]] = []
        self._pictures: list[str] = []

    # What the words of a paragraph find (`words.Finder`).

    def note(self, kind: str, short: str, why: Why | None) -> str:
        """Take a reference to a note; give its number. A note's own story has no notes, and each is told once."""
        told = self._resources.told[kind]
        if short not in told:
            told[short] = len(told) + 1
            node = self._resources.notes[kind].get(short)
            if node is not None and self._kind != "note":
                self._notes.append((node, why))
        return str(told[short])

    def box(self, inside: Node, why: Why | None) -> None:
        """Take a text box."""
        self._boxes.append((inside, why))

    def drawing(self, node: Node) -> None:
        """Take a drawing."""
        if not self._in_box:
            self._pictures += self._resources.attached.take(node)

    # Blocks.

    def blocks(self, parent: Node, why: Why | None = None, *, in_cell: bool = False) -> Iterator[Block]:
        """Give the blocks beneath an element.

        Parameters
        ----------
        parent : Node
        why : str or None
            Why nothing of them is read: they are gone through all the same, and listed.
        in_cell : bool
            Whether it is a cell: a table's style may colour it.
        """
        yield from self._beneath(parent, why, in_cell=in_cell)
        if self._carried:
            yield from self._paragraph_of("", "paragraph")

    def _beneath(self, parent: Node, why: Why | None, *, in_cell: bool) -> Iterator[Block]:
        for node in parent:
            name = name_of(node)
            if name in {"w:p", "m:oMathPara", "m:oMath"}:
                yield from self._paragraph(node, why, in_cell=in_cell)
            elif name == "w:tbl":
                if self._carried:
                    yield from self._paragraph_of("", "paragraph")
                yield from self._table(node, why)
            elif name == "mc:AlternateContent":
                branch = shown_branch(node)
                if branch is not None:
                    yield from self._beneath(branch, why, in_cell=in_cell)
            elif name == "w:altChunk":
                self._resources.attached.take(node)
            elif name and name not in _NO_BLOCKS:
                yield from self._beneath(node, why or TAKEN_AWAY.get(name), in_cell=in_cell)

    def _paragraph(self, node: Node, why: Why | None, *, in_cell: bool) -> Iterator[Block]:
        properties = children(child(node, "w:pPr"))
        style = value(properties.get("w:pStyle"))
        on_colour = in_cell or self._in_box or is_fill(properties.get("w:shd"))
        before = len(self._pictures)
        pieces = list(self._words.of(node, style, why, on_colour=on_colour))
        if len(self._pictures) > before and not any(piece.text.strip() for piece in pieces if piece.why is None):
            self._resources.attached.stand_alone(self._pictures[before:])
        mark = children(properties.get("w:rPr"))
        if "w:del" in mark or "w:moveFrom" in mark:
            self._add(pieces)
            self._apart = True
            return
        is_hidden = any(name in mark and is_on(mark[name]) for name in ("w:vanish", "w:specVanish"))
        if is_hidden and any(piece.why is None and piece.text.strip() for piece in pieces):
            self._add([*pieces, Piece(" ")])  # A heading that runs into its paragraph.
            return
        if value(properties.get("w:framePr"), name="w:dropCap") in {"drop", "margin"}:  # the large first letter
            self._add([piece._replace(level=0) for piece in pieces])
            return
        said = self._resources.styles.paragraph(style)
        is_shown = not is_hidden and why is None
        label = self._label(properties.get("w:numPr"), style) if is_shown else ""
        if not in_cell and not any(text.strip() for text in _shown(pieces)):
            label = ""  # A number alone says something only in a table.
        kind: BlockKind = said.kind
        outline = value(properties.get("w:outlineLvl"))
        if outline:
            kind = "heading" if is_heading_level(outline) else "paragraph"
        self._add(pieces)
        yield from self._paragraph_of(label, kind, is_contents=said.is_contents)

    def _add(self, pieces: list[Piece]) -> None:
        """Add pieces to what was carried; where the mark between two paragraphs was deleted, words do not touch."""
        if self._apart:
            last, first = (next(_shown(side), "") for side in (reversed(self._carried), pieces))
            if last[-1:].isalnum() and first[:1].isalnum():
                self._carried.append(Piece(" "))
        self._apart = self._apart and not any(_shown(pieces))
        self._carried += pieces

    def _label(self, own: Node | None, style: str) -> str:
        said = self._resources.styles.paragraph(style)
        list_id = value(own, "w:numId") or said.list_id
        if not list_id or list_id == "0":
            return ""
        return self._resources.numbering.label(list_id, value(own, "w:ilvl") or said.list_level, style)

    def _paragraph_of(self, label: str, kind: BlockKind, *, is_contents: bool = False) -> Iterator[Block]:
        """Make a block of what was carried, then of what hangs on it."""
        text, left_out = settle(self._carried)
        opening = next((one for one in self._carried if one.why is None and one.text.strip()), None)
        marks = tuple(one.text for one in left_out if one.why == "note_mark")
        self._carried, self._apart = [], False
        self._resources.left_out += left_out
        text = text.strip("\n ")
        if is_contents and (match := _PAGE_AT_END.search(text)) is not None:
            self._resources.left_out.append(LeftOut(match[1], "running"))
            text = text[: match.start()]
        if label and text.strip() and not text.lstrip()[:1].isdecimal():
            text = f"{label} {text.lstrip()}"
        elif label and not text.strip():
            text = label
        if text.strip():
            block = Block(self._kind or kind, text)
            if marks:
                is_lead = opening is not None and opening.level > 0 and opening.text.strip() == marks[0]
                self._resources.marked.append(Marked(block, *((marks[0], marks[1:]) if is_lead else ("", marks))))
            yield block
        yield from self._hanging()

    def _hanging(self) -> Iterator[Block]:
        notes, self._notes = self._notes, []
        boxes, self._boxes = self._boxes, []
        for node, why in notes:
            yield from Story(self._resources, "note").blocks(node, why)
        for node, why in boxes:
            box = Story(self._resources, self._kind, in_box=True)
            yield from box.blocks(node, why)

    def _table(self, node: Node, why: Why | None) -> Iterator[Block]:
        rows: list[Row] = []
        columns = Columns()
        for row, gone in rows_of(node, why):
            places = [(place, self._of_cell(place)) for place in places_of(row, gone)]
            if gone is None:
                rows.append(columns.row(places))
        yield from blocks_of_table(rows, self._kind or "table")

    def _of_cell(self, place: CellPlace) -> list[Block]:
        return list(self.blocks(place.cell, place.why, in_cell=True)) if place.cell is not None else []


def _shown(pieces: Iterable[Piece]) -> Iterator[str]:
    """Give the texts that are read."""
    return (piece.text for piece in pieces if piece.why is None and piece.text)
