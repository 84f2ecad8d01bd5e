"""Whose figure it is, as a table: what opens and closes a place's stretch, and which of its namesakes a place is.

A row: a text, the area that it is about, its observations as *area indicator period measure value* (``?``: of its own
place, which is not known), and what is left unread, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import ArticleReader, ReadObservation

LE_CHAN = "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết."
CASES: dict[str, list[tuple[str, str, list[str], list[str]]]] = {
    "a bare name is a place's": [
        (
            (
                "Kiến An nằm ở cửa ngõ phía tây, giáp quận Lê Chân. Năm 2023, thu ngân sách trên địa bàn Kiến An đạt "
                "512 tỷ đồng."
            ),
            "kien-an",
            [
                "kien-an budget_revenue 2023 level 512",
            ],
            [],
        ),
        (
            (
                "Năm 2023, thu ngân sách của Kiến An đạt 512 tỷ đồng. Quận ủy bàn đề án phát triển đô thị thuộc thành "
                "phố Hải Phòng."
            ),
            "kien-an",
            [
                "kien-an budget_revenue 2023 level 512",
            ],
            [],
        ),
        (
            (
                "Thành ủy Thủy Nguyên họp. Quý I/2023, thu ngân sách ước 212 tỷ đồng. Thủy Nguyên hướng tới đô thị "
                "loại II thuộc thành phố Hải Phòng."
            ),
            "thuy-nguyen",
            [
                "thuy-nguyen budget_revenue 2023-Q1 level 212",
            ],
            [],
        ),
        (
            "Vĩnh Bảo vượt khó. Năm 2022, Vĩnh Bảo thu ngân sách 412 tỷ đồng, tăng 9%.",
            "vinh-bao",
            [
                "vinh-bao budget_revenue 2022 level 412",
                "vinh-bao budget_revenue 2022 growth 9",
            ],
            [],
        ),
        (
            "Năm 2022, thu ngân sách Quảng Ninh đạt 54.600 tỷ đồng; xuất khẩu đạt 2,9 tỷ USD.",
            "quang-ninh",
            [
                "quang-ninh budget_revenue 2022 level 54600",
                "quang-ninh exports 2022 level 2.9",
            ],
            [],
        ),
        (
            "TPHCM: Năm 2023, GRDP tăng 5,81%. Thu ngân sách TP đạt 446.545 tỷ đồng.",
            "ho-chi-minh",
            [
                "ho-chi-minh grdp 2023 growth 5.81",
                "ho-chi-minh “Thu ngân sách TP” 2023 level 446545",
            ],
            [],
        ),
        (
            "Q. Lê Chân thu ngân sách năm 2022 đạt 905 tỷ đồng. H. An Lão thu 512 tỷ đồng.",
            "le-chan",
            [
                "le-chan budget_revenue 2022 level 905",
                "an-lao-hai-phong budget_revenue 2022 level 512",
            ],
            [],
        ),
        (
            "Năm 2021, TX. Kinh Môn (Hải Dương) thu ngân sách đạt 1.320 tỷ đồng.",
            "kinh-mon",
            [
                "kinh-mon budget_revenue 2021 level 1320",
            ],
            [],
        ),
        (
            "Huế tăng tốc. Năm 2024, GRDP của Huế tăng 8,15%.",
            "hue",
            [
                "hue grdp 2024 growth 8.15",
            ],
            [],
        ),
        (
            "Kiến An bứt phá. 9 tháng năm 2025, Kiến An thu ngân sách 212 tỷ đồng.",
            "phuong-kien-an",
            [
                "phuong-kien-an budget_revenue 2025-01/2025-09 level 212",
            ],
            [],
        ),
        (
            "Hải Dương: năm 2023, TP Hải Dương thu ngân sách 2.100 tỷ đồng. Toàn tỉnh thu ngân sách 22.000 tỷ đồng.",
            "hai-duong",
            [
                "hai-duong-hai-duong budget_revenue 2023 level 2100",
                "hai-duong budget_revenue 2023 level 22000",
            ],
            [],
        ),
    ],
    "another place opens its own stretch, and the text comes back to its own": [
        (
            (
                "Quận Lê Chân và quận Hải An tổng kết năm 2022\n\nNăm 2022, quận Lê Chân thu ngân sách 905 tỷ "
                "đồng.\n\n* Cùng ngày, Quận ủy Hải An tổng kết năm 2022. Kinh tế tăng khá, thu ngân sách đạt 2.140 tỷ "
                "đồng; thu nhập bình quân đầu người đạt 79 triệu đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2022 level 905",
                "hai-an budget_revenue 2022 level 2140",
                "hai-an income_per_capita 2022 level 79",
            ],
            [],
        ),
        (
            (
                "Quận Ngô Quyền thu ngân sách năm 2023 đạt 1.900 tỷ đồng. Cùng ngày, UBND quận Hồng Bàng báo cáo thu "
                "ngân sách năm 2023 đạt 2.310 tỷ đồng. Thu nhập bình quân đầu người đạt 88 triệu đồng."
            ),
            "ngo-quyen",
            [
                "ngo-quyen budget_revenue 2023 level 1900",
                "hong-bang budget_revenue 2023 level 2310",
                "hong-bang income_per_capita 2023 level 88",
            ],
            [],
        ),
        (
            (
                "Năm 2023, huyện Vĩnh Bảo, thành phố Hải Phòng: trong khi huyện Tiên Lãng thu ngân sách 310 tỷ đồng "
                "thì Vĩnh Bảo thu 412 tỷ đồng."
            ),
            "vinh-bao",
            [
                "tien-lang budget_revenue 2023 level 310",
                "vinh-bao budget_revenue 2023 level 412",
            ],
            [],
        ),
        (
            (
                "Năm 2023, huyện Vĩnh Bảo, thành phố Hải Phòng: thu ngân sách đạt 412 tỷ đồng, cao hơn huyện Tiên Lãng "
                "(310 tỷ đồng)."
            ),
            "vinh-bao",
            [
                "vinh-bao budget_revenue 2023 level 412",
                "tien-lang budget_revenue 2023 level 310",
            ],
            [],
        ),
        (
            (
                "Năm 2023, huyện Vĩnh Bảo, thành phố Hải Phòng: thu ngân sách đạt 412 tỷ đồng, còn Tiên Lãng đạt 310 "
                "tỷ đồng."
            ),
            "vinh-bao",
            [
                "vinh-bao budget_revenue 2023 level 412",
                "tien-lang budget_revenue 2023 level 310",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Phường An Dương thu ngân sách đạt 35,2 tỷ đồng, "
                "tăng 5%; thu ngân sách quận đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "phuong-an-duong budget_revenue 2024 level 35.2",
                "phuong-an-duong budget_revenue 2024 growth 5",
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Ở phường Vĩnh Niệm, thu nhập bình quân đầu "
                "người đạt 90 triệu đồng, còn ở phường An Biên là 95 triệu đồng."
            ),
            "le-chan",
            [
                "phuong-vinh-niem income_per_capita 2024 level 90",
                "phuong-an-bien income_per_capita 2024 level 95",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Điển hình như phường Vĩnh Niệm thu ngân sách 42 "
                "tỷ đồng."
            ),
            "le-chan",
            [
                "phuong-vinh-niem budget_revenue 2024 level 42",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Riêng phường Vĩnh Niệm, thu ngân sách đạt 42 tỷ "
                "đồng. Tổng mức bán lẻ hàng hóa đạt 9.000 tỷ đồng."
            ),
            "le-chan",
            [
                "phuong-vinh-niem budget_revenue 2024 level 42",
            ],
            [
                "9.000: whose figure it is is not clear",
            ],
        ),
        (
            (
                "Năm 2024, tỉnh Nghệ An thu ngân sách 25.000 tỷ đồng, trong đó thành phố Vinh 3.900 tỷ đồng; kim ngạch "
                "xuất khẩu đạt 3,1 tỷ USD."
            ),
            "nghe-an",
            [
                "nghe-an budget_revenue 2024 level 25000",
                "vinh budget_revenue 2024 level 3900",
                "nghe-an exports 2024 level 3.1",
            ],
            [],
        ),
        (
            (
                "Năm 2024, tỉnh Nghệ An thu ngân sách 25.000 tỷ đồng. Trong đó, thành phố Vinh thu 3.900 tỷ đồng, "
                "huyện Quỳnh Lưu thu 800 tỷ đồng. Kim ngạch xuất khẩu đạt 3,1 tỷ USD."
            ),
            "nghe-an",
            [
                "nghe-an budget_revenue 2024 level 25000",
                "vinh budget_revenue 2024 level 3900",
                "quynh-luu budget_revenue 2024 level 800",
                "nghe-an exports 2024 level 3.1",
            ],
            [],
        ),
        (
            (
                "I. HUYỆN AN LÃO\n\nNăm 2023, thu ngân sách đạt 512 tỷ đồng.\n\nII. HUYỆN KIẾN THỤY\n\nNăm 2023, thu "
                "ngân sách đạt 480 tỷ đồng."
            ),
            "an-lao-hai-phong",
            [
                "an-lao-hai-phong budget_revenue 2023 level 512",
                "kien-thuy budget_revenue 2023 level 480",
            ],
            [],
        ),
        (
            (
                "Tỉnh Nam Định\n\nGRDP 6 tháng đầu năm 2025 của tỉnh tăng 8,9% so với cùng kỳ (quý I tăng 8,4%; quý II "
                "tăng 9,3%).\n\nHải Phòng\n\nThành phố Hải Phòng có diện tích 1.526 km2."
            ),
            "hai-phong",
            [
                "nam-dinh grdp 2025-H1 growth 8.9",
                "nam-dinh grdp 2025-Q1 growth 8.4",
                "nam-dinh grdp 2025-Q2 growth 9.3",
                "hai-phong land_area 2025-H1 level 1526",
            ],
            [],
        ),
    ],
    "the country's, a region's, another country's": [
        (
            "Cả nước năm 2024, GDP tăng 7,1%. Riêng thành phố Hải Phòng, GRDP tăng 11%.",
            "",
            [
                "viet-nam grdp 2024 growth 7.1",
                "hai-phong grdp 2024 growth 11",
            ],
            [],
        ),
        (
            (
                "Kinh tế cả nước tiếp tục phục hồi, GDP 6 tháng đầu năm 2024 tăng 6,6%. Tại thành phố Hải Phòng, thu "
                "ngân sách 6 tháng đạt 58.300 tỷ đồng, tăng 5,1% so với cùng kỳ."
            ),
            "viet-nam",
            [
                "viet-nam grdp 2024-H1 growth 6.6",
                "hai-phong budget_revenue 2024-H1 level 58300",
                "hai-phong budget_revenue 2024-H1 growth 5.1",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Kim ngạch xuất khẩu cả nước đạt 405,5 tỷ USD, "
                "tăng 14,3%."
            ),
            "le-chan",
            [
                "viet-nam exports 2024 level 405.5",
                "viet-nam exports 2024 growth 14.3",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng; xuất khẩu của cả "
                "nước tăng 14,3%."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
                "viet-nam exports 2024 growth 14.3",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách tăng 9%, cao hơn bình quân chung "
                "cả nước (7,5%)."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 growth 9",
                "viet-nam budget_revenue 2024 growth 7.5",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Tổng mức bán lẻ hàng hóa tăng 9%, trong khi cả "
                "nước tăng 7%."
            ),
            "le-chan",
            [
                "le-chan retail_sales 2024 growth 9",
                "viet-nam retail_sales 2024 growth 7",
            ],
            [],
        ),
        (
            "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thế giới tăng trưởng GDP 3,1%.",
            "le-chan",
            [],
            [
                "3,1: a figure of another place",
            ],
        ),
        (
            "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Vùng Đồng bằng sông Hồng có GRDP tăng 7,87%.",
            "le-chan",
            [
                "dong-bang-song-hong grdp 2024 growth 7.87",
            ],
            [],
        ),
        (
            "Vùng Đông Nam Bộ năm 2024 thu ngân sách 700.000 tỷ đồng; riêng TP.HCM thu 508.000 tỷ đồng.",
            "dong-nam-bo",
            [
                "dong-nam-bo budget_revenue 2024 level 700000",
                "ho-chi-minh “thu” 2024 level 508000",
            ],
            [],
        ),
        (
            (
                "GRDP Hải Phòng năm 2024 tăng 11,01%, đứng thứ ba cả nước, sau Bắc Giang (13,85%) và Thanh Hóa "
                "(12,16%). Thu ngân sách đạt 118.000 tỷ đồng."
            ),
            "hai-phong",
            [
                "hai-phong grdp 2024 growth 11.01",
                "bac-giang grdp 2024 growth 13.85",
                "thanh-hoa grdp 2024 growth 12.16",
                "hai-phong budget_revenue 2024 level 118000",
            ],
            [],
        ),
    ],
    "a type word alone is the text's own place, or the one above it": [
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Chỉ số sản xuất công nghiệp của thành phố tăng "
                "15,1%."
            ),
            "le-chan",
            [
                "hai-phong iip 2024 growth 15.1",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách của quận đạt 905 tỷ đồng, đóng "
                "góp vào tổng thu 118.000 tỷ đồng của thành phố."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
                "hai-phong budget_revenue 2024 level 118000",
            ],
            [],
        ),
        (
            "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Toàn thành phố thu ngân sách 118.000 tỷ đồng.",
            "le-chan",
            [
                "hai-phong budget_revenue 2024 level 118000",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Kim ngạch xuất khẩu trên địa bàn thành phố đạt "
                "36 tỷ USD."
            ),
            "le-chan",
            [
                "hai-phong exports 2024 level 36",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Tỷ lệ hộ nghèo còn 0,2%, thấp hơn bình quân của "
                "thành phố (0,5%)."
            ),
            "le-chan",
            [
                "le-chan poverty_rate 2024 level 0.2",
            ],
            ["0,5: no words say whether it is a level, a growth or a share of the plan"],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng, bằng 112% dự "
                "toán của thành phố, tăng 9%."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
                "le-chan budget_revenue 2024 attainment 112",
                "le-chan budget_revenue 2024 growth 9",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. UBND thành phố giao dự toán thu ngân sách 800 "
                "tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 plan 800",
            ],
            [],
        ),
        (
            (
                "Năm 2025, phường Hồng Bàng, thành phố Hải Phòng thu ngân sách 1.100 tỷ đồng. GRDP của thành phố tăng "
                "11,81%."
            ),
            "phuong-hong-bang",
            [
                "phuong-hong-bang budget_revenue 2025 level 1100",
                "hai-phong-2025 grdp 2025 growth 11.81",
            ],
            [],
        ),
        (
            (
                "Thành phố Hạ Long, tỉnh Quảng Ninh: năm 2023, thu ngân sách của thành phố đạt 12.000 tỷ đồng; thu "
                "ngân sách của tỉnh đạt 55.600 tỷ đồng."
            ),
            "ha-long",
            [
                "ha-long budget_revenue 2023 level 12000",
                "quang-ninh budget_revenue 2023 level 55600",
            ],
            [],
        ),
        (
            (
                "Năm 2023, xã Tân Tiến, huyện An Dương, thành phố Hải Phòng thu ngân sách 12 tỷ đồng. Thu ngân sách "
                "của huyện đạt 980 tỷ đồng; thu ngân sách thành phố đạt 102.000 tỷ đồng."
            ),
            "",
            [
                "? budget_revenue 2023 level 12",
                "an-duong budget_revenue 2023 level 980",
                "hai-phong budget_revenue 2023 level 102000",
            ],
            [],
        ),
        (
            (
                "Năm 2023, tỉnh Quảng Ninh có GRDP tăng 11,03%. Thành phố Hạ Long thu ngân sách 12.000 tỷ đồng; thành "
                "phố phấn đấu năm 2024 thu 13.000 tỷ đồng."
            ),
            "quang-ninh",
            [
                "quang-ninh grdp 2023 growth 11.03",
                "ha-long budget_revenue 2023 level 12000",
                "ha-long budget_revenue 2024 plan 13000",
            ],
            [],
        ),
    ],
    "a firm's, an estate's, a part's": [
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Cụm công nghiệp Cầu Kiến An đạt giá trị sản "
                "xuất công nghiệp 310 tỷ đồng."
            ),
            "le-chan",
            [],
            [
                "310: a figure of a firm or an estate, not of a place",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Khu công nghiệp Tràng Duệ có giá trị sản xuất "
                "công nghiệp 9.000 tỷ đồng."
            ),
            "le-chan",
            [],
            [
                "9.000: a figure of a firm or an estate, not of a place",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Giá trị sản xuất công nghiệp của Nhà máy xi "
                "măng Hải Phòng đạt 1.800 tỷ đồng."
            ),
            "le-chan",
            [],
            [
                "1.800: a figure of a firm or an estate, not of a place",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Trong đó, Công ty Thép Việt nộp ngân sách 120 "
                "tỷ đồng; thu ngân sách quận đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [
                "120: a figure of a firm or an estate, not of a place",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Nhờ Công ty Thép Việt mở rộng, giá trị sản xuất "
                "công nghiệp tăng 12%."
            ),
            "le-chan",
            [
                "le-chan industrial_output 2024 growth 12",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Bưu điện thành phố Hải Phòng có doanh thu 300 "
                "tỷ đồng."
            ),
            "le-chan",
            [],
            [
                "300: a figure of a firm or an estate, not of a place",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Khu vực ngoại thành, thu nhập bình quân đầu "
                "người đạt 60 triệu đồng."
            ),
            "le-chan",
            [],
            [
                "60: a figure of a part of the place",
            ],
        ),
    ],
    "a road, a neighbour, a guest and the one who reports hold no figure": [
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Dọc sông Lạch Tray, đường Kiến An, thu ngân "
                "sách đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Nằm giáp quận Kiến An và quận Hải An, quận thu "
                "ngân sách 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Cầu Rào kết nối với quận Dương Kinh, thu ngân "
                "sách đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Theo Cục Thống kê thành phố Hải Phòng, thu ngân "
                "sách đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Đồng chí Bí thư Thành ủy Hải Phòng dự và chỉ "
                "đạo. Thu ngân sách đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Chủ tịch UBND quận Lê Chân Nguyễn Văn A cho "
                "biết, thu ngân sách đạt 905 tỷ đồng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [],
        ),
        (
            "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Quận ủng hộ đồng bào tỉnh Lào Cai 5 tỷ đồng.",
            "le-chan",
            [],
            [
                "5: whose figure it is is not clear",
            ],
        ),
        (
            (
                "Tại phường Hải Châu, UBND tỉnh Quảng Nam tổ chức hội nghị. Tỉnh Quảng Nam năm 2023 có GRDP tăng 5,1%; "
                "tỉnh Quảng Nam thu ngân sách 23.400 tỷ đồng."
            ),
            "quang-nam",
            [
                "quang-nam grdp 2023 growth 5.1",
                "quang-nam budget_revenue 2023 level 23400",
            ],
            [],
        ),
        (
            "Tỉnh ủy Thái Bình tổ chức hội nghị tại huyện Tiền Hải. Năm 2022, GRDP tăng 9,5%.",
            "thai-binh",
            [
                "thai-binh grdp 2022 growth 9.5",
            ],
            [],
        ),
    ],
    "several places: one figure together, or one each": [
        (
            (
                "Năm 2023, quận Lê Chân có thu ngân sách 1.512 tỷ đồng, hơn số thu của 3 huyện An Lão, Tiên Lãng và "
                "Kiến Thụy gộp lại (khoảng 1.220 tỷ đồng)."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2023 level 1512",
            ],
            [
                "1.220: a figure of several places together",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Hai huyện An Lão và Kiến Thụy thu ngân sách "
                "1.100 tỷ đồng."
            ),
            "le-chan",
            [],
            [
                "1.100: a figure of several places together",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Các phường thu ngân sách 120 tỷ đồng, thu nhập "
                "bình quân đầu người đạt 88 triệu đồng."
            ),
            "le-chan",
            [
                "le-chan income_per_capita 2024 level 88",
            ],
            [
                "120: a figure of several places together",
            ],
        ),
        (
            "Năm 2023, GRDP của Bắc Ninh, Bắc Giang và Hà Nam lần lượt tăng 6,1%, 13,4% và 9,4%.",
            "bac-ninh",
            [
                "bac-ninh grdp 2023 growth 6.1",
                "bac-giang grdp 2023 growth 13.4",
                "ha-nam grdp 2023 growth 9.4",
            ],
            [],
        ),
        (
            (
                "Năm 2023, thu ngân sách một số địa phương: huyện An Lão (512 tỷ đồng), huyện Kiến Thụy (480 tỷ đồng), "
                "quận Đồ Sơn (260 tỷ đồng)."
            ),
            "an-lao-hai-phong",
            [
                "an-lao-hai-phong budget_revenue 2023 level 512",
                "kien-thuy budget_revenue 2023 level 480",
                "do-son budget_revenue 2023 level 260",
            ],
            [],
        ),
        (
            "GRDP của Quảng Ninh năm 2023 tăng 11,03%, cao hơn Hải Phòng (10,34%) và Hải Dương (8,16%).",
            "quang-ninh",
            [
                "quang-ninh grdp 2023 growth 11.03",
                "hai-phong grdp 2023 growth 10.34",
                "hai-duong grdp 2023 growth 8.16",
            ],
            [],
        ),
    ],
    "before and since the mergers": [
        (
            (
                "Năm 2025, GRDP thành phố Hải Phòng tăng 11,8%; khu vực Hải Phòng (cũ) tăng 12,1%, Hải Dương (cũ) tăng "
                "11,3%."
            ),
            "hai-phong-2025",
            [
                "hai-phong-2025 grdp 2025 growth 11.8",
                "hai-phong grdp 2025 growth 12.1",
                "hai-duong grdp 2025 growth 11.3",
            ],
            [],
        ),
        (
            (
                "Năm 2025, GRDP tỉnh Ninh Bình tăng 10,65%. Trước sáp nhập, năm 2024 Nam Định thu ngân sách 9.100 tỷ "
                "đồng, Hà Nam thu ngân sách 16.200 tỷ đồng."
            ),
            "ninh-binh-2025",
            [
                "ninh-binh-2025 grdp 2025 growth 10.65",
                "nam-dinh budget_revenue 2024 level 9100",
                "ha-nam budget_revenue 2024 level 16200",
            ],
            [],
        ),
        (
            (
                "Năm 2025, tỉnh Phú Thọ thu ngân sách 50.000 tỷ đồng. Năm 2024, GRDP trên cùng địa bàn tăng 9%; riêng "
                "Vĩnh Phúc cũ tăng 7,6%."
            ),
            "phu-tho-2025",
            [
                "phu-tho-2025 budget_revenue 2025 level 50000",
                "phu-tho-2025 grdp 2024 growth 9",
                "vinh-phuc grdp 2024 growth 7.6",
            ],
            [],
        ),
        (  # the sentence that speaks of the same ground names no place
            (
                "Năm 2025, tỉnh Ninh Bình thu ngân sách 68.500 tỷ đồng. Năm 2024, tính trên cùng địa bàn, thu ngân "
                "sách đạt 61.200 tỷ đồng. Năm 2023, thu ngân sách (trên cùng địa bàn) đạt 58.000 tỷ đồng. Năm 2022, "
                "thu ngân sách của Hà Nam đạt 12.000 tỷ đồng."
            ),
            "ninh-binh-2025",
            [
                "ninh-binh-2025 budget_revenue 2025 level 68500",
                "ninh-binh-2025 budget_revenue 2024 level 61200",
                "ninh-binh-2025 budget_revenue 2023 level 58000",
                "ha-nam budget_revenue 2022 level 12000",
            ],
            [],
        ),
        (
            "Năm 2024, GRDP thành phố Đà Nẵng tăng 7,51%. Năm 2025, thành phố phấn đấu tăng trên 8,5%.",
            "da-nang",
            [
                "da-nang grdp 2024 growth 7.51",
                "da-nang grdp 2025 planned_growth 8.5",
            ],
            [],
        ),
        (
            (
                "9 tháng năm 2025, thành phố Đà Nẵng thu ngân sách 42.000 tỷ đồng; khu vực Quảng Nam (cũ) thu 18.000 "
                "tỷ đồng."
            ),
            "da-nang-2025",
            [
                "da-nang-2025 budget_revenue 2025-01/2025-09 level 42000",
                "quang-nam budget_revenue 2025-01/2025-09 level 18000",
            ],
            [],
        ),
        (
            (
                "Năm 2025, phường Kiến An thu ngân sách 305 tỷ đồng; phường Phù Liễn thu 120 tỷ đồng; quận Kiến An "
                "(cũ) năm 2024 thu 512 tỷ đồng."
            ),
            "phuong-kien-an",
            [
                "phuong-kien-an budget_revenue 2025 level 305",
                "phuong-phu-lien budget_revenue 2025 level 120",
                "kien-an budget_revenue 2024 level 512",
            ],
            [],
        ),
        (
            "Huyện Thủy Nguyên năm 2023 thu ngân sách 3.000 tỷ đồng.",
            "thuy-nguyen",
            [
                "thuy-nguyen budget_revenue 2023 level 3000",
            ],
            [],
        ),
        (
            "Thành phố Thủy Nguyên 6 tháng đầu năm 2025 thu ngân sách 3.000 tỷ đồng.",
            "thuy-nguyen-2025",
            [
                "thuy-nguyen-2025 budget_revenue 2025-H1 level 3000",
            ],
            [],
        ),
    ],
    "captions, headlines of others, comments": [
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng.\n\nẢnh: Dây "
                "chuyền của Công ty Hải Long, doanh nghiệp có giá trị sản xuất công nghiệp đạt 250 tỷ đồng"
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [
                "250: in the caption of a picture",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng.\n\nCông nhân may "
                "tại xí nghiệp có 1.200 lao động. Ảnh: Duy Thính\n\nThu nhập bình quân đầu người đạt 88 triệu đồng/năm."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
                "le-chan income_per_capita 2024 level 88",
            ],
            [
                "1.200: in the caption of a picture",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng.\n\nXem "
                "thêm\n\nThu ngân sách quận Hải An vượt 2.000 tỷ đồng\n\nQuận Ngô Quyền thu ngân sách 1.900 tỷ đồng"
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [
                "2.000: in the headline of another article",
                "1.900: in the headline of another article",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng.\n\n>> Xem thêm: "
                "Hải An thu ngân sách 2.140 tỷ đồng\n\nThu nhập bình quân đầu người đạt 88 triệu đồng/năm."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
                "le-chan income_per_capita 2024 level 88",
            ],
            [
                "2.140: in the headline of another article",
            ],
        ),
        (
            (
                "Năm 2024, quận Lê Chân, thành phố Hải Phòng tổng kết. Thu ngân sách đạt 905 tỷ đồng.\n\nBình luận "
                "(2)\n\nThu ngân sách phải đạt 1.900 tỷ đồng mới đúng."
            ),
            "le-chan",
            [
                "le-chan budget_revenue 2024 level 905",
            ],
            [
                "1.900: in a reader's comment",
            ],
        ),
    ],
    "what only stands beside another place, and what several have in common": [
        (
            f"{LE_CHAN} Bình quân các quận, huyện, thu nhập đạt 70 triệu đồng/người/năm.",
            "le-chan",
            [],
            ["70: a figure of several places together"],
        ),
        (
            f"{LE_CHAN} Thu ngân sách gần bằng cả tỉnh Bắc Kạn (900 tỷ đồng).",
            "le-chan",
            ["bac-kan budget_revenue 2024 level 900"],
            [],
        ),
        (
            f"{LE_CHAN} Thu ngân sách của Hải An và Lê Chân đạt 3.045 tỷ đồng.",
            "le-chan",
            [],
            ["3.045: a figure of several places together"],
        ),
        (
            f"{LE_CHAN} Bên cạnh quận Hải An thu ngân sách đạt 2.140 tỷ đồng.",
            "le-chan",
            [],
            ["2.140: whose figure it is is not clear"],
        ),
        (
            f"{LE_CHAN} Thu ngân sách cao hơn quận Hồng Bàng, đạt 905 tỷ đồng.",
            "le-chan",
            ["le-chan budget_revenue 2024 level 905"],
            [],
        ),
        (
            f"{LE_CHAN} Quận Ngô Quyền cũng trong thành phố, thu ngân sách đạt 1.900 tỷ đồng.",
            "le-chan",
            ["ngo-quyen budget_revenue 2024 level 1900"],
            [],
        ),
        (
            f"{LE_CHAN} Tổng mức bán lẻ toàn thành phố đạt 230.000 tỷ đồng, riêng quận đạt 21.000 tỷ đồng.",
            "le-chan",
            ["hai-phong retail_sales 2024 level 230000", "le-chan retail_sales 2024 level 21000"],
            [],
        ),
        (
            f"{LE_CHAN} Phường Vĩnh Niệm dẫn đầu về thu ngân sách với 42 tỷ đồng, tiếp đến phường An Biên 35 tỷ đồng.",
            "le-chan",
            ["phuong-vinh-niem budget_revenue 2024 level 42", "phuong-an-bien budget_revenue 2024 level 35"],
            [],
        ),
    ],
    "nothing tells namesakes apart": [
        (
            "Huyện Châu Thành thu ngân sách năm 2021 đạt 231 tỷ đồng.",
            "",
            [
                "? budget_revenue 2021 level 231",
            ],
            [],
        ),
        (
            "Xã Hòa Bình thu ngân sách năm 2021 đạt 9 tỷ đồng.",
            "",
            [
                "? budget_revenue 2021 level 9",
            ],
            [],
        ),
        (
            "Huyện Châu Thành (Bến Tre) thu ngân sách năm 2021 đạt 231 tỷ đồng.",
            "chau-thanh-ben-tre",
            [
                "chau-thanh-ben-tre budget_revenue 2021 level 231",
            ],
            [],
        ),
        (
            "Năm 2022, huyện Châu Thành thu ngân sách 300 tỷ đồng. Toàn tỉnh Tiền Giang thu ngân sách 11.000 tỷ đồng.",
            "chau-thanh-tien-giang",
            [
                "chau-thanh-tien-giang budget_revenue 2022 level 300",
                "tien-giang budget_revenue 2022 level 11000",
            ],
            [],
        ),
    ],
}


def written(one: ReadObservation) -> str:
    name = one.indicator or f"“{one.name}”"
    return f"{one.area or '?'} {name} {one.period} {one.measure} {one.value:.12g}"


@pytest.mark.parametrize(
    ("text", "area", "read", "unread"),
    [pytest.param(*case, id=f"{heading}: {case[0][-50:]}") for heading, cases in CASES.items() for case in cases],
)
def test_each_figure_is_its_places(
    reader: ArticleReader, text: str, area: str, read: list[str], unread: list[str]
) -> None:
    article = reader.read(text)

    assert [written(one) for one in article.observations] == read
    assert [f"{one.text}: {one.reason}" for one in article.unread] == unread
    assert (article.area or "") == area


def test_what_tells_the_area_stands_where_the_article_says(reader: ArticleReader) -> None:
    text = "\ufeffQuận Lê Chân họp. Năm 2023, Lê Chân thu ngân sách 1.512 tỷ đồng."

    article = reader.read(text)

    assert [text[start:end] for start, end in article.area_spans] == ["Quận Lê Chân", "Lê Chân"]
    assert dict(article.evidence) == {"area": "quận lê chân"}


def test_namesakes_are_given_as_candidates_and_the_sites_province_decides(reader: ArticleReader) -> None:
    text = "Huyện Châu Thành thu ngân sách năm 2021 đạt 231 tỷ đồng."

    unknown, told = reader.read(text), reader.read(text, province="Tỉnh An Giang")

    assert (unknown.area, unknown.evidence["no_area"]) == (None, "namesakes")
    assert {"chau-thanh-an-giang", "chau-thanh-ben-tre"} <= set(unknown.candidates)
    assert told.area == "chau-thanh-an-giang"
    assert told.candidates == ()


def test_the_area_that_is_given_stands_for_the_texts_own_place_only(reader: ArticleReader) -> None:
    text = "Huyện Châu Thành năm 2021 thu ngân sách 231 tỷ đồng; xuất khẩu cả nước đạt 336 tỷ USD."

    article = reader.read(text, area="vinh-bao")

    assert [one.area for one in article.observations] == ["vinh-bao", "viet-nam"]


def test_a_given_area_that_the_text_tells_apart_from_another_takes_none_of_its_figures(reader: ArticleReader) -> None:
    text = "Thành phố Hải Phòng năm 2021 thu ngân sách 90.000 tỷ đồng. Quận Kiến An thu ngân sách 512 tỷ đồng."

    article = reader.read(text, area="kien-an")

    assert [one.area for one in article.observations] == ["hai-phong", "kien-an"]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        # Of namesakes, the one that stood when the text was written.
        (
            "Phường Phú Mỹ (TPHCM)\n\nNgày 1-10, trong 9 tháng năm 2025, thu ngân sách phường đạt 167 tỷ đồng.",
            "phuong-phu-my-2025",
        ),
        ("Phường Tân Định (TPHCM)\n\nNăm 2025, thu ngân sách phường đạt 321 tỷ đồng.", "phuong-tan-dinh-2025"),
        ("Phường Tân Định (TPHCM)\n\nNăm 2023, thu ngân sách phường đạt 21 tỷ đồng.", "phuong-tan-dinh-quan-1"),
        # The type word that a text gives a name elsewhere.
        ("Long An năm 2025\n\nNăm 2025, phường Long An thu ngân sách 618 tỷ đồng.", "phuong-long-an"),
        ("Hà Giang năm 2023\n\nThu ngân sách của tỉnh đạt 2.600 tỷ đồng, thành phố Hà Giang dẫn đầu.", "ha-giang"),
        # Wards and communes with a number.
        ("Xã Bảo Lâm 1 (Lâm Đồng)\n\nNăm 2025, thu ngân sách xã Bảo Lâm 1 đạt 30 tỷ đồng.", "xa-bao-lam-1"),
        ("Phường 1 Bảo Lộc\n\nNăm 2025, phường thu ngân sách 128 tỷ đồng.", "phuong-1-bao-loc-2025"),
        # The only ward that the paragraph names.
        (
            "TPHCM năm 2025\n\nLà trung tâm, phường Bàn Cờ phát triển. Năm 2025, phường thu ngân sách 1.332 tỷ đồng.",
            "phuong-ban-co",
        ),
        # Short names of provinces, one of which begins as a thị trấn's does.
        *(
            (f"{name} năm 2023\n\nNăm 2023, thu ngân sách của tỉnh đạt 11.410 tỷ đồng.", area)
            for area, names in {
                "thua-thien-hue": ("TT-Huế", "TT Huế", "TT. Huế", "Tỉnh TT.Huế", "TT – Huế"),
                "ba-ria-vung-tau": ("BR-VT", "BR - VT", "Tỉnh BR–VT", "BRVT"),
                "bac-kan": ("Bắc Cạn",),
            }.items()
            for name in names
        ),
        # A ward that was merged before the districts ended.
        ("Phường Kim Giang (Thanh Xuân, Hà Nội)\n\nNăm 2023, phường thu ngân sách 61 tỷ đồng.", "phuong-kim-giang"),
        ("UBND QUẬN HÀ ĐÔNG\nUBND PHƯỜNG YẾT KIÊU\n\nNăm 2023, phường thu ngân sách 61 tỷ đồng.", "phuong-yet-kieu"),
        # What a former unit had is told by the way.
        (
            "Tỉnh Vĩnh Long 9 tháng năm 2025\n\nĐiện gió tại Trà Vinh cũ tăng 24%. Xuất khẩu của tỉnh đạt 2 tỷ USD.",
            "vinh-long-2025",
        ),
    ],
)
def test_the_last_figure_is_of_the_place(reader: ArticleReader, text: str, area: str) -> None:
    assert reader.read(text).observations[-1].area == area


@pytest.mark.parametrize("given", ["tỉnh chỉ giao", "tỉnh mới giao", "tỉnh giao"])
def test_who_gave_a_plan_while_another_did_more_is_not_whose_it_is(examiner: Examiner, given: str) -> None:
    text = (
        "Huyện Nông Cống (Thanh Hóa) năm 2023\n\nThu ngân sách nhà nước trên địa bàn 467,3 tỷ đồng, trong khi "
        f"{given} 268,5 tỷ đồng. Chi ngân sách 1.124 tỷ đồng."
    )
    read = examiner.examine(text).article.observations

    assert [(one.area, one.measure) for one in read] == [("nong-cong", m) for m in ("level", "plan", "level")]
