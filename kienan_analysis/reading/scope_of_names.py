"""What a name means where it stands: value added where GRDP is spoken of, less of it beside a wider name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.narrowing import head_before, is_part, members
from kienan_analysis.reading.records import Record, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing

# Letters between what was said of GRDP and a branch of it: the next sentences, or the points of a list.
_NEAR: Final = 500
_FAR: Final = 2000  # letters between the name of a budget and a verb that takes it up: phường phấn đấu thu 25 tỷ đồng
# A branch's name that holds one of these says itself what is measured.
_MEASURES: Final = ("giá trị", "gtsx", "chỉ số", "sản xuất", "iip")
_LONGEST_HEADING: Final = 6  # items
_FAMILY: Final = 2  # words of a concept that it shares with its like: state budget
# Whose what follows is: theo kế hoạch của ngành thủy sản, giá trị sản xuất …
_OF_A_TRADE: Final = re.compile(
    r"(?<!các )(?<!\w)(?:ngành|lĩnh vực|nghề) (?!(?:kinh tế|chức năng|thuế|có|của|được|và|liên quan)(?!\w))\w"
)
# Goods that only pass the border, or are declared there.
_AT_THE_BORDER: Final = re.compile(r"(?<!\w)(?:tờ khai|quá cảnh|qua địa bàn)(?!\w)")
_TRADED: Final = frozenset({"exports", "foreign_trade", "imports"})
_OUTPUT: Final = frozenset({"giá trị sản xuất", "gtsx"})
_SERVICES: Final = frozenset({"các ngành dịch vụ", "dịch vụ", "ngành dịch vụ"})
_TRADE: Final = frozenset({"retail_and_accommodation", "retail_and_services_revenue", "retail_sales"})
_BESIDE: Final = 120  # letters
# What the sentence before told of, a part is told of now.
_PARTS: Final = frozenset({"trong đó", "trong số đó"})
# Names of a rate that was named before.
_REFERRING: Final = frozenset({"tỷ lệ", "tỷ lệ này", "tỷ lệ nghèo này"})


def heads_something_else(items: Sequence[Item]) -> bool:
    """Whether a paragraph begins with a heading that names nothing known: *Giảm nghèo. Định Hóa giảm 4,9%*."""
    if len(items) > _LONGEST_HEADING or any(
        item.kind in {"figure", "area"} or item.meaning.indicators for item in items
    ):
        return False
    return any(item.kind == "word" or item.meaning.roles for item in items)


@record
class _Named(Record):
    """A name of an indicator: where it begins, how many branches it joins, whether it is a lower budget's part."""

    start: int
    members: int
    part: bool

    def widened(self, other: _Named | None) -> _Named:
        """Give the widest that two names say: of a sentence's names, which count together."""
        if other is None:
            return self
        return _Named(self.start, max(self.members, other.members), self.part and other.part)


