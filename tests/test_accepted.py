"""What a figure is where sources print it several times, or other figures imply another."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.annual_review import annual_review
from kienan_analysis.catalogue.authority import authority_of
from kienan_analysis.dataset import load
from kienan_analysis.errors import DataError
from kienan_analysis.reviews import Accepted
from kienan_analysis.sections.at_a_glance import finding
from kienan_analysis.sections.report import Review
from kienan_analysis.wording import Words
from tests.packages import INDICATORS, SOURCES, indicator, observation, source, write_package
from tests.shipped_reviews import tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.wording import Language
    from tests.packages import Row

INDUSTRY = ("industrial_output", "constant 2010")
LANGUAGES: tuple[Language, ...] = ("vi", "en")
OFFICE, PORTAL, PAPER, LATER = "office", "portal", "paper", "later"
MANY = [
    *SOURCES,
    source(OFFICE, publisher="thongkehaiphong.gov.vn", published="2021-12-29"),
    source(PORTAL, publisher="haiphong.gov.vn", published="2022-01-05"),
    source(PAPER, publisher="baohaiphong.vn", published="2022-01-10"),
    source(LATER, publisher="baohaiphong.vn", published="2022-02-01"),
]


def accepted(folder: Path, *rows: Row, indicators: tuple[Row, ...] = (), sources: tuple[Row, ...] = ()) -> Accepted:
    path = write_package(folder / "package", rows, indicators=[*INDICATORS, *indicators], sources=[*MANY, *sources])
    return Accepted(load(path), "kien-an")


@pytest.mark.parametrize(
    ("publisher", "authority"),
    [
        ("thongkehaiphong.gov.vn", "statistics"),
        ("www.gso.gov.vn", "statistics"),
        ("Cục Thống kê thành phố Hải Phòng", "statistics"),
        ("thanhphohaiphong.gov.vn", "government"),
        ("Ủy ban nhân dân quận Kiến An", "government"),
        ("haiphong.gov.vn.example.com", "other"),
        ("thanhuyhaiphong.vn", "party"),
        ("Quận ủy Kiến An", "party"),
        ("baohaiphong.vn", "press"),
        ("Báo Hải Phòng", "press"),
        ("baoviet.com.vn", "other"),
        ("x88.vn", "other"),
    ],
)
def test_an_authority_is_told_from_the_publisher(publisher: str, authority: str) -> None:
    assert authority_of(publisher) == authority


def test_a_higher_authority_goes_before_a_later_day_and_the_rest_stands_beside(tmp_path: Path) -> None:
    found = accepted(
        tmp_path,
        observation(source=OFFICE, printed="600,0"),
        observation(source=PORTAL, printed="610,0"),
        observation(source=LATER, printed="630,0"),
    ).level(*INDUSTRY, 2021)
    assert (found.value, found.source, found.disputed) == (600, OFFICE, True)
    assert [(other.value, other.source, round(other.apart, 4)) for other in found.beside] == [
        (630, LATER, 0.05),
        (610, PORTAL, 0.0167),
    ]


def test_an_estimate_never_beats_a_result_whoever_makes_it(tmp_path: Path) -> None:
    found = accepted(
        tmp_path,
        observation(source=OFFICE, printed="600,0", status="estimate"),
        observation(source=PAPER, printed="610,0"),
        observation(source=LATER, printed="640,0", status="estimate"),
    ).level(*INDUSTRY, 2021)
    assert (found.value, found.source) == (610, PAPER)


def test_three_agreeing_prints_stand_against_what_a_newer_article_implies(tmp_path: Path) -> None:
    found = accepted(
        tmp_path,
        observation(source=PORTAL, printed="600,37"),
        observation(source=PAPER, printed="600,4"),
        observation(source="kien-an-2022-01-11", printed="600", bound="approx"),
        observation(source=LATER, period="2022", printed="700,00"),
        observation(source=LATER, period="2022", measure="growth", printed="10,0"),
    )
    level = found.level(*INDUSTRY, 2021)
    assert (level.value, level.origin, level.id) == (600.37, "published", "portal-01")
    (other,) = level.beside
    assert (other.origin, other.agrees) == ("implied", False)
    assert other.apart == pytest.approx(700 / 1.1 / 600.37 - 1, abs=1e-4)
    # A target on a base that its own report contradicts gives no plan.
    assert found.base_of(*INDUSTRY, 2022).value != found.base_of(*INDUSTRY, 2022).value


def test_a_printed_plan_stands_with_what_level_and_share_imply_beside_it(tmp_path: Path) -> None:
    found = accepted(
        tmp_path,
        observation(source=PORTAL, printed="600,00"),
        observation(source=PORTAL, measure="attainment", printed="100,0"),
        observation(source=PAPER, measure="plan", printed="580,0"),
    )
    plan, share = (found.plan(name, *INDUSTRY, 2021) for name in ("plan", "attainment"))
    assert (plan.value, plan.origin, [round(other.value, 1) for other in plan.beside]) == (580, "published", [600])
    assert (share.value, share.origin) == (1, "published")
    assert [round(other.value, 4) for other in share.beside] == [1.0345]


def test_what_an_undated_source_only_estimates_does_not_make_it_as_new_as_the_period_s_end(tmp_path: Path) -> None:
    undated = (source("early", publisher="baohaiphong.vn"), source("done", publisher="baohaiphong.vn"))
    rows = [
        observation(source="early", printed="610,0", status="estimate"),
        observation(source="done", period="2021-H1", printed="300,0"),
        observation(source="done", printed="620,0", status="estimate"),
    ]
    found = accepted(tmp_path, *rows, sources=undated).level(*INDUSTRY, 2021)
    assert (found.value, found.source) == (620, "done")


def test_the_year_s_plan_is_one_whichever_part_of_the_year_tells_it(tmp_path: Path) -> None:
    found = accepted(
        tmp_path,
        observation(source=PORTAL, period="2021-H1", printed="300,0"),
        observation(source=PORTAL, period="2021-H1", measure="attainment", printed="50,0"),
        observation(source=LATER, period="2021-01/2021-11", printed="600,0"),
        observation(source=LATER, period="2021-01/2021-11", measure="attainment", printed="80,0"),
    )
    plan = found.plan("plan", *INDUSTRY, 2021)
    assert (round(plan.value), plan.rests_on[0]) == (600, "portal-01")
    assert [round(other.value) for other in plan.beside] == [750]


@pytest.mark.slow
def test_spending_less_than_planned_is_no_missed_plan(tmp_path: Path) -> None:
    spending = indicator("spending", price_basis="current", name_en="Spending", name_vi="Chi ngân sách")
    rows = [
        observation(source=PORTAL, printed="600,0"),
        observation(source=PORTAL, measure="attainment", printed="101,0"),
        observation(source=PORTAL, indicator="spending", printed="90,0"),
        observation(source=PORTAL, indicator="spending", measure="attainment", printed="90,0"),
    ]
    path = write_package(tmp_path / "package", rows, indicators=[*INDICATORS, spending], sources=MANY)
    review = annual_review(load(path), "kien-an", 2021)
    assert review.verdicts == {"met": 1, "missed": 0, "undecided": 0}
    for language in LANGUAGES:
        words = Words(language)
        name = INDICATORS[0][f"name_{language}"].replace("_", "&#95;")
        assert finding(review, words) == words.say(
            "glance.one_met", name=name, share={"vi": "101,0%", "en": "101.0%"}[language]
        )
        section = Review(review, words).plan_attained
        (table,) = section.tables
        assert [row[0].text for row in table.rows] == [
            row[f"name_{language}"] for row in (INDICATORS[0], spending)
        ]  # it stands there with its share
        assert "90" in " ".join(section.text.sentences)
        drawn = {row["verdict"] for row in _rows(section.chart)}
        assert drawn == {"met", "neutral"}


@pytest.mark.slow
def test_a_disagreement_is_marked_beside_the_figure_with_its_size() -> None:
    sentences: dict[Language, str] = {
        "vi": "các số khác cho ra: 95.825 tỷ đồng (+6,0%)",
        "en": "other figures imply: VND 95,825 billion (+6.0%)",
    }
    for language, said in sentences.items():
        glance = Review(tables_of("hai-phong", 2021), Words(language)).at_a_glance.tables[0]
        assert said in {cell.beside.replace("\N{NO-BREAK SPACE}", " ") for row in glance.rows for cell in row}
        assert '<small class="beside">' in glance.to_html()


def test_the_column_authority_is_read_and_checked(tmp_path: Path) -> None:
    path = write_package(tmp_path / "package", [observation()])
    assert set(load(path).sources["authority"]) == {"other"}  # without the column: told from the publisher
    table = path / "sources.csv"
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    for given in ("statistics", "gossip"):
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[*rows[0], "authority"], *([*row, given] for row in rows[1:])])
        if given == "statistics":
            assert set(load(path).sources["authority"]) == {"statistics"}
            continue
        with pytest.raises(DataError) as refused:
            load(path)
        problem = refused.value.problems[0]
        assert (problem.file, problem.column, problem.code) == ("sources.csv", "authority", "not-allowed")
        assert "statistics, government, party, press, other" in problem.meaning + problem.remedy


def _rows(chart: Any) -> list[dict[str, Any]]:
    (rows,) = [values for values in chart["datasets"].values() if values and "verdict" in values[0]]
    return list(rows)


def test_the_growth_that_a_plan_asked_for_is_one_by_whatever_way_it_is_reached(tmp_path: Path) -> None:
    """Level 100, plan 90, growth 10%: 90 against the 90.9 of the year before, which level and growth imply."""
    rows = [
        observation(printed="100,0"),
        observation(measure="plan", printed="90,0"),
        observation(measure="growth", printed="10,0"),
    ]
    asked = accepted(tmp_path, *rows).plan("planned_growth", "industrial_output", "constant 2010", "2021", "")
    assert (asked.value, asked.low, asked.high) == pytest.approx((-0.01, -0.011494, -0.008504), abs=1e-6)
    assert (asked.origin, asked.beside) == ("implied", ())
