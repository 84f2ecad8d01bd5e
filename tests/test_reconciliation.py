"""Reconciliation of real figures, of misprints and of bad input; exactness is in test_reconciliation_exact.py."""

from __future__ import annotations

import gc
import math
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kienan_analysis.catalogue import AUTHORITIES
from kienan_analysis.dataset import Dataset, load, vintage_order
from kienan_analysis.errors import UsageError
from kienan_analysis.published import verdict
from kienan_analysis.reconciliation import Node, Reconciled, reconcile
from tests.reconciliation_cases import NAN, observation, records, statement, table

DATA = Path(__file__).resolve().parent.parent / "data"

# The seed of 2021 and the report of 2023, as printed (DESIGN 4, domain 1.1 and 1.5): level, of plan, growth, target.
SEED = {
    "industrial_output": ("600.37", "101.5", ("13.68", ""), "12"),
    "retail_sales": ("8446.29", "100.6", ("23.23", ""), "22"),
    "accommodation_food_revenue": ("1400.27", "97.96", ("19.51", ""), "22"),
    "agri_forestry_fishery_output": ("130.93", "102.9", ("4.24", ""), "3.45"),
    "budget_revenue_balanced": ("424.723", "126", ("104", "index"), None),
}
LATER = {
    "industrial_output": ("754.505", "1.5", ("12", "")),
    "retail_sales": ("12670.113", "0.98", ("22", "")),
    "accommodation_food_revenue": ("2114.618", "0.67", ("22.1", "")),
    "agri_forestry_fishery_output": ("139.920", "6.69", ("3.29", "")),
    "budget_revenue": ("516.756", "0.5", ("87.4", "index")),
}
# domain 1.3: value, low, high to three decimals, of the level of 2020 and the plan of 2021.
IMPLIED_2020 = {
    "industrial_output": ((528.123, 528.095, 528.150), (591.498, 591.201, 591.794)),
    "retail_sales": ((6854.086, 6853.804, 6854.368), (8395.915, 8391.739, 8400.094)),
    "accommodation_food_revenue": ((1171.676, 1171.623, 1171.729), (1429.430, 1429.352, 1429.508)),
    "agri_forestry_fishery_output": ((125.604, 125.594, 125.615), (127.240, 127.173, 127.307)),
    "budget_revenue_balanced": ((408.388, 406.433, 410.361), (337.082, 335.749, 338.425)),
}
# domain 1.5: the level of 2022 with its last digit, what was planned, attainment and growth in percent, the verdict.
IMPLIED_2022 = {
    "industrial_output": ((673.665, 670.670, 676.687), 3, 672.414, (100.19, 99.74, 100.64), (12.21, 11.71, 12.71)),
    "retail_sales": ((10385.3, 10342.9, 10428.1), 1, 10304.474, (100.78, 100.37, 101.20), (22.96, 22.46, 23.46)),
    "accommodation_food_revenue": (
        *((1731.87, 1731.16, 1732.58), 2, 1708.329),
        *((101.38, 101.34, 101.42), (23.68, 23.63, 23.73)),
    ),
    "agri_forestry_fishery_output": (
        *((135.463, 135.456, 135.470), 3, 135.447),
        *((100.01, 100.00, 100.02), (3.46, 3.45, 3.47)),
    ),
}
VERDICTS = {
    "industrial_output": "undecided",
    "retail_sales": "met",
    "accommodation_food_revenue": "met",
    "agri_forestry_fishery_output": "met",
}


