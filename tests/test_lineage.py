"""Units made in July 2025 and units that ended then: what became of what, and figures that are kept apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.annual_review import annual_review, lineage_of
from kienan_analysis.annual_review.lineage import earlier_years, not_computed
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.runs.inputs import Inputs
from kienan_analysis.runs.record import RunSpec
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from tests import merged_areas, packages
from tests.merged_areas import CITY, PROJECT, PROVINCE, WARD, Printed

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.dataset import Dataset
    from kienan_analysis.wording import Language

ENDED = [Printed("vinh-bao", "budget_revenue", "2024", "level", "412,3", "tỷ đồng")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Load all the small packages as one."""
    return load(merged_areas.write(tmp_path_factory.mktemp("merged") / "data", *CITY, *PROVINCE, *WARD, *ENDED))


def text_of(review: Review) -> str:
    """Give what the first screen says beneath the title."""
    (output,) = review.masthead.outputs()
    return str(output.data["text/plain"]).partition("\n\n")[2]


def section_of(review: Review) -> str:
    """Give what the section of the earlier units says."""
    assert review.parts is not None
    return "\n".join(str(output.data["text/plain"]) for output in review.parts.outputs())


@pytest.mark.parametrize(
    ("area", "began", "made_of", "heirs"),
    [
        ("hai-phong-2025", date(2025, 7, 1), {"hai-duong": "whole", "hai-phong": "whole"}, {}),
        ("ninh-binh-2025", date(2025, 7, 1), dict.fromkeys(("ha-nam", "nam-dinh", "ninh-binh"), "whole"), {}),
        (
            "phuong-kien-an",
            date(2025, 7, 1),
            dict.fromkeys(
                (
                    "phuong-bac-son-kien-an",
                    "phuong-dong-hoa-kien-an",
                    "phuong-nam-son-kien-an",
                    "phuong-tran-thanh-ngo",
                    "phuong-van-dau",
                ),
                "part",
            ),
            {},
        ),
        ("hai-duong", None, {}, {"hai-phong-2025": "whole"}),
        # The package names one of the two wards that the gazetteer has.
        ("kien-an", None, {}, {"phuong-kien-an": "part"}),
        ("an-cluster", None, {}, {}),
    ],
)
def test_what_became_of_what(
    data: Dataset, area: str, began: date | None, made_of: dict[str, str], heirs: dict[str, str]
) -> None:
    found = lineage_of(data, area)

    assert found.began == began
    assert {kin.id: kin.share for kin in found.made_of} == made_of
    assert {kin.id: kin.share for kin in found.heirs} == heirs
    assert not found.is_same_ground


def test_a_district_is_among_the_parts_of_a_ward_and_not_what_it_is_made_of(data: Dataset) -> None:
    found = lineage_of(data, "phuong-kien-an")

    assert found.parts[0].id == "kien-an"
    assert "kien-an" not in {kin.id for kin in found.made_of}


def test_an_area_of_the_packages_own_is_not_the_gazetteers_of_that_id(tmp_path: Path) -> None:
    own = packages.area("hai-phong", code="9", level="cluster", name_vi="Vùng", name_en="A zone", valid_to="2025-06-30")
    other = packages.area("hai-phong-2025", code="9", level="city", valid_from="2025-07-01")
    figure = Printed("hai-phong", "budget_revenue", "2024", "level", "1,5", "tỷ đồng")
    data = load(merged_areas.write(tmp_path / "data", figure, areas=[own, other]))

    assert not lineage_of(data, "hai-phong").heirs
    assert not lineage_of(data, "hai-phong-2025").parts


