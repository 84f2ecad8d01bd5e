"""What the head of a column says: names, units, results or plans of a period, or what is compared with what."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

Role = Literal["", "index", "name", "unit", "value", "compared", "note"]

_INDEX: Final = re.compile(r"(?:số )?(?:s?tt|thứ tự)")
_NAME: Final = re.compile(
    r"(?:tên |các |nội dung |hệ thống |danh mục )?(?:chỉ tiêu|nội dung|danh mục|hạng mục|tên chỉ tiêu)"
    r"(?: kinh tế| chủ yếu| kinh tế - xã hội| kt-xh)*"
)
_UNIT: Final = re.compile(r"đ\.?v\.?t\.?|đơn vị(?: tính)?")
_NOTE: Final = re.compile(r"ghi chú|chú thích")
_COMPARED: Final = re.compile(
    r"so (?:với|sánh|kh|ck|cùng|th|năm)|/\s?(?:kh|th|kế hoạch|ck|cùng)|tỷ lệ|\btăng\b|\bgiảm\b|tốc độ|%|chỉ số"
)
_PLAN: Final = re.compile(r"\bkh\b|kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|phấn đấu|\bgiao\b")
_DONE: Final = re.compile(r"\bth\b|\bưth\b|thực hiện|kết quả|\bước\b|\bđạt\b|số liệu|lũy kế")
_ESTIMATE: Final = re.compile(r"\bước\b|\bưth\b|dự ước")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# What may stand beside the year of a head: the letters and marks of *năm*, *đến*, *cả*.
_BESIDE_A_YEAR: Final = re.compile(r"[ nămđếtcả().-]*")
_MONTHS: Final = re.compile(r"(\d{1,2}) tháng|tháng (\d{1,2})(?!\d)|quý (iv|i{1,3}|[1-4])\b")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_PLAN: Final = re.compile(
    r"(?:so (?:với )?|/\s?|% ?(?:so )?|đạt )(?:kh|kế hoạch|dự toán|mục tiêu|chỉ tiêu|nq)\b|\bth\s?/\s?kh\b|hoàn thành"
)
_OF_YEAR_AGO: Final = re.compile(
    r"cùng kỳ|\bck\b|năm trước|th\s?\d{4}\s?/\s?th\s?\d{4}|so (?:với )?(?:th |thực hiện )?(?:năm )?\d{4}"
)
_LONGEST: Final = 60


class Head(NamedTuple):
    """The head of a column.

    Attributes
    ----------
    role : {"", "index", "name", "unit", "value", "compared", "note"}
        Empty where it is not understood.
    start, end : int
        Where it stands.
    measure : str
        Of values ``level`` or ``plan``, of what is compared ``attainment``, ``growth`` or empty where only the figures
        can tell.
    year : int or None
    months : tuple of (int, int)
        First and last month.
    estimate : bool
    changes : bool
        Whether it speaks of a rise or fall, so that its figures are no indices.
    """

    role: Role
    start: int
    end: int
    measure: str = ""
    year: int | None = None
    months: tuple[int, int] = (1, 12)
    estimate: bool = False
    changes: bool = False


def read_head(key: str, start: int, end: int) -> Head:
    """Understand a head by its words.

    Examples
    --------
    >>> read_head("ước th 2025", 0, 11)[:6]
    ('value', 0, 11, 'level', 2025, (1, 12))
    >>> read_head("so với kh (%)", 0, 13).measure
    'attainment'
    """
    words = key.strip(" .:*")
    if len(words) > _LONGEST or not words:
        return Head("", start, end)
    for role, pattern in (("index", _INDEX), ("name", _NAME), ("unit", _UNIT), ("note", _NOTE)):
        if pattern.fullmatch(words):
            return Head(role, start, end)  # type: ignore[arg-type]
    year = [int(found) for found in _YEAR.findall(words)]
    months = months_named(words)
    changes = bool(re.search(r"\btăng\b|\bgiảm\b", words))
    if _COMPARED.search(words):
        measure = "attainment" if _OF_PLAN.search(words) else "growth" if _OF_YEAR_AGO.search(words) else ""
        return Head("compared", start, end, measure, year[0] if year else None, months, changes=changes)
    plan, done = _PLAN.search(words), _DONE.search(words)
    if bool(plan) == bool(done) and not (year and _BESIDE_A_YEAR.fullmatch(_YEAR.sub("", words))):
        return Head("", start, end)
    measure = "plan" if plan else "level"
    if not plan and not done:
        measure = ""  # a year alone: what the title of the table says
    return Head(
        "value", start, end, measure, year[-1] if year else None, months, estimate=bool(_ESTIMATE.search(words))
    )


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
