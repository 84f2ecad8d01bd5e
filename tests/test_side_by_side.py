"""Areas side by side: only where scope, price basis, period and plan agree, and why not where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest

from kienan_analysis.annual_review.records import records
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.publishing import write_index
from kienan_analysis.runs.comparison import ComparisonSpec
from kienan_analysis.runs.destination import destination
from kienan_analysis.runs.one_report import one_report
from kienan_analysis.runs.run_log import read_log
from kienan_analysis.saved_reviews import compare
from kienan_analysis.sections.report.several_areas import SECTIONS
from kienan_analysis.side_by_side import side_by_side
from tests.packages import AREAS, area, indicator, observation, source, write_package
from tests.shipped_reviews import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.dataset import Dataset
    from tests.packages import Row

INDICATORS = [
    indicator("sales", concept="trade", price_basis="current", price_basis_assumed="true", higher_is_better="true"),
    indicator("sales_and_services", concept="trade", price_basis="current", higher_is_better="true"),
]


def figure(place: str, printed: str, measure: str = "growth", **more: str) -> Row:
    return observation(**{"area": place, "indicator": "sales", "measure": measure, "printed": printed} | more)


def data_of(folder: Path, *rows: Row) -> Dataset:
    places = [*AREAS, area("le-chan", name_en="Lê Chân District", parent="hai-phong")]
    sources = [source("kien-an-2022-01-11", published="2022-01-11")]
    return load(write_package(folder, rows, areas=places, indicators=INDICATORS, sources=sources))


@pytest.mark.slow
def test_growth_of_one_scope_basis_and_period_stands_side_by_side_with_the_gap_and_its_bounds(tmp_path: Path) -> None:
    shown = side_by_side(
        data_of(tmp_path, figure("kien-an", "12,5"), figure("le-chan", "10")), ["kien-an", "le-chan"], 2021
    )
    assert list(shown.comparable["area"]) == ["kien-an", "le-chan"]
    assert len(shown.apart) == 0
    first, second = records(shown.comparable)
    gap = shown.gap(first, second)
    # 12.45 to 12.55 less 9.5 to 10.5 percent.
    assert [round(float(end.iloc[0]), 6) for end in gap] == [0.025, 0.0195, 0.0305]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (figure("le-chan", "10", indicator="sales_and_services"), "other_scope"),
        (figure("le-chan", "10", price_basis="constant 2010"), "other_price_basis"),
        (figure("le-chan", "10", period="2021-H1"), "other_period"),
    ],
)
def test_what_differs_in_scope_basis_or_period_is_kept_apart_with_the_reason(
    tmp_path: Path, other: Row, reason: str
) -> None:
    shown = side_by_side(data_of(tmp_path, figure("kien-an", "12,5"), other), ["kien-an", "le-chan"], 2021)
    assert len(shown.comparable) == 0
    assert list(shown.apart["reason"]) == [reason, reason]
    assert dict(zip(shown.apart["area"], shown.apart["other_area"], strict=True)) == {
        "kien-an": "le-chan",
        "le-chan": "kien-an",
    }


@pytest.mark.slow
def test_plans_of_two_assigners_are_kept_apart(tmp_path: Path) -> None:
    rows = [figure("kien-an", "101", "attainment"), figure("le-chan", "102", "attainment", assigner="city")]
    shown = side_by_side(data_of(tmp_path, *rows), ["kien-an", "le-chan"], 2021)
    assert list(shown.apart["reason"]) == ["other_plan", "other_plan"]
    rows = [row | {"assigner": "city"} for row in rows]
    assert len(side_by_side(data_of(tmp_path, *rows), ["kien-an", "le-chan"], 2021).comparable) == 2


@pytest.mark.slow
def test_a_figure_is_held_against_the_nearest_of_its_concept_and_one_that_nobody_else_has_against_none(
    tmp_path: Path,
) -> None:
    rows = [
        figure("kien-an", "12,5"),
        figure("kien-an", "600,37", "level"),
        figure("le-chan", "10", period="2021-H1"),
        figure("le-chan", "11", indicator="sales_and_services"),
    ]
    shown = side_by_side(data_of(tmp_path, *rows), ["kien-an", "le-chan"], 2021)
    own = records(shown.apart[shown.apart["area"] == "kien-an"])
    assert [(row["measure"], row["reason"]) for row in own] == [("growth", "other_period")]


@pytest.mark.parametrize(
    ("areas", "year", "message"),
    [
        (["kien-an"], 2021, "at least two areas"),
        (["kien-an", "kien-an"], 2021, "each named once"),
        (["kien-an", "le-chn"], 2021, "Did you mean 'le-chan'"),
        (["kien-an", "le-chan"], 2020, r"year 2020: fewer than two .* Years with two of them: 2021\."),
        (["kien-an", "hai-phong"], 2021, r"Years with two of them: none\."),
    ],
)
def test_a_call_that_compares_nothing_is_refused(tmp_path: Path, areas: list[str], year: int, message: str) -> None:
    data = data_of(tmp_path, figure("kien-an", "12,5"), figure("le-chan", "10"), figure("le-chan", "9", period="2019"))
    with pytest.raises(UsageError, match=message):
        side_by_side(data, areas, year)


@pytest.mark.slow
def test_an_area_without_figures_of_the_year_is_named_and_the_others_are_compared(tmp_path: Path) -> None:
    data = data_of(tmp_path, figure("kien-an", "12,5"), figure("le-chan", "10"))
    shown = compare(data, areas="kien-an hai-phong le-chan", year=2021, language="en")
    assert shown.tables.unknown == ["hai-phong"]
    assert "Nothing is known of Hải Phòng City in 2021." in shown.at_a_glance.text.sentences
    assert shown.at_a_glance.text.finding == "1 figure of Kiến An District and Lê Chân District can be compared"


@pytest.mark.slow
def test_who_is_ahead_is_said_only_beyond_rounding(tmp_path: Path) -> None:
    for other, said in (("10", "above"), ("12,3", "above"), ("12,4", "do not tell"), ("12", "do not tell")):
        data = data_of(tmp_path, figure("kien-an", "12,5"), figure("le-chan", other))
        growth = compare(data, areas=["kien-an", "le-chan"], year=2021, language="en").growth
        assert growth is not None
        assert said in growth.text.finding, other


@pytest.mark.slow
def test_the_shipped_areas_compare_as_their_sources_print_them() -> None:
    """First half of 2021, total budget revenue: Lê Chân +66%, the city +26.3% (rows of data/observations.csv)."""
    growth = compare(shipped(), areas="le-chan hai-phong", year=2021, language="vi").growth
    assert growth is not None
    [line] = growth.tables[0].rows
    texts = [(cell.text, cell.bounds) for cell in line[2:]]
    assert texts == [("+66%", ""), ("+26,3%", ""), ("+39,7", "[39,1; 40,3]")]


@pytest.mark.kernel
def test_a_comparison_is_run_like_a_review_and_stands_in_the_index(tmp_path: Path) -> None:
    spec = ComparisonSpec("le-chan", 2021, "en", ("hai-phong",))
    runs = one_report([spec], data=shipped(), output=tmp_path)
    assert [(run.state, run.error) for run in runs] == [("done", "")]
    folder = tmp_path / "compare" / "le-chan_hai-phong" / "2021"
    assert sorted(path.name for path in folder.iterdir()) == [
        "card.en.png",
        "comparison.en.html",
        "comparison.en.ipynb",
        "comparison.en.xlsx",
    ]
    html = (folder / "comparison.en.html").read_text(encoding="utf-8")
    assert 'href="../../../index.html"' in html
    assert "+66%" in html
    assert len(html.encode()) < 1_500_000
    notebook = nbformat.read(folder / "comparison.en.ipynb", as_version=4)
    sections = [o.metadata.kienan.section for c in notebook.cells for o in c.get("outputs", [])]
    assert list(dict.fromkeys(sections)) == ["masthead", *SECTIONS]
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="compare/le-chan_hai-phong/2021/comparison.en.html"' in index
    assert "Lê Chân District and Hải Phòng City side by side, 2021" in index
    assert read_log(destination(tmp_path)) == {}
    before = {path: path.read_bytes() for path in folder.iterdir()}
    one_report([spec], data=shipped(), output=tmp_path)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert write_index(tmp_path).read_text(encoding="utf-8") == index


def test_the_folder_of_many_areas_has_a_name_that_every_file_system_takes(tmp_path: Path) -> None:
    names = tuple(f"area-{number}" for number in range(40))
    spec = ComparisonSpec("kien-an", 2021, "vi", names)
    assert len(spec.folder.split("/")[1]) <= 110
    assert spec.folder != ComparisonSpec("kien-an", 2021, "vi", names[:-1]).folder
    for bad in ("../up", "A", ""):
        with pytest.raises(UsageError, match="no area id"):
            ComparisonSpec("kien-an", 2021, "vi", (bad,))
