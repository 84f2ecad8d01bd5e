"""The statistics, one by one.

Expected values are published ones, or worked in exact decimals before this package; sources are named where they stand.
The bounds of each formula are in test_published.py.
"""

from __future__ import annotations

import inspect
import math
import statistics
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kienan_analysis import growth
from kienan_analysis.errors import KienanError

if TYPE_CHECKING:
    from collections.abc import Callable

NAN = math.nan

PUBLIC = [getattr(growth, name) for name in growth.__all__]


@pytest.mark.parametrize(
    ("formula", "inputs", "expected", "places"),
    [
        # Kiến An 2021, from the figures as printed.
        (growth.implied_plan, {"actual": 600.37, "attainment": 1.015}, 591.498, 3),
        (growth.implied_base, {"current": 424.723, "growth": 0.04}, 408.388, 3),
        (growth.growth_rate, {"current": 424.723, "base": 325.023}, 0.3067, 4),
        (growth.planned_growth_asked, {"growth": 0.2323, "attainment": 1.006}, 0.22495, 5),
        (growth.planned_growth_asked, {"growth": 0.04, "attainment": 1.26}, -0.1746, 4),
        (growth.excess, {"actual": 424.723, "attainment": 1.26}, 87.641, 3),
        (growth.excess, {"actual": 1400.27, "attainment": 0.9796}, -29.160, 3),
        (growth.target_level, {"base": 130.93, "target_growth": 0.0345}, 135.447, 3),
        # Hải Phòng, eight months of 2022: the ratios as published, of the plans as published.
        (growth.attainment, {"actual": 70343.6, "plan": 105645.46}, 0.666, 3),
        (growth.attainment, {"actual": 44199.5, "plan": 60000}, 0.737, 3),
        (growth.attainment, {"actual": 9126.58, "plan": 41000}, 0.2226, 4),
        # Kiến An, five months of 2019.
        (growth.required_run_rate, {"attained": 0.2166, "periods_done": 5}, 2.58, 2),
        (growth.required_run_rate, {"attained": 0.5, "periods_done": 2, "periods_total": 4}, 1.0, 12),
        (growth.required_run_rate, {"attained": 1.04, "periods_done": 9}, 0.0, 12),
        # Hải Phòng, retail and services of 2023 after its first quarter, against the plan of 195,855: by hand
        # (195855 - 47346.1) / (175598.8 - 47346.1 / 1.1377) = 148508.9 / 133983.2; a steady pace stays steady.
        (
            growth.required_growth_of_rest,
            {"base": 175598.8, "growth": 0.115355, "level_so_far": 47346.1, "growth_so_far": 0.1377},
            0.1084,
            4,
        ),
        (
            growth.required_growth_of_rest,
            {"base": 120.0, "growth": 0.1, "level_so_far": 33.0, "growth_so_far": 0.1},
            0.1,
            12,
        ),
        # The budget of 2019 and 2023: compounding, where the arithmetic mean of the four rates is 14.06%.
        (growth.compound_annual_growth_rate, {"first": 325.023, "last": 516.756, "years": 4}, 0.1229, 4),
        (growth.mean_annual_growth, {"rates": [0.2565, 0.0400, 0.3921, -0.1260]}, 0.1229, 4),
        (growth.required_growth_to_target, {"current": 100.0, "target": 146.41, "years": 4}, 0.1, 12),
        # Retail in the growth of retail, accommodation and food together, 2021: 19.839 of 22.687 points.
        (growth.contribution_to_growth, {"part": 8446.29, "part_base": 6854.086, "total_base": 8025.762}, 0.19839, 5),
        (growth.contribution_to_growth, {"part": 1400.27, "part_base": 1171.676, "total_base": 8025.762}, 0.02848, 5),
        (growth.share_of_growth, {"contribution": 0.19839, "total_growth": 0.22687}, 0.8745, 4),
        # J. Haughton 1998: 20% at 15% inflation; beer excise +21% nominal; buoyancy 1.2.
        (growth.real_growth, {"nominal_growth": 0.20, "inflation": 0.15}, 0.0435, 4),
        (growth.real_growth, {"nominal_growth": 0.21, "inflation": 0.15}, 0.0522, 4),
        (growth.elasticity, {"growth": 0.0522, "base_growth": 0.0435}, 1.2, 1),
        (growth.elasticity, {"growth": 0.21, "base_growth": 0.1}, 2.0, 12),
        (growth.deflate, {"nominal": 115.0, "deflator": 115.0}, 100.0, 12),
        # Hải Phòng's revenue of 2022: eight months less one quarter.
        (growth.year_to_date_to_period, {"cumulated": 70343.6, "cumulated_before": 24926.49}, 45417.11, 2),
        (growth.revision, {"earlier": 0.125, "later": 0.1238}, -0.0012, 4),
        (growth.relative_revision, {"earlier": 60800, "later": 62716}, 0.0315, 4),
        (growth.gap_to_peer, {"rate": 0.2323, "peer_rate": 0.126}, 0.1063, 4),
    ],
)
def test_worked_examples(formula: Callable[..., float], inputs: dict[str, Any], expected: float, places: int) -> None:
    result = formula(**inputs)
    assert type(result) is float
    assert abs(result - expected) <= 0.5 * 10**-places + 1e-12


