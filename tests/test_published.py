"""Printed figures: reading them, what they allow, and what follows.

Expected bounds of the 2021 figures come from a calculation in exact decimals that was made before this package; the
city's plans are published ones. Everything else is checked against exact rational arithmetic.
"""

from __future__ import annotations

import decimal
import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kienan_analysis import growth
from kienan_analysis.errors import KienanError
from kienan_analysis.published import (
    Bounds,
    Figure,
    PrintedFigureError,
    agreement,
    decimals,
    from_missing,
    parse_number,
    propagate,
    resolve,
    to_missing,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INFINITY = math.inf
NAN = math.nan


def write(units: int, places: int, language: str) -> str:
    """Print units x 10**-places as a newspaper of that language does."""
    group, point = (".", ",") if language == "vi" else (",", ".")
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
    grouped = f"{int(whole):,}".replace(",", group)
    return ("-" if units < 0 else "") + grouped + (point + fraction if fraction else "")


# Reading digits


@pytest.mark.parametrize(
    ("printed", "language", "number", "places"),
    [
        ("8.446,29", "vi", "8446.29", 2),
        ("8,446.29", "en", "8446.29", 2),
        ("587.730,9", "vi", "587730.9", 1),
        ("587730,9", "vi", "587730.9", 1),
        ("1.865", "vi", "1865", 0),
        ("1.865", "en", "1.865", 3),
        ("424,723", "vi", "424.723", 3),
        ("424,723", "en", "424723", 0),
        ("12,30", "vi", "12.30", 2),
        ("0,5", "vi", "0.5", 1),
        ("04", "vi", "4", 0),
        ("2.400.000", "vi", "2400000", 0),
        ("-3,8", "vi", "-3.8", 1),
        ("\N{MINUS SIGN}3,8", "vi", "-3.8", 1),
    ],
)
def test_digits_are_read_as_their_language_writes_them(printed: str, language: str, number: str, places: int) -> None:
    assert parse_number(printed, language) == Decimal(number)
    assert decimals(printed, language) == places


@pytest.mark.parametrize(
    ("printed", "language", "meaning", "remedy"),
    [
        ("8,446.29", "vi", "English way", "Write 8.446,29."),
        ("8.446,29", "en", "Vietnamese way", "Write 8,446.29."),
        ("1.08", "vi", "English way", "Write 1,08."),
        ("8,446,290", "vi", "English way", "Write 8.446.290."),
        ("101.5%", "vi", "stray '%'", "Write 101,5."),
        ("101,5%", "vi", "stray '%'", "Write 101,5."),
        ("600,37 tỷ đồng", "vi", "stray 'tỷ đồng'", "Write 600,37."),
        ("1 400,27", "vi", "a space", "Write 1.400,27."),
        ("1\N{NO-BREAK SPACE}400,27", "vi", "a space", "Write 1.400,27."),
        ("1\N{THIN SPACE}400,27", "vi", "a space", "Write 1.400,27."),
        (" 126", "vi", "a space", "Write 126."),
        ("126\n", "vi", "a space", "Write 126."),
        ("\N{EN DASH}3,8", "vi", "stray", "Write -3,8."),
        ("8.44,29", "vi", "groups of exactly three digits", "for example 8.446,29"),
        ("0.123", "vi", "English way", "Write 0,123."),
        ("4%-5%", "vi", "stray", "Write one number"),
        ("1e5", "en", "stray 'e'", "Write one number"),
        ("1,", "vi", "marks decimals", "Write 1."),
        ("...", "vi", "no digits", "Write one number"),
        ("", "vi", "no digits", "Write one number"),
        ("NaN", "en", "no digits", "Write one number"),
        ("\N{ARABIC-INDIC DIGIT ONE}2", "vi", "stray", "Write"),
        ("1" * 25, "en", "more than 24 digits", "Look at the source"),
    ],
)
def test_other_writings_are_refused_and_the_message_says_how(
    printed: str, language: str, meaning: str, remedy: str
) -> None:
    with pytest.raises(PrintedFigureError) as caught:
        parse_number(printed, language)
    assert meaning in caught.value.what
    assert remedy in caught.value.remedy
    assert caught.value.where


def test_a_figure_that_is_no_text_is_refused() -> None:
    with pytest.raises(PrintedFigureError, match="no text"):
        parse_number(8446.29, "en")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "message"),
    [("", "1.865 is 1865 in Vietnamese and 1.865 in English"), ("fr", "There are: vi, en")],
)
def test_without_a_known_language_nothing_is_read(language: str, message: str) -> None:
    with pytest.raises(PrintedFigureError, match=r"1\.865") as caught:
        parse_number("1.865", language)
    assert message in str(caught.value)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.sampled_from(["vi", "en"]))
