"""Kinds of misreading that a hunt through real news found, each in our own words."""

from __future__ import annotations

import pytest

from kienan_analysis.articles.examination import Examiner, open_catalogue


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(open_catalogue(None))


def sure_results(examiner: Examiner, text: str) -> list[float]:
    return [
        one.value
        for one in examiner.examine(text).article.observations
        if one.sure and one.measure in {"level", "growth"}
    ]


COUNTED_AIMS = [
    "Trong năm 2021, huyện Tu Mơ Rông phấn đấu hoàn thành 15 chỉ tiêu. Trong đó, giá trị sản xuất tăng 12%.",
    "Năm 2022, thị xã Bình Minh đặt ra 20 chỉ tiêu. Thu nhập bình quân đầu người đạt 68 triệu đồng.",
    "Năm 2023, huyện Cam Lộ quyết tâm thực hiện thắng lợi 18 chỉ tiêu. Cụ thể, giá trị sản xuất tăng 11%.",
    "Huyện Cam Lộ thi đua thực hiện các chỉ tiêu năm 2023: giá trị sản xuất 78 tỷ đồng; thu ngân sách 66 tỷ đồng.",
    "Kế hoạch năm 2026 của tỉnh Cà Mau là GRDP tăng 10%, thu ngân sách 15.000 tỷ đồng.",
    "Năm 2026, theo kế hoạch, GRDP tỉnh Cà Mau tăng 10%, thu ngân sách đạt 15.000 tỷ đồng.",
    "Nghị quyết số 12/NQ-HĐND ngày 10/12/2021 của tỉnh Hà Nam quy định: năm 2022 GRDP tăng 10,5%; thu 12.000 tỷ đồng.",
    (
        "On July 25, 2025, the People's Council of Lam Dong province passed a resolution on tasks for 2025. "
        "Services increased by 7.5%. Total social investment reached VND 60,000 billion."
    ),
    "The resolution of Ca Mau province for 2026 sets out many goals. Domestic revenue reached VND 6,500 billion.",
]


@pytest.mark.parametrize("text", COUNTED_AIMS)
def test_aims_that_are_counted_first_and_listed_then_are_no_sure_results(examiner: Examiner, text: str) -> None:
    assert sure_results(examiner, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021, huyện Tu Mơ Rông hoàn thành 15 chỉ tiêu. Trong đó, giá trị sản xuất tăng 12%.",
        "Năm 2021, huyện Tu Mơ Rông đạt và vượt 15/16 chỉ tiêu. Giá trị sản xuất tăng 12% so với cùng kỳ.",
    ],
)
def test_what_was_met_is_a_result(examiner: Examiner, text: str) -> None:
    assert sure_results(examiner, text) == [12.0]


STANDARDS = [
    ("Năm 2022, kết quả rà soát theo chuẩn nghèo giai đoạn 2021-2025, tỷ lệ hộ nghèo huyện Bắc Hà còn 40,5%.", "2022"),
    ("Năm 2022, theo chuẩn nghèo đa chiều giai đoạn 2021-2025, tỷ lệ hộ nghèo huyện Si Ma Cai là 38%.", "2022"),
    (
        "Năm 2021, theo giá so sánh dùng cho giai đoạn 2021-2025, giá trị sản xuất huyện Nho Quan đạt 92 tỷ đồng.",
        "2021",
    ),
    ("Năm 2018, theo chuẩn áp dụng cho giai đoạn 2016-2020, tỷ lệ hộ nghèo huyện Quan Hóa còn 20,5%.", "2018"),
]


@pytest.mark.parametrize(("text", "period"), STANDARDS)
def test_the_years_of_a_standard_date_nothing(examiner: Examiner, text: str, period: str) -> None:
    assert [(one.period, one.measure) for one in examiner.examine(text).article.observations] == [(period, "level")]


ASKED = [
    ("Năm 2023, tỷ lệ nghèo đa chiều tỉnh Lạng Sơn là 13,8%.", "another_thing"),
    ("Năm 2024, huyện Vĩnh Hưng giảm tỷ lệ hộ nghèo 30% so với tổng số hộ nghèo đầu năm.", "another_thing"),
    ("Năm 2024, tỷ lệ hộ nghèo huyện Vĩnh Hưng giảm 25% so với năm 2023.", "growth_too_far"),
    ("6 tháng đầu năm 2024, tỉnh Phú Yên đón gần 1,4 triệu lượt khách lưu trú.", "part_only"),
    ("Tháng 5/2024, tỉnh Bình Định đón 210.000 lượt khách qua đêm.", "part_only"),
    (("Năm 2023, huyện Ia Grai thu 9 tỷ đồng. Thu nhập bình quân đầu người đạt 38 triệu đồng vào năm 2018, độ "
     "che phủ rừng 42%."), "period_weak"),
    ("Đại hội Đảng bộ tỉnh Hậu Giang (nhiệm kỳ 2020-2025) xác định: tỷ lệ đô thị hóa 32%.", "period_weak"),
    ("Đại hội xã Hòa Tiến (huyện Hòa Vang) nhiệm kỳ 2020-2025 thông qua các chỉ tiêu: thu ngân sách 60 tỷ đồng.",
     "period_weak"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "doubt"), ASKED)
