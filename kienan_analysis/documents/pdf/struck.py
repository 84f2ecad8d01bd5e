"""Letters that a rule runs through: the page shows them as struck out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.documents.pdf.drawing import Box
    from kienan_analysis.documents.pdf.letters import Letter

# Where a rule through letters runs, above the line they stand on, by the size of the type: higher than an underline and
# than the rule of a table, lower than one above them.
_LOWEST, _HIGHEST = 0.12, 0.55
_THICKEST: Final = 0.15
_OF_A_RULE: Final = (
    0.6  # so much of its length runs through letters: the rule of a table that slips into a row does not
)
_JOINED: Final = 1.0  # points


def struck_out(letters: Sequence[Letter], rules: Iterable[Box]) -> list[bool]:
    """Say of each letter whether a rule strikes it out.

    Parameters
    ----------
    letters : sequence of Letter
        Of a page, upright.
    rules : iterable of Box
        In the same places.
    """
    level = sorted((rule for rule in rules if rule.right - rule.left > rule.high - rule.low), key=_middle)
    if not level:
        return [False] * len(letters)
    heights = [_middle(rule) for rule in level]
    lines: dict[tuple[float, float], list[int]] = {}
    for place, letter in enumerate(letters):
        lines.setdefault((letter.base, letter.size), []).append(place)
    struck = [False] * len(letters)
    for (base, size), places in lines.items():
        first = bisect_left(heights, base - _HIGHEST * size)
        last = bisect_right(heights, base - _LOWEST * size)
        through = _joined(rule for rule in level[first:last] if rule.high - rule.low <= _THICKEST * size)
        if not through:
            continue
        starts = [start for start, _ in through]
        beneath: dict[int, list[int]] = {}
        for place in places:
            middle = (letters[place].start + letters[place].end) / 2
            number = bisect_right(starts, middle) - 1
            if number >= 0 and middle <= through[number][1]:
                beneath.setdefault(number, []).append(place)
        for number, found in beneath.items():
            start, end = through[number]
            if sum(letters[place].end - letters[place].start for place in found) >= _OF_A_RULE * (end - start):
                for place in found:
                    struck[place] = True
    return struck


def _middle(rule: Box) -> float:
    return (rule.low + rule.high) / 2


def _joined(rules: Iterable[Box]) -> list[tuple[float, float]]:
    """Put rules together that go on from one another: a program draws one for each piece of text."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted((rule.left, rule.right) for rule in rules):
        if joined and start <= joined[-1][1] + _JOINED:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