def test_reading_is_the_inverse_of_writing(units: int, places: int, language: str) -> None:
    printed = write(units, places, language)
    assert Fraction(parse_number(printed, language)) == Fraction(units, 10**places)
    assert decimals(printed, language) == places


@pytest.mark.slow
@given(st.text(max_size=12), st.sampled_from(["vi", "en"]))
def test_any_text_is_read_or_refused(text: str, language: str) -> None:
    try:
        number = parse_number(text, language)
    except PrintedFigureError as error:
        assert error.what  # noqa: PT017 - either outcome is right, and only these two
    else:
        assert number.is_finite()


# What figures stand for


@pytest.mark.parametrize(
    ("printed", "options", "value", "low", "high"),
    [
        # Without a hedge: half a unit of the last digit. A form resolves the wording.
        ("101,5", {"measure": "attainment"}, "1.015", "1.0145", "1.0155"),
        ("126", {"measure": "attainment"}, "1.26", "1.255", "1.265"),
        ("13,68", {"measure": "growth"}, "0.1368", "0.13675", "0.13685"),
        ("600,37", {"measure": "level"}, "600.37", "600.365", "600.375"),
        ("12,30", {"measure": "plan"}, "12.3", "12.295", "12.305"),
        ("-3,8", {"measure": "growth"}, "-0.038", "-0.0385", "-0.0375"),
        ("104", {"measure": "growth", "form": "index"}, "0.04", "0.035", "0.045"),
        ("71,97", {"measure": "growth", "form": "index"}, "-0.2803", "-0.28035", "-0.28025"),
        ("12,6", {"measure": "growth", "form": "decrease"}, "-0.126", "-0.1265", "-0.1255"),
        ("3", {"measure": "attainment", "form": "decrease"}, "0.97", "0.965", "0.975"),
        ("1,5", {"measure": "attainment", "form": "excess"}, "1.015", "1.0145", "1.0155"),
        ("2,3", {"measure": "growth", "form": "multiple"}, "1.3", "1.25", "1.35"),
        ("1,2", {"measure": "attainment", "form": "multiple"}, "1.2", "1.15", "1.25"),
        # A planned growth is a decision: exact, unless it is said to be rounded.
        ("12", {"measure": "planned_growth"}, "0.12", "0.12", "0.12"),
        ("12", {"measure": "planned_growth", "exact": False}, "0.12", "0.115", "0.125"),
        ("41.000", {"measure": "plan", "exact": True}, "41000", "41000", "41000"),
        # Hedges, of the resolved value.
        ("15", {"measure": "planned_growth", "bound": "at_least"}, "0.15", "0.15", "inf"),
        ("5", {"measure": "growth", "form": "decrease", "bound": "at_most"}, "-0.05", "-inf", "-0.05"),
        ("100.000", {"measure": "level", "bound": "at_least"}, "100000", "100000", "inf"),
        ("600", {"measure": "level", "bound": "approx"}, "600", "450", "750"),
        ("310.000", {"measure": "level", "bound": "approx"}, "310000", "295000", "325000"),
        ("73.000", {"measure": "level", "bound": "approx"}, "73000", "71500", "74500"),
        ("12,30", {"measure": "level", "bound": "approx"}, "12.30", "12.285", "12.315"),
        ("11", {"measure": "attainment", "form": "excess", "bound": "approx"}, "1.11", "1.095", "1.125"),
        ("0", {"measure": "level", "bound": "approx"}, "0", "-1.5", "1.5"),
    ],
)
def test_a_figure_stands_for_what_its_digits_hedge_and_form_allow(
    printed: str, options: dict[str, Any], value: str, low: str, high: str
) -> None:
    figure = resolve(printed, "vi", **options)
    assert figure.value == float(value)
    # Rounded outward, by less than one step of a float.
    if low == "-inf":
        assert figure.low == -INFINITY
    else:
        assert Decimal(figure.low) <= Decimal(low)
        assert math.nextafter(figure.low, INFINITY) >= float(low)
    if high == "inf":
        assert figure.high == INFINITY
    else:
        assert Decimal(figure.high) >= Decimal(high)
        assert math.nextafter(figure.high, -INFINITY) <= float(high)
    assert figure.bounds == Bounds(figure.low, figure.high)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measure": "levels"}, "Did you mean 'level'"),
        ({"measure": "level", "form": "index"}, "Leave it empty"),
        ({"measure": "growth", "form": "excess"}, "index, decrease, multiple"),
        ({"measure": "attainment", "form": "index"}, "decrease, excess, multiple"),
        ({"measure": "growth", "bound": "atleast"}, "Did you mean 'at_least'"),
    ],
)
def test_words_that_do_not_exist_or_go_together_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(PrintedFigureError, match=message):
        resolve("12", "vi", **options)


@pytest.mark.parametrize("form", ["index", "decrease", "multiple"])
def test_a_minus_beside_a_form_is_refused(form: str) -> None:
    with pytest.raises(PrintedFigureError, match=r"two readings.*Leave form empty"):
        resolve("-12,6", "vi", measure="growth", form=form)


