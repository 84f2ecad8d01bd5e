"""A figure in prose: its digits, its unit, the other end of a range, the plan after a stroke."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.numbers import in_habit, joined, value_of, with_half
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.tokens import key_at
from kienan_analysis.reading.units import SCALES, is_whole_count, read_scales, read_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.tokens import Token
    from kienan_analysis.reading.units import FigureKind, Unit

_TO: Final = frozenset({"-", "đến", "tới"})
_IN_PERCENT: Final = frozenset({"rate", "points"})
_GROUP: Final = 3  # digits between two dots
_DECIMALS: Final = 2  # that a blank may part from the comma
# By how many digits the second scale of an amount in two pieces is smaller.
_STEPS: Final = {
    ("tỷ", "triệu"): 3, ("triệu", "nghìn"): 3, ("nghìn", "tỷ"): 3, ("tỷ", "nghìn"): 6,
}  # fmt: skip
# 224/150 tỷ đồng has one; a longer chain is a list or a code, and following it for each figure would take forever.
_MOST_STROKES: Final = 3


@record
class Figure(Record):
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
        Index of the unit's first token after its scale; it may begin a name (*458 lao động có việc làm*). -1 without.
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
        return self.kind == "quantity" and bool(_currency(self.unit))

    @property
    def currency(self) -> str:
        """Which money it is in; empty for what is none."""
        return _currency(self.unit) if self.kind == "quantity" else ""


@lru_cache(maxsize=1024)
def _currency(unit: str) -> str:
    """Say which money a unit is of; empty where it is of none."""
    if "đồng" not in unit and not unit.endswith(("USD", "EUR")):
        return ""
    return "USD" if "USD" in unit else "EUR" if "EUR" in unit else "đồng"


def read_figure(tokens: Sequence[Token], place: int, *, strokes: int = _MOST_STROKES) -> tuple[Figure, int]:
    """Read the figure whose digits begin at a token; say also which token follows it.

    Ranges, fractions and a blank inside the digits (``1.076, 31 tỷ``) are taken together, up to so many strokes.
    """
    plain = _plain_rate(tokens, place)
    if plain is not None:
        return plain, place + 2
    start, digits, after = _digits(tokens, place)
    end = tokens[after - 1].end
    unit = read_unit(tokens, after)
    sign = _sign(tokens, place)
    if unit.kind != "bare" and tokens[after].key in SCALES:
        compound = _compound(tokens, start, digits, after, sign)
        if compound is not None:
            return compound
    if unit.half:
        digits = with_half(digits)
        end = next(token.end for token in tokens[after : unit.after] if token.key == "rưỡi")
    following_key = key_at(tokens, unit.after)
    upper = _upper_end(tokens, place, unit) if following_key in _TO else None
    if upper is not None:
        other, following = read_figure(tokens, upper, strokes=strokes)
        kind = other.kind if unit.kind == "bare" else unit.kind
        return Figure(
            start,
            end,
            _printed(digits, kind),
            kind,
            unit.spelling or other.unit,
            is_range=True,
            sign=sign,
            unit_token=other.unit_token,
            a_year=other.a_year or unit.a_year,
        ), following
    if (
        following_key == "/"
        and strokes
        and unit.kind in {"bare", "quantity"}
        and _number_follows(tokens, unit.after, "/")
    ):
        other, following = read_figure(tokens, unit.after + 1, strokes=strokes - 1)
        if other.kind == "quantity":
            printed = _printed(digits, "quantity")
            spelling = unit.spelling or other.unit
            return Figure(start, end, printed, "quantity", spelling, unit_token=after, of=other), following
    return Figure(
        start,
        end,
        None if is_whole_count(unit.spelling) and "," in (in_habit(digits) or "") else _printed(digits, unit.kind),
        unit.kind,
        unit.spelling,
        sign=sign,
        unit_token=unit.base if unit.kind == "quantity" else after if unit.spelling else -1,
        a_year=unit.a_year,
    ), unit.after


def _plain_rate(tokens: Sequence[Token], place: int) -> Figure | None:
    """Read what most figures are, digits with a sign of percent after them and nothing that may go on with either."""
    if place + 1 >= len(tokens) or tokens[place + 1].key != "%" or (place and tokens[place - 1].key == ","):
        return None
    following = tokens[place + 2].key if place + 2 < len(tokens) else ""
    if following == "/" or following in _TO:
        return None
    first = tokens[place]
    printed = _printed(first.key, "rate")
    return Figure(first.start, first.end, printed, "rate", "%", sign=_sign(tokens, place), unit_token=place + 1)


def _compound(tokens: Sequence[Token], start: int, digits: str, after: int, sign: str) -> tuple[Figure, int] | None:
    """Read an amount in two pieces, each with its scale: *1.512 tỷ 430 triệu đồng* is 1.512,430 tỷ đồng.

    Where the first piece has decimals the digits are not known: ``printed`` is None.
    """
    scales, beyond = read_scales(tokens, after)
    if len(scales) != 1 or beyond >= len(tokens) or tokens[beyond].kind != "number":
        return None
    rest, smaller = tokens[beyond].key, read_scales(tokens, beyond + 1)[0]
    steps = _STEPS.get((scales[0], smaller[0]), 0) if len(smaller) == 1 else 0
    if not rest.isdigit() or len(rest) > steps:
        return None
    printed = joined(digits, rest, steps)
    unit = read_unit(tokens, beyond + 1)
    if unit.kind != "quantity":
        return None
    base = unit.spelling.removeprefix(smaller[0]).strip()
    spelling = f"{scales[0]} {smaller[0] if scales[0] == 'nghìn' else ''} {base}"  # 1 nghìn 512 tỷ is 1,512 nghìn tỷ
    return Figure(
        start, tokens[beyond].end, printed, "quantity", " ".join(spelling.split()), sign=sign, unit_token=-1
    ), unit.after


def _printed(digits: str, kind: FigureKind) -> str | None:
    return in_habit(digits, rate=kind in _IN_PERCENT)


def _digits(tokens: Sequence[Token], place: int) -> tuple[int, str, int]:
    """Join digits that a blank has split; give where they begin, the digits, and the token after them."""
    first = tokens[place]
    if _lost_its_head(tokens, place):
        return first.start, f",{first.key}", place + 1
    second = tokens[place + 1] if place + 1 < len(tokens) else None
    if second is None or (second.kind != "number" and second.key not in {",", "."}):
        return first.start, first.key, place + 1
    third = tokens[place + 2] if place + 2 < len(tokens) else None
    if third is not None and second.start == first.end and third.kind == "number":
        followed = "," in third.key or read_unit(tokens, place + 3).kind != "bare"
        if second.key == "," and followed and _takes_decimals(first.key, third.key):  # 1.076, 31 tỷ
            return first.start, f"{first.key},{third.key}", place + 3
        if second.key == "." and followed and _begins_groups(first.key) and _is_group(third.key):  # 59. 533,3
            return first.start, f"{first.key}.{third.key}", place + 3
    if third is not None and second.key == "," and _is_number_at(third, second.end):
        return first.start, f"{first.key} ,{third.key}", place + 3  # 12 ,5: one number, or two of a list
    after = place + 1
    while _begins_groups(first.key) and after < len(tokens) and _is_group(tokens[after].key):
        after += 1  # 5 600,37 and 185 000: one number, or several that ran together
    return first.start, " ".join(token.key for token in tokens[place:after]), after


def _is_number_at(token: Token, start: int) -> bool:
    return token.kind == "number" and token.start == start


def _lost_its_head(tokens: Sequence[Token], place: int) -> bool:
    """Whether a comma with no digit before it stands at the digits: *,375*, what is left of a longer number."""
    if tokens[place - 1].key != "," or not place or tokens[place - 1].end != tokens[place].start:
        return False
    return place == 1 or tokens[place - 2].end < tokens[place - 1].start


def _takes_decimals(whole: str, decimals: str) -> bool:
    return "." in whole and "," not in whole and decimals.isdigit() and len(decimals) <= _DECIMALS


def _begins_groups(digits: str) -> bool:
    return digits.isdigit() and len(digits) <= _GROUP


def _is_group(digits: str) -> bool:
    whole = digits.partition(",")[0]
    return len(whole) == _GROUP and whole.isdigit()


def _upper_end(tokens: Sequence[Token], place: int, unit: Unit) -> int | None:
    """Say where the other end of a range begins, if there is one."""
    beyond = unit.after
    word = key_at(tokens, beyond)
    if word not in _TO or not _number_follows(tokens, beyond, word):
        return None
    _, other, at = _digits(tokens, beyond + 1)
    upper = read_unit(tokens, at)
    if word != "-" and unit.kind != "bare":
        # Từ 5,2% đến 4,1% is a fall, and 8.100 tỷ đồng đến 8.300 tỷ đồng a range without từ.
        ends = in_habit(_digits(tokens, place)[1]), in_habit(other)
        if None in ends or unit.spelling != upper.spelling or value_of(str(ends[0])) >= value_of(str(ends[1])):
            return None
    if word == "-" and _number_follows(tokens, upper.after, "-"):
        return None  # 1,1% - 17,6% - 9,8%: a list
    if word == "-" and key_at(tokens, place - 1) == "-" and key_at(tokens, place - 2) in {"%", "đồng"}:
        return None
    if upper.kind == "bare" or unit.kind not in {"bare", upper.kind}:
        return None
    return beyond + 1


def _number_follows(tokens: Sequence[Token], place: int, mark: str) -> bool:
    """Whether a token is this mark or word and a number stands directly after it."""
    return key_at(tokens, place) == mark and place + 1 < len(tokens) and tokens[place + 1].kind == "number"


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
