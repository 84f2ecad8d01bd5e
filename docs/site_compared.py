"""The tables of the page that compares, made from ``docs/compared.json``, so that none of their figures is typed.

Called by `docs/make_site.py`. `filled` puts them into a page's text, each in the place of its mark.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

TREE: Final = Path(__file__).resolve().parent.parent
KEPT: Final = TREE / "docs" / "compared.json"
PAGES: Final = {"en": "compared", "vi": "compared.vi"}
_MARK: Final = re.compile(r"^<!-- measured: (?P<name>[\w-]+) -->$", re.MULTILINE)

# Rows of each table: what stands in the file, and how it is called. `{of}` is how many there are: of places, in the
# groups that are named beside it.
_READING: Final = (
    ("number", "figures", "right number, of {of}", "đúng con số, trong {of}"),
    ("unit", "with_unit", "number and unit, of {of} in percent, money, weight or area",
     "đúng số và đơn vị, trong {of} số phần trăm, tiền, khối lượng, diện tích"),
    ("measure", "figures", "number and measure, of {of}", "đúng số và loại số liệu, trong {of}"),
    ("period", "figures", "number, measure and period, of {of}", "đúng số, loại và kỳ, trong {of}"),
    ("indicator", "with_indicator", "number, measure, period and indicator, of {of} that have one",
     "đúng số, loại, kỳ và chỉ tiêu, trong {of} số có chỉ tiêu"),
    ("another_number", "", "another number at its place", "số khác ở đúng chỗ ấy"),
    ("another_unit", "", "another unit at its place", "đơn vị khác ở đúng chỗ ấy"),
    ("otherwise", "", "right number, another measure, period or indicator", "đúng số, sai loại, kỳ hoặc chỉ tiêu"),
    ("otherwise_sure", "", "of these, called sure", "trong đó được coi là chắc chắn"),
    ("besides", "", "read where nothing is labelled", "đọc ở chỗ không có nhãn"),
    ("besides_sure", "", "of these, called sure", "trong đó được coi là chắc chắn"),
    ("raised", "", "texts or lines with an error, or longer than a minute",
     "văn bản hoặc dòng báo lỗi, hoặc quá một phút"),
)  # fmt: skip
_PLACES: Final = (
    ("found_commune", ("one", "several"), "communes of before July 2025: the unit, of {of}",
     "xã, phường trước tháng 7/2025: tìm đúng, trong {of}"),
    ("found_since", ("since",), "communes since: the unit, of {of}",
     "xã, phường từ tháng 7/2025: tìm đúng, trong {of}"),
    ("found_district", ("district",), "districts: the unit, of {of}", "quận, huyện: tìm đúng, trong {of}"),
    ("one", ("one",), "communes that went to one: that one, of {of}",
     "xã, phường nhập vào một đơn vị: đúng đơn vị ấy, trong {of}"),
    ("several_all", ("several",), "communes that went to several: all of them, of {of}",
     "xã, phường chia cho nhiều đơn vị: đủ các đơn vị, trong {of}"),
    ("several_part", ("several",), "and some of them only, of {of}", "và chỉ một phần các đơn vị, trong {of}"),
    ("shared_all", ("shared",), "bare names of several communes: all that bear it, of {of}",
     "tên của nhiều xã, phường, không kèm cấp trên: đủ các nơi, trong {of}"),
    ("shared_part", ("shared",), "and some of them only, of {of}", "và chỉ một phần các nơi, trong {of}"),
    ("last_day", ("one", "several", "district"), "the last day of what ended, of {of}",
     "ngày cuối cùng của đơn vị đã hết, trong {of}"),
)  # fmt: skip
_MADE: Final = (
    ("bytes", "size of the page, bytes", "cỡ trang, byte"),
    ("requests", "requests to elsewhere on opening", "yêu cầu gửi ra ngoài khi mở"),
    ("scripts", "scripts of the page", "số đoạn mã của trang"),
    ("script_characters", "characters of script inside the page", "số ký tự mã trong trang"),
    ("charts", "pictures and charts shown without a network", "hình và biểu đồ hiện ra khi không có mạng"),
    (
        "axe_rules",
        "rules of axe-core broken, 1,280 wide and light",
        "quy tắc axe-core bị vi phạm, rộng 1.280, nền sáng",
    ),
    ("width", "width on a screen of 390 pixels", "bề rộng trên màn hình 390 điểm ảnh"),
    ("same_bytes", "the same bytes when made twice", "làm hai lần có giống nhau từng byte"),
)
_WORDS: Final = {
    "en": ("what was counted", "yes", "no", "not measured: {0}", "Measured {0} ({1}): `{2}`."),
    "vi": ("điều được đếm", "có", "không", "không đo được: {0}", "Đo ngày {0} ({1}): `{2}`."),
}


def filled(text: str, kept: dict[str, Any], language: str) -> str:
    """Put each table in the place of its mark, ``<!-- measured: NAME -->``.

    Raises
    ------
    KeyError
        A mark names what was not measured.
    """

    def table(found: re.Match[str]) -> str:
        part = kept[found["name"]]
        said = _WORDS[language][4].format(part["measured"], part["where"], part["command"])
        return "\n".join(["{.compared}", *_ROWS[found["name"]](part, language), "", said])

    return _MARK.sub(table, text)


def compared_page(language: str) -> str:
    """Give the page in a language."""
    text = (TREE / "docs" / "site" / f"{PAGES[language]}.md").read_text(encoding="utf-8")
    return filled(text, json.loads(KEPT.read_text(encoding="utf-8")), language)


def _heads(part: dict[str, Any], language: str) -> list[str]:
    names = [f"{tool['name']} {tool['version']}" for tool in part["tools"]]
    return [f"| {' | '.join([_WORDS[language][0], *names])} |", f"|---|{'---:|' * len(names)}"]


def _line(label: str, key: str, part: dict[str, Any], language: str) -> str:
    cells = [_cell(tool, key, language) for tool in part["tools"]]
    return f"| {' | '.join([label, *cells])} |"


def _cell(tool: dict[str, Any], key: str, language: str) -> str:
    """Give what was counted; nothing where a tool does not claim it."""
    words = _WORDS[language]
    if "failed" in tool:
        return words[3].format(tool["failed"])
    if key not in tool:
        return ""
    value = tool[key]
    if isinstance(value, bool):
        return words[1] if value else words[2]
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def _reading(part: dict[str, Any], language: str) -> list[str]:
    lines = _heads(part, language)
    for key, of, *labels in _READING:
        label = labels[language == "vi"].format(of=_cell(part, of, language))
        lines.append(_line(label, key, part, language))
    return lines


def _places(part: dict[str, Any], language: str) -> list[str]:
    lines = _heads(part, language)
    for key, groups, *labels in _PLACES:
        of = sum(part["groups"][group] for group in groups)
        lines.append(_line(str(labels[language == "vi"]).format(of=of), key, part, language))
    return lines


def _pages(part: dict[str, Any], language: str) -> list[str]:
    return [*_heads(part, language), *(_line(row[1 + (language == "vi")], row[0], part, language) for row in _MADE)]


_ROWS: Final[dict[str, Callable[[dict[str, Any], str], list[str]]]] = {
    "reading-vi": _reading,
    "reading-en": _reading,
    "places": _places,
    "pages": _pages,
}
