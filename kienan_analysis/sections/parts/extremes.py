"""Which of several indicators grew fastest and which slowest, in words that hold where nothing grew, or all alike."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.annual_review.records import Record
    from kienan_analysis.wording.messages import Words


def told(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say what grew fastest and what slowest; a clause that begins with a small letter.

    Parameters
    ----------
    review : AnnualReview
    words : Words
    rows : DataFrame
        At least two rows with ``growth`` and its ends, none in percentage points.
    """
    known = records(rows)
    fast, slow = _ends(known)
    highest, lowest = _values(fast), _values(slow)
    directions = {_direction(value) for value in highest}, {_direction(value) for value in lowest}
    if len({row["growth"] for row in known}) == 1:
        moved = phrases.growth_words(words, known[0])
        return words.say("fastest.same", count=len(known), moved=moved)
    said = {"fast": _named(review, words, fast, known), "slow": _named(review, words, slow, known)}
    apart = not any(row is other for row in fast for other in slow)
    if apart and all(len(found) == 1 for found in directions):
        (top_goes,), (bottom_goes,) = directions
        return words.say(f"fastest.{top_goes}_{bottom_goes}", count=len(known), **said)
    ends = [max(known, key=lambda row: row["growth"])], [min(known, key=lambda row: row["growth"])]
    said = {name: _named(review, words, end, known) for name, end in zip(said, ends, strict=True)}
    return words.say("fastest.open", count=len(known), **said)


def top(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say what grew fastest, or fell least, and nothing of the others; of two, or where all may be alike, as `told`."""
    known = records(rows)
    fast, _ = _ends(known)
    goes = {_direction(value) for value in _values(fast)}
    if len(known) == 2 or len(fast) == len(known) or len(goes) > 1:  # noqa: PLR2004  (nobody says the fastest of two)
        return told(review, words, rows)
    (direction,) = goes
    if len(_values(fast)) > 1:
        return words.say(f"fastest.top_{direction}", count=len(known), name=_named(review, words, fast, known))
    names = words.format.join(_names(review, words, fast, known))
    rate = phrases.rate(words, fast[0], "growth")
    return words.say(f"fastest.alone_{direction}", count=len(known), name=names, rate=rate)


def _ends(known: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Take the rows that may have the highest rate, and those that may have the lowest; the farthest out first."""
    lowest_top = max(_end(row, "low") for row in known)
    highest_bottom = min(_end(row, "high") for row in known)
    upward = sorted(known, key=lambda row: float(row["growth"]))
    downward = sorted(known, key=lambda row: -float(row["growth"]))
    return (
        [row for row in downward if _end(row, "high") >= lowest_top],
        [row for row in upward if _end(row, "low") <= highest_bottom],
    )


def _values(rows: Sequence[Record]) -> list[float]:
    return list(dict.fromkeys(float(row["growth"]) for row in rows))


def _end(row: Record, which: str) -> float:
    """Give an end of a rate's interval; an open one may reach anywhere."""
    value = float(row[f"growth_{which}"])
    if math.isnan(value):
        return -math.inf if which == "low" else math.inf
    return value


def _direction(value: float) -> str:
    return "rose" if value > 0 else "fell" if value < 0 else "flat"


def _named(review: AnnualReview, words: Words, rows: Sequence[Record], known: Sequence[Record]) -> str:
    """Name indicators with their rates; where one of several it is that the digits leave open, *this or that*."""
    names = _names(review, words, rows, known)
    if len(_values(rows)) == 1:
        return words.say("fastest.one", name=words.format.join(names), rate=phrases.rate(words, rows[0], "growth"))
    items = [
        words.say("fastest.one", name=name, rate=phrases.rate(words, row, "growth"))
        for name, row in zip(names, rows, strict=True)
    ]
    return words.say("fastest.either", first=words.format.join(items[:-1]), last=items[-1])


def _names(review: AnnualReview, words: Words, rows: Sequence[Record], known: Sequence[Record]) -> list[str]:
    """Name indicators; one that is known at two price bases, with its own."""
    often = Counter(row["indicator"] for row in known)
    return [
        phrases.indicator(review, words, row["indicator"])
        if often[row["indicator"]] == 1
        else words.name(phrases.row_name(review, words, {**row, "assigner": ""}), inside=True)
        for row in rows
    ]
