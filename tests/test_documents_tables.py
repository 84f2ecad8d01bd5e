# ruff: noqa: E501 - rows stand as a table has them
"""Tables: their heads, rows and cells as observations; annexes of targets in every kind of document; spreadsheets."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from kienan_analysis.articles.examination import open_catalogue
from kienan_analysis.documents.notices import notices
from kienan_analysis.documents.office import office_program
from kienan_analysis.documents.opener import document_of
from kienan_analysis.documents.sheet.shown import rewritten, shown
from kienan_analysis.errors import KienanError
from kienan_analysis.intake.explanation import block
from kienan_analysis.reading import FIELDS
from kienan_analysis.reading.article import ArticleReader
from kienan_analysis.reading.tables.heads import read_head
from kienan_analysis.reading.text import read_text
from tests.annexes import files
from tests.annexes.main import MAIN
from tests.annexes.others import OTHERS
from tests.growth import growth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet
    from playwright.sync_api import Browser

    from kienan_analysis.documents.document import Document
    from kienan_analysis.reading import Article, ReadObservation
    from tests.annexes.annex import Annex


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    catalogue = open_catalogue(None)
    return ArticleReader(catalogue.indicators, catalogue.areas)


def table(text: str) -> str:
    """Write rows with strokes as a document gives them: cells parted by tabs; a line without a stroke is a line."""
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in text.strip("\n").split("\n"))


def told(one: ReadObservation) -> str:
    unit = "" if one.measure == "attainment" else f" {one.unit}"
    return f"{one.indicator} {one.period} {one.measure} {one.value:g}{unit}"


# What each of its words is, or which one is not known.
HEADS: list[tuple[str, str]] = [
    ("STT", "index"),
    ("Số TT", "index"),
    ("Chỉ tiêu", "name"),
    ("Chỉ tiêu - Indicators", "name"),
    ("Các chỉ tiêu chủ yếu", "name"),
    ("ĐVT", "unit"),
    ("Đơn vị tính - Unit", "unit"),
    ("Ghi chú", "note"),
    ("Cơ quan theo dõi", "note"),
    ("Kế hoạch năm 2024", "value plan 2024"),
    ("KH 2025", "value plan 2025"),
    ("Mục tiêu đến năm 2025", "value plan 2025"),
    ("Dự toán năm 2024 HĐND quận giao", "value plan 2024"),
    ("Kế hoạch 2024 (NQ số 12/NQ-HĐND ngày 10/12/2023)", "value plan 2024"),
    ("Năm 2024 Ước thực hiện", "value level 2024 estimate"),
    ("ƯTH 2024", "value level 2024 estimate"),
    ("Sơ bộ 2023 - Prel. 2023", "value level 2023 provisional"),
    ("Thực hiện 2024 (tỷ đồng)", "value level 2024"),
    ("TH 6 tháng năm 2023", "value level 2023 (1, 6)"),
    ("TH 9T 2024", "value level 2024 (1, 9)"),
    ("Thực hiện đến 30/6/2024", "value level 2024 (1, 6)"),
    ("Lũy kế 11 tháng", "value level (1, 11)"),
    ("Tháng 11 năm 2024", "value level 2024 (11, 11)"),
    ("Ước TH cả năm", "value level estimate (1, 12)"),
    ("Cùng kỳ 2023", "value level 2023 ago"),
    ("Thực hiện cùng kỳ năm trước", "value level ago"),
    ("Năm 2022", "value  2022"),
    ("So KH (%)", "compared attainment"),
    ("TH/KH (%)", "compared attainment"),
    ("% hoàn thành KH", "compared attainment"),
    ("Tỷ lệ (%) so với KH năm 2024", "compared attainment"),
    ("Năm 2024 So sánh (%) ƯTH 2024/KH 2024", "compared attainment 2024 estimate"),
    ("Năm 2024 So sánh (%) ƯTH 2024/TH 2023", "compared growth 2024 estimate"),
    ("So cùng kỳ (%)", "compared growth"),
    ("So với cùng kỳ 2023", "compared growth"),
    ("Tăng (+), giảm (-) so với cùng kỳ", "compared growth changes"),
    ("Tốc độ tăng (%)", "compared growth changes"),
    ("KH 2025 so với ước TH 2024 (%)", "compared growth 2025"),
    ("Tăng/giảm (%)", "compared  changes"),
    ("Tỷ lệ %", "compared "),
    # No statistic of a year, or with a word that nobody listed.
    ("So với tháng trước (%)", "compared other"),
    ("Chênh lệch", ""),
    ("Xếp hạng", ""),
    ("Kế hoạch vốn trung hạn", ""),
    ("Kế hoạch giai đoạn 2021-2025", ""),
    ("Bình quân 2021-2025", ""),
    ("Thu", ""),
    ("Kế hoạch và thực hiện", ""),
    ("Thực hiện 2023 và 2024", ""),
]


@pytest.mark.parametrize(("words", "says"), HEADS, ids=[words for words, _ in HEADS])
def test_a_head_is_understood_word_by_word_or_not_at_all(words: str, says: str) -> None:
    key = read_text(words).key
    head = read_head(key, 0, len(key))
    parts = [head.role] if head.role not in {"value", "compared"} else [head.role, head.measure]
    if head.role == "value":
        parts += [str(head.year or ""), head.status, str(head.months) if head.dated else "", "ago" if head.ago else ""]
    elif head.role == "compared":
        parts += [str(head.year or ""), head.status, "changes" if head.changes else ""]
    assert " ".join(parts).split() == says.split()


TITLE = "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2024 CỦA QUẬN KIẾN AN"
TABLES: list[tuple[str, str, list[str], list[str]]] = [
    (
        "a plan alone is a plan, never results",
        """CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2025 CỦA QUẬN KIẾN AN
