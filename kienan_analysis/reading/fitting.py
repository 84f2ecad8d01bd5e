"""Whether a figure can be of what is named: hectares are no revenue, and three schools are no statistic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.catalogue import UNITS
from kienan_analysis.reading.counting import is_done

if TYPE_CHECKING:
    from kienan_analysis.catalogue import Indicator
    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.names import Subject
    from kienan_analysis.reading.saying import Saying
    from kienan_analysis.reading.standing import Standing

# People and things are counted in any report; a statistic of them says so by its first word.
_COUNTED: Final = frozenset(
    {"người", "hộ", "ca", "dự án", "doanh nghiệp", "lao động", "hợp tác xã", "m", "km", "m2", "m3", "cây", "căn"}
)
_STATISTICAL: Final = (
    "số", "tổng", "đàn", "khách", "lượng", "lượt", "dân số", "lao động", "hộ", "sản lượng", "diện tích", "quy mô",
    "doanh nghiệp", "xuất khẩu lao động",
)  # fmt: skip
# Prices, wages and damages are told in any report, and are no statistic of the place.
_NO_STATISTIC: Final = re.compile(
    r"(?:đơn )?giá (?!trị)|(?:làm )?thiệt hại|mức (?:hỗ trợ|lương|phạt|đầu tư)|tổng mức đầu tư|lương(?! thực)"
    r"|tiền thưởng|kiểm toán|(?:tiếp )?nhận hỗ trợ|vận động(?! viên)|suất|lo ngại|đơn hàng|đại biểu"
    r"|(?:xe|cầu|tuyến|đường|tàu|máy|nhà máy|tòa nhà)(?!\w)"
)
# Who says what follows, not what it is of: *kỳ họp thông qua*, *đại biểu nhắc*.
_TELLS: Final = re.compile(
    r".*(?<!\w)(?:nói|nhắc|lưu ý|giải trình|đề nghị|yêu cầu|cho biết|lo ngại|nhận định|chia sẻ|là khó)"
)
# Money that is only promised: *các nhà hảo tâm cam kết ủng hộ 15 tỷ đồng*.
_NOT_HAD: Final = re.compile(r".*(?<!\w)cam kết(?: ủng hộ| tài trợ| hỗ trợ)?")
# Words for money that say not of what it is: no statistic without another.
_MONEY_ALONE: Final = re.compile(
    r"(?:(?:các|có|gói|khoản|kinh phí|mức|nguồn lực|số|thực hiện|tiền|tổng|với|đã|được) ?)*"
    r"(?:doanh thu|thu nhập|kinh phí|gói(?: hỗ trợ| thầu)?|tiền)(?: (?:hỗ trợ|thực hiện|đầu tư))*"
)
# A name of one syllable is mostly the rest of a longer one; these are whole.
_OF_ONE_SYLLABLE: Final = frozenset({
    "thu", "chi", "lúa", "ngô", "mía", "chè", "rau", "mận", "vải", "nhãn", "xoài", "tôm", "cá", "lợn", "bò", "gạo",
    "than", "điện", "vốn",
})  # fmt: skip
_BY_HEAD: Final = re.compile(r"bình quân|đầu người|/người|(?<!\w)bq|người dân|mỗi người|một người|nhân khẩu")
# Writers take these for one another.
_PEOPLE: Final = frozenset({"người", "lao động", "ca", "lượt người"})
_LEVELS: Final = frozenset({"level", "plan"})
# What a place's money is counted by, where it is.
_BY: Final = frozenset({"người", "năm", "ha", "hộ", "lao động"})
_SCALES: Final = frozenset({"nghìn", "triệu", "tỷ", "vạn"})


def fits(known: Indicator, figure: Figure, saying: Saying) -> bool:
    """Whether an indicator can have such a figure: a level in percent is one of a rate, not a share of an amount."""
    if saying.measure not in _LEVELS:
        return True
    if figure.kind == "rate":
        return known.kind == "rate"
    if figure.unit == known.unit:
        return True
    if figure.is_money and _is_money(known.unit):
        # Triệu đồng/năm may leave the head out that it is by; triệu đồng/ha and triệu đồng/tháng are something else.
        return set(figure.unit.split("/")[1:]) <= set(known.unit.split("/")[1:])
    one, other = UNITS.get(figure.unit), UNITS.get(known.unit)
    if one is not None and other is not None and one.dimension == other.dimension:
        return True
    if figure.unit.endswith("lượt/năm") and known.unit == "lượt":
        return True  # phấn đấu đón 350.000 lượt/năm
    # 5.000 lao động/năm are people of a year's flow.
    return {_unscaled(figure.unit.removesuffix("/năm")), known.unit} <= _PEOPLE


def is_by_head(known: Indicator, figure: Figure, name: str, saying: Saying) -> bool:
    """Whether an amount counted by head says so, in name or unit: *nông dân A có thu nhập 400 triệu đồng* does not."""
    if saying.measure not in _LEVELS or "/người" not in known.unit:
        return True
    return "/người" in figure.unit or _BY_HEAD.search(name) is not None


def worth_keeping(standing: Standing, subject: Subject, name: str, saying: Saying) -> bool:
    """Whether a figure of a name that the catalogue does not know is a statement about that name.

    Parameters
    ----------
    standing : Standing
    subject : Subject
    name : str
        Its words.
    saying : Saying
    """
    figure = standing.figure
    if _NO_STATISTIC.match(name) or _TELLS.fullmatch(name) or (figure.is_money and _NOT_HAD.fullmatch(name)):
        return False
    if " " not in name and name not in _OF_ONE_SYLLABLE and not is_done(name):
        return False
    if saying.measure not in _LEVELS or standing.items[standing.place].meaning.indicators:
        return True
    alone = saying.measure == "level" and _MONEY_ALONE.fullmatch(name) is not None
    if figure.is_money and (not _is_of_a_place(figure) or (alone and not (standing.start and "doanh thu" in name))):
        return False
    if subject.counted or subject.part_of or is_done(name):
        return True
    if figure.is_money or figure.kind == "rate":
        return subject.start < figure.start
    if subject.start >= figure.start or (standing.next is not None and standing.next.is_noun):
        return False
    return figure.unit not in _COUNTED or name.startswith(_STATISTICAL)


def _is_of_a_place(figure: Figure) -> bool:
    """Whether money is of a size, or by a unit, that a place has: not *5.000 đồng/lượt*, *50 triệu đồng*."""
    unit, *by = figure.unit.split("/")
    if by:
        return by[0] in _BY
    return not unit.endswith("đồng") or "tỷ" in unit


def _unscaled(unit: str) -> str:
    return " ".join(word for word in unit.split() if word not in _SCALES)


def _is_money(unit: str) -> bool:
    return "đồng" in unit or "USD" in unit