@given(
    st.integers(-(10**12), 10**12),
    st.integers(0, 6),
    st.sampled_from(["level", "growth", "planned_growth", "attainment"]),
    st.booleans(),
)
def test_the_bounds_of_a_figure_contain_all_that_rounds_to_it(
    units: int,
    places: int,
    measure: str,
    exact: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    figure = resolve(write(units, places, "en"), "en", measure=measure, exact=exact)
    scale = Fraction(1, 10**places * (1 if measure == "level" else 100))
    half = 0 if exact else Fraction(1, 2)
    assert Fraction(figure.low) <= (units - half) * scale <= (units + half) * scale <= Fraction(figure.high)
    assert figure.low <= figure.value <= figure.high
    assert figure.value == float(units * scale)


def test_the_callers_decimal_precision_does_not_matter() -> None:
    with decimal.localcontext(prec=3):
        assert resolve("8.446,29", "vi", measure="level") == Figure(8446.29, 8446.285, 8446.295)


# What follows: propagate

# 2021, tỷ đồng: value, attainment, growth (form), then implied plan, implied 2020, growth asked in percent; each
# to nearest, so half a unit of the last digit is allowed.
FIGURES_2021 = {
    "industrial_output": ("600,37", "101,5", "13,68", ""),
    "retail_sales": ("8.446,29", "100,6", "23,23", ""),
    "accommodation_food_revenue": ("1.400,27", "97,96", "19,51", ""),
    "agri_forestry_fishery_output": ("130,93", "102,9", "4,24", ""),
    "budget_revenue_balanced": ("424,723", "126", "104", "index"),
}
IMPLIED_2021 = {
    "industrial_output": ((591.498, 591.201, 591.794), (528.123, 528.095, 528.150), (12.00, 11.94, 12.06)),
    "retail_sales": ((8395.915, 8391.739, 8400.094), (6854.086, 6853.804, 6854.368), (22.50, 22.43, 22.56)),
    "accommodation_food_revenue": (
        (1429.430, 1429.352, 1429.508),
        (1171.676, 1171.623, 1171.729),
        (22.00, 21.99, 22.01),
    ),
    "agri_forestry_fishery_output": ((127.240, 127.173, 127.307), (125.604, 125.594, 125.615), (1.30, 1.25, 1.36)),
    "budget_revenue_balanced": ((337.082, 335.749, 338.425), (408.388, 406.433, 410.361), (-17.46, -18.18, -16.73)),
}
# Target level (target exact, then target as rounded), excess over plan, increment over 2020.
TARGETS_2022 = {
    "industrial_output": ("12", (672.414, 672.409, 672.420), (669.407, 675.422)),
    "retail_sales": ("22", (10304.474, 10304.468, 10304.480), (10262.236, 10346.711)),
    "accommodation_food_revenue": ("22", (1708.329, 1708.323, 1708.336), (1701.322, 1715.337)),
    "agri_forestry_fishery_output": ("3,45", (135.447, 135.442, 135.452), (135.435, 135.459)),
}
DIFFERENCES_2021 = {
    "industrial_output": ((8.872, 8.581, 9.164), (72.247, 72.223, 72.271)),
    "retail_sales": ((50.375, 46.200, 54.546), (1592.204, 1591.925, 1592.483)),
    "accommodation_food_revenue": ((-29.160, -29.233, -29.087), (228.594, 228.544, 228.644)),
    "agri_forestry_fishery_output": ((3.690, 3.628, 3.752), (5.326, 5.319, 5.332)),
    "budget_revenue_balanced": ((87.641, 86.298, 88.974), (16.336, 14.363, 18.290)),
}


def figures_2021(indicator: str) -> tuple[Figure, Figure, Figure]:
    level, attainment, rate, form = FIGURES_2021[indicator]
    return (
        resolve(level, "vi", measure="level"),
        resolve(attainment, "vi", measure="attainment"),
        resolve(rate, "vi", measure="growth", form=form),
    )


def assert_to_nearest(found: Sequence[float], expected: Sequence[float], places: int) -> None:
    for number, shown in zip(found, expected, strict=True):
        assert abs(number - shown) <= 0.5 * 10**-places + 1e-9, (found, expected)


def assert_to_nearest_or_outward(found: Sequence[float], expected: tuple[float, float], places: int) -> None:
    """Compare with a table that was rounded outward: the lower end down, the higher end up."""
    low, high = found
    unit = 10**-places
    assert expected[0] - unit / 2 <= low + 1e-9, (found, expected)
    assert low < expected[0] + unit, (found, expected)
    assert expected[1] - unit < high, (found, expected)
    assert high <= expected[1] + unit / 2 + 1e-9, (found, expected)


@pytest.mark.parametrize("indicator", FIGURES_2021)
def test_what_the_figures_of_2021_imply(indicator: str) -> None:
    level, attainment, rate = figures_2021(indicator)
    plan, base, asked = IMPLIED_2021[indicator]
    cases: list[tuple[Callable[..., Any], tuple[Figure, Figure], tuple[float, ...], float, int]] = [
        (growth.implied_plan, (level, attainment), plan, 1, 3),
        (growth.implied_base, (level, rate), base, 1, 3),
        (growth.planned_growth_asked, (rate, attainment), asked, 100, 2),
    ]
    for formula, inputs, expected, factor, places in cases:
        low, high = propagate(formula, *inputs)
        value = formula(*(figure.value for figure in inputs))
        assert_to_nearest([factor * number for number in (value, low, high)], expected, places)


@pytest.mark.parametrize("indicator", TARGETS_2022)
def test_the_levels_that_the_targets_of_2022_ask_for(indicator: str) -> None:
    level = figures_2021(indicator)[0]
    printed, exact, rounded = TARGETS_2022[indicator]
    target = resolve(printed, "vi", measure="planned_growth")
    bounds = propagate(growth.target_level, level, target)
    assert_to_nearest([growth.target_level(level.value, target.value), *bounds], exact, 3)
    as_rounded = resolve(printed, "vi", measure="planned_growth", exact=False)
    assert_to_nearest(propagate(growth.target_level, level, as_rounded), rounded, 3)


@pytest.mark.parametrize("indicator", DIFFERENCES_2021)
def test_differences_of_2021_with_each_input_once(indicator: str) -> None:
    level, attainment, rate = figures_2021(indicator)
    over_plan, over_2020 = DIFFERENCES_2021[indicator]
    assert_to_nearest(
        [growth.excess(level.value, attainment.value), *propagate(growth.excess, level, attainment)], over_plan, 3
    )

    def increment(current: Any, rate: Any) -> Any:
        return current * (1 - 1 / (1 + rate))

    assert_to_nearest([increment(level.value, rate.value), *propagate(increment, level, rate)], over_2020, 3)


def test_verdicts_of_2021() -> None:
    verdicts = {name: verdict(*figures_2021(name)[1].bounds) for name in FIGURES_2021}
    assert verdicts.pop("accommodation_food_revenue") == "missed"
    assert set(verdicts.values()) == {"met"}
    assert len(verdicts) == 4


# Hải Phòng 2022: results with their attainment in one publication, the plans themselves in another.
@pytest.mark.parametrize(
    ("level", "attainment", "implied", "published"),
    [
        ("70.343,6", "66,6", (105541.7, 105700.5), "105.645,46"),
        ("24.750,6", "60,4", (40943.8, 41011.9), "41.000"),
        ("44.199,5", "73,7", (59931.5, 60013.0), "60.000"),
        ("24.926,49", "23,6", (105397.4, 105845.0), "105.645,46"),
        ("9.126,58", "22,26", (40990.7, 41009.1), "41.000"),
    ],
)
def test_the_implied_plan_contains_the_published_one(
    level: str, attainment: str, implied: tuple[float, float], published: str
) -> None:
    bounds = propagate(
        growth.implied_plan,
        resolve(level, "vi", measure="level"),
        resolve(attainment, "vi", measure="attainment"),
    )
    assert_to_nearest_or_outward(bounds, implied, 1)
    plan = float(parse_number(published, "vi"))
    assert bounds.low < plan < bounds.high
    assert agreement(bounds, resolve(published, "vi", measure="plan").bounds) == "consistent"


# The report of 2023 (in English, million đồng) against the targets of 2022: implied 2022 in tỷ, attainment in percent,
# growth of 2022 over 2021 in percent, verdict.
@pytest.mark.parametrize(
    ("indicator", "level", "rate", "implied", "attained", "grown", "expected"),
    [
        ("industrial_output", "754,505", "12", (670.670, 676.687), (99.74, 100.64), (11.71, 12.71), "undecided"),
        ("retail_sales", "12,670,113", "22", (10342.9, 10428.1), (100.37, 101.20), (22.46, 23.46), "met"),
        (
            "accommodation_food_revenue",
            "2,114,618",
            "22.1",
            (1731.16, 1732.58),
            (101.34, 101.42),
            (23.63, 23.73),
            "met",
        ),
        ("agri_forestry_fishery_output", "139,920", "3.29", (135.456, 135.470), (100.00, 100.02), (3.45, 3.47), "met"),
    ],
)
def test_the_report_of_2023_tells_how_2022_went(
    indicator: str,
    level: str,
    rate: str,
    implied: tuple[float, float],
    attained: tuple[float, float],
    grown: tuple[float, float],
    expected: str,
) -> None:
    level_2023 = resolve(level, "en", measure="level")
    growth_2023 = resolve(rate, "en", measure="growth")
    level_2021 = figures_2021(indicator)[0]
    target = resolve(TARGETS_2022[indicator][0], "vi", measure="planned_growth")
    base = propagate(growth.implied_base, level_2023, growth_2023)
    places = 3 if implied[0] < 700 else (2 if implied[0] < 10_000 else 1)
    assert_to_nearest_or_outward([end / 1000 for end in base], implied, places)

    def attainment_of_2022(later: Any, later_rate: Any, earlier: Any, asked: Any) -> Any:
        return later / 1000 / (1 + later_rate) / growth.target_level(earlier, asked)

    bounds = propagate(attainment_of_2022, level_2023, growth_2023, level_2021, target)
    assert_to_nearest_or_outward([100 * end for end in bounds], attained, 2)
    assert verdict(*bounds) == expected

    def growth_of_2022(later: Any, later_rate: Any, earlier: Any) -> Any:
        return growth.growth_rate(later / 1000 / (1 + later_rate), earlier)

    over_2021 = propagate(growth_of_2022, level_2023, growth_2023, level_2021)
    assert_to_nearest_or_outward([100 * end for end in over_2021], grown, 2)


def test_a_multiple_and_a_mean_rate_that_no_reading_reconciles() -> None:
    # A ward printed "30.8% a year, 3.4 times the term's beginning": five years at 30.8% are 3.83 times.
    multiple = resolve("3,4", "vi", measure="growth", form="multiple")
    yearly = propagate(lambda total: growth.compound_annual_growth_rate(1.0, 1 + total, 5), multiple)
    assert_to_nearest([100 * end for end in yearly], (27.4, 28.1), 1)
    assert agreement(yearly, resolve("30,8", "vi", measure="growth").bounds) == "conflict"
    increased_by = propagate(lambda total: growth.compound_annual_growth_rate(1.0, 2 + total, 5), multiple)
    assert agreement(increased_by, resolve("30,8", "vi", measure="growth").bounds) == "conflict"


# Properties: exact rational arithmetic inside the bounds, and the bounds no wider than they must be

Formula = tuple["Callable[..., Any]", "Callable[..., Fraction]", tuple[str, ...]]
FORMULAS: dict[str, Formula] = {
    "growth_rate": (growth.growth_rate, lambda v, b: v / b - 1, ("level", "level")),
    "attainment": (growth.attainment, lambda v, p: v / p, ("level", "level")),
    "excess": (growth.excess, lambda v, p: v - v / p, ("level", "attainment")),
    "implied_base": (growth.implied_base, lambda v, g: v / (1 + g), ("level", "growth")),
    "implied_plan": (growth.implied_plan, lambda v, p: v / p, ("level", "attainment")),
    "planned_growth_asked": (growth.planned_growth_asked, lambda g, p: (1 + g) / p - 1, ("growth", "attainment")),
    "target_level": (growth.target_level, lambda v, t: v * (1 + t), ("level", "planned_growth")),
    "required_run_rate": (
        lambda a: growth.required_run_rate(a, 5),
        lambda a: max(1 - a, Fraction(0)) / 7 / (a / 5),
        ("attainment",),
    ),
    "required_growth_of_rest": (
        lambda v, g, s: growth.required_growth_of_rest(100 * v, g, v, s),
        lambda v, g, s: (100 * v * (1 + g) - v) / (100 * v - v / (1 + s)) - 1,
        ("level", "growth", "growth"),
    ),
    "contribution_to_growth": (
        growth.contribution_to_growth,
        lambda v, b, total: (v - b) / total,
        ("level", "level", "level"),
    ),
    "share_of_growth": (growth.share_of_growth, lambda c, g: c / g, ("growth", "attainment")),
    "deflate": (growth.deflate, lambda v, d: v / (d / 100), ("level", "level")),
    "real_growth": (growth.real_growth, lambda g, p: (1 + g) / (1 + p) - 1, ("growth", "growth")),
    "year_to_date_to_period": (growth.year_to_date_to_period, lambda a, b: a - b, ("level", "level")),
    "revision": (growth.revision, lambda a, b: b - a, ("level", "level")),
    "relative_revision": (growth.relative_revision, lambda a, b: b / a - 1, ("level", "level")),
    "gap_to_peer": (growth.gap_to_peer, lambda a, b: a - b, ("growth", "growth")),
}
ROOTS: dict[str, Formula] = {
    "compound_annual_growth_rate": (
        lambda a, b: growth.compound_annual_growth_rate(a, b, 4),
        lambda a, b: b / a,
        ("level", "level"),
    ),
    "required_growth_to_target": (
        lambda a, b: growth.required_growth_to_target(a, b, 4),
        lambda a, b: b / a,
        ("level", "level"),
    ),
    "mean_annual_growth": (
        lambda *rates: growth.mean_annual_growth(rates),
        lambda a, b, c, d: (1 + a) * (1 + b) * (1 + c) * (1 + d),
        ("growth", "growth", "growth", "growth"),
    ),
}

fractions = st.fractions(0, 1, max_denominator=64)


@st.composite
def printed_figures(draw: st.DrawFn, measure: str) -> tuple[Figure, Fraction, list[Fraction]]:
    """Print a random figure; give what it resolves to, a value that rounds to it, and both exact ends."""
    places = draw(st.integers(0, 4))
    one = 10**places
    percent = {"growth": (-90 * one, 300 * one), "planned_growth": (-50 * one, 100 * one)}
    units = draw(st.integers(*percent.get(measure, (1, 10**9 if measure == "level" else 1000 * one))))
    figure = resolve(write(units, places, "vi"), "vi", measure=measure)
    scale = Fraction(1, one * (1 if measure == "level" else 100))
    half = 0 if measure == "planned_growth" else Fraction(1, 2)
    ends = [(units - half) * scale, (units + half) * scale]
    return figure, ends[0] + draw(fractions) * (ends[1] - ends[0]), ends


def exact_range(exact: Callable[..., Fraction], ends: list[list[Fraction]]) -> tuple[Fraction, Fraction]:
    grids = np.array(np.meshgrid(*([0, 1] for _ in ends))).reshape(len(ends), -1).T
    values = [exact(*(pair[side] for pair, side in zip(ends, corner, strict=True))) for corner in grids]
    return min(values), max(values)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMULAS)
