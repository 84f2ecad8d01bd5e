"""Reports of places all over Vietnam, in our own words and with figures of our own, and which place each is of."""

from __future__ import annotations

from typing import NamedTuple


class Report(NamedTuple):
    """A report, the id of its place, its province's, and the year that it is about."""

    area: str
    province: str
    year: int
    text: str


# Twelve places of twelve provinces: before July 2025 and since, districts of each kind, communes, provinces, a zone.
REPORTS = (
    Report(
        "dong-hoi",
        "quang-binh",
        2023,
        """Đồng Hới tổng kết năm 2023

Thứ Sáu, 12/01/2024 08:30

Năm 2023, thành phố Đồng Hới (tỉnh Quảng Bình) giữ đà phát triển. Tổng thu ngân sách đạt 1.250,5 tỷ đồng, đạt 104% kế
hoạch, tăng 6,2% so với cùng kỳ năm trước. Giá trị sản xuất công nghiệp tăng 9,5% so với năm trước.
""",
    ),
    Report(
        "yen-chau",
        "son-la",
        2022,
        """HĐND huyện Yên Châu họp kỳ cuối năm

Thứ Tư, 21/12/2022 14:05

Báo cáo tại kỳ họp cho biết, năm 2022 kinh tế huyện Yên Châu, tỉnh Sơn La phục hồi rõ nét. Thu ngân sách trên địa bàn
huyện đạt 86,4 tỷ đồng, đạt 112% kế hoạch. Tổng mức bán lẻ hàng hóa đạt 1.040 tỷ đồng, tăng 11,3% so với năm 2021.
""",
    ),
    Report(
        "ky-anh-ha-tinh-449",
        "ha-tinh",
        2023,
        """Thị xã Kỳ Anh: thu ngân sách vượt dự toán

Thứ Hai, 08/01/2024 09:00

UBND thị xã Kỳ Anh (Hà Tĩnh) vừa đánh giá kết quả năm 2023. Giá trị sản xuất công nghiệp của thị xã tăng 7,8% so với
năm 2022. Tổng thu ngân sách đạt 1.910,2 tỷ đồng, bằng 118% kế hoạch.
""",
    ),
    Report(
        "lao-cai",
        "lao-cai",
        2024,
        """Kinh tế tỉnh Lào Cai năm 2024

Thứ Ba, 31/12/2024 10:10

Theo Cục Thống kê tỉnh Lào Cai, năm 2024 tổng sản phẩm trên địa bàn tỉnh (GRDP) tăng 7,6% so với năm trước. Tổng thu
ngân sách nhà nước trên địa bàn tỉnh đạt 10.150 tỷ đồng, đạt 106% kế hoạch.
""",
    ),
    Report(
        "tuyen-quang-2025",
        "tuyen-quang-2025",
        2025,
        """Tuyên Quang: nhìn lại năm 2025

Thứ Hai, 29/12/2025 16:20

Sau khi hợp nhất với tỉnh Hà Giang từ ngày 01/7/2025, tỉnh Tuyên Quang bước qua năm 2025 với nhiều kết quả. GRDP năm
2025 của tỉnh tăng 8,4% so với năm 2024. Thu ngân sách nhà nước trên địa bàn tỉnh năm 2025 đạt 9.870 tỷ đồng.
""",
    ),
    Report(
        "phuong-hac-thanh",
        "thanh-hoa",
        2025,
        """Phường Hạc Thành họp tổng kết

Thứ Sáu, 26/12/2025 08:00

Năm 2025, phường Hạc Thành, tỉnh Thanh Hóa thu ngân sách đạt 812,6 tỷ đồng, đạt 109% kế hoạch. Trên địa bàn phường, tổng
mức bán lẻ hàng hóa đạt 5.230 tỷ đồng.
""",
    ),
    Report(
        "dac-khu-phu-quy",
        "lam-dong-2025",
        2025,
        """Đặc khu Phú Quý sau nửa năm

Thứ Năm, 18/12/2025 07:45

Năm 2025, đặc khu Phú Quý (tỉnh Lâm Đồng) thu ngân sách đạt 41,3 tỷ đồng, đạt 103% kế hoạch, tăng 4,5% so với năm trước.
""",
    ),
    Report(
        "xa-kham-duc",
        "da-nang-2025",
        2025,
        """Xã Khâm Đức đặt mục tiêu cho năm tới

Thứ Ba, 23/12/2025 15:30

Đảng ủy xã Khâm Đức, thành phố Đà Nẵng họp đánh giá năm 2025. Thu ngân sách của xã đạt 25,7 tỷ đồng, đạt 115% kế hoạch.
""",
    ),
    Report(
        "phuong-tan-dinh-quan-1",
        "ho-chi-minh",
        2024,
        """Phường Tân Định, Quận 1: kết quả năm 2024

Thứ Ba, 07/01/2025 11:00

Năm 2024, phường Tân Định (Quận 1, TPHCM) thu ngân sách đạt 96,8 tỷ đồng, đạt 121% kế hoạch, tăng 5,4% so với cùng kỳ.
""",
    ),
    Report(
        "xa-tan-huong-ninh-giang",
        "hai-duong",
        2023,
        """Xã Tân Hương tổng kết năm

Thứ Năm, 28/12/2023 09:15

Xã Tân Hương (huyện Ninh Giang, tỉnh Hải Dương) vừa tổng kết năm 2023. Thu ngân sách xã đạt 14,2 tỷ đồng, đạt 127% kế
hoạch.
""",
    ),
    Report(
        "hue",
        "hue",
        2025,
        """Huế: một năm là thành phố trực thuộc trung ương

Thứ Tư, 31/12/2025 17:00

Năm 2025, thành phố Huế có GRDP tăng 8,9% so với năm 2024. Thu ngân sách nhà nước trên địa bàn thành phố đạt 13.900 tỷ
đồng, đạt 108% kế hoạch.
""",
    ),
    Report(
        "krong-pac",
        "dak-lak",
        2024,
        """Krông Pắc: công nghiệp tăng trưởng

Thứ Tư, 15/01/2025 08:20

Huyện ủy Krông Pắc (Đắk Lắk) cho biết, năm 2024 giá trị sản xuất công nghiệp của huyện đạt 1.765 tỷ đồng, tăng 10,2% so
với năm 2023. Tổng thu ngân sách đạt 245,9 tỷ đồng.
""",
    ),
)


