"""A table on the page: figures aligned on the decimal mark, each with a footnote of what it rests on."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from kienan_analysis.publishing.markup import is_safe_link
from kienan_analysis.publishing.table_reader import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kienan_analysis.publishing.table_reader import Cell, Figure, Grid

_DECIMAL_MARK = {"vi": ",", "en": "."}
_ENDINGS = (*"0123456789", "%")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Grounds = dict[str, dict[str, str]]


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
    for piece in grid.pieces:
        if isinstance(piece, str):
            identity = row_id(name, next(rows).key) if piece.startswith("<tr") else ""
            written.append(piece.replace("<tr", f"<tr{attribute('id', identity)}", 1) if identity else piece)
            continue
        count += 1
        written.extend(_cell(piece, widest.get(columns[id(piece)], 0), f"{name}-{count}", footnotes))
    return "".join(written)


def _cell(cell: Cell, decimals: int, name: str, footnotes: Footnotes) -> Iterator[str]:
    yield f"<{cell.tag}{''.join(attribute(*item) for item in cell.attributes.items())}>"
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
    for ground in known:
        yield from _line(footnotes.grounds[ground])
    yield "</span></span>"


def _line(ground: Mapping[str, str]) -> Iterator[str]:
    what, printed, bounds, source = (escape(ground.get(key, "")) for key in ("what", "printed", "bounds", "source"))
    interval = f' <span class="why-bounds">{bounds}</span>' if bounds else ""
    address = ground.get("href", "")
    if is_safe_link(address):
        source = f'<a{attribute("href", address)} rel="noopener noreferrer">{source}</a>'
    yield f'<span class="why-line">{what}: <b>{printed}</b>{interval} <span class="why-source">{source}</span></span>'