@given(data=st.data())
def test_bounds_contain_the_exact_result_and_little_else(name: str, data: st.DataObject) -> None:
    formula, exact, measures = FORMULAS[name]
    drawn = [data.draw(printed_figures(measure)) for measure in measures]
    low, high = propagate(formula, *(figure for figure, _, _ in drawn))
    assert Fraction(low) <= exact(*(truth for _, truth, _ in drawn)) <= Fraction(high)
    exact_low, exact_high = exact_range(exact, [ends for _, _, ends in drawn])
    assert Fraction(low) <= exact_low
    assert exact_high <= Fraction(high)
    if name != "share_of_growth":  # whose denominator comes as near to zero as it likes
        largest = max(1, *(abs(float(end)) for _, _, ends in drawn for end in ends), abs(low), abs(high))
        smallest = min(1.0, *(float(ends[0]) for _, _, ends in drawn if ends[0] > 0), 1.0)
        slack = 1e-8 * largest / smallest**2
        assert low >= float(exact_low) - slack
        assert high <= float(exact_high) + slack


@pytest.mark.slow
@pytest.mark.parametrize("name", ROOTS)
@given(data=st.data())
def test_bounds_of_a_yearly_rate_contain_the_exact_root(name: str, data: st.DataObject) -> None:
    formula, exact, measures = ROOTS[name]
    drawn = [data.draw(printed_figures(measure)) for measure in measures]
    low, high = propagate(formula, *(figure for figure, _, _ in drawn))
    over_four_years = exact(*(truth for _, truth, _ in drawn))
    assert (1 + Fraction(low)) ** 4 <= over_four_years <= (1 + Fraction(high)) ** 4
    exact_low, exact_high = exact_range(exact, [ends for _, _, ends in drawn])
    assert 1 + low == pytest.approx(float(exact_low) ** 0.25, rel=1e-7)
    assert 1 + high == pytest.approx(float(exact_high) ** 0.25, rel=1e-7)


