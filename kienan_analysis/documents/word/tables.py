"""Tables of a Word file: rows with their cells in their columns, merged ones too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kienan_analysis.documents.document import Block
from kienan_analysis.documents.word.markup import attribute, child, children, is_on, name_of, number, shown_branch
from kienan_analysis.documents.word.words import TAKEN_AWAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.documents.document import BlockKind, Why
    from kienan_analysis.documents.word.markup import Node

# A row's cells, each the blocks inside it.
Row = list[list[Block]]
Merge = Literal["", "first", "more"]
_MOST_COLUMNS: Final = 128  # Word has 63.
_LAYOUT_COLUMNS: Final = 2
_LONGEST_REPEATED: Final = 200  # letters
_LONGEST_TITLE: Final = 40  # letters: a lone last row of more is a remark beneath the table
_BREAKS: Final = re.compile(r"[\t\n]+")
_NO_CELLS: Final = {"w:trPr", "w:tblPr", "w:tblPrEx", "w:tblGrid", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr"}


class CellPlace(NamedTuple):
    """A cell of a row.

    Attributes
    ----------
    cell : Node or None
        None of columns that the row leaves out.
    why : str or None
        Why its words are not read.
    more : int
        Columns that it covers besides its own.
    is_gone : bool
        Whether it has no place in the row as accepted.
    merge : {"", "first", "more"}
        Whether it is the first of cells merged downwards, or one of the others.
    """

    cell: Node | None
    why: Why | None
    more: int = 0
    is_gone: bool = False
    merge: Merge = ""


def rows_of(table: Node, why: Why | None) -> Iterator[tuple[Node, Why | None]]:
    """Give a table's own rows, through any markup around them, and why one is not read."""
    for row, around in _through(table, "w:tr", why):
        properties = child(row, "w:trPr")
        own: list[Why | None] = [
            "hidden" if name_of(one) == "w:hidden" and is_on(one) else TAKEN_AWAY.get(name_of(one))
            for one in (properties if properties is not None else ())
        ]
        yield row, around or next(filter(None, own), None)


def places_of(row: Node, why: Why | None) -> Iterator[CellPlace]:
    """Give a row's cells in their columns."""
    properties = child(row, "w:trPr")
    left = _MOST_COLUMNS
    before = max(0, min(number(child(properties, "w:gridBefore")), left))
    if before:
        yield CellPlace(None, why, before - 1)
        left -= before
    for cell, around in _through(row, "w:tc", why):
        said = children(child(cell, "w:tcPr"))
        covers = max(1, min(number(said.get("w:gridSpan"), otherwise=1), left))
        left = max(1, left - covers)
        is_gone = "w:cellDel" in said
        merge = _merge(said.get("w:vMerge"))
        own: Why | None = "struck" if is_gone else None
        if merge == "more" or _merge(said.get("w:hMerge")) == "more":
            own = own or "hidden"  # What a cell holds that has become part of another is not shown.
        yield CellPlace(cell, around or own, covers - 1, is_gone, merge)
    after = max(0, min(number(child(properties, "w:gridAfter")), left - 1))
    if after:
        yield CellPlace(None, why, after - 1)


def _merge(said: Node | None) -> Merge:
    if said is None:
        return ""
    return "first" if attribute(said, "w:val") == "restart" else "more"


class Columns:
    """A row that is being filled, and of each column what is merged downwards from above.

    Words merged over several rows, a unit or a name, stand in each of them; a figure stands where it begins.
    """

    def __init__(self) -> None:
        self._above: dict[int, list[Block]] = {}

    def row(self, places: Iterable[tuple[CellPlace, list[Block]]]) -> Row:
        """Give a row's cells, one for each column.

        Parameters
        ----------
        places : iterable of (CellPlace, list of Block)
            The cells, and the blocks that each shows.
        """
        cells: Row = []
        for place, inside in places:
            if place.is_gone:
                continue
            column = len(cells)
            if place.merge == "more":
                cells.append(self._above.get(column, inside))
            else:
                cells.append(inside)
                self._above.pop(column, None)
                words = [block for block in inside if block.kind != "note"]
                letters = " ".join(block.text for block in words)
                if place.merge == "first" and len(letters) <= _LONGEST_REPEATED and not any(map(str.isdigit, letters)):
                    self._above[column] = words
            cells += [[] for _ in range(place.more)]
        return cells


def _through(parent: Node, wanted: str, why: Why | None) -> Iterator[tuple[Node, Why | None]]:
    """Give elements of a name that are a parent's own, through content controls and custom markup of any depth."""
    for node in parent:
        name = name_of(node)
        if name == wanted:
            yield node, why
        elif name == "mc:AlternateContent":
            branch = shown_branch(node)
            if branch is not None:
                yield from _through(branch, wanted, why)
        elif name and name not in _NO_CELLS:
            yield from _through(node, wanted, why or TAKEN_AWAY.get(name))


def blocks_of_table(rows: Sequence[Row], kind: BlockKind) -> Iterator[Block]:
    """Make a table one block, the notes of its cells after it; one that only lays out a page, its cells' blocks.

    A table only lays out where it has one column, or two and a table inside, or one row with paragraphs in a cell.
    """
    columns = max(map(len, rows), default=0)
    blocks = [block for row in rows for cell in row for block in cell]
    one_row = len(rows) == 1 and any(len(_words(cell)) > 1 for cell in rows[0])
    if columns <= 1 or one_row or (columns <= _LAYOUT_COLUMNS and any(block.kind == "table" for block in blocks)):
        yield from blocks
        return
    grid = [[_flat(cell) for cell in row] + [""] * (columns - len(row)) for row in rows]
    grid = [row for row in grid if any(row)]
    beneath: list[str] = []
    while grid and _is_lone(grid[0]):
        yield Block("note" if kind == "note" else "caption", grid.pop(0)[0])
    while grid and _is_lone(grid[-1]) and len(grid[-1][0]) > _LONGEST_TITLE:
        beneath.insert(0, grid.pop()[0])
    if grid:
        yield Block(kind, "\n".join("\t".join(row) for row in grid))
    yield from (Block("note" if kind == "note" else "paragraph", text) for text in beneath)
    if kind != "note":
        yield from (block for block in blocks if block.kind == "note")


def _is_lone(row: Sequence[str]) -> bool:
    """Say whether a row is one cell at its beginning: the title of a table, its unit, a remark."""
    return bool(row[0]) and not any(row[1:])


def _words(cell: Sequence[Block]) -> list[Block]:
    return [block for block in cell if block.kind != "note"]


def _flat(cell: Sequence[Block]) -> str:
    """Put a cell on one line; two numbers that stand beneath or beside each other stay two."""
    line = ""
    parts = (part for block in _words(cell) for part in _BREAKS.split(block.text))
    for words in filter(None, (" ".join(part.split()) for part in parts)):
        apart = "; " if line[-1:].isdecimal() and words[0].isdecimal() else " "
        line = f"{line}{apart}{words}" if line else words
    return line
