"""The tables of a year: shipped figures against tables worked by hand, small packages against rational arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from kienan_analysis.annual_review import annual_review, peer_areas, require_year, review_years
from kienan_analysis.dataset import load
from kienan_analysis.errors import UsageError
from kienan_analysis.reviews.prints import printed_figures
from kienan_analysis.reviews.statements import area_statements, shown_decimals
from tests.exact_figures import Exact, derived, differs, percent, printed
from tests.packages import AREAS, INDICATORS, SOURCES, area, indicator, observation, source, write_package
from tests.shipped_reviews import shipped, tables_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kienan_analysis.annual_review import AnnualReview
    from tests.packages import Row

INDUSTRY, RETAIL, ACCOMMODATION = "industrial_output", "retail_sales", "accommodation_food_revenue"
AGRICULTURE, BUDGET = "agri_forestry_fishery_output", "budget_revenue_balanced"
OLDER, NEWER = "kien-an-2022-01-11", "later"


def row_of(frame: pd.DataFrame, name: str, **cells: object) -> Any:
    """Find the one row of an indicator."""
    chosen = frame[frame["indicator"] == name]
    for column, value in cells.items():
        chosen = chosen[chosen[column] == value]
    assert len(chosen) == 1, chosen
    return chosen.iloc[0]


def shown(row: Any, name: str, decimals: int = 3, scale: int = 1) -> str:
    """Write a quantity and its bounds to nearest, as the tables that were worked by hand do."""
    value, low, high = (nearest(row[name + end] * scale, decimals) for end in ("", "_low", "_high"))
    return f"{value} [{low}, {high}]"


def nearest(value: float, decimals: int) -> str:
    """Round half up; a float's own error (408.3875 is stored as 408.38749…) is taken off before."""
    return str(Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def small(
    folder: Path,
    *rows: Row,
    indicators: tuple[Row, ...] = (),
    sources: tuple[Row, ...] = (),
    areas: tuple[Row, ...] = (),
    year: int = 2021,
) -> AnnualReview:
    """Review Kiến An's year of a package with just these rows."""
    path = write_package(
        folder / "package",
        rows,
        indicators=[*INDICATORS, *indicators],
        sources=[*SOURCES, source(NEWER, published="2022-06-30"), *sources],
        areas=[*AREAS, *areas],
    )
    return annual_review(load(path), "kien-an", year)


# ------------------------------------------------------------------------------- 2021, against the design's table

# DESIGN, section 4: implied plan, implied 2020, growth that the plan asked for.
SEED = {
    INDUSTRY: ("591.498 [591.201, 591.794]", "528.123 [528.095, 528.150]", "12.00 [11.94, 12.06]"),
    RETAIL: ("8395.915 [8391.739, 8400.094]", "6854.086 [6853.804, 6854.368]", "22.50 [22.43, 22.56]"),
    ACCOMMODATION: ("1429.430 [1429.352, 1429.508]", "1171.676 [1171.623, 1171.729]", "22.00 [21.99, 22.01]"),
    AGRICULTURE: ("127.240 [127.173, 127.307]", "125.604 [125.594, 125.615]", "1.30 [1.25, 1.36]"),
    BUDGET: ("337.082 [335.749, 338.425]", "408.388 [406.433, 410.361]", "-17.46 [-18.18, -16.73]"),
}


@pytest.mark.parametrize("name", SEED)
def test_the_first_case_gives_the_design_s_table(name: str) -> None:
    review = tables_of("kien-an", 2021)
    plan, result = row_of(review.plans, name), row_of(review.results, name)
    assert (shown(plan, "plan"), shown(result, "base"), shown(plan, "asked", 2, 100)) == SEED[name]
    assert (plan["how"], plan["plan_origin"]) == ("attainment", "implied")
    assert (result["level_origin"], result["growth_origin"]) == ("published", "published")


# Level, share of plan, growth as the article prints them; excess over the plan as worked by hand (section 1.3).
PRINTED = {
    INDUSTRY: ("600,37", "101,5", "13,68", "8.872 [8.581, 9.164]", "met"),
    RETAIL: ("8.446,29", "100,6", "23,23", "50.375 [46.200, 54.546]", "met"),
    ACCOMMODATION: ("1.400,27", "97,96", "19,51", "-29.160 [-29.233, -29.087]", "missed"),
    AGRICULTURE: ("130,93", "102,9", "4,24", "3.690 [3.628, 3.752]", "met"),
    BUDGET: ("424,723", "126", "4", "87.641 [86.298, 88.974]", "met"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_the_bounds_of_the_first_case_are_the_exact_ones(name: str) -> None:
    level_digits, share_digits, growth_digits, excess, verdict = PRINTED[name]
    level, share, growth = printed(level_digits), percent(share_digits), percent(growth_digits)
    review = tables_of("kien-an", 2021)
    plan, result = row_of(review.plans, name), row_of(review.results, name)
    problems = [
        differs(result, "level", level),
        differs(result, "growth", growth),
        differs(result, "base", derived(lambda v, g: v / (1 + g), level, growth)),
        differs(plan, "attainment", share),
        differs(plan, "plan", derived(lambda v, p: v / p, level, share)),
        differs(plan, "excess", derived(lambda v, p: v - v / p, level, share)),
        differs(plan, "asked", derived(lambda g, p: (1 + g) / p - 1, growth, share)),
    ]
    assert problems == [""] * 7
    assert (shown(plan, "excess"), plan["verdict"]) == (excess, verdict)


def test_four_plans_of_five_were_met() -> None:
    assert tables_of("kien-an", 2021).verdicts == {"met": 4, "missed": 1, "undecided": 0}


# Section 1.3: what the targets for 2022 mean as levels, the target exact as printed.
TARGETS = {
    INDUSTRY: ("12", "672.414 [672.409, 672.420]"),
    RETAIL: ("22", "10304.474 [10304.468, 10304.480]"),
    ACCOMMODATION: ("22", "1708.329 [1708.323, 1708.336]"),
    AGRICULTURE: ("3,45", "135.447 [135.442, 135.452]"),
}


@pytest.mark.parametrize("name", TARGETS)
def test_next_year_s_targets_as_levels_and_against_this_year(name: str) -> None:
    digits, level = TARGETS[name]
    row = row_of(tables_of("kien-an", 2021).targets, name)
    target, done, share = percent(digits, exact=True), percent(PRINTED[name][2]), percent(PRINTED[name][1])
    assert shown(row, "level") == level
    problems = [
        differs(row, "target", target),
        differs(row, "level", derived(lambda v, t: v * (1 + t), printed(PRINTED[name][0]), target)),
        differs(row, "harder_than_done", derived(lambda t, g: t - g, target, done)),
        differs(row, "harder_than_asked", derived(lambda t, g, p: t - ((1 + g) / p - 1), target, done, share)),
    ]
    assert problems == [""] * 4
    assert row["reason"] == ""


def test_the_budget_s_target_has_no_level_but_a_plan_above_which_it_asks_for_growth() -> None:
    row = row_of(tables_of("kien-an", 2021).targets, BUDGET)
    assert (row["bound"], row["base"], row["reason"]) == ("at_least", "plan:city", "unknown_base")
    assert np.isnan([row["level"], row["level_low"], row["level_high"], row["target"], row["harder_than_done"]]).all()
    assert f"{row['break_even']:.3f}" == "369.324"
    assert not differs(row, "break_even", derived(lambda v: v / Fraction(115, 100), printed("424,723")))


def test_retail_gave_most_of_the_growth_of_trade_and_accommodation() -> None:
    rows = tables_of("kien-an", 2021).contributions
    assert list(rows["indicator"]) == [RETAIL, ACCOMMODATION, ""]
    retail, food, whole = (rows.iloc[place] for place in range(3))
    # Section 1.4, point 6.
    assert [f"{row['contribution'] * 100:.3f}" for row in (retail, food, whole)] == ["19.839", "2.848", "22.687"]
    assert [f"{food[name] * 100:.3f}" for name in ("structure_before", "structure", "structure_change")] == [
        "14.599",
        "14.221",
        "-0.378",
    ]
    assert (f"{whole['level']:.2f}", f"{whole['base']:.3f}") == ("9846.56", "8025.762")
    figures = [printed("8.446,29"), percent("23,23"), printed("1.400,27"), percent("19,51")]

    def bases(v: Fraction, g: Fraction, w: Fraction, h: Fraction) -> tuple[Fraction, Fraction]:
        return v / (1 + g), w / (1 + h)

    def contribution(v: Fraction, g: Fraction, w: Fraction, h: Fraction) -> Fraction:
        return (v - bases(v, g, w, h)[0]) / sum(bases(v, g, w, h))

    def share(v: Fraction, g: Fraction, w: Fraction, h: Fraction) -> Fraction:
        return (v - bases(v, g, w, h)[0]) / (v + w - sum(bases(v, g, w, h)))

    def change(v: Fraction, g: Fraction, w: Fraction, h: Fraction) -> Fraction:
        return v / (v + w) - bases(v, g, w, h)[0] / sum(bases(v, g, w, h))

    def total(v: Fraction, g: Fraction, w: Fraction, h: Fraction) -> Fraction:
        return (v + w) / sum(bases(v, g, w, h)) - 1

    problems = [
        differs(retail, "contribution", derived(contribution, *figures)),
        differs(retail, "share_of_growth", derived(share, *figures)),
        differs(retail, "structure_change", derived(change, *figures)),
        differs(whole, "growth", derived(total, *figures)),
    ]
    assert problems == [""] * 4


def test_what_is_of_another_scope_or_a_part_of_the_year_is_named_and_not_compared() -> None:
    review = tables_of("kien-an", 2021)
    assert review.peers.empty
    reasons = review.not_comparable.set_index(["peer", "indicator"])["reason"].to_dict()
    assert reasons["hai-phong", "budget_revenue"] == "other_scope"
    assert reasons["le-chan", RETAIL] == "other_period"


@pytest.mark.slow
def test_a_review_rests_on_the_year_the_targets_and_what_implies_the_year() -> None:
    periods = {year: set(tables_of("kien-an", year).statements["period"]) for year in (2019, 2020, 2021, 2022)}
    days = {"2021-11-03/2022-01-10", "2021-11-06/2021-11-29", "2021-11-08"}
    assert periods[2021] >= {"2021", "2022"} | days
    assert periods[2020] >= {"2021"}  # what the report of 2021 implies
    assert periods[2022] >= {"2022", "2023"}
    assert "1995/2019" not in periods[2019]  # a mean over 25 years is no figure of the last of them


# --------------------------------------------------------------------------------------------------- other years

# Section 1.5: 2022 as the report on 2023 implies it, held against the targets that were set for it.
IMPLIED_2022 = {
    INDUSTRY: ("100.19 [99.74, 100.64]", "12.21 [11.71, 12.71]", "undecided"),
    RETAIL: ("100.78 [100.37, 101.20]", "22.96 [22.46, 23.46]", "met"),
    ACCOMMODATION: ("101.38 [101.34, 101.42]", "23.68 [23.63, 23.73]", "met"),
    AGRICULTURE: ("100.01 [100.00, 100.02]", "3.46 [3.45, 3.47]", "met"),
}


@pytest.mark.parametrize("name", IMPLIED_2022)
def test_2022_is_implied_by_the_year_after_and_judged_by_its_targets(name: str) -> None:
    review = tables_of("kien-an", 2022)
    plan, result = row_of(review.plans, name), row_of(review.results, name)
    share, growth, verdict = IMPLIED_2022[name]
    assert (shown(plan, "attainment", 2, 100), shown(result, "growth", 2, 100), plan["verdict"]) == (
        share,
        growth,
        verdict,
    )
    assert (result["level_origin"], result["growth_origin"], plan["how"]) == ("implied", "implied", "planned_growth")
    assert not differs(plan, "asked", percent(TARGETS[name][0], exact=True))
    assert f"{plan['plan']:.3f}" == TARGETS[name][1].split()[0]


def test_2022_s_bounds_are_exact_although_they_rest_on_two_reports() -> None:
    review = tables_of("kien-an", 2022)
    level, rate, before = printed("754,505"), percent("12"), printed("600,37")
    plan, result = row_of(review.plans, INDUSTRY), row_of(review.results, INDUSTRY)
    mark = Fraction(112, 100)
    problems = [
        differs(result, "level", derived(lambda v, g: v / (1 + g), level, rate)),
        differs(result, "growth", derived(lambda v, g, b: v / (1 + g) / b - 1, level, rate, before)),
        differs(plan, "attainment", derived(lambda v, g, b: v / (1 + g) / b / mark, level, rate, before)),
        differs(plan, "excess", derived(lambda v, g, b: v / (1 + g) - b * mark, level, rate, before)),
    ]
    assert problems == [""] * 4


def test_agriculture_met_the_target_for_2022_barely() -> None:
    plan = row_of(tables_of("kien-an", 2022).plans, AGRICULTURE)
    assert f"{plan['attainment_low'] * 100:.3f}" == "100.003"


def test_the_budget_of_2022_is_another_indicator_and_has_no_verdict() -> None:
    review = tables_of("kien-an", 2022)
    total = row_of(review.results, "budget_revenue")
    assert f"{total['level']:.2f}" == "591.25"
    assert np.isnan(total["growth"])  # no growth between balanced and total revenue
    assert review.plans[review.plans["indicator"].isin(["budget_revenue", BUDGET])]["verdict"].eq("").all()
    assert row_of(review.own_targets, BUDGET)["reason"] == "unknown_base"


def test_2020_is_implied_and_only_the_budget_s_growth_follows() -> None:
    review = tables_of("kien-an", 2020)
    levels = {row["indicator"]: nearest(row["level"], 3) for _, row in review.results.iterrows()}
    assert levels == {name: SEED[name][1].split()[0] for name in SEED}
    assert review.results["level_origin"].eq("implied").all()
    budget = row_of(review.results, BUDGET)
    assert f"{budget['growth'] * 100:.2f}" == "25.65"
    figures = printed("424,723"), percent("4"), printed("325,023")
    assert not differs(budget, "growth", derived(lambda v, g, b: v / (1 + g) / b - 1, *figures))
    assert list(review.results.loc[review.results["growth"].notna(), "indicator"]) == [BUDGET]
    assert review.plans.empty


# Five months of 2019: level, share of the annual plan, growth as printed.
FIVE_MONTHS = {
    "industry_construction_output": ("1.865", "41,68", "9,03"),
    RETAIL: ("2.472,562", "41,8", "20,61"),
    ACCOMMODATION: ("434,88", "41,7", "20,4"),
    AGRICULTURE: ("26,286", "21,66", "-28,03"),
}


@pytest.mark.parametrize("name", FIVE_MONTHS)
def test_a_part_year_s_share_is_of_the_whole_year_s_plan(name: str) -> None:
    row = row_of(tables_of("kien-an", 2019).part_years, name, period="2019-01/2019-05")
    level, share, rate = FIVE_MONTHS[name]
    pace = derived(lambda p: (1 - p) / 7 / (p / 5), percent(share))
    problems = [
        differs(row, "growth", percent(rate)),
        differs(row, "plan", derived(lambda v, p: v / p, printed(level), percent(share))),
        differs(row, "pace", pace),
    ]
    assert problems == [""] * 3
    assert row["months"] == 5
    if name == AGRICULTURE:
        assert f"{row['pace']:.2f}" == "2.58"


def test_2019_has_one_plan_and_no_level_of_industry() -> None:
    review = tables_of("kien-an", 2019)
    assert review.verdicts == {"met": 1, "missed": 0, "undecided": 0}
    industry = row_of(review.results, INDUSTRY)
    assert np.isnan(industry["level"])
    assert industry["level_origin"] == ""
    assert not differs(industry, "growth", percent("9,38"))


def test_2023_is_held_against_the_city_s_plans() -> None:
    review = tables_of("kien-an", 2023)
    assert set(review.plans["assigner"]) == {"city"}
    assert review.verdicts == {"met": 5, "missed": 0, "undecided": 0}
    budget = row_of(review.plans, "budget_revenue")
    assert f"{budget['asked'] * 100:.2f}" == "-13.03"  # 0.874 / 1.005 − 1
    assert f"{budget['growth'] * 100:.1f}" == "-12.6"


def test_the_year_of_foundation_has_its_people_and_nothing_else() -> None:
    review = tables_of("kien-an", 1994)
    people = row_of(review.results, "population")
    # "about 73 000": one and a half units of the last digit that is not a zero, on either side.
    assert (people["level"], people["level_low"], people["level_high"]) == (73_000, 71_500, 74_500)
    assert review.plans.empty
    assert review.targets.empty


def test_the_years_that_can_be_reviewed() -> None:
    years = review_years(shipped(), "kien-an")
    assert set(years) >= {1994, 2019, 2020, 2021, 2022, 2023}
    assert years == sorted(years)
    assert not set(years) & {1993, 2017, 2024, 2025, 2026}
    assert set(review_years(shipped(), "hai-phong")) >= set(range(2017, 2025))
    assert 2021 in review_years(shipped(), "le-chan")


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_year_after_the_district_ended_is_refused_with_its_successors(year: int) -> None:
    years = ", ".join(map(str, review_years(shipped(), "kien-an")))
    with pytest.raises(UsageError) as caught:
        annual_review(shipped(), "kien-an", year)
    said = str(caught.value)
    assert caught.value.exit_code == 2
    assert f"There are figures for {years}." in said
    ended = " ended on 2025-06-30 and was succeeded by "
    for words in (ended, " (phuong-kien-an) and ", " (phuong-phu-lien): "):
        assert (words in said) == (year > 2025)


def test_a_year_without_figures_is_refused_with_the_years_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        require_year(shipped(), "kien-an", 2017)
    said = str(caught.value)
    assert said.startswith("year 2017: nothing is known of ")
    assert " in 2017. There are figures for 1994, " in said
    assert said.endswith("2019, 2020, 2021, 2022, 2023.")


def test_a_year_before_the_district_began_is_refused_with_its_first_day() -> None:
    with pytest.raises(UsageError, match=r"exists only from 1994-08-29: there is no year 1990"):
        require_year(shipped(), "kien-an", 1990)


def test_an_unknown_area_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'kien-an'"):
        annual_review(shipped(), "kienan", 2021)


# ------------------------------------------------------------------------------------------------ small packages


def test_of_sources_that_disagree_the_newer_is_believed_and_the_other_stands_beside(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600,37"),
        observation(measure="growth", printed="13,68"),
        observation(source=NEWER, printed="610,5"),
        observation(source=NEWER, measure="growth", printed="15"),
    )
    row = row_of(review.results, INDUSTRY)
    assert (row["level"], row["growth"], row["level_source"]) == (610.5, 0.15, NEWER)
    (level,), (growth,) = row["level_beside"], row["growth_beside"]
    assert (level.value, level.source, round(level.apart, 6)) == (600.37, OLDER, round(600.37 / 610.5 - 1, 6))
    assert (growth.value, round(growth.apart, 6)) == (0.1368, -0.0132)
    assert list(review.sources["figures"]) == [2, 2]
    assert list(review.sources.index) == [NEWER, OLDER]
    assert list(review.sources["number"]) == [1, 2]


def test_of_growths_that_agree_the_most_exact_is_shown_as_printed(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600,37"),
        observation(measure="growth", printed="13,68"),
        observation(source=NEWER, measure="growth", printed="14"),  # the same, rounded
    )
    row = row_of(review.results, INDUSTRY)
    assert (row["growth"], row["growth_source"], row["growth_beside"]) == (0.1368, OLDER, ())


def test_a_level_printed_as_over_stands_with_what_others_bound_beside_it(tmp_path: Path) -> None:
    """Over 600 after 500 and a growth of 25%: 625 stands beside, since nothing disagrees."""
    review = small(
        tmp_path,
        observation(period="2020", printed="500,0"),
        observation(printed="600", bound="at_least"),
        observation(measure="growth", printed="25,0"),
    )
    row = row_of(review.results, INDUSTRY)
    assert (row["level"], row["level_origin"], row["level_bound"]) == (600, "published", "at_least")
    (other,) = row["level_beside"]
    assert other.agrees
    # 499.95 x 1.2495 and 500.05 x 1.2505, worked by hand
    assert (round(other.low, 4), round(other.high, 4)) == (624.6875, 625.3125)


def test_a_level_of_the_year_before_is_implied_by_level_and_growth(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(period="2022", printed="700"),
        observation(period="2022", measure="growth", printed="10"),
        observation(period="2021", measure="growth", printed="5"),
    )
    row = row_of(review.results, INDUSTRY)
    assert row["level_origin"] == "implied"
    level, rate, own = printed("700"), percent("10"), percent("5")
    assert not differs(row, "level", derived(lambda v, g: v / (1 + g), level, rate))
    assert not differs(row, "base", derived(lambda v, g, h: v / (1 + g) / (1 + h), level, rate, own))


def test_a_printed_level_is_never_replaced_by_an_implied_one(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600,37"),
        observation(period="2022", printed="700"),
        observation(period="2022", measure="growth", printed="10"),
    )
    row = row_of(review.results, INDUSTRY)
    assert (row["level"], row["level_origin"]) == (600.37, "published")


def test_no_growth_is_computed_across_a_gap(tmp_path: Path) -> None:
    review = small(tmp_path, observation(period="2019", printed="500"), observation(printed="600,37"))
    assert np.isnan(row_of(review.results, INDUSTRY)["growth"])
    next_year = small(tmp_path / "b", observation(period="2020", printed="500"), observation(printed="600,37"))
    row = row_of(next_year.results, INDUSTRY)
    assert row["growth_origin"] == "implied"
    assert not differs(row, "growth", derived(lambda v, b: v / b - 1, printed("600,37"), printed("500")))


def test_price_bases_are_never_mixed(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(period="2020", printed="500", price_basis="current"),
        observation(printed="600,37"),
        observation(measure="attainment", printed="90", price_basis="current"),
    )
    row = row_of(review.results, INDUSTRY, basis="constant 2010")
    assert np.isnan(row["growth"])
    plan = row_of(review.plans, INDUSTRY)
    assert (plan["basis"], plan["verdict"]) == ("current", "missed")
    assert np.isnan(plan["plan"])  # the level is at constant prices


def test_part_and_full_years_are_never_mixed(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(period="2021-H1", printed="300"),
        observation(period="2021-H1", measure="attainment", printed="50"),
        observation(period="2020", printed="500"),
    )
    assert review.results.empty
    assert review.plans.empty
    assert not differs(review.part_years.iloc[0], "plan", derived(lambda v, p: v / p, printed("300"), percent("50")))


def test_each_assigner_s_plan_is_a_plan_of_its_own(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600,37"),
        observation(measure="attainment", printed="117,2", assigner="central"),
        observation(measure="attainment", printed="98", assigner="council"),
        observation(measure="attainment", printed="100"),
    )
    verdicts = review.plans.set_index("assigner")["verdict"].to_dict()
    # A printed 100% is 99.5 to 100.5.
    assert verdicts == {"": "undecided", "central": "met", "council": "missed"}
    assert review.verdicts == {"met": 1, "missed": 1, "undecided": 1}


def test_a_printed_plan_is_used_as_it_is(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600,37"),
        observation(measure="growth", printed="13,68"),
        observation(measure="plan", printed="610,5"),
    )
    plan = row_of(review.plans, INDUSTRY)
    level, aim, rate = printed("600,37"), printed("610,5"), percent("13,68")
    problems = [
        differs(plan, "plan", aim),
        differs(plan, "attainment", derived(lambda v, p: v / p, level, aim)),
        differs(plan, "excess", derived(lambda v, p: v - p, level, aim)),
        differs(plan, "asked", derived(lambda v, p, g: (1 + g) * p / v - 1, level, aim, rate)),
    ]
    assert problems == [""] * 4
    assert (plan["how"], plan["plan_origin"], plan["verdict"]) == ("plan", "published", "missed")


def test_a_one_sided_target_is_a_mark_and_growth_above_it_meets_it(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(measure="growth", printed="13,68"),
        observation(measure="planned_growth", printed="13", bound="at_least"),
    )
    plan = row_of(review.plans, INDUSTRY)
    assert plan["verdict"] == "met"
    exact = derived(lambda g: (1 + g) / Fraction(113, 100), percent("13,68"))
    assert not differs(plan, "attainment", exact)


def test_where_lower_is_better_the_verdict_turns(tmp_path: Path) -> None:
    poverty = indicator("poor_households", unit="người", higher_is_better="false")
    rows = [
        observation(indicator="poor_households", printed="90", unit="người"),
        observation(indicator="poor_households", measure="attainment", printed="90"),
    ]
    review = small(tmp_path, *rows, indicators=(poverty,))
    assert row_of(review.plans, "poor_households")["verdict"] == "met"


def test_a_hedged_level_leaves_an_end_open(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600", bound="at_least"),
        observation(measure="attainment", printed="101,5"),
    )
    plan = row_of(review.plans, INDUSTRY)
    assert np.isnan(plan["plan_high"])
    assert f"{plan['plan_low']:.3f}" == f"{600 / 1.0155:.3f}"


@pytest.mark.slow
def test_only_complete_groups_of_one_price_basis_are_split(tmp_path: Path) -> None:
    parts = tuple(indicator(name, additive_group="whole", price_basis="current") for name in ("part_a", "part_b"))

    def rows(**change: str) -> list[Row]:
        made = [
            observation(indicator="part_a", printed="120"),
            observation(indicator="part_a", measure="growth", printed="20"),
            observation(indicator="part_b", printed="90,0"),
            observation(indicator="part_b", measure="growth", printed="-10,0"),
        ]
        return [row | (change if row["indicator"] == "part_b" else {}) for row in made]

    split = small(tmp_path / "whole", *rows(), indicators=parts).contributions
    assert list(split["indicator"]) == ["part_a", "part_b", ""]
    # 120 from 100 and 90 from 100: +10 points, −5 points, together +5 %.
    assert split["contribution"].tolist() == pytest.approx([0.10, -0.05, 0.05])
    assert split["share_of_growth"].tolist() == pytest.approx([2, -1, 1])
    assert split["structure"].tolist() == pytest.approx([120 / 210, 90 / 210, 1])
    assert split["structure_change"].tolist() == pytest.approx([120 / 210 - 0.5, 90 / 210 - 0.5, 0])
    mixed = small(tmp_path / "mixed", *rows(price_basis="constant 2010"), indicators=parts)
    assert mixed.contributions.empty
    alone = small(tmp_path / "alone", *rows()[:2], rows()[2], indicators=parts)
    assert alone.contributions.empty


def test_share_of_growth_is_missing_where_the_whole_may_not_have_grown(tmp_path: Path) -> None:
    parts = tuple(indicator(name, additive_group="whole", price_basis="current") for name in ("part_a", "part_b"))
    rows = [
        observation(indicator=name, measure=measure, printed=digits)
        for name, level, rate in (("part_a", "110", "10"), ("part_b", "90", "-10"))
        for measure, digits in (("level", level), ("growth", rate))
    ]
    # 110 from 100 and 90 from 100: nothing in all, as far as the digits tell.
    split = small(tmp_path, *rows, indicators=parts).contributions
    shares = split[["share_of_growth", "share_of_growth_low", "share_of_growth_high"]]
    assert np.isnan(shares.to_numpy(dtype=float)).all()
    assert split["contribution_low"].notna().all()


PEERS = (area("le-chan", parent="hai-phong"), area("hai-an", parent="hai-phong"))


def test_growth_of_the_same_indicator_price_basis_and_year_is_compared(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(printed="600,37"),
        observation(measure="growth", printed="13,68"),
        observation(area="le-chan", measure="growth", printed="10,2"),
        observation(area="hai-an", measure="growth", printed="20", price_basis="current"),
        observation(area="hai-phong", measure="growth", printed="12", period="2021-H1"),
        areas=PEERS,
    )
    assert peer_areas(review.data, "kien-an") == ["hai-phong", "hai-an", "le-chan"]
    assert list(review.peers["peer"]) == ["le-chan"]
    gap = derived(lambda own, other: own - other, percent("13,68"), percent("10,2"))
    assert not differs(review.peers.iloc[0], "gap", gap)
    reasons = review.not_comparable.set_index("peer")["reason"].to_dict()
    assert reasons == {"hai-an": "other_price_basis", "hai-phong": "other_period"}


def test_a_single_month_or_quarter_has_no_pace(tmp_path: Path) -> None:
    review = small(
        tmp_path,
        observation(period="2021-Q3", measure="attainment", printed="30"),
        observation(period="2021-Q1", measure="attainment", printed="30"),
    )
    months = review.part_years.set_index("period")["months"]
    assert months["2021-Q1"] == 3
    assert np.isnan(months["2021-Q3"])
    assert np.isnan(review.part_years.set_index("period")["pace"]["2021-Q3"])


def test_rows_come_in_the_catalogue_s_order_whatever_the_sources_print(tmp_path: Path) -> None:
    rows = [observation(indicator=name) for name in ("retail_sales", "industrial_output")]
    assert list(small(tmp_path, *rows).results["indicator"]) == ["industrial_output", "retail_sales"]


def test_digits_are_counted_in_the_unit_that_is_shown() -> None:
    assert shown_decimals("754,505", "en", "triệu đồng", "tỷ đồng") == 3
    assert shown_decimals("754,505.5", "en", "triệu đồng", "tỷ đồng") == 4
    assert shown_decimals("1,5", "vi", "nghìn tỷ đồng", "tỷ đồng") == 0
    assert shown_decimals("12,30", "vi", "%", "%") == 2


def test_equal_dates_are_ordered_by_id_and_an_empty_table_stays_empty() -> None:
    rows = area_statements(shipped(), "kien-an")
    assert rows["vintage"].is_monotonic_increasing
    assert printed_figures(shipped(), rows.iloc[:0]) == {}


@pytest.mark.slow
def test_bounds_contain_the_value_in_every_table_of_every_review() -> None:
    seen = 0
    for name in shipped().areas.index:
        for year in review_years(shipped(), name):
            review = tables_of(name, year)
            for frame in (review.results, review.plans, review.targets, review.part_years, review.contributions):
                for quantity in [c.removesuffix("_low") for c in frame.columns if c.endswith("_low")]:
                    value, low, high = (frame[quantity + end].astype(float) for end in ("", "_low", "_high"))
                    # A quantity computed from its own value may stand a float's last digit off.
                    slack = 1e-12 * value.abs().clip(lower=1)
                    inside = (low.isna() | (low <= value + slack)) & (high.isna() | (value <= high + slack))
                    assert inside[value.notna()].all(), (name, year, quantity)
                    assert (low.isna() & high.isna())[value.isna()].all(), (name, year, quantity)
                    seen += int(value.notna().sum())
    assert seen > 300


def test_an_exact_figure_that_a_float_cannot_hold_is_still_inside() -> None:
    exact = Exact(Fraction(1, 3), Fraction(1, 3), Fraction(1, 3))
    assert differs({"x": 1 / 3, "x_low": 1 / 3 - 1e-12, "x_high": 1 / 3 + 1e-12}, "x", exact) == ""
    assert differs({"x": 1 / 3, "x_low": 1 / 3 + 1e-12, "x_high": 1 / 3 + 2e-12}, "x", exact) != ""


def test_of_rates_no_growth_is_computed(tmp_path: Path) -> None:
    levels = [
        observation(indicator="cover", period=period, measure=measure, printed=printed, unit="%")
        for period, measure, printed in (
            ("2020", "level", "40"),
            ("2021", "level", "42,0"),
            ("2021", "plan", "41,0"),
            ("2022", "plan", "43"),
        )
    ]
    review = small(tmp_path, *levels, indicators=(indicator("cover", kind="rate", unit="%", higher_is_better="true"),))

    result, plan, target = (
        row_of(review.results, "cover"),
        row_of(review.plans, "cover"),
        row_of(review.targets, "cover"),
    )
    assert (result["level"], result["growth_origin"], plan["verdict"], target["level"]) == (42, "", "met", 43)
    assert np.isnan([result["growth"], plan["asked"], target["target"], target["harder_than_done"]]).all()
    assert (review.history["growth_origin"] == "").all()
