"""What a sentence makes of the places that it names: what it speaks of, whose a thing is, a neighbour, a parent ….

A figure may be a place's only where the words between the two say so: each other role holds no figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.around_places import assigns, has_rank_in, is_ranked, opens
from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places
from kienan_analysis.reading.scopes.relative_places import relative_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention, Role
    from kienan_analysis.reading.tokens import Token

_MARKS: Final = frozenset(',;:().!?…-+*•·▪●–"“”')
_REACH: Final = 12  # tokens that are looked back over
_HEAD_REACH: Final = 5  # words between sông, đường, ông and a name
_LONGEST_LIST: Final = 12  # places that are compared with the next
_CLOSING: Final = frozenset({"cùng", "và", "với"})  # before the last place of a list
_MOST_JOINING: Final = 2  # tokens between two places of a list: ", và"
# Where a firm is: words between it and the place, and how many.
_TO_LIE: Final = frozenset({
    "bàn", "chân", "chính", "có", "đặt", "địa", "đóng", "động", "đứng", "hoạt", "nằm", "ở", "sở", "tại", "thuộc",
    "trên", "trong", "trụ",
})  # fmt: skip
_MOST_TO_LIE: Final = 6
_JOINING: Final = frozenset({",", ";", "-", "cùng", "hay", "hoặc", "và", "với"})
_MOST_OF_A_KIND: Final = 6  # words between một huyện and where it lies
_PARENT_MARKS: Final = frozenset({",", "(", "-", "–"})
_PARENT_WORDS: Final = ("của", "ở", "tại", "thuộc", "trực thuộc", ", thuộc", "( thuộc")
_PARENT_TYPES: Final = frozenset({"tỉnh", "thành phố"})
_LOCAL_TYPES: Final = frozenset({"", "huyện", "quận", "thành phố", "thị xã", "tỉnh"})
_TURNS: Final[tuple[Role, ...]] = ("parent", "neighbour", "compared", "given")
_TOWARDS: Final = frozenset({"đến", "tới", "về", "với"})
_ARRIVE: Final = frozenset({"đến", "tới", "về"})
_INSIDE: Final = frozenset({"ở", "tại"})
_VISITORS: Final = frozenset({"khách", "lượt"})
_LIST_REACH: Final = 60  # tokens of a list of places
_DATE_WORDS: Final = frozenset({"năm", "ngày", "tháng"})
_LONGEST_DATE: Final = 12  # tokens
_NOUN_ENDS: Final = frozenset({"bàn", "của", "là", "ở", "tại", "toàn", "trên", "và"})


class Roles:
    """Gives the places of sentences their roles."""

    def __init__(self) -> None:
        self._lists = words_of_places().lists

    def give(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> None:
        """Give the places of one sentence their roles, in order; note where the clause of each begins."""
        before: PlaceMention | None = None
        for mention in mentions:
            begin = self._clause_begin(tokens, mention.first, before.after if before is not None else 0)
            mention.together, mention.clause = [mention], begin
            mention.role = "host" if self._opens_report(tokens, mention) else self._role(tokens, mention, before, begin)
            before = mention
        if len(mentions) == 1 and _is_date_line(tokens, mentions[0]):
            mentions[0].role = "host"

    def _opens_report(self, tokens: Sequence[Token], mention: PlaceMention) -> bool:
        """Whether a place only says from where an agency reports: *Hà Nội (TTXVN 2/12) Đại hội đại biểu …*."""
        after = mention.after
        if mention.first or mention.type or after + 1 >= len(tokens) or tokens[after].key not in {"(", "-", "–", ","}:
            return False
        return self._lists["named.agencies"].beginning(tokens, after + 1) > 0

    def _role(self, tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention | None, begin: int) -> Role:
        if before is not None and before.kind == "part" and _holds_unnamed(tokens, mention, before):
            return "parent"
        if mention.kind == "relative":
            follows = before is not None and begin == before.after
            return relative_role(tokens, mention, begin, follows=follows)
        if before is not None and _is_parent(tokens, mention, before):
            before.parent = before.parent or mention
            if before.kind == "named" and mention.era == "old":
                before.era = before.era or "old"  # huyện Đông Hưng, tỉnh Thái Bình (cũ)
            return "parent"
        if self._is_other_thing(tokens, mention, begin):
            return "none"
        opening = opens(tokens, begin, mention.first)
        if assigns(tokens, mention, opening=opening):
            return "assigner"
        if is_ranked(tokens, mention.first):
            return "compared"
        if before is not None and _is_joined(tokens, mention, before):
            mention.together = before.together
            before.together.append(mention)
            return before.role
        return self._turned(tokens, mention, max(begin, mention.first - _REACH), opening=opening)

    def _turned(self, tokens: Sequence[Token], mention: PlaceMention, near: int, *, opening: bool) -> Role:
        """Say what the words directly before a place make of it."""
        lists, first = self._lists, mention.first
        following = tokens[mention.after] if mention.after < len(tokens) else None
        word = tokens[first - 1].key if first else ""
        if lists["roles.together"].ending(tokens, first, near):
            return "several"  # tính gộp với Phú Thọ, Sơn La
        turn = next((name for name in _TURNS if lists[f"roles.{name}"].ending(tokens, first, near)), None)
        if turn == "given" and opening and following is not None and following.key in {",", ":"}:
            return "topic"  # còn với Kiến An, …
        if turn == "neighbour" and word in _ARRIVE and _brings_visitors(tokens, mention, near):
            return "of"  # lượng khách đến huyện Mộc Châu đạt 1 triệu lượt, đến huyện Vân Hồ đạt 300 nghìn lượt
        if turn in {"given", "neighbour"} and word in _TOWARDS and following is not None and following.kind == "number":
            return "of"  # rồi tới Mai Sơn 10.940 ha
        if turn is not None:
            return turn
        if any(lists["roles.gifts"].ending(tokens, at, near) for at in range(near + 1, first)):
            return "given"  # ủng hộ đồng bào tỉnh Lào Cai 5 tỷ đồng
        if any(
            lists["roles.source"].ending(tokens, at, near) and not _is_next(tokens, at)
            for at in range(near + 1, first + 1)
        ):
            return "source"
        if word in _INSIDE:
            held = any(lists["roles.host"].ending(tokens, at, near) for at in range(near + 1, first))
            return "host" if held else "in" if opening else "of"
        return "topic" if opening and word != "của" else "of"

    def _is_other_thing(self, tokens: Sequence[Token], mention: PlaceMention, begin: int) -> bool:
        """Whether a name is a road's, a person's: *đường Lê Chân*, *ông Kiến An*; a type word makes it a place's."""
        if mention.kind != "named" or mention.type or mention.body:
            return False
        first = mention.first
        if any(self._lists[name].ending(tokens, first, begin) for name in ("none.things", "none.persons")):
            return True
        for end in range(first, max(begin, first - _HEAD_REACH), -1):
            # Nhà máy xi măng Hải Phòng: words in small letters may stand between.
            if self._lists["none.firms"].ending(tokens, end, begin):
                return True
            if tokens[end - 1].kind != "word" or tokens[end - 1].key in _NOUN_ENDS:
                return False
        return False

    def _clause_begin(self, tokens: Sequence[Token], first: int, floor: int) -> int:
        """Say where the clause begins that a token stands in, not before `floor`."""
        for at in range(first, max(floor, first - 2 * _REACH), -1):
            if tokens[at - 1].key in _MARKS and tokens[at - 1].kind == "mark":
                return at
            if self._lists["roles.clause"].ending(tokens, at, floor):
                return at
        return max(floor, first - 2 * _REACH)


