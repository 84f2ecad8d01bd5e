"""Where an English article was written, which is not whose its figures are: *HÀ NỘI — The country's exports …*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.text import Text

_LONGEST: Final = 16  # items
_AGENCIES: Final = frozenset({"vna", "vns", "vgp", "vov", "vnn", "sggp", "saigon", "times", "vietnamplus", "agency"})
_MARKS: Final = frozenset({",", "/", "|", "."})


def after_dateline(items: Sequence[Item], text: Text, *, heading: bool) -> int:
    """Say from which item on a paragraph goes on after its dateline; 0 where it has none.

    Parameters
    ----------
    items : sequence of Item
        Of the first sentence of a paragraph, brackets included.
    text : Text
    heading : bool
        Whether it is the heading: there a place before a dash is what the text is about.
    """
    places = dashes = end = 0
    sure = False  # a day, an agency, or capitals throughout: no *Hanoi - Hai Phong expressway*
    at = 0
    while at < min(len(items), _LONGEST):
        item = items[at]
        if item.kind == "area":
            if places and places == dashes and end and not sure:
                return 0
            places += 1
            sure |= text.normal[item.start : item.end].isupper()
        elif item.key == "(":
            close = next((place for place in range(at + 1, min(len(items), at + 6)) if items[place].key == ")"), 0)
            if not close or any(held.kind in {"figure", "area"} for held in items[at + 1 : close]):
                break
            sure, end, at = True, close + 1, close
        elif item.key == "-" or (item.key == ":" and sure):
            dashes, end = dashes + 1, at + 1  # HANOI : Vietnam's exports …
        elif item.key in _AGENCIES or (item.mention is not None and item.mention.kind == "day"):
            sure = True
        elif item.key not in _MARKS:
            break
        at += 1
    if places and dashes and sure and end == len(items):
        return end  # VIETNAM, April 2 -⏎HCM CITY - The city's exports …
    begins = end < len(items) and text.normal[items[end].start].isupper()
    if not places or not end or not begins or (heading and not sure):
        return 0
    return end if sure or dashes else 0
