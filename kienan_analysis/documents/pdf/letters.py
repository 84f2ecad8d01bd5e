"""What a page of a PDF draws: letters with their places, rules and pictures, by PDFium."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from math import hypot
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from kienan_analysis.documents.pdf.annotations import line_through, struck_boxes
from kienan_analysis.documents.pdf.drawing import Box, Drawn, read_drawn
from kienan_analysis.documents.pdf.struck import struck_out
from kienan_analysis.documents.pdf.visible import Look, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A turn of a page by so many quarters brings letters upright that run rightwards, upwards, leftwards, downwards.
_TURNS: Final = 4
_ASKEW: Final = -1
_UPRIGHT: Final = 0.26  # tangent of 15°: letters further askew are a stamp's or a watermark's
_MOST_ON_A_LINE: Final = 10_000
_NEXT: Final = 0.5  # of the size: a letter so near is of the same words
_SMALLEST: Final = 2.0  # points: nobody reads smaller letters
_HYPHENS: Final = (0x2, 0xFFFE)  # what PDFium gives for a hyphen at the end of a line
_SURROGATES: Final = range(0xD800, 0xE000)


class Letter(NamedTuple):
    """A letter that the page shows.

    Attributes
    ----------
    char : str
        With the marks that are drawn on it, if they are letters of their own in the file.
    start, end : float
        From the left, in points; with the blank that belongs to it.
    base : float
        Of the line it stands on, from the top.
    size : float
        Of the type, in points.
    """

    char: str
    start: float
    end: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """What a page draws, turned so that its letters stand upright.

    Attributes
    ----------
    number : int
        From 1.
    width, height : float
        In points.
    letters : list of Letter
        In the order of the file.
    aside : list of list of Letter
        Letters that run in other directions, by direction, each turned upright.
    hidden : list of str
        Letters that the page does not show, those together that follow one another in the file.
    struck : list of str
        Letters that a rule, or an annotation's line, runs through, those together that follow one another.
    askew : str
        Letters that run aslant.
    unknown : int
        How many letters are drawn of which the file does not say which they are.
    drawn : Drawn
        Its rules and pictures.
    """

    number: int
    width: float
    height: float
    letters: list[Letter]
    aside: list[list[Letter]]
    hidden: list[str]
    struck: list[str]
    askew: str
    unknown: int
    drawn: Drawn


class CrowdedError(Exception):
    """A page has more pieces of text on one line than a page of a report: PDFium would take hours to sort them."""

    def __init__(self, page: int) -> None:
        super().__init__(page)
        self.page = page


class _Placed(NamedTuple):
    """A letter as it stands in the file: its box, the point where it begins, and whether a blank precedes it."""

    char: str
    box: Box
    x: float
    y: float
    size: float
    turn: int
    is_parted: bool = False


def read_page(page: Any, number: int) -> Page:  # noqa: ANN401 - PDFium's handles have no types
    """Read one page.

    Parameters
    ----------
    page : pypdfium2.PdfPage
    number : int
        From 1.

    Raises
    ------
    CrowdedError
    """
    bounds = Box(*page.get_bbox())
    drawn = read_drawn(page.raw)
    if drawn.longest_line > _MOST_ON_A_LINE:
        raise CrowdedError(number)
    placed: list[_Placed] = []
    unknown = 0
    text = page.get_textpage()
    try:
        handle = text.raw
        letters = _Letters(handle, drawn.order)
        looks: list[tuple[Look, Box, int]] = []
        is_parted = False
        for index in range(text.count_chars()):
            letter = letters.at(index)
            if letter is None:
                is_parted = is_parted or letters.is_blank(index)
                continue
            if is_parted:
                letter, is_parted = letter._replace(is_parted=True), False
            unknown += letters.is_unknown or letter.char == "\ufffd" or "\ue000" <= letter.char <= "\uf8ff"
            looks.append((letters.look, letter.box, index))
            placed.append(letter)
        shown = seen(page, handle, looks, drawn, bounds)
    finally:
        text.close()
    visible = [letter for letter, is_seen in zip(placed, shown, strict=True) if is_seen]
    hidden = [
        "".join(letter.char for letter, _ in group)
        for is_seen, group in groupby(zip(placed, shown, strict=True), key=itemgetter(1))
        if not is_seen
    ]
    turns = Counter(letter.turn for letter in visible if letter.char != " ")
    main = max(range(_TURNS), key=lambda turn: (turns[turn], -turn))
    turned = [_upright(visible, turn, bounds) for turn in range(_TURNS)]
    width, height = bounds.right - bounds.left, bounds.high - bounds.low
    drawn_upright = drawn.turned(lambda box: _turn(box, main, bounds))
    lines = [line_through(_turn(box, main, bounds)) for box in struck_boxes(page.raw)]
    through = struck_out(turned[main], [*drawn_upright.rules, *lines])
    standing, struck = _parted(turned[main], through)
    return Page(
        number,
        *((width, height) if main % 2 == 0 else (height, width)),
        standing,
        [letters for turn, letters in enumerate(turned) if turn != main and letters],
        hidden,
        struck,
        "".join(letter.char for letter in visible if letter.turn == _ASKEW),
        unknown,
        drawn_upright,
    )


def _parted(letters: list[Letter], struck: list[bool]) -> tuple[list[Letter], list[str]]:
    """Part letters from those that are struck out; inside a line no gap is left of these, but a blank."""
    standing: list[Letter] = []
    words: list[str] = []
    gone: list[Letter] = []
    for is_struck, group in groupby(zip(letters, struck, strict=True), key=itemgetter(1)):
        found = [letter for letter, _ in group]
        if is_struck:
            words.append("".join(letter.char for letter in found).strip())
            gone = found
            continue
        if standing and gone and _go_on(standing[-1], gone[0]) and _go_on(gone[-1], found[0]):
            while standing[-1].char == " " and len(standing) > 1 and standing[-2].base == gone[0].base:
                standing.pop()
            last, after = standing[-1], found[0].start
            standing[-1:] = [last._replace(end=after), Letter(" ", after, after, last.base, last.size)]
        standing.extend(found)
    return standing, words


def _go_on(one: Letter, other: Letter) -> bool:
    return one.base == other.base and abs(other.start - one.end) <= _NEXT * one.size


class _Letters:
    """The letters of a text page; what is the same for all letters of an object is asked once."""

    def __init__(self, handle: Any, order: Mapping[int, int]) -> None:  # noqa: ANN401 - as above
        self._handle = handle
        self._order = order
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()
        self._object = 0
        self._size = 0.0
        self._turn = 0
        self.look = Look(0, (0, 0, 0), is_drawn=True)
        # Whether the file does not say which letters the object draws.
        self.is_unknown = False

    def at(self, index: int) -> _Placed | None:
        """Give a letter; None for a blank that PDFium adds, and for what is no letter."""
        found = pdfium.FPDFText_GetTextObject(self._handle, index)
        if not found:
            return None
        code = pdfium.FPDFText_GetUnicode(self._handle, index)
        if code in _HYPHENS:
            code = 0x2D
        elif code < ord(" ") or code in _SURROGATES:
            code = 0x20 if 0 < code < ord(" ") else 0xFFFD
        elif code in {0xA0, 0x202F, 0x2007}:
            code = 0x20
        address = ctypes.cast(found, ctypes.c_void_p).value or 0
        if address != self._object:
            self._object = address
            self._ask(found, index)
        pdfium.FPDFText_GetLooseCharBox(self._handle, index, self._box)
        pdfium.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        box = Box(self._box.left, self._box.bottom, self._box.right, self._box.top)
        return _Placed(chr(code), box, self._x.value, self._y.value, self._size, self._turn)

    def is_blank(self, index: int) -> bool:
        """Say whether PDFium adds a blank here, for the gap that the page shows."""
        return bool(pdfium.FPDFText_GetUnicode(self._handle, index) == ord(" "))

    def _ask(self, found: Any, index: int) -> None:  # noqa: ANN401 - as above
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._handle, index, matrix)
        self._size = pdfium.FPDFText_GetFontSize(self._handle, index) * hypot(matrix.c, matrix.d)
        self._turn = _turn_of(matrix.a, matrix.b)
        self.is_unknown = pdfium.FPDFText_HasUnicodeMapError(self._handle, index) == 1
        mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
        colour = _colour(pdfium.FPDFPageObj_GetFillColor, found)
        if mode in {pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP}:
            colour = _colour(pdfium.FPDFPageObj_GetStrokeColor, found)
        invisible = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
        is_drawn = mode not in invisible and colour[3] > 0 and self._size >= _SMALLEST
        self.look = Look(self._order.get(self._object, -1), colour[:3], is_drawn=is_drawn)


def _colour(ask: Callable[..., int], found: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 - as above
    values = [ctypes.c_uint() for _ in range(4)]
    if not ask(found, *values):
        return (0, 0, 0, 255)
    red, green, blue, alpha = (value.value for value in values)
    return (red, green, blue, alpha)


def _turn_of(along: float, up: float) -> int:
    """Say how many quarters bring letters upright that run in a direction."""
    if abs(up) <= _UPRIGHT * abs(along):
        return 0 if along >= 0 else 2
    if abs(along) <= _UPRIGHT * abs(up):
        return 1 if up > 0 else 3
    return _ASKEW


def _turn(box: Box, turn: int, bounds: Box) -> Box:
    """Turn a box of the page so that letters of that direction stand upright; from the top left."""
    if turn == 0:
        return Box(box.left - bounds.left, bounds.high - box.high, box.right - bounds.left, bounds.high - box.low)
    if turn == 1:
        return Box(box.low - bounds.low, box.left - bounds.left, box.high - bounds.low, box.right - bounds.left)
    if turn == 2:  # noqa: PLR2004 - two quarters
        return Box(bounds.right - box.right, box.low - bounds.low, bounds.right - box.left, box.high - bounds.low)
    return Box(bounds.high - box.high, bounds.right - box.right, bounds.high - box.low, bounds.right - box.left)


def _upright(placed: list[_Placed], turn: int, bounds: Box) -> list[Letter]:
    from unicodedata import combining, normalize

    letters: list[Letter] = []
    for one in placed:
        if one.turn != turn:
            continue
        if letters and combining(one.char):
            before = letters[-1]
            letters[-1] = before._replace(char=normalize("NFC", before.char + one.char))
            continue
        box = _turn(one.box, turn, bounds)
        point = _turn(Box(one.x, one.y, one.x, one.y), turn, bounds)
        if letters and letters[-1].start < point.left < letters[-1].end and letters[-1].base == point.low:
            # PDFium's boxes hold what reaches over a letter's own width, too.
            letters[-1] = letters[-1]._replace(end=point.left)
        if one.is_parted and letters and letters[-1].base == point.low and letters[-1].start < point.left:
            letters.append(Letter(" ", point.left, point.left, point.low, one.size))
        letters.append(Letter(one.char, point.left, max(box.right, point.left), point.low, one.size))
    return letters
