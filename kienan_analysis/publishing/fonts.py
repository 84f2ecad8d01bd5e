"""The page's typeface: the few glyphs that it needs, embedded, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import io
import unicodedata
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.publishing.user_cache import kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fontTools.ttLib import TTFont

FAMILY = "Be Vietnam Pro"
FIGURES_FAMILY = "Be Vietnam Pro Figures"

_DIGITS = "0123456789"
_PUNCTUATION = "\u00a0\u2212\u2013\u2014\u2026\u00b7\u2265\u2264\u00d7\u2018\u2019\u201c\u201d\u00ab\u00bb"
_SIGNS = "\u00b0\u00b1\u00b2\u00b3\u00bd\u00a9\u00a7\u20ab\u2030\u221e"
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VIETNAMESE = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)) + "đ"
# What a Vietnamese or English page is written with.
_REPERTOIRE = "".join(map(chr, range(0x20, 0x7F))) + _PUNCTUATION + _SIGNS + _VIETNAMESE + _VIETNAMESE.upper()
_NOT_DRAWN = "\n\r\t"
_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]


class Face(NamedTuple):
    """One face of the typeface: its file, and how a style sheet asks for it."""

    file: str
    weight: int
    style: str = "normal"


REGULAR = Face("BeVietnamPro-Regular.ttf", 400)
ITALIC = Face("BeVietnamPro-Italic.ttf", 400, "italic")
SEMIBOLD = Face("BeVietnamPro-SemiBold.ttf", 600)
BOLD = Face("BeVietnamPro-Bold.ttf", 700)


# What every page is set in; bold is added where a text asks for it.
PAGE_FACES = (REGULAR, ITALIC, SEMIBOLD)


def font_directory() -> str:
    """Folder of the typeface's files."""
    import fontpkg_be_vietnam_pro

    return str(fontpkg_be_vietnam_pro.ROOT / "files")


def font_faces(text: str, faces: Iterable[Face]) -> str:
    """Write the ``@font-face`` rules that embed each face with the characters of a text.

    Nearly every page does with the same repertoire, whose subsets are kept in the user's cache; a text with other
    letters gets subsets of its own.

    A second family holds the digits alone, all of one width: the typeface has proportional digits only, and a column
    of those does not line up. A table names that family first.
    """
    others = set(text) - set(_REPERTOIRE) - set(_NOT_DRAWN)
    characters = "".join(sorted(others | set(_REPERTOIRE)))
    rules = []
    for face in faces:
        rules.append(_rule(FAMILY, face, _subset(face, characters)))
        if face.style == "normal":
            rules.append(_rule(FIGURES_FAMILY, face, _equal_digits(face)))
    return "\n".join(rules)


def _rule(family: str, face: Face, woff2: bytes) -> str:
    data = base64.b64encode(woff2).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )


@lru_cache(maxsize=64)
def _subset(face: Face, characters: str) -> bytes:
    return kept(_kept_name(face, characters), lambda: _bytes(_glyphs(face, characters, _FEATURES)))


@lru_cache(maxsize=8)
def _equal_digits(face: Face) -> bytes:
    return kept(_kept_name(face, "equal digits"), lambda: _bytes(_with_equal_digits(face)))


def _kept_name(face: Face, what: str) -> str:
    """Name a kept subset by all that it depends on."""
    made_of = f"{what} {version('fontpkg-be-vietnam-pro')} {version('fonttools')} {version('brotli')}"
    return f"{Path(face.file).stem}-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}.woff2"


def _with_equal_digits(face: Face) -> TTFont:
    """Give every digit the width of a zero, its outline in the middle."""
    font = _glyphs(face, _DIGITS, [])
    names = font.getBestCmap()
    outlines, widths = font["glyf"], font["hmtx"]
    width = widths[names[ord("0")]][0]
    for digit in _DIGITS:
        name = names[ord(digit)]
        old_width, bearing = widths[name]
        shift = (width - old_width) // 2
        coordinates, _, _ = outlines[name].getCoordinates(outlines)
        coordinates.translate((shift, 0))
        outlines[name].coordinates = coordinates
        outlines[name].recalcBounds(outlines)
        widths[name] = (width, bearing + shift)
    return font


def _glyphs(face: Face, characters: str, features: list[str]) -> TTFont:
    from fontTools import subset

    options = subset.Options(
        layout_features=features, hinting=False, notdef_outline=True, recalc_timestamp=False, name_IDs=[]
    )
    font: TTFont = subset.load_font(f"{font_directory()}/{face.file}", options, lazy=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    return font


def _bytes(font: TTFont) -> bytes:
    font.flavor = "woff2"
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
