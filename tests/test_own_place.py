"""A page of any place speaks of that place: its province or district, its own data package, and no other's."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import kienan_analysis as ka
from kienan_analysis.catalogue import read_sources
from kienan_analysis.data_package.new_package import TITLE, TITLE_VI, About
from kienan_analysis.runs.output_checks import _with_values
from kienan_analysis.sections.parts import phrases, place_kinds
from kienan_analysis.wording import Words
from tests.conftest import PROJECT
from tests.own_places import YEARS, own_package

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.sections.report import Review
    from kienan_analysis.wording import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")
# Of the shipped package, or of the program: nothing of it belongs on the page of another place.
OTHERS = re.compile(r"Kiến An|kien-an|Hải Phòng|hai-phong|kienan add")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> ka.Dataset:
    return ka.load(own_package(tmp_path_factory.mktemp("own") / "nam-dinh-data"))


@cache
def reviewed(data: ka.Dataset, area: str, language: Language) -> Review:
    """Make a review of an area's own year, once for all tests of the same data."""
    return ka.review(data, area=area, year=YEARS[area], language=language)


def said_by(review: Any) -> str:
    """Give all text that a review shows: prose, tables, charts, what is told of it."""
    parts = []
    for section in (review.masthead, *review.sections()):
        for output in section.outputs():
            content = {kind: text for kind, text in output.data.items() if kind != "image/png"}
            parts.append(json.dumps([content, output.metadata], ensure_ascii=False))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", " ".join(parts))))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", YEARS)
def test_a_review_names_no_other_place_and_no_command(own: ka.Dataset, area: str, language: Language) -> None:
    said = said_by(reviewed(own, area, language))
    assert len(said) > 5000
    assert OTHERS.findall(said) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("area", "vi", "en"),
    [
        ("hai-hau", "So với tỉnh và các huyện, thị xã, thành phố khác", "Beside the province and its other districts"),
        (
            "nam-dinh",
            "So với cả nước và các tỉnh, thành phố khác",
            "Beside the country and its other provinces and cities",
        ),
        ("xa-hai-hau", "So với tỉnh và các xã, phường khác", "Beside the province and its other communes and wards"),
        (
            "phuong-thien-truong",
            "So với tỉnh và các xã, phường khác",
            "Beside the province and its other communes and wards",
        ),
    ],
)
def test_neighbours_are_named_by_what_they_are(own: ka.Dataset, area: str, vi: str, en: str) -> None:
    asked = [reviewed(own, area, one).peers.text.question for one in LANGUAGES]
    assert asked == [vi, en]


@pytest.mark.slow
def test_those_of_a_city_stay_its_districts() -> None:
    """A quận of Hải Phòng, and the city itself, whose row names no parent."""
    shipped = ka.load(PROJECT / "data")
    asked = [
        ka.review(shipped, area=area, year=2021, language="vi").peers.text.question for area in ("kien-an", "hai-phong")
    ]
    assert asked == ["So với thành phố và các quận, huyện khác", "So với cả nước và các tỉnh, thành phố khác"]


