"""What only hints at a text's place: whom it is sent to, whose act it rests on, where it was signed, its communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader

REPORT = "BÁO CÁO KINH TẾ - XÃ HỘI NĂM 2023"
FIGURE = "Năm 2023, thu ngân sách trên địa bàn đạt 320 tỷ đồng."


def told(reader: ArticleReader, text: str, printed: str = "320") -> tuple[str | None, bool]:
    """Give the area of a figure, and whether it is doubted."""
    (one,) = (one for one in reader.read(text).observations if one.printed == printed)
    return one.area, "area_weak" in one.doubts


@pytest.mark.parametrize(
    "text",
    [
        f"{REPORT}\n\nKính gửi: UBND tỉnh Sơn La\n\n{FIGURE}",
        f"{REPORT}\n\n{FIGURE}\n\nNơi nhận:\n- UBND tỉnh Sơn La;\n- Lưu: VT.",
        f"{REPORT}\n\n{FIGURE}\n\nNơi nhận: Như trên; Cục Thống kê tỉnh Sơn La; Lưu.",
        f"{REPORT}\n\nCăn cứ Quyết định của UBND tỉnh Sơn La về chỉ tiêu kế hoạch. {FIGURE}",
        f"{REPORT}\n\nThực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy Sơn La, kinh tế giữ đà. {FIGURE}",
        f"{REPORT}\n\nTriển khai các chương trình của HĐND tỉnh Sơn La, kinh tế giữ đà. {FIGURE}",
        f"{REPORT}\n\nSơn La, ngày 29 tháng 12 năm 2023\n\n{FIGURE}",
    ],
)
def test_a_place_that_a_document_is_sent_to_or_rests_on_is_asked(reader: ArticleReader, text: str) -> None:
    assert told(reader, text) == ("son-la", True)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        # Who reports and signs goes before whom it is sent to.
        (f"{REPORT}\n\nKính gửi: UBND tỉnh Sơn La\n\n{FIGURE}\n\nTM. UBND HUYỆN YÊN CHÂU\nCHỦ TỊCH", "yen-chau"),
        (f"{REPORT}\n\n{FIGURE}\n\nNơi nhận:\n- Tỉnh ủy Sơn La;\n\nTM. UBND HUYỆN YÊN CHÂU\nCHỦ TỊCH", "yen-chau"),
        (f"UBND HUYỆN YÊN CHÂU\n{REPORT}\n\nYên Châu, ngày 20 tháng 12 năm 2023\n\n{FIGURE}", "yen-chau"),
        # What the text speaks of in so many words.
        (f"{REPORT}\n\nKính gửi: UBND tỉnh Sơn La\n\nNăm 2023, huyện Yên Châu khởi sắc. {FIGURE}", "yen-chau"),
        (f"{REPORT}\n\nNăm 2023, tỉnh Sơn La thực hiện Nghị quyết của Tỉnh ủy Sơn La. {FIGURE}", "son-la"),
    ],
)
def test_who_reports_goes_before_a_hint(reader: ArticleReader, text: str, area: str) -> None:
    assert told(reader, text) == (area, False)


def test_where_a_document_was_signed_goes_before_whom_it_is_sent_to(reader: ArticleReader) -> None:
    text = f"{REPORT}\n\nKính gửi: UBND tỉnh Sơn La\n\nYên Châu, ngày 20 tháng 12 năm 2023\n\n{FIGURE}"
    assert told(reader, text) == ("yen-chau", True)


@pytest.mark.parametrize(
    ("district", "communes", "expected"),
    [
        ("Chợ Mới", "Xã Mỹ An", ("cho-moi-an-giang", True)),
        ("Châu Thành", "Xã Tân Thạch", ("chau-thanh-ben-tre", True)),
        ("Châu Thành", "Xã Tân Thạch, xã Quới Sơn", ("chau-thanh-ben-tre", False)),
        ("Vĩnh Thạnh", "Xã Vĩnh Hảo và xã Vĩnh Kim", ("vinh-thanh-binh-dinh", False)),
        ("Phú Tân", "Thị trấn Chợ Vàm, xã Hiệp Xương", ("phu-tan-an-giang", False)),
        ("Tam Nông", "Thị trấn Tràm Chim", ("tam-nong-dong-thap", True)),
    ],
)
def test_the_communes_that_a_text_names_tell_its_district_from_those_of_its_name(
    reader: ArticleReader, district: str, communes: str, expected: tuple[str, bool]
) -> None:
    text = f"Năm 2019, huyện {district} thu ngân sách đạt 320 tỷ đồng.\n\n{communes} đã về đích nông thôn mới."
    assert told(reader, text) == expected


def test_no_commune_leaves_the_district_of_many_open(reader: ArticleReader) -> None:
    article = reader.read("Năm 2019, huyện Châu Thành thu ngân sách đạt 320 tỷ đồng.")
    assert article.area is None
