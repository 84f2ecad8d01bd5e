"""A table on the page: figures aligned on the decimal mark, each with a footnote of what it rests on."""

from __future__ import annotations

import math
import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.publishing.markup import is_safe_link
from kienan_analysis.publishing.table_reader import attribute
from kienan_analysis.wording.formats import Formatter, require_language, useful_decimals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kienan_analysis.publishing.table_reader import Cell, Figure, Grid

_DECIMAL_MARK = {"vi": ",", "en": "."}
# Of a rate in percent, where it is told exactly.
_RATE_DECIMALS = 3
_ENDINGS = (*"0123456789", "%")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Grounds = dict[str, dict[str, str]]
# Columns of a table whose rows can stand as cards; the style sheet names so many by their place.
MOST_NAMED = 16
# Rows of a table whose every element says what it is: of hundreds of rows that is a tenth of a page.
_MOST_SAID = 100
# What elements of a table are, said once more: where style lays rows out as cards, browsers forget it.
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tfoot": "rowgroup", "tr": "row"}
_OPENING = re.compile(r"<(table|thead|tbody|tfoot|tr)\b")
_CLASS = re.compile(r'(<table[^>]*class=")')


class Footnotes(NamedTuple):
    """What a page knows of the statements behind its figures.

    Attributes
    ----------
    grounds : dict
        For each statement's id: ``what``, ``printed``, ``bounds``, ``source``, ``href``.
    rows : dict of str to str
        For each statement that a table of the page lists: the id of its row.
    words : mapping of str to str
        The page's own words.
    language : str
    """

    grounds: Grounds
    rows: dict[str, str]
    words: Mapping[str, str]
    language: str


def row_id(table: str, key: str) -> str:
    """Name a row that others link to; empty where its key is no plain id."""
    return f"{table}-{key}" if _SLUG.fullmatch(key) else ""


def write_table(grid: Grid, *, name: str, footnotes: Footnotes) -> str:
    """Write a checked table for the page.

    On a phone each row can be laid out as a card: the table then bears its columns' headings, once, for all its cells.

    Parameters
    ----------
    grid : Grid
    name : str
        The table's id on the page: its rows' and footnotes' ids begin with it.
    footnotes : Footnotes
    """
    widest: dict[int, int] = {}
    kinds: dict[int, set[str]] = {}
    columns: dict[int, int] = {}
    for row in grid.rows:
        for column, cell in enumerate(row.cells):
            columns[id(cell)] = column
            if cell.figure and "num" in cell.classes:
                widest[column] = max(widest.get(column, 0), cell.figure.decimals)
                kinds.setdefault(column, set()).add(cell.figure.kind)
    # Amounts and rates in one column have no decimal mark in common.
    widest = {column: decimals for column, decimals in widest.items() if len(kinds[column]) == 1}
    written, count = [], 0
    rows = iter(grid.rows)
    labels = [head.plain() for head in grid.head] if _stacks(grid) else []
    is_said = bool(labels) and len(grid.body) <= _MOST_SAID
    for piece in grid.pieces:
        if isinstance(piece, str):
            identity = row_id(name, next(rows).key) if piece.startswith("<tr") else ""
            told = piece.replace("<tr", f"<tr{attribute('id', identity)}", 1) if identity else piece
            told = _with_role(told) if is_said else told
            written.append(_as_cards(told, labels) if labels and told.startswith("<table") else told)
            continue
        count += 1
        shape = _shape(piece, is_said=is_said) if labels else ""
        written.extend(_cell(piece, widest.get(columns[id(piece)], 0), f"{name}-{count}", footnotes, shape))
    return "".join(written)


def _stacks(grid: Grid) -> bool:
    """Tell whether each row can stand as a card: each with a cell for every heading, named by its first."""
    heads = grid.head
    plain = all(not {"colspan", "rowspan"} & set(cell.attributes) for row in grid.rows for cell in row.cells)
    even = all(len(row.cells) == len(heads) and row.cells[0].tag == "th" for row in grid.body)
    one_head = sum(row.in_head for row in grid.rows) == 1
    return one_head and 2 < len(heads) <= MOST_NAMED and plain and even  # noqa: PLR2004 - a pair is narrow as it is


def _with_role(piece: str) -> str:
    """Say what an element of a table is."""
    return _OPENING.sub(lambda found: f'{found[0]} role="{_ROLES[found[1]]}"', piece, count=1)


def _as_cards(table: str, labels: Sequence[str]) -> str:
    """Say of a table that its rows can be cards, and what its columns are called."""
    said = _CLASS.sub(r"\1stack ", table) if _CLASS.match(table) else table.replace("<table", '<table class="stack"', 1)
    names = ";".join(f"--h{place}:{_quoted(label)}" for place, label in enumerate(labels[1:], start=2))
    return said.replace("<table", f"<table{attribute('style', names)}", 1)


