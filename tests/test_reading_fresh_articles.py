"""Kinds that articles read for the first time showed: whose what ranks is, what a figure is held up to, what a word
stands for.

A row has a text, and by the digits of a figure what is made of it: area, indicator, period and measure where it is
sure, the doubt where it is asked (`?doubt`), the reason where it is left unread (`!code`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner

Row = tuple[str, dict[str, str]]

H1 = "6 tháng đầu năm 2024, tỉnh Quảng Ninh "
HALF = "Quang Ninh, July 2, 2024\n\nIn the first half of 2024, "

ROWS: dict[str, list[Row]] = {
    "whoever ranks in the whole country has the figure, and not the country": [
        (
            "Năm 2026, Hải Phòng dẫn đầu mục tiêu tăng trưởng GRDP cả nước (13-13,5%), theo sát là Quảng Ninh.",
            {"13": "hai-phong-2025 grdp 2026 planned_growth"},
        ),
        (
            "Năm 2024, Bắc Giang đứng đầu về tăng trưởng GRDP toàn quốc với 13,85%.",
            {"13,85": "bac-giang grdp 2024 growth"},
        ),
        (
            "Năm 2023, thành phố Hải Phòng xếp thứ hai về thu hút FDI cả nước, đạt 3,5 tỷ USD.",
            {"3,5": "hai-phong fdi_registered 2023 level"},
        ),
        (
            "Năm 2024, Nghệ An xếp hạng 8 về thu hút FDI toàn quốc với 1,75 tỷ USD.",
            {"1,75": "nghe-an fdi_registered 2024 level"},
        ),
        (
            "Năm 2024, Nghệ An nằm trong top 10 thu hút FDI cả nước với 1,75 tỷ USD.",
            {"1,75": "nghe-an fdi_registered 2024 level"},
        ),
        (
            "Năm 2024, An Giang giữ vị trí số một về sản lượng lúa cả nước với 4,1 triệu tấn.",
            {"4,1": "an-giang rice_output 2024 level"},
        ),
        (
            "Năm 2024, Nghệ An đứng thứ 2 về thu ngân sách khu vực Bắc Trung Bộ, đạt 25.000 tỷ đồng.",
            {"25.000": "nghe-an budget_revenue 2024 level"},
        ),
        (
            "Năm 2025, dẫn đầu về thu hút FDI cả nước là Bắc Ninh với 5,1 tỷ USD.",
            {"5,1": "bac-ninh-2025 fdi_registered 2025 level"},
        ),
        (
            "Năm 2024, TP Hồ Chí Minh dẫn đầu, thu ngân sách cả nước đạt 2.025.000 tỷ đồng.",
            {"2.025.000": "viet-nam budget_revenue 2024 level"},
        ),
        (
            "Năm 2024, Bắc Giang dẫn đầu khi xuất khẩu cả nước đạt 405 tỷ USD.",
            {"405": "viet-nam exports 2024 level"},
        ),
        (
            "Năm 2024, tăng trưởng GRDP cả nước (7,09%) cao hơn Hải Phòng.",
            {"7,09": "viet-nam grdp 2024 growth"},
        ),
    ],
    "a rank out of so many is held in a place, and what follows is not that place's": [
        (
            (
                "Tăng trưởng kinh tế Hải Dương năm 2023 đạt 8,16%; cao thứ 13/63 cả nước và thứ 6/11 vùng Đồng bằng "
                "sông Hồng; trong đó:\n- Nông, lâm nghiệp và thủy sản tăng 4,08%;\n- Dịch vụ tăng 7,39%."
            ),
            {
                "4,08": "hai-duong agri_forestry_fishery_value_added 2023 growth",
                "7,39": "hai-duong services_value_added 2023 growth",
            },
        ),
        (
            "Năm 2023, tỉnh Hải Dương xếp hạng 17/63 toàn quốc về PCI. Thu ngân sách đạt 20.000 tỷ đồng.",
            {"20.000": "hai-duong budget_revenue 2023 level"},
        ),
        (
            "Năm 2023, GRDP tỉnh Hải Dương xếp thứ 6/11 vùng Đồng bằng sông Hồng. Xuất khẩu đạt 11 tỷ USD.",
            {"11": "hai-duong exports 2023 level"},
        ),
    ],
    "what is still to be completed is an aim, and its parts": [
        (
            (
                "Năm 2019, Quảng Ninh đón 14 triệu lượt khách. Tỉnh tự tin hoàn thành mục tiêu đón 15,5 triệu lượt "
                "khách, trong đó có 6,5 triệu khách quốc tế vào năm 2020."
            ),
            {"14": "quang-ninh visitors 2019 level", "6,5": "quang-ninh international_visitors 2020 plan"},
        ),
        (
            "Năm 2024, huyện Đầm Hà cam kết về đích các chỉ tiêu: thu ngân sách 250 tỷ đồng, hộ nghèo còn 1,2%.",
            {"250": "dam-ha budget_revenue 2024 plan", "1,2": "dam-ha poverty_rate 2024 plan"},
        ),
        (
            "Năm 2024, huyện Đầm Hà tự tin hoàn thành dự toán thu ngân sách 250 tỷ đồng.",
            {"250": "dam-ha budget_revenue 2024 plan"},
        ),
        (
            "Năm 2024, để đạt mục tiêu thu ngân sách 55.000 tỷ đồng, tỉnh Quảng Ninh cần nỗ lực.",
            {"55.000": "quang-ninh budget_revenue 2024 plan"},
        ),
        (
            "Tỉnh Lào Cai nỗ lực để về đích với mục tiêu thu ngân sách 12.000 tỷ đồng trong năm 2024.",
            {"12.000": "lao-cai budget_revenue 2024 plan"},
        ),
        (
            "Năm 2024, tỉnh Quảng Ninh đã nỗ lực hoàn thành mục tiêu đón 19 triệu lượt khách.",
            {"19": "quang-ninh visitors 2024 level"},
        ),
        (
            "Năm 2024, nhờ quyết tâm cao nên tỉnh Quảng Ninh hoàn thành mục tiêu đón 19 triệu lượt khách.",
            {"19": "quang-ninh visitors 2024 level"},
        ),
    ],
    "what this year has brought so far is not all of it": [
        (f"Can Tho, 2022\n\n{told} exports of Can Tho reached $1.2 billion.", {"1.2": "?period_weak"})
        for told in ("So far this year,", "Year-to-date", "Since the beginning of the year,")
    ],
    "what lies in a place has what its clause tells": [
        *(
            (f"Năm 2023, {subject} {told}.", {digits: "?another_thing"})
            for subject, told, digits in (
                ("khu nghỉ dưỡng ở huyện Nghi Lộc", "đón 120.000 lượt khách", "120.000"),
                ("nghệ nhân Lò Văn A ở huyện Mường La", "đạt doanh thu du lịch 1,2 tỷ đồng", "1,2"),
                ("vườn thú ở thành phố Vinh", "đón 120.000 lượt khách", "120.000"),
                ("câu lạc bộ bóng đá tại huyện Nghi Lộc", "có doanh thu du lịch 12 tỷ đồng", "12"),
                ("cơ quan thuế ở huyện Nghi Lộc", "thu ngân sách 320 tỷ đồng", "320"),
                ("xưởng may tại huyện Yên Thành", "giải quyết việc làm cho 300 lao động", "300"),
            )
        ),
        (
            "Năm 2023, sản xuất ở huyện Nghi Lộc khá, thu ngân sách đạt 320 tỷ đồng.",
            {"320": "nghi-loc budget_revenue 2023 level"},
        ),
        (
            "Năm 2023, thu ngân sách ở huyện Nghi Lộc đạt 320 tỷ đồng.",
            {"320": "nghi-loc budget_revenue 2023 level"},
        ),
        (
            "Năm 2023, bà con phấn khởi, huyện Nghi Lộc thu ngân sách 320 tỷ đồng.",
            {"320": "nghi-loc budget_revenue 2023 level"},
        ),
    ],
    "a text that holds something against a later time is not of the year before that": [
        (
            (
                "Trong tháng 5, tỉnh Vĩnh Long giải quyết việc làm cho 2.980 lao động, tăng so với thời điểm cuối quý "
                "I/2022. Năm 2021, tỉnh tạo việc làm cho 23.436 lao động."
            ),
            {"2.980": "?period_weak", "23.436": "vinh-long jobs_created 2021 level"},
        ),
        (
            (
                "Trong tháng 9, thu ngân sách huyện Đầm Hà đạt 30 tỷ đồng, cao hơn mức bình quân của quý II/2023. Cả "
                "năm 2022, huyện thu 320 tỷ đồng."
            ),
            {"30": "?period_weak", "320": "dam-ha budget_revenue 2022 level"},
        ),
        (
            "Tháng 10, tỉnh Quảng Ninh đón 900.000 lượt khách, ít hơn tháng 8/2024. Năm 2023, tỉnh đón 15 triệu lượt.",
            {"900.000": "?period_weak"},
        ),
        (
            (
                "In May, Vinh Long province created 2,980 jobs, above the figure of the first quarter of 2022. In "
                "2021, the province created 23,436 jobs."
            ),
            {"2,980": "?period_weak", "23,436": "vinh-long jobs_created 2021 level"},
        ),
        (
            (
                "In the first quarter, exports of Nghe An reached $500 million, below the fourth quarter of 2023. In "
                "2022, exports reached $2.5 billion."
            ),
            {"500": "?period_weak", "2.5": "nghe-an exports 2022 level"},
        ),
        (
            (
                "Tháng 5, tỉnh Vĩnh Long giải quyết việc làm cho 2.980 lao động, tăng so với tháng 4/2021. Năm 2021, "
                "tỉnh tạo việc làm cho 23.436 lao động."
            ),
            {"2.980": "vinh-long jobs_created 2021-05 level"},
        ),
    ],
    "the value of products may be GRDP where an area has one": [
        (
            "Năm 2024, tổng giá trị sản phẩm trên địa bàn tỉnh Đắk Lắk đạt 63.249 tỷ đồng, tăng 4,38%.",
            {"63.249": "?another_thing", "4,38": "?another_thing"},
        ),
        ("Năm 2024, tổng giá trị sản phẩm của thành phố Hải Phòng tăng 11%.", {"11": "?another_thing"}),
        (
            "Năm 2024, tổng giá trị sản phẩm trên địa bàn huyện Đầm Hà đạt 4.000 tỷ đồng.",
            {"4.000": "dam-ha total_production_value 2024 level"},
        ),
        (
            "Năm 2024, tổng giá trị sản xuất của tỉnh Đắk Lắk đạt 163.249 tỷ đồng.",
            {"163.249": "dak-lak total_production_value 2024 level"},
        ),
        (
            "Năm 2024, giá trị tổng sản phẩm của tỉnh Đắk Lắk đạt 63.249 tỷ đồng.",
            {"63.249": "dak-lak grdp 2024 level"},
        ),
    ],
    "the growth that another is lower than is of the year named with it, not of the years among which it ranks": [
        (
            (
                "GRDP 9 tháng năm 2025 của tỉnh Nghệ An tăng 7,85% so với cùng kỳ, chỉ thấp hơn tốc độ tăng 9,44% của "
                "cùng kỳ năm 2022 trong giai đoạn 2011-2025."
            ),
            {"7,85": "nghe-an grdp 2025-01/2025-09 growth", "9,44": "nghe-an grdp 2022-01/2022-09 growth"},
        ),
        (
            (
                "Thu ngân sách quý I năm 2024 của tỉnh Nghệ An tăng 12%, vượt xa tốc độ tăng 4,5% của cùng kỳ năm "
                "2020 trong 5 năm qua."
            ),
            {"12": "nghe-an budget_revenue 2024-Q1 growth", "4,5": "nghe-an budget_revenue 2020-Q1 growth"},
        ),
        (
            "GRDP 6 tháng đầu năm 2024 của tỉnh Nghệ An tăng 6,42%, cao hơn mức tăng 3,84% của cùng kỳ năm 2023.",
            {"6,42": "nghe-an grdp 2024-H1 growth", "3,84": "nghe-an grdp 2023-H1 growth"},
        ),
        (
            "Quý II/2024, GRDP Nghệ An tăng 8,23%, chỉ kém mức tăng 14,38% của cùng kỳ năm 2022 trong nhiệm kỳ.",
            {"8,23": "nghe-an grdp 2024-Q2 growth", "14,38": "nghe-an grdp 2022-Q2 growth"},
        ),
        (
            (
                "8 tháng năm 2024, xuất khẩu của tỉnh Nghệ An tăng 15,8%, kém mức tăng 20,1% của cùng kỳ năm 2021 "
                "trong giai đoạn 2016-2024."
            ),
            {"15,8": "nghe-an exports 2024-01/2024-08 growth", "20,1": "nghe-an exports 2021-01/2021-08 growth"},
        ),
    ],
    "a word that may stand for each of the things told before": [
        (
            HALF + "795 new firms created about 17,400 jobs. This figure is up 12.6 per cent.",
            {"12.6": "?another_thing"},
        ),
        (
            HALF + "exports reached $1.6 billion and imports $1.9 billion. The number was up 12.6 per cent.",
            {"1.9": "quang-ninh imports 2024-H1 level", "12.6": "?another_thing"},
        ),
        (
            HALF + "the province welcomed 10 million visitors. This figure is up 12.6 per cent.",
            {"12.6": "quang-ninh visitors 2024-H1 growth"},
        ),
        (
            H1 + "xuất khẩu đạt 1,6 tỷ USD, nhập khẩu đạt 1,9 tỷ USD. Kết quả này tăng 12,6% so với cùng kỳ.",
            {"12,6": "?another_thing"},
        ),
        (
            H1 + "đón 10 triệu lượt khách, trong đó khách quốc tế 1,5 triệu lượt. Mức này tăng 12,6% so với cùng kỳ.",
            {"12,6": "?another_thing"},
        ),
        (
            H1 + "đón 10 triệu lượt khách. Con số này tăng 12,6% so với cùng kỳ.",
            {"12,6": "quang-ninh visitors 2024-H1 growth"},
        ),
        (
            H1 + "xuất khẩu đạt 1,6 tỷ USD, nhập khẩu đạt 1,9 tỷ USD. Kết quả này nhờ thu ngân sách tăng 12,6%.",
            {"12,6": "quang-ninh budget_revenue 2024-H1 growth"},
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [row for rows in ROWS.values() for row in rows],
    ids=[f"{kind}-{number}" for kind, rows in ROWS.items() for number, _ in enumerate(rows, 1)],
)
def test_what_fresh_articles_showed(examiner: Examiner, text: str, wanted: dict[str, str]) -> None:
    article = examiner.examine(text).article
    told = {one.text.lstrip("+-"): f"!{one.code}" for one in article.unread}
    for one in article.observations:
        doubts = [f"?{doubt}" for doubt in one.doubts if doubt != "rule_not_proven"]
        sure = f"{one.area} {one.indicator} {one.period} {one.measure}"
        digits = text[one.start : one.end]
        told[digits] = next((doubt for doubt in doubts if doubt == wanted.get(digits)), (doubts or [sure])[0])

    assert {digits: told.get(digits) for digits in wanted} == wanted
