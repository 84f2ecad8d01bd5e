"""The main text of a saved web page, and what the page says of itself, by trafilatura."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from kienan_analysis.documents.document import Block, Document
from kienan_analysis.documents.plain_text import decode
from kienan_analysis.documents.refusal import refuse, require

# Finding the article takes longer than in proportion to the size; no page of news is as large as this.
_MAX_BYTES: Final = 8 * 1024 * 1024
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE)
_HEAD: Final = 8192
_UNICODE: Final = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii"})


def read_web_page(content: bytes, name: str) -> Document:
    """Take the main text out of a page.

    Raises
    ------
    KienanError
        The page is not in Unicode, too large, or holds no article.
    """
    require("trafilatura", name)
    if len(content) > _MAX_BYTES:
        refuse(name, f"The page is larger than {_MAX_BYTES // 2**20} MiB.", "Save its article as plain text.")
    markup = _decoded(content, name)
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # noqa: BLE001 - pages are broken in any way; what parses them may fail in any way
        refuse(name, f"The page cannot be read ({type(error).__name__}).", "Save its article as plain text.")
    text = "" if found is None or isinstance(found, dict) else (found.text or "")
    if found is None or isinstance(found, dict) or not text.strip():
        refuse(name, "No article was found in this page.", "Open it, copy the article, and read that as plain text.")
    return Document.of_blocks(
        (Block("paragraph", line) for line in text.split("\n")),
        name,
        title=_line(found.title),
        site=_line(found.sitename or found.hostname),
        url=_address(found.url),
        published=_day(found.date),
    )


def _decoded(content: bytes, name: str) -> str:
    """Decode by the page's byte order mark, else by what it declares, else as UTF-8."""
    declared = _CHARSET.search(content[:_HEAD])
    if declared is not None and not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        label = declared[1].decode("ascii")
        try:
            codec = codecs.lookup(label).name
        except LookupError:
            codec = ""
        if codec not in _UNICODE:
            try:  # Many a page says iso-8859-1 by habit, and is UTF-8.
                return content.decode("utf-8")
            except UnicodeDecodeError:
                refuse(
                    name,
                    f"The page is in the encoding {label!r}, not in Unicode.",
                    "Open it in a browser and save it anew ('Web page, complete' writes UTF-8), or copy its text.",
                )
    return decode(content, name)


def _line(text: object) -> str:
    """Bring what a page says of itself into one line of printable characters."""
    words = " ".join(str(text or "").split())
    return "".join(letter for letter in words if letter.isprintable())[:300]


def _address(text: object) -> str:
    url = str(text or "").strip()
    parts = urlsplit(url) if len(url) < 2000 else urlsplit("")  # noqa: PLR2004 - as long as browsers allow
    return url if parts.scheme in {"http", "https"} and parts.hostname and not re.search(r"[\s<>\"'`\\]", url) else ""


def _day(text: object) -> str:
    try:
        return date.fromisoformat(str(text or "")[:10]).isoformat()
    except ValueError:
        return ""
