"""Outside text as markup that is safe on a page: Markdown, code, addresses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINK = re.compile(r"(?:https?://[^\s\"'<>]+|#[\w.:-]*)", re.IGNORECASE)


class Titled(NamedTuple):
    """Markdown whose first heading was set apart; both as HTML, ``plain`` as bare text."""

    heading: str
    rest: str
    plain: str


def is_safe_link(address: str) -> bool:
    """Whether an address leads to the web or to a place on the same page, and to nothing that runs."""
    return _LINK.fullmatch(address) is not None


def markdown(text: str) -> str:
    """Render Markdown; raw HTML stays visible text, images and other than web links are not made.

    Every heading becomes an ``h3``: the page's own outline holds the levels above.
    """
    return _render(_tokens(text))


def inline_markdown(text: str) -> str:
    """Render one line of Markdown without a paragraph around it."""
    reader = _reader()
    tokens = reader.parseInline(text)
    _mark_links(tokens)
    return _render(tokens)


def titled_markdown(text: str) -> Titled:
    """Set the first heading of a Markdown text apart; without one, its first paragraph is the heading."""
    tokens = _tokens(text)
    openings = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    start = openings[0] if openings else next((i for i, t in enumerate(tokens) if t.type == "paragraph_open"), None)
    if start is None:
        return Titled("", _render(tokens), "")
    title = tokens[start + 1]
    return Titled(_render([title]), _render(tokens[:start] + tokens[start + 3 :]), _plain(title))


def code(source: str) -> str:
    """Highlight Python by class names; the colours are the style sheet's."""
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers.python import PythonLexer

    return highlight(source, PythonLexer(), HtmlFormatter(cssclass="code", wrapcode=True))


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class WebLinksOnly(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's name)
            return is_safe_link(url)

    return WebLinksOnly("commonmark", {"html": False}).enable("table").disable("image")


def _tokens(text: str) -> list[Token]:
    tokens = _reader().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"
    _mark_links(tokens)
    return tokens


def _mark_links(tokens: Sequence[Token]) -> None:
    for token in tokens:
        children = token.children or []
        for i, child in enumerate(children):
            if child.type != "link_open":
                continue
            address = str(child.attrGet("href") or "")
            if children[i + 1].content == address:  # paper need not repeat it
                child.attrSet("class", "address")


def _render(tokens: Sequence[Token]) -> str:
    reader = _reader()
    return str(reader.renderer.render(list(tokens), reader.options, {})).strip()


def _plain(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children)
