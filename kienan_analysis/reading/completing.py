"""Names that say less than the catalogue's, and what completes them: their other words, their unit, what stood before.

What only the words before say is asked about: a subject that is ``completed``.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.text import matching_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.lexicon import Lexicon
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.scope_of_names import NameScope
    from kienan_analysis.reading.standing import Standing
    from kienan_analysis.reading.state import State

# Before a place, within a name.
_OF_A_PLACE: Final = re.compile(r" (?:của|tại|ở|thuộc|trên địa bàn|trên địa bàn của|trong)(?: toàn)? $")
_LEVELS: Final = r"(?:đặc khu|huyện|phường|quận|thành phố|thị trấn|thị xã|tỉnh|xã)"
# The place that is spoken of, without its name: tỷ lệ người dân của tỉnh tham gia bảo hiểm y tế.
_OF_THIS_PLACE: Final = re.compile(rf" (?:(?:của|trong|trên địa bàn|ở|tại) (?:cả |toàn )?|cả |toàn ){_LEVELS}(?!\w)")
# By the nation's own measure, as every rate of the poor is; a province's own is another series.
_BY_STANDARD: Final = re.compile(
    r" theo (?:tiêu )?chuẩn(?: nghèo)?(?: (?:(?:tiếp cận )?đa chiều|trung ương|quốc gia|(?:của )?chính phủ|mới))*"
    r"(?: (?:áp dụng )?(?:cho )?(?:giai đoạn|năm).*)?$"
)
_STANDARD: Final = "chuẩn"
_OWN_STANDARD: Final = re.compile(rf"{_STANDARD}(?: nghèo)? (?:của |riêng )*(?:{_LEVELS}|địa phương)(?!\w)")
_BY_EACH: Final = re.compile(r"(?<!\w)(?:bình quân|trung bình|mỗi|một)(?!\w)")
# Between what is counted and a name that goes on about it.
_JOINING: Final = frozenset(
    {"với", "có", "và", "số", "được", "đăng ký", "doanh", "nghiệp", "thành", "lập", "mới", "trên", "địa", "bàn", "đạt"}
)
# What a crop's figures go on with, by name and unit; diện tích lúa has said which crop.
_OF_RICE: Final = {
    ("diện tích", "ha"): "rice_area", ("năng suất", "tạ/ha"): "rice_yield", ("sản lượng", "tấn"): "rice_output"
}  # fmt: skip
_WIDE: Final = "rộng"
_AREA_NAMES: Final = frozenset({"diện tích", "tổng diện tích", _WIDE})
_TURNOVER: Final = frozenset({"doanh thu", "nguồn thu", "tổng doanh thu", "tổng nguồn thu", "tổng thu"})
_VISITORS: Final = frozenset({"domestic_visitors", "international_visitors", "visitors"})
_CAPITAL: Final = re.compile(r"(?:(?:có|tổng|số|với) )*vốn(?: (?:đầu tư )?đăng ký| điều lệ)?")
# What is paid out, and of which money: that of the state's own investment is named in full, or was spoken of.
_DISBURSED: Final = "public_investment_disbursed"
_PAYS_OUT: Final = re.compile(
    rf"(?:(?:cả|chỉ|công tác|cũng|giá trị|kết quả|mới|số|tiến độ|toàn|tổng|tỷ lệ|vốn|ước|việc|đã|được|{_LEVELS}) )*"
    r"giải ngân(?: (?:mới|vốn|ước|được|đạt))*"
)
_PUBLIC_FUNDS: Final = re.compile(
    r"(?:(?:các|kế hoạch|nguồn|số|tổng) )*vốn đầu tư công"
    r"(?: (?:chỉ|cũng|mới|ước|đã|được|cả năm|đến (?:nay|cuối năm|hết năm)"
    rf"|(?:toàn|của|trên địa bàn) {_LEVELS}|trên địa bàn))*"
    r" giải ngân(?: (?:mới|ước|được|đạt))*"
)
_PUBLIC: Final = re.compile(r"(?<!\w)đầu tư công(?!\w)")
_OTHER_FUNDS: Final = re.compile(
    r"(?<!\w)(?:agribank|chính sách|chương trình|công ty|fdi|gói|khuyến công|mục tiêu quốc gia|ngân hàng|oda|quỹ"
    r"|tín dụng|vay)(?!\w)"
)
_BY_GOVERNMENT: Final = re.compile(
    r"\s?%? (?:so với )?(?:tổng )?(?:kế hoạch|số vốn)(?: vốn)?(?: năm(?: \d+)?)?(?: (?:đã )?được)?(?: do)?"
    r" (?:thủ tướng|chính phủ)"
)
# Foreign investors' projects of this time, and those of all times.
_FOREIGN_PROJECTS: Final = re.compile(
    r"(?<!\w)(?:dự án fdi|fdi cấp mới"
    r"|đầu tư (?:trực tiếp )?nước ngoài fdi"
    r"|dự án (?:có vốn )?(?:đầu tư )?(?:trực tiếp )?(?:của )?(?:nhà đầu tư )?nước ngoài)(?!\w)"
)
_LICENSED: Final = re.compile(r"(?<!\w)(?:cấp|chấp thuận|thu hút|thêm|đăng ký mới|dự án mới)(?!\w)")
_OF_ALL_TIMES: Final = re.compile(r"(?<!\w)(?:còn hiệu lực|lũy kế|đến nay|hiện có|đang hoạt động|trong nước)(?!\w)")
_AMOUNT: Final = re.compile(r"\d[\d.,]*(?: [^\W\d]+)? (?:tỷ|triệu|usd)(?!\w)")
_SECTORS: Final = {
    "khu vực i": "agri_forestry_fishery",
    "khu vực ii": "industry_construction",
    "khu vực iii": "services",
}
_SECTOR: Final = re.compile(r"(?:các ngành thuộc |thuộc )?(khu vực i{1,3})(?: \([^)]*\))?")
_VISITED: Final = re.compile(
    r"(?:(?:hoạt động|ngành|riêng) )*"
    r"(?:du lịch(?! (?:biển|cộng đồng|sinh thái|tâm linh))|(?:(?:các|hệ thống) )?cơ sở lưu trú)(?!\w).*"
    r"|(?:tiếp tục |vẫn |là )*điểm sáng"
)
_BY_ALL_VISITORS: Final = re.compile(
    r"(?: [^\W\d]+)? lượt (?:du )?khách(?: du lịch)?(?=[,;.()\n]|$| (?:bằng|giảm|so với|trong|tăng|đến|đạt|vượt)(?!\w))"
)
# As Đà Nẵng orders the branches; of its exports too.
_FISHERY_FIRST: Final = re.compile(
    r"(?:(?:các )?(?:ngành|khu vực|lĩnh vực) )?thủy sản( - |, )nông( - |, )lâm(?: nghiệp)?"
)
# Beside lượt these are guests where guests are spoken of: cả tỉnh đón 10,4 triệu lượt.
_CAME: Final = re.compile(
    r"(?:du khách|đón(?: được)?|phục vụ|đón và phục vụ)(?: đến (?:tỉnh|huyện|địa bàn|thành phố))?"
)
_OF_ALL_OF_IT: Final = re.compile(rf"(?:cả|toàn) {_LEVELS} $")
_GUESTS: Final = re.compile(r"(?<!\w)(?:du khách|khách du lịch|lượt khách|ngành du lịch|khách tham quan)(?!\w)")
_ANOTHER_PEOPLE: Final = re.compile(
    r"(?: [^\W\d]+)? lượt (?:xe|tàu|hộ|bệnh nhân|người|khách (?:quốc tế|nội địa|trong|nước))(?!\w)"
)
# Praise between a branch and its figure: dịch vụ vẫn giữ vai trò dẫn dắt với mức tăng 12,3%.
_PRAISED: Final = re.compile(
    r" (?:(?:cũng|luôn|tiếp tục|vẫn|đang) )*(?:là|giữ vai trò|giữ vị trí|đóng vai trò|trở thành) (?:một )?"
    r"(?:bệ đỡ|chủ lực|chủ đạo|dẫn dắt|mũi nhọn|trụ cột|trụ đỡ|điểm nhấn|điểm sáng|điểm tựa|đầu tàu|động lực)(?!\w).*$"
)
# The noun that a name of some unit leaves out, where the one before it had it.
_HEADS: Final = {"tấn": ("sản lượng", "tổng sản lượng"), "ha": ("diện tích", "tổng diện tích gieo trồng")}
_NEAR: Final = 400  # letters


class Completion:
    """Completes names.

    Parameters
    ----------
    lexicon : Lexicon
    indicators : mapping of str to Indicator
    key : str
        The text in the spelling that is matched.
    scope : NameScope
        What names were said before.
    """

    def __init__(self, lexicon: Lexicon, indicators: Mapping[str, Indicator], key: str, scope: NameScope) -> None:
        self._lexicon = lexicon
        self._indicators = indicators
        self._key = key
        self._scope = scope

    def by_words(self, subject: Subject, standing: Standing, state: State) -> Subject:
        """Complete a name that the catalogue does not know by its own words, its unit, or what was spoken of before.

        Parameters
        ----------
        subject : Subject
            Without an indicator.
        standing : Standing
            Of its figure.
        state : State
        """
        name = self._key[subject.start : subject.end]
        whole, end = self._without_place(subject, standing)
        if whole and (parted := self._lexicon.indicator(whole)):
            return subject._replace(indicator=parted, end=end)
        if found := self._plain(name, subject.end):
            return subject._replace(indicator=found)
        wide = standing.figure.unit == "km2" or (standing.figure.unit == "ha" and name == _WIDE)
        if wide and name in _AREA_NAMES:
            return subject._replace(indicator=self._lexicon.indicator("diện tích tự nhiên"))
        if sector := self._sector(name, subject, standing):
            return subject._replace(indicator=sector)
        if _PUBLIC_FUNDS.fullmatch(name):
            return subject._replace(indicator=self._known(_DISBURSED))
        if standing.figure.is_money and name in _TURNOVER and state.subject is not None:
            turnover = self._known("tourism_revenue") if state.subject.indicator in _VISITORS else ""
            return subject._replace(
                indicator=turnover, completed=bool(turnover) and not (state.subjects and "doanh" in name)
            )
        head = _PRAISED.sub("", name, count=1)
        if head != name and (praised := self._lexicon.indicators(head)):
            return subject._replace(
                indicator=praised[0], end=subject.start + len(head), others=praised[1:], completed=True
            )
        found = (
            self._paid_out(name, subject, standing)
            or self._of_foreigners(name, subject, standing)
            or self._of_visitors(name, subject, standing)
            or self._headed(name, subject, standing)
            or (self._known("agri_forestry_fishery_output") if _FISHERY_FIRST.fullmatch(name) else "")
        )
        return subject._replace(indicator=found, completed=True) if found else subject

    def _known(self, indicator: str) -> str:
        return indicator if indicator in self._indicators else ""

    def _without_place(self, subject: Subject, standing: Standing) -> tuple[str, int]:
        """Leave the place out of a name that it parts, and say where the name ends; else empty.

        *Tỷ lệ người dân huyện A tham gia bảo hiểm y tế đạt 94%*.
        """
        items, within = standing.items, range(standing.start, standing.place)
        inside = [at for at in within if items[at].kind == "area" and subject.start < items[at].start]
        if len(inside) != 1 or items[inside[0]].start > subject.end + 1:
            return "", subject.end
        place = items[inside[0]]
        words = takewhile(lambda item: item.kind == "word", items[inside[0] + 1 : standing.place])
        end = max([subject.end, *(item.end for item in words)])
        head = _OF_A_PLACE.sub("", self._key[subject.start : place.start])
        return f"{head.strip()} {self._key[place.end : end].strip()}", end

    def _plain(self, name: str, end: int) -> str:
        """Give what a name says without the place and the measure that it is reckoned by."""
        if _OWN_STANDARD.search(name) or _OWN_STANDARD.match(self._key, end - len(_STANDARD)):
            return ""
        plain = _BY_STANDARD.sub("", _OF_THIS_PLACE.sub("", name, count=1), count=1)
        return self._lexicon.indicator(plain) if plain != name else ""

    def _sector(self, name: str, subject: Subject, standing: Standing) -> str:
        """Give the value added of *khu vực I, II, III*, where GRDP is spoken of."""
        found = _SECTOR.fullmatch(name)
        if found is None or standing.figure.kind == "quantity" or not self._scope.speaks_of_the_whole(subject.start):
            return ""
        return self._known(f"{_SECTORS[found[1]]}_value_added")

    def _paid_out(self, name: str, subject: Subject, standing: Standing) -> str:
        """Give the investment that *giải ngân* alone is of: spoken of in the sentence, or shortly before."""
        if not _PAYS_OUT.fullmatch(name):
            return ""
        begun = max(0, subject.start - _NEAR)
        said = max((found.end() for found in _PUBLIC.finditer(self._key, begun, subject.start)), default=-1)
        figure = standing.figure
        if said < 0:
            opening = self._key[standing.items[0].start : subject.start]
            by_all = _BY_GOVERNMENT.match(self._key, figure.end) is not None and not _OTHER_FUNDS.search(opening)
            return self._known(_DISBURSED) if by_all else ""
        return "" if _OTHER_FUNDS.search(self._key, said, subject.start) else self._known(_DISBURSED)

    def _of_foreigners(self, name: str, subject: Subject, standing: Standing) -> str:
        """Give what foreigners' new projects registered: *cấp mới 52 dự án FDI với vốn đăng ký 37 triệu USD*."""
        capital = _CAPITAL.fullmatch(name) or _CAPITAL.fullmatch(name.removeprefix("fdi ").removeprefix("án "))
        if not standing.figure.is_money or not capital:
            return ""
        begun = max(standing.items[0].start, subject.start - _NEAR)
        said = [found.start() for found in _FOREIGN_PROJECTS.finditer(self._key, begun, subject.end)]
        if (
            not said
            or _AMOUNT.search(self._key, said[-1], subject.start)
            or not _LICENSED.search(self._key, begun, subject.start)
        ):
            return ""
        return "" if _OF_ALL_TIMES.search(self._key, begun, subject.start) else self._known("fdi_registered")

    def _of_visitors(self, name: str, subject: Subject, standing: Standing) -> str:
        """Give the number of those who came beside words that say no more than that they came."""
        end = standing.figure.end
        if not standing.figure.unit.endswith("lượt"):
            return ""
        visited = _BY_ALL_VISITORS.match(self._key, end) and _VISITED.fullmatch(name)
        if not visited and _CAME.fullmatch(name) and not _ANOTHER_PEOPLE.match(self._key, end):
            begun = max(0, standing.figure.start - _NEAR)
            here = _OF_ALL_OF_IT.search(self._key, begun, subject.start)
            visited = None if here is not None else _GUESTS.search(self._key, begun, standing.figure.start)
        return self._known("visitors") if visited else ""

    def _headed(self, name: str, subject: Subject, standing: Standing) -> str:
        """Give a name the head noun of the one before it in the sentence: *sản lượng lúa …, thủy sản …*."""
        heads = _HEADS.get(standing.figure.unit.rpartition(" ")[2], ())
        before = self._key[max(standing.items[0].start, subject.start - _NEAR) : subject.start]
        if not heads or not re.search(rf"(?<!\w){heads[0]}(?!\w)", before):
            return ""
        return next((found for head in heads if (found := self._lexicon.indicator(f"{head} {name}"))), "")

    def by_count(self, subject: Subject, standing: Standing, state: State) -> Subject:
        """Complete a name by what the figure before counts: *850 doanh nghiệp với tổng vốn đăng ký 8.900 tỷ đồng*.

        The catalogue knows *tổng vốn đăng ký của doanh nghiệp thành lập mới*; no other figure, and no more than joining
        words, stand between the two.
        """
        last = state.subject.indicator if state.subject is not None and standing.start else ""
        if not last or subject.indicator or subject.part_of or subject.counted:
            return subject
        if not standing.figure.is_money:
            return self._of_the_crop(subject, standing, last)
        begun = state.subject.start if state.subject is not None else 0
        counted, at = 0, standing.start - 1
        while at >= 0 and standing.items[at].end > begun:
            figure = standing.items[at].figure
            counted += figure is not None and figure.kind != "rate"
            at -= 1
        earlier = (standing.items[at].figure for at in range(standing.start - 1, -1, -1))
        before = next((figure for figure in earlier if figure is not None), None)
        if counted != 1 and (before is None or before.unit != self._indicators[last].unit):
            return subject
        between = self._key[standing.items[standing.start].start : subject.start]
        between = between.rpartition(")")[2]  # 478 doanh nghiệp mới (đạt 106% kế hoạch), tổng vốn đăng ký …
        if not set(re.sub("[,;(]", " ", between).split()) <= _JOINING:
            return subject
        whole = matching_key(self._indicators[last].phrases("vi")[0])
        name, rest = self._key[subject.start : subject.end], self._key[subject.end : standing.figure.start]
        found = self._lexicon.indicator(f"{name} của {whole}")
        alike = bool(found) and standing.figure.currency in self._indicators[found].unit
        if not alike or _BY_EACH.search(rest):
            return subject
        return subject._replace(indicator=found, completed=";" in between)

    def _of_the_crop(self, subject: Subject, standing: Standing, last: str) -> Subject:
        """Give a yield and an output the crop of the area before: *diện tích lúa 36.420 ha, năng suất 64,8 tạ/ha*."""
        if last not in _OF_RICE.values():
            return subject
        found = _OF_RICE.get((self._key[subject.start : subject.end], standing.figure.unit.rpartition(" ")[2]), "")
        return subject._replace(indicator=found) if found in self._indicators else subject
