"""Names of what is measured, among the words of one stretch: the catalogue's, and such as it does not know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.narrowing import TURNED, head_after, head_before, leaves_out, narrows
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.segments import breaks_strongly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.segments import Outline, Segment

# The verbs of statements: a name ends before them.
SAYS: Final = (
    "says.up", "says.down", "says.more", "says.less", "says.equal", "says.exceed", "says.short", "says.multiple",
    "says.doubled", "says.to_level", "says.share", "says.contribution",
)  # fmt: skip
# Words with one of these parts name nothing.
_EMPTY: Final = (
    *SAYS, "says.from", "around.filler", "around.verbs", "around.before_name", "around.after_name", "around.remark",
    "order.among", "order.respective", "hedges.estimate", "hedges.provisional", "hedges.at_least", "hedges.at_most",
    "hedges.approx", "against.compare", "against.same_period", "against.other_base", "aims.target", "aims.reviewed",
    "aims.planned_for", "plan.plan", "plan.of_plan",
)  # fmt: skip
_EMPTY_GROUPS: Final = ("assigners.", "prices.", "hedges.", "gaps.", "limits.", "plan.")
# Between two names these part them, so that neither belongs to the other.
_PARTING: Final = (*SAYS, "against.compare", "aims.target", "around.remark")
# Between a name and a word that makes it another one: thu ngân sách từ đất.
_LINKS: Final = frozenset({"và", "từ", "-", "của", "cho", "khối", "ngành", "khu vực"})
_WHOLE_PRODUCT: Final = "grdp"
_FOR: Final = frozenset({"cho", "của", "trong", "từ", "lĩnh vực"})
# Nouns that the grammar knows and that may open a name: số lượt khách, tổng đàn lợn.
_OPENS: Final = frozenset(
    {"số", "tổng số", "tổng", "giá trị", "doanh thu", "thu", "chi", "mức", "nguồn", "khoản", "khu vực", "ngành"}
    | {"sản xuất"}
)
# And such as may close one, next to its last word: số hộ kinh doanh.
_CLOSES: Final = frozenset({"kinh doanh", "sản xuất", "quản lý", "tạo"})
_LONGEST_NAME: Final = 14  # items; what is longer is a clause
_KINDS_OF_ECONOMY: Final = frozenset({"khu vực", "thành phần", "loại hình", "khối"})
# Before a branch: what a place is like, and nothing that is measured.
_DESCRIBING: Final = frozenset(
    {"mạnh", "nền", "quy mô", "thế mạnh", "thủ phủ", "tiềm năng", "tâm", "trung", "trung tâm", "điểm"}
)
_SEVERAL: Final = frozenset({"ba", "bốn", "các", "hai", "những"})
_NEAR: Final = 8  # items between the two pieces of a name


@record
class Subject(Record):
    """What a figure is a figure of.

    Attributes
    ----------
    indicator : str
        A catalogue id; empty for a name that the catalogue does not know.
    start, end : int
        The name's place in the text's normal form.
    economy : bool
        Whether it is the economy as a whole.
    others : tuple of str
        Other indicators that the same words name, or that stand beside them in brackets: *nông, lâm, thủy sản* is
        gross output, and value added where GRDP is spoken of.
    sure : bool
        Whether the words are spelt as the catalogue spells them; *tống giá trị sản xuất* is read, and not sure.
    doubt : str
        Code of the reason why no figure of it can be read; empty where one can.
    part_of : bool
        Whether the figure is a share of what the name says: *92% người dân tham gia bảo hiểm y tế*.
    counted : bool
        Whether the name is what the figure counts, or the verb of what was done: *có 1.240 doanh nghiệp*, *trồng mới
        212 ha chè*.
    completed : bool
        Whether what stood before had to say what the name is of: such a figure is asked about.
    """

    indicator: str
    start: int
    end: int
    economy: bool = False
    others: tuple[str, ...] = ()
    sure: bool = True
    doubt: str = ""
    part_of: bool = False
    counted: bool = False
    completed: bool = False


def unknown_name(items: Sequence[Item], part: Segment) -> Subject | None:
    """Take the words before the verb as a name that the catalogue does not know."""
    content = _content_of(items, part)
    if not content:
        return None
    first = last = content[0]
    for at in content:
        between = items[last + 1 : at]  # hardly ever any
        if between and any(item.plays(*SAYS) or item.kind == "period" for item in between):
            first = at  # năm 2021 xã đón 5.000 khách: what stands next before the figure
        last = at
    while (
        first > part.start
        and items[first - 1].key in _OPENS
        and items[first - 1].plays("around.filler", "around.before_name")
    ):
        first -= 1
    while last + 1 < part.end and items[last + 1].key in _CLOSES:
        last += 1
    if last - first > _LONGEST_NAME:
        return None
    return Subject("", items[first].start, items[last].end)


def whole_name(items: Sequence[Item], part: Segment) -> Subject | None:
    """Take all of a clause as a name that the catalogue does not know."""
    content = _content_of(items, part)
    if not content or content[-1] - content[0] > _LONGEST_NAME:
        return None
    return Subject("", items[content[0]].start, items[content[-1]].end)


def has_content(items: Sequence[Item], part: Segment) -> bool:
    """Whether a stretch has a word that may name something."""
    for at in range(part.start, part.end):
        item = items[at]
        if item.kind == "word" or (item.kind == "phrase" and _is_content(item)):
            return True
    return False


def _content_of(items: Sequence[Item], part: Segment) -> list[int]:
    """Say where in a stretch words stand that may name something."""
    return [
        at
        for at in range(part.start, part.end)
        if (kind := items[at].kind) == "word" or (kind == "phrase" and _is_content(items[at]))
    ]


def _is_content(item: Item) -> bool:
    if item.kind != "phrase":
        return item.kind == "word"
    if not item.meaning.roles:
        return not item.meaning.indicators
    return _may_name(item.meaning.roles)


@cache
def _may_name(roles: frozenset[str]) -> bool:
    """Whether a word that plays these parts may name something; there are only so many sets of parts."""
    if "areas.province" in roles:
        return False  # a place's name alone: Hải Phòng tăng 12,4%
    return roles.isdisjoint(_EMPTY) and not any(role.startswith(_EMPTY_GROUPS) for role in roles)


class Names:
    """Finds names in a stretch of a sentence.

    Parameters
    ----------
    lexicon : Lexicon
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._gapped = lexicon.gapped

    def in_segment(self, items: Sequence[Item], part: Segment, outline: Outline) -> Subject | None:
        """Find the last name that is the catalogue's, or the economy's."""
        gapped = self._gap_closed(items, part) if outline.closes else None
        named = self.last_named(items, part)
        if gapped is not None and (named is None or gapped.end > named.start):
            return gapped
        return named or (_economy(items, part) if "economy.names" in outline.roles else None)

    def last_named(self, items: Sequence[Item], part: Segment) -> Subject | None:
        """Find the last name but for such as only say what a rate is against: *so với tổng thu ngân sách*."""
        for at in range(part.end - 1, part.start - 1, -1):
            if not items[at].meaning.indicators or (at > part.start and items[at - 1].plays("against.compare")):
                continue
            if not _only_describes(items, at, part.start):
                return self.named(items, at, part)
        return None

    def named(self, items: Sequence[Item], at: int, part: Segment) -> Subject:
        """Take the name at an item; a word that goes with it makes it another one, which the catalogue does not know.

        *Nông nghiệp có giá trị sản xuất* is agriculture's, *dịch vụ phục vụ sản xuất nông nghiệp* is neither.
        """
        if _is_both_sides(items, at):
            return Subject("", items[at].start, items[at].end, doubt="both_sides")
        first = chosen = at
        while (other := _name_before(items, first, part.start)) is not None:
            if _is_changed(items, other, first) or _is_joined(items, other, first) or _is_for(items, other, first):
                return Subject("", items[other].start, items[at].end)
            if not items[chosen].meaning.generic:
                break
            first = chosen = other
        name = items[chosen]
        if _is_changed(items, at, part.end):
            end = at + 1
            while end < part.end and (_is_word(items[end]) or items[end].key in _LINKS):
                end += 1
            return Subject("", name.start, items[end - 1].end)
        if _is_measured_of(items, chosen, part):
            return Subject("", items[part.start].start, name.end)
        head = head_before(items, chosen, part.start) if name.meaning.bare else None
        if head is not None and not self._is_harmless(name.meaning.indicators[0], head[1]):
            return Subject("", items[head[0]].start, name.end)  # doanh thu thương mại - dịch vụ
        after = head_after(items, at, part.end) if name.meaning.bare else ""
        if after and not self._is_harmless(name.meaning.indicators[0], after):
            return Subject("", name.start, name.end)  # ngành dịch vụ có doanh thu 500 tỷ đồng
        before = items[chosen - 1] if chosen > part.start else None
        if before is not None and before.key in TURNED:
            return Subject("", before.start, name.end)  # tiết kiệm chi ngân sách
        # Phú Quốc thu ngân sách: a place before the name; a capital that only opens the sentence is none.
        place = before is not None and before.proper and chosen - 1 > part.start
        if before is not None and before.kind == "word" and not place and name.meaning.bare:
            return Subject("", before.start, name.end)  # khu công nghiệp
        indicator, *others = name.meaning.indicators
        return Subject(indicator, name.start, name.end, others=tuple(others), sure=not name.meaning.slip)

    def _is_harmless(self, indicator: str, head: str) -> bool:
        """Whether a head noun changes nothing: one of the indicator's own phrases begins with it.

        *Giá trị* changes what is measured of a branch alone: *giá trị thu nhập bình quân* is no other thing.
        """
        return self._lexicon.begins(indicator, head) or (
            head in {"giá trị", "tổng giá trị"} and not self._lexicon.is_branch(indicator)
        )

    def _gap_closed(self, items: Sequence[Item], part: Segment) -> Subject | None:
        """Find a name in two pieces before the figure: *ngân sách nhà nước chỉ thu*; a colon may stand between."""
        for at in range(part.end - 1, part.start - 1, -1):
            closes = items[at].meaning.closes
            if not closes:
                continue
            for before in range(at - 1, max(at - _NEAR, -1), -1):
                item = items[before]
                if item.kind == "figure" or breaks_strongly(item):
                    break
                for number in sorted(item.meaning.opens & closes):
                    return Subject(self._gapped[number].indicator, item.start, items[at].end)
                if _is_content(item) and not item.proper:
                    break  # thu kết dư ngân sách, thu phí vào ngân sách
        return None


