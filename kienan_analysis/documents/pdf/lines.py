"""Letters as pieces of lines: words by their gaps, raised and lowered letters by their size and place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.raised import read_lowered, read_raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.documents.pdf.letters import Letter

# Shares of the size of the type.
_SAME_LINE: Final = 0.1  # how far apart the bases of one line's letters are
_BLANK: Final = 0.1  # the narrowest gap that is a blank
_WIDE: Final = 0.8  # a gap that may part columns or cells
_CLOSE: Final = 0.35  # how near a raised letter stands to what it belongs to
_RISE: Final = (0.12, 0.75)
_DROP: Final = (0.06, 0.45)
_SMALL: Final = 0.87  # of its neighbour's size
_AS_LARGE: Final = 1.05
_CLEARLY: Final = 0.22  # the rise of a letter as large as its neighbour
_LONGEST_MARK: Final = 6  # letters
_TIGHTEST: Final = 0.6  # points: bases nearer than this are one, however small the type
_RAISED_DIGITS: Final = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
    "⁽": "(",
    "⁾": ")",
}


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    start: float
    end: float


@dataclass(slots=True)
class Piece:
    """Words that stand on one line, with no wide gap between.

    Attributes
    ----------
    words : list of Word
    base : float
        From the top of the page, in points.
    size : float
        Of the type.
    marks : list of str
        Raised marks of notes that stand in it, in order.
    lead : str
        The mark that it begins with, raised or small; empty where there is none.
    """

    words: list[Word]
    base: float
    size: float
    marks: list[str] = field(default_factory=list)
    lead: str = ""

    @property
    def start(self) -> float:
        """Its left edge."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Its right edge."""
        return self.words[-1].end

    @property
    def text(self) -> str:
        """Its words, a blank between."""
        return " ".join(word.text for word in self.words)


class _Sign(NamedTuple):
    """A letter, or a group of raised or lowered ones, in its line: `place` is 1 above, -1 below, 0 on the line."""

    char: str
    start: float
    end: float
    size: float
    place: int = 0


def pieces_of(letters: Sequence[Letter]) -> list[Piece]:
    """Put letters together to pieces of lines, from the top down and the left to the right, in some n log n."""
    rows = _rows(letters)
    signs = [[_Sign(one.char, one.start, one.end, one.size) for one in row] for row in rows]
    bases = [row[0].base for row in rows]
    _take_out_of_line(signs, bases)
    return [piece for row, base in zip(signs, bases, strict=True) for piece in _pieces(row, base)]