def _is_parent(tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention) -> bool:
    """Whether a place only says where the one before it lies: *quận Kiến An, thành phố Hải Phòng*."""
    if before.kind == "firm" and mention.first == before.after:
        return True  # Chi nhánh Agribank quận Lê Chân
    if before.kind == "firm" and _lies(tokens, before.after, mention.first):
        return True  # Công ty Luồng Thanh Mai đóng tại huyện Quan Hóa
    if before.kind == "firm" and mention.type:
        between = " ".join(token.key for token in tokens[before.after : mention.first])
        return between in _PARENT_MARKS or between in _PARENT_WORDS  # Cụm công nghiệp Thanh Vân, huyện Hiệp Hòa
    if before.kind != "named" or mention.first - before.after > _MOST_JOINING:
        return False
    between = " ".join(token.key for token in tokens[before.after : mention.first])
    if between.endswith("thuộc") and between in _PARENT_WORDS:
        return True
    if between and between not in _PARENT_MARKS and between not in _PARENT_WORDS:
        return False
    if mention.kind == "country":
        return between in {"(", "-"}
    ranks = [RANKS[place.level] for place in mention.places]
    lower = [RANKS[place.level] for place in before.places]
    if not ranks:
        return mention.type in _PARENT_TYPES and bool(lower) and max(lower) > RANKS["province"]
    if not lower:
        return min(ranks) < RANKS["commune"] and mention.type in _LOCAL_TYPES
    # By type words the one may be as large as the other is small; of bare names each is what is largest:
    # Vinh, Nghệ An is one place, Hải Phòng, Hà Nội are two.
    return min(ranks) < (max(lower) if before.type and mention.type else min(lower))