def _name_before(items: Sequence[Item], at: int, start: int) -> int | None:
    """Find another name in the same phrase, before any verb."""
    for before in range(at - 1, start - 1, -1):
        item = items[before]
        if item.meaning.indicators:
            return before
        if item.kind in {"mark", "figure", "period", "code"} or item.plays(*_PARTING):
            return None
    return None


def _is_changed(items: Sequence[Item], at: int, end: int) -> bool:
    """Whether the words after a name make it another: *thu ngân sách từ đất*, *dịch vụ và du lịch*."""
    for place in range(at + 1, end):
        item = items[place]
        if leaves_out(items, place, end) or narrows(items, place, end):
            return True
        if item.key in _SEVERAL and place + 1 < end and items[place + 1].kind == "area":
            continue  # thu ngân sách của hai huyện Lộc Bình và Tràng Định
        if _is_word(item):
            return not item.proper  # xuất khẩu lao động: a word that only ends another name is a noun too
        if item.key not in _LINKS:
            return item.kind == "phrase" and item.plays("counted.compounds")
    return False


def _only_describes(items: Sequence[Item], at: int, start: int) -> bool:
    """Whether a branch only says what places are like: *IIP của các tỉnh có quy mô công nghiệp lớn*."""
    if not items[at].meaning.bare:
        return False
    before = at - 2 if at - 2 > start and items[at - 1].key == "về" else at - 1
    if before <= start or items[before].key not in _DESCRIBING:
        return False
    return any(item.meaning.indicators and not item.meaning.bare for item in items[start:before])


