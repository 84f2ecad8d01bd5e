"""The places that a sentence names: with their type word or bare, by a body, the country, or by a type word alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.scopes.known_places import KnownPlaces, Place
    from kienan_analysis.reading.text import Text
    from kienan_analysis.reading.tokens import Token

PlaceKind = Literal["named", "country", "relative", "firm", "part"]
Role = Literal[
    "", "topic", "of", "in", "host", "neighbour", "parent", "compared", "given", "source", "assigner", "several", "none"
]

_SHORT_TYPES: Final = frozenset({"h", "p", "q", "tp", "tt", "tx", "x"})
_LETTERS: Final = frozenset({"h", "p", "q", "x"})  # a full stop or a capital makes them type words
_LONGEST_UNKNOWN: Final = 4  # words of a name that nobody knows
_MOST_DIGITS: Final = 2  # of a numbered ward
_FIRM_REACH: Final = 7  # words between công ty and its own name
_FIRM_GOES_ON: Final = 3  # words in small letters inside a firm's name: Công ty CP Lọc hóa dầu Bình Sơn
_LONGEST_RUN: Final = 12  # words in capitals that are looked over
_FIRM_ENDS: Final = frozenset(
    {"của", "tại", "ở", "trên", "là", "và", "đạt", "tăng", "có", "đã", "được", "cho", "trong", "với", "thuộc", "đón", "nộp", "thu"}
    | {"từ", "đóng", "làm", "sản", "ước", "giảm", "vào", "theo", "về", "do", "đến", "quận", "huyện", "xã", "phường", "tỉnh"}
    | {"thành", "thị", "tp", "chiếm", "vẫn", "quản", "đang", "sẽ", "cũng", "không", "nơi", "đơn"}
)
# How the names of regions begin, which may be written in small letters.
_REGIONS: Final = ("bắc trung", "duyên hải", "nam trung", "trung du", "tây nguyên", "đông nam", "đồng bằng")
_REGION_WORDS: Final = frozenset(name.partition(" ")[0] for name in _REGIONS)
_BARE_LEVELS: Final = frozenset({"country", "region", "province", "district"})


@dataclass(slots=True, eq=False)
class PlaceMention:
    """A place as a sentence names it.

    Attributes
    ----------
    first, after : int
        Its tokens in the sentence, the type word or body included: ``[first, after)``.
    start, end : int
        In the text's normal form.
    item_start : int
        Where its name begins, with the type word but without a body (*Quận ủy*).
    kind : {"named", "country", "relative", "firm", "part"}
        ``relative``: a type word alone (*toàn quận*). ``firm``: a firm, an estate, a school: no administrative unit.
        ``part``: a part that is no unit (*khu vực phía Tây*).
    type : str
        The type word in full; empty of a bare name.
    key : str
        The bare name in the spelling that is matched; empty of a relative one.
    places : tuple of Place
        All that bear the name and may be of the type.
    body : bool
        Whether a body of the place is named: *Quận ủy Hải An*, *UBND huyện Lắk*.
    era : {"", "old", "new"}
        What the words about it say: *(cũ)*, *mới*.
    weak : bool
        Whether only a commune bears the bare name, so that it counts only beside one with a type word.
    role : str
        What the sentence makes of it.
    parent : PlaceMention or None
        The place named as the one that it belongs to.
    together : list of PlaceMention
        The places named in one breath with it, itself included.
    clause : int
        The token that its clause begins with.
    """

    first: int
    after: int
    start: int
    end: int
    item_start: int
    kind: PlaceKind
    type: str = ""
    key: str = ""
    places: tuple[Place, ...] = ()
    body: bool = False
    era: str = ""
    weak: bool = False
    role: Role = ""
    parent: PlaceMention | None = None
    together: list[PlaceMention] = field(default_factory=list)
    clause: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is one item of its sentence; a type word alone, a firm and a road are read as words."""
        return self.kind in {"named", "country"} and self.role != "none"