def kien_an() -> pd.DataFrame:
    """Type the two reports in."""
    rows: list[dict[str, Any]] = []

    def tell(year: str, indicator: str, measure: str, printed: str, **more: str) -> None:
        source = "report-2021" if year < "2023" and measure != "later" else "report-2023"
        rows.append(
            observation(f"{source}-{len(rows):02}", year, measure, printed, source=source, indicator=indicator, **more)
        )

    for indicator, (level, attainment, (growth, form), target) in SEED.items():
        tell("2021", indicator, "level", level)
        tell("2021", indicator, "attainment", attainment)
        tell("2021", indicator, "growth", growth, form=form)
        if target:
            tell("2022", indicator, "planned_growth", target)
    tell("2022", "budget_revenue_balanced", "planned_growth", "15", bound="at_least", base="plan:city")
    for indicator, (level, excess, (growth, form)) in LATER.items():
        tell("2023", indicator, "level", level)
        tell("2023", indicator, "attainment", excess, form="excess", assigner="city")
        tell("2023", indicator, "growth", growth, form=form)
    return table(rows, "flow")


@pytest.fixture(scope="module")
def by_hand() -> Reconciled:
    return reconcile(kien_an())


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load(DATA)


@pytest.fixture(scope="module")
def from_data(shipped: Dataset) -> Reconciled:
    return reconcile(shipped)


@pytest.fixture(scope="module", params=["typed in", "shipped data"])
def both(request: pytest.FixtureRequest) -> tuple[Reconciled, dict[str, str]]:
    """Give the reports typed in here, and those of the data package, with the price bases of each."""
    if request.param == "typed in":
        return request.getfixturevalue("by_hand"), dict.fromkeys([*SEED, *LATER], "")
    indicators = request.getfixturevalue("shipped").indicators
    return request.getfixturevalue("from_data"), dict(indicators["price_basis"])


def row_of(result: Reconciled, node: Node) -> Any:
    found = result.series[(result.series[list(Node._fields)] == list(node)).all(axis=1)]
    assert len(found) == 1, node
    return found.iloc[0]


def same(found: float, expected: float, digits: int) -> bool:
    """Compare to one unit of the last digit shown."""
    return abs(found - expected) <= 10.0**-digits


@pytest.mark.parametrize("indicator", SEED)
def test_2020_and_the_plan_of_2021_of_the_five_indicators(
    both: tuple[Reconciled, dict[str, str]], indicator: str
) -> None:
    result, bases = both
    for expected, period, quantity in zip(IMPLIED_2020[indicator], ("2020", "2021"), ("level", "plan"), strict=True):
        row = row_of(result, Node("kien-an", indicator, bases[indicator], period, quantity))
        assert row.origin == "implied"
        for found, figure in zip((row.value, row.low, row.high), expected, strict=True):
            assert same(found, figure, 3), (indicator, period)


@pytest.mark.parametrize("indicator", IMPLIED_2022)
def test_2022_of_the_four_indicators(both: tuple[Reconciled, dict[str, str]], indicator: str) -> None:
    result, bases = both
    levels, digits, planned, attainment, growth = IMPLIED_2022[indicator]
    level, plan, before = (
        Node("kien-an", indicator, bases[indicator], period, quantity)
        for period, quantity in (("2022", "level"), ("2022", "plan"), ("2021", "level"))
    )
    row = row_of(result, level)
    assert row.origin == "implied"
    assert all(same(a, b, digits) for a, b in zip((row.value, row.low, row.high), levels, strict=True))
    assert same(row_of(result, plan).value, planned, 3)
    of_plan, grown = result.ratio(level, plan), result.ratio(level, before)
    assert all(same(100 * a, b, 2) for a, b in zip(of_plan, attainment, strict=True))
    assert all(same(100 * (a - 1), b, 2) for a, b in zip(grown, growth, strict=True))
    assert verdict(of_plan.low, of_plan.high) == VERDICTS[indicator]
    because = result.because(level)
    assert because.low == because.high
    assert len(because.low) == 2


def test_agriculture_met_its_plan_barely(by_hand: Reconciled) -> None:
    agriculture = Node("kien-an", "agri_forestry_fishery_output", "", "2022")
    assert same(100 * by_hand.ratio(agriculture, agriculture._replace(quantity="plan")).low, 100.003, 3)


