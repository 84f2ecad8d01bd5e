"""Where the name of a figure stands: before it, after it, or on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.counting import is_had, named_by_verb
from kienan_analysis.reading.names import SAYS, Names, Subject, has_content, unknown_name, whole_name
from kienan_analysis.reading.segments import Segment, breaks, segment_end, segments
from kienan_analysis.reading.unknown_names import OPENING, opening_name, unknown_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.standing import Standing

_FRACTION: Final = frozenset({"/", "-"})  # 12/14 xã: of how many
_OTHER_STANDARD: Final = "kiểu"  # xã đạt chuẩn nông thôn mới kiểu mẫu
_NEAR: Final = 8  # items between a figure and a name, or a piece of one
_NEAR_AFTER: Final = 4  # items between a figure and the second piece: thu 2.848 tỷ đồng vào ngân sách
# Joins what follows a figure to it, as something else.
_GOES_ON: Final = frozenset(
    {"còn", "mà", "mặc dù", "nhưng", "song", "trong khi", "trong lúc", "tuy", "tuy nhiên", "và", "với"}
)
_UNKNOWN_AFTER: Final = 2  # items: an unknown word further on than these begins something else
_AROUND_FIGURE: Final = ("hedges.at_least", "hedges.at_most", "hedges.approx", "hedges.estimate", "around.filler")
_COUNTS: Final = ("số ", "tổng số ")  # how names of what is counted begin
_REASONS: Final = frozenset({"do", "vì", "để", "nhằm", "bởi", "nhờ"})
_THEY_DO: Final = frozenset({"có", "còn", "đã", "được", "là", "tham gia", "thoát", "tiếp cận", "vay"})
_ABOUT_WHAT: Final = "về"
_WITH: Final = "với"
# The second pieces of names that say what was done with the first: ngân sách … thu.
_VERBS: Final = frozenset({"chi", "nguồn thu", "thu", "tổng chi", "tổng thu", "xuất khẩu", "đầu tư"})
# Words that open a clause about a branch: về nông nghiệp, giá trị sản xuất đạt …
_ABOUT: Final = frozenset({"về", "trong", "ngành", "lĩnh vực", "riêng", "đối với"})


_TOLD_BY: Final = ("số", "thống", "báo cáo", "kết quả", "theo", "thông", "tin", "tổng hợp")
_TELLS: Final = frozenset({"cho biết", "cho hay", "cho thấy", "nêu rõ"})
_LONGEST_SOURCE: Final = 25  # items


class Naming:
    """Finds the name that stands nearest to a figure.

    Parameters
    ----------
    lexicon : Lexicon
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._names = Names(lexicon)

    def before(self, standing: Standing) -> tuple[Subject | None, bool]:
        """Find the name that a figure follows.

        Returns
        -------
        subject : Subject or None
        free : bool
            Whether nothing stands between that could name another subject, so that the last one still holds.
        """
        items, end = standing.items, standing.place
        start = _past_bracket(items, standing.start, end) if standing.outline.brackets else standing.start
        told, start = start, _past_source(items, start, end)
        parts = standing.parts if start == standing.start else segments(items, standing.outline, start, end)
        free = start == told  # what another tells is of the sentence before by no word
        for at in range(len(parts) - 1, -1, -1):
            part, is_last = parts[at], at == len(parts) - 1
            if _names_nothing(items, part, start, is_last=is_last):
                continue
            subject = self._names.in_segment(items, part, standing.outline) or (
                unknown_before(items, parts, at) if is_last else None
            )
            if subject is not None:
                return self._made_specific(items, parts, at, subject), False
            if not has_content(items, part):
                continue
            if is_last:
                free = False
            elif part.mark in OPENING and items[part.start].key == "về":
                topic = unknown_name(items, Segment(part.start + 1, part.end, ""))
                if topic is not None:
                    return topic, False  # về lúa, Sóc Trăng thu 2 triệu tấn
                free = False
            elif part.mark in OPENING or not _is_remark(items, part):
                headed = at == len(parts) - 2 and parts[-1].mark == ":" and _is_rate(items, part)
                opened = whole_name(items, part) if headed else opening_name(items, parts, at)
                if opened is not None:
                    return opened, False
                free = False
        last = parts[-1]
        if last.start < last.end and items[last.start].key in _REASONS and not _is_circumstance(items, last):
            free = False  # …, do phải chi 12,4 tỷ đồng
        done = named_by_verb(items, start, standing.place)
        return done, free and done is None

    def at_once_after(self, standing: Standing) -> Subject | None:
        """Find the name directly after a figure that only a verb stands before: *; giảm 1,5% tỷ lệ hộ nghèo*."""
        items, start, place, end = standing.items, standing.start, standing.place, standing.following
        named = place + 1
        if named >= end or not items[named].meaning.indicators or items[place].meaning.indicators:
            return None
        last = standing.parts[-1]
        if last.start == start > 0 or any(not _is_verb_or_empty(items[at]) for at in range(last.start, place)):
            return None
        stop = segment_end(items, named, end)
        if stop == end and end < len(items) and items[end].kind == "figure":
            return None  # tăng 5% thu ngân sách đạt 300 tỷ đồng
        if _is_a_share(items, place, named, stop):
            return Subject("", items[named].start, items[stop - 1].end, part_of=True)
        return self._names.named(items, named, Segment(named, stop, ""))

    def said_after(self, standing: Standing) -> Subject | None:
        """Find what a change is said to be of after it: *tăng 26,5% về số doanh nghiệp và giảm 11% về số vốn*."""
        items, beyond, end = standing.items, standing.after.end, standing.following
        figure = standing.figure
        if figure.kind != "rate" or beyond + 1 >= end or items[beyond].key != _ABOUT_WHAT:
            return None
        named = beyond + 1
        stop = segment_end(items, named, end)
        if items[named].meaning.indicators:
            return self._names.named(items, named, Segment(named, stop, ""))
        return unknown_name(items, Segment(named, stop, ""))

    def counted(self, standing: Standing) -> Subject | None:
        """Find the name that begins with the unit of a bare number before it: *có 41 xã đạt chuẩn nông thôn mới*."""
        figure, following = standing.figure, standing.next
        if figure.kind != "bare" or following is None or not standing.outline.closes:
            return None
        before = standing.items[standing.place - 1].key if standing.place else ""
        whole = [number for number in following.meaning.closes if not self._lexicon.gapped[number].first]
        beyond = standing.items[standing.place + 2].key if standing.place + 2 < len(standing.items) else ""
        if not whole or before in _FRACTION or beyond.startswith(_OTHER_STANDARD) or not is_had(standing):
            return None
        return Subject(self._lexicon.gapped[whole[0]].indicator, following.start, following.end)

    @staticmethod
    def is_place_alone(standing: Standing) -> bool:
        """Whether before a figure stands a place, and nothing that could be a name: *Bắc Giang: 13,82%*."""
        items, place, last = standing.items, standing.place, standing.parts
        part = last[-2] if len(last) > 1 and last[-1].mark in {":", "("} else last[-1]
        inside = range(part.start, place)
        placed = any(items[at].kind == "area" or items[at].plays("areas.province") for at in inside)
        return placed and not any(_names_something(items[at]) or items[at].is_noun for at in inside)

    def verb_of_carried(self, standing: Standing) -> tuple[set[str], Item] | None:
        """Find a verb that ends the names of some indicators, with a place alone before it: *Quận Cầu Giấy thu …*."""
        if not standing.outline.closes:
            return None
        items, start, place = (
            standing.items,
            _past_source(standing.items, standing.start, standing.place),
            standing.place,
        )
        for at in range(place - 1, start - 1, -1):
            if closes := items[at].meaning.closes:
                if items[at].key not in _VERBS:
                    return None  # dự phòng ngân sách 2,8 tỷ đồng
                found = {self._lexicon.gapped[number].indicator for number in closes}
                own = any(_names_something(items[before]) for before in range(start, at))
                return None if own else (found, items[at])
            if not items[at].plays(*_AROUND_FIGURE):
                return None
        return None

    def after(self, items: Sequence[Item], place: int, end: int, beyond: int) -> Subject | None:
        """Find the name that follows a figure: *285 tỷ đồng là tổng thu ngân sách*, *458 lao động có việc làm*.

        Parameters
        ----------
        items : sequence of Item
        place : int
            The figure's item.
        end : int
            The next figure's.
        beyond : int
            The item after what belongs to the figure.
        """
        figure = items[place]
        if figure.meaning.indicators:
            return Subject(figure.meaning.indicators[0], figure.start, figure.end)
        first = beyond + 1 if _opens_with(items, place) and beyond < end and items[beyond].key == "," else beyond
        for at in range(first, min(first + _NEAR, end)):
            item = items[at]
            if item.kind == "figure" or breaks(item) or item.key in _GOES_ON:
                return None  # tăng 7,2% nhưng thu ngân sách vỏn vẹn 2 tỷ đồng: what follows is of its own
            closed = [number for number in item.meaning.closes if not self._lexicon.gapped[number].first]
            if closed:
                return Subject(self._lexicon.gapped[closed[0]].indicator, item.start, item.end)
            if item.meaning.indicators:
                stop = segment_end(items, at, end)
                if _is_a_share(items, place, at, stop):
                    return Subject("", item.start, items[stop - 1].end, part_of=True)
                if figure.figure is not None and figure.figure.kind == "rate" and item.key.startswith(_COUNTS):
                    return None  # 60% số xã đạt chuẩn: a share of them, and no growth
                return self._names.named(items, at, Segment(at, stop, ""))
            if item.kind == "word" and at > beyond + _UNKNOWN_AFTER:
                break
        return None

    def around(self, standing: Standing) -> Subject | None:
        """Find a name in two pieces about the figure: *thu 2.848 tỷ đồng vào ngân sách*."""
        if not standing.outline.opens:
            return None
        items, start, place, end = standing.items, standing.start, standing.place, standing.following
        opened: dict[int, int] = {}
        for at in range(max(start, place - _NEAR), place):
            for number in items[at].meaning.opens:
                opened[number] = at
        if not opened:
            return None
        for at in range(place, min(place + _NEAR_AFTER, end)):
            item = items[at]
            if at > place and (item.kind == "figure" or breaks(item)):
                break
            for number in sorted(item.meaning.closes & opened.keys()):
                begin = items[opened[number]]
                following = items[at + 1] if at + 1 < len(items) else None
                if following is not None and _is_a_people(following):
                    return Subject("", begin.start, following.end)  # đón 1,2 triệu lượt khách Trung Quốc
                return Subject(self._lexicon.gapped[number].indicator, begin.start, max(items[place].end, item.end))
        return None

    def _made_specific(self, items: Sequence[Item], parts: Sequence[Segment], at: int, subject: Subject) -> Subject:
        """Take the branch that a colon parts from its measure: *nông - lâm - thủy sản: giá trị sản xuất*.

        A comma does so too after a word that opens a topic: *về nông nghiệp, giá trị sản xuất*.
        """
        if at == 0:
            return subject
        part = parts[at]
        here = next((items[held] for held in range(part.start, part.end) if items[held].start == subject.start), None)
        if here is None or not here.meaning.generic:
            return subject
        before = parts[at - 1]
        opens = before.start < before.end and items[before.start].key in _ABOUT
        if part.mark != ":" and not (part.mark == "," and opens):
            return subject
        specific = self._names.last_named(items, before)
        if specific is None or not self._lexicon.is_kind_of(specific.indicator, subject.indicator):
            return subject
        return specific


