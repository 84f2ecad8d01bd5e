"""Articles: documents to text, what was given against what the text says, and figures into the data."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import json
import multiprocessing
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kienan_analysis as ka
from kienan_analysis.articles.adding import Adder
from kienan_analysis.articles.examination import Examiner, open_catalogue
from kienan_analysis.articles.origins import Details, day_of
from kienan_analysis.articles.printing import as_json
from kienan_analysis.articles.rows import fitting_unit
from kienan_analysis.documents import opener
from kienan_analysis.documents.opener import document_of, read_document
from kienan_analysis.errors import DataError, KienanError, UsageError
from kienan_analysis.intake.quoting import Sentences
from kienan_analysis.reading import FIELDS, ReadObservation
from kienan_analysis.wording.messages import Words, catalogue
from tests.article_documents import FIGURES, METADATA, REPORT, pdf, web_page, word_file, zip_bomb

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parent.parent
URL = "https://example.org/article"
# A review of Kiến An for 2021 in our own words, with the figures that the data have of the first case.
FIRST_CASE = """Tổng kết năm 2021

Thứ Ba, 11/01/2022 14:51

Năm 2021, quận Kiến An giữ vững ổn định. Giá trị sản xuất công nghiệp do quận quản lý
đạt 600,37 tỷ đồng, bằng 101,5% kế hoạch, tăng 13,68% so với cùng kỳ. Tổng mức bán lẻ hàng hóa đạt 8.446,29 tỷ đồng,
đạt 100,6% kế hoạch, tăng 23,23% so với cùng kỳ.

Năm 2022, quận Kiến An phấn đấu giá trị sản xuất công nghiệp tăng 12% so với thực hiện năm 2021.
"""


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(open_catalogue(PROJECT / "data"))


@pytest.mark.parametrize("options", [{}, {"unread": True}, {"explain": True}])
def test_json_is_written_as_a_whole_would_be(examiner: Examiner, options: dict[str, bool]) -> None:
    examined = examiner.examine(f'{FIRST_CASE}\nCòn 17 việc "khác" và 4,5 lần nữa.')
    nothing = examiner.examine("Không có số nào.")
    for read in ([("a.txt", examined), ("b.txt", nothing)], [("b.txt", nothing)]):
        text = as_json(read, **options)
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    observations = json.loads(as_json([("a.txt", examined)]))
    assert [list(row) for row in observations] == [["file", *FIELDS]] * len(examined.article.observations)


def test_a_figure_comes_out_of_another_process_as_it_was(examiner: Examiner) -> None:
    [one, *_] = examiner.examine(FIRST_CASE).article.observations
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - of our own
    doubtful = one.with_doubts(("not_whole",))
    assert (doubtful.sure, doubtful.doubts) == (False, ("not_whole",))
    assert doubtful.with_doubts(()) == dataclasses.replace(one, doubts=(), sure=True)


def without_source(folder: Path, source: str) -> list[bytes]:
    """Take a source's rows out of a package; give them."""
    path = folder / "observations.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    taken = [line for line in lines if f",{source},".encode() in line]
    path.write_bytes(b"".join(line for line in lines if line not in taken))
    return taken


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# Documents


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("đạt 12,5%".encode(), "đạt 12,5%"),
        ("\ufeffđạt 12,5%".encode(), "\ufeffđạt 12,5%"),
        ("một\r\nhai\rba".encode(), "một\r\nhai\rba"),
        ("đạt 12,5%".encode("utf-16"), "đạt 12,5%"),
        (b"\xfe\xff" + "đạt 12,5%".encode("utf-16-be"), "đạt 12,5%"),
        (b"\n", "\n"),
        ("giá < 5 và > 3 <tỷ>".encode(), "giá < 5 và > 3 <tỷ>"),
    ],
)
def test_plain_text_comes_character_for_character(content: bytes, text: str) -> None:
    assert document_of(content, "a").text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Thùc hiÖn ®¹t".encode("latin-1"), "TCVN3 (ABC)"),
        (b"a \xf9\xfa\xfb", "not UTF-8 (byte 0xF9 in line 1)"),
        ("một\nhai\nba ".encode() + b"\xe1\xba", "in line 3"),
        (b"\xff\xfea", "begins as UTF-16 and breaks at byte 2"),
        (b"abc\x00\x01", "no text: it has bytes of value zero"),
        (b"\xd0\xcf\x11\xe0" + bytes(20), "before 2007"),
        (b"\x89PNG\r\n", "an image"),
        (b"PK\x03\x04 and no more", "The file breaks off"),
        (b"%PDF-1.4 and no more", "The file breaks off"),
        (b"%PDF-1.4 and no more\n%%EOF\n", "The PDF is broken"),
        (b"", "The file is empty"),
        (b"RIFF\0\1\0\0WEBPVP8 ", "an image"),
        (b"BM\0\1\0\0\0\0\0\0", "an image"),
        (b"\0\0\0\x18ftypheic", "an image"),
        (b"7z\xbc\xaf\x27\x1c\0", "a compressed archive"),
        (b"Rar!\x1a\x07\0", "a compressed archive"),
        (b"a.txt" + bytes(252) + b"ustar", "an archive"),
        (b"MZ\x90\0\3\0", "a program"),
        (b"<html><body></body></html>", "No article was found"),
        (pdf([]), "no text layer"),
    ],
)
def test_what_is_no_text_is_refused_with_place_meaning_and_remedy(content: bytes, said: str) -> None:
    with pytest.raises(KienanError, match=re.escape(said)) as refused:
        document_of(content, "bài.txt")
    assert refused.value.where == "bài.txt"
    assert refused.value.remedy


