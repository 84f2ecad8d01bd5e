"""A place told of by the way in a text about another: what follows is the text's own, and to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.articles.examination import Examiner
    from kienan_analysis.reading import ArticleReader

NGHE_AN = "Nghệ An: Kinh tế năm 2021\n\nNăm 2021, GRDP của tỉnh Nghệ An tăng 6,2%."
FIGURE = "Giải ngân đầu tư công đạt 71,3% kế hoạch."
LAM_DONG = "Lam Dong in 2023\n\nIn 2023, the GRDP of Lam Dong province grew by 5.6 per cent."
REVENUE = "Retail sales rose 13.2 per cent."


def told(reader: ArticleReader, text: str, printed: str) -> tuple[str | None, bool]:
    """Give the area of a figure, and whether it is doubted."""
    (one,) = (one for one in reader.read(text).observations if one.printed == printed)
    return one.area, "area_weak" in one.doubts


@pytest.mark.parametrize(
    "guest",
    [
        "Thành phố Vinh thu ngân sách 2.870 tỷ đồng, vượt tiến độ.",
        "Thị xã Cửa Lò dẫn đầu với 612 tỷ đồng thu ngân sách.",
        "Huyện Diễn Châu thu ngân sách 512 tỷ đồng, đạt 131%. Thu ngân sách của huyện Yên Thành đạt 410 tỷ đồng.",
        "Thanh Hóa kề bên thu ngân sách 39.600 tỷ đồng.",
        "Trong khi đó, Hà Tĩnh thu ngân sách 15.400 tỷ đồng.",
        "Tỉnh bạn Hà Tĩnh thu ngân sách 15.400 tỷ đồng.",
    ],
)
def test_what_follows_a_place_told_of_by_the_way_is_the_texts_own_and_asked(reader: ArticleReader, guest: str) -> None:
    assert told(reader, f"{NGHE_AN} {guest} {FIGURE}", "71,3") == ("nghe-an", True)


@pytest.mark.parametrize(
    "guest",
    [
        "Thành phố Vinh đi đầu trong chuyển đổi số.",
        "Huyện Diễn Châu là điểm sáng.",
        "Thị xã Thái Hòa bứt phá mạnh mẽ.",
    ],
)
def test_what_follows_a_place_of_which_no_figure_was_told_is_asked(reader: ArticleReader, guest: str) -> None:
    assert told(reader, f"{NGHE_AN} {guest} {FIGURE}", "71,3")[1]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        # Its own paragraph is the other's.
        (f"{NGHE_AN}\n\nThành phố Vinh thu ngân sách 2.870 tỷ đồng. {FIGURE}", "vinh"),
        (f"{NGHE_AN}\n\nHuyện Diễn Châu: thu ngân sách 512 tỷ đồng. {FIGURE}", "dien-chau"),
        # The text comes back to its own by a word.
        (f"{NGHE_AN} Thành phố Vinh thu ngân sách 2.870 tỷ đồng. Toàn tỉnh giải ngân 71,3% kế hoạch.", "nghe-an"),
        (f"{NGHE_AN} Thành phố Vinh thu ngân sách 2.870 tỷ đồng.\n\n{FIGURE}", "nghe-an"),
    ],
)
def test_a_place_with_a_paragraph_of_its_own_keeps_it(reader: ArticleReader, text: str, area: str) -> None:
    assert told(reader, text, "71,3")[0] == area


@pytest.mark.parametrize(
    "guest",
    [
        "Da Lat alone received 6.1 million tourists.",
        "Bao Loc city collected VND1.2 trillion in budget revenue.",
        "Neighbouring Ninh Thuan grew 9.4 per cent.",
        "Nearby Dak Nong posted exports of $1.1 billion.",
        "Da Lat, its largest city, earned VND2.2 trillion in budget revenue.",
    ],
)
def test_what_follows_a_place_by_the_way_is_asked_in_english(reader: ArticleReader, guest: str) -> None:
    assert told(reader, f"{LAM_DONG} {guest} {REVENUE}", "13,2") == ("lam-dong", True)


@pytest.mark.parametrize(
    ("guest", "expected"),
    [
        ("Da Lat alone collected VND1.2 trillion in budget revenue.", ("lam-dong", True)),
        ("Da Lat collected VND1.2 trillion in budget revenue, the most in the province.", ("lam-dong", True)),
        ("Da Lat collected VND1.2 trillion in budget revenue.", ("da-lat", False)),
    ],
)
def test_a_paragraph_that_begins_with_another_place_is_its_own_unless_it_is_set_beside(
    reader: ArticleReader, guest: str, expected: tuple[str, bool]
) -> None:
    assert told(reader, f"{LAM_DONG}\n\n{guest} {REVENUE}", "13,2") == expected


@pytest.mark.parametrize(
    ("where", "area"),
    [
        ("Ở Tây Nguyên, Đắk Lắk", "dak-lak"),
        ("Trong khi đó ở Đồng bằng sông Cửu Long, Long An", "long-an"),
        ("Tại Đông Nam Bộ, Bình Phước", "binh-phuoc"),
    ],
)
def test_a_region_named_before_a_province_only_says_where_it_lies(reader: ArticleReader, where: str, area: str) -> None:
    text = f"Năm 2023, Hải Phòng thu ngân sách 34.500 tỷ đồng. {where} thu 8.300 tỷ đồng, giảm 4,1%."
    assert told(reader, text, "8.300") == (area, False)


@pytest.mark.parametrize(
    ("sentence", "area"),
    [
        ("Trước sáp nhập, nửa đầu năm Bình Phước tăng 11,4%, trong lúc Đồng Nai cũ tăng 8,28%.", "dong-nai"),
        ("Trong nửa đầu năm Bình Phước tăng 11,4%, trong lúc đó Tây Ninh tăng 8,28%.", "tay-ninh"),
        ("Nửa đầu năm, Bình Phước tăng 11,4%, trong lúc Long An tăng 8,28%.", "long-an"),
    ],
)
def test_places_that_are_held_against_each_other_have_a_figure_each(
    reader: ArticleReader, sentence: str, area: str
) -> None:
    text = f"Năm 2025, GRDP toàn tỉnh Đồng Nai ước tăng 9,63%. {sentence}"
    assert told(reader, text, "11,4")[0] == "binh-phuoc"
    assert (told(reader, text, "8,28")[0] or "").removesuffix("-2025") == area


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Toàn tỉnh xuất khẩu 2,8 tỷ USD.", ("nghe-an", False)),
        ("Xuất khẩu của cả tỉnh đạt 2,8 tỷ USD.", ("nghe-an", False)),
        ("Xuất khẩu của tỉnh đạt 2,8 tỷ USD.", ("ha-tinh", True)),
    ],
)
def test_the_whole_province_is_the_texts_own_after_another(
    reader: ArticleReader, sentence: str, expected: tuple[str, bool]
) -> None:
    text = f"Năm 2023, tỉnh Nghệ An thu ngân sách 21.200 tỷ đồng. Hà Tĩnh thu ngân sách 17.100 tỷ đồng. {sentence}"
    assert told(reader, text, "2,8") == expected


@pytest.mark.parametrize("word", ["Trong khi đó", "Trong lúc đó", "Trong khi"])
def test_what_follows_a_place_held_against_the_texts_own_is_asked(reader: ArticleReader, word: str) -> None:
    text = (
        f"Năm 2023, tỉnh Nghệ An thu ngân sách 21.200 tỷ đồng. {word}, Hà Tĩnh thu ngân sách 17.100 tỷ đồng. {FIGURE}"
    )
    assert told(reader, text, "71,3") == ("nghe-an", True)


@pytest.mark.parametrize(
    ("aside", "doubts"),
    [
        # By the way: in a bracket, a comparison, within a sentence of the text's own.
        ("Diện tích cây ăn quả 8.715 ha (tập trung ở xã Ngọc Chiến 1.180 ha).", ()),
        ("Tỷ lệ hộ nghèo 17,2%, thấp hơn huyện Sốp Cộp (18%).", ()),
        # What begins its sentence may be what the next paragraph goes on with.
        ("Huyện Sốp Cộp thu 12 tỷ đồng.", ("area_weak",)),
    ],
)
def test_a_place_by_the_way_ends_with_its_paragraph(examiner: Examiner, aside: str, doubts: tuple[str, ...]) -> None:
    text = (
        "Huyện Mường La (Sơn La) năm 2023\n\nThu ngân sách của huyện Mường La đạt 248 tỷ đồng. "
        f"{aside}\n\nChi ngân sách 187 tỷ đồng."
    )
    last = examiner.examine(text).article.observations[-1]

    assert (last.area, last.doubts) == ("muong-la", doubts)
