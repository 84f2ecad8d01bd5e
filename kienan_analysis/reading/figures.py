"""A figure in prose: its digits, its unit, the other end of a range, the plan after a stroke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.catalogue import canonical_unit
from kienan_analysis.reading.numbers import in_habit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.tokens import Token

FigureKind = Literal["rate", "quantity", "times", "points", "bare"]

_SCALES: Final = frozenset({"nghìn", "ngàn", "triệu", "tr", "tỷ", "vạn"})
_MONEY: Final = {
    "đồng": "đồng", "đ": "đồng", "vnđ": "đồng", "vnd": "đồng", "usd": "USD", "euro": "EUR", "eur": "EUR", "đôla": "USD",
}  # fmt: skip
_WORDS_OF_MONEY: Final = {
    ("đô", "la", "mỹ"): "USD",
    ("đô", "la"): "USD",
    ("đô", "mỹ"): "USD",
    ("việt", "nam", "đồng"): "đồng",
}
_NO_MONEY: Final = frozenset({("đồng", "chí"), ("đồng", "bào"), ("đồng", "đội"), ("đ", "c")})
# What is measured or counted by these can be an indicator; meetings and awards cannot.
_MEASURED: Final = {
    ("tấn",): "tấn", ("tạ",): "tạ", ("kg",): "kg", ("ha",): "ha", ("hecta",): "ha", ("héc", "ta"): "ha", ("m2",): "m2", ("m3",): "m3",
    ("km2",): "km2", ("km",): "km", ("con",): "con", ("cây",): "cây", ("lượt", "người"): "lượt người", ("lượt", "khách"): "lượt",
    ("lượt",): "lượt", ("khách",): "lượt", ("người",): "người", ("hộ",): "hộ", ("lao", "động"): "lao động",
    ("doanh", "nghiệp"): "doanh nghiệp", ("dn",): "doanh nghiệp", ("căn",): "căn", ("giường",): "giường", ("kwh",): "kWh", ("mw",): "MW", ("mwp",): "MWp", ("lít",): "lít",
    ("teu",): "TEU", ("ca",): "ca", ("trường", "hợp"): "ca", ("m",): "m", ("khẩu",): "người", ("thuê", "bao"): "thuê bao",
    ("hợp", "tác", "xã"): "hợp tác xã", ("dự", "án"): "dự án", ("học", "sinh"): "người", ("phương", "tiện"): "phương tiện",
    ("hộ", "kinh", "doanh"): "hộ", ("hộ", "gia", "đình"): "hộ", ("quả",): "quả", ("triệu", "kwh"): "triệu kWh",
}  # fmt: skip
_LONGEST_UNIT: Final = 3
_PER: Final = frozenset(
    {"người", "năm", "tháng", "ha", "hộ", "lao", "ngày", "vụ", "km2", "lđ", "đầu", "khẩu", "m2", "giờ", "quý", "nhân"}
)
_RANGE: Final = frozenset({"-", "đến", "tới"})
_TIMES: Final = frozenset({"lần"})
_YEAR_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in the text.

    Attributes
    ----------
    start, end : int
        Of its digits, in the text's normal form.
    printed : str or None
        Digits as Vietnamese prints them; None where they can be read in two ways, or not at all.
    kind : {"rate", "quantity", "times", "points", "bare"}
        In percent; in a unit of money, weight, people …; so many times; percentage points; without a unit.
    unit : str
        As the catalogue spells it, else as printed; empty without one.
    is_range : bool
        Whether it is the lower end of a range.
    sign : str
        ``+`` or ``-`` where one is printed.
    unit_token : int
        Index of the unit's first token; it may begin a name (*458 lao động có việc làm*).
    of : Figure or None
        What follows a stroke: *224/150 tỷ đồng*.
    a_year : bool
        Whether it is *a year*: *10%/năm*.
    """

    start: int
    end: int
    printed: str | None
    kind: FigureKind
    unit: str = ""
    is_range: bool = False
    sign: str = ""
    unit_token: int = -1
    of: Figure | None = None
    a_year: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.kind == "quantity" and ("đồng" in self.unit or self.unit.endswith(("USD", "EUR")))