@pytest.mark.slow
@given(printed_figures("growth"), printed_figures("growth"))
def test_bounds_of_an_elasticity_contain_it_or_are_missing(
    response: tuple[Figure, Fraction, list[Fraction]], base: tuple[Figure, Fraction, list[Fraction]]
) -> None:
    low, high = propagate(growth.elasticity, response[0], base[0])
    if base[2][0] <= 0 <= base[2][1]:
        assert math.isnan(low)
        assert math.isnan(high)
        return
    with decimal.localcontext(prec=60):
        logarithms = [
            (Decimal(truth.numerator + truth.denominator) / truth.denominator).ln() for truth in (response[1], base[1])
        ]
        exact = logarithms[0] / logarithms[1]
    assert Decimal(low) <= exact <= Decimal(high)


@given(printed_figures("level"), printed_figures("growth"))
@pytest.mark.slow
def test_the_implied_base_grown_gives_the_level_back(
    level: tuple[Figure, Fraction, list[Fraction]], rate: tuple[Figure, Fraction, list[Fraction]]
) -> None:
    base = growth.implied_base(level[0].value, rate[0].value)
    assert base * (1 + rate[0].value) == pytest.approx(level[0].value, rel=1e-12)
    assert growth.growth_rate(level[0].value, base) == pytest.approx(rate[0].value, abs=1e-11)
    bounds = propagate(growth.implied_base, level[0], rate[0])
    again = propagate(growth.growth_rate, level[0], bounds)
    assert again.low <= rate[0].low
    assert rate[0].high <= again.high


