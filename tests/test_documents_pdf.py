"""PDFs as a person sees them: each case is drawn, then read."""

from __future__ import annotations

import base64
import contextlib
import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kienan_analysis.documents.document import NotRead
from kienan_analysis.documents.opener import document_of
from kienan_analysis.errors import KienanError
from tests.growth import growth
from tests.pdf_files import WHITE, Sheet, length_of, pdf_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kienan_analysis.documents.document import Document

LEFT, RIGHT = 60.0, 535.0
LONG = (
    "Năm 2021, quận Kiến An tập trung thực hiện nhiệm vụ phát triển kinh tế - xã hội trong điều kiện còn nhiều khó "
    "khăn do dịch bệnh; các ngành, các cấp đã có nhiều cố gắng."
)


def read(*sheets: Sheet) -> Document:
    return document_of(pdf_of(*sheets), "a.pdf")


def left_out(document: Document, why: str) -> list[str]:
    return [left.text for left in document.left_out if left.why == why]


# --- Numbers of pages: what the page before ends with, the number, where it stands, what the next page begins with.


def cut(number: str, x: float, y: float, *, size: float = 12, before: str = "") -> Callable[[], Document]:
    def made() -> Document:
        first, second = Sheet(), Sheet()
        first.paragraph(LEFT, 80, RIGHT - LEFT, f"{LONG} Giá trị sản xuất công nghiệp trên địa bàn quận đạt")
        if before:
            first.text(x, y, before, size)
        second.text(x, y, number, size)
        second.paragraph(LEFT, 80, RIGHT - LEFT, f"600,37 tỷ đồng, tăng 13,68% so với cùng kỳ. {LONG}")
        return read(first, second)

    return made


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(cut("6", 295, 40), id="head"),
        pytest.param(cut("6", 295, 810), id="foot"),
        pytest.param(cut("6", 295, 40, before="5"), id="both_numbered"),
        pytest.param(cut("2", 520, 810), id="unnumbered_cover"),
        pytest.param(cut("- 6 -", 285, 810, before="- 5 -"), id="between_dashes"),
        pytest.param(cut("Trang 6/12", 270, 40, before="Trang 5/12"), id="of_so_many"),
        pytest.param(cut("6", LEFT, 65), id="close_above_the_text"),
        pytest.param(cut("vi", 295, 810, before="v"), id="roman"),
        pytest.param(cut("6 | Trang", 480, 810, before="5 | Trang"), id="page_after_a_stroke"),
        pytest.param(cut("[6]", 295, 810, size=9), id="in_brackets"),
    ],
)
def test_the_number_of_a_page_is_no_part_of_a_figure(made: Callable[[], Document]) -> None:
    document = made()
    assert "trên địa bàn quận đạt 600,37 tỷ đồng, tăng 13,68%" in document.text
    assert left_out(document, "running")


# --- Heads and feet that repeat.


def heads(
    head: list[tuple[float, float, str]], foot: list[tuple[float, float, str]], count: int = 2
) -> Callable[[], tuple[Document, int]]:
    """Set running lines; ``#`` is the page, ``##`` how many there are."""

    def made() -> tuple[Document, int]:
        sheets = []
        for page in range(1, count + 1):
            sheet = Sheet()
            for x, y, words in (*head, *foot):
                sheet.text(x, y, words.replace("##", str(count)).replace("#", str(page)), 10)
            begins = f"{599 + page},37 tỷ đồng. " if page > 1 else ""
            y = sheet.paragraph(LEFT, 90, RIGHT - LEFT, f"{begins}{LONG}")
            sheet.paragraph(LEFT, y, RIGHT - LEFT, f"Giá trị sản xuất công nghiệp tháng {page} của quận đạt")
            sheets.append(sheet)
        return read(*sheets), count

    return made


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(heads([(200, 40, "Báo cáo số 15 của UBND quận Kiến An")], [(270, 810, "Trang #/##")]), id="both"),
        pytest.param(heads([(60, 40, "UBND QUẬN KIẾN AN"), (480, 40, "Trang #")], [], 4), id="on_one_line"),
        pytest.param(heads([(60, 40, "Niên giám 2021")], [(60, 800, "Cục Thống kê"), (295, 815, "#")], 3), id="foot"),
        pytest.param(heads([(60, 40, "BÁO CÁO"), (60, 52, "Kết quả năm 2021")], []), id="two_lines"),
        pytest.param(heads([], [(60, 810, "Số: 15/BC-UBND ngày 10/12/2021"), (500, 810, "# / ##")], 3), id="numbers"),
        pytest.param(
            heads(
                [(60, 30, "11/28/26, 1:41 AM"), (250, 30, "Báo cáo")], [(60, 820, "https://a.vn/b"), (500, 820, "#/##")]
            ),
            id="a_browsers",
        ),
    ],
)
def test_heads_and_feet_that_repeat_are_no_part_of_a_sentence(made: Callable[[], tuple[Document, int]]) -> None:
    document, count = made()
    for page in range(2, count + 1):
        assert f"công nghiệp tháng {page - 1} của quận đạt {599 + page},37 tỷ đồng. Năm 2021" in document.text
    assert len(left_out(document, "running")) >= count


def test_a_line_of_text_that_repeats_with_other_figures_is_text() -> None:
    sheets = [Sheet(), Sheet()]
    for sheet, figure in zip(sheets, ("424,7", "512,3"), strict=True):
        sheet.text(LEFT, 60, f"Thu ngân sách đạt {figure} tỷ đồng.")
        sheet.paragraph(LEFT, 90, RIGHT - LEFT, LONG)
    text = read(*sheets).text
    assert "424,7 tỷ" in text
    assert "512,3 tỷ" in text


def test_two_pages_that_say_the_same_are_read() -> None:
    sheets = [Sheet(), Sheet()]
    for sheet in sheets:
        y = 60.0
        for month in range(1, 11):
            y = sheet.paragraph(LEFT, y, RIGHT - LEFT, f"Tháng {month} thu ngân sách đạt 1{month},5 tỷ đồng.")
    assert read(*sheets).text.count("tỷ đồng") == 20


# --- Columns.


def columns(
    left: str, right: str, *, x: float = 310, shift: float = 0, over: str = "", under: str = ""
) -> Callable[[], Document]:
    def made() -> Document:
        sheet = Sheet()
        y = sheet.paragraph(LEFT, 60, RIGHT - LEFT, over) + 6 if over else 60
        ends = sheet.paragraph(LEFT, y, 225, left), sheet.paragraph(x, y + shift, 225, right)
        if under:
            sheet.paragraph(LEFT, max(ends) + 10, RIGHT - LEFT, under)
        return read(sheet)

    return made


