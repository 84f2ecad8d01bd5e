"""What stands about a place in its sentence: its figure before or after it, the noun it belongs to, a share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.tokens import Token

_OPENING: Final = frozenset({"topic", "in"})
_UNIT_REACH: Final = 6  # tokens of a unit between a figure and của
_SHARE_REACH: Final = 6
_FIRST_OF_LIST: Final = 4  # places of a list that are looked at
_INSIDE_BRACKETS: Final = 12  # tokens
_OWN_FIGURE: Final = frozenset({"(", ":"})
_OWNED: Final = frozenset({"của", "kể", "riêng"})
_UNIT_WORDS: Final = frozenset(
    {"%", "/", "án", "con", "doanh", "dự", "điểm", "đô", "đồng", "động", "ha", "hộ", "khách", "km2", "la", "lao", "lên"}
    | {
        "lượt",
        "năm",
        "nghiệp",
        "nghìn",
        "ngàn",
        "người",
        "phần",
        "tấn",
        "tháng",
        "trăm",
        "triệu",
        "trở",
        "tỷ",
        "usd",
        "vnd",
    }
)


class PlaceSyntax:
    """Asks what stands about the places of one sentence.

    Parameters
    ----------
    tokens : sequence of Token
    begins : set of int
        Where its measured figures begin, in the normal form.
    """

    def __init__(self, tokens: Sequence[Token], begins: AbstractSet[int]) -> None:
        self._tokens = tokens
        self._begins = begins
        self._lists = words_of_places().lists

    def figure_before(self, mention: PlaceMention) -> int | None:
        """Find the figure that a place directly follows: *7,1% của cả nước*."""
        tokens, at = self._tokens, mention.first - 1
        if at < 0 or tokens[at].key not in {"bàn", "của", "ở", "tại"}:
            return None
        if tokens[at].key == "bàn":
            at -= 2
            if at < 0 or tokens[at].key != "trên":
                return None
        for back in range(at - 1, max(-1, at - 1 - _UNIT_REACH), -1):
            if tokens[back].kind == "number":
                return back if tokens[back].start in self._begins else None
            if tokens[back].key not in _UNIT_WORDS:
                return None
        return None

    def is_share(self, number: int) -> bool:
        """Whether a percentage is a share of what follows it: *chiếm 5% của cả nước*."""
        tokens, lists = self._tokens, self._lists
        if number + 1 >= len(tokens) or tokens[number + 1].key != "%":
            return False
        return any(lists["roles.share"].ending(tokens, at) for at in range(number, max(0, number - _SHARE_REACH), -1))

    def is_held_against(self, mention: PlaceMention) -> bool:
        """Whether a figure before a place in its clause is held against it: *chiếm 38% tổng thu toàn tỉnh*."""
        if self.is_number(mention.after):
            return False
        return any(self._tokens[at].start in self._begins for at in range(mention.clause, mention.first))

    def each_has_its_own(self, group: Sequence[PlaceMention]) -> bool:
        """Whether places of a list have a figure each, directly after them: *An Lão (5%), Kiến Thụy (6%)*."""
        return any(self._is_followed_by_a_figure(one.after) for one in group[:_FIRST_OF_LIST])

    def _is_followed_by_a_figure(self, after: int) -> bool:
        """Whether a figure stands directly after a place, in brackets or not; where it lies is none: *(Quảng Ninh)*."""
        tokens = self._tokens
        if after >= len(tokens):
            return False
        if tokens[after].key != "(":
            return tokens[after].key in _OWN_FIGURE or tokens[after].kind == "number"
        inside = tokens[after + 1 : after + 1 + _INSIDE_BRACKETS]
        close = next((at for at, token in enumerate(inside) if token.key == ")"), len(inside))
        return any(token.kind == "number" for token in inside[:close])

    def firm_holds(self, mention: PlaceMention) -> bool:
        """Whether a firm holds what follows: it opens its clause, the thing is its own, or its figure follows."""
        before = self._tokens[mention.first - 1].key if mention.first else ""
        following = self._tokens[mention.after].key if mention.after < len(self._tokens) else ""
        own = self.is_number(mention.after) or following in _OWN_FIGURE or following == "với"
        return before != "từ" and (mention.role in _OPENING or before in _OWNED or own)

    def noun_clause(self, mention: PlaceMention) -> int:
        """Say where the clause begins whose noun a place belongs to; -1 where the figure next to it is its own."""
        tokens = self._tokens
        following = tokens[mention.after].key if mention.after < len(tokens) else ""
        if self.is_number(mention.after) or following in _OWN_FIGURE or following == "với":
            return -1
        before = tokens[mention.first - 1].key if mention.first else ""
        return tokens[mention.clause].start if mention.clause + 1 < mention.first and before != "là" else -1

    def is_among(self, mention: PlaceMention) -> bool:
        """Whether a place is named as a part or beside what is spoken of: *trong đó phường Nam Sơn*, *còn Hải An*."""
        among = self._lists["roles.among"]
        return any(among.ending(self._tokens, at) for at in range(max(1, mention.clause - 1), mention.first + 1))

    def is_number(self, at: int) -> bool:
        """Whether a number stands at a token."""
        return at < len(self._tokens) and self._tokens[at].kind == "number"
