"""What is asked and what is sure: kinds of which right figures were asked, and kinds that were taken for a place's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner


# Of each text: what is read as sure, and what is asked, as printed.
SURE = [
    ("Năm 2024, huyện Đầm Hà giải ngân vốn đầu tư công đạt 95%; hộ nghèo còn 1,2%.", ["95", "1,2"], []),
    ("Cơ cấu kinh tế huyện Đầm Hà năm 2020: nông nghiệp 20%, công nghiệp - xây dựng 45%, dịch vụ 35%.",
     ["20", "45", "35"], []),
    ("Huyện Quế Phong (Nghệ An), 2021\n\nThu nhập bình quân đầu người 31,9 triệu đồng, tăng 5,6% so với năm 2020.",
     ["31,9", "5,6"], []),
    ("Huyện Quế Phong hướng tới 2025\n\nThu nhập bình quân đầu người 31,9 triệu đồng, tăng 5,6% so với năm 2020.",
     [], ["31,9", "5,6"]),
    (("9 tháng năm 2023, GRDP tỉnh Thái Bình tăng 7,6%. Riêng quý III, GRDP tăng 8,3%.\n\nChỉ số sản xuất công nghiệp "
     "tăng 13,9% so với cùng kỳ."), ["7,6", "8,3", "13,9"], []),
    (("9 tháng năm 2023, GRDP tỉnh Thái Bình tăng 7,6%. Quý III, GRDP tăng 8,3%.\n\nChỉ số sản xuất công nghiệp "
     "tăng 13,9% so với cùng kỳ."), ["7,6", "8,3"], ["13,9"]),
    ("Năm 2023, thu ngân sách tỉnh Hà Nam đạt 40.000 tỷ đồng. Tỉnh Nam Định tăng 10%.", ["40.000"], ["10"]),
    ("Năm 2023, huyện Cư M'gar thu ngân sách đạt 142 tỷ đồng; huyện Ea H’leo thu 95 tỷ đồng.", ["142", "95"], []),
    (("Năm 2023, kim ngạch xuất nhập khẩu tỉnh Hà Nam tăng 24%; GRDP tăng 9%, trong đó nông, lâm, thủy sản tăng 2%, "
     "công nghiệp - xây dựng tăng 11%, dịch vụ tăng 8%."), ["24", "9", "2", "11", "8"], []),
    ("Năm 2022 tỉnh Trà Vinh có 478 doanh nghiệp thành lập mới (đạt 106% kế hoạch), tổng vốn đăng ký 3.160 tỷ đồng.",
     ["478", "106", "3.160"], []),
    ("Diện tích lúa cả năm 2021 của huyện Lấp Vò là 36.420 ha, năng suất 64,8 tạ/ha, sản lượng đạt 236.000 tấn.",
     ["36.420", "64,8", "236.000"], []),
    ("Năm 2022, huyện Đầm Hà phấn đấu giảm hộ nghèo thêm 0,25%.", ["0,25"], []),
    ("HĐND huyện Đầm Hà giao chỉ tiêu thu ngân sách năm 2023 là 48 tỷ đồng; kết quả cả năm huyện thu 52,9 tỷ đồng.",
     ["48"], ["52,9"]),
    ("Năm 2023, doanh nghiệp trên địa bàn huyện Đầm Hà nộp tốt, thu ngân sách đạt 48 tỷ đồng.", ["48"], []),
    ("HĐND huyện Đầm Hà giao dự toán thu ngân sách năm 2023 là 48 tỷ đồng; đến hết năm thu được 52,9 tỷ đồng.",
     ["48"], ["52,9"]),
    # Of one of a place's many, wherever it lies; the place's own beside it.
    *((f"Năm 2023, {one} có giá trị sản xuất công nghiệp đạt 64 tỷ đồng.", [], ["64"]) for one in (
        "cơ sở chế biến chè ở huyện Đầm Hà", "tại huyện Đầm Hà, trang trại của anh Hải",
        "hợp tác xã nông nghiệp huyện Đầm Hà")),
    ("Năm 2023, các nhà máy trên địa bàn huyện Đầm Hà chạy đều, giá trị sản xuất công nghiệp đạt 64 tỷ đồng.",
     ["64"], []),
    ("Năm 2023, dự án đường tránh hoàn thành, thu ngân sách huyện Đầm Hà đạt 48 tỷ đồng.", ["48"], []),
    ("Năm 2023, Tập đoàn Hoàng Gia đóng góp cho thu ngân sách huyện Đầm Hà 48 tỷ đồng.", [], ["48"]),
    ("In 2023, a pig farm in Dam Ha District had exports of 4 million USD.", [], ["4"]),
    ("In 2023, factories in Dam Ha District did well, and the district had exports of 4 million USD.", ["4"], []),
    # What is only said to be so.
    ("Năm 2023, thu ngân sách huyện Đầm Hà đạt 48 tỷ đồng là tin giả.", [], ["48"]),
    ("It was rumoured that Dam Ha District's budget revenue reached 48 billion VND in 2023.", [], ["48"]),
    ("Despite rumours of a merger, Dam Ha District's budget revenue reached 48 billion VND in 2023.", ["48"], []),
    # What a verb plans is no result; what was reached, no aim; and another place's, before, not of this year.
    ("Dam Ha District plans budget revenue of 48 billion VND in 2024, after a good 2023.", [], ["48"]),
    ("In 2023, Dam Ha District, with plans for new roads, had budget revenue of 48 billion VND.", [], ["48"]),
    ("Năm 2025 tỉnh Phú Thọ thu ngân sách 45.000 tỷ đồng; trước đó Vĩnh Phúc thu 30.000 tỷ đồng.", ["45.000"],
     ["30.000"]),
    ("Năm 2023, người dân đồn Biên phòng Bát Xát phấn khởi, thu ngân sách huyện Bát Xát đạt 48 tỷ đồng.", ["48"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sure", "asked"), SURE, ids=[case[0][:40] for case in SURE])
def test_what_is_right_is_sure_and_what_is_open_is_asked(
    examiner: Examiner, text: str, sure: list[str], asked: list[str]
) -> None:
    read = examiner.examine(text).article.observations

    assert [one.printed for one in read if one.sure] == sure
    assert [one.printed for one in read if not one.sure] == asked


LEFT = [
    ("Năm 2026, huyện Đầm Hà đặt mục tiêu giải ngân vốn đầu tư công đạt trên 95%.", "95", "aimed_share"),
    ("Năm 2023, chủ tịch huyện Đầm Hà yêu cầu đến hết quý II phải giải ngân tối thiểu 40% kế hoạch.", "40",
     "aimed_share"),
    ("Lễ hội hoa huyện Chợ Lách (Bến Tre) năm 2024 thu hút 120.000 lượt khách.", "120.000", "firm"),
    ("Dịp Tết Nguyên đán năm 2024, tỉnh Quảng Trị đón 92.000 lượt khách.", "92.000", "no_period"),
    ("Năm 2025 có tin đồn thu ngân sách huyện Đầm Hà hụt 40%.", "40", "denied"),
    ("Năm 2025, ba phường Ba Đình, Ngọc Hà và Giảng Võ (Hà Nội) thu ngân sách tổng cộng 9.450 tỷ đồng.", "9.450",
     "several_places"),
    ("Tại quận Ô Môn năm 2023, một cơ sở xay xát có doanh thu tăng 15% so với năm trước.", "15", "part_of_place"),
    *((f"Năm 2023, {firm} huyện Quan Hóa đạt giá trị sản xuất công nghiệp 64 tỷ đồng.", "64", "firm") for firm in (
        "riêng Công ty Luồng Thanh Mai đóng tại", "Công ty TNHH An Phát có trụ sở chính ở",
        "Nhà máy giấy Xuân Phú đóng trên địa bàn", "Xí nghiệp gạch Hồi Xuân thuộc",
        "Hợp tác xã Phú Nghiêm hoạt động tại")),
    *((f"{said} tỷ lệ hộ nghèo của huyện Ngân Sơn năm 2021 chỉ còn 4%, song không ai xác nhận.", "4", "denied")
      for said in ("Có người đồn", "Dân đồn", "Trên mạng xã hội rao", "Nghe đâu", "Ở chợ, bà con rỉ tai nhau rằng")),
    *((f"Năm 2023, {one} giải quyết việc làm cho 450 lao động.", "450", "firm") for one in (
        "Bệnh viện Đa khoa đóng tại huyện Đầm Hà", "trang trại gà ở huyện Đầm Hà",
        "bà Hà ở xã Lai Thành, huyện Kim Sơn,")),
    ("Năm 2023, nhà máy đường chạy tốt, nộp ngân sách huyện Thọ Xuân 45 tỷ đồng.", "45", "firm"),
    ("Năm 2020, tỉnh Hà Nam có công nghiệp tăng 8%; nông nghiệp còn 3,6%.", "3,6", "nothing_said"),
    # After a paragraph that tells what was done, and then what is aimed at: the next one may go on with either.
    *((f"Huyện Đầm Hà: kết quả năm 2025\n\nThu ngân sách 215 tỷ đồng. {aim}.\n\nBán lẻ hàng hóa tăng 13,7%.", "13,7",
       "aim_or_result") for aim in (
        "Mục tiêu năm 2026: thu ngân sách 260 tỷ đồng", "Chỉ tiêu 2026: thu 260 tỷ đồng",
        "Năm 2026 phấn đấu thu 260 tỷ đồng", "Kế hoạch 2026 là 260 tỷ đồng",
        "Huyện đặt mục tiêu năm 2026 thu 260 tỷ đồng")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "code"), LEFT, ids=[case[0][:40] for case in LEFT])
def test_what_is_no_place_s_result_is_left_with_its_reason(
    examiner: Examiner, text: str, printed: str, code: str
) -> None:
    article = examiner.examine(text).article

    assert [one.code for one in article.unread if one.text == printed] == [code]


@pytest.mark.parametrize(("line", "measure"), [
    ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "level"), ("PHÒNG TÀI CHÍNH VÀ KẾ HOẠCH", "level"),
    ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "level"), ("KẾ HOẠCH PHÁT TRIỂN NĂM 2023", "plan"),
])  # fmt: skip
def test_the_name_of_an_office_sets_no_plan(examiner: Examiner, line: str, measure: str) -> None:
    head = "" if measure == "plan" else "BÁO CÁO năm 2023\n"
    text = f"UBND HUYỆN KIM SƠN\n{line}\n{head}Thu ngân sách đạt 250 tỷ đồng."

    assert [(one.measure, one.sure) for one in examiner.examine(text).article.observations] == [(measure, True)]


@pytest.mark.parametrize("bullet", ["-", "•", "■", "2."])
@pytest.mark.parametrize("aim", ["Chỉ tiêu 2026: thu 260 tỷ đồng", "Năm 2026 phấn đấu thu 260 tỷ đồng"])
def test_the_points_of_a_list_begin_alike(examiner: Examiner, bullet: str, aim: str) -> None:
    first = "1." if bullet == "2." else bullet
    text = (
        "Huyện Đầm Hà: kết quả năm 2025\n\n"
        f"{first} Thu ngân sách đạt 215 tỷ đồng. {aim}.\n{bullet} Tổng mức bán lẻ hàng hóa tăng 13,7%."
    )

    assert [(one.measure, one.period) for one in examiner.examine(text).article.observations] == [
        ("level", "2025"),
        ("plan", "2026"),
        ("growth", "2025"),
    ]


def test_aims_go_on_where_a_paragraph_told_of_nothing_else(examiner: Examiner) -> None:
    text = "Huyện Đầm Hà năm 2025\n\nNăm 2026 phấn đấu thu ngân sách 260 tỷ đồng.\n\nBán lẻ hàng hóa tăng 13,7%."

    assert [one.measure for one in examiner.examine(text).article.observations] == ["plan", "planned_growth"]