RETAIL = f"{LONG} Tổng mức bán lẻ hàng hóa trên địa bàn quận ước đạt 8.446,29 tỷ đồng, tăng 5,2% so với cùng kỳ."
FARMING = f"{LONG} Giá trị sản xuất nông nghiệp trên địa bàn quận ước đạt 130,93 tỷ đồng, giảm 1,4% so với cùng kỳ."


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(columns(RETAIL, FARMING), id="on_shared_lines"),
        pytest.param(columns(RETAIL, FARMING, shift=7), id="on_lines_of_their_own"),
        pytest.param(columns(RETAIL, FARMING, over=LONG, under=LONG), id="between_text_of_full_width"),
        pytest.param(columns(f"{RETAIL} {LONG} {LONG}", FARMING), id="the_left_longer"),
        pytest.param(columns(RETAIL, f"{FARMING} {LONG}", x=297), id="narrowly_apart"),
        pytest.param(columns(RETAIL, FARMING, over="KẾT QUẢ NĂM 2021", shift=4), id="under_a_heading"),
    ],
)
def test_columns_are_read_one_after_another(made: Callable[[], Document]) -> None:
    text = made().text
    assert "ước đạt 8.446,29 tỷ đồng, tăng 5,2% so với cùng kỳ." in text
    assert "ước đạt 130,93 tỷ đồng, giảm 1,4% so với cùng kỳ." in text
    assert text.index("8.446,29") < text.index("130,93")


def test_a_sentence_goes_on_in_the_next_column() -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, 225, f"{LONG} Tổng mức bán lẻ hàng hóa trên địa bàn quận Kiến An năm nay ước đạt")
    sheet.paragraph(310, 60, 225, f"8.446,29 tỷ đồng, tăng 5,2% so với cùng kỳ. {LONG}")
    assert "năm nay ước đạt 8.446,29 tỷ đồng" in read(sheet).text


def test_lines_that_are_spread_over_a_narrow_column_stay_whole() -> None:
    sheet = Sheet()
    y = sheet.paragraph(50, 60, 150, LONG)
    for line in (("an", "sinh", "xã", "hội"), ("được", "bảo", "đảm", "hơn"), ("thu", "ngân", "sách", "đạt")):
        for word, x in zip(line, (50, 92, 134, 176), strict=True):
            sheet.text(x, y, word)
        y += 15
    sheet.text(50, y, "424,7 tỷ đồng.")
    assert "an sinh xã hội được bảo đảm hơn thu ngân sách đạt 424,7 tỷ đồng." in read(sheet).text


@pytest.mark.slow
def test_three_columns() -> None:
    sheet = Sheet()
    for number, x in enumerate((50.0, 220.0, 390.0)):
        sheet.paragraph(
            x, 60, 150, f"{LONG} Chi ngân sách quý {number + 1} đạt {number}77,5 tỷ đồng trên địa bàn quận."
        )
    text = read(sheet).text
    for number in range(3):
        assert f"Chi ngân sách quý {number + 1} đạt {number}77,5 tỷ đồng trên địa bàn quận." in text


# --- Raised marks of notes.


@pytest.mark.parametrize(
    ("parts", "shown", "marks"),
    [
        (("Thu ngân sách đạt 424,723", "^1", " tỷ đồng."), "Thu ngân sách đạt 424,723 tỷ đồng.", ["1"]),
        (("Tăng 13", "^1", "% so với cùng kỳ."), "Tăng 13% so với cùng kỳ.", ["1"]),
        (("Dân số 118.047", "^6", " người."), "Dân số 118.047 người.", ["6"]),
        (("Tăng 13,68²% so với cùng kỳ.",), "Tăng 13,68% so với cùng kỳ.", ["2"]),
        (
            ("Diện tích 29,3 km", "^2", ", nhà 12 m², 3 m", "^3", " nước."),
            "Diện tích 29,3 km², nhà 12 m², 3 m³ nước.",
            [],
        ),
        (("Đạt 95", "^(1)", "% kế hoạch."), "Đạt 95% kế hoạch.", ["1"]),
        (("Đạt 600,37 tỷ đồng", "^12", "; chi 5 tỷ", "^*", "."), "Đạt 600,37 tỷ đồng; chi 5 tỷ.", ["12", "*"]),
        (("Năm 2021", "^1,2", " đạt 77,5 tỷ."), "Năm 2021 đạt 77,5 tỷ.", ["1,2"]),
        (("Sản lượng 10", "^6", " tấn."), "Sản lượng 10⁶ tấn.", []),
        (("Nhiệt độ 30", "^o", "C."), "Nhiệt độ 30°C.", []),
        (("Đạt 512¹⁰ tỷ đồng.",), "Đạt 512 tỷ đồng.", ["10"]),
        (("Hộ nghèo còn 45", "^a", " hộ."), "Hộ nghèo còn 45 hộ.", ["a"]),
    ],
)
def test_a_raised_mark_is_no_part_of_a_figure(parts: tuple[str, ...], shown: str, marks: list[str]) -> None:
    sheet = Sheet()
    sheet.text(LEFT, 60, "Kết quả thực hiện nhiệm vụ năm 2021 của quận")
    sheet.written(LEFT, 80, *parts)
    document = read(sheet)
    assert shown in document.text
    assert left_out(document, "note_mark") == marks


def test_a_lowered_digit_is_of_its_word() -> None:
    sheet = Sheet()
    end = sheet.text(LEFT, 60, "Phát thải CO")
    end = sheet.text(end, 63, "2", 7.5)
    sheet.text(end, 60, " giảm 5,2% so với năm trước.")
    assert "CO₂ giảm 5,2%" in read(sheet).text


# --- What the page does not show.


def with_words(draw: Callable[[Sheet, float, float], float]) -> Document:
    """Write a figure with something before it that nobody sees."""
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    end = sheet.text(LEFT, 120, "Thu ngân sách đạt ")
    end = draw(sheet, end, 120)
    sheet.text(end, 120, "95% kế hoạch năm.")
    return read(sheet)


def covered(sheet: Sheet, x: float, y: float) -> float:
    end = sheet.text(x, y, "1")
    sheet.box(x - 1, y - 11, end, y + 3)
    return end


def black_on_black(sheet: Sheet, x: float, y: float) -> float:
    sheet.box(x, y - 10, x + 8, y + 3, (0, 0, 0))
    return sheet.text(x, y, "1")


