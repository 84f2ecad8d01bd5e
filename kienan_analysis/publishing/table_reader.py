"""A table of the notebook, checked tag by tag and read into cells: what a page, a CSV and a workbook are made of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Never

from kienan_analysis.errors import KienanError
from kienan_analysis.publishing.markup import is_safe_link

_TABLE_TAGS = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_INLINE_TAGS = {"a", "span", "sup", "sub", "abbr", "small", "strong", "em", "br"}
_VOID_TAGS = {"col", "br"}
_ATTRIBUTES = {"class", "scope", "colspan", "rowspan", "headers", "href", "title", "id", "lang", "aria-label"}
_SIGNED = {"verdict", "implied"}
_SIGN = re.compile(r"^\s*[○●✓✗?◐◇◆▼]\s+")
# The alignment that tables carry for JupyterLab, which has no style sheet of ours; the page has its own.
_IN_JUPYTER = ("style", "text-align:left")
_DATA_ATTRIBUTE = re.compile(r"data-[a-z][a-z-]*")
# Elements whose content stands apart from a cell's own text.
_REFERENCES, _BOUNDS, _BESIDE, _TEXT = "references", "bounds", "beside", "text"
_BUCKETS = (_TEXT, _REFERENCES, _BOUNDS, _BESIDE)
# A line of its own beneath the text.
_LINES = (_BOUNDS, _BESIDE)


@dataclass(frozen=True)
class Figure:
    """The number behind a cell, as its ``data-`` attributes give it.

    Attributes
    ----------
    value, low, high : float
        Rates and differences of rates as fractions; an open end is NaN.
    kind : str
        ``amount``, ``rate``, ``points`` or ``count``.
    decimals : int
        As shown: of a rate, in percent.
    unit, bound : str
    rests_on : tuple of str
        Ids of statements.
    formulas : tuple of str
        Of value, low and high, in columns' keys; empty where there is none.
    """

    value: float
    low: float
    high: float
    kind: str
    decimals: int
    unit: str
    bound: str
    rests_on: tuple[str, ...]
    formulas: tuple[str, str, str]


@dataclass
class Cell:
    """One cell: its tag, its checked content in buckets, and the figure behind it.

    Attributes
    ----------
    tag : str
        ``th`` or ``td``.
    attributes : dict
        Checked, for the page.
    html : dict of str to list of str
        Checked pieces of ``text``, ``references`` (raised source numbers), ``bounds`` and ``beside``.
    words : dict of str to list of str
        The same as plain text.
    classes : set of str
        Of the cell and of everything in it: ``num``, ``implied``, ``met``, …
    href : str
        Address that its text links to.
    key : str
        Of a heading: the column's key.
    figure : Figure or None
    """

    tag: str
    attributes: dict[str, str]
    key: str = ""
    figure: Figure | None = None
    html: dict[str, list[str]] = field(default_factory=lambda: {bucket: [] for bucket in _BUCKETS})
    words: dict[str, list[str]] = field(default_factory=lambda: {bucket: [] for bucket in _BUCKETS})
    classes: set[str] = field(default_factory=set)
    href: str = ""

    def plain(self, bucket: str = _TEXT) -> str:
        """Give the content of a bucket as plain text."""
        return " ".join("".join(self.words[bucket]).split())


@dataclass
class Row:
    """A row: what it is about, and its cells."""

    key: str
    in_head: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """A checked table.

    Attributes
    ----------
    caption : str
        Plain text.
    rows : list of Row
        Those of the head first.
    pieces : list of str or Cell
        The table in order: checked tags, and the cells between them.
    """

    caption: str
    rows: list[Row]
    pieces: list[str | Cell]

    @property
    def head(self) -> list[Cell]:
        """The headings; empty where the table has none."""
        return next((row.cells for row in self.rows if row.in_head), [])

    @property
    def body(self) -> list[Row]:
        """The rows below the headings."""
        return [row for row in self.rows if not row.in_head]


def read_table(html: str, *, where: str) -> Grid:
    """Check a table's HTML and read it into cells.

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
    reader = _Reader(where)
    reader.feed(html)
    reader.close()
    if reader.open_tags or not reader.pieces:
        reader.refuse("is not one whole table")
    return Grid(" ".join("".join(reader.caption).split()), reader.rows, reader.pieces)


