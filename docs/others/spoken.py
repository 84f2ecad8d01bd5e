"""How a printed number is said in Vietnamese, in every way in use: tools that spell numbers out are held to it."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", "nghìn", "triệu", "tỷ")
SCALES: Final = ("nghìn", "vạn", "triệu", "tỷ")
# Words for the same: which of them stands is a matter of region, or of the word before.
_SAME: Final = {
    "ngàn": "nghìn", "lẻ": "linh", "tỉ": "tỷ", "bẩy": "bảy", "tư": "bốn", "nhăm": "lăm", "mốt": "một",
    "phảy": "phẩy", "chấm": "phẩy",
}  # fmt: skip
WORDS: Final = frozenset({*_DIGITS, *SCALES, "mười", "mươi", "trăm", "linh", "phẩy", "lăm"})


def folded(word: str) -> str:
    """Give a word as it is compared.

    Examples
    --------
    >>> folded("Nhăm"), folded("ngàn"), folded("đồng")
    ('lăm', 'nghìn', 'đồng')
    """
    return _SAME.get(word.lower(), word.lower())


def ways(printed: str) -> list[list[str]]:
    """Give the ways in which digits are said, each as folded words; five is `năm` in all of them, never `lăm`.

    Parameters
    ----------
    printed : str
        Digits in the habit of Vietnamese, no sign: ``"2.412,05"``.

    Examples
    --------
    >>> [" ".join(way) for way in ways("12,68")]
    ['mười hai phẩy sáu tám', 'mười hai phẩy sáu mươi tám']
    >>> [" ".join(way) for way in ways("2.005")]
    ['hai nghìn không trăm linh năm', 'hai nghìn linh năm']
    """
    whole, _, fraction = printed.replace(".", "").partition(",")
    wholes = [_whole(int(whole), in_full=True), _whole(int(whole), in_full=False)]
    if not fraction:
        return _unlike(wholes)
    rest = fraction.lstrip("0")
    noughts = ["không"] * (len(fraction) - len(rest))
    fractions = [[_DIGITS[int(digit)] for digit in fraction]]
    if rest:
        fractions.append([*noughts, *_whole(int(rest), in_full=True)])
    return _unlike([[*one, "phẩy", *other] for one in wholes for other in fractions])


def _unlike(found: list[list[str]]) -> list[list[str]]:
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _whole(number: int, *, in_full: bool) -> list[str]:
    """Say a whole number below 10 to the 12; `in_full`: the hundreds of a later group though they are nought."""
    if number == 0:
        return ["không"]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    said: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            said += _group(groups[place], is_first=not said, in_full=in_full)
            said += [_GROUPS[place]] if place else []
    return said


def _group(number: int, *, is_first: bool, in_full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or (in_full and not is_first) else []
    if tens == 1:
        said.append("mười")
    elif tens:
        said += [_DIGITS[tens], "mươi"]
    elif ones and (said or not is_first):
        said.append("linh")
    return [*said, _DIGITS[ones]] if ones else said