# The edges of propagate


@pytest.mark.parametrize(
    ("formula", "inputs", "low", "high"),
    [
        (growth.implied_plan, (Bounds(600.0, 600.0), Bounds(1.5, INFINITY)), 0.0, 400.0),
        (growth.implied_plan, (Bounds(600.0, INFINITY), Bounds(1.5, 2.0)), 300.0, INFINITY),
        (growth.implied_plan, (Bounds(600.0, INFINITY), Bounds(1.5, INFINITY)), 0.0, INFINITY),
        (growth.implied_plan, (Bounds(-INFINITY, 600.0), Bounds(1.5, 2.0)), -INFINITY, 400.0),
        (growth.growth_rate, (Bounds(600.0, INFINITY), Bounds(300.0, INFINITY)), -1.0, INFINITY),
        (growth.growth_rate, (Bounds(600.0, 600.0), Bounds(300.0, INFINITY)), -1.0, 1.0),
        (growth.planned_growth_asked, (Bounds(0.5, INFINITY), Bounds(1.5, INFINITY)), -1.0, INFINITY),
        (growth.excess, (Bounds(600.0, INFINITY), Bounds(1.5, 2.0)), 200.0, INFINITY),
        (growth.excess, (Bounds(600.0, 600.0), Bounds(1.5, INFINITY)), 200.0, 600.0),
        (growth.target_level, (Bounds(600.0, INFINITY), Bounds(0.15, INFINITY)), 690.0, INFINITY),
        (growth.gap_to_peer, (Bounds(0.1, INFINITY), Bounds(0.2, INFINITY)), -INFINITY, INFINITY),
    ],
)
def test_open_ends_give_limits(
    formula: Callable[..., Any], inputs: tuple[Bounds, ...], low: float, high: float
) -> None:
    assert propagate(formula, *inputs) == pytest.approx((low, high), rel=1e-11)