class _Reader(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.where = where
        self.open_tags: list[str] = []
        self.pieces: list[str | Cell] = []
        self.caption: list[str] = []
        self.rows: list[Row] = []
        self.cell: Cell | None = None
        self.bucket = _TEXT
        self.bucket_depth = 0
        self.before_sign = False

    def refuse(self, what: str) -> Never:
        raise KienanError(f"The table's HTML {what}.", where=self.where, remedy="Tables come from tables.py only.")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TABLE_TAGS | _INLINE_TAGS:
            self.refuse(f"holds <{tag}>, which a table may not")
        if not self.open_tags and (tag != "table" or self.pieces):
            self.refuse(f"holds <{tag}> outside its one table")
        given = {name: value or "" for name, value in attrs}
        facts = {name.removeprefix("data-"): value for name, value in given.items() if name.startswith("data-")}
        kept = self.checked(tag, attrs)
        classes = set(given.get("class", "").split())
        self.before_sign = bool(_SIGNED & classes)
        if tag == "tr":
            self.rows.append(Row(facts.get("key", ""), "thead" in self.open_tags))
        if tag in {"td", "th"}:
            self.open_cell(tag, kept, facts)
        else:
            self.enter(tag, classes)
            self.write(f"<{tag}{''.join(attribute(*item) for item in kept.items())}>")
        if self.cell is not None:
            self.cell.classes |= classes
            self.cell.href = self.cell.href or (kept.get("href", "") if self.bucket == _TEXT else "")
        if tag not in _VOID_TAGS:
            self.open_tags.append(tag)

    def checked(self, tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        """Give the attributes that go on to the page; refuse what may not be there."""
        kept: dict[str, str] = {}
        for name, given in attrs:
            value = given or ""
            if (name, value) == _IN_JUPYTER or _DATA_ATTRIBUTE.fullmatch(name):
                continue
            if name not in _ATTRIBUTES:
                self.refuse(f"has the attribute {name} on <{tag}>, which a table may not")
            if name == "href" and not is_safe_link(value):
                self.refuse(f"links to {value!r}; only http, https and places on the page are allowed")
            if (tag, name) != ("table", "id"):
                kept[name] = value
        return kept

    def open_cell(self, tag: str, kept: dict[str, str], facts: dict[str, str]) -> None:
        if self.cell is not None or not self.rows:
            self.refuse(f"holds <{tag}> where no cell may be")
        self.cell = Cell(tag, kept, facts.get("key", ""), self.figure(facts))
        self.bucket = _TEXT
        self.pieces.append(self.cell)
        self.rows[-1].cells.append(self.cell)

    def figure(self, facts: dict[str, str]) -> Figure | None:
        if "value" not in facts:
            return None
        try:
            value, low, high = (float(facts.get(name) or math.nan) for name in ("value", "low", "high"))
            decimals = int(facts.get("decimals") or 0)
        except ValueError:
            self.refuse(f"has a figure that is no number: {facts}")
        formulas = (facts.get("formula", ""), facts.get("formula-low", ""), facts.get("formula-high", ""))
        kind, unit, bound = (facts.get(name, "") for name in ("kind", "unit", "bound"))
        return Figure(value, low, high, kind, decimals, unit, bound, tuple(facts.get("rests-on", "").split()), formulas)

    def enter(self, tag: str, classes: set[str]) -> None:
        """Turn to the bucket that an element's content belongs to."""
        if self.cell is None or self.bucket != _TEXT:
            return
        if (tag, "ref" in classes) == ("sup", True):
            self.bucket = _REFERENCES
        elif tag == "small" and (line := next((name for name in _LINES if name in classes), "")):
            self.bucket = line
            text = self.cell.html[_TEXT]
            if text and text[-1].startswith("<br"):  # On the page they are lines of their own by style.
                text.pop()
        if self.bucket != _TEXT:
            self.bucket_depth = len(self.open_tags)

    def write(self, piece: str) -> None:
        if "caption" in self.open_tags:
            return
        if self.cell is not None:
            self.cell.html[self.bucket].append(piece)
        elif not piece.startswith(("<caption", "</caption")):
            self.pieces.append(piece)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID_TAGS:
            return
        if not self.open_tags or self.open_tags[-1] != tag:
            self.refuse(f"closes <{tag}> where it is not open")
        self.open_tags.pop()
        if tag in {"td", "th"}:
            self.cell = None
            return
        self.write(f"</{tag}>")
        if self.bucket != _TEXT and len(self.open_tags) == self.bucket_depth:
            self.bucket = _TEXT

    def handle_data(self, data: str) -> None:
        if not self.open_tags:
            if data.strip():
                self.refuse(f"has text outside its table: {data.strip()[:40]!r}")
            return
        if "caption" in self.open_tags:
            self.caption.append(data)
            return
        shown = _SIGN.sub("", data) if self.before_sign else data
        self.before_sign = False
        if self.cell is not None:
            self.cell.words[self.bucket].append(shown)
        self.write(escape(shown, quote=False))

    def handle_comment(self, data: str) -> None:
        self.refuse(f"has a comment: {data[:40]!r}")

    def handle_decl(self, decl: str) -> None:
        self.refuse(f"has a declaration: {decl[:40]!r}")

    def handle_pi(self, data: str) -> None:
        self.refuse(f"has an instruction: {data[:40]!r}")

    def unknown_decl(self, data: str) -> None:
        self.refuse(f"has a declaration: {data[:40]!r}")


def attribute(name: str, value: str) -> str:
    """Write one attribute."""
    return f' {name}="{escape(value)}"'
