"""A PDF as a document: what belongs to its pages set apart, its notes after the paragraphs that they belong to."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kienan_analysis.documents.document import Block, Document, LeftOut, NotRead
from kienan_analysis.documents.refusal import refuse, require
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.documents.document import Lack
    from kienan_analysis.documents.pdf.footnotes import Note
    from kienan_analysis.documents.pdf.layout import Line, Table
    from kienan_analysis.documents.pdf.letters import Page
    from kienan_analysis.documents.pdf.paragraphs import Paragraph

_MAX_PAGES: Final = 500
_MAX_LETTERS: Final = 64 * 1024 * 1024
# A page of a report has a thousand letters and more; a scan has none, or a stamp's.
_FEW_LETTERS: Final = 20
# So many stand on a scan at most that a signature is drawn on.
_STAMPED: Final = 300
_MOSTLY: Final = 0.5
_SHAPES: Final = 40  # what a page without letters draws at least if it draws its letters as shapes
_UNKNOWN: Final = 0.2
_LARGER: Final = 1.15
_LONGEST_HEADING: Final = 200
# PDFium keeps what it shares between documents without a lock of its own.
_ONE_AT_A_TIME: Final = Lock()


class _Found(NamedTuple):
    """What the pages hold: lines and tables in order, notes, and what was left out."""

    items: list[Line | Table | None]
    notes: list[Note]
    left_out: list[LeftOut]
    body: float


def read_pdf(content: bytes, name: str) -> Document:
    """Read a PDF that has a text layer.

    Raises
    ------
    KienanError
        It is broken, locked, too long, or holds images of pages only.
    """
    require("pypdfium2", name)
    with _ONE_AT_A_TIME:
        title, pages = _open(content, name)
    lacks = {page.number: lack for page in pages if (lack := _lack(page)) is not None}
    if len(lacks) + sum(_is_blank(page) for page in pages) == len(pages):
        if "letters" in lacks.values():
            refuse(
                name,
                "The PDF draws its letters in fonts that do not say which letters they are.",
                "Print it to PDF anew from the program that wrote it, or run a text recognition (OCR) first.",
            )
        refuse(
            name,
            "The PDF has no text layer: its pages are images, as of a scan.",
            "Run a text recognition (OCR) first, and check its digits.",
        )
    found = _find(pages, lacks)
    return Document.of_blocks(
        _blocks(found),
        name,
        left_out=found.left_out,
        not_read=[
            NotRead(what, _spans(page for page, lack in lacks.items() if lack == what))
            for what in dict.fromkeys(lacks.values())
        ],
        title=title,
    )


def _open(content: bytes, name: str) -> tuple[str, list[Page]]:
    """Read what every page draws."""
    import pypdfium2

    from kienan_analysis.documents.pdf.letters import CrowdedError, read_page

    document: Any = None
    pages: list[Page] = []
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
        if count > _MAX_PAGES:
            refuse(
                name, f"The PDF has {count} pages; up to {_MAX_PAGES} are read.", "Cut out the pages with the figures."
            )
        title = " ".join(document.get_metadata_value("Title").split())[:300]
        letters = 0
        for number in range(count):
            page = document[number]
            pages.append(read_page(page, number + 1))
            page.close()
            letters += len(pages[-1].letters)
            if letters > _MAX_LETTERS:
                refuse(
                    name, "The PDF unpacks to far more text than a report has.", "Cut out the pages with the figures."
                )
    except KienanError:
        raise
    except CrowdedError as error:
        refuse(
            name,
            f"Page {error.page} of the PDF draws more than ten thousand pieces of text on one line, as no report does.",
            "Print it to PDF anew, or copy its text.",
        )
    except Exception as error:  # noqa: BLE001 - files are broken in any way; what parses them may fail in any way
        if "password" in str(error).lower():
            refuse(name, "The PDF is locked with a password.", "Save it without, or copy its text.")
        refuse(
            name,
            f"The PDF is broken or of an unusual kind ({type(error).__name__}).",
            "Print it to PDF anew, or copy its text.",
        )
    finally:
        if document is not None:
            document.close()
    return title, pages


def _count(page: Page) -> int:
    return sum(letter.char != " " for letters in (page.letters, *page.aside) for letter in letters)


def _is_blank(page: Page) -> bool:
    return _count(page) < _FEW_LETTERS and not page.drawn.pictures and page.drawn.paths < _SHAPES


def _lack(page: Page) -> Lack | None:
    """Say why a page's text cannot be read; None where it can."""
    count = _count(page)
    if page.unknown > _UNKNOWN * max(count, 1):
        return "letters"
    covered = sum(picture.area for picture in page.drawn.pictures) / max(page.width * page.height, 1.0)
    if count < _FEW_LETTERS:
        return "pages" if page.drawn.pictures or page.drawn.paths >= _SHAPES else None
    return "pages" if covered >= _MOSTLY and count < _STAMPED else None


