"""What a new data package says of itself to whoever opens its folder: a page in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

README: Final = "README.md"
_MARKUP: Final = {ord(character): f"\\{character}" for character in "\\`*_{}[]<>#|"}
_TEXT: Final = """# {heading}

*Tiếng Việt.* Mỗi dòng của `observations.csv` là một con số, chép đúng từng chữ số như nguồn đã in, kèm nguồn và cách
diễn đạt. Thêm một bài báo: `kienan add BÀI_BÁO --data THƯ_MỤC_NÀY`; xem có gì sai: `kienan check --data THƯ_MỤC_NÀY`;
lập bản tổng kết: `kienan review --data THƯ_MỤC_NÀY`.

Each row of `observations.csv` is one figure, its digits as the source prints them, with the source and the wording.

| file | one row is |
|---|---|
| `observations.csv` | one printed figure |
| `sources.csv` | a document that prints figures |
| `areas.csv` | a place with figures of its own |
| `indicators.csv` | what is measured |

`datapackage.json` describes the tables (Data Package, version 2): what each column holds. It also holds what pages say
of this package: `title`, `version`, `citation` and `licenses` can be changed there at any time.

- Add an article: `kienan add ARTICLE --data THIS_FOLDER`. What is not sure is asked, or waits in `to-look-at.json`.
- Add rows by hand: every column is **text**, the digits are written as printed; save as CSV UTF-8.
- Look for mistakes: `kienan check --data THIS_FOLDER`.
- Make the pages: `kienan review --data THIS_FOLDER`.

## Trích dẫn · How to cite

{citation}

The figures are facts of the sources named in `sources.csv`: name the source wherever you use a figure. Số liệu thuộc
các nguồn ghi trong `sources.csv`: dùng số nào thì nêu nguồn của số ấy.
"""


def readme(descriptor: Mapping[str, Any]) -> str:
    """Write the page of a package.

    Parameters
    ----------
    descriptor : mapping
        Its descriptor, as it is written.
    """
    titles = [descriptor["title"], *([descriptor["title_vi"]] if "title_vi" in descriptor else [])]
    heading = " · ".join(_plain(title) for title in titles)
    cited = _plain(str(descriptor.get("citation") or descriptor["title"])).rstrip(". ")
    parts = [f"{cited}. Data package `{descriptor['name']}`, version {_plain(str(descriptor['version']))}."]
    for licence in descriptor.get("licenses", ()):
        name = _plain(str(licence.get("title") or licence["name"])).rstrip(".")
        parts.append(f"{name}.")
    return _TEXT.format(heading=heading, citation=" ".join(parts))


def _plain(text: str) -> str:
    return text.translate(_MARKUP)
