"""Words that a recognition has read with a wrong vowel, mended where one pair of known words alone is near.

In some typefaces an *a* is drawn like an *o*: *đạt* is read as *đọt* or *đợt*, *ngân sách* as *ngôn sách*. A word is
mended only if it makes no known pair with its neighbours as it stands, and exactly one word that differs in one vowel
does. Digits are never mended.
"""

from __future__ import annotations

import contextlib
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.documents.scan.tesseract import Line

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HOOK: Final = "\u0309"
# Letters that are taken for one another, with their hats.
_VOWELS: Final = ("a", "a\u0306", "a\u0302", "o", "o\u0302", "o\u031b", "e", "e\u0302")
_LARGE: Final = re.compile(r"%|\d[.,]?\d[.,]?\d")
_AROUND: Final = ".,;:()[]“”\"'’‘"
_ENDS: Final = (".", ";", ":", "!", "?")
_NUMBER: Final = "#"
_NAME: Final = "A"
# What stands before figures, and before names of places.
_BEFORE_FIGURES: Final = ("đạt", "tăng", "giảm", "bằng")
_BEFORE_NAMES: Final = ("quận", "huyện", "tỉnh", "xã", "phường")


def mended(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """Mend the words of a page; give its lines, and what was mended: as it was read, and as it is now."""
    places = [(number, place) for number, line in enumerate(lines) for place in range(len(line.words))]
    texts = [lines[number].words[place].text for number, place in places]
    keys = [_key(text) for text in texts]
    made: list[tuple[str, str]] = []
    for at, key in enumerate(keys):
        if key in {_NUMBER, ""} or _is_known(keys, texts, at):
            continue
        for changes in (_alone(keys, texts, at), _with_next(keys, texts, at)):
            if len(changes) == 1:
                for place, word in enumerate(next(iter(changes)), at):
                    was = texts[place]
                    texts[place] = _as_written(was, word)
                    keys[place] = word
                    made.extend([(was, texts[place])] if texts[place] != was else [])
                break
    by_line: list[list[str]] = [[] for _ in lines]
    for (number, _), text in zip(places, texts, strict=True):
        by_line[number].append(text)
    return [
        line._replace(words=tuple(word._replace(text=text) for word, text in zip(line.words, own, strict=True)))
        for line, own in zip(lines, by_line, strict=True)
    ], made


@cache
def known_pairs() -> frozenset[tuple[str, str]]:
    """Give the pairs of words that stand beside one another in the reader’s phrases and in names of indicators."""
    from kienan_analysis.catalogue import read_indicators
    from kienan_analysis.data_package import open_package
    from kienan_analysis.reading.vocabulary import grammar_phrases, phrase_words

    phrases = [words for words, _ in grammar_phrases("vi")]
    with contextlib.suppress(KienanError, KeyError, ValueError):  # a package’s faults are told where it is read
        for indicator in read_indicators(open_package(None).tables["indicators"].rows).values():
            phrases.extend(phrase_words(name, "vi") for name in (indicator.name_vi, *indicator.phrases_vi))
    pairs = {pair for words in phrases for pair in pairwise(map(_key, words))}
    pairs |= {(word, _NUMBER) for word in _BEFORE_FIGURES} | {(word, _NAME) for word in _BEFORE_NAMES}
    return frozenset(pairs)


def _key(text: str) -> str:
    bare = text.strip(_AROUND)
    if any(map(str.isdecimal, bare)):
        return _NUMBER if _LARGE.search(bare) else ""  # đợt 1: a number, and no figure
    return normalize("NFC", bare.lower()) if bare.replace("-", "").isalpha() else ""


def _pairs(keys: Sequence[str], texts: Sequence[str], at: int, word: str) -> Iterator[tuple[str, str]]:
    """Give the pairs that a word would make with its neighbours."""
    if at and not texts[at - 1].endswith(_ENDS):
        yield keys[at - 1], word
    if at + 1 < len(keys) and not texts[at].endswith(_ENDS):
        yield word, keys[at + 1]
        if texts[at + 1][:1].isupper():
            yield word, _NAME


def _is_known(keys: Sequence[str], texts: Sequence[str], at: int, word: str | None = None) -> bool:
    return not known_pairs().isdisjoint(_pairs(keys, texts, at, keys[at] if word is None else word))


def _alone(keys: Sequence[str], texts: Sequence[str], at: int) -> set[tuple[str, ...]]:
    return {(word,) for word in _near(keys[at]) if _is_known(keys, texts, at, word)}


def _with_next(keys: Sequence[str], texts: Sequence[str], at: int) -> set[tuple[str, ...]]:
    """Find a known pair near two words that follow one another."""
    if at + 1 == len(keys) or texts[at].endswith(_ENDS):
        return set()
    return {(one, other) for one in _near(keys[at]) for other in _near(keys[at + 1]) if (one, other) in known_pairs()}


@cache
def _near(word: str) -> frozenset[str]:
    """Give the words that differ in one vowel, its tone the same, or in a hook above."""
    found = set()
    for at, char in enumerate(word):
        parts = normalize("NFD", char)
        tone = "".join(part for part in parts if part in _TONES)
        letter = "".join(part for part in parts if part not in _TONES)
        if letter in _VOWELS:
            found |= {f"{word[:at]}{normalize('NFC', other + tone)}{word[at + 1 :]}" for other in _VOWELS}
        if tone == _HOOK:
            found.add(f"{word[:at]}{normalize('NFC', letter)}{word[at + 1 :]}")
    return frozenset(found - {word})


def _as_written(was: str, word: str) -> str:
    """Put a mended word in the place of another: its capitals, and what stands around it."""
    bare = was.strip(_AROUND)
    start = was.find(bare)
    letters = word.upper() if bare.isupper() and len(bare) > 1 else word.capitalize() if bare[:1].isupper() else word
    return f"{was[:start]}{letters}{was[start + len(bare) :]}"
