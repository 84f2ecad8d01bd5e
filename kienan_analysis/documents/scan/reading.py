"""A picture as a document: a photograph or scan of pages, as .png, .jpg or .tif."""

from __future__ import annotations

import warnings
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from kienan_analysis.documents.document import Document, NotRead, spans
from kienan_analysis.documents.refusal import refuse, require
from kienan_analysis.documents.scan.notes import doubts_of, how_to_recognise
from kienan_analysis.documents.scan.tesseract import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from kienan_analysis.documents.scan.pictures import Picture
    from kienan_analysis.documents.scan.recognising import Recognised

_FORMATS: Final = ("PNG", "JPEG", "TIFF")
_MOST_PAGES: Final = 500
_LEAST_SIDE: Final = 40  # pixels
# Pictures often say 72 or 96 dots an inch, whatever they are of: a page of A4 is 8.27 inches wide.
_PAGE_WIDTH: Final = 8.27
_LIKELY: Final = (100, 1200)


def read_pictures(content: bytes, name: str) -> Document:
    """Recognise the text of a picture, or of several in one file (TIFF).

    Raises
    ------
    KienanError
        It is broken, far larger than a page, or cannot be recognised.
    """
    require("pypdfium2", name, "scan")
    missing = lacking()
    if missing:
        refuse(name, "This is an image.", how_to_recognise(missing))

    from kienan_analysis.documents.pdf.assembly import blocks_of, put_together
    from kienan_analysis.documents.scan.recognising import recognise

    made: dict[int, Recognised] = {}
    count = 0
    for count, picture in enumerate(_pages(content, name), 1):
        found = recognise(picture, count)
        if found is not None:
            made[count] = found
    if not made:
        refuse(name, "This is an image.", how_to_recognise("failed"))
    found_text = put_together([found.leaf(number) for number, found in made.items()], {})
    failed = [number for number in range(1, count + 1) if number not in made]
    doubtful = [one for found in made.values() for one in found.doubtful]
    return Document.of_blocks(
        blocks_of(found_text),
        name,
        left_out=found_text.left_out,
        not_read=[*([NotRead("pages", spans(failed))] if failed else []), *doubts_of(doubtful)],
        recognised=made,
        doubtful=doubtful,
        no_ocr="failed" if failed else "",
        mended=[one for found in made.values() for one in found.mended],
    )


def _pages(content: bytes, name: str) -> Iterator[Picture]:
    """Draw each picture of a file in grey."""
    from PIL import Image, ImageSequence

    from kienan_analysis.documents.scan.pictures import MOST_PIXELS

    count = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes, which are bounded here, and of tags that nobody reads
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                for count, frame in enumerate(ImageSequence.Iterator(opened), 1):
                    if count > _MOST_PAGES or frame.width * frame.height > MOST_PIXELS:
                        break
                    if min(frame.size) < _LEAST_SIDE:
                        refuse(name, "This is an image too small to hold text.", "Scan the page at 300 dots an inch.")
                    yield _grey(frame)
                else:
                    return
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        refuse(name, f"The image is broken ({type(error).__name__}).", "Save it anew as .png, or scan the page again.")
    refuse(
        name,
        f"The image has more than {_MOST_PAGES} pages, or a page of more than {MOST_PIXELS // 10**6} million dots.",
        "Cut out the pages with the figures, or scan them at 300 dots an inch.",
    )


def _grey(frame: Image) -> Picture:
    """Draw a picture in grey upon white, upright as it says, and about as large as a scan at 300 dots an inch."""
    from PIL import Image, ImageOps

    from kienan_analysis.documents.scan.pictures import DPI, MOST_PIXELS, Picture

    shown = ImageOps.exif_transpose(frame)
    if shown.mode in {"RGBA", "LA", "PA"} or "transparency" in shown.info:
        over = shown.convert("RGBA")
        shown = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    grey = shown.convert("L")
    said = frame.info.get("dpi", (0, 0))[0]
    dpi = float(said) if _LIKELY[0] <= float(said) <= _LIKELY[1] else min(grey.size) / _PAGE_WIDTH
    scale = min(DPI / dpi, sqrt(MOST_PIXELS / (grey.width * grey.height)))
    if not 0.8 <= scale <= 1.25:  # noqa: PLR2004 - near enough
        size = max(round(grey.width * scale), 1), max(round(grey.height * scale), 1)
        return Picture(np.asarray(grey.resize(size, Image.Resampling.BICUBIC)), round(dpi * scale))
    return Picture(np.asarray(grey), round(dpi))
