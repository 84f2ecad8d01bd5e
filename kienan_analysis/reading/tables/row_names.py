"""What a row is called, by itself: its numbering, its words, what its brackets say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kienan_analysis.reading.tables.printed import IN_BRACKETS
from kienan_analysis.reading.tables.row_units import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kienan_analysis.reading.tables.cell import Cell
    from kienan_analysis.reading.units import Unit

_MARK: Final = re.compile(
    r"(?P<letter>[A-HĐ])(?=[.)]|$)|(?P<roman>[IVX]{1,5})(?=[.)]|$)|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?=[.)\s]|$)"
    r"|(?P<small>[a-hđ])(?=[.)]|$)|(?P<dash>[-•*])|(?P<plus>\+)"
)
_AFTER_A_MARK: Final = re.compile(r"[.)]?\s*")
_OF_WHICH: Final = re.compile(r"(?:trong đó|bao gồm|gồm|riêng|chia ra)\b\s*:?\s*")
_PRICES: Final = re.compile(
    r"[,(]?\s?(?:tính )?(?:theo )?\bgiá (?P<basis>so sánh|ss|cố định|cđ|hiện hành|hh|thực tế)(?: năm)?(?: \d{4})?"
    r"\s?\)?"
)
_PIECES: Final = re.compile(r"[,;] ")
_CONSTANT: Final = frozenset({"so sánh", "ss", "cố định", "cđ"})
# What a bracket may hold without making another thing of the name: notes, standards, abbreviations, terms.
_EMPTY: Final = re.compile(
    r"\d{1,2}|\*+|theo (?:chuẩn|tiêu chí|tiêu chuẩn|giá|quy định|nghị định|bộ tiêu chí|niên giám).*|chuẩn .*"
    r"|giai đoạn \d{4}\s?-\s?\d{4}|cả năm|grdp|gdp|gtsx|fdi|iip|cpi|bhyt|bhxh|ntm|nsnn|đa chiều|lũy kế|năm"
    r"|tăng/giảm|đến cuối năm|cuối năm|ước(?: tính)?"
)
_SHORT: Final = frozenset({"grdp", "gdp", "gtsx", "iip", "cpi"})
_CAPITALS: Final = re.compile(r"(?<!\w)[A-ZĐ]{2,6}(?!\w)")
_CHANGE: Final = re.compile(
    r"^(?:tốc độ|mức|tỷ lệ)?\s*(?:tăng trưởng|tăng thêm(?=$)|tăng|phát triển)(?:\s?[,/]?\s?giảm)?(?: bình quân)?"
    r"(?:\s+(?:của|về)(?=\s)|)(?:\s+|$)"
)
_FALL: Final = re.compile(r"^(?:tốc độ |mức |tỷ lệ )?giảm\s+(?:của\s+)?")
_CHANGE_AFTER: Final = re.compile(r"\s+(?:tăng(?: trưởng)?(?: bình quân)?|tăng thêm)$")
_RATES_OF_GROWTH: Final = ("tốc độ tăng", "tốc độ phát triển", "mức tăng", "tăng trưởng")
_SECTION_DEPTH, ROW_DEPTH, _PART_DEPTH = 1, 2, 6
LEADING: Final = re.compile(r"^(?:[-+*•\s]|trong đó:?|bao gồm:?)+", re.IGNORECASE)


class Named(NamedTuple):
    """A row by its own words.

    Attributes
    ----------
    depth : int
        The greater, the lower it stands; 0 is the title of a part.
    words : str
        What it is called, without numbering, brackets and price basis, in the spelling that is matched.
    unit : Unit or None
        That its name gives.
    prices : {"", "current", "constant"}
    changes : {"", "increase", "decrease"}
        Where the name says that its figures are changes.
    narrowed : bool
        Whether a bracket makes another thing of it.
    of_which : bool
        Whether it says that it is a part of the row above.
    short : str
        What a bracket calls it: *tăng trưởng kinh tế (GRDP)*.
    """

    depth: int
    words: str
    unit: Unit | None
    prices: str
    changes: str
    narrowed: bool
    of_which: bool
    short: str


def named(
    name: Cell, index: Cell | None, unit: Unit | None, abbreviations: Mapping[str, Sequence[str]], *, lower: bool
) -> Named:
    """Take the name of a row apart.

    Parameters
    ----------
    name : Cell
    index : Cell or None
        Its cell in the column of numbers.
    unit : Unit or None
        From its cell in the column of units.
    abbreviations : mapping of str to sequence of str
        The words that capitals stand for.
    lower : bool
        Whether a row without a number is a part of the one above it.
    """
    key, printed = " ".join(_in_full(name, abbreviations).split()), " ".join(name.text.split())
    depth = -1
    if index is not None and index.text and (found := _MARK.match(index.text)):
        depth = _depth_of(found)
    if (found := _MARK.match(printed)) and printed[found.end() :].strip(" .)"):
        after = _AFTER_A_MARK.match(printed, found.end())
        inner = _depth_of(found)
        if found["dash"] or found["plus"] or depth < 0:
            depth = max(depth, inner)
        key = key[after.end() if after else found.end() :]
    of_which = _OF_WHICH.match(key)
    if of_which:
        key = key[of_which.end() :]
        if (found := _MARK.match(key)) and (found["dash"] or found["plus"]):
            key = key[found.end() :].lstrip()
    if depth < 0:
        depth = _PART_DEPTH if lower or of_which else _SECTION_DEPTH if printed.isupper() else ROW_DEPTH
    inside = [piece.strip() for words in IN_BRACKETS.findall(key) for piece in _PIECES.split(words) if piece.strip()]
    key = " ".join(IN_BRACKETS.sub(" ", key).split())
    prices = next((found for words in (*inside, key) if (found := _PRICES.search(words))), None)
    key = _PRICES.sub(" ", key)
    inside = [words for words in inside if not _PRICES.fullmatch(words)]
    own = next((found_unit for words in inside if (found_unit := unit_of(words)) is not None), None)
    narrowed = any(unit_of(words) is None and not _EMPTY.fullmatch(words) for words in inside)
    words = " ".join(key.split()).strip(" :;.,*-")
    if unit is None and own is None:
        words, own = _unit_after(words)
    words, changes = _changes(words, unit or own)
    basis = "" if prices is None else "constant" if prices["basis"] in _CONSTANT else "current"
    short = next((words for words in inside if words in _SHORT), "")
    return Named(depth, words, own, basis, changes, narrowed, of_which is not None, short)


def _in_full(name: Cell, abbreviations: Mapping[str, Sequence[str]]) -> str:
    """Give a name as it is matched, the words that its capitals stand for in their place."""
    pieces, at = [], 0
    for found in _CAPITALS.finditer(name.text):
        if found[0] in abbreviations:
            pieces += [name.key[at : found.start()], " ".join(abbreviations[found[0]])]
            at = found.end()
    return "".join((*pieces, name.key[at:]))


def _depth_of(found: re.Match[str]) -> int:
    if found["letter"]:
        return 0
    if found["roman"]:
        return _SECTION_DEPTH
    if found["number"]:
        return ROW_DEPTH + found["number"].count(".")
    return 5 if found["small"] else _PART_DEPTH if found["dash"] else _PART_DEPTH + 1


def _unit_after(words: str) -> tuple[str, Unit | None]:
    """Part a unit from the end of a name: *thu ngân sách, tỷ đồng*."""
    for mark in (",", ":", " - "):
        before, found, after = words.rpartition(mark)
        if found and before and (unit := unit_of(after)) is not None:
            return before.strip(" :;.,-"), unit
    return words, None


def _changes(words: str, unit: Unit | None) -> tuple[str, str]:
    """Take what says that a row's figures are changes from its name."""
    if unit is None and not words.startswith(_RATES_OF_GROWTH):
        return words, ""
    if unit is not None and unit.kind != "rate":
        return words, ""
    if unit is not None and (found := _CHANGE_AFTER.search(words)):
        return words[: found.start()], "increase"
    for form, pattern in (("increase", _CHANGE), ("decrease", _FALL)):
        shorter = pattern.sub("", words, count=1).strip()
        if shorter != words:
            return shorter, form
    return words, ""