def test_the_total_budget_of_2022_is_implied_and_not_joined_to_the_balanced_one(
    both: tuple[Reconciled, dict[str, str]],
) -> None:
    result, bases = both
    total = Node("kien-an", "budget_revenue", bases["budget_revenue"], "2022")
    row = row_of(result, total)
    assert same(row.value, 591.254, 3)
    assert same(row.low, 590.92, 2)
    assert same(row.high, 591.59, 2)
    budget = result.series[(result.series.area == "kien-an") & result.series.indicator.str.startswith("budget_revenue")]
    assert not ((budget.indicator == "budget_revenue") & (budget.period == "2021")).any()
    assert not ((budget.indicator == "budget_revenue_balanced") & (budget.period >= "2022")).any()
    # Between the two there is nothing but their own levels: both of them, on each side.
    balanced = Node("kien-an", "budget_revenue_balanced", bases["budget_revenue_balanced"], "2021")
    assert len(set(result.because(total, balanced).high)) == 3


def test_the_budget_target_over_the_citys_plan_bounds_no_level_but_the_ratio(by_hand: Reconciled) -> None:
    plan = Node("kien-an", "budget_revenue_balanced", "", "2022", "plan")
    asked = by_hand.ratio(plan, plan._replace(quantity="plan:city"))
    assert asked.low == pytest.approx(1.15, rel=1e-12)
    assert math.isinf(asked.high)
    assert math.isnan(asked.value)
    assert by_hand.bounds(plan) == pytest.approx((NAN, -math.inf, math.inf), nan_ok=True)
    assert by_hand.conflicts.empty
    assert by_hand.left_out.empty


def test_five_months_of_2019_give_the_plan_of_the_year(from_data: Reconciled) -> None:
    plan = row_of(from_data, Node("kien-an", "retail_sales", "current", "2019", "plan"))
    assert same(plan.value, 2472.562 / 0.418, 3)
    year = row_of(from_data, Node("kien-an", "retail_sales", "current", "2019"))
    assert year.low >= 2472.5615  # a cumulative flow never falls
    assert math.isnan(year.high)
    assert math.isnan(year.value)


def conflict_of(result: Reconciled, *observations: str) -> Any:
    found = [row for row in records(result.conflicts) if set(row.observations) == set(observations)]
    assert len(found) == 1
    return found[0]


def ids(data: Dataset, **wanted: str) -> list[str]:
    frame = data.observations
    return list(frame.loc[(frame[list(wanted)] == list(wanted.values())).all(axis=1), "id"])


def test_the_citys_growth_of_2021_has_two_vintages(shipped: Dataset) -> None:
    two = ids(shipped, area="hai-phong", indicator="grdp", period="2021", measure="growth")
    alone = reconcile(shipped.observations[shipped.observations["id"].isin(two)])
    conflict = conflict_of(alone, *two)
    assert conflict.kind == "between_sources"
    assert conflict.left_out == ("nhadathungmanh-2021-01",)  # a property site, and the press
    assert conflict.apart_in == "pp"
    assert conflict.apart == pytest.approx(0.12450 - 0.12385, abs=1e-9)  # 12.5 and 12.38, each to its last digit


def test_the_citys_budget_of_2021_was_revised(shipped: Dataset, from_data: Reconciled) -> None:
    revised = from_data.revisions
    row = revised[(revised.area == "hai-phong") & (revised.indicator == "budget_revenue") & (revised.period == "2021")]
    assert len(row) == 1
    later = row.iloc[0]
    assert later.later == "hai-phong-2022-12-29"
    # 107,132.6 a year later, 11.8% more: about 95,825.
    assert later.later_low == pytest.approx(107132.55 / 1.1185, rel=1e-9)
    assert later.later_high == pytest.approx(107132.65 / 1.1175, rel=1e-9)
    assert later.at_least == pytest.approx(later.later_low / later.earlier_high - 1, rel=1e-9)
    level = Node("hai-phong", "budget_revenue", "current", "2021")
    assert from_data.bounds(level).low == pytest.approx(later.later_low)
    assert row_of(from_data, level).origin == "implied"  # the older sources' own figure lost
    printed = ids(shipped, area="hai-phong", indicator="budget_revenue", period="2021", measure="level")
    lost = {name for names in from_data.conflicts.left_out for name in names}
    assert set(printed) <= lost


