"""The head of an official document: who issues it, above or below it the place that this one belongs to.

By the rules for documents (Decree 30/2020/NĐ-CP) the body above stands over the one that issues: *UBND TỈNH TÂY NINH*,
*UBND XÃ CHÂU THÀNH*. Where the lower one's line says too where it lies, that stands below: *HUYỆN CHI LĂNG, TỈNH LẠNG
SƠN*. Either way the larger place only says where the smaller lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.scopes.known_places import RANKS
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.scopes.known_places import KnownPlaces
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.sentences import Sentence
    from kienan_analysis.reading.tokens import Token

_LINES: Final = 14  # of a text, in which its head may stand


class _HeadLine(NamedTuple):
    """A line of a head: its place, the last that this is said to belong to, and whether a body of it is named."""

    mention: PlaceMention
    body: bool

    @property
    def outermost(self) -> PlaceMention:
        """The largest place that the line names."""
        above = self.mention
        while above.parent is not None and above.parent is not above:
            above = above.parent
        return above


def join_letterhead(
    sentences: Sequence[Sentence], mentions: Sequence[Sequence[PlaceMention]], known: KnownPlaces
) -> None:
    """Make the larger of two places, in lines of a text's head that follow each other, the parent of the smaller.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of the text, in order.
    mentions : sequence of sequences of PlaceMention
        Of each sentence, with their roles, which are changed.
    known : KnownPlaces
    """
    before: _HeadLine | None = None
    open_body = False  # a body whose place the next line gives: ỦY BAN NHÂN DÂN / XÃ EA KAR
    for sentence, named in zip(sentences[:_LINES], mentions, strict=False):
        # Cộng hòa xã hội chủ nghĩa Việt Nam, beside it, is no place here.
        found = [mention for mention in named if mention.kind != "country" and mention.role != "none"]
        left = _without_motto(list(_other_words(sentence.tokens, found)))
        if not found and not left:
            continue
        body = open_body or _names_body(left) or any(mention.body for mention in found)
        if not _is_head(left, found):
            before, open_body = None, False
            continue
        open_body = body and not found
        if not found:
            continue
        line = _HeadLine(found[0], body)
        if before is not None:
            _join(before, line, known)
        before = line


def _join(above: _HeadLine, below: _HeadLine, known: KnownPlaces) -> None:
    both = above.body and below.body
    if _holds(above.outermost, below.outermost, known, unseen=both):
        above.mention.role, below.outermost.parent = "parent", above.mention
    elif _holds(below.mention, above.outermost, known, unseen=False):
        below.mention.role, above.outermost.parent = "parent", below.mention


def _holds(upper: PlaceMention, lower: PlaceMention, known: KnownPlaces, *, unseen: bool) -> bool:
    """Whether a place is one that another lies in; `unseen` says that the lines' order is enough for one unknown."""
    if _rank(upper) >= _rank(lower):
        return False
    names = {place.id for place in upper.places}
    inside = any(one.id in names for place in lower.places for one in known.above(place))
    return inside or unseen


def _rank(mention: PlaceMention) -> int:
    """Say how large a place is: by the largest that bears its name, else by its type word."""
    levels = [place.level for place in mention.places] or words_of_places().levels.get(mention.type, ())
    return min((RANKS[level] for level in levels), default=RANKS["other"])


def _other_words(tokens: Sequence[Token], found: Sequence[PlaceMention]) -> Iterator[str]:
    """Give the words and numbers of a line that belong to none of its places."""
    inside = {at for mention in found for at in range(mention.first, mention.after)}
    return (token.key for at, token in enumerate(tokens) if at not in inside and token.kind != "mark")


def _is_head(left: Sequence[str], found: Sequence[PlaceMention]) -> bool:
    """Whether a line is nothing but a body, a place, and those that the place belongs to."""
    if any(word not in words_of_places().lists["letterhead.words"] for word in left):
        return False
    first = found[0] if found else None
    return first is None or (
        first.kind == "named"
        and (first.body or bool(first.type))
        and first.era != "old"
        and all(one.role == "parent" for one in found[1:])
    )


def _names_body(left: Sequence[str]) -> bool:
    return any(word in words_of_places().lists["letterhead.bodies"] for word in left)


def _without_motto(left: Sequence[str]) -> Sequence[str]:
    """Leave out the country's name and motto, that stand beside a head: *Độc lập - Tự do - Hạnh phúc*."""
    words = words_of_places().lists
    return [word for word in left if word not in words["letterhead.motto"] or word in words["letterhead.words"]]