def test_a_saved_web_page_gives_its_article_and_what_it_says_of_itself(examiner: Examiner) -> None:
    found = document_of(web_page(head=METADATA), "kien-an.html")
    assert (found.title, found.site, found.published) == ("Quận Kiến An năm 2020", "Báo Ví Dụ", "2021-01-08")
    assert found.url == "https://example.org/kien-an-2020.html"
    assert "99%" not in found.text
    assert "88%" not in found.text
    assert [one.printed for one in examiner.examine(found.text).article.observations][: len(FIGURES)] == FIGURES


def test_a_page_in_utf_16_or_with_a_wrong_declaration_is_still_read() -> None:
    page = web_page().decode()
    assert "512,5" in document_of(page.encode("utf-16"), "a").text
    assert "512,5" in document_of(page.replace('charset="utf-8"', 'charset="iso-8859-1"').encode(), "a").text


def test_hostile_metadata_of_a_page_is_plain_text_or_nothing() -> None:
    head = (
        '<link rel="canonical" href="javascript:alert(1)">'
        '<meta property="og:site_name" content="=HYPERLINK(&quot;x&quot;)\n<script>">'
    )
    found = document_of(web_page(head=head), "a")
    assert found.url == ""
    assert "\n" not in found.site


@pytest.mark.slow
def test_a_word_file_gives_paragraphs_and_tables_in_order(examiner: Examiner) -> None:
    rows = (("Chỉ tiêu", "Năm 2020"), ("Thu nội địa", "123,4 tỷ đồng"))
    found = document_of(word_file(before="Mở đầu", table=rows), "a.docx")
    lines = found.text.splitlines()
    assert lines[:3] == ["Mở đầu", "Chỉ tiêu\tNăm 2020", "Thu nội địa\t123,4 tỷ đồng"]
    assert lines[3] == REPORT.split("\n", maxsplit=1)[0]
    printed = [one.printed for one in examiner.examine(found.text).article.observations]
    assert set(FIGURES) <= set(printed)


@pytest.mark.slow
def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(KienanError, match="unpacks to far more"):
        document_of(zip_bomb(300 * 2**20), "a.docx")


def test_tables_inside_tables_are_read_once_however_deep() -> None:
    import docx

    document = docx.Document()
    inside = document.add_table(rows=1, cols=1).cell(0, 0)
    inside.text = "tầng 0"
    for depth in range(1, 30):
        inside = inside.add_table(1, 1).cell(0, 0)
        inside.text = f"tầng {depth}"
    content = io.BytesIO()
    document.save(content)
    assert document_of(content.getvalue(), "a.docx").text.split() == [
        word for depth in range(30) for word in ("tầng", str(depth))
    ]


def test_another_archive_is_no_word_file() -> None:
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("other/part.xml", "<x/>")
    with pytest.raises(KienanError, match="no Word file"):
        document_of(content.getvalue(), "a.xlsx")


