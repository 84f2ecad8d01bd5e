# ruff: noqa: E501 - the texts stand as a page has them
"""What is looked for first, to be told sooner, hides nothing that the patterns behind it would find."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, Final

import pytest

from kienan_analysis.reading import beside, narrowing, spoken_since
from kienan_analysis.reading import not_the_places as others
from kienan_analysis.reading.cautions import cautions
from kienan_analysis.reading.openings import KeyedText, Openings
from kienan_analysis.reading.records import Record, record
from kienan_analysis.reading.scopes import mentions_vi
from kienan_analysis.reading.scopes import words_vi as vi
from kienan_analysis.reading.text import read_text
from kienan_analysis.spelling import spelling_key

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


def test_owners_hold_a_word_of_theirs() -> None:
    given = narrowing._OWNED_BEFORE
    owners = re.compile(narrowing._OWNERS)
    kinds = ("khu vực", "khối doanh nghiệp", "thành phần kinh tế", "nhóm", "doanh nghiệp")
    whose = (
        *("fdi", "có vốn đầu tư nước ngoài", "vốn đầu tư trực tiếp nước ngoài", "vốn nước ngoài", "ngoài nhà nước"),
        *("trong nước", "tư nhân", "dân doanh"),
    )
    said = [f"{kind} {one}" for kind in kinds for one in whose]
    assert all(given.search(one) for one in said)
    found = [*said, *(match[0] for key in _texts() for match in owners.finditer(key))]
    assert [one for one in found if not any(word in one for word in narrowing._OWNER_WORDS)] == []


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


def _entries() -> list[tuple[frozenset[str], str]]:
    """Each pattern of the cautions, with the words of which it begins with one."""
    lists = [(*one.windows.values(), one.unless, one.cancels) for one in cautions()]
    return [entry for held in lists for one in held if one is not None for entry in one.patterns]


@pytest.mark.slow
def test_no_caution_is_passed_over_where_one_of_its_patterns_stands() -> None:
    examples = [one for caution in cautions() for one in (*caution.examples, *caution.counter)]
    text = "\n".join([*examples, *(path.read_text("utf-8") for path in sorted(_GOLD.glob("*.txt"))[::16])])
    key = spelling_key(text)
    found = 0
    for openings, pattern in _entries():
        if not openings:
            continue
        known = Openings(openings)
        places = set(known.within(key)[0])
        for match in re.finditer(rf"(?<!\w)(?:{pattern})", key):
            found += 1
            assert match.start() in places, (pattern, match[0])
            assert known.at(key, match.start()), (pattern, match[0])
    assert found > 1000
    assert sum(not openings for openings, _ in _entries()) < len(_entries()) / 20


@pytest.mark.slow
def test_a_window_of_a_text_is_what_its_words_are_by_themselves() -> None:
    openings = Openings(word for known, _ in _entries() for word in known)
    lot = Random(3)  # noqa: S311 - no secret
    plain = (
        "Uỷ ban xã Hoà Bình\u00a0– quí II: thuỷ sản đạt 5.000 km², hoà giải phí hi hữu; tỉ lệ hộ nghèo còn 5%, kì họp."
    )
    for text in (plain, plain + " Nghe\u0323\u0302 An, 10¹ tỷ\u200b đồng", _WAYS, "Σ" + plain):
        whole = KeyedText(text, openings)
        for _ in range(600):
            first = lot.randrange(len(text))
            last = lot.randrange(first, len(text) + 1)
            window = whole.window(first, last)
            assert window.words == spelling_key(text[first:last])
            assert window.there >= set(openings.within(window.words)[1])
            begun, ended = sorted(lot.choices(range(first, last + 1), k=2))
            put = whole.window(first, last, (begun, ended), lambda words: "tên" if words else "")
            words = text[first:begun] + "tên" + text[ended:last] if begun < ended else text[first:last]
            assert put.words == spelling_key(words)
            # What would begin in the other words is not looked for: no caution begins with such.
            assert put.there >= {word for word in openings.within(put.words)[1] if "tên" not in word}


def test_whether_another_period_was_spoken_of_since_is_told_as_by_asking_every_figure() -> None:
    lot = Random(5)  # noqa: S311 - no secret
    answers = set()
    for _ in range(300):
        text = "".join(lot.choices("ab(\n", weights=[5, 5, 1, 1], k=60))
        figures: list[Any] = [
            SimpleNamespace(
                start=lot.randrange(60),
                period_start=lot.randrange(-1, 60),
                period=lot.choice(["2020", "2021", "2022"]),
                rule="an amount",
                area="",
                indicator="",
                measure="level",
            )
            for _ in range(lot.randrange(8))
        ]
        since = spoken_since.SpokenSince(figures, text)
        for period in ("2020", "2021"):
            first, last = sorted(lot.choices(range(61), k=2))
            expected = any(
                one.period != period
                and first <= one.period_start < last
                and beside.is_beside(one.period_start, one.start, text)
                and not beside.is_aside(one, text)
                for one in figures
            )
            assert since.another_period(period, first, last) is expected
            answers.add(expected)
    assert answers == {True, False}


def test_a_record_is_a_value() -> None:
    @record
    class Pair(Record):
        one: int
        other: str = "a"

    @record
    class Other(Record):
        one: int
        other: str = "a"

    pair = Pair(1)
    assert (pair.one, pair.other) == (1, "a")
    assert pair == Pair(1, "a") != Pair(1, "b")
    assert pair != Other(1)
    assert hash(pair) == hash(Pair(1))
    assert {pair: 1}[Pair(1)] == 1
    assert pair._replace(one=2) == Pair(2)
    assert pair == Pair(1)
    assert repr(pair) == "Pair(one=1, other='a')"
    assert not hasattr(pair, "__dict__")
    with pytest.raises(TypeError):
        pair._replace(third=3)
