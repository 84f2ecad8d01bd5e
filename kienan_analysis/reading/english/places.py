"""Places in English prose: names with their level (*Kien An ward*), and names that the gazetteer knows alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kienan_analysis.data.gazetteer import named, named_in_english
from kienan_analysis.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.data.gazetteer import Unit
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_LONGEST: Final = 6  # words of a name, a dash among them
_DASH: Final = "-"
_ABOVE: Final = frozenset({"country", "region", "province", "city"})
_LEVELS: Final = {
    "province": frozenset({"province"}), "city": frozenset({"city", "district"}), "district": frozenset({"district"}),
    "town": frozenset({"district"}), "ward": frozenset({"commune"}), "commune": frozenset({"commune"}),
    "township": frozenset({"commune"}), "special zone": frozenset({"commune"}),
}  # fmt: skip
# What a word for a level means, where a place has no other name.
LEVEL_WORDS: Final = {
    "province": "province",
    "district": "district",
    "ward": "commune",
    "commune": "commune",
    "township": "commune",
}
_OF_COMMUNES: Final = frozenset({"ward", "commune", "township"})
# Names of places that are words of their own, unless a level stands beside them.
_WORDS_TOO: Final = frozenset({"long", "thanh", "ha", "an", "viet", "son", "my", "tan", "nam", "bac"})


class PlaceFinder:
    """Finds the names of places among the capitals of a text.

    Parameters
    ----------
    text : Text
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._levels = frozenset(vocabulary("en")["areas"]["levels"])

    def at(self, tokens: Sequence[Token], place: int, stop: int) -> int | None:
        """Say which token follows the name of a place that begins at one; None where none does.

        Parameters
        ----------
        tokens : sequence of Token
            Of a sentence.
        place, stop : int
            It begins at `place` and ends before `stop`.
        """
        if tokens[place].key == "district" and place + 1 < len(tokens) and tokens[place + 1].kind == "number":
            return place + 2 if len(tokens[place + 1].key) <= 2 else None  # noqa: PLR2004 - District 12
        last = self._last_capital(tokens, place, stop)
        for end in range(last, place, -1):
            if tokens[end - 1].key == _DASH:
                continue
            key = " ".join(token.key for token in tokens[place:end] if token.key != _DASH)
            after = end + (end < len(tokens) and tokens[end].key in self._levels)
            if after > end and self._bears_level(key, tokens[end].key):
                return after
            if after > end and end - place > 1 and end == last and tokens[end].key in _OF_COMMUNES:
                return after  # Hac Thanh ward: a commune's English name is in no list
            if key not in _WORDS_TOO and any(unit.level in _ABOVE for unit in units_named(key)):
                return end
            if end - place > 1 and units_named(key):
                return end
            head, _, level = key.rpartition(" ")
            if head and level in self._levels and (self._bears_level(head, level) or level in _OF_COMMUNES):
                return end
        return None

    def _last_capital(self, tokens: Sequence[Token], place: int, stop: int) -> int:
        """Say which token follows the capitals that begin at one, a dash between two of them included: *Ba Ria - …*."""
        last = place
        stop = min(stop, place + _LONGEST, len(tokens))
        while last < stop:
            joined = tokens[last].key == _DASH and last > place and last + 1 < stop
            if not self._is_capital(tokens[last + 1] if joined else tokens[last]):
                break
            last += 1 + joined
        return last

    def _is_capital(self, token: Token) -> bool:
        return token.kind == "word" and self._text.normal[token.start].isupper()

    @staticmethod
    def _bears_level(key: str, level: str) -> bool:
        return any(unit.level in _LEVELS.get(level, ()) for unit in units_named(key))


@lru_cache(maxsize=4096)
def units_named(key: str) -> tuple[Unit, ...]:
    """Give the units that a name may mean, with tones or without: ``vĩnh phúc``, ``vinh phuc``, ``hcm city``."""
    return named_in_english(key) or named(key)


def units_of(words: str) -> tuple[Unit, ...]:
    """Give the units that a place may mean as a text names it: ``hai phong city``, ``kien an ward``, ``district 1``."""
    head, _, level = words.rpartition(" ")
    if level in _LEVELS and head:
        of_level = tuple(unit for unit in units_named(head) if unit.level in _LEVELS[level])
        return of_level or units_named(words)
    return units_named(words)


def place_key(words: str) -> str:
    """Give the name that several ways to write one place share: its name without tones or level.

    Examples
    --------
    >>> place_key("vĩnh phúc"), place_key("vinh phuc province")
    ('vinh-phuc', 'vinh-phuc')
    """
    units = units_of(words)
    if units:
        # A province merged in July 2025 has the name of one of its parts: it is one place to a text.
        return units[0].id.removesuffix("-2025").removesuffix("-2021")
    head, _, level = words.rpartition(" ")
    return head if level in _LEVELS and head else words


def level_said(words: str) -> str:
    """Give the level that the words for a place say."""
    units = units_of(words) if words else ()
    if units:
        return units[0].level
    return LEVEL_WORDS.get(words.rpartition(" ")[2], "")
