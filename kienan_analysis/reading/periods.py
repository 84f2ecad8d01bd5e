"""Mentions of periods in prose: ``6 tháng đầu năm 2021``, ``quý I``, ``tháng 6/2013``, ``nhiệm kỳ 2015-2020``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from kienan_analysis.catalogue import Period, months_of, spanning
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Iterator

MentionKind = Literal["months", "years", "day", "since", "season", "term"]

_MONTHS_A_YEAR: Final = 12
_MONTH_WORDS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "giêng": 1, "chạp": 12,
}  # fmt: skip
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

# A year and a month that are no part of a longer number.
_Y: Final = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_N: Final = r"(?:0?[1-9]|1[0-2])(?![0-9]|[.,][0-9])"
_WORD_N: Final = "một|hai|ba|bốn|sáu|bảy|tám|chín|mười hai|mười một|mười"
_RELATIVE: Final = r"(?:trước(?: đó)?|ngoái|liền trước|nay|này|qua)(?!\w)"
_OF_YEAR: Final = rf"(?:(?:\s?[/-]\s?|,?\s(?:của )?năm\s|,?\s)(?P<%s>{_Y})|\s(?:của )?năm (?P<%s>{_RELATIVE}))?"
# Not inside a longer number, date or fraction.
_FREE: Final = r"(?<![\w.,/-])(?<![0-9][ ][/-])"
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"

_MENTION: Final = re.compile(
    rf"""
    (?P<term>nhiệm\ kỳ|giai\ đoạn|thời\ kỳ|kế\ hoạch\ 5\ năm|những\ năm|5\ năm)\s(?:từ\s)?(?:năm\s)?
        (?P<first_year>{_Y})\s?(?:-|–|đến|tới)\s?(?:năm\s)?(?P<last_year>{_Y})
  | (?P<season>{_FREE}{_Y}\s?-\s?{_Y})
  | từ\ (?:ngày\ )?(?P<sd>{_DAY})[/.-](?P<sm>{_N})[/.-](?P<sy>{_Y})\s?(?:đến\ (?:hết\ )?(?:ngày\ )?
        (?:(?P<ed>{_DAY})[/.-](?P<em>{_N})[/.-](?P<ey>{_Y})|nay|thời\ điểm\ này))
  | (?P<open>từ\ (?:ngày\ )?(?P<od>{_DAY})[/.-](?P<om>{_N})\ đến\ nay)
  | (?P<whole_term>(?:(?:trong|qua|sau|suốt)\ )?{_FREE}(?:5|năm)\ năm(?:\ qua)?(?!\w|\ {_Y})
        |(?:cả|trong|toàn)\ nhiệm\ kỳ|(?:giai\ đoạn|nhiệm\ kỳ|thời\ kỳ)\ (?:này|qua|vừa\ qua)(?!\w))
  | (?P<half>(?<!\w)nửa\ (?P<which_half>đầu|cuối)(?:\ của)?(?:\ năm)?
        (?:\s(?P<half_year>{_Y})|\ (?P<half_now>nay|này))?)
  | (?:lũy\ kế\ |tính\ chung\ |cộng\ |trong\ |sau\ |qua\ )?{_FREE}(?<!gần\ )(?<!hơn\ )(?<!khoảng\ )
        (?P<count>{_N}|{_WORD_N})\ tháng(?:\ (?P<end>đầu|cuối))?(?:(?:\ của)?\ năm)?
        (?:[\s/](?P<months_year>{_Y})|\ (?P<months_now>{_RELATIVE}))?(?!\w)
  | (?P<first_quarter>quý\ đầu(?:\ tiên)?(?:\ của)?(?:\ năm)?(?:\s(?P<first_quarter_year>{_Y}))?)
  | quý\ (?P<quarter>iv|i{{1,3}}|[1-4](?![0-9.,/]))(?!\w){_OF_YEAR % ("quarter_year", "quarter_now")}
  | (?P<until>(?:tính\ |lũy\ kế\ |cộng\ dồn\ )?(?:đến\ hết|đến\ cuối|đến|hết|cuối)\ )?
        tháng\ (?P<month>{_N}|giêng|chạp|{_WORD_N})(?!\w)(?!-(?!{_Y})[0-9])
        (?:(?:\s?[/.-]\s?|\ (?:của\ )?năm\ |,?\ )(?P<month_year>{_Y})|\ (?:của\ )?năm\ (?P<month_now>{_RELATIVE}))?
  | (?:(?:tính\ )?đến\ (?:hết\ )?(?:ngày\ )?|ngày\ |sáng\ |chiều\ |tối\ |trưa\ |hôm\ |mùng\ |nay\ )(?:ngày\ )?\(?
        (?P<day>{_DAY})(?:\s?[/.]\s?|-|\ tháng\ )(?P<day_month>{_N})(?!\s?[%])
        (?:(?:\s?[/.-]\s?|\ năm\ )(?P<day_year>{_Y}))?
  | {_FREE}(?P<date>(?P<d>{_DAY})(?P<sep>[/.-])(?P<m>{_N})(?P=sep)(?P<y>{_Y}))
  | (?P<relative>năm\ (?:liền\ )?(?:trước\ liền\ kề|trước\ đó|trước|liền\ trước|liền\ kề|ngoái
            |vừa\ qua|vừa\ rồi|qua|nay|này|sau|tới|kế\ tiếp|tiếp\ theo)
        |cả\ năm\ nay|cả\ năm(?!\ {_Y})|hết\ năm(?!\ {_Y}))(?!\w)
  | (?:cả\ |trong\ |hết\ |cuối\ |đến\ cuối\ |đến\ hết\ |đến\ |suốt\ )?
        năm\ (?:kế\ hoạch\ |tài\ chính\ |ngân\ sách\ )?(?P<year>{_Y})
  | (?:(?<=kết\ quả\ )|(?<=kế\ hoạch\ )|(?<=cùng\ kỳ\ )|(?<=so\ với\ )|(?<=mục\ tiêu\ )|(?<=chỉ\ tiêu\ )
        |(?<=dự\ toán\ )|(?<=nhiệm\ vụ\ )|(?<=thực\ hiện\ )|(?<=so\ )|(?<=đến\ )|(?<=\()|(?<=;\ ))
        (?P<bare_year>{_Y})(?=[\s:;,.)]|$)
    """,
    re.VERBOSE,
)

_LAST_YEAR: Final = ("trước", "ngoái", "liền trước", "liền kề")
_NEXT_YEAR: Final = ("sau", "tới", "kế tiếp", "tiếp theo")


@dataclass(frozen=True, slots=True)
class Mention:
    """A period as the text names it, its year perhaps left to the context.

    Attributes
    ----------
    start, end : int
        Where it stands in the text's normal form.
    kind : {"months", "years", "day", "since", "season", "term"}
        ``since``: from a day to the day of the text. ``season``: 2017-2018, a crop or school year. ``term``: the
        years of a term of office that the text names elsewhere.
    year : int or None
        As written; None where it is left out.
    shift : int or None
        Years from the text's own year: *năm trước* is -1. None where the year is written or simply left out.
    first_month, last_month : int
        Of the year (kind ``months``).
    last_year : int
        Of several years (kind ``years``).
    day : date or None
        The day (kind ``day``) or the first of the days (``since``); None where the text leaves the year out.
    until : date or None
        The last of the days (``since``); None where it is the day of the text.
    day_of_month : int
        Of a day (kinds ``day``, ``since``) whose year may be left out; its month is `first_month`. 0 without one.
    """

    start: int
    end: int
    kind: MentionKind
    year: int | None = None
    shift: int | None = None
    first_month: int = 1
    last_month: int = _MONTHS_A_YEAR
    last_year: int = 0
    day: date | None = None
    until: date | None = None
    day_of_month: int = 0

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year."""
        return self.kind == "months" and (self.first_month, self.last_month) == (1, _MONTHS_A_YEAR)

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return self.kind == "months" and self.first_month == self.last_month

    def resolve(self, year: int | None, today: date | None = None) -> Period | None:
        """Give the period, its year taken from the context where the text leaves it out.

        Parameters
        ----------
        year : int or None
            The year that the text is about.
        today : date, optional
            The day of the text, for *to this day*.
        """
        if self.kind in {"season", "term"}:
            return None
        if self.kind == "years" and self.year is not None:
            return months_of(self.year, 1, _MONTHS_A_YEAR, self.last_year)
        if self.kind == "since":
            last = self.until or today
            first = self.day
            if first is None and year is not None and self.day_of_month:
                first = _date(str(year), str(self.first_month), str(self.day_of_month))
            return _days(first, last)
        if self.kind == "day":
            return _days(self.day, self.day)
        own = self.year if self.year is not None else None if year is None else year + (self.shift or 0)
        return None if own is None else months_of(own, self.first_month, self.last_month)


def find_mentions(key: str) -> Iterator[Mention]:
    """Find every mention of a period or date, in order, none inside another.

    Examples
    --------
    >>> [m.resolve(2021).text for m in find_mentions("5 tháng đầu năm; quý iv/2020; tháng 6; năm trước")]
    ['2021-01/2021-05', '2020-Q4', '2021-06', '2020']
    """
    for match in _MENTION.finditer(key):
        mention = _mention(match)
        if mention is not None:
            yield mention


def _mention(match: re.Match[str]) -> Mention | None:
    if match["term"] or match["season"] or match["whole_term"]:
        return _years(match)
    if match["sd"] or match["open"]:
        return _since(match)
    if match["day"]:
        month, day = int(match["day_month"]), _date(match["day_year"], match["day_month"], match["day"])
        return Mention(*match.span(), "day", None, None, month, month, day=day, day_of_month=int(match["day"]))
    if match["date"]:
        return Mention(*match.span(), "day", day=_date(match["y"], match["m"], match["d"]))
    if match["relative"]:
        words = match["relative"]
        shift = -1 if words.endswith(_LAST_YEAR) else 1 if words.endswith(_NEXT_YEAR) else 0
        return Mention(*match.span(), "months", shift=shift)
    if match["year"] or match["bare_year"]:
        return Mention(*match.span(), "months", _int(match["year"] or match["bare_year"]))
    return _part_of_year(match)


def _years(match: re.Match[str]) -> Mention | None:
    if match["season"]:
        return Mention(*match.span(), "season")
    if match["whole_term"]:
        return Mention(*match.span(), "term")
    first, last = int(match["first_year"]), int(match["last_year"])
    # A term of office begins in the middle of its first year: its plan and its rates count from the next.
    first += match["term"] == "nhiệm kỳ"
    return Mention(*match.span(), "years", year=first, last_year=last) if first < last else None


def _since(match: re.Match[str]) -> Mention | None:
    if match["open"]:
        month = int(match["om"])
        return Mention(*match.span(), "since", None, None, month, month, day_of_month=int(match["od"]))
    since = _date(match["sy"], match["sm"], match["sd"])
    until = _date(match["ey"], match["em"], match["ed"]) if match["ed"] else None
    return Mention(*match.span(), "since", day=since, until=until) if since else None


def _part_of_year(match: re.Match[str]) -> Mention | None:
    if match["half"]:
        first = 1 if match["which_half"] == "đầu" else 7
        return _within_year(match, "half", first, first + 5)
    if match["first_quarter"]:
        return Mention(*match.span(), "months", _int(match["first_quarter_year"]), None, 1, 3)
    if match["quarter"]:
        number = _ROMAN.get(match["quarter"]) or int(match["quarter"])
        return _within_year(match, "quarter", 3 * number - 2, 3 * number)
    if match["month"]:
        month = _number(match["month"])
        return _within_year(match, "month", 1 if match["until"] else month, month)
    count = _number(match["count"])
    if match["end"] == "cuối":
        return _within_year(match, "months", _MONTHS_A_YEAR + 1 - count, _MONTHS_A_YEAR)
    if count == 1 and match["end"] is None:  # *một tháng*: a length of time
        return None
    return _within_year(match, "months", 1, count)


def _within_year(match: re.Match[str], group: str, first: int, last: int) -> Mention:
    """Make a mention of some months, its year written, relative, or left out."""
    return Mention(*match.span(), "months", _int(match[f"{group}_year"]), _now(match[f"{group}_now"]), first, last)


def _now(word: str | None) -> int | None:
    if not word:
        return None
    return -1 if word.startswith(("trước", "ngoái", "liền")) else 0


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _number(text: str) -> int:
    return _MONTH_WORDS.get(text) or int(text)


def _date(year: str | None, month: str, day: str) -> date | None:
    if not year:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # 30 February
        return None


def _days(first: date | None, last: date | None) -> Period | None:
    if first is None or last is None:
        return None
    try:
        return spanning(first, last)
    except KienanError:
        return None