@pytest.mark.parametrize(
    ("area", "vi", "en"),
    [
        ("phuong-kien-an", ("thành phố", "xã, phường"), ("the city", "communes and wards")),
        ("phuong-an-bien", ("quận", "phường"), ("the district", "wards")),
        ("xa-hai-son-hai-hau", ("huyện", "xã, thị trấn"), ("the district", "communes")),
        ("viet-nam", ("", "địa phương"), ("", "places")),
        ("nowhere", ("", "địa phương"), ("", "places")),
    ],
)
def test_a_place_without_a_row_is_looked_up(
    own: ka.Dataset, area: str, vi: tuple[str, str], en: tuple[str, str]
) -> None:
    from kienan_analysis.data import gazetteer

    assert area == "nowhere" or gazetteer.unit(area) is not None

    class Of:
        data = own

        def __init__(self, area: str) -> None:
            self.area = area

    for language, expected in (("vi", vi), ("en", en)):
        words, review = Words(language), Of(area)  # type: ignore[arg-type]
        assert (place_kinds.parent_words(review, words), place_kinds.sibling_words(review, words)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("area", "assigner", "vi", "en"),
    [
        ("hai-hau", "province", "tỉnh", "the province"),
        ("hai-hau", "district", "huyện", "the district"),
        ("hai-hau", "council", "hội đồng nhân dân", "the council"),
        ("xa-hai-hau", "commune", "xã", "the commune"),
        ("phuong-thien-truong", "commune", "phường", "the ward"),
        ("phuong-thien-truong", "district", "quận, huyện", "the district"),
        ("nam-dinh", "central", "Trung ương", "the central government"),
        ("hai-hau", "party", "party", "party"),
    ],
)
def test_whose_plan_it_is_is_said_by_the_type_of_the_place(
    own: ka.Dataset, area: str, assigner: str, vi: str, en: str
) -> None:
    found = []
    for language in LANGUAGES:
        review = reviewed(own, area, language)
        found.append(phrases.assigner(review.tables, review.words, assigner))
    assert found == [vi, en]


def test_of_several_places_the_level_is_said_where_their_types_differ(own: ka.Dataset) -> None:
    areas = ("xa-hai-hau", "phuong-thien-truong")
    assert place_kinds.assigner_words(own, areas, Words("vi"), "commune") == "xã, phường"
    assert place_kinds.assigner_words(own, areas[:1], Words("vi"), "commune") == "xã"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("area", "vi", "en"),
    [
        ("hai-hau", "Huyện Hải Hậu, tỉnh Nam Định. Đọc từ", "Hải Hậu District, Nam Định Province. Read from"),
        ("xa-hai-hau", "Xã Hải Hậu, tỉnh Ninh Bình. Đọc từ", "Hải Hậu Commune, Ninh Bình Province. Read from"),
        ("nam-dinh", "Đọc từ", "Read from"),
    ],
)
def test_the_first_line_says_where_the_place_lies(own: ka.Dataset, area: str, vi: str, en: str) -> None:
    for language, expected in (("vi", vi), ("en", en)):
        (output,) = reviewed(own, area, language).masthead.outputs()
        assert output.data["text/markdown"].split("\n\n")[1].startswith(expected)


@pytest.mark.slow
def test_title_version_and_citation_are_the_packages_own(own: ka.Dataset) -> None:
    review = reviewed(own, "hai-hau", "vi")
    notes = review.sources.text.notes
    assert "Tính bằng kienan-analysis 0.1.0, dữ liệu Nam Định: số liệu tự nhập, phiên bản 1.0.0." in notes
    assert (
        "Trích dẫn: “Huyện Hải Hậu năm 2023: kết quả và chỉ tiêu năm 2024”. Nhóm phân tích Nam Định: số liệu tự nhập, "
        "phiên bản 1.0.0. Tính bằng kienan-analysis 0.1.0; số liệu gốc thuộc các nguồn đã nêu."
    ) in notes
    assert not any("giấy phép" in note for note in notes)
    compared = ka.compare(own, areas="hai-hau giao-thuy", year=2023, language="en")
    assert any(
        "Nhóm phân tích Nam Định: số liệu tự nhập, version 1.0.0." in note for note in compared.sources.text.notes
    )


@pytest.mark.slow
def test_neutral_words_are_those_of_the_pages_language(tmp_path: Path) -> None:
    data = ka.load(own_package(tmp_path / "own", about=About()))
    for language, title in (("vi", f"{TITLE_VI}, phiên bản 1.0.0"), ("en", f"{TITLE}, version 1.0.0")):
        notes = ka.review(data, area="hai-hau", year=2023, language=language).sources.text.notes
        assert sum(title in note for note in notes) == 2


@pytest.mark.slow
def test_a_package_without_title_and_version_is_called_by_its_name(tmp_path: Path) -> None:
    folder = own_package(tmp_path / "own", about=About())
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    for name in ("title", "title_vi", "version"):
        del described[name]
    path.write_text(json.dumps(described), encoding="utf-8")
    notes = ka.review(ka.load(folder), area="hai-hau", year=2023, language="en").sources.text.notes
    assert "Computed with kienan-analysis 0.1.0 from own." in notes