def read_figure(tokens: Sequence[Token], place: int) -> tuple[Figure, int]:
    """Read the figure whose digits begin at a token; say also which token follows it.

    Ranges, fractions and a blank inside the digits (``1.076, 31 tỷ``) are taken together.
    """
    start, digits, after = _digits(tokens, place)
    end = tokens[after - 1].end
    kind, unit, beyond, a_year = _unit(tokens, after)
    sign = _sign(tokens, place)
    upper = _upper_end(tokens, place, beyond, kind)
    if upper is not None:
        other, following = read_figure(tokens, upper)
        if not kind_of_bare(kind) or other.kind != "bare":
            return _Made(start, end, digits, other.kind if kind == "bare" else kind).figure(
                unit or other.unit, is_range=True, sign=sign, unit_token=other.unit_token, a_year=other.a_year or a_year
            ), following
    below = _below_stroke(tokens, beyond)
    if below is not None:
        other, following = read_figure(tokens, below)
        if other.kind == "quantity" and kind in {"bare", "quantity"}:
            made = _Made(start, end, digits, "quantity").figure(unit or other.unit, of=other, unit_token=after)
            return made, following
    made = _Made(start, end, digits, kind).figure(unit, sign=sign, unit_token=after if unit else -1, a_year=a_year)
    return made, beyond


def kind_of_bare(kind: FigureKind) -> bool:
    """Whether a figure has no unit of its own."""
    return kind == "bare"


@dataclass(frozen=True, slots=True)
class _Made:
    start: int
    end: int
    digits: str
    kind: FigureKind

    def figure(
        self,
        unit: str,
        *,
        is_range: bool = False,
        sign: str = "",
        unit_token: int = -1,
        of: Figure | None = None,
        a_year: bool = False,
    ) -> Figure:
        printed = in_habit(self.digits, rate=self.kind in {"rate", "points"})
        return Figure(self.start, self.end, printed, self.kind, unit, is_range, sign, unit_token, of, a_year)


def _digits(tokens: Sequence[Token], place: int) -> tuple[int, str, int]:
    """Join digits that a blank has split: ``1.076, 31 tỷ``, ``59. 533,3``, ``1 400,27``."""
    first = tokens[place]
    if place + 2 < len(tokens):
        mark, second = tokens[place + 1], tokens[place + 2]
        joins = mark.key in {",", "."} and mark.start == first.end and second.kind == "number"
        if (
            joins
            and mark.key == ","
            and "." in first.key
            and "," not in first.key
            and second.key.isdigit()
            and len(second.key) <= 2
        ):
            if _has_unit(tokens, place + 3):
                return first.start, f"{first.key},{second.key}", place + 3
        if joins and mark.key == "." and first.key.isdigit() and len(first.key) <= 3 and _is_group(second.key):
            if "," in second.key or _has_unit(tokens, place + 3):
                return first.start, f"{first.key}.{second.key}", place + 3
    if place + 1 < len(tokens):
        second = tokens[place + 1]
        if (
            second.kind == "number"
            and first.key.isdigit()
            and len(first.key) <= 3
            and _is_group(second.key)
            and "," in second.key
        ):
            return first.start, f"{first.key}.{second.key}", place + 2
    return first.start, first.key, place + 1


def _is_group(digits: str) -> bool:
    whole = digits.partition(",")[0]
    return len(whole) == 3 and whole.isdigit()  # noqa: PLR2004 - a group has three digits


def _has_unit(tokens: Sequence[Token], place: int) -> bool:
    return _unit(tokens, place)[0] != "bare"


