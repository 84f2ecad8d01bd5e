"""A document as text: plain text, a saved web page, a Word file, a PDF with a text layer; a file or standard input.

What kind it is is told by its content, not by its name. Nothing in it is executed or fetched, and its size is bounded.
"""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from kienan_analysis.errors import KienanError, UsageError

# The name that stands for standard input, by the habit of Unix.
STANDARD_INPUT: Final = "-"
# A year's report of a province with all annexes is some 20 MB as PDF; a text of this size takes minutes to read.
MAX_BYTES: Final = 64 * 1024 * 1024
_ENOUGH_TO_TELL: Final = 4096
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|meta|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_TYPE_IN: Final = "Figures in images are not read: type them in, or run a text recognition (OCR) first."
_SAVE_ANEW: Final = "Save it as .docx or as plain text, then read that."
# What else people have: how it begins, what it is, what to do.
_OTHER_KINDS: Final = (
    (b"\xd0\xcf\x11\xe0", "an Office file of before 2007 (.doc, .xls)", _SAVE_ANEW),
    (b"{\\rtf", "a Rich Text file (.rtf)", _SAVE_ANEW),
    (b"\x89PNG", "an image", _TYPE_IN),
    (b"\xff\xd8\xff", "an image", _TYPE_IN),
    (b"GIF8", "an image", _TYPE_IN),
    (b"\x1f\x8b", "a compressed archive", "Unpack it first."),
)
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text and what it says of itself.

    Attributes
    ----------
    text : str
        Of plain text every character as it came, a byte order mark of UTF-8 too, so that offsets hold; of other kinds
        the main text.
    file : str
        As it was named; ``-`` is standard input.
    title, site, url : str
        As the page says; empty where it does not.
    published : str
        The day of the page, ``2022-01-11``, or empty.
    """

    text: str
    file: str
    title: str = ""
    site: str = ""
    url: str = ""
    published: str = ""

    @property
    def day(self) -> date | None:
        """The day of the page; None where it does not say."""
        return day_or_none(self.published)


def day_or_none(text: str) -> date | None:
    """Read a day as the data write it, ``2022-01-11``; None where that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_document(file: str | Path) -> Document:
    """Read a file, or standard input where the name is ``-``.

    Raises
    ------
    UsageError
        There is no such file.
    KienanError
        It is no document that can be read, or too large.
    """
    name = str(file)
    if name == STANDARD_INPUT:
        return document_of(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    path = Path(name)
    if not path.is_file():
        what = "this is a folder." if path.is_dir() else "there is no such file."
        raise UsageError(
            what, where=name, remedy="Name an article: text, a saved web page, .docx or .pdf; - is standard input."
        )
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise KienanError(f"the file cannot be read: {error.strerror or error}.", where=name) from error
    return document_of(content, name)


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
    if content.startswith(b"PK\x03\x04"):
        from kienan_analysis.articles.word_files import read_word_file

        return read_word_file(content, name)
    if content.lstrip()[:5] == b"%PDF-":
        from kienan_analysis.articles.pdf_files import read_pdf

        return read_pdf(content, name)
    for beginning, kind, remedy in _OTHER_KINDS:
        if content.startswith(beginning):
            refuse(name, f"This is {kind}.", remedy)
    if is_web_page(content):
        from kienan_analysis.articles.web_pages import read_web_page

        return read_web_page(content, name)
    return Document(decode(content, name), name)


def is_web_page(content: bytes) -> bool:
    """Say whether a document begins as HTML does, in any encoding that letters of ASCII can be told in."""
    beginning = content[:_ENOUGH_TO_TELL].removeprefix(codecs.BOM_UTF8)
    if beginning.startswith(_UTF_16):
        beginning = beginning.replace(b"\x00", b"")[2:]
    return _HTML.match(beginning) is not None


def decode(content: bytes, name: str) -> str:
    """Decode UTF-8 (its byte order mark stays), or UTF-16 with a byte order mark (which says the order, and goes).

    Raises
    ------
    KienanError
        It is in neither.
    """
    if content.startswith(_UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            refuse(name, f"The text begins as UTF-16 and breaks at byte {error.start}.", "Save it anew as UTF-8.")
    if b"\x00" in content[:_ENOUGH_TO_TELL]:
        refuse(name, "This is no text: it has bytes of value zero.", "Read a text, a web page, a .docx or a .pdf.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        refuse(
            name,
            f"The text is not UTF-8 (byte 0x{content[error.start]:02X} in line {line}); "
            "perhaps it is Windows-1258, TCVN3 (ABC) or VNI.",
            "Convert it to Unicode, for example with UniKey's toolkit (Ctrl+Shift+F6), and save it as UTF-8.",
        )


def refuse(name: str, what: str, remedy: str) -> NoReturn:
    """Refuse a document.

    Raises
    ------
    KienanError
    """
    raise KienanError(what, where=name, remedy=remedy)


def require(package: str, name: str) -> None:
    """Refuse a document for which a package of the extra ``documents`` is missing.

    Raises
    ------
    KienanError
    """
    from importlib.util import find_spec

    if find_spec(package) is None:
        refuse(
            name,
            f"To read this kind of document the package {package!r} is needed, which is not installed.",
            "Install it with: pip install 'kienan-analysis[documents]'; or save the document as plain text.",
        )