def test_wrapped_lines_of_a_pdf_are_joined(examiner: Examiner) -> None:
    lines = [
        "Năm 2021, quận Kiến An có giá trị sản xuất công",
        "nghiệp do quận quản lý đạt 600,37 tỷ đồng, đạt",
        "101,5% kế hoạch, tăng 13,68% so với cùng kỳ.",
        "1",
    ]
    found = document_of(pdf(lines), "a.pdf")
    assert found.text == " ".join(lines[:3])
    printed = [one.printed for one in examiner.examine(found.text).article.observations]
    assert printed == ["600,37", "101,5", "13,68"]


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import util

    monkeypatch.setattr(util, "find_spec", lambda _: None)
    for content in (web_page(), word_file(), pdf(["a"])):
        with pytest.raises(KienanError, match=r"pip install 'kienan-analysis\[documents\]'"):
            document_of(content, "a")


def test_a_document_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(opener, "MAX_BYTES", 2**20)
    path = tmp_path / "long.txt"
    path.write_bytes(b"1" * (2**20 + 1))
    with pytest.raises(KienanError, match="larger than 1 MiB"):
        read_document(path)


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"<html>" + tail))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(KienanError):
        assert isinstance(document_of(content, "a").text, str)


# What the text says against what was given


@pytest.mark.parametrize(
    ("text", "given_", "codes"),
    [
        (FIRST_CASE, {}, []),
        (FIRST_CASE, {"area": "kien-an", "year": 2021}, []),
        (FIRST_CASE, {"year": 2020}, ["other_year"]),
        (FIRST_CASE, {"area": "vinh-bao"}, ["other_area"]),
        (
            "Xã Kiến An, tỉnh An Giang, sơ kết 6 tháng đầu năm 2021: tổng thu ngân sách đạt 12,5 tỷ đồng.",
            {"area": "kien-an", "year": 2021},
            ["namesake", "other_province"],
        ),
        (
            "Phường Kiến An, thành phố Hải Phòng năm 2025 thu ngân sách đạt 12,5 tỷ đồng.",
            {"area": "kien-an", "year": 2025},
            ["namesake"],
        ),
        (
            "Quận Kiến An: năm 2021, quận Kiến An thu ngân sách đạt 200,5 tỷ đồng và kết nghĩa với xã Kiến An.",
            {"area": "kien-an", "year": 2021},
            [],  # a namesake that is named less often than the place itself
        ),
        (
            "6 tháng đầu năm 2021, quận Kiến An thu ngân sách đạt 200,5 tỷ đồng.",
            {"area": "kien-an", "year": 2021},
            [],  # six months of the year that was given are of that year
        ),
        ("6 tháng đầu năm 2021, quận Kiến An thu ngân sách đạt 200,5 tỷ đồng.", {}, []),
        (
            "Huyện Vĩnh Bảo, năm 2021, thu ngân sách đạt 1.200,5 tỷ đồng.",
            {"area": "kien-an", "year": 2021},
            ["other_area"],
        ),
        ("Năm 2021, thu ngân sách đạt 1.200,5 tỷ đồng.", {"area": "kien-an"}, ["area_not_named"]),
        ("Quận Kiến An: thu ngân sách đạt 1.200,5 tỷ đồng.", {"year": 2021}, ["no_period_but_given"]),
        ("Năm 2026, quận Kiến An thu ngân sách đạt 1.200,5 tỷ đồng.", {}, ["area_ended"]),
        ("Năm 2021, tỉnh Quảng Nam thu ngân sách đạt 23.400 tỷ đồng.", {}, []),
        ("Năm 2021, huyện Quảng Xá Bắc thu ngân sách đạt 1.400 tỷ đồng.", {}, ["area_not_known"]),
        ("Năm 2021, thu ngân sách đạt 23.400 tỷ đồng.", {}, ["no_area"]),
    ],
)
def test_area_and_period_are_held_against_what_was_given(
    examiner: Examiner, text: str, given_: dict[str, Any], codes: list[str]
) -> None:
    assert [doubt.code for doubt in examiner.examine(text, **given_).doubts] == codes


def test_a_doubt_quotes_its_evidence(examiner: Examiner) -> None:
    text = "Xã Kiến An, tỉnh An Giang: năm 2021 thu ngân sách xã Kiến An đạt 12,5 tỷ đồng."
    namesake, province = map(str, examiner.examine(text, area="kien-an").doubts)
    assert "“xã kiến an” ×2" in namesake
    assert "“tỉnh an giang”" in province


def test_every_doubt_and_reason_has_its_sentence_in_both_languages() -> None:
    for section in ("article", "article_row"):
        for name, sentences in catalogue()[section].items():
            fields = set(re.findall(r"\{(\w+)\}", str(sentences["en"])))
            said = {Words(language).say(f"{section}.{name}", **dict.fromkeys(fields, "x")) for language in ("vi", "en")}
            assert len(said) == 2