STT | Chỉ tiêu | Kế hoạch
1 | Thu ngân sách nhà nước trên địa bàn (tỷ đồng) | 560
2 | Tỷ lệ hộ nghèo (%) | dưới 0,5
3 | Tổng mức bán lẻ hàng hóa tăng (%) | 14 trở lên""",
        [
            "budget_revenue 2025 plan 560 tỷ đồng",
            "poverty_rate 2025 plan 0.5 %",
            "retail_sales 2025 planned_growth 14 %",
        ],
        [],
    ),
    (
        "the second column called chỉ tiêu is what is aimed at",
        """Nhiệm vụ năm 2025 của quận Kiến An
TT | Nội dung | Đơn vị | Chỉ tiêu
1 | Thu ngân sách nhà nước trên địa bàn | tỷ đồng | 560""",
        ["budget_revenue 2025 plan 560 tỷ đồng"],
        [],
    ),
    (
        "two columns alone",
        """Kế hoạch năm 2025 của quận Kiến An
Chỉ tiêu | Kế hoạch năm 2025
Thu ngân sách nhà nước (tỷ đồng) | 560""",
        ["budget_revenue 2025 plan 560 tỷ đồng"],
        [],
    ),
    (
        "units in heads",
        f"""{TITLE}
STT | Chỉ tiêu | KH năm 2024 (tỷ đồng) | TH năm 2024 (tỷ đồng) | TH/KH (%)
1 | Thu ngân sách nhà nước | 500 | 512,5 | 102,5""",
        [
            "budget_revenue 2024 plan 500 tỷ đồng",
            "budget_revenue 2024 level 512.5 tỷ đồng",
            "budget_revenue 2024 attainment 102.5",
        ],
        [],
    ),
    (
        "years as columns, the unit above; a rate has its own",
        """Kết quả các chỉ tiêu chủ yếu quận Kiến An
Đơn vị tính: tỷ đồng
Chỉ tiêu | 2023 | 2024 | KH 2025
Thu ngân sách nhà nước | 500 | 520 | 560
Tỷ lệ lao động qua đào tạo | 81 | 82 | 83
Tỷ lệ hộ nghèo (%) | 0,8 | 0,7 | 0,5""",
        [
            "budget_revenue 2023 level 500 tỷ đồng",
            "budget_revenue 2024 level 520 tỷ đồng",
            "budget_revenue 2025 plan 560 tỷ đồng",
            "poverty_rate 2023 level 0.8 %",
            "poverty_rate 2024 level 0.7 %",
            "poverty_rate 2025 plan 0.5 %",
        ],
        ["81 no_unit", "82 no_unit", "83 no_unit"],
    ),
    (
        "heads in two rows, the years over plan and result",
        """Kết quả thực hiện của quận Kiến An
STT | Chỉ tiêu | ĐVT | Năm 2023 | | Năm 2024 | |
 | | | KH | TH | KH | TH | % so KH
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500 | 510 | 520 | 102""",
        [
            "budget_revenue 2023 plan 490 tỷ đồng",
            "budget_revenue 2023 level 500 tỷ đồng",
            "budget_revenue 2024 plan 510 tỷ đồng",
            "budget_revenue 2024 level 520 tỷ đồng",
            "budget_revenue 2024 attainment 102",
        ],
        [],
    ),
    (
        "the same with merged words in each cell, and with the years above the names",
        """Kết quả thực hiện của quận Kiến An
STT | Chỉ tiêu | ĐVT | Năm 2023 | Năm 2023
STT | Chỉ tiêu | ĐVT | KH | TH
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500
 | | | Năm 2024 |
