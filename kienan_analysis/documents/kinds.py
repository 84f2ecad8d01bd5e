"""What kind of document bytes are, told by their beginning and not by a name."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO
from typing import Final, Literal

Kind = Literal["word", "sheet", "pdf", "web_page", "web_archive", "text"]

# A page may begin with comments and scripts of its own; what tells it stands in its first kilobytes.
_ENOUGH_TO_TELL: Final = 65_536
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TAG: Final = re.compile(
    rb"<(?:!doctype\s+html|\?php|(?:html|head|body|title|link|meta|style|script|base|noscript|article|main|section|header"
    rb"|footer|nav|aside|div|span|p|h[1-6]|table|thead|tbody|tr|td|ul|ol|dl|li|center|font|a|b|i|u|em|strong|br|hr|img"
    rb"|form|iframe|figure|blockquote|pre)(?=[\s>/]))",
    re.IGNORECASE,
)
_HEADER: Final = re.compile(rb"(?:[A-Za-z-]{1,40}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,20}){1,20}")


def kind_of(content: bytes) -> Kind:
    """Tell what kind a document is; what is none of the others is taken for text.

    An archive counts as a Word file: whether it is one is seen when it is opened.
    """
    if content.startswith(b"PK\x03\x04"):
        return "sheet" if _is_spreadsheet(content) else "word"
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return "pdf"
    if _is_web_archive(content):
        return "web_archive"
    return "web_page" if is_web_page(content) else "text"


def is_web_page(content: bytes) -> bool:
    """Say whether a document begins as HTML does, in any encoding that letters of ASCII can be told in.

    In linear time: what may stand before the first tag is stepped over, never tried in several ways.
    """
    beginning = content[:_ENOUGH_TO_TELL].removeprefix(codecs.BOM_UTF8)
    if beginning.startswith(UTF_16):
        beginning = beginning.replace(b"\x00", b"")[2:]
    at = 0
    while True:
        at += len(beginning) - at - len(beginning[at:].lstrip())
        if beginning.startswith(b"<!--", at):
            end = beginning.find(b"-->", at)
        elif beginning.startswith(b"<?xml", at):
            end = beginning.find(b"?>", at)
        else:
            return _TAG.match(beginning, at) is not None
        if end < 0:
            return False
        at = beginning.index(b">", end) + 1


def _is_spreadsheet(content: bytes) -> bool:
    """Say whether an archive is a workbook or an OpenDocument spreadsheet."""
    if content[30:200].startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"):
        return True
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return any(name.startswith("xl/workbook") for name in names)


def _is_web_archive(content: bytes) -> bool:
    """Say whether it is a page saved as one file: the head of a message that has parts of several kinds."""
    head = _HEADER.match(content[:_ENOUGH_TO_TELL].removeprefix(codecs.BOM_UTF8).lstrip())
    return head is not None and b"multipart/related" in head[0].lower() and b"mime-version" in head[0].lower()