class NameScope:
    """Keeps what names were said, and settles what the next one means.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    key : str
        The text in the spelling that is matched.
    whole_economy : str
        The indicator that *kinh tế* means in this text; empty where it means none.

    Attributes
    ----------
    names_before : int
        How many names the last sentence had.
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator], key: str, whole_economy: str) -> None:
        self._lexicon = lexicon
        self._indicators = indicators
        self._key = key
        self._whole_economy = whole_economy
        self._whole_end = -_NEAR  # where what was last said of GRDP, or of a part of it, ends
        self._topic = ""  # the only indicator of the last sentence that named any
        self._topic_end = -_NEAR
        self._name_first = True
        self._of_a_part = False
        self._opens = False  # whether the next sentence is the first of its paragraph
        self._told: set[str] = set()  # the indicators that its paragraph has named so far
        self._topic_kinds: set[str] = set()  # of the figures in that sentence: a heading has none
        self._kinds_here: set[str] = set()
        self.names_before = 0
        self._measured_end = -1  # where the last name that is no part of GRDP ends
        self._wholes: list[int] = []  # where names of GRDP and of value added end
        self._leveled = {one for one, held in indicators.items() if held.levels and "district" not in held.levels}
        self._here: dict[str, _Named] = {}  # by indicator, the widest name in the sentence
        self._places: set[int] = set()  # where its names begin
        self._begin = 0  # of the sentence
        self._figures: list[int] = []
        self._branches: list[int] = []  # where its branches are named
        self._earlier: dict[str, _Named] = {}
        self._last: tuple[str, int] = ("", -_NEAR)  # the indicator named last, and where its name ends
        self._ends: dict[str, int] = {}  # by indicator, where it was named last
        self._last_rate: tuple[str, int] = ("", -_NEAR)  # the same, of those that are rates

    def new_paragraph(self) -> None:
        """Begin a paragraph: what the one before spoke of goes on only where it spoke of one thing."""
        self._opens = True

    def enter(self, items: Sequence[Item]) -> None:
        """Note the names of a sentence, before its figures are read."""
        opens, self._opens = self._opens, False
        self.names_before = len(self._places)
        if self._here and not (self._of_a_part and self._topic):  # … Trong đó thu nội địa …: of the whole all the same
            alone = len(self._places) == 1
            self._topic = next(iter(self._here)) if alone and self._name_first else ""
            self._topic_kinds = self._kinds_here
        if opens:
            if len(self._told) > 1 or heads_something_else(items):
                self._topic = ""
            self._told = set()
        self._of_a_part = bool(items) and items[0].key in _PARTS
        self._here = {}
        self._kinds_here = {figure.kind for item in items if (figure := item.figure) and figure.kind != "bare"}
        self._places = set()
        self._begin = items[0].start if items else 0
        is_branch = self._lexicon.is_branch
        self._figures = [item.start for item in items if item.figure is not None and item.is_measured]
        self._branches = [item.start for item in items if (of := item.meaning.indicators) and is_branch(of[0])]
        # What stands before the only name of a sentence is a figure of something else.
        self._name_first = True
        named = figures = False
        for at, item in enumerate(items):
            indicators = item.meaning.indicators
            if not indicators:
                figures = figures or item.kind == "figure"
                continue
            if not named:
                named, self._name_first = True, not figures
            if item.meaning.bare and head_before(items, at, 0) is not None:
                continue  # nơi có khu công nghiệp lớn
            for indicator in indicators:
                if not self._of_a_part:
                    self._told.add(indicator)
                self._here[indicator] = self._named(item.start, item.end).widened(self._here.get(indicator))
            self._places.add(item.start)
            self._topic_end = item.end
            if self._leveled.issuperset(indicators):
                self._wholes.append(item.end)  # GRDP, and less than it: GRDP trừ dầu khí

    def topic(self, standing: Standing) -> str:
        """Give the only indicator of the last sentence that named any, for a place that stands alone in this one."""
        here = not self._here and standing.figure.start - self._topic_end < _NEAR
        aimed = any(standing.items[at].plays("aims.target") for at in range(standing.start, standing.place))
        alike = not self._topic_kinds or standing.figure.kind in self._topic_kinds
        if not here or not self._topic or aimed or not alike:
            return ""
        self._topic_end = standing.figure.end
        return self._topic

    def settled(self, subject: Subject, standing: Standing) -> Subject:
        """Give the name with the indicator that it has here.

        Parameters
        ----------
        subject : Subject
            A name not carried over.
        standing : Standing
            Of its figure.
        """
        if subject.doubt or not (subject.indicator or subject.economy):
            return subject
        if subject.economy:
            self._whole_end = subject.end if self._whole_economy else -_NEAR
            return subject
        if self._is_of_trade(subject) or self._is_of_a_branch(subject) or self._only_passes(subject, standing):
            return subject._replace(indicator="", others=())
        chosen = self._measured(subject, standing)
        if chosen.indicator and self._is_narrower(chosen):
            chosen = chosen._replace(indicator="", others=())
        if chosen.indicator:
            self._last = (chosen.indicator, chosen.end)
            self._ends[chosen.indicator] = chosen.end
            if self._indicators[chosen.indicator].kind == "rate":
                self._last_rate = self._last
        return chosen

    def _is_of_a_branch(self, subject: Subject) -> bool:
        """Whether *giá trị sản xuất* alone follows a branch that was named without a figure, and may be that one's."""
        if self._key[subject.start : subject.end] not in _OUTPUT:
            return False
        branch, figure = bisect_left(self._branches, subject.start), bisect_left(self._figures, subject.start)
        if not figure and _OF_A_TRADE.search(self._key, max(self._begin, subject.start - _BESIDE), subject.start):
            return True
        return branch > 0 and (not figure or self._figures[figure - 1] < self._branches[branch - 1])

    def _only_passes(self, subject: Subject, standing: Standing) -> bool:
        """Whether the words about exports or imports say that they only pass here, or are declared here."""
        if subject.indicator not in _TRADED:
            return False
        end = min(standing.figure.start, subject.end + _BESIDE)
        return _AT_THE_BORDER.search(self._key, max(self._begin, subject.start - _BESIDE), end) is not None

    def _is_of_trade(self, subject: Subject) -> bool:
        """Whether *dịch vụ* stands beside retail sales, and so is a turnover and no gross output."""
        words = self._key[subject.start : subject.end]
        return words in _SERVICES and self._last[0] in _TRADE and 0 <= subject.start - self._last[1] < _BESIDE

    def referred(self, name: str, place: int) -> str:
        """Give the rate that *tỷ lệ này* refers back to; empty where the words refer to none."""
        indicator, end = self._last_rate
        return indicator if name in _REFERRING and place - end < _NEAR else ""

    def last_of(self, indicators: set[str], place: int) -> str:
        """Give the indicator that was named last, if it is one of these or of its family; empty where it is far off."""
        indicator, end = self._last
        said = {one for one in indicators if place - self._ends.get(one, -_FAR) < _FAR}
        if not indicator or indicator in said:
            return indicator
        if place - end >= _NEAR:
            return min(said, default="", key=lambda one: place - self._ends[one])
        # Thu ngân sách 358 tỷ đồng, trong khi chi 519 tỷ đồng: the other side of the same budget.
        family = self._family(indicator)
        near = next((one for one in sorted(indicators) if self._family(one) == family), "")
        return near or min(said, default="", key=lambda one: place - self._ends[one])

    def _family(self, indicator: str) -> tuple[str, ...]:
        return tuple(self._indicators[indicator].concept.split()[:_FAMILY])

    def speaks_of_the_whole(self, place: int) -> bool:
        """Whether GRDP, or a part of it, was spoken of shortly before a place, and nothing else measured since."""
        at = bisect_right(self._wholes, place)
        said = self._wholes[at - 1] if at else -_NEAR
        return place - max(self._whole_end, said if said > self._measured_end else -_NEAR) < _NEAR

    def _measured(self, subject: Subject, standing: Standing) -> Subject:
        """Choose what is measured of a branch: its value added where GRDP is spoken of, else its gross output."""
        candidates = (subject.indicator, *subject.others)
        of_levels = [one for one in candidates if one in self._leveled]
        others = [one for one in candidates if one not in self._leveled]
        under = self.speaks_of_the_whole(subject.start)
        if of_levels and (under or not others):
            self._whole_end = subject.end
            chosen = self._by_head(of_levels, standing)
            return subject._replace(indicator=chosen, others=tuple(one for one in candidates if one != chosen))
        if under and self._lexicon.is_branch(subject.indicator):
            words = self._key[subject.start : subject.end]
            if not any(measure in words for measure in _MEASURES):
                return subject._replace(indicator="", others=())  # of GRDP's growth, công nghiệp alone
        self._whole_end = -_NEAR
        self._measured_end = subject.end
        if len(candidates) == 1:
            return subject
        return subject._replace(indicator=others[0], others=tuple(one for one in candidates if one != others[0]))

    def _by_head(self, candidates: Sequence[str], standing: Standing) -> str:
        """Choose between a whole and the same by head: *GRDP bình quân 75 triệu đồng*, *GRDP bình quân tăng 7%*."""
        figure = standing.figure
        by_head = figure.kind == "quantity" and "tỷ" not in figure.unit
        wanted = [one for one in candidates if ("/" in self._indicators[one].unit) == by_head]
        return (wanted or list(candidates))[0]

    def _is_narrower(self, subject: Subject) -> bool:
        """Whether a wider name of the same indicator stands near: *nông nghiệp* beside *nông, lâm, thủy sản*."""
        one = self._named(subject.start, subject.end)
        near = self._here.get(subject.indicator)
        earlier = self._earlier.get(subject.indicator)
        if earlier is not None and one.start - earlier.start < _NEAR:
            near = earlier.widened(near)
        if near is not None and (
            (one.part and not near.part) or (one.members < near.members and self._lexicon.is_branch(subject.indicator))
        ):
            return True
        self._earlier[subject.indicator] = one
        return False

    def _named(self, start: int, end: int) -> _Named:
        return _Named(start, members(self._key[start:end]), is_part(self._key, end))
