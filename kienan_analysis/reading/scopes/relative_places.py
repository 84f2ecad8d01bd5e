"""What a type word alone means in its sentence: *toàn quận*, *của thành phố*; and where it means no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.scopes.around_places import assigns, counts, is_ranked, opens
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention, Role
    from kienan_analysis.reading.tokens import Token

_REACH: Final = 12  # tokens that are looked back over
_TURNS: Final[tuple[Role, ...]] = ("parent", "compared", "given", "neighbour")
_JOINS: Final = frozenset({",", "-", "/", "và"})
_GOES_ON: Final = frozenset({",", ".", ";", ":", "("})
_HAS: Final = frozenset({"còn", "có", "gồm"})
_REGION_BEFORE: Final = frozenset({"cả", "của", "toàn"})


def relative_role(tokens: Sequence[Token], mention: PlaceMention, begin: int, *, follows: bool) -> Role:
    """Say what a type word alone is: the place whose a thing is, or who gave a plan, or nothing.

    Parameters
    ----------
    tokens : sequence of Token
    mention : PlaceMention
    begin : int
        The token that its clause begins with.
    follows : bool
        Whether another place stands before it in the clause: *huyện Quế Võ trong tỉnh* is where that one lies.
    """
    lists = words_of_places().lists
    first, after = mention.first, mention.after
    before = tokens[first - 1] if first else None
    word = before.key if before is not None else ""
    following = tokens[after].key if after < len(tokens) else "."
    if following in lists["relative.compounds"]:
        return "none"
    if before is not None and begin < first and counts(before) and opens(tokens, begin, first - 1):
        # Thành phố hiện có 94 phường: how many, and not theirs.
        return "none" if first > 1 and tokens[first - 2].key in _HAS else "several"
    if (
        word in lists["relative.never"]
        or word == "/"
        or following == "/"
        or (before is not None and before.kind == "number")
    ):
        return "none"
    if (mention.type == "vùng" and word not in _REGION_BEFORE) or _is_in_type_list(tokens, first, after):
        return "none"
    opening = opens(tokens, begin, first)
    if assigns(tokens, mention, opening=opening):
        return "assigner"
    if is_ranked(tokens, first):
        return "compared"
    if word in lists["relative.holds"]:
        return _held_role(word, opening=opening, follows=follows)
    for name in _TURNS:
        if lists[f"roles.{name}"].ending(tokens, first, max(begin, first - _REACH)):
            return name
    if opening:
        return "topic"
    goes_on = following in _GOES_ON or following in lists["relative.goes_on"]
    return "of" if goes_on and before is not None and before.kind == "word" else "none"


def _held_role(word: str, *, opening: bool, follows: bool) -> Role:
    """Say what a word that holds a place makes of it: *toàn quận*, *của thành phố*, *trong tỉnh*."""
    lists = words_of_places().lists
    if word in lists["relative.whole"]:
        return "topic" if opening else "of"
    if word in lists["relative.inside"]:
        return "none" if follows else "in"
    return "of" if word == "của" else "none"


def _is_in_type_list(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether a type word stands in a list of such words, which is no one's: *các quận, huyện*."""
    if after < len(tokens) and tokens[after].key in _JOINS and _is_type(tokens, after + 1, after + 2):
        return True
    return first > 1 and tokens[first - 1].key in _JOINS and _is_type(tokens, first - 2, first - 3)


def _is_type(tokens: Sequence[Token], at: int, beside: int) -> bool:
    """Whether a type word stands at a token, alone or with the token beside it."""
    if not 0 <= at < len(tokens):
        return False
    types = words_of_places().types
    pair = " ".join(tokens[one].key for one in sorted((at, beside)) if 0 <= one < len(tokens))
    return tokens[at].key in types or pair in types
