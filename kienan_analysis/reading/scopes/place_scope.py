"""Whose figure it is: which place holds at each point of a sentence, by what opens and closes a place's stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kienan_analysis.reading.scopes.place_roles import is_sum
from kienan_analysis.reading.scopes.place_words import words_of_places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from kienan_analysis.catalogue import Period
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.scopes.place_choice import Line, PlaceChooser
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.scopes.place_subject import PlaceSubject
    from kienan_analysis.reading.tokens import Token

Holder = Literal["subject", "place", "elsewhere", "firm", "part", "several", "unsure"]

# Why a figure is left unread, by who holds it: codes of ``reasons.toml``.
REASONS: Final[dict[str, str]] = {
    "elsewhere": "another_place",
    "firm": "firm",
    "part": "part_of_place",
    "several": "several_places",
    "unsure": "whose_unclear",
}
_SPEAKING: Final = frozenset({"topic", "of", "in"})
_UNIT_REACH: Final = 6  # tokens of a unit between a figure and của
_SHARE_REACH: Final = 6
_UNIT_WORDS: Final = frozenset(
    {"%", "tỷ", "triệu", "nghìn", "ngàn", "đồng", "usd", "đô", "la", "người", "ha", "tấn", "điểm", "phần", "trăm", "lượt", "khách"}
    | {"doanh", "nghiệp", "hộ", "km2", "con", "vnd", "lao", "động", "/", "năm", "tháng", "dự", "án", "trở", "lên"}
)
_SAME_DAY: Final = (("cùng", "ngày"), ("cũng", "trong", "ngày"), ("trước", "đó", ","), ("chiều", "cùng", "ngày"))
_MOST_BACK: Final = 4  # places that only belong to a noun of their own clause
_FAR: Final = 80  # tokens after a list of places in which their figures stand
_HEADING_WORDS: Final = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "a", "b", "c", "d"})


class Whose(NamedTuple):
    """Who holds a stretch of a sentence.

    Attributes
    ----------
    holder : str
    line : Line or None
        The place; None where it is not known, or none.
    era : {"", "old", "new"}
    start, end : int
        The words that say so, in the normal form; empty where the text's own place holds unsaid.
    """

    holder: Holder
    line: Line | None = None
    era: str = ""
    start: int = 0
    end: int = 0


class Placed(NamedTuple):
    """The area of a figure: an id, None where the text's own place is not known; or why the figure is left unread."""

    area: str | None
    reason: str
    start: int
    end: int


@dataclass(slots=True)
class _Stretch:
    """From a point of a sentence on, who holds; whether by a place that opens its clause."""

    start: int
    whose: Whose
    opens: bool
    mention: PlaceMention | None
    clause: int = 0  # where the clause begins whose noun it belongs to