def test_the_area_of_a_name_borne_twice_is_the_one_that_then_existed(examiner: Examiner) -> None:
    text = "Năm {}, thành phố Hải Phòng thu ngân sách đạt 90.500,5 tỷ đồng."
    assert examiner.examine(text.format(2021)).area == "hai-phong"
    assert examiner.examine(text.format(2026)).area == "hai-phong-2025"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"area": "kienan"}, "area 'kienan': no place of Vietnam is called so, and no area of this data package."),
        ({"area": "Quận Kiên An"}, "Did you mean 'kien-an'?"),
        ({"year": 20211}, "year 20211: this is no year of a report. Did you mean '2021'?"),
        ({"year": -5}, "year -5"),
    ],
)
def test_an_unknown_area_and_a_bad_year_are_wrong_calls(examiner: Examiner, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        examiner.examine(FIRST_CASE, **wrong)


# ka.read


@pytest.mark.slow
def test_ka_read_gives_a_plain_frame_and_the_rest_beside_it() -> None:
    import pandas as pd

    text = "Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch, tăng 2%; còn 13,7%."
    found = ka.read(text, area="kien-an", year=2020)
    assert type(found) is pd.DataFrame
    assert [name for name in found.columns if name != "printed_unit"] == list(FIELDS)
    rows = found.to_dict("records")
    assert [text[row["start"] : row["end"]] for row in rows] == [row["printed"] for row in rows]
    assert (rows[0]["indicator"], rows[0]["measure"], rows[0]["value"]) == ("budget_revenue", "attainment", 1.26)
    assert found.attrs["warnings"] == ["The text reports on 2021, not on 2020"]
    assert {"text", "start", "end", "reason", "code", "rule", "words"} == set(found.attrs["unread"][0])
    assert (str(found["sure"].dtype), str(found["name_start"].dtype)) == ("bool", "int64")
    assert all("year_doubted" in doubts.split("|") for doubts in found["doubts"])
    nothing = ka.read("Không có số liệu.", data=ka.load())
    assert nothing.empty
    assert dict(nothing.dtypes) == dict(found.dtypes)
    assert found.merge(nothing, how="left", on="indicator").shape[0] == len(found)


# Figures into rows


def observation(**changes: Any) -> ReadObservation:
    fields = [name for name in FIELDS if not name.endswith(("start", "end")) and name not in {"sure", "doubts"}]
    usual: dict[str, Any] = dict.fromkeys(fields, "")
    usual |= {"area": "kien-an", "indicator": "covid_cases", "period": "2021", "measure": "level"}
    usual |= {"value": 524.0, "printed": "524", "start": 0, "end": 3}
    return ReadObservation(**usual | changes)


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "fits"),
    [
        ("covid_cases", 524, "ca", "người"),
        ("jobs_created", 2500, "người", "lao động"),
        ("jobs_created", 2500, "lao động", "lao động"),
        ("population", 118, "nghìn người", "nghìn người"),
        ("income_per_capita", 60.5, "triệu đồng", "triệu đồng/người/năm"),
        ("income_per_capita", 60.5, "triệu đồng/người", "triệu đồng/người/năm"),
        ("income_per_capita", 60.5, "triệu đồng/năm", "triệu đồng/người/năm"),
        ("income_per_capita", 60.5, "triệu đồng/người/năm", "triệu đồng/người/năm"),
        ("income_per_capita", 5.2, "triệu đồng", None),
        ("income_per_capita", 5.2, "triệu đồng/người/tháng", None),
        ("income_per_capita", 60.5, "tỷ đồng", None),
        ("retail_sales", 60.5, "triệu đồng", "triệu đồng"),
        ("retail_sales", 60.5, "", None),
        ("retail_sales", 60.5, "%", None),
        ("exports", 3, "tỷ đồng", None),
        ("covid_cases", 10, "hộ", None),
    ],
)
def test_units_are_fitted_only_where_that_is_certain(
    examiner: Examiner, indicator: str, value: float, unit: str, fits: str | None
) -> None:
    known = examiner.catalogue.indicators[indicator]
    assert fitting_unit(observation(indicator=indicator, unit=unit), known, float(value)) == fits


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thứ Ba, 11/01/2022 14:51 Gốc", "2022-01-11"),
        ("Chủ nhật, ngày 9/1/2022", "2022-01-09"),
        ("11-01-2022 | 14:51", "2022-01-11"),
        ("Sáng 10/1/2022, UBND quận tổ chức", ""),
        ("Nghị quyết ngày 20/12/2021 của Quận ủy", ""),
        ("Thứ Ba, 31/02/2022 14:51", ""),
    ],
)
def test_only_a_date_line_is_the_day_of_a_page(text: str, day: str) -> None:
    assert day_of(text) == day


