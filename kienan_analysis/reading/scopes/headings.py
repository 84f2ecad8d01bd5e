"""Lines that hold for what stands below them: headings, and the points of a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.scopes.scope import Held, ItemSentence
from kienan_analysis.reading.sentences import BULLETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.roles import Named
    from kienan_analysis.reading.scopes.timeline import Timeline

_LONGEST_HEADING: Final = 30  # items
_LONGEST_NUMBER: Final = 3  # items: II.
_SHORT: Final = 2  # letters or digits
_ENDS: Final = frozenset({".", ";", "!", "?", ","})


def is_heading(sentences: Sequence[ItemSentence], number: int) -> bool:
    """Whether a sentence is a line of its own without a full stop and without a figure.

    Parameters
    ----------
    sentences : sequence of ItemSentence
        The article's.
    number : int
        Which of them.
    """
    sentence = sentences[number]
    items = sentence.items
    if not items or sentence.introduces or len(items) > _LONGEST_HEADING or items[-1].key in _ENDS:
        return False
    if any(item.key == "|" for item in items):
        return False  # a row of a table
    after = sentences[number + 1] if number + 1 < len(sentences) else None
    if after is not None and after.paragraph == sentence.paragraph:
        return False
    return _begins(sentences, number) and not any(item.is_measured for item in items)


def ends(sentence: ItemSentence) -> bool:
    """Whether a sentence ends in a mark, as titles do not."""
    return bool(sentence.items) and sentence.items[-1].key in _ENDS | {":"}


def _begins(sentences: Sequence[ItemSentence], number: int) -> bool:
    """Whether a sentence begins its paragraph, but for a number: *II. Phương hướng năm 2017*."""
    paragraph = sentences[number].paragraph
    before = sentences[number - 1] if number else None
    if before is None or before.paragraph != paragraph:
        return True
    outer = sentences[number - 2] if number > 1 else None
    is_number = len(before.items) <= _LONGEST_NUMBER and _is_numbered(before.items)
    return is_number and (outer is None or outer.paragraph != paragraph)


def is_point(sentence: ItemSentence) -> bool:
    """Whether a paragraph is a point of a list: *- …*, *1. …*, *(2) …*, *a) …*."""
    items = sentence.items
    if not items:
        return False
    number = [token.key for token in sentence.tokens[:_LONGEST_NUMBER]]  # an aside, as items
    in_brackets = len(number) == _LONGEST_NUMBER and number[0] == "(" and number[2] == ")" and len(number[1]) <= _SHORT
    return in_brackets or items[0].key in BULLETS or _is_numbered(items)


def _is_numbered(items: Sequence[Item]) -> bool:
    marks = {item.key for item in items[:_LONGEST_NUMBER] if item.kind == "mark"}
    return bool(marks & {".", ")", "/"}) and any(len(item.key) <= _SHORT for item in items[:_SHORT])


def section_of(
    heading: Sequence[Item], key: str, named: Sequence[Named], outer: Held, timeline: Timeline
) -> Held | None:
    """Say what a heading holds for its section; None where it says nothing of time and aim.

    *Kết quả năm 2023* opens results, *Nhiệm vụ năm 2024* aims. One that says both is what the whole text is about.

    Parameters
    ----------
    heading : sequence of Item
    key : str
        The whole text, in the spelling that is matched.
    named : sequence of Named
        The mentions of periods in the heading.
    outer : Held
        What held before it.
    timeline : Timeline
    """
    span = heading[0].start, heading[-1].end
    text = key[slice(*span)]
    met = vi.AIMS_MET.search(text) is not None and vi.CALLS_FOR.search(text) is None
    looks_back = met or any(item.plays("aims.looked_back") for item in heading) or vi.STATE_OF_THINGS in text
    aims = vi.AIM_NOUNS.search(text) is not None or any(item.plays("aims.target") for item in heading)
    own = [one for one in named if one.role in {"own", "aimed"} and one.mention.is_span]
    mention = own[-1].mention if own else None
    later = bool(own) and timeline.is_ahead(own[-1])
    if looks_back and aims and len(own) != 1:
        return None
    if aims and later and any(not timeline.is_ahead(one) for one in own):
        return None  # Kinh tế - xã hội quý I và phương hướng quý II: both
    if aims and not looks_back and (later or mention is None):
        # 1. Chỉ tiêu cụ thể, under II. Nhiệm vụ năm 2024: of that year.
        held = outer.mention if mention is None and outer.aims else mention
        return Held(held, aims=True, evidence=span)
    if looks_back and not aims:
        return Held(mention, evidence=span)  # Kết quả giai đoạn 2020-2025, in its last year
    if looks_back or mention is not None:
        return Held(None if later else mention, later, span, unsure=aims and not looks_back and not later)
    return None


def widened(held: Held, named: Sequence[Named], first: int, timeline: Timeline) -> Held:
    """Let what follows take the wider period that a sentence ends with: *quý I …, tính chung 6 tháng …*.

    Parameters
    ----------
    held : Held
        What the sentence begins with.
    named : sequence of Named
        Its mentions of periods.
    first : int
        Its first figure.
    timeline : Timeline
    """
    for one in named:
        if one.at < first or one.role != "own" or one.mention.kind != "months" or held.mention is None:
            continue
        narrow, wide = timeline.resolve(held.mention), timeline.resolve(one.mention)
        if narrow is not None and wide is not None and wide.first <= narrow.first and narrow.last < wide.last:
            held = replace(held, mention=one.mention)
    return held