def test_what_earlier_versions_wrote_of_themselves_is_no_note_on_a_source() -> None:
    row = {"id": "a", "publisher": "b", "url": "", "published": "", "language": "vi"}
    ours = read_sources([row | {"note": "Read with kienan add.", "note_vi": "Đọc bằng kienan add."}])["a"]
    assert (ours.note, ours.note_vi) == ("", "")
    theirs = read_sources([row | {"note": "Read in Hanoi.", "note_vi": "Đọc ở Hà Nội."}])["a"]
    assert (theirs.note, theirs.note_vi) == ("Read in Hanoi.", "Đọc ở Hà Nội.")


def test_a_kept_notebook_declares_the_runs_own_values() -> None:
    source = 'area: str = "kien-an"  # area id\nyear: int = 2021  # the year\nother = "kien-an"\n# area = "kien-an"'
    assert _with_values(source, {"area": "hai-hau", "year": 2023, "language": "vi"}) == (
        'area: str = "hai-hau"  # area id\nyear: int = 2023  # the year\nother = "kien-an"\n# area = "kien-an"'
    )


def test_without_a_year_the_newest_with_results_is_taken(own: ka.Dataset, tmp_path: Path) -> None:
    """Not the year after, of which there are targets; of an area with targets alone, their year."""
    from kienan_analysis.runs import plan_runs

    assert {spec.area: spec.year for spec in plan_runs(own)} == YEARS
    figures = "hai-hau-2024-01-05|hai-hau|budget_revenue|2024|planned_growth|10"
    aimed = ka.load(own_package(tmp_path / "own", figures=figures, areas=("hai-hau",)))
    assert [(spec.area, spec.year) for spec in plan_runs(aimed, languages=["vi"])] == [("hai-hau", 2024)]


@pytest.mark.kernel
def test_page_notebook_workbook_and_index_are_of_the_place_alone(own: ka.Dataset, tmp_path: Path) -> None:
    from kienan_analysis.runs import execute_all, plan_runs

    runs = execute_all(plan_runs(own, ["hai-hau"]), data=own, output=tmp_path)
    assert [(run.spec.year, run.state, run.error) for run in runs] == [(2023, "done", "")] * 2
    made = tmp_path / "hai-hau" / "2023"
    for language, title in (("vi", "phần mềm 0.1.0; dữ liệu Nam Định"), ("en", "package 0.1.0; data Nam Định")):
        page = (made / f"annual-review.{language}.html").read_text(encoding="utf-8")
        shown = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)))
        assert OTHERS.findall(shown) == []
        assert f"{title}: số liệu tự nhập, 1.0.0" in shown
        assert OTHERS.findall((made / f"annual-review.{language}.ipynb").read_text(encoding="utf-8")) == []
        with zipfile.ZipFile(io.BytesIO((made / f"annual-review.{language}.xlsx").read_bytes())) as book:
            core = book.read("docProps/core.xml").decode()
            assert "<dc:creator>Nhóm Nam Định</dc:creator>" in core
            assert "Nhóm phân tích Nam Định: số liệu tự nhập" in core
            for name in book.namelist():
                assert OTHERS.findall(book.read(name).decode("utf-8", "replace")) == [], name
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Dữ liệu: Nam Định: số liệu tự nhập, 1.0.0" in index
    assert "Data: Nam Định: số liệu tự nhập, 1.0.0" in index


# --------------------------------------------------------------------------------------------- shares of the sectors


def contributions(own: ka.Dataset, area: str) -> Any:
    return reviewed(own, area, "en").tables.contributions