def _quoted(text: str) -> str:
    """Write text as a string of a style sheet: nothing in it ends the string, or the attribute that it stands in."""
    return (
        '"'
        + "".join(letter if letter.isalnum() or letter in " %.,()-–/:" else f"\\{ord(letter):x} " for letter in text)
        + '"'
    )


def _shape(cell: Cell, *, is_said: bool) -> str:
    """Write what a cell needs to stand in a card: its role, whether it is the verdict."""
    head = "rowheader" if cell.attributes.get("scope") == "row" else "columnheader"
    role = head if cell.tag == "th" else "cell"
    says = ' data-says="verdict"' if cell.tag != "th" and "verdict" in cell.classes else ""
    return (attribute("role", role) if is_said else "") + says


def _cell(cell: Cell, decimals: int, name: str, footnotes: Footnotes, shape: str) -> Iterator[str]:
    yield f"<{cell.tag}{''.join(attribute(*item) for item in cell.attributes.items())}{shape}>"
    text, references = ("".join(cell.html[bucket]) for bucket in ("text", "references"))
    beneath = "".join("".join(cell.html[bucket]) for bucket in ("bounds", "beside"))
    padding = ""
    # A number with words behind it ("at least") has no place in the column.
    if cell.figure is not None and "num" in cell.classes and cell.plain()[-1:] in _ENDINGS:
        padding = _padding(cell.figure, decimals, footnotes.language)
    known = [ground for ground in cell.figure.rests_on if ground in footnotes.grounds] if cell.figure else []
    if not known or cell.figure is None or cell.href:
        yield from (text, padding, references, beneath)
    else:
        yield from _with_footnote(text, padding + references, known, cell, name, footnotes)
        yield beneath
    yield f"</{cell.tag}>"


def _padding(figure: Figure, decimals: int, language: str) -> str:
    """Fill a number up, unseen, to as many decimals as the longest of its column has."""
    missing = decimals - figure.decimals
    if missing <= 0:
        return ""
    mark = "" if figure.decimals else _DECIMAL_MARK[language]
    return f'<span class="pad" aria-hidden="true">{mark}{"0" * missing}</span>'


def _with_footnote(
    text: str, beside: str, known: list[str], cell: Cell, name: str, footnotes: Footnotes
) -> Iterator[str]:
    """Make a figure lead to its statement, and say on hover and focus what its bounds rest on."""
    first = footnotes.grounds[known[0]]
    target = f"#{footnotes.rows[known[0]]}" if known[0] in footnotes.rows else first.get("href", "")
    note = f"{name}-note"
    opening = f'<a class="figure"{attribute("href", target)} aria-describedby="{note}">'
    if not is_safe_link(target):
        opening = f'<a class="figure" tabindex="0" aria-describedby="{note}">'
    yield f'<span class="grounded">{opening}{text}</a>{beside}<span class="why" id="{note}">'
    printed = len(known) == 1 and "implied" not in cell.classes
    yield f'<span class="why-title">{escape(footnotes.words["why_printed" if printed else "why_implied"])}</span>'
    if "implied" in cell.classes or cell.plain("bounds").startswith("["):
        exact = _exact(cell.figure, footnotes.language) if cell.figure else ""
        yield f'<span class="why-line">{escape(footnotes.words["why_exact"])}: <b>{exact}</b></span>' if exact else ""
    for ground in known:
        yield from _line(footnotes.grounds[ground])
    yield "</span></span>"


def exact_decimals(figure: Figure) -> int:
    """Say with how many decimals a figure that follows from others is told where it is asked for exactly.

    A table shows it with the digits that its interval allows; amounts have seven digits here, rates three decimals.
    """
    if figure.kind in {"rate", "points"}:
        return max(figure.decimals, _RATE_DECIMALS)
    if figure.kind == "count":
        return figure.decimals
    ends = [end for end in (figure.low, figure.high) if math.isfinite(end)]
    return max(figure.decimals, useful_decimals(figure.value, *ends))


def _exact(figure: Figure, language: str) -> str:
    """Write a figure that follows from others with all the digits that a reader can use; empty where the table does."""
    form, digits = Formatter(require_language(language)), exact_decimals(figure)
    if digits <= figure.decimals:
        return ""
    scale = 100 if figure.kind in {"rate", "points"} else 1
    told = form.percent(figure.value, digits) if figure.kind == "rate" else form.number(figure.value * scale, digits)
    return escape(f"{told} {form.bounds(figure.low, figure.high, digits, scale=scale)}".strip())


def _line(ground: Mapping[str, str]) -> Iterator[str]:
    what, printed, bounds, source = (escape(ground.get(key, "")) for key in ("what", "printed", "bounds", "source"))
    interval = f' <span class="why-bounds">{bounds}</span>' if bounds else ""
    address = ground.get("href", "")
    if is_safe_link(address):
        source = f"<a{attribute('href', address)}>{source}</a>"
    yield f'<span class="why-line">{what}: <b>{printed}</b>{interval} <span class="why-source">{source}</span></span>'