@pytest.mark.slow
def test_a_unit_that_took_anothers_place_whole_stands_on_the_same_ground(tmp_path: Path) -> None:
    areas = [
        packages.area("thuy-nguyen", code="311", name_vi="Huyện Thủy Nguyên", valid_to="2024-12-31"),
        packages.area("thuy-nguyen-2025", code="311", name_vi="Thành phố Thủy Nguyên", valid_from="2025-01-01"),
    ]
    printed = [
        Printed("thuy-nguyen", "budget_revenue", "2024", "level", "3.100", "tỷ đồng"),
        Printed("thuy-nguyen-2025", "budget_revenue", "2025", "level", "3.400", "tỷ đồng"),
    ]
    data = load(merged_areas.write(tmp_path / "data", *printed, areas=areas))
    review = Review(annual_review(data, "thuy-nguyen-2025", 2025), Words("vi"))

    assert review.tables.lineage.is_same_ground
    assert "thay cho huyện Thủy Nguyên, trên cùng địa bàn" in text_of(review)
    assert "Không tính" not in section_of(review)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("area", "language", "said"),
    [
        ("hai-phong-2025", "vi", "Được lập ngày 1 tháng 7 năm 2025 từ tỉnh Hải Dương và thành phố Hải Phòng (cũ)."),
        ("hai-phong-2025", "en", "Made on July 1, 2025 from Hải Dương Province and Hải Phòng City (old)."),
        ("ninh-binh-2025", "vi", "từ tỉnh Hà Nam, tỉnh Nam Định và tỉnh Ninh Bình (cũ)."),
        ("phuong-kien-an", "vi", "từ một phần phường Bắc Sơn, phường Đồng Hòa, phường Nam Sơn, phường Trần Thành Ngọ"),
        ("phuong-kien-an", "en", "from parts of Bắc Sơn Ward, Đồng Hòa Ward, Nam Sơn Ward, Trần Thành Ngọ Ward, and"),
    ],
)
def test_the_first_screen_says_what_the_area_was_made_of(
    data: Dataset, area: str, language: Language, said: str
) -> None:
    text = text_of(Review(annual_review(data, area, 2025), Words(language)))

    assert said in text
    assert ("không tính tốc độ tăng" if language == "vi" else "no growth is computed") in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("area", "year", "said"),
    [
        ("kien-an", 2023, "Quận Kiến An kết thúc ngày 30 tháng 6 năm 2025; kế tiếp là phường Kiến An."),
        ("hai-phong", 2024, "kế tiếp là thành phố Hải Phòng (mới)."),
        ("vinh-bao", 2024, "Huyện Vĩnh Bảo kết thúc ngày 30 tháng 6 năm 2025; kế tiếp là xã Nguyễn Bỉnh Khiêm, xã"),
    ],
)
def test_the_page_of_a_unit_that_ended_says_what_came_after_it(data: Dataset, area: str, year: int, said: str) -> None:
    review = Review(annual_review(data, area, year), Words("vi"))

    assert said in text_of(review)
    assert said in "\n".join(review.sources.text.notes)
    assert review.parts is None


def test_the_parts_keep_their_figures_apart_and_no_growth_is_computed(data: Dataset) -> None:
    tables = annual_review(data, "hai-phong-2025", 2025)
    earlier = tables.earlier

    assert earlier[["area", "indicator", "year"]].to_numpy().tolist() == [
        ["hai-duong", "grdp", 2024],
        ["hai-phong", "grdp", 2024],
        ["hai-duong", "budget_revenue", 2024],
        ["hai-phong", "budget_revenue", 2023],
        ["hai-phong", "budget_revenue", 2024],
        ["hai-duong", "exports", 2024],
    ]
    budget = tables.results.set_index("indicator").loc["budget_revenue"]
    assert (budget["level"], budget["growth_origin"]) == (187_000, "")
    assert not (tables.history["growth_origin"] == "implied").any()
    assert not_computed(tables.results, earlier, 2025) == ["budget_revenue", "exports"]
    # What a source prints stays.
    assert tables.results.set_index("indicator").loc["grdp", "growth"] == pytest.approx(0.1181)


@pytest.mark.slow
def test_the_section_shows_each_unit_and_says_why_no_growth_is_there(data: Dataset) -> None:
    vietnamese = section_of(Review(annual_review(data, "hai-phong-2025", 2025), Words("vi")))
    english = section_of(Review(annual_review(data, "hai-phong-2025", 2025), Words("en")))

    assert "Không tính tốc độ tăng năm 2025 của tổng thu ngân sách nhà nước và kim ngạch xuất khẩu" in vietnamese
    assert "No growth in 2025 is computed for total state budget revenue and exports" in english
    name = "Tổng thu ngân sách nhà nước "
    lines = [line.split("\t") for line in vietnamese.splitlines() if line.startswith(name)]
    assert [(line[0].removeprefix(name), line[1], line[2].replace("\xa0", " ")) for line in lines] == [
        ("Tỉnh Hải Dương", "2024", "30.200 tỷ đồng"),
        ("Thành phố Hải Phòng (cũ)", "2023", "104.000 tỷ đồng"),
        ("Thành phố Hải Phòng (cũ)", "2024", "118.500 tỷ đồng"),
        ("Thành phố Hải Phòng", "2025", "187.000 tỷ đồng"),
    ]
    assert "Tỉnh Hải Dương\ttoàn bộ\t30 tháng 6 năm 2025\t3" in vietnamese


