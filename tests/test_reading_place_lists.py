# ruff: noqa: E501 - the texts stand as a page has them
"""Lists and tables of places: whose each figure is, and of what, said once for all of them; and what is left unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.articles.examination import open_catalogue
from kienan_analysis.reading.article import ArticleReader
from tests.told_figures import told

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import ReadObservation

INTRO = "Năm 2024, GRDP của nhiều tỉnh tăng khá. "
LED = INTRO + "Dẫn đầu là Bắc Giang với GRDP tăng 13,9%. "

RANKINGS: list[tuple[str, list[str]]] = [
    # The next sentence goes on with the list.
    (LED + "Tiếp theo là Khánh Hòa 10,2%.", ["bac-giang 13.9", "khanh-hoa 10.2"]),
    (
        LED + "Xếp sau lần lượt là Thanh Hóa (12,2%) và Hà Nam (10,9%).",
        ["bac-giang 13.9", "thanh-hoa 12.2", "ha-nam 10.9"],
    ),
    (LED + "Kế đến là Hải Phòng với 11%, Quảng Ninh 9,3%.", ["bac-giang 13.9", "hai-phong 11", "quang-ninh 9.3"]),
    (LED + "Đứng thứ năm là Trà Vinh với gần 10,1%.", ["bac-giang 13.9", "tra-vinh 10.1"]),
    (LED + "Ở chiều ngược lại, Bắc Ninh giảm 2,1%.", ["bac-giang 13.9", "bac-ninh -2.1"]),
    # Counted first, then listed.
    (
        "Năm 2024, cả nước có 6/63 tỉnh đạt mức tăng GRDP trên 10%, gồm: Bắc Giang (13,9%), Hải Phòng (11%).",
        ["bac-giang 13.9", "hai-phong 11"],
    ),
    (
        "Có 2 địa phương tăng trưởng GRDP hai con số trong năm 2024 gồm: Trà Vinh (10,1%), Hải Phòng (11%).",
        ["tra-vinh 10.1", "hai-phong 11"],
    ),
    # A heading or what introduces the list says of what it is.
    (
        "Năm 2024, xét về tốc độ tăng GRDP, Hải Phòng đứng đầu với 11%, tiếp đến là Huế 8,2%.",
        ["hai-phong 11", "hue 8.2"],
    ),
    (
        "Top 3 tỉnh có tốc độ tăng GRDP cao nhất năm 2024 gồm: Bắc Giang (13,9%), Hà Nam (10,9%), Trà Vinh (10%).",
        ["bac-giang 13.9", "ha-nam 10.9", "tra-vinh 10"],
    ),
    (
        "Bảng xếp hạng GRDP năm 2024 (so với cùng kỳ)\n\n1. Bắc Giang: 13,9%\n\n2. Hà Nam: 10,9%\n\n3. Trà Vinh: 10%",
        ["bac-giang 13.9", "ha-nam 10.9", "tra-vinh 10"],
    ),
    (
        "Tốc độ tăng GRDP năm 2024 của các địa phương:\n\n- Bắc Giang: 13,9%\n\n- Hà Nam: 10,9%",
        ["bac-giang 13.9", "ha-nam 10.9"],
    ),
    ("Năm 2024, hai tỉnh có GRDP giảm là Quảng Nam (-8,2%) và Bắc Ninh (-9,3%).", ["quang-nam -8.2", "bac-ninh -9.3"]),
]
UNREAD: list[tuple[str, list[str]]] = [
    # Of another thing, or of nothing that is said.
    (LED + "Tỷ lệ lấp đầy cao nhất là Hà Nam (92%).", ["bac-giang 13.9"]),
    (LED + "Hà Nam (35%), Trà Vinh (40%) có tỷ lệ đô thị hóa cao.", ["bac-giang 13.9"]),
    (LED + "Hải Phòng đạt 95%.", ["bac-giang 13.9"]),
    (LED + "Hải Phòng chiếm 5%.", ["bac-giang 13.9"]),
    (LED + "Hải Phòng có thể 12%.", ["bac-giang 13.9"]),
    (LED + "Ngược lại là Hà Nam với 2,5%.", ["bac-giang 13.9"]),
    (LED + "Cùng nhóm có Hà Nam và Trà Vinh, 9%.", ["bac-giang 13.9"]),
    ("Năm 2024, GRDP tăng, thu ngân sách tăng. Dẫn đầu là Bắc Giang với 13,9%.", []),
    ("Năm 2024, GRDP tăng, kim ngạch xuất khẩu tăng. Dẫn đầu là Bắc Giang với 13,9%.", []),
    ("Danh sách các tỉnh năm 2024\n\nBắc Giang: 13,9%\n\nHà Nam: 10,9%", []),
    ("Giá cà phê năm 2024\n\nĐắk Lắk: 13,9%\n\nGia Lai: 10,9%", []),
]
# What grows is the place itself; the name comes after, with a figure of its own.
NAMED_AFTER: list[tuple[str, list[str]]] = [
    (
        "Năm 2024, thu ngân sách cả nước ước 2.000 nghìn tỷ đồng, vượt 19% dự toán.\n\nQuảng Ninh tăng 8,4% và thu ngân sách 55.000 tỷ đồng; Hải Phòng tăng 11%; Hà Nam 10,9%.",
        ["viet-nam 2000", "viet-nam 119", "quang-ninh 55000"],
    ),
    (
        "Năm 2024, thu ngân sách Lâm Đồng là 13.000 tỷ đồng. Cao Bằng tăng 7,2% nhưng thu ngân sách vỏn vẹn 2.300 tỷ đồng.",
        ["lam-dong 13000", "cao-bang 2300"],
    ),
    (
        "Năm 2024, xuất khẩu Bắc Ninh tăng 5%. Hà Nam tăng 10,9%, còn xuất khẩu tăng 8%.",
        ["bac-ninh 5"],  # two of one place, and nothing that tells them apart
    ),
    (
        "Năm 2024, Trà Vinh tăng 10% song thu ngân sách giảm 3%, Hà Nam tăng 10,9% mà xuất khẩu chỉ tăng 1%.",
        ["tra-vinh -3", "ha-nam 1"],
    ),
]
TITLE = "Tăng trưởng GRDP năm 2024 của các địa phương"
TABLES: list[tuple[str, list[str]]] = [
    (
        f"{TITLE}\n\nĐịa phương\n\nTốc độ tăng (%)\n\nBắc Giang\n\n13,9\n\nHà Nam\n\n10,9\n\nTrà Vinh\n\n10",
        ["bac-giang growth 13.9", "ha-nam growth 10.9", "tra-vinh growth 10"],
    ),
    (
        f"{TITLE}\n\nSTT\n\nTỉnh\n\nTốc độ tăng (%)\n\n1\n\nBắc Giang\n\n13,9\n\n2\n\nHà Nam\n\n10,9\n\n3\n\nTrà Vinh\n\n10",
        ["bac-giang growth 13.9", "ha-nam growth 10.9", "tra-vinh growth 10"],
    ),
    (
        f"{TITLE}\n\nSTT | Tỉnh | Tốc độ tăng (%)\n1 | Bắc Giang | 13,9\n2 | Hà Nam | 10,9\n3 | Trà Vinh | -1,5",
        ["bac-giang growth 13.9", "ha-nam growth 10.9", "tra-vinh growth -1.5"],
    ),
    (
        "Thu ngân sách các tỉnh năm 2024\n\nTỉnh | Thu ngân sách (tỷ đồng) | So với dự toán (%)\nBắc Giang | 20.100 | 118\nHà Nam | 17.200 | 125\nTrà Vinh | 6.900 | 101",
        [
            "bac-giang level 20100",
            "bac-giang attainment 118",
            "ha-nam level 17200",
            "ha-nam attainment 125",
            "tra-vinh level 6900",
            "tra-vinh attainment 101",
        ],
    ),
    (
        "Hộ nghèo các tỉnh năm 2024\n\nTỉnh\n\nTỷ lệ hộ nghèo (%)\n\nGiảm so với 2023 (điểm %)\n\nBắc Giang\n\n1,5\n\n0,6\n\nHà Nam\n\n1,2\n\n0,4\n\nTrà Vinh\n\n0,9\n\n0,3",
        [
            "bac-giang level 1.5",
            "bac-giang growth -0.6",
            "ha-nam level 1.2",
            "ha-nam growth -0.4",
            "tra-vinh level 0.9",
            "tra-vinh growth -0.3",
        ],
    ),
    # A head that says something else than the title, or nothing.
    (
        "Thu ngân sách các tỉnh năm 2024\n\nTỉnh | Thu từ đất (tỷ đồng)\nBắc Giang | 20.100\nHà Nam | 17.200\nTrà Vinh | 6.900",
        [],
    ),
    (f"{TITLE}\n\nTỉnh | Tỷ trọng (%)\nBắc Giang | 20,1\nHà Nam | 17,2\nTrà Vinh | 6,9", []),
    (
        "Thu ngân sách các tỉnh năm 2024\n\nTỉnh | Thu ngân sách từ đất (tỷ đồng)\nBắc Giang | 20.100\nHà Nam | 17.200\nTrà Vinh | 6.900",
        [],
    ),
]
SUBJECTS: list[tuple[str, str | None]] = [
    ("CÁC CHỈ TIÊU CỦA TỈNH CÀ MAU NĂM 2024\n\nThu ngân sách 5.000 tỷ đồng.", "ca-mau"),
    ("KẾT QUẢ THỰC HIỆN CHỈ TIÊU CỦA HUYỆN VĨNH BẢO\n\nNăm 2023 thu ngân sách 500 tỷ đồng.", "vinh-bao"),
    ("MỘT SỐ CHỈ TIÊU TỈNH CÀ MAU\n\nChỉ tiêu | Đơn vị | Kế hoạch 2024\nThu ngân sách | tỷ đồng | 5.000", "ca-mau"),
    ("Hà Nội (TTXVN 2/12) Đại hội Đảng bộ tỉnh Thái Nguyên năm 2024. Thu ngân sách đạt 46.000 tỷ đồng.", "thai-nguyen"),
    (
        "IIP nhiều nơi lấy lại đà\n\nNăm 2024, IIP Bắc Giang tăng 7%, Thái Nguyên tăng 4%, Long An tăng 3%, Cà Mau tăng 2%. Cả nước còn khó. Xuất khẩu đạt 29 tỷ USD.",
        "viet-nam",
    ),
    (
        "Top thu ngân sách năm 2024: Bắc Ninh vượt Vĩnh Phúc\n\nHà Nội thu 90 tỷ đồng. Hải Phòng thu 80 tỷ đồng. Đồng Nai thu 70 tỷ đồng. Quảng Ninh thu 60 tỷ đồng. Thanh Hóa thu 50 tỷ đồng. Bình Dương thu 40 tỷ đồng.",
        None,
    ),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    """Give the reader with the package's catalogue."""
    catalogue = open_catalogue(None)
    return ArticleReader(catalogue.indicators, catalogue.areas)


