"""What makes reading fast changes nothing of what is read, and leaves the process as it was."""

from __future__ import annotations

import gc

import pytest

from kienan_analysis.errors import KienanError
from kienan_analysis.reading.scopes.mentions_vi import find_mentions
from kienan_analysis.reading.tables.heads import opens_heads, read_head
from kienan_analysis.reading.text import read_text
from kienan_analysis.reading.tokens import tokenize
from kienan_analysis.reading.undisturbed import without_collection
from kienan_analysis.spelling import normalise

# One for each word that a period may begin with.
_PERIODS = (
    (
        "nhiệm kỳ 2020-2025; giai đoạn 2016-2020; thời kỳ 2021-2030; kế hoạch 5 năm 2021-2025; những năm 2016-2020; "
        "bình quân năm 2016 đến năm 2020; từ năm 2016 đến nay; tính từ đầu năm đến nay; lũy kế từ đầu năm đến nay; "
        "cộng dồn từ đầu năm đến nay; kể từ năm 2016 đến nay; đến nay; trong 5 năm qua; qua 5 năm; sau 5 năm; suốt "
        "5 năm; cả nhiệm kỳ; toàn nhiệm kỳ; mỗi tháng; hằng tháng; hàng quý; nửa đầu năm; trong tháng; tháng này; "
        "quý này; các tháng cuối năm; những tháng đầu năm; tại ngày 30/6/2020; ngày 30/6; sáng 30/6; chiều 30/6; "
        "tối 30/6; trưa 30/6; hôm 30/6; mùng 3/6; nay 30/6; năm trước; cả năm nay; hết năm; cuối năm 2020; vào năm "
        "2020; tới năm 2020; đến năm 2020; một tháng đầu năm; hai năm qua; ba năm qua; bốn năm qua; sáu tháng; bảy "
        "tháng; tám tháng; chín tháng; mười tháng; gần 5 năm qua; hơn 5 năm qua; 2020-2021; 30/6/2020; 2020-06-30; "
        "6 tháng; quý iv; tháng 6; vòng 5 năm qua "
    )
    .rstrip()
    .split("; ")
)


def test_the_collector_works_again_after_a_text_and_after_an_error() -> None:
    assert gc.isenabled()
    with without_collection():
        assert not gc.isenabled()
        with without_collection():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the outer reading still goes on"
    assert gc.isenabled()
    with pytest.raises(KienanError), without_collection():
        raise KienanError("no text", where="here", remedy="none")
    assert gc.isenabled()


def test_a_collector_that_is_switched_off_stays_so() -> None:
    gc.disable()
    try:
        with without_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ("thu 5%  ", ["thu", "5", "%"]),
        ("thu 5% \n\n ", ["thu", "5", "%", "\n\n "]),
        ("thu 5%. \n \nChi", ["thu", "5", "%", ".", "\n \n", "chi"]),
        ("  ", []),
        ("tăng2,47%", ["tăng", "2,47", "%"]),
        ("tạotăng2,47% và điệntăng5", ["tạo", "tăng", "2,47", "%", "và", "điện", "tăng", "5"]),
    ],
)
def test_tokens_end_where_the_text_does(given: str, keys: list[str]) -> None:
    assert [token.key for token in tokenize(read_text(given))] == keys


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("a\u0301\u0300\u0309\u0301\u0301b", "\u00e1\u0300\u0309\u0301\u0301b"),
        ("\u0301a", "\u0301a"),
        ("\u2013\u0301", "\u2013\u0301"),
        ("5.300 tỷ\u00b9, 12 km\u00b2", "5.300 tỷ, 12 km2"),
        ("Đ\u00d0\u00a0\u200b\u2212\uff15", "ĐĐ -5"),
    ],
)
def test_unusual_letters_are_found_among_usual_ones(given: str, normal: str) -> None:
    assert normalise(given)[0] == normal


@pytest.mark.parametrize("words", _PERIODS)
def test_every_beginning_of_a_period_is_looked_at(words: str) -> None:
    found = list(find_mentions(f"; {words}; x"))
    assert found, words
    assert found[0].start == len("; "), "the first words are a part of it"


@pytest.mark.parametrize(
    "head", ["stt", "tt.", "chỉ tiêu", "tên chỉ tiêu", "nội dung", "đơn vị tính", "năm 2021", "thu", ""]
)
def test_what_opens_a_table_is_the_head_of_numbers_or_names(head: str) -> None:
    assert opens_heads(head) is (read_head(head, 0, len(head)).role in {"index", "name"})