def _is_word(item: Item) -> bool:
    """Whether an item is a word that nothing is known of, or that only ends another name."""
    return item.kind == "word" or (item.is_noun and not item.meaning.roles)


def _is_joined(items: Sequence[Item], one: int, other: int) -> bool:
    """Whether *và* alone joins two names of different things, so that they are one of its own.

    *Xuất khẩu hàng hóa và dịch vụ*.
    """
    between = items[one + 1 : other]
    different = items[one].meaning.indicators != items[other].meaning.indicators
    return different and len(between) == 1 and between[0].key == "và"


def _is_for(items: Sequence[Item], one: int, other: int) -> bool:
    """Whether a branch after a name says what part of it is meant: *vốn đầu tư toàn xã hội cho nông nghiệp*.

    GRDP has its branches as indicators of their own.
    """
    meaning, branch = items[one].meaning, items[other].meaning
    between = [item.key for item in items[one + 1 : other]]
    if not branch.bare or meaning.generic or _WHOLE_PRODUCT in meaning.indicators:
        return False
    return bool(_FOR.intersection(between)) and all(key in _LINKS or key in _FOR for key in between)


def _is_both_sides(items: Sequence[Item], at: int) -> bool:
    """Whether one verb more stands before a name, so that it is two: *thu, chi ngân sách*, *xuất, nhập khẩu*."""
    if at < 2 or items[at - 1].key not in {",", "và", "-", "/"}:  # noqa: PLR2004 - the verb and a mark
        return False
    one, other = items[at - 2].key.split()[-1], items[at].key.split()
    return (one == "thu" and "chi" in other[:2]) or (one == "xuất" and "nhập" in other[:3])


def _is_measured_of(items: Sequence[Item], at: int, part: Segment) -> bool:
    """Whether a name is only what a ratio is of: *tỷ lệ huy động GDP vào ngân sách*."""
    for before in range(at - 1, part.start - 1, -1):
        item = items[before]
        if item.plays(*SAYS) or item.kind in {"mark", "period", "figure"}:
            return False
        if item.key == "tỷ" and item.kind == "word" and items[before + 1].key == "lệ":
            return True
    return False


def _economy(items: Sequence[Item], part: Segment) -> Subject | None:
    """Find the economy as a whole; *kinh tế* before a word of its own is something else."""
    for at in range(part.end - 1, part.start - 1, -1):
        if items[at].plays("economy.names"):
            if at > part.start and items[at - 1].key in _KINDS_OF_ECONOMY:
                return None  # thu từ khu vực kinh tế
            changed = at + 1 < part.end and items[at + 1].kind == "word" and not items[at + 1].proper
            return Subject("", items[at].start, items[at].end, economy=not changed)
    return None
