"""What is said of a figure: never more than its source does, and in the terms in which the plan was set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.annual_review import annual_review
from kienan_analysis.annual_review.questions import problems
from kienan_analysis.dataset import load
from kienan_analysis.sections import at_a_glance, growth, part_year, plan_attained, targets
from kienan_analysis.wording import Words
from tests.packages import indicator, observation, write_package
from tests.shipped_reviews import review_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording import Language
    from tests.packages import Row

FLOW = indicator("industrial_output", higher_is_better="true")
POVERTY = indicator("poverty", kind="rate", unit="%", higher_is_better="false")
SPENDING = indicator("spending")
EN, VI = Words("en"), Words("vi")


def small(folder: Path, *rows: Row) -> AnnualReview:
    return annual_review(load(write_package(folder, rows, indicators=[FLOW, POVERTY, SPENDING])), "kien-an", 2021)


def drawn(chart: Any) -> list[dict[str, Any]]:
    return list(chart["data"].get("values") or chart["datasets"][chart["data"]["name"]])


def shapes(chart: Any) -> set[str]:
    return {layer["mark"].get("shape", "") for layer in chart["layer"]}


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("vi", "tăng 11,22%, mục tiêu 16,5%: thấp hơn 5,28 điểm phần trăm"),
        ("en", "up 11.22% against a target of 16.5%, 5.28 percentage points below"),
    ],
)
def test_a_growth_target_is_answered_in_growth_first(language: Language, answer: str) -> None:
    review = review_of("hai-phong", 2020, language)
    assert answer in review.at_a_glance.text.finding
    assert answer in review.plan_attained.text.finding
    (sentence,) = [text for text in review.plan_attained.text.sentences if answer in text]
    share = review.words.format.percent(0.954678, 2)
    assert sentence.index(answer) < sentence.index(share)
    headings = [heading.key for heading in review.plan_attained.tables[0].headings]
    assert headings.index("growth") < headings.index("attainment")


def test_a_share_of_plan_is_not_answered_in_growth() -> None:
    review = tables_of("kien-an", 2021)
    assert "percentage points" not in plan_attained.said(review, EN).finding
    keys = {heading.key for heading in plan_attained.table(review, EN).headings}
    assert "growth" not in keys


def test_a_target_that_was_met_by_growth_says_so(tmp_path: Path) -> None:
    growth_of_year = observation(measure="growth", printed="15", bound="at_least")
    review = small(tmp_path, growth_of_year, observation(measure="planned_growth", printed="12"))
    said = plan_attained.said(review, EN).finding
    assert said.endswith(": up at least 15% against a target of 12%, at least 3 percentage points above")


def test_what_is_at_least_so_much_is_an_arrow_and_no_shortfall() -> None:
    """Hải Phòng 2023: revenue over so much, of a plan that is higher."""
    for language in ("vi", "en"):
        review = review_of("hai-phong", 2023, language)
        least = {"vi": "ít nhất 85,88%", "en": "at least 85.88%"}[language]
        made = review.plan_attained
        (row,) = [row for row in drawn(made.chart) if row["label"].startswith(least)]
        assert row["open"] == "at_least"
        assert "triangle-right" in shapes(made.chart)
        assert any(least in sentence for sentence in made.text.sentences)
        table = made.tables[0]
        excess = [heading.key for heading in table.headings].index("excess")
        (cells,) = [cells for cells in table.rows if any(cell.text == least for cell in cells)]
        assert cells[excess].mark == "missing"
    assert "triangle-right" not in shapes(review_of("kien-an", 2021, "en").plan_attained.chart)


def test_hedges_stay_in_sentences_and_charts(tmp_path: Path) -> None:
    rows = [
        observation(),
        observation(measure="growth", printed="5", bound="at_least"),
        observation(measure="attainment", printed="97", bound="approx"),
        observation(period="2021-H1", measure="attainment", printed="51", bound="at_least"),
    ]
    review = small(tmp_path, *rows)
    assert "at least 5%" in growth.said(review, EN).finding
    assert drawn(growth.chart(review, EN))[0]["label"] == "at least 5%"
    assert drawn(plan_attained.chart(review, EN))[0]["label"].startswith("about 97%")
    assert "about 97%" in plan_attained.said(review, EN).finding
    assert drawn(part_year.chart(review, VI))[0]["label"] == "ít nhất 51%"
    assert "triangle-right" in shapes(part_year.chart(review, VI))


def test_what_fell_by_so_much_at_least_is_said_so(tmp_path: Path) -> None:
    low = observation(measure="attainment", printed="90", bound="at_most")
    text = at_a_glance.finding(small(tmp_path, low), EN)
    assert "at least 10%" in text


def test_a_limit_that_is_exceeded_has_no_shortfall(tmp_path: Path) -> None:
    rows = [
        observation(indicator="poverty", printed="1,2", unit="%"),
        observation(indicator="poverty", measure="plan", printed="1,0", unit="%"),
    ]
    review = small(tmp_path, *rows)
    assert review.verdicts["missed"] == 1
    assert "exceeded its limit by 20.00%" in at_a_glance.finding(review, EN)
    assert "short" not in " ".join([plan_attained.said(review, EN).finding, *plan_attained.said(review, EN).sentences])


def test_to_ask_for_less_spending_is_no_softer_target(tmp_path: Path) -> None:
    def rows(name: str) -> list[Row]:
        return [
            observation(indicator=name),
            observation(indicator=name, measure="growth", printed="10,00"),
            observation(indicator=name, measure="attainment", printed="100,00"),
            observation(indicator=name, period="2022", measure="planned_growth", printed="5"),
        ]

    assert targets.compared_targets(small(tmp_path / "one", *rows("industrial_output")), -1)
    assert not targets.compared_targets(small(tmp_path / "two", *rows("spending")), -1)


@pytest.mark.parametrize(
    ("printed", "form", "code", "said"),
    [
        ("111,01", "", "growth-or-index", "growth was +11.01%"),
        ("66", "", "growth-far", "more than is usual"),
        ("111,01", "index", "", ""),
        ("59", "", "", ""),
    ],
)
def test_a_growth_that_is_likelier_an_index_or_a_slip_is_asked_about(
    tmp_path: Path, printed: str, form: str, code: str, said: str
) -> None:
    rows = [observation(measure="growth", printed=printed, form=form), observation(period="2021-H1", printed="300")]
    review = small(tmp_path, *rows)
    assert [problem.code for problem in problems(review.data)] == ([code] if code else [])
    notes = growth.said(review, EN).notes
    assert [note for note in notes if said and said in note] == (notes if code else [])
    assert bool(notes) == bool(code)


def test_part_years_are_asked_about_where_they_are_shown() -> None:
    notes = part_year.said(tables_of("le-chan", 2021), VI)
    assert notes is not None
    assert any("111,01%" in note and "+11,01%" in note for note in notes.notes)
    assert not growth.said(tables_of("kien-an", 2021), VI).notes
