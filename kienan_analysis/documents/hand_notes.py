"""Notes that a writer sets by hand: a paragraph that begins with a raised mark is of the one that carries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kienan_analysis.documents.document import Block

_AROUND: Final = "()[]. "


class Marked(NamedTuple):
    """A block, the raised mark with which it begins, and those of notes that it carries."""

    block: Block
    lead: str = ""
    marks: tuple[str, ...] = ()


def in_place(blocks: Iterable[Marked]) -> list[Block]:
    """Put each note after the paragraph that carries its mark, as notes of a file's own stand.

    Else a note at the end of a report, *¹ Trong đó thu nội địa …*, would be read as of what is told last.

    Parameters
    ----------
    blocks : iterable of Marked
        In order. The nearest paragraph above is meant, of those whose mark has no note yet.

    Examples
    --------
    >>> from kienan_analysis.documents.document import Block
    >>> of, last, note = (Block("paragraph", text) for text in ("Năm 2021 thu 5 tỷ.", "Năm 2022.", "Nội địa 3 tỷ."))
    >>> [block.text for block in in_place([Marked(of, "", ("1",)), Marked(last), Marked(note, "1")])]
    ['Năm 2021 thu 5 tỷ.', 'Nội địa 3 tỷ.', 'Năm 2022.']
    """
    kept: list[list[Block]] = []
    waiting: dict[str, list[list[Block]]] = {}  # what carries a mark without a note, the nearest last
    for block, lead, marks in blocks:
        carriers = waiting.get(lead.strip(_AROUND), [])
        if lead and carriers and block.kind == "paragraph":
            carriers.pop().append(replace(block, kind="note"))
            continue
        kept.append([block])
        for mark in marks:
            if mark := mark.strip(_AROUND):
                waiting.setdefault(mark, []).append(kept[-1])
    return [block for group in kept for block in group]