def _is_a_share(items: Sequence[Item], place: int, at: int, stop: int) -> bool:
    """Whether a percentage is a share of the people named after it: *95% hộ nghèo có bảo hiểm y tế*."""
    figure = items[place].figure
    return figure is not None and figure.kind == "rate" and any(item.key in _THEY_DO for item in items[at + 1 : stop])


def _past_bracket(items: Sequence[Item], start: int, end: int) -> int:
    """Say where the words begin after a bracket that was open: *châu Á (67,2% tổng kim ngạch xuất khẩu) tăng 12%*."""
    depth = 0
    for at in range(start, end):
        if items[at].kind == "mark" and items[at].key in "()":
            depth += 1 if items[at].key == "(" else -1
            if depth < 0:
                return at + 1
    return start


def _past_source(items: Sequence[Item], start: int, end: int) -> int:
    """Say where a statement begins after the words of who tells it: *số liệu của Sở Tài chính cho thấy toàn tỉnh …*."""
    if start or not end or not items[0].key.startswith(_TOLD_BY):
        return start
    return next((at + 1 for at in range(min(end, _LONGEST_SOURCE)) if items[at].key in _TELLS), start)


def _is_a_people(item: Item) -> bool:
    """Whether a word is a country's name, or one in capitals that is no place of Vietnam."""
    if item.place is not None:
        return item.place.kind == "foreign"
    return item.kind == "word" and item.proper


