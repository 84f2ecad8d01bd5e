"""Pages as pictures: grey, upright, their rules found and taken out, so that only letters are left to be read."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np

from kienan_analysis.documents.pdf.drawing import Box

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]

DPI: Final = 300
# An A3 page at 300 dots an inch has 17 million dots.
MOST_PIXELS: Final = 40_000_000
POINTS: Final = 72.0
_WHITE: Final = 255
_STEEPEST: Final = 3.0  # degrees
_COARSE, _FINE = 0.25, 0.05  # degrees
_LEAST_TURN: Final = 0.1  # degrees: over a line of 17 cm a third of a millimetre
_SAMPLE: Final = 1000  # pixels a side, to find the turn
_RULE: Final = 0.4  # inches: no stroke of a letter is as long
_THICKEST: Final = 0.06  # inches
_MOST_RUNS: Final = 20_000
_WIDEST_SHOWN: Final = 1400  # pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey dots.

    Attributes
    ----------
    pixels : array of uint8, rows by columns
        0 is black.
    dpi : int
        Dots an inch.
    """

    pixels: Grey
    dpi: int

    @property
    def width(self) -> float:
        """In points."""
        return float(self.pixels.shape[1] * POINTS / self.dpi)

    @property
    def height(self) -> float:
        """In points."""
        return float(self.pixels.shape[0] * POINTS / self.dpi)

    def write(self, stream: IO[bytes]) -> None:
        """Write it as a portable grey map (PGM)."""
        rows, columns = self.pixels.shape
        stream.write(b"P5\n%d %d\n255\n" % (columns, rows))
        stream.write(np.ascontiguousarray(self.pixels).data)

    def scaled(self, scale: float) -> Picture:
        """Draw it larger, or smaller."""
        from PIL import Image

        image = Image.fromarray(self.pixels)
        size = round(image.width * scale), round(image.height * scale)
        return Picture(np.asarray(image.resize(size, Image.Resampling.BICUBIC)), round(self.dpi * scale))

    def turned(self, quarters: int) -> Picture:
        """Turn it by quarters, against the clock."""
        return Picture(np.ascontiguousarray(np.rot90(self.pixels, quarters)), self.dpi)

    def cut(self, left: float, top: float, right: float, bottom: float) -> bytes:
        """Give a part of it, edges in pixels, as PNG; made smaller where it is wide."""
        from PIL import Image

        rows, columns = self.pixels.shape
        x0, x1 = max(int(left), 0), min(int(right) + 1, columns)
        y0, y1 = max(int(top), 0), min(int(bottom) + 1, rows)
        if x0 >= x1 or y0 >= y1:
            return b""
        image = Image.fromarray(np.ascontiguousarray(self.pixels[y0:y1, x0:x1]))
        if image.width > _WIDEST_SHOWN:
            size = _WIDEST_SHOWN, max(round(image.height * _WIDEST_SHOWN / image.width), 1)
            image = image.resize(size, Image.Resampling.LANCZOS)
        # Sixteen shades are enough to look at, and a third of the size.
        image = image.point([shade // 17 * 17 for shade in range(256)])
        written = BytesIO()
        image.save(written, "PNG", optimize=True)
        return written.getvalue()


def drawn_page(page: Any) -> Picture:  # noqa: ANN401 - PDFium's handles have no types
    """Draw a page of a PDF."""
    width, height = page.get_size()
    dpi = int(min(DPI, sqrt(MOST_PIXELS / max(width * height, 1.0)) * POINTS))
    bitmap = page.render(scale=max(dpi, 1) / POINTS, grayscale=True)
    try:
        rows = np.frombuffer(bitmap.buffer, np.uint8).reshape(bitmap.height, bitmap.stride)
        return Picture(rows[:, : bitmap.width * bitmap.n_channels : bitmap.n_channels].copy(), max(dpi, 1))
    finally:
        bitmap.close()


def upright(picture: Picture) -> Picture:
    """Turn a page that was laid askew upon the scanner, up to 3 degrees."""
    from PIL import Image

    angle = _askew(picture)
    if abs(angle) < _LEAST_TURN:
        return picture
    image = Image.fromarray(picture.pixels)
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return Picture(np.asarray(turned), picture.dpi)


def _askew(picture: Picture) -> float:
    """Say by how many degrees a page must be turned against the clock for its lines to be level.

    Level lines leave the rows between them empty: the sums of the rows differ most.
    """
    dark = _WHITE - picture.pixels[:: max(picture.pixels.shape[0] // _SAMPLE, 1)].astype(np.float32)
    step = max(picture.pixels.shape[0] // _SAMPLE, 1)
    wide = dark.shape[1] // step * step
    if not wide or dark.shape[0] < 2:  # noqa: PLR2004 - a line
        return 0.0
    small = dark[:, :wide].reshape(dark.shape[0], -1, step).mean(axis=2)
    small = np.where(small > small.mean() + small.std(), small, 0.0).astype(np.float32)
    rows, columns = np.nonzero(small)
    if not rows.size:
        return 0.0
    weights = small[rows, columns]
    best = 0.0
    for reach, stride in ((_STEEPEST, _COARSE), (_COARSE, _FINE)):
        angles = best + np.arange(-reach, reach + stride / 2, stride)
        best = float(max(angles, key=lambda angle: _sharpness(rows, columns, weights, small.shape[0], angle)))
    return best


def _sharpness(rows: Any, columns: Any, weights: Any, height: int, angle: float) -> float:  # noqa: ANN401 - arrays
    """Say how much the sums of the rows differ from one to the next once the page is turned."""
    moved = rows - np.tan(np.radians(angle)) * columns
    shift = int(np.ceil(abs(np.tan(np.radians(angle))) * (columns.max() + 1))) + 1
    sums = np.bincount((moved + shift).astype(np.intp), weights, height + 2 * shift + 1)
    return float(np.square(np.diff(sums)).sum())


def without_rules(picture: Picture) -> tuple[Picture, list[Box]]:
    """Take out the rules of tables, which would be read as strokes of letters.

    Returns
    -------
    Picture
    list of Box
        The rules, in points from the top left.
    """
    pixels = picture.pixels
    dark = pixels < 128  # noqa: PLR2004 - half way between black and white
    length, thick = max(int(_RULE * picture.dpi), 2), max(int(_THICKEST * picture.dpi), 2)
    level, upright_ = _opened(dark, length), _opened(dark.T, length)
    found: list[Box] = []
    erased = np.zeros_like(dark)
    scale = POINTS / picture.dpi
    for mask, is_level in ((level, True), (upright_, False)):
        for start, top, stop, bottom in _boxes(mask):
            if bottom - top > thick:
                continue
            if is_level:
                erased[max(top - 1, 0) : bottom + 1, start:stop] = True
                found.append(Box(start * scale, top * scale, stop * scale, bottom * scale))
            else:
                erased[start:stop, max(top - 1, 0) : bottom + 1] = True
                found.append(Box(top * scale, start * scale, bottom * scale, stop * scale))
    if not found:
        return picture, []
    return Picture(np.where(erased, np.uint8(_WHITE), pixels), picture.dpi), found


def _opened(dark: Any, length: int) -> Any:  # noqa: ANN401 - arrays of bool, rows by columns
    """Keep what is dark over at least so many dots of a row without a gap."""
    rows, columns = dark.shape
    if columns < length:
        return np.zeros_like(dark)
    sums = np.zeros((rows, columns + 1), np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    whole = (sums[:, length:] - sums[:, :-length]) == length
    # Each whole window is kept from its first dot to its last.
    steps = np.zeros((rows, columns + 1), np.int16)
    steps[:, : columns - length + 1] += whole
    steps[:, length:] -= whole
    return np.cumsum(steps[:, :-1], axis=1) > 0


def _boxes(mask: Any) -> list[tuple[int, int, int, int]]:  # noqa: ANN401 - an array of bool
    """Give the boxes of what hangs together: start and stop in the row, first row and the one after the last."""
    some = np.flatnonzero(mask.any(axis=1))
    boxes: list[list[int]] = []
    open_boxes: list[list[int]] = []
    count = 0
    for row in some.tolist():
        edges = np.flatnonzero(np.diff(np.concatenate(([False], mask[row], [False])).astype(np.int8)))
        count += edges.size // 2
        if count > _MOST_RUNS:  # a picture, and no table
            return []
        open_boxes = [box for box in open_boxes if box[3] >= row - 1]
        for start, stop in edges.reshape(-1, 2).tolist():
            # Steps of a rule that is not quite level overlap or meet.
            near = [box for box in open_boxes if box[0] <= stop + 2 and start <= box[2] + 2]
            if not near:
                box = [start, row, stop, row + 1]
                boxes.append(box)
                open_boxes.append(box)
                continue
            first = near[0]
            for other in near[1:]:
                first[0], first[1] = min(first[0], other[0]), min(first[1], other[1])
                first[2], first[3] = max(first[2], other[2]), max(first[3], other[3])
                open_boxes = [box for box in open_boxes if box is not other]
                boxes = [box for box in boxes if box is not other]
            first[0], first[2], first[3] = min(first[0], start), max(first[2], stop), row + 1
    return [(box[0], box[1], box[2], box[3]) for box in boxes]
