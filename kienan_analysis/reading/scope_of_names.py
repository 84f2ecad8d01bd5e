"""What a name means where it stands: value added where GRDP is spoken of, less of it beside a wider name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.narrowing import is_part, members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.standing import Standing

# Letters between what was said of GRDP and a branch of it: the next sentences, or the points of a list.
_NEAR: Final = 500
# A branch's name that holds one of these says itself what is measured.
_MEASURES: Final = ("giá trị", "gtsx", "chỉ số", "sản xuất", "iip")


class _Named(NamedTuple):
    """A name of an indicator: where it begins, how many branches it joins, whether it is a lower budget's part."""

    start: int
    members: int
    part: bool


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
        self._here: dict[str, list[_Named]] = {}
        self._earlier: dict[str, _Named] = {}
        self._last: tuple[str, int] = ("", 0)  # the indicator named last, and where its name ends

    def enter(self, items: Sequence[Item]) -> None:
        """Note the names of a sentence, before its figures are read."""
        if self._here:
            alone = len({one.start for named in self._here.values() for one in named}) == 1
            self._topic = next(iter(self._here)) if alone and self._name_first else ""
        self._here = {}
        # What stands before the only name of a sentence is a figure of something else.
        self._name_first = all(item.kind != "figure" for item in items[: _first_name(items)])
        for item in items:
            for indicator in item.meaning.indicators:
                self._here.setdefault(indicator, []).append(self._named(item.start, item.end))
                self._topic_end = item.end

    def topic(self, standing: Standing) -> str:
        """Give the only indicator of the last sentence that named any, for a place that stands alone in this one."""
        here = not self._here and standing.figure.start - self._topic_end < _NEAR
        if not here or not self._topic:
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
        chosen = self._measured(subject, standing)
        if chosen.indicator and self._is_narrower(chosen):
            chosen = replace(chosen, indicator="", others=())
        if chosen.indicator:
            self._last = (chosen.indicator, chosen.end)
        return chosen

    def last_of(self, indicators: set[str], place: int) -> str:
        """Give the indicator that was named last, if it is one of these and its name is near; else nothing."""
        indicator, end = self._last
        return indicator if indicator in indicators and place - end < _NEAR else ""

    def _measured(self, subject: Subject, standing: Standing) -> Subject:
        """Choose what is measured of a branch: its value added where GRDP is spoken of, else its gross output."""
        candidates = (subject.indicator, *subject.others)
        of_levels = [one for one in candidates if self._levels(one)]
        others = [one for one in candidates if not self._levels(one)]
        under = subject.start - self._whole_end < _NEAR
        if of_levels and (under or not others):
            self._whole_end = subject.end
            chosen = self._by_head(of_levels, standing)
            return replace(subject, indicator=chosen, others=tuple(one for one in candidates if one != chosen))
        if under and self._lexicon.is_branch(subject.indicator):
            words = self._key[subject.start : subject.end]
            if not any(measure in words for measure in _MEASURES):
                return replace(subject, indicator="", others=())  # of GRDP's growth, công nghiệp alone
        self._whole_end = -_NEAR
        return replace(subject, indicator=others[0], others=tuple(one for one in candidates if one != others[0]))

    def _by_head(self, candidates: Sequence[str], standing: Standing) -> str:
        """Choose between a whole and the same by head: *GRDP bình quân 75 triệu đồng*, *GRDP bình quân tăng 7%*."""
        figure = standing.figure
        by_head = figure.kind == "quantity" and "tỷ" not in figure.unit
        wanted = [one for one in candidates if ("/" in self._indicators[one].unit) == by_head]
        return (wanted or list(candidates))[0]

    def _is_narrower(self, subject: Subject) -> bool:
        """Whether a wider name of the same indicator stands near: *nông nghiệp* beside *nông, lâm, thủy sản*."""
        one = self._named(subject.start, subject.end)
        near = [other for other in self._here.get(subject.indicator, ()) if other.start != one.start]
        earlier = self._earlier.get(subject.indicator)
        if earlier is not None and one.start - earlier.start < _NEAR:
            near.append(earlier)
        narrower = any(
            (one.part and not other.part)
            or (one.members < other.members and self._lexicon.is_branch(subject.indicator))
            for other in near
        )
        if not narrower:
            self._earlier[subject.indicator] = one
        return narrower

    def _named(self, start: int, end: int) -> _Named:
        return _Named(start, members(self._key[start:end]), is_part(self._key, end))

    def _levels(self, indicator: str) -> bool:
        return bool(self._indicators[indicator].levels)


def _first_name(items: Sequence[Item]) -> int:
    return next((at for at, item in enumerate(items) if item.meaning.indicators), 0)