def test_what_may_be_of_another_thing_or_time_is_asked(examiner: Examiner, text: str, doubt: str) -> None:
    assert doubt in examiner.examine(text).article.observations[-1].doubts


def test_what_belongs_to_two_values_of_one_name_is_asked_with_them(examiner: Examiner) -> None:
    text = "Năm 2023, Đà Lạt đón 5,1 triệu lượt khách, đạt 104% kế hoạch; tổng lượt khách đạt 6,8 triệu lượt."
    assert [one.doubts for one in examiner.examine(text).article.observations] == [("two_values",)]


def test_a_ward_s_name_may_begin_with_a_word_for_an_association(examiner: Examiner) -> None:
    text = "Phường Hội Phú, thành phố Pleiku\nNăm 2022, thu ngân sách đạt 12 tỷ đồng."
    assert {one.area for one in examiner.examine(text).article.observations} == {"phuong-hoi-phu"}


MONTH_LINES = [
    "Tin tháng 01/2022\nKim ngạch xuất khẩu tỉnh Long An năm 2021 đạt 6,1 tỷ USD, tăng 7,4% so với cùng kỳ năm 2020.",
    "Tháng 01/2022\nNăm 2021, kim ngạch xuất khẩu tỉnh Long An đạt 6,1 tỷ USD, tăng 7,4% so với cùng kỳ.",
    "January 2022\nLong An's exports in 2021 reached $6.1 billion, up 7.4 percent over 2020.",
    "Long An's exports\nJanuary 2022\nExports of Long An province in 2021 reached $6.1 billion, up 7.4 percent.",
]


@pytest.mark.parametrize("text", MONTH_LINES)
def test_a_line_with_the_month_of_publication_dates_no_figure(examiner: Examiner, text: str) -> None:
    found = [(one.period, one.measure) for one in examiner.examine(text).article.observations]
    assert found == [("2021", "level"), ("2021", "growth")]


OF_AN_AMOUNT_UNREAD = [
    ("Năm 2023, huyện Sốp Cộp đào tạo nghề, nâng cao thu nhập cho 1.200 người, đạt 105% kế hoạch.", "another_thing"),
    ("Năm 2022, tỉnh Lai Châu nâng thu nhập bình quân đầu người cho 3.000 hộ, vượt 8% kế hoạch.", "another_thing"),
    ("Năm 2023, tỉnh Lào Cai đón 1,2 triệu lượt khách lên đỉnh Fansipan, tăng 25%.", "part_only"),
    ("Năm 2023, tỉnh Khánh Hòa đón 4,1 triệu lượt khách đến tham quan vịnh Nha Trang, tăng 20%.", "part_only"),
    ("In 2022, Ben Tre's exports reached USD1.5 billion, exceeding 12 percent of the plan.", "share_too_far"),
    ("In 2022, Tien Giang province's budget revenue hit VND9 trillion, surpassing 6% of the plan.", "share_too_far"),
]


@pytest.mark.parametrize(("text", "doubt"), OF_AN_AMOUNT_UNREAD)
def test_what_is_of_an_amount_that_is_not_the_place_s_is_asked(examiner: Examiner, text: str, doubt: str) -> None:
    assert doubt in examiner.examine(text).article.observations[-1].doubts


@pytest.mark.parametrize(
    "head",
    ["Farmers harvest rice in An Giang. (Photo: VNA)", "A corner of the city. (Source: VNA)", "Exports rose. (VNA)"],
)
def test_a_caption_with_its_source_above_an_english_text_breaks_nothing(examiner: Examiner, head: str) -> None:
    text = f"{head}\n\nIn 2023, the exports of An Giang province were worth 1.1 billion USD."
    assert [one.value for one in examiner.examine(text).article.observations] == [1.1]


EVENTS_OF_THE_YEAR = [
    "Quý I/2024, kinh tế huyện Gò Dầu ổn định. Huyện tổ chức lễ giao quân năm 2024. Thu ngân sách đạt 120 tỷ đồng.",
    "Quý I/2024, huyện Gò Dầu khởi sắc. Huyện đã tổ chức tốt Tết năm 2024. Về kinh tế: thu ngân sách đạt 22% dự toán.",
    "Quý I/2024, huyện Gò Dầu ổn định. Huyện tổ chức tốt kỳ thi năm 2024. Huyện tạo việc làm cho 2.100 lao động.",
]


@pytest.mark.parametrize("text", EVENTS_OF_THE_YEAR)
def test_an_event_of_the_year_does_not_widen_the_quarter(examiner: Examiner, text: str) -> None:
    assert {one.period for one in examiner.examine(text).article.observations} == {"2024-Q1"}
