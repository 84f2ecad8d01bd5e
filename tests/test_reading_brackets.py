# ruff: noqa: E501 - the texts stand as a page has them
"""Figures in brackets: whose they are, of what year, what plan; and the count or branch that a figure is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.told_figures import told

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


WHOSE = {
    # The smaller place, whatever follows it only says where it lies.
    "Năm 2019, tỉnh Bắc Kạn thu ngân sách 712 tỷ đồng, chỉ tương đương số thu của huyện Yên Phong, tỉnh Bắc Ninh (731 tỷ đồng).": [
        "bac-kan budget_revenue 2019 level 712",
        "yen-phong budget_revenue 2019 level 731",
    ],
    "Năm 2022, tỷ lệ hộ nghèo cao nhất ở huyện Mường Nhé, tỉnh Điện Biên (52,3%) và huyện Mường Tè, tỉnh Lai Châu (38,1%).": [
        "muong-nhe poverty_rate 2022 level 52.3",
        "muong-te poverty_rate 2022 level 38.1",
    ],
    "Năm 2022, xã Bình Minh, huyện Thanh Oai, thành phố Hà Nội (thu nhập 80 triệu đồng/người/năm) là xã khá nhất.": [
        "xa-binh-minh-thanh-oai income_per_capita 2022 level 80"
    ],
    # A place by itself, and one with another beside it, keep their own.
    "Năm 2022, tỉnh Bắc Ninh (thu ngân sách 33.000 tỷ đồng) dẫn đầu.": ["bac-ninh budget_revenue 2022 level 33000"],
    "Năm 2022, GRDP của Khánh Hòa và Bắc Giang (19,3%) tăng nhanh.": [],
}


@pytest.mark.parametrize("text", WHOSE, ids=range(len(WHOSE)))
def test_a_bracket_belongs_to_the_place_and_not_to_where_it_lies(examiner: Examiner, text: str) -> None:
    assert told(examiner, text) == WHOSE[text]


PLANS = {
    "Năm 2021, huyện Cư Jút, tỉnh Đắk Nông giải quyết việc làm cho 1.786 lao động (KH 1.750); thu ngân sách 112 tỷ đồng (kế hoạch: 108).": [
        "cu-jut jobs_created 2021 level 1786",
        "cu-jut jobs_created 2021 plan 1750",
        "cu-jut budget_revenue 2021 level 112",
        "cu-jut budget_revenue 2021 plan 108",
    ],
    # The name of a programme, and a year.
    "Năm 2021, huyện Cư Jút, tỉnh Đắk Nông thu ngân sách 612 tỷ đồng (kế hoạch 135).": [
        "cu-jut budget_revenue 2021 level 612"
    ],
    "Năm 2022, GRDP tỉnh Bắc Ninh tăng 7,39%, vượt mục tiêu đề ra (6,5%).": [
        "bac-ninh grdp 2022 growth 7.39",
        "bac-ninh grdp 2022 planned_growth 6.5",
    ],
    "Năm 2023, tỉnh Thanh Hóa ước GRDP tăng 7,01%, không đạt mức mục tiêu 11% đề ra.": [
        "thanh-hoa grdp 2023 growth 7.01",
        "thanh-hoa grdp 2023 planned_growth 11",
    ],
    "Năm 2024, huyện Kim Thành, tỉnh Hải Dương bước vào năm 2024 với mục tiêu thu ngân sách 720 tỷ đồng, giá trị sản xuất công nghiệp tăng 13%. Kết thúc năm, huyện thu ngân sách 781,4 tỷ đồng; giá trị sản xuất công nghiệp tăng 12,2%.": [
        "kim-thanh budget_revenue 2024 plan 720",
        "kim-thanh industrial_output 2024 planned_growth 13",
        "kim-thanh budget_revenue 2024 level 781.4",
        "kim-thanh industrial_output 2024 growth 12.2",
    ],
}


@pytest.mark.parametrize("text", PLANS, ids=range(len(PLANS)))
def test_a_plan_stands_beside_its_result(examiner: Examiner, text: str) -> None:
    assert told(examiner, text) == PLANS[text]


HEAD = "HĐND huyện Kim Bảng, tỉnh Hà Nam thông qua nghị quyết năm 2024\n\nMột số chỉ tiêu năm 2024{}:\n\n"
LIST = "a) Thu ngân sách 300 tỷ đồng (281 tỷ đồng).\n\nb) Giá trị sản xuất công nghiệp tăng 12% (10,1%).\n\nđ) Giảm 0,2% tỷ lệ hộ nghèo."


@pytest.mark.parametrize("said", ["trong ngoặc là ước thực hiện năm 2023", "số trong ngoặc là kết quả năm 2023"])
def test_the_head_of_a_list_dates_its_brackets(examiner: Examiner, said: str) -> None:
    assert told(examiner, HEAD.format(f" ({said})") + LIST) == [
        "kim-bang budget_revenue 2024 plan 300",
        "kim-bang budget_revenue 2023 level 281",
        "kim-bang industrial_output 2024 planned_growth 12",
        "kim-bang industrial_output 2023 growth 10.1",
        "kim-bang poverty_rate 2024 planned_growth -0.2",
    ]


def test_brackets_that_nothing_dates_stay_unread(examiner: Examiner) -> None:
    assert told(examiner, HEAD.format("") + LIST) == ["kim-bang poverty_rate 2024 planned_growth -0.2"]


def test_the_words_that_date_the_brackets_are_shown(examiner: Examiner) -> None:
    text = HEAD.format(" (trong ngoặc là ước thực hiện năm 2023)") + LIST
    result = next(one for one in examiner.examine(text).article.observations if one.printed == "281")
    assert text[result.period_start : result.period_end] == "(trong ngoặc là ước thực hiện năm 2023)"


COUNTS = {
    "Đến hết năm 2020, toàn tỉnh Hà Giang có 41 xã được công nhận đạt chuẩn nông thôn mới.": [
        "ha-giang ntm_communes 2020 level 41"
    ],
    "Năm 2022, tỉnh Lào Cai có 4 xã đạt chuẩn nông thôn mới nâng cao.": ["lao-cai ntm_advanced_communes 2022 level 4"],
    # Another standard, a part of them, those that are new.
    "Năm 2022, tỉnh Lào Cai có 1 xã đạt chuẩn nông thôn mới kiểu mẫu.": [],
    "Năm 2022, tỉnh Lào Cai tặng thưởng cho 3 xã đạt chuẩn nông thôn mới.": [],
    "Năm 2022, tỉnh Lào Cai có thêm 2 xã đạt chuẩn nông thôn mới.": [],
    "Năm 2022, tỉnh Lào Cai có 12/14 xã đạt chuẩn nông thôn mới.": [],
    "Năm 2024, tỉnh Bình Phước có 1.310 doanh nghiệp thành lập mới, giảm 4,5% về số doanh nghiệp nhưng tăng 12% về vốn đăng ký so với năm trước.": [
        "binh-phuoc new_enterprises 2024 level 1310",
        "binh-phuoc new_enterprises 2024 growth -4.5",
        "binh-phuoc new_enterprises_capital 2024 growth 12",
    ],
    "Năm 2024, tỉnh Bình Phước có 310 doanh nghiệp giải thể, tăng 5% về số doanh nghiệp.": [
        "binh-phuoc - 2024 level 310",
        "binh-phuoc - 2024 growth 5",
    ],
    "Chăn nuôi của huyện Châu Đức năm 2022 có giá trị sản xuất 3.180 tỷ đồng.": ["chau-duc - 2022 level 3180"],
    "Kinh tế của huyện Châu Đức năm 2022 có giá trị sản xuất 13.180 tỷ đồng.": [
        "chau-duc total_production_value 2022 level 13180"
    ],
}


@pytest.mark.parametrize("text", COUNTS, ids=range(len(COUNTS)))
def test_a_figure_is_of_what_it_counts(examiner: Examiner, text: str) -> None:
    assert told(examiner, text) == COUNTS[text]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Đến hết năm 2020, toàn tỉnh Hà Giang có 41 xã đạt chuẩn nông thôn mới.", True),
        ("Năm 2020, tỉnh Hà Giang có 9 xã đạt chuẩn nông thôn mới.", False),  # all so far, or those of the year
    ],
)
def test_communes_that_may_be_the_years_only_are_asked(examiner: Examiner, text: str, *, sure: bool) -> None:
    assert [one.sure for one in examiner.examine(text).article.observations] == [sure]


def test_a_plan_beside_a_change_in_points_is_in_points_too(examiner: Examiner) -> None:
    text = "Năm 2022, tỷ lệ hộ nghèo tỉnh Sơn La giảm 2,3% (KH: 2%)."
    assert [one.unit for one in examiner.examine(text).article.observations] == ["điểm %", "điểm %"]


def test_a_result_in_brackets_beside_an_aim_is_no_aim(examiner: Examiner) -> None:
    text = "Năm 2024, tỉnh Hà Nam phấn đấu GRDP tăng 10,5% (năm 2023: 9,41%)."
    assert told(examiner, text) == ["ha-nam grdp 2024 planned_growth 10.5", "ha-nam grdp 2023 growth 9.41"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Năm 2020, tỉnh Sơn La có tỷ lệ hộ nghèo 6,7% (đầu năm 9,2%).", ["son-la poverty_rate 2020 level 6.7"]),
        (
            "Năm 2020, tỉnh Sơn La: tỷ lệ hộ nghèo đầu nhiệm kỳ 31,5%, cuối nhiệm kỳ 8,8%.",
            ["son-la poverty_rate 2020 level 8.8"],
        ),
        (
            "Tháng 1/2023, thu ngân sách đầu năm của tỉnh Nghệ An đạt 1.200 tỷ đồng.",
            ["nghe-an budget_revenue 2023-01 level 1200"],
        ),
    ],
)
def test_where_a_term_began_is_no_figure_of_its_end(examiner: Examiner, text: str, read: list[str]) -> None:
    assert told(examiner, text) == read
