"""A document as text: plain text, a saved web page, a Word file, a PDF with a text layer; a file or standard input.

What kind it is is told by its content, not by its name. Nothing in it is executed or fetched, and its size is bounded.
"""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.kinds import kind_of
from kienan_analysis.documents.refusal import refuse
from kienan_analysis.errors import KienanError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kienan_analysis.documents.document import Document

# The name that stands for standard input, by the habit of Unix.
STANDARD_INPUT: Final = "-"
# A year's report of a province with all annexes is some 20 MB as PDF; a text of this size takes minutes to read.
MAX_BYTES: Final = 64 * 1024 * 1024
# What each kind's reader imports when it reads.
_LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "word": ("lxml.etree",),
    "sheet": ("openpyxl",),
    "pdf": ("pypdfium2", "kienan_analysis.documents.pdf.visible"),
    "web_page": ("lxml.html",),
    "web_archive": ("lxml.html",),
}
_TYPE_IN: Final = "Figures in images are not read: type them in, or run a text recognition (OCR) first."
# What else people have: how it begins, what it is, what to do.
_OTHER_KINDS: Final = (
    (b"\x89PNG", "an image", _TYPE_IN),
    (b"\xff\xd8\xff", "an image", _TYPE_IN),
    (b"GIF8", "an image", _TYPE_IN),
    (b"\x1f\x8b", "a compressed archive", "Unpack it first."),
)


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


def read_document(file: str | Path) -> Document:
    """Open a file, or standard input where the name is ``-``.

    Raises
    ------
    UsageError
        There is no such file.
    KienanError
        It is no document that can be read, or too large.
    """
    return document_of(*content_of(file))


def prepare_for(content: bytes) -> None:
    """Import what opens a kind of document, its library too, without looking into this one further."""
    _reader_of(content)
    for name in _LIBRARIES.get(kind_of(content), ()):
        with contextlib.suppress(ImportError):  # which reading it then says
            import_module(name)


def document_of(content: bytes, name: str) -> Document:
    """Turn a document's bytes into text.

    Parameters
    ----------
    content : bytes
    name : str
        What the document is called where it is spoken of.
    """
    if len(content) > MAX_BYTES:
        refuse(name, f"The document is larger than {MAX_BYTES // 2**20} MiB.", "Cut out the part that has the figures.")
    for beginning, what, remedy in _OTHER_KINDS:
        if content.startswith(beginning):
            refuse(name, f"This is {what}.", remedy)
    return _reader_of(content)(content, name)


def _reader_of(content: bytes) -> Callable[[bytes, str], Document]:
    """Import what reads a kind of document; only then, since their libraries are large."""
    kind = kind_of(content)
    if kind == "office":
        from kienan_analysis.documents.office import read_office_file

        return read_office_file
    if kind == "word":
        from kienan_analysis.documents.word import read_word_file

        return read_word_file
    if kind == "sheet":
        from kienan_analysis.documents.sheet import read_spreadsheet

        return read_spreadsheet
    if kind == "pdf":
        from kienan_analysis.documents.pdf.reading import read_pdf

        return read_pdf
    if kind == "web_page":
        from kienan_analysis.documents.web.page import read_web_page

        return read_web_page
    if kind == "web_archive":
        from kienan_analysis.documents.web.archive import read_web_archive

        return read_web_archive
    from kienan_analysis.documents.plain_text import read_plain_text

    return read_plain_text
