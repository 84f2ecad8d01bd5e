"""Where in a text a pattern may begin at all, told once for the whole text by the words that patterns begin with.

Very many patterns are held against the words beside each figure, and hardly one of them fits. Each begins with a word,
or with one of a few; so the words of a text are looked up once, and a pattern none of whose words stands in a window is
not tried there. That can hide nothing: `openings_of` gives a word only if no match begins without it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.spelling import key_of, normalise, spelling_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_START: Final = 3  # letters by which words are looked up
_STARTS: Final = re.compile(rf"(?<!\w)\w{{1,{_START}}}")
_LOOKS_BACK: Final = re.compile(r"(?:\(\?<[!=][^()]*\))+")
_LITERAL: Final = re.compile(r"[^\W_]+(?: [^\W_]+)* ?(?![?*{])")
_PIECE: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_GROUP: Final = "(?:"
_MAY_BE_LEFT_OUT: Final = ("?", "*", "{0")
# Blanks and dashes of other kinds, each written with one letter in its place.
_AS_LONG: Final = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ") | dict.fromkeys(
    [*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-"
)
_POWER: Final = re.compile("(?<=[mM])[²³]")
_POWERS: Final = {"²": "2", "³": "3"}
# A small letter of this depends on what stands further off.
_SIGMA: Final = "Σ"


@record
class Window(Record):
    """A piece of a text in the spelling that is matched, and the openings of patterns that may stand in it."""

    words: str
    there: frozenset[str]


def openings_of(pattern: str) -> frozenset[str]:
    r"""Give words of which one stands where a match of a pattern begins; empty where that cannot be told.

    Parameters
    ----------
    pattern : str
        It is matched where no letter or digit stands before it.

    Examples
    --------
    >>> sorted(openings_of("(?<!xã )hội(?! đồng)")), sorted(openings_of("(?:số )?(?:xã|thôn) nào"))
    (['hội'], ['số ', 'thôn', 'xã'])
    >>> sorted(openings_of("các tỉnh?")), sorted(openings_of(r"\\d+ hộ"))
    (['các tỉn'], [])
    """
    found: set[str] = set()
    for choice in _choices(pattern):
        of_choice = _of_choice(choice)
        if not of_choice:
            return frozenset()
        found |= of_choice
    return frozenset(found)


def _of_choice(pattern: str) -> frozenset[str]:
    looks = _LOOKS_BACK.match(pattern)
    rest = pattern[looks.end() :] if looks is not None else pattern
    if not rest.startswith(_GROUP):
        literal = _LITERAL.match(rest)
        return frozenset({literal[0]}) if literal is not None else frozenset()
    end = _group_end(rest)
    inner, following = openings_of(rest[len(_GROUP) : end - 1]), rest[end:]
    if not inner or not following.startswith(_MAY_BE_LEFT_OUT):
        return inner
    beyond = openings_of(following[1:]) if following[0] != "{" else frozenset()
    return inner | beyond if beyond else beyond


def _choices(pattern: str) -> list[str]:
    """Cut a pattern at the strokes that stand in no bracket."""
    found, depth, begun = [], 0, 0
    for piece in _PIECE.finditer(pattern):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if piece[0] == "|" and not depth:
            found.append(pattern[begun : piece.start()])
            begun = piece.end()
    return [*found, pattern[begun:]]


def _group_end(pattern: str) -> int:
    """Say where the group ends that a pattern begins with."""
    depth = 0
    for piece in _PIECE.finditer(pattern):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if piece[0] == ")" and not depth:
            return piece.end()
    return len(pattern)


class Openings:
    """Openings of patterns, found in texts.

    Parameters
    ----------
    words : iterable of str
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._short: list[str] = []
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            first = word.partition(" ")[0]
            # A word that goes on in the text is found by its first letters only where it has so many.
            if len(first) < _START and first == word:
                self._short.append(word)
            self._by_start.setdefault(first[:_START], []).append(word)

    def at(self, key: str, place: int) -> list[str]:
        """Give those that stand at the beginning of a word."""
        start = _STARTS.match(key, place)
        if start is None:
            return []
        words = (*self._by_start.get(start[0], ()), *self._short)
        return [word for word in words if key.startswith(word, place)]

    def within(self, key: str) -> tuple[list[int], list[str]]:
        """Give where in a text they stand, and which, in order of their places."""
        places: list[int] = []
        found: list[str] = []
        by_start, short = self._by_start, {word[:1] for word in self._short}
        for start in _STARTS.finditer(key):
            begun = start[0]
            if begun not in by_start and begun[0] not in short:
                continue
            place = start.start()
            for word in (*by_start.get(begun, ()), *self._short):
                if key.startswith(word, place):
                    places.append(place)
                    found.append(word)
        return places, found