@pytest.mark.slow
def test_sectors_that_add_up_to_the_total_are_split(own: ka.Dataset) -> None:
    split = contributions(own, "hai-hau").set_index("indicator")
    assert list(split["group"].unique()) == ["total_production_value"]
    # By hand: 9,500 from 9,500 / 1.146 = 8,289.70; all three from 5,813.95 + 8,289.70 + 4,875.89 = 18,979.54.
    assert split["contribution"]["industry_construction_output"] == pytest.approx(1210.30 / 18979.54, abs=1e-6)
    assert split["structure"]["agri_forestry_fishery_output"] == pytest.approx(6 / 21)
    # The whole's own figures are those printed.
    assert (split["level"][""], split["growth"][""]) == (21000, 0.1065)
    text = reviewed(own, "hai-hau", "en").contribution.text
    assert text.finding.startswith("Industry and construction output gave 6.38 of the 10.65 percentage points")
    assert text.sentences[0] == (
        "Total production value grew by 10.65%, to VND\xa021,000.0\xa0billion; the parts below add up to that level, "
        "and to that growth."
    )


@pytest.mark.slow
def test_without_growth_of_all_parts_the_shares_alone_are_shown(own: ka.Dataset) -> None:
    split = contributions(own, "nam-dinh")
    assert split["structure"].tolist() == pytest.approx([0.18, 0.44, 18.9 / 55, 2 / 55, 1])
    assert split[["growth", "contribution", "share_of_growth", "structure_before"]].isna().all(axis=None)
    section = reviewed(own, "nam-dinh", "vi").contribution
    assert section is not None
    assert section.text.question == "Gồm những gì?"
    assert section.text.finding.startswith("Giá trị tăng thêm công nghiệp và xây dựng chiếm 44,0% trong tổng sản phẩm")
    (table,) = section.tables
    assert [heading.key for heading in table.headings] == ["indicator", "structure"]


LINES = """
hai-hau-2024-01-05|hai-hau|industry_construction_output|2023|level|{whole}
hai-hau-2024-01-05|hai-hau|industry_construction_output|2023|growth|{growth}
hai-hau-2024-01-05|hai-hau|industrial_output|2023|level|{one}
hai-hau-2024-01-05|hai-hau|industrial_output|2023|growth|{one_growth}
hai-hau-2024-01-05|hai-hau|construction_output|2023|level|400
hai-hau-2024-01-05|hai-hau|construction_output|2023|growth|25
"""
# 600 from 500 and 400 from 320: 1,000 from 820, 21.95%.
ADDS_UP = {"whole": "1.000", "growth": "22", "one": "600", "one_growth": "20"}


@pytest.mark.parametrize(
    ("change", "quantities"),
    [
        ({}, {"structure", "contribution"}),
        ({"growth": "9"}, {"structure"}),
        ({"one": "590"}, set()),
        ({"whole": "1.002"}, set()),
        ({"whole": "1.001"}, {"structure", "contribution"}),
    ],
    ids=["adds up", "growth of other prices", "too little", "too much", "within the digits"],
)
def test_parts_are_split_only_where_they_add_up(tmp_path: Path, change: dict[str, str], quantities: set[str]) -> None:
    folder = own_package(tmp_path / "own", figures=LINES.format(**(ADDS_UP | change)), areas=("nam-dinh", "hai-hau"))
    split = contributions(ka.load(folder), "hai-hau")
    assert {name for name in ("structure", "contribution") if len(split) and split[name].notna().all()} == quantities


@pytest.mark.slow
def test_a_part_without_a_figure_gives_way_to_its_own_parts(tmp_path: Path) -> None:
    lines = """
hai-hau-2024-01-05|hai-hau|total_production_value|2023|level|1.500
hai-hau-2024-01-05|hai-hau|industrial_output|2023|level|600
hai-hau-2024-01-05|hai-hau|construction_output|2023|level|400
hai-hau-2024-01-05|hai-hau|services_output|2023|level|500
"""
    folder = own_package(tmp_path / "own", figures=lines, areas=("nam-dinh", "hai-hau"))
    split = contributions(ka.load(folder), "hai-hau")
    assert list(split["indicator"]) == ["industrial_output", "construction_output", "services_output", ""]
    assert split["structure"].tolist() == pytest.approx([0.4, 400 / 1500, 1 / 3, 1])
