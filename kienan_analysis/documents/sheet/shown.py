"""What a cell shows of its number: by its number format, written as Vietnamese writes numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

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


def _number(value: Decimal, number_format: str) -> str:
    """Write a number by its format; by none where the format has codes that are not known."""
    sections = [part for part in _parted(number_format)][:_SECTIONS]
    section, minus = sections[0], value < 0
    if len(sections) > 1 and value < 0:
        section, minus = sections[1], False
        minus = "-" in _QUOTED.sub("", section) or "(" in section
    elif len(sections) > 2 and value == 0:  # noqa: PLR2004 - the third is for zero
        section = sections[2]
    if not section.strip():
        return ""
    if section.strip().lower() in {"general", "@", "standard"}:
        return _general(value)
    before, digits, after = _pieces(section)
    if digits is None:
        return (before + after).strip() if _QUOTED.search(section) or section.strip() in {"-"} else _general(value)
    if re.search(r"[eE][+-]|/|[dmyhs]", before + after) and _KEPT not in section:
        return _general(value)
    percent = "%" in before or "%" in after
    number = abs(value) * (100 if percent else 1)
    whole, _, decimals = digits.partition(".")
    scale = len(whole) - len(whole.rstrip(",")) if not decimals else len(decimals) - len(decimals.rstrip(","))
    number /= Decimal(1000) ** scale
    most, least = len(decimals.rstrip(",")), decimals.count("0")
    number = number.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    written = _written(number, grouped="," in whole.rstrip(","), least=least)
    sign = "-" if minus and number else ""
    words = (before.replace("(", "").replace("-", "").replace("+", ""), after.replace(")", ""))
    return f"{words[0].strip()} {sign}{written}{'' if words[1].startswith('%') else ' '}{words[1].strip()}".strip()


@lru_cache(maxsize=512)
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