class KeyedText:
    """A text in the spelling that is matched, of which windows are cut as if each were a text by itself.

    Parameters
    ----------
    text : str
    openings : Openings
    """

    def __init__(self, text: str, openings: Openings) -> None:
        self._text = text
        self._openings = openings
        normal = _POWER.sub(lambda found: _POWERS[found[0]], text.translate(_AS_LONG))
        # Else a letter of the text may be none of its key, or two: then each window is brought to its spelling anew.
        self._is_as_long = normalise(normal)[1] is None and _SIGMA not in text
        self._key = key_of(normal) if self._is_as_long else ""
        self._places, self._found = openings.within(self._key)

    def window(
        self, first: int, last: int, hidden: tuple[int, int] = (0, 0), put: Callable[[str], str] | None = None
    ) -> Window:
        """Cut a piece out of the text.

        Parameters
        ----------
        first, last : int
        hidden : tuple of (int, int)
            From where to where in it other words are to stand: those that `put` gives for what stands there.
        put : callable
        """
        key = self._key
        last = max(first, min(last, len(self._text)))
        begun, ended = hidden
        is_hidden = put is not None and first <= begun < ended <= last
        if not self._is_as_long or (is_hidden and not self._stands_by_itself(begun, ended)):
            words = _with_put(self._text, first, last, hidden if is_hidden else (last, last), put)
            key = spelling_key(words)
            return Window(key, frozenset(self._openings.within(key)[1]))
        cuts_first, cuts_last = self._is_inside_a_word(first), self._is_inside_a_word(last)
        if not (cuts_first or cuts_last or is_hidden):
            places = self._places
            begin = bisect_left(places, first)
            return Window(key[first:last], frozenset(self._found[begin : bisect_left(places, last, begin)]))
        # A word that an end of the window cuts is another word: it is brought to its spelling, and looked up, anew.
        start, stop = first, last
        if cuts_first:
            while start < last and _is_letter(key[start]):
                start += 1
        if cuts_last:
            while stop > start and _is_letter(key[stop - 1]):
                stop -= 1
        words = _with_put(key, start, stop, hidden if is_hidden else (stop, stop), put)
        found = self._found[bisect_left(self._places, first) : bisect_left(self._places, last)]
        if start > first:
            words = spelling_key(self._text[first:start]) + words
        if stop < last:
            begin = len(words)
            words += spelling_key(self._text[stop:last])
            found += self._openings.at(words, begin)
        if start > first:
            found += self._openings.at(words, 0)
        return Window(words, frozenset(found))

    def _stands_by_itself(self, begun: int, ended: int) -> bool:
        """Whether words may be put there that make one word neither with what is before them nor with what follows."""
        key = self._key
        return not (begun and _is_letter(key[begun - 1])) and not (ended < len(key) and _is_letter(key[ended]))

    def _is_inside_a_word(self, place: int) -> bool:
        key = self._key
        if not 0 < place < len(key):
            return False
        letter, before = key[place], key[place - 1]
        return (letter.isalnum() or letter == "_") and (before.isalnum() or before == "_")


def _with_put(text: str, first: int, last: int, hidden: tuple[int, int], put: Callable[[str], str] | None) -> str:
    begun, ended = hidden
    if put is None or begun >= ended:
        return text[first:last]
    return text[first:begun] + put(text[begun:ended]) + text[ended:last]


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
