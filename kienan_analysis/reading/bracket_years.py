"""Lists whose head says of what year the figures in brackets are: *(trong ngoặc là ước thực hiện năm 2023)*."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.items import Item
from kienan_analysis.reading.periods import Mention
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.scope import ItemSentence
    from kienan_analysis.reading.text import Text

_SAID: Final = re.compile(
    r"\(?(?<!\w)(?:(?:các |con )*(?:số liệu|số) )?(?:ở )?trong (?:dấu )?ngoặc(?: đơn)?(?: là|:)?"
    r"(?: (?:các|con|kết quả|số liệu|số))* (?:ước |kết quả )*(?:thực hiện|đạt được|kết quả|ước)(?: được| của| cả)*"
    r" năm ((?:19|20)\d\d)(?!\d)\)?"
)
_MAY_SAY: Final = "ngoặc"


@record
class BracketYear(Record):
    """What a text says once of the figures in the brackets of a list.

    Attributes
    ----------
    start, end : int
        Where it is said, in the normal form.
    year : int
        In which they were reached.
    """

    start: int
    end: int
    year: int


def bracket_year(text: Text) -> tuple[Text, BracketYear | None]:
    """Take the words out of a text that say of what year the figures in brackets are.

    Parameters
    ----------
    text : Text

    Returns
    -------
    text : Text
        The same text, blanks in the place of those words: they date no aim, and no aim has been reached.
    said : BracketYear or None
    """
    found = _SAID.search(text.key) if _MAY_SAY in text.key else None
    if found is None:
        return text, None
    start, end = found.span()
    blank = " " * (end - start)
    normal = text.normal[:start] + blank + text.normal[end:]
    key = text.key[:start] + blank + text.key[end:]
    return replace(text, normal=normal, key=key), BracketYear(start, end, int(found[1]))


def date_brackets(sentences: list[ItemSentence], said: BracketYear | None) -> list[ItemSentence]:
    """Give the figures in brackets of the list the year that was said, as if it stood before each.

    *Thu ngân sách 15.246 tỷ đồng (14.730 tỷ đồng)*. The list ends at the first sentence without a measured figure.

    Parameters
    ----------
    sentences : list of ItemSentence
        Of the text, in order; the items of the list's are changed.
    said : BracketYear or None

    Returns
    -------
    list of ItemSentence
        The same.
    """
    if said is None:
        return sentences
    begun = False
    for sentence in sentences:
        items = sentence.items
        if not items or items[0].start < said.end:
            continue
        measured = any(item.is_measured for item in items)
        if begun and not measured:
            break
        begun |= measured
        items[:] = _dated(items, said)
    return sentences


def _dated(items: Sequence[Item], said: BracketYear) -> list[Item]:
    """Set the year into each bracket that opens directly after a figure with a figure of its own."""
    found = list(items[:1])
    for before, item in pairwise(items):
        if before.key == "(" and item.is_measured and len(found) > 1 and found[-2].is_measured:
            mention = Mention(said.start, said.end, "months", year=said.year)
            found.append(Item("period", item.start, item.start, f"năm {said.year}", mention=mention))
        found.append(item)
    return found
