"""What the words about a place say: that they open its clause, that it gave the plan, that it is one of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.tokens import Token

_MOST_DIGITS: Final = 2  # of how many places there are
_AFTER: Final = 4  # tokens between a place and giao
_BEFORE: Final = 4  # words between a plan and the place
_BEFORE_GIVING: Final = frozenset({"chỉ", "cũng", "đã", "đầu", "được", "mới", "năm", "nay", "sẽ", "về"})
_AFTER_PLAN: Final = frozenset(
    {"cả", "của", "dân", "do", "đồng", "hđnd", "hội", "mới", "năm", "nhân", "ubnd"},
)
_WHOLE: Final = frozenset({"cả", "của", "toàn", "trong"})
_RANKS: Final = frozenset({"cuối", "đầu", "nhất", "nhì"})
_NOUN_REACH: Final = 14  # tokens between a rank and where it is held
_FRACTION: Final = 3  # tokens of thứ 13/
_WIDE: Final = frozenset({"cả", "toàn", "khu", "vùng"})
_OF_REGIONS: Final = frozenset({"vực", "vùng"})
_RANKED: Final = {
    "dẫn": frozenset({"đầu"}),
    "đứng": frozenset({"đầu", "thứ", "nhất", "nhì"}),
    "xếp": frozenset({"thứ", "hạng"}),
    "trí": frozenset({"số", "thứ", "đầu", "dẫn"}),
    "quán": frozenset({"quân"}),
    "á": frozenset({"quân"}),
}
_TOPS: Final = frozenset({"top", "tốp"})
_COUNTED: Final = frozenset({"thứ", "hạng", "top", "tốp"})  # thứ 3, hạng nhì
# A clause or a list begins: what ranks before it does not rank in the place.
_PARTS: Final = frozenset({"còn", "do", "khi", "là", "mà", "nên", "nhưng", "song", "thì", "trong", "và", "vì"})
_MERGES: Final = frozenset({"hợp", "thống"})
_GIVES: Final = frozenset({"giao", "phân"})  # to another, even where it opens the clause


def opens(tokens: Sequence[Token], begin: int, first: int) -> bool:
    """Whether the words between the beginning of a clause and a place leave the place what the clause is about."""
    opening = words_of_places().lists["roles.opening"]
    return all(tokens[at].kind != "word" or tokens[at].key in opening for at in range(begin, first))


def assigns(tokens: Sequence[Token], mention: PlaceMention, *, opening: bool) -> bool:
    """Whether a place is the one that gave the plan: *dự toán thành phố Hải Phòng giao*.

    Parameters
    ----------
    tokens : sequence of Token
    mention : PlaceMention
    opening : bool
        Whether its clause is about it: *huyện đề ra chỉ tiêu* is the huyện's own, *thành phố giao* for another.
    """
    lists = words_of_places().lists
    for at in range(mention.after, min(mention.after + _AFTER, len(tokens))):
        if tokens[at].kind != "word":
            break
        if lists["roles.assigns"].beginning(tokens, at):
            return not opening or tokens[at].key in _GIVES
        if tokens[at].key not in _BEFORE_GIVING:
            break
    first = mention.first
    for _ in range(_BEFORE):
        if lists["roles.plan"].ending(tokens, first):
            return True
        if not first or tokens[first - 1].key not in _AFTER_PLAN:
            return False
        first -= 1
    return False


def is_ranked(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before a place rank something in it: *đứng thứ ba cả nước*, *cao nhất tỉnh*."""
    whole = first < len(tokens) and tokens[first].key in _WIDE
    if first and tokens[first - 1].key in _OF_REGIONS:
        whole = True  # khu vực Bắc Trung Bộ
    elif first and tokens[first - 1].key in _WHOLE:
        first, whole = first - 1, True
    if (first > 0 and tokens[first - 1].key in _RANKS) or (first > 1 and tokens[first - 2].key == "thứ"):
        return True
    return whole and _ranks_by_a_noun(tokens, first)


def _ranks_by_a_noun(tokens: Sequence[Token], first: int) -> bool:
    """Whether words rank something in a whole place by what is named between: *dẫn đầu tăng trưởng GRDP cả nước*."""
    for at in range(first - 1, max(0, first - _NOUN_REACH), -1):
        word, before = tokens[at].key, tokens[at - 1].key
        if before == "/" and at > _FRACTION:  # thứ 13/63 cả nước
            word, before = tokens[at - 2].key, tokens[at - _FRACTION].key
        if word in _RANKED.get(before, ()) or word in _TOPS or (before in _COUNTED and word != "năm"):
            return True
        if tokens[at].kind != "word" or word in _PARTS:
            return False
    return False


def has_rank_in(tokens: Sequence[Token], first: int) -> bool:
    """Whether something has a rank in a place: *cao nhất cả nước*; none, where places are merged: *hợp nhất Hà Nam*."""
    merged = first > 1 and tokens[first - 1].key == "nhất" and tokens[first - 2].key in _MERGES
    return is_ranked(tokens, first) and not merged


def is_sum(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a list of places is spoken of as one: *ba huyện Tứ Kỳ, Thanh Hà và Ninh Giang*."""
    before = tokens[mention.first - 1] if mention.first else None
    return bool(mention.type) and before is not None and counts(before)


def counts(token: Token) -> bool:
    """Whether a word or number says how many places follow."""
    if token.kind == "number":
        return token.key.isdigit() and len(token.key) <= _MOST_DIGITS
    return token.key in words_of_places().lists["relative.counted"]