def _rows(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Sort letters into rows of one base, each from left to right."""
    if not letters:
        return []
    nearness = max(_SAME_LINE * median(letter.size for letter in letters), _TIGHTEST)
    rows: list[list[Letter]] = []
    base = float("-inf")
    for letter in sorted(letters, key=attrgetter("base")):
        if letter.base - base > nearness:
            rows.append([])
            base = letter.base
        rows[-1].append(letter)
    for row in rows:
        row.sort(key=attrgetter("start"))
    return rows


def _take_out_of_line(rows: list[list[_Sign]], bases: list[float]) -> None:
    """Move letters that are raised above a line, or lowered beneath it, into that line."""
    tallest = max((sign.size for row in rows for sign in row), default=0.0)
    inked = [[sign for sign in row if sign.char != " "] for row in rows]
    starts = [[sign.start for sign in row] for row in inked]
    moved: dict[int, list[_Sign]] = {}
    for at, base in enumerate(bases):
        around = range(bisect_left(bases, base - _DROP[1] * tallest), bisect_right(bases, base + _RISE[1] * tallest))
        hosts = sorted((abs(bases[host] - base), host) for host in around if host != at)[:12]
        if not hosts:
            continue
        staying: list[_Sign] = []
        for group in _groups(rows[at]):
            host, place = _host(group, base, hosts, inked, starts, bases)
            if host < 0:
                staying.extend(group)
                continue
            words = "".join(sign.char for sign in group).strip()
            sign = _Sign(words, group[0].start, group[-1].end, group[0].size, place)
            moved.setdefault(host, []).append(sign)
        rows[at] = staying
    for host, signs in moved.items():
        rows[host] = sorted([*rows[host], *signs], key=attrgetter("start"))


def _groups(row: Sequence[_Sign]) -> Iterator[list[_Sign]]:
    """Part a row at its blanks, and where the size of the type changes."""
    group: list[_Sign] = []
    for sign in row:
        if group and (sign.start - group[-1].end > _BLANK * sign.size or abs(sign.size - group[-1].size) > 0.5):  # noqa: PLR2004 - half a point
            yield group
            group = []
        if sign.char == " ":
            if group:
                yield group
                group = []
            yield [sign]
        else:
            group.append(sign)
    if group:
        yield group


def _host(
    group: Sequence[_Sign],
    base: float,
    hosts: Iterable[tuple[float, int]],
    rows: Sequence[Sequence[_Sign]],
    starts: Sequence[Sequence[float]],
    bases: Sequence[float],
) -> tuple[int, int]:
    """Find the row in which a group of letters stands raised or lowered, and which of it; -1 where there is none."""
    if len(group) > _LONGEST_MARK or not group[0].char.strip():
        return -1, 0
    size, start, end = max(sign.size for sign in group), group[0].start, group[-1].end
    for _, host in hosts:
        rise = bases[host] - base
        at = bisect_left(starts[host], start)
        for near in rows[host][max(at - 1, 0) : at + 2]:
            gap = max(start - near.end, near.start - end)
            if gap > _CLOSE * near.size or gap < -_CLOSE * near.size:
                continue
            small = size <= _SMALL * near.size
            if small and _RISE[0] * near.size <= rise <= _RISE[1] * near.size:
                return host, 1
            if small and _DROP[0] * near.size <= -rise <= _DROP[1] * near.size:
                return host, -1
            clearly = _CLEARLY * near.size <= rise <= _RISE[1] * near.size
            if size <= _AS_LARGE * near.size and clearly and near.start < start and len(group) <= 3:  # noqa: PLR2004
                return host, 1
    return -1, 0


def _pieces(row: Sequence[_Sign], base: float) -> Iterator[Piece]:
    """Part a row at its wide gaps."""
    part: list[_Sign] = []
    end = float("-inf")
    for sign in row:
        if sign.char == " ":
            part.append(sign)
            continue
        if part and sign.start - end > _WIDE * sign.size:
            yield from _piece(part, base)
            part = []
        part.append(sign)
        end = max(end, sign.end) if len(part) > 1 else sign.end
    yield from _piece(part, base)


def _piece(signs: Sequence[_Sign], base: float) -> Iterator[Piece]:
    """Read the words of a piece, its raised marks apart."""
    inked = [sign for sign in signs if sign.char.strip()]
    if not inked:
        return
    size = median(sign.size for sign in inked)
    builder = _Builder(base, size, _tracking(inked))
    for sign in signs:
        builder.add(sign)
    yield from builder.made()


def _tracking(signs: Sequence[_Sign]) -> float:
    """Give the usual gap between letters, where they are set wide."""
    gaps = [after.start - before.end for before, after in pairwise(signs)]
    return max(median(gaps), 0.0) if gaps else 0.0


class _Builder:
    """Makes a piece of signs, from left to right."""

    def __init__(self, base: float, size: float, tracking: float) -> None:
        self._piece = Piece([], base, size)
        self._chars: list[str] = []
        self._start = self._end = 0.0
        self._last: float | None = None
        self._tracking = tracking
        self._after_digit = False

    def add(self, sign: _Sign) -> None:
        """Take the next sign."""
        if not sign.char.strip():
            # A blank that other letters are drawn over is none: some programs leave it there.
            self._close()
            return
        gap = sign.start - self._last if self._last is not None else 0.0
        if self._chars and gap > _BLANK * sign.size + self._tracking:
            self._close()
        self._last = sign.end
        text = self._as_text(sign)
        self._after_digit = sign.char in _RAISED_DIGITS and not text and bool(self._piece.marks)
        if not text:
            return
        if not self._chars:
            self._start = sign.start
        self._chars.append(text)
        self._end = sign.end

    def _as_text(self, sign: _Sign) -> str:
        """Give what a sign adds to the words; a note's mark adds nothing."""
        digits = _RAISED_DIGITS.get(sign.char, "") if sign.place == 0 else ""
        if sign.place == 0 and not digits:
            return sign.char
        before = "".join(self._chars[-_LONGEST_MARK:])
        words = digits or sign.char
        found = read_lowered(words, before) if sign.place < 0 else read_raised(words, before)
        if found.shown:
            return found.shown if found.joins else f" {words} "
        if self._piece.words or before:
            if digits and self._after_digit:
                self._piece.marks[-1] += digits
            else:
                self._piece.marks.append(words.strip("()[],; "))
        else:
            self._piece.lead = (self._piece.lead + words).strip()
        return ""

    def _close(self) -> None:
        text = " ".join("".join(self._chars).split())
        if text:
            self._piece.words.append(Word(text, self._start, self._end))
        self._chars = []

    def made(self) -> Iterator[Piece]:
        """Give the piece, if it has a word."""
        self._close()
        if self._piece.words:
            yield self._piece
        elif self._piece.lead:
            yield replace(self._piece, words=[Word(self._piece.lead, 0.0, 0.0)])
