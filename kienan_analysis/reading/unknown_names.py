"""Names that the catalogue does not know: which of the words before or after a figure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.names import SAYS, Subject, unknown_name
from kienan_analysis.reading.segments import Segment, segment_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item

_LONGEST_JOINED: Final = 5  # items of an unknown name before its comma
_LONGEST_OPENING: Final = 12  # items of an unknown name that a comma parts from its verb
# A clause after one of these, or after nothing, opens a statement.
OPENING: Final = frozenset({"", ";", ":"})


def phrase_after(items: Sequence[Item], place: int, end: int) -> Subject | None:
    """Take the words after a figure that opens its sentence as a name.

    *30 triệu tấn hàng qua Cảng Hải Phòng, tăng …*.
    """
    if place + 1 >= end or items[place + 1].kind != "word":
        return None
    stop = segment_end(items, place + 1, end)
    if any(items[at].plays(*SAYS) for at in range(place + 1, stop)):
        return None
    return Subject("", items[place + 1].start, items[stop - 1].end)


def unknown_before(items: Sequence[Item], parts: Sequence[Segment], at: int) -> Subject | None:
    """Take the words before a figure as an unknown name; with those before a comma, where they only list what it is.

    *Công nghiệp chế biến, chế tạo tăng …*.
    """
    part = parts[at]
    subject = unknown_name(items, part)
    if subject is None or at == 0 or part.mark != ",":
        return subject
    before = parts[at - 1]
    inside = items[before.start : before.end]
    rate = next((item for item in inside if item.key.startswith("tỷ lệ")), None)
    if rate is not None and not any(item.plays(*SAYS) or item.kind in {"figure", "period"} for item in inside):
        return subject._replace(start=rate.start)  # tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ
    if before.start == 0 or at == 1:
        return subject
    starts = next((item for item in items[part.start : part.end] if item.start == subject.start), None)
    if (
        not 0 < len(inside) <= _LONGEST_JOINED
        or starts is not items[part.start]
        or before.mark not in {",", ";"}
        or inside[0].plays("around.circumstance", "around.remark", "order.among")
        or any(item.plays(*SAYS) or (item.kind != "word" and not item.meaning.indicators) for item in inside)
    ):
        return subject
    return subject._replace(start=inside[0].start)


def opening_name(items: Sequence[Item], parts: Sequence[Segment], at: int) -> Subject | None:
    """Take an unknown name that opens a statement and that a comma parts from its verb.

    *Khối vốn nước ngoài, tăng 13,4%*.
    """
    first, end = at, parts[at].end
    while parts[first].mark == "," and first > 0 and end - parts[first].start <= _LONGEST_OPENING:
        first -= 1
    start = parts[first].start
    if parts[first].mark not in OPENING or end - start > _LONGEST_OPENING:
        return None
    span = items[start:end]
    if any(item.plays(*SAYS) or item.kind in {"period", "figure", "prices"} for item in span):
        return None
    if span[0].plays("around.circumstance"):
        return None
    return unknown_name(items, Segment(start, end, ""))
