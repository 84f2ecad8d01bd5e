"""Finding the places that a sentence names: with their type word or bare, by a body, the country, a type word alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes.around_places import counts
from kienan_analysis.reading.scopes.capitals import Capitals, name_of
from kienan_analysis.reading.scopes.firms import FirmFinder
from kienan_analysis.reading.scopes.place_mentions import PlaceMention
from kienan_analysis.reading.scopes.place_names import SHORT_TYPES, Named, PlaceNames
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.reading.scopes.known_places import KnownPlaces
    from kienan_analysis.reading.scopes.place_mentions import PlaceKind
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

_LETTERS: Final = frozenset({"h", "p", "q", "x"})  # a full stop makes them type words
# How the names of regions begin, which may be written in small letters.
_REGIONS: Final = ("bắc trung", "duyên hải", "nam trung", "trung du", "tây nguyên", "đông nam", "đồng bằng")
_REGION_WORDS: Final = frozenset(name.partition(" ")[0] for name in _REGIONS)
# What a bare name may be; one word alone is too often no name (Vinh, Lắk), but for the largest.
_BARE: Final = frozenset({"country", "region", "province", "district"})
_BARE_WORD: Final = frozenset({"country", "region", "province"})
_ONCE: Final = frozenset({"chỉ", "có", "còn", "đã", "là", "thuộc", "từng", "vốn"})
_COUNTRY: Final = "việt nam"
_JOINS: Final = frozenset({",", "và"})
_ERAS: Final = frozenset({"cũ", "mới"})
# After mới these make an adverb of it: Bắc Ninh mới tăng 1,27%.
_AFTER_ONLY: Final = frozenset({
    "bằng", "chỉ", "chiếm", "có", "còn", "đạt", "đón", "đưa", "được", "giải", "giảm", "hoàn", "tăng", "thu", "thực",
    "tạo", "ước", "xuất",
})  # fmt: skip


@record
class _Type(Record):
    """A type word, or a body's that holds one: where the name after it begins."""

    kind: str
    after: int
    body: bool


def beginnings(known: KnownPlaces) -> dict[str, set[str]]:
    """Give the words that may begin a place, and those that must follow: none where the first may be enough."""
    words = words_of_places()
    found: dict[str, set[str]] = {}
    names = ("none.firms", "none.hamlets", "none.parts", "none.unnamed", "named.country", "named.means")
    listed = [phrase for name in names for phrase in words.lists[name]]
    for phrase in (*words.types, *words.bodies, *_REGIONS, *listed):
        first, _, rest = phrase.partition(" ")
        found.setdefault(first, set()).add(rest.partition(" ")[0])
    for first in known.untyped:
        found.setdefault(first, set()).add("")
    return found


