"""Which of several indicators grew fastest and which slowest, in words that hold where nothing grew, or all alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kienan_analysis.annual_review.records import records
from kienan_analysis.sections.parts import phrases
from kienan_analysis.sections.parts.order import direction, may_be_first

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
    fast, slow = may_be_first(known, "growth"), may_be_first(known, "growth", highest=False)
    directions = {direction(row) for row in fast}, {direction(row) for row in slow}
    # 5% and at least 5% are not alike.
    if len({phrases.growth_words(words, row) for row in known}) == 1:
        moved = phrases.growth_words(words, known[0])
        return words.say("fastest.same", count=len(known), moved=moved)
    said = {"fast": _named(review, words, fast, known), "slow": _named(review, words, slow, known)}
    apart = not any(row is other for row in fast for other in slow)
    if apart and all(len(found) == 1 and all(found) for found in directions):
        (top_goes,), (bottom_goes,) = directions
        return words.say(f"fastest.{top_goes}_{bottom_goes}", count=len(known), **said)
    if apart:
        return words.say("fastest.apart", count=len(known), **said)
    # One of several may be the first and the last; of the others the order may be clear.
    if len(fast) < len(known):
        goes = "".join(directions[0]) if len(directions[0]) == 1 else ""
        return words.say(f"fastest.top_{goes or 'open'}", count=len(known), name=said["fast"])
    if len(slow) < len(known):
        return words.say("fastest.bottom_open", count=len(known), name=said["slow"])
    ordered = sorted(known, key=lambda row: -float(row["growth"]))
    outer = [ordered[0]], [ordered[-1]]
    said = {name: _named(review, words, end, known) for name, end in zip(said, outer, strict=True)}
    return words.say("fastest.open", count=len(known), **said)


def top(review: AnnualReview, words: Words, rows: pd.DataFrame) -> str:
    """Say what grew fastest, or fell least, and nothing of the others; of two, or where all may be alike, as `told`."""
    known = records(rows)
    fast = may_be_first(known, "growth")
    goes = {direction(row) for row in fast}
    if len(known) == 2 or len(fast) == len(known) or len(goes) > 1 or not all(goes):  # noqa: PLR2004  (nobody says the fastest of two)
        return told(review, words, rows)
    (way,) = goes
    if not _told_alike(words, fast):
        return words.say(f"fastest.top_{way}", count=len(known), name=_named(review, words, fast, known))
    names = words.format.join(_names(review, words, fast, known))
    rate = phrases.rate(words, fast[0], "growth")
    return words.say(f"fastest.alone_{way}", count=len(known), name=names, rate=rate)


def _told_alike(words: Words, rows: Sequence[Record]) -> bool:
    return len({phrases.rate(words, row, "growth") for row in rows}) == 1


def _named(review: AnnualReview, words: Words, rows: Sequence[Record], known: Sequence[Record]) -> str:
    """Name indicators with their rates; where one of several it is that the digits leave open, *this or that*."""
    names = _names(review, words, rows, known)
    if _told_alike(words, rows):
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
