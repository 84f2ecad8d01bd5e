"""What kind of document bytes are, told by their beginning and not by a name."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.documents import compound_file

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["word", "sheet", "pdf", "picture", "office", "web_page", "web_archive", "text"]
# How the names of each kind's files end: a form offers these, and a text that is one of them names a file. What a file
# is, its bytes tell.
ENDINGS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "text": ("txt", "md", "csv", "tsv"),
    "web_page": ("html", "htm", "xhtml"),
    "web_archive": ("mhtml", "mht"),
    "word": ("docx", "docm", "dotx"),
    "office": ("doc", "odt", "rtf"),
    "pdf": ("pdf",),
    "sheet": ("xlsx", "xlsm", "ods"),
    "picture": ("png", "jpg", "jpeg", "tif", "tiff"),
}
OfficeKind = Literal["doc", "odt", "rtf", "xml", "other"]  # what LibreOffice opens for us; what else Office once wrote

_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.text"
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # .png, .jpg, .tif

# What tells a page stands in the first kilobytes after its comments.
_ENOUGH_TO_TELL: Final = 65_536
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# One of these is enough: no text begins so.
_SURE: Final = re.compile(
    rb"<(?:!doctype\s+html|/?(?:html|head|body)(?=[\s>])|(?:meta|link|script|style|base)(?:\s[^<>]{0,4000})?/?>"
    rb"|title(?=[\s>]))",
    re.IGNORECASE,
)
# What stands before the first tag, and how it ends.
_STEPPED_OVER: Final = (
    (b"<!--", b"-->"),
    (b"<%--", b"--%>"),
    (b"<%", b"%>"),
    (b"<?", b"?>"),
    (b"<![", b">"),
)
_NAMES: Final = (
    rb"(?:a|abbr|acronym|address|article|aside|audio|b|big|blockquote|br|button|canvas|caption|center|cite|code|col"
    rb"|colgroup|dd|del|details|dfn|dialog|dir|div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|frame|frameset"
    rb"|h[1-6]|header|hgroup|hr|i|iframe|img|input|ins|kbd|label|legend|li|main|map|mark|menu|nav|nobr|noscript|object"
    rb"|ol|optgroup|option|p|picture|pre|q|s|samp|section|select|small|source|span|strike|strong|sub|summary|sup|svg"
    rb"|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)"
)
_OPENING: Final = re.compile(rb"<" + _NAMES + rb"(?:\s[^<>]{0,4000})?/?>", re.IGNORECASE)
_CLOSING: Final = re.compile(rb"</" + _NAMES + rb"\s*>", re.IGNORECASE)
_SOME_TAG: Final = re.compile(rb"</?[A-Za-z][A-Za-z0-9:_-]{0,60}(?:\s[^<>]{0,4000})?/?>")
_MADE_UP: Final = re.compile(rb"<[A-Za-z][A-Za-z0-9]{0,30}[:-][A-Za-z]")
_END_OF_DRAWING: Final = b"</svg>"
_XML_ROOT: Final = re.compile(
    rb"<(?:[A-Za-z]+:)?(?:rss|feed|svg|worddocument|package|document|office)\b", re.IGNORECASE
)
_BLOCK: Final = re.compile(
    rb"<(?:article|aside|blockquote|br|center|dd|div|dl|dt|fieldset|figure|footer|form|frameset|h[1-6]|header|hr|iframe"
    rb"|img|input|li|main|nav|noscript|ol|p|pre|section|table|tbody|td|template|th|thead|tr|ul)(?:\s[^<>]{0,4000})?/?>",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(rb"\s*")
_BLOCK_END: Final = re.compile(rb"</(?:p|div|td|tr|li|h[1-6]|table)\s*>|<br\s*/?>", re.IGNORECASE)
_ENOUGH_BLOCKS: Final = 3
_FIELD: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,8000}\n(?:[ \t][^\n]{0,8000}\n){0,100}")
_MOST_FIELDS: Final = 40


def kind_of(content: bytes) -> Kind:
    """Tell what kind a document is; what is none of the others is taken for text.

    An archive counts as a Word file: whether it is one is seen when it is opened.
    """
    if office_kind(content) is not None:
        return "office"
    if content.startswith(b"PK\x03\x04"):
        return "sheet" if _is_spreadsheet(content) else "word"
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return "pdf"
    if content.startswith(_PICTURES):
        return "picture"
    if _is_web_archive(content):
        return "web_archive"
    return "web_page" if is_web_page(content) else "text"


def is_web_page(content: bytes) -> bool:
    """Say whether a document begins as HTML does, in any encoding that letters of ASCII can be told in.

    In linear time: what may stand before the first tag is stepped over, never tried in several ways. A tag that a
    text may begin with too (``<a>``) needs others after it.
    """
    if content.startswith(UTF_16):
        content = content[:_ENOUGH_TO_TELL].replace(b"\x00", b"")[2:]
    at = _first_tag(content)
    if at < 0:  # a comment, or code, that does not end
        return False
    beginning, at = content[at : at + _ENOUGH_TO_TELL], 0
    if _SURE.match(beginning, at):
        return True
    if not beginning.startswith(b"<", at):
        return _has_blocks(beginning)
    if _XML_ROOT.match(beginning, at):
        drawn = beginning.find(_END_OF_DRAWING, at)  # a page may begin with the drawings of its buttons
        return drawn >= 0 and _BLOCK.match(beginning, _past_blanks(beginning, drawn + len(_END_OF_DRAWING))) is not None
    if _BLOCK.match(beginning, at) or _CLOSING.match(beginning, at):
        return True
    if _OPENING.match(beginning, at):
        return _CLOSING.search(beginning, at) is not None or _has_blocks(beginning)
    tag = _SOME_TAG.match(beginning, at)
    if tag is None:
        return False
    is_made_up = _MADE_UP.match(beginning, at) is not None  # <app-root>, <o:p>: a name that no text has
    return _has_blocks(beginning) or (is_made_up and _BLOCK.search(beginning, tag.end()) is not None)


def _first_tag(content: bytes) -> int:
    """Give where the first tag or word stands, comments and code left behind; -1 where they do not end."""
    at = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    while True:
        at = _past_blanks(content, at)
        for mark, end_mark in _STEPPED_OVER:
            if content.startswith(mark, at):
                end = content.find(end_mark, at + len(mark))
                if end < 0:
                    return -1
                at = end + len(end_mark)
                break
        else:
            return at


def _past_blanks(content: bytes, at: int) -> int:
    blanks = _BLANKS.match(content, at)
    return blanks.end() if blanks else at


def _has_blocks(beginning: bytes) -> bool:
    """Whether paragraphs, cells or lines are marked as in HTML: a page that begins in its middle."""
    found = _BLOCK_END.finditer(beginning)
    return sum(1 for _, _ in zip(range(_ENOUGH_BLOCKS), found, strict=False)) == _ENOUGH_BLOCKS


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
    """Say whether it is a page saved as one file: the head of a message, of parts or of a page alone."""
    beginning = content[:_ENOUGH_TO_TELL].removeprefix(codecs.BOM_UTF8).lstrip()
    at = 0
    for _ in range(_MOST_FIELDS):
        field = _FIELD.match(beginning, at)
        if field is None:
            break
        at = field.end()
    head = beginning[:at].lower()
    return b"mime-version:" in head and re.search(rb"content-type:\s*(?:multipart/|text/html)", head) is not None


def office_kind(content: bytes) -> OfficeKind | None:
    """Tell which of these documents bytes are; None where they are none, ``other`` what else Office wrote once."""
    beginning = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(compound_file.MAGIC):
        return "doc" if "WordDocument" in compound_file.streams(content) else "other"
    if beginning.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(b"PK\x03\x04") and content[30:].startswith(b"mimetype" + _OPEN_DOCUMENT):
        return "odt"
    is_word = b"<?mso-application" in beginning and b"Word.Document" in beginning
    return "xml" if beginning.startswith(b"<?xml") and is_word else None
