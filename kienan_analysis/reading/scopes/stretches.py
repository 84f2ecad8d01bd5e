"""A sentence walked from place to place: from where to where each holds the figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.scopes.around_places import is_sum
from kienan_analysis.reading.scopes.holders import REASONS, Whose
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.holders import Holders
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.tokens import Token

_SPEAKING: Final = frozenset({"topic", "of", "in"})
_OPENING: Final = frozenset({"topic", "in"})
_UNIT_REACH: Final = 6  # tokens of a unit between a figure and của
_SHARE_REACH: Final = 6
_BRACKET: Final = 40  # tokens between brackets
_MOST_BACK: Final = 4  # places that only belong to a noun of their own clause
_FAR: Final = 80  # tokens after a list of places in which their figures stand
_RESPECTIVE: Final = frozenset({"lần", "tương", "theo"})
_PLACES: Final = frozenset({"subject", "place"})
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


class Stretch(NamedTuple):
    """From a point of a sentence on, who holds.

    Attributes
    ----------
    start : int
        In the normal form.
    whose : Whose
    opens : bool
        Whether it holds whatever name follows: a place that opens its clause does, one that a noun belongs to does not.
    mention : PlaceMention or None
    clause : int
        Where the clause begins whose noun the place belongs to; -1 without one.
    """

    start: int
    whose: Whose
    opens: bool = True
    mention: PlaceMention | None = None
    clause: int = -1


class Stretches:
    """Who holds the figures of one sentence.

    Parameters
    ----------
    tokens, mentions : sequences
        Of the sentence.
    figures : sequence of int
        Where its measured figures begin, in the normal form.
    begun : Whose
        Who holds where it begins.
    holders : Holders

    Attributes
    ----------
    all : list of Stretch
        In order; the first is what held before.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        mentions: Sequence[PlaceMention],
        figures: Sequence[int],
        begun: Whose,
        holders: Holders,
    ) -> None:
        self._tokens = tokens
        self._figures = figures
        self._begins = frozenset(figures)
        self._begun = begun
        self._holders = holders
        self._lists = words_of_places().lists
        self._topic: Whose | None = None
        self._peers = False
        self._own: dict[int, Whose] = {}  # figures that a place follows, or that stand in a respective list
        self._brackets: list[tuple[int, int, Whose]] = []
        self._commas: list[int] = []
        self._done: set[int] = set()
        self.all = [Stretch(-1, begun)]
        if mentions:
            self._walk({mention.first: mention for mention in mentions})
        self._starts = [stretch.start for stretch in self.all]

    @property
    def speaks_of_peers(self) -> bool:
        """Whether several places each have their clause, so that nothing says of which the next one speaks."""
        return self._peers

    def find(self, start: int, name_start: int) -> Whose:
        """Say who holds the figure that begins at `start` and whose name begins at `name_start`."""
        if start in self._own:
            return self._own[start]
        place = bisect_right(self._starts, start) - 1
        found = self.all[place]
        bracket = bisect_right(self._brackets, start, key=lambda one: one[0]) - 1
        if bracket >= 0:
            begin, close, whose = self._brackets[bracket]
            if begin < start < close and found.start < begin:
                return whose
        for _ in range(_MOST_BACK):
            if found.mention is None or found.opens or name_start >= found.clause:
                break
            # Đông Nam Bộ, đầu tàu của cả nước, âm 5,2%: the figure's name stands outside the clause of the place.
            place -= 1
            found = self.all[place]
        if found.mention is not None and not found.opens and name_start > found.mention.end:
            # A new name after a comma: the place was the last name's, not this one's.
            comma = bisect_right(self._commas, name_start) - 1
            if comma >= 0 and self._commas[comma] > found.mention.end:
                return self._topic or (self._begun if found.whose.holder in REASONS else found.whose)
        return found.whose

    def _walk(self, at_token: dict[int, PlaceMention]) -> None:
        """Note, from token to token, where who holds begins."""
        tokens = self._tokens
        depth: list[Whose] = []
        place = 0
        while place < len(tokens):
            token, mention = tokens[place], at_token.get(place)
            if mention is not None:
                self._take(mention, inside=bool(depth))
                place = mention.after
                continue
            if token.key == "(":
                depth.append(self.all[-1].whose)
            elif token.key == ")" and depth:
                before = depth.pop()
                if not self._is_apposition(place):
                    self._restore(token.end, before)
            elif token.key == ";" and not depth:
                self._restore(token.start, Whose("unsure") if self._peers else self._topic or self._begun)
            elif token.key in _RESPECTIVE and self._lists["roles.respective"].beginning(tokens, place):
                self._share_out(place)
            elif token.key == ",":
                self._commas.append(token.start)
                if self.all[-1].whose.holder == "unsure" and self.all[-1].mention is not None:
                    self._restore(token.start, self._topic or self._begun)
            place += 1

    def _take(self, mention: PlaceMention, *, inside: bool) -> None:
        """Take a place; `inside` brackets it is not what the sentence is about."""
        current = self.all[-1].whose
        whose = self._speaks(mention, current)
        if whose is not None:
            opens = mention.role in _OPENING or whose.holder == "unsure"
            if not inside and mention.role in _OPENING:
                late = bool(self._figures) and self._figures[0] < mention.start
                self._topic = self._topic or (self._begun if late else whose)
                self._peers |= whose.line != self._topic.line and not self._is_among(mention)
            elif not inside and self._begun.holder == "unsure" and whose.holder in {"subject", "place"}:
                self._topic = self._topic or whose  # tại Mộc Châu, …. Thu nhập của huyện …; tỷ lệ hộ nghèo …
            clause = self._noun_clause(mention) if whose.holder not in REASONS else -1
            self.all.append(Stretch(mention.start, whose, opens, mention, clause))
        if mention.after < len(self._tokens) and self._tokens[mention.after].key == "(":
            self._bracket(mention.after, self._holders.of(mention, current))

    def _is_apposition(self, closing: int) -> bool:
        """Whether brackets hold nothing but a former unit, which names what stands before them: *phía đông (X cũ)*."""
        mention = self.all[-1].mention
        if mention is None or mention.era != "old" or mention.after != closing or not mention.first:
            return False
        return self._tokens[mention.first - 1].key == "("

    def _is_among(self, mention: PlaceMention) -> bool:
        """Whether a place is named as a part or beside what is spoken of: *trong đó phường Nam Sơn*, *còn Hải An*."""
        among = self._lists["roles.among"]
        return any(among.ending(self._tokens, at) for at in range(max(1, mention.clause - 1), mention.first + 1))

    def _restore(self, start: int, whose: Whose) -> None:
        if self.all[-1].whose is not whose:
            self.all.append(Stretch(start, whose))

    def _speaks(self, mention: PlaceMention, current: Whose) -> Whose | None:
        """Say who holds from a place on; None where it changes nothing."""
        span = (mention.start, mention.end)
        if mention.kind in {"firm", "part"}:
            return self._holders.of(mention, current) if self._firm_holds(mention) else None
        if mention.role == "several":
            return Whose("several", None, "", *span)
        if mention.role in {"compared", "given"} and mention.kind != "relative" and self._is_number(mention.after):
            # Hỗ trợ huyện Vĩnh Bảo 5 tỷ đồng: whose figure that is nothing says.
            return None if self._holders.of(mention, current).holder == "subject" else Whose("unsure", None, "", *span)
        if mention.role not in _SPEAKING or self._follows_figure(mention, current):
            return None
        group = mention.together
        together = len(group) > 1 and not self._each_has_its_own(group)
        if together and is_sum(self._tokens, group[0]):
            return self._together(mention, current)
        if mention.role == "of" and (self._stands_beside(mention) or self._is_held_against(mention)):
            return None
        return self._together(mention, current) if together else self._holders.of(mention, current)

    def _is_number(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].kind == "number"

    def _follows_figure(self, mention: PlaceMention, current: Whose) -> bool:
        """Take a place that directly follows a figure, which alone is its own: *7,1% của cả nước*."""
        number = self._figure_before(mention)
        if number is None:
            return False
        if not self._is_share(number):
            self._own[self._tokens[number].start] = self._holders.of(mention, current)
        return True

    def _is_share(self, number: int) -> bool:
        """Whether a percentage is a share of what follows it: *chiếm 5% của cả nước*."""
        tokens, lists = self._tokens, self._lists
        if number + 1 >= len(tokens) or tokens[number + 1].key != "%":
            return False
        return any(lists["roles.share"].ending(tokens, at) for at in range(number, max(0, number - _SHARE_REACH), -1))

    def _figure_before(self, mention: PlaceMention) -> int | None:
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

    def _is_held_against(self, mention: PlaceMention) -> bool:
        """Whether a figure before a place in its clause is held against it: *chiếm 38% tổng thu toàn tỉnh*."""
        if self._is_number(mention.after):
            return False
        return any(self._tokens[at].start in self._begins for at in range(mention.clause, mention.first))

    def _stands_beside(self, mention: PlaceMention) -> bool:
        """Whether a place is only spoken of beside another: *Đông Nam Bộ, đầu tàu của cả nước, âm 5,2%*."""
        before, begin, tokens = self.all[-1].mention, mention.clause, self._tokens
        closes = mention.after < len(tokens) and tokens[mention.after].key == ","
        return before is not None and closes and before.after == begin - 1 and tokens[begin - 1].key == ","

    def _together(self, mention: PlaceMention, current: Whose) -> Whose | None:
        """Take places named in one breath: each has its figure in a respective list, else they share one figure."""
        tokens, group = self._tokens, mention.together
        if id(group) in self._done:
            return None
        self._done.add(id(group))
        last = group[-1]
        limit = min(len(tokens), last.after + _FAR)
        stop = next((at for at in range(last.after, limit) if tokens[at].key == ";"), limit)
        reach = tokens[stop].start if stop < len(tokens) else tokens[-1].end
        own = self._figures[bisect_left(self._figures, last.end) : bisect_left(self._figures, reach)]
        respective = any(self._lists["roles.respective"].beginning(tokens, at) for at in range(last.after, stop))
        if respective and own and len(own) % len(group) == 0:
            for number, start in enumerate(own):
                self._own[start] = self._holders.of(group[number % len(group)], current)
        return Whose("several", None, "", mention.start, last.end)

    def _share_out(self, at: int) -> None:
        """Give the figures after *lần lượt* to the places that had one each: *A 513 và B 460 tấn, lần lượt tăng …*."""
        tokens = self._tokens
        limit = min(len(tokens), at + _FAR)
        stop = next((place for place in range(at, limit) if tokens[place].key == ";"), limit)
        reach = tokens[stop].start if stop < len(tokens) else tokens[-1].end
        figures = self._figures[bisect_left(self._figures, tokens[at].start) : bisect_left(self._figures, reach)]
        held = [one for one in self.all[-len(figures) :] if one.mention is not None and one.whose.holder in _PLACES]
        if (
            not figures
            or len(figures) != len(held)
            or len({one.whose.line for one in held}) == 1
            or figures[0] in self._own
        ):
            return
        for start, one in zip(figures, held, strict=True):
            self._own[start] = one.whose

    def _each_has_its_own(self, group: Sequence[PlaceMention]) -> bool:
        """Whether places of a list have a figure each, directly after them: *An Lão (5%), Kiến Thụy (6%)*."""
        tokens = self._tokens
        return any(
            one.after < len(tokens) and (tokens[one.after].key in _OWN_FIGURE or tokens[one.after].kind == "number")
            for one in group[:_MOST_BACK]
        )

    def _firm_holds(self, mention: PlaceMention) -> bool:
        """Whether a firm holds what follows: it opens its clause, the thing is its own, or its figure follows."""
        before = self._tokens[mention.first - 1].key if mention.first else ""
        following = self._tokens[mention.after].key if mention.after < len(self._tokens) else ""
        own = self._is_number(mention.after) or following in _OWN_FIGURE or following == "với"
        return before != "từ" and (mention.role in _OPENING or before in _OWNED or own)

    def _noun_clause(self, mention: PlaceMention) -> int:
        """Say where the clause begins whose noun a place belongs to; -1 where the figure next to it is its own."""
        tokens = self._tokens
        following = tokens[mention.after].key if mention.after < len(tokens) else ""
        if self._is_number(mention.after) or following in _OWN_FIGURE or following == "với":
            return -1
        before = tokens[mention.first - 1].key if mention.first else ""
        return tokens[mention.clause].start if mention.clause + 1 < mention.first and before != "là" else -1

    def _bracket(self, opening: int, whose: Whose) -> None:
        """Note a bracket directly after a place: its figures are that place's."""
        tokens = self._tokens
        for at in range(opening + 1, min(len(tokens), opening + _BRACKET)):
            if tokens[at].key == ")":
                self._brackets.append((tokens[opening].start, tokens[at].end, whose))
                return