class PlaceFinder:
    """Finds the places of a text's sentences.

    Parameters
    ----------
    text : Text
    known : KnownPlaces
    begin : mapping of str to set of str
        As `beginnings` gives it.
    """

    def __init__(self, text: Text, known: KnownPlaces, begin: Mapping[str, set[str]]) -> None:
        self._normal = text.normal
        self._capitals = Capitals(text)
        self._firms = FirmFinder(self._capitals)
        self._known = known
        self._names = PlaceNames(self._capitals, known)
        words = words_of_places()
        self._types, self._bodies = words.types, words.bodies
        self._lists = words.lists
        self._untyped = known.untyped
        self._begin = begin

    def find(self, tokens: Sequence[Token]) -> list[PlaceMention]:
        """Find the places of one sentence, in order."""
        found: list[PlaceMention] = []
        begin, normal = self._begin, self._normal
        done = 0
        for at, token in enumerate(tokens):
            if at < done or token.kind != "word":
                continue
            key, start = token.key, token.start
            mention = None
            following = begin.get(key)
            if following and ("" in following or (at + 1 < len(tokens) and tokens[at + 1].key in following)):
                mention = self._firms.find(tokens, at) or self._country(tokens, at) or self._typed(tokens, at)
            if mention is None and normal[start] != key[0] and normal[start].isupper():
                mention = self._bare(tokens, at) or self._foreign(tokens, at)
            if mention is None:
                continue
            self._take_era(tokens, mention)
            found.append(mention)
            if mention.type and mention.places and mention.first and counts(tokens[mention.first - 1]):
                found += self._others(tokens, mention)
            done = found[-1].after
        return found

    def _typed(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a place with its type word, or a type word alone."""
        found = self._type(tokens, at)
        if found is None:
            return self._whole(tokens, at)
        kind, after, body = found.kind, found.after, found.body
        short = self._names.shortened(tokens, at, "")
        if short is not None and all(place.type != kind for place in short.places):
            return _made(tokens, (at, at, short.after), "named", "", short)  # TT-Huế, and no thị trấn
        region = self._region(tokens, after)
        if region is not None and kind == "vùng":
            return region
        begin = after + self._lists["named.attributes"].beginning(tokens, after)
        named = self._names.after_type(tokens, begin, kind) if region is None else None  # các tỉnh Đồng bằng sông Hồng
        if named is None:
            if body or tokens[at].key in _LETTERS or tokens[after - 1].key == ".":
                return None
            return _made(tokens, (at, at, after), "relative", kind)
        if not named.places and (large := self._names.larger(named.key, kind)):
            # Các quận, huyện Hà Nội: the type word is the parts', the name is the whole's.
            return _made(tokens, (begin, begin, named.after), "named", "", named._replace(places=large))
        made = _made(tokens, (at, begin if body else at, named.after), "named", kind, named)
        made.body = body or self._lists["named.offices"].ending(tokens, at) > 0
        return made

    def _others(self, tokens: Sequence[Token], first: PlaceMention) -> list[PlaceMention]:
        """Take the places that share a type word with the one before them: *các xã Hải Minh, Hải Anh và Hải Phú*."""
        found: list[PlaceMention] = []
        at = first.after
        while at + 1 < len(tokens) and tokens[at].key in _JOINS:
            named = self._names.after_type(tokens, at + 1, first.type)
            if named is None or not named.places:
                break
            found.append(_made(tokens, (at + 1, at + 1, named.after), "named", first.type, named))
            at = named.after
        return found

    def _type(self, tokens: Sequence[Token], at: int) -> _Type | None:
        """Read a type word (*quận*, *TP.*), or a body's with one in it (*Quận ủy*)."""
        first, second = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        both = f"{first.key} {second.key}" if second is not None else ""
        if both in self._bodies:
            again = self._type(tokens, at + 2) if at + 2 < len(tokens) else None
            said_twice = again is not None and again.kind == self._bodies[both] and not again.body
            # Thành ủy TP Thủ Đức
            return _Type(self._bodies[both], again.after if again and said_twice else at + 2, body=True)
        if both in self._types:
            return _Type(self._types[both], at + 2, body=False)
        kind = self._types.get(first.key)
        if kind is None:
            return None
        if second is not None and first.key in SHORT_TYPES and second.key == "." and second.start == first.end:
            return _Type(kind, at + 2, body=False)
        return _Type(kind, at + 1, body=False) if first.key not in _LETTERS else None

    def _bare(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a known name without type word, if nothing in capitals makes it part of a longer name."""
        most = self._names.longest(tokens, at)
        if not most:
            return None
        end = self._capitals.run(tokens, at)
        office = self._lists["named.offices"].ending(tokens, at) > 0
        if not office and self._capitals.go_before(tokens, at):
            return None
        for stop in range(min(end, at + most), at, -1):
            key = name_of(tokens, at, stop)
            places = self._known.named(key) if key else ()
            if not places or (not office and self._capitals.go_on(tokens, stop, end)):
                continue
            country = places[0].level == "country"
            made = _made(tokens, (at, at, stop), "country" if country else "named", "", Named(stop, key, places))
            levels = _BARE_WORD if stop == at + 1 else _BARE
            made.body, made.weak = office, all(place.level not in levels for place in places)
            return made
        return None

    def _country(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take words for the whole country or a region, with what makes a mean of it: *bình quân chung cả nước*."""
        name = at + self._lists["named.means"].beginning(tokens, at)
        if name > at and name < len(tokens) and tokens[name].key == "của":
            name += 1
        length = self._lists["named.country"].beginning(tokens, name)
        if length:
            return _made(tokens, (at, at, name + length), "country", "", Named(name + length, _COUNTRY, ()))
        return self._region(tokens, at) if name == at else None

    def _foreign(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take another country's name, if no capitals make it part of a longer one: *Đức*, not *Đức Trọng*."""
        stop = at + self._lists["named.foreign"].beginning(tokens, at)
        if stop == at or self._capitals.go_before(tokens, at):
            return None
        if self._capitals.go_on(tokens, stop, self._capitals.run(tokens, at)):
            return None
        return _made(tokens, (at, at, stop), "foreign")

    def _region(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a region, whose name may begin in small letters: *đồng bằng sông Hồng*."""
        if at >= len(tokens) or tokens[at].key not in _REGION_WORDS:
            return None
        for stop in range(min(len(tokens), at + self._known.longest(tokens[at].key)), at + 1, -1):
            key = name_of(tokens, at, stop)
            places = tuple(place for place in self._known.named(key) if place.level == "region") if key else ()
            if places and self._capitals.begin(tokens[stop - 1]):
                return _made(tokens, (at, at, stop), "named", "vùng", Named(stop, key, places))
        return None

    def _whole(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a name of the package that has no type word, in whichever letters: *cụm các quận Hải Phòng*."""
        for stop in range(min(len(tokens), at + self._untyped.get(tokens[at].key, 0)), at, -1):
            key = " ".join([token.key for token in tokens[at:stop]])
            places = tuple(place for place in self._known.named(key) if place.level == "other")
            if places:
                return _made(tokens, (at, at, stop), "named", "", Named(stop, key, places))
        return None

    def _take_era(self, tokens: Sequence[Token], mention: PlaceMention) -> None:
        """Take *(cũ)*, *cũ* or *mới* after a name, which then belongs to it."""
        after = mention.after
        bracket = after < len(tokens) and tokens[after].key == "("
        word = after + bracket
        if word >= len(tokens):
            return
        old = self._lists["roles.old"].beginning(tokens, word)
        end = word + (old or self._lists["roles.new"].beginning(tokens, word))
        following = tokens[end] if end < len(tokens) else None
        if bracket:
            if end == word or following is None or following.key != ")":
                return
        elif end - word > 1:
            if following is None or following.key in _ONCE:
                return  # Kiến An trước đây là huyện
        elif tokens[word].key not in _ERAS or (not old and mention.kind != "relative" and _follows_only(following)):
            return
        mention.era = "old" if old else "new"
        mention.after = end + bracket
        mention.end = tokens[mention.after - 1].end


def _follows_only(token: Token | None) -> bool:
    """Whether *mới* before a word is *only*: *Bắc Ninh mới tăng 1,27%*."""
    return token is not None and (token.kind == "number" or token.key in _AFTER_ONLY)


def _made(
    tokens: Sequence[Token],
    span: tuple[int, int, int],
    kind: PlaceKind,
    type_word: str = "",
    named: Named | None = None,
) -> PlaceMention:
    """Make a mention of the tokens from the first to before the last of `span`; its name begins at the second."""
    first, name, after = span
    key, places = ("", ()) if named is None else (named.key, named.places)
    key = places[0].key if places else key  # TP.HCM is Hồ Chí Minh
    start, end = tokens[first].start, tokens[after - 1].end
    return PlaceMention(first, after, start, end, tokens[name].start, kind, type_word, key, places)
