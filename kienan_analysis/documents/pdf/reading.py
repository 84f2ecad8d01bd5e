"""A PDF as a document: what belongs to its pages set apart, its notes after the paragraphs that they belong to."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NoReturn

from kienan_analysis.documents.document import Document, NotRead, spans
from kienan_analysis.documents.refusal import refuse, require
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.documents.document import Lack
    from kienan_analysis.documents.pdf.letters import Page
    from kienan_analysis.documents.scan.recognising import Recognised

_MAX_PAGES: Final = 500
_MAX_LETTERS: Final = 64 * 1024 * 1024
# A page of a report has a thousand letters and more; a scan has none, or a stamp's.
_FEW_LETTERS: Final = 20
# So many stand on a scan at most that a signature is drawn on.
_STAMPED: Final = 300
_MOSTLY: Final = 0.5
_SHAPES: Final = 40  # what a page without letters draws at least if it draws its letters as shapes
_UNKNOWN: Final = 0.2
# PDFium keeps what it shares between documents without a lock of its own.
_ONE_AT_A_TIME: Final = Lock()


def read_pdf(content: bytes, name: str, *, ocr: bool = False) -> Document:
    """Read a PDF that has a text layer; with `ocr` also pages that have none, or whose letters are not told.

    Raises
    ------
    KienanError
        It is broken, locked, too long, or holds images of pages only that are not to be recognised, or cannot be.
    """
    require("pypdfium2", name)
    with _ONE_AT_A_TIME:
        title, pages = _open(content, name)
    lacks = {page.number: lack for page in pages if (lack := _lack(page)) is not None}
    recognised: dict[int, Recognised] = {}
    no_ocr = ""
    if lacks and ocr:
        no_ocr, recognised = _recognised(content, lacks)
        lacks = {number: lack for number, lack in lacks.items() if number not in recognised}
    if len(lacks) + sum(_is_blank(page) for page in pages) == len(pages):
        _refuse_unread(name, lacks, no_ocr)

    from kienan_analysis.documents.pdf.assembly import blocks_of, leaf_of, put_together
    from kienan_analysis.documents.scan.notes import doubts_of

    found = put_together(
        [recognised[page.number].leaf(page.number) if page.number in recognised else leaf_of(page) for page in pages],
        lacks,
    )
    doubtful = [one for number in sorted(recognised) for one in recognised[number].doubtful]
    not_read = [
        NotRead(what, spans(page for page, lack in lacks.items() if lack == what))
        for what in dict.fromkeys(lacks.values())
    ]
    return Document.of_blocks(
        blocks_of(found),
        name,
        left_out=found.left_out,
        not_read=[*not_read, *doubts_of(doubtful)],
        recognised=sorted(recognised),
        doubtful=doubtful,
        mended=[one for number in sorted(recognised) for one in recognised[number].mended],
        title=title,
        no_ocr=no_ocr,
    )


def _recognised(content: bytes, lacks: Mapping[int, Lack]) -> tuple[str, dict[int, Recognised]]:
    """Recognise pages; say what keeps that from being done, and give what was recognised of which page."""
    import pypdfium2

    from kienan_analysis.documents.scan.pictures import drawn_page
    from kienan_analysis.documents.scan.recognising import recognise
    from kienan_analysis.documents.scan.tesseract import lacking

    missing = lacking()
    made: dict[int, Recognised] = {}
    for number in () if missing else lacks:
        # One page at a time: a page's picture takes some ten megabytes.
        with _ONE_AT_A_TIME:
            document = pypdfium2.PdfDocument(content)
            try:
                picture = drawn_page(document[number - 1])
            finally:
                document.close()
        found = recognise(picture, number)
        if found is not None:
            made[number] = found
    return missing or ("failed" if len(made) < len(lacks) else ""), made


def _refuse_unread(name: str, lacks: Mapping[int, Lack], no_ocr: str) -> NoReturn:
    """Refuse a document of which no page can be read."""
    from kienan_analysis.documents.scan.notes import how_to_recognise

    what = "The PDF has no text layer: its pages are images, as of a scan."
    if "letters" in lacks.values():
        what = "The PDF draws its letters in fonts that do not say which letters they are."
    refuse(name, what, how_to_recognise(no_ocr))


def _open(content: bytes, name: str) -> tuple[str, list[Page]]:
    """Read what every page draws."""
    import pypdfium2

    from kienan_analysis.documents.pdf.letters import CrowdedError, read_page

    document: Any = None
    pages: list[Page] = []
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
        if count > _MAX_PAGES:
            refuse(
                name, f"The PDF has {count} pages; up to {_MAX_PAGES} are read.", "Cut out the pages with the figures."
            )
        title = " ".join(document.get_metadata_value("Title").split())[:300]
        letters = 0
        for number in range(count):
            page = document[number]
            pages.append(read_page(page, number + 1))
            page.close()
            letters += len(pages[-1].letters)
            if letters > _MAX_LETTERS:
                refuse(
                    name, "The PDF unpacks to far more text than a report has.", "Cut out the pages with the figures."
                )
    except KienanError:
        raise
    except CrowdedError as error:
        refuse(
            name,
            f"Page {error.page} of the PDF draws more than ten thousand pieces of text on one line, as no report does.",
            "Print it to PDF anew, or copy its text.",
        )
    except Exception as error:  # noqa: BLE001 - files are broken in any way; what parses them may fail in any way
        if "password" in str(error).lower():
            refuse(name, "The PDF is locked with a password.", "Save it without, or copy its text.")
        refuse(
            name,
            f"The PDF is broken or of an unusual kind ({type(error).__name__}).",
            "Print it to PDF anew, or copy its text.",
        )
    finally:
        if document is not None:
            document.close()
    return title, pages


def _count(page: Page) -> int:
    return sum(letter.char != " " for letters in (page.letters, *page.aside) for letter in letters)


def _is_blank(page: Page) -> bool:
    return _count(page) < _FEW_LETTERS and not page.drawn.pictures and page.drawn.paths < _SHAPES


def _lack(page: Page) -> Lack | None:
    """Say why a page's text cannot be read; None where it can."""
    count = _count(page)
    if page.unknown > _UNKNOWN * max(count, 1):
        return "letters"
    covered = sum(picture.area for picture in page.drawn.pictures) / max(page.width * page.height, 1.0)
    if count < _FEW_LETTERS:
        return "pages" if page.drawn.pictures or page.drawn.paths >= _SHAPES else None
    return "pages" if covered >= _MOSTLY and count < _STAMPED else None