class PlaceScope:
    """Follows a text from sentence to sentence and says whose each figure is.

    Parameters
    ----------
    chooser : PlaceChooser
    subject : PlaceSubject
    given : str or None
        The area that the caller gives, which then holds for the text's own place.
    """

    def __init__(self, chooser: PlaceChooser, subject: PlaceSubject, given: str | None) -> None:
        self._chooser = chooser
        self._subject = subject
        self._given = given
        self._line = (chooser.line_of(given) if given else None) or subject.line
        self._lists = words_of_places().lists
        self._own = Whose("subject", self._line)
        self._section: Whose | None = None  # opened by a heading, or by "* Cùng ngày, …"
        self._held: Whose | None = None  # opened by an earlier sentence of the paragraph
        self._stretches: list[_Stretch] = []
        self._starts: list[int] = []
        self._brackets: list[tuple[int, int, Whose]] = []
        self._after: dict[int, Whose] = {}
        self._listed: dict[int, Whose] = {}
        self._commas: list[int] = []
        self._topic: Whose | None = None
        self._new = False

    def new_paragraph(self) -> None:
        """Close what a sentence of the paragraph before opened."""
        self._held = None

    def enter(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention], items: Sequence[Item], *, alone: bool) -> None:
        """Take the places of the next sentence.

        Parameters
        ----------
        tokens, mentions, items : sequences
            Of the sentence.
        alone : bool
            Whether it is a paragraph of its own, so that it may be a heading.
        """
        self._brackets, self._after, self._listed = [], {}, {}
        self._commas = []
        self._topic = None
        begun = self._held or self._section or self._own
        self._stretches = [_Stretch(-1, begun, opens=True, mention=None)]
        if not mentions:
            self._starts = [-1]
            self._new = False
            return
        lists = self._lists
        self._new = any(
            lists["roles.same_ground"].beginning(tokens, at) or (lists["roles.new"].beginning(tokens, at) > 1)
            for at in range(len(tokens))
            if tokens[at].key in {"cùng", "địa", "sau"}
        )
        figures = [item.start for item in items if item.is_measured]
        if not figures and alone and self._is_heading(tokens, mentions):
            self._section = self._whose(mentions[0], begun)
            self._starts = [-1]
            return
        self._follow(tokens, mentions, figures, begun)
        self._starts = [stretch.start for stretch in self._stretches]
        self._open_below(tokens, mentions)

    def whose(self, start: int, end: int, name_start: int, name_end: int) -> Whose:
        """Say whose a figure is.

        Parameters
        ----------
        start, end : int
            Its digits, in the normal form.
        name_start, name_end : int
            What it measures.
        """
        if start in self._after:
            return self._after[start]
        if start in self._listed:
            return self._listed[start]
        place = bisect_right(self._starts, start) - 1
        found = self._stretches[place]
        bracket = bisect_right(self._brackets, start, key=lambda one: one[0]) - 1
        if bracket >= 0:
            begin, close, whose = self._brackets[bracket]
            if begin < start < close and found.start < begin:
                return whose
        for _ in range(_MOST_BACK):
            if found.mention is None or found.opens or name_start >= found.clause or place == 0:
                break
            # Đông Nam Bộ, đầu tàu của cả nước, âm 5,2%: the figure's name stands outside the clause of the place.
            place -= 1
            found = self._stretches[place]
        if found.mention is not None and not found.opens and name_start > found.mention.end:
            # A new name after a comma: the place was the last name's, not this one's.
            back = self._stretches[0].whose if found.whose.holder in REASONS else None
            comma = bisect_right(self._commas, name_start) - 1
            if comma >= 0 and self._commas[comma] > found.mention.end:
                return self._topic or back or found.whose
        return found.whose

    def place(self, whose: Whose, period: Period | None) -> Placed:
        """Give the area of a figure of a period, or the reason why it has none."""
        if whose.holder in REASONS:
            return Placed(None, REASONS[whose.holder], whose.start, whose.end)
        if whose.holder == "subject" and self._given is not None and not whose.era:
            return Placed(self._given, "", whose.start, whose.end)
        if whose.line is None:
            return Placed(None, "", whose.start, whose.end)
        era = whose.era or ("new" if self._new else "")
        first, last = (period.first, period.last) if period is not None else (None, None)
        return Placed(self._chooser.at(whose.line, first, last, era).id, "", whose.start, whose.end)

    def _follow(
        self, tokens: Sequence[Token], mentions: Sequence[PlaceMention], figures: Sequence[int], begun: Whose
    ) -> None:
        """Walk over the sentence and note where who holds begins."""
        at_token = {mention.first: mention for mention in mentions}
        depth: list[Whose] = []
        starts = frozenset(figures)
        topic: Whose | None = None
        peers = 0
        done: set[int] = set()
        place = 0
        while place < len(tokens):
            token = tokens[place]
            mention = at_token.get(place)
            if mention is not None:
                current = self._stretches[-1].whose
                whose = self._speaks(tokens, mention, current, figures, starts, done)
                if whose is not None:
                    opens = mention.role in {"topic", "in"} or whose.holder == "unsure"
                    if opens and not depth and mention.role in {"topic", "in"}:
                        topic = topic or whose
                        peers += whose.line != topic.line
                    elif begun.holder == "unsure" and not depth and whose.holder in {"subject", "place"}:
                        topic = topic or whose  # tại Mộc Châu, …. Thu nhập của huyện …; tỷ lệ hộ nghèo …
                    clause = self._noun_clause(tokens, mention) if whose.holder not in REASONS else -1
                    self._stretches.append(_Stretch(mention.start, whose, opens, mention, clause))
                place = mention.after
                if place < len(tokens) and tokens[place].key == "(":
                    self._bracket(tokens, place, self._whose(mention, current))
                continue
            if token.key == "(":
                depth.append(self._stretches[-1].whose)
            elif token.key == ")" and depth:
                self._restore(token.end, depth.pop())
            elif token.key == ";" and not depth:
                self._restore(token.start, Whose("unsure") if peers else topic or begun)
            elif token.key == ",":
                self._commas.append(token.start)
                if self._stretches[-1].whose.holder == "unsure" and self._stretches[-1].mention is not None:
                    self._restore(token.start, topic or begun)
            place += 1
        self._topic = topic

    @staticmethod
    def _noun_clause(tokens: Sequence[Token], mention: PlaceMention) -> int:
        """Say where the clause begins whose noun a place belongs to; -1 where the figure next to it is its own."""
        following = tokens[mention.after] if mention.after < len(tokens) else None
        if following is not None and (following.kind == "number" or following.key in {"(", ":", "với"}):
            return -1
        before = tokens[mention.first - 1].key if mention.first else ""
        return tokens[mention.clause].start if mention.clause + 1 < mention.first and before != "là" else -1

    def _restore(self, start: int, whose: Whose) -> None:
        if self._stretches[-1].whose is not whose:
            self._stretches.append(_Stretch(start, whose, opens=True, mention=None))

    def _speaks(
        self,
        tokens: Sequence[Token],
        mention: PlaceMention,
        current: Whose,
        figures: Sequence[int],
        starts: AbstractSet[int],
        done: set[int],
    ) -> Whose | None:
        """Say who holds from a place on; None where it changes nothing."""
        following = tokens[mention.after] if mention.after < len(tokens) else None
        direct = following is not None and following.kind == "number"
        if mention.kind in {"firm", "part"}:
            return self._firm(tokens, mention)
        if mention.role == "several":
            return Whose("several", None, "", mention.start, mention.end)
        if mention.role in {"compared", "given", "neighbour"}:
            if direct and mention.kind != "relative" and mention.role != "neighbour":
                whose = self._whose(mention, current)
                return None if whose.holder == "subject" else Whose("unsure", None, "", mention.start, mention.end)
            return None
        if mention.role not in _SPEAKING:
            return None
        if mention.kind == "country" and not mention.key:
            return None
        number = self._figure_before(tokens, mention, starts)
        if number is not None:
            if not self._is_share(tokens, number):
                self._after[tokens[number].start] = self._whose(mention, current)
            return None
        if mention.role == "of" and self._stands_beside(tokens, mention):
            return None
        group = mention.together
        if len(group) > 1 and is_sum(tokens, group[0]) and not direct and not self._each_has_its_own(tokens, group):
            return self._group(tokens, mention, current, figures, done)
        if mention.role == "of" and not direct and any(tokens[at].start in starts for at in range(mention.clause, mention.first)):
            return None  # chiếm 38% tổng thu toàn tỉnh: what the figure before it is held against
        if len(group) > 1 and not self._each_has_its_own(tokens, group):
            return self._group(tokens, mention, current, figures, done)
        return self._whose(mention, current)

    def _group(
        self, tokens: Sequence[Token], mention: PlaceMention, current: Whose, figures: Sequence[int], done: set[int]
    ) -> Whose | None:
        """Take places named in one breath: each has its figure in a respective list, else they share one figure."""
        group = mention.together
        if id(group) in done:
            return None
        done.add(id(group))
        last = group[-1]
        limit = min(len(tokens), last.after + _FAR)
        stop = next((at for at in range(last.after, limit) if tokens[at].key == ";"), limit)
        reach = tokens[stop].start if stop < len(tokens) else tokens[-1].end
        own = figures[bisect_left(figures, last.end) : bisect_left(figures, reach)]
        respective = any(self._lists["roles.respective"].beginning(tokens, at) for at in range(last.after, stop))
        if respective and own and len(own) % len(group) == 0:
            for number, start in enumerate(own):
                self._listed[start] = self._whose(group[number % len(group)], current)
        return Whose("several", None, "", mention.start, last.end)

    @staticmethod
    def _each_has_its_own(tokens: Sequence[Token], group: Sequence[PlaceMention]) -> bool:
        """Whether places of a list have a figure each, directly after them: *An Lão (5%), Kiến Thụy (6%)*."""
        return any(
            one.after < len(tokens) and (tokens[one.after].key in {"(", ":"} or tokens[one.after].kind == "number")
            for one in group[:_MOST_BACK]
        )

    def _stands_beside(self, tokens: Sequence[Token], mention: PlaceMention) -> bool:
        """Whether a place is only spoken of beside another: *Đông Nam Bộ, đầu tàu của cả nước, âm 5,2%*."""
        before, begin = self._stretches[-1].mention, mention.clause
        closes = mention.after < len(tokens) and tokens[mention.after].key == ","
        return before is not None and closes and before.after == begin - 1 and tokens[begin - 1].key == ","

    def _firm(self, tokens: Sequence[Token], mention: PlaceMention) -> Whose | None:
        """Say whether a firm holds what follows: it opens its clause, or the thing is its own."""
        before = tokens[mention.first - 1].key if mention.first else ""
        following = tokens[mention.after] if mention.after < len(tokens) else None
        direct = following is not None and (following.kind == "number" or following.key in {"(", "với", ":"})
        if before != "từ" and (mention.role in {"topic", "in"} or before in {"của", "riêng", "kể"} or direct):
            return Whose("part" if mention.kind == "part" else "firm", None, "", mention.start, mention.end)
        return None

    def _whose(self, mention: PlaceMention, current: Whose) -> Whose:
        """Say which place a mention is."""
        span = (mention.start, mention.end)
        if mention.kind in {"firm", "part"}:
            return Whose("part" if mention.kind == "part" else "firm", None, "", *span)
        if mention.role == "none":
            return Whose("unsure", None, "", *span)
        if mention.kind == "country":
            return self._as_place(self._chooser.country(), mention)
        if mention.kind == "relative":
            return self._relative(mention, current)
        line = self._chooser.choose(mention, self._line)
        if line is None and self._subject.words and self._is_subjects_name(mention):
            return Whose("subject", self._line, mention.era, *span)
        if line is None:
            return Whose("unsure" if mention.places else "elsewhere", None, "", *span)
        return self._as_place(line, mention)

    def _as_place(self, line: Line | None, mention: PlaceMention) -> Whose:
        span = (mention.start, mention.end)
        if line is None:
            return Whose("elsewhere", None, "", *span)
        # Who gives the phường of that name for an article that says Kiến An means it; not for one about the country.
        own = line == self._line or (self._given is not None and self._line is not None and line.key == self._line.key)
        return Whose("subject" if own else "place", self._line if own else line, mention.era, *span)

    def _is_subjects_name(self, mention: PlaceMention) -> bool:
        """Whether a name that nobody can tell is the one that the text's own place bears."""
        words = self._subject.words
        return words.endswith(mention.key) and (not mention.type or not self._subject.type or mention.type == self._subject.type)

    def _relative(self, mention: PlaceMention, current: Whose) -> Whose:
        """Say which place a type word alone means: the one in force, the text's own, or the one that these belong to."""
        span = (mention.start, mention.end)
        kind = mention.type
        for line in (current.line, self._line):
            if line is not None and self._chooser.is_a(line, kind):
                found = self._as_place(line, mention)
                return found._replace(era=mention.era)
        base = current.line or self._line
        above = self._chooser.upward(base, kind) if base is not None else None
        if above is not None:
            return self._as_place(above, mention)
        if self._line is None and self._subject.type in {"", kind}:
            return Whose("subject", None, mention.era, *span)
        levels = words_of_places().levels
        own = self._line.level if self._line is not None else next(iter(levels.get(self._subject.type, ())), "")
        lower = {"province": {"district", "commune"}, "district": {"commune"}}.get(own, set())
        if set(levels[kind]) <= lower:
            return Whose("unsure", None, "", *span)
        return Whose("elsewhere", None, "", *span)

    def _bracket(self, tokens: Sequence[Token], opening: int, whose: Whose) -> None:
        """Note a bracket directly after a place: its figures are that place's."""
        for at in range(opening + 1, min(len(tokens), opening + 40)):
            if tokens[at].key == ")":
                self._brackets.append((tokens[opening].start, tokens[at].end, whose))
                return

    def _figure_before(
        self, tokens: Sequence[Token], mention: PlaceMention, starts: AbstractSet[int]
    ) -> int | None:
        """Find the figure that a place directly follows: *7,1% của cả nước*."""
        at = mention.first - 1
        if at < 0 or tokens[at].key not in {"của", "ở", "tại", "bàn"}:
            return None
        if tokens[at].key == "bàn":
            at -= 2
        for back in range(at - 1, max(-1, at - 1 - _UNIT_REACH), -1):
            if tokens[back].kind == "number":
                return back if tokens[back].start in starts else None
            if tokens[back].key not in _UNIT_WORDS:
                return None
        return None

    def _is_share(self, tokens: Sequence[Token], number: int) -> bool:
        return any(
            self._lists["roles.share"].ending(tokens, at, 0) for at in range(number, max(0, number - _SHARE_REACH), -1)
        )

    def _is_heading(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> bool:
        """Whether a line is nothing but the name of a place."""
        first = mentions[0]
        if first.kind not in {"named", "country"} or any(one.role != "parent" for one in mentions[1:]):
            return False
        inside = {at for one in mentions for at in range(one.first, one.after)}
        return all(
            at in inside or tokens[at].kind != "word" or tokens[at].key in _HEADING_WORDS for at in range(len(tokens))
        )

    def _open_below(self, tokens: Sequence[Token], mentions: Sequence[PlaceMention]) -> None:
        """Say what a sentence opens for those after it."""
        first = next((one for one in self._stretches[1:] if one.mention is not None), None)
        if first is None or first.mention is None:
            return
        mention = first.mention
        if not all(token.kind != "word" or token.key in self._lists["roles.opening"] for token in tokens[: mention.first]):
            if mention.role != "of" or any(tokens[at].key in {",", ";", ":"} for at in range(mention.first)):
                return  # …, trong khi huyện Vũ Thư …: not what the sentence began with
        if mention.kind in {"relative", "firm"} or first.whose.holder not in {"subject", "place", "elsewhere"}:
            return
        opens_day = tokens[0].key == "*" or any(
            [token.key for token in tokens[start : start + len(words)]] == list(words)
            for words in _SAME_DAY
            for start in (0, 1)
        )
        if mention.role == "topic":
            if opens_day:
                self._section = None if first.whose.holder == "subject" else first.whose
            elif first.whose.holder == "subject" and mention.role == "topic":
                self._section = None
            self._held = first.whose
            return
        if first.whose.holder == "subject":
            self._held = first.whose if self._held is not None else None
            return
        own = any(one.whose.holder == "subject" and one.mention is not None for one in self._stretches[1:])
        if not own:
            self._held = Whose("unsure", first.whose.line, "", mention.start, mention.end)
