"""Who a figure belongs to: the name before it, one carried over from the clause before, or one that follows it."""

from __future__ import annotations

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
    for name in ("up", "down", "more", "less", "equal", "exceed", "short", "multiple", "doubled", "to_level", "share", "contribution")
)
_BETWEEN: Final = (
    "around.filler", "around.before_name", "around.after_name", "around.remark", "order.among", "order.respective",
    "hedges.estimate", "hedges.provisional", "hedges.at_least", "hedges.at_most", "hedges.approx", "says.from",
    "against.compare", "aims.target", "aims.reviewed", "aims.planned_for", "against.same_period", "against.other_base", *_SAYS,
)  # fmt: skip
_LONGEST_NAME: Final = 14
_NEAR: Final = 8


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
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._gapped = lexicon.gapped

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
            subject = self._in_segment(items, part, last=number == 0)
            if subject is not None:
                return subject, False
            if not self._has_content(items, part):
                continue
            if number == 0:
                free = False
            elif not self._is_remark(items, part) or part.mark in _OPENING:
                opened = self._opening_name(items, parts, len(parts) - 1 - number)
                if opened is not None:
                    return opened, False
                free = False
        return None, free

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

    def listed(self, items: Sequence[Item], start: int, end: int) -> list[Subject]:
        """List the names between two items, in order, cut at commas and *và*: those of a respective list."""
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

    def after(self, items: Sequence[Item], place: int, end: int) -> Subject | None:
        """Find the name that follows a figure: *285 tỷ đồng là tổng thu ngân sách*, *458 lao động có việc làm*."""
        figure = items[place]
        if figure.meaning.indicators:
            return Subject(figure.meaning.indicators[0], figure.start, figure.end)
        for at in range(place + 1, min(place + 1 + _NEAR, end)):
            item = items[at]
            if item.kind == "figure" or (item.kind == "mark" and item.key in _BREAKS):
                return None
            closed = [number for number in item.meaning.closes if not self._gapped[number].first]
            if closed:
                return Subject(self._gapped[closed[0]].indicator, item.start, item.end)
            if item.meaning.indicators:
                return self._named(items, at, Segment(at, _segment_end(items, at, end), ""))
            if item.kind == "word" and at > place + 2:
                return None
        return None

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
        """Take the name at an item; a word that goes with it makes it another one, which the catalogue does not know."""
        first = last = at
        while first > part.start and self._goes_with_name(items[first - 1]):
            first -= 1
        while last + 1 < part.end and self._goes_with_name(items[last + 1]):
            last += 1
        run = range(first, last + 1)
        names = [place for place in run if items[place].meaning.indicators]
        specific = [place for place in names if not items[place].meaning.generic] or names
        chosen = specific[-1]
        share = any(items[place].plays("says.share") for place in run)
        meaning = items[chosen].meaning
        changed = any(items[place].kind == "word" for place in range(names[0] + 1, last + 1))
        before = items[names[0] - 1] if names[0] > part.start else None
        if before is not None and before.kind == "word" and items[names[0]].meaning.bare and not changed:
            return Subject("", before.start, items[last].end, share)
        if changed:
            return Subject("", items[names[0]].start, items[last].end, share)
        return Subject(meaning.indicators[0], items[chosen].start, items[chosen].end, share)

    @staticmethod
    def _goes_with_name(item: Item) -> bool:
        if item.kind in {"mark", "figure", "period", "code"}:
            return item.kind == "mark" and item.key in {"-", "&"}
        return not item.plays(*_SAYS, "hedges.estimate", "hedges.approx", "hedges.at_least", "hedges.at_most", "aims.target", "against.compare")

    @staticmethod
    def _economy(items: Sequence[Item], part: Segment) -> Subject | None:
        for at in range(part.end - 1, part.start - 1, -1):
            if items[at].plays("economy.names"):
                return Subject("", items[at].start, items[at].end, economy=True)
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
        while first > part.start and items[first - 1].plays("around.filler", "around.before_name") and items[first - 1].key in _OPENS:
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
        return item.kind == "phrase" and item.meaning.roles != frozenset() and not item.plays(*_BETWEEN, "plan.plan", "plan.of_plan") and not any(
            role.startswith(("assigners.", "prices.", "hedges.")) for role in item.meaning.roles
        )

    @staticmethod
    def _is_remark(items: Sequence[Item], part: Segment) -> bool:
        return part.start < part.end and items[part.start].plays("around.remark")


_OPENS: Final = frozenset({"số", "tổng số", "giá trị", "doanh thu", "thu", "chi", "mức", "nguồn", "khu vực", "ngành", "tổng", "sản xuất", "khoản"})


def _segment_end(items: Sequence[Item], at: int, end: int) -> int:
    for place in range(at, end):
        if items[place].kind == "figure" or (items[place].kind == "mark" and items[place].key in _BREAKS):
            return place
    return end


def names_in(items: Sequence[Item]) -> Iterator[str]:
    """List the indicators that a sentence names."""
    for item in items:
        yield from item.meaning.indicators
