"""Words that make another thing of a name: its head noun, what it leaves out, whose part it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.items import Item

# The noun before a branch says what is measured of it: doanh thu thương mại - dịch vụ is no gross output.
_HEADS: Final = frozenset({
    "doanh thu", "tổng doanh thu", "doanh số", "lợi nhuận", "vốn", "vốn đầu tư", "tổng vốn", "thuế", "sản lượng",
    "thu", "tổng thu", "chi", "nộp ngân sách", "lao động", "số lao động", "giá trị hàng hóa", "giá trị tăng thêm",
    "kim ngạch", "kim ngạch xuất khẩu", "giá trị", "tổng giá trị", "dư nợ", "diện tích", "đầu tư", "năng suất",
    "tổng giá trị tăng thêm", "giá trị gia tăng", "giá trị sản phẩm", "năng suất lao động", "doanh nghiệp", "khách",
    "sử dụng lao động", "số dự án", "hợp tác xã", "htx", "cụm", "khu",
})  # fmt: skip
_HEAD_ENDS: Final = frozenset(head.rpartition(" ")[2] for head in _HEADS)
_LONGEST_HEAD: Final = 4  # items
# The same after a branch: ngành dịch vụ có doanh thu 500 tỷ đồng.
_HEADS_AFTER: Final = frozenset({"doanh thu", "tổng doanh thu", "doanh số", "lợi nhuận", "kim ngạch"})
# Between a head and the branch that it is of.
_OF: Final = frozenset(
    {"của", "ngành", "các ngành", "khu vực", "lĩnh vực", "các", "hoạt động", "từ", "khối", "nhóm ngành", "toàn ngành"}
    | {"các lĩnh vực"}
)
_MOST_OF: Final = 3  # items
# Says that a name holds less than all of what it names.
_LESS: Final = frozenset({"trừ", "ngoài", "ngoại"})
_NOT: Final = frozenset({"không", "chưa"})
_COUNTED_IN: Final = frozenset({"tính", "kể", "gồm"})
# After the name of a budget: a part of all that is raised on the territory.
_PARTS: Final = (
    "địa phương", "cấp huyện", "huyện hưởng", "xã hưởng", "cấp xã", "phường hưởng", "quận hưởng", "cấp tỉnh",
)  # fmt: skip
_LONGEST_PART: Final = 1 + max(map(len, _PARTS))  # letters, and a blank
# After a name: those of them alone that are so.
_OF_SOME: Final = ("trong độ tuổi", "trong tuổi", "ở độ tuổi", "từ 15 tuổi")
# Directly before a name of money, these make it what is not spent or not taken in.
TURNED: Final = frozenset({"bội", "cắt giảm", "hụt", "tiết kiệm", "thất"})
# Who has figures of their own: a firm, a household, a project.
_PRIVATE: Final = re.compile(
    r"(?<![^\W_])(?:công ty|tập đoàn|gia đình (?:ông|bà|anh|chị|em)|nhà máy|tàu cá|chi nhánh"
    r"|(?:ông|bà|anh|chị) [^\W_]+|(?:hộ|nhà|dự án) (?:ông|bà|anh|chị|đường|cầu|khu)"
    r"|án (?:đường|cầu|khu)|công trình|đề án|tổng mức đầu tư)(?![^\W_])"
)
# One season of a crop is less than its year; what is said of it holds until the year is spoken of.
_CROPS: Final = ("lúa", "thóc", "lương thực")
_SEASON: Final = re.compile(
    r"(?<!\w)(?:(?:vụ|lúa|lương thực|trà)"
    r" (?:xuân|mùa|chiêm|hè|thu(?! (?:hoạch|mua))|đông|hè thu|đông xuân|thu đông|chiêm xuân|\d)"
    r"|đông xuân|hè thu|thu đông|chiêm xuân)(?!\w)"
)
_ALL_SEASONS: Final = re.compile(r"(?<!\w)(?:cả năm|toàn năm|năm \d{4}|(?:cả )?(?:các|hai|ba|2|3) vụ|tổng)(?!\w)")
_SEASON_REACH: Final = 400  # letters
# Whose part of a place's trade, investment, budget it is: khu vực FDI xuất khẩu, xuất khẩu của khu vực FDI.
_OWNERS: Final = (
    r"(?:khu vực|khối|thành phần|nhóm|doanh nghiệp)(?: doanh nghiệp| kinh tế)?"
    r" (?:fdi|(?:có )?vốn (?:đầu tư )?(?:trực tiếp )?nước ngoài|ngoài nhà nước|trong nước|tư nhân|dân doanh)(?!\w)"
)
_OWNER_WORDS: Final = ("nước", "fdi", "tư nhân", "dân doanh")  # one of them stands in what `_OWNERS` fits
_OWNED_BEFORE: Final = re.compile(rf"(?<!\w){_OWNERS}[^,;:]{{0,30}}$")
_OWNED_AFTER: Final = re.compile(rf"\s(?:của |tại |thuộc )?(?:các )?{_OWNERS}")
# And whither or whence: xuất khẩu sang Hoa Kỳ, xuất siêu với EU.
_PARTNER: Final = re.compile(r"\s(?:sang|(?:vào|tới|với|từ) (?:các )?(?:nước|thị trường|khu vực|thị phần))(?!\w)")
# Names that only a budget spoken of before makes its own: a festival, a fund, a cooperative have their tổng thu too.
_BARE: Final = ("tổng thu", "tổng chi")
# So is the output of a whole economy, where one branch is what the statement begins with.
_BARE_OUTPUT: Final = ("giá trị sản xuất", "gtsx", "giá trị sản xuất trên địa bàn")
_BRANCH_SUBJECT: Final = re.compile(
    r"\W*(?:(?:trong |tính |đến |hết |cả |cuối )*(?:năm|quý|tháng|\d+ tháng) [^,;]{1,40}, ?)?(?:riêng |với |còn )?"
    r"(?:(?:ngành|lĩnh vực|nghề|khu vực|hoạt động|sản xuất|các|mảng) )*"
    r"(?:chăn nuôi|trồng trọt|thủy sản|hải sản|lâm nghiệp|lâm sản|nông nghiệp|nông, lâm|nông lâm|công nghiệp"
    r"|tiểu thủ công nghiệp|ttcn|xây dựng|dịch vụ|thương mại|du lịch|làng nghề|nuôi trồng|nuôi|trồng|đánh bắt"
    r"|khai thác|muối|diêm nghiệp|cụm công nghiệp|khu công nghiệp|doanh nghiệp|hợp tác xã|cây|con|vận tải|chế biến)"
    r"(?!\w)"
)
_BUDGET: Final = re.compile(r"(?<!\w)(?:ngân sách|ns|nsnn|nsđp|thu nội địa|cân đối|dự toán thu|dự toán chi|thuế)(?!\w)")
_AMOUNT: Final = re.compile(r"\d (?!tháng)[^\W\d_]|\d%")  # of something: the statement has another topic
_STATEMENT_ENDS: Final = re.compile(r"[;\n]|\.(?=\s)")
_BEFORE_BARE, _AFTER_BARE, _OPENS_WITHIN = 250, 100, 30  # letters
_TRADED: Final = ("xuất", "nhập", "cán cân", "thặng dư", "thâm hụt", "kim ngạch", "trị giá")
_JOINS: Final = re.compile(r",\s?(?:và\s)?|\s?-\s?|/|\svà\s|\s&\s")


def head_before(items: Sequence[Item], at: int, start: int) -> tuple[int, str] | None:
    """Find the head noun that the name at an item is a branch of: where it begins, and its words."""
    end = at
    while end > start and at - end < _MOST_OF and items[end - 1].key in _OF:
        end -= 1
    if end == start or items[end - 1].key.rpartition(" ")[2] not in _HEAD_ENDS:
        return None
    for length in range(_LONGEST_HEAD, 0, -1):
        if end - length < start:
            continue
        words = " ".join(items[place].key for place in range(end - length, end))
        if words in _HEADS:
            return end - length, words
    return None


def head_after(items: Sequence[Item], at: int, end: int) -> str:
    """Give the head noun that follows the name of a branch: *ngành dịch vụ có doanh thu …*; empty without one."""
    for place in range(at + 1, end):
        words = items[place].key
        if place + 1 < end and f"{words} {items[place + 1].key}" in _HEADS_AFTER:
            return f"{words} {items[place + 1].key}"
        if words in _HEADS_AFTER:
            return words
        if items[place].kind == "word":
            return ""
    return ""


def leaves_out(items: Sequence[Item], at: int, end: int) -> bool:
    """Whether the words at an item leave a part of what was named out: *trừ dầu thô*, *không tính tiền sử dụng đất*."""
    words = [word for item in items[at : min(at + 2, end)] for word in item.key.split()]
    if not words or words[0] in _LESS:
        return bool(words)
    return words[0] in _NOT and len(words) > 1 and (words[1] in _COUNTED_IN or words[1:3] == ["bao", "gồm"])


def narrows(items: Sequence[Item], at: int, end: int) -> bool:
    """Whether the words at an item leave only some of what was named: *dân số trong độ tuổi lao động*."""
    return " ".join(item.key for item in items[at : min(at + 3, end)]).startswith(_OF_SOME)


def is_part(key: str, end: int) -> bool:
    """Whether the words after a name say that it is a lower budget's share: *thu ngân sách địa phương*."""
    after = key[end : end + _LONGEST_PART].lstrip()
    return after.startswith(_PARTS)


