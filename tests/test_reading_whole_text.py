"""What a text as a whole says of its year, its aims and its results, and where too little says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


# Texts, and of each figure its period and whether it may be added unseen.
ATTAINED = [
    "Đến hết tháng 9, thu ngân sách của huyện Tiên Lãng (Hải Phòng) đạt 250 tỷ đồng, bằng 80% kế hoạch năm 2024.",
    "Sau 9 tháng, huyện Tiên Lãng (Hải Phòng) thu ngân sách 250 tỷ đồng, bằng 80% dự toán thành phố giao năm 2024.",
    "9 tháng, thu ngân sách huyện Tiên Lãng (Hải Phòng) đạt 250 tỷ đồng, đạt 80% so với kế hoạch năm 2024.",
    "9 tháng, huyện Tiên Lãng (Hải Phòng) thu ngân sách đạt 250 tỷ đồng, tăng 4% so với chỉ tiêu năm 2024.",
    "9 tháng, thu ngân sách huyện Tiên Lãng (Hải Phòng) đạt 250 tỷ đồng, bằng 80% mục tiêu cả năm 2024.",
]
# Months without a year, and nothing but a mention among several that gives one.
FEW_WITNESSES = [
    (
        "Huyện Tiên Lãng (Hải Phòng) sơ kết 6 tháng. Thu ngân sách đạt 250 tỷ đồng. Năm 2022 thu 400 tỷ đồng. "
        "Năm 2023 thu 420 tỷ đồng."
    ),
    "6 tháng đầu năm, thu ngân sách huyện Tiên Lãng (Hải Phòng) đạt 250 tỷ đồng, tăng 12% so với năm 2023.",
]
# Meetings that look back and ahead in one breath: what was done, and in which months.
LOOKS_BACK_AND_AHEAD = [
    (
        "Huyện Tiên Lãng (Hải Phòng) họp đánh giá tình hình thực hiện nhiệm vụ 6 tháng đầu năm 2023 và đề ra phương "
        "hướng, nhiệm vụ 6 tháng cuối năm. 6 tháng đầu năm, thu ngân sách đạt 317 tỷ đồng."
    ),
    (
        "Huyện Tiên Lãng (Hải Phòng) sơ kết việc thực hiện kế hoạch 6 tháng đầu năm 2023 đồng thời đề ra giải pháp 6 "
        "tháng cuối năm. Thu ngân sách 6 tháng đạt 317 tỷ đồng."
    ),
    (
        "Huyện Tiên Lãng (Hải Phòng) đánh giá kết quả 6 tháng đầu năm 2023 và xác định mục tiêu 6 tháng cuối năm. Sáu "
        "tháng qua, thu ngân sách đạt 317 tỷ đồng."
    ),
]
DESCRIBED = [
    "Năm 2022 là năm thứ hai thực hiện kế hoạch 5 năm, song kinh tế đạt khá: thu ngân sách đạt 74 tỷ đồng.",
    "Năm 2022 được xác định là năm bứt phá, kinh tế đạt khá: thu ngân sách đạt 74 tỷ đồng.",
    "Năm 2022, năm thứ hai của nhiệm kỳ, kinh tế đạt khá: thu ngân sách đạt 74 tỷ đồng.",
    "Năm 2022 cũng là năm đầu phục hồi sau dịch; thu ngân sách đạt 74 tỷ đồng.",
    "Năm 2022 tiếp tục là năm khó khăn, nhưng thu ngân sách đạt 74 tỷ đồng.",
]
RESULTS_BESIDE_AIMS = [
    ("Bàn nhiệm vụ năm 2023, tỉnh Nam Định cho biết GRDP năm 2022 tăng 14,05% so với năm 2021.", "growth"),
    ("Bàn nhiệm vụ năm 2023, tỉnh Nam Định báo cáo thu ngân sách năm 2022 đạt 900 tỷ đồng.", "level"),
    ("Năm 2022, tỉnh Nam Định có một số chỉ tiêu như bán lẻ hàng hóa ước đạt 900 tỷ đồng, vượt 8% kế hoạch.", "level"),
    (
        "Năm 2022 của tỉnh Nam Định. Một số chỉ tiêu khác như bán lẻ hàng hóa ước đạt 900 tỷ đồng, vượt 8% kế hoạch.",
        "level",
    ),
    ("Tỉnh Nam Định năm 2022. Một số chỉ tiêu như xuất khẩu ước đạt 9 tỷ USD, tăng 8% so với cùng kỳ.", "level"),
]
AIMS_IN_ONE_LINE = [
    (
        "Huyện Như Xuân. CÁC CHỈ TIÊU CHỦ YẾU TRONG NHIỆM KỲ 2020-2025 I. Về kinh tế 1. Số doanh nghiệp thành lập mới: "
        "100 doanh nghiệp."
    ),
    "Huyện Như Xuân. MỤC TIÊU GIAI ĐOẠN 2021-2025 Về xã hội: tỷ lệ lao động qua đào tạo 65%.",
    "Huyện Như Xuân. CHỈ TIÊU CHỦ YẾU NĂM 2024 1. Thu ngân sách 500 tỷ đồng. 2. Tỷ lệ hộ nghèo 3%.",
]
REST_OF_A_YEAR = [
    "6 tháng cuối năm 2022, phấn đấu giảm tỷ lệ hộ nghèo xuống dưới 6,5%.",
    "Quý IV/2022, phấn đấu tỷ lệ hộ nghèo còn 6,5%.",
    "6 tháng cuối năm 2022, phấn đấu thu nhập bình quân đầu người đạt 41 triệu đồng.",
]


@pytest.mark.parametrize("text", ATTAINED)
def test_the_year_of_the_plan_that_results_are_held_against_dates_them(examiner: Examiner, text: str) -> None:
    assert {(one.period, one.sure) for one in examiner.examine(text).article.observations} == {
        ("2024-01/2024-09", True)
    }


@pytest.mark.parametrize("text", FEW_WITNESSES)
def test_months_without_a_year_are_asked_where_too_little_gives_it(examiner: Examiner, text: str) -> None:
    first = examiner.examine(text).article.observations[0]
    assert "period_weak" in first.doubts


@pytest.mark.parametrize("text", LOOKS_BACK_AND_AHEAD)
def test_what_a_meeting_plans_next_does_not_make_an_aim_of_what_it_looks_back_on(examiner: Examiner, text: str) -> None:
    (one,) = examiner.examine(text).article.observations
    assert (one.period, one.measure, one.sure) == ("2023-H1", "level", True)


@pytest.mark.parametrize("text", DESCRIBED)
def test_a_year_that_is_only_described_dates_nothing_in_a_report_on_some_of_its_months(
    examiner: Examiner, text: str
) -> None:
    head = "Huyện Nam Đông (Thừa Thiên Huế): tình hình kinh tế - xã hội 6 tháng đầu năm 2022\n\n"
    (one,) = examiner.examine(head + text).article.observations
    assert one.period == "2022-H1"
    alone = examiner.examine(f"Huyện Nam Đông (Thừa Thiên Huế).\n\n{text}").article.observations
    assert [one.period for one in alone] == ["2022"]


@pytest.mark.parametrize(("text", "measure"), RESULTS_BESIDE_AIMS)
def test_aims_of_the_next_year_make_none_of_what_was_done(examiner: Examiner, text: str, measure: str) -> None:
    assert examiner.examine(text).article.observations[0].measure == measure


@pytest.mark.parametrize("text", AIMS_IN_ONE_LINE)
def test_aims_listed_in_the_line_of_their_heading_are_not_stored_as_results(examiner: Examiner, text: str) -> None:
    found = examiner.examine(text).article.observations
    assert found
    assert not [one for one in found if one.sure and one.measure in {"level", "growth"}]


@pytest.mark.parametrize("text", REST_OF_A_YEAR)
def test_how_things_are_to_stand_at_the_end_of_a_year_is_aimed_at_for_the_year(examiner: Examiner, text: str) -> None:
    (one,) = examiner.examine(f"Huyện Nam Đông (Thừa Thiên Huế). {text}").article.observations
    assert (one.period, one.measure) == ("2022", "plan")


def test_a_term_that_bodies_bear_in_their_name_is_the_one_looked_back_on(examiner: Examiner) -> None:
    text = (
        "Thực hiện nghị quyết đại hội nhiệm kỳ 2015-2020, xã Phúc Lương (Đại Từ, Thái Nguyên) đạt kết quả tốt. Năm "
        "2019, thu nhập bình quân đầu người đạt 25 triệu đồng. Trong 5 năm qua, thu ngân sách bình quân hàng năm "
        "tăng 11%."
    )
    assert [one.period for one in examiner.examine(text).article.observations] == ["2019", "2016/2020"]


def test_the_year_by_which_a_term_ends_may_be_an_aim_or_a_result(examiner: Examiner) -> None:
    text = (
        "Năm 2019, thu nhập bình quân đầu người của xã Phúc Lương (Đại Từ, Thái Nguyên) đạt 25 triệu đồng. Tỷ lệ hộ "
        "nghèo đến năm 2020 còn 7,66%. Năm 2019, sản lượng lúa đạt 5.000 tấn."
    )
    assert "aim_or_result" in examiner.examine(text).article.observations[1].doubts


def test_a_headline_s_aim_is_of_the_year_that_its_text_says(examiner: Examiner) -> None:
    text = (
        "Đại hội xã Quan Thành nhiệm kỳ 2025 - 2030: phấn đấu thu nhập bình quân đầu người 85 triệu đồng/người\n\n"
        "Xã Quan Thành (Nghệ An) phấn đấu đến năm 2030 thu nhập bình quân đầu người đạt 85 triệu đồng."
    )
    assert {one.period for one in examiner.examine(text).article.observations} == {"2030"}


def test_a_title_heads_the_aims_of_a_term_until_results_are_headed(examiner: Examiner) -> None:
    text = (
        "CÁC CHỈ TIÊU CHỦ YẾU TRONG NHIỆM KỲ 2020-2025 CỦA HUYỆN CẨM THỦY\n\n"
        "1. Tốc độ tăng giá trị sản xuất bình quân hàng năm đạt 14,5%, trong đó: dịch vụ tăng 15,2%.\n"
        "* KẾT QUẢ NHIỆM KỲ 2015-2020\n"
        "- Thu ngân sách năm 2020 ước đạt 196 tỷ đồng.\n"
    )
    found = [(one.measure, one.period) for one in examiner.examine(text).article.observations]
    assert found == [("planned_growth", "2021/2025")] * 2 + [("level", "2020")]


NOT_THE_PLACE_S = [
    ("Ba phường Hồng Gai, Bãi Cháy và Hà Tu (Quảng Ninh) năm 2025 thu ngân sách 2.915 tỷ đồng.", "several_places"),
    ("Hai xã An Hưng, An Khánh (Hải Phòng) năm 2025 thu ngân sách 29 tỷ đồng.", "several_places"),
    ("Hai huyện Vĩnh Bảo và Tiên Lãng (Hải Phòng) năm 2023 thu ngân sách 290 tỷ đồng.", "several_places"),
    ("Cụm công nghiệp Thanh Vân, huyện Hiệp Hòa (Bắc Giang) năm 2022 tạo việc làm cho 3.200 lao động.", "firm"),
    (
        "Xã Phú Nghĩa (Hà Nội) năm 2025. Tại thôn Quan Châm, thu nhập bình quân đầu người 112 triệu đồng.",
        "part_of_place",
    ),
    ("So với huyện Lương Sơn, giá trị sản xuất năm 2020 của huyện Lạc Thủy (Hòa Bình) thấp hơn 62%.", "compared_with"),
    ("Mỗi tháng trong năm 2024, huyện Đức Hòa (Long An) có 58 doanh nghiệp thành lập mới.", "each"),
    ("Bình quân mỗi ngày năm 2023, thành phố Nha Trang (Khánh Hòa) thu ngân sách 17,6 tỷ đồng.", "each"),
]


@pytest.mark.parametrize(("text", "code"), NOT_THE_PLACE_S)
def test_what_is_of_others_or_of_each_month_is_no_figure_of_the_place(examiner: Examiner, text: str, code: str) -> None:
    article = examiner.examine(text).article
    assert not article.observations
    assert [one.code for one in article.unread] == [code]


MERGED = [
    ("Phường Phú Khương, tỉnh Vĩnh Long: thu ngân sách năm 2025 đạt 219 tỷ đồng.", "phuong-phu-khuong-2025"),
    ("Tỉnh Phú Thọ: 11 tháng năm 2025, xuất khẩu đạt 41 tỷ USD.", "phu-tho-2025"),
    ("Xã Tân Trào, tỉnh Tuyên Quang, năm 2025 đón 620 nghìn lượt khách.", "xa-tan-trao-2025"),
]


@pytest.mark.parametrize(("text", "area"), MERGED)
def test_only_what_a_merger_made_reports_on_the_year_in_which_it_was_made(
    examiner: Examiner, text: str, area: str
) -> None:
    assert {(one.area, one.sure) for one in examiner.examine(text).article.observations} == {(area, True)}


@pytest.mark.parametrize(
    "text",
    [
        "Xã Ba Vì, thành phố Hà Nội: kết quả 6 tháng cuối năm 2025\n\nThu ngân sách được 46,8 tỷ đồng.",
        "Xã Ba Vì, thành phố Hà Nội 6 tháng cuối năm 2025\n\nThu ngân sách 46,8 tỷ đồng, giảm 3,8% so với cùng kỳ.",
        "Xã Ba Vì (Hà Nội) tổng kết công tác 6 tháng cuối năm 2025. Thu ngân sách đạt 46,8 tỷ đồng.",
    ],
)
def test_communes_report_on_the_half_year_since_they_were_made(examiner: Examiner, text: str) -> None:
    assert {one.period for one in examiner.examine(text).article.observations} == {"2025-H2"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm 2024, xã Tiên Hải (Kiên Giang) nghèo; mục tiêu đến năm 2030 thu ngân sách 12 tỷ đồng.", "2030"),
        ("Năm 2024, xã Tiên Hải (Kiên Giang) có kế hoạch năm 2025 thu ngân sách 12 tỷ đồng.", "2025"),
        ("Mục tiêu của phường Tuy Hòa, tỉnh Đắk Lắk năm 2026 là nâng thu ngân sách lên 88 tỷ đồng.", "2026"),
    ],
)
def test_an_aim_is_of_the_period_that_its_own_words_name(examiner: Examiner, text: str, period: str) -> None:
    (one,) = examiner.examine(text).article.observations
    assert (one.period, one.measure) == (period, "plan")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Huyện Nhơn Trạch (Đồng Nai) tổng kết 2018\n\nThu ngân sách 700 tỷ đồng.", "2018"),
        ("Trong năm 2023, tỉnh Thái Bình đã có 1.086 doanh nghiệp được thành lập mới.", "2023"),
        ("Có 1.086 doanh nghiệp được thành lập mới ở tỉnh Thái Bình trong năm 2023.", "2023"),
        ("Cùng kỳ năm trước, thu ngân sách tỉnh Thái Bình đạt 8 tỷ đồng. 6 tháng đầu năm 2023 khó khăn.", "2022-H1"),
    ],
)
def test_years_that_stand_alone_or_before_the_reported_one(examiner: Examiner, text: str, period: str) -> None:
    assert [one.period for one in examiner.examine(text).article.observations] == [period]


def test_six_months_in_a_report_on_the_last_six_are_asked(examiner: Examiner) -> None:
    text = "Xã Ba Vì (Hà Nội) tổng kết công tác 6 tháng cuối năm 2025. Thu ngân sách 6 tháng đạt 46,8 tỷ đồng."
    (one,) = examiner.examine(text).article.observations
    assert "period_weak" in one.doubts


PLANS_THAT_ARE_LISTED = [
    "Kế hoạch năm 2022 của huyện Lộc Bình: giá trị sản xuất tăng 9%; tỷ lệ hộ nghèo giảm còn 6%.",
    "Theo kế hoạch phát triển kinh tế - xã hội năm 2023 của tỉnh Bến Tre, GRDP tăng 7,5%; xuất khẩu đạt 165 triệu USD.",
    "Nghị quyết của HĐND huyện Kỳ Anh năm 2023 đề ra: giá trị sản xuất tăng 11%; thu ngân sách đạt 350 tỷ đồng.",
    "Dự toán năm 2024 của tỉnh Đồng Tháp: thu ngân sách 9.800 tỷ đồng; chi ngân sách 17.000 tỷ đồng.",
]


@pytest.mark.parametrize("text", PLANS_THAT_ARE_LISTED)
def test_what_a_plan_lists_is_aimed_at(examiner: Examiner, text: str) -> None:
    found = examiner.examine(text).article.observations
    assert len(found) == 2
    assert {one.measure for one in found} <= {"plan", "planned_growth"}


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả thực hiện kế hoạch năm 2022 của huyện Lộc Bình: giá trị sản xuất tăng 9%.",
        "Thực hiện kế hoạch năm 2022, huyện Lộc Bình thu ngân sách đạt 210 tỷ đồng.",
        "Thực hiện nghị quyết của HĐND huyện Kỳ Anh năm 2023: giá trị sản xuất tăng 11%.",
    ],
)
def test_what_became_of_a_plan_is_a_result(examiner: Examiner, text: str) -> None:
    assert {one.measure for one in examiner.examine(text).article.observations} <= {"growth", "level"}


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết Đại hội Đảng bộ huyện Yên Mô nhiệm kỳ 2020-2025 đặt mục tiêu: tỷ lệ hộ nghèo giảm còn 1,2%.",
        (
            "Đại hội xã Thanh Thủy (huyện Thanh Liêm) nhiệm kỳ 2020-2025 đề ra: thu nhập bình quân đầu người đến năm "
            "2025 đạt 65 triệu đồng; xây dựng trụ sở vào cuối năm 2021; tỷ lệ bao phủ bảo hiểm y tế đạt 98%."
        ),
        (
            "Mục tiêu đến năm 2030 của phường Long Xuyên: thu nhập bình quân đầu người đạt 130 triệu đồng; xóa nhà tạm "
            "trong năm 2026; tỷ lệ hộ nghèo còn 0,3%."
        ),
    ],
)
def test_an_aim_is_asked_where_another_year_than_the_term_s_last_dates_it(examiner: Examiner, text: str) -> None:
    assert "period_weak" in examiner.examine(text).article.observations[-1].doubts


def test_a_poverty_standard_s_years_date_nothing(examiner: Examiner) -> None:
    text = "Năm 2018, theo chuẩn áp dụng cho giai đoạn 2016-2020, xã Trung Sơn (Quan Hóa) có tỷ lệ hộ nghèo 20,5%."
    (one,) = examiner.examine(text).article.observations
    assert (one.period, one.measure) == ("2018", "level")


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        (
            "GRDP Lai Châu tăng 5,5%; nông nghiệp tăng 15,2%; công nghiệp - xây dựng tăng 38,1%; dịch vụ tăng 39,4%",
            True,
        ),
        (
            "GRDP tỉnh Cà Mau tăng 7,5%; nông nghiệp tăng 9,1%; công nghiệp - xây dựng tăng 10,2%; dịch vụ tăng 8,3%",
            True,
        ),
        (
            "GRDP tỉnh Cà Mau tăng 7,5%; nông nghiệp tăng 3,1%; công nghiệp - xây dựng tăng 10,2%; dịch vụ tăng 7,3%",
            False,
        ),
    ],
)
def test_an_economy_grows_no_faster_than_all_its_sectors_and_no_slower(
    examiner: Examiner, text: str, *, doubted: bool
) -> None:
    found = examiner.examine(f"Năm 2022, {text}.").article.observations
    assert len(found) == 4
    assert {"sectors_disagree" in one.doubts for one in found} == {doubted}


def test_what_a_ward_tells_of_the_years_before_it_was_made_is_asked(examiner: Examiner) -> None:
    text = (
        "Năm 2025, phường Vỹ Dạ (Huế), thành lập trên cơ sở sáp nhập 4 phường, thu ngân sách đạt 74 tỷ đồng.\n\n"
        "Tổng thu ngân sách giai đoạn 2020-2024 đạt 300 tỷ đồng."
    )
    assert "area_weak" in examiner.examine(text).article.observations[-1].doubts
