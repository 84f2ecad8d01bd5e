"""Numbers for people: digits that an interval allows, whole people and firms, rates in points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kienan_analysis.annual_review import annual_review
from kienan_analysis.catalogue import UNITS, is_counted
from kienan_analysis.dataset import load
from kienan_analysis.explorer.area_figures import Known
from kienan_analysis.explorer.choices import choices, starting_state
from kienan_analysis.explorer.views import across_years
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.table_page import Footnotes, exact_decimals, write_table
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import words_of
from kienan_analysis.sections import history, plan_attained, targets
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from kienan_analysis.wording.formats import sure_decimals
from tests.packages import area, indicator, observation, write_package
from tests.shipped_reviews import executed, review_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording import Language
    from tests.packages import Row

EN, VI = Words("en"), Words("vi")
INDICATORS = [
    indicator("industrial_output", higher_is_better="true"),
    indicator("jobs", unit="lao động", higher_is_better="true"),
    indicator("poverty", kind="rate", unit="%", higher_is_better="false"),
]


def small(folder: Path, *rows: Row) -> AnnualReview:
    return annual_review(load(write_package(folder, rows, indicators=INDICATORS)), "kien-an", 2021)


@given(low=st.floats(0, 1e6), width=st.floats(1e-6, 1e6), most=st.integers(0, 3))
def test_the_last_digit_shown_stands_for_at_most_half_of_the_interval(low: float, width: float, most: int) -> None:
    shown = sure_decimals(low, low + width, most)
    assert 0 <= shown <= most
    half = (low + width - low) / 2
    if 0 < shown < most:
        assert 10.0**-shown <= half * (1 + 1e-6)  # a finer digit would not be known better
        assert 10.0 ** -(shown - 1) > half * (1 - 1e-6)
    if shown == 0 and most:
        assert half >= 1 - 1e-6


@pytest.mark.parametrize(("low", "high"), [(math.nan, 3.0), (3.0, math.inf), (3.0, 3.0)])
def test_an_open_or_exact_figure_keeps_all_digits_that_a_reader_can_use(low: float, high: float) -> None:
    assert sure_decimals(low, high, 2) == 2


def test_people_and_firms_are_counted_and_money_is_not() -> None:
    counted = {unit for unit in UNITS if is_counted(unit)}
    assert {"người", "lượt", "doanh nghiệp", "lao động", "hộ"} <= counted
    assert not counted & {"tỷ đồng", "nghìn người", "%", "ha", "triệu USD", "người/km2"}


@pytest.mark.parametrize(
    ("language", "plan", "bounds"),
    [("en", "8,396", "[8,391, 8,401]"), ("vi", "8.396", "[8.391; 8.401]")],
)
def test_an_implied_plan_has_the_digits_that_its_interval_allows(language: Language, plan: str, bounds: str) -> None:
    (table,) = review_of("kien-an", 2021, language).plan_attained.tables
    cells = [cell for row in table.rows for cell in row if cell.text == plan]
    assert [cell.bounds for cell in cells] == [bounds]
    figure = cells[0].figure
    assert figure is not None
    # The number behind it is whole.
    assert figure.value == pytest.approx(8446.29 / 1.006)
    assert figure.low == pytest.approx(8446.285 / 1.0065)


@pytest.mark.parametrize(
    ("language", "exact"),
    [
        ("en", "More exactly: <b>8,395.915 [8,391.738, 8,400.095]</b>"),
        ("vi", "Chính xác hơn: <b>8.395,915 [8.391,738; 8.400,095]</b>"),
    ],
)
@pytest.mark.slow
def test_the_exact_figure_stands_in_the_figure_s_note(language: Language, exact: str) -> None:
    made = read_review(executed(review_of("kien-an", 2021, language)))
    (part,) = [part for section in made.sections for part in section.parts if part.id == "plan-attained-table"]
    grid = read_table(part.content, where=part.id)
    page = write_table(grid, name=part.id, footnotes=Footnotes(part.grounds, {}, words_of(language), language))
    assert exact in page
    assert page.count(exact.partition(":")[0]) < sum(len(row.cells) for row in grid.body)  # printed ones have none
    (figure,) = [
        cell.figure
        for row in grid.body
        for cell in row.cells
        if cell.figure and cell.figure.value > 8395 and cell.figure.value < 8396
    ]
    assert exact_decimals(figure) == 3


@pytest.mark.slow
def test_jobs_are_whole_in_tables_and_sentences(tmp_path: Path) -> None:
    rows = [
        observation(indicator="jobs", printed="4.125", unit="lao động"),
        observation(indicator="jobs", measure="attainment", printed="91,72"),
    ]
    review = small(tmp_path, *rows)
    cells = [cell.text for row in plan_attained.table(review, EN).rows for cell in row]
    assert "4,497" in cells  # 4125 / 0.9172 = 4497.4
    said = plan_attained.said(review, VI)
    told = " ".join(said.sentences).replace("\N{NO-BREAK SPACE}", " ")
    assert "khoảng 372 lao động" in told


POVERTY = (
    observation(indicator="poverty", printed="0,85", unit="%"),
    observation(indicator="poverty", measure="growth", printed="0,32", form="decrease", unit="điểm %"),
    observation(
        indicator="poverty", period="2022", measure="planned_growth", printed="0,2", form="decrease", unit="điểm %"
    ),
    observation(),
    observation(measure="growth", printed="13,68"),
)


@pytest.mark.slow
def test_a_rate_changes_in_percentage_points_everywhere(tmp_path: Path) -> None:
    review = small(tmp_path, *POVERTY, observation(indicator="poverty", period="2020", printed="1,17", unit="%"))
    for words, told in ((EN, "−0.32 points"), (VI, "−0,32 điểm %")):
        made = Review(review, words)
        texts = [part.data.get("text/plain", "") for section in made.sections() for part in section.outputs()]
        every = "\n".join(map(str, texts))
        assert told in every
        assert "0.32%" not in every
        assert "0,32%" not in every
        # No growth of a rate in percent, computed or printed, nor on an axis of percent.
        assert "27." not in str(history.said(review, words))
        assert "poverty" not in str(made.growth.chart["data"])
        assert "poverty" not in str(targets.chart(review, words) or "")


def test_a_target_in_points_means_a_rate_and_is_answered_in_points(tmp_path: Path) -> None:
    review = small(tmp_path, *POVERTY)
    target = review.targets.iloc[0]
    assert target["level"] == pytest.approx(0.65)
    assert (target["level_low"], target["level_high"]) == (pytest.approx(0.645), pytest.approx(0.655))
    aimed = observation(indicator="poverty", measure="planned_growth", printed="0,3", form="decrease", unit="điểm %")
    before = observation(indicator="poverty", period="2020", printed="1,17", unit="%")
    row = small(tmp_path / "met", *POVERTY[:2], before, aimed).plans.iloc[0]
    assert row["verdict"] == "met"
    assert row["attainment"] == pytest.approx(0.85 / 0.87)
    assert row["excess"] == pytest.approx(-0.02)


def test_points_are_a_unit_of_rates_alone(tmp_path: Path) -> None:
    write_package(tmp_path, [observation(measure="growth", printed="3", unit="điểm %")], indicators=INDICATORS)
    with pytest.raises(Exception, match="A growth is in %"):
        load(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("printed", ["12", "12,0", "12,50"])
def test_a_target_is_said_with_the_digits_printed(tmp_path: Path, printed: str) -> None:
    review = small(
        tmp_path,
        observation(),
        observation(measure="growth", printed="13,68"),
        observation(period="2020", measure="growth", printed="5,1"),
        observation(period="2022", measure="planned_growth", printed=printed),
    )
    english = printed.replace(",", ".")
    said = targets.said(review, EN)
    assert any(f"{english}% was reached in" in note for note in said.notes)
    assert f"industrial_output {english}% after 13.68%" in str(targets.chart(review, EN))
    assert f"{english}%" in targets.said(review, EN).finding + str(targets.table(review, EN).to_text())


@pytest.mark.parametrize(("language", "word"), [("en", " only up "), ("vi", "chỉ tăng")])
def test_growth_beside_a_low_plan_is_said_neutrally(language: Language, word: str) -> None:
    for year in (2021, 2023):
        review = review_of("kien-an", year, language)
        said = [*review.at_a_glance.text.sentences, review.budget.text.finding if review.budget else ""]
        assert not [text for text in said if word in text]


def test_the_explorer_shows_the_year_before_a_new_unit_as_its_page_does(tmp_path: Path) -> None:
    """A growth that the first report of a new unit prints gives the level before, on the unit's own ground."""
    commune = area("phuong-moi", level="ward", parent="hai-phong", valid_from="2025-07-01", valid_to="")
    old = area(
        "phuong-cu", level="ward", parent="hai-phong", valid_from="", valid_to="2025-06-30", successors="phuong-moi"
    )
    rows = [
        observation(area="phuong-moi", period="2025", printed="245,6"),
        observation(area="phuong-moi", period="2025", measure="growth", printed="12,4"),
    ]
    from tests.packages import AREAS

    data = load(write_package(tmp_path, rows, areas=[*AREAS, commune, old], indicators=INDICATORS))
    review = annual_review(data, "phuong-moi", 2025)
    known = Known(data)
    state = starting_state(known, "history", "phuong-moi", "en")
    shown = across_years.figures(known, state, EN)
    assert list(shown["year"]) == list(review.history.loc[review.history["level"].notna(), "year"]) == [2024, 2025]
    assert choices(known, state).years == [2024, 2025]
    for words, told in (
        (EN, "The levels of 2024, before the area was made"),
        (VI, "Mức năm 2024, trước ngày thành lập"),
    ):
        assert any(text.startswith(told) for text in history.said(review, words).sentences)