def is_of_a_season(key: str, name: tuple[int, int], figure: int) -> bool:
    """Whether one season of a crop is spoken of, and the name is the crop's: *vụ mùa, năng suất lúa đạt …*.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    name : tuple of int
        Where the name stands.
    figure : int
        Where the digits begin.
    """
    if not _names_a_crop(key[slice(*name)]):
        return False
    end = max(figure, name[1])
    said = [found.end() for found in _SEASON.finditer(key, max(0, name[0] - _SEASON_REACH), end)]
    return bool(said) and _ALL_SEASONS.search(key, said[-1], end) is None


@lru_cache(maxsize=4096)
def _names_a_crop(name: str) -> bool:
    return any(crop in name for crop in _CROPS)


def is_of_some_owners(key: str, start: int, name: tuple[int, int]) -> bool:
    """Whether a name is of a part of those who trade, invest or pay: *khu vực FDI xuất khẩu*, *xuất khẩu sang Mỹ*.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    start : int
        What stands after the figure before.
    name : tuple of int
        Where the name stands.
    """
    words = key[slice(*name)]
    if "fdi" in words or "nước ngoài" in words:
        return False
    before = key[start : name[0]]
    if any(owner in before for owner in _OWNER_WORDS) and _OWNED_BEFORE.search(before):
        return True
    if _OWNED_AFTER.match(key, name[1]):
        return True
    return words.startswith(_TRADED) and _PARTNER.match(key, name[1]) is not None


