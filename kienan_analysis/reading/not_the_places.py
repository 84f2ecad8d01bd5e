"""Whose a figure is by the words before its name: a firm's, a household's, several places', and not the place's own."""

from __future__ import annotations

import re
from typing import Final

_VISITORS: Final = "visitors"
_REACH: Final = 80  # letters
# Those who come to one of these are not all who come to the place.
_SIGHT: Final = re.compile(
    r"(?<!\w)(?:chợ|lễ hội|hội chợ|chùa|đền|khu du lịch|khu di tích|bảo tàng|bãi biển|điểm du lịch|vườn quốc gia"
    r"|khách sạn|sân bay|nhà ga|tuyến|làng nghề|công viên|di tích)(?!\w)"
)
# A project, a household, a pilot: what follows in the clause is theirs.
_OF_ONE: Final = re.compile(
    r"(?<!\w)(?:(?:dự án|công trình|khu đô thị|mô hình)(?! (?:đầu tư công|mới))"
    r"|(?:hộ|gia đình|vợ chồng) (?:ông|bà|anh|chị)|mỗi hộ|theo quy định)(?!\w)"
)
# The same at the head of its sentence: all that the sentence tells is theirs, unless a place takes the word.
_OF_ONE_ALL: Final = re.compile(
    r"\W*(?:(?:dự án|công trình|khu đô thị|mô hình)(?! (?:đầu tư công|mới))|làng nghề|trang trại|tổ hợp tác|nhà máy"
    r"|bệnh viện|trường)(?!\w)"
)
_A_PLACE: Final = re.compile(r"(?<!\w)(?:huyện|quận|tỉnh|thành phố|thị xã|thị trấn|xã|phường|đặc khu|địa phương)(?!\w)")
# Places that are only counted, or not even that: nhiều xã có tỷ lệ hộ nghèo dưới 1%.
_OF_SOME: Final = re.compile(
    r"(?<!\w)(?:nhiều|một số|không ít|hầu hết|đa số|có|vài) (?:các )?(?:xã|phường|huyện|quận|địa phương|thôn|bản|tỉnh)"
    r"(?! (?:đã|đang|là|đạt chuẩn|nông thôn))(?!\w)"
)
_LONG_AGO: Final = re.compile(
    r"(?<!\w)cách đây (?:\w+ )?\w+ năm(?!\w)|(?<!\w)\w+ năm về trước(?!\w)"
    r"|(?<!\w)(?:\d+|hai|ba|bốn|năm|mười|mấy|vài) năm trước(?! (?:đó|liền))(?!\w)"
)


def is_of_some(key: str, start: int, figure: int) -> bool:
    """Whether places that are only counted stand before a figure without a name: *trong đó có một số tỉnh trên 10%*."""
    return _OF_SOME.search(key, max(start, figure - _REACH), figure) is not None


def other_than_the_place(key: str, starts: tuple[int, int], name: tuple[int, int], figure: int, indicator: str) -> str:
    """Say by the words before a name, in its sentence, why its figure is not the place's own, or of no known time.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    starts : tuple of int
        Where the sentence begins, and what stands after the figure before.
    name : tuple of int
        Where the name stands.
    figure : int
        Where the digits begin.
    indicator : str
        What it measures; empty where the catalogue does not know it.

    Returns
    -------
    str
        Code of the reason; empty where nothing speaks against it.
    """
    name_start, name_end = name
    begun, start = (max(one, name_start - _REACH) for one in starts)
    since = key[start:name_start].rpartition(";")[2]
    clause = since.rpartition(", ")[2]
    if _LONG_AGO.search(key[begun:name_start].rpartition(";")[2]):
        return "no_period"
    # Một số tỉnh có IIP tăng cao: Lai Châu tăng 43,2%. After a colon they are named.
    if _OF_SOME.search(since) and key.find(":", name_end, figure) < 0:
        return "several_places"
    if _OF_ONE.search(clause):
        return "firm"
    head = _OF_ONE_ALL.match(key, starts[0])
    if head is not None and not _A_PLACE.search(key, head.end(), name_start):
        return "firm"
    around = key[start:name_end].rpartition(";")[2]
    return "firm" if indicator.endswith(_VISITORS) and _SIGHT.search(around) else ""
