"""The text layer of a PDF, its wrapped lines joined, by pypdf."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from statistics import quantiles
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import Block, Document
from kienan_analysis.documents.refusal import refuse, require
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject

_MAX_PAGES: Final = 500
_MAX_TEXT: Final = 64 * 1024 * 1024
# A page of a report has a thousand letters and more; a scan has none, or a stamp's.
_FEW_LETTERS: Final = 20
_ENDS: Final = (".", ":", ";", "!", "?", "…")
_BULLET: Final = re.compile(r"(?:[-+*•·▪–○●►➢✓]|\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)/])\s")
_AS_MUCH: Final = 0.98
# A line at least this share of the usual line's length was wrapped; a shorter one ends a paragraph.
_FULL_LINE: Final = 0.75


def read_pdf(content: bytes, name: str) -> Document:
    """Read a PDF that has a text layer.

    Raises
    ------
    KienanError
        It is broken, locked, too long, or holds images of pages only.
    """
    require("pypdf", name)
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(
        logging.ERROR
    )  # It tells of every small fault of a file that it reads all the same.
    pages: list[str] = []
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            refuse(name, "The PDF is locked with a password.", "Save it without, or copy its text.")
        count = len(reader.pages)
        if count > _MAX_PAGES:
            refuse(
                name, f"The PDF has {count} pages; up to {_MAX_PAGES} are read.", "Cut out the pages with the figures."
            )
        title = " ".join(str((reader.metadata.title if reader.metadata else "") or "").split())[:300]
        for page in reader.pages:
            pages.append(_text_of(page))
            if sum(map(len, pages)) > _MAX_TEXT:
                refuse(
                    name, "The PDF unpacks to far more text than a report has.", "Cut out the pages with the figures."
                )
    except KienanError:
        raise
    except Exception as error:  # noqa: BLE001 - files are broken in any way; what parses them may fail in any way
        refuse(
            name,
            f"The PDF is broken or of an unusual kind ({type(error).__name__}).",
            "Print it to PDF anew, or copy its text.",
        )
    if all(len(page.split()) < _FEW_LETTERS and len(page.strip()) < _FEW_LETTERS for page in pages):
        refuse(
            name,
            "The PDF has no text layer: its pages are images, as of a scan.",
            "Run a text recognition (OCR) first, and check its digits.",
        )
    joined = join_lines(*pages)
    return Document.of_blocks((Block("paragraph", line) for line in joined.split("\n")), name, title=title)


def _text_of(page: PageObject) -> str:
    """Take a page's text by the places of its letters, where that finds as much as the order in the file does.

    By their order alone words fall apart where a letter with its marks comes from another font than its neighbours, as
    Vietnamese ones often do.
    """
    in_order = page.extract_text()
    try:
        by_place = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except Exception:  # noqa: BLE001 - the other way is there
        return in_order
    return by_place if _letters(by_place) >= _AS_MUCH * _letters(in_order) else in_order


def _letters(text: str) -> int:
    return len("".join(text.split()))


def join_lines(*pages: str) -> str:
    r"""Join the lines that only a page's width, or its end, has broken.

    Parameters
    ----------
    *pages : str
        In order, the first is page 1: a line that holds nothing but its page's number is left out.

    Examples
    --------
    >>> print(join_lines("Giá trị sản xuất công nghiệp đạt\n600,37 tỷ đồng.\n- Thu ngân sách\n1", "424,723 tỷ đồng"))
    Giá trị sản xuất công nghiệp đạt 600,37 tỷ đồng.
    - Thu ngân sách 424,723 tỷ đồng
    """
    lines = [
        line
        for number, page in enumerate(pages, 1)
        for line in (" ".join(line.split()) for line in page.strip().splitlines())
        if line.strip("-– ") != str(number)
    ]
    usual = _usual_length(lines)
    joined: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        if not joined or not line or not before or _BULLET.match(line) or _ends(before, line, usual):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return "\n".join(joined)


def _ends(before: str, line: str, usual: float) -> bool:
    """Say whether a line ends what it says: a full stop before a capital, or a short line before one."""
    if before.endswith(_ENDS) and (line[0].isupper() or before.endswith((":", ";"))):
        return True
    return line[0].isupper() and len(before) < _FULL_LINE * usual


def _usual_length(lines: Sequence[str]) -> float:
    lengths = [len(line) for line in lines if line]
    return quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0.0
