"""Reading the name of a place: the longest that is known, one with a number or an apostrophe, a shortened one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes.capitals import APOSTROPHES, is_inside, name_of
from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.capitals import Capitals
    from kienan_analysis.reading.scopes.known_places import KnownPlaces, Place
    from kienan_analysis.reading.tokens import Token

# Type words in short, which also begin the short names of some places.
SHORT_TYPES: Final = frozenset({"h", "p", "q", "tp", "tt", "tx", "x"})
_TIMES: Final = frozenset({"tháng", "năm", "ngày", "tuần", "quý"})
_NUMBERED: Final = frozenset({"phường", "quận"})
_NEAR = 5  # tokens in which an apostrophe inside a name stands
_LONGEST_UNKNOWN: Final = 4  # words of a name that nobody knows
_MOST_DIGITS: Final = 2  # of a numbered ward


@record
class Named(Record):
    """A name: the token after it, its letters, and the places that bear it."""

    after: int
    key: str
    places: tuple[Place, ...]


class PlaceNames:
    """Reads the names of places that begin at a token.

    Parameters
    ----------
    capitals : Capitals
        Of the text.
    known : KnownPlaces
    """

    def __init__(self, capitals: Capitals, known: KnownPlaces) -> None:
        words = words_of_places()
        self._capitals, self._known = capitals, known
        self._levels, self._lists = words.levels, words.lists

    def after_type(self, tokens: Sequence[Token], at: int, kind: str) -> Named | None:
        """Read the name after a type word: the longest that is known, else all its words in capitals."""
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.kind == "number":
            return self._number(tokens, at, kind)
        if token.kind != "word" or not self._capitals.begin(token):
            return None
        if (short := self.shortened(tokens, at, kind)) is not None:
            return short
        end = self._capitals.run(tokens, at)
        if end < len(tokens) and _is_ordinal(tokens[end]):
            key = f"{name_of(tokens, at, end)} {int(tokens[end].key)}"  # xã Bảo Lâm 1
            if fitting := self._fitting(self._known.named(key), kind):
                return Named(end + 1, key, fitting)
        for stop in range(min(end, at + self.longest(tokens, at)), at, -1):
            key = name_of(tokens, at, stop)
            fitting = self._fitting(self._known.named(key), kind) if key else ()
            if fitting:
                return Named(stop, key, fitting)
        if token.key in self._lists["relative.compounds"]:
            return None  # Quận ủy, and no place of the name, as phường Hội Phú is
        if self._capitals.are_all(token) and (end - at == 1 or end - at > _LONGEST_UNKNOWN):
            return None  # a headline in capitals: nothing says where the name ends; tỉnh ĐBSCL: no name
        stop = min(end, at + _LONGEST_UNKNOWN)
        return Named(stop, name_of(tokens, at, stop), ())

    def longest(self, tokens: Sequence[Token], at: int) -> int:
        """Say how many tokens the longest name has that begins at one; 0 if none does."""
        if not any(token.key in APOSTROPHES for token in tokens[at + 1 : at + _NEAR]):
            return self._known.longest(tokens[at].key)
        word, after = tokens[at].key, at + 1
        while after < len(tokens) and is_inside(tokens, after):  # Ea H'leo, M'Đrắk
            word, after = f"{word}'{tokens[after + 1].key}", after + 2
        most = self._known.longest(word)
        return most + sum(2 for token in tokens[at : at + 3 * most] if token.key in APOSTROPHES)

    def shortened(self, tokens: Sequence[Token], at: int, kind: str) -> Named | None:
        """Read a known name that begins as a type word does, however it is joined: *TT Huế*, *TT.Huế*, *TT-Huế*."""
        first = tokens[at].key
        if first not in SHORT_TYPES or not self._capitals.are_all(tokens[at]) or not self._known.longest(first):
            return None
        begin = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].key in {".", "-"})
        if begin >= len(tokens) or tokens[begin].kind != "word" or not self._capitals.begin(tokens[begin]):
            return None
        for stop in range(self._capitals.run(tokens, begin), begin, -1):
            key = f"{first} {name_of(tokens, begin, stop)}"
            places = self._known.named(key)
            fitting = self._fitting(places, kind) if kind else places
            if fitting:
                return Named(stop, key, fitting)
        return None

    def _number(self, tokens: Sequence[Token], at: int, kind: str) -> Named | None:
        """Read the number of a ward or district, and a name that goes on after it: *Quận 10*, *phường 1 Bảo Lộc*."""
        if kind not in _NUMBERED or not _is_ordinal(tokens[at]) or _counts_time(tokens, at):
            return None
        number = f"{kind} {int(tokens[at].key)}"
        for stop in range(self._capitals.run(tokens, at + 1), at, -1):
            key = f"{number} {name_of(tokens, at + 1, stop)}" if stop > at + 1 else number
            places = self._fitting(self._known.named(key), kind)
            if places:
                return Named(stop, key, places)
        return None

    def larger(self, key: str, kind: str) -> tuple[Place, ...]:
        """Give the places of a name that are larger than a type of place can be."""
        most = min(RANKS[level] for level in self._levels[kind])
        return tuple(place for place in self._known.named(key) if RANKS[place.level] < most)

    def _fitting(self, places: Sequence[Place], kind: str) -> tuple[Place, ...]:
        """Leave the places that may be of a type: of the type itself, else a district's that rose to another."""
        exact = tuple(place for place in places if place.type == kind)
        if exact:
            # Thủy Nguyên was a huyện before it was a thành phố: both are the district of that name.
            districts = [place for place in exact if place.level == "district"]
            return tuple(
                place
                for place in places
                if place in exact or (place.level == "district" and any(_follow(place, other) for other in districts))
            )
        if "district" in self._levels[kind]:
            return tuple(place for place in places if place.level == "district")
        return ()


def _is_ordinal(token: Token) -> bool:
    """Whether a token is the number of a ward."""
    return token.kind == "number" and token.key.isdigit() and len(token.key) <= _MOST_DIGITS


def _counts_time(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number counts months: *chi ngân sách quận 4 tháng*; not *Quận 4 năm 2023*, *Quận 4 tháng 6/2023*."""
    if at + 1 >= len(tokens) or tokens[at + 1].key not in _TIMES:
        return False
    return at + 2 >= len(tokens) or tokens[at + 2].kind != "number"


def _follow(one: Place, other: Place) -> bool:
    """Whether two places of one name and province stood one after the other."""
    if one.parent != other.parent:
        return False
    return bool(
        (one.last and other.first and one.last < other.first) or (other.last and one.first and other.last < one.first)
    )
