"""Markup to boxes: what a browser would show of it, in order, without running or fetching anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from kienan_analysis.documents.raised import is_bracketed_mark, is_mark, read_lowered, read_raised
from kienan_analysis.documents.web.boxes import Box, Gone, Line, Picture
from kienan_analysis.documents.web.lines import APART, BREAK, Piece, make_lines, shown
from kienan_analysis.documents.web.styles import Look, Styles
from kienan_analysis.documents.web.tables import Cell, finish_table
from kienan_analysis.documents.web.tags import BLOCKS, CONTROLS, NOT_SHOWN, NOT_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from kienan_analysis.documents.document import Why
    from kienan_analysis.documents.web.boxes import LineKind

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRUCK: Final = frozenset({"s", "strike", "del"})
_LEANING: Final = frozenset({"i", "em", "cite", "address"})
_PICTURES: Final = frozenset({"img", "picture", "video"})
_CELLS: Final = frozenset({"td", "th"})
_NOTE_ADDRESS: Final = re.compile(r"#.*(?:ftn|fn|note|cite|ref)|#_?\d+$", re.IGNORECASE)
# A cell so named is no mere number or word.
_NAMED: Final = re.compile(
    r"title|tieu|date|time|ngay|caption|chu-?_?thich|sapo|lead|detail|content|noi|relat|lien|khac|share|tag"
)
_LONGEST_MARK: Final = 12
_DEEPEST: Final = 150  # boxes in boxes; deeper ones only end lines
_LONGEST_GONE: Final = 2000
_ICON: Final = 48  # pixels
_SPAN: Final = re.compile(r"\s*(\d{1,5})")


def boxes_of(root: etree._Element) -> Box:
    """Lay out a page.

    Parameters
    ----------
    root : lxml element
        As parsed; it is not changed.
    """
    sheets = [element.text for element in root.iter("style") if element.text]
    return _Layout(Styles(sheets), _length(root)).run(root)


def _length(root: etree._Element) -> int:
    """Count the letters of a page that are no code."""
    code = sum(len(element.text or "") for element in root.iter("script", "style", "title"))
    return sum(len(text) for text in root.itertext() if not text.isspace()) - code


class _Table:
    """A table that is being read."""

    __slots__ = ("in_head", "notes", "rows")

    def __init__(self) -> None:
        self.rows: list[list[Cell | str]] = []
        self.notes: list[str] = []
        self.in_head = False


class _Layout:
    def __init__(self, styles: Styles, length: int) -> None:
        self._look: Callable[[etree._Element, str], Look] = styles.look
        self._most = max(length * 4 // 5, 20)
        self._open: list[Box] = [Box("body")]
        self._tables: list[_Table | None] = []  # None: a cell begins, of whose table nothing is known
        self._pieces: list[Piece] = []
        self._notes: list[str] = []
        self._marks: list[str] = []
        self._lead = ""
        self._pictures = 0
        self._linked = self._leaning = self._centred = self._background = self._cells = self._kept = 0

    def run(self, root: etree._Element) -> Box:
        """Go through the page once."""
        closing: list[str] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = False
        for event, element in walker:
            tag = element.tag
            if event == "start":
                what = self._start(element, tag) if isinstance(tag, str) else "skip"
                skipped = what == "skip"
                closing.append(what)
                if skipped:
                    walker.skip_subtree()
                elif element.text:
                    self._add(element.text)
            else:
                self._end(closing.pop(), element)
                if element.tail:
                    self._add(element.tail)
        self._flush()
        return self._open[0]

    def _add(self, text: str) -> None:
        if not self._kept:
            text = text.replace("\n", " ")
            if not self._pieces and text.isspace():
                return
            self._pieces.append(Piece(text, self._linked > 0, self._leaning > 0))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._pieces.append(Piece(BREAK, False, False))  # noqa: FBT003
                self._pieces.append(Piece(BREAK, False, False))  # noqa: FBT003
            self._pieces.append(Piece(line, self._linked > 0, self._leaning > 0))

    def _start(self, element: etree._Element, tag: str) -> str:  # noqa: C901, PLR0912 - one case a tag
        """Begin an element; what it returns says how to end it: letters of what to count back."""
        if tag in NOT_TEXT:
            if tag == "svg":
                self._apart()
            return "skip"
        if tag == "br":
            self._pieces.append(Piece(BREAK, False, False))  # noqa: FBT003
            return "skip"
        if tag in NOT_SHOWN or tag in CONTROLS:
            self._gone(element, "around" if tag in CONTROLS else "hidden")
            self._apart()
            return "skip"
        look = self._look(element, tag)
        if (look.hidden or (look.white and not look.background and not self._background)) and self._hide(element, tag):
            return "skip"
        if tag in _STRUCK or look.struck:
            self._gone(element, "struck")
            self._apart()
            return "skip"
        if tag in _PICTURES:
            self._picture(element)
            return "skip"
        if tag == "hr":
            self._flush()
            return "skip"
        if (tag in {"sup", "sub"} or look.raised or look.lowered) and self._raise(
            element, raised=tag == "sup" or look.raised
        ):
            return "skip"
        if tag == "a" and self._is_note_link(element):
            return "skip"
        ends = ""
        if look.background:
            self._background += 1
            ends += "b"
        if look.centred:
            self._centred += 1
            ends += "c"
        if tag in _LEANING or look.leaning:
            self._leaning += 1
            ends += "i"
        if tag == "a" and _leads_away(element.get("href")):
            self._linked += 1
            ends += "a"
        if tag == "pre":
            self._kept += 1
            ends += "p"
        return ends + self._open_box(element, tag, look)

    def _open_box(self, element: etree._Element, tag: str, look: Look) -> str:
        if tag == "table":
            self._flush()
            if len(self._open) >= _DEEPEST:
                return "F"
            self._tables.append(_Table())
            self._push(element, tag)
            return "T"
        table = self._tables[-1] if self._tables else None
        if tag == "tr" and table is not None:
            table.rows.append([])
            above = element.getparent()
            table.in_head = above is not None and above.tag == "thead"
            return ""
        if tag in _CELLS and table is not None:
            if not table.rows:
                table.rows.append([])
            self._flush()
            if tag == "td" and not table.in_head and not element.attrib and not len(element):
                table.rows[-1].append(shown(element.text or ""))  # most cells of large tables
                return "skip"
            self._open.append(
                Box(
                    "td", _names(element) if element.attrib else "", anchors=_anchors(element) if element.attrib else ()
                )
            )
            self._tables.append(None)
            self._cells += 1
            return "D"
        is_block = (tag in BLOCKS or tag in _CELLS or tag == "tr") if look.block is None else look.block
        if is_block:
            self._flush()
            if len(self._open) < _DEEPEST:
                self._push(element, tag)
                return "B"
            return "F"
        if look.block is False and tag in BLOCKS:
            self._apart()
        return ""

    def _push(self, element: etree._Element, tag: str) -> None:
        box = Box(tag, _names(element), anchors=_anchors(element))
        self._open[-1].parts.append(box)
        self._open.append(box)

    def _end(self, what: str, element: etree._Element) -> None:
        if what in {"skip", ""}:
            return
        for letter in what:
            if letter == "a":
                self._linked -= 1
            elif letter == "i":
                self._leaning -= 1
            elif letter == "c":
                self._flush()
                self._centred -= 1
            elif letter == "b":
                self._background -= 1
            elif letter == "B":
                self._flush()
                self._open.pop()
            elif letter == "F":
                self._flush()
            elif letter == "p":
                self._flush()
                self._kept -= 1
            elif letter == "D":
                self._end_cell(element)
            elif letter == "T":
                self._end_table()

    def _end_cell(self, element: etree._Element) -> None:
        self._flush(in_cell=True)
        self._tables.pop()
        self._cells -= 1
        box = self._open.pop()
        table = self._tables[-1]
        if table is None:  # never: a cell begins in a table
            return
        table.notes.extend(note for line in box.lines() for note in line.notes)
        content: Box | str = box
        if not box.parts:
            content = ""
        elif len(box.parts) == 1 and not (box.names and _NAMED.search(box.names)):
            only = box.parts[0]
            if isinstance(only, Line) and not only.linked:
                content = only.text
        attributes = element.attrib
        columns = _span(attributes.get("colspan")) if attributes else 1
        rows = _span(attributes.get("rowspan")) if attributes else 1
        is_head = element.tag == "th" or table.in_head
        if isinstance(content, str) and columns == rows == 1 and not is_head:
            table.rows[-1].append(content)
        else:
            table.rows[-1].append(Cell(content, columns, rows, is_head))

    def _end_table(self) -> None:
        self._flush()
        table = self._tables.pop()
        box = self._open.pop()
        if table is None:
            return
        box.parts.extend(finish_table(table.rows, table.notes))

    def _flush(self, *, in_cell: bool = False) -> None:
        """End the line."""
        if self._pieces:
            box = self._open[-1]
            kind: LineKind = "heading" if box.tag in _HEADINGS else "caption" if box.tag == "caption" else "paragraph"
            one = in_cell or kind != "paragraph"
            made = make_lines(self._pieces, kind, self._notes, centred=self._centred > 0, one=one)
            self._pieces = []
            if made:
                self._notes = []
                if self._marks or self._lead:
                    made[0].lead, made[-1].marks = self._lead, tuple(self._marks)
                    self._marks, self._lead = [], ""
                box.parts.extend(made)
        if self._pictures:
            self._open[-1].parts.extend([Picture()] * self._pictures)
            self._pictures = 0

    def _apart(self) -> None:
        """Keep what is before and what comes after from being one word."""
        if self._pieces:
            self._pieces.append(Piece(APART, False, False))  # noqa: FBT003

    def _hide(self, element: etree._Element, tag: str) -> bool:
        """Leave out what is hidden; a page of which most would go shows it by its scripts."""
        if tag in {"html", "body"}:
            return False
        text = _text_of(element)
        if len(text) > self._most:
            return False
        if text:
            self._open[-1].parts.append(Gone(text[:_LONGEST_GONE], "hidden"))
        return True

    def _gone(self, element: etree._Element, why: Why) -> None:
        text = _text_of(element)
        if text:
            self._open[-1].parts.append(Gone(text[:_LONGEST_GONE], why))

    def _picture(self, element: etree._Element) -> None:
        sizes = [_SPAN.match(element.get(side) or "") for side in ("width", "height")]
        if any(size is not None and int(size[1]) <= _ICON for size in sizes):
            return
        if any(not piece.text.isspace() and piece.text not in {BREAK, APART} for piece in self._pieces):
            self._pictures = min(self._pictures + 1, 50)
        else:
            self._open[-1].parts.append(Picture())

    def _raise(self, element: etree._Element, *, raised: bool) -> bool:
        """Read raised or lowered letters; False where they are long, and so a line's own."""
        text = _text_of(element)
        if len(text) > _LONGEST_MARK:
            return False
        before = "".join(piece.text for piece in self._pieces[-6:])[-12:]
        found = read_raised(text, before, _after(element)) if raised else read_lowered(text, before)
        if found.shown:
            self._pieces.append(Piece(found.shown, self._linked > 0, self._leaning > 0))
        if found.mark:
            self._mark(found.mark, _address_in(element))
        return True

    def _is_note_link(self, element: etree._Element) -> bool:
        """Leave out a link that is the mark of a note."""
        address = element.get("href") or ""
        if "#" not in address:
            return False
        text = _text_of(element)
        if not (is_bracketed_mark(text) or (is_mark(text) and _NOTE_ADDRESS.search(address))):
            return False
        self._mark(text.strip(), address)
        return True

    def _mark(self, mark: str, address: str) -> None:
        self._open[-1].parts.append(Gone(mark, "note_mark"))
        if self._lead or any(piece.text.strip() for piece in self._pieces):
            self._marks.append(mark)
        else:
            self._lead = mark
        self._apart()
        name = address.partition("#")[2].lstrip("_")
        if name:
            self._notes.append(name)


