"""Names that follow their figure: *có 1.240 doanh nghiệp*, *92% người dân tham gia bảo hiểm y tế*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.names import Subject
from kienan_analysis.reading.numbers import value_of
from kienan_analysis.reading.segments import breaks, breaks_strongly, segment_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.items import Item
    from kienan_analysis.reading.standing import Standing

_LAND: Final = "land_area"
# Whom a place counts, by the unit: its people are an indicator, its households none.
_COUNTS_BESIDE: Final = {"hộ": "", "người": "population", "nghìn người": "population"}
# What a place does to what it then counts: the verb is the name. Before a name that it is of, it is none.
_DONE: Final = frozenset(
    {"huy động", "huy động được", "thu hút", "thu hút được", "đón", "đón được", "chi", "đầu tư", "giải ngân"}
    | {"giải ngân được", "phục vụ", "nộp"}
)
# Verbs with words that the grammar does not know: what is done is a statistic, whatever noun follows the figure.
_DONE_WORDS: Final = (
    "gieo trồng", "gieo cấy", "gieo sạ", "xuống giống", "trồng", "trồng mới", "cấy", "cấy xong", "thu hoạch",
    "nuôi trồng", "thả nuôi", "khai thác", "đánh bắt", "tiêu hủy", "đào tạo", "đào tạo nghề", "đào tạo nghề được",
    "dạy nghề", "đón", "phục vụ", "cấp mới", "kiên cố hóa", "cứng hóa", "bê tông hóa",
    "xuất bán", "vận chuyển", "thu gom", "cải tạo", "chuyển đổi", "giải quyết việc làm mới",
)  # fmt: skip
# Directly before a count, these say that a place has so many.
_HAS: Final = frozenset(
    {"có", "hiện có", "đã có", "còn", "còn có", "hiện còn", "với", "gồm", "tổng số", "có tổng số"} | {"trong đó"}
)
_BRACKET_AND_PLAN: Final = 2  # items
_LEAST_SHARE: Final = 0.5  # of a plan that a result has
_HEDGES: Final = ("hedges.at_least", "hedges.at_most", "hedges.approx", "hedges.estimate", "around.filler")
_MOST_HEDGES: Final = 4  # items between the verb and its figure
# Between the figures of a list of counts: 1.240 doanh nghiệp và 866 hộ kinh doanh.
_JOINS: Final = frozenset({"và", ",", "cùng", "với"})
_LONGEST: Final = 10  # items of a name
_PEOPLE: Final = frozenset({"người dân", "dân", "dân cư", "dân số"})
# A count that the catalogue names is, after a percentage, what that is a share of: 60% số xã đạt chuẩn.
_COUNTS: Final = ("số ", "tổng số ")
# What makes an unsaid verb of a share: có 92% người dân …, phấn đấu 100% số xã …
_OF_A_SHARE: Final = frozenset({"có", "với", "đạt", "hiện có", "đã có", "được"})


def counted_after(standing: Standing) -> Subject | None:
    """Take what a place has so many of as its name.

    The unit is the noun, and what follows it belongs to the name, up to a mark or a verb of change: *1.240 doanh nghiệp
    đang hoạt động*.
    """
    figure, items, place = standing.figure, standing.items, standing.place
    if figure.kind != "quantity" or figure.is_money or (figure.is_range and not figure.unit) or figure.unit_token < 0:
        return None
    if not is_had(standing):
        return None
    end = place + 1
    stop = min(segment_end(items, place + 1, standing.following), place + _LONGEST)
    while end < stop and _goes_on(items[end]):
        end += 1
    return Subject("", figure.end + 1, items[end - 1].end, counted=True)


def counted_beside(subject: Subject, standing: Standing, earlier: Iterable[Subject]) -> Subject | None:
    """Find whom a place counts beside how large it is: *diện tích 132,4 km2, 1.974 hộ, 9.862 người*."""
    people = _COUNTS_BESIDE.get(standing.figure.unit)
    beside = subject.indicator == _LAND or (subject.counted and any(one.indicator == _LAND for one in earlier))
    if people is None or not beside:
        return None
    if any(standing.items[at].kind == "word" for at in range(standing.start, standing.place)):
        return None  # diện tích 42 km2, thu hút 500 người
    end = standing.items[standing.place].end
    return Subject(people, standing.figure.start, end, counted=True, completed=bool(people))


def is_count_of(standing: Standing, known: Indicator) -> bool:
    """Whether a bare number after the colon of a name is of its unit: *doanh nghiệp thành lập mới: 392, tăng 5%*."""
    items, place, following = standing.items, standing.place, standing.next
    ends = following is None or following.key in {",", ";", "."}
    said = place > standing.start + 1 and items[place - 1].key == ":" and bool(items[place - 2].meaning.indicators)
    return known.unit == "doanh nghiệp" and ends and said and not standing.is_count


def is_had(standing: Standing) -> bool:
    """Whether a count is what a place has: after *có*, in a list of counts, or at the beginning of a clause."""
    return _has(standing) or _joins_a_count(standing) or _opens_clause(standing)


def unit_beside(standing: Standing) -> Figure | None:
    """Give the figure whose unit a bare number has: the plan in brackets beside it, *1.786 lao động (KH 1.750)*."""
    figure, following, items = standing.figure, standing.next, standing.items
    between = items[standing.start : standing.place]
    if figure.kind != "bare" or figure.printed is None or following is None or following.key != ")":
        return None
    if len(between) < _BRACKET_AND_PLAN or between[0].key != "(" or not between[1].plays("plan.plan"):
        return None
    if any(item.key != ":" and not item.plays("plan.of_plan", "says.equal") for item in between[2:]):
        return None
    before = items[standing.start - 1].figure if standing.start else None
    if before is None or before.kind != "quantity" or before.printed is None or before.is_range:
        return None
    # Kế hoạch 135, kế hoạch 2025: a number that is far from the result is the name of a programme, or a year.
    share = value_of(before.printed) / max(value_of(figure.printed), 1e-9)
    return before if _LEAST_SHARE <= share <= 1 / _LEAST_SHARE else None


def named_by_verb(items: Sequence[Item], start: int, end: int) -> Subject | None:
    """Take the verb directly before a figure as its name: *huyện huy động hơn 352 tỷ đồng làm đường*."""
    for at in range(end - 1, max(end - 1 - _MOST_HEDGES, start - 1), -1):
        if items[at].key in _DONE:
            return Subject("", items[at].start, items[at].end, counted=True)
        if not items[at].plays(*_HEDGES):
            return None
    return None


def is_done(name: str) -> bool:
    """Whether an unknown name is a verb of what was done: *trồng mới*, *toàn huyện xuống giống*."""
    return name.endswith(_DONE_WORDS)


def share_of_what_follows(standing: Standing) -> Subject | None:
    """Take the noun after a percentage that stands without a name of its own: *có 92% người dân tham gia BHYT*."""
    figure, items, place = standing.figure, standing.items, standing.place
    if figure.kind != "rate" or standing.after.against.kind:
        return None
    first = place + 1
    while first < standing.following and items[first].plays("hedges.or_more", "hedges.or_less"):
        first += 1  # 60% trở lên số xã
    following = items[first] if first < standing.following else None
    if following is None:
        return None
    counts = bool(following.meaning.indicators) and following.key.startswith(_COUNTS)
    if not counts and following.key not in _PEOPLE and (first > place + 1 or not standing.is_of_a_noun):
        return None
    before = place - 1
    while before >= standing.start and items[before].plays(*_HEDGES) and items[before].key not in _OF_A_SHARE:
        before -= 1
    item = items[before] if before >= standing.start else None
    opens = item is None and not standing.start
    opens = opens or (item is not None and (item.key in {";", ":", "-", "•", "+"} and item.kind == "mark"))
    if not opens and (item is None or not (item.key in _OF_A_SHARE or item.plays("aims.target"))):
        return None
    if item is not None and item.key in _OF_A_SHARE and not _follows_place(standing, before):
        return None
    end = first
    stop = min(segment_end(items, first, standing.following), first + _LONGEST)
    while end < stop and not items[end].plays("says.up", "says.down", "against.compare"):
        end += 1
    return Subject("", items[first].start, items[end - 1].end, part_of=True) if end > first else None


def _has(standing: Standing) -> bool:
    """Whether *có* or the like governs the figure, and a place or a period, or nothing, stands before it."""
    items = standing.items
    for at in range(standing.place - 1, max(standing.place - 1 - _MOST_HEDGES, standing.start - 1), -1):
        if items[at].key in _HAS:
            return _follows_place(standing, at)
        if not items[at].plays(*_HEDGES):
            return False
    return False


def _follows_place(standing: Standing, verb: int) -> bool:
    """Whether nothing in the clause before a verb could be another subject than the place."""
    for at in range(verb - 1, standing.start - 1, -1):
        item = standing.items[at]
        if breaks(item):
            return True
        if item.kind == "word" and not item.proper:
            return False
        if item.kind == "phrase" and (item.meaning.indicators or not item.meaning.roles):
            return False
    return True


def _opens_clause(standing: Standing) -> bool:
    """Whether the count opens a clause of a list: *…; 415 doanh nghiệp quay trở lại hoạt động; 302 …*."""
    items, at = standing.items, standing.place - 1
    while at >= standing.start and items[at].plays(*_HEDGES):
        at -= 1
    return at >= max(standing.start, 1) and items[at].key == ";" and standing.next is not None and standing.next.is_noun


def _joins_a_count(standing: Standing) -> bool:
    """Whether the figure before is a count too, and only its noun, and *và* or a comma, stand between."""
    items, start, place = standing.items, standing.start, standing.place
    before = next((at for at in range(start - 1, max(start - 1 - _LONGEST, -1), -1) if items[at].figure), -1)
    one = items[before].figure if before >= 0 else None
    if one is None or one.is_money or one.kind not in {"quantity", "bare"}:
        return False
    between = items[before + 1 : place]
    join = next((at for at in range(len(between) - 1, -1, -1) if between[at].key in _JOINS), -1)
    if join < 0 or not all(item.plays(*_HEDGES) for item in between[join + 1 :]):
        return False
    return all(
        item.kind == "word" or item.key in _JOINS or not item.plays("says.up", "says.down", "says.equal", "plan.plan")
        for item in between[:join]
    ) and not any(breaks_strongly(item) for item in between)


def _goes_on(item: Item) -> bool:
    if item.key in _JOINS and item.kind == "mark":
        return False
    return item.key != "và" and not item.plays("says.up", "says.down", "against.compare", "plan.plan", "aims.target")