@pytest.mark.parametrize(
    ("formula", "inputs"),
    [
        (growth.implied_plan, (Bounds(600.0, 601.0), Bounds(-0.1, 0.1))),
        (growth.implied_plan, (Bounds(600.0, 601.0), Bounds(0.0, 0.1))),
        (growth.implied_plan, (Bounds(600.0, 601.0), Bounds(-2.0, -1.0))),
        # At most 120% of plan says nothing against a plan as large as can be: no bounds, rather than one wrong end.
        (growth.implied_plan, (Bounds(600.0, 601.0), Bounds(-INFINITY, 1.2))),
        (growth.implied_base, (Bounds(600.0, 601.0), Bounds(-1.5, 0.1))),
        (growth.implied_base, (Bounds(600.0, INFINITY), Bounds(-INFINITY, 0.1))),
        # Both corners are defined here, the middle is not.
        (growth.share_of_growth, (Bounds(0.01, 0.02), Bounds(-0.1, 0.1))),
        (growth.elasticity, (Bounds(0.01, 0.02), Bounds(-0.1, 0.1))),
        (lambda part, whole: part / whole, (Bounds(1.0, 2.0), Bounds(-1.0, 1.0))),
        (lambda part, whole: part / whole, (Bounds(0.0, 0.0), Bounds(0.0, 1.0))),
        (growth.implied_plan, (Bounds(NAN, NAN), Bounds(1.0, 2.0))),
        (growth.implied_plan, (Bounds(600.0, NAN), Bounds(1.0, 2.0))),
        (growth.gap_to_peer, (NAN, Bounds(1.0, 2.0))),
    ],
)
def test_undefined_somewhere_inside_is_missing(formula: Callable[..., Any], inputs: tuple[Bounds, ...]) -> None:
    assert all(math.isnan(end) for end in propagate(formula, *inputs))


def test_a_negative_denominator_that_keeps_its_sign_is_defined() -> None:
    # A part of a fall: -1% to -2% of -4% to -5%.
    bounds = propagate(growth.share_of_growth, Bounds(-0.02, -0.01), Bounds(-0.05, -0.04))
    assert bounds == pytest.approx((0.2, 0.5))


def test_arrays_and_numbers_are_broadcast_together() -> None:
    low, high = propagate(
        growth.implied_plan, Bounds(np.array([600.0, NAN, 300.0]), np.array([660.0, NAN, 300.0])), 1.5
    )
    assert isinstance(low, np.ndarray)
    assert low == pytest.approx([400, NAN, 200], nan_ok=True)
    assert high == pytest.approx([440, NAN, 200], nan_ok=True)
    table, _ = propagate(growth.implied_plan, np.ones((3, 1)), Bounds(np.ones((1, 2)), np.ones((1, 2))))
    assert table.shape == (3, 2)