def _unit(tokens: Sequence[Token], place: int) -> tuple[FigureKind, str, int, bool]:
    """Read a unit; say its kind, its spelling, the token after it, and whether it is a year's."""
    word = tokens[place].key if place < len(tokens) else ""
    if word in {"%", "‰"}:
        after, a_year = _per(tokens, place + 1)
        return "rate", word, after, "năm" in a_year
    if word == "phần" and _key(tokens, place + 1) == "trăm":
        return "rate", "%", place + 2, False
    if word == "điểm" and (
        _key(tokens, place + 1) == "%" or (_key(tokens, place + 1), _key(tokens, place + 2)) == ("phần", "trăm")
    ):
        return "points", "điểm phần trăm", place + (2 if _key(tokens, place + 1) == "%" else 3), False
    if word in _TIMES:
        return "times", "lần", place + 1, False
    scales = []
    after = place
    while _key(tokens, after) in _SCALES and len(scales) < 2:  # noqa: PLR2004 - nghìn tỷ
        scales.append({"ngàn": "nghìn", "tr": "triệu"}.get(tokens[after].key, tokens[after].key))
        after += 1
        if scales[-1] == "triệu" and _key(tokens, after) == ".":
            after += 1
    base, after = _base(tokens, after)
    if not base:
        if not scales:
            return "bare", "", place, False
        base = "đồng"
    after, per = _per(tokens, after)
    return "quantity", canonical_unit(" ".join([*scales, base]) + per), after, "năm" in per


def _base(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    keys = tuple(_key(tokens, place + ahead) for ahead in range(_LONGEST_UNIT))
    if keys[0] in _MONEY and keys[:2] not in _NO_MONEY:
        return _MONEY[keys[0]], place + 1
    for length in range(_LONGEST_UNIT, 0, -1):
        found = _WORDS_OF_MONEY.get(keys[:length]) or _MEASURED.get(keys[:length])
        if found:
            return found, place + length
    return "", place


def _per(tokens: Sequence[Token], place: int) -> tuple[int, str]:
    """Read ``/người/năm``; a stroke before anything else (``/KH 9-10%``) is none of the unit."""
    per = ""
    while _key(tokens, place) == "/" and _key(tokens, place + 1) in _PER:
        per += f"/{_key(tokens, place + 1)}"
        place += 2
        while _key(tokens, place) in {"động", "khẩu", "người"} and not per.endswith(
            "/người"
        ):  # lao động, nhân khẩu, đầu người
            per += f" {_key(tokens, place)}"
            place += 1
    return place, per.replace("/đầu người", "/người").replace("/nhân khẩu", "/người").replace("/khẩu", "/người")


def _upper_end(tokens: Sequence[Token], place: int, beyond: int, kind: FigureKind) -> int | None:
    """Say where the other end of a range begins, if there is one."""
    word = _key(tokens, beyond)
    if word not in _RANGE or beyond + 1 >= len(tokens) or tokens[beyond + 1].kind != "number":
        return None
    if word != "-" and kind != "bare" and _key(tokens, place - 1) != "từ":
        return None
    upper, _, after, _ = _unit(tokens, _digits(tokens, beyond + 1)[2])
    if word == "-" and _key(tokens, after) == "-" and after + 1 < len(tokens) and tokens[after + 1].kind == "number":
        return None  # 1,1% - 17,6% - 9,8%: a list
    if word == "-" and _key(tokens, place - 1) == "-" and place > 1 and tokens[place - 2].key in {"%", "đồng"}:
        return None
    same = upper == kind or kind == "bare"
    return beyond + 1 if same and upper != "bare" else None


def _below_stroke(tokens: Sequence[Token], beyond: int) -> int | None:
    if _key(tokens, beyond) != "/" or beyond + 1 >= len(tokens) or tokens[beyond + 1].kind != "number":
        return None
    return beyond + 1


def _sign(tokens: Sequence[Token], place: int) -> str:
    """Read a sign that belongs to the number: directly before it, and after a blank or a bracket."""
    if place == 0:
        return ""
    mark = tokens[place - 1]
    if mark.key not in {"+", "-"} or mark.end != tokens[place].start:
        return ""
    before = tokens[place - 2] if place > 1 else None
    apart = before is None or before.end < mark.start or before.key in {"(", ":"}
    return mark.key if apart and (before is None or before.kind != "number") else ""


def _key(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].key if 0 <= place < len(tokens) else ""
