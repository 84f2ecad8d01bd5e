"""Outside text as markup that is safe on a page: Markdown, tables, code."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple, Never

from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINK = re.compile(r"(?:https?://[^\s\"'<>]+|#[\w.:-]*)", re.IGNORECASE)
_OUTER_LINK = {"rel": "noopener noreferrer"}

_TABLE_TAGS = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_INLINE_TAGS = {"a", "span", "sup", "sub", "abbr", "small", "strong", "em", "br"}
_VOID_TAGS = {"col", "br"}
_ATTRIBUTES = {"class", "scope", "colspan", "rowspan", "headers", "href", "title", "id", "lang", "aria-label"}
_SIGNED = {"verdict", "implied"}
_SIGN = re.compile(r"^\s*[○●✓✗?◐◇◆▼]\s+")
# The alignment that tables carry for JupyterLab, which has no style sheet of ours; the page has its own.
_IN_JUPYTER = ("style", "text-align:left")
_DATA_ATTRIBUTE = re.compile(r"data-[a-z][a-z-]*")


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


class CheckedTable(NamedTuple):
    """A table's HTML, and its caption as plain text: the page sets it above, where it does not scroll away."""

    html: str
    caption: str


def table(html: str, *, where: str) -> CheckedTable:
    """Check a table's HTML and write it anew from what was checked.

    The signs that stand before a verdict or an implied figure are left out: the typeface has none, so the style sheet
    draws them. So is the table's own id, which its frame bears.

    Parameters
    ----------
    html : str
        One table: table and inline tags only, no style, no script, links to the web or within the page.
    where : str
        What to name in an error.

    Raises
    ------
    KienanError
        At the first tag, attribute, address or nesting that is not allowed.
    """
    checker = _TableChecker(where)
    checker.feed(html)
    checker.close()
    if checker.open_tags or not checker.written:
        checker.refuse("is not one whole table")
    return CheckedTable("".join(checker.written), " ".join("".join(checker.caption).split()))


class _TableChecker(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.where = where
        self.open_tags: list[str] = []
        self.written: list[str] = []
        self.caption: list[str] = []
        self.before_sign = False

    def refuse(self, what: str) -> Never:
        raise KienanError(f"The table's HTML {what}.", where=self.where, remedy="Tables come from tables.py only.")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TABLE_TAGS | _INLINE_TAGS:
            self.refuse(f"holds <{tag}>, which a table may not")
        if not self.open_tags and (tag != "table" or self.written):
            self.refuse(f"holds <{tag}> outside its one table")
        self.before_sign = bool(_SIGNED.intersection((dict(attrs).get("class") or "").split()))
        written = [f"<{tag}"]
        for name, value in attrs:
            if (name, value) == _IN_JUPYTER:
                continue
            if name not in _ATTRIBUTES and not _DATA_ATTRIBUTE.fullmatch(name):
                self.refuse(f"has the attribute {name} on <{tag}>, which a table may not")
            if name == "href" and not is_safe_link(value or ""):
                self.refuse(f"links to {value!r}; only http, https and places on the page are allowed")
            if (tag, name) != ("table", "id"):
                written.append(f' {name}="{escape(value or "")}"')
            if name == "href" and not (value or "").startswith("#"):
                written.extend(f' {key}="{word}"' for key, word in _OUTER_LINK.items())
        if tag not in _VOID_TAGS:
            self.open_tags.append(tag)
        self.write("".join(written) + ">")

    def write(self, piece: str) -> None:
        if "caption" not in self.open_tags:
            self.written.append(piece)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID_TAGS:
            return
        if not self.open_tags or self.open_tags[-1] != tag:
            self.refuse(f"closes <{tag}> where it is not open")
        self.write(f"</{tag}>")
        self.open_tags.pop()

    def handle_data(self, data: str) -> None:
        if not self.open_tags:
            if data.strip():
                self.refuse(f"has text outside its table: {data.strip()[:40]!r}")
            return
        if "caption" in self.open_tags:
            self.caption.append(data)
        self.write(escape(_SIGN.sub("", data) if self.before_sign else data, quote=False))
        self.before_sign = False

    def handle_comment(self, data: str) -> None:
        self.refuse(f"has a comment: {data[:40]!r}")

    def handle_decl(self, decl: str) -> None:
        self.refuse(f"has a declaration: {decl[:40]!r}")

    def handle_pi(self, data: str) -> None:
        self.refuse(f"has an instruction: {data[:40]!r}")

    def unknown_decl(self, data: str) -> None:
        self.refuse(f"has a declaration: {data[:40]!r}")


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
            if not address.startswith("#"):
                child.attrs.update(_OUTER_LINK)
            if children[i + 1].content == address:  # paper need not repeat it
                child.attrSet("class", "address")


def _render(tokens: Sequence[Token]) -> str:
    reader = _reader()
    return str(reader.renderer.render(list(tokens), reader.options, {})).strip()


def _plain(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(" " if child.type == "softbreak" else child.content for child in token.children)