def _opens_with(items: Sequence[Item], place: int) -> bool:
    """Whether a figure opens its sentence after *với*, and its name follows a comma: *Với 7.240 tỷ đồng, GRDP …*."""
    return items[0].key == _WITH and all(items[at].plays(*_AROUND_FIGURE) for at in range(1, place))


def _is_verb_or_empty(item: Item) -> bool:
    return item.plays(*SAYS, *_AROUND_FIGURE, "aims.target", "around.verbs", "says.from")


def _names_something(item: Item) -> bool:
    """Whether an item is neither a place nor empty."""
    return (item.kind == "word" and not item.proper) or bool(item.meaning.indicators) or item.kind == "figure"


def _is_rate(items: Sequence[Item], part: Segment) -> bool:
    """Whether a clause is the name of a rate: *tỷ lệ rác thải sinh hoạt được thu gom: 98,5%*."""
    words = " ".join(item.key for item in items[part.start : min(part.start + 2, part.end)])
    return words.startswith(("tỷ lệ", "độ che phủ", "tỷ suất"))


def _has_specific_name(items: Sequence[Item], part: Segment) -> bool:
    return any(items[at].meaning.indicators and not items[at].meaning.generic for at in range(part.start, part.end))


def _names_nothing(items: Sequence[Item], part: Segment, start: int, *, is_last: bool) -> bool:
    """Whether a part of the sentence is passed over: the rest of the figure before, or what only gives the reason."""
    if is_last:
        return part.mark == "," and _is_circumstance(items, part)  # …, nhờ Tết mà nhảy vọt 26,3%
    if start > 0 and part.start == start and not _has_specific_name(items, part):
        return True
    # Nhờ công nghiệp, Cần Thơ tăng trưởng 7,1%.
    return part.start < part.end and items[part.start].key in _REASONS


def _is_circumstance(items: Sequence[Item], part: Segment) -> bool:
    """Whether a clause gives the reason of a change, so that it names nothing of its own."""
    inside = items[part.start : part.end]
    if not inside or inside[0].key not in _REASONS or any(item.meaning.indicators for item in inside):
        return False
    return any(item.plays("says.up", "says.down") for item in inside)


def _is_remark(items: Sequence[Item], part: Segment) -> bool:
    return part.start < part.end and items[part.start].plays("around.remark")