class PlaceFinder:
    """Finds the places of a text's sentences.

    Parameters
    ----------
    text : Text
    known : KnownPlaces
    """

    def __init__(self, text: Text, known: KnownPlaces) -> None:
        self._normal = text.normal
        self._known = known
        words = words_of_places()
        self._types, self._bodies, self._levels = words.types, words.bodies, words.levels
        self._lists = words.lists
        self._untyped = known.untyped
        self._two = {(first, second) for first, _, second in (word.partition(" ") for word in words.types) if second}
        self._two |= {(first, second) for first, _, second in (word.partition(" ") for word in words.bodies)}
        # What may begin a place, and the words that must follow; none must where the first word may be enough.
        self._begin: dict[str, set[str]] = {}
        lists = ("none.firms", "none.parts", "named.country", "named.means")
        for phrase in (*words.types, *words.bodies, *_REGIONS, *(phrase for name in lists for phrase in words.lists[name])):
            first, _, rest = phrase.partition(" ")
            self._begin.setdefault(first, set()).add(rest.partition(" ")[0])
        for first in self._untyped:
            self._begin.setdefault(first, set()).add("")

    def find(self, tokens: Sequence[Token]) -> list[PlaceMention]:
        """Find the places of one sentence, in order."""
        found: list[PlaceMention] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            mention = None
            if token.kind == "word":
                following = self._begin.get(token.key)
                if following is not None and ("" in following or (at + 1 < len(tokens) and tokens[at + 1].key in following)):
                    mention = self._firm(tokens, at) or self._country(tokens, at) or self._typed(tokens, at)
                if mention is None and self._normal[token.start].isupper():
                    mention = self._bare(tokens, at)
            if mention is None:
                at += 1
                continue
            self._take_era(tokens, mention)
            found.append(mention)
            at = mention.after
        return found

    def _typed(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a place with its type word, or a type word alone."""
        first, second = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        name = at
        body = False
        if second is not None and (first.key, second.key) in self._two:
            both = f"{first.key} {second.key}"
            body = both in self._bodies
            kind = self._bodies[both] if body else self._types[both]
            name = at + 2
        elif first.key in self._types:
            kind = self._types[first.key]
            name = at + 1
            if second is not None and first.key in _SHORT_TYPES and second.key == "." and second.start == first.end:
                name = at + 2
            elif first.key in _LETTERS:
                return None
        else:
            return self._whole(tokens, at)
        attribute = self._lists["named.attributes"].beginning(tokens, name)
        named = self._name(tokens, name + attribute, kind)
        if named is None:
            if first.key in _LETTERS or body or (first.key in _SHORT_TYPES and name == at + 2):
                return None
            return self._made(tokens, at, at, name, "relative", type=kind)
        after, key, places = named
        if not places and (large := self._larger(key, kind)):
            # Các quận, huyện Hà Nội: the type word is the parts', the name is the whole's.
            return self._made(tokens, name + attribute, name + attribute, after, "named", key=key, places=large)
        start = name if body else at
        body = body or self._lists["named.offices"].ending(tokens, at) > 0
        return self._made(tokens, at, start, after, "named", type=kind, key=key, places=places, body=body)

    def _name(self, tokens: Sequence[Token], at: int, kind: str) -> tuple[int, str, tuple[Place, ...]] | None:
        """Read the name after a type word: the longest that is known, else all its words in capitals."""
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.kind == "number":
            if kind not in {"quận", "phường"} or not token.key.isdigit() or len(token.key) > _MOST_DIGITS:
                return None
            key = f"{kind} {int(token.key)}"
            places = self._fitting(self._known.named(key), kind)
            return (at + 1, key, places) if places else None
        if token.kind != "word" or not self._normal[token.start].isupper():
            return None
        end = self._run(tokens, at)
        most = self._known.longest(token.key)
        for stop in range(min(end, at + most), at, -1):
            key = self._key(tokens, at, stop)
            places = self._known.named(key) if key else ()
            fitting = self._fitting(places, kind)
            if fitting:
                return stop, key, fitting
        shouting = self._normal[token.start : token.end].isupper() and token.end - token.start > 1
        if shouting and (end - at == 1 or end - at > _LONGEST_UNKNOWN):
            return None  # a headline in capitals: nothing says where the name ends; tỉnh ĐBSCL: no name
        stop = min(end, at + _LONGEST_UNKNOWN)
        return stop, self._key(tokens, at, stop), ()

    def _larger(self, key: str, kind: str) -> tuple[Place, ...]:
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

    def _bare(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a known name without type word, if nothing in capitals makes it part of a longer name."""
        token = tokens[at]
        most = self._known.longest(token.key)
        if not most:
            return None
        end = self._run(tokens, at)
        office = self._lists["named.offices"].ending(tokens, at) > 0
        for stop in range(min(end, at + most), at, -1):
            key = self._key(tokens, at, stop)
            places = self._known.named(key) if key else ()
            if not places:
                continue
            if not office and (self._goes_on(tokens, stop, end) or self._goes_before(tokens, at)):
                continue
            one_word = " " not in key and "-" not in key and "." not in key
            large = [place for place in places if place.level in _BARE_LEVELS]
            if one_word:
                large = [place for place in large if place.level in {"country", "region", "province"}]
            return self._made(
                tokens, at, at, stop, "country" if places[0].level == "country" else "named",
                key=key, places=places, body=office, weak=not large,
            )  # fmt: skip
        return None

    def _goes_on(self, tokens: Sequence[Token], stop: int, end: int) -> bool:
        """Whether the run of capitals goes on after a name, so that it is part of another: *Kiến An Phát*."""
        if stop >= end:
            return False
        return not self._is_abbreviation(tokens[stop]) and tokens[stop].start - tokens[stop - 1].end <= 1

    def _goes_before(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word in capitals stands directly before a name: *Nguyễn Kiến An*, but not *Tại Kiến An*."""
        if at == 0 or tokens[at - 1].kind != "word" or not self._normal[tokens[at - 1].start].isupper():
            return False
        before = tokens[at - 1]
        if self._is_abbreviation(before) and not self._is_abbreviation(tokens[at]):
            return False
        if self._is_abbreviation(before):
            return True
        opens = at == 1 or tokens[at - 2].kind != "word"
        return not (opens and before.key in self._lists["named.openers"])

    def _is_abbreviation(self, token: Token) -> bool:
        word = self._normal[token.start : token.end]
        return len(word) > 1 and word.isupper()

    def _country(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take words for the whole country or a region, with what makes a mean of it: *bình quân chung cả nước*."""
        name = at + self._lists["named.means"].beginning(tokens, at)
        if name > at and name < len(tokens) and tokens[name].key == "của":
            name += 1
        length = self._lists["named.country"].beginning(tokens, name)
        if length:
            return self._made(tokens, at, at, name + length, "country", key="việt nam")
        if name > at or tokens[at].kind != "word":
            return None
        most = self._known.longest(tokens[at].key) if tokens[at].key in _REGION_WORDS else 0
        for stop in range(min(len(tokens), at + most), at + 1, -1):
            key = self._key(tokens, at, stop)
            places = tuple(place for place in self._known.named(key) if place.level == "region") if key else ()
            if places and self._normal[tokens[stop - 1].start].isupper():
                return self._made(tokens, at, at, stop, "named", type="vùng", key=key, places=places)
        return None

    def _whole(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a name of the package that has no type word, in whichever letters: *cụm các quận Hải Phòng*."""
        for stop in range(min(len(tokens), at + self._untyped.get(tokens[at].key, 0)), at, -1):
            key = " ".join([token.key for token in tokens[at:stop]])
            places = tuple(place for place in self._known.named(key) if place.level == "other")
            if places:
                return self._made(tokens, at, at, stop, "named", key=key, places=places)
        return None

    def _firm(self, tokens: Sequence[Token], at: int) -> PlaceMention | None:
        """Take a firm, an estate or a school with a name of its own, or a part of a place that is no unit."""
        part = self._lists["none.parts"].beginning(tokens, at)
        if part:
            return self._made(tokens, at, at, at + part, "part")
        length = self._lists["none.firms"].beginning(tokens, at)
        if not length or (at and tokens[at - 1].key in {"các", "số", "những", "mỗi", "nhiều"}):
            return None
        if at + length < len(tokens) and (tokens[at].key, tokens[at + length].key) in {("cảng", "vụ")}:
            return None
        after = at + length
        while after < len(tokens) and after < at + length + _FIRM_REACH and tokens[after].kind == "word":
            token = tokens[after]
            if self._normal[token.start].isupper():
                return self._made(tokens, at, at, self._firm_end(tokens, self._run(tokens, after)), "firm")
            if token.key in _FIRM_ENDS:
                break
            after += 1
        return None

    def _firm_end(self, tokens: Sequence[Token], stop: int) -> int:
        """Say where a firm's name ends that goes on in small letters and then in capitals again."""
        for after in range(stop, min(len(tokens), stop + _FIRM_GOES_ON + 1)):
            token = tokens[after]
            if token.kind != "word" or token.key in _FIRM_ENDS:
                break
            if self._normal[token.start].isupper():
                return self._run(tokens, after)
        return stop

    def _run(self, tokens: Sequence[Token], at: int) -> int:
        """Say where the words in capitals end that begin at a token; a dash or apostrophe may join them."""
        normal, after = self._normal, at
        while after < min(len(tokens), at + _LONGEST_RUN):
            token = tokens[after]
            if token.kind == "word" and normal[token.start].isupper():
                after += 1
                continue
            if (
                token.key in {"-", "'", "’"}
                and after > at
                and after + 1 < len(tokens)
                and tokens[after + 1].kind == "word"
                and normal[tokens[after + 1].start].isupper()
            ):
                after += 1
                continue
            break
        return after

    def _key(self, tokens: Sequence[Token], at: int, stop: int) -> str:
        """Join tokens to a name; empty where a mark stands at its end."""
        if tokens[stop - 1].kind != "word":
            return ""
        parts = [tokens[at].key]
        for place in range(at + 1, stop):
            gap = tokens[place].start > tokens[place - 1].end
            parts.append(f" {tokens[place].key}" if gap else tokens[place].key)
        return "".join(parts)

    def _made(
        self,
        tokens: Sequence[Token],
        first: int,
        name: int,
        after: int,
        kind: PlaceKind,
        *,
        type: str = "",
        key: str = "",
        places: tuple[Place, ...] = (),
        body: bool = False,
        weak: bool = False,
    ) -> PlaceMention:
        start, end = tokens[first].start, tokens[after - 1].end
        key = places[0].key if places else key  # TP.HCM is Hồ Chí Minh
        return PlaceMention(first, after, start, end, tokens[name].start, kind, type, key, places, body, weak=weak)

    def _take_era(self, tokens: Sequence[Token], mention: PlaceMention) -> None:
        """Take *(cũ)*, *cũ* or *mới* after a name, which then belongs to it."""
        after = mention.after
        bracket = after < len(tokens) and tokens[after].key == "("
        word = after + bracket
        for era in ("old", "new"):
            length = self._lists[f"roles.{era}"].beginning(tokens, word)
            end = word + length
            if not length or (bracket and (end >= len(tokens) or tokens[end].key != ")")):
                continue
            if not bracket and tokens[word].key not in {"cũ", "mới"}:
                continue
            if not bracket and tokens[word].key == "mới" and mention.kind != "relative" and end < len(tokens):
                following = tokens[end]
                if following.kind == "number" or following.key in {"đạt", "chỉ", "có", "được", "thu", "tăng", "giảm"}:
                    continue  # Bắc Ninh mới tăng 1,27%: only
            mention.era = "old" if era == "old" else "new"
            mention.after = end + bracket
            mention.end = tokens[mention.after - 1].end
            return


def _follow(one: Place, other: Place) -> bool:
    """Whether two places of one name and province stood one after the other."""
    if one.parent != other.parent:
        return False
    return bool(
        (one.last and other.first and one.last < other.first) or (other.last and one.first and other.last < one.first)
    )


def without_weak(sentences: Sequence[Sequence[PlaceMention]]) -> Iterator[list[PlaceMention]]:
    """Leave out bare names that only a commune bears, unless the text gives that name a type word too."""
    typed = {mention.key for found in sentences for mention in found if mention.type and mention.key}
    for found in sentences:
        yield [mention for mention in found if not mention.weak or mention.key in typed]
