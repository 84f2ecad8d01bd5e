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
    highest, lowest = fast[0]["growth"], slow[0]["growth"]
    values = {
        "fast": _names(review, words, fast, known),
        "fast_rate": phrases.rate(words, fast[0], "growth"),
        "slow": _names(review, words, slow, known),
        "slow_rate": phrases.rate(words, slow[0], "growth"),
    }
    if highest == lowest:
        return words.say(
            f"fastest.same_{_direction(highest)}", count=len(known), moved=phrases.growth_words(words, fast[0])
        )
    if not (_is_above(fast, _without(known, fast)) and _is_above(_without(known, slow), slow)):
        return words.say("fastest.open", count=len(known), **values)
    return words.say(f"fastest.{_direction(highest)}_{_direction(lowest)}", count=len(known), **values)


def top(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say what grew fastest, and nothing of the others; where that cannot be said, what `told` says."""
    known = records(rows)
    fast, slow = _ends(known)
    if fast[0]["growth"] == slow[0]["growth"] or not _is_above(fast, _without(known, fast)):
        return told(review, words, rows)
    return words.say(
        f"fastest.top_{_direction(fast[0]['growth'])}",
        count=len(known),
        name=_names(review, words, fast, known),
        rate=phrases.rate(words, fast[0], "growth"),
    )


def _ends(known: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Take the rows with the highest rate, and those with the lowest."""
    values = [row["growth"] for row in known]
    return (
        [row for row in known if row["growth"] == max(values)],
        [row for row in known if row["growth"] == min(values)],
    )


def _without(rows: Sequence[Record], those: Sequence[Record]) -> list[Record]:
    return [row for row in rows if not any(row is other for other in those)]


def _is_above(upper: Sequence[Record], lower: Sequence[Record]) -> bool:
    """Whether all of some rows lie above all others beyond rounding; an open end may reach anywhere."""
    return all(_end(high, "low") > _end(low, "high") for high in upper for low in lower)


def _end(row: Record, which: str) -> float:
    value = float(row[f"growth_{which}"])
    if math.isnan(value):
        return -math.inf if which == "low" else math.inf
    return value


def _direction(value: float) -> str:
    return "rose" if value > 0 else "fell" if value < 0 else "flat"


def _names(review: AnnualReview, words: Words, rows: Sequence[Record], known: Sequence[Record]) -> str:
    """Name indicators; one that is there at two price bases, with its own."""
    often = Counter(row["indicator"] for row in known)
    return words.format.join(
        [
            phrases.indicator(review, words, row["indicator"])
            if often[row["indicator"]] == 1
            else words.name(phrases.row_name(review, words, {**row, "assigner": ""}), inside=True)
            for row in rows
        ]
    )
