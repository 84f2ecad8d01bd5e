"""The words of a paragraph, piece by piece: what its runs, links, fields, revisions and formulas show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.word.markup import attribute, child, full_names, name_of, shown_branch
from kienan_analysis.documents.word.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from kienan_analysis.documents.document import Why
    from kienan_analysis.documents.word.markup import Node
    from kienan_analysis.documents.word.styles import Styles

    class Finder(Protocol):
        """What takes what hangs on a paragraph without being part of it."""

        def note(self, kind: str, short: str, why: Why | None) -> str:
            """Take a reference to a note; give the number that is shown there."""

        def box(self, inside: Node, why: Why | None) -> None:
            """Take a text box."""

        def drawing(self, node: Node) -> None:
            """Take a drawing, an object or a picture."""


_BLANKS: Final = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "m:den": "/",
}
# Inside an element of text they are blanks.
_AS_BLANKS: Final = str.maketrans("\t\n\r", "   ")
# What holds no words of the page: properties, codes of fields, the reading aid of East Asian letters, signs of the
# note's own, numbers of pages.
_NO_WORDS: Final = {
    *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:trPr", "w:tcPr", "w:instrText", "w:delInstrText"),
    *("w:rt", "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:pgNum", "w:fldData", "m:ctrlPr", "m:rPr"),
    *("w:smartTagPr", "w:customXmlPr", "w:rubyPr", "w:proofErr"),
}
# What tracked changes took away.
TAKEN_AWAY: Final[dict[str, Why]] = {"w:del": "struck", "w:moveFrom": "moved_away"}
_DRAWINGS: Final = {"w:drawing", "w:pict", "w:object"}
_LEVELS: Final = {"m:sup": 1, "m:sub": -1}
_NOTES: Final = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
# Signs that Word takes from the font Symbol, by their place there.
_SYMBOLS: Final = {"B3": "≥", "A3": "≤", "B1": "±", "B4": "×", "B0": "°", "2B": "+", "2D": "-", "BB": "≈"}
_CODE: Final = "code-of-a-field"
_PAGE: Final = "number-of-a-page"
_FIELD_SIGNS: Final = full_names("w:fldChar")
_PAGE_FIELDS: Final = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}
_SHORTEST_CODE: Final = 2


class _Place(NamedTuple):
    """Where the walk is: what is still to come there, and what holds for it."""

    rest: Iterator[Node]
    why: Why | None
    level: int
    is_raised_by_formula: bool = False
    own_mark: bool = False
    is_drawn: bool = False


def mark_codes_of_fields(root: Node) -> None:
    """Mark the words of a part that are the code of a field, not its result: the page shows only that.

    A field that is never ended is none. Numbers of pages are marked too: they are no part of the text.
    """
    if not _mark_unended(root):
        return
    in_code: list[bool] = []
    of_page: list[bool] = []
    for node in root.iter(*_FIELD_SIGNS, *full_names("w:instrText", "w:t")):
        kind = attribute(node, "w:fldCharType")
        if kind == "begin" and node.get(_CODE) is None:
            in_code.append(True)
            of_page.append(False)
        elif kind == "separate" and in_code:
            in_code[-1] = False
        elif kind == "end" and in_code:
            in_code.pop()
            of_page.pop()
        elif not kind and in_code:
            if name_of(node) == "w:instrText":
                of_page[-1] = of_page[-1] or _is_of_page(node.text)
            elif any(in_code):
                node.set(_CODE, "yes")
            elif any(of_page):
                node.set(_PAGE, "yes")


def _mark_unended(root: Node) -> bool:
    """Mark the beginnings of fields that never end; say whether there are fields."""
    open_fields: list[Node] = []
    has_fields = False
    for sign in root.iter(*_FIELD_SIGNS):
        has_fields = True
        kind = attribute(sign, "w:fldCharType")
        if kind == "begin":
            open_fields.append(sign)
        elif kind == "end" and open_fields:
            open_fields.pop()
    for sign in open_fields:
        sign.set(_CODE, "never ended")
    return has_fields


def _is_of_page(code: str | None) -> bool:
    """Say whether a field gives the number of a page."""
    return (code or "").lstrip()[:12].partition(" ")[0].upper() in _PAGE_FIELDS


class Words:
    """What reads the words of paragraphs.

    Parameters
    ----------
    styles : Styles
    finder : Finder
        Takes notes, boxes and drawings.
    """

    def __init__(self, styles: Styles, finder: Finder) -> None:
        self._styles = styles
        self._finder = finder

    def of(self, paragraph: Node, style: str, why: Why | None, *, on_colour: bool) -> Iterator[Piece]:
        """Give a paragraph's pieces.

        Parameters
        ----------
        paragraph : Node
        style : str
            The paragraph's.
        why : str or None
            Why nothing of it is read.
        on_colour : bool
            What lies behind may have a colour.
        """
        # A loop, so that no depth of a hostile file can exhaust the interpreter's stack.
        stack = [_Place(iter(paragraph), why, 0)]
        while stack:
            node = next(stack[-1].rest, None)
            if node is None:
                stack.pop()
                continue
            here, name = stack[-1], name_of(node)
            if name in _NOTES and attribute(node, "w:customMarkFollows") in {"1", "true", "on"}:
                # A mark of a writer's own stands as text behind its reference.
                here = stack[-1] = here._replace(own_mark=True)
            piece = self._piece(node, name, here)
            if piece is not None:
                yield piece
            if name in {"w:r", "m:r"}:
                stack.append(self._run(node, here, style, on_colour=on_colour))
            elif name == "mc:AlternateContent":
                branch = shown_branch(node)
                stack.append(here._replace(rest=iter(branch if branch is not None else ())))
            elif name == "w:txbxContent":
                self._finder.box(node, here.why)
            elif name and name not in _NO_WORDS and (piece is None or name == "m:den"):
                stack.append(self._within(node, name, here))

    def _piece(self, node: Node, name: str, here: _Place) -> Piece | None:
        """Give what an element shows by itself; None where it shows nothing, or what is beneath it."""
        if name in {"w:t", "m:t", "w:delText"}:
            return self._text(node, name, here) if node.get(_CODE) is None else Piece("")
        if name in _NOTES:
            return self._note(node, _NOTES[name], here)
        shown = _symbol(node) if name == "w:sym" else _BLANKS.get(name)
        return Piece(shown, here.level, here.why) if shown is not None else None

    def _within(self, node: Node, name: str, here: _Place) -> _Place:
        """Go into what stands around words: links, content controls, revisions, formulas, drawings."""
        is_drawing = name in _DRAWINGS
        if is_drawing and not here.is_drawn:
            self._finder.drawing(node)
        gone: Why | None = TAKEN_AWAY.get(name)
        if gone is None and (is_drawing or name == "v:shape") and _is_hidden(node):
            gone = "hidden"
        elif gone is None and name == "w:fldSimple" and _is_of_page(attribute(node, "w:instr")):
            gone = "running"
        return _Place(
            iter(node),
            here.why or gone,
            _LEVELS.get(name, here.level),
            name in _LEVELS or here.is_raised_by_formula,
            here.own_mark,
            here.is_drawn or is_drawing,
        )

    def _run(self, node: Node, here: _Place, style: str, *, on_colour: bool) -> _Place:
        own = child(node, "w:rPr")
        look = self._styles.look(style, own, on_colour=on_colour)
        level = here.level if here.is_raised_by_formula else look.level
        return _Place(iter(node), here.why or look.why, level, here.is_raised_by_formula, is_drawn=here.is_drawn)

    @staticmethod
    def _text(node: Node, name: str, here: _Place) -> Piece:
        text = (node.text or "").translate(_AS_BLANKS)
        why: Why | None = here.why or ("struck" if name == "w:delText" else None)
        if why is None and node.get(_PAGE) is not None:
            return Piece(text, 0, "running", leaves_room=True)
        if why is None and here.own_mark:
            return Piece(text, 0, "note_mark", leaves_room=True)
        # What is struck is seen, if crossed out: the words about it do not touch.
        return Piece(text, here.level, why, leaves_room=why == "struck" and name == "w:t")

    def _note(self, node: Node, kind: str, here: _Place) -> Piece:
        shown = self._finder.note(kind, attribute(node, "w:id"), here.why)
        return Piece("" if here.own_mark else shown, 0, here.why or "note_mark", leaves_room=here.why is None)


def _symbol(node: Node) -> str:
    code = attribute(node, "w:char").upper()[-_SHORTEST_CODE:]
    if attribute(node, "w:font").lower() == "symbol" and code in _SYMBOLS:
        return _SYMBOLS[code]
    return " "


def _is_hidden(drawing: Node) -> bool:
    """Say whether a drawing is one that the page does not show."""
    if "visibility:hidden" in (drawing.get("style") or "").replace(" ", "")[:1000]:
        return True
    said = (child(anchor, "wp:docPr") for anchor in drawing)
    return any(one is not None and one.get("hidden") in {"1", "true", "on"} for one in said)
