"""How far words reach: a condition over what follows, a headline's figure down to the statement that it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


PLACE = "Năm 2023, huyện Yên Thành (Nghệ An): "
# Sentences, the figures of them that are read, and the reason why the others are not.
REACH = [
    ("Nếu thuận lợi, thu ngân sách đạt 530 tỷ đồng, tăng 5% so với cùng kỳ.", "", "condition"),
    ("Nếu dịch lui, công nghiệp tăng 8%, giá trị sản xuất nông nghiệp tăng 3%.", "", "condition"),
    ("Trong trường hợp thuận lợi, thu ngân sách 530 tỷ đồng, bằng 104% kế hoạch.", "", "condition"),
    ("Nếu thuận lợi, thu ngân sách đạt 530 tỷ đồng; chi ngân sách đạt 480 tỷ đồng.", "480", "condition"),
    ("Nếu như năm 2015 tỷ lệ hộ nghèo là 8% thì nay còn 3%.", "3", "condition"),
    ("Theo kịch bản cao, tổng mức bán lẻ tăng 14%, kim ngạch xuất khẩu tăng 9%.", "", "possible"),
    ("Dự báo thu ngân sách có thể đạt 530 tỷ đồng, tăng 5% so với năm 2022.", "", "possible"),
    ("Thu ngân sách có thể đạt 530 tỷ đồng, trong khi chi ngân sách đạt 480 tỷ đồng.", "480", "possible"),
    ("Khi các dự án hoàn thành, thu ngân sách sẽ đạt 530 tỷ đồng, tăng 5%.", "", "possible"),
    ("Thu ngân sách không đạt 100% kế hoạch, giảm 5% so với cùng kỳ.", "5", "denied"),
    ("Thu ngân sách bình quân mỗi năm 395 tỷ đồng, đều vượt dự toán từ 4% đến 11%.", "", "each"),
    ("Các năm thu ngân sách đều đạt trên 110% kế hoạch.", "", "each"),
    ("Thu ngân sách bằng 60,9% kế hoạch, thấp hơn mức cùng kỳ (62,4%).", "60,9", "compared_with"),
]
# A bare tổng thu or tổng chi is the budget's only where a budget is spoken of.
BUDGETS = [
    ("Thu ngân sách đạt 89 tỷ đồng. Huyện đón 6 nghìn lượt khách, tổng thu đạt 7 tỷ đồng.", {"89"}),
    ("Hợp tác xã bán 200 tấn gạo, tổng thu 9 tỷ đồng.", set()),
    ("Số người đóng bảo hiểm là 20.000 người, tổng thu đạt 120 tỷ đồng, đạt 103% kế hoạch.", set()),
    ("Đấu giá 120 lô đất, tổng thu 300 tỷ đồng.", set()),
    ("Thu ngân sách đạt 50 tỷ đồng; lễ hội đón 2 nghìn lượt khách, tổng thu 70 tỷ đồng.", {"50"}),
    ("Thu, chi ngân sách: tổng thu 500 tỷ đồng, tổng chi 480 tỷ đồng.", {"500", "480"}),
    ("Về ngân sách, tổng thu đạt 500 tỷ đồng. Tổng chi là 480 tỷ đồng.", {"500", "480"}),
    ("Tổng thu đạt 92 tỷ đồng, trong đó thu nội địa 70 tỷ đồng.", {"92", "70"}),
]
HEADLINES = [
    (
        "CPI tháng 8 của Bình Dương tăng 0,71%",
        "Cục Thống kê tỉnh Bình Dương: CPI tháng 8/2023 tăng 0,71% so với tháng trước.",
        "",
    ),
    (
        "Bình Dương: xuất khẩu tăng 15%",
        "Tháng 6/2024, kim ngạch xuất khẩu của tỉnh Bình Dương tăng 15% so với tháng 5.",
        "",
    ),
    (
        "Bình Dương: xuất khẩu tăng 15%",
        "Tháng 6/2024, kim ngạch xuất khẩu của tỉnh Bình Dương tăng 15,2% so với cùng kỳ.",
        "2024-06",
    ),
    (
        "Phường Xuân Phương phấn đấu thu ngân sách hơn 170 tỷ đồng",
        "Phường Xuân Phương (Hà Nội) bàn về 6 tháng cuối năm 2025: phấn đấu thu ngân sách đạt 170,89 tỷ đồng.",
        "2025-H2",
    ),
]


@pytest.mark.parametrize(("sentence", "read", "code"), REACH, ids=[sentence for sentence, _, _ in REACH])
def test_what_takes_a_statement_back_takes_back_what_it_goes_on_with(
    examiner: Examiner, sentence: str, read: str, code: str
) -> None:
    article = examiner.examine(PLACE + sentence).article
    assert [one.printed for one in article.observations] == read.split()
    assert {left.code for left in article.unread} == {code}


@pytest.mark.parametrize(("sentence", "printed"), BUDGETS, ids=[sentence for sentence, _ in BUDGETS])
def test_a_bare_total_is_the_budgets_where_one_is_spoken_of(
    examiner: Examiner, sentence: str, printed: set[str]
) -> None:
    found = examiner.examine(PLACE + sentence).article.observations
    assert {one.printed for one in found if (one.indicator or "").startswith("budget")} == printed


@pytest.mark.parametrize(("headline", "text", "period"), HEADLINES, ids=[headline for headline, _, _ in HEADLINES])
def test_a_headline_says_what_the_text_beneath_it_says(
    examiner: Examiner, headline: str, text: str, period: str
) -> None:
    found = examiner.examine(f"{headline}\n\n{text}").article.observations
    assert {one.period for one in found if one.end <= len(headline)} == ({period} if period else set())


def test_months_without_a_year_are_of_the_year_of_the_date_line(examiner: Examiner) -> None:
    text = (
        "Nghệ An: 10 tháng, thu ngân sách vượt dự toán cả năm\n\nThứ ba, 5/11/2024 11:08\n\nTính đến hết tháng 10, thu "
        "ngân sách trên địa bàn tỉnh Nghệ An đạt 18.245 tỷ đồng. Năm 2023, sau 10 tháng tỉnh mới thu 14.099 tỷ đồng. "
        "IIP 10 tháng tăng 8,12%."
    )
    found = examiner.examine(text).article.observations
    assert {one.printed: one.period for one in found} == {
        "18.245": "2024-01/2024-10",
        "14.099": "2023-01/2023-10",
        "8,12": "2024-01/2024-10",
    }


def test_what_is_left_of_a_year_is_planned_in_that_year(examiner: Examiner) -> None:
    text = (
        "Huyện Yên Thành (Nghệ An) quyết tâm cả năm 2023 thu ngân sách đạt 520 tỷ đồng. 6 tháng cuối năm, huyện phấn "
        "đấu thu 300 tỷ đồng."
    )
    found = examiner.examine(text).article.observations
    assert {one.printed: (one.measure, one.period) for one in found} == {
        "520": ("plan", "2023"),
        "300": ("plan", "2023-H2"),
    }


@pytest.mark.parametrize(
    "words", ["Tiếp nối kết quả", "Kế thừa đà tăng trưởng của", "Phát huy thành tích của", "Tiếp đà"]
)
def test_what_the_results_go_on_from_is_not_what_they_are_of(examiner: Examiner, words: str) -> None:
    text = f"Thứ ba, 5/11/2024. {words} năm 2023, 10 tháng thu ngân sách tỉnh Nghệ An đạt 14.099 tỷ đồng, tăng 5%."
    assert {one.period for one in examiner.examine(text).article.observations} == {"2024-01/2024-10"}


@pytest.mark.parametrize(
    "text",
    [
        "Thứ ba, 12/12/2023\n\n{}: 11 tháng, IIP tăng 5%. Năm 2022, {} thu ngân sách 470 tỷ đồng.",
        "05/02/2024\n\n{}: tháng 1, IIP tăng 5%. Năm 2023, {} thu ngân sách 470 tỷ đồng.",
        "20/8/2024\n\n{}: 7 tháng, IIP tăng 5%. Năm 2023, {} thu ngân sách 470 tỷ đồng.",
    ],
)
def test_months_that_the_texts_day_puts_into_another_year_are_asked(examiner: Examiner, text: str) -> None:
    found = examiner.examine(text.replace("{}", "tỉnh Nghệ An")).article.observations
    assert ["period_weak" in one.doubts for one in found if one.indicator == "iip"] == [True]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("15/01/2024\n\nNăm 2023, {} vượt khó: 6 tháng đầu năm, IIP tăng 5%; cả năm IIP tăng 6%.", "2023-H1"),
        ("12/12/2023\n\n{}: 11 tháng năm 2022, IIP tăng 5%.", "2022-01/2022-11"),
        ("05/07/2024\n\n{}: 6 tháng đầu năm, IIP tăng 5%.", "2024-H1"),
        ("20/01/2024\n\n{}: quý IV năm 2023, IIP tăng 5%.", "2023-Q4"),
    ],
)
def test_months_of_the_year_that_the_texts_day_shows_are_not(examiner: Examiner, text: str, period: str) -> None:
    found = examiner.examine(text.replace("{}", "tỉnh Nghệ An")).article.observations
    assert [("period_weak" in one.doubts, one.period) for one in found if one.printed == "5"] == [(False, period)]


@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("9/10 chỉ tiêu chủ yếu đạt và vượt kế hoạch", "level"),
        ("♦ Tân Yên: Hầu hết các chỉ tiêu đạt và vượt kế hoạch", "level"),
        ("Nhiều chỉ tiêu kinh tế hoàn thành trước hạn", "level"),
        ("Vượt các chỉ tiêu đề ra", "level"),
        ("Các chỉ tiêu đều về đích sớm", "level"),
        ("Quyết tâm vượt các chỉ tiêu đề ra", "plan"),
        ("Giải pháp để hoàn thành các chỉ tiêu", "plan"),
        ("Các chỉ tiêu chủ yếu", "plan"),
    ],
)
def test_a_heading_of_aims_that_were_met_opens_results(examiner: Examiner, heading: str, measure: str) -> None:
    text = f"Năm 2021, kinh tế huyện Tân Yên (Bắc Giang) khá.\n\n{heading}\n\nThu ngân sách đạt 500 tỷ đồng."
    assert [one.measure for one in examiner.examine(text).article.observations] == [measure]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("25/07/2025\n\nTrong 6 tháng đầu năm, tỉnh Khánh Hòa thu ngân sách 15.000 tỷ đồng.", "area_weak"),
        ("25/07/2025\n\nTrong 6 tháng đầu năm, tỉnh Khánh Hòa (cũ) thu ngân sách 15.000 tỷ đồng.", ""),
        ("25/05/2025\n\nTrong 4 tháng đầu năm, tỉnh Khánh Hòa thu ngân sách 15.000 tỷ đồng.", ""),
        ("25/07/2025\n\nTrong 6 tháng đầu năm, tỉnh Cao Bằng thu ngân sách 1.500 tỷ đồng.", ""),
        (
            "Khánh Hòa 6 tháng đầu năm 2024\n\nTrong 5 tháng đầu năm, kết quả tốt.\n\nThu ngân sách đạt 7.000 tỷ đồng.",
            "period_weak",
        ),
        (
            "Khánh Hòa 6 tháng đầu năm 2024\n\nTrong 6 tháng đầu năm, kết quả tốt.\n\nThu ngân sách đạt 7.000 tỷ đồng.",
            "",
        ),
        ("Đồng Nai: Chỉ số sản xuất công nghiệp tháng 8/2020 tăng hơn 2%", "another_thing"),
        ("Đồng Nai: Chỉ số sản xuất công nghiệp tháng 8/2020 tăng hơn 2% so với cùng kỳ", ""),
        ("Trong tháng 8/2017, diện tích lúa của tỉnh Quảng Bình đạt 24.000 ha.", "period_weak"),
        ("Năm 2017, diện tích lúa của tỉnh Quảng Bình đạt 24.000 ha.", ""),
    ],
)
def test_what_may_be_of_another_place_or_time_is_asked(examiner: Examiner, text: str, code: str) -> None:
    [one] = examiner.examine(text).article.observations
    assert set(one.doubts) & {"area_weak", "period_weak", "another_thing"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("IIP toàn ngành công nghiệp", "iip"),
        ("IIP của toàn ngành công nghiệp", "iip"),
        ("Tổng giá trị sản phẩm địa phương (GRDP)", "grdp"),
    ],
)
def test_names_that_hold_anothers_words(examiner: Examiner, name: str, indicator: str) -> None:
    article = examiner.examine(f"Năm 2023, tỉnh Khánh Hòa: {name} tăng 8,5%.").article
    assert [one.indicator for one in article.observations] == [indicator]
