"""Which name a figure gets: one before it, the one carried over, one that follows it, or its place in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.counting import counted_after, share_of_what_follows
from kienan_analysis.reading.names import Subject
from kienan_analysis.reading.naming import Naming, phrase_after
from kienan_analysis.reading.narrowing import is_private
from kienan_analysis.reading.scope_of_names import NameScope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.before import Before
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State
_AREA_NAMES: Final = frozenset({"diện tích", "tổng diện tích"})
_SEVERAL: Final = 2  # names
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

    def enter(self, items: Sequence[Item]) -> None:
        """Begin a sentence: what it names holds for the places that the next ones list."""
        self._scope.enter(items)

    def find(self, standing: Standing, state: State) -> tuple[Subject | None, bool]:
        """Find a figure's name; say also whether it is new, and not carried over."""
        subject, named = self._found(standing, state)
        if subject is None or not named:
            return subject, named
        if not subject.indicator and not subject.economy:
            return self._of_its_own(subject, standing), True
        return self._scope.settled(subject, standing), True

    def _of_its_own(self, subject: Subject, standing: Standing) -> Subject:
        """Give a name that the catalogue does not know what its words, and the unit of its figure, say all the same."""
        name = self._key[subject.start : subject.end]
        referred = self._scope.referred(name, subject.start) if standing.figure.kind == "rate" else ""
        if referred:
            return subject._replace(indicator=referred)
        if standing.figure.unit == "km2" and name in _AREA_NAMES:
            return subject._replace(indicator=self._lexicon.indicator(f"{name} tự nhiên"))
        if is_private(self._key, subject.start, subject.end):
            return subject._replace(doubt="firm")
        return subject

    def _found(self, standing: Standing, state: State) -> tuple[Subject | None, bool]:
        items, place = standing.items, standing.place
        if state.respective is not None and place in state.respective.subjects:
            subject = state.respective.subjects[place]
            return subject, state.subject != subject
        around = self._about(standing)
        if around is not None:
            return around, True
        found, free = self._naming.before(standing)
        if found is not None and not found.indicator and not found.economy and items[place].meaning.indicators:
            found = None  # xuất hiện 524 trường hợp dương tính: the words of the figure itself name it
        if found is not None:
            current = state.last_subject
            if current is not None and self._is_measure_of(found, current):
                return current, False
            return found, True
        if state.subject is not None and state.subject.counted and not items[place].meaning.indicators:
            counted = counted_after(standing)
            if counted is not None:
                return counted, True
        if free and not _belongs_to_what_follows(standing) and self._holds(standing, state):
            return state.subject, False
        later = self._after(standing)
        return later, later is not None

    def _about(self, standing: Standing) -> Subject | None:
        """Find a name that the words about the figure make: in two pieces, at once after it, or by its verb."""
        found = self._naming.around(standing) or share_of_what_follows(standing) or self._naming.at_once_after(standing)
        if found is not None:
            return found
        carried = self._naming.verb_of_carried(standing)
        indicator = self._scope.last_of(carried[0], standing.figure.start) if carried is not None else ""
        return Subject(indicator, carried[1].start, carried[1].end) if carried is not None and indicator else None

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
            later = Subject(topic, items[place].start, items[place].start) if topic else None
        return later

    def _holds(self, standing: Standing, state: State) -> bool:
        """Whether the last name still holds for a figure without one.

        Of several names, a place by itself takes up none: in the sentence before; or in its own, where its figure is of
        another sort than the last: *GRDP tỉnh A tăng 7%, thu ngân sách 16 tỷ đồng; tỉnh B tăng 3%*.
        """
        if state.subject is None:
            return False
        if state.subjects:
            items = standing.items
            last = next((one for at in range(standing.start - 1, -1, -1) if (one := items[at].figure)), None)
            several = len(state.subjects) >= _SEVERAL and last is not None and last.kind != standing.figure.kind
        else:
            several = self._scope.names_before >= _SEVERAL
        return not several or not self._naming.is_place_alone(standing)

    def narrowed(self, subject: Subject, before: Before, state: State, *, named: bool) -> Subject:
        """Take the indicator off a name that words make a part of it, or an amount by head."""
        if not subject.indicator:
            return subject
        if named and before.part and not before.mentions:
            # Riêng thu ngân sách địa phương: a part by the same name as its whole.
            last = state.last_subject
            if last is not None and last.indicator == subject.indicator:
                return subject._replace(indicator="")
        if before.per_head and "/" not in self._indicators[subject.indicator].unit:
            return subject._replace(indicator="")
        return subject

    def _is_measure_of(self, found: Subject, current: Subject) -> bool:
        """Whether a generic name is said of the one before: *công nghiệp tăng 7,5%, giá trị sản xuất ước 120 tỷ*."""
        is_total = self._key.startswith("tổng", found.start, found.end)
        return bool(found.indicator) and not is_total and self._lexicon.is_kind_of(current.indicator, found.indicator)


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
