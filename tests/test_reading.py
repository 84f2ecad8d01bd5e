"""The reader over whole texts: the first article, other spellings, any text at all, the time it takes."""

from __future__ import annotations

import gc
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from kienan_analysis.reading import ArticleReader

# The first article's figures in sentences of our own.
RESULTS = (
    "Quận Kiến An khép năm 2021 với giá trị sản xuất công nghiệp 600,37 tỷ đồng, bằng 101,5% kế hoạch và hơn cùng kỳ "
    "13,68%. Bán lẻ hàng hóa được 8.446,29 tỷ đồng (100,6% kế hoạch, tăng 23,23%). Thu cân đối ngân sách nhà nước "
    "424,723 tỷ đồng, vượt 26% kế hoạch, bằng 104% so với năm trước."
)
AIMS = (
    "Sang năm 2022, quận phấn đấu: giá trị sản xuất công nghiệp tăng 12% so với năm 2021.Tổng mức bán lẻ hàng hóa tăng "
    "22%. Thu cân đối ngân sách tăng 15% trở lên so với kế hoạch thành phố giao…"
)
ARTICLE = f"Sáng 10/1/2022, quận Kiến An tổng kết công tác năm 2021.\n\n{RESULTS}\n\n{AIMS}\n"
EXPECTED = {
    ("industrial_output", "2021", "level", 600.37, ""),
    ("industrial_output", "2021", "attainment", 101.5, ""),
    ("industrial_output", "2021", "growth", 13.68, ""),
    ("retail_sales", "2021", "level", 8446.29, ""),
    ("retail_sales", "2021", "attainment", 100.6, ""),
    ("retail_sales", "2021", "growth", 23.23, ""),
    ("budget_revenue_balanced", "2021", "level", 424.723, ""),
    ("budget_revenue_balanced", "2021", "attainment", 126.0, ""),
    ("budget_revenue_balanced", "2021", "growth", 4.0, ""),
    ("industrial_output", "2022", "planned_growth", 12.0, ""),
    ("retail_sales", "2022", "planned_growth", 22.0, ""),
    ("budget_revenue_balanced", "2022", "planned_growth", 15.0, "plan:city"),
}


def facts(reader: ArticleReader, text: str) -> set[tuple[str | None, str, str, float, str]]:
    return {(one.indicator, one.period, one.measure, one.value, one.base) for one in reader.read(text).observations}


def test_a_whole_article_is_read_with_its_area_and_period(reader: ArticleReader) -> None:
    article = reader.read(ARTICLE)

    assert facts(reader, ARTICLE) == EXPECTED
    assert (article.area, article.period, article.unread, article.coverage) == ("kien-an", "2021", (), 1.0)
    assert {one.area for one in article.observations} == {"kien-an"}


@pytest.mark.parametrize(
    "respelt",
    [
        pytest.param(unicodedata.normalize("NFD", ARTICLE), id="letters in parts"),
        pytest.param(ARTICLE.replace(" ", "\u00a0"), id="blanks that do not break"),
        pytest.param(
            "\ufeff" + ARTICLE.replace("hóa", "hoá").replace("tỷ", "tỉ").replace("kỳ", "kì"), id="other tone marks"
        ),
        pytest.param(ARTICLE.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(ARTICLE.replace(",", "\u200b,"), id="invisible characters"),
        pytest.param(ARTICLE.replace("%", "\uff05").replace("4", "\uff14"), id="wide letters"),
    ],
)
def test_other_spellings_are_read_alike_and_keep_their_places(reader: ArticleReader, respelt: str) -> None:
    article = reader.read(respelt)

    assert facts(reader, respelt) == EXPECTED
    for one in article.observations:
        printed = unicodedata.normalize("NFKC", respelt[one.start : one.end]).replace("\u200b", "")
        assert printed == one.printed


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Giá trị sản xuất công nghiệp đạt 600 tỷ đồng".encode().decode("cp1252", "replace"), "decoded wrongly"),
        (
            "Gi\xb8 tr\xde s\xb6n xu\xcat c\xabng nghi\xd6p \xae\xb9t 600 t\xfb \xae\xe5ng, t\xa8ng 13%",
            "TCVN3",
        ),
        ("Giaù trò saûn xuaát coâng nghieäp ñaït 600 tyû ñoàng, taêng 13% so vôùi cuøng kyø naêm tröôùc", "VNI"),
    ],
)
def test_text_in_old_encodings_is_refused_with_a_remedy(reader: ArticleReader, text: str, named: str) -> None:
    with pytest.raises(KienanError, match=named) as refused:
        reader.read(text)
    assert refused.value.remedy


def test_nothing_with_a_number_is_dropped_in_silence(reader: ArticleReader) -> None:
    text = "Năm 2021 thu ngân sách 500 tỷ đồng, khối hợp tác xã bừng sáng 7,7% và 3.120 mái nhà được lợp lại."

    article = reader.read(text)

    read = {text[one.start : one.end] for one in article.observations}
    assert read | {one.text for one in article.unread} == {"500", "7,7", "3.120"}


VIETNAMESE = st.sampled_from(
    [
        *(
            "thu ngân sách",
            "công nghiệp",
            "tăng",
            "giảm",
            "đạt",
            "bằng",
            "kế hoạch",
            "so với",
            "cùng kỳ",
            "lần lượt",
            "và",
            ",",
            ";",
            "(",
            ")",
        ),
        *(
            ":",
            "%",
            "tỷ đồng",
            "12,5",
            "1.865",
            "2021",
            "năm 2021",
            "6 tháng",
            "từ",
            "đến",
            "/",
            "-",
            "KH",
            "tỷ trọng",
            "phấn đấu",
            "\n",
            ".",
        ),
        *(
            "quý I",
            "tháng 6",
            "năm trước",
            "gấp",
            "lần",
            "điểm phần trăm",
            "trong đó",
            "quận Kiến An",
            "giao",
            "thành phố",
            "1/1/2020",
        ),
    ]
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(VIETNAMESE, max_size=60).map(" ".join)))
def test_any_text_gives_a_result_whose_places_lie_in_it(reader: ArticleReader, text: str) -> None:
    try:
        article = reader.read(text)
    except KienanError as refused:
        assert "encoding" in str(refused) or "decoded" in str(refused)  # noqa: PT017 - hypothesis may write legacy text
        return

    places = [(one.start, one.end) for one in article.observations] + [(one.start, one.end) for one in article.unread]
    for start, end in places:
        assert 0 <= start < end <= len(text)
        assert any(letter.isdigit() for letter in text[start:end])
    again = reader.read(text)
    assert again == article


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        " ",
        ",",
        "(",
        "\n",
        "1.",
        "1/1/2020-",
        "A\u0301",
        "tăng 5% ",
        "và ",
        "kế hoạch ",
        "từ ngày ",
        "lần lượt 5, ",
        "Quận A B ",
        "AB-1-",
        "a@",
        "5 và ",
    ],
)
def test_the_time_grows_with_the_length_and_not_faster(reader: ArticleReader, piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        gc.disable()  # What other tests have left in memory is not this one's.
        try:
            start = time.process_time()
            reader.read(text)
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(2_000)
    short, long = seconds(20_000), seconds(160_000)
    for _ in range(3):
        # Eight times the text; were it quadratic, it would take 64 times as long.
        if long < 24 * short + 0.05:
            return
        # Something else may have held it up: of each the quicker counts.
        short, long = min(short, seconds(20_000)), min(long, seconds(160_000))
    assert long < 24 * short + 0.05
