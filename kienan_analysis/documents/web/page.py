"""A saved web page: decoded, laid out, its article apart from what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import Document, NotRead
from kienan_analysis.documents.encodings import decode_page
from kienan_analysis.documents.refusal import refuse, require

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_BYTES: Final = 8 * 1024 * 1024
_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE
)
_HEAD: Final = 16_384
# The parser ends these where a paragraph begins, which browsers do not.
_STRUCK: Final = re.compile(r"<(/?)(?:s|strike)(?=[\s>])", re.IGNORECASE)
_CODE: Final = (("<?", "?>"), ("<%", "%>"))
_ODD: Final = re.compile("[\x00\ud800-\udfff]")


def read_web_page(content: bytes, name: str, *, declared: str = "", address: str = "", title: str = "") -> Document:
    """Take the article out of a page.

    Parameters
    ----------
    content : bytes
    name : str
        What the document is called where it is spoken of.
    declared, address, title : str
        What that in which the page came says of its encoding, address and title.

    Raises
    ------
    KienanError
        The page's letters cannot be read, it is too large, or it holds no article.
    """
    require("lxml", name)
    if len(content) > _MAX_BYTES:
        refuse(name, f"The page is larger than {_MAX_BYTES // 2**20} MiB.", "Save its article as plain text.")
    from kienan_analysis.documents.web.facts import Facts, saved_from
    from kienan_analysis.documents.web.main_part import Article
    from kienan_analysis.documents.web.shown import boxes_of

    said = declared or _declared(content)
    root = _parsed(decode_page(content, said, name), name)
    facts = Facts(root, address or saved_from(content))
    page = boxes_of(root)
    del root
    article = Article(page)
    if not article.blocks:
        refuse(name, "No article was found in this page.", "Open it, copy the article, and read that as plain text.")
    only_pictures = article.pictures and not any(
        letter.isdecimal() for block in article.blocks if block.kind != "heading" for letter in block.text
    )
    return Document.of_blocks(
        article.blocks,
        name,
        left_out=article.left_out,
        not_read=[NotRead("pictures", str(article.pictures))] if only_pictures else [],
        title=article.title[:300] or facts.title or title,
        site=facts.site,
        url=facts.url,
        published=facts.day(article.beside),
    )


def _declared(content: bytes) -> str:
    match = _CHARSET.search(content[:_HEAD])
    return match[1].decode("ascii") if match is not None else ""


def _parsed(markup: str, name: str) -> _Element:
    """Parse a page as it is, broken or not; code of its server goes first.

    Raises
    ------
    KienanError
        It has no element.
    """
    from lxml import etree

    for start, end in _CODE:
        markup = _without(markup, start, end)
    markup = _STRUCK.sub(r"<\1del", markup)
    if _ODD.search(markup):
        markup = _ODD.sub("\ufffd", markup)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        refuse(name, f"The page cannot be read ({type(error).__name__}).", "Save its article as plain text.")
    if root is None:
        refuse(name, "No article was found in this page.", "Open it, copy the article, and read that as plain text.")
    return root


def _without(markup: str, start: str, end: str) -> str:
    """Cut out what stands between two marks, in one pass; a mark that is never ended stays."""
    at = markup.find(start)
    if at < 0:
        return markup
    parts: list[str] = []
    done = 0
    while at >= 0:
        closing = markup.find(end, at)
        if closing < 0:
            break
        parts.append(markup[done:at])
        done = closing + len(end)
        at = markup.find(start, done)
    return "".join((*parts, markup[done:]))
