"""How an object sums itself up in a notebook: escaped, bounded in size, readable without a style sheet.

A summary has no language setting to go by, so what it says is in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

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
    told = Markup(" · ").join(_cut(fact) for fact in facts)
    head = Markup("").join(Markup('<th scope="col" style="text-align:left">{}</th>').format(text) for text in headings)
    body = Markup("").join(_row(row) for row in rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        more = f"… và {len(rows) - MOST_ROWS} dòng nữa · and {len(rows) - MOST_ROWS} more"
        body += Markup('<tr><td colspan="{}" style="text-align:left">{}</td></tr>').format(len(headings), more)
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body) if rows else ""
    return str(Markup("<div><p><strong>{}</strong><br>{}</p>{}</div>").format(_cut(title), told, table))


def _row(cells: Sequence[object]) -> Markup:
    made = [
        Markup('<td style="text-align:{}">{}</td>').format(
            "right" if isinstance(cell, (int, float)) else "left", _cut(str(cell))
        )
        for cell in cells
    ]
    return Markup("<tr>{}</tr>").format(Markup("").join(made))


def _cut(text: str) -> str:
    """Shorten a text that would not fit in a cell."""
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
