"""A review of a part of a year: pace against the plan, what the rest needs, the same months of other years."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.publishing.card import card_of
from kienan_analysis.publishing.sections import read_review
from kienan_analysis.publishing.table_reader import read_table
from kienan_analysis.publishing.template import words_of
from kienan_analysis.sections import at_a_glance, part_year, same_months
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from tests.packages import indicator, observation, write_package
from tests.shipped_reviews import executed, review_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.annual_review import AnnualReview
    from kienan_analysis.wording import Language
    from tests.packages import Row

INDICATORS = [
    indicator("industrial_output", name_vi="Công nghiệp", name_en="Industry", higher_is_better="true"),
    indicator("retail_sales", name_vi="Bán lẻ", name_en="Retail", higher_is_better="true"),
    indicator("spending", name_vi="Chi", name_en="Spending"),
    indicator("insured", name_vi="Bảo hiểm", name_en="Insured", kind="rate", unit="%", higher_is_better="true"),
    indicator("grdp", name_vi="GRDP", name_en="GRDP", higher_is_better="true"),
    indicator("jobs", name_vi="Việc làm", name_en="Jobs", unit="lao động", higher_is_better="true"),
]
EN, VI = Words("en"), Words("vi")


def of(name: str, period: str, *, level: str = "", share: str = "", rate: str = "", **cells: str) -> list[Row]:
    """Print level, share of plan and growth of one indicator and period, those that are given."""
    known = {"level": level, "attainment": share, "growth": rate}
    unit = {"jobs": "lao động", "insured": "%"}.get(name, "tỷ đồng")
    return [
        observation(
            **{"indicator": name, "period": period, "measure": measure, "printed": printed, **cells},
            **({"unit": unit} if measure == "level" else {}),
        )
        for measure, printed in known.items()
        if printed
    ]


def reviewed(folder: Path, *rows: list[Row], year: int = 2021) -> AnnualReview:
    flat = [row for each in rows for row in each]
    return annual_review(load(write_package(folder, flat, indicators=INDICATORS)), "kien-an", year)


HALF = (
    of("industrial_output", "2021-H1", level="402,15", share="47,8", rate="12,4"),
    of("retail_sales", "2021-H1", level="7512,6", share="53,1", rate="21,8"),
)


def every_text(review: AnnualReview, words: Words) -> str:
    made = Review(review, words)
    said = [part.data.get("text/plain", "") for section in made.sections() for part in section.outputs()]
    return "\n".join(map(str, said))


@pytest.mark.parametrize(
    ("rows", "english", "vietnamese"),
    [
        (
            HALF,
            (
                "After 6 months, 1 of 2 indicators is ahead of an even pace to the annual plan; "
                "the further behind is industry (47.8%)"
            ),
            (
                "Sau 6 tháng, 1 trong 2 chỉ tiêu nhanh hơn nhịp chia đều của kế hoạch năm; "
                "chậm hơn là công nghiệp (47,8%)"
            ),
        ),
        (
            (
                of("industrial_output", "2021-01/2021-09", level="300", share="104,2"),
                of("retail_sales", "2021-01/2021-09", level="900", share="71,2"),
            ),
            "After 9 months, 1 of 2 annual plans is reached already; the further behind is retail (71.2%)",
            "Sau 9 tháng, 1 trong 2 kế hoạch năm đã đạt; chậm hơn là bán lẻ (71,2%)",
        ),
        (
            (of("industrial_output", "2021-01/2021-11", level="300", share="95,5"),),
            "After 11 months, industry had reached 95.5% of the annual plan, ahead of an even pace (91.7%)",
            "Sau 11 tháng, công nghiệp đạt 95,5% kế hoạch năm, nhanh hơn nhịp chia đều (91,7%)",
        ),
        (
            (of("industrial_output", "2021-Q1", share="25,2"), of("grdp", "2021-Q1", rate="10,94")),
            (
                "Q1 2021: GRDP up 10.94% on a year earlier; "
                "after 3 months, industry had reached 25.2% of the annual plan, close to an even pace (25%)"
            ),
            (
                "Quý I năm 2021: GRDP tăng 10,94% so với cùng kỳ; "
                "sau 3 tháng, công nghiệp đạt 25,2% kế hoạch năm, sát nhịp chia đều (25%)"
            ),
        ),
        (
            (of("spending", "2021-H1", share="48"),),
            "After 6 months, spending came to 48% of the annual plan",
            "Sau 6 tháng, chi bằng 48% kế hoạch năm",
        ),
        (
            (of("industrial_output", "2021-05", level="70", rate="8,3"),),
            "May 2021: industry up 8.3% on a year earlier",
            "Tháng 5 năm 2021: công nghiệp tăng 8,3% so với cùng kỳ",
        ),
        (
            (
                of("industrial_output", "2021-Q3", rate="8,3"),
                of("retail_sales", "2021-Q3", rate="-1,5"),
            ),
            "Q3 2021: industry (8.3%) grew, retail (−1.5%) fell",
            "Quý III năm 2021: tăng là công nghiệp (8,3%), giảm là bán lẻ (−1,5%)",
        ),
        (
            (of("jobs", "2021-H1", level="4125"),),
            "First half of 2021: jobs 4,125 workers",
            "6 tháng đầu năm 2021: việc làm 4.125 lao động",
        ),
    ],
)
def test_the_headline_of_a_part_of_a_year(
    tmp_path: Path, rows: tuple[list[Row], ...], english: str, vietnamese: str
) -> None:
    review = reviewed(tmp_path, *rows)
    assert at_a_glance.finding(review, EN).replace("\N{NO-BREAK SPACE}", " ") == english
    assert at_a_glance.finding(review, VI).replace("\N{NO-BREAK SPACE}", " ") == vietnamese


@pytest.mark.slow
def test_the_report_is_of_the_longest_part_of_the_year_and_names_it(tmp_path: Path) -> None:
    month = of("retail_sales", "2021-09", level="900", rate="3")
    review = reviewed(
        tmp_path,
        month,
        *HALF,
        of("industrial_output", "2021-01/2021-09", level="612,4", share="72,8"),
    )
    assert review.part_period == "2021-01/2021-09"
    assert Review(review, EN).masthead.facts["title"] == "Kiến An District: first 9 months of 2021"
    assert Review(review, VI).masthead.facts["title"] == "Quận Kiến An: 9 tháng đầu năm 2021"
    glance = Review(review, EN).at_a_glance
    assert [row[0].text for row in glance.tables[0].rows] == ["Industry"]
    assert "Of retail, the latest figures are of earlier months." in glance.text.sentences
    # Everything else stands in the table of all periods.
    (every,) = [table for table in Review(review, EN).part_year.tables if table.id == "part-year-table"]
    assert {row[1].text for row in every.rows} == {"first half of 2021", "first 9 months of 2021", "September 2021"}


@pytest.mark.slow
@pytest.mark.parametrize(("words", "without"), [(EN, "No plan for"), (VI, "Không có kế hoạch nào")])
def test_nobody_says_that_there_is_no_plan_where_a_share_of_one_is_printed(
    tmp_path: Path, words: Words, without: str
) -> None:
    assert without not in every_text(reviewed(tmp_path / "a", *HALF), words)
    assert without in every_text(reviewed(tmp_path / "b", of("industrial_output", "2021-H1", rate="3")), words)


def test_what_the_rest_of_the_year_needs_is_bounded_at_the_corners(tmp_path: Path) -> None:
    review = reviewed(tmp_path, *HALF, of("industrial_output", "2020", level="750,0"))
    row = review.part_years.iloc[0]
    level, share, rate, before = (402.145, 402.155), (0.4775, 0.4785), (0.1235, 0.1245), (749.95, 750.05)
    assert row["left"] == pytest.approx(402.15 / 0.478 - 402.15)
    assert row["left_low"] == pytest.approx(level[0] / share[1] - level[0])
    assert row["left_high"] == pytest.approx(level[1] / share[0] - level[1])

    def rest(v: float, p: float, g: float, w: float) -> float:
        return (v / p - v) / (w - v / (1 + g)) - 1

    every = [rest(v, p, g, w) for v in level for p in share for g in rate for w in before]
    assert row["rest"] == pytest.approx(rest(402.15, 0.478, 0.124, 750))
    assert (row["rest_low"], row["rest_high"]) == (pytest.approx(min(every)), pytest.approx(max(every)))
    assert row["usual"] == pytest.approx(402.15 / 1.124 / 750)
    assert set(row["rest_rests_on"]) >= set(row["left_rests_on"])
    said = part_year.said(review, EN)
    assert said is not None
    assert said.finding.startswith("In the 6 months left, industry has about")
    assert "1.09 times as much a month as so far" in said.finding
    assert any("industry 12.0% (12.4% so far)" in text or "industry 12" in text for text in said.sentences)


def test_a_printed_plan_gives_the_share_that_no_source_prints(tmp_path: Path) -> None:
    plan = observation(indicator="industrial_output", measure="plan", printed="800", unit="tỷ đồng")
    review = reviewed(tmp_path, of("industrial_output", "2021-H1", level="402,15"), [plan])
    row = review.part_years.iloc[0]
    assert (row["attainment_origin"], row["progress"]) == ("implied", "even")
    assert row["attainment"] == pytest.approx(402.15 / 800)
    assert row["left"] == pytest.approx(800 - 402.15)
    cells = Review(review, EN).at_a_glance.tables[0].rows[0]
    assert any(cell.mark == "implied" and cell.text.startswith("50.") for cell in cells)


@pytest.mark.slow
def test_only_what_adds_up_over_the_months_has_a_pace(tmp_path: Path) -> None:
    """Insured at 98% of the target in June are not twice as fast as they need be."""
    review = reviewed(tmp_path, of("insured", "2021-H1", level="92", share="98"), *HALF)
    (row,) = review.part_years[review.part_years["indicator"] == "insured"].to_dict("records")
    assert math.isnan(float(row["even"]))
    assert (row["progress"], math.isnan(float(row["pace"])), math.isnan(float(row["left"]))) == ("", True, True)
    # A single later quarter is not how far the year had come, either.
    later = reviewed(tmp_path / "later", of("industrial_output", "2021-Q3", level="100", share="25"))
    assert list(later.part_years["progress"]) == [""]


@pytest.mark.parametrize(
    ("share", "bound", "progress"),
    [
        ("50,3", "", "even"),
        ("51", "", "ahead"),
        ("48", "", "behind"),
        ("100", "", "ahead"),
        ("100,1", "", "reached"),
        ("51", "at_least", "ahead"),
        ("45", "at_least", ""),
    ],
)
def test_progress_is_said_as_far_as_the_bounds_tell(tmp_path: Path, share: str, bound: str, progress: str) -> None:
    rows = [
        observation(indicator="industrial_output", period="2021-H1", measure="attainment", printed=share, bound=bound)
    ]
    assert list(reviewed(tmp_path, rows).part_years["progress"]) == [progress]


def test_the_same_months_of_other_years_stand_beside_the_year_s_own(tmp_path: Path) -> None:
    review = reviewed(
        tmp_path,
        *HALF,
        of("industrial_output", "2020-H1", level="357,8", share="48,1", rate="11,9"),
        of("industrial_output", "2020", level="754,505"),
        of("industrial_output", "2020-Q1", level="170"),  # other months
    )
    rows = review.same_months[review.same_months["indicator"] == "industrial_output"]
    assert list(rows["period"]) == ["2019-H1", "2020-H1", "2021-H1"]  # the first by growth alone
    assert list(rows["level_origin"]) == ["implied", "published", "published"]
    assert rows.iloc[1]["share"] == pytest.approx(357.8 / 754.505)
    english, vietnamese = same_months.said(review, EN), same_months.said(review, VI)
    assert english.finding == (
        "Industry was up 12.4% in the first half of 2021, more than in the same months of 2020 (up 11.9%)"
    )
    assert vietnamese.finding == (
        "Công nghiệp tăng 12,4% trong 6 tháng đầu năm 2021, nhanh hơn cùng kỳ năm 2020 (tăng 11,9%)"
    )
    assert "Industry: at the same point, 2020 had reached 48.1% and 2021 had reached 47.8% of the annual plan." in (
        english.sentences
    )


@pytest.mark.slow
def test_a_year_with_its_result_is_a_review_of_the_year(tmp_path: Path) -> None:
    review = reviewed(tmp_path, *HALF, of("industrial_output", "2021", level="845", share="100,5"))
    assert review.part_period == ""
    assert at_a_glance.finding(review, EN) == "Industry met the one plan known, at 100.5%"
    said = part_year.said(review, EN)
    assert said is not None
    assert said.finding == "After 6 months, industry had reached 47.8% of the annual plan"
    assert "The whole year came to 100.5% of plan for industry." in said.sentences
    # What the rest needs is asked only where the year has not told yet.
    (rest,) = [table for table in Review(review, EN).part_year.tables if table.id == "part-rest-table"]
    assert [row[0].text for row in rest.rows] == ["Retail"]
    assert "period" not in Review(review, EN).masthead.facts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "strand", "measured"),
    [
        (
            "en",
            "Part-year review · Kiến An District · first half of 2021",
            "% of the annual plan; the upright line is an even spread over the months",
        ),
        (
            "vi",
            "Sơ kết · Quận Kiến An · 6 tháng đầu năm 2021",
            "% kế hoạch cả năm; vạch đứng là mức chia đều theo tháng",
        ),
    ],
)
def test_the_first_screen_shows_shares_of_plan_against_an_even_pace(
    tmp_path: Path, language: Language, strand: str, measured: str
) -> None:
    made = read_review(executed(Review(reviewed(tmp_path, *HALF), Words(language))))
    grids = {
        part.id: read_table(part.content, where=part.id)
        for section in made.sections
        for part in section.parts
        if part.kind == "table"
    }
    card = card_of(made, grids, "title", words_of(language))
    assert (card.strand, card.measured) == (strand, measured)
    assert [bar.start for bar in card.bars] == [0.0, 0.0]
    behind, ahead = card.bars
    assert behind.end < card.line < ahead.end


@pytest.mark.slow
@pytest.mark.parametrize("words", [EN, VI])
@pytest.mark.parametrize(("area", "year"), [("le-chan", 2021), ("thuy-nguyen", 2020), ("vinh-bao", 2018)])
def test_shipped_years_with_parts_alone_have_a_headline_and_a_table(area: str, year: int, words: Words) -> None:
    review = tables_of(area, year)
    assert review.part_period
    glance = review_of(area, year, words.language).at_a_glance
    assert glance.tables[0].rows
    assert ("after" if words.language == "en" else "sau") in glance.text.finding.lower()
    assert "at at" not in every_text(review, words)
    assert "{" not in every_text(review, words)
