"""What a sentence makes of the places that it names: what it speaks of, whose a thing is, a neighbour, a parent ….

A figure may be a place's only where the words between the two say so: each other role holds no figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention, Role
    from kienan_analysis.reading.tokens import Token

_MARKS: Final = frozenset({",", ";", ":", "(", ")", ".", "!", "?", "…", "-", "+", "*", "•", "·", "▪", "●", "–", '"', "“", "”"})
_REACH: Final = 12  # tokens that are looked back over
_HEAD_REACH: Final = 5  # words between sông, đường, ông and a name
_MOST_DIGITS: Final = 2  # of how many places there are
_AFTER: Final = 4  # tokens between a place and giao
_JOINING: Final = frozenset({",", "và", "với", "hay", "hoặc", "cùng", ";", "-"})
_PARENT_MARKS: Final = frozenset({",", "(", "-", "–"})
_COUNTED: Final = frozenset({"các", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "những", "nhóm", "khối"})
# Before a type word alone: một xã, cấp tỉnh, chủ tịch huyện are no place of their own.
_NOT_RELATIVE: Final = frozenset(
    {"cấp", "các", "liên", "mỗi", "một", "mọi", "những", "nhiều", "số", "từng", "tác", "hai", "ba", "ủy", "hđnd", "ubnd", "thị"}
    | {"tịch", "thư", "đạo", "dân", "hội", "ban", "phố", "nội", "ngoại", "ngoài", "tw", "/", "khu", "trung", "đô", "quốc"}
)
_HOLDS: Final = frozenset({"của", "toàn", "cả", "khắp", "trên", "bàn", "tại", "ở", "trong", "là"})
_GOES_ON: Final = frozenset(
    {",", ".", ";", ":", "(", "ước", "đạt", "tăng", "giảm", "là", "năm", "còn", "có", "quý", "tháng", "trong", "đã", "đón", "thu"}
    | {"chiếm", "khoảng", "hơn", "trên", "gần", "bằng", "vẫn", "cũng", "đang", "sẽ", "phấn", "đặt", "mới", "chỉ", "này", "ta"}
    | {"theo", "nhà", "tiếp", "những", "chi", "xuất", "giải", "cấp", "tạo", "vượt", "hoàn", "thực", "lên", "tới", "đến", "sau", "qua"}
)


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
            mention.role = self._role(tokens, mention, before, begin)
            before = mention

    def _role(self, tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention | None, begin: int) -> Role:
        lists, first = self._lists, mention.first
        if mention.kind == "relative":
            return self._relative(tokens, mention, begin)
        if before is not None and self._is_parent(tokens, mention, before):
            mention.parent = None
            before.parent = before.parent or mention
            if mention.era == "old":
                before.era = before.era or "old"  # huyện Đông Hưng, tỉnh Thái Bình (cũ)
            return "parent"
        if mention.kind == "named" and self._is_other_thing(tokens, mention, begin):
            return "none"
        opens = all(self._opens(tokens[at]) for at in range(begin, first))
        if self._assigns(tokens, mention, opens=opens):
            return "assigner"
        if before is not None and self._is_joined(tokens, mention, before):
            mention.together = before.together
            before.together.append(mention)
            return before.role
        near = max(begin, first - _REACH)
        following = tokens[mention.after].key if mention.after < len(tokens) else "."
        for name in ("parent", "neighbour", "compared", "given"):
            if lists[f"roles.{name}"].ending(tokens, first, near):
                if name == "given" and opens and following in {",", ":"}:
                    return "topic"  # Còn với Kiến An, …
                return self._turned(tokens, mention, name)
        if any(lists["roles.source"].ending(tokens, at, near) for at in range(near + 1, first + 1)):
            return "source"
        before_word = tokens[first - 1].key if first else ""
        if before_word in {"tại", "ở"}:
            return "in"
        return "topic" if opens else "of"

    def _turned(self, tokens: Sequence[Token], mention: PlaceMention, name: str) -> Role:
        """A figure directly after a place is its own whatever stands before: *rồi tới Mai Sơn 10.940 ha*."""
        at = mention.after
        if name in {"neighbour", "given"} and at < len(tokens):
            word = tokens[mention.first - 1].key
            if word in {"tới", "đến", "về", "với"} and tokens[at].kind == "number":
                return "of"
        return name  # type: ignore[return-value]

    def _relative(self, tokens: Sequence[Token], mention: PlaceMention, begin: int) -> Role:
        """Say what a type word alone is: *toàn quận*, *thu ngân sách thành phố đạt*; *thành phố giao* assigned a plan."""
        first, after = mention.first, mention.after
        word = tokens[first - 1].key if first else ""
        following = tokens[after].key if after < len(tokens) else "."
        counted = word in _COUNTED or (begin < first and _is_small_number(tokens[first - 1]))
        if counted and following not in {"ủy", "hội", "viên"} and all(self._opens(tokens[at]) for at in range(begin, first - 1)):
            return "several"
        if word in _NOT_RELATIVE or (first and tokens[first - 1].kind == "number") or following in {"ủy", "hội", "viên", "/"}:
            return "none"
        if mention.type == "vùng" and word not in {"toàn", "cả", "của"}:
            return "none"
        if self._is_type_list(tokens, first, after):
            return "none"  # các xã, phường
        if self._assigns(tokens, mention, opens=all(self._opens(tokens[at]) for at in range(begin, first))):
            return "assigner"
        near = max(begin, first - _REACH)
        for name in ("parent", "compared", "given", "neighbour"):
            if word not in _HOLDS and self._lists[f"roles.{name}"].ending(tokens, first, near):
                return name  # type: ignore[return-value]
        if word in _HOLDS:
            if word == "toàn" or word == "cả" or word == "bàn":
                return "of" if not self._opens_whole(tokens, begin, first) else "topic"
            return "of" if word == "của" else "in" if word in {"tại", "ở", "trong", "trên"} else "none"
        if all(self._opens(tokens[at]) for at in range(begin, first)):
            return "topic"
        return "of" if following in _GOES_ON and first and tokens[first - 1].kind == "word" else "none"

    @staticmethod
    def _is_type_list(tokens: Sequence[Token], first: int, after: int) -> bool:
        """Whether a type word stands in a list of such words, which is no one's: *các quận, huyện*."""
        types = words_of_places().types
        joins = {",", "-", "và", "/"}

        def is_type(at: int, step: int) -> bool:
            if not 0 <= at < len(tokens):
                return False
            pair = (at, at + 1) if step > 0 else (at - 1, at)
            both = " ".join(tokens[one].key for one in pair if 0 <= one < len(tokens))
            return tokens[at].key in types or both in types

        if after < len(tokens) and tokens[after].key in joins and is_type(after + 1, 1):
            return True
        return first > 1 and tokens[first - 1].key in joins and is_type(first - 2, -1)

    def _opens_whole(self, tokens: Sequence[Token], begin: int, first: int) -> bool:
        return all(self._opens(tokens[at]) for at in range(begin, first))

    def _is_parent(self, tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention) -> bool:
        """Whether a place only says where the one before it lies: *quận Kiến An, thành phố Hải Phòng*."""
        between = [token.key for token in tokens[before.after : mention.first]]
        if before.kind != "named" or mention.kind == "relative":
            return False
        beside = not between or (len(between) == 1 and between[0] in _PARENT_MARKS)
        if not beside and between not in (["của"], ["thuộc"], ["trực", "thuộc"], [",", "thuộc"], ["(", "thuộc"]):
            return False
        if between and between[-1] == "thuộc":
            return True
        ranks = {RANKS[place.level] for place in mention.places}
        lower = {RANKS[place.level] for place in before.places}
        if mention.kind == "country":
            return bool(between) and between[0] in {"(", "-"}
        if not ranks:
            return bool(mention.type) and bool(lower) and mention.type in {"tỉnh", "thành phố"} and max(lower) > RANKS["province"]
        if not lower:
            return min(ranks) < RANKS["commune"] and mention.type in {"tỉnh", "thành phố", "huyện", "quận", "thị xã", ""}
        return min(ranks) < max(lower) and self._holds(mention, before)

    @staticmethod
    def _holds(mention: PlaceMention, before: PlaceMention) -> bool:
        """Whether one of the places may be a part of one of the others by type words alone."""
        if before.type and mention.type:
            own = max(RANKS[place.level] for place in before.places)
            return min(RANKS[place.level] for place in mention.places) < own
        # Bare names: Vinh, Nghệ An is one place, Hải Phòng, Hà Nội are two.
        own = min(RANKS[place.level] for place in before.places)
        return min(RANKS[place.level] for place in mention.places) < own

    def _is_other_thing(self, tokens: Sequence[Token], mention: PlaceMention, begin: int) -> bool:
        """Whether a name is a road's, a person's: *đường Lê Chân*, *ông Kiến An*; a type word or body makes it a place's."""
        if mention.type or mention.body:
            return False
        first = mention.first
        for end in range(first, max(begin, first - _HEAD_REACH), -1):
            for name in ("none.things", "none.persons", "none.firms"):
                length = self._lists[name].ending(tokens, end, begin)
                # Words in small letters between the two are not looked over but for a firm's: nhà máy xi măng Hải Phòng.
                if length and (end == first or name == "none.firms"):
                    return True
            if tokens[end - 1].kind != "word" or tokens[end - 1].key in {"của", "tại", "ở", "trên", "bàn", "là", "và", "toàn"}:
                return False
        return False

    def _assigns(self, tokens: Sequence[Token], mention: PlaceMention, *, opens: bool) -> bool:
        """Whether a place is the one that gave the plan: *dự toán thành phố Hải Phòng giao*."""
        lists = self._lists
        for at in range(mention.after, min(mention.after + _AFTER, len(tokens))):
            if tokens[at].kind != "word":
                break
            if lists["roles.assigns"].beginning(tokens, at):
                # Huyện đề ra chỉ tiêu is the huyện's own; thành phố giao is the city's for another.
                return not opens or tokens[at].key in {"giao", "phân"}
            if tokens[at].key not in {"đã", "được", "sẽ", "năm", "đầu", "về", "nay", "cũng"}:
                break
        first = mention.first
        for _ in range(4):
            if not first:
                return False
            if lists["roles.plan"].ending(tokens, first):
                return True
            if tokens[first - 1].key in {"của", "hđnd", "ubnd", "do", "nhân", "dân", "hội", "đồng", "năm", "cả", "mới"}:
                first -= 1
            else:
                return False
        return False

    def _is_joined(self, tokens: Sequence[Token], mention: PlaceMention, before: PlaceMention) -> bool:
        """Whether two places stand in one list: *giáp quận Lê Chân, huyện An Lão và Hải An*."""
        if before.kind not in {"named", "country"} or not 1 <= mention.first - before.after <= 2 or mention.kind == "firm":
            return False
        return all(tokens[at].key in _JOINING for at in range(before.after, mention.first))

    def _clause_begin(self, tokens: Sequence[Token], first: int, floor: int) -> int:
        """Say where the clause begins that a token stands in, not before `floor`."""
        for at in range(first, max(floor, first - 2 * _REACH), -1):
            if tokens[at - 1].key in _MARKS and tokens[at - 1].kind == "mark":
                return at
            if at < first and self._lists["roles.clause"].ending(tokens, at, floor):
                return at
        return max(floor, first - 2 * _REACH)

    def _opens(self, token: Token) -> bool:
        """Whether a word may stand between the beginning of a clause and the place that it is about."""
        return token.kind != "word" or token.key in self._lists["roles.opening"]


def _is_small_number(token: Token) -> bool:
    return token.kind == "number" and token.key.isdigit() and len(token.key) <= _MOST_DIGITS


def is_sum(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a list of places is spoken of as one: *ba huyện Tứ Kỳ, Thanh Hà và Ninh Giang*."""
    at = mention.first - 1
    types = words_of_places().types
    if mention.type and tokens[mention.first].key in types and at >= 0:
        return tokens[at].key in _COUNTED or _is_small_number(tokens[at])
    return False