def off_the_page(sheet: Sheet, x: float, y: float) -> float:
    sheet.text(-200, y, "1")
    return x


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda sheet, x, y: sheet.text(x, y, "1", colour=WHITE), id="white"),
        pytest.param(lambda sheet, x, y: sheet.text(x, y, "1", mode=3), id="no_ink"),
        pytest.param(lambda sheet, x, y: sheet.text(x, y, "1", colour=(0.99, 0.99, 0.98)), id="nearly_white"),
        pytest.param(covered, id="covered"),
        pytest.param(black_on_black, id="black_on_black"),
        pytest.param(off_the_page, id="off_the_page"),
        pytest.param(lambda sheet, x, y: sheet.text(x, y, "1", 0.5), id="too_small_to_see"),
        pytest.param(lambda sheet, x, y: sheet.text(x, y, "1", mode=7), id="only_a_clip"),
    ],
)
def test_what_the_page_does_not_show_is_left_out(draw: Callable[[Sheet, float, float], float]) -> None:
    document = with_words(draw)
    assert "Thu ngân sách đạt 95% kế hoạch năm." in document.text
    assert left_out(document, "hidden") == ["1"]


@pytest.mark.parametrize("height", [3.0, 3.6, 5.0])
def test_what_a_rule_runs_through_is_left_out(height: float) -> None:
    def struck(sheet: Sheet, x: float, y: float) -> float:
        end = sheet.text(x, y, "5")
        sheet.rule(x, y - height, end, y - height)
        return end

    document = with_words(struck)
    assert "Thu ngân sách đạt 95% kế hoạch năm." in document.text
    assert left_out(document, "struck") == ["5"]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("turn", [0, 90])
def test_what_an_annotation_strikes_out_is_left_out(turn: int, *, named: bool) -> None:
    sheet = Sheet(rotate=turn)
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    end = sheet.text(LEFT, 120, "Thu ngân sách đạt ")
    after = sheet.text(end, 120, "5")
    sheet.strike_out(end, 120, after, named=named)
    sheet.text(after, 120, "95% kế hoạch năm.")
    document = read(sheet)
    assert "Thu ngân sách đạt 95% kế hoạch năm." in document.text
    assert left_out(document, "struck") == ["5"]


@pytest.mark.parametrize("flags", [2, 32])
def test_an_annotation_that_is_not_shown_strikes_nothing(flags: int) -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    end = sheet.text(LEFT, 120, "Thu ngân sách đạt 595% kế hoạch năm.")
    sheet.strike_out(LEFT, 120, end, flags=flags)
    document = read(sheet)
    assert "đạt 595% kế hoạch" in document.text
    assert left_out(document, "struck") == []


def test_lines_with_struck_digits_beneath_one_another_are_no_columns() -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    for y, name in ((120, "Thu"), (135, "Chi"), (150, "Vay")):
        end = sheet.text(LEFT, y, f"{name} ngân sách đạt ", 14)
        after = sheet.text(end, y, "9.57", 14)
        sheet.rule(end, y - 4, after, y - 4)
        sheet.text(after, y, f"{y},3 tỷ đồng.", 14)
    text = read(sheet).text
    assert all(f"{name} ngân sách đạt {y},3 tỷ đồng." in text for y, name in ((120, "Thu"), (135, "Chi"), (150, "Vay")))


def test_a_struck_digit_inside_a_number_leaves_two_numbers() -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    end = sheet.text(LEFT, 120, "Thu ngân sách đạt 41")
    after = sheet.text(end, 120, "5")
    sheet.rule(end, 116, after, 116)
    sheet.text(after, 120, "2,3 tỷ đồng.")
    assert "đạt 41 2,3 tỷ đồng" in read(sheet).text


@pytest.mark.parametrize(("left", "right", "y"), [(LEFT, 300, 122), (LEFT, 300, 107), (20, 575, 116)])
def test_a_rule_beneath_or_above_words_or_far_beyond_them_strikes_nothing(left: float, right: float, y: float) -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    sheet.text(LEFT, 120, "Thu ngân sách đạt 424,7 tỷ đồng.")
    sheet.rule(left, y, right, y)
    document = read(sheet)
    assert "424,7 tỷ đồng" in document.text
    assert left_out(document, "struck") == []


def test_white_letters_on_a_dark_box_are_shown() -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    sheet.box(50, 100, 545, 125, (0, 0.2, 0.5))
    sheet.text(LEFT, 118, "Thu ngân sách đạt 424,7 tỷ đồng.", colour=WHITE)
    sheet.text(LEFT, 150, "Chi ngân sách đạt 300,1 tỷ đồng.", colour=(0.6, 0.6, 0.6))
    document = read(sheet)
    assert "424,7 tỷ đồng" in document.text
    assert "300,1 tỷ đồng" in document.text
    assert left_out(document, "hidden") == []


def test_what_a_recognition_wrote_over_a_scan_is_read() -> None:
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    y = 60.0
    for _ in range(4):
        for word in (LONG, "Thu ngân sách đạt 424,7 tỷ đồng."):
            sheet.text(LEFT, y, word, 9, mode=3)
            y += 20
    document = read(sheet)
    assert document.text.count("424,7 tỷ đồng") == 4
    assert document.not_read == ()


# --- Notes at the foot of a page.


def noted(*, size: float = 9, rule: bool = True, raised: bool = True, mark: str = "1") -> Callable[[], Document]:
    def made() -> Document:
        first, second = Sheet(), Sheet()
        first.written(
            LEFT, 60, "Thu ngân sách đạt 424,723", f"^{mark}", " tỷ đồng, tăng 5,2% so với cùng kỳ năm trước."
        )
        y = first.paragraph(LEFT, 90, RIGHT - LEFT, f"{LONG} {LONG}")
        first.paragraph(
            LEFT, y, RIGHT - LEFT, "Giá trị sản xuất công nghiệp trên địa bàn quận Kiến An năm 2021 ước đạt"
        )
        if rule:
            first.rule(LEFT, 740, 200, 740)
        words = "Trong đó thu nội địa đạt 398,5 tỷ đồng,"
        if raised:
            first.written(LEFT, 755, f"^{mark}", f" {words}", size=size)
        else:
            first.text(LEFT, 755, f"{mark} {words}", size)
        first.text(LEFT, 767, "chưa kể tiền sử dụng đất.", size)
        first.text(295, 815, "1")
        second.paragraph(LEFT, 60, RIGHT - LEFT, f"600,37 tỷ đồng. {LONG}")
        second.text(295, 815, "2")
        return read(first, second)

    return made


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(noted(), id="raised_under_a_rule"),
        pytest.param(noted(rule=False), id="without_a_rule"),
        pytest.param(noted(raised=False), id="mark_on_the_line"),
        pytest.param(noted(size=12), id="as_large_as_the_text"),
        pytest.param(noted(mark="*"), id="a_star"),
        pytest.param(noted(mark="(1)", raised=False), id="in_brackets"),
        pytest.param(noted(mark="12", size=10, rule=False), id="two_digits"),
    ],
)
def test_a_note_stands_after_its_paragraph_and_in_no_sentence(made: Callable[[], Document]) -> None:
    document = made()
    notes = [place for place, block in enumerate(document.blocks) if block.kind == "note"]
    assert [document.blocks[place].text for place in notes] == [
        "Trong đó thu nội địa đạt 398,5 tỷ đồng, chưa kể tiền sử dụng đất."
    ]
    assert "424,723 tỷ đồng" in document.blocks[notes[0] - 1].text
    assert "năm 2021 ước đạt 600,37 tỷ đồng." in document.text


