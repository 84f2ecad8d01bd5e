"""What the head of a column says: names, units, results or plans of a period, or what is compared with what."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kienan_analysis.reading.tables.head_words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.tables.head_words import Word

Role = Literal["", "index", "name", "unit", "value", "compared", "note"]

# The same head in English, after a stroke or a line's end, as yearbooks have it.
_ENGLISH: Final = r"(?:\s?[-/(]?\s?(?:indicators?|items?|units?|no|contents?|notes?)\)?)?"
_INDEX: Final = re.compile(rf"(?:(?:số )?(?:s\.?t\.?t|t\.?t|thứ tự)|số){_ENGLISH}")
_NAME: Final = re.compile(
    r"(?:tên |các |nội dung |hệ thống |danh mục )?(?:chỉ tiêu|nội dung|danh mục|hạng mục|tên chỉ tiêu|khoản mục)"
    rf"(?: kinh tế| chủ yếu| kinh tế - xã hội| kinh tế xã hội| kt-xh| ktxh)*{_ENGLISH}|indicators?|items?"
)
_UNIT: Final = re.compile(rf"(?:đ\.?v\.?\s?t\.?|đv tính|đơn vị(?: tính)?|đvị(?: tính)?){_ENGLISH}|units?")
_NOTE: Final = re.compile(
    r"ghi chú|chú thích|(?:nhận xét, )?đánh giá(?: kết quả)?"
    r"|(?:cơ quan|đơn vị)(?: chủ trì| theo dõi| thực hiện| phụ trách|, )*|notes?"
)
_MONTHS: Final = re.compile(r"(\d{1,2}) tháng|tháng (\d{1,2})(?!\d)|quý (iv|i{1,3}|[1-4])\b")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LONGEST: Final = 160  # letters of a head with those above it
_SPLITS: Final = frozenset({"with", "so", "slash"})
_SAID: Final = frozenset({"plan", "done", "estimate", "provisional", "ago", "earlier", "year", "months", "cumulated"})
_COMPARES: Final = frozenset({"so", "rate", "speed", "index", "change", "fall", "fulfilled", "slash"})
_STATUS: Final = {"estimate": "estimate", "provisional": "provisional"}


class Side(NamedTuple):
    """One side of a comparison.

    Attributes
    ----------
    measure : str
        ``plan``, ``level``, or empty where it names a year alone or nothing.
    year : int or None
    ago : bool
        Whether it is the same period a year earlier.
    """

    measure: str = ""
    year: int | None = None
    ago: bool = False


class Head(NamedTuple):
    """The head of a column.

    Attributes
    ----------
    role : {"", "index", "name", "unit", "value", "compared", "note"}
        Empty where it is not understood.
    start, end : int
        Where it stands.
    measure : str
        Of values ``level`` or ``plan``; of what is compared ``attainment``, ``growth``, ``other`` where it is no
        statistic that is read, or empty where only the figures can tell.
    year : int or None
    months : tuple of (int, int)
        First and last month.
    status : {"", "estimate", "provisional"}
    changes : bool
        Whether it speaks of a rise or fall, so that its figures are no indices.
    dated : bool
        Whether it says its months itself.
    ago : bool
        Whether it is of the same period a year before the table's own.
    unit : str
        What its bracket says, where that may be a unit.
    over, under : Side
        Of a comparison.
    assigner : str
        Who set the plan, in its own words.
    version : {"", "initial", "revised"}
        Of a plan.
    words : str
        The head as it is matched.
    year_start, year_end : int
        Where it names the year; -1 where it does not.
    """

    role: Role
    start: int
    end: int
    measure: str = ""
    year: int | None = None
    months: tuple[int, int] = (1, 12)
    status: str = ""
    changes: bool = False
    dated: bool = False
    ago: bool = False
    unit: str = ""
    over: Side = Side()
    under: Side = Side()
    assigner: str = ""
    version: str = ""
    words: str = ""
    year_start: int = -1
    year_end: int = -1


def read_head(key: str, start: int, end: int) -> Head:
    """Understand a head by its words; one with a word that is not known is not understood.

    Examples
    --------
    >>> read_head("ước th 2025", 0, 11)[:6]
    ('value', 0, 11, 'level', 2025, (1, 12))
    >>> read_head("so với kh (%)", 0, 13).measure
    'attainment'
    >>> read_head("cơ quan được giao thực hiện", 0, 26).role
    ''
    """
    words = " ".join(key.split()).strip(" .:*")
    if len(words) > _LONGEST or not words:
        return Head("", start, end, words=words[:_LONGEST])
    return _understood(words)._replace(start=start, end=end)


# Tables of a text have the same heads again and again.
@lru_cache(maxsize=4096)
def _understood(words: str) -> Head:
    """Understand a head, wherever it stands."""
    empty = Head("", 0, 0, words=words)
    for role, pattern in (("index", _INDEX), ("name", _NAME), ("unit", _UNIT), ("note", _NOTE)):
        if pattern.fullmatch(words):
            return Head(role, 0, 0, words=words)  # type: ignore[arg-type]
    found, rest = words_of(words)
    if rest or not found or any(word.part == "span" for word in found):
        return empty
    parts = {word.part for word in found}
    unit = next((word.words for word in found if word.part == "brackets"), "")
    if parts & _COMPARES:
        return _compared(found, empty._replace(role="compared", unit=unit))
    return _value(found, empty._replace(role="value", unit=unit)) or empty


def _value(found: Sequence[Word], head: Head) -> Head | None:
    """Read the head of a column of values: results, or a plan, or a year alone; None where it is neither or both."""
    parts = {word.part for word in found}
    plan = "plan" in parts
    done = bool(parts & {"done", "estimate", "provisional", "ago", "cumulated"})
    years = {word.year for word in found if word.year is not None}
    if (plan and done) or len(years) > 1 or "earlier" in parts or "with" in parts:
        return None
    if not plan and not done and not years and not any(word.months for word in found):
        return None
    if ("given" in parts or "revised" in parts or "initial" in parts) and not plan:
        return None
    months = _months(found)
    if months is False:
        return None
    bodies = [word.words for word in found if word.words and word.part == "given"]
    return head._replace(
        measure="plan" if plan else "level" if done or months else "",
        year=next(iter(years), None),
        months=months or (1, 12),
        status=next((_STATUS[word.part] for word in found if word.part in _STATUS), "") if not plan else "",
        dated=months is not None,
        ago="ago" in parts,
        assigner=bodies[0] if len(bodies) == 1 else "",
        version="revised" if "revised" in parts else "initial" if "initial" in parts else "",
    )


def _months(found: Sequence[Word]) -> tuple[int, int] | Literal[False] | None:
    """Give the months that words name; None where they name none, False where they name several."""
    said = {word.months for word in found if word.months is not None}
    if len(said) > 1:
        return False
    return next(iter(said), None)


def _compared(found: Sequence[Word], head: Head) -> Head:
    """Read the head of a column that compares: what with what, and whether as a change or as a share."""
    parts = {word.part for word in found}
    over, under = _sides(found)
    years = [word.year for word in found if word.year is not None]
    changes = bool(parts & {"change", "speed", "fall"}) and "index" not in parts
    months = _months(over)
    left, right = _side(over), _side(under)
    head = head._replace(
        year=left.year if left.year is not None else years[0] if len(set(years)) == 1 and right.year is None else None,
        months=months or (1, 12),
        dated=bool(months),
        changes=changes,
        over=left,
        under=right,
        status=next((_STATUS[word.part] for word in over if word.part in _STATUS), ""),
    )
    bodies = [word.words for word in found if word.words and word.part == "given"]
    head = head._replace(assigner=bodies[0] if len(bodies) == 1 else "")
    return head._replace(measure=_measure(parts, left, right))


def _measure(parts: set[str], over: Side, under: Side) -> str:
    """Say what a comparison of two sides is."""
    if parts & {"earlier", "cumulated"} or ("fall" in parts and "change" not in parts):
        return (
            "other"  # with last month, with a day: no statistic of a year; a fall may be printed with or without sign
        )
    if under.measure == "plan":
        return "other" if over.measure == "plan" else "attainment"
    if under.ago or under.year is not None or under.measure == "level":
        return "growth"
    if "speed" in parts and not parts & {"so", "slash"}:
        return "growth"
    return ""


def _sides(found: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Part the words of a comparison into what is compared and what with."""

    def says(words: Sequence[Word]) -> bool:
        return any(word.part in _SAID for word in words)

    for split in ("with", "slash", "so"):
        places = [at for at, word in enumerate(found) if word.part == split]
        for at in reversed(places):
            if says(found[at + 1 :]):
                return [word for word in found[:at] if word.part not in _SPLITS], found[at + 1 :]
    # % kế hoạch, tỷ lệ đạt kế hoạch: no word stands between.
    if any(word.part in {"rate", "fulfilled", "change", "speed", "index"} for word in found):
        if any(word.part == "fulfilled" for word in found):
            at = next(at for at, word in enumerate(found) if word.part == "fulfilled")
            return found[:at], found[at + 1 :]
        if any(word.part in {"plan", "ago"} for word in found) and not any(word.part == "done" for word in found):
            at = next(at for at, word in enumerate(found) if word.part in {"plan", "ago"})
            return found[:at], found[at:]
    return found, ()


def _side(words: Sequence[Word]) -> Side:
    parts = {word.part for word in words}
    years = {word.year for word in words if word.year is not None}
    measure = "plan" if "plan" in parts else "level" if parts & {"done", "estimate", "provisional"} else ""
    return Side(measure, next(iter(years)) if len(years) == 1 else None, ago="ago" in parts)


def opens_heads(key: str) -> bool:
    """Whether words are the head of a column of numbers or names, which comes before all others; quickly told."""
    words = key.strip(" .:*")
    return len(words) <= _LONGEST and (_NAME.fullmatch(words) or _INDEX.fullmatch(words)) is not None


def months_named(words: str) -> tuple[int, int]:
    """Give the first and last month that words name; those of a whole year where they name none."""
    found = _MONTHS.search(words)
    if found is None:
        return (1, 12)
    if found[1]:
        return (1, int(found[1])) if 1 <= int(found[1]) <= 12 else (1, 12)  # noqa: PLR2004 - months
    if found[2]:
        return (int(found[2]), int(found[2])) if 1 <= int(found[2]) <= 12 else (1, 12)  # noqa: PLR2004 - months
    quarter = _ROMAN.get(found[3]) or int(found[3])
    return (3 * quarter - 2, 3 * quarter)
