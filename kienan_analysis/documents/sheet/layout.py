"""The rows of a sheet as blocks: its name, the lines of its title, its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.document import Block, LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_LEFT_OUT: Final = 1_000  # pieces that are listed
_LONGEST_LEFT_OUT: Final = 300  # letters of one of them


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is shown.

    Attributes
    ----------
    name : str
    rows : list of list of str
        What its cells show; where cells are merged the first of them holds it, of words of one column each row.
    left_out : list of LeftOut
        What is in the file and not shown.
    lacks_results : bool
        Whether formulas in it have no result in the file.
    """

    name: str
    rows: list[list[str]]
    left_out: list[LeftOut] = field(default_factory=list)
    lacks_results: bool = False


def laid_out(sheets: Sequence[Sheet]) -> tuple[list[Block], list[LeftOut]]:
    """Put sheets into blocks, one after the other; each counts as a page.

    Parameters
    ----------
    sheets : sequence of Sheet
    """
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    for page, sheet in enumerate(sheets, start=1):
        made = list(_blocks(sheet, page))
        if made:
            blocks.extend((Block("heading", one_line(sheet.name), page), *made))
        left_out.extend(LeftOut(left.text[:_LONGEST_LEFT_OUT], left.why, page) for left in sheet.left_out)
    return blocks, left_out[:_MOST_LEFT_OUT]


def one_line(text: str) -> str:
    """Bring what a cell shows into one line without tabs."""
    return " ".join(text.split())


def _blocks(sheet: Sheet, page: int) -> Iterator[Block]:
    rows = [row for row in sheet.rows if any(row)]
    begin = 0
    while begin < len(rows) and sum(map(bool, rows[begin])) == 1:
        yield Block("paragraph", next(filter(None, rows[begin])), page)
        begin += 1
    table = rows[begin:]
    if not table:
        return
    # Columns without a word in the table are none of it.
    width = max(map(len, table))
    used = [at for at in range(width) if any(at < len(row) and row[at] for row in table)]
    lines = ("\t".join(row[at] if at < len(row) else "" for at in used) for row in table)
    yield Block("table", "\n".join(lines), page)