# --- Tables.

ROWS = [
    ["STT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Thực hiện"],
    ["1", "Thu ngân sách", "Tỷ đồng", "400,5", "424,723"],
    ["2", "Bán lẻ hàng hóa", "Tỷ đồng", "8.000", "8.446,29"],
    ["3", "Hộ nghèo", "Hộ", "120", "95"],
    ["4", "Công nghiệp", "Tỷ đồng", "590,1", "600,37"],
]
TABLE = "\n".join("\t".join(row) for row in ROWS)
WIDTHS = [35.0, 150.0, 70.0, 90.0, 90.0]


def tables(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "table"]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_is_read_cell_by_cell(*, ruled: bool) -> None:
    sheet = Sheet()
    y = sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    y = sheet.table(LEFT, y + 10, WIDTHS, ROWS, ruled=ruled)
    sheet.paragraph(LEFT, y + 25, RIGHT - LEFT, LONG)
    document = read(sheet)
    assert tables(document) == [TABLE]
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]


@pytest.mark.parametrize("ruled", [True, False])
def test_heads_over_several_columns_stand_over_each(*, ruled: bool) -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    y = 120.0
    sheet.text(LEFT + 4, y + 22, "STT", 11)
    sheet.text(LEFT + 39, y + 22, "Chỉ tiêu", 11)
    sheet.text(LEFT + 190, y + 22, "Đơn vị", 11)
    sheet.text(LEFT + 255 + 65, y + 13, "Năm 2021", 11)
    sheet.text(LEFT + 259, y + 31, "Kế hoạch", 11)
    sheet.text(LEFT + 349, y + 31, "Thực hiện", 11)
    end = sheet.table(LEFT, y + 36, WIDTHS, ROWS[1:], ruled=ruled)
    if ruled:
        sheet.rule(LEFT, y, LEFT + 435, y)
        sheet.rule(LEFT + 255, y + 18, LEFT + 435, y + 18)
        for x in (0, 35, 185, 255, 435):
            sheet.rule(LEFT + x, y, LEFT + x, y + 36)
        sheet.rule(LEFT + 345, y + 18, LEFT + 345, y + 36)
    sheet.paragraph(LEFT, end + 25, RIGHT - LEFT, LONG)
    [table] = tables(read(sheet))
    assert table.splitlines()[0] == "STT\tChỉ tiêu\tĐơn vị\tNăm 2021 Kế hoạch\tNăm 2021 Thực hiện"
    assert table.splitlines()[1:] == TABLE.splitlines()[1:]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_name_over_two_lines_is_one_cell(*, ruled: bool) -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    rows = [ROWS[0], ["1", "Tổng mức bán lẻ", "Tỷ đồng", "8.000", "8.446,29"], ["2", "Hộ nghèo", "Hộ", "120", "95"]]
    end = sheet.table(LEFT, 120, WIDTHS, rows, step=36, ruled=ruled)
    sheet.text(LEFT + 39, 120 + 36 + 26, "hàng hóa", 11)
    sheet.paragraph(LEFT, end + 25, RIGHT - LEFT, LONG)
    [table] = tables(read(sheet))
    assert table.splitlines()[1:] == [
        "1\tTổng mức bán lẻ hàng hóa\tTỷ đồng\t8.000\t8.446,29",
        "2\tHộ nghèo\tHộ\t120\t95",
    ]


def test_rules_beside_columns_alone_part_rows_by_their_numbers() -> None:
    sheet = Sheet()
    end = sheet.table(LEFT, 120, WIDTHS, ROWS, ruled=False)
    for x in (0, 35, 185, 255, 345, 435):
        sheet.rule(LEFT + x, 120, LEFT + x, end)
    for y in (120, 138, end):
        sheet.rule(LEFT, y, LEFT + 435, y)
    sheet.paragraph(LEFT, end + 30, RIGHT - LEFT, LONG)
    assert tables(read(sheet)) == [TABLE]


def test_capitals_in_the_second_line_of_a_name_begin_no_row() -> None:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    rows = [["1", "Tốc độ tăng của", "%", "6,41"], ["", "GRDP", "", ""], ["2", "Thu", "tỷ đồng", "7"]]
    sheet.table(LEFT, 120, [30, 120, 80, 60], [["STT", "Chỉ tiêu", "ĐVT", "TH"], *rows], ruled=False)
    for x in (0, 30, 150, 230, 290):
        sheet.rule(LEFT + x, 120, LEFT + x, 192)
    for y in (120, 138, 174, 192):
        sheet.rule(LEFT, y, LEFT + 290, y)
    table = next(block for block in read(sheet).blocks if block.kind == "table").text
    assert table.split("\n")[1] == "1\tTốc độ tăng của GRDP\t%\t6,41"


@pytest.mark.parametrize(
    ("parts", "cells"),
    [
        (("10.212,4", "4"), ["10.212,44"]),
        (("10.212", ",44"), ["10.212,44"]),
        (("10.2", "12,44"), ["10.212,44"]),
        (("10.212,", "44%"), ["10.212,44%"]),
        (("548,61", "102,35"), ["548,61", "102,35"]),
        (("548", "102"), ["548", "102"]),
        # Two numbers beneath one another fill their column, too.
        (("512,4", "98"), ["512,4", "98"]),
        (("95,2", "87"), ["95,2", "87"]),
        (("8,5", "10"), ["8,5", "10"]),
        (("1.234,5", "102"), ["1.234,5", "102"]),
        (("102,3", "5%"), ["102,3", "5%"]),
    ],
)
def test_a_number_that_a_narrow_cell_breaks_is_one(parts: tuple[str, str], cells: list[str]) -> None:
    assert in_a_narrow_cell(parts) == cells


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(["", "ngân sách", "", "5"], id="a plan of its own"),
        pytest.param(["2", "ngân sách", "", ""], id="a number of its own"),
        pytest.param(["a)", "Số xã", "xã", "x"], id="words in each cell"),
    ],
)
def test_digits_beneath_a_number_with_a_row_of_their_own_are_no_part_of_it(second: list[str]) -> None:
    assert in_a_narrow_cell(("10.212,4", "4"), second) == ["10.212,4", "4"]


