# ruff: noqa: E501 - the texts stand as a page has them
"""What is looked for first, to be told sooner, hides nothing that the patterns behind it would find."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from kienan_analysis.reading import not_the_places as others
from kienan_analysis.reading.scopes import mentions_vi
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.text import read_text

_GOLD: Final = Path(__file__).parent / "gold" / "open"
# One for each of the ways in which the patterns may fit, besides what the gold texts have.
_WAYS: Final = """
Xã đã làm xong, đạt được nhiều việc, kết quả tốt. Ước đạt 5, ước thực hiện 6, ước tính 7, ước cả năm 8.
Thực hiện được 9. Hoàn thành và vượt; đạt và vượt; hoàn thành vượt mức; tính đến nay, đến nay.
Lũy kế, hiện nay, hiện có, hiện còn.
Vượt chỉ tiêu, vượt mục tiêu, chỉ tiêu đều đạt cao, mục tiêu vượt mức cao, chủ yếu cơ bản đạt khá, quan trọng vượt tốt.
Xác định các chỉ tiêu, đề ra mục tiêu, quyết tâm thực hiện, từ nay đến hết năm, từ nay tới cuối năm.
Để hoàn thành kế hoạch với các chỉ tiêu.
Mục tiêu năm 2024 của quận: thu 5 tỷ đồng.
Cách đây hai năm, ba năm về trước, 5 năm trước. Nhiều xã, một số các huyện, không ít địa phương, hầu hết thôn.
Đa số bản, có tỉnh, vài phường, nhiều quận. Dự án, công trình, khu đô thị, mô hình. Hộ ông A, gia đình bà B.
Vợ chồng anh C, mỗi hộ, theo quy định. 5 tháng, 10 năm qua, 30/9/2020, 1.1.2020, 2020-2025, 2021, 2020/06/30, 12-2020, (2019), năm 2020.
"""


def _texts() -> list[str]:
    return [read_text(text).key for text in (_WAYS, *(path.read_text("utf-8") for path in sorted(_GOLD.glob("*.txt"))))]


@pytest.mark.parametrize(
    ("pattern", "sooner"), [(vi.RESULT, vi.MAY_BE_RESULT), (vi.SETS_AIMS, vi.MAY_SET_AIMS)], ids=["result", "aims"]
)
def test_words_of_results_and_aims_hold_what_is_looked_for_first(
    pattern: re.Pattern[str], sooner: re.Pattern[str]
) -> None:
    found = [match[0] for key in _texts() for match in pattern.finditer(key)]
    assert len(found) > 10
    assert [words for words in found if sooner.search(words) is None] == []


@pytest.mark.parametrize(
    ("pattern", "words"),
    [(others._LONG_AGO, others._AGO), (others._OF_SOME, others._SEVERAL), (others._OF_ONE, others._ONE)],
    ids=["long ago", "several places", "of one"],
)
def test_what_is_not_the_places_holds_a_word_for_it(pattern: re.Pattern[str], words: tuple[str, ...]) -> None:
    found = [match[0] for key in _texts() for match in pattern.finditer(key)]
    assert len(found) >= 3
    assert [one for one in found if not any(word in one for word in words)] == []


@pytest.mark.slow
def test_every_mention_that_begins_with_a_number_is_found() -> None:
    guard = "(?=[0-9]{1,2}(?:[ ](?:năm|tháng)|[/.-][0-9])|(?:19|20)[0-9]{2})"
    given = mentions_vi._MENTION.pattern
    assert guard in given
    without = re.compile(given.replace(guard, "(?=[0-9])"), re.VERBOSE)
    texts = _texts()
    spans = [[match.span() for match in mentions_vi._MENTION.finditer(key)] for key in texts]
    assert spans == [[match.span() for match in without.finditer(key)] for key in texts]
    assert any(key[start].isdigit() for key, found in zip(texts, spans, strict=True) for start, _ in found)
