"""Lists of places with a figure each: what they are lists of is said once, by a heading or by the first of them.

*Dẫn đầu là Bắc Giang với mức tăng 14,02%. Xếp sau lần lượt là Khánh Hòa (12,73%), Thanh Hóa (11,51%).* A figure is
taken up only where nothing but one place, and words that rank, stand between it and the figure before; and only where
one name alone, and one thing said of it, can be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.figures import Figure
from kienan_analysis.reading.fitting import fits
from kienan_analysis.reading.list_of_likes import RULE, like_the_first, of_one_name, planned_too
from kienan_analysis.reading.list_of_shares import against_its_plan, only_compares
from kienan_analysis.reading.names import Subject
from kienan_analysis.reading.place_pairs import CHANGE, FELL, LIMITS, Pairs, ends, past
from kienan_analysis.reading.saying import Saying
from kienan_analysis.reading.scope_of_names import heads_something_else
from kienan_analysis.reading.statements import Failure, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.place_pairs import Pair
    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.scopes.scope import ItemSentence
    from kienan_analysis.reading.tokens import Token

# Why a figure was not read that a list may explain.
_SEVERAL: Final = "several_places"
_OPEN: Final = frozenset({"no_name", "nothing_said", "unexplained", "unclear_name", _SEVERAL})
_REASONS: Final = frozenset({"nhờ", "do", "vì"})
_SO: Final = ("so với cùng kỳ", "so cùng kỳ", "so với năm trước")
_ECONOMY: Final = "grdp"
_PARTS: Final = frozenset({"trong đó", "trong số đó"})
_NUMBERING: Final = 2  # tokens of a number before a line
_LISTING: Final = frozenset({"bao gồm", "gồm", "gồm có", "là", "như"})
_LASTS: Final = 2  # sentences without figures that leave what the last one spoke of
_HEADING: Final = 30  # tokens
_A_RATE: Final = Figure(0, 0, "0", "rate", "%")  # stands for the figures beneath a heading


class Rankings:
    """Reads figures of places in lists, from sentence to sentence.

    Parameters
    ----------
    indicators : mapping of str to Indicator
    """

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators
        self._pairs = Pairs()
        self._before: dict[str, Statement] = {}  # by kind of figure, what the last sentence spoke of
        self._title: dict[str, Statement] = {}
        self._age = 0
        self._first = True
        self._alone = False
        self._paragraph = -1
        self._told: set[str] = set()  # what the figures of this paragraph are of
        self.places: dict[int, PlaceMention] = {}

    def read(
        self,
        sentence: ItemSentence,
        items: Sequence[Item],
        found: Sequence[Statement | Failure],
        targets: Sequence[bool],
    ) -> list[Statement | Failure]:
        """Take up the figures of a sentence that a list explains.

        Parameters
        ----------
        sentence : ItemSentence
        items : sequence of Item
            What its figures are read by, in place of its own.
        found : sequence of Statement or Failure
            What its own words say of each figure.
        targets : sequence of bool
            For each item whether a figure there is an aim.

        Returns
        -------
        list of Statement or Failure
            The same, some read now; `places` says by which place, by where the digits begin.
        """
        self.places = {}
        self._alone = sentence.alone
        if sentence.paragraph != self._paragraph:
            self._new_paragraph(sentence.paragraph, items)
        made = list(found)
        measured = [at for at, item in enumerate(items) if item.figure is not None and item.is_measured]
        if measured and sentence.mentions:  # places
            self._walk(items, measured, made, targets)
        self._remember(items, sentence.tokens, made, measured)
        return made

    def _new_paragraph(self, paragraph: int, items: Sequence[Item]) -> None:
        """Keep what the last sentence spoke of only where its paragraph spoke of nothing else.

        *1. Hải Phòng: GRDP tăng 10%; thu nội địa tăng 7%.⏎2. Quảng Ninh: tăng 9%* does not say what grew. Nor does it
        go on past a heading that names another thing.
        """
        self._paragraph = paragraph
        if len(self._told) > 1 or heads_something_else(items):
            self._before = {}
        self._told = set()

    def _walk(
        self, items: Sequence[Item], measured: Sequence[int], made: list[Statement | Failure], targets: Sequence[bool]
    ) -> None:
        by_start: dict[int, list[int]] = {}
        for number, one in enumerate(made):
            by_start.setdefault(one.figure.start, []).append(number)
        chain: dict[str, Statement] = {}
        against_plan = against_its_plan(items, self._before.get("quantity"))
        if against_plan is not None:
            chain["rate"] = against_plan
        begin = 0
        closed = ends(items, measured[-1], bracket=True)
        for at in measured:
            figure = items[at].figure
            numbers = by_start.get(figure.start, []) if figure is not None else []
            pair = self._pairs.find(items, begin, at, reached=against_plan is not None)
            begin = past(items, at + 1)
            if figure is None or len(numbers) != 1:
                continue
            one = made[numbers[0]]
            if pair is not None:
                one = made[numbers[0]] = self._taken(items, at, pair, one, chain, aimed=targets[at], closed=closed)
            if isinstance(one, Statement) and one.indicator:
                chain[figure.kind] = one
            elif pair is None and isinstance(one, Statement):
                chain.clear()
            elif (
                isinstance(one, Failure)
                and one.reason == _SEVERAL
                and pair is None
                and (topic := self._of_all(items, at, figure)) is not None
            ):
                chain[figure.kind] = topic

    def _taken(
        self,
        items: Sequence[Item],
        at: int,
        pair: Pair,
        one: Statement | Failure,
        chain: Mapping[str, Statement],
        *,
        aimed: bool,
        closed: bool,
    ) -> Statement | Failure:
        """Read a figure beside a place by what its list is of; leave what its own words say already."""
        figure = one.figure
        has_intro = pair.intro[0] < pair.intro[1]
        if isinstance(one, Statement) and one.indicator:
            if not has_intro:
                self.places[figure.start] = pair.mention
                return planned_too(one, chain.get(figure.kind), pair)
            return one
        if isinstance(one, Failure) and one.reason not in _OPEN:
            return one
        if not ends(items, at):
            return one
        topic = self._topic(items, pair, figure, chain)
        if topic is None or (not chain and not closed):
            return one  # Hà Nội (8%), Hải Phòng (11%) có tỷ lệ đô thị hóa cao
        # Mục tiêu tăng trưởng GRDP của Bắc Giang là 13,6%, Ninh Thuận 13%: nothing but its place stands before it.
        goes_on = topic.target and topic is chain.get(figure.kind) and not (has_intro or pair.turn or pair.reaches)
        another = topic.saying.is_change and not pair.turn and pair.reaches  # tăng 5%. Hải Phòng đạt 95%
        if another or (topic.target != aimed and not goes_on):
            return one
        if (
            topic is self._before.get(figure.kind)
            and topic.saying.form == "decrease"
            and not (pair.turn or figure.sign)
        ):
            return one  # the last of them fell: nothing says that this one did
        known = self._indicators.get(topic.indicator)
        made = like_the_first(topic, figure, pair)
        if (
            made is None
            or known is None
            or not fits(known, figure, made.saying)
            or _is_of_the_economy(items, at, known)
        ):
            return one
        if made.saying.measure in {"level", "plan"} and figure.unit != topic.figure.unit and figure.kind != "rate":
            return one
        self.places[figure.start] = pair.mention
        return made

    def _topic(
        self, items: Sequence[Item], pair: Pair, figure: Figure, chain: Mapping[str, Statement]
    ) -> Statement | None:
        """Say what the figure beside a place may be like: what is introduced, what stood before, the list so far."""
        if pair.intro[0] < pair.intro[1]:
            return chain.get(figure.kind) if only_compares(items, pair) else self._introduced(items, pair, figure)
        if pair.intro[0] == 0:
            title = self._title.get(figure.kind) if self._alone else None
            if title is not None and items[pair.first + 1].key == "(" and title.indicator not in _of(self._before):
                return title  # 3. Hải Phòng (11%), after what was told of the second
            return self._before.get(figure.kind) or title
        return chain.get(figure.kind)

    def _of_all(self, items: Sequence[Item], at: int, figure: Figure) -> Statement | None:
        """Say what a count of places before a list of them is about: *6 tỉnh đạt mức tăng GRDP trên 10%, gồm: …*."""
        named = [place for place in range(at) if items[place].meaning.indicators]
        if len(named) != 1 or items[named[0]].meaning.generic or not (ends(items, at) or _lists_next(items, at)):
            return None
        return self._stated(items, 0, at, named[0], figure)

    def _introduced(self, items: Sequence[Item], pair: Pair, figure: Figure) -> Statement | None:
        """Say what the words before the first place of a list name: *xét về tốc độ tăng GRDP*."""
        begin, end = pair.intro
        named = [at for at in range(begin, end) if items[at].meaning.indicators]
        if len(named) != 1 or len(set(items[named[0]].meaning.indicators)) != 1 or items[named[0]].meaning.generic:
            return None
        place = named[0]
        if not all(self._pairs.introduces(items[at]) for at in range(begin, place)):
            return None
        reason = next((at for at in range(place + 1, end) if items[at].key in _REASONS), end)
        if not all(self._pairs.introduces(items[at]) for at in range(place + 1, reason)):
            return None
        if reason < end and items[end - 1].key != ":" and (end >= len(items) or not _colon(items, reason)):
            return None
        return self._stated(items, begin, reason, place, figure, compared=bool(pair.turn))

    def _stated(
        self, items: Sequence[Item], begin: int, end: int, place: int, figure: Figure | None, *, compared: bool = False
    ) -> Statement | None:
        """Make what a name and the words about it say of the figures that follow."""
        indicator = items[place].meaning.indicators[0]
        known = self._indicators.get(indicator)
        if known is None:
            return None
        span = items[begin:end]
        turns = [item for item in span if item.plays(*CHANGE)]
        falls = {item.plays(FELL) for item in turns}
        if len(falls) > 1:
            return None
        if turns or compared:
            measure = "growth"
        elif any(item.plays("plan.plan", "plan.of_plan") for item in span):
            return None
        elif known.kind == "rate" or (figure is not None and figure.kind == "quantity"):
            measure = "level"
        else:
            return None
        if measure == "growth" and known.kind == "rate":
            return None
        periods = [item.mention for item in span if item.mention is not None and item.mention.is_span]
        if len(periods) > 1 or figure is None:
            return None
        form = "decrease" if measure == "growth" and True in falls else ""
        return Statement(
            figure=figure,
            subject=Subject(indicator, items[place].start, items[place].end),
            indicator=indicator,
            saying=Saying(measure, form, rule=RULE),
            bound="",
            status="",
            mention=periods[0] if periods else None,
            target=False,
            mean=False,
            prices="",
        )

    def _remember(
        self,
        items: Sequence[Item],
        tokens: Sequence[Token],
        made: Sequence[Statement | Failure],
        measured: Sequence[int],
    ) -> None:
        """Keep what a sentence speaks of, for lists in the next."""
        if len(tokens) <= _NUMBERING:
            return
        if items and items[0].key not in _PARTS:
            self._told |= {one.indicator for one in made if isinstance(one, Statement) and one.indicator}
        if measured and not (
            self._before and items[0].key in _PARTS
        ):  # trong đó thu nội địa …: of the whole all the same
            self._before = dict(of_one_name(made))
            self._age = 0
        named = [at for at, item in enumerate(items) if item.meaning.indicators]
        if measured:
            if self._first:
                self._title = self._headed(items, tokens, named)
            self._first = False
            return
        if named:
            self._before = self._headed(items, tokens, named)
            self._age = 0
        else:
            self._age += 1
            if self._age > _LASTS:
                self._before = {}
        if self._first:
            self._title = self._before
        self._first = False

    def _headed(self, items: Sequence[Item], tokens: Sequence[Token], named: Sequence[int]) -> dict[str, Statement]:
        """Say what a line without figures, a heading, says that the figures after it are."""
        key = " ".join([token.key for token in tokens[:_HEADING]])
        if len(named) != 1 or len(tokens) > _HEADING or len(set(items[named[0]].meaning.indicators)) != 1:
            return {}
        if any(role.startswith(LIMITS) for item in items for role in item.meaning.roles):
            return {}
        if not all(self._pairs.introduces(item) for at, item in enumerate(items) if at != named[0]):
            return {}
        compared = any(words in key for words in _SO)
        made = self._stated(items, 0, len(items), named[0], _A_RATE, compared=compared)
        return {} if made is None else {"rate": made}


def _is_of_the_economy(items: Sequence[Item], at: int, known: Indicator) -> bool:
    """Whether a word for the whole economy stands before a figure: *Hà Nội thu …. Cả nước tăng trưởng 5%*."""
    if known.id == _ECONOMY or known.concept.endswith("value added"):
        return False
    return any(items[before].key.startswith("tăng trưởng") for before in range(max(0, at - 2), at))


def _of(before: Mapping[str, Statement]) -> set[str]:
    return {one.indicator for one in before.values()}


def _lists_next(items: Sequence[Item], at: int) -> bool:
    """Whether what is said beside a figure ends in a word that lists: *trên 10% trong năm 2024 là Hà Nam (10,9%)*."""
    after = past(items, at + 1)
    return after + 1 < len(items) and items[after].key in _LISTING and items[after + 1].kind == "area"


def _colon(items: Sequence[Item], at: int) -> bool:
    """Whether a colon follows."""
    return any(item.key == ":" for item in items[at:])