def test_digits_beneath_a_number_that_had_room_are_no_part_of_it() -> None:
    assert in_a_narrow_cell(("10.212,4", "4"), room=30) == ["10.212,4", "4"]


def in_a_narrow_cell(
    parts: tuple[str, str], second: Sequence[str] = ("", "ngân sách", "", ""), room: float = 8
) -> list[str]:
    """Draw a table whose last column has so much room beside its number, and two lines in a row; read that column."""
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, LONG)
    narrow = max(length_of(part, 11) for part in parts) + room
    rows = [["1", "Thu", "tỷ đồng", "400", parts[0]], [*second, parts[1]]]
    rows.append(["2", "Chi", "tỷ đồng", "5", "7"])
    sheet.table(LEFT, 120, [30, 120, 80, 60, narrow], [["STT", "Chỉ tiêu", "ĐVT", "KH", "TH"], *rows], ruled=False)
    xs = [LEFT, LEFT + 30, LEFT + 150, LEFT + 230, LEFT + 290, LEFT + 290 + narrow]
    for x in xs:
        sheet.rule(x, 120, x, 192)
    for y in (120, 138, 174, 192):
        sheet.rule(LEFT, y, xs[-1], y)
    table = next(block for block in read(sheet).blocks if block.kind == "table").text
    return [row.split("\t")[4] for row in table.split("\n")][1:-1]


def test_a_table_on_a_page_laid_across() -> None:
    sheet = Sheet(rotate=90)
    for number, row in enumerate(ROWS):
        for x, words in zip((100, 140, 300, 380, 480), row, strict=True):
            # Written upwards on the sheet, which is shown turned.
            sheet.text(0, 0, words, 11, turn=f"0 1 -1 0 {100 + 20 * number} {x}")
    document = read(sheet)
    assert tables(document) == [TABLE]


def test_a_mark_in_a_cell_is_no_part_of_its_figure() -> None:
    sheet = Sheet()
    sheet.table(LEFT, 120, WIDTHS, [*ROWS, ["5", "Dân số", "Người", "", ""]])
    end = sheet.text(LEFT + 349, 120 + 5 * 18 + 13, "118.047", 11)
    sheet.text(end, 120 + 5 * 18 + 9, "6", 7)
    document = read(sheet)
    assert tables(document)[0].splitlines()[-1] == "5\tDân số\tNgười\t\t118.047"
    assert left_out(document, "note_mark") == ["6"]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_that_goes_on_over_the_end_of_a_page_is_one(*, ruled: bool, repeated: bool) -> None:
    first, second = Sheet(), Sheet()
    first.table(LEFT, 700, WIDTHS, ROWS[:3], ruled=ruled)
    second.table(LEFT, 60, WIDTHS, [*(ROWS[:1] if repeated else []), *ROWS[3:]], ruled=ruled)
    for number, sheet in enumerate((first, second), 1):
        sheet.text(295, 815, str(number))
    assert tables(read(first, second)) == [TABLE]


NARROW = [30.0, 90.0, 50.0, 46.0, 46.0]


def lines_of_row(sheet: Sheet, y: float, name: Sequence[str], cells: Sequence[str], *, beside: int) -> None:
    """Write a row without rules: its name on several lines, its cells beside one of them."""
    for number, words in enumerate(name):
        sheet.text(LEFT + NARROW[0], y + 12 * number, words, 10)
    starts = [LEFT, *(LEFT + sum(NARROW[:number]) for number in (2, 3, 4))]
    for x, words in zip(starts, cells, strict=True):
        sheet.text(x, y + 12 * beside, words, 10)


@pytest.mark.parametrize("beside", [0, 1])
@pytest.mark.parametrize("step", [32.0, 50.0])
def test_names_over_several_lines_are_their_rows(step: float, beside: int) -> None:
    sheet = Sheet()
    sheet.text(200, 60, "Một số chỉ tiêu chủ yếu năm 2021 của quận", 12)
    sheet.text(305, 76, "Kiến An", 12)
    lines_of_row(sheet, 96, ["Chỉ tiêu"], ["STT", "Đơn vị", "2020", "2021"], beside=0)
    names = [["Tổng mức bán", "lẻ hàng hóa"], ["Thu ngân sách", "trên địa bàn"], ["Số trường đạt", "chuẩn quốc gia"]]
    for number, name in enumerate(names, 1):
        cells = [str(number), "Tỷ đồng", f"{number}24,7", f"{number}65,75"]
        lines_of_row(sheet, 96 + step * number, name, cells, beside=beside)
    [table] = tables(read(sheet))
    assert table.splitlines()[1:] == [
        f"{number}\t{' '.join(name)}\tTỷ đồng\t{number}24,7\t{number}65,75" for number, name in enumerate(names, 1)
    ]
    assert "quận Kiến An" in read(sheet).text


def test_units_over_two_lines_beside_names_over_three_are_a_column() -> None:
    sheet = Sheet()
    lines_of_row(sheet, 96, ["Chỉ tiêu"], ["STT", "Đơn vị", "2020", "2021"], beside=0)
    names = [["Tổng mức bán", "lẻ hàng hóa", "(ước tính)"], ["Thu ngân sách", "trên địa bàn", "quận"]]
    names += [["Số trường đạt", "chuẩn quốc", "gia"], ["Chi cho các", "dự án của", "quận"]]
    for number, name in enumerate(names, 1):
        y = 92 + 44 * number
        lines_of_row(sheet, y, name, [str(number), "", f"{number}24,7", f"{number}65,75"], beside=1)
        for x, down, words in ((4, 6, "Tỷ"), (0, 18, "đồng")):
            sheet.text(LEFT + sum(NARROW[:2]) + x, y + down, words, 10)
    [table] = tables(read(sheet))
    assert table.splitlines()[1:] == [
        f"{number}\t{' '.join(name)}\tTỷ đồng\t{number}24,7\t{number}65,75" for number, name in enumerate(names, 1)
    ]


def test_numbers_as_close_as_words_are_two_cells() -> None:
    sheet = Sheet()
    for x, words in ((LEFT, "TT"), (LEFT + 17, "Chỉ tiêu"), (LEFT + 120, "Đơn vị")):
        sheet.text(x, 96, words, 10)
    sheet.text(LEFT + 180, 96, "Năm 2020", 10)
    sheet.text(LEFT + 240, 96, "Năm 2021", 10)
    rows = [
        ["1", "Thu ngân sách", "Tỷ đồng", "13.930,19", "14.363,36"],
        ["2", "Chi ngân sách", "Tỷ đồng", "75,1", "80,2"],
    ]
    rows += [["13", "Bán lẻ hàng hóa", "Tỷ đồng", "9.250,61", "15.673,84"], ["14", "Hộ nghèo", "Hộ", "120", "95"]]
    for y, (index, name, unit, before, now) in enumerate(rows, 1):
        for x, words in ((LEFT, index), (LEFT + 17, name), (LEFT + 120, unit)):
            sheet.text(x, 96 + 20 * y, words, 10)
        for end, words in ((LEFT + 222, before), (LEFT + 270, now)):
            sheet.text(end - length_of(words, 10), 96 + 20 * y, words, 10)
    [table] = tables(read(sheet))
    assert [line.split("\t") for line in table.splitlines()[1:]] == rows


