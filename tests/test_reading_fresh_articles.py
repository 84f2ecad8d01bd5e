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