def test_the_mean_of_growth_rates_compounds() -> None:
    rates = [0.2565, 0.0400, 0.3921, -0.1260]
    assert statistics.fmean(rates) == pytest.approx(0.1406, abs=5e-5)
    assert growth.mean_annual_growth(rates) < statistics.fmean(rates) - 0.017
    assert not hasattr(growth, "mean")


@pytest.mark.parametrize(
    ("formula", "inputs"),
    [
        (growth.growth_rate, (5.0, 0.0)),
        (growth.growth_rate, (5.0, -2.0)),
        (growth.growth_rate, (0.0, 0.0)),
        (growth.growth_rate, (NAN, 2.0)),
        (growth.growth_rate, (2.0, NAN)),
        (growth.attainment, (5.0, 0.0)),
        (growth.attainment, (5.0, -1.0)),
        (growth.excess, (5.0, 0.0)),
        (growth.implied_base, (5.0, -1.0)),
        (growth.implied_base, (5.0, -1.2)),
        (growth.implied_plan, (5.0, 0.0)),
        (growth.planned_growth_asked, (0.1, 0.0)),
        (growth.target_level, (0.0, 0.1)),
        (growth.target_level, (-5.0, 0.1)),
        (growth.required_run_rate, (0.9, 12)),
        (growth.required_growth_of_rest, (100.0, 0.1, 121.0, 0.1)),
        (growth.required_growth_of_rest, (100.0, 0.1, 50.0, -1.0)),
        (growth.required_run_rate, (0.9, 13)),
        (growth.required_run_rate, (0.0, 3)),
        (growth.required_run_rate, (0.1, 0)),
        (growth.compound_annual_growth_rate, (0.0, 5.0, 2)),
        (growth.compound_annual_growth_rate, (5.0, -5.0, 2)),
        (growth.compound_annual_growth_rate, (5.0, 6.0, 0)),
        (growth.required_growth_to_target, (0.0, 5.0, 2)),
        (growth.required_growth_to_target, (5.0, 6.0, 0)),
        (growth.mean_annual_growth, ([0.1, NAN, 0.1],)),
        (growth.mean_annual_growth, ([0.1, -1.0],)),
        (growth.mean_annual_growth, ([-1.5, -1.5],)),
        (growth.mean_annual_growth, ([],)),
        (growth.contribution_to_growth, (2.0, 1.0, 0.0)),
        (growth.share_of_growth, (0.1, 0.0)),
        (growth.deflate, (5.0, 0.0)),
        (growth.real_growth, (0.1, -1.0)),
        (growth.elasticity, (0.1, 0.0)),
        (growth.elasticity, (-1.0, 0.1)),
        (growth.elasticity, (0.1, -1.5)),
        (growth.relative_revision, (0.0, 1.0)),
        (growth.year_to_date_to_period, (5.0, NAN)),
        (growth.gap_to_peer, (NAN, 0.1)),
    ],
)
def test_without_a_base_or_an_input_the_result_is_missing(
    formula: Callable[..., float], inputs: tuple[Any, ...]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = formula(*inputs)
    assert type(result) is float
    assert math.isnan(result)


def test_what_can_be_said_is_said() -> None:
    assert growth.growth_rate(0.0, 5.0) == -1.0
    assert growth.growth_rate(-1.0, 5.0) == pytest.approx(-1.2)
    assert growth.compound_annual_growth_rate(5.0, 0.0, 2) == -1.0
    assert growth.share_of_growth(-0.01, -0.04) == pytest.approx(0.25)
    assert growth.year_to_date_to_period(99.0, 100.0) == -1.0


elementwise = [
    formula
    for formula in PUBLIC
    if formula.__name__ not in {"chained_index", "link_series", "mean_annual_growth", "structure", "structure_change"}
]


@pytest.mark.parametrize("formula", elementwise)
def test_numbers_arrays_and_series_give_the_same(formula: Callable[..., Any]) -> None:
    names = [name for name, value in inspect.signature(formula).parameters.items() if value.default is value.empty]
    rows = np.array(
        [
            [0.4, 0.7, 1.3, 0.2],
            [1.1, 0.9, 2.0, 0.1],
            [0.5, NAN, 1.5, 0.3],
            [0.6, 0.0, 0.0, 0.0],
            [3.0, -1.0, -1.0, -1.0],
        ]
    )
    columns = rows.T[: len(names)]
    one_by_one = [formula(*(float(number) for number in row)) for row in columns.T]
    assert all(type(number) is float for number in one_by_one)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        over_arrays = formula(*columns)
        labels = pd.Index([2018, 2019, 2020, 2021, 2022])
        over_series = formula(*(pd.Series(column, index=labels) for column in columns))
        by_name = formula(**dict(zip(names, columns, strict=True)))
    assert isinstance(over_arrays, np.ndarray)
    assert isinstance(over_series, pd.Series)
    assert over_series.index.equals(labels)
    for found in (over_arrays, over_series.to_numpy(), by_name):
        assert found == pytest.approx(one_by_one, nan_ok=True, rel=1e-15)
    assert not np.isinf(over_arrays).any()


def test_a_number_goes_with_a_series_and_missing_integers_are_missing() -> None:
    levels = pd.Series([600, None], index=[2021, 2022], dtype="Int64")
    grown = growth.target_level(levels, 0.12)
    assert grown.to_numpy() == pytest.approx([672, NAN], nan_ok=True)
    assert growth.implied_plan(600.37, pd.Series([1.015], index=[2021])).loc[2021] == pytest.approx(591.498, abs=5e-4)


def test_growth_of_a_series_over_the_year_before_needs_that_year() -> None:
    levels = pd.Series([325.023, 424.723, 516.756], index=[2019, 2021, 2023])
    year_before = levels.rename(index=lambda year: year + 1)
    assert growth.growth_rate(levels, year_before.reindex(levels.index)).isna().all()


@given(st.floats(1e-3, 1e9), st.floats(-0.9, 10))
def test_the_implied_base_inverts_growth(level: float, rate: float) -> None:
    base = growth.implied_base(level, rate)
    assert growth.growth_rate(level, base) == pytest.approx(rate, abs=1e-13, rel=1e-13)
    assert growth.target_level(base, rate) == pytest.approx(level, rel=1e-13)


@given(st.floats(1e-3, 1e9), st.floats(0.01, 10))
def test_the_implied_plan_inverts_attainment(level: float, attained: float) -> None:
    plan = growth.implied_plan(level, attained)
    assert growth.attainment(level, plan) == pytest.approx(attained, rel=1e-13)
    assert growth.excess(level, attained) == pytest.approx(level - plan, abs=1e-13 * (level + plan))


@given(st.floats(-0.5, 1), st.integers(1, 12))
def test_the_mean_of_equal_rates_is_that_rate(rate: float, years: int) -> None:
    assert growth.mean_annual_growth([rate] * years) == pytest.approx(rate, abs=1e-13)
    last = growth.chained_index(np.full(years, rate))[-1]
    assert growth.compound_annual_growth_rate(100.0, float(last), years) == pytest.approx(rate, abs=1e-12)


@given(st.lists(st.tuples(st.floats(1, 1e6), st.floats(1, 1e6)), min_size=2, max_size=6))
def test_contributions_add_up_to_growth_and_shares_to_one(levels: list[tuple[float, float]]) -> None:
    now, before = np.array(levels).T
    contributions = growth.contribution_to_growth(now, before, float(before.sum()))
    assert contributions.sum() == pytest.approx(growth.growth_rate(float(now.sum()), float(before.sum())), abs=1e-9)
    assert growth.structure(now).sum() == pytest.approx(1)
    assert growth.structure_change(now, before).sum() == pytest.approx(0, abs=1e-12)


def test_structure_of_2021_and_its_change() -> None:
    # Accommodation and food services: 14.599% of the two together in 2020, 14.221% in 2021.
    now = pd.Series({"retail": 8446.29, "accommodation": 1400.27})
    before = pd.Series({"retail": 6854.086, "accommodation": 1171.676})
    assert growth.structure(now)["accommodation"] == pytest.approx(0.14221, abs=5e-6)
    assert growth.structure(before)["accommodation"] == pytest.approx(0.14599, abs=5e-6)
    change = growth.structure_change(now, before.iloc[::-1])
    assert change["accommodation"] == pytest.approx(-0.00378, abs=5e-6)


def test_structure_of_an_incomplete_or_empty_whole_is_missing() -> None:
    assert growth.structure(pd.Series([1.0, NAN, 3.0])).isna().all()
    assert np.isnan(growth.structure(np.array([0.0, 0.0]))).all()
    years = growth.structure(np.array([[1.0, 1.0], [3.0, NAN]]))
    assert years == pytest.approx(np.array([[0.25, NAN], [0.75, NAN]]), nan_ok=True)


def test_mean_annual_growth_takes_years_along_the_first_axis() -> None:
    rates = np.array([[0.1, 0.0], [0.21, 0.0], [0.1, NAN]])
    both = growth.mean_annual_growth(rates)
    assert both[0] == pytest.approx((1.1 * 1.21 * 1.1) ** (1 / 3) - 1)
    assert math.isnan(both[1])
    assert growth.mean_annual_growth(pd.Series([0.1, 0.1], index=[2021, 2022])) == pytest.approx(0.1)


@pytest.mark.parametrize("labels", [[2019, 2020, 2021, 2022], ["2019", "2020", "2021", "2022"]])
def test_a_chain_breaks_at_a_missing_link(labels: list[Any]) -> None:
    rates = pd.Series([0.1, 0.2, NAN, 0.1], index=labels, name="industrial_output")
    index = growth.chained_index(rates)
    assert index.to_numpy() == pytest.approx([110, 132, NAN, NAN], nan_ok=True)
    assert index.index.tolist() == labels
    assert index.name == "industrial_output"
    # A new segment is a chain of its own.
    assert growth.chained_index(rates.iloc[3:]).to_numpy() == pytest.approx([110])


def test_a_chain_breaks_at_a_year_that_is_not_there() -> None:
    index = growth.chained_index(pd.Series([0.1, 0.2, 0.1], index=[2019, 2021, 2022]), base=1.0)
    assert index.to_numpy() == pytest.approx([1.1, NAN, NAN], nan_ok=True)


def test_a_chain_over_other_labels_takes_them_as_consecutive() -> None:
    index = growth.chained_index(pd.Series([0.1, 0.1], index=["2021-Q1", "2021-Q2"]))
    assert index.to_numpy() == pytest.approx([110, 121])


@pytest.mark.parametrize("labels", [[2021, 2020], [2021, 2021]])
def test_a_chain_of_years_out_of_order_or_twice_is_refused(labels: list[int]) -> None:
    with pytest.raises(KienanError, match="out of order or occur twice"):
        growth.chained_index(pd.Series([0.1, 0.1], index=labels))


def test_a_chain_does_not_rise_from_nothing() -> None:
    assert np.isnan(growth.chained_index(np.array([-1.0, 0.5]))).all()


def test_linking_keeps_the_growth_on_both_sides() -> None:
    old = pd.Series([180.0, 190.0, 200.0], index=[2018, 2019, 2020])
    new = pd.Series([100.0, 110.0, 120.0], index=[2020, 2021, 2022])
    linked = growth.link_series(old, new, overlap=2020)
    assert linked.index.tolist() == [2018, 2019, 2020, 2021, 2022]
    assert linked.to_numpy() == pytest.approx([90, 95, 100, 110, 120])
    assert linked[2019] / linked[2018] == pytest.approx(190 / 180)


def test_linking_as_statistics_finland_does() -> None:
    # December 2003 is 104.47 on 2000 = 100, and 100 on the new base; January 2004 is 100.34 on the new base. Published
    # as 104.82 on the old one, further decimals cut off.
    linked = growth.link_series(np.array([104.47, NAN]), np.array([100.0, 100.34]), overlap=0)
    assert 104.82 <= linked[1] / linked[0] * 104.47 < 104.83


def test_linking_leaves_gaps_open_and_needs_a_common_period() -> None:
    old = pd.Series([180.0, 200.0], index=[2017, 2020])
    new = pd.Series([100.0, 120.0], index=[2020, 2022])
    assert growth.link_series(old, new, overlap=2020).index.tolist() == [2017, 2020, 2022]
    unknown = growth.link_series(pd.Series([180.0, NAN], index=[2017, 2020]), new, overlap=2020)
    assert unknown.to_numpy() == pytest.approx([NAN, 100, 120], nan_ok=True)
    with pytest.raises(KienanError, match="a period that both have"):
        growth.link_series(old, new, overlap=2022)
    with pytest.raises(KienanError, match="a period that both have"):
        growth.link_series(np.array([1.0, 2.0]), np.array([1.0, 2.0]), overlap=2020)


def test_every_statistic_names_its_authority_and_shows_an_example() -> None:
    for formula in PUBLIC:
        documentation = inspect.getdoc(formula) or ""
        assert "References\n-----" in documentation, formula.__name__
        assert ">>> " in documentation, formula.__name__
