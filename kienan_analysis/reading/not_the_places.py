"""Whose a figure is by the words before its name: a firm's, a household's, several places', and not the place's own."""

from __future__ import annotations

import re
from itertools import product
from typing import Final

_VISITORS: Final = "visitors"
_REACH: Final = 80  # letters
# Those who come to one of these are not all who come to the place.
_SIGHTS: Final = (
    "chợ", "lễ hội", "hội chợ", "chùa", "đền", "khu du lịch", "khu di tích", "bảo tàng", "bãi biển", "điểm du lịch",
    "vườn quốc gia", "sân bay", "nhà ga", "tuyến", "làng nghề", "công viên", "di tích",
)  # fmt: skip
_SIGHT: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_SIGHTS)})(?!\w)")
# A project, a household, a pilot: what follows in the clause is theirs.
_PROJECTS: Final = ("dự án", "công trình", "khu đô thị", "mô hình")
_PEOPLE: Final = (
    *map(" ".join, product(("hộ", "gia đình", "vợ chồng"), ("ông", "bà", "anh", "chị"))), "mỗi hộ", "theo quy định",
)  # fmt: skip
_OF_ONE: Final = re.compile(rf"(?<!\w)(?:(?:{'|'.join(_PROJECTS)})(?! (?:đầu tư công|mới))|{'|'.join(_PEOPLE)})(?!\w)")
# Places that are only counted, or not even that: nhiều xã có tỷ lệ hộ nghèo dưới 1%.
_SOME: Final = ("nhiều", "một số", "không ít", "hầu hết", "đa số", "có", "vài")
_PLACES: Final = ("xã", "phường", "huyện", "quận", "địa phương", "thôn", "bản", "tỉnh")
_OF_SOME: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(_SOME)}) (?:các )?(?:{'|'.join(_PLACES)})"
    r"(?! (?:đã|đang|là|đạt chuẩn|nông thôn))(?!\w)"
)
_LONG_AGO: Final = re.compile(
    r"(?<!\w)cách đây (?:\w+ )?\w+ năm(?!\w)|(?<!\w)\w+ năm về trước(?!\w)"
    r"|(?<!\w)(?:\d+|hai|ba|bốn|năm|mười|mấy|vài) năm trước(?! (?:đó|liền))(?!\w)"
)
# No pattern fits where none of these stands, which is told sooner.
_TELLING: Final = (
    "cách đây ", " năm về trước", " năm trước", *_SIGHTS, *_PROJECTS, *_PEOPLE,
    *(f"{one} {more}{place}" for one, more, place in product(_SOME, ("", "các "), _PLACES)),
)  # fmt: skip


class OthersFigures:
    """Tells the figures of a text that are not the place's own.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._telling = [words for words in _TELLING if words in key]

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
        before = key[min(begun, start) : name_end]
        if not any(words in before for words in self._telling):
            return ""
        since = key[start:name_start].rpartition(";")[2]
        clause = since.rpartition(", ")[2]
        if _LONG_AGO.search(key[begun:name_start].rpartition(";")[2]):
            return "no_period"
        # Một số tỉnh có IIP tăng cao: Lai Châu tăng 43,2%. After a colon they are named.
        if _OF_SOME.search(since) and key.find(":", name_end, figure) < 0:
            return "several_places"
        if _OF_ONE.search(clause):
            return "firm"
        around = key[start:name_end].rpartition(";")[2]
        return "firm" if indicator == _VISITORS and _SIGHT.search(around) else ""
