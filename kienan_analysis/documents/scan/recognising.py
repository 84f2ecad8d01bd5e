"""A page that is a picture, as pieces of lines and rules, as a page with letters gives them; and what stays in doubt."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.document import Doubtful
from kienan_analysis.documents.pdf.assembly import Leaf
from kienan_analysis.documents.pdf.lines import Piece
from kienan_analysis.documents.pdf.lines import Word as PlacedWord
from kienan_analysis.documents.scan.agreement import agreed
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
_WIDE: Final = 0.8  # of the size: a gap that may part columns or cells
_AS_LARGE: Final = 1.2
_ABOUT: Final = 1.7  # of lines without letters, whose height tells little
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
    width, height : float
        Of the page, in points.
    """

    pieces: list[Piece]
    rules: list[Box]
    doubtful: list[Doubtful]
    width: float
    height: float

    def leaf(self, number: int) -> Leaf:
        """Give it as a page of a document."""
        return Leaf(number, self.width, self.height, self.pieces, self.rules, [], [], "", is_recognised=True)


def recognise(picture: Picture, page: int) -> Recognised | None:
    """Recognise a page's text; None where Tesseract fails, or takes too long."""
    level = upright(picture)
    bare, rules = without_rules(level)
    readings = read_picture(bare, READINGS)
    if readings is None:
        return None
    found = agreed(readings)
    sizes = _sizes(found.lines)
    scale = POINTS / picture.dpi
    pieces = [piece for line, size in zip(found.lines, sizes, strict=True) for piece in _pieces(line, size, scale)]
    return Recognised(pieces, rules, list(_doubtful(found, level, page)), level.width, level.height)


def _sizes(lines: Sequence[Line]) -> list[float]:
    """Give the size of each line's type, in pixels: that of most lines, where it is about as large."""
    if not lines:
        return []
    usual = median(line.size for line in lines for _ in line.words)
    sizes = []
    for line in lines:
        has_letters = any(char.isalpha() for word in line.words for char in word.text)
        reach = _AS_LARGE if has_letters else _ABOUT
        sizes.append(usual if usual / reach <= line.size <= usual * reach else line.size)
    return sizes


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