def _growth(one: ReadObservation) -> str:
    assert (one.indicator, one.measure) == ("grdp", "growth")
    return f"{one.area} {one.value:.12g}"


@pytest.mark.parametrize(("text", "read"), [*RANKINGS, *UNREAD], ids=lambda value: str(value)[-50:])
def test_a_list_of_places_is_read_only_where_it_says_of_what(reader: ArticleReader, text: str, read: list[str]) -> None:
    article = reader.read(text)

    assert [_growth(one) for one in article.observations if one.indicator] == read


@pytest.mark.parametrize(("text", "read"), NAMED_AFTER, ids=lambda value: str(value)[-50:])
def test_a_name_that_comes_with_the_next_figure_is_no_other_ones(
    reader: ArticleReader, text: str, read: list[str]
) -> None:
    article = reader.read(text)

    assert [f"{one.area} {one.value:.12g}" for one in article.observations if one.indicator] == read


@pytest.mark.parametrize(("text", "read"), TABLES, ids=lambda value: str(value)[-50:])
def test_a_table_of_places_is_read_by_its_heads_and_title(reader: ArticleReader, text: str, read: list[str]) -> None:
    article = reader.read(text)

    assert [f"{one.area} {one.measure} {one.value:.12g}" for one in article.observations] == read
    assert {one.period for one in article.observations} <= {"2024"}


