"""Where several have assigned a plan of one indicator, it is told whose is spoken of, and what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.sections import at_a_glance, growth, part_year, plan_attained, same_months, targets
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from tests.packages import area, indicator, observation, source, write_package
from tests.test_sections_order import headlines

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.annual_review import AnnualReview
    from tests.packages import Row

EN, VI = Words("en"), Words("vi")
INDICATORS = [
    indicator("budget", name_vi="Thu ngân sách", name_en="Budget revenue", higher_is_better="true"),
    indicator(
        "output", name_vi="Công nghiệp", name_en="Industry", price_basis="constant 2010", higher_is_better="true"
    ),
    indicator("spending", name_vi="Chi ngân sách", name_en="Spending"),
]
AREAS = [
    area("hai-phong", level="city", name_vi="Thành phố Hải Phòng", name_en="Hải Phòng City"),
    area("kien-an", parent="hai-phong", name_vi="Quận Kiến An", name_en="Kiến An District"),
]
SOURCES = [source(f"paper-{year}", published=f"{year + 1}-01-11") for year in (2020, 2021)]


def of(printed: str, by: str = "", measure: str = "attainment", name: str = "budget", **cells: str) -> Row:
    year = cells.get("period", "2021")[:4]
    usual = {"source": f"paper-{year}", "period": "2021", "measure": measure, "printed": printed}
    return observation(**usual | {"indicator": name, "assigner": by} | cells)


def reviewed(folder: Path, *rows: Row) -> AnnualReview:
    return annual_review(
        load(write_package(folder, rows, areas=AREAS, indicators=INDICATORS, sources=SOURCES)), "kien-an", 2021
    )


def test_both_verdicts_are_told_where_they_differ(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("103", "city"), of("97", "council"))
    assert at_a_glance.finding(review, VI) == (
        "Thu ngân sách đạt kế hoạch thành phố giao (103%) và không đạt kế hoạch hội đồng nhân dân giao (97%)"
    )
    assert at_a_glance.finding(review, EN) == (
        "Budget revenue met the plan of the city (103%) and missed the plan of the council (97%)"
    )
    said = plan_attained.said(review, VI)
    assert said.finding == "Chỉ có thu ngân sách (kế hoạch hội đồng nhân dân giao) không đạt kế hoạch: 97%"
    assert len([text for text in said.sentences if "97%" in text]) == 1
    # What the headline tells is not told again.
    assert not any("97%" in text for text in at_a_glance.said(review, VI).sentences)


@pytest.mark.parametrize(
    ("shares", "vietnamese"),
    [
        (
            ("100", "103"),
            (
                "Thu ngân sách đạt kế hoạch không nêu cấp giao (103%) và "
                "chưa kết luận được với kế hoạch thành phố giao (100%)"
            ),
        ),
        (("97", "98"), "Cả hai kế hoạch đều không đạt; thu ngân sách (kế hoạch thành phố giao) hụt 3%"),
        (("103", "104"), "Cả hai kế hoạch đều đạt"),
    ],
)
def test_a_plan_without_an_assigner_is_told_from_the_others(
    tmp_path: Path, shares: tuple[str, str], vietnamese: str
) -> None:
    review = reviewed(tmp_path, of(shares[0], "city"), of(shares[1]))
    assert at_a_glance.finding(review, VI) == vietnamese


def test_plans_and_not_indicators_are_counted(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("103", "city"), of("97", "council"), of("105", name="output"))
    assert at_a_glance.finding(review, VI) == (
        "2/3 kế hoạch đạt; thu ngân sách (kế hoạch hội đồng nhân dân giao) hụt 3%"
    )
    sentences = at_a_glance.said(review, VI).sentences
    assert sentences[0].startswith("Thu ngân sách đạt kế hoạch thành phố giao (103%)")


def test_what_is_said_of_the_best_and_the_narrow_plan_names_it(tmp_path: Path) -> None:
    review = reviewed(tmp_path, of("112", "city"), of("103", "council"), of("105", name="output"))
    assert (
        plan_attained.said(review, EN).finding
        == "All 3 plans were met; budget revenue (the plan of the city) went furthest, at 112%"
    )
    narrow = reviewed(tmp_path / "narrow", of("100,02", "city"), of("100", "council"))
    text = " ".join(plan_attained.said(narrow, VI).sentences)
    assert "Thu ngân sách (kế hoạch thành phố giao) đạt sát nút" in text
    assert "Thu ngân sách (kế hoạch hội đồng nhân dân giao) chưa thể kết luận" in text


def test_one_plan_alone_is_not_told_whose_it_is(tmp_path: Path) -> None:
    assert at_a_glance.finding(reviewed(tmp_path, of("103", "city")), VI) == (
        "Thu ngân sách đạt kế hoạch duy nhất được biết: 103%"
    )


def test_two_price_bases_of_one_indicator_are_told_apart(tmp_path: Path) -> None:
    rows = [of("103", name="output"), of("97", name="output", price_basis="current")]
    assert at_a_glance.finding(reviewed(tmp_path, *rows), EN).endswith("industry (current prices) fell short by 3%")


def test_the_pace_of_each_plan_is_told(tmp_path: Path) -> None:
    half = {"period": "2021-H1"}
    review = reviewed(tmp_path, of("54", "city", **half), of("47", "council", **half))
    assert at_a_glance.finding(review, VI) == (
        "Sau 6 tháng, thu ngân sách đạt 54% kế hoạch thành phố giao (nhanh hơn chia đều) "
        "và 47% kế hoạch hội đồng nhân dân giao (chậm hơn chia đều)"
    )
    more = reviewed(
        tmp_path / "more", of("54", "city", **half), of("47", "council", **half), of("49", name="output", **half)
    )
    assert at_a_glance.finding(more, VI) == (
        "Sau 6 tháng, 1 trong 3 kế hoạch năm đang nhanh hơn nhịp chia đều; "
        "chậm nhất là thu ngân sách (kế hoạch hội đồng nhân dân giao) (47%)"
    )
    rest = part_year.said(more, EN)
    assert rest is not None
    assert "budget revenue (the plan of the council)" in rest.finding


def test_the_same_point_of_other_years_is_of_the_plan_that_is_named(tmp_path: Path) -> None:
    rows = [
        of("54", "city", period="2021-H1"),
        of("47", "council", period="2021-H1"),
        of("51", "city", period="2020-H1"),
    ]
    text = same_months.said(reviewed(tmp_path, *rows), VI)
    (sentence,) = text.sentences
    assert sentence == (
        "Thu ngân sách (kế hoạch thành phố giao): vào cùng thời điểm, "
        "năm 2020 đạt 51% và năm 2021 đạt 54% kế hoạch năm."
    )


def test_growth_stands_beside_what_each_plan_asked_for(tmp_path: Path) -> None:
    rows = [
        of("10", measure="growth"),
        of("103", "city"),
        of("97", "council"),
        of("8", measure="growth", name="output"),
    ]
    review = reviewed(tmp_path, *rows, of("105", name="output"))
    table = growth.table(review, VI)
    assert [row[0].bounds for row in table.rows] == ["Cấp giao: thành phố", "Cấp giao: hội đồng nhân dân", ""]
    assert len(set(table.keys)) == 3
    drawn = growth.chart(review, VI)
    assert drawn is not None
    names = {row["name"] for row in drawn["data"].get("values") or drawn["datasets"][drawn["data"]["name"]]}
    assert {"Thu ngân sách · thành phố", "Thu ngân sách · hội đồng nhân dân", "Công nghiệp"} == names
    # Industry outgrew its plan; the budget one of its two.
    assert growth.said(review, EN).finding.startswith("1 of 2 grew faster than their plans had asked; industry grew 8%")


def test_a_target_is_compared_with_the_plan_of_its_own_assigner(tmp_path: Path) -> None:
    rows = [of("10", measure="growth"), of("103", "city"), of("97", "council"), of("400", measure="level")]
    aims = [of("5", "city", measure="planned_growth", period="2022", source="paper-2021")]
    row = reviewed(tmp_path, *rows, *aims).targets.iloc[0]
    assert row["asked"] == pytest.approx(1.1 / 1.03 - 1)
    nobody = [of("5", "province", measure="planned_growth", period="2022", source="paper-2021")]
    review = reviewed(tmp_path / "other", *rows, *nobody)
    assert review.targets["asked"].isna().all()
    assert not any("đòi hỏi" in text and "2021" in text for text in targets.said(review, VI).sentences)


def test_a_page_of_two_plans_is_made_whole(tmp_path: Path) -> None:
    rows = [of("10", measure="growth"), of("400", measure="level"), of("103", "city"), of("97", "council")]
    rows += [of("54", "city", period="2021-H1"), of("60", name="spending"), of("58", "city", name="spending")]
    review = reviewed(tmp_path, *rows)
    for words in (VI, EN):
        assert all(headlines(review, words))
        made = Review(review, words)
        keys = [key for section in made.sections() for table in getattr(section, "tables", ()) for key in table.keys]
        assert keys
    text = " ".join(plan_attained.said(review, VI).sentences)
    assert "Chi ngân sách (kế hoạch thành phố giao): 58%" in text
    assert "Chi ngân sách (kế hoạch không nêu cấp giao): 60%" in text