def test_the_citys_budget_of_the_first_half_of_2024_differs_between_sources(
    shipped: Dataset, from_data: Reconciled
) -> None:
    two = ids(shipped, area="hai-phong", indicator="budget_revenue", period="2024-H1", measure="level")
    conflict = conflict_of(from_data, *two)
    assert conflict.apart_in == "%"
    assert conflict.apart == pytest.approx(62716 / 60800.5 - 1, rel=1e-9)


@pytest.mark.slow
def test_conflicts_in_real_data_are_minimal(shipped: Dataset, from_data: Reconciled) -> None:
    assert len(from_data.conflicts) > 5
    for conflict in records(from_data.conflicts):
        members = shipped.observations[shipped.observations["id"].isin(conflict.observations)]
        assert len(reconcile(members).conflicts) == 1
        for name in conflict.observations:
            assert reconcile(members[members["id"] != name]).conflicts.empty


def test_the_foremost_source_is_that_of_the_highest_authority_then_the_newest(
    shipped: Dataset, from_data: Reconciled
) -> None:
    vintage = vintage_order(shipped.sources, shipped.observations)
    place = {name: number for number, name in enumerate(AUTHORITIES)}
    rank = {name: (-place[shipped.sources.loc[name, "authority"]], vintage[name]) for name in shipped.sources.index}
    source = shipped.observations.set_index("id")["source"]
    for conflict in records(from_data.conflicts):
        ranks = [rank[source[name]] for name in conflict.observations]
        assert ranks == sorted(ranks, reverse=True)
        assert {rank[source[name]] for name in conflict.left_out} == {min(ranks)}


def test_a_dataset_its_table_and_its_parts_give_the_same(shipped: Dataset, from_data: Reconciled) -> None:
    bare = shipped.observations.copy()
    bare.attrs = {}
    for result in (
        reconcile(shipped.observations),
        reconcile(bare, indicators=shipped.indicators, sources=shipped.sources),
    ):
        assert result.series.equals(from_data.series)
        assert result.conflicts.equals(from_data.conflicts)


def test_growth_of_one_price_basis_binds_levels_of_the_same_only(from_data: Reconciled) -> None:
    """GRDP 2024 is printed at constant and at current prices, its growth (11.01%) once: it is the constant one's."""
    series = from_data.series
    before = series[
        (series.area == "hai-phong")
        & (series.indicator == "grdp")
        & (series.period == "2023")
        & (series.quantity == "level")
    ]
    assert list(before.price_basis) == ["constant 2010"]
    assert before.iloc[0].value == pytest.approx(288492 / 1.1101, rel=1e-9)


# Rules, on small systems


def only(rows: list[dict[str, Any]], kind: str = "") -> Reconciled:
    return reconcile(table(rows, kind))


def node(period: str, quantity: str = "level") -> Node:
    return Node("kien-an", "output", "", period, quantity)


def test_a_published_bound_is_the_printed_one_to_the_last_bit() -> None:
    row = only([observation("a", "2021", "level", "600.37")]).series.iloc[0]
    assert (row.value, row.low, row.high, row.origin) == (600.37, 600.365, 600.375, "published")


def test_the_value_is_the_formula_where_both_bounds_rest_on_the_same_observations() -> None:
    rows = [observation("a", "2021", "level", "100"), observation("b", "2021", "growth", "25")]
    found = row_of(only(rows), node("2020"))
    assert found.value == 80.0
    assert found.value != pytest.approx((found.low + found.high) / 2, rel=1e-6)


