"""Periods, units and the records of the catalogue."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kienan_analysis.catalogue import (
    AREA_LEVELS,
    UNITS,
    canonical_period,
    canonical_unit,
    parse_bool,
    parse_date,
    parse_period,
    plain_level,
    read_areas,
    read_indicators,
    read_sources,
    spanning,
    unit_factor,
    unit_name,
    unit_ratio,
)
from kienan_analysis.errors import KienanError
from tests.packages import AREAS, INDICATORS, SOURCES


@pytest.mark.parametrize(
    ("text", "first", "last", "kind", "months"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year", 12),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30), "half", 6),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31), "half", 6),
        ("2021-Q3", date(2021, 7, 1), date(2021, 9, 30), "quarter", 3),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month", 1),
        ("2021-01/2021-05", date(2021, 1, 1), date(2021, 5, 31), "months", 5),
        ("2020-11/2021-02", date(2020, 11, 1), date(2021, 2, 28), "months", 4),
        ("2016/2020", date(2016, 1, 1), date(2020, 12, 31), "years", 60),
        ("2019-04-01", date(2019, 4, 1), date(2019, 4, 1), "day", 0),
        ("2021-11-03/2022-01-10", date(2021, 11, 3), date(2022, 1, 10), "days", 0),
    ],
)
def test_each_kind_of_period(text: str, first: date, last: date, kind: str, months: int) -> None:
    period = parse_period(text)
    assert (period.text, period.first, period.last, period.kind, period.months) == (text, first, last, kind, months)
    assert period.year == last.year
    assert spanning(first, last) == period
    assert str(period) == text


def test_only_periods_of_years_hold_several_years() -> None:
    assert parse_period("2016/2020").years == 5
    assert parse_period("2021").years == 1
    assert parse_period("2020-11/2021-02").years == 1


@pytest.mark.parametrize(
    ("text", "full", "part"),
    [
        ("2021", True, False),
        ("2021-H1", False, True),
        ("2021-Q4", False, True),
        ("2021-06", False, True),
        ("2021-01/2021-05", False, True),
        ("2020-11/2021-02", False, False),
        ("2016/2020", False, False),
        ("2019-04-01", False, False),
        ("2021-11-06/2021-11-29", False, False),
    ],
)
def test_full_and_part_years(text: str, full: bool, part: bool) -> None:  # noqa: FBT001 - a table's columns
    assert (parse_period(text).is_full_year, parse_period(text).is_part_year) == (full, part)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2021", "2020"),
        ("2021-H1", "2020-H1"),
        ("2021-Q3", "2020-Q3"),
        ("2021-01/2021-05", "2020-01/2020-05"),
        ("2020-02", "2019-02"),
        ("2021-02", "2020-02"),
        ("2020-02-29", "2019-02-28"),
        ("2020-11/2021-02", "2019-11/2020-02"),
        ("2016/2020", "2015/2019"),
    ],
)
def test_the_same_period_a_year_earlier(text: str, before: str) -> None:
    assert parse_period(text).previous() == parse_period(before)


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("6T/2021", "2021-H1"),
        ("9T2021", "2021-01/2021-09"),
        ("9 tháng năm 2021", "2021-01/2021-09"),
        ("5 tháng đầu năm 2019", "2019-01/2019-05"),
        ("6 tháng đầu năm 2021", "2021-H1"),
        ("6 tháng cuối năm 2021", "2021-H2"),
        ("2021H1", "2021-H1"),
        ("2021-h1", "2021-H1"),
        ("H2/2021", "2021-H2"),
        ("Q3/2021", "2021-Q3"),
        ("2021Q3", "2021-Q3"),
        ("Quý III/2021", "2021-Q3"),
        ("quý 3 năm 2021", "2021-Q3"),
        ("06/2021", "2021-06"),
        ("6/2021", "2021-06"),
        ("2021-1", "2021-01"),
        ("2021M06", "2021-06"),
        ("tháng 6 năm 2021", "2021-06"),
        ("T6/2021", "2021-06"),
        ("Jun-21", "2021-06"),  # Excel's display of 2021-06
        ("thg 6-21", "2021-06"),  # the same in a Vietnamese Excel
        ("năm 2021", "2021"),
        ("2021.0", "2021"),
        (" 2021 ", "2021"),
        ("2016-2020", "2016/2020"),
        ("2016–2020", "2016/2020"),  # an en dash
        ("giai đoạn 2016-2020", "2016/2020"),
        ("2021-01/2021-06", "2021-H1"),
        ("2021-07/2021-09", "2021-Q3"),
        ("2021-01/2021-12", "2021"),
        ("2021-01-01/2021-12-31", "2021"),
        ("2021-06/2021-06", "2021-06"),
        ("2021/2021", "2021"),
        ("2021-01/05", "2021-01/2021-05"),
        ("01/2021 - 05/2021", "2021-01/2021-05"),
        ("31/12/2021", "2021-12-31"),
        ("1/1/2021", "2021-01-01"),
        ("2021/12/31", "2021-12-31"),
    ],
)
def test_other_spellings_are_rewritten(spelling: str, canonical: str) -> None:
    assert canonical_period(spelling) == canonical
    parse_period(canonical)
    with pytest.raises(KienanError, match=canonical):
        parse_period(spelling)


@pytest.mark.parametrize(
    "text",
    [
        *("", "hôm nay", "2021-13", "2021-00", "2021-H3", "2021-Q5", "221", "2201", "20211", "2021-02-30"),
        *("31/02/2021", "13T/2021", "2021-H1/2021-H2x", "-2021", "2021-", "٢٠٢١", "2021-01/2021", "2021\n2022"),
    ],
)
def test_what_is_no_period_is_refused_with_the_spellings_that_are(text: str) -> None:
    with pytest.raises(KienanError) as caught:
        canonical_period(text)
    assert "2021-H1" in str(caught.value)


def test_a_date_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    with pytest.raises(KienanError, match=r"2019-04-01 or as 2019-01-04"):
        canonical_period("1/4/2019")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    for text in ("2020/2016", "2021-05/2021-01"):
        with pytest.raises(KienanError, match="before it begins"):
            canonical_period(text)


@given(st.dates(date(1900, 1, 2), date(2099, 12, 31)), st.dates(date(1900, 1, 2), date(2099, 12, 31)))
def test_every_span_of_days_has_one_spelling_that_reads_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = spanning(first, last)
    assert parse_period(period.text) == period
    assert (period.first, period.last) == (first, last)
    assert canonical_period(period.text) == period.text


@pytest.mark.parametrize(
    ("unit", "base", "ratio"),
    [
        ("triệu đồng", "tỷ đồng", Fraction(1, 1000)),
        ("nghìn tỷ đồng", "tỷ đồng", Fraction(1000)),
        ("đồng", "tỷ đồng", Fraction(1, 10**9)),
        ("ha", "km2", Fraction(1, 100)),
        ("triệu USD", "USD", Fraction(10**6)),
        ("đồng/người/năm", "triệu đồng/người/năm", Fraction(1, 10**6)),
        ("nghìn người", "người", Fraction(1000)),
        ("nghìn con", "con", Fraction(1000)),
        ("‰", "%", Fraction(1, 10)),
        ("tấn/ha", "tạ/ha", Fraction(10)),
        ("xã", "xã", Fraction(1)),
    ],
)
def test_units_convert_exactly(unit: str, base: str, ratio: Fraction) -> None:
    assert unit_ratio(unit, base) == ratio
    assert unit_factor(unit, base) == float(ratio)


@pytest.mark.parametrize(
    ("unit", "base"),
    [("USD", "đồng"), ("triệu đồng", "triệu đồng/người/năm"), ("đồng/người/tháng", "đồng/người/năm"), ("xã", "người")],
)
def test_units_of_different_things_do_not_convert(unit: str, base: str) -> None:
    with pytest.raises(KienanError, match="not"):
        unit_factor(unit, base)


def test_a_misspelt_unit_gets_a_hint() -> None:
    with pytest.raises(KienanError, match="Did you mean 'triệu đồng'"):
        unit_factor("trieu đồng", "tỷ đồng")


def test_units_have_names_in_both_languages() -> None:
    assert unit_name("tỷ đồng", "vi") == "tỷ đồng"
    assert unit_name("tỷ đồng", "en") == "billion VND"
    assert unit_name("xã", "en") == "communes"
    assert unit_name("thôn", "en") == "thôn"
    assert all(unit.name_vi and unit.name_en for unit in UNITS.values())


@pytest.mark.parametrize(
    ("other", "unit"),
    [("tỉ đồng", "tỷ đồng"), ("km²", "km2"), ("ngàn tỷ đồng", "nghìn tỷ đồng"), ("tỷ", "tỷ đồng"), ("xã", "xã")],
)
def test_other_spellings_of_units(other: str, unit: str) -> None:
    assert canonical_unit(other) == unit


def test_areas_are_read_with_dates_and_successors() -> None:
    kien_an = read_areas(AREAS)["kien-an"]
    assert kien_an.valid_from == date(1994, 8, 29)
    assert kien_an.valid_to == date(2025, 6, 30)
    assert kien_an.successors == ("phuong-kien-an", "phuong-phu-lien")
    assert kien_an.name("vi") == "Quận Kiến An"
    assert kien_an.name("en") == "Kiến An District"
    assert read_areas(AREAS)["hai-phong"].valid_from is None


def test_indicators_are_read_with_three_valued_direction() -> None:
    read = read_indicators([*INDICATORS, INDICATORS[0] | {"id": "poverty", "higher_is_better": "FALSE"}])
    assert read["industrial_output"].higher_is_better is True
    assert read["poverty"].higher_is_better is False
    assert read["population"].higher_is_better is None
    assert read["industrial_output"].price_basis_assumed is True
    assert read["population"].name("en") == "population"


def test_lists_are_separated_by_a_bar() -> None:
    rows = [INDICATORS[0] | {"phrases_vi": "nông, lâm, thủy sản | GTSX nông nghiệp"}]
    assert read_indicators(rows)["industrial_output"].phrases_vi == ("nông, lâm, thủy sản", "GTSX nông nghiệp")


def test_sources_are_read_with_or_without_a_date() -> None:
    read = read_sources(SOURCES)
    assert read["kien-an-2022-01-11"].published == date(2022, 1, 11)
    assert read["vietnam-vn-2023"].published is None


@pytest.mark.parametrize("text", ["20210131", "31/01/2021", "2021-W01-1", "2021-02-30"])
def test_only_plain_iso_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date(text)


@pytest.mark.parametrize("text", ["yes", "1", "đúng"])
def test_only_true_and_false(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_bool(text)


def test_a_ward_is_a_commune_by_its_older_word() -> None:
    assert [plain_level(level) for level in AREA_LEVELS] == [
        *("country", "region", "province", "city", "district", "commune", "commune", "cluster")
    ]


def test_an_indicator_is_named_in_each_language() -> None:
    row = INDICATORS[0] | {"name_vi": "Giá trị", "name_en": "Output (gross)", "phrases_vi": "giá trị|GTSX"}
    (plain,) = read_indicators([row | {"phrases_en": ""}]).values()
    assert (plain.name("vi"), plain.name("en")) == ("Giá trị", "Output (gross)")
    assert (plain.phrases("vi"), plain.phrases("en")) == (("giá trị", "GTSX"), ("Output",))
    (named,) = read_indicators([row | {"phrases_en": "output|gross output"}]).values()
    assert named.phrases("en") == ("output", "gross output")
