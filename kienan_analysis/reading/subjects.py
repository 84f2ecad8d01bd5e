"""Which name a figure gets: one before it, the one carried over, one that follows it, or its place in a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.completing import Completion
from kienan_analysis.reading.counting import counted_after, counted_beside, share_of_what_follows
from kienan_analysis.reading.names import Subject
from kienan_analysis.reading.naming import Naming
from kienan_analysis.reading.narrowing import (
    is_of_a_season,
    is_of_one_branch,
    is_of_some_owners,
    is_private,
    lacks_its_budget,
)
from kienan_analysis.reading.scope_of_names import NameScope
from kienan_analysis.reading.segments import segment_end
from kienan_analysis.reading.shares import Shares
from kienan_analysis.reading.text import matching_key
from kienan_analysis.reading.unknown_names import phrase_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State
_SEVERAL: Final = 2  # names
_NUMBER_OF: Final = re.compile(r"^(?:số lượng|lượng|tổng số) ")
# A name that says too little, by the indicator before it that says of what it is.
_BESIDE: Final = {"visitors": "tourism_revenue"}
_TURNOVER: Final = frozenset({"doanh thu", "tổng doanh thu"})
_TAKES_IN: Final = re.compile(
    r"(?:toàn |cả )?(?:đặc khu|huyện|phường|quận|thành phố|thị xã|tỉnh|xã)(?: đã| chỉ| mới)? $"
)
_BEFORE_VERB: Final = 24  # letters
_REVENUE: Final = "budget_revenue"
_PEOPLE: Final = ("dân", "hộ", "lao động", "người")
_REFERRING: Final = re.compile(r"(?:con số|chỉ tiêu|kết quả|mức)(?: (?:này|ấy|đó|nói trên))+")
# Opens what is said of a longer time of the same thing.
_GOES_ON: Final = frozenset({"lũy kế", "cộng dồn", "tính chung", "tính lũy kế"})


class Subjects:
    """Gives figures their names.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    key : str
        The text in the spelling that is matched.
    whole_economy : str
        The indicator that *kinh tế* means in this text; empty where it means none.
    """

    def __init__(
        self, lexicon: Lexicon, indicators: Mapping[str, Indicator], key: str, whole_economy: str = ""
    ) -> None:
        self._lexicon = lexicon
        self._naming = Naming(lexicon)
        self._indicators = indicators
        self._key = key
        self._scope = NameScope(lexicon, indicators, key, whole_economy)
        self._shares = Shares(lexicon, indicators, key)
        self._is_of_the_budget = "thu ngân sách" in key[: key.find("\n")]  # by its headline
        self._completion = Completion(lexicon, indicators, key, self._scope)

    def enter(self, items: Sequence[Item]) -> None:
        """Begin a sentence: what it names holds for the places that the next ones list."""
        self._scope.enter(items)

    def new_paragraph(self) -> None:
        """Begin a paragraph."""
        self._scope.new_paragraph()

    def find(self, standing: Standing, state: State) -> tuple[Subject | None, bool]:
        """Find a figure's name; say also whether it is new, and not carried over."""
        subject, named = self._found(standing, state)
        if subject is None and self._naming.is_place_alone(standing):
            state.unnamed.add(standing.figure.kind)
        if subject is not None and (not named or subject.counted):
            people = counted_beside(subject, standing, state.subjects)
            if people is not None:
                return people, True
        if subject is not None and not named and (standing.figure.is_money or standing.figure.kind == "rate"):
            taken = self._beside(subject, standing)
            return (taken, True) if taken is not None else (subject, False)
        if subject is None or not named:
            return subject, named
        if not subject.indicator and not subject.economy:
            own = self._of_its_own(subject, standing, state)
            return (self._scope.settled(own, standing) if own.indicator and not subject.part_of else own), True
        return self._scope.settled(subject, standing), True

    def _beside(self, subject: Subject, standing: Standing) -> Subject | None:
        """Find a word that is a name after another only: *đón 3 triệu lượt khách, doanh thu 900 tỷ đồng*."""
        for item in standing.items[standing.start : standing.place]:
            if item.key not in _TURNOVER or self._lexicon.begins(subject.indicator, item.key):
                continue
            # Thu ngân sách tăng 12%, doanh thu 300 tỷ đồng (or: tăng 8%): no budget's, and nothing says whose.
            meant = _BESIDE.get(subject.indicator, "")
            known = meant if meant in self._indicators else ""
            return Subject(known, item.start, item.end, completed=bool(known) and subject.completed)
        return None

    def _of_its_own(self, subject: Subject, standing: Standing, state: State) -> Subject:
        """Give a name that the catalogue does not know what its words, and the unit of its figure, say all the same."""
        name = self._key[subject.start : subject.end]
        if subject.part_of and (rate := self._shares.rate_of(name)):
            return subject._replace(indicator=rate)
        referred = self._scope.referred(name, subject.start) if standing.figure.kind == "rate" else ""
        if referred:
            return subject._replace(indicator=referred)
        completed = self._completion.by_words(subject, standing, state)
        if completed.indicator:
            return completed
        if is_private(self._key, subject.start, subject.end):
            return subject._replace(doubt="firm")
        return subject

    def completed(self, subject: Subject, standing: Standing, state: State) -> Subject:
        """Complete a name once all of its words are known: by these, else by what the figure before counts."""
        if subject.indicator or subject.doubt:
            return subject
        whole = self._completion.by_words(subject, standing, state)
        return whole if whole.indicator else self._completion.by_count(subject, standing, state)

    def _found(self, standing: Standing, state: State) -> tuple[Subject | None, bool]:
        items, place = standing.items, standing.place
        if state.respective is not None and place in state.respective.subjects:
            subject = state.respective.subjects[place]
            return subject, state.subject != subject
        around = self._about(standing, state)
        if around is not None:
            return around, True
        found, free = self._naming.before(standing)
        if found is not None and not found.indicator and not found.economy and items[place].meaning.indicators:
            found = None  # xuất hiện 524 trường hợp dương tính: the words of the figure itself name it
        if found is not None and state.subject is not None and self._refers(found):
            return state.subject, False
        if found is not None:
            current = state.last_subject
            if current is not None and self._is_measure_of(found, current):
                return current, False
            if self._is_done_again(found, standing, state) and state.subject is not None:
                return state.subject, False
            return found, True
        if state.subject is not None and state.subject.counted and not items[place].meaning.indicators:
            counted = counted_after(standing)
            if counted is not None:
                return counted, True
        if free and not _belongs_to_what_follows(standing) and self._holds(standing, state):
            return state.subject, False
        later = self._after(standing)
        return later, later is not None

    def _refers(self, found: Subject) -> bool:
        """Whether a name only goes back to the one before it: *con số ấy đã là 71 triệu đồng*."""
        return not found.indicator and _REFERRING.fullmatch(self._key, found.start, found.end) is not None

    def _is_done_again(self, found: Subject, standing: Standing, state: State) -> bool:
        """Whether a verb only takes up the name before it, for another place and with nothing after its figure.

        *Bắc Ninh thu hút 5,1 tỷ USD vốn FDI, Hải Phòng thu hút 4,9 tỷ USD*.
        """
        last, items = state.subject, standing.items
        if last is None or not last.indicator or found.indicator or found.part_of:
            return False
        words = self._key[found.start : found.end]
        begun = next((at for at in range(standing.start, standing.place) if items[at].start == found.start), 0)
        placed = begun > standing.start and items[begun - 1].kind == "area"
        ends = standing.next is None or standing.next.kind == "mark"
        amounts = (one for at in range(standing.start - 1, -1, -1) if (one := items[at].figure) and one.kind != "rate")
        before = next(amounts, None)
        alike = before is None or before.unit == standing.figure.unit
        return placed and ends and alike and self._key.startswith(f"{words} ", last.start, last.end)

    def _about(self, standing: Standing, state: State) -> Subject | None:
        """Find a name that the words about the figure make: in two pieces, at once after it, or by its verb."""
        is_rate, outline = standing.figure.kind == "rate", standing.outline
        found = (
            self._naming.counted(standing)
            or (self._said_of(standing, state) if is_rate else None)
            or (self._naming.around(standing) if outline.opens else None)
            or (share_of_what_follows(standing) if is_rate else None)
            or (self._rate_after(standing) if is_rate else None)
            or self._naming.at_once_after(standing)
        )
        if found is not None:
            return found
        carried = self._naming.verb_of_carried(standing) if outline.closes else None
        if carried is None:
            return None
        words = carried[1]
        if indicator := self._scope.last_of(carried[0], standing.figure.start):
            return Subject(indicator, words.start, words.end)
        of_a_place = _TAKES_IN.search(self._key, max(0, words.start - _BEFORE_VERB), words.start) is not None
        named = any(item.kind == "area" for item in standing.items[standing.start : standing.place])
        budget = self._is_of_the_budget and _REVENUE in carried[0] and (named or of_a_place)
        if budget and words.key == "thu" and standing.figure.is_money:
            return Subject(_REVENUE, words.start, words.end, completed=True)
        return None

    def _rate_after(self, standing: Standing) -> Subject | None:
        """Find the rate that a percentage after a comma is, by the people it counts: *, 97% người dân có thẻ BHYT*."""
        items, place, following = standing.items, standing.place, standing.next
        if following is None or not following.key.startswith(_PEOPLE) or standing.parts[-1].mark != ",":
            return None
        if any(
            not items[at].plays("hedges.at_least", "hedges.at_most", "hedges.approx", "around.filler", "says.equal")
            for at in range(standing.parts[-1].start, place)
        ):
            return None
        stop = segment_end(items, place + 1, standing.following)
        rate = self._shares.rate_of(self._key[following.start : items[stop - 1].end])
        return Subject(rate, following.start, items[stop - 1].end) if rate else None

    def _said_of(self, standing: Standing, state: State) -> Subject | None:
        """Find what a change is said to be of after it, by the count of the sentence that it goes back to.

        *1.310 doanh nghiệp thành lập mới, giảm 4,5% về số doanh nghiệp nhưng tăng 12% về vốn đăng ký*.
        """
        found = self._naming.said_after(standing)
        if found is None or found.indicator or found.part_of:
            return found
        name = _NUMBER_OF.sub("số ", self._key[found.start : found.end])
        for known in {one.indicator: None for one in reversed(state.subjects) if one.indicator}:
            phrases = [matching_key(phrase) for phrase in self._indicators[known].phrases("vi")]
            if any(phrase.startswith(f"{name} ") for phrase in phrases) and name.startswith("số "):
                return found._replace(indicator=known)
            if whole := self._lexicon.indicator(f"{name.removeprefix('số ')} của {phrases[0]}"):
                return found._replace(indicator=whole)
        return found

    def _after(self, standing: Standing) -> Subject | None:
        """Find a name after the figure, else what it counts, else what a heading names for its places."""
        items, place, following = standing.items, standing.place, standing.following
        later = self._naming.after(items, place, following, standing.after.end)
        if later is None and standing.opens_sentence:
            later = phrase_after(items, place, following)
        if later is None:
            later = counted_after(standing)
        if later is None and self._naming.is_place_alone(standing):
            topic = self._scope.topic(standing)
            later = Subject(topic, items[place].start, items[place].start) if topic else _grown(standing)
        return later

    def _holds(self, standing: Standing, state: State) -> bool:
        """Whether the last name still holds for a figure without one.

        Of several names, a place by itself takes up none: in the sentence before; or in its own, where its figure is of
        another sort than the last: *GRDP tỉnh A tăng 7%, thu ngân sách 16 tỷ đồng; tỉnh B tăng 3%*. Nor does it where
        the place before took up none: *Tỉnh A tăng 7% và thu ngân sách 16 tỷ đồng; tỉnh B tăng 3%*.
        """
        if state.subject is None:
            return False
        if not self._naming.is_place_alone(standing):
            return True
        kind = standing.figure.kind
        if kind in state.unnamed:
            return False
        if not state.subjects:
            return self._scope.names_before < _SEVERAL and not self._is_named_anew(state.subject, standing)
        last = next((one for at in range(standing.start - 1, -1, -1) if (one := standing.items[at].figure)), None)
        several = len(state.subjects) >= _SEVERAL and last is not None and last.kind != kind
        return not several

    @staticmethod
    def _is_named_anew(subject: Subject, standing: Standing) -> bool:
        """Whether a sentence names a thing after a figure, and so had not spoken of it yet.

        *Thu ngân sách tỉnh A là 16 tỷ đồng. Tỉnh B tăng 7% nhưng thu ngân sách vỏn vẹn 2 tỷ đồng*.
        """
        return any(subject.indicator in item.meaning.indicators for item in standing.items[standing.place + 1 :])

    def narrowed(self, subject: Subject, before: Before, state: State, standing: Standing, *, named: bool) -> Subject:
        """Take the indicator off a name that words make a part of it, or an amount by head."""
        if not subject.indicator:
            return subject
        if named and before.part and not before.mentions:
            # Riêng thu ngân sách địa phương: a part by the same name as its whole.
            last = state.last_subject
            if last is not None and last.indicator == subject.indicator:
                return subject._replace(indicator="")
        if named and self._is_of_a_part(subject, standing):
            return subject._replace(indicator="", others=())
        if before.per_head and "/" not in self._indicators[subject.indicator].unit:
            return subject._replace(indicator="")
        return subject

    def _is_of_a_part(self, subject: Subject, standing: Standing) -> bool:
        """Whether the words about a name say that it is of one season, of some owners, of another whole."""
        span, figure = (subject.start, subject.end), standing.figure.start
        begun = standing.items[standing.start].start
        return (
            is_of_a_season(self._key, span, figure)
            or is_of_some_owners(self._key, begun, span)
            or lacks_its_budget(self._key, span)
            or is_of_one_branch(self._key, span)
            or self._shares.is_of_another_whole(subject)
        )

    def _is_measure_of(self, found: Subject, current: Subject) -> bool:
        """Whether a generic name is said of the one before: *công nghiệp tăng 7,5%, giá trị sản xuất ước 120 tỷ*."""
        is_total = self._key.startswith("tổng", found.start, found.end)
        return bool(found.indicator) and not is_total and self._lexicon.is_kind_of(current.indicator, found.indicator)