def test_a_title_that_speaks_of_the_new_ground_means_the_merged_provinces(reader: ArticleReader) -> None:
    title = "Tăng trưởng GRDP 6 tháng đầu năm 2025 (tính theo địa giới mới)"
    rows = "Bắc Ninh\n\n10,5\n\nHưng Yên\n\n9\n\nQuảng Ninh\n\n11"

    article = reader.read(f"{title}\n\nTỉnh\n\nTốc độ tăng (%)\n\n{rows}")

    assert [one.area for one in article.observations] == ["bac-ninh-2025", "hung-yen-2025", "quang-ninh"]
    assert {one.period for one in article.observations} == {"2025-H1"}


@pytest.mark.parametrize(("text", "area"), SUBJECTS, ids=lambda value: str(value)[:30])
def test_the_subject_of_a_text_that_names_many(reader: ArticleReader, text: str, area: str | None) -> None:
    assert (reader.read(text).area or "").removesuffix("-2025") == (area or "")


def test_a_given_area_takes_no_figure_of_a_text_about_another_place(reader: ArticleReader) -> None:
    article = reader.read("Huyện Mỹ Đức năm 2021 thu ngân sách 149 tỷ đồng. Chi ngân sách 200 tỷ đồng.", area="kien-an")

    assert {one.area for one in article.observations} == {"my-duc"}


def test_a_given_district_leaves_its_city_the_citys_figures(reader: ArticleReader) -> None:
    article = reader.read("Thành phố Hải Phòng năm 2021 thu ngân sách 90.000 tỷ đồng.", area="kien-an")

    assert [one.area for one in article.observations] == ["hai-phong"]