def test_a_number_whose_thousands_a_blank_parts_is_one_cell() -> None:
    sheet = Sheet()
    for y, (name, before, now) in enumerate(
        (("Thu", "13 930", "14 363"), ("Chi", "75 100", "80 200"), ("Nợ", "9 250", "5 673"))
    ):
        for x, words in ((LEFT, f"{name} ngân sách"), (LEFT + 150, before), (LEFT + 250, now)):
            sheet.text(x, 96 + 20 * y, words, 10)
    [table] = tables(read(sheet))
    assert table.splitlines()[0] == "Thu ngân sách\t13 930\t14 363"


def test_heads_of_groups_that_begin_with_their_first_column_stand_over_all_of_it() -> None:
    sheet = Sheet()
    starts = [LEFT, LEFT + 130, LEFT + 200, LEFT + 260, LEFT + 320, LEFT + 380]
    for x, words in zip((*starts[:3], starts[4]), ("Chỉ tiêu", "Đơn vị", "Năm 2021", "So sánh (%)"), strict=True):
        sheet.text(x, 84, words, 10)
    for x, words in zip(starts[2:], ("Kế hoạch", "Thực hiện", "TH/KH", "Cùng kỳ"), strict=True):
        sheet.text(x, 108, words, 10)
    for y in range(3):
        for x, words in zip(starts, (f"Chỉ tiêu {y}", "Tỷ đồng", "590,1", "600,37", "101,7", "104,2"), strict=True):
            sheet.text(x, 128 + 20 * y, words, 10)
    [table] = tables(read(sheet))
    heads = [
        "Chỉ tiêu",
        "Đơn vị",
        "Năm 2021 Kế hoạch",
        "Năm 2021 Thực hiện",
        "So sánh (%) TH/KH",
        "So sánh (%) Cùng kỳ",
    ]
    assert table.splitlines()[0].split("\t") == heads


@pytest.mark.parametrize("next_to_it", ["ngân sách", "Ngân sách"])
def test_digits_beneath_a_broken_number_are_its_own(next_to_it: str) -> None:
    sheet = Sheet()
    lines_of_row(sheet, 96, ["Chỉ tiêu"], ["STT", "Đơn vị", "2020", "2021"], beside=0)
    for number, y in enumerate((120, 160, 200), 1):
        lines_of_row(sheet, y, ["Thu", next_to_it], [str(number), "Tỷ đồng", "10.636,5", "11.525,2"], beside=0)
        sheet.text(LEFT + sum(NARROW[:3]), y + 12, "3", 10)
        sheet.text(LEFT + sum(NARROW[:4]), y + 12, "8", 10)
    text = read(sheet).text
    is_name = next_to_it.islower()
    assert text.count("10.636,53\t11.525,28") == (3 if is_name else 0)
    assert ("10.636,5\t11.525,2\n" in text) is not is_name


@pytest.mark.parametrize("ruled", [True, False])
def test_the_rest_of_a_row_beneath_a_repeated_head_is_that_rows(*, ruled: bool) -> None:
    first, second = Sheet(), Sheet()
    for sheet in (first, second):
        sheet.text(LEFT, 40, "UBND quận Kiến An - Báo cáo năm 2021", 10)
    y = first.paragraph(LEFT, 80, RIGHT - LEFT, LONG)
    first.table(LEFT, y + 20, WIDTHS, ROWS[:3], ruled=ruled)
    rest = ["", "và dịch vụ", "", "", ""]
    second.table(LEFT, 60, WIDTHS, [ROWS[0], rest, *ROWS[3:]], ruled=ruled)
    rows = [list(row) for row in ROWS]
    rows[2][1] += " và dịch vụ"
    document = read(first, second)
    assert tables(document) == ["\n".join("\t".join(row) for row in rows)]
    assert left_out(document, "running") == ["UBND quận Kiến An - Báo cáo năm 2021"] * 2


def test_a_title_over_each_part_of_a_table_is_said_once() -> None:
    sheets = [Sheet(), Sheet()]
    for sheet, rows in zip(sheets, (ROWS[:3], [ROWS[0], *ROWS[3:]]), strict=True):
        sheet.text(LEFT, 50, "Chỉ tiêu chủ yếu năm 2021 của quận Kiến An")
        sheet.table(LEFT, 90, WIDTHS, rows)
    document = read(*sheets)
    assert document.text == f"Chỉ tiêu chủ yếu năm 2021 của quận Kiến An\n{TABLE}"


@pytest.mark.parametrize("ruled", [True, False])
def test_titles_of_groups_are_rows(*, ruled: bool) -> None:
    sheet = Sheet()
    rows = [ROWS[0], ["I", "KINH TẾ", "", "", ""], *ROWS[1:3], ["II", "XÃ HỘI", "", "", ""], *ROWS[3:]]
    sheet.table(LEFT, 120, WIDTHS, rows, ruled=ruled)
    assert tables(read(sheet)) == ["\n".join("\t".join(row) for row in rows)]


def test_heads_that_stand_close_are_two() -> None:
    sheet = Sheet()
    sheet.table(LEFT, 120, [150, 70, 54, 60], [["Chỉ tiêu", "Đơn vị", "Kế hoạch", "Thực hiện"]], ruled=False)
    sheet.table(LEFT, 138, [150, 70, 54, 60], [row[1:] for row in ROWS[1:]], ruled=False)
    [table] = tables(read(sheet))
    assert table.splitlines()[0] == "Chỉ tiêu\tĐơn vị\tKế hoạch\tThực hiện"


ANNEX = [
    ROWS[0],
    *(
        [str(number), f"{'Giá trị sản xuất ' * (number % 3)}ngành {number}", "Tỷ đồng", f"{number}0,5", f"{number}1,25"]
        for number in range(1, 21)
    ),
]
PADDED = "td,th{padding:2px 6px}"
STYLES = {
    "ruled": "table,td,th{border:1px solid #000;border-collapse:collapse}",
    "bare": f"{PADDED}td:nth-child(n+4){{text-align:right}}",
    "level_rules": "table{border-collapse:collapse;width:100%}tr{border-bottom:1px solid #888}",
    "striped": f"{PADDED}table{{border-collapse:collapse}}tr:nth-child(odd){{background:#eef}}"
    "th{background:#036;color:#fff}",
}


