"""Figures that a report tells and that are not the place's: each left unread, with the reason that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


LEAD = "Năm 2023, huyện Thủy Nguyên (thành phố Hải Phòng) tổng kết công tác. "
TRAPS = [
    ("Dự án khu đô thị Bắc sông Cấm có tổng vốn đầu tư 13.000 tỷ đồng.", "13.000", "firm"),
    ("Hộ ông Nguyễn Văn A thu nhập 500 triệu đồng mỗi năm.", "500", "firm"),
    ("Mô hình nuôi cá cho thu nhập 300 triệu đồng/ha/năm.", "300", "firm"),
    ("Chợ huyện đón 20 nghìn lượt khách.", "20", "firm"),
    ("Nhiều xã có tỷ lệ hộ nghèo dưới 1%.", "1", "several_places"),
    ("Cách đây 10 năm, thu nhập bình quân đầu người mới đạt 18 triệu đồng.", "18", "no_period"),
    ("Đại biểu đề nghị nâng chỉ tiêu thu ngân sách lên 1.200 tỷ đồng.", "1.200", "possible"),
    ("Nếu thu được tiền sử dụng đất thì thu ngân sách sẽ đạt 900 tỷ đồng.", "900", "condition"),
    ("Thu ngân sách không thể vượt 950 tỷ đồng.", "950", "denied"),
    ("10 năm trước, thu nhập bình quân đầu người chỉ 20 triệu đồng.", "20", "no_period"),
    ("Nông dân Trần Văn B có thu nhập 400 triệu đồng.", "400", "unclear_name"),
    ("Chuyên gia đề xuất chỉ tiêu thu ngân sách 900 tỷ đồng.", "900", "possible"),
    ("Từ tháng 3/2023 đến nay, thu ngân sách đạt 300 tỷ đồng.", "300", "no_period"),
    ("Dân số 185 000 người.", "185 000", "digits"),
    ("Thu ngân sách đạt 1 234 tỷ đồng.", "1 234", "digits"),
    ("Thu ngân sách đạt 12 345,6 tỷ đồng.", "12 345,6", "digits"),
    ("Dân số 1 185 000 người.", "1 185 000", "digits"),
    ("Công nghiệp tăng 12 ,5%.", "12 ,5", "digits"),
    ("Thu ngân sách đạt ,375 tỷ đồng.", "375", "digits"),
    ("Một xã của huyện thu ngân sách đạt 130 tỷ đồng.", "130", "part_of_place"),
    ("Một địa phương trong tỉnh thu ngân sách đạt 130 tỷ đồng.", "130", "part_of_place"),
    ("Xã đầu tiên của huyện thu ngân sách đạt 30 tỷ đồng.", "30", "part_of_place"),
    ("Ở các xã ven biển, tỷ lệ hộ nghèo còn 3%.", "3", "part_of_place"),
    ("Một doanh nghiệp điện tử đạt giá trị xuất khẩu 31,5 triệu USD.", "31,5", "part_of_place"),
    ("Tính gộp với Kiến Thụy, An Lão, thu ngân sách là 900 tỷ đồng.", "900", "several_places"),
    ("Bạn đọc Hoàng Long bình luận: thu ngân sách phải đạt 900 tỷ đồng.", "900", "comment"),
    ("Ảnh: Thu hoạch lúa, sản lượng đạt 9.000 tấn.", "9.000", "caption"),
    ("Chủ tịch huyện mong muốn thu ngân sách đạt 2.000 tỷ đồng.", "2.000", "possible"),
    ("Lũy kế 9 tháng, doanh thu của công ty đạt 300 tỷ đồng; nộp ngân sách 20 tỷ đồng.", "20", "firm"),
    ("Công ty Thép Bắc Nam làm ăn tốt. Kim ngạch xuất khẩu đạt 112 triệu USD.", "112", "firm"),
    ("Thu ngân sách tăng 2,9% so với đầu năm 2023.", "2,9", "no_base"),
    ("Để thu ngân sách đạt 350 tỷ đồng, huyện phải cố gắng.", "350", "possible"),
    ("Người dân kỳ vọng thu nhập bình quân sẽ đạt 80 triệu đồng.", "80", "possible"),
    ("Nghe nói thu ngân sách tới 2.000 tỷ đồng?", "2.000", "question"),
    ("Các xã Lập Lễ, Phả Lễ thu ngân sách 25 tỷ đồng.", "25", "another_place"),
    ("Làng nghề Mỹ Đồng đạt giá trị sản xuất 300 tỷ đồng.", "300", "firm"),
    ("Dự án nhà máy làm 5.000 tấn giấy, tạo việc làm cho 1.200 lao động.", "1.200", "firm"),
]
# Names of which the words after or before them make something else, that the catalogue does not know.
NARROWER = [
    "chi dự phòng ngân sách 2,8 tỷ đồng",
    "dự phòng ngân sách 2,8 tỷ đồng",
    "thu bổ sung từ ngân sách cấp trên 196 tỷ đồng",
    "thu kết dư ngân sách 19 tỷ đồng",
    "thu chuyển nguồn ngân sách 19 tỷ đồng",
    "thu phí vào ngân sách 5 tỷ đồng",
    "tiết kiệm chi ngân sách 10 tỷ đồng",
    "dân số trong độ tuổi lao động 150.000 người",
    "tổng vốn đầu tư toàn xã hội cho nông nghiệp 150 tỷ đồng",
    "thu ngân sách từ công nghiệp 150 tỷ đồng",
    "có kế hoạch của ngành muối, giá trị sản xuất 150 tỷ đồng",
    "xuất khẩu mở tờ khai tại Cục Hải quan 150 triệu USD",
    "đón 12.000 lượt khách Trung Quốc, tăng 36%",
]


@pytest.mark.parametrize(("sentence", "printed", "code"), TRAPS, ids=[sentence for sentence, _, _ in TRAPS])
def test_what_is_not_the_places_is_not_read(examiner: Examiner, sentence: str, printed: str, code: str) -> None:
    article = examiner.examine(LEAD + sentence).article
    assert [one.printed for one in article.observations] == []
    assert [one.code for one in article.unread if one.text == printed] == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "Huyện khởi công 3 dự án; thu ngân sách đạt 900 tỷ đồng.",
        "Nhờ dự án khu đô thị, thu ngân sách đạt 900 tỷ đồng.",
        "Huyện đón 20 nghìn lượt khách du lịch, thu ngân sách đạt 900 tỷ đồng.",
        "Nhiều xã về đích nông thôn mới. Thu ngân sách đạt 900 tỷ đồng.",
        "Huyện duy trì đường dây nóng từ quý I/2021; thu ngân sách đạt 900 tỷ đồng.",
        "Chủ tịch huyện đề nghị các xã cố gắng. Thu ngân sách đạt 900 tỷ đồng.",
    ],
)
def test_what_is_the_places_beside_them_is_read(examiner: Examiner, sentence: str) -> None:
    article = examiner.examine(LEAD + sentence).article
    assert ("budget_revenue", 900.0) in {(one.indicator, one.value) for one in article.observations}


@pytest.mark.parametrize("words", NARROWER)
def test_a_part_of_what_is_named_is_not_the_whole(examiner: Examiner, words: str) -> None:
    article = examiner.examine(f"{LEAD}Huyện {words}.").article
    assert [(one.indicator, one.sure) for one in article.observations] == [(None, False)]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        # A share of a plan that follows a fall counted in households is of that fall.
        ("Tỷ lệ hộ nghèo còn 1,2%, giảm 120 hộ so với năm 2022, đạt 150% chỉ tiêu.", {"level 1.2"}),
        ("Tỷ lệ hộ nghèo còn 1,2%, đạt 110% kế hoạch.", {"level 1.2", "attainment 110.0"}),
        ("Thu ngân sách tăng 120 tỷ đồng so với năm 2022, đạt 150% kế hoạch.", {"attainment 150.0"}),
        # More than the plan, or more than so much of it.
        ("Thu ngân sách đạt hơn 120% so với dự toán.", {"attainment 120.0"}),
        ("Thu ngân sách hơn 20% so với dự toán.", set()),
        ("Công nghiệp tăng 18,4%/KH tăng 10-12%.", {"growth 18.4", "planned_growth 10.0"}),
        # Two plans, as first set and as revised.
        (
            "Thu ngân sách đạt 128,4% dự toán huyện giao đầu năm, bằng 104,2% dự toán điều chỉnh.",
            {"attainment 128.4", "attainment 104.2"},
        ),
        ("Thu ngân sách vượt hơn 7% kế hoạch.", {"attainment 107.0"}),
        ("Với 830 tỷ đồng, thu ngân sách của huyện vượt 6% dự toán.", {"level 830.0", "attainment 106.0"}),
        # What is assigned is a plan, with or without a word for it; what is to be attained an aim.
        ("Huyện được thành phố giao thu ngân sách 386 tỷ đồng.", {"plan 386.0"}),
        ("Huyện được thành phố giao tăng trưởng giá trị sản xuất công nghiệp 9%.", {"planned_growth 9.0"}),
        ("Huyện phấn đấu hoàn thành một số chỉ tiêu năm 2024 như: thu ngân sách 900 tỷ đồng.", {"plan 900.0"}),
        # So many fewer, and no rate; a name inside a bracket; a turnover that is nobody's.
        ("Cuối năm còn 3.414 hộ nghèo, giảm 7,5% so với năm 2022.", {"level 3414.0", "growth -7.5"}),
        ("Xuất khẩu sang châu Á (67,2% tổng kim ngạch xuất khẩu) tăng 12,09%.", set()),
        ("Tính đến giữa tháng 12/2023, thu ngân sách đạt 900 tỷ đồng.", {"level 900.0"}),
        # What a bracket compares with counts as if it stood without one.
        ("Công nghiệp tăng 2,2% (so với cùng kỳ năm 2022).", {"growth 2.2"}),
        ("Công nghiệp tăng 2,2% (so với tháng trước).", set()),
        ("Công nghiệp tăng 2,2% so với cùng thời điểm tháng trước.", set()),
        # A loose name of a part lends no name to what follows: nơi có khu công nghiệp lớn.
        ("Phường Hòa Nghĩa có khu công nghiệp lớn. Xã Hoa Động thu 4,9 tỷ đồng.", set()),
    ],
)
def test_what_each_figure_says(examiner: Examiner, sentence: str, read: set[str]) -> None:
    article = examiner.examine(LEAD + sentence).article
    assert {f"{one.measure} {one.value}" for one in article.observations} == read


def test_fewer_poor_households_are_no_rate(examiner: Examiner) -> None:
    article = examiner.examine(
        LEAD + "Cuối năm còn 3.414 hộ nghèo, giảm 7,5%. Hơn 95% hộ nghèo có bảo hiểm y tế."
    ).article
    assert {one.indicator for one in article.observations} <= {None}


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Trong hai quý đầu năm 2023", "2023-H1"),
        ("Ba quý đầu năm 2023", "2023-01/2023-09"),
        ("Tính đến giữa tháng 11/2023", "2023-01/2023-11"),
        ("Sau 6 tháng đầu tiên vận hành, cả năm 2023", "2023"),
        ("Lũy kế đến tháng 6.2023", "2023-H1"),
        ("So với thời điểm tái lập vào năm 1992, đến cuối năm 2023", "2023"),
    ],
)
def test_words_for_parts_of_a_year(examiner: Examiner, words: str, period: str) -> None:
    article = examiner.examine(f"{LEAD}{words}, thu ngân sách đạt 900 tỷ đồng.").article
    assert [one.period for one in article.observations] == [period]


def test_a_heading_that_looks_ahead_dates_no_result(examiner: Examiner) -> None:
    text = (
        "Bình Thuận đặt mục tiêu thu ngân sách năm 2026 cao hơn năm 2025\n\n"
        "Tại kỳ họp, GRDP ước đạt 129,6 nghìn tỷ đồng, tăng 8% so với năm 2024."
    )
    assert {one.period for one in examiner.examine(text).article.observations} == {"2025"}


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Tỉnh Nam Định năm 2022: GRDP đạt 126,484 tỷ đồng.", True),
        ("Tỉnh Nam Định năm 2022: GRDP đạt 98.484 tỷ đồng.", False),
        ("Năm 2022, dân số huyện Thủy Nguyên là 12.000.000 người.", True),
        ("Năm 2022, dân số huyện Thủy Nguyên là 346.000 người.", False),
        ("Năm 2022, thu nhập bình quân huyện Thủy Nguyên đạt 6.000 triệu đồng/người.", True),
        ("Năm 2022, thu nhập bình quân huyện Thủy Nguyên đạt 66 triệu đồng.", False),
        ("Năm 2022, thu ngân sách huyện Thủy Nguyên đạt 1,2 nghìn tỷ đồng.", False),
    ],
)
def test_what_no_such_area_has_is_doubted(examiner: Examiner, text: str, doubted: bool) -> None:  # noqa: FBT001
    one = examiner.examine(text).article.observations[0]
    assert ("size_too_far" in one.doubts) is doubted


def test_so_much_or_more_is_asked(examiner: Examiner) -> None:
    article = examiner.examine(LEAD + "Công nghiệp tăng từ 11% trở lên.").article
    assert [one.doubts for one in article.observations] == [("open_ended",)]


def test_a_change_of_a_growth_is_no_growth(examiner: Examiner) -> None:
    words = "Tốc độ tăng trưởng giá trị sản xuất công nghiệp bình quân đạt 9%, cao hơn 3,5% so với năm 2020."
    article = examiner.examine(LEAD + words).article
    assert not article.observations
    assert [(one.text, one.code) for one in article.unread] == [("9", "no_years"), ("3,5", "change_of_growth")]


def test_an_amount_of_a_term_that_its_sentence_does_not_date_is_asked(examiner: Examiner) -> None:
    text = "Nhiệm kỳ 2015-2020, quận Kiến An hoàn thành các chỉ tiêu. Thu ngân sách đạt 80 tỷ đồng."
    [found] = examiner.examine(text).article.observations
    assert (found.period, found.doubts) == ("2016/2020", ("period_weak",))


def test_an_amount_of_a_term_that_its_sentence_dates_is_sure(examiner: Examiner) -> None:
    [found] = examiner.examine("Quận Kiến An: giai đoạn 2016-2020, thu ngân sách đạt 800 tỷ đồng.").article.observations
    assert (found.period, found.doubts) == ("2016/2020", ())


@pytest.mark.parametrize(
    "words",
    [
        "Huyện đóng góp lớn vào nguồn thu ngân sách tỉnh, với tổng thu ngân sách trên địa bàn là 306 tỷ đồng.",
        "Huyện có đóng góp vào ngân sách toàn tỉnh, thu ngân sách đạt 306 tỷ đồng.",
        "Huyện đóng góp lớn cho tăng trưởng của tỉnh, thu ngân sách đạt 306 tỷ đồng.",
        "Huyện chiếm vị trí quan trọng trong kinh tế tỉnh, thu ngân sách đạt 306 tỷ đồng.",
        "Huyện nhận vốn từ ngân sách tỉnh, thu ngân sách trên địa bàn đạt 306 tỷ đồng.",
    ],
)
def test_a_place_before_the_comma_holds_no_name_after_it(examiner: Examiner, words: str) -> None:
    [found] = examiner.examine("Năm 2022, huyện Gò Dầu phát triển. " + words).article.observations
    assert (found.area, found.value) == ("go-dau", 306.0)


@pytest.mark.parametrize(
    "words", ["Tính từ đầu năm,", "Tính chung từ đầu năm,", "Kể từ đầu năm,", "Từ đầu năm,", "Cộng dồn từ đầu năm,"]
)
def test_what_the_year_has_brought_so_far_is_no_months_and_no_years(examiner: Examiner, words: str) -> None:
    text = f"Tháng 8, thu ngân sách đạt 30 tỷ đồng. {words} thu ngân sách đạt 500 tỷ đồng."
    of_month = examiner.examine("Quận Kiến An, ngày 29/8/2023. " + text).article.observations
    assert [(one.value, one.period) for one in of_month] == [(30.0, "2023-08"), (500.0, "2023-01/2023-08")]
    of_year = examiner.examine("Năm 2023, quận Kiến An: " + text).article.observations
    assert [one.doubts for one in of_year] == [(), ("period_weak",)]


def test_more_than_twice_the_plan_is_asked(examiner: Examiner) -> None:
    article = examiner.examine(LEAD + "Thu ngân sách vượt 132% kế hoạch.").article
    assert [(one.value, one.doubts) for one in article.observations] == [(232.0, ("share_too_far",))]


@pytest.mark.parametrize(
    ("head", "measure"),
    [
        ("Mục tiêu chủ yếu năm 2024 của huyện Thủy Nguyên", "plan"),
        ("Chỉ tiêu phát triển kinh tế - xã hội năm 2024 huyện Thủy Nguyên", "plan"),
        ("Huyện Thủy Nguyên\n- Các chỉ tiêu cụ thể năm 2024", "plan"),
        ("Kết quả thực hiện các chỉ tiêu năm 2024 huyện Thủy Nguyên", "level"),
        ("Các chỉ tiêu năm 2024 huyện Thủy Nguyên đều đạt và vượt", "level"),
        ("Mục tiêu năm 2024 huyện Thủy Nguyên đã đạt được", "level"),
        ("Chỉ tiêu năm 2024 huyện Thủy Nguyên hoàn thành", "level"),
        ("Năm 2024, huyện Thủy Nguyên đạt 15 chỉ tiêu, trong đó", "level"),
    ],
)
def test_a_head_says_whether_aims_or_results_follow(examiner: Examiner, head: str, measure: str) -> None:
    article = examiner.examine(f"{head}: thu ngân sách đạt 900 tỷ đồng.").article
    assert [(one.measure, one.period) for one in article.observations] == [(measure, "2024")]


# What once was read wrongly, and what no test saw when the code was changed: each with the period, base and status.
@pytest.mark.parametrize(
    ("sentence", "read", "unread"),
    [
        # A growth cannot be relative to its own year, nor to a later one.
        ("Thu ngân sách năm 2021 tăng 5% so với năm 2021.", [], ["no_base"]),
        ("Thu ngân sách quý II/2021 tăng 5% so với quý II/2021.", [], ["no_base"]),
        ("Thu ngân sách năm 2021 tăng 5% so với năm 2022.", [], ["no_base"]),
        # Of a half year, what is relative to the year before is so to the same half of it; never to the half before.
        ("Thu ngân sách 6 tháng đầu năm 2021 tăng 5% so với năm 2020.", [("2021-H1", "growth", "", "")], []),
        (
            "Thu ngân sách 6 tháng đầu năm 2021 tăng 5% so với 6 tháng đầu năm 2020.",
            [("2021-H1", "growth", "", "")],
            [],
        ),
        ("Thu ngân sách quý III/2021 tăng 5% so với quý III/2020.", [("2021-Q3", "growth", "", "")], []),
        ("Thu ngân sách 6 tháng đầu năm 2021 tăng 5% so với quý I/2021.", [], ["no_base"]),
        # Five years are no year.
        ("Trong 5 năm qua, thu ngân sách tăng 50%.", [], ["over_years"]),
        # An estimate is of the result beside it, neither of its plan nor of the next name.
        (
            "Thu ngân sách năm 2021 ước đạt 200 tỷ đồng, kế hoạch 180 tỷ đồng; xuất khẩu đạt 20 triệu USD.",
            [("2021", "level", "", "estimate"), ("2021", "plan", "", ""), ("2021", "level", "", "")],
            [],
        ),
        ("Giá trị sản xuất nông nghiệp năm 2021 đạt 120 triệu đồng/ha.", [], []),
    ],
)
def test_period_base_and_status_are_those_of_the_words(
    examiner: Examiner, sentence: str, read: list[tuple[str, str, str, str]], unread: list[str]
) -> None:
    article = examiner.examine(LEAD + sentence).article
    told = [(one.period, one.measure, one.base, one.status) for one in article.observations if one.indicator]
    assert (told, [one.code for one in article.unread]) == (read, unread)