def test_a_series_keeps_its_index() -> None:
    years = pd.Index([2021, 2023], name="year")
    actual = Bounds(pd.Series([600.0, 700.0], index=years), pd.Series([600.0, 700.0], index=years))
    result = propagate(growth.implied_plan, actual, Bounds(1.0, 2.0))
    assert isinstance(result.low, pd.Series)
    assert result.low.index.equals(years)
    assert result.high.to_numpy() == pytest.approx([600, 700])
    nullable = pd.Series([600.0, None], index=years, dtype="Float64")
    assert propagate(growth.implied_plan, nullable, 1.5).low.isna().tolist() == [False, True]


def test_series_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="different indexes"):
        propagate(growth.implied_plan, pd.Series([1.0], index=[2021]), pd.Series([1.0], index=[2022]))


def test_a_formula_must_be_elementwise_and_an_interval_must_say_so() -> None:
    with pytest.raises(ValueError, match="elementwise"):
        propagate(np.sum, np.array([1.0, 2.0]))
    with pytest.raises(TypeError, match="Bounds"):
        propagate(growth.implied_plan, (600.0, 601.0), 1.5)


def test_scalars_give_floats_and_a_number_is_an_interval_of_itself() -> None:
    low, high = propagate(growth.target_level, 600.37, 0.12)
    assert type(low) is type(high) is float
    assert low < 600.37 * 1.12 < high
    assert high - low < 1e-8


# Verdicts, agreement, open ends in frames


@pytest.mark.parametrize(
    ("low", "high", "expected", "lower_is_better"),
    [
        (1.0145, 1.0155, "met", "missed"),
        (0.97955, 0.97965, "missed", "met"),
        (0.995, 1.005, "undecided", "undecided"),
        (1.0, 1.01, "met", "undecided"),
        (0.99, 1.0, "undecided", "met"),
        (1.0, 1.0, "met", "met"),
        (1.5, INFINITY, "met", "missed"),
        (1.5, NAN, "met", "missed"),
        (0.9, INFINITY, "undecided", "undecided"),
        (-INFINITY, 0.9, "missed", "met"),
        (NAN, 0.9, "missed", "met"),
        (NAN, NAN, None, None),
    ],
)
def test_a_verdict_says_no_more_than_the_bounds(
    low: float, high: float, expected: str | None, lower_is_better: str | None
) -> None:
    assert verdict(low, high) == expected
    assert verdict(low, high, higher_is_better=False) == lower_is_better


def test_a_verdict_on_a_level_needs_its_plan() -> None:
    assert verdict(670.670, 676.687, 672.414) == "undecided"
    assert verdict(670.670, 676.687, NAN) is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Bounds(12.45, 12.55), Bounds(12.375, 12.385), "conflict"),
        (Bounds(12.35, 12.45), Bounds(12.375, 12.385), "consistent"),
        (Bounds(12.35, 12.45), Bounds(12.45, 12.55), "consistent"),
        (Bounds(15.0, INFINITY), Bounds(15.5, 16.5), "consistent"),
        (Bounds(15.0, INFINITY), Bounds(13.5, 14.5), "conflict"),
        (Bounds(15.0, INFINITY), Bounds(10.0, INFINITY), "cannot tell"),
        (Bounds(15.0, INFINITY), Bounds(-INFINITY, 10.0), "conflict"),
        (Bounds(NAN, NAN), Bounds(1.0, 2.0), "cannot tell"),
        (Bounds(-INFINITY, INFINITY), Bounds(1.0, 2.0), "consistent"),
    ],
)
def test_two_statements_agree_unless_no_value_fits_both(a: Bounds, b: Bounds, expected: str) -> None:
    assert agreement(a, b) == expected
    assert agreement(b, a) == expected


def test_open_ends_are_missing_in_frames_and_come_back() -> None:
    frame = pd.DataFrame(
        {"value": [15.0, 5.0, 12.0, NAN], "low": [15.0, NAN, 11.5, NAN], "high": [NAN, 5.0, 12.5, NAN]},
        index=["at least", "at most", "rounded", "no figure"],
    )
    inside = from_missing(frame["value"], frame["low"], frame["high"])
    assert inside.low.to_numpy() == pytest.approx([15.0, -INFINITY, 11.5, NAN], nan_ok=True)
    assert inside.high.to_numpy() == pytest.approx([INFINITY, 5.0, 12.5, NAN], nan_ok=True)
    outside = to_missing(inside)
    pd.testing.assert_series_equal(outside.low, frame["low"], check_names=False)
    pd.testing.assert_series_equal(outside.high, frame["high"], check_names=False)
    assert from_missing(5.0, NAN, 5.0) == Bounds(-INFINITY, 5.0)
    assert to_missing(Bounds(1.0, 2.0)) == Bounds(1.0, 2.0)


def test_errors_are_the_projects_own() -> None:
    assert issubclass(PrintedFigureError, KienanError)
