"""The head of an official document: of the body above and the one that issues, whose the figures are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def report(head: str, year: int, whole: str) -> str:
    """Write a report that says whose its figures are by its head alone."""
    return (
        f"{head}\n\nBÁO CÁO\nTình hình kinh tế - xã hội năm {year}\n\nNăm {year}, thu ngân sách nhà nước trên địa bàn "
        f"{whole} đạt 54,1 tỷ đồng, đạt 108,3% dự toán. Tổng mức bán lẻ hàng hóa đạt 1.240 tỷ đồng.\n"
    )


HEADS = [
    # The body above, then the one that issues: of each level, with each kind of body.
    ("UBND TỈNH TÂY NINH\nUBND XÃ CHÂU THÀNH", 2025, "xã", "xa-chau-thanh-tay-ninh-2025"),
    ("ĐẢNG BỘ THÀNH PHỐ ĐÀ NẴNG\nĐẢNG ỦY PHƯỜNG HẢI CHÂU", 2025, "phường", "phuong-hai-chau-2025"),
    ("TỈNH ỦY LAI CHÂU\nĐẢNG ỦY XÃ MƯỜNG TÈ\n*", 2025, "xã", "xa-muong-te-2025"),
    ("BAN CHẤP HÀNH ĐẢNG BỘ TP.HCM\nTHÀNH ỦY THÀNH PHỐ THỦ ĐỨC", 2023, "thành phố", "thu-duc-2021"),
    ("ĐẢNG BỘ HUYỆN NHO QUAN\nĐẢNG ỦY XÃ PHÚ LONG", 2023, "xã", "xa-phu-long-nho-quan"),
    ("UBND QUẬN HÀ ĐÔNG\nUBND PHƯỜNG QUANG TRUNG\nSố: 12/BC-UBND", 2023, "phường", "phuong-quang-trung-ha-dong"),
    ("UBND TỈNH AN GIANG\nHỘI ĐỒNG NHÂN DÂN PHƯỜNG TÔ CHÂU", 2025, "phường", "phuong-to-chau-2025"),
    # A body on a line of its own.
    ("ỦY BAN NHÂN DÂN\nTỈNH KIÊN GIANG\nỦY BAN NHÂN DÂN\nHUYỆN HÒN ĐẤT", 2022, "huyện", "hon-dat"),
    # The country's name and motto beside it, as two columns are pasted.
    (f"UBND TỈNH PHÚ THỌ     {MOTTO[0]}\nUBND HUYỆN CẨM KHÊ     {MOTTO[1]}", 2023, "huyện", "cam-khe"),
    (f"UBND TỈNH PHÚ THỌ\n{MOTTO[0]}\nUBND HUYỆN CẨM KHÊ\n{MOTTO[1]}", 2023, "huyện", "cam-khe"),
    # Below it, where it lies.
    ("ỦY BAN NHÂN DÂN XÃ HÒA BÌNH\nHUYỆN CHI LĂNG, TỈNH LẠNG SƠN", 2022, "xã", "xa-hoa-binh-chi-lang"),
    ("ỦY BAN NHÂN DÂN XÃ BÌNH AN\nHUYỆN THĂNG BÌNH - TỈNH QUẢNG NAM", 2023, "xã", "xa-binh-an-thang-binh"),
    ("HỘI ĐỒNG NHÂN DÂN PHƯỜNG BẾN CÁT\nTHÀNH PHỐ HỒ CHÍ MINH", 2025, "phường", "phuong-ben-cat"),
    ("PHƯỜNG MỸ AN\nQUẬN NGŨ HÀNH SƠN, THÀNH PHỐ ĐÀ NẴNG", 2023, "phường", "phuong-my-an"),
]


@pytest.mark.parametrize(("head", "year", "whole", "area"), HEADS)
def test_a_head_says_who_issues_and_where_it_lies(
    reader: ArticleReader, head: str, year: int, whole: str, area: str
) -> None:
    article = reader.read(report(head, year, whole))
    assert article.area == area
    assert [(one.printed, one.area) for one in article.observations] == [
        ("54,1", area),
        ("108,3", area),
        ("1.240", area),
    ]


@pytest.mark.parametrize(
    ("head", "year", "whole", "area"),
    [
        # A department is its province's.
        ("UBND TỈNH NGHỆ AN\nSỞ TÀI CHÍNH", 2023, "tỉnh", "nghe-an"),
        ("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nBAN CHỈ ĐẠO", 2023, "tỉnh", "nghe-an"),
        # What stands alone.
        ("THÀNH ỦY THÀNH PHỐ VINH", 2023, "thành phố", "vinh"),
        ("ĐẢNG ỦY ĐẶC KHU LÝ SƠN", 2025, "đặc khu", "dac-khu-ly-son"),
    ],
)
def test_a_head_of_one_place_is_that_places(reader: ArticleReader, head: str, year: int, whole: str, area: str) -> None:
    assert reader.read(report(head, year, whole)).area == area


def test_a_lower_unit_that_nobody_knows_is_not_the_one_above(reader: ArticleReader) -> None:
    """A xã that had ended before the gazetteer's lists: not known, and not its huyện."""
    article = reader.read(report("UBND HUYỆN CẨM KHÊ\nUBND XÃ KHÔNG CÒN TÊN", 2019, "xã"))
    assert article.area is None
    assert {one.area for one in article.observations} <= {None}


def test_lines_that_do_not_follow_each_other_are_no_head(reader: ArticleReader) -> None:
    """A province's report goes on with one of its districts under a heading of its own."""
    text = (
        "UBND TỈNH NGHỆ AN\n\nBáo cáo thu ngân sách năm 2023\n\nNăm 2023, thu ngân sách nhà nước trên địa bàn tỉnh đạt "
        "21.400 tỷ đồng.\n\nThành phố Vinh\n\nThu ngân sách năm 2023 đạt 3.900 tỷ đồng.\n"
    )
    article = reader.read(text)
    assert article.area == "nghe-an"
    assert [(one.printed, one.area) for one in article.observations] == [("21.400", "nghe-an"), ("3.900", "vinh")]
