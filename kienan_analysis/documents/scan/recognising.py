"""A page that is a picture as pieces of lines and rules, as a page with letters gives them; and what is in doubt."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from kienan_analysis.documents.document import Doubtful
from kienan_analysis.documents.pdf.assembly import Leaf
from kienan_analysis.documents.pdf.lines import Piece
from kienan_analysis.documents.pdf.lines import Word as PlacedWord
from kienan_analysis.documents.scan.agreement import agreed
from kienan_analysis.documents.scan.mending import mended
from kienan_analysis.documents.scan.pictures import POINTS, upright, without_rules
from kienan_analysis.documents.scan.tesseract import Reading, read_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.documents.pdf.drawing import Box
    from kienan_analysis.documents.scan.agreement import Agreed
    from kienan_analysis.documents.scan.pictures import Picture
    from kienan_analysis.documents.scan.tesseract import Line

# The third reading is of a smaller drawing: the first two often err together, since they see the same dots.
READINGS: Final = (Reading("vie"), Reading("eng"), Reading("eng", 0.75))
# How text is looked for on a page with tables: by itself, wherever it stands. Else the blanks between words of a cell,
# which are far narrower than those between cells, are lost.
CELLS: Final = 11
_RULES: Final = 6
_ROWS: Final = 4
_GAPS: Final = 2
_APART: Final = 1.2  # of the size
_WIDE: Final = 0.8  # of the size: a gap that may part columns or cells
_AS_LARGE: Final = 1.2
_TALL: Final = re.compile(r"[0-9A-Zbdđhkl]")
_TALL_SHARE: Final = 0.69  # of the size: how tall these are in most typefaces
_NOT_ABOVE: Final = frozenset("\u0323\u031b")  # the dot below, the horn
_AROUND: Final = 0.35  # of the size: what is shown above and beneath a line


class Recognised(NamedTuple):
    """What was recognised on a page.

    Attributes
    ----------
    pieces : list of Piece
        Of its lines, in points.
    rules : list of Box
        Of its tables.
    doubtful : list of Doubtful
        Its figures that are not sure, a mark in their place.
    mended : list of (str, str)
        Its words that were mended: as read, and as they are now.
    width, height : float
        Of the page, in points.
    """

    pieces: list[Piece]
    rules: list[Box]
    doubtful: list[Doubtful]
    mended: list[tuple[str, str]]
    width: float
    height: float

    def leaf(self, number: int) -> Leaf:
        """Give it as a page of a document."""
        return Leaf(number, self.width, self.height, self.pieces, self.rules, [], [], "", is_recognised=True)


def recognise(picture: Picture, page: int) -> Recognised | None:
    """Recognise a page's text; None where Tesseract fails, or takes too long."""
    level = upright(picture)
    bare, rules = without_rules(level)
    readings = _read(bare, has_table=len(rules) >= _RULES)
    if readings is None:
        return None
    found = agreed(readings, bare)
    lines, changes = mended(found.lines)
    sizes = _sizes(lines)
    scale = POINTS / picture.dpi
    pieces = [piece for line, size in zip(lines, sizes, strict=True) for piece in _pieces(line, size, scale)]
    return Recognised(pieces, rules, list(_doubtful(found, level, page)), changes, level.width, level.height)


def _read(picture: Picture, *, has_table: bool) -> list[list[Line]] | None:
    """Read a page as a text, or cell by cell where it has a table; that shows where it has no rules only once read."""
    if not has_table:
        readings = read_picture(picture, READINGS)
        if readings is None or sum(_is_row(line) for line in readings[0]) < _ROWS:
            return readings
    # Dirt on a page may take the reading of cells longer than it has.
    cells = read_picture(picture, [reading._replace(layout=CELLS) for reading in READINGS])
    if cells is not None:
        return cells
    return read_picture(picture, READINGS) if has_table else readings


def _is_row(line: Line) -> bool:
    """Say whether a line seems to be a row of cells."""
    gaps = [after.left - word.right for word, after in pairwise(line.words)]
    return sum(gap > _APART * line.size for gap in gaps) >= _GAPS


def _sizes(lines: Sequence[Line]) -> list[float]:
    """Give the size of each line's type, in pixels: that of most words, where it is about as large."""
    own = [_size(line) for line in lines]
    if not own:
        return []
    usual = median(size for line, size in zip(lines, own, strict=True) for _ in line.words)
    return [usual if usual / _AS_LARGE <= size <= usual * _AS_LARGE else size for size in own]


def _size(line: Line) -> float:
    """Measure a line's type by the height of its capitals, digits and tall letters, those without marks above."""
    heights = [line.base - word.top for word in line.words if _TALL.search(word.text) and not _is_marked(word.text)]
    return median(heights) / _TALL_SHARE if heights and median(heights) > 0 else line.size


def _is_marked(text: str) -> bool:
    """Say whether a mark stands above a tall letter, or two above one another."""
    for char in text:
        parts = normalize("NFD", char)
        base, above = parts[0], [mark for mark in parts[1:] if mark not in _NOT_ABOVE]
        if len(above) > 1 or (above and _TALL.match(base)):
            return True
    return False


def _pieces(line: Line, size: float, scale: float) -> Iterator[Piece]:
    """Part a line at its wide gaps."""
    words = sorted(line.words, key=lambda word: word.left)
    part: list[PlacedWord] = []
    for word, after in pairwise([*words, None]):
        if word is None:
            continue
        part.append(PlacedWord(word.text, word.left * scale, word.right * scale))
        if after is None or after.left - word.right > _WIDE * size:
            yield Piece(part, line.base * scale, size * scale)
            part = []


def _doubtful(found: Agreed, picture: Picture, page: int) -> Iterator[Doubtful]:
    """Say where each figure stands that is not sure, and show its line."""
    order = sorted(range(len(found.lines)), key=lambda number: found.lines[number].base)
    counted = {number: place for place, number in enumerate(order, 1)}
    shown: dict[int, bytes] = {}
    for one in found.doubtful:
        line = found.lines[one.line]
        if one.line not in shown:
            around = _AROUND * line.size
            shown[one.line] = picture.cut(
                min(word.left for word in line.words) - around,
                min(word.top for word in line.words) - around,
                max(word.right for word in line.words) + around,
                max(word.bottom for word in line.words) + around,
            )
        yield Doubtful(page, counted[one.line], one.readings, shown[one.line])