def _text_of(element: etree._Element) -> str:
    return (
        " ".join(" ".join(text for text in element.itertext() if isinstance(text, str)).split())
        if len(element)
        else (" ".join((element.text or "").split()))
    )


def _after(element: etree._Element) -> str:
    """Give the letters after an element, some of them."""
    while not element.tail and element.getnext() is None:
        above = element.getparent()
        if above is None or above.tag in BLOCKS:
            return ""
        element = above
    return (element.tail or "")[:10]


def _address_in(element: etree._Element) -> str:
    """Give the address of the link in, or around, raised letters."""
    link = element.find(".//a")
    above = element.getparent()
    if link is None and above is not None and above.tag == "a":
        link = above
    return (link.get("href") or "") if link is not None else ""


def _leads_away(address: str | None) -> bool:
    return address is not None and not address.lstrip().startswith(("#", "javascript:void(0)#"))


def _names(element: etree._Element) -> str:
    attributes = element.attrib
    if not attributes:
        return ""
    parts = (attributes.get(name) for name in ("class", "id", "role", "itemprop", "type"))
    return f" {' '.join(part for part in parts if part)} ".lower()[:400]


def _anchors(element: etree._Element) -> tuple[str, ...]:
    """Give the names under which links find an element or the beginning of it."""
    found = [element.get("id"), element.get("name")]
    for inner in element[:2]:
        if isinstance(inner.tag, str):
            found.extend((inner.get("id"), inner.get("name")))
    return tuple(name.lstrip("_") for name in found if name)


def _span(text: str | None) -> int:
    match = _SPAN.match(text or "")
    return max(1, int(match[1])) if match else 1