def lacks_its_budget(key: str, name: tuple[int, int]) -> bool:
    """Whether a bare *tổng thu*, *tổng chi* follows another topic than a budget: *6 triệu lượt khách, tổng thu …*.

    The budget is named in the same statement; or the name opens its own, and the budget stands shortly before or after.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    name : tuple of int
        Where the name stands.
    """
    start, end = name
    if key[start:end] not in _BARE:
        return False
    begun = max(0, start - _BEFORE_BARE)
    opening = max((found.end() for found in _STATEMENT_ENDS.finditer(key, begun, start)), default=begun)
    if _BUDGET.search(key, opening, start) is not None:
        return False
    if _AMOUNT.search(key, opening, start) is not None:
        return True
    before = key[opening:start].strip()
    opens = len(before) <= _OPENS_WITHIN and not any(mark in before for mark in ",:")
    return _BUDGET.search(key, begun if opens else end, end + _AFTER_BARE) is None


def is_of_one_branch(key: str, name: tuple[int, int]) -> bool:
    """Whether a bare *giá trị sản xuất* has one branch as its subject: *chăn nuôi của huyện có giá trị sản xuất …*.

    Parameters
    ----------
    key : str
        The text in the spelling that is matched.
    name : tuple of int
        Where the name stands.
    """
    start, end = name
    if key[start:end] not in _BARE_OUTPUT:
        return False
    reach = max(0, start - _BEFORE_BARE)
    begun = max((found.end() for found in _STATEMENT_ENDS.finditer(key, reach, start)), default=reach)
    return _BRANCH_SUBJECT.match(key, begun, start) is not None


def is_private(key: str, start: int, end: int) -> bool:
    """Whether a name says whose figure it is, and that is no place: *Công ty X*, *gia đình ông Y*."""
    return _PRIVATE.search(key, start, end) is not None


@lru_cache(maxsize=4096)  # names come back again and again
def members(name: str) -> int:
    """Count what a name joins: *nông, lâm nghiệp và thủy sản* is three branches.

    Examples
    --------
    >>> members("nông, lâm nghiệp và thủy sản"), members("nông nghiệp"), members("thương mại - dịch vụ")
    (3, 1, 2)
    """
    return len([piece for piece in _JOINS.split(name) if piece.strip()])