def test_the_value_is_the_middle_where_they_do_not() -> None:
    rows = [
        observation("a", "2021", "level", "100"),
        observation("b", "2021", "growth", "25"),
        statement("c", "2020", "growth", (0.0, 0.1)),
        statement("d", "2019", "level", (78.0, 79.7)),
    ]
    found = row_of(only(rows), node("2020"))
    assert found.low == pytest.approx(99.5 / 1.255)
    assert found.high == pytest.approx(100.5 / 1.245)
    rows[-1] = statement("d", "2019", "level", (79.5, 79.7))
    found = row_of(only(rows), node("2020"))
    assert found.low == pytest.approx(79.5)
    assert found.value == pytest.approx((found.low + found.high) / 2)
    because = only(rows).because(node("2020"))
    assert set(because.low) == {"c", "d"}
    assert set(because.high) == {"a", "b"}


def test_a_mean_annual_growth_binds_its_ends() -> None:
    rows = [observation("a", "2015", "level", "1000"), observation("b", "2016/2020", "growth", "10.0")]
    found = row_of(only(rows), node("2020"))
    assert found.value == pytest.approx(1610.51)
    assert found.low == pytest.approx(999.5 * 1.0995**5)
    assert found.high == pytest.approx(1000.5 * 1.1005**5)


def test_cumulation_is_for_flows_only() -> None:
    rows = [observation("a", "2021-01/2021-05", "level", "50"), observation("b", "2021", "level", "40")]
    conflict = only(rows, "flow").conflicts.iloc[0]
    assert conflict.kind == "within_source"
    assert conflict.observations == ("a", "b")
    assert conflict.left_out == ("a", "b")
    assert conflict.apart == pytest.approx(49.5 / 40.5 - 1)
    assert only(rows, "stock").conflicts.empty
    assert only(rows).conflicts.empty  # nothing is told of the indicator


def test_a_conflict_through_cumulation_names_no_observation_too_many() -> None:
    """The shares of the plan contradict the two levels as well; but the two levels do by themselves."""
    rows = [
        statement("a", "2021", "level", (50.0, 50.0)),
        statement("b", "2021", "attainment", (1.0, 1.0)),
        statement("c", "2021-01/2021-05", "attainment", (0.3, 0.3)),
        statement("d", "2021-01/2021-05", "level", (100.0, 100.0)),
    ]
    conflicts = only(rows, "flow").conflicts
    assert list(conflicts.observations) == [("a", "d")]
    assert len(only(rows, "stock").conflicts.iloc[0].observations) == 4


def test_an_older_sources_statement_loses_but_its_others_stay() -> None:
    rows = [
        observation("n", "2021", "level", "100", source="z-new"),
        observation("o1", "2021", "level", "90", source="a-old"),
        observation("o2", "2020", "level", "80", source="a-old"),
    ]
    frame = table(rows)
    frame.attrs["kienan"] = {"published": {"z-new": "2022-06-01", "a-old": "2022-01-01"}}
    result = reconcile(frame)
    assert list(result.conflicts.left_out) == [("o1",)]
    assert list(result.conflicts.sources) == [("z-new", "a-old")]
    assert row_of(result, node("2021")).value == 100
    assert row_of(result, node("2020")).value == 80
    revision = result.revisions.iloc[0]
    assert (revision.earlier, revision.later) == ("a-old", "z-new")
    assert revision.at_least == pytest.approx(99.5 / 90.5 - 1)
    frame.attrs["kienan"] = {"published": {"z-new": "2022-01-01", "a-old": "2022-06-01"}}
    assert list(reconcile(frame).conflicts.left_out) == [("n",)]


