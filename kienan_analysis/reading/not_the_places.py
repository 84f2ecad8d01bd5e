"""Whose a figure is by the words before its name: a firm's, a household's, several places', and not the place's own."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_VISITORS: Final = "visitors"
_RECEIPTS: Final = "tourism_revenue"
_REACH, _SENTENCE, _DIRECTLY = 80, 300, 8  # letters
_EVENTS: Final = ("ngày hội", "lễ hội", "hội chợ", "festival", "tuần lễ", "phiên chợ", "triển lãm", "hội xuân")
# Those who come to one of these are not all who come to the place.
_SIGHT: Final = re.compile(
    r"(?<!\w)(?<!các )(?<!các khu, )"
    r"(?:chợ|lễ hội|hội chợ|chùa|đền|khu du lịch|khu di tích|bảo tàng|bãi biển|điểm du lịch|vườn quốc gia"
    r"|khách sạn|sân bay|nhà ga|tuyến|làng nghề|công viên|di tích)(?!\w)"
)
# A project, a household, a pilot: what follows in the clause is theirs.
_PROJECTS: Final = ("dự án", "công trình", "khu đô thị", "mô hình")
_PEOPLE: Final = (
    *map(" ".join, product(("hộ", "gia đình", "vợ chồng"), ("ông", "bà", "anh", "chị"))), "mỗi hộ", "theo quy định",
)  # fmt: skip
_OF_ONE: Final = re.compile(rf"(?<!\w)(?:(?:{'|'.join(_PROJECTS)})(?! (?:đầu tư công|mới))|{'|'.join(_PEOPLE)})(?!\w)")
# When it was, before what a sentence is about: Năm 2023, …; Trong 9 tháng đầu năm 2023, ….
_OPENED: Final = r"\W*(?:(?:(?:cả|cuối|đến|hết|qua|tính|trong) )*(?:\d+ )?(?:năm|quý|tháng)(?!\w)[^,;.:()]{0,25},\W*)?"
# The same at the head of its sentence: all that the sentence tells is theirs, unless a place takes the word.
_OF_ONE_ALL: Final = re.compile(
    rf"{_OPENED}(?:(?:{'|'.join(_PROJECTS)})(?! (?:đầu tư công|mới))|làng nghề|trang trại|tổ hợp tác|nhà máy"
    r"|bệnh viện|trường)(?!\w)"
)
# Not where the thing only lies there: trang trại gà ở huyện Nghi Lộc.
_A_PLACE: Final = re.compile(
    r"(?<!\w)(?<!\w ở )(?<!\w tại )(?<!\w thuộc )"
    r"(?:huyện|quận|tỉnh|thành phố|thị xã|thị trấn|xã|phường|đặc khu|địa phương)(?!\w)"
)
# A name in a clause of its own, that a place follows: dự án hoàn thành, thu ngân sách huyện Yên Mô đạt 250 tỷ đồng.
_ITS_PLACE: Final = re.compile(
    r" (?:của |trên địa bàn )?(?:toàn )?(?:huyện|quận|tỉnh|thành phố|thị xã|thị trấn|xã|phường|đặc khu)(?!\w)"
)
_PAYS: Final = ("nộp", "đóng góp")
# Places that are only counted, or not even that: nhiều xã có tỷ lệ hộ nghèo dưới 1%.
_SOME: Final = ("nhiều", "một số", "không ít", "hầu hết", "đa số", "phần lớn", "có", "vài")
_PLACES: Final = ("xã", "phường", "huyện", "quận", "địa phương", "thôn", "bản", "tỉnh")
_OF_SOME: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(_SOME)}) (?:các )?(?:{'|'.join(_PLACES)})"
    r"(?! (?:đã|đang|là|đạt chuẩn|nông thôn))(?!\w)"
)
# The world's: kinh tế thế giới tăng 3,2%.
_WORLD: Final = re.compile(r"(?<!\w)(?:kinh tế|thương mại|gdp|tăng trưởng|lạm phát) (?:thế giới|toàn cầu)(?!\w)")
_LONG_AGO: Final = re.compile(
    r"(?<!\w)cách đây (?:\w+ )?\w+ năm(?!\w)|(?<!\w)\w+ năm về trước(?!\w)"
    r"|(?<!\w)(?:\d+|hai|ba|bốn|năm|mười|mấy|vài) năm trước(?! (?:đó|liền))(?!\w)"
)
# A few days, whose guests are not the year's; a rumour; what places counted have together.
_DAYS: Final = re.compile(
    r"(?<!\w)(?:dịp|kỳ|đợt|ngày) (?:nghỉ )?(?:lễ|tết)(?! hội)(?!\w)"
    r"|(?<!\w)(?:\d+|ba|bốn|năm|sáu|bảy|tám|chín|mấy) ngày (?:nghỉ|tết|lễ|đầu xuân)(?!\w)"
)
_OF_MORE_THAN_DAYS: Final = re.compile(r"(?<!\w)(?:cả năm|tính chung|lũy kế|\d+ tháng|quý|sau|ngoài|năm qua)(?!\w)|;")
_RUMOUR: Final = re.compile(
    r"(?<!\w)(?:(?:tin|người|dân|ai) đồn(?! biên phòng)|lời đồn|đồn (?:đoán|thổi|rằng|đại)|tung tin"
    r"|(?:tờ|một) báo (?:từng |đã )?(?:viết|đưa|đăng)"
    r"|thông tin sai|rỉ tai|nghe nói|nghe đâu|mạng xã hội (?:lan|đồn|rao))(?!\w)"
)
_IN_TRUTH: Final = re.compile(r"(?<!\w)(?:thực tế|khẳng định|thực chất|bác bỏ|chính xác là)(?!\w)|;")
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|\d+) (?:xã|phường|huyện|quận|tỉnh|thị xã|thành phố)"
    r"(?! (?:đạt|được|mới|cũ))(?!\w)[^;.\d]{0,90}(?:\d{4}[^;.\d]{0,40})?"
    r"(?<!\w)(?:tổng cộng|cộng lại|gộp lại|cùng thu|thu chung)(?!\w)"
)
_EVENT: Final = re.compile(rf"{_OPENED}(?:ngày hội|lễ hội|hội chợ|festival|tuần lễ|phiên chợ|triển lãm|hội xuân)(?!\w)")
# Ông Nguyễn Văn An, chủ trang trại ở …: all that the sentence tells is his; not a chairman's, who speaks for a place.
_PERSON: Final = re.compile(
    rf"{_OPENED}(?:(?:gia đình|hộ) )?(?:ông|bà|anh|chị) [^,.;:]{{2,40}}?,? "
    r"(?:chủ (?!tịch|nhiệm|trì)|giám đốc (?:công ty|htx|hợp tác xã|doanh nghiệp)|(?:ở|trú|ngụ) |nông dân|xã viên)"
)
_OF_ALL_OF_IT: Final = re.compile(
    r"(?<!\w)(?:toàn|cả|đưa|đến|tới|giúp|trên địa bàn) (?:huyện|quận|tỉnh|thành phố|thị xã|xã|phường)(?!\w)|;"
)
# No pattern fits where none of its words stands, which is told sooner.
_AGO: Final = ("cách đây ", " năm về trước", " năm trước")
_ONE: Final = (*_PROJECTS, *_PEOPLE)
_SEVERAL: Final = tuple(f"{one} {more}{place}" for one, more, place in product(_SOME, ("", "các "), _PLACES))


class OthersFigures:
    """Tells the figures of a text that are not the place's own.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._ago = _standing(_AGO, key)
        self._several = _standing(_SEVERAL, key)
        self._one = _standing(_ONE, key)
        self._rumour = _RUMOUR.search(key) is not None
        self._together = _TOGETHER.search(key) is not None
        self._events = any(word in key for word in _EVENTS)

    def is_of_some(self, start: int, figure: int) -> bool:
        """Whether places only counted stand before a figure without a name: *trong đó có một số tỉnh trên 10%*.

        Parameters
        ----------
        start, figure : int
            What stands after the figure before, and where the digits begin.
        """
        if not self._several:
            return False
        some = _OF_SOME.search(self._key, max(start, figure - _REACH), figure)
        return some is not None and self._key.find(":", some.end(), figure) < 0  # một số tỉnh giảm: Hà Tĩnh giảm 2,2%

    def reason(self, starts: tuple[int, int], name: tuple[int, int], figure: int, indicator: str) -> str:
        """Say by the words before a name, in its sentence, why its figure is not the place's, or of no known time.

        Parameters
        ----------
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
        key, (name_start, name_end) = self._key, name
        begun, start = max(starts[0], name_start - _REACH), max(starts[1], name_start - _REACH)
        if self._ago:
            before = key[begun:name_start].rpartition(";")[2]
            if _standing(self._ago, before) and _LONG_AGO.search(before):
                return "no_period"
        if self._several or self._one:
            since = key[start:name_start].rpartition(";")[2]
            # Một số tỉnh có IIP tăng cao: Lai Châu tăng 43,2%. After a colon they are named.
            some = _standing(self._several, since) and _OF_SOME.search(since)
            if some and key.find(":", name_end, figure) < 0:
                return "several_places"
            clause = since.rpartition(", ")[2]
            if _standing(self._one, clause) and _OF_ONE.search(clause):
                return "firm"
        if _WORLD.search(key, start, name_end) is not None and not indicator:
            return "another_place"
        head = _OF_ONE_ALL.match(key, starts[0])
        if head is not None and not _A_PLACE.search(key, head.end(), name_start):
            opened = key.find(",", head.end(), name_start) >= 0
            if not opened or _ITS_PLACE.match(key, name_end, figure) is None or key.startswith(_PAYS, name_start):
                return "firm"
        if (said := self._of_days_or_several(starts[0], name, figure, indicator)) != "":
            return said
        around = key[start:name_end].rpartition(";")[2] if indicator.endswith(_VISITORS) else ""
        return "firm" if around and _SIGHT.search(around) else ""

    def _of_days_or_several(self, begun: int, name: tuple[int, int], figure: int, indicator: str) -> str:
        """Say whether a sentence tells of a few days, an event, a rumour, or of places counted together."""
        key, (name_start, name_end) = self._key, name
        head, begun = begun, max(begun, name_start - _SENTENCE)
        if self._rumour:
            rumour = _RUMOUR.search(key, begun, figure)
            if rumour is not None and _IN_TRUTH.search(key, rumour.end(), figure) is None:
                return "denied"
        if self._together:
            told = _TOGETHER.search(key, begun, figure)
            if told is not None and figure - told.end() <= _DIRECTLY:
                return "several_places"
        if not indicator and _SIGHT.match(key, name_start, name_end) is not None:
            return "firm"
        event = _EVENT.match(key, begun) if self._events and head == begun else None
        if event is None and head == begun:
            event = _PERSON.match(key, begun)
        if event is not None and _OF_ALL_OF_IT.search(key, event.end(), figure) is None:
            return "firm"
        if not indicator.endswith(_VISITORS) and indicator != _RECEIPTS:
            return ""
        days = max((found.end() for found in _DAYS.finditer(key, begun, figure)), default=-1)
        return "no_period" if days >= 0 and _OF_MORE_THAN_DAYS.search(key, days, figure) is None else ""


def _standing(words: Sequence[str], text: str) -> list[str]:
    """Give those of some words that a text has."""
    return [one for one in words if one in text]
