"""The English words for periods: ``the first half of 2025``, ``Q1``, ``January-September``, ``2021-2025``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.periods import Mention, date_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS_A_YEAR: Final = 12
_CENTURY: Final = 100
_PLAN_YEARS: Final = 5
_LONGEST_SPAN: Final = 30  # years
_MONTHS: Final = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_Y: Final = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
_M: Final = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?"
    # The verb may is no month: only a preposition before it, or a day or year after it, make it one.
    r"|may(?=,?\ (?:19|20)[0-9]{2}|\ [0-9]{1,2}(?![0-9%]|[.,][0-9])|-|\ alone|\ this\ year|\ last\ year)"
    r"|(?:(?<=\bin\ )|(?<=\bof\ )|(?<=\bsince\ )|(?<=\bto\ )|(?<=\buntil\ )|(?<=\bby\ )|(?<=\bfrom\ )|(?<=\bduring\ )"
    r"|(?<=\bfor\ )|(?<=\bover\ )|(?<=\bend-)|(?<=\bmid-)|(?<=\bapril\ and\ ))may)"
)
_D: Final = (
    r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
    r"(?![0-9]|[.,][0-9]|\s?(?:%|per|billion|million|trillion|tonnes))"
)
_COUNT: Final = r"(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ORDINAL: Final = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_NOW: Final = r"(?:this|last|the\ (?:previous|current|following)|next)\ year"
_OF_YEAR: Final = (
    rf"(?:(?:\ of|,|\ in|\ from)?\ (?:(?:this|the)\ year,?\ )?(?P<%s>{_Y})|(?:\ of)?\ (?P<%s>{_NOW})|\ of\ the\ year)?"
)
_FREE: Final = r"(?<![\w.,$/-])(?<!\$\ )(?<!vnd\ )(?<!vnđ\ )(?<!usd\ )"

_COUNTED_AFTER: Final = (
    r"(?:%|billion|million|trillion|tonnes|people|workers|hectares|ha\b|new|enterprises|projects|households|visitors"
    r"|-\w|/"
    # The year 2023 is pivotal: it dates nothing.
    r"|(?:is|was)\ (?:a|an|the|pivotal|considered|seen|regarded|especially|particularly)\b)"
)

# Every mention begins a word with one of these letters; most of a text is passed over at once.
_BEGINS: Final = (
    r"(?<![^\W\d_])(?=[0-9]|t[hweo]|f[ieou]|s[eio]|la|h[12a]|q[1-4u]|j[au]|ma|a[puts]|o[cnfv]|n[oei]|d[eu]|pa|re"
    r"|e[ilna]|b[ye]|u[np]|wh|ye|in)"
)

_MENTION: Final = re.compile(
    rf"""
    {_BEGINS}(?:
    (?P<iso>{_FREE}(?P<iso_y>(?:19|20)[0-9]{{2}})-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>0[1-9]|[12][0-9]|3[01])(?![\w-]))
  | (?P<years>{_FREE}(?P<first_year>{_Y})\ ?(?:-|to\ |and\ )\ ?(?P<last_year>{_Y}|[0-9]{{2}}(?![0-9.,%]))
        (?:\ (?:period|phase|term|tenure))?)
  | (?P<half>(?:the\ )?(?P<which_half>first|second|last|latter|1st|2nd)[ -]half{_OF_YEAR % ("half_year", "half_now")})
  | (?P<h>{_FREE}h(?P<h_n>[12])(?!\w)(?:(?:\ of|,|/|-)?\ ?(?P<h_year>{_Y}))?|half\ year)
  | (?P<to_quarter>(?:by|as\ of|to|until|through|at)\ (?:the\ )?end\ of\ (?:the\ |(?P<tq_this>this\ year['\u2019]s\ ))?
        (?:(?P<tq_n>{_ORDINAL})\ quarter|q(?P<tq>[1-4])(?!\w))(?:(?:\ of|,|\ in)?\ (?P<tq_year>{_Y}))?)
  | (?P<quarter>(?:the\ )?
        (?:(?P<quarter_n>{_ORDINAL})[ ]quarter|{_FREE}q(?P<q>[1-4])(?!\w)
          |quarter\ (?P<quarter_roman>iv|i{{1,3}}|[1-4])(?!\w))
        (?:(?:\ of|,|/|-|\ in)?\ ?(?P<quarter_year>{_Y})|(?:\ of)?\ (?P<quarter_now>{_NOW})|\ of\ the\ year)?)
  | (?P<range>(?:(?P<range_first>{_M})\ ?(?:-|to|through)\ ?|between\ (?P<between_first>{_M})\ and\ )
        (?P<range_last>{_M}|may(?![a-z]))(?:\ period)?
        (?:(?:\ of|,|\ in)?\ (?P<range_year>{_Y})|(?:\ of)?\ (?P<range_now>{_NOW}))?)
  | (?P<months>(?:the\ )?(?:(?P<months_first>first|past|last|final|remaining)\ )?
        {_FREE}
        (?:(?P<quarters>two|three|2|3)\ quarters(?=\ of\b|,|\ in\b)|(?P<count>{_COUNT})[ -]months?)(?!\w)
        (?:-period|\ period)?
        {_OF_YEAR % ("months_year", "months_now")})
  | (?P<to_day>(?:as\ of|by|to|until|up\ to|through|ending|since\ the\ beginning\ of\ the\ year\ to)[ ]
        (?:the\ end\ of\ )?
        (?:(?P<td_month>{_M})\ (?P<td>{_D})|(?P<td2>{_D})\ (?P<td2_month>{_M}))(?:,?\ (?P<td_year>{_Y}))?)
  | (?P<until>(?:by|as\ of|to|until|through|at)\ (?:the\ end\ of|late|end\ of|end|mid)[ -]
        (?P<until_month>{_M})(?:,?\ (?:of\ )?(?P<until_year>{_Y}))?)
  | (?P<day>(?:(?P<dm>{_M})\ (?P<d>{_D})|(?P<d2>{_D})\ (?P<dm2>{_M}))(?:,?\ (?P<dy>{_Y}))?(?!\w))
  | (?P<date>{_FREE}(?P<date_d>{_D})/(?P<date_m>0?[1-9]|1[0-2])/\ ?(?P<date_y>{_Y}))
  | (?P<month>(?<!\w)(?P<month_n>{_M})(?:(?:\ of|,)?\ (?P<month_year>{_Y})|(?:\ of)?\ (?P<month_now>{_NOW}))?(?!\w))
  | (?P<relative>(?<!\w)(?:{_NOW}|the\ year\ before|the\ preceding\ year|(?:the\ )?whole\ year(?!\ {_Y})
        |(?:for\ )?the\ year\ as\ a\ whole|(?:the\ )?full\ year(?!-)(?!\ {_Y})|the\ entire\ year)(?!\w|'s|\u2019s|-))
  | (?P<so_far>since\ the\ (?:beginning|start)\ of\ (?:the|this)\ year|so\ far\ this\ year|year[ -]to[ -]date)
  | (?P<in_month>(?:in|during|for|of)\ the\ (?P<in_what>month|quarter)(?!\w|\ of))
  | (?P<led>(?:by|in|for|during|throughout|of|until|the\ year|year|fiscal)\ )?
        (?:the\ (?:end|whole|full\ year)\ of\ |the\ year\ |fiscal\ year\ |late\ |early\ |end-
          |the\ whole\ year\ (?:of\ )?)?
        {_FREE}(?P<year>{_Y})(?!\s?{_COUNTED_AFTER}|\ ?-\ ?{_Y})
    )
    """,
    re.VERBOSE,
)


def find_mentions(key: str) -> Iterator[Mention]:
    """Find every mention of a period or date, in order, none inside another.

    Parameters
    ----------
    key : str
        Text in the spelling that is matched (`Text.key`).

    Examples
    --------
    >>> texts = "the first five months of 2024; q4 2020; in june; last year; over the 2016-20 period"
    >>> [m.resolve(2021).text for m in find_mentions(texts)]
    ['2024-01/2024-05', '2020-Q4', '2021-06', '2020', '2016/2020']
    """
    for match in _MENTION.finditer(key):
        mention = _mention(match)
        if mention is not None:
            yield mention


def _mention(match: re.Match[str]) -> Mention | None:
    group = next(name for name in _MAKERS if match[name])
    return _MAKERS[group](match)


def _years(match: re.Match[str]) -> Mention | None:
    first, last = int(match["first_year"]), int(match["last_year"])
    if last < _CENTURY:  # 2016-20
        last += first // _CENTURY * _CENTURY
    if not first < last < first + _LONGEST_SPAN:
        return None
    first += (
        last - first == _PLAN_YEARS
    )  # six years are a plan's five, with the year that they are counted from: 2020-2025
    return Mention(*match.span(), "years", year=first, last_year=last)


def _half(match: re.Match[str]) -> Mention:
    first = 1 if match["which_half"] in {"first", "1st"} else 7
    return _within(match, "half", first, first + 5)


def _half_short(match: re.Match[str]) -> Mention:
    first = 7 if match["h_n"] == "2" else 1
    return Mention(*match.span(), "months", _int(match["h_year"]), None, first, first + 5)


def _quarter(match: re.Match[str]) -> Mention:
    roman = match["quarter_roman"]
    number = _NUMBERS.get(match["quarter_n"] or "") or _ROMAN.get(roman or "") or int(match["q"] or roman)
    return _within(match, "quarter", 3 * number - 2, 3 * number)


def _to_quarter(match: re.Match[str]) -> Mention:
    number = _NUMBERS.get(match["tq_n"] or "") or int(match["tq"])
    this = 0 if match["tq_this"] else None
    return Mention(*match.span(), "months", _int(match["tq_year"]), this, 1, 3 * number, seen=this == 0)


def _range(match: re.Match[str]) -> Mention | None:
    first, last = _month(match["range_first"] or match["between_first"]), _month(match["range_last"])
    return _within(match, "range", first, last) if first < last else None


def _months(match: re.Match[str]) -> Mention | None:
    which = match["months_first"]
    if match["quarters"]:
        return _within(match, "months", 1, 3 * _number(match["quarters"])) if which == "first" else None
    count = _number(match["count"])
    if which in {"last", "final", "remaining"}:
        rest = which != "last"
        return _within(match, "months", _MONTHS_A_YEAR + 1 - count, _MONTHS_A_YEAR, rest=rest) if rest else None
    if count == 1 and which != "first":
        return None  # one month: a length of time
    return _within(match, "months", 1, count)


def _to_day(match: re.Match[str]) -> Mention:
    month, day = _month(match["td_month"] or match["td2_month"]), _day(match["td"] or match["td2"])
    return Mention(*match.span(), "to_day", _int(match["td_year"]), None, 1, month, last_day=day)


def _until(match: re.Match[str]) -> Mention:
    return Mention(*match.span(), "months", _int(match["until_year"]), None, 1, _month(match["until_month"]))


def _a_day(match: re.Match[str]) -> Mention:
    month, day = _month(match["dm"] or match["dm2"]), _day(match["d"] or match["d2"])
    full = date_of(_int(match["dy"]), month, day)
    return Mention(*match.span(), "day", None, None, month, month, day=full, day_of_month=day)


def _a_date(match: re.Match[str]) -> Mention:
    day, month = _day(match["date_d"]), int(match["date_m"])
    return Mention(*match.span(), "day", day=date_of(int(match["date_y"]), month, day))


def _an_iso_date(match: re.Match[str]) -> Mention:
    return Mention(*match.span(), "day", day=date_of(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])))


def _a_month(match: re.Match[str]) -> Mention:
    month = _month(match["month_n"])
    return _within(match, "month", month, month)


def _relative(match: re.Match[str]) -> Mention:
    words = match["relative"]
    shift = (
        _shift(words)
        if "year" in words and not words.endswith(("whole year", "full year", "entire year", "a whole"))
        else 0
    )
    return Mention(*match.span(), "months", shift=shift, seen=words.startswith(("this", "last", "next")))


def _so_far(match: re.Match[str]) -> Mention:
    return Mention(*match.span(), "so_far", None, 0)


def _in_month(match: re.Match[str]) -> Mention:
    return Mention(*match.span(), "now", None, 0, count=3 if match["in_what"] == "quarter" else 1)


def _year(match: re.Match[str]) -> Mention:
    led = (match["led"] or "").strip()
    return Mention(*match.span(), "months", int(match["year"]), led=led if led in {"by", "until"} else "")


_MAKERS: Final = {
    "iso": _an_iso_date, "years": _years, "half": _half, "h": _half_short, "to_quarter": _to_quarter,
    "quarter": _quarter, "range": _range,
    "months": _months,
    "to_day": _to_day, "until": _until, "day": _a_day, "date": _a_date, "month": _a_month, "relative": _relative,
    "so_far": _so_far, "in_month": _in_month, "year": _year,
}  # fmt: skip


def _within(match: re.Match[str], group: str, first: int, last: int, *, rest: bool = False) -> Mention:
    """Make a mention of some months, its year written, relative, or left out."""
    now = match[f"{group}_now"]
    shift = None if now is None else _shift(now)
    seen = now is not None and now.startswith(("this", "last", "next"))
    return Mention(*match.span(), "months", _int(match[f"{group}_year"]), shift, first, last, rest=rest, seen=seen)


def _shift(words: str) -> int:
    if words.startswith("last") or "previous" in words or "before" in words or "preceding" in words:
        return -1
    return 1 if words.startswith("next") or "following" in words else 0


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _month(text: str) -> int:
    return _MONTHS[text.rstrip(".")]


def _day(text: str) -> int:
    return int(text.rstrip("stndrh"))
