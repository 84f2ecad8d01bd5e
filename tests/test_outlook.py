"""How hard a target is, against worked figures and Student's distribution itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kienan_analysis.annual_review import annual_review
from kienan_analysis.dataset import load
from kienan_analysis.outlook import STUDENT_T_90, growth_history, outlook, scenarios
from tests.exact_figures import derived, differs, percent, printed
from tests.packages import indicator, observation, write_package
from tests.shipped_reviews import tables_of

if TYPE_CHECKING:
    from pathlib import Path

    from kienan_analysis.annual_review import AnnualReview


def reviewed(folder: Path, rates: dict[int, str], target: str = "12") -> AnnualReview:
    """Review the last of some years with one growth rate each, and a target for the year after."""
    last = max(rates)
    rows = [observation(period=str(year), measure="growth", printed=rate) for year, rate in rates.items()]
    rows += [
        observation(period=str(last)),
        observation(period=str(last + 1), measure="planned_growth", printed=target),
        observation(period="2015", measure="growth", printed="90", price_basis="current"),
        observation(period="2016-H1", measure="growth", printed="80"),
        observation(period="2016", measure="growth", printed="70", base="2010"),
    ]
    return annual_review(load(write_package(folder, rows)), "kien-an", last)


def test_three_rates_give_the_worked_range_marked_as_of_low_reliability(tmp_path: Path) -> None:
    review = reviewed(tmp_path, {2021: "13,68", 2022: "12,21", 2023: "12,0"})
    (row,) = outlook(review).to_dict("records")
    # Worked by hand: 80 % of Student's distribution with two degrees of freedom, in logarithms.
    assert (f"{row['range_low'] * 100:.2f}", f"{row['range_high'] * 100:.2f}") == ("10.66", "14.63")
    assert not row["reliable"]
    assert (row["years"], row["highest"]) == (3, 0.1368)
    # 13.68 and 12.21 reached 12 for certain; a printed 12.0 may be 11.95.
    assert (row["reached"], row["unclear"]) == (2, 1)


def test_of_what_is_better_when_lower_a_target_is_reached_from_above(tmp_path: Path) -> None:
    accidents = indicator("accidents", unit="người", higher_is_better="false")
    growths = {2019: "-3,2", 2020: "-5,0", 2021: "-8,1"}
    rows = [
        observation(indicator="accidents", period=str(year), measure="growth", printed=printed)
        for year, printed in growths.items()
    ]
    rows.append(observation(indicator="accidents", period="2022", measure="planned_growth", printed="-5"))
    review = annual_review(load(write_package(tmp_path, rows, indicators=[accidents])), "kien-an", 2021)
    (row,) = outlook(review).to_dict("records")
    # 8.1 less reached 5 less for certain; a printed 5.0 may be 4.95.
    assert (row["reached"], row["unclear"]) == (1, 1)


def test_one_rate_gives_no_range(tmp_path: Path) -> None:
    (row,) = outlook(reviewed(tmp_path, {2021: "13,68"})).to_dict("records")
    assert row["years"] == 1
    assert math.isnan(row["range_low"])
    assert math.isnan(row["range_high"])


def test_a_target_without_history_is_still_listed(tmp_path: Path) -> None:
    rows = [observation(), observation(period="2022", measure="planned_growth", printed="12")]
    review = annual_review(load(write_package(tmp_path, rows)), "kien-an", 2021)
    (row,) = outlook(review).to_dict("records")
    assert (row["years"], row["reached"], row["unclear"]) == (0, 0, 0)
    assert math.isnan(row["highest"])


@pytest.mark.parametrize(("number", "reliable"), [(4, False), (5, True)])
def test_from_five_rates_on_the_range_is_not_marked(tmp_path: Path, number: int, reliable: bool) -> None:  # noqa: FBT001
    rates = {2017 + place: f"{10 + place},5" for place in range(number)}
    (row,) = outlook(reviewed(tmp_path, rates)).to_dict("records")
    assert (row["years"], row["reliable"]) == (number, reliable)


def test_the_range_is_student_s_interval_for_one_further_year(tmp_path: Path) -> None:
    (row,) = outlook(reviewed(tmp_path, {2020: "10,0", 2021: "21,0"})).to_dict("records")
    # Two rates: the mean of the logarithms ± 3.078 · s · √(3/2), where s = difference / √2.
    first, second = math.log(1.10), math.log(1.21)
    half = 3.078 * (second - first) / math.sqrt(2) * math.sqrt(1.5)
    middle = (first + second) / 2
    assert row["range_low"] == pytest.approx(math.exp(middle - half) - 1, rel=1e-9)
    assert row["range_high"] == pytest.approx(math.exp(middle + half) - 1, rel=1e-9)


def test_only_full_years_of_the_same_price_basis_and_base_count(tmp_path: Path) -> None:
    review = reviewed(tmp_path, {2020: "10,0", 2021: "21,0"})
    history = growth_history(review)
    own = history[history["basis"] == "constant 2010"]
    assert dict(zip(own["year"], own["value"], strict=True)) == {2020: 0.10, 2021: 0.21}


def test_later_years_are_not_known_yet(tmp_path: Path) -> None:
    path = tmp_path / "package"
    reviewed(path, {2020: "10", 2021: "20", 2022: "30"})
    review = annual_review(load(path), "kien-an", 2021)
    assert growth_history(review)["year"].max() == 2021


@pytest.mark.parametrize("freedom", range(1, len(STUDENT_T_90) + 1))
def test_the_quantiles_are_student_s(freedom: int) -> None:
    # The density integrated from 0 to the quantile is 0.40 (Simpson's rule; no statistics library is needed).
    constant = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    points = np.linspace(0, STUDENT_T_90[freedom - 1], 2001)
    density = constant * (1 + points**2 / freedom) ** (-(freedom + 1) / 2)
    step = points[1] - points[0]
    area = step / 3 * (density[0] + density[-1] + 4 * density[1:-1:2].sum() + 2 * density[2:-1:2].sum())
    assert area == pytest.approx(0.40, abs=5e-5)


# -------------------------------------------------------------------------------------------------------- scenarios


def scenario(review: AnnualReview, indicator: str, name: str) -> dict[str, float]:
    table = scenarios(review)
    (row,) = table[(table["indicator"] == indicator) & (table["scenario"] == name)].to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_the_three_cases_of_the_first_case_s_retail_sales() -> None:
    review = tables_of("kien-an", 2021)
    level, done, share = printed("8.446,29"), percent("23,23"), percent("100,6")
    target = percent("22", exact=True)
    cases = {
        "target": derived(lambda v, t: v * (1 + t), level, target),
        "same_growth": derived(lambda v, g: v * (1 + g), level, done),
        "plan_growth": derived(lambda v, g, p: v * (1 + g) / p, level, done, share),
    }
    for name, expected in cases.items():
        assert not differs(scenario(review, "retail_sales", name), "level", expected)


def test_a_target_without_a_level_has_no_scenario() -> None:
    assert "budget_revenue_balanced" not in set(scenarios(tables_of("kien-an", 2021))["indicator"])


def test_a_printed_plan_is_its_own_level(tmp_path: Path) -> None:
    rows = [
        observation(printed="600,37"),
        observation(measure="growth", printed="13,68"),
        observation(period="2022", measure="plan", printed="680"),
    ]
    review = annual_review(load(write_package(tmp_path, rows)), "kien-an", 2021)
    case = scenario(review, "industrial_output", "target")
    assert case["printed"]
    assert not differs(case, "level", printed("680"))
    assert not differs(case, "growth", derived(lambda t, v: t / v - 1, printed("680"), printed("600,37")))
