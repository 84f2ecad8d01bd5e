"""Kinds that texts nobody had tuned to showed: what is read and sure of them, what is asked, what is left unread.

A row has a text, and by the digits of a figure what is made of it: indicator, period, measure and value where it is
sure, the doubt where it is asked (`?doubt`), the reason where it is left unread (`!code`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner

Row = tuple[str, dict[str, str]]

ROWS: dict[str, list[Row]] = {
    "a heading with what was done in some months, and what is planned for the rest": [
        (
            (
                "Tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh 9 tháng đầu năm, "
                "phương hướng nhiệm vụ 3 tháng cuối năm 2018 huyện Quế Phong\nKẾT QUẢ\n- Thu ngân sách đạt 45 tỷ đồng."
            ),
            {"45": "budget_revenue 2018-01/2018-09 level"},
        ),
        (
            (
                "Kết quả thực hiện nhiệm vụ 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2023 của huyện Quế "
                "Phong\nThu ngân sách đạt 45 tỷ đồng, tăng 4% so với cùng kỳ."
            ),
            {"45": "budget_revenue 2023-H1 level", "4": "budget_revenue 2023-H1 growth"},
        ),
        (
            (
                "Huyện Quế Phong sơ kết công tác 6 tháng đầu năm; triển khai nhiệm vụ 6 tháng cuối năm 2023\nThu "
                "ngân sách đạt 45 tỷ đồng, đạt 60% dự toán."
            ),
            {"45": "budget_revenue 2023-H1 level", "60": "budget_revenue 2023-H1 attainment"},
        ),
        (
            (
                "Huyện Quế Phong: kinh tế - xã hội quý I và phương hướng quý II năm 2023\nThu ngân sách đạt 45 tỷ "
                "đồng, đạt 60% dự toán."
            ),
            {"45": "?aim_or_result", "60": "budget_revenue 2023-Q1 attainment"},
        ),
        (
            (
                "Huyện Quế Phong đánh giá tình hình 9 tháng và bàn giải pháp 3 tháng cuối năm 2023\nThu ngân sách "
                "đạt 45 tỷ đồng, tăng 8%."
            ),
            {"45": "budget_revenue 2023-01/2023-09 level", "8": "budget_revenue 2023-01/2023-09 growth"},
        ),
    ],
    "how far a planning looks ahead is not what a text reports on": [
        (
            (
                "Quy hoạch huyện Quế Phong thời kỳ 2021 - 2030, tầm nhìn đến năm 2050 được công bố.\nNăm 2024, thu "
                "ngân sách của huyện đạt 45 tỷ đồng.\nThu nhập bình quân đầu người đạt 40 triệu đồng."
            ),
            {"45": "budget_revenue 2024 level", "40": "income_per_capita 2024 level"},
        ),
        (
            (
                "Huyện Quế Phong có quy hoạch đến năm 2040, tầm nhìn đến năm 2060. Năm 2023, huyện thu ngân sách 45 "
                "tỷ đồng.\nTỷ lệ hộ nghèo còn 20%."
            ),
            {"45": "budget_revenue 2023 level", "20": "poverty_rate 2023 level"},
        ),
        (
            (
                "Chiến lược phát triển huyện Quế Phong đến năm 2030, tầm nhìn 2045 đã được ban hành.\nThu ngân sách "
                "năm 2023 đạt 45 tỷ đồng.\nTỷ lệ hộ nghèo còn 20%."
            ),
            {"45": "budget_revenue 2023 level", "20": "poverty_rate 2023 level"},
        ),
        (
            (
                "Theo định hướng, đến năm 2030 huyện Quế Phong trở thành huyện nông thôn mới, tầm nhìn đến năm "
                "2045.\nTrong năm 2023, thu ngân sách đạt 45 tỷ đồng.\nTỷ lệ hộ nghèo còn 20%, giảm so với năm 2022."
            ),
            {"45": "budget_revenue 2023 level", "20": "poverty_rate 2023 level"},
        ),
        (
            (
                "Thị xã Tân Châu\nTheo Quy hoạch tỉnh An Giang, tầm nhìn đến năm 2050, toàn tỉnh có 27 đô thị.\nThị "
                "xã Tân Châu có nhiều thành tựu trong năm 2024.\nThu ngân sách đạt 450 tỷ đồng."
            ),
            {"450": "budget_revenue 2024 level"},
        ),
    ],
    "an aim on a line of its own says nothing of what stands below it": [
        (
            (
                "Năm 2023, huyện Quế Phong thu ngân sách 45 tỷ đồng.\nQuyết tâm năm 2024 thu ngân sách đạt 50 tỷ "
                "đồng\nHuyện có dân số 70.000 người. Tỷ lệ hộ nghèo còn 20%."
            ),
            {
                "45": "budget_revenue 2023 level",
                "50": "budget_revenue 2024 plan",
                "70.000": "!aim_or_result",
                "20": "!aim_or_result",
            },
        ),
        (
            (
                "Năm 2023, huyện Quế Phong thu ngân sách 45 tỷ đồng.\nPhấn đấu năm 2024 tỷ lệ hộ nghèo còn "
                "12%\nHuyện có tỷ lệ hộ nghèo 20%."
            ),
            {"12": "poverty_rate 2024 plan", "20": "!aim_or_result"},
        ),
        (
            (
                "Năm 2023, huyện Quế Phong thu ngân sách 45 tỷ đồng.\nNăm 2024 phấn đấu:\n- Thu ngân sách 50 tỷ "
                "đồng\n- Tỷ lệ hộ nghèo còn 12%."
            ),
            {"50": "budget_revenue 2024 plan", "12": "poverty_rate 2024 plan"},
        ),
    ],
    "what is said of the turnover is not said of the visitors": [
        (
            "Năm 2023, Nghệ An đón 8 triệu lượt khách. Doanh thu toàn ngành tăng 20%.",
            {"8": "visitors 2023 level", "20": "tourism_revenue 2023 growth"},
        ),
        (
            "Năm 2023, Nghệ An đón 8 triệu lượt khách; doanh thu tăng 21%.",
            {"8": "visitors 2023 level", "21": "tourism_revenue 2023 growth"},
        ),
        ("Năm 2023, Nghệ An đón 90.000 lượt khách quốc tế. Doanh thu tăng 20%.", {"20": "?name_unknown"}),
        ("Năm 2023, thu ngân sách Nghệ An tăng 12%, doanh thu tăng 8%.", {"12": "budget_revenue 2023 growth"}),
        (
            "Năm 2023, tổng mức bán lẻ và doanh thu dịch vụ tiêu dùng của Nghệ An tăng 12%.",
            {"12": "retail_and_services_revenue 2023 growth"},
        ),
    ],
    "who set the plan is named, and the plan is not": [
        (
            "Năm 2023, thu ngân sách huyện Quế Phong thực hiện 66 tỷ đồng, vượt 40,5% so với tỉnh giao.",
            {"66": "budget_revenue 2023 level", "40,5": "budget_revenue 2023 attainment"},
        ),
        (
            "Năm 2023, thu ngân sách huyện Quế Phong đạt 66 tỷ đồng, đạt 120% so với HĐND huyện giao.",
            {"120": "budget_revenue 2023 attainment"},
        ),
        (
            "Năm 2023, thu ngân sách huyện Quế Phong so với Trung ương giao vượt 20%.",
            {"20": "budget_revenue 2023 attainment"},
        ),
        (
            (
                "Tỷ lệ hộ nghèo của huyện Quế Phong năm 2023 giảm 693 hộ, vượt 333 hộ và đạt 192,5% so với tỉnh "
                "giao. Tỷ lệ hộ nghèo còn 25,67%."
            ),
            {"192,5": "!amount_of_change", "25,67": "poverty_rate 2023 level"},
        ),
        (
            "Năm 2023, thu ngân sách huyện Quế Phong bằng 120% so với thành phố giao.",
            {"120": "budget_revenue 2023 attainment"},
        ),
    ],
    "a share of the plan of each year is of none": [
        ("Năm 2023, thu ngân sách huyện Quế Phong hằng năm đều vượt, đạt 246% kế hoạch.", {"246": "!each"}),
        ("Nhiệm kỳ 2020-2025, thu ngân sách hằng năm của huyện Quế Phong đạt trên 110% dự toán.", {"110": "!each"}),
        (
            "Thu ngân sách huyện Quế Phong hằng năm đều vượt, riêng năm 2024 đạt 41 tỷ đồng, bằng 164% kế hoạch.",
            {"164": "budget_revenue 2024 attainment"},
        ),
    ],
    "places under headings with a rank": [
        (
            ("TOP 1: Quảng Ninh\nNăm 2023, GRDP của tỉnh tăng 11,03%.\nTOP 2: Hải Phòng\nGRDP tăng 10,34%."),
            {"11,03": "grdp 2023 growth", "10,34": "?area_not_said"},
        ),
        (
            "Năm 2024, Bắc Giang tăng trưởng GRDP 14,18%.\nSau Bắc Giang, Trà Vinh có GRDP tăng 13,93%.",
            {"14,18": "grdp 2024 growth", "13,93": "grdp 2024 growth"},
        ),
    ],
    "places of which only the lowest and the highest are told": [
        (
            "Năm 2023, phần lớn các địa phương có tốc độ tăng trưởng GRDP trên 7%. Việt Nam xuất khẩu 354 tỷ USD.",
            {"7": "!several_places", "354": "exports 2023 level"},
        ),
        (
            "Tốc độ tăng GRDP của các địa phương năm 2023 dao động từ 5,84% đến 11,89%. Cả nước xuất khẩu 354 tỷ USD.",
            {"5,84": "?area_weak"},
        ),
        (
            "In 2023, many provinces and cities achieved GRDP growth of over 8%. Exports of Nghe An hit 2 billion USD.",
            {"8": "!several_places", "2": "exports 2023 level"},
        ),
        (
            "In 2023, most localities posted export growth of 8%. Exports of Nghe An hit 2 billion USD.",
            {"8": "!several_places", "2": "exports 2023 level"},
        ),
    ],
    "an English place behind a quarter is the one that its clause is about": [
        (
            (
                "In 2021, GRDP of Hanoi rose 5.91 percent.\nIn the first quarter, the province of Quang Ninh posted "
                "GRDP growth of 9.02 percent."
            ),
            {"5.91": "grdp 2021 growth", "9.02": "grdp 2021-Q1 growth"},
        ),
        (
            (
                "In 2021, GRDP of Hanoi rose 5.91 percent.\nHit hard in the first quarter, the province of Quang "
                "Ninh posted GRDP growth of 9.02 percent."
            ),
            {"9.02": "?period_weak"},
        ),
    ],
    "what is to be reached, in English": [
        (
            "The resolution mandates that Nghe An achieve a GRDP growth rate of at least 8% in 2023.",
            {"8": "?aim_or_result"},
        ),
        ("In 2023, all-out efforts are made in Nghe An to achieve a GRDP growth of 9%.", {"9": "?aim_or_result"}),
        ("In 2023, measures were taken to help Nghe An reach exports of 2 billion USD.", {"2": "?aim_or_result"}),
        ("In 2023, Nghe An managed to achieve a GRDP growth rate of 8 percent.", {"8": "grdp 2023 growth"}),
        (
            "In 2023, budget revenue of Nghe An was 20 trillion VND, a 38% increase over the estimate.",
            {"20": "budget_revenue 2023 level", "38": "?another_thing"},
        ),
    ],
    "the month of a text that reports on several": [
        (
            "10 tháng năm 2023, quận Lê Chân thu ngân sách 1.041,7 tỷ đồng.\nChi ngân sách trong tháng 88,1 tỷ đồng.",
            {"1.041,7": "budget_revenue 2023-01/2023-10 level", "88,1": "budget_expenditure 2023-10 level"},
        ),
        (
            "10 tháng năm 2023, quận Liên Chiểu thu ngân sách 1.041,7 tỷ đồng.\nThu ngân sách trong tháng 15 tỷ đồng.",
            {"15": "budget_revenue 2023-10 level"},
        ),
        (
            (
                "4 tháng năm 2023, huyện Mộc Châu đón 400.000 lượt khách du lịch. Tính cả tháng, huyện đón 92.500 "
                "lượt khách du lịch; doanh thu du lịch 87,4 tỷ đồng."
            ),
            {"92.500": "visitors 2023-04 level", "87,4": "tourism_revenue 2023-04 level"},
        ),
        (
            (
                "10 tháng năm 2025, tỉnh Đắk Lắk thu ngân sách 9.000 tỷ đồng.\nIIP tăng 2,4% so với tháng trước, "
                "tăng 8,1% so với cùng kỳ."
            ),
            {"2,4": "!no_base", "8,1": "?period_weak"},
        ),
        (
            (
                "10 tháng năm 2025, tỉnh Đắk Lắk thu ngân sách 9.000 tỷ đồng.\nKim ngạch xuất khẩu đạt 200 triệu "
                "USD, giảm 3% so với tháng 9, tăng 12% so với cùng kỳ."
            ),
            {"200": "?period_weak", "3": "!no_base", "12": "?period_weak"},
        ),
        (
            (
                "10 tháng năm 2025, tỉnh Đắk Lắk có CPI tăng 3,62%.\nSo với tháng trước, có 8 nhóm tăng giá: giáo "
                "dục tăng 0,52%."
            ),
            {"3,62": "cpi 2025-01/2025-10 growth", "0,52": "!no_base"},
        ),
        (
            (
                "10 tháng năm 2025, tỉnh Đắk Lắk thu ngân sách 9.000 tỷ đồng.\nSo với tháng 9, IIP tăng 2,4%; so với "
                "cùng kỳ tăng 8,1%."
            ),
            {"2,4": "!no_base", "8,1": "?period_weak"},
        ),
        (
            (
                "Chỉ số sản xuất công nghiệp tỉnh Vĩnh Phúc tháng 6/2023 tăng 4,15% so với tháng trước và giảm 2,08% "
                "so với cùng kỳ; tính chung 6 tháng giảm 3,41%."
            ),
            {"2,08": "iip 2023-06 growth", "3,41": "iip 2023-H1 growth"},
        ),
    ],
    "a month that says why": [
        (
            (
                "6 tháng năm 2022, thị xã An Nhơn thu ngân sách 623 tỷ đồng.\nLúa bị ngập do mưa trái mùa cuối tháng "
                "3, năng suất lúa chỉ đạt 61,8 tạ/ha."
            ),
            {"61,8": "rice_yield 2022-H1 level"},
        ),
        (
            "Năm 2023, do ảnh hưởng của bão tháng 9, thu ngân sách huyện Quế Phong chỉ đạt 45 tỷ đồng.",
            {"45": "budget_revenue 2023 level"},
        ),
        (
            "Năm 2023, vì dịch bệnh hồi tháng 5, sản lượng lúa huyện Quế Phong giảm 4%.",
            {"4": "rice_output 2023 growth"},
        ),
        (
            "6 tháng năm 2022, GTSX công nghiệp do huyện quản lý trong tháng 6 của huyện Quế Phong đạt 45 tỷ đồng.",
            {"45": "industrial_output 2022-06 level"},
        ),
    ],
    "the last year of the term that a text reviews": [
        (
            (
                "25-9-2025\nNhìn lại chặng đường 2020 - 2025, Báo cáo trình Đại hội Đảng bộ tỉnh Lạng Sơn nêu nhiều "
                "điểm sáng.\nTăng trưởng GRDP bình quân 5 năm ước 6,9%. Quy mô GRDP năm 2025 ước 56.900 tỷ đồng."
            ),
            {"6,9": "grdp 2021/2025 growth", "56.900": "grdp 2025 level"},
        ),
        (
            (
                "Ngày 10/8/2025, Đại hội Đảng bộ xã Sao Vàng tổng kết nhiệm kỳ 2020-2025. Phấn đấu năm 2025 thu ngân "
                "sách đạt 70 tỷ đồng."
            ),
            {"70": "budget_revenue 2025 plan"},
        ),
        (
            (
                "Ngày 10/4/2025, huyện Quế Phong tổng kết nhiệm kỳ 2020-2025. Kế hoạch năm 2025: thu ngân sách 70 tỷ "
                "đồng, tỷ lệ hộ nghèo còn 12%."
            ),
            {"70": "budget_revenue 2025 plan", "12": "poverty_rate 2025 plan"},
        ),
    ],
    "an aim that is a thing, and not a doing": [
        (
            (
                "Mục tiêu năm 2026 của phường Vinh Lộc (Nghệ An) là giá trị sản xuất tăng 12%, thu ngân sách 210 tỷ "
                "đồng, tỷ lệ hộ nghèo dưới 0,5%."
            ),
            {
                "12": "total_production_value 2026 planned_growth",
                "210": "budget_revenue 2026 plan",
                "0,5": "poverty_rate 2026 plan",
            },
        ),
        (
            "Mục tiêu năm 2023 của huyện Quế Phong là thu ngân sách 200 tỷ đồng; kết quả đạt 210 tỷ đồng.",
            {"200": "budget_revenue 2023 plan", "210": "?aim_or_result"},
        ),
    ],
    "what somebody wishes": [
        ("Ước gì năm 2022 huyện Lý Sơn đón được 300.000 lượt khách như trước dịch.", {"300.000": "!condition"}),
        ("Giá mà năm 2022 huyện Lý Sơn thu ngân sách 300 tỷ đồng thì tốt.", {"300": "!condition"}),
        ("Năm 2022, phải chi huyện Lý Sơn đón 300.000 lượt khách.", {"300.000": "!condition"}),
    ],
    "places listed after a part of what they are listed by": [
        (
            (
                "Năm 2022, tổng thu ngân sách tỉnh Nghệ An đạt 20.916 tỷ đồng. Trong đó thu nội địa 18.402 tỷ "
                "đồng.\n\nTP Vinh dẫn đầu với 3.218 tỷ đồng, đạt 151% dự toán."
            ),
            {"18.402": "budget_revenue_domestic 2022 level", "3.218": "budget_revenue 2022 level"},
        ),
        (
            (
                "In the first ten months of 2024, retail sales in Vietnam rose 8.6 percent. Growth was seen in Hai "
                "Phong (9.4 percent), Can Tho (7.7 percent) and Da Nang (6.9 percent). Accommodation and catering "
                "revenue rose 13 percent."
            ),
            {"8.6": "retail_sales 2024-01/2024-10 growth", "13": "accommodation_food_revenue 2024-01/2024-10 growth"},
        ),
    ],
    "guests of a few days, told on": [
        (
            (
                "Trong 5 ngày nghỉ lễ 30/4 – 1/5 năm 2025, tỉnh Kiên Giang rất đông khách. Tổng thu từ du lịch đạt "
                "1.000 tỷ đồng.\nKhách tham quan các điểm du lịch đạt 208.000 lượt (tăng 17% so với cùng kỳ năm "
                "2024), nhất là ở Phú Quốc, Hà Tiên, Rạch Giá và các đảo Nam Du, Hòn Sơn, nơi nhiều chương trình "
                "nghệ thuật được tổ chức liên tục từ sáng đến khuya để phục vụ du khách gần xa. "
                "Doanh thu du lịch đạt 986,4 tỷ đồng."
            ),
            {"1.000": "?period_weak", "986,4": "?period_weak"},
        ),
        (
            "Sau kỳ nghỉ lễ, khách đến đông. Tính chung năm 2023, doanh thu du lịch Kiên Giang đạt 10.000 tỷ đồng.",
            {"10.000": "tourism_revenue 2023 level"},
        ),
    ],
    "what an English resolution lists as if it were done": [
        (
            (
                "On July 30, the People's Council of Vinh Long province passed a Resolution on tasks in 2025.\nTotal "
                "social investment capital reached VND 70,720 billion. Services increased by 8.78%."
            ),
            {"70,720": "?aim_or_result", "8.78": "?aim_or_result"},
        ),
    ],
    "a rate of an amount that is not understood": [
        (
            (
                "In 2023, the number of visitors served by travel agencies of Nghe An reached 2.2 million, up 13.5 "
                "percent, of which international visitors reached 300,000."
            ),
            {"2.2": "!unexplained", "13.5": "?another_thing", "300,000": "?part_only"},
        ),
        (
            "In 2023, public investment disbursed in Nghe An was directed strongly, equal to 62.7 percent of the plan.",
            {"62.7": "public_investment_disbursed 2023 attainment"},
        ),
    ],
    "a quarter in Roman numerals, with a year behind a dash": [
        ("Năm 2024. GRDP quý III-2025 của tỉnh Nghệ An tăng 6,88%.", {"6,88": "grdp 2025-Q3 growth"}),
        (
            (
                "Tỉnh Nghệ An báo cáo 9 tháng đầu năm 2025.\nGRDP quý III-2025 tăng 6,88% so với cùng kỳ. Trong đó, "
                "dịch vụ tăng 7,3%."
            ),
            {"6,88": "grdp 2025-Q3 growth", "7,3": "services_value_added 2025-Q3 growth"},
        ),
        ("Thu ngân sách tỉnh Nghệ An quý II-2024 đạt 688 tỷ đồng.", {"688": "budget_revenue 2024-Q2 level"}),
        ("Kim ngạch xuất khẩu của tỉnh Nghệ An quý I-2024 tăng 8%.", {"8": "exports 2024-Q1 growth"}),
        ("Xuất khẩu tỉnh Nghệ An quý IV-2024 tăng 8%; mẫu QĐ III-205 tăng 9%.", {"8": "exports 2024-Q4 growth"}),
    ],
    "a year that something is so many times of": [
        (
            (
                "Quy mô GRDP của tỉnh Nghệ An năm 2010 đạt 75.137 tỷ đồng, gấp 2,5 lần năm 2005. GRDP bình quân đầu "
                "người là 29,65 triệu đồng."
            ),
            {"75.137": "grdp 2010 level", "29,65": "grdp_per_capita 2010 level"},
        ),
        (
            "Năm 2020, thu ngân sách của tỉnh Nghệ An gấp đôi năm 2015.\nTỷ lệ hộ nghèo còn 3%.",
            {"3": "poverty_rate 2020 level"},
        ),
        (
            (
                "Năm 2020, thu ngân sách của tỉnh Nghệ An đạt 7.513 tỷ đồng, gấp hơn 3 lần năm 2010.\nTỷ lệ hộ nghèo "
                "còn 3%."
            ),
            {"7.513": "budget_revenue 2020 level"},
        ),
        (
            "Xuất khẩu của tỉnh Nghệ An tăng gấp 2 lần trong năm 2023, đạt 2 tỷ USD.\nTỷ lệ hộ nghèo còn 3%.",
            {"3": "poverty_rate 2023 level"},
        ),
        (
            "Năm 2020, xuất khẩu của tỉnh Nghệ An đạt 2 tỷ USD, gấp 4 lần của năm 2012; tỷ lệ hộ nghèo còn 3%.",
            {"3": "poverty_rate 2020 level"},
        ),
    ],
    "so far above a plan that it may be its share": [
        ("Năm 2023, thu ngân sách của tỉnh Nghệ An vượt 88% dự toán.", {"88": "?share_too_far"}),
        ("Năm 2023, thu ngân sách của tỉnh Nghệ An vượt 8% dự toán.", {"8": "budget_revenue 2023 attainment"}),
    ],
    "a hedge before the English figure that a year dates": [
        (
            "Nghe An recorded GRDP growth above 10 per cent in 2025.\nIts exports rose 9 per cent.",
            {"10": "grdp 2025 growth", "9": "exports 2025 growth"},
        ),
        (
            "Nghe An had GRDP growth higher than 10 per cent in the first half of 2025.\nIts exports rose 9 per cent.",
            {"10": "grdp 2025-H1 growth", "9": "exports 2025-H1 growth"},
        ),
        (
            "Nghe An's GRDP grew by more than 10 per cent in 2025.\nIts exports rose 9 per cent.",
            {"10": "grdp 2025 growth", "9": "exports 2025 growth"},
        ),
        (
            (
                "Six out of 34 provinces grew above 10 per cent in the first nine months of 2025.\nNghe An's exports "
                "rose 9 per cent."
            ),
            {"9": "exports 2025-01/2025-09 growth"},
        ),
        (
            "Nghe An's GRDP grew 11 per cent in 2025, above 9 per cent in 2024.\nIts exports rose 8 per cent.",
            {"11": "grdp 2025 growth", "8": "?period_weak"},
        ),
    ],
    "communes that met a standard this year": [
        (
            (
                "Tỉnh Nghệ An năm 2022 công nhận mới 4 xã đạt chuẩn nông thôn mới, 6 xã đạt chuẩn nông thôn mới nâng "
                "cao."
            ),
            {"6": "?another_thing"},
        ),
        (
            (
                "Năm 2022, toàn tỉnh Nghệ An có thêm 4 xã đạt chuẩn nông thôn mới, 6 xã đạt chuẩn nông thôn mới nâng "
                "cao."
            ),
            {"6": "?another_thing"},
        ),
    ],
    "a thousandfold of what any such area has": [
        (
            "Tỉnh Nghệ An năm 2018\nTổng mức bán lẻ hàng hóa và dịch vụ tiêu dùng đạt 49.800 nghìn tỷ đồng.",
            {"49.800": "?size_too_far"},
        ),
        ("Tỉnh Nghệ An năm 2018\nKim ngạch xuất khẩu đạt 450 tỷ USD.", {"450": "?size_too_far"}),
        ("Huyện Quế Phong năm 2018\nGiá trị sản xuất nông nghiệp 1.800 nghìn tỷ đồng.", {"1.800": "?size_too_far"}),
        ("Tỉnh Nghệ An năm 2018\nDoanh thu du lịch đạt 9.800 nghìn tỷ đồng.", {"9.800": "?size_too_far"}),
        (
            "Tỉnh Nghệ An năm 2018\nTổng mức bán lẻ hàng hóa và dịch vụ tiêu dùng đạt 49.800 tỷ đồng.",
            {"49.800": "retail_and_services_revenue 2018 level"},
        ),
    ],
    "what a council sets for a year": [
        (
            "Nghị quyết HĐND huyện Cái Bè xác định năm 2023 giá trị sản xuất tăng 7,5%, thu ngân sách 246 tỷ đồng.",
            {"7,5": "total_production_value 2023 planned_growth", "246": "budget_revenue 2023 plan"},
        ),
        (
            "Kỳ họp HĐND quận Kiến An xác định năm 2022 giá trị sản xuất công nghiệp tăng 12%.",
            {"12": "industrial_output 2022 planned_growth"},
        ),
        (
            "HĐND thành phố Hải Phòng quyết nghị năm 2024 thu ngân sách nội địa 40.000 tỷ đồng, GRDP tăng 11,5%.",
            {"40.000": "budget_revenue_domestic 2024 plan", "11,5": "grdp 2024 planned_growth"},
        ),
        (
            "Nghị quyết Đại hội Đảng bộ huyện Đầm Hà xác định đến năm 2025 thu nhập bình quân đạt 95 triệu đồng.",
            {"95": "income_per_capita 2025 plan"},
        ),
        (
            "Kỳ họp HĐND huyện Đầm Hà nghe báo cáo kết quả, xác định năm 2023 thu ngân sách đạt 246 tỷ đồng.",
            {"246": "budget_revenue 2023 level"},
        ),
        (
            "Kỳ họp HĐND huyện Đầm Hà xác định năm 2023 là năm khó khăn nhưng thu ngân sách vẫn đạt 246 tỷ đồng.",
            {"246": "budget_revenue 2023 level"},
        ),
    ],
    "a name that its place parts": [
        (
            "Năm 2023, tỷ lệ người dân huyện Đầm Hà tham gia bảo hiểm y tế đạt 94,2%.",
            {"94,2": "health_insurance_rate 2023 level"},
        ),
        (
            "Năm 2023, tỷ lệ dân số huyện Đầm Hà tham gia BHYT đạt 94,2%.",
            {"94,2": "health_insurance_rate 2023 level"},
        ),
        (
            "Năm 2023, tỷ lệ hộ dân trên địa bàn huyện Đầm Hà sử dụng nước sạch đạt 94,2%.",
            {"94,2": "clean_water_rate 2023 level"},
        ),
        (
            "Năm 2023, tỷ lệ lao động của huyện Đầm Hà qua đào tạo đạt 64,2%.",
            {"64,2": "trained_labour_rate 2023 level"},
        ),
        ("Năm 2023, tỷ lệ trẻ em huyện Đầm Hà tham gia bảo hiểm y tế đạt 94,2%.", {"94,2": "?name_unknown"}),
        ("Năm 2023, tỷ lệ hộ dân ở trung tâm huyện Đầm Hà sử dụng nước sạch đạt 99%.", {"99": "?name_unknown"}),
    ],
    "blanks at the end of a paragraph, which ends it all the same": [
        (
            (
                f"Quý I năm 2023, huyện Đầm Hà giải quyết việc làm cho 1.734 lao động.{blanks}"
                "Nửa cuối năm, huyện phấn đấu cả năm tăng trưởng đạt 14% trở lên."
            ),
            {"1.734": "jobs_created 2023-Q1 level", "14": "!no_name"},
        )
        for blanks in ("\n\n", " \n\n", "  \n \n", "\t\n\n", "\u00a0\n\n", "\n\u00a0\n")
    ],
    "all of a year, said of one thing in a report on a part of it": [
        (
            "9 tháng năm 2024, tỉnh An Giang: sản lượng lúa cả năm ước 4,1 triệu tấn. Thu ngân sách đạt 6.300 tỷ đồng.",
            {"4,1": "rice_output 2024 level", "6.300": "?period_weak"},
        ),
        (
            (
                "6 tháng đầu năm 2024, huyện Đầm Hà thu hoạch lúa. Diện tích lúa cả năm dự kiến 3.100 ha. Giá trị sản "
                "xuất công nghiệp đạt 900 tỷ đồng."
            ),
            {"3.100": "rice_area 2024 level", "900": "?period_weak"},
        ),
        (
            (
                "9 tháng năm 2024, thu ngân sách huyện Đầm Hà đạt 300 tỷ đồng, ước cả năm 420 tỷ đồng. Giá trị sản "
                "xuất công nghiệp đạt 900 tỷ đồng."
            ),
            {"300": "budget_revenue 2024-01/2024-09 level", "420": "budget_revenue 2024 level", "900": "?period_weak"},
        ),
        (
            (
                "9 tháng năm 2024, thu ngân sách huyện Đầm Hà đạt 300 tỷ đồng.\nƯớc cả năm 2024, giá trị sản xuất công "
                "nghiệp đạt 900 tỷ đồng. Thu ngân sách đạt 420 tỷ đồng."
            ),
            {"900": "industrial_output 2024 level", "420": "?period_weak"},
        ),
        (
            (
                "Năm 2024, huyện Đầm Hà đạt kết quả tốt. Thu ngân sách cả năm ước 500 tỷ đồng. Giá trị sản xuất "
                "công nghiệp đạt 900 tỷ đồng."
            ),
            {"500": "budget_revenue 2024 level", "900": "industrial_output 2024 level"},
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [row for rows in ROWS.values() for row in rows],
    ids=[f"{kind}-{number}" for kind, rows in ROWS.items() for number, _ in enumerate(rows, 1)],
)
def test_what_unseen_texts_showed(examiner: Examiner, text: str, wanted: dict[str, str]) -> None:
    article = examiner.examine(text).article
    told = {one.text.lstrip("+-"): f"!{one.code}" for one in article.unread}
    for one in article.observations:
        doubts = [f"?{doubt}" for doubt in one.doubts]
        sure = f"{one.indicator} {one.period} {one.measure}"
        digits = text[one.start : one.end]
        told[digits] = next((doubt for doubt in doubts if doubt == wanted.get(digits)), (doubts or [sure])[0])

    assert {digits: told.get(digits) for digits in wanted} == wanted


def test_a_ranking_s_next_place_has_its_own_figure(examiner: Examiner) -> None:
    text = (
        "Năm 2024, Bắc Giang tăng trưởng GRDP 14,18%.\nSau Bắc Giang, Trà Vinh có GRDP tăng 13,93%.\n"
        "TOP 3: Thanh Hóa\nGRDP tăng 12,16%."
    )

    assert [one.area for one in examiner.examine(text).article.observations] == ["bac-giang", "tra-vinh", "thanh-hoa"]


def test_an_english_clause_s_own_place_has_its_figure(examiner: Examiner) -> None:
    text = (
        "In 2021, GRDP of Hanoi rose 5.91 percent.\nIn the first quarter, the province of Quang Ninh posted GRDP "
        "growth of 9.02 percent."
    )

    assert [one.area for one in examiner.examine(text).article.observations] == ["ha-noi", "quang-ninh"]
