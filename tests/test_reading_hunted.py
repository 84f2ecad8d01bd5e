"""Kinds of misreading that a hunt through real news found, each in our own words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.reading.dating_doubts import doubts_of_periods
from tests.growth import growth

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


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


def test_the_name_of_a_place_is_no_word_of_caution(examiner: Examiner) -> None:
    text = "Năm 2023, thành phố Hội An thu ngân sách đạt 1.100 tỷ đồng, giải quyết việc làm cho 1.300 lao động."
    assert sure_results(examiner, text) == [1100.0, 1300.0]
    text = "Năm 2023, Hội Nông dân thành phố Hội An giải quyết việc làm cho 1.300 lao động."
    assert sure_results(examiner, text) == []


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
    ("Năm 2023, tỉnh Tây Ninh đón 5 triệu lượt khách lên núi Bà Đen, tăng 10% so với năm 2022.", "part_only"),
    ("Năm 2023, tỉnh Quảng Bình đón 800.000 lượt khách đến khám phá hang động, bằng 104% kế hoạch.", "part_only"),
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


def doubts(examiner: Examiner, text: str, value: float) -> set[str]:
    found = [one for one in examiner.examine(text).article.observations if one.value == value]
    assert found
    return {doubt for one in found for doubt in one.doubts}


UNDATED_AIMS = [
    ("Năm 2022, huyện Cẩm Khê thu ngân sách đạt 44 tỷ đồng. Huyện phấn đấu thu ngân sách đạt 50 tỷ đồng.", 50.0),
    ("Năm 2019, thu ngân sách tỉnh Phú Thọ đạt 7.000 tỷ đồng. Mục tiêu đề ra là tỷ lệ hộ nghèo còn 1%.", 1.0),
    ("(20/7/2025) Phường Nghĩa Lộ (Quảng Ngãi): Đại hội Đảng bộ lần thứ I đề ra chỉ tiêu thu 68 tỷ đồng.", 68.0),
    (
        "(20/7/2025) Đại hội Đảng bộ phường Nghĩa Lộ (Quảng Ngãi) đề ra chỉ tiêu thu nhập đầu người 68 triệu đồng.",
        68.0,
    ),
    ("GRDP tỉnh Phú Thọ năm 2022 tăng 7%. Trong thời gian tới, tỉnh đặt mục tiêu xuất khẩu đạt 3 tỷ USD.", 3.0),
]


@pytest.mark.parametrize(("text", "value"), UNDATED_AIMS)
def test_an_aim_that_nothing_dates_is_asked(examiner: Examiner, text: str, value: float) -> None:
    assert "period_weak" in doubts(examiner, text, value)


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2022, tỉnh Phú Thọ thu ngân sách đạt 44 tỷ đồng. Năm 2023, tỉnh phấn đấu thu ngân sách đạt 50 tỷ đồng.",
        "Năm 2022, tỉnh Phú Thọ thu ngân sách đạt 44 tỷ đồng. Mục tiêu năm 2023: thu ngân sách đạt 50 tỷ đồng.",
    ],
)
def test_an_aim_with_its_year_is_sure(examiner: Examiner, text: str) -> None:
    (plan,) = [one for one in examiner.examine(text).article.observations if one.measure == "plan"]
    assert (plan.period, plan.sure) == ("2023", True)


PLANS = [
    "Chương trình công tác năm 2022 của UBND huyện Krông Năng: thu ngân sách đạt 190 tỷ đồng.",
    "Kịch bản tăng trưởng năm 2023 của tỉnh Đắk Nông: GRDP tăng 7%; xuất khẩu đạt 2 tỷ USD.",
    "Trọng tâm năm 2024 của huyện Vĩnh Cửu: giá trị sản xuất tăng 9%.",
    "PHƯƠNG HƯỚNG NHIỆM VỤ NĂM 2022 HUYỆN CẨM THỦY\n\nGiá trị sản xuất tăng 13%.\nThu ngân sách 200 tỷ đồng.",
    "Huyện Thanh Oai phân bổ dự toán năm 2023. Thu ngân sách 800 tỷ đồng; chi ngân sách 1.100 tỷ đồng.",
    "Năm 2024, huyện Nông Cống đề ra 30 chỉ tiêu.\n\nVề kinh tế\n\n- Giá trị sản xuất tăng 8%.",
]


@pytest.mark.parametrize("text", PLANS)
def test_what_stands_under_the_name_of_a_plan_is_no_sure_result(examiner: Examiner, text: str) -> None:
    assert sure_results(examiner, text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Kết quả thực hiện kế hoạch năm 2022 của huyện Văn Bàn: thu ngân sách đạt 210 tỷ đồng.", [210.0]),
        ("Năm 2023, thu ngân sách huyện Ân Thi đạt 180 tỷ đồng, bằng 101% kế hoạch năm 2023.", [180.0]),
        ("Năm 2022, tỉnh Quảng Trị có 8 chỉ tiêu vượt kế hoạch, gồm: thu ngân sách đạt 4.700 tỷ đồng.", [4700.0]),
    ],
)
def test_a_plan_that_was_carried_out_has_results(examiner: Examiner, text: str, values: list[float]) -> None:
    assert sure_results(examiner, text) == values


def test_growth_and_share_of_one_of_two_amounts_are_asked_across_sentences(examiner: Examiner) -> None:
    text = (
        "Năm 2021, xuất khẩu tỉnh Phú Thọ đạt 3 tỷ USD, đạt 101% kế hoạch. "
        "Theo hải quan, kim ngạch xuất khẩu của tỉnh đạt 5 tỷ USD, tăng 7%."
    )
    assert {one.sure for one in examiner.examine(text).article.observations} == {False}
    assert "two_values" in doubts(examiner, text, 101.0) & doubts(examiner, text, 7.0)


def test_a_result_after_a_later_year_s_aims_is_asked(examiner: Examiner) -> None:
    text = (
        "Ngày 15/12/2025, phường Long Bình (Đồng Nai) đề ra mục tiêu năm 2026.\n\nNội dung\n\n"
        "Thu nhập bình quân đầu người ước đạt 85 triệu đồng."
    )
    assert "period_weak" in doubts(examiner, text, 85.0)


def test_a_growth_that_an_earlier_year_follows_is_asked(examiner: Examiner) -> None:
    text = "Năm 2022, xuất khẩu tỉnh Phú Thọ đạt 3 tỷ USD, tăng 40% năm 2018."
    assert "period_weak" in doubts(examiner, text, 40.0)


def test_prices_of_a_year_date_no_english_figure(examiner: Examiner) -> None:
    text = "GRDP of Lang Son in 2020 (2010 prices) was 9 trillion VND, an increase of 3% over 2019."
    assert {one.period for one in examiner.examine(text).article.observations} == {"2020"}


def test_digits_of_another_script_in_a_table_without_a_head_break_nothing(examiner: Examiner) -> None:
    bold = "".join(chr(0x1D7CE + digit) for digit in (5, 0, 0))
    text = f"Thu ngân sách\t{bold}\t600\nChi ngân sách\t500\t{bold}\nGRDP\t1\t2"
    codes = [one.code for one in examiner.examine(text).article.unread]
    assert codes == ["other_digits", "table_no_head", "table_no_head", "other_digits", "table_no_head", "table_no_head"]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Năm 2022, tỉnh Tuyên Quang mới đón 2,1 triệu lượt khách du lịch.", "tuyen-quang"),
        ("Năm 2023, thu ngân sách nhà nước tỉnh Vĩnh Long mới bằng 39,8% dự toán.", "vinh-long"),
        ("Năm 2022, tỉnh Đồng Tháp mới tạo việc làm cho 20.000 lao động.", "dong-thap"),
        ("Năm 2025, thu ngân sách nhà nước tỉnh Vĩnh Long mới là 39.800 tỷ đồng.", "vinh-long-2025"),
    ],
)
def test_new_before_a_verb_is_only(examiner: Examiner, text: str, area: str) -> None:
    assert {one.area for one in examiner.examine(text).article.observations} == {area}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Năm 2022, tỉnh Đồng Tháp mới vận chuyển 20.000 tấn, thu ngân sách đạt 9.000 tỷ đồng.", False),
        ("Năm 2025, tỉnh Đồng Tháp mới vận chuyển 20.000 tấn, thu ngân sách đạt 9.000 tỷ đồng.", True),
        ("Năm 2022, tỉnh Đồng Tháp (mới) thu ngân sách đạt 9.000 tỷ đồng.", True),
    ],
)
def test_new_before_another_verb_is_asked_of_the_years_before(examiner: Examiner, text: str, sure: bool) -> None:  # noqa: FBT001
    (one,) = [one for one in examiner.examine(text).article.observations if one.value == 9000.0]
    assert (one.area, "area_weak" not in one.doubts) == ("dong-thap-2025", sure)


def test_a_heading_holds_for_nothing_above_it(examiner: Examiner) -> None:
    text = (
        "Thu ngân sách huyện Vĩnh Bảo năm 2021 đạt 64 tỷ đồng, tăng 9%.\n"
        "Các chỉ tiêu chủ yếu năm 2021:\n- Tỷ lệ hộ nghèo còn 1,1%"
    )
    found = examiner.examine(text).article.observations
    assert [(one.value, one.measure) for one in found[:2]] == [(64.0, "level"), (9.0, "growth")]


@pytest.mark.parametrize(
    "text",
    [
        "Đến năm 2025, huyện Can Lộc phấn đấu thu 73 tỷ đồng. Tới nay, thu ngân sách đã đạt 62 tỷ đồng.",
        "Nhiệm vụ năm 2025 của huyện Lệ Thủy rất nặng nề. Đến nay thu ngân sách đã đạt 300 tỷ đồng.",
        "UBND tỉnh Vĩnh Phúc giao nhiệm vụ năm 2024. Vừa qua, kim ngạch xuất khẩu đã đạt 15,6 tỷ USD.",
    ],
)
def test_a_result_that_only_an_aim_dates_is_asked(examiner: Examiner, text: str) -> None:
    assert sure_results(examiner, text) == []


AIMED_POINTS = [
    "Mục tiêu năm 2023 của huyện Nho Quan: thu ngân sách 100 tỷ đồng, tỷ lệ hộ nghèo giảm 0,2 điểm phần trăm.",
    "Năm 2024, huyện Bắc Mê phấn đấu thu ngân sách đạt 105 tỷ đồng; tỷ lệ hộ nghèo giảm 5 điểm % trở lên.",
    "Năm 2024, huyện Nho Quan phấn đấu tỷ lệ hộ nghèo giảm từ 0,3 - 0,5 điểm %.",
    "Kỳ họp của huyện Ea Kar thống nhất mục tiêu năm 2026: tỷ lệ hộ nghèo giảm 0,4 điểm phần trăm.",
    "Năm 2022, tỷ lệ hộ nghèo huyện Nho Quan còn 2%, kế hoạch giảm 0,3 điểm phần trăm.",
]


@pytest.mark.parametrize("text", AIMED_POINTS)
def test_points_that_are_aimed_at_are_no_result(examiner: Examiner, text: str) -> None:
    last = examiner.examine(text).article.observations[-1]
    assert (last.indicator, last.measure) == ("poverty_rate", "planned_growth")
    assert last.value < 0


SECTIONS = [
    ("Hà Nội\n\nQuý 1/2023, Hà Nội đón 4 triệu lượt khách.\n\nLào Cai\n\nQuý 1/2023, Lào Cai đón 1,2 triệu lượt khách."
     "\n\nTrong đó, khách quốc tế đạt 83.000 lượt."),
    "Huế\n\nNăm 2022, Huế xuất khẩu 1 tỷ USD.\n\nLào Cai\n\nNăm 2022, thu ngân sách đạt 9.000 tỷ đồng.",
]  # fmt: skip


@pytest.mark.parametrize("text", SECTIONS)
def test_a_line_of_two_words_may_name_the_place_of_a_section(examiner: Examiner, text: str) -> None:
    assert examiner.examine(text).article.observations[-1].area == "lao-cai"


@pytest.mark.parametrize(
    "text",
    [
        "HANOI : Vietnam's exports in September 2024 rose 10.7 per cent from a year earlier to $34.05 billion.",
        "HANOI: In 2023, Vietnam's exports reached $354 billion.",
        "HO CHI MINH CITY: The GDP of Vietnam rose 6 percent in 2023.",
    ],
)
def test_a_place_in_capitals_before_a_colon_is_where_it_was_written(examiner: Examiner, text: str) -> None:
    assert {one.area for one in examiner.examine(text).article.observations} == {"viet-nam"}


OTHER_DIGITS = [
    "\u0665\u0661\u0662", "\u096b\u0967\u0968", "\U0001d7d3\U0001d7cf\U0001d7d0", "5\u09672", "\u0967.512",
    "512,\u0967", "2\u00bd", "10\u00b3", "512\u00b2", "5\u2153", "\u2164", "5\u24602",
]  # fmt: skip


@pytest.mark.parametrize("digits", OTHER_DIGITS)
def test_a_number_in_digits_of_another_script_is_said_to_be_unread(examiner: Examiner, digits: str) -> None:
    text = f"Năm 2023, thu ngân sách huyện Vĩnh Bảo đạt {digits} tỷ đồng, tăng 5%."
    article = examiner.examine(text).article
    assert [(one.text, one.code) for one in article.unread if one.code == "other_digits"] == [(digits, "other_digits")]
    assert {one.value for one in article.observations} <= {5.0}


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("thu ngân sách huyện Vĩnh Bảo đạt 424,723\u00b9 tỷ đồng, tăng 13,68\u00b2%", ["424,723", "13,68"]),
        ("thu ngân sách huyện Vĩnh Bảo bằng 13\u00b9% kế hoạch, tăng 5\u2074 %", ["13", "5"]),
        ("dân số huyện Vĩnh Bảo đạt 118.047\u2076 người", ["118.047"]),
        ("thu ngân sách huyện Vĩnh Bảo tăng 13,68\u207d\u00b2\u207e% so với cùng kỳ", ["13,68"]),
        ("thu ngân sách huyện Vĩnh Bảo đạt 2,5.10\u00b3 tỷ đồng", []),
        ("thu ngân sách huyện Vĩnh Bảo đạt 10\u2076 tỷ đồng", []),
    ],
)
def test_a_raised_digit_behind_a_whole_number_is_the_mark_of_a_note(
    examiner: Examiner, words: str, figures: list[str]
) -> None:
    article = examiner.examine(f"Năm 2023, {words}.").article
    assert [one.printed for one in article.observations] == figures


def test_a_raised_digit_of_a_unit_and_a_ringed_number_of_a_list_are_no_numbers(examiner: Examiner) -> None:
    text = (
        "\u2460 Tỷ lệ hộ nghèo xã Gio Mai năm 2023 còn 3%.\n\u2461 tỷ lệ hộ nghèo còn 2%.\n"
        "Diện tích là 12 km\u00b2, thu 600 tỷ đồng\u00b9, đạt 5 m\u00b3/người."
    )
    assert [one.text for one in examiner.examine(text).article.unread if one.code == "other_digits"] == []


def test_an_english_number_in_digits_of_another_script_is_unread(examiner: Examiner) -> None:
    article = examiner.examine("In 2023, the exports of Long An province reached \u096d billion USD.").article
    assert [(one.text, one.code) for one in article.unread] == [("\u096d", "other_digits")]
    assert article.observations == ()


def test_wide_digits_are_read(examiner: Examiner) -> None:
    (one,) = examiner.examine(
        "Năm 2023, thu ngân sách huyện Vĩnh Bảo đạt \uff15\uff11\uff12 tỷ đồng."
    ).article.observations
    assert one.value == 512.0


ENGLISH_PLANS = [
    "Under the 2024 plan, Binh Thuan's GRDP will grow 8 percent, and exports reach 2 billion USD.",
    "According to the 2024 plan of Binh Thuan, GRDP growth is 8 percent; exports are 2 billion USD.",
    "The 2024 socio-economic plan of Binh Thuan: GRDP up 8 percent, exports up 10 percent.",
    "The scenario for 2024 of Binh Thuan calls for GRDP growth of 8 percent and exports of 2 billion USD.",
    "In line with its resolution, Binh Thuan province in 2024 has GRDP growth of 8 percent.",
]


@pytest.mark.parametrize("text", ENGLISH_PLANS)
def test_what_an_english_plan_says_is_no_sure_result(examiner: Examiner, text: str) -> None:
    assert sure_results(examiner, text) == []


def test_an_english_plan_that_was_carried_out_has_results(examiner: Examiner) -> None:
    text = "Implementing the 2023 plan, Binh Thuan province saw its GRDP rise 8 percent in 2023."
    assert sure_results(examiner, text) == [8.0]


HALVES = [
    "In 2022, Long An's economy recovered. Despite a weak first half of the year, exports reached 6 billion USD.",
    "After a difficult first half, Long An's economy recovered in 2022. Exports of the province rose 5 percent.",
    "In 2022 Long An's exports rose. In the first six months, factories had been closed. Retail sales rose 12 percent.",
]


@pytest.mark.parametrize("text", HALVES)
def test_a_half_year_told_by_the_way_dates_no_sure_english_result(examiner: Examiner, text: str) -> None:
    assert sure_results(examiner, text) == []


def test_what_a_festival_drew_is_not_the_place_s(examiner: Examiner) -> None:
    text = "In 2023, the city of Hue hosted a festival. It drew 200,000 visitors, a record for the city."
    assert sure_results(examiner, text) == []


AMONG_THE_WHOLE = [
    ("Lao Cai's GRDP grew 5 per cent in 2023, lower than the 9 per cent recorded in 2022. Exports reached $2 billion.",
     [5.0, 2.0], "2023"),
    ("In 2023, exports of Lao Cai reached $2 billion, above the $1.8 billion posted in 2022. Imports hit $1 billion.",
     [2.0, 1.0], "2023"),
    ("In 2023, exports of Lao Cai rose 8 percent, faster than the 5 percent of 2022. Imports rose 4 percent.",
     [8.0, 4.0], "2023"),
    ("Exports of Lao Cai reached $2 billion in 2023, up from $1.5 billion in 2022. Imports hit $1 billion.",
     [2.0, 1.0], "2023"),
    ("Exports of Lao Cai reached $2 billion in 2023, twice those of 2019. Imports hit $1 billion.", [2.0, 1.0], "2023"),
    ("Lao Cai served 1.3 million visitors in 2023, double the number of 2022, including 180,000 foreign visitors.",
     [1.3, 180000.0], "2023"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values", "period"), AMONG_THE_WHOLE)
def test_the_year_of_an_english_comparison_dates_nothing_else(
    examiner: Examiner, text: str, values: list[float], period: str
) -> None:
    found = examiner.examine(text).article.observations
    assert [(one.value, one.period) for one in found] == [(value, period) for value in values]


NEIGHBOURS = [
    "Exports of Nam Dinh rose 10 percent in 2023.\n\nMeanwhile, neighbouring Ha Nam saw its exports grow 9.4 percent.",
    "In 2023, exports of Nam Dinh rose 10 percent. Neighbouring Ha Nam recorded growth of 9.4 percent in exports.",
    "Exports of Nam Dinh rose 10 percent in 2023. In the neighbouring province of Ha Nam, exports grew 9.4 percent.",
    "In 2023, exports of Nam Dinh rose 10 percent, while those of neighbouring Ha Nam rose 9.4 percent.",
    "In 2023, exports of Nam Dinh rose 10 percent. Its neighbour, Ha Nam, saw its exports grow 9.4 percent.",
]


@pytest.mark.parametrize("text", NEIGHBOURS)
def test_a_neighbour_that_a_clause_is_about_has_its_figure(examiner: Examiner, text: str) -> None:
    assert [one.area for one in examiner.examine(text).article.observations] == ["nam-dinh", "ha-nam"]


def test_what_follows_a_neighbour_s_sentence_is_not_the_neighbour_s(examiner: Examiner) -> None:
    text = (
        "In 2023, exports of Nam Dinh rose 10 percent, while neighbouring Ha Nam exported more. Imports rose 9 percent."
    )
    assert {one.area for one in examiner.examine(text).article.observations} == {"nam-dinh"}
    text = "Exports of Nam Dinh rose 10 percent in 2023. Its neighbour, Ha Nam, exported more. Imports rose 9 percent."
    assert {one.area for one in examiner.examine(text).article.observations} == {"nam-dinh"}


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, thu ngân sách huyện Vị Thủy đạt 100 tỷ đồng. Cùng với đó, đạt 105% kế hoạch.",
        "Năm 2023, xuất khẩu tỉnh Nghệ An đạt 3 tỷ USD. Bên cạnh đó, tăng 12% so với cùng kỳ.",
        "Năm 2023, thu nội địa huyện Nho Quan đạt 600 tỷ đồng, cùng với đó tăng 4%.",
    ],
)
def test_what_is_told_beside_a_name_is_not_surely_of_it(examiner: Examiner, text: str) -> None:
    assert "another_thing" in examiner.examine(text).article.observations[-1].doubts


def test_beside_that_opens_another_name(examiner: Examiner) -> None:
    text = "Năm 2023, huyện Nho Quan thu 90 tỷ đồng. Cùng với đó, 120 doanh nghiệp được thành lập mới, tăng 5%."
    found = examiner.examine(text).article.observations[-2:]
    assert [(one.indicator, one.value, one.sure) for one in found] == [
        ("new_enterprises", 120.0, True), ("new_enterprises", 5.0, True)
    ]  # fmt: skip


def test_a_month_s_change_against_what_is_not_said_is_asked(examiner: Examiner) -> None:
    text = "Tháng 10/2023, tổng mức bán lẻ hàng hóa tỉnh Lạng Sơn đạt 2.900 tỷ đồng, tăng 1,6%."
    assert [one.sure for one in examiner.examine(text).article.observations] == [True, False]


def test_a_forecast_of_a_year_that_is_far_from_over_is_asked(examiner: Examiner) -> None:
    text = "GRDP tỉnh Quảng Nam năm 2023 dự kiến tăng 9%."
    days = [date(2023, 7, 10), date(2023, 12, 10)]
    read = [one for day in days for one in examiner.examine(text, published=day).article.observations]
    assert [one.doubts for one in read] == [("not_over",), ()]


def test_an_estimate_of_a_year_that_has_hardly_begun_is_asked(examiner: Examiner) -> None:
    text = "Ước cả năm 2023, thu ngân sách tỉnh Hà Nam đạt 14.000 tỷ đồng."
    days = [date(2023, 4, 5), date(2023, 9, 25)]
    read = [one for day in days for one in examiner.examine(text, published=day).article.observations]
    assert [one.doubts for one in read] == [("not_over",), ()]


VISITORS = [
    ("Năm 2024, thị xã Mường Lay đón 64.300 lượt khách tham quan, lưu trú, tăng 12%.", [64300.0, 12.0]),
    ("Tháng 4/2016 có 378 nghìn lượt khách đến tham quan, lưu trú trên địa bàn tỉnh Quảng Nam.", [378.0]),
    ("Năm 2024, tỉnh Quảng Nam đón 64.300 lượt khách lưu trú và tham quan.", [64300.0]),
    ("Năm 2024, tỉnh Quảng Nam đón 64.300 lượt khách tham quan, 20.000 lượt khách lưu trú.", []),
]


@pytest.mark.parametrize(("text", "values"), VISITORS)
def test_visitors_come_to_see_and_to_stay(examiner: Examiner, text: str, values: list[float]) -> None:
    assert sure_results(examiner, text) == values


def test_growth_after_another_thing_of_another_place_is_not_surely_of_that_thing(examiner: Examiner) -> None:
    text = "Năm 2023, Hà Nội thu ngân sách 400.000 tỷ đồng, tăng 20%. TP.HCM tăng trưởng 5,8%. Cả nước tăng trưởng 5%."
    assert sure_results(examiner, text) == [400000.0, 20.0]


def test_whose_the_province_s_is_after_another_province_is_asked(examiner: Examiner) -> None:
    text = (
        "Nghệ An đứng thứ 10 cả nước\n\nNăm 2023, Nghệ An xuất khẩu 3 tỷ USD. Tỉnh Hà Tĩnh xuất khẩu 2 tỷ USD. "
        "Thu ngân sách của tỉnh đạt 21.500 tỷ đồng."
    )
    assert "area_weak" in doubts(examiner, text, 21500.0)
    text = "Năm 2023, tỉnh Nghệ An thu 20 tỷ đồng. Tỉnh Hà Tĩnh thu 18 tỷ đồng. Xuất khẩu của tỉnh này đạt 2 tỷ USD."
    assert doubts(examiner, text, 2.0) == set()


def test_a_season_s_visitors_are_not_surely_the_year_s(examiner: Examiner) -> None:
    text = "Du lịch hè 2023: thành phố Sầm Sơn đón 7,8 triệu lượt khách."
    assert "period_weak" in doubts(examiner, text, 7.8)


def test_what_was_reached_before_is_no_sure_aim(examiner: Examiner) -> None:
    text = "Can Tho aims to welcome 6.3 million visitors in 2025, after receiving 6.1 million in 2024, up 3 percent."
    assert "aim_or_result" in doubts(examiner, text, 3.0)


@pytest.mark.slow
def test_doubts_of_periods_take_time_as_a_text_is_long(examiner: Examiner) -> None:
    def whole(lines: int) -> str:
        return "Huyện Vĩnh Bảo: kết quả năm 2023\n" + "Thu ngân sách đạt 424,7 tỷ đồng, tăng 5%.\n" * lines

    read = {lines: examiner.examine(whole(lines)).article.observations for lines in (400, 1600)}
    known = examiner.catalogue.indicators["budget_revenue"]

    def doubted(lines: int) -> None:
        assert len(doubts_of_periods(read[lines], [known] * len(read[lines]), None, whole(lines))) == 2 * lines

    assert growth(doubted, 400) < 7