STT | Chỉ tiêu | ĐVT | KH | TH
1 | Thu ngân sách nhà nước | tỷ đồng | 510 | 520""",
        [
            "budget_revenue 2023 plan 490 tỷ đồng",
            "budget_revenue 2023 level 500 tỷ đồng",
            "budget_revenue 2024 plan 510 tỷ đồng",
            "budget_revenue 2024 level 520 tỷ đồng",
        ],
        [],
    ),
    (
        "two plans by who set them",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | Kế hoạch năm 2024 | | TH năm 2024 | Tỷ lệ % so với |
 | | | Thành phố giao | HĐND quận giao | | KH thành phố giao | KH HĐND quận giao
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500 | 520 | 106,1 | 104""",
        [
            "budget_revenue 2024 plan 490 tỷ đồng",
            "budget_revenue 2024 plan 500 tỷ đồng",
            "budget_revenue 2024 level 520 tỷ đồng",
            "budget_revenue 2024 attainment 106.1",
            "budget_revenue 2024 attainment 104",
        ],
        [],
    ),
    (
        "two columns that say the same are read neither",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | Kế hoạch | Kế hoạch | Thực hiện
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500 | 520""",
        ["budget_revenue 2024 level 520 tỷ đồng"],
        ["490 table_columns", "500 table_columns"],
    ),
    (
        "a head that is not understood leaves its column unread",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | Thực hiện năm 2024 | Chênh lệch | Xếp hạng
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 12 | 3""",
        ["budget_revenue 2024 level 490 tỷ đồng"],
        ["12 table_head", "3 table_head"],
    ),
    (
        "a comparison that is not the ratio of its columns is unread, and so is one of a rate of growth",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | KH 2024 | TH 2024 | So KH (%)
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500 | 102
2 | Chi ngân sách địa phương | tỷ đồng | 400 | 410 | 120
3 | Tổng mức bán lẻ hàng hóa | tỷ đồng | 9.000 | 9.900 | 110
4 | Tốc độ tăng tổng giá trị sản xuất | % | 12 | 12,5 | 104,2""",
        [
            "budget_revenue 2024 plan 490 tỷ đồng",
            "budget_revenue 2024 level 500 tỷ đồng",
            "budget_revenue 2024 attainment 102",
            "budget_expenditure 2024 plan 400 tỷ đồng",
            "budget_expenditure 2024 level 410 tỷ đồng",
            "retail_sales 2024 plan 9000 tỷ đồng",
            "retail_sales 2024 level 9900 tỷ đồng",
            "retail_sales 2024 attainment 110",
            "total_production_value 2024 planned_growth 12 %",
            "total_production_value 2024 growth 12.5 %",
        ],
        ["120 table_ratio", "104,2 table_change"],
    ),
    (
        "a rate is compared in points where its columns say so",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | TH 2023 | TH 2024 | Tăng, giảm so với năm 2023 (%)
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500 | 2,04
2 | Tỷ lệ hộ nghèo | % | 0,6 | 0,4 | -0,2
3 | Tỷ lệ lao động qua đào tạo | % | 80 | 82 | 2,5""",
        [
            "budget_revenue 2023 level 490 tỷ đồng",
            "budget_revenue 2024 level 500 tỷ đồng",
            "budget_revenue 2024 growth 2.04 %",
            "poverty_rate 2023 level 0.6 %",
            "poverty_rate 2024 level 0.4 %",
            "poverty_rate 2024 growth -0.2 điểm %",
            "trained_labour_rate 2023 level 80 %",
            "trained_labour_rate 2024 level 82 %",
        ],
        ["2,5 points"],
    ),
    (
        "index or change by the size of the figures, where nothing stands beside them; what fits neither is unread",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | So cùng kỳ (%)
1 | Thu ngân sách nhà nước | tỷ đồng | 12,3
2 | Kim ngạch xuất khẩu | triệu USD | 104
3 | Tổng mức bán lẻ hàng hóa | tỷ đồng | 9,8""",
        ["budget_revenue 2024 growth 12.3 %", "retail_sales 2024 growth 9.8 %"],
        ["104 table_ratio"],
    ),
    (
        "half a year: plans are of the year, results of the half, the same period a year before",
        """KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM 2024 CỦA QUẬN KIẾN AN
STT | Chỉ tiêu | ĐVT | KH 2024 | TH 6 tháng | Ước TH cả năm | Cùng kỳ 2023 | So cùng kỳ
1 | Thu ngân sách nhà nước | tỷ đồng | 500 | 260 | 520 | 250 | 104
2 | Chi ngân sách địa phương | tỷ đồng | 400 | 210 | 420 | 200 | 105""",
        [
            "budget_revenue 2024 plan 500 tỷ đồng",
            "budget_revenue 2024-H1 level 260 tỷ đồng",
            "budget_revenue 2024 level 520 tỷ đồng",
            "budget_revenue 2023-H1 level 250 tỷ đồng",
            "budget_revenue 2024-H1 growth 4 %",
            "budget_expenditure 2024 plan 400 tỷ đồng",
            "budget_expenditure 2024-H1 level 210 tỷ đồng",
            "budget_expenditure 2024 level 420 tỷ đồng",
            "budget_expenditure 2023-H1 level 200 tỷ đồng",
            "budget_expenditure 2024-H1 growth 5 %",
        ],
        [],
    ),
    (
        "of several months nothing says which a comparison is of",
        """Tình hình kinh tế - xã hội tháng 11 năm 2024 của quận Kiến An
Chỉ tiêu | ĐVT | Ước TH tháng 11 | Lũy kế 11 tháng | So với tháng trước (%) | So với cùng kỳ (%)
Tổng mức bán lẻ hàng hóa | tỷ đồng | 950 | 9.800 | 105,6 | 112,3""",
        ["retail_sales 2024-11 level 950 tỷ đồng", "retail_sales 2024-01/2024-11 level 9800 tỷ đồng"],
        ["105,6 table_head", "112,3 no_period"],
    ),
    (
        "which of two years of a title a plan is of, its head must say",
        """KẾT QUẢ THỰC HIỆN NĂM 2023 VÀ KẾ HOẠCH NĂM 2024 QUẬN KIẾN AN
STT | Chỉ tiêu | ĐVT | Thực hiện | Kế hoạch
1 | Thu ngân sách nhà nước | tỷ đồng | 490 | 500""",
        ["budget_revenue 2023 level 490 tỷ đồng"],
        ["500 no_period"],
    ),
    (
        "the day of a decision names no year of the table",
        """CHỈ TIÊU CỦA QUẬN KIẾN AN NĂM 2025
(Kèm theo Nghị quyết số 45/NQ-HĐND ngày 12/12/2024 của HĐND quận)
STT | Chỉ tiêu | ĐVT | Kế hoạch
1 | Thu ngân sách nhà nước | tỷ đồng | 500""",
        ["budget_revenue 2025 plan 500 tỷ đồng"],
        [],
    ),
    (
        "parts of growth, of structure, of output and of investment",
        """KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2024 CỦA TỈNH BẮC NINH
STT | Chỉ tiêu | ĐVT | TH 2024
1 | Tốc độ tăng trưởng GRDP | % | 8,4
 | - Công nghiệp - xây dựng | % | 9,5
2 | Cơ cấu kinh tế | |
 | - Dịch vụ | % | 22
3 | Cơ cấu giá trị sản xuất | |
 | - Dịch vụ | % | 17
4 | Tổng giá trị sản xuất | tỷ đồng | 1.800
 | - Công nghiệp - xây dựng | tỷ đồng | 1.500
 | + Công nghiệp | tỷ đồng | 1.400
5 | Tổng vốn đầu tư toàn xã hội | tỷ đồng | 81.000
 | - Công nghiệp | tỷ đồng | 51.000""",
        [
            "grdp 2024 growth 8.4 %",
            "industry_construction_value_added 2024 growth 9.5 %",
            "services_share 2024 level 22 %",
            "None 2024 level 17 %",
            "total_production_value 2024 level 1800 tỷ đồng",
            "industry_construction_output 2024 level 1500 tỷ đồng",
            "industrial_output 2024 level 1400 tỷ đồng",
            "social_investment 2024 level 81000 tỷ đồng",
            "None 2024 level 51000 tỷ đồng",
        ],
        [],
    ),
    (
        "a part is another thing than the whole",
        """KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2024 CỦA TỈNH BẮC NINH
STT | Chỉ tiêu | ĐVT | TH 2024
1 | Sản lượng lương thực có hạt | tấn | 310.000
 | Trong đó: | |
 | - Lúa | tấn | 295.000
 | - Ngô | tấn | 15.000
2 | Thu ngân sách nhà nước (không tính tiền sử dụng đất) | tỷ đồng | 31.000
3 | Dân số | nghìn người | 1.510
 | Dân số thành thị | nghìn người | 510
4 | Doanh nghiệp FDI | |
 | Kim ngạch xuất khẩu | triệu USD | 31.000
5 | Lao động có việc làm | |
 | Tổng số | người | 27.000
 | Trong đó: nữ | người | 13.000""",
        [
            "grain_output 2024 level 310000 tấn",
            "rice_output 2024 level 295000 tấn",
            "None 2024 level 15000 tấn",
            "None 2024 level 31000 tỷ đồng",
            "population 2024 level 1510 nghìn người",
            "None 2024 level 510 nghìn người",
            "None 2024 level 31000 triệu USD",
            "jobs_created 2024 level 27000 người",
            "None 2024 level 13000 người",
        ],
        [],
    ),
    (
        "a heading says what diện tích and giá trị sản xuất are of; farming beside forests is farming alone",
        f"""{TITLE}
STT | Chỉ tiêu | ĐVT | TH 2024
I | NÔNG NGHIỆP | |
1 | Cây lúa | |
 | Diện tích | ha | 510
 | Sản lượng | tấn | 2.856
II | CÔNG NGHIỆP | |
1 | Giá trị sản xuất | tỷ đồng | 7.100
III | TỔNG HỢP | |
1 | Tổng giá trị sản xuất | tỷ đồng | 9.100
 | - Nông nghiệp | tỷ đồng | 101
 | - Lâm nghiệp | tỷ đồng | 11""",
        [
            "rice_area 2024 level 510 ha",
            "rice_output 2024 level 2856 tấn",
            "industrial_output 2024 level 7100 tỷ đồng",
            "total_production_value 2024 level 9100 tỷ đồng",
            "None 2024 level 101 tỷ đồng",
            "None 2024 level 11 tỷ đồng",
        ],
        [],
    ),
    (
        "two rows that seem to be one thing are read neither",
        f"""{TITLE}
TT | Chỉ tiêu | ĐVT | TH 2024
1 | Thu ngân sách nhà nước | tỷ đồng | 520
2 | Thu ngân sách trên địa bàn | tỷ đồng | 410
3 | Chi ngân sách | tỷ đồng | 400""",
        ["budget_expenditure 2024 level 400 tỷ đồng"],
        ["520 unclear_name", "410 unclear_name"],
    ),
    (
        "a title names what all rows are of",
        """Biểu 12. Giá trị sản xuất theo giá hiện hành của quận Kiến An
Đơn vị tính - Unit: Tỷ đồng - Bill. dongs
 | 2021 | Sơ bộ 2022 - Prel. 2022
TỔNG SỐ - TOTAL | 8.000 | 8.500
Công nghiệp và xây dựng - Industry and construction | 6.000 | 6.300
Vận tải - Transport | 1.900 | 2.090""",
        [
            "total_production_value 2021 level 8000 tỷ đồng",
            "total_production_value 2022 level 8500 tỷ đồng",
            "industry_construction_output 2021 level 6000 tỷ đồng",
            "industry_construction_output 2022 level 6300 tỷ đồng",
            "None 2021 level 1900 tỷ đồng",
            "None 2022 level 2090 tỷ đồng",
        ],
        [],
    ),
    (
        "bare branches under the title of something else are unknown",
        """Biểu 7. Lao động đang làm việc phân theo ngành kinh tế của quận Kiến An
Ngành | 2021 | 2022
Công nghiệp (người) | 6.000 | 6.300
Xây dựng (người) | 1.000 | 1.100""",
        [],
        [
            "6.000 table_no_head",
            "6.300 table_no_head",
            "1.000 table_no_head",
            "1.100 table_no_head",
            "2021 table_no_head",
            "2022 table_no_head",
        ],
    ),
    (
        "units in short, as above, and none",
        f"""{TITLE}
TT | Chỉ tiêu | ĐVT | TH 2024
1 | Thu NSNN trên địa bàn | Tr.đồng | 520.000
2 | Chi ngân sách | nt | 410.000
3 | Kim ngạch xuất khẩu | 1.000 USD | 250.000
4 | Số giường bệnh/vạn dân | giường/vạn dân | 26
5 | Tổng mức bán lẻ hàng hóa | | 9.000
6 | Mật độ điện thoại | thuê bao/100 dân | 125""",
        [
            "budget_revenue 2024 level 520000 triệu đồng",
            "budget_expenditure 2024 level 410000 triệu đồng",
            "exports 2024 level 250000 nghìn USD",
            "hospital_beds_per_10000 2024 level 26 giường",
        ],
        ["9.000 no_unit", "125 no_unit"],
    ),
    (
        "marks of decimals by the table",
        f"""{TITLE}
TT | Chỉ tiêu | ĐVT | KH 2024 | TH 2024
1 | Thu ngân sách nhà nước | tỷ đồng | 1,490 | 1,500.5
2 | Chi ngân sách | tỷ đồng | 400.5 | 1,234""",
        [
            "budget_revenue 2024 plan 1490 tỷ đồng",
            "budget_revenue 2024 level 1500.5 tỷ đồng",
            "budget_expenditure 2024 plan 400.5 tỷ đồng",
            "budget_expenditure 2024 level 1234 tỷ đồng",
        ],
        [],
    ),
    (
        "and neither where it has both",
        f"""{TITLE}
TT | Chỉ tiêu | ĐVT | KH 2024 | TH 2024
1 | Thu ngân sách nhà nước | tỷ đồng | 1,490 | 1.500
2 | Chi ngân sách | tỷ đồng | 400.5 | 410,5""",
        ["budget_expenditure 2024 plan 400.5 tỷ đồng", "budget_expenditure 2024 level 410.5 tỷ đồng"],
        ["1,490 digits", "1.500 digits"],
    ),
    (
        "what a cell holds beside its number",
        f"""{TITLE}
TT | Chỉ tiêu | ĐVT | KH 2024 | TH 2024 | Đánh giá
1 | Thu ngân sách nhà nước | tỷ đồng | 500/510 | 520 (*) | Đạt
2 | Chi ngân sách | tỷ đồng | ≥ 400 | (210) | Vượt 5%
3 | Tỷ lệ hộ nghèo | % | … | 0,4% | x
4 | Tổng mức bán lẻ hàng hóa | tỷ đồng | tăng 12% | 1 234 | -""",
        [
            "budget_revenue 2024 level 520 tỷ đồng",
            "budget_expenditure 2024 plan 400 tỷ đồng",
            "poverty_rate 2024 level 0.4 %",
            "retail_sales 2024 planned_growth 12 %",
        ],
        ["500 table_cell", "210 table_cell", "1 table_cell"],
    ),
    (
        "rows with more or fewer cells than columns",
        f"""{TITLE}
TT | Chỉ tiêu | ĐVT | KH 2024 | TH 2024
1 | Thu ngân sách nhà nước | tỷ đồng | 500
2 | Chi ngân sách | tỷ đồng | 400 | 210 | 77
Tổng mức bán lẻ hàng hóa | tỷ đồng | 9.000 | 9.100""",
        [],
        ["500 table_row", "400 table_row", "210 table_row", "77 table_row", "9.000 table_row", "9.100 table_row"],
    ),
    (
        "an index says a growth or a level",
        """KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2024 CỦA TỈNH BẮC NINH
TT | Chỉ tiêu | ĐVT | TH 2024
1 | Chỉ số sản xuất công nghiệp (IIP) | % | 108,2
2 | Tốc độ tăng chỉ số sản xuất công nghiệp | % | 8,2""",
        ["iip 2024 growth 8.2 %"],
        ["108,2 index_two_readings"],
    ),
]


@pytest.mark.parametrize(("text", "read", "unread"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_a_table_is_read_by_its_heads_and_rows(
    reader: ArticleReader, text: str, read: list[str], unread: list[str]
) -> None:
    article = reader.read(table(text))
    assert [told(one) for one in article.observations] == read
    assert sorted(f"{one.text} {one.code}" for one in article.unread) == sorted(unread)


def test_strokes_part_cells_as_tabs_do(reader: ArticleReader) -> None:
    rows = "| STT | Chỉ tiêu | ĐVT | KH 2024 | TH 2024 |\n|---|---|---|---|---|\n| 1 | Chi ngân sách | tỷ đồng | 490 | 500 |"
    article = reader.read(f"{TITLE}\n{rows}")
    assert [told(one) for one in article.observations] == [
        "budget_expenditure 2024 plan 490 tỷ đồng", "budget_expenditure 2024 level 500 tỷ đồng",
    ]  # fmt: skip


def test_a_figure_says_which_cell_it_stands_in(reader: ArticleReader) -> None:
    text = table(f"""{TITLE}
STT | Chỉ tiêu | ĐVT | Năm 2024 |
 | | | Thành phố giao KH | Ước thực hiện
1 | Chi ngân sách địa phương | tỷ đồng | 490 | 500""")
    plan, level = reader.read(text).observations
    assert (plan.table, plan.row, plan.column, plan.assigner) == (1, 3, 4, "city")
    assert (level.table, level.row, level.column, level.status) == (1, 3, 5, "estimate")
    assert text[level.start : level.end] == "500"
    assert text[level.column_start : level.column_end] == "Ước thực hiện"
    assert text[level.period_start : level.period_end] == "Năm 2024"
    assert text[level.name_start : level.name_end] == "Chi ngân sách địa phương"
    assert FIELDS[-5:] == ("table", "row", "column", "column_start", "column_end")
    assert any("table 1, row 3, column 5: “Ước thực hiện”" in line for line in block(level, text, "x"))


def test_a_part_has_the_name_of_the_row_above_before_its_own(reader: ArticleReader) -> None:
    text = table(f"""{TITLE}
STT | Chỉ tiêu | ĐVT | TH 2024
1 | Tổng vốn đầu tư toàn xã hội | tỷ đồng | 810
 | - Công nghiệp | tỷ đồng | 510""")
    assert [one.name for one in reader.read(text).observations] == [
        "Tổng vốn đầu tư toàn xã hội", "Tổng vốn đầu tư toàn xã hội – Công nghiệp",
    ]  # fmt: skip


def test_current_prices_are_said(reader: ArticleReader) -> None:
    text = table("""KẾT QUẢ NĂM 2024 CỦA TỈNH BẮC NINH
STT | Chỉ tiêu | ĐVT | TH 2024
1 | GRDP theo giá hiện hành | tỷ đồng | 232.000
2 | GRDP (giá so sánh 2010) | tỷ đồng | 140.000""")
    assert [(one.indicator, one.price_basis) for one in reader.read(text).observations] == [
        ("grdp", "current"),
        ("grdp", ""),
    ]


# The annex of twenty indicators, in each kind of document.


def scored(reader: ArticleReader, annex: Annex, document: Document) -> tuple[int, list[str]]:
    """Count the figures of an annex that are read right, and list what is read wrongly."""
    article = reader.read(document.text)
    wanted = annex.expected()
    assert article.area == annex.area
    right, wrong = 0, []
    for one in article.observations:
        place = (annex.row_of(document.text[one.name_start : one.name_end]), one.column - 1)
        says = (one.indicator, one.period, one.measure, round(one.value, 6))
        if one.table and place in wanted and says == wanted[place]:
            right += 1
        else:
            wrong.append(f"{place}: {says}")
    return right, wrong


KINDS: dict[str, Callable[[Annex], bytes]] = {
    ".docx": files.word_file,
    ".html": files.web_page,
    ".xlsx": files.workbook,
    ".ods": files.open_document,
}


# Word files and PDFs with merged heads are laid out by rooms of their own.
LAID_OUT = {
    ".docx": find_spec("kienan_analysis.documents.word").submodule_search_locations is not None,  # type: ignore[union-attr]
    ".pdf": find_spec("kienan_analysis.documents.pdf").submodule_search_locations is not None,  # type: ignore[union-attr]
}


def skip_unless_laid_out(kind: str) -> None:
    if not LAID_OUT.get(kind, True):
        pytest.skip(f"the reader of {kind} does not say which heads are merged")


@pytest.mark.browser
@pytest.mark.parametrize("layout", ["main", *OTHERS])
def test_every_figure_of_an_annex_that_chromium_prints_is_read_right(
    reader: ArticleReader, browser: Browser, layout: str
) -> None:
    skip_unless_laid_out(".pdf")
    annex = {"main": MAIN, **OTHERS}[layout]
    page = browser.new_page()
    page.set_content(files.web_page(annex).decode())
    right, wrong = scored(reader, annex, document_of(page.pdf(format="A4"), "phu-luc.pdf"))
    page.close()
    assert (right, wrong) == (len(annex.expected()), [])


@pytest.mark.slow
@pytest.mark.skipif(office_program() is None and "CI" not in os.environ, reason="there is no LibreOffice")
def test_every_figure_of_an_annex_that_libreoffice_prints_is_read_right(reader: ArticleReader, tmp_path: Path) -> None:
    annexes = {"main": MAIN, **OTHERS}
    for layout, annex in annexes.items():
        (tmp_path / f"{layout}.docx").write_bytes(files.word_file(annex))
    program = office_program()
    assert program is not None
    options = [f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to", "pdf"]
    names = [str(tmp_path / f"{layout}.docx") for layout in annexes]
    subprocess.run([program, *options, "--outdir", str(tmp_path), *names], check=True, capture_output=True)
    for layout, annex in annexes.items():
        right, wrong = scored(reader, annex, document_of((tmp_path / f"{layout}.pdf").read_bytes(), "phu-luc.pdf"))
        # A row that the end of a page cuts keeps the part of its name that stands there, and is none that is known.
        assert [one for one in wrong if not one.startswith("(-1,") or "(None, " not in one] == [], layout
        assert right >= (1 if annex is MAIN else 0.9) * len(annex.expected()), layout


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_an_annex_is_read_right(reader: ArticleReader, kind: str) -> None:
    skip_unless_laid_out(kind)
    wanted = MAIN.expected()
    assert sum(1 for _, column in wanted if column in {3, 4}) == 40  # plan and result of twenty
    right, wrong = scored(reader, MAIN, document_of(KINDS[kind](MAIN), f"phu-luc{kind}"))
    assert (right, wrong) == (len(wanted), [])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", OTHERS)
def test_annexes_of_other_layouts_are_read(reader: ArticleReader, layout: str, kind: str) -> None:
    skip_unless_laid_out(kind)
    annex = OTHERS[layout]
    right, wrong = scored(reader, annex, document_of(KINDS[kind](annex), f"phu-luc{kind}"))
    assert wrong == []
    assert right >= 0.9 * len(annex.expected())


# Spreadsheets


def book(fill: Callable[[Worksheet], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    for row in (
        ("KẾT QUẢ NĂM 2024 CỦA QUẬN KIẾN AN",),
        ("STT", "Chỉ tiêu", "ĐVT", "KH 2024", "TH 2024"),
        (1, "Thu ngân sách nhà nước", "tỷ đồng", 590, 600.37),
        (2, "Chi ngân sách địa phương", "tỷ đồng", 400, 412.5),
    ):
        sheet.append(row)
    fill(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


FORMATS: list[tuple[object, str, str]] = [
    (600.37, "General", "600,37"),
    (600.37, "0.0", "600,4"),
    (101.45, "0.0", "101,5"),
    (600.37, "0", "600"),
    (8446.29, "#,##0.00", "8.446,29"),
    (1865, "#,##0", "1.865"),
    (0.3, "0.##", "0,3"),
    (0.1 + 0.2, "General", "0,3"),
    (0.128, "0.0%", "12,8%"),
    (-5.2, "0.0;[Red](0.0)", "-5,2"),
    (-1234, "#,##0_);(#,##0)", "-1.234"),
    (1234567, "#,##0,", "1.235"),
    (12.5, '#,##0.0 "tỷ đồng"', "12,5 tỷ đồng"),
    (0, '#,##0;-#,##0;"-"', "-"),
    (1234.5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "1.234,50"),
    (3, ";;;", ""),
    (date(2024, 6, 30), "dd/mm/yyyy", "30/06/2024"),
    (date(2024, 6, 1), "yyyy", "2024"),
    (True, "General", "TRUE"),
    ("#DIV/0!", "General", ""),
    (float("1e300"), "0.0", ""),
]


@pytest.mark.parametrize(("value", "number_format", "shows"), FORMATS)
def test_a_cell_shows_its_number_by_its_format(value: object, number_format: str, shows: str) -> None:
    assert shown(value, number_format) == shows


def test_numbers_shown_by_an_english_office_are_written_as_vietnamese_ones() -> None:
    for text, value, wanted in (("8,446.29", 8446.29, "8.446,29"), ("1.865", 1865, "1.865"), ("1.865", 1.865, "1,865")):
        assert rewritten(text, float(value)) == wanted


def test_what_a_format_shows_is_what_is_read(reader: ArticleReader) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["E3"].number_format = "0.0"

    document = document_of(book(fill), "a.xlsx")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "table"]
    assert document.blocks[0].text == "Biểu 1"
    assert [told(one) for one in reader.read(document.text).observations] == [
        "budget_revenue 2024 plan 590 tỷ đồng", "budget_revenue 2024 level 600.4 tỷ đồng",
        "budget_expenditure 2024 plan 400 tỷ đồng", "budget_expenditure 2024 level 412.5 tỷ đồng",
    ]  # fmt: skip


def test_what_is_hidden_or_struck_is_left_out_and_listed(reader: ArticleReader) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["E3"].value = CellRichText("600,37", TextBlock(InlineFont(vertAlign="superscript"), "1"))
        sheet["D3"].font = Font(strike=True)
        sheet.append((3, "Tổng mức bán lẻ hàng hóa", "tỷ đồng", 9_999, 9_999))
        sheet.row_dimensions[5].hidden = True
        sheet["F2"], sheet["F3"] = "TH 2023", 777
        sheet.column_dimensions["F"].hidden = True
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Nháp")
        other.append(("STT", "Chỉ tiêu", "ĐVT", "KH 2024"))
        other.append((1, "Thu ngân sách nhà nước", "tỷ đồng", 888))
        other.sheet_state = "hidden"

    document = document_of(book(fill), "a.xlsx")
    assert [told(one) for one in reader.read(document.text).observations] == [
        "budget_revenue 2024 level 600.37 tỷ đồng",
        "budget_expenditure 2024 plan 400 tỷ đồng", "budget_expenditure 2024 level 412.5 tỷ đồng",
    ]  # fmt: skip
    listed = {(left.why, left.text) for left in document.left_out}
    assert {("note_mark", "1"), ("struck", "590"), ("hidden", "TH 2023 777")} <= listed
    assert any(why == "hidden" and "9999" in text for why, text in listed)
    assert any(why == "hidden" and "888" in text for why, text in listed)
    assert "3 pieces with numbers are hidden" in " ".join(map(str, notices(document)))


def test_pictures_and_charts_of_a_workbook_are_named() -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.drawing.image import Image as Picture
    from PIL import Image

    def drawn(height: int) -> Picture:
        content = io.BytesIO()
        Image.new("L", (200, height), 128).save(content, "PNG")
        return Picture(content)

    def fill(sheet: Worksheet) -> None:
        made: Any = sheet.parent
        sheet.add_image(drawn(30), "H1")  # a logo
        for title, state in (("Hình", "visible"), ("Biểu đồ & số", "visible"), ("Ẩn", "hidden")):
            other = made.create_sheet(title)
            other.append(["Năm", 2021])
            other.sheet_state = state
        for title in ("Hình", "Ẩn"):
            made[title].add_image(drawn(400), "A5")
        chart = BarChart()
        chart.add_data(Reference(made["Biểu đồ & số"], min_col=2, min_row=1, max_row=1))
        made["Biểu đồ & số"].add_chart(chart, "A5")

    document = document_of(book(fill), "a.xlsx")
    assert [(part.what, part.where) for part in document.not_read] == [
        ("pictures", "Hình"),
        ("embedded", "Biểu đồ & số"),
    ]
    assert document_of(book(lambda sheet: sheet.add_image(drawn(30), "H1")), "a.xlsx").not_read == ()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("media/", lambda part: part[:20]),
        ("drawing1.xml", lambda part: part[:100]),
        ("drawing1.xml", lambda _part: b"\0\xff<<<"),
        ("sheet1.xml.rels", lambda part: part.replace(b'"', b"'")),
        ("sheet1.xml.rels", lambda part: part.replace(b"/>", b"></Relationship>")),
    ],
    ids=["picture_cut_off", "drawing_cut_off", "drawing_no_xml", "other_quotes", "other_ends"],
)
def test_a_sheet_whose_picture_cannot_be_opened_is_read_and_named(part: str, change: Callable[[bytes], bytes]) -> None:
    from openpyxl.drawing.image import Image as Picture
    from PIL import Image

    content = io.BytesIO()
    Image.new("L", (200, 400), 128).save(content, "PNG")
    whole = book(lambda sheet: sheet.add_image(Picture(content), "H1"))
    broken = again(whole, lambda name, text: change(text) if part in name else text)
    assert broken != whole
    document = document_of(broken, "a.xlsx")
    assert [one.what for one in document.not_read] == ["pictures"]
    assert document.text == document_of(whole, "a.xlsx").text


def test_words_merged_over_rows_hold_for_each_of_them(reader: ArticleReader) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C4"].value = None
        sheet.merge_cells("C3:C4")

    document = document_of(book(fill), "a.xlsx")
    assert [one.unit for one in reader.read(document.text).observations] == ["tỷ đồng"] * 4


def test_formulas_count_by_the_results_in_the_file() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["E4"].value = "=E3*2"

    document = document_of(book(fill), "a.xlsx")
    assert [(part.what, part.where) for part in document.not_read] == [("formulas", "Biểu 1")]
    assert "Biểu 1" in str(notices(document)[0])


def again(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Write an archive anew with each part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, change(member.filename, old.read(member)))
    return made.getvalue()


def test_the_strict_form_is_read_as_the_other(reader: ArticleReader) -> None:
    def strict(_: str, part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    document = document_of(again(book(lambda _: None), strict), "a.xlsx")
    assert len(reader.read(document.text).observations) == 4


BAD: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("truncated", lambda content: content[: len(content) // 2], "breaks off"),
    (
        "a broken part",
        lambda content: again(content, lambda name, part: part[:-40] if "sheet1" in name else part),
        "broken",
    ),
    (
        "entities",
        lambda content: again(
            content,
            lambda name, part: (
                b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + part[part.find(b"<worksheet") :]
                if "sheet1" in name
                else part
            ),
        ),
        "declares entities",
    ),
    (
        "nothing in it",
        lambda content: again(
            content,
            lambda name, part: (
                part[: part.find(b"<sheetData")] + b"<sheetData/></worksheet>" if "sheet1" in name else part
            ),
        ),
        "shows no text",
    ),
]


@pytest.mark.parametrize(("change", "says"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_spreadsheet_that_cannot_be_read_is_refused(change: Callable[[bytes], bytes], says: str) -> None:
    with pytest.raises(KienanError, match=says):
        document_of(change(book(lambda _: None)), "a.xlsx")


@pytest.mark.slow
def test_more_than_can_be_borne_is_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A9"] = "x"

    content = again(book(fill), lambda name, part: part + b" " * (49 * 2**20) if "sheet1" in name else part)
    with pytest.raises(KienanError, match="48 MiB"):
        document_of(content, "a.xlsx")


# Whatever is given


CELLS = st.sampled_from(
    [
        "",
        "STT",
        "Chỉ tiêu",
        "ĐVT",
        "KH 2024",
        "TH 2024",
        "So KH (%)",
        "Năm 2024",
        "1",
        "I",
        "-",
        "(1)",
        "…",
        "tỷ đồng",
        "%",
        "nt",
        "Thu ngân sách",
        "- Công nghiệp",
        "Trong đó:",
        "102",
        "1.234,5",
        "1,234.5",
        "-3,2",
        "tăng 5%",
        "6=5/4",
        "Cơ cấu kinh tế",
    ]
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=9))
def test_any_rows_are_read_or_listed(reader: ArticleReader, rows: list[list[str]]) -> None:
    text = f"{TITLE}\n" + "\n".join("\t".join(row) for row in rows)
    article: Article = reader.read(text)
    assert all(text[one.start : one.end] in one.printed or one.printed.lstrip("-") for one in article.observations)
    places = [(one.start, one.end) for one in article.observations]
    assert len(places) == len(set(places)), "a figure is read once"


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "\t" * 50, "STT\tChỉ tiêu\tKH\tTH", "\tNăm 2024\t\t", "1\tThu ngân sách\t5\t6", "| | | |", "Chỉ tiêu\t2023\t2024",
        "so với cùng kỳ " * 9 + "\t1\t2", "(" * 150 + "\tKH\tTH", "tăng (+) " * 15 + "\tChỉ tiêu\tTH",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(reader: ArticleReader, line: str) -> None:
    assert growth(lambda count: reader.read(f"{TITLE}\n" + f"{line}\n" * count), 300) < 12


@pytest.mark.slow
def test_so_much_of_a_plan_is_no_level(reader: ArticleReader) -> None:
    rows = (
        "TT\tTên chỉ tiêu\tĐVT\tKH năm 2025\tThực hiện năm 2025",
        "1\tTỷ lệ giải ngân vốn đầu tư công\t%\t95\t88,7",
        "2\tTỷ lệ hộ nghèo\t%\t0,4\t0,36",
    )
    article = reader.read("Chỉ tiêu của phường Kinh Bắc (Bắc Ninh) năm 2025\n\n" + "\n".join(rows))
    assert [one.printed for one in article.observations] == ["0,4", "0,36"]
    assert [left.text for left in article.unread] == ["95", "88,7"]