def test_a_source_that_contradicts_itself_loses_all_of_it_and_no_more() -> None:
    rows = [
        observation("a", "2021", "level", "100"),
        observation("b", "2020", "level", "50"),
        observation("c", "2021", "growth", "10"),
        observation("d", "2019", "level", "40"),
    ]
    result = only(rows)
    assert list(result.conflicts.kind) == ["within_source"]
    assert list(result.conflicts.left_out) == [("a", "b", "c")]
    assert list(result.series.period) == ["2019"]
    assert result.revisions.empty


def test_statements_that_only_touch_agree() -> None:
    rows = [
        statement("a", "2020", "level", (100.0, 110.0)),
        statement("b", "2021", "growth", (0.1, 0.1)),
        statement("c", "2021", "level", (121.0, 130.0)),
    ]
    result = only(rows)
    assert result.conflicts.empty
    assert row_of(result, node("2021")).low == pytest.approx(121, rel=1e-9)
    circle = [
        statement("a", "2020", "growth", (0.1, 0.1)),
        statement("b", "2021", "growth", (0.2, 0.2)),
        statement("c", "2021", "growth", (0.32 + 4e-10, 0.5), base="2019"),
    ]
    assert only(circle).conflicts.empty
    circle[-1]["low"] = 0.32 + 1e-8
    assert len(only(circle).conflicts) == 1


def test_targets_can_be_taken_as_rounded(shipped: Dataset) -> None:
    """Domain 1.3, last column: 12% may be anything from 11.5 to 12.5."""
    plan = Node("kien-an", "industrial_output", "constant 2010", "2022", "plan")
    assert plan == reconcile(shipped).node("kien-an", "industrial_output", "2022", "plan")
    exact, rounded = reconcile(shipped).bounds(plan), reconcile(shipped, exact_targets=False).bounds(plan)
    assert (round(exact.low, 3), round(exact.high, 3)) == (672.409, 672.420)
    assert (round(rounded.low, 3), round(rounded.high, 3)) == (669.407, 675.422)
    bare = shipped.observations.copy()
    bare.attrs = {}
    with pytest.raises(UsageError, match="no language is known"):
        reconcile(bare, exact_targets=False)


def test_a_planned_growth_over_a_named_plan_and_over_a_period() -> None:
    rows = [
        observation("a", "2022", "plan", "200", assigner="city"),
        observation("b", "2022", "planned_growth", "15", base="plan:city"),
        observation("c", "2020", "level", "100"),
        observation("d", "2022", "planned_growth", "50", base="2020", assigner="council"),
    ]
    result = only(rows)
    assert row_of(result, node("2022", "plan")).value == pytest.approx(230)
    assert row_of(result, node("2022", "plan:council")).value == pytest.approx(150)
    assert row_of(result, node("2022", "plan:city")).origin == "published"
    assert result.ratio(node("2022", "plan"), node("2022", "plan:city"))[:2] == pytest.approx((1.15, 1.15))


# Bad input


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (statement("a", "2021", "level", (-5.5, -4.5)), "zero or less"),
        (statement("a", "2021", "level", (-0.5, 0.5)), "zero or less"),
        (statement("a", "2021", "growth", (-1.05, -0.95)), "fall by 100%"),
        (statement("a", "2021", "growth", (-1.5, -1.4)), "fall by 100%"),
        (statement("a", "2021", "attainment", (-0.005, 0.005)), "zero or less"),
        (statement("a", "2021", "level", (NAN, NAN), value=5.0), "open at both ends"),
        (statement("a", "2021", "level", (1.0, 2.0), value=NAN), "no figure"),
        (statement("a", "2021", "level", (2.0, 1.0)), "above its upper end"),
        (statement("a", "2021", "level", (math.inf, math.inf), value=math.inf), "no figure"),
        (statement("a", "2021H1", "level", (1.0, 2.0)), "not the canonical spelling"),
        (statement("a", "soon", "level", (1.0, 2.0)), "is not a period"),
        (statement("a", "2021", "share", (1.0, 2.0)), "no measure"),
        (statement("a", "2021", "growth", (0.1, 0.2), base="2021"), "compares a quantity with itself"),
        (statement("a", "2021", "planned_growth", (0.1, 0.2), base="plan:city", assigner="city"), "with itself"),
        (statement("a", "2021-11/2022-02", "attainment", (0.1, 0.2)), "lies in two years"),
        (statement("a", "2021/2025", "planned_growth", (0.1, 0.2)), "plan of no single year"),
        (statement("a", "2021/2025", "growth", (0.1, 0.2), base="2026"), "cannot be counted"),
    ],
)
def test_what_binds_nothing_is_listed_with_its_reason(row: dict[str, Any], reason: str) -> None:
    result = only([row, statement("z", "2019", "level", (1.0, 2.0))])
    assert list(result.left_out.id) == ["a"]
    assert reason in result.left_out.reason[0]
    assert list(result.series.period) == ["2019"]
    assert not np.isinf(result.series[["value", "low", "high"]]).any(axis=None)


