"""Pages put together: what belongs to pages set apart, notes after their paragraphs, lines as paragraphs, tables."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.document import Block, LeftOut
from kienan_analysis.documents.pdf.footnotes import take_notes
from kienan_analysis.documents.pdf.furniture import take_furniture
from kienan_analysis.documents.pdf.grids import find_grids
from kienan_analysis.documents.pdf.layout import Table, lay_out
from kienan_analysis.documents.pdf.lines import pieces_of
from kienan_analysis.documents.pdf.over_pages import joined_over_pages
from kienan_analysis.documents.pdf.paragraphs import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.documents.document import Lack
    from kienan_analysis.documents.pdf.drawing import Box
    from kienan_analysis.documents.pdf.footnotes import Note
    from kienan_analysis.documents.pdf.layout import Line
    from kienan_analysis.documents.pdf.letters import Letter, Page
    from kienan_analysis.documents.pdf.lines import Piece
    from kienan_analysis.documents.pdf.paragraphs import Paragraph

_LARGER: Final = 1.15
_LONGEST_HEADING: Final = 200


class Leaf(NamedTuple):
    """A page, from letters or recognised: the pieces of its lines, and what else of it matters.

    Attributes
    ----------
    number : int
        From 1.
    width, height : float
        In points.
    pieces : list of Piece
    rules : list of Box
    aside : list of list of Letter
        Letters that run in other directions, each turned upright.
    hidden : list of str
    askew : str
    is_recognised : bool
        Whether it is an image: its text and that of other pages are not joined.
    struck : sequence of str
        Letters that are struck out.
    """

    number: int
    width: float
    height: float
    pieces: list[Piece]
    rules: list[Box]
    aside: list[list[Letter]]
    hidden: list[str]
    askew: str
    is_recognised: bool = False
    struck: Sequence[str] = ()


class Found(NamedTuple):
    """What the pages hold: lines and tables in order, notes, and what was left out."""

    items: list[Line | Table | None]
    notes: list[Note]
    left_out: list[LeftOut]
    body: float


def leaf_of(page: Page) -> Leaf:
    """Put a page's letters together to pieces of lines."""
    pieces = pieces_of(page.letters)
    sides = (page.number, page.width, page.height)
    return Leaf(*sides, pieces, page.drawn.rules, page.aside, page.hidden, page.askew, struck=page.struck)


def put_together(leaves: Sequence[Leaf], lacks: Mapping[int, Lack]) -> Found:
    """Put pages into order; `lacks` says of which pages something is missing, over which no paragraph goes on."""
    grids, pieces = zip(*(find_grids(leaf.rules, leaf.pieces) for leaf in leaves), strict=True)
    kept, running = take_furniture(pieces, [leaf.height for leaf in leaves], list(map(bool, grids)))
    sizes: Counter[float] = Counter()
    for piece in chain.from_iterable(kept):
        sizes[round(piece.size * 2) / 2] += len(piece.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    items: list[Line | Table | None] = []
    notes: list[Note] = []
    left_out: list[LeftOut] = []
    was_recognised = leaves[0].is_recognised
    for leaf, tables, left, heads in zip(leaves, grids, kept, running, strict=True):
        number = leaf.number
        if lacks.get(number) == "letters":
            items.append(None)
            continue
        ordered = lay_out(left, tables, number)
        notes_go_on = bool(notes) and notes[-1].page == number - 1
        text, found = take_notes(ordered, leaf.rules, leaf.width, body, goes_on=notes_go_on)
        items.extend([None, *text, None] if number in lacks or leaf.is_recognised != was_recognised else text)
        was_recognised = leaf.is_recognised
        notes.extend(found)
        for letters in leaf.aside:
            items.extend([None, *lay_out(pieces_of(letters), [], number), None])
        marks = [mark for piece in left for mark in (piece.lead, *piece.marks) if mark]
        marks.extend(mark for grid in tables for mark in grid.marks)
        left_out.extend(LeftOut(head, "running", number) for head in heads)
        left_out.extend(LeftOut(mark, "note_mark", number) for mark in marks)
        left_out.extend(LeftOut(words, "hidden", number) for words in leaf.hidden if words.strip())
        left_out.extend(LeftOut(words, "struck", number) for words in leaf.struck if words.strip())
        left_out.extend([LeftOut(leaf.askew, "running", number)] if leaf.askew.strip() else [])
    return Found(joined_over_pages(items), notes, left_out, body)


def blocks_of(found: Found) -> list[Block]:
    """Make blocks: each note after the paragraph that carries its mark."""
    paragraphs = paragraphs_of(found.items)
    after: dict[int, list[Block]] = {}
    carriers: dict[tuple[int, str], list[int]] = {}
    for place, paragraph in enumerate(paragraphs):
        for mark in paragraph.marks:
            carriers.setdefault(mark, []).append(place)
    place = -1
    for note in found.notes:
        block = Block("note", note.text, note.page)
        if not note.label and after.get(place):
            last = after[place].pop()
            block = Block("note", f"{last.text} {note.text}", last.page)
        else:
            named = carriers.get((note.page, note.label), [])
            place = named.pop(0) if named else _last_of(paragraphs, note.page)
        after.setdefault(place, []).append(block)
    blocks = list(after.get(-1, []))
    for place, paragraph in enumerate(paragraphs):
        blocks.extend((_block(paragraph, found.body), *after.get(place, [])))
    return blocks


def _last_of(paragraphs: Sequence[Paragraph], page: int) -> int:
    """Give the last paragraph that begins on a page or before it; -1 where there is none."""
    return max((place for place, paragraph in enumerate(paragraphs) if paragraph.page <= page), default=-1)


def _block(paragraph: Paragraph, body: float) -> Block:
    if paragraph.grid is not None:
        rows = ("\t".join(" ".join(cell.split()) for cell in row) for row in paragraph.grid.rows)
        return Block("table", "\n".join(rows), paragraph.page)
    text = paragraph.text
    is_heading = len(text) <= _LONGEST_HEADING and (paragraph.size > _LARGER * body or text.isupper())
    return Block("heading" if is_heading else "paragraph", text, paragraph.page)
