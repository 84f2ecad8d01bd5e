# ruff: noqa: E501 - the texts stand as a page has them
"""Lists of places in sentences, months beside their running totals, and what only looks like a figure of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.reading import of_a_year
from tests.told_figures import told

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


PLACES = {
    # A province's bare name beside others is no commune of the one before it.
    "Kim ngạch xuất khẩu năm 2023 của thành phố Hồ Chí Minh là 41 tỷ USD (giảm 9%), Bắc Ninh 38 tỷ USD (giảm 12%), Bình Dương 31 tỷ USD (giảm 11%).": [
        "ho-chi-minh exports 2023 level 41",
        "ho-chi-minh exports 2023 growth -9",
        "bac-ninh exports 2023 level 38",
        "bac-ninh exports 2023 growth -12",
        "binh-duong exports 2023 level 31",
        "binh-duong exports 2023 growth -11",
    ],
    "Năm 2024, tỉnh Bắc Ninh thu ngân sách 33.000 tỷ đồng. Xã Bình Dương thu 12 tỷ đồng, trong đó Bình Dương chi 9 tỷ đồng.": [
        "bac-ninh budget_revenue 2024 level 33000",
        "xa-binh-duong-gia-binh budget_revenue 2024 level 12",
        "xa-binh-duong-gia-binh budget_expenditure 2024 level 9",
    ],
    # Where something ranks is not whose it is, nor does the rank join the next place.
    "Năm 2021, vùng Đông Nam Bộ có tỷ lệ hộ nghèo thấp nhất cả nước (0,3%), vùng Trung du và miền núi phía Bắc có tỷ lệ hộ nghèo cao nhất cả nước (13,1%).": [
        "dong-nam-bo poverty_rate 2021 level 0.3",
        "trung-du-va-mien-nui-phia-bac poverty_rate 2021 level 13.1",
    ],
    "Năm 2024, Bắc Giang dẫn đầu cả nước về tốc độ tăng trưởng GRDP với 13,7%, tiếp theo là Thanh Hóa 12,1%.": [
        "bac-giang grdp 2024 growth 13.7",
        "thanh-hoa grdp 2024 growth 12.1",
    ],
    "Quý I/2025, GRDP Bắc Giang tăng 13,6%, cao nhất cả nước; Hòa Bình đứng thứ hai, tăng 12,7%; Nam Định xếp thứ ba với 11,8%.": [
        "bac-giang grdp 2025-Q1 growth 13.6",
        "hoa-binh grdp 2025-Q1 growth 12.7",
        "nam-dinh grdp 2025-Q1 growth 11.8",
    ],
    "Thu ngân sách năm 2023 của huyện Cát Hải cao hơn cả nước (5,2%).": [],
    # A respective list may part its figures by semicolons.
    "GRDP năm 2024 của Hà Nam, Nam Định, Thái Bình tăng lần lượt 10,8%; 10,1% và 7,2%; tỉnh Quảng Ninh tăng 8%.": [
        "ha-nam grdp 2024 growth 10.8",
        "nam-dinh grdp 2024 growth 10.1",
        "thai-binh grdp 2024 growth 7.2",
        "quang-ninh grdp 2024 growth 8",
    ],
    # Visitors are those of where they go.
    "Năm 2024 khách du lịch đến Hà Nội đạt 26 triệu lượt, đến Đà Nẵng đạt 10 triệu lượt.": [
        "ha-noi visitors 2024 level 26",
        "da-nang visitors 2024 level 10",
    ],
    # Counted, and then listed.
    "Vùng Đồng bằng sông Hồng có 3 tỉnh tăng trưởng GRDP trên 10% trong năm 2024 là Hà Nam (10,8%), Nam Định (10,1%), Hải Phòng (11,2%).": [
        "ha-nam grdp 2024 growth 10.8",
        "nam-dinh grdp 2024 growth 10.1",
        "hai-phong grdp 2024 growth 11.2",
    ],
    "IIP 10 tháng năm 2024 của một số địa phương tăng cao: Lai Châu tăng 42%; Trà Vinh tăng 40%. Một số địa phương giảm: Hà Tĩnh giảm 2,4%.": [
        "lai-chau iip 2024-01/2024-10 growth 42",
        "tra-vinh iip 2024-01/2024-10 growth 40",
        "ha-tinh iip 2024-01/2024-10 growth -2.4",
    ],
    # What places are like names nothing.
    "Chỉ số sản xuất công nghiệp năm 2014 của các tỉnh có thế mạnh về công nghiệp tăng khá: Đồng Nai tăng 6,8%.": [
        "dong-nai - 2014 growth 6.8"
    ],
    # Aims.
    "Mục tiêu tăng trưởng GRDP năm 2024 của Bắc Giang là 13,5%, Ninh Thuận 12,8%; Quảng Ninh 11%.": [
        "bac-giang grdp 2024 planned_growth 13.5",
        "ninh-thuan grdp 2024 planned_growth 12.8",
        "quang-ninh grdp 2024 planned_growth 11",
    ],
    "Mục tiêu tăng trưởng GRDP năm 2024 của Bắc Giang là 13,5%, Hòa Bình đạt 12,7%.": [
        "bac-giang grdp 2024 planned_growth 13.5"
    ],
    # A verb takes up the name that it had, and no other.
    "Năm 2024, Bắc Ninh thu hút 5,3 tỷ USD vốn FDI, tăng 90%, Hải Phòng thu hút 4,8 tỷ USD; Long An thu hút 900 tỷ đồng vốn trong nước.": [
        "bac-ninh fdi_registered 2024 level 5.3",
        "bac-ninh fdi_registered 2024 growth 90",
        "hai-phong fdi_registered 2024 level 4.8",
        "long-an - 2024 level 900",
    ],
    "Đến hết 31/10/2025, toàn tỉnh Cao Bằng giải ngân 2.410 tỷ đồng vốn đầu tư công. Phường Thục Phán giải ngân 91 tỷ đồng.": [
        "cao-bang public_investment_disbursed 2025-01/2025-10 level 2410",
        "phuong-thuc-phan public_investment_disbursed 2025-01/2025-10 level 91",
    ],
    # A line with a place and its figure, or with what it tells of the place, heads what follows; a list of them does not.
    "Top 3 địa phương tăng trưởng GRDP cao nhất năm 2024\n\n1. Bắc Giang (13,7%)\n\nThu ngân sách 21.000 tỷ đồng.\n\n2. Thanh Hóa (12,1%)\n\nThu ngân sách của tỉnh đạt 53.000 tỷ đồng, vượt 50% dự toán.\n\n3. Hải Phòng (11,2%)\n\nXuất khẩu đạt 27 tỷ USD.": [
        "bac-giang grdp 2024 growth 13.7",
        "bac-giang budget_revenue 2024 level 21000",
        "thanh-hoa grdp 2024 growth 12.1",
        "thanh-hoa budget_revenue 2024 level 53000",
        "thanh-hoa budget_revenue 2024 attainment 150",
        "hai-phong grdp 2024 growth 11.2",
        "hai-phong exports 2024 level 27",
    ],
    "Kinh tế các tỉnh phía Bắc năm 2024\n\nBắc Ninh: Xuất khẩu phục hồi\n\nKim ngạch xuất khẩu đạt 41 tỷ USD.\n\nHưng Yên: Thu ngân sách vượt xa dự toán\n\nTổng thu ngân sách đạt 40.000 tỷ đồng.": [
        "bac-ninh exports 2024 level 41",
        "hung-yen budget_revenue 2024 level 40000",
    ],
    # A province that grows, without another name.
    "Năm 2024, Cần Thơ tăng trưởng 7,2%, An Giang 7,3%; Hà Nội và Hải Phòng lần lượt tăng trưởng 6,4% và 11,2%.": [
        "can-tho grdp 2024 growth 7.2",
        "an-giang grdp 2024 growth 7.3",
        "ha-noi grdp 2024 growth 6.4",
        "hai-phong grdp 2024 growth 11.2",
    ],
    "Năm 2024, về du lịch, Cần Thơ tăng trưởng 12%. Trong lĩnh vực thương mại, Cần Thơ tăng trưởng 11%.": [],
    "Dư nợ tín dụng năm 2024 của Cần Thơ tăng 9%, Bến Tre tăng trưởng 7%.": [
        "can-tho credit_outstanding 2024 growth 9",
        "ben-tre credit_outstanding 2024 growth 7",
    ],
    "Năm 2024, huyện Thủy Nguyên tăng trưởng 14%; thu ngân sách 2.000 tỷ đồng.": [
        "thuy-nguyen budget_revenue 2024 level 2000"
    ],
    "Năm 2024, dẫn đầu thu ngân sách là Hà Nội với 505.000 tỷ đồng, theo sau là Hải Phòng 120.000 tỷ đồng.": [
        "ha-noi budget_revenue 2024 level 505000",
        "hai-phong budget_revenue 2024 level 120000",
    ],
    "Năm 2024, mục tiêu thu ngân sách của Hà Nội là 505.000 tỷ đồng, Hải Phòng 120.000 tỷ đồng; Hải Dương thu 30.000 tỷ đồng.": [
        "ha-noi budget_revenue 2024 plan 505000",
        "hai-phong budget_revenue 2024 plan 120000",
        "hai-duong budget_revenue 2024 level 30000",
    ],
    # Held against plans that the sentence before was of; of two things nothing tells which.
    "Năm 2023, thu ngân sách của huyện Hữu Lũng đạt 160 tỷ đồng, huyện Cao Lộc 120 tỷ đồng. So với dự toán tỉnh giao, huyện Hữu Lũng đạt 104%; Cao Lộc mới đạt 72,5%.": [
        "huu-lung budget_revenue 2023 level 160",
        "cao-loc budget_revenue 2023 level 120",
        "huu-lung budget_revenue 2023 attainment 104",
        "cao-loc budget_revenue 2023 attainment 72.5",
    ],
    "Năm 2023, huyện Cao Lộc thu ngân sách 120 tỷ đồng, chi ngân sách 500 tỷ đồng. So với dự toán, huyện Hữu Lũng đạt 104%.": [
        "cao-loc budget_revenue 2023 level 120",
        "cao-loc budget_expenditure 2023 level 500",
    ],
}
TITLE = "Kinh tế - xã hội tỉnh Kon Tum tháng 4 và 4 tháng đầu năm 2023\n\n"
TIMES = {
    # What a running total of the same thing follows is of the month.
    TITLE + "Khách du lịch đạt 80 nghìn lượt, tăng 9% so với cùng kỳ. Lũy kế 4 tháng đạt 510 nghìn lượt.": [
        "kon-tum visitors 2023-04 level 80",
        "kon-tum visitors 2023-04 growth 9",
        "kon-tum visitors 2023-01/2023-04 level 510",
    ],
    TITLE + "Thu ngân sách đạt 300 tỷ đồng. Tính chung 4 tháng, thu ngân sách đạt 1.400 tỷ đồng.": [
        "kon-tum budget_revenue 2023-04 level 300",
        "kon-tum budget_revenue 2023-01/2023-04 level 1400",
    ],
    # Of another thing it says nothing, nor where the paragraph has its period.
    TITLE + "Nhập khẩu đạt 31 triệu USD. Lũy kế 4 tháng, giải ngân đạt 210 tỷ đồng.": [
        "kon-tum imports 2023-01/2023-04 level 31",
        "kon-tum - 2023-01/2023-04 level 210",
    ],
    TITLE + "Xuất khẩu 4 tháng đạt 106 triệu USD. Nhập khẩu đạt 31 triệu USD. Lũy kế 4 tháng, xuất nhập khẩu tăng.": [
        "kon-tum exports 2023-01/2023-04 level 106",
        "kon-tum imports 2023-01/2023-04 level 31",
    ],
    "Tháng 5/2022, tỉnh Bình Phước có 118 doanh nghiệp thành lập mới, nâng tổng số từ đầu năm lên 540 doanh nghiệp.": [
        "binh-phuoc new_enterprises 2022-05 level 118",
        "binh-phuoc new_enterprises 2022-01/2022-05 level 540",
    ],
    # A year that is named by the way is the only one there is.
    "Riêng tháng 6/2024, thu ngân sách tỉnh Hưng Yên đạt 3.000 tỷ đồng. 6 tháng đầu năm, thu 19.500 tỷ đồng.": [
        "hung-yen budget_revenue 2024-06 level 3000",
        "hung-yen budget_revenue 2024-H1 level 19500",
    ],
    # The national accounts are of quarters.
    "Tháng 7/2024, GRDP thành phố Hải Phòng tăng 9%.": [],
    # A mean of years is of no single one.
    "Năm 2025, tỷ lệ hộ nghèo của huyện Mường Nhé còn 40,8%, bình quân mỗi năm giảm 4,4%.": [
        "muong-nhe poverty_rate 2025 level 40.8"
    ],
    "Các chỉ tiêu năm 2025 được HĐND tỉnh Sơn La giao gồm:\n\n1- GRDP tăng 8%.\n2- Tỷ lệ hộ nghèo giảm 2%/năm.\n\nGiai đoạn 2026 - 2030 tỉnh sẽ bàn sau.": [
        "son-la grdp 2025 planned_growth 8",
        "son-la poverty_rate 2025 planned_growth -2",
    ],
    "Huyện An Dương: tổng thu ngân sách 5 năm (2016 - 2020) đạt 4.800 tỷ đồng, vượt 12% dự toán.": [
        "an-duong budget_revenue 2016/2020 level 4800",
        "an-duong budget_revenue 2016/2020 attainment 112",
    ],
    "Nghị quyết Đại hội Đảng bộ huyện Vũng Liêm đề ra mục tiêu đến năm 2025: thu nhập bình quân đầu người 75 triệu đồng; giá trị sản xuất tăng bình quân 7%/năm.": [
        "vung-liem income_per_capita 2025 plan 75",
        "vung-liem total_production_value 2021/2025 planned_growth 7",
    ],
    # A sentence that gives a share of a plan ends the aims before it.
    "HĐND tỉnh Bắc Kạn giữ mục tiêu năm 2023 tỷ lệ hộ nghèo giảm 2%.\n\nToàn tỉnh năm nay trồng rừng 4.100 ha, đạt 118% kế hoạch. Năm 2022, thu ngân sách đạt 700 tỷ đồng.": [
        "bac-kan poverty_rate 2023 planned_growth -2",
        "bac-kan - 2022 level 4100",
        "bac-kan - 2022 attainment 118",
        "bac-kan budget_revenue 2022 level 700",
    ],
}
NAMES = {
    # A noun of growth opens another thing.
    "Năm 2020, quận Kiến An giảm tỷ trọng nông nghiệp; tốc độ tăng trưởng đạt 12,4%.": [],
    # Whose it is not.
    "Kinh tế thế giới năm 2024 tăng 3,1%. GRDP thành phố Hải Phòng tăng 11%.": ["hai-phong grdp 2024 growth 11"],
    "Năm 2024, các nhà hảo tâm cam kết ủng hộ 15 tỷ đồng. Huyện Võ Nhai thu ngân sách 110 tỷ đồng.": [
        "vo-nhai budget_revenue 2024 level 110"
    ],
    # One of two is denied.
    "Năm 2024, thu ngân sách quận Kiến An đạt 510 tỷ đồng chứ không phải 560 tỷ đồng.": [
        "kien-an budget_revenue 2024 level 510"
    ],
    "Năm 2024, quận Kiến An thu ngân sách không đạt kế hoạch, mới bằng 92% dự toán.": [
        "kien-an budget_revenue 2024 attainment 92"
    ],
    "Năm 2024, quận Kiến An thu ngân sách không đạt 92% dự toán.": [],
    # All sights are the place's, one is not.
    "Quý III năm 2025, các khu, điểm du lịch trên địa bàn phường Hoa Lư đón 770.000 lượt khách. Khu du lịch Tràng An đón 300.000 lượt khách.": [
        "phuong-hoa-lu-2025 visitors 2025-Q3 level 770000"
    ],
}
ENGLISH = {
    # What stands in brackets dates nothing after them.
    "In 2025, Lao Cai's budget revenue was VND21 trillion (2024: VND19 trillion), exports US$4 billion and retail sales VND60 trillion.": [
        "lao-cai-2025 budget_revenue 2025 level 21",
        "lao-cai budget_revenue 2024 level 19",
        "lao-cai-2025 exports 2025 level 4",
        "lao-cai-2025 retail_sales 2025 level 60",
    ],
    # What lies in a region is spoken of, and not the region.
    "In 2023, the Mekong Delta city of Can Tho welcomed 5.8 million visitors. In 2023, the Mekong Delta province of Soc Trang earned US$1 billion from exports.": [
        "can-tho visitors 2023 level 5.8",
        "soc-trang exports 2023 level 1",
    ],
    # An event dates no figure.
    "Growth picked up in Lao Cai in 2025.\n\nThe province, merged with Yen Bai last July, ended the year with GRDP growth of 8.1%.": [
        "lao-cai-2025 grdp 2025 growth 8.1"
    ],
    # A plan beside a result is of the result's year.
    "Quang Binh fulfilled its targets in 2019.\n\n- Economic growth: 7.1% (plan: 7%)\n- Exports: US$200 million, +8.1%\n- Budget revenue: 4,900 billion VND, 116% of the local estimate\n\nIn 2020 the province targets budget revenue of 5,000 billion VND.": [
        "quang-binh grdp 2019 growth 7.1",
        "quang-binh grdp 2019 planned_growth 7",
        "quang-binh exports 2019 level 200",
        "quang-binh exports 2019 growth 8.1",
        "quang-binh budget_revenue 2019 level 4900",
        "quang-binh budget_revenue 2019 attainment 116",
        "quang-binh budget_revenue 2020 plan 5000",
    ],
}
CASES = [case for cases in (PLACES, TIMES, NAMES, ENGLISH) for case in cases.items()]


@pytest.mark.parametrize(("text", "read"), CASES)
def test_a_careful_person_reads_the_same(examiner: Examiner, text: str, read: list[str]) -> None:
    assert told(examiner, text) == read


def test_where_something_holds_is_no_bound(examiner: Examiner) -> None:
    (found,) = examiner.examine("Năm 2022, tỷ lệ hộ nghèo trên cả nước là 7,4%.").article.observations

    assert (found.value, found.bound) == (7.4, "")


def test_a_year_that_is_named_by_the_way_alone_is_asked(examiner: Examiner) -> None:
    text = "Riêng tháng 6/2024, thu ngân sách tỉnh Hưng Yên đạt 3.000 tỷ đồng. 6 tháng đầu năm, thu 19.500 tỷ đồng."

    assert "period_weak" in examiner.examine(text).article.observations[-1].doubts


@pytest.mark.parametrize(
    "text",
    [
        "Theo nghị quyết, đến năm 2030 thu nhập bình quân của tỉnh Lào Cai đạt 7.400 USD. Hiện nay, thu nhập bình quân mới đạt 45 triệu đồng.",
        "Đề án đặt mục tiêu đến năm 2025 thu ngân sách huyện Na Rì đạt 90 tỷ đồng. Đến nay thu ngân sách đạt 61 tỷ đồng.",
    ],
)
def test_what_is_now_is_not_of_the_year_that_is_aimed_for(examiner: Examiner, text: str) -> None:
    last = examiner.examine(text).article.observations[-1]

    assert not last.sure


TEN_MONTHS = "Huyện Đầm Hà: kinh tế tháng 10 và 10 tháng năm 2025\n\n"
_TEN = "2025-01/2025-10"


@pytest.mark.parametrize(("text", "expected"), [
    ("Thu ngân sách trong tháng 19 tỷ đồng, lũy kế 213 tỷ đồng. Chi ngân sách 379 tỷ đồng, mới bằng 81,3% dự toán.",
     ["2025-10", _TEN, _TEN, _TEN]),
    ("Tháng 10, thu ngân sách 19 tỷ đồng, giải quyết việc làm cho 310 lao động, đạt 71% kế hoạch năm.",
     ["2025-10", _TEN, _TEN]),
    (("Trong tháng 10, chi ngân sách 379 tỷ đồng, bằng 81,3% dự toán, tăng 4% so với cùng kỳ; đón 512 lượt khách du "
     "lịch."), [_TEN, _TEN, _TEN, "2025-10"]),
    ("Trong tháng 10, chi ngân sách 39 tỷ đồng, bằng 8,1% dự toán.", ["2025-10", "2025-10"]),
    ("Trong tháng 10, chi ngân sách 39 tỷ đồng, bằng 81,3% kế hoạch tháng.", ["2025-10", "2025-10"]),
    ("Quý III, chi ngân sách 379 tỷ đồng, bằng 71,3% dự toán.", ["2025-01/2025-09", "2025-01/2025-09"]),
    ("Quý III, chi ngân sách 79 tỷ đồng, bằng 21,3% dự toán.", ["2025-Q3", "2025-Q3"]),
])  # fmt: skip
def test_a_share_of_the_year_is_no_month_s(examiner: Examiner, text: str, expected: list[str]) -> None:
    read = examiner.examine(TEN_MONTHS + text).article.observations

    assert [one.period for one in read] == expected
    # What its share dates is one to be asked, and so is all that is said with it.
    assert not any(one.sure for one in read if one.measure == "attainment")


@pytest.mark.parametrize(
    "struck",
    [
        "Mưa lũ cuối tháng 10, đầu tháng 11 gây thiệt hại lớn.",
        "Trận bão đầu tháng 9 làm hư hại 300 ngôi nhà.",
        "Tháng 10, đợt mưa lũ làm chết 3 người.",
        "Hạn mặn từ tháng 3 đến tháng 5 khiến dân thiếu nước.",
        "Sạt lở giữa tháng 8 chia cắt ba thôn.",
    ],
)
def test_when_a_disaster_struck_is_not_what_a_text_reports_on(examiner: Examiner, struck: str) -> None:
    text = f"Tỉnh Quảng Trị, ngày 12/12/2025\n\nGRDP ước tăng 9%. Thu ngân sách đạt 4.560 tỷ đồng. {struck}"

    assert [one.period for one in examiner.examine(text).article.observations] == ["2025", "2025"]


@pytest.mark.parametrize(("day", "period"), [
    ("20/12", "2022"), ("25/12", "2022"), ("10/12", "2022-01-01/2022-12-10"), ("20/11", "2022-01-01/2022-11-20"),
    ("30/11", "2022-01/2022-11"),
])  # fmt: skip
def test_late_in_december_the_year_so_far_is_the_year(examiner: Examiner, day: str, period: str) -> None:
    text = f"Tính đến ngày {day}/2022, kim ngạch xuất khẩu của tỉnh Nghệ An đạt 2,4 tỷ USD."

    assert [one.period for one in examiner.examine(text).article.observations] == [period]


@pytest.mark.parametrize("part", ["Đến tháng 6/2020 có 8 xã nông thôn mới", "6 tháng đầu năm 2020 thu 12 tỷ đồng",
                                  "9 tháng năm 2020 thu 12 tỷ đồng", "Quý III/2020 thu 12 tỷ đồng"])  # fmt: skip
def test_what_a_person_has_is_of_a_year(examiner: Examiner, part: str) -> None:
    text = f"Huyện Như Thanh: {part}. Thu nhập bình quân đầu người 41,2 triệu đồng."
    one = examiner.examine(text).article.observations[-1]

    assert (one.indicator, one.period, one.doubts) == ("income_per_capita", "2020", ("period_weak",))


def test_each_share_of_a_sentence_is_looked_at_once(examiner: Examiner, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    are_of_one_statement = of_a_year._are_of_one_statement

    def count(*figures: object) -> bool:
        nonlocal looked_at
        looked_at += 1
        return are_of_one_statement(*figures)  # type: ignore[arg-type]

    monkeypatch.setattr(of_a_year, "_are_of_one_statement", count)
    one = "thu ngân sách ước đạt 40 tỷ đồng, bằng 81% dự toán, "
    read = examiner.examine(f"{TEN_MONTHS}Trong tháng 10, {one * 100}").article.observations

    assert len(read) == 200
    assert looked_at < len(read)