def _lies(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether words between a firm and a place only say that it is there: *có trụ sở tại*, *đóng trên địa bàn*."""
    between = [token.key for token in tokens[first:last]]
    return len(between) <= _MOST_TO_LIE and set(between) <= _TO_LIE and between[-1] in _INSIDE | {"bàn", "thuộc"}


def _holds_unnamed(tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention) -> bool:
    """Whether a place is only where one without a name lies: *một huyện miền núi của Nghệ An*."""
    between = tokens[before.after : mention.first]
    if between and between[-1].key == "(":
        return True  # ở các xã cao nguyên đá (Hà Giang cũ)
    if len(between) > _MOST_OF_A_KIND or any(token.kind != "word" for token in between):
        return False
    last = between[-1].key if between else ""
    return last in _PARENT_WORDS or len(between) <= _MOST_JOINING


def _is_joined(tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention) -> bool:
    """Whether two places stand in one list: *giáp quận Lê Chân, huyện An Lão và Hải An*."""
    if before.kind not in {"named", "country"} or mention.kind not in {"named", "country"}:
        return False
    if len(before.together) > 1 and tokens[before.first - 1].key in _CLOSING and tokens[before.after].key == ",":
        return False  # giáp huyện Định Quán và tỉnh Lâm Đồng, Tân Phú từng là …
    if _holds_named(mention, before):
        return False  # ở Tây Nguyên, Đắk Lắk thu …
    if has_rank_in(tokens, before.first):
        return False  # cao nhất cả nước; Hòa Bình đứng thứ hai
    if mention.era == "new" != before.era or any(one.key == mention.key for one in before.together[:_LONGEST_LIST]):
        return False  # hợp nhất từ Phú Thọ, Hòa Bình, tỉnh Phú Thọ mới có …
    begin = before.after
    if begin < mention.first and tokens[begin].key == "(":  # Hải Phòng (10,34%) và Hải Dương
        begin = next((at + 1 for at in range(begin, mention.first) if tokens[at].key == ")"), begin)
    gap = tokens[begin : mention.first]
    following = tokens[mention.after].key if mention.after < len(tokens) else ""
    if before.role == "compared" and before.first <= 1 and [one.key for one in gap] == [","]:
        return following in _JOINING  # Sau Bắc Giang, Trà Vinh là …: not one list
    return 1 <= len(gap) <= _MOST_JOINING and all(token.key in _JOINING for token in gap)


def _holds_named(mention: PlaceMention, before: PlaceMention) -> bool:
    """Whether a region is named before a province: where it lies, not one more of a list."""
    regions = any(place.level == "region" for place in before.places)
    return regions and any(RANKS[place.level] == RANKS["province"] for place in mention.places)


def _brings_visitors(tokens: Sequence[Token], mention: PlaceMention, near: int) -> bool:
    """Whether who comes to a place is counted: the visitors stand before it, or before the places of a list."""
    if any(token.key in _VISITORS for token in tokens[near : mention.first]):
        return True
    opens_clause = mention.first > 1 and tokens[mention.first - 2].key in _JOINING
    return opens_clause and any(token.key in _VISITORS for token in tokens[max(0, near - _LIST_REACH) : near])


def _is_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a token say that something comes next, and not who reports: *tiếp theo là*."""
    if at < 1 or tokens[at - 1].key != "theo":
        return False
    return (at > 1 and tokens[at - 2].key in {"kế", "tiếp"}) or (at < len(tokens) and tokens[at].key == "sau")


def _is_date_line(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a sentence says no more than where and when it was written: *Hà Nội, 30/6/2020*."""
    others = [*tokens[: mention.first], *tokens[mention.after :]]
    if len(others) > _LONGEST_DATE or not any(token.key in {"/", "ngày"} for token in others):
        return False
    return all(token.kind != "word" or token.key in _DATE_WORDS for token in others)
