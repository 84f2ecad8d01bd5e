"""Who a figure belongs to: the name before it, one carried over from the clause before, or one that follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon

_BREAKS: Final = frozenset({",", ";", ":", "(", ")", ".", "…", "!", "?", '"', "“", "”", "/"})
_STRONG: Final = frozenset({";", ".", "…", "!", "?"})
_LIST_BREAKS: Final = frozenset({",", ";", ":", "và", "còn", "("})
_LONGEST_REMARK: Final = 6
_OPENING: Final = frozenset({"", ";", ":"})
_SAYS: Final = tuple(
    f"says.{name}"
    for name in (
        "up",
        "down",
        "more",
        "less",
        "equal",
        "exceed",
        "short",
        "multiple",
        "doubled",
        "to_level",
        "share",
        "contribution",
    )
)
_BETWEEN: Final = (
    "around.filler", "around.verbs", "around.before_name", "around.after_name", "around.remark", "order.among", "order.respective",
    "hedges.estimate", "hedges.provisional", "hedges.at_least", "hedges.at_most", "hedges.approx", "says.from",
    "against.compare", "aims.target", "aims.reviewed", "aims.planned_for", "against.same_period", "against.other_base", *_SAYS,
)  # fmt: skip
_LONGEST_NAME: Final = 14
_NEAR: Final = 8
_PARTING: Final = ("against.compare", "aims.target", "around.remark", "around.verbs")
_REASONS: Final = frozenset({"do", "vì", "để", "nhằm", "bởi", "nhờ"})
# Between a name and a word that makes it another one.
_LINKS: Final = frozenset({"và", "từ", "-", "của", "cho", "khối", "ngành", "khu vực"})


_JOIN: Final = re.compile(r",\s?(?:và\s)?|;\s?|\svà\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is a figure of.

    Attributes
    ----------
    indicator : str
        A catalogue id; empty for a name that the catalogue does not know.
    start, end : int
        The name's place in the text's normal form.
    share : bool
        Whether it is a share (*tỷ trọng*).
    economy : bool
        Whether it is the economy as a whole.
    """

    indicator: str
    start: int
    end: int
    share: bool = False
    economy: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Items between two marks: ``[start, end)``, and the mark before them."""

    start: int
    end: int
    mark: str


def segments(items: Sequence[Item], start: int, end: int) -> list[Segment]:
    """Cut items at commas, brackets and the like; a bracket without a figure (*(IIP)*) cuts nothing."""
    found: list[Segment] = []
    begin, mark = start, ""
    place = start
    while place < end:
        item = items[place]
        if item.kind == "mark" and item.key in _BREAKS:
            found.append(Segment(begin, place, mark))
            begin, mark = place + 1, item.key
        place += 1
    found.append(Segment(begin, end, mark))
    return found


class Names:
    """Finds names among the items of a sentence.

    Parameters
    ----------
    lexicon : Lexicon
    key : str
        The text in the spelling that is matched.
    """

    def __init__(self, lexicon: Lexicon, key: str) -> None:
        self._lexicon = lexicon
        self._gapped = lexicon.gapped
        self._key = key

    def before(self, items: Sequence[Item], start: int, end: int) -> tuple[Subject | None, bool]:
        """Find the name that a figure follows.

        Parameters
        ----------
        items : sequence of Item
        start, end : int
            The items between the figure before and this one.

        Returns
        -------
        subject : Subject or None
        free : bool
            Whether nothing stands between that could name another subject, so that the last one still holds.
        """
        parts = segments(items, start, end)
        free = True
        for number, part in enumerate(reversed(parts)):
            rest = number > 0 and start > 0 and part.start == start  # what is left of the figure before
            if rest and not any(_is_specific(item) for item in items[part.start : part.end]):
                continue
            if number == 0 and part.mark == "," and self._is_circumstance(items, part):
                continue  # …, nhờ Tết mà nhảy vọt 26,3%
            subject = self._in_segment(items, part, last=number == 0)
            if subject is not None:
                return self._made_specific(items, parts, len(parts) - 1 - number, subject), False
            if not self._has_content(items, part):
                continue
            if number == 0:
                free = False
            elif not self._is_remark(items, part) or part.mark in _OPENING:
                opened = self._opening_name(items, parts, len(parts) - 1 - number)
                if opened is not None:
                    return opened, False
                free = False
        last = parts[-1]
        if last.start < last.end and items[last.start].key in _REASONS and not self._is_circumstance(items, last):
            free = False  # …, do phải chi 12,4 tỷ đồng
        return None, free

    @staticmethod
    def _is_circumstance(items: Sequence[Item], part: Segment) -> bool:
        """Whether a clause gives the reason of a change, so that it names nothing of its own."""
        inside = items[part.start : part.end]
        if not inside or inside[0].key not in _REASONS or any(item.meaning.indicators for item in inside):
            return False
        return any(item.plays("says.up", "says.down") for item in inside)

    def _made_specific(self, items: Sequence[Item], parts: Sequence[Segment], at: int, subject: Subject) -> Subject:
        """Take the branch that a colon parts from its measure: *nông - lâm - thủy sản: giá trị sản xuất*; *về nông nghiệp, …*."""
        here = [item for item in items[parts[at].start : parts[at].end] if item.start == subject.start]
        if at == 0 or not here or not here[0].meaning.generic:
            return subject
        before = parts[at - 1]
        opens = before.start < before.end and items[before.start].key in {
            "về",
            "trong",
            "ngành",
            "lĩnh vực",
            "riêng",
            "đối với",
        }
        if parts[at].mark != ":" and not (parts[at].mark == "," and opens):
            return subject
        specific = self._last_named(items, before)
        return (
            specific
            if specific is not None and self._lexicon.is_kind_of(specific.indicator, subject.indicator)
            else subject
        )

    def _opening_name(self, items: Sequence[Item], parts: Sequence[Segment], at: int) -> Subject | None:
        """Take an unknown name that a comma parts from its verb: *khối vốn nước ngoài, tăng 13,4%*; it opens the clause."""
        first = at
        while parts[first].mark == "," and first > 0:
            first -= 1
        span = items[parts[first].start : parts[at].end]
        if parts[first].mark not in _OPENING or len(span) > _LONGEST_REMARK * 2:
            return None
        if any(item.plays(*_SAYS) or item.kind in {"period", "figure", "prices"} for item in span):
            return None
        if span[0].plays("around.circumstance"):
            return None
        return self._unknown(items, Segment(parts[first].start, parts[at].end, ""))

    def listed(self, items: Sequence[Item], start: int, end: int, *, wanted: int = 0) -> list[Subject]:
        """List the names between two items, in order, cut at commas and *và*: those of a respective list.

        Where that gives fewer than are `wanted`, names that are several joined are taken apart: *giá trị sản xuất công
        nghiệp, xây dựng* is one indicator, and two.
        """
        found = self._listed(items, start, end)
        if len(found) < wanted:
            apart = [piece for subject in found for piece in self._apart(subject)]
            if len(apart) == wanted:
                return apart
        return found

    def _apart(self, subject: Subject) -> list[Subject]:
        pieces: list[Subject] = []
        start = subject.start
        joins = [*_JOIN.finditer(self._key, subject.start, subject.end), None]
        for join in joins:
            end = join.start() if join is not None else subject.end
            indicator = self._lexicon.indicator(self._key[start:end])
            if not indicator:
                return [subject]
            pieces.append(Subject(indicator, start, end))
            start = join.end() if join is not None else end
        return pieces

    def _listed(self, items: Sequence[Item], start: int, end: int) -> list[Subject]:
        found: list[Subject] = []
        begin = start
        for at in range(start, end + 1):
            if at < end and not (items[at].key in _LIST_BREAKS and items[at].kind in {"mark", "word", "phrase"}):
                continue
            part = Segment(begin, at, "")
            subject = self._last_named(items, part) or self._unknown(items, part)
            if subject is not None:
                found.append(subject)
            begin = at + 1
        return found

    def named_in(self, items: Sequence[Item], start: int, end: int) -> bool:
        """Whether a name, known or not, stands between two items."""
        return any(items[at].meaning.indicators or items[at].kind == "word" for at in range(start, end))

    def after(self, items: Sequence[Item], place: int, end: int, beyond: int = 0) -> Subject | None:
        """Find the name that follows a figure: *285 tỷ đồng là tổng thu ngân sách*, *458 lao động có việc làm*."""
        figure = items[place]
        if figure.meaning.indicators:
            return Subject(figure.meaning.indicators[0], figure.start, figure.end)
        for at in range(max(place + 1, beyond), min(max(place + 1, beyond) + _NEAR, end)):
            item = items[at]
            if item.kind == "figure" or (item.kind == "mark" and item.key in _BREAKS):
                return None
            closed = [number for number in item.meaning.closes if not self._gapped[number].first]
            if closed:
                return Subject(self._gapped[closed[0]].indicator, item.start, item.end)
            if item.meaning.indicators:
                return self._named(items, at, Segment(at, _segment_end(items, at, end), ""))
            if item.kind == "word" and at > max(place, beyond) + 2:
                break
        return None

    def phrase_after(self, items: Sequence[Item], place: int, end: int) -> Subject | None:
        """Take the words after a figure that opens its sentence as a name: *30 triệu tấn hàng qua Cảng Hải Phòng, tăng …*."""
        stop = _segment_end(items, place + 1, end)
        words = [at for at in range(place + 1, stop) if items[at].kind == "word"]
        if not words or words[0] != place + 1 or any(item.plays(*_SAYS) for item in items[place + 1 : stop]):
            return None
        return Subject("", items[words[0]].start, items[stop - 1].end)

    def around(self, items: Sequence[Item], start: int, place: int, end: int) -> Subject | None:
        """Find a name in two pieces about the figure: *thu 2.848 tỷ đồng vào ngân sách*."""
        opened: dict[int, int] = {}
        for at in range(max(start, place - _NEAR), place):
            for number in items[at].meaning.opens:
                opened[number] = at
        if not opened:
            return None
        figure = items[place]
        for at in range(place, min(place + 4, end)):
            item = items[at]
            if at > place and (item.kind == "figure" or (item.kind == "mark" and item.key in _BREAKS)):
                break
            for number in sorted(item.meaning.closes & opened.keys()):
                begin = items[opened[number]]
                return Subject(self._gapped[number].indicator, begin.start, max(figure.end, item.end))
        return None

    def _in_segment(self, items: Sequence[Item], part: Segment, *, last: bool) -> Subject | None:
        gapped = self._gap_closed(items, part)
        named = self._last_named(items, part)
        if gapped is not None and (named is None or gapped.end > named.start):
            return gapped
        if named is not None:
            return named
        economy = self._economy(items, part)
        if economy is not None:
            return economy
        if not last and (self._is_remark(items, part) or part.mark in {"(", ")"}):
            return None
        return self._unknown(items, part) if last else None

    def _gap_closed(self, items: Sequence[Item], part: Segment) -> Subject | None:
        """Find a name in two pieces before the figure: *ngân sách nhà nước chỉ thu*; a colon may stand between."""
        for at in range(part.end - 1, part.start - 1, -1):
            closes = items[at].meaning.closes
            if not closes:
                continue
            for before in range(at - 1, max(at - _NEAR, -1), -1):
                item = items[before]
                if item.kind == "figure" or (item.kind == "mark" and item.key in _STRONG):
                    break
                for number in sorted(item.meaning.opens & closes):
                    return Subject(self._gapped[number].indicator, item.start, items[at].end)
        return None

    def _last_named(self, items: Sequence[Item], part: Segment) -> Subject | None:
        for at in range(part.end - 1, part.start - 1, -1):
            if items[at].meaning.indicators and not self._is_against(items, at, part.start):
                return self._named(items, at, part)
        return None

    @staticmethod
    def _is_against(items: Sequence[Item], at: int, start: int) -> bool:
        """Whether the name only says what a rate is against: *so với tổng thu ngân sách*."""
        return at > start and items[at - 1].plays("against.compare")

    def _named(self, items: Sequence[Item], at: int, part: Segment) -> Subject | None:
        """Take the name at an item; a word that goes with it makes it another one, which the catalogue does not know.

        *Nông nghiệp có giá trị sản xuất* is agriculture's, *dịch vụ phục vụ sản xuất nông nghiệp* is neither.
        """
        first = chosen = at
        while (other := self._name_before(items, first, part.start)) is not None:
            if self._changed_after(items, other, first):
                return Subject("", items[other].start, items[at].end)
            if not items[chosen].meaning.generic:
                break
            first = chosen = other
        name = items[chosen]
        if self._changed_after(items, at, part.end):
            end = at + 1
            while end < part.end and (items[end].kind == "word" or items[end].key in _LINKS):
                end += 1
            return Subject("", name.start, items[end - 1].end)
        before = items[chosen - 1] if chosen > part.start else None
        if before is not None and before.kind == "word" and name.meaning.bare:
            return Subject("", before.start, name.end)
        return Subject(name.meaning.indicators[0], name.start, name.end)

    @staticmethod
    def _name_before(items: Sequence[Item], at: int, start: int) -> int | None:
        """Find another name in the same phrase, before any verb."""
        for before in range(at - 1, start - 1, -1):
            item = items[before]
            if item.meaning.indicators:
                return before
            if item.kind in {"mark", "figure", "period", "code"} or item.plays(*_SAYS, *_PARTING):
                return None
        return None

    @staticmethod
    def _changed_after(items: Sequence[Item], at: int, end: int) -> bool:
        """Whether the words after a name make it another: *thu ngân sách từ đất*, *dịch vụ và du lịch*."""
        for place in range(at + 1, end):
            item = items[place]
            if item.kind == "word":
                return not item.proper
            if item.key in _LINKS:
                continue
            return item.kind == "phrase" and item.plays("counted.compounds")
        return False

    @staticmethod
    def _economy(items: Sequence[Item], part: Segment) -> Subject | None:
        for at in range(part.end - 1, part.start - 1, -1):
            if items[at].plays("economy.names"):
                changed = at + 1 < part.end and items[at + 1].kind == "word" and not items[at + 1].proper
                return Subject("", items[at].start, items[at].end, economy=not changed)
        return None

    def _unknown(self, items: Sequence[Item], part: Segment) -> Subject | None:
        """Take the words before the verb as a name that the catalogue does not know."""
        content = [at for at in range(part.start, part.end) if self._is_content(items[at])]
        if not content:
            return None
        first, last = content[0], content[0]
        for at in content:
            if any(items[between].plays(*_SAYS) or items[between].kind == "period" for between in range(last + 1, at)):
                if items[at].kind == "word" and at == last:
                    break
                first = at
            last = at
        # A noun that the grammar knows may open the name: số lượt khách, tổng đàn lợn.
        while (
            first > part.start
            and items[first - 1].plays("around.filler", "around.before_name")
            and items[first - 1].key in _OPENS
        ):
            first -= 1
        if last - first > _LONGEST_NAME:
            return None
        return Subject("", items[first].start, items[last].end)

    def _has_content(self, items: Sequence[Item], part: Segment) -> bool:
        return any(self._is_content(items[at]) for at in range(part.start, part.end))

    @staticmethod
    def _is_content(item: Item) -> bool:
        if item.kind == "word":
            return True
        if item.kind == "phrase" and not item.meaning.roles:
            return not item.meaning.indicators
        return (
            item.kind == "phrase"
            and not item.plays(*_BETWEEN, "plan.plan", "plan.of_plan")
            and not any(role.startswith(("assigners.", "prices.", "hedges.")) for role in item.meaning.roles)
        )

    @staticmethod
    def _is_remark(items: Sequence[Item], part: Segment) -> bool:
        return part.start < part.end and items[part.start].plays("around.remark")


_OPENS: Final = frozenset(
    {
        "số",
        "tổng số",
        "giá trị",
        "doanh thu",
        "thu",
        "chi",
        "mức",
        "nguồn",
        "khu vực",
        "ngành",
        "tổng",
        "sản xuất",
        "khoản",
    }
)


def _is_specific(item: Item) -> bool:
    return bool(item.meaning.indicators) and not item.meaning.generic


def _segment_end(items: Sequence[Item], at: int, end: int) -> int:
    for place in range(at, end):
        if items[place].kind == "figure" or (items[place].kind == "mark" and items[place].key in _BREAKS):
            return place
    return end


def names_in(items: Sequence[Item]) -> Iterator[str]:
    """List the indicators that a sentence names."""
    for item in items:
        yield from item.meaning.indicators
