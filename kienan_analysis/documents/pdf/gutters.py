"""The columns of a table without rules: upright strips in which hardly any line has a word."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, groupby, pairwise
from math import inf
from statistics import median
from typing import TYPE_CHECKING, Final

from kienan_analysis.documents.pdf.cells import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.documents.pdf.aligned_heads import Row
    from kienan_analysis.documents.pdf.lines import Piece, Word

_BIN: Final = 1.0  # points
_WIDEST: Final = 5000.0
_COVERED: Final = 0.1
_NEARLY: Final = 0.8
_NARROW: Final = 0.4
_BROAD: Final = 0.6  # of the size: no blanks of prose that stand beneath one another are so wide
_WIDE: Final = 0.8
_MOST: Final = 0.6
_TIGHT: Final = 0.25  # of the size: between the number of a row and its name
_FEWEST_PAIRS: Final = 3
_ISLAND: Final = 0.4  # of the lines with numbers: so many others have words of a column of their own
_INDEX: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-Za-z])[.)]?")
_THOUSANDS: Final = re.compile(r"\d{1,3} \d{3}(?:[.,]\d+)?")


def gutters_of(rows: Sequence[Row], others: Sequence[Row] = ()) -> list[float]:
    """Give the middles of the upright strips in which hardly any line has a word.

    Of a strip that part is taken in which the fewest of the other lines have one: names go on there.
    """
    size = median(row.size for row in rows)
    left = min(row.pieces[0].start for row in rows)
    right = min(max(row.pieces[-1].end for row in rows), left + _WIDEST)
    count = int((right - left) / _BIN) + 2
    counts = _covering([word for row in rows for piece in row.pieces for word in piece.words], left, count)
    beside = _covering([piece for row in others for piece in row.pieces], left, count)
    gutters: list[float] = []
    opened: int | None = None
    for place in range(count):
        if counts[place] <= _COVERED * len(rows):
            opened = place if opened is None else opened
        elif opened is not None:
            # Where the fewest words are: a long name may reach into the strip.
            fewest = min(zip(counts[opened:place], beside[opened:place], strict=True))
            runs = [
                list(run)
                for least, run in groupby(range(opened, place), key=lambda at: (counts[at], beside[at]) == fewest)
                if least
            ]
            middles = [left + (run[0] + run[-1] + 1) / 2 * _BIN for run in runs]
            middle = middles[runs.index(max(runs, key=len))]
            wide = (place - opened) * _BIN / size
            if opened > 0 and (wide >= _BROAD or (wide >= _NARROW and _is_open(rows, middle, size))):
                # Words that stand between two runs and never beside numbers are a column of their own.
                islands = [max(beside[one[-1] : other[0]]) for one, other in pairwise(runs)]
                is_parted = fewest == (0, 0) and any(most >= _ISLAND * len(rows) for most in islands)
                gutters.extend(_parted(runs, middles, islands, _ISLAND * len(rows)) if is_parted else [middle])
            opened = None
    found = sorted([*gutters, *_at_starts(rows, gutters, size)])
    return sorted([*found, *_beside_indexes(rows, found, size), *_between_numbers(rows, found)])


def _parted(
    runs: Sequence[Sequence[int]], middles: Sequence[float], islands: Sequence[int], least: float
) -> Iterator[float]:
    """Give of runs of free places the widest on each side of an island that so many lines have words on."""
    best = 0
    for at, most in enumerate(islands, 1):
        if most >= least:
            yield middles[best]
            best = at
        elif len(runs[at]) > len(runs[best]):
            best = at
    yield middles[best]


def _words_between(rows: Sequence[Row], low: float, high: float) -> list[list[Word]]:
    """Give the words of each line whose middles stand between two places."""
    return [
        [word for piece in row.pieces for word in piece.words if low < (word.start + word.end) / 2 < high]
        for row in rows
    ]


def _between_numbers(rows: Sequence[Row], gutters: Sequence[float]) -> Iterator[float]:
    """Give gutters between numbers that stand as close as words: two in nearly every line, none beneath the other."""
    for low, high in pairwise([-inf, *gutters, inf]):
        lines = [words for words in _words_between(rows, low, high) if words]
        pairs = [words for words in lines if len(words) == 2 and all(is_number(word.text) for word in words)]  # noqa: PLR2004
        if len(pairs) < max(_NEARLY * len(lines), _FEWEST_PAIRS):
            continue
        if all(_THOUSANDS.fullmatch(f"{one.text} {other.text}") for one, other in pairs):
            continue  # 1 250: one number, as some write it
        ends, starts = max(one.end for one, _ in pairs), min(other.start for _, other in pairs)
        gutter = (ends + starts) / 2
        if ends < starts and all(word.end <= gutter or word.start >= gutter for words in lines for word in words):
            yield gutter


def _beside_indexes(rows: Sequence[Row], gutters: Sequence[float], size: float) -> Iterator[float]:
    """Give the gutter between the numbers of rows and their names, where all of these begin at one place."""
    firsts = [words for words in _words_between(rows, -inf, gutters[0]) if words] if gutters else []
    numbered = [words for words in firsts if _INDEX.fullmatch(words[0].text)]
    indexed = [words for words in numbered if len(words) > 1]  # the names of others stand on lines of their own
    if len(indexed) < _FEWEST_PAIRS or len(numbered) < _NEARLY * len(firsts):
        return
    start, end = min(words[1].start for words in indexed), max(words[0].end for words in numbered)
    beyond = [words for words in firsts if not _INDEX.fullmatch(words[0].text) and words[0].start < start - _BIN]
    if start - end >= _TIGHT * size and max(words[1].start for words in indexed) - start <= _BIN and not beyond:
        yield (start + end) / 2


def _covering(parts: Sequence[Word | Piece], left: float, count: int) -> list[int]:
    """Say of each of so many places from the left how many words, or pieces, stand over it."""
    steps = [0] * (count + 1)
    for part in parts:
        first = min(max(int((part.start - left) / _BIN), 0), count)
        last = min(max(int((part.end - left) / _BIN) + 1, 0), count)
        steps[first] += 1
        steps[last] -= 1
    return list(accumulate(steps))


def _at_starts(rows: Sequence[Row], gutters: Sequence[float], size: float) -> list[float]:
    """Give gutters where nearly all lines have a word that begins at one place, most of them after a wide gap.

    So columns show whose longest names leave no strip free.
    """
    starts: Counter[int] = Counter()
    for row in rows:
        starts.update({round(word.start / _BIN) for piece in row.pieces for word in piece.words})
    found: list[float] = []
    for place, count in sorted(starts.items()):
        gutter = (place - 1) * _BIN
        known = [*gutters, *found]
        if count < _NEARLY * len(rows) or any(row.pieces[0].start >= gutter for row in rows):
            continue
        crossed = any(
            word.start < gutter < word.end - _BIN / 2 for row in rows for piece in row.pieces for word in piece.words
        )
        if not crossed and _is_open(rows, gutter, size) and not any(_is_same_gap(rows, gutter, one) for one in known):
            found.append(gutter)
    return found


def _is_same_gap(rows: Sequence[Row], one: float, other: float) -> bool:
    """Say whether hardly any line has a word between two gutters."""
    low, high = sorted((one, other))
    between = sum(
        any(low - _BIN < (word.start + word.end) / 2 < high + _BIN for piece in row.pieces for word in piece.words)
        for row in rows
    )
    return between <= _COVERED * len(rows)


def _is_open(rows: Sequence[Row], gutter: float, size: float) -> bool:
    """Say whether half of the lines or more have a wide gap at a place, of those with words on both sides."""
    wide = both = 0
    for row in rows:
        before = [word.end for piece in row.pieces for word in piece.words if word.end <= gutter + _BIN]
        after = [word.start for piece in row.pieces for word in piece.words if word.start >= gutter - _BIN]
        if before and after:
            both += 1
            wide += min(after) - max(before) >= _WIDE * size
    return both == 0 or wide >= _MOST * both
