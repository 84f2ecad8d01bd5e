"""A document as text: plain text, a saved web page, a Word file, a PDF, a picture; a file or standard input.

What kind it is is told by its content, not by its name. Nothing in it is executed or fetched, and its size is bounded.
"""

from __future__ import annotations

import contextlib
import re
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.kinds import kind_of
from kienan_analysis.documents.refusal import refuse
from kienan_analysis.errors import KienanError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kienan_analysis.documents.document import Document
    from kienan_analysis.documents.kinds import Kind

# The name that stands for standard input, by the habit of Unix.
STANDARD_INPUT: Final = "-"
# A year's report of a province with all annexes is some 20 MB as PDF; a text of this size takes minutes to read.
MAX_BYTES: Final = 64 * 1024 * 1024


class _Reader(NamedTuple):
    """What reads a kind of document.

    Attributes
    ----------
    module : str
        Of this room.
    function : str
        Takes the bytes and the file's name, and gives a `Document`.
    libraries : tuple of str
        What it imports when it reads.
    takes_ocr : bool
        Whether it may be asked to recognise text, by ``ocr``.
    """

    module: str
    function: str
    libraries: tuple[str, ...] = ()
    takes_ocr: bool = False


_READERS: Final[Mapping[Kind, _Reader]] = {
    "word": _Reader("word", "read_word_file", ("lxml.etree",)),
    "sheet": _Reader("sheet", "read_spreadsheet", ("openpyxl",)),
    "pdf": _Reader("pdf.reading", "read_pdf", ("pypdfium2", "kienan_analysis.documents.pdf.visible"), takes_ocr=True),
    "picture": _Reader(
        "scan.reading", "read_pictures", ("pypdfium2", "PIL.Image", "kienan_analysis.documents.scan.recognising")
    ),
    "office": _Reader("office", "read_office_file"),
    "web_page": _Reader("web.page", "read_web_page", ("lxml.html",)),
    "web_archive": _Reader("web.archive", "read_web_archive", ("lxml.html",)),
    "text": _Reader("plain_text", "read_plain_text"),
}
_AS_PNG: Final = "Save it as .png, then read that with --ocr, which recognises its text."
_UNPACK: Final = "Unpack it first."
# What else people have: how it begins, what it is, what to do.
_OTHER_KINDS: Final = (
    (re.compile(rb"GIF8[79]a|RIFF....WEBP|BM.{4}\0{4}|....ftyp(?:hei|hev|mif|avif)", re.DOTALL), "an image", _AS_PNG),
    (re.compile(rb"\x1f\x8b|BZh\d1AY&SY|\xfd7zXZ|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"), "a compressed archive", _UNPACK),
    (re.compile(rb"[^\0]{1,100}\0.{156,256}ustar", re.DOTALL), "an archive", _UNPACK),
    (re.compile(rb"MZ[^\n]{0,10}\0|\x7fELF", re.DOTALL), "a program", "Name the article itself."),
)
_END_OF_ARCHIVE: Final = b"PK\x05\x06"
_END_OF_PDF: Final = b"%%EOF"
_TAIL: Final = 70_000  # bytes: behind the end of a document stands a comment at most


def content_of(file: str | Path) -> tuple[bytes, str]:
    """Take in a file, or standard input where the name is ``-``: its bytes, and what it is called.

    Raises
    ------
    UsageError
        There is no such file.
    KienanError
        It cannot be read.
    """
    name = str(file)
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"
    path = Path(name)
    if not path.is_file():
        what = "this is a folder." if path.is_dir() else "there is no such file."
        raise UsageError(
            what,
            where=name,
            remedy="Name an article: text, a saved web page, .docx, .pdf or .xlsx; - is standard input.",
        )
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), name
    except OSError as error:
        raise KienanError(f"the file cannot be read: {error.strerror or error}.", where=name) from error


def read_document(file: str | Path, *, ocr: bool = False) -> Document:
    """Open a file, or standard input where the name is ``-``; with `ocr` text in images is recognised.

    Raises
    ------
    UsageError
        There is no such file.
    KienanError
        It is no document that can be read, or too large.
    """
    return document_of(*content_of(file), ocr=ocr)


def prepare_for(content: bytes) -> None:
    """Import what opens a kind of document, its library too, without looking into this one further."""
    _reader_of(content)
    for name in _READERS[kind_of(content)].libraries:
        with contextlib.suppress(ImportError):  # which reading it then says
            import_module(name)


def document_of(content: bytes, name: str, *, ocr: bool = False) -> Document:
    """Turn a document's bytes into text.

    Parameters
    ----------
    content : bytes
    name : str
        What the document is called where it is spoken of.
    ocr : bool
        Whether pages and pictures without text are recognised, by Tesseract where it is installed.
    """
    if len(content) > MAX_BYTES:
        refuse(name, f"The document is larger than {MAX_BYTES // 2**20} MiB.", "Cut out the part that has the figures.")
    if not content:
        refuse(name, "The file is empty: it has no bytes.", "Download or save it once more.")
    for beginning, what, remedy in _OTHER_KINDS:
        if beginning.match(content):
            refuse(name, f"This is {what}.", remedy)
    if kind_of(content) == "picture" and not ocr:
        from kienan_analysis.documents.scan.notes import how_to_recognise

        refuse(name, "This is an image.", how_to_recognise(""))
    try:
        return _reader_of(content, ocr=ocr)(content, name)
    except KienanError as error:
        if "broken" in error.what and _breaks_off(content):
            refuse(name, "The file breaks off: its end is missing.", "Download or copy it once more.")
        raise


def _breaks_off(content: bytes) -> bool:
    """Say whether an archive or a PDF lacks what ends it."""
    if content.startswith(b"PK\x03\x04"):
        return _END_OF_ARCHIVE not in content[-_TAIL:]
    return content[:1024].lstrip()[:5] == b"%PDF-" and _END_OF_PDF not in content[-_TAIL:]


def _reader_of(content: bytes, *, ocr: bool = False) -> Callable[[bytes, str], Document]:
    """Import what reads a kind of document; only then, since their libraries are large."""
    reader = _READERS[kind_of(content)]
    read: Callable[..., Document] = getattr(
        import_module(f"kienan_analysis.documents.{reader.module}"), reader.function
    )
    return partial(read, ocr=ocr) if reader.takes_ocr else read
