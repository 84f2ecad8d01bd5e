"""Several readings of one page held against each other: a figure stands only where all of them have it.

Words are those of the first reading, the Vietnamese one. The others know no Vietnamese and take its letters for others,
for digits too (*số* for *s6*): what only they have counts only where it stands by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.documents.scan.shapes import is_as_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kienan_analysis.documents.scan.pictures import Picture
    from kienan_analysis.documents.scan.tesseract import Line, Word

# Stands in the text for a figure whose readings differ: no letter, no digit and no mark that ends a sentence.
MARK: Final = "▯"
_DASHES: Final = dict.fromkeys(map(ord, "–—−\u2010\u2011"), "-")
_FIGURE: Final = re.compile(r"[-+<>≤≥±~≈]?\d(?:[\d.,:/-]*\d)?%?")
_AROUND: Final = ".,;:()[]“”\"'’‘"
_NARROW: Final = 0.8  # of a line's usual gap: what stands nearer belongs together
_BESIDE: Final = 0.25  # of the narrower word
_LOW: Final = 0.4  # of the lower word
_BUCKET: Final = 64  # pixels
_MOST_JOINED: Final = 12
_SURE: Final = 50  # percent
# What a reading that expects words may take digits for.
_LIKE_DIGITS: Final = re.compile(r"[OoQDlIiSsBZzgqbG|!]{1,4}")
_ROMAN: Final = re.compile(r"[IVX]{1,5}")
# Decimals as English has them, and as Vietnamese has them; the point of a section's number stands at a line's start.
_POINTED: Final = re.compile(r"(?<![\d.,])\d{1,4}\.\d{1,2}(?![\d.,]*\d)")
_COMMAED: Final = re.compile(r"\d,\d{1,2}(?![\d.,]*\d)")
_STROKES: Final = re.compile(r"[HIl|]{1,3}[.)]")
_MOST_STROKES: Final = 3
# A figure with all that some reading may have taken for a part of it.
_AT_MOST: Final = re.compile(r"[-+<>≤≥±~≈]?[OoQDlIiSsBZzgqbG|!.,:/-]{0,20}\d[\dOoQDlISsBZzgqbG|!.,:/-]*%*(?<![.,:])")


class Doubtful(NamedTuple):
    """A figure that is not sure: the number of its line, the word in it, from 0, and what the readings have."""

    line: int
    word: int
    readings: tuple[str, ...]


class Agreed(NamedTuple):
    """The lines of a page, a mark in place of each figure that is not sure; and those figures."""

    lines: list[Line]
    doubtful: list[Doubtful]


def agreed(readings: Sequence[Sequence[Line]], picture: Picture) -> Agreed:
    """Hold readings of one page against the first of them, and what they agree on against its ink."""
    own, *others = map(_Places, readings)
    refused: dict[_Key, tuple[str, ...]] = {}
    for number, line in enumerate(readings[0]):
        for place in _torn(line):
            whole = f"{line.words[place].text} {line.words[place + 1].text}"
            refused[number, place] = refused[number, place + 1] = (whole,)
    _refuse_differing(own, others, refused)
    _refuse_odd(own, picture, refused)
    missed = _missed(own, others, refused) if others else {}
    return _marked(readings[0], refused, missed)


def _refuse_differing(own: _Places, others: Sequence[_Places], refused: _Refused) -> None:
    """Refuse figures that another reading has otherwise, or not."""
    for key, word in own.words.items():
        if key in refused or not _has_digit(word):
            continue
        for other in others:
            joined, beneath = _together(key, own, other)
            if not _same([own.words[one].text for one in joined], [other.words[one].text for one in beneath]):
                refused |= {one: _told(one, own, others) for one in joined if _has_digit(own.words[one])}


def _refuse_odd(own: _Places, picture: Picture, refused: _Refused) -> None:
    """Refuse figures whose ink is another, and decimals written as the page does not write them."""
    numbers = [word.text for word in own.words.values() if _has_digit(word)]
    pointed, commaed = (sum(form.search(text) is not None for text in numbers) for form in (_POINTED, _COMMAED))
    for key, word in own.words.items():
        if key in refused or not _has_digit(word):
            continue
        is_odd = pointed <= commaed and key[1] > 0 and _POINTED.search(word.text) is not None
        if is_odd or not is_as_drawn(word, picture):
            refused[key] = (word.text,)


def _missed(own: _Places, others: Sequence[_Places], refused: _Refused) -> dict[int, list[Word]]:
    """Find figures that only the second reading has, by line; refuse what the first has in their place."""
    missed: dict[int, list[Word]] = defaultdict(list)
    for word in others[0].words.values():
        if word.sure < _SURE or not _FIGURE.fullmatch(word.text.translate(_DASHES).strip(_AROUND)):
            continue
        over = own.over([word])
        if not over:
            missed[own.line_at(word)].append(word)
        elif all(_may_be_digits(own.words[one].text) for one in over):
            refused |= {one: _told(one, own, others) for one in over}
    return missed


_Key = tuple[int, int]  # line and word
_Refused = dict[_Key, tuple[str, ...]]  # and what each reading has there


class _Places:
    """The words of a reading, by where they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.words: dict[_Key, Word] = {
            (number, place): word for number, line in enumerate(lines) for place, word in enumerate(line.words)
        }
        self._lines = lines
        self._near: dict[int, list[_Key]] = defaultdict(list)
        for key, word in self.words.items():
            for bucket in range(word.top // _BUCKET, word.bottom // _BUCKET + 1):
                self._near[bucket].append(key)

    def over(self, words: Iterable[Word]) -> list[_Key]:
        """Give the words that share their place with some of these."""
        found: dict[_Key, None] = {}
        for word in words:
            for bucket in range(word.top // _BUCKET, word.bottom // _BUCKET + 1):
                for key in self._near.get(bucket, ()):
                    if _share(word, self.words[key]):
                        found[key] = None
        return sorted(found)

    def line_at(self, word: Word) -> int:
        """Give the line beside which a word stands; -1 where there is none."""
        middle = (word.top + word.bottom) / 2
        near = [
            (abs(line.base - line.size / 3 - middle), number)
            for number, line in enumerate(self._lines)
            if abs(line.base - line.size / 3 - middle) < line.size / 2
        ]
        return min(near)[1] if near else -1


def _share(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > _BESIDE * min(one.right - one.left, other.right - other.left) and down > _LOW * min(
        one.bottom - one.top, other.bottom - other.top
    )


def _together(key: _Key, own: _Places, other: _Places) -> tuple[list[_Key], list[_Key]]:
    """Give the words of two readings that must be compared together, since they are parted in other places."""
    joined, beneath = [key], other.over([own.words[key]])
    while len(joined) <= _MOST_JOINED:
        wider = sorted({*joined, *own.over(other.words[one] for one in beneath)})
        if wider == joined:
            break
        joined, beneath = wider, other.over(own.words[one] for one in wider)
    return joined, beneath


def _same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether two readings have the same figures; digits that the second has inside its words count for nothing."""
    wanted = [figure for word in words for figure, _ in _figures(word)]
    at = 0
    for figure, is_inside in (found for word in others for found in _figures(word)):
        if at < len(wanted) and figure == wanted[at]:
            at += 1
        elif not is_inside:
            return False
    return at == len(wanted)


def _figures(text: str) -> Iterator[tuple[str, bool]]:
    """Give the figures of a word, each with whether letters stand beside it."""
    text = text.translate(_DASHES)
    for found in _FIGURE.finditer(text):
        yield found[0], text[: found.start()][-1:].isalpha() or text[found.end() :][:1].isalpha()


def _torn(line: Line) -> Iterator[int]:
    """Find words between which a figure seems to have been torn: *8.446,* and *29*."""
    gaps = [after.left - word.right for word, after in pairwise(line.words)]
    usual = median(gaps) if gaps else 0.0
    for place, (word, after) in enumerate(pairwise(line.words)):
        if after.text[:1] in "0123456789.," and gaps[place] < _NARROW * usual and _has_digit(word):
            yield place


def _numbered(words: Sequence[Word]) -> tuple[Word, ...]:
    """Mend the Roman number of a heading: two strokes beside one another are taken for one letter, *H. MỤC TIÊU*."""
    if len(words) > 1 and words[1].text.isupper() and _STROKES.fullmatch(words[0].text):
        strokes = words[0].text[:-1].replace("H", "II")
        if len(strokes) <= _MOST_STROKES:
            words = [words[0]._replace(text=f"{'I' * len(strokes)}{words[0].text[-1]}"), *words[1:]]
    return tuple(words)


def _may_be_digits(text: str) -> bool:
    """Say whether a word without digits looks like some."""
    bare = text.strip(_AROUND + "%")
    return bool(_LIKE_DIGITS.fullmatch(bare)) and not (_ROMAN.fullmatch(bare) and "%" not in text)


def _has_digit(word: Word) -> bool:
    return any(map(str.isdecimal, word.text))


def _told(key: _Key, own: _Places, others: Sequence[_Places]) -> tuple[str, ...]:
    word = own.words[key]
    said = [" ".join(other.words[one].text for one in other.over([word])) for other in others]
    return tuple(dict.fromkeys([word.text, *said]))


def _marked(lines: Sequence[Line], refused: _Refused, missed: dict[int, list[Word]]) -> Agreed:
    """Put marks for what is not sure, and for figures that only another reading has."""
    made: list[Line] = []
    doubtful: list[Doubtful] = []
    for number, line in enumerate(lines):
        words: list[tuple[Word, tuple[str, ...] | None]] = []
        for place, word in enumerate(line.words):
            said = refused.get((number, place))
            if said is not None:
                text = _AT_MOST.sub(MARK, word.text.translate(_DASHES)) if _has_digit(word) else MARK
                words.append((word._replace(text=text), said))
            else:
                words.append((word, None))
        words.extend((word._replace(text=MARK), ("", word.text)) for word in missed.get(number, ()))
        words.sort(key=lambda pair: pair[0].left)
        doubtful.extend(Doubtful(number, place, said) for place, (_, said) in enumerate(words) if said is not None)
        made.append(line._replace(words=_numbered([word for word, _ in words])))
    return Agreed(made, doubtful)
