"""What a cell shows of its number: by its number format, written as Vietnamese writes numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

_GENERAL_DIGITS: Final = 11  # that a cell without a format shows at most
_SECTIONS: Final = 4
_COLOUR: Final = re.compile(r"\[[^\]]*\]")
_QUOTED: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_DIGITS: Final = re.compile(r"[#0?,]*[#0?](?:,+)?(?:\.[#0?]*)?(?:,+)?|\.[#0?]+")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,\u00a0 ][0-9]+)*")
_KEPT: Final = "\ue000"  # in the place of words of a format, while its digits are looked for


def shown(value: object, number_format: str = "General") -> str:
    """Say what a cell shows.

    Parameters
    ----------
    value : object
        Text, a number, a day, or None.
    number_format : str
        In the codes of spreadsheets.

    Examples
    --------
    >>> shown(600.37, "0.0"), shown(8446.29, "#,##0.00"), shown(0.128, "0.0%"), shown(264318)
    ('600,4', '8.446,29', '12,8%', '264318')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date)):
        return _day(value, number_format)
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, (int, float)):
        return _number(Decimal(repr(value)), number_format) if abs(value) < 1e15 else ""  # noqa: PLR2004 - no statistic
    text = str(value)
    return "" if text.startswith("#") and text.endswith(("!", "?", "/A")) else text  # an error of a formula


def _day(value: date, number_format: str) -> str:
    codes = _COLOUR.sub("", number_format.lower())
    if "d" not in codes and "y" in codes:
        return f"{value.month:02}/{value.year}" if "m" in codes else str(value.year)
    return f"{value.day:02}/{value.month:02}/{value.year}"


class _Section(NamedTuple):
    """How numbers of one sign are written.

    Attributes
    ----------
    before, after : str
        Words about the digits; all that is shown where there are no digits.
    digits, general : bool
        Whether it has digits; whether it leaves their number open, as no format does.
    percent, grouped, signed : bool
        ``signed``: whether a number below zero has its sign from this format's own marks.
    scale, most, least : int
        How often it is divided by a thousand; decimals at most and at least.
    """

    before: str = ""
    after: str = ""
    digits: bool = True
    general: bool = False
    percent: bool = False
    grouped: bool = False
    signed: bool = False
    scale: int = 0
    most: int = 0
    least: int = 0


def _number(value: Decimal, number_format: str) -> str:
    """Write a number by its format; by none where the format has codes that are not known."""
    sections = _sections(number_format)
    section, minus = sections[0], value < 0
    if len(sections) > 1 and value < 0:
        section = sections[1]
        minus = section.signed
    elif len(sections) > 2 and value == 0:  # noqa: PLR2004 - the third is for zero
        section = sections[2]
    if section.general:
        return _general(value)
    if not section.digits:
        return section.before
    number = abs(value) * (100 if section.percent else 1) / Decimal(1000) ** section.scale
    number = number.quantize(Decimal(1).scaleb(-section.most), rounding=ROUND_HALF_UP)
    written = _written(number, grouped=section.grouped, least=section.least)
    sign = "-" if minus and number else ""
    return f"{section.before}{sign}{written}{section.after}"


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """Understand a format: its section for positive numbers, and those for others where it has them."""
    return tuple(map(_section, _parted(number_format)[:_SECTIONS]))


def _section(codes: str) -> _Section:
    if codes.strip().lower() in {"general", "@", "standard"}:
        return _Section(general=True)
    before, digits, after = _pieces(codes)
    if digits is None:
        shows = not codes.strip() or _QUOTED.search(codes) or codes.strip() == "-"
        return _Section(before.strip(), digits=False) if shows else _Section(general=True)
    bare = _QUOTED.sub("", _COLOUR.sub("", codes))
    if re.search(r"[eE][+-]|/|[dmyhs]", bare):
        return _Section(general=True)
    whole, _, decimals = digits.partition(".")
    last = decimals or whole
    words = after.replace(")", "").strip()
    return _Section(
        before=f"{begin} " if (begin := re.sub(r"[()+-]", "", before).strip()) else "",
        after=words if words.startswith("%") or not words else f" {words}",
        percent="%" in bare,
        grouped="," in whole.rstrip(","),
        signed="-" in bare or "(" in bare,
        scale=len(last) - len(last.rstrip(",")),
        most=len(decimals.rstrip(",")),
        least=decimals.count("0"),
    )


def _pieces(section: str) -> tuple[str, str | None, str]:
    """Cut a section of a format into the words before its digits, the codes of digits, the words after."""
    words: list[str] = []

    def keep(found: re.Match[str]) -> str:
        words.append(found[1] if found[1] is not None else found[2] or "")
        return _KEPT if words[-1] else ""

    bare = _QUOTED.sub(keep, _COLOUR.sub("", section))
    codes = _DIGITS.search(bare)

    def given_back(text: str) -> str:
        return re.sub(_KEPT, lambda _: waiting.pop(0), text)

    waiting = [word for word in words if word]
    if codes is None:
        return given_back(bare), None, ""
    before = given_back(bare[: codes.start()])
    return before, codes[0], given_back(bare[codes.end() :])


def _parted(number_format: str) -> list[str]:
    """Cut a format at the semicolons that stand in no quotes."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)', number_format) or ["General"]


def _general(value: Decimal) -> str:
    number = float(value)
    text = f"{number:.{_GENERAL_DIGITS - 1}g}"
    if "e" in text:
        text = f"{value:f}" if number == int(number) else text
    return text.replace(".", ",")


def _written(number: Decimal, *, grouped: bool, least: int) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    whole, _, decimals = text.partition(".")
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    whole = whole.replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def rewritten(text: str, value: float) -> str:
    """Write the number in a shown text as Vietnamese writes it, where its value tells which mark is which.

    Parameters
    ----------
    text : str
        As another program showed it.
    value : float
        What it shows; of percentages the fraction.

    Examples
    --------
    >>> rewritten("8,446.29", 8446.29), rewritten("1.865", 1865.0), rewritten("12.8%", 0.128)
    ('8.446,29', '1.865', '12,8%')
    """
    found = _NUMBER.search(text)
    if found is None:
        return text
    digits = found[0]
    wanted = abs(value) * (100 if "%" in text else 1)
    for mark, group in ((",", "."), (".", ",")):
        plain = re.sub(rf"[{re.escape(group)}\u00a0 ]", "", digits).replace(mark, ".")
        if plain.count(".") > 1:
            continue
        step = 0.51 * 10.0 ** -len(plain.partition(".")[2])
        if abs(float(plain) - wanted) <= step + 1e-9 * wanted:
            number = Decimal(plain)
            grouped = len(re.findall(r"[0-9]+", digits)) > 1 + ("." in plain)
            least = len(plain.partition(".")[2])
            return text[: found.start()] + _written(number, grouped=grouped, least=least) + text[found.end() :]
    return text
