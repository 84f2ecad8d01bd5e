"""The Vietnamese words for periods: ``6 tháng đầu năm 2021``, ``quý I``, ``tháng 6/2013``, ``nhiệm kỳ 2015-2020``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention, date_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH_WORDS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "giêng": 1, "chạp": 12,
}  # fmt: skip
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

# A year and a month that are no part of a longer number.
_Y: Final = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_N: Final = r"(?:0?[1-9]|1[0-2])(?![0-9]|[.,](?!(?:19|20)[0-9]{2}(?![0-9]))[0-9])"
# Blanks are written as such: the whole pattern is verbose.
_WORD_N: Final = r"một|hai|ba|bốn|sáu|bảy|tám|chín|mười\ hai|mười\ một|mười"
_RELATIVE: Final = r"(?:trước(?:\ đó)?|ngoái|liền\ trước|nay|này|qua)(?!\w)"
_OF_YEAR: Final = rf"(?:(?:\s?[/-]\s?|,?\s(?:của\ )?năm\s|,?\s)(?P<%s>{_Y})|\s(?:của\ )?năm\ (?P<%s>{_RELATIVE}))?"
# Not inside a longer number, date or fraction.
_FREE: Final = r"(?<![\w.,/-])(?<![0-9][ ][/-])"
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_M: Final = r"(?:0?[1-9]|1[0-2])(?![0-9])"  # inside a date, where a full stop may follow
_SPAN: Final = r"(?:-|–|đến|tới)"

# Every mention begins with a number or one of these words; most of a text is passed over at once. A number begins none
# without its months or years, the rest of a date, or the four digits of a year.
_BEGINS: Final = (
    r"(?:(?<!\w)(?=[0-9]{1,2}(?:[ ](?:năm|tháng)|[/.-][0-9])|(?:19|20)[0-9]{2})"
    r"|(?<![^\W\d_])(?=(?:n(?:hiệm|hững|ửa|gày|ay|ăm)|t(?:hời|ừ|ính|ới|rong|oàn|háng|ại|ối|rưa|ám)"
    r"|g(?:iai|ần)|k[ếể]|b(?:ình|a|ốn|ảy)|lũy|c(?:ộng|ả|ác|hiều|uối|hín)|đến|qu(?:a|ý)|s(?:au|uốt|áng|áu)|v(?:òng|ào)"
    r"|h(?:ơn|ằng|àng|ôm|ết|ai)|m(?:ỗi|ùng|ột|ười))[ ]))"
)

_MENTION: Final = re.compile(
    rf"""
    {_BEGINS}(?:
    (?P<term>nhiệm\ kỳ|giai\ đoạn|thời\ kỳ|kế\ hoạch\ 5\ năm|những\ năm|{_FREE}(?:{_N}|{_WORD_N}|năm)\ năm(?:\ qua)?)
        ,?\s(?P<opened>\()?(?:từ\s)?(?:năm\s)?(?P<first_year>{_Y})\s?{_SPAN}\s?(?:hết\ )?(?:năm\s)?(?P<last_year>{_Y})
        (?(opened)\s?\)|)
  | (?P<years>(?:bình\ quân\ |từ\ )năm\ (?P<years_first>{_Y})\s?{_SPAN}\s?(?:hết\ )?(?:năm\ )(?P<years_last>{_Y}))
  | (?P<season>{_FREE}(?P<season_first>{_Y})\s?-\s?(?P<season_last>{_Y}))
  | (?P<so_far>(?:tính\ |lũy\ kế\ |cộng\ dồn\ )?từ\ đầu\ năm(?:\ {_Y})?\ (?:đến|tới)\ (?:nay|thời\ điểm\ này|giờ)
        |(?:(?:tính|tính\ cả|tính\ chung|kể|lũy\ kế|cộng\ dồn)\ |(?<=[.;,]\ ))từ\ đầu\ năm
            (?!\w|\ (?:đến|tới|{_Y}|học|nay|ngoái))
        |từ\ đầu\ năm(?=\ lên\ )
        |(?<!\w)(?:lũy\ kế|cộng\ dồn)(?:\ từ\ đầu\ năm)?
            (?!\w|\ (?:đến|tới|từ|tính|tháng|quý|năm|hết|cả|{_DAY}[/-]|[0-9]{{1,2}}\ (?:tháng|năm|quý))
            |\ (?:{_WORD_N})\ tháng))
  | (?P<since_year>(?:kể\ )?từ\ năm\ (?P<since_first>{_Y})\ (?:đến|tới)\ nay)
  | từ\ (?:ngày\ )?(?P<sd>{_DAY})[/.-](?P<sm>{_N})[/.-](?P<sy>{_Y})\s?(?:(?:đến|-)\ ?(?:hết\ )?(?:ngày\ )?
        (?:(?P<ed>{_DAY})[/.-](?P<em>{_N})[/.-](?P<ey>{_Y})|nay|thời\ điểm\ này))
  | (?P<from_first>(?:tính\ |lũy\ kế\ |cộng\ dồn\ )?(?:kể\ )?từ\ (?:ngày\ )?0?1(?:[/-]|\ tháng\ )(?P<ff>{_M})
        (?:(?:[/-]|\ năm\ ){_Y})?\ (?:đến|tới)\ (?:hết\ |cuối\ )?tháng\ (?P<fl>{_N})(?!\w)
        (?:(?:\s?[/-]\s?|\ năm\ )(?P<fy>{_Y}))?)
  | (?P<open>từ\ (?:ngày\ )?(?P<od>{_DAY})[/.-](?P<om>{_N})\ đến\ nay)
  | (?P<to_day>(?:(?:tính\ |lũy\ kế\ |cộng\ dồn\ )?từ\ (?:đầu\ năm(?:\ {_Y})?|(?:ngày\ )?0?1[/.-]0?1(?:[/.-]{_Y})?)\ |
        (?:tính\ |lũy\ kế\ |cộng\ dồn\ )?)(?:đến|tới)\ (?:hết\ )?(?:ngày\ )?)
        (?P<td>{_DAY})(?:\s?[/.-]\s?|\ tháng\ )(?P<tm>{_N})(?!\s?%)(?:(?:\s?[/.-]\s?|\ năm\ )(?P<ty>{_Y}))?
  | (?P<days>từ\ (?:ngày\ )?(?P<fd>{_DAY})[/.-](?P<fm>{_N})\ (?:đến|-)\ (?:hết\ )?(?:ngày\ )?
        (?P<ld>{_DAY})[/.-](?P<lm>{_N})(?:[/.-](?P<ly>{_Y}))?)
  | (?P<length>(?:(?P<led>trong|qua|sau|suốt)\ )?(?:vòng\ )?(?:gần\ |hơn\ )?{_FREE}(?P<length_n>{_N}|{_WORD_N}|năm)\ năm
        (?P<lately>\ (?:vừa\ )?qua|\ gần\ đây|\ trở\ lại\ đây|\ liên\ tục|\ liền)?
        (?P<ahead>\ tới|\ tiếp\ theo)?(?!\w|\ {_Y}))
  | (?P<next_term>(?:trong\ )?(?:nhiệm\ kỳ|giai\ đoạn)\ (?:mới|tới|sau|tiếp\ theo)(?!\w))
  | (?P<whole_term>(?:cả|trong|toàn|suốt)\ (?:nhiệm\ kỳ|giai\ đoạn)(?!\ (?:{_Y}|tới|này))
        |(?:giai\ đoạn|nhiệm\ kỳ|thời\ kỳ)\ (?:này|qua|vừa\ qua|trước)(?!\w)
        |(?:kể\ )?từ\ đầu\ (?:nhiệm\ kỳ|giai\ đoạn)\ (?:đến|tới)\ nay)
  | (?P<each>(?<!\w)(?:mỗi|hằng|hàng)\ (?:tháng|quý|tuần|ngày))(?!\w)
  | (?P<half>(?<!\w)nửa\ (?P<which_half>đầu|cuối)(?:\ của)?(?:\ năm)?
        (?:\s(?P<half_year>{_Y})|\ (?P<half_now>nay|này))?)
  | (?P<from_event>(?:trong\ |sau\ |qua\ |hơn\ |gần\ )*{_FREE}(?:{_N}|{_WORD_N})\ tháng(?:\ qua)?,?\ (?:đầu\ )?["“]?
        (?:vận\ hành|hoạt\ động|đi\ vào|chính\ thức|thành\ lập|sáp\ nhập|hợp\ nhất|về\ chung|về\ một|sắp\ xếp|ra\ mắt
        |ra\ đời|đầu\ tiên|(?:kể\ )?từ\ (?:khi|ngày|lúc)))
  | (?:lũy\ kế\ |tính\ chung\ |cộng\ |trong\ |sau\ |qua\ )?{_FREE}(?<!gần\ )(?<!hơn\ )(?<!khoảng\ )
        (?P<count>{_N}|{_WORD_N})\ tháng(?:\ (?P<end>đầu|cuối|còn\ lại))?(?:(?:\ của)?\ năm)?
        (?:[\s/](?P<months_year>{_Y})|\ (?P<months_now>{_RELATIVE}))?(?!\w)
        (?!\ (?:sau|thực\ hiện|triển\ khai|giãn\ cách|liên\ tiếp|liền|nữa|tuổi|tù|lương|thi\ công|cao\ điểm))
  | (?P<now>(?:trong\ )(?:tháng|quý)(?:\ này|\ qua)?(?!\w|\ (?:{_N}|giêng|chạp|i|{_WORD_N}))
        |(?:tính\ |tính\ chung\ )?cả\ tháng(?!\w|\ (?:{_N}|giêng|chạp|{_WORD_N}))
        |(?<!\w)(?:tháng|quý)\ (?:này|qua)(?!\w))
  | (?P<rest>(?:những|các)\ tháng\ (?:cuối|còn\ lại)(?:(?:\ của)?\ năm)?(?:[\s/](?P<rest_year>{_Y}))?)
  | (?P<opening>(?:những|các)\ tháng\ đầu\ năm(?:[\s/](?P<opening_year>{_Y}))?)
  | (?P<till_now>(?<![^\W\d_]\ )(?:tính\ )?đến\ (?:nay|thời\ điểm\ này)(?!\w))
  | (?:trong\ |qua\ |sau\ )?{_FREE}(?P<quarters>2|3|hai|ba)\ quý(?:\ đầu(?!\ tiên))?(?:(?:\ của)?\ năm)?
        (?:[\s/](?P<quarters_year>{_Y})|\ (?P<quarters_now>{_RELATIVE}))?(?!\w)
  | (?P<first_quarter>quý\ đầu(?:\ tiên)?(?:\ của)?(?:\ năm)?(?:\s(?P<first_quarter_year>{_Y}))?)
  | (?P<quarter_until>(?:đến\ |tính\ đến\ )(?:hết|cuối)\ )?
        quý\ (?P<quarter>iv|i{{1,3}}|[1-4](?![0-9]|[.,][0-9]|/(?!\s?{_Y})))(?!\w)
        {_OF_YEAR % ("quarter_year", "quarter_now")}
  | (?P<until>(?:tính\ |lũy\ kế\ |cộng\ dồn\ )?(?:đến\ hết|đến\ cuối|đến\ giữa|đến|hết|cuối)\ )?
        tháng\ (?P<month>{_N}|giêng|chạp|{_WORD_N})(?!\w)(?!-(?!{_Y})[0-9])
        (?:(?:\s?[/.-]\s?|\ (?:của\ )?năm\ |,?\ )(?P<month_year>{_Y})|\ (?:của\ )?năm\ (?P<month_now>{_RELATIVE}))?
  | (?P<at_day>tại\ (?:thời\ điểm\ )?(?:ngày\ )?)(?P<ad>{_DAY})[/.-](?P<am>{_N})[/.-](?P<ay>{_Y})
  | (?:ngày\ |sáng\ |chiều\ |tối\ |trưa\ |hôm\ |mùng\ |nay\ |qua\ )(?:ngày\ )?\(?
        (?P<day>{_DAY})(?:\s?[/.]\s?|-|\ tháng\ )(?:(?P<day_month>{_N})(?!\s?[%])
        (?:(?:\s?[/.-]\s?|\ năm\ )(?P<day_year>{_Y}))?|(?P<dotted_month>{_M})\.(?P<dotted_year>{_Y}))
  | {_FREE}(?P<date>(?P<d>{_DAY})(?P<sep>[/.-])(?P<m>{_M})(?P=sep)(?P<y>{_Y}))
  | {_FREE}(?P<iso>(?P<iso_y>(?:19|20)[0-9]{{2}})(?P<iso_sep>[/-])(?P<iso_m>{_M})
        (?P=iso_sep)(?P<iso_d>{_DAY})(?![\w/-]))
  | (?P<relative>(?<!nửa\ )(?<![0-9]\ )năm\ (?:liền\ )?(?:trước\ liền\ kề|trước\ đó|trước|liền\ trước|liền\ kề|ngoái
            |vừa\ qua|vừa\ rồi|qua|nay|này|sau|tới|kế\ tiếp|tiếp\ theo)
        |cả\ năm\ nay|cả\ năm(?!\ {_Y})|hết\ năm(?!\ {_Y}))(?!\w)
  | (?P<year_led>cả\ |trong\ |hết\ |cuối\ |đến\ cuối\ |đến\ hết\ |đến\ |suốt\ |vào\ |tới\ |vào\ cuối\ )?
        năm\ (?:kế\ hoạch\ |tài\ chính\ |ngân\ sách\ )?(?P<year>{_Y})
  | (?:(?<=kết\ quả\ )|(?<=kế\ hoạch\ )|(?<=cùng\ kỳ\ )|(?<=so\ với\ )|(?<=mục\ tiêu\ )|(?<=chỉ\ tiêu\ )
        |(?<=dự\ toán\ )|(?<=nhiệm\ vụ\ )|(?<=thực\ hiện\ )|(?<=so\ )|(?<=đến\ )|(?<=\()|(?<=;\ )
        |(?<=kinh\ tế\ )|(?<=tổng\ kết\ )|(?<=sơ\ kết\ )|(?<=dấu\ ấn\ )|(?<=nhìn\ lại\ )
        |(?<=xã\ hội\ )|(?<=grdp\ )|(?<=ngân\ sách\ )|(?<=hè\ ))
        (?P<bare_year>{_Y})(?=[\s:;,.)]|$)
    )
    """,
    re.VERBOSE,
)

_LAST_YEAR: Final = ("trước", "ngoái", "liền trước", "liền kề", "trước đó")
_NEXT_YEAR: Final = ("sau", "tới", "kế tiếp", "tiếp theo")
_SEEN: Final = ("nay", "ngoái")  # counted from the day of the text
_YEARS: Final = frozenset({"year", "bare_year"})  # the groups that a year by itself fits
_LEADS: Final = ("vào", "đến", "tới")
_POINTS: Final = {"đầu ": "first", "cuối ": "last"}
_USUAL_LENGTH: Final = 5  # years that may be spoken of without a word that counts back: bình quân 5 năm
_NO_LENGTH: Final = 1

# What stands behind a day that a machine has stamped.
_HALF_OF_DAY: Final = re.compile(r"[\s,|-]{0,4}\d{1,2}:\d\d(?::\d\d)?\s?[ap]\.?m\b")
_MONTHS_A_YEAR: Final = 12


def find_mentions(key: str) -> Iterator[Mention]:
    """Find every mention of a period or date, in order, none inside another.

    Parameters
    ----------
    key : str
        Text in the spelling that is matched (`Text.key`).

    Examples
    --------
    >>> [m.resolve(2021).text for m in find_mentions("5 tháng đầu năm; quý iv/2020; tháng 6; năm trước")]
    ['2021-01/2021-05', '2020-Q4', '2021-06', '2020']
    """
    for match in _MENTION.finditer(key):
        mention = _mention(match)
        if mention is None or _may_begin_with_the_month(match):
            continue
        if mention.is_year and (point := _point(key, mention)):
            mention = replace(mention, point=point)
        yield mention


def _may_begin_with_the_month(match: re.Match[str]) -> bool:
    """Whether it is a stamp such as *1/11/2022 2:51:00 PM*, of a server that was set up in English."""
    if not match["date"] or int(match["d"]) > _MONTHS_A_YEAR or match["d"] == match["m"]:
        return False
    return _HALF_OF_DAY.match(match.string, match.end()) is not None


def _point(key: str, mention: Mention) -> str:
    """Say which end of a year is meant; empty where it is all of the year."""
    for word, point in _POINTS.items():
        if key.startswith(word, mention.start) or key.endswith(word, 0, mention.start):
            return point
    return ""


def _mention(match: re.Match[str]) -> Mention | None:
    if match.lastgroup in _YEARS:
        return _year(match)  # most of them
    if match["term"] or match["years"] or match["season"]:
        return _years(match)
    if match["next_term"]:
        return Mention(*match.span(), "term", shift=1)
    if match["length"] or match["whole_term"]:
        return _length(match)
    if match["each"]:
        return Mention(*match.span(), "each")
    if match["now"]:
        return Mention(*match.span(), "now", None, 0, count=3 if "quý" in match["now"] else 1)
    if match["so_far"]:
        return Mention(*match.span(), "so_far", None, 0)
    if days := _days(match):
        return days
    if match["relative"]:
        words = match["relative"]
        shift = -1 if words.endswith(_LAST_YEAR) else 1 if words.endswith(_NEXT_YEAR) else 0
        return Mention(*match.span(), "months", shift=shift, seen=words.endswith(_SEEN))
    return _part_of_year(match)


def _year(match: re.Match[str]) -> Mention:
    led = (match["year_led"] or "").split(maxsplit=1)
    lead = led[0] if led and led[0] in _LEADS else ""
    return Mention(*match.span(), "months", _int(match["year"] or match["bare_year"]), led=lead)


def _years(match: re.Match[str]) -> Mention | None:
    first, last = (int(match[name]) for name in _ends(match))
    if match["season"] and last - first <= 1:
        return Mention(*match.span(), "season")
    # A term of office begins in the middle of its first year: its plan and its rates count from the next.
    # Six years are the five of a plan, named with the year that they are counted from: giai đoạn 2020-2025.
    first += match["term"] == "nhiệm kỳ" or last - first == _USUAL_LENGTH
    return Mention(*match.span(), "years", year=first, last_year=last) if first < last else None


def _ends(match: re.Match[str]) -> tuple[str, str]:
    which = next(name for name in ("term", "years", "season") if match[name])
    return {
        "term": ("first_year", "last_year"),
        "years": ("years_first", "years_last"),
        "season": ("season_first", "season_last"),
    }[which]


def _length(match: re.Match[str]) -> Mention | None:
    """Make a mention of some years that are only counted: *5 năm qua*, *sau 10 năm*; a mere length of time is none."""
    if match["whole_term"]:
        # The term before, or a part of one: years that the text does not date.
        earlier = match["whole_term"].endswith(("trước", "đến nay", "tới nay"))
        return Mention(*match.span(), "term", shift=-1 if earlier else 0)
    count = _number(match["length_n"])
    counted = match["led"] or match["lately"] or match["ahead"]
    if count <= _NO_LENGTH or not (counted or count == _USUAL_LENGTH):
        return None
    shift, mean = 1 if match["ahead"] else 0, match.string.endswith("bình quân ", 0, match.start())
    return Mention(*match.span(), "term", shift=shift, count=count, led=match["led"] or "", mean=mean)


def _days(match: re.Match[str]) -> Mention | None:
    span = match.span()
    if match["since_year"]:
        return Mention(*span, "since", day=date_of(int(match["since_first"]), 1, 1))
    if match["open"]:
        month = int(match["om"])
        return Mention(*span, "since", None, None, month, month, day_of_month=int(match["od"]))
    if match["from_event"]:
        return Mention(*span, "since")  # from a day that it does not say
    if match["from_first"]:
        from_month, to_month = int(match["ff"]), int(match["fl"])
        return (
            Mention(*span, "months", _int(match["fy"]), None, from_month, to_month) if from_month <= to_month else None
        )
    if match["sd"]:
        since = date_of(int(match["sy"]), int(match["sm"]), int(match["sd"]))
        until = date_of(int(match["ey"]), int(match["em"]), int(match["ed"])) if match["ed"] else None
        return Mention(*span, "since", day=since, until=until) if since else None
    if match["td"]:
        year, month, day = _int(match["ty"]), int(match["tm"]), int(match["td"])
        return Mention(*span, "to_day", year, None, 1, month, last_day=day)
    if match["days"]:
        year = _int(match["ly"])
        first, last = (int(match["fm"]), int(match["fd"])), (int(match["lm"]), int(match["ld"]))
        return Mention(*span, "since", year, None, first[0], last[0], day_of_month=first[1], last_day=last[1])
    if match["ad"]:
        return Mention(*span, "months", int(match["ay"]), None, int(match["am"]), int(match["am"]))
    if match["day"]:
        month, day = int(match["day_month"] or match["dotted_month"]), int(match["day"])
        full = date_of(_int(match["day_year"] or match["dotted_year"]), month, day)
        return Mention(*span, "day", None, None, month, month, day=full, day_of_month=day)
    if match["date"]:
        return Mention(*span, "day", day=date_of(int(match["y"]), int(match["m"]), int(match["d"])))
    if match["iso"]:
        return Mention(*span, "day", day=date_of(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])))
    return None


def _part_of_year(match: re.Match[str]) -> Mention | None:
    if match["half"]:
        first = 1 if match["which_half"] == "đầu" else 7
        return _within_year(match, "half", first, first + 5)
    if match["rest"]:
        return Mention(*match.span(), "rest", _int(match["rest_year"]), rest=True)
    if match["opening"]:
        return Mention(*match.span(), "opening", _int(match["opening_year"]))
    if match["till_now"]:
        return Mention(*match.span(), "till_now", None, 0)
    if match["quarters"]:
        return _within_year(match, "quarters", 1, 3 * _number(match["quarters"]))
    if match["first_quarter"]:
        return Mention(*match.span(), "months", _int(match["first_quarter_year"]), None, 1, 3)
    if match["quarter"]:
        number = _ROMAN.get(match["quarter"]) or int(match["quarter"])
        return _within_year(match, "quarter", 1 if match["quarter_until"] else 3 * number - 2, 3 * number)
    if match["month"]:
        month = _number(match["month"])
        return _within_year(match, "month", 1 if match["until"] else month, month)
    count = _number(match["count"])
    if match["end"] in {"cuối", "còn lại"}:
        return _within_year(match, "months", _MONTHS_A_YEAR + 1 - count, _MONTHS_A_YEAR, rest=True)
    if count == 1 and match["end"] is None:  # *một tháng*: a length of time
        return None
    lately = match["end"] is None and match["months_now"] == "qua"
    return replace(_within_year(match, "months", 1, count), lately=lately)


def _within_year(match: re.Match[str], group: str, first: int, last: int, *, rest: bool = False) -> Mention:
    """Make a mention of some months, its year written, relative, or left out."""
    year, now = _int(match[f"{group}_year"]), match[f"{group}_now"]
    seen = (now or "").endswith(_SEEN)
    return Mention(*match.span(), "months", year, _now(now), first, last, rest=rest, seen=seen)


def _now(word: str | None) -> int | None:
    if not word:
        return None
    return -1 if word.startswith(("trước", "ngoái", "liền")) else 0


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _number(text: str) -> int:
    return _MONTH_WORDS.get(text) or int(text)
