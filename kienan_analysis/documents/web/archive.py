"""A page saved as one file (.mhtml, .mht): the message's part that is the page."""

from __future__ import annotations

import base64
import binascii
import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.refusal import refuse
from kienan_analysis.documents.web.page import read_web_page

if TYPE_CHECKING:
    from email.message import Message

    from kienan_analysis.documents.document import Document

_LONGEST_HEAD: Final = 65_536
_MOST_PARTS: Final = 5000
_DEEPEST: Final = 4
_END_OF_HEAD: Final = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_REMEDY: Final = "Open it in a browser, copy the article, and read that as plain text."


class _Part(NamedTuple):
    head: Message
    body: bytes


def read_web_archive(content: bytes, name: str) -> Document:
    """Take the article out of a page saved as one file.

    Raises
    ------
    KienanError
        The file holds no page, or a page that cannot be read.
    """
    whole = _part(content.lstrip(b"\xef\xbb\xbf \t\r\n"))
    pages = [
        part for part in _leaves(whole, 0) if part.head.get_content_type() in {"text/html", "application/xhtml+xml"}
    ]
    if not pages:
        refuse(name, "This is a page saved as one file (.mhtml), and it holds no page.", _REMEDY)
    location = _field(whole, "Snapshot-Content-Location")
    start = _field(whole.head.get_param("start"))
    page = next(
        (
            part
            for part in pages
            if (location and _field(part, "Content-Location") == location)
            or (start and _field(part, "Content-ID") == start)
        ),
        pages[0],
    )
    return read_web_page(
        _decoded(page),
        name,
        declared=_field(page.head.get_param("charset")),
        address=location or _field(page, "Content-Location"),
        title=_title(whole),
    )


def _part(content: bytes) -> _Part:
    found = _END_OF_HEAD.search(content[:_LONGEST_HEAD])
    end = found.end() if found is not None else min(len(content), _LONGEST_HEAD)
    return _Part(BytesHeaderParser(policy=compat32).parsebytes(content[:end]), content[end:])


def _leaves(part: _Part, depth: int) -> list[_Part]:
    """Give the parts that hold no others, in order."""
    if part.head.get_content_maintype() != "multipart" or depth > _DEEPEST:
        return [part]
    boundary = _field(part.head.get_param("boundary"))
    if not boundary:
        return []
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    leaves: list[_Part] = []
    at = part.body.find(mark)
    while at >= 0 and len(leaves) < _MOST_PARTS:
        start = at + len(mark)
        if part.body.startswith(b"--", start):
            break
        after = part.body.find(b"\n" + mark, start)
        piece = part.body[start : after if after >= 0 else len(part.body)]
        leaves.extend(_leaves(_part(piece.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n")), depth + 1))
        at = after + 1 if after >= 0 else -1
    return leaves


def _decoded(part: _Part) -> bytes:
    coding = _field(part, "Content-Transfer-Encoding").lower()
    if coding == "quoted-printable":
        return binascii.a2b_qp(part.body)
    if coding == "base64":
        try:
            return base64.b64decode(part.body, validate=False)
        except binascii.Error:
            return b""
    return part.body


def _field(part: _Part | object, field: str = "") -> str:
    value = part.head.get(field) if isinstance(part, _Part) else part
    return str(value or "").strip()


def _title(part: _Part) -> str:
    from email.header import decode_header, make_header

    try:
        return " ".join(str(make_header(decode_header(_field(part, "Subject")))).split())[:300]
    except (LookupError, ValueError):
        return ""
