"""Whether a page shows a letter: not one without ink, in the page's own colour, beneath a box or off the page."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.pdf.drawing import Box, Drawn, Fill

_PALE: Final = 200  # of 255: a letter whose three colours are all so light may be lost on white
_NEAR: Final = 40  # of 255, in each colour: a letter so near to the box beneath it may be lost
_CONTRAST: Final = 16  # of 255: what an eye still tells from its ground
_SCALE: Final = 2.0  # pixels a point
_MOST_PIXELS: Final = 4000  # a side
_MOST_FILLS: Final = 400
_FAR: Final = 3.0  # points a letter may reach over the page's edge


class Look(NamedTuple):
    """How a letter is drawn: when, in which colour, and whether with ink at all."""

    order: int
    colour: tuple[int, int, int]
    is_drawn: bool


def seen(
    page: Any,  # noqa: ANN401 - PDFium's handles have no types
    text: Any,  # noqa: ANN401 - as above
    letters: Sequence[tuple[Look, Box, int]],
    drawn: Drawn,
    bounds: Box,
) -> list[bool]:
    """Say of each letter whether the page shows it.

    What a recognition of a scan wrote beneath or above its picture counts as shown: the picture shows it. Where a
    letter's colour, or a box drawn over it, leaves doubt, the page is drawn and looked at.

    Parameters
    ----------
    page : pypdfium2.PdfPage
    text : FPDF_TEXTPAGE
    letters : sequence of (Look, Box, int)
        Each with its box and its number in `text`.
    drawn : Drawn
    bounds : Box
        The page's.
    """
    shown = [True] * len(letters)
    doubtful: list[int] = []
    fills = sorted(drawn.fills, key=lambda fill: -fill.box.area)[:_MOST_FILLS]
    asked: dict[Look, list[Fill]] = {}
    for place, (look, box, _) in enumerate(letters):
        x, y = (box.left + box.right) / 2, (box.low + box.high) / 2
        if not (bounds.left - _FAR <= x <= bounds.right + _FAR and bounds.low - _FAR <= y <= bounds.high + _FAR):
            shown[place] = False
        elif not look.is_drawn:
            shown[place] = any(picture.holds(x, y) for picture in drawn.pictures[:_MOST_FILLS])
        elif min(look.colour) >= _PALE:
            doubtful.append(place)
        elif fills:
            if look not in asked:
                asked[look] = [fill for fill in fills if fill.order > look.order >= 0 or _near(fill, look)]
            if any(fill.box.holds(x, y) for fill in asked[look]):
                doubtful.append(place)
    if doubtful:
        picture = _Picture(page) if drawn.whole else None
        for place in doubtful:
            shown[place] = picture is not None and picture.has_ink(text, letters[place][2])
    return shown


def _near(fill: Fill, look: Look) -> bool:
    return all(abs(one - other) <= _NEAR for one, other in zip(fill.colour, look.colour, strict=True))


class _Picture:
    """A page as it looks."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - as above
        width, height = page.get_size()
        self._scale = min(_SCALE, _MOST_PIXELS / max(width, height, 1.0))
        bitmap = page.render(scale=self._scale, rev_byteorder=False, prefer_bgrx=True, no_smoothtext=False)
        self._page = page.raw
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._channels = bitmap.n_channels
        self._pixels = bytes(bitmap.buffer)
        bitmap.close()

    def has_ink(self, text: Any, index: int) -> bool:  # noqa: ANN401 - as above
        """Say whether there is more than one colour where a letter stands."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            return False
        corners = [self._pixel(x.value, y.value) for x, y in ((left, top), (right, bottom))]
        (x0, x1), (y0, y1) = (sorted(corner[side] for corner in corners) for side in (0, 1))
        x0, x1 = max(x0, 0), min(max(x1, x0 + 2), self._width)
        y0, y1 = max(y0, 0), min(max(y1, y0 + 2), self._height)
        rows = [
            self._pixels[row * self._stride + x0 * self._channels : row * self._stride + x1 * self._channels]
            for row in range(y0, y1)
        ]
        pixels = b"".join(rows)
        colours = [pixels[channel :: self._channels] for channel in range(min(self._channels, 3))]
        return any(colour and max(colour) - min(colour) >= _CONTRAST for colour in colours)

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, across, down)
        return (across.value, down.value)
