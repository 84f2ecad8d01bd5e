"""The periods that the reader understands: for each kind of text what is read, of which period, as result or as aim.

A case is a text, the day of publication or nothing, what is read (indicator, period, measure, value, base) and what is
not, with the reason.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.reading.scopes.mentions_vi import find_mentions

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import ArticleReader, ReadObservation

Case = tuple[str, str, list[str], list[str]]

CASES: dict[str, list[Case]] = {
    "a term of office that a body bears is a name": [
        (
            (
                "Ngày 19/12, HĐND quận Lê Chân khóa XX, nhiệm kỳ 2021-2026 họp kỳ cuối năm 2023.\n\nThu ngân sách "
                "đạt 900 tỷ đồng."
            ),
            "",
            ["budget_revenue 2023 level 900"],
            [],
        ),
        (
            (
                "Ban Chấp hành Đảng bộ quận Kiến An khóa XXV, nhiệm kỳ 2020-2025 họp ngày 20/7/2022. 6 tháng đầu "
                "năm, thu ngân sách đạt 250 tỷ đồng."
            ),
            "",
            ["budget_revenue 2022-H1 level 250"],
            [],
        ),
        (
            (
                "9 tháng năm 2023, Quận ủy Lê Chân bám sát Nghị quyết Đại hội nhiệm kỳ 2020-2025. Kinh tế tăng "
                "khá. Thu ngân sách đạt 71% dự toán."
            ),
            "",
            ["budget_revenue 2023-01/2023-09 attainment 71"],
            [],
        ),
        (
            (
                "Năm 2025 là năm cuối thực hiện nghị quyết nhiệm kỳ 2020-2025. Thu ngân sách quận Kiến An ước đạt "
                "614 tỷ đồng."
            ),
            "",
            ["budget_revenue 2025 level 614"],
            [],
        ),
        (
            (
                "Sau gần 3 năm thực hiện Nghị quyết Đại hội Đảng bộ quận Kiến An nhiệm kỳ 2020-2025, kinh tế đi "
                "lên. Năm 2022, thu ngân sách đạt 480 tỷ đồng."
            ),
            "",
            ["budget_revenue 2022 level 480"],
            [],
        ),
    ],
    "so are the years of a programme, a project, a poverty line": [
        (
            (
                "Năm 2023, huyện An Lão triển khai Chương trình nông thôn mới giai đoạn 2021-2025. Thu ngân sách "
                "đạt 310 tỷ đồng."
            ),
            "",
            ["budget_revenue 2023 level 310"],
            [],
        ),
        (
            "Năm 2023, tỷ lệ hộ nghèo của huyện An Lão theo chuẩn nghèo giai đoạn 2022-2025 còn 1,2%.",
            "",
            ["“tỷ lệ hộ nghèo của huyện An Lão theo chuẩn nghèo giai đoạn 2022-2025” 2023 level 1.2"],
            [],
        ),
        (
            (
                "Huyện An Lão họp giao ban. Huyện làm xong đề án giao thông giai đoạn 2018 - 2020. Thu ngân sách "
                "đạt 312 tỷ đồng."
            ),
            "",
            [],
            ["312: no_period"],
        ),
        (
            (
                "Năm 2024, huyện An Lão sắp xếp đơn vị hành chính cấp xã giai đoạn 2023-2025. Thu nhập bình quân "
                "đầu người đạt 60 triệu đồng."
            ),
            "",
            ["income_per_capita 2024 level 60"],
            [],
        ),
    ],
    "a term that is reviewed, planned or seen from its congress is a period": [
        (
            (
                "Huyện An Lão đánh giá kết quả thực hiện Nghị quyết Đại hội Đảng bộ huyện, nhiệm kỳ 2015-2020. Giá "
                "trị sản xuất tăng bình quân 10,2%/năm. Thu nhập bình quân đầu người đạt 55 triệu đồng."
            ),
            "",
            ["total_production_value 2016/2020 growth 10.2", "income_per_capita 2020 level 55"],
            [],
        ),
        (
            (
                "Hôm qua 12.6, Đảng bộ huyện An Lão mở Đại hội lần thứ XXV (nhiệm kỳ 2020 - 2025).\n\n5 năm qua, "
                "giá trị sản xuất tăng bình quân hằng năm 8,2%."
            ),
            "",
            ["total_production_value 2016/2020 growth 8.2"],
            [],
        ),
        (
            (
                "Đại hội Đảng bộ phường Kiến An lần thứ I, nhiệm kỳ 2025-2030 (ngày 30/7/2025). Mục tiêu đến năm "
                "2030:\n- Thu ngân sách tăng bình quân 12%/năm.\n- Thu nhập bình quân đầu người đạt 150 triệu đồng."
            ),
            "",
            ["budget_revenue 2026/2030 planned_growth 12", "income_per_capita 2030 plan 150"],
            [],
        ),
        (
            (
                "Nhiệm kỳ 2020 - 2025, Đảng bộ quận Kiến An đạt nhiều kết quả. Thu ngân sách tăng bình quân "
                "12%/năm. Nhiệm kỳ 2025-2030, Đảng bộ phấn đấu thu ngân sách tăng bình quân 14%/năm."
            ),
            "2025-07-20",
            ["budget_revenue 2021/2025 growth 12", "budget_revenue 2026/2030 planned_growth 14"],
            [],
        ),
        (
            "Chỉ tiêu giai đoạn 2020-2025 của quận Kiến An\n\nThu ngân sách tăng bình quân 9%/năm.",
            "",
            ["budget_revenue 2021/2025 planned_growth 9"],
            [],
        ),
    ],
    "five years are not the last of them": [
        (
            "Năm 2024, quận Kiến An: trong 5 năm, thu ngân sách đạt 2.100 tỷ đồng.",
            "",
            ["budget_revenue 2020/2024 level 2100"],
            [],
        ),
        (
            "Năm 2024, quận Kiến An: sau 5 năm, thu ngân sách tăng 45%.",
            "",
            [],
            ["45: over_years"],
        ),
        (
            "Năm 2024, quận Kiến An: 5 năm qua, giá trị sản xuất tăng bình quân 9%.",
            "",
            ["total_production_value 2020/2024 growth 9"],
            [],
        ),
        (
            (
                "Quận Kiến An: từ năm 2021 đến nay, thu ngân sách đạt 1.900 tỷ đồng. Năm 2023, thu ngân sách đạt "
                "520 tỷ đồng."
            ),
            "",
            ["budget_revenue 2021/2023 level 1900", "budget_revenue 2023 level 520"],
            [],
        ),
        (
            "Năm 2024, quận Kiến An: mỗi tháng thu ngân sách đạt 42,7 tỷ đồng.",
            "",
            [],
            ["42,7: each"],
        ),
    ],
    "days of a year: a whole year only where they nearly make one": [
        (
            "Năm 2024, quận Kiến An: từ ngày 1/1 đến 15/9, thu ngân sách đạt 390 tỷ đồng.",
            "",
            ["budget_revenue 2024-01-01/2024-09-15 level 390"],
            [],
        ),
        (
            "Năm 2024, quận Kiến An: từ đầu năm đến ngày 15/9, thu ngân sách đạt 390 tỷ đồng.",
            "",
            ["budget_revenue 2024-01-01/2024-09-15 level 390"],
            [],
        ),
        (
            (
                "Quận Kiến An cho biết, tính đến ngày 30-9, thu ngân sách được 61 tỷ đồng.\nTrong 3 tháng cuối "
                "năm, quận quyết tâm đạt các chỉ tiêu của năm 2024."
            ),
            "",
            ["budget_revenue 2024-01/2024-09 level 61"],
            [],
        ),
        (
            "Quận Kiến An tổng kết năm 2020. Thu ngân sách từ đầu năm đến 20/12/2020 được 934,5 tỷ đồng.",
            "",
            ["budget_revenue 2020 level 934.5"],
            [],
        ),
        (
            "Kinh tế quận Kiến An 6 tháng đầu năm 2024. Thu ngân sách từ đầu năm đến 15/6 đạt 240 tỷ đồng.",
            "",
            ["budget_revenue 2024-H1 level 240"],
            [],
        ),
    ],
    "a month beside the running total": [
        (
            (
                "Tháng 8, thu ngân sách quận Kiến An ước đạt 77,5 tỷ đồng, lũy kế 8 tháng đạt 640,2 tỷ đồng. Ngày "
                "5/9/2023."
            ),
            "",
            ["budget_revenue 2023-08 level 77.5", "budget_revenue 2023-01/2023-08 level 640.2"],
            [],
        ),
        (
            (
                "Trong tháng 7/2024, quận Kiến An thu ngân sách 30 tỷ đồng, nâng tổng thu từ đầu năm đến nay lên "
                "310 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024-07 level 30", "budget_revenue 2024-01/2024-07 level 310"],
            [],
        ),
        (
            ("Quý III/2023, thu ngân sách quận Kiến An đạt 120 tỷ đồng; 9 tháng đạt 400 tỷ đồng, bằng 75% dự toán."),
            "",
            [
                "budget_revenue 2023-Q3 level 120",
                "budget_revenue 2023-01/2023-09 level 400",
                "budget_revenue 2023-01/2023-09 attainment 75",
            ],
            [],
        ),
        (
            (
                "Kinh tế quận Kiến An 9 tháng năm 2024. Thu ngân sách đạt 400 tỷ đồng. Quý I, thu ngân sách đạt "
                "120 tỷ đồng. Tổng mức bán lẻ hàng hóa tăng 11%."
            ),
            "",
            [
                "budget_revenue 2024-01/2024-09 level 400",
                "budget_revenue 2024-Q1 level 120",
                "retail_sales 2024-01/2024-09 growth 11",
            ],
            [],
        ),
        (
            ("Trong mức tăng của cả năm 2024, quý 2/2024 GRDP thành phố Hải Phòng tăng 9,1% so với cùng kỳ năm trước."),
            "",
            ["grdp 2024-Q2 growth 9.1"],
            [],
        ),
        (
            (
                "UBND quận Kiến An giao ban tháng 10/2024. Thu ngân sách 10 tháng đạt 430 tỷ đồng. Thu ngân sách "
                "trong tháng đạt 41 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024-01/2024-10 level 430", "budget_revenue 2024-10 level 41"],
            [],
        ),
    ],
    "a comparison, a paper, an event: none dates the text": [
        (
            (
                "Cập nhật: Thứ sáu 17/06/2022 - 09:10\n\n6 tháng đầu năm, giá trị sản xuất công nghiệp quận Kiến "
                "An tăng 10,2% so với cùng kỳ năm 2021.\n\nHĐND quận sẽ điều chỉnh kế hoạch đầu tư công năm 2022 "
                "và năm 2003."
            ),
            "",
            ["industrial_output 2022-H1 growth 10.2"],
            [],
        ),
        (
            "Quận Kiến An (thành lập năm 1994) tổng kết năm 2022. Thu ngân sách đạt 480 tỷ đồng.",
            "",
            ["budget_revenue 2022 level 480"],
            [],
        ),
        (
            (
                "Năm 2023, xã An Hưng, được công nhận đạt chuẩn nông thôn mới năm 2018, có thu nhập bình quân đầu "
                "người 60 triệu đồng."
            ),
            "",
            ["income_per_capita 2023 level 60"],
            [],
        ),
        (
            (
                "Quý I/2025, thu ngân sách quận Kiến An đạt 187 tỷ đồng. Cùng kỳ năm 2024, số thu ngân sách là "
                "141,5 tỷ đồng."
            ),
            "",
            ["budget_revenue 2025-Q1 level 187", "budget_revenue 2024-Q1 level 141.5"],
            [],
        ),
        (
            (
                "Năm 2021, thu ngân sách quận Kiến An đạt 64 tỷ đồng. Năm 2015, thu ngân sách mới là 22 tỷ đồng. "
                "Tổng mức bán lẻ hàng hóa đạt 900 tỷ đồng."
            ),
            "",
            ["budget_revenue 2021 level 64", "budget_revenue 2015 level 22", "retail_sales 2021 level 900"],
            [],
        ),
    ],
    "aims are opened": [
        (
            (
                "Sáng 10/1/2022, quận Kiến An tổng kết công tác năm 2021.\n\nThu ngân sách năm 2022 phấn đấu đạt "
                "550 tỷ đồng, tăng 10% so với năm 2021."
            ),
            "",
            ["budget_revenue 2022 plan 550", "budget_revenue 2022 planned_growth 10"],
            [],
        ),
        (
            (
                "Hội nghị tổng kết năm 2022 của thành phố Hải Phòng. Thành phố đặt mục tiêu tăng trưởng GRDP đạt "
                "12,7% vào năm 2023."
            ),
            "",
            ["grdp 2023 planned_growth 12.7"],
            [],
        ),
        (
            (
                "HĐND quận Kiến An thông qua nghị quyết về nhiệm vụ năm 2025 với mục tiêu tăng tốc.\n\nTheo đó, "
                "thu ngân sách 560 tỷ đồng.\n\nTổng mức bán lẻ hàng hóa tăng 13%.\n\nBáo cáo năm 2024: thu ngân "
                "sách ước đạt 500 tỷ đồng."
            ),
            "2024-12-11",
            ["budget_revenue 2025 plan 560", "retail_sales 2025 planned_growth 13", "budget_revenue 2024 level 500"],
            [],
        ),
        (
            (
                "Kiến An: Sơ kết công tác quý I năm 2023\n\nSáng 5/4, trong quý, thu ngân sách đạt 120 tỷ đồng.\n\n"
                "Quý II, quận phấn đấu thu ngân sách đạt 130 tỷ đồng."
            ),
            "",
            ["budget_revenue 2023-Q1 level 120", "budget_revenue 2023-Q2 plan 130"],
            [],
        ),
        (
            (
                "15/01/2024\nQuận Kiến An tổng kết\nNăm qua, thu ngân sách đạt 500 tỷ đồng. Năm nay, quận phấn đấu "
                "thu ngân sách 550 tỷ đồng."
            ),
            "",
            ["budget_revenue 2023 level 500", "budget_revenue 2024 plan 550"],
            [],
        ),
    ],
    "results close them": [
        (
            (
                "Năm 2024, quận Kiến An đã hoàn thành và vượt 14/15 chỉ tiêu chủ yếu; giá trị sản xuất ước tăng "
                "9%; thu nhập bình quân đầu người đạt 81 triệu đồng/năm."
            ),
            "",
            ["total_production_value 2024 growth 9", "income_per_capita 2024 level 81"],
            [],
        ),
        (
            (
                "Sáng 10/1/2022, quận Kiến An tổng kết công tác năm 2021.\n\nCả 15 chỉ tiêu chủ yếu đều đạt và "
                "vượt kế hoạch: thu ngân sách đạt 500 tỷ đồng."
            ),
            "",
            ["budget_revenue 2021 level 500"],
            [],
        ),
        (
            (
                "Sáng 10/1/2022, quận Kiến An tổng kết công tác năm 2021.\n\nNăm 2022, quận phấn đấu thu ngân sách "
                "đạt 550 tỷ đồng; trong khi năm 2021 thu ngân sách đạt 500 tỷ đồng."
            ),
            "",
            ["budget_revenue 2022 plan 550", "budget_revenue 2021 level 500"],
            [],
        ),
        (
            (
                "Quận Kiến An, 6 tháng đầu năm 2021, thu ngân sách bằng 62,7% kế hoạch thành phố giao, 56% kế "
                "hoạch quận phấn đấu và bằng 166% cùng kỳ."
            ),
            "",
            [
                "budget_revenue 2021-H1 attainment 62.7",
                "budget_revenue 2021-H1 attainment 56",
                "budget_revenue 2021-H1 growth 66",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Kiến An đề ra mục tiêu thu ngân sách 500 tỷ đồng. Đến hết tháng 9, quận đã thu "
                "ngân sách 410 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024 plan 500", "budget_revenue 2024-01/2024-09 level 410"],
            [],
        ),
    ],
    "headings and lists hold for what stands below them": [
        (
            (
                "Báo cáo quận Kiến An\n\nI. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023\n\n1. Về kinh tế\n\nTổng thu ngân "
                "sách đạt 500 tỷ đồng.\n\nII. MỤC TIÊU, NHIỆM VỤ NĂM 2024\n\n1. Chỉ tiêu chủ yếu\n\n- Tổng thu "
                "ngân sách đạt 560 tỷ đồng.\n\n- Tổng mức bán lẻ hàng hóa tăng 13%."
            ),
            "",
            ["budget_revenue 2023 level 500", "budget_revenue 2024 plan 560", "retail_sales 2024 planned_growth 13"],
            [],
        ),
        (
            (
                "Kết quả năm 2023 của quận Kiến An:\n- Thu ngân sách 500 tỷ đồng;\n- Tổng mức bán lẻ hàng hóa tăng "
                "12%.\nNhiệm vụ năm 2024:\n- Thu ngân sách 560 tỷ đồng;\n- Tổng mức bán lẻ hàng hóa tăng 13%."
            ),
            "",
            [
                "budget_revenue 2023 level 500",
                "retail_sales 2023 growth 12",
                "budget_revenue 2024 plan 560",
                "retail_sales 2024 planned_growth 13",
            ],
            [],
        ),
        (
            (
                "Kết quả năm 2016 của quận Kiến An: thu ngân sách 90 tỷ đồng.\n\nII. Phương hướng năm 2017\n- Thu "
                "ngân sách đạt 105 tỷ đồng trở lên."
            ),
            "",
            ["budget_revenue 2016 level 90", "budget_revenue 2017 plan 105"],
            [],
        ),
        (
            (
                "Ngày 28/6/2024, quận Kiến An sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024. "
                "Thu ngân sách đạt 250 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024-H1 level 250"],
            [],
        ),
    ],
    "quarters of the year that is reported on, months that are over, years that begin a change": [
        (
            (
                "Năm 2024, GRDP Hải Phòng tăng 11%; trong đó quý I tăng 9,3%, quý II tăng 10,3%, quý III tăng "
                "11,2%, quý IV tăng 13%."
            ),
            "",
            [
                "grdp 2024 growth 11",
                "grdp 2024-Q1 growth 9.3",
                "grdp 2024-Q2 growth 10.3",
                "grdp 2024-Q3 growth 11.2",
                "grdp 2024-Q4 growth 13",
            ],
            [],
        ),
        (
            "Quý I/2024, GRDP Hải Phòng tăng 9,3%, quý II tăng 10,3%; 6 tháng tăng 9,8%.",
            "",
            ["grdp 2024-Q1 growth 9.3", "grdp 2024-Q2 growth 10.3", "grdp 2024-H1 growth 9.8"],
            [],
        ),
        (
            "Thu ngân sách quận Kiến An từ 310 tỷ đồng năm 2020 tăng lên 520 tỷ đồng năm 2024.",
            "",
            ["budget_revenue 2020 level 310", "budget_revenue 2024 level 520"],
            [],
        ),
        (
            "Từ năm 2015 đến năm 2020, thu ngân sách quận Kiến An tăng từ 310 tỷ đồng lên 520 tỷ đồng.",
            "",
            ["budget_revenue 2020 level 520"],
            ["310: where_it_began"],
        ),
        (
            "Giai đoạn 2016-2020, giá trị sản xuất công nghiệp quận Kiến An giảm xuống còn 800 tỷ đồng.",
            "",
            ["industrial_output 2020 level 800"],
            [],
        ),
        (
            "Giai đoạn 2016-2020, tổng thu ngân sách quận Kiến An đạt 1.500 tỷ đồng.",
            "",
            ["budget_revenue 2016/2020 level 1500"],
            [],
        ),
        (
            (
                "Ngày 3/1/2025, quận Kiến An họp. Tháng 12, thu ngân sách đạt 60 tỷ đồng; cả năm đạt 520 tỷ đồng. "
                "Tháng 1, quận phấn đấu thu ngân sách 50 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024-12 level 60", "budget_revenue 2024 level 520", "budget_revenue 2025-01 plan 50"],
            [],
        ),
        (
            (
                "Kết quả 6 tháng và nhiệm vụ những tháng cuối năm 2025 của quận Kiến An\n\nThu ngân sách đạt 120 "
                "tỷ đồng.\n\nNhiệm vụ những tháng cuối năm:\n- Thu ngân sách đạt 150 tỷ đồng."
            ),
            "2025-07-10",
            ["budget_revenue 2025-H1 level 120", "budget_revenue 2025-H2 plan 150"],
            [],
        ),
    ],
    "the day of an event is not that of the text": [
        (
            "Phường Tân Hưng được thành lập từ ngày 1/7/2025. Thu ngân sách 9 tháng đạt 158 tỷ đồng.",
            "",
            ["budget_revenue 2025-01/2025-09 level 158"],
            [],
        ),
        (
            ("Đến hết năm 2023, tỷ lệ hộ nghèo của quận Kiến An còn 0,5%. Đến nay, thu ngân sách đạt 200 tỷ đồng."),
            "2024-05-15",
            ["poverty_rate 2023 level 0.5"],
            ["200: no_period"],
        ),
        (
            "Những tháng đầu năm 2024, thu ngân sách quận Kiến An đạt 180 tỷ đồng.",
            "",
            [],
            ["180: no_period"],
        ),
        (
            ("Từ đầu nhiệm kỳ đến nay, thu ngân sách quận Kiến An đạt 1.900 tỷ đồng. Năm 2023, thu đạt 480 tỷ đồng."),
            "",
            ["budget_revenue 2023 level 480"],
            ["1.900: no_period"],
        ),
    ],
    "a figure before its running total, a quarter a year ago, days from elsewhere, a year hardly begun": [
        (
            "Kinh tế quận Kiến An 10 tháng năm 2024. Thu ngân sách đạt 41 tỷ đồng; lũy kế đạt 430 tỷ đồng.",
            "",
            ["budget_revenue 2024-10 level 41", "budget_revenue 2024-01/2024-10 level 430"],
            [],
        ),
        (
            (
                "Quý III/2023, giá trị sản xuất công nghiệp quận Kiến An đạt 1.014 tỷ đồng, thấp hơn 2,8% so với "
                "quý III năm ngoái."
            ),
            "2023-10-02",
            ["industrial_output 2023-Q3 level 1014", "industrial_output 2023-Q3 growth -2.8"],
            [],
        ),
        (
            ("Kinh tế quận Kiến An 9 tháng năm 2025. Tính từ khi sắp xếp lại đến 30/9, thu ngân sách đạt 298 tỷ đồng."),
            "",
            [],
            ["298: no_period"],
        ),
        (
            (
                "Mục tiêu cả năm 2025 của quận Kiến An là tăng trưởng. Thực tế 2 tháng đầu năm 2025, thu ngân sách "
                "đạt 80 tỷ đồng.\n\nTổng mức bán lẻ hàng hóa tăng 9%."
            ),
            "2025-03-05",
            ["budget_revenue 2025-01/2025-02 level 80", "retail_sales 2025-01/2025-02 growth 9"],
            [],
        ),
        (
            ("Năm 2019, chợ quận Kiến An đón 20 nghìn lượt khách.\n\n8 tháng qua, thu ngân sách đạt 149,2 tỷ đồng."),
            "2021-09-24",
            ["budget_revenue 2021-01/2021-08 level 149.2"],
            ["20: firm"],
        ),
    ],
    "a plan alone: its heading, or who decides on it": [
        (
            (
                "Nghị quyết về nhiệm vụ năm 2019 của quận Kiến An\n\nĐiều 1. Các chỉ tiêu chủ yếu\n1. Kim ngạch "
                "xuất khẩu hàng hóa tăng 8,5% so với ước thực hiện năm 2018.\n2. Tổng thu ngân sách nhà nước: 269 "
                "tỷ đồng.\n\nNghị quyết này được HĐND thông qua ngày 7 tháng 12 năm 2018."
            ),
            "2018-12-07",
            ["exports 2019 planned_growth 8.5", "budget_revenue 2019 plan 269"],
            [],
        ),
        (
            (
                "CHỈ TIÊU CHỦ YẾU TRONG NHIỆM KỲ 2020-2025\nI. Về kinh tế\n1. Tốc độ tăng giá trị sản xuất bình "
                "quân hàng năm đạt 16%, trong đó: dịch vụ tăng 18,2%.\n2. Thu nhập bình quân đầu người đến năm "
                "2025: 60 triệu đồng."
            ),
            "",
            [
                "total_production_value 2021/2025 planned_growth 16",
                "services_output 2021/2025 planned_growth 18.2",
                "income_per_capita 2025 plan 60",
            ],
            [],
        ),
        (
            (
                "Các đại biểu đã biểu quyết thông qua 16 chỉ tiêu nhiệm kỳ 2020-2025. Cụ thể, thu nhập bình quân "
                "đầu người đến năm 2025 đạt 70 triệu đồng/người/năm; tổng mức bán lẻ hàng hóa tăng bình quân "
                "8%/năm; tỷ lệ hộ nghèo còn 1%."
            ),
            "",
            ["income_per_capita 2025 plan 70", "retail_sales 2021/2025 planned_growth 8", "poverty_rate 2025 plan 1"],
            [],
        ),
        (
            (
                "HĐND quận Kiến An thông qua nghị quyết về nhiệm vụ năm 2018. Theo đó: thu ngân sách 500 tỷ đồng; "
                "tổng mức bán lẻ hàng hóa tăng 12%."
            ),
            "",
            ["budget_revenue 2018 plan 500", "retail_sales 2018 planned_growth 12"],
            [],
        ),
    ],
    "what has no period, or cannot have it": [
        (
            "Thu ngân sách quận Kiến An tháng 8 ước đạt 77,5 tỷ đồng, lũy kế 8 tháng 640,2 tỷ đồng.",
            "",
            [],
            ["77,5: no_year", "640,2: no_year"],
        ),
        (
            "Thu ngân sách quận Kiến An tháng 8 ước đạt 77,5 tỷ đồng, lũy kế 8 tháng 640,2 tỷ đồng.",
            "2023-09-06",
            ["budget_revenue 2023-08 level 77.5", "budget_revenue 2023-01/2023-08 level 640.2"],
            [],
        ),
        (
            "Thu ngân sách quận Kiến An 12 tháng đạt 640,2 tỷ đồng.",
            "2024-01-06",
            ["budget_revenue 2023 level 640.2"],
            [],
        ),
        (
            (
                "Quận Kiến An phấn đấu thu ngân sách năm 2024 đạt 500 tỷ đồng. Tính đến hết tháng 5, thu ngân sách "
                "đạt 220 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024 plan 500"],
            ["220: no_year"],
        ),
        (
            (
                "Quận Kiến An thu ngân sách 6 tháng đầu năm 2024 đạt 250 tỷ đồng. Tổng mức bán lẻ hàng hóa cả năm "
                "đạt 900 tỷ đồng."
            ),
            "2024-07-02",
            ["budget_revenue 2024-H1 level 250"],
            ["900: not_over"],
        ),
    ],
    "day lines, running totals, means over months, months from a day or an event": [
        (
            ("KINH TẾ AN LÃO THÁNG 5\n\nCập nhật 31.5.2024\n\nTháng 5, thu ngân sách huyện An Lão đạt 30 tỷ đồng."),
            "",
            ["budget_revenue 2024-05 level 30"],
            [],
        ),
        (
            ("Huyện An Lão họp giao ban\n\n2024-06-04\n\nTháng 5, thu ngân sách huyện An Lão đạt 30 tỷ đồng."),
            "",
            ["budget_revenue 2024-05 level 30"],
            [],
        ),
        (
            ("Huyện An Lão họp giao ban\n\n04.06.2024 | 08:30\n\nTháng 5, thu ngân sách huyện An Lão đạt 30 tỷ đồng."),
            "",
            ["budget_revenue 2024-05 level 30"],
            [],
        ),
        (
            (
                "Huyện An Lão họp giao ban\n\nNgày 4 tháng 6 năm 2024\n\nTháng 5, thu ngân sách huyện An "
                "Lão đạt 30 tỷ đồng."
            ),
            "",
            ["budget_revenue 2024-05 level 30"],
            [],
        ),
        (
            ("Huyện An Lão họp giao ban\n\nThứ ba, 4-6-2024\n\nTháng 5, thu ngân sách huyện An Lão đạt 30 tỷ đồng."),
            "",
            ["budget_revenue 2024-05 level 30"],
            [],
        ),
        (
            (
                "TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 11, 11 THÁNG NĂM 2023 HUYỆN AN LÃO\n\nThu ngân sách "
                "tháng 11 đạt 30 tỷ đồng. 11 tháng, thu ngân sách đạt 310 tỷ đồng. Tổng dư nợ đến "
                "30/11/2023 đạt 8.450 tỷ đồng, tăng 6,2% so với 31/12/2022."
            ),
            "",
            [
                "budget_revenue 2023-11 level 30",
                "budget_revenue 2023-01/2023-11 level 310",
                "“Tổng dư nợ” 2023-01/2023-11 level 8450",
            ],
            ["6,2: no_base"],
        ),
        (
            (
                "Tình hình kinh tế - xã hội tháng 11 và 11 tháng năm 2023 huyện An Lão\n\nThu ngân sách "
                "huyện tháng 11 đạt 30 tỷ đồng; 11 tháng đạt 310 tỷ đồng. Giá trị sản xuất công nghiệp "
                "tháng 11 ước đạt 500 tỷ đồng, lũy kế 5.100 tỷ đồng."
            ),
            "",
            [
                "budget_revenue 2023-11 level 30",
                "budget_revenue 2023-01/2023-11 level 310",
                "industrial_output 2023-11 level 500",
                "industrial_output 2023-01/2023-11 level 5100",
            ],
            [],
        ),
        (
            (
                "Kinh tế - xã hội huyện An Lão tháng 7/2022\n\nThu ngân sách tháng 7 đạt 29,8 tỷ đồng; "
                "lũy kế 251,4 tỷ đồng, bằng 76% dự toán. Giải quyết việc làm trong tháng cho 308 lao "
                "động, lũy kế 2.240 lao động."
            ),
            "",
            [
                "budget_revenue 2022-07 level 29.8",
                "budget_revenue 2022-01/2022-07 level 251.4",
                "budget_revenue 2022-01/2022-07 attainment 76",
                "jobs_created 2022-07 level 308",
                "jobs_created 2022-01/2022-07 level 2240",
            ],
            [],
        ),
        (
            (
                "Kinh tế - xã hội huyện An Lão 7 tháng năm 2022\n\nTrong tháng, giải quyết việc làm cho "
                "308 lao động, lũy kế từ đầu năm 2.240 lao động. Thu ngân sách trong tháng đạt 20 tỷ "
                "đồng, cộng dồn 251,4 tỷ đồng."
            ),
            "",
            [
                "jobs_created 2022-07 level 308",
                "jobs_created 2022-01/2022-07 level 2240",
                "budget_revenue 2022-07 level 20",
                "budget_revenue 2022-01/2022-07 level 251.4",
            ],
            [],
        ),
        (
            (
                "Chi cục Thống kê Hải Phòng vừa công bố tình hình kinh tế - xã hội tháng 2 và 2 tháng "
                "đầu năm 2025.\n\nCPI tháng 2 tăng 3,05% so với cùng kỳ năm trước. Bình quân 2 tháng, "
                "CPI tăng 3,31%. So với bình quân cùng kỳ năm trước, CPI bình quân quý I tăng 3,2%."
            ),
            "2025-03-06",
            ["cpi 2025-02 growth 3.05", "cpi 2025-01/2025-02 growth 3.31"],
            ["3,2: not_over"],
        ),
        (
            (
                "Phường Ngô Quyền họp phiên thường kỳ tháng 10.\n\nLũy kế từ ngày 1/7 đến hết tháng 10, "
                "phường thu ngân sách 171 tỷ đồng, đạt 82% chỉ tiêu thành phố giao.\n\nTừ 1/7/2025 đến "
                "cuối tháng 10/2025, phường giải quyết việc làm cho 230 lao động."
            ),
            "2025-11-05",
            [
                "budget_revenue 2025-07/2025-10 level 171",
                "budget_revenue 2025-07/2025-10 attainment 82",
                "jobs_created 2025-07/2025-10 level 230",
            ],
            [],
        ),
        (
            (
                "Phường Kiến An sau 4 tháng vận hành chính quyền địa phương 2 cấp\n\nSau 4 tháng vận "
                "hành, thu ngân sách của phường đạt 60 tỷ đồng.\n\n4 tháng qua, từ khi vận hành, phường "
                "giải quyết việc làm cho 200 lao động."
            ),
            "2025-11-05",
            [],
            ["60: no_period", "200: no_period"],
        ),
        (
            (
                "Phường Kiến An kiểm điểm công tác tháng 10\n\nTháng qua, phường giải quyết việc làm cho "
                "90 lao động. Cấp mới 21 doanh nghiệp. Thu ngân sách 10 tháng đạt 300 tỷ đồng."
            ),
            "2025-11-05",
            [
                "jobs_created 2025-10 level 90",
                "new_enterprises 2025-10 level 21",
                "budget_revenue 2025-01/2025-10 level 300",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão đánh giá tình hình thực hiện nhiệm vụ tháng 5, bàn nhiệm vụ tháng "
                "6/2024.\n\nTrong tháng, sản lượng thủy sản đạt 1.200 tấn. Giá trị sản xuất công nghiệp "
                "ước đạt 61 tỷ đồng, tăng 6% so với cùng kỳ.\n\nThu ngân sách lũy kế đến ngày 31/5 đạt "
                "78 tỷ đồng."
            ),
            "2024-06-11",
            [
                "fishery_tonnage 2024-05 level 1200",
                "industrial_output 2024-05 level 61",
                "industrial_output 2024-05 growth 6",
                "budget_revenue 2024-01/2024-05 level 78",
            ],
            [],
        ),
    ],
    "aims of a new term, lists of aims, results beside them": [
        (
            (
                "Ngày 18/8, Đại hội đại biểu Đảng bộ xã An Lão lần thứ I, nhiệm kỳ 2025 - 2030 diễn "
                "ra.\n\nTrong nhiệm kỳ qua, thu nhập bình quân đầu người đạt 62 triệu đồng.\n\nĐại hội "
                "thống nhất 24 chỉ tiêu của nhiệm kỳ mới. Trong đó, giá trị sản xuất tăng bình quân "
                "10%/năm; thu ngân sách đến năm 2030 đạt 90 tỷ đồng; tỷ lệ hộ nghèo giảm bình quân "
                "0,5%/năm."
            ),
            "2025-08-20",
            [
                "income_per_capita 2025 level 62",
                "total_production_value 2026/2030 planned_growth 10",
                "budget_revenue 2030 plan 90",
                "poverty_rate 2026/2030 planned_growth -0.5",
            ],
            [],
        ),
        (
            (
                "Đại hội đại biểu Đảng bộ xã An Lão lần thứ I, nhiệm kỳ 2025 - 2030 diễn ra ngày "
                "18/8.\n\nĐại hội đề ra các chỉ tiêu chủ yếu đến năm 2030:\n- Giá trị sản xuất tăng bình "
                "quân 10%/năm;\n- Thu nhập bình quân đầu người 95 triệu đồng;\n- Tỷ lệ hộ nghèo dưới 1%."
            ),
            "2025-08-20",
            [
                "total_production_value 2026/2030 planned_growth 10",
                "income_per_capita 2030 plan 95",
                "poverty_rate 2030 plan 1",
            ],
            [],
        ),
        (
            (
                "Đảng bộ huyện An Lão: Dấu ấn một nhiệm kỳ\n\nCÁC CHỈ TIÊU CHỦ YẾU TRONG NHIỆM KỲ "
                "2020-2025\n\nI. Về kinh tế\n\n1. Giá trị sản xuất tăng bình quân 12,5%/năm.\n\n2. Thu "
                "nhập bình quân đầu người đến năm 2025: 75 triệu đồng.\n\nII. Về xã hội\n\n3. Tỷ lệ hộ "
                "nghèo dưới 1%.\n\n4. Thu ngân sách năm 2025 đạt 700 tỷ đồng."
            ),
            "2020-09-20",
            [
                "total_production_value 2021/2025 planned_growth 12.5",
                "income_per_capita 2025 plan 75",
                "poverty_rate 2025 plan 1",
                "budget_revenue 2025 plan 700",
            ],
            [],
        ),
        (
            (
                "ĐẢNG BỘ HUYỆN AN LÃO\n\nMỤC TIÊU NHIỆM KỲ 2020-2025\n\n1. Thu nhập bình quân đầu người: "
                "75 triệu đồng.\n2. Tỷ lệ hộ nghèo: dưới 1%."
            ),
            "",
            ["income_per_capita 2025 plan 75", "poverty_rate 2025 plan 1"],
            [],
        ),
        (
            (
                "Đại hội Đảng bộ huyện An Lão\n\nA. KẾT QUẢ NHIỆM KỲ 2015-2020\n\n1. Thu nhập bình quân "
                "đầu người năm 2020 đạt 55 triệu đồng.\n\n2. Tỷ lệ hộ nghèo còn 1,2%.\n\nB. MỤC TIÊU "
                "NHIỆM KỲ 2020-2025\n\nI. Về kinh tế\n\n1. Thu nhập bình quân đầu người: 75 triệu "
                "đồng.\n\nII. Về xã hội\n\n2. Tỷ lệ hộ nghèo dưới 1%."
            ),
            "2020-07-25",
            [
                "income_per_capita 2020 level 55",
                "poverty_rate 2020 level 1.2",
                "income_per_capita 2025 plan 75",
                "poverty_rate 2025 plan 1",
            ],
            [],
        ),
        (
            (
                "Đại hội Đảng bộ huyện An Lão lần thứ XX, nhiệm kỳ 2015-2020. Trong 5 năm 2011 - 2015, "
                "giá trị sản xuất tăng bình quân 13%/năm. Sản lượng lương thực bình quân đạt 19.500 "
                "tấn/năm.\n\nGiai đoạn 2016-2020, huyện phấn đấu: giá trị sản xuất tăng bình quân "
                "14%/năm; giải quyết việc làm cho 5.000 lao động/năm; thu nhập bình quân đầu người 60 "
                "triệu đồng/năm."
            ),
            "2015-08-12",
            [
                "total_production_value 2011/2015 growth 13",
                "“Sản lượng lương thực” 2011/2015 level 19500",
                "total_production_value 2016/2020 planned_growth 14",
                "jobs_created 2016/2020 plan 5000",
                "income_per_capita 2020 plan 60",
            ],
            [],
        ),
        (
            (
                "Kết quả thực hiện Nghị quyết Đại hội Đảng bộ huyện An Lão nhiệm kỳ 2015 - 2020\n\nThu "
                "ngân sách 5 năm 1.764/1.550 tỷ đồng; tổng vốn đầu tư toàn xã hội 6.230/6.000 tỷ "
                "đồng.\n\nPhương hướng nhiệm kỳ 2020 - 2025: giá trị sản xuất tăng bình quân 8%/năm; "
                "tổng vốn đầu tư toàn xã hội 5 năm đạt 9.000 tỷ đồng."
            ),
            "2020-10-15",
            [
                "budget_revenue 2016/2020 level 1764",
                "budget_revenue 2016/2020 plan 1550",
                "social_investment 2016/2020 level 6230",
                "social_investment 2016/2020 plan 6000",
                "total_production_value 2021/2025 planned_growth 8",
                "social_investment 2021/2025 plan 9000",
            ],
            [],
        ),
        (
            (
                "Bế mạc Đại hội Đảng bộ tỉnh Hà Nam lần thứ XX, nhiệm kỳ 2025-2030.\n\nNhìn lại 5 năm "
                "qua, kinh tế tăng trưởng bình quân 6,9%/năm.\n\nĐại hội đề ra 25 chỉ tiêu, trong đó đến "
                "năm 2030, tốc độ tăng trưởng GRDP bình quân 5 năm đạt 10%; thu ngân sách tăng bình quân "
                "hằng năm 10%; tổng vốn đầu tư toàn xã hội 5 năm đạt 175.000 tỷ đồng; tỷ lệ đô thị hóa "
                "trên 35%."
            ),
            "2025-10-17",
            [
                "grdp 2021/2025 growth 6.9",
                "grdp 2026/2030 planned_growth 10",
                "budget_revenue 2026/2030 planned_growth 10",
                "social_investment 2026/2030 plan 175000",
                "urbanisation_rate 2030 plan 35",
            ],
            [],
        ),
        (
            (
                "HUYỆN AN LÃO - DẤU ẤN NHIỆM KỲ 2015 - 2020\n\nVới quyết tâm về đích nông thôn mới, "
                "nhiệm kỳ 2015 - 2020 huyện huy động vốn đầu tư toàn xã hội 3.870 tỷ đồng. Thu nhập bình "
                "quân đầu người năm 2019 đạt 50 triệu đồng.\n\nTrong 5 năm tới, huyện phấn đấu đến năm "
                "2025 thu nhập bình quân đầu người đạt 80 triệu đồng; tỷ lệ hộ nghèo giảm bình quân mỗi "
                "năm 0,5%."
            ),
            "",
            [
                "social_investment 2016/2020 level 3870",
                "income_per_capita 2019 level 50",
                "income_per_capita 2025 plan 80",
                "poverty_rate 2021/2025 planned_growth -0.5",
            ],
            [],
        ),
        (
            (
                "HĐND huyện An Lão đã thống nhất các nhóm chỉ tiêu năm 2018:\n\nI. Về kinh tế\n(1) Tổng "
                "giá trị sản xuất tăng 12%.\n(2) Thu nhập bình quân đầu người: 48 triệu đồng.\n\nII. Về "
                "xã hội\n(3) Giải quyết việc làm cho 2.500 lao động.\n(4) Tỷ lệ hộ nghèo còn "
                "4,9%.\n\nNăm 2017, thu ngân sách của huyện đạt 300 tỷ đồng."
            ),
            "2017-12-20",
            [
                "total_production_value 2018 planned_growth 12",
                "income_per_capita 2018 plan 48",
                "jobs_created 2018 plan 2500",
                "poverty_rate 2018 plan 4.9",
                "budget_revenue 2017 level 300",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão: 22 chỉ tiêu cho năm 2022\n\nHĐND huyện An Lão vừa thông qua nghị quyết "
                "phát triển kinh tế - xã hội năm 2022 với 22 chỉ tiêu. Cụ thể, huyện phấn đấu thu ngân "
                "sách 198 tỷ đồng. Tổng giá trị sản xuất 11.300 tỷ đồng.\n\nVề văn hóa - xã hội, tỷ lệ "
                "hộ nghèo còn 3%; giải quyết việc làm cho 2.000 lao động.\n\nNăm 2021 huyện thu ngân "
                "sách 184 tỷ đồng, đạt 105% dự toán tỉnh giao."
            ),
            "",
            [
                "budget_revenue 2022 plan 198",
                "total_production_value 2022 plan 11300",
                "poverty_rate 2022 plan 3",
                "jobs_created 2022 plan 2000",
                "budget_revenue 2021 level 184",
                "budget_revenue 2021 attainment 105",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão giao chỉ tiêu kế hoạch năm 2025 cho các xã\n\nChiều 2/1, UBND huyện An Lão "
                "giao chỉ tiêu phát triển kinh tế - xã hội và dự toán ngân sách năm 2025.\n\nTheo đó, "
                "toàn huyện phấn đấu giá trị sản xuất tăng 12,5%. Giá trị xuất khẩu hàng hóa 310 triệu "
                "USD. Thu ngân sách trên địa bàn 1.043 tỷ đồng. Tỷ lệ hộ nghèo giảm còn dưới 0,9%."
            ),
            "2025-01-03",
            [
                "total_production_value 2025 planned_growth 12.5",
                "exports 2025 plan 310",
                "budget_revenue 2025 plan 1043",
                "poverty_rate 2025 plan 0.9",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão nhìn lại kết quả thực hiện các chỉ tiêu 2024, giao kế hoạch 2025\n\nDưới "
                "đây là một số chỉ tiêu kế hoạch năm 2025 kèm kết quả năm trước (trong ngoặc):\n\n- Tổng "
                "giá trị sản xuất: 14.850 tỷ đồng (năm 2024: 13.640 tỷ đồng)\n- Thu ngân sách: 245 tỷ "
                "đồng (năm 2024: 231 tỷ đồng)"
            ),
            "2024-12-19",
            [
                "total_production_value 2025 plan 14850",
                "total_production_value 2024 level 13640",
                "budget_revenue 2025 plan 245",
                "budget_revenue 2024 level 231",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão họp HĐND giữa năm 2024\n\nThu ngân sách 6 tháng đầu năm đạt 126 tỷ "
                "đồng.\n\nĐể hoàn thành kế hoạch cả năm với các chỉ tiêu: giá trị sản xuất tăng 10%, thu "
                "ngân sách 240 tỷ đồng, tỷ lệ hộ nghèo còn 2%, huyện đưa ra 7 nhóm giải pháp."
            ),
            "2024-07-10",
            [
                "budget_revenue 2024-H1 level 126",
                "total_production_value 2024 planned_growth 10",
                "budget_revenue 2024 plan 240",
                "poverty_rate 2024 plan 2",
            ],
            [],
        ),
        (
            (
                "UBND huyện An Lão trả lời cử tri về kế hoạch năm 2024\n\nHuyện công bố những chỉ tiêu "
                "chủ yếu của năm 2024, gồm: giá trị sản xuất tăng 15%; thu ngân sách 740 tỷ đồng; tỷ lệ "
                "hộ nghèo dưới 0,3%.\n\nTrong số này có chỉ tiêu thu ngân sách là khó nhất, vì năm 2023 "
                "huyện thu ngân sách 631 tỷ đồng, đạt 91% dự toán, giảm 6,7% so với năm trước. Giá trị "
                "sản xuất công nghiệp năm 2023 cũng chỉ tăng 3,1%."
            ),
            "2023-12-19",
            [
                "total_production_value 2024 planned_growth 15",
                "budget_revenue 2024 plan 740",
                "poverty_rate 2024 plan 0.3",
                "budget_revenue 2023 level 631",
                "budget_revenue 2023 attainment 91",
                "budget_revenue 2023 growth -6.7",
                "industrial_output 2023 growth 3.1",
            ],
            [],
        ),
        (
            (
                "Chiều 29-7, HĐND huyện An Lão thông qua kế hoạch phát triển kinh tế - xã hội 5 năm "
                "2021-2025. Kế hoạch nêu rõ các mục tiêu:\n\n- Giá trị sản xuất tăng bình quân "
                "13,8%/năm;\n- Tổng vốn đầu tư toàn xã hội cả giai đoạn: 22.000 tỷ đồng;\n\nĐến năm "
                "2025: thu nhập bình quân đầu người đạt 83 triệu đồng; thu ngân sách 740 tỷ đồng."
            ),
            "2021-07-30",
            [
                "total_production_value 2021/2025 planned_growth 13.8",
                "social_investment 2021/2025 plan 22000",
                "income_per_capita 2025 plan 83",
                "budget_revenue 2025 plan 740",
            ],
            [],
        ),
    ],
    "what may be an aim or a result is left open": [
        (
            (
                "Đại hội Đảng bộ huyện An Lão lần thứ XXIV, nhiệm kỳ 2020-2025\n\nNhiệm kỳ qua, thu ngân "
                "sách tăng bình quân 12%/năm; thu nhập bình quân đầu người đạt 55 triệu đồng.\n\nNhiệm "
                "kỳ tới, huyện xác định các chỉ tiêu: giá trị sản xuất tăng bình quân 13%/năm; thu nhập "
                "bình quân đầu người 80 triệu đồng; tổng vốn đầu tư toàn xã hội 9.000 tỷ đồng."
            ),
            "2020-08-10",
            [
                "budget_revenue 2016/2020 growth 12",
                "income_per_capita 2020 level 55",
                "total_production_value 2021/2025 planned_growth 13",
                "income_per_capita 2025 plan 80",
                "social_investment 2021/2025 plan 9000",
            ],
            [],
        ),
        (
            (
                "Đại hội Đảng bộ phường Kiến An\n\nMỘT SỐ CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2030\n\n- Thu ngân "
                "sách tăng bình quân 10%/năm.\n- Thu nhập bình quân đầu người: 130 triệu đồng.\n\nKẾT "
                "QUẢ NỔI BẬT GIAI ĐOẠN 2020-2025\n\n- Thu ngân sách năm 2024 đạt 350 tỷ đồng.\n- Tỷ lệ "
                "hộ nghèo còn 0,5%."
            ),
            "2025-07-20",
            [
                "budget_revenue 2026/2030 planned_growth 10",
                "income_per_capita 2030 plan 130",
                "budget_revenue 2024 level 350",
                "poverty_rate 2025 level 0.5",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão: Các chỉ tiêu chủ yếu năm 2024\n\n1. Giá trị sản xuất tăng 12%.\n2. Thu "
                "ngân sách 400 tỷ đồng.\n3. Tỷ lệ hộ nghèo 1,2%."
            ),
            "2024-12-20",
            [],
            ["12: aim_or_result", "400: aim_or_result", "1,2: aim_or_result"],
        ),
        (
            (
                "HĐND huyện An Lão họp kỳ cuối năm\n\nNăm 2024, giá trị sản xuất tăng 11%, thu ngân sách "
                "đạt 430 tỷ đồng; năm 2025 phấn đấu giá trị sản xuất tăng 12%, thu ngân sách 450 tỷ "
                "đồng. Tỷ lệ hộ nghèo còn 0,9%. Giải quyết việc làm cho 2.000 lao động."
            ),
            "2024-12-20",
            [
                "total_production_value 2024 growth 11",
                "budget_revenue 2024 level 430",
                "total_production_value 2025 planned_growth 12",
                "budget_revenue 2025 plan 450",
            ],
            ["0,9: aim_or_result", "2.000: aim_or_result"],
        ),
        (
            (
                "HĐND huyện An Lão họp kỳ cuối năm\n\nNăm 2024, huyện phấn đấu thu ngân sách 400 tỷ "
                "đồng. Giá trị sản xuất tăng 11%. Kết quả, thu ngân sách đạt 430 tỷ đồng."
            ),
            "2024-12-20",
            ["budget_revenue 2024 plan 400", "budget_revenue 2024 level 430"],
            ["11: aim_or_result"],
        ),
        (
            (
                "KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2025 HUYỆN AN LÃO\n\nAn Lão, ngày 25 tháng 12 "
                "năm 2024\n\nI. Kết quả năm 2024\n\n1. Thu ngân sách đạt 430 tỷ đồng.\n\nII. Mục tiêu, "
                "chỉ tiêu năm 2025\n\n1. Thu ngân sách đạt 450 tỷ đồng.\n\n2. Về xã hội\n\n- Tỷ lệ hộ "
                "nghèo còn 0,9%."
            ),
            "",
            ["budget_revenue 2024 level 430", "budget_revenue 2025 plan 450", "poverty_rate 2025 plan 0.9"],
            [],
        ),
        (
            (
                "Huyện An Lão đạt và vượt các chỉ tiêu chủ yếu năm 2024\n\nHoàn thành các chỉ tiêu chủ "
                "yếu, huyện thu ngân sách 430 tỷ đồng. Những chỉ tiêu chủ yếu đạt cao: giá trị sản xuất "
                "tăng 11%, thu nhập bình quân đầu người 70 triệu đồng."
            ),
            "2024-12-20",
            [
                "budget_revenue 2024 level 430",
                "total_production_value 2024 growth 11",
                "income_per_capita 2024 level 70",
            ],
            [],
        ),
        (
            (
                "Huyện An Lão 6 tháng đầu năm 2024\n\nTrong tháng 6, thu ngân sách đạt 30 tỷ đồng. Giải "
                "quyết việc làm cho 1.200 lao động.\n\nThu ngân sách 6 tháng đạt 210 tỷ đồng. Với quyết "
                "tâm cao, huyện trồng mới 200 ha rừng."
            ),
            "2024-07-05",
            [
                "budget_revenue 2024-06 level 30",
                "jobs_created 2024-06 level 1200",
                "budget_revenue 2024-H1 level 210",
                "“trồng” 2024-H1 level 200",
            ],
            [],
        ),
        (
            (
                "9 tháng năm 2023 huyện An Lão\n\nThu ngân sách tháng 9 đạt 30 tỷ đồng, nâng tổng thu 9 "
                "tháng lên 310 tỷ đồng. CPI bình quân 9 tháng tăng 3,1%. Thu ngân sách bình quân mỗi "
                "tháng 34 tỷ đồng."
            ),
            "2023-10-04",
            [
                "budget_revenue 2023-09 level 30",
                "budget_revenue 2023-01/2023-09 level 310",
                "cpi 2023-01/2023-09 growth 3.1",
            ],
            ["34: each"],
        ),
        (
            (
                "Kinh tế huyện An Lão 2022-2025\n\nĐến năm 2025, thu ngân sách đạt 700 tỷ đồng. 4 tháng "
                "đầu năm, thu ngân sách đạt 130 tỷ đồng. Trong 4 tháng qua, giải quyết việc làm cho 800 "
                "lao động."
            ),
            "2022-05-04",
            [
                "budget_revenue 2025 plan 700",
                "budget_revenue 2022-01/2022-04 level 130",
                "jobs_created 2022-01/2022-04 level 800",
            ],
            [],
        ),
        (
            (
                "Thu ngân sách huyện An Lão năm 2024 đạt 430 tỷ đồng (kế hoạch 400 tỷ đồng, năm 2023: "
                "390 tỷ đồng). Năm 2025, huyện phấn đấu thu 450 tỷ đồng (năm 2024 ước 430 tỷ đồng), "
                "trồng mới 100 ha rừng."
            ),
            "2024-12-24",
            [
                "budget_revenue 2024 level 430",
                "budget_revenue 2024 plan 400",
                "budget_revenue 2023 level 390",
                "budget_revenue 2025 plan 450",
                "budget_revenue 2024 level 430",
                "“trồng” 2025 plan 100",
            ],
            [],
        ),
    ],
}


def written(observation: ReadObservation) -> str:
    one = observation
    name = one.indicator or f"“{one.name}”"
    return " ".join([name, one.period, one.measure, f"{one.value:.12g}", *([one.base] if one.base else [])])


@pytest.mark.parametrize(
    ("text", "published", "read", "unread"),
    [pytest.param(*case, id=f"{heading}: {case[0][:40]}") for heading, cases in CASES.items() for case in cases],
)
def test_each_figure_is_of_its_period(
    reader: ArticleReader, text: str, published: str, read: list[str], unread: list[str]
) -> None:
    article = reader.read(text, published=date.fromisoformat(published) if published else None)

    assert [written(observation) for observation in article.observations] == read
    assert [f"{one.text}: {one.code}" for one in article.unread] == unread


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("6 tháng đầu năm", "2024-H1"),
        ("nửa cuối năm", "2024-H2"),
        ("quý 2/2023", "2023-Q2"),
        ("đến hết quý ii", "2024-H1"),
        ("tính đến hết tháng 9", "2024-01/2024-09"),
        ("tính đến ngày 30-9", "2024-01/2024-09"),
        ("từ ngày 1/1 đến 15/9", "2024-01-01/2024-09-15"),
        ("từ 15/12/2023 đến 14/6/2024", "2023-12-15/2024-06-14"),
        ("nhiệm kỳ 2015-2020", "2016/2020"),
        ("giai đoạn 2020-2025", "2021/2025"),
        ("giai đoạn 2021-2024", "2021/2024"),
        ("5 năm (2016 - 2020)", "2016/2020"),
        ("trong 5 năm tới", "2025/2029"),
        ("10 năm qua", "2015/2024"),
        ("vào năm 2025", "2025"),
        ("tại thời điểm 1/9/2025", "2025-09"),
        ("năm ngoái", "2023"),
    ],
)
def test_a_mention_means_a_period_seen_from_2024(words: str, period: str) -> None:
    assert [str(mention.resolve(2024)) for mention in find_mentions(words)] == [period]


@pytest.mark.parametrize(
    "words", ["hai tháng sau khi sáp nhập", "hơn 15 năm kinh nghiệm", "3 tháng giãn cách", "vụ 2023-2024"]
)
def test_a_length_of_time_or_a_season_is_no_period(words: str) -> None:
    assert [mention.resolve(2024) for mention in find_mentions(words)] in ([], [None])


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["năm 2021 ", "nhiệm kỳ 2020-2025, ", "năm 2021 tăng 5%. ", "phấn đấu đạt 5 tỷ đồng năm 2022; ", "\n- 1. ", "1.\n"],
)
def test_the_steps_grow_with_the_length_and_not_faster(reader: ArticleReader, piece: str) -> None:
    def steps(size: int) -> int:
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            reader.read(piece * (size // len(piece)))
        finally:
            sys.setprofile(None)
        return calls

    steps(1_000)
    # Four times the text; were it quadratic, it would take 16 times as many calls.
    assert steps(16_000) < 6 * steps(4_000) + 1_000


@pytest.mark.parametrize("held", [
    "thấp hơn mức 8,9% của năm 2023", "cao hơn con số 7,5% năm 2023", "so với mức 6,2% của năm 2023",
    "nhanh hơn tốc độ tăng 7,1% của năm 2023", "vượt kỷ lục 8,1% năm 2023", "thấp hơn 8,9% của năm 2023",
    "trong khi năm 2023 tăng 8,9%", "kém mức tăng trưởng 8,9% đạt được năm 2023", "bỏ xa mức 5,1% của năm 2023",
    "gấp 1,2 lần con số 6,2% của năm 2023", "vượt 7,9% của năm 2023", "giảm từ mức 8,9% của cả năm 2023",
    "xấp xỉ mức 7,9% của cả năm 2023", "tương đương tốc độ 8% năm 2023",
])  # fmt: skip
def test_a_year_past_the_figure_that_another_is_held_against_is_not_the_text_s(examiner: Examiner, held: str) -> None:
    text = f"Tỉnh Hà Nam, ngày 27/12/2024\n\nChỉ số sản xuất công nghiệp tăng 8%, {held}. Thu ngân sách 4.385 tỷ đồng."
    last = examiner.examine(text).article.observations[-1]

    assert (last.indicator, last.period) == ("budget_revenue", "2024")


def test_a_year_in_which_so_much_was_passed_is_the_text_s_own(examiner: Examiner) -> None:
    text = "Xuất khẩu của tỉnh Hà Nam vượt 650 triệu USD trong năm 2023. Thu ngân sách 4.385 tỷ đồng."
    last = examiner.examine(text).article.observations[-1]

    assert (last.indicator, last.period) == ("budget_revenue", "2023")
