"""Which places in a text make it doubtful whose a figure is that names none, and which do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader

FIGURE = "Thu ngân sách trên địa bàn đạt 521,3 tỷ đồng."


def doubted(reader: ArticleReader, text: str) -> set[bool]:
    """Say whether the figures of 521,3 are doubted for their place."""
    return {
        "area_weak" in one.doubts or "area_not_said" in one.doubts
        for one in reader.read(text).observations
        if one.printed == "521,3"
    }


@pytest.mark.parametrize(
    "text",
    [
        # The place that holds the text's own is named by the way, and its own has the last word.
        f"Kim Sơn năm 2022\n\nLà huyện duy nhất giáp biển của tỉnh Ninh Bình, năm 2022 Kim Sơn đi lên. {FIGURE}",
        f"Bến Tre năm 2022\n\nNăm 2022, trong bối cảnh cả nước còn khó khăn, Bến Tre giữ đà tăng. {FIGURE}",
        f"Kim Sơn năm 2022\n\nNằm ở phía nam của tỉnh Ninh Bình, Kim Sơn năm 2022 khởi sắc. {FIGURE}",
        # Who came.
        (
            "Mai Sơn năm 2022\n\nDự hội nghị có đồng chí Lò Văn Bình, Phó Bí thư Tỉnh ủy Sơn La.\n\n"
            f"Năm 2022 có nhiều tiến bộ. {FIGURE}"
        ),
        (
            "Mai Sơn năm 2022\n\nĐồng chí Phó Chủ tịch UBND tỉnh Sơn La đến dự và phát biểu.\n\n"
            f"Năm 2022 có nhiều tiến bộ. {FIGURE}"
        ),
    ],
)
def test_a_larger_place_named_by_the_way_leaves_the_texts_own(reader: ArticleReader, text: str) -> None:
    assert doubted(reader, text) == {False}


@pytest.mark.parametrize(
    "text",
    [
        # It is what the sentence speaks of.
        f"Kim Sơn năm 2022\n\nTrong khi tỉnh Ninh Bình khởi sắc, Kim Sơn đi lên. {FIGURE}",
        f"Kim Sơn năm 2022\n\nTỉnh Ninh Bình khởi sắc, Kim Sơn đi lên. {FIGURE}",
        f"Kim Sơn năm 2022\n\nKim Sơn đi lên, tỉnh Ninh Bình khởi sắc. {FIGURE}",
        # It has a figure there.
        f"Kim Sơn năm 2022\n\nThu ngân sách của tỉnh Ninh Bình đạt 21.300 tỷ đồng, Kim Sơn khởi sắc. {FIGURE}",
        # Another place than one that holds it.
        f"Kim Sơn năm 2022\n\nHuyện Nga Sơn khởi sắc, Kim Sơn đi lên. {FIGURE}",
        # A body of the province that met, not that came.
        f"Mai Sơn năm 2022\n\nTỉnh ủy Sơn La tổ chức hội nghị.\n\nNăm 2022 có nhiều tiến bộ. {FIGURE}",
    ],
)
def test_a_place_that_is_spoken_of_makes_the_next_figure_doubtful(reader: ArticleReader, text: str) -> None:
    assert doubted(reader, text) != {False}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        # One of many xã Tân Thành, in a province of which only another district is named.
        ("Năm 2023, huyện Vĩnh Lộc khởi sắc. Năm 2023, xã Tân Thành thu ngân sách 9,2 tỷ đồng.", False),
        ("Năm 2023, huyện Nho Quan khởi sắc. Năm 2023, xã Khánh Hồng thu ngân sách 9,2 tỷ đồng.", True),
        # Its own district is named; its province is.
        ("Năm 2023, huyện Thường Xuân khởi sắc. Năm 2023, xã Tân Thành thu ngân sách 9,2 tỷ đồng.", True),
        ("Năm 2023, tỉnh Thanh Hóa khởi sắc. Năm 2023, xã Tân Thành thu ngân sách 9,2 tỷ đồng.", True),
    ],
)
def test_a_commune_that_a_district_elsewhere_tells_from_its_namesakes_is_guessed(
    reader: ArticleReader, text: str, *, sure: bool
) -> None:
    (one,) = reader.read(text).observations
    assert ("area_weak" not in one.doubts) is sure