def dated(title: str, day: str, report: str) -> str:
    """Write a short report: its title, its date line, what it reports."""
    return f"{title}\n\n{day} 08:00\n\n{report}"


_JANUARY, _JUNE, _DECEMBER = "Thứ Sáu, 05/01/2024", "Thứ Sáu, 27/06/2025", "Thứ Sáu, 26/12/2025"
# Names that several places bear; what tells them apart stands in the text, or does not.
AMBIGUOUS: tuple[tuple[str | None, str], ...] = (
    # The province is named.
    (
        "chau-thanh-tay-ninh",
        dated(
            "Huyện Châu Thành tổng kết năm 2023",
            _JANUARY,
            "Năm 2023, huyện Châu Thành, tỉnh Tây Ninh thu ngân sách đạt 310,5 tỷ đồng.",
        ),
    ),
    # A body of it is.
    (
        "chau-thanh-soc-trang",
        dated(
            "Châu Thành: thu ngân sách đạt cao",
            _JANUARY,
            "Tỉnh ủy Sóc Trăng thăm Huyện ủy Châu Thành. Năm 2023, huyện Châu Thành thu ngân sách đạt 120,5 tỷ đồng.",
        ),
    ),
    # The time: a huyện until the end of 2024, a quận for half a year.
    (
        "an-duong",
        dated("Huyện An Dương năm 2023", _JANUARY, "Năm 2023, huyện An Dương thu ngân sách đạt 2.310,5 tỷ đồng."),
    ),
    (
        "an-duong-2025",
        dated(
            "Quận An Dương sáu tháng đầu năm 2025",
            _JUNE,
            "6 tháng đầu năm 2025, quận An Dương thu ngân sách đạt 1.310,5 tỷ đồng.",
        ),
    ),
    # The type word: district or commune.
    (
        "phuong-kien-an",
        dated("Phường Kiến An năm 2025", _DECEMBER, "Năm 2025, phường Kiến An thu ngân sách đạt 310,5 tỷ đồng."),
    ),
    # The province before its merger, by the year.
    (
        "lam-dong",
        dated("Lâm Đồng năm 2023", _JANUARY, "Năm 2023, tỉnh Lâm Đồng thu ngân sách nhà nước đạt 13.310,5 tỷ đồng."),
    ),
    # Nothing tells them apart: to be asked.
    (
        None,
        dated(
            "Huyện Châu Thành tổng kết năm 2023",
            _JANUARY,
            "Năm 2023, huyện Châu Thành thu ngân sách đạt 310,5 tỷ đồng.",
        ),
    ),
    (None, dated("Xã Tân Tiến năm 2023", _JANUARY, "Năm 2023, xã Tân Tiến thu ngân sách đạt 10,5 tỷ đồng.")),
)
