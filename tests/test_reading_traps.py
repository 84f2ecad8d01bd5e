"""Figures that a report tells and that are not the place's: each left unread, with the reason that fits."""

from __future__ import annotations

import pytest

from kienan_analysis.articles.examination import Examiner, open_catalogue

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
]


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(open_catalogue(None))


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
