"""Lines that are a place's name: what stands below them is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.tokens import Token

_NUMBERING: Final = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "a", "b", "c", "d"})
# TOP 2: Hải Phòng; Vị trí thứ hai: Hải Phòng.
_RANKING: Final = frozenset({
    "top", "hạng", "vị", "trí", "thứ", "số", "nhất", "nhì", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám",
    "chín", "mười",
})  # fmt: skip
_ENDS: Final = frozenset({".", ":", "!", "?", ";"})


def tells_more(tokens: Sequence[Token], first: PlaceMention) -> bool:
    """Whether a colon follows the place of a line, and words that tell of it."""
    return first.after < len(tokens) - 1 and tokens[first.after].key == ":"


def is_ranked_heading(tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> bool:
    """Whether a line is the name of a place and its figure in brackets: *2. Thanh Hóa (12,2%)*."""
    first = mentions[0]
    if len(mentions) != 1 or first.kind != "named" or first.after >= len(tokens) or tokens[first.after].key != "(":
        return False
    return all(token.kind != "word" for token in (*tokens[: first.first], *tokens[first.after :]))


def is_heading(tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> bool:
    """Whether a line is nothing but the name of a place, or tells after it what follows: *Hưng Yên: Thu vượt xa*."""
    if mentions[0].role == "parent":
        return False  # the body above the one that issues a document, in its head
    if mentions[0].kind not in {"named", "country"}:
        return False
    first, last = mentions[0], tokens[-1]
    if tells_more(tokens, first) and last.key not in _ENDS:
        return all(token.kind != "word" or token.key in _NUMBERING for token in tokens[: first.first])
    if any(one.role != "parent" for one in mentions[1:]):
        return False
    inside = {at for one in mentions for at in range(one.first, one.after)}
    return all(
        at in inside or token.kind != "word" or token.key in _NUMBERING or (at < first.first and token.key in _RANKING)
        for at, token in enumerate(tokens)
    )