def test_each_figure_of_the_section_names_its_statement(data: Dataset) -> None:
    review = Review(annual_review(data, "ninh-binh-2025", 2025), Words("vi"))
    assert review.parts is not None
    figures, units = review.parts.tables

    shown = [cell.figure for row in figures.rows for cell in row if cell.figure and cell.figure.kind != "count"]
    assert shown
    assert all(len(figure.rests_on) == 1 for figure in shown)
    assert {name for figure in shown for name in figure.rests_on} == set(figures.grounds)
    assert any(said["what"].startswith("Tỉnh Hà Nam, ") for said in figures.grounds.values())
    assert [row[0].text for row in units.rows] == ["Tỉnh Hà Nam", "Tỉnh Nam Định", "Tỉnh Ninh Bình (cũ)"]


def test_a_unit_whose_parts_have_no_figures_still_says_what_they_were(tmp_path: Path) -> None:
    figure = Printed("ninh-binh-2025", "budget_revenue", "2025", "level", "71.200", "tỷ đồng")
    review = Review(
        annual_review(load(merged_areas.write(tmp_path / "data", figure)), "ninh-binh-2025", 2025), Words("en")
    )
    assert review.parts is not None

    assert review.parts.text.finding == "There are no figures of the earlier units"
    assert [table.id for table in review.parts.tables] == ["parts-table"]


def test_of_an_earlier_unit_the_last_years_count_and_none_after_its_end(tmp_path: Path) -> None:
    years = [
        Printed("hai-duong", "budget_revenue", str(year), "level", f"{year - 2000}.000", "tỷ đồng")
        for year in (2019, 2021, 2023, 2024, 2025)
    ]
    data = load(merged_areas.write(tmp_path / "data", *years, *CITY[-4:]))

    found = annual_review(data, "hai-phong-2025", 2025).earlier

    assert found["year"].tolist() == [2023, 2024, 2025]
    assert found["level"].tolist() == [23_000, 24_000, 25_000]


def test_a_year_after_the_end_is_refused_with_what_came_after(data: Dataset) -> None:
    with pytest.raises(UsageError, match=r"Vĩnh Bảo District ended on 2025-06-30 and was succeeded by .*xa-vinh-bao"):
        annual_review(data, "vinh-bao", 2026)


def test_a_year_that_overlaps_the_days_of_a_unit_is_no_problem(data: Dataset) -> None:
    assert not data.problems


def test_a_review_is_made_again_when_a_figure_of_a_part_changes(tmp_path: Path) -> None:
    notebook = PROJECT / "notebooks" / "annual_review.ipynb"
    spec = RunSpec("hai-phong-2025", 2025, "vi")
    changed = [one._replace(printed="30.201") if one.area == "hai-duong" else one for one in CITY]
    before, same, after = (
        Inputs(load(merged_areas.write(tmp_path / name, *printed)), notebook).digest(spec)
        for name, printed in (("one", CITY), ("two", CITY), ("three", changed))
    )

    assert before == same
    assert before != after


def test_earlier_units_without_figures_are_laid_out_where_pandas_has_arrow(tmp_path: Path) -> None:
    """There a column without rows is of texts, and compares with no year."""
    pytest.importorskip("pyarrow", reason="PyArrow is not installed (the extra parquet)")
    alone = load(merged_areas.write(tmp_path / "data", *WARD[:1]))
    kin = lineage_of(alone, "phuong-kien-an").parts
    assert kin
    assert earlier_years(alone, "phuong-kien-an", [part for part in kin if part.id != "kien-an"]).empty