def _find(pages: Sequence[Page], lacks: dict[int, Lack]) -> _Found:
    """Put the pages' letters into order."""
    from kienan_analysis.documents.pdf.footnotes import take_notes
    from kienan_analysis.documents.pdf.furniture import take_furniture
    from kienan_analysis.documents.pdf.grids import find_grids
    from kienan_analysis.documents.pdf.layout import lay_out
    from kienan_analysis.documents.pdf.lines import pieces_of

    grids, pieces = zip(*(find_grids(page.drawn.rules, pieces_of(page.letters)) for page in pages), strict=True)
    kept, running = take_furniture(pieces, [page.height for page in pages])
    sizes: Counter[float] = Counter()
    for piece in chain.from_iterable(kept):
        sizes[round(piece.size * 2) / 2] += len(piece.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    items: list[Line | Table | None] = []
    notes: list[Note] = []
    left_out: list[LeftOut] = []
    for page, tables, left, heads in zip(pages, grids, kept, running, strict=True):
        number = page.number
        if lacks.get(number) == "letters":
            items.append(None)
            continue
        ordered = lay_out(left, tables, number)
        goes_on = bool(notes) and notes[-1].page == number - 1
        text, found = take_notes(ordered, page.drawn.rules, page.width, body, goes_on=goes_on)
        items.extend([None, *text, None] if number in lacks else text)
        notes.extend(found)
        for letters in page.aside:
            items.extend([None, *lay_out(pieces_of(letters), [], number), None])
        marks = [mark for piece in left for mark in (piece.lead, *piece.marks) if mark]
        marks.extend(mark for grid in tables for mark in grid.marks)
        left_out.extend(LeftOut(head, "running", number) for head in heads)
        left_out.extend(LeftOut(mark, "note_mark", number) for mark in marks)
        left_out.extend(LeftOut(words, "hidden", number) for words in page.hidden if words.strip())
        left_out.extend([LeftOut(page.askew, "running", number)] if page.askew.strip() else [])
    return _Found(_over_pages(items), notes, left_out, body)


def _over_pages(items: Sequence[Line | Table | None]) -> list[Line | Table | None]:
    """Join the parts of a table that goes on over the ends of pages."""
    from kienan_analysis.documents.pdf.grids import goes_on
    from kienan_analysis.documents.pdf.layout import Table

    joined: list[Line | Table | None] = []
    last = 0
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Table) and isinstance(before, Table) and item.page == last + 1:
            rows = goes_on(before.grid, item.grid)
            if rows is not None:
                before.grid.rows[:] = rows
                before.grid.marks.extend(item.grid.marks)
                last = item.page
                continue
        if isinstance(item, Table):
            last = item.page
        joined.append(item)
    return joined


def _blocks(found: _Found) -> list[Block]:
    """Make blocks: each note after the paragraph that carries its mark."""
    from kienan_analysis.documents.pdf.paragraphs import paragraphs_of

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


def _spans(pages: Iterable[int]) -> str:
    """Name pages: ``2–3, 7``."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