def test_sentences_are_quoted_whole_and_short() -> None:
    text = "Tại TP. Hải Phòng thu 5 tỷ đồng.Tổng mức 8.446,29 tỷ đồng.\nHết. " + "a " * 400 + "7"
    sentences = Sentences(text)
    assert sentences.around(observation(start=text.index("5"), end=text.index("5") + 1)) == (
        "“Tại TP. Hải Phòng thu 5 tỷ đồng.”"
    )
    begin = text.index("8.446")
    assert sentences.around(observation(start=begin, end=begin + 8)) == "“Tổng mức 8.446,29 tỷ đồng.”"
    assert len(sentences.around(observation(start=len(text) - 1, end=len(text)))) < 260


# kienan read


@pytest.mark.slow
def test_read_prints_json_over_all_files(kienan: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    one, two = tmp_path / "một.txt", tmp_path / "hai.html"
    one.write_bytes(b"\xef\xbb\xbf" + FIRST_CASE.replace("\n", "\r\n").encode())
    two.write_bytes(web_page())
    code, out, err = kienan("read", str(one), str(two), "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert list(rows[0]) == ["file", *FIELDS]
    assert [row["file"] for row in rows].count(str(one)) == 7
    text = one.read_bytes().decode()
    assert all(text[row["start"] : row["end"]] == row["printed"] for row in rows if row["file"] == str(one))
    expected: dict[str, Any] = dict.fromkeys(FIELDS, "")
    expected |= {"area": "kien-an", "indicator": "industrial_output", "period": "2021", "measure": "growth"}
    expected |= {"name": "Giá trị sản xuất công nghiệp do quận quản lý", "printed": "13,68", "unit": "%"}
    expected |= {"table": 0, "row": 0, "column": 0}
    places = {name: rows[2][name] for name in FIELDS if name.endswith(("start", "end"))}
    figures = {"file": str(one), "value": 13.68, "rule": "a rise", "sure": True, **places}
    assert rows[2] == expected | figures
    assert text[places["name_start"] : places["name_end"]].split()[:2] == ["Giá", "trị"]
    assert text[places["comparison_start"] : places["comparison_end"]] == "so với cùng kỳ"
    assert f"{one}: 7 of 7 figures understood (100%)." in err


@pytest.mark.slow
def test_read_lists_what_was_not_understood(kienan: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Năm 2021, quận Kiến An: thu ngân sách đạt 126% kế hoạch. Còn 13,7%.", encoding="utf-8")
    code, out, _ = kienan("read", str(path), "--unread", "--format", "json")
    found = json.loads(out)
    assert (code, list(found)) == (0, ["observations", "unread"])
    [left] = found["unread"]
    assert (left["file"], left["text"]) == (str(path), "13,7")
    assert list(left) == ["file", "text", "start", "end", "reason", "code", "rule", "words"]
    _, out, _ = kienan("read", str(path), "--unread", "--format", "csv")
    assert out.splitlines()[0].endswith(",column_end,unread,code,words")
    assert [(row["unread"], row["code"]) for row in csv.DictReader(io.StringIO(out))] == [
        ("", ""),
        (left["reason"], left["code"]),
    ]
    _, out, _ = kienan("read", str(path), "--unread")
    assert "Not understood:\n  13,7" in out
    _, out, _ = kienan("read", str(path))
    assert "13,7" not in out


@pytest.mark.slow
def test_read_goes_on_after_a_file_that_cannot_be_read(
    kienan: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(b"\xff\xfe\xff")
    good.write_text(FIRST_CASE, encoding="utf-8")
    code, out, err = kienan("read", str(bad), str(good), "--format", "csv")
    assert code == 1
    assert len(out.splitlines()) == 8
    assert f"Error: {bad}: " in err
    code, out, err = kienan("read", str(good), str(tmp_path / "none.txt"))
    assert (code, out) == (2, "")
    assert "there is no such file" in err


@pytest.mark.slow
def test_read_takes_standard_input_and_warns_on_standard_error() -> None:
    command = [sys.executable, "-m", "kienan_analysis", "read", "-", "--area", "vinh-bao", "--format", "json"]
    run = subprocess.run(command, cwd=PROJECT, input=FIRST_CASE.encode(), capture_output=True, check=True)
    assert {(row["file"], row["sure"]) for row in json.loads(run.stdout)} == {("-", False)}
    assert "-: warning: This seems to be about Quận Kiến An" in run.stderr.decode()


@pytest.mark.slow
def test_reading_needs_neither_pandas_nor_numpy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    script = (
        "import sys\nfrom kienan_analysis.cli import main\n"
        f"try:\n    main(['read', {str(path)!r}])\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in run.stdout.splitlines()[-1].split()}
    assert loaded.isdisjoint({"pandas", "numpy", "babel", "altair", "trafilatura", "docx", "pypdfium2", "IPython"})


@pytest.mark.slow
def test_a_wrong_area_is_refused_before_anything_is_read(kienan: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = kienan("read", "nowhere.txt", "--area", "kienan")
    assert (code, out) == (2, "")
    assert "Did you mean 'kien-an'?" in err
    code, _, err = kienan("read", "nowhere.txt", "--year", "20211")
    assert code == 2
    assert "Did you mean '2021'?" in err


# kienan add


@pytest.mark.slow
def test_the_rows_of_the_first_case_come_back_the_same(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    before = ka.load(own).observations.drop(columns=["id", "note"])
    taken = without_source(own, "kien-an-2022-01-11")
    left = tables(own)
    code, out, err = kienan("add", str(path), "--yes", "--data", str(own))
    assert (code, "Checks: all passed." in out) == (0, True)
    assert "Added 7 figures of kien-an-2022-01-11" in err
    assert "“Năm 2022, quận Kiến An phấn đấu giá trị sản xuất công nghiệp tăng 12%" in out
    now = tables(own)
    assert now["observations.csv"].startswith(left["observations.csv"])
    assert {name for name in now if now[name] != left[name]} == {"observations.csv"}
    added = now["observations.csv"][len(left["observations.csv"]) :].splitlines()
    # Those of a row without a note are the same to the byte, ids included.
    assert added[0] == taken[0].strip()
    assert added[2] == taken[2].strip()
    after = ka.load(own).observations
    rows = after[after["source"] == "kien-an-2022-01-11"].drop(columns=["id", "note"])
    assert len(rows.merge(before, how="inner")) == 7
    code, _, err = kienan("add", str(path), "--yes", "--data", str(own))
    assert (code, "Nothing to add: the data are as they were." in err) == (0, True)
    assert tables(own) == now


def test_an_untouched_copy_is_not_changed(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    before = tables(own)
    code, out, err = kienan("add", str(path), "--data", str(own))
    assert (code, "In the data already, unchanged: 7 figures." in out) == (0, True)
    assert "Nothing to add: the data are as they were." in err
    assert tables(own) == before


@pytest.mark.slow
def test_a_new_source_comes_from_the_page_itself(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(web_page(head=METADATA))
    before = tables(own)
    code, out, err = kienan("add", str(path), "--yes", "--data", str(own))
    assert (code, "Source: kien-an-2021-01-08 (a new source" in out) == (0, True)
    # Two levels contradict what the data have of the next year: those two alone are left.
    assert "Added 2 figures of kien-an-2021-01-08" in err
    assert "cannot all be true" in out
    assert set(ka.load(own).observations.query("source == 'kien-an-2021-01-08'")["printed"]) == {"100,4", "10,43"}
    for name, content in before.items():
        (own / name).write_bytes(content)
    (own / "to-look-at.json").unlink()
    report = REPORT.replace("512,5", "528,11").replace("7.000,5", "6.854,1").replace("đạt 100,4%", "đạt 100,5%")
    path.write_bytes(web_page(report, head=METADATA))
    code, out, err = kienan("add", str(path), "--yes", "--data", str(own))
    assert (code, "Added 4 figures of kien-an-2021-01-08" in err) == (0, True), out
    data = ka.load(own)
    source = data.sources.loc["kien-an-2021-01-08"]
    assert (source["publisher"], source["url"]) == ("example.org", "https://example.org/kien-an-2020.html")
    assert str(source["published"]) == "2021-01-08"
    rows = data.observations.set_index("id")
    growth = rows.loc["kien-an-2021-01-08-03"]
    assert (growth["printed"], growth["note"], growth["value"]) == ("10,43", "printed as 10.43", 0.1043)
    assert rows.loc["kien-an-2021-01-08-04", "status"] == "estimate"
    assert "\n  1.234 cây: the catalogue has no indicator for" in out


@pytest.mark.slow
def test_another_value_under_the_same_key_is_left_and_names_both(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE.replace("600,37", "600,73"), encoding="utf-8")
    before = tables(own)
    code, out, err = kienan("add", str(path), "--yes", "--data", str(own))
    assert (code, "what is sure is in the data already" in err) == (0, True)
    assert "600,73 tỷ đồng: the data have 600,37 already from this source" in out
    assert "(row 2)" in out
    after = tables(own)
    assert {name for name in after if after[name] != before.get(name)} == {"to-look-at.json"}


@pytest.mark.slow
def test_a_figure_said_again_less_exactly_is_no_second_row(own: Path) -> None:
    text = FIRST_CASE.replace("giữ vững ổn định.", "giữ vững ổn định. Tổng mức bán lẻ hàng hóa đạt hơn 8.400 tỷ đồng.")
    without_source(own, "kien-an-2022-01-11")
    proposal = propose(own, text)
    assert [str(one.row["printed"]) for one in proposal.new].count("8.446,29") == 1
    assert [(one.observation.printed, one.code) for one in proposal.left_out] == [("8.400", "said_again")]
    adder = Adder(own)
    adder.add(proposal, document_of(text.encode(), "a"), Details())
    again = propose(own, text.replace("8.446,29", "8.446,3"))
    assert [one.code for one in again.left_out] == ["said_again", "there_more_exactly"]
    assert again.changes_nothing


def propose(folder: Path, text: str, **details: str) -> Any:
    adder = Adder(folder)
    return adder.propose(document_of(text.encode(), "a"), Examiner(adder.catalogue).examine(text), Details(**details))


@pytest.mark.slow
def test_doubts_about_the_area_that_was_given_leave_all_its_figures_to_be_looked_at(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    before = tables(own)
    code, out, err = kienan("add", str(path), "--yes", "--area", "vinh-bao", "--url", URL, "--data", str(own))
    assert (code, "Nothing was added: 7 figures to be looked at, none of them sure." in err) == (1, True)
    assert "This seems to be about Quận Kiến An" in out
    after = tables(own)
    assert {name for name in after if after[name] != before.get(name)} == {"to-look-at.json"}


@pytest.mark.slow
def test_what_is_missing_of_a_source_is_asked_for_or_refused(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    text = "Năm 2023, quận Lê Chân có thu nội địa đạt 900,5 tỷ đồng."
    path.write_text(text, encoding="utf-8")
    code, _, err = kienan("add", str(path), "--yes", "--data", str(own))
    assert code == 2
    assert "--publisher: this is not known of the source. Give it; nothing was added." in err
    answers = iter([URL, ""])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    code, _, err = kienan("add", str(path), "--data", str(own))
    assert (code, "Added 1 figure of le-chan-2023 to" in err) == (0, True)
    assert ka.load(own).sources.loc["le-chan-2023", "publisher"] == "example.org"


@pytest.mark.slow
def test_without_consent_nothing_is_added(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    without_source(own, "kien-an-2022-01-11")
    before = tables(own)
    command = [sys.executable, "-m", "kienan_analysis", "add", str(path), "--data", str(own)]
    for answer in (b"n\n", b"", b"\n"):
        run = subprocess.run(command, cwd=PROJECT, input=answer, capture_output=True, check=False)
        assert (run.returncode, b"Nothing was added." in run.stderr) == (1, True)
    assert tables(own) == before
    run = subprocess.run(command, cwd=PROJECT, input=b"y\n", capture_output=True, check=False)
    assert (run.returncode, b"Added 7 figures" in run.stderr) == (0, True)


def test_digits_in_the_vietnamese_habit_are_not_filed_under_an_english_source(own: Path) -> None:
    with pytest.raises(UsageError, match="with digits of language 'en'"):
        propose(own, "Năm 2023, quận Kiến An có thu nội địa đạt 1.865 tỷ đồng.", id="vietnam-vn-kien-an-2023")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--source", "Kien An"], "cannot be the id of a source"),
        (["--url", "javascript:alert(1)"], "this is no web address"),
        (["--published", "11/01/2022"], "this is no day"),
        (["--publisher", "another paper"], "with publisher 'thanhphohaiphong.gov.vn'; its row is not changed"),
    ],
)
def test_what_is_said_of_a_source_is_checked(
    kienan: Callable[..., tuple[int, str, str]], own: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    code, _, err = kienan("add", str(path), "--yes", *options, "--data", str(own))
    assert (code, said in err) == (2, True), err


def test_installed_data_and_archives_are_never_written(
    kienan: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST_CASE, encoding="utf-8")
    for place in (str(PROJECT / "data"), str(PROJECT / "data" / "datapackage.json")):
        code, _, err = kienan("add", str(path), "--data", place)
        assert (code, "are never written" in err, "kienan init DIR" in err) == (2, True, True)
    for place in (str(tmp_path), "https://example.org/datapackage.json", str(path)):
        code, _, err = kienan("add", str(path), "--data", place)
        assert (code, "to a folder with a data package only" in err) == (2, True)


def test_the_article_from_standard_input_needs_yes(kienan: Callable[..., tuple[int, str, str]], own: Path) -> None:
    code, _, err = kienan("add", "-", "--data", str(own))
    assert (code, "nobody can be asked" in err) == (2, True)


@pytest.mark.slow
def test_a_spreadsheet_s_file_keeps_its_delimiter_line_ends_and_every_byte(own: Path) -> None:
    path = own / "observations.csv"
    without_source(own, "kien-an-2022-01-11")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + written.getvalue().rstrip().encode())
    before = path.read_bytes()
    adder = Adder(own)
    document = document_of(FIRST_CASE.encode(), "a")
    adder.add(propose(own, FIRST_CASE), document, Details())
    after = path.read_bytes()
    assert after.startswith(before)
    first = (
        "\r\nkien-an-2022-01-11-01;kien-an-2022-01-11;kien-an;industrial_output;2021;level;600,37;;tỷ đồng;;;;;;\r\n"
    )
    assert after[len(before) :].decode().startswith(first)
    assert len(ka.load(own).observations) == 254 - 21 + 7


def _add(folder: str, text: str, number: int) -> None:
    Adder(folder).add(
        propose(Path(folder), text, url=f"{URL}/{number}"),
        document_of(text.encode(), "a"),
        Details(url=f"{URL}/{number}"),
    )


@pytest.mark.slow
def test_two_adds_at_the_same_time_lose_nothing(own: Path) -> None:
    texts = [
        f"Năm {year}, quận Lê Chân có thu nội địa đạt {900 + year % 10},5 tỷ đồng." for year in (2017, 2018, 2019, 2020)
    ]
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_add, args=(str(own), text, n)) for n, text in enumerate(texts)]
    for process in running:
        process.start()
    for process in running:
        process.join(300)
        assert process.exitcode == 0
    data = ka.load(own)
    assert {f"le-chan-{year}" for year in (2017, 2018, 2019, 2020)} <= set(data.sources.index)
    assert len(data.observations) == 254 + 4


@pytest.mark.slow
def test_what_cannot_be_written_leaves_everything_as_it_was(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kienan_analysis.data_package import appending

    without_source(own, "kien-an-2022-01-11")
    before = tables(own)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(appending, "write_all", full)
    with pytest.raises(KienanError, match=r"the disk is full\. Nothing was added\. Make room"):
        Adder(own).add(propose(own, FIRST_CASE), document_of(FIRST_CASE.encode(), "a"), Details())
    assert tables(own) == before


def test_data_with_errors_are_not_added_to(own: Path) -> None:
    path = own / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",industrial_output,", ",industry,", 1), encoding="utf-8")
    with pytest.raises(DataError, match="There is no such indicator"):
        Adder(own)


@pytest.mark.slow
def test_hostile_words_stay_words(own: Path) -> None:
    text = "Năm 2021, quận Kiến An: <script>alert(1)</script> =cmd|'/c calc'!A1 đạt 12,5 tỷ đồng; "
    text += "thu nội địa đạt 3,5 tỷ đồng."
    proposal = propose(own, text, publisher="<script>alert(2)</script>", url="https://example.org/a")
    Adder(own).add(proposal, document_of(text.encode(), "a"), proposal_details())
    assert ka.load(own).sources.loc["kien-an-2021", "publisher"] == "<script>alert(2)</script>"


def proposal_details() -> Details:
    return Details(publisher="<script>alert(2)</script>", url="https://example.org/a")


def test_a_catalogue_without_the_data_s_tables_is_refused(tmp_path: Path, own: Path) -> None:
    (own / "areas.csv").unlink()
    with pytest.raises(DataError, match="not in the package"):
        open_catalogue(own)
    with pytest.raises(UsageError):
        open_catalogue(tmp_path / "nowhere")