@pytest.mark.parametrize(("text", "expected"), [
    # Of a paragraph that spoke of two things the next one takes up none, nor past a heading that names another.
    (("Năm 2023, các tỉnh đồng bằng sông Hồng\n\n1. Hải Phòng: IIP tăng 12,9%. Thu nội địa tăng 7%.\n2. Quảng Ninh: tăng "
     "9,94%.\n3. Hà Nam: 9,3%."), ["hai-phong iip 2023 growth 12.9", "hai-phong budget_revenue_domestic 2023 growth 7"]),
    ("Năm 2023, các tỉnh đồng bằng sông Hồng\n\n1. Hải Phòng: IIP tăng 12,9%.\n2. Quảng Ninh: tăng 9,94%.",
     ["hai-phong iip 2023 growth 12.9", "quang-ninh iip 2023 growth 9.94"]),
    ("Tỉnh Thái Nguyên năm 2023\n\nThu ngân sách. Phú Bình: tăng 8%.\n\nGiảm nghèo. Võ Nhai giảm 5,8%, Định Hóa giảm 4,9%.",
     ["phu-binh budget_revenue 2023 growth 8"]),
])  # fmt: skip
def test_what_a_list_is_of_ends_with_its_paragraph(examiner: Examiner, text: str, expected: list[str]) -> None:
    assert told(examiner, text) == expected


@pytest.mark.parametrize(("words", "area", "period"), [
    ("Chi ngân sách quận 4 tháng", "ngo-quyen", "2023-01/2023-04"),
    ("Chi ngân sách quận 6 tháng đầu năm", "ngo-quyen", "2023-H1"),
    ("Chi ngân sách quận 9 tháng năm 2023", "ngo-quyen", "2023-01/2023-09"),
])  # fmt: skip
def test_a_number_before_months_names_no_district(examiner: Examiner, words: str, area: str, period: str) -> None:
    text = f"UBND QUẬN NGÔ QUYỀN, thành phố Hải Phòng, năm 2023\n\n- {words}: 189,4 tỷ đồng."

    assert told(examiner, text) == [f"{area} budget_expenditure {period} level 189.4"]


def test_a_district_of_a_number_keeps_its_year(examiner: Examiner) -> None:
    text = "Quận 4 năm 2023 (Thành phố Hồ Chí Minh) thu ngân sách đạt 1.189 tỷ đồng."

    assert told(examiner, text) == ["quan-4 budget_revenue 2023 level 1189"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # What one place aims at is not the next one's, whose paragraph tells results first as that of the other did.
        (
            (
                "Các phường Hải Phòng tổng kết năm 2025\n\n■ Phường Kiến An: thu ngân sách 1.215 tỷ đồng. Chỉ tiêu 2026: thu "
                "1.300 tỷ đồng.\n\n■ Phường Lê Chân: thu ngân sách 2.010 tỷ đồng."
            ),
            ["2025 level 1215", "2026 plan 1300", "2025 level 2010"],
        ),
        (
            (
                "Các xã Hà Nội năm 2025\n\n- Xã Sóc Sơn: năm 2025 thu ngân sách đạt 486 tỷ đồng. Năm 2026 phấn đấu thu ngân "
                "sách 500 tỷ đồng.\n\n- Xã Đại Thanh: thu ngân sách 723,5 tỷ đồng."
            ),
            ["2025 level 486", "2026 plan 500", "2025 level 723.5"],
        ),
        (
            (
                "Các phường Hải Phòng tổng kết năm 2025\n\nPhường Kiến An thu ngân sách 1.215 tỷ đồng. Năm tới, phường phấn "
                "đấu thu ngân sách 1.300 tỷ đồng.\n\nPhường Lê Chân thu ngân sách 2.010 tỷ đồng."
            ),
            ["2025 level 1215", "2026 plan 1300", "2025 level 2010"],
        ),
        # Its paragraph began with aims: of the next one nothing says.
        (
            (
                "Các xã Hải Phòng họp cuối năm 2025\n\nXã An Lão: năm 2026 phấn đấu thu ngân sách 120 tỷ đồng.\n\nXã An Khánh: "
                "thu ngân sách 90 tỷ đồng."
            ),
            ["2026 plan 120"],
        ),
        # All of a list are aims.
        (
            (
                "Các xã Hải Phòng họp cuối năm 2025\n\nNăm 2026, phấn đấu:\n\n- Xã An Lão: thu ngân sách 120 tỷ đồng.\n\n"
                "- Xã An Khánh: thu ngân sách 90 tỷ đồng."
            ),
            ["2026 plan 120", "2026 plan 90"],
        ),
    ],
)
def test_the_aims_of_one_place_end_where_the_next_one_begins(reader: ArticleReader, text: str, read: list[str]) -> None:
    found = [f"{one.period} {one.measure} {one.value:g}" for one in reader.read(text).observations]
    assert found == read