@pytest.mark.browser
@pytest.mark.parametrize("style", STYLES)
def test_an_annex_that_a_browser_printed(style: str, chromium_path: str, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>"
        for row in ANNEX
        for tag in ["th" if row is ANNEX[0] else "td"]
    )
    page = tmp_path / "a.html"
    page.write_text(
        f'<meta charset="utf-8"><style>{STYLES[style]} sup{{font-size:60%}}</style><p>Thu 424,723<sup>1</sup> tỷ đồng, '
        f'tăng <span style="color:#fff">1</span>95%.</p><table>{rows}</table>',
        encoding="utf-8",
    )
    made = tmp_path / "a.pdf"
    command = [chromium_path, "--headless", "--no-sandbox", f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = document_of(made.read_bytes(), "a.pdf")
    assert tables(document) == ["\n".join("\t".join(row) for row in ANNEX)]
    assert document.blocks[0].text == "Thu 424,723 tỷ đồng, tăng 95%."
    assert left_out(document, "hidden") == ["1"]


# --- Scans, and pages that cannot be read.


def written() -> Sheet:
    sheet = Sheet()
    sheet.paragraph(LEFT, 60, RIGHT - LEFT, f"{LONG} Thu ngân sách đạt 424,7 tỷ đồng.")
    return sheet


def scan(signature: str = "") -> Sheet:
    sheet = Sheet()
    sheet.picture(0, 0, 595, 842)
    if signature:
        sheet.text(350, 780, signature, 7)
    return sheet


def test_scans_between_pages_of_text_are_named() -> None:
    document = read(written(), scan(), scan(), *(written() for _ in range(3)), scan())
    assert document.not_read == (NotRead("pages", "2–3, 7"),)
    assert document.text.count("424,7 tỷ đồng") == 4


def test_nothing_goes_on_over_a_page_that_is_not_read() -> None:
    first, last = Sheet(), Sheet()
    first.paragraph(LEFT, 60, RIGHT - LEFT, f"{LONG} Thu ngân sách trên địa bàn quận đạt")
    last.paragraph(LEFT, 60, RIGHT - LEFT, f"600,37 tỷ đồng. {LONG}")
    assert "đạt 600,37" not in read(first, scan(), last).text


@pytest.mark.parametrize("signature", ["", "Người ký: UBND quận Kiến An. Ngày ký: 10/12/2021 15:04:05 +07:00"])
def test_a_scan_is_said_to_be_one(signature: str) -> None:
    with pytest.raises(KienanError, match="its pages are images, as of a scan"):
        read(scan(signature), scan(signature))


def test_a_blank_page_is_no_scan() -> None:
    document = read(written(), Sheet(), written())
    assert document.not_read == ()


def test_letters_of_which_the_file_does_not_say_which_they_are_are_named() -> None:
    strange = Sheet()
    for line in range(20):
        strange.text(LEFT, 60 + 20 * line, "\ue001\ue002\ue003 \ue004\ue005\ue006\ue007 \ue008\ue009")
    assert read(written(), strange).not_read == (NotRead("letters", "2"),)
    with pytest.raises(KienanError, match="fonts that do not say which letters they are"):
        read(strange)


# --- Locked files, made with pypdf and cryptography of a page that says "Thu 424,7 ty dong nam 2021".

AES_128 = (
    "eNqNUz1oFEEU7kTHWkEkMESu0rjzt7OzcDnJzx2KhoQ7EwjRYnZ2Ntlw2T325kKSwsJKwVI7RdDCQhCbNIKNCGKjRbCWaIrUUVJZ"
    "OHs/7sGlcHdZ5n3vve/N+ystzNYm8FUPlH78/LoHCEQwDdZBuQyc29stDZ0FuarbwJlJO4mBGDg347ANVyCzhnV4F1QqQCdh7kJH"
    "XGekkc10FfQ4YM5dB858xzTjxMpeVy4I2ImxgTOnw1hOp1s2KrIvRQj6yIa2d0qMTkwbuj3mum6nnUxZ6pyiZrW9A+SDSPazpJl1"
    "6t+miO4ORb+lk1WzBgXK9W2TabkBnl8uL3//9OfQe3kffx578m3v7PnXp+7sv3qDq78Odj++HZt48Gj8ysPdS8/GaWdl7fD4Qlw/"
    "en+6dLz87st++eDF5MUzk7+fXntcObe+eO9o50Met0/dvwEfyT9PATiNTmC6Yg7aDkzLtu4m51zXzU1tYiWH8vAKlgIUQ9RLkNlS"
    "5b9+mpgIWxXIiM987hGf2JLFTaMz6DSMTEKZhbZrsOx5gYgC5AtESEhlQBmhnpYuZ1Qh4WFkz5jQSLmREEHk+1RyoZR0I0wChiJb"
    "+0VYJgpHocddzSKtqFYR9njAeRQxxRTFmlhXpq1ae66QDHOGkJWtQSQRRsKyzNS6fW2YsH+a6pi16mbeVWc2VfMtneRGc9CZqjaW"
    "SJEoH8xAw2zUYI8gF7J/QlGyrUxHwE4aQIMHQ+661IURLDA7kF3NEIZd2NMkBeaxEQxTfwQjfNSX+qMYO8GOCV5gJpNxU2fdfjfi"
    "HW3TcOppaiDtbcqNWbtM5VBEPFBaaI1lqKSQRPqSuIp7SnMqVeV/TOweVhOVbbcMFIOVahuZmW4BPZ+CUqk6XwN/AWcWOh0="
)
AES_256 = (
    "eNqNVD2IXFUUhlTysBEL2wuyCKJ59/8Hh4Xs7gxKNuyy40ZQVO7PuZuR2TfLmzthIxFsFGy0EgW1sYgRSxubEAsLsdDCTrSJdhZa"
    "aCl43sxuZmBSZN4U9/x953znnns29ncGz7KLptq49/tPP1ecUDIJb1S9XlW/eOMESL3vj2Ba1duTWVMIq+rLozQlrxCJjgfk1Wpz"
    "s4ImdSFiLXTbFz+eHFULDNJhH1T13qyMRw3KZi4vAeQDc1f1FUgjvzU5xawUP0EpcRRTY01NgaZMiVogH8B0MmsjQncQA7QuDkSf"
    "Z8I/grYYdFbNMrtayb4LzVG5Rizt7NPSgj+ufrt3eOGlu79+8c7rT/rPfnzsvW8fudj76Ob+p09989wTN+98/OXuV3efacQPh99d"
    "2Prv9Nb7T3/+9du7jP39x+0Pf3l3+uhbr/3z8q1/P7l9fGfy1weXD77/8/Eu7xn0WQV6jX9HoaqHs1DmYqfEG9jyU5iTq5+H8XUo"
    "o+hXeJglylJpV6CvEoWtIvo+Ta7wvE8kd9Jpwx3Hlo3GBVpSD4tvkm8T3hrpOWajM15Ewy3zkmvDqPEmS8WACpOE1c5k4CHzKEWi"
    "UiEkRZNjNEWvILIktVbCWBuBsZyEDEaKbARICgrv5pD0OIdIY1BSJsNCClJ5pyIFkxl6BsuME15QjOUsCW9cciwHqZNmXOXEQvYq"
    "KG1V1ErzKFwGzW0UOjklgjGYZXswn4thSWenS7NyrX+9m4p6ZxL3TqDpnK6Q+lJ/eFXcb5Tg5zM0LMcDsgDohHYp7PVJz2N9Lkqr"
    "pTU8MWutyzRTJ0GjAaQM1nkDGpJSgWMLOHKJUnOdsGwfukYgDGXJei6NRkeapQ7ccOAeHFWUWmqcsshe8siMyT5JcB64sto4Hbx3"
    "rJt1aI/xNURlgLukbORc05DBQnIARlNugGm/uTIqpy3kCl9YRc9/jGilhCKZLHX4EOeWFR1TZGFpljoj13RMuDUd1+uxwq3r5AP8"
    "sM1LXWn9aAztfM6HozcBadQHk0khYrEhXtjBJdKzMoDO1mgGUYQgI94QdxlJQuDR282HccH9029ie+OkEHu+SqbFt2XeQEYlqzY2"
    "+nuD6n+z5Xk2"
)
AES_256_LOCKED = (
    "eNqNVDmPHEUUDiBxSzgiclQCrZEs7K77kEaL7N0ZgcDa0Y7ZBHHU8Wo91mzPuqfGBxIOcGKR8heQEAGkFhkSR2gCR4SGAFsiJkKI"
    "1zO7npHGAd0tdb2v3vveWbU13B1cZJdMtfX7H78+rjihZBpuVL1eVV+7ewykHvpDmFX1znTeFMKq+t1xmpEPiETFffJhtb1dQZM6"
    "E7FhuuOLn0wPqyUH6bj3q3pvXibjBmWzkFcE8oW+q/oqpLG/Mr2DXim+glLiKLrGmJoCTZkRtWTeh9l03kak7igGuLtcEH3qCT8k"
    "bdHoJJqVd7Xm/T1oDst1Ymm3Pyst+KPqX1Vd/H54hr/644N7Zx/df/jGd0/fal77Op+/8OZff9879+js419+iv3Xz99+9vNHnxw8"
    "+Wr3s5fP/Pbx0/lLx/xm75vhQ/rns2tPbohv/+l9fuGHL794pfN7Qn0Sgd7Iv0uhqkfzUBZiB2IHrvgZLJKr34bJLSjj6NfyMCuW"
    "FWjXqA+IwlIR/TxNrnA9JJI76bThjmPJxpMCLalHxTfJtwm7RnqJUSOtpzlqTyWNImqaE7XJWeWdpDoGywNYrawxIEGJmG1iQWQq"
    "mHcsJK00tdIYb6S3EXx2CSBza6O31GNv3ic95nOnyKinInujIBh0HIAJLRQTYJwNWrIcFUsOQqaJOSXQwIocI48ANDBgMkTPktLW"
    "KUld8DJlZx3NAb3sDBZzMSrpZHV5Xq73b3VTUe9O494xNJ3SVVJf7o8OxPNCCX46Q6NyNCBLgk5oV8Jen/SU1hioN56rZE3ixloB"
    "DiwGZaPIgkefpM5BqgSOckMBg7RYSy10ikF2hUAabpmLTGM9QQeOXZIUDIhsKOKRexuEdFEqa3XAlLNi2gSTTdaSq2BEN+vQHuFp"
    "0NFYI4KJOtLMBBUWm2211ykl7GfeXhuVOy3kCk9YRU8fRrRSQpFMVhgexMXOGsYUWe40K8zIDYwJt4FxvWkr3CYmX6AnrV5hpfXj"
    "CbSLOR+NPwVMo96fTgsRyxvinV28RHo4fDmm2M2GclbGzJw1XGJbaND43/4/Knj/9JvY3j0uxJ5eJbPi27IoIKOSVVtb/b1B9R8D"
    "XHb7"
)


@pytest.mark.parametrize("packed", [AES_128, AES_256])
def test_a_file_that_opens_without_a_password_is_read(packed: str) -> None:
    assert document_of(unpacked(packed), "a.pdf").text == "Thu 424,7 ty dong nam 2021"


def test_a_file_that_opens_with_a_password_alone_is_refused() -> None:
    with pytest.raises(KienanError, match="locked with a password"):
        document_of(unpacked(AES_256_LOCKED), "a.pdf")


def unpacked(packed: str) -> bytes:
    return zlib.decompress(base64.b64decode(packed))


# --- Bounds.


@pytest.mark.slow
@given(cut=st.integers(0, 100), flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_broken_file_is_read_or_refused(cut: int, flips: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE[: len(WHOLE) - cut * len(WHOLE) // 100])
    for place, value in flips:
        if content:
            content[place % len(content)] = value
    with contextlib.suppress(KienanError):
        document_of(bytes(b"%PDF-1.7\n" + content[9:]), "a.pdf")


@pytest.mark.slow
def test_more_pieces_on_a_line_than_can_be_sorted_are_refused() -> None:
    sheet = Sheet()
    sheet.text(10, 20, "7")
    sheet.drawn *= 10_100
    with pytest.raises(KienanError, match=r"Page 1 .* ten thousand pieces of text on one line"):
        read(sheet)


@pytest.mark.slow
def test_a_page_of_very_many_pieces_takes_time_as_they_are_many() -> None:
    sheets = {}
    for lines in (15, 60):
        sheet = sheets[lines] = Sheet()
        for line in range(lines):
            x = 20.0
            while x < 570:
                x = sheet.text(x, 20 + line * 13, "7", 3) + 0.2
    assert growth(lambda lines: read(sheets[lines]), 15) < 8


@pytest.mark.slow
def test_pages_take_time_as_they_are_many() -> None:
    contents = {count: pdf_of(*(written() for _ in range(count))) for count in (20, 80)}
    assert growth(lambda count: document_of(contents[count], "a.pdf"), 20) < 8


# What is broken in the test above.
WHOLE = pdf_of(written(), written())


def test_length_of_is_what_is_drawn() -> None:
    sheet = Sheet()
    assert sheet.text(10, 20, "đạt 95") == pytest.approx(10 + length_of("đạt 95", 12))
