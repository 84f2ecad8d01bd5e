"""The words of a head, each with its part: a head is understood only if every word of it is one of these."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MONTHS_OF_A_YEAR: Final = 12
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BODY: Final = r"(?:tỉnh|thành phố|tp|quận|huyện|thị xã|tx|xã|phường|trung ương|tw|chính phủ|bộ|cấp trên)"
_YEAR: Final = r"(?:19|20)\d\d"
_AGO: Final = (
    r"(?:thực hiện |th |ưth |kết quả )?(?:với )?(?:cùng kỳ|cùng thời điểm|\bck\b)(?: của)?(?: năm (?:trước|ngoái))?"
    r"|năm trước"
)
_MONTHS: Final = (
    r"(?P<last>\d{1,2})\s?(?:tháng|t\b)(?P<late> cuối năm)?(?: đầu năm| đầu)?"
    rf"(?:\s?/\s?(?P<last_year>{_YEAR}))?"
    rf"|tháng (?P<month>\d{{1,2}})(?:\s?/\s?(?P<month_year>{_YEAR}))?(?!\d)"
    rf"|quý (?P<quarter>iv|i{{1,3}}|[1-4])\b(?:\s?/\s?(?P<quarter_year>{_YEAR}))?"
)
_UP_TO: Final = (
    r"(?:lũy kế|cộng dồn)?\s?(?:từ đầu năm )?(?:thực hiện )?(?:đến|hết|đến hết|đến cuối|tính đến)\s"
    rf"(?:hết |cuối )?(?:tháng (?P<till>\d{{1,2}})(?:\s?/\s?(?P<till_year>{_YEAR}))?"
    rf"|(?:ngày )?(?P<day>3[01]|2[89])\s?/\s?(?P<day_month>\d{{1,2}})(?:\s?/\s?(?P<day_year>{_YEAR}))?)(?!\d)"
)
_OF_A_PLAN: Final = r"(?= [^a-z]*(?:kh\b|kế hoạch|dự toán|mục tiêu|chỉ tiêu|so|%|nghị quyết|nq))"
_CHANGE: Final = (
    r"tăng\s?(?:\(?\+\)?)?\s?[,;/-]?\s?(?:hoặc )?giảm\s?(?:\(?-\)?)?|tăng\s?/\s?giảm|\+\s?/\s?-|±|tăng\s?\(?\+\)?"
    r"|\btăng\b"
)
_RESULT: Final = (
    r"(?:kết quả |số liệu |số )?thực hiện|\bth\b|kết quả(?: đạt được)?|đạt được|số liệu|chính thức|lũy kế|cộng dồn"
    r"|\bđạt\b"
)
_GIVEN: Final = (
    rf"(?:do )?(?P<body>(?:hđnd|hội đồng nhân dân|ubnd)? ?{_BODY}|hđnd)(?: (?:giao|xây dựng|đề ra))?\b"
    r"|(?:được |đã )?giao\b|đề ra|đăng ký|xây dựng"
)
_ENGLISH: Final = (
    r"(?:indicators?|items?|units?|years?|plan|estimates?|of|the|and|in|targets?|results?|growth rate|index)\b"
)
# Part and pattern, the longer before the shorter: the first that fits at a place is taken.
_PARTS: Final = (
    # What a regulation is called, in brackets: it has numbers of its own.
    ("aside", r"\((?:theo|kèm|nq|nghị quyết|qđ|quyết định|số)\b[^()]*\)"),
    ("span", rf"(?:giai đoạn |thời kỳ |năm )?{_YEAR}\s?-\s?{_YEAR}|bình quân|\bbq\b|nhiệm kỳ|\d năm"),
    ("cumulated", _UP_TO),
    ("months", _MONTHS),
    ("earlier", r"(?:tháng|quý|kỳ) trước|đầu kỳ|đầu năm|tháng 12 năm trước"),
    ("ago", _AGO),
    ("year", rf"(?:năm )?(?P<year>{_YEAR})(?!\d)"),
    ("whole", r"cả năm|trong năm|\bnăm\b"),
    ("fulfilled", rf"(?:tỷ lệ )?(?:hoàn thành|đạt){_OF_A_PLAN}"),
    ("revised", r"(?:được )?điều chỉnh"),
    ("initial", r"(?:được )?giao đầu năm|đầu năm giao"),
    ("plan", r"\bkh\b|kế hoạch|mục tiêu|chỉ tiêu|dự toán|\bdt\b|nghị quyết|\bnq\b|phấn đấu"),
    ("given", _GIVEN),
    ("estimate", r"(?:dự )?ước(?: tính)?\s?(?:thực hiện|th\b|đạt)?|\bư\.?th\b|dự kiến(?: thực hiện| th\b)?"),
    ("provisional", r"sơ bộ|\bprel\b(?:iminary)?"),
    ("done", _RESULT),
    ("speed", r"tốc độ (?:tăng(?: trưởng)?(?:,? ?/?\s?giảm)?)|mức tăng(?: trưởng)?|tăng trưởng"),
    ("index", r"(?:chỉ số|tốc độ) phát triển|chỉ số"),
    ("change", _CHANGE),
    ("fall", r"\bgiảm\b"),
    ("so", r"so sánh(?: với)?|so(?: với)?\b|đối chiếu(?: với)?"),
    ("with", r"\bvới\b"),
    ("rate", r"tỷ lệ|\(\s?%\s?\)|%|phần trăm|\blần\b"),
    ("slash", r"/"),
    ("filler", r"của|trong|đến|\bcho\b|mức|giá trị|kỳ báo cáo|\bvà\b|\btính\b|từ đầu năm|năm báo cáo|được"),
    ("english", _ENGLISH),
    ("brackets", r"\((?P<inside>[^()]*)\)"),
    ("mark", r"[\s,;:.)+*-]+|\("),
)
_SCAN: Final = re.compile("|".join(f"(?P<p_{name}>{pattern})" for name, pattern in _PARTS))


class Word(NamedTuple):
    """A part of a head.

    Attributes
    ----------
    part : str
        Its part, as the list above names it.
    start, end : int
        In the head's words.
    year : int or None
    months : tuple of (int, int) or None
    words : str
        What a bracket holds, or who set a plan.
    """

    part: str
    start: int
    end: int
    year: int | None = None
    months: tuple[int, int] | None = None
    words: str = ""


def words_of(head: str) -> tuple[list[Word], str]:
    """Cut a head into its words; say also what could not be understood, empty where all was.

    Parameters
    ----------
    head : str
        In the spelling that is matched, at most some hundred letters.

    Examples
    --------
    >>> found, rest = words_of("ước th 6 tháng/2024")
    >>> [word.part for word in found], found[1].months, found[1].year, rest
    (['estimate', 'months'], (1, 6), 2024, '')
    >>> words_of("cơ quan theo dõi")[1]
    'cơ quan theo dõi'
    """
    found: list[Word] = []
    at = 0
    while at < len(head):
        match = _SCAN.match(head, at)
        if match is None or match.end() == at or _cuts_a_word(head, match.end(), match[0]):
            return found, head[at:].strip()
        part = (match.lastgroup or "") if (match.lastgroup or "").startswith("p_") else _part(match)
        part = part.removeprefix("p_")
        if part not in {"mark", "aside", "filler", "english"}:
            word = _word(part, match)
            if word is None:
                return found, head[at:].strip()
            found.append(word)
        at = match.end()
    return found, ""


def _part(match: re.Match[str]) -> str:
    """Give the part whose pattern fitted, where a group inside it was the last to fit."""
    return next(name for name, text in match.groupdict().items() if name.startswith("p_") and text is not None)


def _cuts_a_word(head: str, end: int, matched: str) -> bool:
    """Whether a pattern ends within a word: *th* in *thu*."""
    return matched[-1:].isalnum() and head[end : end + 1].isalnum() and not matched[-1:].isdigit()


def _word(part: str, match: re.Match[str]) -> Word | None:
    """Take a part's year and months; None where they cannot be."""
    given = match.groupdict()
    year = next((int(given[name]) for name in _YEARS if given[name]), None)
    months: tuple[int, int] | None = None
    if part == "months":
        if given["quarter"]:
            quarter = _ROMAN.get(given["quarter"]) or int(given["quarter"])
            months = (3 * quarter - 2, 3 * quarter)
        elif given["month"]:
            months = (int(given["month"]), int(given["month"]))
        else:
            count = int(given["last"])
            months = (_MONTHS_OF_A_YEAR + 1 - count, _MONTHS_OF_A_YEAR) if given["late"] else (1, count)
    elif part == "cumulated":
        months = (1, int(given["till"] or given["day_month"]))
    elif part == "whole" and match[0] != "năm":
        months = (1, _MONTHS_OF_A_YEAR)
    if months is not None and not 1 <= months[0] <= months[1] <= _MONTHS_OF_A_YEAR:
        return None
    words = given["inside"] if part == "brackets" else given["body"] if part == "given" else ""
    return Word(part, *match.span(), year, months, (words or "").strip())


_YEARS: Final = ("year", "till_year", "day_year", "last_year", "month_year", "quarter_year")