def _grown(standing: Standing) -> Subject | None:
    """Take the economy of a place that grows, where nothing else is named: *Cần Thơ tăng trưởng 7,1%*."""
    items, place = standing.items, standing.place
    if standing.figure.kind != "rate":
        return None
    for at in range(place - 1, standing.start, -1):
        if items[at].key.startswith("tăng trưởng"):
            before = at - 2 if items[at - 1].plays("order.respective") else at - 1
            placed = before >= standing.start and items[before].kind == "area"
            # Về du lịch, Cần Thơ tăng trưởng 12%: what grows was said.
            said = any(
                item.kind == "word" or item.meaning.indicators or (item.kind == "phrase" and not item.meaning.roles)
                for item in items[standing.start : before]
            )
            return Subject("", items[before].end, items[before].end, economy=True) if placed and not said else None
        if items[at].kind == "area":
            return None
    return None


def _belongs_to_what_follows(standing: Standing) -> bool:
    """Whether a figure's name comes after it: not where the figure only goes on about another time.

    *Lũy kế 5.390 tỷ đồng*; *riêng tháng 10 giảm 3,4%*.
    """
    if not standing.belongs_to_what_follows:
        return False
    opening = [item for item in standing.items[standing.start : standing.place] if item.kind != "mark"]
    if opening and opening[0].key in _GOES_ON:
        return False
    return not (
        len(opening) > _SEVERAL
        and opening[0].plays("order.among")
        and opening[1].kind == "period"
        and opening[-1].plays("says.up", "says.down", "says.equal", "hedges.estimate")
    )
