"""How an object sums itself up in a notebook: escaped, bounded in size, readable without a style sheet.

A summary has no language setting to go by, so what it says is in both languages.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# More rows than this are counted, not shown; longer texts are cut.
MOST_ROWS: Final = 12
MOST_LETTERS: Final = 90


def summary(title: str, facts: Iterable[str], headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Write a title, a line of facts and a table.

    Parameters
    ----------
    title : str
    facts : iterable of str
    headings : sequence of str
    rows : sequence of sequences
        Of any length and holding any text; numbers are aligned right.

    Returns
    -------
    str
        HTML of a size that depends on `MOST_ROWS` and `MOST_LETTERS` only.
    """
    told = " · ".join(_cut(fact) for fact in facts)
    head = "".join(f'<th scope="col" style="text-align:left">{escape(text)}</th>' for text in headings)
    body = "".join(_row(row) for row in rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        more = f"… và {len(rows) - MOST_ROWS} dòng nữa · and {len(rows) - MOST_ROWS} more"
        body += f'<tr><td colspan="{len(headings)}" style="text-align:left">{more}</td></tr>'
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
    return f"<div><p><strong>{_cut(title)}</strong><br>{told}</p>{table}</div>"


def _row(cells: Sequence[object]) -> str:
    made = [
        f'<td style="text-align:{"right" if isinstance(cell, (int, float)) else "left"}">{_cut(str(cell))}</td>'
        for cell in cells
    ]
    return f"<tr>{''.join(made)}</tr>"


def _cut(text: str) -> str:
    """Shorten a text that would not fit in a cell, and escape it."""
    return escape(text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…")