def test_a_rate_has_levels_but_no_products_and_an_index_products_but_no_levels() -> None:
    rows = [
        observation("a", "2021", "level", "3.1"),
        observation("b", "2021", "growth", "5"),
        observation("c", "2020", "level", "2.0"),
    ]
    rate, index = only(rows, "rate"), only(rows, "index")
    assert list(rate.left_out.id) == ["b"]
    assert list(index.left_out.id) == ["a", "c"]
    assert rate.conflicts.empty
    assert index.ratio(node("2021"), node("2020")).value == pytest.approx(1.05)


@pytest.mark.parametrize(
    ("row", "period", "high"),
    [
        (statement("a", "2021", "growth", (-1.0, -0.5), value=-0.8), "2021", 50.5),
        (statement("a", "2021", "growth", (-1.2, -0.5), value=-0.8), "2021", 50.5),
        (statement("a", "2021", "growth", (NAN, -0.5), value=-0.5), "2021", 50.5),
    ],
)
def test_a_bound_that_reaches_the_end_of_what_is_possible_binds_on_one_side(
    row: dict[str, Any], period: str, high: float
) -> None:
    result = only([row, observation("b", "2020", "level", "100.0")])
    found = row_of(result, node(period))
    assert math.isnan(found.low)
    assert math.isnan(found.value)
    assert found.high == pytest.approx(high, rel=1e-2)
    assert result.left_out.empty
    assert result.because(node(period)) == ((), ("a", "b"))


def test_an_empty_table_gives_empty_tables(shipped: Dataset) -> None:
    result = reconcile(shipped.observations.iloc[:0])
    for found in (result.series, result.conflicts, result.revisions, result.left_out):
        assert found.empty
    assert list(result.series.columns) == [*Node._fields, "value", "low", "high", "origin"]
    assert math.isnan(result.ratio(node("2021"), node("2020")).value)
    assert "0 observations" in repr(result)


def test_targets_alone_bound_no_level_but_contradict_each_other() -> None:
    rows = [observation("a", "2022", "planned_growth", "12"), observation("b", "2022", "planned_growth", "13")]
    result = only(rows)
    assert result.series.empty
    assert result.conflicts.iloc[0].apart_in == "pp"
    assert result.conflicts.iloc[0].apart == pytest.approx(0.01)
    assert only(rows[:1]).ratio(node("2022", "plan"), node("2021"))[:2] == pytest.approx((1.12, 1.12))


def test_figures_too_large_for_a_float_are_open_not_infinite() -> None:
    rows = [observation("a", "1901", "level", "1e300".replace("e300", "0" * 300))]
    rows += [statement(f"g{year}", str(year), "growth", (8.9, 9.1)) for year in range(1902, 1930)]
    result = only(rows).series
    assert not np.isinf(result[["value", "low", "high"]]).any(axis=None)
    assert 0 < len(result) < len(rows)
    far = [observation("a", "2021", "level", "1" + "0" * 300), statement("b", "2021", "level", (1e-300, 1e-300))]
    assert np.isfinite(only(far).conflicts.apart).all()
    last = only(rows).ratio(node("1929"), node("1901"))
    assert last.value == pytest.approx(10.0**28)


