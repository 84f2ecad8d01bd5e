"""Units in prose: money with its scale, percent, points, times, and what is weighed, measured or counted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.catalogue import canonical_unit
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.tokens import key_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.tokens import Token

FigureKind = Literal["rate", "quantity", "times", "points", "bare"]

SCALES: Final = frozenset({"nghìn", "ngàn", "triệu", "tr", "tỷ", "vạn"})
_SCALE_SPELLINGS: Final = {"ngàn": "nghìn", "tr": "triệu"}
_HALF: Final = "rưỡi"  # 1 nghìn tỷ rưỡi, 2 triệu rưỡi
_MOSTSCALES: Final = 2  # nghìn tỷ
_MONEY: Final = {
    "đồng": "đồng", "đ": "đồng", "vnđ": "đồng", "vnd": "đồng",
    "usd": "USD", "đôla": "USD", "euro": "EUR", "eur": "EUR",
}  # fmt: skip
_WORDS_OF_MONEY: Final = {
    ("đô", "la", "mỹ"): "USD",
    ("đô", "la"): "USD",
    ("đô", "mỹ"): "USD",
    ("việt", "nam", "đồng"): "đồng",
}
# Words that begin like money: 20 đồng chí are comrades.
_NO_MONEY: Final = frozenset({("đồng", "chí"), ("đồng", "bào"), ("đồng", "đội"), ("đ", "c")})
# Words that begin like something counted: 5 dân tộc are no people.
_NO_COUNT: Final = frozenset(
    {("dân", "số"), ("dân", "tộc"), ("dân", "quân"), ("dân", "cư"), ("dân", "phố"), ("dân", "sinh")}
)
# What is measured or counted by these can be an indicator; meetings and awards cannot.
_MEASURED: Final = {
    ("tấn",): "tấn", ("tạ",): "tạ", ("kg",): "kg", ("lít",): "lít",
    ("ha",): "ha", ("hecta",): "ha", ("héc", "ta"): "ha", ("m2",): "m2", ("km2",): "km2", ("m3",): "m3",
    ("m",): "m", ("km",): "km",
    ("kwh",): "kWh", ("triệu", "kwh"): "triệu kWh", ("mw",): "MW", ("mwp",): "MWp", ("teu",): "TEU",
    ("gwh",): "GWh", ("triệu", "kw"): "triệu kW",
    ("con",): "con", ("cây",): "cây", ("quả",): "quả", ("căn",): "căn", ("giường",): "giường",
    ("người",): "người", ("dân",): "người", ("khẩu",): "người", ("học", "sinh"): "người", ("lao", "động"): "lao động",
    ("lượt", "người"): "lượt người", ("lượt", "khách"): "lượt", ("lượt",): "lượt", ("khách",): "lượt",
    ("hộ",): "hộ", ("hộ", "kinh", "doanh"): "hộ", ("hộ", "gia", "đình"): "hộ",
    ("lượt", "lao", "động"): "lao động", ("nhân", "khẩu"): "người",
    ("lượt", "du", "khách"): "lượt", ("du", "khách"): "lượt",
    ("hồ", "sơ"): "hồ sơ", ("bác", "sĩ"): "bác sĩ", ("bác", "sỹ"): "bác sĩ", ("trang", "trại"): "trang trại",
    ("htx",): "hợp tác xã", ("lđ",): "lao động", ("vụ",): "vụ", ("cơ", "sở"): "cơ sở", ("ttq",): "TTQ",
    ("giấy", "chứng", "nhận"): "giấy chứng nhận", ("giáo", "viên"): "người", ("thẻ",): "thẻ", ("buồng",): "buồng",
    ("doanh", "nghiệp"): "doanh nghiệp", ("dn",): "doanh nghiệp", ("hợp", "tác", "xã"): "hợp tác xã",
    ("dự", "án"): "dự án", ("ca",): "ca", ("trường", "hợp"): "ca", ("thuê", "bao"): "thuê bao",
    ("phương", "tiện"): "phương tiện",
}  # fmt: skip
_LONGEST_UNIT: Final = 3  # words
_FIRST_WORDS: Final = frozenset({*_MONEY, *(words[0] for words in (*_WORDS_OF_MONEY, *_NO_COUNT, *_MEASURED))})
_BEGIN: Final = _FIRST_WORDS | SCALES | {"%", "‰", "phần", "điểm", "lần"}
# Without a scale before them these are whole. Doctors and beds are not: their figures are often by 10,000 people.
_WHOLE: Final = frozenset(
    {"người", "lao động", "lượt người", "lượt", "hộ", "doanh nghiệp", "hợp tác xã", "dự án", "ca", "con", "cây", "quả"}
    | {"căn", "thuê bao", "phương tiện", "hồ sơ", "trang trại", "vụ", "cơ sở", "giấy chứng nhận", "thẻ", "buồng"}
)
_PER: Final = frozenset(
    {"người", "năm", "tháng", "ha", "hộ", "lao", "ngày", "vụ", "km2", "lđ", "đầu", "khẩu", "m2", "giờ", "quý", "nhân"}
)
_SECOND_WORDS_OF_PER: Final = frozenset({"động", "khẩu", "người"})  # lao động, nhân khẩu, đầu người


_spelling = lru_cache(maxsize=1024)(canonical_unit)


@record
class Unit(Record):
    """A unit as it stands after digits.

    Attributes
    ----------
    kind : {"rate", "quantity", "times", "points", "bare"}
        ``bare`` where there is none.
    spelling : str
        As the catalogue spells it, else as printed.
    after : int
        The token after it.
    a_year : bool
        Whether it is *a year*: *10%/năm*.
    half : bool
        Whether half of its scale is to be added: *1 nghìn tỷ rưỡi*.
    base : int
        The token of what is counted, after the scale; -1 where there is none.
    """

    kind: FigureKind
    spelling: str
    after: int
    a_year: bool = False
    half: bool = False
    base: int = -1


def read_unit(tokens: Sequence[Token], place: int) -> Unit:
    """Read the unit that begins at a token."""
    word = key_at(tokens, place)
    if word not in _BEGIN:
        return Unit("bare", "", place)
    if word == "%" and key_at(tokens, place + 1) != "/":
        return Unit("rate", word, place + 1)
    second = key_at(tokens, place + 1)
    if word in {"%", "‰"}:
        per, after = _per(tokens, place + 1)
        return Unit("rate", word, after, "năm" in per)
    if (word, second) == ("phần", "trăm"):
        return Unit("rate", "%", place + 2)
    if (word, second) == ("điểm", "%"):
        return Unit("points", "điểm phần trăm", place + 2)
    if (word, second, key_at(tokens, place + 2)) == ("điểm", "phần", "trăm"):
        return Unit("points", "điểm phần trăm", place + 3)
    if word == "lần":
        return Unit("times", "lần", place + 1)
    scales: list[str] = []
    after, half = place, False
    if word in SCALES:
        scales, after = read_scales(tokens, place)
        half = key_at(tokens, after) == _HALF
        after += half
        if half and len(scales) == 1:
            more, after = read_scales(tokens, after)
            scales = [*scales, *more]  # 1 nghìn rưỡi tỷ
    begin = after
    base, after = _base(tokens, after)
    if not base:
        if not scales:
            return Unit("bare", "", place)
        base = "đồng"
    per, after = _per(tokens, after)
    return Unit("quantity", _spelling(" ".join([*scales, base]) + per), after, "năm" in per, half, begin)


def is_whole_count(unit: str) -> bool:
    """Whether a unit counts whole people or things, so that 2,5 of them are none: *hộ*, but not *nghìn hộ*."""
    return unit in _WHOLE


def read_scales(tokens: Sequence[Token], place: int) -> tuple[list[str], int]:
    """Read *nghìn tỷ*, *tr.*; say also which token follows."""
    scales: list[str] = []
    if key_at(tokens, place) not in SCALES:
        return scales, place
    while (word := key_at(tokens, place)) in SCALES and len(scales) < _MOSTSCALES:
        scales.append(_SCALE_SPELLINGS.get(word, word))
        place += 1
        if scales[-1] == "triệu" and key_at(tokens, place) == ".":
            place += 1
    return scales, place


def _base(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """Read what the scale is of, the longest words first; say also which token follows."""
    first = key_at(tokens, place)
    if first not in _FIRST_WORDS:
        return "", place
    keys = (first, key_at(tokens, place + 1), key_at(tokens, place + 2))
    if keys[0] in _MONEY and keys[:2] not in _NO_MONEY:
        return _MONEY[keys[0]], place + 1
    if keys[:2] in _NO_COUNT:
        return "", place
    for length in range(_LONGEST_UNIT, 0, -1):
        found = _WORDS_OF_MONEY.get(keys[:length]) or _MEASURED.get(keys[:length])
        if found:
            return found, place + length
    return "", place


def _per(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """Read ``/người/năm``; a stroke before anything else (``/KH 9-10%``) is none of the unit."""
    if key_at(tokens, place) != "/":
        return "", place
    per = ""
    while key_at(tokens, place) == "/" and key_at(tokens, place + 1) in _PER:
        per += f"/{key_at(tokens, place + 1)}"
        place += 2
        while key_at(tokens, place) in _SECOND_WORDS_OF_PER and not per.endswith("/người"):
            per += f" {key_at(tokens, place)}"
            place += 1
    return per.replace("/đầu người", "/người").replace("/nhân khẩu", "/người").replace("/khẩu", "/người"), place
