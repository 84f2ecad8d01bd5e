"""Lines of text measured and wrapped by the letters of the typeface: for SVG, which has no lines."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kienan_analysis.publishing.fonts import font_directory

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from kienan_analysis.publishing.fonts import Face

_ELLIPSIS = "…"
# Letters are measured once, large, so that every size comes from the same widths.
_MEASURED_AT = 100


def wrapped(text: str, size: float, face: Face, room: float, *, most: int | None = None) -> list[str]:
    """Part a text into lines that fit; with ``most``, the last of so many ends in an ellipsis where there is more."""
    lines: list[str] = []
    for word in text.replace("\n", " ").split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, face) <= room:
            lines[-1] = joined
            continue
        lines += _parted(word, size, face, room)
    lines = [line for line in lines if line] or [""]
    if most is not None and len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        while last and width_of(f"{last}{_ELLIPSIS}", size, face) > room:
            last = last[:-1]
        lines[-1] = f"{last.rstrip()}{_ELLIPSIS}"
    return lines


def _parted(word: str, size: float, face: Face, room: float) -> list[str]:
    """Part a word that is longer than a line."""
    if width_of(word, size, face) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, face) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def width_of(text: str, size: float, face: Face) -> float:
    """Measure a line of text in pixels, letter by letter: what kerning takes away is room to spare."""
    return sum(_letter(letter, face) for letter in text) * size / _MEASURED_AT


@lru_cache(maxsize=4096)
def _letter(letter: str, face: Face) -> float:
    return _font(face).getlength(letter)


@cache
def _font(face: Face) -> FreeTypeFont:
    from PIL import ImageFont

    # The basic layout is in every build of Pillow; composed Vietnamese letters need no more.
    return ImageFont.truetype(f"{font_directory()}/{face.file}", _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