def test_what_is_no_table_of_observations_is_refused() -> None:
    with pytest.raises(UsageError, match="Observations are expected"):
        reconcile([1, 2])  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no column id"):
        reconcile(pd.DataFrame({"area": []}))
    with pytest.raises(UsageError, match="more than one observation"):
        only([observation("a", "2021", "level", "1"), observation("a", "2020", "level", "1")])
    with pytest.raises(UsageError, match="no level or plan"):
        only([observation("a", "2021", "level", "1")]).ratio(node("2021", "growth"), node("2021"))
    with pytest.raises(UsageError, match="no level or plan"):
        only([observation("a", "2021", "level", "1")]).because(("kien-an",))


def many(count: int, **columns: Any) -> pd.DataFrame:
    text = {"source": "s", "area": "a", "indicator": "i", "measure": "level", "base": ""}
    names = [f"o{number:07}" for number in range(count)]
    frame = pd.DataFrame({"id": names} | {name: columns.get(name, value) for name, value in text.items()})
    frame["period"] = columns["period"]
    frame["value"], frame["low"], frame["high"] = columns["value"], columns["value"] * 0.999, columns["value"] * 1.001
    return frame


def reconciled(frame: pd.DataFrame) -> Reconciled:
    result = reconcile(frame)
    assert len(result.series) + len(result.conflicts) + len(result.revisions) > 0
    return result


def processor_time(frame: pd.DataFrame) -> tuple[float, Reconciled]:
    """Measure without what else the machine does, and what other tests have left in memory."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        result = reconciled(frame)
        return time.process_time() - begin, result
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("sources", [1, 100, 40_000])
def test_the_time_for_one_figure_stated_differently_again_and_again_grows_with_their_number(sources: int) -> None:
    """Quadratic growth would take some 16 times as long for 4 times as many, and half an hour for a million."""
    times = []
    for count in (10_000, 40_000):
        random = np.random.default_rng(0)
        frame = many(
            count,
            source=np.array([f"s{number}" for number in random.integers(0, sources, count)], dtype=object),
            period=np.array([str(year) for year in random.integers(2015, 2022, count)], dtype=object),
            value=random.uniform(1, 1000, count),
        )
        spent, result = processor_time(frame)
        assert len(result.conflicts) > count / 4
        times.append(spent)
    assert times[1] < 10 * times[0]


@pytest.mark.slow
def test_a_chain_of_thousands_of_growths_is_followed_to_its_end() -> None:
    count = 3000
    days = np.array([(date(2000, 1, 1) + timedelta(days)).isoformat() for days in range(count + 1)], dtype=object)
    frame = many(count, period=days[1:], base=days[:-1], measure="growth", value=np.full(count, 0.01))
    frame.loc[0, ["measure", "base"]] = ["level", ""]
    frame.loc[0, ["value", "low", "high"]] = [100.0, 100.0, 100.0]
    result = reconciled(frame)
    assert result.series.iloc[-1].value == pytest.approx(100 * 1.01 ** (count - 1), rel=1e-9)
    assert len(result.because(tuple(result.series.iloc[-1][list(Node._fields)])).low) == count
    # The same with a contradiction at its end, and with no level at all.
    end = many(1, period=days[-1:], value=np.array([1.0])).assign(id="end")
    assert len(reconciled(pd.concat([frame, end])).conflicts.iloc[0].observations) == count + 1
    circle = many(1, period=days[-1:], base=days[1:2], measure="growth", value=np.array([0.5])).assign(id="end")
    assert len(reconciled(pd.concat([frame.iloc[1:], circle])).conflicts.iloc[0].observations) == count
