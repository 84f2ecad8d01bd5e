"""A figure in English prose: its digits, currency, scale and unit, the other end of a range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.published.printed import PrintedFigureError, parse_number
from kienan_analysis.reading.english.units import COUNTED, MEASURED, PER, SCALES, scaled
from kienan_analysis.reading.figures import Figure
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.tokens import key_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.tokens import Token
    from kienan_analysis.reading.units import FigureKind

_CURRENCIES: Final = {
    "vnd": "đồng", "vnđ": "đồng", "dong": "đồng", "đồng": "đồng", "đong": "đồng", "$": "USD", "usd": "USD",
    "eur": "EUR", "€": "EUR", "euro": "EUR", "euros": "EUR", "dollars": "USD", "dollar": "USD",
}  # fmt: skip
_OF_AMERICA: Final = frozenset({"us", "u"})
_RANGE: Final = frozenset({"-", "to"})
_NO_COUNT: Final = frozenset({
    "of", "in", "for", "on", "at", "by", "with", "within", "from", "to", "than", "and", "or", "but", "as", "per",
    "over", "under", "above", "below", "the", "a", "an", "its", "their", "his", "was", "were", "is", "are", "has",
    "have", "had", "be", "been", "that", "which", "who", "while", "up", "down", "out", "compared", "this", "last",
    "next", "year", "years", "month", "months", "day", "days", "s", "more", "less",
})  # fmt: skip
_MOST_BETWEEN: Final = 3  # words between a number and what it counts: 61 new FDI projects
_LONGEST: Final = 32
_TWO_READINGS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GROUPS: Final = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![\d.,]*\d)")
_DECIMAL_COMMA: Final = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,]*\d)")
_ONE_GROUP: Final = re.compile(r"[1-9]\d{0,2},\d{3}")


class Habit(NamedTuple):
    """How the text as a whole writes its numbers.

    Attributes
    ----------
    groups : bool
        Whether one of them has its thousands parted by a comma.
    foreign : bool
        Whether one has a decimal comma, as in Vietnamese: then ``17,402`` can be read in two ways.
    """

    groups: bool
    foreign: bool


def habit_of(key: str) -> Habit:
    """Say how a text writes numbers.

    Examples
    --------
    >>> habit_of("VND 17,402 billion, up 12.6%"), habit_of("up 14,5% per year")
    (Habit(groups=True, foreign=False), Habit(groups=False, foreign=True))
    """
    return Habit(_GROUPS.search(key) is not None, _DECIMAL_COMMA.search(key) is not None)


def in_english(digits: str, habit: Habit, *, rate: bool, scale: str) -> str | None:
    """Give digits that are an English number beyond doubt; None where they can be read in two ways, or not at all.

    ``VND1.400 billion`` may be a Vietnamese 1,400 billion; ``1.214 trillion`` is none, and a percentage neither.

    Examples
    --------
    >>> plain = Habit(groups=False, foreign=False)
    >>> in_english("8,446.29", plain, rate=False, scale=""), in_english("1.400", plain, rate=False, scale="tỷ")
    ('8,446.29', None)
    """
    if len(digits) > _LONGEST:
        return None
    doubtful = not rate and scale != "nghìn tỷ" and not habit.groups
    if _TWO_READINGS.fullmatch(digits) and (habit.foreign or doubtful):
        return None
    if _ONE_GROUP.fullmatch(digits) and habit.foreign:
        return None
    try:
        parse_number(digits, "en")
    except PrintedFigureError:
        return None
    return digits


@record
class _Unit(Record):
    kind: FigureKind
    spelling: str
    scale: str
    after: int
    a_year: bool = False


def money_before(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """Read the currency that stands before a number: ``US$``, ``VND``.

    Returns
    -------
    str
        As the catalogue spells it; empty without one.
    int
        The token that it begins at; `place` without one.
    """
    word = key_at(tokens, place - 1)
    currency = _CURRENCIES.get(word, "")
    if not currency or word in {"dong", "đong", "dollars", "dollar", "euros"}:
        return "", place
    begins = place - 1
    if word == "$" and key_at(tokens, begins - 1) in _OF_AMERICA:
        begins -= 1
    if begins and tokens[begins - 1].kind == "number":  # 78.96 trillion VND 3
        return "", place
    return currency, begins


def read_figure(tokens: Sequence[Token], place: int, habit: Habit) -> tuple[Figure, int]:
    """Read the figure whose digits begin at a token; say also which token follows it."""
    digits = tokens[place]
    currency, begins = money_before(tokens, place)
    unit = _unit(tokens, place + 1, currency)
    upper = _upper_end(tokens, place, unit, currency)
    after, is_range = unit.after, upper is not None
    if upper is not None:
        other = _unit(tokens, upper + 1, currency)
        after = other.after
        if unit.kind == "bare" or not unit.scale:
            unit = _Unit(other.kind, other.spelling, other.scale, other.after, other.a_year)
    sign = _sign(tokens, begins)
    printed = in_english(digits.key, habit, rate=unit.kind in {"rate", "points"}, scale=unit.scale)
    figure = Figure(
        digits.start,
        digits.end,
        printed,
        unit.kind,
        unit.spelling or unit.scale,
        is_range=is_range,
        sign=sign,
        a_year=unit.a_year,
    )
    return figure, after


def _unit(tokens: Sequence[Token], place: int, currency: str) -> _Unit:
    """Read what follows digits: a scale, a currency, a unit, and by what it is."""
    word, second = key_at(tokens, place), key_at(tokens, place + 1)
    if found := _rate(tokens, place, word, second):
        return found
    if word in {"times", "fold"} or (word == "-" and second == "fold"):
        return _Unit("times", "lần", "", place + 1 + (word == "-"))
    scale, after = SCALES.get(word, ""), place
    if scale:
        after += 1
    if not currency:
        currency, after = _money_after(tokens, after)
    if currency:
        per, after, a_year = _per(tokens, after)
        return _Unit("quantity", scaled(scale, currency) + per, scale, after, a_year)
    for length in (3, 2, 1):
        unit = MEASURED.get(" ".join(key_at(tokens, after + ahead) for ahead in range(length)))
        if unit:
            per, following, a_year = _per(tokens, after + length)
            return _Unit("quantity", scaled(scale, unit) + per, scale, following, a_year)
    counted = _counted(tokens, after)
    if counted:
        return _Unit("quantity", scaled(scale, counted), scale, after)
    return _Unit("bare", "", scale, after)


def _rate(tokens: Sequence[Token], place: int, word: str, second: str) -> _Unit | None:
    after = place
    if word in {"%", "‰", "percent", "pct"}:
        after = place + 1
    elif (word, second) == ("per", "cent"):
        after = place + 2
    elif (word, second) == ("-", "percent"):
        after = place + 2  # a 10-percent rise
    elif (word, second) == ("-", "per") and "cent" in (words := [key_at(tokens, place + 2), key_at(tokens, place + 3)]):
        after = place + 3 + words.index("cent")  # a 10-per-cent rise
    if after > place:
        if key_at(tokens, after) in {"point", "points"}:
            return _Unit("points", "điểm phần trăm", "", after + 1)
        _, following, a_year = _per(tokens, after)
        return _Unit("rate", "‰" if word == "‰" else "%", "", following if a_year else after, a_year)
    if word in {"percentage", "point"} and second in {"point", "points", "percentage"}:
        return _Unit("points", "điểm phần trăm", "", place + 2)
    return None


def _money_after(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    word = key_at(tokens, place)
    if word in _OF_AMERICA and key_at(tokens, place + 1) in {"dollars", "dollar", "$"}:
        return "USD", place + 2
    if word in _CURRENCIES:
        return _CURRENCIES[word], place + 1
    return "", place


def _per(tokens: Sequence[Token], place: int) -> tuple[str, int, bool]:
    """Read ``a year``, ``per person``, ``/person/year`` after an amount."""
    per, a_year = "", False
    while True:
        word, second = key_at(tokens, place), key_at(tokens, place + 1)
        if word in {"annually", "yearly"}:
            found, length = "năm", 1
        elif word in {"a", "per", "each", "every", "/"} and second in PER:
            found, length = PER[second], 2
        else:
            return per, place, a_year
        per, a_year, place = f"{per}/{found}", a_year or found == "năm", place + length


def _counted(tokens: Sequence[Token], place: int) -> str:
    """Find what a bare number counts, a few words on: ``61 new FDI projects``."""
    if key_at(tokens, place) == "domestic" and key_at(tokens, place + 1) == "and":
        place += 2  # 1,040,169 domestic and foreign visitors
    for at in range(place, place + _MOST_BETWEEN + 1):
        word = key_at(tokens, at)
        if not word or word in _NO_COUNT or tokens[at].kind != "word":
            return ""
        if word in COUNTED and key_at(tokens, at + 1) not in {"-", "s"}:
            return COUNTED[word]
    return ""


def _upper_end(tokens: Sequence[Token], place: int, unit: _Unit, currency: str) -> int | None:
    """Say where the other end of a range begins, if there is one: ``6-6.5 per cent``, ``10 to 11 per cent``."""
    word, before = key_at(tokens, unit.after), key_at(tokens, place - 1)
    between = before == "between" or (currency and key_at(tokens, place - 2) == "between")
    if word not in _RANGE and not (between and word == "and"):
        return None
    at = unit.after + 1
    if word == "to" and (before == "from" or unit.kind != "bare" or unit.scale):
        return None
    while key_at(tokens, at) in _CURRENCIES or key_at(tokens, at) == "us":
        at += 1
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    other = _unit(tokens, at + 1, currency)
    if other.kind == "bare" or unit.kind not in {"bare", other.kind}:
        return None
    return at


def _sign(tokens: Sequence[Token], place: int) -> str:
    """Read a sign directly before a number or its currency."""
    if place == 0:
        return ""
    mark = tokens[place - 1]
    if mark.key not in {"+", "-"} or mark.end != tokens[place].start:
        return ""
    before = tokens[place - 2] if place > 1 else None
    return mark.key if before is None or before.end < mark.start or before.key in {"(", ":", ","} else ""
