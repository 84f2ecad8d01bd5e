"""What the ink of a figure says by itself: whether its commas and points are such, and whether a mark stands raised.

All readings may take a point for a comma, which makes of 54.300 another number, and a note's raised mark for a digit.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.documents.scan.pictures import Picture
    from kienan_analysis.documents.scan.tesseract import Word

_SEPARATED: Final = re.compile(r"\d[.,]\d")
_AROUND: Final = ".,;:()[]“”\"'’‘"
_PLAIN: Final = re.compile(r"[-+]?\d(?:[\d.,]*\d)?%?")
# Shares of the height of the digits.
_TALL: Final = 0.6
_LOW_FROM: Final = 0.32  # above the base: no point or comma begins higher
_LOW_TO: Final = 0.12
# Beneath the base. In ten typefaces at 150 to 300 dots an inch points reach to 0.03, commas to 0.09 and further.
_POINT: Final = 0.035
_COMMA: Final = 0.085
_RAISED: Final = 0.3  # above the base: what ends higher is raised
_MARK: Final = 0.35  # the least height of a raised mark
_SPECK: Final = 0.006  # of the square: less ink is dirt
_LEAST: Final = 8  # dots: lower digits show no shape
_MOST_RUNS: Final = 4000


class Spot(NamedTuple):
    """Ink that hangs together: its edges, from the top left, the last ones beyond it, and how many dots it has."""

    left: int
    top: int
    right: int
    bottom: int
    dots: int


def is_as_drawn(word: Word, picture: Picture) -> bool:
    """Say whether nothing in the ink of a figure speaks against how it was read."""
    core = word.text.strip(_AROUND)
    if not _PLAIN.fullmatch(core):
        return not _SEPARATED.search(core)
    spots = spots_of(picture.pixels[max(word.top - 2, 0) : word.bottom + 3, max(word.left - 1, 0) : word.right + 1])
    tallest = max((spot.bottom - spot.top for spot in spots), default=0)
    digits = [spot for spot in spots if spot.bottom - spot.top >= _TALL * tallest]
    if tallest < _LEAST or not digits:
        return not _SEPARATED.search(core)
    base = median(spot.bottom for spot in digits)
    height = median(spot.bottom - spot.top for spot in digits)
    first, last = min(spot.left for spot in digits), max(spot.right for spot in digits)
    inner = [
        spot for spot in spots if first < (spot.left + spot.right) / 2 < last and spot.dots >= _SPECK * height * height
    ]
    low = [spot for spot in inner if spot.top >= base - _LOW_FROM * height and spot.bottom >= base - _LOW_TO * height]
    drawn = [_separator((spot.bottom - base) / height) for spot in sorted(low)]
    raised = [
        spot
        for spot in spots
        if spot.bottom <= base - _RAISED * height and spot.bottom - spot.top >= _MARK * height and spot.left >= first
    ]
    return drawn == [char for char in core if char in ".,"] and len(raised) <= core.count("%")


def _separator(depth: float) -> str:
    return "," if depth >= _COMMA else "." if depth <= _POINT else "?"


def spots_of(pixels: Any) -> list[Spot]:  # noqa: ANN401 - an array of uint8
    """Part ink into what hangs together, corners too; empty where there is too much of it for a word."""
    if min(pixels.shape) < 3:  # noqa: PLR2004 - a stroke
        return []
    grey = np.pad(pixels.astype(np.float32), 1, mode="edge")
    rows, columns = pixels.shape
    smooth = sum(grey[row : row + rows, column : column + columns] for row in range(3) for column in range(3)) / 9
    dark, light = np.percentile(smooth, (4, 90))
    ink = smooth < (dark + light) / 2
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, stops = np.argwhere(edges == 1), np.argwhere(edges == -1)
    if len(starts) > _MOST_RUNS:
        return []
    runs = [(int(row), int(start), int(stop)) for (row, start), (_, stop) in zip(starts, stops, strict=True)]
    return _joined(runs)


def _joined(runs: Sequence[tuple[int, int, int]]) -> list[Spot]:
    """Join runs of ink that touch those of the row above."""
    owner = list(range(len(runs)))

    def root(of: int) -> int:
        while owner[of] != of:
            owner[of] = owner[owner[of]]
            of = owner[of]
        return of

    begins = [at for at in range(len(runs)) if at == 0 or runs[at][0] != runs[at - 1][0]]
    for (above, here), end in zip(pairwise(begins), [*begins[2:], len(runs)], strict=False):
        if runs[here][0] != runs[above][0] + 1:
            continue
        at = above
        for one in range(here, end):
            while at < here and runs[at][2] < runs[one][1]:
                at += 1
            other = at
            while other < here and runs[other][1] <= runs[one][2]:
                owner[root(one)] = root(other)
                other += 1
    found: dict[int, list[int]] = {}
    for at, (row, start, stop) in enumerate(runs):
        box = found.setdefault(root(at), [start, row, stop, row + 1, 0])
        box[0], box[2], box[3] = min(box[0], start), max(box[2], stop), max(box[3], row + 1)
        box[4] += stop - start
    return [Spot(*box) for box in found.values()]
