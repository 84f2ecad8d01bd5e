"""A sentence walked from place to place: from where to where each holds the figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes.around_places import has_rank_in, is_sum
from kienan_analysis.reading.scopes.holders import REASONS, Whose
from kienan_analysis.reading.scopes.place_syntax import PlaceSyntax
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.holders import Holders
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.tokens import Token

_SPEAKING: Final = frozenset({"topic", "of", "in"})
_OPENING: Final = frozenset({"topic", "in"})
_BRACKET: Final = 40  # tokens between brackets
_MOST_BACK: Final = 4  # places that only belong to a noun of their own clause
_FAR: Final = 80  # tokens after a list of places in which their figures stand
_BESIDE: Final = frozenset({"compared", "given", "neighbour"})
_RESPECTIVE: Final = frozenset({"lần", "tương", "theo"})
_PLACES: Final = frozenset({"subject", "place"})
_THIS: Final = frozenset({"này", "ấy", "đó"})


@record
class Stretch(Record):
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
    carried : bool
        Whether a sentence before says so, and no heading.

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
        *,
        carried: bool = False,
    ) -> None:
        self._tokens = tokens
        self._carried = carried
        self._figures = figures
        self._words = PlaceSyntax(tokens, frozenset(figures))
        self._begun = begun
        self._holders = holders
        self._lists = words_of_places().lists
        self._topic: Whose | None = None
        self._peers = False
        self._own: dict[int, Whose] = {}  # figures that a place follows, or that stand in a respective list
        self._brackets: list[tuple[int, int, Whose]] = []
        self._commas: list[int] = []
        self._done: set[int] = set()
        self._child: dict[int, PlaceMention] = {}  # by the id of what only says where it lies
        self.all = [Stretch(-1, begun)]
        if mentions:
            self._walk({mention.first: mention for mention in mentions})
        self._starts = [stretch.start for stretch in self.all]

    @property
    def speaks_of_peers(self) -> bool:
        """Whether several places each have their clause, so that nothing says of which the next one speaks."""
        return self._peers

    def give(self, start: int, mention: PlaceMention) -> None:
        """Give the figure that begins at `start` to a place of its own."""
        self._own[start] = self._holders.of(mention, self._begun)

    def find(self, start: int, name_start: int, name_end: int = 0) -> Whose:
        """Say who holds the figure that begins at `start` and whose name stands from `name_start` to `name_end`."""
        if start in self._own:
            return self._own[start]
        place = bisect_right(self._starts, start) - 1
        found = self.all[place]
        if self._only_stands_beside(found, start, name_start):
            place -= 1
            found = self.all[place]
        bracket = bisect_right(self._brackets, start, key=lambda one: one[0]) - 1
        if bracket >= 0:
            begin, close, whose = self._brackets[bracket]
            if begin < start < close and found.start < begin:
                return whose
        for _ in range(_MOST_BACK):
            if found.mention is None or found.opens or max(name_start, name_end - 1) >= found.clause:
                break
            # Đông Nam Bộ, đầu tàu của cả nước, âm 5,2%: the figure's name stands outside the clause of the place.
            place -= 1
            found = self.all[place]
        if found.mention is not None and not found.opens and name_start > found.mention.end:
            # A new name after a comma: the place was the last name's, not this one's.
            comma = bisect_right(self._commas, name_start) - 1
            if comma >= 0 and self._commas[comma] >= found.mention.end:
                return self._after_comma(found.whose, found.mention.end, name_start)
        return found.whose

    def _after_comma(self, whose: Whose, end: int, name_start: int) -> Whose:
        """Say who holds a new name after a comma: who held before the place, if that had its figure already."""
        if whose.holder not in REASONS:
            return self._topic or whose
        had = bisect_left(self._figures, end) < bisect_left(self._figures, name_start)
        return (self._topic or self._begun) if had else whose

    def _only_stands_beside(self, found: Stretch, start: int, name_start: int) -> bool:
        """Whether a place that is held against another, or lies beside it, says nothing of a figure after it."""
        mention = found.mention
        if mention is None or mention.role not in _BESIDE or found.whose.holder != "unsure":
            return False
        # Thu ngân sách cao hơn Hải An, đạt 905 tỷ đồng: its name stands before the place, which no figure follows.
        return name_start < mention.start and self._tokens[min(mention.after, len(self._tokens) - 1)].start != start

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
                last = self.all[-1]
                # Tại phường Nam Sơn, …, where two bear the name: the figures are theirs, whichever it is.
                unknown = last.mention is not None and last.mention.role in _OPENING
                if last.whose.holder == "unsure" and last.mention is not None and not unknown:
                    self._restore(token.start, self._before_aside())
            place += 1

    def _before_aside(self) -> Whose:
        """Say who held before places that a clause only holds something against, or names beside."""
        for stretch in reversed(self.all[-_MOST_BACK:]):
            if stretch.whose.holder != "unsure" or stretch.mention is None:
                return stretch.whose
        return self._topic or self._begun

    def _take(self, mention: PlaceMention, *, inside: bool) -> None:
        """Take a place; `inside` brackets it is not what the sentence is about."""
        current = self.all[-1].whose
        whose = self._speaks(mention, current)
        if whose is not None:
            opens = mention.role in _OPENING or whose.holder == "unsure"
            if not inside and mention.role in _OPENING:
                self._topic = self._topic or (self._begun if self._figured_before(mention) else whose)
                self._peers |= whose.line != self._topic.line and not self._words.is_among(mention)
            elif whose.holder == "firm" and not inside and not self._figured_before(mention):
                self._topic = self._topic or whose  # doanh thu của công ty đạt …; nộp ngân sách …
            elif not inside and self._begun.holder == "unsure" and whose.holder in {"subject", "place"}:
                self._topic = self._topic or whose  # tại Mộc Châu, …. Thu nhập của huyện …; tỷ lệ hộ nghèo …
            clause = self._words.noun_clause(mention) if whose.holder not in REASONS else -1
            self.all.append(Stretch(mention.start, whose, opens, mention, clause))
        if mention.parent is not None and mention.kind == "named":
            self._child.setdefault(id(mention.parent), mention)
        if mention.after < len(self._tokens) and self._tokens[mention.after].key == "(":
            # Đông Nam Bộ có tỷ lệ hộ nghèo thấp nhất cả nước (0,2%): whoever ranks there, and not where.
            ranked = has_rank_in(self._tokens, mention.first)
            whose = current if ranked else self._holders.of(self._before_parent(mention), current)
            self._bracket(mention.after, whose)

    def _before_parent(self, mention: PlaceMention) -> PlaceMention:
        """Give the place of which another only says where it lies: *huyện Yên Phong, tỉnh Bắc Ninh (731 tỷ đồng)*."""
        while mention.role == "parent" and id(mention) in self._child:
            mention = self._child[id(mention)]  # xã Bình Minh, huyện Thanh Oai, thành phố Hà Nội
        return mention

    def _figured_before(self, mention: PlaceMention) -> bool:
        """Whether a figure stands in the sentence before a place."""
        return bool(self._figures) and self._figures[0] < mention.start

    def _is_apposition(self, closing: int) -> bool:
        """Whether brackets hold nothing but a former unit, which names what stands before them: *phía đông (X cũ)*."""
        mention = self.all[-1].mention
        if mention is None or mention.era != "old" or mention.after != closing or not mention.first:
            return False
        return self._tokens[mention.first - 1].key == "("

    def _restore(self, start: int, whose: Whose) -> None:
        if self.all[-1].whose is not whose:
            self.all.append(Stretch(start, whose))

    def _speaks(self, mention: PlaceMention, current: Whose) -> Whose | None:
        """Say who holds from a place on; None where it changes nothing."""
        span = (mention.start, mention.end)
        if mention.kind in {"firm", "part"}:
            return self._holders.of(mention, current) if self._words.firm_holds(mention) else None
        if mention.role == "several":
            return Whose("several", None, "", *span)
        if mention.role == "compared" and has_rank_in(self._tokens, mention.first):
            return None  # đứng thứ hai cả nước về thu hút FDI: of whoever ranks there
        if mention.role in _BESIDE and mention.kind not in {"relative", "foreign"}:
            # Hỗ trợ huyện Vĩnh Bảo 5 tỷ đồng, giáp huyện Vĩnh Bảo thu ngân sách …: whose figure that is nothing says.
            return None if self._holders.of(mention, current).holder == "subject" else Whose("unsure", None, "", *span)
        if mention.role not in _SPEAKING or self._follows_figure(mention, current):
            return None
        group = mention.together
        together = len(group) > 1 and not self._words.each_has_its_own(group)
        if together and is_sum(self._tokens, group[0]):
            return self._together(mention, current)
        if mention.role == "of" and (self._stands_beside(mention) or self._words.is_held_against(mention)):
            return None
        return self._together(mention, current) if together else self._told(mention, current)

    def _told(self, mention: PlaceMention, current: Whose) -> Whose:
        """Say which place a mention is; of two that *tỉnh* may mean nothing but the order of the sentences tells.

        *Tỉnh Hà Tĩnh thu hút 50 triệu USD. Thu ngân sách của tỉnh …*, in an article of Nghệ An.
        """
        whose, own = self._holders.of(mention, current), self._holders.own.line
        same = mention.kind == "relative" and current is self._begun and self._carried and whose.line == current.line
        same &= not any(token.key in _THIS for token in self._tokens[mention.first : mention.after + 1])
        if same and whose.holder == "place" and own is not None and own.is_a(mention.type):
            return whose._replace(start=0, end=0)
        return whose

    def _follows_figure(self, mention: PlaceMention, current: Whose) -> bool:
        """Take a place that directly follows a figure, which alone is its own: *7,1% của cả nước*."""
        number = self._words.figure_before(mention)
        if number is None:
            return False
        if not self._words.is_share(number):
            self._own[self._tokens[number].start] = self._holders.of(mention, current)
        return True

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
        stop = next((at for at in range(last.after, limit) if self._parts(at)), limit)
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
        stop = next((place for place in range(at, limit) if self._parts(place)), limit)
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

    def _parts(self, at: int) -> bool:
        """Whether a semicolon ends a list of figures, and does not only stand between two: *10,9%; 10% và 7%*."""
        tokens = self._tokens
        return tokens[at].key == ";" and not (at + 1 < len(tokens) and tokens[at + 1].kind == "number")

    def _bracket(self, opening: int, whose: Whose) -> None:
        """Note a bracket directly after a place: its figures are that place's."""
        tokens = self._tokens
        for at in range(opening + 1, min(len(tokens), opening + _BRACKET)):
            if tokens[at].key == ")":
                self._brackets.append((tokens[opening].start, tokens[at].end, whose))
                return
