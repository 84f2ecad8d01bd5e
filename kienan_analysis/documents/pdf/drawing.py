"""The rules, filled boxes and pictures of a page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What of a page is looked at: a drawing of more pieces is a map or a chart, not the rules of a table.
_MOST_OBJECTS: Final = 60_000
_MOST_POINTS: Final = 24
_DEEPEST: Final = 6
_THIN: Final = 3.0  # points: a filled box as thin is a rule
_OPAQUE: Final = 250
_CORNERS: Final = 4


class Box(NamedTuple):
    """A box of a page, in points: as the file has it, upwards, or turned upright, from the top left downwards."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point is in it."""
        return self.left <= x <= self.right and self.low <= y <= self.high

    @property
    def area(self) -> float:
        """Square points."""
        return max(self.right - self.left, 0.0) * max(self.high - self.low, 0.0)


class Fill(NamedTuple):
    """A box filled with one colour, and when it is drawn."""

    box: Box
    colour: tuple[int, int, int]
    order: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws beside letters.

    Attributes
    ----------
    rules : list of Box
        Thin: lines, and edges of boxes.
    fills : list of Fill
        Opaque.
    pictures : list of Box
    order : dict of int to int
        When each object of text is drawn, by its address.
    paths : int
        How many shapes it draws.
    whole : bool
        Whether all of it was looked at.
    longest_line : int
        How many objects of text follow one another on one line at most.
    """

    rules: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    paths: int = 0
    whole: bool = True
    longest_line: int = 0

    def turned(self, turn: Callable[[Box], Box]) -> Drawn:
        """Turn its rules and pictures as the letters are."""
        return replace(
            self,
            rules=[turn(box) for box in self.rules],
            fills=[fill._replace(box=turn(fill.box)) for fill in self.fills],
            pictures=[turn(box) for box in self.pictures],
            order={},
        )


def read_drawn(page: Any) -> Drawn:  # noqa: ANN401 - PDFium's handles have no types
    """Look at what a page draws, up to a bound."""
    rules: list[Box] = []
    fills: list[Fill] = []
    pictures: list[Box] = []
    order: dict[int, int] = {}
    paths = count = run = longest = 0
    before = Box(0.0, 0.0, 0.0, 0.0)
    for count, (found, matrix) in enumerate(_objects(page), 1):
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            bounds = _bounds(found, matrix)
            run = run + 1 if bounds.low < before.high and before.low < bounds.high else 0
            longest, before = max(longest, run), bounds
        if count > _MOST_OBJECTS:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            order[ctypes.cast(found, ctypes.c_void_p).value or 0] = count
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_bounds(found, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            _shape(found, matrix, count, rules, fills)
    return Drawn(rules, fills, pictures, order, paths, count <= _MOST_OBJECTS, longest)


_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:  # noqa: ANN401 - as above
    """Give the objects of a page and of the forms in it, as they are drawn."""
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        found = pdfium.FPDFPage_GetObject(page, index)
        if found:
            yield from _inside(found, _AS_IT_IS, 0)


def _inside(found: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:  # noqa: ANN401 - as above
    if pdfium.FPDFPageObj_GetType(found) != pdfium.FPDF_PAGEOBJ_FORM:
        yield found, matrix
        return
    if depth >= _DEEPEST:
        return
    within = _times(_matrix(found), matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(found)):
        child = pdfium.FPDFFormObj_GetObject(found, index)
        if child:
            yield from _inside(child, within, depth + 1)


def _matrix(found: Any) -> _Matrix:  # noqa: ANN401 - as above
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, matrix):
        return _AS_IT_IS
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _bounds(found: Any, matrix: _Matrix) -> Box:  # noqa: ANN401 - as above
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top)
    return _around([_at(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)])


def _shape(found: Any, matrix: _Matrix, order: int, rules: list[Box], fills: list[Fill]) -> None:  # noqa: ANN401
    """Take the rules, or the filled box, that a path draws."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(found, mode, stroked)
    if not (mode.value or stroked.value):
        return
    bounds = _bounds(found, matrix)
    thin = min(bounds.right - bounds.left, bounds.high - bounds.low) <= _THIN
    if thin:
        rules.append(bounds)
        return
    if mode.value and not pdfium.FPDFPageObj_HasTransparency(found):
        values = [ctypes.c_uint() for _ in range(4)]
        if pdfium.FPDFPageObj_GetFillColor(found, *values) and values[3].value >= _OPAQUE:
            fills.append(Fill(bounds, (values[0].value, values[1].value, values[2].value), order))
    count = pdfium.FPDFPath_CountSegments(found)
    if stroked.value and count <= _MOST_POINTS:
        rules.extend(_edges(found, _times(_matrix(found), matrix), count))
    elif mode.value and count > _CORNERS + 1 and count <= _MOST_POINTS * 10:
        rules.extend(_thin_parts(found, _times(_matrix(found), matrix), count))


def _points(found: Any, matrix: _Matrix, count: int) -> Iterator[tuple[int, tuple[float, float], bool]]:  # noqa: ANN401
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(found, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        closes = bool(pdfium.FPDFPathSegment_GetClose(segment))
        yield pdfium.FPDFPathSegment_GetType(segment), _at(matrix, x.value, y.value), closes


def _edges(found: Any, matrix: _Matrix, count: int) -> Iterator[Box]:  # noqa: ANN401 - as above
    """Give the straight upright or level lines that a stroked path draws."""
    first = last = (0.0, 0.0)
    for kind, point, closes in _points(found, matrix, count):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = last = point
        else:
            if kind == pdfium.FPDF_SEGMENT_LINETO:
                yield from _straight(last, point)
            last = point
        if closes:
            yield from _straight(last, first)


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    box = _around([one, other])
    if min(box.right - box.left, box.high - box.low) <= 1 and box.right - box.left + box.high - box.low > _THIN:
        yield box


def _thin_parts(found: Any, matrix: _Matrix, count: int) -> Iterator[Box]:  # noqa: ANN401 - as above
    """Give the thin boxes of a path that fills several."""
    part: list[tuple[float, float]] = []
    for kind, point, _ in _points(found, matrix, count):
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            yield from _if_thin(part)
            part = []
        part.append(point)
    if part:
        yield from _if_thin(part)


def _if_thin(part: list[tuple[float, float]]) -> Iterator[Box]:
    box = _around(part)
    wide, high = box.right - box.left, box.high - box.low
    if min(wide, high) <= _THIN < max(wide, high):
        yield box
