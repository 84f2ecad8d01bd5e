"""Points of places laid out on a plane, with as many labels as there is room for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.area_parts import Part

# In CSS pixels.
LABEL_SIZE: Final = 11.5
NAME_SIZE: Final = 13.0
_PADDING: Final = 14
_LETTER: Final = 0.57  # a letter's usual width, as a part of the size
_LINE: Final = 1.2
_GAP: Final = 3
# A point this many times as far out as nine tenths of the others would shrink all the rest.
_FAR: Final = 2.2
_MOST_FAR: Final = 0.1
_TALLEST: Final = 1.35
# Fewer cells would make each label look at too many others.
_CELL: Final = 40


@dataclass(frozen=True)
class Frame:
    """Places on a plane.

    Attributes
    ----------
    width, height : int
        In CSS pixels.
    x, y : list of float
        From the left and from the top, a place each, in the order given.
    far : list of bool
        Whether it lies far outside and stands at the edge.
    """

    width: int
    height: int
    x: list[float]
    y: list[float]
    far: list[bool]


def laid_out(parts: Sequence[Part], width: int) -> Frame:
    """Lay points out with north up, all directions at one scale: fit for the size of a province or a country.

    Parameters
    ----------
    parts : sequence of Part
        All with points.
    width : int
        At most, in CSS pixels.
    """
    lat, lon = (np.array([getattr(part, name) for part in parts]) for name in ("lat", "lon"))
    middle = float(np.median(lat)), float(np.median(lon))
    across, up = (lon - middle[1]) * math.cos(math.radians(middle[0])), lat - middle[0]
    away = np.hypot(across, up)
    far = away > _FAR * np.quantile(away, 0.9)
    if far.mean() > max(_MOST_FAR, 1 / len(parts)):
        far[:] = False
    near = ~far
    low, high = ((end(across[near]), end(up[near])) for end in (np.min, np.max))
    wide, tall = max(high[0] - low[0], 1e-6), max(high[1] - low[1], 1e-6)
    scale = min((width - 2 * _PADDING) / wide, (width * _TALLEST - 2 * _PADDING) / tall)
    size = [max(round(length * scale) + 2 * _PADDING, 160) for length in (wide, tall)]
    x = np.clip(size[0] / 2 + (across - (low[0] + high[0]) / 2) * scale, _PADDING / 2, size[0] - _PADDING / 2)
    y = np.clip(size[1] / 2 - (up - (low[1] + high[1]) / 2) * scale, _PADDING / 2, size[1] - _PADDING / 2)
    return Frame(size[0], size[1], x.round(1).tolist(), y.round(1).tolist(), far.tolist())


@dataclass(frozen=True)
class Label:
    """Where a label's anchor stands, and how its text is aligned to it."""

    x: float
    y: float
    align: str
    place: int


def labels(
    frame: Frame,
    texts: Sequence[str],
    radii: Sequence[float],
    wanted: Sequence[int],
    *,
    surely: int = 0,
    names: Sequence[tuple[float, float, str]] = (),
) -> list[Label]:
    """Place labels where they cover neither dots nor other labels; those without room are left out.

    Parameters
    ----------
    frame : Frame
    texts : sequence of str
        A place each.
    radii : sequence of float
        Of the dots.
    wanted : sequence of int
        Which places are to be labelled, the most important first.
    surely : int
        How many of these may cover dots where there is no other room.
    names : sequence of (float, float, str)
        Texts that stand already, by their middle.
    """
    dots, written = _Taken(), _Taken()
    for x, y, radius in zip(frame.x, frame.y, radii, strict=True):
        dots.add((x - radius, y - radius, x + radius, y + radius))
    for x, y, text in names:
        wide, tall = len(text) * NAME_SIZE * _LETTER / 2, NAME_SIZE * _LINE / 2
        written.add((x - wide, y - tall, x + wide, y + tall))
    found = []
    for number, place in enumerate(wanted):
        size = len(texts[place]) * LABEL_SIZE * _LETTER, LABEL_SIZE * _LINE
        choices = [
            (label, box)
            for label, box in _choices(frame, place, radii[place], size)
            if box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height
            if not written.meets(box)
        ]
        free = [choice for choice in choices if not dots.meets(choice[1])]
        for label, box in free[:1] or (choices[:1] if number < surely else []):
            written.add(box)
            found.append(label)
    return found


_Box = tuple[float, float, float, float]


def _choices(frame: Frame, place: int, radius: float, size: tuple[float, float]) -> Iterator[tuple[Label, _Box]]:
    """Try right, left, above and below."""
    x, y, (wide, tall), gap = frame.x[place], frame.y[place], size, radius + _GAP
    yield Label(x + gap, y, "left", place), (x + gap, y - tall / 2, x + gap + wide, y + tall / 2)
    yield Label(x - gap, y, "right", place), (x - gap - wide, y - tall / 2, x - gap, y + tall / 2)
    for down in (-(gap + tall / 2), gap + tall / 2):
        centre = y + down
        yield Label(x, centre, "center", place), (x - wide / 2, centre - tall / 2, x + wide / 2, centre + tall / 2)


class _Taken:
    """The room that is taken, by cells of the plane, so that each label looks at its neighbours only."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[_Box]] = {}

    def add(self, box: _Box) -> None:
        for cell in self._under(box):
            self._cells.setdefault(cell, []).append(box)

    def meets(self, box: _Box) -> bool:
        return any(_overlap(box, other) for cell in self._under(box) for other in self._cells.get(cell, ()))

    @staticmethod
    def _under(box: _Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(end / _CELL) for end in box)
        return ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
