"""Each rule for the data: what is refused, what is doubted, and what the message says."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from kienan_analysis.data_package import open_package
from kienan_analysis.validation import Examined, examine, validate
from tests.packages import (
    AREAS,
    INDICATORS,
    SOURCES,
    Row,
    area,
    descriptor,
    indicator,
    observation,
    source,
    write_package,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.errors import Problem


def examined(folder: Path, *rows: Row, **tables: Any) -> Examined:
    return examine(open_package(write_package(folder, rows, **tables)))


def only_problem(folder: Path, *rows: Row, **tables: Any) -> Problem:
    (problem,) = examined(folder, *rows, **tables).problems
    return problem


def test_a_good_package_has_no_problems(tmp_path: Path) -> None:
    found = examined(tmp_path, observation())
    assert validate(open_package(tmp_path)) == found.problems == []
    assert found.rows == [2]


# -- digits ---------------------------------------------------------------------------------------------------------


def test_digits_of_a_source_without_a_language(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, observation(printed="1.865"), sources=[SOURCES[0] | {"language": ""}])
    assert (problem.severity, problem.code) == ("error", "no-language")
    assert (problem.file, problem.row, problem.column, problem.text) == ("observations.csv", 2, "printed", "1.865")
    assert "vi" in problem.remedy
    assert "en" in problem.remedy


def test_digits_that_read_the_same_in_both_languages_need_none(tmp_path: Path) -> None:
    found = examined(tmp_path, observation(printed="1865"), sources=[SOURCES[0] | {"language": ""}])
    assert not found.problems
    assert found.figures[0].value == 1865


@pytest.mark.parametrize(
    ("source_id", "printed", "measure", "write"),
    [
        ("kien-an-2022-01-11", "8,446.29", "level", "8.446,29"),
        ("vietnam-vn-2023", "8.446,29", "level", "8,446.29"),
        ("kien-an-2022-01-11", "101.5%", "attainment", "101,5"),
        ("kien-an-2022-01-11", "101,5%", "attainment", "101,5"),
        ("kien-an-2022-01-11", "600,37 tỷ đồng", "level", "600,37"),
    ],
)
def test_digits_in_the_wrong_habit(tmp_path: Path, source_id: str, printed: str, measure: str, write: str) -> None:
    problem = only_problem(tmp_path, observation(source=source_id, printed=printed, measure=measure))
    assert (problem.severity, problem.code) == ("error", "bad-figure")
    assert (problem.file, problem.row, problem.column, problem.text) == ("observations.csv", 2, "printed", printed)
    assert write in problem.meaning + problem.remedy


# -- keys -----------------------------------------------------------------------------------------------------------


def test_two_values_under_one_key_name_both_rows_and_the_key(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, observation(), observation(period="2020"), observation(printed="600,38"))
    assert (problem.severity, problem.code, problem.row, problem.text) == ("error", "duplicate-key", 4, "600,38")
    for word in ("Row 2", "'600,37'", "kien-an-2022-01-11", "industrial_output", "2021", "level"):
        assert word in problem.meaning


def test_equal_rows_are_merged_and_that_is_said(tmp_path: Path) -> None:
    found = examined(tmp_path, observation(), observation(note="again"))
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.row) == ("warning", "merged", 3)
    assert "Row 2" in problem.meaning
    assert len(found.observations) == 1


def test_the_same_value_with_more_digits_is_another_figure(tmp_path: Path) -> None:
    finer = observation(printed="600.370", unit="triệu đồng")  # ± 0.5 triệu, not ± 0.005 tỷ
    assert only_problem(tmp_path, observation(), finer).code == "duplicate-key"


def test_a_price_basis_named_and_one_left_to_the_indicator_share_a_key(tmp_path: Path) -> None:
    rows = [observation(), observation(printed="600,38", price_basis="constant 2010")]
    assert only_problem(tmp_path, *rows).code == "duplicate-key"
    assert not examined(tmp_path, observation(), observation(printed="700,12", price_basis="current")).problems


def test_assigners_and_bases_are_parts_of_the_key(tmp_path: Path) -> None:
    rows = [
        observation(measure="attainment", printed="101,5"),
        observation(measure="attainment", printed="117,2", assigner="central"),
        observation(measure="growth", printed="13,68"),
        observation(measure="growth", printed="60", base="2015"),
        observation(period="2022", measure="planned_growth", printed="15", base="plan:city"),
    ]
    assert not examined(tmp_path, *rows).problems


# -- references -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "wrong", "near"),
    [
        ("area", "kienan", "kien-an"),
        ("indicator", "industrial_outptu", "industrial_output"),
        ("source", "kien-an-2022-01-12", "kien-an-2022-01-11"),
    ],
)
def test_an_unknown_reference_gets_a_hint(tmp_path: Path, column: str, wrong: str, near: str) -> None:
    problem = only_problem(tmp_path, observation(**{column: wrong}))
    assert (problem.severity, problem.code) == ("error", f"unknown-{column}")
    assert (problem.row, problem.column, problem.text) == (2, column, wrong)
    assert f"Did you mean '{near}'" in problem.remedy


def test_unknown_and_circular_parents_and_successors(tmp_path: Path) -> None:
    areas = [area("a", parent="b"), area("b", parent="a"), area("c", parent="nowhere", successors="a|gone"), *AREAS]
    found = examined(tmp_path, areas=areas)
    assert [(problem.code, problem.row, problem.text) for problem in found.problems] == [
        ("area-inside-itself", 2, "b"),
        ("area-inside-itself", 3, "a"),
        ("unknown-area", 4, "nowhere"),
        ("unknown-area", 4, "gone"),
    ]


def test_an_area_that_ends_before_it_begins(tmp_path: Path) -> None:
    areas = [*AREAS, area("x", valid_from="2021-01-01", valid_to="2020-01-01")]
    assert only_problem(tmp_path, areas=areas).code == "ends-before-it-begins"


# -- periods and areas ----------------------------------------------------------------------------------------------


def test_another_spelling_of_a_period_is_rewritten_and_that_is_said(tmp_path: Path) -> None:
    found = examined(tmp_path, observation(period="6T/2021"))
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.text) == ("warning", "period-rewritten", "6T/2021")
    assert "2021-H1" in problem.meaning
    assert found.observations[0]["period"] == "2021-H1"


def test_two_spellings_of_one_period_share_a_key(tmp_path: Path) -> None:
    rows = [observation(period="2021-H1"), observation(period="6T/2021", printed="1,5")]
    assert {problem.code for problem in examined(tmp_path, *rows).problems} == {"period-rewritten", "duplicate-key"}


@pytest.mark.parametrize("period", ["2021-13", "hôm nay", "1/4/2019"])
def test_what_is_no_period(tmp_path: Path, period: str) -> None:
    problem = only_problem(tmp_path, observation(period=period))
    assert (problem.severity, problem.code, problem.row, problem.column) == ("error", "bad-period", 2, "period")
    assert problem.remedy


@pytest.mark.parametrize(
    ("area_id", "indicator_id", "period", "severity"),
    [
        ("kien-an", "population", "1994", None),
        ("kien-an", "industrial_output", "1994", None),  # the year in which it was made: what all of it publish
        ("kien-an", "industrial_output", "1993", "warning"),
        ("kien-an", "population", "1993", "warning"),
        ("kien-an", "industrial_output", "2025-H1", None),
        ("kien-an", "industrial_output", "2025", None),
        ("kien-an", "industrial_output", "2026", "error"),
        ("hai-phong", "population", "2025-04", None),
        ("hai-phong-2025", "industrial_output", "2025", None),
        ("hai-phong-2025", "industrial_output", "2025-H1", "warning"),
        ("phuong-kien-an", "population", "2025", None),
    ],
)
def test_figures_outside_an_areas_life(
    tmp_path: Path, area_id: str, indicator_id: str, period: str, severity: str | None
) -> None:
    unit = "người" if indicator_id == "population" else "tỷ đồng"
    row = observation(area=area_id, indicator=indicator_id, period=period, printed="73000", unit=unit)
    problems = examined(tmp_path, row).problems
    assert [problem.severity for problem in problems] == ([severity] if severity else [])
    assert all(problem.code == "area-not-valid" for problem in problems)


def test_a_figure_after_the_end_names_the_successors(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, observation(period="2026"))
    assert "2025-06-30" in problem.meaning
    assert "phuong-kien-an, phuong-phu-lien" in problem.remedy


# -- measures, forms, bases, assigners, units -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"measure": "level", "assigner": "city"}, "assigner-not-allowed", "assigner"),
        ({"measure": "growth", "printed": "4", "assigner": "city"}, "assigner-not-allowed", "assigner"),
        ({"measure": "plan", "assigner": "thành phố"}, "bad-assigner", "assigner"),
        ({"measure": "level", "form": "index"}, "form-not-allowed", "form"),
        ({"measure": "growth", "printed": "4", "form": "excess"}, "form-not-allowed", "form"),
        ({"measure": "attainment", "printed": "4", "form": "index"}, "form-not-allowed", "form"),
        ({"measure": "level", "base": "2020"}, "base-not-allowed", "base"),
        ({"measure": "growth", "printed": "4", "base": "plan:city"}, "bad-base", "base"),
        ({"measure": "growth", "printed": "4", "base": "last year"}, "bad-base", "base"),
        ({"measure": "growth", "printed": "4", "base": "2022"}, "bad-base", "base"),
        ({"measure": "planned_growth", "printed": "4", "base": "plan:"}, "bad-base", "base"),
        ({"measure": "growth", "printed": "4", "unit": "tỷ đồng"}, "bad-unit", "unit"),
        ({"measure": "planned_growth", "printed": "4", "unit": "điểm"}, "bad-unit", "unit"),
        ({"measure": "level", "unit": "%"}, "bad-unit", "unit"),
        ({"measure": "level", "unit": "người"}, "bad-unit", "unit"),
        ({"measure": "level", "unit": "tỷ đống"}, "bad-unit", "unit"),
        ({"measure": "attainment", "printed": "0"}, "impossible-rate", "printed"),
        ({"measure": "attainment", "printed": "100", "form": "decrease"}, "impossible-rate", "printed"),
        ({"measure": "growth", "printed": "1368", "form": "decrease"}, "impossible-rate", "printed"),
        ({"measure": "level", "bound": "about"}, "not-allowed", "bound"),
        ({"measure": "levle"}, "not-allowed", "measure"),
        ({"measure": "level", "form": "indexed"}, "not-allowed", "form"),
        ({"measure": "level", "status": "guess"}, "not-allowed", "status"),
        ({"printed": ""}, "required", "printed"),
        ({"id": "Kiến An 1"}, "bad-id", "id"),
        ({"id": "../x"}, "bad-id", "id"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, cells: Row, code: str, column: str) -> None:
    problem = only_problem(tmp_path, observation(**cells))
    assert (problem.severity, problem.code, problem.row, problem.column) == ("error", code, 2, column)
    assert problem.remedy


@pytest.mark.parametrize(
    "cells",
    [
        {"measure": "growth", "printed": "2,3", "form": "multiple", "unit": "lần"},
        {"measure": "growth", "printed": "60", "base": "2015"},
        {"measure": "planned_growth", "printed": "15", "base": "plan"},
        {"measure": "planned_growth", "printed": "15", "base": "plan:people-council"},
        {"measure": "attainment", "printed": "3", "form": "decrease"},
        {"measure": "plan", "assigner": "district-council"},
        {"measure": "growth", "printed": "8", "period": "2016/2020"},
    ],
)
def test_what_does_go_together(tmp_path: Path, cells: Row) -> None:
    assert not examined(tmp_path, observation(**cells)).problems


@pytest.mark.parametrize(("period", "base"), [("2021", "2020"), ("2021-H1", "2020-H1"), ("2016/2020", "2015")])
def test_a_base_that_goes_without_saying_is_emptied(tmp_path: Path, period: str, base: str) -> None:
    found = examined(tmp_path, observation(measure="growth", printed="4", period=period, base=base))
    assert [problem.code for problem in found.problems] == ["base-rewritten"]
    assert found.observations[0]["base"] == ""


def test_levels_come_in_the_indicators_unit(tmp_path: Path) -> None:
    row = observation(source="vietnam-vn-2023", period="2023", printed="754,505", unit="triệu đồng")
    found = examined(tmp_path, row)
    assert not found.problems
    assert found.figures[0].value == 754.505
    low, high = found.figures[0].low, found.figures[0].high
    assert Fraction(low) < Fraction("754.5045")
    assert Fraction(high) > Fraction("754.5055")
    assert high - low == pytest.approx(0.001, rel=1e-9)
    assert found.observations[0]["unit"] == "triệu đồng"


def test_an_open_end_stays_open_in_another_unit(tmp_path: Path) -> None:
    (figure,) = examined(tmp_path, observation(printed="70.000", unit="triệu đồng", bound="at_least")).figures
    assert figure.value == 70
    assert figure.high == float("inf")


def test_another_spelling_of_a_unit(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, observation(unit="tỉ đồng"))
    assert (problem.severity, problem.code) == ("warning", "unit-rewritten")


def test_a_unit_of_the_packages_own(tmp_path: Path) -> None:
    schools = indicator("schools", kind="stock", unit="trường")
    assert not examined(
        tmp_path, observation(indicator="schools", unit="trường", printed="12"), indicators=[schools]
    ).problems


# -- what is plausible ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["attainment", "growth"])
def test_a_lost_decimal_comma_is_suspected(tmp_path: Path, measure: str) -> None:
    problem = only_problem(tmp_path, observation(measure=measure, printed="1368"))
    assert (problem.severity, problem.code, problem.text) == ("warning", "suspicious-rate", "1368")
    assert "comma" in problem.remedy


@pytest.mark.parametrize("printed", ["0", "-5,2"])
def test_a_flow_of_zero_or_less_is_doubted(tmp_path: Path, printed: str) -> None:
    problem = only_problem(tmp_path, observation(printed=printed))
    assert (problem.severity, problem.code) == ("warning", "not-positive")


def test_a_unit_a_thousand_times_the_year_before_is_warned_of_and_not_rescaled(tmp_path: Path) -> None:
    found = examined(tmp_path, observation(period="2020", printed="528,12"), observation(printed="600.370"))
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.row) == ("warning", "unit-jump", 3)
    assert "600.370 tỷ đồng" in problem.meaning
    assert "528,12 tỷ đồng" in problem.meaning
    assert "row 2" in problem.meaning
    assert [figure.value for figure in found.figures] == [528.12, 600370]


def test_a_unit_a_thousandth_of_the_plan(tmp_path: Path) -> None:
    rows = [observation(measure="plan", printed="591,5"), observation(printed="600,37", unit="triệu đồng")]
    problem = only_problem(tmp_path, *rows)
    assert (problem.code, problem.row) == ("unit-jump", 3)
    assert "thousandth" in problem.meaning


@pytest.mark.parametrize("url", ['https://x.example/"><script>', "https://x.example/a b", "javascript:alert(1)"])
def test_an_address_that_a_page_cannot_link_to_is_refused(tmp_path: Path, url: str) -> None:
    (problem,) = examined(tmp_path, observation(), sources=[source("kien-an-2022-01-11", url=url)]).problems
    assert (problem.severity, problem.file, problem.column, problem.text) == ("error", "sources.csv", "url", url)


def test_a_lost_decimal_comma_is_told(tmp_path: Path) -> None:
    """600,37 typed as 60037: a hundred times the level of another year."""
    rows = [observation(period="2021", printed="60037"), observation(period="2023", printed="754,5")]
    problem = only_problem(tmp_path, *rows)
    assert (problem.code, problem.row) == ("unit-jump", 3)
    assert "a hundredth of 60037" in problem.meaning


def test_part_years_bases_and_indicators_are_not_compared_as_levels(tmp_path: Path) -> None:
    rows = [
        observation(printed="6.000"),
        observation(period="2021-06", printed="480"),  # a month is a twelfth, not a slip
        observation(period="2022", printed="6,5", price_basis="current"),
        observation(indicator="retail_sales", printed="6"),
        observation(area="hai-phong", printed="6.000.000"),
    ]
    assert not examined(tmp_path, *rows).problems


# -- the catalogue and the descriptor -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "cells", "code"),
    [
        ("sources", {"published": "hôm qua"}, "wrong-type"),
        ("sources", {"published": "11/01/2022"}, "wrong-type"),
        ("sources", {"language": "fr"}, "not-allowed"),
        ("sources", {"url": "javascript:alert(1)"}, "bad-address"),
        ("indicators", {"kind": "flux"}, "not-allowed"),
        ("indicators", {"higher_is_better": "yes"}, "wrong-type"),
        ("indicators", {"unit": ""}, "required"),
        ("areas", {"valid_from": "1994"}, "wrong-type"),
        ("areas", {"name_en": ""}, "required"),
    ],
)
def test_rules_of_the_catalogue(tmp_path: Path, table: str, cells: Row, code: str) -> None:
    extra = {"sources": source("x"), "indicators": indicator("x"), "areas": area("x")}[table] | cells
    tables: dict[str, list[Row]] = {"sources": SOURCES, "indicators": INDICATORS, "areas": AREAS}
    problem = only_problem(tmp_path, **{table: [*tables[table], extra]})
    assert (problem.severity, problem.code) == ("error", code)
    assert (problem.file, problem.row, problem.column) == (f"{table}.csv", len(tables[table]) + 2, next(iter(cells)))


def test_an_id_twice(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, sources=[*SOURCES, source("kien-an-2022-01-11")])
    assert (problem.code, problem.row) == ("duplicate-id", 4)
    assert "row 2" in problem.meaning


def with_field(folder: Path, **field: Any) -> list[Problem]:
    """Examine a package whose descriptor says something of the column price_basis, which holds 'constant 2010'."""
    write_package(folder, [observation(price_basis="constant 2010")])
    described = descriptor()
    described["resources"][0]["schema"] = {"fields": [{"name": "price_basis", **field}]}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return validate(open_package(folder))


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ({"constraints": {"enum": ["current"]}}, ["not-allowed"]),
        ({"constraints": {"enum": ["constant 2010"]}}, []),
        ({"constraints": {"pattern": "^(current|constant [0-9]{4})$"}}, []),
        ({"constraints": {"pattern": "[a-z]+( [0-9]+)*"}}, []),
        ({"constraints": {"pattern": "[a-z]+"}}, ["pattern"]),
        ({"constraints": {"pattern": "("}}, ["pattern-not-checked"]),
        ({"constraints": {"pattern": "(a*)*b"}}, ["pattern-not-checked"]),
        ({"constraints": {"pattern": "([a-z]+(-[a-z]*)*)+x"}}, ["pattern-not-checked"]),
        ({"constraints": {"pattern": ".*.*.*.*.*.*x"}}, ["pattern-not-checked"]),
        ({"type": "number"}, ["wrong-type"]),
        ({"constraints": "none", "type": 5}, []),
    ],
)
def test_rules_of_the_descriptor(tmp_path: Path, field: dict[str, Any], codes: list[str]) -> None:
    assert [problem.code for problem in with_field(tmp_path, **field)] == codes


@pytest.mark.parametrize(
    ("level", "codes"), [("commune", []), ("province", []), ("ward", []), ("hamlet", ["not-allowed"])]
)
def test_a_descriptor_of_before_takes_the_levels_of_today(tmp_path: Path, level: str, codes: list[str]) -> None:
    write_package(tmp_path, areas=[*AREAS, area("xa-moi", level=level)])
    described = descriptor()
    enum = ["city", "district", "ward", "cluster"]
    (areas,) = [resource for resource in described["resources"] if resource["name"] == "areas"]
    areas["schema"] = {"fields": [{"name": "level", "constraints": {"required": True, "enum": enum}}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert [problem.code for problem in validate(open_package(tmp_path))] == codes


def test_all_errors_come_at_once(tmp_path: Path) -> None:
    rows = [
        observation(printed="8,446.29", period="2021-13", area="kienan"),
        observation(period="2020", unit="người", measure="growth", printed="4"),
    ]
    codes = {problem.code for problem in examined(tmp_path, *rows).problems}
    assert codes == {"bad-figure", "bad-period", "unknown-area", "bad-unit"}


def test_rows_with_errors_are_not_observations(tmp_path: Path) -> None:
    found = examined(tmp_path, observation(printed="x"), observation(period="2020"))
    assert [row["period"] for row in found.observations] == ["2020"]
    assert found.rows == [3]
